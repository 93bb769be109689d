//! The canvas: shows the Drawing and turns pointer and keys into commands.

use std::sync::Arc;

use egui::{CursorIcon, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Ui, Vec2};
use kurbo::Point;

use crate::drawing::{Drawing, Heading, Item, Mark, MarkPlace, hit};
use crate::model::Subject;
use crate::session::{Command, Session};

use super::hover::hover_ui;
use super::overlay;
use super::paint::{Placing, Triangles, paint_texts};
use super::panel;
use super::style;
use super::text::{self, Looks};
use super::wheel::Wheel;

/// At most so many actors and ties have a node of their own for screen readers
/// and the Tab key: those in view, actors first.
const MOST_NODES: usize = 500;

/// How near the pointer must come to a tie, in points.
const REACH: f64 = 7.0;

/// What the canvas keeps between frames.
#[derive(Default)]
pub(super) struct Canvas {
    ground: Kept,
    figures: Kept,
    page: Kept,
    hovered: Option<Subject>,
    wheel: Wheel,
}

/// Triangles with what they were made of.
#[derive(Default)]
struct Kept {
    key: Option<(u64, u32)>,
    triangles: Triangles,
}

impl Kept {
    /// The triangles of `items`, made again only when the picture or the
    /// density of the screen changed, or the scale by much.
    fn get(&mut self, items: &[Item], revision: u64, scale: f64, density: f32) -> &mut Triangles {
        let key = (revision, density.to_bits());
        if self.key != Some(key) || !self.triangles.fits(scale) {
            self.triangles = Triangles::new(items, scale, density);
            self.key = Some(key);
        }
        &mut self.triangles
    }
}

impl Canvas {
    /// Shows the canvas in all of the room there is.
    pub(super) fn ui(&mut self, ui: &Ui, session: &Session, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("canvas");
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, "Relations map")
        });
        let size = kurbo::Size::new(f64::from(rect.width()), f64::from(rect.height()));
        if session.view().canvas != size {
            commands.push(Command::ResizeCanvas(size));
        }
        let Some(drawing) = session.derived().drawing() else {
            return;
        };
        let drawing = Arc::clone(drawing);
        let placing = placing(session, rect);
        self.wheel.device = session.settings().input_device;
        self.pointer(&response, rect, &drawing, placing, commands, ui);
        if let Some(subject) = &self.hovered
            && response.hovered()
            && !response.dragged()
        {
            response
                .clone()
                .on_hover_ui_at_pointer(|ui| hover_ui(ui, session, subject));
        }
        if response.has_focus() {
            arrows(ui, response.id, session, commands);
        }
        enter_by_key(ui, session, &drawing, response.id);
        let focused = marks_ui(ui, rect, session, &drawing, placing, commands);
        self.paint(ui, rect, session, &drawing, placing, focused);
        if let Some(words) = hint(rect, session, &drawing, placing) {
            hint_ui(ui, rect, &words);
        }
    }

    /// Drag, wheel, pinch and click.
    fn pointer(
        &mut self,
        response: &Response,
        rect: Rect,
        drawing: &Drawing,
        placing: Placing,
        commands: &mut Vec<Command>,
        ui: &Ui,
    ) {
        if response.dragged() {
            let drag = response.drag_delta();
            commands.push(Command::Pan(kurbo::Vec2::new(
                f64::from(drag.x),
                f64::from(drag.y),
            )));
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        } else if response.contains_pointer() && ui.input(|input| input.key_down(Key::Space)) {
            ui.ctx().set_cursor_icon(CursorIcon::Grab);
        }
        let pointer = response.hover_pos().or_else(|| {
            ui.ctx()
                .pointer_hover_pos()
                .filter(|_| response.contains_pointer())
        });
        self.hovered = pointer.and_then(|pos| Self::subject_at(pos, drawing, placing));
        if self.hovered.is_some() && !response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        if response.contains_pointer()
            && let Some(pos) = ui.ctx().pointer_hover_pos()
        {
            self.wheel.read(ui, pos - rect.min, commands);
        }
        if response.clicked() {
            let clicked = response
                .interact_pointer_pos()
                .and_then(|pos| Self::subject_at(pos, drawing, placing));
            // The arrow keys go on from what was clicked.
            let focus = clicked.as_ref().map_or(response.id, mark_id);
            ui.memory_mut(|memory| memory.request_focus(focus));
            commands.push(Command::Select(clicked.unwrap_or(Subject::Scene)));
        }
    }

    fn subject_at(pos: Pos2, drawing: &Drawing, placing: Placing) -> Option<Subject> {
        let offset = pos - placing.origin;
        let scale = placing.scale;
        let point = Point::new(f64::from(offset.x) / scale, f64::from(offset.y) / scale);
        hit(drawing, point, REACH / scale)
    }

    fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        drawing: &Drawing,
        placing: Placing,
        focused: Option<Rect>,
    ) {
        let painter = ui.painter_at(rect);
        let density = ui.ctx().pixels_per_point();
        let derived = session.derived();
        painter.rect_filled(rect, 0.0, style::color(drawing.background));
        let ground = self.ground.get(
            &drawing.ground,
            derived.ground_revision(),
            placing.scale,
            density,
        );
        ground.paint(&painter, placing.origin, placing.scale);
        overlay::beneath(&painter, session, drawing, placing, self.hovered.as_ref());
        let revision = derived.drawing_revision();
        let figures = self
            .figures
            .get(&drawing.figures, revision, placing.scale, density);
        figures.paint(&painter, placing.origin, placing.scale);
        paint_texts(&painter, &drawing.figures, placing);
        overlay::above(&painter, session, drawing, placing, focused);

        let page = Placing {
            origin: rect.min,
            scale: 1.0,
        };
        self.page.get(&drawing.page, revision, 1.0, density).paint(
            &painter,
            page.origin,
            page.scale,
        );
        paint_texts(&painter, &drawing.page, page);
    }
}

