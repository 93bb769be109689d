//! Showing everything again.

use crate::model::{Filter, TieState};
use crate::session::{Level, Session};

impl Session {
    /// Whether unknown ties are left out that the scene would show.
    pub fn is_hiding_unknown(&self) -> bool {
        let scene = &self.document.scene;
        let is_unknown = |tie: &crate::model::Tie| matches!(tie.state, TieState::Unknown { .. });
        scene.is_showing_unknown
            && !self.view.is_showing_unknown
            && scene.ties.iter().any(is_unknown)
    }

    /// Whether anything is left out or recedes.
    pub fn is_narrowed(&self) -> bool {
        !self.filter.is_clear() || self.has_spotlight() || self.is_hiding_unknown()
    }

    /// Shows everything again: no filter, no focus, no path. How what is left out
    /// is drawn stays as it was chosen.
    pub(super) fn clear_filter(&mut self) {
        if !self.is_narrowed() {
            return;
        }
        if self.is_hiding_unknown() {
            self.view.is_showing_unknown = true;
        }
        let is_dimming = self.filter.is_dimming();
        self.filter = Filter::default();
        self.filter.set_dimming(is_dimming);
        self.set_spotlight(None, None);
        self.notify(Level::Info, "Filters cleared: everything is shown.");
    }
}
