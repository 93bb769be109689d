//! The show: what the audience sees, and the presenter's own window.
//!
//! While a show runs the main window shows nothing else: no menus, panels or messages,
//! and nothing that a stray click could change. Keys count in both windows alike.

mod evidence;
mod grid;
mod help;
mod keys;
mod laser;
mod notes;
mod presenter;
mod screens;
mod stage;

use std::collections::HashSet;
use std::sync::Arc;

use eframe::Frame;
use egui::{Color32, Context, CursorIcon, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui};
use egui::{Vec2, ViewportClass, ViewportId, accesskit};
use kurbo::{Point, Size};

use crate::drawing::{Drawing, MarkPlace, Theme, ThemeName, hit, slide_page};
use crate::file::settings::SlideTheme;
use crate::model::{Subject, TieId};
use crate::session::{Command, Session, Show, ShowCommand, ShowScreen, ShownEvidence};

use super::overlay;
use super::slides::face::PagePlace;
use super::slides::pictures::SlidePictures;
use super::style;
use super::text::{self, Look};
use super::unbound;

use evidence::EvidencePages;
use grid::GridPlan;
use keys::Hand;
use laser::Laser;
use screens::Screens;
use stage::Stage;

pub(in crate::ui) use keys::listed;
pub use keys::{ShowKeyInfo, show_key_table};

/// How near the pointer must come to a tie, in points on screen.
const REACH: f64 = 12.0;
/// The pointer is seen for so long after it moved, in seconds.
const POINTER_SECS: f64 = 2.0;
/// The least that sizes are made smaller to: in a window of a few points letters are still
/// letters, which egui asks for.
const LEAST_UNIT: f32 = 0.05;
/// What holding the button is called where bindings are taken away.
const HOLD: &str = "show-hold";

/// The show with what it keeps between frames.
#[derive(Default)]
pub(super) struct ShowUi {
    stage: Stage,
    evidence: EvidencePages,
    laser: Laser,
    screens: Screens,
    hand: Hand,
    /// What the ties of the hand are seen on.
    hand_of: Option<Arc<Drawing>>,
    /// What the presenter sees of the evidence, with what it is of.
    on_screen: Option<((usize, usize, usize), ShownEvidence)>,
    /// The page in the shape of the window of the audience.
    page: Size,
    /// Where the pointer is on the page, in points of it, in either window.
    pointed: Option<Point>,
    /// Whether the button is held there.
    is_held: bool,
    /// When the pointer moved last over the audience's window.
    moved: f64,
    is_running: bool,
}

impl ShowUi {
    /// A show began: how many screens there are.
    pub(super) fn begin(&mut self, ctx: &Context, frame: &Frame) -> usize {
        ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        self.screens.begin(ctx, frame)
    }

    /// Puts the windows where they belong.
    pub(super) fn place(&self, ctx: &Context, show: &Show) {
        self.screens.place(ctx, show);
    }

    /// The show is over.
    pub(super) fn end(&self, ctx: &Context) {
        self.screens.end(ctx);
    }

    /// No show runs.
    pub(super) fn close(&mut self) {
        if self.is_running {
            *self = Self::default();
        }
    }

