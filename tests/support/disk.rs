//! A disk that fails: the real one, every call counted, and one of them refused.

use std::ffi::OsString;
use std::fs::Permissions;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use entente::file::store::{About, Access, Disk, DiskFile, DiskLock, RealDisk};

/// How much a call writes at most, so that a file takes several and a disk may
/// be full in the middle of it.
pub(crate) const MAX_WRITE_BYTES: usize = 64 * 1024;

/// One call to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Call {
    About,
    Append,
    Canonicalize,
    CreateFolder,
    CreateNew,
    Exchange,
    FileAbout,
    List,
    Lock,
    Open,
    Read,
    ReadLink,
    Remove,
    Rename,
    RenameNew,
    SetPermissions,
    Sync,
    SyncFolder,
    Write,
}

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// This call and no other.
    Once,
    /// The call is made and only its answer is wrong, as on a network disk.
    AnswerLost,
    /// This call and all after it.
    ForGood,
    /// This call and all after it, but files can be removed, as on a full disk.
    ForGoodButRemoving,
}

/// Which call fails, from 0, and what the system says then.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) how: How,
    pub(crate) error: fn() -> io::Error,
}

#[derive(Debug, Default)]
struct State {
    fault: Option<Fault>,
    calls: Vec<Call>,
    failed: Vec<(usize, Call)>,
}

/// The real disk with a fault in it, or with none. A clone is the same disk.
#[derive(Clone, Debug, Default)]
pub(crate) struct FaultyDisk {
    state: Arc<Mutex<State>>,
}

impl FaultyDisk {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics while it counts")
    }

    /// Forgets the calls, and fails as told from now on.
    pub(crate) fn set(&self, fault: Option<Fault>) {
        *self.state() = State {
            fault,
            ..State::default()
        };
    }

    /// The calls since the fault was set.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.state().calls.clone()
    }

    /// The calls that failed, with their numbers.
    pub(crate) fn failed(&self) -> Vec<(usize, Call)> {
        self.state().failed.clone()
    }

    /// Counts a call, and makes it unless it is to fail before.
    fn call<T>(&self, call: Call, make: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let failing = {
            let mut state = self.state();
            let number = state.calls.len();
            state.calls.push(call);
            let failing = state.fault.filter(|fault| match fault.how {
                How::Once | How::AnswerLost => number == fault.at,
                How::ForGood => number >= fault.at,
                How::ForGoodButRemoving => number >= fault.at && call != Call::Remove,
            });
            if failing.is_some() {
                state.failed.push((number, call));
            }
            failing
        };
        match failing {
            None => make(),
            Some(fault) => {
                if fault.how == How::AnswerLost {
                    drop(make());
                }
                Err((fault.error)())
            }
        }
    }

    fn file(&self, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(FaultyFile {
            disk: self.clone(),
            file,
        })
    }
}

impl Disk for FaultyDisk {
    fn about(&self, path: &Path) -> io::Result<About> {
        self.call(Call::About, || RealDisk.about(path))
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.call(Call::Canonicalize, || RealDisk.canonicalize(path))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.call(Call::ReadLink, || RealDisk.read_link(path))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = self.call(Call::Open, || RealDisk.open(path))?;
        Ok(self.file(file))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = self.call(Call::Append, || RealDisk.append(path))?;
        Ok(self.file(file))
    }

    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let file = self.call(Call::CreateNew, || RealDisk.create_new(path, access))?;
        Ok(self.file(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(Call::Rename, || RealDisk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call(Call::Remove, || RealDisk.remove(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call(Call::CreateFolder, || RealDisk.create_folder(path))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.call(Call::Exchange, || RealDisk.exchange(one, other))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(Call::RenameNew, || RealDisk.rename_new(from, to))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.call(Call::List, || RealDisk.list(folder))
    }

    fn lock(&self, path: &Path, note: &str) -> io::Result<Option<Box<dyn DiskLock>>> {
        self.call(Call::Lock, || RealDisk.lock(path, note))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.call(Call::SyncFolder, || RealDisk.sync_folder(path))
    }
}

#[derive(Debug)]
struct FaultyFile {
    disk: FaultyDisk,
    file: Box<dyn DiskFile>,
}

impl Read for FaultyFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.disk.call(Call::Read, || self.file.read(into))
    }
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = bytes.get(..MAX_WRITE_BYTES).unwrap_or(bytes);
        self.disk.call(Call::Write, || self.file.write(part))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DiskFile for FaultyFile {
    fn about(&self) -> io::Result<About> {
        self.disk.call(Call::FileAbout, || self.file.about())
    }

    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()> {
        self.disk.call(Call::SetPermissions, || {
            self.file.set_permissions(permissions)
        })
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.call(Call::Sync, || self.file.sync())
    }
}
