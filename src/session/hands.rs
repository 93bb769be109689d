//! What the pointer does on the canvas: which tool is in the hand, what a frame
//! takes, which tie is being drawn click by click.
//!
//! Nothing of this is part of the scene, and nothing lasts longer than the window.

use crate::edit::Edit;
use crate::model::{ActorId, Scene, Subject, TieId};

use super::{Level, Session};

/// What a drag on nothing does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Moves the map.
    #[default]
    Hand,
    /// Draws a frame around what is to be selected.
    Select,
}

/// A sort of thing that a frame or a lasso can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Actors.
    Actors,
    /// Ties.
    Ties,
    /// Notes.
    Notes,
}

/// What a frame or a lasso takes of all that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    /// Actors.
    pub actors: bool,
    /// Ties.
    pub ties: bool,
    /// Notes.
    pub notes: bool,
}

impl Default for Takes {
    /// Everything.
    fn default() -> Self {
        Self {
            actors: true,
            ties: true,
            notes: true,
        }
    }
}

impl Takes {
    /// Whether this sort is taken.
    pub fn has(self, sort: Sort) -> bool {
        match sort {
            Sort::Actors => self.actors,
            Sort::Ties => self.ties,
            Sort::Notes => self.notes,
        }
    }

    fn set(&mut self, sort: Sort, is_taken: bool) {
        match sort {
            Sort::Actors => self.actors = is_taken,
            Sort::Ties => self.ties = is_taken,
            Sort::Notes => self.notes = is_taken,
        }
    }
}

/// What becomes of the selection when a frame or a lasso is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// It is what the frame holds.
    Replaces,
    /// It stays, and what the frame holds is selected besides.
    Adds,
    /// What the frame holds is selected, or let go of where it was.
    Toggles,
}

/// One of the two ends of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TieEnd {
    /// Where it comes from.
    From,
    /// Where it goes to.
    To,
}

/// A tie that is drawn by clicking on both its actors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tying {
    /// The actor that it comes from, once it was clicked.
    pub from: Option<ActorId>,
}

/// What the pointer does on the canvas.
#[derive(Clone, Debug, Default)]
pub struct Hands {
    tool: Tool,
    takes: Takes,
    tying: Option<Tying>,
}

impl Hands {
    /// The tool.
    pub fn tool(&self) -> Tool {
        self.tool
    }

    /// What a frame or a lasso takes.
    pub fn takes(&self) -> Takes {
        self.takes
    }

    /// The tie that is being drawn click by click, if one is.
    pub fn tying(&self) -> Option<&Tying> {
        self.tying.as_ref()
    }

    pub(super) fn end_tying(&mut self) {
        self.tying = None;
    }

    /// Lets go of an actor that is not there any more.
    pub(super) fn keep_to(&mut self, scene: &Scene) {
        if let Some(tying) = &mut self.tying {
            tying.from = tying.from.take().filter(|id| scene.actors.contains(id));
        }
    }
}

/// Something that a person asked of the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandsCommand {
    /// Take this tool.
    Use(Tool),
    /// Let frames take this sort, or not.
    Take(Sort, bool),
    /// Select what a frame or a lasso holds.
    Hold {
        /// Actors and ties, those that are not taken among them.
        subjects: Vec<Subject>,
        /// What becomes of the selection.
        taking: Taking,
    },
    /// Draw a tie by clicking on both its actors.
    StartTying,
    /// The tie that is drawn click by click comes from this actor.
    TieFrom(ActorId),
    /// No longer draw ties click by click.
    EndTying,
    /// Lead one end of a tie to this actor.
    LeadTie {
        /// The tie.
        tie: TieId,
        /// Which end.
        end: TieEnd,
        /// Where to.
        to: ActorId,
    },
    /// Let what is dragged snap into line with others, or not.
    SetSnapping(bool),
}

impl Session {
    /// What the pointer does on the canvas.
    pub fn hands(&self) -> &Hands {
        &self.hands
    }

    pub(super) fn hands_do(&mut self, command: HandsCommand) {
        match command {
            HandsCommand::Use(tool) => {
                self.hands.tool = tool;
                self.hands.tying = None;
            }
            HandsCommand::Take(sort, is_taken) => self.hands.takes.set(sort, is_taken),
            HandsCommand::Hold { subjects, taking } => self.hold(subjects, taking),
            HandsCommand::StartTying => {
                self.close_desk();
                self.hands.tying = Some(Tying::default());
            }
            HandsCommand::TieFrom(actor) => self.hands.tying = Some(Tying { from: Some(actor) }),
            HandsCommand::EndTying => self.hands.tying = None,
            HandsCommand::LeadTie { tie, end, to } => self.lead_tie(tie, end, to),
            HandsCommand::SetSnapping(is_on) => self.set(|settings| settings.snapping = is_on),
        }
    }

