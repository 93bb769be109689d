//! Which way ties went, and the claims behind it.

use std::collections::{HashMap, HashSet};

use super::difference::{Difference, union_order};
use super::lines::{Happened, happened_to};
use super::words;
use crate::model::{ActorId, BearingOn, Claim, ClaimId, Tie, TieId, TieState, Weight};

/// Which way a tie went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trend {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// Its weight went away from 0.
    Stronger,
    /// Its weight went towards 0.
    Weaker,
    /// Its weight changed sign.
    Flipped,
    /// It was unknown or none, and has a weight.
    Judged,
    /// It had a weight, and is unknown or none.
    Withdrawn,
    /// Something else of it changed.
    Reworded,
    /// Nothing of it changed.
    Same,
}

impl Trend {
    /// All, as a legend lists them.
    pub const ALL: [Self; 9] = [
        Self::Added,
        Self::Removed,
        Self::Stronger,
        Self::Weaker,
        Self::Flipped,
        Self::Judged,
        Self::Withdrawn,
        Self::Reworded,
        Self::Same,
    ];

    /// The word for it, as within a sentence; also its stable name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
            Self::Flipped => "flipped",
            Self::Judged => "judged",
            Self::Withdrawn => "withdrawn",
            Self::Reworded => "reworded",
            Self::Same => "same",
        }
    }

    /// Which way a tie went from the first of these to the second.
    pub fn of(before: Option<&Tie>, after: Option<&Tie>) -> Self {
        let (before, after) = match (before, after) {
            (None, None) => return Self::Same,
            (None, Some(_)) => return Self::Added,
            (Some(_), None) => return Self::Removed,
            (Some(before), Some(after)) => (before, after),
        };
        if std::ptr::eq(before, after) {
            return Self::Same;
        }
        match (before.weight(), after.weight()) {
            (None, Some(_)) => Self::Judged,
            (Some(_), None) => Self::Withdrawn,
            (Some(old), Some(new)) if old != new => Self::of_weights(old, new),
            (Some(_), Some(_)) | (None, None) if before == after => Self::Same,
            (Some(_), Some(_)) | (None, None) => Self::Reworded,
        }
    }

    /// From and to 0 there is no sign to lose.
    fn of_weights(old: Weight, new: Weight) -> Self {
        if old.is_negative() && new.is_positive() || old.is_positive() && new.is_negative() {
            Self::Flipped
        } else if new.magnitude() > old.magnitude() {
            Self::Stronger
        } else {
            Self::Weaker
        }
    }
}

/// A tie that changed, or whose claims did.
#[derive(Clone, Debug, PartialEq)]
pub struct TieChange<'a> {
    /// The tie.
    pub id: &'a TieId,
    /// Which way it went; [`Trend::Same`] where only claims on it changed.
    pub trend: Trend,
    /// As it was; `None` where it was not there.
    pub before: Option<&'a Tie>,
    /// As it is; `None` where it is not there any more.
    pub after: Option<&'a Tie>,
    /// The claims on it, before or after, that changed; in scene order.
    pub claims: Vec<ClaimChange>,
}

impl TieChange<'_> {
    /// The weight that it had, where it had one.
    pub fn weight_before(&self) -> Option<Weight> {
        self.before.and_then(Tie::weight)
    }

    /// The weight that it has, where it has one.
    pub fn weight_after(&self) -> Option<Weight> {
        self.after.and_then(Tie::weight)
    }

    /// Which way it went, with what was and what is: `stronger, +0.40 to +0.85`.
    pub fn in_words(&self) -> String {
        let word = self.trend.word();
        let state = |tie: Option<&Tie>| {
            let state: Option<&TieState> = tie.map(|tie| &tie.state);
            state.map_or_else(String::new, words::state_in_short)
        };
        let (before, after) = (state(self.before), state(self.after));
        match self.trend {
            Trend::Added => format!("{word}, {after}"),
            Trend::Removed => format!("{word}, was {before}"),
            Trend::Stronger | Trend::Weaker | Trend::Flipped | Trend::Judged | Trend::Withdrawn => {
                format!("{word}, {before} to {after}")
            }
            // Such as from unknown to no tie.
            Trend::Reworded if before != after => format!("{word}, {before} to {after}"),
            Trend::Reworded | Trend::Same => word.to_owned(),
        }
    }
}

/// A claim that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimChange {
    /// The claim.
    pub id: ClaimId,
    /// What happened to it.
    pub happened: Happened,
}

/// An actor that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorChange {
    /// The actor.
    pub id: ActorId,
    /// What happened to it.
    pub happened: Happened,
}

