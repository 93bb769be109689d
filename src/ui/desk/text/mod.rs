//! The text of a source, with what is quoted from it.

use egui::{Frame, Margin, Ui};

use crate::session::{Command, Desk, Session};
use crate::ui::text::{self, Looks};
use crate::ui::widget::heading;

/// The part of the desk, with what it keeps between frames.
#[derive(Default)]
pub(super) struct TextTab {}

impl TextTab {
    /// Shows it in all of the room there is.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        desk: &Desk,
        _commands: &mut Vec<Command>,
    ) {
        let scene = &session.document().scene;
        let source = desk.source.as_ref().and_then(|id| scene.sources.get(id));
        Frame::new()
            .inner_margin(Margin::symmetric(40, 24))
            .show(ui, |ui| {
                heading(ui, "Source text");
                let words = match source {
                    None => "This scene has no sources yet.",
                    Some(source) if session.document().texts().text_of(source).is_some() => "held",
                    Some(_) => "Source text not held: add it to check the quotes.",
                };
                text::label(ui, words, &Looks::of(ui).body());
            });
    }
}
