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

/// How likely something is, in the words of ICD 203 (Intelligence Community
/// Directive 203, Analytic Standards, 2015).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LikelihoodTerm {
    /// 1 to 5 percent.
    AlmostNoChance,
    /// 5 to 20 percent.
    VeryUnlikely,
    /// 20 to 45 percent.
    Unlikely,
    /// 45 to 55 percent.
    RoughlyEven,
    /// 55 to 80 percent.
    Likely,
    /// 80 to 95 percent.
    VeryLikely,
    /// 95 to 99 percent.
    AlmostCertain,
}

impl LikelihoodTerm {
    /// All seven, least likely first.
    pub const ALL: [Self; 7] = [
        Self::AlmostNoChance,
        Self::VeryUnlikely,
        Self::Unlikely,
        Self::RoughlyEven,
        Self::Likely,
        Self::VeryLikely,
        Self::AlmostCertain,
    ];

    /// The words for it, of the first of the directive's two rows, as within a
    /// sentence: `very likely`.
    pub fn words(self) -> &'static str {
        match self {
            Self::AlmostNoChance => "almost no chance",
            Self::VeryUnlikely => "very unlikely",
            Self::Unlikely => "unlikely",
            Self::RoughlyEven => "roughly even chance",
            Self::Likely => "likely",
            Self::VeryLikely => "very likely",
            Self::AlmostCertain => "almost certain",
        }
    }

    /// From how many percent to below how many; the last includes its end.
    pub fn percent(self) -> (u8, u8) {
        match self {
            Self::AlmostNoChance => (1, 5),
            Self::VeryUnlikely => (5, 20),
            Self::Unlikely => (20, 45),
            Self::RoughlyEven => (45, 55),
            Self::Likely => (55, 80),
            Self::VeryLikely => (80, 95),
            Self::AlmostCertain => (95, 99),
        }
    }

    /// Words and range: `very likely (80\u{2013}95\u{202f}%)`.
    pub fn with_range(self) -> String {
        let (least, most) = self.percent();
        format!("{} ({least}\u{2013}{most}\u{202f}%)", self.words())
    }
}

/// How likely an analyst holds something to be. Not to be mixed up with
/// [`Confidence`], which says how well founded a judgement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likelihood {
    /// How likely.
    pub term: LikelihoodTerm,
    /// What is: `that the tie is supportive still at the end of 2026`.
    pub of: String,
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
    /// What the confidence rests on: how many sources of what quality, how far
    /// the matter is understood.
    pub confidence_basis: Option<String>,
    /// How likely something about the tie is, where the analyst says so.
    pub likelihood: Option<Likelihood>,
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
