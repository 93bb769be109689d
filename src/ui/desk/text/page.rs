//! The text in one column, of which only what is seen is laid out.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use egui::{Button, CornerRadius, Pos2, Rect, ScrollArea, Stroke, Ui, UiBuilder, Vec2};

use crate::drawing::{Color, Theme};
use crate::model::{ClaimId, Stance};
use crate::session::{Command, Desk, Passage, QuotedText, Revealed, Session};
use crate::text::Piece;
use crate::ui::style;
use crate::ui::text::{self, Look};
use crate::ui::widget::named;

use super::super::is_narrow;
use super::hand::Hand;
use super::laid::{LETTER, LINE, Laid, MixedLine};
use super::lost::lost_ui;
use super::marks::{Mark, Marks};

/// The widest that the column gets, in points: about 70 letters.
const COLUMN: f32 = 540.0;
/// Space at the left of the column, and at its right for the ids of claims, in points;
/// the second ones where the room is small.
const SIDES: [[f32; 2]; 2] = [[36.0, 104.0], [16.0, 62.0]];
/// Space below a paragraph.
const GAP: f32 = 10.0;
/// Height of an empty line.
const EMPTY: f32 = 8.0;
/// Mixed lines that are kept at most, in pieces.
const MOST_KEPT: usize = 500;

/// What is shown on the page.
#[derive(Clone, Copy)]
pub(super) struct Content<'a> {
    pub(super) session: &'a Session,
    pub(super) desk: &'a Desk,
    pub(super) text: &'a QuotedText,
    pub(super) marks: &'a Marks,
    /// Quotations of the claim that is being written.
    pub(super) new: &'a [Mark],
    /// What a search found.
    pub(super) hits: &'a [Passage],
}

impl<'a> Content<'a> {
    fn pieces(&self) -> &'a [Piece] {
        self.text.paragraphs.pieces()
    }

    pub(super) fn words(&self, piece: &Piece) -> &'a str {
        let text: &'a str = &self.text.text;
        text.get(piece.bytes.clone()).unwrap_or_default()
    }

    /// Where the text ends, in code points.
    pub(super) fn end(&self) -> u64 {
        self.pieces().last().map_or(0, Piece::end)
    }
}

/// The page, with what it keeps between frames.
#[derive(Default)]
pub(super) struct Page {
    of: Option<Arc<str>>,
    width: f32,
    heights: Vec<f32>,
    mixed: HashMap<usize, Rc<Vec<MixedLine>>>,
    /// Height of what stands above the text.
    above: f32,
    /// The part that was seen last, from the top of the page.
    seen: Option<(f32, f32)>,
    reveals: u64,
    hand: Hand,
    shows_all_lost: bool,
}

/// Where the column is, on the screen.
#[derive(Clone, Copy)]
pub(super) struct Column {
    corner: Pos2,
    pub(super) width: f32,
    /// Space at its sides.
    left: f32,
    right: f32,
}

impl Page {
    /// Gives the text the keyboard's focus when it is next shown.
    pub(super) fn focus(&mut self) {
        self.hand.wants_focus = true;
    }

