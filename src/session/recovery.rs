//! Keeping what is not saved, and offering what an earlier run left.
//!
//! A copy is begun at the first change and brought up to date at most every
//! [`INTERVAL`]: less than a second, so that a copy of one second ago is always
//! complete. Where writing takes long, it is done less often.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::compare::Difference;
use crate::edit::Edit;
use crate::file::dirs::Dirs;
use crate::file::recovery::{Copies, CopyHeader, CopyOrigin, FoundCopy, KeptForm, read_copy};
use crate::file::snapshots::Snapshots;
use crate::file::store::{Fingerprint, Store, StoreError, Versions};
use crate::model::Scene;

use super::command::{Command, Dialog, Example};
use super::document::{Document, Origin};
use super::keeper::{Keeper, Unsaved};
use super::tasks::Done;
use super::{Level, Session};

/// How often the copy is brought up to date.
const INTERVAL: Duration = Duration::from_millis(700);

/// A copy that takes longer to write is written less often: every
/// [`SLOW_FACTOR`] times that.
const SLOW: Duration = Duration::from_millis(300);
const SLOW_FACTOR: u32 = 3;

/// What a run that ended without saving left.
#[derive(Debug)]
pub struct FoundWork {
    /// The copy.
    pub copy: FoundCopy,
    /// The scene in it, or why it cannot be read.
    pub scene: Result<Arc<Scene>, String>,
    /// What it began from: the scene of its file, or the one that it was begun as.
    pub base: Arc<Scene>,
    /// What became of the file since.
    pub file: FileSince,
    /// What the copy has that the base has not, as words.
    pub summary: String,
}

/// What became of a file since a copy was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSince {
    /// It has no file.
    Untitled,
    /// The file is as it was.
    Same,
    /// Somebody changed it.
    Changed,
    /// It is not there, or cannot be read now.
    Gone,
}

impl FoundWork {
    /// Looks at a copy and at what it began from.
    fn weigh(store: &Store, copy: FoundCopy) -> Self {
        let scene = read_copy(store, &copy.path)
            .map_err(|error| error.to_string())
            .and_then(|reading| {
                // In part, it would be taken for the whole.
                let part = "only a part of it can be read; open it as a file to see which";
                let is_whole = reading.is_complete;
                is_whole
                    .then(|| Arc::new(reading.scene))
                    .ok_or_else(|| part.to_owned())
            });
        let (base, file) = base_of(store, &copy.header);
        let summary = match &scene {
            Ok(scene) => Difference::between(&base, scene).summary(),
            Err(_) => String::new(),
        };
        Self {
            copy,
            scene,
            base,
            file,
            summary,
        }
    }

    /// Whether it has nothing which the file has not: its window was killed between
    /// the save and the removal.
    fn is_nothing_new(&self) -> bool {
        let is_same = |scene: &Arc<Scene>| **scene == *self.base;
        self.scene.as_ref().is_ok_and(is_same) && self.copy.header.forms.is_empty()
    }

    /// Whether the other copy is of the same work: its window was killed after it
    /// restored that, and before it removed the first copy.
    fn is_of_same_work(&self, other: &Self) -> bool {
        let (this, that) = (&self.copy.header, &other.copy.header);
        let is_same_scene = match (&self.scene, &other.scene) {
            (Ok(scene), Ok(other)) => scene == other,
            _ => false,
        };
        is_same_scene && (&this.origin, &this.forms) == (&that.origin, &that.forms)
    }
}

/// What of the copies is to be offered; what holds nothing of its own is removed.
fn worth_offering(store: &Store, found: Vec<FoundCopy>) -> Vec<FoundWork> {
    let mut kept: Vec<FoundWork> = Vec::new();
    for copy in found {
        let work = FoundWork::weigh(store, copy);
        if !work.is_nothing_new() && !kept.iter().any(|it| it.is_of_same_work(&work)) {
            kept.push(work);
            continue;
        }
        log::info!("a recovery copy held nothing that is not elsewhere");
        if let Err(error) = work.copy.remove() {
            log::warn!("it was not removed: {error}");
        }
    }
    kept
}

