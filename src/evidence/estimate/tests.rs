use super::*;
use crate::model::TieState;
use crate::model::fixtures::{bearing, claim, claim_id, claim_with, scene, tie, tie_id, tie_with};
use Magnitude::{Extreme, Moderate, Slight, Strong};
use Stance::{Neutral, Strains, Supports};

const TIE: &str = "A-B";

/// A scene with one tie, judged at 0.5.
fn one_tie() -> Scene {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, TIE, 0.5);
    scene
}

fn add(scene: &mut Scene, id: &str, grade: &str, stance: Stance, magnitude: Magnitude) {
    claim(scene, id, grade, &[bearing(TIE, stance, magnitude)]);
}

fn add_repeating(scene: &mut Scene, id: &str, grade: &str, repeated: &[&str]) {
    let mut claim = claim_with(id, grade, &[bearing(TIE, Supports, Moderate)]);
    claim.repeats = repeated.iter().map(|id| claim_id(id)).collect();
    scene.claims.push(claim).expect("ids differ");
}

fn of(scene: &Scene) -> Estimate {
    estimate(scene, &tie_id(TIE))
}

fn counted(estimate: &Estimate) -> Vec<&str> {
    estimate
        .counted
        .iter()
        .map(|one| one.claim.as_str())
        .collect()
}

fn left_out(estimate: &Estimate) -> Vec<(&str, LeftOutReason)> {
    estimate
        .left_out
        .iter()
        .map(|one| (one.claim.as_str(), one.reason.clone()))
        .collect()
}

#[test]
fn the_worked_example_comes_to_0_104651_and_is_too_little() {
    let mut scene = one_tie();
    add(&mut scene, "c1", "C3", Supports, Strong);
    add(&mut scene, "c2", "C3", Strains, Slight);
    let estimate = of(&scene);
    let Verdict::TooLittle { value, mass } = estimate.verdict else {
        panic!("{:?}", estimate.verdict);
    };
    assert!((value - 0.104651).abs() < 5e-7, "{value}");
    assert!((mass - 0.72).abs() < 1e-12, "{mass}");
    let first = &estimate.counted[0];
    assert!((first.contribution - 0.27 / 1.72).abs() < 1e-12);
    let sum: f64 = estimate.counted.iter().map(|one| one.contribution).sum();
    assert!((sum - value).abs() < 1e-12, "contributions add up");
}

#[test]
fn with_nothing_counted_there_is_no_basis_which_is_not_zero() {
    let mut scene = one_tie();
    assert_eq!(of(&scene).verdict, Verdict::NoBasis);
    add(&mut scene, "c1", "C6", Strains, Slight);
    add(&mut scene, "c2", "F1", Strains, Strong);
    let estimate = of(&scene);
    assert_eq!(estimate.verdict, Verdict::NoBasis);
    assert_eq!(estimate.verdict.value(), None);
    let grade = |text| Grade::parse(text).expect(text);
    assert_eq!(
        left_out(&estimate),
        [
            ("c1", LeftOutReason::NoBasis(grade("C6"))),
            ("c2", LeftOutReason::NoBasis(grade("F1"))),
        ]
    );
    assert_eq!(
        estimate.left_out[0].reason.in_words(),
        "graded C6: no basis to judge the truth"
    );
    assert_eq!(
        LeftOutReason::NoBasis(grade("F6")).in_words(),
        "graded F6: no basis to judge the source, no basis to judge the truth"
    );
    assert_eq!(estimate.claims(), 2);
}

#[test]
fn neutral_claims_add_mass_but_no_direction() {
    let mut scene = one_tie();
    add(&mut scene, "c1", "A1", Neutral, Extreme);
    assert_eq!(
        of(&scene).verdict,
        Verdict::Stands {
            value: 0.0,
            mass: 1.0
        }
    );
    add(&mut scene, "c2", "A1", Supports, Extreme);
    let value = of(&scene).verdict.value().expect("a number");
    assert!((value - 1.0 / 3.0).abs() < 1e-12, "{value}");
}