    /// Shows the page in all of the room there is; gives where on the screen the
    /// selected words begin and end, where they are seen.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        content: Content<'_>,
        commands: &mut Vec<Command>,
    ) -> Option<Rect> {
        let room = ui.available_width();
        let [usual, small] = SIDES;
        let [left, right] = if is_narrow(room) { small } else { usual };
        let width = (room - left - right).clamp(120.0, COLUMN);
        self.follow(&content, width);
        let mut area = ScrollArea::vertical()
            .id_salt(("text", content.desk.source.as_ref()))
            .auto_shrink([false, false]);
        if let Some(y) = self.place_to_show(ui, &content) {
            area = area.vertical_scroll_offset(y);
        }
        let shown = area.show_viewport(ui, |ui, viewport| {
            self.seen = Some((viewport.top(), viewport.bottom()));
            let corner = ui.min_rect().left_top();
            let mut column = Column {
                corner: corner + Vec2::new(left, 0.0),
                width,
                left,
                right,
            };
            self.above_ui(ui, column, &content, commands);
            column.corner.y += self.above;
            self.column_ui(ui, viewport, column, content, commands)
        });
        shown.inner
    }

    /// Heights hold for one text and one width.
    fn follow(&mut self, content: &Content<'_>, width: f32) {
        let is_same = |of: &Arc<str>| Arc::ptr_eq(of, &content.text.text);
        if self.of.as_ref().is_some_and(is_same) && (self.width - width).abs() < 0.5 {
            return;
        }
        if !self.of.as_ref().is_some_and(is_same) {
            self.hand = Hand::default();
        }
        self.of = Some(Arc::clone(&content.text.text));
        self.width = width;
        self.mixed.clear();
        let guess = |piece: &Piece| {
            if piece.length == 0 {
                return EMPTY;
            }
            let lines = (piece.length as f32 * LETTER / width).ceil();
            lines.max(1.0) * LINE + GAP
        };
        self.heights = content.pieces().iter().map(guess).collect();
    }

    /// Lays a piece out and learns its height.
    fn lay(&mut self, ui: &Ui, content: &Content<'_>, at: usize) -> Option<Laid> {
        let piece = content.pieces().get(at)?;
        let words = content.words(piece);
        let laid = Laid::of(ui.painter(), words, self.width, self.mixed.get(&at));
        if let Laid::Mixed(lines) = &laid {
            self.mixed.insert(at, Rc::clone(lines));
        }
        let is_empty = words.trim().is_empty();
        let height = if is_empty { EMPTY } else { laid.height() + GAP };
        if let Some(known) = self.heights.get_mut(at)
            && (*known - height).abs() > 0.5
        {
            *known = height;
            ui.ctx()
                .request_discard("a paragraph has another height than was thought");
            ui.ctx().request_repaint();
        }
        Some(laid)
    }

    /// How far below the top of the page a piece begins.
    fn top_of(&self, piece: usize) -> f32 {
        self.above + self.heights.iter().take(piece).sum::<f32>()
    }

    /// Where to scroll to, when something is to be shown that is not seen.
    fn place_to_show(&mut self, ui: &Ui, content: &Content<'_>) -> Option<f32> {
        let desk = content.desk;
        if std::mem::replace(&mut self.reveals, desk.reveals) == desk.reveals {
            return None;
        }
        let start = match desk.revealed.as_ref()? {
            Revealed::Passage(passage) => Some(passage.start),
            Revealed::Anchor { claim, anchor } => {
                let quotes = &content.text.quotes;
                let mut quotes = quotes.iter();
                let quote = quotes.find(|it| it.claim == *claim && it.anchor == *anchor)?;
                quote.check.place().map(|(start, _)| start)
            }
        };
        let Some(start) = start else {
            return Some(0.0);
        };
        let at = content.text.paragraphs.piece_at(start);
        let laid = self.lay(ui, content, at)?;
        let within = start - content.pieces().get(at)?.start.min(start);
        let caret = laid.caret(usize::try_from(within).unwrap_or(0));
        let y = self.top_of(at) + caret.top();
        let room = ui.available_height();
        let is_seen = self
            .seen
            .is_some_and(|(top, bottom)| y >= top && y + 2.0 * LINE <= bottom);
        (!is_seen).then(|| (y - room * 0.3).max(0.0))
    }

    /// What is not found as it stands, above the text.
    fn above_ui(
        &mut self,
        ui: &mut Ui,
        column: Column,
        content: &Content<'_>,
        commands: &mut Vec<Command>,
    ) {
        let width = column.width + column.right - 24.0;
        let room = Rect::from_min_size(column.corner, Vec2::new(width, f32::INFINITY));
        let builder = UiBuilder::new().max_rect(room);
        let shown = ui.scope_builder(builder, |ui| {
            ui.set_max_width(width);
            lost_ui(ui, content, &mut self.shows_all_lost, commands);
        });
        let above = shown.response.rect.height();
        if (above - self.above).abs() > 0.5 {
            self.above = above;
            ui.ctx().request_repaint();
        }
    }

    /// The pieces that are seen; gives where the selected words are.
    fn column_ui(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        column: Column,
        content: Content<'_>,
        commands: &mut Vec<Command>,
    ) -> Option<Rect> {
        let total: f32 = self.heights.iter().sum();
        ui.set_height(self.above + total + 160.0);
        if self.mixed.len() > MOST_KEPT {
            self.mixed.clear();
        }
        let ground = Rect::from_min_size(
            column.corner - Vec2::new(column.left, 0.0),
            Vec2::new(
                column.width + column.left + 12.0,
                total.max(viewport.height()),
            ),
        );
        let response = self.hand.sense(ui, ground, &content);
        let seen = viewport.top() - self.above..=viewport.bottom() - self.above;
        let mut pieces = Vec::new();
        let mut y = 0.0;
        for at in 0..self.heights.len() {
            let height = self.heights.get(at).copied().unwrap_or(0.0);
            if y > *seen.end() {
                break;
            }
            if y + height >= *seen.start()
                && let Some(laid) = self.lay(ui, &content, at)
                && let Some(piece) = content.pieces().get(at)
            {
                let corner = column.corner + Vec2::new(0.0, y);
                pieces.push(Seen {
                    at,
                    piece: piece.clone(),
                    corner,
                    laid,
                });
                y += self.heights.get(at).copied().unwrap_or(0.0);
            } else {
                y += height;
            }
        }
        self.hand.follow(ui, &response, &pieces, &content, commands);
        let mut selected: Option<Rect> = None;
        for seen in &pieces {
            let rect = self.piece_ui(ui, seen, column, &content, commands);
            selected = match (selected, rect) {
                (Some(one), Some(other)) => Some(one.union(other)),
                (one, other) => one.or(other),
            };
        }
        selected
    }

    fn piece_ui(
        &self,
        ui: &mut Ui,
        seen: &Seen,
        column: Column,
        content: &Content<'_>,
        commands: &mut Vec<Command>,
    ) -> Option<Rect> {
        let theme = style::theme(ui.ctx());
        let chosen = content.session.selection().claim();
        let mut ids: Vec<(f32, Option<&ClaimId>, &str)> = Vec::new();
        for mark in content.marks.in_piece(seen.at).chain(content.new) {
            let rects = seen.rects(mark.start, mark.end);
            let is_chosen = mark.claim.is_some() && mark.claim.as_ref() == chosen;
            for rect in &rects {
                paint_mark(ui, *rect, mark, is_chosen, theme);
            }
            if let Some(first) = rects.first()
                && mark.start >= seen.piece.start
            {
                ids.push((first.top(), mark.claim.as_ref(), &mark.words));
            }
        }
        let fill = |ui: &Ui, start, end, hue: Color| {
            let rects = seen.rects(start, end);
            for rect in &rects {
                let rect = rect.expand2(Vec2::new(0.0, 1.0));
                ui.painter().rect_filled(rect, 2.0, style::color(hue));
            }
            rects.into_iter().reduce(Rect::union)
        };
        for hit in hits_in(content.hits, &seen.piece) {
            fill(ui, hit.start, hit.end, theme.figure.selection.faded(0.25));
        }
        let selected = content.desk.selected.and_then(|it| {
            fill(
                ui,
                it.start,
                it.end,
                theme
                    .figure
                    .selection
                    .faded(if theme.is_dark { 0.42 } else { 0.38 }),
            )
        });
        let ink = style::color(theme.window.text);
        seen.laid.paint(ui.painter(), seen.corner, ink);
        self.hand.caret_ui(ui, seen);
        ids_ui(ui, &ids, column, commands);
        selected
    }
}

