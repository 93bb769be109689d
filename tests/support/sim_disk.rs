//! A disk in memory that keeps apart what was not synced, and what a power cut
//! may leave of it.
//!
//! The model is that of the ALICE tests (Pillai and others, "All File Systems Are
//! Not Created Equal", OSDI 2014). What is written into a file is on the disk for
//! sure once the file was synced; a name that is made, renamed, exchanged or
//! removed, once its folder was. Before that, after a cut,
//!
//! - any of the names' changes may be there and any not, in whatever order;
//! - of each call that wrote into a file, there may be the bytes or zeroes, and
//!   the file may be cut short anywhere;
//! - the blocks of a file that has no name any more may be in use elsewhere, also
//!   where that its name was taken is not on the disk.
//!
//! Renaming and exchanging are one step, as on every journaling file system.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::Permissions;
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use entente::file::store::{About, Access, Disk, DiskFile, DiskLock, PathKind, Stamp};

/// Names a file, whatever its name.
type Inode = usize;

/// How much a call writes at most, so that a file takes some.
const MAX_WRITE_BYTES: usize = 32;

/// How many changes of names are put in every order; more in two.
const MAX_ORDERED: usize = 4;

/// How many contents of several files are gone through.
const MAX_CONTENTS: usize = 1_000;

/// Of how many changes of names, or calls that wrote, every choice is made; of more, of the last ones.
/// A program that syncs in time leaves fewer.
pub(crate) const MAX_CHOSEN: usize = 7;

/// What a call did.
#[derive(Clone, Debug)]
enum Step {
    /// Bytes were added to a file.
    Write(Inode, Vec<u8>),
    SyncFile(Inode),
    /// Names in these folders were changed.
    Names(Change),
    SyncFolder(PathBuf),
}

/// A change of names, in one step.
#[derive(Clone, Debug)]
struct Change {
    /// Who has these names now; nobody where `None`.
    names: Vec<(PathBuf, Option<Node>)>,
    /// The file that has no name any more.
    freed: Option<Inode>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    File(Inode),
    Folder,
}

/// Which syncs a disk leaves out without a word: a broken one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Omits {
    /// It works.
    #[default]
    Nothing,
    FileSyncs,
    FolderSyncs,
}

#[derive(Debug, Default)]
struct State {
    names: BTreeMap<PathBuf, Node>,
    files: Vec<Vec<u8>>,
    steps: Vec<Step>,
    /// What was there when the steps began, all of it on the disk.
    base: Picture,
    omits: Omits,
    has_exchange: bool,
}

/// What is on a disk: the bytes of each file, and folders, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Picture {
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
    pub(crate) folders: BTreeSet<PathBuf>,
}

/// The disk. A clone is the same.
#[derive(Clone, Debug)]
pub(crate) struct SimDisk {
    state: Arc<Mutex<State>>,
}

impl SimDisk {
    /// A disk with these files and folders on it.
    pub(crate) fn new(picture: Picture, omits: Omits, has_exchange: bool) -> Self {
        let mut state = State {
            omits,
            has_exchange,
            ..State::default()
        };
        for folder in &picture.folders {
            state.names.insert(folder.clone(), Node::Folder);
        }
        for (path, bytes) in &picture.files {
            let inode = state.files.len();
            state.files.push(bytes.clone());
            state.names.insert(path.clone(), Node::File(inode));
        }
        state.base = picture;
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics while it looks")
    }

    /// What is there, whether it would outlive a cut or not.
    pub(crate) fn picture(&self) -> Picture {
        let state = self.state();
        picture_of(&state.names, |inode| state.files[inode].clone())
    }

    /// How many steps were taken.
    pub(crate) fn steps(&self) -> usize {
        self.state().steps.len()
    }

