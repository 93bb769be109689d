//! Shapes as triangles.

use egui::epaint::tessellator::Tessellator;
use egui::epaint::{CircleShape, Mesh, PathShape, PathStroke, RectShape, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Rect};
use kurbo::Point;

use crate::drawing::{Color, Item, Shape, Stroke};
use crate::ui::style;

use super::pieces::{along, arc_points, arc_step, dashes, thinned};

/// Dashes, and dots, that follow each other more closely on screen, in pixels,
/// run together: the line is painted whole, as much fainter as it has gaps.
const LEAST_DASH: f64 = 5.0;
const LEAST_DOT: f64 = 2.5;

/// In a list with more dashes and dots than this all lines are painted whole:
/// each piece has some 16 corners, and a frame must not take a second.
const MOST_PIECES: f64 = 60_000.0;

/// How far lines that follow no curve may stray where they are thinned, in points.
const STRAYING: f64 = 0.1;

/// Whether dashes or dots of this pattern can be told apart at so many pixels a unit.
fn shows_pieces([dash, gap]: [f64; 2], scale: f64) -> bool {
    let least = if dash > 0.0 { LEAST_DASH } else { LEAST_DOT };
    (dash + gap) * scale >= least
}

/// How many dashes and dots these items have, as far as they can be told apart
/// at so many pixels a unit.
fn count_pieces(items: &[Item], scale: f64) -> f64 {
    let of_line = |item: &Item| match &item.shape {
        Shape::Line { points, stroke, .. } => {
            let dash = stroke.dash.filter(|dash| shows_pieces(*dash, scale))?;
            Some(length_of(points) / (dash[0] + dash[1]))
        }
        _ => None,
    };
    items.iter().filter_map(of_line).sum()
}

fn length_of(points: &[Point]) -> f64 {
    let ends = points.iter().zip(points.iter().skip(1));
    ends.map(|(from, to)| from.distance(*to)).sum()
}

/// A dashed or dotted stroke seen from so far that its pieces run together.
fn blurred(stroke: &Stroke, [dash, gap]: [f64; 2]) -> Stroke {
    // A dot is about as long as it is wide.
    let drawn = dash.max(stroke.width);
    let period = (dash + gap).max(drawn);
    Stroke {
        color: stroke.color.faded((drawn / period).max(0.4)),
        dash: None,
        ..stroke.clone()
    }
}

/// Turns shapes into triangles.
pub(super) struct Pen {
    tessellator: Tessellator,
    /// What is drawn so far.
    pub(super) mesh: Mesh,
    scale: f64,
    /// Pixels to a point.
    density: f64,
    is_crowded: bool,
    is_thinned: bool,
}

impl Pen {
    /// A pen for these items at so many points a unit, and `density` pixels a point.
    pub(super) fn new(
        tessellator: Tessellator,
        items: &[Item],
        scale: f64,
        density: f64,
        is_thinned: bool,
    ) -> Self {
        Self {
            tessellator,
            mesh: Mesh::default(),
            scale,
            density,
            is_crowded: count_pieces(items, scale * density) > MOST_PIECES,
            is_thinned,
        }
    }

