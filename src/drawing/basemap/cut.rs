//! Polygons cut to a window.
//!
//! Everything is in degrees, longitude as x (from the central meridian) and latitude as y. It knows no countries.
//!
//! A polygon is cut by one edge of the window after the other. The pieces of its rings on the inner side are joined
//! along the edge: where the edge crosses a polygon, it is inside between the first and the second crossing, between
//! the third and the fourth, and so on. So a polygon may fall into several, and none has an edge on top of another,
//! which the shorter method of Sutherland and Hodgman leaves behind and triangulation stumbles over.

use kurbo::{Point, Rect};

use super::atlas::contains;
use super::clip::bounds;

/// An outline and then its holes, none with a repeated end point.
pub(super) type Polygon = Vec<Vec<Point>>;

/// The parts of a polygon inside of the window. Along the window's edge they follow the edge, so they are good for
/// filling and not for stroking. A polygon that touches itself may come out with parts that overlap.
pub(super) fn cut_polygon(polygon: Polygon, window: Rect) -> Vec<Polygon> {
    let inside =
        |outer: &Vec<Point>| bounds(outer).is_none_or(|outer| window.union(outer) == window);
    if polygon.first().is_none_or(inside) {
        return vec![polygon];
    }
    let edges = [
        Edge {
            upright: true,
            at: window.x0,
            sign: 1.0,
        },
        Edge {
            upright: true,
            at: window.x1,
            sign: -1.0,
        },
        Edge {
            upright: false,
            at: window.y0,
            sign: 1.0,
        },
        Edge {
            upright: false,
            at: window.y1,
            sign: -1.0,
        },
    ];
    edges.iter().fold(vec![polygon], |parts, edge| {
        parts.into_iter().flat_map(|part| edge.cut(part)).collect()
    })
}

/// One edge of the window.
struct Edge {
    /// Whether it is a line of constant x.
    upright: bool,
    /// Its x or y.
    at: f64,
    /// 1 when larger values are inside, -1 when smaller ones are.
    sign: f64,
}

/// A piece of a ring from where it enters to where it leaves; both ends lie on the edge.
type Chain = Vec<Point>;

impl Edge {
    fn depth(&self, point: Point) -> f64 {
        self.sign * (if self.upright { point.x } else { point.y } - self.at)
    }

    fn position(&self, point: Point) -> f64 {
        if self.upright { point.y } else { point.x }
    }

    fn crossing(&self, from: Point, to: Point) -> Point {
        let (from_depth, to_depth) = (self.depth(from), self.depth(to));
        let point = from.lerp(to, from_depth / (from_depth - to_depth));
        if self.upright {
            Point::new(self.at, point.y)
        } else {
            Point::new(point.x, self.at)
        }
    }

    fn cut(&self, polygon: Polygon) -> Vec<Polygon> {
        let (mut chains, mut outers, mut holes) = (Vec::new(), Vec::new(), Vec::new());
        for (number, ring) in polygon.into_iter().enumerate() {
            let inner = ring
                .iter()
                .filter(|&&point| self.depth(point) >= 0.0)
                .count();
            if inner == ring.len() {
                if number == 0 { &mut outers } else { &mut holes }.push(ring);
            } else if inner > 0 {
                self.add_chains(&ring, &mut chains);
            }
        }
        outers.extend(self.joined(chains));
        let mut parts: Vec<Polygon> = outers.into_iter().map(|outer| vec![outer]).collect();
        for hole in holes {
            let around = |part: &&mut Polygon| {
                hole.first()
                    .is_some_and(|&point| part.first().is_some_and(|outer| contains(outer, point)))
            };
            if let Some(part) = parts.iter_mut().find(around) {
                part.push(hole);
            }
        }
        parts
    }

    /// Takes the inner pieces of a ring that has points on both sides.
    fn add_chains(&self, ring: &[Point], chains: &mut Vec<Chain>) {
        let is_in = |point: Point| self.depth(point) >= 0.0;
        let Some(start) = ring.iter().position(|&point| !is_in(point)) else {
            return;
        };
        let mut chain: Chain = Vec::new();
        let mut previous = ring[start];
        for &point in ring[start + 1..].iter().chain(&ring[..=start]) {
            if is_in(point) != is_in(previous) {
                chain.push(self.crossing(previous, point));
            }
            if is_in(point) {
                chain.push(point);
            } else if !chain.is_empty() {
                chains.push(std::mem::take(&mut chain));
            }
            previous = point;
        }
    }

