//! Changing a cell where it stands: as a text or as one of a few.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{
    Area, Frame, Id, Key, Margin, Modifiers, Order, Pos2, Rect, Sense, Ui, UiBuilder, Vec2,
};

use crate::model::Subject;
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::{EditField, error_ui};

use super::cells::paint_words;
use super::{CellChoice, Editor, Grid, PAD, Source};

/// The cell that is changed.
#[derive(Debug)]
pub(super) struct Editing<C> {
    pub(super) subject: Subject,
    pub(super) column: C,
    /// Whether the field was shown already.
    is_begun: bool,
    /// The choice that the keyboard is at.
    choice: Option<usize>,
}

impl<C> Editing<C> {
    pub(super) fn new(subject: Subject, column: C) -> Self {
        Self {
            subject,
            column,
            is_begun: false,
            choice: None,
        }
    }
}

/// How wide words beneath a cell are, in points.
const BENEATH: f32 = 260.0;
/// Height of a choice, in points.
const CHOICE: f32 = 26.0;

impl<C: Copy + PartialEq + Debug + Hash + 'static> Grid<C> {
    /// On Escape, puts a list of choices away before anything else hears of it.
    pub(in crate::ui) fn escape(&mut self, ctx: &egui::Context) {
        let has_list = self.editing.as_ref().is_some_and(|it| it.choice.is_some());
        if has_list && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.stop_editing();
        }
    }

    /// The keyboard goes back to the cell.
    fn stop_editing(&mut self) {
        self.editing = None;
        self.is_focus_wanted = true;
    }

    pub(super) fn edit_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        source: &impl Source<Column = C>,
        (row, column): (usize, C),
        cell: Rect,
        commands: &mut Vec<Command>,
    ) {
        match source.editor(row, column) {
            Editor::None(why) => {
                commands.push(Command::Warn(why.to_owned()));
                self.stop_editing();
            }
            Editor::Text { value, hint, make } => {
                let name = format!("{} of {}", source.title(column), source.spoken(row));
                let id = field_id(source.name(), &self.subject_of_edit(), column);
                let is_begun = self.editing.as_ref().is_some_and(|it| it.is_begun);
                if !is_begun {
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                if let Some(editing) = &mut self.editing {
                    editing.is_begun = true;
                }
                let room = cell.shrink2(Vec2::new(PAD, 2.0));
                // A field too narrow to write in reaches beyond its cell.
                let width = room.width().max(110.0);
                let room = Rect::from_min_size(room.min, Vec2::new(width, room.height()));
                let mut child = ui.new_child(UiBuilder::new().max_rect(room));
                let edited = EditField::line(&child, id, &name, &value)
                    .hint(hint)
                    .look(Look::new(12.5, Looks::of(ui).body().color))
                    .width(width)
                    .error_elsewhere()
                    .ui(&mut child, session, commands, make);
                if let Some(error) = &edited.error {
                    beneath(ui, id, cell, |ui| error_ui(ui, error));
                }
                if is_begun && !edited.is_open && !edited.response.has_focus() {
                    let is_by_pointer =
                        ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
                    let is_tab = ui.input(|input| input.key_pressed(Key::Tab));
                    self.editing = None;
                    self.is_focus_wanted = !is_by_pointer && !is_tab;
                }
            }
            Editor::Choice(choices) => {
                self.choices_ui(ui, source, column, cell, &choices, commands);
            }
        }
    }

    fn subject_of_edit(&self) -> Subject {
        let editing = self.editing.as_ref();
        editing.map_or(Subject::Scene, |it| it.subject.clone())
    }

    /// The list beneath a cell: arrows, Enter and Escape, or a click.
    fn choices_ui(
        &mut self,
        ui: &Ui,
        source: &impl Source<Column = C>,
        column: C,
        cell: Rect,
        choices: &[CellChoice],
        commands: &mut Vec<Command>,
    ) {
        let Some(editing) = &mut self.editing else {
            return;
        };
        let is_begun = std::mem::replace(&mut editing.is_begun, true);
        let now = choices.iter().position(|choice| choice.is_now);
        let mut at = editing.choice.or(now).unwrap_or(0);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let mut taken = None;
        if is_begun {
            let last = choices.len().saturating_sub(1);
            if pressed(Key::ArrowDown) || pressed(Key::ArrowRight) {
                at = (at + 1).min(last);
            }
            if pressed(Key::ArrowUp) || pressed(Key::ArrowLeft) {
                at = at.saturating_sub(1);
            }
            if pressed(Key::Home) {
                at = 0;
            }
            if pressed(Key::End) {
                at = last;
            }
            if pressed(Key::Enter) || pressed(Key::Space) {
                taken = Some(at);
            }
        }
        editing.choice = Some(at);
        let id = field_id(source.name(), &editing.subject, column);
        let (shown, pointed) = list_ui(ui, id, cell, choices, at);
        taken = pointed.or(taken);
        if let Some(choice) = taken.and_then(|at| choices.get(at)) {
            if !choice.is_now {
                commands.push(Command::Edit(choice.edit.clone()));
            }
            self.stop_editing();
            return;
        }
        let is_elsewhere = is_begun
            && ui.input(|input| {
                let pos = input.pointer.interact_pos();
                input.pointer.any_pressed() && pos.is_some_and(|pos| !shown.contains(pos))
            });
        let is_left = is_begun && ui.input(|input| input.key_pressed(Key::Tab));
        if is_elsewhere || is_left {
            self.editing = None;
        }
    }
}

