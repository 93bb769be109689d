//! Pictures of slides, kept as long as what they are of stays the same.
//!
//! On a large scene they are drawn, and made triangles of, in the background; so they
//! are wherever an older picture can stand in meanwhile. At most [`AT_ONCE`] pieces of
//! such work are under way: whatever else is wanted is asked for in the next frame.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{Context, Painter, Rect};
use kurbo::Size;

use crate::drawing::{Deck, DeckLook, SlidePicture, ThemeName};
use crate::file::settings::SlideTheme;
use crate::model::{Scene, SlideId};
use crate::session::{Session, names_shown, on_discs};

use super::face::{Face, FaceGround, MANY_FIGURES, PagePlace};

/// A scene with so many actors and ties is drawn in the background.
const LARGE: usize = 400;
/// So many pieces of work are under way at most.
const AT_ONCE: usize = 2;
/// So many pictures are kept, besides those that are seen.
const MOST_PICTURES: usize = 40;
/// So many corners of triangles are kept, besides those that are seen: some 100 MB.
const MOST_CORNERS: usize = 2_500_000;

/// A slide and the page that it is drawn for.
type Key = (SlideId, [u64; 2]);

/// Pictures of slides.
#[derive(Default)]
pub(in crate::ui) struct SlidePictures {
    wanted: Option<Wanted>,
    deck: Option<Arc<Deck>>,
    pictures: HashMap<Key, Kept>,
    faces: Vec<SharedFace>,
    work: Vec<Work>,
    /// What fell over in the background; it is done at once from then on.
    failed: HashSet<Ask>,
    /// Rises with each frame.
    tick: u64,
}

/// A face that is kept, and may be held by the show.
pub(in crate::ui) type SharedFace = Rc<RefCell<Face>>;

/// What pictures are of.
#[derive(Clone)]
struct Wanted {
    scene: Arc<Scene>,
    look: DeckLook,
    document: u64,
}

/// A picture with the deck that it is of.
struct Kept {
    picture: Arc<SlidePicture>,
    deck: Arc<Deck>,
    used: u64,
}

/// What is done in the background.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Ask {
    Deck,
    Picture(Key),
    Face(FaceKey),
}

/// A face by the address of its drawing, its reveal, and scale and density in
/// hundredths.
type FaceKey = (usize, usize, [u32; 2]);

enum Piece {
    Deck(Box<Deck>),
    Picture(Option<Box<SlidePicture>>, Arc<Deck>),
    Face(Box<Face>),
}

struct Work {
    ask: Ask,
    coming: Receiver<Piece>,
}

impl SlidePictures {
    /// Takes over what was finished, and lets go of what is of another document or
    /// look. To be called in each frame before anything else is.
    pub(in crate::ui) fn refresh(&mut self, session: &Session) {
        self.tick += 1;
        let settings = session.settings();
        let look = DeckLook {
            theme: match settings.slide_theme {
                SlideTheme::Light => ThemeName::Light,
                SlideTheme::Dark => ThemeName::Dark,
            },
            names: names_shown(settings.names),
            discs: on_discs(settings.on_discs),
        };
        let document = session.derived().document_revision();
        let is_other = |wanted: &Wanted| wanted.document != document || wanted.look != look;
        if self.wanted.as_ref().is_some_and(is_other) {
            *self = Self {
                tick: self.tick,
                ..Self::default()
            };
        }
        let scene = &session.document().scene;
        let is_same = |wanted: &Wanted| Arc::ptr_eq(&wanted.scene, scene);
        // What a drag shows passes; pictures are of what stays.
        let is_passing = self.wanted.is_some() && session.gesture().is_some();
        if !is_passing && !self.wanted.as_ref().is_some_and(is_same) {
            self.want(Wanted {
                scene: Arc::clone(scene),
                look,
                document,
            });
        }
        self.take_what_came();
        self.forget();
    }

    /// The slides that pictures are of; `None` before the first picture was asked for
    /// and while they are looked at in the background. After a change it is of the scene
    /// before for a moment.
    pub(in crate::ui) fn deck(&self) -> Option<&Arc<Deck>> {
        self.deck.as_ref()
    }

    /// A slide drawn for a page, or as it was before it changed while that is done in
    /// the background; `None` where there is nothing yet, or no such slide.
    pub(in crate::ui) fn picture(
        &mut self,
        ctx: &Context,
        id: &SlideId,
        page: Size,
    ) -> Option<Arc<SlidePicture>> {
        let wanted = self.wanted.clone()?;
        if !wanted.scene.slides.contains(id) {
            return None;
        }
        self.refresh_deck(ctx, &wanted);
        let key = (id.clone(), [page.width.to_bits(), page.height.to_bits()]);
        let tick = self.tick;
        let deck = self.deck.clone();
        let kept = self.pictures.get_mut(&key).map(|kept| {
            kept.used = tick;
            let is_now = deck.as_ref().is_some_and(|it| Arc::ptr_eq(it, &kept.deck));
            (Arc::clone(&kept.picture), is_now)
        });
        let Some(deck) = deck else {
            return kept.map(|(picture, _)| picture);
        };
        match kept {
            Some((picture, true)) => Some(picture),
            Some((picture, false)) => {
                self.draw_later(ctx, key, &deck);
                Some(picture)
            }
            None if is_large(&wanted.scene) && self.draw_later(ctx, key.clone(), &deck) => None,
            None => {
                let picture = Arc::new(deck.picture(id, page)?);
                let kept = Arc::clone(&picture);
                self.keep(key, kept, deck);
                Some(picture)
            }
        }
    }

