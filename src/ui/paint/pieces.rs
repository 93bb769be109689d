//! Lines in pieces: dashes, dots along a line, points along an arc.

use kurbo::Point;

/// The angle between points along an arc of this radius, in points, at which
/// no edge is more than about a tenth of a point off.
pub(super) fn arc_step(radius: f64) -> f64 {
    (0.9 / radius.max(1.0).sqrt()).clamp(0.02, 0.5)
}

/// Points along an arc, at most `step_rad` apart.
pub(super) fn arc_points(
    center: Point,
    radius: f64,
    start_rad: f64,
    sweep_rad: f64,
    step_rad: f64,
) -> Vec<Point> {
    let steps = (sweep_rad.abs() / step_rad).ceil().max(2.0) as usize;
    (0..=steps)
        .map(|step| {
            let angle_rad = start_rad + sweep_rad * step as f64 / steps as f64;
            center + kurbo::Vec2::from_angle(angle_rad) * radius
        })
        .collect()
}

/// The points of a line without which it would stray by more than `tolerance`, by the
/// method of Ramer, Douglas and Peucker. Both ends stay.
pub(super) fn thinned(points: &[Point], tolerance: f64) -> Vec<Point> {
    let last = points.len().saturating_sub(1);
    let mut kept = vec![false; points.len()];
    let mut parts = vec![(0, last)];
    while let Some((from, to)) = parts.pop() {
        for end in [from, to] {
            if let Some(is_kept) = kept.get_mut(end) {
                *is_kept = true;
            }
        }
        if let Some(at) = farthest(points, from, to, tolerance) {
            parts.extend([(from, at), (at, to)]);
        }
    }
    let kept = points.iter().zip(kept).filter(|(_, is_kept)| *is_kept);
    kept.map(|(point, _)| *point).collect()
}

/// The point between these two that lies farthest off the straight line between them,
/// where one lies farther than `tolerance`.
fn farthest(points: &[Point], from: usize, to: usize, tolerance: f64) -> Option<usize> {
    let (start, end) = (points.get(from)?, points.get(to)?);
    let way = *end - *start;
    let length = way.hypot2();
    let off = |point: &Point| {
        let along = if length > 0.0 {
            ((*point - *start).dot(way) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        point.distance_squared(*start + way * along)
    };
    let between = points.iter().enumerate().take(to).skip(from + 1);
    let far = between
        .map(|(at, point)| (at, off(point)))
        .reduce(|best, other| if other.1 > best.1 { other } else { best })?;
    (far.1 > tolerance * tolerance).then_some(far.0)
}

/// The dashes of a line: pieces of length `dash` with `gap` between.
pub(super) fn dashes(points: &[Point], dash: f64, gap: f64) -> Vec<Vec<Point>> {
    let mut path = kurbo::BezPath::new();
    let Some((first, rest)) = points.split_first() else {
        return Vec::new();
    };
    path.move_to(*first);
    for point in rest {
        path.line_to(*point);
    }
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    for element in kurbo::dash(path.iter(), 0.0, &[dash, gap.max(dash * 0.1)]) {
        match element {
            kurbo::PathEl::MoveTo(point) => pieces.push(vec![point]),
            kurbo::PathEl::LineTo(point) => {
                if let Some(piece) = pieces.last_mut() {
                    piece.push(point);
                }
            }
            _ => {}
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// Points along a line, `step` apart; `step` above 0.
pub(super) fn along(points: &[Point], step: f64) -> Vec<Point> {
    let mut out = Vec::new();
    let mut due = 0.0;
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        let length = from.distance(*to);
        while due <= length && length > 0.0 {
            out.push(from.lerp(*to, due / length));
            due += step;
        }
        due -= length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thinned_line_strays_by_no_more_than_it_may() {
        let wavy: Vec<Point> = (0..=400)
            .map(|at| f64::from(at) / 10.0)
            .map(|x| Point::new(x, x.sin() * 3.0 + (x * 17.0).sin() * 0.04))
            .collect();
        let thin = thinned(&wavy, 0.1);
        assert!(thin.len() * 4 < wavy.len(), "{}", thin.len());
        assert_eq!((thin.first(), thin.last()), (wavy.first(), wavy.last()));
        let ends = || thin.iter().zip(thin.iter().skip(1));
        for point in &wavy {
            let off = ends().map(|(from, to)| {
                let way = *to - *from;
                let along = ((*point - *from).dot(way) / way.hypot2()).clamp(0.0, 1.0);
                point.distance(*from + way * along)
            });
            let off = off.fold(f64::INFINITY, f64::min);
            assert!(off <= 0.1 + 1e-9, "{point:?} is {off} off");
        }
        let there_and_back = [Point::ZERO, Point::new(5.0, 0.0), Point::ZERO];
        assert_eq!(thinned(&there_and_back, 0.1), there_and_back);
        assert_eq!(thinned(&[], 0.1), []);
    }

    #[test]
    fn dashes_cover_the_line_but_for_the_gaps() {
        let line = [
            Point::new(0.0, 0.0),
            Point::new(50.0, 0.0),
            Point::new(100.0, 0.0),
        ];
        let pieces = dashes(&line, 10.0, 10.0);
        let length: f64 = pieces
            .iter()
            .flat_map(|piece| piece.windows(2))
            .map(|pair| pair[0].distance(pair[1]))
            .sum();
        assert!((length - 50.0).abs() < 1e-6, "{length}");
    }

    #[test]
    fn dots_keep_their_distance_across_corners() {
        let line = [
            Point::new(0.0, 0.0),
            Point::new(5.0, 0.0),
            Point::new(5.0, 5.0),
        ];
        let dots = along(&line, 4.0);
        assert_eq!(
            dots,
            [
                Point::new(0.0, 0.0),
                Point::new(4.0, 0.0),
                Point::new(5.0, 3.0)
            ]
        );
    }
}
