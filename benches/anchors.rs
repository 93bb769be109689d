//! Quotations looked for in a text of 10 MB, a thousand of them: what opening a
//! scene with a very long source waits for, in the background.
//!
//! What it takes is told as a ratio to one `memchr` pass over the same text in
//! the same run: `cargo bench --bench anchors` prints the ratios first.

use std::hint::black_box;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use entente::evidence::{AnchorCheck, anchor_for, check_all};
use entente::model::{Anchor, SourceId};

const BYTES: usize = 10_000_000;
const ANCHORS: usize = 1_000;
const SEED: u64 = 2026;

/// How the ratios are measured: the best of so many runs of each.
const RUNS: usize = 15;

const SYLLABLES: [&str; 32] = [
    "ba", "ku", "an", "ka", "ra", "te", "hran", "as", "ta", "na", "tel", "ist", "ge", "ors", "mi",
    "nis", "ter", "port", "ex", "im", "lo", "gi", "sti", "ces", "pipe", "li", "ne", "ə", "ü", "ığ",
    "ça", "yev",
];

/// A stream of numbers: `SplitMix64` (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014).
struct Random(u64);

impl Random {
    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        (mixed % end as u64) as usize
    }
}

fn main() {
    print_ratios();
    divan::main();
}

/// A text and the anchors taken from it.
struct Case {
    text: String,
    /// All where they say.
    found: Vec<Anchor>,
    /// A tenth with another place stated.
    moved: Vec<Anchor>,
    /// A tenth with straight quotation marks and lines broken elsewhere.
    retyped: Vec<Anchor>,
}

fn case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let mut random = Random(SEED);
        let text = text(&mut random);
        let found = anchors(&text, &mut random);
        let tenth = |change: fn(&mut Anchor)| {
            let mut anchors = found.clone();
            anchors.iter_mut().step_by(10).for_each(change);
            anchors
        };
        Case {
            moved: tenth(|anchor| {
                anchor.start = anchor.start.map(|at| at / 2);
                anchor.end = anchor.end.map(|at| at / 2);
            }),
            retyped: tenth(|anchor| {
                let straight = anchor.exact.replace(['“', '”'], "\"").replace('’', "'");
                anchor.exact = straight.replacen(' ', "\n", 2);
            }),
            found,
            text,
        }
    })
}

/// Sentences of words made from syllables, some of several bytes, with quoted
/// words, possessives and paragraphs.
fn text(random: &mut Random) -> String {
    let mut pick = |below| random.below(below);
    let words: Vec<String> = (0..20_000)
        .map(|_| {
            let count = 1 + pick(3);
            (0..count)
                .map(|_| SYLLABLES[pick(SYLLABLES.len())])
                .collect()
        })
        .collect();
    let mut text = String::with_capacity(BYTES + 100);
    while text.len() < BYTES {
        // Few words often and most words seldom, as in a language.
        let bound = 1 + pick(words.len());
        let word = &words[pick(bound)];
        match pick(40) {
            0 => text.extend(["“", word, "” "]),
            1 => text.extend([word, "’s "]),
            2 => text.extend([word, ", "]),
            3 => text.extend([word, ". "]),
            4 if pick(8) == 0 => text.extend([word, ".\n"]),
            _ => text.extend([word, " "]),
        }
    }
    text
}

/// Quotations of three to fourteen words, over the whole text.
fn anchors(text: &str, random: &mut Random) -> Vec<Anchor> {
    let count = text.chars().count() as u64;
    let source = SourceId::new("s").expect("a source id");
    // Where words begin near evenly spaced places, found in one pass.
    let step = count / (ANCHORS as u64 + 1);
    let mut anchors = Vec::with_capacity(ANCHORS);
    let mut next = step / 2;
    let points: Vec<(usize, char)> = text.char_indices().collect();
    while anchors.len() < ANCHORS {
        let mut start = next as usize;
        while points[start].1 != ' ' {
            start += 1;
        }
        let length = 20 + random.below(70);
        let mut end = start + length;
        while points[end].1 != ' ' {
            end += 1;
        }
        let exact = text[points[start + 1].0..points[end].0].to_owned();
        anchors.push(Anchor {
            source: source.clone(),
            exact,
            prefix: None,
            suffix: None,
            start: Some(start as u64 + 1),
            end: Some(end as u64),
        });
        next += step;
    }
    anchors
}

fn check(text: &str, anchors: &[Anchor]) -> Vec<AnchorCheck> {
    check_all(text, &anchors.iter().collect::<Vec<_>>())
}

fn one_pass(text: &str) -> usize {
    memchr::memchr_iter(b'q', text.as_bytes()).count()
}

/// The least time of some runs.
fn least<T>(run: impl Fn() -> T) -> Duration {
    (0..RUNS)
        .map(|_| {
            let from = Instant::now();
            black_box(run());
            from.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn tally(checks: &[AnchorCheck]) -> String {
    let count = |word| checks.iter().filter(|check| check.word() == word).count();
    let words = [
        "found",
        "moved",
        "normalised",
        "ambiguous",
        "nearly",
        "orphaned",
    ];
    let parts = words.map(|word| (count(word), word));
    let some = parts.iter().filter(|(count, _)| *count > 0);
    let some: Vec<String> = some
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    some.join(", ")
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measures")]
fn print_ratios() {
    let case = case();
    let pass = least(|| one_pass(&case.text));
    println!(
        "one memchr pass over {} bytes: {:.3} ms",
        case.text.len(),
        pass.as_secs_f64() * 1e3
    );
    for (name, anchors) in [
        ("all found", &case.found),
        ("a tenth moved", &case.moved),
        ("a tenth to be normalised", &case.retyped),
    ] {
        let time = least(|| check(&case.text, anchors));
        println!(
            "{name}: {:.3} ms, {:.1} times the pass ({})",
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() / pass.as_secs_f64(),
            tally(&check(&case.text, anchors))
        );
    }
    let middle = case.text.chars().count() as u64 / 2;
    let time = least(|| anchor_for(&case.text, middle, middle + 60));
    println!(
        "an anchor for a selection: {:.3} ms",
        time.as_secs_f64() * 1e3
    );
}

#[divan::bench]
fn one_memchr_pass(bencher: Bencher<'_, '_>) {
    let case = case();
    bencher.bench_local(|| one_pass(&case.text));
}

#[divan::bench]
fn all_found(bencher: Bencher<'_, '_>) {
    let case = case();
    bencher.bench_local(|| check(&case.text, &case.found));
}

#[divan::bench]
fn a_tenth_moved(bencher: Bencher<'_, '_>) {
    let case = case();
    bencher.bench_local(|| check(&case.text, &case.moved));
}

#[divan::bench]
fn a_tenth_to_be_normalised(bencher: Bencher<'_, '_>) {
    let case = case();
    bencher.bench_local(|| check(&case.text, &case.retyped));
}
