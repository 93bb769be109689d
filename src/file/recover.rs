//! A scene from a file of which some part does not parse.
//!
//! The outline tells where each field and each record stands; every one is
//! parsed by itself. One that does not parse is left out and told, with each of
//! its errors as far as they can be told apart; all others are taken.

use std::collections::HashSet;

use serde::de::DeserializeOwned;

use super::error::explain;
use super::findings::{Findings, text_of};
use super::format::{
    SourceSummaryFile, Text, ThresholdsFile, default_basemap, default_show_unknown, options,
};
use super::lift::{Head, Lift};
use super::locate::{NodeId, Outline, Shape};
use super::variants::Misshapen;
use crate::model::Scene;

/// The fields of a scene.
const FIELDS: [&str; 19] = [
    "format",
    "title",
    "as_of",
    "description",
    "handling",
    "basemap",
    "show_unknown",
    "show_evidence",
    "thresholds",
    "severities",
    "source_summary",
    "kinds",
    "actors",
    "ties",
    "sources",
    "claims",
    "notes",
    "views",
    "slides",
];

/// How many errors of one record are told. Each costs another pass over it.
const MAX_ERRORS_OF_A_RECORD: usize = 20;

/// The scene that the outline shows, without what does not parse.
pub(super) fn scene(outline: &Outline<'_>, findings: &mut Findings) -> Scene {
    check_names(outline, findings);
    let blank = Scene::blank();
    let mut fields = Fields { outline, findings };
    let head = Head {
        title: fields.required::<String>("title").unwrap_or(blank.title),
        as_of: fields.optional::<Text<'static>>("as_of"),
        description: fields.optional::<Text<'static>>("description"),
        handling: fields.optional::<Text<'static>>("handling"),
        basemap: fields.or_else("basemap", default_basemap),
        is_showing_unknown: fields.or_else("show_unknown", default_show_unknown),
        is_showing_evidence: fields.or_else("show_evidence", || false),
        thresholds: fields.or_else("thresholds", ThresholdsFile::default),
        severities: fields
            .list("severities")
            .taken
            .into_iter()
            .map(|(_, file)| file)
            .collect(),
        source_summary: fields.optional::<SourceSummaryFile<'static>>("source_summary"),
    };
    let kinds = fields.list("kinds");
    let actors = fields.list("actors");
    let sources = fields.list("sources");
    let ties = fields.list("ties");
    let claims = fields.list("claims");
    let notes = fields.list("notes");
    let views = fields.list("views");
    let slides = fields.list("slides");
    let mut lift = Lift::new(head, findings);
    for (list, lost) in [
        ("kinds", kinds.lost),
        ("actors", actors.lost),
        ("sources", sources.lost),
        ("ties", ties.lost),
        ("claims", claims.lost),
    ] {
        lift.note_lost(list, lost);
    }
    lift.kinds(kinds.taken.into_iter());
    lift.actors(actors.taken.into_iter());
    lift.sources(sources.taken.into_iter());
    lift.ties(ties.taken.into_iter());
    lift.claims(claims.taken.into_iter());
    lift.notes(notes.taken.into_iter());
    lift.views(views.taken.into_iter());
    lift.slides(slides.taken.into_iter());
    lift.finish()
}

/// Tells fields that the format does not have, or that stand twice.
fn check_names(outline: &Outline<'_>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for node in outline.children(Outline::ROOT) {
        let name = outline.name(node);
        if !FIELDS.contains(&name) {
            unknown_field(findings, name.to_owned());
        } else if !seen.insert(name) {
            findings.error(
                "duplicate-field",
                name.to_owned(),
                format!("the field `{name}` stands more than once; only the first is taken"),
                "keep one of them",
            );
        }
    }
}

/// Tells a field that the format does not have.
pub(super) fn unknown_field(findings: &mut Findings, path: String) {
    let name = path.rsplit('.').next().unwrap_or("").to_owned();
    findings.warning(
        "unknown-field",
        path,
        format!("format 1 has no field `{name}` here; it is left out"),
        "correct the name or remove the field; the file cannot be saved over until then",
    );
}

/// Records that parsed, with their place in the list, and the ids of those that
/// did not, with their path.
struct Records<T> {
    taken: Vec<(usize, T)>,
    lost: Vec<(String, String)>,
}

struct Fields<'o, 't, 'f> {
    outline: &'o Outline<'t>,
    findings: &'f mut Findings,
}

impl Fields<'_, '_, '_> {
    fn optional<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let node = self.outline.field(Outline::ROOT, name)?;
        // Absent and `None` are the same.
        if self.outline.source(node) == "None" {
            return None;
        }
        record(self.outline, node, name, "is left out", self.findings)
    }

    fn required<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let Some(node) = self.outline.field(Outline::ROOT, name) else {
            self.findings.error(
                "missing-field",
                name.to_owned(),
                format!("the scene has no field `{name}`"),
                format!("add `{name}` as in a blank scene"),
            );
            return None;
        };
        let outcome = "is taken as in a blank scene";
        record(self.outline, node, name, outcome, self.findings)
    }

    /// A field that has this value where it is absent or does not parse.
    fn or_else<T: DeserializeOwned>(&mut self, name: &str, default: fn() -> T) -> T {
        if self.outline.field(Outline::ROOT, name).is_none() {
            return default();
        }
        self.required(name).unwrap_or_else(default)
    }

    /// A list, empty where it is absent.
    fn list<T: DeserializeOwned>(&mut self, name: &str) -> Records<T> {
        let mut records = Records {
            taken: Vec::new(),
            lost: Vec::new(),
        };
        let Some(list) = self.outline.field(Outline::ROOT, name) else {
            return records;
        };
        if self.outline.shape(list) != Shape::List {
            self.findings.error(
                "wrong-type",
                name.to_owned(),
                format!("`{name}` is not a list; it is left out"),
                "a list in [ ] belongs here",
            );
            return records;
        }
        for (index, node) in self.outline.children(list).enumerate() {
            let path = format!("{name}[{index}]");
            let parsed = record(self.outline, node, &path, "is left out", self.findings);
            if let Some(parsed) = parsed {
                records.taken.push((index, parsed));
            } else if let Some(id) = id_of(self.outline, node) {
                records.lost.push((id, path));
            }
        }
        records
    }
}

