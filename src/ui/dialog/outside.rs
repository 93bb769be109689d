//! The open file was changed by others, and saving would lose that.

use egui::{Response, Ui, Vec2};

use crate::session::{Command, OutsideChoice, Session};
use crate::ui::text::{self, Looks};
use crate::ui::words::file_name;

use super::{focused_first, head_ui, path_ui};

/// Width of the buttons, in points.
const BUTTONS: f32 = 168.0;

/// What to do when saving would lose what others wrote.
pub(super) fn conflict_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Nothing was saved yet", commands);
    let document = session.document();
    let path = document.file();
    let name = path.map_or_else(|| document.name(), file_name);
    let words = format!(
        "{name} was changed by another program or another window since you opened or saved it. \
         Whose is to be kept?"
    );
    text::label(ui, &words, &Looks::of(ui).body());
    if let Some(path) = path {
        path_ui(ui, path, "the file", commands);
    }
    ui.add_space(8.0);
    let mut offer = |ui: &mut Ui, name: &str, words: &str, choice| {
        let button = row_ui(ui, name, words);
        if button.clicked() {
            commands.push(Command::Outside(choice));
        }
        button
    };
    let compare = offer(
        ui,
        "Compare",
        "Shows what differs, on the map and as a list, and comes back here.",
        OutsideChoice::Compare,
    );
    // What takes the place of another\u{2019}s work takes a decision, not a slip of the finger.
    focused_first(ui, compare);
    offer(
        ui,
        "Save mine as a copy\u{2026}",
        "Yours goes under another name; the file stays as they left it.",
        OutsideChoice::SaveCopy,
    );
    if session.has_unsaved() {
        offer(
            ui,
            "Take both",
            "Takes in what they changed, as a step that can be undone. Where both changed the same, \
             yours stays and you are told.",
            OutsideChoice::Merge,
        );
    }
    offer(
        ui,
        "Keep mine",
        "Yours takes the place of theirs, which is kept under File > Versions.",
        OutsideChoice::KeepMine,
    );
    offer(
        ui,
        "Reload theirs",
        "Shows what the file holds now. Undo brings yours back.",
        OutsideChoice::Reload,
    );
    ui.add_space(6.0);
    if ui.button("Cancel").clicked() {
        commands.push(Command::CloseDialog);
    }
}

/// A button, and beside it what it does.
fn row_ui(ui: &mut Ui, name: &str, words: &str) -> Response {
    ui.horizontal_top(|ui| {
        let button = ui.add(egui::Button::new(name).min_size(Vec2::new(BUTTONS, 28.0)));
        ui.vertical(|ui| {
            ui.add_space(5.0);
            text::label(ui, words, &Looks::of(ui).body());
        });
        button
    })
    .inner
}
