//! The Problems of the scene.

use egui::{ScrollArea, Ui};

use crate::model::{Problem, Severity, Subject};
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};

use super::head_ui;

/// At most so many are shown at once, the worst first: nobody reads more, and
/// `entente check` lists them all.
const MOST_SHOWN: usize = 200;

/// Shows the dialog: errors first.
pub(super) fn problems_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Problems", commands);
    let problems = &session.document().problems;
    if problems.is_empty() {
        text::label(ui, "Nothing was found.", &Looks::of(ui).body());
        return;
    }
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for problem in problems.iter().take(MOST_SHOWN) {
                problem_ui(ui, problem);
                if matches!(
                    problem.subject,
                    Subject::Actor(_) | Subject::Tie(_) | Subject::Claim(_)
                ) {
                    let words = format!("Show {}", problem.subject);
                    if ui.link(words).clicked() {
                        commands.push(Command::Select(problem.subject.clone()));
                        commands.push(Command::CloseDialog);
                    }
                }
                ui.add_space(8.0);
            }
            let more = problems.len().saturating_sub(MOST_SHOWN);
            if more > 0 {
                let words = format!("And {more} more: entente check lists them all.");
                text::label(ui, &words, &Looks::of(ui).small());
            }
        });
}

/// One Problem: how bad, where, what, and what to do.
pub(super) fn problem_ui(ui: &mut Ui, problem: &Problem) {
    let looks = Looks::of(ui);
    let window = &style::theme(ui.ctx()).window;
    let hue = match problem.severity {
        Severity::Error => window.error,
        Severity::Warning => window.warning,
        Severity::Note => window.text_muted,
    };
    let place = problem.position.map_or_else(
        || problem.subject.to_string(),
        |position| format!("line {}, column {}", position.line, position.column),
    );
    let head = format!("{} \u{b7} {place}", problem.severity.word());
    text::label(
        ui,
        &head,
        &Look::new(style::size::SMALL, style::color(hue)).bold(),
    );
    text::label(ui, &sentence(&problem.message), &looks.body());
    text::label(ui, &sentence(&problem.hint), &looks.small());
}

/// Words of a Problem as a sentence: they are written to stand within a line.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let end = if words.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{}{}{end}", first.to_uppercase(), chars.as_str())
}
