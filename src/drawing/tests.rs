//! What must hold for whole drawings.

use kurbo::{Point, Rect, Size};

use super::fixture::{Fixture, actor, crowd, scene, south_caucasus, tie};
use super::*;
use crate::layout::labels::overlap;
use crate::model::{Subject, TieDirection, TieState};

/// The canvas of a small window, of a usual one, and of a wide export.
const PAGES: [(f64, f64); 3] = [(480.0, 430.0), (760.0, 660.0), (1600.0, 1000.0)];

pub(super) fn count(drawing: &Drawing, role: Role) -> usize {
    let items = drawing.figures.iter();
    items.filter(|item| item.role == role).count()
}

/// The box of a line of text, from its metrics.
fn text_box(shape: &Shape) -> Option<Rect> {
    match shape {
        Shape::Text {
            origin,
            line,
            style,
            ..
        } => Some(Rect::new(
            origin.x,
            // Capitals; accents may touch what is above.
            origin.y - style.size * 0.73,
            origin.x + line.width,
            origin.y + style.size * 0.2,
        )),
        _ => None,
    }
}

/// Boxes of names and chips, each with what it is.
pub(super) fn label_boxes(drawing: &Drawing) -> Vec<(String, Rect)> {
    let items = drawing.figures.iter().filter_map(|item| {
        let rect = match (&item.role, &item.shape) {
            (Role::Name | Role::OwnName, shape) => text_box(shape),
            (Role::Chip, Shape::Rect { rect, .. }) => Some(*rect),
            _ => None,
        };
        Some((format!("{:?} of {:?}", item.role, item.subject), rect?))
    });
    items.collect()
}

pub(super) fn discs(drawing: &Drawing) -> Vec<(Point, f64)> {
    let marks = drawing.marks.iter();
    marks
        .filter_map(|mark| match mark.place {
            MarkPlace::Disc { center, radius } => Some((center, radius)),
            MarkPlace::Curve { .. } | MarkPlace::Card(_) => None,
        })
        .collect()
}

pub(super) fn assert_nothing_overlaps(drawing: &Drawing) {
    let labels = label_boxes(drawing);
    for (at, (what, rect)) in labels.iter().enumerate() {
        for (other, other_rect) in labels.iter().skip(at + 1) {
            assert!(!overlap(*rect, *other_rect), "{what} lies on {other}");
        }
        for (center, radius) in discs(drawing) {
            let nearest = Point::new(
                center.x.clamp(rect.x0, rect.x1),
                center.y.clamp(rect.y0, rect.y1),
            );
            assert!(nearest.distance(center) >= radius, "{what} lies on a disc");
        }
    }
}

/// Every number of a shape.
fn numbers(shape: &Shape) -> Vec<f64> {
    let point = |point: &Point| [point.x, point.y];
    let stroke = |stroke: &Option<Stroke>| stroke.as_ref().map_or(1.0, |stroke| stroke.width);
    match shape {
        Shape::Area { rings, .. } => rings.iter().flatten().flat_map(point).collect(),
        Shape::Line { points, stroke, .. } => {
            let dash = stroke.dash.unwrap_or_default();
            let numbers = points.iter().flat_map(point);
            numbers.chain(dash).chain([stroke.width]).collect()
        }
        Shape::Polygon { points, .. } => points.iter().flat_map(point).collect(),
        Shape::Fade { rect, .. } => vec![rect.x0, rect.y0, rect.x1, rect.y1],
        Shape::Circle {
            center,
            radius,
            stroke: line,
            ..
        } => vec![center.x, center.y, *radius, stroke(line)],
        Shape::Arc {
            center,
            radius,
            start_rad,
            sweep_rad,
            stroke,
        } => vec![
            center.x,
            center.y,
            *radius,
            *start_rad,
            *sweep_rad,
            stroke.width,
        ],
        Shape::Rect {
            rect,
            radius,
            stroke: line,
            ..
        } => vec![rect.x0, rect.y0, rect.x1, rect.y1, *radius, stroke(line)],
        Shape::Text {
            origin,
            line,
            style,
            ..
        } => vec![origin.x, origin.y, line.width, style.size],
    }
}

