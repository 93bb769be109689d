//! A claim as it is being written: texts as typed, choices perhaps not made.

use super::{ClaimForm, Errors, FieldError, Saved, optional};
use crate::edit::ids;
use crate::model::{
    ActorId, Anchor, Asserter, Bearing, BearingOn, Bound, Claim, ClaimDate, ClaimId, Credibility,
    DateRange, Direction, Grade, KindId, Magnitude, Quantity, Rank, Reliability, Scene, SourceId,
    Stance, Status, Subject, read_number,
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
    /// The source of a quotation.
    Source(usize),
    /// The words of a quotation.
    Exact(usize),
    /// Words before a quotation.
    Prefix(usize),
    /// Words after it.
    Suffix(usize),
    /// The letter of the grade.
    Reliability,
    /// The digit of the grade.
    Credibility,
    /// Why that grade.
    GradeReason,
    /// The date in the source's words.
    Printed,
    /// The date on the calendar.
    Resolved,
    /// How the date was resolved.
    DateNote,
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
    /// Why preferred or deprecated.
    RankReason,
    /// Which claims it repeats.
    Repeats,
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
    /// The words.
    pub exact: String,
    /// Words before.
    pub prefix: String,
    /// Words after.
    pub suffix: String,
    /// The anchor that it was: where the words stand holds only as long as they
    /// are the same words of the same source.
    was: Option<Anchor>,
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
    /// Numbers.
    pub quantities: Vec<QuantityDraft>,
    /// Preferred, normal or deprecated.
    pub rank: RankChoice,
    /// Why preferred or deprecated.
    pub rank_reason: String,
    /// Ids of the claims that it repeats, as typed.
    pub repeats: String,
    /// A remark.
    pub note: String,
}

