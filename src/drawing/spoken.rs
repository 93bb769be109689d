//! Names of marks for those who listen to the picture.

use crate::analysis::strength::Strength;
use crate::model::{Actor, Scene, Tie, TieDirection, TieState};

/// "tie, Israel and Azerbaijan, weight plus 0.85, 29 claims".
pub(super) fn tie(scene: &Scene, tie: &Tie, claims: usize) -> String {
    let join = match tie.direction {
        TieDirection::Mutual => "and",
        TieDirection::Directed => "to",
    };
    let state = match &tie.state {
        TieState::Valued(weight) => format!("weight {}", signed(weight.value())),
        TieState::Unknown { .. } => "unknown".to_owned(),
        TieState::None { .. } => "none".to_owned(),
    };
    format!(
        "tie, {} {join} {}, {state}, {}",
        scene.actor_name(&tie.from),
        scene.actor_name(&tie.to),
        counted(claims, "claim")
    )
}

/// "actor, Israel, positive 1.15, negative 1.15, 4 ties".
pub(super) fn actor(actor: &Actor, strength: Strength, ties: usize) -> String {
    format!(
        "actor, {}, positive {:.2}, negative {:.2}, {}",
        actor.name,
        strength.positive,
        strength.negative,
        counted(ties, "tie")
    )
}

/// A number as it is said: a sign in print is read as a hyphen or not at all.
fn signed(value: f64) -> String {
    let digits = format!("{:.2}", value.abs());
    match digits.as_str() {
        "0.00" => digits,
        _ if value < 0.0 => format!("minus {digits}"),
        _ => format!("plus {digits}"),
    }
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
