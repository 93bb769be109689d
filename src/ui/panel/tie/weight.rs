//! The judged weight of a tie: to drag, to turn with keys and to type.

use egui::Ui;

use crate::edit::Edit;
use crate::model::{Tie, TieId, Weight};
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::{EditField, Turn, WeightBar, error_ui, number, row_with_end};

use super::super::head::at_end;
use super::estimate::mark;
use super::field_id;

/// Width of the field for the number, in points.
const NUMBER: f32 = 72.0;

/// Shows the weight as a number and on its scale.
pub(super) fn weight_ui(
    ui: &mut Ui,
    session: &Session,
    tie: &Tie,
    weight: Weight,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    let figure = &style::theme(ui.ctx()).figure;
    let hue = if weight.is_negative() {
        figure.hostile
    } else if weight.is_positive() {
        figure.supportive
    } else {
        figure.neutral
    };
    let value = Look::new(style::size::TITLE, style::color(hue)).bold();
    let id = tie.id.clone();
    let mut error = None;
    row_with_end(
        ui,
        24.0,
        |ui| {
            let edited = at_end(ui, NUMBER, |ui| {
                EditField::line(ui, field_id(tie, "weight"), "Weight", &weight.to_string())
                    .look(value)
                    .width(NUMBER)
                    .at_right()
                    .ui(ui, session, commands, move |_, text| {
                        let tie = id.clone();
                        weight_of(text).map(|weight| Edit::SetTieWeight { tie, weight })
                    })
            });
            error = edited.error;
        },
        |ui| text::line(ui, "Judged weight", &looks.small()),
    );
    if let Some(error) = error {
        error_ui(ui, &error);
    }
    let estimate = session.estimate();
    let mark = estimate.and_then(|it| mark(&session.document().scene, tie, it.verdict));
    let bar = WeightBar {
        id: field_id(tie, "weight bar"),
        weights: (weight.value(), weight.value()),
        estimate: mark.as_ref(),
        name: "judged weight",
    };
    if let Some(turn) = bar.ui(ui, session.gesture().is_some()) {
        commands.extend(turned(turn, std::slice::from_ref(&tie.id)));
    }
}

/// The weight that a text says.
fn weight_of(text: &str) -> Result<Weight, String> {
    number(text)
        .and_then(|value| Weight::new(value).ok())
        .ok_or_else(|| "write a number from \u{2212}1 to 1; 0,85 and 0.85 both do".to_owned())
}

/// The change that gives all of these ties the weight that a text says.
pub(in crate::ui::panel) fn weight_edit(text: &str, ties: &[TieId]) -> Result<Edit, String> {
    weight_of(text).map(|weight| weigh(weight, ties))
}

fn weigh(weight: Weight, ties: &[TieId]) -> Edit {
    let edits = ties.iter().cloned();
    Edit::batch(
        edits
            .map(|tie| Edit::SetTieWeight { tie, weight })
            .collect(),
    )
}

/// What was done with the bar, as commands.
pub(in crate::ui::panel) fn turned(turn: Turn, ties: &[TieId]) -> Vec<Command> {
    let preview = |weight| Command::PreviewEdit(weigh(weight, ties));
    match turn {
        Turn::Held(weight) => vec![preview(weight)],
        Turn::Released(moved) => {
            let last = moved.map(preview).into_iter();
            last.chain([Command::CommitGesture]).collect()
        }
        Turn::By(by) => vec![Command::NudgeWeight {
            ties: ties.to_vec(),
            by,
        }],
        Turn::To(weight) => vec![Command::Edit(weigh(weight, ties))],
    }
}
