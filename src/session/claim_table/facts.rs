//! What the table says of claims that does not stand in the claim alone.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::evidence::{self, AnchorCheck, Texts};
use crate::model::{Asserter, BearingOn, Claim, Dyad, Scene};
use crate::session::claim_texts::same_places;
use crate::text::fold;

/// What the quotations of a claim came to, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuoteState {
    /// The words stand where they are said to.
    Found,
    /// They stand elsewhere in the source.
    Moved,
    /// They stand in the source but for marks and spaces.
    Normalised,
    /// The text of the source is not at hand.
    NotHeld,
    /// They fit several places.
    Ambiguous,
    /// The source has nearly these words.
    Nearly,
    /// The text at hand is not the one that the source names.
    Altered,
    /// They do not stand in the source.
    Orphaned,
}

impl QuoteState {
    /// All, best first.
    pub const ALL: [Self; 8] = [
        Self::Found,
        Self::Moved,
        Self::Normalised,
        Self::NotHeld,
        Self::Ambiguous,
        Self::Nearly,
        Self::Altered,
        Self::Orphaned,
    ];

    /// The word for it, as in a table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Moved => "moved",
            Self::Normalised => "normalised",
            Self::NotHeld => "not held",
            Self::Ambiguous => "ambiguous",
            Self::Nearly => "nearly",
            Self::Altered => "altered",
            Self::Orphaned => "orphaned",
        }
    }

    /// What it says.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Found => "The words stand in the source where they are said to.",
            Self::Moved => "The words stand in the source, but at another place.",
            Self::Normalised => "The words stand in the source, but for marks or spaces.",
            Self::NotHeld => "The text of the source is not held: add it to check the words.",
            Self::Ambiguous => "The words fit several places in the source.",
            Self::Nearly => "The source has nearly these words.",
            Self::Altered => "The text at hand is not the one that the source names.",
            Self::Orphaned => "The words do not stand in the source.",
        }
    }

    /// Whether somebody must look at it.
    pub fn is_bad(self) -> bool {
        self > Self::NotHeld
    }

    fn of(check: &AnchorCheck) -> Self {
        match check {
            AnchorCheck::NotHeld => Self::NotHeld,
            AnchorCheck::Altered => Self::Altered,
            AnchorCheck::Found { .. } => Self::Found,
            AnchorCheck::Moved { .. } => Self::Moved,
            AnchorCheck::Normalised { .. } => Self::Normalised,
            AnchorCheck::Ambiguous { .. } => Self::Ambiguous,
            AnchorCheck::Nearly { .. } => Self::Nearly,
            AnchorCheck::Orphaned => Self::Orphaned,
        }
    }
}

/// What is told of all claims of a scene at once, each by its place.
pub(super) struct Facts {
    scene: Arc<Scene>,
    texts: Texts,
    /// What the quotations of each came to at worst; `None` where it has none.
    pub(super) quotes: Vec<Option<QuoteState>>,
    /// Those that contradict others or are contradicted, with those others.
    pub(super) contradictions: HashMap<usize, Vec<usize>>,
    /// Everybody who asserts a claim, by name, each once, in the order of a list.
    pub(super) asserters: Vec<String>,
    /// Every dyad that a claim bears on, in the order of the ties, and its name.
    pub(super) dyads: Vec<(Dyad, String)>,
}

impl Facts {
    /// The facts of this scene; what was told before is taken over where it holds
    /// still.
    pub(super) fn of(scene: &Arc<Scene>, texts: &Texts, before: Option<Arc<Self>>) -> Arc<Self> {
        let before = before.filter(|before| before.texts.is_copy_of(texts));
        if let Some(before) = before.as_ref().filter(|it| Arc::ptr_eq(&it.scene, scene)) {
            return Arc::clone(before);
        }
        let names = scene
            .claims
            .iter()
            .filter_map(|claim| match &claim.asserter {
                Asserter::Named { name, .. } => Some(name.as_str()),
                Asserter::Unattributed { .. } => None,
            });
        let names: HashSet<&str> = names.collect();
        // Those that fold alike, by the letter.
        let names: BTreeSet<(String, &str)> =
            names.into_iter().map(|name| (fold(name), name)).collect();
        Arc::new(Self {
            quotes: quotes(scene, texts, before.as_deref()),
            contradictions: contradictions(scene),
            asserters: names.into_iter().map(|(_, name)| name.to_owned()).collect(),
            dyads: dyads(scene),
            scene: Arc::clone(scene),
            texts: texts.clone(),
        })
    }
}

