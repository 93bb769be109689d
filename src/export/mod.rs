//! What a scene is handed out as.
//!
//! Pictures as SVG, that SVG as PNG, and as the pages of a PDF; the scene as JSON,
//! what differs between two as JSON, its claims as CSV and Markdown, and its
//! sources as CSL-JSON and BibTeX.
//!
//! Pictures walk the same [`Drawing`](crate::drawing::Drawing) as the screen and
//! decide nothing about it. Exports return texts and bytes; where those go is
//! not known here. The same input gives the same bytes.

mod ahead;
mod bibtex;
mod citation;
mod clip;
mod csl;
mod csv;
mod difference;
mod error;
mod handout;
mod json;
mod markdown;
mod markup;
mod order;
mod pdf;
mod picture;
mod png;
#[cfg(test)]
mod sample;
mod size;
mod slides;
mod svg;

pub use self::csv::claims_csv;
pub use bibtex::sources_bibtex;
pub use citation::citation;
pub use csl::sources_csl_json;
pub use difference::difference_json;
pub use error::ExportError;
pub use handout::Handout;
pub use json::{JsonError, json};
pub use markdown::claims_markdown;
pub use order::{MadeFile, PictureFormat, PictureOf, PictureOrder, Progress};
pub use pdf::{
    A4_LANDSCAPE, A4_PORTRAIT, PdfLink, PdfOptions, PdfPage, PdfPages, PdfShared, PdfWriter,
    SCREEN_PAGE, WIDE_PAGE, pdf,
};
pub use picture::{picture, picture_as_of, picture_svg, picture_svg_with};
pub use png::{MAX_PIXELS, MAX_SIDE_PX, png};
pub use size::PictureSize;
pub use slides::slide_title;
pub use svg::{Fonts, PageOptions, svg, svg_with};
