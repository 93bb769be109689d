//! What the scene can be handed out as, and where to.

use std::path::Path;

use egui::Ui;

use crate::export::Handout;
use crate::session::{Command, Dialog, Session};
use crate::ui::text::{self, Looks};

use super::save_path::TARGET;
use super::{focused_first, head_ui, main_button, open_path};

/// Shows the choice.
pub(super) fn export_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Export", commands);
    let scene = &session.document().scene;
    let looks = Looks::of(ui);
    for handout in Handout::ALL {
        let is_empty = match handout {
            Handout::ClaimsCsv | Handout::ClaimsMarkdown => scene.claims.is_empty(),
            Handout::SourcesCslJson | Handout::SourcesBibtex => scene.sources.is_empty(),
            Handout::MapSvg | Handout::MapPng => false,
        };
        let words = format!("{}\u{2026}", handout.label());
        let button = ui.add_enabled_ui(!is_empty, |ui| ui.button(words)).inner;
        let button = if handout == Handout::ClaimsCsv && !is_empty {
            focused_first(ui, button)
        } else {
            button
        };
        if button.clicked() {
            commands.push(Command::Export(handout));
        }
        let words = if is_empty {
            "The scene has none."
        } else {
            handout.purpose()
        };
        text::label(ui, words, &looks.small());
        ui.add_space(8.0);
    }
}

/// Shows a field for the path, for systems without a file dialog; `path` is what
/// was typed so far.
pub(super) fn path_ui(
    ui: &mut Ui,
    handout: Handout,
    path: &mut String,
    commands: &mut Vec<Command>,
) {
    let words = (handout.label(), TARGET, "Export");
    let entered = open_path::path_ui(ui, words, path, commands);
    commands.extend(entered.map(|path| Command::ExportTo {
        handout,
        path,
        may_replace: false,
    }));
}

/// Asks before a file is replaced.
pub(super) fn replace_ui(ui: &mut Ui, handout: Handout, path: &Path, commands: &mut Vec<Command>) {
    head_ui(ui, "Replace the file?", commands);
    let looks = Looks::of(ui);
    let words = "There is a file of this name. Exporting replaces it for good: no version of it \
                 is kept.";
    text::label(ui, words, &looks.body());
    text::label(ui, &path.display().to_string(), &looks.small());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if main_button(ui, "Replace it").clicked() {
            commands.push(Command::ExportTo {
                handout,
                path: path.to_owned(),
                may_replace: true,
            });
        }
        if ui.button("Choose another name").clicked() {
            let other = Dialog::ExportPath(handout, path.to_owned());
            commands.push(Command::Show(other));
        }
        let cancel = ui.button("Cancel");
        // What cannot be undone takes a decision, not a slip of the finger.
        if focused_first(ui, cancel).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}
