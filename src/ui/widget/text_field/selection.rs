//! What is selected in a text that was set here: egui's rectangle goes from caret to
//! caret, which is not where letters of two directions are seen.

use std::ops::Range;
use std::sync::Arc;

use egui::layers::ShapeIdx;
use egui::text::CCursorRange;
use egui::text_edit::TextEditOutput;
use egui::{Color32, CornerRadius, Galley, Pos2, Rect, Shape, Ui};

use super::set::Laid;

/// The number of the shape that is painted next.
pub(super) fn next_shape(ui: &Ui) -> usize {
    let layer = ui.layer_id();
    ui.ctx()
        .graphics(|graphics| graphics.get(layer).map_or(0, |list| list.next_idx().0))
}

/// Paints what is selected anew, and the caret, in what a field has just painted: the
/// shapes from `first` on.
pub(super) fn repaint(ui: &Ui, laid: &Laid, output: &TextEditOutput, first: usize) {
    let has_focus = ui.memory(|memory| memory.has_focus(output.response.id));
    let Some(range) = output.state.cursor.char_range().filter(|_| has_focus) else {
        return;
    };
    let chars = selected(&range);
    let caret = laid.galley.pos_from_cursor(range.primary);
    let caret = caret.translate(output.galley_pos.to_vec2());
    let fill = ui.visuals().selection.bg_fill;
    let ink = ui.visuals().selection.stroke.color;
    let stroke = ui.visuals().text_cursor.stroke;
    let (last, layer) = (next_shape(ui), ui.layer_id());
    ui.ctx().graphics_mut(|graphics| {
        let Some(list) = graphics.get_mut(layer) else {
            return;
        };
        for at in first..last {
            list.mutate_shape(ShapeIdx(at), |clipped| match &mut clipped.shape {
                Shape::Text(text) if Arc::ptr_eq(&text.galley, &output.galley) => {
                    let rects = rects(laid, &chars).into_iter();
                    let rects = rects.map(|rect| rect.translate(text.pos.to_vec2()));
                    let mut shapes: Vec<Shape> = rects
                        .map(|rect| Shape::rect_filled(rect, CornerRadius::ZERO, fill))
                        .collect();
                    text.galley = Arc::new(lit(laid, &chars, ink));
                    shapes.push(Shape::Text(text.clone()));
                    clipped.shape = Shape::Vec(shapes);
                }
                Shape::LineSegment {
                    points,
                    stroke: own,
                } if *own == stroke && points[0].x == points[1].x => {
                    *points = [caret.center_top(), caret.center_bottom()];
                }
                _ => {}
            });
        }
    });
}

/// The characters of a selection.
fn selected(range: &CCursorRange) -> Range<usize> {
    let chars = range.as_sorted_char_range();
    chars.start.0..chars.end.0
}

/// Where these characters of the text are seen, from the corner of the galley.
fn rects(laid: &Laid, chars: &Range<usize>) -> Vec<Rect> {
    let mut out = Vec::new();
    for (placed, line) in laid.galley.rows.iter().zip(&laid.lines) {
        let (top, bottom) = (placed.min_y(), placed.max_y());
        let within = chars.start.max(line.first)..chars.end.min(line.end());
        let own = within.start.saturating_sub(line.first)..within.end.saturating_sub(line.first);
        let mut spans = line.spans(&own);
        if line.is_ended && chars.contains(&line.end()) {
            // A line end is seen as egui shows it.
            let right = f64::from(0.5 * (bottom - top));
            spans.push((line.width, line.width + right));
        }
        out.extend(spans.into_iter().map(|(left, right)| {
            let (left, right) = (placed.pos.x + left as f32, placed.pos.x + right as f32);
            Rect::from_min_max(Pos2::new(left, top), Pos2::new(right, bottom))
        }));
    }
    out
}

/// The text with these characters in the colour of what is selected.
fn lit(laid: &Laid, chars: &Range<usize>, ink: Color32) -> Galley {
    let mut galley = Galley::clone(&laid.galley);
    for (placed, line) in galley.rows.iter_mut().zip(&laid.lines) {
        let own = chars.start.saturating_sub(line.first)..chars.end.saturating_sub(line.first);
        let spans = line.spans(&own);
        if spans.is_empty() {
            continue;
        }
        let is_lit = |x: f32| {
            let x = f64::from(x);
            spans.iter().any(|(left, right)| *left <= x && x <= *right)
        };
        let visuals = &mut Arc::make_mut(&mut placed.row).visuals;
        let glyphs = visuals.glyph_vertex_range.clone();
        let vertices = visuals.mesh.vertices.get_mut(glyphs).unwrap_or_default();
        // Four for each glyph.
        for glyph in vertices.chunks_mut(4) {
            let middle = glyph.iter().map(|it| it.pos.x).sum::<f32>() / glyph.len() as f32;
            if is_lit(middle) {
                for vertex in glyph {
                    vertex.color = ink;
                }
            }
        }
    }
    galley
}
