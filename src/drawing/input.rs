//! What a drawing is made from.

use std::collections::HashSet;

use kurbo::{Size, Vec2};

use super::actors;
use super::changes::{ActorMark, ChangeMarks};
use super::ground::Ground;
use super::scale::{HOME_ZOOM, Scale};
use super::theme::Theme;
use crate::analysis::strength::Strength;
use crate::evidence::{AsOf, Estimate};
use crate::layout::map::{MapLayout, MapRequest};
use crate::model::{Actor, ActorId, ClaimIndex, Scene, TieId};

/// Which names of an actor stand on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NamesShown {
    /// The name in the scene's language, and the actor's own below it.
    #[default]
    Both,
    /// The name in the scene's language only.
    Scene,
    /// The actor's own name only, where it has one.
    Own,
}

/// What stands inside the discs of actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDiscs {
    /// The ISO code of a state, else the beginning of the id.
    #[default]
    Code,
    /// One or two letters of the name in the scene's language.
    Monogram,
    /// The flag of a state that we have a drawing of, in a disc large enough for it;
    /// else the monogram.
    Flag,
}

/// What a drawing is made from. Where the camera looks is not part of it.
#[derive(Clone, Copy, Debug)]
pub struct DrawingInput<'a> {
    /// The scene.
    pub scene: &'a Scene,
    /// Colours, widths and sizes.
    pub theme: &'a Theme,
    /// Size of the page in points: of the canvas, or of the exported picture.
    pub page: Size,
    /// Size of what the window lays on the page below the title, in points: where all
    /// is shown, figures keep clear of it. `None` in what is handed out.
    pub tools: Option<Size>,
    /// Points to a layout unit; only its [`detail_zoom`](super::detail_zoom)
    /// matters.
    pub zoom: f64,
    /// Where the actors of the scene stand.
    pub layout: &'a MapLayout,
    /// Strength of the actors in scene order; missing ones count as none.
    pub strengths: &'a [Strength],
    /// Ties that a filter hides.
    pub hidden: &'a HashSet<TieId>,
    /// Ties that a filter of claims leaves without any: drawn faintly.
    pub faded: &'a HashSet<TieId>,
    /// What recedes or is left out while something else is looked at.
    pub aside: Option<&'a Aside>,
    /// Whether unknown ties are drawn.
    pub is_showing_unknown: bool,
    /// Which claims bear on which tie: how many is spoken.
    pub claims: &'a ClaimIndex,
    /// What the claims come to for each tie, in the order of the scene: chips mark
    /// where that lies far from the judged weight. Where there is none for a tie its
    /// chip says nothing of its claims.
    pub estimates: &'a [Estimate],
    /// Whether chips show how much speaks for and against their ties.
    pub is_showing_evidence: bool,
    /// The day that is looked back from, and on which clock; the scene is then as
    /// it is seen from there.
    pub as_of: Option<AsOf>,
    /// Which of the figures are drawn.
    pub part: Part<'a>,
    /// Whether this is one of many drawings in a row, as while something is dragged:
    /// it is not looked ahead then to which labels stay closer up.
    pub is_moving: bool,
    /// Which names of an actor are drawn.
    pub names: NamesShown,
    /// What stands inside discs.
    pub discs: OnDiscs,
    /// What lies under the figures; made for this zoom, see [`Ground::at_zoom`].
    pub ground: &'a Ground,
    /// Where the scene is the union of two: what changed from one to the other.
    /// What did not recedes.
    pub changes: Option<&'a ChangeMarks<'a>>,
}

/// What recedes or is left out while something else is looked at: it is out of a
/// focus, off a path, or what a filter leaves out faintly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// Actors that are drawn very faintly.
    pub actors: HashSet<ActorId>,
    /// Ties that are drawn very faintly, without chips.
    pub ties: HashSet<TieId>,
    /// Actors that are not drawn.
    pub hidden_actors: HashSet<ActorId>,
}

impl Aside {
    /// Whether nothing recedes and nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.ties.is_empty() && self.hidden_actors.is_empty()
    }
}

