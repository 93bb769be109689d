//! The picture: layout, basemap and drawing, each made again only when what it
//! follows from changed. The camera's place is never among that.

use std::collections::HashSet;
use std::sync::Arc;

use kurbo::{Size, Vec2};

use crate::drawing::{
    Aside, Drawing, DrawingInput, Ground, NamesShown, OnDiscs, Part, ThemeName, build, detail_zoom,
    map_offsets, map_request,
};
use crate::edit::Edit;
use crate::file::settings::{DiscContent, NamesScript};
use crate::geom::space::Camera;
use crate::layout::map::{MapLayout, MapRequest};
use crate::layout::projection::Projection;
use crate::model::{ActorId, ActorKind, Basemap, Place, Scene, Tie, TieId};
use crate::session::{Filter, Session};

use super::Kept;

mod camera;
mod job;

pub(in crate::session) use job::{DrawingJob, Drawn};

use super::shown::Shown;

/// Size of the tools that stand on the map below its title, in points.
pub const MAP_TOOLS: Size = Size::new(102.0, 34.0);

/// From so many actors and ties on, what is dragged is drawn apart from what stays,
/// and what is filtered or claimed in the background.
const LEAST_APART: usize = 400;

/// So many doublings of the zoom a drawing may stay as it is, only larger or smaller,
/// while the one for the zoom of now is made.
const MOST_DOUBLINGS: f64 = 1.0;

/// What the drawing follows from.
#[derive(Clone, Debug, PartialEq)]
struct DrawingKey {
    /// All of the scene but its claims; 0 while something of it is dragged that is
    /// drawn apart.
    scene: u64,
    claims: u64,
    theme: ThemeName,
    canvas: [u64; 2],
    zoom: u64,
    /// Which ties are hidden and which are faint.
    filtered: u64,
    is_showing_unknown: bool,
    is_showing_evidence: bool,
    names: NamesScript,
    discs: DiscContent,
    /// The day that is looked back from.
    past: u64,
    moving: Option<Vec<ActorId>>,
    is_moving: bool,
}

impl DrawingKey {
    /// Whether nothing but the filter, the claims and the zoom are others, and the zoom
    /// not by much.
    fn differs_in_what_may_wait(&self, other: &Self) -> bool {
        let (filtered, claims, zoom) = (other.filtered, other.claims, other.zoom);
        (self.filtered, self.claims, self.zoom) != (filtered, claims, zoom)
            && self.doublings_from(other) <= MOST_DOUBLINGS
            && Self {
                claims,
                zoom,
                filtered,
                ..self.clone()
            } == *other
    }

    /// Whether nothing but the zoom is another one.
    fn differs_in_zoom_alone(&self, other: &Self) -> bool {
        let zoom = other.zoom;
        let now = Self {
            zoom,
            ..self.clone()
        };
        self.zoom != zoom && now == *other
    }

    /// How far apart the zooms are, in doublings.
    fn doublings_from(&self, other: &Self) -> f64 {
        let [one, other] = [self.zoom, other.zoom].map(f64::from_bits);
        (one / other).log2().abs()
    }
}

/// What hides ties: ties, the day that is looked back from and what stands out,
/// and the filter.
type HiddenKey = ([u64; 3], Filter);

/// Some of the ties.
type Ties = Arc<HashSet<TieId>>;

/// What the basemap follows from: which land is tinted is one part of it.
type GroundKey = (Basemap, Vec<State>, Projection, ThemeName);
/// Code and place of a state.
type State = (Option<String>, Option<Place>);

type FittedKey = (u64, ThemeName, [u64; 2], NamesScript, bool);

/// The picture with what it was made of.
#[derive(Default)]
pub(in crate::session) struct Picture {
    /// What the requests for a layout follow from: to compare them takes a while.
    laid_out: Kept<(u64, u64, ThemeName), ()>,
    /// Actors where the layout puts them.
    arranged: Kept<MapRequest, Option<MapLayout>>,
    /// Actors where they were moved to.
    layout: Kept<(MapRequest, Vec<Option<Vec2>>), Option<MapLayout>>,
    /// Where states are.
    states: Kept<[u64; 2], Vec<State>>,
    ground: Kept<GroundKey, Option<Ground>>,
    near_ground: Kept<(u64, u64), Option<Ground>>,
    ground_revision: u64,
    fitted: Kept<FittedKey, Option<Camera>>,
    drawing: Kept<DrawingKey, Option<Arc<Drawing>>>,
    revision: u64,
    /// Rises with every drawing but those made in the background.
    figures_revision: u64,
    /// What is to be drawn in the background.
    waits_for: Option<DrawingKey>,
    is_being_drawn: bool,
    /// Whether drawing in the background failed once.
    is_drawn_at_once: bool,
    /// What is being dragged over a large map.
    moving: Kept<Option<DrawingKey>, Option<Arc<Drawing>>>,
    hidden: Kept<HiddenKey, Ties>,
    faded: Kept<([u64; 4], bool), Ties>,
    /// What recedes.
    aside: Kept<HiddenKey, Arc<Aside>>,
    /// Rises whenever other ties are hidden or faint, or something else recedes.
    filtered: u64,
    /// The document that the layout is of.
    document: u64,
}

