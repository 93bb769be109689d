//! Looking back: what is to be said of a tie by the day that is looked back from.

use egui::Ui;

use crate::model::{Scene, Tie};
use crate::session::Session;
use crate::ui::style;
use crate::ui::text::{self, Look};

/// Shows why a tie is drawn as unknown, and of which date its weight is a
/// judgement.
pub(super) fn past_ui(ui: &mut Ui, session: &Session, tie: &Tie) {
    let Some(past) = session.past() else {
        return;
    };
    let scene = &session.document().scene;
    let day = past.as_of().day_in_words();
    let not_yet = past.not_yet(scene, &tie.id);
    let judged = tie.weight().map(|_| judged_as_of(scene));
    let words = match (not_yet, judged) {
        (Some(why), Some(judged)) => {
            let why = why.in_words(past.as_of());
            format!("{why} The tie is drawn as unknown; its weight is {judged}.")
        }
        (Some(why), None) => why.in_words(past.as_of()),
        (None, Some(judged)) => {
            format!("The weight is {judged}; what the claims say is by {day}.")
        }
        (None, None) => return,
    };
    let past = style::color(style::theme(ui.ctx()).figure.past);
    text::label(ui, &words, &Look::new(style::size::SMALL, past));
}

/// `judged as of 26 January 2026`.
fn judged_as_of(scene: &Scene) -> String {
    scene.as_of.map_or_else(
        || "a judgement of the scene as a whole".to_owned(),
        |date| format!("judged as of {}", date.in_words()),
    )
}
