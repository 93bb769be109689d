//! The command palette: type a few letters, press Enter.

mod find;

use egui::{
    Align, Align2, CornerRadius, Frame, Id, Key, Margin, Modal, Modifiers, Pos2, Rect, Response,
    ScrollArea, Sense, Stroke, Ui, Vec2,
};

use crate::session::{Command, FindCommand, Session};

use crate::text::fold;

use super::canvas::mark_id;
use super::style;
use super::text::{self, Look, Looks};
use super::widget::{finder_field, key_caps};

use find::{Candidate, Target, candidates, ranked};

/// Width of the palette where there is room, in points.
const WIDTH: f32 = 620.0;
/// Height of a row, in points.
const ROW: f32 = 32.0;
/// Where sections and keys stand, in points from the right end of a row.
const SECTION_COLUMN: f32 = 200.0;
/// Narrower rows, in points, leave the sections out.
const LEAST_WITH_SECTION: f32 = 400.0;
/// At most so many rows are seen at once; the rest is scrolled to.
const MOST_ROWS: f32 = 11.0;
/// At most so many commands count as chosen lately.
const MOST_RECENT: usize = 8;

/// The palette, with what was typed and chosen.
#[derive(Default)]
pub(super) struct Palette {
    letters: String,
    chosen: usize,
    /// Ids of the commands chosen last, the latest first.
    recent: Vec<&'static str>,
    list: Option<List>,
    /// Whether the list is another than the one shown last.
    is_new: bool,
}

/// What there is to choose from, kept until the scene or the letters change.
struct List {
    revision: u64,
    candidates: Vec<Candidate>,
    letters: String,
    found: Vec<usize>,
}

/// What the keys in the field ask for.
#[derive(Clone, Copy, PartialEq)]
enum Press {
    None,
    Move,
    Enter,
}

impl Palette {
    /// Begins anew: another day, other letters.
    pub(super) fn clear(&mut self) {
        self.letters.clear();
        self.chosen = 0;
        self.list = None;
    }

