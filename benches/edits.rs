//! One edit of a large scene: how long it takes until it is a step of the
//! history, and what the step keeps in memory.
//!
//! To reach at 20,000 actors and 200,000 ties: under 1 ms and under 16 kB.
//! What follows from the scene (picture, estimates, Problems) is not in these
//! figures.

mod support;

use std::cell::RefCell;
use std::sync::Arc;

use divan::{AllocProfiler, Bencher};
use entente::edit::{Edit, History, Step, apply, ids};
use entente::model::{Actor, ActorId, ActorKind, Claim, Offset, Scene, Tie, Weight};

use support::{Random, Size, random_scene};

// Counts what is allocated; the figures stand below each bench.
#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const SIZE: Size = Size {
    actors: 20_000,
    ties: 200_000,
    claims_per_tie: 1,
};

const SEED: u64 = 2026;

fn main() {
    divan::main();
}

thread_local! {
    /// Made once for all benches: it takes seconds.
    static SCENE: Arc<Scene> = Arc::new(random_scene(SIZE, &mut Random::new(SEED)));
}

fn change_weight(scene: &Scene, number: usize) -> Edit {
    let tie = scene
        .ties
        .at(number * 37 % scene.ties.len())
        .expect("a tie");
    Edit::SetTieWeight {
        tie: tie.id.clone(),
        // Random weights are whole hundredths: none is set already.
        weight: Weight::new(((number % 100) as f64 + 0.5) / 101.0).expect("a weight"),
    }
}

fn move_actor(scene: &Scene, number: usize) -> Edit {
    Edit::SetActorOffset {
        actor: actor(scene, number).id.clone(),
        offset: Offset::new(1.0, number as f64),
    }
}

fn rename(scene: &Scene, number: usize) -> Edit {
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
    Edit::AddClaim {
        claim: Box::new(Claim {
            id: ids::fresh_claim_id(scene),
            ..model
        }),
        at: None,
    }
}

/// Its twenty or so ties go along, and their claims lose their bearings.
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

fn actor(scene: &Scene, number: usize) -> &Actor {
    let at = number * 7 % scene.actors.len();
    scene.actors.at(at).expect("an actor")
}

/// A kind of edit, by its name and what makes one.
#[derive(Clone, Copy)]
struct Kind(&'static str, fn(&Scene, usize) -> Edit);

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

const KINDS: [Kind; 7] = [
    Kind("change weight", change_weight),
    Kind("move actor", move_actor),
    Kind("rename actor", rename),
    Kind("add actor", add_actor),
    Kind("add tie", add_tie),
    Kind("add claim", add_claim),
    Kind("delete actor", delete_actor),
];

/// The edit is applied and becomes a step. Each goes on from the one before, so
/// that what is allocated less what is freed is what the step keeps.
#[divan::bench(args = KINDS, sample_count = 500, sample_size = 1)]
fn edit(bencher: Bencher<'_, '_>, kind: Kind) {
    let scene = RefCell::new(SCENE.with(Arc::clone));
    let history = RefCell::new(History::default());
    let mut number = 0;
    bencher
        .with_inputs(|| {
            number += 1;
            kind.1(&scene.borrow(), number)
        })
        .bench_local_refs(|edit| {
            let before = Arc::clone(&scene.borrow());
            let after = Arc::new(apply(&before, edit).expect("it is taken").scene);
            *scene.borrow_mut() = Arc::clone(&after);
            let is_new = history.borrow_mut().push(Step {
                label: edit.label(&before),
                before,
                after,
                selected_before: (),
                selected_after: (),
            });
            assert!(is_new, "it changes something");
        });
}

/// How long it takes to make the id of a new record.
#[divan::bench]
fn fresh_claim_id(bencher: Bencher<'_, '_>) {
    let scene = SCENE.with(Arc::clone);
    bencher.bench_local(|| ids::fresh_claim_id(&scene));
}
