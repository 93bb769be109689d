//! The full text of actors, ties, sources and notes: what the search looks at besides
//! the claims, whose text is kept for the list of claims.
//!
//! It is read when the search is opened, and once for each scene. What did not
//! change since is kept, as it is for claims.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Actor, ActorId, Note, Record, Scene, Source, Table, Tie, TieState};
use crate::session::claim_texts::same_places;
use crate::session::revisions::are_alike;
use crate::session::tasks::Done;
use crate::session::{Dialog, Session};
use crate::text::{Index, Writer, fold};

/// So many records are read at once; more, in the background.
const AT_ONCE: usize = 300;

/// The text of all tables but that of claims. The head of each document is what
/// the record is called.
#[derive(Clone, Debug, Default)]
pub(in crate::session) struct Tables {
    pub(super) actors: Index,
    pub(super) ties: Index,
    pub(super) sources: Index,
    pub(super) notes: Index,
}

/// Their indexes, brought up to date with the scene while the search is open.
#[derive(Default)]
pub(super) struct SearchTexts {
    pub(super) tables: Tables,
    /// The scene that they are of.
    scene: Option<Arc<Scene>>,
    /// The last scene that was to be read in the background.
    asked: Option<Arc<Scene>>,
    is_reading: bool,
    revision: u64,
}

impl SearchTexts {
    /// Whether they are of this scene.
    pub(super) fn is_of(&self, scene: &Arc<Scene>) -> bool {
        self.scene.as_ref().is_some_and(|it| Arc::ptr_eq(it, scene))
    }

    /// Rises with each new index.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }
}

impl Session {
    /// Brings the indexes up to date with the scene while somebody searches: at
    /// once, or in the background where that would be felt.
    pub(in crate::session) fn refresh_search_texts(&mut self) {
        let scene = &self.document.scene;
        let texts = &mut self.finding.texts;
        let is_asked = texts.asked.as_ref();
        if self.dialog != Some(Dialog::Search)
            || texts.is_reading
            || texts.is_of(scene)
            // What fell over would do so again.
            || is_asked.is_some_and(|it| Arc::ptr_eq(it, scene))
        {
            return;
        }
        let job = Job::new(texts, scene);
        if job.to_write() <= AT_ONCE {
            let (scene, tables) = (Arc::clone(scene), job.tables());
            self.take_search_read(scene, tables);
            return;
        }
        texts.asked = Some(Arc::clone(scene));
        texts.is_reading = self.tasks.quietly("search", move || Done::SearchRead {
            scene: Arc::clone(&job.scene),
            tables: Box::new(job.tables()),
        });
    }

    /// Takes over what was read.
    pub(in crate::session) fn take_search_read(&mut self, scene: Arc<Scene>, tables: Tables) {
        let texts = &mut self.finding.texts;
        texts.is_reading = false;
        texts.tables = tables;
        texts.scene = Some(scene);
        texts.revision += 1;
    }

    /// It could not be read.
    pub(in crate::session) fn end_reading_for_search(&mut self) {
        self.finding.texts.is_reading = false;
    }
}

/// What is to be read of a scene.
struct Job {
    scene: Arc<Scene>,
    before: Tables,
    /// Where each record stands in the tables before, just as it is.
    actors: Vec<Option<usize>>,
    ties: Vec<Option<usize>>,
    sources: Vec<Option<usize>>,
    notes: Vec<Option<usize>>,
}

impl Job {
    fn new(texts: &SearchTexts, scene: &Arc<Scene>) -> Self {
        let Some(before) = &texts.scene else {
            return Self {
                scene: Arc::clone(scene),
                before: Tables::default(),
                actors: vec![None; scene.actors.len()],
                ties: vec![None; scene.ties.len()],
                sources: vec![None; scene.sources.len()],
                notes: vec![None; scene.notes.len()],
            };
        };
        let is_named_alike = are_alike(&before.actors, &scene.actors, |one, other| {
            (&one.id, &one.name, &one.other_names) == (&other.id, &other.name, &other.other_names)
        });
        Self {
            scene: Arc::clone(scene),
            before: texts.tables.clone(),
            actors: same_places(&before.actors, &scene.actors),
            // A tie is called by its actors.
            ties: if is_named_alike {
                same_places(&before.ties, &scene.ties)
            } else {
                vec![None; scene.ties.len()]
            },
            sources: same_places(&before.sources, &scene.sources),
            notes: same_places(&before.notes, &scene.notes),
        }
    }