pub(super) fn assert_finite(drawing: &Drawing) {
    let items = drawing.ground.iter().chain(&drawing.figures);
    for item in items.chain(&drawing.page) {
        let numbers = numbers(&item.shape);
        assert!(numbers.iter().all(|number| number.is_finite()), "{item:?}");
        if let Shape::Line { points, stroke, .. } = &item.shape {
            assert!(points.len() >= 2 && stroke.width > 0.0, "{item:?}");
        }
        if let Shape::Circle { radius, .. } | Shape::Arc { radius, .. } = &item.shape {
            assert!(*radius > 0.0, "{item:?}");
        }
    }
}

#[test]
fn the_first_scene_shows_every_name_and_chip_and_none_overlap() {
    for theme in ThemeName::ALL {
        let fixture = Fixture::on_map(south_caucasus(), theme);
        for page in PAGES {
            let (drawing, _) = fixture.fitted(page);
            for (role, wanted) in [(Role::Name, 5), (Role::OwnName, 5), (Role::Chip, 10)] {
                assert_eq!(count(&drawing, role), wanted, "{theme:?} {page:?} {role:?}");
            }
            assert_nothing_overlaps(&drawing);
            assert_finite(&drawing);
        }
    }
}

#[test]
fn what_is_fitted_lies_on_the_page_and_clear_of_its_panels() {
    let fixture = Fixture::on_map(south_caucasus(), ThemeName::Light);
    for page in PAGES {
        let (drawing, camera) = fixture.fitted(page);
        let whole = Rect::new(0.0, 0.0, page.0, page.1);
        let panels = page_layer(&fixture.input(page, 1.0)).panels;
        let onto_page = camera.screen_from_layout(whole);
        let discs = discs(&drawing).into_iter().map(|(center, radius)| {
            let rect = Rect::from_center_size(center, (2.0 * radius, 2.0 * radius));
            ("disc".to_owned(), rect)
        });
        for (what, rect) in label_boxes(&drawing).into_iter().chain(discs) {
            let shown = onto_page.transform_rect_bbox(rect);
            assert_eq!(shown.intersect(whole), shown, "{page:?}: {what} is cut off");
            for panel in &panels {
                assert!(!overlap(shown, *panel), "{page:?}: {what} lies on a panel");
            }
        }
    }
}

#[test]
fn what_is_fitted_is_clear_of_the_tools_below_the_title() {
    let fixture = Fixture::on_map(south_caucasus(), ThemeName::Light);
    let tools = Size::new(102.0, 34.0);
    // What of the picture lies on the place of the tools.
    let covered = |page: (f64, f64), tools_of: Option<Size>| {
        let input = DrawingInput {
            tools: tools_of,
            ..fixture.input(page, 1.0)
        };
        let camera = fit(&input).expect("a camera");
        let drawing = build(&fixture.input(page, camera.zoom()));
        let place = below_title(&page_layer(&input).panels);
        let taken = Rect::from_origin_size(place, tools);
        let onto_page = camera.screen_from_layout(Rect::new(0.0, 0.0, page.0, page.1));
        let discs = discs(&drawing).into_iter().map(|(center, radius)| {
            let rect = Rect::from_center_size(center, (2.0 * radius, 2.0 * radius));
            ("disc".to_owned(), rect)
        });
        let all = label_boxes(&drawing).into_iter().chain(discs);
        let lies = |rect: &Rect| overlap(onto_page.transform_rect_bbox(*rect), taken);
        all.filter(|(_, rect)| lies(rect))
            .map(|(what, _)| what)
            .collect::<Vec<_>>()
    };
    let heights = (280..=460).step_by(20).map(f64::from);
    let pages: Vec<(f64, f64)> = heights.map(|height| (467.0, height)).collect();
    for page in &pages {
        let covered = covered(*page, Some(tools));
        assert!(covered.is_empty(), "{page:?}: {covered:?} on the tools");
    }
    let mut without = pages.iter().map(|page| covered(*page, None));
    assert!(
        without.any(|covered| !covered.is_empty()),
        "the tools are in the way of no page: this test shows nothing"
    );
}

