//! What forms are made of: fields with a label above and what is wrong beneath.

mod choice;
mod grade_picker;
mod pick;
mod picker;

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Align, Id, Margin, Rect, Response, Ui, UiBuilder};

use crate::edit::{NAME_CHARS, TEXT_CHARS};
use crate::session::FieldError;

use super::style;
use super::text::{self, Look, Looks};
use super::widget::{TextField, named};

pub(super) use choice::{Choice, choice_row, toggle_row};
pub(super) use grade_picker::grade_picker;
pub(super) use pick::pick;
pub(super) use picker::{Entries, Pick, PickLook, step_keys};

/// Space between the label of a field, the field, and what is wrong, in points.
const LABEL_GAP: f32 = 3.0;
/// Space between parts that stand side by side, in points.
const PART_GAP: f32 = 8.0;
/// Padding of a button without a frame: its words stand nearly where the labels
/// begin, and the frame that it has under the pointer still has room.
const PLAIN_PADDING: f32 = 3.0;

/// What a form keeps between frames: which fields were left, and which one is to
/// have the keyboard's focus.
#[derive(Debug)]
pub(super) struct FormState<F> {
    left: Vec<F>,
    jump: Option<F>,
}

impl<F> Default for FormState<F> {
    fn default() -> Self {
        Self {
            left: Vec::new(),
            jump: None,
        }
    }
}

impl<F> FormState<F> {
    /// The state of a form that was just opened: this field has the focus.
    pub(super) fn opened_at(field: F) -> Self {
        Self {
            left: Vec::new(),
            jump: Some(field),
        }
    }
}

/// The fields of a form in one frame.
pub(super) struct Fields<'a, F> {
    /// Tells the fields of one form from those of another.
    pub salt: &'static str,
    /// What is wrong.
    pub errors: Vec<FieldError<F>>,
    /// Whether all of it is shown, or only what is wrong in fields that were left.
    pub is_tried: bool,
    /// What is kept between frames.
    pub state: &'a mut FormState<F>,
}

impl<F: Copy + PartialEq + Hash + Debug> Fields<'_, F> {
    /// Moves the focus to the first field with an error; says whether there is one.
    pub(super) fn jump_to_error(&mut self) -> bool {
        self.state.jump = self.errors.first().map(|error| error.field);
        self.state.jump.is_some()
    }

    /// Moves the focus to this field as soon as it is shown: one that was just added.
    pub(super) fn jump_to(&mut self, field: F) {
        self.state.jump = Some(field);
    }

    /// A block of widgets whose ids do not depend on what stands above it, so
    /// that a message that appears does not take the focus away.
    pub(super) fn block<R>(
        &mut self,
        ui: &mut Ui,
        field: F,
        content: impl FnOnce(&mut Ui, &mut Self) -> R,
    ) -> R {
        let id = Id::unique((self.salt, "block", field));
        ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
            ui.spacing_mut().item_spacing.y = LABEL_GAP;
            content(ui, self)
        })
        .inner
    }

    /// A field of one line.
    pub(super) fn line(
        &mut self,
        ui: &mut Ui,
        field: F,
        label: &str,
        hint: &str,
        words: &mut String,
    ) -> Response {
        self.block(ui, field, |ui, fields| {
            field_label(ui, label);
            let edit = TextField::singleline(words);
            fields.edit_ui(ui, field, label, hint, edit, NAME_CHARS)
        })
    }

    /// A field of several lines.
    pub(super) fn text(
        &mut self,
        ui: &mut Ui,
        field: F,
        label: &str,
        hint: &str,
        words: &mut String,
        rows: usize,
    ) -> Response {
        self.block(ui, field, |ui, fields| {
            field_label(ui, label);
            let edit = TextField::multiline(words)
                .desired_rows(rows)
                // Tab goes on to the next field.
                .lock_focus(false);
            fields.edit_ui(ui, field, label, hint, edit, TEXT_CHARS)
        })
    }

    fn edit_ui(
        &mut self,
        ui: &mut Ui,
        field: F,
        label: &str,
        hint: &str,
        edit: TextField<'_>,
        most: usize,
    ) -> Response {
        let id = self.id(field);
        let is_wrong = self.error(field).is_some();
        if self.state.jump == Some(field) {
            // Before it is shown, so that what is typed meanwhile is not lost.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = ui
            .scope(|ui| {
                if is_wrong {
                    let error = style::color(style::theme(ui.ctx()).window.error);
                    let widgets = &mut ui.visuals_mut().widgets;
                    widgets.inactive.bg_stroke.color = error;
                    widgets.hovered.bg_stroke.color = error;
                    ui.visuals_mut().selection.stroke.color = error;
                }
                let edit = edit
                    .id(id)
                    .char_limit(most)
                    .hint_text(hint)
                    .desired_width(f32::INFINITY)
                    .margin(Margin::symmetric(9, 6));
                ui.add(edit)
            })
            .inner;
        named(&response, label);
        cut_paste_ui(ui, &response, most);
        self.after(ui, field, &response);
        response
    }

    /// What a widget of this field is called among all widgets.
    pub(super) fn id(&self, field: F) -> Id {
        Id::unique((self.salt, field))
    }

    /// What stands under a widget: what is wrong. Takes note of the focus.
    pub(super) fn after(&mut self, ui: &mut Ui, field: F, response: &Response) {
        self.note(field, response);
        self.error_ui(ui, field);
    }

    /// Takes note of the focus of a widget; what is wrong stands elsewhere.
    pub(super) fn note(&mut self, field: F, response: &Response) {
        if response.lost_focus() {
            self.leave(field);
        }
        if self.state.jump == Some(field) {
            self.state.jump = None;
            response.request_focus();
            response.scroll_to_me(Some(Align::Center));
        }
    }

    /// What is wrong with a field, in the colour of errors.
    pub(super) fn error_ui(&self, ui: &mut Ui, field: F) {
        if let Some(message) = self.error(field) {
            let ink = style::color(style::theme(ui.ctx()).window.error);
            text::label(ui, message, &Look::new(style::size::SMALL, ink));
        }
    }

    /// The field was left: what is wrong with it is shown from now on.
    pub(super) fn leave(&mut self, field: F) {
        if !self.state.left.contains(&field) {
            self.state.left.push(field);
        }
    }

    fn error(&self, field: F) -> Option<&str> {
        let is_shown = self.is_tried || self.state.left.contains(&field);
        let error = self.errors.iter().find(|error| error.field == field)?;
        is_shown.then_some(error.message.as_str())
    }
}

