//! The head of the right panel for a selected tie.

mod controls;
mod estimate;
mod likelihood;
mod past;
mod reason;
mod weight;

use egui::{Id, Ui};

use crate::edit::Edit;
use crate::evidence;
use crate::model::{DateRange, Scene, Tie, TieId};
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::EditField;
use crate::ui::words::tie_title;

use super::head::{labelled, title_ui};

pub(super) use controls::{Said, confidence_segments};
pub(super) use reason::{Reason, ask, asked, reason_ui};
pub(super) use weight::{turned, weight_edit};

/// So many characters of a sentence stand in a hint.
const QUOTED_CHARS: usize = 90;

/// Shows title, weight, estimate and rationale, all of which can be changed.
pub(super) fn tie_head_ui(ui: &mut Ui, session: &Session, id: &TieId, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    let Some(tie) = scene.ties.get(id) else {
        return;
    };
    let title = tie_title(scene, tie);
    let delete = Edit::delete_ties(vec![id.clone()]);
    let words = "Delete this tie; the claims on it stay";
    title_ui(ui, Some((words, delete)), commands, |ui, _| {
        text::line(ui, &title, &Looks::of(ui).title());
    });
    ui.spacing_mut().item_spacing.y = 4.0;
    label_ui(ui, session, tie, commands);
    if let Some(range) = tie.valid.filter(|range| !is_of_now(scene, range)) {
        text::label(ui, &range.in_words(), &Looks::of(ui).small());
    }
    past::past_ui(ui, session, tie);
    ui.add_space(2.0);
    if let Some(judged) = tie.weight() {
        weight::weight_ui(ui, session, tie, judged, commands);
    }
    let estimate = session.estimate();
    let estimate = estimate.filter(|it| tie.weight().is_some() || it.claims() > 0);
    if let Some(estimate) = estimate {
        estimate::estimate_ui(ui, session, tie.weight(), estimate, commands);
    }
    controls::controls_ui(ui, session, tie, commands);
    if tie.likelihood.is_some() {
        likelihood::likelihood_ui(ui, session, tie, commands);
    }
    rationale_ui(ui, session, tie, commands);
    more_ui(ui, session, tie, commands);
}

/// Where a field of a tie keeps what is typed.
fn field_id(tie: &Tie, field: &'static str) -> Id {
    Id::unique(("tie", tie.id.as_str(), field))
}

fn label_ui(ui: &mut Ui, session: &Session, tie: &Tie, commands: &mut Vec<Command>) {
    let id = tie.id.clone();
    let value = tie.label.as_deref().unwrap_or("");
    EditField::line(ui, field_id(tie, "label"), "Label", value)
        .hint("Add a label")
        .look(Looks::of(ui).small())
        .ui(ui, session, commands, move |_, label| {
            Ok(Edit::SetTieLabel {
                tie: id.clone(),
                label: label.to_owned(),
            })
        });
}

/// Whether a period holds the day that the scene describes: then it says no more
/// than the scene's own date does.
fn is_of_now(scene: &Scene, range: &DateRange) -> bool {
    scene.as_of.is_some_and(|as_of| {
        range.first_day() <= as_of.first_day() && as_of.last_day() <= range.last_day()
    })
}

/// Why the weight is what it is. Open or closed, it stays so from tie to tie.
fn rationale_ui(ui: &mut Ui, session: &Session, tie: &Tie, commands: &mut Vec<Command>) {
    let words = if tie.weight().is_some() {
        "Why this weight"
    } else {
        "What to look for"
    };
    let header = egui::CollapsingHeader::new(words).id_salt("rationale");
    header.show(ui, |ui| {
        egui::ScrollArea::vertical()
            .id_salt(("rationale", tie.id.as_str()))
            .max_height(170.0)
            .show(ui, |ui| {
                let id = tie.id.clone();
                let field = field_id(tie, "rationale");
                EditField::many_lines(ui, field, "Rationale", &tie.rationale)
                    .hint(
                        "What the weight rests on, and what would change it. Ctrl+Enter keeps it.",
                    )
                    .look(Looks::of(ui).small())
                    .ui(ui, session, commands, move |_, rationale| {
                        Ok(Edit::SetTieRationale {
                            tie: id.clone(),
                            rationale: rationale.to_owned(),
                        })
                    });
            });
        wording_ui(ui, &tie.rationale);
    });
}

/// A hint where a sentence mixes how likely something is with how well founded
/// the judgement is.
fn wording_ui(ui: &mut Ui, rationale: &str) {
    let found = evidence::likelihood_and_confidence_in_one_sentence(rationale);
    let Some(sentence) = found.first() else {
        return;
    };
    let short: String = sentence.chars().take(QUOTED_CHARS).collect();
    let cut = if sentence.chars().count() > QUOTED_CHARS {
        "\u{2026}"
    } else {
        ""
    };
    let words = format!(
        "A likelihood and a confidence stand in one sentence, where a reader takes one for the \
         other: \u{201c}{short}{cut}\u{201d}. Make two sentences of it."
    );
    let ink = style::color(style::theme(ui.ctx()).window.warning);
    text::label(ui, &words, &text::Look::new(style::size::SMALL, ink));
}

/// What is seldom needed. Open or closed, it stays so from tie to tie.
fn more_ui(ui: &mut Ui, session: &Session, tie: &Tie, commands: &mut Vec<Command>) {
    let header = egui::CollapsingHeader::new("More").id_salt("more of a tie");
    header.show(ui, |ui| {
        if tie.weight().is_some() && tie.likelihood.is_none() {
            likelihood::likelihood_ui(ui, session, tie, commands);
        }
        labelled(ui, "Holds", |ui| {
            let id = tie.id.clone();
            let value = tie.valid.map_or_else(String::new, |it| it.to_string());
            EditField::line(ui, field_id(tie, "valid"), "Period", &value)
                .hint("Not said; for example 2023..2026-01")
                .ui(ui, session, commands, move |_, text| {
                    let valid = match text.trim() {
                        "" => None,
                        text => Some(DateRange::read(text).map_err(|error| error.to_string())?),
                    };
                    let tie = id.clone();
                    Ok(Edit::SetTieValid { tie, valid })
                });
        });
        labelled(ui, "Id", |ui| {
            ui.horizontal(|ui| text::line(ui, tie.id.as_str(), &Looks::of(ui).body()));
        });
    });
}
