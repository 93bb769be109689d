//! A claim as it is being written: texts as typed, choices perhaps not made.

mod check;

use crate::model::{
    ActorId, Anchor, Asserter, Bearing, BearingOn, Bound, Claim, ClaimId, Credibility, Direction,
    KindId, Magnitude, Quantity, Rank, Reliability, Scene, SourceId, Stance, Status, Subject,
};

/// A field of the form, in its order. Numbers count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimField {
    /// The claim as a whole: what it is about is gone.
    Whole,
    /// What is claimed.
    Statement,
    /// Which tie or actor a bearing is on.
    BearingOn(usize),
    /// For or against.
    Stance(usize),
    /// How much.
    Magnitude(usize),
    /// Why that much.
    BearingReason(usize),
    /// Kinds.
    Kinds,
    /// Fact, statement, assessment, inference.
    Status,
    /// Who says it.
    Asserter,
    /// What they are.
    Role,
    /// How the source leaves out who says it.
    Unattributed,
    /// What a quantity measures.
    Measure(usize),
    /// Its number.
    Amount(usize),
    /// Its unit.
    Unit(usize),
    /// What it covers.
    Scope(usize),
    /// Its period.
    Period(usize),
    /// Who counted.
    Counter(usize),
    /// The date in the source's words.
    Printed,
    /// The date on the calendar.
    Resolved,
    /// How the date was resolved.
    DateNote,
    /// The letter of the grade.
    Reliability,
    /// The digit of the grade.
    Credibility,
    /// Why that grade.
    GradeReason,
    /// The source of a quotation.
    Source(usize),
    /// The words of a quotation.
    Exact(usize),
    /// Words before a quotation.
    Prefix(usize),
    /// Words after it.
    Suffix(usize),
    /// Why preferred or deprecated.
    RankReason,
    /// Which claims it repeats.
    Repeats,
    /// Which claims it contradicts.
    Contradicts,
    /// Which claims it is derived from.
    DerivedFrom,
    /// A remark.
    Note,
}

/// Preferred, normal or deprecated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankChoice {
    /// To be taken before others.
    Preferred,
    /// As any other.
    #[default]
    Normal,
    /// Withdrawn.
    Deprecated,
}

/// A grade that is perhaps half chosen, and its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReasonedGrade {
    /// The letter.
    pub reliability: Option<Reliability>,
    /// The digit.
    pub credibility: Option<Credibility>,
    /// Why.
    pub reason: String,
}

/// A bearing as it is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BearingDraft {
    /// The tie or actor.
    pub on: Option<BearingOn>,
    /// From whom it runs; both ways where nobody.
    pub from: Option<ActorId>,
    /// For or against.
    pub stance: Option<Stance>,
    /// How much.
    pub magnitude: Option<Magnitude>,
    /// Why that much.
    pub reason: String,
}

impl BearingDraft {
    /// One of which nothing is chosen but what it is on.
    pub fn on(on: Option<BearingOn>) -> Self {
        Self {
            on,
            from: None,
            stance: None,
            magnitude: None,
            reason: String::new(),
        }
    }
}

/// A quotation as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnchorDraft {
    /// The source.
    pub source: Option<SourceId>,
    /// The source that the form proposed; left alone, it asks for nothing.
    pub proposed: Option<SourceId>,
    /// The words.
    pub exact: String,
    /// Words before.
    pub prefix: String,
    /// Words after.
    pub suffix: String,
    /// The anchor that it was: where the words stand holds only as long as they
    /// are the same words of the same source.
    pub(super) was: Option<Anchor>,
}

impl AnchorDraft {
    /// Where the words stand, as start and end in code points, as long as they are
    /// those that were quoted.
    pub fn place(&self) -> Option<(u64, u64)> {
        let was = self.was.as_ref()?;
        let is_same = Some(&was.source) == self.source.as_ref() && was.exact == self.exact;
        was.start.zip(was.end).filter(|_| is_same)
    }

    /// A quotation as it stands.
    pub fn of(anchor: &Anchor) -> Self {
        Self {
            source: Some(anchor.source.clone()),
            proposed: None,
            exact: anchor.exact.clone(),
            prefix: anchor.prefix.clone().unwrap_or_default(),
            suffix: anchor.suffix.clone().unwrap_or_default(),
            was: Some(anchor.clone()),
        }
    }
}

/// A quantity as it is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityDraft {
    /// What is measured.
    pub measure: String,
    /// How the number is bounded.
    pub bound: Bound,
    /// The number as typed.
    pub amount: String,
    /// The unit.
    pub unit: String,
    /// What it covers.
    pub scope: String,
    /// The period.
    pub period: String,
    /// Who counted.
    pub counter: String,
}

impl Default for QuantityDraft {
    fn default() -> Self {
        Self {
            measure: String::new(),
            bound: Bound::Exactly,
            amount: String::new(),
            unit: String::new(),
            scope: String::new(),
            period: String::new(),
            counter: String::new(),
        }
    }
}

