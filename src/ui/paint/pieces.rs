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
