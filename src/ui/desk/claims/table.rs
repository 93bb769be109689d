//! The table itself: a head that sorts, and rows of which only those in view are
//! laid out, so that a hundred thousand scroll like thirty.

use std::ops::Range;

use egui::{
    Align2, CornerRadius, EventFilter, FontId, Id, Key, Modifiers, Pos2, Rect, Response,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2,
};
use lucide_icons::Icon;

use crate::model::{ClaimId, Subject};
use crate::session::{
    ClaimColumn, ClaimForm, Command, Form, FormCommand, Session, TableCommand, TableRow,
};
use crate::ui::context::{context_menu, subject_ui};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};

use super::cells::{Column, Cuts, Row};
use super::columns::{ARROW, columns};

/// Height of a row, in points.
const ROW: f32 = 30.0;
/// Height of the head.
const HEAD: f32 = 26.0;
/// Space to both sides of what stands in a row.
const PAD: f32 = 8.0;

/// The table, with what it keeps between frames.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The row that the keyboard is at.
    cursor: Option<usize>,
    /// What stands there.
    cursor_row: Option<Mark>,
    /// The claim that was selected when last looked at.
    selected: Option<ClaimId>,
    revision: u64,
    /// The row that is to be brought into view.
    wanted: Option<usize>,
    /// Whether the row that the keyboard is at is to have the focus.
    is_focus_wanted: bool,
    has_focus: bool,
    /// Whether arrow keys are for it while nothing has the keyboard.
    pub(super) takes_free_keys: bool,
    cuts: Cuts,
    /// What is seen of all rows, in points from the top.
    seen: Range<f32>,
}

/// What stands in a row, whatever the number of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Claim(ClaimId),
    Group(String),
}

impl Table {
    /// Puts the keyboard at the first claim.
    pub(super) fn go_to_first(&mut self, session: &Session, commands: &mut Vec<Command>) {
        let rows = session.claim_table().rows();
        let first = rows
            .iter()
            .position(|row| matches!(row, TableRow::Claim { .. }));
        if let Some(first) = first {
            self.go_to(first, session, commands);
        }
    }

