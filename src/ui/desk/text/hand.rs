//! Selecting words of the text, by mouse and keyboard.

use egui::{Event, EventFilter, Key, Modifiers, Pos2, Rect, Response, Sense, Stroke, Ui};

use crate::model::ClaimId;
use crate::session::{Command, Passage};
use crate::text::{is_combining, word_at};
use crate::ui::style;

use super::laid::LINE;
use super::page::{Content, Seen};

/// How far a selection goes with the hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    /// Letter by letter.
    #[default]
    Letter,
    /// Word by word.
    Word,
    /// Paragraph by paragraph.
    Paragraph,
}

/// The caret and what is under way; in code points.
#[derive(Debug, Default)]
pub(super) struct Hand {
    caret: u64,
    /// The other end of what is selected.
    fixed: Passage,
    step: Step,
    is_dragging: bool,
    pub(super) wants_focus: bool,
    has_focus: bool,
    /// Where the caret was on the screen, for the line above and below.
    caret_at: Option<Pos2>,
}

impl Hand {
    /// Takes note of the pointer and the keyboard's focus.
    pub(super) fn sense(&mut self, ui: &Ui, rect: Rect, content: &Content<'_>) -> Response {
        let id = egui::Id::unique("text of the source");
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let response = response.on_hover_cursor(egui::CursorIcon::Text);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Document, true, "Text of the source")
        });
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        self.has_focus = response.has_focus();
        if self.has_focus {
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        if let Some(passage) = content.desk.selected {
            let is_ours = passage.start.min(passage.end) == self.caret.min(self.fixed.start)
                || passage.end == self.caret.max(self.fixed.end);
            if !is_ours {
                // It was selected elsewhere.
                self.caret = passage.end;
                self.fixed = point(passage.start);
            }
        }
        response
    }

    /// Selects what the pointer and the keys ask for.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        response: &Response,
        seen: &[Seen],
        content: &Content<'_>,
        commands: &mut Vec<Command>,
    ) {
        self.note_caret(seen);
        self.pointer(ui, response, seen, content, commands);
        if self.has_focus {
            self.keys(ui, seen, content, commands);
        }
    }

    fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        seen: &[Seen],
        content: &Content<'_>,
        commands: &mut Vec<Command>,
    ) {
        let Some(pos) = response.interact_pointer_pos() else {
            self.is_dragging = false;
            return;
        };
        let Some(at) = point_at(seen, pos) else {
            return;
        };
        let is_pressed = ui.input(|input| input.pointer.primary_pressed());
        if is_pressed {
            response.request_focus();
            let is_added = ui.input(|input| input.modifiers.shift);
            self.step = Step::Letter;
            self.caret = at;
            if !is_added {
                self.fixed = point(at);
            }
            self.is_dragging = true;
            if is_added {
                self.select(content, commands);
            }
        }
        if response.triple_clicked() {
            self.step = Step::Paragraph;
            self.fixed = widened(at, self.step, content);
            self.select(content, commands);
        } else if response.double_clicked() {
            self.step = Step::Word;
            self.fixed = widened(at, self.step, content);
            self.select(content, commands);
        } else if response.clicked() {
            let is_added = ui.input(|input| input.modifiers.shift);
            if !is_added {
                commands.extend(clicked(at, content));
            }
        } else if self.is_dragging && response.dragged() && self.caret != at {
            self.caret = at;
            self.select(content, commands);
        }
        if self.is_dragging && response.dragged() {
            let clip = ui.clip_rect();
            let beyond = (clip.top() - pos.y).max(0.0) - (pos.y - clip.bottom()).max(0.0);
            if beyond != 0.0 {
                ui.scroll_with_delta(egui::vec2(0.0, beyond.clamp(-LINE, LINE)));
                ui.ctx().request_repaint();
            }
        }
    }

    /// Whether the selection is still under the hand.
    pub(super) fn select(&self, content: &Content<'_>, commands: &mut Vec<Command>) {
        let caret = widened(self.caret, self.step, content);
        let passage = Passage {
            start: self.fixed.start.min(caret.start),
            end: self.fixed.end.max(caret.end),
        };
        let passage = Some(passage).filter(|it| it.start < it.end);
        if passage != content.desk.selected {
            commands.push(Command::SelectText(passage));
        }
    }

    fn keys(&mut self, ui: &Ui, seen: &[Seen], content: &Content<'_>, commands: &mut Vec<Command>) {
        let events = ui.input_mut(|input| {
            let mut taken = Vec::new();
            input.events.retain(|event| {
                let is_ours = match event {
                    Event::Copy => true,
                    Event::Key {
                        key, pressed: true, ..
                    } => is_key(*key),
                    _ => false,
                };
                if is_ours {
                    taken.push(event.clone());
                }
                !is_ours
            });
            taken
        });
        for event in events {
            match event {
                Event::Copy => commands.extend(copied(content)),
                Event::Key { key, modifiers, .. } => {
                    self.key(ui, key, modifiers, seen, content, commands);
                }
                _ => {}
            }
        }
    }

    fn key(
        &mut self,
        ui: &Ui,
        key: Key,
        modifiers: Modifiers,
        seen: &[Seen],
        content: &Content<'_>,
        commands: &mut Vec<Command>,
    ) {
        self.step = Step::Letter;
        if key == Key::A {
            if modifiers.command {
                self.fixed = point(0);
                self.caret = content.end();
                self.select(content, commands);
            }
            return;
        }
        let by_word = modifiers.command || modifiers.alt;
        let room = ui.clip_rect().height() - 2.0 * LINE;
        let to = match key {
            Key::ArrowLeft => self.back(content, by_word),
            Key::ArrowRight => self.on(content, by_word),
            Key::ArrowUp => self.moved_by(-LINE, seen),
            Key::ArrowDown => self.moved_by(LINE, seen),
            Key::PageUp => self.moved_by(-room, seen),
            Key::PageDown => self.moved_by(room, seen),
            Key::Home if modifiers.command => 0,
            Key::End if modifiers.command => content.end(),
            Key::Home => self.edge_of_line(seen, f32::NEG_INFINITY),
            Key::End => self.edge_of_line(seen, f32::INFINITY),
            _ => return,
        };
        self.caret = to.min(content.end());
        if modifiers.shift {
            self.select(content, commands);
        } else {
            self.fixed = point(self.caret);
            if content.desk.selected.is_some() {
                commands.push(Command::SelectText(None));
            }
        }
        self.note_caret(seen);
        if let Some(at) = self.caret_at {
            let rect = Rect::from_min_size(at, egui::vec2(1.0, LINE));
            let animation = egui::style::ScrollAnimation::none();
            ui.scroll_to_rect_animation(rect.expand(LINE), None, animation);
            return;
        }
        let passage = Passage {
            start: self.fixed.start.min(self.caret),
            end: self.fixed.end.max(self.caret),
        };
        if let Some(source) = content.desk.source.clone()
            && passage.start < passage.end
        {
            commands.push(Command::ShowPassage { source, passage });
        }
    }

    /// One letter or word on.
    fn on(&self, content: &Content<'_>, by_word: bool) -> u64 {
        let text: &str = &content.text.text;
        let byte = content.text.paragraphs.byte_at(text, self.caret);
        let rest = text.get(byte..).unwrap_or_default();
        let letters = rest.chars();
        let by = if by_word {
            word(letters)
        } else {
            letter(letters, false)
        };
        self.caret + by
    }

    /// One letter or word back.
    fn back(&self, content: &Content<'_>, by_word: bool) -> u64 {
        let text: &str = &content.text.text;
        let byte = content.text.paragraphs.byte_at(text, self.caret);
        let front = text.get(..byte).unwrap_or_default();
        let letters = front.chars().rev();
        let by = if by_word {
            word(letters)
        } else {
            letter(letters, true)
        };
        self.caret.saturating_sub(by)
    }

    fn moved_by(&self, by: f32, seen: &[Seen]) -> u64 {
        let at = self
            .caret_at
            .map(|at| at + egui::vec2(0.0, LINE / 2.0 + by));
        let at = at.and_then(|at| point_at(seen, at));
        at.unwrap_or(self.caret)
    }

    fn edge_of_line(&self, seen: &[Seen], x: f32) -> u64 {
        let at = self
            .caret_at
            .map(|at| Pos2::new(x.clamp(-1e6, 1e6), at.y + LINE / 2.0));
        at.and_then(|at| point_at(seen, at)).unwrap_or(self.caret)
    }

    fn note_caret(&mut self, seen: &[Seen]) {
        let caret = self.caret;
        let piece = seen
            .iter()
            .find(|it| it.piece.start <= caret && caret <= it.piece.end());
        self.caret_at = piece.map(|it| caret_rect(it, caret).left_top());
    }

    /// Where the next letter would be selected from, while the keyboard is here.
    pub(super) fn caret_ui(&self, ui: &Ui, seen: &Seen) {
        let is_here = seen.piece.start <= self.caret && self.caret <= seen.piece.end();
        if !self.has_focus || !is_here {
            return;
        }
        let rect = caret_rect(seen, self.caret);
        let hue = style::color(style::theme(ui.ctx()).window.accent);
        ui.painter()
            .vline(rect.left(), rect.y_range(), Stroke::new(1.5, hue));
    }
}

