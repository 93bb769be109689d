//! From the Drawing to egui: triangles for shapes, galleys for text.
//!
//! Shapes are turned into triangles once for a drawing and a zoom, without the
//! camera's place; panning then only moves the triangles. Text is laid out by
//! egui, which keeps what it laid out in the frame before; what lies outside
//! the clip rectangle is left out before layout. In both lists of an item text
//! lies above all other shapes, which the Drawing is built for: names and chips
//! overlap nothing.

mod cut;
mod fading;
mod pieces;

use std::sync::Arc;

use egui::emath::TSTransform;
use egui::epaint::tessellator::{TessellationOptions, Tessellator};
use egui::epaint::{
    CircleShape, Mesh, PathShape, PathStroke, RectShape, TextShape, Vertex, WHITE_UV,
};
use egui::{Color32, Context, Painter, Pos2, Rect, Shape as EguiShape, Vec2};
use kurbo::Point;

use crate::drawing::{Color, Item, Role, Shape, Stroke};
use crate::text::Run;

use super::style;
use super::text::run_job;

use fading::Fading;
use pieces::{along, arc_points, arc_step, dashes, thinned};

/// Texts smaller than this on screen, in pixels, are not drawn: nobody can
/// read them.
const LEAST_TEXT: f64 = 3.0;

/// Texts of a list that are painted at most in a frame.
const MOST_TEXTS: usize = 500;

/// Dashes, and dots, that follow each other more closely on screen, in pixels,
/// run together: the line is painted whole, as much fainter as it has gaps.
const LEAST_DASH: f64 = 5.0;
const LEAST_DOT: f64 = 2.5;

/// In a list with more dashes and dots than this all lines are painted whole:
/// each piece has some 16 corners, and a frame must not take a second.
const MOST_PIECES: f64 = 60_000.0;

/// Corners of a piece of the triangles: a little more than one of this many. On its
/// way to the screen each is looked through, copied and moved while it is at hand in
/// the processor's own memory; one large one would go there and back each time, and
/// be copied once more with every few texts that are added to it.
const PIECE_CORNERS: usize = 50_000;

/// Corners of a tile of a basemap, about: a part of it that is left out where it is out
/// of view.
const TILE_CORNERS: usize = 10_000;

/// With more corners than this in view egui is not to ask each where it is.
const MANY_CORNERS: usize = 100_000;

/// How far lines that follow no curve may stray where they are thinned, in points.
const STRAYING: f64 = 0.1;

/// The triangles of a list of items, ready to be moved and painted.
#[derive(Clone, Debug, Default)]
pub struct Triangles {
    pieces: Vec<Piece>,
    scale: f64,
}

/// Some of the triangles, in the order of the items, with the list's origin at (0, 0).
#[derive(Clone, Debug)]
struct Piece {
    mesh: Arc<Mesh>,
    bounds: Rect,
    fading: Fading,
}

impl Triangles {
    /// The triangles of all shapes but text, at `scale` points a unit of the
    /// list, with the list's origin at (0, 0).
    pub fn new(items: &[Item], scale: f64, pixels_per_point: f32) -> Self {
        Self::of(items, scale, pixels_per_point, false)
    }

    /// The same for a basemap beside very much else: coasts and borders have as few
    /// points as keep them within a tenth of a point on screen of where they are, and
    /// all is in tiles, of which those out of view are left out. Of one role, what comes
    /// later in the list may then lie under what comes before.
    pub fn tiled(items: &[Item], scale: f64, pixels_per_point: f32) -> Self {
        let mut pieces = Vec::new();
        for of_role in items.chunk_by(|one, other| one.role == other.role) {
            for piece in Self::of(of_role, scale, pixels_per_point, true).pieces {
                pieces.extend(tiles(&piece).map(Piece::of));
            }
        }
        Self { pieces, scale }
    }

