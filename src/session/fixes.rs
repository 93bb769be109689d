//! What can be done about Problems: at once, as one step that can be undone, or
//! in the form concerned, at the field concerned.

use crate::edit::{Edit, Reanchoring, ids};
use crate::evidence::{
    AnchorCheck, contradictions_of, dyads_not_looked_at, reanchored_all, undated_in,
};
use crate::model::{
    Anchor, Claim, ClaimId, Dyad, Problem, Quantity, Rank, Scene, SourceId, Subject, Tie,
    TieDirection, TieId, TieState,
};

use super::draft::{ClaimField, ClaimForm, Form, FormCommand, SourceField, SourceForm};
use super::{Command, Dialog, Level, Session};

/// Up to so many pairs of actors are set to unknown at once: more are not looked
/// through by anybody.
const MOST_DYADS: usize = 500;

/// The reason of a tie that was settled for want of evidence.
const NO_EVIDENCE: &str = "no evidence held";

/// A way out of a Problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What stands on its button: `Re-anchor`.
    pub label: String,
    /// What it does.
    pub command: Command,
}

/// A change that is made to what a Problem concerns. What it comes to is told from
/// the scene and the texts when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Let the quotations of this claim stand where they were found, in the words
    /// that stand there.
    Reanchor(ClaimId),
    /// Let all quotations stand where they were found that have moved or differ in
    /// marks and spaces alone.
    ReanchorMoved,
    /// Note on this claim which ones it contradicts by its numbers.
    NoteContradictions(ClaimId),
    /// Say of every pair of actors without a tie that no evidence is held.
    SettleDyads,
    /// Give the grade of this claim the letter of its source.
    TakeOverLetter(ClaimId),
    /// Open the form of this claim at this field.
    WriteClaim(ClaimId, ClaimField),
    /// Open the form of this source at this field.
    WriteSource(SourceId, SourceField),
}

/// The way out of a Problem that is shorter than going there, where there is one.
pub fn fix_for(problem: &Problem, session: &Session) -> Option<Fix> {
    let scene = &session.document().scene;
    match &problem.subject {
        Subject::Scene => of_scene(problem.rule, scene),
        Subject::Actor(_) | Subject::Note(_) => None,
        Subject::Tie(tie) => of_tie(problem.rule, tie),
        Subject::Claim(id) => of_claim(problem.rule, scene.claims.get(id)?, session),
        Subject::Source(id) => of_source(problem.rule, id, scene),
    }
}

fn fix(label: impl Into<String>, remedy: Remedy) -> Fix {
    Fix {
        label: label.into(),
        command: Command::Remedy(remedy),
    }
}

fn of_scene(rule: &str, scene: &Scene) -> Option<Fix> {
    match rule {
        "dyads-not-looked-at" => {
            let count = dyads_not_looked_at(scene, MOST_DYADS)?.len();
            let label = match count {
                1 => "Set it to unknown".to_owned(),
                count => format!("Set all {count} to unknown"),
            };
            Some(fix(label, Remedy::SettleDyads))
        }
        _ => None,
    }
}

fn of_tie(rule: &str, tie: &TieId) -> Option<Fix> {
    match rule {
        "judgement-unsourced" | "no-basis" | "too-little-to-say" | "single-origin" => {
            let about = Subject::Tie(tie.clone());
            let form = Form::Claim(ClaimForm::New(Some(about)));
            Some(Fix {
                label: "Add a claim".to_owned(),
                command: Command::Form(FormCommand::Open(form)),
            })
        }
        _ => None,
    }
}

fn of_source(rule: &str, source: &SourceId, scene: &Scene) -> Option<Fix> {
    match rule {
        "source-not-used" => Some(Fix {
            label: "Delete the source".to_owned(),
            command: Command::Edit(Edit::delete_source(source.clone())),
        }),
        "text-not-held" => Some(add_text("Add the text\u{2026}", source)),
        "text-altered" | "text-unreadable" => Some(add_text("Add the text anew\u{2026}", source)),
        "source-rating-without-reason" => {
            let remedy = Remedy::WriteSource(source.clone(), SourceField::RatingReason);
            Some(fix("Give the reason", remedy))
        }
        "claim-without-date" => {
            let first = undated_in(scene, source).into_iter().next()?;
            let label = format!("Date {first}");
            Some(fix(label, Remedy::WriteClaim(first, ClaimField::Printed)))
        }
        _ => None,
    }
}

fn add_text(label: &str, source: &SourceId) -> Fix {
    Fix {
        label: label.to_owned(),
        command: Command::Show(Dialog::AddText(Some(source.clone()))),
    }
}

