//! Aligning and distributing what is selected, by its middles.
//!
//! Discs are of different sizes, and grow and shrink with the camera; what is seen
//! to stand in a line is their middles.

use kurbo::{Point, Vec2};

use crate::edit::Edit;
use crate::model::{Note, Offset, Scene, Subject};
use crate::session::{Level, Session};

/// Which line things are brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Under the leftmost.
    Left,
    /// Halfway between the leftmost and the rightmost.
    Center,
    /// Under the rightmost.
    Right,
    /// Beside the topmost.
    Top,
    /// Halfway between the topmost and the lowest.
    Middle,
    /// Beside the lowest.
    Bottom,
}

/// Along which way things are set out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

impl Axis {
    fn of(self, point: Point) -> f64 {
        match self {
            Self::Horizontal => point.x,
            Self::Vertical => point.y,
        }
    }

    /// The point with another value on this axis.
    fn at(self, point: Point, value: f64) -> Point {
        match self {
            Self::Horizontal => Point::new(value, point.y),
            Self::Vertical => Point::new(point.x, value),
        }
    }
}

impl Alignment {
    fn axis(self) -> Axis {
        match self {
            Self::Left | Self::Center | Self::Right => Axis::Horizontal,
            Self::Top | Self::Middle | Self::Bottom => Axis::Vertical,
        }
    }

    /// The line for things at these places; `None` where there are none.
    fn line(self, places: impl Iterator<Item = f64> + Clone) -> Option<f64> {
        let least = places.clone().reduce(f64::min)?;
        let most = places.reduce(f64::max)?;
        Some(match self {
            Self::Left | Self::Top => least,
            Self::Center | Self::Middle => f64::midpoint(least, most),
            Self::Right | Self::Bottom => most,
        })
    }
}

/// Something that stands on the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    pub(super) subject: Subject,
    pub(super) at: Point,
    /// Whether it is pinned: it counts, and is not moved.
    pub(super) is_fixed: bool,
}

/// Where these come to stand when they are aligned. Where some are pinned it is to
/// them that the others are aligned.
fn aligned(all: &[Standing], alignment: Alignment) -> Vec<Point> {
    let axis = alignment.axis();
    let of = |it: &Standing| axis.of(it.at);
    let fixed = all.iter().filter(|it| it.is_fixed).map(of);
    let line = alignment
        .line(fixed)
        .or_else(|| alignment.line(all.iter().map(of)));
    all.iter()
        .map(|it| match line {
            Some(line) if !it.is_fixed => axis.at(it.at, line),
            _ => it.at,
        })
        .collect()
}

/// Where these come to stand when they are set out evenly. The outermost stay, and
/// so does what is pinned: between two that stay the others stand evenly.
fn distributed(all: &[Standing], axis: Axis) -> Vec<Point> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    let value = |at: usize| all.get(at).map_or(0.0, |it| axis.of(it.at));
    order.sort_by(|one, other| value(*one).total_cmp(&value(*other)));
    let mut places: Vec<Point> = all.iter().map(|it| it.at).collect();
    let last = order.len().saturating_sub(1);
    let stays = |rank: usize| {
        let at = order.get(rank).and_then(|at| all.get(*at));
        rank == 0 || rank == last || at.is_some_and(|it| it.is_fixed)
    };
    let mut from = 0;
    for to in (1..order.len()).filter(|rank| stays(*rank)) {
        let ends = order.get(from).zip(order.get(to));
        if let Some((one, other)) = ends.map(|(one, other)| (value(*one), value(*other))) {
            let step = (other - one) / (to - from) as f64;
            for rank in from + 1..to {
                if let Some(at) = order.get(rank)
                    && let Some(place) = places.get_mut(*at)
                {
                    *place = axis.at(*place, one + step * (rank - from) as f64);
                }
            }
        }
        from = to;
    }
    places
}

impl Session {
    pub(super) fn align(&mut self, alignment: Alignment) {
        let all = self.standing();
        let label = match alignment {
            Alignment::Left => "left",
            Alignment::Center => "at their centre",
            Alignment::Right => "right",
            Alignment::Top => "at the top",
            Alignment::Middle => "at their middle",
            Alignment::Bottom => "at the bottom",
        };
        let to = aligned(&all, alignment);
        self.move_to(&all, &to, &format!("align {} {label}", counted(&all)));
    }

    pub(super) fn distribute(&mut self, axis: Axis) {
        let all = self.standing();
        let label = match axis {
            Axis::Horizontal => "horizontally",
            Axis::Vertical => "vertically",
        };
        let to = distributed(&all, axis);
        let label = format!("distribute {} {label}", counted(&all));
        self.move_to(&all, &to, &label);
    }

    /// The selected actors and notes with where they stand.
    pub(super) fn standing(&self) -> Vec<Standing> {
        let scene = &self.document.scene;
        let subjects = self.selection.subjects().iter();
        subjects
            .filter_map(|subject| {
                Some(Standing {
                    at: self.place_of(subject)?,
                    is_fixed: is_pinned(subject, scene),
                    subject: subject.clone(),
                })
            })
            .collect()
    }

