//! Closed rings of points: cutting, simplifying, and what is hole of what.

use earcut::Earcut;
use kurbo::{Point, Rect};

/// The smallest box around points; `None` without any.
pub(super) fn extent(points: &[Point]) -> Option<Rect> {
    let boxes = points.iter().map(|point| Rect::from_points(*point, *point));
    boxes.reduce(|all, one| all.union(one))
}

/// A ring cut to a rectangle, edge by edge, by the method of Sutherland and Hodgman
/// (Communications of the ACM, 1974).
pub(super) fn cut(ring: Vec<Point>, window: Rect) -> Vec<Point> {
    type Inside = (fn(Point) -> f64, f64, f64);
    let edges: [Inside; 4] = [
        (|point| point.x, window.x0, 1.0),
        (|point| point.x, window.x1, -1.0),
        (|point| point.y, window.y0, 1.0),
        (|point| point.y, window.y1, -1.0),
    ];
    edges.into_iter().fold(ring, |ring, (of, edge, sign)| {
        let depth = |point: Point| (of(point) - edge) * sign;
        let mut kept = Vec::with_capacity(ring.len());
        let mut before = ring.last().copied();
        for point in ring {
            if let Some(from) = before {
                let (a, b) = (depth(from), depth(point));
                if (a < 0.0) != (b < 0.0) {
                    kept.push(from.lerp(point, a / (a - b)));
                }
                if b >= 0.0 {
                    kept.push(point);
                }
            }
            before = Some(point);
        }
        kept
    })
}

/// A ring with fewer points that strays by at most `tolerance`, by the method of
/// Ramer, Douglas and Peucker.
pub(super) fn simplified(ring: &[Point], tolerance: f64) -> Vec<Point> {
    let mut ring = ring.to_vec();
    ring.dedup_by(|a, b| a.distance(*b) < 1e-6);
    while ring.len() > 1
        && ring
            .first()
            .zip(ring.last())
            .is_some_and(|(a, b)| a.distance(*b) < 1e-6)
    {
        ring.pop();
    }
    let Some(first) = ring.first().copied() else {
        return ring;
    };
    // The ring falls into two chains at the point farthest from the first.
    let far = (0..ring.len()).max_by(|a, b| {
        let reach = |at: &usize| ring.get(*at).map_or(0.0, |point| point.distance(first));
        reach(a).total_cmp(&reach(b))
    });
    let Some(far) = far.filter(|far| *far > 0) else {
        return ring;
    };
    let (one, two) = ring.split_at(far);
    let chain = |head: &[Point], end: Option<&Point>| {
        let points: Vec<Point> = head.iter().chain(end).copied().collect();
        let mut kept = Vec::new();
        keep(&points, tolerance, &mut kept);
        kept
    };
    let mut out = chain(one, two.first());
    out.extend(chain(two, ring.first()));
    out
}

/// Keeps the first point of a chain and those that a straight line would miss; not
/// the last.
fn keep(chain: &[Point], tolerance: f64, kept: &mut Vec<Point>) {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else {
        return;
    };
    let step = *last - *first;
    let length = step.hypot();
    let miss = |point: &Point| {
        let offset = *point - *first;
        if length < 1e-9 {
            offset.hypot()
        } else {
            step.cross(offset).abs() / length
        }
    };
    let inner = chain.iter().enumerate().skip(1);
    let inner = inner.take(chain.len().saturating_sub(2));
    let worst = inner.max_by(|a, b| miss(a.1).total_cmp(&miss(b.1)));
    match worst {
        Some((at, point)) if miss(point) > tolerance => {
            keep(chain.get(..=at).unwrap_or_default(), tolerance, kept);
            keep(chain.get(at..).unwrap_or_default(), tolerance, kept);
        }
        _ => kept.push(*first),
    }
}

/// The rings of a path as rings that do not cross: at each crossing both are cut and
/// joined the other way, as Seifert did with knots, which keeps how often the whole
/// turns around each point. A star drawn in five strokes becomes its outline and its
/// middle.
pub(super) fn uncrossed(rings: &[Vec<Point>]) -> Vec<Vec<Point>> {
    let mut points: Vec<Point> = Vec::new();
    // From each point to the next; and of each edge, by its first point, what crosses it.
    let mut next: Vec<usize> = Vec::new();
    for ring in rings {
        let start = points.len();
        points.extend(ring);
        next.extend((start + 1..points.len()).chain([start]));
    }
    let corners = points.len();
    let mut cuts: Vec<Vec<(f64, usize)>> = vec![Vec::new(); corners];
    let mut joints: Vec<(usize, usize)> = Vec::new();
    let edge = |at: usize| Some((*points.get(at)?, *points.get(*next.get(at)?)?));
    let mut crossings = Vec::new();
    for one in 0..corners {
        for two in one + 1..corners {
            if let (Some(a), Some(b)) = (edge(one), edge(two))
                && let Some(found) = crossing(a, b)
            {
                crossings.push((one, two, found));
            }
        }
    }
    for (one, two, (at, on_one, on_two)) in crossings {
        let first = points.len();
        points.extend([at, at]);
        next.extend([first, first + 1]);
        for (cut, along, own) in [(one, on_one, first), (two, on_two, first + 1)] {
            if let Some(cuts) = cuts.get_mut(cut) {
                cuts.push((along, own));
            }
        }
        joints.push((first, first + 1));
    }
    for (start, cuts) in cuts.iter_mut().enumerate() {
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut from = start;
        for (_, cut) in cuts {
            if from < next.len() && *cut < next.len() {
                next.swap(from, *cut);
                from = *cut;
            }
        }
    }
    for (one, two) in joints {
        next.swap(one, two);
    }
    let mut is_done = vec![false; points.len()];
    let mut out = Vec::new();
    for start in 0..points.len() {
        let mut ring = Vec::new();
        let mut at = start;
        while let (Some(done @ false), Some(point)) = (is_done.get_mut(at), points.get(at)) {
            *done = true;
            ring.push(*point);
            at = next.get(at).copied().unwrap_or(start);
        }
        if !ring.is_empty() {
            out.push(ring);
        }
    }
    out
}

