//! Whether a quotation stands in its source, and where.
//!
//! An anchor is a W3C `TextQuoteSelector` (`exact`, with `prefix` and `suffix`)
//! and a `TextPositionSelector`. In order of trust: the words at the stated
//! place, the words where their surroundings are as the anchor has them, the
//! words where only one place fits, the same after [`normalise`] has taken away
//! what typing and re-wrapping do to a text, and words that nearly agree. What
//! fits several places equally well is put to the person; what stands nowhere is
//! orphaned, and kept.
//!
//! Places count Unicode code points from 0, not bytes; ends are exclusive.

mod check;
mod claims;
mod near;
mod normalise;
mod places;
mod points;
mod reanchor;
mod sampled;

pub use check::{check, check_all};
pub use claims::check_claims;
pub use reanchor::{Quotation, anchor_for, reanchored, reanchored_all};

/// Words of an anchor that its source has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// As the anchor has them; empty where the source has words more.
    pub wanted: String,
    /// As the source has them; empty where the anchor has words more.
    pub found: String,
}

/// What looking for a quotation found.
///
/// Places count Unicode code points from the start of the text, from 0; ends
/// are exclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorCheck {
    /// The text of the source is not at hand, so nothing was checked.
    NotHeld,
    /// A text is at hand whose SHA-256 is not the one that the source names, so
    /// nothing was checked.
    Altered,
    /// The words stand where the anchor says, or the anchor names no place and
    /// only one fits.
    Found {
        /// Where they begin.
        start: u64,
        /// Where they end.
        end: u64,
    },
    /// The words do not stand where the anchor says, but at one other place.
    Moved {
        /// Where they begin.
        start: u64,
        /// Where they end.
        end: u64,
    },
    /// The words stand in the text but for quotation marks, dashes, white
    /// space, invisible characters or Unicode form.
    Normalised {
        /// Where they begin.
        start: u64,
        /// Where they end.
        end: u64,
    },
    /// Several places fit, and nothing tells which is meant.
    Ambiguous {
        /// The first of these places, as start and end, rising.
        places: Vec<(u64, u64)>,
        /// How many places there are; at [`Self::MANY`] counting stopped.
        count: usize,
    },
    /// At one place the text has nearly these words.
    Nearly {
        /// Where they begin.
        start: u64,
        /// Where they end.
        end: u64,
        /// What differs, in the order of the text.
        words: Vec<Differing>,
    },
    /// The words do not stand in the text.
    Orphaned,
}

impl AnchorCheck {
    /// Where counting the places of a quotation stops.
    pub const MANY: usize = places::MOST;

    /// For a card: `source text not held`, `in source`.
    pub fn in_words(&self) -> String {
        match self {
            Self::NotHeld => "source text not held".to_owned(),
            Self::Altered => "source text altered".to_owned(),
            Self::Found { .. } => "in source".to_owned(),
            Self::Moved { .. } => "in source, at another place".to_owned(),
            Self::Normalised { .. } => "in source, but for marks or spaces".to_owned(),
            Self::Ambiguous { count, .. } if *count >= Self::MANY => {
                format!("fits {count} places in source, or more")
            }
            Self::Ambiguous { count, .. } => format!("fits {count} places in source"),
            Self::Nearly { .. } => "nearly in source".to_owned(),
            Self::Orphaned => "not in source".to_owned(),
        }
    }

    /// One word, for tables; it does not change between versions.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotHeld => "not-held",
            Self::Altered => "altered",
            Self::Found { .. } => "found",
            Self::Moved { .. } => "moved",
            Self::Normalised { .. } => "normalised",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Nearly { .. } => "nearly",
            Self::Orphaned => "orphaned",
        }
    }

    /// The one place that the quotation stands at, as start and end.
    pub fn place(&self) -> Option<(u64, u64)> {
        match self {
            Self::Found { start, end }
            | Self::Moved { start, end }
            | Self::Normalised { start, end }
            | Self::Nearly { start, end, .. } => Some((*start, *end)),
            Self::NotHeld | Self::Altered | Self::Ambiguous { .. } | Self::Orphaned => None,
        }
    }
}

#[cfg(test)]
mod tests;
