//! Taking claims in that other programs changed.

use std::path::PathBuf;
use std::sync::Arc;

use crate::file::claims_csv::{ClaimsCsv, read_claims_csv};
use crate::model::Scene;
use crate::session::command::Dialog;
use crate::session::document::Document;
use crate::session::tasks::Done;
use crate::session::{Level, Session};

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
