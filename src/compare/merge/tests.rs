use super::*;
use crate::model::fixtures::{
    actor, actor_id, bearing, claim, claim_id, claim_with, scene, source_id, tie, tie_id,
};
use crate::model::{Asserter, Confidence, Magnitude, Stance, TieState, Weight};

fn sample() -> Scene {
    let mut scene = scene(&["Israel", "Azerbaijan", "Iran"]);
    tie(&mut scene, "Israel-Azerbaijan", 0.4);
    let on = bearing("Israel-Azerbaijan", Stance::Supports, Magnitude::Strong);
    claim(&mut scene, "c36", "C3", &[on]);
    scene
}

fn tie_changed(scene: &Scene, change: impl Fn(&mut Tie)) -> Scene {
    let mut scene = scene.clone();
    let mut tie = scene.ties.at(0).expect("a tie").clone();
    change(&mut tie);
    scene.ties.replace(tie);
    scene
}

fn claim_changed(scene: &Scene, change: impl Fn(&mut Claim)) -> Scene {
    let mut scene = scene.clone();
    let mut claim = scene.claims.at(0).expect("a claim").clone();
    change(&mut claim);
    scene.claims.replace(claim);
    scene
}

fn weighed(scene: &Scene, weight: f64) -> Scene {
    let weight = Weight::new(weight).expect("a weight");
    tie_changed(scene, |tie| tie.state = TieState::Valued(weight))
}

/// The scene without its tie, and without the bearing on it.
fn without_tie(scene: &Scene) -> Scene {
    let mut scene = claim_changed(scene, |claim| claim.bearings.clear());
    scene.ties.remove(&tie_id("Israel-Azerbaijan"));
    scene
}

fn clean(base: &Scene, ours: &Scene, theirs: &Scene) -> Scene {
    let merged = merge(base, ours, theirs);
    assert_eq!(merged.conflicts, []);
    merged.scene
}

/// The only conflict: field, base, ours, theirs.
fn only(merged: &Merged) -> (&str, Option<&str>, &str, &str, Side) {
    let [it] = merged.conflicts.as_slice() else {
        panic!("one conflict: {:#?}", merged.conflicts);
    };
    let base = it.base.as_deref();
    (&it.field, base, &it.ours, &it.theirs, it.kept)
}

#[test]
fn fields_of_one_record_that_two_people_changed_come_together() {
    let base = sample();
    let ours = weighed(&base, 0.85);
    let theirs = tie_changed(&base, |tie| tie.label = Some("Partnership".to_owned()));
    let both = tie_changed(&ours, |tie| tie.label = Some("Partnership".to_owned()));
    assert_eq!(clean(&base, &ours, &theirs), both);
    assert_eq!(clean(&base, &theirs, &ours), both);
}

#[test]
fn one_field_changed_twice_is_a_conflict_with_both_values() {
    let base = sample();
    let (ours, theirs) = (weighed(&base, 0.85), weighed(&base, -0.2));
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(
        only(&merged),
        ("weight", Some("+0.40"), "+0.85", "−0.20", Side::Ours)
    );
    assert_eq!(merged.conflicts[0].called, "Tie Israel – Azerbaijan");
    assert_eq!(merged.scene, ours);
    let merged = merge_preferring(Side::Theirs, &base, &ours, &theirs);
    assert_eq!(only(&merged).4, Side::Theirs);
    assert_eq!(merged.scene, theirs);
}

#[test]
fn what_one_side_deleted_and_the_other_changed_stays_with_what_claims_say_of_it() {
    let base = sample();
    let (ours, theirs) = (without_tie(&base), weighed(&base, 0.85));
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(
        only(&merged),
        (
            "record",
            Some("there"),
            "deleted",
            "changed: weight +0.40 to +0.85",
            Side::Theirs
        )
    );
    assert_eq!(merged.scene, theirs, "bearing included");
    let settled = merge_preferring(Side::Ours, &base, &ours, &theirs);
    assert_eq!(settled.scene, ours);
    assert_eq!(only(&settled).4, Side::Ours);
}

#[test]
fn what_one_side_deleted_and_the_other_needs_stays() {
    let base = sample();
    let mut ours = base.clone();
    ours.actors.remove(&actor_id("Iran"));
    let mut theirs = base.clone();
    tie(&mut theirs, "Israel-Iran", -0.9);
    for merged in [
        merge(&base, &ours, &theirs),
        merge_preferring(Side::Ours, &base, &ours, &theirs),
    ] {
        assert_eq!(merged.scene, theirs);
        assert_eq!(
            only(&merged),
            (
                "record",
                Some("there"),
                "deleted",
                "needed by tie Israel-Iran",
                Side::Theirs
            )
        );
    }
}

#[test]
fn a_deletion_that_takes_mentions_along_is_no_change_of_the_claim() {
    let base = sample();
    let theirs = without_tie(&base);
    let mut ours = base.clone();
    ours.claims.remove(&claim_id("c36"));
    let merged = clean(&base, &ours, &theirs);
    assert!(merged.ties.is_empty() && merged.claims.is_empty());
}

#[test]
fn an_actor_that_stays_keeps_its_ties() {
    let base = sample();
    let mut ours = without_tie(&base);
    ours.actors.remove(&actor_id("Azerbaijan"));
    let mut theirs = base.clone();
    let mut renamed = theirs.actors.at(1).expect("one").clone();
    renamed.name = "Azərbaycan".to_owned();
    theirs.actors.replace(renamed);
    assert_eq!(merge(&base, &ours, &theirs).scene, theirs);
    assert_eq!(merge(&base, &theirs, &ours).scene, theirs);
}

