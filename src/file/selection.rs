//! What was copied, as text: for the clipboard, from one scene to another and from
//! one window to another.
//!
//! A small document in RON with the records of a scene file, so that it is read by
//! the same rules, pastes into an editor, and can be mended there. Unlike a file it
//! is taken whole or not at all: whoever pastes sees at once what is wrong, and
//! has what it was copied from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use kurbo::Point;
use serde::{Deserialize, Serialize};

use super::error::{explain, in_words};
use super::findings::Findings;
use super::format::{
    ActorFile, ClaimFile, FORMAT, KindFile, NoteFile, SourceFile, Text, ThresholdsFile, TieFile,
    default_basemap, options,
};
use super::lift::{Head, Lift};
use super::locate::Outline;
use super::recover::path;
use super::write::{scene_file, write_pretty};
use crate::edit::{Edit, Excerpt, Grafting, apply, graft};
use crate::model::{ActorId, NoteId, Offset, Position, Scene, Subject, TieId};

/// The first line of every copied selection.
pub const SELECTION_LINE: &str = "// Entente selection";

/// The longest text that is taken for a selection, in bytes: a hundred times what
/// a map of five actors with all of its claims comes to.
pub const MAX_SELECTION: usize = 8_000_000;

/// What was copied, as it stands in the text.
#[derive(Debug, Serialize, Deserialize)]
struct SelectionFile<'a> {
    format: u32,
    /// The title of the scene that it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Text<'a>>,
    /// Actors that are there only because others refer to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    only_referred_actors: Vec<Text<'a>>,
    /// Ties that are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    only_referred_ties: Vec<Text<'a>>,
    /// Where actors and notes stood on the map, in layout units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stood: Vec<StoodFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<KindFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actors: Vec<ActorFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ties: Vec<TieFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sources: Vec<SourceFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    claims: Vec<ClaimFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteFile<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoodFile<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actor: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<Text<'a>>,
    x: f64,
    y: f64,
}

/// Why a text is not taken as a selection: where, and what. In words the place
/// comes first: `line 3, column 5: a comma is missing`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}", place_before(.position.as_ref()))]
pub struct SelectionError {
    /// Where; `None` where the whole text is meant.
    pub position: Option<Position>,
    /// What is the matter.
    pub what: String,
}

fn place_before(position: Option<&Position>) -> String {
    position.map_or_else(String::new, |at| format!("{}: ", in_words(*at)))
}

impl SelectionError {
    fn whole(what: impl Into<String>) -> Self {
        Self {
            position: None,
            what: what.into(),
        }
    }
}

/// Whether a text says of itself that it is a selection of ours.
pub fn is_selection(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    text.starts_with(SELECTION_LINE)
}

/// What was copied as text, with a final newline. The same excerpt gives the same
/// text.
pub fn write_selection(excerpt: &Excerpt) -> String {
    let scene = scene_file(&excerpt.scene);
    let referred = |pick: fn(&Subject) -> Option<String>| {
        let ids = excerpt.referred.iter().filter_map(pick);
        ids.map(Cow::Owned).collect()
    };
    let file = SelectionFile {
        format: FORMAT,
        from: Some(scene.title),
        only_referred_actors: referred(|subject| match subject {
            Subject::Actor(id) => Some(id.to_string()),
            _ => None,
        }),
        only_referred_ties: referred(|subject| match subject {
            Subject::Tie(id) => Some(id.to_string()),
            _ => None,
        }),
        stood: excerpt
            .places
            .iter()
            .map(|(subject, place)| StoodFile {
                actor: match subject {
                    Subject::Actor(id) => Some(Cow::Borrowed(id.as_str())),
                    _ => None,
                },
                note: match subject {
                    Subject::Note(id) => Some(Cow::Borrowed(id.as_str())),
                    _ => None,
                },
                x: tenths(place.x),
                y: tenths(place.y),
            })
            .collect(),
        kinds: scene.kinds,
        actors: scene.actors,
        ties: scene.ties,
        sources: scene.sources,
        claims: scene.claims,
        notes: scene.notes,
    };
    let mut text = format!("{SELECTION_LINE}\n");
    write_pretty(&mut text, &file);
    text
}

/// A tenth of a unit is less than anybody sees.
fn tenths(units: f64) -> f64 {
    (units * 10.0).round() / 10.0
}

/// What was copied, from its text.
///
/// # Errors
/// When the text is too long, is no RON, or holds anything that a scene cannot
/// take: then with the place of the first such thing.
pub fn read_selection(text: &str) -> Result<Excerpt, SelectionError> {
    if text.len() > MAX_SELECTION {
        return Err(SelectionError::whole(format!(
            "the text is {:.1} MB long; at most {} MB are taken",
            text.len() as f64 / 1e6,
            MAX_SELECTION / 1_000_000
        )));
    }
    let text = text.trim_start_matches('\u{feff}');
    let outline = Outline::of(text).ok();
    let mut findings = Findings::default();
    let file = parse(text, &mut findings)?;
    let excerpt = lift(file, &mut findings);
    if findings.is_empty() {
        check(&excerpt, &mut findings);
    }
    match findings.located(text, outline.as_ref()).into_iter().next() {
        Some(problem) => Err(SelectionError {
            position: problem.position,
            what: problem.message,
        }),
        None if excerpt.is_empty() => Err(SelectionError::whole("it holds nothing to paste")),
        None => Ok(excerpt),
    }
}

