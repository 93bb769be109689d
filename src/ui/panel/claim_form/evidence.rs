//! Who says it, where it stands, and how it is graded.

use egui::{Key, Ui};

use super::{Parts, group_ui};
use crate::model::{Credibility, Reliability};
use crate::session::{AnchorDraft, ClaimDraft, ClaimField, Command, FormCommand};
use crate::ui::form::{Choice, add_button, choice_row, field_label, labelled, pick, remark};
use crate::ui::widget::check;

pub(super) fn asserter_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let scene = &parts.session.document().scene;
    let fields = &mut *parts.fields;
    if draft.is_unattributed {
        fields.line(
            ui,
            ClaimField::Unattributed,
            "How the source leaves out who says it",
            "passive voice, holder of the view not named",
            &mut draft.unattributed_note,
        );
    } else {
        let hint = "A person, an office, a newspaper";
        let name = &mut draft.asserter;
        fields.line(ui, ClaimField::Asserter, "Asserted by", hint, name);
        let hint = "Foreign minister, quoted";
        fields.line(ui, ClaimField::Role, "Role", hint, &mut draft.role);
        labelled(ui, "speaks for", |ui| {
            field_label(ui, "Speaks for");
            let nobody = "no actor of the scene";
            let shown = match &draft.affiliation {
                Some(actor) => scene.actor_name(actor),
                None => nobody,
            };
            let names = scene.actors.iter().map(|actor| {
                let is_chosen = draft.affiliation.as_ref() == Some(&actor.id);
                (actor.name.clone(), is_chosen)
            });
            let nobody = (nobody.to_owned(), draft.affiliation.is_none());
            let names: Vec<(String, bool)> = std::iter::once(nobody).chain(names).collect();
            let width = ui.available_width();
            let (picked, _) = pick(ui, "Speaks for", shown, width, &mut names.into_iter());
            if let Some(place) = picked {
                let actor = place.checked_sub(1).and_then(|at| scene.actors.at(at));
                draft.affiliation = actor.map(|actor| actor.id.clone());
            }
        });
    }
    ui.push_id("unattributed", |ui| {
        let words = "Unattributed: nobody is named";
        check(ui, &mut draft.is_unattributed, words, words);
    });
}

pub(super) fn quotations_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let mut removed = None;
    let count = draft.anchors.len();
    for (at, anchor) in draft.anchors.iter_mut().enumerate() {
        let number = if count > 1 {
            format!(" {}", at + 1)
        } else {
            String::new()
        };
        if group_ui(ui, &format!("Remove quotation{number}"), |ui| {
            quotation_ui(ui, at, &number, anchor, parts);
        }) {
            removed = Some(at);
        }
    }
    if let Some(at) = removed {
        draft.anchors.remove(at);
    }
    let words = if count == 0 {
        "Quotation"
    } else {
        "Another quotation"
    };
    if add_button(ui, words).clicked() {
        draft.anchors.push(AnchorDraft::default());
    }
}

fn quotation_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    anchor: &mut AnchorDraft,
    parts: &mut Parts<'_, '_>,
) {
    let scene = &parts.session.document().scene;
    let commands = &mut *parts.commands;
    let fields = &mut *parts.fields;
    fields.block(ui, ClaimField::Source(at), |ui, fields| {
        let name = format!("Source{number}");
        field_label(ui, &name);
        let shown = match &anchor.source {
            Some(id) => scene
                .sources
                .get(id)
                .map_or_else(|| format!("source {id}"), |source| source.citation()),
            None => "choose\u{2026}".to_owned(),
        };
        let mut entries = scene.sources.iter().map(|source| {
            let is_chosen = anchor.source.as_ref() == Some(&source.id);
            (source.citation(), is_chosen)
        });
        let width = ui.available_width();
        let (picked, response) = pick(ui, &name, &shown, width, &mut entries);
        fields.after(ui, ClaimField::Source(at), &response);
        if let Some(source) = picked.and_then(|place| scene.sources.at(place)) {
            anchor.source = Some(source.id.clone());
        }
        if add_button(ui, "New source\u{2026}").clicked() {
            let command = FormCommand::OpenSourceFor { anchor: at };
            commands.push(Command::Form(command));
        }
    });
    let label = format!("Words of the source{number}");
    let hint = "The words that the claim rests on, as printed";
    let words = &mut anchor.exact;
    fields.text(ui, ClaimField::Exact(at), &label, hint, words, 2);
    let hint = "Only where the words alone are not unique";
    let label = format!("Words before{number}");
    fields.line(ui, ClaimField::Prefix(at), &label, hint, &mut anchor.prefix);
    let label = format!("Words after{number}");
    fields.line(ui, ClaimField::Suffix(at), &label, hint, &mut anchor.suffix);
}

/// The letters of the source and the digits of the information, each with the
/// one that says "no basis to judge" set apart.
pub(super) fn grade_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let fields = &mut *parts.fields;
    fields.block(ui, ClaimField::Reliability, |ui, fields| {
        field_label(ui, "Grade: how reliable the source is");
        let letters = letters();
        let chosen = &mut draft.grade.reliability;
        let response = choice_row(ui, "Source", chosen, &letters);
        fields.after(ui, ClaimField::Reliability, &response);
        if let Some(letter) = chosen {
            remark(ui, letter.meaning());
        }
    });
    fields.block(ui, ClaimField::Credibility, |ui, fields| {
        field_label(ui, "Grade: how credible what it says is");
        let digits = Credibility::ALL.map(|digit| Choice {
            key: Key::from_name(&digit.digit().to_string()),
            is_apart: digit.factor().is_none(),
            ..Choice::new(digit, digit.digit(), digit.meaning())
        });
        let chosen = &mut draft.grade.credibility;
        let response = choice_row(ui, "Information", chosen, &digits);
        fields.after(ui, ClaimField::Credibility, &response);
        if let Some(digit) = chosen {
            remark(ui, digit.meaning());
        }
    });
    fields.line(
        ui,
        ClaimField::GradeReason,
        "Why this grade",
        "What is known of the source, and what else says so",
        &mut draft.grade.reason,
    );
}

/// A to E, and F apart.
pub(in crate::ui) fn letters() -> [Choice<Reliability>; 6] {
    Reliability::ALL.map(|letter| Choice {
        key: Key::from_name(&letter.letter().to_string()),
        is_apart: letter.factor().is_none(),
        ..Choice::new(letter, letter.letter(), letter.meaning())
    })
}
