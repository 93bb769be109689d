//! The text of a source, pasted or from a file.

use egui::{Event, Frame, Margin, ScrollArea, Ui};
use lucide_icons::Icon;

use crate::evidence::TextState;
use crate::file::store::Fingerprint;
use crate::model::{Source, SourceId};
use crate::session::{Command, Form, FormCommand, Session, SourceForm};
use crate::text::{UNSEEN, shown};
use crate::ui::form::{remark, save_button};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::{TextField, icon_button, named, row_with_end};
use crate::ui::words::counted;

use super::head_ui;

/// A text longer than this, in bytes, is not edited here, only looked at.
const EDITED: usize = 40_000;
/// So much of it is shown then.
const SHOWN: usize = 4_000;

/// The dialog, with the text that is in it.
#[derive(Default)]
pub(super) struct AddTextUi {
    text: String,
    /// What is known of the text, and of which it is.
    known: Option<(String, Known)>,
    is_opened: bool,
}

/// What is known of a text.
#[derive(Clone)]
struct Known {
    sum: String,
    counts: String,
    unseen: usize,
}

impl AddTextUi {
    /// The dialog is not shown any more; what was pasted stays until it is used.
    pub(super) fn close(&mut self) {
        self.is_opened = false;
    }

    /// Shows the dialog for this source, or for a new one.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        into: Option<&SourceId>,
        commands: &mut Vec<Command>,
    ) {
        let sources = &session.document().scene.sources;
        let source = into.and_then(|id| sources.get(id));
        let title = match source {
            Some(source) => format!("Text of {}", source.title),
            None => "New source".to_owned(),
        };
        head_ui(ui, &title, commands);
        self.forget_used(session);
        self.text_ui(ui);
        let known = self.known();
        if let Some(known) = &known {
            known_ui(ui, known, source);
        }
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let words = match source {
                Some(_) => "Add the text",
                None => "Go on to the citation",
            };
            let use_it = ui
                .add_enabled_ui(known.is_some(), |ui| save_button(ui, words))
                .inner;
            if use_it.clicked() {
                commands.push(Command::PasteText {
                    text: self.text.clone(),
                    into: into.cloned(),
                });
            }
            if ui.button("From a file\u{2026}").clicked() {
                commands.push(Command::CloseDialog);
                commands.push(Command::PickText(into.cloned()));
            }
            if source.is_none() {
                let by_hand = ui.button("Without a text");
                if by_hand
                    .on_hover_text("The citation alone, by hand")
                    .clicked()
                {
                    let form = Form::Source(SourceForm::New);
                    commands.push(Command::Form(FormCommand::Open(form)));
                }
            }
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
        });
    }

    /// A text that was used is held by now; one that was refused stays, to be mended.
    fn forget_used(&mut self, session: &Session) {
        if self.is_opened {
            return;
        }
        let texts = session.document().texts();
        let is_held = |it: Known| matches!(texts.state(&it.sum), Some(TextState::Held(_)));
        if self.known().is_some_and(is_held) {
            self.text.clear();
        }
    }

    fn text_ui(&mut self, ui: &mut Ui) {
        let looks = Looks::of(ui);
        row_with_end(
            ui,
            28.0,
            |ui| {
                if !self.text.is_empty()
                    && icon_button(ui, Icon::Eraser, "Clear the text", None, false).clicked()
                {
                    self.text.clear();
                }
                if ui.button("Paste").clicked() {
                    ui.ctx()
                        .send_viewport_cmd(egui::ViewportCommand::RequestPaste);
                }
            },
            |ui| {
                text::line(
                    ui,
                    "The words of the source, as they stand there",
                    &looks.small(),
                )
            },
        );
        self.take_long_paste(ui);
        let room = (ui.ctx().content_rect().height() - 400.0).clamp(90.0, 300.0);
        if self.text.len() > EDITED {
            let end = self.text.floor_char_boundary(SHOWN);
            let front = format!("{}\u{2026}", self.text.get(..end).unwrap_or_default());
            boxed(ui, room, |ui| text::label(ui, &front, &looks.body()));
            return;
        }
        let id = egui::Id::unique("text to add");
        ScrollArea::vertical()
            .id_salt("text to add")
            .max_height(room)
            .show(ui, |ui| {
                let edit = TextField::multiline(&mut self.text)
                    .id(id)
                    .hint_text("Paste the text here")
                    .desired_rows(9)
                    .lock_focus(false)
                    .desired_width(f32::INFINITY)
                    .margin(Margin::symmetric(10, 8));
                let response = ui.add(edit);
                named(&response, "Text of the source");
                if !ui.is_sizing_pass() && !std::mem::replace(&mut self.is_opened, true) {
                    response.request_focus();
                }
            });
    }

    /// A field would take long with a long text: it is taken as a whole.
    fn take_long_paste(&mut self, ui: &Ui) {
        let pasted = ui.input_mut(|input| {
            let mut pasted = None;
            input.events.retain_mut(|event| match event {
                Event::Paste(words) if words.len() > EDITED => {
                    pasted = Some(std::mem::take(words));
                    false
                }
                _ => true,
            });
            pasted
        });
        if let Some(pasted) = pasted {
            self.text = pasted;
        }
    }

    /// What is known of the text; `None` where there are no words in it.
    fn known(&mut self) -> Option<Known> {
        if self.text.trim().is_empty() {
            return None;
        }
        if let Some((of, known)) = &self.known
            && *of == self.text
        {
            return Some(known.clone());
        }
        let text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        let words = text.split_whitespace().count();
        let before = text.chars().filter(|c| *c == UNSEEN).count();
        let known = Known {
            sum: Fingerprint::of(text.as_bytes()).to_string(),
            counts: format!(
                "{} \u{b7} {}",
                counted(words, "word", "words"),
                counted(text.chars().count(), "character", "characters")
            ),
            unseen: shown(&text).chars().filter(|c| *c == UNSEEN).count() - before,
        };
        self.known = Some((self.text.clone(), known.clone()));
        Some(known)
    }
}

