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
    /// How wide the card is, from edge to edge; `None`: as its words need. Its height
    /// always follows from its words.
    pub width: Option<NoteWidth>,
}

/// How wide the card of a note is, from edge to edge, in points of the theme: finite,
/// from [`NoteWidth::LEAST`] to [`NoteWidth::MOST`].
///
/// A card and its words grow and shrink alike when the map is seen closer or from
/// farther away. So a width is told in the unit that the words are set in, and not in
/// layout units: lines end at the same words at every zoom, on slides and in print.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoteWidth(f64);

impl NoteWidth {
    /// The narrowest that a card is made: room for a short word.
    pub const LEAST: f64 = 40.0;
    /// The widest that a card is made: a line of some 110 letters, more than is read
    /// with ease.
    pub const MOST: f64 = 640.0;

    /// The width of so many points; `None` for what is out of bounds or no number.
    pub fn new(points: f64) -> Option<Self> {
        // NaN is within nothing.
        (Self::LEAST..=Self::MOST)
            .contains(&points)
            .then_some(Self(points))
    }

    /// The nearest width to so many points, in whole points, so that it is short in a
    /// file; `None` for what is no number.
    pub fn nearest(points: f64) -> Option<Self> {
        Self::new(points.round().clamp(Self::LEAST, Self::MOST))
    }

    /// In points of the theme.
    pub fn points(self) -> f64 {
        self.0
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_within_its_bounds() {
        for points in [NoteWidth::LEAST, 40.5, NoteWidth::MOST] {
            assert_eq!(NoteWidth::new(points).map(NoteWidth::points), Some(points));
        }
        for odd in [
            0.0,
            -0.0,
            -80.0,
            39.9,
            640.1,
            1.0e300,
            f64::INFINITY,
            f64::NAN,
        ] {
            assert_eq!(NoteWidth::new(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_nearest_width_is_one_of_whole_points() {
        let nearest = |points| NoteWidth::nearest(points).map(NoteWidth::points);
        assert_eq!(nearest(120.4), Some(120.0));
        assert_eq!(nearest(-5.0), Some(NoteWidth::LEAST));
        assert_eq!(nearest(f64::INFINITY), Some(NoteWidth::MOST));
        assert_eq!(nearest(f64::NAN), None);
    }
}
