//! Where the marks of the picture are and which of them come first, found once for a
//! drawing and a selection: a large map has thousands of marks, and a frame must not
//! ask each of them.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

use kurbo::{Point, Rect};

use crate::drawing::{Drawing, Mark, MarkPlace, hit_among};
use crate::model::{ActorId, Subject, TieId};
use crate::session::{Selection, Session};

/// How soon a mark gets a node; the smaller the sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    Selected,
    Neighbour,
    Actor,
    Other,
}

impl Rank {
    /// The soonest first.
    pub(super) const ALL: [Self; 4] = [Self::Selected, Self::Neighbour, Self::Actor, Self::Other];
}

/// The marks of the picture: those that stay, then those that are dragged.
#[derive(Default)]
pub(super) struct Index {
    parts: [Option<Part>; 2],
    revision: u64,
}

/// The marks of one drawing.
pub(super) struct Part {
    drawing: Arc<Drawing>,
    selection: Selection,
    /// For each mark what its node is around, in layout units; `None` where it is
    /// nowhere.
    frames: Vec<Option<Rect>>,
    /// The marks of each rank, by their places in the drawing.
    ranks: [Vec<usize>; 4],
    /// Around all of each mark; found when the pointer first asks.
    bounds: OnceCell<Vec<Rect>>,
}

impl Index {
    /// Brings it up to date with the picture and the selection.
    pub(super) fn refresh(&mut self, session: &Session) {
        let derived = session.derived();
        for (part, drawing) in self
            .parts
            .iter_mut()
            .zip([derived.drawing(), derived.moving()])
        {
            let Some(drawing) = drawing else {
                self.revision += u64::from(part.take().is_some());
                continue;
            };
            let is_same = part.as_ref().is_some_and(|part| {
                Arc::ptr_eq(&part.drawing, drawing) && part.selection == *session.selection()
            });
            if !is_same {
                self.revision += 1;
                *part = Some(Part::of(drawing, session, part.take()));
            }
        }
    }

    /// The drawings with marks in them.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().flatten()
    }

    /// Rises whenever other marks are there or selected.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// How many marks are selected.
    pub(super) fn selected_count(&self) -> usize {
        let counts = self.parts().map(|part| part.of_rank(Rank::Selected).len());
        counts.sum()
    }

    /// The selected marks.
    pub(super) fn selected(&self) -> impl Iterator<Item = &Mark> {
        self.parts().flat_map(|part| {
            let places = part.of_rank(Rank::Selected).iter();
            places.filter_map(|at| part.mark(*at))
        })
    }

    /// The actor, tie or note at a point, within `tolerance`, both in layout units:
    /// what is dragged goes first.
    pub(super) fn hit(&self, point: Point, tolerance: f64) -> Option<Subject> {
        self.parts
            .iter()
            .rev()
            .flatten()
            .find_map(|part| part.hit(point, tolerance))
    }
}

impl Part {
    fn of(drawing: &Arc<Drawing>, session: &Session, before: Option<Self>) -> Self {
        let before = before.filter(|before| Arc::ptr_eq(&before.drawing, drawing));
        let (frames, bounds) = before.map_or_else(
            || {
                let frames = drawing.marks.iter().map(|mark| frame(&mark.place));
                (frames.collect(), OnceCell::new())
            },
            |before| (before.frames, before.bounds),
        );
        Self {
            frames,
            bounds,
            ranks: ranks(drawing, session),
            drawing: Arc::clone(drawing),
            selection: session.selection().clone(),
        }
    }

    /// The mark at this place of the drawing.
    pub(super) fn mark(&self, at: usize) -> Option<&Mark> {
        self.drawing.marks.get(at)
    }

    /// The places of the marks of a rank, in the order of the drawing.
    pub(super) fn of_rank(&self, rank: Rank) -> &[usize] {
        self.ranks.get(rank as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether what the node of this mark is around comes near a part of the layout.
    pub(super) fn is_near(&self, at: usize, view: Rect) -> bool {
        let frame = self.frames.get(at).copied().flatten();
        frame.is_some_and(|frame| {
            let in_x = frame.x0 <= view.x1 && view.x0 <= frame.x1;
            in_x && frame.y0 <= view.y1 && view.y0 <= frame.y1
        })
    }

    fn hit(&self, point: Point, tolerance: f64) -> Option<Subject> {
        let bounds = self.bounds.get_or_init(|| {
            let marks = self.drawing.marks.iter();
            marks.map(|mark| bounds(&mark.place)).collect()
        });
        let marks = self.drawing.marks.iter().zip(bounds);
        let is_near = |bounds: &Rect| bounds.inflate(tolerance, tolerance).contains(point);
        let near = marks.filter(|(_, bounds)| is_near(bounds));
        let near: Vec<&Mark> = near.map(|(mark, _)| mark).collect();
        hit_among(&near.iter().copied(), point, tolerance)
    }
}

/// What the node of a mark is around: a line without a chip has one around its middle.
fn frame(place: &MarkPlace) -> Option<Rect> {
    match place {
        MarkPlace::Curve {
            points, chip: None, ..
        } => {
            let middle = points.get(points.len() / 2)?;
            Some(Rect::from_points(*middle, *middle))
        }
        MarkPlace::Curve {
            chip: Some(chip), ..
        } => Some(*chip),
        MarkPlace::Disc { .. } | MarkPlace::Card(_) => Some(bounds(place)),
    }
}

/// Around all of a mark.
fn bounds(place: &MarkPlace) -> Rect {
    match place {
        MarkPlace::Disc { center, radius } => {
            Rect::from_points(*center, *center).inflate(*radius, *radius)
        }
        MarkPlace::Card(rect) => *rect,
        MarkPlace::Curve {
            points,
            width,
            chip,
        } => {
            let line = points.iter().map(|point| Rect::from_points(*point, *point));
            let line = line.reduce(|all, point| all.union(point));
            let line = line.map(|line| line.inflate(*width, *width));
            match (line, chip) {
                (Some(line), Some(chip)) => line.union(*chip),
                (line, chip) => line.or(*chip).unwrap_or(Rect::ZERO),
            }
        }
    }
}

/// The places of a drawing's marks by rank.
fn ranks(drawing: &Drawing, session: &Session) -> [Vec<usize>; 4] {
    let selection = session.selection();
    let (actors, ties) = neighbours(session);
    let rank = |subject: &Subject| match subject {
        _ if !selection.is_empty() && selection.has(subject) => Rank::Selected,
        Subject::Actor(id) if actors.contains(id) => Rank::Neighbour,
        Subject::Tie(id) if !ties.is_empty() && ties.contains(id) => Rank::Neighbour,
        Subject::Actor(_) => Rank::Actor,
        _ => Rank::Other,
    };
    let mut ranks = [const { Vec::new() }; 4];
    for (at, mark) in drawing.marks.iter().enumerate() {
        if let Some(places) = ranks.get_mut(rank(&mark.subject) as usize) {
            places.push(at);
        }
    }
    ranks
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
