//! The pool of texts in the state folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Fingerprint, Snapshots, Store, StoreError, file_name, hashes_in};
use crate::file::store::DiskLock;

/// Texts that were put into the pool so long ago are taken away if nothing refers to
/// them.
const OLD: Duration = Duration::from_hours(90 * 24);

/// How long a text that is put into the pool waits for a sweep to end.
const MAX_WAIT: Duration = Duration::from_secs(1);
const WAIT_STEP: Duration = Duration::from_millis(10);

/// A lock, and when it was taken.
type LockAndTime = (Box<dyn DiskLock>, SystemTime);

/// The texts in the state folder.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    store: Store,
    state: PathBuf,
    folder: PathBuf,
}

impl Pool {
    pub(super) fn new(store: Store, state: &Path) -> Self {
        Self {
            store,
            state: state.to_owned(),
            folder: state.join("snapshots"),
        }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps these bytes under this name, anew where they are there already: what
    /// is kept again is young again, and one that was damaged is whole.
    pub(super) fn keep(&self, hash: &Fingerprint, bytes: &[u8]) -> Result<PathBuf, StoreError> {
        self.store.create_folder(&self.folder)?;
        let _no_sweep = self.wait_for_lock();
        let path = self.folder.join(file_name(hash));
        self.store.replace(&path, bytes)?;
        Ok(path)
    }

    /// From now on this text is kept however old it gets: the scene that it belongs
    /// to has it nowhere else.
    pub(super) fn keep_for_good(&self, hash: &Fingerprint, scene: &Path) {
        let note = format!("{}\n", scene.display());
        if let Err(error) = self.store.replace(&self.note_path(hash), note.as_bytes()) {
            log::warn!("a text in the pool may be swept some day: {error}");
        }
    }

    /// The scene has it beside itself by now.
    pub(super) fn need_no_longer(&self, hash: &Fingerprint) {
        let note = self.note_path(hash);
        if self.store.exists(&note)
            && let Err(error) = self.store.remove(&note)
        {
            log::warn!("a text in the pool is kept for longer than need be: {error}");
        }
    }

    fn note_path(&self, hash: &Fingerprint) -> PathBuf {
        self.folder.join(format!("{hash}.only"))
    }

    fn lock_path(&self) -> PathBuf {
        self.folder.join("sweep.lock")
    }

    /// The lock, and the time of the disk, which may be another machine's: that of
    /// the note in the lock. `None` while another has it.
    fn lock_and_time(&self) -> Result<Option<LockAndTime>, StoreError> {
        let path = self.lock_path();
        let note = std::process::id().to_string();
        let Some(lock) = self.store.lock(&path, &note)? else {
            return Ok(None);
        };
        let now = self.store.about(&path)?.modified;
        Ok(now.map(|now| (lock, now)))
    }

    /// Held by whoever puts texts in or takes them away. Without it a text is put in
    /// all the same: the sweep takes only what is old.
    fn wait_for_lock(&self) -> Option<Box<dyn DiskLock>> {
        let mut waited = Duration::ZERO;
        while waited < MAX_WAIT {
            match self.store.lock(&self.lock_path(), "") {
                Ok(Some(lock)) => return Some(lock),
                Ok(None) => std::thread::sleep(WAIT_STEP),
                Err(error) => {
                    log::warn!("a text is kept without a lock: {error}");
                    return None;
                }
            }
            waited += WAIT_STEP;
        }
        None
    }
}

impl Snapshots {
    /// Takes texts away from the pool that were put there 90 days ago or more and that neither a
    /// scene that is open, nor a recovery copy, nor a version refers to, nor a saved
    /// scene that has them nowhere else; says how many.
    ///
    /// # Errors
    /// When it cannot be told what is referred to; nothing is taken away then.
    pub fn sweep(&self, open: &BTreeSet<Fingerprint>) -> Result<usize, StoreError> {
        let Some(pool) = &self.pool else {
            return Ok(0);
        };
        if !self.store.exists(&pool.folder) {
            return Ok(0);
        }
        // Whoever puts a text in meanwhile waits.
        let Some((_lock, now)) = pool.lock_and_time()? else {
            return Ok(0);
        };
        self.store.sweep_twins(&pool.folder);
        let mut old = self.files_in(&pool.folder)?;
        old.retain(|file| {
            let age = file.modified.and_then(|then| now.duration_since(then).ok());
            let is_needed =
                open.contains(&file.hash) || self.store.exists(&pool.note_path(&file.hash));
            age.is_some_and(|age| age > OLD) && !is_needed
        });
        if old.is_empty() {
            return Ok(0);
        }
        let referred = self.referred_in_state(pool)?;
        let mut swept = 0;
        for file in old.iter().filter(|file| !referred.contains(&file.hash)) {
            // One that was put in without the lock is young by now.
            let about = self.store.about(&file.path);
            if about.is_ok_and(|about| about.modified == file.modified) {
                self.store.remove(&file.path)?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// What recovery copies and versions refer to.
    fn referred_in_state(&self, pool: &Pool) -> Result<BTreeSet<Fingerprint>, StoreError> {
        let mut referred = self.referred_in(&pool.state.join("recovery"))?;
        let versions = pool.state.join("versions");
        let folders = match self.store.list(&versions) {
            Ok(folders) => folders,
            Err(StoreError::NotFound { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        for folder in folders {
            referred.extend(self.referred_in(&versions.join(folder))?);
        }
        Ok(referred)
    }

    /// Every SHA-256 that stands in the scene files of a folder; none where there is
    /// no such folder.
    ///
    /// # Errors
    /// When one of them cannot be read: it may refer to anything.
    pub(super) fn referred_in(&self, folder: &Path) -> Result<BTreeSet<Fingerprint>, StoreError> {
        let names = match self.store.list(folder) {
            Ok(names) => names,
            Err(StoreError::NotFound { .. }) => return Ok(BTreeSet::new()),
            Err(error) => return Err(error),
        };
        let mut referred = BTreeSet::new();
        for name in names {
            let path = folder.join(name);
            let is_scene = path.extension().is_some_and(|ending| ending == "ron");
            if !is_scene {
                continue;
            }
            match self.store.read_scene_file(&path, true) {
                Ok(bytes) => referred.extend(hashes_in(&bytes)),
                // Gone by now, or a folder of that name.
                Err(StoreError::NotFound { .. } | StoreError::IsFolder { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(referred)
    }
}
