//! Showing everything again.

use crate::model::Filter;
use crate::session::{Level, Session};

impl Session {
    pub(super) fn clear_filter(&mut self) {
        if !self.filter.is_clear() {
            self.filter = Filter::default();
            self.notify(Level::Info, "Filters cleared: everything is shown.");
        }
    }
}
