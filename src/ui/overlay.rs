//! What the canvas shows on top of the Drawing and no export ever shows: the
//! selection, what is under the pointer, the keyboard's focus.

use egui::{Painter, Rect, Shape, Stroke, Vec2};

use crate::drawing::{Drawing, Mark, MarkPlace};
use crate::model::Subject;
use crate::session::Session;

use super::paint::Placing;
use super::style;

/// Painted under ties and actors: a glow along what is selected or under the
/// pointer.
pub(super) fn beneath(
    painter: &Painter,
    session: &Session,
    drawing: &Drawing,
    placing: Placing,
    hovered: Option<&Subject>,
) {
    let color = session.view().theme.theme().figure.selection;
    for mark in &drawing.marks {
        let is_selected = session.selection().has(&mark.subject);
        if is_selected {
            glow(
                painter,
                mark,
                placing,
                style::color(color.faded(0.38)),
                14.0,
            );
        } else if hovered == Some(&mark.subject) {
            glow(painter, mark, placing, style::color(color.faded(0.2)), 10.0);
        }
    }
}

fn glow(painter: &Painter, mark: &Mark, placing: Placing, color: egui::Color32, reach: f32) {
    match &mark.place {
        MarkPlace::Disc { center, radius } => {
            let radius = (radius * placing.scale) as f32 + reach / 2.0;
            painter.circle_filled(placing.pos(*center), radius, color);
        }
        MarkPlace::Curve { points, width, .. } => {
            let points = points.iter().map(|point| placing.pos(*point)).collect();
            let width = (width * placing.scale) as f32 + reach;
            painter.add(Shape::line(points, Stroke::new(width, color)));
        }
    }
}

/// Painted above everything of the map: a frame around the chip or the disc
/// that is selected, and around what has the keyboard's focus.
pub(super) fn above(
    painter: &Painter,
    session: &Session,
    drawing: &Drawing,
    placing: Placing,
    focused: Option<Rect>,
) {
    let theme = session.view().theme.theme();
    let stroke = Stroke::new(2.0, style::color(theme.figure.selection));
    for mark in drawing
        .marks
        .iter()
        .filter(|mark| session.selection().has(&mark.subject))
    {
        match &mark.place {
            MarkPlace::Disc { center, radius } => {
                let radius = (radius * placing.scale) as f32 + 3.0;
                painter.circle_stroke(placing.pos(*center), radius, stroke);
            }
            MarkPlace::Curve {
                chip: Some(chip), ..
            } => pill(painter, placing.rect(*chip), 0.0, stroke),
            MarkPlace::Curve { chip: None, .. } => {}
        }
    }
    if let Some(frame) = focused {
        pill(
            painter,
            frame,
            5.0,
            Stroke::new(1.5, style::color(theme.window.accent)),
        );
    }
}

fn pill(painter: &Painter, rect: Rect, reach: f32, stroke: Stroke) {
    let rect = rect.expand2(Vec2::splat(reach));
    let radius = (rect.height().min(rect.width()) / 2.0).min(255.0) as u8;
    painter.rect_stroke(rect, radius, stroke, egui::StrokeKind::Middle);
}