/// A claim as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimDraft {
    /// What is claimed.
    pub statement: String,
    /// What it bears on.
    pub bearings: Vec<BearingDraft>,
    /// Kinds, the main one first.
    pub kinds: Vec<KindId>,
    /// Fact, statement, assessment or inference.
    pub status: Option<Status>,
    /// Whether nobody is named.
    pub is_unattributed: bool,
    /// Who says it.
    pub asserter: String,
    /// What they are.
    pub role: String,
    /// The actor that they speak for.
    pub affiliation: Option<ActorId>,
    /// How the source leaves out who says it.
    pub unattributed_note: String,
    /// Quotations.
    pub anchors: Vec<AnchorDraft>,
    /// The grade.
    pub grade: ReasonedGrade,
    /// The date in the source's words.
    pub date_printed: String,
    /// The date on the calendar, as typed.
    pub date_resolved: String,
    /// How it was resolved.
    pub date_note: String,
    /// Whether it foretells.
    pub is_forecast: bool,
    /// Numbers.
    pub quantities: Vec<QuantityDraft>,
    /// Preferred, normal or deprecated.
    pub rank: RankChoice,
    /// Why preferred or deprecated.
    pub rank_reason: String,
    /// The claims that it repeats.
    pub repeats: Vec<ClaimId>,
    /// The claims that it contradicts.
    pub contradicts: Vec<ClaimId>,
    /// The claims that it is derived from.
    pub derived_from: Vec<ClaimId>,
    /// A remark.
    pub note: String,
}

impl ClaimDraft {
    /// A new claim that bears on this tie or actor; proposes the source of the
    /// last claim, for claims come one after the other from one text.
    pub fn new_on(on: Option<&Subject>, scene: &Scene) -> Self {
        let on = match on {
            Some(Subject::Tie(id)) => Some(BearingOn::Tie(id.clone())),
            Some(Subject::Actor(id)) => Some(BearingOn::Actor(id.clone())),
            _ => None,
        };
        let bearings = on.map(|on| BearingDraft::on(Some(on)));
        let claims = scene.claims.iter().rev();
        let anchor = claims.flat_map(|claim| &claim.anchors).next();
        let first = || scene.sources.at(0).map(|source| &source.id);
        let source = anchor.map(|anchor| &anchor.source).or_else(first).cloned();
        Self {
            bearings: bearings.into_iter().collect(),
            anchors: vec![AnchorDraft {
                source: source.clone(),
                proposed: source,
                ..AnchorDraft::default()
            }],
            ..Self::default()
        }
    }

    /// What stands in the form of this claim.
    pub fn of(claim: &Claim) -> Self {
        let words = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut draft = Self {
            statement: claim.statement.clone(),
            bearings: claim.bearings.iter().map(bearing_draft).collect(),
            kinds: claim.kinds.clone(),
            status: Some(claim.status),
            anchors: claim.anchors.iter().map(AnchorDraft::of).collect(),
            grade: ReasonedGrade {
                reliability: Some(claim.grade.reliability),
                credibility: Some(claim.grade.credibility),
                reason: claim.grade_reason.clone(),
            },
            quantities: claim.quantities.iter().map(quantity_draft).collect(),
            is_forecast: claim.is_forecast,
            repeats: claim.repeats.clone(),
            contradicts: claim.contradicts.clone(),
            derived_from: claim.derived_from.clone(),
            note: words(&claim.note),
            ..Self::default()
        };
        match &claim.asserter {
            Asserter::Named {
                name,
                role,
                affiliation,
            } => {
                draft.asserter.clone_from(name);
                draft.role = words(role);
                draft.affiliation.clone_from(affiliation);
            }
            Asserter::Unattributed { note } => {
                draft.is_unattributed = true;
                draft.unattributed_note = words(note);
            }
        }
        if let Some(date) = &claim.date {
            draft.date_printed = words(&date.as_printed);
            draft.date_resolved = date.resolved.map_or_else(String::new, |it| it.to_string());
            draft.date_note = words(&date.note);
        }
        match &claim.rank {
            Rank::Normal => {}
            Rank::Preferred { reason } => {
                draft.rank = RankChoice::Preferred;
                draft.rank_reason.clone_from(reason);
            }
            Rank::Deprecated { reason } => {
                draft.rank = RankChoice::Deprecated;
                draft.rank_reason.clone_from(reason);
            }
        }
        draft
    }
}

fn bearing_draft(bearing: &Bearing) -> BearingDraft {
    BearingDraft {
        on: Some(bearing.on.clone()),
        from: match &bearing.direction {
            Direction::Both => None,
            Direction::From(actor) => Some(actor.clone()),
        },
        stance: Some(bearing.stance),
        magnitude: Some(bearing.magnitude),
        reason: bearing.reason.clone(),
    }
}

fn quantity_draft(quantity: &Quantity) -> QuantityDraft {
    QuantityDraft {
        measure: quantity.measure.clone(),
        bound: quantity.bound,
        amount: quantity.amount.to_string(),
        unit: quantity.unit.clone(),
        scope: quantity.scope.clone().unwrap_or_default(),
        period: quantity.period.clone().unwrap_or_default(),
        counter: quantity.counter.clone().unwrap_or_default(),
    }
}
