//! A Problem, in a dialog.

use egui::{Color32, Ui};

use crate::model::{Problem, Severity};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};

/// One Problem: how bad, where, what, and what to do.
pub(super) fn problem_ui(ui: &mut Ui, problem: &Problem) {
    let looks = Looks::of(ui);
    let ink = severity_color(ui, problem.severity);
    let place = problem.position.map_or_else(
        || problem.subject.to_string(),
        |position| format!("line {}, column {}", position.line, position.column),
    );
    let head = format!("{} \u{b7} {place}", problem.severity.word());
    text::label(ui, &head, &Look::new(style::size::SMALL, ink).bold());
    text::label(ui, &sentence(&problem.message), &looks.body());
    text::label(ui, &sentence(&problem.hint), &looks.small());
}

/// The colour that a severity is told in.
pub(in crate::ui) fn severity_color(ui: &Ui, severity: Severity) -> Color32 {
    let window = &style::theme(ui.ctx()).window;
    style::color(match severity {
        Severity::Error => window.error,
        Severity::Warning => window.warning,
        Severity::Note => window.text_muted,
    })
}

/// Words of a Problem as a sentence: they are written to stand within a line.
pub(in crate::ui) fn sentence(words: &str) -> String {
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
