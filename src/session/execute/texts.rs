//! Texts of sources: added, taken away, sent to others.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::edit::Edit;
use crate::file::archive::archive;
use crate::file::import::{ImportError, ImportedText, import_file, import_pasted};
use crate::file::snapshots::Snapshot;
use crate::file::store::{Fingerprint, Store, StoreError};
use crate::model::{Source, SourceId};
use crate::session::command::Dialog;
use crate::session::tasks::Done;
use crate::session::{Level, Session};

use super::save::file_name_of;

/// A first line longer than this, in characters, is no title.
const TITLE_CHARS: usize = 160;

/// A text that was read and is in the state folder.
#[derive(Debug)]
pub(in crate::session) struct BroughtText {
    imported: ImportedText,
    hash: Fingerprint,
    /// Why it is not in the state folder.
    not_kept: Option<StoreError>,
}

impl Session {
    /// Reads the text of a file for a source, or for a new one.
    pub(super) fn import_text(&mut self, path: PathBuf, into: Option<SourceId>) {
        self.dialog = None;
        let name = path.display().to_string();
        self.bring_text(into, Some(name), move |store| import_file(store, &path));
    }

    /// Takes a text that was pasted for a source, or for a new one.
    pub(in crate::session) fn paste_text(&mut self, text: String, into: Option<SourceId>) {
        if matches!(self.dialog, Some(Dialog::AddText(_))) {
            self.dialog = None;
        }
        self.bring_text(into, None, move |_| import_pasted(&text));
    }

    fn bring_text(
        &mut self,
        into: Option<SourceId>,
        name: Option<String>,
        import: impl FnOnce(&Store) -> Result<ImportedText, ImportError> + Send + 'static,
    ) {
        let (document, snapshots) = (self.revisions.document, self.texts.snapshots.clone());
        self.tasks.work(move |store| {
            let result = import(store).map(|imported| BroughtText {
                hash: Fingerprint::of(imported.text.as_bytes()),
                not_kept: snapshots.keep(&imported.text).err(),
                imported,
            });
            Done::TextBrought {
                document,
                into,
                result: Box::new(result.map_err(|error| match (&error, name) {
                    // What the disk says has its path already.
                    (ImportError::Store(_), _) | (_, None) => error.to_string(),
                    (_, Some(name)) => format!("{error}\n{name}"),
                })),
            }
        });
    }

    /// A text was read: it becomes that of its source in one step, or the form of a
    /// new source is filled with what it says of itself.
    pub(in crate::session) fn take_brought(
        &mut self,
        document: u64,
        into: Option<SourceId>,
        result: Result<BroughtText, String>,
    ) {
        let brought = match result {
            Ok(brought) => brought,
            Err(why) => {
                self.notify(Level::Error, format!("No text was added: {why}"));
                return;
            }
        };
        if document != self.revisions.document {
            let text = "No text was added: another scene was opened meanwhile. Add it again.";
            self.notify(Level::Warning, text);
            return;
        }
        let BroughtText {
            imported,
            hash,
            not_kept,
        } = brought;
        let snapshot = Snapshot::at_hand(Arc::from(imported.text.as_str()));
        self.take_found_texts([(hash, snapshot)].into());
        // It lies in the state folder by now.
        self.look_at_texts();
        if let Some(error) = not_kept {
            let text = format!(
                "The text is here but could not be kept for the case of a crash; save the scene to keep it: \
                 {error}"
            );
            self.notify(Level::Warning, text);
        }
        for warning in &imported.warnings {
            self.notify(Level::Warning, warning.clone());
        }
        if let Some(source) = into {
            self.give_text(&source, hash);
        } else {
            let scene = Arc::clone(&self.document.scene);
            let mut proposals = imported.proposals;
            proposals.title = proposals.title.or_else(|| first_line(&imported.text));
            self.drafts
                .fill_new_source(&proposals, hash.to_string(), &scene);
            self.dialog = Some(Dialog::Sources);
        }
    }

