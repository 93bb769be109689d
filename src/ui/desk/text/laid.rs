//! A piece of a text laid out: painted, and pointed at.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use egui::text::CCursor;
use egui::{Color32, Galley, Painter, Pos2, Rect, Vec2};

use crate::text::{self, Reach, Run, Style};
use crate::ui::text::{Look, job, run_job};

/// Type of the text, in points.
const SIZE: f32 = 15.0;
/// Height of its lines, in points.
pub(super) const LINE: f32 = 26.0;
/// Width of a letter, on the average.
pub(super) const LETTER: f32 = 7.4;

/// A piece at a width. Characters are counted within the piece, from 0.
pub(super) enum Laid {
    /// All of it reads from left to right.
    Plain(Arc<Galley>),
    /// Some of it reads from right to left.
    Mixed(Rc<Vec<MixedLine>>),
}

/// A line with runs of both directions.
pub(super) struct MixedLine {
    runs: Vec<Run>,
    /// The first of its characters.
    first: usize,
    /// How many it has; the space that it ends at is not among them.
    length: usize,
    reaches: Vec<Reach>,
}

impl Laid {
    /// Lays a piece out. Mixed lines take long: those that are known are taken.
    pub(super) fn of(
        painter: &Painter,
        content: &str,
        width: f32,
        known: Option<&Rc<Vec<MixedLine>>>,
    ) -> Self {
        if let Some(lines) = known {
            return Self::Mixed(Rc::clone(lines));
        }
        let shown = text::shown(content);
        let look = Look::new(SIZE, Color32::PLACEHOLDER).airy(LINE / SIZE);
        if text::has_rtl(&shown) {
            return Self::Mixed(Rc::new(mixed_lines(&shown, width)));
        }
        Self::Plain(painter.layout_job(job(&shown, &look, width)))
    }

    /// Its height, in points.
    pub(super) fn height(&self) -> f32 {
        match self {
            Self::Plain(galley) => galley.rows.len().max(1) as f32 * LINE,
            Self::Mixed(lines) => lines.len().max(1) as f32 * LINE,
        }
    }

    /// Paints it with its top left corner here.
    pub(super) fn paint(&self, painter: &Painter, at: Pos2, ink: Color32) {
        match self {
            Self::Plain(galley) => painter.galley(at, Arc::clone(galley), ink),
            Self::Mixed(lines) => {
                for (row, line) in lines.iter().enumerate() {
                    let top = row as f32 * LINE;
                    for run in &line.runs {
                        let galley = painter.layout_job(run_job(run, SIZE, ink));
                        let y = top + (LINE - galley.size().y) / 2.0;
                        painter.galley(at + Vec2::new(run.x as f32, y), galley, ink);
                    }
                }
            }
        }
    }

    /// Where these characters are seen, from the top left corner: at least one
    /// rectangle a line.
    pub(super) fn rects(&self, chars: &Range<usize>) -> Vec<Rect> {
        let mut out = Vec::new();
        match self {
            Self::Plain(galley) => {
                let mut first = 0;
                for (row, placed) in galley.rows.iter().enumerate() {
                    let count = placed.row.glyphs.len();
                    let from = chars.start.max(first);
                    let mut to = chars.end.min(first + count);
                    // The space that a line was broken at is not seen.
                    while to < chars.end && to > from && ends_in_space(&placed.row, to - first) {
                        to -= 1;
                    }
                    if from < to {
                        let x = |at: usize| placed.pos.x + placed.row.x_offset((at - first).into());
                        out.push(line_rect(row, x(from), x(to)));
                    }
                    first += count;
                }
            }
            Self::Mixed(lines) => {
                for (row, line) in lines.iter().enumerate() {
                    let from = chars.start.saturating_sub(line.first);
                    let to = chars.end.saturating_sub(line.first).min(line.length);
                    let seen = line
                        .reaches
                        .iter()
                        .filter_map(|reach| reach.part(&(from..to)));
                    for (left, right) in seen {
                        out.push(line_rect(row, left as f32, right as f32));
                    }
                }
            }
        }
        out
    }

    /// Where the place before this character is: as a line without width.
    pub(super) fn caret(&self, char: usize) -> Rect {
        match self {
            Self::Plain(galley) => {
                let rect = galley.pos_from_cursor(CCursor::new(char));
                let row = (rect.center().y / LINE).floor().max(0.0);
                line_rect(row as usize, rect.left(), rect.left())
            }
            Self::Mixed(lines) => {
                let after = lines.partition_point(|line| line.first <= char);
                let row = after.saturating_sub(1);
                let within = char - lines.get(row).map_or(0, |line| line.first).min(char);
                let reaches = lines.get(row).map_or(&[][..], |line| &line.reaches);
                let edge = reaches.iter().find_map(|reach| {
                    let at = within.checked_sub(reach.chars.start)?;
                    reach.edges.get(at).copied()
                });
                let x = edge.unwrap_or(0.0) as f32;
                line_rect(row, x, x)
            }
        }
    }

    /// The place between two characters that is nearest to a point.
    pub(super) fn char_at(&self, at: Vec2) -> usize {
        match self {
            Self::Plain(galley) => galley.cursor_from_pos(at).index.into(),
            Self::Mixed(lines) => {
                let row = (at.y / LINE).floor().max(0.0) as usize;
                let line = lines.get(row.min(lines.len().saturating_sub(1)));
                line.map_or(0, |line| {
                    line.first + text::char_at(&line.reaches, f64::from(at.x))
                })
            }
        }
    }
}

/// Whether the last of so many glyphs of a row is a space.
fn ends_in_space(row: &egui::epaint::text::Row, count: usize) -> bool {
    let last = count.checked_sub(1).and_then(|at| row.glyphs.get(at));
    last.is_some_and(|glyph| glyph.chr.is_whitespace())
}

fn line_rect(row: usize, left: f32, right: f32) -> Rect {
    let top = row as f32 * LINE;
    Rect::from_min_max(
        Pos2::new(left, top + 2.0),
        Pos2::new(right, top + LINE - 2.0),
    )
}

fn mixed_lines(shown: &str, width: f32) -> Vec<MixedLine> {
    let style = Style {
        size: f64::from(SIZE),
        is_bold: false,
    };
    let mut out = Vec::new();
    let (mut from, mut first) = (0, 0);
    for line in text::wrap(shown, style, f64::from(width)) {
        let rest = shown.get(from..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start().len();
        first += rest.get(..spaces).unwrap_or_default().chars().count();
        from += spaces + line.len();
        let length = line.chars().count();
        out.push(MixedLine {
            runs: text::line(&line, style).runs,
            first,
            length,
            reaches: text::reaches(&line, style),
        });
        first += length;
    }
    out
}
