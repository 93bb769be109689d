//! Bends of ties: each curve keeps off other actors and their names, and where
//! it can, off other curves.
//!
//! The bend is chosen from a few candidates by a score, tie after tie, in
//! sweeps until nothing changes; the same input always gives the same bends.
//! Large pictures get simpler scores, see [`bends`]. The weights of the score
//! were set by eye.

use std::collections::BTreeMap;

use kurbo::{Line, Point, Rect, Vec2};

use super::labels::{Room, crosses, distance_to_chain};
use crate::geom::curve::{Disc, SINGLE_BEND, TieCurve, lane_bend};

/// Up to this many ties, curves keep off each other as well.
const MAX_WITH_CROSSINGS: usize = 60;
/// Up to this many ties, curves keep off discs.
const MAX_WITH_DISCS: usize = 2_500;
/// Heights of the arcs to choose from, the usual one first.
const HEIGHTS: [f64; 6] = [SINGLE_BEND, 0.05, 0.2, 0.28, 0.36, 0.44];
/// How large a disc is, as a part of itself with the room around it; and about how
/// much smaller it is closer up.
const RIM: f64 = 0.8;
/// Sweeps over all ties.
const SWEEPS: usize = 4;
/// Points that stand for a curve in the score.
const SAMPLES: u32 = 20;
/// Ties that leave a disc at a lesser angle than this can hardly be told apart.
const LEAST_ANGLE_RAD: f64 = 0.35;

/// Up to this many ties of one dyad leave their discs side by side; more would
/// go around half of the disc.
const MAX_SPREAD_LANES: usize = 4;
/// Lanes leave the straight line between their discs at this angle at most.
const MAX_LANE_ANGLE_RAD: f64 = 1.25;
/// Free room between two lanes at the rim of a disc, in its radii.
const LANE_ROOM: f64 = 0.12;

/// A tie as the score sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Place of the dyad's first disc.
    pub from: usize,
    /// Place of its second disc.
    pub to: usize,
    /// Number of the tie within its dyad, from 0.
    pub lane: usize,
    /// Ties of the dyad.
    pub lanes: usize,
    /// Width and height of its chip, in layout units.
    pub chip: kurbo::Size,
    /// Its width at its first and at its second disc, arrow head included, in
    /// layout units.
    pub widths: (f64, f64),
}

/// A curve that was chosen, in the form that scores need.
struct Chosen {
    points: Vec<Point>,
    chip: Rect,
}

/// The bend of every tie, in their order; see [`TieCurve::between`].
///
/// `names` are rectangles where names will stand in all likelihood, `clearance`
/// is the free room that a curve should keep from a disc, in layout units.
/// `all` is how many ties the picture has with those that are drawn apart: up
/// to 60 all is weighed; up to 2,500 only discs; beyond, and for ties that share
/// their dyad, the bend follows from the lane.
pub fn bends(
    spans: &[Span],
    discs: &[Disc],
    names: &[Rect],
    clearance: f64,
    all: usize,
) -> Vec<f64> {
    let sum: Vec2 = discs.iter().map(|disc| disc.center.to_vec2()).sum();
    let middle = (sum / discs.len().max(1) as f64).to_point();
    let mut bends: Vec<f64> = spans
        .iter()
        .map(|span| default_bend(span, discs, middle))
        .collect();
    spread_lanes(&mut bends, spans, discs);
    if all > MAX_WITH_DISCS {
        return bends;
    }
    if all > MAX_WITH_CROSSINGS {
        bend_around_discs(&mut bends, spans, discs, clearance);
        return bends;
    }
    let mut chosen: Vec<Option<Chosen>> = spans
        .iter()
        .zip(&bends)
        .map(|(span, bend)| chosen_at(span, discs, *bend))
        .collect();
    for _ in 0..SWEEPS {
        let mut changed = false;
        for (at, span) in spans.iter().enumerate() {
            let Some(&now) = bends.get(at) else { continue };
            let best = candidates(span, now)
                .filter_map(|bend| {
                    let curve = chosen_at(span, discs, bend)?;
                    let cost = cost_alone(span, bend, &curve, discs, names, clearance)
                        + cost_among(at, span, &curve, spans, &chosen);
                    Some((cost, bend, curve))
                })
                .reduce(|best, other| if other.0 < best.0 { other } else { best });
            if let (Some((_, bend, curve)), Some(slot)) = (best, bends.get_mut(at)) {
                changed |= bend != now;
                *slot = bend;
                if let Some(slot) = chosen.get_mut(at) {
                    *slot = Some(curve);
                }
            }
        }
        if !changed {
            break;
        }
    }
    bends
}

/// The usual bend: lanes side by side; a lone tie bows away from the middle of
/// the picture, as roads around a town do.
fn default_bend(span: &Span, discs: &[Disc], middle: Point) -> f64 {
    if span.lanes > 1 {
        return lane_bend(span.lane, span.lanes);
    }
    let (Some(from), Some(to)) = (discs.get(span.from), discs.get(span.to)) else {
        return SINGLE_BEND;
    };
    let along = to.center - from.center;
    let outwards = from.center.midpoint(to.center) - middle;
    // With y down, a positive cross product means that outwards is to the right.
    if along.cross(outwards) > 0.0 {
        -SINGLE_BEND
    } else {
        SINGLE_BEND
    }
}

