//! Curves of ties: sign is hue, weight is width, doubt is dash.
//!
//! A valued tie is a line in the hue of its sign; low confidence dashes it. An
//! unknown tie is thin, dotted and grey. A tie known not to exist is thin, whole
//! and grey, its chip says "none". A directed tie has an arrow head at the rim
//! of the actor it goes to: read where the line ends, without following it back.
//! Where the theme asks for texture, hostile ties carry cross ticks.

use std::collections::HashMap;

use kurbo::{BezPath, Point, Rect, Size, Vec2};

use super::changes;
use super::evidence::ChipMarks;
use super::input::DrawingInput;
use super::item::{Color, Item, Role, Shape, Stroke};
use super::scale::Scale;
use super::theme::Theme;
use crate::compare::{TieChange, Trend};
use crate::geom::curve::{Disc, TieCurve};
use crate::layout::routes::Span;
use crate::model::{ActorId, Confidence, Subject, Tie, TieDirection, TieState};

/// How far a flattened curve may lie off the true one, in points.
const TOLERANCE_POINTS: f64 = 0.25;
/// Free room between an arrow head and the ring it points at, in theme points.
const HEAD_GAP: f64 = 2.0;
/// Up to this many ties, lines are opaque.
const OPAQUE_TIES: f64 = 400.0;
/// Up to this many ties, every line is cut off at the rims of its discs.
const MAX_TRIMMED: usize = 2_500;
/// With more ties, lines fade with this power of their number, so that discs
/// stand out of the tangle.
const FADING: f64 = 0.3;
/// Opacity of a tie that a filter of claims leaves without any, and of one that
/// did not change among those that did: enough to see that it is there.
pub(super) const FAINT: f64 = 0.3;
/// Opacity of what recedes behind what is looked at: it is still there.
pub(super) const ASIDE: f64 = 0.16;
/// Points of the loop of a tie from an actor to itself.
const LOOP_POINTS: u32 = 24;

/// What the line of a tie says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Look {
    Supportive,
    Hostile,
    Neutral,
    Unknown,
    Absent,
}

/// A tie that is drawn, with its line.
#[derive(Clone, Debug)]
pub(super) struct TieFigure<'a> {
    pub(super) tie: &'a Tie,
    /// Whether it recedes.
    pub(super) is_aside: bool,
    /// What changed of it, where the picture shows that.
    pub(super) change: Option<&'a TieChange<'a>>,
    pub(super) look: Look,
    /// What its chip shows of its claims.
    pub(super) marks: ChipMarks,
    /// Ends as in the dyad: places of actors, the lesser first.
    pub(super) span: Span,
    /// Whether the tie runs from the span's second end to its first.
    pub(super) is_reversed: bool,
    /// Width in layout units.
    pub(super) width: f64,
    pub(super) color: Color,
    /// Whether the line ends at the rims. In a crowd it runs on beneath the
    /// discs, which looks the same and is quicker.
    pub(super) is_trimmed: bool,
    /// Opacity of the line, in (0, 1].
    pub(super) opacity: f64,
    /// Along the curve from the span's first end, at least two.
    pub(super) points: Vec<Point>,
    /// The curve; `None` for loops and where discs leave no room for one.
    pub(super) curve: Option<TieCurve>,
    /// Tip and barbs.
    pub(super) head: Option<[Point; 3]>,
}

impl Look {
    pub(super) fn of(tie: &Tie) -> Self {
        match &tie.state {
            TieState::Valued(weight) if weight.is_positive() => Self::Supportive,
            TieState::Valued(weight) if weight.is_negative() => Self::Hostile,
            TieState::Valued(_) => Self::Neutral,
            TieState::Unknown { .. } => Self::Unknown,
            TieState::None { .. } => Self::Absent,
        }
    }

    pub(super) fn color(self, theme: &Theme) -> Color {
        match self {
            Self::Supportive => theme.figure.supportive,
            Self::Hostile => theme.figure.hostile,
            Self::Neutral => theme.figure.neutral,
            Self::Unknown | Self::Absent => theme.figure.unknown,
        }
    }
}

/// Width of a tie in theme points.
pub(super) fn width_points(tie: &Tie, theme: &Theme) -> f64 {
    let size = &theme.size;
    tie.weight().map_or(size.tie_unknown, |weight| {
        size.tie_least + (size.tie_most - size.tie_least) * weight.magnitude()
    })
}

/// Whether the line is dashed for low confidence.
pub(super) fn is_dashed(tie: &Tie) -> bool {
    tie.weight().is_some() && tie.confidence == Some(Confidence::Low)
}

/// Whether the input shows this tie, its ends aside.
pub(super) fn is_shown(tie: &Tie, input: &DrawingInput<'_>) -> bool {
    let is_unknown = matches!(tie.state, TieState::Unknown { .. });
    let is_changed = || input.changes.is_some_and(|it| it.tie(&tie.id).is_some());
    (input.is_showing_unknown || !is_unknown || is_changed()) && !input.hidden.contains(&tie.id)
}