    /// Calls with every picture that a cut after so many steps may leave; returns
    /// how many changes of names waited for a sync.
    pub(crate) fn cut(&self, steps: usize, mut see: impl FnMut(Picture)) -> usize {
        let state = self.state();
        let cut = Cut::new(&state, steps);
        cut.pictures(&mut see);
        cut.pending.len()
    }
}

/// The files and folders that have a name and lie in folders that have one.
fn picture_of(names: &BTreeMap<PathBuf, Node>, bytes_of: impl Fn(Inode) -> Vec<u8>) -> Picture {
    let is_reached = |path: &Path| {
        let mut folders = path.ancestors().skip(1);
        folders.all(|it| it == Path::new("/") || names.get(it) == Some(&Node::Folder))
    };
    let mut picture = Picture::default();
    for (path, node) in names.iter().filter(|(path, _)| is_reached(path)) {
        match node {
            Node::File(inode) => {
                picture.files.insert(path.clone(), bytes_of(*inode));
            }
            Node::Folder => {
                picture.folders.insert(path.clone());
            }
        }
    }
    picture
}

/// A moment at which the power goes.
struct Cut<'a> {
    /// Names that are on the disk for sure.
    names: BTreeMap<PathBuf, Node>,
    /// Changes of names that may be there or not.
    pending: Vec<&'a Change>,
    files: Vec<Content>,
}

impl<'a> Cut<'a> {
    fn new(state: &'a State, steps: usize) -> Self {
        let before = SimDisk::new(state.base.clone(), Omits::Nothing, true);
        let before = before.state();
        let sure = |bytes: &Vec<u8>| Content {
            sure: bytes.clone(),
            since: Vec::new(),
        };
        let mut files: Vec<Content> = before.files.iter().map(sure).collect();
        files.resize(state.files.len(), Content::default());
        let mut cut = Self {
            names: before.names.clone(),
            pending: Vec::new(),
            files,
        };
        for step in &state.steps[..steps] {
            match step {
                Step::Write(inode, bytes) => cut.files[*inode].since.push(bytes.clone()),
                Step::SyncFile(inode) => cut.files[*inode].sync(),
                Step::Names(change) => cut.pending.push(change),
                Step::SyncFolder(folder) => {
                    let is_in = |change: &Change| {
                        let mut paths = change.names.iter().map(|(path, _)| path);
                        paths.all(|path| path.parent() == Some(folder))
                    };
                    for change in cut.pending.iter().filter(|it| is_in(it)) {
                        apply(&mut cut.names, change);
                    }
                    cut.pending.retain(|it| !is_in(it));
                }
            }
        }
        cut
    }

    /// Every picture that may be left.
    fn pictures(&self, see: &mut dyn FnMut(Picture)) {
        let pending = self.pending.len();
        let free = pending.min(MAX_CHOSEN);
        for chosen in 0..1_usize << free {
            let is_chosen = |at: &usize| match at.checked_sub(pending - free) {
                Some(place) => chosen >> place & 1 == 1,
                None => true,
            };
            let chosen: Vec<usize> = (0..pending).filter(is_chosen).collect();
            for order in orders(&chosen) {
                let mut names = self.names.clone();
                let mut freed = BTreeSet::new();
                for at in order {
                    apply(&mut names, self.pending[at]);
                    freed.extend(self.pending[at].freed);
                }
                self.contents(&names, &freed, see);
            }
        }
    }

