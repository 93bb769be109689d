//! What the chip of a tie shows of the claims on it.
//!
//! A small triangle says that the claims come out further from the judged weight
//! than the scene allows, upwards or downwards: the same mark as beneath the scale
//! in the panel, at the edge of the chip. Where the evidence is shown, a bar has what speaks for the tie on
//! the left and what speaks against it on the right, each as its share of the
//! counted mass, with the rest between; two triangles that meet say that the tie
//! is contested.

use kurbo::{Point, Rect, Vec2};

use super::figures;
use super::input::DrawingInput;
use super::item::{Color, Shape, Stroke};
use super::scale::{HOME_ZOOM, Scale};
use super::theme::Theme;
use crate::evidence::{Estimate, Sides, gap_to};
use crate::model::Tie;

/// Height of the bar and the room above it, in theme points.
const BAR: f64 = 3.4;
const BAR_GAP: f64 = 2.6;
/// Between the parts of the bar, so that they differ in grey, in theme points.
const PART_GAP: f64 = 1.0;
/// Opacity of a bar over less than the least mass that says anything.
const TOO_LITTLE: f64 = 0.45;
/// Ticks across what speaks against, where the theme has texture: how far apart
/// and how wide they are, in heights of the bar.
const TICK: (f64, f64) = (1.1, 0.4);
/// Farther away than this part of the zoom at which a map fits its canvas there are
/// no bars: chips are then too close for them.
const LEAST_ZOOM: f64 = 0.4;
/// The triangle of a gap, as parts of the size of the words: width and height.
const GAP: (f64, f64) = (0.62, 0.5);
/// The two triangles of a contested tie, likewise: width of both, and height.
const CONTESTED: (f64, f64) = (1.0, 0.62);

/// Which way the claims lie from the judged weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Towards +1.
    Higher,
    /// Towards −1.
    Lower,
}

/// What the chip of a tie shows besides its words.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ChipMarks {
    /// The gap, where it is over the threshold of the scene.
    pub(super) gap: Option<Way>,
    /// What speaks for and against it, where that is shown.
    pub(super) sides: Option<Sides>,
}

impl ChipMarks {
    /// The marks of the tie at this place of the scene.
    pub(super) fn of(input: &DrawingInput<'_>, at: usize, tie: &Tie, scale: Scale) -> Self {
        let Some(estimate) = input.estimates.get(at) else {
            return Self::default();
        };
        let gap = gap_to(input.scene, tie, estimate.verdict);
        let way = |gap: crate::evidence::Gap| {
            if gap.estimated > gap.judged {
                Way::Higher
            } else {
                Way::Lower
            }
        };
        Self {
            gap: gap.map(way),
            sides: (input.is_showing_evidence && has_bars(scale))
                .then(|| sides(estimate))
                .flatten(),
        }
    }

    /// Whether its tie is contested, where that is shown.
    pub(super) fn is_contested(self) -> bool {
        self.sides.is_some_and(Sides::is_contested)
    }

    /// How much wider a chip with words of this size is for it, and how much
    /// higher, in layout units. A gap takes no room: a chip must not move away from
    /// the pointer that turns its weight.
    pub(super) fn room(self, size: f64, piece_gap: f64, scale: Scale) -> (f64, f64) {
        let contested = if self.is_contested() {
            CONTESTED.0 * size + piece_gap
        } else {
            0.0
        };
        let height = self.sides.map_or(0.0, |_| (BAR + BAR_GAP) * scale.label);
        (contested, height)
    }
}

/// What speaks for and against a tie; `None` where no claim bears on it, or none
/// is there yet.
fn sides(estimate: &Estimate) -> Option<Sides> {
    (estimate.claims() > 0 && !estimate.is_all_later()).then(|| Sides::of(estimate))
}

/// Whether bars are drawn at this zoom.
fn has_bars(scale: Scale) -> bool {
    scale.zoom >= HOME_ZOOM * LEAST_ZOOM
}

/// What the ties of a picture show of their claims; decides what the legend must
/// explain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown {
    /// Bars.
    pub(super) bars: bool,
    /// Marks of contested ties.
    pub(super) contested: bool,
    /// Gaps upwards.
    pub(super) higher: bool,
    /// Gaps downwards.
    pub(super) lower: bool,
}

impl Shown {
    /// What is shown of these ties, each with its place in the scene.
    pub(super) fn of<'a>(
        input: &DrawingInput<'_>,
        ties: impl Iterator<Item = (usize, &'a Tie)>,
    ) -> Self {
        let scale = input.scale_at(input.zoom);
        let mut shown = Self::default();
        if input.estimates.is_empty() || !figures::has_chips(input, scale) {
            return shown;
        }
        for (at, tie) in ties {
            let marks = ChipMarks::of(input, at, tie, scale);
            shown.bars |= marks.sides.is_some();
            shown.contested |= marks.is_contested();
            shown.higher |= marks.gap == Some(Way::Higher);
            shown.lower |= marks.gap == Some(Way::Lower);
        }
        shown
    }
}