/// Bends the ties of each dyad so far apart that they leave its discs side by
/// side, where there are few of them.
fn spread_lanes(bends: &mut [f64], spans: &[Span], discs: &[Disc]) {
    let mut dyads: BTreeMap<(usize, usize), Vec<(usize, &Span)>> = BTreeMap::new();
    let sharing = spans.iter().enumerate();
    for (at, span) in sharing.filter(|(_, span)| (2..=MAX_SPREAD_LANES).contains(&span.lanes)) {
        dyads
            .entry((span.from, span.to))
            .or_default()
            .push((at, span));
    }
    for ((from, to), mut lanes) in dyads {
        let (Some(from), Some(to)) = (discs.get(from), discs.get(to)) else {
            continue;
        };
        lanes.sort_by_key(|(_, span)| span.lane);
        // Angles off the straight line at which the lanes leave their discs.
        let mut angle = 0.0;
        let mut angles = vec![angle];
        for pair in lanes.windows(2) {
            if let [(_, one), (_, two)] = pair {
                angle += angle_apart(one, two, *from, *to);
                angles.push(angle);
            }
        }
        for ((at, _), own) in lanes.iter().zip(angles) {
            let off = (angle / 2.0 - own).clamp(-MAX_LANE_ANGLE_RAD, MAX_LANE_ANGLE_RAD);
            if let Some(bend) = bends.get_mut(*at) {
                // A curve of bend b is seen from its end with the slope 4 b (1 - t).
                let length = from.center.distance(to.center).max(1e-9);
                let radius = from.radius.max(to.radius);
                let t = (radius * off.cos() / length).min(0.5);
                *bend = off.tan() / (4.0 * (1.0 - t));
            }
        }
    }
}

/// The angle between two neighbouring lanes that keeps them apart at both rims,
/// in radians; not less than the usual one.
fn angle_apart(one: &Span, two: &Span, from: Disc, to: Disc) -> f64 {
    let at_rim = |disc: Disc, widths: f64| {
        let apart = widths / 2.0 + LANE_ROOM * disc.radius;
        // The chord between both points on the rim.
        2.0 * (apart / (2.0 * disc.radius).max(1e-9)).min(1.0).asin()
    };
    let usual = 2.0 * (2.0 * (lane_bend(0, 2) - lane_bend(1, 2))).atan();
    at_rim(from, one.widths.0 + two.widths.0)
        .max(at_rim(to, one.widths.1 + two.widths.1))
        .max(usual)
}

