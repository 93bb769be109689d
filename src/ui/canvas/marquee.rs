//! The line around what is to be selected: a frame, or a lasso drawn by hand.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Painter, Pos2, Shape, Stroke, StrokeKind, Vec2};
use kurbo::{Point, Rect};

use crate::drawing::{Drawing, Mark, MarkPlace};
use crate::geom::lasso::Lasso;
use crate::model::{ActorId, Scene, Subject};
use crate::session::{Command, HandsCommand, Session, Takes, Taking};
use crate::ui::overlay;
use crate::ui::paint::Placing;
use crate::ui::style;
use crate::ui::words::counted;

use super::layout_point;

/// The hand moves at least so far, in points, before a lasso goes on.
const LASSO_STEP: f32 = 3.0;
/// A lasso of more points has every second one taken out.
const MOST_POINTS: usize = 2_000;
/// Where more ties are held than this, only the actors light up: one by one
/// nobody could tell the ties apart, and a frame must not take long.
const MOST_LIT: usize = 400;

/// The line, on screen.
#[derive(Debug)]
pub(super) enum Outline {
    /// Two corners of a frame.
    Frame(Pos2, Pos2),
    /// The way of the pointer.
    Lasso(Vec<Pos2>),
}

impl Outline {
    /// A line that begins here.
    pub(super) fn new(from: Pos2, is_lasso: bool) -> Self {
        if is_lasso {
            Self::Lasso(vec![from])
        } else {
            Self::Frame(from, from)
        }
    }

    fn go_on(&mut self, pos: Pos2) {
        match self {
            Self::Frame(_, to) => *to = pos,
            Self::Lasso(points) => {
                if points
                    .last()
                    .is_none_or(|last| last.distance(pos) >= LASSO_STEP)
                {
                    points.push(pos);
                }
                if points.len() > MOST_POINTS {
                    let mut is_kept = false;
                    points.retain(|_| {
                        is_kept = !is_kept;
                        is_kept
                    });
                }
            }
        }
    }

    fn inside(&self, placing: Placing) -> Inside {
        match self {
            Self::Frame(from, to) => {
                let corners = [*from, *to].map(|corner| layout_point(corner, placing));
                let [one, other] = corners;
                Inside::Frame(Rect::from_points(one, other))
            }
            Self::Lasso(points) => {
                let points: Vec<Point> = points
                    .iter()
                    .map(|point| layout_point(*point, placing))
                    .collect();
                Inside::Lasso(Lasso::new(&points))
            }
        }
    }
}

/// What lies within the line, in layout units.
enum Inside {
    Frame(Rect),
    Lasso(Lasso),
}

impl Inside {
    fn has(&self, point: Point) -> bool {
        match self {
            // The edges belong to it, all four of them.
            Self::Frame(frame) => {
                let in_x = frame.x0 <= point.x && point.x <= frame.x1;
                in_x && frame.y0 <= point.y && point.y <= frame.y1
            }
            Self::Lasso(lasso) => lasso.has(point),
        }
    }

    /// Whether all of a line that lies within `bounds` is within.
    fn has_all(&self, bounds: Rect, points: &[Point]) -> bool {
        match self {
            Self::Frame(_) => {
                self.has(bounds.origin()) && self.has(Point::new(bounds.x1, bounds.y1))
            }
            Self::Lasso(lasso) => {
                let all = lasso.bounds();
                let is_in_reach = all.union(bounds) == all;
                is_in_reach && points.iter().all(|point| lasso.has(*point))
            }
        }
    }
}

/// A line that is being drawn, and what it holds.
#[derive(Debug)]
pub(super) struct Marquee {
    outline: Outline,
    taking: Taking,
    field: Field,
    /// The marks within, by their place in the drawing.
    held: Vec<usize>,
}

impl Marquee {
    pub(super) fn new(outline: Outline, taking: Taking, session: &Session) -> Self {
        Self {
            outline,
            taking,
            field: Field::of(session),
            held: Vec::new(),
        }
    }

    /// The pointer moved on, or the picture under it did.
    pub(super) fn go_on(&mut self, pos: Pos2, session: &Session, placing: Placing) {
        self.outline.go_on(pos);
        self.field.refresh(session);
        let takes = session.hands().takes();
        self.held = self.field.within(&self.outline.inside(placing), takes);
    }

    /// What is to be selected.
    pub(super) fn finish(self) -> Command {
        let subjects = self.field.marks(&self.held);
        Command::Hands(HandsCommand::Hold {
            subjects: subjects.map(|mark| mark.subject.clone()).collect(),
            taking: self.taking,
        })
    }

    /// Paints the line and lights up what it holds.
    pub(super) fn paint(&self, painter: &Painter, session: &Session, placing: Placing) {
        let accent = style::theme(painter.ctx()).window.accent;
        let stroke = Stroke::new(1.0, style::color(accent));
        let end = match &self.outline {
            Outline::Frame(from, to) => {
                let frame = egui::Rect::from_two_pos(*from, *to);
                let fill = style::color(accent.faded(0.12));
                painter.rect(frame, 2.0, fill, stroke, StrokeKind::Inside);
                *to
            }
            Outline::Lasso(points) => {
                let stroke = Stroke::new(1.5, stroke.color);
                painter.add(Shape::line(points.clone(), stroke));
                let (Some(first), Some(last)) = (points.first(), points.last()) else {
                    return;
                };
                // It closes by itself.
                painter.extend(Shape::dashed_line(&[*last, *first], stroke, 5.0, 4.0));
                *last
            }
        };
        let is_many = self.held.len() > MOST_LIT;
        let is_lit = |mark: &&Mark| !is_many || matches!(mark.place, MarkPlace::Disc { .. });
        let lit = self.field.marks(&self.held).filter(is_lit);
        overlay::within(painter, session, lit, placing);
        self.tell(painter, end);
    }

