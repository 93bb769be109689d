//! Choosing a source, and how its text stands.

use egui::Ui;
use lucide_icons::Icon;

use crate::drawing::Color;
use crate::evidence::TextState;
use crate::model::Source;
use crate::session::{Command, Dialog, Draft, Form, FormCommand, Session, SourceForm};
use crate::ui::claims_by_source::ClaimsBySource;
use crate::ui::form::pick;
use crate::ui::style;
use crate::ui::text::{self, Look};
use crate::ui::widget::{heading, icon_button, row_with_end};
use crate::ui::words::counted;

use super::marks::Marks;

/// The widest that the list of sources gets, in points.
const LIST: f32 = 420.0;
/// Rooms narrower than this are too small for the list and buttons with words.
const ONE_ROW: f32 = 292.0;
const NEW: &str = "New source\u{2026}";

/// The head of the text, with how many claims stand in each source.
#[derive(Default)]
pub(super) struct Sources {
    claims: ClaimsBySource,
}

impl Sources {
    /// Shows the head. `marks` are those of the text, where it is held.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        source: Option<&Source>,
        marks: Option<&Marks>,
        commands: &mut Vec<Command>,
    ) {
        self.claims.refresh(session);
        row_with_end(
            ui,
            22.0,
            |ui| {
                if let Some(source) = source {
                    let (words, hue) = state(ui, session, source, marks);
                    text::line(
                        ui,
                        &words,
                        &Look::new(style::size::SMALL, style::color(hue)),
                    );
                }
            },
            |ui| heading(ui, "Source text"),
        );
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let room = ui.available_width();
            // With little room a sign stands for the words of the second button.
            let is_narrow = room < ONE_ROW;
            let beside = if is_narrow { 80.0 } else { 150.0 };
            let width = (room - beside).clamp(80.0, LIST);
            if let Some(source) = source {
                self.list_ui(ui, session, source, width, commands);
                let name = "Edit this source";
                if icon_button(ui, Icon::Pencil, name, None, false).clicked() {
                    let form = SourceForm::Change(source.id.clone());
                    commands.push(Command::Form(FormCommand::Open(Form::Source(form))));
                }
            }
            let new = if is_narrow {
                icon_button(ui, Icon::Plus, NEW, None, false)
            } else {
                ui.button(NEW)
            };
            if new.clicked() {
                commands.push(new_source(session));
            }
        });
    }

    fn list_ui(
        &self,
        ui: &mut Ui,
        session: &Session,
        source: &Source,
        width: f32,
        commands: &mut Vec<Command>,
    ) {
        let scene = &session.document().scene;
        let mut entries = scene.sources.iter().map(|it| {
            let claims = self.claims.count(&it.id);
            let is_held = session.document().texts().text_of(it).is_some();
            let words = format!(
                "{} \u{b7} {} \u{b7} {}{}",
                it.title,
                it.rating.reliability.letter(),
                counted(claims, "claim", "claims"),
                if is_held { "" } else { " \u{b7} text not held" }
            );
            (words, it.id == source.id)
        });
        let mut entries = entries.by_ref().collect::<Vec<_>>().into_iter();
        let (picked, _) = pick(ui, "Source", &source.title, width, &mut entries);
        let chosen = picked.and_then(|at| scene.sources.at(at));
        if let Some(chosen) = chosen {
            commands.push(Command::ShowSource(chosen.id.clone()));
        }
    }
}

/// Goes on with the new source that is being written, or asks for the text of one.
fn new_source(session: &Session) -> Command {
    let form = SourceForm::New;
    let draft = session.drafts().source(&form);
    if draft.is_some_and(Draft::is_changed) {
        return Command::Form(FormCommand::Open(Form::Source(form)));
    }
    Command::Show(Dialog::AddText(None))
}

/// How the text of a source stands, and the colour for that.
fn state(ui: &Ui, session: &Session, source: &Source, marks: Option<&Marks>) -> (String, Color) {
    let window = &style::theme(ui.ctx()).window;
    let sum = source.sha256.as_deref().unwrap_or_default();
    let sum: String = sum.chars().take(12).collect();
    match session.document().texts().state_of(source) {
        None => ("not held".to_owned(), window.text_muted),
        Some(TextState::Altered) => (format!("altered \u{b7} not SHA-256 {sum}"), window.error),
        Some(TextState::Unreadable(_)) => ("cannot be read".to_owned(), window.error),
        Some(TextState::Held(_)) => {
            let Some(marks) = marks else {
                let words = format!("held \u{b7} SHA-256 {sum} \u{b7} quotes are looked for");
                return (words, window.text_muted);
            };
            let found = marks.found();
            let words = format!(
                "held \u{b7} SHA-256 {sum} \u{b7} {found} of {} found",
                counted(marks.count, "quote", "quotes")
            );
            let is_well = found == marks.count;
            (words, if is_well { window.good } else { window.warning })
        }
    }
}