    /// Whether a slide is drawn for a page already, as it is now or was before.
    pub(in crate::ui) fn has(&self, id: &SlideId, page: Size) -> bool {
        let key = (id.clone(), [page.width.to_bits(), page.height.to_bits()]);
        self.pictures.contains_key(&key)
    }

    /// Paints a slide with so many reveals shown into a rectangle: as large as fits, in
    /// its middle, cut to it, with an opacity in [0, 1]. What takes long to be made
    /// ready is painted in a later frame.
    pub(in crate::ui) fn paint(
        &mut self,
        painter: &Painter,
        rect: Rect,
        picture: &SlidePicture,
        reveal: usize,
        opacity: f32,
    ) {
        let scale = PagePlace::within(rect, picture.page).scale;
        if let Some(face) = self.face(painter.ctx(), picture, reveal, scale)
            && let Ok(face) = face.try_borrow()
        {
            face.paint(painter, rect, opacity);
        }
    }

    /// A slide with so many reveals shown, ready to be painted at this many points on
    /// screen to a point of the page; `None` while it is made ready.
    pub(in crate::ui) fn face(
        &mut self,
        ctx: &Context,
        picture: &SlidePicture,
        reveal: usize,
        scale: f64,
    ) -> Option<SharedFace> {
        let reveal = reveal.min(picture.reveals());
        let density = ctx.pixels_per_point();
        let is_it = |face: &Face| {
            Arc::ptr_eq(&face.whole, &picture.drawing)
                && face.reveal == reveal
                && face.density == density
                && face.fits(scale)
        };
        for shared in &self.faces {
            if let Ok(mut face) = shared.try_borrow_mut()
                && is_it(&face)
            {
                face.used = self.tick;
                return Some(Rc::clone(shared));
            }
        }
        let kept = self.faces.iter();
        let mut kept = kept.filter_map(|it| it.try_borrow().ok());
        let ground = kept.find_map(|face| face.ground_for(picture, scale, density));
        let make = move |picture: &SlidePicture| {
            let ground = ground.unwrap_or_else(|| {
                let ground = FaceGround::new(picture, scale, density);
                Arc::new(ground)
            });
            Face::on(ground, picture, reveal)
        };
        let address = Arc::as_ptr(&picture.drawing).addr();
        let hundredths = [scale, f64::from(density)].map(|it| (it * 100.0) as u32);
        let ask = Ask::Face((address, reveal, hundredths));
        let is_large = picture.drawing.figures.len() > MANY_FIGURES;
        if is_large && !self.failed.contains(&ask) {
            let picture = picture.clone();
            let make = make.clone();
            let is_asked = self.ask(ctx, ask, move || Piece::Face(Box::new(make(&picture))));
            if is_asked {
                return None;
            }
        }
        Some(self.keep_face(make(picture)))
    }

    fn want(&mut self, wanted: Wanted) {
        let deck = self.deck.as_ref();
        // Where nothing but slides changed the pictures of the others stay.
        if let Some(deck) = deck.and_then(|it| it.with_slides_of(&wanted.scene)) {
            self.take_deck(deck);
        }
        self.wanted = Some(wanted);
    }

    /// Begins to look at the slides where those at hand are of another scene.
    fn refresh_deck(&mut self, ctx: &Context, wanted: &Wanted) {
        let is_of = |deck: &Arc<Deck>| Arc::ptr_eq(deck.scene(), &wanted.scene);
        if self.deck.as_ref().is_some_and(is_of) {
            return;
        }
        let (scene, look) = (Arc::clone(&wanted.scene), wanted.look);
        let may_wait = self.deck.is_some() || is_large(&wanted.scene);
        let is_later = may_wait
            && !self.failed.contains(&Ask::Deck)
            && self.ask(ctx, Ask::Deck, move || {
                Piece::Deck(Box::new(Deck::new(&scene, look)))
            });
        if !is_later {
            self.take_deck(Deck::new(&wanted.scene, wanted.look));
        }
    }

