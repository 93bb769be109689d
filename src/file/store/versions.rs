//! Earlier versions of files, and locks on them, kept in the state folder.
//!
//! Each file that was ever saved has a folder, named after the hash of its whole
//! path: two files of one name never meet. In it lie `path.txt`, which says whose
//! versions these are, and the last [`MAX_VERSIONS`] contents, numbered in the
//! order in which they were kept, with the beginning of their SHA-256 in the name.
//!
//! Limitations: a file that is moved or renamed begins anew; its old versions
//! stay where they are, and can be found by `path.txt`. Windows that run with
//! another state folder know nothing of these locks.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::disk::DiskLock;
use super::fingerprint::Fingerprint;
use super::{Store, StoreError, folder_of};

/// How many versions of a file are kept.
pub const MAX_VERSIONS: usize = 10;

/// How many digits of a fingerprint stand in the name of a version.
const VERSION_DIGITS: usize = 16;

/// How many digits of a path's fingerprint name its folder and locks.
const FOLDER_DIGITS: usize = 32;

/// What a file held at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Rises from version to version of a file.
    pub number: u64,
    /// When it was kept; `None` where the disk does not say.
    pub kept: Option<SystemTime>,
    /// Its size.
    pub bytes: u64,
    /// Where it lies.
    pub path: PathBuf,
    /// The beginning of its SHA-256, in hexadecimal digits.
    hash: String,
}

impl Version {
    /// Whether it holds what has this fingerprint.
    pub fn holds(&self, fingerprint: &Fingerprint) -> bool {
        self.hash == fingerprint.short(VERSION_DIGITS)
    }
}

/// The versions and locks of one state folder. A clone is the same.
#[derive(Clone, Debug)]
pub struct Versions {
    store: Store,
    versions: PathBuf,
    locks: PathBuf,
}

/// What a lock is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockFor {
    /// A window that has the file open.
    Open,
    /// A save, while it compares and replaces.
    Save,
}

impl Versions {
    /// Those of this state folder, which need not be there yet.
    pub fn new(store: Store, state: &Path) -> Self {
        Self {
            store,
            versions: state.join("versions"),
            locks: state.join("locks"),
        }
    }

    /// The folder in which the versions of all files lie.
    pub fn folder(&self) -> &Path {
        &self.versions
    }

    /// Keeps these bytes as the latest version of a file, unless they are that
    /// already, and forgets those above [`MAX_VERSIONS`]. Says whether a version
    /// was added.
    ///
    /// # Errors
    /// When the folder cannot be made or written to; no version is lost then.
    pub fn keep(&self, file: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
        let fingerprint = Fingerprint::of(bytes);
        let folder = self.folder_of(file);
        self.store.create_folder(&folder)?;
        // From here on a folder that is said not to be there is an error: numbers
        // would begin anew.
        let versions = self.list_in(&folder)?;
        if versions.first().is_some_and(|it| it.holds(&fingerprint)) {
            return Ok(false);
        }
        let whose = folder.join("path.txt");
        if !self.store.exists(&whose) {
            let file = file.display().to_string();
            self.store.replace(&whose, file.as_bytes())?;
        }
        let number = versions.first().map_or(1, |latest| latest.number + 1);
        let name = format!("{number:06}-{}.ron", fingerprint.short(VERSION_DIGITS));
        self.store.replace(&folder.join(name), bytes)?;
        for old in versions.iter().skip(MAX_VERSIONS - 1) {
            if let Err(error) = self.store.remove(&old.path) {
                log::warn!("an old version was not removed: {error}");
            }
        }
        Ok(true)
    }

    /// Keeps these bytes unless any version of the file holds them.
    ///
    /// # Errors
    /// As [`Versions::keep`].
    pub fn keep_unless_there(&self, file: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
        let fingerprint = Fingerprint::of(bytes);
        if self.list(file)?.iter().any(|it| it.holds(&fingerprint)) {
            return Ok(false);
        }
        self.keep(file, bytes)
    }

    /// The versions of a file, the latest first; none where it was never saved.
    ///
    /// # Errors
    /// When they are there and cannot be listed.
    pub fn list(&self, file: &Path) -> Result<Vec<Version>, StoreError> {
        match self.list_in(&self.folder_of(file)) {
            Err(StoreError::NotFound { .. }) => Ok(Vec::new()),
            listed => listed,
        }
    }

    fn list_in(&self, folder: &Path) -> Result<Vec<Version>, StoreError> {
        let mut versions = Vec::new();
        for name in self.store.list(folder)? {
            let Some((number, hash)) = parts_of(&name) else {
                continue;
            };
            let path = folder.join(&name);
            let about = match self.store.about(&path) {
                Ok(about) => about,
                // One that another window just forgot is none.
                Err(StoreError::NotFound { .. }) => continue,
                Err(error) => return Err(error),
            };
            versions.push(Version {
                number,
                hash: hash.to_owned(),
                kept: about.modified,
                bytes: about.bytes,
                path,
            });
        }
        versions.sort_by_key(|version| std::cmp::Reverse(version.number));
        Ok(versions)
    }

