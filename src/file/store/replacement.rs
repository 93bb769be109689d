//! Replacing a file as a whole.
//!
//! The new bytes go to a twin, a temporary file in the same folder; they are
//! brought to the disk, the twin takes the name of the file, and the folder is
//! brought to the disk. The name therefore leads to the old bytes or to the new
//! ones at every moment, whatever stops in between.
//!
//! Limitations: other hard links to the file keep the old bytes; the new file
//! belongs to whoever saves; access lists and extended attributes are not
//! carried over. A process that is killed leaves its twin behind.

use std::io;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::disk::{Access, Disk, DiskFile, PathKind};
use super::{Store, StoreError, folder_of};

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
        let permissions = match about {
            None => None,
            Some(about) => match about.kind {
                PathKind::Folder => return Err(StoreError::IsFolder { path: target }),
                // A pipe or a device that is replaced is gone.
                PathKind::Other => return Err(StoreError::NotAFile { path: target }),
                PathKind::File if about.permissions.readonly() => {
                    return Err(StoreError::ReadOnly { path: target });
                }
                PathKind::File => Some(about.permissions),
            },
        };
        let access = match permissions {
            Some(_) => Access::Owner,
            None => Access::Usual,
        };
        let (twin, file) = Twin::create(store, &folder, access)
            .map_err(|error| StoreError::of_folder(error, &folder))?;
        let mut replacement = Self {
            target,
            folder,
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
        // Locals go in reverse order: here too the file before the twin.
        let Self {
            target,
            folder,
            twin,
            mut file,
        } = self;
        file.write_all(bytes)
            .and_then(|()| file.sync())
            .map_err(|error| StoreError::of(error, &target))?;
        // Some systems do not rename an open file.
        drop(file);
        let store = twin.store.clone();
        twin.take_name(&target).map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                // The twin was there, so the folder went away in between.
                StoreError::of_folder(error, &folder)
            } else {
                StoreError::of(error, &target)
            }
        })?;
        // Some network and user-space file systems refuse this; the file is
        // complete there all the same.
        if let Err(error) = store.disk().sync_folder(&folder) {
            log::warn!("the folder {} was not synced: {error}", folder.display());
        }
        Ok(())
    }
}

/// What is to be replaced: where links lead, even if nothing is there yet.
fn target_of(disk: &dyn Disk, path: &Path) -> Result<PathBuf, StoreError> {
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
        folder: &Path,
        access: Access,
    ) -> io::Result<(Self, Box<dyn DiskFile>)> {
        let mut refusal = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..MAX_TWIN_NAMES {
            let path = folder.join(twin_name());
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

    fn take_name(mut self, target: &Path) -> io::Result<()> {
        self.store.disk().rename(&self.path, target)?;
        self.has_name = true;
        Ok(())
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
fn twin_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!(".entente-{}-{number}.part", std::process::id())
}
