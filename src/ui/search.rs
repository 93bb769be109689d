//! The search over the whole scene: type words, press Enter, and be there.

mod rows;

use egui::{
    Align, Align2, CornerRadius, Frame, Id, Key, Margin, Modal, Modifiers, Pos2, Rect, Response,
    ScrollArea, Sense, Ui, Vec2,
};

use crate::model::Subject;
use crate::session::{Command, FindCommand, Found, FoundRow, Session};

use super::canvas::mark_id;
use super::style;
use super::text::{self, Looks};
use super::widget::finder_field;

use rows::{Row, head_ui, height, more_ui, row_ui};

/// Width of the search where there is room, in points.
const WIDTH: f32 = 680.0;
/// At most so much of the rows is seen at once, in points; the rest is scrolled to.
const MOST_HEIGHT: f32 = 460.0;
/// How many records Page Down goes on by.
const PAGE: usize = 8;

/// The search, with what was typed, found and chosen.
#[derive(Default)]
pub(super) struct Search {
    typed: String,
    list: Option<List>,
    /// Which of the records is chosen, from 0.
    chosen: usize,
    /// Whether the list is another than the one shown last.
    is_new: bool,
}

/// What was found, kept until the scene or what is typed changes.
struct List {
    key: ([u64; 3], String),
    found: Found,
    /// Heads and records, from the top.
    rows: Vec<Row>,
    /// Where each record stands among the rows.
    records: Vec<usize>,
}

/// What the keys in the field ask for.
#[derive(Clone, Copy, PartialEq)]
enum Press {
    None,
    Move,
    Enter,
}

impl List {
    fn new(key: ([u64; 3], String), session: &Session) -> Self {
        let found = session.search(&key.1);
        let mut rows = Vec::new();
        let mut records = Vec::new();
        for (group, of) in found.groups.iter().enumerate() {
            rows.push(Row::Head(group));
            for at in 0..of.rows.len() {
                records.push(rows.len());
                rows.push(Row::Record(group, at));
            }
            if of.count > of.rows.len() {
                rows.push(Row::More(group));
            }
        }
        Self {
            key,
            found,
            rows,
            records,
        }
    }

    /// The record of this number, from 0.
    fn record(&self, number: usize) -> Option<&FoundRow> {
        match self.rows.get(*self.records.get(number)?)? {
            Row::Record(group, at) => self.found.groups.get(*group)?.rows.get(*at),
            Row::Head(_) | Row::More(_) => None,
        }
    }
}

