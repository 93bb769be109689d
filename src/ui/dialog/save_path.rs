//! A field for the path to save to: for systems without a file dialog.

use egui::Ui;

use crate::session::Command;

use super::open_path::path_ui;

/// What is asked for where something is written.
pub(super) const TARGET: &str =
    "The path of the file; without a folder it goes where Entente was started";

/// Shows the dialog; `path` is what was typed so far.
pub(super) fn save_path_ui(ui: &mut Ui, path: &mut String, commands: &mut Vec<Command>) {
    let entered = path_ui(ui, ("Save as", TARGET, "Save"), path, commands);
    commands.extend(entered.map(|path| Command::SaveTo {
        path,
        may_replace: false,
    }));
}
