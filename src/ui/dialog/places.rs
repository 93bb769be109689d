//! Where things are kept, and the end of the log.

use std::path::{Path, PathBuf};

use egui::text::LayoutJob;
use egui::{Frame, Margin, ScrollArea, Ui};

use crate::file::dirs::Dirs;
use crate::session::{Command, Dialog, Session};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::row_with_end;

use super::{focused_first, head_ui, path_ui};

/// Where there is no place for anything.
const NOWHERE: &str = "This system has no place for it: nothing but your own files is kept.";

/// What is kept somewhere.
struct Place {
    name: &'static str,
    words: &'static str,
    path: PathBuf,
}

/// The folders.
pub(super) fn places_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Where your files are", commands);
    let looks = Looks::of(ui);
    let words = "Your scenes are where you save them. Beside that, Entente keeps what is listed here, \
                 and nothing elsewhere. Starting it with --data-dir FOLDER moves all of it into one folder.";
    text::label(ui, words, &looks.body());
    ui.add_space(6.0);
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 10.0);
            if let Some(path) = session.document().file() {
                let words = "The scene that is open now.";
                place_ui(ui, "This scene", words, path, commands);
            }
            let Some(dirs) = session.dirs() else {
                text::label(ui, NOWHERE, &looks.body());
                return;
            };
            for place in places(dirs) {
                place_ui(ui, place.name, place.words, &place.path, commands);
            }
        });
}

fn places(dirs: &Dirs) -> [Place; 7] {
    let place = |name, words, path| Place { name, words, path };
    [
        place(
            "Settings",
            "Theme, scale, panels, the list of recent files.",
            dirs.settings_file(),
        ),
        place(
            "Unsaved work",
            "A copy of what is not saved, for the case of a crash; gone once it is saved.",
            dirs.recovery(),
        ),
        place(
            "Versions",
            "The last ten states of each file; a path.txt says whose they are.",
            dirs.versions(),
        ),
        place(
            "Texts",
            "Texts of sources, each from the moment it is added; saving puts them beside the scene too.",
            dirs.snapshots(),
        ),
        place(
            "Crash reports",
            "How Entente ended unexpectedly, for whoever is to mend it. Nobody is sent them.",
            dirs.reports(),
        ),
        place(
            "Log",
            "What was done and what failed; of more than a megabyte the older part is put aside.",
            dirs.log_file(),
        ),
        place(
            "State",
            "Holds all of these but the settings, and locks of open files and the window\u{2019}s place.",
            dirs.state().to_path_buf(),
        ),
    ]
}

fn place_ui(ui: &mut Ui, name: &str, words: &str, path: &Path, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    ui.add_space(4.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(110.0);
            text::line(ui, name, &looks.body().bold());
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            text::label(ui, words, &looks.body());
            path_ui(ui, path, &name.to_lowercase(), commands);
        });
    });
}

/// The end of the log.
pub(super) fn log_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Log", commands);
    let looks = Looks::of(ui);
    let Some(dirs) = session.dirs() else {
        text::label(ui, NOWHERE, &looks.body());
        return;
    };
    path_ui(ui, &dirs.log_file(), "the log", commands);
    ui.add_space(4.0);
    let lines = match session.log_tail().map(|tail| &tail.lines) {
        None => &[][..],
        Some(Ok(lines)) => lines,
        Some(Err(why)) => {
            text::label(ui, why, &looks.body());
            &[][..]
        }
    };
    let height = (ui.available_height() - 50.0).max(80.0);
    let window = &style::theme(ui.ctx()).window;
    Frame::new()
        .fill(style::color(window.raised))
        .corner_radius(style::RADIUS)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::both()
                .auto_shrink([false, false])
                .max_height(height)
                .stick_to_bottom(true)
                .show(ui, |ui| {
                    let label = egui::Label::new(log_job(ui, lines));
                    ui.add(label.extend().selectable(true));
                });
        });
    ui.add_space(6.0);
    row_with_end(
        ui,
        30.0,
        |ui| {
            let refresh = ui.button("Refresh");
            if focused_first(ui, refresh).clicked() {
                commands.push(Command::Show(Dialog::Log));
            }
            let copy = ui.add_enabled(!lines.is_empty(), egui::Button::new("Copy all"));
            if copy.clicked() {
                commands.push(Command::Copy(lines.join("\n")));
            }
        },
        |ui| {
            let words = format!("The last {} lines", lines.len());
            text::line(ui, &words, &looks.small());
        },
    );
}

/// The lines, with what went wrong in its colour.
fn log_job(ui: &Ui, lines: &[String]) -> LayoutJob {
    let window = &style::theme(ui.ctx()).window;
    let look = |color| Look::new(style::size::SMALL, style::color(color));
    let (usual, warning, error) = (look(window.text), look(window.warning), look(window.error));
    let mut job = LayoutJob::default();
    job.wrap.max_width = f32::INFINITY;
    for (at, line) in lines.iter().enumerate() {
        // `[2026-01-26T10:00:00.000Z WARN  entente::session] words`
        let level = line.split_whitespace().nth(1);
        let look = match level {
            Some("WARN") => &warning,
            Some("ERROR") => &error,
            _ => &usual,
        };
        let end = if at + 1 < lines.len() { "\n" } else { "" };
        text::append(&mut job, &format!("{line}{end}"), look);
    }
    job
}
