//! What the claims on a tie come to with the claim that is being written.

use crate::edit::ids;
use crate::evidence::{Estimate, estimate_of};
use crate::model::{
    Asserter, Bearing, BearingOn, Claim, ClaimId, Direction, Grade, Rank, Scene, Status, TieId,
};

use super::{BearingDraft, ClaimDraft, ClaimForm, Draft, RankChoice, ReasonedGrade, Session};

/// A tie that the claim that is being written bears on, or did until now.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftEstimate {
    /// The tie.
    pub tie: TieId,
    /// What its claims come to with this one as it is written; `None` as long as
    /// stance, magnitude or grade are missing.
    pub with: Option<Estimate>,
    /// What the claim is called in [`Self::with`].
    pub claim: ClaimId,
}

/// The part of a draft that an estimate depends on: whoever types the statement
/// waits for nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weighed {
    form: ClaimForm,
    bearings: Vec<BearingDraft>,
    grade: Option<Grade>,
    rank: RankChoice,
    repeats: Vec<ClaimId>,
}

impl Weighed {
    pub(super) fn of(draft: &Draft<ClaimForm, ClaimDraft>) -> Self {
        let content = &draft.content;
        let ReasonedGrade {
            reliability,
            credibility,
            ..
        } = &content.grade;
        let bearings = content.bearings.iter().map(|bearing| BearingDraft {
            reason: String::new(),
            ..bearing.clone()
        });
        Self {
            form: draft.form.clone(),
            bearings: bearings.collect(),
            grade: reliability
                .zip(*credibility)
                .map(|(reliability, credibility)| Grade {
                    reliability,
                    credibility,
                }),
            rank: content.rank,
            repeats: content.repeats.clone(),
        }
    }

    /// The claim as far as an estimate looks at it.
    fn claim(&self, id: ClaimId) -> Option<Claim> {
        let bearings = self.bearings.iter().filter_map(|draft| {
            Some(Bearing {
                on: draft.on.clone()?,
                direction: draft.from.clone().map_or(Direction::Both, Direction::From),
                stance: draft.stance?,
                magnitude: draft.magnitude?,
                reason: String::new(),
            })
        });
        Some(Claim {
            id,
            statement: String::new(),
            kinds: Vec::new(),
            bearings: bearings.collect(),
            asserter: Asserter::Unattributed { note: None },
            status: Status::Fact,
            quantities: Vec::new(),
            date: None,
            is_forecast: false,
            grade: self.grade?,
            grade_reason: String::new(),
            anchors: Vec::new(),
            rank: match self.rank {
                RankChoice::Deprecated => Rank::Deprecated {
                    reason: "in this form".to_owned(),
                },
                RankChoice::Normal | RankChoice::Preferred => Rank::Normal,
            },
            repeats: self.repeats.clone(),
            contradicts: Vec::new(),
            derived_from: Vec::new(),
            note: None,
        })
    }

    /// Whether it says something of this tie that can be weighed.
    fn says_something_of(&self, tie: &TieId) -> bool {
        let mut on_it = self
            .bearings
            .iter()
            .filter(|it| matches!(&it.on, Some(BearingOn::Tie(on)) if on == tie));
        // One that was taken off a tie says nothing of it any more, which changes
        // the estimate too.
        on_it.all(|it| it.stance.is_some() && it.magnitude.is_some())
    }
}

/// The estimate for each tie that the draft bears on, in its order, then for
/// those that the claim bore on until now. Costs the claims on those ties and one
/// look at the links of all claims.
pub(super) fn estimates(session: &Session, weighed: &Weighed) -> Vec<DraftEstimate> {
    let scene = &session.document.scene;
    let (id, before) = match &weighed.form {
        ClaimForm::Change(id) => (id.clone(), scene.claims.get(id)),
        ClaimForm::New(_) => (ids::fresh_claim_id(scene), None),
    };
    let ties = ties_of(scene, weighed, before);
    if ties.is_empty() {
        return Vec::new();
    }
    let with = weighed
        .claim(id.clone())
        .map(|claim| scene_with(scene, claim));
    ties.into_iter()
        .map(|tie| {
            let is_weighable = weighed.says_something_of(&tie);
            let with = with.as_ref().filter(|_| is_weighable);
            let estimate = with.map(|scene| {
                let mut places = session.document.claims.on_tie(&tie).to_vec();
                places.extend(scene.claims.position(&id));
                places.sort_unstable();
                places.dedup();
                // Whoever took the last bearing off a tie took the claim off it.
                places.retain(|at| {
                    let claim = scene.claims.at(*at);
                    claim.is_some_and(|it| it.bearings_on(&tie).next().is_some())
                });
                estimate_of(scene, &tie, &places)
            });
            DraftEstimate {
                tie,
                with: estimate,
                claim: id.clone(),
            }
        })
        .collect()
}

fn ties_of(scene: &Scene, weighed: &Weighed, before: Option<&Claim>) -> Vec<TieId> {
    let now = weighed.bearings.iter().filter_map(|it| it.on.as_ref());
    let until_now = before.into_iter().flat_map(|claim| &claim.bearings);
    let mut ties: Vec<TieId> = Vec::new();
    for on in now.chain(until_now.map(|bearing| &bearing.on)) {
        if let BearingOn::Tie(tie) = on
            && scene.ties.contains(tie)
            && !ties.contains(tie)
        {
            ties.push(tie.clone());
        }
    }
    ties
}

/// The scene with this claim in the place of its own, or at the end.
fn scene_with(scene: &Scene, claim: Claim) -> Scene {
    let mut with = scene.clone();
    if with.claims.contains(&claim.id) {
        with.claims.replace(claim);
    } else {
        let added = with.claims.push(claim);
        debug_assert!(added.is_ok(), "the id is a fresh one");
    }
    with
}

#[cfg(test)]
mod tests;
