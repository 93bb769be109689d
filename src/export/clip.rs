//! What of a basemap lies on the page: its rings and lines reach far beyond it,
//! and would be most of the file.

use std::borrow::Cow;

use kurbo::{Point, Rect};

/// Around a ring; `None` for one without points or with one that has no place.
pub(super) fn around(ring: &[Point]) -> Option<Rect> {
    let first = ring.first()?;
    let mut around = Rect::from_points(*first, *first);
    let mut has_place = true;
    for point in ring {
        has_place &= point.is_finite();
        around = around.union_pt(*point);
    }
    has_place.then_some(around)
}

/// The ring cut at the edges of the rectangle (after Sutherland and Hodgman); it lies
/// within `around`. Filled, it shows the same within; empty where nothing of it is
/// there.
pub(super) fn ring(points: &[Point], around: Option<Rect>, within: Rect) -> Cow<'_, [Point]> {
    // One without a place stays without one, so that it is left out.
    let Some(around) = around else {
        return Cow::Borrowed(points);
    };
    if !around.overlaps(within) {
        return Cow::Borrowed(&[]);
    }
    // How far a point lies on the inner side of each edge, and whether any lies beyond.
    let edges: [(bool, &dyn Fn(Point) -> f64); 4] = [
        (around.x0 < within.x0, &|point| point.x - within.x0),
        (around.x1 > within.x1, &|point| within.x1 - point.x),
        (around.y0 < within.y0, &|point| point.y - within.y0),
        (around.y1 > within.y1, &|point| within.y1 - point.y),
    ];
    let mut ring = Cow::Borrowed(points);
    for (_, inward) in edges.into_iter().filter(|(is_crossed, _)| *is_crossed) {
        let mut cut = Vec::with_capacity(ring.len());
        let mut last = ring.last().map(|point| (*point, inward(*point)));
        for point in ring.iter().copied() {
            let here = inward(point);
            if let Some((last, there)) = last
                && (here < 0.0) != (there < 0.0)
            {
                cut.push(last.lerp(point, there / (there - here)));
            }
            if here >= 0.0 {
                cut.push(point);
            }
            last = Some((point, here));
        }
        ring = Cow::Owned(cut);
    }
    let is_cut_away = matches!(&ring, Cow::Owned(cut) if cut.len() < 3);
    if is_cut_away {
        Cow::Borrowed(&[])
    } else {
        ring
    }
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

    fn cut(points: &[Point]) -> Vec<Point> {
        ring(points, around(points), WITHIN).into_owned()
    }

    fn area(ring: &[Point]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        let pairs = ring.iter().zip(next);
        pairs.map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>().abs() / 2.0
    }

    #[test]
    fn a_ring_is_cut_at_the_edges() {
        let around = points(&[(-5.0, -5.0), (20.0, -5.0), (20.0, 20.0), (-5.0, 20.0)]);
        assert!((area(&cut(&around)) - 100.0).abs() < 1e-9);
        let inner = points(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]);
        assert_eq!(cut(&inner), inner);
        let half = points(&[(5.0, 2.0), (15.0, 2.0), (15.0, 4.0), (5.0, 4.0)]);
        assert!((area(&cut(&half)) - 10.0).abs() < 1e-9);
        let beyond = points(&[(11.0, 0.0), (12.0, 0.0), (12.0, 5.0)]);
        assert!(cut(&beyond).is_empty());
        let nowhere = points(&[(f64::NAN, 0.0), (12.0, 0.0), (12.0, 5.0)]);
        assert_eq!(cut(&nowhere).len(), 3);
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
        assert!((area(&cut(&fork)) - 12.0).abs() < 1e-9);
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
