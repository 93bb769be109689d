//! Actors and notes that are dragged: along one axis if so wished, and into line with others.

use std::collections::HashSet;

use egui::{CursorIcon, Key, Painter, Pos2, Shape, Stroke, Ui, Vec2};
use kurbo::{Point, Rect};

use crate::drawing::MarkPlace;
use crate::geom::snap::{Guide, Target, Targets};
use crate::geom::space::Camera;
use crate::model::{ActorId, Subject};
use crate::session::{ArrangeCommand, Command, Session};
use crate::ui::commands::is_bound;
use crate::ui::overlay;
use crate::ui::paint::Placing;
use crate::ui::style;

use super::pointer::marks;

/// How near an actor must come to a line to snap into it, in points.
const REACH: f64 = 6.0;
/// How far a guide reaches beyond what it joins, in points.
const BEYOND: f32 = 14.0;
/// Half the length of the marks at the ends of a gap, in points.
const GAP_END: f32 = 4.0;

/// The selected actors while they are dragged.
#[derive(Debug)]
pub(super) struct Moving {
    /// Where the button was pressed, on screen.
    from: Pos2,
    /// The actors and notes that are dragged.
    moved: HashSet<Subject>,
    /// Around the middles of their discs before they were dragged, in layout units,
    /// with the largest radius among them; `None` where none of them is drawn.
    start: Option<(Rect, f64)>,
    /// What they may snap to, as this camera sees it.
    targets: Option<(Camera, Targets)>,
    /// How far they were moved last, in layout units; `None` before they moved.
    by: Option<kurbo::Vec2>,
    /// What they snapped to.
    guides: Vec<Guide>,
    /// Whether copies follow the pointer, and these stay.
    is_copy: bool,
    /// Whether all of them are pinned.
    is_held: bool,
}

impl Moving {
    /// `is_copy`: copies follow the pointer, and what they are copies of stays.
    pub(super) fn new(from: Pos2, moved: Vec<Subject>, is_copy: bool, session: &Session) -> Self {
        let mut moved: HashSet<Subject> = moved.into_iter().collect();
        if is_copy {
            let ties = session.document().scene.ties.iter();
            let is_among = |id: &ActorId| moved.contains(&Subject::Actor(id.clone()));
            let among = ties.filter(|tie| is_among(&tie.from) && is_among(&tie.to));
            let among: Vec<Subject> = among.map(|tie| Subject::Tie(tie.id.clone())).collect();
            moved.extend(among);
        } else {
            // Ties follow by themselves. The others go without those that are pinned,
            // and may snap to them.
            let moves = |it: &Subject| matches!(it, Subject::Actor(_) | Subject::Note(_));
            moved.retain(|subject| moves(subject) && !is_pinned(subject, session));
        }
        let is_held = moved.is_empty();
        let dragged = marks(session).filter(|mark| moved.contains(&mark.subject));
        let discs = dragged.filter_map(|mark| match &mark.place {
            MarkPlace::Disc { center, radius } => {
                Some((Rect::from_points(*center, *center), *radius))
            }
            MarkPlace::Card(card) => {
                let middle = card.center();
                Some((Rect::from_points(middle, middle), card.height() / 2.0))
            }
            MarkPlace::Curve { .. } => None,
        });
        let start = discs.reduce(|all, disc| (all.0.union(disc.0), all.1.max(disc.1)));
        Self {
            from,
            moved,
            start,
            targets: None,
            by: None,
            guides: Vec::new(),
            is_copy,
            is_held,
        }
    }

    /// Whether the session shows a movement.
    pub(super) fn is_shown(&self) -> bool {
        self.by.is_some() && !self.is_copy && !self.is_held
    }

    pub(super) fn cursor(&self) -> CursorIcon {
        if self.is_held {
            CursorIcon::NotAllowed
        } else if self.is_copy {
            CursorIcon::Copy
        } else {
            CursorIcon::Grabbing
        }
    }

    /// The pointer moved on.
    pub(super) fn go_on(
        &mut self,
        ui: &Ui,
        pos: Pos2,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        let (is_locked, is_free) = ui.input(|input| {
            (
                input.modifiers.shift && is_bound("axis-lock"),
                input.key_down(Key::Space) && is_bound("suspend-snapping"),
            )
        });
        let way = pos - self.from;
        // The axis of the longer way, so that the hand can change its mind.
        let axes = match is_locked {
            false => [true, true],
            true if way.x.abs() >= way.y.abs() => [true, false],
            true => [false, true],
        };
        let [x, y] = axes.map(|is_asked| f64::from(u8::from(is_asked)));
        let mut by = kurbo::Vec2::new(f64::from(way.x) * x, f64::from(way.y) * y) / placing.scale;
        self.guides.clear();
        if session.settings().snapping
            && !is_free
            && let Some((start, radius)) = self.start
        {
            let reach = REACH / placing.scale;
            let snapped = self.targets(session).snap(start + by, radius, reach, axes);
            by += snapped.shift;
            self.guides = snapped.guides;
        }
        if self
            .by
            .map_or(by != kurbo::Vec2::ZERO, |before| before != by)
        {
            // That they are pinned is told once.
            let is_told = self.is_held && self.by.is_some();
            self.by = Some(by);
            if !self.is_copy && !is_told {
                commands.push(Command::PreviewMove(by));
            }
        }
    }

