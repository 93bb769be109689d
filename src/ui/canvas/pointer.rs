//! What the pointer does: move the map, move actors, draw ties, draw a line around
//! what is to be selected.

use egui::{CursorIcon, Key, Modifiers, PointerButton, Popup, Pos2, Response, Ui};

use crate::drawing::Mark;
use crate::edit::Edit;
use crate::model::{ActorId, BearingOn, Subject, TieId};
use crate::session::{Command, HandsCommand, Inline, Session, Taking, TieEnd, Tool};
use crate::ui::commands::is_bound;
use crate::ui::paint::Placing;
use crate::ui::panel::DraggedClaim;

use super::marks::{click_on, mark_id};
use super::marquee::{Marquee, Outline};
use super::moving::{Moving, is_pinned};
use super::widths::Widening;
use super::{Canvas, REACH, layout_point, subject_at};

/// What a drag that is under way does.
#[derive(Debug)]
pub(super) enum Drag {
    /// Moves the map.
    Pan,
    /// Moves the selected actors from where the button was pressed.
    Move(Box<Moving>),
    /// Draws a tie from this actor to where the pointer is.
    Tie {
        /// The actor.
        from: ActorId,
        /// The pointer, on screen.
        to: Pos2,
    },
    /// Leads one end of a tie to where the pointer is.
    Lead {
        /// The tie.
        tie: TieId,
        /// Which end.
        end: TieEnd,
        /// The actor at the other end.
        other: ActorId,
        /// The pointer, on screen.
        to: Pos2,
    },
    /// Moves an edge of the card of a note.
    Width(Box<Widening>),
    /// Draws a line around what is to be selected.
    Marquee(Box<Marquee>),
    /// Was given up; the button is still held.
    Dead,
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
        if is_bound("drop-claim") {
            commands.push(Command::LetBear {
                claim: dropped.0.clone(),
                on,
            });
        }
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
            self.drag = Some(if self.presses.closes_menu() {
                Popup::close_all(ui.ctx());
                Drag::Dead
            } else {
                begin(ui, response, session, placing, commands)
            });
        }
        // The last movement may come in the frame in which the button is let go of.
        if response.dragged() || response.drag_stopped() {
            self.go_on(ui, response, session, placing, commands);
        }
        if response.drag_stopped() {
            self.finish(session, placing, commands);
        }
        self.keep_space(ui);
        let is_over = response.contains_pointer() || self.drag.is_some();
        let is_on_tools = |pos: &Pos2| self.tools.is_some_and(|tools| tools.contains(*pos));
        // What a drag cannot end on is not lit up under it, nor looked for.
        let is_looking = match &self.drag {
            None | Some(Drag::Dead | Drag::Tie { .. } | Drag::Lead { .. }) => is_over,
            Some(Drag::Move(_) | Drag::Width(_) | Drag::Pan | Drag::Marquee(_)) => false,
        };
        self.hovered = pointer
            .filter(|pos| is_looking && !is_on_tools(pos))
            .and_then(|pos| {
                self.index
                    .hit(layout_point(pos, placing), REACH / placing.scale)
            })
            .filter(|subject| match &self.drag {
                Some(Drag::Tie { .. } | Drag::Lead { .. }) => matches!(subject, Subject::Actor(_)),
                _ => true,
            });
        self.cursor(ui, response, session);
        if response.clicked() && !self.is_press_for_menu(response) {
            self.click(ui, response, session, placing, commands);
        }
        if response.secondary_clicked() {
            let subject = response
                .interact_pointer_pos()
                .and_then(|pos| subject_at(pos, session, placing));
            self.open_menu(ui, session, subject.as_ref(), commands);
        }
    }

    /// Whether a click was made by a press that only closed a menu.
    pub(super) fn is_press_for_menu(&self, response: &Response) -> bool {
        response.clicked_by(PointerButton::Primary) && self.presses.closes_menu()
    }

    /// The space bar that is pressed in the course of a drag is for the drag, and
    /// not for what has the focus.
    fn keep_space(&self, ui: &Ui) {
        if self.drag.is_some() {
            ui.input_mut(|input| {
                let modifiers = input.modifiers;
                input.consume_key(modifiers, Key::Space);
            });
        }
    }

    /// The pointer moved on.
    pub(super) fn go_on(
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
        let is_shown = match &self.drag {
            Some(Drag::Move(moving)) => moving.is_shown(),
            Some(Drag::Width(widening)) => widening.is_shown(),
            _ => false,
        };
        if is_shown && !is_moving(session) {
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
            Some(Drag::Move(moving)) => moving.go_on(ui, pos, session, placing, commands),
            Some(Drag::Width(widening)) => widening.go_on(pos, placing, commands),
            Some(Drag::Marquee(marquee)) => marquee.go_on(pos, session, placing),
            Some(Drag::Tie { to, .. } | Drag::Lead { to, .. }) => *to = pos,
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
            Some(Drag::Move(moving)) => moving.finish(commands),
            Some(Drag::Width(_)) => commands.push(Command::CommitGesture),
            Some(Drag::Tie { from, to }) => {
                match subject_at(to, session, placing) {
                    Some(Subject::Actor(other)) if other != from => {
                        commands.push(Command::AddTie { from, to: other });
                    }
                    // Back on the actor that it came from: nothing was meant.
                    Some(Subject::Actor(_)) => {}
                    _ if is_bound("handle-new-actor") => {
                        commands.push(Command::StartInline(Inline::NewActor {
                            at: Some(layout_point(to, placing)),
                            tie_from: Some(from),
                        }));
                    }
                    _ => {}
                }
            }
            Some(Drag::Lead { tie, end, to, .. }) => {
                if let Some(Subject::Actor(to)) = subject_at(to, session, placing) {
                    commands.push(Command::Hands(HandsCommand::LeadTie { tie, end, to }));
                }
            }
            Some(Drag::Marquee(marquee)) => commands.push(marquee.finish()),
            Some(Drag::Pan | Drag::Dead) | None => {}
        }
    }

    /// Ends a drag whose handle went while the button was held: nobody else does.
    pub(super) fn let_go(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        if self.drag.is_some() && !ui.input(|input| input.pointer.any_down()) {
            let keeps = matches!(self.drag, Some(Drag::Move(_) | Drag::Width(_)));
            commands.extend(keeps.then_some(Command::CommitGesture));
            self.drag = None;
        }
    }

    /// Gives up what is under way, if anything is; says whether it was.
    pub(super) fn abort(&mut self, commands: &mut Vec<Command>) -> bool {
        match &self.drag {
            Some(Drag::Move(_) | Drag::Width(_)) => commands.push(Command::BailGesture),
            Some(Drag::Tie { .. } | Drag::Lead { .. } | Drag::Marquee(_)) => {}
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
        let is_double = response.double_clicked() && self.presses.are_both_meant();
        if Self::tie_click(ui, session, clicked.as_ref(), commands) {
            return;
        }
        match clicked {
            Some(subject) => Self::click_mark(ui, &subject, is_double, commands),
            None if is_double && is_bound("double-click-new") => {
                commands.push(Command::StartInline(Inline::NewActor {
                    at: Some(layout_point(pos, placing)),
                    tie_from: None,
                }));
            }
            None => {
                let keeps = ui.input(|input| input.modifiers.command || input.modifiers.shift);
                if !keeps {
                    commands.push(Command::Select(Subject::Scene));
                }
            }
        }
    }

    /// A click on an actor or a tie selects it, a second one soon after edits its
    /// name or label.
    pub(super) fn click_mark(
        ui: &Ui,
        subject: &Subject,
        is_double: bool,
        commands: &mut Vec<Command>,
    ) {
        commands.extend(click_on(ui, subject));
        if is_double
            && is_bound("double-click-edit")
            && let Some(inline) = Inline::of(subject)
        {
            commands.push(Command::StartInline(inline));
        }
    }

    fn cursor(&self, ui: &Ui, response: &Response, session: &Session) {
        let (is_space, modifiers) = ui.input(|input| (input.key_down(Key::Space), input.modifiers));
        let icon = match &self.drag {
            Some(Drag::Move(moving)) => moving.cursor(),
            Some(Drag::Pan) => CursorIcon::Grabbing,
            Some(Drag::Width(_)) => CursorIcon::ResizeHorizontal,
            Some(Drag::Tie { .. } | Drag::Lead { .. } | Drag::Marquee(_)) => CursorIcon::Crosshair,
            Some(Drag::Dead) => return,
            None if !response.contains_pointer() => return,
            None if is_space => CursorIcon::Grab,
            None if session.hands().tying().is_some() => CursorIcon::Crosshair,
            None => match &self.hovered {
                Some(subject @ (Subject::Actor(_) | Subject::Note(_))) => {
                    if modifiers.alt {
                        CursorIcon::Copy
                    } else if is_pinned(subject, session) {
                        CursorIcon::PointingHand
                    } else {
                        CursorIcon::Grab
                    }
                }
                Some(_) => CursorIcon::PointingHand,
                None => match outline_of(session, modifiers) {
                    Some(_) => CursorIcon::Crosshair,
                    None => CursorIcon::Grab,
                },
            },
        };
        ui.ctx().set_cursor_icon(icon);
    }
}

