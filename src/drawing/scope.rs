//! What a view shows of a scene, without a session.

use std::collections::HashSet;
use std::sync::Arc;

use super::input::Aside;
use crate::analysis::spotlight::{Lit, lit};
use crate::evidence::{AsOf, Chronicle, Estimate, Past, claim_text};
use crate::model::{ActorId, ClaimIndex, Filter, Scene, Tie, TieId, ViewState};

/// A scene as a view shows it, the camera aside.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The scene: by the day that is looked back from, where there is one.
    pub scene: Arc<Scene>,
    /// What the claims come to for each tie, in the order of the scene.
    pub estimates: Arc<Vec<Estimate>>,
    /// The day that is looked back from.
    pub as_of: Option<AsOf>,
    /// Ties that are not drawn.
    pub hidden: HashSet<TieId>,
    /// Ties that a filter of claims leaves without any.
    pub faded: HashSet<TieId>,
    /// What recedes, and actors that are not drawn.
    pub aside: Aside,
}

impl Scope {
    /// What this view shows. `estimates` and `claims` are those of the scene in the
    /// present.
    pub fn of(
        scene: &Arc<Scene>,
        estimates: &Arc<Vec<Estimate>>,
        claims: &ClaimIndex,
        view: &ViewState,
    ) -> Self {
        let past = view
            .as_of
            .map(|as_of| Past::of(&Chronicle::new(Arc::clone(scene)), as_of));
        let seen = past.as_ref().map_or_else(
            || Arc::clone(scene),
            |past| Arc::new(past.seen(scene.as_ref())),
        );
        let ties_of = {
            let mut filter = view.filter.of_ties();
            filter.set_dimming(false);
            filter
        };
        let (lit, _) = lit(&seen, &ties_of, view.focus.as_ref(), view.path.as_ref());
        let is_hiding = view.focus.as_ref().is_some_and(|focus| focus.is_hiding);
        Self {
            hidden: hidden(&seen, &view.filter, lit.as_ref().filter(|_| is_hiding)),
            faded: faded(scene, claims, &view.filter, past.as_ref()),
            aside: Aside::of(&seen, &view.filter, lit.as_ref(), is_hiding),
            estimates: past.as_ref().map_or_else(
                || Arc::clone(estimates),
                |past| Arc::clone(past.shared_estimates()),
            ),
            as_of: view.as_of,
            scene: seen,
        }
    }
}

/// Ties that the filter leaves out, and those that do not stand out where the rest
/// is hidden.
fn hidden(scene: &Scene, filter: &Filter, only: Option<&Lit>) -> HashSet<TieId> {
    let is_hidden = |tie: &&Tie| {
        let is_left_out = !filter.is_dimming() && !filter.shows_tie(tie);
        is_left_out || only.is_some_and(|lit| !lit.ties.contains(&tie.id))
    };
    let ties = scene.ties.iter().filter(is_hidden);
    ties.map(|tie| tie.id.clone()).collect()
}

/// Ties that the filter of claims leaves without any.
fn faded(
    scene: &Scene,
    claims: &ClaimIndex,
    filter: &Filter,
    past: Option<&Past>,
) -> HashSet<TieId> {
    if !filter.narrows_claims() {
        return HashSet::new();
    }
    let held = claim_text::holding(filter.search(), scene);
    let passes: Vec<bool> = scene
        .claims
        .iter()
        .zip(held)
        .enumerate()
        .map(|(at, (claim, is_held))| {
            is_held && filter.passes(claim) && past.is_none_or(|past| past.counts(at))
        })
        .collect();
    let has_claim = |tie: &Tie| {
        let mut places = claims.on_tie(&tie.id).iter();
        places.any(|at| passes.get(*at).copied().unwrap_or(false))
    };
    let ties = scene.ties.iter().filter(|tie| !has_claim(tie));
    ties.map(|tie| tie.id.clone()).collect()
}

impl Aside {
    /// What recedes behind what stands out (`None` where all is alike), and what the
    /// filter leaves out where that is to be dimmed; where the rest is hidden, its actors
    /// are not drawn.
    pub fn of(scene: &Scene, filter: &Filter, lit: Option<&Lit>, is_hiding: bool) -> Self {
        let recedes = |tie: &&Tie| {
            let is_left_out = filter.is_dimming() && !filter.shows_tie(tie);
            is_left_out || !is_hiding && lit.is_some_and(|lit| !lit.ties.contains(&tie.id))
        };
        let ties = scene.ties.iter().filter(recedes);
        let rest = lit.map(|lit| {
            let actors = scene.actors.iter().map(|actor| &actor.id);
            actors.filter(|id| !lit.actors.contains(*id)).cloned()
        });
        let rest: HashSet<ActorId> = rest.into_iter().flatten().collect();
        let (actors, hidden_actors) = if is_hiding {
            (HashSet::new(), rest)
        } else {
            (rest, HashSet::new())
        };
        Self {
            actors,
            ties: ties.map(|tie| tie.id.clone()).collect(),
            hidden_actors,
        }
    }
}
