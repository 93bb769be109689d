use super::*;

const SOUTH_CAUCASUS: [GeoPoint; 5] = [
    GeoPoint::new(34.8, 31.5),
    GeoPoint::new(48.0, 40.3),
    GeoPoint::new(35.2, 39.0),
    GeoPoint::new(53.7, 32.4),
    GeoPoint::new(67.3, 48.0),
];

fn is_cone(projection: &Projection) -> bool {
    matches!(projection.kind, Kind::Cone(_))
}

#[test]
fn the_padded_places_are_a_thousand_units_and_centred() {
    for places in [
        &SOUTH_CAUCASUS[..],
        &SOUTH_CAUCASUS[..1],
        &SOUTH_CAUCASUS[1..3],
        &[GeoPoint::new(34.78, 32.08), GeoPoint::new(35.22, 31.78)],
        &[GeoPoint::new(-77.0, 38.9), GeoPoint::new(116.4, 39.9)],
        &[],
    ] {
        let projection = Projection::for_places(places);
        let frame = projection.frame();
        assert!((frame.width().max(frame.height()) - REGION_SIZE).abs() < 1e-6);
        assert!(frame.center().distance(Point::ORIGIN) < 1e-6);
        for place in places {
            let point = projection.project(place.lon_deg, place.lat_deg).unwrap();
            assert!(frame.contains(point), "{place:?} at {point:?}");
        }
    }
}

#[test]
fn north_is_up_and_east_is_right_in_the_middle_of_the_region() {
    let projection = Projection::for_places(&SOUTH_CAUCASUS);
    let at = |lon_deg, lat_deg| projection.project(lon_deg, lat_deg).unwrap();
    assert!(at(51.0, 45.0).y < at(51.0, 35.0).y);
    assert!(at(60.0, 40.0).x > at(45.0, 40.0).x);
    let degree = at(51.05, 40.0).distance(at(51.05, 41.0));
    assert!((degree / projection.units_per_degree() - 1.0).abs() < 0.02);
}

#[test]
fn a_region_gets_a_cone_and_the_world_gets_equal_earth() {
    assert!(is_cone(&Projection::for_places(&SOUTH_CAUCASUS)));
    assert!(is_cone(&Projection::for_places(&[GeoPoint::new(
        175.0, -40.0
    )])));
    assert!(is_cone(&Projection::default()));
    for wide in [
        [GeoPoint::new(-77.0, 38.9), GeoPoint::new(116.4, 39.9)],
        [GeoPoint::new(20.0, -10.0), GeoPoint::new(40.0, 10.0)],
        [GeoPoint::new(10.0, -60.0), GeoPoint::new(30.0, 70.0)],
    ] {
        assert!(!is_cone(&Projection::for_places(&wide)), "{wide:?}");
    }
}

#[test]
fn the_order_of_places_does_not_matter_and_a_place_does() {
    let mut reversed = SOUTH_CAUCASUS;
    reversed.reverse();
    let projection = Projection::for_places(&SOUTH_CAUCASUS);
    assert_eq!(projection, Projection::for_places(&reversed));
    reversed[0].lon_deg += 0.5;
    assert_ne!(projection, Projection::for_places(&reversed));
    let mut with_odd = SOUTH_CAUCASUS.to_vec();
    with_odd.push(GeoPoint::new(f64::NAN, 0.0));
    with_odd.push(GeoPoint::new(0.0, 1e9));
    assert_eq!(projection, Projection::for_places(&with_odd));
}

#[test]
fn the_way_back_leads_to_the_same_place() {
    let regions: [&[GeoPoint]; 5] = [
        &SOUTH_CAUCASUS,
        &[GeoPoint::new(178.0, -18.0), GeoPoint::new(-172.0, -14.0)],
        &[GeoPoint::new(-77.0, 38.9), GeoPoint::new(116.4, 39.9)],
        &[GeoPoint::new(-70.0, -33.0)],
        &[],
    ];
    for places in regions {
        let projection = Projection::for_places(places);
        for lon_step in -17..18 {
            for lat_step in -8..=8 {
                let place = GeoPoint::new(f64::from(lon_step) * 10.0, f64::from(lat_step) * 10.0);
                let point = projection.project(place.lon_deg, place.lat_deg).unwrap();
                let back = projection.invert(point).unwrap();
                assert!(
                    (back.lat_deg - place.lat_deg).abs() < 1e-6,
                    "{place:?} {back:?}"
                );
                let turn = wrapped_lon_deg(back.lon_deg - place.lon_deg);
                assert!(turn.abs() < 1e-6, "{place:?} {back:?}");
            }
        }
    }
}

#[test]
fn neighbours_across_the_antimeridian_stay_neighbours() {
    let projection =
        Projection::for_places(&[GeoPoint::new(178.0, -18.0), GeoPoint::new(-172.0, -14.0)]);
    let west = projection.project(179.999, -17.0).unwrap();
    let east = projection.project(-179.999, -17.0).unwrap();
    assert!(west.distance(east) < 1.0 && west.x < east.x);
}

#[test]
fn no_input_makes_a_number_that_is_not_finite() {
    let numbers = [
        0.0,
        1e-300,
        45.0,
        -90.0,
        90.0,
        180.0,
        -180.0,
        540.0,
        1e18,
        f64::NAN,
        f64::INFINITY,
    ];
    for lon_deg in numbers {
        for lat_deg in numbers {
            let projection = Projection::for_places(&[
                GeoPoint::new(lon_deg, lat_deg),
                GeoPoint::new(lat_deg, lon_deg),
            ]);
            assert!(projection.frame().is_finite() && projection.scale.is_finite());
            assert!(projection.frame().area() > 0.0, "{lon_deg} {lat_deg}");
            for x in numbers {
                for y in numbers {
                    assert!(projection.project(x, y).is_none_or(Point::is_finite));
                    assert!(
                        projection
                            .invert(Point::new(x, y))
                            .is_none_or(GeoPoint::is_valid)
                    );
                }
            }
        }
    }
}
