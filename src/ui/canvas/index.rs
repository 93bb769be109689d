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
    others: Others,
}

/// What glows besides the selection, with what that follows from.
#[derive(Default)]
struct Others {
    made_of: Option<MadeOf>,
    /// Places in the parts.
    places: [Vec<usize>; 2],
}

#[derive(PartialEq)]
struct MadeOf {
    index: u64,
    spotlight: u64,
    has_path: bool,
    hovered: Option<Subject>,
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
    bounds: OnceCell<Boxes>,
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

    /// The marks on the path that is looked at, and what is under the pointer, as far as
    /// they are not selected.
    pub(super) fn others(
        &mut self,
        session: &Session,
        hovered: Option<&Subject>,
    ) -> impl Iterator<Item = &Mark> {
        let made_of = MadeOf {
            index: self.revision,
            spotlight: session.spotlight_revision(),
            has_path: session.path_found().is_some(),
            hovered: hovered.cloned(),
        };
        if self.others.made_of.as_ref() != Some(&made_of) {
            let selection = session.selection();
            let glows = |subject: &Subject| {
                let is_on_path = made_of.has_path && session.is_on_path(subject);
                (hovered == Some(subject) || is_on_path) && !selection.has(subject)
            };
            for (part, places) in self.parts.iter().zip(&mut self.others.places) {
                places.clear();
                let marks = part.iter().flat_map(|part| &part.drawing.marks);
                let marks = marks.enumerate();
                places.extend(marks.filter_map(|(at, mark)| glows(&mark.subject).then_some(at)));
            }
            self.others.made_of = Some(made_of);
        }
        let parts = self.parts.iter().zip(&self.others.places);
        parts.flat_map(|(part, places)| {
            let mark = move |at: &usize| part.as_ref()?.mark(*at);
            places.iter().filter_map(mark)
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
            Boxes::of(marks.map(|mark| bounds(&mark.place)))
        });
        let near = bounds.near(point, tolerance);
        let near: Vec<&Mark> = near.filter_map(|at| self.mark(at)).collect();
        hit_among(&near.iter().copied(), point, tolerance)
    }
}

/// Boxes side by side, so that many are asked at once where a point is. They are a
/// little larger than what they are around.
struct Boxes {
    /// Left, top, right and bottom of all.
    sides: [Vec<f32>; 4],
}

impl Boxes {
    /// So many are asked at once.
    const BLOCK: usize = 64;

    fn of(boxes: impl Iterator<Item = Rect>) -> Self {
        let mut sides = [const { Vec::new() }; 4];
        for it in boxes {
            let outer = [
                (it.x0 as f32).next_down(),
                (it.y0 as f32).next_down(),
                (it.x1 as f32).next_up(),
                (it.y1 as f32).next_up(),
            ];
            for (side, at) in sides.iter_mut().zip(outer) {
                side.push(at);
            }
        }
        Self { sides }
    }

    /// The places of those that come at least so near to a point, and of a few others.
    fn near(&self, point: Point, tolerance: f64) -> impl Iterator<Item = usize> {
        let tolerance = tolerance.max(0.0);
        let [left, right] = [point.x - tolerance, point.x + tolerance];
        let [top, bottom] = [point.y - tolerance, point.y + tolerance];
        let [left, top] = [left, top].map(|at| (at as f32).next_down());
        let [right, bottom] = [right, bottom].map(|at| (at as f32).next_up());
        let [lefts, tops, rights, bottoms] = &self.sides;
        let columns = lefts.chunks(Self::BLOCK).zip(rights.chunks(Self::BLOCK));
        let rows = tops.chunks(Self::BLOCK).zip(bottoms.chunks(Self::BLOCK));
        let blocks = columns.zip(rows).enumerate();
        blocks.flat_map(move |(block, ((lefts, rights), (tops, bottoms)))| {
            let columns = lefts.iter().zip(rights);
            let boxes = columns.zip(tops.iter().zip(bottoms));
            // How far a box is off, without a way out in between, so that several are
            // asked in one step.
            let off = move |((x0, x1), (y0, y1)): ((&f32, &f32), (&f32, &f32))| {
                let (in_x, in_y) = ((x0 - right).max(left - x1), (y0 - bottom).max(top - y1));
                in_x.max(in_y)
            };
            let is_near = move |off: f32| off <= 0.0;
            let least = boxes.clone().map(off).fold(f32::INFINITY, f32::min);
            let places = is_near(least).then(|| {
                let near = boxes.map(off).enumerate();
                let near = near.filter(move |(_, off)| is_near(*off));
                near.map(move |(at, _)| block * Self::BLOCK + at)
            });
            places.into_iter().flatten()
        })
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, actor, select, tie, zoom};
    use super::*;
    use crate::drawing::hit;

    fn index(session: &Session) -> Index {
        let mut index = Index::default();
        index.refresh(session);
        index
    }

    fn of_rank(index: &Index, rank: Rank) -> Vec<Subject> {
        let part = index.parts().next().expect("a drawing");
        let marks = part.of_rank(rank).iter().filter_map(|at| part.mark(*at));
        marks.map(|mark| mark.subject.clone()).collect()
    }

