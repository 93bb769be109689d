//! Who is near whom: actors within so many ties of others.
//!
//! Breadth-first search (E. F. Moore, "The shortest path through a maze", 1959).
//! A tie is gone along either way, whichever way it is directed. Cost: one pass
//! over the ties.

use std::collections::VecDeque;

use crate::model::{Scene, Tie};

/// The ties of each actor, by places in the scene.
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// For each actor the ties at it: the tie, and the actor at its other end.
    at: Vec<Vec<(usize, usize)>>,
}

impl Neighbours {
    /// The ties that `is_walked` lets through, by the actors at their ends. A tie
    /// from an actor to itself leads nowhere and is passed over, as is one with an
    /// end that the scene does not have.
    pub fn new(scene: &Scene, is_walked: impl Fn(&Tie) -> bool) -> Self {
        let mut at = vec![Vec::new(); scene.actors.len()];
        for (number, tie) in scene.ties.iter().enumerate() {
            if tie.from == tie.to || !is_walked(tie) {
                continue;
            }
            let ends = [&tie.from, &tie.to].map(|end| scene.actors.position(end));
            if let [Some(from), Some(to)] = ends {
                for (one, other) in [(from, to), (to, from)] {
                    if let Some(ties) = at.get_mut(one) {
                        ties.push((number, other));
                    }
                }
            }
        }
        Self { at }
    }

    /// The ties at an actor, in the order of the scene: the place of each, and of
    /// the actor at its other end.
    pub fn of(&self, actor: usize) -> &[(usize, usize)] {
        self.at.get(actor).map_or(&[], Vec::as_slice)
    }

    /// How many actors there are.
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there is no actor.
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// For each actor of the scene, how many ties lead to it from the nearest of
    /// `centers`; `None` where none leads there, or more than `most`.
    pub fn distances(&self, centers: &[usize], most: u32) -> Vec<Option<u32>> {
        let mut out = vec![None; self.len()];
        let mut queue = VecDeque::new();
        for center in centers {
            if let Some(distance @ None) = out.get_mut(*center) {
                *distance = Some(0);
                queue.push_back((*center, 0));
            }
        }
        while let Some((actor, distance)) = queue.pop_front() {
            if distance >= most {
                continue;
            }
            for (_, other) in self.of(actor) {
                if let Some(there @ None) = out.get_mut(*other) {
                    *there = Some(distance + 1);
                    queue.push_back((*other, distance + 1));
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TieState;
    use crate::model::fixtures::{scene, tie, tie_with};

    /// A - B - C - D, and E alone.
    fn row() -> Scene {
        let mut scene = scene(&["A", "B", "C", "D", "E"]);
        for id in ["A-B", "C-B", "C-D"] {
            tie(&mut scene, id, 0.5);
        }
        scene
    }

    #[test]
    fn actors_are_as_far_as_there_are_ties_between() {
        let near = Neighbours::new(&row(), |_| true);
        let from = |centers: &[usize], most| near.distances(centers, most);
        assert_eq!(
            from(&[0], 9),
            [Some(0), Some(1), Some(2), Some(3), None],
            "whichever way a tie runs"
        );
        assert_eq!(from(&[0], 1), [Some(0), Some(1), None, None, None]);
        assert_eq!(from(&[0], 0), [Some(0), None, None, None, None]);
        assert_eq!(
            from(&[0, 3, 0], 1),
            [Some(0), Some(1), Some(1), Some(0), None],
            "from the nearer one"
        );
        assert_eq!(from(&[], 9), [None; 5]);
        assert_eq!(from(&[77], 9), [None; 5]);
    }

    #[test]
    fn only_ties_that_are_let_through_are_walked() {
        let mut scene = row();
        let unknown = TieState::Unknown {
            reason: "not looked at".to_owned(),
        };
        for id in ["D-E", "E-E", "E-Z"] {
            scene.ties.push(tie_with(id, unknown.clone())).expect("new");
        }
        let valued = Neighbours::new(&scene, |tie| tie.weight().is_some());
        assert_eq!(valued.distances(&[3], 9).last(), Some(&None));
        let all = Neighbours::new(&scene, |_| true);
        assert_eq!(all.distances(&[3], 9).last(), Some(&Some(1)));
        assert_eq!(
            all.of(4),
            [(3, 3)],
            "no way to itself, nor out of the scene"
        );
    }
}
