//! The texts of the sources: which are held, where, and what nothing refers to.

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::file::snapshots::{Snapshot, SnapshotPlace, SnapshotState};
use crate::model::Source;
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::{named, row_with_end};
use crate::ui::words::{counted, size};

use super::{focused_first, head_ui, path_ui};

/// Height of a row of the list, in points.
const ROW: f32 = 48.0;

/// How urgent a state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Usual,
    Warning,
    Error,
}

/// Shows the dialog.
pub(super) fn snapshots_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Texts of sources", commands);
    let looks = Looks::of(ui);
    let words = "The text of a source is kept as it was when it was added. It lies beside the scene once \
                 that is saved, and is told apart by its SHA-256.";
    text::label(ui, words, &looks.small());
    ui.add_space(4.0);
    let sources = &session.document().scene.sources;
    if sources.is_empty() {
        text::label(ui, "This scene has no sources yet.", &looks.body());
    }
    let most = (ui.available_height() - 150.0).max(2.0 * ROW);
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .max_height(most)
        .show_rows(ui, ROW, sources.len(), |ui, rows| {
            for source in rows.filter_map(|at| sources.at(at)) {
                ui.push_id(source.id.as_str(), |ui| {
                    row_ui(ui, session, source, commands);
                });
            }
        });
    unused_ui(ui, session, commands);
    if let Some(folder) = session.folder_of_texts() {
        ui.add_space(4.0);
        path_ui(ui, &folder, "the folder of the texts", commands);
    }
    ui.add_space(4.0);
    let close = ui.button("Close");
    if focused_first(ui, close).clicked() {
        commands.push(Command::CloseDialog);
    }
}

/// A source, what is known of its text, and what can be done about that.
fn row_ui(ui: &mut Ui, session: &Session, source: &Source, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let snapshot = session.snapshot_of(source);
    let (words, tone) = state_in_words(source, snapshot);
    ui.allocate_ui([ui.available_width(), ROW].into(), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let is_held = snapshot.is_some_and(|it| it.text().is_some());
        row_with_end(
            ui,
            22.0,
            |ui| {
                if is_held {
                    return;
                }
                let add = ui.small_button("Add from a file\u{2026}");
                named(&add, &format!("Add the text of {}", source.title));
                if add.clicked() {
                    commands.push(Command::PickText(Some(source.id.clone())));
                }
            },
            |ui| text::line(ui, &source.title, &looks.body().bold()),
        );
        let window = &style::theme(ui.ctx()).window;
        let hue = match tone {
            Tone::Usual => looks.small().color,
            Tone::Warning => style::color(window.warning),
            Tone::Error => style::color(window.error),
        };
        let line = text::line(ui, &words, &Look::new(style::size::SMALL, hue));
        if let Some((_, path)) = snapshot.and_then(|it| it.found.as_ref()) {
            line.on_hover_words(path.display().to_string());
        }
    });
}

/// What is known of a text, in a line.
fn state_in_words(source: &Source, snapshot: Option<&Snapshot>) -> (String, Tone) {
    if source.sha256.is_none() {
        let words = "No text: add it to check the quotations.";
        return (words.to_owned(), Tone::Usual);
    }
    let Some(snapshot) = snapshot else {
        return ("Being looked for\u{2026}".to_owned(), Tone::Usual);
    };
    let place = snapshot.found.as_ref().map(|(place, _)| *place);
    match &snapshot.state {
        SnapshotState::Held(text) => {
            let long = size(text.len() as u64);
            if let Some(path) = &snapshot.altered {
                let words = format!(
                    "Held ({long}), but what lies beside the scene was changed; saving puts it right: {}",
                    path.display()
                );
                return (words, Tone::Warning);
            }
            let place = match place {
                Some(SnapshotPlace::Beside) => "beside the scene",
                Some(SnapshotPlace::OtherScene) => "beside another scene; saving takes it along",
                Some(SnapshotPlace::Pool) => "in the state folder; saving puts it beside the scene",
                None => "in this window; saving puts it beside the scene",
            };
            (format!("Held {place} \u{b7} {long}"), Tone::Usual)
        }
        SnapshotState::Missing => {
            let words = "Not held: add the text to check the quotations.";
            (words.to_owned(), Tone::Usual)
        }
        SnapshotState::Altered(path) => {
            let words = format!(
                "Altered: what lies there is not the text that was quoted: {}",
                path.display()
            );
            (words, Tone::Error)
        }
        SnapshotState::Unreadable(why) => (format!("It cannot be read: {why}"), Tone::Error),
    }
}

/// What nothing refers to.
fn unused_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let Some(unused) = session.unused_texts().filter(|it| !it.is_empty()) else {
        return;
    };
    let looks = Looks::of(ui);
    let bytes = unused.iter().map(|file| file.bytes).sum();
    ui.add_space(6.0);
    Frame::new()
        .fill(style::color(style::theme(ui.ctx()).window.raised))
        .corner_radius(style::RADIUS)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            row_with_end(
                ui,
                26.0,
                |ui| {
                    if ui.button("Remove").clicked() {
                        commands.push(Command::RemoveUnusedTexts);
                    }
                },
                |ui| {
                    let count = unused.len();
                    let one = "text beside the scene belongs to no source";
                    let many = "texts beside the scene belong to no source";
                    let words = format!("{} ({})", counted(count, one, many), size(bytes));
                    text::line(ui, &words, &looks.body());
                },
            );
            let words =
                "What is removed stays in the state folder for 90 days: undo finds it there.";
            text::label(ui, words, &looks.small());
        });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures;

    #[test]
    fn every_state_is_said_in_words() {
        let scene = fixtures::scene(&[]);
        let bare = scene.sources.at(0).expect("one").clone();
        let named = Source {
            sha256: Some("a".repeat(64)),
            ..bare.clone()
        };
        let words = |source: &Source, snapshot: Option<&Snapshot>| state_in_words(source, snapshot);
        assert!(words(&bare, None).0.starts_with("No text"));
        assert!(words(&named, None).0.starts_with("Being looked for"));
        let held = Snapshot::at_hand("a text".into());
        let (said, tone) = words(&named, Some(&held));
        assert!(said.ends_with("6 bytes") && tone == Tone::Usual, "{said}");
        let mut altered = held;
        altered.state = SnapshotState::Altered("/x".into());
        let (said, tone) = words(&named, Some(&altered));
        assert!(said.ends_with("/x") && tone == Tone::Error, "{said}");
    }
}
