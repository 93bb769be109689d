//! What a claim has to do with others: contradicts, repeats, derived from.

use egui::Ui;
use lucide_icons::Icon;

use super::Parts;
use crate::evidence::Relation;
use crate::model::{ClaimId, Scene};
use crate::session::{ClaimDraft, ClaimField, ClaimForm, Session};
use crate::ui::form::{Entries, Fields, Pick, PickLook, field_label};
use crate::ui::style;
use crate::ui::text::Hover as _;
use crate::ui::widget::{Chip, chip, icon_button};

/// Width of what stands before the chips, in points.
const LABEL: f32 = 78.0;

pub(super) fn links_ui(
    ui: &mut Ui,
    draft: &mut ClaimDraft,
    form: &ClaimForm,
    parts: &mut Parts<'_, '_>,
) {
    for relation in Relation::ALL {
        let (field, label, hover) = match relation {
            Relation::Contradicts => (
                ClaimField::Contradicts,
                "Contradicts",
                "Claims that cannot be right together with this one",
            ),
            Relation::Repeats => (
                ClaimField::Repeats,
                "Repeats",
                "Claims of the same origin: only the best-graded of them counts",
            ),
            Relation::DerivedFrom => (
                ClaimField::DerivedFrom,
                "Derived from",
                "Claims that this one was worked out from",
            ),
        };
        let chosen = match relation {
            Relation::Contradicts => &mut draft.contradicts,
            Relation::Repeats => &mut draft.repeats,
            Relation::DerivedFrom => &mut draft.derived_from,
        };
        let session = parts.session;
        parts.fields.block(ui, field, |ui, fields| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::Vec2::new(5.0, 5.0);
                let room = egui::Vec2::new(LABEL, 26.0);
                let layout = egui::Layout::left_to_right(egui::Align::Center);
                ui.allocate_ui_with_layout(room, layout, |ui| {
                    ui.set_min_width(LABEL);
                    field_label(ui, label);
                });
                chosen_ui(ui, chosen, label, session);
                pick_ui(ui, chosen, (field, label, hover), form, session, fields);
            });
            fields.error_ui(ui, field);
        });
    }
}

/// The claims that were chosen, each with a button that takes it out.
fn chosen_ui(ui: &mut Ui, chosen: &mut Vec<ClaimId>, label: &str, session: &Session) {
    let scene = &session.document().scene;
    let mut removed = None;
    for (at, id) in chosen.iter().enumerate() {
        let claim = scene.claims.get(id);
        let words = claim.map_or("deleted", |claim| claim.statement.as_str());
        chip(ui, id.as_str(), Chip::strong(ui)).on_hover_words(words);
        let words = format!("Take {id} out of {}", label.to_lowercase());
        ui.spacing_mut().item_spacing.x = 0.0;
        if icon_button(ui, Icon::X, &words, None, false).clicked() {
            removed = Some(at);
        }
        ui.spacing_mut().item_spacing.x = 5.0;
    }
    if let Some(at) = removed {
        chosen.remove(at);
    }
}

fn pick_ui(
    ui: &mut Ui,
    chosen: &mut Vec<ClaimId>,
    (field, label, hover): (ClaimField, &str, &str),
    form: &ClaimForm,
    session: &Session,
    fields: &mut Fields<'_, ClaimField>,
) {
    let scene = &session.document().scene;
    let pick = Pick {
        id: fields.id(field),
        name: label,
        shown: "add a claim\u{2026}",
        hover,
        is_open: true,
        look: PickLook::Chip(style::color(style::theme(ui.ctx()).window.text)),
    };
    let entries = Entries {
        count: scene.claims.len(),
        words: &|place| words_of(scene, place, form),
        meaning: &|_| String::new(),
        is_chosen: &|place| {
            let claim = scene.claims.at(place);
            claim.is_some_and(|claim| chosen.contains(&claim.id))
        },
    };
    let (picked, response) = pick.ui(ui, &entries);
    fields.note(field, &response);
    if let Some(claim) = picked.and_then(|place| scene.claims.at(place)) {
        match chosen.iter().position(|id| *id == claim.id) {
            Some(at) => {
                chosen.remove(at);
            }
            None => chosen.push(claim.id.clone()),
        }
    }
}

/// `c18 · Trade passed 360 million dollars`; nothing for the claim itself.
fn words_of(scene: &Scene, place: usize, form: &ClaimForm) -> Option<String> {
    let claim = scene.claims.at(place)?;
    let is_itself = matches!(form, ClaimForm::Change(id) if *id == claim.id);
    (!is_itself).then(|| format!("{} \u{b7} {}", claim.id, claim.statement))
}