/// How many code points the spaces and the word that come next take.
fn word(ahead: impl Iterator<Item = char> + Clone) -> u64 {
    let spaces = ahead.clone().take_while(|c| c.is_whitespace()).count();
    let word = ahead.skip(spaces).take_while(|c| !c.is_whitespace());
    (spaces + word.count()) as u64
}

/// How many code points the letter that comes next takes, with its accents.
fn letter(ahead: impl Iterator<Item = char>, is_back: bool) -> u64 {
    // Accents come after their letter.
    let accents = ahead.skip(usize::from(!is_back));
    1 + accents.take_while(|c| is_combining(*c)).count() as u64
}

fn caret_rect(seen: &Seen, caret: u64) -> Rect {
    let within = usize::try_from(caret - seen.piece.start.min(caret)).unwrap_or(0);
    seen.laid.caret(within).translate(seen.corner.to_vec2())
}

fn is_key(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::PageUp
            | Key::PageDown
            | Key::Home
            | Key::End
            | Key::A
    )
}

/// The selected words, to be copied.
pub(super) fn copied(content: &Content<'_>) -> Option<Command> {
    let passage = content.desk.selected?;
    let paragraphs = &content.text.paragraphs;
    let words = paragraphs.words(&content.text.text, passage.start, passage.end);
    Some(Command::Copy(words.to_owned()))
}

