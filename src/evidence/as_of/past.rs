//! A scene as it was by a day: which claims were there, what they came to, and
//! which ties were not there yet.

use std::sync::Arc;

use super::super::estimate::Estimate;
use super::{AsOf, Chronicle, Clock, When};
use crate::model::{PartialDate, Scene, Tie, TieId, TieState};

/// Why a tie is seen as unknown by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotYet {
    /// Its period begins after the day.
    Begins(PartialDate),
    /// It has claims, and none of them is there by the day.
    Nothing,
}

impl NotYet {
    /// Why this tie is seen as unknown, where it is: `estimate` is the one by this
    /// day. A tie without claims is as it is, unless its period begins later.
    pub fn of(tie: &Tie, estimate: &Estimate, as_of: AsOf) -> Option<Self> {
        let begins = tie.valid.map(|valid| valid.first());
        let begins = begins.filter(|begins| begins.first_day() > as_of.day);
        let nothing = || estimate.is_all_later().then_some(Self::Nothing);
        begins.map(Self::Begins).or_else(nothing)
    }

    /// In a sentence: `Nothing was reported by 25 January 2026.`
    pub fn in_words(self, as_of: AsOf) -> String {
        let day = as_of.day_in_words();
        match (self, as_of.clock) {
            (Self::Begins(date), _) => {
                format!(
                    "It holds from {} on, which is after {day}.",
                    date.in_words()
                )
            }
            (Self::Nothing, Clock::Reported) => format!("Nothing was reported by {day}."),
            (Self::Nothing, Clock::Happened) => {
                format!("Nothing that its claims date had happened by {day}.")
            }
        }
    }
}

/// How many claims are where on a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PastTally {
    /// There by the day.
    pub by: usize,
    /// After it.
    pub after: usize,
    /// Forecasts, which never count as happened.
    pub forecasts: usize,
    /// Without a date on the calendar.
    pub undated: usize,
}

impl PastTally {
    /// All of them.
    pub fn all(self) -> usize {
        self.by + self.after + self.forecasts + self.undated
    }

    fn of(whens: &[When]) -> Self {
        let count = |wanted| whens.iter().filter(|when| **when == wanted).count();
        Self {
            by: count(When::By),
            after: count(When::After),
            forecasts: count(When::Forecast),
            undated: count(When::Undated),
        }
    }
}

/// A scene as it was by a day. Weights are judgements of the scene's own date and
/// stay what they are.
#[derive(Clone, Debug)]
pub struct Past {
    as_of: AsOf,
    whens: Vec<When>,
    tally: PastTally,
    estimates: Arc<Vec<Estimate>>,
}

impl Past {
    /// The scene of this chronicle by this day. Takes time in proportion to the
    /// claims.
    pub fn of(chronicle: &Chronicle, as_of: AsOf) -> Self {
        let whens = chronicle.whens(as_of);
        Self {
            as_of,
            tally: PastTally::of(&whens),
            estimates: Arc::new(chronicle.estimates(as_of.clock, &whens)),
            whens,
        }
    }

    /// The day and the clock.
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// How many claims are where.
    pub fn tally(&self) -> PastTally {
        self.tally
    }

    /// Where the claim at this place of the scene is on the clock.
    pub fn when(&self, claim: usize) -> When {
        self.whens.get(claim).copied().unwrap_or(When::Undated)
    }

    /// Whether the claim at this place of the scene is there by the day.
    pub fn counts(&self, claim: usize) -> bool {
        self.when(claim) == When::By
    }

    /// What the claims of each tie came to, in the order of [`Scene::ties`].
    pub fn estimates(&self) -> &[Estimate] {
        &self.estimates
    }

    /// The same, to be handed to what works in the background.
    pub fn shared_estimates(&self) -> &Arc<Vec<Estimate>> {
        &self.estimates
    }

    /// Why this tie of the scene is seen as unknown, where it is.
    pub fn not_yet(&self, scene: &Scene, tie: &TieId) -> Option<NotYet> {
        let estimate = self.estimates.get(scene.ties.position(tie)?)?;
        NotYet::of(scene.ties.get(tie)?, estimate, self.as_of)
    }

    /// The scene as it is seen by the day: ties that are not there yet are unknown,
    /// with the reason. `scene` has the same claims and ties as the one that the
    /// chronicle was made from; weights and the rest may differ.
    pub fn seen(&self, scene: &Scene) -> Scene {
        let mut seen = scene.clone();
        for (tie, estimate) in scene.ties.iter().zip(&*self.estimates) {
            if matches!(tie.state, TieState::Unknown { .. }) {
                continue;
            }
            if let Some(why) = NotYet::of(tie, estimate, self.as_of) {
                let reason = why.in_words(self.as_of);
                seen.ties.replace(Tie {
                    state: TieState::Unknown { reason },
                    ..tie.clone()
                });
            }
        }
        seen
    }
}