fn field_id<C: Hash + Debug>(name: &str, subject: &Subject, column: C) -> Id {
    Id::unique(("field of a cell", name, subject, column))
}

/// Shows something beneath a cell, above everything else; above the cell where there
/// is no room beneath. Gives where it stands.
fn beneath(ui: &Ui, id: Id, cell: Rect, content: impl FnOnce(&mut Ui)) -> Rect {
    let window = &style::theme(ui.ctx()).window;
    let place = id.with("beneath");
    let screen = ui.ctx().content_rect();
    let height = ui
        .ctx()
        .memory(|memory| memory.area_rect(place))
        .map_or(40.0, |rect| rect.height());
    let top = if cell.bottom() + height > screen.bottom() {
        cell.top() - height
    } else {
        cell.bottom()
    };
    let left = cell
        .left()
        .clamp(screen.left(), (screen.right() - BENEATH).max(0.0));
    let shown = Area::new(place)
        .order(Order::Foreground)
        .fixed_pos(Pos2::new(left, top))
        .constrain_to(screen)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .fill(style::color(window.raised))
                .inner_margin(Margin::symmetric(8, 6))
                .show(ui, |ui| {
                    ui.set_max_width(BENEATH);
                    content(ui);
                });
        });
    shown.response.rect
}

/// The choices; gives where they stand and the one that was clicked.
fn list_ui(
    ui: &Ui,
    id: Id,
    cell: Rect,
    choices: &[CellChoice],
    at: usize,
) -> (Rect, Option<usize>) {
    let mut clicked = None;
    let looks = Looks::of(ui);
    let widest = choices
        .iter()
        .map(|choice| crate::text::width(&choice.words, looks.body().text_style()) as f32)
        .fold(80.0, f32::max)
        .min(BENEATH - 40.0);
    let shown = beneath(ui, id, cell, |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let window = &style::theme(ui.ctx()).window;
        for (place, choice) in choices.iter().enumerate() {
            let size = Vec2::new(widest + 2.0 * PAD + 12.0, CHOICE);
            let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
            response.widget_info(|| {
                let role = egui::accesskit::Role::ListBoxOption;
                egui::WidgetInfo::selected(role, true, choice.is_now, &choice.words)
            });
            let is_at = place == at;
            if is_at || response.hovered() {
                let hue = if is_at {
                    window.accent_faint
                } else {
                    window.hover
                };
                ui.painter().rect_filled(rect, 4, style::color(hue));
            }
            let look = Look::new(style::size::BODY, style::color(window.text));
            let look = if choice.is_now { look.bold() } else { look };
            paint_words(
                ui,
                rect.shrink2(Vec2::new(PAD, 0.0)),
                &choice.words,
                &look,
                false,
            );
            if response.clicked() {
                clicked = Some(place);
            }
        }
        let hint = "Arrows, Enter, Esc";
        text::line(ui, hint, &looks.small());
    });
    (shown, clicked)
}
