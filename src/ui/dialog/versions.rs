//! The earlier versions of the open file.

use egui::Ui;

use super::head_ui;
use crate::session::{Command, Session};

/// The versions, to look at and go back to.
pub(super) fn versions_ui(ui: &mut Ui, _session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Versions", commands);
}
