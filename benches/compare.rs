//! Two large scenes compared, three merged: what a compare view and `git merge`
//! wait for.
//!
//! To reach at 2,000 actors and 20,000 ties: under 0.2 s, also for scenes that
//! were read from two files and share nothing.

mod support;

use divan::Bencher;
use entente::compare::{Difference, merge};
use entente::edit::{Edit, apply};
use entente::file;
use entente::model::{Scene, Weight};

use support::{Random, Size, random_scene};

const SIZE: Size = Size {
    actors: 2_000,
    ties: 20_000,
    claims_per_tie: 1,
};

const SEED: u64 = 2026;

fn main() {
    divan::main();
}

fn scene() -> Scene {
    random_scene(SIZE, &mut Random::new(SEED))
}

/// The scene with every hundredth tie, from `first`, judged anew.
fn judged(scene: &Scene, first: usize) -> Scene {
    let ties = scene.ties.iter().skip(first).step_by(100);
    let edits = ties.map(|tie| Edit::SetTieWeight {
        tie: tie.id.clone(),
        weight: Weight::new(0.123).expect("a weight"),
    });
    apply(scene, &Edit::batch(edits.collect()))
        .expect("it is taken")
        .scene
}

/// The scene as another file has it: equal, and nothing of it shared.
fn read_again(scene: &Scene) -> Scene {
    let text = file::write(scene);
    file::read(text.as_bytes()).expect("a scene").scene
}

#[divan::bench(sample_count = 20)]
fn difference_of_an_edited_scene(bencher: Bencher<'_, '_>) {
    let before = scene();
    let after = judged(&before, 0);
    bencher.bench_local(|| Difference::between(&before, &after));
}

#[divan::bench(sample_count = 20)]
fn difference_of_two_files(bencher: Bencher<'_, '_>) {
    let before = scene();
    let after = judged(&read_again(&before), 0);
    bencher.bench_local(|| Difference::between(&before, &after));
}

#[divan::bench(sample_count = 20)]
fn lines_of_two_files(bencher: Bencher<'_, '_>) {
    let before = scene();
    let after = judged(&read_again(&before), 0);
    let difference = Difference::between(&before, &after);
    bencher.bench_local(|| difference.lines());
}

#[divan::bench(sample_count = 20)]
fn merge_of_three_files(bencher: Bencher<'_, '_>) {
    let base = scene();
    let ours = judged(&read_again(&base), 0);
    let theirs = judged(&read_again(&base), 50);
    bencher.bench_local(|| merge(&base, &ours, &theirs));
}
