//! A field for the path of a scene: for systems without a file dialog, and for
//! who has the path at hand.

use std::path::PathBuf;

use egui::{Key, Margin, Ui};

use crate::model::SourceId;
use crate::session::Command;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{TextField, named};

use super::{head_ui, main_button};

/// Shows the dialog; `path` is what was typed so far.
pub(super) fn open_path_ui(ui: &mut Ui, path: &mut String, commands: &mut Vec<Command>) {
    let entered = path_ui(ui, ("Open a path", SCENE, "Open"), path, commands);
    commands.extend(entered.map(|path| Command::Open {
        path,
        allow_large: false,
    }));
}

/// The same for a file to compare with.
pub(super) fn compare_path_ui(ui: &mut Ui, path: &mut String, commands: &mut Vec<Command>) {
    let entered = path_ui(
        ui,
        ("Compare with a path", SCENE, "Compare"),
        path,
        commands,
    );
    commands.extend(entered.map(Command::CompareFile));
}

/// The same for a file with the text of a source.
pub(super) fn text_path_ui(
    ui: &mut Ui,
    into: Option<&SourceId>,
    path: &mut String,
    commands: &mut Vec<Command>,
) {
    let words = "The path of a text file, a web page or a PDF";
    let entered = path_ui(
        ui,
        ("Add the text of a source", words, "Add"),
        path,
        commands,
    );
    commands.extend(entered.map(|path| Command::ImportText {
        path,
        into: into.cloned(),
    }));
}

/// The same for a file to pack the scene into.
pub(super) fn send_path_ui(
    ui: &mut Ui,
    with_texts: bool,
    path: &mut String,
    commands: &mut Vec<Command>,
) {
    let words = "The path of the archive; without a folder it goes where Entente was started";
    let entered = path_ui(ui, ("Send to a colleague", words, "Pack"), path, commands);
    commands.extend(entered.map(|path| Command::SendToColleague {
        path,
        with_texts,
        may_replace: false,
    }));
}

/// The same for a table of claims.
pub(super) fn claims_path_ui(ui: &mut Ui, path: &mut String, commands: &mut Vec<Command>) {
    let example = "The path of a table of claims, such as claims.csv";
    let words = ("Import claims from CSV", example, "Read it");
    let entered = path_ui(ui, words, path, commands);
    commands.extend(entered.map(Command::ReadClaims));
}

/// What is asked for where a scene is.
const SCENE: &str = "The path of a scene file, such as scenes/south_caucasus.ron";

/// A field for a path with a button of its own; gives what was entered.
pub(super) fn path_ui(
    ui: &mut Ui,
    (title, example, button): (&str, &str, &str),
    path: &mut String,
    commands: &mut Vec<Command>,
) -> Option<PathBuf> {
    head_ui(ui, title, commands);
    text::label(ui, example, &Looks::of(ui).small());
    ui.add_space(4.0);
    let field = TextField::singleline(path)
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
    let is_pressed = ui
        .horizontal(|ui| {
            let main = ui.add_enabled_ui(!path.trim().is_empty(), |ui| main_button(ui, button));
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
            main.inner.clicked()
        })
        .inner;
    let is_done = (is_entered || is_pressed) && !path.trim().is_empty();
    is_done.then(|| PathBuf::from(path.trim()))
}
