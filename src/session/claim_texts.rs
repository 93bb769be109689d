//! The full text of the claims: what the search looks at.

use std::collections::HashMap;
use std::sync::Arc;

use crate::evidence::claim_text::{Names, write_own};
use crate::model::{Actor, Claim, Record, Scene, Source, Table};
use crate::text::{Index, Query, Writer};

use super::Session;
use super::revisions::{are_alike, has_same_ends};
use super::tasks::Done;

/// So many claims are read at once; more, in the background.
const AT_ONCE: usize = 300;

/// An index of the claims, brought up to date with the scene after each step.
#[derive(Default)]
pub(super) struct ClaimTexts {
    index: Arc<Index>,
    /// The scene that the index is of.
    scene: Option<Arc<Scene>>,
    /// The last scene whose claims were to be read in the background.
    asked: Option<Arc<Scene>>,
    is_reading: bool,
    revision: u64,
}

impl ClaimTexts {
    /// Rises with each new index.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// Which claims of this scene hold what is searched for, written into `found`.
    /// Of a claim that was changed and not read since, the text before counts; one
    /// that was never read is not left out.
    pub(super) fn find(&self, query: &Query, scene: &Scene, found: &mut Vec<bool>) {
        let mut hits = std::mem::take(found);
        hits.clear();
        hits.resize(self.index.len(), false);
        for at in self.index.find_all(query) {
            if let Some(hit) = hits.get_mut(at) {
                *hit = true;
            }
        }
        let read = self.scene.as_ref().map(|scene| &scene.claims);
        *found = match read {
            Some(read) if scene.claims.is_copy_of(read) => hits,
            Some(read) => {
                let same = same_places(read, &scene.claims);
                let places = same.iter().zip(scene.claims.iter());
                let hit = |(same, claim): (&Option<usize>, &Claim)| {
                    let at = same.or_else(|| read.position(&claim.id));
                    at.and_then(|at| hits.get(at).copied()).unwrap_or(true)
                };
                places.map(hit).collect()
            }
            None => vec![true; scene.claims.len()],
        };
    }

    /// The index, where it is one of the claims of this scene as they are.
    pub(super) fn index_of(&self, scene: &Scene) -> Option<&Index> {
        let read = self.scene.as_ref()?;
        let is_same = scene.claims.is_copy_of(&read.claims);
        is_same.then_some(self.index.as_ref())
    }

    /// Takes over an index of this scene.
    fn take(&mut self, scene: Arc<Scene>, index: Index) {
        self.index = Arc::new(index);
        self.scene = Some(scene);
        self.revision += 1;
    }
}

impl Session {
    /// Whether claims are being read for the search, which shows what it showed
    /// before until that is done.
    pub fn is_reading_claims(&self) -> bool {
        self.claim_texts.is_reading
    }

    /// Brings the index up to date with the scene: at once, or in the background
    /// where that would be felt.
    pub(super) fn refresh_claim_texts(&mut self) {
        let (texts, scene) = (&mut self.claim_texts, &self.document.scene);
        let is = |of: &Option<Arc<Scene>>| of.as_ref().is_some_and(|of| Arc::ptr_eq(of, scene));
        // What a gesture shows is passing, and what fell over would do so again.
        if self.gesture.is_some() || texts.is_reading || is(&texts.scene) || is(&texts.asked) {
            return;
        }
        let job = Job::new(texts, scene);
        if job.is_nothing() {
            texts.scene = Some(Arc::clone(scene));
            return;
        }
        if job.to_write() <= AT_ONCE {
            let index = job.index();
            texts.take(Arc::clone(scene), index);
            return;
        }
        texts.asked = Some(Arc::clone(scene));
        texts.is_reading = self.tasks.quietly("claims", move || Done::ClaimsRead {
            scene: Arc::clone(&job.scene),
            index: Box::new(job.index()),
        });
    }

    /// Takes over what was read in the background. Where the scene was changed
    /// meanwhile, only that is left to be read.
    pub(super) fn take_claims_read(&mut self, scene: Arc<Scene>, index: Index) {
        self.claim_texts.is_reading = false;
        self.claim_texts.take(scene, index);
    }

    /// Claims could not be read.
    pub(super) fn end_reading_claims(&mut self) {
        self.claim_texts.is_reading = false;
    }
}

