//! Work in the background.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::evidence;
use crate::file::{
    self,
    store::{SaveError, Store, StoreError},
};
use crate::model::{Problem, Scene};

use super::document::{Document, OpenError};

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
    /// A scene was saved, or not.
    Saved {
        /// Which document it is the scene of.
        document: u64,
        /// The file.
        path: PathBuf,
        /// The scene.
        scene: Arc<Scene>,
        /// Why it was not saved, where it was not.
        result: Result<(), SaveError>,
    },
}

/// A save to be done.
struct Save {
    document: u64,
    path: PathBuf,
    scene: Arc<Scene>,
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
    is_finding: bool,
    is_saving: bool,
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
            is_finding: false,
            is_saving: false,
            saves: 0,
            waiting: VecDeque::new(),
        }
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
    pub(super) fn find(&mut self, scene: Arc<Scene>) {
        if !self.is_finding {
            self.is_finding = self.start("problems", move || Done::Found {
                findings: evidence::findings(&scene),
                scene,
            });
        }
    }

    /// Whether files are being read.
    pub(super) fn is_opening(&self) -> bool {
        self.running > usize::from(self.is_saving) + usize::from(self.is_finding)
    }

    /// Whether a scene is being saved or waits for that.
    pub(super) fn is_saving(&self) -> bool {
        self.is_saving
    }

    /// Whether there is such a file.
    pub(super) fn has_file(&self, path: &Path) -> bool {
        self.store.exists(path)
    }

    /// Whether both paths lead to one file that is there.
    pub(super) fn is_same_file(&self, one: &Path, other: &Path) -> bool {
        self.store.is_same_file(one, other)
    }

    /// Saves a scene of this document, after those that are being saved.
    pub(super) fn save(&mut self, document: u64, path: PathBuf, scene: Arc<Scene>) {
        self.waiting.retain(|save| save.path != path);
        self.waiting.push_back(Save {
            document,
            path,
            scene,
        });
        self.save_next();
    }

    /// Begins the next save unless one is under way.
    fn save_next(&mut self) {
        if self.is_saving {
            return;
        }
        let Some(save) = self.waiting.pop_front() else {
            return;
        };
        let Save {
            document,
            path,
            scene,
        } = save;
        self.is_saving = true;
        self.saves += 1;
        let store = self.store.clone();
        let unsaved = (path.clone(), Arc::clone(&scene));
        let is_begun = self.start("save", move || {
            // Whoever waits for the end of a save must hear of it, whatever happens.
            let saved = catch_unwind(AssertUnwindSafe(|| {
                store.save_scene(&path, file::write(&scene).as_bytes())
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

    /// Starts a piece of work; says whether it could be.
    fn start(&mut self, name: &str, work: impl FnOnce() -> Done + Send + 'static) -> bool {
        let (sender, waker) = (self.sender.clone(), Arc::clone(&self.waker));
        let spawned = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                // The receiver is gone only when the program is ending.
                if sender.send(work()).is_ok() {
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
        self.running = self.running.saturating_sub(done.len());
        if done.iter().any(|it| matches!(it, Done::Found { .. })) {
            self.is_finding = false;
        }
        if done.iter().any(|it| matches!(it, Done::Saved { .. })) {
            self.is_saving = false;
            self.saves += 1;
            self.save_next();
        }
        done
    }
}

/// Why a save that was not the disk's to refuse did not happen.
fn not_done(path: &Path) -> SaveError {
    SaveError(StoreError::Other {
        path: path.to_owned(),
        source: std::io::Error::other("the program failed while it saved"),
    })
}