    /// How much is held, beside the pointer.
    fn tell(&self, painter: &Painter, end: Pos2) {
        let of = |is_meant: fn(&Subject) -> bool| {
            let held = self.field.marks(&self.held);
            held.filter(|mark| is_meant(&mark.subject)).count()
        };
        let actors = of(|it| matches!(it, Subject::Actor(_)));
        let ties = of(|it| matches!(it, Subject::Tie(_)));
        let notes = of(|it| matches!(it, Subject::Note(_)));
        let all = [
            (actors, "actor", "actors"),
            (ties, "tie", "ties"),
            (notes, "note", "notes"),
        ];
        let words: Vec<String> = all
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| counted(count, one, many))
            .collect();
        if words.is_empty() {
            return;
        }
        overlay::tag(
            painter,
            end + Vec2::new(14.0, 16.0),
            &words.join(" \u{b7} "),
        );
    }
}

/// Where everything is that can be held, found once for a drawing.
#[derive(Debug)]
struct Field {
    drawing: Option<Arc<Drawing>>,
    /// Places in the drawing's marks, with the middles of the discs.
    actors: Vec<(usize, Point)>,
    ties: Vec<TieSpan>,
    /// Places in the drawing's marks, with the middles of the cards.
    notes: Vec<(usize, Point)>,
}

/// A tie among what can be held.
#[derive(Debug)]
struct TieSpan {
    /// Its place in the drawing's marks.
    at: usize,
    /// Around its line.
    bounds: Rect,
    /// The discs at its ends, by their place among the actors.
    ends: [usize; 2],
}

impl Field {
    fn of(session: &Session) -> Self {
        let drawing = session.derived().drawing().cloned();
        let (actors, ties) = drawing.as_ref().map_or_else(Default::default, |drawing| {
            spans(drawing, &session.document().scene)
        });
        let marks = drawing
            .iter()
            .flat_map(|drawing| &drawing.marks)
            .enumerate();
        let notes = marks.filter_map(|(at, mark)| match &mark.place {
            MarkPlace::Card(card) => Some((at, card.center())),
            _ => None,
        });
        Self {
            notes: notes.collect(),
            drawing,
            actors,
            ties,
        }
    }

    /// Finds everything again where the picture is another one.
    fn refresh(&mut self, session: &Session) {
        let is_same = match (&self.drawing, session.derived().drawing()) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            *self = Self::of(session);
        }
    }

    /// The discs and cards whose middle lies within, and the ties of which the whole line
    /// does, with the discs at both ends; in the order of the drawing.
    fn within(&self, inside: &Inside, takes: Takes) -> Vec<usize> {
        let discs: Vec<bool> = self
            .actors
            .iter()
            .map(|(_, center)| inside.has(*center))
            .collect();
        let actors = self.actors.iter().zip(&discs);
        let actors = actors
            .filter(|(_, is_in)| takes.actors && **is_in)
            .map(|((at, _), _)| *at);
        let has_disc = |at: &usize| discs.get(*at).copied().unwrap_or(false);
        let ties = self.ties.iter().filter(|tie| {
            takes.ties && tie.ends.iter().all(has_disc) && {
                inside.has_all(tie.bounds, self.line(tie.at))
            }
        });
        let notes = self.notes.iter();
        let notes = notes.filter(|(_, middle)| takes.notes && inside.has(*middle));
        actors
            .chain(ties.map(|tie| tie.at))
            .chain(notes.map(|(at, _)| *at))
            .collect()
    }

    fn line(&self, at: usize) -> &[Point] {
        let mark = self.drawing.as_ref().and_then(|it| it.marks.get(at));
        match mark.map(|mark| &mark.place) {
            Some(MarkPlace::Curve { points, .. }) => points,
            _ => &[],
        }
    }

    fn marks<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = &'a Mark> + Clone {
        let drawing = self.drawing.as_deref();
        places
            .iter()
            .filter_map(move |at| drawing.and_then(|drawing| drawing.marks.get(*at)))
    }
}

/// All discs, and all ties that run between two of them.
fn spans(drawing: &Drawing, scene: &Scene) -> (Vec<(usize, Point)>, Vec<TieSpan>) {
    let mut actors = Vec::new();
    let mut discs: HashMap<&ActorId, usize> = HashMap::new();
    for (at, mark) in drawing.marks.iter().enumerate() {
        if let (Subject::Actor(id), MarkPlace::Disc { center, .. }) = (&mark.subject, &mark.place) {
            discs.insert(id, actors.len());
            actors.push((at, *center));
        }
    }
    let span = |(at, mark): (usize, &Mark)| {
        let (Subject::Tie(id), MarkPlace::Curve { points, .. }) = (&mark.subject, &mark.place)
        else {
            return None;
        };
        let tie = scene.ties.get(id)?;
        let first = points.first()?;
        let bounds = points
            .iter()
            .fold(Rect::from_points(*first, *first), |all, point| {
                all.union_pt(*point)
            });
        Some(TieSpan {
            at,
            bounds,
            ends: [*discs.get(&tie.from)?, *discs.get(&tie.to)?],
        })
    };
    let ties = drawing.marks.iter().enumerate().filter_map(span).collect();
    (actors, ties)
}
