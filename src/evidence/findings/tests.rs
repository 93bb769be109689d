use super::*;
use crate::model::fixtures::{
    actor_id, bearing, claim, claim_id, claim_with, scene, source, source_id, tie, tie_id, tie_with,
};
use crate::model::{
    Asserter, Bound, Claim, Confidence, Magnitude, Quantity, Rank, Reliability, RuleSeverity,
    Stance, Tie, TieDirection, TieState, Weight,
};
use Magnitude::{Extreme, Moderate};
use Stance::{Strains, Supports};

/// What every scene raises that rests on one source without its text, and gives
/// no dates; looked at in tests of their own.
const USUAL: [&str; 3] = ["claim-without-date", "single-origin", "text-not-held"];

/// Two actors and a tie judged at 0.25, which its one claim supports at 0.25.
/// What is [`USUAL`] is not told.
pub(super) fn sound() -> Scene {
    let mut scene = scene(&["A", "B"]);
    for rule in USUAL {
        scene.severities.set(rule, Some(RuleSeverity::Off));
    }
    tie(&mut scene, "A-B", 0.25);
    scene.sources = Default::default();
    source(&mut scene, "s", Reliability::A);
    claim(
        &mut scene,
        "c1",
        "A1",
        &[bearing("A-B", Supports, Moderate)],
    );
    scene
}

pub(super) fn rules(scene: &Scene) -> Vec<&'static str> {
    findings(scene, &Texts::default())
        .iter()
        .map(|found| found.rule)
        .collect()
}

