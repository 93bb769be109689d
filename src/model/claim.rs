//! Claims: checkable propositions, what they bear on and where they stand.

use super::date::DateRange;
use super::grade::Grade;
use super::id::{ActorId, ClaimId, KindId, SourceId, TieId};
use super::quantity::Quantity;
use super::table::Record;

/// What sort of statement a claim is; each has a shape and a word of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Something that happened or is so.
    Fact,
    /// Something that somebody said.
    Statement,
    /// Somebody's judgement.
    Assessment,
    /// A conclusion drawn from something else.
    Inference,
}

impl Status {
    /// All four, firmest first.
    pub const ALL: [Self; 4] = [
        Self::Fact,
        Self::Statement,
        Self::Assessment,
        Self::Inference,
    ];

    /// The word for it, as within a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Statement => "statement",
            Self::Assessment => "assessment",
            Self::Inference => "inference",
        }
    }
}

/// Whether a claim speaks for a tie or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// Speaks for a closer tie.
    Supports,
    /// Speaks for a more hostile tie.
    Strains,
    /// Speaks for neither.
    Neutral,
}

impl Stance {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Strains, Self::Neutral];

    /// +1 supports, -1 strains, 0 neutral.
    pub fn sign(self) -> f64 {
        match self {
            Self::Supports => 1.0,
            Self::Strains => -1.0,
            Self::Neutral => 0.0,
        }
    }

    /// The word for it: `supports`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Strains => "strains",
            Self::Neutral => "neutral",
        }
    }
}

/// How much a claim says about a tie; a judgement with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Magnitude {
    /// Words, courtesy, intent without means.
    Slight,
    /// A working channel, a visit with an agenda, a plan with named fields.
    Moderate,
    /// Measured exchange, an institution, an asset held.
    Strong,
    /// An alliance treaty, an embargo, war.
    Extreme,
}

impl Magnitude {
    /// All four, least first.
    pub const ALL: [Self; 4] = [Self::Slight, Self::Moderate, Self::Strong, Self::Extreme];

    /// In the estimate: 0.25, 0.5, 0.75 or 1.
    pub fn factor(self) -> f64 {
        match self {
            Self::Slight => 0.25,
            Self::Moderate => 0.5,
            Self::Strong => 0.75,
            Self::Extreme => 1.0,
        }
    }

    /// The word for it: `slight`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Slight => "slight",
            Self::Moderate => "moderate",
            Self::Strong => "strong",
            Self::Extreme => "extreme",
        }
    }

    /// What the level stands for.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Slight => "words, courtesy, intent without means",
            Self::Moderate => "a working channel, a visit with an agenda, a plan with named fields",
            Self::Strong => "measured exchange, an institution, an asset held",
            Self::Extreme => "an alliance treaty, an embargo, war",
        }
    }
}

/// What a bearing is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BearingOn {
    /// A tie.
    Tie(TieId),
    /// An actor as such.
    Actor(ActorId),
}

/// Which way a bearing runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Both ways.
    Both,
    /// From this actor towards the other, or, on an actor, outwards.
    From(ActorId),
}

/// What a claim says about a tie or an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// The tie or actor.
    pub on: BearingOn,
    /// Which way it runs.
    pub direction: Direction,
    /// For or against.
    pub stance: Stance,
    /// How much.
    pub magnitude: Magnitude,
    /// Why that much.
    pub reason: String,
}

impl Bearing {
    /// Whether it is about this tie.
    pub fn is_on_tie(&self, tie: &TieId) -> bool {
        matches!(&self.on, BearingOn::Tie(on) if on == tie)
    }
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asserter {
    /// Somebody with a name.
    Named {
        /// The name: `Gideon Sa'ar`.
        name: String,
        /// The office or part played: `foreign minister of Israel, quoted`.
        role: Option<String>,
        /// The actor that they speak for, where there is one.
        affiliation: Option<ActorId>,
    },
    /// Nobody is named. Legal, and flagged.
    Unattributed {
        /// How the source puts it: `passive voice, holder of the view not named`.
        note: Option<String>,
    },
}

impl Asserter {
    /// The name, or `unattributed`.
    pub fn name(&self) -> &str {
        match self {
            Self::Named { name, .. } => name,
            Self::Unattributed { .. } => "unattributed",
        }
    }

