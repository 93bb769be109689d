//! What of a basemap lies on the page: its rings and lines reach far beyond it,
//! and would be most of the file.

use kurbo::{Point, Rect};

/// The ring cut at the edges of the rectangle (after Sutherland and Hodgman).
/// Filled, it shows the same within; empty where nothing of it is there.
pub(super) fn ring(points: &[Point], within: Rect) -> Vec<Point> {
    let is_whole = points.iter().all(|point| within.contains(*point));
    // One without a place stays without one, so that it is left out.
    if is_whole || !is_finite(points) {
        return points.to_vec();
    }
    // How far a point lies on the inner side of each edge.
    let edges: [&dyn Fn(Point) -> f64; 4] = [
        &|point| point.x - within.x0,
        &|point| within.x1 - point.x,
        &|point| point.y - within.y0,
        &|point| within.y1 - point.y,
    ];
    let mut ring = points.to_vec();
    for inward in edges {
        let mut cut = Vec::with_capacity(ring.len());
        let mut last = ring.last().copied();
        for point in ring {
            let (here, there) = (inward(point), last.map(inward));
            if let (Some(last), Some(there)) = (last, there)
                && (here < 0.0) != (there < 0.0)
            {
                cut.push(last.lerp(point, there / (there - here)));
            }
            if here >= 0.0 {
                cut.push(point);
            }
            last = Some(point);
        }
        ring = cut;
    }
    if ring.len() < 3 { Vec::new() } else { ring }
}

/// The stretches of a line that may be seen in the rectangle, each with the
/// points just beyond it.
pub(super) fn line(points: &[Point], within: Rect) -> Vec<&[Point]> {
    if !is_finite(points) {
        return vec![points];
    }
    let is_seen = |pair: &[Point]| {
        let bounds = pair.iter().map(|it| Rect::from_points(*it, *it));
        bounds
            .reduce(|left, right| left.union(right))
            .is_some_and(|it| it.overlaps(within))
    };
    let mut stretches = Vec::new();
    let mut begun = None;
    for (at, pair) in points.windows(2).enumerate() {
        if is_seen(pair) {
            begun.get_or_insert(at);
        } else if let Some(start) = begun.take() {
            stretches.extend(points.get(start..=at));
        }
    }
    stretches.extend(begun.and_then(|start| points.get(start..)));
    stretches
}

fn is_finite(points: &[Point]) -> bool {
    points.iter().all(|point| point.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITHIN: Rect = Rect::new(0.0, 0.0, 10.0, 10.0);

    fn points(list: &[(f64, f64)]) -> Vec<Point> {
        list.iter().map(|it| Point::from(*it)).collect()
    }

    fn area(ring: &[Point]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        let pairs = ring.iter().zip(next);
        pairs.map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>().abs() / 2.0
    }

    #[test]
    fn a_ring_is_cut_at_the_edges() {
        let around = points(&[(-5.0, -5.0), (20.0, -5.0), (20.0, 20.0), (-5.0, 20.0)]);
        assert!((area(&ring(&around, WITHIN)) - 100.0).abs() < 1e-9);
        let inner = points(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]);
        assert_eq!(ring(&inner, WITHIN), inner);
        let half = points(&[(5.0, 2.0), (15.0, 2.0), (15.0, 4.0), (5.0, 4.0)]);
        assert!((area(&ring(&half, WITHIN)) - 10.0).abs() < 1e-9);
        let beyond = points(&[(11.0, 0.0), (12.0, 0.0), (12.0, 5.0)]);
        assert!(ring(&beyond, WITHIN).is_empty());
        let nowhere = points(&[(f64::NAN, 0.0), (12.0, 0.0), (12.0, 5.0)]);
        assert_eq!(ring(&nowhere, WITHIN).len(), 3);
        assert_eq!(line(&nowhere, WITHIN).len(), 1);
        // A fork whose teeth reach in and whose back does not.
        let fork = points(&[
            (-5.0, 1.0),
            (3.0, 1.0),
            (3.0, 3.0),
            (-2.0, 3.0),
            (-2.0, 5.0),
            (3.0, 5.0),
            (3.0, 7.0),
            (-5.0, 7.0),
        ]);
        assert!((area(&ring(&fork, WITHIN)) - 12.0).abs() < 1e-9);
    }

    #[test]
    fn a_line_keeps_what_may_be_seen() {
        let far = points(&[
            (-9.0, 5.0),
            (-1.0, 5.0),
            (5.0, 5.0),
            (11.0, 5.0),
            (20.0, 5.0),
            (20.0, 8.0),
            (9.0, 8.0),
        ]);
        let stretches = line(&far, WITHIN);
        assert_eq!(stretches, [&far[1..4], &far[5..7]]);
        assert!(line(&far[3..5], WITHIN).is_empty());
        assert_eq!(line(&far[2..3], WITHIN), Vec::<&[Point]>::new());
    }
}
