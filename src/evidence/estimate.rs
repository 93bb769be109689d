//! The estimate: a number from the graded claims on a tie, to be set beside the
//! weight that an analyst judged.
//!
//! Over the counted bearings `i` on the tie
//!
//! ```text
//! e = sum(r_i * c_i * p_i * m_i) / (1 + sum(r_i * c_i))
//! ```
//!
//! where `r` is reliability (A 1.0, B 0.8, C 0.6, D 0.4, E 0.2), `c` is
//! credibility (1 1.0, 2 0.8, 3 0.6, 4 0.4, 5 0.2), `p` is +1 for a claim that
//! supports, -1 for one that strains, 0 for a neutral one, and `m` is magnitude
//! (slight 0.25, moderate 0.5, strong 0.75, extreme 1.0). The 1 in the
//! denominator is a prior of no evidence: few weak claims stay near 0. A claim
//! with several bearings on the tie counts with each.
//!
//! Not counted: claims that are deprecated, claims graded F or 6 (no basis to
//! judge, which is not the worst grade), and claims that repeat a counted one.
//! Of a group of repeats the best-graded counts, the first in the file where
//! grades are equal. Looking back, claims that are not there by the day do not
//! count either, whatever else is to be said of them.
//!
//! The formula is our own. It is a reading aid and no forecast: it knows nothing
//! of claims that nobody has entered.

mod change;

use std::borrow::Cow;
use std::collections::HashMap;

use super::as_of::{Clock, When};
use super::repeats::repeat_groups;
use crate::model::{Claim, ClaimId, ClaimIndex, Grade, Magnitude, Rank, Scene, Stance, Tie, TieId};

pub use change::{ChangedClaim, changed_claims, update_estimates};

/// The mass from which an estimate stands: as much as the prior of no evidence.
const LEAST_MASS: f64 = 1.0;

/// Masses are sums of products of fifths. Comparing them in this many parts of 1
/// keeps rounding from deciding.
const MASS_PARTS: f64 = 25.0;

/// What rounding may add to a distance before it counts as over a threshold.
const DISTANCE_SLACK: f64 = 1e-9;

/// What the claims on a tie come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing counts. Not the same as 0.
    NoBasis,
    /// Something counts, but less than the prior of no evidence.
    TooLittle {
        /// The estimate, in (-1, 1). Not to be compared with a weight.
        value: f64,
        /// Sum of `r * c`, in (0, 1).
        mass: f64,
    },
    /// Enough counts to be set beside a judged weight.
    Stands {
        /// The estimate, in (-1, 1).
        value: f64,
        /// Sum of `r * c`, at least 1.
        mass: f64,
    },
}

impl Verdict {
    /// The number, where anything counted.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::NoBasis => None,
            Self::TooLittle { value, .. } | Self::Stands { value, .. } => Some(value),
        }
    }

    /// The sum of `r * c`; 0 where nothing counted.
    pub fn mass(self) -> f64 {
        match self {
            Self::NoBasis => 0.0,
            Self::TooLittle { mass, .. } | Self::Stands { mass, .. } => mass,
        }
    }

    /// Whether the number may be set beside a judged weight.
    pub fn stands(self) -> bool {
        matches!(self, Self::Stands { .. })
    }
}

/// One bearing that counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// The claim.
    pub claim: ClaimId,
    /// Which of the claim's bearings, from 0.
    pub bearing: usize,
    /// The claim's grade.
    pub grade: Grade,
    /// `r`, in [0.2, 1].
    pub reliability: f64,
    /// `c`, in [0.2, 1].
    pub credibility: f64,
    /// `p` is its sign.
    pub stance: Stance,
    /// `m` is its factor.
    pub magnitude: Magnitude,
    /// What it adds to the estimate: `r * c * p * m / (1 + mass)`. All of them
    /// add up to the estimate.
    pub contribution: f64,
}

impl Counted {
    /// `r * c`, its part of the mass, in [0.04, 1].
    pub fn mass(&self) -> f64 {
        self.reliability * self.credibility
    }

    fn term(&self) -> f64 {
        self.mass() * self.stance.sign() * self.magnitude.factor()
    }
}

/// Why a claim did not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOutReason {
    /// Withdrawn, for the reason given.
    Deprecated {
        /// Why it was withdrawn.
        reason: String,
    },
    /// Graded F or 6.
    NoBasis(Grade),
    /// It repeats this claim, which counted.
    Repeats(ClaimId),
    /// It is not there yet by the day that is looked back from.
    NotBy(Clock, When),
}

impl LeftOutReason {
    /// In words, for a list: `graded C6: no basis to judge the truth`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Deprecated { reason } => format!("deprecated: {reason}"),
            Self::NoBasis(grade) => {
                let mut missing = Vec::new();
                if grade.reliability.factor().is_none() {
                    missing.push(grade.reliability.meaning());
                }
                if grade.credibility.factor().is_none() {
                    missing.push(grade.credibility.meaning());
                }
                format!("graded {grade}: {}", missing.join(", "))
            }
            Self::Repeats(claim) => format!("repeats {claim}, which counts"),
            Self::NotBy(clock, When::By | When::After) => clock.later().to_owned(),
            Self::NotBy(_, When::Forecast) => "a forecast".to_owned(),
            Self::NotBy(_, When::Undated) => "no date".to_owned(),
        }
    }
}

