//! Shapes of the Drawing as paths of the page.

use krilla::geom::{Path, PathBuilder};
use kurbo::{Affine, PathEl, Point, Rect};

/// How far a path may be from the circle that it stands for, in points.
pub(super) const TOLERANCE: f64 = 0.01;

/// A number of the page, with 2 decimals: a hundredth of a point is far below
/// what any device shows, and every digit more is in the file for nothing.
pub(super) fn number(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}

/// The path, brought to the page; `None` where it is empty or not finite.
pub(super) fn curve(elements: impl IntoIterator<Item = PathEl>, to_page: Affine) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let mut is_finite = true;
    let mut at = |point: Point| {
        let point = to_page * point;
        is_finite &= point.is_finite();
        (number(point.x), number(point.y))
    };
    for element in elements {
        match element {
            PathEl::MoveTo(to) => {
                let (x, y) = at(to);
                builder.move_to(x, y);
            }
            PathEl::LineTo(to) => {
                let (x, y) = at(to);
                builder.line_to(x, y);
            }
            PathEl::QuadTo(by, to) => {
                let ((bx, by), (x, y)) = (at(by), at(to));
                builder.quad_to(bx, by, x, y);
            }
            PathEl::CurveTo(by, and, to) => {
                let ((bx, by), (cx, cy), (x, y)) = (at(by), at(and), at(to));
                builder.cubic_to(bx, by, cx, cy, x, y);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish().filter(|_| is_finite)
}

/// Straight lines through the points of each ring.
pub(super) fn rings<'a>(
    rings: impl IntoIterator<Item = &'a [Point]>,
    is_closed: bool,
    to_page: Affine,
) -> Option<Path> {
    let elements = rings.into_iter().flat_map(|ring| {
        let lines = ring.iter().enumerate().map(|(place, point)| match place {
            0 => PathEl::MoveTo(*point),
            _ => PathEl::LineTo(*point),
        });
        let end = (is_closed && !ring.is_empty()).then_some(PathEl::ClosePath);
        lines.chain(end)
    });
    curve(elements, to_page)
}

/// A rectangle of the page; `None` for one without area.
pub(super) fn rect(rect: Rect) -> Option<krilla::geom::Rect> {
    let [left, top, right, bottom] = [rect.x0, rect.y0, rect.x1, rect.y1].map(number);
    krilla::geom::Rect::from_ltrb(left, top, right, bottom)
        .filter(|rect| rect.width() > 0.0 && rect.height() > 0.0)
}

/// The outline of a rectangle of the page.
pub(super) fn frame(rect: Rect) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.push_rect(self::rect(rect)?);
    builder.finish()
}