/// Whether a gesture that moves actors and notes, or the edge of a note, is under way.
fn is_moving(session: &Session) -> bool {
    let moves = |edit: &Edit| matches!(edit, Edit::SetActorOffset { .. } | Edit::ChangeNote(_));
    match session.gesture() {
        Some(Edit::Batch(edits)) => edits.iter().all(moves),
        Some(edit) => moves(edit),
        None => false,
    }
}

/// What a drag that begins here does.
pub(super) fn begin(
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
    for (button, id) in [
        (PointerButton::Middle, "middle-pan"),
        (PointerButton::Secondary, "right-pan"),
    ] {
        if response.dragged_by(button) {
            return if is_bound(id) { Drag::Pan } else { Drag::Dead };
        }
    }
    if !response.dragged_by(PointerButton::Primary) || is_space && is_bound("space-pan") {
        return Drag::Pan;
    }
    match subject_at(from, session, placing) {
        Some(Subject::Actor(from_actor)) if session.hands().tying().is_some() => Drag::Tie {
            from: from_actor,
            to: from,
        },
        Some(subject @ (Subject::Actor(_) | Subject::Note(_))) if is_bound("move") => {
            let is_copy = modifiers.alt && is_bound("duplicate");
            let mut moved = session.selection().subjects().to_vec();
            if !moved.contains(&subject) {
                let select = click_on(ui, &subject);
                if let Some(Command::Select(_)) = select {
                    moved.clear();
                }
                moved.push(subject);
                commands.extend(select);
            }
            Drag::Move(Box::new(Moving::new(from, moved, is_copy, session)))
        }
        _ => match outline_of(session, modifiers) {
            Some((is_lasso, taking)) => {
                let outline = Outline::new(from, is_lasso);
                Drag::Marquee(Box::new(Marquee::new(outline, taking, session)))
            }
            None if is_bound("hand-pan") => Drag::Pan,
            None => Drag::Dead,
        },
    }
}

/// Whether a drag on nothing draws a line around what is to be selected, with
/// these keys and the tool that is in the hand: whether as a lasso, and what
/// becomes of the selection.
fn outline_of(session: &Session, modifiers: Modifiers) -> Option<(bool, Taking)> {
    let toggles = modifiers.command && is_bound("frame-toggles");
    let adds = modifiers.shift && is_bound("frame-adds");
    let taking = match (toggles, adds) {
        (true, _) => Taking::Toggles,
        (false, true) => Taking::Adds,
        (false, false) => Taking::Replaces,
    };
    if modifiers.alt && is_bound("lasso") {
        return Some((true, taking));
    }
    match session.hands().tool() {
        Tool::Select if is_bound("frame") => Some((false, taking)),
        // Shift calls for the frame, and so says nothing of the selection.
        Tool::Hand if modifiers.shift && is_bound("hand-frame") => {
            let adds = modifiers.command && is_bound("hand-frame-adds");
            let taking = if adds { Taking::Adds } else { Taking::Replaces };
            Some((false, taking))
        }
        Tool::Select | Tool::Hand => None,
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