#[test]
fn panels_lie_on_the_page_and_never_on_each_other() {
    let fixture = Fixture::on_map(south_caucasus(), ThemeName::Dark);
    let mut blank = Fixture::of(scene(vec![], vec![]), ThemeName::Dark);
    blank.scene.title = "word ".repeat(500);
    for width in [400.0, 470.0, 480.0, 620.0, 760.0, 1600.0, 3840.0] {
        for height in [300.0, 430.0, 660.0, 2160.0] {
            for fixture in [&fixture, &blank] {
                let page = Rect::new(0.0, 0.0, width, height);
                let layer = page_layer(&fixture.input((width, height), 1.0));
                for (at, panel) in layer.panels.iter().enumerate() {
                    assert_eq!(panel.intersect(page), *panel, "{width} {height}");
                    for other in layer.panels.iter().skip(at + 1) {
                        assert!(!overlap(*panel, *other), "{width} {height}");
                    }
                }
                for text in layer.items.iter().filter_map(|item| text_box(&item.shape)) {
                    let holds = |panel: &Rect| panel.intersect(text) == text;
                    assert!(layer.panels.iter().any(holds), "{width} {height}: {text:?}");
                }
            }
        }
    }
}

#[test]
fn the_page_layer_leaves_most_of_the_canvas_to_the_map() {
    let fixture = Fixture::on_map(south_caucasus(), ThemeName::Dark);
    let input = fixture.input((760.0, 660.0), 1.0);
    let taken: f64 = page_layer(&input).panels.iter().map(Rect::area).sum();
    assert!(taken < 0.18 * 760.0 * 660.0, "{taken}");
}

#[test]
fn the_legend_names_only_what_is_drawn() {
    let words = |fixture: &Fixture| {
        let layer = page_layer(&fixture.input((1600.0, 1000.0), 1.0));
        let texts = layer.items.iter().filter_map(|item| match &item.shape {
            Shape::Text { line, .. } => {
                Some(line.runs.iter().map(|run| run.text.as_str()).collect())
            }
            _ => None,
        });
        texts.collect::<Vec<String>>().join("\n")
    };
    let mut fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
    let all = words(&fixture);
    for word in [
        "supportive",
        "hostile",
        "low confidence",
        "unknown: no evidence",
        "directed",
        "as of 26 January 2026",
    ] {
        assert!(all.contains(word), "{word} is not in {all}");
    }
    assert!(!all.contains("neutral") && !all.contains("no tie"));
    fixture.hidden = fixture
        .scene
        .ties
        .iter()
        .map(|tie| tie.id.clone())
        .collect();
    let none = words(&fixture);
    for word in [
        "supportive",
        "hostile",
        "low confidence",
        "unknown",
        "directed",
    ] {
        assert!(!none.contains(word), "{word} is in {none}");
    }
}

#[test]
fn hidden_and_unknown_ties_leave_no_trace() {
    let mut fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
    let strong = fixture.scene.ties.at(0).unwrap().id.clone();
    fixture.hidden.insert(strong.clone());
    let mut input = fixture.input((760.0, 660.0), 0.7);
    input.is_showing_unknown = false;
    let drawing = build(&input);
    assert_eq!(count(&drawing, Role::Chip), 4);
    assert_eq!(drawing.marks.len(), 5 + 4);
    let hidden = Subject::Tie(strong);
    assert!(
        drawing
            .figures
            .iter()
            .all(|item| item.subject.as_ref() != Some(&hidden))
    );
}

#[test]
fn names_are_shown_in_the_scripts_asked_for() {
    let fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
    let names = |names: NamesShown| {
        let mut input = fixture.input((760.0, 660.0), 0.7);
        input.names = names;
        let drawing = build(&input);
        let own = count(&drawing, Role::OwnName);
        (count(&drawing, Role::Name), own, drawing)
    };
    let (both, own, _) = names(NamesShown::Both);
    assert_eq!((both, own), (5, 5));
    for (shown, said) in [(NamesShown::Scene, "Israel"), (NamesShown::Own, "ישראל")] {
        let (some, own, drawing) = names(shown);
        assert_eq!((some, own), (5, 0), "{shown:?}");
        let is_said = |item: &Item| match &item.shape {
            Shape::Text { line, .. } => line.runs.iter().any(|run| run.text == said),
            _ => false,
        };
        assert!(drawing.figures.iter().any(is_said), "{said}");
    }
}

