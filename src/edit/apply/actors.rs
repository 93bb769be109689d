//! Changing actors.

use super::{change, find, insert};
use crate::edit::draft_text::{checked_line, checked_name};
use crate::edit::error::EditError;
use crate::model::{
    Actor, ActorId, ActorKind, Asserter, Claim, Direction, Element, Name, Offset, Place, Scene,
    Subject, ViewState,
};

const ACTOR: &str = "actor";
const NAME: &str = "the name of an actor";

pub(super) fn add(scene: &mut Scene, actor: &Actor) -> Result<(), EditError> {
    let actor = Actor {
        name: checked_name(&actor.name, NAME)?,
        other_names: checked_names(&actor.other_names)?,
        iso: checked_iso(actor.iso.as_deref())?,
        ..actor.clone()
    };
    insert(&mut scene.actors, None, actor, ACTOR)
}

pub(super) fn rename(scene: &mut Scene, id: &ActorId, name: &str) -> Result<(), EditError> {
    change(&mut scene.actors, id, ACTOR, |actor| {
        actor.name = checked_name(name, NAME)?;
        Ok(())
    })
}

pub(super) fn set_names(scene: &mut Scene, id: &ActorId, names: &[Name]) -> Result<(), EditError> {
    change(&mut scene.actors, id, ACTOR, |actor| {
        actor.other_names = checked_names(names)?;
        Ok(())
    })
}

pub(super) fn set_kind(scene: &mut Scene, id: &ActorId, kind: ActorKind) -> Result<(), EditError> {
    change(&mut scene.actors, id, ACTOR, |actor| {
        actor.kind = kind;
        Ok(())
    })
}

pub(super) fn set_iso(scene: &mut Scene, id: &ActorId, iso: Option<&str>) -> Result<(), EditError> {
    change(&mut scene.actors, id, ACTOR, |actor| {
        actor.iso = checked_iso(iso)?;
        Ok(())
    })
}

pub(super) fn set_place(
    scene: &mut Scene,
    id: &ActorId,
    place: Option<Place>,
) -> Result<(), EditError> {
    change(&mut scene.actors, id, ACTOR, |actor| {
        if actor.place != place {
            actor.place = place;
            actor.offsets.map = None;
        }
        Ok(())
    })
}

pub(super) fn set_offset(
    scene: &mut Scene,
    id: &ActorId,
    offset: Option<Offset>,
) -> Result<(), EditError> {
    change(&mut scene.actors, id, ACTOR, |actor| {
        actor.offsets.map = offset;
        Ok(())
    })
}

pub(super) fn set_pinned(
    scene: &mut Scene,
    id: &ActorId,
    is_pinned: bool,
) -> Result<(), EditError> {
    change(&mut scene.actors, id, ACTOR, |actor| {
        actor.is_pinned = is_pinned;
        Ok(())
    })
}

/// Gives an actor another id in its place and wherever it is named.
pub(super) fn change_id(scene: &mut Scene, old: &ActorId, new: &ActorId) -> Result<(), EditError> {
    let mut actor = find(&scene.actors, old, ACTOR)?.clone();
    if old == new {
        return Ok(());
    }
    let place = scene.actors.position(old);
    actor.id = new.clone();
    insert(&mut scene.actors, place, actor, ACTOR)?;
    scene.actors.remove(old);
    let renew = |id: &mut ActorId| {
        if id == old {
            *id = new.clone();
        }
    };
    let ties: Vec<_> = scene
        .ties
        .iter()
        .filter(|tie| tie.other_end(old).is_some())
        .cloned()
        .collect();
    for mut tie in ties {
        renew(&mut tie.from);
        renew(&mut tie.to);
        scene.ties.replace(tie);
    }
    let claims: Vec<_> = scene
        .claims
        .iter()
        .filter(|claim| names(claim, old))
        .cloned()
        .collect();
    for mut claim in claims {
        each_actor(&mut claim, renew);
        scene.claims.replace(claim);
    }
    for view in scene.views.iter().cloned().collect::<Vec<_>>() {
        let mut renewed = view.clone();
        view_actors(&mut renewed.state).for_each(renew);
        if renewed != view {
            scene.views.replace(renewed);
        }
    }
    for slide in scene.slides.iter().cloned().collect::<Vec<_>>() {
        let mut renewed = slide.clone();
        view_actors(&mut renewed.view).for_each(renew);
        for element in renewed.elements_mut().into_iter().flatten() {
            if let Element::Actor(id) = element {
                renew(id);
            }
        }
        for as_made in &mut renewed.as_made {
            if let Subject::Actor(id) = &mut as_made.of {
                renew(id);
            }
        }
        if renewed != slide {
            scene.slides.replace(renewed);
        }
    }
    Ok(())
}

/// The actors that a view names.
fn view_actors(state: &mut ViewState) -> impl Iterator<Item = &mut ActorId> {
    let focused = state.focus.iter_mut().flat_map(|it| &mut it.actors);
    let ends = state
        .path
        .iter_mut()
        .flat_map(|it| [&mut it.from, &mut it.to]);
    focused.chain(ends)
}

/// Whether a claim names this actor anywhere.
pub(super) fn names(claim: &Claim, actor: &ActorId) -> bool {
    let in_bearing = claim.bearings.iter().any(|bearing| {
        matches!(&bearing.on, crate::model::BearingOn::Actor(on) if on == actor)
            || matches!(&bearing.direction, Direction::From(from) if from == actor)
    });
    in_bearing
        || matches!(
            &claim.asserter,
            Asserter::Named { affiliation: Some(id), .. } if id == actor
        )
}

fn each_actor(claim: &mut Claim, renew: impl Fn(&mut ActorId)) {
    for bearing in &mut claim.bearings {
        if let crate::model::BearingOn::Actor(on) = &mut bearing.on {
            renew(on);
        }
        if let Direction::From(from) = &mut bearing.direction {
            renew(from);
        }
    }
    if let Asserter::Named {
        affiliation: Some(id),
        ..
    } = &mut claim.asserter
    {
        renew(id);
    }
}

/// Names that have a text, in their order.
fn checked_names(names: &[Name]) -> Result<Vec<Name>, EditError> {
    let mut out = Vec::with_capacity(names.len());
    for name in names {
        let text = checked_line(&name.text, NAME)?;
        if !text.is_empty() {
            let language = checked_line(&name.language, "a language")?;
            out.push(Name { language, text });
        }
    }
    Ok(out)
}

/// The code in capitals; an empty one is none.
fn checked_iso(iso: Option<&str>) -> Result<Option<String>, EditError> {
    let iso = checked_line(iso.unwrap_or(""), "a code")?.to_uppercase();
    Ok((!iso.is_empty()).then_some(iso))
}
