//! The numbers that a claim gives.

use egui::Ui;

use super::{Parts, group_ui};
use crate::model::Bound;
use crate::session::{ClaimDraft, ClaimField, QuantityDraft};
use crate::ui::form::{Choice, add_button, choice_row, field_label, labelled};

pub(super) fn quantities_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let mut removed = None;
    let count = draft.quantities.len();
    for (at, quantity) in draft.quantities.iter_mut().enumerate() {
        let number = if count > 1 {
            format!(" {}", at + 1)
        } else {
            String::new()
        };
        if group_ui(ui, &format!("Remove number{number}"), |ui| {
            quantity_ui(ui, at, &number, quantity, parts);
        }) {
            removed = Some(at);
        }
    }
    if let Some(at) = removed {
        draft.quantities.remove(at);
    }
    let words = if count == 0 {
        "Number"
    } else {
        "Another number"
    };
    if add_button(ui, words).clicked() {
        draft.quantities.push(QuantityDraft::default());
    }
}

fn quantity_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    quantity: &mut QuantityDraft,
    parts: &mut Parts<'_, '_>,
) {
    let fields = &mut *parts.fields;
    let label = format!("What it measures{number}");
    let words = &mut quantity.measure;
    fields.line(
        ui,
        ClaimField::Measure(at),
        &label,
        "bilateral trade",
        words,
    );
    labelled(ui, ("bound", at), |ui| {
        let name = format!("Bound{number}");
        field_label(ui, &name);
        let choices = Bound::ALL.map(|bound| {
            let word = match bound {
                Bound::Exactly => "exactly",
                other => other.word(),
            };
            Choice::new(bound, word, "")
        });
        let mut chosen = Some(quantity.bound);
        choice_row(ui, &name, &mut chosen, &choices);
        quantity.bound = chosen.unwrap_or(quantity.bound);
    });
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            let label = format!("Amount{number}");
            let words = &mut quantity.amount;
            fields.line(left, ClaimField::Amount(at), &label, "360", words);
            let label = format!("Unit{number}");
            let words = &mut quantity.unit;
            fields.line(right, ClaimField::Unit(at), &label, "million USD", words);
        }
    });
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            let label = format!("Period{number}");
            let words = &mut quantity.period;
            fields.line(left, ClaimField::Period(at), &label, "2025", words);
            let label = format!("Scope{number}");
            let words = &mut quantity.scope;
            fields.line(
                right,
                ClaimField::Scope(at),
                &label,
                "civilian goods only",
                words,
            );
        }
    });
    if quantity.scope.trim().is_empty() && !quantity.amount.trim().is_empty() {
        let ink = crate::ui::style::theme(ui.ctx()).window.warning;
        let look =
            crate::ui::text::Look::new(crate::ui::style::size::SMALL, crate::ui::style::color(ink));
        let words = "A number without its scope can mislead: what does it cover?";
        crate::ui::text::label(ui, words, &look);
    }
}