    /// The role, or how the source leaves the asserter out.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Named { role, .. } => role.as_deref(),
            Self::Unattributed { note } => note.as_deref(),
        }
    }
}

/// When what is claimed happened, as printed and as resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimDate {
    /// In the source's words: `last year`. `None` where it gives none.
    pub as_printed: Option<String>,
    /// What that comes to on the calendar; `None` where it cannot be told.
    pub resolved: Option<DateRange>,
    /// How it was resolved: `inferred: the article is from January 2026`.
    pub note: Option<String>,
}

/// Where in a source a claim stands: W3C `TextQuoteSelector` and
/// `TextPositionSelector`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The source.
    pub source: SourceId,
    /// The words themselves.
    pub exact: String,
    /// Words just before, where `exact` alone is not unique.
    pub prefix: Option<String>,
    /// Words just after, where `exact` alone is not unique.
    pub suffix: Option<String>,
    /// Where `exact` begins, in Unicode code points from the start of the text.
    pub start: Option<u64>,
    /// Where `exact` ends, exclusive, in Unicode code points.
    pub end: Option<u64>,
}

/// Whether a claim is preferred or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rank {
    /// To be taken before others, for the reason given.
    Preferred {
        /// Why.
        reason: String,
    },
    /// As any other.
    Normal,
    /// Withdrawn, kept for the record, not counted.
    Deprecated {
        /// Why.
        reason: String,
    },
}

/// One checkable proposition, in the analyst's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Names the claim.
    pub id: ClaimId,
    /// The proposition.
    pub statement: String,
    /// Kinds, of the scene's list; the first is the main one.
    pub kinds: Vec<KindId>,
    /// What it bears on.
    pub bearings: Vec<Bearing>,
    /// Who says it.
    pub asserter: Asserter,
    /// Fact, statement, assessment or inference.
    pub status: Status,
    /// Numbers it gives.
    pub quantities: Vec<Quantity>,
    /// When what it reports happened; `None` where the source gives no date.
    pub date: Option<ClaimDate>,
    /// Whether it foretells: what it says has not happened, whatever its date.
    pub is_forecast: bool,
    /// Grade of the Admiralty code.
    pub grade: Grade,
    /// Why that grade.
    pub grade_reason: String,
    /// Where it stands in its sources.
    pub anchors: Vec<Anchor>,
    /// Preferred, normal or deprecated.
    pub rank: Rank,
    /// Claims that this one repeats.
    pub repeats: Vec<ClaimId>,
    /// Claims that cannot be right together with this one. Holds both ways,
    /// whichever of the two says it.
    pub contradicts: Vec<ClaimId>,
    /// Claims that this one was worked out from.
    pub derived_from: Vec<ClaimId>,
    /// A remark for the reader: an ambiguity, a doubt about the quotation.
    pub note: Option<String>,
}

impl Claim {
    /// Whether it is withdrawn.
    pub fn is_deprecated(&self) -> bool {
        matches!(self.rank, Rank::Deprecated { .. })
    }

    /// The bearings on this tie, in the claim's order.
    pub fn bearings_on<'a>(&'a self, tie: &'a TieId) -> impl Iterator<Item = &'a Bearing> {
        self.bearings
            .iter()
            .filter(move |bearing| bearing.is_on_tie(tie))
    }

    /// The claims that it refers to, list by list, each with its name.
    pub fn links(&self) -> [(&'static str, &[ClaimId]); 3] {
        [
            ("repeats", &self.repeats),
            ("contradicts", &self.contradicts),
            ("derived_from", &self.derived_from),
        ]
    }

    /// The same lists, to be changed.
    pub fn links_mut(&mut self) -> [&mut Vec<ClaimId>; 3] {
        [
            &mut self.repeats,
            &mut self.contradicts,
            &mut self.derived_from,
        ]
    }

    /// When what it reports happened, on the calendar.
    pub fn when(&self) -> Option<DateRange> {
        let date = self.date.as_ref()?;
        date.resolved
    }
}

impl Record for Claim {
    type Key = ClaimId;

    fn key(&self) -> &ClaimId {
        &self.id
    }
}
