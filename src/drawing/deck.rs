//! The slides of a scene as pictures.
//!
//! A [`Deck`] holds what all of them have in common; [`Deck::picture`] draws one.
//! The show, its thumbnails, the presenter's window and every export draw the same
//! [`SlidePicture`].

mod check;

use std::collections::HashSet;
use std::sync::Arc;

use kurbo::{Insets, Rect, Size};

use super::build::{build_under, build_with};
use super::figures::{bends, figures};
use super::fit::{fit_around, fit_with, fit_within};
use super::ground::{Ground, Grounds};
use super::input::{Aside, DrawingInput, NamesShown, OnDiscs, Part, arrange};
use super::item::{Drawing, Item, MarkPlace, Role};
use super::page::PageLayer;
use super::scale::HOME_ZOOM;
use super::scope::Scope;
use super::slide::{self, SlidePage};
use super::theme::ThemeName;
use crate::analysis::strength::{Strength, strengths};
use crate::evidence::{self, Estimate};
use crate::geom::space::Camera;
use crate::layout::map::MapLayout;
use crate::model::{
    ActorId, ClaimIndex, Element, Frame, Scene, Slide, SlideId, Subject, TieId, ViewState,
};

pub use check::{Flaw, SlideFinding, SlideFix, as_made, check_slide, check_slides, without_gone};

/// How slides are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeckLook {
    /// Colours, widths and sizes.
    pub theme: ThemeName,
    /// Which names of an actor are drawn.
    pub names: NamesShown,
    /// What stands inside discs.
    pub discs: OnDiscs,
}

/// The slides of a scene, with what all of them have in common. It belongs to the
/// scene that it was made from. It may be handed to what works in the background.
#[derive(Clone, Debug)]
pub struct Deck {
    scene: Arc<Scene>,
    look: DeckLook,
    layout: MapLayout,
    grounds: Arc<Grounds>,
    claims: ClaimIndex,
    estimates: Arc<Vec<Estimate>>,
}

/// One slide, drawn for a page.
#[derive(Clone, Debug)]
pub struct SlidePicture {
    /// Everything of it, with all that it reveals.
    pub drawing: Arc<Drawing>,
    /// What is looked at: its centre stands in the middle of the page.
    pub camera: Camera,
    /// The page, in points.
    pub page: Size,
    /// Links of the caption: where they stand, in points of the page, and where they
    /// lead; `http` and `https` only.
    pub links: Vec<(Rect, String)>,
    /// What appears one after the other: for each reveal what of the drawing it is.
    reveals: Vec<HashSet<Subject>>,
}

/// The page of a slide in the shape of this window or picture: its short side is
/// 900 points, so that letters keep their share at any size.
pub fn slide_page(shape: Size) -> Size {
    const SHORT_SIDE_PTS: f64 = 900.0;
    let short = shape.min_side();
    if !(shape.is_finite() && short > 0.0) {
        return Size::new(SHORT_SIDE_PTS * 16.0 / 9.0, SHORT_SIDE_PTS);
    }
    // A strip of a window is no page: what lies beyond 4 to 1 stays empty.
    let most = short * 4.0;
    Size::new(shape.width.min(most), shape.height.min(most)) * (SHORT_SIDE_PTS / short)
}

impl Deck {
    /// The slides of this scene. Takes as long as drawing its map.
    pub fn new(scene: &Arc<Scene>, look: DeckLook) -> Self {
        let theme = look.theme.theme();
        let layout = arrange(scene, theme);
        let ground = Ground::for_scene(scene, &layout.projection, theme);
        Self {
            scene: Arc::clone(scene),
            look,
            grounds: Arc::new(Grounds::new(ground)),
            layout,
            claims: ClaimIndex::new(scene),
            estimates: Arc::new(evidence::estimates(scene)),
        }
    }

    /// The same for a scene that differs in nothing but its slides; `None` for any
    /// other one. Takes constant time.
    pub fn with_slides_of(&self, scene: &Arc<Scene>) -> Option<Self> {
        let as_before = Scene {
            slides: self.scene.slides.clone(),
            ..Scene::clone(scene)
        };
        as_before.is_copy_of(&self.scene).then(|| Self {
            scene: Arc::clone(scene),
            ..self.clone()
        })
    }

    /// The scene that it was made from.
    pub fn scene(&self) -> &Arc<Scene> {
        &self.scene
    }

    /// How it is drawn.
    pub fn look(&self) -> DeckLook {
        self.look
    }

    /// The slides that are not hidden, in their order.
    pub fn shown(&self) -> impl Iterator<Item = &Slide> {
        self.scene.slides.iter().filter(|slide| !slide.is_hidden)
    }

    /// Which of the slides that are not hidden this one is, from 1, and how many
    /// there are; for one that is hidden the number of the one before it.
    pub fn number(&self, id: &SlideId) -> (usize, usize) {
        let all = self.shown().count();
        let before = self.scene.slides.iter().take_while(|it| it.id != *id);
        let before = before.filter(|slide| !slide.is_hidden).count();
        let is_shown = self.scene.slides.get(id).is_some_and(|it| !it.is_hidden);
        (before + usize::from(is_shown), all)
    }

