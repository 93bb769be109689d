//! Texts of sources, addressed by what they hold.
//!
//! A snapshot is the UTF-8 text of a source. Its address is the SHA-256 of its
//! bytes, its file `<64 digits>.txt`, and a checked [`Fingerprint`] is all that a
//! name is ever made of: no path from a scene file reaches the disk. For the scene
//! `NAME.ron` the texts lie in the folder `NAME.snapshots` beside it. A text is put
//! into the pool, a folder of the state, the moment it is added, so that scenes
//! without a file, recovery copies and undo never lose one.
//!
//! A text is looked for beside the scene, then in the pool, then in the other
//! `*.snapshots` folders there: a scene file that was renamed or copied finds its
//! texts, and takes them along with the next save. Whatever is read is compared
//! with its address. Links are not followed, and nothing but files of such names is
//! ever written, moved or removed.
//!
//! Limitations: a scene that is moved to another folder without its texts finds
//! them in the pool only if they were added on this machine.

mod beside;
mod pool;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::store::{Fingerprint, PathKind, Stamp, Store, StoreError};
use crate::evidence::{TextState, Texts};
use crate::model::Scene;

pub use beside::{KeepBeside, Kept};
use pool::Pool;

/// The longest text of a source that is kept, in bytes of UTF-8.
pub const MAX_TEXT_BYTES: u64 = 20 * 1024 * 1024;

/// How the names of folders with texts end.
const FOLDER_ENDING: &str = ".snapshots";

/// What is known of a text by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnapshotState {
    /// It is held, and is what its address says.
    Held(Arc<str>),
    /// It is nowhere.
    Missing,
    /// This file has its name and holds something else, and no other has the text.
    Altered(PathBuf),
    /// It may be there, and this is why it cannot be told; a sentence with a way
    /// out.
    Unreadable(String),
}

/// Where a text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SnapshotPlace {
    /// In the folder beside the scene.
    Beside,
    /// In the state folder.
    Pool,
    /// In the folder of another scene in the same folder.
    OtherScene,
}

/// What was found by an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// What is known of it.
    pub state: SnapshotState,
    /// Where the text was found, or what should have been it; `None` where nothing
    /// was.
    pub found: Option<(SnapshotPlace, PathBuf)>,
    /// A file that has its name and does not hold it, also where another does.
    pub altered: Option<PathBuf>,
    /// Of the file that was found.
    stamp: Option<Stamp>,
}

/// A file with the name of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotFile {
    /// What it should hold.
    pub hash: Fingerprint,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// When it was last written to; `None` where the disk does not say.
    pub modified: Option<SystemTime>,
}

/// What is at a path where a snapshot would be.
enum Look {
    Nothing,
    Right(Arc<str>, Stamp),
    Altered,
    Refused(StoreError),
}

/// The texts of one state folder and beside any scene. A clone is the same.
#[derive(Clone, Debug)]
pub struct Snapshots {
    store: Store,
    pool: Option<Pool>,
    /// Files that held what their names say, as they were then.
    right: Arc<Mutex<BTreeMap<PathBuf, Stamp>>>,
}

impl Snapshots {
    /// Those of this state folder, which need not be there yet; without one, only
    /// what lies beside scenes.
    pub fn new(store: Store, state: Option<&Path>) -> Self {
        Self {
            pool: state.map(|state| Pool::new(store.clone(), state)),
            store,
            right: Arc::default(),
        }
    }

    /// Where the texts of a scene file lie, links to that followed. The folder need
    /// not be there.
    ///
    /// # Errors
    /// When it cannot be told where links lead.
    pub fn folder_of(&self, scene: &Path) -> Result<PathBuf, StoreError> {
        let scene = self.store.target_of(scene)?;
        Ok(folder_beside(&scene))
    }

    /// Puts a text into the pool, where it outlives a power cut, and says its
    /// address. A text that is there already is there once.
    ///
    /// # Errors
    /// When it is longer than [`MAX_TEXT_BYTES`], there is no state folder, or it
    /// cannot be written to.
    pub fn keep(&self, text: &str) -> Result<Fingerprint, StoreError> {
        let hash = Fingerprint::of(text.as_bytes());
        if text.len() as u64 > MAX_TEXT_BYTES {
            return Err(StoreError::OverLimit {
                path: file_name(&hash).into(),
                bytes: text.len() as u64,
                limit: MAX_TEXT_BYTES,
            });
        }
        self.pool()?.keep(&hash, text.as_bytes())?;
        Ok(hash)
    }

