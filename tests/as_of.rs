//! Looking back: what the first scene comes to on days worked by hand, and what
//! holds for any scene.

#[path = "support/mod.rs"]
mod support;

use std::sync::Arc;

use entente::evidence::{AsOf, Chronicle, Clock, Estimate, NotYet, Past, Verdict, When};
use entente::model::{Scene, TieId, TieState};
use proptest::prelude::*;

fn first_scene() -> Scene {
    let bytes = include_bytes!("../scenes/south_caucasus.ron");
    entente::file::read(bytes).expect("the first scene").scene
}

fn by(clock: Clock, day: &str) -> AsOf {
    let day = day.parse().expect(day);
    AsOf { clock, day }
}

fn past_of(scene: &Scene, as_of: AsOf) -> Past {
    Past::of(&Chronicle::new(Arc::new(scene.clone())), as_of)
}

/// What a tie of the first scene comes to by a day.
fn estimate(tie: &str, as_of: AsOf) -> Estimate {
    let scene = first_scene();
    let at = scene.ties.position(&TieId::new(tie).expect(tie));
    past_of(&scene, as_of).estimates()[at.expect(tie)].clone()
}

fn counted(estimate: &Estimate) -> Vec<&str> {
    let counted = estimate.counted.iter();
    counted.map(|one| one.claim.as_str()).collect()
}

/// What did not count, with the reason in words.
fn left_out(estimate: &Estimate) -> Vec<(String, String)> {
    let left_out = estimate.left_out.iter();
    left_out
        .map(|one| (one.claim.to_string(), one.reason.in_words()))
        .collect()
}

fn near(verdict: Verdict, value: f64, mass: f64) -> bool {
    let is_near = |one: f64, other: f64| (one - other).abs() < 1e-9;
    verdict.value().is_some_and(|it| is_near(it, value)) && is_near(verdict.mass(), mass)
}

#[test]
fn before_the_article_nothing_was_reported() {
    let scene = first_scene();
    let as_of = by(Clock::Reported, "2026-01-25");
    let past = past_of(&scene, as_of);
    let tally = past.tally();
    assert_eq!((tally.by, tally.after, tally.undated), (0, 36, 0));
    for (tie, estimate) in scene.ties.iter().zip(past.estimates()) {
        assert_eq!(estimate.verdict, Verdict::NoBasis, "{}", tie.id);
        let reasons = left_out(estimate);
        let is_later = |it: &(String, String)| it.1 == "reported later";
        assert!(reasons.iter().all(is_later), "{reasons:?}");
    }
    let tie = TieId::new("ISR-IRN").expect("an id");
    assert_eq!(
        past.not_yet(&scene, &tie).map(|why| why.in_words(as_of)),
        Some("Nothing was reported by 25 January 2026.".to_owned())
    );
    let seen = past.seen(&scene);
    let is_unknown = |state: &TieState| matches!(state, TieState::Unknown { .. });
    assert!(seen.ties.iter().all(|tie| is_unknown(&tie.state)));
    let weight = |scene: &Scene| scene.ties.get(&tie)?.weight();
    assert!(weight(&scene).is_some(), "its weight is kept");
}

#[test]
fn on_the_day_of_the_article_all_of_it_was_reported() {
    let scene = first_scene();
    let past = past_of(&scene, by(Clock::Reported, "2026-01-26"));
    assert_eq!(past.tally().by, 36);
    assert_eq!(past.estimates(), entente::evidence::estimates(&scene));
    assert_eq!(past.seen(&scene), scene);
    // Five C2 and c13 at 0.48, twenty-one C3 at 0.36: 2.88 + 7.56.
    let estimate = estimate("ISR-AZE", by(Clock::Reported, "2026-01-26"));
    assert_eq!(estimate.counted_claims(), 27);
    assert!(
        near(estimate.verdict, 4.80 / 11.44, 10.44),
        "{:?}",
        estimate.verdict
    );
}

#[test]
fn by_the_end_of_2023_an_embassy_had_been_opened() {
    // c15, C2 and strong: 0.48 · 0.75; c16, C3 and slight from 2023 on: 0.36 · 0.25.
    let estimate = estimate("ISR-AZE", by(Clock::Happened, "2023-12-31"));
    assert_eq!(counted(&estimate), ["c15", "c16"]);
    assert!(
        near(estimate.verdict, 0.45 / 1.84, 0.84),
        "{:?}",
        estimate.verdict
    );
    assert!(!estimate.verdict.stands(), "too little to say");
    assert_eq!(estimate.left_out.len(), 27);
}

#[test]
fn a_range_counts_from_its_first_day() {
    // c16 reports 2023 to January 2026.
    let before = estimate("ISR-AZE", by(Clock::Happened, "2022-12-31"));
    assert_eq!(before.verdict, Verdict::NoBasis);
    let first = estimate("ISR-AZE", by(Clock::Happened, "2023-01-01"));
    assert_eq!(counted(&first), ["c15", "c16"]);
}

