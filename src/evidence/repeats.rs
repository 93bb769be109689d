//! Groups of claims that repeat one another.
//!
//! Outlets that carry the same press conference are one origin. `repeats` says
//! so claim by claim; a group is all claims that such links connect, whichever
//! way and over however many steps. Sharing a source is not repeating.

use crate::model::Scene;

/// For each claim, in the order of [`Scene::claims`], the number of its group:
/// the position of the group's first claim. A claim without links is a group of
/// one. Links to claims that are not there connect nothing. Links through a
/// deprecated claim connect: withdrawing it does not make two echoes of it
/// independent.
pub(super) fn repeat_groups(scene: &Scene) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..scene.claims.len()).collect();
    for (at, claim) in scene.claims.iter().enumerate() {
        for repeated in &claim.repeats {
            if let Some(other) = scene.claims.position(repeated) {
                join(&mut parents, at, other);
            }
        }
    }
    (0..parents.len())
        .map(|at| root(&mut parents, at))
        .collect()
}

/// Makes one group of two; its root is the lower of both roots.
fn join(parents: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(parents, one), root(parents, other));
    if let Some(parent) = parents.get_mut(one.max(other)) {
        *parent = one.min(other);
    }
}

/// The root above `at`, halving the way to it as it goes.
fn root(parents: &mut [usize], mut at: usize) -> usize {
    loop {
        let parent = parents.get(at).copied().unwrap_or(at);
        if parent == at {
            return at;
        }
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(slot) = parents.get_mut(at) {
            *slot = above;
        }
        at = above;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{claim_id, claim_with, scene};

    fn groups(repeats: &[(&str, &[&str])]) -> Vec<usize> {
        let mut scene = scene(&[]);
        for (id, repeated) in repeats {
            let mut claim = claim_with(id, "C3", &[]);
            claim.repeats = repeated.iter().map(|id| claim_id(id)).collect();
            scene.claims.push(claim).expect("ids differ");
        }
        repeat_groups(&scene)
    }

    #[test]
    fn links_connect_over_several_steps_and_either_way() {
        let found = groups(&[
            ("c0", &[]),
            ("c1", &["c3"]),
            ("c2", &["c1"]),
            ("c3", &[]),
            ("c4", &["c3", "c2"]),
            ("c5", &[]),
        ]);
        assert_eq!(found, [0, 1, 1, 1, 1, 5]);
    }

    #[test]
    fn circles_and_links_to_nothing_do_no_harm() {
        let found = groups(&[("c0", &["c1"]), ("c1", &["c0", "c1"]), ("c2", &["gone"])]);
        assert_eq!(found, [0, 0, 2]);
    }
}
