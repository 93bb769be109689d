//! Saving a scene over what may have been changed by somebody else.
//!
//! 1. Whatever stands there is read and compared with what the window knows of
//!    it; it is kept as a version unless one holds it.
//! 2. The new bytes go to a twin, are brought to the disk, read back and compared.
//! 3. Twin and file exchange their names in one step, and what was replaced is
//!    looked at again: if somebody wrote in between, both are exchanged back.
//! 4. The new bytes are kept as the latest version.
//!
//! Where the system cannot exchange names, the file is compared once more and
//! then replaced; between the two lies the only moment in which another program
//! could be overwritten unseen.
//!
//! Limitations: a program that holds the old file open and writes into it after
//! the exchange writes into a file without a name.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::disk::DiskLock;
use super::fingerprint::Fingerprint;
use super::replacement::{Replacement, Written, is_twin, is_twin_of};
use super::versions::{LockFor, Versions};
use super::{SaveError, Store, StoreError, folder_of};

/// How long a save waits for that of another window.
const MAX_WAIT: Duration = Duration::from_secs(5);

/// How often it asks.
const WAIT_STEP: Duration = Duration::from_millis(20);

/// A twin that was not written to for so long belongs to no save any more.
const TWIN_IS_DEAD: Duration = Duration::from_mins(1);

/// What may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: there is no such file.
    Nothing,
    /// What was opened or saved last; also nothing, if it was deleted.
    Known(Fingerprint),
    /// What somebody else wrote, and the person chose to replace; it is replaced
    /// only if it could be kept as a version. Also nothing, if it was deleted.
    Agreed(Fingerprint),
    /// Whatever is there: the person was asked.
    Anything,
}

/// A save to be done.
#[derive(Clone, Copy, Debug)]
pub struct SaveRequest<'a> {
    /// The file.
    pub path: &'a Path,
    /// What it is to hold.
    pub bytes: &'a [u8],
    /// What may be replaced.
    pub expected: Expected,
    /// Where versions and locks are; `None` where nothing can be kept.
    pub versions: Option<&'a Versions>,
    /// Whether bytes are a whole file: what a process that was killed left
    /// behind is then kept as a version before it is taken away.
    pub is_whole: fn(&[u8]) -> bool,
}

/// A save that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What the file holds now.
    pub fingerprint: Fingerprint,
    /// What went wrong beside it, as sentences.
    pub warnings: Vec<String>,
}

/// See [`Store::save_scene`].
pub(super) fn save(store: &Store, request: &SaveRequest<'_>) -> Result<Saved, SaveError> {
    let replacement = Replacement::begin_in(store, request.path)?;
    let target = replacement.target().to_owned();
    let _held_until_done = request.versions.and_then(|it| wait_for_lock(it, &target));
    let old = match replacement.about() {
        None => None,
        Some(about) if about.names > 1 => {
            let names = about.names;
            return Err(StoreError::HardLinked {
                path: target,
                names,
            }
            .into());
        }
        Some(_) => match store.read_scene_file(&target, true) {
            Ok(bytes) => Some(bytes),
            // Deleted just now.
            Err(StoreError::NotFound { .. }) => None,
            Err(error) => return Err(error.into()),
        },
    };
    let new = Fingerprint::of(request.bytes);
    let found = old.as_deref().map(Fingerprint::of);
    let may_replace = match (found, request.expected) {
        (None, _) | (_, Expected::Anything) => true,
        (Some(found), Expected::Known(known) | Expected::Agreed(known)) => {
            found == known || found == new
        }
        (Some(found), Expected::Nothing) => found == new,
    };
    if !may_replace {
        return Err(SaveError::Changed { path: target });
    }
    let mut warnings = Vec::new();
    if let (Some(versions), Some(old)) = (request.versions, &old)
        && let Err(source) = versions.keep_unless_there(&target, old)
    {
        // Their own earlier state may go without a copy, another's may not.
        if matches!(request.expected, Expected::Anything | Expected::Agreed(_)) {
            let path = target;
            return Err(SaveError::NotKept { path, source });
        }
        warnings.push(not_kept(&source));
    }

    let written = replacement.write(request.bytes)?;
    if written.read_back()? != request.bytes {
        return Err(SaveError::NotReadBack { path: target });
    }
    match found {
        None => take_free_name(written)?,
        Some(found) => Exchange {
            store,
            found,
            new,
            versions: request.versions,
        }
        .take_name(written)?,
    }

    if let Some(versions) = request.versions {
        if let Err(error) = versions.keep(&target, request.bytes) {
            warnings.push(not_kept(&error));
        }
        sweep(store, &target, versions, request.is_whole);
    }
    Ok(Saved {
        fingerprint: new,
        warnings,
    })
}

fn not_kept(error: &StoreError) -> String {
    format!("It is saved, but no version of it could be kept: {error}")
}

/// The lock of a save; `None` where it cannot be had, which is no reason not to
/// save: what is compared keeps others' work safe.
fn wait_for_lock(versions: &Versions, target: &Path) -> Option<Box<dyn DiskLock>> {
    let mut waited = Duration::ZERO;
    while waited < MAX_WAIT {
        match versions.lock(target, LockFor::Save) {
            Ok(Some(lock)) => return Some(lock),
            Ok(None) => std::thread::sleep(WAIT_STEP),
            Err(error) => {
                log::warn!("saving without a lock: {error}");
                return None;
            }
        }
        waited += WAIT_STEP;
    }
    log::warn!("saving without the lock, which another window holds");
    None
}

