//! Changes in progress: drags, sliders that are held, wheels that turn.

use std::sync::Arc;
use std::time::Duration;

use kurbo::Vec2;

use crate::edit::{Edit, Gesture};
use crate::model::{Offset, Scene, TieId, Weight};
use crate::session::{Level, Selection, Session};

/// A wheel that has not turned for so long has come to rest.
const WHEEL_RESTS: Duration = Duration::from_millis(900);

/// Nearer to where the layout puts it, in points, an actor stands there again.
const SNAP_POINTS: f64 = 3.0;

/// A gesture with what else it needs to become a step.
#[derive(Clone, Debug)]
pub(in crate::session) struct OpenGesture {
    gesture: Gesture,
    selected_before: Selection,
    /// When it ends by itself; `None` for one that a button holds.
    due: Option<Duration>,
}

impl OpenGesture {
    /// The change that the gesture shows.
    pub(in crate::session) fn edit(&self) -> Option<&Edit> {
        self.gesture.edit()
    }
}

impl Session {
    /// Shows what the scene would be; what is refused is told and not shown.
    pub(in crate::session) fn preview(&mut self, edit: Edit) {
        self.end_wheel();
        self.show_preview(edit, None);
    }

    /// The scene that a drag begins with, or began with.
    pub(in crate::session) fn before_drag(&mut self) -> Arc<Scene> {
        self.end_wheel();
        match &self.gesture {
            Some(open) => Arc::clone(open.gesture.before()),
            None => Arc::clone(&self.document.scene),
        }
    }

    /// Keeps what a wheel turned: what a hand does next is a step of its own, and
    /// would take the wheel's place in the gesture.
    fn end_wheel(&mut self) {
        if self.gesture.as_ref().is_some_and(|open| open.due.is_some()) {
            self.commit_gesture();
        }
    }

    fn show_preview(&mut self, edit: Edit, due: Option<Duration>) {
        let open = self.gesture.get_or_insert_with(|| OpenGesture {
            gesture: Gesture::open(Arc::clone(&self.document.scene)),
            selected_before: self.selection.clone(),
            due,
        });
        open.due = due;
        match open.gesture.preview(edit) {
            Ok(()) => {
                let scene = Arc::clone(open.gesture.scene());
                self.show_scene(scene, true);
            }
            Err(error) => self.notify(Level::Error, format!("Nothing was changed: {error}.")),
        }
    }

    /// Keeps what the gesture shows as one step.
    pub(in crate::session) fn commit_gesture(&mut self) {
        let Some(open) = self.gesture.take() else {
            return;
        };
        if let Some(edit) = open.gesture.edit() {
            let label = edit.label(open.gesture.before());
            let before = Arc::clone(open.gesture.before());
            let after = Arc::clone(open.gesture.scene());
            self.show_scene(Arc::clone(&after), false);
            self.push_step(label, before, after, open.selected_before);
        }
    }

    /// Takes back what the gesture shows.
    pub(super) fn bail_gesture(&mut self) {
        if let Some(open) = self.gesture.take() {
            self.show_scene(Arc::clone(open.gesture.before()), false);
            self.selection = open.selected_before;
        }
    }

    /// Ends a gesture that nothing holds and that has come to rest; `Some` is
    /// how long until then.
    pub(in crate::session) fn commit_when_due(&mut self) -> Option<Duration> {
        let due = self.gesture.as_ref()?.due?;
        if due <= self.now {
            self.commit_gesture();
            return None;
        }
        Some(due.saturating_sub(self.now))
    }

    /// Keeps what has not come to rest yet, unless what comes next goes on with it.
    pub(in crate::session) fn end_other_rest(&mut self, is_same: impl Fn(&Edit) -> bool) {
        let goes_on = self
            .gesture
            .as_ref()
            .is_some_and(|open| open.due.is_some() && open.edit().is_some_and(is_same));
        if !goes_on {
            self.commit_gesture();
        }
    }

    /// Shows what the scene would be, and keeps it when nothing more has come for so
    /// long.
    pub(in crate::session) fn preview_until_rest(&mut self, edit: Edit, rest: Duration) {
        self.show_preview(edit, Some(self.now + rest));
    }