/// The triangle of a gap at the edge of a chip: above it or below it.
pub(super) fn gap_at(frame: Rect, way: Way, size: f64, theme: &Theme) -> Shape {
    let half = GAP.1 * size / 2.0;
    let middle = match way {
        Way::Higher => frame.y0 - half,
        Way::Lower => frame.y1 + half,
    };
    let left = frame.center().x - GAP.0 * size / 2.0;
    gap_mark(Point::new(left, middle), way, size, theme)
}

/// The triangle of a gap for words of this size, from its left end at the middle
/// of the words.
pub(super) fn gap_mark(left: Point, way: Way, size: f64, theme: &Theme) -> Shape {
    let (width, height) = (GAP.0 * size, GAP.1 * size);
    let up = match way {
        Way::Higher => -1.0,
        Way::Lower => 1.0,
    };
    let base = left.y - up * height / 2.0;
    let points = vec![
        Point::new(left.x, base),
        Point::new(left.x + width, base),
        Point::new(left.x + width / 2.0, base + up * height),
    ];
    let fill = theme.figure.text;
    Shape::Polygon { points, fill }
}

/// The mark of a contested tie, likewise: two triangles whose tips meet. Gives how
/// wide it is.
pub(super) fn contested_mark(left: Point, size: f64, theme: &Theme) -> ([Shape; 2], f64) {
    let (width, height) = (CONTESTED.0 * size, CONTESTED.1 * size);
    let middle = left + Vec2::new(width / 2.0, 0.0);
    let half = |x: f64, tip: f64, fill: Color| Shape::Polygon {
        points: vec![
            Point::new(x, left.y - height / 2.0),
            Point::new(x, left.y + height / 2.0),
            Point::new(tip, left.y),
        ],
        fill,
    };
    let apart = width * 0.05;
    let marks = [
        half(left.x, middle.x - apart, theme.figure.supportive),
        half(left.x + width, middle.x + apart, theme.figure.hostile),
    ];
    (marks, width)
}

/// The place of the bar within the frame of its chip.
pub(super) fn bar_rect(frame: Rect, padding: f64, scale: Scale) -> Rect {
    let bottom = frame.y1 - 1.6 * BAR_GAP * scale.label;
    Rect::new(
        frame.x0 + padding,
        bottom - BAR * scale.label,
        frame.x1 - padding,
        bottom,
    )
}

/// A bar of these sides: for, neither, against, from left to right. With nothing
/// counted it is empty; over too little it is faint. `unit` is the length of one
/// theme point.
pub(super) fn bar(sides: Sides, rect: Rect, theme: &Theme, unit: f64) -> Vec<Shape> {
    let figure = &theme.figure;
    let Some(shares) = sides.shares() else {
        return vec![Shape::Rect {
            rect,
            radius: 0.0,
            fill: None,
            stroke: Some(Stroke {
                width: 0.8 * unit,
                color: figure.ring_empty,
                dash: None,
            }),
        }];
    };
    let opacity = if sides.stands() { 1.0 } else { TOO_LITTLE };
    let hues = [figure.supportive, figure.neutral, figure.hostile];
    let count = shares.iter().filter(|share| **share > 0.0).count();
    let room = (rect.width() - (count - 1) as f64 * PART_GAP * unit).max(0.0);
    let mut out = Vec::new();
    let mut left = rect.x0;
    for (share, hue) in shares.into_iter().zip(hues) {
        if share <= 0.0 {
            continue;
        }
        let part = Rect::new(left, rect.y0, left + share * room, rect.y1);
        left = part.x1 + PART_GAP * unit;
        out.push(Shape::Rect {
            rect: part,
            radius: 0.0,
            fill: Some(hue.faded(opacity)),
            stroke: None,
        });
        if hue == figure.hostile && theme.has_hostile_texture {
            out.extend(ticks(part, figure.chip));
        }
    }
    out
}

/// Ticks across a part of a bar, so that it differs in grey.
fn ticks(part: Rect, color: Color) -> impl Iterator<Item = Shape> {
    let (apart, width) = (TICK.0 * part.height(), TICK.1 * part.height());
    let count = (part.width() / apart).floor().clamp(0.0, 60.0) as u32;
    (1..=count).map(move |step| {
        let x = part.x0 + (f64::from(step) - 0.5) * apart;
        Shape::Line {
            points: vec![Point::new(x, part.y0), Point::new(x, part.y1)],
            curve: None,
            stroke: Stroke {
                width,
                color,
                dash: None,
            },
        }
    })
}
