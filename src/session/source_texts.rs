//! The texts of the sources: which are at hand, and where they lie.
//!
//! They are looked for in the background: all of them when another scene is open,
//! those that a change names first as it is made, and again when the window comes
//! back to the front or the folder with the texts changes. The checks of quotations
//! follow. What was found stays while the scene is open, so that undo has it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::file::snapshots::{
    Kept, Snapshot, SnapshotFile, SnapshotState, Snapshots, named_in, texts_of,
};
use crate::file::store::{Fingerprint, Store, StoreError};
use crate::file::watch::Watch;
use crate::model::{Scene, Source};

use super::command::Dialog;
use super::tasks::{Done, TextsToKeep};
use super::{Level, Session};

/// How long after the start old texts are swept: when nobody waits for the disk.
const SWEEP_AFTER: Duration = Duration::from_secs(30);

/// What is known of texts.
pub(super) struct SourceTexts {
    pub(super) snapshots: Snapshots,
    /// By address, since the document was opened; what nothing names any more stays.
    found: BTreeMap<Fingerprint, Snapshot>,
    /// Which document they are of, and beside which file they were looked for.
    of: Option<(u64, Option<PathBuf>)>,
    /// The scene whose texts were asked for.
    asked: Option<Arc<Scene>>,
    is_looking: bool,
    is_look_due: bool,
    watch: Option<Watch>,
    /// Altered files that the person was told of.
    told: BTreeSet<PathBuf>,
    /// Files beside the scene that nothing refers to; `None` until they were looked
    /// for.
    unused: Option<Vec<SnapshotFile>>,
    /// Those of them that the person was told of.
    unused_told: BTreeSet<Fingerprint>,
    is_swept: bool,
}

impl SourceTexts {
    /// Those beside scenes on this disk; no state folder yet.
    pub(super) fn new(store: Store) -> Self {
        Self {
            snapshots: Snapshots::new(store, None),
            found: BTreeMap::new(),
            of: None,
            asked: None,
            is_looking: false,
            is_look_due: false,
            watch: None,
            told: BTreeSet::new(),
            unused: None,
            unused_told: BTreeSet::new(),
            is_swept: false,
        }
    }

    /// Keeps what is added there, too, from now on.
    pub(super) fn use_state(&mut self, snapshots: Snapshots) {
        self.snapshots = snapshots;
        self.is_look_due = true;
    }

    /// The texts that are at hand.
    pub(super) fn held(&self) -> BTreeMap<Fingerprint, Arc<str>> {
        let held = |(hash, it): (&Fingerprint, &Snapshot)| Some((*hash, Arc::clone(it.text()?)));
        self.found.iter().filter_map(held).collect()
    }

    fn path(&self) -> Option<&PathBuf> {
        self.of.as_ref()?.1.as_ref()
    }
}

impl Session {
    /// What is known of the text of a source; `None` where the source names none, or
    /// it was not looked for yet.
    pub fn snapshot_of(&self, source: &Source) -> Option<&Snapshot> {
        let hash = Fingerprint::parse(source.sha256.as_deref()?)?;
        self.texts.found.get(&hash)
    }

    /// The files beside the scene that hold texts which nothing refers to; `None`
    /// until they were looked for.
    pub fn unused_texts(&self) -> Option<&[SnapshotFile]> {
        self.texts.unused.as_deref()
    }

    /// The folder with the texts of the open file.
    pub fn folder_of_texts(&self) -> Option<PathBuf> {
        self.texts.snapshots.folder_of(self.document.file()?).ok()
    }

    /// Looks again for the texts of the sources: others may have changed them.
    pub fn look_at_texts(&mut self) {
        self.texts.is_look_due = true;
    }

    /// Begins to look for what is named and was not looked for, or what it is time
    /// to look at again.
    pub(super) fn refresh_texts(&mut self) {
        self.follow_texts();
        let (texts, scene) = (&mut self.texts, &self.document.scene);
        if texts.is_looking {
            return;
        }
        let is_asked = |asked: &Arc<Scene>| asked.sources.is_copy_of(&scene.sources);
        let mut fresh = BTreeSet::new();
        if !texts.asked.as_ref().is_some_and(is_asked) {
            texts.asked = Some(Arc::clone(scene));
            fresh = named_in(scene);
            fresh.retain(|hash| !texts.found.contains_key(hash));
        }
        let is_again = std::mem::take(&mut texts.is_look_due) && !texts.found.is_empty();
        if fresh.is_empty() && !is_again {
            return;
        }
        let (snapshots, path) = (texts.snapshots.clone(), texts.path().cloned());
        let before = if is_again {
            texts.found.clone()
        } else {
            BTreeMap::new()
        };
        let document = self.revisions.document;
        texts.is_looking = self.tasks.look_at_texts(move |_| {
            let mut found = snapshots.read_all(path.as_deref(), &fresh);
            found.extend(snapshots.read_changed(path.as_deref(), &before));
            Done::TextsRead { document, found }
        });
    }

