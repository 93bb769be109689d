//! What can be said of a tie besides its weight: direction, state, confidence.

use egui::{Id, Ui};

use crate::edit::Edit;
use crate::model::{Confidence, Tie, TieDirection, TieState, Weight};
use crate::session::{Command, Session};
use crate::ui::hover;
use crate::ui::text::Looks;
use crate::ui::widget::{EditField, Segment, segments};

use super::super::head::labelled;
use super::field_id;
use super::reason::{self, Reason, reason_ui};

/// In panels narrower than this, in points, direction and state stand beneath
/// each other.
const ONE_ROW: f32 = 270.0;

/// Shows direction and state, then confidence or the reason.
pub(super) fn controls_ui(ui: &mut Ui, session: &Session, tie: &Tie, commands: &mut Vec<Command>) {
    let has_weight = tie.weight().is_some();
    let both = |ui: &mut Ui, commands: &mut Vec<Command>| {
        if has_weight {
            direction_ui(ui, session, tie, commands);
        }
        state_ui(ui, tie, commands);
    };
    if ui.available_width() >= ONE_ROW {
        ui.horizontal(|ui| both(ui, commands));
    } else {
        both(ui, commands);
    }
    reason_ui(
        ui,
        session,
        field_id(tie, "new reason"),
        std::slice::from_ref(&tie.id),
        commands,
    );
    match &tie.state {
        TieState::Valued(_) => {
            let chosen = labelled(ui, "Confidence", |ui| {
                confidence_segments(ui, &[tie.confidence])
            });
            if let Some(Said(confidence)) = chosen {
                let tie = tie.id.clone();
                commands.push(Command::Edit(Edit::SetTieConfidence { tie, confidence }));
            }
            if tie.confidence.is_some() || tie.confidence_basis.is_some() {
                basis_ui(ui, session, tie, commands);
            }
        }
        TieState::Unknown { reason } | TieState::None { reason } => {
            given_reason_ui(ui, session, tie, reason, commands);
        }
    }
}

fn direction_ui(ui: &mut Ui, session: &Session, tie: &Tie, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    let (from, to) = (scene.actor_name(&tie.from), scene.actor_name(&tie.to));
    let is_mutual = tie.direction == TieDirection::Mutual;
    let forth = format!("From {from} to {to}");
    let back = format!("From {to} to {from}");
    let choices = [
        Segment {
            words: "\u{2194}",
            name: "Mutual",
            hover: "Mutual  (M)",
            is_on: is_mutual,
        },
        Segment {
            words: "\u{2192}",
            name: &forth,
            hover: &format!("{forth}  (D)"),
            is_on: !is_mutual,
        },
        Segment {
            words: "\u{2190}",
            name: &back,
            hover: &back,
            is_on: false,
        },
    ];
    let set = |direction| Edit::SetTieDirection {
        tie: tie.id.clone(),
        direction,
    };
    let reverse = || Edit::ReverseTie {
        tie: tie.id.clone(),
    };
    let edit = match segments(ui, &choices) {
        Some(0) => set(TieDirection::Mutual),
        Some(1) => set(TieDirection::Directed),
        Some(_) if is_mutual => Edit::batch(vec![set(TieDirection::Directed), reverse()]),
        Some(_) => reverse(),
        None => return,
    };
    commands.push(Command::Edit(edit));
}

/// What the confidence rests on.
fn basis_ui(ui: &mut Ui, session: &Session, tie: &Tie, commands: &mut Vec<Command>) {
    labelled(ui, "Rests on", |ui| {
        let id = tie.id.clone();
        let value = tie.confidence_basis.as_deref().unwrap_or("");
        EditField::few_lines(
            ui,
            field_id(tie, "basis"),
            "What the confidence rests on",
            value,
        )
        .hint("How many sources, how good, how well understood")
        .look(Looks::of(ui).small())
        .ui(ui, session, commands, move |_, basis| {
            Ok(Edit::SetTieConfidenceBasis {
                tie: id.clone(),
                basis: basis.to_owned(),
            })
        });
    });
}