    fn of(items: &[Item], scale: f64, pixels_per_point: f32, is_thinned: bool) -> Self {
        let options = TessellationOptions {
            // Shapes are cut to the canvas later, when they stand where they belong.
            coarse_tessellation_culling: false,
            round_line_segments_to_pixels: false,
            round_rects_to_pixels: false,
            ..Default::default()
        };
        let tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
        let mut pen = Pen {
            tessellator,
            mesh: Mesh::default(),
            scale,
            density: f64::from(pixels_per_point),
            is_crowded: count_pieces(items, scale * f64::from(pixels_per_point)) > MOST_PIECES,
            is_thinned,
        };
        let mut pieces = Vec::new();
        for item in items {
            pen.add(&item.shape);
            if pen.mesh.vertices.len() > PIECE_CORNERS {
                pieces.push(Piece::of(std::mem::take(&mut pen.mesh)));
            }
        }
        if !pen.mesh.is_empty() {
            pieces.push(Piece::of(pen.mesh));
        }
        Self { pieces, scale }
    }

    /// Points a unit of the list that they were made for.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// Whether they may be painted at this scale without being made again: the
    /// soft edges of lines are then up to a seventh wider or narrower, which
    /// cannot be seen.
    pub fn fits(&self, scale: f64) -> bool {
        (0.875..=1.143).contains(&(scale / self.scale))
    }

    /// Whether they can stand in at this scale for a moment, while others are made:
    /// lines are then up to twice or half as wide as they will be.
    pub fn is_near(&self, scale: f64) -> bool {
        (0.5..=2.0).contains(&(scale / self.scale))
    }

    /// Paints them with the list's origin at `origin`, at `scale` points a unit.
    pub fn paint(&self, painter: &Painter, origin: Pos2, scale: f64) {
        self.paint_faded(painter, origin, scale, 1.0);
    }

    /// The same with an opacity, in [0, 1].
    pub fn paint_faded(&self, painter: &Painter, origin: Pos2, scale: f64, opacity: f32) {
        if opacity <= 0.0 {
            return;
        }
        let factor = (scale / self.scale) as f32;
        let placing = TSTransform::new(origin.to_vec2(), factor);
        let clip = painter.clip_rect();
        let in_view = self.pieces.iter();
        let in_view = in_view.filter(|piece| clip.intersects(placing * piece.bounds));
        for (at, piece) in in_view.enumerate() {
            let shape = painter.add(EguiShape::Mesh(piece.faded(opacity)));
            let layer = painter.layer_id();
            painter.ctx().graphics_mut(|graphics| {
                graphics.entry(layer).mutate_shape(shape, |shape| {
                    shape.clip_rect = apart(clip, at);
                    shape.transform_after_tessellation = placing;
                });
            });
        }
    }

    /// Leaves out what lies outside of `seen`, as the triangles stand with the list's
    /// origin at (0, 0).
    pub fn cut_to(&mut self, seen: Rect) {
        self.pieces.retain(|piece| piece.bounds.intersects(seen));
        for piece in &mut self.pieces {
            *piece = Piece::of(cut::within(&piece.mesh, seen));
        }
    }

    /// Takes the room that they need while they come or go.
    pub fn begin_fading(&self) {
        let pieces = self.pieces.iter();
        pieces.for_each(|piece| piece.fading.begin(&piece.mesh));
    }

    /// Lets go of what was kept while they came or went.
    pub fn end_fading(&self) {
        self.pieces.iter().for_each(|piece| piece.fading.end());
    }

    /// How many corners they have.
    pub fn corners(&self) -> usize {
        let counts = self.pieces.iter().map(|piece| piece.mesh.vertices.len());
        counts.sum()
    }
}

