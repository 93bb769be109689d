//! What is shown: which ties, which claims.

use std::collections::BTreeSet;

use super::claim::{Asserter, Claim, Status};
use super::grade::Grade;
use super::id::{KindId, SourceId};
use super::scene::Scene;
use super::tie::{Confidence, Tie, TieState};

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
    /// `None` stands for ties of which no confidence is said.
    hidden_confidences: BTreeSet<Option<Confidence>>,
    hidden_kinds: BTreeSet<KindId>,
    least_grade: Option<Grade>,
    hidden_statuses: BTreeSet<Status>,
    /// Where it is empty all count.
    sources: BTreeSet<SourceId>,
    /// Names of those who assert; `None` stands for claims that nobody is named
    /// for. Where it is empty all count.
    asserters: BTreeSet<Option<String>>,
    search: String,
    is_dimming: bool,
}

impl Filter {
    /// Whether everything is shown. How what is left out would be drawn does not
    /// matter then.
    pub fn is_clear(&self) -> bool {
        *self
            == Self {
                is_dimming: self.is_dimming,
                ..Self::default()
            }
    }

    /// Whether some claims may be left out.
    pub fn narrows_claims(&self) -> bool {
        self.chooses_claims() || !self.search.trim().is_empty()
    }

    /// Whether some claims may be left out for what they are, the search aside.
    pub fn chooses_claims(&self) -> bool {
        !self.hidden_kinds.is_empty()
            || self.least_grade.is_some()
            || !self.hidden_statuses.is_empty()
            || !self.sources.is_empty()
            || !self.asserters.is_empty()
    }

    /// Whether some ties may be left out.
    pub fn leaves_out_ties(&self) -> bool {
        !self.hidden_classes.is_empty()
            || self.least_weight > 0.0
            || !self.hidden_confidences.is_empty()
    }

    /// Whether ties that are left out are drawn faintly and not hidden.
    pub fn is_dimming(&self) -> bool {
        self.is_dimming
    }

    /// Draws ties that are left out faintly, or hides them.
    pub fn set_dimming(&mut self, is_dimming: bool) {
        self.is_dimming = is_dimming;
    }

    /// The classes of ties that are left out, in order.
    pub fn hidden_classes(&self) -> &BTreeSet<TieClass> {
        &self.hidden_classes
    }

    /// Whether ties of this confidence are shown; `None` stands for ties of which
    /// none is said.
    pub fn has_confidence(&self, confidence: Option<Confidence>) -> bool {
        !self.hidden_confidences.contains(&confidence)
    }

    /// Shows ties of this confidence, or does not.
    pub fn set_confidence(&mut self, confidence: Option<Confidence>, is_shown: bool) {
        set(&mut self.hidden_confidences, confidence, is_shown);
    }

    /// The confidences whose ties are left out, in order.
    pub fn hidden_confidences(&self) -> &BTreeSet<Option<Confidence>> {
        &self.hidden_confidences
    }

    /// The kinds that are left out, in order.
    pub fn hidden_kinds(&self) -> &BTreeSet<KindId> {
        &self.hidden_kinds
    }

    /// Whether claims of this status are shown.
    pub fn has_status(&self, status: Status) -> bool {
        !self.hidden_statuses.contains(&status)
    }

    /// Shows claims of this status, or does not.
    pub fn set_status(&mut self, status: Status, is_shown: bool) {
        set(&mut self.hidden_statuses, status, is_shown);
    }

    /// The statuses whose claims are left out, in order.
    pub fn hidden_statuses(&self) -> &BTreeSet<Status> {
        &self.hidden_statuses
    }

    /// The sources of which a claim must have one; where there are none all count.
    pub fn sources(&self) -> &BTreeSet<SourceId> {
        &self.sources
    }

    /// Asks for claims of this source, besides others that are asked for, or does
    /// not.
    pub fn set_source(&mut self, source: SourceId, is_asked_for: bool) {
        set(&mut self.sources, source, !is_asked_for);
    }

    /// The names of those who must assert a claim; `None` stands for claims that
    /// nobody is named for. Where there are none all count.
    pub fn asserters(&self) -> &BTreeSet<Option<String>> {
        &self.asserters
    }

    /// Asks for claims of this asserter, besides others that are asked for, or
    /// does not.
    pub fn set_asserter(&mut self, asserter: Option<String>, is_asked_for: bool) {
        set(&mut self.asserters, asserter, !is_asked_for);
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
            && (tie.weight().is_none() || self.has_confidence(tie.confidence))
            && tie
                .weight()
                .is_none_or(|weight| weight.magnitude() >= self.least_weight)
    }

    /// Whether a claim is listed, the search aside. A claim of several kinds is
    /// listed when one of them is shown; one without kinds unless kinds are chosen;
    /// one of several sources when one of them is asked for.
    pub fn passes(&self, claim: &Claim) -> bool {
        let has_kind =
            self.hidden_kinds.is_empty() || claim.kinds.iter().any(|kind| self.has_kind(kind));
        let has_grade = self
            .least_grade
            .is_none_or(|least| claim.grade.is_at_least(least));
        has_kind
            && has_grade
            && self.has_status(claim.status)
            && (self.sources.is_empty()
                || claim
                    .anchors
                    .iter()
                    .any(|it| self.sources.contains(&it.source)))
            && (self.asserters.is_empty() || self.asserters.contains(&asserter_name(claim)))
    }

    /// The same as far as it concerns claims, the search aside.
    #[must_use]
    pub fn of_claims(&self) -> Self {
        Self {
            hidden_kinds: self.hidden_kinds.clone(),
            least_grade: self.least_grade,
            hidden_statuses: self.hidden_statuses.clone(),
            sources: self.sources.clone(),
            asserters: self.asserters.clone(),
            ..Self::default()
        }
    }

    /// The same as far as it concerns ties.
    #[must_use]
    pub fn of_ties(&self) -> Self {
        Self {
            hidden_classes: self.hidden_classes.clone(),
            least_weight: self.least_weight,
            hidden_confidences: self.hidden_confidences.clone(),
            is_dimming: self.is_dimming,
            ..Self::default()
        }
    }
}

/// The name by which a filter knows who asserts a claim; `None` where nobody is
/// named.
pub fn asserter_name(claim: &Claim) -> Option<String> {
    match &claim.asserter {
        Asserter::Named { name, .. } => Some(name.clone()),
        Asserter::Unattributed { .. } => None,
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
