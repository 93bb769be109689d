//! Changing the scene, step by step, and going back.

use std::sync::Arc;

use kurbo::Point;

use crate::edit::{Edit, Step, apply, ids};
use crate::file::states::state_of;
use crate::model::{
    ActorId, Bearing, BearingOn, ClaimId, Direction, Magnitude, Offset, Place, Scene, Stance,
    Subject, Tie, TieDirection, TieState,
};
use crate::session::actor_list::actor_named;
use crate::session::{Closing, Level, Selection, Session, subject_of};

/// What is nearer to the edge of the canvas than this, in points, is not in view.
const EDGE: f64 = 40.0;

impl Session {
    /// Changes the scene in one step. What is refused is told, and nothing is
    /// changed; says whether it was done.
    pub(in crate::session) fn edit(&mut self, edit: &Edit) -> bool {
        self.edit_as(edit, None)
    }

    /// The same, with another name for the step than the change has by itself.
    pub(in crate::session) fn edit_as(&mut self, edit: &Edit, label: Option<&str>) -> bool {
        self.edit_with(edit, label, |session| session.select_made(edit))
    }

    /// The same, with what is to be selected after it.
    pub(in crate::session) fn edit_with(
        &mut self,
        edit: &Edit,
        label: Option<&str>,
        select: impl FnOnce(&mut Self),
    ) -> bool {
        let before = Arc::clone(&self.document.scene);
        let selected_before = self.selection.clone();
        match apply(&before, edit) {
            Ok(applied) => {
                let label = label.map_or_else(|| edit.label(&before), str::to_owned);
                let after = Arc::new(applied.scene);
                self.show_scene(Arc::clone(&after), false);
                select(self);
                if let Some(words) = applied.fallout.in_words() {
                    // Told as done; in the menu it stands as what is to be undone.
                    let done = label
                        .strip_prefix("delete ")
                        .map_or_else(|| capital(&label), |what| format!("Deleted {what}"));
                    let text = format!("{done}. {words} Ctrl+Z brings all of it back.");
                    self.notify(Level::Info, text);
                }
                self.push_step(label, before, after, selected_before);
                true
            }
            Err(error) => {
                self.notify(Level::Error, format!("Nothing was changed: {error}."));
                false
            }
        }
    }

    /// Adds a step that was done to the history.
    pub(in crate::session) fn push_step(
        &mut self,
        label: String,
        before: Arc<Scene>,
        after: Arc<Scene>,
        selected_before: Selection,
    ) {
        let sentence = capital(&label);
        let is_new = self.history.push(Step {
            label,
            before,
            after,
            selected_before,
            selected_after: self.selection.clone(),
        });
        if is_new {
            self.unsaved_changes += 1;
            log::info!("step: {sentence}");
            self.last_change = Some(sentence);
            // Whoever goes on working is asked again.
            if self.closing == Closing::WhenSaved {
                self.closing = Closing::No;
            }
        }
    }

    /// Selects what a change made, so that it can be worked on at once.
    fn select_made(&mut self, edit: &Edit) {
        let scene = &self.document.scene;
        match edit {
            Edit::AddActor(actor) => self
                .selection
                .select(Subject::Actor(actor.id.clone()), scene),
            Edit::AddTie(tie) => self.selection.select(Subject::Tie(tie.id.clone()), scene),
            Edit::AddNote(note) => self.selection.select(Subject::Note(note.id.clone()), scene),
            Edit::AddClaim { claim, .. } => self
                .selection
                .select(Subject::Claim(claim.id.clone()), scene),
            // Under its old id it was let go of.
            Edit::ChangeActorId { id, .. } if self.selection.is_empty() => {
                self.selection.select(Subject::Actor(id.clone()), scene);
            }
            Edit::Batch(edits) => {
                if let Some(last) = edits.last() {
                    self.select_made(last);
                }
            }
            _ => {}
        }
    }

    pub(super) fn undo(&mut self) {
        let Some(step) = self.history.undo().cloned() else {
            self.notify(Level::Info, "There is nothing to undo.");
            return;
        };
        self.show_scene(step.before, false);
        self.unsaved_changes += 1;
        self.selection = step.selected_before;
        self.follow_base(true);
        self.notices.forget_offers();
        self.say(format!("Undone: {}", step.label));
    }

    pub(super) fn redo(&mut self) {
        let Some(step) = self.history.redo().cloned() else {
            self.notify(Level::Info, "There is nothing to redo.");
            return;
        };
        self.show_scene(step.after, false);
        self.unsaved_changes += 1;
        self.selection = step.selected_after;
        self.follow_base(false);
        self.say(format!("Redone: {}", step.label));
    }

    fn say(&mut self, sentence: String) {
        self.notices.retract("Undone: ");
        self.notices.retract("Redone: ");
        self.notify(Level::Info, sentence.clone());
        self.last_change = Some(sentence);
    }

    pub(super) fn delete_selection(&mut self) {
        let edit = self.edit_to_delete_selection();
        self.edit(&edit);
    }

    /// The change that deletes what is selected: the claim where one is.
    pub(in crate::session) fn edit_to_delete_selection(&self) -> Edit {
        match self.selection.claim() {
            Some(claim) => Edit::delete_claim(claim.clone()),
            None => Edit::Delete {
                actors: self.selection.actors().cloned().collect(),
                ties: self.selection.ties().cloned().collect(),
                claims: Vec::new(),
                sources: Vec::new(),
                kinds: Vec::new(),
                notes: self.selection.notes().cloned().collect(),
                views: Vec::new(),
                slides: Vec::new(),
            },
        }
    }