/// One claim that did not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The claim.
    pub claim: ClaimId,
    /// Why not.
    pub reason: LeftOutReason,
}

/// The estimate for one tie, with what counted and what did not.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// What it comes to.
    pub verdict: Verdict,
    /// What counted, bearing by bearing, in file order.
    pub counted: Vec<Counted>,
    /// What did not, claim by claim, in file order.
    pub left_out: Vec<LeftOut>,
}

impl Estimate {
    /// How many claims counted, each once.
    pub fn counted_claims(&self) -> usize {
        // Bearings of one claim stand together, since both lists are in file order.
        self.counted
            .chunk_by(|one, next| one.claim == next.claim)
            .count()
    }

    /// How many claims bear on the tie, counted or not.
    pub fn claims(&self) -> usize {
        self.counted_claims() + self.left_out.len()
    }

    /// Whether claims bear on the tie and none of them is there by the day that is
    /// looked back from.
    pub fn is_all_later(&self) -> bool {
        self.claims() > 0 && self.later_claims() == self.claims()
    }

    /// How many claims bear on the tie that are not there by the day that is looked
    /// back from; none in the present.
    pub fn later_claims(&self) -> usize {
        let left_out = self.left_out.iter();
        left_out
            .filter(|one| matches!(one.reason, LeftOutReason::NotBy(..)))
            .count()
    }
}

/// A judged weight that lies further from the claims than the scene allows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The judged weight, in [-1, 1].
    pub judged: f64,
    /// The estimate, in (-1, 1).
    pub estimated: f64,
    /// How far apart they are, over the threshold.
    pub distance: f64,
    /// What the scene allows.
    pub threshold: f64,
}

impl Gap {
    /// In words: `0.43 above what the claims say`.
    pub fn in_words(&self) -> String {
        let side = if self.judged > self.estimated {
            "above"
        } else {
            "below"
        };
        format!("{:.2} {side} what the claims say", self.distance)
    }
}

/// The estimate for this tie; "no basis" for a tie that is not there.
///
/// Looks at every claim of the scene: for many ties make one [`Estimator`].
pub fn estimate(scene: &Scene, tie: &TieId) -> Estimate {
    Estimator::new(scene).estimate(tie)
}

/// The estimate for this tie, where the places of the claims on it are at hand, in
/// file order. Costs no more than those claims and one look at who repeats whom.
pub fn estimate_of(scene: &Scene, tie: &TieId, claims: &[usize]) -> Estimate {
    let estimator = Estimator {
        scene,
        index: Cow::Owned(ClaimIndex::default()),
        groups: Cow::Owned(repeat_groups(scene)),
        whens: None,
    };
    estimator.weigh(tie, claims)
}

/// The estimate for every tie, in the order of [`Scene::ties`].
pub fn estimates(scene: &Scene) -> Vec<Estimate> {
    let estimator = Estimator::new(scene);
    scene
        .ties
        .iter()
        .map(|tie| estimator.estimate(&tie.id))
        .collect()
}

/// The gap at this tie. `None` where the tie is not valued, the estimate does
/// not stand, or the two are no further apart than the scene's threshold.
pub fn gap(scene: &Scene, tie: &TieId) -> Option<Gap> {
    let tie = scene.ties.get(tie)?;
    gap_to(scene, tie, estimate(scene, &tie.id).verdict)
}

/// As [`gap`], for the verdict of an estimate that is at hand.
pub fn gap_to(scene: &Scene, tie: &Tie, verdict: Verdict) -> Option<Gap> {
    let Verdict::Stands { value, .. } = verdict else {
        return None;
    };
    let judged = tie.weight()?.value();
    let threshold = scene.thresholds.gap;
    let distance = (judged - value).abs();
    (distance > threshold + DISTANCE_SLACK).then_some(Gap {
        judged,
        estimated: value,
        distance,
        threshold,
    })
}

/// Estimates many ties of one scene: goes over its claims once, then each tie
/// costs only its own claims.
#[derive(Clone, Debug)]
pub struct Estimator<'a> {
    scene: &'a Scene,
    index: Cow<'a, ClaimIndex>,
    groups: Cow<'a, [usize]>,
    /// Where each claim is on a clock, by its place in the scene; `None` in the
    /// present, where every claim is there.
    whens: Option<(Clock, &'a [When])>,
}

impl<'a> Estimator<'a> {
    /// Ready for every tie of this scene.
    pub fn new(scene: &'a Scene) -> Self {
        Self {
            scene,
            index: Cow::Owned(ClaimIndex::new(scene)),
            groups: Cow::Owned(repeat_groups(scene)),
            whens: None,
        }
    }

