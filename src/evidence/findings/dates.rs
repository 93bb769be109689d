//! When things happened, and how long ago that was reported.
//!
//! Both are told once a source: they are looked up there, all together.

use std::collections::HashMap;

use super::super::staleness::{age_days, as_of_day, is_stale};
use super::{counted, named, note};
use crate::model::{Claim, ClaimId, Problem, Scene, Source, SourceId, Subject};

/// Claims by the first source that they stand in.
#[derive(Default)]
struct BySource<'a> {
    by_source: HashMap<&'a SourceId, Vec<&'a Claim>>,
}

impl<'a> BySource<'a> {
    fn of(claims: impl Iterator<Item = &'a Claim>) -> Self {
        let mut out = Self::default();
        for claim in claims {
            if let Some(anchor) = claim.anchors.first() {
                let claims = out.by_source.entry(&anchor.source).or_default();
                claims.push(claim);
            }
        }
        out
    }

    fn of_source(&self, source: &Source) -> &[&'a Claim] {
        self.by_source.get(&source.id).map_or(&[], Vec::as_slice)
    }
}

/// What there is to ask about the dates of claims, by source.
pub(super) struct Dates<'a> {
    scene: &'a Scene,
    undated: BySource<'a>,
    stale: BySource<'a>,
}

impl<'a> Dates<'a> {
    pub(super) fn of(scene: &'a Scene) -> Self {
        let claims = || scene.claims.iter().filter(|claim| !claim.is_deprecated());
        let day = as_of_day(scene);
        let is_old = |claim: &&Claim| day.is_some_and(|day| is_stale(claim, scene, day));
        Self {
            scene,
            undated: BySource::of(claims().filter(|claim| is_undated(claim))),
            stale: BySource::of(claims().filter(is_old)),
        }
    }

    /// About the claims that stand in this source first.
    pub(super) fn find(&self, source: &Source, out: &mut Vec<Problem>) {
        let undated = self.undated.of_source(source);
        if !undated.is_empty() {
            out.push(note(
                "claim-without-date",
                Subject::Source(source.id.clone()),
                format!(
                    "{} in source {} {} not say when: {}",
                    counted(undated.len(), "claim"),
                    source.id,
                    if undated.len() == 1 { "does" } else { "do" },
                    named(undated.iter().map(|claim| claim.id.as_str()))
                ),
                "give the date as it is printed, with what it comes to where that can be told; what is always so needs none",
            ));
        }
        let stale = self.stale.of_source(source);
        let ages = stale
            .iter()
            .filter_map(|claim| age_days(claim, self.scene, as_of_day(self.scene)?));
        if let Some(age) = ages.max() {
            out.push(note(
                "stale",
                Subject::Source(source.id.clone()),
                format!(
                    "{} in source {} {} reported up to {age} days before the day that the scene describes, with {} allowed: {}",
                    counted(stale.len(), "claim"),
                    source.id,
                    if stale.len() == 1 { "was" } else { "were" },
                    self.scene.thresholds.stale_after_days,
                    named(stale.iter().map(|claim| claim.id.as_str()))
                ),
                "look for newer reports; or allow more days where nothing of it changes so fast",
            ));
        }
    }
}

/// Whether neither the source's words nor the calendar say when it happened.
fn is_undated(claim: &Claim) -> bool {
    claim.date.as_ref().is_none_or(|date| {
        let printed = date.as_printed.as_deref().unwrap_or_default();
        printed.trim().is_empty() && date.resolved.is_none()
    })
}

/// The claims without a date that stand in this source first, in file order.
pub(super) fn undated_in(scene: &Scene, source: &SourceId) -> Vec<ClaimId> {
    let claims = scene.claims.iter();
    claims
        .filter(|claim| !claim.is_deprecated() && is_undated(claim))
        .filter(|claim| claim.anchors.first().is_some_and(|it| it.source == *source))
        .map(|claim| claim.id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{only, rules, sound, with_claim};
    use super::*;
    use crate::model::fixtures::{claim, claim_id, source_id};
    use crate::model::{ClaimDate, DateRange, PartialDate, Rank, RuleSeverity, Severity};

    /// The sound scene, where what has no date is told.
    fn dated() -> Scene {
        let mut scene = sound();
        scene.severities.set("claim-without-date", None);
        scene
    }

    fn date(printed: Option<&str>, resolved: Option<&str>) -> ClaimDate {
        ClaimDate {
            as_printed: printed.map(str::to_owned),
            resolved: resolved.map(|text| DateRange::parse(text).expect(text)),
            note: None,
        }
    }

    #[test]
    fn claims_that_do_not_say_when_are_told_once_a_source() {
        let mut scene = dated();
        for number in 2..=9 {
            claim(&mut scene, &format!("c{number}"), "A3", &[]);
        }
        scene.severities.set("no-bearing", Some(RuleSeverity::Off));
        let found = only(&scene);
        assert_eq!(
            (found.rule, found.severity, found.subject),
            (
                "claim-without-date",
                Severity::Note,
                Subject::Source(source_id("s"))
            )
        );
        assert_eq!(
            found.message,
            "9 claims in source s do not say when: c1, c2, c3, c4, c5, c6 and 3 more"
        );
        let undated = undated_in(&scene, &source_id("s"));
        assert_eq!(undated.first(), Some(&claim_id("c1")));
        assert_eq!(undated.len(), 9);
    }

    #[test]
    fn a_date_in_the_words_of_the_source_is_a_date() {
        for (date, is_found) in [
            (Some(date(Some("last year"), None)), false),
            (Some(date(None, Some("2025"))), false),
            (Some(date(Some(" "), None)), true),
            (None, true),
        ] {
            let scene = with_claim(&dated(), |claim| claim.date = date.clone());
            assert_eq!(!rules(&scene).is_empty(), is_found, "{date:?}");
        }
    }

    #[test]
    fn what_was_reported_long_ago_is_stale() {
        let mut scene = sound();
        scene.as_of = PartialDate::parse("2026-01-26").ok();
        let of = |issued: &str| {
            let mut scene = scene.clone();
            let mut source = scene.sources.at(0).expect("a source").clone();
            source.issued = DateRange::parse(issued).ok();
            scene.sources.replace(source);
            scene
        };
        assert_eq!(rules(&of("2025-01-26")), [""; 0]);
        let found = only(&of("2025-01-25"));
        assert_eq!(
            (found.rule, found.severity, &found.subject),
            ("stale", Severity::Note, &Subject::Source(source_id("s")))
        );
        assert_eq!(
            found.message,
            "1 claim in source s was reported up to 366 days before the day that the scene describes, with 365 allowed: c1"
        );
        let withdrawn = with_claim(&of("2020"), |claim| {
            claim.rank = Rank::Deprecated {
                reason: "superseded".to_owned(),
            };
        });
        assert!(!rules(&withdrawn).contains(&"stale"));
    }
}
