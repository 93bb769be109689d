//! What stands before the words of an entry: a small piece of what is drawn.

use kurbo::{Point, Rect, Vec2};

use crate::analysis::strength::Strength;
use crate::drawing::actors;
use crate::drawing::changes;
use crate::drawing::evidence::{self, Way};
use crate::drawing::item::{Color, Shape, Stroke};
use crate::drawing::theme::Theme;
use crate::drawing::ties::{self, Look};
use crate::evidence::Sides;
use crate::text::Style;

/// Width of a sample, in points.
const SAMPLE_WIDTH: f64 = 26.0;
/// Samples of lines are at most this wide, in points.
const MAX_LINE: f64 = 6.0;

/// What a sample looks like.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sample {
    Line {
        look: Look,
        is_dashed: bool,
    },
    Arrow,
    /// Lines of these weights, side by side.
    Widths(Vec<f64>),
    Ring,
    /// Words in a frame, as on a chip.
    Tag(&'static str),
    /// A line that did not change.
    Same,
    /// A line that is gone.
    Gone,
    /// A line whose width changed.
    Pale,
    /// A line edged in another hue.
    Edged,
    /// Marks of gaps, these ways.
    Gaps(Vec<Way>),
    /// A bar of what speaks for and against a tie.
    Bar,
    /// The mark of a contested tie.
    Contested,
}

impl Sample {
    /// What it means, in a sentence.
    pub(super) fn meaning(&self) -> &'static str {
        match self {
            Self::Line {
                is_dashed: true, ..
            } => "Dashed: the judgement has low confidence, thin or doubtful evidence.",
            Self::Line { look, .. } => match look {
                Look::Supportive => "A tie whose judged weight is above 0; the wider, the closer.",
                Look::Hostile => "A tie whose judged weight is below 0; the wider, the worse.",
                Look::Neutral => "A tie whose judged weight is 0.",
                Look::Unknown => "Looked at, without evidence. Unknown is not 0.",
                Look::Absent => "Known not to exist.",
            },
            Self::Arrow => "The tie runs from one actor to the other, not both ways.",
            Self::Widths(_) => {
                "The width of a tie grows with its judged weight, whatever the sign."
            }
            Self::Ring => {
                "The ring of an actor: its positive and its negative strength; its size grows with \
                 their sum."
            }
            Self::Gaps(_) => {
                "The claims come out this way from the judged weight, by more than the scene allows."
            }
            Self::Bar => "How much speaks for and against the tie, of what counts.",
            Self::Contested => "Much speaks for the tie and much against it.",
            Self::Tag(_) | Self::Same | Self::Gone | Self::Pale | Self::Edged => {
                "What became of a tie from one scene to the other."
            }
        }
    }

    /// Its width, in points.
    pub(super) fn width(&self, theme: &Theme) -> f64 {
        match self {
            Self::Line { .. }
            | Self::Arrow
            | Self::Same
            | Self::Gone
            | Self::Pale
            | Self::Edged
            | Self::Bar => SAMPLE_WIDTH,
            Self::Tag(words) => changes::badge_size(words, tag_style(theme)).width,
            Self::Gaps(ways) => ways.len() as f64 * 10.0,
            Self::Contested => 12.0,
            Self::Widths(_) => 3.0 * 12.0,
            Self::Ring => 14.0,
        }
    }

    /// Its shapes; `left` is the left end of its middle line.
    pub(super) fn shapes(&self, left: Point, theme: &Theme) -> Vec<Shape> {
        let right = left + Vec2::new(self.width(theme), 0.0);
        match self {
            Self::Line { look, is_dashed } => line_sample(*look, *is_dashed, left, right, theme),
            Self::Arrow => arrow_sample(left, right, theme.figure.neutral),
            Self::Widths(weights) => widths_sample(weights, left, theme),
            Self::Ring => ring_sample(left.midpoint(right), theme),
            Self::Gaps(ways) => {
                let place = |step: usize| left + Vec2::new(step as f64 * 10.0, 0.0);
                let marks = ways.iter().enumerate();
                marks
                    .map(|(step, way)| evidence::gap_mark(place(step), *way, 12.0, theme))
                    .collect()
            }
            Self::Bar => bar_sample(left, right, theme),
            Self::Contested => evidence::contested_mark(left, 12.0, theme).0.into(),
            // Drawn with its words.
            Self::Tag(_) => Vec::new(),
            Self::Same | Self::Gone | Self::Pale | Self::Edged => {
                change_sample(self, left, right, theme)
            }
        }
    }
}

