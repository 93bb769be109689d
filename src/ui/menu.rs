//! The menus.

use egui::Ui;

use crate::file::{settings::ThemePreference, store};
use crate::session::{Command, Dialog, Example, Session};

use super::shortcuts::{self, SHORTCUTS};
use super::text::{self, Hover as _, Looks};
use super::widget::check;

/// Shows File, Edit, View and Help.
pub(super) fn menus_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    egui::containers::menu::menu_style(ui.style_mut());
    ui.horizontal(|ui| {
        ui.menu_button("File", |ui| file_ui(ui, session, commands));
        ui.menu_button("Edit", |ui| edit_ui(ui, session, commands));
        ui.menu_button("View", |ui| view_ui(ui, session, commands));
        ui.menu_button("Help", |ui| help_ui(ui, session, commands));
    });
}

/// An entry that has a key: name and key come from the table of keys.
fn entry(ui: &mut Ui, name: &str, session: &Session, commands: &mut Vec<Command>) {
    entry_as(ui, name, name, true, session, commands);
}

/// An entry that has a key and says more than its name, or cannot be chosen now.
fn entry_as(
    ui: &mut Ui,
    name: &str,
    words: &str,
    can_be: bool,
    session: &Session,
    commands: &mut Vec<Command>,
) {
    let keys = shortcuts::keys_of(ui.ctx(), name).unwrap_or_default();
    let words = text::job(words, &Looks::of(ui).body(), f32::INFINITY);
    if ui
        .add_enabled(can_be, egui::Button::new(words).shortcut_text(keys))
        .clicked()
        && let Some(shortcut) = SHORTCUTS.iter().find(|shortcut| shortcut.name == name)
    {
        commands.push((shortcut.command)(session));
    }
}

fn file_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    ui.set_min_width(220.0);
    entry(ui, "New scene", session, commands);
    entry(ui, "Open\u{2026}", session, commands);
    entry(ui, "Open a path\u{2026}", session, commands);
    ui.menu_button("Open recent", |ui| recent_ui(ui, session, commands));
    ui.menu_button("Examples", |ui| {
        for (name, example) in [
            ("South Caucasus relations", Example::SouthCaucasus),
            ("Blank scene", Example::Blank),
        ] {
            if ui.button(name).clicked() {
                commands.push(Command::OpenExample(example));
            }
        }
    });
    ui.separator();
    entry(ui, "Save", session, commands);
    entry(ui, "Save as\u{2026}", session, commands);
    ui.separator();
    entry(ui, "Quit", session, commands);
}

fn edit_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    ui.set_min_width(220.0);
    let history = session.history();
    for (name, step) in [("Undo", history.next_undo()), ("Redo", history.next_redo())] {
        let words = step.map_or_else(|| name.to_owned(), |step| format!("{name}: {}", step.label));
        entry_as(ui, name, &words, step.is_some(), session, commands);
    }
    ui.separator();
    let has_selection = !session.selection().is_empty();
    entry_as(ui, "Delete", "Delete", has_selection, session, commands);
    entry(ui, "Select all", session, commands);
}

fn recent_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    ui.set_min_width(260.0);
    let recent = &session.settings().recent;
    if recent.is_empty() {
        ui.add_enabled(false, egui::Button::new("No files yet"));
        return;
    }
    for path in recent {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        let response = ui
            .add_enabled(
                store::exists(path),
                egui::Button::new(text::job(&name, &Looks::of(ui).body(), f32::INFINITY)),
            )
            .on_hover_words(path.display().to_string())
            .on_disabled_hover_text(format!("{} is not there any more", path.display()));
        if response.clicked() {
            commands.push(Command::Open {
                path: path.clone(),
                allow_large: false,
            });
        }
    }
    ui.separator();
    if ui.button("Clear the list").clicked() {
        commands.push(Command::ClearRecent);
    }
}

fn view_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    ui.set_min_width(220.0);
    for name in [
        "Show everything",
        "Show the selection",
        "Actual size",
        "Zoom in",
        "Zoom out",
    ] {
        entry(ui, name, session, commands);
    }
    ui.separator();
    for name in [
        "Unknown ties",
        "Left panel",
        "Right panel",
        "Claims in time",
    ] {
        let is_on = match name {
            "Unknown ties" => session.view().is_showing_unknown,
            "Left panel" => session.settings().left_panel.is_open,
            "Right panel" => session.settings().right_panel.is_open,
            _ => session.settings().bottom_panel.is_open,
        };
        let mut is_now_on = is_on;
        if check(ui, &mut is_now_on, name, name).clicked()
            && let Some(shortcut) = SHORTCUTS.iter().find(|shortcut| shortcut.name == name)
        {
            commands.push((shortcut.command)(session));
        }
    }
    ui.separator();
    for (name, choice) in [
        ("Theme as the system", ThemePreference::System),
        ("Light theme", ThemePreference::Light),
        ("Dark theme", ThemePreference::Dark),
    ] {
        let mut is_on = session.settings().theme == choice;
        if check(ui, &mut is_on, name, name).clicked() {
            commands.push(Command::SetTheme(choice));
        }
    }
    ui.separator();
    entry(ui, "Clear filters", session, commands);
    entry(ui, "Full screen", session, commands);
}

fn help_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    ui.set_min_width(180.0);
    entry(ui, "Keys", session, commands);
    entry(ui, "Problems", session, commands);
    ui.separator();
    if ui.button("About Entente\u{2026}").clicked() {
        commands.push(Command::Show(Dialog::About));
    }
}
