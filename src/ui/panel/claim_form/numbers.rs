//! The numbers that a claim gives, each in one row where there is room.

use egui::{Response, Ui};

use super::{Parts, group_ui};
use crate::model::{Bound, Quantity, read_number};
use crate::session::{ClaimDraft, ClaimField, QuantityDraft};
use crate::ui::form::{
    Entries, Fields, Pick, PickLook, add_button, field_label, labelled, remark, shared_widths,
    side_by_side, step_keys,
};
use crate::ui::style;
use crate::ui::text::{self, Look};

/// From this width on, in points, a number stands in one row.
const ONE_ROW: f32 = 500.0;

pub(super) fn quantities_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let mut removed = None;
    let count = draft.quantities.len();
    if count > 0 {
        field_label(ui, if count > 1 { "Quantities" } else { "Quantity" });
    }
    for (at, quantity) in draft.quantities.iter_mut().enumerate() {
        let number = if count > 1 {
            format!(" {}", at + 1)
        } else {
            String::new()
        };
        if group_ui(ui, &format!("Remove number{number}"), |ui| {
            quantity_ui(ui, at, &number, quantity, parts.fields);
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
        parts
            .fields
            .jump_to(ClaimField::Measure(draft.quantities.len()));
        draft.quantities.push(QuantityDraft::default());
    }
}

/// The parts of a number, in the order of the row.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Measure,
    Bound,
    Amount,
    Unit,
    Period,
    Scope,
    Counter,
}

fn quantity_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    quantity: &mut QuantityDraft,
    fields: &mut Fields<'_, ClaimField>,
) {
    use Part::{Amount, Bound, Counter, Measure, Period, Scope, Unit};
    // 0 shares what room is left.
    let rows: &[&[(Part, f32)]] = if ui.available_width() >= ONE_ROW {
        &[
            &[(Measure, 0.0)],
            &[
                (Bound, 86.0),
                (Amount, 62.0),
                (Unit, 96.0),
                (Period, 74.0),
                (Scope, 0.0),
                (Counter, 96.0),
            ],
        ]
    } else {
        &[
            &[(Measure, 0.0)],
            &[(Bound, 88.0), (Amount, 62.0), (Unit, 0.0)],
            &[(Period, 88.0), (Scope, 0.0)],
            &[(Counter, 0.0)],
        ]
    };
    for (row, parts) in rows.iter().enumerate() {
        let widths: Vec<f32> = parts.iter().map(|(_, width)| *width).collect();
        let widths = shared_widths(ui.available_width(), &widths);
        ui.push_id(("row", row), |ui| {
            side_by_side(ui, &widths, |ui, place| {
                if let Some((part, _)) = parts.get(place) {
                    part_ui(ui, *part, at, number, quantity, fields);
                }
            });
        });
    }
    if let Some(words) = warning(quantity) {
        let ink = style::color(style::theme(ui.ctx()).window.warning);
        text::label(ui, &words, &Look::new(style::size::SMALL, ink));
    }
    if let Some(words) = in_words(quantity) {
        remark(ui, &words);
    }
}

fn part_ui(
    ui: &mut Ui,
    part: Part,
    at: usize,
    number: &str,
    quantity: &mut QuantityDraft,
    fields: &mut Fields<'_, ClaimField>,
) {
    let is_missing = has_amount(quantity)
        && match part {
            Part::Scope => quantity.scope.trim().is_empty(),
            Part::Period => quantity.period.trim().is_empty(),
            _ => false,
        };
    let (field, label, hint, words) = match part {
        Part::Bound => {
            bound_ui(ui, at, number, quantity, fields);
            return;
        }
        Part::Measure => (
            ClaimField::Measure(at),
            "What it measures",
            "bilateral trade",
            &mut quantity.measure,
        ),
        Part::Amount => (
            ClaimField::Amount(at),
            "Amount",
            "360",
            &mut quantity.amount,
        ),
        Part::Unit => (
            ClaimField::Unit(at),
            "Unit",
            "million USD",
            &mut quantity.unit,
        ),
        Part::Period => (
            ClaimField::Period(at),
            "Period",
            "2025",
            &mut quantity.period,
        ),
        Part::Scope => (
            ClaimField::Scope(at),
            "Scope",
            "scope not stated",
            &mut quantity.scope,
        ),
        Part::Counter => (
            ClaimField::Counter(at),
            "Who counted",
            "not stated",
            &mut quantity.counter,
        ),
    };
    ui.scope(|ui| {
        if is_missing {
            let ink = style::color(style::theme(ui.ctx()).window.warning);
            ui.visuals_mut().widgets.inactive.bg_stroke.color = ink;
        }
        fields.line(ui, field, &format!("{label}{number}"), hint, words);
    });
}

