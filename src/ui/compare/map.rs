//! The map of a comparison: moved, zoomed and pointed at, never changed.

use std::sync::Arc;

use egui::{CursorIcon, Id, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};
use kurbo::{Insets, Point, Rect as LayoutRect, Size};

use crate::drawing::{Drawing, Mark, MarkPlace, hit};
use crate::geom::space::Camera;
use crate::model::{Scene, Subject};
use crate::session::{Command, Comparison, Session};
use crate::ui::canvas::{Kept, frame};
use crate::ui::paint::{Placing, paint_texts};
use crate::ui::text::{self, Looks};
use crate::ui::wheel::Wheel;
use crate::ui::words::tie_title;
use crate::ui::{overlay, style};

use super::entries::Entries;
use super::picture::{Picture, Wanted};
use super::row;

/// How near the pointer must come to a tie, in points.
const REACH: f64 = 7.0;
/// Free space around what is brought into view, in points.
const ROOM: f64 = 40.0;
/// At most so many changes have a node of their own for screen readers and the
/// Tab key.
const MOST_NODES: usize = 500;

/// The map with what it keeps between frames.
#[derive(Default)]
pub(super) struct Map {
    picture: Picture,
    camera: Camera,
    /// Whether the camera was moved by hand; else it shows everything.
    is_moved: bool,
    /// The camera that shows everything, once it was looked for.
    fitted: Option<Camera>,
    canvas: Size,
    wheel: Wheel,
    ground: Kept,
    figures: Kept,
    page: Kept,
    /// What is to be brought into view.
    wanted: Vec<Subject>,
    has_focus: bool,
}

impl Map {
    /// Whether one of its changes has the keyboard's focus.
    pub(super) fn has_focus(&self) -> bool {
        self.has_focus
    }

    /// Zooms by a factor, or shows everything.
    pub(super) fn zoom(&mut self, factor: Option<f64>) {
        let viewport = self.canvas.to_rect();
        match factor {
            Some(factor) => {
                self.camera = self.camera.zoom_at(viewport, viewport.center(), factor);
                self.is_moved = true;
            }
            None => self.is_moved = false,
        }
    }

    /// Brings these into view, where they are not.
    pub(super) fn look_at(&mut self, places: &[Subject]) {
        self.wanted = places.to_vec();
    }

