//! The list of changes. Only the lines in view are laid out; one that is chosen
//! is opened and says everything in full, the others take one row for each thing
//! that they say.

use std::collections::HashSet;
use std::ops::Range;

use egui::{Rect, ScrollArea, Ui, Vec2};

use crate::compare::Sort;
use crate::ui::form::{Choice, toggle_row};
use crate::ui::text::{self, Looks};

use super::entries::{Class, Entries, GROUPS};
use super::row;

/// Height of the heading of a group, in points.
const HEAD: f32 = 34.0;

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Row {
    Head { sort: Sort, count: usize },
    Entry(usize),
}

/// The list with what is chosen and shown of it.
#[derive(Default)]
pub(super) struct List {
    /// What is shown; everything where it is empty.
    filter: HashSet<Class>,
    rows: Vec<Row>,
    /// Where each row begins, in points, and where the last one ends.
    tops: Vec<f32>,
    chosen: Option<usize>,
    /// Height of the chosen one, once it was shown.
    opened: Option<f32>,
    /// What is seen of the list, in points.
    seen: Range<f32>,
    /// Where to scroll to.
    scroll_to: Option<f32>,
    is_focus_wanted: bool,
    has_focus: bool,
}

impl List {
    pub(super) fn of(entries: &Entries) -> Self {
        let mut list = Self::default();
        list.make_rows(entries);
        list
    }

    /// The entry that is chosen.
    pub(super) fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// Whether one of its lines has the keyboard's focus.
    pub(super) fn has_focus(&self) -> bool {
        self.has_focus
    }

    /// Chooses an entry that was pointed at on the map, and shows it, whatever
    /// the filter.
    pub(super) fn choose(&mut self, at: usize, entries: &Entries) {
        if !self.rows.contains(&Row::Entry(at)) {
            self.filter.clear();
            self.make_rows(entries);
        }
        self.set_chosen(at, entries);
        self.bring_into_view();
        self.is_focus_wanted = true;
    }

    /// Chooses the entry so many further on; gives it.
    pub(super) fn step(&mut self, by: isize, entries: &Entries) -> Option<usize> {
        let shown: Vec<usize> = self.rows.iter().filter_map(entry_of).collect();
        let now = self
            .chosen
            .and_then(|at| shown.iter().position(|other| *other == at));
        let last = shown.len().checked_sub(1)?;
        let next = match now {
            Some(now) => now.saturating_add_signed(by).min(last),
            None if by > 0 => 0,
            None => last,
        };
        let at = *shown.get(next)?;
        self.set_chosen(at, entries);
        self.bring_into_view();
        self.is_focus_wanted = true;
        Some(at)
    }

    fn set_chosen(&mut self, at: usize, entries: &Entries) {
        if self.chosen == Some(at) {
            return;
        }
        let before = self.place(at).map(|place| place.start);
        self.chosen = Some(at);
        self.opened = None;
        self.measure(entries);
        // The one that closes above must not move this one away.
        let after = self.place(at).map(|place| place.start);
        if let (Some(before), Some(after)) = (before, after)
            && before != after
        {
            self.scroll_to = Some((self.seen.start + after - before).max(0.0));
        }
    }

    fn bring_into_view(&mut self) {
        let Some(place) = self.chosen.and_then(|at| self.place(at)) else {
            return;
        };
        let room = self.seen.end - self.seen.start;
        let top = self.scroll_to.unwrap_or(self.seen.start);
        if place.start < top || place.end > top + room {
            self.scroll_to = Some((place.start - room * 0.25).max(0.0));
        }
    }

    /// Where the row of an entry is, in points.
    fn place(&self, at: usize) -> Option<Range<f32>> {
        let row = self.rows.iter().position(|row| *row == Row::Entry(at))?;
        Some(*self.tops.get(row)?..*self.tops.get(row + 1)?)
    }

    fn make_rows(&mut self, entries: &Entries) {
        self.rows.clear();
        for (sort, _) in GROUPS {
            let is_shown = |class| self.filter.is_empty() || self.filter.contains(&class);
            let group: Vec<usize> = entries
                .iter()
                .filter(|(_, entry)| entry.line.sort == sort && is_shown(entry.class))
                .map(|(at, _)| at)
                .collect();
            if !group.is_empty() {
                let count = group.len();
                self.rows.push(Row::Head { sort, count });
                self.rows.extend(group.into_iter().map(Row::Entry));
            }
        }
        if !self.rows.iter().any(|row| entry_of(row) == self.chosen) {
            self.chosen = None;
        }
        self.measure(entries);
    }

    fn measure(&mut self, entries: &Entries) {
        let mut top = 0.0;
        self.tops.clear();
        self.tops.push(top);
        for row in &self.rows {
            top += match row {
                Row::Head { .. } => HEAD,
                Row::Entry(at) => {
                    let opened = self.opened.filter(|_| self.chosen == Some(*at));
                    opened
                        .or_else(|| entries.get(*at).map(row::height))
                        .unwrap_or_default()
                }
            };
            self.tops.push(top);
        }
    }

