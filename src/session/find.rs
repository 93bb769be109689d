//! Finding: one search over the whole scene, going to what was found, and what
//! stands out of the picture while the rest recedes.

mod flight;
mod found;
mod spotlight;
mod texts;
mod views;

use crate::model::{ClaimId, Confidence, PathOver, SourceId, Status, Subject, ViewId};

use super::command::PanelSide;
use super::draft::{Form, FormCommand, SourceForm};
use super::{Level, Session};

use flight::Flight;
pub use found::{Found, FoundGroup, FoundKind, FoundRow, MOST_FOUND, Marked};
pub use spotlight::PathFound;
use spotlight::Spotlight;
use texts::SearchTexts;
pub(super) use texts::Tables;

/// What a person asks for to find something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindCommand {
    /// Select this and move the map so that it is seen; a source is opened.
    GoTo(Subject),
    /// Let what is within so many ties of the selected actors and ties stand out,
    /// in 0..=9; without any, of what stands out.
    Depth(u8),
    /// Let what stands out reach one tie further, or one less.
    Deepen {
        /// Further.
        is_further: bool,
    },
    /// Hide what is out of the focus, or only dim it.
    HideRest(bool),
    /// Let the path between the two selected actors stand out.
    Path(PathOver),
    /// Dim ties that the filters leave out, or hide them.
    Dim(bool),
    /// Show ties of this confidence, or do not; `None` stands for ties of which none
    /// is said.
    FilterConfidence(Option<Confidence>, bool),
    /// Show claims of this status, or do not.
    FilterStatus(Status, bool),
    /// Ask for claims of this source, besides others that are asked for, or do not.
    FilterSource(SourceId, bool),
    /// The same for who asserts them; `None` stands for nobody named.
    FilterAsserter(Option<String>, bool),
    /// Keep what is looked at in the scene, under this name.
    SaveView(String),
    /// Look at what this view kept.
    ShowView(ViewId),
    /// Keep what is looked at now in the place of what this view kept.
    UpdateView(ViewId),
    /// Give a view another name.
    RenameView(ViewId, String),
    /// Give a view this digit as its key, with Alt, or none.
    ViewKey(ViewId, Option<u8>),
    /// Move a view by one place in the list.
    MoveView {
        /// The view.
        view: ViewId,
        /// Towards the first.
        is_up: bool,
    },
    /// Delete a view.
    DeleteView(ViewId),
    /// Let nothing stand out any more.
    EndSpotlight,
}

/// What finding keeps.
#[derive(Default)]
pub(super) struct Finding {
    texts: SearchTexts,
    flight: Option<Flight>,
    spotlight: Spotlight,
    /// The view that was shown or saved last.
    view: Option<ViewId>,
}

impl Session {
    pub(super) fn find_command(&mut self, command: FindCommand) {
        match command {
            FindCommand::GoTo(subject) => self.go_to(subject),
            FindCommand::Depth(depth) => self.set_depth(depth),
            FindCommand::Deepen { is_further } => self.deepen(is_further),
            FindCommand::HideRest(is_hiding) => self.hide_rest(is_hiding),
            FindCommand::Path(over) => self.find_path(over),
            FindCommand::Dim(is_dimming) => self.filter.set_dimming(is_dimming),
            FindCommand::FilterConfidence(confidence, is_shown) => {
                self.filter.set_confidence(confidence, is_shown);
            }
            FindCommand::FilterStatus(status, is_shown) => {
                self.filter.set_status(status, is_shown);
            }
            FindCommand::FilterSource(source, is_asked_for) => {
                self.filter.set_source(source, is_asked_for);
            }
            FindCommand::FilterAsserter(asserter, is_asked_for) => {
                self.filter.set_asserter(asserter, is_asked_for);
            }
            FindCommand::SaveView(name) => self.save_view(&name),
            FindCommand::ShowView(view) => self.show_view(&view),
            FindCommand::UpdateView(view) => self.update_view(&view),
            FindCommand::RenameView(view, name) => self.rename_view(&view, &name),
            FindCommand::ViewKey(view, key) => self.set_view_key(&view, key),
            FindCommand::MoveView { view, is_up } => self.move_view(&view, is_up),
            FindCommand::DeleteView(view) => self.delete_view(view),
            FindCommand::EndSpotlight => self.set_spotlight(None, None),
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
                self.uncover_map();
                self.selection.select(subject.clone(), &self.document.scene);
                self.fly_to(&subject);
            }
        }
    }

    /// The card of the claim is shown, and what it bears on.
    fn go_to_claim(&mut self, claim: ClaimId) {
        self.close_desk();
        self.selection
            .select(Subject::Claim(claim), &self.document.scene);
        self.bring_up_panel(PanelSide::Right);
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