    fn hold(&mut self, mut subjects: Vec<Subject>, taking: Taking) {
        let takes = self.hands.takes;
        subjects.retain(|subject| match subject {
            Subject::Actor(_) => takes.actors,
            Subject::Tie(_) => takes.ties,
            Subject::Note(_) => takes.notes,
            Subject::Scene | Subject::Claim(_) | Subject::Source(_) => false,
        });
        let scene = &self.document.scene;
        match taking {
            Taking::Replaces => self.selection.select_all(subjects, scene),
            Taking::Adds => self.selection.add_all(subjects, scene),
            Taking::Toggles => self.selection.toggle_all(subjects, scene),
        }
    }

    fn lead_tie(&mut self, id: TieId, end: TieEnd, actor: ActorId) {
        let Some(tie) = self.document.scene.ties.get(&id) else {
            return;
        };
        let (from, to) = match end {
            TieEnd::From => (actor, tie.to.clone()),
            TieEnd::To => (tie.from.clone(), actor),
        };
        if from == to {
            let words = "The tie stays as it was: it needs an actor at either end, and not the \
                         same one.";
            self.notify(Level::Warning, words);
        } else if (&from, &to) != (&tie.from, &tie.to) {
            self.edit(&Edit::SetTieEnds { tie: id, from, to });
        }
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

    fn session() -> Session {
        Session::new(Settings::default(), Store::default(), Arc::new(|| {}))
    }

    fn selected(session: &Session) -> Vec<String> {
        let subjects = session.selection().subjects().iter();
        subjects.map(Subject::to_string).collect()
    }

    #[test]
    fn a_frame_takes_only_what_it_is_to_take() {
        let mut session = session();
        let held = vec![
            Subject::Actor(actor_id("ISR")),
            Subject::Tie(tie_id("ISR-AZE")),
        ];
        let hold = |taking| {
            Command::Hands(HandsCommand::Hold {
                subjects: held.clone(),
                taking,
            })
        };
        session.execute(Command::Hands(HandsCommand::Take(Sort::Actors, false)));
        session.execute(hold(Taking::Replaces));
        assert_eq!(selected(&session), ["tie ISR-AZE"]);
        session.execute(Command::Hands(HandsCommand::Take(Sort::Actors, true)));
        session.execute(hold(Taking::Adds));
        assert_eq!(selected(&session), ["tie ISR-AZE", "actor ISR"]);
        session.execute(Command::Select(Subject::Actor(actor_id("ISR"))));
        session.execute(hold(Taking::Toggles));
        assert_eq!(selected(&session), ["tie ISR-AZE"]);
    }

    #[test]
    fn a_tie_is_led_to_another_actor_and_never_back_to_its_own() {
        let mut session = session();
        let lead = |to: &str| {
            Command::Hands(HandsCommand::LeadTie {
                tie: tie_id("ISR-AZE"),
                end: TieEnd::To,
                to: actor_id(to),
            })
        };
        for (to, steps, ends_at) in [("ISR", 0, "AZE"), ("AZE", 0, "AZE"), ("KAZ", 1, "KAZ")] {
            session.execute(lead(to));
            assert_eq!(session.history().len(), steps, "{to}");
            let tie = session.document().scene.ties.get(&tie_id("ISR-AZE"));
            assert_eq!(tie.expect("it is there").to.as_str(), ends_at);
        }
    }

    #[test]
    fn the_source_of_a_tie_that_was_deleted_is_asked_for_again() {
        let mut session = session();
        session.execute(Command::Hands(HandsCommand::StartTying));
        session.execute(Command::Hands(HandsCommand::TieFrom(actor_id("ISR"))));
        session.execute(Command::Edit(Edit::Delete {
            actors: vec![actor_id("ISR")],
            ties: Vec::new(),
            claims: Vec::new(),
            sources: Vec::new(),
            kinds: Vec::new(),
            notes: Vec::new(),
            views: Vec::new(),
            slides: Vec::new(),
        }));
        assert_eq!(session.hands().tying(), Some(&Tying::default()));
        session.execute(Command::Hands(HandsCommand::Use(Tool::Select)));
        assert_eq!(session.hands().tying(), None);
    }
}