    /// Another document or file may be open than before.
    fn follow_texts(&mut self) {
        let (document, path) = (self.revisions.document, self.document.file());
        let is_same = |of: &(u64, Option<PathBuf>)| of.0 == document && of.1.as_deref() == path;
        if self.texts.of.as_ref().is_some_and(is_same) {
            return;
        }
        let path = path.map(ToOwned::to_owned);
        let texts = &mut self.texts;
        if texts.of.as_ref().is_none_or(|of| of.0 != document) {
            texts.found.clear();
            texts.told.clear();
            texts.unused_told.clear();
            texts.asked = None;
        }
        texts.unused = None;
        texts.is_look_due = true;
        texts.of = Some((document, path));
        self.watch_texts();
    }

    /// Watches the folder with the texts, where files are watched.
    pub(super) fn watch_texts(&mut self) {
        let folder = self.folder_of_texts().filter(|_| self.watches_files());
        let document = self.revisions.document;
        self.texts.watch = folder.and_then(|folder| self.tasks.watch_texts(document, folder));
    }

    /// The folder with the texts may have changed.
    pub(super) fn note_texts_stir(&mut self, document: u64) {
        self.texts.is_look_due |= document == self.revisions.document;
    }

    /// Looking for texts came to nothing.
    pub(super) fn end_look_at_texts(&mut self) {
        self.texts.is_looking = false;
    }

    /// Takes over what was found.
    pub(super) fn take_texts_read(
        &mut self,
        document: u64,
        found: BTreeMap<Fingerprint, Snapshot>,
    ) {
        self.texts.is_looking = false;
        if document == self.revisions.document {
            self.take_found_texts(found);
        }
    }

    /// These were found, besides those before.
    pub(super) fn take_found_texts(&mut self, found: BTreeMap<Fingerprint, Snapshot>) {
        let mut is_news = false;
        for (hash, mut snapshot) in found {
            let before = self.texts.found.remove(&hash);
            // What this window has is not lost with its file.
            if let Some(text) = before.as_ref().and_then(Snapshot::text) {
                snapshot = snapshot.with_text(text);
            }
            self.tell_altered(&snapshot);
            let before = before.map_or(SnapshotState::Missing, |before| before.state);
            is_news |= before != snapshot.state;
            self.texts.found.insert(hash, snapshot);
        }
        if is_news {
            self.take_texts(texts_of(&self.texts.found));
        }
    }

    /// A text that is altered where nobody else has it is a Problem; this is for
    /// those that are held all the same.
    fn tell_altered(&mut self, snapshot: &Snapshot) {
        let (Some(_), Some(path)) = (snapshot.text(), &snapshot.altered) else {
            return;
        };
        if self.texts.told.insert(path.clone()) {
            let text = format!(
                "The text of a source was changed on the disk. The right one is used, and is put back \
                 with the next save: {}",
                path.display()
            );
            self.notify(Level::Warning, text);
        }
    }

    /// The texts that the scene names and that are at hand, to be sent with it; none
    /// where it is to go without.
    pub fn texts_to_send(&self, with_texts: bool) -> BTreeMap<Fingerprint, Arc<str>> {
        if !with_texts {
            return BTreeMap::new();
        }
        let named = named_in(&self.document.scene);
        let mut held = self.texts.held();
        held.retain(|hash, _| named.contains(hash));
        held
    }

    /// What a save of this scene puts beside it. What is known to be nowhere is not
    /// looked for once more.
    pub(super) fn texts_to_keep(&self) -> TextsToKeep {
        let texts = &self.texts;
        let mut hashes = named_in(&self.document.scene);
        hashes.retain(|hash| {
            let found = texts.found.get(hash);
            found.is_none_or(|it| it.state != SnapshotState::Missing)
        });
        let mut held = texts.held();
        held.retain(|hash, _| hashes.contains(hash));
        TextsToKeep {
            snapshots: texts.snapshots.clone(),
            from: self.document.file().map(ToOwned::to_owned),
            hashes,
            held,
        }
    }

