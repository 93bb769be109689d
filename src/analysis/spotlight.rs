//! What stands out of a scene: what is near in a focus, or lies on a path. The
//! measures themselves are [`neighbours`](super::neighbours) and
//! [`paths`](super::paths).

use std::collections::HashSet;

use super::neighbours::Neighbours;
use super::paths::{shortest, strongest};
use crate::model::{ActorId, Filter, Focus, PathOver, PathView, Scene, Tie, TieId};

/// A path that was looked for and is there.
#[derive(Clone, Debug, PartialEq)]
pub struct PathFound {
    /// How many ties each way has.
    pub length: usize,
    /// How many ways there are of so many ties; 1 for the strongest.
    pub count: u64,
    /// The product of the |weights| of the strongest.
    pub strength: Option<f64>,
    /// The actors, for the strongest from one end to the other, else in the order
    /// of the scene.
    pub actors: Vec<ActorId>,
    /// The ties, in the same order.
    pub ties: Vec<TieId>,
}

/// What stands out in a focus or a path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lit {
    /// The actors.
    pub actors: HashSet<ActorId>,
    /// The ties.
    pub ties: HashSet<TieId>,
}

/// What stands out, and the path where one was looked for and is there: a path goes
/// before a focus. `None` where all is alike. Only ties that are judged and that
/// the filter shows lead anywhere.
pub fn lit(
    scene: &Scene,
    filter: &Filter,
    focus: Option<&Focus>,
    path: Option<&PathView>,
) -> (Option<Lit>, Option<PathFound>) {
    if let Some(path) = path {
        let Some(found) = find(path, scene, filter) else {
            return (None, None);
        };
        let lit = Lit {
            actors: found.actors.iter().cloned().collect(),
            ties: found.ties.iter().cloned().collect(),
        };
        return (Some(lit), Some(found));
    }
    (focus.map(|it| near(it, scene, filter)), None)
}

/// Whether a tie leads anywhere: one that is judged and that the filter shows. What
/// is unknown or known not to be leads nowhere.
fn is_walked(tie: &Tie, filter: &Filter) -> bool {
    tie.weight().is_some() && filter.shows_tie(tie)
}

/// The actors within the depth of a focus, with all ties among them.
fn near(focus: &Focus, scene: &Scene, filter: &Filter) -> Lit {
    let ends = focus.ties.iter().filter_map(|id| scene.ties.get(id));
    let ends = ends.flat_map(|tie| [&tie.from, &tie.to]);
    let centers: Vec<usize> = focus
        .actors
        .iter()
        .chain(ends)
        .filter_map(|id| scene.actors.position(id))
        .collect();
    let neighbours = Neighbours::new(scene, |tie| is_walked(tie, filter));
    let distances = neighbours.distances(&centers, u32::from(focus.depth));
    let actors: HashSet<ActorId> = scene
        .actors
        .iter()
        .zip(&distances)
        .filter_map(|(actor, distance)| distance.map(|_| actor.id.clone()))
        .collect();
    let is_within = |tie: &&Tie| actors.contains(&tie.from) && actors.contains(&tie.to);
    let ties = scene.ties.iter().filter(is_within);
    Lit {
        ties: ties.map(|tie| tie.id.clone()).collect(),
        actors,
    }
}

/// Looks for a path.
fn find(path: &PathView, scene: &Scene, filter: &Filter) -> Option<PathFound> {
    let from = scene.actors.position(&path.from)?;
    let to = scene.actors.position(&path.to)?;
    let neighbours = Neighbours::new(scene, |tie| {
        let is_positive = tie.weight().is_some_and(|weight| weight.is_positive());
        is_walked(tie, filter) && (path.over != PathOver::Positive || is_positive)
    });
    let actors = |places: &[usize]| {
        let actors = places.iter().filter_map(|at| scene.actors.at(*at));
        actors.map(|actor| actor.id.clone()).collect()
    };
    let ties = |places: &[usize]| {
        let ties = places.iter().filter_map(|at| scene.ties.at(*at));
        ties.map(|tie| tie.id.clone()).collect()
    };
    match path.over {
        PathOver::Any | PathOver::Positive => {
            let found = shortest(&neighbours, from, to)?;
            Some(PathFound {
                length: found.length,
                count: found.count,
                strength: None,
                actors: actors(&found.actors),
                ties: ties(&found.ties),
            })
        }
        PathOver::Strongest => {
            let found = strongest(scene, &neighbours, from, to)?;
            Some(PathFound {
                length: found.ties.len(),
                count: 1,
                strength: Some(found.strength),
                actors: actors(&found.actors),
                ties: ties(&found.ties),
            })
        }
    }
}
