//! What is selected.

use crate::model::{BearingOn, Claim, ClaimId, Scene, Subject};

/// What is selected: an actor or a tie, and perhaps a claim that bears on it.
/// The default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    focus: Option<Subject>,
    claim: Option<ClaimId>,
}

impl Selection {
    /// The selected actor or tie.
    pub fn focus(&self) -> Option<&Subject> {
        self.focus.as_ref()
    }

    /// The selected claim.
    pub fn claim(&self) -> Option<&ClaimId> {
        self.claim.as_ref()
    }

    /// Whether this actor, tie or claim is selected.
    pub fn has(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Claim(claim) => self.claim.as_ref() == Some(claim),
            _ => self.focus.as_ref() == Some(subject),
        }
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.focus.is_none() && self.claim.is_none()
    }

    /// Selects a record; what the scene does not have changes nothing, and a
    /// source or the scene as a whole selects nothing.
    pub fn select(&mut self, subject: Subject, scene: &Scene) {
        match subject {
            Subject::Actor(ref id) if scene.actors.contains(id) => self.set_focus(subject),
            Subject::Tie(ref id) if scene.ties.contains(id) => self.set_focus(subject),
            Subject::Claim(id) => {
                if let Some(claim) = scene.claims.get(&id) {
                    self.select_claim(claim);
                }
            }
            Subject::Scene | Subject::Source(_) => *self = Self::default(),
            Subject::Actor(_) | Subject::Tie(_) => {}
        }
    }

    fn set_focus(&mut self, subject: Subject) {
        if self.focus.as_ref() != Some(&subject) {
            *self = Self {
                focus: Some(subject),
                claim: None,
            };
        }
    }

    /// Selects a claim. What is selected stays if the claim bears on it, so
    /// that a claim on several ties does not jump between them; else what the
    /// claim bears on first is selected with it.
    fn select_claim(&mut self, claim: &Claim) {
        let bears_on = |subject: &Subject| {
            claim
                .bearings
                .iter()
                .any(|bearing| subject_of(&bearing.on) == *subject)
        };
        if !self.focus.as_ref().is_some_and(bears_on) {
            self.focus = claim
                .bearings
                .first()
                .map(|bearing| subject_of(&bearing.on));
        }
        self.claim = Some(claim.id.clone());
    }

    /// One step back: first the claim, then the rest.
    pub fn step_back(&mut self) {
        if self.claim.take().is_none() {
            self.focus = None;
        }
    }
}

/// What a bearing is about, as a subject.
pub fn subject_of(on: &BearingOn) -> Subject {
    match on {
        BearingOn::Tie(id) => Subject::Tie(id.clone()),
        BearingOn::Actor(id) => Subject::Actor(id.clone()),
    }
}