/// What a copy began from, and what became of that.
fn base_of(store: &Store, header: &CopyHeader) -> (Arc<Scene>, FileSince) {
    let (path, known) = match &header.origin {
        CopyOrigin::SouthCaucasus => {
            let scene = Document::example(Example::SouthCaucasus).scene;
            return (scene, FileSince::Untitled);
        }
        CopyOrigin::Blank => return (Arc::new(Scene::blank()), FileSince::Untitled),
        CopyOrigin::File { path, known } => (path, known),
    };
    let bytes = store.read_scene_file(path, true);
    let read = bytes.ok().and_then(|bytes| {
        let reading = crate::file::read(&bytes).ok()?;
        Some((reading.scene, Fingerprint::of(&bytes)))
    });
    match read {
        Some((scene, held)) if *known == Some(held) => (Arc::new(scene), FileSince::Same),
        Some((scene, _)) => (Arc::new(scene), FileSince::Changed),
        None => (Arc::new(Scene::blank()), FileSince::Gone),
    }
}

/// What the copy was last told to hold: equal keys, equal copies.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    document: u64,
    origin: CopyOrigin,
    is_complete: bool,
    scene: u64,
    changes: u64,
    forms: Vec<KeptForm>,
    typed: Arc<[Edit]>,
}

/// What is known about copies.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    keeper: Keeper,
    is_on: bool,
    told: Option<Key>,
    kept: Option<Key>,
    is_keeping: bool,
    /// Before that, the copy is not written again.
    next: Duration,
    interval: Option<Duration>,
    is_warned: bool,
    /// What is being typed in fields, as changes.
    typed: Arc<[Edit]>,
    found: Vec<FoundWork>,
    /// Copies whose work is open now, or was; they go once this window has one.
    adopted: Vec<FoundCopy>,
    /// Which document the copy that is being written is of.
    keeping: u64,
    /// A report of how the run before ended.
    crash: Option<PathBuf>,
    /// Whether the dialog waits for another one to be closed.
    is_dialog_due: bool,
}

impl Session {
    /// Keeps unsaved work, versions and locks in these folders from now on, and
    /// looks for what earlier runs left. `crash` is the report of one that fell
    /// over just now.
    pub fn use_dirs(&mut self, dirs: Dirs, keeper: Keeper, crash: Option<PathBuf>) {
        let store = self.tasks.store().clone();
        let copies = Copies::new(store.clone(), dirs.state());
        self.texts
            .use_state(Snapshots::new(store.clone(), Some(dirs.state())));
        self.tasks.use_versions(Versions::new(store, dirs.state()));
        keeper.keep_in(copies.clone());
        self.recovery.keeper = keeper;
        self.recovery.is_on = true;
        self.recovery.crash = crash;
        self.dirs = Some(dirs);
        self.tasks.recovery(move |store| {
            Done::FoundWork(copies.found().map(|found| worth_offering(store, found)))
        });
    }

    /// What runs that ended without saving left, the latest first.
    pub fn found_work(&self) -> &[FoundWork] {
        &self.recovery.found
    }

    /// The report of how the run before this one fell over.
    pub fn crash_report(&self) -> Option<&PathBuf> {
        self.recovery.crash.as_ref()
    }

    /// What is being typed in fields, as changes that are not made yet.
    pub fn note_typed(&mut self, typed: Vec<Command>) {
        let edit = |command| match command {
            Command::Edit(edit) => Some(edit),
            Command::AddActor { name, at, tie_from } => {
                Some(self.edit_to_add_actor(&name, at, tie_from))
            }
            Command::AddNote { text, at } => self.edit_to_add_note(&text, at),
            Command::WriteNote { note, text } => self.edit_to_write_note(&note, &text),
            _ => None,
        };
        let typed: Vec<Edit> = typed.into_iter().filter_map(edit).collect();
        if *self.recovery.typed != *typed {
            self.recovery.typed = typed.into();
        }
    }

    /// How many changes are not saved.
    pub fn unsaved_changes(&self) -> u64 {
        self.unsaved_changes + u64::from(self.gesture().is_some())
    }