impl Picture {
    pub(in crate::session) fn drawing(&self) -> Option<&Arc<Drawing>> {
        self.drawing.value.as_ref()
    }

    pub(in crate::session) fn moving(&self) -> Option<&Arc<Drawing>> {
        self.moving.value.as_ref()
    }

    pub(in crate::session) fn layout(&self) -> Option<&MapLayout> {
        self.layout.value.as_ref()
    }

    /// Brings the layout up to date. Where another projection came of it, gives
    /// the camera under which what was seen stays where it was.
    pub(in crate::session) fn refresh_layout(&mut self, session: &Session) -> Option<Camera> {
        let key = (
            session.revisions.document,
            session.revisions.actors,
            session.view.theme,
        );
        if !self.laid_out.refresh(key, || ()) {
            return None;
        }
        let before = self.layout().map(|layout| layout.projection);
        let scene = &session.document.scene;
        let request = map_request(scene, session.view.theme.theme());
        let known = self.arranged.key.as_ref();
        let place = known.and_then(|known| camera::single_difference(known, &request));
        self.arranged
            .refresh(request.clone(), || Some(request.arrange()));
        let offsets = map_offsets(scene);
        let arranged = self.arranged.value.as_ref();
        self.layout.refresh((request.clone(), offsets.clone()), || {
            arranged.map(|layout| layout.moved(&request.actors, &offsets))
        });
        let is_same_document = std::mem::replace(&mut self.document, session.revisions.document)
            == session.revisions.document;
        let (before, after) = (before?, self.layout()?.projection);
        if !is_same_document || before == after {
            return None;
        }
        let camera = session.view.camera;
        let seen = camera.visible(session.view.canvas.to_rect());
        let place = place.filter(|place| {
            let point = before.project(place.lon_deg(), place.lat_deg());
            point.is_some_and(|point| seen.contains(point))
        });
        camera::carried(camera, &before, &after, place)
    }

    pub(in crate::session) fn revision(&self) -> u64 {
        self.revision
    }

    pub(in crate::session) fn figures_revision(&self) -> u64 {
        self.figures_revision
    }

    /// Makes again what is out of date; `shown` says which claims pass the filter.
    pub(in crate::session) fn refresh(&mut self, session: &Session, shown: &Shown) {
        let view = &session.view;
        if view.canvas.area() <= 0.0 {
            return;
        }
        self.refresh_ground(session);
        let zoom = detail_zoom(view.camera.zoom());
        self.refresh_filtered(session, shown);
        let moving = moving(session);
        let filtered = self.filtered;
        let key_at = |scene| DrawingKey {
            scene,
            claims: session.revisions.claims,
            theme: view.theme,
            canvas: bits(view.canvas),
            zoom: zoom.to_bits(),
            filtered,
            is_showing_unknown: view.is_showing_unknown,
            is_showing_evidence: view.is_showing_evidence,
            past: session.hindsight.revision(),
            names: session.settings.names,
            discs: session.settings.on_discs,
            moving: moving.clone(),
            is_moving: session.gesture().is_some(),
        };
        let now = session.revisions.but_claims;
        // What stays while something is dragged does not change.
        let key = key_at(if moving.is_some() { 0 } else { now });
        let moving_key = moving.is_some().then(|| key_at(now));
        let is_stale = self.drawing.key.as_ref() != Some(&key);
        let is_moved = self.moving.key.as_ref() != Some(&moving_key);
        if !is_stale && !is_moved {
            self.waits_for = None;
            return;
        }
        let may_wait = self
            .drawing
            .key
            .as_ref()
            .is_some_and(|before| before.differs_in_what_may_wait(&key));
        if may_wait && !is_moved && is_large(session) && !self.is_drawn_at_once {
            // The picture before stays until this one is drawn.
            self.waits_for = Some(key);
            return;
        }
        self.waits_for = None;
        self.refresh_near_ground(zoom);
        let moving: Option<HashSet<ActorId>> = moving.map(|ids| ids.into_iter().collect());
        let draw = |part| {
            let (hidden, faded) = (&self.hidden.value, &self.faded.value);
            let input = self.input(session, view.canvas, hidden, faded, part)?;
            let aside = Some(self.aside.value.as_ref()).filter(|it| !it.is_empty());
            Some(Arc::new(build(&DrawingInput { aside, ..input })))
        };
        let moves = moving.as_ref().and_then(|ids| draw(Part::Only(ids)));
        let stays = is_stale.then(|| draw(moving.as_ref().map_or(Part::Whole, Part::Without)));
        self.moving.refresh(moving_key, || moves);
        if let Some(stays) = stays {
            self.drawing.refresh(key, || stays);
            self.revision += 1;
            self.figures_revision += 1;
        }
    }

