//! Where many strings stand in one text: one pass for all of them.
//!
//! Where it can be done, [`sampled`] reads a part of the text only; else an
//! automaton reads every byte, whatever the text and the strings are (Aho and
//! Corasick, "Efficient string matching", 1975).

use std::collections::HashMap;

use aho_corasick::automaton::{Automaton as _, OverlappingState};
use aho_corasick::nfa::contiguous::{Builder, NFA};
use aho_corasick::{Input, MatchKind};
use memchr::memmem;

use super::sampled::{self, Step};

/// Where collecting the places of one string stops. A quotation with so many
/// places says nothing about where it was taken from.
pub(super) const MOST: usize = 1_000;

/// A string longer than this, in bytes, is looked for by itself.
const LONG: usize = 16 * 1024;

/// Of such a string, so many places are looked for, each with a pass over the
/// text.
const MOST_OF_LONG: usize = 16;

/// So few short strings are looked for one after the other.
const FEW: usize = 3;

/// So many matches of strings that have enough are put up with before they are
/// taken out of the search.
const PATIENCE: usize = 1_000_000;

/// Where one string stands, in bytes, rising; places may overlap. The first
/// [`MOST`] where there are more.
pub(super) type Places = Vec<usize>;

/// The places of every one of these strings, in their order. An empty string
/// stands nowhere. Of a string of more than 16 KiB, the first 16.
///
/// Takes time in proportion to the text and the strings: what a string has more
/// than [`MOST`] places of is not paid for.
pub(super) fn find(text: &str, wanted: &[&str]) -> Vec<Places> {
    let mut distinct: Vec<&str> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let numbered: Vec<usize> = wanted
        .iter()
        .map(|string| {
            *numbers.entry(string).or_insert_with(|| {
                distinct.push(string);
                distinct.len() - 1
            })
        })
        .collect();
    let places = places_of(text, &distinct);
    numbered
        .into_iter()
        .map(|number| places.get(number).cloned().unwrap_or_default())
        .collect()
}

/// As [`find`], of strings that differ.
fn places_of(text: &str, strings: &[&str]) -> Vec<Places> {
    let mut out = vec![Places::new(); strings.len()];
    let (mut wide, mut narrow, mut together) = (Vec::new(), Vec::new(), Vec::new());
    for (number, string) in strings.iter().enumerate() {
        match string.len() {
            0 => {}
            length if length > text.len() => {}
            length if length > LONG => {
                if let Some(out) = out.get_mut(number) {
                    *out = places_of_one(text, string, MOST_OF_LONG);
                }
            }
            length if length >= Step::Wide.least() => wide.push(number),
            length if length >= Step::Narrow.least() => narrow.push(number),
            _ => together.push(number),
        }
    }
    if narrow.len() <= FEW {
        for number in narrow.drain(..) {
            if let (Some(string), Some(out)) = (strings.get(number), out.get_mut(number)) {
                *out = places_of_one(text, string, MOST);
            }
        }
    }
    for (numbers, step) in [(wide, Step::Wide), (narrow, Step::Narrow)] {
        let these = with_numbers(strings, &numbers);
        if these.is_empty() {
            continue;
        }
        match sampled::find(text, &these, step) {
            Some(places) => {
                for (number, places) in numbers.into_iter().zip(places) {
                    if let Some(out) = out.get_mut(number) {
                        *out = places;
                    }
                }
            }
            None => together.extend(numbers),
        }
    }
    let mut done = 0;
    while let Some(reached) = pass(text, strings, &together, done, &mut out) {
        done = reached;
        together.retain(|number| out.get(*number).is_some_and(|places| places.len() < MOST));
    }
    out
}

fn with_numbers<'a>(strings: &[&'a str], numbers: &[usize]) -> Vec<&'a str> {
    let some = numbers.iter().filter_map(|number| strings.get(*number));
    some.copied().collect()
}

/// The first so many places of one string.
fn places_of_one(text: &str, string: &str, most: usize) -> Places {
    let finder = memmem::Finder::new(string);
    let mut from = 0;
    let next = || {
        let rest = text.as_bytes().get(from..)?;
        let at = from + finder.find(rest)?;
        from = at + 1;
        Some(at)
    };
    std::iter::from_fn(next).take(most).collect()
}

