use super::*;

/// The area that the triangles of a part cover, of a cloth of area 1.
fn covered(part: &Part) -> f64 {
    let points: Vec<Point> = part.rings.iter().flatten().copied().collect();
    let area = |[a, b, c]: &[u32; 3]| {
        let [a, b, c] = [a, b, c].map(|at| points[*at as usize]);
        ((b - a).cross(c - a) / 2.0).abs()
    };
    part.triangles.iter().map(area).sum()
}

/// The same counted on a grid, with the colour on top at each place.
fn colors(parts: &[Part]) -> Vec<((f64, f64), Color)> {
    let grid = (0..40).flat_map(|x| (0..30).map(move |y| (x, y)));
    let places = grid.map(|(x, y)| ((f64::from(x) + 0.51) / 40.0, (f64::from(y) + 0.51) / 30.0));
    places
        .filter_map(|place| {
            let on_top = parts.iter().rev().find(|part| holds(part, place))?;
            Some((place, on_top.fill))
        })
        .collect()
}

fn holds(part: &Part, (x, y): (f64, f64)) -> bool {
    let points: Vec<Point> = part.rings.iter().flatten().copied().collect();
    let point = Point::new(x, y);
    part.triangles.iter().any(|three| {
        let [a, b, c] = three.map(|at| points[at as usize]);
        let side = |from: Point, to: Point| (to - from).cross(point - from) >= 0.0;
        let sides = [side(a, b), side(b, c), side(c, a)];
        sides == [true; 3] || sides == [false; 3]
    })
}

#[test]
fn every_flag_covers_its_cloth_with_few_corners() {
    assert!(FILES.is_sorted_by_key(|(iso, _)| iso));
    for (iso, _) in FILES {
        let parts = flag(iso).expect(iso);
        let corners: usize = parts.iter().flat_map(|it| &it.rings).map(Vec::len).sum();
        assert!(corners < 5_000, "{iso} has {corners} corners");
        let seen = colors(parts);
        assert!(seen.len() >= 1_190, "{iso} leaves holes: {}", seen.len());
        for point in parts.iter().flat_map(|it| &it.rings).flatten() {
            let cloth = Rect::new(0.0, 0.0, 1.0, 1.0).inset(1e-9);
            assert!(cloth.contains(*point), "{iso} hangs over at {point}");
        }
        let first = seen[0].1;
        assert!(
            seen.iter().any(|(_, color)| *color != first),
            "{iso} is plain"
        );
    }
    assert!(flag("XXX").is_none());
    assert!(flag("").is_none());
}

/// What a renderer of SVG paints is the yardstick; fine ornaments and the letters of
/// emblems are left out.
#[test]
fn flags_look_as_a_renderer_paints_them() {
    let mut off = Vec::new();
    for (iso, svg) in FILES {
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).expect(iso);
        let mut pixmap = resvg::tiny_skia::Pixmap::new(640, 480).expect("a pixmap");
        resvg::render(&tree, Default::default(), &mut pixmap.as_mut());
        let seen = colors(flag(iso).expect(iso));
        let differing = seen.iter().filter(|((x, y), color)| {
            let pixel = pixmap.pixel((x * 640.0) as u32, (y * 480.0) as u32);
            let pixel = pixel.expect("within").demultiply();
            let far = |one: u8, two: u8| one.abs_diff(two) > 60;
            far(pixel.red(), color.r) || far(pixel.green(), color.g) || far(pixel.blue(), color.b)
        });
        let share = differing.count() as f64 / seen.len() as f64;
        if share >= 0.065 {
            off.push(format!("{iso} differs in {:.1} %", share * 100.0));
        }
    }
    assert!(off.is_empty(), "{off:?}");
}

#[test]
fn a_star_drawn_in_five_strokes_is_filled_as_its_rule_says() {
    let corner = |at: u32| {
        let angle = f64::from(at * 2) * std::f64::consts::TAU / 5.0;
        Point::new(angle.sin(), -angle.cos())
    };
    let star: Vec<Point> = (0..5).map(corner).collect();
    let rings = uncrossed(&[star]);
    assert_eq!(rings.len(), 2, "{rings:?}");
    let area = |rings: Rings| {
        let (rings, triangles) = rings.triangulated();
        let fill = Color::from_hex("#000000").expect("black");
        covered(&Part {
            rings,
            triangles,
            fill,
        })
    };
    // A pentagram of radius 1: 1.1226 whole, of which the pentagon is 0.3469.
    assert!((area(Rings::non_zero(&rings)) - 1.1226).abs() < 1e-3);
    assert!((area(Rings::even_odd(&rings)) - (1.1226 - 0.3469)).abs() < 1e-3);
}

#[test]
fn a_hole_stays_open_and_rings_of_one_turn_are_one_area() {
    let square = |from: f64, to: f64| {
        let [a, b] = [from, to];
        vec![
            Point::new(a, a),
            Point::new(b, a),
            Point::new(b, b),
            Point::new(a, b),
        ]
    };
    let area = |rings: Rings| {
        let (rings, triangles) = rings.triangulated();
        covered(&Part {
            rings,
            triangles,
            fill: Color::from_hex("#000000").expect("black"),
        })
    };
    let two = || vec![square(0.0, 1.0), square(0.25, 0.75)];
    assert!((area(Rings::even_odd(&two())) - 0.75).abs() < 1e-9);
    assert!((area(Rings::non_zero(&two())) - 1.0).abs() < 1e-9);
    let mut turned = two();
    turned[1].reverse();
    assert!((area(Rings::non_zero(&turned)) - 0.75).abs() < 1e-9);
}
