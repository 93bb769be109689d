//! Opening and writing scene files, beside what ron alone takes for the same
//! structs: 200 actors, 2,000 ties, 5 claims a tie.
//!
//! To reach: opening within 2 times a bare parse, writing to bytes within 1.5
//! times a bare write.

mod support;

use std::hint::black_box;

use divan::Bencher;
use entente::file::format::{SceneFile, options};
use entente::model::Scene;
use ron::ser::PrettyConfig;

use support::{Random, Size, random_scene};

const SIZE: Size = Size {
    actors: 200,
    ties: 2_000,
    claims_per_tie: 5,
};

const SEED: u64 = 2026;

fn main() {
    divan::main();
}

fn scene() -> Scene {
    random_scene(SIZE, &mut Random::new(SEED))
}

/// The scene as a file that opens without a problem.
fn text() -> String {
    let text = entente::file::write(&scene());
    let reading = entente::file::read(text.as_bytes()).expect("what is written can be read");
    assert!(reading.is_complete, "{:?}", reading.problems.first());
    text
}

/// From bytes to a checked scene.
#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| entente::file::read(black_box(text.as_bytes())));
}

/// From text to the structs of the file, unchecked.
#[divan::bench]
fn open_bare_ron(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| options().from_str::<SceneFile<'static>>(black_box(&text)));
}

/// From a scene to bytes.
#[divan::bench]
fn write(bencher: Bencher<'_, '_>) {
    let scene = scene();
    bencher.bench_local(|| entente::file::write(black_box(&scene)).into_bytes());
}

/// From the structs of the file to text.
#[divan::bench]
fn write_bare_ron(bencher: Bencher<'_, '_>) {
    let scene = scene();
    let file = entente::file::scene_file(&scene);
    let config = || PrettyConfig::new().new_line("\n").indentor("    ");
    bencher.bench_local(|| options().to_string_pretty(black_box(&file), config()));
}

/// Everything there is to ask about the same scene.
#[divan::bench]
fn findings(bencher: Bencher<'_, '_>) {
    let scene = scene();
    bencher.bench_local(|| {
        entente::evidence::findings(black_box(&scene), &entente::evidence::Texts::default())
    });
}
