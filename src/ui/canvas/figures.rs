//! The figures and the basemap of a map as they are painted. Of a large map triangles
//! are made in the background: thousands of lines take longer than a frame, and
//! neither the wheel nor a letter that is typed must wait for them. Until then what was
//! painted before stays, words and all, as large as the map is now. While the zoom is
//! being changed it stays anyhow: what would be made is wanted for a moment only.

use std::sync::Arc;

use egui::{Context, Painter};

use crate::drawing::{Drawing, Item};
use crate::session::{Derived, Session};
use crate::ui::paint::{Placing, Triangles, paint_texts_laid};

use super::later::{Came, Later, let_go};

/// So few figures are made triangles of at once.
const FEW: usize = 1_000;

/// What is painted of the figures, and what will be.
#[derive(Default)]
pub(super) struct Figures {
    shown: Option<Shown>,
    coming: Later<Shown>,
    /// The scale that words were laid out for.
    laid: f64,
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
    /// How many corners the triangles of the figures have.
    pub(super) fn corners(&self) -> usize {
        let shown = self.shown.as_ref();
        shown.map_or(0, |shown| shown.triangles.corners())
    }

    /// Paints the figures of the drawing, or those before while triangles are made of
    /// these.
    pub(super) fn paint(
        &mut self,
        painter: &Painter,
        drawing: &Arc<Drawing>,
        session: &Session,
        placing: Placing,
    ) {
        self.refresh(painter.ctx(), drawing, session, placing.scale);
        if !(is_large(drawing) && session.may_stay_while_zooming(self.laid)) {
            self.laid = placing.scale;
        }
        if let Some(shown) = &self.shown {
            let Placing { origin, scale } = placing;
            shown.triangles.paint(painter, origin, scale);
            paint_texts_laid(painter, &shown.drawing.figures, placing, self.laid);
        }
    }