#[test]
fn marks_come_in_scene_order_with_their_spoken_names() {
    let fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
    let drawing = build(&fixture.input((760.0, 660.0), 0.7));
    let spoken: Vec<&str> = drawing
        .marks
        .iter()
        .map(|mark| mark.spoken.as_str())
        .collect();
    assert_eq!(
        spoken[0],
        "actor, Israel, positive 1.15, negative 1.15, 4 ties"
    );
    assert_eq!(
        spoken[5],
        "tie, Israel and Azerbaijan, weight plus 0.85, 0 claims"
    );
    assert_eq!(
        spoken[6],
        "tie, Israel and Turkey, weight minus 0.45, 0 claims"
    );
    assert_eq!(
        spoken[9],
        "tie, Turkey to Azerbaijan, weight plus 0.60, 0 claims"
    );
    assert_eq!(spoken[10], "tie, Azerbaijan and Iran, unknown, 0 claims");
    assert_eq!(spoken.len(), 15);
}

#[test]
fn looks_tell_doubt_and_sign_apart() {
    let mut scene = south_caucasus();
    let mut absent = tie("none", "ISR", "AZE", None);
    absent.state = TieState::None {
        reason: "severed".to_owned(),
    };
    scene.ties.push(absent).unwrap();
    let fixture = Fixture::of(scene, ThemeName::Print);
    let drawing = build(&fixture.input((760.0, 660.0), 0.7));
    let strokes = |id: &str| -> Vec<Stroke> {
        let subject = Subject::Tie(crate::model::TieId::new(id).unwrap());
        let lines = drawing.figures.iter().filter_map(|item| match &item.shape {
            Shape::Line { stroke, .. } if item.subject.as_ref() == Some(&subject) => {
                Some(stroke.clone())
            }
            _ => None,
        });
        lines.collect()
    };
    let one = |id: &str| strokes(id).into_iter().next().unwrap();
    assert_eq!(one("ISR-AZE").dash, None);
    assert!(one("TUR-AZE").dash.is_some_and(|[on, _]| on > 0.0));
    assert!(one("AZE-IRN").dash.is_some_and(|[on, _]| on == 0.0));
    assert_eq!(one("none").dash, None);
    assert!(one("ISR-AZE").width > one("TUR-AZE").width);
    assert!(one("TUR-AZE").width > one("AZE-IRN").width);
    assert_eq!(strokes("ISR-IRN").len(), 2, "hostile: a line and its ticks");
    assert_eq!(strokes("ISR-AZE").len(), 1);
    assert_eq!(count(&drawing, Role::ArrowHead), 2);
}

#[test]
fn an_arrow_points_at_the_actor_it_goes_to() {
    let mut scene = south_caucasus();
    let mut tie = tie("back", "KAZ", "ISR", Some(0.5));
    tie.direction = TieDirection::Directed;
    scene.ties = scene.ties.retaining(|_| false);
    scene.ties.push(tie).unwrap();
    let fixture = Fixture::of(scene, ThemeName::Dark);
    let drawing = build(&fixture.input((760.0, 660.0), 0.7));
    let head = drawing
        .figures
        .iter()
        .find(|item| item.role == Role::ArrowHead);
    let Some(Shape::Polygon { points, .. }) = head.map(|item| &item.shape) else {
        panic!("no head");
    };
    let (israel, radius) = discs(&drawing)[0];
    let off_rim = points[0].distance(israel) - radius;
    assert!(off_rim > 0.0 && off_rim < 8.0, "{off_rim}");
}

#[test]
fn odd_scenes_are_drawn_without_harm() {
    let long = "Ünïted ".repeat(1500);
    let bidi = "\u{202e}evil\u{2066} name\u{0}\n";
    let here = Some((44.5, 40.2));
    let mut odd = scene(
        vec![
            actor("a", &long, Some(&long), here),
            actor("b", bidi, Some(bidi), here),
            actor("c", "", Some("ישראל"), None),
            actor("d", "D", None, None),
        ],
        vec![
            tie("self", "a", "a", Some(0.4)),
            tie("zero", "a", "b", Some(0.0)),
            tie("least", "b", "c", Some(-1.0)),
            tie("most", "c", "d", Some(1.0)),
            tie("nowhere", "a", "z", Some(0.5)),
        ],
    );
    odd.title = long.clone();
    for theme in ThemeName::ALL {
        let fixture = Fixture::of(odd.clone(), theme);
        for page in [(400.0, 300.0), (760.0, 660.0), (1.0, 1.0), (0.0, 0.0)] {
            for zoom in [0.02, 0.7, 40.0, f64::NAN] {
                let drawing = build(&fixture.input(page, zoom));
                assert_finite(&drawing);
                assert_nothing_overlaps(&drawing);
                assert_eq!(drawing.marks.len(), 4 + 4);
            }
            let camera = fit(&fixture.input(page, 1.0));
            assert_eq!(camera.is_some(), page.0 > 0.0, "{page:?}");
        }
    }
}