/// What was noticed about a text, and whether it is the one that the scene was made
/// with.
fn known_ui(ui: &mut Ui, known: &Known, source: Option<&Source>) {
    let window = &style::theme(ui.ctx()).window;
    let colored = |color| Look::new(style::size::SMALL, style::color(color));
    ui.add_space(4.0);
    let short = |sum: &str| sum.chars().take(12).collect::<String>();
    let sum = short(&known.sum);
    remark(ui, &format!("{} \u{b7} SHA-256 {sum}", known.counts));
    if known.unseen > 0 {
        let words = format!(
            "{} in it that are not seen; the desk shows them as {UNSEEN}",
            counted(known.unseen, "character is", "characters are")
        );
        text::label(ui, &words, &colored(window.warning));
    }
    let Some(expected) = source.and_then(|source| source.sha256.as_deref()) else {
        return;
    };
    if expected == known.sum {
        let words = "This is the text that the scene was made with.";
        text::label(ui, words, &colored(window.good));
    } else {
        let words = format!(
            "This is another text than the one that the scene was made with: that has SHA-256 {}, \
             this has {sum}. Adding it says so in the scene; the quotes are then looked for in this \
             one. Undo takes it back.",
            short(expected)
        );
        text::label(ui, &words, &colored(window.warning));
    }
}

/// A frame of this height that scrolls.
fn boxed(ui: &mut Ui, room: f32, content: impl FnOnce(&mut Ui) -> egui::Response) {
    let window = &style::theme(ui.ctx()).window;
    Frame::new()
        .fill(style::color(window.raised))
        .stroke(egui::Stroke::new(1.0, style::color(window.edge)))
        .corner_radius(egui::CornerRadius::same(style::RADIUS))
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical()
                .id_salt("long text to add")
                .max_height(room)
                .auto_shrink([false, false])
                .show(ui, content);
        });
}
