//! Notes on the map.

use kurbo::{Point, Vec2};

use crate::drawing::note_position;
use crate::edit::{Edit, ids};
use crate::model::{Note, NoteId, Offset, Place, Scene};
use crate::session::Session;

/// A place of a note is told to a ten-thousandth of a degree, some ten metres: finer
/// than a hand is, and short in a file.
const STEPS_PER_DEGREE: f64 = 1.0e4;

impl Session {
    /// Adds a note and selects it. Without a text there is none.
    pub(super) fn add_note(&mut self, text: &str, at: Option<Point>) {
        if let Some(edit) = self.edit_to_add_note(text, at) {
            self.edit(&edit);
        }
    }

    /// The change that adds a note; `None` without a text.
    pub(in crate::session) fn edit_to_add_note(
        &self,
        text: &str,
        at: Option<Point>,
    ) -> Option<Edit> {
        if text.trim().is_empty() {
            return None;
        }
        let scene = &self.document.scene;
        let at = at.unwrap_or_else(|| self.view.camera.center());
        let (place, offset) = self.stands_at(at, scene);
        Some(Edit::AddNote(Box::new(Note {
            id: ids::fresh_note_id(scene),
            text: text.to_owned(),
            place,
            offset,
        })))
    }

    /// Gives a note another text; without one it is deleted, like the words on it.
    pub(super) fn write_note(&mut self, id: &NoteId, text: &str) {
        let Some(edit) = self.edit_to_write_note(id, text) else {
            return;
        };
        self.edit(&edit);
    }

    /// The change that gives a note another text; `None` where it is not there.
    pub(in crate::session) fn edit_to_write_note(&self, id: &NoteId, text: &str) -> Option<Edit> {
        let note = self.document.scene.notes.get(id)?;
        if text.trim().is_empty() {
            return Some(Edit::delete_note(id.clone()));
        }
        Some(Edit::ChangeNote(Box::new(Note {
            text: text.to_owned(),
            ..note.clone()
        })))
    }

    /// The changes that move the selected notes by so much from where they stand in
    /// this scene, in layout units.
    pub(in crate::session) fn edits_to_move_notes(&self, before: &Scene, by: Vec2) -> Vec<Edit> {
        let Some(layout) = self.derived.layout() else {
            return Vec::new();
        };
        let notes = self.selection.notes().filter_map(|id| before.notes.get(id));
        notes
            .map(|note| {
                let (place, offset) = self.stands_at(note_position(note, layout) + by, before);
                Edit::ChangeNote(Box::new(Note {
                    place,
                    offset,
                    ..note.clone()
                }))
            })
            .collect()
    }

    /// How a note that stands at this point of the picture is told: by the earth
    /// where actors are too, so that it stays beside them when the projection of the
    /// map changes; else by its distance from the middle of the map.
    fn stands_at(&self, point: Point, scene: &Scene) -> (Option<Place>, Option<Offset>) {
        let is_on_earth = scene.actors.iter().any(|actor| actor.place.is_some());
        let projection = self.derived.projection().filter(|_| is_on_earth);
        let place = projection
            .and_then(|projection| projection.invert(point))
            .and_then(|place| {
                let round = |degrees: f64| (degrees * STEPS_PER_DEGREE).round() / STEPS_PER_DEGREE;
                Place::new(round(place.lon_deg), round(place.lat_deg)).ok()
            });
        match place {
            Some(place) => (Some(place), None),
            None => (None, Offset::new(point.x, point.y)),
        }
    }
}
