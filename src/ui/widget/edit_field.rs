//! Text that reads as text and becomes a field when it is clicked or reached
//! with Tab.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align2, Color32, CornerRadius, FontId, FontSelection, Frame, Id, Key, KeyboardShortcut, Margin,
    Modifiers, Rect, Response, Shape, Stroke, StrokeKind, Ui, Vec2,
};

use crate::edit::{Edit, TEXT_CHARS};
use crate::model::Scene;
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::words::capital;

use super::draft::{self, Draft, Make};
use super::named;
use super::text_field::TextField;

/// More is never taken in; below this, what is too long is said to be so and kept.
const CHARS: usize = 3 * TEXT_CHARS;
/// How far the ground of a field reaches beyond its text to both sides.
const BLEED: f32 = 6.0;

/// Which keys end a line and which end the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    /// One line; Enter commits.
    One,
    /// A few lines; Enter commits, Shift+Enter begins a line.
    Few,
    /// Many lines; Ctrl+Enter commits.
    Many,
}

/// A text that can be changed in place.
pub(in crate::ui) struct EditField<'a> {
    id: Id,
    name: &'a str,
    value: &'a str,
    hint: &'a str,
    look: Look,
    lines: Lines,
    width: f32,
    is_at_right: bool,
    is_new: bool,
    is_error_beneath: bool,
}

/// What became of a field.
pub(in crate::ui) struct Edited {
    /// The field.
    pub response: Response,
    /// Whether something is being typed in it, or was and is not accepted.
    pub is_open: bool,
    /// Why it is not accepted.
    pub error: Option<String>,
}

impl<'a> EditField<'a> {
    /// A field of one line. The id must be made from the record and the field,
    /// so that what is typed stays with the record it was typed for; the name is
    /// spoken.
    pub(in crate::ui) fn line(ui: &Ui, id: Id, name: &'a str, value: &'a str) -> Self {
        Self {
            id,
            name,
            value,
            hint: "",
            look: Looks::of(ui).body(),
            lines: Lines::One,
            width: f32::INFINITY,
            is_at_right: false,
            is_new: false,
            is_error_beneath: true,
        }
    }

    /// A field of a sentence or two, which wrap.
    pub(in crate::ui) fn few_lines(ui: &Ui, id: Id, name: &'a str, value: &'a str) -> Self {
        Self {
            lines: Lines::Few,
            ..Self::line(ui, id, name, value)
        }
    }

    /// A field of many lines.
    pub(in crate::ui) fn many_lines(ui: &Ui, id: Id, name: &'a str, value: &'a str) -> Self {
        Self {
            lines: Lines::Many,
            ..Self::line(ui, id, name, value)
        }
    }

    /// What stands there while it is empty.
    pub(in crate::ui) fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// How the text looks.
    pub(in crate::ui) fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// How wide the field is, in points; else as wide as there is room.
    pub(in crate::ui) fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// Right-aligned, as numbers at the end of a row are. There is no room for
    /// words beneath such a field: the caller shows the error.
    pub(in crate::ui) fn at_right(self) -> Self {
        Self {
            is_at_right: true,
            is_error_beneath: false,
            ..self
        }
    }

    /// Without words beneath: the caller shows the error.
    pub(in crate::ui) fn error_elsewhere(self) -> Self {
        Self {
            is_error_beneath: false,
            ..self
        }
    }

    /// For something that is not there yet: Enter commits it even where nothing
    /// was typed, so that what is missing is said.
    pub(in crate::ui) fn new_value(self) -> Self {
        Self {
            is_new: true,
            ..self
        }
    }

    /// Shows the field, and pushes the change that `make` makes of its text when
    /// it is left. What `make` or the scene refuses is kept, with the reason
    /// beneath.
    pub(in crate::ui) fn ui(
        self,
        ui: &mut Ui,
        session: &Session,
        commands: &mut Vec<Command>,
        make: impl Fn(&Scene, &str) -> Result<Edit, String> + Send + Sync + 'static,
    ) -> Edited {
        let ctx = ui.ctx().clone();
        let had_focus = ui.memory(|memory| memory.has_focus(self.id));
        let is_entered = had_focus && self.takes_enter(ui);
        let known = draft::of(&ctx, self.id);
        let mut text = known
            .as_ref()
            .map_or_else(|| self.value.to_owned(), |draft| draft.text.clone());
        let has_error = known.as_ref().is_some_and(|draft| draft.error.is_some());
        let response = self.text_ui(ui, &mut text, has_error);
        let has_focus = response.has_focus();

        let make: Make = Arc::new(make);
        let mut open = known.or_else(|| {
            (has_focus || response.changed()).then(|| {
                forget_old_typing(&ctx, self.id, &text);
                Draft {
                    field: self.id,
                    name: self.name.to_owned(),
                    before: self.value.to_owned(),
                    text: self.value.to_owned(),
                    error: None,
                    is_typed: true,
                    make: Arc::clone(&make),
                    document: session.derived().document_revision(),
                    shown: 0,
                }
            })
        });
        if let Some(draft) = &mut open {
            draft.make = make;
            draft.shown = ctx.cumulative_pass_nr();
            if draft.text != text {
                draft.text = text;
                draft.error = None;
            }
            let is_left = (draft.is_typed || response.changed()) && !has_focus;
            draft.is_typed = has_focus;
            let was_entered = is_entered || is_left && enter_ended(ui);
            if is_left {
                let is_new = self.is_new && was_entered;
                let is_done = draft::commit(&ctx, session, draft.clone(), is_new, commands);
                if !is_done && was_entered {
                    // To be corrected at once.
                    ui.memory_mut(|memory| memory.request_focus(self.id));
                }
            } else {
                draft::keep(&ctx, draft.clone());
            }
        }
        let now = draft::of(&ctx, self.id);
        let is_open = now.is_some();
        let error = now.and_then(|draft| draft.error);
        if let Some(error) = error.as_ref().filter(|_| self.is_error_beneath) {
            error_ui(ui, error);
        }
        Edited {
            response,
            is_open,
            error,
        }
    }

