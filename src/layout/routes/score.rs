//! What a bend costs: by itself, and beside the bends of the other ties.
//!
//! A tie has few bends to choose from, so their curves and what they cost by
//! themselves are made once. Beside the others a bend is only looked at until it is
//! no better than the best so far.

use kurbo::{Line, Point, Rect};

use super::super::labels::{crosses, distance_to_chain, overlap};
use super::{HEIGHTS, SAMPLES, Span};
use crate::geom::curve::{Disc, SINGLE_BEND, TieCurve};

/// Ties that leave a disc at a lesser angle than this can hardly be told apart.
pub(super) const LEAST_ANGLE_RAD: f64 = 0.35;
/// So much further than needed is looked for what may lie on a curve, as a part of
/// the distance: roundings must not hide anything.
const SLACK: f64 = 1e-6;

/// A bend with its curve, in the form that scores need.
#[derive(Debug)]
pub(super) struct Choice {
    bend: f64,
    points: Vec<Point>,
    /// Around the points.
    around: Rect,
    chip: Rect,
    /// What it costs whatever the others do.
    cost: f64,
}

/// The bends that a tie may have.
#[derive(Debug)]
pub(super) struct Choices {
    /// Two of each height, to either side, or the only one; `None` where there is no
    /// room for the curve.
    all: Vec<Option<Choice>>,
    /// Which it has.
    now: usize,
}

impl Choices {
    /// Those of a tie that has this bend. One that shares its dyad keeps it.
    pub(super) fn of(
        span: &Span,
        now: f64,
        discs: &[Disc],
        names: &[Rect],
        clearance: f64,
    ) -> Self {
        let bends: Vec<f64> = if span.lanes > 1 {
            vec![now]
        } else {
            HEIGHTS
                .into_iter()
                .flat_map(|height| [height, -height])
                .collect()
        };
        let choice = |bend: &f64| {
            let mut choice = Choice::of(span, *bend, discs)?;
            choice.cost = choice.cost_alone(span, discs, names, clearance);
            Some(choice)
        };
        Self {
            all: bends.iter().map(choice).collect(),
            now: bends.iter().position(|bend| *bend == now).unwrap_or(0),
        }
    }

    fn now(&self) -> Option<&Choice> {
        self.all.get(self.now).and_then(Option::as_ref)
    }

    /// The bend that it has; `None` where there is no room for a curve.
    pub(super) fn bend(&self) -> Option<f64> {
        self.now().map(|choice| choice.bend)
    }

    /// In the order in which they are tried: that which it has comes first, so that it
    /// stays where nothing is better, then those to its side before those to the other.
    fn in_order(&self) -> impl Iterator<Item = (usize, &Choice)> {
        let side = self.now % 2;
        let others = (0..self.all.len()).map(move |at| at ^ side);
        let order = std::iter::once(self.now).chain(others);
        order.filter_map(|at| Some((at, self.all.get(at)?.as_ref()?)))
    }
}

/// Gives the tie of this number the bend that costs least beside those of the others;
/// whether that is another one than it had.
pub(super) fn choose(at: usize, spans: &[Span], choices: &mut [Choices]) -> bool {
    let (Some(span), Some(own)) = (spans.get(at), choices.get(at)) else {
        return false;
    };
    let mut best: Option<(f64, usize)> = None;
    for (number, choice) in own.in_order() {
        let least = best.map_or(f64::INFINITY, |(least, _)| least);
        if let Some(cost) = choice.cost_among(at, span, spans, choices, least) {
            best = Some((cost, number));
        }
    }
    let Some((_, number)) = best else {
        return false;
    };
    let is_other = number != own.now;
    if let Some(own) = choices.get_mut(at) {
        own.now = number;
    }
    is_other
}

impl Choice {
    fn of(span: &Span, bend: f64, discs: &[Disc]) -> Option<Self> {
        let curve = TieCurve::between(*discs.get(span.from)?, *discs.get(span.to)?, bend, 0.0)?;
        let points: Vec<Point> = (0..=SAMPLES)
            .map(|step| curve.point_at(f64::from(step) / f64::from(SAMPLES)))
            .collect();
        Some(Self {
            bend,
            around: around(&points)?,
            points,
            chip: Rect::from_center_size(curve.point_at(0.5), span.chip),
            cost: 0.0,
        })
    }

    fn cost_alone(&self, span: &Span, discs: &[Disc], names: &[Rect], clearance: f64) -> f64 {
        let mut cost = (self.bend.abs() - SINGLE_BEND).abs() * 9.0;
        for (at, disc) in discs.iter().enumerate() {
            if at == span.from || at == span.to {
                continue;
            }
            let keep = disc.radius + clearance;
            let reach = keep * (1.0 + SLACK);
            if self.around.inflate(reach, reach).contains(disc.center) {
                let distance = distance_to_chain(&self.points, disc.center);
                if distance < keep {
                    cost += 8.0 + 8.0 * (1.0 - distance / keep);
                }
                // Worse than anything that lines can do to each other.
                if distance < disc.radius {
                    cost += 40.0;
                }
            }
            let nearest = nearest_in(self.chip, disc.center);
            if nearest < keep {
                cost += 2.0;
            }
        }
        for name in names {
            if self.is_crossing(*name) {
                cost += 1.6;
            }
            if overlap(*name, self.chip) {
                cost += 1.2;
            }
        }
        cost
    }

