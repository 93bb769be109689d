//! A source as it is being written.

use super::{Errors, FieldError, SavedSource, SourceForm, ids_in_words, optional};
use crate::edit::ids;
use crate::file::import::Proposals;
use crate::model::{DateRange, Reliability, Scene, Source, SourceId, SourceKind, SourceRating};

/// A field of the form, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceField {
    /// The source as a whole: it is gone.
    Whole,
    /// Title.
    Title,
    /// Author.
    Author,
    /// The publication it stands in.
    Container,
    /// Publisher.
    Publisher,
    /// Place in the dateline.
    Place,
    /// Language of the text.
    Language,
    /// Date as printed.
    Printed,
    /// Date on the calendar.
    Issued,
    /// How it was resolved.
    IssuedNote,
    /// When the text was retrieved.
    Accessed,
    /// Address.
    Url,
    /// Archived address.
    ArchiveUrl,
    /// The rating.
    Rating,
    /// Why that rating.
    RatingReason,
    /// What affects its quality.
    Descriptor,
    /// What it goes back to.
    Origin,
    /// Which sources it repeats.
    Repeats,
    /// SHA-256 of the text.
    Sha256,
}

/// A source as it is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDraft {
    /// Type.
    pub kind: SourceKind,
    /// Title.
    pub title: String,
    /// Author.
    pub author: String,
    /// The publication it stands in.
    pub container_title: String,
    /// Publisher.
    pub publisher: String,
    /// Place in the dateline.
    pub publisher_place: String,
    /// Language of the text.
    pub language: String,
    /// Date as printed.
    pub issued_as_printed: String,
    /// Date on the calendar, as typed.
    pub issued: String,
    /// How it was resolved.
    pub issued_note: String,
    /// When the text was retrieved, as typed.
    pub accessed: String,
    /// Address.
    pub url: String,
    /// Archived address.
    pub archive_url: String,
    /// How far it is trusted.
    pub reliability: Option<Reliability>,
    /// Why.
    pub rating_reason: String,
    /// What affects its quality.
    pub descriptor: String,
    /// What it goes back to.
    pub origin: String,
    /// Ids of the sources that it repeats, as typed.
    pub repeats: String,
    /// SHA-256 of the text.
    pub sha256: String,
}

impl SourceDraft {
    /// A new source.
    pub fn new() -> Self {
        Self {
            kind: SourceKind::ArticleNewspaper,
            title: String::new(),
            author: String::new(),
            container_title: String::new(),
            publisher: String::new(),
            publisher_place: String::new(),
            language: String::new(),
            issued_as_printed: String::new(),
            issued: String::new(),
            issued_note: String::new(),
            accessed: String::new(),
            url: String::new(),
            archive_url: String::new(),
            reliability: None,
            rating_reason: String::new(),
            descriptor: String::new(),
            origin: String::new(),
            repeats: String::new(),
            sha256: String::new(),
        }
    }

    /// What stands in the form of this source.
    pub fn of(source: &Source) -> Self {
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        let date = |date: Option<DateRange>| date.map_or_else(String::new, |it| it.to_string());
        Self {
            kind: source.kind,
            title: source.title.clone(),
            author: words(&source.author),
            container_title: words(&source.container_title),
            publisher: words(&source.publisher),
            publisher_place: words(&source.publisher_place),
            language: words(&source.language),
            issued_as_printed: words(&source.issued_as_printed),
            issued: date(source.issued),
            issued_note: words(&source.issued_note),
            accessed: date(source.accessed),
            url: words(&source.url),
            archive_url: words(&source.archive_url),
            reliability: Some(source.rating.reliability),
            rating_reason: source.rating.reason.clone(),
            descriptor: words(&source.descriptor),
            origin: words(&source.origin),
            repeats: ids_in_words(&source.repeats),
            sha256: words(&source.sha256),
        }
    }

    /// Fills what is empty with what a file says of itself; the type where nothing
    /// was written yet.
    pub(super) fn fill(&mut self, proposals: &Proposals, is_untouched: bool) {
        if let Some(kind) = proposals.kind.filter(|_| is_untouched) {
            self.kind = kind;
        }
        let issued = proposals.issued.map(|it| it.to_string());
        for (field, proposed) in [
            (&mut self.title, proposals.title.as_ref()),
            (&mut self.author, proposals.author.as_ref()),
            (
                &mut self.container_title,
                proposals.container_title.as_ref(),
            ),
            (&mut self.publisher, proposals.publisher.as_ref()),
            (&mut self.language, proposals.language.as_ref()),
            (
                &mut self.issued_as_printed,
                proposals.issued_as_printed.as_ref(),
            ),
            (&mut self.issued, issued.as_ref()),
            (&mut self.url, proposals.url.as_ref()),
        ] {
            if let Some(proposed) = proposed.filter(|_| field.trim().is_empty()) {
                field.clone_from(proposed);
            }
        }
    }

