//! Moving the camera.

use kurbo::{Point, Rect, Size, Vec2};

use crate::geom::space::Camera;
use crate::model::Subject;
use crate::session::Session;

impl Session {
    pub(super) fn resize_canvas(&mut self, size: Size) {
        // A bar or a panel that comes must not push actors out of view.
        self.view.is_fitted |= self.view.is_untouched && self.gesture().is_none();
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
        self.view.follow_all();
    }

    pub(super) fn fit_selection(&mut self) {
        let subjects = self.selection.subjects().to_vec();
        if let Some(camera) = self.camera_showing(&subjects) {
            self.move_camera(camera);
        }
    }

    /// The camera that shows these; `None` where none of them is drawn.
    pub(in crate::session) fn camera_showing(&mut self, subjects: &[Subject]) -> Option<Camera> {
        let mut derived = std::mem::take(&mut self.derived);
        let camera = derived.camera_showing(subjects, self);
        self.derived = derived;
        camera
    }

    fn move_camera(&mut self, camera: Camera) {
        self.end_flight();
        // A picture without a canvas has no middle to keep.
        if self.view.canvas.area() > 0.0 {
            self.view.camera = camera;
            self.view.let_go();
        }
    }

    /// The canvas as a rectangle from the origin, in points.
    pub(in crate::session) fn viewport(&self) -> Rect {
        self.view.canvas.to_rect()
    }
}