    /// Shows the map in all of the room there is; gives what was clicked.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        comparison: &Comparison,
        entries: &Entries,
        chosen: &[Subject],
    ) -> Option<Subject> {
        let rect = ui.available_rect_before_wrap();
        let id = Id::unique("map of a comparison");
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, "Map of what changed")
        });
        let canvas = Size::new(f64::from(rect.width()), f64::from(rect.height()));
        if canvas.area() <= 0.0 {
            return None;
        }
        let wanted = Wanted {
            session,
            comparison,
            canvas,
        };
        self.move_by_hand(ui, &response, session);
        self.settle_camera(wanted);
        let drawing = self.picture.at_zoom(wanted, self.camera.zoom())?;
        self.bring_into_view(&drawing);
        let placing = self.placing(rect);
        let pointed = response
            .contains_pointer()
            .then(|| ui.ctx().pointer_hover_pos())
            .flatten()
            .and_then(|pos| subject_at(&drawing, pos, placing));
        let mut clicked = pointed.clone().filter(|_| response.clicked());
        if pointed.is_some() && !response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        let (node, focused) = self.nodes_ui(ui, rect, &drawing, entries, chosen, placing);
        clicked = clicked.or(node);
        if let Some(subject) = &pointed
            && response.hovered()
            && !response.dragged()
        {
            response.on_hover_ui_at_pointer(|ui| hover_ui(ui, comparison, entries, subject));
        }
        let lit = Lit {
            chosen,
            pointed: pointed.as_ref(),
            focused,
        };
        self.paint(ui, rect, session, &drawing, placing, lit);
        clicked
    }

    fn move_by_hand(&mut self, ui: &Ui, response: &Response, session: &Session) {
        let viewport = self.canvas.to_rect();
        let drag = response.drag_delta();
        if response.dragged() && drag != Vec2::ZERO {
            let drag = kurbo::Vec2::new(f64::from(drag.x), f64::from(drag.y));
            self.camera = self.camera.pan_by(drag);
            self.is_moved = true;
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        }
        self.wheel.device = session.settings().input_device;
        let pointer = ui.ctx().pointer_hover_pos();
        let Some(pos) = pointer.filter(|_| response.contains_pointer()) else {
            return;
        };
        let mut asked = Vec::new();
        self.wheel.read(ui, pos - response.rect.min, &mut asked);
        for command in asked {
            match command {
                Command::Pan(by) => self.camera = self.camera.pan_by(by),
                Command::ZoomAt { pointer, factor } => {
                    self.camera = self.camera.zoom_at(viewport, pointer, factor);
                }
                _ => continue,
            }
            self.is_moved = true;
        }
    }

    /// Shows everything in the room there is, until the map was moved by hand.
    fn settle_camera(&mut self, wanted: Wanted<'_>) {
        let is_resized = self.canvas != wanted.canvas;
        self.canvas = wanted.canvas;
        if self.is_moved {
            return;
        }
        let was_fitted = self.fitted.is_some() && !is_resized;
        if !was_fitted {
            self.fitted = self.picture.fitted(wanted);
        }
        self.camera = self.fitted.unwrap_or_default();
    }

    /// Moves the camera as little as shows what is wanted: not at all where it is
    /// in view, else it comes into the middle.
    fn bring_into_view(&mut self, drawing: &Drawing) {
        let wanted = std::mem::take(&mut self.wanted);
        let marks = drawing.marks.iter();
        let bounds = marks
            .filter(|mark| wanted.contains(&mark.subject))
            .filter_map(bounds_of)
            .reduce(|all, one| all.union(one));
        let Some(bounds) = bounds else {
            return;
        };
        let viewport = self.canvas.to_rect();
        let page = self.picture.insets();
        let clear = Insets::new(
            page.x0 + ROOM,
            page.y0 + ROOM / 2.0,
            page.x1 + ROOM,
            page.y1 + ROOM / 2.0,
        );
        let free = LayoutRect::new(
            viewport.x0 + page.x0,
            viewport.y0 + page.y0,
            viewport.x1 - page.x1,
            viewport.y1 - page.y1,
        );
        let seen = self
            .camera
            .screen_from_layout(viewport)
            .transform_rect_bbox(bounds);
        if free.union(seen) == free || !self.is_moved {
            return;
        }
        if let Some(fitting) = Camera::fit(bounds, viewport, clear) {
            let zoom = fitting.zoom().min(self.camera.zoom());
            let off_middle = free.center() - viewport.center();
            let center = bounds.center() - off_middle / zoom;
            self.camera = Camera::new(center, zoom);
            self.is_moved = true;
        }
    }

    fn placing(&self, rect: Rect) -> Placing {
        let viewport = self.canvas.to_rect();
        let origin = self.camera.screen_from_layout(viewport) * Point::ORIGIN;
        Placing {
            origin: rect.min + Vec2::new(origin.x as f32, origin.y as f32),
            scale: self.camera.zoom(),
        }
    }

    /// Gives each change in view a node of its own; gives what was pressed and the
    /// frame of what has the keyboard's focus.
    fn nodes_ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        drawing: &Drawing,
        entries: &Entries,
        chosen: &[Subject],
        placing: Placing,
    ) -> (Option<Subject>, Option<Rect>) {
        let (mut pressed, mut focused) = (None, None);
        self.has_focus = false;
        let changes = drawing
            .marks
            .iter()
            .filter(|mark| entries.about(&mark.subject).is_some());
        let in_view = changes.filter_map(|mark| {
            let frame = frame(mark, placing)?;
            rect.intersects(frame).then_some((mark, frame))
        });
        for (mark, frame) in in_view.take(MOST_NODES) {
            let id = Id::unique(("compared", &mark.subject));
            let response = ui.interact(frame.intersect(rect), id, Sense::click());
            let is_chosen = chosen.contains(&mark.subject);
            response.widget_info(|| {
                let role = egui::accesskit::Role::Button;
                egui::WidgetInfo::selected(role, true, is_chosen, &mark.spoken)
            });
            if response.clicked() {
                pressed = Some(mark.subject.clone());
            }
            if response.has_focus() {
                self.has_focus = true;
                row::hold_arrows(ui, response.id);
                focused = Some(frame);
            }
            if let Some(entry) = entries.about(&mark.subject).and_then(|at| entries.get(at)) {
                response.on_hover_ui(|ui| row::hover_ui(ui, entry));
            }
        }
        (pressed, focused)
    }

    fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        drawing: &Arc<Drawing>,
        placing: Placing,
        lit: Lit<'_>,
    ) {
        let painter = ui.painter_at(rect);
        let density = ui.ctx().pixels_per_point();
        let theme = session.view().theme.theme();
        painter.rect_filled(rect, 0.0, style::color(drawing.background));
        let revision = self.picture.ground_revision;
        self.ground
            .get(&drawing.ground, revision, placing.scale, density)
            .paint(&painter, placing.origin, placing.scale);
        let glow = theme.figure.selection;
        for mark in &drawing.marks {
            if lit.chosen.contains(&mark.subject) {
                let color = style::color(glow.faded(0.38));
                overlay::glow(&painter, mark, placing, color, 14.0);
            } else if lit.pointed == Some(&mark.subject) {
                let color = style::color(glow.faded(0.2));
                overlay::glow(&painter, mark, placing, color, 10.0);
            }
        }
        let revision = self.picture.revision;
        self.figures
            .get(&drawing.figures, revision, placing.scale, density)
            .paint(&painter, placing.origin, placing.scale);
        paint_texts(&painter, &drawing.figures, placing);
        let stroke = Stroke::new(2.0, style::color(glow));
        let chosen = |mark: &&Mark| lit.chosen.contains(&mark.subject);
        for mark in drawing.marks.iter().filter(chosen) {
            match &mark.place {
                MarkPlace::Disc { center, radius } => {
                    let radius = (radius * placing.scale) as f32 + 3.0;
                    painter.circle_stroke(placing.pos(*center), radius, stroke);
                }
                MarkPlace::Curve {
                    chip: Some(chip), ..
                } => overlay::pill(&painter, placing.rect(*chip), 0.0, stroke),
                MarkPlace::Curve { chip: None, .. } => {}
                MarkPlace::Card(rect) => {
                    let rect = placing.rect(*rect).expand(2.0);
                    painter.rect_stroke(rect, 7.0, stroke, egui::StrokeKind::Middle);
                }
            }
        }
        if let Some(frame) = lit.focused {
            let stroke = Stroke::new(1.5, style::color(theme.window.accent));
            overlay::pill(&painter, frame, 5.0, stroke);
        }
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

/// What stands out on the map now.
#[derive(Clone, Copy)]
struct Lit<'a> {
    chosen: &'a [Subject],
    pointed: Option<&'a Subject>,
    focused: Option<Rect>,
}

