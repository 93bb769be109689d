//! What a table of claims would add and change, before it is taken.

use egui::{ScrollArea, Ui};

use crate::file::claims_csv::{ClaimRow, MAX_ROWS_TOLD, RowOutcome};
use crate::model::Severity;
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::heading;
use crate::ui::words::counted;

use super::problems::problem_ui;
use super::{focused_first, head_ui, main_button};

/// At most so many problems are shown.
const MOST_PROBLEMS: usize = 200;
/// Height of each of the two lists, in points.
const LIST: f32 = 220.0;

/// Shows the dialog.
pub(super) fn import_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Import claims from CSV", commands);
    let Some(import) = session.claims_import() else {
        commands.push(Command::CloseDialog);
        return;
    };
    let table = &import.table;
    let (added, changed, same) = table.counts();
    let looks = Looks::of(ui);
    let words = format!(
        "{}: {} to add, {changed} to change, {same} the same. No claim is deleted.",
        import.name,
        counted(added, "claim", "claims"),
    );
    text::label(ui, &words, &looks.body());
    if table.wrong_rows > 0 {
        let color = style::color(style::theme(ui.ctx()).window.error);
        let words = format!(
            "{} cannot be taken. Nothing is taken unless you leave them out; the file stays as it is.",
            counted(table.wrong_rows, "row", "rows")
        );
        text::label(ui, &words, &Look::new(style::size::BODY, color));
    }
    ui.add_space(8.0);
    problems_ui(ui, session);
    rows_ui(ui, &table.rows);
    ui.add_space(12.0);
    let total = added + changed;
    ui.horizontal(|ui| {
        let words = match table.wrong_rows {
            0 => format!("Import {}", counted(total, "claim", "claims")),
            wrong => format!(
                "Import {}, leave out {}",
                counted(total, "claim", "claims"),
                counted(wrong, "row", "rows")
            ),
        };
        let take = ui.add_enabled_ui(total > 0, |ui| main_button(ui, &words));
        let cancel = ui.button("Cancel");
        // Leaving rows out takes a decision, not a slip of the finger.
        let (take, cancel) = if table.wrong_rows == 0 && total > 0 {
            (focused_first(ui, take.inner), cancel)
        } else {
            (take.inner, focused_first(ui, cancel))
        };
        if take.clicked() {
            commands.push(Command::TakeClaims);
        }
        if cancel.clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

fn problems_ui(ui: &mut Ui, session: &Session) {
    let Some(import) = session.claims_import() else {
        return;
    };
    let problems = &import.table.problems;
    if problems.is_empty() {
        return;
    }
    heading(ui, "What was found");
    ScrollArea::vertical()
        .id_salt("found")
        .auto_shrink([false, true])
        .max_height(LIST)
        .show(ui, |ui| {
            // What keeps a row out comes before what is only worth knowing.
            for severity in [Severity::Error, Severity::Warning, Severity::Note] {
                let of_it = problems.iter().filter(|it| it.severity == severity);
                for problem in of_it.take(MOST_PROBLEMS) {
                    problem_ui(ui, problem);
                    ui.add_space(8.0);
                }
            }
        });
    ui.add_space(8.0);
}

fn rows_ui(ui: &mut Ui, rows: &[ClaimRow]) {
    let new: Vec<&ClaimRow> = rows
        .iter()
        .filter(|row| row.outcome != RowOutcome::Same)
        .take(MAX_ROWS_TOLD)
        .collect();
    if new.is_empty() {
        return;
    }
    let looks = Looks::of(ui);
    heading(ui, "What would change");
    ScrollArea::vertical()
        .id_salt("rows")
        .auto_shrink([false, true])
        .max_height(LIST)
        .show(ui, |ui| {
            for row in &new {
                let what = match &row.outcome {
                    RowOutcome::Added => "new".to_owned(),
                    RowOutcome::Changed(columns) => columns.join(", "),
                    RowOutcome::Same => String::new(),
                };
                let head = format!("{} \u{b7} {what}", row.claim.id);
                text::label(ui, &head, &looks.small().bold());
                text::label(ui, &row.claim.statement, &looks.body());
                ui.add_space(6.0);
            }
        });
}