    /// The scene was saved, and these of its texts beside it.
    pub(super) fn note_texts_kept(&mut self, kept: Kept) {
        if kept != Kept::default() {
            self.texts.is_look_due = true;
        }
        for warning in kept.warnings {
            self.notify(Level::Warning, warning);
        }
        let lies_beside = |it: &Snapshot| {
            let place = it.found.as_ref().map(|(place, _)| *place);
            place == Some(crate::file::snapshots::SnapshotPlace::Beside)
        };
        if self.texts.found.values().any(lies_beside) {
            self.look_for_unused_texts();
        }
    }

    /// Looks for files beside the scene that hold texts which nothing refers to.
    pub(super) fn look_for_unused_texts(&mut self) {
        let Some(path) = self.document.file().map(ToOwned::to_owned) else {
            return;
        };
        let (document, snapshots) = (self.revisions.document, self.texts.snapshots.clone());
        // What is saved counts as well: a deletion that is not saved is none yet.
        let mut named = named_in(&self.document.scene);
        named.extend(named_in(self.document.saved()));
        self.tasks.look_at_texts(move |_| Done::UnusedTexts {
            document,
            result: snapshots.unreferenced(&path, &named),
        });
    }

    /// Takes over what nothing refers to, and offers to remove it.
    pub(super) fn take_unused_texts(
        &mut self,
        document: u64,
        result: Result<Vec<SnapshotFile>, StoreError>,
    ) {
        if document != self.revisions.document {
            return;
        }
        let unused = result.unwrap_or_else(|error| {
            log::warn!("which texts nothing refers to cannot be told: {error}");
            Vec::new()
        });
        let hashes: BTreeSet<Fingerprint> = unused.iter().map(|file| file.hash).collect();
        let is_news = !hashes.is_subset(&self.texts.unused_told);
        if is_news && self.dialog != Some(Dialog::Snapshots) {
            let what = match unused.len() {
                1 => "A text beside the scene belongs to no source any more.".to_owned(),
                many => format!("{many} texts beside the scene belong to no source any more."),
            };
            let text =
                format!("{what} File > Texts of sources\u{2026} removes what is not needed.");
            self.notify(Level::Info, text);
        }
        self.texts.unused_told.extend(hashes);
        self.texts.unused = Some(unused);
    }

    /// Takes away what nothing refers to.
    pub(super) fn remove_unused_texts(&mut self) {
        let (Some(path), Some(unused)) = (self.document.file(), &self.texts.unused) else {
            return;
        };
        let hashes: BTreeSet<Fingerprint> = unused.iter().map(|file| file.hash).collect();
        let (document, snapshots) = (self.revisions.document, self.texts.snapshots.clone());
        let path = path.to_owned();
        self.tasks.work(move |_| Done::TextsRemoved {
            document,
            count: hashes.len(),
            result: snapshots.remove(&path, &hashes),
        });
    }

    /// They were taken away, or not.
    pub(super) fn note_texts_removed(
        &mut self,
        document: u64,
        count: usize,
        result: Result<(), StoreError>,
    ) {
        match result {
            Ok(()) => {
                let what = match count {
                    1 => "The text is".to_owned(),
                    many => format!("The {many} texts are"),
                };
                let text = format!(
                    "{what} no longer beside the scene. Undo finds them still: the state folder of this \
                     machine keeps them for 90 days."
                );
                self.notify(Level::Info, text);
            }
            Err(error) => self.notify(
                Level::Error,
                format!("Not all texts were removed, and none is lost: {error}"),
            ),
        }
        if document == self.revisions.document {
            self.texts.is_look_due = true;
            self.look_for_unused_texts();
        }
    }

    /// Sweeps old texts out of the state folder, once a run; nothing wakes up for it.
    pub(super) fn sweep_texts_when_due(&mut self) {
        if self.texts.is_swept || self.dirs.is_none() || self.now < SWEEP_AFTER {
            return;
        }
        self.texts.is_swept = true;
        let snapshots = self.texts.snapshots.clone();
        let mut open = named_in(&self.document.scene);
        open.extend(self.texts.found.keys());
        self.tasks
            .look_at_texts(move |_| Done::Swept(snapshots.sweep(&open)));
    }
}
