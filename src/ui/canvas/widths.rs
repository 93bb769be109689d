//! The left and the right edge of the selected note: each is dragged to make the card
//! wider or narrower.

use egui::{CursorIcon, Id, Key, PointerButton, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};

use crate::drawing::MarkPlace;
use crate::model::{NoteId, Subject};
use crate::session::{ArrangeCommand, CardEdge, Command, Session};
use crate::ui::commands::is_bound;
use crate::ui::paint::Placing;
use crate::ui::style;
use crate::ui::text::{self, Looks};

use super::pointer::{Drag, begin, marks};
use super::{Canvas, layout_point};

/// Width of the strip along an edge within which it is grabbed, and its least height, in
/// points.
const TARGET: f32 = 24.0;
/// Not more than this part of a card is taken by the strip of one edge: the card is
/// moved by what lies between.
const MOST_WITHIN: f32 = 0.25;
/// The handle as painted, in points.
const HANDLE: Vec2 = Vec2::new(7.0, 16.0);
/// Distance of its middle from the edge, in points: it stands on the frame of what is
/// selected.
const OFF_EDGE: f32 = 3.0;

/// An edge that is dragged.
#[derive(Debug)]
pub(super) struct Widening {
    note: NoteId,
    edge: CardEdge,
    /// How far right of the edge it was taken hold of, in points.
    grip: f32,
    /// Where it was brought last, in layout units.
    to: Option<f64>,
}

impl Widening {
    /// Whether the session shows it.
    pub(super) fn is_shown(&self) -> bool {
        self.to.is_some()
    }

    /// The pointer moved on.
    pub(super) fn go_on(&mut self, pos: Pos2, placing: Placing, commands: &mut Vec<Command>) {
        let to = layout_point(pos - Vec2::new(self.grip, 0.0), placing).x;
        if self.to.replace(to) != Some(to) {
            commands.push(Command::Arrange(ArrangeCommand::DragNoteEdge {
                note: self.note.clone(),
                edge: self.edge,
                to,
            }));
        }
    }
}

impl Canvas {
    /// Lets the edges be dragged where one note alone is selected, and shows where.
    pub(super) fn edges_ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        if session.hands().tying().is_some() || session.inline().is_some() {
            return;
        }
        let Some(subject @ Subject::Note(id)) = session.selection().focus() else {
            return;
        };
        let Some(card) = card(session, subject, placing) else {
            return;
        };
        for edge in CardEdge::ALL {
            let shown = strip(card, edge).intersect(rect);
            let is_held = matches!(&self.drag, Some(Drag::Width(it)) if it.edge == edge);
            // What is out of view is not grabbed, unless a hand holds it.
            if !shown.is_positive() && !is_held {
                continue;
            }
            // The Tab key goes from mark to mark; commands change the width, too.
            let sense = Sense::CLICK | Sense::DRAG;
            let response = ui.interact(shown, Id::unique(("edge", id, edge)), sense);
            let spoken = match edge {
                CardEdge::Left => "Left edge of the note",
                CardEdge::Right => "Right edge of the note",
            };
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::accesskit::Role::Splitter, true, spoken)
            });
            self.drag_edge(ui, &response, (id, edge, card), session, placing, commands);
            self.click_edge(ui, &response, (id, edge), session, commands);
            let is_idle = self.drag.is_none();
            if response.hovered() && is_idle {
                ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
                response.clone().on_hover_ui(|ui| {
                    let words = "Drag it: the width of the note. Double-click: by its text";
                    text::label(ui, words, &Looks::of(ui).body());
                });
            }
            if is_idle || matches!(self.drag, Some(Drag::Width(_))) {
                paint(ui, rect, card, edge, response.hovered() || is_held);
            }
        }
    }

    fn drag_edge(
        &mut self,
        ui: &Ui,
        response: &Response,
        (id, edge, card): (&NoteId, CardEdge, Rect),
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        if response.drag_started() {
            let (origin, modifiers, is_space) = ui.input(|input| {
                let is_space = input.key_down(Key::Space);
                (input.pointer.press_origin(), input.modifiers, is_space)
            });
            // Other buttons and keys do here what they do everywhere on the map.
            let is_meant = response.dragged_by(PointerButton::Primary)
                && !is_space
                && !modifiers.alt
                && is_bound("note-edge");
            self.drag = Some(match origin {
                _ if self.presses.closes_menu() => Drag::Dead,
                Some(origin) if is_meant => Drag::Width(Box::new(Widening {
                    note: id.clone(),
                    edge,
                    grip: origin.x - x_of(card, edge),
                    to: None,
                })),
                _ => begin(ui, response, session, placing, commands),
            });
        }
        // The last movement may come in the frame in which the button is let go of.
        if response.dragged() || response.drag_stopped() {
            self.go_on(ui, response, session, placing, commands);
        }
        if response.drag_stopped() {
            self.finish(session, placing, commands);
        }
    }

    /// A double click lets the text say the width; one click, and the other button, are
    /// for the note.
    fn click_edge(
        &mut self,
        ui: &Ui,
        response: &Response,
        (id, edge): (&NoteId, CardEdge),
        session: &Session,
        commands: &mut Vec<Command>,
    ) {
        let subject = Subject::Note(id.clone());
        if response.clicked_by(PointerButton::Primary) && !self.is_press_for_menu(response) {
            let is_double = response.double_clicked() && self.presses.are_both_meant();
            if is_double && is_bound("note-edge-fit") {
                commands.push(Command::Arrange(ArrangeCommand::FitNoteEdge {
                    note: id.clone(),
                    edge,
                }));
            } else {
                Self::click_mark(ui, &subject, false, commands);
            }
        }
        if response.secondary_clicked() {
            self.open_menu(ui, session, Some(&subject), commands);
        }
    }
}

/// The card of a note on screen.
fn card(session: &Session, subject: &Subject, placing: Placing) -> Option<Rect> {
    let mark = marks(session).find(|mark| mark.subject == *subject)?;
    match mark.place {
        MarkPlace::Card(card) => Some(placing.rect(card)),
        MarkPlace::Disc { .. } | MarkPlace::Curve { .. } => None,
    }
}

fn x_of(card: Rect, edge: CardEdge) -> f32 {
    match edge {
        CardEdge::Left => card.left(),
        CardEdge::Right => card.right(),
    }
}

/// Where an edge is grabbed: along all of it, more outside than within where the card is
/// narrow.
fn strip(card: Rect, edge: CardEdge) -> Rect {
    let within = (card.width() * MOST_WITHIN).min(TARGET / 2.0);
    let middle = match edge {
        CardEdge::Left => card.left() + within - TARGET / 2.0,
        CardEdge::Right => card.right() - within + TARGET / 2.0,
    };
    let size = Vec2::new(TARGET, card.height().max(TARGET));
    Rect::from_center_size(Pos2::new(middle, card.center().y), size)
}

/// A small upright pill on the edge.
fn paint(ui: &Ui, rect: Rect, card: Rect, edge: CardEdge, is_hot: bool) {
    let theme = style::theme(ui.ctx());
    let off = match edge {
        CardEdge::Left => -OFF_EDGE,
        CardEdge::Right => OFF_EDGE,
    };
    let middle = Pos2::new(x_of(card, edge) + off, card.center().y);
    let size = if is_hot {
        HANDLE + Vec2::splat(2.0)
    } else {
        HANDLE
    };
    ui.painter_at(rect).rect(
        Rect::from_center_size(middle, size),
        size.x / 2.0,
        style::color(theme.window.panel),
        Stroke::new(2.0, style::color(theme.figure.selection)),
        egui::StrokeKind::Middle,
    );
}