/// The ties to draw in scene order, without their lines. Ties with an end that
/// the scene does not have cannot be drawn.
pub(super) fn figures<'a>(
    input: &DrawingInput<'a>,
    scale: Scale,
    mut chip: impl FnMut(usize, &Tie) -> (Size, ChipMarks),
) -> Vec<TieFigure<'a>> {
    let mut lanes: HashMap<(usize, usize), usize> = HashMap::new();
    let mut figures = Vec::new();
    // Quicker than asking the table for both ends of every tie.
    let actors = input.scene.actors.iter().enumerate();
    let places: HashMap<&ActorId, usize> = actors.map(|(at, actor)| (&actor.id, at)).collect();
    let mut shown = 0_usize;
    for (at, tie) in input.scene.ties.iter().enumerate() {
        if !is_shown(tie, input) {
            continue;
        }
        shown += 1;
        if !input.part.has_tie(&tie.from, &tie.to) {
            continue;
        }
        let (Some(&from), Some(&to)) = (places.get(&tie.from), places.get(&tie.to)) else {
            continue;
        };
        let (first, second) = (from.min(to), from.max(to));
        let lane = lanes.entry((first, second)).or_insert(0);
        let look = Look::of(tie);
        let width = width_points(tie, input.theme) * scale.line;
        let is_reversed = from > to;
        let (chip, marks) = chip(at, tie);
        figures.push(TieFigure {
            tie,
            is_aside: input.sets_aside(&tie.id),
            change: input.changes.and_then(|changes| changes.tie(&tie.id)),
            look,
            marks,
            span: Span {
                from: first,
                to: second,
                lane: *lane,
                lanes: 1,
                chip,
                widths: widths_at_ends(tie, is_reversed, width, scale),
            },
            is_reversed,
            width,
            color: look.color(input.theme),
            is_trimmed: true,
            opacity: 1.0,
            points: Vec::new(),
            curve: None,
            head: None,
        });
        *lane += 1;
    }
    let opacity = (OPAQUE_TIES / shown.max(1) as f64).min(1.0).powf(FADING);
    let is_trimmed = shown <= MAX_TRIMMED;
    for figure in &mut figures {
        figure.opacity = opacity;
        if figure.is_removed() {
            figure.color = input.theme.figure.unknown;
        }
        if figure.change.is_some() {
            figure.opacity = 1.0;
        } else if figure.is_aside {
            figure.color = figure.color.faded(ASIDE);
        } else if input.changes.is_some() || input.faded.contains(&figure.tie.id) {
            // The chip takes the colour of the line.
            figure.color = figure.color.faded(FAINT);
        }
        figure.is_trimmed = is_trimmed;
        let dyad = (figure.span.from, figure.span.to);
        figure.span.lanes = lanes.get(&dyad).copied().unwrap_or(1);
    }
    figures
}

/// Width of an arrow head at a line of this width, in layout units.
fn head_width(width: f64, scale: Scale) -> f64 {
    width * 1.5 + 7.0 * scale.line
}

/// Width of a tie at the first and the second end of its dyad, head included.
fn widths_at_ends(tie: &Tie, is_reversed: bool, width: f64, scale: Scale) -> (f64, f64) {
    match (tie.direction, is_reversed) {
        (TieDirection::Mutual, _) => (width, width),
        (TieDirection::Directed, false) => (width, head_width(width, scale)),
        (TieDirection::Directed, true) => (head_width(width, scale), width),
    }
}

