//! What the pointer does: move the map, move actors, draw ties, draw a frame
//! around what is to be selected.

use std::collections::HashSet;

use egui::{CursorIcon, Key, PointerButton, Pos2, Rect, Response, Ui, Vec2};
use kurbo::Point;

use crate::drawing::{Mark, MarkPlace};
use crate::edit::Edit;
use crate::model::{ActorId, BearingOn, Subject, Tie};
use crate::session::{Command, Inline, Session};
use crate::ui::paint::Placing;
use crate::ui::panel::DraggedClaim;

use super::marks::{click_on, mark_id};
use super::{Canvas, layout_point, subject_at};

/// What a drag that is under way does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Drag {
    /// Moves the map.
    Pan,
    /// Moves the selected actors from where the button was pressed.
    Move {
        /// On screen.
        from: Pos2,
        /// Whether the session was told of a movement.
        is_shown: bool,
    },
    /// Draws a tie from this actor to where the pointer is.
    Tie {
        /// The actor.
        from: ActorId,
        /// The pointer, on screen.
        to: Pos2,
    },
    /// Draws a frame around what is to be selected.
    Marquee {
        /// Where the button was pressed, on screen.
        from: Pos2,
        /// The pointer, on screen.
        to: Pos2,
        /// Whether what is selected stays so.
        is_added: bool,
    },
    /// Was given up; the button is still held.
    Dead,
}

impl Drag {
    /// The frame that is drawn, if one is.
    pub(super) fn marquee(&self) -> Option<Rect> {
        match self {
            Self::Marquee { from, to, .. } => Some(Rect::from_two_pos(*from, *to)),
            _ => None,
        }
    }
}

impl Canvas {
    /// Whether a drag is under way that does more than move the map.
    pub(super) fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }

    /// A claim that is dropped on a tie or an actor bears on it.
    pub(super) fn drop_ui(
        response: &Response,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        let Some(dropped) = response.dnd_release_payload::<DraggedClaim>() else {
            return;
        };
        let pointer = response.ctx.pointer_interact_pos();
        let on = match pointer.and_then(|pos| subject_at(pos, session, placing)) {
            Some(Subject::Tie(tie)) => BearingOn::Tie(tie),
            Some(Subject::Actor(actor)) => BearingOn::Actor(actor),
            _ => return,
        };
        commands.push(Command::LetBear {
            claim: dropped.0.clone(),
            on,
        });
    }

    /// Drag and click.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        let pointer = ui.ctx().pointer_hover_pos();
        if response.drag_started() {
            self.drag = Some(begin(ui, response, session, placing, commands));
        }
        // The last movement may come in the frame in which the button is let go of.
        if response.dragged() || response.drag_stopped() {
            self.go_on(ui, response, session, placing, commands);
        }
        if response.drag_stopped() {
            self.finish(session, placing, commands);
        }
        let is_over = response.contains_pointer() || self.drag.is_some();
        // What a drag cannot end on is not lit up under it.
        self.hovered = pointer
            .filter(|_| is_over)
            .and_then(|pos| subject_at(pos, session, placing))
            .filter(|subject| match &self.drag {
                None | Some(Drag::Dead) => true,
                Some(Drag::Tie { .. }) => matches!(subject, Subject::Actor(_)),
                Some(Drag::Move { .. } | Drag::Pan | Drag::Marquee { .. }) => false,
            });
        self.cursor(ui, response);
        if response.clicked() {
            self.click(ui, response, session, placing, commands);
        }
        if response.secondary_clicked() {
            let subject = response
                .interact_pointer_pos()
                .and_then(|pos| subject_at(pos, session, placing));
            self.open_menu(ui, session, subject.as_ref(), commands);
        }
    }

    /// The pointer moved on.
    fn go_on(
        &mut self,
        ui: &Ui,
        response: &Response,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        let Some(pos) = response.interact_pointer_pos() else {
            return;
        };
        if matches!(self.drag, Some(Drag::Move { is_shown: true, .. })) && !is_moving(session) {
            // A key or a file that was read ended it: to go on would move all by
            // the whole way once more.
            self.drag = Some(Drag::Dead);
        }
        match &mut self.drag {
            Some(Drag::Pan) => {
                let drag = response.drag_delta();
                commands.push(Command::Pan(kurbo::Vec2::new(
                    f64::from(drag.x),
                    f64::from(drag.y),
                )));
            }
            Some(Drag::Move { from, is_shown }) => {
                let by = pos - *from;
                // Only where it moved: a frame for another reason changes nothing.
                if ui.input(|input| input.pointer.delta() != Vec2::ZERO) {
                    *is_shown = true;
                    commands.push(Command::PreviewMove(kurbo::Vec2::new(
                        f64::from(by.x) / placing.scale,
                        f64::from(by.y) / placing.scale,
                    )));
                }
            }
            Some(Drag::Marquee { to, .. } | Drag::Tie { to, .. }) => *to = pos,
            Some(Drag::Dead) | None => {}
        }
    }

    /// The button was let go of.
    pub(super) fn finish(
        &mut self,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        match self.drag.take() {
            Some(Drag::Move { .. }) => commands.push(Command::CommitGesture),
            Some(Drag::Tie { from, to }) => {
                match subject_at(to, session, placing) {
                    Some(Subject::Actor(other)) if other != from => {
                        commands.push(Command::AddTie { from, to: other });
                    }
                    // Back on the actor that it came from: nothing was meant.
                    Some(Subject::Actor(_)) => {}
                    _ => commands.push(Command::StartInline(Inline::NewActor {
                        at: Some(layout_point(to, placing)),
                        tie_from: Some(from),
                    })),
                }
            }
            Some(drag @ Drag::Marquee { is_added, .. }) => {
                let frame = drag.marquee().unwrap_or(Rect::NOTHING);
                let inside = held(session, frame, placing).into_iter();
                commands.push(Command::SelectMany {
                    subjects: inside.map(|mark| mark.subject.clone()).collect(),
                    is_added,
                });
            }
            Some(Drag::Pan | Drag::Dead) | None => {}
        }
    }

    /// Gives up what is under way, if anything is; says whether it was.
    pub(super) fn abort(&mut self, commands: &mut Vec<Command>) -> bool {
        match &self.drag {
            Some(Drag::Move { .. }) => commands.push(Command::BailGesture),
            Some(Drag::Tie { .. } | Drag::Marquee { .. }) => {}
            Some(Drag::Pan | Drag::Dead) | None => return false,
        }
        self.drag = Some(Drag::Dead);
        true
    }

    fn click(
        &mut self,
        ui: &Ui,
        response: &Response,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        let Some(pos) = response.interact_pointer_pos() else {
            return;
        };
        let clicked = subject_at(pos, session, placing);
        // The arrow keys go on from what was clicked.
        let focus = clicked.as_ref().map_or(response.id, mark_id);
        ui.memory_mut(|memory| memory.request_focus(focus));
        self.clicked = Some(focus);
        let is_double = response.double_clicked();
        match clicked {
            Some(subject) => {
                commands.push(click_on(ui, &subject));
                if let Some(inline) = is_double.then(|| Inline::of(&subject)).flatten() {
                    commands.push(Command::StartInline(inline));
                }
            }
            None if is_double => commands.push(Command::StartInline(Inline::NewActor {
                at: Some(layout_point(pos, placing)),
                tie_from: None,
            })),
            None => {
                let keeps = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                if !keeps {
                    commands.push(Command::Select(Subject::Scene));
                }
            }
        }
    }

    fn cursor(&self, ui: &Ui, response: &Response) {
        let icon = match &self.drag {
            Some(Drag::Pan | Drag::Move { .. }) => CursorIcon::Grabbing,
            Some(Drag::Tie { .. } | Drag::Marquee { .. }) => CursorIcon::Crosshair,
            Some(Drag::Dead) => return,
            None if !response.contains_pointer() => return,
            None if ui.input(|input| input.key_down(Key::Space)) => CursorIcon::Grab,
            None => match &self.hovered {
                Some(Subject::Actor(_) | Subject::Note(_)) => CursorIcon::Grab,
                Some(_) => CursorIcon::PointingHand,
                None => return,
            },
        };
        ui.ctx().set_cursor_icon(icon);
    }
}

