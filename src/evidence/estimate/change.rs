//! Estimates brought up to date after claims were changed: only ties on which a
//! changed claim bears, or one that repeats it, are told again.

use std::collections::{BTreeSet, HashSet};

use super::{Estimate, Estimator};
use crate::evidence::repeats::repeat_groups;
use crate::model::{BearingOn, Claim, ClaimIndex, Scene};

/// A claim that was changed where it stands.
#[derive(Clone, Copy, Debug)]
pub struct ChangedClaim<'a> {
    at: usize,
    before: &'a Claim,
    now: &'a Claim,
}

impl ChangedClaim<'_> {
    /// Whether it bears on what it bore on before, in the same order.
    pub fn bears_on_the_same(&self) -> bool {
        let [before, now] = [self.before, self.now].map(|it| it.bearings.iter());
        before.map(|it| &it.on).eq(now.map(|it| &it.on))
    }
}

/// The claims that differ, in file order; `None` where other claims are there, or
/// they stand in another order.
pub fn changed_claims<'a>(before: &'a Scene, now: &'a Scene) -> Option<Vec<ChangedClaim<'a>>> {
    if now.claims.is_copy_of(&before.claims) {
        return Some(Vec::new());
    }
    if now.claims.len() != before.claims.len() {
        return None;
    }
    let pairs = before.claims.iter().zip(now.claims.iter()).enumerate();
    // Claims that did not change are shared, and need no second look.
    let others = pairs.filter(|(_, (before, now))| !std::ptr::eq(*before, *now));
    others
        .map(|(at, (before, now))| {
            (before.id == now.id).then_some(ChangedClaim { at, before, now })
        })
        .collect()
}

/// Makes the estimates of the scene before those of this one, in which no more than
/// these claims were changed and the ties are the same. `index` is of this scene.
pub fn update_estimates(
    estimates: &mut Vec<Estimate>,
    scene: &Scene,
    index: &ClaimIndex,
    changed: &[ChangedClaim<'_>],
) {
    if changed.is_empty() {
        return;
    }
    let mut is_regrouped = changed.iter().map(|it| it.before.repeats != it.now.repeats);
    if is_regrouped.any(|is_it| is_it) || estimates.len() != scene.ties.len() {
        *estimates = super::estimates(scene);
        return;
    }
    let groups = repeat_groups(scene);
    let group = |at: usize| groups.get(at).copied().unwrap_or(at);
    let touched: HashSet<usize> = changed.iter().map(|it| group(it.at)).collect();
    let in_groups = scene.claims.iter().zip(&groups);
    let in_groups = in_groups.filter(|(_, group)| touched.contains(*group));
    let before = changed.iter().map(|it| it.before);
    let claims = before.chain(in_groups.map(|(claim, _)| claim));
    let ties: BTreeSet<usize> = claims
        .flat_map(|claim| &claim.bearings)
        .filter_map(|bearing| match &bearing.on {
            BearingOn::Tie(tie) => scene.ties.position(tie),
            BearingOn::Actor(_) => None,
        })
        .collect();
    let estimator = Estimator {
        scene,
        index: std::borrow::Cow::Borrowed(index),
        groups: std::borrow::Cow::Borrowed(&groups),
        whens: None,
    };
    for at in ties {
        if let Some((estimate, tie)) = estimates.get_mut(at).zip(scene.ties.at(at)) {
            *estimate = estimator.estimate(&tie.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::estimates;
    use crate::model::fixtures::{bearing, claim, claim_id, scene, tie};
    use crate::model::{Grade, Magnitude, Rank, Stance};

    fn sample() -> Scene {
        let mut scene = scene(&["A", "B", "C"]);
        tie(&mut scene, "A-B", 0.5);
        tie(&mut scene, "B-C", -0.5);
        let supports = |on| bearing(on, Stance::Supports, Magnitude::Strong);
        claim(&mut scene, "c1", "B2", &[supports("A-B")]);
        claim(&mut scene, "c2", "C3", &[supports("A-B"), supports("B-C")]);
        claim(&mut scene, "c3", "C3", &[supports("B-C")]);
        claim(&mut scene, "c4", "C6", &[]);
        let mut echo = scene.claims.get(&claim_id("c3")).expect("c3").clone();
        echo.repeats = vec![claim_id("c1")];
        scene.claims.replace(echo);
        scene
    }

    /// Changes c1 and compares what comes of it with estimates made anew.
    fn check(what: &str, id: &str, change: impl Fn(&mut Claim)) {
        let before = sample();
        let mut now = before.clone();
        let mut claim = now.claims.get(&claim_id(id)).expect(id).clone();
        change(&mut claim);
        now.claims.replace(claim);
        let mut told = estimates(&before);
        let changed = changed_claims(&before, &now).expect("the same claims");
        assert_eq!(changed.len(), 1, "{what}");
        update_estimates(&mut told, &now, &ClaimIndex::new(&now), &changed);
        assert_eq!(told, estimates(&now), "{what}");
    }

    #[test]
    fn they_are_those_that_would_be_made_anew() {
        check("words", "c1", |it| it.statement = "Said anew.".to_owned());
        check("grade", "c2", |it| {
            it.grade = Grade::parse("A1").expect("a grade");
        });
        // What repeats it counts instead, on another tie.
        check("a group's best", "c1", |it| {
            it.grade = Grade::parse("E5").expect("a grade");
        });
        check("withdrawn", "c1", |it| {
            let reason = "wrong".to_owned();
            it.rank = Rank::Deprecated { reason };
        });
        check("bears on nothing more", "c2", |it| it.bearings.clear());
        check("bears on another tie", "c1", |it| {
            it.bearings = vec![bearing("B-C", Stance::Strains, Magnitude::Slight)];
        });
        check("repeats nothing more", "c3", |it| it.repeats.clear());
    }

    #[test]
    fn other_claims_or_another_order_are_no_change_of_claims() {
        let before = sample();
        assert!(changed_claims(&before, &before).is_some_and(|it| it.is_empty()));
        let mut less = before.clone();
        less.claims.remove(&claim_id("c4"));
        assert!(changed_claims(&before, &less).is_none());
    }
}
