//! What is wrong with a claim that is being written, and what it comes to.

use super::super::{ClaimForm, Errors, FieldError, Saved, optional};
use super::{AnchorDraft, ClaimDraft, ClaimField, RankChoice};
use crate::edit::ids;
use crate::model::{
    Anchor, Asserter, Bearing, BearingOn, Claim, ClaimDate, ClaimId, DateRange, Direction, Grade,
    Quantity, Rank, Scene, SourceId, read_number,
};

impl ClaimDraft {
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
        let quantities = self.quantities(&mut errors);
        let date = self.date(&mut errors);
        let grade = self.grade(&mut errors);
        let anchors = self.anchors(scene, &mut errors);
        let rank = self.rank(&mut errors);
        let mut links = |list| Self::links(list, form, scene, &mut errors);
        let repeats = links((ClaimField::Repeats, &*self.repeats, "repeat"));
        let contradicts = links((ClaimField::Contradicts, &*self.contradicts, "contradict"));
        let derived = (
            ClaimField::DerivedFrom,
            &*self.derived_from,
            "be derived from",
        );
        let derived_from = links(derived);
        let (Some(status), Some(grade), true) = (self.status, grade, errors.0.is_empty()) else {
            return Err(errors.0);
        };
        let is_forecast = self.is_forecast;
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
            is_forecast,
            grade,
            grade_reason,
            anchors,
            rank,
            repeats,
            contradicts,
            derived_from,
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
            let is_untouched = draft.source.is_none() || draft.source == draft.proposed;
            let is_blank = is_untouched
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
                counter: optional(&draft.counter),
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

    /// The claims that a list of the form refers to, each once.
    fn links(
        (field, chosen, does): (ClaimField, &[ClaimId], &str),
        form: &ClaimForm,
        scene: &Scene,
        errors: &mut Errors<ClaimField>,
    ) -> Vec<ClaimId> {
        let mut out = Vec::new();
        for id in chosen {
            if *form == ClaimForm::Change(id.clone()) {
                errors.add(field, format!("A claim cannot {does} itself"));
            } else if !scene.claims.contains(id) {
                errors.add(field, format!("The claim {id} was deleted; take it out"));
            } else if !out.contains(id) {
                out.push(id.clone());
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
            prefix: context(&self.prefix, place.and_then(|was| was.prefix.as_ref())),
            suffix: context(&self.suffix, place.and_then(|was| was.suffix.as_ref())),
        }
    }
}

/// Words before or after a quotation; those that it had keep the spaces that join
/// them to it.
fn context(typed: &str, was: Option<&String>) -> Option<String> {
    match was {
        Some(was) if was.trim() == typed.trim() => Some(was.clone()),
        _ => optional(typed),
    }
}