    /// This slide, drawn for this page, everything revealed; `None` where the scene
    /// does not have it.
    pub fn picture(&self, id: &SlideId, page: Size) -> Option<SlidePicture> {
        let slide = self.scene.slides.get(id)?;
        Some(self.picture_of(slide, self.number(id), page))
    }

    /// A slide, drawn for this page, as the so-manieth of so many.
    pub fn picture_of(&self, slide: &Slide, number: (usize, usize), page: Size) -> SlidePicture {
        let mut scope = self.scope(slide);
        recede(slide, &scope.scene, &mut scope.aside);
        let strengths = strengths(&scope.scene);
        let input = DrawingInput {
            // A slide is seen from one distance only.
            is_moving: true,
            ..self.input(&scope, &strengths, &slide.view, page)
        };
        let made = slide::page(&input, &self.scene, slide, number);
        let bends = bends(&input);
        let camera = self.camera(&input, &bends, slide.view.frame, made.free);
        let ground = self.grounds.at_zoom(camera.zoom());
        let input = DrawingInput {
            zoom: camera.zoom(),
            ground: &ground,
            ..input
        };
        let SlidePage {
            items,
            legend,
            links,
            free,
        } = made;
        let mut layer = PageLayer::default();
        (layer.items, layer.legend) = (items, legend);
        let mut drawing = build_under(&input, &figures(&input, &bends), layer);
        drop_cut_labels(&mut drawing, camera, page, free);
        SlidePicture {
            drawing: Arc::new(drawing),
            camera,
            page,
            links,
            reveals: revealed_by(slide, &scope.scene),
        }
    }

    /// The map as a view shows it, with title, legend and sources as on the canvas.
    pub fn view_picture(&self, view: &ViewState, page: Size) -> SlidePicture {
        let scope = Scope::of(&self.scene, &self.estimates, &self.claims, view);
        let strengths = strengths(&scope.scene);
        let input = self.input(&scope, &strengths, view, page);
        let whole = Rect::from_origin_size((0.0, 0.0), page);
        let frame = view.frame.and_then(|frame| self.rect_of(frame));
        let bends = bends(&input);
        let camera = match frame {
            Some(rect) => Camera::fit(rect, whole, Insets::ZERO),
            None => fit_with(&input, &bends),
        };
        let camera = camera.unwrap_or_default();
        let ground = self.grounds.at_zoom(camera.zoom());
        let input = DrawingInput {
            zoom: camera.zoom(),
            ground: &ground,
            ..input
        };
        let mut drawing = build_with(&input, &bends);
        drop_cut_labels(&mut drawing, camera, page, whole);
        SlidePicture {
            drawing: Arc::new(drawing),
            camera,
            page,
            links: Vec::new(),
            reveals: Vec::new(),
        }
    }

    fn input<'a>(
        &'a self,
        scope: &'a Scope,
        strengths: &'a [Strength],
        view: &ViewState,
        page: Size,
    ) -> DrawingInput<'a> {
        DrawingInput {
            scene: &scope.scene,
            theme: self.look.theme.theme(),
            page,
            tools: None,
            zoom: HOME_ZOOM,
            layout: &self.layout,
            strengths,
            hidden: &scope.hidden,
            faded: &scope.faded,
            aside: Some(&scope.aside).filter(|aside| !aside.is_empty()),
            is_showing_unknown: view.is_showing_unknown,
            claims: &self.claims,
            estimates: &scope.estimates,
            is_showing_evidence: view.is_showing_evidence,
            as_of: scope.as_of,
            part: Part::Whole,
            is_moving: false,
            names: self.look.names,
            discs: self.look.discs,
            ground: self.grounds.home(),
            changes: None,
        }
    }

    /// What the view of a slide shows.
    pub fn scope(&self, slide: &Slide) -> Scope {
        Scope::of(&self.scene, &self.estimates, &self.claims, &slide.view)
    }

    /// The camera with what the slide looks at in the free part of the page.
    fn camera(
        &self,
        input: &DrawingInput<'_>,
        bends: &[f64],
        frame: Option<Frame>,
        free: Rect,
    ) -> Camera {
        let page = Rect::from_origin_size((0.0, 0.0), input.page);
        let insets = Insets::new(
            free.x0 - page.x0,
            free.y0 - page.y0,
            page.x1 - free.x1,
            page.y1 - free.y1,
        );
        let bounds = frame.and_then(|frame| self.rect_of(frame));
        let camera = match bounds {
            Some(bounds) => fit_around(input, bends, bounds, insets),
            None => fit_within(input, bends, insets),
        };
        camera.unwrap_or_default()
    }

    /// The part of the layout that a frame tells by the earth.
    fn rect_of(&self, frame: Frame) -> Option<Rect> {
        let projection = self.layout.projection;
        let center = frame.center();
        let center = projection.project(center.lon_deg(), center.lat_deg())?;
        let units = projection.units_per_degree();
        let size = Size::new(frame.width_deg() * units, frame.height_deg() * units);
        Some(Rect::from_center_size(center, size))
    }
}

