//! The numbers of the charts.

use crate::analysis::strength::Strength;
use crate::evidence::Verdict;
use crate::model::{KindId, Stance, Subject};
use crate::session::Session;

use super::{BrowseTab, FactsKey};

/// The strength of an actor over the ties that pass the filter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrengthRow {
    /// The actor, by its place in the scene.
    pub actor: usize,
    /// What its ties come to.
    pub strength: Strength,
}

/// The claims of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// The kind; `None` for claims without one.
    pub kind: Option<KindId>,
    supports: Vec<usize>,
    neutral: Vec<usize>,
    strains: Vec<usize>,
}

impl KindRow {
    fn new(kind: Option<KindId>) -> Self {
        Self {
            kind,
            supports: Vec::new(),
            neutral: Vec::new(),
            strains: Vec::new(),
        }
    }

    /// Those that say this of what they bear on, by their places in the scene.
    pub fn claims(&self, stance: Stance) -> &[usize] {
        match stance {
            Stance::Supports => &self.supports,
            Stance::Neutral => &self.neutral,
            Stance::Strains => &self.strains,
        }
    }

    fn add(&mut self, stance: Stance, claim: usize) {
        match stance {
            Stance::Supports => self.supports.push(claim),
            Stance::Neutral => self.neutral.push(claim),
            Stance::Strains => self.strains.push(claim),
        }
    }

    /// How many they are.
    pub fn all(&self) -> usize {
        self.supports.len() + self.neutral.len() + self.strains.len()
    }
}

/// What the claims say of a tie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Told {
    /// So much; stands beside the judged weight.
    Stands(f64),
    /// So much, and too little to say.
    TooLittle(f64),
    /// Nothing counts.
    NoBasis,
}

/// A judged tie with what the claims say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgedPoint {
    /// The tie, by its place in the scene.
    pub tie: usize,
    /// The judged weight, in [-1, 1].
    pub judged: f64,
    /// What the claims say.
    pub told: Told,
    /// Whether the two lie further apart than the scene allows.
    pub is_gap: bool,
}

/// The numbers of the charts, each with what it is of.
#[derive(Default)]
pub(super) struct Charts {
    pub(super) strengths: Vec<StrengthRow>,
    pub(super) kinds: Vec<KindRow>,
    pub(super) judged: Vec<JudgedPoint>,
    /// What the claims by kind are on; nothing for all.
    pub(super) focus: Vec<Subject>,
    places: Vec<Option<u32>>,
    keys: [Option<(FactsKey, Vec<Subject>)>; 3],
}

impl Charts {
    /// Brings one of them up to date.
    pub(super) fn refresh(&mut self, session: &Session, tab: BrowseTab) {
        // A claim is selected in the chart itself, and its bars must not change then.
        if session.selection.claim().is_none() {
            self.focus = session.selection.subjects().to_vec();
        }
        let (at, focus) = match tab {
            BrowseTab::Strength => (0, Vec::new()),
            BrowseTab::Kinds => (1, self.focus.clone()),
            // Of the others selection changes only what is marked.
            BrowseTab::Judged => (2, Vec::new()),
            _ => return,
        };
        let key = Some((session.facts_key(), focus));
        let Some(kept) = self.keys.get_mut(at) else {
            return;
        };
        if *kept == key {
            return;
        }
        *kept = key;
        match tab {
            BrowseTab::Strength => self.strengths = strengths(session),
            BrowseTab::Kinds => self.kinds = kinds(session, &self.focus),
            _ => {
                self.judged = judged(session);
                self.places.clear();
                self.places.resize(session.document.scene.ties.len(), None);
                for (number, point) in (0..).zip(&self.judged) {
                    if let Some(place) = self.places.get_mut(point.tie) {
                        *place = Some(number);
                    }
                }
            }
        }
    }

    pub(super) fn judged_of(&self, tie: usize) -> Option<usize> {
        let place = self.places.get(tie).copied().flatten()?;
        usize::try_from(place).ok()
    }
}

