//! What the evidence of a show is about, and which claims it is.

use crate::model::{Claim, Element, Rank, Scene, Slide, Tie, TieId};
use crate::session::Session;

use super::{Show, revealed_by};

/// What evidence is shown for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceOf {
    /// What the slide says and shows: its footnotes, then its emphasised and revealed
    /// ties.
    Slide,
    /// A tie.
    Tie(TieId),
}

/// Claims to be shown, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownEvidence {
    /// What they are about.
    pub title: String,
    /// Places in the scene, each with the tie that it was taken for, where it was.
    pub claims: Vec<(usize, Option<TieId>)>,
}

impl Session {
    /// What the slide that is shown rests on, or a tie. Withdrawn claims are left out,
    /// and those that were not there by the day that the slide looks back from;
    /// preferred ones come first. Takes time in proportion to the claims.
    pub fn shown_evidence(&self, show: &Show, of: &EvidenceOf) -> ShownEvidence {
        let scene = &self.document.scene;
        let slide = show.slide().and_then(|id| scene.slides.get(id));
        let counts = |claim: &Claim| {
            let as_of = slide.and_then(|slide| slide.view.as_of);
            !claim.is_deprecated() && as_of.is_none_or(|as_of| as_of.counts(claim, scene))
        };
        match of {
            EvidenceOf::Tie(id) => ShownEvidence {
                title: scene
                    .ties
                    .get(id)
                    .map_or_else(String::new, |tie| title_of(scene, tie)),
                claims: on_ties(scene, &[id], &counts),
            },
            EvidenceOf::Slide => {
                let ties = slide.map_or_else(Vec::new, |it| ties_of(scene, it, show.revealed()));
                let ties: Vec<&TieId> = ties.iter().collect();
                let noted = slide.into_iter().flat_map(|slide| &slide.footnotes);
                let mut claims: Vec<(usize, Option<TieId>)> = noted
                    .filter_map(|id| {
                        let place = scene.claims.position(id)?;
                        let claim = scene.claims.at(place).filter(|claim| counts(claim))?;
                        Some((place, tie_among(claim, &ties)))
                    })
                    .collect();
                for (place, tie) in on_ties(scene, &ties, &counts) {
                    if !claims.iter().any(|(other, _)| *other == place) {
                        claims.push((place, tie));
                    }
                }
                let headline = slide.map_or("", |slide| slide.headline.trim());
                ShownEvidence {
                    title: headline.to_owned(),
                    claims,
                }
            }
        }
    }
}

/// `Israel – Azerbaijan`.
fn title_of(scene: &Scene, tie: &Tie) -> String {
    let [from, to] = [&tie.from, &tie.to].map(|id| scene.actor_name(id));
    format!("{from} \u{2013} {to}")
}

/// The ties that a slide stands on with so much of it revealed: those emphasised, those
/// between emphasised actors, and those revealed.
fn ties_of(scene: &Scene, slide: &Slide, revealed: usize) -> Vec<TieId> {
    let shown = revealed_by(scene, slide).take(revealed);
    let elements: Vec<&Element> = slide.emphasis.iter().chain(shown).collect();
    let named = |id| {
        elements
            .iter()
            .any(|it| matches!(it, Element::Actor(actor) if actor == id))
    };
    let later: Vec<&Element> = revealed_by(scene, slide).skip(revealed).collect();
    let mut ties: Vec<TieId> = Vec::new();
    for element in &elements {
        if let Element::Tie(id) = element
            && scene.ties.contains(id)
            && !ties.contains(id)
        {
            ties.push(id.clone());
        }
    }
    for tie in scene.ties.iter() {
        if named(&tie.from) && named(&tie.to) && !ties.contains(&tie.id) {
            ties.push(tie.id.clone());
        }
    }
    ties.retain(|id| !later.contains(&&Element::Tie(id.clone())));
    ties
}

fn tie_among(claim: &Claim, ties: &[&TieId]) -> Option<TieId> {
    let mut ties = ties
        .iter()
        .filter(|id| claim.bearings_on(id).next().is_some());
    ties.next().map(|id| (*id).clone())
}

/// The claims on these ties: preferred ones first, else as the scene has them.
fn on_ties(
    scene: &Scene,
    ties: &[&TieId],
    counts: &dyn Fn(&Claim) -> bool,
) -> Vec<(usize, Option<TieId>)> {
    let mut found: Vec<(bool, usize, TieId)> = scene
        .claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| counts(claim))
        .filter_map(|(place, claim)| {
            let is_preferred = matches!(claim.rank, Rank::Preferred { .. });
            Some((!is_preferred, place, tie_among(claim, ties)?))
        })
        .collect();
    found.sort_by_key(|(is_other, place, _)| (*is_other, *place));
    found
        .into_iter()
        .map(|(_, place, tie)| (place, Some(tie)))
        .collect()
}
