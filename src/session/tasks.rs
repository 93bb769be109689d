//! Work in the background.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::document::{Document, OpenError};

/// What a piece of background work came to.
#[derive(Debug)]
pub(super) enum Done {
    /// A file was opened, or not.
    Opened {
        /// Which request it answers; later requests have higher numbers.
        request: u64,
        /// The file.
        path: PathBuf,
        /// The document, or why there is none.
        result: Result<Box<Document>, OpenError>,
    },
}

/// Wakes whoever waits for results.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Background work under way, each on a thread with a name.
pub(super) struct Tasks {
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    waker: Waker,
    running: usize,
    opens: u64,
}

impl Tasks {
    /// No work yet; `waker` is called from the thread that finished.
    pub(super) fn new(waker: Waker) -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            waker,
            running: 0,
            opens: 0,
        }
    }

    /// Whether this is the last file that was asked for.
    pub(crate) fn is_newest_open(&self, request: u64) -> bool {
        request == self.opens
    }

    /// Whether any work is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.running > 0
    }

    /// Opens a file.
    pub(super) fn open(&mut self, path: PathBuf, allow_large: bool) {
        self.opens += 1;
        let request = self.opens;
        self.start("open", move || {
            let result = Document::open(&path, allow_large).map(Box::new);
            Done::Opened {
                request,
                path,
                result,
            }
        });
    }

    fn start(&mut self, name: &str, work: impl FnOnce() -> Done + Send + 'static) {
        let (sender, waker) = (self.sender.clone(), Arc::clone(&self.waker));
        let spawned = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                // The receiver is gone only when the program is ending.
                if sender.send(work()).is_ok() {
                    waker();
                }
            });
        match spawned {
            Ok(_detached) => self.running += 1,
            Err(error) => log::error!("cannot start the thread {name:?}: {error}"),
        }
    }

    /// What has been finished since last asked.
    pub(super) fn finished(&mut self) -> Vec<Done> {
        let done: Vec<Done> = self.receiver.try_iter().collect();
        self.running = self.running.saturating_sub(done.len());
        done
    }
}
