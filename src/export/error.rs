//! Why an export failed.

use super::png::{MAX_PIXELS, MAX_SIDE_PX};

/// Why an export failed, in words for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// A side of the image is 0 pixels.
    #[error("an image of {width_px} by {height_px} pixels has no area")]
    NoArea {
        /// Width asked for.
        width_px: u32,
        /// Height asked for.
        height_px: u32,
    },
    /// The image is larger than [`MAX_SIDE_PX`] or [`MAX_PIXELS`] allow.
    #[error(
        "an image of {width_px} by {height_px} pixels is too large: a side may have {MAX_SIDE_PX} pixels and the whole {} million",
        MAX_PIXELS / 1_000_000
    )]
    TooLarge {
        /// Width asked for.
        width_px: u32,
        /// Height asked for.
        height_px: u32,
    },
    /// Page and image differ in shape, so the picture would be distorted.
    #[error(
        "an image of {width_px} by {height_px} pixels would distort a page of {page_width} by {page_height} points"
    )]
    Shape {
        /// Width asked for.
        width_px: u32,
        /// Height asked for.
        height_px: u32,
        /// Width of the page, in points.
        page_width: String,
        /// Height of the page, in points.
        page_height: String,
    },
    /// The SVG cannot be read.
    #[error("the SVG cannot be read: {0}")]
    Svg(String),
    /// The pixels cannot be packed.
    #[error("the image cannot be packed as PNG: {0}")]
    Png(String),
    /// A page of a PDF has no size that viewers can show.
    #[error("a page of {width} by {height} points is no page: a side may have 3 to 14,400 points")]
    PageSize {
        /// Width asked for, in points.
        width: String,
        /// Height asked for, in points.
        height: String,
    },
    /// A record cannot be written as JSON.
    #[error("the JSON cannot be written: {0}")]
    Json(String),
    /// There is nothing to hand out.
    #[error("there is no page to export")]
    NoPages,
    /// The PDF cannot be put together.
    #[error("the PDF cannot be put together: {0}")]
    Pdf(String),
    /// It was broken off.
    #[error("the export was cancelled")]
    Cancelled,
}