    /// Makes this the text of a source, as one step.
    fn give_text(&mut self, id: &SourceId, hash: Fingerprint) {
        let Some(source) = self.document.scene.sources.get(id).cloned() else {
            let text =
                "No text was added: its source was deleted meanwhile. Undo that, and add it again.";
            self.notify(Level::Warning, text);
            return;
        };
        let hash = hash.to_string();
        let before = source.sha256.as_deref();
        if before == Some(&hash) {
            let text = format!(
                "This is the text that {} was quoted from: its quotations can be checked now.",
                quoted(&source)
            );
            self.notify(Level::Info, text);
            return;
        }
        let is_another = before.is_some();
        let label = format!("add the text of {}", quoted(&source));
        let edit = Edit::ChangeSource(Box::new(Source {
            sha256: Some(hash),
            ..source
        }));
        let is_done = self.edit_as(&edit, Some(&label));
        if is_done && self.desk.is_some() {
            self.show_source(id.clone());
        }
        if is_done && is_another {
            let text = "This text differs from the one that the scene was made with. Quotations are checked \
                        against this one now. Ctrl+Z goes back.";
            self.notify(Level::Warning, text);
        }
    }

    /// Takes the text of a source out of the scene; it stays where it lies.
    pub(super) fn remove_text(&mut self, id: &SourceId) {
        let Some(source) = self.document.scene.sources.get(id).cloned() else {
            return;
        };
        let label = format!("take away the text of {}", quoted(&source));
        let edit = Edit::ChangeSource(Box::new(Source {
            sha256: None,
            ..source
        }));
        self.edit_as(&edit, Some(&label));
    }

    /// The name that is proposed for an archive of the scene.
    pub fn archive_name(&self) -> PathBuf {
        let name = self.name_in_archive();
        name.with_extension("zip")
    }

    fn name_in_archive(&self) -> PathBuf {
        let file = self.document.file().map(ToOwned::to_owned);
        file.unwrap_or_else(|| file_name_of(&self.document.scene).into())
    }

    /// Packs the scene as it is now into one file, with these texts.
    pub(super) fn send(
        &mut self,
        path: PathBuf,
        texts: BTreeMap<Fingerprint, Arc<str>>,
        may_replace: bool,
    ) {
        let given = std::path::absolute(&path).unwrap_or(path);
        let path = if given.extension().is_none() {
            given.with_extension("zip")
        } else {
            given.clone()
        };
        let may_replace = may_replace && path == given;
        let is_own = |own: &Path| own == path || self.tasks.is_same_file(own, &path);
        if self.document.file().is_some_and(is_own) {
            let text = "This is the scene file itself. Choose another name for what you send.";
            self.notify(Level::Error, text);
            return;
        }
        if !may_replace && self.tasks.has_file(&path) {
            let text = format!(
                "There is a file of this name already; choose another name: {}",
                path.display()
            );
            self.notify(Level::Error, text);
            return;
        }
        self.dialog = None;
        let (name, scene) = (self.name_in_archive(), Arc::clone(&self.document.scene));
        self.tasks.work(move |store| {
            let packed = archive(&name, &scene, &texts).map_err(|error| error.to_string());
            let result = packed.and_then(|bytes| {
                let written = store.replace(&path, &bytes);
                written.map_err(|error| error.to_string())
            });
            Done::Sent { path, result }
        });
    }

    pub(in crate::session) fn note_sent(&mut self, path: &Path, result: Result<(), String>) {
        match result {
            Ok(()) => {
                let text = format!("The scene is packed, ready to be sent: {}", path.display());
                self.notify(Level::Info, text);
            }
            Err(why) => self.notify(Level::Error, format!("Nothing was packed: {why}")),
        }
    }
}

/// The title of a source, short.
fn quoted(source: &Source) -> String {
    const MOST_CHARS: usize = 40;
    let mut title: String = source.title.chars().take(MOST_CHARS).collect();
    if title.len() < source.title.len() {
        title.push('\u{2026}');
    }
    format!("\u{201c}{title}\u{201d}")
}
/// The first line with words in it, where it is short enough for a title.
fn first_line(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    (line.chars().count() <= TITLE_CHARS).then(|| line.to_owned())
}
