//! Independent origins: how many witnesses there are behind the sources.
//!
//! Ten outlets that carry one press conference are one witness. Sources are of
//! one origin where they name the same one (compared as search compares), or
//! where one repeats the other, whichever way and over however many steps. A
//! source that says neither is an origin of its own: nobody has looked yet, and
//! what was not looked at is not held against it.

use std::collections::HashMap;

use super::estimate::Estimate;
use super::groups::Groups;
use crate::model::{Claim, ClaimId, Scene, SourceId};
use crate::text::fold;

/// The independent origins of a scene's sources. Belongs to the scene that it
/// was made from: after an edit, make another.
///
/// An origin is a number from 0, in the order of the first source of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    by_source: HashMap<SourceId, usize>,
    count: usize,
}

impl Origins {
    /// The origins of this scene's sources. Takes time in proportion to them and
    /// their links; links to sources that are not there connect nothing.
    pub fn of(scene: &Scene) -> Self {
        let mut groups = Groups::of(scene.sources.len());
        let mut named: HashMap<String, usize> = HashMap::new();
        for (at, source) in scene.sources.iter().enumerate() {
            if let Some(name) = source.origin.as_deref().and_then(folded_name) {
                let first = *named.entry(name).or_insert(at);
                groups.join(at, first);
            }
            for repeated in &source.repeats {
                if let Some(other) = scene.sources.position(repeated) {
                    groups.join(at, other);
                }
            }
        }
        Self::numbered(scene, &groups.firsts())
    }

    /// Counts the groups from 0, in the order of their first sources.
    fn numbered(scene: &Scene, firsts: &[usize]) -> Self {
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        let mut by_source = HashMap::new();
        for (source, first) in scene.sources.iter().zip(firsts) {
            let next = numbers.len();
            let number = *numbers.entry(*first).or_insert(next);
            by_source.insert(source.id.clone(), number);
        }
        Self {
            by_source,
            count: numbers.len(),
        }
    }

    /// How many independent origins there are; 0 without sources.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The origin of this source; `None` for one that is not there.
    pub fn of_source(&self, source: &SourceId) -> Option<usize> {
        self.by_source.get(source).copied()
    }

    /// The origins of the sources that this claim is anchored in, each once and
    /// in rising order; none for a claim without anchors.
    pub fn of_claim(&self, claim: &Claim) -> Vec<usize> {
        self.of_claims([claim])
    }

    /// The origins of all these claims together, each once and in rising order.
    pub fn of_claims<'a>(&self, claims: impl IntoIterator<Item = &'a Claim>) -> Vec<usize> {
        let mut origins: Vec<usize> = claims
            .into_iter()
            .flat_map(|claim| &claim.anchors)
            .filter_map(|anchor| self.of_source(&anchor.source))
            .collect();
        origins.sort_unstable();
        origins.dedup();
        origins
    }

    /// The origins of the claims that counted in the estimate of a tie, each once
    /// and in rising order.
    pub fn of_counted(&self, scene: &Scene, estimate: &Estimate) -> Vec<usize> {
        self.of_claims(counted(scene, estimate))
    }

    /// The one origin that everything counted in the estimate of a tie goes back
    /// to. `None` where nothing counted, where there are several, and where a
    /// claim that counted is anchored nowhere: what that goes back to is not known.
    pub fn single_origin(&self, scene: &Scene, estimate: &Estimate) -> Option<usize> {
        let has_loose_end = counted(scene, estimate).any(|claim| self.of_claim(claim).is_empty());
        match self.of_counted(scene, estimate).as_slice() {
            [origin] if !has_loose_end => Some(*origin),
            _ => None,
        }
    }
}

/// The claims that counted, in file order.
fn counted<'a>(scene: &'a Scene, estimate: &'a Estimate) -> impl Iterator<Item = &'a Claim> {
    let ids = estimate.counted.iter().map(|it| &it.claim);
    let mut last: Option<&ClaimId> = None;
    // Bearings of one claim stand together.
    ids.filter(move |id| last.replace(id) != Some(id))
        .filter_map(|id| scene.claims.get(id))
}

