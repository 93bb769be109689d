//! What is shown: which ties, which claims.

use std::collections::BTreeSet;

use crate::model::{Claim, Grade, KindId, Scene, Tie, TieState};

/// Classes of ties that can be shown or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TieClass {
    /// Weight above 0.
    Supportive,
    /// Weight below 0.
    Hostile,
    /// Weight 0, or known not to exist.
    Neutral,
}

impl TieClass {
    /// All, in the order of lists.
    pub const ALL: [Self; 3] = [Self::Supportive, Self::Hostile, Self::Neutral];

    /// The word for it, as on a button.
    pub fn label(self) -> &'static str {
        match self {
            Self::Supportive => "Supportive",
            Self::Hostile => "Hostile",
            Self::Neutral => "Neutral",
        }
    }

    /// The class of a tie; `None` for an unknown one, which has a switch of
    /// its own.
    pub fn of(tie: &Tie) -> Option<Self> {
        match &tie.state {
            TieState::Valued(weight) if weight.is_positive() => Some(Self::Supportive),
            TieState::Valued(weight) if weight.is_negative() => Some(Self::Hostile),
            TieState::Valued(_) | TieState::None { .. } => Some(Self::Neutral),
            TieState::Unknown { .. } => None,
        }
    }
}

/// What is shown. The default shows everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    hidden_classes: BTreeSet<TieClass>,
    least_weight: f64,
    hidden_kinds: BTreeSet<KindId>,
    least_grade: Option<Grade>,
    search: String,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_clear(&self) -> bool {
        *self == Self::default()
    }

    /// Whether some claims may be left out.
    pub fn narrows_claims(&self) -> bool {
        !self.hidden_kinds.is_empty()
            || self.least_grade.is_some()
            || !self.search.trim().is_empty()
    }

    /// Whether ties of this class are shown.
    pub fn has_class(&self, class: TieClass) -> bool {
        !self.hidden_classes.contains(&class)
    }

    /// Shows ties of this class, or does not.
    pub fn set_class(&mut self, class: TieClass, is_shown: bool) {
        set(&mut self.hidden_classes, class, is_shown);
    }

    /// The least |weight| shown, in [0, 1].
    pub fn least_weight(&self) -> f64 {
        self.least_weight
    }

    /// Shows only ties of at least this |weight|. Clamped to [0, 1]; what is
    /// no number counts as 0.
    pub fn set_least_weight(&mut self, least: f64) {
        self.least_weight = if least.is_finite() {
            least.clamp(0.0, 1.0)
        } else {
            0.0
        };
    }

    /// Whether claims of this kind are shown.
    pub fn has_kind(&self, kind: &KindId) -> bool {
        !self.hidden_kinds.contains(kind)
    }

    /// Shows claims of this kind, or does not.
    pub fn set_kind(&mut self, kind: KindId, is_shown: bool) {
        set(&mut self.hidden_kinds, kind, is_shown);
    }

    /// Shows claims of this kind and of no other of the scene.
    pub fn set_only_kind(&mut self, scene: &Scene, only: &KindId) {
        self.hidden_kinds = scene
            .kinds
            .iter()
            .map(|kind| kind.id.clone())
            .filter(|kind| kind != only)
            .collect();
    }

    /// The grade that claims must reach at least; `None` where all are shown.
    pub fn least_grade(&self) -> Option<Grade> {
        self.least_grade
    }

    /// Shows only claims graded at least so on both axes; `None` shows all.
    pub fn set_least_grade(&mut self, least: Option<Grade>) {
        self.least_grade = least;
    }

    /// What is searched for, as typed.
    pub fn search(&self) -> &str {
        &self.search
    }

    /// Shows only claims with these words.
    pub fn set_search(&mut self, search: String) {
        self.search = search;
    }

    /// Whether a tie is drawn, unknown ones aside.
    pub fn shows_tie(&self, tie: &Tie) -> bool {
        let Some(class) = TieClass::of(tie) else {
            return true;
        };
        self.has_class(class)
            && tie
                .weight()
                .is_none_or(|weight| weight.magnitude() >= self.least_weight)
    }

    /// Whether a claim is listed as far as its kinds and its grade go. A claim of
    /// several kinds is listed when one of them is shown; one without kinds unless
    /// kinds are chosen.
    pub fn passes(&self, claim: &Claim) -> bool {
        let has_kind =
            self.hidden_kinds.is_empty() || claim.kinds.iter().any(|kind| self.has_kind(kind));
        let has_grade = self
            .least_grade
            .is_none_or(|least| claim.grade.is_at_least(least));
        has_kind && has_grade
    }

    /// What of the filter concerns kinds and grades of claims; `None` where all of
    /// them pass.
    pub(super) fn kinds_and_grade(&self) -> Option<(&BTreeSet<KindId>, Option<Grade>)> {
        let is_all = self.hidden_kinds.is_empty() && self.least_grade.is_none();
        (!is_all).then_some((&self.hidden_kinds, self.least_grade))
    }

    /// What of the filter concerns ties.
    pub(super) fn classes_and_weight(&self) -> (&BTreeSet<TieClass>, f64) {
        (&self.hidden_classes, self.least_weight)
    }
}

/// Takes `item` out of the hidden ones, or puts it among them.
fn set<T: Ord>(hidden: &mut BTreeSet<T>, item: T, is_shown: bool) {
    if is_shown {
        hidden.remove(&item);
    } else {
        hidden.insert(item);
    }
}
