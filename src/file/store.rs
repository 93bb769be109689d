//! The disk: the only module that names `std::fs`.
//!
//! Reading has a limit, because a file may be anything. Writing replaces a file
//! as a whole or not at all: the bytes go to a temporary file in the same
//! folder, to the disk, and only then take the name. What the bytes mean is
//! not known here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// The largest scene file that is read without being asked to, in bytes.
pub const MAX_SCENE_BYTES: u64 = 64 * 1024 * 1024;

/// Why the disk did not do what it was asked. Each says what to do; the path
/// comes last.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no such file; check the name: {}", .path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// The folder that a file should go to is not there.
    #[error("there is no such folder; create it or choose another: {}", .path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file may not be read or written.
    #[error("permission denied; ask its owner, or choose another place: {}", .path.display())]
    Denied {
        /// The file or folder.
        path: PathBuf,
    },
    /// A folder stands where a file is meant.
    #[error("this is a folder, not a file; name a file in it: {}", .path.display())]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A pipe or a device stands where a file is meant.
    #[error("this is no plain file and is not replaced; write to - and send that on: {}", .path.display())]
    NotAFile {
        /// The pipe or device.
        path: PathBuf,
    },
    /// The file is marked as one that may not be changed.
    #[error("the file is read-only; save under another name: {}", .path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is larger than [`MAX_SCENE_BYTES`].
    #[error(
        "the file has {}, more than the 64 MB of a usual scene; \
         if it is one all the same, allow it with --allow-large: {}",
        megabytes(*.bytes), .path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// There is no room left.
    #[error("the disk is full; make room and try again: {}", .path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Anything else that the system says.
    #[error("{source}; try again, or choose another place: {}", .path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl StoreError {
    fn of(source: io::Error, path: &Path) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::Denied { path }
            }
            io::ErrorKind::IsADirectory => Self::IsFolder { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::Other { path, source },
        }
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / (1024.0 * 1024.0))
}

/// The bytes of a scene file. With `is_large_allowed` there is no limit.
///
/// # Errors
/// When there is no such file, it may not be read, is a folder, or is larger
/// than [`MAX_SCENE_BYTES`].
pub fn read_scene_file(path: &Path, is_large_allowed: bool) -> Result<Vec<u8>, StoreError> {
    let file = File::open(path).map_err(|error| StoreError::of(error, path))?;
    let about = file
        .metadata()
        .map_err(|error| StoreError::of(error, path))?;
    if about.is_dir() {
        return Err(StoreError::IsFolder {
            path: path.to_path_buf(),
        });
    }
    if about.len() > MAX_SCENE_BYTES && !is_large_allowed {
        return Err(StoreError::TooLarge {
            path: path.to_path_buf(),
            bytes: about.len(),
        });
    }
    // A pipe or device tells no length, so the limit holds while reading too.
    read_limited(file, path, is_large_allowed)
}

/// All bytes of a stream, under the same limit; `name` stands for it in
/// messages.
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

/// The text of a small file of ours, such as the settings; `None` where there
/// is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read_small(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match read_scene_file(path, false) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(StoreError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file about to be replaced: its temporary twin lies beside it. Dropped
/// without [`Replacement::fill`], it leaves nothing behind.
#[derive(Debug)]
pub struct Replacement {
    target: PathBuf,
    folder: PathBuf,
    twin: NamedTempFile,
}

impl Replacement {
    /// Makes ready to replace or create this file. Whatever would keep the
    /// bytes from being written shows here, before the work of making them. A
    /// symbolic link is followed: what it leads to is replaced.
    ///
    /// # Errors
    /// When the folder is not there or takes no new file, when the target is a
    /// folder or read-only.
    pub fn begin(path: &Path) -> Result<Self, StoreError> {
        // A new file has nothing to resolve.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = folder_of(&target);
        let about = fs::metadata(&target).ok();
        if about.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(StoreError::IsFolder { path: target });
        }
        // A pipe or a device that is replaced is gone.
        if about.as_ref().is_some_and(|it| !it.is_file()) {
            return Err(StoreError::NotAFile { path: target });
        }
        if about.as_ref().is_some_and(|it| it.permissions().readonly()) {
            return Err(StoreError::ReadOnly { path: target });
        }
        if !folder.is_dir() {
            return Err(StoreError::NoFolder { path: folder });
        }
        let twin = twin_in(&folder).map_err(|error| StoreError::of(error, &folder))?;
        if let Some(about) = about {
            twin.as_file()
                .set_permissions(about.permissions())
                .map_err(|error| StoreError::of(error, &target))?;
        }
        Ok(Self {
            target,
            folder,
            twin,
        })
    }

    /// Writes the bytes, brings them to the disk, and gives them the name.
    ///
    /// # Errors
    /// When any of it fails; the file is then as it was.
    pub fn fill(self, bytes: &[u8]) -> Result<(), StoreError> {
        let Self {
            target,
            folder,
            mut twin,
        } = self;
        twin.write_all(bytes)
            .and_then(|()| twin.as_file().sync_all())
            .map_err(|error| StoreError::of(error, &target))?;
        twin.persist(&target)
            .map_err(|error| StoreError::of(error.error, &target))?;
        // Brings the name to the disk. Some network and user-space file systems
        // refuse it; the file is complete there all the same.
        if let Err(error) = File::open(&folder).and_then(|folder| folder.sync_all()) {
            log::warn!("the folder {} was not synced: {error}", folder.display());
        }
        Ok(())
    }
}

/// Replaces or creates this file: after a crash at any moment it holds either
/// what it held or all of the bytes.
///
/// # Errors
/// As [`Replacement::begin`] and [`Replacement::fill`].
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    Replacement::begin(path)?.fill(bytes)
}

/// A temporary file with the rights that a new file of this person has.
fn twin_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".entente-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The person's umask takes away what others may not.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// A log file, opened to append, its folder made if need be.
///
/// # Errors
/// When the folder or the file cannot be made.
pub fn open_log(path: &Path) -> Result<File, StoreError> {
    create_folder(&folder_of(path))?;
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .map_err(|error| StoreError::of(error, path))
}

/// Makes a folder and those above it; nothing happens where it is there.
///
/// # Errors
/// When it cannot be made.
pub fn create_folder(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(path).map_err(|error| StoreError::of(error, path))
}

/// Whether a file or folder is there.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
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
}
