//! Handing out in the background: how far it is, and that it may be broken off.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::export::{ExportError, Handout, MadeFile, PictureFormat, PictureOrder};
use crate::model::Scene;

use super::command::{Dialog, Effect};
use super::document::Document;
use super::tasks::Done;
use super::{Level, Origin, Session};

/// What a person asks for about handing out.
#[derive(Clone, Debug, PartialEq)]
pub enum HandOutCommand {
    /// Break off what is being handed out.
    Cancel,
    /// Copy this picture to the clipboard as pixels.
    CopyPicture(Box<PictureOrder>),
    /// Hand this picture to the system as PDF, from where it can be printed.
    Print(Box<PictureOrder>),
}

/// How far something that is being handed out is. Shared with the thread that makes
/// it.
#[derive(Debug, Default)]
struct Reach {
    done: AtomicUsize,
    of: AtomicUsize,
    is_cancelled: AtomicBool,
}

/// What is being handed out.
#[derive(Clone, Debug)]
pub struct HandingOut {
    /// What the file is called.
    pub name: String,
    reach: Arc<Reach>,
}

impl HandingOut {
    /// How many of how many pictures are made; (0, 0) before that is known.
    pub fn reach(&self) -> (usize, usize) {
        let read = |number: &AtomicUsize| number.load(Ordering::Relaxed);
        (read(&self.reach.done), read(&self.reach.of))
    }

    /// Whether it is to be broken off.
    pub fn is_cancelled(&self) -> bool {
        self.reach.is_cancelled.load(Ordering::Relaxed)
    }

    fn tell(&self, done: usize, of: usize) -> ControlFlow<()> {
        self.reach.done.store(done, Ordering::Relaxed);
        self.reach.of.store(of, Ordering::Relaxed);
        if self.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// What became of something that was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HandedOut {
    /// It is in this file, and in so many more.
    Files(PathBuf, usize),
    /// It is to be opened by the system.
    Print(PathBuf),
    /// These pixels are to be copied: width, height, and red, green, blue and opacity
    /// of each, not premultiplied.
    Pixels {
        /// Width and height.
        size: [usize; 2],
        /// Four bytes a pixel, row by row.
        rgba: Arc<Vec<u8>>,
    },
}

impl Session {
    /// What is being handed out; `None` where nothing is.
    pub fn handing_out(&self) -> Option<&HandingOut> {
        self.handing_out.as_ref()
    }

    pub(super) fn hand_out(&mut self, command: HandOutCommand) {
        match command {
            HandOutCommand::Cancel => {
                if let Some(now) = &self.handing_out {
                    now.reach.is_cancelled.store(true, Ordering::Relaxed);
                }
            }
            HandOutCommand::CopyPicture(order) => self.copy_picture(*order),
            HandOutCommand::Print(order) => self.print(*order),
        }
    }

    /// Asks for a file to hand the scene out to.
    pub(super) fn export(&mut self, handout: Handout) {
        self.dialog = None;
        let proposed = self.file_to_propose().with_extension(handout.extension());
        self.effects.push(Effect::PickExportFile(handout, proposed));
    }

    fn file_to_propose(&self) -> PathBuf {
        match &self.document.origin {
            Origin::File(path) => path.clone(),
            Origin::Example(_) => PathBuf::from(super::execute::file_name_of(&self.document.scene)),
        }
    }

    /// Hands the scene out to this file; asks where there is one of the name. What
    /// comes to several files has numbers behind the name.
    pub(super) fn export_to(&mut self, handout: Handout, path: PathBuf, may_replace: bool) {
        let given = std::path::absolute(&path).unwrap_or(path);
        let path = if given.extension().is_some() || given.file_name().is_none() {
            given.clone()
        } else {
            given.with_extension(handout.extension())
        };
        // Whoever was asked about one name was not asked about another.
        let may_replace = may_replace && path == given;
        let files = files_of(&handout, &self.document.scene, &path);
        if let Origin::File(own) = &self.document.origin
            && files
                .iter()
                .any(|path| own == path || self.tasks.is_same_file(own, path))
        {
            self.notify(
                Level::Error,
                "This is the file of the scene itself, which an export would destroy. Choose \
                 another name.",
            );
            return;
        }
        let is_several = files.len() > 1;
        let existing = files.iter().find(|path| self.tasks.has_file(path));
        // A system that asks about one name does not know of the others.
        if existing.is_some() && (!may_replace || is_several && !self.was_asked(&path)) {
            self.dialog = Some(Dialog::ReplaceByExport(handout, path));
            return;
        }
        self.dialog = None;
        let Some(now) = self.begin_handing_out(Document::name_of(&path)) else {
            return;
        };
        let scene = Arc::clone(&self.document.scene);
        let waker = self.tasks.waker();
        self.tasks.work(move |store| {
            let mut written = 0;
            let mut first = path.clone();
            let mut failed: Option<String> = None;
            let mut take = |made: MadeFile| {
                let target = made
                    .number
                    .map_or_else(|| path.clone(), |number| numbered(&path, number));
                if written == 0 {
                    first.clone_from(&target);
                }
                match store.replace(&target, &made.bytes) {
                    Ok(()) => {
                        written += 1;
                        Ok(())
                    }
                    Err(error) => {
                        failed = Some(error.to_string());
                        // What went wrong is told by `failed`.
                        Err(ExportError::Cancelled)
                    }
                }
            };
            let mut progress = |done, of| {
                waker();
                now.tell(done, of)
            };
            let made = handout.make(&scene, &mut progress, &mut take);
            let result = match (failed, made) {
                (Some(error), _) => Err(error),
                (None, Ok(())) => Ok(HandedOut::Files(first, written)),
                (None, Err(ExportError::Cancelled)) if written > 0 => Err(format!(
                    "the export was cancelled; {written} of its files were written before"
                )),
                (None, Err(error)) => Err(error.to_string()),
            };
            Done::Exported { result }
        });
    }

