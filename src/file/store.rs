//! The disk: this module and those in it alone name `std::fs`.
//!
//! Reading has a limit, because a file may be anything. Writing replaces a file
//! as a whole or not at all; see [`Replacement`]. What the bytes mean is not
//! known here. A [`Store`] may stand on any [`Disk`]; the free functions stand
//! on that of the machine.

mod disk;
mod error;
mod fingerprint;
mod real;
mod replacement;
mod save;
mod versions;

use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use disk::{About, Access, Disk, DiskFile, DiskLock, PathKind, Stamp};
pub(in crate::file) use error::megabytes;
pub use error::{SaveError, StoreError};
pub use fingerprint::Fingerprint;
pub use real::RealDisk;
pub use replacement::Replacement;
pub(in crate::file) use replacement::is_twin_of;
use replacement::sync_names;
pub use save::{Expected, SaveRequest, Saved};
pub use versions::{LockFor, MAX_VERSIONS, Version, Versions};

/// The largest scene file that is read without being asked to, in bytes.
pub const MAX_SCENE_BYTES: u64 = 64 * 1024 * 1024;

/// The size from which on a log is put aside when it is opened next, in bytes.
pub const MAX_LOG_BYTES: u64 = 1_000_000;

/// A handle to the disk that files are kept on; a clone is the same disk. May
/// be sent to the thread that saves.
#[derive(Clone, Debug)]
pub struct Store {
    disk: Arc<dyn Disk>,
}

impl Default for Store {
    /// The disk of the machine.
    fn default() -> Self {
        Self::new(Arc::new(RealDisk))
    }
}

impl Store {
    /// Files on this disk.
    pub fn new(disk: Arc<dyn Disk>) -> Self {
        Self { disk }
    }

    fn disk(&self) -> &dyn Disk {
        self.disk.as_ref()
    }

    /// Saves the bytes of a scene, if what they replace is what is expected there.
    /// May take seconds on a slow disk: not for the thread of the window. What is
    /// replaced and what is saved are kept as versions.
    ///
    /// # Errors
    /// When any step fails, but not when only the folder could not be synced or
    /// the person's own version not be kept; the file is then as it was, and a
    /// later try may succeed. [`SaveError::Changed`] when somebody else changed it.
    pub fn save_scene(&self, request: &SaveRequest<'_>) -> Result<Saved, SaveError> {
        save::save(self, request)
    }

