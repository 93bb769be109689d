//! Recovery copies: work that is not saved, kept in the state folder.
//!
//! A copy is a scene file that this program and any other version of it can open.
//! Its second line, a comment, says in RON whose copy it is: see [`CopyHeader`].
//! Beside it lies a lock that the window holds which writes it. A copy whose lock
//! nobody holds is of a run that ended without saving; taking the lock is also
//! what keeps two windows from offering the same copy.
//!
//! A copy is replaced as a whole: there is always the one of a second ago or the
//! new one.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::store::{DiskLock, Fingerprint, Store, StoreError, is_twin_of};
use super::{FIRST_LINE, Reading, read, write};
use crate::model::Scene;

/// What begins the line with the header.
const MARK: &str = "// recovery copy: ";

/// How many ids one process tries before it gives up.
const MAX_IDS: u32 = 1_000;

/// What the scene of a copy was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyOrigin {
    /// A file, and what it held when it was opened or saved last; `None` where
    /// there was no such file.
    File {
        /// The file.
        path: PathBuf,
        /// What it held.
        known: Option<Fingerprint>,
    },
    /// The South Caucasus scene, as shipped.
    SouthCaucasus,
    /// A blank scene.
    Blank,
}

/// What stood in a form that was not finished: the form, and the text of each
/// field, in words that the form alone understands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    /// Which form.
    pub form: String,
    /// Name and text of each field.
    pub fields: Vec<(String, String)>,
}

/// What a copy says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyHeader {
    /// The title of the scene.
    pub title: String,
    /// What it was made from.
    pub origin: CopyOrigin,
    /// How many changes are not saved.
    pub changes: u64,
    /// Whether the scene holds all that its file did.
    pub is_complete: bool,
    /// Forms that were not finished.
    pub forms: Vec<KeptForm>,
}

/// The header as it is written; fields of a later version are passed over.
#[derive(Serialize, Deserialize)]
struct HeaderFile {
    title: String,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    sha256: Option<String>,
    #[serde(default)]
    example: bool,
    #[serde(default)]
    changes: u64,
    #[serde(default = "yes")]
    complete: bool,
    #[serde(default)]
    forms: Vec<KeptForm>,
}

fn yes() -> bool {
    true
}

impl CopyHeader {
    /// One line without its end.
    fn to_line(&self) -> String {
        let (path, sha256) = match &self.origin {
            // A path that is no text could not be found again by it: such a copy
            // is offered as one without a file.
            CopyOrigin::File { path, known } => (
                path.to_str().map(str::to_owned),
                known.map(|known| known.to_string()),
            ),
            CopyOrigin::SouthCaucasus | CopyOrigin::Blank => (None, None),
        };
        let file = HeaderFile {
            title: self.title.clone(),
            path,
            sha256,
            example: self.origin == CopyOrigin::SouthCaucasus,
            changes: self.changes,
            complete: self.is_complete,
            forms: self.forms.clone(),
        };
        // Strings and numbers can always be written.
        let line = ron::to_string(&file).unwrap_or_default();
        line.replace(['\n', '\r'], " ")
    }

    /// `None` where the line is no header.
    fn parse(line: &str) -> Option<Self> {
        let file: HeaderFile = ron::from_str(line).ok()?;
        let origin = match file.path {
            Some(path) => CopyOrigin::File {
                path: path.into(),
                known: file.sha256.as_deref().and_then(Fingerprint::parse),
            },
            None if file.example => CopyOrigin::SouthCaucasus,
            None => CopyOrigin::Blank,
        };
        Some(Self {
            title: file.title,
            origin,
            changes: file.changes,
            is_complete: file.complete,
            forms: file.forms,
        })
    }
}

/// The bytes of a copy.
fn copy_bytes(header: &CopyHeader, scene: &Scene) -> Vec<u8> {
    let scene = write(scene);
    let rest = scene.strip_prefix(FIRST_LINE).unwrap_or(&scene);
    format!("{FIRST_LINE}{MARK}{}\n{rest}", header.to_line()).into_bytes()
}

/// The header in the bytes of a copy; where it is unreadable, one that claims
/// nothing.
fn header_of(bytes: &[u8]) -> CopyHeader {
    let line = bytes
        .split(|byte| *byte == b'\n')
        .take(2)
        .find_map(|line| std::str::from_utf8(line).ok()?.strip_prefix(MARK));
    line.and_then(CopyHeader::parse)
        .unwrap_or_else(|| CopyHeader {
            title: "Scene without a name".to_owned(),
            origin: CopyOrigin::Blank,
            changes: 0,
            is_complete: true,
            forms: Vec::new(),
        })
}