    /// What a version holds.
    ///
    /// # Errors
    /// When it cannot be read, or its bytes are not those that were kept.
    pub fn read(&self, version: &Version) -> Result<Vec<u8>, StoreError> {
        let bytes = self.store.read_scene_file(&version.path, true)?;
        if version.holds(&Fingerprint::of(&bytes)) {
            Ok(bytes)
        } else {
            Err(StoreError::Damaged {
                path: version.path.clone(),
            })
        }
    }

    /// Takes a lock on a file; `None` while another has it.
    ///
    /// # Errors
    /// When the folder of locks cannot be made or written to.
    pub fn lock(
        &self,
        file: &Path,
        what_for: LockFor,
    ) -> Result<Option<Box<dyn DiskLock>>, StoreError> {
        self.store.create_folder(&self.locks)?;
        let ending = match what_for {
            LockFor::Open => "open",
            LockFor::Save => "save",
        };
        let name = format!("{}.{ending}.lock", self.key_of(file));
        let note = format!("{}\n{}\n", std::process::id(), file.display());
        self.store.lock(&self.locks.join(name), &note)
    }

    /// Where the versions of a file lie.
    pub(super) fn folder_of(&self, file: &Path) -> PathBuf {
        self.versions.join(self.key_of(file))
    }

    /// Names a file, by whatever path it is reached, also before it is there.
    fn key_of(&self, file: &Path) -> String {
        let true_path = self.store.true_path(file).or_else(|| {
            let folder = self.store.true_path(&folder_of(file))?;
            Some(folder.join(file.file_name()?))
        });
        let path = true_path.as_deref().unwrap_or(file);
        Fingerprint::of_path(path).short(FOLDER_DIGITS)
    }
}

/// The number and the hash in the name of a version; `None` for any other file.
fn parts_of(name: &OsStr) -> Option<(u64, &str)> {
    let (number, hash) = name.to_str()?.strip_suffix(".ron")?.split_once('-')?;
    let is_hash = hash.len() == VERSION_DIGITS && hash.bytes().all(|it| it.is_ascii_hexdigit());
    is_hash.then_some((number.parse().ok()?, hash))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn versions() -> (tempfile::TempDir, Versions, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let versions = Versions::new(Store::default(), &folder.path().join("state"));
        let file = folder.path().join("scene.ron");
        (folder, versions, file)
    }

    fn held(versions: &Versions, file: &Path) -> Vec<Vec<u8>> {
        let list = versions.list(file).expect("listed");
        let read = |version| versions.read(version).expect("read");
        list.iter().map(read).collect()
    }

    #[test]
    fn the_last_ten_contents_are_kept_the_latest_first() {
        let (_folder, versions, file) = versions();
        assert!(held(&versions, &file).is_empty());
        for number in 0..13_u8 {
            assert!(versions.keep(&file, &[number]).expect("kept"));
            assert!(!versions.keep(&file, &[number]).expect("the same again"));
        }
        let expected: Vec<Vec<u8>> = (3..13).rev().map(|number| vec![number]).collect();
        assert_eq!(held(&versions, &file), expected);
        assert!(!versions.keep_unless_there(&file, &[5]).expect("there"));
        assert!(versions.keep_unless_there(&file, &[2]).expect("forgotten"));
        assert_eq!(held(&versions, &file).first(), Some(&vec![2]));
    }

    #[test]
    fn files_of_one_name_do_not_meet_and_a_link_is_the_file() {
        let (folder, versions, file) = versions();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).expect("made");
        versions.keep(&file, b"outer").expect("kept");
        versions
            .keep(&inner.join("scene.ron"), b"inner")
            .expect("kept");
        assert_eq!(held(&versions, &file), [b"outer"]);
        fs::write(&file, b"outer").expect("written");
        assert_eq!(held(&versions, &file), [b"outer"], "also once it is there");
        #[cfg(unix)]
        {
            let link = inner.join("link.ron");
            std::os::unix::fs::symlink(&file, &link).expect("linked");
            assert_eq!(held(&versions, &link), [b"outer"]);
        }
    }

    #[test]
    fn a_version_that_was_altered_is_refused() {
        let (_folder, versions, file) = versions();
        versions.keep(&file, b"kept").expect("kept");
        let version = versions.list(&file).expect("listed").remove(0);
        fs::write(&version.path, b"other").expect("written");
        let error = versions.read(&version).expect_err("damaged");
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    }

    #[test]
    fn a_lock_is_one_windows_until_it_is_dropped() {
        let (_folder, versions, file) = versions();
        let take = |what_for| versions.lock(&file, what_for).expect("asked");
        let held = take(LockFor::Open).expect("free");
        assert!(take(LockFor::Open).is_none());
        assert!(take(LockFor::Save).is_some(), "another lock");
        drop(held);
        assert!(take(LockFor::Open).is_some());
    }
}
