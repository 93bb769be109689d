//! The four statuses, each with a shape of its own: they differ by shape and
//! word, not by colour.

use egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2};

use crate::model::Status;

/// Paints the mark of a status about `center`, `radius` points to each side:
/// a full disc, a half disc, a lozenge or a ring.
pub(crate) fn status_mark(
    painter: &Painter,
    status: Status,
    center: Pos2,
    radius: f32,
    color: Color32,
) {
    let stroke = Stroke::new(1.3, color);
    match status {
        Status::Fact => {
            painter.circle_filled(center, radius, color);
        }
        Status::Statement => {
            painter.circle_stroke(center, radius - 0.5, stroke);
            let half = (0..=12)
                .map(|step| {
                    let angle = std::f32::consts::PI * (0.5 + step as f32 / 12.0);
                    center + Vec2::angled(angle) * radius
                })
                .collect();
            painter.add(Shape::convex_polygon(half, color, Stroke::NONE));
        }
        Status::Assessment => {
            let reach = radius + 0.8;
            let corners = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]
                .map(|(x, y)| center + Vec2::new(x, y) * reach)
                .to_vec();
            painter.add(Shape::closed_line(corners, stroke));
        }
        Status::Inference => {
            painter.circle_stroke(center, radius - 0.5, stroke);
        }
    }
}