impl TieFigure<'_> {
    /// Lays the line with this bend.
    pub(super) fn lay(&mut self, discs: &[Disc], bend: f64, scale: Scale) {
        let (Some(&from), Some(&to)) = (discs.get(self.span.from), discs.get(self.span.to)) else {
            return;
        };
        if self.span.from == self.span.to {
            self.points = loop_around(from, self.span.lane, scale);
            return;
        }
        // Discs that touch hide the line between them; it is kept whole then, so
        // that it can be found and read out.
        let point = |disc: Disc| Disc {
            center: disc.center,
            radius: 0.0,
        };
        let rim_to_rim = (self.is_trimmed || self.is_directed())
            .then(|| TieCurve::between(from, to, bend, 0.0))
            .flatten();
        let Some(curve) =
            rim_to_rim.or_else(|| TieCurve::between(point(from), point(to), bend, 0.0))
        else {
            self.points = vec![from.center, to.center + Vec2::new(scale.points(1.0), 0.0)];
            return;
        };
        self.curve = Some(curve);
        self.points = curve.flatten(scale.points(TOLERANCE_POINTS));
        if self.is_directed() {
            self.add_head(curve, scale);
        }
    }

    /// Whether it was there before and is not any more.
    pub(super) fn is_removed(&self) -> bool {
        self.change
            .is_some_and(|change| change.trend == Trend::Removed)
    }

    fn is_directed(&self) -> bool {
        self.tie.direction == TieDirection::Directed
    }

    /// Puts an arrow head at the end of the tie and ends its line inside of it.
    fn add_head(&mut self, curve: TieCurve, scale: Scale) {
        let along = if self.is_reversed {
            curve.reversed()
        } else {
            curve
        };
        let length = self.width * 1.4 + 7.0 * scale.line;
        let Some(to_tip) = along.shortened_at_end(HEAD_GAP * scale.line) else {
            return;
        };
        self.head = to_tip.arrow_head(length, head_width(self.width, scale));
        if let Some(shaft) = to_tip.shortened_at_end(length * 0.8) {
            let shaft = if self.is_reversed {
                shaft.reversed()
            } else {
                shaft
            };
            self.points = shaft.flatten(scale.points(TOLERANCE_POINTS));
            self.curve = Some(shaft);
        }
    }

    /// A point of the line: 0 is at the span's first end, 1 at its second.
    pub(super) fn point_at(&self, t: f64) -> Option<Point> {
        if let Some(curve) = self.curve {
            return Some(curve.point_at(t));
        }
        let last = self.points.len().checked_sub(1)?;
        self.points
            .get((t.clamp(0.0, 1.0) * last as f64).round() as usize)
            .copied()
    }

    /// The smallest rectangle around line and head.
    pub(super) fn bounds(&self) -> Option<Rect> {
        let points = self.points.iter().chain(self.head.iter().flatten());
        points
            .map(|point| Rect::from_points(*point, *point))
            .reduce(|all, one| all.union(one))
            .map(|rect| rect.inset(self.width / 2.0))
    }

    /// The items of the line.
    pub(super) fn items(&self, theme: &Theme, scale: Scale, out: &mut Vec<Item>) {
        if self.points.len() < 2 {
            return;
        }
        let subject = Some(Subject::Tie(self.tie.id.clone()));
        let path = self.curve.map(|curve| {
            let quad = curve.quad();
            let mut path = BezPath::new();
            path.move_to(quad.p0);
            path.quad_to(quad.p1, quad.p2);
            path
        });
        let color = self.color.faded(self.opacity);
        let mut push = |role, shape| {
            out.push(Item {
                subject: subject.clone(),
                role,
                shape,
            });
        };
        let line = |stroke| Shape::Line {
            points: self.points.clone(),
            curve: path.clone(),
            stroke,
        };
        let below = self
            .change
            .and_then(|it| changes::beneath(it, theme, scale));
        if let Some(stroke) = below {
            push(Role::Tie, line(stroke));
        }
        let solid = self.change.and_then(|it| changes::solid_width(it, theme));
        push(
            Role::Tie,
            line(Stroke {
                width: solid.map_or(self.width, |points| points * scale.line),
                color,
                dash: self.dash(scale),
            }),
        );
        if theme.has_hostile_texture && self.look == Look::Hostile && !self.is_removed() {
            let dash = self.dash(scale);
            push(Role::Tie, line(ticks(self.width, color, scale.line, dash)));
        }
        if let Some(head) = self.head {
            push(
                Role::ArrowHead,
                Shape::Polygon {
                    points: head.to_vec(),
                    fill: color,
                },
            );
        }
    }

    fn dash(&self, scale: Scale) -> Option<[f64; 2]> {
        match self.look {
            _ if self.is_removed() => Some(broken(self.width, scale.line)),
            Look::Unknown => Some(dots(self.width)),
            _ if is_dashed(self.tie) => Some(dashes(self.width, scale.line)),
            _ => None,
        }
    }
}

/// Dots for what is unknown.
pub(super) fn dots(width: f64) -> [f64; 2] {
    [0.0, width * 3.0]
}

/// Dashes for low confidence; `unit` is the length of one theme point.
pub(super) fn dashes(width: f64, unit: f64) -> [f64; 2] {
    [width * 1.2 + 5.0 * unit, width * 0.6 + 4.0 * unit]
}

/// Far apart, for what is not there any more.
pub(super) fn broken(width: f64, unit: f64) -> [f64; 2] {
    [width * 1.2 + 7.0 * unit, width + 9.0 * unit]
}

/// Ticks across a hostile tie: the same line again, wider, with very short
/// dashes. Where the line itself is dashed, each dash begins with a tick.
pub(super) fn ticks(width: f64, color: Color, unit: f64, dash: Option<[f64; 2]>) -> Stroke {
    let period = dash.map_or(10.0 * unit, |[on, off]| on + off);
    Stroke {
        width: width + 7.0 * unit,
        color,
        dash: Some([1.5 * unit, period - 1.5 * unit]),
    }
}

/// The loop of a tie from an actor to itself, up and to the right of its disc.
fn loop_around(disc: Disc, lane: usize, scale: Scale) -> Vec<Point> {
    let radius = disc.radius * 0.6 + lane as f64 * scale.points(5.0);
    let center = disc.center + Vec2::new(1.0, -1.0).normalize() * (disc.radius + radius * 0.5);
    (0..=LOOP_POINTS)
        .map(|step| {
            // From the disc outwards and back to it.
            let turn = f64::from(step) / f64::from(LOOP_POINTS) * std::f64::consts::TAU;
            center + Vec2::from_angle(turn + 0.75 * std::f64::consts::PI) * radius
        })
        .collect()
}
