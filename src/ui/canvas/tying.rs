//! Ties drawn by clicking on both their actors.

use egui::{Context, FocusDirection, Key, KeyboardShortcut, Modifiers, Painter, Popup, Pos2, Ui};

use crate::model::Subject;
use crate::session::{Command, HandsCommand, Session};
use crate::ui::commands::{is_bound, take};
use crate::ui::overlay;
use crate::ui::paint::Placing;

use super::nodes::Node;
use super::{Canvas, handle, mark_id};

impl Canvas {
    /// What a click means while a tie is drawn click by click; says whether one is.
    pub(super) fn tie_click(
        ui: &Ui,
        session: &Session,
        clicked: Option<&Subject>,
        commands: &mut Vec<Command>,
    ) -> bool {
        let Some(tying) = session.hands().tying() else {
            return false;
        };
        let actor = match clicked {
            Some(Subject::Actor(actor)) => actor,
            // It lay in the way: nothing was meant.
            Some(_) => return true,
            None => {
                commands.push(Command::Hands(HandsCommand::EndTying));
                return true;
            }
        };
        match &tying.from {
            None => {
                if is_bound("tie-click") {
                    commands.push(Command::Hands(HandsCommand::TieFrom(actor.clone())));
                }
            }
            // A double click, or a change of mind: the source stays.
            Some(from) if from == actor => {}
            Some(from) => {
                commands.push(Command::AddTie {
                    from: from.clone(),
                    to: actor.clone(),
                });
                let modifiers = ui.input(|input| input.modifiers);
                if modifiers.command && is_bound("tie-chain") {
                    commands.push(Command::Hands(HandsCommand::TieFrom(actor.clone())));
                } else if !(modifiers.shift && is_bound("tie-fan")) {
                    commands.push(Command::Hands(HandsCommand::EndTying));
                }
            }
        }
        true
    }

    /// Notes which actors the Tab key goes round from now on: all of the map while a tie
    /// is drawn, else none.
    pub(super) fn note_stops(&mut self, session: &Session, nodes: &[Node<'_>]) {
        let is_asked = session.hands().tying().is_some()
            && session.dialog().is_none()
            && session.inline().is_none();
        let actors = nodes
            .iter()
            .filter(|node| is_asked && matches!(node.mark.subject, Subject::Actor(_)));
        self.tie_stops = actors.map(|node| mark_id(&node.mark.subject)).collect();
    }

    /// While a tie is drawn, Tab and Shift+Tab go round the actors: beyond the last one
    /// Enter would press whatever comes after the map, and the tie would be lost. To be
    /// called before anything is shown, for egui goes on as soon as it meets the widget
    /// that has the focus.
    pub(super) fn go_round(&mut self, ctx: &Context) {
        // Where the map is not shown, nobody notes them again.
        let stops = std::mem::take(&mut self.tie_stops);
        let count = stops.len();
        if count == 0 || ctx.text_edit_focused() || Popup::is_any_open(ctx) {
            return;
        }
        let pressed = |modifiers| {
            let keys = KeyboardShortcut::new(modifiers, Key::Tab);
            ctx.input_mut(|input| take(input, &keys))
        };
        let (is_back, is_on) = (pressed(Modifiers::SHIFT), pressed(Modifiers::NONE));
        if is_back == is_on {
            return;
        }
        let focus = ctx.memory(|memory| memory.focused());
        let at = stops.iter().position(|stop| Some(*stop) == focus);
        let next = match (at, is_on) {
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
            (None, true) => 0,
            (None, false) => count - 1,
        };
        if let Some(stop) = stops.get(next) {
            ctx.memory_mut(|memory| {
                memory.request_focus(*stop);
                memory.move_focus(FocusDirection::None);
            });
        }
    }

    /// Follows which actor the keyboard reached last, until the pointer moves.
    pub(super) fn follow_keys(&mut self, ui: &Ui, session: &Session) {
        let is_pointing =
            ui.input(|input| input.pointer.is_moving() || input.pointer.any_pressed());
        if is_pointing || session.hands().tying().is_none() {
            self.tie_reached = None;
        }
        let focus = ui.memory(|memory| memory.focused());
        let is_new = focus != self.tie_focus;
        self.tie_focus = focus;
        if is_new && !is_pointing {
            let marks = super::pointer::marks(session);
            let mut marks = marks.filter(|mark| Some(mark_id(&mark.subject)) == focus);
            self.tie_reached = marks.next().and_then(|mark| match &mark.subject {
                Subject::Actor(actor) => Some(actor.clone()),
                _ => None,
            });
        }
    }

    /// The line from the actor that was clicked to the one that the keyboard reached,
    /// or else to the pointer.
    pub(super) fn paint_tying(
        &self,
        painter: &Painter,
        session: &Session,
        pointer: Option<Pos2>,
        placing: Placing,
    ) {
        let from = session.hands().tying().and_then(|it| it.from.as_ref());
        let (Some(from), None) = (from, &self.drag) else {
            return;
        };
        let Some(start) = handle::disc(session, from, placing) else {
            return;
        };
        let reached = self
            .tie_reached
            .as_ref()
            .filter(|other| *other != from)
            .and_then(|other| handle::disc(session, other, placing));
        if let Some(reached) = reached {
            overlay::new_tie(painter, session, start, reached.0, Some(reached));
            return;
        }
        let target = self.target_actor(from, session, placing);
        match pointer.filter(|pos| painter.clip_rect().contains(*pos)) {
            Some(pointer) if pointer.distance(start.0) > start.1 => {
                overlay::new_tie(painter, session, start, pointer, target);
            }
            _ => overlay::source(painter, session, start),
        }
    }
}

/// What to do next, while a tie is drawn click by click.
pub(super) fn words(session: &Session) -> Option<String> {
    let tying = session.hands().tying()?;
    Some(match &tying.from {
        None => {
            "New tie: click the actor that it comes from, or go there with Tab and press Enter. \
                 Esc ends."
                .to_owned()
        }
        Some(from) => {
            let from = session.document().scene.actor_name(from);
            format!(
                "New tie from {from}: click the other actor, or go there with Tab and press Enter. \
                 Ctrl goes on from there, Shift starts here again, Esc ends."
            )
        }
    })
}