    /// Shows the show in the whole window, and in that of the presenter.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        show: &Show,
        pictures: &mut SlidePictures,
        commands: &mut Vec<Command>,
    ) {
        self.is_running = true;
        self.refresh_hand(session, show);
        keys::read(ui.ctx(), session, &self.hand, commands);
        (self.pointed, self.is_held) = (None, false);
        let size = ui.available_rect_before_wrap().size();
        self.page = slide_page(Size::new(f64::from(size.x), f64::from(size.y)));
        // The other window first: what is pointed at in it is seen in this one.
        if show.has_presenter() {
            let builder = self.screens.presenter();
            let id = ViewportId::from_hash_of("presenter");
            let ctx = ui.ctx().clone();
            ctx.show_viewport_immediate(id, builder, |ui, class| {
                if class != ViewportClass::EmbeddedWindow {
                    keys::read(ui.ctx(), session, &self.hand, commands);
                }
                if show.is_swapped() {
                    self.audience_ui(ui, session, show, pictures, commands);
                } else {
                    self.presenter_ui(ui, session, show, pictures, commands);
                }
                if ui.input(|input| input.viewport().close_requested()) {
                    commands.push(Command::Present(ShowCommand::Presenter));
                }
            });
        }
        if show.is_swapped() {
            self.presenter_ui(ui, session, show, pictures, commands);
        } else {
            self.audience_ui(ui, session, show, pictures, commands);
        }
        let now = ui.input(|input| input.time);
        let is_laser = show.has_laser() || self.is_held;
        if self.laser.point(self.pointed.filter(|_| is_laser), now) {
            // What was just painted is of the moment before.
            ui.ctx().request_repaint();
        }
    }

    /// What keys may be about now: the tie under the pointer, and those that are seen.
    fn refresh_hand(&mut self, session: &Session, show: &Show) {
        let drawing = self.stage.drawing();
        let is_same = match (&self.hand_of, &drawing) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        if !is_same {
            self.hand.ties = drawing.as_ref().map_or_else(Vec::new, |drawing| {
                let ties = drawing.marks.iter().filter_map(|mark| match &mark.subject {
                    Subject::Tie(id) => Some(id.clone()),
                    _ => None,
                });
                standing_out(session, show, &ties.collect::<Vec<TieId>>())
            });
            self.hand_of.clone_from(&drawing);
        }
        let is_slide = *show.screen() == ShowScreen::Slide;
        let at = self.pointed.filter(|_| is_slide);
        let at = at.and_then(|at| self.stage.layout_point(at));
        self.hand.pointed = at.zip(drawing).and_then(|(at, drawing)| {
            let zoom = self.stage.camera()?.zoom();
            match hit(&drawing, at, REACH / zoom)? {
                Subject::Tie(id) => Some(id),
                _ => None,
            }
        });
    }

    /// What the audience sees.
    fn audience_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        show: &Show,
        pictures: &mut SlidePictures,
        commands: &mut Vec<Command>,
    ) {
        let rect = room(ui);
        let theme = slide_theme(session).theme();
        let time = ui.input(|input| input.time);
        let has_chrome = !show.has_presenter();
        match show.screen() {
            ShowScreen::Black => {
                ui.painter().rect_filled(rect, 0.0, Color32::BLACK);
            }
            ShowScreen::White => {
                ui.painter().rect_filled(rect, 0.0, Color32::WHITE);
            }
            ShowScreen::Evidence { of, page, pages } => {
                let shown = (of, *page, *pages);
                self.evidence.ui(ui, rect, session, show, shown, commands);
            }
            ShowScreen::Grid(chosen) if has_chrome => {
                let shown = (show, *chosen);
                self.grid_ui(ui, rect, session, shown, (pictures, theme), commands);
            }
            ShowScreen::Slide | ShowScreen::Grid(_) => {
                ui.painter()
                    .rect_filled(rect, 0.0, style::color(theme.map.sea));
                self.stage.ui(ui, rect, session, show, pictures);
                let place = Stage::place(rect);
                self.ring(ui.painter(), session, show, place);
                self.point_in(ui, place);
                let red = style::color(theme.window.error);
                if self.laser.paint(ui.painter(), place, red, time) {
                    ui.ctx().request_repaint();
                }
            }
        }
        tell(ui, rect, session, show);
        if has_chrome {
            number_ui(ui, rect, show, theme);
            if show.is_listing_keys() {
                help::help_ui(ui, rect);
            }
        }
        self.pointer(ui, rect, show);
    }

    fn grid_ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        (show, chosen): (&Show, usize),
        (pictures, theme): (&mut SlidePictures, &Theme),
        commands: &mut Vec<Command>,
    ) {
        let page = self.stage.page().unwrap_or(self.page);
        self.hand.columns = GridPlan::of(rect, show.slides().len(), page).columns;
        let shown = (show, chosen, page);
        grid::grid_ui(ui, rect, session, shown, (pictures, theme), commands);
    }

    /// Takes note of where the pointer is on a slide that stands here.
    fn point_in(&mut self, ui: &Ui, place: PagePlace) {
        let (pos, is_down) =
            ui.input(|input| (input.pointer.latest_pos(), input.pointer.primary_down()));
        let Some(pos) = pos.filter(|pos| place.rect.contains(*pos)) else {
            return;
        };
        let offset = (pos - place.rect.min) / place.scale as f32;
        self.pointed = Some(Point::new(f64::from(offset.x), f64::from(offset.y)));
        self.is_held = is_down && !unbound::is_unbound(|| HOLD.to_owned());
    }

    /// A ring around the tie that was chosen with the keyboard.
    fn ring(&self, painter: &Painter, session: &Session, show: &Show, place: PagePlace) {
        let marked = show.marked().map(|tie| Subject::Tie(tie.clone()));
        let (Some(marked), Some(drawing)) = (marked, self.stage.drawing()) else {
            return;
        };
        let camera = self.stage.camera();
        let mark = drawing.marks.iter().find(|mark| mark.subject == marked);
        if let (Some(mark), Some(camera)) = (mark, camera) {
            let theme = slide_theme(session).theme();
            let painter = painter.with_clip_rect(place.rect);
            let placing = place.in_layout(camera);
            let unit = place.scale as f32;
            let glow = style::color(theme.window.accent.faded(0.4));
            overlay::glow(&painter, mark, placing, glow, 16.0 * unit);
            if let MarkPlace::Curve {
                chip: Some(chip), ..
            } = &mark.place
            {
                let ring = placing.rect(*chip).expand(5.0 * unit);
                let stroke = Stroke::new(3.0 * unit, style::color(theme.window.accent));
                let radius = ring.height() / 2.0;
                painter.rect_stroke(ring, radius, stroke, StrokeKind::Middle);
            }
        }
    }

    /// The pointer of the audience's window: unseen while it rests, and where the laser
    /// stands for it.
    fn pointer(&mut self, ui: &Ui, rect: Rect, show: &Show) {
        let (time, is_moving) = ui.input(|input| (input.time, input.pointer.delta() != Vec2::ZERO));
        if is_moving {
            self.moved = time;
        }
        let rests = time - self.moved;
        let is_laser = show.has_laser() || self.is_held;
        let is_hidden = rests > POINTER_SECS || is_laser || *show.screen() == ShowScreen::Black;
        let is_here = ui
            .input(|input| input.pointer.latest_pos())
            .is_some_and(|it| rect.contains(it));
        if is_here && is_hidden && !matches!(show.screen(), ShowScreen::Grid(_)) {
            ui.ctx().set_cursor_icon(CursorIcon::None);
        } else if is_here && rests <= POINTER_SECS {
            let left = std::time::Duration::from_secs_f64(POINTER_SECS - rests + 0.05);
            ui.ctx().request_repaint_after(left);
        }
    }
}

