//! Moving the camera.

use kurbo::{Point, Rect, Size, Vec2};

use crate::geom::space::Camera;
use crate::session::Session;

impl Session {
    pub(super) fn resize_canvas(&mut self, size: Size) {
        self.view.canvas = size;
    }

    pub(super) fn pan(&mut self, drag: Vec2) {
        self.move_camera(self.view.camera.pan_by(drag));
    }

    pub(super) fn zoom_at(&mut self, pointer: Point, factor: f64) {
        self.move_camera(self.view.camera.zoom_at(self.viewport(), pointer, factor));
    }

    pub(super) fn zoom(&mut self, factor: f64) {
        self.zoom_at(self.viewport().center(), factor);
    }

    pub(super) fn zoom_actual(&mut self) {
        self.move_camera(Camera::new(self.view.camera.center(), 1.0));
    }

    pub(super) fn fit(&mut self) {
        self.view.is_fitted = true;
    }

    pub(super) fn fit_selection(&mut self) {
        let camera = self
            .selection
            .focus()
            .and_then(|subject| self.derived.camera_on(subject, self));
        if let Some(camera) = camera {
            self.move_camera(camera);
        }
    }

    fn move_camera(&mut self, camera: Camera) {
        self.end_flight();
        // A picture without a canvas has no middle to keep.
        if self.view.canvas.area() > 0.0 {
            self.view.camera = camera;
            self.view.is_fitted = false;
        }
    }

    /// The canvas as a rectangle from the origin, in points.
    pub(in crate::session) fn viewport(&self) -> Rect {
        self.view.canvas.to_rect()
    }
}
