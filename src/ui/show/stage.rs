//! What the audience sees of slides: one at rest, or one giving way to another.
//!
//! What is to come is made ready in the background while a slide is shown; it takes
//! the place of what is there when it is ready, never before. The new figures fade in
//! over the old ones, which fade out when the new ones are there: what is in both never
//! grows faint.

use egui::{Context, Painter, Rect, Ui};
use kurbo::{Point, Size};

use std::sync::Arc;

use crate::drawing::{Drawing, SlidePicture, slide_page};
use crate::geom::space::Camera;
use crate::model::{Slide, SlideId};
use crate::session::{Session, Show};
use crate::ui::paint::{choose_culling, paint_texts};
use crate::ui::slides::face::PagePlace;
use crate::ui::slides::pictures::{SharedFace, SlidePictures};
use crate::ui::style;

/// Of the time of a transition new figures take this part to come; then the old go.
const COMING: f64 = 0.65;
/// Points on screen of a page whose short side is 900.
const SHORT_SIDE: f32 = 900.0;

/// The slides as the audience sees them.
#[derive(Default)]
pub(super) struct Stage {
    now: Option<Seen>,
    before: Option<Leaving>,
}

/// A slide that is ready to be painted.
#[derive(Clone)]
struct Seen {
    id: SlideId,
    reveal: usize,
    picture: Arc<SlidePicture>,
    face: SharedFace,
}

/// What gives way.
struct Leaving {
    seen: Seen,
    /// The camera as it was.
    camera: Camera,
    since: f64,
    secs: f64,
    texts: Texts,
}

/// Texts of two pages: those that are in both, and those that come and go.
#[derive(Default)]
struct Texts {
    both: Vec<crate::drawing::Item>,
    coming: Vec<crate::drawing::Item>,
    going: Vec<crate::drawing::Item>,
}

impl Texts {
    fn of(before: &Drawing, now: &Drawing) -> Self {
        let is_text =
            |item: &&crate::drawing::Item| matches!(item.shape, crate::drawing::Shape::Text { .. });
        let mut texts = Self::default();
        for item in now.page.iter().filter(is_text) {
            if before.page.contains(item) {
                texts.both.push(item.clone());
            } else {
                texts.coming.push(item.clone());
            }
        }
        let going = before.page.iter().filter(is_text);
        texts
            .going
            .extend(going.filter(|item| !now.page.contains(item)).cloned());
        texts
    }
}

impl Stage {
    /// The page in the shape of this rectangle, and where it stands.
    pub(super) fn place(rect: Rect) -> PagePlace {
        let size = Size::new(f64::from(rect.width()), f64::from(rect.height()));
        PagePlace::within(rect, slide_page(size))
    }

    /// What is seen of the slide now.
    pub(super) fn drawing(&self) -> Option<Arc<Drawing>> {
        let face = self.now.as_ref()?.face.try_borrow().ok()?;
        Some(Arc::clone(face.drawing()))
    }

    /// The camera that it is seen with at rest.
    pub(super) fn camera(&self) -> Option<Camera> {
        Some(self.now.as_ref()?.picture.camera)
    }

    /// The page that it is drawn for, in points of it.
    pub(super) fn page(&self) -> Option<Size> {
        Some(self.now.as_ref()?.picture.page)
    }

    /// The point of the layout at this point of the page.
    pub(super) fn layout_point(&self, at: Point) -> Option<Point> {
        let (camera, page) = (self.camera()?, self.page()?);
        let rect = kurbo::Rect::from_origin_size((0.0, 0.0), page);
        Some(camera.layout_from_screen(rect) * at)
    }

