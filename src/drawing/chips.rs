//! Chips: the weight of a tie, on its line.
//!
//! A chip stands in the middle of its line if it can, else nearer to one end.
//! It never lies on a disc, a name or another chip. What it shows of the claims
//! on its tie stands in `evidence.rs`.

use std::collections::HashMap;

use kurbo::{Point, Rect, Size, Vec2};

use super::changes::{self, ChangeMarks, Piece};
use super::evidence::{self, ChipMarks};
use super::input::DrawingInput;
use super::item::{Color, Item, Role, Shape, Stroke};
use super::scale::Scale;
use super::theme::Theme;
use super::ties::TieFigure;
use crate::compare::TieChange;
use crate::layout::labels::{Room, distance_to_chain};
use crate::model::{Subject, Tie};
use crate::text::{self, Style};

/// Places along the line to try, the best first.
const PLACES: [f64; 15] = [
    0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85,
];
/// What it costs to stand a whole line's length off the middle.
const OFF_MIDDLE_COST: f64 = 3.0;
/// Where the chip of a tie that changed stands where the line has no room for it:
/// in heights of the chip off the line, to either side.
const BESIDE: [f64; 4] = [0.9, 1.4, 2.0, 2.8];
/// What it costs to cover another line.
const LINE_COST: f64 = 0.5;
/// Room between text and frame, in theme points: left and right, above and below.
const PADDING: (f64, f64) = (8.0, 3.2);
/// Free room around a chip, in theme points.
const MARGIN: f64 = 2.0;
/// Width of the frame, in theme points.
const FRAME: f64 = 1.3;

/// Between two pieces of the words, as a part of their size.
const PIECE_GAP: f64 = 0.3;

/// The words on the chip of a tie; a tie without changes has one piece, in the
/// colour of its line.
fn pieces(tie: &Tie, change: Option<&TieChange<'_>>, color: Color, theme: &Theme) -> Vec<Piece> {
    match change {
        Some(change) => changes::chip(change, theme),
        None => vec![Piece {
            words: changes::in_short(tie, false),
            color,
        }],
    }
}

/// Whether a tie has a chip: in a picture of changes only where it changed, and
/// never where it recedes.
pub(super) fn has_chip(tie: &Tie, input: &DrawingInput<'_>) -> bool {
    let is_changed = |changes: &ChangeMarks<'_>| changes.tie(&tie.id).is_some();
    !input.sets_aside(&tie.id) && input.changes.is_none_or(is_changed)
}

fn style(theme: &Theme, scale: Scale) -> Style {
    Style {
        size: theme.size.chip * scale.label,
        is_bold: true,
    }
}

/// Gives width and height of the frame of a tie's chip, in layout units. Texts
/// are measured once each: there are few, however many ties there are.
pub(super) fn sizes(
    input: &DrawingInput<'_>,
    scale: Scale,
) -> impl FnMut(usize, &Tie) -> (Size, ChipMarks) {
    let theme = input.theme;
    let style = style(theme, scale);
    let mut widths: HashMap<String, f64> = HashMap::new();
    move |at, tie| {
        if !has_chip(tie, input) {
            return (Size::ZERO, ChipMarks::default());
        }
        let marks = ChipMarks::of(input, at, tie, scale);
        let more = marks.room(style.size, PIECE_GAP * style.size, scale);
        let change = input.changes.and_then(|changes| changes.tie(&tie.id));
        let pieces = pieces(tie, change, theme.figure.text, theme);
        let gaps = pieces.len().saturating_sub(1) as f64 * PIECE_GAP * style.size;
        let each = pieces.into_iter().map(|piece| {
            *widths
                .entry(piece.words)
                .or_insert_with_key(|words| text::width(words, style))
        });
        let width = each.sum::<f64>() + gaps + more.0;
        let height = style.size * 1.1 + 2.0 * PADDING.1 * scale.label;
        let padded = width + 2.0 * PADDING.0 * scale.label;
        (Size::new(padded.max(height * 1.25), height + more.1), marks)
    }
}

/// The frame of the chip where it finds room; `None` where it finds none.
/// `line` is the number of the tie's own line in `room`.
pub(super) fn place(
    figure: &TieFigure<'_>,
    line: usize,
    room: &Room,
    scale: Scale,
) -> Option<Rect> {
    let margin = MARGIN * scale.label;
    let mut best: Option<(f64, Rect)> = None;
    for t in PLACES {
        let off = (t - 0.5_f64).abs() * OFF_MIDDLE_COST;
        if best.is_some_and(|(cost, _)| cost <= off) {
            break;
        }
        let Some(center) = figure.point_at(t) else {
            break;
        };
        let frame = Rect::from_center_size(center, figure.span.chip);
        if !room.is_free(frame.inset(margin)) {
            continue;
        }
        let cost = off + LINE_COST * room.lines_through(frame, Some(line)) as f64;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, frame));
        }
    }
    match (best, figure.change) {
        (Some((_, frame)), _) => Some(frame),
        (None, Some(_)) => place_beside(figure, room, margin),
        (None, None) => None,
    }
}

