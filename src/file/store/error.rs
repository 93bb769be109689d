//! Why the disk did not do what it was asked.

use std::io;
use std::path::{Path, PathBuf};

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
    /// The folder that a file should go to is not there, or not any more.
    #[error("there is no such folder; create it or choose another: {}", .path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The folder takes no new file, which writing one safely needs.
    #[error("this folder may not be written to; choose another: {}", .path.display())]
    FolderDenied {
        /// The folder.
        path: PathBuf,
    },
    /// The file may not be read or written.
    #[error("permission denied; ask its owner, or choose another place: {}", .path.display())]
    Denied {
        /// The file or folder.
        path: PathBuf,
    },
    /// The whole disk takes no writing.
    #[error("this disk is read-only; choose a place on another: {}", .path.display())]
    DiskReadOnly {
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
    /// The file has other names, which would keep the old content.
    #[error(
        "the file has {names} names (hard links), and saving would part this one from the others; \
         save under another name: {}", .path.display()
    )]
    HardLinked {
        /// The file.
        path: PathBuf,
        /// How many names it has.
        names: u64,
    },
    /// What we kept is not what it was.
    #[error("this copy was damaged or altered and is not used; take another one: {}", .path.display())]
    Damaged {
        /// The copy.
        path: PathBuf,
    },
    /// The name of the file is longer than the disk takes.
    #[error("the name is too long for this disk; choose a shorter one: {}", .path.display())]
    NameTooLong {
        /// The file.
        path: PathBuf,
    },
    /// The file is larger than [`MAX_SCENE_BYTES`](super::MAX_SCENE_BYTES).
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
    /// The file is larger than what is read of its sort.
    #[error(
        "the file has {}, more than the {} that are read of such a file; \
         keep the part that is needed and take that: {}",
        megabytes(*.bytes), megabytes(*.limit), .path.display()
    )]
    OverLimit {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// What is read at most.
        limit: u64,
    },
    /// A pipe or a device stands where a file is to be read.
    #[error("this is no plain file and is not read; choose another: {}", .path.display())]
    NoPlainFile {
        /// The pipe or device.
        path: PathBuf,
    },
    /// A link stands where only a file or folder of ours is used.
    #[error("this is a link, and links are not followed here; put the file itself there: {}", .path.display())]
    IsLink {
        /// The link.
        path: PathBuf,
    },
    /// There is no room left.
    #[error("the disk is full; make room and try again, or choose another: {}", .path.display())]
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
    /// What this answer of the system means for a file.
    pub(super) fn of(source: io::Error, path: &Path) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::DiskReadOnly { path },
            io::ErrorKind::IsADirectory => Self::IsFolder { path },
            io::ErrorKind::InvalidFilename => Self::NameTooLong { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::Other { path, source },
        }
    }

    /// What this answer means for the folder that something is to go to.
    pub(super) fn of_folder(source: io::Error, folder: &Path) -> Self {
        let path = folder.to_path_buf();
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder { path },
            io::ErrorKind::PermissionDenied => Self::FolderDenied { path },
            _ => Self::of(source, folder),
        }
    }
}

/// Why a scene was not saved. The file holds what it held (or all of the new
/// bytes, where a network disk did the last step and lost its answer).
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk did not do what it was asked.
    #[error("the scene is not saved and still open: {0}")]
    Store(#[from] StoreError),
    /// The file is not the one that was opened or saved last.
    #[error(
        "the scene is not saved and still open: the file was changed by somebody else meanwhile; \
         say whose is to be kept: {}", .path.display()
    )]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// What would be replaced could not be kept first.
    #[error(
        "the scene is not saved and still open: what would be replaced could not be kept as a version \
         ({source}); save under another name: {}", .path.display()
    )]
    NotKept {
        /// The file.
        path: PathBuf,
        /// Why.
        source: StoreError,
    },
    /// The disk gave back something else than was written.
    #[error(
        "the scene is not saved and still open: what was written could not be read back the same; \
         save on another disk: {}", .path.display()
    )]
    NotReadBack {
        /// The file.
        path: PathBuf,
    },
}

pub(in crate::file) fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / (1024.0 * 1024.0))
}