/// What to do where there is nothing to see.
fn hint(rect: Rect, session: &Session, drawing: &Drawing, placing: Placing) -> Option<String> {
    if session.document().scene.actors.is_empty() {
        let words = "This scene has no actors yet.\nOpen another one, or add actors to its file: \
                     scenes/README.md describes every field.";
        return Some(words.to_owned());
    }
    let is_in_view = |mark: &Mark| frame(mark, placing).is_some_and(|frame| rect.intersects(frame));
    let is_lost = !drawing.marks.iter().any(is_in_view);
    is_lost.then(|| "Nothing of the scene is in view.\nShift+1 shows everything.".to_owned())
}

fn hint_ui(ui: &Ui, rect: Rect, words: &str) {
    let look = Looks::of(ui).body();
    let mut job = text::job(words, &look, (rect.width() - 40.0).max(40.0));
    job.halign = egui::Align::Center;
    let galley = ui.painter().layout_job(job);
    let center = rect.center() - Vec2::new(0.0, galley.size().y / 2.0);
    ui.painter_at(rect).galley(center, galley, look.color);
}

/// Where the layout stands on screen.
fn placing(session: &Session, rect: Rect) -> Placing {
    let viewport = session.view().canvas.to_rect();
    let origin = session.view().camera.screen_from_layout(viewport) * Point::ORIGIN;
    Placing {
        origin: rect.min + Vec2::new(origin.x as f32, origin.y as f32),
        scale: session.view().camera.zoom(),
    }
}

/// The node of a mark: what the Tab key stops at and a screen reader reads.
pub fn mark_id(subject: &Subject) -> Id {
    Id::unique(("mark", subject))
}

/// Gives each mark in view a node of its own; `Some` is the frame of the one
/// that has the keyboard's focus.
fn marks_ui(
    ui: &Ui,
    rect: Rect,
    session: &Session,
    drawing: &Drawing,
    placing: Placing,
    commands: &mut Vec<Command>,
) -> Option<Rect> {
    let in_view = drawing.marks.iter().filter_map(|mark| {
        let frame = frame(mark, placing)?;
        rect.intersects(frame).then_some((mark, frame))
    });
    let mut focused = None;
    for (mark, frame) in in_view.take(MOST_NODES) {
        let response = ui.interact(
            frame.intersect(rect),
            mark_id(&mark.subject),
            Sense::click(),
        );
        let is_selected = session.selection().has(&mark.subject);
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::accesskit::Role::Button,
                true,
                is_selected,
                &mark.spoken,
            )
        });
        if response.clicked() {
            response.request_focus();
        }
        if response.clicked() || response.gained_focus() {
            commands.push(Command::Select(mark.subject.clone()));
        }
        if response.has_focus() {
            // What is selected has a frame already.
            focused = (!is_selected).then_some(frame);
            // Tab would take the selection along to the next mark.
            let is_panel_open = session.settings().right_panel.is_open;
            if is_selected && is_panel_open && ui.input(|input| input.key_pressed(Key::Enter)) {
                panel::enter(ui);
            }
            arrows(ui, response.id, session, commands);
        }
        response.on_hover_ui(|ui| hover_ui(ui, session, &mark.subject));
    }
    focused
}

/// F6 goes to the map from wherever the focus is: to what is selected, or to the
/// first actor.
fn enter_by_key(ui: &Ui, session: &Session, drawing: &Drawing, canvas: Id) {
    let is_pressed = session.dialog().is_none()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F6));
    if is_pressed {
        let first = drawing.marks.first().map(|mark| &mark.subject);
        let target = session.selection().focus().or(first);
        let focus = target.map_or(canvas, mark_id);
        ui.memory_mut(|memory| memory.request_focus(focus));
    }
}

/// Arrow keys move the selection, and the focus with it, to what lies that way.
fn arrows(ui: &Ui, id: Id, session: &Session, commands: &mut Vec<Command>) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    for (key, heading) in [
        (Key::ArrowLeft, Heading::Left),
        (Key::ArrowRight, Heading::Right),
        (Key::ArrowUp, Heading::Up),
        (Key::ArrowDown, Heading::Down),
    ] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
            && let Some(next) = session.neighbour(heading)
        {
            ui.memory_mut(|memory| memory.request_focus(mark_id(&next)));
            commands.push(Command::Select(next));
        }
    }
}

/// The frame of a mark on screen: the disc of an actor, the chip of a tie or,
/// where it found no room, the middle of its curve.
fn frame(mark: &Mark, placing: Placing) -> Option<Rect> {
    match &mark.place {
        MarkPlace::Disc { center, radius } => {
            let radius = (radius * placing.scale) as f32;
            Some(Rect::from_center_size(
                placing.pos(*center),
                Vec2::splat(radius * 2.0),
            ))
        }
        MarkPlace::Curve {
            chip: Some(chip), ..
        } => Some(placing.rect(*chip)),
        MarkPlace::Curve {
            points, chip: None, ..
        } => {
            let middle = points.get(points.len() / 2)?;
            Some(Rect::from_center_size(
                placing.pos(*middle),
                Vec2::splat(12.0),
            ))
        }
    }
}