/// Which figures a drawing has; their sizes are always those of the whole.
///
/// While actors are dragged over a large map, what moves with them is one
/// drawing and all that stays is another, so that only the first is made anew.
#[derive(Clone, Copy, Debug, Default)]
pub enum Part<'a> {
    /// All of them, with the page.
    #[default]
    Whole,
    /// All but these actors and their ties, with the page.
    Without(&'a HashSet<ActorId>),
    /// These actors and their ties alone.
    Only(&'a HashSet<ActorId>),
}

impl Part<'_> {
    /// Whether this actor is drawn.
    pub(super) fn has_actor(self, actor: &ActorId) -> bool {
        match self {
            Self::Whole => true,
            Self::Without(moving) => !moving.contains(actor),
            Self::Only(moving) => moving.contains(actor),
        }
    }

    /// Whether a tie between these is drawn.
    pub(super) fn has_tie(self, from: &ActorId, to: &ActorId) -> bool {
        match self {
            Self::Whole => true,
            Self::Without(moving) => !moving.contains(from) && !moving.contains(to),
            Self::Only(moving) => moving.contains(from) || moving.contains(to),
        }
    }

    /// Whether title, legend and credits are drawn.
    pub(super) fn has_page(self) -> bool {
        !matches!(self, Self::Only(_))
    }
}

impl DrawingInput<'_> {
    /// What the picture shows of what became of an actor, or that it recedes.
    pub(super) fn mark_of(&self, actor: &ActorId) -> ActorMark {
        match self.changes {
            Some(changes) => changes.actor(actor),
            None if self.aside.is_some_and(|it| it.actors.contains(actor)) => ActorMark::Aside,
            None => ActorMark::Plain,
        }
    }

    /// Whether this actor is drawn.
    pub(super) fn has_actor(&self, actor: &ActorId) -> bool {
        !self.is_hidden(actor) && self.part.has_actor(actor)
    }

    /// Whether this actor is left out while something else is looked at.
    pub(super) fn is_hidden(&self, actor: &ActorId) -> bool {
        self.aside
            .is_some_and(|it| it.hidden_actors.contains(actor))
    }

    /// Whether this tie recedes.
    pub(super) fn sets_aside(&self, tie: &TieId) -> bool {
        self.aside.is_some_and(|it| it.ties.contains(tie))
    }

    /// The sizes at this zoom.
    pub(super) fn scale_at(&self, zoom: f64) -> Scale {
        let ties = self.scene.ties.iter();
        let shown = ties.filter(|tie| super::ties::is_shown(tie, self)).count();
        Scale::at(zoom, self.scene.actors.len(), shown)
    }
}

/// The layout request of a scene. It follows from who is there and where, not
/// from ties, so that editing a weight moves nobody.
pub fn map_request(scene: &Scene, theme: &Theme) -> MapRequest {
    let scale = Scale::at(HOME_ZOOM, scene.actors.len(), 0);
    let size = &theme.size;
    MapRequest {
        actors: scene
            .actors
            .iter()
            .map(|actor| (actor.id.clone(), actor.place))
            .collect(),
        radius: f64::midpoint(size.disc_least, size.disc_most) * scale.symbol,
    }
}

/// How far each actor of the scene was moved by hand on the map, in its order.
pub fn map_offsets(scene: &Scene) -> Vec<Option<Vec2>> {
    let offset = |actor: &Actor| {
        let offset = actor.offsets.map?;
        Some(Vec2::new(offset.dx(), offset.dy()))
    };
    scene.actors.iter().map(offset).collect()
}

/// The layout of a scene, with actors where they were moved to.
pub fn arrange(scene: &Scene, theme: &Theme) -> MapLayout {
    let request = map_request(scene, theme);
    request
        .arrange()
        .moved(&request.actors, &map_offsets(scene))
}

/// Strength of the actor at this place; none where the input has none.
pub(super) fn strength_at(input: &DrawingInput<'_>, at: usize) -> Strength {
    input.strengths.get(at).copied().unwrap_or_default()
}

/// Outer radii of all actors, in scene order.
pub(super) fn radii(input: &DrawingInput<'_>, scale: Scale) -> Vec<f64> {
    let strengths: Vec<Strength> = (0..input.scene.actors.len())
        .map(|at| strength_at(input, at))
        .collect();
    actors::radii(&strengths, input.theme, scale)
}
