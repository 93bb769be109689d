//! Changing claims.

use super::{change, find, insert};
use crate::edit::draft_text::{checked_line, checked_text};
use crate::edit::error::EditError;
use crate::edit::kind::Reanchoring;
use crate::model::{Anchor, Asserter, Bearing, BearingOn, Claim, ClaimId, Direction, Scene};

const CLAIM: &str = "claim";

pub(super) fn add(scene: &mut Scene, claim: &Claim, at: Option<usize>) -> Result<(), EditError> {
    let claim = checked(scene, claim)?;
    insert(&mut scene.claims, at, claim, CLAIM)
}

pub(super) fn change_claim(scene: &mut Scene, claim: &Claim) -> Result<(), EditError> {
    let checked = checked(scene, claim)?;
    change(&mut scene.claims, &claim.id, CLAIM, |it| {
        *it = checked;
        Ok(())
    })
}

pub(super) fn add_bearing(
    scene: &mut Scene,
    id: &ClaimId,
    bearing: &Bearing,
) -> Result<(), EditError> {
    check_bearing(scene, bearing)?;
    let reason = checked_text(&bearing.reason, "the reason of a bearing")?;
    change(&mut scene.claims, id, CLAIM, |claim| {
        if claim.bearings.iter().any(|it| it.on == bearing.on) {
            let on = match &bearing.on {
                BearingOn::Tie(tie) => format!("tie {tie}"),
                BearingOn::Actor(actor) => format!("actor {actor}"),
            };
            let claim = id.to_string();
            return Err(EditError::BearsAlready { claim, on });
        }
        claim.bearings.push(Bearing {
            reason,
            ..bearing.clone()
        });
        Ok(())
    })
}

/// The claim with its texts checked, where every reference leads to a record.
fn checked(scene: &Scene, claim: &Claim) -> Result<Claim, EditError> {
    let mut claim = claim.clone();
    claim.statement = checked_text(&claim.statement, STATEMENT)?;
    if claim.statement.is_empty() {
        return Err(EditError::Empty { field: STATEMENT });
    }
    claim.grade_reason = checked_text(&claim.grade_reason, "the reason of a grade")?;
    for kind in &claim.kinds {
        find(&scene.kinds, kind, "kind")?;
    }
    for bearing in &mut claim.bearings {
        check_bearing(scene, bearing)?;
        bearing.reason = checked_text(&bearing.reason, "the reason of a bearing")?;
    }
    check_asserter(scene, &mut claim.asserter)?;
    for quantity in &claim.quantities {
        if !quantity.amount.is_finite() {
            return Err(EditError::Number {
                field: "an amount",
                least: f64::MIN,
                most: f64::MAX,
                value: quantity.amount,
            });
        }
    }
    for anchor in &claim.anchors {
        check_anchor(scene, anchor)?;
    }
    for (list, ids) in claim.links() {
        for id in ids {
            if *id == claim.id {
                let does = match list {
                    "contradicts" => "contradict",
                    "derived_from" => "be derived from",
                    _ => "repeat",
                };
                return Err(EditError::LinksToItself { what: CLAIM, does });
            }
            find(&scene.claims, id, CLAIM)?;
        }
    }
    Ok(claim)
}

fn check_anchor(scene: &Scene, anchor: &Anchor) -> Result<(), EditError> {
    find(&scene.sources, &anchor.source, "source")?;
    if let (Some(start), Some(end)) = (anchor.start, anchor.end)
        && start > end
    {
        return Err(EditError::Anchor { start, end });
    }
    Ok(())
}

pub(super) fn reanchor(scene: &mut Scene, all: &[Reanchoring]) -> Result<(), EditError> {
    if all.is_empty() {
        return Err(EditError::Nothing);
    }
    for Reanchoring { claim, anchor, to } in all {
        check_anchor(scene, to)?;
        change(&mut scene.claims, claim, CLAIM, |it| {
            let of_source = |old: &&mut Anchor| old.source == to.source;
            let Some(old) = it.anchors.get_mut(*anchor).filter(of_source) else {
                return Err(EditError::NotThere {
                    what: "quotation",
                    id: format!("{} of claim {claim}", anchor + 1),
                });
            };
            *old = to.clone();
            Ok(())
        })?;
    }
    Ok(())
}

const STATEMENT: &str = "the statement of a claim";

fn check_bearing(scene: &Scene, bearing: &Bearing) -> Result<(), EditError> {
    match &bearing.on {
        BearingOn::Tie(tie) => {
            find(&scene.ties, tie, "tie")?;
        }
        BearingOn::Actor(actor) => {
            find(&scene.actors, actor, "actor")?;
        }
    }
    if let Direction::From(actor) = &bearing.direction {
        find(&scene.actors, actor, "actor")?;
    }
    Ok(())
}

fn check_asserter(scene: &Scene, asserter: &mut Asserter) -> Result<(), EditError> {
    if let Asserter::Named {
        name, affiliation, ..
    } = asserter
    {
        *name = checked_line(name, ASSERTER)?;
        if name.is_empty() {
            return Err(EditError::Empty { field: ASSERTER });
        }
        if let Some(actor) = affiliation {
            find(&scene.actors, actor, "actor")?;
        }
    }
    Ok(())
}

const ASSERTER: &str = "the name of who says it";