/// A piece that is seen.
pub(super) struct Seen {
    at: usize,
    pub(super) piece: Piece,
    pub(super) corner: Pos2,
    pub(super) laid: Laid,
}

impl Seen {
    /// Where the text from `start` to `end`, in code points, is seen in this piece.
    fn rects(&self, start: u64, end: u64) -> Vec<Rect> {
        if end <= self.piece.start || start >= self.piece.end() {
            return Vec::new();
        }
        let within = |point: u64| {
            let point = point.clamp(self.piece.start, self.piece.end());
            usize::try_from(point - self.piece.start).unwrap_or(usize::MAX)
        };
        let chars: Range<usize> = within(start)..within(end);
        let rects = self.laid.rects(&chars);
        let offset = self.corner.to_vec2();
        rects.into_iter().map(|it| it.translate(offset)).collect()
    }

    /// The code point nearest to a place on the screen.
    pub(super) fn point_at(&self, at: Pos2) -> u64 {
        let char = self.laid.char_at(at - self.corner) as u64;
        self.piece.start + char.min(self.piece.length)
    }

    /// Where it ends, on the screen.
    pub(super) fn bottom(&self) -> f32 {
        if self.piece.length == 0 {
            return self.corner.y + EMPTY;
        }
        self.corner.y + self.laid.height() + GAP / 2.0
    }
}

