//! The order of trust: which of the places that fit is the one.

use std::ops::Range;

use super::normalise::Normalised;
use super::places::{self, MOST};
use super::points::Points;
use super::{AnchorCheck, near};
use crate::model::Anchor;

/// So many places of an ambiguous quotation are given; the rest is counted.
const SHOWN: usize = 20;

/// A place, as start and end in code points.
pub(super) type Span = (u64, u64);

/// Looks for the quotation of `anchor` in the text of its source; `None` where
/// that text is not held. For several quotations of one text, see
/// [`check_all`].
pub fn check(anchor: &Anchor, text: Option<&str>) -> AnchorCheck {
    let found = text.and_then(|text| check_all(text, &[anchor]).pop());
    found.unwrap_or(AnchorCheck::NotHeld)
}

/// Looks for many quotations in the text that they are anchored in; one answer
/// for each, in their order.
///
/// Of several places those count whose surroundings agree with `prefix` and
/// `suffix`, else those where one of the two agrees, else all; what stands at
/// the stated place is found, unless the surroundings of another place agree.
/// An empty quotation is orphaned.
///
/// Takes time in proportion to the text, once for all quotations; what was not
/// found is looked for in the normalised text, once again for all, and then by
/// its words.
pub fn check_all(text: &str, anchors: &[&Anchor]) -> Vec<AnchorCheck> {
    let points = Points::new(text);
    let mut so_far: Vec<SoFar> = anchors
        .iter()
        .map(|anchor| at_stated_place(anchor, &points))
        .collect();
    look_for_words(&points, anchors, &mut so_far);
    if so_far.iter().any(SoFar::is_open) {
        look_for_form(&points, anchors, &mut so_far);
    }
    let missing: Vec<&Anchor> = anchors
        .iter()
        .zip(&so_far)
        .filter(|(_, so_far)| matches!(so_far, SoFar::Missing))
        .map(|(anchor, _)| *anchor)
        .collect();
    let mut nearly = near::find_all(&points, &missing).into_iter();
    so_far
        .into_iter()
        .map(|so_far| match so_far {
            SoFar::Settled(check) | SoFar::Torn(check) => check,
            SoFar::Missing => nearly.next().flatten().unwrap_or(AnchorCheck::Orphaned),
        })
        .collect()
}

/// How far a quotation was found.
#[derive(Clone, Debug, PartialEq, Eq)]
enum SoFar {
    /// For good.
    Settled(AnchorCheck),
    /// At several places; the normalised surroundings may still tell.
    Torn(AnchorCheck),
    /// Nowhere.
    Missing,
}

impl SoFar {
    fn is_open(&self) -> bool {
        !matches!(self, Self::Settled(_))
    }
}

/// Where the anchor says that it stands, if the words and the surroundings are
/// there. No search is needed then.
fn at_stated_place(anchor: &Anchor, points: &Points<'_>) -> SoFar {
    stated_words(anchor, points)
        .filter(|bytes| {
            let text = points.text();
            let before = text.get(..bytes.start).unwrap_or_default();
            let after = text.get(bytes.end..).unwrap_or_default();
            before.ends_with(prefix(anchor)) && after.starts_with(suffix(anchor))
        })
        .zip(anchor.start)
        .map_or(SoFar::Missing, |(_, start)| {
            let end = start + length(anchor);
            SoFar::Settled(AnchorCheck::Found { start, end })
        })
}

/// The words where the anchor says they stand, in bytes; `None` where it does
/// not say or other words are there.
fn stated_words(anchor: &Anchor, points: &Points<'_>) -> Option<Range<usize>> {
    let start = points.byte(anchor.start?)?;
    let bytes = start..start + anchor.exact.len();
    let is_there = points.text().get(bytes.clone()) == Some(anchor.exact.as_str());
    let ends = anchor
        .end
        .is_none_or(|end| end.checked_sub(length(anchor)) == anchor.start);
    (is_there && ends && !bytes.is_empty()).then_some(bytes)
}

/// The code points of the words.
fn length(anchor: &Anchor) -> u64 {
    anchor.exact.chars().count() as u64
}

fn prefix(anchor: &Anchor) -> &str {
    anchor.prefix.as_deref().unwrap_or_default()
}

fn suffix(anchor: &Anchor) -> &str {
    anchor.suffix.as_deref().unwrap_or_default()
}

