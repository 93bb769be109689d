//! The legend: only what is drawn, a sample and a few words each.

use kurbo::{Point, Vec2};

use super::actors;
use super::input::{DrawingInput, strength_at};
use super::item::{Color, Item, Role, Shape, Stroke};
use super::theme::Theme;
use super::ties::{self, Look};
use crate::analysis::strength::Strength;
use crate::model::{Tie, TieDirection};
use crate::text::{self, Style};

/// Width of a sample, in points.
const SAMPLE_WIDTH: f64 = 26.0;
/// Between a sample and its words, in points.
const SAMPLE_GAP: f64 = 6.0;
/// Samples of lines are at most this wide, in points.
const MAX_LINE: f64 = 6.0;

/// What a sample looks like.
#[derive(Clone, Debug, PartialEq)]
enum Sample {
    Line {
        look: Look,
        is_dashed: bool,
    },
    Arrow,
    /// Lines of these weights, side by side.
    Widths(Vec<f64>),
    Ring,
}

/// One entry: a sample and its words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    sample: Sample,
    words: String,
}

/// How the legend says what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// In full.
    Long,
    /// Every entry in a few words.
    Brief,
    /// Only what cannot be guessed: signs, doubt, unknown, in a few words.
    Signs,
}

/// What the ties of a picture have; decides what the legend must explain.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    supportive: bool,
    hostile: bool,
    neutral: bool,
    unknown: bool,
    absent: bool,
    dashed: bool,
    directed: bool,
    greatest: f64,
}

/// The entries for what is drawn.
pub(super) fn entries(input: &DrawingInput<'_>, words: Words) -> Vec<Entry> {
    let say = |long: &'static str, brief: &'static str| match words {
        Words::Long => long,
        Words::Brief | Words::Signs => brief,
    };
    let kinds = kinds(input);
    let line = |look, is_dashed| Sample::Line { look, is_dashed };
    let mut out = Vec::new();
    let mut add = |is_there: bool, sample: Sample, words: &str| {
        if is_there {
            out.push(Entry {
                sample,
                words: words.to_owned(),
            });
        }
    };
    add(
        kinds.supportive,
        line(Look::Supportive, false),
        "supportive",
    );
    add(kinds.hostile, line(Look::Hostile, false), "hostile");
    add(kinds.neutral, line(Look::Neutral, false), "neither");
    let dashed = match (kinds.supportive, kinds.hostile) {
        (false, true) => Look::Hostile,
        (true, false) => Look::Supportive,
        _ => Look::Neutral,
    };
    add(kinds.dashed, line(dashed, true), "low confidence");
    add(
        kinds.unknown,
        line(Look::Unknown, false),
        say("unknown: no evidence", "unknown"),
    );
    add(
        kinds.absent,
        line(Look::Absent, false),
        say("known: no tie", "no tie"),
    );
    if words == Words::Signs {
        return out;
    }
    add(kinds.directed, Sample::Arrow, "directed");
    if kinds.greatest > 0.0 {
        // The thinnest, the middle and the widest that is drawn, in tenths.
        let most = (kinds.greatest * 10.0).ceil() / 10.0;
        let weights = vec![0.1, f64::midpoint(0.1, most), most];
        let words = format!("width: {}0.1 to {most}", say("weight ", ""));
        add(most > 0.1, Sample::Widths(weights), &words);
    }
    let has_strength =
        (0..input.scene.actors.len()).any(|at| actors::total(strength_at(input, at)) > 0.0);
    add(
        has_strength,
        Sample::Ring,
        say(
            "ring: shares of support (blue) and hostility (orange); size: both together",
            "ring: + blue, \u{2212} orange",
        ),
    );
    out
}

fn kinds(input: &DrawingInput<'_>) -> Kinds {
    let mut kinds = Kinds::default();
    let is_drawn = |tie: &&Tie| {
        ties::is_shown(tie, input)
            && input.scene.actors.contains(&tie.from)
            && input.scene.actors.contains(&tie.to)
    };
    for tie in input.scene.ties.iter().filter(is_drawn) {
        match Look::of(tie) {
            Look::Supportive => kinds.supportive = true,
            Look::Hostile => kinds.hostile = true,
            Look::Neutral => kinds.neutral = true,
            Look::Unknown => kinds.unknown = true,
            Look::Absent => kinds.absent = true,
        }
        kinds.dashed |= ties::is_dashed(tie);
        kinds.directed |= tie.direction == TieDirection::Directed;
        let magnitude = tie.weight().map_or(0.0, |weight| weight.magnitude());
        kinds.greatest = kinds.greatest.max(magnitude);
    }
    kinds
}

pub(super) fn style(theme: &Theme) -> Style {
    Style {
        size: theme.size.legend,
        is_bold: false,
    }
}

impl Entry {
    /// Width in points.
    pub(super) fn width(&self, theme: &Theme) -> f64 {
        self.sample.width() + SAMPLE_GAP + text::width(&self.words, style(theme))
    }

    /// Its items; `left` is the left end of the row's middle line.
    pub(super) fn items(&self, left: Point, theme: &Theme, out: &mut Vec<Item>) {
        let mut push = |role, shape| {
            out.push(Item {
                subject: None,
                role,
                shape,
            });
        };
        for shape in self.sample.shapes(left, theme) {
            push(Role::PageMark, shape);
        }
        let style = style(theme);
        let x = left.x + self.sample.width() + SAMPLE_GAP;
        push(
            Role::PageText,
            Shape::Text {
                origin: Point::new(x, left.y + style.size * 0.36),
                line: text::line(&self.words, style),
                style,
                color: theme.figure.text_muted,
                halo: None,
            },
        );
    }
}

impl Sample {
    fn width(&self) -> f64 {
        match self {
            Self::Line { .. } | Self::Arrow => SAMPLE_WIDTH,
            Self::Widths(_) => 3.0 * 12.0,
            Self::Ring => 14.0,
        }
    }

    fn shapes(&self, left: Point, theme: &Theme) -> Vec<Shape> {
        let right = left + Vec2::new(self.width(), 0.0);
        match self {
            Self::Line { look, is_dashed } => line_sample(*look, *is_dashed, left, right, theme),
            Self::Arrow => arrow_sample(left, right, theme.figure.neutral),
            Self::Widths(weights) => widths_sample(weights, left, theme),
            Self::Ring => ring_sample(left.midpoint(right), theme),
        }
    }
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

fn ring_sample(center: Point, theme: &Theme) -> Vec<Shape> {
    let strength = Strength {
        positive: 2.0,
        negative: 1.0,
    };
    actors::ring(center, 5.2, 2.6, strength, theme)
}
