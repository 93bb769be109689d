//! The weight of a tie.

use std::fmt;

/// The judged strength of a tie: in [-1, 1], where -1 is hostile, +1 allied and
/// 0 neither. Never NaN and never infinite. -0 is stored as 0.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Weight(f64);

/// Why a number is not a weight.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum WeightError {
    /// NaN or infinite.
    #[error("a weight is a number from -1 to 1, not {0}")]
    NotFinite(f64),
    /// Beyond -1 or 1.
    #[error("a weight is a number from -1 to 1; {0} is out of range")]
    OutOfRange(f64),
}

impl Weight {
    /// Neither hostile nor supportive.
    pub const ZERO: Self = Self(0.0);

    /// The weight of this value.
    ///
    /// # Errors
    /// When the value is not finite or lies outside [-1, 1].
    pub fn new(value: f64) -> Result<Self, WeightError> {
        if !value.is_finite() {
            Err(WeightError::NotFinite(value))
        } else if value.abs() > 1.0 {
            Err(WeightError::OutOfRange(value))
        } else {
            // Adding zero turns -0.0 into 0.0, which else would be written as "-0.0".
            Ok(Self(value + 0.0))
        }
    }

    /// The value, in [-1, 1].
    pub fn value(self) -> f64 {
        self.0
    }

    /// How strong, whatever the sign, in [0, 1].
    pub fn magnitude(self) -> f64 {
        self.0.abs()
    }

    /// Whether the tie is hostile: strictly below 0.
    pub fn is_negative(self) -> bool {
        self.0 < 0.0
    }

    /// Whether the tie is supportive: strictly above 0.
    pub fn is_positive(self) -> bool {
        self.0 > 0.0
    }
}

impl fmt::Display for Weight {
    /// Two decimals with a true minus sign: `+0.85`, `−0.45`, `0.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&signed(self.0))
    }
}

/// A number with two decimals and its sign, for people: `+0.85`, `−0.45`. What
/// rounds to nothing has no sign: `0.00`.
pub fn signed(value: f64) -> String {
    let digits = format!("{:.2}", value.abs());
    if digits == "0.00" {
        digits
    } else if value < 0.0 {
        format!("\u{2212}{digits}")
    } else {
        format!("+{digits}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_wrong_number_becomes_a_weight() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1.2, -1.0001] {
            assert!(Weight::new(value).is_err(), "{value}");
        }
        for value in [-1.0, -0.45, 0.0, 0.85, 1.0] {
            assert_eq!(Weight::new(value).map(Weight::value), Ok(value));
        }
    }

    #[test]
    fn weights_are_shown_with_sign_and_two_decimals() {
        let shown = |value| Weight::new(value).map(|w| w.to_string());
        assert_eq!(shown(0.85), Ok("+0.85".to_owned()));
        assert_eq!(shown(-0.45), Ok("\u{2212}0.45".to_owned()));
        assert_eq!(shown(-0.001), Ok("0.00".to_owned()));
        assert!(Weight::new(-0.0).is_ok_and(|w| w.value().is_sign_positive()));
    }
}
