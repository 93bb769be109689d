use std::time::Duration;

use super::*;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{self, bearing};
use crate::model::{Magnitude, Stance};
use crate::session::Command;

/// A map of so many actors with one tie and a claim on it.
fn session(actors: usize) -> Session {
    let ids: Vec<String> = (0..actors).map(|at| format!("A{at}")).collect();
    let mut scene = fixtures::scene(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    fixtures::tie(&mut scene, "A0-A1", 0.5);
    let on = bearing("A0-A1", Stance::Supports, Magnitude::Slight);
    fixtures::claim(&mut scene, "c1", "C3", &[on]);
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    session.execute(Command::ResizeCanvas(Size::new(800.0, 600.0)));
    session.refresh();
    session
}

fn search(session: &mut Session, typed: &str) {
    session.execute(Command::Search(typed.to_owned()));
    session.refresh();
}

#[test]
fn a_small_map_is_filtered_at_once_and_only_where_other_ties_are_faint() {
    let mut session = session(3);
    let before = session.derived.drawing_revision();
    search(&mut session, "words");
    assert_eq!(
        session.derived.drawing_revision(),
        before,
        "nothing is faint"
    );
    search(&mut session, "wordsy");
    assert_eq!(session.derived.drawing_revision(), before + 1);
    search(&mut session, "wordsyx");
    assert_eq!(
        session.derived.drawing_revision(),
        before + 1,
        "as faint as before"
    );
}

#[test]
fn a_large_map_is_filtered_in_the_background() {
    let mut session = session(LEAST_APART);
    let before = Arc::clone(session.derived.drawing().expect("a drawing"));
    search(&mut session, "nowhere");
    let now = session.derived.drawing().expect("a drawing");
    assert!(Arc::ptr_eq(now, &before), "the picture before stays");
    search(&mut session, "");
    search(&mut session, "nothing");
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(1));
        session.tick(Duration::ZERO);
        session.refresh();
    }
    let now = session.derived.drawing().expect("a drawing");
    assert_ne!(now.figures, before.figures, "the tie is faint");
    // Whatever else changes is drawn at once, with the filter as it is then.
    search(&mut session, "");
    session.execute(Command::ResizeCanvas(Size::new(810.0, 600.0)));
    session.refresh();
    let now = Arc::clone(session.derived.drawing().expect("a drawing"));
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(1));
        session.tick(Duration::ZERO);
        session.refresh();
    }
    let after = session.derived.drawing().expect("a drawing");
    assert!(Arc::ptr_eq(after, &now), "what came late is not taken");
}

/// Zooms about the middle of the canvas at a time.
fn zoom(session: &mut Session, factor: f64, now: Duration) {
    session.tick(now);
    let pointer = kurbo::Point::new(400.0, 300.0);
    session.execute(Command::ZoomAt { pointer, factor });
    session.refresh();
}

#[test]
fn a_large_map_is_drawn_for_another_zoom_once_that_rests() {
    let mut session = session(LEAST_APART);
    let at = Duration::from_millis;
    // Far from where the next basemap is due.
    session.execute(Command::ZoomActual);
    session.refresh();
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(1));
        session.tick(at(500));
        session.refresh();
    }
    session.tick(at(1_000));
    session.refresh();
    let before = Arc::clone(session.derived.drawing().expect("a drawing"));
    for step in 0..4 {
        zoom(&mut session, 1.08, at(1_100 + step * 50));
        assert!(!session.is_busy(), "the next would take its place");
    }
    let wait = session.tick(at(1_260)).expect("it looks again");
    assert!(wait < at(200), "{wait:?}");
    session.refresh();
    assert!(!session.is_busy());
    let now = at(1_260) + wait;
    session.tick(now);
    session.refresh();
    assert!(session.is_busy(), "it rests");
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(1));
        session.tick(now);
        session.refresh();
    }
    let after = session.derived.drawing().expect("a drawing");
    assert!(!Arc::ptr_eq(after, &before));
    assert!(
        Arc::ptr_eq(&after.ground, &before.ground),
        "it is within a doubling"
    );
}

#[test]
fn lines_of_the_basemap_of_a_large_map_get_their_widths_with_the_drawing() {
    let mut session = session(LEAST_APART);
    let before = Arc::clone(&session.derived.drawing().expect("a drawing").ground);
    let width = |ground: &[crate::drawing::Item]| {
        ground.iter().find_map(|item| match &item.shape {
            crate::drawing::Shape::Line { stroke, .. } => Some(stroke.width),
            _ => None,
        })
    };
    let first = width(&before).expect("a coast");
    // A doubling at once does not wait for the zoom to rest.
    zoom(&mut session, 1.99, Duration::from_secs(1));
    assert!(session.is_busy());
    let shown = &session.derived.drawing().expect("a drawing").ground;
    assert!(Arc::ptr_eq(shown, &before), "a frame does not wait");
    while session.is_busy() {
        std::thread::sleep(Duration::from_millis(1));
        session.tick(Duration::from_secs(1));
        session.refresh();
    }
    let after = Arc::clone(&session.derived.drawing().expect("a drawing").ground);
    assert_eq!(width(&after), Some(first / 2.0));
    // What is drawn at once goes on from there.
    session.execute(Command::ResizeCanvas(Size::new(810.0, 600.0)));
    session.refresh();
    let now = &session.derived.drawing().expect("a drawing").ground;
    assert!(Arc::ptr_eq(now, &after));
}