    /// Shows it in all of the room there is.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        self.follow(session);
        self.keys(ui, session, commands);
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let width = ui.available_width() - 2.0 * PAD - 6.0;
        let columns = columns(width);
        let table = session.claim_table();
        self.cuts.hold_for(table.arrangement(), &columns);
        head_ui(ui, session, &columns, commands);
        let mut area = ScrollArea::vertical()
            .auto_shrink([false, false])
            .id_salt("table of claims");
        if let Some(offset) = self.offset(ui.available_height()) {
            area = area.vertical_scroll_offset(offset);
        }
        self.has_focus = false;
        area.show_viewport(ui, |ui, viewport| {
            self.rows_ui(ui, viewport, session, &columns, commands);
        });
        if self.cuts.is_behind() {
            ui.ctx().request_repaint();
        }
    }

    /// Finds the row of the keyboard again where rows were changed, and the one of a
    /// claim that was selected elsewhere.
    fn follow(&mut self, session: &Session) {
        let table = session.claim_table();
        let is_other = self.revision != table.revision();
        self.revision = table.revision();
        let selected = session.selection().claim();
        if selected != self.selected.as_ref() {
            self.selected = selected.cloned();
            let is_at_it = self
                .cursor_row
                .as_ref()
                .is_some_and(|mark| selected.is_some_and(|id| *mark == Mark::Claim(id.clone())));
            if !is_at_it && let Some(row) = selected.and_then(|id| table.row_of(id)) {
                self.put(row, session);
                self.wanted = Some(row);
                return;
            }
        }
        if is_other && let Some(mark) = self.cursor_row.clone() {
            let is_there = self.cursor.and_then(|row| mark_of(row, session)) == Some(mark.clone());
            if !is_there {
                self.cursor = match &mark {
                    Mark::Claim(id) => table.row_of(id),
                    Mark::Group(key) => row_of_group(key, session),
                };
                self.wanted = self.cursor;
            }
        }
    }

    fn put(&mut self, row: usize, session: &Session) {
        self.cursor = Some(row);
        self.cursor_row = mark_of(row, session);
    }

    /// Moves the keyboard to a row and selects the claim that stands there.
    fn go_to(&mut self, row: usize, session: &Session, commands: &mut Vec<Command>) {
        self.put(row, session);
        self.wanted = Some(row);
        self.is_focus_wanted = true;
        if let Some(Mark::Claim(id)) = &self.cursor_row {
            self.selected = Some(id.clone());
            commands.push(Command::SelectClaim(id.clone()));
        }
    }

    /// Where to scroll to so that the row that is wanted is seen.
    fn offset(&mut self, room: f32) -> Option<f32> {
        let top = self.wanted.take()? as f32 * ROW;
        let bottom = top + ROW;
        if top < self.seen.start {
            Some(top)
        } else if bottom > self.seen.start + room {
            Some((bottom - room).max(0.0))
        } else {
            None
        }
    }

    /// Arrow keys go through the rows where the focus is there or nowhere.
    fn keys(&mut self, ui: &Ui, session: &Session, commands: &mut Vec<Command>) {
        let is_free = self.takes_free_keys && ui.memory(|memory| memory.focused().is_none());
        let is_covered = session.dialog().is_some() || egui::Popup::is_any_open(ui.ctx());
        if !(is_free || self.has_focus) || is_covered {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let rows = session.claim_table().rows();
        let page = (((self.seen.end - self.seen.start) / ROW) as isize - 1).max(1);
        for (key, step) in [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, page),
            (Key::PageUp, -page),
            (Key::Home, isize::MIN),
            (Key::End, isize::MAX),
        ] {
            if pressed(key)
                && let Some(row) = step_to(rows, self.cursor, step)
            {
                self.go_to(row, session, commands);
            }
        }
        if !self.has_focus {
            return;
        }
        match self.cursor_row.clone() {
            Some(Mark::Claim(id)) if pressed(Key::Enter) => commands.push(form_of(&id)),
            Some(Mark::Group(key)) => {
                let is_folded = session.claim_table().view().is_folded(&key);
                let fold = |is_folded| {
                    let key = key.clone();
                    Command::Table(TableCommand::Fold { key, is_folded })
                };
                if pressed(Key::Enter) || pressed(Key::Space) {
                    commands.push(fold(!is_folded));
                } else if pressed(Key::ArrowLeft) {
                    commands.push(fold(true));
                } else if pressed(Key::ArrowRight) {
                    commands.push(fold(false));
                }
            }
            Some(Mark::Claim(_)) | None => {}
        }
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        session: &Session,
        columns: &[Column],
        commands: &mut Vec<Command>,
    ) {
        let rows = session.claim_table().rows();
        self.seen = viewport.top()..viewport.bottom();
        let corner = ui.min_rect().left_top();
        let width = ui.available_width() - 6.0;
        ui.set_height(rows.len() as f32 * ROW + 8.0);
        let first = (viewport.top() / ROW).floor().max(0.0) as usize;
        let last = (viewport.bottom() / ROW).ceil().max(0.0) as usize;
        for (at, row) in rows.iter().enumerate().take(last).skip(first) {
            let top = corner + Vec2::new(0.0, at as f32 * ROW);
            let rect = Rect::from_min_size(top, Vec2::new(width, ROW));
            match *row {
                TableRow::Head { group, count } => {
                    self.group_ui(ui, rect, (at, group, count), session, commands);
                }
                TableRow::Apart { count } => apart_ui(ui, rect, count),
                TableRow::Claim { at: place } => {
                    self.claim_ui(ui, rect, (at, place), session, columns, commands);
                }
            }
        }
    }

    /// A place that can be clicked, with its ground; of all rows one can have the
    /// keyboard's focus.
    fn place_ui(&mut self, ui: &Ui, rect: Rect, at: usize, is_chosen: bool) -> Response {
        let is_cursor = self.cursor == Some(at) || self.cursor.is_none() && at == 0;
        let sense = if is_cursor {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, Id::unique(("row of the table of claims", at)), sense);
        let window = &style::theme(ui.ctx()).window;
        let ground = rect.shrink2(Vec2::new(0.0, 1.0));
        let radius = CornerRadius::same(style::RADIUS);
        if is_chosen {
            let fill = style::color(window.accent_faint);
            ui.painter().rect_filled(ground, radius, fill);
        } else if response.hovered() {
            let fill = style::color(window.hover);
            ui.painter().rect_filled(ground, radius, fill);
        }
        if is_cursor && std::mem::take(&mut self.is_focus_wanted) {
            response.request_focus();
        }
        if response.has_focus() {
            self.has_focus = true;
            crate::ui::table::note_focus(ui, response.id);
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            let stroke = Stroke::new(1.5, style::color(window.accent));
            ui.painter()
                .rect_stroke(ground, radius, stroke, StrokeKind::Inside);
        }
        response
    }

    fn claim_ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        (at, place): (usize, usize),
        session: &Session,
        columns: &[Column],
        commands: &mut Vec<Command>,
    ) {
        let Some(claim) = session.claim_of_row(place) else {
            return;
        };
        let is_chosen = session.selection().claim() == Some(&claim.id);
        let response = self.place_ui(ui, rect, at, is_chosen);
        let row = Row {
            session,
            claim,
            at: place,
        };
        let spoken = row.spoken();
        response.widget_info(move || {
            let role = egui::accesskit::Role::ListBoxOption;
            egui::WidgetInfo::selected(role, true, is_chosen, &spoken)
        });
        let inner = rect.shrink2(Vec2::new(PAD, 0.0));
        row.paint(ui, inner, columns, &mut self.cuts);
        let opens = context_menu(&response, &[], |ui, takes_focus| {
            let subject = Subject::Claim(claim.id.clone());
            subject_ui(ui, &subject, session, takes_focus, commands);
        });
        if response.clicked() || opens {
            self.go_to(at, session, commands);
            // It is in view, and must not move away under the pointer.
            self.wanted = None;
            response.request_focus();
        }
        if response.double_clicked() {
            commands.push(form_of(&claim.id));
        }
        let pointer = response.hover_pos().map(|pos| pos.x - inner.left());
        if let Some(x) = pointer
            && let Some((column, _)) = columns.iter().find(|(_, range)| x < range.end)
        {
            // The row is wide: what is told of a cell stands where that is.
            response.on_hover_words_at_pointer(row.hover(*column));
        }
    }

    fn group_ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        (at, group, count): (usize, usize, usize),
        session: &Session,
        commands: &mut Vec<Command>,
    ) {
        let Some(head) = session.claim_table().group(group) else {
            return;
        };
        let response = self.place_ui(ui, rect, at, false);
        let words = format!("{} \u{b7} {count}", head.title);
        let (spoken, is_folded) = (words.clone(), head.is_folded);
        response.widget_info(move || {
            let role = egui::accesskit::Role::Button;
            egui::WidgetInfo::selected(role, true, !is_folded, &spoken)
        });
        let window = &style::theme(ui.ctx()).window;
        let icon = if is_folded {
            Icon::ChevronRight
        } else {
            Icon::ChevronDown
        };
        ui.painter().text(
            Pos2::new(rect.left() + PAD, rect.center().y),
            Align2::LEFT_CENTER,
            char::from(icon),
            FontId::new(14.0, style::icons()),
            style::color(window.text_muted),
        );
        let look = Looks::of(ui).body().bold();
        let left = rect.left() + PAD + 20.0;
        line_at(
            ui,
            &words,
            &look,
            Pos2::new(left, rect.center().y),
            rect.right(),
        );
        if response.clicked() {
            self.put(at, session);
            response.request_focus();
            let key = head.key.to_owned();
            let is_folded = !is_folded;
            commands.push(Command::Table(TableCommand::Fold { key, is_folded }));
        }
    }
}

