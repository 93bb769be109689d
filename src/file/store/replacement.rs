//! Replacing a file as a whole.
//!
//! The new bytes go to a twin, a temporary file in the same folder; they are
//! brought to the disk, the twin takes the name of the file, and the folder is
//! brought to the disk. The name therefore leads to the old bytes or to the new
//! ones at every moment, whatever stops in between.
//!
//! Limitations: other hard links to the file keep the old bytes; the new file
//! belongs to whoever saves; access lists and extended attributes are not
//! carried over. A process that is killed leaves its twin behind; the next save
//! of the file takes it away, see [`Store::save_scene`].

use std::ffi::OsStr;
use std::io;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::disk::{About, Access, Disk, DiskFile, PathKind};
use super::fingerprint::Fingerprint;
use super::{Store, StoreError, folder_of, read_limited};

/// How many links from one to the next are followed, as Linux does it.
const MAX_LINKS: usize = 40;

/// How many names for a twin are tried. Those taken are leftovers of processes
/// that were killed and had the number of this one.
const MAX_TWIN_NAMES: usize = 1000;

/// A file about to be replaced: its temporary twin lies beside it. Dropped
/// without [`Replacement::fill`], it leaves nothing behind.
#[derive(Debug)]
pub struct Replacement {
    target: PathBuf,
    folder: PathBuf,
    about: Option<About>,
    /// Stands before the twin, so that it is closed before that is removed.
    file: Box<dyn DiskFile>,
    twin: Twin,
}

impl Replacement {
    /// As [`Store::begin`], on the disk of the machine.
    ///
    /// # Errors
    /// As [`Store::begin`].
    pub fn begin(path: &Path) -> Result<Self, StoreError> {
        Store::default().begin(path)
    }

    pub(super) fn begin_in(store: &Store, path: &Path) -> Result<Self, StoreError> {
        let disk = store.disk();
        let target = target_of(disk, path)?;
        let folder = folder_of(&target);
        let about = match disk.about(&target) {
            Ok(about) => Some(about),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(StoreError::of(error, &target)),
        };
        let permissions = match &about {
            None => None,
            Some(about) => match about.kind {
                PathKind::Folder => return Err(StoreError::IsFolder { path: target }),
                // A pipe or a device that is replaced is gone.
                PathKind::Other => return Err(StoreError::NotAFile { path: target }),
                PathKind::File if about.permissions.readonly() => {
                    return Err(StoreError::ReadOnly { path: target });
                }
                PathKind::File => Some(about.permissions.clone()),
            },
        };
        let access = match permissions {
            Some(_) => Access::Owner,
            None => Access::Usual,
        };
        let (twin, file) = Twin::create(store, &target, access)
            .map_err(|error| StoreError::of_folder(error, &folder))?;
        let mut replacement = Self {
            target,
            folder,
            about,
            file,
            twin,
        };
        if let Some(permissions) = permissions {
            replacement
                .file
                .set_permissions(permissions)
                .map_err(|error| StoreError::of(error, &replacement.target))?;
        }
        Ok(replacement)
    }

    /// Writes the bytes, brings them to the disk, and gives them the name.
    ///
    /// # Errors
    /// When any of it fails; the file is then as it was, and the twin removed
    /// if the disk lets it be.
    pub fn fill(self, bytes: &[u8]) -> Result<(), StoreError> {
        self.write(bytes)?.take_name()
    }

    /// What is to be replaced, links followed.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// What stands there; `None` where nothing does.
    pub(super) fn about(&self) -> Option<&About> {
        self.about.as_ref()
    }

    /// Writes the bytes and brings them to the disk.
    ///
    /// # Errors
    /// When any of it fails; as with [`Replacement::fill`].
    pub(super) fn write(self, bytes: &[u8]) -> Result<Written, StoreError> {
        // Locals go in reverse order: here too the file before the twin.
        let Self {
            target,
            folder,
            twin,
            mut file,
            ..
        } = self;
        file.write_all(bytes)
            .and_then(|()| file.sync())
            .map_err(|error| StoreError::of(error, &target))?;
        // Some systems do not rename an open file.
        drop(file);
        Ok(Written {
            target,
            folder,
            twin,
        })
    }
}

/// A twin that holds all of the new bytes, on the disk, and has no name yet.
/// Dropped so, it is removed.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) target: PathBuf,
    folder: PathBuf,
    twin: Twin,
}

impl Written {
    /// What the disk gives back of the twin. Errors tell of the file: nobody
    /// knows of a twin.
    pub(super) fn read_back(&self) -> Result<Vec<u8>, StoreError> {
        match self.twin.store.disk().open(&self.twin.path) {
            Ok(twin) => read_limited(twin, &self.target, true),
            Err(error) => Err(self.refusal(error)),
        }
    }

    /// Takes the name, in place of what had it.
    pub(super) fn take_name(self) -> Result<(), StoreError> {
        self.named(|disk, from, to| disk.rename(from, to))
    }

