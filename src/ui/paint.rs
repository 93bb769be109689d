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
mod pen;
mod pieces;
mod texts;

use std::sync::Arc;

use egui::emath::TSTransform;
use egui::epaint::Mesh;
use egui::epaint::tessellator::{TessellationOptions, Tessellator};
use egui::{Context, Painter, Pos2, Rect, Shape as EguiShape};

use crate::drawing::Item;

pub use texts::{Placing, paint_texts, paint_texts_laid};

use fading::Fading;
use pen::Pen;

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
        let density = f64::from(pixels_per_point);
        let mut pen = Pen::new(tessellator, items, scale, density, is_thinned);
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

#[cfg(test)]
mod tests {
    use kurbo::Point;

    use super::*;
    use crate::drawing::{Color, Role, Shape, Stroke};

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
