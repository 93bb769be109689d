//! Short, readable identifiers, one type for each kind of record.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

/// The longest id, in characters: long enough for any slug, short enough for
/// an error message and a line of a diff.
pub const MAX_ID_CHARS: usize = 64;

/// An identifier of a record of type `K`.
///
/// One to [`MAX_ID_CHARS`] letters, digits, `-`, `_`, `.` or `:`, beginning
/// with a letter or a digit. Letters of any script are accepted. Cloning is
/// cheap. Ordered by code point.
pub struct Id<K> {
    text: Arc<str>,
    of: PhantomData<fn() -> K>,
}

/// Marks the ids of actors.
#[derive(Debug)]
pub enum ActorMark {}
/// Marks the ids of ties.
#[derive(Debug)]
pub enum TieMark {}
/// Marks the ids of claims.
#[derive(Debug)]
pub enum ClaimMark {}
/// Marks the ids of sources.
#[derive(Debug)]
pub enum SourceMark {}
/// Marks the ids of kinds of claim.
#[derive(Debug)]
pub enum KindMark {}
/// Marks the ids of notes.
#[derive(Debug)]
pub enum NoteMark {}
/// Marks the ids of saved views.
#[derive(Debug)]
pub enum ViewMark {}
/// Marks the ids of slides.
#[derive(Debug)]
pub enum SlideMark {}

/// Names an actor: `AZE`, `SOCAR`.
pub type ActorId = Id<ActorMark>;
/// Names a tie: `ISR-AZE`.
pub type TieId = Id<TieMark>;
/// Names a claim: `c01`.
pub type ClaimId = Id<ClaimMark>;
/// Names a source: `meo-2026-01-26`.
pub type SourceId = Id<SourceMark>;
/// Names a kind of claim: `trade`.
pub type KindId = Id<KindMark>;
/// Names a note: `n1`.
pub type NoteId = Id<NoteMark>;
/// Names a saved view: `hostile-ties`.
pub type ViewId = Id<ViewMark>;
/// Names a slide: `two-friends-pull-apart`.
pub type SlideId = Id<SlideMark>;

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("an id may not be empty")]
    Empty,
    /// The text is longer than [`MAX_ID_CHARS`].
    #[error("an id may have at most {MAX_ID_CHARS} characters, this one has {0}")]
    TooLong(usize),
    /// The text begins with or holds a character that ids may not have.
    #[error(
        "an id may hold letters, digits and - _ . : and begins with a letter or digit; {0:?} does not fit"
    )]
    Character(char),
}

impl<K> Id<K> {
    /// The id with this text.
    ///
    /// # Errors
    /// When the text is empty, too long or holds a character that ids may not have.
    pub fn new(text: &str) -> Result<Self, IdError> {
        let count = text.chars().count();
        if count > MAX_ID_CHARS {
            return Err(IdError::TooLong(count));
        }
        let first = text.chars().next().ok_or(IdError::Empty)?;
        if !first.is_alphanumeric() {
            return Err(IdError::Character(first));
        }
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        if let Some(bad) = text.chars().find(|c| !fits(*c)) {
            return Err(IdError::Character(bad));
        }
        Ok(Self {
            text: Arc::from(text),
            of: PhantomData,
        })
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

// Written out because derives would ask the marks, which have no values, for
// the same traits.
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        Self {
            text: Arc::clone(&self.text),
            of: PhantomData,
        }
    }
}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_readable_texts_are_ids() {
        for text in ["AZE", "c01", "ISR-AZE", "meo.2026_01", "Қазақстан", "0"] {
            assert_eq!(
                ActorId::new(text).map(|id| id.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        assert_eq!(TieId::new(""), Err(IdError::Empty));
        assert_eq!(TieId::new("a b"), Err(IdError::Character(' ')));
        assert_eq!(TieId::new("-a"), Err(IdError::Character('-')));
        assert_eq!(
            TieId::new("a\u{202e}b"),
            Err(IdError::Character('\u{202e}'))
        );
        assert_eq!(TieId::new(&"x".repeat(65)), Err(IdError::TooLong(65)));
        assert!(
            TieId::new(&"ə".repeat(64)).is_ok(),
            "the limit counts characters, not bytes"
        );
    }
}
