//! Groups of claims that repeat one another.
//!
//! Outlets that carry the same press conference are one origin. `repeats` says
//! so claim by claim; a group is all claims that such links connect, whichever
//! way and over however many steps. Sharing a source is not repeating.

use super::groups::Groups;
use crate::model::Scene;

/// For each claim, in the order of [`Scene::claims`], the number of its group:
/// the position of the group's first claim. A claim without links is a group of
/// one. Links to claims that are not there connect nothing. Links through a
/// deprecated claim connect: withdrawing it does not make two echoes of it
/// independent.
pub(super) fn repeat_groups(scene: &Scene) -> Vec<usize> {
    let mut groups = Groups::of(scene.claims.len());
    for (at, claim) in scene.claims.iter().enumerate() {
        for repeated in &claim.repeats {
            if let Some(other) = scene.claims.position(repeated) {
                groups.join(at, other);
            }
        }
    }
    groups.firsts()
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