#[test]
fn coincident_discs_and_a_layout_of_another_scene_do_no_harm() {
    let mut fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
    for positions in [vec![Point::new(5.0, 5.0); 5], vec![Point::ZERO; 2], vec![]] {
        fixture.layout.positions = positions;
        let drawing = build(&fixture.input((760.0, 660.0), 0.7));
        assert_finite(&drawing);
        assert_eq!(drawing.marks.len(), 15);
    }
}

#[test]
fn a_scene_without_actors_has_a_page_and_no_camera() {
    let fixture = Fixture::of(scene(vec![], vec![]), ThemeName::Dark);
    let drawing = build(&fixture.input((760.0, 660.0), 1.0));
    assert!(drawing.figures.is_empty() && drawing.bounds.is_none());
    assert!(!drawing.page.is_empty());
    assert_eq!(fit(&fixture.input((760.0, 660.0), 1.0)), None);
}

#[test]
fn five_hundred_ties_of_one_dyad_stand_apart() {
    let ties = (0..500).map(|at| tie(&format!("t{at}"), "a", "b", Some(0.5)));
    let actors = vec![
        actor("a", "A", None, Some((40.0, 40.0))),
        actor("b", "B", None, Some((50.0, 40.0))),
    ];
    let fixture = Fixture::of(scene(actors, ties.collect()), ThemeName::Dark);
    let (drawing, _) = fixture.fitted((760.0, 660.0));
    assert_finite(&drawing);
    assert_nothing_overlaps(&drawing);
    let mut middles: Vec<f64> = Vec::new();
    for mark in &drawing.marks {
        if let MarkPlace::Curve { points, .. } = &mark.place {
            middles.push(points[points.len() / 2].y);
        }
    }
    middles.sort_by(f64::total_cmp);
    middles.dedup_by(|a, b| (*a - *b).abs() < 1e-3);
    assert!(middles.len() > 450, "{} lines differ", middles.len());
}

#[test]
fn a_crowd_keeps_its_labels_apart_and_within_bounds() {
    let fixture = Fixture::of(crowd(400, 900), ThemeName::Dark);
    for zoom in [0.7, 4.0] {
        let drawing = build(&fixture.input((1200.0, 800.0), zoom));
        assert_nothing_overlaps(&drawing);
        assert_finite(&drawing);
        assert!(count(&drawing, Role::Name) > 20);
        assert!(count(&drawing, Role::Name) + count(&drawing, Role::Chip) <= 2000);
    }
}

#[test]
fn the_same_input_gives_the_same_drawing_and_a_filter_keeps_the_ground() {
    let mut fixture = Fixture::on_map(south_caucasus(), ThemeName::Dark);
    let once = build(&fixture.input((760.0, 660.0), 0.7));
    let again = build(&fixture.input((760.0, 660.0), 0.7));
    assert_eq!(once, again);
    let first = fixture.scene.ties.at(0).unwrap().id.clone();
    fixture.hidden.insert(first);
    let filtered = build(&fixture.input((760.0, 660.0), 0.7));
    assert!(std::sync::Arc::ptr_eq(&once.ground, &filtered.ground));
}

#[test]
fn coming_closer_bends_no_line_anew() {
    let fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
    let middles = |zoom: f64| -> Vec<Point> {
        let drawing = build(&fixture.input((760.0, 660.0), zoom));
        let curves = drawing.marks.iter().filter_map(|mark| match &mark.place {
            MarkPlace::Curve { points, .. } => points.get(points.len() / 2).copied(),
            MarkPlace::Disc { .. } | MarkPlace::Card(_) => None,
        });
        curves.collect()
    };
    for (far, near) in middles(0.5).into_iter().zip(middles(2.0)) {
        assert!(far.distance(near) < 60.0, "{far:?} {near:?}");
    }
}
