//! Paths between two actors: the shortest, and the strongest.
//!
//! A *shortest* path has the fewest ties. There may be many: [`shortest`] gives the
//! ties of all of them together and counts them. Breadth-first from both ends; a
//! tie lies on a shortest path where the distances of its ends to both of them add
//! up. Cost: two passes over the ties.
//!
//! The *strength* of a path is the product of the |weights| of its ties, each in
//! [0, 1], so that every step may weaken and none may strengthen it; the strongest
//! path is the one of greatest strength. This is the path of greatest reliability
//! of H. Frank ("Shortest paths in probabilistic graphs", Operations Research 17,
//! 1969): a tie of weight 0.5 passes half of what comes to it. It is found by the
//! algorithm of E. W. Dijkstra ("A note on two problems in connexion with graphs",
//! 1959) over products instead of sums. The measure that takes the weakest tie
//! instead (E. R. Peay, "Connectedness in a general model for valued networks",
//! Social Networks 2, 1980) is not used: it lets a path be as long as it likes at
//! no cost. The *sign* of a path is the product of the signs of its ties
//! (D. Cartwright and F. Harary, "Structural balance", 1956).
//!
//! A path is a way along known relations, no more: it does not say that anything
//! flows along it. Ties are gone along either way, whichever way they are directed.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::neighbours::Neighbours;
use crate::model::Scene;

/// All shortest paths between two actors, taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortestPaths {
    /// How many ties each of them has.
    pub length: usize,
    /// How many there are; [`u64::MAX`] stands for more than that.
    pub count: u64,
    /// The ties of all of them, by their places in the scene, rising.
    pub ties: Vec<usize>,
    /// The actors of all of them, by their places in the scene, rising; both ends
    /// are among them.
    pub actors: Vec<usize>,
}

/// The strongest path between two actors.
#[derive(Clone, Debug, PartialEq)]
pub struct StrongestPath {
    /// Its ties from one end to the other, by their places in the scene.
    pub ties: Vec<usize>,
    /// Its actors from one end to the other, by their places in the scene.
    pub actors: Vec<usize>,
    /// The product of the |weights| of its ties, in [0, 1].
    pub strength: f64,
    /// Whether an odd number of its ties is hostile.
    pub is_negative: bool,
}

/// All shortest paths between the actors at two places of the scene, over the ties
/// of `near`; `None` where there is no path. From an actor to itself there is one,
/// without ties.
pub fn shortest(near: &Neighbours, from: usize, to: usize) -> Option<ShortestPaths> {
    let starts = near.distances(&[from], u32::MAX);
    let length = (*starts.get(to)?)?;
    let ends = near.distances(&[to], length);
    let at = |distances: &[Option<u32>], actor: usize| distances.get(actor).copied().flatten();
    let lies_between = |actor: usize| {
        let both = at(&starts, actor).zip(at(&ends, actor));
        both.is_some_and(|(start, end)| start + end == length)
    };
    let actors: Vec<usize> = (0..near.len()).filter(|it| lies_between(*it)).collect();
    // From near to far, so that the ways to each actor are counted before it is left.
    let mut in_order = actors.clone();
    in_order.sort_by_key(|actor| (at(&starts, *actor), *actor));
    let mut ways = vec![0_u64; near.len()];
    if let Some(way) = ways.get_mut(from) {
        *way = 1;
    }
    let mut ties = Vec::new();
    for actor in in_order {
        let here = ways.get(actor).copied().unwrap_or(0);
        for (tie, other) in near.of(actor) {
            let steps = at(&starts, actor).zip(at(&starts, *other));
            let is_on = steps.is_some_and(|(here, there)| there == here + 1);
            if is_on && lies_between(*other) {
                ties.push(*tie);
                if let Some(there) = ways.get_mut(*other) {
                    *there = there.saturating_add(here);
                }
            }
        }
    }
    ties.sort_unstable();
    Some(ShortestPaths {
        length: length as usize,
        count: ways.get(to).copied().unwrap_or(0),
        ties,
        actors,
    })
}

