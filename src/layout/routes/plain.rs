//! The bends once more, as they are told: every candidate of every tie, weighed anew
//! in every sweep. What is quicker must choose the same.

use kurbo::{Line, Point, Rect};

use super::super::labels::{crosses, distance_to_chain, overlap};
use super::score::{LEAST_ANGLE_RAD, angle_between, nearest_in, shared_end};
use super::{SAMPLES, SWEEPS, Span, candidates, default_bend, shift_lanes, spread_lanes};
use crate::geom::curve::{Disc, SINGLE_BEND, TieCurve};

/// A curve that was chosen, in the form that scores need.
struct Chosen {
    points: Vec<Point>,
    chip: Rect,
}

pub(super) fn bends(spans: &[Span], discs: &[Disc], names: &[Rect], clearance: f64) -> Vec<f64> {
    let sum: kurbo::Vec2 = discs.iter().map(|disc| disc.center.to_vec2()).sum();
    let middle = (sum / discs.len().max(1) as f64).to_point();
    let usual = spans.iter().map(|span| default_bend(span, discs, middle));
    let mut bends: Vec<f64> = usual.collect();
    spread_lanes(&mut bends, spans, discs);
    shift_lanes(&mut bends, spans, discs, clearance);
    let mut chosen: Vec<Option<Chosen>> = spans
        .iter()
        .zip(&bends)
        .map(|(span, bend)| chosen_at(span, discs, *bend))
        .collect();
    for _ in 0..SWEEPS {
        for (at, span) in spans.iter().enumerate() {
            let best = candidates(span, bends[at])
                .filter_map(|bend| {
                    let curve = chosen_at(span, discs, bend)?;
                    let cost = cost_alone(span, bend, &curve, discs, names, clearance)
                        + cost_among(at, span, &curve, spans, &chosen);
                    Some((cost, bend, curve))
                })
                .reduce(|best, other| if other.0 < best.0 { other } else { best });
            if let Some((_, bend, curve)) = best {
                bends[at] = bend;
                chosen[at] = Some(curve);
            }
        }
    }
    bends
}

fn chosen_at(span: &Span, discs: &[Disc], bend: f64) -> Option<Chosen> {
    let curve = TieCurve::between(*discs.get(span.from)?, *discs.get(span.to)?, bend, 0.0)?;
    let points = (0..=SAMPLES)
        .map(|step| curve.point_at(f64::from(step) / f64::from(SAMPLES)))
        .collect();
    Some(Chosen {
        points,
        chip: Rect::from_center_size(curve.point_at(0.5), span.chip),
    })
}

/// What a curve costs whatever the others do.
fn cost_alone(
    span: &Span,
    bend: f64,
    curve: &Chosen,
    discs: &[Disc],
    names: &[Rect],
    clearance: f64,
) -> f64 {
    let mut cost = (bend.abs() - SINGLE_BEND).abs() * 9.0;
    for (at, disc) in discs.iter().enumerate() {
        if at == span.from || at == span.to {
            continue;
        }
        let keep = disc.radius + clearance;
        let distance = distance_to_chain(&curve.points, disc.center);
        if distance < keep {
            cost += 8.0 + 8.0 * (1.0 - distance / keep);
        }
        // Worse than anything that lines can do to each other.
        if distance < disc.radius {
            cost += 40.0;
        }
        let nearest = nearest_in(curve.chip, disc.center);
        if nearest < keep {
            cost += 2.0;
        }
    }
    for name in names {
        if is_crossed(&curve.points, *name) {
            cost += 1.6;
        }
        if overlap(*name, curve.chip) {
            cost += 1.2;
        }
    }
    cost
}

/// What a curve costs for how it lies to the others.
fn cost_among(
    at: usize,
    span: &Span,
    curve: &Chosen,
    spans: &[Span],
    chosen: &[Option<Chosen>],
) -> f64 {
    let mut cost = 0.0;
    for (other_at, (other_span, other)) in spans.iter().zip(chosen).enumerate() {
        let Some(other) = other.as_ref().filter(|_| other_at != at) else {
            continue;
        };
        if overlap(curve.chip, other.chip) {
            cost += 3.0;
        }
        if is_crossed(&other.points, curve.chip) || is_crossed(&curve.points, other.chip) {
            cost += 1.0;
        }
        match shared_end(span, other_span) {
            Some((mine, theirs)) => {
                let angle = angle_between(&curve.points, mine, &other.points, theirs);
                if angle < LEAST_ANGLE_RAD {
                    cost += 1.8 * (1.0 - angle / LEAST_ANGLE_RAD);
                }
            }
            None if cross_each_other(&curve.points, &other.points) => cost += 0.7,
            None => {}
        }
    }
    cost
}

fn pieces(points: &[Point]) -> impl Iterator<Item = Line> {
    points.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(Line::new(*from, *to)),
        _ => None,
    })
}

fn is_crossed(points: &[Point], rect: Rect) -> bool {
    pieces(points).any(|piece| crosses(piece, rect))
}

fn cross_each_other(one: &[Point], two: &[Point]) -> bool {
    let side = |line: Line, point: Point| (line.p1 - line.p0).cross(point - line.p0) > 0.0;
    pieces(one).any(|a| {
        pieces(two).any(|b| side(a, b.p0) != side(a, b.p1) && side(b, a.p0) != side(b, a.p1))
    })
}