#[test]
fn a_mass_of_one_stands_however_it_was_summed() {
    // Each comes to 25 parts of 25; the first, in floating point, to a hair less.
    for grades in [
        vec!["A3", "D5", "A5", "C5"],
        vec!["C3", "B2"],
        vec!["E5"; 25],
    ] {
        let mut scene = one_tie();
        for (at, grade) in grades.iter().enumerate() {
            add(&mut scene, &format!("c{at}"), grade, Supports, Moderate);
        }
        assert!(of(&scene).verdict.stands(), "{grades:?}");
    }
    let mut scene = one_tie();
    for at in 0..24 {
        add(&mut scene, &format!("c{at}"), "E5", Supports, Moderate);
    }
    assert!(!of(&scene).verdict.stands(), "24 of 25 parts");
}

#[test]
fn a_deprecated_claim_is_listed_with_its_reason_and_not_counted() {
    let mut scene = one_tie();
    let mut claim = claim_with("c1", "A6", &[bearing(TIE, Supports, Strong)]);
    claim.rank = Rank::Deprecated {
        reason: "corrected by the paper".to_owned(),
    };
    scene.claims.push(claim).expect("a new id");
    add(&mut scene, "c2", "C3", Supports, Strong);
    let estimate = of(&scene);
    assert_eq!(counted(&estimate), ["c2"]);
    assert_eq!(
        estimate.left_out[0].reason.in_words(),
        "deprecated: corrected by the paper"
    );
}

#[test]
fn of_a_group_of_repeats_the_best_graded_counts() {
    let mut scene = one_tie();
    add_repeating(&mut scene, "c1", "C3", &[]);
    add_repeating(&mut scene, "c2", "D3", &["c1"]);
    add_repeating(&mut scene, "c3", "B2", &["c2"]);
    let estimate = of(&scene);
    assert_eq!(counted(&estimate), ["c3"]);
    let to_c3 = LeftOutReason::Repeats(claim_id("c3"));
    assert_eq!(
        left_out(&estimate),
        [("c1", to_c3.clone()), ("c2", to_c3)],
        "the link from c1 to c3 runs over c2"
    );
}

#[test]
fn equally_graded_repeats_count_in_file_order() {
    let mut scene = one_tie();
    // B3 and C2 are the same product; E2 is less.
    add_repeating(&mut scene, "c1", "E2", &["c2"]);
    add_repeating(&mut scene, "c2", "C2", &[]);
    add_repeating(&mut scene, "c3", "B3", &["c2"]);
    assert_eq!(counted(&of(&scene)), ["c2"]);
}

#[test]
fn a_repeat_of_what_does_not_count_counts() {
    let mut scene = one_tie();
    add_repeating(&mut scene, "c1", "C6", &[]);
    add_repeating(&mut scene, "c2", "D4", &["c1"]);
    // c3 bears on no tie, but two claims repeat it: they are one origin.
    claim(&mut scene, "c3", "A1", &[]);
    add_repeating(&mut scene, "c4", "C3", &["c3"]);
    add_repeating(&mut scene, "c5", "C3", &["c3"]);
    let estimate = of(&scene);
    assert_eq!(counted(&estimate), ["c2", "c4"]);
    assert_eq!(
        left_out(&estimate).last(),
        Some(&("c5", LeftOutReason::Repeats(claim_id("c4"))))
    );
}

#[test]
fn sharing_a_source_is_not_repeating() {
    let mut scene = one_tie();
    add(&mut scene, "c1", "C3", Supports, Strong);
    add(&mut scene, "c2", "C3", Supports, Strong);
    assert_eq!(of(&scene).counted.len(), 2);
}