/// The only finding.
pub(super) fn only(scene: &Scene) -> Problem {
    let mut found = findings(scene, &Texts::default());
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// The same scene with its one tie changed.
pub(super) fn with_tie(scene: &Scene, change: impl FnOnce(&mut Tie)) -> Scene {
    let mut tie = scene.ties.at(0).expect("a tie").clone();
    change(&mut tie);
    let (ties, _) = crate::model::Table::from_records([tie]);
    Scene {
        ties,
        ..scene.clone()
    }
}

/// The same scene with its one claim changed.
pub(super) fn with_claim(scene: &Scene, change: impl FnOnce(&mut Claim)) -> Scene {
    let mut claim = scene.claims.at(0).expect("a claim").clone();
    change(&mut claim);
    let (claims, _) = crate::model::Table::from_records([claim]);
    Scene {
        claims,
        ..scene.clone()
    }
}

#[test]
fn a_sound_scene_raises_no_question() {
    assert_eq!(findings(&sound(), &Texts::default()), []);
    assert_eq!(findings(&Scene::blank(), &Texts::default()), []);
}

#[test]
fn a_weight_without_claims_is_a_judgement_unsourced() {
    let mut scene = sound();
    scene.claims = Default::default();
    scene.sources = Default::default();
    let found = only(&scene);
    assert_eq!(
        (found.rule, found.severity),
        ("judgement-unsourced", Severity::Warning)
    );
    assert_eq!(found.subject, Subject::Tie(tie_id("A-B")));
    assert_eq!(found.position, None);
}

#[test]
fn claims_that_do_not_count_are_no_basis() {
    let scene = with_claim(&sound(), |claim| {
        claim.grade = crate::model::Grade::parse("A6").expect("a grade");
    });
    let found = only(&scene);
    assert_eq!(
        (found.rule, found.severity),
        ("no-basis", Severity::Warning)
    );
    assert_eq!(
        found.message,
        "the weight +0.25 of A and B has no basis in its claims: 1 graded F or 6"
    );
    let mut withdrawn = scene.claims.at(0).expect("a claim").clone();
    withdrawn.id = claim_id("c2");
    withdrawn.rank = Rank::Deprecated {
        reason: "corrected".to_owned(),
    };
    let mut both = scene.clone();
    both.claims.push(withdrawn).expect("a new id");
    let message = only(&both).message;
    assert!(
        message.ends_with(": 1 graded F or 6, 1 deprecated"),
        "{message}"
    );
}

#[test]
fn a_weak_claim_is_too_little_to_say_however_far_off_it_is() {
    let scene = with_claim(&sound(), |claim| {
        claim.grade = crate::model::Grade::parse("A3").expect("a grade");
        claim.bearings = vec![bearing("A-B", Strains, Extreme)];
    });
    let found = only(&scene);
    assert_eq!(
        (found.rule, found.severity),
        ("too-little-to-say", Severity::Warning)
    );
    assert!(found.message.contains("0.60"), "{}", found.message);
}

#[test]
fn a_gap_names_both_numbers() {
    let scene = with_tie(&sound(), |tie| {
        tie.direction = TieDirection::Directed;
        tie.state = TieState::Valued(Weight::new(-0.85).expect("a weight"));
    });
    let found = only(&scene);
    assert_eq!((found.rule, found.severity), ("gap", Severity::Warning));
    assert_eq!(
        found.message,
        "the weight of A \u{2192} B is judged at \u{2212}0.85, but its claims come to +0.25: 1.10 apart, with 0.25 allowed"
    );
}

#[test]
fn an_unknown_tie_raises_a_question_only_when_its_claims_decide() {
    let unknown = |scene: &Scene| {
        with_tie(scene, |tie| {
            tie.confidence = None;
            tie.rationale = String::new();
            tie.state = TieState::Unknown {
                reason: "not named".to_owned(),
            };
        })
    };
    let scene = unknown(&sound());
    assert_eq!(rules(&scene), ["claims-on-unvalued-tie"]);
    let weak = with_claim(&scene, |claim| {
        claim.grade = crate::model::Grade::parse("A3").expect("a grade");
    });
    assert_eq!(findings(&weak, &Texts::default()), []);
}

#[test]
fn low_and_absent_confidence_are_notes() {
    for (confidence, rule) in [
        (None, "no-confidence"),
        (Some(Confidence::Low), "low-confidence"),
    ] {
        let found = only(&with_tie(&sound(), |tie| tie.confidence = confidence));
        assert_eq!((found.rule, found.severity), (rule, Severity::Note));
    }
}

#[test]
fn missing_reasons_are_warnings() {
    assert_eq!(
        rules(&with_tie(&sound(), |tie| tie.rationale = "  ".to_owned())),
        ["no-rationale"]
    );
    let bare = with_claim(&sound(), |claim| {
        claim.grade_reason.clear();
        claim.bearings[0].reason.clear();
    });
    assert_eq!(
        rules(&bare),
        ["grade-without-reason", "magnitude-without-reason"]
    );
    let mut scene = sound();
    let mut unrated = scene.sources.at(0).expect("a source").clone();
    unrated.rating.reason.clear();
    (scene.sources, _) = crate::model::Table::from_records([unrated]);
    assert_eq!(rules(&scene), ["source-rating-without-reason"]);
}

#[test]
fn pairs_without_a_tie_are_named_in_one_note() {
    let mut scene = sound();
    crate::model::fixtures::actor(&mut scene, "C");
    let found = only(&scene);
    assert_eq!(
        (found.rule, found.severity, &found.subject),
        ("dyads-not-looked-at", Severity::Note, &Subject::Scene)
    );
    assert_eq!(
        found.message,
        "2 pairs of actors have no tie and have not been looked at: A and C; B and C"
    );
    for id in ["D", "E"] {
        crate::model::fixtures::actor(&mut scene, id);
    }
    let message = only(&scene).message;
    assert!(message.starts_with("9 pairs"), "{message}");
    assert!(message.ends_with("; and 3 more"), "{message}");
}

#[test]
fn a_tie_of_any_state_counts_as_looked_at() {
    let mut scene = sound();
    crate::model::fixtures::actor(&mut scene, "C");
    for (id, state) in [
        (
            "C-A",
            TieState::Unknown {
                reason: "no source".to_owned(),
            },
        ),
        (
            "B-C",
            TieState::None {
                reason: "no relations".to_owned(),
            },
        ),
        (
            "C-C",
            TieState::None {
                reason: "with itself".to_owned(),
            },
        ),
    ] {
        scene.ties.push(tie_with(id, state)).expect("ids differ");
    }
    assert_eq!(findings(&scene, &Texts::default()), []);
}

pub(super) fn figure(measure: &str, unit: &str, scope: Option<&str>) -> Quantity {
    Quantity {
        measure: measure.to_owned(),
        bound: Bound::Over,
        amount: 360.0,
        unit: unit.to_owned(),
        scope: scope.map(str::to_owned),
        period: Some("2025".to_owned()),
        counter: None,
    }
}

#[test]
fn a_trade_figure_without_scope_can_mislead() {
    let with = |quantity: Quantity| with_claim(&sound(), |claim| claim.quantities = vec![quantity]);
    let found = only(&with(figure("bilateral trade", "million USD", None)));
    assert_eq!(
        (found.rule, found.severity),
        ("quantity-without-scope", Severity::Warning)
    );
    assert_eq!(
        found.message,
        "claim c1 gives bilateral trade, over 360 million USD, without scope: a trade figure without scope can mislead"
    );
    for (measure, unit) in [
        ("Trade growth", "percent"),
        ("loan", "million USD"),
        ("loan", "$"),
        ("arms exports", "TIV"),
    ] {
        assert_eq!(
            rules(&with(figure(measure, unit, None))),
            ["quantity-without-scope"],
            "{measure} {unit}"
        );
    }
    for quantity in [
        figure("bilateral trade", "million USD", Some("civilian goods")),
        figure("tourists", "persons", None),
        figure("traders", "persons", None),
        figure("stake in a gas field", "percent", None),
    ] {
        assert_eq!(
            findings(&with(quantity.clone()), &Texts::default()),
            [],
            "{quantity:?}"
        );
    }
}

#[test]
fn numbers_say_what_they_count_and_of_when() {
    let with = |quantity: Quantity| with_claim(&sound(), |claim| claim.quantities = vec![quantity]);
    let found = only(&with(figure("flights", " ", Some("both ways"))));
    assert_eq!(
        (found.rule, found.severity),
        ("quantity-without-unit", Severity::Warning)
    );
    assert_eq!(
        found.message,
        "claim c1 gives flights, over 360, without unit"
    );
    for period in [None, Some("  ".to_owned())] {
        let found = only(&with(Quantity {
            period,
            ..figure("flights", "flights", None)
        }));
        assert_eq!(
            (found.rule, found.severity),
            ("quantity-without-period", Severity::Warning)
        );
        assert_eq!(
            found.message,
            "claim c1 gives flights, over 360 flights, without period"
        );
    }
    let bare = with(Quantity {
        period: None,
        ..figure("trade", "", Some(""))
    });
    assert_eq!(
        rules(&bare),
        [
            "quantity-without-scope",
            "quantity-without-unit",
            "quantity-without-period"
        ]
    );
}

#[test]
fn a_rank_has_a_reason() {
    let of = |rank: Rank| with_claim(&sound(), |claim| claim.rank = rank);
    let reason = || " ".to_owned();
    let found = only(&of(Rank::Preferred { reason: reason() }));
    assert_eq!(
        (found.rule, found.severity),
        ("rank-without-reason", Severity::Warning)
    );
    assert_eq!(
        rules(&of(Rank::Deprecated { reason: reason() })),
        ["no-basis", "rank-without-reason"]
    );
    assert_eq!(
        rules(&of(Rank::Preferred {
            reason: "the later count".to_owned()
        })),
        [""; 0]
    );
}

#[test]
fn claims_without_anchor_bearing_or_asserter_are_found() {
    let scene = with_claim(&sound(), |claim| claim.anchors.clear());
    assert_eq!(rules(&scene), ["source-not-used", "no-anchor"]);

    let mut scene = sound();
    claim(&mut scene, "c2", "A1", &[]);
    let found = only(&scene);
    assert_eq!(
        (found.rule, found.severity, found.subject),
        ("no-bearing", Severity::Note, Subject::Claim(claim_id("c2")))
    );

    let scene = with_claim(&sound(), |claim| {
        claim.asserter = Asserter::Unattributed { note: None };
    });
    let found = only(&scene);
    assert_eq!(
        (found.rule, found.severity),
        ("unattributed", Severity::Note)
    );
}

#[test]
fn a_letter_that_no_source_of_the_claim_has_is_noted() {
    let mut scene = sound();
    source(&mut scene, "t", Reliability::B);
    let scene = with_claim(&scene, |claim| {
        claim.grade = crate::model::Grade::parse("B1").expect("a grade");
        claim.bearings = vec![bearing("A-B", Supports, Moderate); 2];
    });
    assert_eq!(rules(&scene), ["source-not-used", "reliability-differs"]);
    let scene = with_claim(&scene, |claim| {
        let mut second = claim.anchors[0].clone();
        second.source = source_id("t");
        claim.anchors.push(second);
    });
    assert_eq!(findings(&scene, &Texts::default()), []);
}

#[test]
fn characters_without_a_face_are_named() {
    let named = |name: &str| {
        let mut scene = sound();
        let mut actor = scene.actors.at(0).expect("an actor").clone();
        actor.other_names = vec![crate::model::Name {
            language: "und".to_owned(),
            text: name.to_owned(),
        }];
        let others = scene.actors.iter().skip(1).cloned();
        (scene.actors, _) = crate::model::Table::from_records(std::iter::once(actor).chain(others));
        scene
    };
    for supported in [
        "Azərbaycan",
        "ישראל",
        "ایران",
        "Қазақстан",
        "Հայաստան",
        "საქართველო",
    ] {
        assert_eq!(
            findings(&named(supported), &Texts::default()),
            [],
            "{supported}"
        );
    }
    let found = only(&named("中国中"));
    assert_eq!(
        (found.rule, found.severity, found.subject),
        (
            "characters",
            Severity::Warning,
            Subject::Actor(actor_id("A"))
        )
    );
    assert_eq!(
        found.message,
        "the names of actor A hold characters that the embedded fonts do not have: 中 (U+4E2D), 国 (U+56FD)"
    );
    let many = only(&named("一二三四五六七")).message;
    assert!(many.ends_with("五 (U+4E94), and 2 more"), "{many}");
}

#[test]
fn characters_are_looked_for_in_every_record() {
    let mut scene = sound();
    scene.title = "中".to_owned();
    let mut cited = scene.sources.at(0).expect("a source").clone();
    cited.publisher = Some("中".to_owned());
    (scene.sources, _) = crate::model::Table::from_records([cited]);
    let scene = with_tie(&scene, |tie| tie.rationale = "中".to_owned());
    let scene = with_claim(&scene, |claim| claim.statement = "中".to_owned());
    let subjects: Vec<_> = findings(&scene, &Texts::default())
        .into_iter()
        .map(|found| (found.rule, found.subject.to_string()))
        .collect();
    assert_eq!(
        subjects,
        ["scene", "tie A-B", "source s", "claim c1"]
            .map(|subject| ("characters", subject.to_owned()))
    );
}

#[test]
fn findings_stand_in_the_order_of_the_scene() {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "B-C", 0.5);
    tie(&mut scene, "A-B", 0.5);
    let mut unattributed = claim_with("c2", "C3", &[]);
    unattributed.asserter = Asserter::Unattributed { note: None };
    unattributed.anchors.clear();
    scene.claims.push(unattributed).expect("a new id");
    claim(&mut scene, "c1", "C3", &[]);
    let order: Vec<_> = findings(&scene, &Texts::default())
        .into_iter()
        .map(|found| (found.subject.to_string(), found.rule))
        .collect();
    let expected = [
        ("scene", "dyads-not-looked-at"),
        ("tie B-C", "judgement-unsourced"),
        ("tie A-B", "judgement-unsourced"),
        ("source s", "text-not-held"),
        ("source s", "claim-without-date"),
        ("claim c2", "no-anchor"),
        ("claim c2", "no-bearing"),
        ("claim c2", "unattributed"),
        ("claim c1", "no-bearing"),
    ];
    assert_eq!(
        order,
        expected.map(|(subject, rule)| (subject.to_owned(), rule))
    );
    assert_eq!(
        findings(&scene, &Texts::default()),
        findings(&scene, &Texts::default())
    );
}

