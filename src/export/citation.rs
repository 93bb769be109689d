//! A source as people cite it, and names that several exports write.

use crate::model::{Scene, Source, TieDirection, TieId};

/// A part of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Words.
    Words(String),
    /// An address of http or https, with what stands before it.
    Address(&'static str, String),
}

/// The source in one line, as in a list of sources: `Author. Title. Container,
/// publisher, place. 26 January 2026. https://… . Archived: https://… .`
///
/// What is not known is left out; nothing is made up. Addresses other than of
/// http and https are left out too.
pub fn citation(source: &Source) -> String {
    let parts = parts(source).into_iter().map(|part| match part {
        Part::Words(words) => crate::text::one_line(&words),
        Part::Address("", address) => address,
        Part::Address(before, address) => format!("{before} {address}"),
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// The parts of a citation in their order; words are sentences.
pub(super) fn parts(source: &Source) -> Vec<Part> {
    let words = |text: &str| Part::Words(sentence(text));
    let mut parts = Vec::new();
    parts.extend(source.author.as_deref().map(words));
    parts.push(words(&source.title));
    let standing: Vec<&str> = [
        &source.container_title,
        &source.publisher,
        &source.publisher_place,
    ]
    .into_iter()
    .filter_map(|it| it.as_deref())
    .collect();
    if !standing.is_empty() {
        parts.push(words(&standing.join(", ")));
    }
    let printed = source.issued_as_printed.as_deref();
    match (source.issued, printed) {
        (Some(date), _) => parts.push(words(&date.in_words())),
        (None, Some(printed)) => parts.push(words(printed)),
        (None, None) => parts.push(words("No date")),
    }
    parts.extend(address(source.url.as_deref()).map(|it| Part::Address("", it.to_owned())));
    let archive = address(source.archive_url.as_deref());
    parts.extend(archive.map(|it| Part::Address("Archived:", it.to_owned())));
    let accessed = source.accessed;
    parts.extend(accessed.map(|date| words(&format!("Accessed {}", date.in_words()))));
    parts
}

/// The address, if it is one of http or https that can stand in a text: without
/// white space, controls and signs that end an address or begin something else.
pub(super) fn address(url: Option<&str>) -> Option<&str> {
    let url = url?.trim();
    let scheme = ["https://", "http://"].into_iter().find(|it| {
        url.get(..it.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(it))
    })?;
    let is_odd = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '\\' | '{' | '}' | '^' | '|')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    (url.len() > scheme.len() && !url.contains(is_odd)).then_some(url)
}

/// The words with a full stop, unless they end a sentence already.
fn sentence(words: &str) -> String {
    let words = words.trim();
    let ends = words.ends_with(['.', '?', '!', '\u{2026}']);
    format!("{words}{}", if ends { "" } else { "." })
}

/// Both actors of a tie: `Israel – Azerbaijan`, or with an arrow where it is
/// directed; its id where the scene does not have it.
pub(super) fn tie_name(scene: &Scene, id: &TieId) -> String {
    let Some(tie) = scene.ties.get(id) else {
        return id.to_string();
    };
    let between = match tie.direction {
        TieDirection::Mutual => '\u{2013}',
        TieDirection::Directed => '\u{2192}',
    };
    let (from, to) = (scene.actor_name(&tie.from), scene.actor_name(&tie.to));
    format!("{from} {between} {to}")
}
