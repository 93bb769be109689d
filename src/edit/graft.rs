//! Putting an excerpt into a scene: the same one, for copies, or another.

use std::collections::HashMap;

use super::excerpt::Excerpt;
use super::ids::{
    fresh_actor_id, fresh_claim_id, fresh_kind_id, fresh_note_id, fresh_source_id, fresh_tie_id,
};
use super::kind::Edit;
use crate::model::{
    Actor, ActorId, Asserter, Bearing, BearingOn, Claim, ClaimId, Direction, Kind, KindId, Note,
    Scene, Source, SourceId, Subject, Tie, TieId,
};

/// How an excerpt is put into a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grafting {
    /// As copies beside what is there already.
    Copies,
    /// What is there already is taken as it is; what is not is added.
    Merged,
}

/// What an excerpt comes to in a scene.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graft {
    /// The changes, in an order in which each can be applied.
    pub edits: Vec<Edit>,
    /// The actors and ties that stand for what was wanted, added or not.
    pub subjects: Vec<Subject>,
    /// The claim that stands for the one that was wanted.
    pub claim: Option<ClaimId>,
    /// The actors and notes that are added: what each is called in the excerpt, and
    /// here. They are where the caller puts them.
    pub added: Vec<(Subject, Subject)>,
    /// How many bearings of claims were left out because the scene does not have
    /// what they are on.
    pub left_out: usize,
}

/// How an excerpt is best put into this scene: where all that was wanted is there
/// already, copies of it are meant.
pub fn grafting_of(scene: &Scene, excerpt: &Excerpt) -> Grafting {
    let has_all = if excerpt.is_of_claims() {
        excerpt.scene.claims.iter().all(|it| has_claim(scene, it))
    } else {
        excerpt.actors().all(|id| has_actor(scene, excerpt, id))
            && excerpt.ties().all(|id| has_tie(scene, excerpt, id))
            && excerpt.scene.notes.iter().all(|it| has_note(scene, it))
    };
    if has_all {
        Grafting::Copies
    } else {
        Grafting::Merged
    }
}

/// What an excerpt comes to in this scene.
///
/// A copy of an actor is called as it, with a number; it has neither the ISO code
/// nor the place, for both say which actor it is, and stands where the caller puts
/// it. A copy of a tie runs between the copies of its ends, where there are any,
/// else between the same actors. Claims do not bear on copies: a claim is evidence
/// for what it was found for. A copy of a claim says that it repeats it, and so
/// counts once.
///
/// Merged, an actor with the same id and name, a tie with the same id and ends, a
/// note with the same id and text, a claim with the same id and statement, a source with the same id and title and a
/// kind with the same label are the same; others get another id where theirs is
/// taken. Claims bear on what was added.
pub fn graft(scene: &Scene, excerpt: &Excerpt, grafting: Grafting) -> Graft {
    let mut grafter = Grafter {
        from: excerpt,
        scene: scene.clone(),
        grafting,
        actors: HashMap::new(),
        ties: HashMap::new(),
        sources: HashMap::new(),
        kinds: HashMap::new(),
        claims: HashMap::new(),
        graft: Graft::default(),
    };
    grafter.actors();
    grafter.ties();
    grafter.notes();
    if grafting == Grafting::Merged || excerpt.is_of_claims() {
        grafter.kinds();
        grafter.sources();
        grafter.claims();
    }
    grafter.graft
}

fn has_actor(scene: &Scene, excerpt: &Excerpt, id: &ActorId) -> bool {
    let there = scene.actors.get(id);
    let here = excerpt.scene.actors.get(id);
    matches!((there, here), (Some(there), Some(here)) if there.name == here.name)
}

fn has_tie(scene: &Scene, excerpt: &Excerpt, id: &TieId) -> bool {
    let there = scene.ties.get(id);
    let here = excerpt.scene.ties.get(id);
    let (Some(there), Some(here)) = (there, here) else {
        return false;
    };
    let ends = [&here.from, &here.to];
    there.dyad() == here.dyad() && ends.iter().all(|end| has_actor(scene, excerpt, end))
}