#[test]
fn a_scene_may_hold_findings_to_be_worse_or_keep_them_quiet() {
    let mut scene = sound();
    scene.actors = Default::default();
    for id in ["A", "B", "C"] {
        crate::model::fixtures::actor(&mut scene, id);
    }
    let scene = with_tie(&scene, |tie| tie.rationale.clear());
    assert_eq!(rules(&scene), ["dyads-not-looked-at", "no-rationale"]);
    let mut strict = scene.clone();
    strict
        .severities
        .set("no-rationale", Some(RuleSeverity::Error));
    strict
        .severities
        .set("dyads-not-looked-at", Some(RuleSeverity::Off));
    let found = only(&strict);
    assert_eq!(
        (found.rule, found.severity),
        ("no-rationale", Severity::Error)
    );
}

#[test]
fn the_list_of_rules_knows_every_finding_and_its_severity() {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "A-B", 0.5);
    claim(&mut scene, "c1", "F3", &[]);
    for problem in findings(&scene, &Texts::default()) {
        let rule = RULES.iter().find(|rule| rule.name == problem.rule);
        assert_eq!(
            rule.map(|rule| rule.severity),
            Some(problem.severity),
            "{}",
            problem.rule
        );
    }
    let names: std::collections::BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn every_finding_is_one_sentence_with_a_hint() {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "A-B", 0.5);
    let mut odd = claim_with("c1", "D3", &[bearing("A-B", Supports, Moderate)]);
    odd.asserter = Asserter::Unattributed { note: None };
    odd.quantities = vec![figure("trade", "USD", None)];
    odd.grade_reason.clear();
    odd.bearings[0].reason.clear();
    scene.claims.push(odd).expect("a new id");
    assert_eq!(scene.actor_name(&actor_id("A")), "A");
    let found = findings(&scene, &Texts::default());
    assert!(found.len() >= 7, "{found:?}");
    for problem in found {
        for text in [&problem.message, &problem.hint] {
            // One sentence, as after "warning: ": no capital and no full stop.
            assert!(!text.contains(". ") && !text.ends_with('.'), "{text}");
            assert!(text.starts_with(|c: char| !c.is_uppercase()), "{text}");
        }
    }
}
