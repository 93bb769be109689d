//! What one side deleted and the other still wants.

use std::collections::HashSet;
use std::hash::Hash;

use super::{Conflict, Side, about};
use crate::compare::fields::{Compared, differing};
use crate::compare::order::weave;
use crate::model::{
    Actor, ActorId, Anchor, Asserter, Bearing, BearingOn, Claim, ClaimId, Direction, Kind, KindId,
    Note, NoteId, SavedView, Scene, Slide, SlideId, Source, SourceId, Subject, Table, Tie, TieId,
    ViewId,
};

/// Both sides, with what may not stay deleted put back as it was in base.
pub(super) struct Sides<'a> {
    base: &'a Scene,
    pub(super) ours: Scene,
    pub(super) theirs: Scene,
    prefer: Option<Side>,
    pub(super) conflicts: Vec<Conflict>,
}

/// Records that a side has deleted and that are put back.
#[derive(Default)]
struct Lost {
    actors: HashSet<ActorId>,
    ties: HashSet<TieId>,
    claims: HashSet<ClaimId>,
    sources: HashSet<SourceId>,
    kinds: HashSet<KindId>,
    notes: HashSet<NoteId>,
    views: HashSet<ViewId>,
    slides: HashSet<SlideId>,
}

/// A record that another one refers to.
enum Target<'a> {
    Actor(&'a ActorId),
    Tie(&'a TieId),
    Claim(&'a ClaimId),
    Source(&'a SourceId),
    Kind(&'a KindId),
}

impl<'a> Sides<'a> {
    pub(super) fn new(base: &'a Scene, ours: Scene, theirs: Scene, prefer: Option<Side>) -> Self {
        Self {
            base,
            ours,
            theirs,
            prefer,
            conflicts: Vec::new(),
        }
    }

    /// Puts back what one side deleted and the other changed, each a conflict;
    /// where the side that deleted is preferred it stays deleted.
    pub(super) fn keep_changed(&mut self) {
        let mut lost = [Lost::default(), Lost::default()];
        self.changed::<Actor>(&mut lost, |lost| &mut lost.actors);
        self.changed::<Tie>(&mut lost, |lost| &mut lost.ties);
        self.changed::<Claim>(&mut lost, |lost| &mut lost.claims);
        self.changed::<Source>(&mut lost, |lost| &mut lost.sources);
        self.changed::<Kind>(&mut lost, |lost| &mut lost.kinds);
        self.changed::<Note>(&mut lost, |lost| &mut lost.notes);
        self.changed::<SavedView>(&mut lost, |lost| &mut lost.views);
        self.changed::<Slide>(&mut lost, |lost| &mut lost.slides);
        self.put_back(lost);
    }

    fn changed<R: Compared>(
        &mut self,
        lost: &mut [Lost; 2],
        ids: impl Fn(&mut Lost) -> &mut HashSet<R::Key>,
    ) {
        let table = R::table(self.base);
        if table.is_copy_of(R::table(&self.ours)) && table.is_copy_of(R::table(&self.theirs)) {
            return;
        }
        let [our_lost, their_lost] = lost;
        for old in table.iter() {
            let key = old.key();
            let own = R::table(&self.ours).get(key);
            let other = R::table(&self.theirs).get(key);
            let (changer, scene, new) = match (own, other) {
                (None, Some(new)) => (Side::Theirs, &self.theirs, new),
                (Some(new), None) => (Side::Ours, &self.ours, new),
                _ => continue,
            };
            if !is_touched(old, new, scene) {
                continue;
            }
            let kept = self.prefer.unwrap_or(changer);
            if kept == changer {
                let deleter = changer.of(&mut *their_lost, &mut *our_lost);
                ids(deleter).insert(key.clone());
            }
            let change = format!("changed: {}", changes(old, self.base, new, scene));
            let conflict = self.deletion(old, changer, change, kept);
            self.conflicts.push(conflict);
        }
    }

    /// Puts back what the merged scene refers to and one side deleted, each a
    /// conflict. Says whether there was something.
    pub(super) fn keep_needed(&mut self, merged: &Scene) -> bool {
        let mut lost = [Lost::default(), Lost::default()];
        let mut is_any = false;
        for (subject, target) in missing(merged) {
            is_any |= match target {
                Target::Actor(id) => {
                    self.needed::<Actor>(id, &subject, &mut lost, |lost| &mut lost.actors)
                }
                Target::Tie(id) => {
                    self.needed::<Tie>(id, &subject, &mut lost, |lost| &mut lost.ties)
                }
                Target::Claim(id) => {
                    self.needed::<Claim>(id, &subject, &mut lost, |lost| &mut lost.claims)
                }
                Target::Source(id) => {
                    self.needed::<Source>(id, &subject, &mut lost, |lost| &mut lost.sources)
                }
                Target::Kind(id) => {
                    self.needed::<Kind>(id, &subject, &mut lost, |lost| &mut lost.kinds)
                }
            };
        }
        self.put_back(lost);
        is_any
    }

    fn needed<R: Compared>(
        &mut self,
        key: &R::Key,
        needer: &Subject,
        lost: &mut [Lost; 2],
        ids: impl Fn(&mut Lost) -> &mut HashSet<R::Key>,
    ) -> bool {
        let Some(old) = R::table(self.base).get(key) else {
            return false;
        };
        let [our_lost, their_lost] = lost;
        let mut is_new = false;
        for (side, scene, lost) in [
            (Side::Ours, &self.ours, our_lost),
            (Side::Theirs, &self.theirs, their_lost),
        ] {
            if R::table(scene).contains(key) || !ids(lost).insert(key.clone()) {
                continue;
            }
            is_new = true;
            let keeper = side.of(Side::Theirs, Side::Ours);
            let conflict = self.deletion(old, keeper, format!("needed by {needer}"), keeper);
            // It may have been one that was settled for the deletion.
            let is_other = |it: &Conflict| (it.sort, &it.id) != (conflict.sort, &conflict.id);
            self.conflicts.retain(is_other);
            self.conflicts.push(conflict);
        }
        is_new
    }

    /// A conflict about a record that one side deleted and the other, `keeper`,
    /// did not.
    fn deletion<R: Compared>(&self, old: &R, keeper: Side, keeps: String, kept: Side) -> Conflict {
        let deleted = || "deleted".to_owned();
        let (ours, theirs) = keeper.of((keeps.clone(), deleted()), (deleted(), keeps));
        Conflict {
            base: Some("there".to_owned()),
            ours,
            theirs,
            kept,
            ..about(old, self.base).conflict()
        }
    }

    fn put_back(&mut self, [ours, theirs]: [Lost; 2]) {
        put_back_in([self.base, &self.theirs], &mut self.ours, ours);
        put_back_in([self.base, &self.ours], &mut self.theirs, theirs);
    }
}

/// Whether a side changed a record otherwise than by deleting what it mentions.
fn is_touched<R: Compared>(old: &R, new: &R, scene: &Scene) -> bool {
    !std::ptr::eq(old, new) && old != new && old.freed(scene).is_none_or(|freed| freed != *new)
}

/// `weight +0.40 to +0.85; label not set to “…”`
fn changes<R: Compared>(old: &R, base: &Scene, new: &R, scene: &Scene) -> String {
    let changes: Vec<String> = differing(R::FIELDS, old, new)
        .into_iter()
        .map(|field| {
            let (old, new) = ((field.words)(old, base), (field.words)(new, scene));
            format!("{} {old} to {new}", field.name)
        })
        .collect();
    changes.join("; ")
}

/// Every reference that dangles, with the record that refers.
fn missing(scene: &Scene) -> Vec<(Subject, Target<'_>)> {
    let mut missing = Vec::new();
    for tie in scene.ties.iter() {
        for end in [&tie.from, &tie.to] {
            if !scene.actors.contains(end) {
                missing.push((Subject::Tie(tie.id.clone()), Target::Actor(end)));
            }
        }
    }
    for source in scene.sources.iter() {
        let gone = source
            .repeats
            .iter()
            .filter(|id| !scene.sources.contains(id));
        missing.extend(gone.map(|id| (Subject::Source(source.id.clone()), Target::Source(id))));
    }
    for claim in scene.claims.iter() {
        let targets = targets(claim)
            .into_iter()
            .filter(|target| !is_there(target, scene));
        missing.extend(targets.map(|target| (Subject::Claim(claim.id.clone()), target)));
    }
    missing
}

fn targets(claim: &Claim) -> Vec<Target<'_>> {
    let mut targets: Vec<Target<'_>> = claim.kinds.iter().map(Target::Kind).collect();
    for bearing in &claim.bearings {
        targets.push(match &bearing.on {
            BearingOn::Tie(tie) => Target::Tie(tie),
            BearingOn::Actor(actor) => Target::Actor(actor),
        });
        if let Direction::From(actor) = &bearing.direction {
            targets.push(Target::Actor(actor));
        }
    }
    targets.extend(affiliation(claim).map(Target::Actor));
    let sources = claim.anchors.iter().map(|anchor| &anchor.source);
    targets.extend(sources.map(Target::Source));
    let links = claim.links().into_iter().flat_map(|(_, ids)| ids);
    targets.extend(links.map(Target::Claim));
    targets
}

fn affiliation(claim: &Claim) -> Option<&ActorId> {
    match &claim.asserter {
        Asserter::Named { affiliation, .. } => affiliation.as_ref(),
        Asserter::Unattributed { .. } => None,
    }
}

fn is_there(target: &Target<'_>, scene: &Scene) -> bool {
    match target {
        Target::Actor(id) => scene.actors.contains(id),
        Target::Tie(id) => scene.ties.contains(id),
        Target::Claim(id) => scene.claims.contains(id),
        Target::Source(id) => scene.sources.contains(id),
        Target::Kind(id) => scene.kinds.contains(id),
    }
}

/// Undoes deletions: the records are there again, the ties of actors with them
/// if the other side has those, and what claims said of them.
fn put_back_in([base, other]: [&Scene; 2], scene: &mut Scene, mut lost: Lost) {
    insert_all::<Kind>(&lost.kinds, base, scene);
    insert_all::<Source>(&lost.sources, base, scene);
    insert_all::<Actor>(&lost.actors, base, scene);
    if !lost.actors.is_empty() {
        let is_along = |tie: &&Tie| {
            let ends = [&tie.from, &tie.to];
            ends.iter().any(|end| lost.actors.contains(end))
                && ends.iter().all(|end| scene.actors.contains(end))
                && !scene.ties.contains(&tie.id)
                && other.ties.contains(&tie.id)
        };
        let along: Vec<TieId> = base
            .ties
            .iter()
            .filter(is_along)
            .map(|tie| tie.id.clone())
            .collect();
        lost.ties.extend(along);
    }
    insert_all::<Tie>(&lost.ties, base, scene);
    insert_all::<Claim>(&lost.claims, base, scene);
    // Nothing refers to these, and they refer to nothing that must be there.
    insert_all::<Note>(&lost.notes, base, scene);
    insert_all::<SavedView>(&lost.views, base, scene);
    insert_all::<Slide>(&lost.slides, base, scene);
    if lost.is_empty() {
        return;
    }
    let restored: Vec<Claim> = scene
        .claims
        .iter()
        // One that was put back says what it said in base.
        .filter(|claim| !lost.claims.contains(&claim.id))
        .filter_map(|claim| lost.restored(base.claims.get(&claim.id)?, claim, scene))
        .collect();
    for claim in restored {
        scene.claims.replace(claim);
    }
    let sources: Vec<Source> = scene
        .sources
        .iter()
        .filter(|source| !lost.sources.contains(&source.id))
        .filter_map(|source| lost.restored_source(base.sources.get(&source.id)?, source))
        .collect();
    for source in sources {
        scene.sources.replace(source);
    }
}

fn insert_all<R: Compared>(lost: &HashSet<R::Key>, base: &Scene, scene: &mut Scene) {
    if lost.is_empty() {
        return;
    }
    let keys = |table: &Table<R>| table.iter().map(|it| it.key().clone()).collect::<Vec<_>>();
    let (base, table) = (R::table(base), R::table_mut(scene));
    let mut base_keys = keys(base);
    base_keys.retain(|key| lost.contains(key) || table.contains(key));
    for (place, key) in weave(&keys(table), &base_keys).iter().enumerate() {
        if let (false, Some(record)) = (table.contains(key), base.get(key)) {
            // Its id is free.
            drop(table.insert(place, record.clone()));
        }
    }
}

impl Lost {
    fn is_empty(&self) -> bool {
        self.actors.is_empty()
            && self.ties.is_empty()
            && self.claims.is_empty()
            && self.sources.is_empty()
            && self.kinds.is_empty()
    }

    fn has_on(&self, on: &BearingOn) -> bool {
        match on {
            BearingOn::Tie(id) => self.ties.contains(id),
            BearingOn::Actor(id) => self.actors.contains(id),
        }
    }

    /// The source of a side with what it repeated in base of those; `None` where
    /// it repeats all of them.
    fn restored_source(&self, old: &Source, own: &Source) -> Option<Source> {
        let mut source = own.clone();
        restore(
            &mut source.repeats,
            &old.repeats,
            |id| self.sources.contains(id),
            SourceId::clone,
        );
        (source != *own).then_some(source)
    }

    /// The claim of a side with what it said in base of the records; `None`
    /// where it says all of it.
    fn restored(&self, old: &Claim, own: &Claim, scene: &Scene) -> Option<Claim> {
        let mut claim = own.clone();
        restore(
            &mut claim.kinds,
            &old.kinds,
            |kind| self.kinds.contains(kind),
            KindId::clone,
        );
        for (links, (_, old)) in claim.links_mut().into_iter().zip(old.links()) {
            restore(links, old, |id| self.claims.contains(id), ClaimId::clone);
        }
        restore(
            &mut claim.anchors,
            &old.anchors,
            |it| self.sources.contains(&it.source),
            |it: &Anchor| (it.source.clone(), it.exact.clone()),
        );
        restore(
            &mut claim.bearings,
            &old.bearings,
            |it| self.has_on(&it.on),
            |it: &Bearing| it.on.clone(),
        );
        for bearing in &mut claim.bearings {
            let is_back = own.bearings.iter().all(|it| it.on != bearing.on);
            self.restore_direction(bearing, is_back, old, scene);
        }
        if let Asserter::Named { affiliation, .. } = &mut claim.asserter
            && affiliation.is_none()
        {
            let was = self::affiliation(old);
            *affiliation = was.filter(|id| self.actors.contains(*id)).cloned();
        }
        (claim != *own).then_some(claim)
    }

    /// Lets a bearing run from an actor that is there again and, where it is back
    /// itself, from none that is still gone.
    fn restore_direction(&self, bearing: &mut Bearing, is_back: bool, old: &Claim, scene: &Scene) {
        let was = old.bearings.iter().find(|it| it.on == bearing.on);
        match (&bearing.direction, was.map(|it| &it.direction)) {
            (Direction::Both, Some(Direction::From(actor))) if self.actors.contains(actor) => {
                bearing.direction = Direction::From(actor.clone());
            }
            (Direction::From(actor), _) if is_back && !scene.actors.contains(actor) => {
                bearing.direction = Direction::Both;
            }
            _ => {}
        }
    }
}

/// Puts the parts that are meant back where they stood, unless a part with the
/// same key is there.
fn restore<T: Clone, K: Clone + Eq + Hash>(
    list: &mut Vec<T>,
    old: &[T],
    is_meant: impl Fn(&T) -> bool,
    key: impl Fn(&T) -> K,
) {
    for (at, part) in old.iter().enumerate() {
        let is_there = |list: &[T], wanted: &K| list.iter().position(|it| key(it) == *wanted);
        if !is_meant(part) || is_there(list, &key(part)).is_some() {
            continue;
        }
        let mut before = old.iter().take(at).rev();
        let place = before
            .find_map(|it| is_there(list, &key(it)))
            .map_or(0, |place| place + 1);
        list.insert(place, part.clone());
    }
}
