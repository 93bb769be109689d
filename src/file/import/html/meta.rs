//! What a page says about itself, for the citation.
//!
//! Names are those of Highwire (`citation_*`), Open Graph (`og:*`, `article:*`),
//! Dublin Core (`dc.*`) and plain HTML, in that order: the first that is there
//! counts.

use html5ever::tokenizer::Tag;

use super::super::{Proposals, day_of, proposal};
use crate::model::SourceKind;

/// How much of a title or of the values of a page is kept.
const MAX_TITLE_BYTES: usize = 4 * 1024;
const MAX_VALUES: usize = 2_000;

const TITLE: [&str; 4] = ["citation_title", "og:title", "dc.title", "twitter:title"];
const AUTHOR: [&str; 6] = [
    "citation_author",
    "article:author",
    "author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
];
const ISSUED: [&str; 8] = [
    "citation_publication_date",
    "citation_date",
    "article:published_time",
    "og:article:published_time",
    "dc.date",
    "dc.date.issued",
    "datepublished",
    "date",
];
const CONTAINER: [&str; 3] = ["citation_journal_title", "og:site_name", "application-name"];
const PUBLISHER: [&str; 3] = ["citation_publisher", "dc.publisher", "article:publisher"];
const LANGUAGE: [&str; 4] = [
    "citation_language",
    "dc.language",
    "content-language",
    "og:locale",
];

/// What was noted of a page.
#[derive(Debug, Default)]
pub(super) struct Meta {
    title: String,
    /// Names in small letters and values, in the order of the page.
    values: Vec<(String, String)>,
    language: Option<String>,
    canonical: Option<String>,
    /// The first moment that the page marks.
    time: Option<String>,
}

impl Meta {
    /// Notes what a tag says.
    pub(super) fn note(&mut self, tag: &Tag) {
        let attribute = |name: &str| {
            let found = tag.attrs.iter().find(|it| &*it.name.local == name)?;
            Some(found.value.to_string())
        };
        match &*tag.name {
            "html" => self.language = self.language.take().or_else(|| attribute("lang")),
            "meta" if self.values.len() < MAX_VALUES => {
                let keys = ["property", "name", "itemprop", "http-equiv"];
                let key = keys.iter().find_map(|key| attribute(key));
                if let (Some(key), Some(value)) = (key, attribute("content")) {
                    self.values.push((key.trim().to_ascii_lowercase(), value));
                }
            }
            "link" if self.canonical.is_none() => {
                let is_canonical =
                    attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                self.canonical = is_canonical.then(|| attribute("href")).flatten();
            }
            "time" => self.time = self.time.take().or_else(|| attribute("datetime")),
            _ => {}
        }
    }

    /// Adds to the title of the page.
    pub(super) fn add_to_title(&mut self, text: &str) {
        if self.title.len() < MAX_TITLE_BYTES {
            self.title.push_str(text);
        }
    }

    /// The first value that is there of these names, as one line.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        let of_name = self.values.iter().filter(move |(key, _)| key == name);
        of_name.filter_map(|(_, value)| proposal(value))
    }

    fn author(&self) -> Option<String> {
        // Each author has a line of their own; an address is nobody's name.
        AUTHOR.iter().find_map(|name| {
            let mut names: Vec<String> = Vec::new();
            for name in self.all(name).filter(|it| !it.contains("://")) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            proposal(&names.join("; "))
        })
    }

    fn url(&self) -> Option<String> {
        let urls = self.canonical.iter().cloned().chain(self.all("og:url"));
        let is_of_web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        urls.filter_map(|url| proposal(&url)).find(is_of_web)
    }

    fn language(&self) -> Option<String> {
        let tag =
            (self.language.as_deref().and_then(proposal)).or_else(|| self.first(&LANGUAGE))?;
        // `en_US` is how programs write `en-US`.
        let tag = tag.replace('_', "-");
        let is_tag = tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        is_tag.then_some(tag)
    }

    /// All of it, as proposals.
    pub(super) fn proposals(&self) -> Proposals {
        let issued_as_printed =
            (self.first(&ISSUED)).or_else(|| self.time.as_deref().and_then(proposal));
        let is_journal = self.all("citation_journal_title").next().is_some();
        Proposals {
            kind: Some(if is_journal {
                SourceKind::ArticleJournal
            } else {
                SourceKind::Webpage
            }),
            title: (self.first(&TITLE)).or_else(|| proposal(&self.title)),
            author: self.author(),
            container_title: self.first(&CONTAINER),
            publisher: self.first(&PUBLISHER).filter(|it| !it.contains("://")),
            language: self.language(),
            issued: issued_as_printed.as_deref().and_then(day_of),
            issued_as_printed,
            url: self.url(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_page;
    use super::*;

    #[test]
    fn what_a_news_page_says_of_itself_is_proposed() {
        let html = "<html lang='en_GB'><head><title>Ties\n grow | The Paper</title>\
            <meta property='og:title' content='Ties  grow'>\
            <meta property=og:site_name content='The Paper'>\
            <meta property='article:author' content='https://paper.example/jane'>\
            <meta name=author content='Jane Doe'>\
            <meta property='article:published_time' content='2026-01-26T08:00:00Z'>\
            <link rel=canonical href='https://paper.example/ties'></head><body>x";
        let proposals = read_page(html).proposals;
        let issued = day_of("2026-01-26");
        assert_eq!(
            proposals,
            Proposals {
                kind: Some(SourceKind::Webpage),
                title: Some("Ties grow".to_owned()),
                author: Some("Jane Doe".to_owned()),
                container_title: Some("The Paper".to_owned()),
                publisher: None,
                language: Some("en-GB".to_owned()),
                issued_as_printed: Some("2026-01-26T08:00:00Z".to_owned()),
                issued,
                url: Some("https://paper.example/ties".to_owned()),
            }
        );
    }

    #[test]
    fn what_a_journal_says_comes_first_and_authors_are_joined() {
        let html = "<title>Page</title><meta name=citation_title content='Study'>\
            <meta name=citation_author content='Doe, J.'><meta name=citation_author content='Roe, R.'>\
            <meta name=citation_author content='Doe, J.'>\
            <meta name=citation_journal_title content='Journal'>\
            <meta name=citation_publication_date content='2025/03'>";
        let proposals = read_page(html).proposals;
        assert_eq!(proposals.kind, Some(SourceKind::ArticleJournal));
        assert_eq!(proposals.title.as_deref(), Some("Study"));
        assert_eq!(proposals.author.as_deref(), Some("Doe, J.; Roe, R."));
        assert_eq!(proposals.container_title.as_deref(), Some("Journal"));
        assert_eq!(proposals.issued, day_of("2025-03"));
    }

    #[test]
    fn what_a_hostile_page_says_is_not_taken() {
        let html = "<html lang='en\"><script>'><title>A\u{202e}b</title>\
            <link rel=canonical href='javascript:alert(1)'>\
            <meta property=og:url content='file:///etc/passwd'>";
        let proposals = read_page(html).proposals;
        assert_eq!(proposals.title.as_deref(), Some("Ab"));
        assert_eq!((proposals.url, proposals.language), (None, None));
    }
}