    /// Whether the dialog asked whether files of this name may be replaced.
    fn was_asked(&self, path: &Path) -> bool {
        matches!(&self.dialog, Some(Dialog::ReplaceByExport(_, asked)) if asked == path)
    }

    /// One thing at a time is handed out.
    fn begin_handing_out(&mut self, name: String) -> Option<HandingOut> {
        if self.handing_out.is_some() {
            self.notify(
                Level::Warning,
                "Something is being exported already. Wait for it, or cancel it.",
            );
            return None;
        }
        let now = HandingOut {
            name,
            reach: Arc::default(),
        };
        self.handing_out = Some(now.clone());
        Some(now)
    }

    fn copy_picture(&mut self, order: PictureOrder) {
        let order = PictureOrder {
            format: PictureFormat::Png,
            ..order
        };
        if order.is_several() {
            self.notify(Level::Info, "Choose one slide, or the map, to copy it.");
            return;
        }
        let Some(now) = self.begin_handing_out("a picture to copy".to_owned()) else {
            return;
        };
        let scene = Arc::clone(&self.document.scene);
        self.tasks.work(move |_| {
            let pixels = order.pixels(&scene, &mut |done, of| now.tell(done, of));
            let result = pixels.map(|rgba| HandedOut::Pixels {
                size: [order.size_px.0 as usize, order.size_px.1 as usize],
                rgba: Arc::new(rgba),
            });
            Done::Exported {
                result: result.map_err(|error| error.to_string()),
            }
        });
    }

    fn print(&mut self, order: PictureOrder) {
        let order = PictureOrder {
            format: PictureFormat::Pdf,
            ..order
        };
        self.dialog = None;
        let Some(now) = self.begin_handing_out("a PDF to print".to_owned()) else {
            return;
        };
        let scene = Arc::clone(&self.document.scene);
        let name = super::execute::file_name_of(&scene);
        let folder = self.dirs.as_ref().map(|dirs| dirs.state().join("print"));
        let waker = self.tasks.waker();
        self.tasks.work(move |store| {
            let mut bytes = Vec::new();
            let mut take = |made: MadeFile| {
                bytes = made.bytes;
                Ok(())
            };
            let mut progress = |done, of| {
                waker();
                now.tell(done, of)
            };
            let made = order.make(&scene, &mut progress, &mut take);
            let result = made.map_err(|error| error.to_string()).and_then(|()| {
                let folder = folder.ok_or_else(|| "there is no folder for it".to_owned())?;
                let path = folder.join(Path::new(&name).with_extension("pdf"));
                store
                    .create_folder(&folder)
                    .and_then(|()| store.replace(&path, &bytes))
                    .map_err(|error| error.to_string())?;
                Ok(HandedOut::Print(path))
            });
            Done::Exported { result }
        });
    }

    pub(super) fn tell_handed_out(&mut self, result: Result<HandedOut, String>) {
        self.handing_out = None;
        match result {
            Ok(HandedOut::Files(path, 1)) => {
                self.notify(
                    Level::Info,
                    format!("Exported {}.", Document::name_of(&path)),
                );
            }
            Ok(HandedOut::Files(path, count)) => self.notify(
                Level::Info,
                format!(
                    "Exported {count} files, {} and so on.",
                    Document::name_of(&path)
                ),
            ),
            Ok(HandedOut::Print(path)) => {
                self.notify(
                    Level::Info,
                    "The PDF was handed to the system\u{2019}s viewer: print it from there.",
                );
                self.effects.push(Effect::OpenFile(path));
            }
            Ok(HandedOut::Pixels { size, rgba }) => {
                self.notify(Level::Info, "The picture was copied.");
                self.effects.push(Effect::CopyImage { size, rgba });
            }
            Err(error) => self.notify(Level::Error, format!("Nothing was exported: {error}")),
        }
    }
}

/// The files that a handout comes to.
fn files_of(handout: &Handout, scene: &Scene, path: &Path) -> Vec<PathBuf> {
    let is_several = match handout {
        Handout::Picture(order) => order.is_several(),
        _ => false,
    };
    if !is_several {
        return vec![path.to_owned()];
    }
    let of = scene.slides.iter().filter(|it| !it.is_hidden).count();
    (1..=of)
        .map(|number| numbered(path, (number, of)))
        .collect()
}

/// The name of the file of a slide: `deck-07.png` for the seventh of ten or more.
pub fn numbered(path: &Path, (number, of): (usize, usize)) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let width = of.to_string().len();
    let mut name = format!("{stem}-{number:0width$}");
    if let Some(extension) = path.extension() {
        name.push('.');
        name.push_str(&extension.to_string_lossy());
    }
    path.with_file_name(name)
}
