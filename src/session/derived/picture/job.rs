//! Drawing a large map in the background, where only the filter, claims or the zoom
//! changed: neither a letter typed in the search nor the wheel must wait for thousands
//! of ties.

use std::collections::HashSet;
use std::sync::Arc;

use kurbo::Size;

use crate::analysis::strength::Strength;
use crate::drawing::{Aside, Drawing, DrawingInput, Ground, NamesShown, OnDiscs, Part, build};
use crate::evidence::{AsOf, Estimate};
use crate::layout::map::MapLayout;
use crate::model::{ClaimIndex, Scene, TieId};

use super::DrawingKey;

/// All that a drawing is made of.
pub(in crate::session) struct DrawingJob {
    pub(super) key: DrawingKey,
    pub(super) scene: Scene,
    pub(super) page: Size,
    pub(super) zoom: f64,
    pub(super) layout: MapLayout,
    pub(super) strengths: Vec<Strength>,
    pub(super) hidden: Arc<HashSet<TieId>>,
    pub(super) faded: Arc<HashSet<TieId>>,
    pub(super) aside: Arc<Aside>,
    pub(super) claims: ClaimIndex,
    pub(super) estimates: Arc<Vec<Estimate>>,
    pub(super) as_of: Option<AsOf>,
    pub(super) names: NamesShown,
    pub(super) discs: OnDiscs,
    /// For the zoom of whatever was drawn last.
    pub(super) ground: Ground,
}

/// A drawing, and what it was made of.
pub(in crate::session) struct Drawn {
    pub(super) key: DrawingKey,
    pub(super) drawing: Arc<Drawing>,
    /// The basemap in it.
    pub(super) ground: Ground,
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drawn").finish_non_exhaustive()
    }
}

impl DrawingJob {
    /// Makes the drawing.
    pub(in crate::session) fn draw(self) -> Drawn {
        // Its lines are thousands: to give them other widths takes longer than a frame.
        let ground = self.ground.at_zoom(self.zoom);
        let drawing = build(&DrawingInput {
            scene: &self.scene,
            theme: self.key.theme.theme(),
            page: self.page,
            tools: None,
            zoom: self.zoom,
            layout: &self.layout,
            strengths: &self.strengths,
            hidden: &self.hidden,
            faded: &self.faded,
            aside: Some(self.aside.as_ref()).filter(|it| !it.is_empty()),
            is_showing_unknown: self.key.is_showing_unknown,
            is_showing_evidence: self.key.is_showing_evidence,
            claims: &self.claims,
            estimates: &self.estimates,
            as_of: self.as_of,
            part: Part::Whole,
            is_moving: false,
            names: self.names,
            discs: self.discs,
            ground: &ground,
            changes: None,
        });
        Drawn {
            drawing: Arc::new(drawing),
            ground,
            key: self.key,
        }
    }
}
