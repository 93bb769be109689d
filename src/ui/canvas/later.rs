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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::fixture::until;
    use super::*;

    /// What comes in the end.
    fn wait(later: &mut Later<u32>) -> Came<u32> {
        let mut came = Came::Nothing;
        until("made", || {
            came = later.take();
            !matches!(came, Came::Nothing)
        });
        came
    }

    #[test]
    fn what_is_made_comes_once_and_a_frame_is_asked_for() {
        let (ctx, asked) = (Context::default(), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&asked);
        ctx.set_request_repaint_callback(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        let mut later = Later::default();
        assert!(matches!(later.take(), Came::Nothing));
        assert!(!later.is_busy());
        assert!(later.begin(&ctx, || 7));
        assert!(later.is_busy());
        assert!(matches!(wait(&mut later), Came::Made(7)));
        assert!(!later.is_busy());
        assert!(matches!(later.take(), Came::Nothing), "it came already");
        until("asked for", || asked.load(Ordering::SeqCst) > 0);
    }

    #[test]
    fn what_is_begun_takes_the_place_of_what_was_and_what_is_forgotten_never_comes() {
        let ctx = Context::default();
        let mut later = Later::default();
        later.begin(&ctx, || 1);
        later.begin(&ctx, || 2);
        assert!(matches!(wait(&mut later), Came::Made(2)));
        later.begin(&ctx, || 3);
        later.forget();
        assert!(!later.is_busy());
        assert!(matches!(later.take(), Came::Nothing));
    }

    #[test]
    fn what_falls_over_is_told() {
        let mut later: Later<u32> = Later::default();
        later.begin(&Context::default(), || panic!("on purpose"));
        assert!(matches!(wait(&mut later), Came::Failed));
        assert!(!later.is_busy());
    }
}
