//! The two spaces of the picture and the camera between them.
//!
//! *Layout* space is where the drawing lives: layout units, x to the right, y down. *Screen* space is the window:
//! egui points, x to the right, y down. The camera is the only way from one to the other. It does not know what is
//! drawn, nor how fast it should move.

use kurbo::{Affine, Insets, Point, Rect, Vec2};

/// Smallest zoom: a layout of 1,000 units is 20 points wide.
pub const MIN_ZOOM: f64 = 0.02;
/// Largest zoom: one layout unit is 40 points wide.
pub const MAX_ZOOM: f64 = 40.0;
/// The centre stays within this distance of the origin on each axis, in layout units, so that numbers stay exact
/// enough for `f32` painting and a lost camera can be found again.
const MAX_CENTER: f64 = 1.0e6;

/// What part of the layout is looked at, and how large. Always finite, the zoom always in
/// [[`MIN_ZOOM`], [`MAX_ZOOM`]].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    center: Point,
    zoom: f64,
}

impl Default for Camera {
    /// Looks at the origin at one point a unit.
    fn default() -> Self {
        Self {
            center: Point::ORIGIN,
            zoom: 1.0,
        }
    }
}

impl Camera {
    /// A camera with `center` (layout units) in the middle of the viewport and `zoom` points to a layout unit.
    ///
    /// Both are clamped. A centre that is not finite becomes the origin, a zoom that is not finite becomes 1.
    #[must_use]
    pub fn new(center: Point, zoom: f64) -> Self {
        let center = if center.is_finite() {
            center
        } else {
            Point::ORIGIN
        };
        let zoom = if zoom.is_finite() { zoom } else { 1.0 };
        Self {
            center: Point::new(
                center.x.clamp(-MAX_CENTER, MAX_CENTER),
                center.y.clamp(-MAX_CENTER, MAX_CENTER),
            ),
            zoom: zoom.clamp(MIN_ZOOM, MAX_ZOOM),
        }
    }

    /// The point of the layout in the middle of the viewport, in layout units.
    #[must_use]
    pub fn center(self) -> Point {
        self.center
    }

    /// Screen points to a layout unit.
    #[must_use]
    pub fn zoom(self) -> f64 {
        self.zoom
    }

    /// The map from layout units to screen points for this `viewport` (screen points). It is always invertible,
    /// even for a viewport without area; one that is not finite counts as empty at the origin.
    #[must_use]
    pub fn screen_from_layout(self, viewport: Rect) -> Affine {
        let middle = middle_of(viewport);
        Affine::new([
            self.zoom,
            0.0,
            0.0,
            self.zoom,
            middle.x - self.center.x * self.zoom,
            middle.y - self.center.y * self.zoom,
        ])
    }

    /// The map from screen points to layout units; the inverse of [`screen_from_layout`](Self::screen_from_layout).
    #[must_use]
    pub fn layout_from_screen(self, viewport: Rect) -> Affine {
        let middle = middle_of(viewport);
        let scale = self.zoom.recip();
        Affine::new([
            scale,
            0.0,
            0.0,
            scale,
            self.center.x - middle.x * scale,
            self.center.y - middle.y * scale,
        ])
    }

    /// The part of the layout that the viewport shows, in layout units.
    #[must_use]
    pub fn visible(self, viewport: Rect) -> Rect {
        self.layout_from_screen(viewport)
            .transform_rect_bbox(finite_rect(viewport))
    }

    /// Zooms by `factor` (above 1: closer) so that what is under `pointer` (screen points) stays there.
    ///
    /// At the limits of zoom the picture stands still rather than sliding. A factor that is not finite and positive,
    /// or a pointer that is not finite, changes nothing.
    #[must_use]
    pub fn zoom_at(self, viewport: Rect, pointer: Point, factor: f64) -> Self {
        if !(factor.is_finite() && factor > 0.0 && pointer.is_finite()) {
            return self;
        }
        let zoom = (self.zoom * factor).clamp(MIN_ZOOM, MAX_ZOOM);
        let from_middle = pointer - middle_of(viewport);
        Self::new(
            self.center + from_middle * (self.zoom.recip() - zoom.recip()),
            zoom,
        )
    }

    /// Moves the picture by `drag` (screen points), as a hand on paper does: the camera goes the other way.
    #[must_use]
    pub fn pan_by(self, drag: Vec2) -> Self {
        if !drag.is_finite() {
            return self;
        }
        Self::new(self.center - drag / self.zoom, self.zoom)
    }

    /// The camera that shows all of `bounds` (layout units) in the middle of what `insets` leave of the viewport.
    ///
    /// Insets are in screen points and positive inwards: `x0` left, `y0` top, `x1` right, `y1` bottom. Bounds
    /// without area are centred at a zoom of 1 at most. `None` when there is nothing to fit into or nothing finite to
    /// fit; the caller then keeps the camera it has.
    #[must_use]
    pub fn fit(bounds: Rect, viewport: Rect, insets: Insets) -> Option<Self> {
        let free = Rect::new(
            viewport.x0 + insets.x0,
            viewport.y0 + insets.y0,
            viewport.x1 - insets.x1,
            viewport.y1 - insets.y1,
        );
        let finite = bounds.is_finite() && viewport.is_finite() && free.is_finite();
        if !finite || free.x1 <= free.x0 || free.y1 <= free.y0 {
            return None;
        }
        let bounds = bounds.abs();
        let ratio = |free: f64, taken: f64| {
            if taken > 0.0 {
                free / taken
            } else {
                f64::INFINITY
            }
        };
        let zoom = ratio(free.width(), bounds.width()).min(ratio(free.height(), bounds.height()));
        let zoom = if zoom.is_finite() {
            zoom.clamp(MIN_ZOOM, MAX_ZOOM)
        } else {
            1.0
        };
        // The middle of the free part is not the middle of the viewport; the camera is told the latter.
        let off_middle = free.center() - viewport.center();
        Some(Self::new(bounds.center() - off_middle / zoom, zoom))
    }
}

