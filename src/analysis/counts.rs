//! Small counts that lists and legends show.

use std::collections::{HashMap, HashSet};

use crate::model::{KindId, Scene};

pub use crate::model::ClaimIndex;

/// How many claims each kind has, in the order of [`Scene::kinds`].
///
/// A claim with several kinds counts once for each of them, so the counts may
/// add up to more than there are claims; a kind named twice by one claim counts
/// once. Kinds that the scene does not list are passed over. Deprecated claims
/// count: they are still in the ledger. Only claims for whose place in the scene
/// `is_counted` holds are counted.
pub fn claims_by_kind(scene: &Scene, is_counted: impl Fn(usize) -> bool) -> Vec<(KindId, usize)> {
    let mut counts: HashMap<&KindId, usize> = HashMap::new();
    let claims = scene.claims.iter().enumerate();
    for (_, claim) in claims.filter(|(at, _)| is_counted(*at)) {
        let mut seen = HashSet::new();
        for kind in &claim.kinds {
            if seen.insert(kind) {
                *counts.entry(kind).or_default() += 1;
            }
        }
    }
    scene
        .kinds
        .iter()
        .map(|kind| {
            let count = counts.get(&kind.id).copied().unwrap_or(0);
            (kind.id.clone(), count)
        })
        .collect()
}

/// How many claims bear on each tie, in the order of [`Scene::ties`].
pub fn claims_per_tie(scene: &Scene, index: &ClaimIndex) -> Vec<usize> {
    scene
        .ties
        .iter()
        .map(|tie| index.on_tie(&tie.id).len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{bearing, claim_with, kind_id, scene, tie};
    use crate::model::{Magnitude, Stance};

    fn sample() -> Scene {
        let mut scene = scene(&["A", "B", "C"]);
        tie(&mut scene, "A-B", 0.5);
        tie(&mut scene, "B-C", 0.5);
        let on = bearing("A-B", Stance::Supports, Magnitude::Slight);
        for (id, kinds) in [
            ("c1", vec!["trade"]),
            ("c2", vec!["diplomacy", "trade", "trade"]),
            ("c3", vec!["weather"]),
        ] {
            let mut claim = claim_with(id, "C3", std::slice::from_ref(&on));
            claim.kinds = kinds.into_iter().map(kind_id).collect();
            scene.claims.push(claim).expect("ids differ");
        }
        scene
    }

    #[test]
    fn a_claim_counts_once_for_each_of_its_kinds() {
        assert_eq!(
            claims_by_kind(&sample(), |_| true),
            [(kind_id("trade"), 2), (kind_id("diplomacy"), 1)]
        );
        assert_eq!(
            claims_by_kind(&sample(), |at| at == 0),
            [(kind_id("trade"), 1), (kind_id("diplomacy"), 0)]
        );
    }

    #[test]
    fn every_tie_has_a_count_even_if_it_is_none() {
        let scene = sample();
        assert_eq!(claims_per_tie(&scene, &ClaimIndex::new(&scene)), [3, 0]);
    }
}