    /// What it costs beside what the others have; `None` where that is not less than
    /// `least`.
    fn cost_among(
        &self,
        at: usize,
        span: &Span,
        spans: &[Span],
        choices: &[Choices],
        least: f64,
    ) -> Option<f64> {
        let mut cost = 0.0;
        for (other_at, (other_span, other)) in spans.iter().zip(choices).enumerate() {
            // Nothing makes it cheaper again.
            if self.cost + cost >= least {
                return None;
            }
            if let Some(other) = other.now().filter(|_| other_at != at) {
                self.add_cost_beside(other, shared_end(span, other_span), &mut cost);
            }
        }
        Some(self.cost + cost).filter(|cost| *cost < least)
    }

    /// Adds what it costs beside another one, which may end in the same disc.
    fn add_cost_beside(&self, other: &Self, ends: Option<(End, End)>, cost: &mut f64) {
        if overlap(self.chip, other.chip) {
            *cost += 3.0;
        }
        if other.is_crossing(self.chip) || self.is_crossing(other.chip) {
            *cost += 1.0;
        }
        match ends {
            Some((mine, theirs)) => {
                let angle = angle_between(&self.points, mine, &other.points, theirs);
                if angle < LEAST_ANGLE_RAD {
                    *cost += 1.8 * (1.0 - angle / LEAST_ANGLE_RAD);
                }
            }
            None if self.is_crossed_by(other) => *cost += 0.7,
            None => {}
        }
    }

    /// Whether it runs through a rectangle.
    fn is_crossing(&self, rect: Rect) -> bool {
        is_near(self.around, rect) && pieces(&self.points).any(|piece| crosses(piece, rect))
    }

    fn is_crossed_by(&self, other: &Self) -> bool {
        if !is_near(self.around, other.around) {
            return false;
        }
        let side = |line: Line, point: Point| (line.p1 - line.p0).cross(point - line.p0) > 0.0;
        let near = |piece: &Line, rect| is_near(Rect::from_points(piece.p0, piece.p1), rect);
        let mine = pieces(&self.points).filter(|piece| near(piece, other.around));
        for a in mine {
            let mut theirs = other.points.iter();
            let Some(mut last) = theirs.next() else {
                return false;
            };
            let mut last_side = side(a, *last);
            for point in theirs {
                let point_side = side(a, *point);
                if point_side != last_side {
                    let b = Line::new(*last, *point);
                    if side(b, a.p0) != side(b, a.p1) {
                        return true;
                    }
                }
                (last, last_side) = (point, point_side);
            }
        }
        false
    }
}

/// Whether two rectangles touch or nearly do.
fn is_near(one: Rect, two: Rect) -> bool {
    let slack = SLACK * (one.width() + one.height() + two.width() + two.height());
    one.inflate(slack, slack).overlaps(two)
}

fn around(points: &[Point]) -> Option<Rect> {
    let boxes = points.iter().map(|it| Rect::from_points(*it, *it));
    boxes.reduce(|all, one| all.union(one))
}

/// An end of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}

/// The ends at which two ties meet in one disc.
pub(super) fn shared_end(one: &Span, two: &Span) -> Option<(End, End)> {
    let at = |span: &Span, end: End| match end {
        End::First => span.from,
        End::Last => span.to,
    };
    [
        (End::First, End::First),
        (End::First, End::Last),
        (End::Last, End::First),
        (End::Last, End::Last),
    ]
    .into_iter()
    .find(|(end_one, end_two)| at(one, *end_one) == at(two, *end_two))
}

/// The angle between two curves where they leave their common disc, in [0, π].
pub(super) fn angle_between(one: &[Point], one_end: End, two: &[Point], two_end: End) -> f64 {
    // A quarter of the curve away, where the eye parts them.
    let leaving = |points: &[Point], end: End| {
        let step = points.len() / 4;
        let (near, far) = match end {
            End::Last => (points.last(), points.iter().rev().nth(step)),
            End::First => (points.first(), points.get(step)),
        };
        near.zip(far).map(|(near, far)| *far - *near)
    };
    match leaving(one, one_end).zip(leaving(two, two_end)) {
        Some((a, b)) => a.cross(b).atan2(a.dot(b)).abs(),
        None => std::f64::consts::PI,
    }
}

fn pieces(points: &[Point]) -> impl Iterator<Item = Line> {
    points.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(Line::new(*from, *to)),
        _ => None,
    })
}

pub(super) fn nearest_in(rect: Rect, point: Point) -> f64 {
    let inside = Point::new(
        point.x.clamp(rect.x0, rect.x1),
        point.y.clamp(rect.y0, rect.y1),
    );
    inside.distance(point)
}
