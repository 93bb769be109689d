//! Lines made fit for projection: cut to a window and divided where they are long.
//!
//! Everything is in degrees, longitude as x (from the central meridian) and latitude as y. It knows no countries.
//! Filled outlines are cut in `cut`; lines here by the method of Liang and Barsky (ACM Transactions on Graphics, 1984).

use kurbo::{Point, Rect};

/// The longest step in degrees that is projected as a straight line; the error on a cone stays near a tenth of a unit.
const LONGEST_STEP_DEG: f64 = 1.5;

/// The smallest box around points; `None` without any.
pub(super) fn bounds(points: &[Point]) -> Option<Rect> {
    let (first, rest) = points.split_first()?;
    let start = Rect::from_points(*first, *first);
    Some(
        rest.iter()
            .fold(start, |bounds, &point| bounds.union_pt(point)),
    )
}

/// The pieces of a line inside of the window, in order; each has two points or more.
pub(super) fn clipped_line(line: &[Point], window: Rect) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for pair in line.windows(2) {
        let Some((start, end)) = visible_part(pair[0], pair[1], window) else {
            open = false;
            continue;
        };
        let enter = pair[0].lerp(pair[1], start);
        let leave = if end < 1.0 {
            pair[0].lerp(pair[1], end)
        } else {
            pair[1]
        };
        match pieces.last_mut() {
            Some(piece) if open && start <= 0.0 => piece.push(leave),
            _ => pieces.push(vec![enter, leave]),
        }
        open = end >= 1.0;
    }
    pieces
}

/// The first and the last parameter of a straight step that lie inside of the window.
fn visible_part(from: Point, to: Point, window: Rect) -> Option<(f64, f64)> {
    let step = to - from;
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for (speed, room) in [
        (-step.x, from.x - window.x0),
        (step.x, window.x1 - from.x),
        (-step.y, from.y - window.y0),
        (step.y, window.y1 - from.y),
    ] {
        if speed == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            start = start.max(room / speed);
        } else {
            end = end.min(room / speed);
        }
    }
    (start < end).then_some((start, end))
}

/// Calls `visit` for each point of a line and for points between those that lie far apart.
pub(super) fn for_each_divided(line: &[Point], closed: bool, mut visit: impl FnMut(Point)) {
    for (at, &point) in line.iter().enumerate() {
        visit(point);
        let next = match line.get(at + 1) {
            Some(&next) => next,
            None if closed => line[0],
            None => break,
        };
        let longest = (next.x - point.x).abs().max((next.y - point.y).abs());
        let parts = (longest / LONGEST_STEP_DEG).ceil().clamp(1.0, 360.0);
        let mut part = 1.0;
        while part < parts {
            visit(point.lerp(next, part / parts));
            part += 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect::new(0.0, 0.0, 10.0, 10.0);

    fn points(list: &[(f64, f64)]) -> Vec<Point> {
        list.iter().map(|&pair| pair.into()).collect()
    }

    #[test]
    fn a_line_falls_into_pieces_that_do_not_follow_the_edge() {
        let line = points(&[
            (-5.0, 5.0),
            (5.0, 5.0),
            (5.0, 15.0),
            (8.0, 15.0),
            (8.0, 5.0),
            (9.0, 5.0),
        ]);
        let pieces = clipped_line(&line, WINDOW);
        assert_eq!(
            pieces,
            vec![
                points(&[(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)]),
                points(&[(8.0, 10.0), (8.0, 5.0), (9.0, 5.0)]),
            ]
        );
        assert!(clipped_line(&points(&[(-5.0, 20.0), (20.0, 20.0)]), WINDOW).is_empty());
        assert!(clipped_line(&points(&[(5.0, 5.0)]), WINDOW).is_empty());
        assert!(clipped_line(&points(&[(5.0, 5.0), (5.0, 5.0)]), WINDOW).len() <= 1);
    }

    #[test]
    fn dividing_keeps_the_points_and_adds_some() {
        let mut divided = Vec::new();
        for_each_divided(&points(&[(0.0, 0.0), (3.0, 0.0)]), false, |point| {
            divided.push(point);
        });
        assert_eq!(divided, points(&[(0.0, 0.0), (1.5, 0.0), (3.0, 0.0)]));
        divided.clear();
        for_each_divided(
            &points(&[(0.0, 0.0), (1.0, 0.0), (1.0, 2.0)]),
            true,
            |point| divided.push(point),
        );
        assert_eq!(divided.len(), 5);
    }
}
