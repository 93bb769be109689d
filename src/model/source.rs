//! Sources: what claims are anchored in.

use super::date::DateRange;
use super::grade::Reliability;
use super::id::SourceId;
use super::table::Record;

/// Type of a source, as in CSL-JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// `article-newspaper`
    ArticleNewspaper,
    /// `article-journal`
    ArticleJournal,
    /// `book`
    Book,
    /// `dataset`
    Dataset,
    /// `interview`
    Interview,
    /// `post`
    Post,
    /// `report`
    Report,
    /// `speech`
    Speech,
    /// `webpage`
    Webpage,
}

impl SourceKind {
    /// All, by their CSL name.
    pub const ALL: [Self; 9] = [
        Self::ArticleNewspaper,
        Self::ArticleJournal,
        Self::Book,
        Self::Dataset,
        Self::Interview,
        Self::Post,
        Self::Report,
        Self::Speech,
        Self::Webpage,
    ];
}

/// How far a source is trusted, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRating {
    /// A to F.
    pub reliability: Reliability,
    /// Why.
    pub reason: String,
}

/// A text that claims are anchored in. Field names follow CSL-JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Names the source.
    pub id: SourceId,
    /// Type.
    pub kind: SourceKind,
    /// Title as printed.
    pub title: String,
    /// Author; `None` where none is given. Never invented.
    pub author: Option<String>,
    /// The publication it stands in.
    pub container_title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Place in the dateline.
    pub publisher_place: Option<String>,
    /// BCP 47 language tag of the text.
    pub language: Option<String>,
    /// Date of publication as printed.
    pub issued_as_printed: Option<String>,
    /// Date of publication as resolved.
    pub issued: Option<DateRange>,
    /// How the date was resolved.
    pub issued_note: Option<String>,
    /// When the text was retrieved.
    pub accessed: Option<DateRange>,
    /// Original address.
    pub url: Option<String>,
    /// Archived address.
    pub archive_url: Option<String>,
    /// How far it is trusted.
    pub rating: SourceRating,
    /// What affects its quality: what it leaves out, whom it does not hear.
    pub descriptor: Option<String>,
    /// What it goes back to: a wire report, a press conference. Sources of one
    /// origin are one witness.
    pub origin: Option<String>,
    /// Sources of the scene that it repeats.
    pub repeats: Vec<SourceId>,
    /// SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits: the address
    /// of its snapshot. The text itself need not be held.
    pub sha256: Option<String>,
}

impl Source {
    /// One line for a list of sources: title, container, date.
    pub fn citation(&self) -> String {
        let issued = match (self.issued, &self.issued_as_printed) {
            (Some(date), _) => Some(date.in_words()),
            (None, printed) => printed.clone(),
        };
        let container = self
            .container_title
            .as_deref()
            .or(self.publisher.as_deref());
        let mut parts = vec![self.title.clone()];
        parts.extend(container.map(str::to_owned));
        parts.extend(issued);
        parts.join(", ")
    }
}

impl Record for Source {
    type Key = SourceId;

    fn key(&self) -> &SourceId {
        &self.id
    }
}