    fn refresh(&mut self, ctx: &Context, drawing: &Arc<Drawing>, session: &Session, scale: f64) {
        let density = ctx.pixels_per_point();
        let derived = session.derived();
        self.take_what_came();
        let shown = self.shown.as_ref();
        let like = shown.filter(|it| it.is_like(derived, scale, density));
        let is_current =
            |it: &Shown| it.revision == derived.drawing_revision() && it.triangles.fits(scale);
        if like.is_some_and(is_current) {
            return;
        }
        let is_held = |it: &Shown| {
            let is_same = it.revision == derived.drawing_revision();
            is_same && session.may_stay_while_zooming(it.triangles.scale())
        };
        if is_large(drawing) && like.is_some_and(is_held) {
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
            Triangles::tiled(&items, scale, density)
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
    /// How many corners the triangles of the basemap have.
    pub(super) fn corners(&self) -> usize {
        let shown = self.shown.as_ref();
        shown.map_or(0, |land| land.triangles.corners())
    }

    /// Paints the basemap of the drawing. Of a large map the triangles before stay
    /// while others are made for another zoom.
    pub(super) fn paint(
        &mut self,
        painter: &Painter,
        drawing: &Drawing,
        session: &Session,
        placing: Placing,
    ) {
        let Placing { origin, scale } = placing;
        let density = painter.ctx().pixels_per_point();
        if let Came::Made(land) = self.coming.take() {
            self.shown = Some(land);
        }
        let items = &drawing.ground;
        let shown = self.shown.as_ref();
        let same = shown.filter(|it| Arc::ptr_eq(&it.items, items) && it.density == density);
        let is_right = |it: &Land| {
            let is_held = is_large(drawing);
            let is_held = is_held && session.may_stay_while_zooming(it.triangles.scale());
            it.triangles.fits(scale) || is_held
        };
        if !same.is_some_and(is_right) {
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use egui::{Color32, Pos2, Shape};

    use super::super::fixture::{self, frame, until, zoom};
    use super::*;

    /// Actors of a large map, and of a small one.
    const LARGE: usize = 450;
    const SMALL: usize = 4;

    /// Long enough for the zoom to rest.
    const A_WHILE: Duration = Duration::from_secs(3);

    struct Kept {
        ctx: Context,
        figures: Figures,
        ground: Basemap,
    }

    impl Kept {
        /// Shows a frame: the scales that the triangles of figures and basemap were made
        /// for, and words laid out.
        fn frame(&mut self, session: &Session) -> [f64; 3] {
            let placing = Placing {
                origin: Pos2::new(400.0, 300.0),
                scale: session.view().camera.zoom(),
            };
            let drawing = session.derived().drawing().expect("a drawing");
            let Self {
                ctx,
                figures,
                ground,
            } = self;
            frame(ctx, |ui| {
                ground.paint(ui.painter(), drawing, session, placing);
                figures.paint(ui.painter(), drawing, session, placing);
            });
            let of_figures = self.figures.shown.as_ref().expect("figures");
            let of_ground = self.ground.shown.as_ref().expect("a basemap");
            [
                of_figures.triangles.scale(),
                of_ground.triangles.scale(),
                self.figures.laid,
            ]
        }

        fn is_busy(&self) -> bool {
            self.figures.coming.is_busy() || self.ground.coming.is_busy()
        }
    }

    fn kept() -> Kept {
        Kept {
            ctx: Context::default(),
            figures: Figures::default(),
            ground: Basemap::default(),
        }
    }

    fn zoom_of(session: &Session) -> f64 {
        session.view().camera.zoom()
    }

    /// A session with its zoom at rest.
    fn at_rest(actors: usize) -> Session {
        let mut session = fixture::session(actors);
        session.tick(A_WHILE);
        session.refresh();
        assert_eq!(
            is_large(session.derived().drawing().expect("one")),
            actors == LARGE
        );
        session
    }

    #[test]
    fn a_small_map_is_made_triangles_of_at_once() {
        let mut session = at_rest(SMALL);
        let mut kept = kept();
        assert_eq!(kept.frame(&session), [zoom_of(&session); 3]);
        zoom(&mut session, 1.3);
        assert_eq!(kept.frame(&session), [zoom_of(&session); 3]);
        assert!(!kept.is_busy());
    }

    #[test]
    fn a_large_map_stays_while_the_zoom_changes_and_is_made_anew_when_it_rests() {
        let mut session = at_rest(LARGE);
        let mut kept = kept();
        let first = zoom_of(&session);
        assert_eq!(kept.frame(&session), [first; 3]);

        let drawing = Arc::clone(session.derived().drawing().expect("a drawing"));
        for _ in 0..3 {
            zoom(&mut session, 1.08);
            assert_eq!(kept.frame(&session), [first; 3]);
            assert!(!kept.is_busy(), "nothing is made that is soon thrown away");
        }
        assert!(!session.is_busy(), "nor drawn");
        session.tick(A_WHILE * 2);
        until("drawn", || {
            session.tick(A_WHILE * 2);
            session.refresh();
            !Arc::ptr_eq(session.derived().drawing().expect("a drawing"), &drawing)
        });
        let now = zoom_of(&session);
        let [of_figures, of_ground, laid] = kept.frame(&session);
        assert_eq!([of_figures, of_ground], [first; 2], "a frame does not wait");
        assert_eq!(laid, now, "letters are as sharp as they can be");
        until("made", || {
            kept.frame(&session) == [now; 3] && !kept.is_busy()
        });
        let shown = kept.figures.shown.as_ref().expect("figures");
        assert_eq!(shown.revision, session.derived().drawing_revision());
    }

    #[test]
    fn a_large_map_is_made_anew_on_the_way_where_the_zoom_goes_far() {
        let mut session = at_rest(LARGE);
        let mut kept = kept();
        let first = zoom_of(&session);
        kept.frame(&session);
        zoom(&mut session, 1.6);
        assert!(session.is_zooming());
        assert_eq!(kept.frame(&session)[0], first);
        assert!(kept.is_busy());
        until("made", || {
            kept.frame(&session)[..2] == [zoom_of(&session); 2]
        });
        // So far that nothing of before is a likeness.
        zoom(&mut session, 3.0);
        assert_eq!(kept.frame(&session), [zoom_of(&session); 3], "at once");
    }

    #[test]
    fn what_came_of_another_picture_is_not_shown() {
        let mut session = at_rest(LARGE);
        let mut kept = kept();
        kept.frame(&session);
        zoom(&mut session, 1.6);
        kept.frame(&session);
        assert!(kept.is_busy());
        let scene = &session.document().scene;
        let mut scene = scene.as_ref().clone();
        crate::model::fixtures::actor(&mut scene, "B");
        let edit = crate::edit::Edit::ReplaceScene(Arc::new(scene));
        session.execute(crate::session::Command::Edit(edit));
        session.refresh();
        let wanted = session.derived().drawing_revision();
        for _ in 0..5 {
            kept.frame(&session);
            let shown = kept.figures.shown.as_ref().expect("figures");
            assert_eq!(shown.revision, wanted, "what was added is there at once");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[test]
    fn words_of_a_large_map_are_only_stretched_while_the_zoom_changes() {
        let mut session = at_rest(LARGE);
        let mut kept = kept();
        // Large enough to be read.
        let closer = 8.0 / zoom_of(&session);
        zoom(&mut session, closer);
        session.tick(A_WHILE * 2);
        session.refresh();
        kept.frame(&session);
        let widths = |kept: &mut Kept, session: &Session| {
            let placing = Placing {
                origin: Pos2::new(400.0, 300.0),
                scale: zoom_of(session),
            };
            let drawing = session.derived().drawing().expect("a drawing");
            let figures = &mut kept.figures;
            let mut output = kept.ctx.run_ui(egui::RawInput::default(), |ui| {
                figures.paint(ui.painter(), drawing, session, placing);
            });
            output.textures_delta.clear();
            let texts = output.shapes.iter().filter_map(|shape| match &shape.shape {
                Shape::Text(text) if text.override_text_color.is_none() => Some(text),
                _ => None,
            });
            let texts = texts.filter(|text| text.fallback_color != Color32::PLACEHOLDER);
            texts.map(|text| text.galley.rect.width()).sum::<f32>()
        };
        let before = widths(&mut kept, &session);
        assert!(before > 0.0, "there are words");
        zoom(&mut session, 1.25);
        let stretched = widths(&mut kept, &session);
        session.tick(A_WHILE * 3);
        let laid = widths(&mut kept, &session);
        assert!((stretched / laid - 1.0).abs() < 0.05, "{stretched} {laid}");
        assert!(stretched > before * 1.15, "{stretched} {before}");
    }
}
