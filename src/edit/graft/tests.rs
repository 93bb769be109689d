use kurbo::Point;

use super::*;
use crate::edit::apply;
use crate::edit::excerpt::Wanted;
use crate::model::fixtures::{
    actor, actor_id, bearing, claim, claim_id, kind_id, scene, source_id, tie, tie_id,
};
use crate::model::{ActorKind, Magnitude, Place, Stance, TieId};

/// `A`, `B` and `C`, ties between the first two and the last two, and a claim on
/// the first tie.
fn three() -> Scene {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "A-B", 0.5);
    tie(&mut scene, "B-C", -0.5);
    let on = bearing("A-B", Stance::Supports, Magnitude::Strong);
    claim(&mut scene, "c01", "C3", &[on]);
    scene
}

fn actors(ids: &[&str]) -> Wanted {
    Wanted {
        actors: ids.iter().map(|id| actor_id(id)).collect(),
        ..Wanted::default()
    }
}

fn ties(ids: &[&str]) -> Wanted {
    Wanted {
        ties: ids.iter().map(|id| tie_id(id)).collect(),
        ..Wanted::default()
    }
}

fn excerpt(scene: &Scene, wanted: &Wanted) -> Excerpt {
    let excerpt = Excerpt::of(scene, wanted, |_| Some(Point::new(1.0, 2.0)));
    assert_eq!(excerpt.scene.dangling(), [], "nothing dangles");
    excerpt
}

/// The scene with the excerpt in it.
fn put(scene: &Scene, excerpt: &Excerpt, grafting: Grafting) -> (Scene, Graft) {
    let graft = graft(scene, excerpt, grafting);
    let applied = apply(scene, &Edit::Batch(graft.edits.clone()));
    (applied.expect("it fits").scene, graft)
}

#[test]
fn copies_have_numbers_and_the_ties_among_them() {
    let mut scene = three();
    let place = Place::new(44.0, 40.0).ok();
    let a = actor_id("A");
    for edit in [
        Edit::SetActorPlace {
            actor: a.clone(),
            place,
        },
        Edit::SetActorIso {
            actor: a.clone(),
            iso: Some("AAA".to_owned()),
        },
    ] {
        scene = apply(&scene, &edit).expect("it fits").scene;
    }
    let copied = excerpt(&scene, &actors(&["A", "B"]));
    let (after, graft) = put(&scene, &copied, Grafting::Copies);
    let copy = after.actors.get(&actor_id("A2")).expect("a copy of A");
    assert_eq!((copy.name.as_str(), copy.kind), ("A 2", ActorKind::State));
    assert_eq!((copy.place, copy.iso.as_deref()), (None, None));
    let tie = after
        .ties
        .get(&tie_id("A2-B2"))
        .expect("the tie among them");
    assert_eq!((tie.from.as_str(), tie.to.as_str()), ("A2", "B2"));
    assert_eq!(after.ties.len(), 3, "none to C");
    assert_eq!(after.claims, scene.claims, "claims do not bear on copies");
    assert_eq!(graft.subjects.len(), 3);
    let again = excerpt(&after, &actors(&["A2"]));
    let (after, _) = put(&after, &again, Grafting::Copies);
    let third = after.actors.get(&actor_id("A3")).expect("no A22");
    assert_eq!(third.name, "A 3");
}

#[test]
fn a_copied_tie_runs_beside_its_original_and_follows_a_copied_end() {
    let scene = three();
    let (after, graft) = put(&scene, &excerpt(&scene, &ties(&["A-B"])), Grafting::Copies);
    let copy = after.ties.get(&tie_id("A-B-2")).expect("a parallel tie");
    assert_eq!((copy.from.as_str(), copy.to.as_str()), ("A", "B"));
    assert_eq!(after.actors.len(), 3);
    assert_eq!(graft.subjects, [Subject::Tie(tie_id("A-B-2"))]);
    let both = Wanted {
        actors: vec![actor_id("A")],
        ..ties(&["A-B"])
    };
    let (after, _) = put(&scene, &excerpt(&scene, &both), Grafting::Copies);
    assert!(after.ties.contains(&tie_id("A2-B")), "from the copy to B");
}

