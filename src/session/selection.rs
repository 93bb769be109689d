//! What is selected.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::{ActorId, BearingOn, Claim, ClaimId, NoteId, Scene, Subject, TieId};

/// What is selected: actors, ties and notes, and perhaps a claim. The default is
/// nothing.
///
/// A copy costs nothing, for every step of the history has two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    subjects: Arc<Subjects>,
    claim: Option<ClaimId>,
}

/// Actors, ties and notes, in the order in which they were selected, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Subjects {
    list: Vec<Subject>,
    /// The same: each mark of a large map asks whether it is among them.
    set: HashSet<Subject>,
}

/// Up to so many subjects are compared one by one, which is quicker than hashing.
const FEW: usize = 4;

impl Subjects {
    fn has(&self, subject: &Subject) -> bool {
        if self.list.len() <= FEW {
            return self.list.contains(subject);
        }
        self.set.contains(subject)
    }

    /// Adds a subject at the end, unless it is there.
    fn add(&mut self, subject: Subject) {
        if self.set.insert(subject.clone()) {
            self.list.push(subject);
        }
    }

    fn remove(&mut self, subject: &Subject) {
        if self.set.remove(subject) {
            self.list.retain(|it| it != subject);
        }
    }
}

impl FromIterator<Subject> for Subjects {
    fn from_iter<I: IntoIterator<Item = Subject>>(subjects: I) -> Self {
        let mut out = Self::default();
        for subject in subjects {
            out.add(subject);
        }
        out
    }
}

impl Selection {
    /// The selected actor or tie, where it is the only one.
    pub fn focus(&self) -> Option<&Subject> {
        match self.subjects() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// All selected actors and ties, in the order in which they were selected.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects.list
    }

    /// The selected actors.
    pub fn actors(&self) -> impl Iterator<Item = &ActorId> {
        self.subjects().iter().filter_map(|subject| match subject {
            Subject::Actor(id) => Some(id),
            _ => None,
        })
    }

    /// The selected ties.
    pub fn ties(&self) -> impl Iterator<Item = &TieId> {
        self.subjects().iter().filter_map(|subject| match subject {
            Subject::Tie(id) => Some(id),
            _ => None,
        })
    }

    /// The selected notes.
    pub fn notes(&self) -> impl Iterator<Item = &NoteId> {
        self.subjects().iter().filter_map(|subject| match subject {
            Subject::Note(id) => Some(id),
            _ => None,
        })
    }

    /// The selected claim.
    pub fn claim(&self) -> Option<&ClaimId> {
        self.claim.as_ref()
    }

