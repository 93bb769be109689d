//! What a screen reader learns of a text that was set here: where its characters are.

use egui::accesskit::{Node, Rect, TextDirection};
use egui::{Id, Pos2, Ui};

use crate::text::Place;

use super::set::Laid;

/// So many characters egui puts into one run of text at most.
const A_RUN: usize = 255;

/// Corrects the places in the runs of text that egui has made of the rows.
pub(super) fn say(ui: &Ui, id: Id, laid: &Laid, corner: Pos2) {
    for (row, (placed, line)) in laid.galley.rows.iter().zip(&laid.lines).enumerate() {
        let mut places = line.places.clone();
        if line.is_ended {
            let end = places.last().map_or(0.0, |place| place.after);
            places.push(Place {
                before: end,
                after: end,
            });
        }
        let left = f64::from(corner.x + placed.pos.x);
        let top = f64::from(corner.y + placed.min_y());
        let bottom = f64::from(corner.y + placed.max_y());
        let runs = places.chunks(A_RUN);
        for (at, run) in runs.enumerate() {
            ui.ctx()
                .accesskit_node_builder(id.with(row).with(at), |node| {
                    let (from, to) = place_run(node, run);
                    node.set_bounds(Rect {
                        x0: left + from,
                        y0: top,
                        x1: left + to,
                        y1: bottom,
                    });
                });
        }
    }
}

/// Places the characters of a run; returns its left and right end.
fn place_run(node: &mut Node, run: &[Place]) -> (f64, f64) {
    let spans = || run.iter().map(Place::span);
    let from = spans().map(|span| span.0).fold(f64::INFINITY, f64::min);
    let to = spans().map(|span| span.1).fold(f64::NEG_INFINITY, f64::max);
    let is_rtl = run.iter().all(|place| place.after <= place.before) && from < to;
    // A run has one direction: that of all its letters, else from left to right.
    let positions = run.iter().map(|place| {
        let span = place.span();
        (if is_rtl { to - span.1 } else { span.0 - from }) as f32
    });
    node.set_character_positions(positions.collect::<Vec<f32>>());
    let widths = spans().map(|(left, right)| (right - left) as f32);
    node.set_character_widths(widths.collect::<Vec<f32>>());
    node.set_text_direction(if is_rtl {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    });
    (from, to)
}