/// Says whether egui is to look where every shape is, to leave out what is out of view.
///
/// It is, unless there are so many corners to look at that this takes longer than all
/// else that is done with them: [`Triangles`] know what of them is in view.
pub fn choose_culling(ctx: &Context, corners: usize) {
    let is_wanted = corners <= MANY_CORNERS;
    if ctx.options(|it| it.tessellation_options.coarse_tessellation_culling) != is_wanted {
        ctx.options_mut(|it| it.tessellation_options.coarse_tessellation_culling = is_wanted);
    }
}

impl Piece {
    /// The triangles with an opacity, in [0, 1].
    fn faded(&self, opacity: f32) -> Arc<Mesh> {
        if opacity >= 1.0 {
            return Arc::clone(&self.mesh);
        }
        self.fading.of(&self.mesh, opacity)
    }

    fn of(mesh: Mesh) -> Self {
        Self {
            bounds: mesh.calc_bounds(),
            mesh: Arc::new(mesh),
            fading: Fading::default(),
        }
    }
}

/// The triangles of a piece in tiles.
fn tiles(piece: &Piece) -> impl Iterator<Item = Mesh> {
    let count = piece.mesh.vertices.len() as f32 / TILE_CORNERS as f32;
    let along = count.sqrt().ceil().max(1.0) as usize;
    cut::tiles(&piece.mesh, piece.bounds, along).into_iter()
}

/// The same rectangle but for a difference that no screen can show, another one than
/// the piece before has. Egui puts what it is given one after the other into one list
/// of triangles for as long as the rectangle is the same, and copies all of that list
/// whenever it outgrows its room.
fn apart(clip: Rect, at: usize) -> Rect {
    let right = clip.max.x.next_up();
    let right = if at.is_multiple_of(2) {
        right
    } else {
        right.next_up()
    };
    Rect::from_min_max(clip.min, Pos2::new(right, clip.max.y))
}

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
struct Pen {
    tessellator: Tessellator,
    mesh: Mesh,
    scale: f64,
    /// Pixels to a point.
    density: f64,
    is_crowded: bool,
    is_thinned: bool,
}

impl Pen {
    fn add(&mut self, shape: &Shape) {
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

/// Where a list of items stands on screen.
#[derive(Clone, Copy, Debug)]
pub struct Placing {
    /// Where the list's origin is.
    pub origin: Pos2,
    /// Points a unit of the list.
    pub scale: f64,
}

impl Placing {
    /// A point of the list on screen.
    pub fn pos(self, point: Point) -> Pos2 {
        self.origin + Vec2::new((point.x * self.scale) as f32, (point.y * self.scale) as f32)
    }

    /// A rectangle of the list on screen.
    pub fn rect(self, rect: kurbo::Rect) -> Rect {
        Rect::from_min_max(
            self.pos(Point::new(rect.x0, rect.y0)),
            self.pos(Point::new(rect.x1, rect.y1)),
        )
    }
}

/// Paints the texts of a list of items: those that are on screen, and of very many
/// those that say most.
pub fn paint_texts(painter: &Painter, items: &[Item], placing: Placing) {
    paint_texts_laid(painter, items, placing, placing.scale);
}

/// The same with letters that are laid out for the scale `laid` and stretched.
///
/// While a camera moves closer, texts are then not laid out, and their letters not
/// drawn, anew for each frame.
pub fn paint_texts_laid(painter: &Painter, items: &[Item], placing: Placing, laid: f64) {
    let stretch = (placing.scale / laid) as f32;
    let density = f64::from(painter.pixels_per_point());
    for item in shown_texts(items, placing, painter.clip_rect(), density) {
        if let Shape::Text {
            origin,
            line,
            style,
            color,
            halo,
        } = &item.shape
        {
            let size = style.size * laid;
            let baseline = placing.pos(*origin);
            for run in &line.runs {
                let start = baseline + Vec2::new((run.x * placing.scale) as f32, 0.0);
                let halo = halo.map(|halo| {
                    (
                        style::color(halo.color),
                        (halo.width * placing.scale) as f32,
                    )
                });
                let ink = Ink {
                    size: size as f32,
                    stretch,
                    color: style::color(*color),
                    halo,
                };
                paint_run(painter, run, start, ink);
            }
        }
    }
}

/// The texts to lay out and paint, in their order: only what is within `clip` and can
/// be read, and [`MOST_TEXTS`] at most. What words of lists and cards say goes before
/// names, names before codes, and what is large before what is small.
fn shown_texts(items: &[Item], placing: Placing, clip: Rect, density: f64) -> Vec<&Item> {
    let size_on_screen = |item: &Item| match &item.shape {
        Shape::Text {
            origin,
            line,
            style,
            ..
        } => {
            let size = style.size * placing.scale;
            let baseline = placing.pos(*origin);
            let reach = Rect::from_min_max(
                baseline - Vec2::new(size as f32, size as f32 * 1.5),
                baseline + Vec2::new((line.width * placing.scale + size) as f32, size as f32),
            );
            (size * density >= LEAST_TEXT && clip.intersects(reach)).then_some(size)
        }
        _ => None,
    };
    let cards: Vec<(usize, kurbo::Rect)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match (item.role, &item.shape) {
            (Role::Note, Shape::Rect { rect, .. }) => Some((at, *rect)),
            _ => None,
        })
        .collect();
    let mut shown: Vec<(usize, f64, &Item)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| Some((at, size_on_screen(item)?, item)))
        .filter(|(at, _, item)| !is_covered(*at, item, &cards))
        .collect();
    if shown.len() > MOST_TEXTS {
        let rank = |item: &Item| match item.role {
            Role::Name | Role::ChipText => 1,
            Role::OwnName => 2,
            Role::Code => 3,
            _ => 0,
        };
        shown.sort_by(|(_, one_size, one), (_, other_size, other)| {
            let by_size = other_size.total_cmp(one_size);
            rank(one).cmp(&rank(other)).then(by_size)
        });
        shown.truncate(MOST_TEXTS);
        shown.sort_by_key(|(at, ..)| *at);
    }
    shown.into_iter().map(|(.., item)| item).collect()
}