#[test]
fn what_was_cut_comes_back_as_it_was() {
    let before = three();
    let cut = excerpt(&before, &ties(&["A-B"]));
    assert_eq!(grafting_of(&before, &cut), Grafting::Copies);
    let without = apply(&before, &Edit::delete_ties(vec![tie_id("A-B")]));
    let without = without.expect("it fits").scene;
    assert_eq!(grafting_of(&without, &cut), Grafting::Merged);
    let (after, _) = put(&without, &cut, Grafting::Merged);
    assert_eq!(after.claims, before.claims, "the claim bears on it again");
    assert_eq!(
        after.ties.get(&tie_id("A-B")),
        before.ties.get(&tie_id("A-B"))
    );
    assert_eq!(after.actors, before.actors);
}

#[test]
fn in_another_scene_the_same_is_taken_and_the_rest_added() {
    let from = three();
    let copied = excerpt(&from, &actors(&["A", "B"]));
    let mut into = scene(&["A"]);
    // A kind of the same id, of another label; a source of the same id and title.
    into.kinds.remove(&kind_id("trade"));
    into.kinds
        .push(Kind {
            id: kind_id("trade"),
            label: "Commerce".to_owned(),
        })
        .expect("it is free");
    claim(&mut into, "c01", "C3", &[]);
    let mut other = into.claims.get(&claim_id("c01")).expect("there").clone();
    other.statement = "Something else.".to_owned();
    into.claims.replace(other);
    let (after, graft) = put(&into, &copied, Grafting::Merged);
    assert_eq!(after.actors.len(), 2, "A is the same");
    assert!(after.ties.contains(&tie_id("A-B")));
    assert_eq!(after.sources.len(), 1, "the source is the same");
    assert!(after.sources.contains(&source_id("s")));
    let added = after.claims.get(&claim_id("c02")).expect("under a free id");
    assert_eq!(added.statement, "What c01 says.");
    assert_eq!(added.kinds, [kind_id("trade-2")]);
    assert_eq!(added.bearings.len(), 1);
    assert_eq!(graft.subjects.len(), 3, "all of it is selected");
    assert_eq!(graft.left_out, 0);
}

#[test]
fn another_actor_of_the_same_id_is_not_the_same() {
    let from = three();
    let copied = excerpt(&from, &ties(&["A-B"]));
    let mut into = scene(&["B"]);
    let mut other = Actor::new(actor_id("A"), ActorKind::Person, "Somebody");
    other.offsets = Default::default();
    into.actors.push(other).expect("it is free");
    let (after, _) = put(&into, &copied, Grafting::Merged);
    let made: Vec<TieId> = after.ties.iter().map(|it| it.id.clone()).collect();
    assert_eq!(made, [tie_id("A2-B")]);
    let added = after.actors.get(&actor_id("A2")).expect("added");
    assert_eq!(added.name, "A");
}

#[test]
fn a_copied_claim_repeats_its_original_and_one_elsewhere_bears_on_what_is_there() {
    let from = three();
    let wanted = Wanted {
        claim: Some(claim_id("c01")),
        ..Wanted::default()
    };
    let copied = excerpt(&from, &wanted);
    assert!(copied.is_of_claims() && copied.in_words() == "1 claim");
    assert_eq!(grafting_of(&from, &copied), Grafting::Copies);
    let (after, graft) = put(&from, &copied, Grafting::Copies);
    assert_eq!(graft.claim, Some(claim_id("c02")));
    let copy = after.claims.get(&claim_id("c02")).expect("a copy");
    assert_eq!(copy.repeats, [claim_id("c01")], "so that it counts once");
    assert_eq!(copy.bearings.len(), 1);

    let into = scene(&["A", "B"]);
    let (after, graft) = put(&into, &copied, Grafting::Merged);
    let added = after.claims.get(&claim_id("c01")).expect("added");
    assert!(added.bearings.is_empty(), "the tie is not there");
    assert_eq!(graft.left_out, 1);
    assert!(after.ties.is_empty(), "nor is it made for it");
}

#[test]
fn a_copy_of_a_very_long_name_fits() {
    let mut scene = scene(&[]);
    actor(&mut scene, "X");
    let mut long = scene.actors.get(&actor_id("X")).expect("there").clone();
    long.name = "n".repeat(10_000);
    scene.actors.replace(long);
    let (after, _) = put(&scene, &excerpt(&scene, &actors(&["X"])), Grafting::Copies);
    let copy = after.actors.get(&actor_id("X2")).expect("a copy");
    assert!(copy.name.ends_with(" 2") && copy.name.len() <= 200);
}
