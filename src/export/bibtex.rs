//! The sources as BibTeX, for LaTeX and reference managers.
//!
//! Written to be read by BibTeX and biblatex both: types of classic BibTeX, the
//! fields `year` and `month` beside biblatex's `date`. Keys are unique, ASCII,
//! and follow from the ids. What TeX would obey is escaped; no text has a brace
//! of its own, so braces always match. What is not known is left out.

use std::collections::HashSet;

use super::citation::address;
use super::csl::note;
use crate::model::{DateRange, Scene, Source, SourceKind};
use crate::text::one_line;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The sources of the scene, in its order. Addresses are of http and https only.
pub fn sources_bibtex(scene: &Scene) -> String {
    let mut keys = HashSet::new();
    let entries = scene.sources.iter().map(|source| {
        let key = unique_key(source.id.as_str(), &mut keys);
        entry(&key, source)
    });
    entries.collect::<Vec<_>>().join("\n")
}

/// One entry, a field a line, with a final newline.
fn entry(key: &str, source: &Source) -> String {
    let (kind, container, publisher) = match source.kind {
        SourceKind::ArticleNewspaper | SourceKind::ArticleJournal => {
            ("article", "journal", "publisher")
        }
        SourceKind::Book => ("book", "series", "publisher"),
        SourceKind::Report => ("techreport", "series", "institution"),
        SourceKind::Dataset
        | SourceKind::Interview
        | SourceKind::Post
        | SourceKind::Speech
        | SourceKind::Webpage => ("misc", "howpublished", "publisher"),
    };
    let once = |text: &str| format!("{{{}}}", escaped(text));
    // Braces within braces: capitals stay, and a byline is one name, however many
    // words it has.
    let twice = |text: &str| format!("{{{{{}}}}}", escaped(text));
    let optional = |text: &Option<String>| text.as_deref().map(once);
    let plain = |text: String| format!("{{{text}}}");
    let date = source.issued;
    let first = date.map(DateRange::first);
    let month = first.and_then(|it| it.month());
    let month = month.and_then(|month| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?));
    let printed = match date {
        Some(_) => None,
        None => optional(&source.issued_as_printed),
    };
    let fields = [
        ("author", source.author.as_deref().map(twice)),
        ("title", Some(twice(&source.title))),
        (container, source.container_title.as_deref().map(twice)),
        (publisher, optional(&source.publisher)),
        ("address", optional(&source.publisher_place)),
        ("date", date.map(|it| plain(iso(it)))),
        (
            "year",
            first.map(|it| plain(it.year().to_string())).or(printed),
        ),
        ("month", month.map(|it| (*it).to_owned())),
        ("url", verbatim(source.url.as_deref())),
        ("urldate", source.accessed.map(|it| plain(iso(it)))),
        ("archiveurl", verbatim(source.archive_url.as_deref())),
        ("language", optional(&source.language)),
        ("note", Some(once(&note(source)))),
    ];
    let lines = fields
        .into_iter()
        .filter_map(|(name, value)| Some(format!("  {name} = {},", value?)));
    let lines = lines.collect::<Vec<_>>().join("\n");
    format!("@{kind}{{{key},\n{lines}\n}}\n")
}

/// A date or range as biblatex writes it: `2026-01-26`, `2023/2024`.
fn iso(date: DateRange) -> String {
    if date.first() == date.last() {
        date.first().to_string()
    } else {
        format!("{}/{}", date.first(), date.last())
    }
}

/// An address, which is not escaped; [`address`] lets no brace and no backslash
/// through.
fn verbatim(url: Option<&str>) -> Option<String> {
    address(url).map(|it| format!("{{{it}}}"))
}

/// The text on one line, with everything escaped that TeX would obey.
fn escaped(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len());
    for c in line.trim().chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            // BibTeX counts braces, escaped or not.
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A key made of the ASCII of an id, not taken yet. BibTeX does not tell cases
/// apart.
fn unique_key(id: &str, taken: &mut HashSet<String>) -> String {
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let ascii: String = id.chars().filter(fits).collect();
    let base = if ascii.contains(|c: char| c.is_ascii_alphanumeric()) {
        ascii
    } else {
        "source".to_owned()
    };
    let numbered = (2_usize..).map(|number| format!("{base}-{number}"));
    let key = std::iter::once(base.clone())
        .chain(numbered)
        .find(|key| taken.insert(key.to_ascii_lowercase()));
    key.unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ascii_and_differ_whatever_the_case() {
        let mut taken = HashSet::new();
        let keys =
            ["meo-2026", "MEO-2026", "қазақ", "ə", "a.b:c_d"].map(|id| unique_key(id, &mut taken));
        assert_eq!(
            keys,
            ["meo-2026", "MEO-2026-2", "source", "source-2", "a.b:c_d"]
        );
    }

    #[test]
    fn what_tex_would_obey_is_escaped_and_braces_match() {
        assert_eq!(
            escaped(" 50% of {A\\B} & $1_2 #~^\n "),
            "50\\% of \\textbraceleft{}A\\textbackslash{}B\\textbraceright{} \
             \\& \\$1\\_2 \\#\\textasciitilde{}\\textasciicircum{}"
        );
    }
}
