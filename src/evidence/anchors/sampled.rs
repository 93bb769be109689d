//! Many strings looked for at once by samples of the text.
//!
//! Whatever stands in the text covers a sample of it: some bytes, taken at equal
//! steps. So only samples are looked up among the parts of the strings, and only
//! where one is such a part are the two compared. (After Karp and Rabin,
//! "Efficient randomized pattern-matching algorithms", 1987, and the q-grams of
//! Wu and Manber, 1994.)
//!
//! That is many times faster than reading every byte, but not where text and
//! strings consist of the same few bytes. It then gives up, and another way is
//! taken.

use std::collections::HashMap;
use std::ops::Range;

use super::places::{MOST, Places};

/// How samples are taken.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Eight bytes of every sixteen.
    Wide,
    /// Four bytes of every four.
    Narrow,
}

impl Step {
    const fn step(self) -> usize {
        match self {
            Self::Wide => 16,
            Self::Narrow => 4,
        }
    }

    const fn sample(self) -> usize {
        match self {
            Self::Wide => 8,
            Self::Narrow => 4,
        }
    }

    /// A string of at least so many bytes covers a sample wherever it stands.
    pub(super) const fn least(self) -> usize {
        self.step() + self.sample() - 1
    }
}

/// A part of a string that may be a sample of the text.
#[derive(Clone, Copy, Debug)]
struct Part {
    sample: u64,
    string: u32,
    /// Where it stands in the string.
    offset: u32,
}

/// Where each of these strings stands, in bytes, rising; places may overlap.
/// The first [`MOST`] where there are more. All are at least `step.least()`
/// bytes long.
///
/// `None` where comparing takes too long.
pub(super) fn find(text: &str, strings: &[&str], step: Step) -> Option<Vec<Places>> {
    let parts = Parts::new(strings, step);
    let mut search = Search {
        text: text.as_bytes(),
        strings,
        parts: &parts,
        places: vec![Places::new(); strings.len()],
        // As much as some passes over the text take.
        patience: text.len() / 2 + 100_000,
    };
    match step {
        Step::Wide => {
            let chunks = search.text.chunks(step.step());
            for (number, chunk) in chunks.enumerate() {
                let Some(sample) = chunk.first_chunk::<8>() else {
                    break;
                };
                search.look_up(u64::from_le_bytes(*sample), number * step.step())?;
            }
        }
        Step::Narrow => {
            let chunks = search.text.chunks(step.step());
            for (number, chunk) in chunks.enumerate() {
                let Some(sample) = chunk.first_chunk::<4>() else {
                    break;
                };
                let sample = u64::from(u32::from_le_bytes(*sample));
                search.look_up(sample, number * step.step())?;
            }
        }
    }
    Some(search.places)
}

struct Search<'a> {
    text: &'a [u8],
    strings: &'a [&'a str],
    parts: &'a Parts,
    places: Vec<Places>,
    patience: usize,
}

impl Search<'_> {
    /// Adds the strings that have this sample where it stands in the text;
    /// `None` once that has taken too long.
    #[inline]
    fn look_up(&mut self, sample: u64, at: usize) -> Option<()> {
        if self.parts.may_have(sample) {
            self.compare(sample, at)
        } else {
            Some(())
        }
    }

    fn compare(&mut self, sample: u64, at: usize) -> Option<()> {
        for part in self.parts.of(sample) {
            let string = self.strings.get(part.string as usize)?.as_bytes();
            let places = self.places.get_mut(part.string as usize)?;
            let is_enough = places.len() >= MOST;
            let cost = if is_enough { 1 } else { 2 + string.len() / 32 };
            self.patience = self.patience.checked_sub(cost)?;
            let Some(start) = at.checked_sub(part.offset as usize) else {
                continue;
            };
            if !is_enough && self.text.get(start..start + string.len()) == Some(string) {
                places.push(start);
            }
        }
        Some(())
    }
}

/// The parts of all strings by their sample.
struct Parts {
    /// Sorted by sample; of one sample the later in its string first, so that
    /// places come out rising.
    parts: Vec<Part>,
    by_sample: HashMap<u64, Range<usize>>,
    /// A bit for each hash that a sample has.
    bits: Vec<u64>,
    shift: u32,
}

impl Parts {
    fn new(strings: &[&str], step: Step) -> Self {
        let mut parts = Vec::with_capacity(strings.len() * step.step());
        for (number, string) in strings.iter().enumerate() {
            let windows = string.as_bytes().windows(step.sample());
            for (offset, window) in windows.take(step.step()).enumerate() {
                let mut bytes = [0; 8];
                for (to, from) in bytes.iter_mut().zip(window) {
                    *to = *from;
                }
                parts.push(Part {
                    sample: u64::from_le_bytes(bytes),
                    string: number as u32,
                    offset: offset as u32,
                });
            }
        }
        parts.sort_unstable_by_key(|part| {
            (part.sample, std::cmp::Reverse(part.offset), part.string)
        });
        // Some thirty bits a part, from 4 KiB to 1 MiB.
        let bits = (parts.len() * 32).clamp(1 << 15, 1 << 23);
        let power = bits.next_power_of_two().trailing_zeros();
        let mut out = Self {
            by_sample: HashMap::new(),
            bits: vec![0; 1 << (power - 6)],
            shift: 64 - power,
            parts,
        };
        let mut from = 0;
        for run in out.parts.chunk_by(|one, other| one.sample == other.sample) {
            if let Some(first) = run.first() {
                out.by_sample.insert(first.sample, from..from + run.len());
                let bit = hash(first.sample, out.shift);
                if let Some(word) = out.bits.get_mut(bit / 64) {
                    *word |= 1 << (bit % 64);
                }
            }
            from += run.len();
        }
        out
    }

    #[inline]
    fn may_have(&self, sample: u64) -> bool {
        let bit = hash(sample, self.shift);
        let word = self.bits.get(bit / 64).copied().unwrap_or_default();
        word & (1 << (bit % 64)) != 0
    }

    fn of(&self, sample: u64) -> &[Part] {
        let range = self.by_sample.get(&sample).cloned();
        range
            .and_then(|range| self.parts.get(range))
            .unwrap_or_default()
    }
}

/// The highest bits of a product (Knuth, "The art of computer programming",
/// volume 3, 6.4).
#[inline]
fn hash(sample: u64, shift: u32) -> usize {
    (sample.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize
}
