//! Names of marks for those who listen to the picture.

use super::changes::ActorMark;
use super::input::DrawingInput;
use crate::analysis::strength::Strength;
use crate::compare::{TieChange, Trend};
use crate::model::{Actor, Scene, Tie, TieDirection, TieState};

/// "tie, Israel and Azerbaijan, weight plus 0.85, 29 claims"; looking back, "tie,
/// Israel and Azerbaijan, unknown, 2 claims by then".
pub(super) fn tie(input: &DrawingInput<'_>, tie: &Tie, is_contested: bool) -> String {
    let scene = input.scene;
    let claims = claims_on(input, tie);
    let contested = if is_contested { ", contested" } else { "" };
    let state = match &tie.state {
        TieState::Valued(_) => format!("weight {}", state(tie)),
        TieState::Unknown { .. } | TieState::None { .. } => state(tie),
    };
    let claims = counted(claims, "claim");
    let then = input.as_of.map_or("", |_| " by then");
    format!(
        "tie, {}, {state}, {claims}{then}{contested}",
        ends(scene, tie)
    )
}

/// How many claims bear on a tie; looking back, how many are there by the day.
fn claims_on(input: &DrawingInput<'_>, tie: &Tie) -> usize {
    let all = || input.claims.on_tie(&tie.id).len();
    let estimate = || input.estimates.get(input.scene.ties.position(&tie.id)?);
    match input.as_of.and_then(|_| estimate()) {
        Some(estimate) => estimate.claims() - estimate.later_claims(),
        None => all(),
    }
}

/// "tie, Israel and Azerbaijan, stronger, plus 0.40 to plus 0.85, 2 claims changed".
pub(super) fn tie_change(scene: &Scene, tie: &Tie, change: Option<&TieChange<'_>>) -> String {
    let ends = ends(scene, tie);
    let Some(change) = change else {
        return format!("tie, {ends}, unchanged, {}", state(tie));
    };
    let states: Vec<String> = [change.before, change.after]
        .into_iter()
        .flatten()
        .map(state)
        .collect();
    let states = match states.as_slice() {
        [before, after] if before != after => format!("{before} to {after}"),
        states => states.last().cloned().unwrap_or_default(),
    };
    let word = match change.trend {
        Trend::Same => "claims changed",
        trend => trend.word(),
    };
    let mut spoken = format!("tie, {ends}, {word}, {states}");
    if !change.claims.is_empty() {
        let claims = counted(change.claims.len(), "claim");
        spoken = format!("{spoken}, {claims} changed");
    }
    spoken
}

/// "actor, Georgia, added".
pub(super) fn actor_change(actor: &Actor, mark: ActorMark) -> String {
    let word = match mark {
        ActorMark::Plain | ActorMark::Aside | ActorMark::Same => "unchanged",
        ActorMark::Added => "added",
        ActorMark::Removed => "removed",
        ActorMark::Changed => "changed",
    };
    format!("actor, {}, {word}", actor.name)
}

/// "Israel and Azerbaijan", "Turkey to Azerbaijan".
fn ends(scene: &Scene, tie: &Tie) -> String {
    let join = match tie.direction {
        TieDirection::Mutual => "and",
        TieDirection::Directed => "to",
    };
    let [from, to] = [&tie.from, &tie.to].map(|end| scene.actor_name(end));
    format!("{from} {join} {to}")
}

fn state(tie: &Tie) -> String {
    match &tie.state {
        TieState::Valued(weight) => signed(weight.value()),
        TieState::Unknown { .. } => "unknown".to_owned(),
        TieState::None { .. } => "none".to_owned(),
    }
}

/// "actor, Israel, positive 1.15, negative 1.15, 4 ties".
pub(super) fn actor(actor: &Actor, strength: Strength, ties: usize) -> String {
    let pinned = if actor.is_pinned { ", pinned" } else { "" };
    format!(
        "actor, {}, positive {:.2}, negative {:.2}, {}{pinned}",
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