    /// Everything that is wrong with it, in the order of the form.
    pub fn errors(&self, form: &SourceForm, scene: &Scene) -> Vec<FieldError<SourceField>> {
        self.check(form, scene).err().unwrap_or_default()
    }

    /// The source that it comes to.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the form.
    pub fn check(
        &self,
        form: &SourceForm,
        scene: &Scene,
    ) -> Result<Source, Vec<FieldError<SourceField>>> {
        let mut errors = Errors::none();
        if let SourceForm::Change(id) = form
            && !scene.sources.contains(id)
        {
            let message = format!("The source {id} was deleted. Undo that, or make a new source");
            errors.add(SourceField::Whole, message);
        }
        let words = "Give the title as printed";
        let title = errors.required(SourceField::Title, &self.title, words);
        let mut date = |field, text: &str| {
            let text = optional(text)?;
            errors.take(field, DateRange::read(&text))
        };
        let issued = date(SourceField::Issued, &self.issued);
        let accessed = date(SourceField::Accessed, &self.accessed);
        if self.reliability.is_none() {
            let message = "Choose a letter; F says that there is no basis to judge";
            errors.add(SourceField::Rating, message);
        }
        let repeats = self.repeats(form, scene, &mut errors);
        let sha256 = optional(&self.sha256).map(|sum| sum.to_ascii_lowercase());
        let is_sum = |sum: &String| sum.len() == 64 && sum.bytes().all(|it| it.is_ascii_hexdigit());
        if sha256.as_ref().is_some_and(|sum| !is_sum(sum)) {
            let message = "A SHA-256 has 64 hexadecimal digits; write those that sha256sum prints, or nothing";
            errors.add(SourceField::Sha256, message);
        }
        let (Some(reliability), true) = (self.reliability, errors.0.is_empty()) else {
            return Err(errors.0);
        };
        let id = match form {
            SourceForm::New => ids::fresh_source_id(scene, &title),
            SourceForm::Change(id) => id.clone(),
        };
        Ok(Source {
            id,
            kind: self.kind,
            title,
            author: optional(&self.author),
            container_title: optional(&self.container_title),
            publisher: optional(&self.publisher),
            publisher_place: optional(&self.publisher_place),
            language: optional(&self.language),
            issued_as_printed: optional(&self.issued_as_printed),
            issued,
            issued_note: optional(&self.issued_note),
            accessed,
            url: optional(&self.url),
            archive_url: optional(&self.archive_url),
            rating: SourceRating {
                reliability,
                reason: self.rating_reason.trim().to_owned(),
            },
            descriptor: optional(&self.descriptor),
            origin: optional(&self.origin),
            repeats,
            sha256,
        })
    }

    /// The sources that it repeats.
    fn repeats(
        &self,
        form: &SourceForm,
        scene: &Scene,
        errors: &mut Errors<SourceField>,
    ) -> Vec<SourceId> {
        let mut out = Vec::new();
        let words = self.repeats.split([',', ';', ' ']).map(str::trim);
        for word in words.filter(|word| !word.is_empty()) {
            match SourceId::new(word) {
                Ok(id) if *form == SourceForm::Change(id.clone()) => {
                    errors.add(SourceField::Repeats, "A source cannot repeat itself");
                }
                Ok(id) if scene.sources.contains(&id) => {
                    if !out.contains(&id) {
                        out.push(id);
                    }
                }
                _ => {
                    let short: String = word.chars().take(40).collect();
                    let message = format!(
                        "There is no source {short} in this scene; write the ids of sources, with commas between"
                    );
                    errors.add(SourceField::Repeats, message);
                }
            }
        }
        out
    }

    pub(in crate::session) fn saved(
        &self,
        form: &SourceForm,
        scene: &Scene,
    ) -> Result<SavedSource, Vec<FieldError<SourceField>>> {
        let source = self.check(form, scene)?;
        Ok(match form {
            SourceForm::New => SavedSource::New(source),
            SourceForm::Change(_) => SavedSource::Changed(source),
        })
    }
}

impl Default for SourceDraft {
    fn default() -> Self {
        Self::new()
    }
}
