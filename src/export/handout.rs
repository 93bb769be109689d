//! What can be handed out of a scene from the window.

use std::sync::Arc;

use super::error::ExportError;
use super::order::{MadeFile, PictureOrder, Progress};
use super::{claims_csv, claims_markdown, sources_bibtex, sources_csl_json};
use crate::model::Scene;

/// What a scene is handed out as.
#[derive(Clone, Debug, PartialEq)]
pub enum Handout {
    /// The claims for a spreadsheet, and to be imported again.
    ClaimsCsv,
    /// The claims for a report.
    ClaimsMarkdown,
    /// The sources for a reference manager.
    SourcesCslJson,
    /// The sources for LaTeX.
    SourcesBibtex,
    /// The map, a slide or the deck.
    Picture(Box<PictureOrder>),
}

impl Handout {
    /// What it is called, to begin a line: `Claims as CSV`.
    pub fn label(&self) -> String {
        let words = match self {
            Self::ClaimsCsv => "Claims as CSV",
            Self::ClaimsMarkdown => "Claims as Markdown",
            Self::SourcesCslJson => "Sources as CSL-JSON",
            Self::SourcesBibtex => "Sources as BibTeX",
            Self::Picture(order) => return order.label(),
        };
        words.to_owned()
    }

    /// What the name of the file ends with, without a point before: `csl.json`.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::ClaimsCsv => "csv",
            Self::ClaimsMarkdown => "md",
            Self::SourcesCslJson => "csl.json",
            Self::SourcesBibtex => "bib",
            Self::Picture(order) => order.format.extension(),
        }
    }

    /// Makes the files; each is handed to `take` when it is ready.
    ///
    /// # Errors
    /// What [`PictureOrder::make`] says; data always can be made, but for a source
    /// that JSON cannot hold.
    pub fn make(
        &self,
        scene: &Arc<Scene>,
        progress: Progress<'_>,
        take: &mut dyn FnMut(MadeFile) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let bytes = match self {
            Self::ClaimsCsv => claims_csv(scene),
            Self::ClaimsMarkdown => claims_markdown(scene).into_bytes(),
            Self::SourcesCslJson => {
                sources_csl_json(scene).map_err(|error| ExportError::Json(error.to_string()))?
            }
            Self::SourcesBibtex => sources_bibtex(scene).into_bytes(),
            Self::Picture(order) => return order.make(scene, progress, take),
        };
        take(MadeFile {
            number: None,
            bytes,
        })
    }
}
