//! Changing ties.

use super::{change, find, insert};
use crate::edit::draft_text::{checked_line, checked_text};
use crate::edit::error::EditError;
use crate::model::{
    ActorId, Confidence, DateRange, Scene, Tie, TieDirection, TieId, TieState, Weight,
};

const TIE: &str = "tie";

pub(super) fn add(scene: &mut Scene, tie: &Tie) -> Result<(), EditError> {
    check_ends(scene, &tie.from, &tie.to)?;
    let mut tie = tie.clone();
    tie.label = checked_label(tie.label.as_deref().unwrap_or(""))?;
    tie.rationale = checked_text(&tie.rationale, "a rationale")?;
    tie.state = checked_state(&tie.state)?;
    if tie.weight().is_none() {
        tie.confidence = None;
    }
    insert(&mut scene.ties, None, tie, TIE)
}

pub(super) fn set_weight(scene: &mut Scene, id: &TieId, weight: Weight) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.state = TieState::Valued(weight);
        Ok(())
    })
}

pub(super) fn set_state(scene: &mut Scene, id: &TieId, state: &TieState) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.state = checked_state(state)?;
        if tie.weight().is_none() {
            tie.confidence = None;
        }
        Ok(())
    })
}

pub(super) fn set_label(scene: &mut Scene, id: &TieId, label: &str) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.label = checked_label(label)?;
        Ok(())
    })
}

pub(super) fn set_direction(
    scene: &mut Scene,
    id: &TieId,
    direction: TieDirection,
) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.direction = direction;
        Ok(())
    })
}

pub(super) fn reverse(scene: &mut Scene, id: &TieId) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        std::mem::swap(&mut tie.from, &mut tie.to);
        Ok(())
    })
}

pub(super) fn set_ends(
    scene: &mut Scene,
    id: &TieId,
    from: &ActorId,
    to: &ActorId,
) -> Result<(), EditError> {
    check_ends(scene, from, to)?;
    change(&mut scene.ties, id, TIE, |tie| {
        tie.from = from.clone();
        tie.to = to.clone();
        Ok(())
    })
}

pub(super) fn set_confidence(
    scene: &mut Scene,
    id: &TieId,
    confidence: Option<Confidence>,
) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.confidence = confidence.filter(|_| tie.weight().is_some());
        Ok(())
    })
}

pub(super) fn set_rationale(
    scene: &mut Scene,
    id: &TieId,
    rationale: &str,
) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.rationale = checked_text(rationale, "a rationale")?;
        Ok(())
    })
}

pub(super) fn set_valid(
    scene: &mut Scene,
    id: &TieId,
    valid: Option<DateRange>,
) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.valid = valid;
        Ok(())
    })
}

fn check_ends(scene: &Scene, from: &ActorId, to: &ActorId) -> Result<(), EditError> {
    find(&scene.actors, from, "actor")?;
    find(&scene.actors, to, "actor")?;
    if from == to {
        return Err(EditError::SelfTie);
    }
    Ok(())
}

fn checked_label(label: &str) -> Result<Option<String>, EditError> {
    let label = checked_line(label, "the label of a tie")?;
    Ok((!label.is_empty()).then_some(label))
}

/// A state whose reason, where it has one, says something.
fn checked_state(state: &TieState) -> Result<TieState, EditError> {
    let reason = |reason: &str, field| {
        let reason = checked_text(reason, field)?;
        if reason.is_empty() {
            return Err(EditError::Empty { field });
        }
        Ok(reason)
    };
    Ok(match state {
        TieState::Valued(weight) => TieState::Valued(*weight),
        TieState::Unknown { reason: text } => TieState::Unknown {
            reason: reason(text, "the reason why a tie is unknown")?,
        },
        TieState::None { reason: text } => TieState::None {
            reason: reason(text, "the reason why there is no tie")?,
        },
    })
}