/// A string to look for, and which part of it is the quotation, in bytes.
#[derive(Clone, Debug)]
struct Needle {
    string: String,
    quotation: Range<usize>,
}

/// What is looked for of one anchor.
#[derive(Clone, Debug, Default)]
struct Needles {
    /// With prefix and suffix.
    whole: Option<Needle>,
    /// With one of the two, where there are both.
    sides: Vec<Needle>,
    /// Without.
    bare: Option<Needle>,
}

impl Needles {
    /// Each made by `needle` from prefix, quotation and suffix.
    fn new(anchor: &Anchor, needle: impl Fn(&str, &str, &str) -> Option<Needle>) -> Self {
        let (before, exact, after) = (prefix(anchor), anchor.exact.as_str(), suffix(anchor));
        if exact.is_empty() {
            return Self::default();
        }
        let has_both = !before.is_empty() && !after.is_empty();
        let has_any = !before.is_empty() || !after.is_empty();
        Self {
            whole: has_any.then(|| needle(before, exact, after)).flatten(),
            sides: if has_both {
                let sides = [needle(before, exact, ""), needle("", exact, after)];
                sides.into_iter().flatten().collect()
            } else {
                Vec::new()
            },
            bare: needle("", exact, ""),
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Needle> {
        self.whole.iter().chain(&self.sides).chain(&self.bare)
    }
}

/// Letter for letter.
fn verbatim(before: &str, exact: &str, after: &str) -> Needle {
    Needle {
        string: [before, exact, after].concat(),
        quotation: before.len()..before.len() + exact.len(),
    }
}

/// In the form for comparing.
fn in_form(before: &str, exact: &str, after: &str) -> Option<Needle> {
    let exact_at = before.len() + (exact.len() - exact.trim_start().len());
    let exact_end = before.len() + exact.trim_end().len();
    let whole = [before, exact, after].concat();
    let normal = Normalised::new(&whole)?;
    let form = normal.form().trim_end();
    let start = normal.form_at(exact_at);
    let end = normal.form_at(exact_end).min(form.len());
    let words = form.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    let quotation = start..start + words.trim().len();
    (!quotation.is_empty()).then(|| Needle {
        string: form.to_owned(),
        quotation,
    })
}

/// Where the needles of one anchor stand: the places of the quotation itself,
/// rising.
#[derive(Clone, Debug, Default)]
struct Fits {
    whole: Vec<Span>,
    sides: Vec<Span>,
    bare: Vec<Span>,
}

/// Looks for all needles in `text`; `span` makes a place of the text, in bytes,
/// one of the source.
fn fits(text: &str, all: &[Needles], span: impl Fn(Range<usize>) -> Option<Span>) -> Vec<Fits> {
    let needles = all.iter().flat_map(Needles::iter);
    let strings: Vec<&str> = needles.map(|needle| needle.string.as_str()).collect();
    let mut found = places::find(text, &strings).into_iter();
    let mut spans = |needle: &Needle| -> Vec<Span> {
        let places = found.next().unwrap_or_default();
        let quotation = &needle.quotation;
        places
            .into_iter()
            .filter_map(|at| span(at + quotation.start..at + quotation.end))
            .collect()
    };
    all.iter()
        .map(|needles| {
            let whole = needles.whole.iter().flat_map(&mut spans).collect();
            let mut sides: Vec<Span> = needles.sides.iter().flat_map(&mut spans).collect();
            sides.sort_unstable();
            sides.dedup();
            let bare = needles.bare.iter().flat_map(&mut spans).collect();
            Fits { whole, sides, bare }
        })
        .collect()
}

/// Looks for what is open, letter for letter.
fn look_for_words(points: &Points<'_>, anchors: &[&Anchor], so_far: &mut [SoFar]) {
    let open = open(so_far, |so_far| so_far.is_open());
    let needles: Vec<Needles> = with(&open, anchors)
        .map(|anchor| {
            Needles::new(anchor, |before, exact, after| {
                Some(verbatim(before, exact, after))
            })
        })
        .collect();
    let fits = fits(points.text(), &needles, |bytes| Some(points.span(&bytes)));
    for (at, fits) in open.into_iter().zip(fits) {
        if let (Some(anchor), Some(so_far)) = (anchors.get(at), so_far.get_mut(at)) {
            *so_far = settle_words(anchor, &fits, points);
        }
    }
}

fn settle_words(anchor: &Anchor, fits: &Fits, points: &Points<'_>) -> SoFar {
    if fits.whole.is_empty()
        && let Some(bytes) = stated_words(anchor, points)
    {
        let (start, end) = points.span(&bytes);
        return SoFar::Settled(AnchorCheck::Found { start, end });
    }
    let groups = [&fits.whole, &fits.sides, &fits.bare];
    let Some(places) = groups.into_iter().find(|group| !group.is_empty()) else {
        return SoFar::Missing;
    };
    match one_of(anchor, places) {
        Ok((start, end)) if anchor.start.is_none() && anchor.end.is_none() => {
            SoFar::Settled(AnchorCheck::Found { start, end })
        }
        Ok((start, end)) => SoFar::Settled(AnchorCheck::Moved { start, end }),
        Err(ambiguous) => SoFar::Torn(ambiguous),
    }
}

/// Looks for what is missing, and for the surroundings of what several places
/// fit, in the normalised text.
fn look_for_form(points: &Points<'_>, anchors: &[&Anchor], so_far: &mut [SoFar]) {
    let has_context = |anchor: &Anchor| anchor.prefix.is_some() || anchor.suffix.is_some();
    let mut open = open(so_far, |so_far| so_far.is_open());
    open.retain(|at| {
        let is_missing = matches!(so_far.get(*at), Some(SoFar::Missing));
        anchors
            .get(*at)
            .is_some_and(|anchor| !anchor.exact.is_empty() && (is_missing || has_context(anchor)))
    });
    if open.is_empty() {
        return;
    }
    let Some(normal) = Normalised::new(points.text()) else {
        return;
    };
    let needles: Vec<Needles> = with(&open, anchors)
        .map(|anchor| Needles::new(anchor, in_form))
        .collect();
    let fits = fits(normal.form(), &needles, |form| {
        normal.source(&form).map(|bytes| points.span(&bytes))
    });
    for (at, fits) in open.into_iter().zip(fits) {
        if let (Some(anchor), Some(so_far)) = (anchors.get(at), so_far.get_mut(at)) {
            settle_form(anchor, &fits, points, so_far);
        }
    }
}

fn settle_form(anchor: &Anchor, fits: &Fits, points: &Points<'_>, so_far: &mut SoFar) {
    let is_torn = matches!(so_far, SoFar::Torn(_));
    let bare = (!is_torn).then_some(&fits.bare);
    let groups = [Some(&fits.whole), Some(&fits.sides), bare];
    let groups = groups.into_iter().flatten();
    let Some(places) = groups.into_iter().find(|group| !group.is_empty()) else {
        return;
    };
    match one_of(anchor, places) {
        Ok((start, end)) if is_verbatim(anchor, (start, end), points) => {
            *so_far = SoFar::Settled(AnchorCheck::Moved { start, end });
        }
        Ok((start, end)) => *so_far = SoFar::Settled(AnchorCheck::Normalised { start, end }),
        Err(_) if is_torn => {}
        Err(ambiguous) => *so_far = SoFar::Torn(ambiguous),
    }
}

fn is_verbatim(anchor: &Anchor, (start, end): Span, points: &Points<'_>) -> bool {
    let bytes = points.byte(start).zip(points.byte(end));
    let words = bytes.and_then(|(start, end)| points.text().get(start..end));
    words == Some(anchor.exact.as_str())
}

/// The only place, or the one that the anchor states; else that several fit.
pub(super) fn one_of(anchor: &Anchor, places: &[Span]) -> Result<Span, AnchorCheck> {
    let stated = places
        .iter()
        .find(|(start, _)| anchor.start == Some(*start));
    match (places, stated) {
        ([one], _) | (_, Some(one)) => Ok(*one),
        _ => Err(AnchorCheck::Ambiguous {
            places: places.iter().copied().take(SHOWN).collect(),
            count: places.len().min(MOST),
        }),
    }
}

/// The numbers of those that are wanted, rising.
fn open(so_far: &[SoFar], is_wanted: impl Fn(&SoFar) -> bool) -> Vec<usize> {
    let numbered = so_far.iter().enumerate();
    numbered
        .filter(|(_, so_far)| is_wanted(so_far))
        .map(|(at, _)| at)
        .collect()
}

/// The anchors with these numbers.
fn with<'a>(numbers: &[usize], anchors: &[&'a Anchor]) -> impl Iterator<Item = &'a Anchor> {
    numbers.iter().filter_map(|at| anchors.get(*at).copied())
}
