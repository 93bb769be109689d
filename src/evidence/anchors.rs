//! Whether a quotation stands in its source, and where.
//!
//! An anchor is a W3C `TextQuoteSelector` (`exact`, with `prefix` and `suffix`)
//! and a `TextPositionSelector`. In order of trust: the words at the stated
//! place, the words where only one place fits, and else the finding that they
//! are ambiguous or missing. Texts are compared code point by code point: a
//! typographic and a straight apostrophe differ, since a quotation that was
//! tidied up is not the quotation.

use crate::model::Anchor;

/// What looking for a quotation found. Places count Unicode code points, not
/// bytes, from 0; ends are exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorCheck {
    /// The text of the source is not at hand, so nothing was checked.
    NotHeld,
    /// The words stand where the anchor says, or the anchor names no place and
    /// only one fits.
    Found {
        /// Where they begin.
        start: u64,
        /// Where they end.
        end: u64,
    },
    /// The words do not stand where the anchor says, but at one other place.
    FoundElsewhere {
        /// Where they begin.
        start: u64,
        /// Where they end.
        end: u64,
    },
    /// The words stand at several places, and nothing tells which is meant.
    Ambiguous(usize),
    /// The words do not stand in the text.
    Missing,
}

impl AnchorCheck {
    /// For a card: `source text not held`, `in source`.
    pub fn in_words(self) -> String {
        match self {
            Self::NotHeld => "source text not held".to_owned(),
            Self::Found { .. } => "in source".to_owned(),
            Self::FoundElsewhere { .. } => "in source, at another place".to_owned(),
            Self::Ambiguous(count) => format!("in source {count} times"),
            Self::Missing => "not in source".to_owned(),
        }
    }
}

/// Looks for the quotation of `anchor` in the text of its source; `None` where
/// that text is not held.
///
/// Of several places those count whose surroundings agree with `prefix` and
/// `suffix`; where none agrees, all count. An empty quotation is missing.
pub fn check(anchor: &Anchor, text: Option<&str>) -> AnchorCheck {
    let Some(text) = text else {
        return AnchorCheck::NotHeld;
    };
    let everywhere = places(text, &anchor.exact);
    let in_context: Vec<usize> = everywhere
        .iter()
        .copied()
        .filter(|at| agrees(text, *at, anchor))
        .collect();
    let places = if in_context.is_empty() {
        everywhere
    } else {
        in_context
    };
    let length = anchor.exact.chars().count() as u64;
    let starts: Vec<u64> = starts(text, &places);
    if let Some(start) = starts.iter().find(|at| is_stated(anchor, **at, length)) {
        return AnchorCheck::Found {
            start: *start,
            end: start + length,
        };
    }
    match starts.as_slice() {
        [] => AnchorCheck::Missing,
        [start] if anchor.start.is_none() && anchor.end.is_none() => AnchorCheck::Found {
            start: *start,
            end: start + length,
        },
        [start] => AnchorCheck::FoundElsewhere {
            start: *start,
            end: start + length,
        },
        several => AnchorCheck::Ambiguous(several.len()),
    }
}

/// Whether the anchor states a place, and it is this one.
fn is_stated(anchor: &Anchor, start: u64, length: u64) -> bool {
    anchor.start == Some(start) && anchor.end.is_none_or(|end| end == start + length)
}

/// Every place of `exact` in `text`, in bytes, rising; places may overlap.
fn places(text: &str, exact: &str) -> Vec<usize> {
    let Some(first) = exact.chars().next() else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(exact)) {
        out.push(from + found);
        from += found + first.len_utf8();
    }
    out
}

/// Whether the surroundings of the quotation at this byte agree with the
/// anchor's context, as far as it gives any.
fn agrees(text: &str, at: usize, anchor: &Anchor) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + anchor.exact.len()..).unwrap_or_default();
    anchor
        .prefix
        .as_deref()
        .is_none_or(|prefix| before.ends_with(prefix))
        && anchor
            .suffix
            .as_deref()
            .is_none_or(|suffix| after.starts_with(suffix))
}

/// These bytes, rising, as counts of code points; one pass over the text.
fn starts(text: &str, places: &[usize]) -> Vec<u64> {
    let mut counted = 0;
    let mut from = 0;
    places
        .iter()
        .map(|place| {
            let between = text.get(from..*place).unwrap_or_default();
            counted += between.chars().count() as u64;
            from = *place;
            counted
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::anchor;

    /// Curly quotes and letters of several bytes before the words, so that bytes
    /// and code points differ.
    const TEXT: &str = "“Bakı” said: the sea is calm. Later ‘the sea’ was not.";

    fn at(exact: &str, start: u64, end: u64) -> Anchor {
        Anchor {
            start: Some(start),
            end: Some(end),
            ..anchor(exact)
        }
    }

    #[test]
    fn without_the_text_nothing_is_claimed() {
        let check = check(&anchor("the sea"), None);
        assert_eq!(check, AnchorCheck::NotHeld);
        assert_eq!(check.in_words(), "source text not held");
    }

    #[test]
    fn places_count_code_points() {
        assert_eq!(
            check(&at("said", 7, 11), Some(TEXT)),
            AnchorCheck::Found { start: 7, end: 11 }
        );
        assert_eq!(
            check(&anchor("Bakı"), Some(TEXT)),
            AnchorCheck::Found { start: 1, end: 5 }
        );
        assert_eq!(
            check(&at("the sea", 37, 44), Some(TEXT)),
            AnchorCheck::Found { start: 37, end: 44 }
        );
    }

    #[test]
    fn a_wrong_place_is_told_from_a_right_one() {
        for (start, end) in [(8, 12), (7, 12), (900, 904), (u64::MAX, u64::MAX)] {
            assert_eq!(
                check(&at("said", start, end), Some(TEXT)),
                AnchorCheck::FoundElsewhere { start: 7, end: 11 },
                "{start}..{end}"
            );
        }
    }

    #[test]
    fn words_at_several_places_need_a_place_or_context() {
        assert_eq!(
            check(&anchor("the sea"), Some(TEXT)),
            AnchorCheck::Ambiguous(2)
        );
        assert_eq!(
            check(&at("the sea", 12, 19), Some(TEXT)),
            AnchorCheck::Ambiguous(2),
            "one code point off"
        );
        let quoted = Anchor {
            prefix: Some("‘".to_owned()),
            suffix: Some("’ was".to_owned()),
            ..anchor("the sea")
        };
        assert_eq!(
            check(&quoted, Some(TEXT)),
            AnchorCheck::Found { start: 37, end: 44 }
        );
    }

    #[test]
    fn context_that_fits_nowhere_is_passed_over() {
        let odd = Anchor {
            prefix: Some("never ".to_owned()),
            ..anchor("is calm")
        };
        assert_eq!(
            check(&odd, Some(TEXT)),
            AnchorCheck::Found { start: 21, end: 28 }
        );
    }

    #[test]
    fn words_that_are_not_there_are_missing() {
        for exact in ["", "the seas", "'the sea'", "THE SEA"] {
            assert_eq!(
                check(&anchor(exact), Some(TEXT)),
                AnchorCheck::Missing,
                "{exact:?}"
            );
        }
        assert_eq!(check(&anchor("x"), Some("")), AnchorCheck::Missing);
    }

    #[test]
    fn overlapping_places_are_all_counted() {
        assert_eq!(check(&anchor("əə"), Some("əəə")), AnchorCheck::Ambiguous(2));
    }
}