/// Where two edges cross, and how far along each; `None` where they only touch.
fn crossing((a, b): (Point, Point), (c, d): (Point, Point)) -> Option<(Point, f64, f64)> {
    let (along, across) = (b - a, d - c);
    let turn = along.cross(across);
    if turn.abs() < 1e-9 {
        return None;
    }
    let on_one = (c - a).cross(across) / turn;
    let on_two = (c - a).cross(along) / turn;
    let inside = 1e-6..1.0 - 1e-6;
    (inside.contains(&on_one) && inside.contains(&on_two))
        .then(|| (a + along * on_one, on_one, on_two))
}

/// Outlines, each with its holes.
#[derive(Debug, Default)]
pub(super) struct Rings {
    polygons: Vec<Vec<Vec<Point>>>,
}

impl Rings {
    /// Filled where a ray crosses an odd number of rings.
    pub(super) fn even_odd(rings: &[Vec<Point>]) -> Self {
        Self::of(rings, |turns| {
            turns.iter().filter(|turn| **turn != 0).count() % 2 != 0
        })
    }

    /// Filled where the rings turn around a point, all in all.
    pub(super) fn non_zero(rings: &[Vec<Point>]) -> Self {
        Self::of(rings, |turns| turns.iter().sum::<i32>() != 0)
    }

    /// Sorts rings that do not cross into outlines and holes; `is_filled` says it of
    /// a point with the turns of all rings around it.
    fn of(rings: &[Vec<Point>], is_filled: impl Fn(&[i32]) -> bool) -> Self {
        let turns: Vec<i32> = rings
            .iter()
            .map(|ring| if area(ring) < 0.0 { -1 } else { 1 })
            .collect();
        // The rings around each ring, not counting itself.
        let around: Vec<Vec<usize>> = rings
            .iter()
            .enumerate()
            .map(|(at, ring)| {
                let inner = ring.first().copied().unwrap_or_default();
                let others = rings.iter().enumerate();
                let outer = others.filter(|(other, outline)| {
                    *other != at
                        && area(outline).abs() > area(ring).abs()
                        && contains(outline, inner)
                });
                outer.map(|(other, _)| other).collect()
            })
            .collect();
        let filled = |rings: &mut dyn Iterator<Item = usize>| {
            let turns: Vec<i32> = rings.filter_map(|at| turns.get(at).copied()).collect();
            is_filled(&turns)
        };
        let mut outlines: Vec<(usize, Vec<Vec<Point>>)> = Vec::new();
        let mut holes: Vec<usize> = Vec::new();
        for (at, around) in around.iter().enumerate() {
            let outside = filled(&mut around.iter().copied());
            let inside = filled(&mut around.iter().copied().chain([at]));
            match (outside, inside) {
                (false, true) => outlines.extend(rings.get(at).map(|it| (at, vec![it.clone()]))),
                (true, false) => holes.push(at),
                _ => {}
            }
        }
        for hole in holes {
            let (Some(ring), Some(around)) = (rings.get(hole), around.get(hole)) else {
                continue;
            };
            // The smallest outline around it is the one that it is a hole of.
            let own = outlines
                .iter_mut()
                .filter(|(at, _)| around.contains(at))
                .min_by(|a, b| size(&a.1).total_cmp(&size(&b.1)));
            if let Some((_, polygon)) = own {
                polygon.push(ring.clone());
            }
        }
        Self {
            polygons: outlines.into_iter().map(|(_, polygon)| polygon).collect(),
        }
    }

    /// All rings one after the other, and the area between them in triangles.
    pub(super) fn triangulated(self) -> (Vec<Vec<Point>>, Vec<[u32; 3]>) {
        let (mut rings, mut triangles) = (Vec::new(), Vec::new());
        let mut earcut: Earcut<f64> = Earcut::new();
        let mut offset = 0;
        for polygon in self.polygons {
            let mut holes: Vec<u32> = Vec::new();
            let mut count = 0_u32;
            for ring in &polygon {
                if count > 0 {
                    holes.push(count);
                }
                count += ring.len() as u32;
            }
            let positions = polygon.iter().flatten().map(|point| [point.x, point.y]);
            let mut indexes: Vec<u32> = Vec::new();
            earcut.earcut(positions, &holes, &mut indexes);
            let corners = indexes.as_chunks::<3>().0.iter();
            triangles.extend(corners.map(|three| three.map(|corner| corner + offset)));
            offset += count;
            rings.extend(polygon);
        }
        (rings, triangles)
    }
}

fn size(polygon: &[Vec<Point>]) -> f64 {
    polygon.first().map_or(0.0, |ring| area(ring).abs())
}

/// Twice the area of a ring; negative where it turns the other way.
fn area(ring: &[Point]) -> f64 {
    let ends = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(ends)
        .map(|(from, to)| from.to_vec2().cross(to.to_vec2()))
        .sum()
}

/// Whether a point lies within a ring.
fn contains(ring: &[Point], point: Point) -> bool {
    let ends = ring.iter().cycle().skip(1);
    let crossings = ring.iter().zip(ends).filter(|(from, to)| {
        (from.y > point.y) != (to.y > point.y)
            && point.x < from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x)
    });
    crossings.count() % 2 == 1
}
