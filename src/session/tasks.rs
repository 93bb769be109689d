//! Work in the background.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::compare::Difference;
use crate::evidence::{self, Chronicle, Past, Texts};
use crate::file::{
    self,
    snapshots::{KeepBeside, Kept, Snapshot, SnapshotFile, Snapshots},
    store::{
        DiskLock, Expected, Fingerprint, LockFor, SaveError, SaveRequest, Saved, Store, StoreError,
        Version, Versions,
    },
    watch::Watch,
};
use crate::model::{Problem, Scene, SourceId};
use crate::text::Index;

use super::claim_table::Arranged;
use super::comparison::Comparison;
use super::coverage::Covered;
use super::derived::Drawn;
use super::desk::Quotes;
use super::document::{Document, OpenError};
use super::execute::{BroughtText, ClaimsImport};
use super::find::Tables;
use super::handing_out::HandedOut;
use super::keeper::Keeper;
use super::recovery::FoundWork;
use super::versions::SmallPicture;

/// What a piece of background work came to.
#[derive(Debug)]
pub(super) enum Done {
    /// A file was opened, or not.
    Opened {
        /// Which request it answers; later requests have higher numbers.
        request: u64,
        /// The file.
        path: PathBuf,
        /// The document, or why there is none.
        result: Result<Box<Document>, OpenError>,
    },
    /// The file of the open document was read again, or not.
    Reread {
        /// Which document that is.
        document: u64,
        /// How many saves had begun and ended when it was asked for.
        saves: u64,
        /// The scene in it, or why there is none.
        result: Result<Box<Document>, OpenError>,
    },
    /// A scene was looked at for what is thin or missing.
    Found {
        /// The scene.
        scene: Arc<Scene>,
        /// What was found.
        findings: Vec<Problem>,
    },
    /// The quotations of a scene were looked for.
    Quoted {
        /// Which search this was; later ones have higher numbers.
        search: u64,
        /// Where they stand.
        quotes: Arc<Quotes>,
    },
    /// The claims of a scene were read for the search.
    ClaimsRead {
        /// The scene.
        scene: Arc<Scene>,
        /// Their full text.
        index: Box<Index>,
    },
    /// Actors, ties and sources of a scene were read for the search.
    SearchRead {
        /// The scene.
        scene: Arc<Scene>,
        /// Their full text.
        tables: Box<Tables>,
    },
    /// The claims of a scene were arranged for their table.
    Arranged {
        /// Which document that is.
        document: u64,
        /// The claims, as asked for.
        arranged: Box<Arranged>,
    },
    /// The map was drawn with another filter.
    Drawn(Box<Drawn>),
    /// A scene was saved, or not.
    Saved {
        /// Which document it is the scene of.
        document: u64,
        /// The file.
        path: PathBuf,
        /// The scene.
        scene: Arc<Scene>,
        /// What the file holds now, or why it was not saved.
        result: Result<(Saved, Kept), SaveError>,
    },
    /// The folder with the texts of the open document may have been changed.
    TextsStirred {
        /// Which document that is.
        document: u64,
    },
    /// Texts of sources were looked for.
    TextsRead {
        /// Which document they are of.
        document: u64,
        /// What was found.
        found: BTreeMap<Fingerprint, Snapshot>,
    },
    /// A text was read for a source, or not.
    TextBrought {
        /// Which document it is for.
        document: u64,
        /// Which source; `None` for a new one.
        into: Option<SourceId>,
        /// The text, or why there is none.
        result: Box<Result<BroughtText, String>>,
    },
    /// Texts beside the open file that nothing refers to were looked for.
    UnusedTexts {
        /// Which document that is.
        document: u64,
        /// The files.
        result: Result<Vec<SnapshotFile>, StoreError>,
    },
    /// Texts beside the open file were removed, or not.
    TextsRemoved {
        /// Which document that is.
        document: u64,
        /// How many there were.
        count: usize,
        /// Why not.
        result: Result<(), StoreError>,
    },
    /// A scene was packed to be sent, or not.
    Sent {
        /// The file.
        path: PathBuf,
        /// Why not.
        result: Result<(), String>,
    },
    /// Old texts were swept out of the state folder, so many; or not.
    Swept(Result<usize, StoreError>),
    /// The file of the open document may have been changed.
    Stirred {
        /// Which document that is.
        document: u64,
    },
    /// The file of the open document was looked at.
    Looked {
        /// Which document that is.
        document: u64,
        /// How many saves had begun and ended when it was asked for.
        saves: u64,
        /// What it holds; `None` where it is gone.
        result: Result<Option<Fingerprint>, StoreError>,
    },
    /// The lock of the open document's file was asked for.
    Locked {
        /// Which document that is.
        document: u64,
        /// The file.
        path: PathBuf,
        /// The lock; `None` where another window holds it.
        result: Result<Option<Box<dyn DiskLock>>, StoreError>,
    },
    /// The recovery copy was brought up to date.
    Kept {
        /// How long it took.
        took: Duration,
        /// Why it was not, where it was not.
        result: Result<(), StoreError>,
    },
    /// Copies of runs that ended without saving were looked for.
    FoundWork(Result<Vec<FoundWork>, StoreError>),
    /// The document of such a copy is ready.
    Recovered(Box<Document>),
    /// A copy was removed, or not.
    Discarded(Result<(), StoreError>),
    /// The versions of a file were listed.
    Listed {
        /// The file.
        path: PathBuf,
        /// The versions, the latest first.
        result: Result<Vec<Version>, StoreError>,
    },
    /// A version was read.
    VersionRead {
        /// The file.
        path: PathBuf,
        /// Its number.
        number: u64,
        /// The scene in it and what it has that the open one has not, as words; or
        /// why there is none.
        result: Result<(Arc<Scene>, String), String>,
    },
    /// A version was drawn small.
    VersionDrawn {
        /// The file.
        path: PathBuf,
        /// The picture.
        picture: Box<SmallPicture>,
    },
    /// A day that is looked back from was told.
    LookedBack {
        /// The days of the scene.
        chronicle: Arc<Chronicle>,
        /// The scene by that day.
        past: Arc<Past>,
    },
    /// The end of the log was read, or not.
    LogRead(Result<String, StoreError>),
    /// The settings were written, or not.
    SettingsKept(Result<(), StoreError>),
    /// A file was read, to be compared with the open document.
    ReadToCompare {
        /// Which document that is.
        document: u64,
        /// What the file is called.
        name: String,
        /// What is in it, or why there is nothing.
        result: Result<Box<Document>, OpenError>,
    },
    /// The scene was handed out, or not.
    Exported {
        /// As what, or why it was not.
        result: Result<HandedOut, String>,
    },
    /// A table of claims was read, or not.
    TableRead {
        /// Which document it is for.
        document: u64,
        /// What was read, or why nothing was.
        result: Result<Box<ClaimsImport>, String>,
    },
    /// What the claims of a scene cover was worked out.
    Covered(Arc<Covered>),
    /// Two scenes were compared.
    Compared(Box<Comparison>),
    /// A piece of work fell over.
    Fell {
        /// The name of its thread.
        name: String,
        /// Whether nobody waits for it.
        is_quiet: bool,
    },
    /// The file of the open document was read, to be compared or merged.
    Theirs {
        /// Which document that is.
        document: u64,
        /// How many saves had begun and ended when it was asked for.
        saves: u64,
        /// What it is read for.
        what_for: TheirsFor,
        /// What is in it, or why there is nothing.
        result: Result<Box<Document>, OpenError>,
    },
}

