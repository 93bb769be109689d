//! What the canvas shows on top of the Drawing and no export ever shows: the
//! selection, what is under the pointer, the keyboard's focus.

use egui::{Painter, Pos2, Rect, Shape, Stroke, Vec2};

use crate::drawing::{Mark, MarkPlace};
use crate::session::Session;

use super::paint::Placing;
use super::style;
use super::text::{self, Look};

/// How far the light on what is selected reaches beyond both sides of a line taken
/// together, in points, and how strong it is.
pub(super) const GLOW: f64 = 14.0;
pub(super) const GLOWING: f64 = 0.38;
/// Width of the frame around what is selected, and how far off a disc it is, in points.
pub(super) const FRAME: f64 = 2.0;
pub(super) const FRAME_GAP: f64 = 3.0;
/// Radius of the corners of a card, and how far off its frame is, in points.
pub(super) const CARD_RADIUS: f64 = 6.0;
pub(super) const CARD_GAP: f64 = 2.0;

/// Painted under ties and actors: a glow along what is selected.
pub(super) fn beneath<'a>(
    painter: &Painter,
    session: &Session,
    selected: impl Iterator<Item = &'a Mark>,
    placing: Placing,
) {
    let color = session.view().theme.theme().figure.selection;
    let color = style::color(color.faded(GLOWING));
    for mark in selected {
        glow(painter, mark, placing, color, GLOW as f32);
    }
}

/// Painted with that: a fainter glow along the path that is looked at and what is under
/// the pointer, where they are not selected.
pub(super) fn beneath_others<'a>(
    painter: &Painter,
    session: &Session,
    others: impl Iterator<Item = &'a Mark>,
    placing: Placing,
) {
    let theme = session.view().theme.theme();
    let on_path = style::color(theme.window.accent.faded(0.34));
    let under = style::color(theme.figure.selection.faded(0.2));
    for mark in others {
        let is_on_path = session.is_on_path(&mark.subject);
        let color = if is_on_path { on_path } else { under };
        glow(painter, mark, placing, color, 10.0);
    }
}

/// A glow along a tie or behind a disc.
pub(super) fn glow(
    painter: &Painter,
    mark: &Mark,
    placing: Placing,
    color: egui::Color32,
    reach: f32,
) {
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
        MarkPlace::Card(rect) => {
            let rect = placing.rect(*rect).expand(reach / 2.0);
            painter.rect_filled(rect, CARD_RADIUS as f32 + reach / 2.0, color);
        }
    }
}

/// Painted above everything of the map: a frame around the chip or the disc
/// that is selected.
pub(super) fn above<'a>(
    painter: &Painter,
    session: &Session,
    selected: impl Iterator<Item = &'a Mark>,
    placing: Placing,
) {
    let color = style::color(session.view().theme.theme().figure.selection);
    let stroke = Stroke::new(FRAME as f32, color);
    for mark in selected {
        match &mark.place {
            MarkPlace::Disc { center, radius } => {
                let radius = (radius * placing.scale + FRAME_GAP) as f32;
                painter.circle_stroke(placing.pos(*center), radius, stroke);
            }
            MarkPlace::Curve {
                chip: Some(chip), ..
            } => pill(painter, placing.rect(*chip), 0.0, stroke),
            MarkPlace::Curve { chip: None, .. } => {}
            MarkPlace::Card(rect) => {
                let rect = placing.rect(*rect).expand(CARD_GAP as f32);
                let radius = CARD_RADIUS as f32 + 1.0;
                painter.rect_stroke(rect, radius, stroke, egui::StrokeKind::Middle);
            }
        }
    }
}

/// Painted above that: a frame around what has the keyboard's focus.
pub(super) fn focused(painter: &Painter, session: &Session, frame: Rect) {
    let accent = style::color(session.view().theme.theme().window.accent);
    pill(painter, frame, 5.0, Stroke::new(1.5, accent));
}

/// The frame of the map as a whole when it has the keyboard's focus.
pub(super) fn ring(painter: &Painter, session: &Session, rect: Rect) {
    let accent = style::color(session.view().theme.theme().window.accent);
    painter.rect_stroke(
        rect.shrink(1.0),
        0.0,
        Stroke::new(2.0, accent),
        egui::StrokeKind::Inside,
    );
}