/// What is to be done for an index of a scene.
struct Job {
    scene: Arc<Scene>,
    /// The index before, and the scene that it is of.
    before: Option<(Arc<Scene>, Arc<Index>)>,
    /// Where each claim stands there as it is.
    same: Vec<Option<usize>>,
    /// Whether what claims refer to is called as it was.
    has_same_names: bool,
}

impl Job {
    fn new(texts: &ClaimTexts, scene: &Arc<Scene>) -> Self {
        let before = texts.scene.as_ref();
        let (same, has_same_names) = match before {
            Some(before) => (
                same_places(&before.claims, &scene.claims),
                has_same_names(before, scene),
            ),
            None => (vec![None; scene.claims.len()], false),
        };
        Self {
            scene: Arc::clone(scene),
            before: before.map(|scene| (Arc::clone(scene), Arc::clone(&texts.index))),
            same,
            has_same_names,
        }
    }

    /// Whether the index before is one of this scene too.
    fn is_nothing(&self) -> bool {
        let has_same_claims =
            |(before, _): &(Arc<Scene>, Arc<Index>)| self.scene.claims.is_copy_of(&before.claims);
        self.has_same_names && self.before.as_ref().is_some_and(has_same_claims)
    }

    /// How many claims must be written.
    fn to_write(&self) -> usize {
        if self.has_same_names {
            self.same.iter().filter(|same| same.is_none()).count()
        } else {
            self.same.len()
        }
    }

    fn index(&self) -> Index {
        let mut names = Names::new(&self.scene);
        let before = self.before.as_ref().map(|(_, index)| index.as_ref());
        // The walk through the claims goes on where the last one was written.
        let mut claims = self.scene.claims.iter().enumerate();
        let write = |at: usize, writer: &mut Writer<'_>| {
            let Some((_, claim)) = claims.find(|(place, _)| *place == at) else {
                return;
            };
            let same = self.same.get(at).copied().flatten();
            match same.zip(before).and_then(|(at, before)| before.head(at)) {
                Some(head) => writer.add_folded(head),
                None => write_own(claim, writer),
            }
            writer.end_head();
            names.write(claim, writer);
        };
        match before {
            Some(before) if self.has_same_names => before.updated(&self.same, write),
            Some(_) | None => Index::new(self.same.len(), write),
        }
    }
}

/// Whether in both scenes everything that claims refer to is called the same.
pub(super) fn has_same_names(before: &Scene, after: &Scene) -> bool {
    let is_actor_alike = |one: &Actor, other: &Actor| {
        (&one.id, &one.name, &one.other_names) == (&other.id, &other.name, &other.other_names)
    };
    let is_source_alike =
        |one: &Source, other: &Source| (&one.id, &one.title) == (&other.id, &other.title);
    are_alike(&before.kinds, &after.kinds, |one, other| one == other)
        && are_alike(&before.actors, &after.actors, is_actor_alike)
        && are_alike(&before.sources, &after.sources, is_source_alike)
        && has_same_ends(before, after)
}

/// Where each record of a table stands in another one just as it is.
pub(super) fn same_places<R: Record>(before: &Table<R>, after: &Table<R>) -> Vec<Option<usize>> {
    let count = |pairs: &mut dyn Iterator<Item = (&R, &R)>| {
        pairs
            .take_while(|(one, other)| std::ptr::eq(*one, *other))
            .count()
    };
    let (old, new) = (before.len(), after.len());
    // One edit leaves what stands before it and what stands after it.
    let start = count(&mut before.iter().zip(after.iter()));
    let most = old.min(new) - start;
    let end = count(&mut before.iter().rev().zip(after.iter().rev()).take(most));
    let mut places: HashMap<*const R, usize> = HashMap::new();
    let mut same: Vec<Option<usize>> = (0..start).map(Some).collect();
    if start + end < new {
        let between = before.iter().enumerate().take(old - end).skip(start);
        places.extend(between.map(|(at, record)| (std::ptr::from_ref(record), at)));
        let between = after.iter().take(new - end).skip(start);
        same.extend(between.map(|record| places.get(&std::ptr::from_ref(record)).copied()));
    }
    same.extend((old - end..old).map(Some));
    same
}

#[cfg(test)]
mod tests;
