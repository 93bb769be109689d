//! The open file was changed by others.

use egui::Ui;

use super::head_ui;
use crate::session::{Command, Session};

/// What to do when saving would lose what others wrote.
pub(super) fn conflict_ui(ui: &mut Ui, _session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Whose is to be kept?", commands);
}