fn has_note(scene: &Scene, note: &Note) -> bool {
    let there = scene.notes.get(&note.id);
    there.is_some_and(|there| there.text == note.text)
}

fn has_claim(scene: &Scene, claim: &Claim) -> bool {
    let there = scene.claims.get(&claim.id);
    there.is_some_and(|there| there.statement == claim.statement)
}

struct Grafter<'a> {
    from: &'a Excerpt,
    /// The scene as it becomes: ids that were given away are taken.
    scene: Scene,
    grafting: Grafting,
    /// What each record of the excerpt is called here.
    actors: HashMap<ActorId, ActorId>,
    ties: HashMap<TieId, TieId>,
    sources: HashMap<SourceId, SourceId>,
    kinds: HashMap<KindId, KindId>,
    claims: HashMap<ClaimId, ClaimId>,
    graft: Graft,
}

impl Grafter<'_> {
    fn is_referred(&self, subject: &Subject) -> bool {
        self.from.referred.contains(subject)
    }

    fn actors(&mut self) {
        for actor in self.from.scene.actors.iter() {
            let is_there = has_actor(&self.scene, self.from, &actor.id);
            let is_wanted = !self.is_referred(&Subject::Actor(actor.id.clone()));
            let id = match (is_there, is_wanted) {
                (true, true) if self.grafting == Grafting::Copies => self.add_copy(actor),
                (true, _) => actor.id.clone(),
                (false, true) => self.add_actor(actor),
                // Where a tie needs it, it is added with the tie.
                (false, false) => continue,
            };
            self.actors.insert(actor.id.clone(), id.clone());
            if is_wanted {
                self.graft.subjects.push(Subject::Actor(id));
            }
        }
    }

    fn add_copy(&mut self, actor: &Actor) -> ActorId {
        let mut copy = actor.clone();
        copy.name = numbered_name(&self.scene, actor);
        copy.iso = None;
        copy.place = None;
        copy.is_pinned = false;
        copy.id = fresh_actor_id(&self.scene, &actor.id);
        self.push_actor(actor, copy)
    }

    fn add_actor(&mut self, actor: &Actor) -> ActorId {
        let mut added = actor.clone();
        if self.scene.actors.contains(&actor.id) {
            added.id = fresh_actor_id(&self.scene, &actor.id);
        }
        self.push_actor(actor, added)
    }

    fn push_actor(&mut self, from: &Actor, mut added: Actor) -> ActorId {
        added.offsets = Default::default();
        let id = added.id.clone();
        self.graft
            .added
            .push((Subject::Actor(from.id.clone()), Subject::Actor(id.clone())));
        let is_new = self.scene.actors.push(added.clone()).is_ok();
        debug_assert!(is_new, "its id is free");
        self.graft.edits.push(Edit::AddActor(Box::new(added)));
        id
    }

    /// What an end of a tie is here; one that is not there yet is added.
    fn end(&mut self, id: &ActorId) -> ActorId {
        if let Some(known) = self.actors.get(id) {
            return known.clone();
        }
        let Some(actor) = self.from.scene.actors.get(id) else {
            return id.clone();
        };
        let added = self.add_actor(&actor.clone());
        self.actors.insert(id.clone(), added.clone());
        added
    }

    fn ties(&mut self) {
        for tie in self.from.scene.ties.iter() {
            let is_there = has_tie(&self.scene, self.from, &tie.id);
            let is_wanted = !self.is_referred(&Subject::Tie(tie.id.clone()));
            let is_taken = is_there && (self.grafting == Grafting::Merged || !is_wanted);
            let id = if is_taken {
                tie.id.clone()
            } else if is_wanted {
                self.add_tie(tie)
            } else {
                continue;
            };
            self.ties.insert(tie.id.clone(), id.clone());
            if is_wanted {
                self.graft.subjects.push(Subject::Tie(id));
            }
        }
    }

    fn add_tie(&mut self, tie: &Tie) -> TieId {
        let (from, to) = (self.end(&tie.from), self.end(&tie.to));
        let mut added = tie.clone();
        let has_same_ends = from == tie.from && to == tie.to;
        if !has_same_ends || self.scene.ties.contains(&tie.id) {
            added.id = fresh_tie_id(&self.scene, &from, &to);
        }
        (added.from, added.to) = (from, to);
        let id = added.id.clone();
        let is_new = self.scene.ties.push(added.clone()).is_ok();
        debug_assert!(is_new, "its id is free");
        self.graft.edits.push(Edit::AddTie(Box::new(added)));
        id
    }

    fn notes(&mut self) {
        for note in self.from.scene.notes.iter() {
            let is_there = has_note(&self.scene, note);
            let mut added = note.clone();
            if is_there && self.grafting == Grafting::Merged {
                self.graft.subjects.push(Subject::Note(added.id));
                continue;
            }
            if self.scene.notes.contains(&note.id) {
                added.id = fresh_note_id(&self.scene);
            }
            let subject = Subject::Note(added.id.clone());
            self.graft
                .added
                .push((Subject::Note(note.id.clone()), subject.clone()));
            self.graft.subjects.push(subject);
            let is_new = self.scene.notes.push(added.clone()).is_ok();
            debug_assert!(is_new, "its id is free");
            self.graft.edits.push(Edit::AddNote(Box::new(added)));
        }
    }

    fn kinds(&mut self) {
        for kind in self.from.scene.kinds.iter() {
            let is_same = |it: &&Kind| it.label == kind.label;
            let there = self.scene.kinds.get(&kind.id).filter(is_same);
            let there = there.or_else(|| self.scene.kinds.iter().find(is_same));
            let id = match there {
                Some(there) => there.id.clone(),
                None => self.add_kind(kind),
            };
            self.kinds.insert(kind.id.clone(), id);
        }
    }

    fn add_kind(&mut self, kind: &Kind) -> KindId {
        let mut added = kind.clone();
        if self.scene.kinds.contains(&kind.id) {
            added.id = fresh_kind_id(&self.scene, &kind.label);
        }
        let id = added.id.clone();
        let is_new = self.scene.kinds.push(added.clone()).is_ok();
        debug_assert!(is_new, "its id is free");
        self.graft.edits.push(Edit::AddKind(added));
        id
    }

    fn sources(&mut self) {
        let mut added = Vec::new();
        for source in self.from.scene.sources.iter() {
            let there = self.scene.sources.get(&source.id);
            let id = match there {
                Some(there) if there.title == source.title => source.id.clone(),
                Some(_) => fresh_source_id(&self.scene, &source.title),
                None => source.id.clone(),
            };
            self.sources.insert(source.id.clone(), id.clone());
            if self.scene.sources.contains(&id) {
                continue;
            }
            let new = Source {
                id,
                repeats: Vec::new(),
                ..source.clone()
            };
            let is_new = self.scene.sources.push(new.clone()).is_ok();
            debug_assert!(is_new, "its id is free");
            added.push((source, new.clone()));
            self.graft.edits.push(Edit::AddSource(Box::new(new)));
        }
        // One may repeat another that stands after it.
        for (from, mut new) in added {
            let repeats = from.repeats.iter();
            new.repeats = repeats
                .filter_map(|id| self.sources.get(id))
                .cloned()
                .collect();
            if !new.repeats.is_empty() {
                self.graft.edits.push(Edit::ChangeSource(Box::new(new)));
            }
        }
    }

    fn claims(&mut self) {
        let is_wanted = self.from.is_of_claims();
        let mut added = Vec::new();
        for claim in self.from.scene.claims.iter() {
            let is_there = has_claim(&self.scene, claim);
            let id = if is_there && self.grafting == Grafting::Merged {
                self.let_bear(claim);
                claim.id.clone()
            } else {
                let is_copy = is_there;
                let new = self.claim(claim);
                added.push((claim, new.clone(), is_copy));
                new.id
            };
            self.claims.insert(claim.id.clone(), id.clone());
            if is_wanted {
                self.graft.claim = Some(id);
            }
        }
        for (from, mut new, is_copy) in added {
            if is_copy {
                new.repeats = vec![from.id.clone()];
            } else {
                self.link(from, &mut new);
            }
            if new.links().iter().any(|(_, ids)| !ids.is_empty()) {
                self.graft.edits.push(Edit::ChangeClaim(Box::new(new)));
            }
        }
    }

    /// Adds a claim, without its links to others, which may come after it.
    fn claim(&mut self, from: &Claim) -> Claim {
        let mut claim = from.clone();
        for links in claim.links_mut() {
            links.clear();
        }
        if self.scene.claims.contains(&claim.id) {
            claim.id = fresh_claim_id(&self.scene);
        }
        let bearings = from.bearings.iter();
        claim.bearings = bearings.filter_map(|it| self.bearing(it)).collect();
        self.graft.left_out += from.bearings.len() - claim.bearings.len();
        claim.kinds = from
            .kinds
            .iter()
            .filter_map(|id| self.kinds.get(id))
            .cloned()
            .collect();
        claim
            .anchors
            .retain_mut(|anchor| match self.sources.get(&anchor.source) {
                Some(source) => {
                    anchor.source = source.clone();
                    true
                }
                None => false,
            });
        if let Asserter::Named { affiliation, .. } = &mut claim.asserter {
            *affiliation = affiliation
                .take()
                .and_then(|id| self.actors.get(&id).cloned());
        }
        let is_new = self.scene.claims.push(claim.clone()).is_ok();
        debug_assert!(is_new, "its id is free");
        self.graft.edits.push(Edit::AddClaim {
            claim: Box::new(claim.clone()),
            at: None,
        });
        claim
    }

    fn link(&self, from: &Claim, new: &mut Claim) {
        for (links, (_, ids)) in new.links_mut().into_iter().zip(from.links()) {
            *links = ids
                .iter()
                .filter_map(|id| self.claims.get(id))
                .cloned()
                .collect();
        }
    }

    /// Lets a claim that is there bear on what it bore on and was added.
    fn let_bear(&mut self, from: &Claim) {
        let Some(there) = self.scene.claims.get(&from.id) else {
            return;
        };
        let mut new: Vec<Bearing> = Vec::new();
        for bearing in from.bearings.iter().filter_map(|it| self.bearing(it)) {
            let mut known = there.bearings.iter().chain(&new);
            if known.all(|it| it.on != bearing.on) {
                new.push(bearing);
            }
        }
        for bearing in new {
            self.graft.edits.push(Edit::AddBearing {
                claim: from.id.clone(),
                bearing: Box::new(bearing),
            });
        }
    }

    fn bearing(&self, from: &Bearing) -> Option<Bearing> {
        let mut bearing = from.clone();
        match &mut bearing.on {
            BearingOn::Tie(id) => *id = self.ties.get(id)?.clone(),
            BearingOn::Actor(id) => *id = self.actors.get(id)?.clone(),
        }
        if let Direction::From(id) = &mut bearing.direction {
            *id = self.actors.get(id)?.clone();
        }
        Some(bearing)
    }
}

/// The longest name that gets a number, in characters: with it, a name fits.
const NAMED_CHARS: usize = super::draft_text::NAME_CHARS - 8;

/// The name of a copy: that of the actor with the next number that no other has.
fn numbered_name(scene: &Scene, actor: &Actor) -> String {
    let name = match actor.name.trim() {
        "" => actor.id.as_str(),
        name => name,
    };
    let has = |name: &str| scene.actors.iter().any(|it| it.name == name);
    // "Turkey 2" is the second Turkey where there is one; else that is its name.
    let base = match name.rsplit_once(' ') {
        Some((base, number)) if number.parse::<u32>().is_ok() && has(base) => base,
        _ => name,
    };
    let base: String = base.chars().take(NAMED_CHARS).collect();
    let mut numbers = (2_u32..).map(|number| format!("{base} {number}"));
    numbers.find(|name| !has(name)).unwrap_or(base)
}

#[cfg(test)]
mod tests;
