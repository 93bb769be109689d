//! Deleting records and every mention of them.

use std::collections::HashSet;

use super::{Edit, EditError, find};
use crate::model::{
    ActorId, Asserter, BearingOn, Claim, ClaimId, Direction, Id, KindId, NoteId, Scene, SlideId,
    Source, SourceId, Tie, TieId, ViewId,
};

/// What became of records that were not named in an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fallout {
    /// Ties deleted along with their actors.
    pub ties: usize,
    /// Claims that stay and lost a bearing.
    pub claims: usize,
    /// Of those, the ones that now bear on nothing.
    pub adrift: usize,
    /// Claims that lost the affiliation of who says it.
    pub affiliations: usize,
    /// Claims that lost where they stand.
    pub anchors: usize,
    /// Claims that lost a kind.
    pub kinds: usize,
    /// Claims that lost a claim which they repeat, contradict or derive from.
    pub links: usize,
    /// Sources that lost a source which they repeat.
    pub sources: usize,
}

impl Fallout {
    /// Sentences for people; `None` where nothing else was touched.
    pub fn in_words(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.ties > 0 {
            parts.push(format!("{} went along.", counted(self.ties, "tie")));
        }
        if self.claims > 0 {
            let claims = counted(self.claims, "claim");
            let is_one = self.claims == 1;
            parts.push(match self.adrift {
                0 if is_one => format!("{claims} stays with what else it bears on."),
                0 => format!("{claims} stay with what else they bear on."),
                _ if is_one => format!("{claims} stays and bears on nothing now."),
                all if all == self.claims => format!("{claims} stay and bear on nothing now."),
                1 => format!("{claims} stay; 1 of them bears on nothing now."),
                some => format!("{claims} stay; {some} of them bear on nothing now."),
            });
        }
        for (count, one_lost, some_lost) in [
            (self.affiliations, "an affiliation", "an affiliation"),
            (self.anchors, "where it stands", "where they stand"),
            (self.kinds, "a kind", "a kind"),
            (
                self.links,
                "a claim that it refers to",
                "a claim that they refer to",
            ),
        ] {
            if count > 0 {
                let lost = if count == 1 { one_lost } else { some_lost };
                parts.push(format!("{} lost {lost}.", counted(count, "claim")));
            }
        }
        if self.sources > 0 {
            let sources = counted(self.sources, "source");
            let they = if self.sources == 1 {
                "it repeats"
            } else {
                "they repeat"
            };
            parts.push(format!("{sources} lost a source that {they}."));
        }
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

/// The records to delete.
pub(super) struct Doomed<'a> {
    pub(super) actors: &'a [ActorId],
    pub(super) ties: &'a [TieId],
    pub(super) claims: &'a [ClaimId],
    pub(super) sources: &'a [SourceId],
    pub(super) kinds: &'a [KindId],
    pub(super) notes: &'a [NoteId],
    pub(super) views: &'a [ViewId],
    pub(super) slides: &'a [SlideId],
}

/// The same as sets, with the ties that go along with their actors.
struct Gone {
    actors: HashSet<ActorId>,
    ties: HashSet<TieId>,
    claims: HashSet<ClaimId>,
    sources: HashSet<SourceId>,
    kinds: HashSet<KindId>,
}

pub(super) fn delete(
    scene: &mut Scene,
    doomed: &Doomed<'_>,
    fallout: &mut Fallout,
) -> Result<(), EditError> {
    check_all_there(scene, doomed)?;
    let mut gone = Gone {
        actors: doomed.actors.iter().cloned().collect(),
        ties: doomed.ties.iter().cloned().collect(),
        claims: doomed.claims.iter().cloned().collect(),
        sources: doomed.sources.iter().cloned().collect(),
        kinds: doomed.kinds.iter().cloned().collect(),
    };
    for id in ties_along(scene, &gone) {
        fallout.ties += 1;
        gone.ties.insert(id.clone());
        scene.ties.remove(&id);
    }
    for id in doomed.ties {
        scene.ties.remove(id);
    }
    for id in doomed.actors {
        scene.actors.remove(id);
    }
    for id in doomed.claims {
        scene.claims.remove(id);
    }
    for id in doomed.sources {
        scene.sources.remove(id);
    }
    for id in doomed.kinds {
        scene.kinds.remove(id);
    }
    for id in doomed.notes {
        scene.notes.remove(id);
    }
    for id in doomed.views {
        scene.views.remove(id);
    }
    for id in doomed.slides {
        scene.slides.remove(id);
    }
    free_claims(scene, &gone, fallout);
    free_sources(scene, &gone, fallout);
    Ok(())
}

/// Up to so many ids are compared one by one, which is quicker than hashing.
const FEW: usize = 4;

/// Whether an id is one of these.
fn is_among<K>(ids: &HashSet<Id<K>>, id: &Id<K>) -> bool {
    if ids.len() <= FEW {
        return ids.iter().any(|it| it == id);
    }
    ids.contains(id)
}

/// The ties of actors that are gone, but for those that are gone themselves.
fn ties_along(scene: &Scene, gone: &Gone) -> Vec<TieId> {
    if gone.actors.is_empty() {
        return Vec::new();
    }
    let is_along =
        |tie: &&Tie| is_among(&gone.actors, &tie.from) || is_among(&gone.actors, &tie.to);
    let along = scene.ties.iter().filter(is_along).map(|tie| &tie.id);
    along
        .filter(|id| !is_among(&gone.ties, id))
        .cloned()
        .collect()
}

fn check_all_there(scene: &Scene, doomed: &Doomed<'_>) -> Result<(), EditError> {
    let Doomed {
        actors,
        ties,
        claims,
        sources,
        kinds,
        notes,
        views,
        slides,
    } = doomed;
    if actors.is_empty()
        && ties.is_empty()
        && claims.is_empty()
        && sources.is_empty()
        && kinds.is_empty()
        && notes.is_empty()
        && views.is_empty()
        && slides.is_empty()
    {
        return Err(EditError::Nothing);
    }
    for id in *actors {
        find(&scene.actors, id, "actor")?;
    }
    for id in *ties {
        find(&scene.ties, id, "tie")?;
    }
    for id in *claims {
        find(&scene.claims, id, "claim")?;
    }
    for id in *sources {
        find(&scene.sources, id, "source")?;
    }
    for id in *kinds {
        find(&scene.kinds, id, "kind")?;
    }
    for id in *notes {
        find(&scene.notes, id, "note")?;
    }
    for id in *views {
        find(&scene.views, id, "view")?;
    }
    for id in *slides {
        find(&scene.slides, id, "slide")?;
    }
    Ok(())
}

/// Takes every mention of what is gone out of the claims that stay.
fn free_claims(scene: &mut Scene, gone: &Gone, fallout: &mut Fallout) {
    let changed: Vec<Claim> = scene
        .claims
        .iter()
        .filter_map(|claim| freed(claim, gone, fallout))
        .collect();
    for claim in changed {
        scene.claims.replace(claim);
    }
}

/// Takes every mention of sources that are gone out of those that stay.
fn free_sources(scene: &mut Scene, gone: &Gone, fallout: &mut Fallout) {
    if gone.sources.is_empty() {
        return;
    }
    let is_gone = |id: &SourceId| is_among(&gone.sources, id);
    let mentions = |source: &&Source| source.repeats.iter().any(is_gone);
    let changed: Vec<Source> = scene.sources.iter().filter(mentions).cloned().collect();
    for mut source in changed {
        source.repeats.retain(|id| !is_gone(id));
        scene.sources.replace(source);
        fallout.sources += 1;
    }
}

/// The claim without mentions of what is gone; `None` where it has none.
fn freed(claim: &Claim, gone: &Gone, fallout: &mut Fallout) -> Option<Claim> {
    let mut free = None;
    let mentions_bearing = claim.bearings.iter().any(|it| match &it.on {
        BearingOn::Tie(tie) => is_among(&gone.ties, tie),
        BearingOn::Actor(actor) => is_among(&gone.actors, actor),
    });
    if mentions_bearing {
        let claim = free.get_or_insert_with(|| claim.clone());
        claim.bearings.retain(|it| match &it.on {
            BearingOn::Tie(tie) => !is_among(&gone.ties, tie),
            BearingOn::Actor(actor) => !is_among(&gone.actors, actor),
        });
        fallout.claims += 1;
        fallout.adrift += usize::from(claim.bearings.is_empty());
    }
    let is_from_gone = |direction: &Direction| matches!(direction, Direction::From(from) if is_among(&gone.actors, from));
    let now = free.as_ref().unwrap_or(claim);
    if now.bearings.iter().any(|it| is_from_gone(&it.direction)) {
        let claim = free.get_or_insert_with(|| claim.clone());
        for bearing in &mut claim.bearings {
            if is_from_gone(&bearing.direction) {
                bearing.direction = Direction::Both;
            }
        }
    }
    if let Asserter::Named {
        affiliation: Some(actor),
        ..
    } = &claim.asserter
        && is_among(&gone.actors, actor)
    {
        let claim = free.get_or_insert_with(|| claim.clone());
        if let Asserter::Named { affiliation, .. } = &mut claim.asserter {
            *affiliation = None;
        }
        fallout.affiliations += 1;
    }
    if claim
        .anchors
        .iter()
        .any(|it| is_among(&gone.sources, &it.source))
    {
        let claim = free.get_or_insert_with(|| claim.clone());
        claim
            .anchors
            .retain(|it| !is_among(&gone.sources, &it.source));
        fallout.anchors += 1;
    }
    if claim.kinds.iter().any(|kind| is_among(&gone.kinds, kind)) {
        let claim = free.get_or_insert_with(|| claim.clone());
        claim.kinds.retain(|kind| !is_among(&gone.kinds, kind));
        fallout.kinds += 1;
    }
    let mut links = claim.links().into_iter().flat_map(|(_, ids)| ids);
    if links.any(|it| is_among(&gone.claims, it)) {
        let claim = free.get_or_insert_with(|| claim.clone());
        for links in claim.links_mut() {
            links.retain(|it| !is_among(&gone.claims, it));
        }
        fallout.links += 1;
    }
    free
}

impl Edit {
    /// What deleting this would take along or change besides; nothing for any
    /// other edit, and where it is refused.
    pub fn fallout(&self, scene: &Scene) -> Fallout {
        match self {
            Self::Delete { .. } | Self::Batch(_) => super::apply(scene, self)
                .map_or_else(|_refused| Fallout::default(), |it| it.fallout),
            _ => Fallout::default(),
        }
    }
}
