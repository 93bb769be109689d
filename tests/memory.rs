//! What a step of the history keeps in memory, on a large scene.
//!
//! A binary of its own, because it counts all that is allocated in it.

#[path = "../benches/support/mod.rs"]
mod support;

use std::alloc::System;
use std::sync::Arc;

use entente::edit::{Edit, History, Step, apply, ids};
use entente::model::{Actor, ActorId, ActorKind, Claim, Offset, Scene, Tie, Weight};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use support::{Random, Size, random_scene};

#[global_allocator]
static ALLOC: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const SIZE: Size = Size {
    actors: 20_000,
    ties: 200_000,
    claims_per_tie: 1,
};

/// At most so much may a step keep.
const MOST_BYTES: isize = 16_000;

const STEPS: usize = 1_000;

type Make = fn(&Scene, usize) -> Edit;

#[test]
fn a_step_on_a_large_scene_keeps_less_than_16_kb() {
    let start = Arc::new(random_scene(SIZE, &mut Random::new(2026)));
    let kinds: [(&str, usize, Make); 9] = [
        ("change weight", STEPS, change_weight),
        ("move actor", STEPS, move_actor),
        ("rename actor", STEPS, rename_actor),
        ("add actor", STEPS, add_actor),
        ("add tie", STEPS, add_tie),
        // Looks at all claims for a free number: fewer, so as not to wait.
        ("add claim", STEPS / 10, add_claim),
        ("move claim", STEPS, move_claim),
        ("delete claim", STEPS / 100, delete_claim),
        ("delete tie", STEPS / 100, delete_tie),
    ];
    for (name, steps, make) in kinds {
        let kept = kept_bytes(&start, steps, make);
        tell(&format!("{name}: a step keeps {kept} bytes"));
        assert!((0..MOST_BYTES).contains(&kept), "{name}: {kept} bytes");
    }
    // Takes some twenty ties along and changes as many claims.
    let kept = kept_bytes(&start, 20, delete_actor);
    tell(&format!("delete actor: a step keeps {kept} bytes"));
}

/// What each of so many steps keeps, in bytes on average.
fn kept_bytes(start: &Arc<Scene>, steps: usize, make: Make) -> isize {
    let mut scene = Arc::clone(start);
    let mut history = History::default();
    let region = Region::new(ALLOC);
    for number in 0..steps {
        let edit = make(&scene, number);
        let before = Arc::clone(&scene);
        scene = Arc::new(apply(&before, &edit).expect("it is taken").scene);
        let is_new = history.push(Step {
            label: edit.label(&before),
            before,
            after: Arc::clone(&scene),
            selected_before: (),
            selected_after: (),
        });
        assert!(is_new, "it changes something");
    }
    let change = region.change();
    assert_eq!(history.len(), steps, "all of them are kept");
    let kept = change.bytes_allocated.cast_signed() - change.bytes_deallocated.cast_signed();
    kept / steps.cast_signed()
}

fn actor(scene: &Scene, number: usize) -> &Actor {
    let at = number * 7 % scene.actors.len();
    scene.actors.at(at).expect("an actor")
}

fn change_weight(scene: &Scene, number: usize) -> Edit {
    let at = number * 37 % scene.ties.len();
    Edit::SetTieWeight {
        tie: scene.ties.at(at).expect("a tie").id.clone(),
        // Random weights are whole hundredths: none is set already.
        weight: Weight::new((number as f64 + 0.5) / 1_000.0).expect("a weight"),
    }
}

fn move_actor(scene: &Scene, number: usize) -> Edit {
    Edit::SetActorOffset {
        actor: actor(scene, number).id.clone(),
        offset: Offset::new(1.0, number as f64),
    }
}

fn rename_actor(scene: &Scene, number: usize) -> Edit {
    Edit::RenameActor {
        actor: actor(scene, number).id.clone(),
        name: format!("Actor {number}"),
    }
}

fn add_actor(_scene: &Scene, number: usize) -> Edit {
    let name = format!("New {number}");
    let id = ActorId::new(&format!("N{number}")).expect("an id");
    Edit::AddActor(Box::new(Actor::new(id, ActorKind::State, name)))
}

fn add_tie(scene: &Scene, number: usize) -> Edit {
    let (from, to) = (actor(scene, number), actor(scene, number + 1));
    let model = scene.ties.at(number).expect("a tie").clone();
    Edit::AddTie(Box::new(Tie {
        id: ids::fresh_tie_id(scene, &from.id, &to.id),
        from: from.id.clone(),
        to: to.id.clone(),
        ..model
    }))
}

fn add_claim(scene: &Scene, number: usize) -> Edit {
    let model = scene.claims.at(number).expect("a claim").clone();
    let id = ids::fresh_claim_id(scene);
    Edit::AddClaim {
        claim: Box::new(Claim { id, ..model }),
        at: None,
    }
}

fn move_claim(scene: &Scene, number: usize) -> Edit {
    let claim = scene.claims.at(number * 37).expect("a claim");
    Edit::MoveClaim {
        claim: claim.id.clone(),
        to: number * 53 + 1,
    }
}

fn delete_claim(scene: &Scene, number: usize) -> Edit {
    Edit::delete_claim(scene.claims.at(number * 37).expect("a claim").id.clone())
}

fn delete_tie(scene: &Scene, number: usize) -> Edit {
    Edit::delete_ties(vec![scene.ties.at(number * 37).expect("a tie").id.clone()])
}

fn delete_actor(scene: &Scene, number: usize) -> Edit {
    Edit::Delete {
        actors: vec![actor(scene, number).id.clone()],
        ties: Vec::new(),
        claims: Vec::new(),
        sources: Vec::new(),
        kinds: Vec::new(),
        notes: Vec::new(),
        views: Vec::new(),
        slides: Vec::new(),
    }
}

/// Writes a line past the capture of tests: figures that a reader wants to see.
fn tell(line: &str) {
    use std::io::Write as _;
    writeln!(std::io::stderr(), "{line}").expect("told");
}