#[test]
fn a_claim_with_several_bearings_on_the_tie_counts_with_each() {
    let mut scene = one_tie();
    tie(&mut scene, "B-C", 0.1);
    claim(
        &mut scene,
        "c1",
        "C3",
        &[
            bearing("B-C", Strains, Extreme),
            bearing(TIE, Supports, Strong),
            bearing(TIE, Strains, Slight),
        ],
    );
    let estimate = of(&scene);
    let found: Vec<_> = estimate
        .counted
        .iter()
        .map(|one| (one.bearing, one.stance))
        .collect();
    assert_eq!(found, [(1, Supports), (2, Strains)]);
    assert_eq!((estimate.counted_claims(), estimate.claims()), (1, 1));
    let value = estimate.verdict.value().expect("a number");
    assert!((value - 0.104651).abs() < 5e-7, "{value}");
}

#[test]
fn the_estimate_never_reaches_one() {
    let mut scene = one_tie();
    for at in 0..1000 {
        add(&mut scene, &format!("c{at}"), "A1", Strains, Extreme);
    }
    let value = of(&scene).verdict.value().expect("a number");
    assert!(value > -1.0 && value < -0.99, "{value}");
}

#[test]
fn a_tie_that_is_not_there_has_no_basis_and_no_gap() {
    let scene = one_tie();
    assert_eq!(estimate(&scene, &tie_id("X-Y")).verdict, Verdict::NoBasis);
    assert_eq!(gap(&scene, &tie_id("X-Y")), None);
}

#[test]
fn only_an_estimate_that_stands_makes_a_gap() {
    let mut scene = one_tie();
    add(&mut scene, "c1", "C3", Strains, Extreme);
    assert_eq!(gap(&scene, &tie_id(TIE)), None, "too little to say");
    add(&mut scene, "c2", "A1", Strains, Extreme);
    let gap = gap(&scene, &tie_id(TIE)).expect("a gap");
    let value = of(&scene).verdict.value().expect("a number");
    assert_eq!(
        (gap.judged, gap.estimated, gap.threshold),
        (0.5, value, 0.25)
    );
    assert!((gap.distance - (0.5 - value)).abs() < 1e-12);
    let words = format!("{:.2} above what the claims say", 0.5 - value);
    assert_eq!(gap.in_words(), words);
}

#[test]
fn a_distance_of_just_the_threshold_is_no_gap() {
    let mut scene = one_tie();
    add(&mut scene, "c1", "A1", Supports, Moderate);
    assert_eq!(of(&scene).verdict.value(), Some(0.25));
    assert_eq!(gap(&scene, &tie_id(TIE)), None);
    scene.thresholds.gap = 0.24;
    assert!(gap(&scene, &tie_id(TIE)).is_some());
}

#[test]
fn a_tie_without_a_weight_has_no_gap() {
    let mut scene = scene(&["A", "B"]);
    let reason = "not looked at".to_owned();
    let unknown = tie_with(TIE, TieState::Unknown { reason });
    scene.ties.push(unknown).expect("a new id");
    add(&mut scene, "c1", "A1", Strains, Extreme);
    assert!(of(&scene).verdict.stands());
    assert_eq!(gap(&scene, &tie_id(TIE)), None);
}

#[test]
fn all_estimates_stand_in_the_order_of_the_ties() {
    let mut scene = one_tie();
    tie(&mut scene, "B-C", 0.5);
    add(&mut scene, "c1", "A1", Supports, Extreme);
    let all = estimates(&scene);
    assert_eq!(
        all,
        [
            estimate(&scene, &tie_id(TIE)),
            estimate(&scene, &tie_id("B-C"))
        ]
    );
    assert_ne!(all[0], all[1]);
}

#[test]
fn with_the_claims_at_hand_the_estimate_is_the_same() {
    let mut scene = one_tie();
    tie(&mut scene, "B-C", 0.5);
    add_repeating(&mut scene, "c1", "C3", &["c3"]);
    claim(&mut scene, "c2", "A1", &[bearing("B-C", Strains, Strong)]);
    // Bears on nothing, and still makes one origin of the two that repeat it.
    claim(&mut scene, "c3", "A1", &[]);
    add_repeating(&mut scene, "c4", "B2", &["c3"]);
    assert_eq!(estimate_of(&scene, &tie_id(TIE), &[0, 3]), of(&scene));
    assert_eq!(counted(&of(&scene)), ["c4"]);
}
