//! What follows from document, view, filter and selection. Each part is kept
//! with what it was made of and made again only when that changed.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::counts::claims_by_kind;
use kurbo::Point;

use crate::drawing::Drawing;
use crate::evidence::Relations;
use crate::geom::space::Camera;
use crate::layout::map::MapLayout;
use crate::layout::projection::Projection;
use crate::model::{ActorId, Dyad, KindId, Scene, Subject, TieId};

use super::draft_estimate::{self, Weighed};
use super::revisions::Revisions;
use super::{DraftEstimate, Session};

mod later;
mod picture;
mod rows;
mod shown;
mod timeline;

use picture::Picture;
pub(super) use picture::{DrawingJob, Drawn};
pub use picture::{MAP_TOOLS, names_shown, on_discs};
pub use rows::ClaimRow;
use rows::Rows;
use shown::Shown;
use timeline::DatedClaims;
pub use timeline::{Timeline, TimelineMark, TimelineRow};

/// What follows from the rest of the session.
#[derive(Default)]
pub struct Derived {
    revisions: Revisions,
    kinds: Kept<[u64; 3], Vec<(KindId, usize)>>,
    shown: Shown,
    rows: Rows,
    dated: Kept<[u64; 2], DatedClaims>,
    timeline: Kept<[u64; 3], Timeline>,
    relations: Kept<u64, Relations>,
    draft: Kept<([u64; 2], Option<Weighed>), Vec<DraftEstimate>>,
    picture: Picture,
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
        self.refresh_in_place(key, |value| *value = make())
    }

    /// Changes the value into another where the key differs; says whether it did.
    fn refresh_in_place(&mut self, key: K, make: impl FnOnce(&mut V)) -> bool {
        let is_stale = self.key.as_ref() != Some(&key);
        if is_stale {
            make(&mut self.value);
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

    /// Changes whenever figures do of which the ones before are no likeness: while
    /// this is the same, only a filter, claims or the zoom are others, and what was
    /// painted before may stay for a moment.
    pub fn figures_revision(&self) -> u64 {
        self.picture.figures_revision()
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

    /// Changes whenever ties do.
    pub fn ties_revision(&self) -> u64 {
        self.revisions.ties
    }

    /// Changes whenever claims do.
    pub fn claims_revision(&self) -> u64 {
        self.revisions.claims
    }

    /// Where the actors of the scene stand; `None` until there is a canvas.
    pub fn layout(&self) -> Option<&MapLayout> {
        self.picture.layout()
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
        self.shown.has(at)
    }

    /// Rises whenever other claims pass the filter.
    pub(super) fn shown_revision(&self) -> u64 {
        self.shown.revision()
    }

    /// The list of claims for what is selected, filtered; by dyad where nothing
    /// is selected.
    pub fn claim_rows(&self) -> &[ClaimRow] {
        &self.rows.rows
    }

    /// How many claims the list shows, and how many there are without filter.
    pub fn claim_counts(&self) -> (usize, usize) {
        (self.rows.shown, self.rows.all)
    }

    /// How many of the claims that the list shows are not there by the day that is
    /// looked back from: they stand at the end, under heads of their own.
    pub fn later_claims(&self) -> usize {
        self.rows.later
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
        let past = session.hindsight.revision();
        let key = [revisions.claim_kinds, revisions.kinds, past];
        self.kinds
            .refresh(key, || claims_by_kind(scene, |claim| session.counts(claim)));
        self.shown.refresh(session);
        // A gesture never changes which records there are, nor what they are called.
        if session.gesture.is_none() {
            let [claims, ends] = [revisions.claims, revisions.tie_ends];
            let dates = revisions.claim_dates;
            self.dated
                .refresh([dates, ends], || DatedClaims::new(&session.document));
            let (dated, shown) = (&self.dated.value, &self.shown);
            self.timeline
                .refresh([dates, ends, shown.revision()], || dated.timeline(shown));
            self.rows.refresh(session, shown);
            self.relations
                .refresh(revisions.claim_links, || Relations::new(scene));
            let weighed = session.drafts.open_claim().map(Weighed::of);
            self.draft.refresh(([claims, ends], weighed.clone()), || {
                let weighed = weighed.as_ref();
                weighed.map_or_else(Vec::new, |it| draft_estimate::estimates(session, it))
            });
        }
        self.picture.refresh(session, &self.shown);
    }

    /// What of the picture is to be drawn in the background now.
    pub(super) fn take_drawing_job(&mut self, session: &Session) -> Option<DrawingJob> {
        self.picture.take_job(session)
    }

    /// Takes over what was drawn there; `None` where that failed.
    pub(super) fn take_drawn(&mut self, drawn: Option<Drawn>) {
        self.picture.take_drawn(drawn);
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

    /// The camera that shows these actors, ties and notes; `None` where none is drawn.
    pub(super) fn camera_showing(
        &mut self,
        subjects: &[Subject],
        session: &Session,
    ) -> Option<Camera> {
        self.picture.camera_showing(subjects, session)
    }

    /// The camera that shows this part of the layout.
    pub(super) fn camera_around(&self, bounds: kurbo::Rect, session: &Session) -> Option<Camera> {
        self.picture.camera_around(bounds, session)
    }
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
