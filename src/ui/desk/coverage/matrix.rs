//! The matrix: rows of dyads, columns of kinds. Names and heads stay where they are
//! while it scrolls, and only what is seen is laid out.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use egui::{
    Align2, Event, EventFilter, Id, Key, Modifiers, Painter, Pos2, Rect, Response, ScrollArea,
    Sense, Ui, Vec2,
};

use crate::drawing::Theme;
use crate::evidence::{Coverage, CoverageRow};
use crate::model::Dyad;
use crate::session::{Covered, Session};
use crate::ui::style;
use crate::ui::text::{Hover as _, Look};
use crate::ui::words::counted;

use super::cells::{self, Marks};
use super::widths::{Widths, name_of};
use super::{Opened, said};

/// Height of the heads of columns.
const HEAD: f32 = 26.0;
/// Least and most height of a row, and how much of it is space.
const ROW: [f32; 2] = [34.0, 44.0];
const GAP: f32 = 5.0;

/// What a person did with the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Open the cell of this row and column; without a column, the dyad.
    Open(usize, Option<usize>),
    /// Let this dyad be settled with others, or not.
    Pick(usize),
}

/// Where the keyboard is: row, and column counted from the names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    row: usize,
    column: usize,
}

/// The matrix with what it keeps between frames.
#[derive(Default)]
pub(super) struct Matrix {
    widths: Widths,
    at: Place,
    /// Where it is scrolled to, in points.
    offset: Vec2,
    /// Whether the keyboard is to be brought to its place, and that into view.
    is_focus_wanted: bool,
    most: Option<(Arc<Covered>, usize)>,
}

/// What is the same for all cells while they are shown.
struct Scope<'a> {
    covered: &'a Covered,
    theme: &'static Theme,
    open: Option<&'a Opened>,
    picked: &'a BTreeSet<Dyad>,
    /// Where the content begins, scrolled as it is.
    origin: Pos2,
    /// What is seen.
    seen: Rect,
    row_height: f32,
    most: usize,
}

impl Scope<'_> {
    fn row_rect(&self, row: usize) -> Rect {
        let top = self.origin.y + HEAD + row as f32 * self.row_height;
        Rect::from_x_y_ranges(self.seen.x_range(), top..=top + self.row_height)
    }

    /// Below the heads.
    fn below(&self) -> Rect {
        Rect::from_x_y_ranges(
            self.seen.x_range(),
            self.seen.top() + HEAD..=self.seen.bottom(),
        )
    }
}