/// Ties in the order in which they are chosen: those that the slide is about first.
fn standing_out(session: &Session, show: &Show, seen: &[TieId]) -> Vec<TieId> {
    let scene = &session.document().scene;
    let slide = show.slide().and_then(|id| scene.slides.get(id));
    let elements = slide
        .into_iter()
        .flat_map(|slide| slide.emphasis.iter().chain(&slide.reveals));
    let named = elements.filter_map(|element| match element {
        crate::model::Element::Tie(id) => Some(id.clone()),
        crate::model::Element::Actor(_) => None,
    });
    let all: HashSet<&TieId> = seen.iter().collect();
    let named: Vec<TieId> = named.filter(|id| all.contains(id)).collect();
    let mut listed: HashSet<TieId> = HashSet::new();
    let ties = named.into_iter().chain(seen.iter().cloned());
    ties.filter(|id| listed.insert(id.clone())).collect()
}

/// The theme that slides have now.
pub(super) fn slide_theme(session: &Session) -> ThemeName {
    match session.settings().slide_theme {
        SlideTheme::Light => ThemeName::Light,
        SlideTheme::Dark => ThemeName::Dark,
    }
}

/// All of the room there is.
fn room(ui: &Ui) -> Rect {
    let rect = ui.available_rect_before_wrap();
    // A stray click stops here, and does nothing.
    ui.interact(rect, ui.scope_id().with("show"), Sense::hover());
    rect
}

