//! Anchors made anew: of a quotation that was found at another place, and of
//! words that were selected.

use memchr::memmem;

use super::normalise::is_hidden;
use super::places;
use super::points::Points;
use super::{AnchorCheck, check_all};
use crate::model::{Anchor, SourceId};

/// So many words are taken into the surroundings, on either side. A quotation
/// that is not unique even then has its place alone to tell it.
const WORDS: usize = 24;

/// A word longer than this, in code points, counts as several.
const WORD: usize = 40;

/// Words of a text and where they stand: an anchor without its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words themselves.
    pub exact: String,
    /// Words just before, where `exact` alone is not unique.
    pub prefix: Option<String>,
    /// Words just after, where `exact` alone is not unique.
    pub suffix: Option<String>,
    /// Where `exact` begins, in code points.
    pub start: u64,
    /// Where `exact` ends, exclusive, in code points.
    pub end: u64,
}

impl Quotation {
    /// The anchor in this source.
    pub fn into_anchor(self, source: SourceId) -> Anchor {
        Anchor {
            source,
            exact: self.exact,
            prefix: self.prefix,
            suffix: self.suffix,
            start: Some(self.start),
            end: Some(self.end),
        }
    }
}

/// The quotation from `start` to `end`, in code points, without white space at
/// its ends.
///
/// Surroundings go with it, as few words as make it the only one of its kind;
/// where the text repeats itself so much that none do, its place alone tells it.
///
/// `None` where nothing but white space stands there, or the text is shorter.
pub fn anchor_for(text: &str, start: u64, end: u64) -> Option<Quotation> {
    quotation(&Points::new(text), start, end, |exact| {
        is_unique(text, exact)
    })
}

/// As [`anchor_for`]; `is_only` tells of words whether they stand at one place.
fn quotation(
    points: &Points<'_>,
    start: u64,
    end: u64,
    is_only: impl FnOnce(&str) -> bool,
) -> Option<Quotation> {
    let text = points.text();
    let bytes = points.byte(start)?..points.byte(end)?;
    let selected = text.get(bytes.clone())?;
    let is_blank = |c: char| c.is_whitespace() || is_hidden(c);
    let after_blank = selected.trim_start_matches(is_blank);
    let start = bytes.end - after_blank.len();
    let exact = after_blank.trim_end_matches(is_blank);
    if exact.is_empty() {
        return None;
    }
    let (before, rest) = text.split_at(start);
    let after = rest.get(exact.len()..)?;
    let (prefix, suffix) = if is_only(exact) {
        ("", "")
    } else {
        surroundings(text, before, exact, after)
    };
    let (start, end) = points.span(&(start..start + exact.len()));
    Some(Quotation {
        exact: exact.to_owned(),
        prefix: Some(prefix.to_owned()).filter(|it| !it.is_empty()),
        suffix: Some(suffix.to_owned()).filter(|it| !it.is_empty()),
        start,
        end,
    })
}

/// The anchor as it is found in this text now, after [`check`](super::check())
/// came to `check` on the same text.
///
/// The place is the one that was found; after `Normalised` and `Nearly` the
/// words are those that stand there. `None` where nothing was found, several
/// places fit, or the anchor already is as it should be.
pub fn reanchored(anchor: &Anchor, check: &AnchorCheck, text: &str) -> Option<Anchor> {
    let (start, end) = new_place(anchor, check)?;
    let quotation = anchor_for(text, start, end)?;
    Some(quotation.into_anchor(anchor.source.clone()))
}

/// Looks for many quotations in the text that they are anchored in, and gives
/// what each came to, with the anchor as it is found there now: see
/// [`check_all`] and [`reanchored`].
pub fn reanchored_all(text: &str, anchors: &[&Anchor]) -> Vec<(AnchorCheck, Option<Anchor>)> {
    let checks = check_all(text, anchors);
    let points = Points::new(text);
    let words: Vec<&str> = anchors
        .iter()
        .zip(&checks)
        .map(|(anchor, check)| {
            let place = new_place(anchor, check);
            let bytes = place.and_then(|(start, end)| points.byte(start).zip(points.byte(end)));
            bytes
                .and_then(|(start, end)| text.get(start..end))
                .unwrap_or_default()
        })
        .collect();
    let places = places::find(text, &words);
    let anchors = anchors.iter().zip(checks).zip(words.iter().zip(places));
    anchors
        .map(|((anchor, check), (words, places))| {
            let place = new_place(anchor, &check);
            let quotation = place.and_then(|(start, end)| {
                quotation(&points, start, end, |exact| {
                    exact == *words && places.len() == 1
                })
            });
            let anew = quotation.map(|it| it.into_anchor(anchor.source.clone()));
            (check, anew)
        })
        .collect()
}

/// The place that an anchor is to say; `None` where it is found as it stands, or
/// nowhere for certain.
fn new_place(anchor: &Anchor, check: &AnchorCheck) -> Option<(u64, u64)> {
    let is_complete = anchor.start.is_some() && anchor.end.is_some();
    if is_complete && matches!(check, AnchorCheck::Found { .. }) {
        return None;
    }
    check.place()
}

/// As few words before and after as tell this place from all others.
fn surroundings<'a>(
    text: &str,
    before: &'a str,
    exact: &str,
    after: &'a str,
) -> (&'a str, &'a str) {
    let (mut prefix, mut suffix) = ("", "");
    for _ in 0..WORDS {
        let (longer_prefix, longer_suffix) = (
            with_word_before(before, prefix),
            with_word_after(after, suffix),
        );
        if (longer_prefix, longer_suffix) == (prefix, suffix) {
            break;
        }
        (prefix, suffix) = (longer_prefix, longer_suffix);
        for (prefix, suffix) in [(prefix, ""), ("", suffix), (prefix, suffix)] {
            if is_unique(text, &[prefix, exact, suffix].concat()) {
                return (prefix, suffix);
            }
        }
    }
    ("", "")
}

/// Whether these words stand at one place only.
fn is_unique(text: &str, words: &str) -> bool {
    let finder = memmem::Finder::new(words);
    let Some(first) = finder.find(text.as_bytes()) else {
        return false;
    };
    let rest = text.as_bytes().get(first + 1..).unwrap_or_default();
    finder.find(rest).is_none()
}

/// `taken`, which ends `before`, with one word more.
fn with_word_before<'a>(before: &'a str, taken: &str) -> &'a str {
    let rest = before.get(..before.len() - taken.len()).unwrap_or_default();
    let mut at = rest.len();
    let mut has_letters = false;
    for (c_at, c) in rest.char_indices().rev().take(WORD) {
        if c.is_whitespace() && has_letters {
            break;
        }
        has_letters |= !c.is_whitespace();
        at = c_at;
    }
    before.get(at..).unwrap_or_default()
}

/// `taken`, which begins `after`, with one word more.
fn with_word_after<'a>(after: &'a str, taken: &str) -> &'a str {
    let rest = after.get(taken.len()..).unwrap_or_default();
    let mut end = 0;
    let mut has_letters = false;
    for (at, c) in rest.char_indices().take(WORD) {
        if c.is_whitespace() && has_letters {
            break;
        }
        has_letters |= !c.is_whitespace();
        end = at + c.len_utf8();
    }
    after.get(..taken.len() + end).unwrap_or_default()
}
