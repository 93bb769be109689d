//! What must hold for whole scenes at the zoom that shows all of them.

use kurbo::{Point, Rect};

use super::fixture::{Fixture, actor, scene, south_caucasus, tie};
use super::*;
use crate::model::Scene;

const PAGES: [(f64, f64); 4] = [
    (360.0, 390.0),
    (467.0, 463.0),
    (760.0, 640.0),
    (1600.0, 1000.0),
];
const LONG_NAME: &str = "Commonwealth of the Independent States of the Greater Caspian";

/// The first scene with this many actors without a place and long names.
fn with_tray(loose: usize) -> Scene {
    let mut scene = south_caucasus();
    for at in 0..loose {
        let name = format!("{LONG_NAME} {at}");
        let added = actor(&format!("t{at}"), &name, None, None);
        scene.actors.push(added).unwrap();
        let added = tie(&format!("t{at}"), "ISR", &format!("t{at}"), Some(0.9));
        scene.ties.push(added).unwrap();
    }
    scene
}

/// The box of a line of text.
fn text_box(shape: &Shape) -> Option<Rect> {
    let Shape::Text {
        origin,
        line,
        style,
        ..
    } = shape
    else {
        return None;
    };
    let top = origin.y - style.size * 0.73;
    let bottom = origin.y + style.size * 0.2;
    Some(Rect::new(origin.x, top, origin.x + line.width, bottom))
}

fn said(drawing: &Drawing, role: Role) -> Vec<String> {
    let items = drawing.figures.iter().filter(|item| item.role == role);
    let texts = items.filter_map(|item| match &item.shape {
        Shape::Text { line, .. } => Some(line.runs.iter().map(|run| run.text.as_str()).collect()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn names_and_chips_lie_on_the_page_whatever_the_scene() {
    let corners = [
        (-120.0, 60.0),
        (150.0, 60.0),
        (150.0, -40.0),
        (-70.0, -50.0),
    ];
    let wide = corners
        .iter()
        .enumerate()
        .map(|(at, place)| actor(&format!("w{at}"), LONG_NAME, None, Some(*place)));
    let scenes = [
        with_tray(3),
        with_tray(12),
        scene(wide.collect(), vec![tie("a", "w0", "w2", Some(0.5))]),
        scene(
            vec![actor("a", LONG_NAME, None, Some((40.0, 40.0)))],
            vec![],
        ),
        scene(vec![actor("a", LONG_NAME, None, None)], vec![]),
    ];
    for (at, scene) in scenes.into_iter().enumerate() {
        let fixture = Fixture::on_map(scene, ThemeName::Light);
        for page in PAGES {
            let (drawing, camera) = fixture.fitted(page);
            let whole = Rect::new(0.0, 0.0, page.0, page.1);
            let onto_page = camera.screen_from_layout(whole);
            for item in &drawing.figures {
                let rect = match (&item.role, &item.shape) {
                    (Role::Chip, Shape::Rect { rect, .. }) => Some(*rect),
                    (_, shape) => text_box(shape),
                };
                let Some(rect) = rect else { continue };
                let shown = onto_page.transform_rect_bbox(rect);
                assert_eq!(
                    shown.intersect(whole),
                    shown,
                    "scene {at} {page:?}: {:?} of {:?} is cut off",
                    item.role,
                    item.subject
                );
            }
        }
    }
}

#[test]
fn discs_in_the_tray_stand_apart_on_every_page() {
    for loose in [2, 7, 12] {
        let fixture = Fixture::on_map(with_tray(loose), ThemeName::Light);
        for page in PAGES {
            let (drawing, _) = fixture.fitted(page);
            let discs: Vec<(Point, f64)> = drawing
                .marks
                .iter()
                .filter_map(|mark| match mark.place {
                    MarkPlace::Disc { center, radius } => Some((center, radius)),
                    MarkPlace::Curve { .. } | MarkPlace::Card(_) => None,
                })
                .skip(5)
                .collect();
            for (at, (center, radius)) in discs.iter().enumerate() {
                for (other, other_radius) in discs.iter().skip(at + 1) {
                    let apart = center.distance(*other) - radius - other_radius;
                    assert!(apart > 0.0, "{loose} {page:?}: {apart}");
                }
            }
        }
    }
}

#[test]
fn a_long_name_takes_two_lines_before_it_is_cut_off() {
    let name = "Organisation of the Black Sea Economic Cooperation";
    let here = Some((40.0, 40.0));
    let short = Fixture::of(
        scene(vec![actor("a", name, None, here)], vec![]),
        ThemeName::Dark,
    );
    let (drawing, _) = short.fitted((760.0, 640.0));
    let lines = said(&drawing, Role::Name);
    assert_eq!((lines.len(), lines.join(" ")), (2, name.to_owned()));
    let long = name.repeat(3);
    let long = Fixture::of(
        scene(vec![actor("a", &long, None, here)], vec![]),
        ThemeName::Dark,
    );
    let (drawing, _) = long.fitted((760.0, 640.0));
    let lines = said(&drawing, Role::Name);
    assert!(
        lines.len() == 2 && lines[1].ends_with('\u{2026}'),
        "{lines:?}"
    );
    assert!(!lines[0].contains('\u{2026}'), "{lines:?}");
}
