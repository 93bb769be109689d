//! The disk of the machine.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::disk::{About, Access, Disk, DiskFile, DiskLock};

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
        patiently(|| fs::rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        at_once::exchange(one, other)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        at_once::rename_new(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect()
    }

    fn lock(&self, path: &Path, note: &str) -> io::Result<Option<Box<dyn DiskLock>>> {
        let mut options = OpenOptions::new();
        // Not emptied: it may be another's.
        let options = options.create(true).truncate(false).read(true).write(true);
        let mut file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0)?;
                file.write_all(note.as_bytes())?;
                Ok(Some(Box::new(file)))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
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

impl DiskLock for File {}

fn boxed(file: io::Result<File>) -> io::Result<Box<dyn DiskFile>> {
    Ok(Box::new(file?))
}

/// Makes a call again while another program, often one that looks for viruses or
/// copies files to a server, holds the file for a moment: up to about a second.
fn patiently(mut call: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    const WAITS_MS: [u64; 6] = [10, 25, 50, 100, 250, 500];
    for wait_ms in WAITS_MS {
        match call() {
            Err(error) if is_held(&error) => {
                std::thread::sleep(std::time::Duration::from_millis(wait_ms));
            }
            done => return done,
        }
    }
    call()
}

/// Whether another program holds the file: Windows says access denied (5) or
/// sharing violation (32). Elsewhere a file that is held can be renamed.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32))
}

/// Renaming that can tell what it replaced, where the system has it.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod at_once {
    use std::io;
    use std::path::Path;

    use rustix::fs::{CWD, RenameFlags, renameat_with};

    pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
        with(one, other, RenameFlags::EXCHANGE)
    }

    pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
        with(from, to, RenameFlags::NOREPLACE)
    }

    fn with(from: &Path, to: &Path, flags: RenameFlags) -> io::Result<()> {
        use rustix::io::Errno;
        renameat_with(CWD, from, CWD, to, flags).map_err(|error| match error {
            // Old kernels, and file systems without it.
            Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
            error => error.into(),
        })
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
mod at_once {
    use std::io;
    use std::path::Path;

    pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn rename_new(_from: &Path, _to: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
