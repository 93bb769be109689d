//! What can be handed out of a scene from the window, each as one file.

use kurbo::Size;

use super::{claims_csv, claims_markdown, picture_svg, png, sources_bibtex, sources_csl_json};
use crate::drawing::ThemeName;
use crate::evidence::AsOf;
use crate::model::Scene;

/// Size of a picture, in pixels; its page has a short side of 900 points.
const PICTURE_PX: (u32, u32) = (1600, 1000);
const PAGE_PTS: Size = Size::new(1440.0, 900.0);

/// A file that a scene is handed out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handout {
    /// The claims for a spreadsheet, and to be imported again.
    ClaimsCsv,
    /// The claims for a report.
    ClaimsMarkdown,
    /// The sources for a reference manager.
    SourcesCslJson,
    /// The sources for LaTeX.
    SourcesBibtex,
    /// The map, to any size.
    MapSvg,
    /// The map as pixels.
    MapPng,
}

impl Handout {
    /// All, in the order of a list to choose from.
    pub const ALL: [Self; 6] = [
        Self::ClaimsCsv,
        Self::ClaimsMarkdown,
        Self::SourcesCslJson,
        Self::SourcesBibtex,
        Self::MapSvg,
        Self::MapPng,
    ];

    /// What it is called, to begin a line: `Claims as CSV`.
    pub fn label(self) -> &'static str {
        match self {
            Self::ClaimsCsv => "Claims as CSV",
            Self::ClaimsMarkdown => "Claims as Markdown",
            Self::SourcesCslJson => "Sources as CSL-JSON",
            Self::SourcesBibtex => "Sources as BibTeX",
            Self::MapSvg => "Map as SVG",
            Self::MapPng => "Map as PNG",
        }
    }

    /// What it is for, as a sentence.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::ClaimsCsv => {
                "For spreadsheets: one claim a row. It can be edited there and imported again."
            }
            Self::ClaimsMarkdown => "For reports: claims under their ties, with numbered sources.",
            Self::SourcesCslJson => "For Zotero and other reference managers.",
            Self::SourcesBibtex => "For LaTeX and reference managers.",
            Self::MapSvg => "For print and slides, sharp at any size.",
            Self::MapPng => "For anything that takes a picture, 1600 by 1000 pixels.",
        }
    }

    /// What the name of the file ends with, without a point before: `csl.json`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::ClaimsCsv => "csv",
            Self::ClaimsMarkdown => "md",
            Self::SourcesCslJson => "csl.json",
            Self::SourcesBibtex => "bib",
            Self::MapSvg => "svg",
            Self::MapPng => "png",
        }
    }

    /// The file's bytes. Pictures are in the colours for bright rooms, and as of a
    /// day where one is looked back from.
    ///
    /// # Errors
    /// Why it cannot be made, in words for people.
    pub fn bytes(self, scene: &Scene, as_of: Option<AsOf>) -> Result<Vec<u8>, String> {
        let svg = || picture_svg(scene, ThemeName::Light, PAGE_PTS, as_of);
        match self {
            Self::ClaimsCsv => Ok(claims_csv(scene)),
            Self::ClaimsMarkdown => Ok(claims_markdown(scene).into_bytes()),
            Self::SourcesCslJson => sources_csl_json(scene).map_err(|error| error.to_string()),
            Self::SourcesBibtex => Ok(sources_bibtex(scene).into_bytes()),
            Self::MapSvg => Ok(svg().into_bytes()),
            Self::MapPng => {
                let (width_px, height_px) = PICTURE_PX;
                png(&svg(), width_px, height_px).map_err(|error| error.to_string())
            }
        }
    }
}
