use super::*;
use crate::model::fixtures::{
    bearing, claim, claim_id, claim_with, scene, source, source_id, tie, tie_with,
};
use crate::model::{Asserter, Claim, DateRange, Magnitude, PartialDate, Rank, Stance, TieState};

fn change_source(scene: &mut Scene, id: &str, issued: Option<&str>, repeats: &[&str]) {
    let mut changed = scene.sources.get(&source_id(id)).expect(id).clone();
    changed.issued = issued.map(|text| DateRange::parse(text).expect(text));
    changed.repeats = repeats.iter().map(|id| source_id(id)).collect();
    scene.sources.replace(changed);
}

fn change(scene: &mut Scene, id: &str, how: impl FnOnce(&mut Claim)) {
    let mut changed = scene.claims.get(&claim_id(id)).expect(id).clone();
    how(&mut changed);
    scene.claims.replace(changed);
}

/// Two actors with a tie, one claim in one source.
fn one_claim() -> Scene {
    let mut scene = scene(&["A", "B"]);
    scene.as_of = PartialDate::parse("2026-01").ok();
    tie(&mut scene, "A-B", 0.5);
    let supports = bearing("A-B", Stance::Supports, Magnitude::Slight);
    claim(&mut scene, "c1", "C3", &[supports]);
    change_source(&mut scene, "s", Some("2026-01-20"), &[]);
    scene
}

#[test]
fn nothing_is_said_plainly() {
    assert_eq!(
        draft(&Scene::blank()).text,
        "No claim has been entered, so there is no evidence for or against any tie."
    );
    let mut empty = scene(&["A", "B"]);
    assert_eq!(
        draft(&empty).text,
        "No claim has been entered, so there is no evidence for or against any tie. \
         The only dyad has no evidence (not looked at yet)."
    );
    claim(&mut empty, "c1", "C3", &[]);
    change(&mut empty, "c1", |it| {
        it.rank = Rank::Deprecated {
            reason: "withdrawn".to_owned(),
        }
    });
    let text = draft(&empty).text;
    assert!(
        text.starts_with("No claim counts: the only one is deprecated. "),
        "{text}"
    );
}

#[test]
fn one_of_each_is_said_in_the_singular() {
    assert_eq!(
        draft(&one_claim()).text,
        "One claim comes from one source, and so from one origin: nothing here is borne out by \
         another witness. The source is rated C (fairly reliable source). It appeared on 20 \
         January 2026. The claim is a fact. No actor of the scene is heard. No claim was reported \
         more than 365 days before the end of January 2026. The only dyad has evidence."
    );
}

#[test]
fn many_are_said_in_the_plural() {
    let mut scene = one_claim();
    for id in ["t", "u", "v"] {
        source(&mut scene, id, Reliability::B);
    }
    change_source(&mut scene, "t", Some("2024"), &[]);
    change_source(&mut scene, "u", None, &["t"]);
    crate::model::fixtures::actor(&mut scene, "C");
    for (id, source) in [("c2", "t"), ("c3", "t"), ("c4", "u"), ("c5", "")] {
        let strains = bearing("A-B", Stance::Strains, Magnitude::Slight);
        let mut claim = claim_with(id, "C3", &[strains]);
        claim.status = Status::Inference;
        if source.is_empty() {
            claim.anchors.clear();
        } else {
            claim.anchors[0].source = source_id(source);
        }
        claim.asserter = match id {
            "c2" => Asserter::Named {
                name: "A minister".to_owned(),
                role: None,
                affiliation: Some(crate::model::fixtures::actor_id("B")),
            },
            _ => Asserter::Unattributed { note: None },
        };
        scene.claims.push(claim).expect("claims differ");
    }
    scene
        .ties
        .push(tie_with(
            "B-C",
            TieState::None {
                reason: "both say so".to_owned(),
            },
        ))
        .expect("ties differ");
    assert_eq!(
        draft(&scene).text,
        "Five claims come from three sources of two independent origins. One of the claims is \
         anchored in no source. Of the sources two are rated B (usually reliable source) and one C \
         (fairly reliable source). They appeared between 2024 and 20 January 2026, but for one \
         without a date. The claims are one fact and four inferences. For three of them, \
         60\u{202f}%, nobody is named. Heard: B (1 claim). Not heard: A and C. Of four claims of \
         strain, one is said by somebody who speaks for an actor. Two claims are stale: reported \
         more than 365 days before the end of January 2026. Two of three dyads have no evidence at \
         all (one held to have no tie and one not looked at yet): B\u{2013}C and A\u{2013}C."
    );
    let repeated = |it: &mut Scene| {
        change_source(it, "t", None, &["s"]);
        draft(it).text
    };
    let text = repeated(&mut scene);
    assert!(
        text.starts_with(
            "Five claims come from three sources that go back to one origin: they are one witness, \
             not three."
        ),
        "{text}"
    );
}

#[test]
fn a_statement_is_stale_once_the_data_moved_on_and_says_what_did() {
    let mut scene = one_claim();
    let drafted = draft(&scene);
    assert_eq!(drafted.basis, basis(&scene));
    assert!(!is_stale(&drafted, &scene));
    scene.title = "Another title".to_owned();
    assert!(!is_stale(&drafted, &scene), "a title is no evidence");
    claim(&mut scene, "c2", "C3", &[]);
    assert!(is_stale(&drafted, &scene));
    assert_eq!(
        moved_on(&drafted.basis, &basis(&scene)).as_deref(),
        Some(
            "was: 1 claim, 1 fact 0 statements 0 assessments 0 inferences; now: 2 claims, 2 facts 0 statements 0 assessments 0 inferences"
        )
    );
    assert_eq!(moved_on(&drafted.basis, &drafted.basis), None);
    let by_hand = moved_on("two claims of mine", &basis(&scene)).expect("another basis");
    assert!(
        by_hand.starts_with("was: two claims of mine; now: 2 claims, "),
        "{by_hand}"
    );
    let none = moved_on("", &basis(&scene)).expect("another basis");
    assert!(none.starts_with("was: not noted; now: "), "{none}");
}

#[test]
fn of_many_actors_the_rest_is_counted() {
    let names: Vec<String> = (1..=30).map(|number| format!("N{number}")).collect();
    let ids: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut scene = scene(&ids);
    claim(&mut scene, "c1", "C3", &[]);
    change(&mut scene, "c1", |it| {
        it.asserter = Asserter::Named {
            name: "A minister".to_owned(),
            role: None,
            affiliation: Some(crate::model::fixtures::actor_id("N1")),
        }
    });
    let drafted = draft(&scene);
    assert!(
        drafted
            .text
            .contains("Not heard: N2, N3, N4, N5, N6, N7, N8, N9 and 21 others."),
        "{}",
        drafted.text
    );
    assert!(
        drafted.basis.contains("not heard 29 actors"),
        "{}",
        drafted.basis
    );
    assert!(
        drafted
            .text
            .ends_with("None of the 435 dyads has any evidence (all not looked at yet)."),
        "{}",
        drafted.text
    );
}
