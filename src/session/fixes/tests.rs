use std::sync::Arc;

use super::*;
use crate::evidence::{TextState, Texts};
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{
    actor, anchor, bearing, claim, claim_id, claim_with, scene, source, source_id, tie,
};
use crate::model::{Bound, Grade, Magnitude, Reliability, Stance};

const TEXT: &str =
    "At last \u{201c}the sea\u{201d} was calm. The land was not, and the hills were far.";

/// A session on this scene, whose sources all have [`TEXT`].
fn session(mut scene: Scene) -> Session {
    let sum = "ab".repeat(32);
    let sources: Vec<_> = scene.sources.iter().cloned().collect();
    for mut source in sources {
        source.sha256 = Some(sum.clone());
        scene.sources.replace(source);
    }
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    let held = TextState::Held(TEXT.into());
    session.take_texts(Texts::of([(sum, held)]));
    session.refresh();
    session
}

/// Two actors, a tie, and a claim for each of these quotations.
fn quoting(quotes: &[Anchor]) -> Session {
    let mut scene = scene(&["A", "B"]);
    tie(&mut scene, "A-B", 0.5);
    for (number, quote) in quotes.iter().enumerate() {
        let bearings = [bearing("A-B", Stance::Supports, Magnitude::Strong)];
        let mut claim = claim_with(&format!("c{number}"), "C2", &bearings);
        claim.anchors = vec![quote.clone()];
        scene.claims.push(claim).expect("ids differ");
    }
    session(scene)
}

fn at(exact: &str, start: u64) -> Anchor {
    Anchor {
        start: Some(start),
        end: Some(start + exact.chars().count() as u64),
        ..anchor(exact)
    }
}

fn rules(session: &Session) -> Vec<&'static str> {
    let problems = session.document().problems.iter();
    problems.map(|problem| problem.rule).collect()
}

fn anchor_rules(session: &Session) -> Vec<&'static str> {
    let mut rules = rules(session);
    rules.retain(|rule| rule.starts_with("anchor-"));
    rules
}

/// The way out of the only Problem of this rule.
fn only_fix(session: &Session, rule: &str) -> Fix {
    let problems = session.document().problems.iter();
    let of_rule: Vec<_> = problems.filter(|problem| problem.rule == rule).collect();
    let [problem] = of_rule.as_slice() else {
        panic!("{rule}: {of_rule:?}");
    };
    fix_for(problem, session).expect("it has a fix")
}

fn quote(session: &Session, claim: &str) -> Anchor {
    let claim = session.document().scene.claims.get(&claim_id(claim));
    claim.expect("it is there").anchors[0].clone()
}

#[test]
fn quotes_that_moved_are_anchored_anew_in_one_step_that_can_be_undone() {
    let mut session = quoting(&[
        at("the sea", 1),
        at("\"the sea\"", 8),
        at("The land was", 0),
        at("the hills are far", 45),
        at("a mountain", 3),
    ]);
    assert_eq!(
        anchor_rules(&session),
        [
            "anchor-nearly",
            "anchor-orphaned",
            "anchor-moved",
            "anchor-normalised",
            "anchor-moved"
        ]
    );
    assert_eq!(moved_quotes(&session), 3);
    session.execute(Command::Remedy(Remedy::ReanchorMoved));
    session.refresh();
    assert_eq!(anchor_rules(&session), ["anchor-nearly", "anchor-orphaned"]);
    assert_eq!(quote(&session, "c0"), at("the sea", 9));
    assert_eq!(quote(&session, "c1"), at("\u{201c}the sea\u{201d}", 8));
    assert_eq!(
        quote(&session, "c3"),
        at("the hills are far", 45),
        "as it was"
    );
    session.execute(Command::Undo);
    assert_eq!(anchor_rules(&session).len(), 5);
    assert_eq!(quote(&session, "c1"), at("\"the sea\"", 8));
}

