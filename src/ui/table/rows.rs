//! The rows in view.

use std::fmt::Debug;
use std::hash::Hash;
use std::ops::Range;

use egui::{
    CornerRadius, EventFilter, Id, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2,
};

use crate::model::Subject;
use crate::session::{Command, Session};
use crate::ui::context::{context_menu, subject_ui};
use crate::ui::style;

use super::cells::paint_words;
use super::columns::Column;
use super::edit::Editing;
use super::{Grid, PAD, ROW, Source, cell_id};

impl<C: Copy + PartialEq + Debug + Hash + 'static> Grid<C> {
    pub(super) fn body_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        source: &impl Source<Column = C>,
        columns: &[Column<C>],
        commands: &mut Vec<Command>,
    ) {
        self.room = ui.available_size();
        if std::mem::take(&mut self.is_wanted) {
            self.show_cursor(columns);
        }
        let mut area = ScrollArea::both()
            .auto_shrink([false, false])
            .id_salt(("table of", source.name()));
        let before = self.offset;
        area = area.scroll_offset(self.offset);
        self.has_focus = false;
        let shown = area.show_viewport(ui, |ui, viewport| {
            self.rows_ui(ui, viewport, session, source, columns, commands);
        });
        self.offset = shown.state.unclamped_offset();
        self.room = shown.inner_rect.size();
        if self.offset.x != before.x {
            // The heads stand where the columns stood.
            ui.ctx().request_repaint();
        }
    }

    /// Scrolls so that the cell of the keyboard is seen.
    fn show_cursor(&mut self, columns: &[Column<C>]) {
        let Some((_, column)) = &self.cursor else {
            return;
        };
        let top = self.cursor_row as f32 * ROW;
        self.offset.y = scrolled(self.offset.y, self.room.y - 12.0, top..top + ROW);
        let found = columns.iter().find(|(it, _)| it == column);
        if let Some((_, range)) = found {
            self.show_range(range.clone());
        }
    }

    /// Scrolls sideways so that this is seen.
    pub(super) fn show_range(&mut self, range: Range<f32>) {
        self.offset.x = scrolled(self.offset.x, self.room.x, range);
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        session: &Session,
        source: &impl Source<Column = C>,
        columns: &[Column<C>],
        commands: &mut Vec<Command>,
    ) {
        let width = columns.last().map_or(0.0, |(_, range)| range.end);
        let height = source.count() as f32 * ROW;
        let corner = ui.min_rect().left_top();
        ui.set_width(width);
        ui.set_height(height + 8.0);
        let (name, count, across) = (source.name(), source.count(), columns.len());
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::accesskit::Role::Table);
            node.set_label(format!("Table of {name}"));
            node.set_row_count(count);
            node.set_column_count(across);
        });
        let first = (viewport.top() / ROW).floor().max(0.0) as usize;
        let last = (viewport.bottom() / ROW).ceil().max(0.0) as usize;
        let last = last.min(source.count());
        // What has the keyboard stays, wherever it is scrolled to.
        let kept = [
            self.cursor.as_ref().map(|_| self.cursor_row),
            self.editing
                .as_ref()
                .and_then(|editing| source.row_of(&editing.subject)),
        ];
        let mut apart: Vec<usize> = kept
            .into_iter()
            .flatten()
            .filter(|row| !(first..last).contains(row) && *row < source.count())
            .collect();
        apart.dedup();
        for row in (first..last).chain(apart) {
            let top = corner + Vec2::new(0.0, row as f32 * ROW);
            let rect = Rect::from_min_size(top, Vec2::new(width, ROW));
            self.row_ui(ui, session, source, columns, (row, rect), commands);
        }
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        source: &impl Source<Column = C>,
        columns: &[Column<C>],
        (row, rect): (usize, Rect),
        commands: &mut Vec<Command>,
    ) {
        let Some(subject) = source.subject(row) else {
            return;
        };
        let is_selected = session.selection().has(&subject);
        let builder = UiBuilder::new()
            .scope_id(Id::unique(("row", source.name(), &subject)))
            .max_rect(rect)
            .accessibility_role(egui::accesskit::Role::Row)
            .accessibility_label(source.spoken(row));
        let mut cells = ui.new_child(builder);
        cells
            .ctx()
            .accesskit_node_builder(cells.unique_id(), |node| {
                node.set_row_index(row);
                node.set_selected(is_selected);
            });
        let window = &style::theme(ui.ctx()).window;
        let is_hovered = ui.rect_contains_pointer(rect);
        if is_selected || is_hovered {
            let hue = if is_selected {
                window.accent_faint
            } else {
                window.hover
            };
            ui.painter().rect_filled(rect, 0, style::color(hue));
        }
        let clip = ui.clip_rect();
        let mut edited = None;
        for (column, range) in columns {
            let cell = Rect::from_x_y_ranges(
                rect.left() + range.start..=rect.left() + range.end,
                rect.y_range(),
            );
            let is_cursor = self.cursor.as_ref() == Some(&(subject.clone(), *column));
            let is_edited = self
                .editing
                .as_ref()
                .is_some_and(|editing| editing.subject == subject && editing.column == *column);
            if !(is_cursor || is_edited || cell.intersects(clip)) {
                continue;
            }
            let at = (row, *column);
            let response = self.cell_ui(&cells, session, source, &subject, at, cell, is_cursor);
            self.pressed(ui, session, source, &subject, at, &response, commands);
            if is_edited {
                edited = Some((at, cell));
            } else {
                let look = source.look(ui, row, *column);
                let inner = cell.shrink2(Vec2::new(PAD, 0.0));
                let words = source.words(row, *column);
                let is_at_right = source.is_number(*column);
                paint_words(&cells, inner, &words, &look, is_at_right);
                response.on_hover_ui(|ui| source.tell(ui, row, *column));
            }
        }
        // Above its neighbours: a field may reach beyond its cell.
        if let Some((at, cell)) = edited {
            self.edit_ui(&mut cells, session, source, at, cell, commands);
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "all of them say which cell it is"
    )]
    fn cell_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        source: &impl Source<Column = C>,
        subject: &Subject,
        (row, column): (usize, C),
        cell: Rect,
        is_cursor: bool,
    ) -> Response {
        // One cell is where Tab stops.
        let is_stop = is_cursor || self.cursor.is_none() && row == 0;
        let sense = if is_stop {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let id = cell_id(source.name(), subject, column);
        let response = ui.interact(cell, id, sense);
        response.widget_info(|| {
            let role = egui::accesskit::Role::Cell;
            let words = source.words(row, column);
            let words = if words.is_empty() { "nothing" } else { &words };
            let label = format!("{}: {words}", source.title(column));
            egui::WidgetInfo::labeled(role, true, label)
        });
        if is_cursor && std::mem::take(&mut self.is_focus_wanted) {
            response.request_focus();
        }
        if response.has_focus() {
            self.has_focus = true;
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                // Escape lets go of what is selected first, and the keyboard stays.
                escape: session.selection().claim().is_some()
                    || !session.selection().subjects().is_empty(),
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            super::keys::note_focus(ui, id);
            if !is_cursor {
                // Tab came here.
                self.put(row, subject.clone(), column);
            }
            let window = &style::theme(ui.ctx()).window;
            let stroke = Stroke::new(1.5, style::color(window.accent));
            let radius = CornerRadius::same(4);
            let frame = cell.shrink2(Vec2::new(1.0, 1.0));
            ui.painter()
                .rect_stroke(frame, radius, stroke, StrokeKind::Inside);
        }
        response
    }

    /// What a press on a cell asks for.
    #[expect(
        clippy::too_many_arguments,
        reason = "all of them say which cell it is"
    )]
    fn pressed(
        &mut self,
        ui: &Ui,
        session: &Session,
        source: &impl Source<Column = C>,
        subject: &Subject,
        (row, column): (usize, C),
        response: &Response,
        commands: &mut Vec<Command>,
    ) {
        if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            self.put(row, subject.clone(), column);
            if modifiers.shift {
                self.extend(source, row, modifiers.command, commands);
            } else {
                self.anchor = Some(subject.clone());
                commands.push(if modifiers.command {
                    Command::ToggleSelect(subject.clone())
                } else {
                    Command::Select(subject.clone())
                });
            }
            response.request_focus();
        }
        if response.double_clicked() {
            self.editing = Some(Editing::new(subject.clone(), column));
        }
        let is_menu_asked = response.secondary_clicked();
        if is_menu_asked {
            self.put(row, subject.clone(), column);
            if !session.selection().has(subject) {
                self.anchor = Some(subject.clone());
                commands.push(Command::Select(subject.clone()));
            }
        }
        // Of all cells the one with the keyboard can have a menu open.
        if is_menu_asked || self.cursor.as_ref() == Some(&(subject.clone(), column)) {
            context_menu(response, &[], |ui, takes_focus| {
                subject_ui(ui, subject, session, takes_focus, commands);
            });
        }
    }

    /// Puts the keyboard at a cell.
    pub(super) fn put(&mut self, row: usize, subject: Subject, column: C) {
        self.cursor_row = row;
        self.cursor = Some((subject, column));
    }

    /// Selects all from where a range begins to this row.
    pub(super) fn extend(
        &self,
        source: &impl Source<Column = C>,
        row: usize,
        is_added: bool,
        commands: &mut Vec<Command>,
    ) {
        let from = self.anchor.as_ref().and_then(|it| source.row_of(it));
        let from = from.unwrap_or(row);
        let subjects = (from.min(row)..=from.max(row)).filter_map(|row| source.subject(row));
        commands.push(Command::SelectMany {
            subjects: subjects.collect(),
            is_added,
        });
    }
}

/// How far to scroll so that `range` is seen in `room`.
fn scrolled(offset: f32, room: f32, range: Range<f32>) -> f32 {
    if range.start < offset {
        range.start
    } else if range.end > offset + room {
        (range.end - room).clamp(0.0, range.start)
    } else {
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_does_not_move_and_what_is_not_comes_in_at_its_side() {
        let of = |range| scrolled(100.0, 50.0, range);
        assert_eq!(of(110.0..130.0), 100.0);
        assert_eq!(of(90.0..110.0), 90.0);
        assert_eq!(of(140.0..160.0), 110.0);
        assert_eq!(
            of(120.0..220.0),
            120.0,
            "its beginning, where it is too wide"
        );
    }
}
