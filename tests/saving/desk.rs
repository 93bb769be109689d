//! A session on a disk that can fail, with a folder to save to.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use entente::edit::Edit;
use entente::file;
use entente::file::dirs::Dirs;
use entente::file::settings::Settings;
use entente::file::store::Store;
use entente::model::ActorId;
use entente::session::{Command, Effect, Keeper, Level, Origin, Session};

use crate::disk::FaultyDisk;
use crate::quick_folder;

/// A scene as text.
pub(crate) const SAMPLE: &str = include_str!("../files/sample.ron");

/// A session on a disk that can fail, with a folder to save to.
pub(crate) struct Desk {
    pub(crate) session: Session,
    pub(crate) disk: FaultyDisk,
    pub(crate) folder: tempfile::TempDir,
    finished: Receiver<()>,
    clock: Duration,
}

impl Desk {
    /// With the first example open.
    pub(crate) fn new() -> Self {
        let (sender, finished) = channel();
        let sender = Mutex::new(sender);
        let disk = FaultyDisk::default();
        let store = Store::new(Arc::new(disk.clone()));
        let waker = Arc::new(move || {
            let sender = sender.lock().expect("nobody panics while waking");
            sender.send(()).expect("the test waits for it");
        });
        Self {
            session: Session::new(Settings::default(), store, waker),
            disk,
            folder: quick_folder(),
            finished,
            clock: Duration::ZERO,
        }
    }

    /// With this text as a file that is open.
    pub(crate) fn with_file(text: &str) -> Self {
        let mut desk = Self::new();
        let path = desk.path("scene.ron");
        fs::write(&path, text).expect("written");
        desk.open(&path);
        desk
    }

    /// With the sample as a file that is open and changed.
    pub(crate) fn changed() -> Self {
        let mut desk = Self::with_file(SAMPLE);
        desk.rename("Israel, renamed");
        assert!(desk.session.document().is_changed(), "it is");
        desk
    }

    /// With versions, locks and recovery copies.
    pub(crate) fn with_state(mut self) -> Self {
        let dirs = Dirs::within(&self.path("data"));
        self.session.use_dirs(dirs, Keeper::default(), None);
        self.wait();
        self.session.tick(self.clock);
        self.wait();
        self
    }

    /// The recovery copies that are there.
    pub(crate) fn copies(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("data/state/recovery"));
        let paths = entries
            .into_iter()
            .flatten()
            .map(|it| it.expect("an entry").path());
        paths
            .filter(|path| path.extension() == Some("ron".as_ref()))
            .collect()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Executes a command and waits for all that it began.
    pub(crate) fn execute(&mut self, command: Command) {
        self.session.execute(command);
        self.wait();
    }

    pub(crate) fn wait(&mut self) {
        while self.session.is_busy() {
            self.finished
                .recv_timeout(Duration::from_mins(1))
                .expect("the work ends");
            self.clock += Duration::from_millis(10);
            self.session.tick(self.clock);
        }
    }

    /// Lets time pass, in steps of 100 ms.
    pub(crate) fn pass(&mut self, steps: u32) {
        for _ in 0..steps {
            self.clock += Duration::from_millis(100);
            self.session.tick(self.clock);
            self.wait();
        }
    }

    /// Lets the session run until this holds, as the window does; how long that
    /// took, or `None` where it took longer than it may.
    pub(crate) fn until(
        &mut self,
        most: Duration,
        holds: impl Fn(&Session) -> bool,
    ) -> Option<Duration> {
        let start = Instant::now();
        loop {
            self.clock += Duration::from_millis(10);
            self.session.tick(self.clock);
            if holds(&self.session) {
                return Some(start.elapsed());
            }
            if start.elapsed() > most {
                return None;
            }
            // Nothing came: time passes all the same.
            self.finished
                .recv_timeout(Duration::from_millis(20))
                .unwrap_or_default();
        }
    }

    pub(crate) fn open(&mut self, path: &Path) {
        self.execute(open(path));
    }

    pub(crate) fn rename(&mut self, name: &str) {
        let actor = ActorId::new("ISR").expect("an id");
        let name = name.to_owned();
        self.execute(Command::Edit(Edit::RenameActor { actor, name }));
    }

    pub(crate) fn save_to(&mut self, path: &Path, may_replace: bool) {
        let path = path.to_owned();
        self.execute(Command::SaveTo { path, may_replace });
    }

    /// What saving the scene now would write.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        file::write(&self.session.document().scene).into_bytes()
    }

    pub(crate) fn last_notice(&self) -> (Level, String) {
        let notice = self.session.notices().shown().last().expect("one is shown");
        (notice.level, notice.text.clone())
    }

    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        let mut effects = self.session.take_effects();
        effects.retain(|effect| *effect != Effect::KeepSettings);
        effects
    }

    /// Asserts that saving failed and that a person is told how to go on; the
    /// path comes last, but for the sentence that says what is kept.
    pub(crate) fn assert_failed(&self, context: &str) {
        let (level, text) = self.last_notice();
        assert_eq!(level, Level::Error, "{context}: {text}");
        assert!(
            text.starts_with("The scene is not saved"),
            "{context}: {text}"
        );
        assert!(
            text.contains("save again, or under another name"),
            "{context}: {text}"
        );
        assert!(self.session.document().is_changed(), "{context}");
        assert!(
            self.session.has_unsaved() && !self.session.may_close(),
            "{context}: the window stays"
        );
    }

    pub(crate) fn assert_saved_to(&self, path: &Path) {
        assert!(fs::read(path).ok() == Some(self.bytes()), "all of it");
        let document = self.session.document();
        assert!(!document.is_changed(), "no change is unsaved");
        assert_eq!(document.origin, Origin::File(path.to_owned()), "its file");
        let recent = self.session.settings().recent.first();
        assert_eq!(recent.map(PathBuf::as_path), Some(path), "it is remembered");
        let (level, text) = self.last_notice();
        assert!(level == Level::Info && text.starts_with("Saved "), "{text}");
    }
}

pub(crate) fn open(path: &Path) -> Command {
    Command::Open {
        path: path.to_owned(),
        allow_large: false,
    }
}