    fn move_to(&mut self, all: &[Standing], to: &[Point], label: &str) {
        let scene = &self.document.scene;
        let edits: Vec<Edit> = all
            .iter()
            .zip(to)
            // Less than that nobody sees, and rounding makes.
            .filter(|(it, to)| it.at.distance(**to) > 1e-6)
            .filter_map(|(it, to)| self.edit_to_move(&it.subject, *to - it.at, scene))
            .collect();
        if edits.is_empty() {
            self.notify(Level::Info, "They stand so already.");
            return;
        }
        self.edit_with(&Edit::Batch(edits), Some(label), |_| {});
    }

    /// The change that moves an actor or a note by so much from where it stands in
    /// this scene, in layout units; `None` for what is not on the map.
    pub(super) fn edit_to_move(&self, subject: &Subject, by: Vec2, scene: &Scene) -> Option<Edit> {
        match subject {
            Subject::Actor(id) => {
                let actor = scene.actors.get(id)?;
                let start = match (actor.offsets.map, actor.place) {
                    (Some(offset), _) => Vec2::new(offset.dx(), offset.dy()),
                    (None, Some(_)) => Vec2::ZERO,
                    // In the tray: from now on it counts from the middle of the map.
                    (None, None) => self.derived.place_of(id, scene)?.to_vec2(),
                };
                let end = start + by;
                Some(Edit::SetActorOffset {
                    actor: id.clone(),
                    offset: Offset::new(end.x, end.y),
                })
            }
            Subject::Note(id) => {
                let note = scene.notes.get(id)?;
                let layout = self.derived.layout()?;
                let at = crate::drawing::note_position(note, layout) + by;
                let (place, offset) = self.stands_at(at, scene);
                Some(Edit::ChangeNote(Box::new(Note {
                    place,
                    offset,
                    ..note.clone()
                })))
            }
            Subject::Scene | Subject::Tie(_) | Subject::Claim(_) | Subject::Source(_) => None,
        }
    }
}

/// Whether this is an actor that is pinned.
pub(super) fn is_pinned(subject: &Subject, scene: &Scene) -> bool {
    let Subject::Actor(id) = subject else {
        return false;
    };
    scene.actors.get(id).is_some_and(|actor| actor.is_pinned)
}

/// How many there are, as what.
fn counted(all: &[Standing]) -> String {
    let is_actor = |it: &Standing| matches!(it.subject, Subject::Actor(_));
    let noun = if all.iter().all(is_actor) {
        "actors"
    } else {
        "things"
    };
    format!("{} {noun}", all.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::actor_id;

    fn standing(places: &[(f64, f64, bool)]) -> Vec<Standing> {
        let all = places.iter().enumerate();
        all.map(|(at, (x, y, is_fixed))| Standing {
            subject: Subject::Actor(actor_id(&format!("A{at}"))),
            at: Point::new(*x, *y),
            is_fixed: *is_fixed,
        })
        .collect()
    }

    fn xs(places: &[Point]) -> Vec<f64> {
        places.iter().map(|it| it.x).collect()
    }

    #[test]
    fn things_are_aligned_to_the_outermost_or_to_what_is_pinned() {
        let free = standing(&[(0.0, 5.0, false), (10.0, 7.0, false), (4.0, 1.0, false)]);
        assert_eq!(xs(&aligned(&free, Alignment::Left)), [0.0, 0.0, 0.0]);
        assert_eq!(xs(&aligned(&free, Alignment::Right)), [10.0, 10.0, 10.0]);
        assert_eq!(xs(&aligned(&free, Alignment::Center)), [5.0, 5.0, 5.0]);
        let ys: Vec<f64> = aligned(&free, Alignment::Middle)
            .iter()
            .map(|it| it.y)
            .collect();
        assert_eq!(ys, [4.0, 4.0, 4.0]);
        let top = aligned(&free, Alignment::Top);
        assert_eq!(xs(&top), [0.0, 10.0, 4.0], "the other axis stays");
        assert!(top.iter().all(|it| it.y == 1.0));
        assert!(
            aligned(&free, Alignment::Bottom)
                .iter()
                .all(|it| it.y == 7.0)
        );
        let pinned = standing(&[(0.0, 0.0, false), (3.0, 0.0, true), (9.0, 0.0, true)]);
        assert_eq!(xs(&aligned(&pinned, Alignment::Left)), [3.0, 3.0, 9.0]);
        assert_eq!(xs(&aligned(&pinned, Alignment::Right)), [9.0, 3.0, 9.0]);
    }

    #[test]
    fn things_are_set_out_evenly_between_those_that_stay() {
        let free = standing(&[
            (0.0, 0.0, false),
            (1.0, 0.0, false),
            (2.0, 0.0, false),
            (9.0, 0.0, false),
        ]);
        assert_eq!(
            xs(&distributed(&free, Axis::Horizontal)),
            [0.0, 3.0, 6.0, 9.0]
        );
        let pinned = standing(&[
            (8.0, 0.0, false),
            (1.0, 0.0, false),
            (2.0, 0.0, true),
            (0.0, 0.0, false),
            (7.0, 0.0, false),
        ]);
        assert_eq!(
            xs(&distributed(&pinned, Axis::Horizontal)),
            [8.0, 1.0, 2.0, 0.0, 5.0]
        );
        let same = standing(&[(1.0, 1.0, false); 3]);
        assert_eq!(
            distributed(&same, Axis::Vertical),
            [Point::new(1.0, 1.0); 3]
        );
        assert_eq!(distributed(&[], Axis::Vertical), []);
    }
}
