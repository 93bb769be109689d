//! Searching within the text.

use std::sync::Arc;

use egui::{Frame, Id, Key, Margin, Modifiers, Ui};
use lucide_icons::Icon;

use crate::model::SourceId;
use crate::session::{Command, Desk, Passage, QuotedText};
use crate::ui::text::{self, Looks};
use crate::ui::widget::{TextField, icon_button, named};
use crate::ui::words::counted;

use super::desk_margin;

/// Width of the field, at most, in points.
const FIELD: f32 = 240.0;
/// So many bytes are searched in a frame, so that a long text is not waited for.
const A_FRAME: usize = 1_000_000;
/// So many places are found at most.
const MOST: usize = 10_000;
/// Longer words are cut.
const MOST_CHARS: usize = 200;

/// The search, with what it found so far.
#[derive(Default)]
pub(super) struct Find {
    is_open: bool,
    wants_focus: bool,
    words: String,
    /// What was searched for, and in which text.
    of: Option<(Vec<char>, Arc<str>)>,
    hits: Vec<Passage>,
    /// The piece that is searched next.
    next: usize,
}

impl Find {
    /// Shows the field.
    pub(super) fn open(&mut self, _desk: &Desk) {
        self.is_open = true;
        self.wants_focus = true;
    }

    /// Hides it.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }

    /// What was found so far, in the order of the text.
    pub(super) fn hits(&self) -> &[Passage] {
        &self.hits
    }

    /// Whether words are being typed.
    pub(super) fn has_focus(&self, ui: &Ui) -> bool {
        self.is_open && ui.memory(|memory| memory.has_focus(field()))
    }

    /// Shows the field while it is open, and searches on.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        source: &SourceId,
        text: &QuotedText,
        desk: &Desk,
        commands: &mut Vec<Command>,
    ) {
        if !self.is_open {
            return;
        }
        self.search(ui, text);
        let mut to = None;
        let margin = Margin {
            top: 0,
            ..desk_margin(ui.available_width())
        };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            // Where the room is small the buttons stand below the field.
            let width = FIELD.min(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let edit = TextField::singleline(&mut self.words)
                    .id(field())
                    .char_limit(MOST_CHARS)
                    .hint_text("Search in this text")
                    .desired_width(width)
                    .margin(Margin::symmetric(9, 5));
                let response = ui.add(edit);
                named(&response, "Search in this text");
                if std::mem::take(&mut self.wants_focus) {
                    response.request_focus();
                }
                if response.lost_focus()
                    && let Some(is_on) = enter(ui)
                {
                    to = self.step(desk, is_on);
                    response.request_focus();
                }
                if icon_button(ui, Icon::ChevronUp, "Previous", Some("Shift+Enter"), false)
                    .clicked()
                {
                    to = self.step(desk, false);
                }
                if icon_button(ui, Icon::ChevronDown, "Next", Some("Enter"), false).clicked() {
                    to = self.step(desk, true);
                }
                text::line(ui, &self.summary(text, desk), &Looks::of(ui).small());
                if icon_button(ui, Icon::X, "Close the search", Some("Esc"), false).clicked() {
                    self.close();
                }
            });
        });
        if let Some(passage) = to {
            let source = source.clone();
            commands.push(Command::ShowPassage { source, passage });
        }
    }

    fn summary(&self, text: &QuotedText, desk: &Desk) -> String {
        if self.words.trim().is_empty() {
            return String::new();
        }
        let is_done = self.next >= text.paragraphs.pieces().len();
        let at = desk
            .selected
            .and_then(|now| self.hits.iter().position(|hit| *hit == now));
        let more = if is_done && self.hits.len() < MOST {
            ""
        } else {
            "+"
        };
        match at {
            Some(at) => format!("{} of {}{more}", at + 1, self.hits.len()),
            None if self.hits.is_empty() && is_done => "not in this text".to_owned(),
            None => format!("{}{more}", counted(self.hits.len(), "place", "places")),
        }
    }

    /// The next place after what is selected, or the one before.
    fn step(&self, desk: &Desk, is_on: bool) -> Option<Passage> {
        let now = desk.selected.unwrap_or_default();
        if is_on {
            let after = self
                .hits
                .iter()
                .find(|hit| hit.start >= now.end.max(1) || hit.start > now.start);
            after.or_else(|| self.hits.first()).copied()
        } else {
            let before = self.hits.iter().rev().find(|hit| hit.start < now.start);
            before.or_else(|| self.hits.last()).copied()
        }
    }

    /// Goes on with the search, for as much as a frame has time for.
    fn search(&mut self, ui: &Ui, text: &QuotedText) {
        let needle: Vec<char> = self.words.trim().chars().map(lower).collect();
        let is_same = self
            .of
            .as_ref()
            .is_some_and(|(of, within)| *of == needle && Arc::ptr_eq(within, &text.text));
        if !is_same {
            self.of = Some((needle.clone(), Arc::clone(&text.text)));
            self.hits.clear();
            self.next = 0;
        }
        let pieces = text.paragraphs.pieces();
        if needle.is_empty() {
            self.next = pieces.len();
        }
        let mut searched = 0;
        while let Some(piece) = pieces.get(self.next) {
            if searched > A_FRAME || self.hits.len() >= MOST {
                break;
            }
            self.next += 1;
            searched += piece.bytes.len();
            let words = text.text.get(piece.bytes.clone()).unwrap_or_default();
            let chars: Vec<char> = words.chars().map(lower).collect();
            let places = chars.windows(needle.len()).enumerate();
            for (at, _) in places.filter(|(_, window)| *window == needle) {
                let start = piece.start + at as u64;
                let end = start + needle.len() as u64;
                self.hits.push(Passage { start, end });
            }
        }
        if self.next < pieces.len() && self.hits.len() < MOST {
            ui.ctx().request_repaint();
        }
    }
}

/// Whether Enter was pressed, and whether for the next place.
fn enter(ui: &Ui) -> Option<bool> {
    ui.input(|input| {
        let is_pressed = input.key_pressed(Key::Enter);
        is_pressed
            .then(|| input.modifiers.matches_logically(Modifiers::NONE) || !input.modifiers.shift)
    })
}

/// A letter without regard to case, as one letter.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn field() -> Id {
    Id::unique("search in the text")
}
