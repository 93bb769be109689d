//! What others do with the open file: another window, another program, another
//! person.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::compare::merge;
use crate::edit::Edit;
use crate::file::store::{DiskLock, Fingerprint, StoreError};
use crate::file::watch::Watch;
use crate::model::Scene;

use super::command::{Dialog, Effect, OutsideChoice};
use super::document::{Base, Document, OpenError};
use super::tasks::{Done, TheirsFor};
use super::{Level, Session};

/// What happened to the open file since it was opened or saved last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// It holds something else now.
    Changed(Fingerprint),
    /// It was deleted, moved or renamed, or its folder was.
    Gone,
}

/// What is known of the open file from outside.
#[derive(Debug, Default)]
pub(super) struct FileWatch {
    /// The file that lock and watch are of, and which document it is of.
    followed: Option<(u64, PathBuf)>,
    watch: Option<Watch>,
    lock: Option<Box<dyn DiskLock>>,
    is_on: bool,
    /// Whether another window has the file open, and the person was not told.
    is_open_elsewhere: bool,
    outside: Option<Outside>,
    /// What the person said is of no interest.
    dismissed: Option<Outside>,
    is_looking: bool,
    is_look_due: bool,
    look_after: Duration,
}

/// How long after a look that failed the next one comes.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// A step that changed what the file is held to hold, so that going back over it
/// does too.
#[derive(Debug)]
pub(super) struct Rebased {
    before: Arc<Scene>,
    after: Arc<Scene>,
    old: Base,
    new: Base,
}

impl Session {
    /// Watches files that are opened from now on.
    pub fn watch_files(&mut self) {
        self.file_watch.is_on = true;
        self.follow_file();
        self.watch_texts();
    }

    /// Whether files are watched.
    pub(super) fn watches_files(&self) -> bool {
        self.file_watch.is_on
    }

    /// What happened to the open file, unless the person knows.
    pub fn outside(&self) -> Option<Outside> {
        let outside = self.file_watch.outside;
        outside.filter(|_| self.file_watch.dismissed != outside)
    }

    /// Whether another window has the open file open too, unless the person knows.
    pub fn is_open_elsewhere(&self) -> bool {
        self.file_watch.is_open_elsewhere
    }

    /// Whether what others changed can be taken in beside what was changed here.
    pub fn can_take_both(&self) -> bool {
        self.has_unsaved() && self.document.has_base()
    }

    /// Another file may be open than before: watches that, and takes its lock.
    pub(super) fn follow_file(&mut self) {
        let document = self.revisions.document;
        let now = self.document.file().map(|path| (document, path.to_owned()));
        if now == self.file_watch.followed || !self.file_watch.is_on {
            return;
        }
        self.file_watch = FileWatch {
            is_on: true,
            followed: now.clone(),
            ..FileWatch::default()
        };
        if let Some((document, path)) = now {
            self.file_watch.watch = self.tasks.watch(document, path.clone());
            self.tasks.lock(document, path);
            self.look_outside();
        }
    }

    /// Looks whether the file holds what it should.
    pub fn look_outside(&mut self) {
        let Some((document, path)) = self.file_watch.followed.clone() else {
            return;
        };
        if self.file_watch.is_looking || self.tasks.is_saving() {
            self.file_watch.is_look_due = true;
        } else {
            self.file_watch.is_look_due = false;
            self.file_watch.is_looking = true;
            self.tasks.look(document, path);
        }
    }

    /// Looks again where that had to wait; `Some` is how long it must.
    pub(super) fn look_when_due(&mut self) -> Option<Duration> {
        let watch = &self.file_watch;
        if !watch.is_look_due || watch.is_looking || self.tasks.is_saving() {
            return None;
        }
        let wait = watch.look_after.saturating_sub(self.now);
        if wait.is_zero() {
            self.look_outside();
            return None;
        }
        Some(wait)
    }

