//! Dyads that nobody has looked at.

use std::collections::HashSet;

use super::{NAMED_AT_MOST, note};
use crate::model::{Actor, Dyad, Problem, Scene, Subject};

/// Adds one note where pairs of actors have no tie of any state.
pub(super) fn find(scene: &Scene, out: &mut Vec<Problem>) {
    let tied = tied(scene);
    let actors = scene.actors.len();
    let pairs = actors * actors.saturating_sub(1) / 2;
    let missing = pairs.saturating_sub(tied.len());
    if missing == 0 {
        return;
    }
    // The pairs are walked only until enough are named: large scenes have millions.
    let names: Vec<String> = pairs_of(scene)
        .filter(|(one, other)| !tied.contains(&Dyad::new(one.id.clone(), other.id.clone())))
        .take(NAMED_AT_MOST)
        .map(|(one, other)| format!("{} and {}", one.name, other.name))
        .collect();
    let rest = missing.saturating_sub(names.len());
    let rest = if rest == 0 {
        String::new()
    } else {
        format!("; and {rest} more")
    };
    let (pairs, verb) = match missing {
        1 => ("pair", "has"),
        _ => ("pairs", "have"),
    };
    out.push(note(
        "dyads-not-looked-at",
        Subject::Scene,
        format!(
            "{missing} {pairs} of actors {verb} no tie and {verb} not been looked at: {}{rest}",
            names.join("; ")
        ),
        "add a tie for each pair that matters here; with state Unknown or None it carries a reason instead of a weight",
    ));
}

/// The pairs that have no tie of any state; `None` where there are more than so
/// many.
pub(super) fn not_looked_at(scene: &Scene, most: usize) -> Option<Vec<Dyad>> {
    let tied = tied(scene);
    let actors = scene.actors.len();
    let pairs = actors * actors.saturating_sub(1) / 2;
    if pairs.saturating_sub(tied.len()) > most {
        return None;
    }
    let dyads = pairs_of(scene).map(|(one, other)| Dyad::new(one.id.clone(), other.id.clone()));
    Some(dyads.filter(|dyad| !tied.contains(dyad)).collect())
}

/// The pairs that have one.
fn tied(scene: &Scene) -> HashSet<Dyad> {
    scene
        .ties
        .iter()
        .filter(|tie| tie.from != tie.to)
        .filter(|tie| scene.actors.contains(&tie.from) && scene.actors.contains(&tie.to))
        .map(|tie| tie.dyad())
        .collect()
}

/// Every pair of actors: first with second, first with third, and so on.
fn pairs_of(scene: &Scene) -> impl Iterator<Item = (&Actor, &Actor)> {
    scene.actors.iter().enumerate().flat_map(|(at, one)| {
        scene
            .actors
            .iter()
            .skip(at + 1)
            .map(move |other| (one, other))
    })
}
