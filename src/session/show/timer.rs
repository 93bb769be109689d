//! The clock of a talk.

use std::time::Duration;

/// A clock that can be stopped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timer {
    since: Option<Duration>,
    before: Duration,
}

impl Timer {
    /// How long it ran.
    pub fn elapsed(self, now: Duration) -> Duration {
        self.before
            + self
                .since
                .map_or(Duration::ZERO, |it| now.saturating_sub(it))
    }

    /// Whether it runs.
    pub fn is_running(self) -> bool {
        self.since.is_some()
    }

    pub(super) fn toggle(&mut self, now: Duration) {
        *self = Self {
            before: self.elapsed(now),
            since: if self.is_running() { None } else { Some(now) },
        };
    }

    pub(super) fn reset(&mut self, now: Duration) {
        *self = Self {
            before: Duration::ZERO,
            since: self.since.map(|_| now),
        };
    }
}
