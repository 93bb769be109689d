//! The full text of a claim: what a search looks at.

use std::collections::HashMap;

use crate::model::{Actor, ActorId, Asserter, BearingOn, Claim, KindId, Rank, Scene, SourceId};
use crate::text::{Index, Query, Writer, fold};

/// Which claims of a scene hold what is searched for, by their place; all where
/// nothing is. Reads every claim: sessions keep an index instead.
pub fn holding(search: &str, scene: &Scene) -> Vec<bool> {
    let search = search.trim();
    if search.is_empty() {
        return vec![true; scene.claims.len()];
    }
    let mut names = Names::new(scene);
    let mut claims = scene.claims.iter();
    let index = Index::new(scene.claims.len(), |_, writer| {
        if let Some(claim) = claims.next() {
            write_own(claim, writer);
            writer.end_head();
            names.write(claim, writer);
        }
    });
    let mut held = vec![false; scene.claims.len()];
    for at in index.find_all(&Query::new(search)) {
        if let Some(is_held) = held.get_mut(at) {
            *is_held = true;
        }
    }
    held
}

/// Writes what stands in the claim itself.
pub fn write_own(claim: &Claim, writer: &mut Writer<'_>) {
    writer.add(claim.id.as_str());
    writer.add(&claim.statement);
    writer.add(claim.asserter.name());
    writer.add(claim.asserter.detail().unwrap_or_default());
    for anchor in &claim.anchors {
        writer.add(&anchor.exact);
    }
    for quantity in &claim.quantities {
        writer.add(&quantity.in_words());
        writer.add(quantity.counter.as_deref().unwrap_or_default());
        // As it is typed, without spaces between the thousands.
        writer.add(&quantity.amount.to_string());
    }
    if let Some(date) = &claim.date {
        writer.add(date.as_printed.as_deref().unwrap_or_default());
        writer.add(date.note.as_deref().unwrap_or_default());
    }
    for bearing in &claim.bearings {
        writer.add(&bearing.reason);
    }
    writer.add(&claim.grade_reason);
    if let Rank::Preferred { reason } | Rank::Deprecated { reason } = &claim.rank {
        writer.add(reason);
    }
    writer.add(claim.note.as_deref().unwrap_or_default());
}

/// What the records are called that claims refer to, folded once for all of them.
#[derive(Debug)]
pub struct Names<'a> {
    scene: &'a Scene,
    kinds: HashMap<&'a KindId, String>,
    actors: HashMap<&'a ActorId, String>,
    sources: HashMap<&'a SourceId, String>,
}

impl<'a> Names<'a> {
    /// Nothing read yet, of this scene.
    pub fn new(scene: &'a Scene) -> Self {
        Self {
            scene,
            kinds: HashMap::new(),
            actors: HashMap::new(),
            sources: HashMap::new(),
        }
    }

    /// Writes how all is called that the claim refers to, each once.
    pub fn write(&mut self, claim: &'a Claim, writer: &mut Writer<'_>) {
        let scene = self.scene;
        for kind in &claim.kinds {
            let label = || fold(scene.kind_label(kind));
            writer.add_folded(self.kinds.entry(kind).or_insert_with(label));
        }
        let mut sources: Vec<&SourceId> = Vec::new();
        for anchor in &claim.anchors {
            let id = &anchor.source;
            if !sources.contains(&id) {
                sources.push(id);
                let title = || {
                    let source = scene.sources.get(id);
                    fold(source.map_or(id.as_str(), |source| source.title.as_str()))
                };
                writer.add_folded(self.sources.entry(id).or_insert_with(title));
            }
        }
        let actors = actors_of(claim, scene);
        for (at, id) in actors.iter().enumerate() {
            if !actors.iter().take(at).any(|earlier| earlier == id) {
                let names = || names_of(id, scene.actors.get(id));
                writer.add_folded(self.actors.entry(id).or_insert_with(names));
            }
        }
    }
}

/// The actors of the ties that a claim bears on, those it bears on as such, and
/// the one that its asserter speaks for.
fn actors_of<'a>(claim: &'a Claim, scene: &'a Scene) -> Vec<&'a ActorId> {
    let mut actors = Vec::new();
    for bearing in &claim.bearings {
        match &bearing.on {
            BearingOn::Tie(tie) => {
                let tie = scene.ties.get(tie);
                actors.extend(tie.into_iter().flat_map(|tie| [&tie.from, &tie.to]));
            }
            BearingOn::Actor(actor) => actors.push(actor),
        }
    }
    if let Asserter::Named {
        affiliation: Some(actor),
        ..
    } = &claim.asserter
    {
        actors.push(actor);
    }
    actors
}

/// The id and all names of an actor, folded, each a part of its own.
fn names_of(id: &ActorId, actor: Option<&Actor>) -> String {
    let mut parts = vec![fold(id.as_str())];
    if let Some(actor) = actor {
        parts.push(fold(&actor.name));
        parts.extend(actor.other_names.iter().map(|name| fold(&name.text)));
    }
    parts.join("\n")
}
