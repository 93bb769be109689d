//! Random scenes compared, and random pairs of changes merged.
//!
//! The long run is
//! `cargo test --locked --test merging -- --ignored --nocapture`.

#[path = "../support/mod.rs"]
mod support;

#[expect(
    dead_code,
    reason = "sequences of edits are counted, pairs of them are not"
)]
#[path = "../undo/cards.rs"]
mod cards;
#[path = "../undo/maker.rs"]
mod maker;
#[path = "../undo/random.rs"]
mod random;

mod apart;
mod command;
mod conflicting;
mod values;

use std::num::NonZero;
use std::sync::OnceLock;
use std::thread;

use entente::edit::{Edit, apply};
use entente::file;
use entente::model::Scene;
use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::TestRunner;

use cards::Card;
use maker::{Maker, Quarry};
use random::Random;

/// How many random triples a plain run makes.
const SAMPLE: usize = 1_000;
/// And the long one.
const ALL: usize = 10_000;

/// So many random scenes to begin with and to take records from.
const SCENES: usize = 300;

#[test]
fn edits_that_do_not_touch_each_other_merge_to_what_both_make() {
    apart::check(SAMPLE);
}

#[test]
fn no_conflicting_edit_is_lost() {
    conflicting::check(SAMPLE);
}

#[test]
fn a_difference_applied_to_the_first_scene_gives_the_second() {
    conflicting::check_differences(SAMPLE);
}

#[test]
fn a_merge_with_a_side_that_did_nothing_is_the_other_side() {
    conflicting::check_trivial(SAMPLE);
}

#[test]
#[ignore = "takes minutes"]
fn all_of_it_ten_thousand_times() {
    apart::check(ALL);
    conflicting::check(ALL);
    conflicting::check_differences(ALL);
    conflicting::check_trivial(ALL);
}

/// Checks each number below `count`, on as many threads as the machine has, and
/// adds up what the checks count.
fn each<const N: usize>(count: usize, check: impl Fn(usize) -> [usize; N] + Sync) -> [usize; N] {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let check = &check;
        let running: Vec<_> = (0..threads)
            .map(|first| {
                scope.spawn(move || {
                    let mut all = [0; N];
                    for number in (first..count).step_by(threads) {
                        let named = Named(number);
                        add(&mut all, check(number));
                        drop(named);
                    }
                    all
                })
            })
            .collect();
        let mut all = [0; N];
        for thread in running {
            add(&mut all, thread.join().expect("no check fails"));
        }
        all
    })
}

fn add<const N: usize>(all: &mut [usize; N], more: [usize; N]) {
    for (own, more) in all.iter_mut().zip(more) {
        *own += more;
    }
}

/// Names the triple in which a check failed.
struct Named(usize);

impl Drop for Named {
    fn drop(&mut self) {
        if thread::panicking() {
            tell(&format!("it failed in triple {}", self.0));
        }
    }
}

/// The same scenes and texts in every run, the shipped ones among them.
fn quarry() -> &'static Quarry {
    static QUARRY: OnceLock<Quarry> = OnceLock::new();
    QUARRY.get_or_init(|| {
        let mut runner = TestRunner::deterministic();
        let shipped = ["scenes/blank.ron", "scenes/south_caucasus.ron"].map(|path| {
            let bytes = std::fs::read(path).expect("shipped");
            file::read(&bytes).expect("a scene").scene
        });
        let is_rich = |scene: &Scene| scene.ties.len() > 1 && scene.claims.len() > 1;
        let random = std::iter::repeat_with(|| one_of(&support::scene(), &mut runner));
        let random = random.enumerate();
        let random = random.filter(|(at, scene)| at % 20 == 0 || is_rich(scene));
        let random = random.map(|(_, scene)| scene).take(SCENES);
        let scenes: Vec<Scene> = random.chain(shipped).collect();
        let texts = (0..SCENES)
            .map(|_| one_of(&support::text(), &mut runner))
            .filter(|text| text.chars().count() < 150)
            .collect();
        Quarry { scenes, texts }
    })
}

fn one_of<S: Strategy>(strategy: &S, runner: &mut TestRunner) -> S::Value {
    strategy
        .new_tree(runner)
        .expect("one can be made")
        .current()
}

/// A scene to begin with.
fn base(random: &mut Random) -> Scene {
    random.pick(&quarry().scenes)
}

/// An edit that the scene takes, and what it makes of it.
fn edited(scene: &Scene, random: &mut Random) -> Option<(Edit, Scene)> {
    let card = random.pick(Card::ALL);
    let edit = Maker {
        quarry: quarry(),
        scene,
        random,
    }
    .edit(card)?;
    // Going back to another scene leaves nothing to merge.
    let is_whole = matches!(edit, Edit::ReplaceScene(_));
    let after = apply(scene, &edit).ok().filter(|_| !is_whole)?.scene;
    Some((edit, after))
}

/// Writes a line past the capture of tests: figures that a reader wants to see.
fn tell(line: &str) {
    use std::io::Write as _;
    writeln!(std::io::stderr(), "{line}").expect("told");
}