fn of_claim(rule: &str, claim: &Claim, session: &Session) -> Option<Fix> {
    let id = || claim.id.clone();
    let write = |label: &str, field| Some(fix(label, Remedy::WriteClaim(id(), field)));
    match rule {
        "anchor-moved" | "anchor-normalised" => Some(fix("Re-anchor", Remedy::Reanchor(id()))),
        "anchor-nearly" => Some(fix(
            "Take over the source\u{2019}s words",
            Remedy::Reanchor(id()),
        )),
        "anchor-orphaned" => {
            let at = place_of(claim, session, |check| *check == AnchorCheck::Orphaned)?;
            write("Edit the quote", ClaimField::Exact(at))
        }
        "anchor-ambiguous" => {
            let is_ambiguous = |check: &AnchorCheck| matches!(check, AnchorCheck::Ambiguous { .. });
            let at = place_of(claim, session, is_ambiguous)?;
            write("Edit the quote", ClaimField::Exact(at))
        }
        "contradiction-not-noted" => Some(fix(
            "Note the contradiction",
            Remedy::NoteContradictions(id()),
        )),
        "reliability-differs" => {
            let letter = letter_of_source(claim, &session.document().scene)?.letter();
            Some(fix(
                format!("Take over {letter}"),
                Remedy::TakeOverLetter(id()),
            ))
        }
        "grade-without-reason" => write("Give the reason", ClaimField::GradeReason),
        "magnitude-without-reason" => {
            let blank = |reason: &str| reason.trim().is_empty();
            let at = claim.bearings.iter().position(|it| blank(&it.reason))?;
            write("Give the reason", ClaimField::BearingReason(at))
        }
        "rank-without-reason" if claim.rank != Rank::Normal => {
            write("Give the reason", ClaimField::RankReason)
        }
        "quantity-without-scope" => {
            let at = number(claim, |it| it.scope.as_deref())?;
            write("Give the scope", ClaimField::Scope(at))
        }
        "quantity-without-unit" => {
            let at = number(claim, |it| Some(&it.unit))?;
            write("Give the unit", ClaimField::Unit(at))
        }
        "quantity-without-period" => {
            let at = number(claim, |it| it.period.as_deref())?;
            write("Give the period", ClaimField::Period(at))
        }
        "unattributed" => write("Name who says it", ClaimField::Unattributed),
        "no-anchor" | "no-bearing" | "characters" => write("Edit the claim", ClaimField::Statement),
        _ => None,
    }
}

/// The first quotation of a claim of which this was found.
fn place_of(
    claim: &Claim,
    session: &Session,
    is_wanted: impl Fn(&AnchorCheck) -> bool,
) -> Option<usize> {
    let quotes = session.quotes();
    (0..claim.anchors.len()).find(|at| quotes.check(&claim.id, *at).is_some_and(&is_wanted))
}

/// The first number of a claim of which this is not said.
fn number(claim: &Claim, said: impl Fn(&Quantity) -> Option<&str>) -> Option<usize> {
    let is_blank = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
    claim.quantities.iter().position(|it| is_blank(said(it)))
}

fn letter_of_source(claim: &Claim, scene: &Scene) -> Option<crate::model::Reliability> {
    let anchor = claim.anchors.first()?;
    let source = scene.sources.get(&anchor.source)?;
    Some(source.rating.reliability)
}

/// How many quotations can be anchored anew at once: those that have moved, or
/// differ in marks and spaces alone.
pub fn moved_quotes(session: &Session) -> usize {
    let rules = ["anchor-moved", "anchor-normalised"];
    let problems = session.document().problems.iter();
    problems.filter(|it| rules.contains(&it.rule)).count()
}

impl Session {
    /// Does something about a Problem.
    pub(super) fn remedy(&mut self, remedy: Remedy) {
        match remedy {
            Remedy::Reanchor(claim) => self.reanchor(Some(&claim), true),
            Remedy::ReanchorMoved => self.reanchor(None, false),
            Remedy::NoteContradictions(claim) => self.note_contradictions(&claim),
            Remedy::SettleDyads => self.settle_dyads(),
            Remedy::TakeOverLetter(claim) => self.take_over_letter(&claim),
            Remedy::WriteClaim(claim, field) => {
                let form = Form::Claim(ClaimForm::Change(claim));
                self.execute(Command::Form(FormCommand::Open(form)));
                self.drafts.ask_of_claim(field);
            }
            Remedy::WriteSource(source, field) => {
                let form = Form::Source(SourceForm::Change(source));
                self.execute(Command::Form(FormCommand::Open(form)));
                self.drafts.ask_of_source(field);
            }
        }
    }

