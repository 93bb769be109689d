//! Claims as Markdown: read by a real reader with all its extensions, nothing of
//! a text is more than text.

use std::collections::HashMap;

use entente::export::claims_markdown;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::payloads::payloads;
use crate::{laden, sample};

/// What a reader finds in a text.
#[derive(Default)]
struct Found {
    /// The words of each entry of a list, without those below it, by the word
    /// before its first colon.
    entries: HashMap<String, Vec<String>>,
    headings: Vec<String>,
    codes: Vec<String>,
    /// Everything that a text of a scene must never be.
    active: Vec<String>,
}

fn read(markdown: &str) -> Found {
    let mut found = Found::default();
    let mut entries: Vec<String> = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::Item) => entries.push(String::new()),
            Event::End(TagEnd::Item) => {
                let words = entries.pop().expect("it was begun");
                let name = words.split(':').next().unwrap_or("").to_owned();
                found.entries.entry(name).or_default().push(words);
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => found.headings.extend(heading.take()),
            Event::Text(words) => {
                for begun in heading.iter_mut().chain(entries.last_mut()) {
                    begun.push_str(&words);
                }
            }
            Event::Code(code) => found.codes.push(code.into_string()),
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Strong)
            | Event::End(TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Strong)
            | Event::SoftBreak => {}
            other => found.active.push(format!("{other:?}")),
        }
    }
    found
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether programs that look for addresses in plain text would find one.
fn has_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mailbox = lower
        .split('@')
        .skip(1)
        .any(|domain| domain.starts_with(|c: char| c.is_alphanumeric()));
    ["http://", "https://", "ftp://", "www.", "mailto:s"]
        .iter()
        .any(|it| lower.contains(it))
        || mailbox
}

#[test]
fn no_payload_is_active_and_all_letters_are_there() {
    let texts = payloads();
    let found = read(&claims_markdown(&laden(&texts)));
    assert_eq!(found.active, Vec::<String>::new());
    let expected = read(&claims_markdown(&sample()));
    assert_eq!(found.headings, expected.headings, "headings are ours");
    for code in &found.codes {
        let is_address = code.starts_with("http://") || code.starts_with("https://");
        assert!(is_address || code.starts_with("HTTPS://"), "{code}");
    }
    for (number, text) in texts.iter().enumerate() {
        let words = found.entries.get(&format!("p{number}")).expect("its claim");
        let [words, ..] = words.as_slice() else {
            panic!("its claim is there");
        };
        let said = letters(words);
        // What is never shown is no letter either.
        assert!(said.contains(&letters(text)), "{text:?} became {words:?}");
        assert!(!has_address(words), "{words:?}");
    }
    let asserters = found.entries.get("Asserter").expect("asserters");
    assert!(asserters.len() > texts.len(), "each has one");
    assert!(!asserters.iter().any(|words| has_address(words)));
    assert!(
        found
            .entries
            .get("Note")
            .is_some_and(|it| it.len() >= texts.len())
    );
}

#[test]
fn a_text_that_is_not_escaped_is_found_out() {
    let texts = payloads();
    let raw = texts
        .iter()
        .filter(|text| !read(&format!("- **p:** {text}\n")).active.is_empty());
    assert!(raw.count() > 1000, "the reader sees what is active");
}

#[test]
fn claims_stand_under_their_ties_with_numbered_sources() {
    let scene = sample();
    let markdown = claims_markdown(&scene);
    let found = read(&markdown);
    assert_eq!(found.active, Vec::<String>::new(), "{markdown}");
    assert_eq!(found.headings.first().map(String::as_str), Some("Claims"));
    assert_eq!(found.headings.last().map(String::as_str), Some("Sources"));
    for claim in scene.claims.iter() {
        let entries = found.entries.get(claim.id.as_str()).expect("its entry");
        let [words, ..] = entries.as_slice() else {
            panic!("{} is there", claim.id);
        };
        assert!(
            letters(words).contains(&letters(&claim.statement)),
            "{words}"
        );
        if !claim.anchors.is_empty() {
            assert!(words.contains("[1]"), "{words}");
        }
    }
    assert!(
        markdown.contains("Weights are analyst judgements on \u{2212}1..1"),
        "{markdown}"
    );
    assert_eq!(markdown, claims_markdown(&scene), "the same again");
}
