//! Strength: how much an actor is supported and opposed by all its ties.
//!
//! The strength of a node is the sum of the weights of its ties (Barrat,
//! Barthélemy, Pastor-Satorras and Vespignani, "The architecture of complex
//! weighted networks", PNAS 101, 2004). For signed ties the positive and the
//! negative part are summed apart and shown apart: a net near 0 may hide much of
//! both. Cost: one pass over the ties.

use crate::model::Scene;

/// The strength of one actor. Neither part is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strength {
    /// Sum of the weights above 0.
    pub positive: f64,
    /// Sum of the magnitudes of the weights below 0.
    pub negative: f64,
}

impl Strength {
    /// Positive less negative. Show it beside both, never alone.
    pub fn net(self) -> f64 {
        self.positive - self.negative
    }

    /// Positive and negative together; 0 for an actor without valued ties.
    pub fn total(self) -> f64 {
        self.positive + self.negative
    }
}

/// Strength of every actor, in the order of [`Scene::actors`].
///
/// A tie counts at both its ends, whichever way it runs; a tie of an actor with
/// itself counts once. Unknown ties and "none" add nothing: unknown is not zero,
/// so an actor with unknown ties may be stronger than its number. An end that
/// the scene does not have is passed over.
pub fn strengths(scene: &Scene) -> Vec<Strength> {
    let mut out = vec![Strength::default(); scene.actors.len()];
    for tie in scene.ties.iter() {
        let Some(weight) = tie.weight() else {
            continue;
        };
        let other_end = (tie.from != tie.to).then_some(&tie.to);
        for end in [Some(&tie.from), other_end].into_iter().flatten() {
            let place = scene.actors.position(end);
            if let Some(strength) = place.and_then(|place| out.get_mut(place)) {
                if weight.is_negative() {
                    strength.negative += weight.magnitude();
                } else {
                    strength.positive += weight.magnitude();
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{scene, tie, tie_with};
    use crate::model::{TieDirection, TieState, Weight};

    /// Five actors and five ties; the weights are made up.
    fn five_ties() -> Scene {
        let mut scene = scene(&["ISR", "AZE", "TUR", "IRN", "KAZ"]);
        for (id, weight) in [
            ("ISR-AZE", 0.8),
            ("AZE-TUR", 0.6),
            ("ISR-TUR", -0.4),
            ("ISR-IRN", -0.6),
            ("ISR-KAZ", 0.3),
        ] {
            tie(&mut scene, id, weight);
        }
        scene
    }

    fn assert_near(strength: Strength, positive: f64, negative: f64) {
        assert!(
            (strength.positive - positive).abs() < 1e-12
                && (strength.negative - negative).abs() < 1e-12,
            "{strength:?} is not {positive}, {negative}"
        );
    }

    #[test]
    fn strengths_of_five_ties_are_as_worked_by_hand() {
        let strengths = strengths(&five_ties());
        assert_eq!(strengths.len(), 5);
        for (strength, (positive, negative)) in
            strengths
                .iter()
                .zip([(1.1, 1.0), (1.4, 0.0), (0.6, 0.4), (0.0, 0.6), (0.3, 0.0)])
        {
            assert_near(*strength, positive, negative);
        }
        for (strength, net) in strengths.iter().zip([0.1, 1.4, 0.2, -0.6, 0.3]) {
            assert!((strength.net() - net).abs() < 1e-12, "{strength:?}");
        }
        assert!((strengths[0].total() - 2.1).abs() < 1e-12);
    }

    #[test]
    fn unknown_ties_and_none_add_nothing() {
        let mut scene = five_ties();
        let before = strengths(&scene);
        for (id, state) in [
            (
                "TUR-KAZ",
                TieState::Unknown {
                    reason: "not named".to_owned(),
                },
            ),
            (
                "IRN-KAZ",
                TieState::None {
                    reason: "no relations".to_owned(),
                },
            ),
            ("AZE-KAZ", TieState::Valued(Weight::ZERO)),
        ] {
            scene
                .ties
                .push(tie_with(id, state))
                .expect("a new tie of the scene");
        }
        assert_eq!(strengths(&scene), before);
    }

    #[test]
    fn direction_does_not_matter_and_odd_ends_are_passed_over() {
        let mut scene = scene(&["A", "B"]);
        let half = TieState::Valued(Weight::new(0.5).expect("a weight"));
        let directed = crate::model::Tie {
            direction: TieDirection::Directed,
            ..tie_with("A-B", half.clone())
        };
        for tie in [
            directed,
            tie_with("A-A", half.clone()),
            tie_with("B-X", half),
        ] {
            scene.ties.push(tie).expect("ids differ");
        }
        let strengths = strengths(&scene);
        assert_near(strengths[0], 1.0, 0.0);
        assert_near(strengths[1], 1.0, 0.0);
    }

    #[test]
    fn a_scene_without_actors_has_no_strengths() {
        assert!(strengths(&Scene::blank()).is_empty());
    }
}
