//! What the scene can be handed out as, and where to.

use std::path::{Path, PathBuf};

use egui::{Key, Margin, TextEdit, Ui};

use crate::export::Handout;
use crate::session::{Command, Dialog, Session};
use crate::ui::text::{self, Looks};
use crate::ui::widget::named;

use super::{focused_first, head_ui, main_button};

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
    head_ui(ui, handout.label(), commands);
    text::label(
        ui,
        "The path of the file; without a folder it goes where Entente was started",
        &Looks::of(ui).small(),
    );
    ui.add_space(4.0);
    let field = TextEdit::singleline(path)
        .char_limit(4096)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let field = ui.add(field);
    named(&field, "Path");
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if ui.memory(|memory| memory.focused().is_none()) && !is_entered {
        field.request_focus();
    }
    ui.add_space(10.0);
    let has_path = !path.trim().is_empty();
    let is_pressed = ui
        .horizontal(|ui| {
            let main = ui.add_enabled_ui(has_path, |ui| main_button(ui, "Export"));
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
            main.inner.clicked()
        })
        .inner;
    if (is_entered || is_pressed) && has_path {
        commands.push(Command::ExportTo {
            handout,
            path: PathBuf::from(path.trim()),
            may_replace: false,
        });
    }
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