    /// Brings the recovery copy up to date if it is time; `Some` is how long until
    /// it is.
    pub(super) fn keep_work(&mut self) -> Option<Duration> {
        self.tell_keeper();
        let recovery = &mut self.recovery;
        if recovery.told == recovery.kept || recovery.is_keeping {
            return None;
        }
        let wait = recovery.next.saturating_sub(self.now);
        if !wait.is_zero() {
            return Some(wait);
        }
        let interval = recovery.interval.unwrap_or(INTERVAL);
        recovery.next = self.now + interval;
        if self.tasks.keep(recovery.keeper.clone()) {
            recovery.is_keeping = true;
            recovery.keeping = self.revisions.document;
            recovery.kept = recovery.told.clone();
            return None;
        }
        Some(interval)
    }

    /// Puts what is not saved where it outlives a fall of the program.
    pub(super) fn tell_keeper(&mut self) {
        if !self.recovery.is_on {
            return;
        }
        let key = self.unsaved_key();
        if self.recovery.told == key {
            return;
        }
        let unsaved = key.as_ref().map(|key| self.unsaved(key));
        self.recovery.keeper.set(unsaved);
        self.recovery.told = key;
    }

    /// `None` where nothing is unsaved.
    fn unsaved_key(&self) -> Option<Key> {
        let typed = Arc::clone(&self.recovery.typed);
        let is_unsaved = self.document.is_changed() || self.has_drafts() || !typed.is_empty();
        is_unsaved.then(|| Key {
            document: self.revisions.document,
            origin: self.copy_origin(),
            is_complete: self.document.is_complete(),
            scene: self.revisions.scene,
            changes: self.unsaved_changes(),
            forms: self.kept_forms(),
            typed,
        })
    }

    /// What stands in forms and is not part of the scene.
    fn kept_forms(&self) -> Vec<KeptForm> {
        self.drafts
            .kept(self.dialog == Some(Dialog::SceneProperties))
    }

    fn copy_origin(&self) -> CopyOrigin {
        match &self.document.origin {
            Origin::Example(Example::SouthCaucasus) => CopyOrigin::SouthCaucasus,
            Origin::Example(Example::Blank) => CopyOrigin::Blank,
            Origin::File(path) => CopyOrigin::File {
                path: path.clone(),
                known: self.document.known(),
            },
        }
    }

    fn unsaved(&self, key: &Key) -> Unsaved {
        let header = CopyHeader {
            title: self.document.scene.title.clone(),
            origin: key.origin.clone(),
            changes: key.changes,
            is_complete: key.is_complete,
            forms: key.forms.clone(),
        };
        Unsaved {
            header,
            scene: Arc::clone(&self.document.scene),
            typed: Arc::clone(&key.typed),
        }
    }

    /// Takes over what writing the copy came to.
    pub(super) fn note_kept(&mut self, took: Duration, result: Result<(), StoreError>) {
        let recovery = &mut self.recovery;
        recovery.is_keeping = false;
        recovery.interval = (took > SLOW).then(|| took * SLOW_FACTOR);
        match result {
            Ok(()) => {
                recovery.is_warned = false;
                // One that was begun before holds other work.
                if recovery.keeping == self.revisions.document {
                    for copy in std::mem::take(&mut recovery.adopted) {
                        self.remove_copy(copy);
                    }
                }
            }
            Err(error) => {
                // Tried again at the next turn, and told once.
                recovery.kept = None;
                recovery.next = self.now + recovery.interval.unwrap_or(INTERVAL);
                if !std::mem::replace(&mut recovery.is_warned, true) {
                    let text = format!(
                        "What is not saved cannot be kept for the case of a crash: {error}\n\
                         Save the scene to be safe; Entente goes on trying."
                    );
                    self.notify(Level::Warning, text);
                }
            }
        }
    }

    /// The program ends: settings and what is not saved are kept, unless the person
    /// gave that up.
    pub fn end(&mut self) {
        self.finish_settings();
        if self.may_close() && self.recovery.is_on {
            self.recovery.keeper.set(None);
        } else {
            self.tell_keeper();
        }
        match self.recovery.keeper.keep_at_end() {
            // What is open now was in those copies, and is kept or given up by now.
            Ok(_) => {
                for adopted in std::mem::take(&mut self.recovery.adopted) {
                    if let Err(error) = adopted.remove() {
                        log::warn!("the copy that was restored was not removed: {error}");
                    }
                }
            }
            Err(error) => log::error!("the recovery copy is not up to date: {error}"),
        }
    }