/// A label with the widgets under it, as close as in [`Fields::block`].
pub(super) fn labelled<R>(
    ui: &mut Ui,
    salt: impl Hash + Debug,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    ui.push_id(salt, |ui| {
        ui.spacing_mut().item_spacing.y = LABEL_GAP;
        content(ui)
    })
    .inner
}

/// Parts side by side, each as wide as it is given, in points; what wraps in one
/// does not move the others.
pub(super) fn side_by_side(ui: &mut Ui, widths: &[f32], mut part: impl FnMut(&mut Ui, usize)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = PART_GAP;
        for (at, width) in widths.iter().enumerate() {
            let size = egui::vec2(width.max(1.0), 0.0);
            ui.allocate_ui_with_layout(size, egui::Layout::top_down(Align::Min), |ui| {
                ui.set_width(width.max(1.0));
                part(ui, at);
            });
        }
    });
}

/// Widths for [`side_by_side`] that fill the room there is: those of fixed parts
/// in points, and 0 for the ones that share the rest.
pub(super) fn shared_widths(room: f32, widths: &[f32]) -> Vec<f32> {
    let gaps = PART_GAP * widths.len().saturating_sub(1) as f32;
    let fixed: f32 = widths.iter().sum();
    let open = widths.iter().filter(|width| **width == 0.0).count().max(1);
    let share = ((room - gaps - fixed) / open as f32).max(40.0);
    let filled = widths
        .iter()
        .map(|width| if *width == 0.0 { share } else { *width });
    filled.collect()
}

/// The words above a field.
pub(super) fn field_label(ui: &mut Ui, words: &str) {
    text::label(ui, words, &Looks::of(ui).small());
}

/// Has a button spoken as one of several, of which one is on.
pub(super) fn spoken_as_choice(response: &Response, words: &str, is_on: bool) {
    let words = words.to_owned();
    response.widget_info(move || {
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, is_on, &words)
    });
}

/// Words in the colour of what is not said loudly.
pub(super) fn remark(ui: &mut Ui, words: &str) {
    text::label(ui, words, &Looks::of(ui).small());
}