    /// Replaces or creates this file: after a crash at any moment it holds either
    /// what it held or all of the bytes.
    ///
    /// # Errors
    /// As [`Store::begin`] and [`Replacement::fill`].
    pub fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.begin(path)?.fill(bytes)
    }

    /// Makes ready to replace or create this file. Whatever would keep the
    /// bytes from being written shows here, before the work of making them. A
    /// symbolic link is followed: what it leads to is replaced, or made. The
    /// new file has the rights of the old one.
    ///
    /// # Errors
    /// When the folder is not there or takes no new file, when the target is a
    /// folder, no plain file or read-only.
    pub fn begin(&self, path: &Path) -> Result<Replacement, StoreError> {
        Replacement::begin_in(self, path)
    }

    /// The bytes of a scene file. With `is_large_allowed` there is no limit.
    ///
    /// # Errors
    /// When there is no such file, it may not be read, is a folder, or is larger
    /// than [`MAX_SCENE_BYTES`].
    pub fn read_scene_file(
        &self,
        path: &Path,
        is_large_allowed: bool,
    ) -> Result<Vec<u8>, StoreError> {
        let (file, about) = self
            .disk()
            .open(path)
            .and_then(|file| file.about().map(|about| (file, about)))
            .map_err(|error| StoreError::of(error, path))?;
        if about.kind == PathKind::Folder {
            return Err(StoreError::IsFolder {
                path: path.to_path_buf(),
            });
        }
        if about.bytes > MAX_SCENE_BYTES && !is_large_allowed {
            return Err(StoreError::TooLarge {
                path: path.to_path_buf(),
                bytes: about.bytes,
            });
        }
        // A pipe or device tells no length, so the limit holds while reading too.
        read_limited(file, path, is_large_allowed)
    }

    /// The bytes of a plain file, if they are not more than this many. A folder, a
    /// pipe or a device is not opened.
    ///
    /// # Errors
    /// When there is no such file, it may not be read, is no plain file, or is
    /// larger: that is told without reading it.
    pub fn read_up_to(&self, path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
        let refusal = |error| StoreError::of(error, path);
        let about = self.about(path)?;
        let path_buf = || path.to_path_buf();
        match about.kind {
            PathKind::File => {}
            PathKind::Folder => return Err(StoreError::IsFolder { path: path_buf() }),
            PathKind::Other => return Err(StoreError::NoPlainFile { path: path_buf() }),
        }
        let over = |bytes| StoreError::OverLimit {
            path: path_buf(),
            bytes,
            limit,
        };
        if about.bytes > limit {
            return Err(over(about.bytes));
        }
        let file = self.disk().open(path).map_err(refusal)?;
        let mut bytes = Vec::new();
        // It may be growing.
        file.take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(refusal)?;
        if bytes.len() as u64 > limit {
            return Err(over(bytes.len() as u64));
        }
        Ok(bytes)
    }

    /// The text of a small file of ours, such as the settings; `None` where there
    /// is none.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read_small(&self, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
        match self.read_scene_file(path, false) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(StoreError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A log file, opened to append, its folder made if need be. One of more than
    /// [`MAX_LOG_BYTES`] is put aside first, with `.old` after its name, in place of
    /// the one before.
    ///
    /// # Errors
    /// When the folder or the file cannot be made.
    pub fn open_log(&self, path: &Path) -> Result<Box<dyn DiskFile>, StoreError> {
        self.create_folder(&folder_of(path))?;
        let is_long = self.about(path).is_ok_and(|it| it.bytes > MAX_LOG_BYTES);
        if is_long && let Err(error) = self.disk().rename(path, &old_log(path)) {
            // A log that grows is better than none.
            log::warn!("the log was not put aside: {error}");
        }
        self.disk()
            .append(path)
            .map_err(|error| StoreError::of(error, path))
    }

    /// Makes a folder and those above it; nothing happens where it is there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create_folder(&self, path: &Path) -> Result<(), StoreError> {
        let is_new = |path: &&Path| *path != Path::new("") && !self.exists(path);
        let new: Vec<&Path> = path.ancestors().take_while(is_new).collect();
        self.disk()
            .create_folder(path)
            .map_err(|error| StoreError::of(error, path))?;
        // What is brought to the disk in a folder whose own name is not there is
        // gone with it.
        for folder in new {
            sync_names(self.disk(), &folder_of(folder));
        }
        Ok(())
    }

    /// Whether both paths lead to one file or folder that is there.
    pub fn is_same_file(&self, one: &Path, other: &Path) -> bool {
        self.true_path(one)
            .is_some_and(|one| self.true_path(other) == Some(one))
    }

    /// What the disk tells of a path, links followed.
    ///
    /// # Errors
    /// When nothing is there, or it may not be looked at.
    pub fn about(&self, path: &Path) -> Result<About, StoreError> {
        self.disk()
            .about(path)
            .map_err(|error| StoreError::of(error, path))
    }

    /// The names in a folder, in alphabetical order.
    ///
    /// # Errors
    /// When there is no such folder, or it may not be looked into.
    pub fn list(&self, folder: &Path) -> Result<Vec<OsString>, StoreError> {
        let mut names = self
            .disk()
            .list(folder)
            .map_err(|error| StoreError::of(error, folder))?;
        names.sort();
        Ok(names)
    }

    /// Removes a file; nothing happens where there is none.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&self, path: &Path) -> Result<(), StoreError> {
        match self.disk().remove(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::of(error, path))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Takes the lock of this file, see [`Disk::lock`].
    ///
    /// # Errors
    /// When it cannot be made or written to.
    pub fn lock(&self, path: &Path, note: &str) -> Result<Option<Box<dyn DiskLock>>, StoreError> {
        self.disk()
            .lock(path, note)
            .map_err(|error| StoreError::of(error, path))
    }

    /// The path with every link followed; `None` where nothing is there.
    pub fn true_path(&self, path: &Path) -> Option<PathBuf> {
        self.disk().canonicalize(path).ok()
    }

    /// Whether the last part of this path is a symbolic link, wherever it leads.
    pub fn is_link(&self, path: &Path) -> bool {
        self.disk().read_link(path).is_ok()
    }

    /// What is replaced or made when this path is saved to: where links lead, even
    /// if nothing is there yet.
    ///
    /// # Errors
    /// When links lead round in a circle, or may not be followed.
    pub fn target_of(&self, path: &Path) -> Result<PathBuf, StoreError> {
        replacement::target_of(self.disk(), path)
    }

    /// Takes away what writes that were killed left in this folder. Only for folders
    /// whose files are kept elsewhere too, or are made again.
    pub(in crate::file) fn sweep_twins(&self, folder: &Path) {
        // Whoever writes into a folder sets its time: that of the disk, which may be
        // another machine's.
        if let Some(now) = self.about(folder).ok().and_then(|about| about.modified) {
            save::sweep_folder(self, folder, now);
        }
    }

    /// Whether a file or folder is there.
    pub fn exists(&self, path: &Path) -> bool {
        self.disk().about(path).is_ok()
    }
}

