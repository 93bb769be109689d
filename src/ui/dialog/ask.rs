//! Dialogs that ask before something is done.

use std::path::Path;

use egui::{ScrollArea, Ui};

use crate::session::{Command, Dialog, Form, FormCommand, Session, Then, host_of};
use crate::ui::text::{self, Looks};
use crate::ui::words::counted;

use super::problems::problem_ui;
use super::{focused_first, head_ui, main_button};

/// A file over the size limit.
pub(super) fn too_large_ui(ui: &mut Ui, path: &Path, bytes: u64, commands: &mut Vec<Command>) {
    head_ui(ui, "Open a large file?", commands);
    let looks = Looks::of(ui);
    let size = bytes as f64 / f64::from(1 << 20);
    let words = format!(
        "The file has {size:.1} MB, more than the 64 MB of a usual scene. Reading it takes time and memory. \
         What is open now stays open until it is read."
    );
    text::label(ui, &words, &looks.body());
    text::label(ui, &path.display().to_string(), &looks.small());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let open = main_button(ui, "Open it");
        if focused_first(ui, open).clicked() {
            commands.push(Command::Open {
                path: path.to_owned(),
                allow_large: true,
            });
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// A file with errors.
pub(super) fn incomplete_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "This scene has errors", commands);
    let Some(pending) = session.pending() else {
        commands.push(Command::CloseDialog);
        return;
    };
    let looks = Looks::of(ui);
    let words = format!(
        "{} has {}. It can be opened without what they concern; the file itself stays as it is. \
         What is open now stays open if you cancel.",
        pending.name(),
        counted(pending.reading_errors().count(), "error", "errors")
    );
    text::label(ui, &words, &looks.body());
    ui.add_space(8.0);
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .max_height(300.0)
        .show(ui, |ui| {
            for problem in pending.reading_errors() {
                problem_ui(ui, problem);
                ui.add_space(8.0);
            }
        });
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let open = main_button(ui, "Open without them");
        if focused_first(ui, open).clicked() {
            commands.push(Command::OpenPending);
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// An address: the host is shown before it is opened.
pub(super) fn url_ui(ui: &mut Ui, url: &str, commands: &mut Vec<Command>) {
    head_ui(ui, "Open in the browser?", commands);
    let looks = Looks::of(ui);
    text::label(
        ui,
        "This address comes from the scene. It leads to",
        &looks.body(),
    );
    text::label(ui, host_of(url).unwrap_or("nowhere"), &looks.title());
    text::label(ui, url, &looks.small());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if main_button(ui, "Open").clicked() {
            commands.push(Command::OpenUrl(url.to_owned()));
        }
        if ui.button("Copy the address").clicked() {
            commands.push(Command::Copy(url.to_owned()));
        }
        let cancel = ui.button("Cancel");
        // Opening what a file says takes a decision, not a slip of the finger.
        if focused_first(ui, cancel).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// A file of this name is there already.
pub(super) fn replace_ui(ui: &mut Ui, path: &Path, commands: &mut Vec<Command>) {
    head_ui(ui, "Replace the file?", commands);
    let looks = Looks::of(ui);
    let words = "There is a file of this name. Saving replaces it; what it holds now is kept, and found \
                 under File > Versions once it is saved.";
    text::label(ui, words, &looks.body());
    text::label(ui, &path.display().to_string(), &looks.small());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if main_button(ui, "Replace it").clicked() {
            commands.push(Command::SaveTo {
                path: path.to_owned(),
                may_replace: true,
            });
        }
        if ui.button("Choose another name").clicked() {
            commands.push(Command::Show(Dialog::SavePath(path.to_owned())));
        }
        let cancel = ui.button("Cancel");
        // What cannot be undone takes a decision, not a slip of the finger.
        if focused_first(ui, cancel).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// Changes, or what stands in forms, that would be lost.
pub(super) fn unsaved_ui(ui: &mut Ui, session: &Session, then: Then, commands: &mut Vec<Command>) {
    let drafts = session.drafts().changed();
    let has_unsaved = session.has_unsaved();
    let title = if has_unsaved {
        "Save the changes?"
    } else {
        "Give up what is half written?"
    };
    head_ui(ui, title, commands);
    let looks = Looks::of(ui);
    let what = match then {
        Then::Open => "Opening another scene",
        Then::Quit => "Ending Entente",
    };
    if has_unsaved {
        let saved = session.document().saved();
        let steps = session.history().steps_from(saved);
        let steps = steps.map_or_else(String::new, |count| {
            format!(" ({})", counted(count, "step", "steps"))
        });
        let words = format!(
            "\u{201c}{}\u{201d} has changes that are not saved{steps}. {what} loses them.",
            session.document().scene.title
        );
        text::label(ui, &words, &looks.body());
    }
    if let Some(words) = half_filled(&drafts) {
        text::label(ui, &format!("{words} {what} loses it."), &looks.body());
    }
    ui.add_space(12.0);
    ui.horizontal_wrapped(|ui| {
        let back = drafts.into_iter().next().map(|form| {
            let back = ui.button("Go back to it");
            if back.clicked() {
                commands.push(Command::CloseDialog);
                commands.push(Command::Form(FormCommand::Open(form)));
            }
            back
        });
        let save = has_unsaved.then(|| {
            let save = main_button(ui, "Save");
            if save.clicked() {
                commands.push(Command::SaveThen(then));
            }
            save
        });
        if let Some(first) = back.or(save) {
            focused_first(ui, first);
        }
        let words = if has_unsaved {
            "Discard the changes"
        } else {
            "Discard it"
        };
        if ui.button(words).clicked() {
            commands.push(Command::DiscardThen(then));
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// What stands in forms and is not part of the scene.
fn half_filled(drafts: &[Form]) -> Option<String> {
    let what = match drafts {
        [] => return None,
        [Form::Claim(_)] => "A half-filled claim is".to_owned(),
        [Form::Source(_)] => "A half-filled source is".to_owned(),
        [Form::Properties] => "What was typed in the scene properties is".to_owned(),
        many => format!("What stands in {} half-filled forms is", many.len()),
    };
    Some(format!(
        "{what} not part of the scene; saving the scene does not keep it."
    ))
}