/// The nearest room beside the middle of a line.
fn place_beside(figure: &TieFigure<'_>, room: &Room, margin: f64) -> Option<Rect> {
    let [middle, ahead] = [figure.point_at(0.5)?, figure.point_at(0.55)?];
    let along = (ahead - middle).normalize();
    if !along.is_finite() {
        return None;
    }
    let across = Vec2::new(-along.y, along.x);
    let chip = figure.span.chip;
    // As far off as the chip reaches that way.
    let reach = (across.x * chip.width).abs() + (across.y * chip.height).abs();
    let places = BESIDE.iter().flat_map(|step| [*step, -step]);
    places
        .map(|step| Rect::from_center_size(middle + across * (step * reach * 0.6), chip))
        .find(|frame| room.is_free(frame.inset(margin)))
}

/// What a placed chip takes.
pub(super) fn taken(frame: Rect, scale: Scale) -> Rect {
    frame.inset(MARGIN * scale.label)
}

/// The items of a chip; one beside its line is held by a thread.
pub(super) fn items(
    figure: &TieFigure<'_>,
    frame: Rect,
    theme: &Theme,
    scale: Scale,
    out: &mut Vec<Item>,
) {
    let subject = Some(Subject::Tie(figure.tie.id.clone()));
    let edge = figure
        .change
        .map_or(figure.color, |change| changes::frame_color(change, theme));
    if let Some(middle) = figure.point_at(0.5)
        && distance_to_chain(&figure.points, frame.center()) > frame.height() / 2.0
    {
        out.push(Item {
            subject: subject.clone(),
            role: Role::Chip,
            shape: Shape::Line {
                points: vec![middle, frame.center()],
                curve: None,
                stroke: Stroke {
                    width: FRAME * scale.label,
                    color: edge,
                    dash: None,
                },
            },
        });
    }
    out.push(Item {
        subject: subject.clone(),
        role: Role::Chip,
        shape: Shape::Rect {
            rect: frame,
            radius: frame.height() / 2.0,
            fill: Some(theme.figure.chip),
            stroke: Some(Stroke {
                width: FRAME * scale.label,
                color: edge,
                dash: None,
            }),
        },
    });
    words(figure, frame, theme, scale, out);
    if let Some(sides) = figure.marks.sides {
        let rect = evidence::bar_rect(frame, PADDING.0 * scale.label, scale);
        let bar = evidence::bar(sides, rect, theme, scale.label);
        out.extend(bar.into_iter().map(|shape| Item {
            subject: subject.clone(),
            role: Role::Chip,
            shape,
        }));
    }
}

/// The words of a chip between the marks of its claims.
fn words(figure: &TieFigure<'_>, frame: Rect, theme: &Theme, scale: Scale, out: &mut Vec<Item>) {
    let subject = Some(Subject::Tie(figure.tie.id.clone()));
    let style = style(theme, scale);
    let pieces = pieces(figure.tie, figure.change, figure.color, theme);
    let lines: Vec<_> = pieces
        .into_iter()
        .map(|piece| (text::line(&piece.words, style), piece.color))
        .collect();
    let gap = PIECE_GAP * style.size;
    let gaps = lines.len().saturating_sub(1) as f64 * gap;
    let (more, bar) = figure.marks.room(style.size, gap, scale);
    let width = lines.iter().map(|(line, _)| line.width).sum::<f64>() + gaps + more;
    // The bar stands beneath the words.
    let center = frame.center() - Vec2::new(0.0, bar / 2.0);
    let mut left = center.x - width / 2.0;
    let mut mark = |shape| {
        out.push(Item {
            subject: subject.clone(),
            role: Role::Chip,
            shape,
        });
    };
    if figure.marks.is_contested() {
        let place = Point::new(left, center.y);
        let (marks, wide) = evidence::contested_mark(place, style.size, theme);
        marks.into_iter().for_each(&mut mark);
        left += wide + gap;
    }
    if let Some(way) = figure.marks.gap {
        mark(evidence::gap_at(frame, way, style.size, theme));
    }
    for (line, color) in lines {
        let origin = (left, center.y + style.size * 0.365);
        left += line.width + gap;
        out.push(Item {
            subject: subject.clone(),
            role: Role::ChipText,
            shape: Shape::Text {
                origin: origin.into(),
                line,
                style,
                color,
                halo: None,
            },
        });
    }
}
