//! The canvas: shows the Drawing and turns pointer and keys into commands.

mod figures;
#[cfg(test)]
mod fixture;
mod handle;
mod index;
mod inline;
mod later;
mod lead;
mod lit;
mod marks;
mod marquee;
mod menu;
mod moving;
mod nodes;
mod pointer;
mod tools;
mod tying;
mod widths;

use std::sync::Arc;

use egui::{Id, Key, Pos2, Rect, Sense, Ui, Vec2};
use kurbo::Point;

use crate::drawing::{Drawing, Item, hit};
use crate::model::{ActorId, Subject};
use crate::session::{Command, HandsCommand, Session};

use super::as_of;
use super::commands::is_bound;
use super::hover::hover_ui;
use super::overlay;
use super::paint::{Placing, Triangles, paint_texts};
use super::style;
use super::text::{self, Looks};
use super::wheel::Wheel;

use figures::{Basemap, Figures};
use index::Index;
use inline::InlineField;
use lit::Lit;
pub(super) use marks::frame;
use menu::{MenuTarget, Presses};
use pointer::{Drag, marks};

pub use marks::mark_id;

/// How near the pointer must come to a tie, in points.
const REACH: f64 = 7.0;

/// How much a notch of the wheel over the chip of a selected tie changes its
/// weight, and how much with Shift.
const WEIGHT_PER_NOTCH: f64 = 0.05;
const FINE_WEIGHT_PER_NOTCH: f64 = 0.01;
/// Travel of a touchpad that counts as a notch, in points.
const POINTS_PER_NOTCH: f32 = 40.0;

/// What the canvas keeps between frames.
#[derive(Default)]
pub(super) struct Canvas {
    ground: Basemap,
    figures: Figures,
    lit: Lit,
    page: Kept,
    wheel: Wheel,
    hovered: Option<Subject>,
    drag: Option<Drag>,
    /// The actor whose handle is shown.
    handle_of: Option<ActorId>,
    inline: Option<InlineField>,
    menu: Option<MenuTarget>,
    /// The actor that the keyboard reached while a tie is drawn, and what had the
    /// focus then.
    tie_reached: Option<ActorId>,
    tie_focus: Option<Id>,
    /// The actors that the Tab key goes round while a tie is drawn, in its order.
    tie_stops: Vec<Id>,
    presses: Presses,
    /// Where the tools stand, on screen.
    tools: Option<Rect>,
    /// The node that was clicked last: the focus that it gets selects nothing.
    clicked: Option<Id>,
    /// The node whose tooltip is open.
    told: Option<Id>,
    /// The marks of the picture.
    index: Index,
    /// Whether the map as a whole shows that it has the keyboard's focus.
    is_ringed: bool,
    /// The mark that has the keyboard's focus.
    focus: Option<Id>,
    /// Where the pointer is over the map, in layout units.
    pointed: Option<Point>,
    /// Travel over a chip that does not make a notch yet, in points.
    travel: f32,
}

/// Triangles with what they were made of.
#[derive(Default)]
pub(super) struct Kept {
    key: Option<(u64, u32)>,
    triangles: Triangles,
}

impl Kept {
    /// The triangles of `items`, made again only when the picture or the
    /// density of the screen changed, or the scale by much.
    pub(super) fn get(
        &mut self,
        items: &[Item],
        revision: u64,
        scale: f64,
        density: f32,
    ) -> &mut Triangles {
        let key = (revision, density.to_bits());
        if self.key != Some(key) || !self.triangles.fits(scale) {
            self.triangles = Triangles::new(items, scale, density);
            self.key = Some(key);
        }
        &mut self.triangles
    }
}

impl Canvas {
    /// Escape gives up what is under way here before it does anything else.
    pub(super) fn escape(&mut self, ui: &Ui, session: &Session, commands: &mut Vec<Command>) {
        let is_pressed = ui.input(|input| input.key_pressed(Key::Escape));
        if !is_pressed || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        let is_taken = if session.inline().is_some() {
            self.inline = None;
            commands.push(Command::EndInline);
            true
        } else if self.abort(commands) {
            true
        } else {
            let is_tying = session.hands().tying().is_some();
            commands.extend(is_tying.then_some(Command::Hands(HandsCommand::EndTying)));
            is_tying
        };
        if is_taken {
            ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        }
    }