    /// A look came to nothing.
    pub(super) fn end_look(&mut self) {
        self.file_watch.is_looking = false;
    }

    pub(super) fn note_stir(&mut self, document: u64) {
        if document == self.revisions.document {
            self.look_outside();
        }
    }

    pub(super) fn note_look(
        &mut self,
        document: u64,
        saves: u64,
        result: Result<Option<Fingerprint>, StoreError>,
    ) {
        self.file_watch.is_looking = false;
        if document != self.revisions.document {
            return;
        }
        // What was saved meanwhile may be what was seen, or not.
        if !self.tasks.has_saved_nothing_since(saves) {
            self.look_outside();
            return;
        }
        let outside = match result {
            Ok(found) if found == self.document.known() => None,
            Ok(Some(found)) => Some(Outside::Changed(found)),
            Ok(None) => Some(Outside::Gone),
            Err(error) => {
                // Somebody may be writing it; nothing tells of it when they end.
                log::warn!("the open file cannot be looked at: {error}");
                self.file_watch.is_look_due = true;
                self.file_watch.look_after = self.now + LOOK_AGAIN;
                return;
            }
        };
        if outside != self.file_watch.outside {
            log::info!("the open file: {outside:?}");
            self.file_watch.outside = outside;
            self.file_watch.dismissed = None;
        }
    }

    pub(super) fn note_locked(
        &mut self,
        document: u64,
        path: PathBuf,
        result: Result<Option<Box<dyn DiskLock>>, StoreError>,
    ) {
        if self.file_watch.followed != Some((document, path)) {
            return;
        }
        match result {
            Ok(Some(lock)) => self.file_watch.lock = Some(lock),
            Ok(None) => {
                log::info!("another window has the file open");
                self.file_watch.is_open_elsewhere = true;
            }
            Err(error) => log::warn!("the file has no lock: {error}"),
        }
    }

    /// The file is as it was saved or read just now.
    pub(super) fn forget_outside(&mut self) {
        self.file_watch.outside = None;
        self.file_watch.dismissed = None;
    }

    /// Saving found the file changed.
    pub(super) fn ask_whose(&mut self) {
        self.dialog = Some(Dialog::Conflict);
        self.file_watch.dismissed = None;
        self.look_outside();
    }

    /// Does what the person chose about a file that others changed.
    pub(super) fn choose_outside(&mut self, choice: OutsideChoice) {
        match choice {
            OutsideChoice::Reload => {
                self.dialog = None;
                self.revert();
            }
            OutsideChoice::KeepMine => self.keep_mine(),
            OutsideChoice::SaveCopy => {
                self.dialog = None;
                if let Some(path) = self.document.file() {
                    self.effects.push(Effect::PickSaveFile(copy_name(path)));
                }
            }
            OutsideChoice::Compare => self.read_theirs(TheirsFor::Compare),
            OutsideChoice::Merge if !self.document.has_base() => self.notify(
                Level::Error,
                "What the file held before is not known any more, and so not what they changed. \
                 Compare, or save yours under another name.",
            ),
            OutsideChoice::Merge => self.read_theirs(TheirsFor::Merge),
            OutsideChoice::Dismiss => {
                self.file_watch.dismissed = self.file_watch.outside;
                self.file_watch.is_open_elsewhere = false;
            }
        }
    }

    /// What is open here takes the place of what is in the file, which stays as a
    /// version.
    fn keep_mine(&mut self) {
        self.dialog = None;
        match self.file_watch.outside {
            Some(Outside::Changed(theirs)) => self.document.know(Some(theirs)),
            Some(Outside::Gone) => self.document.know(None),
            None => {}
        }
        self.save();
    }

    fn read_theirs(&mut self, what_for: TheirsFor) {
        let (document, saves) = (self.revisions.document, self.tasks.saves());
        let Some(path) = self.document.file().map(ToOwned::to_owned) else {
            return;
        };
        self.tasks.work(move |store| Done::Theirs {
            document,
            saves,
            what_for,
            result: Document::open(store, &path, true).map(Box::new),
        });
    }