    /// Anchors the quotations of one claim or of all anew, in one step. Words that
    /// only nearly agree are taken over where that is asked for.
    fn reanchor(&mut self, claim: Option<&ClaimId>, takes_words: bool) {
        let scene = std::sync::Arc::clone(&self.document.scene);
        let mut all = Vec::new();
        for source in scene.sources.iter() {
            let Some(text) = self.document.texts().text_of(source) else {
                continue;
            };
            let quotes = quotes_of(&scene, &source.id, claim);
            let anchors: Vec<&Anchor> = quotes.iter().map(|(_, _, anchor)| *anchor).collect();
            let anew = reanchored_all(text, &anchors);
            for ((claim, at, _), (check, to)) in quotes.into_iter().zip(anew) {
                let is_taken = takes_words || !matches!(check, AnchorCheck::Nearly { .. });
                if let Some(to) = to.filter(|_| is_taken) {
                    all.push(Reanchoring {
                        claim: claim.clone(),
                        anchor: at,
                        to,
                    });
                }
            }
        }
        if all.is_empty() {
            let words = "Every quote that was found is anchored where it stands.";
            self.notify(Level::Info, words);
        } else {
            self.edit(&Edit::Reanchor(all));
        }
    }

    fn note_contradictions(&mut self, id: &ClaimId) {
        let scene = std::sync::Arc::clone(&self.document.scene);
        let others = contradictions_of(&scene, id);
        let Some(claim) = scene.claims.get(id).filter(|_| !others.is_empty()) else {
            return;
        };
        let mut changed = claim.clone();
        changed.contradicts.extend(others);
        self.edit(&Edit::ChangeClaim(Box::new(changed)));
    }

    fn take_over_letter(&mut self, id: &ClaimId) {
        let scene = std::sync::Arc::clone(&self.document.scene);
        let claim = scene.claims.get(id);
        let Some((claim, letter)) = claim.and_then(|it| Some((it, letter_of_source(it, &scene)?)))
        else {
            return;
        };
        let mut changed = claim.clone();
        changed.grade.reliability = letter;
        self.edit(&Edit::ChangeClaim(Box::new(changed)));
    }

    fn settle_dyads(&mut self) {
        let scene = std::sync::Arc::clone(&self.document.scene);
        let Some(dyads) = dyads_not_looked_at(&scene, MOST_DYADS) else {
            return;
        };
        if dyads.is_empty() {
            return;
        }
        let count = dyads.len();
        let ties = dyads
            .iter()
            .map(|dyad| Edit::AddTie(Box::new(settled(&scene, dyad))));
        let edit = Edit::batch(ties.collect());
        let pairs = if count == 1 { "pair" } else { "pairs" };
        let selected = self.selection.clone();
        if self.edit_as(&edit, Some(&format!("set {count} {pairs} to unknown"))) {
            self.selection = selected;
        }
    }
}

/// A tie of which nothing is known, because nothing is held on it.
fn settled(scene: &Scene, dyad: &Dyad) -> Tie {
    let (one, other) = dyad.ends();
    // As people name the pair: in the order of the scene.
    let [from, to] = if scene.actors.position(one) <= scene.actors.position(other) {
        [one, other]
    } else {
        [other, one]
    };
    Tie {
        id: ids::fresh_tie_id(scene, from, to),
        from: from.clone(),
        to: to.clone(),
        direction: TieDirection::Mutual,
        label: None,
        state: TieState::Unknown {
            reason: NO_EVIDENCE.to_owned(),
        },
        confidence: None,
        confidence_basis: None,
        likelihood: None,
        rationale: String::new(),
        valid: None,
    }
}

/// The quotations from a source, of one claim or of all, in the order of the
/// scene.
fn quotes_of<'a>(
    scene: &'a Scene,
    source: &SourceId,
    claim: Option<&ClaimId>,
) -> Vec<(&'a ClaimId, usize, &'a Anchor)> {
    let one = claim.map(|id| scene.claims.get(id).into_iter());
    let all = claim.is_none().then(|| scene.claims.iter());
    let claims = one.into_iter().flatten().chain(all.into_iter().flatten());
    claims
        .flat_map(|claim| {
            let anchors = claim.anchors.iter().enumerate();
            anchors.map(|(at, anchor)| (&claim.id, at, anchor))
        })
        .filter(|(_, _, anchor)| anchor.source == *source)
        .collect()
}

#[cfg(test)]
mod tests;