/// The copies of one state folder. A clone is the same.
#[derive(Clone, Debug)]
pub struct Copies {
    store: Store,
    folder: PathBuf,
}

impl Copies {
    /// Those of this state folder, which need not be there yet.
    pub fn new(store: Store, state: &Path) -> Self {
        Self {
            store,
            folder: state.join("recovery"),
        }
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A place for the copy of this window, which is its own as long as the window
    /// is there. Nothing is written yet but the lock.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn begin(&self) -> Result<OwnCopy, StoreError> {
        self.store.create_folder(&self.folder)?;
        let process = std::process::id();
        for number in 0..MAX_IDS {
            let id = format!("{process}-{number}");
            let (lock_path, path) = (self.lock_path(&id), self.copy_path(&id));
            // An earlier process of this number may have left a copy.
            if self.store.exists(&path) {
                continue;
            }
            if let Some(lock) = self.store.lock(&lock_path, &id)? {
                let store = self.store.clone();
                return Ok(OwnCopy {
                    store,
                    path,
                    lock_path,
                    _lock: lock,
                });
            }
        }
        Err(StoreError::Other {
            path: self.folder.clone(),
            source: std::io::Error::other("all places for a recovery copy are taken"),
        })
    }

    /// The copies of runs that ended without saving, the latest first, each held
    /// for this window until it is dropped.
    ///
    /// # Errors
    /// When the folder is there and cannot be looked into.
    pub fn found(&self) -> Result<Vec<FoundCopy>, StoreError> {
        let names = match self.store.list(&self.folder) {
            Ok(names) => names,
            Err(StoreError::NotFound { .. }) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        // One that was killed while it wrote its first copy left a lock alone.
        let ids: BTreeSet<&str> = names.iter().filter_map(|name| id_of(name)).collect();
        let mut found = Vec::new();
        for id in ids {
            match self.take(id, &names) {
                Ok(copy) => found.extend(copy),
                Err(error) => log::warn!("a recovery copy was passed over: {error}"),
            }
        }
        found.sort_by_key(|copy| std::cmp::Reverse(copy.written));
        Ok(found)
    }

    /// The copy of this id, unless a window holds it. Of the names in the folder,
    /// those are removed that a write of it left which was killed.
    fn take(&self, id: &str, names: &[OsString]) -> Result<Option<FoundCopy>, StoreError> {
        let (lock_path, path) = (self.lock_path(id), self.copy_path(id));
        let Some(lock) = self.store.lock(&lock_path, id)? else {
            return Ok(None);
        };
        for twin in names.iter().filter(|name| is_twin_of(name, &path)) {
            let twin = self.folder.join(twin);
            match self.store.remove(&twin) {
                Ok(()) => log::info!("swept {}", twin.display()),
                Err(error) => log::warn!("{} was not swept: {error}", twin.display()),
            }
        }
        let about = match self.store.about(&path) {
            Ok(about) => about,
            // Its window just ended in peace, or before it had written any.
            Err(StoreError::NotFound { .. }) => {
                self.store.remove(&lock_path)?;
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let bytes = self.store.read_scene_file(&path, true)?;
        Ok(Some(FoundCopy {
            id: id.to_owned(),
            header: header_of(&bytes),
            written: about.modified,
            path,
            lock_path,
            store: self.store.clone(),
            _lock: lock,
        }))
    }

    fn copy_path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.ron"))
    }

    fn lock_path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.lock"))
    }
}

/// Whose copy or lock has this name.
fn id_of(name: &OsStr) -> Option<&str> {
    let name = name.to_str()?;
    let id = name
        .strip_suffix(".ron")
        .or_else(|| name.strip_suffix(".lock"))?;
    (!id.starts_with('.')).then_some(id)
}

/// The copy that this window writes.
#[derive(Debug)]
pub struct OwnCopy {
    store: Store,
    path: PathBuf,
    lock_path: PathBuf,
    _lock: Box<dyn DiskLock>,
}

impl OwnCopy {
    /// Writes the copy, in place of the one before.
    ///
    /// # Errors
    /// When it cannot be written; the one before is there still.
    pub fn write(&self, header: &CopyHeader, scene: &Scene) -> Result<(), StoreError> {
        self.store.replace(&self.path, &copy_bytes(header, scene))
    }

