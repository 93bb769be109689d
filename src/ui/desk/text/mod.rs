//! The text of a source, with what is quoted from it.

mod bar;
mod find;
mod hand;
mod laid;
mod lost;
mod marks;
mod missing;
mod page;
mod sources;

use egui::{Frame, Key, KeyboardShortcut, Modifiers, Ui};

use crate::model::{SourceId, Stance};
use crate::session::{ClaimForm, Command, Desk, Session};
use crate::ui::{commands as table, style};

use super::margin as desk_margin;

use bar::bar_ui;
use find::Find;
use marks::{Mark, Marks};
use missing::missing_ui;
use page::{Content, Page};
use sources::Sources;

/// The part of the desk, with what it keeps between frames.
#[derive(Default)]
pub(super) struct TextTab {
    sources: Sources,
    find: Find,
    marks: Marks,
    page: Page,
}

impl TextTab {
    /// Shows it in all of the room there is.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        desk: &Desk,
        commands: &mut Vec<Command>,
    ) {
        let scene = &session.document().scene;
        let source = desk.source.as_ref().and_then(|id| scene.sources.get(id));
        let text = source.and_then(|source| session.quotes().text(&source.id));
        if let (Some(source), Some(text)) = (source, text) {
            self.marks.refresh(session, &source.id, text);
        }
        let held = text.map(|_| &self.marks);
        let margin = desk_margin(ui.available_width());
        Frame::new().inner_margin(margin).show(ui, |ui| {
            self.sources.ui(ui, session, source, held, commands);
        });
        let (Some(source), Some(text)) = (source, text) else {
            missing_ui(ui, session, source, commands);
            return;
        };
        self.find_keys(ui, session, desk);
        self.find.ui(ui, &source.id, text, desk, commands);
        let new = new_marks(session, &source.id);
        let content = Content {
            session,
            desk,
            text,
            marks: &self.marks,
            new: &new,
            hits: self.find.hits(),
        };
        let line = style::color(style::theme(ui.ctx()).window.line);
        let top = ui.cursor().top();
        ui.painter()
            .hline(ui.max_rect().x_range(), top, egui::Stroke::new(1.0, line));
        let room = ui.available_rect_before_wrap();
        let selected = self.page.ui(ui, content, commands);
        if let Some(rect) = selected {
            bar_ui(ui, room, rect, &content, commands);
        }
    }

    /// The key for searching within the text.
    fn find_keys(&mut self, ui: &Ui, session: &Session, desk: &Desk) {
        if session.dialog().is_some() {
            return;
        }
        let keys = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);
        if ui.input_mut(|input| table::take(input, &keys)) {
            self.find.open(desk);
        }
        let escape = KeyboardShortcut::new(Modifiers::NONE, Key::Escape);
        if self.find.has_focus(ui) && ui.input_mut(|input| table::take(input, &escape)) {
            self.find.close();
            self.page.focus();
        }
    }
}

/// The quotations of the new claim that is being written.
fn new_marks(session: &Session, source: &SourceId) -> Vec<Mark> {
    let Some(draft) = session.drafts().open_claim() else {
        return Vec::new();
    };
    if !matches!(draft.form, ClaimForm::New(_)) {
        return Vec::new();
    }
    let anchors = draft.content.anchors.iter();
    let here = anchors.filter(|anchor| anchor.source.as_ref() == Some(source));
    here.filter_map(|anchor| anchor.place())
        .map(|(start, end)| Mark {
            start,
            end,
            claim: None,
            stance: Stance::Neutral,
            words: "new".to_owned(),
        })
        .collect()
}