    /// Notes what a press of this frame is for. To be called before anything is
    /// shown: a menu that the press closes is open until then.
    pub(super) fn note_presses(&mut self, ctx: &egui::Context) {
        self.go_round(ctx);
        self.presses.note(ctx);
    }

    /// Where the pointer is over the map, in layout units.
    pub(super) fn pointed(&self) -> Option<Point> {
        self.pointed
    }

    /// How many corners the triangles of the map have.
    pub(super) fn corners(&self) -> usize {
        self.ground.corners() + self.figures.corners() + self.lit.corners()
    }

    /// Shows the canvas in all of the room there is.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("canvas");
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, "Relations map")
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(describe(session));
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
        let pointer = ui.ctx().pointer_hover_pos();
        let pointer = pointer.filter(|_| response.contains_pointer());
        self.pointed = pointer.map(|pos| layout_point(pos, placing));
        self.index.refresh(session);
        self.pointer(ui, &response, session, placing, commands);
        Self::drop_ui(&response, session, placing, commands);
        if response.contains_pointer()
            && let Some(pos) = ui.ctx().pointer_hover_pos()
            && !self.turn_weight(ui, session, commands)
        {
            self.wheel.read(ui, pos - rect.min, commands);
        }
        if let Some(subject) = &self.hovered
            && response.hovered()
            && self.is_telling(session)
        {
            response
                .clone()
                .on_hover_ui_at_pointer(|ui| hover_ui(ui, session, subject));
        }
        if self.hovered.is_none() && response.hovered() && self.is_telling(session) {
            tell_legend(&response, &drawing, rect);
        }
        if response.gained_focus() {
            // A click on nothing asks for no frame around everything.
            self.is_ringed = self.clicked.take() != Some(response.id);
        }
        if response.has_focus() {
            marks::arrows(ui, response.id, session, commands);
        }
        marks::enter_by_key(ui, session, marks(session), response.id);
        let index = std::mem::take(&mut self.index);
        let nodes = nodes::nodes(rect, &index, placing);
        let is_lost = !nodes.iter().any(|node| node.is_in_view);
        self.note_stops(session, &nodes);
        let focused = self.marks_ui(ui, session, nodes, commands);
        self.index = index;
        let on_map = self
            .focus
            .take()
            .or_else(|| response.has_focus().then_some(response.id));
        ui.data_mut(|data| data.insert_temp(focus_place(), on_map));
        self.follow_keys(ui, session);
        self.paint(ui, rect, session, &drawing, placing, focused);
        if response.has_focus() && self.is_ringed {
            overlay::ring(&ui.painter_at(rect), session, rect);
        }
        self.ends_ui(ui, rect, session, placing, commands);
        self.edges_ui(ui, rect, session, placing, commands);
        self.handle_ui(ui, rect, session, placing, commands);
        self.let_go(ui, commands);
        self.tools_ui(ui, rect, session, &drawing, commands);
        self.inline_ui(ui, rect, session, placing, commands);
        self.open_menu_by_key(ui, session, rect, placing);
        self.menu_ui(ui, session, placing, commands);
        if self.inline.is_none()
            && let Some(words) = hint(rect, session, placing, is_lost)
        {
            hint_ui(ui, rect, &words);
        }
    }

    /// Whether it is told what the pointer is over: not where it would cover what
    /// is being done.
    fn is_telling(&self, session: &Session) -> bool {
        !self.is_dragging() && session.inline().is_none()
    }

    /// The wheel over the chip of a selected tie changes its weight; says whether
    /// it is there. Over any other chip it zooms, so that nothing changes unseen.
    fn turn_weight(&mut self, ui: &Ui, session: &Session, commands: &mut Vec<Command>) -> bool {
        let Some(Subject::Tie(tie)) = &self.hovered else {
            self.travel = 0.0;
            return false;
        };
        let is_valued = session
            .document()
            .scene
            .ties
            .get(tie)
            .is_some_and(|tie| tie.weight().is_some());
        let is_only = session.selection().focus() == self.hovered.as_ref();
        let is_asked = is_valued && is_only && is_bound("weight-wheel");
        if !is_asked || !self.is_over_chip(ui, session) {
            self.travel = 0.0;
            return false;
        }
        let (notches, is_fine) = ui.input(|input| {
            let turned = input.events.iter().filter_map(|event| match event {
                egui::Event::MouseWheel { unit, delta, .. } => Some((*unit, delta.x + delta.y)),
                _ => None,
            });
            let travel: f32 = turned
                .map(|(unit, delta)| match unit {
                    egui::MouseWheelUnit::Point => delta,
                    egui::MouseWheelUnit::Line | egui::MouseWheelUnit::Page => {
                        delta * POINTS_PER_NOTCH
                    }
                })
                .sum();
            self.travel += travel;
            let notches = (self.travel / POINTS_PER_NOTCH).trunc();
            self.travel -= notches * POINTS_PER_NOTCH;
            (notches, input.modifiers.shift)
        });
        if notches != 0.0 {
            let step = if is_fine {
                FINE_WEIGHT_PER_NOTCH
            } else {
                WEIGHT_PER_NOTCH
            };
            commands.push(Command::NudgeWeight {
                ties: vec![tie.clone()],
                by: f64::from(notches) * step,
            });
        }
        true
    }

    fn is_over_chip(&self, ui: &Ui, session: &Session) -> bool {
        let Some(subject) = &self.hovered else {
            return false;
        };
        // The node of a tie is its chip.
        let node = ui.ctx().read_response(mark_id(subject));
        session.selection().has(subject) && node.is_some_and(|node| node.contains_pointer())
    }

    fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        drawing: &Arc<Drawing>,
        placing: Placing,
        focused: Option<Rect>,
    ) {
        let painter = ui.painter_at(rect);
        let density = ui.ctx().pixels_per_point();
        let derived = session.derived();
        painter.rect_filled(rect, 0.0, style::color(drawing.background));
        self.ground.paint(&painter, drawing, session, placing);
        let is_much_lit = self
            .lit
            .refresh(&painter, session, &self.index, placing.scale);
        if is_much_lit {
            self.lit.beneath(&painter, placing);
        } else {
            overlay::beneath(&painter, session, self.index.selected(), placing);
        }
        let others = self.index.others(session, self.hovered.as_ref());
        overlay::beneath_others(&painter, session, others, placing);
        let revision = derived.drawing_revision();
        self.figures.paint(&painter, drawing, session, placing);
        if let Some(moving) = derived.moving() {
            let triangles = Triangles::new(&moving.figures, placing.scale, density);
            triangles.paint(&painter, placing.origin, placing.scale);
            paint_texts(&painter, &moving.figures, placing);
        }
        if is_much_lit {
            self.lit.above(&painter, placing);
        } else {
            overlay::above(&painter, session, self.index.selected(), placing);
        }
        if let Some(frame) = focused {
            overlay::focused(&painter, session, frame);
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
        self.paint_drag(&painter, session, placing);
        self.paint_tying(&painter, session, ui.ctx().pointer_hover_pos(), placing);
        as_of::frame_canvas(&painter, rect, session);
    }

    /// What a drag shows: the tie that is drawn or led elsewhere, what actors snap
    /// to, the line around what is to be selected.
    fn paint_drag(&self, painter: &egui::Painter, session: &Session, placing: Placing) {
        match &self.drag {
            Some(Drag::Tie { from, to }) => {
                self.paint_lead(painter, session, from, *to, placing);
            }
            Some(Drag::Lead { other, to, .. }) => {
                self.paint_lead(painter, session, other, *to, placing);
            }
            Some(Drag::Move(moving)) => moving.paint(painter, session, placing),
            Some(Drag::Marquee(marquee)) => marquee.paint(painter, session, placing),
            Some(Drag::Width(_) | Drag::Pan | Drag::Dead) | None => {}
        }
    }
}

