//! Where things are kept.

use egui::Ui;

use super::head_ui;
use crate::session::{Command, Session};

/// The folders.
pub(super) fn places_ui(ui: &mut Ui, _session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Where your files are", commands);
}

/// The end of the log.
pub(super) fn log_ui(ui: &mut Ui, _session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Log", commands);
}