    /// The same of what is known of the scene already, by a day: only claims that
    /// are there by then count. `whens` has one entry for each claim.
    pub(super) fn by(
        scene: &'a Scene,
        index: &'a ClaimIndex,
        groups: &'a [usize],
        clock: Clock,
        whens: &'a [When],
    ) -> Self {
        Self {
            scene,
            index: Cow::Borrowed(index),
            groups: Cow::Borrowed(groups),
            whens: Some((clock, whens)),
        }
    }

    /// Which claims bear on what.
    pub fn index(&self) -> &ClaimIndex {
        &self.index
    }

    /// The estimate for this tie; "no basis" for a tie that is not there.
    pub fn estimate(&self, tie: &TieId) -> Estimate {
        self.weigh(tie, self.index.on_tie(tie))
    }

    /// The estimate from the claims at these places.
    fn weigh(&self, tie: &TieId, positions: &[usize]) -> Estimate {
        let best = self.best_of_groups(positions);
        let mut counted = Vec::new();
        let mut left_out = Vec::new();
        for (position, claim) in self.claims_at(positions) {
            match self.reason_to_leave_out(position, claim, &best) {
                None => counted.extend(counted_bearings(claim, tie)),
                Some(reason) => left_out.push(LeftOut {
                    claim: claim.id.clone(),
                    reason,
                }),
            }
        }
        let verdict = settle(&mut counted);
        Estimate {
            verdict,
            counted,
            left_out,
        }
    }

    fn claims_at<'s>(&'s self, positions: &'s [usize]) -> impl Iterator<Item = (usize, &'a Claim)> {
        positions
            .iter()
            .filter_map(|at| Some((*at, self.scene.claims.at(*at)?)))
    }

    /// Why the claim at this place is not there by the day, where it is not.
    fn not_by(&self, position: usize) -> Option<LeftOutReason> {
        let (clock, whens) = self.whens?;
        let when = whens.get(position).copied().unwrap_or(When::Undated);
        (when != When::By).then_some(LeftOutReason::NotBy(clock, when))
    }

    fn group(&self, position: usize) -> usize {
        self.groups.get(position).copied().unwrap_or(position)
    }

    /// For each group among these claims, the position of the best-graded claim
    /// that may count.
    fn best_of_groups(&self, positions: &[usize]) -> HashMap<usize, usize> {
        let mut best: HashMap<usize, (usize, f64)> = HashMap::new();
        for (position, claim) in self.claims_at(positions) {
            let may_count = !claim.is_deprecated() && self.not_by(position).is_none();
            let Some(factor) = claim.grade.factor().filter(|_| may_count) else {
                continue;
            };
            let parts = (factor * MASS_PARTS).round();
            let entry = best
                .entry(self.group(position))
                .or_insert((position, parts));
            if parts > entry.1 {
                *entry = (position, parts);
            }
        }
        best.into_iter()
            .map(|(group, (position, _))| (group, position))
            .collect()
    }

    fn reason_to_leave_out(
        &self,
        position: usize,
        claim: &Claim,
        best: &HashMap<usize, usize>,
    ) -> Option<LeftOutReason> {
        if let Some(reason) = self.not_by(position) {
            return Some(reason);
        }
        if let Rank::Deprecated { reason } = &claim.rank {
            return Some(LeftOutReason::Deprecated {
                reason: reason.clone(),
            });
        }
        if claim.grade.factor().is_none() {
            return Some(LeftOutReason::NoBasis(claim.grade));
        }
        let best = best.get(&self.group(position)).copied();
        let original = best.filter(|best| *best != position)?;
        let original = self.scene.claims.at(original)?;
        Some(LeftOutReason::Repeats(original.id.clone()))
    }
}

/// Every bearing of this claim on this tie, its contribution still open.
fn counted_bearings<'a>(claim: &'a Claim, tie: &'a TieId) -> impl Iterator<Item = Counted> + 'a {
    let factors = claim
        .grade
        .reliability
        .factor()
        .zip(claim.grade.credibility.factor());
    claim
        .bearings
        .iter()
        .enumerate()
        .filter(|(_, bearing)| bearing.is_on_tie(tie))
        .filter_map(move |(at, bearing)| {
            let (reliability, credibility) = factors?;
            Some(Counted {
                claim: claim.id.clone(),
                bearing: at,
                grade: claim.grade,
                reliability,
                credibility,
                stance: bearing.stance,
                magnitude: bearing.magnitude,
                contribution: 0.0,
            })
        })
}

/// The verdict over what counted; fills in the contributions.
fn settle(counted: &mut [Counted]) -> Verdict {
    if counted.is_empty() {
        return Verdict::NoBasis;
    }
    let mass: f64 = counted.iter().map(Counted::mass).sum();
    for one in counted.iter_mut() {
        one.contribution = one.term() / (1.0 + mass);
    }
    // Summed before dividing, so that equal terms of opposite sign cancel.
    let value = counted.iter().map(Counted::term).sum::<f64>() / (1.0 + mass);
    if (mass * MASS_PARTS).round() < LEAST_MASS * MASS_PARTS {
        Verdict::TooLittle { value, mass }
    } else {
        Verdict::Stands { value, mass }
    }
}

#[cfg(test)]
mod tests;