/// As [`Store::read_scene_file`], on the disk of the machine.
///
/// # Errors
/// As [`Store::read_scene_file`].
pub fn read_scene_file(path: &Path, is_large_allowed: bool) -> Result<Vec<u8>, StoreError> {
    Store::default().read_scene_file(path, is_large_allowed)
}

/// All bytes of a stream, under the limit of a scene file; `name` stands for it
/// in messages.
///
/// # Errors
/// When reading fails or the stream is larger than [`MAX_SCENE_BYTES`].
pub fn read_limited(
    source: impl Read,
    name: &Path,
    is_large_allowed: bool,
) -> Result<Vec<u8>, StoreError> {
    let limit = if is_large_allowed {
        u64::MAX
    } else {
        MAX_SCENE_BYTES + 1
    };
    let mut bytes = Vec::new();
    source
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| StoreError::of(error, name))?;
    if bytes.len() as u64 > MAX_SCENE_BYTES && !is_large_allowed {
        return Err(StoreError::TooLarge {
            path: name.to_path_buf(),
            bytes: bytes.len() as u64,
        });
    }
    Ok(bytes)
}

/// As [`Store::read_small`], on the disk of the machine.
///
/// # Errors
/// As [`Store::read_small`].
pub fn read_small(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    Store::default().read_small(path)
}

/// As [`Store::replace`], on the disk of the machine.
///
/// # Errors
/// As [`Store::replace`].
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    Store::default().replace(path, bytes)
}

/// As [`Store::open_log`], on the disk of the machine.
///
/// # Errors
/// As [`Store::open_log`].
pub fn open_log(path: &Path) -> Result<Box<dyn DiskFile>, StoreError> {
    Store::default().open_log(path)
}

/// As [`Store::create_folder`], on the disk of the machine.
///
/// # Errors
/// As [`Store::create_folder`].
pub fn create_folder(path: &Path) -> Result<(), StoreError> {
    Store::default().create_folder(path)
}

/// As [`Store::exists`], on the disk of the machine.
pub fn exists(path: &Path) -> bool {
    Store::default().exists(path)
}