    /// Every content that the files of these names may have.
    fn contents(
        &self,
        names: &BTreeMap<PathBuf, Node>,
        freed: &BTreeSet<Inode>,
        see: &mut dyn FnMut(Picture),
    ) {
        let is_written = |inode: &Inode| !self.files[*inode].since.is_empty();
        let written: Vec<Inode> = names
            .values()
            .filter_map(|node| match node {
                Node::File(inode) => Some(*inode).filter(is_written),
                Node::Folder => None,
            })
            .collect();
        let variants: Vec<Vec<Vec<u8>>> = written
            .iter()
            .map(|inode| self.files[*inode].variants())
            .collect();
        let all: usize = variants.iter().map(Vec::len).product();
        let mut see_with = |chosen: &[usize]| {
            let bytes_of = |inode: Inode| {
                let place = written.iter().position(|it| *it == inode);
                let mut bytes = match place {
                    Some(place) => variants[place][chosen[place]].clone(),
                    None => self.files[inode].sure.clone(),
                };
                if freed.contains(&inode) {
                    bytes.fill(0);
                }
                bytes
            };
            see(picture_of(names, bytes_of));
        };
        if all <= MAX_CONTENTS {
            for number in 0..all {
                let mut rest = number;
                let mut digit = |of: &Vec<Vec<u8>>| {
                    let digit = rest % of.len();
                    rest /= of.len();
                    digit
                };
                let chosen: Vec<usize> = variants.iter().map(&mut digit).collect();
                see_with(&chosen);
            }
        } else {
            // Only where files are not synced in time.
            for (place, of) in variants.iter().enumerate() {
                for number in 0..of.len() {
                    let mut chosen: Vec<usize> = variants.iter().map(|it| it.len() - 1).collect();
                    chosen[place] = number;
                    see_with(&chosen);
                }
            }
        }
    }
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
struct Content {
    /// Is on the disk for sure.
    sure: Vec<u8>,
    /// Was written since, call by call.
    since: Vec<Vec<u8>>,
}

impl Content {
    fn sync(&mut self) {
        let since = std::mem::take(&mut self.since);
        self.sure.extend(since.concat());
    }

    /// What may be left: of each call, of many each of the last ones, the bytes or
    /// zeroes, and the file as long as it is or cut off behind the last bytes or in
    /// the middle of them. The last is all that was written.
    fn variants(&self) -> Vec<Vec<u8>> {
        let free = self.since.len().min(MAX_CHOSEN);
        let first = self.since.len() - free;
        let mut variants = Vec::new();
        for chosen in 0..1_usize << free {
            let mut bytes = self.sure.clone();
            let mut end = bytes.len();
            let mut middle = end;
            for (at, block) in self.since.iter().enumerate() {
                if at < first || chosen >> (at - first) & 1 == 1 {
                    bytes.extend(block);
                    end = bytes.len();
                    middle = end - block.len() / 2;
                } else {
                    bytes.resize(bytes.len() + block.len(), 0);
                }
            }
            variants.push(bytes[..middle].to_vec());
            variants.push(bytes[..end].to_vec());
            variants.push(bytes);
        }
        variants
    }
}

fn apply(names: &mut BTreeMap<PathBuf, Node>, change: &Change) {
    for (path, node) in &change.names {
        match node {
            Some(node) => names.insert(path.clone(), *node),
            None => names.remove(path),
        };
    }
}

/// All orders of a few, two of many.
fn orders(of: &[usize]) -> Vec<Vec<usize>> {
    if of.len() > MAX_ORDERED {
        return vec![of.to_vec(), of.iter().rev().copied().collect()];
    }
    let Some((last, rest)) = of.split_last() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(rest) {
        for at in (0..=order.len()).rev() {
            let mut order = order.clone();
            order.insert(at, *last);
            all.push(order);
        }
    }
    all
}

impl State {
    fn node(&self, path: &Path) -> io::Result<Node> {
        if path == Path::new("/") {
            return Ok(Node::Folder);
        }
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        self.names.get(path).copied().ok_or_else(missing)
    }

