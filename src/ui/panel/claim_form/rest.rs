//! How it ranks, and a remark.

use egui::Ui;

use super::Parts;
use crate::session::{ClaimDraft, ClaimField, RankChoice};
use crate::ui::form::{Choice, choice_row, field_label, labelled};

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
        let hint = match draft.rank {
            RankChoice::Deprecated => "corrected by the paper on 2 February",
            RankChoice::Normal | RankChoice::Preferred => "the only one with figures of both sides",
        };
        parts.fields.line(ui, field, "Why this rank", hint, words);
    }
}

pub(super) fn note_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let fields = &mut *parts.fields;
    let hint = "An ambiguity, a doubt about the quotation";
    fields.text(ui, ClaimField::Note, "Note", hint, &mut draft.note, 2);
}