impl Difference {
    /// The ties that changed or whose claims did, in the order of the second
    /// scene, those removed where they stood.
    pub fn tie_changes(&self) -> Vec<TieChange<'_>> {
        let mut claims = self.claims_behind();
        let touched: HashSet<&TieId> = self
            .ties
            .changed
            .iter()
            .map(|changed| &changed.id)
            .chain(&self.ties.added)
            .chain(&self.ties.removed)
            .chain(claims.keys().copied())
            .collect();
        if touched.is_empty() {
            return Vec::new();
        }
        let order = union_order(&self.before.ties, &self.after.ties);
        let ids: Vec<&TieId> = order
            .iter()
            .filter_map(|id| touched.get(id).copied())
            .collect();
        ids.into_iter()
            .map(|id| {
                let (before, after) = (self.before.ties.get(id), self.after.ties.get(id));
                TieChange {
                    id,
                    trend: Trend::of(before, after),
                    before,
                    after,
                    claims: claims.remove(id).unwrap_or_default(),
                }
            })
            .collect()
    }

    /// Which way this tie went.
    pub fn trend(&self, tie: &TieId) -> Trend {
        Trend::of(self.before.ties.get(tie), self.after.ties.get(tie))
    }

    /// The actors that changed, in the order of the second scene, those removed
    /// where they stood.
    pub fn actor_changes(&self) -> Vec<ActorChange> {
        if self.actors.is_empty() {
            return Vec::new();
        }
        let happened = happened_to(&self.actors);
        union_order(&self.before.actors, &self.after.actors)
            .into_iter()
            .filter_map(|id| {
                let happened = *happened.get(&id)?;
                Some(ActorChange { id, happened })
            })
            .collect()
    }

    /// The claims that changed, by the ties that they bore or bear on.
    pub(super) fn claims_behind(&self) -> HashMap<&TieId, Vec<ClaimChange>> {
        let mut behind: HashMap<&TieId, Vec<ClaimChange>> = HashMap::new();
        if self.claims.is_empty() {
            return behind;
        }
        let happened = happened_to(&self.claims);
        for id in union_order(&self.before.claims, &self.after.claims) {
            let Some(happened) = happened.get(&id) else {
                continue;
            };
            let both = [self.before.claims.get(&id), self.after.claims.get(&id)];
            let mut seen = HashSet::new();
            for tie in both.into_iter().flatten().flat_map(ties_of) {
                if seen.insert(tie) {
                    behind.entry(tie).or_default().push(ClaimChange {
                        id: id.clone(),
                        happened: *happened,
                    });
                }
            }
        }
        behind
    }
}

fn ties_of(claim: &Claim) -> impl Iterator<Item = &TieId> {
    claim
        .bearings
        .iter()
        .filter_map(|bearing| match &bearing.on {
            BearingOn::Tie(tie) => Some(tie),
            BearingOn::Actor(_) => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{bearing, claim, claim_id, scene, tie, tie_id, tie_with};
    use crate::model::{Magnitude, Stance};

    fn valued(weight: f64) -> TieState {
        TieState::Valued(Weight::new(weight).expect("a weight"))
    }

    fn unknown() -> TieState {
        TieState::Unknown {
            reason: "nobody looked".to_owned(),
        }
    }

    fn trend(before: TieState, after: TieState) -> (Trend, String) {
        let (before, after) = (tie_with("A-B", before), tie_with("A-B", after));
        let (before, after) = (Some(&before), Some(&after));
        let trend = Trend::of(before, after);
        let id = tie_id("A-B");
        let change = TieChange {
            id: &id,
            trend,
            before,
            after,
            claims: Vec::new(),
        };
        (trend, change.in_words())
    }

    #[test]
    fn a_tie_goes_one_way_and_says_so() {
        let none = || TieState::None {
            reason: "looked".to_owned(),
        };
        for (before, after, expected, words) in [
            (
                valued(0.4),
                valued(0.85),
                Trend::Stronger,
                "stronger, +0.40 to +0.85",
            ),
            (
                valued(-0.4),
                valued(-0.85),
                Trend::Stronger,
                "stronger, −0.40 to −0.85",
            ),
            (
                valued(0.85),
                valued(0.4),
                Trend::Weaker,
                "weaker, +0.85 to +0.40",
            ),
            (
                valued(0.4),
                valued(0.0),
                Trend::Weaker,
                "weaker, +0.40 to 0.00",
            ),
            (
                valued(0.0),
                valued(-0.4),
                Trend::Stronger,
                "stronger, 0.00 to −0.40",
            ),
            (
                valued(0.4),
                valued(-0.4),
                Trend::Flipped,
                "flipped, +0.40 to −0.40",
            ),
            (
                unknown(),
                valued(0.4),
                Trend::Judged,
                "judged, unknown to +0.40",
            ),
            (
                valued(0.4),
                none(),
                Trend::Withdrawn,
                "withdrawn, +0.40 to no tie",
            ),
            (
                unknown(),
                none(),
                Trend::Reworded,
                "reworded, unknown to no tie",
            ),
            (valued(0.4), valued(0.4), Trend::Same, "same"),
            (
                valued(0.4),
                valued(0.401),
                Trend::Stronger,
                "stronger, +0.40 to +0.401",
            ),
        ] {
            assert_eq!(trend(before, after), (expected, words.to_owned()));
        }
    }

    #[test]
    fn the_claims_behind_a_tie_are_those_that_bore_or_bear_on_it() {
        let mut before = scene(&["A", "B", "C"]);
        tie(&mut before, "A-B", 0.5);
        tie(&mut before, "B-C", 0.5);
        let on = |id| bearing(id, Stance::Supports, Magnitude::Slight);
        claim(&mut before, "c1", "C3", &[on("A-B")]);
        claim(&mut before, "c2", "C3", &[on("B-C")]);
        let mut after = before.clone();
        claim(&mut after, "c3", "C3", &[on("A-B"), on("A-B")]);
        let mut changed = after.claims.get(&claim_id("c1")).expect("c1").clone();
        changed.bearings.clear();
        after.claims.replace(changed);
        let difference = Difference::between(&before, &after);
        let changes = difference.tie_changes();
        let [only] = changes.as_slice() else {
            panic!("one tie: {changes:?}");
        };
        assert_eq!((only.id, only.trend), (&tie_id("A-B"), Trend::Same));
        let claims: Vec<_> = only
            .claims
            .iter()
            .map(|it| (it.id.as_str(), it.happened))
            .collect();
        assert_eq!(claims, [("c1", Happened::Changed), ("c3", Happened::Added)]);
    }
}
