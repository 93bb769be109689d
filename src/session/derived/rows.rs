//! The list of claims: for what is selected, or else by dyad.

use std::collections::HashMap;

use crate::model::{ActorId, BearingOn, Scene, Subject};
use crate::session::Session;

use super::shown::Shown;
use super::{DyadTies, Kept, later, ties_by_dyad};

/// A row of the list of claims.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ClaimRow {
    /// The heading of a group.
    Head(String),
    /// A claim, by its place in the scene.
    Claim(usize),
}

/// Rows of the list, and how many claims there are with and without filter.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<ClaimRow>,
    pub(super) shown: usize,
    pub(super) all: usize,
    /// How many of those shown are not there by the day that is looked back from.
    pub(super) later: usize,
    key: Option<([u64; 5], Vec<Subject>)>,
    /// All claims by what they bear on.
    groups: Kept<[u64; 3], Vec<Group>>,
}

/// Claims that stand under one heading, by their places, rising.
struct Group {
    title: String,
    places: Vec<usize>,
}

impl Rows {
    /// Brings the rows up to date with the session.
    pub(super) fn refresh(&mut self, session: &Session, shown: &Shown) {
        let revisions = session.revisions;
        let bearings = revisions.claim_bearings;
        let parts = [bearings, revisions.tie_ends, revisions.actor_names];
        let [bearings, ends, names] = parts;
        let focus = session.selection.subjects().to_vec();
        let past = session.hindsight.revision();
        let key = Some(([bearings, ends, names, shown.revision(), past], focus));
        if self.key == key {
            return;
        }
        self.key = key;
        self.rows.clear();
        self.later = 0;
        let Some((_, focus)) = self.key.as_ref().filter(|(_, focus)| !focus.is_empty()) else {
            self.groups.refresh(parts, || groups(session));
            self.list_groups(session, shown);
            self.shown = shown.count();
            self.all = session.document.scene.claims.len();
            if session.past().is_some() {
                let shown: Vec<usize> = (0..self.all).filter(|at| shown.has(*at)).collect();
                later::add(session, &shown, self);
            }
            return;
        };
        let places = places_on(session, focus);
        self.all = places.len();
        let places: Vec<usize> = places.into_iter().filter(|at| shown.has(*at)).collect();
        self.shown = places.len();
        let there = places.iter().filter(|at| session.counts(**at));
        self.rows.extend(there.map(|at| ClaimRow::Claim(*at)));
        later::add(session, &places, self);
    }

    /// What is shown of each group, under its heading.
    fn list_groups(&mut self, session: &Session, shown: &Shown) {
        for group in &self.groups.value {
            let head = self.rows.len();
            self.rows.push(ClaimRow::Head(String::new()));
            let is_listed = |at: &usize| shown.has(*at) && session.counts(*at);
            let places = group.places.iter().copied().filter(is_listed);
            self.rows.extend(places.map(ClaimRow::Claim));
            let count = self.rows.len() - head - 1;
            if count == 0 {
                self.rows.truncate(head);
            } else if let Some(row) = self.rows.get_mut(head) {
                *row = ClaimRow::Head(format!("{} \u{b7} {count}", group.title));
            }
        }
    }
}

/// The claims that bear on any of these, each once.
fn places_on(session: &Session, focus: &[Subject]) -> Vec<usize> {
    let claims = &session.document.claims;
    let mut places = Vec::new();
    for subject in focus {
        match subject {
            Subject::Tie(tie) => places.extend(claims.on_tie(tie)),
            // What bears on a tie bears on its actors too.
            Subject::Actor(actor) => places.extend(claims.on_actor(actor)),
            Subject::Scene | Subject::Claim(_) | Subject::Source(_) | Subject::Note(_) => {}
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// All claims: those on ties by dyad in the order of the actors, then those on
/// actors, then those on nothing. A claim on several dyads stands under each.
fn groups(session: &Session) -> Vec<Group> {
    let document = &session.document;
    let scene = &document.scene;
    let mut out = Vec::new();
    let mut group = |title: String, mut places: Vec<usize>| {
        places.sort_unstable();
        places.dedup();
        if !places.is_empty() {
            out.push(Group { title, places });
        }
    };
    for DyadTies { ends, ties, .. } in ties_by_dyad(scene) {
        let places = ties
            .iter()
            .flat_map(|tie| document.claims.on_tie(tie))
            .copied()
            .collect();
        let [one, other] = ends.each_ref().map(|end| scene.actor_name(end));
        group(format!("{one} \u{2013} {other}"), places);
    }
    let mut on_actors = on_actors(scene);
    for actor in scene.actors.iter() {
        if let Some(places) = on_actors.remove(&actor.id) {
            group(actor.name.clone(), places);
        }
    }
    group(
        "Bears on nothing".to_owned(),
        document.claims.on_nothing().to_vec(),
    );
    out
}

/// The claims that bear on each actor as such: what bears on a tie stands under
/// its dyad already.
fn on_actors(scene: &Scene) -> HashMap<&ActorId, Vec<usize>> {
    let mut out: HashMap<&ActorId, Vec<usize>> = HashMap::new();
    for (at, claim) in scene.claims.iter().enumerate() {
        for bearing in &claim.bearings {
            if let BearingOn::Actor(actor) = &bearing.on {
                out.entry(actor).or_default().push(at);
            }
        }
    }
    out
}
