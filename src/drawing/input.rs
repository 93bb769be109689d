//! What a drawing is made from.

use std::collections::HashSet;

use kurbo::Size;

use super::actors;
use super::ground::Ground;
use super::scale::{HOME_ZOOM, Scale};
use super::theme::Theme;
use crate::analysis::strength::Strength;
use crate::layout::map::{MapLayout, MapRequest};
use crate::model::{Scene, TieId};

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

/// What a drawing is made from. Where the camera looks is not part of it.
#[derive(Clone, Copy, Debug)]
pub struct DrawingInput<'a> {
    /// The scene.
    pub scene: &'a Scene,
    /// Colours, widths and sizes.
    pub theme: &'a Theme,
    /// Size of the page in points: of the canvas, or of the exported picture.
    pub page: Size,
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
    /// Whether unknown ties are drawn.
    pub is_showing_unknown: bool,
    /// Which names of an actor are drawn.
    pub names: NamesShown,
    /// What lies under the figures; made for this zoom, see [`Ground::at_zoom`].
    pub ground: &'a Ground,
}

impl DrawingInput<'_> {
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