/// Tells what an entry of the legend means while the pointer is over it.
fn tell_legend(response: &egui::Response, drawing: &Drawing, rect: Rect) {
    let Some(pos) = response.hover_pos() else {
        return;
    };
    let offset = pos - rect.min;
    let point = Point::new(f64::from(offset.x), f64::from(offset.y));
    let mut entries = drawing.legend.iter();
    if let Some((_, meaning)) = entries.find(|(frame, _)| frame.contains(point)) {
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            text::label(ui, meaning, &Looks::of(ui).body());
        });
    }
}

/// Whether the keyboard's focus is on the map, or nowhere: the arrow keys are then
/// for what stands on it.
pub(super) fn has_focus(ctx: &egui::Context) -> bool {
    let focus = ctx.memory(|memory| memory.focused());
    let on_map: Option<Option<Id>> = ctx.data(|data| data.get_temp(focus_place()));
    focus.is_none() || focus == on_map.flatten()
}

fn focus_place() -> Id {
    Id::unique("mark of the map with the focus")
}

/// What the map holds and how it is used without a pointer, for those who hear it.
fn describe(session: &Session) -> String {
    let scene = &session.document().scene;
    let counts = [
        (scene.actors.len(), "actor"),
        (scene.ties.len(), "tie"),
        (scene.notes.len(), "note"),
    ];
    let counts = counts.map(|(count, what)| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    });
    format!(
        "{}. Tab and the arrow keys go from one to the next, F6 comes back here, Enter goes to \
         the panel of what is selected. N makes an actor, T a tie, Shift+N a note; F2 names, \
         Delete deletes, F1 lists all keys.",
        counts.join(", ")
    )
}

