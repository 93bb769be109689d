//! Which marks have a node of their own, where there are more than screen readers and
//! the Tab key can take.

use egui::{Rect, Vec2};

use crate::drawing::Mark;
use crate::ui::paint::Placing;

use super::index::{Index, Part, Rank};
use super::layout_point;
use super::marks::{POINT_FRAME, frame};

/// At most so many actors, ties and notes have a node of their own at once: what is
/// selected, then its neighbours, then what is in view, actors first.
pub(super) const MOST_NODES: usize = 500;
/// What is selected and out of view has a node as large as this at the edge, in points.
const AT_EDGE: f32 = 4.0;

/// A mark with the frame of its node.
pub(super) struct Node<'a> {
    pub(super) mark: &'a Mark,
    /// Around all of it, wherever it is.
    pub(super) frame: Rect,
    /// What of that is in view, or the edge where it is nearest to.
    pub(super) shown: Rect,
    pub(super) is_in_view: bool,
}

/// The marks with a node, in the order of the index, so that Tab goes the same way
/// whatever is selected.
pub(super) fn nodes(rect: Rect, index: &Index, placing: Placing) -> Vec<Node<'_>> {
    // A line without a chip has a node of some points around its middle.
    let reach = f64::from(POINT_FRAME) / placing.scale;
    let corners = [rect.min, rect.max].map(|corner| layout_point(corner, placing));
    let [one, other] = corners;
    let view = kurbo::Rect::from_points(one, other).inflate(reach, reach);
    let parts: Vec<&Part> = index.parts().collect();
    let ranked = Rank::ALL.into_iter().flat_map(|rank| {
        let parts = parts.iter().enumerate();
        parts.flat_map(move |(of, part)| {
            let places = part.of_rank(rank).iter();
            places.map(move |at| (rank, of, *at, *part))
        })
    });
    let node = |(rank, of, at, part): (Rank, usize, usize, &'_ Part)| {
        let is_selected = rank == Rank::Selected;
        if !is_selected && !part.is_near(at, view) {
            return None;
        }
        let mark = part.mark(at)?;
        let frame = frame(mark, placing)?;
        let is_in_view = rect.intersects(frame);
        (is_in_view || is_selected).then_some((of, at, frame, is_in_view))
    };
    let mut chosen: Vec<(usize, usize, Rect, bool)> =
        ranked.filter_map(node).take(MOST_NODES).collect();
    chosen.sort_unstable_by_key(|(of, at, ..)| (*of, *at));
    let node = |(of, at, frame, is_in_view): (usize, usize, Rect, bool)| {
        Some(Node {
            mark: parts.get(of)?.mark(at)?,
            frame,
            shown: if is_in_view {
                frame.intersect(rect)
            } else {
                at_edge(frame, rect)
            },
            is_in_view,
        })
    };
    chosen.into_iter().filter_map(node).collect()
}

/// A small square within `rect` where it is nearest to a frame beyond.
fn at_edge(frame: Rect, rect: Rect) -> Rect {
    // A window of a point has no inside.
    let half = (AT_EDGE / 2.0)
        .min(rect.width() / 2.0)
        .min(rect.height() / 2.0)
        .max(0.0);
    let inner = rect.shrink(half);
    Rect::from_center_size(inner.clamp(frame.center()), Vec2::splat(AT_EDGE))
}
