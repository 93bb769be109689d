//! What speaks for a tie and what against it, and whether that makes it
//! contested.
//!
//! The claims that count carry the mass `r * c` of their grades, as in the
//! estimate. An estimate near 0 may come from few weak claims, from courtesies or
//! from strong claims that speak against each other: only the last is contested.

use super::estimate::Estimate;
use crate::model::Stance;

/// The least part of the counted mass that each side of a contested tie carries.
pub const LEAST_SHARE_CONTESTED: f64 = 0.25;

/// The least counted mass of a contested tie: as much as makes an estimate stand.
pub const LEAST_MASS_CONTESTED: f64 = 1.0;

/// Masses are sums of products of fifths. Comparing them in this many parts of 1
/// keeps rounding from deciding; a quarter of it is whole too.
const MASS_PARTS: f64 = 100.0;

/// The counted mass on a tie by stance. None of the parts is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sides {
    /// Of claims that support.
    pub supports: f64,
    /// Of claims that strain.
    pub strains: f64,
    /// Of claims that do neither.
    pub neutral: f64,
}

impl Sides {
    /// The sides of what counted in this estimate.
    pub fn of(estimate: &Estimate) -> Self {
        let mut sides = Self::default();
        for counted in &estimate.counted {
            let side = match counted.stance {
                Stance::Supports => &mut sides.supports,
                Stance::Strains => &mut sides.strains,
                Stance::Neutral => &mut sides.neutral,
            };
            *side += counted.mass();
        }
        sides
    }

    /// All that counted.
    pub fn mass(self) -> f64 {
        self.supports + self.strains + self.neutral
    }

    /// The parts of what counted that support, do neither and strain, together 1;
    /// `None` where nothing counted.
    pub fn shares(self) -> Option<[f64; 3]> {
        let mass = self.mass();
        (mass > 0.0).then(|| [self.supports, self.neutral, self.strains].map(|side| side / mass))
    }

    /// Whether enough counted for the shares to say anything.
    pub fn stands(self) -> bool {
        parts(self.mass()) >= parts(LEAST_MASS_CONTESTED)
    }

    /// Whether both sides carry a good part of a mass that stands: each at least
    /// [`LEAST_SHARE_CONTESTED`] of at least [`LEAST_MASS_CONTESTED`].
    pub fn is_contested(self) -> bool {
        let least = parts(self.mass() * LEAST_SHARE_CONTESTED);
        self.stands() && parts(self.supports.min(self.strains)) >= least
    }
}

fn parts(mass: f64) -> f64 {
    (mass * MASS_PARTS).round()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::estimate;
    use crate::model::Magnitude::Slight;
    use crate::model::Stance::{Neutral, Strains, Supports};
    use crate::model::fixtures::{bearing, claim, scene, tie, tie_id};

    /// The sides of a tie with claims of these grades and stances.
    fn sides(claims: &[(&str, Stance)]) -> Sides {
        let mut scene = scene(&["A", "B"]);
        tie(&mut scene, "A-B", 0.5);
        for (at, (grade, stance)) in claims.iter().enumerate() {
            let on = [bearing("A-B", *stance, Slight)];
            claim(&mut scene, &format!("c{at}"), grade, &on);
        }
        Sides::of(&estimate(&scene, &tie_id("A-B")))
    }

    #[test]
    fn a_tie_is_contested_from_a_quarter_on_each_side_on() {
        let three_to_one = [
            ("B2", Supports),
            ("B2", Supports),
            ("B2", Supports),
            ("B2", Strains),
        ];
        assert!(sides(&three_to_one).is_contested(), "0.64 of 2.56");
        let with_more = [&three_to_one[..], &[("E5", Supports)]].concat();
        assert!(!sides(&with_more).is_contested(), "0.64 of 2.60");
        assert!(sides(&[("A1", Supports), ("A1", Strains)]).is_contested());
    }

    #[test]
    fn one_side_alone_is_not_contested_and_neither_is_little() {
        assert!(!sides(&[("A1", Supports), ("A1", Neutral)]).is_contested());
        let weak = sides(&[("C3", Supports), ("C3", Strains)]);
        assert!(!weak.is_contested() && !weak.stands(), "0.72 in all");
        let just = sides(&[
            ("C3", Supports),
            ("C3", Strains),
            ("D4", Neutral),
            ("D5", Strains),
        ]);
        assert!(!just.stands(), "0.72 + 0.16 + 0.08");
        let half = sides(&[("A1", Strains), ("A3", Supports)]);
        assert!(half.is_contested(), "0.6 of 1.6");
    }

    #[test]
    fn shares_follow_the_mass_and_not_the_magnitude_or_the_number() {
        let shares = sides(&[("A1", Supports), ("B2", Strains), ("C3", Neutral)]).shares();
        let [supports, neutral, strains] = shares.expect("something counts");
        assert!((supports - 1.0 / 2.0).abs() < 1e-12, "1.00 of 2.00");
        assert!((neutral - 0.18).abs() < 1e-12, "0.36 of 2.00");
        assert!((strains - 0.32).abs() < 1e-12, "0.64 of 2.00");
        assert_eq!(sides(&[("C6", Supports)]).shares(), None);
    }
}
