//! The calls to the system that saving and reading need, one method each.
//!
//! [`RealDisk`](super::RealDisk) makes them. A test puts another disk in its
//! place, which counts the calls or lets them fail; what is done about a failure
//! is not known here.

use std::ffi::OsString;
use std::fmt;
use std::fs::{Metadata, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What can stand at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device or the like.
    Other,
}

/// What the disk tells of a file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What stands there, links followed.
    pub kind: PathKind,
    /// The size of a plain file; anything for what is none.
    pub bytes: u64,
    /// Who may do what with it.
    pub permissions: Permissions,
    /// When it was last written to; `None` where the disk does not say.
    pub modified: Option<SystemTime>,
    /// How many names it has in its folders: above 1, hard links.
    pub names: u64,
    /// Another one whenever it may have been changed.
    pub stamp: Stamp,
}

/// Tells states of a file apart without reading it: equal ones are of the same
/// file, unchanged as far as the disk can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp([i128; 4]);

impl Stamp {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let ns = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self([
            i128::from(metadata.ino()),
            i128::from(metadata.len()),
            ns(metadata.mtime(), metadata.mtime_nsec()),
            // Changes even where a program puts the time of writing back.
            ns(metadata.ctime(), metadata.ctime_nsec()),
        ])
    }

    #[cfg(not(unix))]
    fn of(metadata: &Metadata) -> Self {
        let since = |time: io::Result<SystemTime>| {
            let time = time.ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            i128::try_from(time.as_nanos()).ok()
        };
        Self([
            since(metadata.created()).unwrap_or_default(),
            i128::from(metadata.len()),
            since(metadata.modified()).unwrap_or_default(),
            0,
        ])
    }
}

#[cfg(unix)]
fn names_of(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn names_of(_metadata: &Metadata) -> u64 {
    1
}

impl From<Metadata> for About {
    fn from(metadata: Metadata) -> Self {
        let kind = if metadata.is_file() {
            PathKind::File
        } else if metadata.is_dir() {
            PathKind::Folder
        } else {
            PathKind::Other
        };
        Self {
            kind,
            bytes: metadata.len(),
            permissions: metadata.permissions(),
            modified: metadata.modified().ok(),
            names: names_of(&metadata),
            stamp: Stamp::of(&metadata),
        }
    }
}

/// Who may open a file that is made new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only its owner, so that nobody can open it before it has its own rights.
    Owner,
    /// Whoever may open any new file of this person: the umask decides.
    Usual,
}

/// An open file. [`Write::write`] and [`Read::read`] are one call to the system
/// each; there is no buffer to flush.
pub trait DiskFile: fmt::Debug + Read + Send + Write {
    /// What the disk tells of it.
    ///
    /// # Errors
    /// When the system refuses.
    fn about(&self) -> io::Result<About>;

    /// Sets who may do what with it.
    ///
    /// # Errors
    /// When the system refuses.
    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()>;

    /// Brings what was written to the disk, so that it outlives a power cut.
    ///
    /// # Errors
    /// When the system refuses.
    fn sync(&mut self) -> io::Result<()>;
}

/// A lock that is held until this is dropped, or the process ends in any way.
pub trait DiskLock: fmt::Debug + Send {}

/// Whatever files are kept on. Paths are taken as the system takes them.
pub trait Disk: fmt::Debug + Send + Sync {
    /// What the disk tells of a path, links followed.
    ///
    /// # Errors
    /// When nothing is there, or the system refuses.
    fn about(&self, path: &Path) -> io::Result<About>;

    /// The path with every link followed, absolute.
    ///
    /// # Errors
    /// When nothing is there, or the system refuses.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;

    /// Where a symbolic link leads, as it is written in it.
    ///
    /// # Errors
    /// `InvalidInput` when it is no link; also when nothing is there, or the
    /// system refuses.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// Opens a file to read.
    ///
    /// # Errors
    /// When nothing is there, or the system refuses.
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Opens a file to append, and makes it where there is none.
    ///
    /// # Errors
    /// When the system refuses.
    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;

    /// Makes a file that was not there, and opens it to write.
    ///
    /// # Errors
    /// `AlreadyExists` when anything is there, a link included; also when the
    /// system refuses.
    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>>;

    /// Gives a file another name, in one step and in place of what had it.
    ///
    /// # Errors
    /// When the system refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives two files each other's names, in one step.
    ///
    /// # Errors
    /// `Unsupported` where the disk or the system has no such step; also when
    /// either is not there, or the system refuses.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Gives a file a name that nothing has, in one step.
    ///
    /// # Errors
    /// `AlreadyExists` when anything has the name, `Unsupported` where the disk or
    /// the system has no such step; also when the system refuses.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When nothing is there, or the system refuses.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder and those above it; nothing happens where it is there.
    ///
    /// # Errors
    /// When the system refuses.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// The names in a folder, in no order.
    ///
    /// # Errors
    /// When there is no such folder, or the system refuses.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Takes the lock of this file, which is made where it is not there, and
    /// writes the note into it. `None` while anybody holds it. Advice between
    /// programs that ask; it keeps nobody from reading or writing.
    ///
    /// # Errors
    /// When the system refuses.
    fn lock(&self, path: &Path, note: &str) -> io::Result<Option<Box<dyn DiskLock>>>;

    /// Brings the names in a folder to the disk.
    ///
    /// # Errors
    /// When the system refuses, as it does on some network file systems.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}
