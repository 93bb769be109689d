//! What lies under the pointer, and what lies next to it.

use kurbo::{Point, Rect, Vec2};

use super::item::{Drawing, Mark, MarkPlace};
use crate::layout::labels::distance_to_chain;
use crate::model::Subject;

/// A direction on the page, as arrow keys give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Heading {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// What is at this point, within `tolerance`, both in layout units; `None`
/// where nothing is.
///
/// Notes go before discs, discs before chips and chips before lines, as they lie
/// above each other; of notes the uppermost wins, among others the nearest, then the
/// first of the drawing's marks.
pub fn hit(drawing: &Drawing, point: Point, tolerance: f64) -> Option<Subject> {
    hit_among(&drawing.marks.iter(), point, tolerance)
}

/// The same among some marks, which come in the order of the drawing.
pub fn hit_among<'a>(
    marks: &(impl DoubleEndedIterator<Item = &'a Mark> + Clone),
    point: Point,
    tolerance: f64,
) -> Option<Subject> {
    if !point.is_finite() {
        return None;
    }
    let tolerance = if tolerance.is_finite() {
        tolerance.max(0.0)
    } else {
        0.0
    };
    let card = marks.clone().rev();
    let mut card =
        card.filter(|mark| matches!(&mark.place, MarkPlace::Card(rect) if rect.contains(point)));
    if let Some(mark) = card.next() {
        return Some(mark.subject.clone());
    }
    let layers: [fn(&Mark, Point) -> Option<f64>; 3] = [off_disc, off_chip, off_line];
    layers.iter().find_map(|distance| {
        let near = marks
            .clone()
            .filter_map(|mark| Some((distance(mark, point)?, mark)))
            .filter(|(distance, _)| *distance <= tolerance);
        near.reduce(|best, other| if other.0 < best.0 { other } else { best })
            .map(|(_, mark)| mark.subject.clone())
    })
}

/// How far the point lies off the disc's rim, negative inside.
fn off_disc(mark: &Mark, point: Point) -> Option<f64> {
    match &mark.place {
        MarkPlace::Disc { center, radius } => Some(point.distance(*center) - radius),
        MarkPlace::Curve { .. } | MarkPlace::Card(_) => None,
    }
}

fn off_chip(mark: &Mark, point: Point) -> Option<f64> {
    match &mark.place {
        MarkPlace::Curve {
            chip: Some(chip), ..
        } => Some(off_rect(*chip, point)),
        _ => None,
    }
}

fn off_line(mark: &Mark, point: Point) -> Option<f64> {
    match &mark.place {
        MarkPlace::Curve { points, width, .. } => {
            Some(distance_to_chain(points, point) - width / 2.0)
        }
        MarkPlace::Disc { .. } | MarkPlace::Card(_) => None,
    }
}

fn off_rect(rect: Rect, point: Point) -> f64 {
    let inside = Point::new(
        point.x.clamp(rect.x0, rect.x1),
        point.y.clamp(rect.y0, rect.y1),
    );
    inside.distance(point)
}

/// The neighbour of `from` in this direction; `None` where none lies there or the
/// drawing doesn't show `from`.
///
/// It is an actor for an actor, a tie (by its chip or the middle of its line) for a
/// tie, and a note for a note.
///
/// Neighbours lie at most 60° off the direction. The nearest wins, where being
/// off to the side counts double; then the first of the drawing's marks.
pub fn nearest_in_direction(
    drawing: &Drawing,
    from: &Subject,
    heading: Heading,
) -> Option<Subject> {
    let start = drawing.marks.iter().find(|mark| &mark.subject == from)?;
    let origin = anchor(start)?;
    let along = match heading {
        Heading::Left => Vec2::new(-1.0, 0.0),
        Heading::Right => Vec2::new(1.0, 0.0),
        Heading::Up => Vec2::new(0.0, -1.0),
        Heading::Down => Vec2::new(0.0, 1.0),
    };
    let is_alike = |mark: &&Mark| {
        &mark.subject != from
            && std::mem::discriminant(&mark.subject) == std::mem::discriminant(from)
    };
    let found = drawing.marks.iter().filter(is_alike).filter_map(|mark| {
        let way = anchor(mark)? - origin;
        let (ahead, aside) = (way.dot(along), way.cross(along).abs());
        let is_there = ahead > 0.0 && aside <= ahead * 3.0_f64.sqrt();
        is_there.then_some((ahead + 2.0 * aside, mark))
    });
    found
        .reduce(|best, other| if other.0 < best.0 { other } else { best })
        .map(|(_, mark)| mark.subject.clone())
}

/// The point that stands for a mark.
fn anchor(mark: &Mark) -> Option<Point> {
    match &mark.place {
        MarkPlace::Disc { center, .. } => Some(*center),
        MarkPlace::Card(rect) => Some(rect.center()),
        MarkPlace::Curve {
            chip: Some(chip), ..
        } => Some(chip.center()),
        MarkPlace::Curve { points, .. } => points.get(points.len() / 2).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::fixture::{Fixture, south_caucasus};
    use super::*;
    use crate::drawing::ThemeName;
    use crate::model::ActorId;

    #[test]
    fn the_pointer_finds_discs_then_chips_then_lines() {
        let fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
        let drawing = build(&fixture.input((760.0, 660.0), 0.7));
        for mark in &drawing.marks {
            let inside = match &mark.place {
                MarkPlace::Disc { center, .. } => *center,
                MarkPlace::Curve { chip, .. } => chip.unwrap().center(),
                MarkPlace::Card(rect) => rect.center(),
            };
            assert_eq!(hit(&drawing, inside, 0.0), Some(mark.subject.clone()));
        }
        let MarkPlace::Curve { points, width, .. } = &drawing.marks[5].place else {
            panic!("ties come after actors");
        };
        let on_line = points[points.len() / 8];
        assert_eq!(
            hit(&drawing, on_line, 0.0),
            Some(drawing.marks[5].subject.clone())
        );
        let far = Point::new(1e5, 1e5);
        assert_eq!(hit(&drawing, far, *width), None);
        assert_eq!(hit(&drawing, Point::new(f64::NAN, 0.0), 1.0), None);
    }

    #[test]
    fn arrow_keys_walk_over_the_map() {
        let fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
        let drawing = build(&fixture.input((760.0, 660.0), 0.7));
        let actor = |id: &str| Subject::Actor(ActorId::new(id).unwrap());
        let go = |from: &str, heading| nearest_in_direction(&drawing, &actor(from), heading);
        assert_eq!(go("ISR", Heading::Up), Some(actor("TUR")));
        assert_eq!(go("TUR", Heading::Right), Some(actor("AZE")));
        assert_eq!(go("IRN", Heading::Left), Some(actor("ISR")));
        assert_eq!(go("KAZ", Heading::Up), None);
        let tie = drawing.marks[5].subject.clone();
        let next = nearest_in_direction(&drawing, &tie, Heading::Right);
        assert!(matches!(next, Some(Subject::Tie(_))), "{next:?}");
        assert_eq!(
            nearest_in_direction(&drawing, &Subject::Scene, Heading::Up),
            None
        );
    }
}