    /// How many records must be written.
    fn to_write(&self) -> usize {
        let parts = [&self.actors, &self.ties, &self.sources, &self.notes];
        let records = parts.into_iter().flatten();
        records.filter(|same| same.is_none()).count()
    }

    fn tables(&self) -> Tables {
        let scene = &self.scene;
        let mut names = HashMap::new();
        Tables {
            actors: updated(
                &self.before.actors,
                &self.actors,
                &scene.actors,
                write_actor,
            ),
            ties: updated(&self.before.ties, &self.ties, &scene.ties, |tie, writer| {
                write_tie(tie, scene, &mut names, writer);
            }),
            sources: updated(
                &self.before.sources,
                &self.sources,
                &scene.sources,
                write_source,
            ),
            notes: updated(&self.before.notes, &self.notes, &scene.notes, write_note),
        }
    }
}

/// The index of a table, with what must be written of it.
fn updated<'a, R: Record>(
    before: &Index,
    same: &[Option<usize>],
    table: &'a Table<R>,
    mut write: impl FnMut(&'a R, &mut Writer<'_>),
) -> Index {
    // The walk through the table goes on where the last record was written.
    let mut records = table.iter().enumerate();
    before.updated(same, |at, writer| {
        if let Some((_, record)) = records.find(|(place, _)| *place == at) {
            write(record, writer);
        }
    })
}

fn write_actor(actor: &Actor, writer: &mut Writer<'_>) {
    writer.add(&actor.name);
    for name in &actor.other_names {
        writer.add(&name.text);
    }
    writer.end_head();
    writer.add(actor.id.as_str());
    writer.add(actor.iso.as_deref().unwrap_or_default());
    writer.add(actor.kind.word());
}

/// The names of its actors are folded once for all ties.
fn write_tie<'a>(
    tie: &'a Tie,
    scene: &'a Scene,
    names: &mut HashMap<&'a ActorId, String>,
    writer: &mut Writer<'_>,
) {
    for end in [&tie.from, &tie.to] {
        writer.add_folded(names.entry(end).or_insert_with(|| names_of(end, scene)));
    }
    writer.end_head();
    writer.add(tie.label.as_deref().unwrap_or_default());
    writer.add(&tie.rationale);
    if let TieState::Unknown { reason } | TieState::None { reason } = &tie.state {
        writer.add(reason);
    }
    writer.add(tie.confidence_basis.as_deref().unwrap_or_default());
    writer.add(tie.id.as_str());
}

/// All names of an actor, folded, each a part of its own.
fn names_of(id: &ActorId, scene: &Scene) -> String {
    let Some(actor) = scene.actors.get(id) else {
        return fold(id.as_str());
    };
    let others = actor.other_names.iter().map(|name| name.text.as_str());
    let names: Vec<String> = std::iter::once(actor.name.as_str())
        .chain(others)
        .map(fold)
        .collect();
    names.join("\n")
}

fn write_source(source: &Source, writer: &mut Writer<'_>) {
    writer.add(&source.title);
    writer.end_head();
    for part in [
        &source.author,
        &source.container_title,
        &source.publisher,
        &source.url,
        &source.archive_url,
        &source.issued_as_printed,
        &source.origin,
        &source.descriptor,
    ] {
        writer.add(part.as_deref().unwrap_or_default());
    }
    writer.add(source.id.as_str());
}

fn write_note(note: &Note, writer: &mut Writer<'_>) {
    writer.add(&note.text);
    writer.end_head();
}
