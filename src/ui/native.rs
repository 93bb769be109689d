//! The system's file dialog, on a thread of its own: it may hang, or not be
//! there at all.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use crate::export::Handout;
use crate::model::SourceId;

/// After so long without an answer the person is offered the path field.
const PATIENCE: Duration = Duration::from_secs(15);

/// An answer so soon that no person can have given it: there is no dialog.
const TOO_SOON: Duration = Duration::from_millis(400);

/// Endings of files with texts.
const TEXTS: [&str; 6] = ["txt", "md", "html", "htm", "xhtml", "pdf"];

/// Whether a file of this name holds the text of a source, not a scene.
pub fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| TEXTS.iter().any(|it| ending.eq_ignore_ascii_case(it)))
}

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// To open it.
    Open,
    /// To compare it with what is open.
    Compare,
    /// To read claims from it.
    Claims,
    /// To hand the scene out to it as this; this path is proposed, or the name
    /// alone.
    Export(Handout, PathBuf),
    /// To save to it; this path is proposed, or the name alone.
    Save(PathBuf),
    /// To read the text of this source from it, or of a new one.
    Text(Option<SourceId>),
    /// To pack the scene into it.
    Send {
        /// This path is proposed, or the name alone.
        proposed: PathBuf,
        /// With the texts of its sources.
        with_texts: bool,
    },
}

/// A file dialog that was asked for.
pub struct FileDialog {
    purpose: Purpose,
    answer: Receiver<Option<PathBuf>>,
    asked_at: Instant,
    is_overdue: bool,
}

/// What became of a file dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Still open; ask again.
    Waiting,
    /// Open for so long that it may be lost; told once. It may still answer.
    Overdue,
    /// A file was chosen.
    Picked(PathBuf),
    /// The person changed their mind.
    Cancelled,
    /// The system has no dialog.
    Unavailable,
}

impl FileDialog {
    /// Opens the system's dialog for files of that sort; `wake` is called when it has
    /// an answer. `None` where no thread could be started.
    pub fn open(purpose: Purpose, wake: impl Fn() + Send + 'static) -> Option<Self> {
        let (sender, answer) = channel();
        let asked = purpose.clone();
        let spawned = std::thread::Builder::new()
            .name("file dialog".to_owned())
            .spawn(move || {
                let dialog = |name: &str, endings: &[&str]| {
                    rfd::FileDialog::new()
                        .add_filter(name, endings)
                        .add_filter("All files", &["*"])
                };
                let scenes = || dialog("Entente scene", &["ron"]);
                let picked = match asked {
                    Purpose::Open => scenes().set_title("Open a scene").pick_file(),
                    Purpose::Compare => scenes().set_title("Compare with a scene").pick_file(),
                    Purpose::Claims => dialog("Claims as CSV", &["csv"])
                        .set_title("Import claims")
                        .pick_file(),
                    Purpose::Export(handout, proposed) => {
                        let files = dialog(&handout.label(), &[handout.extension()]);
                        save_dialog(files, "Export", &proposed).save_file()
                    }
                    Purpose::Save(proposed) => {
                        save_dialog(scenes(), "Save the scene", &proposed).save_file()
                    }
                    Purpose::Text(_) => dialog("Text, web page or PDF", &TEXTS)
                        .set_title("Add the text of a source")
                        .pick_file(),
                    Purpose::Send { proposed, .. } => {
                        let archives = dialog("Archive", &["zip"]);
                        save_dialog(archives, "Send to a colleague", &proposed).save_file()
                    }
                };
                // Nobody waits any more when the program is ending.
                if sender.send(picked).is_ok() {
                    wake();
                }
            });
        spawned.ok().map(|_detached| Self {
            purpose,
            answer,
            asked_at: Instant::now(),
            is_overdue: false,
        })
    }

    /// What it was asked for.
    pub fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// Whether it has not answered for so long that it may be lost.
    pub fn is_overdue(&self) -> bool {
        self.is_overdue
    }

    /// What became of it.
    pub fn poll(&mut self) -> Answer {
        let waited = self.asked_at.elapsed();
        match self.answer.try_recv() {
            Ok(Some(path)) => Answer::Picked(path),
            Ok(None) if waited < TOO_SOON => Answer::Unavailable,
            Ok(None) => Answer::Cancelled,
            Err(TryRecvError::Disconnected) => Answer::Unavailable,
            Err(TryRecvError::Empty) if waited > PATIENCE && !self.is_overdue => {
                self.is_overdue = true;
                Answer::Overdue
            }
            Err(TryRecvError::Empty) => Answer::Waiting,
        }
    }

    /// How long until it may be overdue; `None` once it was told.
    pub fn patience(&self) -> Option<Duration> {
        (!self.is_overdue).then(|| PATIENCE.saturating_sub(self.asked_at.elapsed()))
    }
}

/// The dialog with the proposed name and, where there is one, its folder.
fn save_dialog(dialog: rfd::FileDialog, title: &str, proposed: &Path) -> rfd::FileDialog {
    let name = proposed.file_name().unwrap_or_default();
    let dialog = dialog
        .set_title(title)
        .set_file_name(name.to_string_lossy());
    match proposed.parent() {
        Some(folder) if folder.is_absolute() => dialog.set_directory(folder),
        _ => dialog,
    }
}
