//! How old a claim is, and when that is too old.
//!
//! A claim's age counts from the day on which it was first reported (see
//! [`reported`]) to the day that is looked back from. A claim that nothing dates
//! has no age: it is neither fresh nor stale.

use jiff::civil::Date;

use super::as_of::reported;
use crate::model::{Claim, Scene};

/// The day that ages count back from: the last of those that the scene
/// describes. `None` where it does not say.
pub fn as_of_day(scene: &Scene) -> Option<Date> {
    scene.as_of.map(|date| date.last_day())
}

/// From the day on which a claim was first reported to this one, in days; 0 where
/// it was reported later. `None` where nothing says when.
pub fn age_days(claim: &Claim, scene: &Scene, day: Date) -> Option<u32> {
    reported(claim, scene).map(|reported| days_between(reported, day))
}

/// Whether nothing was reported of this claim for longer, up to this day, than
/// the scene allows. False for a claim that nothing dates.
pub fn is_stale(claim: &Claim, scene: &Scene, day: Date) -> bool {
    age_days(claim, scene, day).is_some_and(|age| is_stale_age(age, scene))
}

/// Whether so many days are more than the scene allows.
pub(super) fn is_stale_age(age_days: u32, scene: &Scene) -> bool {
    age_days > scene.thresholds.stale_after_days
}

/// From one day to a later one, in days; 0 to an earlier one.
pub(super) fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from((to - from).get_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{claim_with, scene, source_id};
    use crate::model::{DateRange, PartialDate};

    #[test]
    fn a_claim_is_stale_after_more_days_than_the_scene_allows() {
        let mut scene = scene(&[]);
        let claim = claim_with("c1", "C3", &[]);
        let day = Date::constant(2026, 1, 26);
        assert_eq!(age_days(&claim, &scene, day), None);
        assert!(!is_stale(&claim, &scene, day), "not dated, so not stale");
        let mut source = scene.sources.get(&source_id("s")).expect("s").clone();
        source.issued = DateRange::parse("2025-01-26").ok();
        scene.sources.replace(source);
        assert_eq!(age_days(&claim, &scene, day), Some(365));
        assert!(!is_stale(&claim, &scene, day));
        assert!(is_stale(&claim, &scene, Date::constant(2026, 1, 27)));
        let before = Date::constant(2024, 1, 1);
        assert_eq!(age_days(&claim, &scene, before), Some(0));
    }

    #[test]
    fn a_scene_of_a_month_looks_back_from_its_end() {
        let mut scene = scene(&[]);
        assert_eq!(as_of_day(&scene), None);
        scene.as_of = PartialDate::parse("2026-01").ok();
        assert_eq!(as_of_day(&scene), Some(Date::constant(2026, 1, 31)));
    }
}
