//! Sources for reference managers, read by a parser of BibTeX and held against
//! the schema of CSL-JSON.

use std::collections::HashSet;

use biblatex::Bibliography;
use entente::export::{sources_bibtex, sources_csl_json};
use entente::model::Scene;
use proptest::prelude::*;
use serde_json::Value;

use crate::payloads::payloads;
use crate::support;
use crate::{laden, sample};

/// Types of the schema, of those that the program has.
const TYPES: [&str; 9] = [
    "article-journal",
    "article-newspaper",
    "book",
    "dataset",
    "interview",
    "post",
    "report",
    "speech",
    "webpage",
];

/// Fields of the schema that are written, all texts but for names and dates.
const TEXTS: [&str; 11] = [
    "id",
    "type",
    "title",
    "container-title",
    "publisher",
    "publisher-place",
    "URL",
    "archive",
    "archive_location",
    "language",
    "note",
];

/// What the schema (`csl-data.json`, version 1.0.2) asks of items, as far as it
/// concerns what is written.
fn assert_valid_csl(scene: &Scene) {
    let bytes = sources_csl_json(scene).expect("written");
    let items: Vec<serde_json::Map<String, Value>> =
        serde_json::from_slice(&bytes).expect("a list of records");
    assert_eq!(items.len(), scene.sources.len(), "each once");
    for item in &items {
        for (name, value) in item {
            match name.as_str() {
                "author" => {
                    let names = value.as_array().expect("a list");
                    assert!(names.iter().all(|it| it["literal"].is_string()), "{value}");
                }
                "issued" | "accessed" => assert_valid_date(value),
                _ => {
                    assert!(TEXTS.contains(&name.as_str()), "{name} is no field of CSL");
                    assert!(value.is_string(), "{name}: {value}");
                }
            }
        }
        let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
        assert!(TYPES.contains(&kind), "{kind} is no type of CSL");
        for name in ["URL", "archive_location"] {
            let url = item.get(name).and_then(Value::as_str).unwrap_or("http://x");
            let lower = url.to_lowercase();
            let is_web = lower.starts_with("http://") || lower.starts_with("https://");
            assert!(is_web, "{url}");
        }
    }
}

fn assert_valid_date(value: &Value) {
    let Some(dates) = value.get("date-parts") else {
        assert!(value["literal"].is_string(), "{value}");
        return;
    };
    let dates = dates.as_array().expect("a list");
    assert!((1..=2).contains(&dates.len()), "{value}");
    for parts in dates {
        let parts = parts.as_array().expect("a list");
        assert!((1..=3).contains(&parts.len()), "{value}");
        assert!(parts.iter().all(Value::is_i64), "{value}");
    }
}

/// A parser reads every entry, and has no field that it was not given.
fn assert_valid_bibtex(scene: &Scene) {
    let bibtex = sources_bibtex(scene);
    let read = Bibliography::parse(&bibtex);
    let read = read.unwrap_or_else(|error| panic!("{error}\n{bibtex}"));
    assert_eq!(read.len(), scene.sources.len(), "{bibtex}");
    let keys: HashSet<String> = read.keys().map(str::to_lowercase).collect();
    assert_eq!(keys.len(), scene.sources.len(), "keys differ: {bibtex}");
    assert!(keys.iter().all(|key| key.is_ascii()), "{bibtex}");
    for line in bibtex.lines() {
        let (opened, closed) = (line.matches('{').count(), line.matches('}').count());
        let (begins, ends) = (line.starts_with('@'), line == "}");
        assert_eq!(
            opened + usize::from(ends),
            closed + usize::from(begins),
            "braces match within a line: {line}"
        );
    }
}

#[test]
fn payloads_stay_texts_for_reference_managers() {
    let scene = laden(&payloads());
    assert_valid_csl(&scene);
    assert_valid_bibtex(&scene);
}

#[test]
fn the_sample_has_what_is_known_and_no_author_is_made_up() {
    let mut scene = sample();
    let mut source = scene.sources.at(0).expect("a source").clone();
    source.author = None;
    source.title = "Israel & the 50% {Caucasus}".to_owned();
    scene.sources.replace(source);
    let bytes = sources_csl_json(&scene).expect("written");
    let items: Value = serde_json::from_slice(&bytes).expect("JSON");
    let item = &items[0];
    assert!(item.get("author").is_none(), "{item}");
    assert_eq!(item["title"], "Israel & the 50% {Caucasus}");
    let bibtex = sources_bibtex(&scene);
    assert!(!bibtex.contains("author"), "{bibtex}");
    assert!(
        bibtex.contains(
            "title = {{Israel \\& the 50\\% \\textbraceleft{}Caucasus\\textbraceright{}}},"
        ),
        "{bibtex}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_sources_are_valid(scene in support::scene()) {
        assert_valid_csl(&scene);
        assert_valid_bibtex(&scene);
    }
}