/// How the words of a [`Sample::Tag`] are set.
pub(super) fn tag_style(theme: &Theme) -> Style {
    Style {
        size: theme.size.legend * 0.95,
        is_bold: true,
    }
}

fn change_sample(sample: &Sample, left: Point, right: Point, theme: &Theme) -> Vec<Shape> {
    let figure = &theme.figure;
    let strokes = match sample {
        Sample::Same => vec![(3.0, figure.neutral.faded(ties::FAINT), None)],
        Sample::Gone => vec![(3.0, figure.unknown, Some([7.0, 4.0]))],
        Sample::Pale => vec![
            (8.0, figure.supportive.faded(changes::PALE), None),
            (3.5, figure.supportive, None),
        ],
        Sample::Edged => vec![(8.0, figure.supportive, None), (3.5, figure.hostile, None)],
        _ => Vec::new(),
    };
    strokes
        .into_iter()
        .map(|(width, color, dash)| line(left, right, Stroke { width, color, dash }))
        .collect()
}

fn line(from: Point, to: Point, stroke: Stroke) -> Shape {
    Shape::Line {
        points: vec![from, to],
        curve: None,
        stroke,
    }
}

fn line_sample(
    look: Look,
    is_dashed: bool,
    left: Point,
    right: Point,
    theme: &Theme,
) -> Vec<Shape> {
    let color = look.color(theme);
    let (width, dash) = match look {
        Look::Unknown => (
            theme.size.tie_unknown,
            Some(ties::dots(theme.size.tie_unknown)),
        ),
        Look::Absent => (theme.size.tie_unknown, None),
        Look::Neutral if !is_dashed => (theme.size.tie_least, None),
        _ => (4.0_f64.min(MAX_LINE), is_dashed.then_some([6.0, 4.0])),
    };
    let stroke = Stroke { width, color, dash };
    let mut out = vec![line(left, right, stroke)];
    if look == Look::Hostile && theme.has_hostile_texture {
        out.push(line(left, right, ties::ticks(width, color, 1.0, None)));
    }
    out
}

fn arrow_sample(left: Point, right: Point, color: Color) -> Vec<Shape> {
    let stroke = Stroke {
        width: 2.0,
        color,
        dash: None,
    };
    let foot = right - Vec2::new(8.0, 0.0);
    vec![
        line(left, foot, stroke),
        Shape::Polygon {
            points: vec![
                right,
                foot + Vec2::new(0.0, -4.0),
                foot + Vec2::new(0.0, 4.0),
            ],
            fill: color,
        },
    ]
}

fn widths_sample(weights: &[f64], left: Point, theme: &Theme) -> Vec<Shape> {
    let (least, most) = (theme.size.tie_least, theme.size.tie_most);
    let steps = weights.iter().enumerate();
    steps
        .map(|(step, weight)| {
            let from = left + Vec2::new(step as f64 * 12.0, 0.0);
            let stroke = Stroke {
                width: least + (most - least) * weight,
                color: theme.figure.neutral,
                dash: None,
            };
            line(from, from + Vec2::new(10.0, 0.0), stroke)
        })
        .collect()
}

fn bar_sample(left: Point, right: Point, theme: &Theme) -> Vec<Shape> {
    let sides = Sides {
        supports: 3.0,
        strains: 2.0,
        neutral: 1.0,
    };
    let rect = Rect::new(left.x, left.y - 2.0, right.x, left.y + 2.0);
    evidence::bar(sides, rect, theme, 1.0)
}

fn ring_sample(center: Point, theme: &Theme) -> Vec<Shape> {
    let strength = Strength {
        positive: 2.0,
        negative: 1.0,
    };
    actors::ring(center, 5.2, 2.6, strength, theme)
}