/// The strongest path between the actors at two places of the scene; `None` where
/// there is none.
///
/// It leads over those ties of `near` that have a weight other than 0. Of equally
/// strong ones it is the one with the fewest ties, then the one whose ties come
/// first in the scene. From an actor to itself it has no ties and strength 1.
pub fn strongest(
    scene: &Scene,
    near: &Neighbours,
    from: usize,
    to: usize,
) -> Option<StrongestPath> {
    let weights: Vec<f64> = scene
        .ties
        .iter()
        .map(|tie| tie.weight().map_or(0.0, |weight| weight.value()))
        .collect();
    let weight = |tie: usize| weights.get(tie).copied().unwrap_or(0.0);
    // How each actor was reached last: over which tie, and from whom.
    let mut came: Vec<Option<(usize, usize)>> = vec![None; near.len()];
    let mut best: Vec<Option<Reached>> = vec![None; near.len()];
    let mut heap = BinaryHeap::new();
    let start = Reached {
        strength: 1.0,
        ties: 0,
        actor: from,
    };
    *best.get_mut(from)? = Some(start);
    heap.push(start);
    while let Some(here) = heap.pop() {
        if here.actor == to {
            break;
        }
        let is_outdone = best.get(here.actor).copied().flatten() != Some(here);
        if is_outdone {
            continue;
        }
        for (tie, other) in near.of(here.actor) {
            let magnitude = weight(*tie).abs();
            if magnitude <= 0.0 {
                continue;
            }
            let there = Reached {
                strength: here.strength * magnitude,
                ties: here.ties + 1,
                actor: *other,
            };
            let (Some(known), Some(way)) = (best.get_mut(*other), came.get_mut(*other)) else {
                continue;
            };
            if known.is_none_or(|known| there.is_better_than(known)) {
                *known = Some(there);
                *way = Some((*tie, here.actor));
                heap.push(there);
            }
        }
    }
    let strength = (*best.get(to)?)?.strength;
    let (mut ties, mut actors) = (Vec::new(), vec![to]);
    let mut actor = to;
    while actor != from {
        let (tie, before) = (*came.get(actor)?)?;
        ties.push(tie);
        actors.push(before);
        actor = before;
    }
    ties.reverse();
    actors.reverse();
    let hostile = ties.iter().filter(|tie| weight(**tie) < 0.0).count();
    Some(StrongestPath {
        strength,
        is_negative: hostile % 2 == 1,
        ties,
        actors,
    })
}

/// An actor as it was reached.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Reached {
    strength: f64,
    ties: usize,
    actor: usize,
}

impl Reached {
    fn is_better_than(self, other: Self) -> bool {
        self.rank(other) == Ordering::Greater
    }

    /// Stronger first, then with fewer ties.
    fn rank(self, other: Self) -> Ordering {
        let by_strength = self.strength.total_cmp(&other.strength);
        by_strength.then(other.ties.cmp(&self.ties))
    }
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank(*other).then(other.actor.cmp(&self.actor))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{actor_id, scene, tie};
    use proptest::prelude::*;

    /// The actors A to F with these ties.
    fn of(ties: &[(&str, f64)]) -> Scene {
        let mut scene = scene(&["A", "B", "C", "D", "E", "F"]);
        for (id, weight) in ties {
            tie(&mut scene, id, *weight);
        }
        scene
    }

    fn all(scene: &Scene) -> Neighbours {
        Neighbours::new(scene, |tie| tie.weight().is_some())
    }

    fn place(scene: &Scene, actor: &str) -> usize {
        scene
            .actors
            .position(&actor_id(actor))
            .expect("it is there")
    }

    /// Ids of the ties of all shortest paths, their length and their number.
    fn short(scene: &Scene, from: &str, to: &str) -> Option<(usize, u64, Vec<String>)> {
        let found = shortest(&all(scene), place(scene, from), place(scene, to))?;
        Some((found.length, found.count, ids(scene, &found.ties)))
    }

    fn ids(scene: &Scene, ties: &[usize]) -> Vec<String> {
        let ids = ties.iter().filter_map(|at| scene.ties.at(*at));
        ids.map(|tie| tie.id.to_string()).collect()
    }

    fn strong(scene: &Scene, from: &str, to: &str) -> Option<(String, f64, bool)> {
        let (one, other) = (place(scene, from), place(scene, to));
        let found = strongest(scene, &all(scene), one, other)?;
        let ids = ids(scene, &found.ties).join(" ");
        assert_eq!(found.actors.len(), found.ties.len() + 1);
        Some((ids, found.strength, found.is_negative))
    }

    #[test]
    fn all_shortest_paths_are_found_together() {
        // A square with a tail, and a longer way round.
        let scene = of(&[
            ("A-B", 0.5),
            ("A-C", -0.5),
            ("B-D", 0.5),
            ("C-D", 0.5),
            ("D-E", 0.5),
            ("C-F", 0.5),
            ("F-E", 0.5),
        ]);
        let (length, count, ties) = short(&scene, "A", "E").expect("a path");
        assert_eq!((length, count), (3, 3), "A-B-D-E, A-C-D-E and A-C-F-E");
        assert_eq!(ties.len(), 7, "{ties:?}");
        let back = short(&scene, "E", "A").expect("a path");
        assert_eq!(back, (length, count, ties), "either way");
        let (length, count, ties) = short(&scene, "A", "D").expect("a path");
        assert_eq!((length, count), (2, 2));
        assert_eq!(ties, ["A-B", "A-C", "B-D", "C-D"]);
        assert_eq!(short(&scene, "A", "A"), Some((0, 1, Vec::new())));
    }