/// Where a log is put aside.
fn old_log(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".old");
    path.with_file_name(name)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::{self, Write as _};

    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it() {
        let folder = folder();
        let path = folder.path().join("scene.ron");
        replace(&path, b"first").expect("created");
        replace(&path, b"second").expect("replaced");
        assert_eq!(read_scene_file(&path, false).expect("read"), b"second");
        let names = fs::read_dir(folder.path()).expect("listed").count();
        assert_eq!(names, 1);
    }

    #[test]
    fn a_replacement_that_is_not_filled_leaves_the_file_alone() {
        let folder = folder();
        let path = folder.path().join("scene.ron");
        replace(&path, b"first").expect("created");
        drop(Replacement::begin(&path).expect("begun"));
        assert_eq!(read_scene_file(&path, false).expect("read"), b"first");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn what_cannot_work_is_told_apart() {
        let folder = folder();
        let missing = folder.path().join("none/scene.ron");
        assert!(matches!(
            read_scene_file(&missing, false),
            Err(StoreError::NotFound { .. })
        ));
        assert!(matches!(
            replace(&missing, b""),
            Err(StoreError::NoFolder { .. })
        ));
        assert!(matches!(
            read_scene_file(folder.path(), false),
            Err(StoreError::IsFolder { .. })
        ));
        assert!(matches!(
            replace(folder.path(), b""),
            Err(StoreError::IsFolder { .. })
        ));
    }

    #[test]
    fn a_file_over_64_mb_is_refused_with_its_size_unless_allowed() {
        let folder = folder();
        let path = folder.path().join("large.ron");
        let file = File::create(&path).expect("created");
        file.set_len(MAX_SCENE_BYTES + 1024 * 1024).expect("grown");
        let error = read_scene_file(&path, false).expect_err("too large");
        assert!(error.to_string().contains("65.0 MB"), "{error}");
        let bytes = read_scene_file(&path, true).expect("allowed");
        assert_eq!(bytes.len() as u64, MAX_SCENE_BYTES + 1024 * 1024);
        let endless = read_limited(io::repeat(0), Path::new("-"), false);
        assert!(matches!(endless, Err(StoreError::TooLarge { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn rights_are_kept_and_links_are_followed() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = folder();
        let (path, link) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
        replace(&path, b"first").expect("created");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        symlink(&path, &link).expect("linked");
        replace(&link, b"second").expect("replaced");
        assert_eq!(fs::read(&path).expect("read"), b"second");
        let about = fs::symlink_metadata(&link).expect("there");
        assert!(about.file_type().is_symlink());
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nothing_is_followed_and_one_to_itself_is_refused() {
        use std::os::unix::fs::symlink;
        let folder = folder();
        let (path, link) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
        symlink("a.ron", &link).expect("linked");
        replace(&link, b"first").expect("made");
        assert_eq!(fs::read(&path).expect("read"), b"first");
        let circle = folder.path().join("c.ron");
        symlink("c.ron", &circle).expect("linked");
        let error = replace(&circle, b"").expect_err("leads nowhere");
        assert!(matches!(error, StoreError::Other { .. }), "{error}");
    }

    #[test]
    fn a_folder_that_vanishes_while_saving_is_told() {
        let folder = folder();
        let inner = folder.path().join("inner");
        create_folder(&inner).expect("made");
        let replacement = Replacement::begin(&inner.join("scene.ron")).expect("begun");
        fs::remove_dir_all(&inner).expect("removed");
        let error = replacement.fill(b"bytes").expect_err("it is gone");
        assert!(matches!(error, StoreError::NoFolder { .. }), "{error}");
        let under_a_file = folder.path().join("a.ron");
        replace(&under_a_file, b"").expect("made");
        let error = replace(&under_a_file.join("b.ron"), b"").expect_err("no folder");
        assert!(matches!(error, StoreError::NoFolder { .. }), "{error}");
    }

    #[test]
    fn a_name_that_is_too_long_is_told() {
        let folder = folder();
        let error = replace(&folder.path().join("x".repeat(300)), b"").expect_err("too long");
        assert!(matches!(error, StoreError::NameTooLong { .. }), "{error}");
    }

    #[test]
    fn a_log_grows_and_its_folder_is_made() {
        let folder = folder();
        let path = folder.path().join("state/entente.log");
        for line in ["one\n", "two\n"] {
            let mut log = open_log(&path).expect("opened");
            log.write_all(line.as_bytes()).expect("written");
        }
        assert_eq!(fs::read(&path).expect("read"), b"one\ntwo\n");
        assert!(exists(&path));
    }

    #[test]
    fn a_log_that_has_grown_long_is_put_aside() {
        let folder = folder();
        let path = folder.path().join("entente.log");
        let old = folder.path().join("entente.log.old");
        fs::write(&old, "older still").expect("written");
        let full = vec![b'x'; MAX_LOG_BYTES as usize];
        fs::write(&path, &full).expect("written");
        let mut log = open_log(&path).expect("opened");
        log.write_all(b"!").expect("written");
        assert_eq!(fs::read(&old).expect("read"), b"older still");
        drop(log);
        let mut log = open_log(&path).expect("opened");
        log.write_all(b"new").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"new");
        let aside = fs::read(&old).expect("read");
        assert_eq!(aside.len(), full.len() + 1);
    }
}
