//! Saving, one scene after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file::{
    self,
    snapshots::{KeepBeside, Kept, Snapshots},
    store::{Expected, Fingerprint, SaveError, SaveRequest, Saved, Store, StoreError, Versions},
};
use crate::model::Scene;

use super::{Done, Tasks};

/// A save to be done.
pub(super) struct Save {
    pub(super) document: u64,
    pub(super) path: PathBuf,
    scene: Arc<Scene>,
    pub(super) expected: Expected,
    texts: TextsToKeep,
}

/// What a save puts beside the scene.
#[derive(Debug)]
pub(in crate::session) struct TextsToKeep {
    pub(in crate::session) snapshots: Snapshots,
    /// The file that the scene had until now.
    pub(in crate::session) from: Option<PathBuf>,
    pub(in crate::session) hashes: BTreeSet<Fingerprint>,
    pub(in crate::session) held: BTreeMap<Fingerprint, Arc<str>>,
}

impl TextsToKeep {
    /// Puts them beside this file.
    fn keep(&self, scene: &Path) -> Kept {
        if self.hashes.is_empty() {
            return Kept::default();
        }
        self.snapshots.keep_beside(&KeepBeside {
            scene,
            from: self.from.as_deref(),
            hashes: &self.hashes,
            held: &self.held,
        })
    }
}

impl Tasks {
    /// Saves a scene of this document, after those that are being saved.
    pub(in crate::session) fn save(
        &mut self,
        document: u64,
        path: PathBuf,
        scene: Arc<Scene>,
        expected: Expected,
        texts: TextsToKeep,
    ) {
        self.waiting.retain(|save| save.path != path);
        self.waiting.push_back(Save {
            document,
            path,
            scene,
            expected,
            texts,
        });
        self.save_next();
    }

    /// Begins the next save unless one is under way.
    pub(super) fn save_next(&mut self) {
        if self.is_saving() {
            return;
        }
        let Some(save) = self.waiting.pop_front() else {
            return;
        };
        let Save {
            document,
            path,
            scene,
            expected,
            texts,
        } = save;
        self.saving = Some((document, path.clone()));
        self.saves += 1;
        let (store, versions) = (self.store.clone(), self.versions.clone());
        let unsaved = (path.clone(), Arc::clone(&scene));
        let is_begun = self.start("save", move || {
            // Whoever waits for the end of a save must hear of it, whatever happens.
            let saved = catch_unwind(AssertUnwindSafe(|| {
                save_checked(&store, versions.as_ref(), &path, &scene, expected, &texts)
            }));
            let result = saved.unwrap_or_else(|_panic| Err(not_done(&path)));
            Done::Saved {
                document,
                path,
                scene,
                result,
            }
        });
        if !is_begun {
            let (path, scene) = unsaved;
            let failed = Done::Saved {
                document,
                result: Err(not_done(&path)),
                path,
                scene,
            };
            // The other end is a field of this.
            drop(self.sender.send(failed));
        }
    }
}

/// Writes a scene, after a look at what its text comes to.
fn save_checked(
    store: &Store,
    versions: Option<&Versions>,
    path: &Path,
    scene: &Scene,
    expected: Expected,
    texts: &TextsToKeep,
) -> Result<(Saved, Kept), SaveError> {
    let text = file::write(scene);
    // A writer that left something out would be found out here, not by whoever
    // opens the file a year from now.
    let is_sound = file::read(text.as_bytes())
        .is_ok_and(|reading| reading.is_complete && file::write(&reading.scene) == text);
    if !is_sound {
        let source = std::io::Error::other("its text could not be read again");
        let path = path.to_owned();
        return Err(StoreError::Other { path, source }.into());
    }
    // First the texts: a scene that is saved refers to nothing that is not there.
    let kept = texts.keep(path);
    let saved = store.save_scene(&SaveRequest {
        path,
        bytes: text.as_bytes(),
        expected,
        versions,
        is_whole: |bytes| file::read(bytes).is_ok_and(|reading| reading.is_complete),
    })?;
    Ok((saved, kept))
}

/// Why a save that was not the disk's to refuse did not happen.
fn not_done(path: &Path) -> SaveError {
    SaveError::Store(StoreError::Other {
        path: path.to_owned(),
        source: std::io::Error::other("the program failed while it saved"),
    })
}