    #[test]
    fn parallel_ties_are_paths_of_their_own_and_there_may_be_no_path() {
        let mut scene = of(&[("A-B", 0.5)]);
        let second = crate::model::Tie {
            id: crate::model::fixtures::tie_id("B-A"),
            ..scene.ties.at(0).expect("it").clone()
        };
        scene.ties.push(second).expect("new");
        assert_eq!(short(&scene, "A", "B").map(|it| it.1), Some(2));
        assert_eq!(short(&scene, "A", "C"), None);
        assert_eq!(strong(&scene, "A", "C"), None);
    }

    #[test]
    fn the_strongest_path_is_as_worked_by_hand() {
        // Directly 0.4; over B 0.9 * 0.5 = 0.45; over C and D 0.9 * 0.9 * 0.5 = 0.405.
        let scene = of(&[
            ("A-E", 0.4),
            ("A-B", 0.9),
            ("B-E", -0.5),
            ("A-C", 0.9),
            ("C-D", -0.9),
            ("D-E", -0.5),
        ]);
        let (ties, strength, is_negative) = strong(&scene, "A", "E").expect("a path");
        assert_eq!(ties, "A-B B-E");
        assert!((strength - 0.45).abs() < 1e-12);
        assert!(is_negative, "one of them is hostile");
        let (ties, strength, is_negative) = strong(&scene, "E", "C").expect("a path");
        assert_eq!(
            ties, "D-E C-D",
            "0.45 again, and stronger than 0.5 * 0.9 * 0.9"
        );
        assert!((strength - 0.45).abs() < 1e-12 && !is_negative, "two are");
        // The weakest tie decides nothing: the way of many strong ties is weaker.
        let scene = of(&[("A-F", 0.6), ("A-B", 0.8), ("B-C", 0.8), ("C-F", 0.8)]);
        let (ties, ..) = strong(&scene, "A", "F").expect("a path");
        assert_eq!(
            ties, "A-F",
            "0.6 before 0.512, though its weakest is weaker"
        );
    }

    #[test]
    fn equals_are_told_apart_by_length_and_weight_zero_leads_nowhere() {
        let scene = of(&[("A-B", 1.0), ("B-C", 0.5), ("A-C", 0.5), ("C-D", 0.0)]);
        assert_eq!(strong(&scene, "A", "C").expect("a path").0, "A-C");
        assert_eq!(strong(&scene, "A", "D"), None);
        assert_eq!(
            short(&scene, "A", "D").map(|it| it.0),
            Some(2),
            "it is a tie"
        );
        assert_eq!(strong(&scene, "A", "A"), Some((String::new(), 1.0, false)));
    }

    #[test]
    fn a_path_of_very_many_weak_ties_is_still_a_path() {
        let mut scene = Scene::blank();
        let ids: Vec<String> = (0..600).map(|at| format!("N{at}")).collect();
        for id in &ids {
            crate::model::fixtures::actor(&mut scene, id);
        }
        for (one, other) in ids.iter().zip(ids.iter().skip(1)) {
            tie(&mut scene, &format!("{one}-{other}"), 0.01);
        }
        let found = strongest(&scene, &all(&scene), 0, 599).expect("a path");
        assert_eq!(found.ties.len(), 599);
        assert_eq!(found.strength, 0.0, "too weak to be told from none");
    }

    /// The strongest path without repeats, by trying all.
    fn tried(scene: &Scene, near: &Neighbours, seen: &mut Vec<usize>, to: usize) -> Option<f64> {
        let here = *seen.last()?;
        if here == to {
            return Some(1.0);
        }
        let mut best: Option<f64> = None;
        for (tie, other) in near.of(here) {
            let weight = scene.ties.at(*tie)?.weight()?.magnitude();
            if seen.contains(other) || weight <= 0.0 {
                continue;
            }
            seen.push(*other);
            if let Some(rest) = tried(scene, near, seen, to) {
                best = Some(best.unwrap_or(0.0).max(weight * rest));
            }
            seen.pop();
        }
        best
    }

    proptest! {
        #[test]
        fn no_path_is_stronger_than_the_strongest(
            weights in proptest::collection::vec(proptest::option::of(-10..=10_i32), 15),
        ) {
            let names = ["A", "B", "C", "D", "E", "F"];
            let pairs = names.iter().enumerate().flat_map(|(at, one)| {
                names.iter().skip(at + 1).map(move |other| format!("{one}-{other}"))
            });
            let ties: Vec<(String, f64)> = pairs
                .zip(&weights)
                .filter_map(|(id, weight)| Some((id, f64::from((*weight)?) / 10.0)))
                .collect();
            let ties: Vec<(&str, f64)> = ties.iter().map(|(id, it)| (id.as_str(), *it)).collect();
            let scene = of(&ties);
            let near = all(&scene);
            let found = strongest(&scene, &near, 0, 5);
            let tried = tried(&scene, &near, &mut vec![0], 5);
            prop_assert_eq!(found.is_some(), tried.is_some());
            if let (Some(found), Some(tried)) = (found, tried) {
                prop_assert!((found.strength - tried).abs() < 1e-12);
            }
        }
    }
}