impl ClaimDraft {
    /// A new claim that bears on this tie or actor.
    pub fn new_on(on: Option<&Subject>) -> Self {
        let on = match on {
            Some(Subject::Tie(id)) => Some(BearingOn::Tie(id.clone())),
            Some(Subject::Actor(id)) => Some(BearingOn::Actor(id.clone())),
            _ => None,
        };
        let bearings = on.map(|on| BearingDraft::on(Some(on)));
        Self {
            bearings: bearings.into_iter().collect(),
            anchors: vec![AnchorDraft::default()],
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
            anchors: claim.anchors.iter().map(anchor_draft).collect(),
            grade: ReasonedGrade {
                reliability: Some(claim.grade.reliability),
                credibility: Some(claim.grade.credibility),
                reason: claim.grade_reason.clone(),
            },
            quantities: claim.quantities.iter().map(quantity_draft).collect(),
            repeats: ids_in_words(&claim.repeats),
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

    /// Everything that is wrong with it, in the order of the form.
    pub fn errors(&self, form: &ClaimForm, scene: &Scene) -> Vec<FieldError<ClaimField>> {
        self.build(form, scene).err().unwrap_or_default()
    }

    /// The claim that it comes to.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the form.
    pub fn check(
        &self,
        form: &ClaimForm,
        scene: &Scene,
    ) -> Result<Claim, Vec<FieldError<ClaimField>>> {
        let make = self.build(form, scene)?;
        Ok(make(match form {
            ClaimForm::New(_) => ids::fresh_claim_id(scene),
            ClaimForm::Change(id) => id.clone(),
        }))
    }

    pub(in crate::session) fn saved(
        &self,
        form: &ClaimForm,
        scene: &Scene,
    ) -> Result<Saved, Vec<FieldError<ClaimField>>> {
        let claim = self.check(form, scene)?;
        Ok(match form {
            ClaimForm::New(_) => Saved::New(claim),
            ClaimForm::Change(_) => Saved::Changed(claim),
        })
    }

    /// The claim but for its id: finding a free one takes a look at all claims,
    /// too much for every frame.
    fn build(
        &self,
        form: &ClaimForm,
        scene: &Scene,
    ) -> Result<impl FnOnce(ClaimId) -> Claim, Vec<FieldError<ClaimField>>> {
        let mut errors = Errors::none();
        if let ClaimForm::Change(id) = form
            && !scene.claims.contains(id)
        {
            let message = format!(
                "The claim {id} was deleted. Undo that, or copy what you need into a new claim"
            );
            errors.add(ClaimField::Whole, message);
        }
        let statement = errors.required(
            ClaimField::Statement,
            &self.statement,
            "Say what is claimed, in one sentence of your own",
        );
        let bearings = self.bearings(scene, &mut errors);
        for kind in &self.kinds {
            if !scene.kinds.contains(kind) {
                let message = format!("The kind {kind} was deleted; switch it off");
                errors.add(ClaimField::Kinds, message);
            }
        }
        if self.status.is_none() {
            errors.add(ClaimField::Status, "Choose what sort of statement it is");
        }
        let asserter = self.asserter(scene, &mut errors);
        let anchors = self.anchors(scene, &mut errors);
        let grade = self.grade(&mut errors);
        let date = self.date(&mut errors);
        let quantities = self.quantities(&mut errors);
        let rank = self.rank(&mut errors);
        let repeats = self.repeats(form, scene, &mut errors);
        let (Some(status), Some(grade), true) = (self.status, grade, errors.0.is_empty()) else {
            return Err(errors.0);
        };
        let (kinds, note) = (self.kinds.clone(), optional(&self.note));
        let grade_reason = self.grade.reason.trim().to_owned();
        Ok(move |id| Claim {
            id,
            statement,
            kinds,
            bearings,
            asserter,
            status,
            quantities,
            date,
            grade,
            grade_reason,
            anchors,
            rank,
            repeats,
            note,
        })
    }

    fn bearings(&self, scene: &Scene, errors: &mut Errors<ClaimField>) -> Vec<Bearing> {
        let mut out: Vec<Bearing> = Vec::new();
        for (at, draft) in self.bearings.iter().enumerate() {
            let field = ClaimField::BearingOn(at);
            match &draft.on {
                None => errors.add(field, "Choose a tie or an actor, or remove this"),
                Some(BearingOn::Tie(id)) if !scene.ties.contains(id) => {
                    let message = format!(
                        "The tie {id} was deleted. Choose another, remove this, or undo the deletion"
                    );
                    errors.add(field, message);
                }
                Some(BearingOn::Actor(id)) if !scene.actors.contains(id) => {
                    let message = format!(
                        "The actor {id} was deleted. Choose another, remove this, or undo the deletion"
                    );
                    errors.add(field, message);
                }
                Some(on) if out.iter().any(|other| other.on == *on) => {
                    errors.add(
                        field,
                        "The claim bears on this already; remove one of the two",
                    );
                }
                Some(_) => {}
            }
            if let Some(from) = draft.from.as_ref().filter(|id| !scene.actors.contains(id)) {
                errors.add(
                    field,
                    format!("The actor {from} was deleted; choose a direction"),
                );
            }
            if draft.stance.is_none() {
                errors.add(
                    ClaimField::Stance(at),
                    "Choose whether it supports or strains",
                );
            }
            if draft.magnitude.is_none() {
                errors.add(ClaimField::Magnitude(at), "Choose how much it says");
            }
            if let (Some(on), Some(stance), Some(magnitude)) =
                (draft.on.clone(), draft.stance, draft.magnitude)
            {
                out.push(Bearing {
                    on,
                    direction: draft.from.clone().map_or(Direction::Both, Direction::From),
                    stance,
                    magnitude,
                    reason: draft.reason.trim().to_owned(),
                });
            }
        }
        out
    }

    fn asserter(&self, scene: &Scene, errors: &mut Errors<ClaimField>) -> Asserter {
        if self.is_unattributed {
            let note = optional(&self.unattributed_note);
            return Asserter::Unattributed { note };
        }
        let field = ClaimField::Asserter;
        let words = "Name who says it, or mark it as unattributed";
        let name = errors.required(field, &self.asserter, words);
        if let Some(actor) = &self.affiliation
            && !scene.actors.contains(actor)
        {
            errors.add(
                field,
                format!("The actor {actor} was deleted; choose another or none"),
            );
        }
        Asserter::Named {
            name,
            role: optional(&self.role),
            affiliation: self.affiliation.clone(),
        }
    }

    fn anchors(&self, scene: &Scene, errors: &mut Errors<ClaimField>) -> Vec<Anchor> {
        let mut out = Vec::new();
        for (at, draft) in self.anchors.iter().enumerate() {
            let is_blank = draft.source.is_none()
                && [&draft.exact, &draft.prefix, &draft.suffix]
                    .iter()
                    .all(|text| text.trim().is_empty());
            // The first one stands there from the beginning; a claim may have none.
            if is_blank && self.anchors.len() == 1 {
                continue;
            }
            let field = ClaimField::Source(at);
            match &draft.source {
                None => errors.add(field, "Choose the source, or remove this quotation"),
                Some(id) if !scene.sources.contains(id) => {
                    errors.add(
                        field,
                        format!("The source {id} was deleted; choose another"),
                    );
                }
                Some(_) => {}
            }
            let exact = errors.required(
                ClaimField::Exact(at),
                &draft.exact,
                "Quote the words that the claim rests on",
            );
            if let Some(source) = draft.source.clone() {
                out.push(draft.anchor(source, exact));
            }
        }
        out
    }

    fn grade(&self, errors: &mut Errors<ClaimField>) -> Option<Grade> {
        let grade = &self.grade;
        if grade.reliability.is_none() {
            let message = "Choose a letter; F says that there is no basis to judge";
            errors.add(ClaimField::Reliability, message);
        }
        if grade.credibility.is_none() {
            let message = "Choose a digit; 6 says that there is no basis to judge";
            errors.add(ClaimField::Credibility, message);
        }
        Some(Grade {
            reliability: grade.reliability?,
            credibility: grade.credibility?,
        })
    }

    fn date(&self, errors: &mut Errors<ClaimField>) -> Option<ClaimDate> {
        let resolved = optional(&self.date_resolved)
            .and_then(|text| errors.take(ClaimField::Resolved, DateRange::read(&text)));
        let date = ClaimDate {
            as_printed: optional(&self.date_printed),
            resolved,
            note: optional(&self.date_note),
        };
        let is_absent = date.as_printed.is_none() && resolved.is_none() && date.note.is_none();
        (!is_absent).then_some(date)
    }

    fn quantities(&self, errors: &mut Errors<ClaimField>) -> Vec<Quantity> {
        let mut out = Vec::new();
        for (at, draft) in self.quantities.iter().enumerate() {
            let words = "Say what the number measures: bilateral trade";
            let measure = errors.required(ClaimField::Measure(at), &draft.measure, words);
            let amount = errors.take(ClaimField::Amount(at), read_number(&draft.amount));
            let words = "Give the unit: million USD, flights a week, percent";
            let unit = errors.required(ClaimField::Unit(at), &draft.unit, words);
            out.extend(amount.map(|amount| Quantity {
                measure,
                bound: draft.bound,
                amount,
                unit,
                scope: optional(&draft.scope),
                period: optional(&draft.period),
            }));
        }
        out
    }

    fn rank(&self, errors: &mut Errors<ClaimField>) -> Rank {
        let mut reason =
            |words: &str| errors.required(ClaimField::RankReason, &self.rank_reason, words);
        match self.rank {
            RankChoice::Normal => Rank::Normal,
            RankChoice::Preferred => Rank::Preferred {
                reason: reason("Say why it is to be taken before others"),
            },
            RankChoice::Deprecated => Rank::Deprecated {
                reason: reason("Say why it is withdrawn"),
            },
        }
    }

    fn repeats(
        &self,
        form: &ClaimForm,
        scene: &Scene,
        errors: &mut Errors<ClaimField>,
    ) -> Vec<ClaimId> {
        let mut out = Vec::new();
        let words = self.repeats.split([',', ';', ' ']).map(str::trim);
        for word in words.filter(|word| !word.is_empty()) {
            match ClaimId::new(word) {
                Ok(id) if *form == ClaimForm::Change(id.clone()) => {
                    errors.add(ClaimField::Repeats, "A claim cannot repeat itself");
                }
                Ok(id) if scene.claims.contains(&id) => {
                    if !out.contains(&id) {
                        out.push(id);
                    }
                }
                _ => {
                    let short: String = word.chars().take(40).collect();
                    let message = format!(
                        "There is no claim {short} in this scene; write ids such as c01, with commas between"
                    );
                    errors.add(ClaimField::Repeats, message);
                }
            }
        }
        out
    }
}

impl AnchorDraft {
    fn anchor(&self, source: SourceId, exact: String) -> Anchor {
        let is_same = |was: &&Anchor| was.source == source && was.exact.trim() == exact;
        let place = self.was.as_ref().filter(is_same);
        Anchor {
            start: place.and_then(|was| was.start),
            end: place.and_then(|was| was.end),
            source,
            exact,
            prefix: optional(&self.prefix),
            suffix: optional(&self.suffix),
        }
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

fn anchor_draft(anchor: &Anchor) -> AnchorDraft {
    AnchorDraft {
        source: Some(anchor.source.clone()),
        exact: anchor.exact.clone(),
        prefix: anchor.prefix.clone().unwrap_or_default(),
        suffix: anchor.suffix.clone().unwrap_or_default(),
        was: Some(anchor.clone()),
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
    }
}

fn ids_in_words(ids: &[ClaimId]) -> String {
    let ids: Vec<&str> = ids.iter().map(ClaimId::as_str).collect();
    ids.join(", ")
}