    /// Takes over what earlier runs left.
    pub(super) fn take_found_work(&mut self, result: Result<Vec<FoundWork>, StoreError>) {
        match result {
            Ok(found) => {
                log::info!("{} recovery copies were found", found.len());
                let is_worth_telling = !found.is_empty() || self.recovery.crash.is_some();
                self.recovery.found = found;
                self.recovery.is_dialog_due = is_worth_telling;
            }
            Err(error) => {
                let text =
                    format!("Whether earlier work is to be recovered cannot be told: {error}");
                self.notify(Level::Warning, text);
                self.recovery.is_dialog_due = self.recovery.crash.is_some();
            }
        }
    }

    /// Shows the dialog of recovered work once no other is in its way.
    pub(super) fn show_recovery_when_due(&mut self) {
        if self.recovery.is_dialog_due && self.dialog.is_none() && !self.is_opening() {
            self.recovery.is_dialog_due = false;
            self.execute(Command::Show(Dialog::Recovery));
        }
    }

    /// Opens the work of a copy in the place of what is open.
    pub(super) fn restore_copy(&mut self, id: &str) {
        let Some(found) = self.recovery.found.iter().find(|it| it.copy.id == id) else {
            return;
        };
        let Ok(scene) = found.scene.clone() else {
            return;
        };
        let (header, id) = (found.copy.header.clone(), id.to_owned());
        let versions = self.tasks.versions();
        self.dialog = None;
        self.tasks.work(move |store| {
            let document = Document::recover(store, versions.as_ref(), id, header, scene);
            Done::Recovered(Box::new(document))
        });
    }

    /// The work of a copy is open now: as it was, with what it changed as a step.
    pub(super) fn go_on_with_recovered(&mut self) {
        let Some(recovered) = self.document.take_recovered() else {
            return;
        };
        if self.document.is_changed() {
            let before = Arc::clone(self.document.saved());
            let after = Arc::clone(&self.document.scene);
            let selected = self.selection.clone();
            self.push_step("restore unsaved work".to_owned(), before, after, selected);
            self.unsaved_changes = recovered.changes.max(1);
        }
        let scene = Arc::clone(&self.document.scene);
        for command in self.drafts.take_kept(&recovered.forms, &scene) {
            self.execute(Command::Form(command));
        }
        let place = self
            .recovery
            .found
            .iter()
            .position(|it| it.copy.id == recovered.copy);
        let copy = place.map(|at| self.recovery.found.remove(at).copy);
        self.recovery.adopted.extend(copy);
        self.recovery.crash = None;
        log::info!("restored: {} changes", recovered.changes);
        // Where it is what the file holds, this window needs no copy of it.
        if self.unsaved_key().is_none() {
            for copy in std::mem::take(&mut self.recovery.adopted) {
                self.remove_copy(copy);
            }
        }
    }

    /// Removes a copy for good.
    pub(super) fn discard_copy(&mut self, id: &str) {
        let place = self.recovery.found.iter().position(|it| it.copy.id == id);
        if let Some(at) = place {
            let found = self.recovery.found.remove(at);
            self.remove_copy(found.copy);
        }
        if self.recovery.found.is_empty() && self.dialog == Some(Dialog::Recovery) {
            self.close_dialog();
        }
    }

    fn remove_copy(&mut self, copy: FoundCopy) {
        self.tasks.recovery(move |_| Done::Discarded(copy.remove()));
    }

    /// Compares what a copy has with what it began from.
    pub(super) fn compare_copy(&mut self, id: &str) {
        let Some(found) = self.recovery.found.iter().find(|it| it.copy.id == id) else {
            return;
        };
        let Ok(after) = found.scene.clone() else {
            return;
        };
        let before_name = match found.file {
            FileSince::Untitled => "The scene as it was begun",
            FileSince::Same => "The scene as it was saved",
            FileSince::Changed => "The file as it is now",
            FileSince::Gone => "Nothing (the file is gone)",
        };
        let before = Arc::clone(&found.base);
        self.compare(
            before,
            before_name.to_owned(),
            after,
            "unsaved work".to_owned(),
        );
    }
}
