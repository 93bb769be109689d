//! Slides in the window: their pictures.

pub(super) mod face;
pub(super) mod pictures;