fn point(at: u64) -> Passage {
    Passage { start: at, end: at }
}

/// The code point nearest to a place on the screen.
fn point_at(seen: &[Seen], at: Pos2) -> Option<u64> {
    let piece = seen.iter().find(|it| at.y < it.bottom());
    piece.or_else(|| seen.last()).map(|it| it.point_at(at))
}

/// What goes with a place: itself, its word or its paragraph.
fn widened(at: u64, step: Step, content: &Content<'_>) -> Passage {
    let paragraphs = &content.text.paragraphs;
    let Some(piece) = paragraphs.pieces().get(paragraphs.piece_at(at)) else {
        return point(at);
    };
    match step {
        Step::Letter => point(at),
        Step::Word => {
            let within = usize::try_from(at - piece.start.min(at)).unwrap_or(0);
            let word = word_at(content.words(piece), within);
            Passage {
                start: piece.start + word.start as u64,
                end: piece.start + word.end as u64,
            }
        }
        Step::Paragraph => Passage {
            start: piece.start,
            end: piece.end(),
        },
    }
}

/// A click selects the claim whose quotation stands there: of several the shortest,
/// then one after the other. Elsewhere it lets go of the words.
fn clicked(at: u64, content: &Content<'_>) -> Option<Command> {
    let piece = content.text.paragraphs.piece_at(at);
    let marks = content.marks.in_piece(piece);
    let mut here: Vec<(u64, &ClaimId)> = marks
        .filter(|mark| mark.start <= at && at <= mark.end)
        .filter_map(|mark| Some((mark.end - mark.start, mark.claim.as_ref()?)))
        .collect();
    here.sort_unstable();
    here.dedup_by(|one, other| one.1 == other.1);
    let chosen = content.session.selection().claim();
    let now = here.iter().position(|(_, claim)| Some(*claim) == chosen);
    let next = now.map_or(0, |now| (now + 1) % here.len().max(1));
    match here.get(next) {
        Some((_, claim)) => Some(Command::SelectClaim((*claim).clone())),
        None if content.desk.selected.is_some() => Some(Command::SelectText(None)),
        None => None,
    }
}