    pub(super) fn take_theirs(
        &mut self,
        (document, saves): (u64, u64),
        what_for: TheirsFor,
        result: Result<Box<Document>, OpenError>,
    ) {
        if document != self.revisions.document {
            return;
        }
        // By now the file holds something else, or is another one.
        if !self.tasks.has_saved_nothing_since(saves) {
            self.look_outside();
            return;
        }
        match result {
            Ok(theirs) => match what_for {
                TheirsFor::Compare => {
                    let mine = Arc::clone(&self.document.scene);
                    let names = ["Yours, in this window", "the file as it is now"];
                    let [mine_name, their_name] = names.map(str::to_owned);
                    self.compare(mine, mine_name, Arc::clone(&theirs.scene), their_name);
                }
                TheirsFor::Merge => self.merge_theirs(&theirs),
            },
            Err(error) => self.notify(
                Level::Error,
                format!("The file as it is now cannot be read: {error}"),
            ),
        }
    }

    /// Takes over what others changed, where it does not speak against what was
    /// changed here; one step.
    fn merge_theirs(&mut self, theirs: &Document) {
        if !theirs.is_complete() {
            let text = "The file has errors by now, and what they concern cannot be merged. Compare, \
                        or save yours under another name.";
            self.notify(Level::Error, text);
            return;
        }
        self.commit_gesture();
        let merged = merge(self.document.saved(), &self.document.scene, &theirs.scene);
        let conflicts = merged.conflicts.len();
        let (old, steps) = (self.document.base(), self.history.len());
        let is_done = self.replace_scene(Arc::new(merged.scene), "take in what others changed");
        if !is_done {
            return;
        }
        self.dialog = None;
        self.document
            .note_merged(Arc::clone(&theirs.scene), theirs.known());
        let is_step = self.history.len() > steps;
        if is_step {
            self.note_rebased(old);
        }
        let back = if is_step {
            " Ctrl+Z takes it back."
        } else {
            ""
        };
        self.forget_outside();
        let text = match conflicts {
            0 => "Both are in the scene now. Save it when you have looked at it.".to_owned(),
            many => {
                for conflict in &merged.conflicts {
                    log::info!("conflict: {conflict:?}");
                }
                format!(
                    "Both are in the scene now, but for {many} that both changed: there yours was \
                     kept, and theirs is under File > Versions once you save.{back}"
                )
            }
        };
        let level = if conflicts == 0 {
            Level::Info
        } else {
            Level::Warning
        };
        self.notify(level, text);
    }

    /// The last step changed what the file is held to hold, which was this.
    pub(super) fn note_rebased(&mut self, old: Base) {
        if let Some(step) = self.history.next_undo() {
            self.rebased.push(Rebased {
                before: Arc::clone(&step.before),
                after: Arc::clone(&step.after),
                old,
                new: self.document.base(),
            });
        }
    }

    /// A step was undone or redone: what the file is held to hold goes with it.
    pub(super) fn follow_base(&mut self, is_undone: bool) {
        let now = &self.document.scene;
        let is_it = |it: &&Rebased| {
            let end = if is_undone { &it.before } else { &it.after };
            Arc::ptr_eq(end, now)
        };
        let base = self.rebased.iter().rev().find(is_it).map(|it| {
            let base = if is_undone { &it.old } else { &it.new };
            base.clone()
        });
        if let Some(base) = base {
            self.document.rebase(base);
            self.look_outside();
        }
    }

    /// Puts a scene in the place of this one, as a step of this name.
    pub(super) fn replace_scene(&mut self, scene: Arc<Scene>, label: &str) -> bool {
        self.edit_as(&Edit::ReplaceScene(scene), Some(label))
    }
}

/// A name for a copy beside the file.
fn copy_name(path: &std::path::Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem} (mine).ron"))
}