fn subject_at(drawing: &Drawing, pos: Pos2, placing: Placing) -> Option<Subject> {
    let offset = pos - placing.origin;
    let point = Point::new(
        f64::from(offset.x) / placing.scale,
        f64::from(offset.y) / placing.scale,
    );
    hit(drawing, point, REACH / placing.scale)
}

/// Around a mark, in layout units.
fn bounds_of(mark: &Mark) -> Option<LayoutRect> {
    match &mark.place {
        MarkPlace::Disc { center, radius } => {
            let size = Size::new(radius * 2.0, radius * 2.0);
            Some(LayoutRect::from_center_size(*center, size))
        }
        MarkPlace::Curve { points, chip, .. } => points
            .iter()
            .map(|point| LayoutRect::from_points(*point, *point))
            .chain(*chip)
            .reduce(|all, one| all.union(one)),
        MarkPlace::Card(rect) => Some(*rect),
    }
}

/// What the pointer is over, in few words.
fn hover_ui(ui: &mut Ui, comparison: &Comparison, entries: &Entries, subject: &Subject) {
    ui.set_max_width(360.0);
    if let Some(entry) = entries.about(subject).and_then(|at| entries.get(at)) {
        row::hover_ui(ui, entry);
        return;
    }
    let looks = Looks::of(ui);
    text::label(
        ui,
        &name_of(subject, &comparison.union),
        &looks.body().bold(),
    );
    text::label(ui, "Unchanged", &looks.small());
}

fn name_of(subject: &Subject, scene: &Scene) -> String {
    match subject {
        Subject::Tie(id) => scene.ties.get(id).map_or_else(String::new, |tie| {
            let weight = tie.weight();
            let weight = weight.map_or_else(String::new, |it| format!(", {it}"));
            format!("{}{weight}", tie_title(scene, tie))
        }),
        Subject::Actor(id) => scene.actor_name(id).to_owned(),
        Subject::Note(_) => "Note".to_owned(),
        Subject::Scene | Subject::Claim(_) | Subject::Source(_) => String::new(),
    }
}