    /// Shows the palette. `Some` is what the keyboard's focus should go to: it
    /// was gone to.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        commands: &mut Vec<Command>,
    ) -> Option<Id> {
        let room = ui.ctx().content_rect().size();
        let window = &style::theme(ui.ctx()).window;
        let top = (room.y * 0.12).min(100.0);
        let area = Modal::default_area(Id::unique("palette"))
            .anchor(Align2::CENTER_TOP, Vec2::new(0.0, top));
        let frame = Frame::popup(&ui.ctx().global_style())
            .inner_margin(Margin::ZERO)
            .corner_radius(CornerRadius::same(10));
        let shown = Modal::new(Id::unique("palette"))
            .area(area)
            .backdrop_color(style::color(window.shadow))
            .frame(frame)
            .show(ui.ctx(), |ui| {
                ui.set_width(WIDTH.min(room.x - 40.0).max(1.0));
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                self.content_ui(ui, (room.y - top - 130.0).max(ROW), session, commands)
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
        ui.add_space(4.0);
        let clicked = self.rows_ui(ui, most_height, press, &field, session);
        ui.add_space(4.0);
        line_ui(ui);
        self.foot_ui(ui, session);
        let at = clicked.or_else(|| (press == Press::Enter).then_some(self.chosen))?;
        self.run(at, session, commands)
    }

    /// Brings the list up to date with the scene and with what was typed.
    fn find(&mut self, session: &Session) {
        let revision = session.derived().document_revision();
        if self
            .list
            .as_ref()
            .is_some_and(|list| list.revision == revision && list.letters == self.letters)
        {
            return;
        }
        let candidates = match self.list.take() {
            Some(list) if list.revision == revision => list.candidates,
            _ => candidates(session),
        };
        let mut found = ranked(&candidates, &self.letters, &self.recent);
        // What cannot be done now is there to be seen, not to be run into; but whoever
        // types a name in full must not run another command that has these letters too.
        let typed = fold(&self.letters);
        found.sort_by_key(|at| {
            candidates
                .get(*at)
                .map(|it| (!it.is_named(&typed), !it.can_be_done(session)))
        });
        self.chosen = 0;
        self.is_new = true;
        self.list = Some(List {
            revision,
            candidates,
            letters: self.letters.clone(),
            found,
        });
    }

    fn found(&self, at: usize) -> Option<&Candidate> {
        let list = self.list.as_ref()?;
        list.candidates.get(*list.found.get(at)?)
    }

    fn count(&self) -> usize {
        self.list.as_ref().map_or(0, |list| list.found.len())
    }

    /// Takes the keys that choose before the field sees them.
    fn keys(&mut self, ui: &Ui) -> Press {
        let last = self.count().saturating_sub(1);
        let page = MOST_ROWS as usize - 1;
        let mut press = Press::None;
        ui.input_mut(|input| {
            let mut is_pressed = |key| input.consume_key(Modifiers::NONE, key);
            let before = self.chosen;
            if is_pressed(Key::ArrowDown) {
                self.chosen = if before >= last { 0 } else { before + 1 };
            }
            if is_pressed(Key::ArrowUp) {
                self.chosen = before.checked_sub(1).unwrap_or(last);
            }
            if is_pressed(Key::PageDown) {
                self.chosen = (before + page).min(last);
            }
            if is_pressed(Key::PageUp) {
                self.chosen = before.saturating_sub(page);
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
            &mut self.letters,
            "A command, an actor or a tie",
            "Command palette",
        )
    }

    /// The rows; `Some` is the one that was clicked.
    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        most_height: f32,
        press: Press,
        field: &Response,
        session: &Session,
    ) -> Option<usize> {
        let count = self.count();
        if count == 0 {
            Frame::new()
                .inner_margin(Margin::symmetric(18, 14))
                .show(ui, |ui| {
                    text::label(ui, "Nothing has this name.", &Looks::of(ui).small());
                });
            return None;
        }
        let mut clicked = None;
        let height = (ROW * MOST_ROWS).min(most_height);
        let mut pointed = None;
        let has_moved = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
        let mut area = ScrollArea::vertical()
            .max_height(height)
            // A window that grows with its list would else stay as small as it was.
            .min_scrolled_height(height.min(ROW * count as f32))
            .auto_shrink([false, true]);
        if std::mem::take(&mut self.is_new) {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show_viewport(ui, |ui, seen| {
            ui.set_height(ROW * count as f32);
            let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
            let width = ui.available_width();
            let place = |at: usize| {
                let corner = Pos2::new(left, top + ROW * at as f32);
                Rect::from_min_size(corner, Vec2::new(width, ROW))
            };
            if press == Press::Move {
                ui.scroll_to_rect_animation(
                    place(self.chosen),
                    None::<Align>,
                    egui::style::ScrollAnimation::none(),
                );
            }
            let first = (seen.top() / ROW).floor().max(0.0) as usize;
            let last = ((seen.bottom() / ROW).ceil().max(0.0) as usize).min(count);
            for at in first..last {
                let Some(candidate) = self.found(at) else {
                    continue;
                };
                let is_chosen = at == self.chosen;
                let row = row_ui(ui, place(at), at, candidate, is_chosen, session);
                if is_chosen {
                    let chosen = row.id.accesskit_id();
                    ui.ctx().accesskit_node_builder(field.id, |node| {
                        node.set_active_descendant(chosen);
                    });
                }
                if row.hovered() && has_moved {
                    pointed = Some(at);
                }
                if row.clicked() {
                    clicked = Some(at);
                }
            }
        });
        if let Some(at) = pointed.filter(|at| *at != self.chosen) {
            self.chosen = at;
            ui.ctx().request_repaint();
        }
        clicked
    }

    /// What the chosen command does.
    fn foot_ui(&self, ui: &mut Ui, session: &Session) {
        let words = match self.found(self.chosen).map(|found| &found.target) {
            Some(Target::Command(entry)) if entry.is_enabled(session) => {
                entry.description.to_owned()
            }
            Some(Target::Command(entry)) => {
                format!("Cannot be done now. {}", entry.description)
            }
            Some(Target::Subject(_)) => "Selects it and moves the map there.".to_owned(),
            None => "Try fewer letters, or other words for the same.".to_owned(),
        };
        Frame::new()
            .inner_margin(Margin::symmetric(18, 9))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                text::line(ui, &words, &Looks::of(ui).small());
            });
    }

    /// Closes the palette and does what was chosen; a command that cannot be done
    /// now leaves it open.
    fn run(&mut self, at: usize, session: &Session, commands: &mut Vec<Command>) -> Option<Id> {
        match self.found(at)?.target.clone() {
            Target::Command(entry) => {
                if entry.is_enabled(session) {
                    commands.push(Command::CloseDialog);
                    entry.push(session, commands);
                    self.recent.retain(|id| *id != entry.id);
                    self.recent.insert(0, entry.id);
                    self.recent.truncate(MOST_RECENT);
                }
                None
            }
            Target::Subject(subject) => {
                let focus = mark_id(&subject);
                commands.push(Command::Find(FindCommand::GoTo(subject)));
                Some(focus)
            }
        }
    }
}

fn line_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), Sense::hover());
    let line = style::color(style::theme(ui.ctx()).window.line);
    ui.painter().rect_filled(rect, 0.0, line);
}