impl Search {
    /// Begins anew.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Shows the search. `Some` is what the keyboard's focus should go to: it was
    /// gone to.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        commands: &mut Vec<Command>,
    ) -> Option<Id> {
        let room = ui.ctx().content_rect().size();
        let window = &style::theme(ui.ctx()).window;
        let top = (room.y * 0.1).min(80.0);
        let area = Modal::default_area(Id::unique("search"))
            .anchor(Align2::CENTER_TOP, Vec2::new(0.0, top));
        let frame = Frame::popup(&ui.ctx().global_style())
            .inner_margin(Margin::ZERO)
            .corner_radius(CornerRadius::same(10));
        let shown = Modal::new(Id::unique("search"))
            .area(area)
            .backdrop_color(style::color(window.shadow))
            .frame(frame)
            .show(ui.ctx(), |ui| {
                ui.set_width(WIDTH.min(room.x - 40.0).max(1.0));
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                let most = (room.y - top - 130.0).clamp(40.0, MOST_HEIGHT);
                self.content_ui(ui, most, session, commands)
            });
        if shown.should_close() && !ui.input(|input| input.key_pressed(Key::Escape)) {
            commands.push(Command::CloseDialog);
        }
        shown.inner
    }

    fn content_ui(
        &mut self,
        ui: &mut Ui,
        most_height: f32,
        session: &Session,
        commands: &mut Vec<Command>,
    ) -> Option<Id> {
        self.find(session);
        let press = self.keys(ui);
        let field = self.field_ui(ui);
        self.find(session);
        line_ui(ui);
        let clicked = self.rows_ui(ui, most_height, press, &field);
        line_ui(ui);
        self.foot_ui(ui, session);
        let at = clicked.or_else(|| (press == Press::Enter).then_some(self.chosen))?;
        let subject = self.list.as_ref()?.record(at)?.subject.clone();
        let focus = match &subject {
            Subject::Actor(_) | Subject::Tie(_) | Subject::Note(_) => Some(mark_id(&subject)),
            Subject::Scene | Subject::Claim(_) | Subject::Source(_) => None,
        };
        commands.push(Command::Find(FindCommand::GoTo(subject)));
        focus
    }

    /// Brings the list up to date with the scene and with what was typed.
    fn find(&mut self, session: &Session) {
        let revision = session.search_revision();
        let is_same = self
            .list
            .as_ref()
            .is_some_and(|list| list.key.0 == revision && list.key.1 == self.typed);
        if !is_same {
            self.list = Some(List::new((revision, self.typed.clone()), session));
            self.chosen = 0;
            self.is_new = true;
        }
    }

    fn count(&self) -> usize {
        self.list.as_ref().map_or(0, |list| list.records.len())
    }

    /// Takes the keys that choose before the field sees them.
    fn keys(&mut self, ui: &Ui) -> Press {
        let last = self.count().saturating_sub(1);
        let before = self.chosen;
        let mut press = Press::None;
        ui.input_mut(|input| {
            let mut is_pressed = |key| input.consume_key(Modifiers::NONE, key);
            if is_pressed(Key::ArrowDown) {
                self.chosen = if before >= last { 0 } else { before + 1 };
            }
            if is_pressed(Key::ArrowUp) {
                self.chosen = before.checked_sub(1).unwrap_or(last);
            }
            if is_pressed(Key::PageDown) {
                self.chosen = (before + PAGE).min(last);
            }
            if is_pressed(Key::PageUp) {
                self.chosen = before.saturating_sub(PAGE);
            }
            if self.chosen != before {
                press = Press::Move;
            }
            if is_pressed(Key::Enter) {
                press = Press::Enter;
            }
        });
        press
    }

    fn field_ui(&mut self, ui: &mut Ui) -> Response {
        finder_field(
            ui,
            &mut self.typed,
            "Search actors, ties, claims, sources and notes",
            "Search everything",
        )
    }

    /// The rows; `Some` is the record that was clicked.
    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        most_height: f32,
        press: Press,
        field: &Response,
    ) -> Option<usize> {
        let list = self.list.as_ref()?;
        if list.rows.is_empty() {
            empty_ui(ui, &self.typed, list.found.is_reading);
            return None;
        }
        // Where each row begins, and where the last one ends.
        let mut tops = vec![0.0];
        for row in &list.rows {
            tops.push(tops.last().copied().unwrap_or(0.0) + height(row));
        }
        let whole = tops.last().copied().unwrap_or(0.0);
        let has_moved = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
        let (mut clicked, mut pointed) = (None, None);
        let mut area = ScrollArea::vertical()
            .max_height(most_height)
            // A window that grows with its list would else stay as small as it was.
            .min_scrolled_height(whole.min(most_height))
            .auto_shrink([false, true]);
        if std::mem::take(&mut self.is_new) {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show_viewport(ui, |ui, seen| {
            ui.set_height(whole);
            let corner = ui.max_rect().min;
            let width = ui.available_width();
            let place = |row: usize| {
                let top = tops.get(row).copied().unwrap_or(0.0);
                let bottom = tops.get(row + 1).copied().unwrap_or(top);
                let min = Pos2::new(corner.x, corner.y + top);
                Rect::from_min_size(min, Vec2::new(width, bottom - top))
            };
            if press == Press::Move
                && let Some(row) = list.records.get(self.chosen)
            {
                // The first record is seen with the head above it.
                let rect = match row.checked_sub(1) {
                    Some(above) if self.chosen == 0 => place(above).union(place(*row)),
                    _ => place(*row),
                };
                let still = egui::style::ScrollAnimation::none();
                ui.scroll_to_rect_animation(rect, None::<Align>, still);
            }
            for (at, row) in list.rows.iter().enumerate() {
                let rect = place(at);
                if rect.bottom() < corner.y + seen.top() || rect.top() > corner.y + seen.bottom() {
                    continue;
                }
                let (group, record) = match row {
                    Row::Head(group) | Row::More(group) => (list.found.groups.get(*group), None),
                    Row::Record(group, at) => {
                        let group = list.found.groups.get(*group);
                        (group, group.and_then(|it| it.rows.get(*at)))
                    }
                };
                let Some(group) = group else { continue };
                match (row, record) {
                    (Row::Head(_), _) => head_ui(ui, rect, group),
                    (Row::More(_), _) => more_ui(ui, rect, group),
                    (Row::Record(..), None) => {}
                    (Row::Record(..), Some(record)) => {
                        let Ok(number) = list.records.binary_search(&at) else {
                            continue;
                        };
                        let is_chosen = number == self.chosen;
                        let row = row_ui(ui, rect, number, group.kind, record, is_chosen);
                        if is_chosen {
                            let chosen = row.id.accesskit_id();
                            ui.ctx().accesskit_node_builder(field.id, |node| {
                                node.set_active_descendant(chosen);
                            });
                        }
                        if row.hovered() && has_moved {
                            pointed = Some(number);
                        }
                        if row.clicked() {
                            clicked = Some(number);
                        }
                    }
                }
            }
        });
        if let Some(at) = pointed.filter(|at| *at != self.chosen) {
            self.chosen = at;
            ui.ctx().request_repaint();
        }
        clicked
    }

    /// What Enter does.
    fn foot_ui(&self, ui: &mut Ui, session: &Session) {
        let list = self.list.as_ref();
        let chosen = list.and_then(|list| list.record(self.chosen));
        let words = match chosen.map(|record| &record.subject) {
            Some(Subject::Actor(_) | Subject::Tie(_) | Subject::Note(_)) => {
                "Enter selects it and moves the map there."
            }
            Some(Subject::Claim(_)) => "Enter selects the claim and shows its card.",
            Some(Subject::Source(id)) => {
                let document = session.document();
                let source = document.scene.sources.get(id);
                if source.is_some_and(|it| document.texts().text_of(it).is_some()) {
                    "Enter opens the text of the source."
                } else {
                    "Enter opens the form of the source: its text is not held."
                }
            }
            Some(Subject::Scene) | None => {
                "Words in any order, \u{201c}phrases\u{201d} in quotation marks; accents do not matter."
            }
        };
        let is_reading = list.is_some_and(|list| list.found.is_reading);
        Frame::new()
            .inner_margin(Margin::symmetric(18, 9))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                let small = Looks::of(ui).small();
                if is_reading && chosen.is_some() {
                    text::line(ui, "Still reading: there may be more.", &small);
                } else {
                    text::line(ui, words, &small);
                }
            });
    }
}

/// Says why there is nothing, and what to do.
fn empty_ui(ui: &mut Ui, typed: &str, is_reading: bool) {
    let typed = typed.trim();
    let words = if typed.is_empty() {
        "Type a name, in any script, or words of a claim, a rationale, a title.".to_owned()
    } else if is_reading {
        "Reading the scene\u{2026}".to_owned()
    } else {
        format!("Nothing found for \u{201c}{typed}\u{201d}. Try fewer words, or part of one.")
    };
    Frame::new()
        .inner_margin(Margin::symmetric(18, 14))
        .show(ui, |ui| {
            text::label(ui, &words, &Looks::of(ui).small());
        });
}

fn line_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), Sense::hover());
    let line = style::color(style::theme(ui.ctx()).window.line);
    ui.painter().rect_filled(rect, 0.0, line);
}