/// What a search found in a piece; hits are in the order of the text.
fn hits_in<'a>(hits: &'a [Passage], piece: &Piece) -> &'a [Passage] {
    let from = hits.partition_point(|hit| hit.end <= piece.start);
    let to = hits.partition_point(|hit| hit.start < piece.end());
    hits.get(from..to.max(from)).unwrap_or_default()
}

fn paint_mark(ui: &Ui, rect: Rect, mark: &Mark, is_chosen: bool, theme: &Theme) {
    let hue = match (mark.claim.is_some(), mark.stance) {
        (false, _) => theme.figure.selection,
        (true, Stance::Supports) => theme.figure.supportive,
        (true, Stance::Strains) => theme.figure.hostile,
        (true, Stance::Neutral) => theme.figure.neutral,
    };
    let strength = if is_chosen { 0.4 } else { 0.2 };
    let edge = if is_chosen {
        Stroke::new(1.0, style::color(hue))
    } else {
        Stroke::NONE
    };
    ui.painter().rect(
        rect.expand2(Vec2::new(2.0, 0.0)),
        CornerRadius::same(3),
        style::color(hue.faded(strength)),
        edge,
        egui::StrokeKind::Inside,
    );
}

/// Ids of claims beside the lines that their quotations begin in.
fn ids_ui(
    ui: &mut Ui,
    ids: &[(f32, Option<&ClaimId>, &str)],
    column: Column,
    commands: &mut Vec<Command>,
) {
    let window = &style::theme(ui.ctx()).window;
    let figure = &style::theme(ui.ctx()).figure;
    let left = column.corner.x + column.width + 16.0;
    let mut ids = ids.to_vec();
    ids.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut row = f32::NEG_INFINITY;
    let mut x = left;
    for (top, claim, words) in &ids {
        if *top - row > 1.0 {
            (row, x) = (*top, left);
        }
        let ink = if claim.is_some() {
            window.text_muted
        } else {
            figure.selection
        };
        let look = Look::new(10.5, style::color(ink));
        let job = text::job(words, &look, f32::INFINITY);
        let width = ui.painter().layout_job(job.clone()).size().x + 4.0;
        let room = left + column.right - 20.0 - x;
        if width > room && x > left {
            continue;
        }
        let rect = Rect::from_min_size(Pos2::new(x, *top + 1.0), Vec2::new(width, LINE - 6.0));
        x += width + 4.0;
        let Some(claim) = claim else {
            let galley = ui.painter().layout_job(job);
            ui.painter().galley(rect.left_top(), galley, look.color);
            continue;
        };
        let button = Button::new(job).frame(false).small();
        let response = ui
            .push_id(("mark", claim.as_str(), row.to_bits()), |ui| {
                ui.spacing_mut().button_padding = Vec2::ZERO;
                ui.put(rect, button)
            })
            .inner;
        named(&response, &format!("Quoted in {words}"));
        if response.clicked() {
            commands.push(Command::SelectClaim((*claim).clone()));
        }
    }
}
