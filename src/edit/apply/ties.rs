//! Changing ties.

use super::{change, find, insert};
use crate::edit::draft_text::{checked_line, checked_text};
use crate::edit::error::EditError;
use crate::model::{
    ActorId, Confidence, DateRange, Likelihood, Scene, Tie, TieDirection, TieId, TieState, Weight,
};

const TIE: &str = "tie";

pub(super) fn add(scene: &mut Scene, tie: &Tie) -> Result<(), EditError> {
    check_ends(scene, &tie.from, &tie.to)?;
    let mut tie = tie.clone();
    tie.label = checked_label(tie.label.as_deref().unwrap_or(""))?;
    tie.rationale = checked_text(&tie.rationale, "a rationale")?;
    tie.state = checked_state(&tie.state)?;
    tie.confidence_basis = checked_basis(tie.confidence_basis.as_deref().unwrap_or(""))?;
    tie.likelihood = checked_likelihood(tie.likelihood.as_ref())?;
    if tie.weight().is_none() {
        forget_judgement(&mut tie);
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
            forget_judgement(tie);
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

pub(super) fn set_confidence_basis(
    scene: &mut Scene,
    id: &TieId,
    basis: &str,
) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.confidence_basis = checked_basis(basis)?.filter(|_| tie.weight().is_some());
        Ok(())
    })
}

pub(super) fn set_likelihood(
    scene: &mut Scene,
    id: &TieId,
    likelihood: Option<&Likelihood>,
) -> Result<(), EditError> {
    change(&mut scene.ties, id, TIE, |tie| {
        tie.likelihood = checked_likelihood(likelihood)?.filter(|_| tie.weight().is_some());
        Ok(())
    })
}

/// Where nothing is judged there is no confidence and no likelihood.
fn forget_judgement(tie: &mut Tie) {
    tie.confidence = None;
    tie.confidence_basis = None;
    tie.likelihood = None;
}

fn checked_basis(basis: &str) -> Result<Option<String>, EditError> {
    let basis = checked_text(basis, "the basis of a confidence")?;
    Ok((!basis.is_empty()).then_some(basis))
}

fn checked_likelihood(likelihood: Option<&Likelihood>) -> Result<Option<Likelihood>, EditError> {
    const FIELD: &str = "what a likelihood is of";
    likelihood
        .map(|it| {
            let of = checked_text(&it.of, FIELD)?;
            if of.is_empty() {
                return Err(EditError::Empty { field: FIELD });
            }
            Ok(Likelihood { term: it.term, of })
        })
        .transpose()
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
