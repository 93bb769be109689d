//! Watching a file that others may change.
//!
//! The folder is watched, not the file: a file that is replaced is another file
//! of the same name. Besides, the file is asked for its [`Stamp`] every
//! [`INTERVAL`]: network folders send no events, and a folder above may be
//! renamed. What changed is not known here, only that something may have.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::store::{Stamp, Store};

/// How often the file is asked for by itself.
pub const INTERVAL: Duration = Duration::from_millis(1_200);

/// What an event is waited for to be over: writing takes several steps.
const SETTLE: Duration = Duration::from_millis(40);

/// What is called when the file may have changed.
pub type OnStir = Arc<dyn Fn() + Send + Sync>;

/// What wakes the thread that watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wake {
    /// Something happened in the folder.
    Event,
    /// Nobody wants to know any more.
    Stop,
}

/// A file that is watched until this is dropped.
#[derive(Debug)]
pub struct Watch {
    wake: Sender<Wake>,
}

impl Watch {
    /// Watches this file from now on, whether it is there or not; `None` where no
    /// thread could be started.
    pub fn start(store: Store, path: PathBuf, on_stir: OnStir) -> Option<Self> {
        let (wake, wakes) = channel();
        let events = wake.clone();
        // Whatever happens before the thread runs must count as a change.
        let stamp = stamp_of(&store, &path);
        let spawned = std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || {
                let _watcher = watch_folder(&path, events);
                let look = || stamp_of(&store, &path);
                tell_changes(&wakes, stamp, look, &*on_stir);
            });
        match spawned {
            Ok(_detached) => Some(Self { wake }),
            Err(error) => {
                log::warn!("nothing is watched: {error}");
                None
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Fails when the thread is gone already.
        self.wake.send(Wake::Stop).unwrap_or_default();
    }
}

fn stamp_of(store: &Store, path: &Path) -> Option<Stamp> {
    store.about(path).ok().map(|about| about.stamp)
}

/// Sends a wake for whatever happens in the folder of a file; `None` where the
/// system cannot tell.
fn watch_folder(path: &Path, wake: Sender<Wake>) -> Option<RecommendedWatcher> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading is no change, and looking at a file would call for the next look.
        let is_change = event.is_ok_and(|event| {
            !event.kind.is_access() || event.kind == EventKind::Access(CLOSED_AFTER_WRITING)
        });
        if is_change {
            // Fails when nobody watches any more.
            wake.send(Wake::Event).unwrap_or_default();
        }
    });
    let watching = watcher.and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    watching
        .inspect_err(|error| log::info!("changes are asked for, not told: {error}"))
        .ok()
}

/// A program that wrote into the file is done with it.
const CLOSED_AFTER_WRITING: AccessKind = AccessKind::Close(AccessMode::Write);

/// Calls when the stamp is another than before, until told to stop.
fn tell_changes(
    wakes: &Receiver<Wake>,
    mut stamp: Option<Stamp>,
    look: impl Fn() -> Option<Stamp>,
    on_stir: &dyn Fn(),
) {
    loop {
        match wakes.recv_timeout(INTERVAL) {
            Ok(Wake::Event) => {
                std::thread::sleep(SETTLE);
                // Many events of one change; a wish to stop among them counts.
                if wakes.try_iter().any(|wake| wake == Wake::Stop) {
                    return;
                }
            }
            Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = look();
        if now != stamp {
            stamp = now;
            on_stir();
        }
    }
}
