//! When it happened, how it ranks, what it repeats, and a remark.

use egui::Ui;

use super::Parts;
use crate::model::DateRange;
use crate::session::{ClaimDraft, ClaimField, RankChoice};
use crate::ui::form::{Choice, choice_row, field_label, labelled, remark};

pub(super) fn date_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let fields = &mut *parts.fields;
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            let words = &mut draft.date_printed;
            fields.line(
                left,
                ClaimField::Printed,
                "Date as printed",
                "last year",
                words,
            );
            let words = &mut draft.date_resolved;
            let hint = "2025, 2026-01-26";
            fields.line(
                right,
                ClaimField::Resolved,
                "Date on the calendar",
                hint,
                words,
            );
            if let Ok(date) = DateRange::read(words) {
                remark(right, &date.in_words());
            }
        }
    });
    if !draft.date_printed.is_empty() || !draft.date_resolved.is_empty() {
        let hint = "inferred: the article is from January 2026";
        let words = &mut draft.date_note;
        fields.line(
            ui,
            ClaimField::DateNote,
            "How the date was resolved",
            hint,
            words,
        );
    }
}

pub(super) fn rank_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    labelled(ui, "rank", |ui| {
        field_label(ui, "Rank");
        let choices = [
            Choice::new(RankChoice::Normal, "normal", "As any other"),
            Choice::new(
                RankChoice::Preferred,
                "preferred",
                "To be taken before others",
            ),
            Choice::new(
                RankChoice::Deprecated,
                "deprecated",
                "Withdrawn: kept for the record, not counted",
            ),
        ];
        let mut chosen = Some(draft.rank);
        choice_row(ui, "Rank", &mut chosen, &choices);
        draft.rank = chosen.unwrap_or_default();
    });
    if draft.rank != RankChoice::Normal {
        let words = &mut draft.rank_reason;
        let field = ClaimField::RankReason;
        parts.fields.line(ui, field, "Why this rank", "", words);
    }
}

pub(super) fn repeats_and_note_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let fields = &mut *parts.fields;
    let hint = "Ids with commas between: c01, c02";
    let words = &mut draft.repeats;
    fields.line(ui, ClaimField::Repeats, "Repeats the claims", hint, words);
    let hint = "An ambiguity, a doubt about the quotation";
    fields.text(ui, ClaimField::Note, "Note", hint, &mut draft.note, 2);
}
