//! What follows from document, view, filter and selection. Each part is kept
//! with what it was made of and made again only when that changed.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::counts::claims_by_kind;
use kurbo::Point;

use crate::drawing::Drawing;
use crate::evidence::Relations;
use crate::geom::space::Camera;
use crate::layout::projection::Projection;
use crate::model::{ActorId, BearingOn, Dyad, KindId, Scene, Subject, TieId};

use super::draft_estimate::{self, Weighed};
use super::revisions::Revisions;
use super::{DraftEstimate, Filter, Session};

mod picture;
mod timeline;

use picture::Picture;
pub use picture::names_shown;
pub use timeline::{Timeline, TimelineMark, TimelineRow};

/// A row of the list of claims.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ClaimRow {
    /// The heading of a group.
    Head(String),
    /// A claim, by its place in the scene.
    Claim(usize),
}

/// What follows from the rest of the session.
#[derive(Default)]
pub struct Derived {
    revisions: Revisions,
    kinds: Kept<[u64; 2], Vec<(KindId, usize)>>,
    shown: Kept<([u64; 2], Filter), Vec<bool>>,
    rows: Kept<([u64; 4], Filter, Vec<Subject>), Rows>,
    timeline: Kept<([u64; 4], Filter), Timeline>,
    relations: Kept<u64, Relations>,
    draft: Kept<([u64; 2], Option<Weighed>), Vec<DraftEstimate>>,
    picture: Picture,
}

/// Rows of the list, and how many claims there are with and without filter.
#[derive(Default)]
struct Rows {
    rows: Vec<ClaimRow>,
    shown: usize,
    all: usize,
}

/// A value with what it was made of.
struct Kept<K, V> {
    key: Option<K>,
    value: V,
}

impl<K, V: Default> Default for Kept<K, V> {
    fn default() -> Self {
        Self {
            key: None,
            value: V::default(),
        }
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    /// Makes the value again where the key differs; says whether it did.
    fn refresh(&mut self, key: K, make: impl FnOnce() -> V) -> bool {
        let is_stale = self.key.as_ref() != Some(&key);
        if is_stale {
            self.value = make();
            self.key = Some(key);
        }
        is_stale
    }
}

impl Derived {
    /// The picture; `None` until the canvas has a size.
    pub fn drawing(&self) -> Option<&Arc<Drawing>> {
        self.picture.drawing()
    }

    /// Changes whenever figures or page of the picture do.
    pub fn drawing_revision(&self) -> u64 {
        self.picture.revision()
    }

    /// Changes whenever the basemap of the picture does.
    pub fn ground_revision(&self) -> u64 {
        self.picture.shown_ground_revision()
    }

    /// What is being dragged over a large map, to be painted above the rest.
    pub fn moving(&self) -> Option<&Arc<Drawing>> {
        self.picture.moving()
    }

    /// The projection of the map; `None` until there is a canvas.
    pub fn projection(&self) -> Option<Projection> {
        self.picture.layout().map(|layout| layout.projection)
    }

    /// Changes whenever another document is open.
    pub fn document_revision(&self) -> u64 {
        self.revisions.document
    }

    /// Changes whenever claims do.
    pub fn claims_revision(&self) -> u64 {
        self.revisions.claims
    }

    /// Where an actor stands, in layout units; `None` where the scene does not
    /// have it.
    pub fn place_of(&self, actor: &ActorId, scene: &Scene) -> Option<Point> {
        let at = scene.actors.position(actor)?;
        self.picture.layout()?.positions.get(at).copied()
    }

    /// The scene's kinds, in its order, with how many claims each has.
    pub fn claims_by_kind(&self) -> &[(KindId, usize)] {
        &self.kinds.value
    }

    /// Whether the claim at this place of the scene passes the filter.
    pub fn shows_claim(&self, at: usize) -> bool {
        self.shown.value.get(at).copied().unwrap_or(false)
    }

    /// The list of claims for what is selected, filtered; by dyad where nothing
    /// is selected.
    pub fn claim_rows(&self) -> &[ClaimRow] {
        &self.rows.value.rows
    }

    /// How many claims the list shows, and how many there are without filter.
    pub fn claim_counts(&self) -> (usize, usize) {
        (self.rows.value.shown, self.rows.value.all)
    }

    /// The claims shown, in time.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline.value
    }

    /// Which claims contradict, repeat or follow from which.
    pub fn relations(&self) -> &Relations {
        &self.relations.value
    }

    /// What the claims come to with the claim whose form is open, tie by tie;
    /// nothing where none is.
    pub fn draft_estimates(&self) -> &[DraftEstimate] {
        &self.draft.value
    }

