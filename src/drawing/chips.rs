//! Chips: the weight of a tie, on its line.
//!
//! A chip stands in the middle of its line if it can, else nearer to one end.
//! It never lies on a disc, a name or another chip.

use std::collections::HashMap;

use kurbo::{Rect, Size};

use super::item::{Item, Role, Shape, Stroke};
use super::scale::Scale;
use super::theme::Theme;
use super::ties::TieFigure;
use crate::layout::labels::Room;
use crate::model::{Subject, Tie, TieState};
use crate::text::{self, Style};

/// Places along the line to try, the best first.
const PLACES: [f64; 15] = [
    0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85,
];
/// What it costs to stand a whole line's length off the middle.
const OFF_MIDDLE_COST: f64 = 3.0;
/// What it costs to cover another line.
const LINE_COST: f64 = 0.5;
/// Room between text and frame, in theme points: left and right, above and below.
const PADDING: (f64, f64) = (8.0, 3.2);
/// Free room around a chip, in theme points.
const MARGIN: f64 = 2.0;
/// Width of the frame, in theme points.
const FRAME: f64 = 1.3;

/// The words on the chip of a tie.
pub(super) fn words(tie: &Tie) -> String {
    match &tie.state {
        TieState::Valued(weight) => weight.to_string(),
        TieState::Unknown { .. } => "?".to_owned(),
        TieState::None { .. } => "none".to_owned(),
    }
}

fn style(theme: &Theme, scale: Scale) -> Style {
    Style {
        size: theme.size.chip * scale.label,
        is_bold: true,
    }
}

/// Gives width and height of the frame of a tie's chip, in layout units. Texts
/// are measured once each: there are few, however many ties there are.
pub(super) fn sizes(theme: &Theme, scale: Scale) -> impl FnMut(&Tie) -> Size {
    let style = style(theme, scale);
    let mut widths: HashMap<String, f64> = HashMap::new();
    move |tie| {
        let words = words(tie);
        let width = *widths
            .entry(words)
            .or_insert_with_key(|words| text::width(words, style));
        let height = style.size * 1.1 + 2.0 * PADDING.1 * scale.label;
        let padded = width + 2.0 * PADDING.0 * scale.label;
        Size::new(padded.max(height * 1.25), height)
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
    best.map(|(_, frame)| frame)
}

/// What a placed chip takes.
pub(super) fn taken(frame: Rect, scale: Scale) -> Rect {
    frame.inset(MARGIN * scale.label)
}

/// The items of a chip.
pub(super) fn items(
    figure: &TieFigure<'_>,
    frame: Rect,
    theme: &Theme,
    scale: Scale,
    out: &mut Vec<Item>,
) {
    let subject = Some(Subject::Tie(figure.tie.id.clone()));
    let style = style(theme, scale);
    out.push(Item {
        subject: subject.clone(),
        role: Role::Chip,
        shape: Shape::Rect {
            rect: frame,
            radius: frame.height() / 2.0,
            fill: Some(theme.figure.chip),
            stroke: Some(Stroke {
                width: FRAME * scale.label,
                color: figure.color,
                dash: None,
            }),
        },
    });
    let line = text::line(&words(figure.tie), style);
    let center = frame.center();
    let origin = (center.x - line.width / 2.0, center.y + style.size * 0.365);
    out.push(Item {
        subject,
        role: Role::ChipText,
        shape: Shape::Text {
            origin: origin.into(),
            line,
            style,
            color: figure.color,
            halo: None,
        },
    });
}
