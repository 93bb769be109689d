//! A disk that fails: the real one, every call counted, and one of them refused.
//!
//! What syncs is counted and not made: it is about power cuts, which `power`
//! shows, and takes most of the time.

use std::ffi::OsString;
use std::fs::Permissions;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use entente::file::store::{About, Access, Disk, DiskFile, DiskLock, RealDisk};

/// How much a call reads or writes at most, so that a file takes several and a
/// disk may be full in the middle of it.
pub(crate) const MAX_WRITE_BYTES: usize = 4 * 1024;

/// A sort of call to the disk.
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
    /// This call reads or writes less than it was asked to, without an error.
    ShortOnce,
    /// This call and all after it do so.
    ShortForGood,
}

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) call: Call,
    /// What it was about: of two paths the first.
    pub(crate) path: PathBuf,
}

/// Which call fails, from 0, and what the system says then.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) how: How,
    pub(crate) error: fn() -> io::Error,
}

/// What somebody else does in the middle of what is tested.
struct Deed(Box<dyn FnOnce() + Send>);

impl std::fmt::Debug for Deed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Deed")
    }
}

#[derive(Debug, Default)]
struct State {
    /// What is done before these calls.
    deeds: Vec<(usize, Deed)>,
    has_no_locks: bool,
    fault: Option<Fault>,
    made: Vec<Made>,
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

    /// A disk that keeps no locks, as some network disks.
    pub(crate) fn without_locks() -> Self {
        let disk = Self::default();
        disk.state().has_no_locks = true;
        disk
    }

    /// Does this just before the call of this number, once.
    pub(crate) fn before(&self, call: usize, deed: impl FnOnce() + Send + 'static) {
        self.state().deeds.push((call, Deed(Box::new(deed))));
    }

    /// The calls since the fault was set.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.made().iter().map(|made| made.call).collect()
    }

    /// The same, with what they were about.
    pub(crate) fn made(&self) -> Vec<Made> {
        self.state().made.clone()
    }

    /// The calls that failed, with their numbers.
    pub(crate) fn failed(&self) -> Vec<(usize, Call)> {
        self.state().failed.clone()
    }

    /// Counts a call, and makes it unless it is to fail before.
    fn call<T>(
        &self,
        call: Call,
        path: &Path,
        make: impl FnOnce() -> io::Result<T>,
    ) -> io::Result<T> {
        match self.count(call, path) {
            None => make(),
            Some(fault) => {
                if fault.how == How::AnswerLost {
                    drop(make());
                }
                Err((fault.error)())
            }
        }
    }

    /// Counts a call that moves bytes, and moves fewer if it is to.
    fn move_bytes(
        &self,
        call: Call,
        path: &Path,
        bytes: usize,
        make: impl FnOnce(usize) -> io::Result<usize>,
    ) -> io::Result<usize> {
        let bytes = bytes.min(MAX_WRITE_BYTES);
        match self.count(call, path) {
            None => make(bytes),
            Some(fault) => match fault.how {
                How::ShortOnce | How::ShortForGood => make(bytes.div_ceil(2)),
                How::AnswerLost => {
                    drop(make(bytes));
                    Err((fault.error)())
                }
                How::Once | How::ForGood | How::ForGoodButRemoving => Err((fault.error)()),
            },
        }
    }

    /// Counts a call; `Some` is how it is to fail.
    fn count(&self, call: Call, path: &Path) -> Option<Fault> {
        let mut state = self.state();
        let number = state.made.len();
        while let Some(at) = state.deeds.iter().position(|it| it.0 == number) {
            let (_, deed) = state.deeds.remove(at);
            drop(state);
            (deed.0)();
            state = self.state();
        }
        let path = path.to_owned();
        state.made.push(Made { call, path });
        let moves_bytes = matches!(call, Call::Read | Call::Write);
        let failing = state.fault.filter(|fault| match fault.how {
            How::Once | How::AnswerLost => number == fault.at,
            How::ForGood => number >= fault.at,
            How::ForGoodButRemoving => number >= fault.at && call != Call::Remove,
            How::ShortOnce => number == fault.at && moves_bytes,
            How::ShortForGood => number >= fault.at && moves_bytes,
        });
        if failing.is_some() {
            state.failed.push((number, call));
        }
        failing
    }

    fn file(&self, path: &Path, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(FaultyFile {
            disk: self.clone(),
            path: path.to_owned(),
            file,
        })
    }
}

impl Disk for FaultyDisk {
    fn about(&self, path: &Path) -> io::Result<About> {
        self.call(Call::About, path, || RealDisk.about(path))
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.call(Call::Canonicalize, path, || RealDisk.canonicalize(path))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.call(Call::ReadLink, path, || RealDisk.read_link(path))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = self.call(Call::Open, path, || RealDisk.open(path))?;
        Ok(self.file(path, file))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = self.call(Call::Append, path, || RealDisk.append(path))?;
        Ok(self.file(path, file))
    }

    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let file = self.call(Call::CreateNew, path, || RealDisk.create_new(path, access))?;
        Ok(self.file(path, file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(Call::Rename, from, || RealDisk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call(Call::Remove, path, || RealDisk.remove(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call(Call::CreateFolder, path, || RealDisk.create_folder(path))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.call(Call::Exchange, one, || RealDisk.exchange(one, other))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(Call::RenameNew, from, || RealDisk.rename_new(from, to))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.call(Call::List, folder, || RealDisk.list(folder))
    }

    fn lock(&self, path: &Path, note: &str) -> io::Result<Option<Box<dyn DiskLock>>> {
        let has_no_locks = self.state().has_no_locks;
        self.call(Call::Lock, path, || {
            if has_no_locks {
                return Err(io::ErrorKind::Unsupported.into());
            }
            RealDisk.lock(path, note)
        })
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.call(Call::SyncFolder, path, || about_folder(path))
    }
}

/// What a sync of a folder finds, without the sync.
fn about_folder(path: &Path) -> io::Result<()> {
    RealDisk.about(path).map(|_| ())
}

#[derive(Debug)]
struct FaultyFile {
    disk: FaultyDisk,
    path: PathBuf,
    file: Box<dyn DiskFile>,
}

impl Read for FaultyFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Self { disk, path, file } = self;
        let asked = into.len();
        let read = |bytes| file.read(into.get_mut(..bytes).expect("not more than asked"));
        disk.move_bytes(Call::Read, path, asked, read)
    }
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Self { disk, path, file } = self;
        let write = |part| file.write(bytes.get(..part).expect("not more than asked"));
        disk.move_bytes(Call::Write, path, bytes.len(), write)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DiskFile for FaultyFile {
    fn about(&self) -> io::Result<About> {
        let about = || self.file.about();
        self.disk.call(Call::FileAbout, &self.path, about)
    }

    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()> {
        let Self { disk, path, file } = self;
        disk.call(Call::SetPermissions, path, || {
            file.set_permissions(permissions)
        })
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.call(Call::Sync, &self.path, || Ok(()))
    }
}