    /// Draws a shape that is no text.
    pub(super) fn add(&mut self, shape: &Shape) {
        match shape {
            Shape::Area {
                rings,
                triangles,
                fill,
            } => self.area(rings, triangles, style::color(*fill)),
            // What was flattened from a curve has no point too many.
            Shape::Line {
                points,
                curve: None,
                stroke,
            } if self.is_thinned => {
                self.line(&thinned(points, STRAYING / self.scale), stroke);
            }
            Shape::Line { points, stroke, .. } => self.line(points, stroke),
            Shape::Polygon { points, fill } => {
                let points = points.iter().map(|point| self.pos(*point)).collect();
                let path = PathShape::convex_polygon(points, style::color(*fill), PathStroke::NONE);
                self.tessellator.tessellate_path(&path, &mut self.mesh);
            }
            Shape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let circle = CircleShape {
                    center: self.pos(*center),
                    radius: self.length(*radius),
                    fill: fill.map_or(Color32::TRANSPARENT, style::color),
                    stroke: self.stroke(stroke.as_ref()),
                };
                self.tessellator.tessellate_circle(circle, &mut self.mesh);
            }
            Shape::Arc {
                center,
                radius,
                start_rad,
                sweep_rad,
                stroke,
            } => {
                let step_rad = arc_step(radius * self.scale);
                let points = arc_points(*center, *radius, *start_rad, *sweep_rad, step_rad);
                self.line(&points, stroke);
            }
            Shape::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => {
                let rect = Rect::from_min_max(
                    self.pos(Point::new(rect.x0, rect.y0)),
                    self.pos(Point::new(rect.x1, rect.y1)),
                );
                // Corner radii of egui are whole points up to 255.
                let radius = self.length(*radius).round().clamp(0.0, 255.0) as u8;
                let fill = fill.map_or(Color32::TRANSPARENT, style::color);
                let shape = RectShape::new(
                    rect,
                    radius,
                    fill,
                    self.stroke(stroke.as_ref()),
                    egui::StrokeKind::Middle,
                );
                self.tessellator.tessellate_rect(&shape, &mut self.mesh);
            }
            Shape::Fade { rect, from, to } => self.fade(*rect, *from, *to),
            Shape::Text { .. } => {}
        }
    }

    /// A rectangle whose corners have the colours between which it runs.
    fn fade(&mut self, rect: kurbo::Rect, from: Color, to: Color) {
        let first = self.mesh.vertices.len() as u32;
        let corners = [
            (rect.x0, rect.y0, from),
            (rect.x1, rect.y0, to),
            (rect.x1, rect.y1, to),
            (rect.x0, rect.y1, from),
        ];
        for (x, y, color) in corners {
            let pos = self.pos(Point::new(x, y));
            self.mesh.vertices.push(Vertex {
                pos,
                uv: WHITE_UV,
                color: style::color(color),
            });
        }
        let corners = [0, 1, 2, 0, 2, 3];
        self.mesh.indices.extend(corners.map(|at| first + at));
    }

    fn pos(&self, point: Point) -> Pos2 {
        Pos2::new(self.length(point.x), self.length(point.y))
    }

    fn length(&self, length: f64) -> f32 {
        (length * self.scale) as f32
    }

    fn stroke(&self, stroke: Option<&Stroke>) -> egui::Stroke {
        stroke.map_or(egui::Stroke::NONE, |stroke| {
            egui::Stroke::new(self.length(stroke.width), style::color(stroke.color))
        })
    }

    fn area(&mut self, rings: &[Vec<Point>], triangles: &[[u32; 3]], fill: Color32) {
        let first = self.mesh.vertices.len() as u32;
        for point in rings.iter().flatten() {
            let pos = self.pos(*point);
            self.mesh.vertices.push(Vertex {
                pos,
                uv: WHITE_UV,
                color: fill,
            });
        }
        self.mesh
            .indices
            .extend(triangles.iter().flatten().map(|at| first + at));
    }

    fn line(&mut self, points: &[Point], stroke: &Stroke) {
        match stroke.dash {
            None => self.whole_line(points, stroke),
            Some(dash) if self.is_crowded || !shows_pieces(dash, self.scale * self.density) => {
                self.whole_line(points, &blurred(stroke, dash));
            }
            Some([dash, gap]) if dash > 0.0 => {
                for piece in dashes(points, dash, gap) {
                    self.whole_line(&piece, stroke);
                }
            }
            Some([_, gap]) => {
                for point in along(points, gap.max(stroke.width)) {
                    let dot = CircleShape {
                        center: self.pos(point),
                        radius: self.length(stroke.width / 2.0),
                        fill: style::color(stroke.color),
                        stroke: egui::Stroke::NONE,
                    };
                    self.tessellator.tessellate_circle(dot, &mut self.mesh);
                }
            }
        }
    }

    fn whole_line(&mut self, points: &[Point], stroke: &Stroke) {
        let points: Vec<Pos2> = points.iter().map(|point| self.pos(*point)).collect();
        let stroke = self.stroke(Some(stroke));
        let path = match (points.first(), points.last()) {
            (Some(first), Some(last)) if first == last && points.len() > 2 => {
                PathShape::closed_line(points, stroke)
            }
            _ => PathShape::line(points, stroke),
        };
        self.tessellator.tessellate_path(&path, &mut self.mesh);
    }
}