    /// The button was let go of.
    pub(super) fn finish(self, commands: &mut Vec<Command>) {
        if !self.is_copy {
            commands.push(Command::CommitGesture);
        } else if let Some(by) = self.by.filter(|by| *by != kurbo::Vec2::ZERO) {
            commands.push(Command::Arrange(ArrangeCommand::Duplicate { by }));
        }
    }

    /// What there is to snap to: all other actors in view.
    fn targets(&mut self, session: &Session) -> &Targets {
        let view = session.view();
        let camera = view.camera;
        if self.targets.as_ref().is_none_or(|(of, _)| *of != camera) {
            let seen = camera.visible(view.canvas.to_rect());
            let others = marks(session).filter_map(|mark| match &mark.place {
                MarkPlace::Disc { center, radius }
                    if seen.contains(*center)
                        && (self.is_copy || !self.moved.contains(&mark.subject)) =>
                {
                    Some(Target {
                        center: *center,
                        radius: *radius,
                    })
                }
                _ => None,
            });
            let targets = Targets::new(others);
            self.targets = Some((camera, targets));
        }
        let (_, targets) = self.targets.get_or_insert_default();
        targets
    }

    /// Paints the copies that follow the pointer, and the lines that tell what it
    /// snapped to.
    pub(super) fn paint(&self, painter: &Painter, session: &Session, placing: Placing) {
        if let Some(by) = self.by.filter(|_| self.is_copy) {
            let copied = marks(session).filter(|mark| self.moved.contains(&mark.subject));
            let by = Vec2::new(by.x as f32, by.y as f32) * placing.scale as f32;
            overlay::copies(painter, session, copied, by, placing);
        }
        if self.guides.is_empty() {
            return;
        }
        let color = style::color(style::theme(painter.ctx()).window.accent);
        let stroke = Stroke::new(1.0, color);
        let discs: Vec<(Pos2, f32)> = marks(session)
            .filter_map(|mark| match &mark.place {
                MarkPlace::Disc { center, radius } => {
                    Some((placing.pos(*center), (radius * placing.scale) as f32))
                }
                MarkPlace::Curve { .. } | MarkPlace::Card(_) => None,
            })
            .collect();
        for guide in &self.guides {
            match guide {
                Guide::Line { from, to } => {
                    let [from, to] = [*from, *to].map(|end| placing.pos(end));
                    let beyond = (to - from).normalized() * BEYOND;
                    let ends = [from - beyond, to + beyond];
                    for part in beside_discs(ends, &discs) {
                        painter.add(Shape::line_segment(part, stroke));
                    }
                }
                Guide::Gap { from, to } => gap(painter, *from, *to, placing, stroke),
            }
        }
    }
}

/// The parts of a straight line that lie on none of these discs: what stands in them
/// stays readable.
fn beside_discs([from, to]: [Pos2; 2], discs: &[(Pos2, f32)]) -> Vec<[Pos2; 2]> {
    let way = to - from;
    let length = way.length();
    if length <= 0.0 {
        return Vec::new();
    }
    let along = way / length;
    let mut covered: Vec<[f32; 2]> = discs
        .iter()
        .filter_map(|(center, radius)| {
            let to_center = *center - from;
            let middle = to_center.dot(along);
            let aside = (to_center - along * middle).length();
            let half = (radius * radius - aside * aside).max(0.0).sqrt();
            (half > 0.0).then_some([middle - half, middle + half])
        })
        .collect();
    covered.sort_by(|one, other| one[0].total_cmp(&other[0]));
    let mut parts = Vec::new();
    let mut at = 0.0_f32;
    for [begin, end] in covered.into_iter().chain([[length, length]]) {
        let stop = begin.min(length);
        if stop > at {
            parts.push([from + along * at, from + along * stop]);
        }
        at = at.max(end);
    }
    parts
}

/// Whether a drag leaves it where it is.
pub(super) fn is_pinned(subject: &Subject, session: &Session) -> bool {
    let Subject::Actor(id) = subject else {
        return false;
    };
    let actor = session.document().scene.actors.get(id);
    actor.is_some_and(|actor| actor.is_pinned)
}

/// One of several distances that are equal: a line with a mark at each end.
fn gap(painter: &Painter, from: Point, to: Point, placing: Placing, stroke: Stroke) {
    let [from, to] = [from, to].map(|end| placing.pos(end));
    let aside = (to - from).normalized().rot90() * GAP_END;
    painter.add(Shape::line_segment([from, to], stroke));
    for end in [from, to] {
        painter.add(Shape::line_segment([end - aside, end + aside], stroke));
    }
    // A double stroke in the middle, as in drawings: these are the same.
    let along = (to - from).normalized() * 1.5;
    let middle = from + (to - from) * 0.5;
    for at in [middle - along, middle + along] {
        let aside: Vec2 = aside;
        painter.add(Shape::line_segment([at - aside, at + aside], stroke));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_leaves_out_what_lies_within_discs() {
        let at = |x| Pos2::new(x, 5.0);
        let discs = [
            (at(50.0), 10.0),
            (at(0.0), 10.0),
            (Pos2::new(20.0, 80.0), 9.0),
        ];
        let parts = beside_discs([at(-20.0), at(100.0)], &discs);
        let expected = [
            [at(-20.0), at(-10.0)],
            [at(10.0), at(40.0)],
            [at(60.0), at(100.0)],
        ];
        assert_eq!(parts, expected);
        assert!(
            beside_discs([at(45.0), at(55.0)], &discs).is_empty(),
            "all within"
        );
        assert!(beside_discs([at(1.0), at(1.0)], &[]).is_empty(), "no line");
    }
}
