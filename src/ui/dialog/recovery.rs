//! Work that earlier runs left, and how the last one ended.

use std::path::Path;

use egui::{Frame, Margin, ScrollArea, Stroke, Ui};

use crate::file::recovery::CopyOrigin;
use crate::session::{Command, FileSince, FoundWork, Session};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::{named, row_with_end};
use crate::ui::words::{capital, counted, file_name, local_time};

use super::{focused_first, head_ui, main_button, path_ui};

/// What the dialog keeps while it is open.
#[derive(Default)]
pub(super) struct RecoveryUi {
    /// The copy whose deletion was asked for once.
    asked: Option<String>,
    /// Whether it was just now.
    is_asked_now: bool,
}

impl RecoveryUi {
    /// Begins anew.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let found = session.found_work();
        let crash = session.crash_report();
        let title = if crash.is_some() {
            "Entente ended unexpectedly"
        } else {
            "Unsaved work of earlier runs"
        };
        head_ui(ui, title, commands);
        intro_ui(ui, crash.map(|path| path.as_path()), found.len(), commands);
        ui.add_space(8.0);
        let most = (ui.available_height() - 60.0).max(80.0);
        let mut has_default = false;
        ScrollArea::vertical()
            .auto_shrink([false, true])
            .max_height(most)
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - 2.0);
                for work in found {
                    let is_first = !has_default && work.scene.is_ok();
                    has_default |= is_first;
                    self.work_ui(ui, work, is_first, commands);
                    ui.add_space(4.0);
                }
            });
        ui.add_space(4.0);
        let is_any = !found.is_empty();
        row_with_end(
            ui,
            30.0,
            |ui| {
                let later = ui.button(if is_any { "Keep for later" } else { "Close" });
                let later = if has_default {
                    later
                } else {
                    focused_first(ui, later)
                };
                if later.clicked() {
                    commands.push(Command::CloseDialog);
                }
            },
            |ui| {
                if is_any {
                    let words = "What you leave here is offered again at the next start.";
                    text::line(ui, words, &Looks::of(ui).small());
                }
            },
        );
    }

    fn work_ui(
        &mut self,
        ui: &mut Ui,
        work: &FoundWork,
        is_first: bool,
        commands: &mut Vec<Command>,
    ) {
        let window = &style::theme(ui.ctx()).window;
        Frame::new()
            .fill(style::color(window.raised))
            .stroke(Stroke::new(1.0, style::color(window.line)))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(14, 12))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 4.0;
                about_ui(ui, work);
                ui.add_space(6.0);
                ui.horizontal_wrapped(|ui| self.buttons_ui(ui, work, is_first, commands));
            });
    }

    fn buttons_ui(
        &mut self,
        ui: &mut Ui,
        work: &FoundWork,
        is_first: bool,
        commands: &mut Vec<Command>,
    ) {
        let (id, title) = (&work.copy.id, &work.copy.header.title);
        if self.asked.as_ref() == Some(id) {
            self.last_question_ui(ui, id, commands);
            return;
        }
        if work.scene.is_ok() {
            let restore = if is_first {
                let restore = main_button(ui, "Restore");
                focused_first(ui, restore)
            } else {
                ui.button("Restore")
            };
            named(&restore, &format!("Restore {title}"));
            if restore.clicked() {
                commands.push(Command::RestoreCopy(id.clone()));
            }
            let compare = ui
                .button("Compare")
                .on_hover_words("Shows what it has that is not saved, on the map and as a list");
            named(&compare, &format!("Compare {title}"));
            if compare.clicked() {
                commands.push(Command::CompareCopy(id.clone()));
            }
        }
        let delete = ui.button("Delete\u{2026}");
        named(&delete, &format!("Delete {title}"));
        if delete.clicked() {
            self.asked = Some(id.clone());
            self.is_asked_now = true;
        }
    }

    /// Deleting is for good: asked once more, where the button was.
    fn last_question_ui(&mut self, ui: &mut Ui, id: &str, commands: &mut Vec<Command>) {
        text::whole_line(ui, "Delete it for good?", &Looks::of(ui).body());
        let delete = ui.button("Delete for good");
        let keep = ui.button("Keep it");
        if std::mem::take(&mut self.is_asked_now) {
            keep.request_focus();
        }
        if delete.clicked() {
            commands.push(Command::DiscardCopy(id.to_owned()));
        }
        if delete.clicked() || keep.clicked() {
            self.asked = None;
        }
    }
}

