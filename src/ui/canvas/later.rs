//! What is made in the background for the canvas, one at a time.

use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

/// Something that is being made in the background, or nothing.
pub(super) struct Later<T> {
    coming: Option<Receiver<T>>,
}

impl<T> Default for Later<T> {
    fn default() -> Self {
        Self { coming: None }
    }
}

/// What came of it.
pub(super) enum Came<T> {
    /// Nothing yet, or nothing is being made.
    Nothing,
    /// It is made.
    Made(T),
    /// It fell over.
    Failed,
}

impl<T: Send + 'static> Later<T> {
    /// Whether something is being made.
    pub(super) fn is_busy(&self) -> bool {
        self.coming.is_some()
    }

    /// Lets go of what is being made.
    pub(super) fn forget(&mut self) {
        self.coming = None;
    }

    /// What came since this was last asked.
    pub(super) fn take(&mut self) -> Came<T> {
        let Some(coming) = &self.coming else {
            return Came::Nothing;
        };
        let came = match coming.try_recv() {
            Ok(made) => Came::Made(made),
            Err(TryRecvError::Empty) => return Came::Nothing,
            Err(TryRecvError::Disconnected) => Came::Failed,
        };
        self.coming = None;
        came
    }

    /// Begins to make something, in place of what is being made; says whether it could.
    /// A frame is asked for when it is there.
    pub(super) fn begin(
        &mut self,
        ctx: &Context,
        make: impl FnOnce() -> T + Send + 'static,
    ) -> bool {
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let spawned = std::thread::Builder::new()
            .name("triangles".to_owned())
            .spawn(move || {
                // Nobody waits any more where the window was closed.
                sender.send(make()).ok();
                ctx.request_repaint();
            });
        self.coming = spawned.is_ok().then_some(receiver);
        spawned.is_ok()
    }
}

/// Lets go of something large where no frame waits for it.
pub(super) fn let_go<T: Send + 'static>(large: T) {
    let named = std::thread::Builder::new().name("letting go".to_owned());
    // Where no thread can be started it is let go of at once.
    named.spawn(move || drop(large)).ok();
}
