//! The folder of texts beside a scene: what a save puts there, and what nothing
//! refers to any more.
//!
//! Texts are put there before the scene file is replaced, so that a saved scene
//! never refers to what is not there. Where they cannot be, the scene is saved all
//! the same, the texts stay in the pool for good, and the person is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::pool::Pool;
use super::{Fingerprint, Look, MAX_TEXT_BYTES, SnapshotFile, Snapshots, StoreError, file_name};

/// Texts that are to lie beside a scene.
#[derive(Clone, Copy, Debug)]
pub struct KeepBeside<'a> {
    /// The scene file that is about to be saved.
    pub scene: &'a Path,
    /// Where the scene was before, where that is another file.
    pub from: Option<&'a Path>,
    /// What it refers to.
    pub hashes: &'a BTreeSet<Fingerprint>,
    /// Texts that are in memory: taken where the disk has them no more.
    pub held: &'a BTreeMap<Fingerprint, Arc<str>>,
}

/// What putting texts beside a scene came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How many were written.
    pub written: usize,
    /// What went wrong, as sentences.
    pub warnings: Vec<String>,
}

/// Texts that could not be put beside a scene.
#[derive(Debug, Default)]
struct Refused {
    /// How many are in the pool for good.
    in_pool: usize,
    /// How many are nowhere on the disk.
    nowhere: usize,
    /// Why the first of them could not.
    reason: Option<StoreError>,
}

impl Snapshots {
    /// Puts the texts that a scene refers to beside it. Those that are there are not
    /// written again; those that are held nowhere are passed over. A file that has
    /// the name of a text and holds something else is put into the pool under the
    /// name of what it holds first.
    pub fn keep_beside(&self, request: &KeepBeside<'_>) -> Kept {
        let mut kept = Kept::default();
        let mut refused = Refused::default();
        for hash in request.hashes {
            if self.is_beside(request.scene, hash) {
                self.need_no_longer(hash);
                continue;
            }
            let Some(text) = self.text_for(request, hash) else {
                continue;
            };
            match self.put(request.scene, hash, &text, &mut kept.warnings) {
                Ok(()) => {
                    kept.written += 1;
                    self.need_no_longer(hash);
                }
                Err(error) => {
                    refused.reason.get_or_insert(error);
                    match self.keep(&text) {
                        Ok(_) => refused.in_pool += 1,
                        Err(_) => refused.nowhere += 1,
                    }
                    if let Some(pool) = &self.pool {
                        pool.keep_for_good(hash, request.scene);
                    }
                }
            }
        }
        if kept.written > 0
            && let Ok(folder) = self.folder_of(request.scene)
        {
            // What is left there of a write that was killed was another such text.
            self.store.sweep_twins(&folder);
        }
        kept.warnings.extend(refused.warnings());
        kept
    }

    /// Whether the right text lies beside the scene.
    fn is_beside(&self, scene: &Path, hash: &Fingerprint) -> bool {
        self.folder_of(scene).is_ok_and(|folder| {
            !self.store.is_link(&folder) && self.is_right(&folder.join(file_name(hash)), hash)
        })
    }

    /// The text itself, from wherever it is held.
    fn text_for(&self, request: &KeepBeside<'_>, hash: &Fingerprint) -> Option<Arc<str>> {
        if let Some(text) = request.held.get(hash) {
            return Some(Arc::clone(text));
        }
        let here = self.read(Some(request.scene), hash);
        let found = here.text().cloned();
        found.or_else(|| {
            let there = self.read(Some(request.from?), hash);
            there.text().cloned()
        })
    }

    /// Writes a text beside the scene, and looks whether it is there.
    fn put(
        &self,
        scene: &Path,
        hash: &Fingerprint,
        text: &str,
        warnings: &mut Vec<String>,
    ) -> Result<(), StoreError> {
        let folder = self.folder_of(scene)?;
        if self.store.is_link(&folder) {
            return Err(StoreError::IsLink { path: folder });
        }
        let path = folder.join(file_name(hash));
        match self.look(&path, hash) {
            Look::Nothing => {}
            Look::Right(..) => return Ok(()),
            Look::Altered => warnings.push(self.set_aside(&path)?),
            Look::Refused(error) => return Err(error),
        }
        self.store.create_folder(&folder)?;
        self.store.replace(&path, text.as_bytes())?;
        match self.look(&path, hash) {
            Look::Right(..) => Ok(()),
            Look::Refused(error) => Err(error),
            Look::Nothing | Look::Altered => Err(StoreError::Damaged { path }),
        }
    }

