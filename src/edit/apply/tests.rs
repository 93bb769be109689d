use super::*;
use crate::model::fixtures::{
    actor_id, bearing, claim, claim_id, kind_id, scene, source_id, tie, tie_id,
};
use crate::model::{
    Actor, ActorKind, Asserter, Confidence, Direction, Magnitude, Offset, Place, Stance, TieState,
    Weight,
};

/// Three actors, two ties, two claims.
fn sample() -> Scene {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "A-B", 0.5);
    tie(&mut scene, "B-C", -0.5);
    let on = |tie| bearing(tie, Stance::Supports, Magnitude::Slight);
    claim(&mut scene, "c1", "C3", &[on("A-B")]);
    claim(&mut scene, "c2", "C3", &[on("A-B"), on("B-C")]);
    let mut said = scene.claims.get(&claim_id("c1")).expect("c1").clone();
    said.asserter = Asserter::Named {
        name: "A minister".to_owned(),
        role: None,
        affiliation: Some(actor_id("A")),
    };
    said.repeats = vec![claim_id("c2")];
    scene.claims.replace(said);
    scene
}

fn done(scene: &Scene, edit: &Edit) -> Scene {
    let applied = apply(scene, edit).expect("applied");
    assert_eq!(applied.scene.dangling(), []);
    applied.scene
}

fn refused(scene: &Scene, edit: &Edit) -> EditError {
    apply(scene, edit).expect_err("refused")
}

#[test]
fn deleting_an_actor_takes_its_ties_along_and_says_what_becomes_of_the_claims() {
    let before = sample();
    let edit = Edit::Delete {
        actors: vec![actor_id("A")],
        ties: Vec::new(),
        claims: Vec::new(),
        sources: Vec::new(),
        kinds: Vec::new(),
        notes: Vec::new(),
        views: Vec::new(),
        slides: Vec::new(),
    };
    let after = apply(&before, &edit).expect("applied");
    assert_eq!(after.scene.dangling(), []);
    assert_eq!((after.scene.actors.len(), after.scene.ties.len()), (2, 1));
    assert_eq!(after.scene.claims.len(), 2, "claims stay");
    assert_eq!(
        after.fallout.in_words().as_deref(),
        Some(
            "1 tie went along. 2 claims stay; 1 of them bears on nothing now. 1 claim lost an affiliation."
        )
    );
    assert_eq!(before.actors.len(), 3, "the scene before is not touched");
}

#[test]
fn what_becomes_of_one_claim_and_of_several_is_told_in_good_english() {
    let told = |fallout: Fallout| fallout.in_words().unwrap_or_default();
    for (claims, adrift, expected) in [
        (1, 0, "1 claim stays with what else it bears on."),
        (2, 0, "2 claims stay with what else they bear on."),
        (1, 1, "1 claim stays and bears on nothing now."),
        (2, 2, "2 claims stay and bear on nothing now."),
        (3, 1, "3 claims stay; 1 of them bears on nothing now."),
        (3, 2, "3 claims stay; 2 of them bear on nothing now."),
    ] {
        let fallout = Fallout {
            claims,
            adrift,
            ..Fallout::default()
        };
        assert_eq!(told(fallout), expected);
    }
    for (anchors, expected) in [
        (1, "1 claim lost where it stands."),
        (2, "2 claims lost where they stand."),
    ] {
        let fallout = Fallout {
            anchors,
            ..Fallout::default()
        };
        assert_eq!(told(fallout), expected);
    }
}

#[test]
fn sources_kinds_and_claims_are_deleted_with_every_mention() {
    let edit = Edit::Delete {
        actors: Vec::new(),
        ties: Vec::new(),
        claims: vec![claim_id("c2")],
        sources: vec![source_id("s")],
        kinds: vec![kind_id("trade")],
        notes: Vec::new(),
        views: Vec::new(),
        slides: Vec::new(),
    };
    let after = done(&sample(), &edit);
    let claim = after.claims.at(0).expect("c1");
    assert!(claim.anchors.is_empty() && claim.kinds.is_empty() && claim.repeats.is_empty());
}

#[test]
fn an_id_changes_wherever_it_is_named() {
    let mut before = sample();
    let mut directed = before.claims.at(1).expect("c2").clone();
    directed.bearings[0].direction = Direction::From(actor_id("A"));
    before.claims.replace(directed);
    let edit = Edit::ChangeActorId {
        actor: actor_id("A"),
        id: actor_id("Z"),
    };
    let after = done(&before, &edit);
    let order: Vec<_> = after.actors.iter().map(|it| it.id.to_string()).collect();
    assert_eq!(order, ["Z", "B", "C"]);
    assert_eq!(
        after.ties.at(0).map(|it| it.from.clone()),
        Some(actor_id("Z"))
    );
    assert!(actors::names(
        after.claims.at(0).expect("c1"),
        &actor_id("Z")
    ));
    assert!(actors::names(
        after.claims.at(1).expect("c2"),
        &actor_id("Z")
    ));
    let taken = Edit::ChangeActorId {
        actor: actor_id("A"),
        id: actor_id("B"),
    };
    assert!(matches!(refused(&before, &taken), EditError::Taken { .. }));
}

