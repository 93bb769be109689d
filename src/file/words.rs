//! The words of format 1: how each choice of the model is spelt in a file.
//!
//! The spelling belongs to the format, not to the model: a variant that is
//! renamed in the model keeps its word here. A word that the format does not
//! have is kept as it was found, so that reading goes on and can tell where it
//! stands.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, EnumAccess, VariantAccess as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{
    ActorKind, Basemap, Bound, Clock, Confidence, LikelihoodTerm, Magnitude, PathOver, Reliability,
    RuleSeverity, SourceKind, Stance, Status, TieClass, TieDirection,
};

/// A choice that a file spells as one bare word.
pub trait Word: Copy + PartialEq + 'static {
    /// Every choice with its word, in the order of the format's description.
    const WORDS: &'static [(&'static str, Self)];

    /// The word for this choice.
    fn spelt(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, choice)| *choice == self)
            .map_or("", |(word, _)| word)
    }
}

/// Gives choices the words that they are spelt with.
macro_rules! words {
    ($($choice:ident: $($word:ident)+;)+) => {$(
        impl Word for $choice {
            const WORDS: &'static [(&'static str, Self)] =
                &[$((stringify!($word), Self::$word)),+];
        }
    )+};
}

/// Which of the states a tie is in; what belongs to the state stands in fields
/// of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieStateWord {
    /// With a weight.
    Valued,
    /// With the reason why nothing is known.
    Unknown,
    /// With the reason how it is known that there is none.
    None,
}

/// A confidence, or that none is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfidenceWord {
    /// Low.
    Low,
    /// Moderate.
    Moderate,
    /// High.
    High,
    /// None is said.
    Unsaid,
}

impl ConfidenceWord {
    /// The word for a confidence.
    pub fn of(confidence: Option<Confidence>) -> Self {
        match confidence {
            Some(Confidence::Low) => Self::Low,
            Some(Confidence::Moderate) => Self::Moderate,
            Some(Confidence::High) => Self::High,
            None => Self::Unsaid,
        }
    }

    /// The confidence that it stands for.
    pub fn confidence(self) -> Option<Confidence> {
        match self {
            Self::Low => Some(Confidence::Low),
            Self::Moderate => Some(Confidence::Moderate),
            Self::High => Some(Confidence::High),
            Self::Unsaid => None,
        }
    }
}

words! {
    ActorKind: State Organisation Company Group Person;
    Basemap: NaturalEarth Off;
    Bound: Exactly About Over Under AtLeast AtMost;
    Clock: Reported Happened;
    Confidence: Low Moderate High;
    ConfidenceWord: Low Moderate High Unsaid;
    LikelihoodTerm: AlmostNoChance VeryUnlikely Unlikely RoughlyEven Likely VeryLikely AlmostCertain;
    Magnitude: Slight Moderate Strong Extreme;
    PathOver: Any Positive Strongest;
    Reliability: A B C D E F;
    RuleSeverity: Off Note Warning Error;
    SourceKind: ArticleNewspaper ArticleJournal Book Dataset Interview Post Report Speech Webpage;
    Stance: Supports Strains Neutral;
    Status: Fact Statement Assessment Inference;
    TieClass: Supportive Hostile Neutral;
    TieDirection: Mutual Directed;
    TieStateWord: Valued Unknown None;
}

/// A word as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice<W> {
    /// A word of the format.
    Known(W),
    /// Any other word.
    Unknown(String),
}

impl<W: Word> Serialize for Choice<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(choice) => serializer.serialize_unit_variant("Word", 0, choice.spelt()),
            Self::Unknown(word) => serializer.serialize_str(word),
        }
    }
}

impl<'de, W: Word> Deserialize<'de> for Choice<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum("Word", &[], ChoiceVisitor(PhantomData))
    }
}

struct ChoiceVisitor<W>(PhantomData<W>);

impl<'de, W: Word> Visitor<'de> for ChoiceVisitor<W> {
    type Value = Choice<W>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        let (choice, rest) = data.variant_seed(WordSeed(PhantomData))?;
        rest.unit_variant()?;
        Ok(choice)
    }
}

struct WordSeed<W>(PhantomData<W>);

impl<'de, W: Word> DeserializeSeed<'de> for WordSeed<W> {
    type Value = Choice<W>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<W: Word> Visitor<'_> for WordSeed<W> {
    type Value = Choice<W>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }

    fn visit_str<E>(self, found: &str) -> Result<Self::Value, E> {
        let known = W::WORDS.iter().find(|(word, _)| *word == found);
        Ok(known.map_or_else(
            || Choice::Unknown(found.to_owned()),
            |(_, choice)| Choice::Known(*choice),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_of_the_model_has_a_word() {
        fn assert_all<W: Word + fmt::Debug>(all: &[W]) {
            assert_eq!(W::WORDS.len(), all.len());
            for choice in all {
                assert_ne!(choice.spelt(), "", "{choice:?}");
            }
        }
        assert_all(&ActorKind::ALL);
        assert_all(&Bound::ALL);
        assert_all(&Clock::ALL);
        assert_all(&PathOver::ALL);
        assert_all(&TieClass::ALL);
        assert_all(&Confidence::ALL);
        assert_all(&LikelihoodTerm::ALL);
        assert_all(&Magnitude::ALL);
        assert_all(&Reliability::ALL);
        assert_all(&SourceKind::ALL);
        assert_all(&Stance::ALL);
        assert_all(&Status::ALL);
    }

    #[test]
    fn an_unheard_of_word_is_kept_as_found() {
        let read = |text| ron::from_str::<Choice<Stance>>(text);
        assert_eq!(read("Supports"), Ok(Choice::Known(Stance::Supports)));
        assert_eq!(read("Hinders"), Ok(Choice::Unknown("Hinders".to_owned())));
        assert!(read("\"Supports\"").is_err());
    }
}