#[test]
fn one_claim_is_anchored_anew_alone() {
    let mut session = quoting(&[at("the sea", 1), at("The land was", 0)]);
    session.execute(Command::Remedy(Remedy::Reanchor(claim_id("c1"))));
    assert_eq!(quote(&session, "c1"), at("The land was", 28));
    assert_eq!(quote(&session, "c0"), at("the sea", 1));
    session.execute(Command::Remedy(Remedy::Reanchor(claim_id("c1"))));
    let told = session.notices().shown().last().expect("it is told");
    assert!(told.text.contains("anchored where it stands"), "{told:?}");
}

#[test]
fn words_that_nearly_agree_are_taken_over_when_asked() {
    let mut session = quoting(&[at("the hills are far", 45)]);
    let fix = only_fix(&session, "anchor-nearly");
    assert_eq!(fix.label, "Take over the source\u{2019}s words");
    session.execute(fix.command);
    assert_eq!(quote(&session, "c0").exact, "the hills were far");
    assert_eq!(anchor_rules(&session), [""; 0]);
    session.execute(Command::Undo);
    assert_eq!(quote(&session, "c0").exact, "the hills are far");
}

#[test]
fn an_orphaned_quote_is_edited_in_its_form() {
    let mut session = quoting(&[at("a mountain", 3)]);
    let fix = only_fix(&session, "anchor-orphaned");
    session.execute(fix.command);
    let form = session.drafts().open_claim().expect("it is open");
    assert_eq!(form.form, ClaimForm::Change(claim_id("c0")));
    let (field, times) = session.drafts().asked_of_claim();
    assert_eq!(field, Some(ClaimField::Exact(0)));
    let again = only_fix(&session, "anchor-orphaned");
    session.execute(again.command);
    assert!(session.drafts().asked_of_claim().1 > times);
}

#[test]
fn contradictions_are_noted_on_the_claim() {
    let mut scene = scene(&["A", "B"]);
    tie(&mut scene, "A-B", 0.5);
    for (id, amount) in [("c1", 360.0), ("c2", 240.0), ("c3", 120.0)] {
        let bearings = [bearing("A-B", Stance::Supports, Magnitude::Strong)];
        let mut claim = claim_with(id, "C2", &bearings);
        claim.quantities = vec![Quantity {
            measure: "trade".to_owned(),
            bound: Bound::Exactly,
            amount,
            unit: "million USD".to_owned(),
            scope: Some("all".to_owned()),
            period: Some("2025".to_owned()),
            counter: None,
        }];
        scene.claims.push(claim).expect("ids differ");
    }
    let mut session = session(scene);
    let contradictions = |session: &Session| {
        let rules = rules(session);
        rules
            .iter()
            .filter(|rule| **rule == "contradiction-not-noted")
            .count()
    };
    assert_eq!(contradictions(&session), 2);
    session.execute(Command::Remedy(Remedy::NoteContradictions(claim_id("c3"))));
    assert_eq!(contradictions(&session), 1, "c1 and c2 are left");
    let fix = only_fix(&session, "contradiction-not-noted");
    session.execute(fix.command);
    assert_eq!(contradictions(&session), 0);
    let claim = session
        .document()
        .scene
        .claims
        .get(&claim_id("c3"))
        .cloned();
    let noted = claim.expect("it is there").contradicts;
    assert_eq!(noted, [claim_id("c1"), claim_id("c2")]);
    session.execute(Command::Undo);
    session.execute(Command::Undo);
    assert_eq!(contradictions(&session), 2);
}