    /// Chips that narrow the list.
    pub(super) fn filters_ui(&mut self, ui: &mut Ui, entries: &Entries) {
        let classes: Vec<(Class, usize)> = Class::ALL
            .into_iter()
            .map(|class| (class, entries.count(class)))
            .filter(|(_, count)| *count > 0)
            .collect();
        let choices: Vec<Choice<Class>> = classes
            .iter()
            .map(|(class, count)| {
                let words = format!("{} {count}", class.word());
                Choice::new(*class, words, class.meaning())
            })
            .collect();
        let is_on = |at: usize| {
            let class = classes.get(at).map(|(class, _)| class);
            class.is_some_and(|class| self.filter.contains(class))
        };
        let (pressed, _) = toggle_row(ui, "Show only", &choices, is_on);
        if let Some((class, _)) = pressed.and_then(|at| classes.get(at)) {
            if !self.filter.remove(class) {
                self.filter.insert(*class);
            }
            self.make_rows(entries);
            self.scroll_to = Some(0.0);
        }
    }

    /// Shows the list in all of the room there is; gives an entry that was
    /// clicked.
    pub(super) fn ui(&mut self, ui: &mut Ui, entries: &Entries) -> Option<usize> {
        let mut area = ScrollArea::vertical()
            .auto_shrink([false, false])
            .id_salt("changes");
        if let Some(offset) = self.scroll_to.take() {
            area = area.vertical_scroll_offset(offset);
        }
        self.has_focus = false;
        let shown = area.show_viewport(ui, |ui, viewport| self.rows_ui(ui, viewport, entries));
        shown.inner
    }

    fn rows_ui(&mut self, ui: &mut Ui, viewport: Rect, entries: &Entries) -> Option<usize> {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        self.seen = viewport.top()..viewport.bottom();
        let corner = ui.min_rect().left_top();
        let width = ui.available_width() - 8.0;
        ui.set_height(self.tops.last().copied().unwrap_or_default() + 12.0);
        // One more above and below, so that Tab finds it.
        let first = self.tops.partition_point(|top| *top <= viewport.top());
        let first = first.saturating_sub(2);
        let last = self.tops.partition_point(|top| *top < viewport.bottom());
        let mut clicked = None;
        for place in first..(last + 1).min(self.rows.len()) {
            let (Some(row), Some(top)) = (self.rows.get(place).copied(), self.tops.get(place))
            else {
                continue;
            };
            let height = self.tops.get(place + 1).map_or(0.0, |next| next - top);
            let room = Rect::from_min_size(corner + Vec2::new(0.0, *top), Vec2::new(width, height));
            match row {
                Row::Head { sort, count } => head_ui(ui, room, sort, count),
                Row::Entry(at) => {
                    if self.entry_ui(ui, room, at, entries) {
                        clicked = Some(at);
                    }
                }
            }
        }
        if let Some(at) = clicked {
            self.set_chosen(at, entries);
            ui.ctx().request_repaint();
        }
        clicked
    }

    /// Shows an entry; says whether it was clicked.
    fn entry_ui(&mut self, ui: &mut Ui, room: Rect, at: usize, entries: &Entries) -> bool {
        let Some(entry) = entries.get(at) else {
            return false;
        };
        let is_chosen = self.chosen == Some(at);
        let (response, height) = row::entry_ui(ui, room, at, entry, is_chosen);
        if is_chosen && self.opened.is_none_or(|it| (it - height).abs() > 0.5) {
            self.opened = Some(height);
            self.measure(entries);
            ui.ctx()
                .request_discard("the line that was opened has another height");
        }
        if is_chosen && std::mem::take(&mut self.is_focus_wanted) || response.clicked() {
            response.request_focus();
        }
        if response.has_focus() {
            self.has_focus = true;
            row::hold_arrows(ui, response.id);
        }
        response.clicked()
    }
}

fn entry_of(row: &Row) -> Option<usize> {
    match row {
        Row::Entry(at) => Some(*at),
        Row::Head { .. } => None,
    }
}

fn head_ui(ui: &mut Ui, room: Rect, sort: Sort, count: usize) {
    let name = GROUPS.iter().find(|(other, _)| *other == sort);
    let name = name.map_or("", |(_, name)| name);
    let words = format!("{name} \u{b7} {count}");
    let room = room.with_min_y(room.top() + 12.0);
    ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
        text::line(ui, &words, &Looks::of(ui).heading());
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Difference;
    use crate::model::fixtures::{claim, scene, tie, tie_id};

    fn entries() -> Entries {
        let mut before = scene(&["A", "B", "C"]);
        tie(&mut before, "A-B", 0.5);
        let mut after = before.clone();
        tie(&mut after, "B-C", 0.5);
        after.ties.remove(&tie_id("A-B"));
        claim(&mut after, "c1", "C3", &[]);
        Entries::of(&Difference::between(&before, &after))
    }

    #[test]
    fn steps_go_from_line_to_line_and_stop_at_the_ends() {
        let entries = entries();
        let mut list = List::of(&entries);
        let last = entries.iter().count() - 1;
        assert_eq!(list.step(1, &entries), Some(0));
        assert_eq!(list.step(1, &entries), Some(1));
        assert_eq!(list.step(-10, &entries), Some(0));
        assert_eq!(list.step(99, &entries), Some(last));
    }

    #[test]
    fn what_is_pointed_at_on_the_map_is_shown_whatever_the_filter() {
        let entries = entries();
        let mut list = List::of(&entries);
        list.filter.insert(Class::Flipped);
        list.make_rows(&entries);
        assert!(list.rows.is_empty() && list.step(1, &entries).is_none());
        list.choose(1, &entries);
        assert_eq!(list.chosen(), Some(1));
        assert!(list.rows.contains(&Row::Entry(1)));
    }
}