/// The command that opens the form of a claim.
fn form_of(claim: &ClaimId) -> Command {
    Command::Form(FormCommand::Open(Form::Claim(ClaimForm::Change(
        claim.clone(),
    ))))
}

fn mark_of(row: usize, session: &Session) -> Option<Mark> {
    let table = session.claim_table();
    match *table.rows().get(row)? {
        TableRow::Head { group, .. } => Some(Mark::Group(table.group(group)?.key.to_owned())),
        TableRow::Apart { .. } => None,
        TableRow::Claim { at } => table.claim_id(at).cloned().map(Mark::Claim),
    }
}

fn row_of_group(key: &str, session: &Session) -> Option<usize> {
    let table = session.claim_table();
    table.rows().iter().position(|row| match row {
        TableRow::Head { group, .. } => table.group(*group).is_some_and(|head| head.key == key),
        TableRow::Apart { .. } | TableRow::Claim { .. } => false,
    })
}

/// The row that so many steps lead to; lines that set apart are stepped over.
fn step_to(rows: &[TableRow], from: Option<usize>, step: isize) -> Option<usize> {
    let last = rows.len().checked_sub(1)?;
    let to = match from {
        None if step < 0 => last,
        None => 0,
        Some(from) => from.saturating_add_signed(step).min(last),
    };
    let can_stand = |at: &usize| !matches!(rows.get(*at), Some(TableRow::Apart { .. }) | None);
    if step < 0 {
        (0..=to).rev().find(can_stand)
    } else {
        (to..=last).find(can_stand)
    }
}

