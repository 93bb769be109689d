//! The Admiralty code: how reliable a source is, and how credible what it says.
//!
//! Two independent axes (NATO AJP-2.1, STANAG 2511). `F` and `6` mean "no basis
//! to judge". They are not the worst grade: nothing here orders or averages
//! them with the others, and [`Grade::factor`] is `None` for them.

use std::fmt;

/// Reliability of a source, A to F.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reliability {
    /// No doubt of it.
    A,
    /// Minor doubt.
    B,
    /// Some doubt, but it has been right before.
    C,
    /// Significant doubt.
    D,
    /// Has been wrong before.
    E,
    /// No basis to judge; not the worst grade.
    F,
}

/// Credibility of one piece of information, 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Credibility {
    /// Confirmed by independent sources.
    Confirmed,
    /// Probably true.
    Probable,
    /// Possibly true.
    Possible,
    /// Doubtful.
    Doubtful,
    /// Improbable.
    Improbable,
    /// No basis to judge; not the worst grade.
    NotJudged,
}

impl Reliability {
    /// All six, A first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// `A` to `F`.
    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
            Self::F => 'F',
        }
    }

    /// The meaning, as words within a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable source",
            Self::B => "usually reliable source",
            Self::C => "fairly reliable source",
            Self::D => "not usually reliable source",
            Self::E => "unreliable source",
            Self::F => "no basis to judge the source",
        }
    }

    /// Weight in the estimate: 1.0 for A down to 0.2 for E, none for F.
    pub fn factor(self) -> Option<f64> {
        match self {
            Self::A => Some(1.0),
            Self::B => Some(0.8),
            Self::C => Some(0.6),
            Self::D => Some(0.4),
            Self::E => Some(0.2),
            Self::F => None,
        }
    }
}

impl Credibility {
    /// All six, 1 first.
    pub const ALL: [Self; 6] = [
        Self::Confirmed,
        Self::Probable,
        Self::Possible,
        Self::Doubtful,
        Self::Improbable,
        Self::NotJudged,
    ];

    /// `1` to `6`.
    pub fn digit(self) -> char {
        match self {
            Self::Confirmed => '1',
            Self::Probable => '2',
            Self::Possible => '3',
            Self::Doubtful => '4',
            Self::Improbable => '5',
            Self::NotJudged => '6',
        }
    }

    /// The meaning, as words within a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed by other sources",
            Self::Probable => "probably true",
            Self::Possible => "possibly true",
            Self::Doubtful => "doubtful",
            Self::Improbable => "improbable",
            Self::NotJudged => "no basis to judge the truth",
        }
    }

    /// Weight in the estimate: 1.0 for 1 down to 0.2 for 5, none for 6.
    pub fn factor(self) -> Option<f64> {
        match self {
            Self::Confirmed => Some(1.0),
            Self::Probable => Some(0.8),
            Self::Possible => Some(0.6),
            Self::Doubtful => Some(0.4),
            Self::Improbable => Some(0.2),
            Self::NotJudged => None,
        }
    }
}

/// A grade of the Admiralty code, such as `C3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grade {
    /// How reliable the source is.
    pub reliability: Reliability,
    /// How credible what it says is.
    pub credibility: Credibility,
}

impl Grade {
    /// Reads a letter and a digit: `C3`. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let (letter, digit) = (chars.next()?, chars.next()?);
        if chars.next().is_some() {
            return None;
        }
        let reliability = Reliability::ALL
            .into_iter()
            .find(|r| r.letter() == letter)?;
        let credibility = Credibility::ALL.into_iter().find(|c| c.digit() == digit)?;
        Some(Self {
            reliability,
            credibility,
        })
    }

    /// The product of both factors, in (0, 1]; `None` where either axis has no
    /// basis.
    pub fn factor(self) -> Option<f64> {
        Some(self.reliability.factor()? * self.credibility.factor()?)
    }

    /// In words: `fairly reliable source, possibly true`.
    pub fn meaning(self) -> String {
        format!(
            "{}, {}",
            self.reliability.meaning(),
            self.credibility.meaning()
        )
    }

    /// Whether it is at least as good as `floor` on both axes. A grade without
    /// a basis on an axis is not, and a floor of `F` or `6` asks nothing there.
    pub fn is_at_least(self, floor: Self) -> bool {
        let reliable = match (self.reliability.factor(), floor.reliability.factor()) {
            (_, None) => true,
            (Some(own), Some(least)) => own >= least,
            (None, Some(_)) => false,
        };
        let credible = match (self.credibility.factor(), floor.credibility.factor()) {
            (_, None) => true,
            (Some(own), Some(least)) => own >= least,
            (None, Some(_)) => false,
        };
        reliable && credible
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            self.reliability.letter(),
            self.credibility.digit()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_36_grades_are_read_and_shown() {
        for reliability in Reliability::ALL {
            for credibility in Credibility::ALL {
                let grade = Grade {
                    reliability,
                    credibility,
                };
                assert_eq!(Grade::parse(&grade.to_string()), Some(grade));
            }
        }
        for text in ["", "C", "3C", "C7", "G1", "c3", "C33"] {
            assert_eq!(Grade::parse(text), None, "{text}");
        }
    }

    #[test]
    fn no_basis_is_not_the_worst_grade() {
        let grade = |text| Grade::parse(text).expect(text);
        assert_eq!(grade("F1").factor(), None);
        assert_eq!(grade("A6").factor(), None);
        assert!((grade("C3").factor().expect("a basis") - 0.36).abs() < 1e-12);
        assert!(grade("C2").is_at_least(grade("C3")));
        assert!(
            !grade("D1").is_at_least(grade("C3")),
            "the axes are independent"
        );
        assert!(!grade("C6").is_at_least(grade("E5")));
        assert!(grade("C6").is_at_least(grade("F6")));
    }
}