impl SlidePicture {
    /// How many reveals it has.
    pub fn reveals(&self) -> usize {
        self.reveals.len()
    }

    /// The drawing with so many of its reveals shown; what comes later is not drawn.
    /// Nothing else moves.
    pub fn at_reveal(&self, shown: usize) -> Arc<Drawing> {
        let later: HashSet<&Subject> = self.reveals.iter().skip(shown).flatten().collect();
        // What an earlier reveal shows stays.
        let earlier: HashSet<&Subject> = self.reveals.iter().take(shown).flatten().collect();
        let is_later = |subject: &Subject| later.contains(subject) && !earlier.contains(subject);
        if later.is_empty() {
            return Arc::clone(&self.drawing);
        }
        let mut drawing = self.drawing.as_ref().clone();
        drawing
            .figures
            .retain(|item| !item.subject.as_ref().is_some_and(is_later));
        drawing.marks.retain(|mark| !is_later(&mark.subject));
        Arc::new(drawing)
    }
}

/// Lets recede what the slide does not emphasise, and what it dims.
fn recede(slide: &Slide, scene: &Scene, aside: &mut Aside) {
    let mut ties: HashSet<&TieId> = HashSet::new();
    let mut actors: HashSet<&ActorId> = HashSet::new();
    for element in &slide.emphasis {
        match element {
            Element::Actor(id) => actors.extend(scene.actors.get(id).map(|actor| &actor.id)),
            Element::Tie(id) => ties.extend(scene.ties.get(id).map(|tie| &tie.id)),
        }
    }
    if !ties.is_empty() || !actors.is_empty() {
        let named = actors.clone();
        for tie in ties.iter().filter_map(|id| scene.ties.get(id)) {
            actors.extend([&tie.from, &tie.to]);
        }
        for tie in scene.ties.iter() {
            let is_between = named.contains(&tie.from) && named.contains(&tie.to);
            if !is_between && !ties.contains(&tie.id) {
                aside.ties.insert(tie.id.clone());
            }
        }
        let rest = scene.actors.iter().map(|actor| &actor.id);
        let rest = rest.filter(|id| !actors.contains(id));
        aside.actors.extend(rest.cloned());
    }
    for element in &slide.dimmed {
        match element {
            Element::Actor(id) => aside.actors.insert(id.clone()),
            Element::Tie(id) => aside.ties.insert(id.clone()),
        };
    }
}

/// What appears with each reveal that is there: a tie alone, an actor with its ties.
fn revealed_by(slide: &Slide, scene: &Scene) -> Vec<HashSet<Subject>> {
    let mut reveals = Vec::new();
    // A tie that has a step of its own does not come along with its actors.
    let own = |id: &TieId| slide.reveals.contains(&Element::Tie(id.clone()));
    for element in &slide.reveals {
        match element {
            Element::Tie(id) if scene.ties.contains(id) => {
                reveals.push(HashSet::from([Subject::Tie(id.clone())]));
            }
            Element::Actor(id) if scene.actors.contains(id) => {
                let ties = scene.ties.iter();
                let along = ties.filter(|tie| tie.other_end(id).is_some() && !own(&tie.id));
                let along = along.map(|tie| Subject::Tie(tie.id.clone()));
                reveals.push(along.chain([Subject::Actor(id.clone())]).collect());
            }
            Element::Tie(_) | Element::Actor(_) => {}
        }
    }
    reveals
}

/// Leaves out names and chips that the edge of the page, or what stands beside the
/// map, would cut off: no label is ever seen in part.
fn drop_cut_labels(drawing: &mut Drawing, camera: Camera, page: Size, free: Rect) {
    let page = Rect::from_origin_size((0.0, 0.0), page);
    let onto_page = camera.screen_from_layout(page);
    let seen = Rect::new(free.x0.min(page.x1), page.y0, page.x1, page.y1);
    let cut: HashSet<(Subject, bool)> = drawing
        .figures
        .iter()
        .filter_map(|item| {
            let is_chip = chip_or_name(item.role)?;
            let bounds = onto_page.transform_rect_bbox(slide::bounds(&item.shape));
            let is_whole = bounds.x0 >= seen.x0
                && bounds.y0 >= seen.y0
                && bounds.x1 <= seen.x1
                && bounds.y1 <= seen.y1;
            let subject = item.subject.clone()?;
            (!is_whole).then_some((subject, is_chip))
        })
        .collect();
    if cut.is_empty() {
        return;
    }
    let is_cut = |item: &Item| {
        let key = item.subject.clone().zip(chip_or_name(item.role));
        key.is_some_and(|key| cut.contains(&key))
    };
    drawing.figures.retain(|item| !is_cut(item));
    for mark in &mut drawing.marks {
        if let MarkPlace::Curve { chip, .. } = &mut mark.place
            && cut.contains(&(mark.subject.clone(), true))
        {
            *chip = None;
        }
    }
}

/// Whether a label is a chip; `None` for what is no label.
fn chip_or_name(role: Role) -> Option<bool> {
    match role {
        Role::Name | Role::OwnName => Some(false),
        Role::Chip | Role::ChipText => Some(true),
        _ => None,
    }
}
