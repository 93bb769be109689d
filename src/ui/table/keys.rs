//! The keys of a table.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Context, FocusDirection, Id, Key, KeyboardShortcut, Modifiers, Ui};

use crate::session::{Command, Session};

use super::edit::Editing;
use super::{Grid, ROW, Source, cell_id};

/// Remembers what of a table has the keyboard, for [`has_focus`].
pub(in crate::ui) fn note_focus(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.insert_temp(focus_place(), id));
}

/// Whether a cell or a head of a table has the keyboard: some keys are for it then.
pub(in crate::ui) fn has_focus(ctx: &Context) -> bool {
    let focus = ctx.memory(|memory| memory.focused());
    let noted: Option<Id> = ctx.data(|data| data.get_temp(focus_place()));
    focus.is_some() && focus == noted
}

fn focus_place() -> Id {
    Id::unique("what of a table has the focus")
}

/// Whether a table takes these keys itself.
pub(in crate::ui) fn is_for_a_table(keys: &KeyboardShortcut) -> bool {
    let is_walk = matches!(
        keys.logical_key,
        Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::Enter
            | Key::Space
            | Key::F2
    );
    is_walk && !keys.modifiers.alt
        || keys.logical_key == Key::A && keys.modifiers.command && !keys.modifiers.shift
}

impl<C: Copy + PartialEq + Debug + Hash + 'static> Grid<C> {
    /// Carries out the keys that were pressed while a cell has the keyboard.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        session: &Session,
        source: &impl Source<Column = C>,
        commands: &mut Vec<Command>,
    ) {
        let Some((subject, column)) = self.cursor.clone() else {
            return;
        };
        let id = cell_id(source.name(), &subject, column);
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let is_covered = session.dialog().is_some()
            || egui::Popup::is_any_open(ui.ctx())
            || self.editing.is_some();
        if !has_focus || is_covered {
            return;
        }
        self.walk(ui, source, column, commands);
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2) {
            if let Some((subject, column)) = self.cursor.clone() {
                self.editing = Some(Editing::new(subject, column));
            }
        } else if pressed(Modifiers::NONE, Key::Space) || pressed(Modifiers::COMMAND, Key::Space) {
            self.anchor = Some(subject.clone());
            commands.push(Command::ToggleSelect(subject));
        } else if pressed(Modifiers::COMMAND, Key::A) {
            let all = (0..source.count()).filter_map(|row| source.subject(row));
            commands.push(Command::SelectMany {
                subjects: all.collect(),
                is_added: false,
            });
        }
    }

    /// Arrows go from cell to cell. What is gone to is selected: with Shift besides
    /// all from where the range begins, with Ctrl not at all.
    fn walk(
        &mut self,
        ui: &Ui,
        source: &impl Source<Column = C>,
        column: C,
        commands: &mut Vec<Command>,
    ) {
        let Some(last) = source.count().checked_sub(1) else {
            return;
        };
        let page = ((self.room.y / ROW) as isize - 1).max(1);
        let columns = source.columns();
        let across = columns.iter().position(|it| *it == column).unwrap_or(0);
        let end = columns.len().saturating_sub(1);
        let row = self.cursor_row;
        let by = |step: isize| row.saturating_add_signed(step).min(last);
        let side = |step: isize| across.saturating_add_signed(step).min(end);
        let (none, ctrl) = (Modifiers::NONE, Modifiers::COMMAND);
        let shift = Modifiers::SHIFT;
        let moves = [
            (ctrl, Key::Home, (0, across)),
            (ctrl, Key::End, (last, across)),
            (shift, Key::ArrowDown, (by(1), across)),
            (shift, Key::ArrowUp, (by(-1), across)),
            (shift, Key::PageDown, (by(page), across)),
            (shift, Key::PageUp, (by(-page), across)),
            (ctrl, Key::ArrowDown, (by(1), across)),
            (ctrl, Key::ArrowUp, (by(-1), across)),
            (none, Key::ArrowDown, (by(1), across)),
            (none, Key::ArrowUp, (by(-1), across)),
            (none, Key::PageDown, (by(page), across)),
            (none, Key::PageUp, (by(-page), across)),
            (none, Key::ArrowLeft, (row, side(-1))),
            (none, Key::ArrowRight, (row, side(1))),
            (none, Key::Home, (row, 0)),
            (none, Key::End, (row, end)),
        ];
        for (modifiers, key, (to, across)) in moves {
            let is_pressed = ui.input_mut(|input| take(input, modifiers, key));
            let target = source.subject(to).zip(columns.get(across).copied());
            let Some((subject, column)) = target.filter(|_| is_pressed) else {
                continue;
            };
            if to != row {
                if modifiers == shift {
                    self.extend(source, to, false, commands);
                } else if modifiers == none || key == Key::Home || key == Key::End {
                    self.anchor = Some(subject.clone());
                    commands.push(Command::Select(subject.clone()));
                }
            }
            let id = cell_id(source.name(), &subject, column);
            self.put(to, subject, column);
            self.is_wanted = true;
            ui.memory_mut(|memory| {
                memory.request_focus(id);
                // egui would go to its neighbour on the screen.
                memory.move_focus(FocusDirection::None);
            });
            return;
        }
    }
}

/// Whether this key was pressed with exactly these others held.
fn take(input: &mut egui::InputState, modifiers: Modifiers, key: Key) -> bool {
    super::super::commands::take(input, &KeyboardShortcut::new(modifiers, key))
}