#[test]
fn pairs_without_evidence_are_settled_in_one_step() {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "A-B", 0.5);
    let mut session = session(scene);
    let fix = only_fix(&session, "dyads-not-looked-at");
    assert_eq!(fix.label, "Set all 2 to unknown");
    session.execute(fix.command);
    let scene = Arc::clone(&session.document().scene);
    let ids: Vec<&str> = scene.ties.iter().map(|tie| tie.id.as_str()).collect();
    assert_eq!(ids, ["A-B", "A-C", "B-C"]);
    for tie in scene.ties.iter().skip(1) {
        let reason = "no evidence held".to_owned();
        assert_eq!(tie.state, TieState::Unknown { reason });
    }
    assert!(!rules(&session).contains(&"dyads-not-looked-at"));
    let step = session.history().next_undo().expect("a step");
    assert_eq!(step.label, "set 2 pairs to unknown");
    session.execute(Command::Undo);
    assert_eq!(session.document().scene.ties.len(), 1);
}

#[test]
fn too_many_pairs_are_not_settled_at_once() {
    let ids: Vec<String> = (0..40).map(|number| format!("A{number}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut session = session(scene(&ids));
    let problems = session.document().problems.iter();
    let pairs = problems
        .filter(|problem| problem.rule == "dyads-not-looked-at")
        .map(|problem| fix_for(problem, &session));
    assert_eq!(pairs.collect::<Vec<_>>(), [None]);
    session.execute(Command::Remedy(Remedy::SettleDyads));
    assert_eq!(session.document().scene.ties.len(), 0);
}

#[test]
fn the_letter_of_the_source_is_taken_over() {
    let mut scene = scene(&["A", "B"]);
    tie(&mut scene, "A-B", 0.5);
    let mut graded = claim_with(
        "c1",
        "A2",
        &[bearing("A-B", Stance::Supports, Magnitude::Slight)],
    );
    graded.anchors = vec![at("the sea", 9)];
    scene.claims.push(graded).expect("a new id");
    let mut session = session(scene);
    let fix = only_fix(&session, "reliability-differs");
    assert_eq!(fix.label, "Take over C");
    session.execute(fix.command);
    let claim = session
        .document()
        .scene
        .claims
        .get(&claim_id("c1"))
        .cloned();
    assert_eq!(
        claim.expect("it is there").grade,
        Grade::parse("C2").expect("a grade")
    );
    assert!(!rules(&session).contains(&"reliability-differs"));
}

#[test]
fn an_unused_source_is_deleted() {
    let mut scene = scene(&["A"]);
    source(&mut scene, "t", Reliability::B);
    claim(&mut scene, "c1", "C3", &[]);
    let mut session = session(scene);
    let fix = only_fix(&session, "source-not-used");
    session.execute(fix.command);
    assert!(!session.document().scene.sources.contains(&source_id("t")));
    session.execute(Command::Undo);
    assert!(session.document().scene.sources.contains(&source_id("t")));
}

#[test]
fn what_is_missing_is_written_in_the_field_concerned() {
    let mut scene = scene(&["A", "B"]);
    actor(&mut scene, "C");
    tie(&mut scene, "A-B", 0.5);
    let mut bare = claim_with(
        "c1",
        "C2",
        &[bearing("A-B", Stance::Supports, Magnitude::Slight)],
    );
    bare.grade_reason.clear();
    bare.bearings[0].reason.clear();
    bare.rank = Rank::Preferred {
        reason: String::new(),
    };
    bare.quantities = vec![Quantity {
        measure: "trade".to_owned(),
        bound: Bound::Over,
        amount: 5.0,
        unit: String::new(),
        scope: None,
        period: None,
        counter: None,
    }];
    scene.claims.push(bare).expect("a new id");
    let session = session(scene);
    for (rule, field) in [
        ("grade-without-reason", ClaimField::GradeReason),
        ("magnitude-without-reason", ClaimField::BearingReason(0)),
        ("rank-without-reason", ClaimField::RankReason),
        ("quantity-without-scope", ClaimField::Scope(0)),
        ("quantity-without-unit", ClaimField::Unit(0)),
        ("quantity-without-period", ClaimField::Period(0)),
        ("claim-without-date", ClaimField::Printed),
    ] {
        let remedy = Remedy::WriteClaim(claim_id("c1"), field);
        assert_eq!(only_fix(&session, rule).command, Command::Remedy(remedy));
    }
}