/// Paints a line of text with its top left corner here; gives its size.
fn line(painter: &Painter, at: Pos2, words: &str, look: &Look) -> Vec2 {
    let galley = painter.layout_job(text::job(words, look, f32::INFINITY));
    let size = galley.size();
    painter.galley(at, galley, look.color);
    size
}

/// Lets these words be read out for what stands here.
fn spoken(ui: &Ui, place: Rect, id: impl egui::AsIdSalt, words: &str) {
    let response = ui.interact(place, ui.scope_id().with(id), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(accesskit::Role::Label, true, words));
}

/// `3 of 6, step 2 of 3`.
fn step_in_words(session: &Session, show: &Show) -> String {
    let scene = &session.document().scene;
    let reveals = show
        .slide()
        .map_or(0, |id| crate::session::reveals_of(scene, id));
    let place = format!("Slide {} of {}", show.at() + 1, show.slides().len());
    if reveals == 0 {
        return place;
    }
    let (step, all) = (show.revealed() + 1, reveals + 1);
    format!("{place}, step {step} of {all}")
}

/// Says what the audience sees, and says it again with each step.
fn tell(ui: &Ui, rect: Rect, session: &Session, show: &Show) {
    let slide = show
        .slide()
        .and_then(|id| session.document().scene.slides.get(id));
    let headline = slide.map_or("", |slide| slide.headline.trim());
    let what = match show.screen() {
        ShowScreen::Slide => format!("{}: {headline}", step_in_words(session, show)),
        ShowScreen::Black => "Black screen".to_owned(),
        ShowScreen::White => "White screen".to_owned(),
        ShowScreen::Grid(_) => "All slides".to_owned(),
        ShowScreen::Evidence { page, pages, .. } => {
            format!("Evidence, page {} of {pages}", page + 1)
        }
    };
    let strip = Rect::from_min_size(rect.min, Vec2::new(rect.width(), 1.0));
    let response = ui.interact(strip, ui.scope_id().with("step"), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(accesskit::Role::Label, true, &what));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(accesskit::Live::Polite);
    });
    if let Some(slide) = slide.filter(|_| *show.screen() == ShowScreen::Slide) {
        let caption = notes::plain(&slide.caption);
        if !caption.is_empty() {
            spoken(
                ui,
                strip.translate(Vec2::new(0.0, 1.0)),
                "caption",
                &caption,
            );
        }
    }
}

/// The number that is being typed.
fn number_ui(ui: &Ui, rect: Rect, show: &Show, theme: &Theme) {
    let Some(number) = show.number() else {
        return;
    };
    let unit = (rect.width().min(rect.height()) / 900.0).max(LEAST_UNIT);
    let look = Look::new(30.0 * unit, style::color(theme.window.text)).bold();
    let words = format!("Slide {number}");
    let width = crate::text::width(&words, look.text_style()) as f32;
    let size = Vec2::new(width + 40.0 * unit, 60.0 * unit);
    let middle = Pos2::new(rect.center().x, rect.bottom() - 70.0 * unit);
    let frame = Rect::from_center_size(middle, size);
    ui.painter()
        .rect_filled(frame, 8.0 * unit, style::color(theme.window.raised));
    let at = frame.min + Vec2::new(20.0, 9.0) * unit;
    line(ui.painter(), at, &words, &look);
    spoken(ui, frame, "number", &words);
}