fn bound_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    quantity: &mut QuantityDraft,
    fields: &Fields<'_, ClaimField>,
) {
    let word = |bound: Bound| match bound {
        Bound::Exactly => "exactly",
        other => other.word(),
    };
    let chosen = Bound::ALL.iter().position(|it| *it == quantity.bound);
    let name = format!("Bound{number}");
    labelled(ui, ("bound", at), |ui| {
        field_label(ui, &name);
        let pick = Pick {
            id: fields.id(ClaimField::Amount(at)).with("bound"),
            name: &name,
            shown: word(quantity.bound),
            hover: "",
            is_open: false,
            look: PickLook::Field(ui.available_width()),
        };
        let entries = Entries {
            count: Bound::ALL.len(),
            words: &|place| Bound::ALL.get(place).map(|it| word(*it).to_owned()),
            meaning: &|_| String::new(),
            is_chosen: &|place| chosen == Some(place),
        };
        let (picked, response): (_, Response) = pick.ui(ui, &entries);
        let stepped = step_keys(ui, &response, chosen, Bound::ALL.len());
        if let Some(bound) = picked.or(stepped).and_then(|at| Bound::ALL.get(at)) {
            quantity.bound = *bound;
        }
    });
}

fn has_amount(quantity: &QuantityDraft) -> bool {
    !quantity.amount.trim().is_empty()
}

/// What a reader could be misled by, once there is a number.
fn warning(quantity: &QuantityDraft) -> Option<String> {
    if !has_amount(quantity) {
        return None;
    }
    let measure = match quantity.measure.trim() {
        "" => "number".to_owned(),
        measure => format!("figure for {measure}"),
    };
    let has_scope = !quantity.scope.trim().is_empty();
    let has_period = !quantity.period.trim().is_empty();
    match (has_scope, has_period) {
        (true, true) => None,
        (false, true) => Some(format!(
            "A {measure} without scope can mislead: all of it, or what part?"
        )),
        (true, false) => Some(format!(
            "A {measure} without period can mislead: of which year, or until when?"
        )),
        (false, false) => Some(format!(
            "A {measure} without scope and period can mislead: all of it or what part, and of which year?"
        )),
    }
}

/// What it comes to as a sentence; `None` as long as a number or a unit is missing.
fn in_words(quantity: &QuantityDraft) -> Option<String> {
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let quantity = Quantity {
        measure: some(&quantity.measure)?,
        bound: quantity.bound,
        amount: read_number(&quantity.amount).ok()?,
        unit: some(&quantity.unit)?,
        scope: some(&quantity.scope),
        period: some(&quantity.period),
        counter: some(&quantity.counter),
    };
    Some(quantity.in_words())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trade() -> QuantityDraft {
        QuantityDraft {
            measure: "bilateral trade".to_owned(),
            bound: Bound::Over,
            amount: "360".to_owned(),
            unit: "million USD".to_owned(),
            period: "2025".to_owned(),
            ..QuantityDraft::default()
        }
    }

    #[test]
    fn a_number_without_scope_or_period_is_warned_of_and_put_into_words() {
        let mut quantity = trade();
        assert_eq!(
            in_words(&quantity).as_deref(),
            Some("bilateral trade: over 360 million USD, 2025, scope not stated")
        );
        let words = warning(&quantity).unwrap_or_default();
        assert!(
            words.starts_with("A figure for bilateral trade without scope can mislead"),
            "{words}"
        );
        quantity.scope = "civilian goods".to_owned();
        assert_eq!(warning(&quantity), None);
        quantity.period.clear();
        assert!(warning(&quantity).is_some_and(|it| it.contains("without period")));
        quantity.amount = "some".to_owned();
        assert_eq!(in_words(&quantity), None);
        quantity.amount.clear();
        assert_eq!(warning(&quantity), None, "nothing to be misled by yet");
    }
}
