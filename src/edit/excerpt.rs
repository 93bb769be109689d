//! Records of a scene with what they need, to be put into it once more or into
//! another one: what is copied.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use kurbo::Point;

use crate::model::{
    ActorId, Asserter, BearingOn, Claim, ClaimId, Direction, NoteId, Record, Scene, Subject, Table,
    TieId,
};

/// Records of a scene with what they need.
#[derive(Clone, Debug, PartialEq)]
pub struct Excerpt {
    /// The records, in the order of the scene that they are from. None of their
    /// references dangles: those that lead elsewhere are left out.
    pub scene: Scene,
    /// The actors and ties among them that are there only because others refer to
    /// them: the ends of a tie, the tie that a claim bears on.
    pub referred: BTreeSet<Subject>,
    /// Where actors and the middles of notes stood, in layout units.
    pub places: BTreeMap<Subject, Point>,
}

/// What is to be copied.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Actors; with them go the ties among them.
    pub actors: Vec<ActorId>,
    /// Ties.
    pub ties: Vec<TieId>,
    /// Notes.
    pub notes: Vec<NoteId>,
    /// A claim; where there is one, it alone is copied.
    pub claim: Option<ClaimId>,
}

impl Excerpt {
    /// These records of a scene: the actors, the ties among them, the ties with
    /// both their ends, the notes, the claims that bear on them, and the sources and
    /// kinds of those claims. Where a claim is wanted it is that alone, with its sources and
    /// kinds. What the scene does not have is left out. `place` says where an actor
    /// or a note stands.
    pub fn of(scene: &Scene, wanted: &Wanted, place: impl Fn(&Subject) -> Option<Point>) -> Self {
        let mut chosen = Chosen::default();
        match &wanted.claim {
            Some(claim) => chosen.claim(scene, claim),
            None => chosen.records(scene, wanted),
        }
        let mut out = Scene::blank();
        out.title.clone_from(&scene.title);
        out.actors = kept(&scene.actors, |it| chosen.actors.contains(&it.id));
        out.ties = kept(&scene.ties, |it| chosen.ties.contains(&it.id));
        let claims = scene.claims.iter();
        let claims = claims.filter(|it| chosen.claims.contains(&it.id));
        let claims: Vec<Claim> = claims.map(|it| trimmed(it, &chosen)).collect();
        let anchors = claims.iter().flat_map(|it| &it.anchors);
        let sources: HashSet<_> = anchors.map(|it| it.source.clone()).collect();
        let kinds: HashSet<_> = claims.iter().flat_map(|it| &it.kinds).cloned().collect();
        out.kinds = kept(&scene.kinds, |it| kinds.contains(&it.id));
        let held = scene.sources.iter().filter(|it| sources.contains(&it.id));
        let held = held.map(|source| {
            let mut source = source.clone();
            source.repeats.retain(|id| sources.contains(id));
            source
        });
        out.sources = Table::from_records(held).0;
        out.claims = Table::from_records(claims).0;
        if wanted.claim.is_none() {
            out.notes = kept(&scene.notes, |it| wanted.notes.contains(&it.id));
        }
        let actors = out.actors.iter().map(|it| Subject::Actor(it.id.clone()));
        let notes = out.notes.iter().map(|it| Subject::Note(it.id.clone()));
        let places = actors.chain(notes);
        let places = places.filter_map(|it| place(&it).map(|place| (it, place)));
        Self {
            places: places.collect(),
            referred: chosen.referred,
            scene: out,
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.scene.actors.is_empty() && self.scene.claims.is_empty() && self.scene.notes.is_empty()
    }

    /// The actors that were wanted themselves.
    pub fn actors(&self) -> impl Iterator<Item = &ActorId> {
        let ids = self.scene.actors.iter().map(|it| &it.id);
        ids.filter(|id| !self.referred.contains(&Subject::Actor((*id).clone())))
    }

    /// The ties that were wanted themselves.
    pub fn ties(&self) -> impl Iterator<Item = &TieId> {
        let ids = self.scene.ties.iter().map(|it| &it.id);
        ids.filter(|id| !self.referred.contains(&Subject::Tie((*id).clone())))
    }

    /// Whether it is about claims alone.
    pub fn is_of_claims(&self) -> bool {
        self.actors().next().is_none()
            && self.ties().next().is_none()
            && self.scene.notes.is_empty()
    }

    /// How much was copied, in words: `2 actors and 1 tie`.
    pub fn in_words(&self) -> String {
        let claims = if self.is_of_claims() {
            self.scene.claims.len()
        } else {
            0
        };
        let parts: Vec<String> = [
            (self.actors().count(), "actor"),
            (self.ties().count(), "tie"),
            (self.scene.notes.len(), "note"),
            (claims, "claim"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| match count {
            1 => format!("1 {noun}"),
            count => format!("{count} {noun}s"),
        })
        .collect();
        match parts.split_last() {
            Some((last, front)) if !front.is_empty() => {
                format!("{} and {last}", front.join(", "))
            }
            Some((only, _)) => only.clone(),
            None => "nothing".to_owned(),
        }
    }
}

/// The ids of what an excerpt holds.
#[derive(Default)]
struct Chosen {
    actors: HashSet<ActorId>,
    ties: HashSet<TieId>,
    claims: HashSet<ClaimId>,
    referred: BTreeSet<Subject>,
}

impl Chosen {
    fn records(&mut self, scene: &Scene, wanted: &Wanted) {
        self.actors.extend(wanted.actors.iter().cloned());
        self.ties.extend(wanted.ties.iter().cloned());
        for tie in scene.ties.iter() {
            let is_among = self.actors.contains(&tie.from) && self.actors.contains(&tie.to);
            if is_among {
                self.ties.insert(tie.id.clone());
            }
        }
        for claim in scene.claims.iter() {
            let is_about = claim.bearings.iter().any(|bearing| match &bearing.on {
                BearingOn::Tie(tie) => self.ties.contains(tie),
                BearingOn::Actor(actor) => self.actors.contains(actor),
            });
            if is_about {
                self.claims.insert(claim.id.clone());
            }
        }
        self.refer_to_ends(scene);
        self.refer_to_asserters(scene);
    }

    fn claim(&mut self, scene: &Scene, id: &ClaimId) {
        let Some(claim) = scene.claims.get(id) else {
            return;
        };
        self.claims.insert(id.clone());
        for bearing in &claim.bearings {
            match &bearing.on {
                BearingOn::Tie(tie) => {
                    self.ties.insert(tie.clone());
                    self.referred.insert(Subject::Tie(tie.clone()));
                }
                BearingOn::Actor(actor) => self.refer_to(actor),
            }
        }
        self.refer_to_ends(scene);
        self.refer_to_asserters(scene);
    }

    fn refer_to(&mut self, actor: &ActorId) {
        if self.actors.insert(actor.clone()) {
            self.referred.insert(Subject::Actor(actor.clone()));
        }
    }

    fn refer_to_ends(&mut self, scene: &Scene) {
        let ties: Vec<TieId> = self.ties.iter().cloned().collect();
        for tie in ties.iter().filter_map(|id| scene.ties.get(id)) {
            self.refer_to(&tie.from);
            self.refer_to(&tie.to);
        }
    }

    /// Whoever somebody speaks for comes along, so that the claim keeps it.
    fn refer_to_asserters(&mut self, scene: &Scene) {
        let claims: Vec<ClaimId> = self.claims.iter().cloned().collect();
        for claim in claims.iter().filter_map(|id| scene.claims.get(id)) {
            if let Asserter::Named {
                affiliation: Some(actor),
                ..
            } = &claim.asserter
            {
                self.refer_to(actor);
            }
        }
    }
}

/// A claim without what leads out of the excerpt.
fn trimmed(claim: &Claim, chosen: &Chosen) -> Claim {
    let mut claim = claim.clone();
    claim.bearings.retain(|bearing| {
        let is_on = match &bearing.on {
            BearingOn::Tie(tie) => chosen.ties.contains(tie),
            BearingOn::Actor(actor) => chosen.actors.contains(actor),
        };
        let is_from = match &bearing.direction {
            Direction::Both => true,
            Direction::From(actor) => chosen.actors.contains(actor),
        };
        is_on && is_from
    });
    for links in claim.links_mut() {
        links.retain(|id| chosen.claims.contains(id));
    }
    claim
}

/// The records of a table for which this holds, in its order.
fn kept<R: Record + Clone>(table: &Table<R>, is_kept: impl Fn(&R) -> bool) -> Table<R> {
    Table::from_records(table.iter().filter(|it| is_kept(it)).cloned()).0
}
