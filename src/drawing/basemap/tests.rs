use super::*;

const SOUTH_CAUCASUS: [GeoPoint; 5] = [
    GeoPoint::new(34.8, 31.5),
    GeoPoint::new(48.0, 40.3),
    GeoPoint::new(35.2, 39.0),
    GeoPoint::new(53.7, 32.4),
    GeoPoint::new(67.3, 48.0),
];

/// Regions of every kind: a cone in the north and in the south, across the antimeridian, small, and the world.
fn projections() -> Vec<Projection> {
    let regions: [&[GeoPoint]; 7] = [
        &SOUTH_CAUCASUS,
        &[GeoPoint::new(-70.6, -33.4), GeoPoint::new(-58.4, -34.6)],
        &[GeoPoint::new(178.0, -18.0), GeoPoint::new(-172.0, -14.0)],
        &[GeoPoint::new(35.2, 31.8)],
        &[GeoPoint::new(170.0, 65.0), GeoPoint::new(-150.0, 62.0)],
        &[GeoPoint::new(-77.0, 38.9), GeoPoint::new(116.4, 39.9)],
        &[GeoPoint::new(0.0, -85.0)],
    ];
    regions.map(Projection::for_places).to_vec()
}

fn doubled_area(ring: &[Point]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(here, there)| here.to_vec2().cross(there.to_vec2()))
        .sum()
}

fn land(map: &Basemap, numeric: u16) -> &Land {
    map.lands
        .iter()
        .find(|land| land.numeric == numeric)
        .unwrap()
}

#[test]
fn triangles_fill_the_area_of_their_rings() {
    for projection in projections() {
        let map = basemap(&projection);
        let (mut filled, mut enclosed) = (0.0, 0.0);
        for land in &map.lands {
            let points: Vec<Point> = land.rings.iter().flatten().copied().collect();
            let corners = |three: &[u32; 3]| three.map(|index| points[index as usize]);
            let triangles = land
                .triangles
                .iter()
                .map(|three| doubled_area(&corners(three)).abs());
            let (area, expected) = (
                triangles.sum::<f64>() / 2.0,
                land.rings
                    .iter()
                    .map(|ring| doubled_area(ring))
                    .sum::<f64>()
                    .abs()
                    / 2.0,
            );
            assert!(
                (area - expected).abs() < 1e-3 * expected + 0.1,
                "{}: {area} is not {expected}",
                land.name
            );
            filled += area;
            enclosed += expected;
        }
        assert!(
            (filled / enclosed - 1.0).abs() < 1e-4,
            "{filled} {enclosed}"
        );
    }
}

#[test]
fn triangles_stay_on_their_land() {
    let map = basemap(&Projection::for_places(&SOUTH_CAUCASUS));
    for numeric in [376, 31, 792, 364, 398, 268, 51, 643] {
        let land = land(&map, numeric);
        let points: Vec<Point> = land.rings.iter().flatten().copied().collect();
        let mut astray = 0.0;
        for three in &land.triangles {
            let [a, b, c] = three.map(|index| points[index as usize]);
            let middle = ((a.to_vec2() + b.to_vec2() + c.to_vec2()) / 3.0).to_point();
            assert!(land.bounds.contains(middle));
            if !land.contains(middle) {
                astray += doubled_area(&[a, b, c]).abs() / 2.0;
            }
        }
        let area = land
            .rings
            .iter()
            .map(|ring| doubled_area(ring))
            .sum::<f64>()
            .abs()
            / 2.0;
        assert!(astray < 1e-4 * area, "{}: {astray} of {area}", land.name);
    }
}

#[test]
fn cities_lie_in_their_countries() {
    let projection = Projection::for_places(&SOUTH_CAUCASUS);
    let map = basemap(&projection);
    for (lon_deg, lat_deg, numeric) in [
        (49.87, 40.41, 31),
        (71.43, 51.13, 398),
        (34.8, 32.07, 376),
        (32.86, 39.93, 792),
        (51.39, 35.69, 364),
        (45.41, 39.21, 31),
        (37.62, 55.75, 643),
    ] {
        let point = projection.project(lon_deg, lat_deg).unwrap();
        let found: Vec<u16> = map
            .lands
            .iter()
            .filter(|land| land.contains(point))
            .map(|land| land.numeric)
            .collect();
        assert_eq!(found, [numeric], "{lon_deg} {lat_deg}");
        let name = country_name_at(GeoPoint::new(lon_deg, lat_deg));
        assert_eq!(name, Some(land(&map, numeric).name));
    }
    assert_eq!(country_name_at(GeoPoint::new(f64::NAN, 0.0)), None);
}