    /// Paints the slide that the show is at in this rectangle.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        show: &Show,
        pictures: &mut SlidePictures,
    ) {
        let place = Self::place(rect);
        self.follow(ui, rect, session, show, pictures);
        let painter = ui.painter().with_clip_rect(rect);
        self.paint(ui, &painter, place);
        if self.before.is_some() {
            ui.ctx().request_repaint();
        } else {
            prepare(ui.ctx(), rect, session, show, pictures);
        }
    }

    /// Goes on to what the show is at, once that is ready.
    fn follow(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        show: &Show,
        pictures: &mut SlidePictures,
    ) {
        let time = ui.input(|input| input.time);
        if self
            .before
            .as_ref()
            .is_some_and(|it| time >= it.since + it.secs)
        {
            self.end_transition();
        }
        let Some(id) = show.slide() else {
            return;
        };
        let Some(next) = ready(ui.ctx(), rect, id, show.revealed(), pictures) else {
            return;
        };
        let Some(now) = &self.now else {
            self.now = Some(next);
            return;
        };
        let is_step = now.id != next.id || now.reveal != next.reveal;
        let is_same_page = now.picture.page == next.picture.page;
        if is_step && is_same_page {
            let secs = secs_to(session, id);
            let camera = self.camera_at(time);
            // What was on its way stops there.
            self.end_transition();
            let leaving = self.now.take();
            self.before = leaving
                .zip(camera)
                .filter(|_| secs > 0.0)
                .map(|(seen, camera)| Leaving {
                    texts: texts_of(&seen, &next),
                    seen,
                    camera,
                    since: time,
                    secs,
                });
            self.now = Some(next);
        } else if is_step || !Arc::ptr_eq(&now.face_key(), &next.face_key()) {
            // The window, the theme or the scene is another one.
            self.end_transition();
            self.now = Some(next);
        }
    }

    fn end_transition(&mut self) {
        let leaving = self.before.take().map(|it| it.seen);
        for seen in leaving.iter().chain(&self.now) {
            if let Ok(face) = seen.face.try_borrow() {
                face.end_fading();
            }
        }
    }

    /// The camera at this moment.
    fn camera_at(&self, time: f64) -> Option<Camera> {
        let to = self.camera()?;
        let Some(before) = &self.before else {
            return Some(to);
        };
        let way = eased(before.part(time));
        Some(between(before.camera, to, way))
    }

    fn paint(&self, ui: &Ui, painter: &Painter, place: PagePlace) {
        let time = ui.input(|input| input.time);
        let Some(camera) = self.camera_at(time) else {
            return;
        };
        let Some(now) = &self.now else {
            return;
        };
        let Ok(face) = now.face.try_borrow() else {
            return;
        };
        choose_culling(ui.ctx(), face.corners() + face.ground_corners().1);
        let background = style::color(face.drawing().background);
        painter.rect_filled(painter.clip_rect(), 0.0, background);
        let painter = painter.with_clip_rect(place.rect.intersect(painter.clip_rect()));
        let painter = &painter;
        let Some(before) = &self.before else {
            face.paint_ground(painter, place, camera, 1.0);
            face.paint_figures(painter, place, camera, [1.0; 2]);
            face.paint_marks(painter, place, 1.0);
            paint_texts(painter, &face.drawing().page, place.on_page());
            return;
        };
        let part = before.part(time);
        let way = eased(part) as f32;
        let Ok(old) = before.seen.face.try_borrow() else {
            return;
        };
        let (new_drawing, old_drawing) = (Arc::clone(face.drawing()), Arc::clone(old.drawing()));
        if Arc::ptr_eq(&new_drawing.ground, &old_drawing.ground) {
            face.paint_ground(painter, place, camera, 1.0);
        } else {
            old.paint_ground(painter, place, camera, 1.0);
            face.paint_ground(painter, place, camera, way);
        }
        let is_same_slide = Arc::ptr_eq(&before.seen.picture.drawing, &now.picture.drawing);
        let [coming, going] = of_figures(part);
        if is_same_slide && now.reveal < before.seen.reveal {
            // What is taken back fades beneath what stays.
            old.paint_figures(painter, place, camera, [1.0 - way; 2]);
            face.paint_figures(painter, place, camera, [1.0; 2]);
        } else {
            // Names may stand elsewhere on the new slide: nobody sees them twice.
            let leaving = if is_same_slide {
                [1.0; 2]
            } else {
                [going, out(part)]
            };
            old.paint_figures(painter, place, camera, leaving);
            let texts = if is_same_slide { coming } else { come(part) };
            face.paint_figures(painter, place, camera, [coming, texts]);
        }
        if is_same_slide {
            face.paint_marks(painter, place, 1.0);
            paint_texts(painter, &new_drawing.page, place.on_page());
            return;
        }
        old.paint_marks(painter, place, going);
        face.paint_marks(painter, place, coming);
        let mut faded = painter.clone();
        paint_texts(painter, &before.texts.both, place.on_page());
        faded.multiply_opacity(out(part));
        paint_texts(&faded, &before.texts.going, place.on_page());
        let mut faded = painter.clone();
        faded.multiply_opacity(come(part));
        paint_texts(&faded, &before.texts.coming, place.on_page());
    }
}