/// What the quotations of each claim came to at worst. What was told before holds
/// still for claims that are as they were.
fn quotes(scene: &Scene, texts: &Texts, before: Option<&Facts>) -> Vec<Option<QuoteState>> {
    let before = before.filter(|it| scene.sources.is_copy_of(&it.scene.sources));
    let same = before.map_or_else(
        || vec![None; scene.claims.len()],
        |before| same_places(&before.scene.claims, &scene.claims),
    );
    let known = |at: Option<usize>| before?.quotes.get(at?).copied();
    let mut out: Vec<Option<QuoteState>> = same.iter().map(|at| known(*at).flatten()).collect();
    let is_open = |at: &usize| same.get(*at).copied().and_then(known).is_none();
    let places: Vec<usize> = (0..scene.claims.len()).filter(is_open).collect();
    let claims = places.iter().filter_map(|at| scene.claims.at(*at));
    let claims: Vec<&Claim> = claims.collect();
    let checks = evidence::check_claims(scene, texts, &claims);
    for (at, checks) in places.into_iter().zip(checks) {
        if let Some(worst) = out.get_mut(at) {
            *worst = checks.iter().map(QuoteState::of).max();
        }
    }
    out
}

/// The claims that contradict another one or are contradicted, with the places of
/// those others, rising.
fn contradictions(scene: &Scene) -> HashMap<usize, Vec<usize>> {
    let mut out: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut note = |at: usize, other: usize| {
        let others = out.entry(at).or_default();
        if let Err(place) = others.binary_search(&other) {
            others.insert(place, other);
        }
    };
    for (at, claim) in scene.claims.iter().enumerate() {
        let others = claim.contradicts.iter();
        for other in others.filter_map(|other| scene.claims.position(other)) {
            // It holds both ways, whichever of the two says it.
            note(at, other);
            note(other, at);
        }
    }
    out
}

/// Every dyad that a claim bears on, in the order of the ties, and how people name
/// the pair.
fn dyads(scene: &Scene) -> Vec<(Dyad, String)> {
    let claims = scene.claims.iter();
    let mut borne_on: HashSet<Dyad> = claims.flat_map(|it| dyads_of(it, scene)).collect();
    let mut out = Vec::new();
    for tie in scene.ties.iter() {
        let dyad = tie.dyad();
        if borne_on.remove(&dyad) {
            let [one, other] = [&tie.from, &tie.to].map(|end| scene.actor_name(end));
            out.push((dyad, format!("{one} \u{2013} {other}")));
        }
    }
    out
}

/// The dyads that a claim bears on, each once, in the order of its bearings.
pub(super) fn dyads_of(claim: &Claim, scene: &Scene) -> Vec<Dyad> {
    let mut out: Vec<Dyad> = Vec::new();
    for bearing in &claim.bearings {
        if let BearingOn::Tie(tie) = &bearing.on
            && let Some(tie) = scene.ties.get(tie)
            && !out.contains(&tie.dyad())
        {
            out.push(tie.dyad());
        }
    }
    out
}

/// What a claim bears on in one line, and how many more there are than that:
/// `ISR–AZE`, 1.
pub fn bears_on(claim: &Claim, scene: &Scene) -> Option<(String, usize)> {
    let mut names: Vec<String> = Vec::new();
    for bearing in &claim.bearings {
        let name = match &bearing.on {
            BearingOn::Tie(id) => scene.ties.get(id).map_or_else(
                || id.to_string(),
                // As people name the pair, not by the alphabet.
                |tie| format!("{}\u{2013}{}", tie.from, tie.to),
            ),
            BearingOn::Actor(actor) => actor.to_string(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().checked_sub(1)?;
    Some((names.swap_remove(0), more))
}
