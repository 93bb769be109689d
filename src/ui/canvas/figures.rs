//! The figures and the basemap of a map as they are painted. Of a large map triangles
//! are made in the background: thousands of lines take longer than a frame, and
//! neither the wheel nor a letter that is typed must wait for them. Until then what was
//! painted before stays, words and all, as large as the map is now.

use std::sync::Arc;

use egui::{Context, Painter};

use crate::drawing::{Drawing, Item};
use crate::session::Derived;
use crate::ui::paint::{Placing, Triangles, paint_texts};

use super::later::{Came, Later, let_go};

/// So few figures are made triangles of at once.
const FEW: usize = 1_000;

/// What is painted of the figures, and what will be.
#[derive(Default)]
pub(super) struct Figures {
    shown: Option<Shown>,
    coming: Later<Shown>,
}

/// Figures that are ready to be painted.
struct Shown {
    drawing: Arc<Drawing>,
    revision: u64,
    /// See [`Derived::figures_revision`].
    figures: u64,
    density: f32,
    triangles: Triangles,
}

impl Shown {
    /// Makes triangles of the figures.
    fn new(drawing: Arc<Drawing>, [revision, figures]: [u64; 2], scale: f64, density: f32) -> Self {
        Self {
            triangles: Triangles::new(&drawing.figures, scale, density),
            drawing,
            revision,
            figures,
            density,
        }
    }

    /// Whether it can stand in for the picture of now for a moment.
    fn is_like(&self, derived: &Derived, scale: f64, density: f32) -> bool {
        self.figures == derived.figures_revision()
            && self.density == density
            && self.triangles.is_near(scale)
    }
}

impl Figures {
    /// Paints the figures of the drawing, or those before while triangles are made of
    /// these.
    pub(super) fn paint(
        &mut self,
        painter: &Painter,
        drawing: &Arc<Drawing>,
        derived: &Derived,
        placing: Placing,
    ) {
        self.refresh(painter.ctx(), drawing, derived, placing.scale);
        if let Some(shown) = &self.shown {
            let Placing { origin, scale } = placing;
            shown.triangles.paint(painter, origin, scale);
            paint_texts(painter, &shown.drawing.figures, placing);
        }
    }

    fn refresh(&mut self, ctx: &Context, drawing: &Arc<Drawing>, derived: &Derived, scale: f64) {
        let density = ctx.pixels_per_point();
        self.take_what_came();
        let shown = self.shown.as_ref();
        let like = shown.filter(|it| it.is_like(derived, scale, density));
        let is_current =
            |it: &Shown| it.revision == derived.drawing_revision() && it.triangles.fits(scale);
        if like.is_some_and(is_current) {
            return;
        }
        let (drawing, revisions) = (Arc::clone(drawing), revisions(derived));
        if like.is_some() && is_large(&drawing) {
            let drawing = Arc::clone(&drawing);
            let make = move || Shown::new(drawing, revisions, scale, density);
            if self.coming.is_busy() || self.coming.begin(ctx, make) {
                return;
            }
        }
        self.coming.forget();
        let shown = Shown::new(drawing, revisions, scale, density);
        self.shown = Some(shown);
    }

    fn take_what_came(&mut self) {
        match self.coming.take() {
            Came::Nothing => {}
            Came::Made(shown) => {
                if let Some(before) = self.shown.replace(shown) {
                    let_go(before);
                }
            }
            // It is tried again at once, where that is seen.
            Came::Failed => self.shown = None,
        }
    }
}

/// The basemap as it is painted.
#[derive(Default)]
pub(super) struct Basemap {
    shown: Option<Land>,
    coming: Later<Land>,
}

/// A basemap that is ready to be painted.
struct Land {
    items: Arc<Vec<Item>>,
    density: f32,
    triangles: Triangles,
}

impl Land {
    /// Beside thousands of ties points are spared.
    fn new(items: Arc<Vec<Item>>, scale: f64, density: f32, is_spared: bool) -> Self {
        let triangles = if is_spared {
            Triangles::thinned(&items, scale, density)
        } else {
            Triangles::new(&items, scale, density)
        };
        Self {
            items,
            density,
            triangles,
        }
    }
}

impl Basemap {
    /// Paints the basemap of the drawing. Of a large map the triangles before stay
    /// while others are made for another zoom.
    pub(super) fn paint(&mut self, painter: &Painter, drawing: &Drawing, placing: Placing) {
        let Placing { origin, scale } = placing;
        let density = painter.ctx().pixels_per_point();
        if let Came::Made(land) = self.coming.take() {
            self.shown = Some(land);
        }
        let items = &drawing.ground;
        let shown = self.shown.as_ref();
        let same = shown.filter(|it| Arc::ptr_eq(&it.items, items) && it.density == density);
        if !same.is_some_and(|it| it.triangles.fits(scale)) {
            let may_wait = same.is_some_and(|it| it.triangles.is_near(scale)) && is_large(drawing);
            let is_coming = may_wait
                && (self.coming.is_busy() || {
                    let items = Arc::clone(items);
                    let make = move || Land::new(items, scale, density, true);
                    self.coming.begin(painter.ctx(), make)
                });
            if !is_coming {
                self.coming.forget();
                self.shown = Some(Land::new(
                    Arc::clone(items),
                    scale,
                    density,
                    is_large(drawing),
                ));
            }
        }
        if let Some(land) = &self.shown {
            land.triangles.paint(painter, origin, scale);
        }
    }
}

/// Whether triangles of a map take longer than a frame may.
fn is_large(drawing: &Drawing) -> bool {
    drawing.figures.len() > FEW
}

fn revisions(derived: &Derived) -> [u64; 2] {
    [derived.drawing_revision(), derived.figures_revision()]
}