    fn take_deck(&mut self, deck: Deck) {
        let deck = Arc::new(deck);
        if let Some(before) = self.deck.replace(Arc::clone(&deck))
            && before.with_slides_of(deck.scene()).is_some()
        {
            self.pictures.iter_mut().for_each(|((id, _), kept)| {
                let [was, is] = [&before, &deck].map(|it| it.scene().slides.get(id));
                let is_same = was.is_some() && was == is && before.number(id) == deck.number(id);
                if is_same && Arc::ptr_eq(&kept.deck, &before) {
                    kept.deck = Arc::clone(&deck);
                }
            });
        }
    }

    /// Draws a slide in the background; says whether that is under way.
    fn draw_later(&mut self, ctx: &Context, key: Key, deck: &Arc<Deck>) -> bool {
        let ask = Ask::Picture(key.clone());
        if self.failed.contains(&ask) {
            return false;
        }
        let deck = Arc::clone(deck);
        self.ask(ctx, ask, move || {
            let (id, [width, height]) = key;
            let page = Size::new(f64::from_bits(width), f64::from_bits(height));
            Piece::Picture(deck.picture(&id, page).map(Box::new), deck)
        })
    }

    fn keep(&mut self, key: Key, picture: Arc<SlidePicture>, deck: Arc<Deck>) {
        let used = self.tick;
        let kept = Kept {
            picture,
            deck,
            used,
        };
        self.pictures.insert(key, kept);
    }

    fn keep_face(&mut self, mut face: Face) -> SharedFace {
        face.used = self.tick;
        let face = Rc::new(RefCell::new(face));
        self.faces.push(Rc::clone(&face));
        face
    }

    /// Begins a piece of work where it is not under way and there is room; says whether
    /// it will come.
    fn ask(
        &mut self,
        ctx: &Context,
        ask: Ask,
        work: impl FnOnce() -> Piece + Send + 'static,
    ) -> bool {
        let is_under_way = self.work.iter().any(|it| it.ask == ask);
        // The end of any work brings a frame, which asks again.
        if is_under_way || self.work.len() >= AT_ONCE {
            return true;
        }
        let (sender, coming) = channel();
        let ctx = ctx.clone();
        let spawned = std::thread::Builder::new()
            .name("slides".to_owned())
            .spawn(move || {
                // Nobody waits any more where the window was closed.
                sender.send(work()).ok();
                ctx.request_repaint();
            });
        if spawned.is_ok() {
            self.work.push(Work { ask, coming });
        }
        spawned.is_ok()
    }

    fn take_what_came(&mut self) {
        for Work { ask, coming } in std::mem::take(&mut self.work) {
            match coming.try_recv() {
                Ok(Piece::Deck(deck)) => self.take_deck(*deck),
                Ok(Piece::Picture(Some(picture), deck)) => {
                    if let Ask::Picture(key) = ask {
                        self.keep(key, Arc::new(*picture), deck);
                    }
                }
                Ok(Piece::Picture(None, _)) => {}
                Ok(Piece::Face(face)) => {
                    self.keep_face(*face);
                }
                Err(TryRecvError::Empty) => self.work.push(Work { ask, coming }),
                Err(TryRecvError::Disconnected) => {
                    self.failed.insert(ask);
                }
            }
        }
    }

    /// Lets go of what was not seen for longest.
    fn forget(&mut self) {
        let last = self.tick.saturating_sub(2);
        if self.pictures.len() > MOST_PICTURES {
            let mut used: Vec<u64> = self.pictures.values().map(|it| it.used).collect();
            used.sort_unstable();
            let least = used.get(used.len() - MOST_PICTURES).copied();
            let least = least.unwrap_or_default().min(last);
            self.pictures.retain(|_, kept| kept.used >= least);
        }
        let pictures = self.pictures.values();
        let alive: HashSet<_> = pictures
            .map(|it| Arc::as_ptr(&it.picture.drawing))
            .collect();
        let about = |shared: &SharedFace| {
            let face = shared.try_borrow().ok()?;
            Some((face.used, face.corners(), Arc::as_ptr(&face.whole)))
        };
        let mut grounds = HashSet::new();
        let mut of_ground = |shared: &SharedFace| {
            let ground = shared.try_borrow().ok().map(|it| it.ground_corners());
            let new = ground.filter(|(address, _)| grounds.insert(*address));
            new.map_or(0, |(_, corners)| corners)
        };
        self.faces.retain(|shared| {
            about(shared).is_none_or(|(used, _, whole)| used >= last || alive.contains(&whole))
        });
        self.faces
            .sort_by_key(|it| std::cmp::Reverse(about(it).map_or(u64::MAX, |it| it.0)));
        let mut corners = 0;
        self.faces.retain(|shared| {
            about(shared).is_none_or(|(used, more, _)| {
                corners += more + of_ground(shared);
                used >= last || corners <= MOST_CORNERS
            })
        });
    }
}

/// Whether drawing this scene would be felt.
fn is_large(scene: &Scene) -> bool {
    scene.actors.len() + scene.ties.len() >= LARGE
}

#[cfg(test)]
mod tests;