/// Adds the places of the strings with these numbers that end past `done`.
///
/// Stops where strings that have enough places get in the way, and says up to
/// where everything was found.
fn pass(
    text: &str,
    strings: &[&str],
    numbers: &[usize],
    done: usize,
    out: &mut [Places],
) -> Option<usize> {
    let these = with_numbers(strings, numbers);
    let longest = these.iter().map(|string| string.len()).max()?;
    let Ok(automaton) = automaton(&these) else {
        one_by_one(text, strings, numbers, out);
        return None;
    };
    let input = Input::new(text).span(done.saturating_sub(longest)..text.len());
    let mut state = OverlappingState::start();
    let (mut last_end, mut useless) = (done, 0);
    loop {
        automaton.try_find_overlapping(&input, &mut state).ok()?;
        let found = state.get_match()?;
        if found.end() <= done {
            continue;
        }
        if found.end() > last_end && useless > PATIENCE {
            return Some(last_end);
        }
        last_end = found.end();
        let number = numbers.get(found.pattern().as_usize())?;
        let places = out.get_mut(*number)?;
        if places.len() < MOST {
            places.push(found.start());
        } else {
            useless += 1;
        }
    }
}

fn automaton(strings: &[&str]) -> Result<NFA, aho_corasick::BuildError> {
    Builder::new()
        .match_kind(MatchKind::Standard)
        .build(strings)
}

/// Where the strings are too many for one automaton.
fn one_by_one(text: &str, strings: &[&str], numbers: &[usize], out: &mut [Places]) {
    for number in numbers {
        if let (Some(string), Some(places)) = (strings.get(*number), out.get_mut(*number)) {
            places.clear();
            places.extend(memmem::find_iter(text.as_bytes(), string.as_bytes()).take(MOST));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As [`find`], the plain way.
    fn one_after_the_other(text: &str, string: &str) -> Places {
        text.char_indices()
            .map(|(at, _)| at)
            .filter(|at| !string.is_empty() && text[*at..].starts_with(string))
            .take(MOST)
            .collect()
    }

    proptest! {
        #[test]
        fn every_place_is_found(
            text in "[abə’]{0,60}",
            strings in proptest::collection::vec("[abə’]{0,5}", 0..12),
        ) {
            let wanted: Vec<&str> = strings.iter().map(String::as_str).collect();
            let expected: Vec<Places> = wanted
                .iter()
                .map(|string| one_after_the_other(&text, string))
                .collect();
            prop_assert_eq!(find(&text, &wanted), expected);
        }
    }

    proptest! {
        #[test]
        fn longer_strings_are_found_wherever_they_stand(
            text in "([abə’]|some words |other words, and more of them |’){0,60}",
            cuts in proptest::collection::vec((0_usize..200, 1_usize..80), 0..20),
            other in "[abə ]{0,30}",
        ) {
            let mut wanted = vec![other.as_str()];
            wanted.extend(cuts.iter().filter_map(|(from, length)| text.get(*from..from + length)));
            let expected: Vec<Places> = wanted
                .iter()
                .map(|string| one_after_the_other(&text, string))
                .collect();
            prop_assert_eq!(find(&text, &wanted), expected);
        }
    }

    #[test]
    fn strings_that_are_everywhere_do_not_hide_the_others() {
        let text = format!("{}needle{}", "a".repeat(3_000_000), "a".repeat(3_000_000));
        let many: Vec<String> = (1..200).map(|length| "a".repeat(length)).collect();
        let mut wanted: Vec<&str> = many.iter().map(String::as_str).collect();
        wanted.push("needle");
        wanted.push("aneedlea");
        let places = find(&text, &wanted);
        assert_eq!(places[..many.len()].iter().map(Vec::len).max(), Some(MOST));
        assert_eq!(places[many.len()], [3_000_000]);
        assert_eq!(places[many.len() + 1], [2_999_999]);
    }

    #[test]
    fn a_long_string_that_overlaps_itself_is_not_taken_for_one() {
        let text = "a".repeat(LONG + 3);
        assert_eq!(find(&text, &[&text[..=LONG]]), [[0, 1, 2]]);
    }

    #[test]
    fn a_string_of_a_megabyte_is_found() {
        let long = "ab".repeat(500_000);
        let text = format!("{long}c{long}");
        assert_eq!(
            find(&text, &[&long, "bca"]),
            [vec![0, 1_000_001], vec![999_999]]
        );
        assert_eq!(find("short", &[&long]), [Places::new()]);
    }
}