impl Seen {
    /// What changes whenever the picture does.
    fn face_key(&self) -> Arc<Drawing> {
        Arc::clone(&self.picture.drawing)
    }
}

impl Leaving {
    /// The part of its time that has passed, in [0, 1].
    fn part(&self, time: f64) -> f64 {
        ((time - self.since) / self.secs).clamp(0.0, 1.0)
    }
}

fn texts_of(before: &Seen, now: &Seen) -> Texts {
    match (before.face.try_borrow(), now.face.try_borrow()) {
        (Ok(before), Ok(now)) => Texts::of(before.drawing(), now.drawing()),
        _ => Texts::default(),
    }
}

/// How long it takes to come to this slide, in seconds.
fn secs_to(session: &Session, id: &SlideId) -> f64 {
    if session.settings().reduced_motion {
        return 0.0;
    }
    let slide = session.document().scene.slides.get(id);
    let millis = slide.and_then(|slide| slide.transition_ms);
    f64::from(millis.unwrap_or(Slide::TRANSITION_MS)) / 1000.0
}

/// A slide, ready to be painted in this rectangle; `None` while it is made ready.
fn ready(
    ctx: &Context,
    rect: Rect,
    id: &SlideId,
    reveal: usize,
    pictures: &mut SlidePictures,
) -> Option<Seen> {
    let place = Stage::place(rect);
    let page = slide_page(Size::new(f64::from(rect.width()), f64::from(rect.height())));
    let picture = pictures.picture(ctx, id, page)?;
    let face = pictures.face(ctx, &picture, reveal, place.scale)?;
    Some(Seen {
        id: id.clone(),
        reveal,
        picture,
        face,
    })
}

/// Makes ready what the next step and the one before lead to.
fn prepare(
    ctx: &Context,
    rect: Rect,
    session: &Session,
    show: &Show,
    pictures: &mut SlidePictures,
) {
    if rect.height() < SHORT_SIDE * 0.1 {
        return;
    }
    let scene = &session.document().scene;
    for to in [show.next(scene), show.previous(scene)] {
        if let Some((at, reveal)) = to
            && let Some(id) = show.slides().get(at)
        {
            ready(ctx, rect, id, reveal, pictures);
        }
    }
}

/// The opacity of figures that come and of those that go, at this part of the time:
/// the old ones go when the new ones are there.
fn of_figures(part: f64) -> [f32; 2] {
    let coming = eased(part / COMING) as f32;
    let going = 1.0 - eased((part - COMING) / (1.0 - COMING)) as f32;
    [coming, going]
}

/// The opacity of texts that go, at this part of the time.
fn out(part: f64) -> f32 {
    1.0 - eased(part / 0.55) as f32
}

/// The opacity of texts that come.
fn come(part: f64) -> f32 {
    eased((part - 0.3) / 0.7) as f32
}

/// Slow at both ends: the part of the way after this part of the time.
fn eased(time: f64) -> f64 {
    let time = time.clamp(0.0, 1.0);
    if time < 0.5 {
        4.0 * time.powi(3)
    } else {
        1.0 - (2.0 - 2.0 * time).powi(3) / 2.0
    }
}

/// A camera on its way: what it goes to comes straight to the middle.
fn between(from: Camera, to: Camera, way: f64) -> Camera {
    let zoom = from.zoom() * (to.zoom() / from.zoom()).powf(way);
    let off = (to.center() - from.center()) * from.zoom();
    Camera::new(to.center() - off * (1.0 - way) / zoom, zoom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_both_slides_never_grows_faint() {
        for step in 0..=100 {
            let [coming, going] = of_figures(f64::from(step) / 100.0);
            let seen = 1.0 - (1.0 - coming) * (1.0 - going);
            assert!(seen > 0.999, "at {step} % it is {seen}");
        }
        assert_eq!(of_figures(0.0), [0.0, 1.0]);
        assert_eq!(of_figures(1.0), [1.0, 0.0]);
    }

    #[test]
    fn the_camera_goes_from_the_one_to_the_other() {
        let from = Camera::new(Point::new(10.0, 20.0), 0.5);
        let to = Camera::new(Point::new(300.0, -40.0), 2.0);
        for (way, end) in [(0.0, from), (1.0, to)] {
            let at = between(from, to, way);
            assert!((at.zoom() - end.zoom()).abs() < 1e-9, "{at:?}");
            assert!(at.center().distance(end.center()) < 1e-9, "{at:?}");
        }
    }
}