/// The bends to try; `now` first, so that it stays where nothing is better.
fn candidates(span: &Span, now: f64) -> impl Iterator<Item = f64> {
    let sign = if now < 0.0 { -1.0 } else { 1.0 };
    let others = HEIGHTS
        .into_iter()
        .flat_map(move |height| [height * sign, -height * sign]);
    std::iter::once(now).chain(others.take(if span.lanes > 1 { 0 } else { usize::MAX }))
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
        if super::labels::overlap(*name, curve.chip) {
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
        if super::labels::overlap(curve.chip, other.chip) {
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

/// An end of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The ends at which two ties meet in one disc.
fn shared_end(one: &Span, two: &Span) -> Option<(End, End)> {
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
fn angle_between(one: &[Point], one_end: End, two: &[Point], two_end: End) -> f64 {
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

fn is_crossed(points: &[Point], rect: Rect) -> bool {
    pieces(points).any(|piece| crosses(piece, rect))
}

fn cross_each_other(one: &[Point], two: &[Point]) -> bool {
    let side = |line: Line, point: Point| (line.p1 - line.p0).cross(point - line.p0) > 0.0;
    pieces(one).any(|a| {
        pieces(two).any(|b| side(a, b.p0) != side(a, b.p1) && side(b, a.p0) != side(b, a.p1))
    })
}

fn nearest_in(rect: Rect, point: Point) -> f64 {
    let inside = Point::new(
        point.x.clamp(rect.x0, rect.x1),
        point.y.clamp(rect.y0, rect.y1),
    );
    inside.distance(point)
}

/// For every lone tie the candidate that runs least through other discs, the first
/// of them.
fn bend_around_discs(bends: &mut [f64], spans: &[Span], discs: &[Disc], clearance: f64) {
    let bounds = discs
        .iter()
        .map(|disc| Rect::from_points(disc.center, disc.center).inset(disc.radius + clearance))
        .reduce(|all, one| all.union(one))
        .unwrap_or_default();
    let usual = discs.iter().map(|disc| disc.radius).fold(0.0, f64::max);
    let mut room = Room::new(bounds, usual * 2.0);
    for disc in discs {
        room.take_disc(disc.center, disc.radius + clearance);
    }
    for (bend, span) in bends.iter_mut().zip(spans) {
        let mut least = u32::MAX;
        for candidate in candidates(span, *bend) {
            let cost = cost_of_discs(span, discs, candidate, &room, least);
            if cost < least {
                (least, *bend) = (cost, candidate);
            }
            if least == 0 {
                break;
            }
        }
    }
}

/// What a curve costs for the discs that it runs through or comes near, its ends
/// aside; not added up beyond `most`.
fn cost_of_discs(span: &Span, discs: &[Disc], bend: f64, room: &Room, most: u32) -> u32 {
    let (Some(from), Some(to)) = (discs.get(span.from), discs.get(span.to)) else {
        return 0;
    };
    let chord = to.center - from.center;
    let control = from.center.midpoint(to.center) + Vec2::new(chord.y, -chord.x) * (2.0 * bend);
    let quad = kurbo::QuadBez::new(from.center, control, to.center);
    let point = |step: u32| kurbo::ParamCurve::eval(&quad, f64::from(step) / f64::from(SAMPLES));
    let ends = [from.center, to.center];
    let mut cost = 0;
    for step in 0..SAMPLES {
        let piece = Line::new(point(step), point(step + 1));
        cost += match room.depth_in_discs(piece, ends) {
            // Near, through the rim, through a disc as it is closer up.
            Some(depth) if depth > RIM => 1,
            Some(depth) if depth > RIM * RIM => 6,
            Some(_) => 12,
            None => 0,
        };
        if cost >= most {
            break;
        }
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disc(x: f64, y: f64) -> Disc {
        Disc {
            center: Point::new(x, y),
            radius: 20.0,
        }
    }

    fn span(from: usize, to: usize, lane: usize, lanes: usize) -> Span {
        Span {
            from,
            to,
            lane,
            lanes,
            chip: kurbo::Size::new(40.0, 18.0),
            widths: (8.0, 8.0),
        }
    }

    fn curve(spans: &[Span], discs: &[Disc], at: usize, bend: f64) -> TieCurve {
        TieCurve::between(discs[spans[at].from], discs[spans[at].to], bend, 0.0).unwrap()
    }

    #[test]
    fn a_tie_bends_around_an_actor_in_its_way() {
        let discs = [disc(0.0, 0.0), disc(400.0, 0.0), disc(200.0, 25.0)];
        let spans = [span(0, 1, 0, 1)];
        for crowd in [1, 100] {
            let spans = vec![spans[0]; crowd];
            let bend = bends(&spans, &discs, &[], 6.0, spans.len())[0];
            let nearest = curve(&spans, &discs, 0, bend)
                .nearest(discs[2].center)
                .unwrap();
            assert!(nearest.distance > 26.0, "{crowd}: {bend}");
        }
    }

    #[test]
    fn a_tie_keeps_off_names_where_it_can() {
        let discs = [disc(0.0, 0.0), disc(400.0, 0.0)];
        let free = bends(&[span(0, 1, 0, 1)], &discs, &[], 6.0, 2)[0];
        let middle = curve(&[span(0, 1, 0, 1)], &discs, 0, free).point_at(0.5);
        let name = Rect::from_center_size(middle, (60.0, 30.0));
        let other = bends(&[span(0, 1, 0, 1)], &discs, &[name], 6.0, 2)[0];
        assert!(free != other);
    }

    #[test]
    fn ties_of_one_dyad_lie_side_by_side() {
        let discs = [disc(0.0, 0.0), disc(400.0, 0.0)];
        let spans = [span(0, 1, 0, 3), span(0, 1, 1, 3), span(0, 1, 2, 3)];
        let bends = bends(&spans, &discs, &[], 6.0, spans.len());
        assert!(bends[0] > bends[1] && bends[1] > bends[2]);
    }

    #[test]
    fn a_few_ties_of_one_dyad_do_not_touch_outside_of_its_discs() {
        for (lanes, length, widths) in [
            (2, 400.0, (13.0, 13.0)),
            (2, 110.0, (13.0, 13.0)),
            (3, 400.0, (13.0, 13.0)),
            (3, 160.0, (13.0, 13.0)),
            (3, 300.0, (13.0, 26.0)),
        ] {
            let discs = [disc(0.0, 0.0), disc(length, 0.0)];
            let spans: Vec<Span> = (0..lanes)
                .map(|lane| Span {
                    widths,
                    ..span(0, 1, lane, lanes)
                })
                .collect();
            let bends = bends(&spans, &discs, &[], 6.0, spans.len());
            for at in 1..lanes {
                let one = curve(&spans, &discs, at - 1, bends[at - 1]);
                let other = curve(&spans, &discs, at, bends[at]);
                for point in one.flatten(0.1) {
                    let apart = other.nearest(point).unwrap().distance;
                    assert!(apart >= 13.0, "{lanes} on {length}: {apart} at {point}");
                }
            }
        }
    }

    #[test]
    fn actors_on_one_spot_and_missing_discs_do_no_harm() {
        let discs = [disc(0.0, 0.0), disc(0.0, 0.0)];
        let bends = bends(&[span(0, 1, 0, 1), span(0, 9, 0, 1)], &discs, &[], 6.0, 2);
        assert!(bends.iter().all(|bend| bend.is_finite()));
    }
}