#[test]
fn what_a_scene_cannot_hold_is_refused_with_the_reason() {
    let scene = sample();
    let add = |id: &str, name: &str| {
        Edit::AddActor(Box::new(Actor::new(actor_id(id), ActorKind::State, name)))
    };
    assert_eq!(
        refused(&scene, &add("A", "Again")).to_string(),
        "the id A is taken by another actor; choose another id"
    );
    assert!(matches!(
        refused(&scene, &add("D", "  ")),
        EditError::Empty { .. }
    ));
    let ends = |from, to| Edit::SetTieEnds {
        tie: tie_id("A-B"),
        from: actor_id(from),
        to: actor_id(to),
    };
    assert_eq!(refused(&scene, &ends("A", "A")), EditError::SelfTie);
    assert!(matches!(
        refused(&scene, &ends("A", "Q")),
        EditError::NotThere { .. }
    ));
    let unknown = Edit::SetTieState {
        tie: tie_id("A-B"),
        state: TieState::Unknown {
            reason: " ".to_owned(),
        },
    };
    assert!(matches!(refused(&scene, &unknown), EditError::Empty { .. }));
    let mut properties = Properties::of(&scene);
    properties.thresholds.gap = f64::NAN;
    assert!(matches!(
        refused(&scene, &Edit::SetProperties(Box::new(properties))),
        EditError::Number { .. }
    ));
}

#[test]
fn a_batch_is_done_as_a_whole_or_not_at_all() {
    let scene = sample();
    let good = Edit::ReverseTie { tie: tie_id("A-B") };
    let bad = Edit::ReverseTie { tie: tie_id("X-Y") };
    let both = Edit::Batch(vec![good.clone(), bad]);
    assert!(matches!(refused(&scene, &both), EditError::NotThere { .. }));
    let after = done(&scene, &Edit::Batch(vec![good]));
    assert_eq!(
        after.ties.at(0).map(|it| it.from.clone()),
        Some(actor_id("B"))
    );
}

#[test]
fn setting_what_is_set_touches_nothing() {
    let scene = sample();
    let weight = |value| Edit::SetTieWeight {
        tie: tie_id("A-B"),
        weight: Weight::new(value).expect("a weight"),
    };
    assert!(done(&scene, &weight(0.5)).is_copy_of(&scene));
    assert!(!done(&scene, &weight(0.6)).is_copy_of(&scene));
}

#[test]
fn a_tie_without_a_weight_has_no_confidence() {
    let scene = sample();
    let none = Edit::SetTieState {
        tie: tie_id("A-B"),
        state: TieState::None {
            reason: "relations were broken off".to_owned(),
        },
    };
    let after = done(&scene, &none);
    assert_eq!(after.ties.at(0).and_then(|it| it.confidence), None);
    let confident = Edit::SetTieConfidence {
        tie: tie_id("A-B"),
        confidence: Some(Confidence::High),
    };
    assert_eq!(
        done(&after, &confident)
            .ties
            .at(0)
            .and_then(|it| it.confidence),
        None
    );
}

#[test]
fn a_new_place_forgets_how_far_the_actor_was_moved_from_the_old_one() {
    let moved = Edit::SetActorOffset {
        actor: actor_id("A"),
        offset: Offset::new(10.0, -5.0),
    };
    let scene = done(&sample(), &moved);
    let placed = Edit::SetActorPlace {
        actor: actor_id("A"),
        place: Place::new(40.0, 40.0).ok(),
    };
    assert_eq!(
        done(&scene, &placed).actors.at(0).expect("A").offsets.map,
        None
    );
}

#[test]
fn a_claim_bears_on_a_tie_once() {
    let scene = sample();
    let add = |tie| Edit::AddBearing {
        claim: claim_id("c1"),
        bearing: Box::new(bearing(tie, Stance::Neutral, Magnitude::Slight)),
    };
    assert_eq!(
        done(&scene, &add("B-C"))
            .claims
            .at(0)
            .expect("c1")
            .bearings
            .len(),
        2
    );
    assert!(matches!(
        refused(&scene, &add("A-B")),
        EditError::BearsAlready { .. }
    ));
}
