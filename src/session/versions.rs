//! Earlier versions of the open file, to look at, compare and go back to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file::store::{StoreError, Version};
use crate::model::Scene;

use super::{Level, Session};

/// The versions of the open file, as far as they were read.
#[derive(Debug)]
pub struct VersionList {
    /// The file.
    pub file: PathBuf,
    /// The versions, the latest first.
    pub rows: Vec<VersionRow>,
    /// The number of the one that is looked at.
    pub chosen: Option<u64>,
}

/// A version.
#[derive(Debug)]
pub struct VersionRow {
    /// The version.
    pub version: Version,
    /// The scene in it, once it was read.
    pub scene: Option<Result<Arc<Scene>, String>>,
    /// What it has that the open scene had not when it was read, as words.
    pub summary: Option<String>,
}

impl VersionList {
    /// The version that is looked at.
    pub fn chosen(&self) -> Option<&VersionRow> {
        self.row(self.chosen?)
    }

    fn row(&self, number: u64) -> Option<&VersionRow> {
        self.rows.iter().find(|row| row.version.number == number)
    }
}

impl Session {
    /// The versions of the open file; `None` until they were listed.
    pub fn versions(&self) -> Option<&VersionList> {
        let list = self.versions.as_ref()?;
        (self.document.file() == Some(&list.file)).then_some(list)
    }

    /// Lists the versions of the open file.
    pub(super) fn list_versions(&mut self) {
        self.versions = None;
        if let Some(path) = self.document.file() {
            self.tasks.list_versions(path.to_owned());
        }
    }

    pub(super) fn take_listed(&mut self, file: PathBuf, result: Result<Vec<Version>, StoreError>) {
        match result {
            Ok(versions) => {
                let row = |version| VersionRow {
                    version,
                    scene: None,
                    summary: None,
                };
                self.versions = Some(VersionList {
                    file,
                    rows: versions.into_iter().map(row).collect(),
                    chosen: None,
                });
                self.read_next_version();
            }
            Err(error) => self.notify(
                Level::Error,
                format!("The versions cannot be listed: {error}"),
            ),
        }
    }

    /// Reads the first version that was not read, the one that is looked at before
    /// others.
    fn read_next_version(&mut self) {
        let Some(list) = &self.versions else {
            return;
        };
        let unread = |row: &&VersionRow| row.scene.is_none();
        let next = list
            .chosen()
            .filter(unread)
            .or_else(|| list.rows.iter().find(unread));
        if let Some(row) = next {
            let now = Arc::clone(&self.document.scene);
            self.tasks
                .read_version(list.file.clone(), row.version.clone(), now);
        }
    }

    pub(super) fn take_version(
        &mut self,
        file: &Path,
        number: u64,
        result: Result<(Arc<Scene>, String), String>,
    ) {
        let Some(list) = self.versions.as_mut().filter(|list| list.file == file) else {
            return;
        };
        let mut rows = list.rows.iter_mut();
        if let Some(row) = rows.find(|row| row.version.number == number) {
            row.summary = result.as_ref().ok().map(|(_, summary)| summary.clone());
            row.scene = Some(result.map(|(scene, _)| scene));
        }
        self.read_next_version();
    }

    pub(super) fn look_at_version(&mut self, number: u64) {
        if let Some(list) = &mut self.versions {
            list.chosen = Some(number);
        }
    }

    fn version_scene(&self, number: u64) -> Option<Arc<Scene>> {
        let row = self.versions()?.row(number)?;
        row.scene.as_ref()?.as_ref().ok().cloned()
    }

    /// Goes back to a version, as a step that can be undone.
    pub(super) fn restore_version(&mut self, number: u64) {
        if let Some(scene) = self.version_scene(number) {
            self.dialog = None;
            if self.replace_scene(scene, &format!("go back to version {number}")) {
                let text =
                    format!("This is version {number} now; the file is as it was until you save.");
                self.notify(Level::Info, text);
            }
        }
    }

    /// Compares a version with what is open.
    pub(super) fn compare_version(&mut self, number: u64) {
        if let Some(scene) = self.version_scene(number) {
            let now = Arc::clone(&self.document.scene);
            let name = format!("version {number}");
            self.compare(scene, name, now, "the scene as it is now".to_owned());
        }
    }
}