    fn file(&self, path: &Path) -> io::Result<Inode> {
        match self.node(path)? {
            Node::File(inode) => Ok(inode),
            Node::Folder => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    fn about(&self, node: Node) -> About {
        let (kind, bytes) = match node {
            Node::File(inode) => (PathKind::File, self.files[inode].len() as u64),
            Node::Folder => (PathKind::Folder, 0),
        };
        About {
            kind,
            bytes,
            permissions: Permissions::from_mode(0o644),
            modified: None,
            names: 1,
            stamp: Stamp::default(),
        }
    }

    fn change(&mut self, names: Vec<(PathBuf, Option<Node>)>, freed: Option<Inode>) {
        let change = Change { names, freed };
        apply(&mut self.names, &change);
        self.steps.push(Step::Names(change));
    }
}

impl Disk for SimDisk {
    fn about(&self, path: &Path) -> io::Result<About> {
        let state = self.state();
        let node = state.node(path)?;
        Ok(state.about(node))
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.state().node(path).map(|_| path.to_owned())
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        let node = self.state().node(path)?;
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("{node:?}"),
        ))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let inode = self.state().file(path)?;
        Ok(Box::new(SimFile {
            disk: self.clone(),
            inode,
            read: 0,
        }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        match self.create_new(path, Access::Usual) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => self.open(path),
            made => made,
        }
    }

    fn create_new(&self, path: &Path, _access: Access) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.state();
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.node(path.parent().expect("a folder"))?;
        let inode = state.files.len();
        state.files.push(Vec::new());
        state.change(vec![(path.to_owned(), Some(Node::File(inode)))], None);
        drop(state);
        self.open(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        let inode = state.file(from)?;
        let freed = state.file(to).ok();
        let names = vec![
            (from.to_owned(), None),
            (to.to_owned(), Some(Node::File(inode))),
        ];
        state.change(names, freed);
        Ok(())
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let mut state = self.state();
        if !state.has_exchange {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let (first, second) = (state.file(one)?, state.file(other)?);
        let names = vec![
            (one.to_owned(), Some(Node::File(second))),
            (other.to_owned(), Some(Node::File(first))),
        ];
        state.change(names, None);
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if !self.state().has_exchange {
            return Err(io::ErrorKind::Unsupported.into());
        }
        if self.state().names.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let inode = state.file(path)?;
        state.change(vec![(path.to_owned(), None)], Some(inode));
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let mut missing: Vec<&Path> = path
            .ancestors()
            .filter(|folder| state.node(folder).is_err())
            .collect();
        missing.reverse();
        for folder in missing {
            state.change(vec![(folder.to_owned(), Some(Node::Folder))], None);
        }
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let state = self.state();
        state.node(folder)?;
        let paths = state.names.keys();
        let within = paths.filter(|path| path.parent() == Some(folder));
        Ok(within
            .filter_map(|path| path.file_name().map(ToOwned::to_owned))
            .collect())
    }

    fn lock(&self, path: &Path, _note: &str) -> io::Result<Option<Box<dyn DiskLock>>> {
        // What a lock holds is of no worth after a cut.
        self.state().node(path.parent().expect("a folder"))?;
        Ok(Some(Box::new(SimLock)))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.node(path)?;
        if state.omits != Omits::FolderSyncs {
            state.steps.push(Step::SyncFolder(path.to_owned()));
        }
        Ok(())
    }
}

#[derive(Debug)]
struct SimLock;

impl DiskLock for SimLock {}

#[derive(Debug)]
struct SimFile {
    disk: SimDisk,
    inode: Inode,
    read: usize,
}

impl Read for SimFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let state = self.disk.state();
        let rest = state.files[self.inode].get(self.read..).unwrap_or_default();
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.read += count;
        Ok(count)
    }
}

impl Write for SimFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = bytes.get(..MAX_WRITE_BYTES).unwrap_or(bytes);
        let mut state = self.disk.state();
        state.files[self.inode].extend(part);
        state.steps.push(Step::Write(self.inode, part.to_vec()));
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DiskFile for SimFile {
    fn about(&self) -> io::Result<About> {
        Ok(self.disk.state().about(Node::File(self.inode)))
    }

    fn set_permissions(&mut self, _permissions: Permissions) -> io::Result<()> {
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.state();
        if state.omits != Omits::FileSyncs {
            state.steps.push(Step::SyncFile(self.inode));
        }
        Ok(())
    }
}