    /// Whether this actor, tie or claim is selected.
    pub fn has(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Claim(claim) => self.claim.as_ref() == Some(claim),
            _ => self.subjects.has(subject),
        }
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.subjects().is_empty() && self.claim.is_none()
    }

    /// Selects a record alone; what the scene does not have changes nothing, and
    /// a source or the scene as a whole selects nothing.
    pub fn select(&mut self, subject: Subject, scene: &Scene) {
        match subject {
            Subject::Claim(id) => {
                if let Some(claim) = scene.claims.get(&id) {
                    self.select_claim(claim);
                }
            }
            Subject::Scene | Subject::Source(_) => *self = Self::default(),
            Subject::Actor(_) | Subject::Tie(_) | Subject::Note(_) => {
                if is_there(&subject, scene) && self.focus() != Some(&subject) {
                    *self = Self {
                        subjects: Arc::new(std::iter::once(subject).collect()),
                        claim: None,
                    };
                }
            }
        }
    }

    /// Selects an actor or tie besides what is selected, or lets go of it.
    pub fn toggle(&mut self, subject: Subject, scene: &Scene) {
        if self.has(&subject) {
            Arc::make_mut(&mut self.subjects).remove(&subject);
        } else if is_there(&subject, scene) {
            Arc::make_mut(&mut self.subjects).add(subject);
        }
        self.claim = None;
    }

    /// Selects these actors and ties and nothing else.
    pub fn select_all(&mut self, subjects: impl IntoIterator<Item = Subject>, scene: &Scene) {
        *self = Self::default();
        self.add_all(subjects, scene);
    }

    /// Selects these actors and ties besides what is selected.
    pub fn add_all(&mut self, subjects: impl IntoIterator<Item = Subject>, scene: &Scene) {
        let selected = Arc::make_mut(&mut self.subjects);
        for subject in subjects {
            if is_there(&subject, scene) {
                selected.add(subject);
            }
        }
        self.claim = None;
    }

    /// Selects those of these actors and ties that are not selected, and lets go of
    /// those that are.
    pub fn toggle_all(&mut self, subjects: impl IntoIterator<Item = Subject>, scene: &Scene) {
        let toggled: Subjects = subjects.into_iter().collect();
        let selected = &self.subjects;
        let kept = selected.list.iter().filter(|it| !toggled.has(it));
        let added = toggled.list.iter();
        let added = added.filter(|it| !selected.has(it) && is_there(it, scene));
        self.subjects = Arc::new(kept.chain(added).cloned().collect());
        self.claim = None;
    }

    /// Lets go of what the scene does not have.
    pub fn keep_to(&mut self, scene: &Scene) {
        let is_kept = |subject: &&Subject| is_there(subject, scene);
        if !self.subjects().iter().all(|subject| is_kept(&subject)) {
            let kept = self.subjects().iter().filter(is_kept).cloned();
            self.subjects = Arc::new(kept.collect());
        }
        self.claim = self.claim.take().filter(|id| scene.claims.contains(id));
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
        if !self.focus().is_some_and(bears_on) {
            let first = claim.bearings.first();
            let first = first.map(|bearing| subject_of(&bearing.on));
            self.subjects = Arc::new(first.into_iter().collect());
        }
        self.claim = Some(claim.id.clone());
    }

    /// One step back: first the claim, then the rest.
    pub fn step_back(&mut self) {
        if self.claim.take().is_none() {
            self.subjects = Arc::default();
        }
    }
}

fn is_there(subject: &Subject, scene: &Scene) -> bool {
    match subject {
        Subject::Actor(id) => scene.actors.contains(id),
        Subject::Tie(id) => scene.ties.contains(id),
        Subject::Note(id) => scene.notes.contains(id),
        Subject::Claim(_) | Subject::Scene | Subject::Source(_) => false,
    }
}

/// What a bearing is about, as a subject.
pub fn subject_of(on: &BearingOn) -> Subject {
    match on {
        BearingOn::Tie(id) => Subject::Tie(id.clone()),
        BearingOn::Actor(id) => Subject::Actor(id.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{actor_id, scene, tie, tie_id};

    #[test]
    fn what_is_among_many_is_found_and_let_go_of() {
        let names: Vec<String> = (0..2 * FEW).map(|at| format!("A{at}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let scene = scene(&names);
        let subject = |name: &&str| Subject::Actor(actor_id(name));
        let mut selection = Selection::default();
        selection.select_all(names.iter().map(subject), &scene);
        let before = selection.clone();
        for name in &names {
            assert!(selection.has(&subject(name)));
            selection.toggle(subject(name), &scene);
            assert!(!selection.has(&subject(name)));
        }
        assert!(selection.is_empty());
        assert_eq!(before.subjects().len(), names.len(), "a copy stays");
    }

    #[test]
    fn several_are_selected_one_by_one_and_let_go_of() {
        let mut scene = scene(&["A", "B"]);
        tie(&mut scene, "A-B", 0.5);
        let (a, ab) = (Subject::Actor(actor_id("A")), Subject::Tie(tie_id("A-B")));
        let mut selection = Selection::default();
        selection.select(a.clone(), &scene);
        selection.toggle(ab.clone(), &scene);
        assert_eq!(selection.focus(), None, "two are selected");
        assert_eq!(selection.subjects(), [a.clone(), ab.clone()]);
        selection.toggle(a.clone(), &scene);
        assert_eq!(selection.focus(), Some(&ab));
        selection.add_all([ab.clone(), a, Subject::Actor(actor_id("Z"))], &scene);
        assert_eq!(
            selection.subjects().len(),
            2,
            "each once, and none that is not there"
        );
        scene.ties.remove(&tie_id("A-B"));
        selection.keep_to(&scene);
        assert!(!selection.has(&ab));
    }
}
