//! Handing the scene out to other programs, and taking claims back in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::export::Handout;
use crate::file::claims_csv::{ClaimsCsv, read_claims_csv};
use crate::model::Scene;
use crate::session::command::{Dialog, Effect};
use crate::session::document::Document;
use crate::session::tasks::Done;
use crate::session::{Level, Origin, Session};

use super::save::file_name_of;

/// A table of claims that was read against the open scene.
#[derive(Debug)]
pub struct ClaimsImport {
    /// The file's name.
    pub name: String,
    /// What it holds and would change.
    pub table: ClaimsCsv,
    path: PathBuf,
    scene: Arc<Scene>,
}

impl Session {
    /// Asks for a file to hand the scene out to.
    pub(super) fn export(&mut self, handout: Handout) {
        self.dialog = None;
        let scene = match &self.document.origin {
            Origin::File(path) => path.clone(),
            Origin::Example(_) => PathBuf::from(file_name_of(&self.document.scene)),
        };
        let proposed = scene.with_extension(handout.extension());
        self.effects.push(Effect::PickExportFile(handout, proposed));
    }

    /// Hands the scene out to this file; asks where there is one of the name.
    pub(super) fn export_to(&mut self, handout: Handout, path: PathBuf, may_replace: bool) {
        let given = std::path::absolute(&path).unwrap_or(path);
        let path = if given.extension().is_some() || given.file_name().is_none() {
            given.clone()
        } else {
            given.with_extension(handout.extension())
        };
        // Whoever was asked about one name was not asked about another.
        let may_replace = may_replace && path == given;
        if let Origin::File(own) = &self.document.origin
            && (*own == path || self.tasks.is_same_file(own, &path))
        {
            self.notify(
                Level::Error,
                "This is the file of the scene itself, which an export would destroy. Choose \
                 another name.",
            );
            return;
        }
        if !may_replace && self.tasks.has_file(&path) {
            self.dialog = Some(Dialog::ReplaceByExport(handout, path));
            return;
        }
        self.dialog = None;
        let scene = Arc::clone(&self.document.scene);
        let as_of = self.view.as_of;
        self.tasks.work(move |store| {
            let result = handout.bytes(&scene, as_of).and_then(|bytes| {
                let replaced = store.replace(&path, &bytes);
                replaced.map_err(|error| error.to_string())
            });
            Done::Exported { path, result }
        });
    }

    pub(super) fn tell_exported(&mut self, path: &Path, result: Result<(), String>) {
        let name = Document::name_of(path);
        match result {
            Ok(()) => self.notify(Level::Info, format!("Exported {name}.")),
            Err(error) => self.notify(Level::Error, format!("Nothing was exported: {error}")),
        }
    }

    /// Reads a table of claims, to show what it would change.
    pub(super) fn read_claims(&mut self, path: PathBuf) {
        self.dialog = None;
        let document = self.revisions.document;
        let path = std::path::absolute(&path).unwrap_or(path);
        let scene = Arc::clone(&self.document.scene);
        self.tasks.work(move |store| {
            let read = || {
                let bytes = store.read_scene_file(&path, false);
                let bytes = bytes.map_err(|error| error.to_string())?;
                let table = read_claims_csv(&bytes, &scene).map_err(|error| error.to_string())?;
                Ok(Box::new(ClaimsImport {
                    name: Document::name_of(&path),
                    table,
                    path: path.clone(),
                    scene: Arc::clone(&scene),
                }))
            };
            Done::TableRead {
                document,
                result: read(),
            }
        });
    }

    pub(super) fn note_claims_read(
        &mut self,
        document: u64,
        result: Result<Box<ClaimsImport>, String>,
    ) {
        if document != self.revisions.document {
            return;
        }
        match result {
            // The preview must be of the scene that it is taken into.
            Ok(import) if !Arc::ptr_eq(&import.scene, &self.document.scene) => {
                self.read_claims(import.path);
            }
            Ok(import) => {
                self.import = Some(import);
                self.dialog = Some(Dialog::ImportClaims);
            }
            Err(error) => self.notify(Level::Error, format!("No claims were read: {error}")),
        }
    }

    /// Takes the claims of the table that was read, as one step.
    pub(super) fn take_claims(&mut self) {
        let Some(import) = self.import.take() else {
            return;
        };
        self.dialog = None;
        if !Arc::ptr_eq(&import.scene, &self.document.scene) {
            self.read_claims(import.path);
            return;
        }
        let Some(edit) = import.table.edit() else {
            return;
        };
        let (added, changed, _) = import.table.counts();
        let noun = if added + changed == 1 {
            "claim"
        } else {
            "claims"
        };
        let label = format!("import {} {noun}", added + changed);
        if self.edit_as(&edit, Some(&label)) {
            let text = format!(
                "Imported {}: {added} added, {changed} changed.",
                import.name
            );
            self.notify(Level::Info, text);
        }
    }
}
