//! What is painted of a slide: triangles of its drawing at a reveal and a scale.

use std::sync::Arc;

use egui::{Painter, Pos2, Rect, Vec2};
use kurbo::Point;

use crate::drawing::{Drawing, Item, SlidePicture};
use crate::geom::space::Camera;
use crate::ui::paint::{Placing, Triangles, paint_texts, paint_texts_laid};
use crate::ui::style;

/// Below this scale a face is of one page only: what lies beyond its edges is left
/// out. Larger ones are seen while the camera moves.
const SMALL: f64 = 0.45;
/// With so many figures a face is made in the background, and points are spared under
/// them.
pub(super) const MANY_FIGURES: usize = 1_000;

/// A slide, ready to be painted.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Face {
    /// The drawing with everything revealed, which names the picture.
    pub(super) whole: Arc<Drawing>,
    pub(super) reveal: usize,
    pub(super) density: f32,
    /// How long ago it was painted last; see [`super::pictures`].
    pub(super) used: u64,
    /// What is seen at this reveal.
    drawing: Arc<Drawing>,
    /// The camera that it was drawn for.
    camera: Camera,
    page: kurbo::Size,
    ground: Arc<FaceGround>,
    figures: Triangles,
    marks: Triangles,
}

/// The basemap of a face, which all reveals of a slide share.
#[derive(Debug)]
pub(in crate::ui) struct FaceGround {
    items: Arc<Vec<Item>>,
    camera: Camera,
    page: kurbo::Size,
    scale: f64,
    density: f32,
    triangles: Triangles,
}

/// Where a page stands on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) struct PagePlace {
    /// The page on screen.
    pub(in crate::ui) rect: Rect,
    /// Points on screen to a point of the page.
    pub(in crate::ui) scale: f64,
    size: kurbo::Size,
}

impl PagePlace {
    /// The largest place for a page of this size in the middle of a rectangle.
    pub(in crate::ui) fn within(rect: Rect, page: kurbo::Size) -> Self {
        let scale = (f64::from(rect.width()) / page.width.max(1.0))
            .min(f64::from(rect.height()) / page.height.max(1.0))
            .max(1e-6);
        let size = Vec2::new((page.width * scale) as f32, (page.height * scale) as f32);
        Self {
            rect: Rect::from_center_size(rect.center(), size),
            scale,
            size: page,
        }
    }

    /// Where what is in points of the page stands.
    pub(in crate::ui) fn on_page(self) -> Placing {
        Placing {
            origin: self.rect.min,
            scale: self.scale,
        }
    }

    /// Where what is in layout units stands, seen with this camera.
    pub(in crate::ui) fn in_layout(self, camera: Camera) -> Placing {
        let zoom = camera.zoom();
        let corner = Point::new(
            self.size.width / 2.0 - camera.center().x * zoom,
            self.size.height / 2.0 - camera.center().y * zoom,
        );
        let offset = Vec2::new(
            (corner.x * self.scale) as f32,
            (corner.y * self.scale) as f32,
        );
        Placing {
            origin: self.rect.min + offset,
            scale: zoom * self.scale,
        }
    }
}

impl FaceGround {
    pub(super) fn new(picture: &SlidePicture, scale: f64, density: f32) -> Self {
        let zoom = picture.camera.zoom() * scale;
        let items = Arc::clone(&picture.drawing.ground);
        let mut triangles = if picture.drawing.figures.len() > MANY_FIGURES {
            Triangles::tiled(&items, zoom, density)
        } else {
            Triangles::new(&items, zoom, density)
        };
        if let Some(seen) = seen(picture, scale) {
            triangles.cut_to(seen);
        }
        Self {
            items,
            camera: picture.camera,
            page: picture.page,
            scale,
            density,
            triangles,
        }
    }
}

/// Where the page of a small face lies, in points on screen from the layout's origin;
/// `None` where what lies beyond its edges may come into view.
fn seen(picture: &SlidePicture, scale: f64) -> Option<Rect> {
    if scale >= SMALL {
        return None;
    }
    let place = PagePlace {
        rect: Rect::ZERO,
        scale,
        size: picture.page,
    };
    let corner = place.in_layout(picture.camera).origin.to_vec2();
    let size = picture.page * scale;
    let size = Vec2::new(size.width as f32, size.height as f32);
    Some(Rect::from_min_size(Pos2::ZERO - corner, size))
}

impl Face {
    /// Makes triangles of a slide with so many reveals shown.
    pub(in crate::ui) fn new(
        picture: &SlidePicture,
        reveal: usize,
        scale: f64,
        density: f32,
    ) -> Self {
        let ground = Arc::new(FaceGround::new(picture, scale, density));
        Self::on(ground, picture, reveal)
    }