#[test]
fn two_claims_under_one_new_id_are_two_claims() {
    let base = sample();
    let mut ours = base.clone();
    claim(&mut ours, "c37", "C3", &[]);
    let mut theirs = base.clone();
    let mut other = claim_with("c37", "B2", &[]);
    other.statement = "Both sides trade.".to_owned();
    theirs.claims.push(other).expect("free");
    let mut third = claim_with("c39", "B2", &[]);
    third.repeats = vec![claim_id("c37"), claim_id("c36")];
    theirs.claims.push(third).expect("free");
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(
        merged.notes,
        ["Both sides added a claim c37; theirs, “Both sides trade.”, is c40 now."]
    );
    let ids: Vec<&str> = merged
        .scene
        .claims
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(ids, ["c36", "c37", "c40", "c39"]);
    let repeats = &merged.scene.claims.at(3).expect("c39").repeats;
    assert_eq!(*repeats, [claim_id("c40"), claim_id("c36")]);
}

#[test]
fn one_claim_that_both_added_with_another_grade_is_one_claim() {
    let base = sample();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    claim(&mut ours, "c37", "C3", &[]);
    claim(&mut theirs, "c37", "B2", &[]);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(only(&merged), ("grade", None, "C3", "B2", Side::Ours));
    assert!(merged.notes.is_empty());
}

#[test]
fn sources_are_two_where_title_and_address_differ() {
    let base = scene(&[]);
    let with = |title: &str, url: &str| {
        let mut scene = base.clone();
        let mut source = scene.sources.at(0).expect("s").clone();
        source.id = source_id("report-2");
        source.title = title.to_owned();
        source.url = Some(url.to_owned());
        scene.sources.push(source).expect("free");
        scene
    };
    let merged = merge(&base, &with("A", "a"), &with("B", "b"));
    assert_eq!((merged.conflicts.len(), merged.notes.len()), (0, 1));
    assert!(merged.scene.sources.contains(&source_id("report-2-2")));
    let merged = merge(&base, &with("A", "a"), &with("B", "a"));
    assert_eq!(only(&merged).0, "title");
}

#[test]
fn what_a_claim_bears_on_is_merged_one_by_one() {
    let mut base = sample();
    tie(&mut base, "Israel-Iran", -0.5);
    tie(&mut base, "Iran-Azerbaijan", -0.5);
    let with = |on: &str| {
        let on = bearing(on, Stance::Strains, Magnitude::Slight);
        claim_changed(&base, |claim| claim.bearings.push(on.clone()))
    };
    let (ours, theirs) = (with("Israel-Iran"), with("Iran-Azerbaijan"));
    let merged = clean(&base, &ours, &theirs);
    assert_eq!(merged.claims.at(0).expect("c36").bearings.len(), 3);
    // The same one, changed twice.
    let say = |magnitude| claim_changed(&base, |claim| claim.bearings[0].magnitude = magnitude);
    let merged = merge(&base, &say(Magnitude::Slight), &say(Magnitude::Extreme));
    let (field, base_words, ours, theirs, _) = only(&merged);
    assert_eq!(field, "bearings");
    assert!(base_words.is_some_and(|it| it.contains("strong")));
    assert!(ours.contains("slight") && theirs.contains("extreme"));
}

#[test]
fn role_and_affiliation_of_who_says_it_come_together() {
    let base = sample();
    let named = |role: Option<&str>, of: Option<&str>| Asserter::Named {
        name: "A minister".to_owned(),
        role: role.map(str::to_owned),
        affiliation: of.map(actor_id),
    };
    let ours = claim_changed(&base, |it| it.asserter = named(Some("quoted"), None));
    let theirs = claim_changed(&base, |it| it.asserter = named(None, Some("Iran")));
    let merged = clean(&base, &ours, &theirs);
    let asserter = &merged.claims.at(0).expect("c36").asserter;
    assert_eq!(*asserter, named(Some("quoted"), Some("Iran")));
}

#[test]
fn a_tie_that_is_unknown_now_has_no_confidence() {
    let base = sample();
    let ours = tie_changed(&base, |tie| {
        tie.confidence = None;
        tie.state = TieState::Unknown {
            reason: "withdrawn".to_owned(),
        };
    });
    let theirs = tie_changed(&base, |tie| {
        tie.confidence = Some(Confidence::High);
    });
    for merged in [merge(&base, &ours, &theirs), merge(&base, &theirs, &ours)] {
        assert_eq!(only(&merged).0, "confidence");
        assert_eq!(merged.scene.ties, ours.ties);
    }
}

#[test]
fn additions_follow_their_predecessor_and_two_orders_are_a_conflict() {
    let base = sample();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    actor(&mut ours, "Turkey");
    actor(&mut theirs, "Russia");
    theirs.actors.move_to(&actor_id("Russia"), 1);
    let ids = |scene: &Scene| {
        let ids = scene.actors.iter().map(|it| it.id.to_string());
        ids.collect::<Vec<_>>().join(" ")
    };
    let merged = clean(&base, &ours, &theirs);
    assert_eq!(ids(&merged), "Israel Russia Azerbaijan Iran Turkey");
    theirs.actors.move_to(&actor_id("Iran"), 0);
    let merged = clean(&base, &ours, &theirs);
    assert_eq!(ids(&merged), "Iran Turkey Israel Russia Azerbaijan");
    ours.actors.move_to(&actor_id("Azerbaijan"), 0);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(only(&merged).0, "order of actors");
    assert_eq!(ids(&merged.scene), "Azerbaijan Israel Russia Iran Turkey");
}

#[test]
fn from_nothing_both_sides_come_together() {
    let ours = sample();
    let mut theirs = sample();
    actor(&mut theirs, "Turkey");
    let merged = clean(&Scene::blank(), &ours, &theirs);
    assert_eq!(merged, theirs);
}
