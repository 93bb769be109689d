//! Saving, and what must not happen before it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::edit::Edit;
use crate::file::snapshots::Kept;
use crate::file::store::{Expected, SaveError, Saved};
use crate::model::Scene;
use crate::session::command::{Dialog, Effect, Then};
use crate::session::document::Document;
use crate::session::{Closing, Level, Origin, Session};

use super::editing::capital;

impl Session {
    /// Writes the scene to its file, or asks for one.
    pub(in crate::session) fn save(&mut self) {
        // While it is being saved elsewhere, that is its file already.
        if let Some(path) = self.tasks.target_of(self.revisions.document) {
            let expected = self.document.expected();
            self.write_to(path, expected);
            return;
        }
        match self.document.origin.clone() {
            Origin::File(path) if self.document.is_complete() => {
                let expected = self.document.expected();
                self.write_to(path, expected);
            }
            Origin::File(_) => {
                self.notify(
                    Level::Warning,
                    "The file holds things that were left out on opening, and saving over it would \
                     lose them. Save under another name.",
                );
                self.save_as();
            }
            Origin::Example(_) => self.save_as(),
        }
    }

    /// Asks for a file to save to.
    pub(super) fn save_as(&mut self) {
        let proposed = match &self.document.origin {
            Origin::File(path) => path.clone(),
            Origin::Example(_) => PathBuf::from(file_name_of(&self.document.scene)),
        };
        self.effects.push(Effect::PickSaveFile(proposed));
    }

    /// Writes the scene to this file; asks where another file has the name.
    pub(super) fn save_to(&mut self, path: PathBuf, may_replace: bool) {
        let given = std::path::absolute(&path).unwrap_or(path);
        let path = with_extension(given.clone());
        // Whoever was asked about one name was not asked about another.
        let may_replace = may_replace && path == given;
        let is_own = match &self.document.origin {
            Origin::File(own) => *own == path || self.tasks.is_same_file(own, &path),
            Origin::Example(_) => false,
        };
        if is_own && !self.document.is_complete() {
            self.notify(
                Level::Error,
                "Saving over this file would lose what was left out on opening. Choose another name.",
            );
            // Nobody is asked for the other name any more: what waited for the
            // save is not to come with a later one.
            if self.dialog.is_none() {
                self.after_save = None;
            }
            return;
        }
        if !may_replace && !is_own && self.tasks.has_file(&path) {
            self.dialog = Some(Dialog::Replace(path));
            return;
        }
        self.dialog = None;
        let expected = match (is_own, may_replace) {
            (true, _) => self.document.expected(),
            (false, true) => Expected::Anything,
            (false, false) => Expected::Nothing,
        };
        self.write_to(path, expected);
    }

    fn write_to(&mut self, path: PathBuf, expected: Expected) {
        let scene = Arc::clone(&self.document.scene);
        self.unsaved_at_save = self.unsaved_changes;
        let texts = self.texts_to_keep();
        self.tasks
            .save(self.revisions.document, path, scene, expected, texts);
    }

    /// Takes over what saving came to.
    pub(super) fn note_saved(
        &mut self,
        document: u64,
        path: PathBuf,
        scene: Arc<Scene>,
        result: Result<(Saved, Kept), SaveError>,
    ) {
        // What goes on after saving waits for the last save.
        let then = if self.tasks.is_saving() {
            None
        } else {
            self.after_save.take()
        };
        match result {
            Ok((saved, kept)) => {
                let name = Document::name_of(&path);
                // By now another document may be open.
                if document == self.revisions.document {
                    self.document
                        .note_saved(scene, path.clone(), saved.fingerprint);
                    self.unsaved_changes -= self.unsaved_at_save.min(self.unsaved_changes);
                    self.unsaved_at_save = 0;
                    self.rebased.clear();
                    self.forget_outside();
                    self.follow_file();
                    self.note_texts_kept(kept);
                } else {
                    for warning in kept.warnings {
                        self.notify(Level::Warning, warning);
                    }
                }
                for warning in saved.warnings {
                    self.notify(Level::Warning, warning);
                }
                self.settings.remember(path);
                self.effects.push(Effect::KeepSettings);
                self.notify(Level::Info, format!("Saved {name}."));
                let is_safe = !self.has_unsaved() && !self.has_drafts();
                match then {
                    // What was asked is answered by the save that was under way.
                    None if is_safe && let Some(Dialog::Unsaved(then)) = self.dialog => {
                        self.go_on(then);
                    }
                    // What was changed meanwhile is not saved.
                    Some(then) if self.has_unsaved() => self.dialog = Some(Dialog::Unsaved(then)),
                    Some(then) => self.go_on(then),
                    None if self.closing == Closing::WhenSaved => self.go_on(Then::Quit),
                    None => {}
                }
            }
            Err(SaveError::Changed { path }) if document == self.revisions.document => {
                self.closing = Closing::No;
                if self
                    .document
                    .file()
                    .is_some_and(|own| self.tasks.is_same_file(own, &path))
                {
                    self.ask_whose();
                } else {
                    // Somebody made a file of the new name in this moment.
                    self.dialog = Some(Dialog::Replace(path));
                }
            }
            Err(error) => {
                // What was given up came after what should have been saved.
                self.closing = Closing::No;
                self.notify(
                    Level::Error,
                    format!(
                        "{}\nAll its changes are kept here and the file is as it was: save again, or \
                         under another name.",
                        capital(&error.to_string())
                    ),
                );
            }
        }
    }