    /// Keeps what an altered file holds in the pool, so that the right text may take
    /// its name; says so.
    fn set_aside(&self, path: &Path) -> Result<String, StoreError> {
        let bytes = self.store.read_up_to(path, MAX_TEXT_BYTES)?;
        let kept = self.pool()?.keep(&Fingerprint::of(&bytes), &bytes)?;
        Ok(format!(
            "The text of a source had been altered on the disk, and the right one is there again. \
             What the file held is kept: {}",
            kept.display()
        ))
    }

    fn need_no_longer(&self, hash: &Fingerprint) {
        if let Some(pool) = &self.pool {
            pool.need_no_longer(hash);
        }
    }

    /// The snapshots beside a scene that nothing refers to: neither what is named
    /// here, nor any scene file in the same folder.
    ///
    /// # Errors
    /// When the folders cannot be looked into, or a scene file there cannot be read:
    /// it may refer to anything.
    pub fn unreferenced(
        &self,
        scene: &Path,
        referenced: &BTreeSet<Fingerprint>,
    ) -> Result<Vec<SnapshotFile>, StoreError> {
        let mut files = self.list(scene)?;
        files.retain(|file| !referenced.contains(&file.hash));
        if files.is_empty() {
            return Ok(files);
        }
        let folder = self.folder_of(scene)?;
        let around = folder.parent().unwrap_or_else(|| Path::new("."));
        let elsewhere = self.referred_in(around)?;
        files.retain(|file| !elsewhere.contains(&file.hash));
        Ok(files)
    }

    /// Takes snapshots away from the folder beside a scene, each put into the pool
    /// first. One that is not there any more is passed over.
    ///
    /// # Errors
    /// When one cannot be put into the pool or removed; those after it are there
    /// still.
    pub fn remove(&self, scene: &Path, hashes: &BTreeSet<Fingerprint>) -> Result<(), StoreError> {
        let pool: &Pool = self.pool()?;
        let files = self.list(scene)?;
        for file in files.iter().filter(|file| hashes.contains(&file.hash)) {
            let bytes = self.store.read_up_to(&file.path, MAX_TEXT_BYTES)?;
            // One that was altered is kept as what it is.
            pool.keep(&Fingerprint::of(&bytes), &bytes)?;
            self.store.remove(&file.path)?;
            self.seen().remove(&file.path);
        }
        Ok(())
    }
}

impl Refused {
    fn warnings(self) -> Vec<String> {
        let Some(reason) = self.reason else {
            return Vec::new();
        };
        let texts = |count: usize| match count {
            1 => "the text of a source".to_owned(),
            many => format!("the texts of {many} sources"),
        };
        let mut warnings = Vec::new();
        if self.in_pool > 0 {
            warnings.push(format!(
                "The scene is saved, but {} could not be put beside it and stays in the state folder \
                 of this machine: {reason}",
                texts(self.in_pool)
            ));
        }
        if self.nowhere > 0 {
            warnings.push(format!(
                "The scene is saved, but {} could not be kept on the disk at all, and is lost when this \
                 window is closed; save under another name: {reason}",
                texts(self.nowhere)
            ));
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn what_was_refused_is_told_with_its_reason() {
        assert!(Refused::default().warnings().is_empty());
        let refused = Refused {
            in_pool: 2,
            nowhere: 1,
            reason: Some(StoreError::FolderDenied {
                path: PathBuf::from("/x/a.snapshots"),
            }),
        };
        let warnings = refused.warnings();
        assert_eq!(warnings.len(), 2);
        assert!(warnings[0].contains("the texts of 2 sources"));
        assert!(warnings[1].contains("save under another name"));
        assert!(warnings.iter().all(|it| it.ends_with("/x/a.snapshots")));
    }
}
