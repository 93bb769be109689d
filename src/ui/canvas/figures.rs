//! The figures of the map as they are painted. What was drawn in the background is
//! made triangles of in the background too: thousands of lines take longer than a
//! frame, and a letter that is typed must not wait for them. Until then what was
//! painted before stays, words and all.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{Context, Painter};

use crate::drawing::Drawing;
use crate::session::Derived;
use crate::ui::paint::{Placing, Triangles, paint_texts};

/// So few figures are made triangles of at once.
const FEW: usize = 1_000;

/// What is painted of the figures, and what will be.
#[derive(Default)]
pub(super) struct Figures {
    shown: Option<Shown>,
    coming: Option<Receiver<Shown>>,
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
            && self.triangles.fits(scale)
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
        if let Some(shown) = &mut self.shown {
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
        if like.is_some_and(|it| it.revision == derived.drawing_revision()) {
            return;
        }
        let is_in_time = like.is_some() && drawing.figures.len() > FEW;
        if is_in_time && (self.coming.is_some() || self.begin(ctx, drawing, derived, scale)) {
            return;
        }
        self.coming = None;
        let drawing = Arc::clone(drawing);
        let shown = Shown::new(drawing, revisions(derived), scale, density);
        self.shown = Some(shown);
    }

    fn take_what_came(&mut self) {
        let Some(coming) = &self.coming else {
            return;
        };
        match coming.try_recv() {
            Ok(shown) => {
                self.coming = None;
                self.shown = Some(shown);
            }
            Err(TryRecvError::Empty) => {}
            // It fell over; it is tried again at once, where that is seen.
            Err(TryRecvError::Disconnected) => {
                self.coming = None;
                self.shown = None;
            }
        }
    }

    /// Makes triangles of the figures in the background; says whether that could be
    /// begun.
    fn begin(
        &mut self,
        ctx: &Context,
        drawing: &Arc<Drawing>,
        derived: &Derived,
        scale: f64,
    ) -> bool {
        let (sender, receiver) = channel();
        let (ctx, drawing) = (ctx.clone(), Arc::clone(drawing));
        let density = ctx.pixels_per_point();
        let revisions = revisions(derived);
        let spawned = std::thread::Builder::new()
            .name("triangles".to_owned())
            .spawn(move || {
                let shown = Shown::new(drawing, revisions, scale, density);
                // Nobody waits any more where the window was closed.
                sender.send(shown).ok();
                ctx.request_repaint();
            });
        if spawned.is_ok() {
            self.coming = Some(receiver);
        }
        spawned.is_ok()
    }
}

fn revisions(derived: &Derived) -> [u64; 2] {
    [derived.drawing_revision(), derived.figures_revision()]
}
