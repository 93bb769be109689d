//! Pure geometry: places on the globe, the camera, the curves of ties.
//!
//! It is built on `kurbo` types and knows nothing of scenes, projections, colours or windows. Everything here is a
//! value in and a value out; odd input gives `None` or a clamped value, never NaN.

pub mod curve;
pub mod geo;
pub mod lasso;
pub mod snap;
pub mod space;
