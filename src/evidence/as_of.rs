//! Looking back: which claims there were by a day.
//!
//! There are two clocks. A claim is *reported* on the day that the first of its
//! sources appeared, and what it reports *happened* on the day that its own date
//! begins. Dates cover days (a year, a month); each counts from its first day. A
//! forecast never counts as happened: its date is that of what it foretells. A
//! claim whose sources or itself have no date on the calendar cannot be placed:
//! it does not count by any day, and is listed apart.

mod chronicle;
mod past;

pub use chronicle::Chronicle;
pub use past::{NotYet, Past, PastTally};

use jiff::civil::Date;

pub use crate::model::{AsOf, Clock};
use crate::model::{Claim, Scene};

/// Where a claim is on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// By the day.
    By,
    /// After the day.
    After,
    /// It foretells, and so has not happened.
    Forecast,
    /// Nothing says when.
    Undated,
}

impl AsOf {
    /// Where this claim is; only what is [`When::By`] the day counts.
    pub fn when(self, claim: &Claim, scene: &Scene) -> When {
        let day = match self.clock {
            Clock::Happened if claim.is_forecast => return When::Forecast,
            Clock::Happened => claim.when().map(|date| date.first_day()),
            Clock::Reported => reported(claim, scene),
        };
        match day {
            None => When::Undated,
            Some(day) if day <= self.day => When::By,
            Some(_) => When::After,
        }
    }

    /// Whether this claim counts.
    pub fn counts(self, claim: &Claim, scene: &Scene) -> bool {
        self.when(claim, scene) == When::By
    }
}

/// The first day on which a source of this claim appeared; where none says when
/// it did, the first day on which one was retrieved. `None` where nothing says.
pub fn reported(claim: &Claim, scene: &Scene) -> Option<Date> {
    let sources = || {
        let anchors = claim.anchors.iter();
        anchors.filter_map(|anchor| scene.sources.get(&anchor.source))
    };
    let issued = sources().filter_map(|source| source.issued);
    let accessed = sources().filter_map(|source| source.accessed);
    let first = |dates: &mut dyn Iterator<Item = crate::model::DateRange>| {
        dates.map(|date| date.first_day()).min()
    };
    first(&mut { issued }).or_else(|| first(&mut { accessed }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{claim_with, scene, source_id};
    use crate::model::{ClaimDate, DateRange};

    fn claim_of(date: Option<&str>) -> Claim {
        let mut claim = claim_with("c1", "C3", &[]);
        claim.date = date.map(|text| ClaimDate {
            as_printed: None,
            resolved: Some(DateRange::parse(text).expect(text)),
            note: None,
        });
        claim
    }

    fn on(clock: Clock, day: &str) -> AsOf {
        let day = day.parse().expect(day);
        AsOf { clock, day }
    }

    #[test]
    fn a_range_counts_from_its_first_day() {
        let scene = scene(&[]);
        let claim = claim_of(Some("2023..2026-01"));
        let when = |day| on(Clock::Happened, day).when(&claim, &scene);
        assert_eq!(when("2022-12-31"), When::After);
        assert_eq!(when("2023-01-01"), When::By);
        assert_eq!(when("2026-06-01"), When::By);
    }

    #[test]
    fn a_forecast_never_counts_as_happened_and_is_reported_like_any_other() {
        let mut scene = scene(&[]);
        let mut source = scene.sources.get(&source_id("s")).expect("s").clone();
        source.issued = DateRange::parse("2026-01-26..2026-01-27").ok();
        scene.sources.replace(source);
        let mut claim = claim_of(Some("2026"));
        claim.is_forecast = true;
        let happened = on(Clock::Happened, "2030-01-01");
        assert_eq!(happened.when(&claim, &scene), When::Forecast);
        assert!(on(Clock::Reported, "2026-01-26").counts(&claim, &scene));
        assert!(!on(Clock::Reported, "2026-01-25").counts(&claim, &scene));
    }

    #[test]
    fn what_has_no_date_is_not_placed() {
        let mut scene = scene(&[]);
        let claim = claim_of(None);
        for clock in Clock::ALL {
            assert_eq!(on(clock, "9999-12-31").when(&claim, &scene), When::Undated);
        }
        let mut source = scene.sources.get(&source_id("s")).expect("s").clone();
        source.accessed = DateRange::parse("2026-02").ok();
        scene.sources.replace(source);
        let reported = on(Clock::Reported, "2026-02-01");
        assert!(
            reported.counts(&claim, &scene),
            "retrieved, so there by then"
        );
    }
}