/// The head: a click sorts, the next one reverses.
fn head_ui(ui: &mut Ui, session: &Session, columns: &[Column], commands: &mut Vec<Command>) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), HEAD), Sense::hover());
    let window = &style::theme(ui.ctx()).window;
    let view = session.claim_table().view();
    for (column, range) in columns {
        let left = rect.left() + PAD + range.start;
        let cell =
            Rect::from_x_y_ranges(left - 4.0..=left + range.end - range.start, rect.y_range());
        let id = Id::unique(("head of the table of claims", *column));
        let response = ui.interact(cell, id, Sense::click());
        let sorted = view.sorted_by(*column);
        let name = format!("Sort by {}", column.title().to_lowercase());
        let is_sorted = sorted.is_some();
        response.widget_info(move || {
            let role = egui::accesskit::Role::Button;
            egui::WidgetInfo::selected(role, true, is_sorted, &name)
        });
        let ink = if is_sorted || response.hovered() {
            window.text
        } else {
            window.text_muted
        };
        let look = Look::new(style::size::HEADING, style::color(ink)).bold();
        let arrow = if is_sorted { ARROW } else { 0.0 };
        let place = Pos2::new(left, rect.center().y);
        let end = line_at(ui, column.title(), &look, place, cell.right() - arrow);
        if let Some(is_reversed) = sorted {
            let icon = if is_reversed {
                Icon::ArrowDown
            } else {
                Icon::ArrowUp
            };
            ui.painter().text(
                Pos2::new(end + 3.0, rect.center().y),
                Align2::LEFT_CENTER,
                char::from(icon),
                FontId::new(11.0, style::icons()),
                style::color(window.accent),
            );
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.5, style::color(window.accent));
            let radius = CornerRadius::same(style::RADIUS);
            ui.painter()
                .rect_stroke(cell, radius, stroke, StrokeKind::Inside);
        }
        if response.clicked() {
            commands.push(Command::Table(TableCommand::Sort(*column)));
        }
        let meaning = column.meaning();
        response.on_hover_words(format!("{meaning}\n{}", hover_of(*column, sorted)));
    }
    let stroke = Stroke::new(1.0, style::color(window.line));
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, stroke);
}

/// What a click on a head comes to.
fn hover_of(column: ClaimColumn, sorted: Option<bool>) -> &'static str {
    match (column, sorted) {
        (ClaimColumn::Grade, None) => {
            "Best first: the letter, then the digit. F and 6 have no basis and stand apart."
        }
        (_, Some(false)) => "The other way round",
        (_, None | Some(true)) => "Sort",
    }
}

/// A line that sets apart what has no basis to judge.
fn apart_ui(ui: &Ui, rect: Rect, count: usize) {
    let window = &style::theme(ui.ctx()).window;
    let words = format!("No basis to judge (F or 6) \u{b7} {count}");
    let look = Looks::of(ui).small();
    let place = Pos2::new(rect.left() + PAD, rect.center().y);
    let end = line_at(ui, &words, &look, place, rect.right());
    let line = Stroke::new(1.0, style::color(window.line));
    ui.painter()
        .hline(end + 10.0..=rect.right(), rect.center().y, line);
}

/// Paints a line from this place on; gives where it ends.
fn line_at(ui: &Ui, words: &str, look: &Look, place: Pos2, right: f32) -> f32 {
    let room = f64::from((right - place.x).max(8.0));
    let short = crate::text::ellipsize(words, look.text_style(), room);
    let galley = ui
        .painter()
        .layout_job(text::job(&short, look, f32::INFINITY));
    let width = galley.size().x;
    let top = place - Vec2::new(0.0, galley.size().y / 2.0);
    ui.painter().galley(top, galley, look.color);
    place.x + width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_from_row_to_row_over_what_sets_apart_and_stop_at_the_ends() {
        let rows = [
            TableRow::Head { group: 0, count: 2 },
            TableRow::Claim { at: 3 },
            TableRow::Apart { count: 1 },
            TableRow::Claim { at: 1 },
        ];
        let step = |from, step| step_to(&rows, from, step);
        assert_eq!(step(None, 1), Some(0));
        assert_eq!(step(Some(1), 1), Some(3));
        assert_eq!(step(Some(3), -1), Some(1));
        assert_eq!(step(Some(0), -1), Some(0));
        assert_eq!(step(Some(3), isize::MIN), Some(0));
        assert_eq!(step(Some(0), isize::MAX), Some(3));
        assert_eq!(step_to(&[], None, 1), None);
    }
}
