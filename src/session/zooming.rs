//! Whether the zoom is being changed just now.
//!
//! A large map is drawn in the background for each quarter of a doubling of the zoom,
//! and its triangles are made there. While the wheel turns, all but the last of that
//! would be thrown away, and would take the processor from the frames: it waits until
//! the zoom rests, unless the map would look wrong by then.

use std::time::Duration;

use super::Session;

/// How long the zoom stays the same until it rests.
const REST: Duration = Duration::from_millis(120);

/// How far, in doublings, the zoom may go on before what is made for it is made.
const MOST_DOUBLINGS: f64 = 0.5;

/// The zoom as it was last, and since when.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Zooming {
    zoom: f64,
    since: Duration,
    is_under_way: bool,
}

impl Zooming {
    /// Looks at the zoom.
    fn note(&mut self, zoom: f64, now: Duration) {
        if self.zoom != zoom {
            // The first is where the map opens.
            self.is_under_way = self.zoom > 0.0;
            self.zoom = zoom;
            self.since = now;
        }
    }

    /// How long until the zoom rests; `None` when it does.
    fn rests_in(&mut self, now: Duration) -> Option<Duration> {
        let left = REST.saturating_sub(now.saturating_sub(self.since));
        self.is_under_way &= !left.is_zero();
        self.is_under_way.then_some(left)
    }
}

impl Session {
    /// Whether the zoom is being changed just now.
    pub fn is_zooming(&self) -> bool {
        self.zooming.is_under_way
    }

    /// Whether what was made for the zoom `made_for` may stay as it is for now, only
    /// larger or smaller, since the zoom is being changed and not far from that yet.
    pub fn may_stay_while_zooming(&self, made_for: f64) -> bool {
        let doublings = (self.view.camera.zoom() / made_for).log2().abs();
        self.is_zooming() && doublings <= MOST_DOUBLINGS
    }

    /// Looks at the zoom.
    pub(super) fn note_zoom(&mut self) {
        self.zooming.note(self.view.camera.zoom(), self.now);
    }

    /// How long until the zoom rests and is to be looked at again.
    pub(super) fn zoom_rests_in(&mut self) -> Option<Duration> {
        self.zooming.rests_in(self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zoom_rests_a_moment_after_it_was_changed_last() {
        let at = Duration::from_millis;
        let mut zooming = Zooming::default();
        zooming.note(1.0, at(5));
        assert_eq!(zooming.rests_in(at(5)), None, "it was not changed yet");
        zooming.note(1.1, at(10));
        assert_eq!(zooming.rests_in(at(10)), Some(REST));
        zooming.note(1.2, at(100));
        let left = REST.saturating_sub(at(50));
        assert_eq!(zooming.rests_in(at(150)), Some(left));
        assert!(zooming.is_under_way);
        zooming.note(1.2, at(220));
        assert_eq!(zooming.rests_in(at(220)), None);
        assert!(!zooming.is_under_way);
    }
}
