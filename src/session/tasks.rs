//! Work in the background.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::compare::Difference;
use crate::evidence::{self, Texts};
use crate::file::{
    self,
    store::{Expected, Fingerprint, LockFor, Store, StoreError, Version, Versions},
    watch::Watch,
};
use crate::model::Scene;

use super::document::Document;
use super::keeper::Keeper;

mod done;
mod saving;

pub(super) use done::{Done, TheirsFor};
pub(super) use saving::TextsToKeep;

use saving::Save;

/// Wakes whoever waits for results.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Background work under way, each on a thread with a name.
pub(super) struct Tasks {
    store: Store,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    waker: Waker,
    running: usize,
    opens: u64,
    /// Work that a person does not wait for.
    quiet: usize,
    is_finding: bool,
    /// Which document is being saved, and where to.
    saving: Option<(u64, PathBuf)>,
    versions: Option<Versions>,
    /// How many saves have begun and ended.
    saves: u64,
    /// What is asked for while a save is under way; of several to one file the
    /// last one asked for is done.
    waiting: VecDeque<Save>,
}

impl Tasks {
    /// No work yet; `waker` is called from the thread that finished.
    pub(super) fn new(store: Store, waker: Waker) -> Self {
        let (sender, receiver) = channel();
        Self {
            store,
            sender,
            receiver,
            waker,
            running: 0,
            opens: 0,
            quiet: 0,
            is_finding: false,
            saving: None,
            versions: None,
            saves: 0,
            waiting: VecDeque::new(),
        }
    }

    /// Keeps versions and locks there from now on.
    pub(super) fn use_versions(&mut self, versions: Versions) {
        self.versions = Some(versions);
    }

    /// Where versions are kept.
    pub(super) fn versions(&self) -> Option<Versions> {
        self.versions.clone()
    }

    /// The disk.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Whether this is the last file that was asked for.
    pub(crate) fn is_newest_open(&self, request: u64) -> bool {
        request == self.opens
    }

