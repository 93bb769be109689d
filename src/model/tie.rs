//! Ties: signed, weighted relations between two actors.

use super::date::DateRange;
use super::id::{ActorId, TieId};
use super::subject::Dyad;
use super::table::Record;
use super::weight::Weight;

/// Whether a tie holds both ways or runs from one actor to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TieDirection {
    /// Both ways.
    Mutual,
    /// From [`Tie::from`] to [`Tie::to`].
    Directed,
}

/// What is known of a tie. Unknown is not zero.
#[derive(Clone, Debug, PartialEq)]
pub enum TieState {
    /// Judged, with a weight.
    Valued(Weight),
    /// Looked at, without evidence; the reason says why.
    Unknown {
        /// Why nothing is known.
        reason: String,
    },
    /// Known not to exist; the reason says how that is known.
    None {
        /// How it is known that there is no tie.
        reason: String,
    },
}

/// How well founded a judgement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Thin or doubtful evidence.
    Low,
    /// Credible but not enough.
    Moderate,
    /// Good and sufficient evidence.
    High,
}

impl Confidence {
    /// All, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Moderate, Self::High];

    /// The word for it, as within a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// A relation within a dyad. A dyad may have several.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// Names the tie.
    pub id: TieId,
    /// One end; where the tie is directed, the end it comes from.
    pub from: ActorId,
    /// The other end; where the tie is directed, the end it goes to.
    pub to: ActorId,
    /// Mutual or directed.
    pub direction: TieDirection,
    /// A few words for the relation: "Strategic partnership".
    pub label: Option<String>,
    /// What is known of it.
    pub state: TieState,
    /// How well founded the judgement is; `None` where nothing is judged.
    pub confidence: Option<Confidence>,
    /// Why the weight is what it is, and what would change it.
    pub rationale: String,
    /// When the tie holds; `None` where that was not looked at.
    pub valid: Option<DateRange>,
}

impl Tie {
    /// The weight, where the tie has one.
    pub fn weight(&self) -> Option<Weight> {
        match self.state {
            TieState::Valued(weight) => Some(weight),
            TieState::Unknown { .. } | TieState::None { .. } => None,
        }
    }

    /// The pair of actors, whichever way the tie runs.
    pub fn dyad(&self) -> Dyad {
        Dyad::new(self.from.clone(), self.to.clone())
    }

    /// The actor at the other end; `None` where `actor` is at neither end.
    pub fn other_end(&self, actor: &ActorId) -> Option<&ActorId> {
        if &self.from == actor {
            Some(&self.to)
        } else if &self.to == actor {
            Some(&self.from)
        } else {
            None
        }
    }
}

impl Record for Tie {
    type Key = TieId;

    fn key(&self) -> &TieId {
        &self.id
    }
}
