//! Notes: text cards that stand on the map.

use super::actor::Offset;
use super::id::NoteId;
use super::place::Place;
use super::table::Record;

/// A text card on the map. It is part of the picture and so of everything that is
/// handed out; it is no evidence, and no tie rests on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Names the note: `n1`.
    pub id: NoteId,
    /// What it says; lines are kept.
    pub text: String,
    /// Where on the earth the middle of the card stands; `None` for a note that
    /// stands by its offset alone.
    pub place: Option<Place>,
    /// How far the card stands from its place or, without one, from the middle of
    /// the map, in layout units.
    pub offset: Option<Offset>,
}

impl Note {
    /// The most characters that a note may have: a card, not a report.
    pub const MOST_CHARS: usize = 2_000;
}

impl Record for Note {
    type Key = NoteId;

    fn key(&self) -> &NoteId {
        &self.id
    }
}
