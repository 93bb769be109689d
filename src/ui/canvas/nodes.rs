//! Which marks have a node of their own, where there are more than screen readers and
//! the Tab key can take.

use std::collections::HashSet;

use egui::{Rect, Vec2};

use crate::drawing::Mark;
use crate::model::{ActorId, Subject, TieId};
use crate::session::Session;
use crate::ui::paint::Placing;

use super::marks::frame;

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

/// How soon a mark gets a node; the smaller the sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Selected,
    Neighbour,
    Actor,
    Other,
}

/// The marks with a node, in the order of `marks`, so that Tab goes the same way
/// whatever is selected.
pub(super) fn nodes<'a>(
    rect: Rect,
    session: &Session,
    marks: impl Iterator<Item = &'a Mark>,
    placing: Placing,
) -> Vec<Node<'a>> {
    let selection = session.selection();
    let node = |mark: &'a Mark| {
        let frame = frame(mark, placing)?;
        let is_in_view = rect.intersects(frame);
        let is_kept = is_in_view || !selection.is_empty() && selection.has(&mark.subject);
        is_kept.then(|| Node {
            mark,
            frame,
            shown: if is_in_view {
                frame.intersect(rect)
            } else {
                at_edge(frame, rect)
            },
            is_in_view,
        })
    };
    let mut nodes: Vec<Node<'_>> = marks.filter_map(node).collect();
    if nodes.len() > MOST_NODES {
        keep_first(&mut nodes, session);
    }
    nodes
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

/// Keeps the [`MOST_NODES`] that come first by rank.
fn keep_first(nodes: &mut Vec<Node<'_>>, session: &Session) {
    let selection = session.selection();
    let (actors, ties) = neighbours(session);
    let rank = |subject: &Subject| match subject {
        _ if selection.has(subject) => Rank::Selected,
        Subject::Actor(id) if actors.contains(id) => Rank::Neighbour,
        Subject::Tie(id) if ties.contains(id) => Rank::Neighbour,
        Subject::Actor(_) => Rank::Actor,
        _ => Rank::Other,
    };
    let mut ranks: Vec<(Rank, usize)> = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| (rank(&node.mark.subject), at))
        .collect();
    ranks.sort_unstable();
    ranks.truncate(MOST_NODES);
    let mut kept = vec![false; nodes.len()];
    for (_, at) in ranks {
        if let Some(is_kept) = kept.get_mut(at) {
            *is_kept = true;
        }
    }
    let mut kept = kept.into_iter();
    nodes.retain(|_| kept.next().unwrap_or(false));
}

/// Ties at what is selected, and the actors at their ends.
fn neighbours(session: &Session) -> (HashSet<&ActorId>, HashSet<&TieId>) {
    let selection = session.selection();
    let (mut actors, mut ties) = (HashSet::new(), HashSet::new());
    if selection.is_empty() {
        return (actors, ties);
    }
    let chosen_actors: HashSet<&ActorId> = selection.actors().collect();
    let chosen_ties: HashSet<&TieId> = selection.ties().collect();
    for tie in session.document().scene.ties.iter() {
        let is_at = [&tie.from, &tie.to]
            .iter()
            .any(|end| chosen_actors.contains(end));
        if is_at || chosen_ties.contains(&tie.id) {
            ties.insert(&tie.id);
            actors.extend([&tie.from, &tie.to]);
        }
    }
    (actors, ties)
}