fn finite_rect(rect: Rect) -> Rect {
    if rect.is_finite() { rect } else { Rect::ZERO }
}

fn middle_of(viewport: Rect) -> Point {
    finite_rect(viewport).center()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWPORT: Rect = Rect::new(100.0, 50.0, 900.0, 650.0);

    fn assert_near(left: Point, right: Point) {
        assert!(left.distance(right) < 1e-9, "{left:?} is not {right:?}");
    }

    #[test]
    fn the_centre_is_in_the_middle_and_the_way_back_is_exact() {
        let camera = Camera::new(Point::new(10.0, -20.0), 2.5);
        let there = camera.screen_from_layout(VIEWPORT);
        let back = camera.layout_from_screen(VIEWPORT);
        assert_near(there * Point::new(10.0, -20.0), Point::new(500.0, 350.0));
        assert_near(there * Point::new(11.0, -20.0), Point::new(502.5, 350.0));
        for point in [Point::new(-3.0, 7.0), Point::new(1234.5, 0.001)] {
            assert_near(back * (there * point), point);
        }
        assert_near(camera.visible(VIEWPORT).center(), camera.center());
        assert!((camera.visible(VIEWPORT).width() - 320.0).abs() < 1e-9);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let camera = Camera::new(Point::new(10.0, -20.0), 1.5);
        let pointer = Point::new(777.0, 111.0);
        let before = camera.layout_from_screen(VIEWPORT) * pointer;
        for factor in [1.1, 0.5, 3.0, 1e9, 1e-9] {
            let after = camera.zoom_at(VIEWPORT, pointer, factor);
            assert!(after.layout_from_screen(VIEWPORT).inverse().is_finite());
            assert_near(after.layout_from_screen(VIEWPORT) * pointer, before);
        }
        let closest = camera.zoom_at(VIEWPORT, pointer, 1e9);
        assert_eq!(closest.zoom_at(VIEWPORT, Point::ZERO, 2.0), closest);
    }

    #[test]
    fn fitting_fills_the_free_part_and_centres_in_it() {
        let bounds = Rect::new(-50.0, -10.0, 150.0, 30.0);
        let insets = Insets::new(200.0, 0.0, 0.0, 100.0);
        let camera = Camera::fit(bounds, VIEWPORT, insets).unwrap();
        let shown = camera
            .screen_from_layout(VIEWPORT)
            .transform_rect_bbox(bounds);
        assert!((camera.zoom() - 3.0).abs() < 1e-9);
        assert_near(shown.center(), Point::new(600.0, 300.0));
        assert!((shown.width() - 600.0).abs() < 1e-9);
    }

    #[test]
    fn fitting_a_point_centres_it_and_fitting_into_nothing_is_refused() {
        let point = Rect::new(5.0, 5.0, 5.0, 5.0);
        let camera = Camera::fit(point, VIEWPORT, Insets::ZERO).unwrap();
        assert_eq!(camera, Camera::new(Point::new(5.0, 5.0), 1.0));
        let line = Rect::new(0.0, 5.0, 400.0, 5.0);
        assert!((Camera::fit(line, VIEWPORT, Insets::ZERO).unwrap().zoom() - 2.0).abs() < 1e-9);
        assert_eq!(Camera::fit(point, Rect::ZERO, Insets::ZERO), None);
        assert_eq!(Camera::fit(point, VIEWPORT, Insets::uniform(400.0)), None);
        assert_eq!(
            Camera::fit(Rect::new(0.0, 0.0, f64::NAN, 1.0), VIEWPORT, Insets::ZERO),
            None
        );
    }

    #[test]
    fn nothing_makes_a_camera_that_is_not_finite() {
        let odd = [0.0, -1.0, 1e300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        for a in odd {
            for b in odd {
                let viewport = Rect::new(0.0, 0.0, a, b);
                let camera = Camera::new(Point::new(a, b), b)
                    .zoom_at(viewport, Point::new(b, a), a)
                    .pan_by(Vec2::new(a, b));
                assert!(camera.center().is_finite() && camera.zoom().is_finite());
                assert!((MIN_ZOOM..=MAX_ZOOM).contains(&camera.zoom()));
                assert!(camera.screen_from_layout(viewport).is_finite());
                assert!(camera.layout_from_screen(Rect::ZERO).is_finite());
            }
        }
    }

    #[test]
    fn panning_moves_the_picture_with_the_hand() {
        let camera = Camera::new(Point::ZERO, 2.0).pan_by(Vec2::new(10.0, -4.0));
        assert_near(
            camera.screen_from_layout(Rect::ZERO) * Point::ZERO,
            Point::new(10.0, -4.0),
        );
    }
}
