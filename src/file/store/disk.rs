//! The calls to the system that saving and reading need, one method each.
//!
//! [`RealDisk`] makes them. A test puts another disk in its place, which counts
//! the calls or lets them fail; what is done about a failure is not known here.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

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

    /// Brings the names in a folder to the disk.
    ///
    /// # Errors
    /// When the system refuses, as it does on some network file systems.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk of the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn about(&self, path: &Path) -> io::Result<About> {
        fs::metadata(path).map(About::from)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        boxed(File::open(path))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        boxed(OpenOptions::new().create(true).append(true).open(path))
    }

    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(match access {
                Access::Owner => 0o600,
                Access::Usual => 0o666,
            });
        }
        #[cfg(not(unix))]
        let _: Access = access;
        boxed(options.open(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened as a file, and its names are
        // brought to the disk with the file.
        if cfg!(unix) {
            File::open(path)?.sync_all()
        } else {
            Ok(())
        }
    }
}

impl DiskFile for File {
    fn about(&self) -> io::Result<About> {
        self.metadata().map(About::from)
    }

    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()> {
        Self::set_permissions(self, permissions)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

fn boxed(file: io::Result<File>) -> io::Result<Box<dyn DiskFile>> {
    Ok(Box::new(file?))
}