/// Whether a gesture that moves actors is under way.
fn is_moving(session: &Session) -> bool {
    let moves = |edit: &Edit| matches!(edit, Edit::SetActorOffset { .. } | Edit::ChangeNote(_));
    match session.gesture() {
        Some(Edit::Batch(edits)) => edits.iter().all(moves),
        Some(edit) => moves(edit),
        None => false,
    }
}

/// What a drag that begins here does.
fn begin(
    ui: &Ui,
    response: &Response,
    session: &Session,
    placing: Placing,
    commands: &mut Vec<Command>,
) -> Drag {
    let (origin, modifiers, is_space) = ui.input(|input| {
        (
            input.pointer.press_origin(),
            input.modifiers,
            input.key_down(Key::Space),
        )
    });
    let Some(from) = origin else {
        return Drag::Pan;
    };
    if !response.dragged_by(PointerButton::Primary) || is_space {
        return Drag::Pan;
    }
    match subject_at(from, session, placing) {
        Some(subject @ (Subject::Actor(_) | Subject::Note(_))) => {
            if !session.selection().has(&subject) {
                commands.push(click_on(ui, &subject));
            }
            Drag::Move {
                from,
                is_shown: false,
            }
        }
        _ if modifiers.shift => Drag::Marquee {
            from,
            to: from,
            is_added: modifiers.command,
        },
        _ => Drag::Pan,
    }
}

/// All marks of the picture: those that stay, then those that are dragged.
pub(super) fn marks(session: &Session) -> impl Iterator<Item = &Mark> + Clone {
    let derived = session.derived();
    let drawings = [derived.drawing(), derived.moving()];
    drawings
        .into_iter()
        .flatten()
        .flat_map(|drawing| drawing.marks.iter())
}

/// The marks that a frame on screen holds: discs whose middle lies within, and
/// lines of which all does, with the discs at both ends.
pub(super) fn held(session: &Session, frame: Rect, placing: Placing) -> Vec<&Mark> {
    let has = |point: &Point| frame.contains(placing.pos(*point));
    let actors: HashSet<&ActorId> = marks(session)
        .filter_map(|mark| match (&mark.subject, &mark.place) {
            (Subject::Actor(id), MarkPlace::Disc { center, .. }) if has(center) => Some(id),
            _ => None,
        })
        .collect();
    let ties = &session.document().scene.ties;
    let is_held = |mark: &&Mark| match (&mark.subject, &mark.place) {
        (Subject::Actor(id), _) => actors.contains(id),
        (Subject::Tie(id), MarkPlace::Curve { points, .. }) => {
            let has_ends = |tie: &Tie| actors.contains(&tie.from) && actors.contains(&tie.to);
            ties.get(id).is_some_and(has_ends) && points.iter().all(has)
        }
        (Subject::Note(_), MarkPlace::Card(rect)) => has(&rect.center()),
        _ => false,
    };
    marks(session).filter(is_held).collect()
}