fn parse(text: &str, findings: &mut Findings) -> Result<SelectionFile<'static>, SelectionError> {
    let said = |error: ron::error::SpannedError| SelectionError {
        position: Some(Position {
            line: error.span.end.line,
            column: error.span.end.col,
        }),
        what: explain(&error.code),
    };
    let mut unknown = Vec::new();
    let mut source = ron::Deserializer::from_str_with_options(text, &options()).map_err(said)?;
    let file: SelectionFile<'static> =
        serde_ignored::deserialize(&mut source, |field| unknown.push(path(&field)))
            .map_err(|error| said(source.span_error(error)))?;
    source
        .end()
        .map_err(|error| said(source.span_error(error)))?;
    if file.format != FORMAT {
        return Err(SelectionError::whole(format!(
            "it is of format {}, and this Entente reads format {FORMAT}",
            file.format
        )));
    }
    for field in unknown {
        let name = field.rsplit('.').next().unwrap_or("").to_owned();
        let message = format!("there is no field `{name}` here");
        findings.error("unknown-field", field, message, "remove it");
    }
    Ok(file)
}

fn lift(file: SelectionFile<'static>, findings: &mut Findings) -> Excerpt {
    let head = Head {
        title: file.from.map_or_else(String::new, Text::into_owned),
        as_of: None,
        description: None,
        handling: None,
        basemap: default_basemap(),
        is_showing_unknown: true,
        is_showing_evidence: false,
        thresholds: ThresholdsFile::default(),
        severities: Vec::new(),
        source_summary: None,
    };
    let mut lift = Lift::new(head, findings);
    lift.kinds(file.kinds.into_iter().enumerate());
    lift.actors(file.actors.into_iter().enumerate());
    lift.sources(file.sources.into_iter().enumerate());
    lift.ties(file.ties.into_iter().enumerate());
    lift.claims(file.claims.into_iter().enumerate());
    lift.notes(file.notes.into_iter().enumerate());
    let scene = lift.finish();
    let mut referred = BTreeSet::new();
    for (at, text) in file.only_referred_actors.iter().enumerate() {
        match ActorId::new(text)
            .ok()
            .filter(|id| scene.actors.contains(id))
        {
            Some(id) => {
                referred.insert(Subject::Actor(id));
            }
            None => dangling(
                findings,
                format!("only_referred_actors[{at}]"),
                "actor",
                text,
            ),
        }
    }
    for (at, text) in file.only_referred_ties.iter().enumerate() {
        match TieId::new(text).ok().filter(|id| scene.ties.contains(id)) {
            Some(id) => {
                referred.insert(Subject::Tie(id));
            }
            None => dangling(findings, format!("only_referred_ties[{at}]"), "tie", text),
        }
    }
    let places = stood(&file.stood, &scene, findings);
    Excerpt {
        scene,
        referred,
        places,
    }
}

fn stood(
    files: &[StoodFile<'_>],
    scene: &Scene,
    findings: &mut Findings,
) -> BTreeMap<Subject, Point> {
    let mut places = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let actor = file.actor.as_deref().unwrap_or("");
        let note = file.note.as_deref().unwrap_or("");
        let actor_id = ActorId::new(actor).ok();
        let note_id = NoteId::new(note).ok();
        let subject = actor_id
            .filter(|id| scene.actors.contains(id))
            .map(Subject::Actor)
            .or_else(|| {
                let id = note_id.filter(|id| scene.notes.contains(id));
                id.map(Subject::Note)
            });
        match subject {
            // The same limits as for what is moved by hand.
            Some(subject) if Offset::new(file.x, file.y).is_some() => {
                places.insert(subject, Point::new(file.x, file.y));
            }
            Some(_) => findings.error(
                "bad-offset",
                format!("stood[{at}].x"),
                "a place on the map is two numbers of at most a million units",
                "write two such numbers",
            ),
            None if note.is_empty() => {
                dangling(findings, format!("stood[{at}].actor"), "actor", actor);
            }
            None => dangling(findings, format!("stood[{at}].note"), "note", note),
        }
    }
    places
}

fn dangling(findings: &mut Findings, path: String, noun: &str, id: &str) {
    let short: String = id.chars().take(40).collect();
    let message = format!("there is no {noun} {short:?} here");
    findings.error("dangling-reference", path, message, "remove it");
}

/// Finds what reads well and a scene does not take all the same: a name of 10,000
/// characters, a tie of an actor with itself.
fn check(excerpt: &Excerpt, findings: &mut Findings) {
    let mut scene = Scene::blank();
    let all = Excerpt {
        referred: BTreeSet::new(),
        ..excerpt.clone()
    };
    for edit in graft(&scene, &all, Grafting::Merged).edits {
        match apply(&scene, &edit) {
            Ok(applied) => scene = applied.scene,
            Err(error) => {
                let path = path_of(&edit, &excerpt.scene);
                findings.error("cannot-be-taken", path, error.to_string(), "correct it");
                return;
            }
        }
    }
}

/// Where the record that this adds stands.
fn path_of(edit: &Edit, scene: &Scene) -> String {
    let (list, at) = match edit {
        Edit::AddActor(it) => ("actors", scene.actors.position(&it.id)),
        Edit::AddTie(it) => ("ties", scene.ties.position(&it.id)),
        Edit::AddKind(it) => ("kinds", scene.kinds.position(&it.id)),
        Edit::AddSource(it) | Edit::ChangeSource(it) => ("sources", scene.sources.position(&it.id)),
        Edit::AddClaim { claim: it, .. } | Edit::ChangeClaim(it) => {
            ("claims", scene.claims.position(&it.id))
        }
        Edit::AddNote(it) => ("notes", scene.notes.position(&it.id)),
        _ => ("actors", None),
    };
    match at {
        Some(at) => format!("{list}[{at}]"),
        None => list.to_owned(),
    }
}

#[cfg(test)]
mod tests;