impl Matrix {
    /// Shows it in all of the room there is.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        covered: &Arc<Covered>,
        open: Option<&Opened>,
        picked: &BTreeSet<Dyad>,
    ) -> Option<Act> {
        let coverage = &covered.coverage;
        let room = ui.available_size() - Vec2::new(10.0, 0.0);
        self.widths.measure(ui, covered, room.x);
        let rows = coverage.rows.len();
        let [least, usual] = ROW;
        let row_height = ((room.y - HEAD) / rows.max(1) as f32)
            .clamp(least, usual)
            .floor();
        self.at.row = self.at.row.min(rows.saturating_sub(1));
        self.at.column = self.at.column.min(coverage.columns.len());
        let keyed = self.keys(ui, coverage, row_height, room.y);
        let size = Vec2::new(self.widths.all(), HEAD + rows as f32 * row_height + GAP);
        let mut area = ScrollArea::both()
            .auto_shrink([false, false])
            .id_salt(("coverage", session.derived().document_revision()));
        if self.is_focus_wanted {
            area = area.scroll_offset(self.offset_to_place(room, size, row_height));
        }
        let most = self.most(covered);
        let shown = area.show_viewport(ui, |ui, _| {
            ui.set_min_size(size);
            let scope = Scope {
                covered,
                theme: style::theme(ui.ctx()),
                open,
                picked,
                origin: ui.min_rect().left_top(),
                seen: ui.clip_rect().intersect(ui.max_rect().expand(1e6)),
                row_height,
                most,
            };
            self.content_ui(ui, &scope)
        });
        self.offset = shown.state.clamped_offset();
        keyed.or(shown.inner)
    }

    /// The most claims that any cell holds.
    fn most(&mut self, covered: &Arc<Covered>) -> usize {
        match &self.most {
            Some((of, most)) if Arc::ptr_eq(of, covered) => *most,
            _ => {
                let cells = covered.coverage.rows.iter().flat_map(|row| &row.cells);
                let most = cells.map(|cell| cell.tally.claims.len()).max().unwrap_or(0);
                self.most = Some((Arc::clone(covered), most));
                most
            }
        }
    }

    /// Where to scroll so that the place of the keyboard is seen.
    fn offset_to_place(&self, room: Vec2, size: Vec2, row_height: f32) -> Vec2 {
        let mut offset = self.offset;
        let (seen_rows, top) = (room.y - HEAD, self.at.row as f32 * row_height);
        offset.y = offset
            .y
            .clamp((top + row_height - seen_rows).max(0.0), top.max(0.0));
        if let Some(column) = self.at.column.checked_sub(1) {
            let seen = room.x - self.widths.fixed();
            let edge = |at: usize| self.widths.kinds.get(at).copied().unwrap_or_default();
            let (left, right) = (edge(column), edge(column + 1));
            offset.x = offset.x.clamp((right - seen).max(0.0).min(left), left);
        }
        offset.min((size - room).max(Vec2::ZERO))
    }

    /// Arrow keys go from cell to cell, Enter opens one, Space picks the dyad.
    fn keys(&mut self, ui: &Ui, coverage: &Coverage, row_height: f32, room: f32) -> Option<Act> {
        let row = coverage.rows.get(self.at.row)?;
        if !ui.memory(|memory| memory.has_focus(id_of(row, self.at.column))) {
            return None;
        }
        let page = ((room - HEAD) / row_height).floor().max(1.0) as usize;
        let (rows, columns) = (coverage.rows.len(), coverage.columns.len() + 1);
        let mut act = None;
        let mut at = self.at;
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            if pressed(Key::ArrowDown) {
                at.row += 1;
            } else if pressed(Key::ArrowUp) {
                at.row = at.row.saturating_sub(1);
            } else if pressed(Key::ArrowRight) {
                at.column += 1;
            } else if pressed(Key::ArrowLeft) {
                at.column = at.column.saturating_sub(1);
            } else if pressed(Key::PageDown) {
                at.row += page;
            } else if pressed(Key::PageUp) {
                at.row = at.row.saturating_sub(page);
            } else if pressed(Key::Home) {
                at.column = 0;
            } else if pressed(Key::End) {
                at.column = columns;
            } else if pressed(Key::Enter) {
                act = Some(Act::Open(at.row, at.column.checked_sub(1)));
            } else if pressed(Key::Space) {
                act = Some(Act::Pick(at.row));
            }
            // What a key types is typed into nothing.
            if act == Some(Act::Pick(at.row)) {
                input
                    .events
                    .retain(|event| !matches!(event, Event::Text(text) if text == " "));
            }
        });
        at.row = at.row.min(rows.saturating_sub(1));
        at.column = at.column.min(columns.saturating_sub(1));
        if at != self.at {
            self.at = at;
            self.is_focus_wanted = true;
        }
        act
    }

    fn content_ui(&mut self, ui: &Ui, scope: &Scope<'_>) -> Option<Act> {
        let rows = Self::rows_seen(scope);
        let below = scope.below();
        let body = Rect::from_min_max(
            Pos2::new(scope.seen.left() + self.widths.fixed(), below.top()),
            below.max,
        );
        let coverage = &scope.covered.coverage;
        let mut act = None;
        for at in rows.clone() {
            if let Some(row) = coverage.rows.get(at) {
                let in_row = self.row_ui(ui, scope, at, row, [below, body]);
                act = act.or(in_row);
            }
        }
        if !rows.contains(&self.at.row)
            && let Some(row) = coverage.rows.get(self.at.row)
        {
            // The keyboard stays where it is though that is not seen.
            self.part_ui(ui, scope, self.at, row, Rect::NOTHING);
        }
        self.heads(&ui.painter().with_clip_rect(scope.seen), scope);
        act
    }

    fn rows_seen(scope: &Scope<'_>) -> Range<usize> {
        let below = scope.below();
        let first = (below.top() - scope.origin.y - HEAD) / scope.row_height;
        let count = scope.covered.coverage.rows.len();
        let first = (first.floor().max(0.0) as usize).min(count);
        let seen = (below.height() / scope.row_height).ceil() as usize + 1;
        first..(first + seen).min(count)
    }

    fn row_ui(
        &mut self,
        ui: &Ui,
        scope: &Scope<'_>,
        at: usize,
        row: &CoverageRow,
        [below, body]: [Rect; 2],
    ) -> Option<Act> {
        let rect = scope.row_rect(at);
        let scene = scope.covered.scene();
        let mut act = None;
        let kinds_left = scope.origin.x + self.widths.fixed();
        let painter = ui.painter().with_clip_rect(body);
        for column in 0..scope.covered.coverage.columns.len() {
            let edge = |at: usize| self.widths.kinds.get(at).copied().unwrap_or_default();
            let cell = Rect::from_x_y_ranges(
                kinds_left + edge(column)..=kinds_left + edge(column + 1),
                rect.y_range(),
            );
            let cell = cell.shrink(GAP / 2.0);
            let is_here = self.at
                == Place {
                    row: at,
                    column: column + 1,
                };
            if !cell.intersects(body) && !is_here {
                continue;
            }
            let place = Place {
                row: at,
                column: column + 1,
            };
            let response = self.part_ui(ui, scope, place, row, cell.intersect(body));
            let tally = row.cell(column);
            let marks = Self::marks(scope, row, Some(column), &response);
            cells::cell(&painter, scope.theme, cell, tally, marks);
            let clicked = self.clicked(ui, &response, place);
            act = act.or(clicked);
            if response.hovered() {
                let kind = scope.covered.coverage.columns.get(column);
                let kind = kind.map(|kind| name_of(kind, scope.covered));
                let what = format!("{}: {}", said::names(row, scene), kind.unwrap_or_default());
                let words = tally.map_or_else(|| "No claims".to_owned(), said::tally);
                response.on_hover_words(format!("{what}\n{words}"));
            }
        }
        self.tail_ui(ui, scope, row, rect, body);
        let in_dyad = self.dyad_ui(ui, scope, at, row, rect.intersect(below), below);
        act.or(in_dyad)
    }

    /// What stands behind the kinds.
    fn tail_ui(&self, ui: &Ui, scope: &Scope<'_>, row: &CoverageRow, rect: Rect, body: Rect) {
        let mut left = scope.origin.x + self.widths.fixed() + self.widths.kinds_width();
        let parts = self.widths.tail.map(|width| {
            let part = Rect::from_x_y_ranges(left..=left + width, rect.y_range());
            left += width;
            part
        });
        let scene = scope.covered.scene();
        let [first, _, last] = parts;
        let whole = first.union(last);
        let whole = whole.with_max_x(whole.right().max(scope.seen.right()));
        if !whole.intersects(body) {
            return;
        }
        let painter = ui.painter().with_clip_rect(body);
        let edge = scope.seen.right() - 14.0;
        cells::tail(&painter, scope.theme, (parts, edge), row, scene);
        let id = Id::unique(("coverage tail", row.dyad.to_string()));
        let response = ui.interact(whole.intersect(body), id, Sense::hover());
        if response.hovered() {
            let voices = if row.is_empty() {
                String::new()
            } else {
                format!("{}\n", said::voices(row, scene))
            };
            response.on_hover_words(format!("{voices}{}", said::ties(row, scene)));
        }
    }

    /// The name of the dyad and what is held of it.
    fn dyad_ui(
        &mut self,
        ui: &Ui,
        scope: &Scope<'_>,
        at: usize,
        row: &CoverageRow,
        seen: Rect,
        below: Rect,
    ) -> Option<Act> {
        let rect = scope.row_rect(at);
        let scene = scope.covered.scene();
        let place = Place { row: at, column: 0 };
        let target = Rect::from_min_size(seen.min, Vec2::new(self.widths.fixed(), seen.height()));
        let response = self.part_ui(ui, scope, place, row, target);
        let painter = ui.painter().with_clip_rect(below);
        let whole = Rect::from_min_size(
            rect.min,
            Vec2::new(self.widths.fixed() - GAP, rect.height()),
        );
        let marks = Self::marks(scope, row, None, &response);
        let ground = whole.shrink2(Vec2::new(0.0, GAP / 2.0));
        Self::dyad_ground(&painter, scope, row, ground, marks);
        let name = Rect::from_min_size(
            whole.min + Vec2::new(6.0, 0.0),
            Vec2::new(self.widths.dyad - 8.0, whole.height()),
        );
        let text = style::color(scope.theme.window.text);
        let bold = Look::new(style::size::BODY, text).bold();
        cells::words(&painter, name, Align2::LEFT_CENTER, &said::pair(row), &bold);
        let chip = Rect::from_min_size(
            Pos2::new(whole.left() + self.widths.dyad - 2.0, whole.top()),
            Vec2::new(self.widths.chip, whole.height()),
        );
        cells::state_chip(&painter, scope.theme, chip, row, scene);
        let act = self.clicked(ui, &response, place);
        if response.hovered() {
            let words = format!("{}\n{}", said::names(row, scene), said::ties(row, scene));
            response.on_hover_words(words);
        }
        act
    }

    fn dyad_ground(
        painter: &Painter,
        scope: &Scope<'_>,
        row: &CoverageRow,
        rect: Rect,
        marks: Marks,
    ) {
        let window = &scope.theme.window;
        let radius = egui::CornerRadius::same(style::RADIUS);
        if scope.picked.contains(&row.dyad) {
            painter.rect_filled(rect, radius, style::color(window.accent_faint));
        } else if marks.is_hovered {
            painter.rect_filled(rect, radius, style::color(window.hover));
        }
        let edge = if marks.has_focus {
            egui::Stroke::new(2.0, style::color(window.accent))
        } else if marks.is_open {
            egui::Stroke::new(2.0, style::color(scope.theme.figure.selection))
        } else {
            egui::Stroke::NONE
        };
        painter.rect_stroke(rect, radius, edge, egui::StrokeKind::Inside);
    }

    fn marks(
        scope: &Scope<'_>,
        row: &CoverageRow,
        column: Option<usize>,
        response: &Response,
    ) -> Marks {
        let column = column.and_then(|at| scope.covered.coverage.columns.get(at));
        let is_open = |open: &Opened| open.dyad == row.dyad && open.column.as_ref() == column;
        Marks {
            most: scope.most,
            is_open: scope.open.is_some_and(is_open),
            is_hovered: response.hovered(),
            has_focus: response.has_focus(),
        }
    }

    /// Something that can be clicked; the one where the keyboard is can have the
    /// focus, so that the whole matrix is one stop of the Tab key.
    fn part_ui(
        &mut self,
        ui: &Ui,
        scope: &Scope<'_>,
        place: Place,
        row: &CoverageRow,
        rect: Rect,
    ) -> Response {
        let id = id_of(row, place.column);
        let is_here = self.at == place;
        let sense = if is_here {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, id, sense);
        if is_here {
            if std::mem::take(&mut self.is_focus_wanted) {
                response.request_focus();
            }
            if response.has_focus() {
                let filter = EventFilter {
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    ..EventFilter::default()
                };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            }
        }
        let is_picked = scope.picked.contains(&row.dyad);
        response.widget_info(|| {
            let words = spoken(scope.covered, row, place.column);
            egui::WidgetInfo::selected(egui::accesskit::Role::Cell, true, is_picked, words)
        });
        response
    }

    fn clicked(&mut self, ui: &Ui, response: &Response, place: Place) -> Option<Act> {
        if !response.clicked() {
            return None;
        }
        self.at = place;
        self.is_focus_wanted = true;
        if ui.input(|input| input.modifiers.command) {
            return Some(Act::Pick(place.row));
        }
        Some(Act::Open(place.row, place.column.checked_sub(1)))
    }

    /// The heads of the columns.
    fn heads(&self, painter: &Painter, scope: &Scope<'_>) {
        let muted = Look::new(
            style::size::CHIP,
            style::color(scope.theme.window.text_muted),
        );
        let top = scope.seen.top();
        let heads = Rect::from_x_y_ranges(
            scope.seen.left() + self.widths.fixed()..=scope.seen.right(),
            top..=top + HEAD,
        );
        let painter = painter.with_clip_rect(heads);
        let mut left = scope.origin.x + self.widths.fixed();
        for (at, column) in scope.covered.coverage.columns.iter().enumerate() {
            let edge = |at: usize| self.widths.kinds.get(at).copied().unwrap_or_default();
            let rect =
                Rect::from_x_y_ranges(left + edge(at)..=left + edge(at + 1), heads.y_range());
            let name = name_of(column, scope.covered);
            cells::words(
                &painter,
                rect.shrink2(Vec2::new(2.0, 0.0)),
                Align2::CENTER_CENTER,
                &name,
                &muted,
            );
        }
        left += self.widths.kinds_width();
        for (name, width) in ["Heard", "Best grade", "Claims say"]
            .into_iter()
            .zip(self.widths.tail)
        {
            let rect = Rect::from_x_y_ranges(left..=left + width, heads.y_range());
            cells::words(&painter, rect, Align2::CENTER_CENTER, name, &muted);
            left += width;
        }
    }
}

fn id_of(row: &CoverageRow, column: usize) -> Id {
    Id::unique(("coverage", row.dyad.to_string(), column))
}

/// `ISR–AZE, Diplomacy, 10 claims`, or `ISR–AZE, +0.85, 29 claims`.
fn spoken(covered: &Covered, row: &CoverageRow, column: usize) -> String {
    let (what, tally) = match column.checked_sub(1) {
        None => (said::state(row, covered.scene()), Some(&row.all)),
        Some(at) => (
            covered
                .coverage
                .columns
                .get(at)
                .map(|column| name_of(column, covered))
                .unwrap_or_default(),
            row.cell(at),
        ),
    };
    let claims = tally.map_or(0, |tally| tally.claims.len());
    format!(
        "{}, {what}, {}",
        said::pair(row),
        counted(claims, "claim", "claims")
    )
}
