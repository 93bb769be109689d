//! Bends of ties: each curve keeps off other actors and their names, and where
//! it can, off other curves.
//!
//! The bend is chosen from a few candidates by a score, tie after tie, in
//! sweeps until nothing changes; the same input always gives the same bends.
//! Large pictures get simpler scores, see [`bends`]. The weights of the score
//! were set by eye.

use std::collections::BTreeMap;

use kurbo::{Line, Point, Rect, Vec2};

use super::labels::Room;
use crate::geom::curve::{Disc, SINGLE_BEND, lane_bend};

mod score;

use score::{Choices, choose};

/// Up to this many ties, curves keep off each other as well.
const MAX_WITH_CROSSINGS: usize = 60;
/// Up to this many ties, curves keep off discs.
const MAX_WITH_DISCS: usize = 2_500;
/// Heights of the arcs to choose from, the usual one first.
const HEIGHTS: [f64; 6] = [SINGLE_BEND, 0.05, 0.2, 0.28, 0.36, 0.44];
/// How large a disc is, as a part of itself with the room around it; and about how
/// much smaller it is closer up.
const RIM: f64 = 0.8;
/// What a piece costs that runs through a rim; one that only comes near costs 1.
const THROUGH: u32 = 6;
/// How much all lanes of a dyad are bent further to one side to pass a disc.
const SHIFTS: [f64; 4] = [0.12, 0.2, 0.28, 0.36];
/// No lane is bent more than this.
const MOST_BEND: f64 = 0.8;
/// Sweeps over all ties.
const SWEEPS: usize = 4;
/// Points that stand for a curve in the score.
const SAMPLES: u32 = 20;

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

/// The bend of every tie, in their order; see [`between`](crate::geom::curve::TieCurve::between).
///
/// `names` are rectangles where names will stand in all likelihood, `clearance`
/// is the free room that a curve should keep from a disc, in layout units.
/// `all` is how many ties the picture has with those that are drawn apart: up
/// to 60 all is weighed; up to 2,500 only discs; beyond, the bend follows from the
/// lane. Ties that share their dyad keep side by side and pass discs together.
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
    shift_lanes(&mut bends, spans, discs, clearance);
    if all > MAX_WITH_CROSSINGS {
        bend_around_discs(&mut bends, spans, discs, clearance);
        return bends;
    }
    weigh_all(&mut bends, spans, discs, names, clearance);
    bends
}

/// For every lone tie the candidate that costs least beside all others, tie after tie
/// until each is content.
fn weigh_all(bends: &mut [f64], spans: &[Span], discs: &[Disc], names: &[Rect], clearance: f64) {
    let mut choices: Vec<Choices> = spans
        .iter()
        .zip(bends.iter())
        .map(|(span, bend)| Choices::of(span, *bend, discs, names, clearance))
        .collect();
    // Who has chosen since the last one changed its bend would choose the same again.
    let mut content = 0;
    for at in (0..spans.len()).cycle().take(spans.len() * SWEEPS) {
        if choose(at, spans, &mut choices) {
            content = 1;
        } else {
            content += 1;
        }
        if content >= spans.len() {
            break;
        }
    }
    for (bend, choices) in bends.iter_mut().zip(&choices) {
        *bend = choices.bend().unwrap_or(*bend);
    }
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

/// Places and spans of the ties of one dyad.
type Lanes<'a> = Vec<(usize, &'a Span)>;

/// The ties of each dyad that has a few of them, by the places of its discs.
fn dyads_with_lanes(spans: &[Span]) -> BTreeMap<(usize, usize), Lanes<'_>> {
    let mut dyads: BTreeMap<(usize, usize), Lanes<'_>> = BTreeMap::new();
    let sharing = spans.iter().enumerate();
    for (at, span) in sharing.filter(|(_, span)| (2..=MAX_SPREAD_LANES).contains(&span.lanes)) {
        dyads
            .entry((span.from, span.to))
            .or_default()
            .push((at, span));
    }
    dyads
}

/// Leads all ties of a dyad around a disc that one of them runs through, side by side
/// as they are: a line beneath another actor reads as two ties that there are not.
fn shift_lanes(bends: &mut [f64], spans: &[Span], discs: &[Disc], clearance: f64) {
    let dyads = dyads_with_lanes(spans);
    if dyads.is_empty() {
        return;
    }
    let room = room_of(discs, clearance);
    for lanes in dyads.values() {
        let bend_of = |at: &usize| bends.get(*at).copied().unwrap_or_default();
        let cost = |shift: f64, most: u32| {
            let mut sum = 0;
            for (at, span) in lanes {
                sum += cost_of_discs(span, discs, bend_of(at) + shift, &room, most);
            }
            sum
        };
        let mut best = (cost(0.0, u32::MAX), 0.0);
        if best.0 < THROUGH {
            continue;
        }
        for shift in SHIFTS.iter().flat_map(|shift| [*shift, -shift]) {
            let is_flat = lanes
                .iter()
                .all(|(at, _)| (bend_of(at) + shift).abs() <= MOST_BEND);
            if !is_flat {
                continue;
            }
            let now = cost(shift, best.0);
            if now < best.0 {
                best = (now, shift);
            }
        }
        for (at, _) in lanes {
            if let Some(bend) = bends.get_mut(*at) {
                *bend += best.1;
            }
        }
    }
}

/// Bends the ties of each dyad so far apart that they leave its discs side by
/// side, where there are few of them.
fn spread_lanes(bends: &mut [f64], spans: &[Span], discs: &[Disc]) {
    for ((from, to), mut lanes) in dyads_with_lanes(spans) {
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

/// For every lone tie the candidate that runs least through other discs, the first
/// of them.
fn bend_around_discs(bends: &mut [f64], spans: &[Span], discs: &[Disc], clearance: f64) {
    let room = room_of(discs, clearance);
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

/// The discs with the room around them.
fn room_of(discs: &[Disc], clearance: f64) -> Room {
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
    room
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
            Some(depth) if depth > RIM * RIM => THROUGH,
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
mod plain;
#[cfg(test)]
mod tests;
