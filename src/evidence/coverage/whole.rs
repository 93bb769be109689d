//! The evidence of a scene as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::{CoverageRow, Maker, Standing, Voice};
use crate::evidence::staleness::is_stale;
use crate::model::{
    ActorId, Asserter, Claim, DateRange, Reliability, Scene, Source, Stance, Status, TieState,
};

/// The evidence of a scene as a whole: claims that count, whether or not they
/// bear on a dyad, and the sources that they stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// How many claims count.
    pub claims: usize,
    /// How many of them bear on no dyad.
    pub off_dyads: usize,
    /// How many of them are anchored in no source.
    pub unanchored: usize,
    /// How many of them nobody is named for.
    pub unattributed: usize,
    /// How many of each status, in the order of [`Status::ALL`].
    pub statuses: [usize; 4],
    /// How many strain some tie.
    pub strains: usize,
    /// How many of those are said by somebody who speaks for an actor.
    pub strains_voiced: usize,
    /// The sources that they stand in, by position.
    pub sources: Vec<usize>,
    /// How many sources of the scene hold none of them.
    pub unused_sources: usize,
    /// How many independent origins those sources have.
    pub origins: usize,
    /// How many of those sources are rated so, A first; only letters that occur.
    pub reliabilities: Vec<(Reliability, usize)>,
    /// From when to when those sources appeared; `None` where none is dated.
    pub issued: Option<DateRange>,
    /// How many of those sources do not say when they appeared.
    pub undated_sources: usize,
    /// Which actors of the scene are heard, in its order.
    pub heard: Vec<Voice>,
    /// Which are not, in its order.
    pub not_heard: Vec<ActorId>,
    /// How many of the claims are stale; `None` where there is no day to tell by.
    pub stale: Option<usize>,
    /// How many claims would count were they not deprecated.
    pub deprecated: usize,
    /// How many claims do not count by the day that is looked back from.
    pub not_yet: usize,
    /// How many dyads there are.
    pub dyads: usize,
    /// Those on which nothing counts.
    pub empty: EmptyDyads,
}

/// How many dyads have no claim that counts, by what is held of them. A dyad with
/// several ties goes by the firmest: a weight, then none, then unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EmptyDyads {
    /// With a judged weight.
    pub valued: usize,
    /// Held to be unknown, with a reason.
    pub unknown: usize,
    /// Held to be none, with a reason.
    pub none: usize,
    /// Without a tie: nobody has looked.
    pub not_looked_at: usize,
}

impl EmptyDyads {
    /// All of them.
    pub fn all(self) -> usize {
        self.valued + self.unknown + self.none + self.not_looked_at
    }
}

pub(super) fn whole(maker: &Maker<'_>, rows: &[CoverageRow], dyads: usize) -> Whole {
    let scene = maker.scene;
    let mut whole = Whole {
        dyads,
        empty: empty(scene, rows, dyads),
        stale: maker.day.map(|_| 0),
        ..Whole::default()
    };
    let on_dyads: BTreeSet<usize> = rows
        .iter()
        .flat_map(|row| row.all.claims.iter().copied())
        .collect();
    let mut sources = BTreeSet::new();
    let mut voices: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for (at, claim) in scene.claims.iter().enumerate() {
        match maker.standing(claim) {
            Standing::Deprecated => whole.deprecated += 1,
            Standing::NotYet => whole.not_yet += 1,
            Standing::Counts => {
                let is_on_dyad = on_dyads.contains(&at);
                whole.off_dyads += usize::from(!is_on_dyad);
                count(&mut whole, maker, claim);
                if let Some(actor) = affiliation(claim) {
                    *voices.entry(actor).or_default() += 1;
                }
                let anchors = claim.anchors.iter();
                let found: Vec<usize> = anchors
                    .filter_map(|anchor| scene.sources.position(&anchor.source))
                    .collect();
                whole.unanchored += usize::from(found.is_empty());
                sources.extend(found);
            }
        }
    }
    whole.sources = sources.into_iter().collect();
    whole.unused_sources = scene.sources.len() - whole.sources.len();
    of_sources(&mut whole, maker);
    for actor in scene.actors.iter() {
        match voices.get(&actor.id) {
            Some(claims) => whole.heard.push(Voice {
                actor: actor.id.clone(),
                claims: *claims,
            }),
            None => whole.not_heard.push(actor.id.clone()),
        }
    }
    whole
}

/// Counts one claim.
fn count(whole: &mut Whole, maker: &Maker<'_>, claim: &Claim) {
    whole.claims += 1;
    for (count, status) in whole.statuses.iter_mut().zip(Status::ALL) {
        *count += usize::from(status == claim.status);
    }
    let is_unattributed = matches!(claim.asserter, Asserter::Unattributed { .. });
    whole.unattributed += usize::from(is_unattributed);
    let strains = claim.bearings.iter().any(|it| it.stance == Stance::Strains);
    whole.strains += usize::from(strains);
    whole.strains_voiced += usize::from(strains && affiliation(claim).is_some());
    if let (Some(stale), Some(day)) = (&mut whole.stale, maker.day) {
        *stale += usize::from(is_stale(claim, maker.scene, day));
    }
}

fn affiliation(claim: &Claim) -> Option<&ActorId> {
    match &claim.asserter {
        Asserter::Named { affiliation, .. } => affiliation.as_ref(),
        Asserter::Unattributed { .. } => None,
    }
}

/// What there is to say of the sources that claims stand in.
fn of_sources(whole: &mut Whole, maker: &Maker<'_>) {
    let places = whole.sources.iter();
    let used: Vec<&Source> = places
        .filter_map(|at| maker.scene.sources.at(*at))
        .collect();
    let origins: BTreeSet<_> = used
        .iter()
        .filter_map(|source| maker.origins.of_source(&source.id))
        .collect();
    whole.origins = origins.len();
    whole.reliabilities = Reliability::ALL
        .into_iter()
        .map(|letter| {
            let rated = used.iter().filter(|it| it.rating.reliability == letter);
            (letter, rated.count())
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let dates: Vec<DateRange> = used.iter().filter_map(|source| source.issued).collect();
    whole.undated_sources = used.len() - dates.len();
    let first = dates.iter().map(|date| date.first()).min();
    let last = dates.iter().map(|date| date.last());
    let last = last.max_by_key(|date| date.last_day());
    whole.issued = first
        .zip(last)
        .and_then(|(first, last)| DateRange::new(first, last).ok());
}

fn empty(scene: &Scene, rows: &[CoverageRow], dyads: usize) -> EmptyDyads {
    let mut empty = EmptyDyads::default();
    let mut tied = 0;
    for row in rows.iter().filter(|row| !row.ties.is_empty()) {
        tied += 1;
        if !row.is_empty() {
            continue;
        }
        let ties = || row.ties.iter().filter_map(|it| scene.ties.get(&it.tie));
        if ties().any(|tie| tie.weight().is_some()) {
            empty.valued += 1;
        } else if ties().any(|tie| matches!(tie.state, TieState::None { .. })) {
            empty.none += 1;
        } else {
            empty.unknown += 1;
        }
    }
    empty.not_looked_at = dyads.saturating_sub(tied);
    empty
}
