//! The picture of a comparison: each part is kept with what it was made of and
//! made again only when that changed. Panning makes nothing anew.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kurbo::{Insets, Size};

use crate::analysis::strength::{Strength, strengths};
use crate::compare::Difference;
use crate::drawing::{
    ChangeMarks, Drawing, DrawingInput, Ground, Part, ThemeName, arrange, build, detail_zoom, fit,
    page_insets,
};
use crate::file::settings::{DiscContent, NamesScript};
use crate::geom::space::Camera;
use crate::layout::map::MapLayout;
use crate::model::{ActorId, ClaimIndex, Scene};
use crate::session::{Comparison, Session, names_shown, on_discs};

/// What the picture is drawn of and for.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) session: &'a Session,
    pub(super) comparison: &'a Comparison,
    /// Size of the canvas, in points.
    pub(super) canvas: Size,
}

/// The picture with what it was made of. It belongs to one comparison.
#[derive(Default)]
pub(super) struct Picture {
    base: Option<(ThemeName, Base)>,
    ground: Option<(u64, Ground)>,
    drawing: Option<(Key, Arc<Drawing>)>,
    insets: Insets,
    /// Changes whenever figures or page do.
    pub(super) revision: u64,
    /// Changes whenever the basemap does.
    pub(super) ground_revision: u64,
}

type Key = (ThemeName, [u64; 2], u64, NamesScript, DiscContent);

/// What does not follow from zoom and size.
struct Base {
    layout: MapLayout,
    ground: Ground,
    strengths: Vec<Strength>,
    claims: ClaimIndex,
}

impl Base {
    fn of(comparison: &Comparison, theme: ThemeName) -> Self {
        let scene = &comparison.union;
        let layout = arrange(scene, theme.theme());
        Self {
            ground: Ground::for_scene(scene, &layout.projection, theme.theme()),
            layout,
            strengths: strengths_in_union(&comparison.difference, scene),
            claims: ClaimIndex::new(scene),
        }
    }
}

/// The strengths of actors as they are, of those that are gone as they were.
fn strengths_in_union(difference: &Difference, union: &Scene) -> Vec<Strength> {
    let mut all: HashMap<ActorId, Strength> = HashMap::new();
    for scene in [difference.before(), difference.after()] {
        let ids = scene.actors.iter().map(|actor| actor.id.clone());
        all.extend(ids.zip(strengths(scene)));
    }
    let actors = union.actors.iter();
    actors
        .map(|actor| all.get(&actor.id).copied().unwrap_or_default())
        .collect()
}

impl Picture {
    /// How much of each side of the canvas the page takes, in points.
    pub(super) fn insets(&self) -> Insets {
        self.insets
    }

    /// The camera that shows everything; `None` where there is nothing.
    pub(super) fn fitted(&mut self, wanted: Wanted<'_>) -> Option<Camera> {
        self.refresh_base(wanted);
        let marks = marks(wanted.comparison);
        let (hidden, base) = (HashSet::new(), &self.base.as_ref()?.1);
        let input = input(wanted, base, &base.ground, &hidden, &marks, 1.0);
        fit(&input)
    }

    /// The picture for this zoom.
    pub(super) fn at_zoom(&mut self, wanted: Wanted<'_>, zoom: f64) -> Option<Arc<Drawing>> {
        let zoom = detail_zoom(zoom);
        let size = wanted.canvas;
        let key = (
            wanted.session.view().theme,
            [size.width.to_bits(), size.height.to_bits()],
            zoom.to_bits(),
            wanted.session.settings().names,
            wanted.session.settings().on_discs,
        );
        if let Some((_, drawing)) = self.drawing.as_ref().filter(|(made, _)| *made == key) {
            return Some(Arc::clone(drawing));
        }
        self.refresh_base(wanted);
        self.refresh_ground(zoom);
        let marks = marks(wanted.comparison);
        let hidden = HashSet::new();
        let (base, ground) = (&self.base.as_ref()?.1, &self.ground.as_ref()?.1);
        let input = input(wanted, base, ground, &hidden, &marks, zoom);
        self.insets = page_insets(&input);
        let drawing = Arc::new(build(&input));
        self.drawing = Some((key, Arc::clone(&drawing)));
        self.revision += 1;
        Some(drawing)
    }

    fn refresh_base(&mut self, wanted: Wanted<'_>) {
        let theme = wanted.session.view().theme;
        if self.base.as_ref().is_none_or(|(made, _)| *made != theme) {
            self.base = Some((theme, Base::of(wanted.comparison, theme)));
            self.ground = None;
        }
    }

    fn refresh_ground(&mut self, zoom: f64) {
        let Some((_, base)) = &self.base else {
            return;
        };
        let zoom_bits = zoom.to_bits();
        if self
            .ground
            .as_ref()
            .is_none_or(|(made, _)| *made != zoom_bits)
        {
            self.ground = Some((zoom_bits, base.ground.at_zoom(zoom)));
            self.ground_revision += 1;
        }
    }
}

fn marks(comparison: &Comparison) -> ChangeMarks<'_> {
    ChangeMarks::of(
        &comparison.difference,
        &comparison.before_name,
        &comparison.after_name,
    )
}

fn input<'a>(
    wanted: Wanted<'a>,
    base: &'a Base,
    ground: &'a Ground,
    nothing: &'a HashSet<crate::model::TieId>,
    marks: &'a ChangeMarks<'a>,
    zoom: f64,
) -> DrawingInput<'a> {
    DrawingInput {
        scene: &wanted.comparison.union,
        theme: wanted.session.view().theme.theme(),
        page: wanted.canvas,
        tools: None,
        zoom,
        layout: &base.layout,
        strengths: &base.strengths,
        hidden: nothing,
        faded: nothing,
        aside: None,
        is_showing_unknown: wanted.comparison.union.is_showing_unknown,
        claims: &base.claims,
        estimates: &[],
        is_showing_evidence: false,
        as_of: None,
        part: Part::Whole,
        is_moving: false,
        names: names_shown(wanted.session.settings().names),
        discs: on_discs(wanted.session.settings().on_discs),
        ground,
        changes: Some(marks),
    }
}