    /// The same over a basemap that was made before.
    pub(super) fn on(ground: Arc<FaceGround>, picture: &SlidePicture, reveal: usize) -> Self {
        let (scale, density) = (ground.scale, ground.density);
        let drawing = picture.at_reveal(reveal);
        let camera = picture.camera;
        let mut figures = Triangles::new(&drawing.figures, camera.zoom() * scale, density);
        match seen(picture, scale) {
            Some(seen) => figures.cut_to(seen),
            // Copies of so much are made here, in the background, and not in the first
            // frame of a transition.
            None if drawing.figures.len() > MANY_FIGURES => {
                figures.begin_fading();
                ground.triangles.begin_fading();
            }
            None => {}
        }
        Self {
            whole: Arc::clone(&picture.drawing),
            reveal,
            density,
            used: 0,
            marks: Triangles::new(&drawing.page, scale, density),
            ground,
            figures,
            camera,
            page: picture.page,
            drawing,
        }
    }

    /// Whether it can be painted at this scale without being made again.
    pub(in crate::ui) fn fits(&self, scale: f64) -> bool {
        self.marks.fits(scale)
    }

    /// The basemap, if this picture has the same at this scale and density.
    pub(super) fn ground_for(
        &self,
        picture: &SlidePicture,
        scale: f64,
        density: f32,
    ) -> Option<Arc<FaceGround>> {
        let ground = &self.ground;
        let is_it = Arc::ptr_eq(&ground.items, &picture.drawing.ground)
            && ground.camera == picture.camera
            && ground.page == picture.page
            && ground.scale == scale
            && ground.density == density;
        is_it.then(|| Arc::clone(ground))
    }

    /// How many corners its triangles have, besides those of the basemap.
    pub(in crate::ui) fn corners(&self) -> usize {
        self.figures.corners() + self.marks.corners()
    }

    /// The basemap by its address, and how many corners it has.
    pub(in crate::ui) fn ground_corners(&self) -> (*const FaceGround, usize) {
        (Arc::as_ptr(&self.ground), self.ground.triangles.corners())
    }

    /// Lets go of what was kept while it came or went.
    pub(in crate::ui) fn end_fading(&self) {
        for triangles in [&self.ground.triangles, &self.figures, &self.marks] {
            triangles.end_fading();
        }
    }

    /// What is seen of it.
    pub(in crate::ui) fn drawing(&self) -> &Arc<Drawing> {
        &self.drawing
    }

    /// Paints all of it into a rectangle, as large as fits and in its middle.
    pub(in crate::ui) fn paint(&self, painter: &Painter, rect: Rect, opacity: f32) {
        let place = PagePlace::within(rect, self.page);
        let mut painter = painter.with_clip_rect(place.rect.intersect(painter.clip_rect()));
        if !painter.clip_rect().is_positive() {
            return;
        }
        let background = style::color(self.drawing.background).gamma_multiply(opacity);
        painter.rect_filled(place.rect, 0.0, background);
        self.paint_ground(&painter, place, self.camera, opacity);
        self.paint_figures(&painter, place, self.camera, [opacity; 2]);
        self.paint_marks(&painter, place, opacity);
        painter.multiply_opacity(opacity);
        paint_texts(&painter, &self.drawing.page, place.on_page());
    }

    /// Paints the basemap as this camera sees it.
    pub(in crate::ui) fn paint_ground(
        &self,
        painter: &Painter,
        place: PagePlace,
        camera: Camera,
        opacity: f32,
    ) {
        let Placing { origin, scale } = place.in_layout(camera);
        self.ground
            .triangles
            .paint_faded(painter, origin, scale, opacity);
    }

    /// Paints ties, actors and names as this camera sees them, with an opacity for
    /// shapes and one for texts.
    pub(in crate::ui) fn paint_figures(
        &self,
        painter: &Painter,
        place: PagePlace,
        camera: Camera,
        [opacity, of_texts]: [f32; 2],
    ) {
        let placing = place.in_layout(camera);
        let Placing { origin, scale } = placing;
        self.figures.paint_faded(painter, origin, scale, opacity);
        if of_texts <= 0.0 {
            return;
        }
        let mut painter = painter.clone();
        painter.multiply_opacity(of_texts);
        let laid = self.camera.zoom() * place.scale;
        paint_texts_laid(&painter, &self.drawing.figures, placing, laid);
    }

    /// Paints what texts of the page stand on, and the legend's signs.
    pub(in crate::ui) fn paint_marks(&self, painter: &Painter, place: PagePlace, opacity: f32) {
        let Placing { origin, scale } = place.on_page();
        self.marks.paint_faded(painter, origin, scale, opacity);
    }
}