fn id_of(outline: &Outline<'_>, record: NodeId) -> Option<String> {
    text_of(outline, outline.field(record, "id")?)
}

/// One value, or `None` with every finding about it noted.
fn record<T: DeserializeOwned>(
    outline: &Outline<'_>,
    node: NodeId,
    path: &str,
    outcome: &str,
    findings: &mut Findings,
) -> Option<T> {
    let source = outline.source(node);
    let mut unknown = Vec::new();
    let result = parse(source, &mut unknown);
    for field in &unknown {
        unknown_field(findings, joined(path, field));
    }
    let mut failure = match result {
        Ok(parsed) => return Some(parsed),
        Err(failure) => failure,
    };
    let what = path.split_once('[').map_or("the field", |_| "the record");
    // Blank out each field that does not parse and look for the next error. A
    // blanked field is then missing: what comes after that is not known.
    let start = outline.span(node).start();
    let mut rest = source.to_owned();
    let mut seen = HashSet::new();
    let mut blanked = HashSet::new();
    for _ in 0..MAX_ERRORS_OF_A_RECORD {
        let misshapen = Misshapen::of(path, &failure.path);
        let blamed = misshapen
            .as_ref()
            .map_or(failure.path.as_str(), |it| it.field);
        let full = joined(path, blamed);
        if !seen.insert(full.clone()) {
            break;
        }
        let is_missing = matches!(failure.error, ron::Error::MissingStructField { .. });
        let field = outline.nearest_from(node, blamed);
        let (message, hint) = words(&failure.error, misshapen.as_ref(), outline.source(field));
        findings.error(
            if is_missing {
                "missing-field"
            } else {
                "wrong-type"
            },
            full,
            format!("{message}; {what} {outcome}"),
            format!("{hint}; the file cannot be saved over until then"),
        );
        let is_field = !outline.name(field).is_empty() && field != node;
        let is_unclear = is_missing && misshapen.is_none();
        if is_unclear || !is_field || !blank(&mut rest, outline, field, start) {
            break;
        }
        blanked.insert(outline.name(field));
        match parse::<T>(&rest, &mut Vec::new()) {
            Err(next) if !is_follow_up(&next, &blanked) => failure = next,
            _ => break,
        }
    }
    None
}

/// What is the matter with a field in which this stands, and what to do.
fn words(error: &ron::Error, misshapen: Option<&Misshapen>, source: &str) -> (String, String) {
    let said = explain(error);
    let Some(misshapen) = misshapen else {
        return (said, "correct it there".to_owned());
    };
    let message = match error {
        ron::Error::MissingStructField { .. } => None,
        _ => misshapen.message(source),
    };
    (message.unwrap_or(said), misshapen.hint(source))
}

/// Whether an error only says that a field that was blanked out is missing.
fn is_follow_up(failure: &Failure, blanked: &HashSet<&str>) -> bool {
    matches!(&failure.error, ron::Error::MissingStructField { field, .. } if blanked.contains(field))
}

/// Overwrites a field and its comma with spaces, so that all else keeps its
/// place.
fn blank(rest: &mut String, outline: &Outline<'_>, field: NodeId, start: usize) -> bool {
    let from = outline.start(field).saturating_sub(start);
    let to = outline.span(field).end().saturating_sub(start);
    let Some(tail) = rest.get(to..) else {
        return false;
    };
    let gap = tail.len() - tail.trim_start().len();
    let has_comma = tail.trim_start().starts_with(',');
    let to = if has_comma { to + gap + 1 } else { to };
    if from >= to || !rest.is_char_boundary(from) {
        return false;
    }
    rest.replace_range(from..to, &" ".repeat(to - from));
    true
}

struct Failure {
    path: String,
    error: ron::Error,
}

fn parse<T: DeserializeOwned>(source: &str, unknown: &mut Vec<String>) -> Result<T, Failure> {
    let at_root = |error: ron::error::SpannedError| Failure {
        path: String::new(),
        error: error.code,
    };
    let mut ron = ron::Deserializer::from_str_with_options(source, &options()).map_err(at_root)?;
    let mut note = |found: serde_ignored::Path<'_>| unknown.push(path(&found));
    let ignoring = serde_ignored::Deserializer::new(&mut ron, &mut note);
    let parsed = serde_path_to_error::deserialize(ignoring).map_err(|error| {
        let path = error.path().to_string();
        Failure {
            path: if path == "." { String::new() } else { path },
            error: error.into_inner(),
        }
    })?;
    ron.end().map_err(|error| Failure {
        path: String::new(),
        error,
    })?;
    Ok(parsed)
}

fn joined(path: &str, field: &str) -> String {
    match field {
        "" => path.to_owned(),
        field if field.starts_with('[') => format!("{path}{field}"),
        field => format!("{path}.{field}"),
    }
}

/// A path of `serde_ignored` in our spelling: `claims[3].bearings[0].note`.
pub(super) fn path(found: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path;
    match found {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}[{index}]", path(parent)),
        Path::Map { parent, key } => joined_field(&path(parent), key),
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => path(parent),
    }
}

fn joined_field(parent: &str, key: &str) -> String {
    if parent.is_empty() {
        key.to_owned()
    } else {
        format!("{parent}.{key}")
    }
}
