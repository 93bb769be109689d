//! Nodes for actors and ties: what the Tab key stops at, what a screen reader
//! reads, and what the arrow keys walk over.

use egui::{EventFilter, Id, Key, Modifiers, PointerButton, Rect, Sense, Ui, Vec2};

use crate::drawing::{Heading, Mark, MarkPlace};
use crate::model::Subject;
use crate::session::{Command, PanelSide, Session};
use crate::ui::commands::is_bound;
use crate::ui::hover::hover_ui;
use crate::ui::paint::Placing;
use crate::ui::panel;

use super::Canvas;
use super::nodes::Node;

/// How large the node of a line without a chip is, in points.
pub(super) const POINT_FRAME: f32 = 12.0;

/// The node of a mark: what the Tab key stops at and a screen reader reads.
pub fn mark_id(subject: &Subject) -> Id {
    Id::unique(("mark", subject))
}

impl Canvas {
    /// Gives marks nodes of their own, those in view and those selected; `Some` is the frame of the one
    /// that has the keyboard's focus.
    pub(super) fn marks_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        nodes: Vec<Node<'_>>,
        commands: &mut Vec<Command>,
    ) -> Option<Rect> {
        let mut focused = None;
        let is_telling = self.is_telling(session);
        let told = self.told.take();
        for node in nodes {
            let (mark, frame) = (node.mark, node.frame);
            let id = mark_id(&mark.subject);
            let sense = if node.is_in_view {
                Sense::click()
            } else {
                // The pointer finds the map there.
                Sense::focusable_noninteractive()
            };
            let response = ui.interact(node.shown, id, sense);
            let is_selected = session.selection().has(&mark.subject);
            response.widget_info(|| {
                egui::WidgetInfo::selected(
                    egui::accesskit::Role::Button,
                    true,
                    is_selected,
                    &mark.spoken,
                )
            });
            // The space bar moves the map, too: it does not let go of the others that
            // are selected.
            let is_pressed = response.clicked_by(PointerButton::Primary);
            let is_tying = session.hands().tying().is_some();
            if self.is_press_for_menu(&response) {
                // Nothing here was meant.
            } else if is_pressed || response.clicked() && (is_tying || !is_selected) {
                response.request_focus();
                // The focus that follows must not undo what the click selected.
                self.clicked = Some(id);
                if !Self::tie_click(ui, session, Some(&mark.subject), commands) {
                    let is_double = response.double_clicked() && self.presses.are_both_meant();
                    Self::click_mark(ui, &mark.subject, is_double, commands);
                }
            } else if response.gained_focus() && self.clicked.take() != Some(id) {
                commands.push(Command::Select(mark.subject.clone()));
                if !node.is_in_view {
                    // What has the focus is seen.
                    commands.push(Command::FitSelection);
                }
            }
            if response.secondary_clicked() {
                self.open_menu(ui, session, Some(&mark.subject), commands);
            }
            if response.has_focus() {
                self.focus = Some(id);
                // What is selected has a frame already.
                focused = (!is_selected).then_some(frame);
                // Tab would take the selection along to the next mark.
                let is_panel_open = session.shows_panel(PanelSide::Right);
                if is_selected
                    && is_panel_open
                    && !is_tying
                    && ui.input(|input| input.key_pressed(Key::Enter))
                {
                    panel::enter(ui);
                }
                arrows(ui, response.id, session, commands);
            }
            // To ask for the tooltip of each of hundreds takes a while.
            let is_told = response.hovered() || told == Some(id);
            if is_telling && is_told {
                let response = response.on_hover_ui(|ui| hover_ui(ui, session, &mark.subject));
                if response.is_tooltip_open() {
                    self.told = Some(id);
                }
            }
        }
        focused
    }
}

/// What a click on a mark asks for: Ctrl adds it or lets go of it, Shift adds it.
pub(super) fn click_on(ui: &Ui, subject: &Subject) -> Option<Command> {
    let modifiers = ui.input(|input| input.modifiers);
    if modifiers.command && is_bound("ctrl-click") {
        Some(Command::ToggleSelect(subject.clone()))
    } else if modifiers.shift && is_bound("shift-click") {
        Some(Command::SelectMany {
            subjects: vec![subject.clone()],
            is_added: true,
        })
    } else {
        is_bound("click").then(|| Command::Select(subject.clone()))
    }
}

/// F6 goes to the map from wherever the focus is: to what is selected, or to the
/// first actor.
pub(super) fn enter_by_key<'a>(
    ui: &Ui,
    session: &Session,
    mut marks: impl Iterator<Item = &'a Mark>,
    canvas: Id,
) {
    let is_pressed = session.dialog().is_none()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F6));
    if is_pressed {
        let first = marks.next().map(|mark| &mark.subject);
        let target = session.selection().focus().or(first);
        let focus = target.map_or(canvas, mark_id);
        ui.memory_mut(|memory| memory.request_focus(focus));
    }
}

/// Arrow keys move the selection, and the focus with it, to what lies that way. With
/// Ctrl they do so too where they alone would move what is selected.
pub(super) fn arrows(ui: &Ui, id: Id, session: &Session, commands: &mut Vec<Command>) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    for (key, heading) in [
        (Key::ArrowLeft, Heading::Left),
        (Key::ArrowRight, Heading::Right),
        (Key::ArrowUp, Heading::Up),
        (Key::ArrowDown, Heading::Down),
    ] {
        let is_pressed = ui.input_mut(|input| {
            input.consume_key(Modifiers::COMMAND, key) || input.consume_key(Modifiers::NONE, key)
        });
        if is_pressed && let Some(next) = session.neighbour(heading) {
            ui.memory_mut(|memory| memory.request_focus(mark_id(&next)));
            commands.push(Command::Select(next));
        }
    }
}

/// The frame of a mark on screen: the disc of an actor, the chip of a tie or,
/// where it found no room, the middle of its curve.
pub(in crate::ui) fn frame(mark: &Mark, placing: Placing) -> Option<Rect> {
    match &mark.place {
        MarkPlace::Disc { center, radius } => {
            let radius = (radius * placing.scale) as f32;
            Some(Rect::from_center_size(
                placing.pos(*center),
                Vec2::splat(radius * 2.0),
            ))
        }
        MarkPlace::Card(rect) => Some(placing.rect(*rect)),
        MarkPlace::Curve {
            chip: Some(chip), ..
        } => Some(placing.rect(*chip)),
        MarkPlace::Curve {
            points, chip: None, ..
        } => {
            let middle = points.get(points.len() / 2)?;
            Some(Rect::from_center_size(
                placing.pos(*middle),
                Vec2::splat(POINT_FRAME),
            ))
        }
    }
}