/// Strengths over the ties that pass, the strongest first; actors without any
/// stand at the end, in the order of the file.
fn strengths(session: &Session) -> Vec<StrengthRow> {
    let seen = session.seen();
    let strengths = if session.filter.is_clear() {
        session.strengths().to_vec()
    } else {
        let mut passing = seen.clone();
        passing.ties = seen.ties.retaining(|tie| session.passes_filter(tie));
        crate::analysis::strength::strengths(&passing)
    };
    let mut rows: Vec<StrengthRow> = strengths
        .into_iter()
        .enumerate()
        .map(|(actor, strength)| StrengthRow { actor, strength })
        .collect();
    rows.sort_by(|one, other| other.strength.total().total_cmp(&one.strength.total()));
    rows
}

/// The claims that are shown by kind: those on what is selected, or all. A claim of
/// several kinds counts for each; what it says is what its first bearing says, on
/// what is selected if there is any. Kinds without claims are left out; the fullest
/// come first.
fn kinds(session: &Session, focus: &[Subject]) -> Vec<KindRow> {
    let scene = &session.document.scene;
    let mut rows: Vec<KindRow> = scene
        .kinds
        .iter()
        .map(|kind| Some(kind.id.clone()))
        .chain([None])
        .map(KindRow::new)
        .collect();
    for at in claims_of(session, focus) {
        let Some(claim) = scene.claims.at(at) else {
            continue;
        };
        if !(session.derived.shows_claim(at) && session.counts(at)) {
            continue;
        }
        let stance = stance_of(focus, claim);
        let kinds = claim.kinds.iter();
        let mut places: Vec<usize> = kinds
            .filter_map(|kind| scene.kinds.position(kind))
            .collect();
        if places.is_empty() {
            // The row of those without a kind is the last.
            places.push(scene.kinds.len());
        }
        places.sort_unstable();
        places.dedup();
        for place in places {
            if let Some(row) = rows.get_mut(place) {
                row.add(stance, at);
            }
        }
    }
    rows.retain(|row| row.all() > 0);
    rows.sort_by_key(|row| std::cmp::Reverse(row.all()));
    rows
}

/// The claims on these, each once; all where there are none.
fn claims_of(session: &Session, focus: &[Subject]) -> Vec<usize> {
    let document = &session.document;
    if focus.is_empty() {
        return (0..document.scene.claims.len()).collect();
    }
    let mut places: Vec<usize> = focus
        .iter()
        .flat_map(|subject| match subject {
            Subject::Tie(tie) => document.claims.on_tie(tie),
            Subject::Actor(actor) => document.claims.on_actor(actor),
            _ => &[],
        })
        .copied()
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// What a claim says on one of these, or else first of all.
fn stance_of(focus: &[Subject], claim: &crate::model::Claim) -> Stance {
    let mut bearings = claim.bearings.iter();
    let on_focus = bearings.find(|it| focus.contains(&crate::session::subject_of(&it.on)));
    let bearing = on_focus.or_else(|| claim.bearings.first());
    bearing.map_or(Stance::Neutral, |bearing| bearing.stance)
}

/// Judged ties that pass the filter, in the order of their weights, with what the
/// claims say.
fn judged(session: &Session) -> Vec<JudgedPoint> {
    let seen = session.seen();
    let estimates = session.estimates();
    let mut points: Vec<JudgedPoint> = seen
        .ties
        .iter()
        .enumerate()
        .filter(|(_, tie)| session.passes_filter(tie))
        .filter_map(|(tie_at, tie)| {
            let judged = tie.weight()?.value();
            let verdict = estimates.get(tie_at).map(|it| it.verdict);
            let told = match verdict {
                Some(Verdict::Stands { value, .. }) => Told::Stands(value),
                Some(Verdict::TooLittle { value, .. }) => Told::TooLittle(value),
                Some(Verdict::NoBasis) | None => Told::NoBasis,
            };
            let gap = verdict.and_then(|verdict| crate::evidence::gap_to(seen, tie, verdict));
            Some(JudgedPoint {
                tie: tie_at,
                judged,
                told,
                is_gap: gap.is_some(),
            })
        })
        .collect();
    points.sort_by(|one, other| other.judged.total_cmp(&one.judged));
    points
}
