//! How wide the cards of notes are.

use std::sync::Arc;

use kurbo::{Point, Rect, Size};

use crate::drawing::{note_position, note_size, note_unit};
use crate::edit::Edit;
use crate::model::{Note, NoteId, NoteWidth, Scene};
use crate::session::Session;

/// The left or the right edge of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardEdge {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

impl CardEdge {
    /// Both, from left to right.
    pub const ALL: [Self; 2] = [Self::Left, Self::Right];
}

impl Session {
    /// How wide the card of a note is drawn, in points of the theme.
    pub fn note_points(&self, note: &Note) -> f64 {
        self.note_size(note).width
    }

    /// Whether one of the selected notes can be made wider by so much, or narrower.
    pub fn can_widen_notes(&self, by: f64) -> bool {
        self.selected_notes().any(|note| {
            let width = self.widened(note, by);
            width.is_some_and(|width| {
                let way = width.points() - self.note_points(note);
                way * by > 0.0
            })
        })
    }

    /// Whether one of the selected notes has a width that it was given.
    pub fn has_note_of_given_width(&self) -> bool {
        self.selected_notes().any(|note| note.width.is_some())
    }

    pub(super) fn drag_note_edge(&mut self, id: &NoteId, edge: CardEdge, to: f64) {
        let before = self.before_drag();
        let edit = before
            .notes
            .get(id)
            .and_then(|note| self.edit_to_drag_edge(note, edge, to, &before));
        if let Some(edit) = edit {
            self.preview(edit);
        }
    }

    pub(super) fn fit_note_edge(&mut self, id: &NoteId, edge: CardEdge) {
        let scene = Arc::clone(&self.document.scene);
        let note = scene.notes.get(id).filter(|note| note.width.is_some());
        let edit = note.and_then(|note| self.edit_to_set_width(note, edge, None, &scene));
        if let Some(edit) = edit {
            self.edit(&edit);
        }
    }

    pub(super) fn widen_notes(&mut self, by: f64) {
        let widened = self.selected_notes().filter_map(|note| {
            let width = self.widened(note, by);
            (width.is_some() && width != note.width).then(|| Note {
                width,
                ..note.clone()
            })
        });
        self.set_widths(widened.collect());
    }

    pub(super) fn fit_notes(&mut self) {
        let given = self.selected_notes().filter(|note| note.width.is_some());
        let fitted = given.map(|note| Note {
            width: None,
            ..note.clone()
        });
        self.set_widths(fitted.collect());
    }

    fn set_widths(&mut self, notes: Vec<Note>) {
        let label = (notes.len() > 1).then(|| format!("set the width of {} notes", notes.len()));
        let edits = notes.into_iter();
        let edits: Vec<Edit> = edits.map(|note| Edit::ChangeNote(Box::new(note))).collect();
        if !edits.is_empty() {
            self.edit_as(&Edit::batch(edits), label.as_deref());
        }
    }

    fn selected_notes(&self) -> impl Iterator<Item = &Note> {
        let notes = &self.document.scene.notes;
        self.selection.notes().filter_map(|id| notes.get(id))
    }

    /// The width of a card that is made wider by so much than it is drawn.
    fn widened(&self, note: &Note, by: f64) -> Option<NoteWidth> {
        NoteWidth::nearest(self.note_points(note) + by)
    }

    fn note_size(&self, note: &Note) -> Size {
        note_size(note, self.view.theme.theme())
    }

    /// The change that brings an edge of a card here.
    fn edit_to_drag_edge(
        &self,
        note: &Note,
        edge: CardEdge,
        to: f64,
        scene: &Scene,
    ) -> Option<Edit> {
        let unit = note_unit(self.view.camera.zoom());
        let card = self.card(note, unit)?;
        let wanted = match edge {
            CardEdge::Left => card.x1 - to,
            CardEdge::Right => to - card.x0,
        } / unit;
        let now = self.note_points(note);
        // A card of few words is narrower than any that is given a width: it stays until
        // the hand has come as far as the least of those, and does not run ahead of it.
        let is_small = now < NoteWidth::LEAST && wanted < NoteWidth::LEAST;
        let width = NoteWidth::nearest(wanted)?;
        if is_small || (wanted - now).abs() < 0.5 {
            return Some(Edit::ChangeNote(Box::new(note.clone())));
        }
        self.edit_to_set_width(note, edge, Some(width), scene)
    }

    /// The change that gives a card this width; the edge that is not named and the upper
    /// one stay where they are.
    fn edit_to_set_width(
        &self,
        note: &Note,
        edge: CardEdge,
        width: Option<NoteWidth>,
        scene: &Scene,
    ) -> Option<Edit> {
        let unit = note_unit(self.view.camera.zoom());
        let card = self.card(note, unit)?;
        let mut changed = Note {
            width,
            ..note.clone()
        };
        let half = self.note_size(&changed) * (unit / 2.0);
        let x = match edge {
            CardEdge::Left => card.x1 - half.width,
            CardEdge::Right => card.x0 + half.width,
        };
        let middle = Point::new(x, card.y0 + half.height);
        (changed.place, changed.offset) = self.stands_at(middle, scene);
        Some(Edit::ChangeNote(Box::new(changed)))
    }

    /// The card of a note, in layout units.
    fn card(&self, note: &Note, unit: f64) -> Option<Rect> {
        let middle = note_position(note, self.derived.layout()?);
        Some(Rect::from_center_size(middle, self.note_size(note) * unit))
    }
}