/// Whether a text lies beneath the card of a note that comes after it: texts are
/// painted over all shapes, so it would stand on the card.
fn is_covered(at: usize, item: &Item, cards: &[(usize, kurbo::Rect)]) -> bool {
    let Shape::Text {
        origin,
        line,
        style,
        ..
    } = &item.shape
    else {
        return false;
    };
    let lies = kurbo::Rect::new(
        origin.x,
        origin.y - style.size * 0.75,
        origin.x + line.width,
        origin.y,
    );
    let covers = |(card, rect): &(usize, kurbo::Rect)| *card > at && rect.overlaps(lies);
    cards.iter().any(covers)
}

/// How a run is painted.
#[derive(Clone, Copy)]
struct Ink {
    /// The size that it is laid out in, in points.
    size: f32,
    /// How much larger than that it is painted.
    stretch: f32,
    color: Color32,
    /// Colour and width of the outline behind the letters.
    halo: Option<(Color32, f32)>,
}

/// Paints one run with its baseline beginning at `start`.
fn paint_run(painter: &Painter, run: &Run, start: Pos2, ink: Ink) {
    // Without a colour of its own, so that it is not laid out again for another one.
    let galley = painter.layout_job(run_job(run, ink.size, Color32::PLACEHOLDER));
    let Some(row) = galley.rows.first() else {
        return;
    };
    let Some(glyph) = row.row.glyphs.first() else {
        return;
    };
    let above = (row.pos.y + glyph.pos.y) * ink.stretch;
    let pos = Pos2::new(start.x, start.y - above);
    let mut shape = TextShape::new(Pos2::ZERO, galley, ink.color);
    if ink.stretch != 1.0 {
        shape.transform(TSTransform::from_scaling(ink.stretch));
    }
    if let Some((color, width)) = ink.halo {
        // Nobody sees how round the outline is of what moves.
        let turns = if ink.stretch == 1.0 { 8 } else { 4 };
        for turn in 0..turns {
            let turn = std::f32::consts::TAU * turn as f32 / turns as f32;
            let offset = Vec2::angled(turn) * width;
            let mut behind = shape.clone();
            behind.pos = pos + offset;
            behind.override_text_color = Some(color);
            painter.add(behind);
        }
    }
    shape.pos = pos;
    painter.add(shape);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Color;
    use crate::text;

    fn text_at(role: Role, x: f64, y: f64) -> Item {
        let style = text::Style {
            size: 10.0,
            is_bold: false,
        };
        Item {
            subject: None,
            role,
            shape: Shape::Text {
                origin: Point::new(x, y),
                line: text::line("Name", style),
                style,
                color: Color {
                    r: 0,
                    g: 0,
                    b: 0,
                    a: 255,
                },
                halo: None,
            },
        }
    }

    #[test]
    fn at_most_500_texts_are_laid_out_and_none_off_screen() {
        let clip = Rect::from_min_max(Pos2::ZERO, Pos2::new(1000.0, 800.0));
        let placing = |scale| Placing {
            origin: Pos2::ZERO,
            scale,
        };
        // A field of names and codes much larger than the screen.
        let place = |at: usize| (((at % 90) * 50) as f64, ((at / 90) * 20) as f64);
        let items: Vec<Item> = (0..9_000)
            .map(|at| {
                let role = if at % 3 == 0 { Role::Name } else { Role::Code };
                text_at(role, place(at).0, place(at).1)
            })
            .collect();
        let shown = shown_texts(&items, placing(1.0), clip, 1.0);
        assert_eq!(shown.len(), MOST_TEXTS);
        let all_names = items.iter().filter(|item| item.role == Role::Name);
        let in_view = all_names.filter(|item| matches!(&item.shape, Shape::Text { origin, .. } if origin.x <= 1000.0 && origin.y <= 800.0));
        let names = shown.iter().filter(|item| item.role == Role::Name).count();
        assert!(names >= in_view.count(), "names go before codes");
        for item in &shown {
            let Shape::Text { origin, .. } = &item.shape else {
                panic!("{item:?}");
            };
            let is_near = origin.x <= 1010.0 && origin.y <= 815.0;
            assert!(is_near, "{origin:?} is off screen");
        }
        assert!(
            shown_texts(&items, placing(0.25), clip, 1.0).is_empty(),
            "too small to read"
        );
        let away = Placing {
            origin: Pos2::new(-9e4, 0.0),
            scale: 1.0,
        };
        assert!(shown_texts(&items, away, clip, 1.0).is_empty());
        assert!(
            !shown_texts(&items, placing(0.25), clip, 2.0).is_empty(),
            "twice as many pixels show it"
        );
    }

    #[test]
    fn no_text_stands_on_the_card_of_a_note_that_lies_above_it() {
        let clip = Rect::from_min_max(Pos2::ZERO, Pos2::new(1000.0, 800.0));
        let placing = Placing {
            origin: Pos2::ZERO,
            scale: 1.0,
        };
        let card = Item {
            subject: None,
            role: Role::Note,
            shape: Shape::Rect {
                rect: kurbo::Rect::new(0.0, 0.0, 200.0, 100.0),
                radius: 0.0,
                fill: None,
                stroke: None,
            },
        };
        let items = [
            text_at(Role::Code, 50.0, 50.0),
            text_at(Role::Code, 50.0, 400.0),
            card,
            text_at(Role::NoteText, 10.0, 20.0),
        ];
        let shown = shown_texts(&items, placing, clip, 1.0);
        let roles: Vec<Role> = shown.iter().map(|item| item.role).collect();
        assert_eq!(
            roles,
            [Role::Code, Role::NoteText],
            "the covered one is not"
        );
    }

    /// A dashed line 1,000 units long.
    fn dashed(period: f64) -> Item {
        Item {
            subject: None,
            role: Role::Tie,
            shape: Shape::Line {
                points: vec![Point::ZERO, Point::new(1000.0, 0.0)],
                curve: None,
                stroke: Stroke {
                    width: 1.0,
                    color: Color {
                        r: 0,
                        g: 0,
                        b: 0,
                        a: 255,
                    },
                    dash: Some([period / 2.0, period / 2.0]),
                },
            },
        }
    }

    #[test]
    fn dashes_that_run_together_on_screen_are_painted_as_one_line() {
        let corners = |scale| Triangles::new(&[dashed(10.0)], scale, 1.0).corners();
        assert!(corners(1.0) > 100 * 4, "a hundred dashes can be told apart");
        assert!(corners(0.4) < 16, "at 4 points a period they cannot");
    }

    #[test]
    fn a_crowd_of_dashes_does_not_grow_without_bound() {
        let crowd: Vec<Item> = (0..1000).map(|_| dashed(10.0)).collect();
        let triangles = Triangles::new(&crowd, 1.0, 1.0);
        assert!(triangles.corners() < 16 * 1000);
    }

    #[test]
    fn tiles_out_of_view_are_not_painted_and_the_others_are() {
        // A field of short lines in two roles.
        let line = |at: usize| {
            let (x, y) = ((at % 100) as f64 * 10.0, (at / 100) as f64 * 10.0);
            let mut item = dashed(1.0);
            item.role = if at < 8_000 {
                Role::Border
            } else {
                Role::Coast
            };
            if let Shape::Line { points, stroke, .. } = &mut item.shape {
                *points = vec![Point::new(x, y), Point::new(x + 9.0, y)];
                stroke.dash = None;
            }
            item
        };
        let items: Vec<Item> = (0..16_000).map(line).collect();
        let tiled = Triangles::tiled(&items, 1.0, 1.0);
        let whole = Triangles::new(&items, 1.0, 1.0);
        let more = tiled.corners() as f64 / whole.corners() as f64;
        assert!((1.0..1.05).contains(&more), "{more}: few are in two tiles");
        let painted = |triangles: &Triangles, seen: Rect| {
            let ctx = Context::default();
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                triangles.paint(&ui.painter_at(seen), Pos2::ZERO, 1.0);
            });
            output.textures_delta.clear();
            let meshes = output.shapes.iter().filter_map(|shape| match &shape.shape {
                EguiShape::Mesh(mesh) => Some(mesh.as_ref()),
                _ => None,
            });
            let in_view = meshes.map(|mesh| cut::within(mesh, seen).indices.len());
            let in_view: Vec<usize> = in_view.collect();
            let corners = output.shapes.iter().map(|shape| match &shape.shape {
                EguiShape::Mesh(mesh) => mesh.vertices.len(),
                _ => 0,
            });
            (in_view.iter().sum::<usize>(), corners.sum::<usize>())
        };
        let seen = Rect::from_min_max(Pos2::new(100.0, 700.0), Pos2::new(300.0, 900.0));
        let (in_view, corners) = painted(&tiled, seen);
        let (wanted, all) = painted(&whole, seen);
        assert_eq!(in_view, wanted, "nothing that is seen is left out");
        assert!(corners * 3 < all, "{corners} of {all}");
    }

    #[test]
    fn corners_are_looked_at_unless_there_are_very_many() {
        let ctx = Context::default();
        let is_on = || ctx.options(|it| it.tessellation_options.coarse_tessellation_culling);
        for (corners, wanted) in [(MANY_CORNERS, true), (MANY_CORNERS + 1, false), (0, true)] {
            choose_culling(&ctx, corners);
            assert_eq!(is_on(), wanted, "{corners}");
        }
    }

    #[test]
    fn triangles_of_nothing_are_nothing() {
        assert!(Triangles::new(&[], 1.0, 1.0).pieces.is_empty());
    }
}