    /// What is to be drawn in the background, unless something is being drawn.
    pub(in crate::session) fn take_job(&mut self, session: &Session) -> Option<DrawingJob> {
        if self.is_being_drawn {
            return None;
        }
        let key = self.waits_for.clone()?;
        let is_held = self.drawing.key.as_ref().is_some_and(|before| {
            before.differs_in_zoom_alone(&key)
                && session.may_stay_while_zooming(f64::from_bits(before.zoom))
        });
        if is_held {
            return None;
        }
        let job = DrawingJob {
            key,
            scene: session.seen().clone(),
            page: session.view.canvas,
            zoom: session.view.camera.zoom(),
            layout: self.layout.value.clone()?,
            strengths: session.strengths().to_vec(),
            hidden: Arc::clone(&self.hidden.value),
            faded: Arc::clone(&self.faded.value),
            aside: Arc::clone(&self.aside.value),
            claims: session.document.claims.clone(),
            estimates: session.shared_estimates(),
            as_of: session.past().map(|past| past.as_of()),
            names: names_shown(session.settings.names),
            discs: on_discs(session.settings.on_discs),
            ground: self.ground_at_hand()?.clone(),
        };
        self.is_being_drawn = true;
        Some(job)
    }

    /// Takes over what was drawn in the background, or hears that it could not be.
    /// What the map has become since is drawn next.
    pub(in crate::session) fn take_drawn(&mut self, drawn: Option<Drawn>) {
        self.is_being_drawn = false;
        let Some(Drawn {
            key,
            drawing,
            ground,
        }) = drawn
        else {
            self.is_drawn_at_once = true;
            return;
        };
        // What is there may have become right again in the meantime, or nearer to it.
        let is_nearer = |before: &DrawingKey| {
            let wanted = self.waits_for.as_ref();
            wanted.is_some_and(|it| key.doublings_from(it) <= before.doublings_from(it))
        };
        let before = self.drawing.key.as_ref();
        if before.is_some_and(|it| it.differs_in_what_may_wait(&key) && is_nearer(it)) {
            let of_ground = (self.ground_revision, key.zoom);
            self.near_ground.refresh(of_ground, || Some(ground));
            self.drawing.refresh(key, || Some(drawing));
            self.revision += 1;
        }
    }

    /// Brings up to date which ties the filter hides and which it makes faint.
    fn refresh_filtered(&mut self, session: &Session, shown: &Shown) {
        let revisions = &session.revisions;
        let past = session.hindsight.revision();
        let spotlight = session.spotlight_revision();
        let key = ([revisions.ties, past, spotlight], session.filter.of_ties());
        let is_other = refresh_set(&mut self.hidden, key.clone(), || hidden(session));
        self.filtered += u64::from(is_other);
        let mut is_other = false;
        self.aside.refresh_in_place(key, |aside| {
            let made = session.aside();
            is_other = made != **aside;
            *aside = Arc::new(made);
        });
        self.filtered += u64::from(is_other);
        let parts = [revisions.ties, revisions.claims, shown.revision(), past];
        let key = (parts, session.filter.narrows_claims());
        let is_other = refresh_set(&mut self.faded, key, || faded(session, shown));
        self.filtered += u64::from(is_other);
    }

    fn refresh_ground(&mut self, session: &Session) {
        let scene = &session.document.scene;
        let theme = session.view.theme;
        let Some(layout) = &self.layout.value else {
            return;
        };
        let projection = layout.projection;
        let revisions = &session.revisions;
        let actors = [revisions.document, revisions.actors];
        self.states.refresh(actors, || states(scene));
        let key = (scene.basemap, self.states.value.clone(), projection, theme);
        let is_stale = self.ground.refresh(key, || {
            Some(Ground::for_scene(scene, &projection, theme.theme()))
        });
        if is_stale {
            // What was made of the basemap before is not this scene's.
            self.near_ground = Kept::default();
            self.ground_revision += 1;
        }
    }

    /// The basemap with lines as wide as they should be at this zoom.
    fn refresh_near_ground(&mut self, zoom: f64) {
        let key = (self.ground_revision, zoom.to_bits());
        let near = self.ground_at_hand().map(|ground| ground.at_zoom(zoom));
        self.near_ground.refresh(key, || near);
    }