/// Says that a paste was cut off, until the field changes again. Neither counts
/// nor lays out more than the field takes.
fn cut_paste_ui(ui: &mut Ui, response: &Response, most: usize) {
    let place = response.id.with("cut paste");
    if response.changed() || response.has_focus() {
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::Paste(words) => Some((words.len(), words.chars().nth(most).is_some())),
                _ => None,
            })
        });
        if let Some((bytes, true)) = pasted {
            ui.data_mut(|data| data.insert_temp(place, bytes));
        } else if response.changed() {
            ui.data_mut(|data| data.remove::<usize>(place));
        }
    }
    let bytes: Option<usize> = ui.data(|data| data.get_temp(place));
    if let Some(bytes) = bytes {
        let ink = style::color(style::theme(ui.ctx()).window.warning);
        let words = format!(
            "A paste of {}: only the first {} characters were taken",
            in_bytes(bytes),
            grouped(most)
        );
        text::label(ui, &words, &Look::new(style::size::SMALL, ink));
    }
}

fn in_bytes(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{} MB", bytes / 1_000_000)
    }
}

/// `20,000`
fn grouped(count: usize) -> String {
    match count {
        0..=999 => count.to_string(),
        _ => format!("{},{:03}", count / 1000, count % 1000),
    }
}

/// A button that adds something.
pub(super) fn add_button(ui: &mut Ui, words: &str) -> Response {
    let accent = style::color(style::theme(ui.ctx()).window.accent);
    plain_button(ui, egui::RichText::new(format!("+ {words}")).color(accent))
}

/// A button without a frame until the pointer is over it.
pub(super) fn plain_button(ui: &mut Ui, words: egui::RichText) -> Response {
    let padding = ui.spacing().button_padding;
    ui.spacing_mut().button_padding.x = PLAIN_PADDING;
    let response = ui.add(egui::Button::new(words).frame_when_inactive(false));
    ui.spacing_mut().button_padding = padding;
    response
}

/// The button that a form is for.
pub(super) fn save_button(ui: &mut Ui, words: &str) -> Response {
    let window = &style::theme(ui.ctx()).window;
    let words = egui::RichText::new(words)
        .color(style::color(window.on_accent))
        .family(style::bold());
    ui.add(egui::Button::new(words).fill(style::color(window.accent)))
}

/// Brings what gets the focus into view, once: a person may scroll away from it.
#[derive(Debug, Default)]
pub(super) struct FocusInView {
    seen: Option<Id>,
}

impl FocusInView {
    /// For the end of what scrolls.
    pub(super) fn follow(&mut self, ui: &Ui) {
        let focus = ui.memory(|memory| memory.focused());
        if focus == self.seen {
            return;
        }
        self.seen = focus;
        let response = focus.and_then(|id| ui.ctx().read_response(id));
        if let Some(response) = response
            && response.layer_id == ui.layer_id()
            && ui.min_rect().contains(response.rect.center())
        {
            let animation = egui::style::ScrollAnimation::none();
            ui.scroll_to_rect_animation(response.rect.expand(14.0), None, animation);
        }
    }
}

/// Gives this widget the focus from the next frame on. A press in this frame takes
/// it from whatever does not lie under the pointer, at any moment of it.
pub(super) fn focus_next(ui: &Ui, widget: Id) {
    let next = (widget, ui.ctx().cumulative_frame_nr() + 1);
    ui.data_mut(|data| data.insert_temp(next_focus_place(), next));
    ui.ctx().request_repaint();
}

/// Where [`focus_next`] named this widget in the frame before: gives it the focus.
pub(super) fn take_next_focus(ui: &Ui, response: &Response) {
    let next: Option<(Id, u64)> = ui.data(|data| data.get_temp(next_focus_place()));
    if next == Some((response.id, ui.ctx().cumulative_frame_nr())) {
        response.request_focus();
    }
}

fn next_focus_place() -> Id {
    Id::unique("what has the focus from the next frame on")
}

/// Remembers whether what has the focus stands in a form in this part of the
/// window, for [`has_focus`].
pub(super) fn note_focus(ui: &Ui, rect: Rect) {
    let focus = ui.memory(|memory| memory.focused());
    let is_within = focus
        .and_then(|id| ui.ctx().read_response(id))
        .is_some_and(|response| rect.contains(response.rect.center()));
    let within = focus.filter(|_| is_within);
    ui.data_mut(|data| data.insert_temp(focus_place(), within));
}

/// Whether a field, chip or button of a form has the focus: then keys that type a
/// character are for the form.
pub(super) fn has_focus(ctx: &egui::Context) -> bool {
    let focus = ctx.memory(|memory| memory.focused());
    let within: Option<Id> = ctx.data(|data| data.get_temp(focus_place())).flatten();
    focus.is_some() && focus == within
}

fn focus_place() -> Id {
    Id::unique("focus within a form")
}