/// What happened, and what is to be done about it.
fn intro_ui(ui: &mut Ui, crash: Option<&Path>, found: usize, commands: &mut Vec<Command>) {
    let body = Looks::of(ui).body();
    let work = match (crash.is_some(), found) {
        (true, 0) => "No work that was not saved was found.",
        (true, _) => "The work that was not saved is kept, up to the last moment.",
        (false, 0) => "There is none.",
        (false, _) => "It was not saved when Entente ended. It is kept as it was.",
    };
    let Some(report) = crash else {
        text::label(ui, work, &body);
        return;
    };
    if report.as_os_str().is_empty() {
        let words = format!("{work} No report of what happened could be written.");
        text::label(ui, &words, &body);
        return;
    }
    let words = format!("{work} What happened is told in a report, which nobody is sent:");
    text::label(ui, &words, &body);
    path_ui(ui, report, "the report", commands);
}

/// Title, time, file, what is in it and what became of its file.
fn about_ui(ui: &mut Ui, work: &FoundWork) {
    let looks = Looks::of(ui);
    let header = &work.copy.header;
    row_with_end(
        ui,
        20.0,
        |ui| {
            let time = work.copy.written.and_then(local_time);
            text::line(ui, &time.unwrap_or_default(), &looks.small());
        },
        |ui| text::line(ui, &header.title, &looks.body().bold()),
    );
    let mut parts = Vec::new();
    if header.changes > 0 {
        let changes = usize::try_from(header.changes).unwrap_or(usize::MAX);
        parts.push(counted(changes, "change", "changes"));
    }
    if !header.forms.is_empty() {
        let forms = header.forms.len();
        parts.push(counted(forms, "half-written form", "half-written forms"));
    }
    match &header.origin {
        CopyOrigin::File { path, .. } => {
            parts.push(file_name(path));
            let line = text::line(ui, &parts.join(" \u{b7} "), &looks.small());
            line.on_hover_words(path.display().to_string());
        }
        CopyOrigin::SouthCaucasus | CopyOrigin::Blank => {
            parts.push("never saved".to_owned());
            text::line(ui, &parts.join(" \u{b7} "), &looks.small());
        }
    }
    if let Err(why) = &work.scene {
        let hue = style::color(style::theme(ui.ctx()).window.error);
        text::label(ui, "It cannot be read.", &Look::new(style::size::BODY, hue));
        text::label(ui, why, &looks.small());
        return;
    }
    text::label(ui, &what_changed(work), &looks.body());
    let since = match work.file {
        FileSince::Untitled | FileSince::Same => return,
        FileSince::Changed => {
            "The file was changed since. It stays as it is: saving asks whose is to be kept."
        }
        FileSince::Gone => "The file is not there now, or cannot be read. Saving writes it anew.",
    };
    let hue = style::color(style::theme(ui.ctx()).window.warning);
    text::label(ui, since, &Look::new(style::size::SMALL, hue));
}

/// What the copy has that is not saved, as a sentence.
fn what_changed(work: &FoundWork) -> String {
    if work.summary == "nothing" {
        return "Nothing but what stands in forms.".to_owned();
    }
    match work.file {
        FileSince::Untitled | FileSince::Same => format!("{}.", capital(&work.summary)),
        FileSince::Changed => format!("Against the file as it is now: {}.", work.summary),
        FileSince::Gone => format!("In it: {}.", work.summary),
    }
}
