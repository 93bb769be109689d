//! The handle at the rim of an actor: a tie is drawn from it.

use egui::{Id, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2};

use crate::drawing::MarkPlace;
use crate::model::{ActorId, Subject};
use crate::session::{Command, Session};
use crate::ui::commands::is_bound;
use crate::ui::paint::Placing;
use crate::ui::style;

use super::pointer::{Drag, marks};
use super::{Canvas, lead};

/// Radius within which the handle is hit, in points: targets have 24 points.
const REACH: f32 = 12.0;
/// Radius of the handle as painted, in points.
const RADIUS: f32 = 7.0;
/// Distance of its middle from the rim, in points.
const OFF_RIM: f32 = 10.0;
/// Where it may stand, in radians from the right downwards; the first that is free.
const ANGLES: [f32; 4] = {
    use std::f32::consts::FRAC_PI_4;
    [-FRAC_PI_4, FRAC_PI_4, -3.0 * FRAC_PI_4, 3.0 * FRAC_PI_4]
};
/// The handle stays while the pointer is so near to the rim, in points.
const STAYS: f32 = 30.0;

impl Canvas {
    /// Shows the handle of the actor under the pointer, and draws a tie while it
    /// is dragged.
    pub(super) fn handle_ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        self.follow(ui, rect, session, placing);
        let Some(actor) = self.handle_of.clone() else {
            return;
        };
        let Some((center, radius)) = disc(session, &actor, placing) else {
            self.handle_of = None;
            return;
        };
        // It steps aside for the ends of the selected tie.
        let taken = lead::handles(session, placing);
        let free = |middle: &Pos2| taken.iter().all(|it| it.distance(*middle) > REACH * 2.0);
        let places = ANGLES.map(|angle| center + Vec2::angled(angle) * (radius + OFF_RIM));
        let place = places.iter().copied().find(free);
        let [first, ..] = places;
        let middle = place.unwrap_or(first);
        let frame = Rect::from_center_size(middle, Vec2::splat(REACH * 2.0));
        // The Tab key goes from mark to mark; T draws a tie without a pointer.
        let response = ui.interact(frame, Id::unique(("handle", &actor)), Sense::DRAG);
        let spoken = format!(
            "Draw a tie from {}",
            session.document().scene.actor_name(&actor)
        );
        response.widget_info(move || {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &spoken)
        });
        if response.hovered() && self.drag.is_none() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
        }
        if response.drag_started() && is_bound("handle-tie") && !self.presses.closes_menu() {
            self.drag = Some(Drag::Tie {
                from: actor,
                to: middle,
            });
        }
        if (response.dragged() || response.drag_stopped())
            && let (Some(pos), Some(Drag::Tie { to, .. })) =
                (response.interact_pointer_pos(), &mut self.drag)
        {
            *to = pos;
        }
        if response.drag_stopped() {
            self.finish(session, placing, commands);
        }
        if matches!(self.drag, None | Some(Drag::Tie { .. })) {
            paint(ui, rect, middle, response.hovered() || response.dragged());
        }
    }

    /// Which actor has the handle: the one under the pointer, for as long as the
    /// pointer is near.
    fn follow(&mut self, ui: &Ui, rect: Rect, session: &Session, placing: Placing) {
        if self.drag.is_some() {
            return;
        }
        let pointer = ui
            .ctx()
            .pointer_hover_pos()
            .filter(|pos| rect.contains(*pos));
        if let Some(Subject::Actor(actor)) = &self.hovered {
            self.handle_of = Some(actor.clone());
        }
        let is_near = |actor: &ActorId| {
            let disc = disc(session, actor, placing)?;
            Some(pointer?.distance(disc.0) <= disc.1 + STAYS)
        };
        if !self.handle_of.as_ref().and_then(is_near).unwrap_or(false) {
            self.handle_of = None;
        }
    }
}

/// Middle and radius of an actor's disc on screen.
pub(super) fn disc(session: &Session, actor: &ActorId, placing: Placing) -> Option<(Pos2, f32)> {
    let subject = Subject::Actor(actor.clone());
    let mark = marks(session).find(|mark| mark.subject == subject)?;
    match mark.place {
        MarkPlace::Disc { center, radius } => {
            Some((placing.pos(center), (radius * placing.scale) as f32))
        }
        MarkPlace::Curve { .. } | MarkPlace::Card(_) => None,
    }
}

/// A disc with a plus.
fn paint(ui: &Ui, rect: Rect, middle: Pos2, is_hot: bool) {
    let window = &style::theme(ui.ctx()).window;
    let painter = ui.painter_at(rect);
    let radius = if is_hot { RADIUS + 1.5 } else { RADIUS };
    painter.circle(
        middle,
        radius,
        style::color(window.accent),
        Stroke::new(1.5, style::color(window.panel)),
    );
    let stroke = Stroke::new(1.5, style::color(window.on_accent));
    let arm = radius * 0.5;
    for along in [Vec2::new(arm, 0.0), Vec2::new(0.0, arm)] {
        painter.add(Shape::line_segment(
            [middle - along, middle + along],
            stroke,
        ));
    }
}