    /// Takes the keys that end a field of several lines and lets go of the focus.
    fn takes_enter(&self, ui: &Ui) -> bool {
        let modifiers = match self.lines {
            Lines::One => return false,
            Lines::Few => Modifiers::NONE,
            Lines::Many => Modifiers::COMMAND,
        };
        let is_pressed = ui.input_mut(|input| {
            let count = input.events.len();
            input.events.retain(|event| {
                !matches!(
                    event,
                    egui::Event::Key { key: Key::Enter, pressed: true, modifiers: held, .. }
                        if held.matches_exact(modifiers)
                )
            });
            input.events.len() < count
        });
        if is_pressed {
            ui.memory_mut(|memory| memory.surrender_focus(self.id));
        }
        is_pressed
    }

    /// The text, as a field where it has the focus.
    fn text_ui(&self, ui: &mut Ui, text: &mut String, has_error: bool) -> Response {
        let ground = ui.painter().add(Shape::Noop);
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        // At rest one line is set by ourselves, with an ellipsis where it is cut.
        let is_set_here = !has_focus && !text.is_empty() && self.lines == Lines::One;
        let shown = text.clone();
        let family = if self.look.is_bold {
            style::bold()
        } else {
            egui::FontFamily::Proportional
        };
        let ink = if is_set_here {
            Color32::TRANSPARENT
        } else {
            self.look.color
        };
        let across = if self.is_at_right {
            Align2::RIGHT_CENTER
        } else {
            Align2::LEFT_CENTER
        };
        let hint = egui::RichText::new(self.hint)
            .size(self.look.size)
            .family(family.clone());
        let field = match self.lines {
            Lines::One => TextField::singleline(text).align(across),
            Lines::Few => TextField::multiline(text)
                .desired_rows(1)
                .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter)),
            Lines::Many => TextField::multiline(text).desired_rows(2),
        };
        let field = field
            .id(self.id)
            .char_limit(CHARS)
            .hint_text(hint)
            .text_color(ink)
            .font(FontSelection::FontId(FontId::new(self.look.size, family)))
            .desired_width(self.width)
            .frame(Frame::NONE.inner_margin(Margin::symmetric(0, 2)));
        let response = ui.add(field);
        named(&response, self.name);
        if is_set_here {
            self.paint(ui, &shown, response.rect);
        }
        let edge = if has_error {
            Some((true, style::theme(ui.ctx()).window.error, 1.2))
        } else if has_focus {
            Some((true, style::theme(ui.ctx()).window.accent, 1.5))
        } else if response.hovered() {
            Some((false, style::theme(ui.ctx()).window.edge, 1.0))
        } else {
            None
        };
        if let Some((is_filled, hue, width)) = edge {
            let window = &style::theme(ui.ctx()).window;
            let fill = if is_filled {
                style::color(window.raised)
            } else {
                Color32::TRANSPARENT
            };
            let rect = response.rect.expand2(Vec2::new(BLEED, 1.0));
            let stroke = Stroke::new(width, style::color(hue));
            let shape = egui::epaint::RectShape::new(
                rect,
                CornerRadius::same(style::RADIUS),
                fill,
                stroke,
                StrokeKind::Inside,
            );
            ui.painter().set(ground, shape);
        }
        response
    }

    /// Paints the one line of a field that has no focus.
    fn paint(&self, ui: &Ui, content: &str, rect: Rect) {
        let width = f64::from(rect.width().max(1.0));
        let short = crate::text::ellipsize(content, self.look.text_style(), width);
        let job = text::job(&short, &self.look, f32::INFINITY);
        let galley = ui.painter().layout_job(job);
        let left = if self.is_at_right {
            rect.right() - galley.size().x
        } else {
            rect.left()
        };
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter()
            .galley(egui::pos2(left, top), galley, self.look.color);
    }
}

/// Whether Enter was pressed in this frame: egui leaves a field of one line then.
fn enter_ended(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Enter))
}

/// What was typed here at another time is not to come back by Ctrl+Z; all of the
/// text is selected, so that typing replaces it.
fn forget_old_typing(ctx: &egui::Context, field: Id, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ctx, field).unwrap_or_default();
    state.clear_undoer();
    let is_pressed = ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if !is_pressed {
        let end = CCursor::new(text.chars().count());
        let all = CCursorRange::two(CCursor::new(0), end);
        state.cursor.set_char_range(Some(all));
    }
    state.store(ctx, field);
}

/// Why a text is not accepted, beneath it.
pub(in crate::ui) fn error_ui(ui: &mut Ui, error: &str) {
    let window = &style::theme(ui.ctx()).window;
    let look = Look::new(style::size::SMALL, style::color(window.error));
    text::label(ui, &capital(error), &look).on_hover_words(error);
}