/// What the scene in a file that somebody else changed is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TheirsFor {
    /// To be compared with this window's.
    Compare,
    /// To be merged into this window's.
    Merge,
}

/// A save to be done.
struct Save {
    document: u64,
    path: PathBuf,
    scene: Arc<Scene>,
    expected: Expected,
    texts: TextsToKeep,
}

/// What a save puts beside the scene.
#[derive(Debug)]
pub(super) struct TextsToKeep {
    pub(super) snapshots: Snapshots,
    /// The file that the scene had until now.
    pub(super) from: Option<PathBuf>,
    pub(super) hashes: BTreeSet<Fingerprint>,
    pub(super) held: BTreeMap<Fingerprint, Arc<str>>,
}

impl TextsToKeep {
    /// Puts them beside this file.
    fn keep(&self, scene: &Path) -> Kept {
        if self.hashes.is_empty() {
            return Kept::default();
        }
        self.snapshots.keep_beside(&KeepBeside {
            scene,
            from: self.from.as_deref(),
            hashes: &self.hashes,
            held: &self.held,
        })
    }
}

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

    /// Saves a scene of this document, after those that are being saved.
    pub(super) fn save(
        &mut self,
        document: u64,
        path: PathBuf,
        scene: Arc<Scene>,
        expected: Expected,
        texts: TextsToKeep,
    ) {
        self.waiting.retain(|save| save.path != path);
        self.waiting.push_back(Save {
            document,
            path,
            scene,
            expected,
            texts,
        });
        self.save_next();
    }

    /// Begins the next save unless one is under way.
    fn save_next(&mut self) {
        if self.is_saving() {
            return;
        }
        let Some(save) = self.waiting.pop_front() else {
            return;
        };
        let Save {
            document,
            path,
            scene,
            expected,
            texts,
        } = save;
        self.saving = Some((document, path.clone()));
        self.saves += 1;
        let (store, versions) = (self.store.clone(), self.versions.clone());
        let unsaved = (path.clone(), Arc::clone(&scene));
        let is_begun = self.start("save", move || {
            // Whoever waits for the end of a save must hear of it, whatever happens.
            let saved = catch_unwind(AssertUnwindSafe(|| {
                save_checked(&store, versions.as_ref(), &path, &scene, expected, &texts)
            }));
            let result = saved.unwrap_or_else(|_panic| Err(not_done(&path)));
            Done::Saved {
                document,
                path,
                scene,
                result,
            }
        });
        if !is_begun {
            let (path, scene) = unsaved;
            let failed = Done::Saved {
                document,
                result: Err(not_done(&path)),
                path,
                scene,
            };
            // The other end is a field of this.
            drop(self.sender.send(failed));
        }
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

impl Done {
    /// Whether nobody waits for it.
    fn is_quiet(&self) -> bool {
        matches!(
            self,
            Self::Fell { is_quiet: true, .. }
                | Self::Looked { .. }
                | Self::Locked { .. }
                | Self::Kept { .. }
                | Self::FoundWork(_)
                | Self::Discarded(_)
                | Self::VersionDrawn { .. }
                | Self::Quoted { .. }
                | Self::LookedBack { .. }
                | Self::LogRead(_)
                | Self::SettingsKept(_)
                | Self::ClaimsRead { .. }
                | Self::SearchRead { .. }
                | Self::Arranged { .. }
                | Self::Drawn(_)
                | Self::TextsRead { .. }
                | Self::UnusedTexts { .. }
                | Self::Swept(_)
                | Self::Covered(_)
        )
    }
}

/// Writes a scene, after a look at what its text comes to.
fn save_checked(
    store: &Store,
    versions: Option<&Versions>,
    path: &Path,
    scene: &Scene,
    expected: Expected,
    texts: &TextsToKeep,
) -> Result<(Saved, Kept), SaveError> {
    let text = file::write(scene);
    // A writer that left something out would be found out here, not by whoever
    // opens the file a year from now.
    let is_sound = file::read(text.as_bytes())
        .is_ok_and(|reading| reading.is_complete && file::write(&reading.scene) == text);
    if !is_sound {
        let source = std::io::Error::other("its text could not be read again");
        let path = path.to_owned();
        return Err(StoreError::Other { path, source }.into());
    }
    // First the texts: a scene that is saved refers to nothing that is not there.
    let kept = texts.keep(path);
    let saved = store.save_scene(&SaveRequest {
        path,
        bytes: text.as_bytes(),
        expected,
        versions,
        is_whole: |bytes| file::read(bytes).is_ok_and(|reading| reading.is_complete),
    })?;
    Ok((saved, kept))
}

/// Why a save that was not the disk's to refuse did not happen.
fn not_done(path: &Path) -> SaveError {
    SaveError::Store(StoreError::Other {
        path: path.to_owned(),
        source: std::io::Error::other("the program failed while it saved"),
    })
}
