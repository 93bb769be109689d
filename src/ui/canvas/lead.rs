//! The handles at the ends of the selected tie: each leads to another actor.

use egui::{Id, Painter, Pos2, Rect, Sense, Stroke, Ui, Vec2};

use crate::drawing::MarkPlace;
use crate::model::{ActorId, Subject, TieId};
use crate::session::{Command, Session, TieEnd};
use crate::ui::commands::is_bound;
use crate::ui::overlay;
use crate::ui::paint::Placing;
use crate::ui::style;

use super::pointer::{Drag, marks};
use super::{Canvas, handle};

/// Side of the square within which a handle is hit, in points.
const TARGET: f32 = 24.0;
/// Radius of a handle as painted, in points.
const RADIUS: f32 = 5.0;
/// Distance of its middle from the end of the line, in points.
const OFF_END: f32 = 9.0;
/// A line shorter than this on screen, in points, has no room for handles.
const LEAST: f32 = 56.0;

impl Canvas {
    /// Shows the handles where one tie alone is selected, and leads its end while
    /// one is dragged.
    pub(super) fn ends_ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        if session.hands().tying().is_some() || session.inline().is_some() {
            return;
        }
        let Some(Subject::Tie(id)) = session.selection().focus() else {
            return;
        };
        let Some(ends) = ends(session, id, placing) else {
            return;
        };
        let scene = &session.document().scene;
        let Some(tie) = scene.ties.get(id) else {
            return;
        };
        for (end, pos, at, other) in [
            (TieEnd::From, ends[0], &tie.from, &tie.to),
            (TieEnd::To, ends[1], &tie.to, &tie.from),
        ] {
            let frame = Rect::from_center_size(pos, Vec2::splat(TARGET));
            let shown = frame.intersect(rect);
            // What is out of view has no handle, unless a hand holds it.
            if !shown.is_positive() && self.drag.is_none() {
                continue;
            }
            // The Tab key goes from mark to mark: no key drags this.
            let response = ui.interact(shown, Id::unique(("end", id, end)), Sense::DRAG);
            let (at, from) = (scene.actor_name(at), scene.actor_name(other));
            let spoken = format!("Lead the tie with {from} away from {at}");
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &spoken)
            });
            if response.hovered() && self.drag.is_none() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
            }
            if response.drag_started() && is_bound("lead-tie") && !self.presses.closes_menu() {
                self.drag = Some(Drag::Lead {
                    tie: id.clone(),
                    end,
                    other: other.clone(),
                    to: pos,
                });
            }
            if (response.dragged() || response.drag_stopped())
                && let (Some(pos), Some(Drag::Lead { to, .. })) =
                    (response.interact_pointer_pos(), &mut self.drag)
            {
                *to = pos;
            }
            if response.drag_stopped() {
                self.finish(session, placing, commands);
            }
            let is_idle = matches!(self.drag, None | Some(Drag::Lead { .. }));
            if is_idle {
                paint(ui, rect, pos, response.hovered() || response.dragged());
            }
        }
    }

    /// The tie from the end that stays to the pointer.
    pub(super) fn paint_lead(
        &self,
        painter: &Painter,
        session: &Session,
        other: &ActorId,
        to: Pos2,
        placing: Placing,
    ) {
        if let Some(start) = handle::disc(session, other, placing) {
            let target = self.target_actor(other, session, placing);
            overlay::new_tie(painter, session, start, to, target);
        }
    }

    /// The disc under the pointer that a tie from this actor can lead to.
    pub(super) fn target_actor(
        &self,
        from: &ActorId,
        session: &Session,
        placing: Placing,
    ) -> Option<(Pos2, f32)> {
        match &self.hovered {
            Some(Subject::Actor(other)) if other != from => handle::disc(session, other, placing),
            _ => None,
        }
    }
}

/// Where the handles of the selected tie are on screen, if there are any.
pub(super) fn handles(session: &Session, placing: Placing) -> Vec<Pos2> {
    let Some(Subject::Tie(id)) = session.selection().focus() else {
        return Vec::new();
    };
    ends(session, id, placing).map_or_else(Vec::new, Vec::from)
}

/// Where the handles of a tie are on screen: a little along the line from both its
/// ends; `None` where there is no room.
fn ends(session: &Session, tie: &TieId, placing: Placing) -> Option<[Pos2; 2]> {
    let subject = Subject::Tie(tie.clone());
    let mark = marks(session).find(|mark| mark.subject == subject)?;
    let MarkPlace::Curve { points, .. } = &mark.place else {
        return None;
    };
    let points: Vec<Pos2> = points.iter().map(|point| placing.pos(*point)).collect();
    let steps = points.iter().zip(points.iter().skip(1));
    let length: f32 = steps.map(|(from, to)| from.distance(*to)).sum();
    (length >= LEAST).then_some(())?;
    Some([
        along(points.iter(), OFF_END)?,
        along(points.iter().rev(), OFF_END)?,
    ])
}

/// The point so far along a line.
fn along<'a>(points: impl Iterator<Item = &'a Pos2>, far: f32) -> Option<Pos2> {
    let mut left = far;
    let mut before: Option<Pos2> = None;
    for point in points {
        if let Some(from) = before {
            let step = from.distance(*point);
            if step >= left {
                return Some(from + (*point - from) * (left / step.max(f32::EPSILON)));
            }
            left -= step;
        }
        before = Some(*point);
    }
    before
}

/// A small ring.
fn paint(ui: &Ui, rect: Rect, pos: Pos2, is_hot: bool) {
    let theme = style::theme(ui.ctx());
    let radius = if is_hot { RADIUS + 1.5 } else { RADIUS };
    ui.painter_at(rect).circle(
        pos,
        radius,
        style::color(theme.window.panel),
        Stroke::new(2.0, style::color(theme.figure.selection)),
    );
}