/// A row: name, section, keys. Greyed where it cannot be done now.
fn row_ui(
    ui: &Ui,
    rect: Rect,
    at: usize,
    candidate: &Candidate,
    is_chosen: bool,
    session: &Session,
) -> Response {
    // The field keeps the focus: rows are pointed at or gone through by arrow keys.
    let response = ui.interact(rect, Id::unique(("palette row", at)), Sense::CLICK);
    let (is_enabled, keys) = match &candidate.target {
        Target::Command(entry) => (entry.is_enabled(session), entry.keys_written(ui.ctx())),
        Target::Subject(_) => (true, None),
    };
    let spoken = [
        Some(candidate.title.as_str()),
        Some(candidate.section),
        keys.as_deref(),
    ];
    let spoken = spoken.into_iter().flatten().collect::<Vec<_>>().join(", ");
    response.widget_info(move || {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::ListBoxOption,
            is_enabled,
            is_chosen,
            &spoken,
        )
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.clear_toggled();
        node.set_selected(is_chosen);
    });
    if is_chosen {
        ground(ui, rect);
    }
    row_look(ui, rect, candidate, is_enabled, keys.as_deref());
    response
}

/// The ground of the row that is chosen.
fn ground(ui: &Ui, rect: Rect) {
    let window = &style::theme(ui.ctx()).window;
    ui.painter().rect(
        rect.shrink2(Vec2::new(6.0, 1.0)),
        CornerRadius::same(style::RADIUS),
        style::color(window.accent_faint),
        Stroke::new(1.0, style::color(window.accent.faded(0.35))),
        egui::StrokeKind::Inside,
    );
}

fn row_look(ui: &Ui, rect: Rect, candidate: &Candidate, is_enabled: bool, keys: Option<&str>) {
    let window = &style::theme(ui.ctx()).window;
    let (body, small) = (Looks::of(ui).body(), Looks::of(ui).small());
    let fading = if is_enabled { 1.0 } else { 0.55 };
    let ink = if is_enabled {
        body.color
    } else {
        style::color(window.text_muted.faded(fading))
    };
    let middle = rect.center().y;
    let mut right = rect.right() - 18.0;
    if let Some(keys) = keys {
        right = key_caps(ui, Pos2::new(right, middle), keys, !is_enabled) - 12.0;
    }
    let faint = style::color(window.text_muted.faded(fading));
    let section = Look::new(small.size, faint);
    if rect.width() >= LEAST_WITH_SECTION {
        let column = rect.right() - SECTION_COLUMN;
        paint(ui, Pos2::new(column, middle), candidate.section, &section);
        right = right.min(column - 16.0);
    }

    let left = rect.left() + 18.0;
    let room = f64::from((right - left).max(10.0));
    let title = crate::text::ellipsize(&candidate.title, body.text_style(), room);
    let look = Look::new(body.size, ink);
    let end = paint(ui, Pos2::new(left, middle), &title, &look) + 10.0;
    if !candidate.detail.is_empty() && right - end > 40.0 {
        let room = f64::from(right - end);
        let detail = crate::text::ellipsize(&candidate.detail, small.text_style(), room);
        paint(ui, Pos2::new(end, middle), &detail, &section);
    }
}

/// Paints words that begin here; gives their right end.
fn paint(ui: &Ui, left: Pos2, words: &str, look: &Look) -> f32 {
    let galley = ui
        .painter()
        .layout_job(text::job(words, look, f32::INFINITY));
    let place = left - Vec2::new(0.0, galley.size().y / 2.0);
    let end = left.x + galley.size().x;
    ui.painter().galley(place, galley, look.color);
    end
}