    #[test]
    fn marks_are_ranked_by_the_selection() {
        let mut session = fixture::session(5);
        assert_eq!(index(&session).selected_count(), 0);
        select(&mut session, [actor("A1")]);
        let index = index(&session);
        assert_eq!(of_rank(&index, Rank::Selected), [actor("A1")]);
        let mut neighbours = of_rank(&index, Rank::Neighbour);
        neighbours.sort();
        let mut wanted = [actor("A0"), actor("A2"), tie("A0-A1"), tie("A1-A2")];
        wanted.sort();
        assert_eq!(neighbours, wanted);
        assert_eq!(of_rank(&index, Rank::Actor), [actor("A3"), actor("A4")]);
        assert_eq!(of_rank(&index, Rank::Other), [tie("A2-A3"), tie("A3-A4")]);
    }

    #[test]
    fn it_is_made_again_only_for_another_drawing_or_selection() {
        let mut session = fixture::session(5);
        let mut index = index(&session);
        let first = index.revision();
        index.refresh(&session);
        assert_eq!(index.revision(), first);
        select(&mut session, [tie("A1-A2")]);
        index.refresh(&session);
        assert_eq!(index.revision(), first + 1);
        // A small map is drawn at once for another zoom.
        zoom(&mut session, 3.0);
        index.refresh(&session);
        assert_eq!(index.revision(), first + 2);
        let selected: Vec<&Subject> = index.selected().map(|mark| &mark.subject).collect();
        assert_eq!(selected, [&tie("A1-A2")]);
    }

    #[test]
    fn it_finds_at_a_point_what_the_drawing_has_there() {
        // More marks than are asked at once.
        let session = fixture::session(90);
        let index = index(&session);
        let drawing = session.derived().drawing().expect("a drawing");
        let bounds = drawing.marks.iter().map(|mark| bounds(&mark.place));
        let all = bounds.reduce(|all, it| all.union(it)).expect("marks");
        let mut found = 0;
        for tolerance in [0.0, all.width() / 200.0] {
            for at in 0..40 * 40 {
                let (column, row) = (f64::from(at % 40), f64::from(at / 40));
                let point = Point::new(
                    all.x0 + all.width() * (column / 36.0 - 0.05),
                    all.y0 + all.height() * (row / 36.0 - 0.05),
                );
                let wanted = hit(drawing, point, tolerance);
                assert_eq!(index.hit(point, tolerance), wanted, "{point} {tolerance}");
                found += usize::from(wanted.is_some());
            }
        }
        assert!(found > 20, "{found}");
        for mark in &drawing.marks {
            if let MarkPlace::Disc { center, .. } = mark.place {
                assert_eq!(index.hit(center, 0.0), hit(drawing, center, 0.0));
            }
        }
        assert_eq!(index.hit(Point::new(f64::NAN, 0.0), 1.0), None);
    }

    #[test]
    fn boxes_are_found_wherever_they_stand_in_the_list() {
        let side = |at: usize| at as f64 * 10.0;
        let boxes = (0..200).map(|at| Rect::new(side(at), 0.0, side(at) + 4.0, 4.0));
        let boxes = Boxes::of(boxes);
        for at in 0..200 {
            let within = Point::new(side(at) + 2.0, 2.0);
            assert_eq!(boxes.near(within, 0.0).collect::<Vec<_>>(), [at]);
            let between = Point::new(side(at) + 7.0, 2.0);
            assert_eq!(boxes.near(between, 2.5).count(), 0);
            let both = if at < 199 { vec![at, at + 1] } else { vec![at] };
            assert_eq!(boxes.near(between, 3.5).collect::<Vec<_>>(), both);
            assert_eq!(boxes.near(Point::new(side(at), 5.0), 0.5).count(), 0);
        }
    }

    #[test]
    fn what_is_under_the_pointer_glows_unless_it_is_selected() {
        let mut session = fixture::session(5);
        let mut index = index(&session);
        let glowing = |index: &mut Index, session: &Session, hovered: Option<&Subject>| {
            let others = index.others(session, hovered);
            others.map(|mark| mark.subject.clone()).collect::<Vec<_>>()
        };
        assert!(glowing(&mut index, &session, None).is_empty());
        for subject in [actor("A3"), tie("A1-A2"), actor("A0")] {
            let glows = glowing(&mut index, &session, Some(&subject));
            assert_eq!(glows, [subject]);
        }
        select(&mut session, [actor("A0")]);
        index.refresh(&session);
        assert!(glowing(&mut index, &session, Some(&actor("A0"))).is_empty());
        assert!(glowing(&mut index, &session, None).is_empty());
    }

    #[test]
    fn the_path_that_is_looked_at_glows_as_long_as_it_is() {
        use crate::model::PathOver;
        use crate::session::{Command, FindCommand};

        let mut session = fixture::session(5);
        select(&mut session, [actor("A1"), actor("A3")]);
        session.execute(Command::Find(FindCommand::Path(PathOver::Any)));
        session.refresh();
        let mut index = index(&session);
        let glowing = |index: &mut Index, session: &Session| {
            index.refresh(session);
            let others = index.others(session, None);
            let mut others: Vec<Subject> = others.map(|mark| mark.subject.clone()).collect();
            others.sort();
            others
        };
        let mut wanted = vec![tie("A1-A2"), tie("A2-A3"), actor("A2")];
        wanted.sort();
        assert_eq!(
            glowing(&mut index, &session),
            wanted,
            "but for what is selected"
        );
        select(&mut session, []);
        let mut wanted = [wanted, vec![actor("A1"), actor("A3")]].concat();
        wanted.sort();
        assert_eq!(glowing(&mut index, &session), wanted);
        session.execute(Command::Find(FindCommand::EndSpotlight));
        session.refresh();
        assert!(glowing(&mut index, &session).is_empty());
    }
}
