//! When it happened, as printed and on the calendar, or that it is a forecast.

use egui::Ui;

use super::Parts;
use crate::model::{DateRange, PrintedDate};
use crate::session::{ClaimDraft, ClaimField};
use crate::ui::form::{add_button, remark, shared_widths, side_by_side};
use crate::ui::widget::check;

/// What can be written as a date.
const ACCEPTED: &str = "2023, 2025-03, 2025-03-14, or a range: 2023..2025-03";

pub(super) fn date_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let widths = shared_widths(ui.available_width(), &[0.0, 0.0]);
    let fields = &mut *parts.fields;
    side_by_side(ui, &widths, |ui, at| {
        if at == 0 {
            let words = &mut draft.date_printed;
            let hint = "last year";
            fields.line(ui, ClaimField::Printed, "Date as printed", hint, words);
        } else {
            let words = &mut draft.date_resolved;
            let hint = "2025, 2026-01-26";
            fields.line(
                ui,
                ClaimField::Resolved,
                "Date on the calendar",
                hint,
                words,
            );
        }
    });
    reading_ui(ui, draft, parts);
    if !draft.date_printed.is_empty() || !draft.date_resolved.is_empty() {
        let hint = "inferred: the article is from January 2026";
        let words = &mut draft.date_note;
        parts.fields.line(
            ui,
            ClaimField::DateNote,
            "How the date was resolved",
            hint,
            words,
        );
    }
    ui.push_id("forecast", |ui| {
        let words = "A forecast: it has not happened, whatever its date";
        check(ui, &mut draft.is_forecast, "A forecast", words);
    });
}

/// What is read of the date, as a sentence; where nothing can be, what would be.
fn reading_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &Parts<'_, '_>) {
    let resolved = draft.date_resolved.trim();
    if !resolved.is_empty() {
        match DateRange::read(resolved) {
            Ok(date) => remark(ui, &sentence(date)),
            Err(_what_stands_under_the_field) => {
                remark(ui, &format!("Not read yet. Accepted: {ACCEPTED}"));
            }
        }
        return;
    }
    let printed = draft.date_printed.trim();
    if printed.is_empty() {
        return;
    }
    let as_of = parts.session.document().scene.as_of;
    let Some(read) = PrintedDate::read(printed, as_of) else {
        let words = format!("Stays as printed, without a place in time. For one, write {ACCEPTED}");
        remark(ui, &words);
        return;
    };
    remark(ui, &format!("Reads as {}", read.words));
    if let Some(range) = read.range
        && add_button(ui, &format!("Take {}", range.in_words())).clicked()
    {
        draft.date_resolved = range.to_string();
        if draft.date_note.trim().is_empty() {
            draft.date_note = read.words;
        }
    }
}

fn sentence(date: DateRange) -> String {
    let days = |day: jiff::civil::Date| {
        let day = DateRange::read(&day.to_string());
        day.map_or_else(|_| String::new(), DateRange::in_words)
    };
    let (first, last) = (date.first_day(), date.last_day());
    if first == last {
        format!("Read as {}", date.in_words())
    } else {
        format!(
            "Read as {}: from {} to {}",
            date.in_words(),
            days(first),
            days(last)
        )
    }
}