    /// Goes back to the scene as it is in its file, as a step of its own.
    pub(in crate::session) fn revert(&mut self) {
        match self.document.origin.clone() {
            Origin::File(path) => self.tasks.reread(self.revisions.document, path),
            Origin::Example(_) => {
                let saved = Arc::clone(self.document.saved());
                self.edit(&Edit::ReplaceScene(saved));
            }
        }
    }

    /// Shows a document now, or asks first where that would lose something.
    pub(super) fn offer(&mut self, document: Document) {
        self.commit_gesture();
        if self.has_unsaved() || self.has_drafts() {
            self.pending = Some(Box::new(document));
            self.dialog = Some(Dialog::Unsaved(Then::Open));
        } else {
            self.replace(document);
        }
    }

    /// Ends the program now, or asks first where that would lose something.
    pub(super) fn quit(&mut self) {
        if self.closing == Closing::WhenSaved {
            // Asked a second time: whoever waits for a disk that hangs may go.
            self.closing = Closing::Now;
        }
        if self.may_close() {
            self.go_on(Then::Quit);
        } else if self.has_unsaved() || self.has_drafts() {
            self.dialog = Some(Dialog::Unsaved(Then::Quit));
        } else {
            // All is in the save that is under way.
            self.after_save = Some(Then::Quit);
        }
    }

    /// Nothing is saved after all: what waited for it does not happen.
    pub fn give_up_saving(&mut self) {
        if self.after_save.take().is_some() {
            self.pending = None;
        }
    }

    pub(super) fn save_then(&mut self, then: Then) {
        self.dialog = None;
        self.after_save = Some(then);
        self.save();
    }

    pub(super) fn discard_then(&mut self, then: Then) {
        self.dialog = None;
        self.go_on(then);
    }

    fn go_on(&mut self, then: Then) {
        // Asked while the save was under way, which answered it.
        if matches!(self.dialog, Some(Dialog::Unsaved(_))) {
            self.dialog = None;
        }
        match then {
            // What is being saved is not safe yet: should it fail, it must be here.
            Then::Open if self.tasks.is_saving() => self.after_save = Some(Then::Open),
            Then::Open => {
                if let Some(document) = self.pending.take() {
                    self.replace(*document);
                }
            }
            Then::Quit if self.tasks.is_saving() && self.closing != Closing::Now => {
                self.closing = Closing::WhenSaved;
                self.notify(
                    Level::Info,
                    "Entente ends once the scene is saved. Quit again to end without it.",
                );
            }
            Then::Quit => {
                self.closing = Closing::Now;
                self.effects.push(Effect::Quit);
            }
        }
    }
}

/// A file name for a scene that has none, from its title.
pub(in crate::session) fn file_name_of(scene: &Scene) -> String {
    let name: String = scene
        .title
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .take(60)
        .collect();
    let name = name.trim_matches('_').to_lowercase();
    if name.is_empty() {
        "scene.ron".to_owned()
    } else {
        format!("{name}.ron")
    }
}

/// The path with `.ron` where it has no extension.
fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some() || path.file_name().is_none() {
        path
    } else {
        path.with_extension("ron")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_follows_from_the_title() {
        let mut scene = Scene::blank();
        assert_eq!(file_name_of(&scene), "untitled_scene.ron");
        scene.title = "../Ties: Azərbaycan / 2026".to_owned();
        assert_eq!(file_name_of(&scene), "ties__azərbaycan___2026.ron");
        scene.title = "???".to_owned();
        assert_eq!(file_name_of(&scene), "scene.ron");
    }

    #[test]
    fn a_path_without_an_extension_gets_ours() {
        assert_eq!(with_extension("/a/b".into()), PathBuf::from("/a/b.ron"));
        assert_eq!(with_extension("/a/b.txt".into()), PathBuf::from("/a/b.txt"));
    }
}
