//! Finding: one search over the whole scene, going to what was found, and what
//! stands out of the picture while the rest recedes.

mod flight;
mod found;
mod texts;

use crate::model::{ClaimId, SourceId, Subject};

use super::command::PanelSide;
use super::draft::{Form, FormCommand, SourceForm};
use super::{Command, Level, Session};

use flight::Flight;
pub use found::{Found, FoundGroup, FoundKind, FoundRow, MOST_FOUND, Marked};
use texts::SearchTexts;
pub(super) use texts::Tables;

/// What a person asks for to find something.
#[derive(Clone, Debug, PartialEq)]
pub enum FindCommand {
    /// Select this and move the map so that it is seen; a source is opened.
    GoTo(Subject),
}

/// What finding keeps.
#[derive(Default)]
pub(super) struct Finding {
    texts: SearchTexts,
    flight: Option<Flight>,
}

impl Session {
    pub(super) fn find_command(&mut self, command: FindCommand) {
        match command {
            FindCommand::GoTo(subject) => self.go_to(subject),
        }
    }

    fn go_to(&mut self, subject: Subject) {
        self.close_dialog();
        match subject {
            Subject::Claim(claim) => self.go_to_claim(claim),
            Subject::Source(source) => self.go_to_source(source),
            Subject::Scene => {}
            Subject::Actor(_) | Subject::Tie(_) | Subject::Note(_) => {
                self.close_desk();
                self.selection
                    .select(subject.clone(), &self.document.scene);
                self.fly_to(&subject);
            }
        }
    }

    /// The card of the claim is shown, and what it bears on.
    fn go_to_claim(&mut self, claim: ClaimId) {
        self.close_desk();
        self.selection
            .select(Subject::Claim(claim), &self.document.scene);
        if !self.settings.right_panel.is_open {
            self.execute(Command::ShowPanel(PanelSide::Right, true));
        }
        let on = self.selection.focus().cloned();
        // A card that the filter leaves out could not be shown.
        if self.selection.claim().is_some_and(|id| !self.lists(id)) {
            let words = "The filters leave this claim out of the list. X clears them.";
            self.notify(Level::Info, words);
        }
        if let Some(on) = on {
            self.fly_to(&on);
        }
    }

    /// Whether the filter lets the list have this claim.
    fn lists(&self, claim: &ClaimId) -> bool {
        let at = self.document.scene.claims.position(claim);
        at.is_some_and(|at| self.derived.shows_claim(at))
    }

    /// The text of the source where it is held, else what is written down of it.
    fn go_to_source(&mut self, source: SourceId) {
        let record = self.document.scene.sources.get(&source);
        let is_held = record.is_some_and(|it| self.document.texts().text_of(it).is_some());
        if is_held {
            self.show_source(source);
        } else if record.is_some() {
            let form = Form::Source(SourceForm::Change(source));
            self.form(FormCommand::Open(form));
        }
    }
}

#[cfg(test)]
mod tests;