    /// What is known of the text with this address, for a scene with or without a
    /// file.
    pub fn read(&self, scene: Option<&Path>, hash: &Fingerprint) -> Snapshot {
        self.look_through(&self.places(scene), hash)
    }

    /// As [`Snapshots::read`], of several.
    pub fn read_all(
        &self,
        scene: Option<&Path>,
        hashes: &BTreeSet<Fingerprint>,
    ) -> BTreeMap<Fingerprint, Snapshot> {
        let places = self.places(scene);
        hashes
            .iter()
            .map(|hash| (*hash, self.look_through(&places, hash)))
            .collect()
    }

    /// Those of what was found before that may be something else by now; texts that
    /// lie where they lay, untouched, are not read again.
    pub fn read_changed(
        &self,
        scene: Option<&Path>,
        before: &BTreeMap<Fingerprint, Snapshot>,
    ) -> BTreeMap<Fingerprint, Snapshot> {
        let places = self.places(scene);
        let mut changed = BTreeMap::new();
        for (hash, before) in before {
            if self.is_as_before(&places, hash, before) {
                continue;
            }
            let now = self.look_through(&places, hash);
            if now != *before {
                changed.insert(*hash, now);
            }
        }
        changed
    }

    /// The snapshots in the folder beside a scene, in the order of their addresses;
    /// none where there is no such folder. Links, folders and files of other names
    /// are passed over.
    ///
    /// # Errors
    /// When the folder is there and cannot be looked into, or is a link.
    pub fn list(&self, scene: &Path) -> Result<Vec<SnapshotFile>, StoreError> {
        self.files_in(&self.folder_of(scene)?)
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<SnapshotFile>, StoreError> {
        if self.store.is_link(folder) {
            let path = folder.to_owned();
            return Err(StoreError::IsLink { path });
        }
        let names = match self.store.list(folder) {
            Ok(names) => names,
            Err(StoreError::NotFound { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        let file = |name: OsString| {
            let hash = hash_of(&name)?;
            let path = folder.join(name);
            let about = self.store.about(&path).ok()?;
            let is_ours = about.kind == PathKind::File && !self.store.is_link(&path);
            is_ours.then_some(SnapshotFile {
                hash,
                path,
                bytes: about.bytes,
                modified: about.modified,
            })
        };
        Ok(names.into_iter().filter_map(file).collect())
    }

    fn pool(&self) -> Result<&Pool, StoreError> {
        self.pool.as_ref().ok_or_else(|| StoreError::NoFolder {
            path: PathBuf::from("snapshots"),
        })
    }

    /// The folders in which a text is looked for, in that order.
    fn places(&self, scene: Option<&Path>) -> Vec<(SnapshotPlace, PathBuf)> {
        let own = scene.map(|scene| {
            let own = self.folder_of(scene);
            // Looking there says what is wrong.
            own.unwrap_or_else(|_| folder_beside(scene))
        });
        let mut places: Vec<(SnapshotPlace, PathBuf)> = Vec::new();
        places.extend(own.clone().map(|own| (SnapshotPlace::Beside, own)));
        let pool = self.pool.as_ref().map(Pool::folder);
        places.extend(pool.map(|pool| (SnapshotPlace::Pool, pool.to_owned())));
        let Some((own, around)) = own
            .as_deref()
            .and_then(|own| Some((own, own.parent()?.to_owned())))
        else {
            return places;
        };
        let names = self.store.list(&around).unwrap_or_default();
        let is_folder = |name: &OsString| name.to_string_lossy().ends_with(FOLDER_ENDING);
        let others = names.iter().filter(|name| is_folder(name));
        let others = others.map(|name| around.join(name));
        places.extend(
            others
                .filter(|other| other != own)
                .map(|other| (SnapshotPlace::OtherScene, other)),
        );
        // What lies behind a link is somebody else's.
        places
            .retain(|(place, folder)| *place == SnapshotPlace::Pool || !self.store.is_link(folder));
        places
    }

    fn look_through(&self, places: &[(SnapshotPlace, PathBuf)], hash: &Fingerprint) -> Snapshot {
        let (mut altered, mut refused) = (None, None);
        for (place, folder) in places {
            let path = folder.join(file_name(hash));
            match self.look(&path, hash) {
                Look::Nothing => {}
                Look::Right(text, stamp) => {
                    return Snapshot {
                        state: SnapshotState::Held(text),
                        found: Some((*place, path)),
                        altered: altered.map(|(_, path)| path),
                        stamp: Some(stamp),
                    };
                }
                Look::Altered => {
                    altered.get_or_insert((*place, path));
                }
                Look::Refused(error) => {
                    refused.get_or_insert((*place, path, error));
                }
            }
        }
        let (state, found) = match (&altered, refused) {
            (Some((place, path)), _) => {
                let state = SnapshotState::Altered(path.clone());
                (state, Some((*place, path.clone())))
            }
            (None, Some((place, path, error))) => {
                let state = SnapshotState::Unreadable(error.to_string());
                (state, Some((place, path)))
            }
            (None, None) => (SnapshotState::Missing, None),
        };
        Snapshot {
            state,
            found,
            altered: altered.map(|(_, path)| path),
            stamp: None,
        }
    }

    /// Looks at one file. Nothing larger than a text may be is read.
    fn look(&self, path: &Path, hash: &Fingerprint) -> Look {
        if self.store.is_link(path) {
            let path = path.to_owned();
            return Look::Refused(StoreError::IsLink { path });
        }
        let about = match self.store.about(path) {
            Ok(about) => about,
            Err(StoreError::NotFound { .. }) => return Look::Nothing,
            Err(error) => return Look::Refused(error),
        };
        let bytes = match self.store.read_up_to(path, MAX_TEXT_BYTES) {
            Ok(bytes) => bytes,
            // Removed just now.
            Err(StoreError::NotFound { .. }) => return Look::Nothing,
            Err(error) => return Look::Refused(error),
        };
        if Fingerprint::of(&bytes) != *hash {
            return Look::Altered;
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.seen().insert(path.to_owned(), about.stamp);
                Look::Right(text.into(), about.stamp)
            }
            Err(_not_text) => Look::Refused(StoreError::Other {
                path: path.to_owned(),
                source: std::io::Error::other("this is no text in UTF-8"),
            }),
        }
    }

    /// Whether this file holds what its name says; one that did and was not touched
    /// since is not read again.
    fn is_right(&self, path: &Path, hash: &Fingerprint) -> bool {
        let Ok(about) = self.store.about(path) else {
            return false;
        };
        let is_known = self.seen().get(path) == Some(&about.stamp);
        (is_known && !self.store.is_link(path)) || matches!(self.look(path, hash), Look::Right(..))
    }

    /// Whether nothing can have changed about what was found: it is the first place
    /// where the text would be found now, untouched.
    fn is_as_before(
        &self,
        places: &[(SnapshotPlace, PathBuf)],
        hash: &Fingerprint,
        before: &Snapshot,
    ) -> bool {
        let (Some((_, found)), Some(stamp), None) = (&before.found, before.stamp, &before.altered)
        else {
            return false;
        };
        let name = file_name(hash);
        let paths = places.iter().map(|(_, folder)| folder.join(&name));
        let first = paths
            .into_iter()
            .find_map(|path| Some((self.store.about(&path).ok()?.stamp, path)));
        first.is_some_and(|(now, path)| path == *found && now == stamp)
    }

    fn seen(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Stamp>> {
        self.right.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Snapshot {
    /// A text that is at hand and was not looked for on the disk yet.
    pub fn at_hand(text: Arc<str>) -> Self {
        Self {
            state: SnapshotState::Held(text),
            found: None,
            altered: None,
            stamp: None,
        }
    }

    /// The same where this, the text of its address, is at hand, wherever it is on
    /// the disk.
    pub fn with_text(self, text: &Arc<str>) -> Self {
        let at_hand = Self::at_hand(Arc::clone(text));
        match self.state {
            SnapshotState::Held(_) => Self {
                state: at_hand.state,
                ..self
            },
            _ => Self {
                altered: self.altered,
                ..at_hand
            },
        }
    }

    /// The text, where it is held.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.state {
            SnapshotState::Held(text) => Some(text),
            SnapshotState::Missing | SnapshotState::Altered(_) | SnapshotState::Unreadable(_) => {
                None
            }
        }
    }
}

/// What was found, for whoever checks quotations by it.
pub fn texts_of(found: &BTreeMap<Fingerprint, Snapshot>) -> Texts {
    Texts::of(found.iter().filter_map(|(hash, snapshot)| {
        let state = match &snapshot.state {
            SnapshotState::Held(text) => TextState::Held(Arc::clone(text)),
            SnapshotState::Missing => return None,
            SnapshotState::Altered(_) => TextState::Altered,
            SnapshotState::Unreadable(why) => TextState::Unreadable(why.clone()),
        };
        Some((hash.to_string(), state))
    }))
}

/// What the sources of a scene name as their texts.
pub fn named_in(scene: &Scene) -> BTreeSet<Fingerprint> {
    let sums = scene.sources.iter().filter_map(|it| it.sha256.as_deref());
    sums.filter_map(Fingerprint::parse).collect()
}

/// The folder for the texts of this scene file. Only `.ron` is left out of its name,
/// so that no two files share one.
fn folder_beside(scene: &Path) -> PathBuf {
    let is_ron = scene
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
    let stem = if is_ron {
        scene.file_stem()
    } else {
        scene.file_name()
    };
    let mut name = stem.unwrap_or_default().to_owned();
    name.push(FOLDER_ENDING);
    scene.with_file_name(name)
}

/// The only way from an address to a name.
fn file_name(hash: &Fingerprint) -> String {
    format!("{hash}.txt")
}

/// What a file of this name should hold; `None` where it is no snapshot.
fn hash_of(name: &OsStr) -> Option<Fingerprint> {
    let name = name.to_str()?;
    let hash = Fingerprint::parse(name.strip_suffix(".txt")?)?;
    (file_name(&hash) == name).then_some(hash)
}

/// Every SHA-256 that stands in these bytes: all runs of 64 hexadecimal digits.
pub fn hashes_in(bytes: &[u8]) -> BTreeSet<Fingerprint> {
    bytes
        .split(|byte| !byte.is_ascii_hexdigit())
        .filter(|run| run.len() == 64)
        .filter_map(|run| Fingerprint::parse(std::str::from_utf8(run).ok()?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_scene_is_its_own() {
        let of = |scene: &str| folder_beside(Path::new(scene));
        assert_eq!(of("scenes/a.ron"), Path::new("scenes/a.snapshots"));
        assert_eq!(of("a.b.RON"), Path::new("a.b.snapshots"));
        assert_eq!(of("/x/a.txt"), Path::new("/x/a.txt.snapshots"));
        assert_eq!(of("/x/a"), Path::new("/x/a.snapshots"));
        assert_eq!(of("/x/.ron"), Path::new("/x/.ron.snapshots"));
    }

    #[test]
    fn only_the_64_small_digits_of_a_hash_name_a_snapshot() {
        let hash = Fingerprint::of(b"text");
        assert_eq!(hash_of(OsStr::new(&file_name(&hash))), Some(hash));
        for name in [
            hash.to_string(),
            format!("{hash}.TXT"),
            format!("{}.txt", hash.to_string().to_uppercase()),
            format!(".{hash}.txt"),
            format!("{hash}.txt.txt"),
            "notes.txt".to_owned(),
            "../../etc/passwd".to_owned(),
        ] {
            assert_eq!(hash_of(OsStr::new(&name)), None, "{name}");
        }
    }

    #[test]
    fn hashes_are_found_in_whatever_stands_around_them() {
        let (one, other) = (Fingerprint::of(b"1"), Fingerprint::of(b"2"));
        let upper = other.to_string().to_uppercase();
        let text = format!("(sha256: \"{one}\",\n x: \"{upper}\", y: \"{one}0\", z: abc)");
        assert_eq!(hashes_in(text.as_bytes()), BTreeSet::from([one, other]));
        assert!(hashes_in(b"").is_empty());
    }
}