    /// Removes it: there is nothing that is not saved.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn clear(&self) -> Result<(), StoreError> {
        self.store.remove(&self.path)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for OwnCopy {
    fn drop(&mut self) {
        // A lock without a copy is worth nothing; one with a copy is taken by
        // whoever finds that.
        if !self.store.exists(&self.path) {
            drop(self.store.remove(&self.lock_path));
        }
    }
}

/// A copy of a run that ended without saving.
#[derive(Debug)]
pub struct FoundCopy {
    /// Names it.
    pub id: String,
    /// What it says of itself.
    pub header: CopyHeader,
    /// When it was written; `None` where the disk does not say.
    pub written: Option<SystemTime>,
    /// Where it lies.
    pub path: PathBuf,
    lock_path: PathBuf,
    store: Store,
    _lock: Box<dyn DiskLock>,
}

impl FoundCopy {
    /// Removes it for good.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(self) -> Result<(), StoreError> {
        self.store.remove(&self.path)?;
        self.store.remove(&self.lock_path)
    }
}

/// The scene of a copy and what is wrong with it.
///
/// # Errors
/// When it cannot be read, or is no scene.
pub fn read_copy(store: &Store, path: &Path) -> Result<Reading, CopyError> {
    let bytes = store.read_scene_file(path, true)?;
    read(&bytes).map_err(|error| CopyError::Read {
        error,
        path: path.to_owned(),
    })
}

/// Why a copy cannot be restored.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The file could not be read from the disk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bytes are not a scene that this program reads.
    #[error("{error}\n{}", path.display())]
    Read {
        /// What is wrong.
        error: super::ReadError,
        /// The copy.
        path: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures;

    fn header() -> CopyHeader {
        CopyHeader {
            title: "Ties \"quoted\"\nand a second line".to_owned(),
            origin: CopyOrigin::File {
                path: "/some/where.ron".into(),
                known: Some(Fingerprint::of(b"held")),
            },
            changes: 7,
            is_complete: false,
            forms: vec![KeptForm {
                form: "claim".to_owned(),
                fields: vec![("statement".to_owned(), "two\nlines // and */".to_owned())],
            }],
        }
    }

    fn copies() -> (tempfile::TempDir, Copies) {
        let folder = tempfile::tempdir().expect("a folder");
        let copies = Copies::new(Store::default(), folder.path());
        (folder, copies)
    }

    #[test]
    fn a_copy_is_a_scene_file_and_its_header_is_read_again() {
        let scene = fixtures::scene(&["A", "B"]);
        let bytes = copy_bytes(&header(), &scene);
        let reading = read(&bytes).expect("a scene");
        assert!(reading.problems.is_empty() && reading.scene == scene);
        assert_eq!(header_of(&bytes), header());
        for origin in [CopyOrigin::Blank, CopyOrigin::SouthCaucasus] {
            let header = CopyHeader { origin, ..header() };
            assert_eq!(header_of(&copy_bytes(&header, &scene)), header);
        }
        assert_eq!(header_of(b"nothing of the kind").changes, 0);
    }

    #[test]
    fn the_copy_of_a_window_is_found_only_when_the_window_is_gone() {
        let (_folder, copies) = copies();
        let scene = fixtures::scene(&["A"]);
        let own = copies.begin().expect("a place");
        own.write(&header(), &scene).expect("written");
        assert!(copies.found().expect("looked").is_empty(), "it is in use");
        let other = copies.begin().expect("another place");
        assert_ne!(own.path(), other.path());
        drop((own, other));

        let found = copies.found().expect("looked");
        assert_eq!(found.len(), 1);
        assert!(copies.found().expect("looked").is_empty(), "held by now");
        let copy = found.into_iter().next().expect("one");
        assert_eq!(copy.header, header());
        let reading = read_copy(&Store::default(), &copy.path).expect("read");
        assert!(reading.scene == scene);
        copy.remove().expect("removed");
        assert!(copies.found().expect("looked").is_empty());
        let left = Store::default().list(copies.folder()).expect("listed");
        assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn a_copy_that_was_cleared_leaves_nothing() {
        let (_folder, copies) = copies();
        let own = copies.begin().expect("a place");
        own.write(&header(), &fixtures::scene(&[]))
            .expect("written");
        own.clear().expect("cleared");
        own.clear().expect("there is nothing to clear");
        drop(own);
        let left = Store::default().list(copies.folder()).expect("listed");
        assert!(left.is_empty(), "{left:?}");
    }
}
