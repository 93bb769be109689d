//! Which claims bear on which tie and actor, found in one pass.
//!
//! An index belongs to the scene that it was made from: after an edit, make
//! another. Making one takes time in proportion to the bearings of the scene,
//! asking takes constant time; asking [`Scene::claims_on`] for every tie would
//! take ties times claims.

use std::collections::HashMap;
use std::sync::Arc;

use super::claim::BearingOn;
use super::id::{ActorId, TieId};
use super::scene::Scene;

/// Positions in [`Scene::claims`] by what the claims bear on. Every list is in
/// file order and names a claim once, however many bearings it has there.
#[derive(Clone, Debug, Default)]
pub struct ClaimIndex {
    /// Shared: a copy costs nothing.
    lists: Arc<Lists>,
}

#[derive(Debug, Default)]
struct Lists {
    by_tie: HashMap<TieId, Vec<usize>>,
    by_actor: HashMap<ActorId, Vec<usize>>,
    on_nothing: Vec<usize>,
}

impl ClaimIndex {
    /// The index of this scene. Bearings on records that the scene does not
    /// have are indexed like the others.
    pub fn new(scene: &Scene) -> Self {
        let mut index = Lists::default();
        for (position, claim) in scene.claims.iter().enumerate() {
            if claim.bearings.is_empty() {
                index.on_nothing.push(position);
            }
            for bearing in &claim.bearings {
                match &bearing.on {
                    BearingOn::Tie(id) => {
                        note(&mut index.by_tie, id, position);
                        if let Some(tie) = scene.ties.get(id) {
                            note(&mut index.by_actor, &tie.from, position);
                            note(&mut index.by_actor, &tie.to, position);
                        }
                    }
                    BearingOn::Actor(id) => note(&mut index.by_actor, id, position),
                }
            }
        }
        Self {
            lists: Arc::new(index),
        }
    }

    /// The claims that bear on this tie; none for a tie that is not there.
    pub fn on_tie(&self, tie: &TieId) -> &[usize] {
        self.lists.by_tie.get(tie).map_or(&[], Vec::as_slice)
    }

    /// The claims that bear on this actor as such or on a tie of it.
    pub fn on_actor(&self, actor: &ActorId) -> &[usize] {
        self.lists.by_actor.get(actor).map_or(&[], Vec::as_slice)
    }

    /// The claims that bear on nothing.
    pub fn on_nothing(&self) -> &[usize] {
        &self.lists.on_nothing
    }
}

/// Adds a position to a list that is built in rising order, once.
fn note<K: Clone + Eq + std::hash::Hash>(
    lists: &mut HashMap<K, Vec<usize>>,
    key: &K,
    position: usize,
) {
    match lists.get_mut(key) {
        Some(list) if list.last() == Some(&position) => {}
        Some(list) => list.push(position),
        None => {
            lists.insert(key.clone(), vec![position]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{actor, actor_id, bearing, claim, scene, tie, tie_id};
    use crate::model::{Bearing, Magnitude, Stance};

    fn sample() -> Scene {
        let mut scene = scene(&["A", "B", "C"]);
        tie(&mut scene, "A-B", 0.5);
        tie(&mut scene, "B-C", -0.5);
        let both = [
            bearing("A-B", Stance::Supports, Magnitude::Slight),
            bearing("B-C", Stance::Strains, Magnitude::Slight),
        ];
        claim(&mut scene, "c1", "C3", &both);
        claim(&mut scene, "c2", "C3", &[both[0].clone(), both[0].clone()]);
        claim(&mut scene, "c3", "C3", &[]);
        let on_actor = Bearing {
            on: BearingOn::Actor(actor_id("C")),
            ..both[0].clone()
        };
        claim(&mut scene, "c4", "C3", &[on_actor]);
        scene
    }

    #[test]
    fn each_tie_and_actor_finds_its_claims_once_and_in_order() {
        let index = ClaimIndex::new(&sample());
        assert_eq!(index.on_tie(&tie_id("A-B")), [0, 1]);
        assert_eq!(index.on_tie(&tie_id("B-C")), [0]);
        assert_eq!(index.on_actor(&actor_id("A")), [0, 1]);
        assert_eq!(index.on_actor(&actor_id("B")), [0, 1]);
        assert_eq!(index.on_actor(&actor_id("C")), [0, 3]);
        assert_eq!(index.on_nothing(), [2]);
        assert!(index.on_tie(&tie_id("A-C")).is_empty());
    }

    #[test]
    fn the_index_agrees_with_a_search() {
        let mut scene = sample();
        actor(&mut scene, "D");
        let index = ClaimIndex::new(&scene);
        for tie in scene.ties.iter() {
            let searched: Vec<_> = scene.claims_on(&tie.id).map(|claim| &claim.id).collect();
            let indexed: Vec<_> = index
                .on_tie(&tie.id)
                .iter()
                .filter_map(|at| scene.claims.at(*at))
                .map(|claim| &claim.id)
                .collect();
            assert_eq!(indexed, searched);
        }
    }
}