    /// Brings everything up to date with the session.
    pub(super) fn refresh(&mut self, session: &Session) {
        let revisions = session.revisions;
        self.revisions = revisions;
        let scene = &session.document.scene;
        let kinds = [revisions.claims, revisions.kinds];
        self.kinds.refresh(kinds, || claims_by_kind(scene));
        let filter = &session.filter;
        self.shown.refresh((kinds, filter.clone()), || {
            scene
                .claims
                .iter()
                .map(|claim| filter.shows_claim(claim, scene))
                .collect()
        });
        // A gesture never changes which records there are, nor what they are called.
        if session.gesture.is_none() {
            let parts = [
                revisions.claims,
                revisions.kinds,
                revisions.tie_ends,
                revisions.actor_names,
            ];
            let focus = session.selection.subjects().to_vec();
            let shown = &self.shown.value;
            self.timeline.refresh((parts, filter.clone()), || {
                timeline::timeline(session, shown)
            });
            self.rows
                .refresh((parts, filter.clone(), focus.clone()), || {
                    rows(session, &focus, shown)
                });
            self.relations
                .refresh(revisions.claims, || Relations::new(scene));
            let weighed = session.drafts.open_claim().map(Weighed::of);
            let parts = [revisions.claims, revisions.tie_ends];
            self.draft.refresh((parts, weighed.clone()), || {
                let weighed = weighed.as_ref();
                weighed.map_or_else(Vec::new, |it| draft_estimate::estimates(session, it))
            });
        }
        let shown = &self.shown.value;
        self.picture.refresh(session, shown);
    }

    /// Brings the layout up to date; gives a camera where the map changed so much
    /// that what is seen would move away.
    pub(super) fn refresh_layout(&mut self, session: &Session) -> Option<Camera> {
        self.picture.refresh_layout(session)
    }

    /// The camera that shows everything.
    pub(super) fn fitted_camera(&mut self, session: &Session) -> Option<Camera> {
        self.picture.fitted_camera(session)
    }

    /// The camera that shows this actor or tie.
    pub(super) fn camera_on(&self, subject: &Subject, session: &Session) -> Option<Camera> {
        self.picture.camera_on(subject, session)
    }
}

/// The rows for what is selected.
fn rows(session: &Session, focus: &[Subject], shown: &[bool]) -> Rows {
    let document = &session.document;
    let is_shown = |at: &usize| shown.get(*at).copied().unwrap_or(false);
    let list = |places: &[usize]| Rows {
        rows: places
            .iter()
            .copied()
            .filter(is_shown)
            .map(ClaimRow::Claim)
            .collect(),
        shown: places.iter().filter(|at| is_shown(at)).count(),
        all: places.len(),
    };
    if focus.is_empty() {
        return by_dyad(session, shown);
    }
    let mut places = Vec::new();
    for subject in focus {
        match subject {
            Subject::Tie(tie) => places.extend(document.claims.on_tie(tie)),
            // What bears on a tie bears on its actors too.
            Subject::Actor(actor) => places.extend(document.claims.on_actor(actor)),
            Subject::Scene | Subject::Claim(_) | Subject::Source(_) => {}
        }
    }
    places.sort_unstable();
    places.dedup();
    list(&places)
}

/// All claims: those on ties by dyad in the order of the actors, then those on
/// actors, then those on nothing. A claim on several dyads stands under each.
fn by_dyad(session: &Session, shown: &[bool]) -> Rows {
    let document = &session.document;
    let scene = &document.scene;
    let mut out = Rows {
        rows: Vec::new(),
        shown: 0,
        all: scene.claims.len(),
    };
    out.shown = shown.iter().filter(|is_shown| **is_shown).count();
    let mut group = |title: String, mut places: Vec<usize>| {
        places.sort_unstable();
        places.dedup();
        places.retain(|at| shown.get(*at).copied().unwrap_or(false));
        if !places.is_empty() {
            out.rows
                .push(ClaimRow::Head(format!("{title} \u{b7} {}", places.len())));
            out.rows.extend(places.into_iter().map(ClaimRow::Claim));
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
    for actor in scene.actors.iter() {
        // What bears on a tie stands under its dyad already.
        let on = BearingOn::Actor(actor.id.clone());
        let bears_on_it = |at: &&usize| {
            let claim = scene.claims.at(**at);
            claim.is_some_and(|claim| claim.bearings.iter().any(|bearing| bearing.on == on))
        };
        let places = document.claims.on_actor(&actor.id).iter();
        group(
            actor.name.clone(),
            places.filter(bears_on_it).copied().collect(),
        );
    }
    group(
        "Bears on nothing".to_owned(),
        document.claims.on_nothing().to_vec(),
    );
    out
}

/// A dyad with its ties.
pub(super) struct DyadTies {
    /// The dyad.
    pub(super) dyad: Dyad,
    /// Both actors, in the order of the first tie, as people name the pair.
    pub(super) ends: [ActorId; 2],
    /// The ties, in the order of the scene.
    pub(super) ties: Vec<TieId>,
}

/// Dyads that have ties, in the order of their first tie.
pub(super) fn ties_by_dyad(scene: &Scene) -> Vec<DyadTies> {
    let mut places = HashMap::new();
    let mut out: Vec<DyadTies> = Vec::new();
    for tie in scene.ties.iter() {
        let dyad = tie.dyad();
        let at = *places.entry(dyad.clone()).or_insert_with(|| {
            out.push(DyadTies {
                dyad,
                ends: [tie.from.clone(), tie.to.clone()],
                ties: Vec::new(),
            });
            out.len() - 1
        });
        if let Some(group) = out.get_mut(at) {
            group.ties.push(tie.id.clone());
        }
    }
    out
}