#[test]
fn by_the_end_of_2025_six_claims_count() {
    // Those of 2023; c17 from 2024 on, moderate; c18, c20, strong, and c22, moderate,
    // of 2025: 0.45 + 0.36 · (0.5 + 0.75 + 0.75 + 0.5).
    let estimate = estimate("ISR-AZE", by(Clock::Happened, "2025-12-31"));
    assert_eq!(
        counted(&estimate),
        ["c15", "c16", "c17", "c18", "c20", "c22"]
    );
    assert!(
        near(estimate.verdict, 1.35 / 3.28, 2.28),
        "{:?}",
        estimate.verdict
    );
}

#[test]
fn forecasts_never_happen_and_what_has_no_date_counts_by_no_day() {
    let as_of = by(Clock::Happened, "2026-12-31");
    // 5 · 0.48 + 16 · 0.36, and 1.32 + 2.70.
    let on_first = estimate("ISR-AZE", as_of);
    assert_eq!(on_first.counted_claims(), 21);
    assert!(
        near(on_first.verdict, 4.02 / 9.16, 8.16),
        "{:?}",
        on_first.verdict
    );
    let mut expected = vec![("c21", "a forecast")];
    for undated in ["c03", "c13", "c23", "c24", "c28", "c29", "c32"] {
        expected.push((undated, "no date"));
    }
    expected.sort_unstable();
    let found = left_out(&on_first);
    let mut found: Vec<(&str, &str)> = found
        .iter()
        .map(|(claim, why)| (claim.as_str(), why.as_str()))
        .collect();
    found.sort_unstable();
    assert_eq!(found, expected);
    let other = left_out(&estimate("ISR-KAZ", as_of));
    assert_eq!(other, [("c35".to_owned(), "a forecast".to_owned())]);
    let scene = first_scene();
    let tally = past_of(&scene, as_of).tally();
    assert_eq!(
        (tally.by, tally.after, tally.forecasts, tally.undated),
        (21, 0, 2, 13)
    );
    assert_eq!(tally.all(), 36);
}

#[test]
fn a_tie_that_begins_later_is_not_there_yet_whatever_had_happened() {
    let scene = first_scene();
    let as_of = by(Clock::Happened, "2025-12-31");
    let tie = TieId::new("ISR-AZE").expect("an id");
    let why = past_of(&scene, as_of)
        .not_yet(&scene, &tie)
        .expect("a reason");
    assert!(matches!(why, NotYet::Begins(_)));
    assert_eq!(
        why.in_words(as_of),
        "It holds from January 2026 on, which is after 31 December 2025."
    );
    let as_of = by(Clock::Happened, "2026-01-01");
    assert_eq!(past_of(&scene, as_of).not_yet(&scene, &tie), None);
}

#[test]
fn one_goes_through_the_days_on_which_something_changes() {
    let chronicle = Chronicle::new(Arc::new(first_scene()));
    let mut days = Vec::new();
    let mut as_of = by(Clock::Happened, "2020-06-01");
    while let Some(day) = chronicle.next(as_of) {
        days.push(day.to_string());
        as_of.day = day;
    }
    assert_eq!(
        days,
        [
            "2023-01-01",
            "2024-01-01",
            "2025-01-01",
            "2026-01-01",
            "2026-01-26"
        ]
    );
    let mut back = Vec::new();
    while let Some(day) = chronicle.previous(as_of) {
        back.push(day.to_string());
        as_of.day = day;
    }
    assert_eq!(
        back,
        [
            "2026-01-01",
            "2025-01-01",
            "2024-01-01",
            "2023-01-01",
            "2022-12-31"
        ],
        "the last is the day before anything"
    );
    let reported = by(Clock::Reported, "2026-01-26");
    assert_eq!(chronicle.next(reported), None);
    let before = chronicle.previous(reported).map(|day| day.to_string());
    assert_eq!(before.as_deref(), Some("2026-01-25"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_counts_by_a_day_counts_by_every_later_one(
        scene in support::scene(),
        days in (1..=9998_i16, 1..=9998_i16),
        happened in any::<bool>(),
    ) {
        let clock = if happened { Clock::Happened } else { Clock::Reported };
        let day = |year: i16| jiff::civil::Date::constant(year, 7, 1);
        let (first, later) = (day(days.0.min(days.1)), day(days.0.max(days.1)));
        let chronicle = Chronicle::new(Arc::new(scene.clone()));
        let past = |day| Past::of(&chronicle, AsOf { clock, day });
        let (before, after) = (past(first), past(later));
        for (at, claim) in scene.claims.iter().enumerate() {
            prop_assert!(!before.counts(at) || after.counts(at));
            let as_of = AsOf { clock, day: first };
            prop_assert_eq!(before.when(at), as_of.when(claim, &scene));
            let is_forecast = claim.is_forecast && clock == Clock::Happened;
            prop_assert_eq!(after.when(at) == When::Forecast, is_forecast);
        }
        for (one, other) in before.estimates().iter().zip(after.estimates()) {
            prop_assert_eq!(one.claims(), other.claims());
            prop_assert!(one.counted_claims() <= other.counted_claims());
            prop_assert!(one.later_claims() >= other.later_claims());
        }
        let by_then = |past: &Past| scene.ties.iter()
            .filter(|tie| past.not_yet(&scene, &tie.id).is_none())
            .count();
        prop_assert!(by_then(&before) <= by_then(&after));
    }
}