    /// Whether any work is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.running > 0
    }

    /// Opens a file.
    pub(super) fn open(&mut self, path: PathBuf, allow_large: bool) {
        self.opens += 1;
        let request = self.opens;
        let store = self.store.clone();
        self.start("open", move || {
            let result = Document::open(&store, &path, allow_large).map(Box::new);
            Done::Opened {
                request,
                path,
                result,
            }
        });
    }

    /// Reads the file of the open document again.
    pub(super) fn reread(&mut self, document: u64, path: PathBuf) {
        let (store, saves) = (self.store.clone(), self.saves);
        self.start("open", move || Done::Reread {
            document,
            saves,
            result: Document::open(&store, &path, true).map(Box::new),
        });
    }

    /// Whether no save has begun or ended since there were so many: then what was
    /// read meanwhile is what the files hold.
    pub(super) fn has_saved_nothing_since(&self, saves: u64) -> bool {
        self.saves == saves
    }

    /// Looks for what is thin or missing in a scene, unless another one is being
    /// looked at: whoever takes that over asks again.
    pub(super) fn find(&mut self, scene: Arc<Scene>, texts: Texts) {
        if !self.is_finding {
            self.is_finding = self.start("problems", move || Done::Found {
                findings: evidence::findings(&scene, &texts),
                scene,
            });
        }
    }

    /// Wakes whoever waits for results.
    pub(super) fn waker(&self) -> Waker {
        Arc::clone(&self.waker)
    }

    /// Does something that what is seen follows from, and waits for; says whether
    /// that could be begun.
    pub(super) fn quietly(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Done + Send + 'static,
    ) -> bool {
        self.start_quiet(name, work)
    }

    /// Does something about the texts of sources that nobody waits for; says whether
    /// that could be begun.
    pub(super) fn look_at_texts(
        &mut self,
        work: impl FnOnce(&Store) -> Done + Send + 'static,
    ) -> bool {
        let store = self.store.clone();
        self.start_quiet("texts", move || work(&store))
    }

    /// Works out what the claims of a scene cover; says whether that could be begun.
    pub(super) fn cover(&mut self, work: impl FnOnce() -> Done + Send + 'static) -> bool {
        self.start_quiet("coverage", work)
    }

    /// Whether files are being read.
    pub(super) fn is_opening(&self) -> bool {
        self.running > usize::from(self.is_saving()) + usize::from(self.is_finding) + self.quiet
    }

    /// Whether a scene is being saved or waits for that.
    pub(super) fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// How many saves have begun and ended.
    pub(super) fn saves(&self) -> u64 {
        self.saves
    }

    /// Whether there is such a file.
    pub(super) fn has_file(&self, path: &Path) -> bool {
        self.store.exists(path)
    }

    /// Whether both paths lead to one file that is there.
    pub(super) fn is_same_file(&self, one: &Path, other: &Path) -> bool {
        self.store.is_same_file(one, other)
    }

    /// The file that the newest save of this document goes to, while any is under
    /// way or waits.
    pub(super) fn target_of(&self, document: u64) -> Option<PathBuf> {
        let waiting = self.waiting.iter().rev();
        let waiting = waiting.map(|save| (save.document, &save.path));
        let saving = self.saving.iter().map(|(of, path)| (*of, path));
        let mut newest_first = waiting.chain(saving);
        let (_, path) = newest_first.find(|(of, _)| *of == document)?;
        Some(path.clone())
    }

    /// Tells of this document whenever its file may have been changed, until what
    /// is given is dropped.
    pub(super) fn watch(&self, document: u64, path: PathBuf) -> Option<Watch> {
        self.watch_for(path, move || Done::Stirred { document })
    }

    /// The same for the folder with its texts.
    pub(super) fn watch_texts(&self, document: u64, folder: PathBuf) -> Option<Watch> {
        self.watch_for(folder, move || Done::TextsStirred { document })
    }

    fn watch_for(
        &self,
        path: PathBuf,
        stirred: impl Fn() -> Done + Send + Sync + 'static,
    ) -> Option<Watch> {
        // The watch is on another thread than whoever asks for it.
        let sender = Mutex::new(self.sender.clone());
        let waker = Arc::clone(&self.waker);
        let on_stir = Arc::new(move || {
            let sender = sender.lock().unwrap_or_else(PoisonError::into_inner);
            if sender.send(stirred()).is_ok() {
                waker();
            }
        });
        Watch::start(self.store.clone(), path, on_stir)
    }

    /// Looks at what the file of the open document holds.
    pub(super) fn look(&mut self, document: u64, path: PathBuf) {
        let (store, saves) = (self.store.clone(), self.saves);
        self.start_quiet("look", move || Done::Looked {
            document,
            saves,
            result: match store.read_scene_file(&path, true) {
                Ok(bytes) => Ok(Some(Fingerprint::of(&bytes))),
                Err(StoreError::NotFound { .. }) => Ok(None),
                Err(error) => Err(error),
            },
        });
    }

    /// Asks for the lock of the open document's file.
    pub(super) fn lock(&mut self, document: u64, path: PathBuf) {
        let Some(versions) = self.versions.clone() else {
            return;
        };
        self.start_quiet("lock", move || Done::Locked {
            document,
            result: versions.lock(&path, LockFor::Open),
            path,
        });
    }

    /// Brings the recovery copy up to date; says whether that could be begun.
    pub(super) fn keep(&mut self, keeper: Keeper) -> bool {
        self.start_quiet("recovery copy", move || {
            let begun = Instant::now();
            let result = keeper.keep();
            Done::Kept {
                took: begun.elapsed(),
                result,
            }
        })
    }

    /// Does something about recovery copies that nobody waits for.
    pub(super) fn recovery(&mut self, work: impl FnOnce(&Store) -> Done + Send + 'static) -> bool {
        let store = self.store.clone();
        self.start_quiet("recovery", move || work(&store))
    }

    /// Does something that a person waits for.
    pub(super) fn work(&mut self, work: impl FnOnce(&Store) -> Done + Send + 'static) -> bool {
        let store = self.store.clone();
        self.start("work", move || work(&store))
    }

    /// Lists the versions of a file.
    pub(super) fn list_versions(&mut self, path: PathBuf) {
        if let Some(versions) = self.versions.clone() {
            self.start("versions", move || Done::Listed {
                result: versions.list(&path),
                path,
            });
        }
    }

    /// Reads a version of a file.
    pub(super) fn read_version(&mut self, path: PathBuf, version: Version, now: Arc<Scene>) {
        if let Some(versions) = self.versions.clone() {
            self.start("version", move || {
                let scene = || {
                    let bytes = versions.read(&version).map_err(|it| it.to_string())?;
                    let reading = file::read(&bytes).map_err(|it| it.to_string())?;
                    let summary = Difference::between(&now, &reading.scene).summary();
                    Ok((Arc::new(reading.scene), summary))
                };
                Done::VersionRead {
                    path,
                    number: version.number,
                    result: scene(),
                }
            });
        }
    }

    /// Looks for quotations; says whether that could be begun.
    pub(super) fn quote(&mut self, work: impl FnOnce() -> Done + Send + 'static) -> bool {
        self.start_quiet("quotations", work)
    }

    /// Draws something that nobody waits for; says whether that could be begun.
    pub(super) fn draw(&mut self, work: impl FnOnce() -> Done + Send + 'static) -> bool {
        self.start_quiet("picture", work)
    }

    /// Tells a day that is looked back from; says whether that could be begun.
    pub(super) fn look_back(&mut self, work: impl FnOnce() -> Done + Send + 'static) -> bool {
        self.start_quiet("looking back", work)
    }

    /// Starts a piece of work that nobody waits for; says whether it could be.
    fn start_quiet(&mut self, name: &str, work: impl FnOnce() -> Done + Send + 'static) -> bool {
        let is_begun = self.start_work(name, true, work);
        self.quiet += usize::from(is_begun);
        is_begun
    }

    /// Starts a piece of work; says whether it could be.
    fn start(&mut self, name: &str, work: impl FnOnce() -> Done + Send + 'static) -> bool {
        self.start_work(name, false, work)
    }

    fn start_work(
        &mut self,
        name: &str,
        is_quiet: bool,
        work: impl FnOnce() -> Done + Send + 'static,
    ) -> bool {
        let fallen = name.to_owned();
        let (sender, waker) = (self.sender.clone(), Arc::clone(&self.waker));
        let spawned = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                // The receiver is gone only when the program is ending.
                let done = catch_unwind(AssertUnwindSafe(work));
                let done = done.unwrap_or_else(|_panic| Done::Fell {
                    name: fallen,
                    is_quiet,
                });
                if sender.send(done).is_ok() {
                    waker();
                }
            });
        match &spawned {
            Ok(_detached) => self.running += 1,
            Err(error) => log::error!("cannot start the thread {name:?}: {error}"),
        }
        spawned.is_ok()
    }

    /// What has been finished since last asked.
    pub(super) fn finished(&mut self) -> Vec<Done> {
        let done: Vec<Done> = self.receiver.try_iter().collect();
        let is_work = |it: &&Done| !matches!(it, Done::Stirred { .. } | Done::TextsStirred { .. });
        let is_quiet = |it: &&Done| it.is_quiet();
        let ended = done.iter().filter(is_work).count();
        self.running = self.running.saturating_sub(ended);
        self.quiet = self
            .quiet
            .saturating_sub(done.iter().filter(is_quiet).count());
        let is_found = |it: &Done| match it {
            Done::Found { .. } => true,
            Done::Fell { name, .. } => name == "problems",
            _ => false,
        };
        if done.iter().any(is_found) {
            self.is_finding = false;
        }
        for it in &done {
            // What waits for this file comes after what was just saved.
            if let Done::Saved { path, result, .. } = it
                && let Ok((saved, _)) = result
            {
                for next in self.waiting.iter_mut().filter(|next| next.path == *path) {
                    next.expected = Expected::Known(saved.fingerprint);
                }
            }
        }
        if done.iter().any(|it| matches!(it, Done::Saved { .. })) {
            self.saving = None;
            self.saves += 1;
            self.save_next();
        }
        done
    }
}