    /// Takes the name if nothing has it; `false`, and nothing done, if something
    /// has.
    pub(super) fn take_free_name(self) -> Result<bool, StoreError> {
        let mut is_taken = false;
        let named = self.named(|disk, from, to| match disk.rename_new(from, to) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                is_taken = disk.about(to).is_ok();
                if is_taken {
                    Err(io::ErrorKind::AlreadyExists.into())
                } else {
                    disk.rename(from, to)
                }
            }
            Err(error) => {
                is_taken = error.kind() == io::ErrorKind::AlreadyExists;
                Err(error)
            }
            done => done,
        });
        match named {
            Err(_) if is_taken => Ok(false),
            named => named.map(|()| true),
        }
    }

    /// Exchanges names with the file: the twin then is what was replaced. A
    /// second time brings both back.
    pub(super) fn exchange(&self) -> io::Result<()> {
        let disk = self.twin.store.disk();
        disk.exchange(&self.twin.path, &self.target)
    }

    /// Brings the names to the disk.
    pub(super) fn sync_names(&self) {
        sync_names(self.twin.store.disk(), &self.folder);
    }

    /// Removes nothing when this is dropped, and says where the twin was.
    pub(super) fn leave(mut self) -> PathBuf {
        self.twin.has_name = true;
        self.twin.path.clone()
    }

    fn named(
        self,
        take: impl FnOnce(&dyn Disk, &Path, &Path) -> io::Result<()>,
    ) -> Result<(), StoreError> {
        match take(self.twin.store.disk(), &self.twin.path, &self.target) {
            Ok(()) => {
                self.sync_names();
                self.leave();
                Ok(())
            }
            Err(error) => Err(self.refusal(error)),
        }
    }

    /// What an answer about the twin means for the file.
    fn refusal(&self, error: io::Error) -> StoreError {
        if error.kind() == io::ErrorKind::NotFound {
            // The twin was there, so the folder went away in between.
            StoreError::of_folder(error, &self.folder)
        } else {
            StoreError::of(error, &self.target)
        }
    }
}

/// Some network and user-space file systems refuse this; the file is complete
/// there all the same.
pub(super) fn sync_names(disk: &dyn Disk, folder: &Path) {
    if let Err(error) = disk.sync_folder(folder) {
        log::warn!("the folder {} was not synced: {error}", folder.display());
    }
}

/// What is to be replaced: where links lead, even if nothing is there yet.
pub(super) fn target_of(disk: &dyn Disk, path: &Path) -> Result<PathBuf, StoreError> {
    let mut target = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match disk.canonicalize(&target) {
            Ok(target) => return Ok(target),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(StoreError::of_folder(error, &folder_of(&target)));
            }
            Err(error) => return Err(StoreError::of(error, &target)),
        }
        // Nothing, or a link to nothing.
        match disk.read_link(&target) {
            Ok(next) => target = folder_of(&target).join(next),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(target),
            // A file that somebody made just now: it is looked at again.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {}
            Err(error) => return Err(StoreError::of(error, &target)),
        }
    }
    Err(StoreError::of(
        io::Error::other("too many links from one to the next"),
        path,
    ))
}

/// The place of a temporary file, which is removed when this is dropped unless
/// it took the name.
#[derive(Debug)]
struct Twin {
    store: Store,
    path: PathBuf,
    has_name: bool,
}

impl Twin {
    fn create(
        store: &Store,
        target: &Path,
        access: Access,
    ) -> io::Result<(Self, Box<dyn DiskFile>)> {
        let folder = folder_of(target);
        let mut refusal = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..MAX_TWIN_NAMES {
            let path = folder.join(twin_name(target));
            match store.disk().create_new(&path, access) {
                Ok(file) => {
                    let twin = Self {
                        store: store.clone(),
                        path,
                        has_name: false,
                    };
                    return Ok((twin, file));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => refusal = error,
                Err(error) => return Err(error),
            }
        }
        Err(refusal)
    }
}

impl Drop for Twin {
    fn drop(&mut self) {
        if self.has_name {
            return;
        }
        match self.store.disk().remove(&self.path) {
            // A network disk may have renamed it and lost the answer.
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                log::warn!("{} was left behind: {error}", self.path.display());
            }
            Ok(()) | Err(_) => {}
        }
    }
}

/// A name that no other twin of this process has, and none of a process that
/// runs beside it.
fn twin_name(target: &Path) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!(
        "{}{}-{number}.part",
        twin_prefix(target),
        std::process::id()
    )
}

/// How the names of all twins of a file begin.
fn twin_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    let hash = Fingerprint::of_path(Path::new(name)).short(8);
    format!(".entente-{hash}-")
}

/// Whether this is the name of a twin of that file.
pub(in crate::file) fn is_twin_of(name: &OsStr, target: &Path) -> bool {
    let prefix = twin_prefix(target);
    is_twin(name) && name.to_str().is_some_and(|name| name.starts_with(&prefix))
}

/// Whether this is the name of a twin of any file.
pub(super) fn is_twin(name: &OsStr) -> bool {
    let name = name.to_str().unwrap_or_default();
    name.starts_with(".entente-") && name.strip_suffix(".part").is_some()
}