/// The actor or tie at a point on screen.
fn subject_at(pos: Pos2, session: &Session, placing: Placing) -> Option<Subject> {
    let point = layout_point(pos, placing);
    let derived = session.derived();
    let find = |drawing: &Arc<Drawing>| hit(drawing, point, REACH / placing.scale);
    derived
        .moving()
        .and_then(find)
        .or_else(|| derived.drawing().and_then(find))
}

/// A point on screen in layout units.
fn layout_point(pos: Pos2, placing: Placing) -> Point {
    let offset = pos - placing.origin;
    Point::new(
        f64::from(offset.x) / placing.scale,
        f64::from(offset.y) / placing.scale,
    )
}

/// What to do where there is nothing to see.
fn hint(rect: Rect, session: &Session, placing: Placing, may_be_lost: bool) -> Option<String> {
    if session.document().scene.actors.is_empty() {
        let words = "This scene has no actors yet.\nDouble-click where one belongs, press N, \
                     or make a scene from a list:\nFile > New from a list of actors.";
        return Some(words.to_owned());
    }
    let is_in_view = |mark| frame(mark, placing).is_some_and(|frame| rect.intersects(frame));
    // Of thousands of marks that are selected not all have a node.
    let is_lost = may_be_lost && !marks(session).any(is_in_view);
    is_lost.then(|| "Nothing of the scene is in view.\nShift+1 shows everything.".to_owned())
}

/// Room around the words of a hint on its ground.
const HINT_PAD: Vec2 = Vec2::new(14.0, 10.0);

fn hint_ui(ui: &Ui, rect: Rect, words: &str) {
    let look = Looks::of(ui).body();
    let mut job = text::job(words, &look, (rect.width() - 40.0).max(40.0));
    job.halign = egui::Align::Center;
    let galley = ui.painter().layout_job(job);
    let center = rect.center() - Vec2::new(0.0, galley.size().y / 2.0);
    let painter = ui.painter_at(rect);
    // Borders and coasts run through words that stand on the map itself.
    let ground = galley.rect.translate(center.to_vec2()).expand2(HINT_PAD);
    let window = &style::theme(ui.ctx()).window;
    painter.rect_filled(ground, style::RADIUS, style::color(window.panel.faded(0.9)));
    painter.galley(center, galley, look.color);
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
