//! Random sequences of every kind of edit, undone to the first byte and redone
//! to the last, with what was selected.
//!
//! The long run is
//! `cargo test --release --locked --test undo -- --ignored --nocapture`.

#[path = "../support/mod.rs"]
mod support;

mod cards;
mod maker;
mod player;
mod random;
mod refused;

use std::num::NonZero;
use std::thread;

use entente::file;
use entente::model::Scene;
use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::TestRunner;

use cards::Tally;
use maker::Quarry;
use player::Player;

const EDITS: usize = 50;

/// Every kind of edit is made at least so often in a run.
const LEAST: usize = 1_000;

/// So many random scenes to begin with and to take records from.
const SCENES: usize = 300;

#[test]
fn undoing_all_gives_the_first_bytes_and_redoing_all_the_last() {
    check(2_050);
}

#[test]
#[ignore = "takes minutes; with --release"]
fn undoing_all_of_a_hundred_thousand_sequences_gives_the_first_bytes() {
    check(100_000);
}

fn check(sequences: usize) {
    let tally = play(sequences);
    for (card, count) in tally.done() {
        tell(&format!("{count:>8} {card:?}"));
    }
    for (refusal, count) in tally.refused() {
        tell(&format!("{count:>8} refused: {refusal:?}"));
    }
    let made: usize = tally.done().map(|(_, count)| count).sum();
    assert_eq!(made, sequences * EDITS, "all of them were made");
    for (card, count) in tally.done() {
        assert!(count >= LEAST, "{card:?} was made {count} times");
    }
    for (refusal, count) in tally.refused() {
        assert!(count >= LEAST / 50, "{refusal:?} happened {count} times");
    }
}

/// Plays the sequences from 0, on as many threads as the machine has.
fn play(sequences: usize) -> Tally {
    let quarry = quarry();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let quarry = &quarry;
        let played: Vec<_> = (0..threads)
            .map(|first| {
                scope.spawn(move || {
                    let mut player = Player::new(quarry);
                    for number in (first..sequences).step_by(threads) {
                        player.play(number, EDITS);
                    }
                    player.tally
                })
            })
            .collect();
        played.into_iter().fold(Tally::new(), |all, thread| {
            all.and(&thread.join().expect("no sequence fails"))
        })
    })
}

/// The same scenes and texts in every run, the shipped scenes among them. Most
/// have several records of each sort, so that every edit finds some.
fn quarry() -> Quarry {
    let mut runner = TestRunner::deterministic();
    let shipped = ["scenes/blank.ron", "scenes/south_caucasus.ron"].map(|path| {
        let bytes = std::fs::read(path).expect("shipped");
        file::read(&bytes).expect("a scene").scene
    });
    let is_rich =
        |scene: &Scene| scene.ties.len() > 1 && scene.sources.len() > 1 && scene.claims.len() > 1;
    let random = std::iter::repeat_with(|| one_of(&support::scene(), &mut runner));
    let random = random.enumerate();
    let random = random.filter(|(at, scene)| at % 20 == 0 || is_rich(scene));
    let random = random.map(|(_, scene)| scene).take(SCENES);
    let scenes: Vec<Scene> = random.chain(shipped).collect();
    let texts: Vec<String> = (0..SCENES)
        .map(|_| one_of(&support::text(), &mut runner))
        .filter(|text| text.chars().count() < 150)
        .collect();
    Quarry { scenes, texts }
}

fn one_of<S: Strategy>(strategy: &S, runner: &mut TestRunner) -> S::Value {
    strategy
        .new_tree(runner)
        .expect("one can be made")
        .current()
}

/// Writes a line past the capture of tests: figures that a reader wants to see.
fn tell(line: &str) {
    use std::io::Write as _;
    writeln!(std::io::stderr(), "{line}").expect("told");
}
