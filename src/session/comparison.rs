//! Two scenes beside each other.

use std::path::PathBuf;
use std::sync::Arc;

use crate::compare::Difference;
use crate::model::Scene;

use super::command::{Dialog, Example};
use super::document::{Document, OpenError, Origin};
use super::tasks::Done;
use super::{Level, Session};

/// Two scenes and what changed from the one to the other.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What the earlier one is, in words: `the file as it is now`.
    pub before_name: String,
    /// What the later one is, in words.
    pub after_name: String,
    /// What changed; holds both scenes.
    pub difference: Difference,
    /// The later scene with what was removed since the earlier one: what is drawn.
    pub union: Arc<Scene>,
    /// Rises from comparison to comparison.
    pub revision: u64,
    /// The dialog that it was asked for in: it waits behind.
    behind: Option<Dialog>,
}

/// What the scene that is open is called in a comparison.
const NOW: &str = "the scene as it is now";

impl Session {
    /// What is compared, if anything.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// The dialog to be seen: of a comparison, only one that was opened since and
    /// stands before it.
    pub fn front_dialog(&self) -> Option<&Dialog> {
        let is_behind = |comparison: &Comparison| comparison.behind == self.dialog;
        let is_covered = self.comparison().is_some_and(is_behind);
        self.dialog().filter(|_| !is_covered)
    }

    /// Whether a comparison is all that is seen.
    pub fn is_comparing(&self) -> bool {
        self.comparison.is_some() && self.front_dialog().is_none()
    }

    /// Reads a file and compares it with what is open then.
    pub(super) fn compare_file(&mut self, path: PathBuf) {
        self.dialog = None;
        let document = self.revisions.document;
        let path = std::path::absolute(&path).unwrap_or(path);
        self.tasks.work(move |store| Done::ReadToCompare {
            document,
            name: Document::name_of(&path),
            result: Document::open(store, &path, true).map(Box::new),
        });
    }

    pub(super) fn take_file_to_compare(
        &mut self,
        document: u64,
        name: String,
        result: Result<Box<Document>, OpenError>,
    ) {
        if document != self.revisions.document {
            return;
        }
        let other = match result {
            Ok(other) => other,
            Err(error) => {
                let text = format!("Cannot read the scene to compare with: {error}");
                self.notify(Level::Error, text);
                return;
            }
        };
        if !other.is_complete() {
            let text = format!(
                "{name} has parts that cannot be read. They count as missing in the comparison; \
                 open the file to see which they are."
            );
            self.notify(Level::Warning, text);
        }
        let now = Arc::clone(&self.document.scene);
        self.compare(Arc::clone(&other.scene), name, now, NOW.to_owned());
    }

    /// Compares what is open with what it was when it was opened or saved last.
    pub(super) fn compare_saved(&mut self) {
        let before_name = match self.document.origin {
            Origin::File(_) => "The scene as it was saved",
            Origin::Example(Example::SouthCaucasus | Example::Blank) => "The scene as it was begun",
        };
        let before = Arc::clone(self.document.saved());
        let now = Arc::clone(&self.document.scene);
        self.compare(before, before_name.to_owned(), now, NOW.to_owned());
    }

    /// Compares two scenes in the background, then shows what changed.
    pub(super) fn compare(
        &mut self,
        before: Arc<Scene>,
        before_name: String,
        after: Arc<Scene>,
        after_name: String,
    ) {
        self.comparisons += 1;
        let revision = self.comparisons;
        let behind = self.dialog.clone();
        self.tasks.work(move |_| {
            let difference = Difference::between(&before, &after);
            let union = Arc::new(difference.union());
            Done::Compared(Box::new(Comparison {
                before_name,
                after_name,
                difference,
                union,
                revision,
                behind,
            }))
        });
    }

    /// Shows a comparison, unless another one was asked for since.
    pub(super) fn take_compared(&mut self, comparison: Comparison) {
        if comparison.revision == self.comparisons {
            self.comparison = Some(comparison);
        }
    }

    /// Goes back to where the comparison was asked for.
    pub(super) fn close_comparison(&mut self) {
        self.comparison = None;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::file::settings::Settings;
    use crate::file::store::Store;
    use crate::session::Command;
    use crate::session::command::Then;

    fn compared(session: &mut Session) {
        session.execute(Command::CompareSaved);
        while session.is_busy() {
            std::thread::sleep(Duration::from_millis(1));
            session.tick(Duration::ZERO);
        }
        assert!(session.is_comparing());
    }

    #[test]
    fn the_dialog_that_a_comparison_was_asked_for_in_waits_behind_it() {
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        session.execute(Command::Show(Dialog::Versions));
        compared(&mut session);
        assert!(session.front_dialog().is_none());
        session.execute(Command::CloseComparison);
        assert_eq!(session.front_dialog(), Some(&Dialog::Versions));
        session.execute(Command::CloseDialog);
        compared(&mut session);
        // Ending the program asks before it, not behind it.
        let question = Dialog::Unsaved(Then::Quit);
        session.execute(Command::Show(question.clone()));
        assert_eq!(session.front_dialog(), Some(&question));
        assert!(!session.is_comparing());
        session.execute(Command::CloseDialog);
        assert!(session.is_comparing());
    }
}
