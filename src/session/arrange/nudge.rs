//! Moving what is selected by keys, and pinning it.

use std::time::Duration;

use kurbo::Vec2;

use crate::edit::Edit;
use crate::model::Subject;
use crate::session::{Level, Session};

use super::align::is_pinned;

/// Keys that come sooner after each other than this are one step.
const KEYS_REST: Duration = Duration::from_secs(1);

impl Session {
    /// Moves what is selected by so much, in layout units.
    pub(super) fn nudge(&mut self, by: Vec2) {
        let scene = &self.document.scene;
        let is_on_map = |it: &&Subject| matches!(it, Subject::Actor(_) | Subject::Note(_));
        let all = self.selection.subjects().iter().filter(is_on_map);
        let free: Vec<Subject> = all.filter(|it| !is_pinned(it, scene)).cloned().collect();
        if free.is_empty() {
            self.tell_pinned();
            return;
        }
        self.end_other_rest(|edit| moves_only(edit, &free));
        let scene = &self.document.scene;
        let edits: Vec<Edit> = free
            .iter()
            .filter_map(|it| self.edit_to_move(it, by, scene))
            .collect();
        if !edits.is_empty() {
            self.preview_until_rest(Edit::batch(edits), KEYS_REST);
        }
    }

    /// Says why what is selected stays where it is.
    pub(in crate::session) fn tell_pinned(&mut self) {
        const WORDS: &str = "What is selected is pinned; Alt+P lets it be moved.";
        self.notices.retract(WORDS);
        self.notify(Level::Info, WORDS);
    }

    /// Pins the selected actors, or lets them be moved, in one step.
    pub(super) fn pin(&mut self, is_pinned: bool) {
        let actors = &self.document.scene.actors;
        let others = self.selection.actors().filter(|id| {
            let actor = actors.get(id);
            actor.is_some_and(|actor| actor.is_pinned != is_pinned)
        });
        let edits: Vec<Edit> = others
            .map(|id| Edit::SetActorPinned {
                actor: id.clone(),
                is_pinned,
            })
            .collect();
        if !edits.is_empty() {
            self.edit(&Edit::batch(edits));
        }
    }
}

/// Whether this change moves exactly these.
fn moves_only(edit: &Edit, subjects: &[Subject]) -> bool {
    let moved = |edit: &Edit| match edit {
        Edit::SetActorOffset { actor, .. } => Some(Subject::Actor(actor.clone())),
        Edit::ChangeNote(note) => Some(Subject::Note(note.id.clone())),
        _ => None,
    };
    let all: Option<Vec<Subject>> = match edit {
        Edit::Batch(edits) => edits.iter().map(moved).collect(),
        edit => moved(edit).map(|only| vec![only]),
    };
    all.is_some_and(|all| all == subjects)
}
