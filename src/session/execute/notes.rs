//! Notes on the map.

use kurbo::{Point, Rect, Size, Vec2};

use crate::drawing::{Item, Mark, MarkPlace, Shape, below_title, note_position};
use crate::edit::{Edit, ids};
use crate::layout::labels::overlap;
use crate::model::{Note, NoteId, Offset, Place, Scene};
use crate::session::{Inline, MAP_TOOLS, Session};

/// A place of a note is told to a ten-thousandth of a degree, some ten metres: finer
/// than a hand is, and short in a file.
const STEPS_PER_DEGREE: f64 = 1.0e4;

/// Rooms that are looked for, one after the other, in points: for a card of a few lines,
/// and for a few words.
const ROOMS: [Size; 2] = [Size::new(200.0, 70.0), Size::new(130.0, 36.0)];
/// How far and how finely it is looked around the middle of the canvas.
const RINGS: u32 = 14;
const TURNS: u32 = 24;

/// What a mark takes that a card should not cover; lines may be covered.
fn room_of(mark: &Mark) -> Option<Rect> {
    match &mark.place {
        MarkPlace::Disc { center, radius } => {
            // The name stands beneath or beside.
            let side = radius * 3.2;
            Some(Rect::from_center_size(*center, Size::new(side, side)))
        }
        MarkPlace::Curve { chip, .. } => *chip,
        MarkPlace::Card(rect) => Some(*rect),
    }
}

/// The panel of the page that this is the ground of, in points.
fn panel_of(item: &Item) -> Option<Rect> {
    match &item.shape {
        Shape::Rect { rect, .. } => Some(*rect),
        _ => None,
    }
}

/// Points around this one in rings so far apart, the nearest first.
fn around(middle: Point, step: f64) -> impl Iterator<Item = Point> {
    (0..RINGS).flat_map(move |ring| {
        let turns = if ring == 0 { 1 } else { TURNS };
        (0..turns).map(move |turn| {
            let angle = std::f64::consts::TAU * f64::from(turn) / f64::from(turns);
            middle + Vec2::from_angle(angle) * f64::from(ring) * step
        })
    })
}

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
        let at = at.unwrap_or_else(|| self.free_place());
        let (place, offset) = self.stands_at(at, scene);
        Some(Edit::AddNote(Box::new(Note {
            id: ids::fresh_note_id(scene),
            text: text.to_owned(),
            place,
            offset,
            width: None,
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

    /// The same with a place for what is to stand where there is room: what is typed
    /// stands where it will be.
    pub(super) fn placed(&self, inline: Inline) -> Inline {
        match inline {
            Inline::NewNote { at: None } => Inline::NewNote {
                at: Some(self.free_place()),
            },
            placed => placed,
        }
    }

    /// Where a card covers no disc, chip, panel or other card: the nearest such place to
    /// the middle of the canvas, for a large card or else for a small one; where all is
    /// full, where a small one covers least.
    fn free_place(&self) -> Point {
        let camera = self.view.camera;
        let middle = camera.center();
        let Some(drawing) = self.derived.drawing() else {
            return middle;
        };
        let seen = Rect::from_center_size(middle, self.view.canvas * (1.0 / camera.zoom()));
        let to_layout = camera.screen_from_layout(self.viewport()).inverse();
        // The panels of the page and the tools lie above all cards.
        let on_page: Vec<Rect> = drawing.page.iter().filter_map(panel_of).collect();
        let tools = Rect::from_origin_size(below_title(&on_page), MAP_TOOLS);
        let panels = on_page.iter().chain([&tools]);
        let panels = panels.map(|panel| to_layout.transform_rect_bbox(*panel));
        let marks = drawing.marks.iter().filter_map(room_of);
        let taken: Vec<Rect> = marks.chain(panels).collect();
        let mut least = (f64::INFINITY, middle);
        for size in ROOMS {
            let size = size * (1.0 / camera.zoom());
            least = (f64::INFINITY, middle);
            for at in around(middle, size.height / 2.0) {
                let card = Rect::from_center_size(at, size);
                if seen.union(card) != seen {
                    continue;
                }
                let parts = taken.iter().filter(|taken| overlap(**taken, card));
                let covered: f64 = parts.map(|taken| taken.intersect(card).area()).sum();
                if covered < least.0 {
                    least = (covered, at);
                }
                if covered <= 0.0 {
                    return at;
                }
            }
        }
        least.1
    }

    /// How a note that stands at this point of the picture is told: by the earth
    /// where actors are too, so that it stays beside them when the projection of the
    /// map changes; else by its distance from the middle of the map.
    pub(in crate::session) fn stands_at(
        &self,
        point: Point,
        scene: &Scene,
    ) -> (Option<Place>, Option<Offset>) {
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
