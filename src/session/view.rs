//! What part of a scene is looked at, and how.

use kurbo::Size;

use crate::drawing::ThemeName;
use crate::evidence::AsOf;
use crate::geom::space::Camera;

/// What the person looks at, and how.
#[derive(Clone, Debug)]
pub struct View {
    /// What part of the picture is seen.
    pub camera: Camera,
    /// Size of the canvas, in points.
    pub canvas: Size,
    /// Whether unknown ties are drawn.
    pub is_showing_unknown: bool,
    /// Whether chips show how much speaks for and against their ties.
    pub is_showing_evidence: bool,
    /// The day that is looked back from, and on which clock; `None` in the present.
    pub as_of: Option<AsOf>,
    /// The theme of the picture.
    pub theme: ThemeName,
    /// Whether the camera follows the scene and the size of the canvas: true until the
    /// person pans or zooms, or changes the scene, which must not move under the hand.
    pub(super) is_fitted: bool,
    /// Whether the camera is where the fit left it, whatever was changed since: then a
    /// canvas that becomes smaller keeps all in view.
    pub(super) is_untouched: bool,
}

impl View {
    /// Lets the camera follow all of the map.
    pub(super) fn follow_all(&mut self) {
        self.is_fitted = true;
        self.is_untouched = true;
    }

    /// The person has put the camera somewhere.
    pub(super) fn let_go(&mut self) {
        self.is_fitted = false;
        self.is_untouched = false;
    }
}