/// What an origin is called, as names are compared; `None` where nothing is said.
fn folded_name(origin: &str) -> Option<String> {
    let folded = fold(origin);
    let name = folded.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::estimate;
    use crate::model::fixtures::{
        bearing, claim, claim_with, scene, source, source_id, tie, tie_id,
    };
    use crate::model::{Anchor, Magnitude, Reliability, Stance};

    /// A scene with the sources `s`, `t`, `u` and `v`.
    fn sample() -> Scene {
        let mut scene = scene(&["A", "B"]);
        for id in ["t", "u", "v"] {
            source(&mut scene, id, Reliability::B);
        }
        scene
    }

    fn set(scene: &mut Scene, id: &str, origin: Option<&str>, repeats: &[&str]) {
        let mut source = scene.sources.get(&source_id(id)).expect(id).clone();
        source.origin = origin.map(str::to_owned);
        source.repeats = repeats.iter().map(|id| source_id(id)).collect();
        scene.sources.replace(source);
    }

    fn numbers(scene: &Scene) -> Vec<usize> {
        let origins = Origins::of(scene);
        let number = |id: &SourceId| origins.of_source(id).expect("every source has one");
        scene.sources.iter().map(|it| number(&it.id)).collect()
    }

    fn anchored(id: &str, sources: &[&str]) -> Claim {
        let on_tie = [bearing("A-B", Stance::Supports, Magnitude::Slight)];
        let mut claim = claim_with(id, "C3", &on_tie);
        claim.anchors = sources
            .iter()
            .map(|source| Anchor {
                source: source_id(source),
                ..claim.anchors[0].clone()
            })
            .collect();
        claim
    }

    #[test]
    fn a_source_that_says_nothing_is_an_origin_of_its_own() {
        assert_eq!(numbers(&sample()), [0, 1, 2, 3]);
        assert_eq!(Origins::of(&Scene::blank()).count(), 0);
        let mut blank_origin = sample();
        set(&mut blank_origin, "s", Some("  "), &[]);
        set(&mut blank_origin, "t", Some(""), &[]);
        assert_eq!(Origins::of(&blank_origin).count(), 4, "blank is no name");
    }

    #[test]
    fn one_origin_however_its_name_is_written() {
        let mut scene = sample();
        set(&mut scene, "s", Some("Sa\u{2019}ar press conference"), &[]);
        set(&mut scene, "u", Some(" SA'AR  Press Conference "), &[]);
        assert_eq!(numbers(&scene), [0, 1, 0, 2]);
    }

    #[test]
    fn repeating_connects_over_steps_and_across_names() {
        let mut scene = sample();
        set(&mut scene, "s", None, &["gone"]);
        set(&mut scene, "t", Some("wire"), &[]);
        set(&mut scene, "u", None, &["v"]);
        set(&mut scene, "v", Some("Wire"), &["v"]);
        assert_eq!(numbers(&scene), [0, 1, 1, 1]);
        set(&mut scene, "t", Some("another wire"), &["s"]);
        assert_eq!(numbers(&scene), [0, 0, 1, 1]);
    }

    #[test]
    fn a_claim_has_the_origins_of_its_sources() {
        let mut scene = sample();
        set(&mut scene, "t", None, &["s"]);
        let origins = Origins::of(&scene);
        assert_eq!(origins.of_claim(&anchored("c1", &["s", "t"])), [0]);
        assert_eq!(origins.of_claim(&anchored("c1", &["v", "s"])), [0, 2]);
        let loose = anchored("c1", &["gone"]);
        assert!(origins.of_claim(&loose).is_empty());
    }

    #[test]
    fn a_tie_of_one_origin_is_told_by_what_counts() {
        let mut scene = sample();
        tie(&mut scene, "A-B", 0.5);
        let single = |scene: &Scene| {
            let estimate = estimate(scene, &tie_id("A-B"));
            Origins::of(scene).single_origin(scene, &estimate)
        };
        assert_eq!(single(&scene), None, "nothing counts");
        for claim in [anchored("c1", &["t"]), anchored("c2", &["u"])] {
            scene.claims.push(claim).expect("claims differ");
        }
        assert_eq!(single(&scene), None, "two witnesses");
        set(&mut scene, "u", None, &["t"]);
        assert_eq!(single(&scene), Some(1), "one repeats the other");
        claim(&mut scene, "c3", "C6", &anchored("c3", &["s"]).bearings);
        assert_eq!(
            single(&scene),
            Some(1),
            "what does not count adds no origin"
        );
        scene.claims.push(anchored("c4", &[])).expect("c4 is new");
        assert_eq!(single(&scene), None, "who knows what c4 goes back to");
    }
}