/// A tie that is being drawn: from the rim of a disc to the pointer, or to the rim
/// of the disc under it, which is framed.
pub(super) fn new_tie(
    painter: &Painter,
    session: &Session,
    (start, radius): (Pos2, f32),
    pointer: Pos2,
    target: Option<(Pos2, f32)>,
) {
    let color = style::color(session.view().theme.theme().figure.selection);
    let end = target.map_or(pointer, |(center, _)| center);
    let along = (end - start).normalized();
    let tip = target.map_or(end, |(center, radius)| center - along * radius);
    let stroke = Stroke::new(3.0, color);
    let line = [start + along * radius, tip];
    painter.extend(Shape::dashed_line(&line, stroke, 9.0, 6.0));
    match target {
        Some((center, radius)) => {
            painter.circle_stroke(center, radius + 4.0, Stroke::new(2.5, color));
        }
        None => {
            painter.circle_filled(tip, 4.5, color);
        }
    }
}

/// Where copies of these come to stand: as far away as `by`, in points.
pub(super) fn copies<'a>(
    painter: &Painter,
    session: &Session,
    copied: impl Iterator<Item = &'a Mark> + Clone,
    by: Vec2,
    placing: Placing,
) {
    let figure = &session.view().theme.theme().figure;
    let stroke = Stroke::new(1.5, style::color(figure.selection));
    let fill = style::color(figure.disc.faded(0.75));
    // Discs lie on their ties.
    for mark in copied.clone() {
        if let MarkPlace::Curve { points, .. } = &mark.place {
            let points = points.iter().map(|point| placing.pos(*point) + by);
            let stroke = Stroke::new(1.5, stroke.color.gamma_multiply(0.6));
            painter.add(Shape::line(points.collect(), stroke));
        }
    }
    for mark in copied {
        match &mark.place {
            MarkPlace::Disc { center, radius } => {
                let radius = (radius * placing.scale) as f32;
                painter.circle(placing.pos(*center) + by, radius, fill, stroke);
            }
            MarkPlace::Card(rect) => {
                let rect = placing.rect(*rect).translate(by);
                painter.rect(rect, 6.0, fill, stroke, egui::StrokeKind::Inside);
            }
            MarkPlace::Curve { .. } => {}
        }
    }
}

/// The actor that a tie which is drawn click by click comes from.
pub(super) fn source(painter: &Painter, session: &Session, (center, radius): (Pos2, f32)) {
    let color = style::color(session.view().theme.theme().figure.selection);
    painter.circle_stroke(center, radius + 4.0, Stroke::new(2.5, color));
}

/// A few words on a ground of their own, from this corner on.
pub(super) fn tag(painter: &Painter, corner: Pos2, words: &str) {
    let window = &style::theme(painter.ctx()).window;
    let look = Look::new(style::size::SMALL, style::color(window.text));
    let galley = painter.layout_job(text::job(words, &look, f32::INFINITY));
    let size = galley.size() + Vec2::new(12.0, 6.0);
    let room = painter.clip_rect().shrink(4.0);
    let corner = corner.min(room.max - size).max(room.min);
    let ground = Rect::from_min_size(corner, size);
    painter.rect(
        ground,
        style::RADIUS,
        style::color(window.raised),
        Stroke::new(1.0, style::color(window.edge)),
        egui::StrokeKind::Inside,
    );
    painter.galley(corner + Vec2::new(6.0, 3.0), galley, look.color);
}

/// What is within the line around what is to be selected.
pub(super) fn within<'a>(
    painter: &Painter,
    session: &Session,
    inside: impl Iterator<Item = &'a Mark>,
    placing: Placing,
) {
    let glowing = session.view().theme.theme().figure.selection.faded(0.38);
    for mark in inside {
        match &mark.place {
            // The code within stays readable.
            MarkPlace::Disc { center, radius } => {
                let radius = (radius * placing.scale) as f32 + 3.0;
                let stroke = Stroke::new(3.0, style::color(glowing));
                painter.circle_stroke(placing.pos(*center), radius, stroke);
            }
            MarkPlace::Curve { .. } | MarkPlace::Card(_) => {
                glow(painter, mark, placing, style::color(glowing), 8.0);
            }
        }
    }
}

/// A frame with round ends, `reach` points off a rectangle.
pub(super) fn pill(painter: &Painter, rect: Rect, reach: f32, stroke: Stroke) {
    let rect = rect.expand2(Vec2::splat(reach));
    let radius = (rect.height().min(rect.width()) / 2.0).min(255.0) as u8;
    painter.rect_stroke(rect, radius, stroke, egui::StrokeKind::Middle);
}
