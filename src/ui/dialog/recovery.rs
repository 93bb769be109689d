//! Work that earlier runs left.

use egui::Ui;

use super::head_ui;
use crate::session::{Command, Session};

/// What earlier runs left.
pub(super) fn recovery_ui(ui: &mut Ui, _session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Unsaved work", commands);
}