#[test]
fn nothing_wraps_and_every_number_is_finite() {
    for projection in projections() {
        let map = basemap(&projection);
        assert!(!map.lands.is_empty() && !map.coast.is_empty() && !map.borders.is_empty());
        for line in map.coast.iter().chain(&map.borders).chain(&map.disputed) {
            assert!(line.len() >= 2);
            for pair in line.windows(2) {
                let step = pair[0].distance(pair[1]) / projection.units_per_degree();
                assert!(step < 12.0, "a step of {step} degrees from {:?}", pair[0]);
            }
        }
        for land in &map.lands {
            assert!(land.bounds.is_finite(), "{}", land.name);
            let count = land.rings.iter().map(Vec::len).sum::<usize>();
            assert!(
                land.triangles
                    .iter()
                    .flatten()
                    .all(|&index| (index as usize) < count)
            );
            let points = land.rings.iter().flatten();
            assert!(points.clone().all(|point| point.is_finite()));
            assert!(
                points
                    .clone()
                    .all(|&point| land.bounds.inflate(1e-6, 1e-6).contains(point))
            );
        }
    }
}

#[test]
fn cutting_edges_are_no_coast() {
    for projection in projections() {
        let window = projection.window();
        for line in basemap(&projection).coast {
            let on_edge = |point: &&Point| {
                projection.invert(**point).is_some_and(|place| {
                    let offset = wrapped_lon_deg(place.lon_deg - window.central_lon_deg).abs();
                    (offset - window.reach_lon_deg).abs() < 1e-5
                        || (place.lat_deg - window.south_deg).abs() < 1e-5
                })
            };
            assert!(line.iter().filter(on_edge).count() <= 2, "{line:?}");
        }
    }
}

#[test]
fn disputed_borders_are_dashed_and_only_where_they_are_disputed() {
    let projection = Projection::for_places(&SOUTH_CAUCASUS);
    let map = basemap(&projection);
    let near = |lines: &[Polyline], lon_deg: f64, lat_deg: f64| {
        let place = projection.project(lon_deg, lat_deg).unwrap();
        let points = lines.iter().flatten();
        points
            .map(|point| point.distance(place))
            .fold(f64::MAX, f64::min)
            < 8.0
    };
    let golan = (35.88, 33.0);
    let perekop = (33.65, 46.18);
    let punjab = (74.6, 31.1);
    let kars = (43.7, 40.6);
    for (place, disputed) in [
        (golan, true),
        (perekop, true),
        (punjab, false),
        (kars, false),
    ] {
        assert_eq!(near(&map.disputed, place.0, place.1), disputed, "{place:?}");
    }
    assert!(near(&map.borders, kars.0, kars.1));
    assert!(near(&map.borders, punjab.0, punjab.1));
}

#[test]
fn the_credit_names_the_disputes_in_view_and_no_others() {
    let projection = Projection::for_places(&SOUTH_CAUCASUS);
    let names = disputes_in(projection.frame(), &projection);
    for name in ["Crimea", "Golan Heights", "Abkhazia", "South Ossetia"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    assert!(!names.contains(&"Essequibo") && !names.contains(&"Arunachal Pradesh"));
    let baku = projection.project(49.9, 40.4).unwrap();
    let view = Rect::from_center_size(baku, (60.0, 60.0));
    assert_eq!(disputes_in(view, &projection), Vec::<&str>::new());
    assert_eq!(credit(view, &projection), CREDIT);
    assert!(credit(projection.frame(), &projection).contains("Golan Heights"));
}

#[test]
fn a_view_of_the_map_holds_what_is_in_it_and_no_more() {
    let projection = Projection::for_places(&SOUTH_CAUCASUS);
    let map = basemap(&projection);
    let view = projection.frame();
    let part = map.within(view);
    assert!(part.lands.len() < map.lands.len() / 2);
    for line in part.coast.iter().chain(&part.borders).chain(&part.disputed) {
        assert!(
            line.iter()
                .all(|&point| view.inflate(1e-6, 1e-6).contains(point))
        );
    }
    for land in &part.lands {
        assert!(
            view.inflate(1e-6, 1e-6).contains_rect(land.bounds),
            "{}",
            land.name
        );
    }
    for (x, y) in [
        (0.0, 0.0),
        (-300.0, 200.0),
        (400.0, -300.0),
        (-90.0, 10.0),
        (133.0, 77.0),
    ] {
        let at = |map: &Basemap| -> Vec<&str> {
            let found = map
                .lands
                .iter()
                .filter(|land| land.contains(Point::new(x, y)));
            found.map(|land| land.name).collect()
        };
        assert_eq!(at(&part), at(&map), "{x} {y}");
    }
}

#[test]
fn the_same_projection_gives_the_same_map() {
    let projection = Projection::for_places(&SOUTH_CAUCASUS);
    assert_eq!(basemap(&projection), basemap(&projection));
}
