//! The sources as CSL-JSON, the form that reference managers read.
//!
//! Follows the schema of the Citation Style Language, version 1.0.2
//! (<https://github.com/citation-style-language/schema>): types of its list
//! only, dates as `date-parts`, authors as `literal`, since a byline does not say
//! which of its words is a family name. What is not known is left out.

use serde::Serialize;

use super::JsonError;
use super::citation::address;
use crate::model::{DateRange, PartialDate, Scene, Source, SourceKind};

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name<'a>; 1]>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(rename = "publisher-place", skip_serializing_if = "Option::is_none")]
    publisher_place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<When<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<When<'a>>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    note: String,
}

#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
enum When<'a> {
    #[serde(rename = "date-parts")]
    Parts(Vec<Vec<i16>>),
    #[serde(rename = "literal")]
    Literal(&'a str),
}

/// The sources of the scene in its order, indented, with a final newline.
/// Addresses are of http and https only.
///
/// # Errors
/// When a value has no form in JSON; the model holds none.
pub fn sources_csl_json(scene: &Scene) -> Result<Vec<u8>, JsonError> {
    let items: Vec<Item<'_>> = scene.sources.iter().map(item).collect();
    let mut bytes = serde_json::to_vec_pretty(&items)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn item(source: &Source) -> Item<'_> {
    let archive_location = address(source.archive_url.as_deref());
    let printed = source.issued_as_printed.as_deref();
    let issued = match (source.issued, printed) {
        (Some(date), _) => Some(parts(date)),
        (None, printed) => printed.map(When::Literal),
    };
    Item {
        id: source.id.as_str(),
        kind: csl_type(source.kind),
        title: &source.title,
        author: source.author.as_deref().map(|literal| [Name { literal }]),
        container_title: source.container_title.as_deref(),
        publisher: source.publisher.as_deref(),
        publisher_place: source.publisher_place.as_deref(),
        issued,
        accessed: source.accessed.map(parts),
        url: address(source.url.as_deref()),
        archive: archive_location.and_then(host),
        archive_location,
        language: source.language.as_deref(),
        note: note(source),
    }
}

/// The type of the CSL list that a source is of.
fn csl_type(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::ArticleNewspaper => "article-newspaper",
        SourceKind::ArticleJournal => "article-journal",
        SourceKind::Book => "book",
        SourceKind::Dataset => "dataset",
        SourceKind::Interview => "interview",
        SourceKind::Post => "post",
        SourceKind::Report => "report",
        SourceKind::Speech => "speech",
        SourceKind::Webpage => "webpage",
    }
}

/// One date or the two ends of a range, each as far as it is known.
fn parts(date: DateRange) -> When<'static> {
    let one = |date: PartialDate| {
        let mut parts = vec![date.year()];
        parts.extend(date.month().map(i16::from));
        parts.extend(date.day().map(i16::from));
        parts
    };
    let mut dates = vec![one(date.first())];
    if date.first() != date.last() {
        dates.push(one(date.last()));
    }
    When::Parts(dates)
}

/// The host of an address.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (!host.is_empty()).then(|| host.to_owned())
}

/// What CSL has no field for: the rating, the date as printed, the checksum.
pub(super) fn note(source: &Source) -> String {
    let rating = &source.rating;
    let mut parts = vec![format!(
        "Reliability {}: {}",
        rating.reliability.letter(),
        rating.reliability.meaning()
    )];
    if !rating.reason.trim().is_empty() {
        parts.push(rating.reason.trim().to_owned());
    }
    if source.issued.is_some()
        && let Some(printed) = &source.issued_as_printed
    {
        parts.push(format!("Date as printed: {printed}"));
    }
    parts.extend(
        source
            .origin
            .as_ref()
            .map(|it| format!("Goes back to: {it}")),
    );
    parts.extend(source.descriptor.clone());
    parts.extend(
        source
            .sha256
            .as_ref()
            .map(|it| format!("SHA-256 of the text: {it}")),
    );
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_what_is_known_of_them_and_ranges_both_ends() {
        for (text, json) in [
            ("2023", r#"{"date-parts":[[2023]]}"#),
            ("2026-01", r#"{"date-parts":[[2026,1]]}"#),
            ("2023..2026-01-26", r#"{"date-parts":[[2023],[2026,1,26]]}"#),
        ] {
            let date = DateRange::parse(text).expect(text);
            let written = serde_json::to_string(&parts(date)).expect("JSON");
            assert_eq!(written, json);
        }
    }
}
