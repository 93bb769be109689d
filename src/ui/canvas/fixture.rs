//! Sessions and frames for the tests of what the canvas keeps.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, RawInput, Ui};

use crate::edit::Edit;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::Subject;
use crate::model::fixtures;
use crate::session::{Command, Session};

/// So many actors, each tied to the next, on a canvas.
pub(super) fn session(actors: usize) -> Session {
    let ids: Vec<String> = (0..actors).map(|at| format!("A{at}")).collect();
    let mut scene = fixtures::scene(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    for ends in ids.windows(2) {
        fixtures::tie(&mut scene, &ends.join("-"), 0.5);
    }
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    session.execute(Command::ResizeCanvas(kurbo::Size::new(800.0, 600.0)));
    session.refresh();
    session
}

pub(super) fn actor(id: &str) -> Subject {
    Subject::Actor(fixtures::actor_id(id))
}

pub(super) fn tie(id: &str) -> Subject {
    Subject::Tie(fixtures::tie_id(id))
}

/// Selects these and nothing else.
pub(super) fn select(session: &mut Session, subjects: impl IntoIterator<Item = Subject>) {
    session.execute(Command::SelectMany {
        subjects: subjects.into_iter().collect(),
        is_added: false,
    });
    session.refresh();
}

/// Zooms about the middle of the canvas.
pub(super) fn zoom(session: &mut Session, factor: f64) {
    let pointer = kurbo::Point::new(400.0, 300.0);
    session.execute(Command::ZoomAt { pointer, factor });
    session.refresh();
}

/// Shows a frame; gives how many corners the triangles in it have that are handed to
/// egui as such.
pub(super) fn frame(ctx: &Context, mut show: impl FnMut(&mut Ui)) -> usize {
    let mut output = ctx.run_ui(RawInput::default(), |ui| show(ui));
    // Nobody paints it.
    output.textures_delta.clear();
    let corners = output.shapes.iter().map(|shape| match &shape.shape {
        egui::Shape::Mesh(mesh) => mesh.vertices.len(),
        _ => 0,
    });
    corners.sum()
}

/// Asks again and again until it is so.
pub(super) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(20), "never {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}
