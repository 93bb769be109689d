//! The claims of a scene by their days, made once so that any day is told
//! quickly.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::estimate::{Estimate, Estimator};
use super::super::repeats::repeat_groups;
use super::{AsOf, Clock, When, reported};
use crate::model::{ClaimIndex, Scene};

/// The claims of a scene by their days on both clocks. It belongs to the scene
/// that it was made from: after an edit of claims, sources or ends of ties make
/// another.
///
/// Making one takes time in proportion to the claims, and sorts their days;
/// [`Chronicle::whens`] compares one day with each claim's.
#[derive(Clone, Debug)]
pub struct Chronicle {
    scene: Arc<Scene>,
    index: ClaimIndex,
    groups: Vec<usize>,
    reported: Days,
    happened: Days,
}

/// The days of one clock.
#[derive(Clone, Debug, Default)]
struct Days {
    /// Of each claim, in the order of the scene.
    of_claims: Vec<Day>,
    /// Those on which there is another claim, in order, each once.
    changes: Vec<Date>,
}

/// Where a claim stands on a clock.
#[derive(Clone, Copy, Debug)]
enum Day {
    On(Date),
    Forecast,
    Undated,
}

impl Days {
    fn of(scene: &Scene, day: impl Fn(&crate::model::Claim) -> Day) -> Self {
        let of_claims: Vec<Day> = scene.claims.iter().map(day).collect();
        let dated = of_claims.iter().filter_map(|day| match day {
            Day::On(day) => Some(*day),
            Day::Forecast | Day::Undated => None,
        });
        let mut changes: Vec<Date> = dated.collect();
        changes.sort_unstable();
        changes.dedup();
        Self { of_claims, changes }
    }
}

impl Chronicle {
    /// The days of this scene.
    pub fn new(scene: Arc<Scene>) -> Self {
        let on = |day: Option<Date>| day.map_or(Day::Undated, Day::On);
        let reported = Days::of(&scene, |claim| on(reported(claim, &scene)));
        let happened = Days::of(&scene, |claim| {
            if claim.is_forecast {
                Day::Forecast
            } else {
                on(claim.when().map(|date| date.first_day()))
            }
        });
        Self {
            index: ClaimIndex::new(&scene),
            groups: repeat_groups(&scene),
            reported,
            happened,
            scene,
        }
    }

    /// The scene that it was made from.
    pub fn scene(&self) -> &Arc<Scene> {
        &self.scene
    }

    fn days(&self, clock: Clock) -> &Days {
        match clock {
            Clock::Reported => &self.reported,
            Clock::Happened => &self.happened,
        }
    }

    /// The days on which something changes on this clock, in order, each once.
    pub fn changes(&self, clock: Clock) -> &[Date] {
        &self.days(clock).changes
    }

    /// The first and the last day on which something changes, on either clock, and
    /// the day that the scene describes; `None` where it has no day at all.
    pub fn span(&self) -> Option<(Date, Date)> {
        let as_of = self.scene.as_of.map(|date| date.last_day());
        let ends = Clock::ALL.into_iter().flat_map(|clock| {
            let changes = self.changes(clock);
            [changes.first().copied(), changes.last().copied()]
        });
        let days = ends.flatten().chain(as_of);
        days.fold(None, |span, day| match span {
            None => Some((day, day)),
            Some((first, last)) => Some((day.min(first), day.max(last))),
        })
    }

    /// The first day after this one on which something changes.
    pub fn next(&self, as_of: AsOf) -> Option<Date> {
        let changes = self.changes(as_of.clock);
        let upto = changes.partition_point(|day| *day <= as_of.day);
        changes.get(upto).copied()
    }

    /// The last day before this one on which something changes; before the first
    /// of them, the day before it, when nothing is there yet.
    pub fn previous(&self, as_of: AsOf) -> Option<Date> {
        let changes = self.changes(as_of.clock);
        let before = changes.partition_point(|day| *day < as_of.day);
        if let Some(at) = before.checked_sub(1) {
            return changes.get(at).copied();
        }
        let first = changes.first().filter(|first| **first == as_of.day)?;
        first.yesterday().ok()
    }

    /// Where each claim is by this day, in the order of the scene.
    pub fn whens(&self, as_of: AsOf) -> Vec<When> {
        let when = |day: &Day| match day {
            Day::On(day) if *day <= as_of.day => When::By,
            Day::On(_) => When::After,
            Day::Forecast => When::Forecast,
            Day::Undated => When::Undated,
        };
        self.days(as_of.clock).of_claims.iter().map(when).collect()
    }

    /// What the claims of each tie come to where these are there, in the order of
    /// [`Scene::ties`].
    pub(super) fn estimates(&self, clock: Clock, whens: &[When]) -> Vec<Estimate> {
        let scene = &*self.scene;
        let estimator = Estimator::by(scene, &self.index, &self.groups, clock, whens);
        let ties = scene.ties.iter();
        ties.map(|tie| estimator.estimate(&tie.id)).collect()
    }
}