    /// Moves the selected actors and notes by so much from where they stood.
    pub(super) fn preview_move(&mut self, by: Vec2) {
        let before = self.before_drag();
        let zoom = self.view.camera.zoom();
        let mut edits = Vec::new();
        for id in self.selection.actors() {
            let actor = before.actors.get(id).filter(|actor| !actor.is_pinned);
            let Some(actor) = actor else {
                continue;
            };
            let start = match (actor.offsets.map, actor.place) {
                (Some(offset), _) => Vec2::new(offset.dx(), offset.dy()),
                (None, Some(_)) => Vec2::ZERO,
                // In the tray: from now on it counts from the middle of the map.
                (None, None) => self
                    .derived
                    .place_of(id, &before)
                    .unwrap_or_default()
                    .to_vec2(),
            };
            let end = start + by;
            let is_home = actor.place.is_some() && end.hypot() * zoom < SNAP_POINTS;
            let offset = Offset::new(end.x, end.y).filter(|_| !is_home);
            edits.push(Edit::SetActorOffset {
                actor: id.clone(),
                offset,
            });
        }
        edits.extend(self.edits_to_move_notes(&before, by));
        if !edits.is_empty() {
            self.preview(Edit::batch(edits));
        } else if self.selection.actors().next().is_some() {
            self.tell_pinned();
        }
    }

    /// Changes weights by so much; the wheel's many small turns are one step.
    pub(super) fn nudge_weight(&mut self, ties: &[TieId], by: f64) {
        let is_same = self.gesture.as_ref().is_some_and(|open| {
            open.due.is_some() && open.edit().is_some_and(|edit| weighs(edit, ties))
        });
        if !is_same {
            self.commit_gesture();
        }
        let scene = &self.document.scene;
        let edits: Vec<Edit> = ties
            .iter()
            .filter_map(|id| {
                let weight = scene.ties.get(id)?.weight()?;
                // In hundredths, so that a hundred small turns end on a round number.
                let wanted = ((weight.value() + by) * 100.0).round() / 100.0;
                Some(Edit::SetTieWeight {
                    tie: id.clone(),
                    weight: Weight::new(wanted.clamp(-1.0, 1.0)).ok()?,
                })
            })
            .collect();
        if edits.is_empty() {
            self.notify(
                Level::Info,
                "Only a valued tie has a weight to change. Give it one first (W).",
            );
            return;
        }
        self.show_preview(Edit::batch(edits), Some(self.now + WHEEL_RESTS));
    }
}

/// Whether this change sets the weights of exactly these ties, or of those of
/// them that have one.
fn weighs(edit: &Edit, ties: &[TieId]) -> bool {
    let is_weight =
        |edit: &Edit| matches!(edit, Edit::SetTieWeight { tie, .. } if ties.contains(tie));
    match edit {
        Edit::Batch(edits) => edits.iter().all(is_weight),
        edit => is_weight(edit),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::file::settings::Settings;
    use crate::file::store::Store;
    use crate::model::fixtures::{actor_id, tie_id};
    use crate::session::Command;

    #[test]
    fn what_a_wheel_turned_is_kept_when_a_hand_takes_hold_of_something_else() {
        let hands = [
            Command::PreviewEdit(Edit::SetActorOffset {
                actor: actor_id("ISR"),
                offset: Offset::new(10.0, 0.0),
            }),
            Command::PreviewMove(Vec2::new(10.0, 0.0)),
        ];
        for hand in hands {
            let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
            let weight = |session: &Session| {
                let tie = session.document().scene.ties.get(&tie_id("ISR-AZE"));
                tie.and_then(|tie| tie.weight()).map(Weight::value)
            };
            let before = weight(&session).expect("it is valued");
            session.execute(Command::Select(crate::model::Subject::Actor(actor_id(
                "ISR",
            ))));
            session.execute(Command::NudgeWeight {
                ties: vec![tie_id("ISR-AZE")],
                by: -0.05,
            });
            // Before the wheel came to rest.
            session.execute(hand);
            session.execute(Command::CommitGesture);
            let now = weight(&session).expect("it is valued");
            assert!((before - now - 0.05).abs() < 1e-9, "{before} to {now}");
            assert_eq!(session.history().len(), 2, "each is a step of its own");
        }
    }
}
