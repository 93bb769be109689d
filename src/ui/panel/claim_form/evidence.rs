//! Who says it, where it stands, and how it is graded.

use egui::{Key, Ui};

use super::{Parts, group_ui};
use crate::model::Reliability;
use crate::session::{AnchorDraft, ClaimDraft, ClaimField, Command, FormCommand};
use crate::ui::form::{
    Choice, Entries, Pick, PickLook, add_button, field_label, grade_picker, labelled,
    shared_widths, side_by_side,
};
use crate::ui::widget::check;

/// Who says it: the name, or how the source leaves it out.
pub(super) fn asserter_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
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
    }
    ui.push_id("unattributed", |ui| {
        let words = "Unattributed: nobody is named";
        check(ui, &mut draft.is_unattributed, words, words);
    });
}

/// What they are, and for whom they speak.
pub(super) fn part_played_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    if draft.is_unattributed {
        return;
    }
    let widths = shared_widths(ui.available_width(), &[0.0, 0.0]);
    side_by_side(ui, &widths, |ui, at| {
        if at == 0 {
            let hint = "Foreign minister, quoted";
            let role = &mut draft.role;
            parts.fields.line(ui, ClaimField::Role, "Role", hint, role);
        } else {
            affiliation_ui(ui, draft, parts);
        }
    });
}

fn affiliation_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &Parts<'_, '_>) {
    let scene = &parts.session.document().scene;
    let nobody = "no actor of the scene";
    let actor_at = |place: usize| {
        let at = place.checked_sub(1)?;
        scene.actors.at(at)
    };
    labelled(ui, "speaks for", |ui| {
        field_label(ui, "Speaks for");
        let shown = match &draft.affiliation {
            Some(actor) => scene.actor_name(actor),
            None => nobody,
        };
        let pick = Pick {
            id: parts.fields.id(ClaimField::Role).with("affiliation"),
            name: "Speaks for",
            shown,
            hover: "",
            is_open: draft.affiliation.is_none(),
            look: PickLook::Field(ui.available_width()),
        };
        let entries = Entries {
            count: scene.actors.len() + 1,
            words: &|place| match actor_at(place) {
                Some(actor) => Some(actor.name.clone()),
                None => (place == 0).then(|| nobody.to_owned()),
            },
            meaning: &|_| String::new(),
            is_chosen: &|place| draft.affiliation.as_ref() == actor_at(place).map(|it| &it.id),
        };
        let (picked, _) = pick.ui(ui, &entries);
        if let Some(place) = picked {
            draft.affiliation = actor_at(place).map(|actor| actor.id.clone());
        }
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
        parts
            .fields
            .jump_to(ClaimField::Source(draft.anchors.len()));
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
        let pick = Pick {
            id: fields.id(ClaimField::Source(at)),
            name: &name,
            shown: &shown,
            hover: "",
            is_open: anchor.source.is_none(),
            look: PickLook::Field(ui.available_width()),
        };
        let entries = Entries {
            count: scene.sources.len(),
            words: &|place| scene.sources.at(place).map(|source| source.citation()),
            meaning: &|_| String::new(),
            is_chosen: &|place| {
                let source = scene.sources.at(place);
                anchor.source.as_ref() == source.map(|source| &source.id)
            },
        };
        let (picked, response) = pick.ui(ui, &entries);
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
    let widths = shared_widths(ui.available_width(), &[0.0, 0.0]);
    let hint = "Only where they are not unique";
    side_by_side(ui, &widths, |ui, part| {
        if part == 0 {
            let label = format!("Words before{number}");
            fields.line(ui, ClaimField::Prefix(at), &label, hint, &mut anchor.prefix);
        } else {
            let label = format!("Words after{number}");
            fields.line(ui, ClaimField::Suffix(at), &label, hint, &mut anchor.suffix);
        }
    });
}

/// The field of 36 grades, and why this one.
pub(super) fn grade_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let fields = &mut *parts.fields;
    fields.block(ui, ClaimField::Reliability, |ui, fields| {
        let response = grade_picker(ui, "Grade", &mut draft.grade);
        fields.note(ClaimField::Credibility, &response);
        fields.after(ui, ClaimField::Reliability, &response);
        fields.error_ui(ui, ClaimField::Credibility);
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
