//! Where a mark may be seen, so that what lies beyond the page can be left out.

use kurbo::{Point, Rect, Shape as _};

use crate::drawing::{Item, Shape, Stroke};
use crate::text;

/// A rectangle around all that the mark paints, in the units of its list;
/// `None` where it has no place, or none that is finite.
pub(super) fn bounds(item: &Item) -> Option<Rect> {
    let reach = |stroke: Option<&Stroke>| stroke.map_or(0.0, |stroke| stroke.width / 2.0);
    let (bounds, reach) = match &item.shape {
        Shape::Area { rings, .. } => (around(rings.iter().flatten())?, 0.0),
        Shape::Line {
            points,
            curve,
            stroke,
        } => {
            let flat = around(points)?;
            let whole = curve.as_ref().map(|curve| curve.control_box());
            (whole.map_or(flat, |it| it.union(flat)), reach(Some(stroke)))
        }
        Shape::Polygon { points, .. } => (around(points)?, 0.0),
        Shape::Circle {
            center,
            radius,
            stroke,
            ..
        } => (square(*center, *radius), reach(stroke.as_ref())),
        Shape::Arc {
            center,
            radius,
            stroke,
            ..
        } => (square(*center, *radius), reach(Some(stroke))),
        Shape::Fade { rect, .. } => (rect.abs(), 0.0),
        Shape::Rect { rect, stroke, .. } => (rect.abs(), reach(stroke.as_ref())),
        Shape::Text {
            origin,
            line,
            style,
            halo,
            ..
        } => {
            let top = origin.y - text::ascent(*style);
            let bottom = origin.y + text::descent(*style);
            let bounds = Rect::new(origin.x, top, origin.x + line.width, bottom);
            (bounds, halo.map_or(0.0, |halo| halo.width))
        }
    };
    let bounds = bounds.inflate(reach, reach);
    bounds.is_finite().then_some(bounds)
}

fn around<'a>(points: impl IntoIterator<Item = &'a Point>) -> Option<Rect> {
    let boxes = points.into_iter().map(|it| Rect::from_points(*it, *it));
    boxes.reduce(|left, right| left.union(right))
}

fn square(center: Point, radius: f64) -> Rect {
    kurbo::Circle::new(center, radius).bounding_box()
}