    /// The basemap that was made last, for the zoom of then.
    fn ground_at_hand(&self) -> Option<&Ground> {
        let near = self.near_ground.value.as_ref();
        near.or(self.ground.value.as_ref())
    }

    fn input<'a>(
        &'a self,
        session: &'a Session,
        page: Size,
        hidden: &'a HashSet<TieId>,
        faded: &'a HashSet<TieId>,
        part: Part<'a>,
    ) -> Option<DrawingInput<'a>> {
        let view = &session.view;
        Some(DrawingInput {
            scene: session.seen(),
            theme: view.theme.theme(),
            page,
            tools: None,
            zoom: view.camera.zoom(),
            layout: self.layout.value.as_ref()?,
            strengths: session.strengths(),
            hidden,
            faded,
            aside: None,
            is_showing_unknown: view.is_showing_unknown,
            claims: &session.document.claims,
            estimates: session.estimates(),
            is_showing_evidence: view.is_showing_evidence,
            as_of: session.past().map(|past| past.as_of()),
            part,
            is_moving: session.gesture().is_some(),
            names: names_shown(session.settings.names),
            discs: on_discs(session.settings.on_discs),
            ground: self.ground_at_hand()?,
            changes: None,
        })
    }
}

/// The actors that a gesture moves over a map that is too large to be drawn anew
/// in each frame.
fn moving(session: &Session) -> Option<Vec<ActorId>> {
    if !is_large(session) {
        return None;
    }
    let moved = |edit: &Edit| match edit {
        Edit::SetActorOffset { actor, .. } => Some(actor.clone()),
        _ => None,
    };
    match session.gesture()? {
        Edit::Batch(edits) => edits.iter().map(moved).collect(),
        edit => moved(edit).map(|actor| vec![actor]),
    }
}

/// Whether drawing the map takes longer than a frame may.
fn is_large(session: &Session) -> bool {
    let scene = &session.document.scene;
    scene.actors.len() + scene.ties.len() >= LEAST_APART
}

/// What the tint of lands follows from: codes and places of states.
fn states(scene: &Scene) -> Vec<State> {
    let states = scene.actors.iter();
    let states = states.filter(|actor| actor.kind == ActorKind::State);
    states
        .map(|actor| (actor.iso.clone(), actor.place))
        .collect()
}

/// What of the names the drawing shows, by the person's wish.
pub fn names_shown(names: NamesScript) -> NamesShown {
    match names {
        NamesScript::Both => NamesShown::Both,
        NamesScript::Scene => NamesShown::Scene,
        NamesScript::Own => NamesShown::Own,
    }
}

/// What stands inside discs, by the person's wish.
pub fn on_discs(content: DiscContent) -> OnDiscs {
    match content {
        DiscContent::Code => OnDiscs::Code,
        DiscContent::Monogram => OnDiscs::Monogram,
        DiscContent::Flag => OnDiscs::Flag,
    }
}

fn bits(size: Size) -> [u64; 2] {
    [size.width.to_bits(), size.height.to_bits()]
}

/// Makes the set again where the key differs; says whether it is another one.
fn refresh_set<K: PartialEq>(
    kept: &mut Kept<K, Ties>,
    key: K,
    make: impl FnOnce() -> HashSet<TieId>,
) -> bool {
    let mut is_other = false;
    kept.refresh_in_place(key, |set| {
        let made = make();
        is_other = made != **set;
        *set = Arc::new(made);
    });
    is_other
}

fn hidden(session: &Session) -> HashSet<TieId> {
    let ties = session.seen().ties.iter();
    let is_dimming = session.filter.is_dimming();
    let is_left_out = |tie: &Tie| !is_dimming && !session.filter.shows_tie(tie);
    ties.filter(|tie| is_left_out(tie) || session.hides_as_rest(&tie.id))
        .map(|tie| tie.id.clone())
        .collect()
}

/// Ties that the filter of claims leaves without any. Nothing is faint while all
/// claims are shown: a tie without claims is then what it is.
fn faded(session: &Session, shown: &Shown) -> HashSet<TieId> {
    if !session.filter.narrows_claims() {
        return HashSet::new();
    }
    let document = &session.document;
    let has_claim = |tie: &TieId| {
        let mut places = document.claims.on_tie(tie).iter();
        places.any(|at| shown.has(*at) && session.counts(*at))
    };
    let ties = document.scene.ties.iter().map(|tie| &tie.id);
    ties.filter(|tie| !has_claim(tie)).cloned().collect()
}

#[cfg(test)]
mod tests;