fn state_ui(ui: &mut Ui, tie: &Tie, commands: &mut Vec<Command>) {
    let field = field_id(tie, "new reason");
    let asked = reason::asked(ui, field);
    let is_on = |state: bool, of: Option<Reason>| match asked {
        Some(reason) => of == Some(reason),
        None => state,
    };
    let choices = [
        Segment {
            words: "Valued",
            name: "State: valued",
            hover: "Judged, with a weight",
            is_on: is_on(tie.weight().is_some(), None),
        },
        Segment {
            words: "Unknown",
            name: "State: unknown",
            hover: "Looked at, without evidence",
            is_on: is_on(
                matches!(tie.state, TieState::Unknown { .. }),
                Some(Reason::Unknown),
            ),
        },
        Segment {
            words: "No tie",
            name: "State: no tie",
            hover: "Known not to exist",
            is_on: is_on(
                matches!(tie.state, TieState::None { .. }),
                Some(Reason::None),
            ),
        },
    ];
    if let Some(weight) = tie.weight() {
        ui.data_mut(|data| data.insert_temp(last_weight(tie), weight.value()));
    }
    match segments(ui, &choices) {
        Some(0) => {
            reason::withdraw(ui);
            if tie.weight().is_none() {
                commands.push(Command::Edit(valued(ui, tie)));
            }
        }
        Some(1) if !matches!(tie.state, TieState::Unknown { .. }) => {
            reason::ask(ui, field, Reason::Unknown);
        }
        Some(2) if !matches!(tie.state, TieState::None { .. }) => {
            reason::ask(ui, field, Reason::None);
        }
        Some(_) => reason::withdraw(ui),
        None => {}
    }
}

/// The weight again that the tie had when it was last seen with one, or else 0.
fn valued(ui: &Ui, tie: &Tie) -> Edit {
    let value = ui.data(|data| data.get_temp::<f64>(last_weight(tie)));
    let weight = value.and_then(|value| Weight::new(value).ok());
    Edit::SetTieState {
        tie: tie.id.clone(),
        state: TieState::Valued(weight.unwrap_or(Weight::ZERO)),
    }
}

fn last_weight(tie: &Tie) -> Id {
    field_id(tie, "last weight")
}

/// What is said of how well founded a judgement is, if anything.
pub(in crate::ui::panel) struct Said(pub(in crate::ui::panel) Option<Confidence>);

/// Shows how well founded these judgements are; none is on where they differ.
/// Gives what was chosen.
pub(in crate::ui::panel) fn confidence_segments(
    ui: &mut Ui,
    now: &[Option<Confidence>],
) -> Option<Said> {
    let all = [
        (Some(Confidence::Low), "Low", "Confidence: low"),
        (
            Some(Confidence::Moderate),
            "Moderate",
            "Confidence: moderate",
        ),
        (Some(Confidence::High), "High", "Confidence: high"),
        (None, "Not said", "Confidence: not said"),
    ];
    let choices = all.map(|(confidence, words, name)| Segment {
        words,
        name,
        hover: hover::of_confidence(confidence),
        is_on: now.iter().all(|it| *it == confidence),
    });
    let chosen = segments(ui, &choices)?;
    all.get(chosen).map(|(confidence, ..)| Said(*confidence))
}

/// The reason of a tie without a weight.
fn given_reason_ui(
    ui: &mut Ui,
    session: &Session,
    tie: &Tie,
    reason: &str,
    commands: &mut Vec<Command>,
) {
    let id = tie.id.clone();
    let is_none = matches!(tie.state, TieState::None { .. });
    EditField::few_lines(ui, field_id(tie, "reason"), "Reason", reason)
        .look(Looks::of(ui).body())
        .ui(ui, session, commands, move |_, text| {
            let reason = text.to_owned();
            let state = if is_none {
                TieState::None { reason }
            } else {
                TieState::Unknown { reason }
            };
            let tie = id.clone();
            Ok(Edit::SetTieState { tie, state })
        });
}