/// Gives the new bytes the name, if nothing has it.
fn take_free_name(written: Written) -> Result<(), SaveError> {
    let path = written.target.clone();
    let is_named = written.take_free_name()?;
    is_named.then_some(()).ok_or(SaveError::Changed { path })
}

/// Replacing a file that is there.
struct Exchange<'a> {
    store: &'a Store,
    /// What it held before the new bytes were written.
    found: Fingerprint,
    /// What it is to hold.
    new: Fingerprint,
    versions: Option<&'a Versions>,
}

impl Exchange<'_> {
    /// Gives the new bytes the name, if the file still holds what was found there.
    fn take_name(&self, written: Written) -> Result<(), SaveError> {
        let target = written.target.clone();
        let error = match written.exchange() {
            Ok(()) => return self.look_at_replaced(written),
            Err(error) => error,
        };
        if error.kind() == io::ErrorKind::Unsupported {
            return match self.store.read_scene_file(&target, true) {
                Ok(bytes) if Fingerprint::of(&bytes) != self.found => {
                    Err(SaveError::Changed { path: target })
                }
                Ok(_) | Err(StoreError::NotFound { .. }) => Ok(written.take_name()?),
                Err(error) => Err(error.into()),
            };
        }
        let is_gone = error.kind() == io::ErrorKind::NotFound;
        match written.read_back().map(|twin| Fingerprint::of(&twin)) {
            // Deleted in between: taking the name tells.
            Ok(twin) if twin == self.new && is_gone => take_free_name(written),
            Ok(twin) if twin == self.new => Err(StoreError::of(error, &target).into()),
            // It was done and the answer lost, as it happens on network disks.
            Ok(_) => self.look_at_replaced(written),
            Err(unreadable) => {
                self.let_go(written);
                Err(if is_gone {
                    unreadable.into()
                } else {
                    StoreError::of(error, &target).into()
                })
            }
        }
    }

    /// The names are exchanged: looks at what was replaced, and exchanges back if
    /// it is not what was found before.
    fn look_at_replaced(&self, written: Written) -> Result<(), SaveError> {
        let replaced = written.read_back();
        if (replaced.as_ref()).is_ok_and(|it| Fingerprint::of(it) == self.found) {
            // Before the old file goes, the new one must be there for good.
            written.sync_names();
            return Ok(());
        }
        let path = written.target.clone();
        match written.exchange() {
            Ok(()) => written.sync_names(),
            Err(error) => log::error!("{} was exchanged and not back: {error}", path.display()),
        }
        self.let_go(written);
        match replaced {
            Ok(_) => Err(SaveError::Changed { path }),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes the twin, unless somebody else's work is in it that is kept nowhere
    /// else: whoever writes between two exchanges is met here.
    fn let_go(&self, written: Written) {
        let is_kept = match (written.read_back(), self.versions) {
            (Ok(twin), _) if Fingerprint::of(&twin) == self.new => true,
            (Ok(twin), Some(versions)) => {
                let kept = versions.keep_unless_there(&written.target, &twin);
                kept.is_ok()
            }
            _ => false,
        };
        if !is_kept {
            let left = written.leave();
            log::error!("what could not be kept lies in {}", left.display());
        }
    }
}

/// Takes away what saves that were killed left beside the file and among its
/// versions; what could be somebody's work is kept as a version first.
fn sweep(store: &Store, target: &Path, versions: &Versions, is_whole: fn(&[u8]) -> bool) {
    // The time of the disk, which may be another machine's.
    let Some(now) = store.about(target).ok().and_then(|about| about.modified) else {
        return;
    };
    for path in dead(store, &folder_of(target), now, |name| {
        is_twin_of(name, target)
    }) {
        let swept = store.read_scene_file(&path, true).and_then(|bytes| {
            if is_whole(&bytes) {
                versions.keep_unless_there(target, &bytes)?;
            }
            store.remove(&path)
        });
        tell_swept(&path, swept);
    }
    // Of these there is another: the file whose version it was to be.
    sweep_folder(store, &versions.folder_of(target), now);
}

/// Takes away the twins in this folder that nobody writes to any more.
pub(super) fn sweep_folder(store: &Store, folder: &Path, now: SystemTime) {
    for path in dead(store, folder, now, is_twin) {
        tell_swept(&path, store.remove(&path));
    }
}

/// The files in this folder that have such names and that nobody writes to any
/// more.
fn dead(
    store: &Store,
    folder: &Path,
    now: SystemTime,
    is_twin: impl Fn(&OsStr) -> bool,
) -> Vec<PathBuf> {
    let names = store.list(folder).unwrap_or_else(|error| {
        log::warn!("the folder was not looked through: {error}");
        Vec::new()
    });
    let twins = names.iter().filter(|name| is_twin(name));
    let is_dead = |path: &PathBuf| {
        let modified = store.about(path).ok().and_then(|about| about.modified);
        modified
            .and_then(|then| now.duration_since(then).ok())
            .is_some_and(|age| age > TWIN_IS_DEAD)
    };
    twins
        .map(|name| folder.join(name))
        .filter(is_dead)
        .collect()
}

fn tell_swept(path: &Path, swept: Result<(), StoreError>) {
    match swept {
        Ok(()) => log::info!("swept {}", path.display()),
        Err(error) => log::warn!("{} was not swept: {error}", path.display()),
    }
}