    /// Adds an actor where the picture has this point, and a tie to it.
    pub(super) fn add_actor(&mut self, name: &str, at: Option<Point>, tie_from: Option<ActorId>) {
        let edit = self.edit_to_add_actor(name, at, tie_from);
        if self.edit(&edit) && at.is_none() {
            self.bring_into_view();
        }
    }

    /// Shows the actor that was added where nobody pointed, if it lies out of view.
    fn bring_into_view(&mut self) {
        // The layout is that of the scene before.
        self.refresh();
        let Some(Subject::Actor(id)) = self.selection.focus().cloned() else {
            return;
        };
        let place = self.document.scene.actors.get(&id);
        let place = place.and_then(|actor| actor.place);
        let projection = self.derived.projection();
        let point = place
            .zip(projection)
            .and_then(|(place, projection)| projection.project(place.lon_deg(), place.lat_deg()));
        let camera = self.view.camera;
        let margin = EDGE / camera.zoom();
        let seen = camera.visible(self.viewport()).inset(-margin);
        if point.is_none_or(|point| seen.contains(point)) {
            return;
        }
        if self.view.is_untouched {
            self.view.follow_all();
        } else {
            self.fly_to(&Subject::Actor(id));
        }
    }

    /// The change that adds an actor, and a tie to it.
    pub(in crate::session) fn edit_to_add_actor(
        &self,
        name: &str,
        at: Option<Point>,
        tie_from: Option<ActorId>,
    ) -> Edit {
        let scene = &self.document.scene;
        let mut actor = actor_named(name, |id| scene.actors.contains(id));
        let id = actor.id.clone();
        let iso = actor.iso.as_deref();
        let own = iso.and_then(state_of).map(|state| state.place);
        (actor.place, actor.offsets.map) = match (at, own) {
            (Some(at), _) => self.where_is(at),
            // Nobody pointed anywhere: where a state lies is known.
            (None, Some(own)) => (Some(own), None),
            (None, None) => self.where_is(self.view.camera.center()),
        };
        let add = Edit::AddActor(Box::new(actor));
        match tie_from {
            Some(from) => {
                let tie = new_tie(scene, from, id);
                Edit::Batch(vec![add, Edit::AddTie(Box::new(tie))])
            }
            None => add,
        }
    }

    /// The place on the earth at a point of the picture; off the earth, how far
    /// the point lies from the middle of the map.
    fn where_is(&self, point: Point) -> (Option<Place>, Option<Offset>) {
        let place = self
            .derived
            .projection()
            .and_then(|projection| projection.invert(point))
            .and_then(|place| {
                // A hundredth of a degree is about a kilometre; more would be
                // read as more than a click can mean.
                let round = |degrees: f64| (degrees * 100.0).round() / 100.0;
                Place::new(round(place.lon_deg), round(place.lat_deg)).ok()
            });
        match place {
            Some(place) => (Some(place), None),
            None => (None, Offset::new(point.x, point.y)),
        }
    }

    /// Lets a claim bear on something, which is then selected with it.
    pub(super) fn let_bear(&mut self, claim: &ClaimId, on: &BearingOn) {
        let bearing = Bearing {
            on: on.clone(),
            direction: Direction::Both,
            // What it says there is the person's to judge, not the hand's.
            stance: Stance::Neutral,
            magnitude: Magnitude::Slight,
            reason: String::new(),
        };
        let edit = Edit::AddBearing {
            claim: claim.clone(),
            bearing: Box::new(bearing),
        };
        if self.edit(&edit) {
            let scene = Arc::clone(&self.document.scene);
            self.selection.select(subject_of(on), &scene);
            self.selection.select(Subject::Claim(claim.clone()), &scene);
            self.notify(
                Level::Info,
                format!(
                    "Claim {claim} bears on it now, neutral and slight: say in its form for or \
                     against, how much, and why."
                ),
            );
        }
    }

    pub(super) fn add_tie(&mut self, from: ActorId, to: ActorId) {
        let scene = &self.document.scene;
        let is_between = |tie: &&Tie| {
            let ends = (&tie.from, &tie.to);
            ends == (&from, &to) || ends == (&to, &from)
        };
        let others = scene.ties.iter().filter(is_between).count();
        let names = [&from, &to].map(|id| scene.actor_name(id).to_owned());
        let tie = new_tie(scene, from, to);
        let is_done = self.edit(&Edit::AddTie(Box::new(tie)));
        if is_done && others > 0 {
            // They may be meant, as of different kinds; but two are easily taken for one.
            let [from, to] = names;
            let words = match others {
                1 => "a tie".to_owned(),
                count => format!("{count} ties"),
            };
            let text =
                format!("There was {words} between {from} and {to} already: this is another.");
            self.notify(Level::Info, text);
        }
    }
}

impl Session {
    /// Adds an unknown tie that the claim whose form is open bears on. What is
    /// selected stays, and with it the form.
    pub(super) fn bear_on_new_tie(&mut self, from: ActorId, to: ActorId) {
        let tie = new_tie(&self.document.scene, from, to);
        let id = tie.id.clone();
        let selected = self.selection.clone();
        if self.edit(&Edit::AddTie(Box::new(tie))) {
            self.selection = selected;
            self.drafts.bear_on(BearingOn::Tie(id));
        }
    }
}

/// A tie of which nothing is known yet, and that says so.
fn new_tie(scene: &Scene, from: ActorId, to: ActorId) -> Tie {
    Tie {
        id: ids::fresh_tie_id(scene, &from, &to),
        from,
        to,
        direction: TieDirection::Mutual,
        label: None,
        state: TieState::Unknown {
            reason: "not judged yet".to_owned(),
        },
        confidence: None,
        confidence_basis: None,
        likelihood: None,
        rationale: String::new(),
        valid: None,
    }
}

/// The words with a capital in front.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