    /// Joins pieces along the edge to closed rings.
    fn joined(&self, chains: Vec<Chain>) -> Vec<Vec<Point>> {
        let next = self.followers(&chains);
        let mut chains: Vec<Option<Chain>> = chains.into_iter().map(Some).collect();
        let mut rings = Vec::new();
        for start in 0..chains.len() {
            let mut ring = Vec::new();
            let mut at = start;
            while let Some(chain) = chains[at].take() {
                ring.extend(chain);
                at = next[at];
            }
            if !ring.is_empty() {
                rings.push(ring);
            }
        }
        rings
    }

    /// For each piece the one that its end is joined to. In a polygon that crosses itself ends may not pair off; then
    /// each piece is closed on its own.
    fn followers(&self, chains: &[Chain]) -> Vec<usize> {
        let mut ends: Vec<(f64, usize, bool)> = Vec::new();
        for (number, chain) in chains.iter().enumerate() {
            if let (Some(&first), Some(&last)) = (chain.first(), chain.last()) {
                ends.push((self.position(first), number, true));
                ends.push((self.position(last), number, false));
            }
        }
        ends.sort_by(|left, right| left.0.total_cmp(&right.0));
        let mut next: Vec<usize> = (0..chains.len()).collect();
        for pair in ends.chunks(2) {
            match *pair {
                [(_, from, false), (_, to, true)] | [(_, to, true), (_, from, false)] => {
                    next[from] = to;
                }
                _ => return (0..chains.len()).collect(),
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect::new(0.0, 0.0, 10.0, 10.0);

    fn ring(list: &[(f64, f64)]) -> Vec<Point> {
        list.iter().map(|&pair| pair.into()).collect()
    }

    fn area(polygons: &[Polygon]) -> f64 {
        let signed = |ring: &Vec<Point>| {
            let next = ring.iter().cycle().skip(1);
            ring.iter()
                .zip(next)
                .map(|(a, b)| a.to_vec2().cross(b.to_vec2()) / 2.0)
                .sum::<f64>()
                .abs()
        };
        let one = |rings: &Polygon| 2.0 * signed(&rings[0]) - rings.iter().map(signed).sum::<f64>();
        polygons.iter().map(one).sum()
    }

    #[test]
    fn what_is_inside_stays_and_what_is_outside_goes() {
        let inside = vec![ring(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)])];
        assert_eq!(cut_polygon(inside.clone(), WINDOW), vec![inside]);
        let outside = vec![ring(&[(21.0, 1.0), (22.0, 1.0), (22.0, 2.0)])];
        assert!(cut_polygon(outside, WINDOW).is_empty());
        let around = vec![ring(&[
            (-5.0, -5.0),
            (15.0, -5.0),
            (15.0, 15.0),
            (-5.0, 15.0),
        ])];
        assert!((area(&cut_polygon(around, WINDOW)) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn a_comb_falls_into_its_teeth() {
        let comb = vec![ring(&[
            (15.0, 0.0),
            (15.0, 9.0),
            (5.0, 9.0),
            (5.0, 7.0),
            (12.0, 7.0),
            (12.0, 4.0),
            (5.0, 4.0),
            (5.0, 2.0),
            (12.0, 2.0),
            (12.0, 0.0),
        ])];
        let parts = cut_polygon(comb, WINDOW);
        assert_eq!(parts.len(), 2);
        assert!((area(&parts) - 20.0).abs() < 1e-9);
    }

    #[test]
    fn holes_stay_with_their_part_or_open_to_the_edge() {
        let outer = ring(&[(5.0, 1.0), (15.0, 1.0), (15.0, 9.0), (5.0, 9.0)]);
        let whole_hole = ring(&[(6.0, 2.0), (6.0, 3.0), (7.0, 3.0), (7.0, 2.0)]);
        let cut_hole = ring(&[(8.0, 5.0), (8.0, 6.0), (12.0, 6.0), (12.0, 5.0)]);
        let lost_hole = ring(&[(13.0, 2.0), (13.0, 3.0), (14.0, 3.0), (14.0, 2.0)]);
        let parts = cut_polygon(vec![outer, whole_hole, cut_hole, lost_hole], WINDOW);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].len(), 2, "the cut hole has become a bay");
        assert!((area(&parts) - (40.0 - 1.0 - 2.0)).abs() < 1e-9);
    }

    #[test]
    fn points_on_the_edge_do_no_harm() {
        let touching = vec![ring(&[(10.0, 1.0), (12.0, 5.0), (10.0, 9.0), (5.0, 5.0)])];
        assert!((area(&cut_polygon(touching, WINDOW)) - 20.0).abs() < 1e-9);
        assert!(
            cut_polygon(vec![Vec::new()], WINDOW)
                .iter()
                .flatten()
                .all(Vec::is_empty)
        );
        assert_eq!(cut_polygon(Vec::new(), WINDOW), vec![Polygon::new()]);
    }
}
