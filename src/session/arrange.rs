//! Hands on what is selected: copies of it, the clipboard, where it stands.

mod align;
mod clipboard;
mod copies;
mod nudge;
mod widths;

use kurbo::{Point, Vec2};

use crate::model::NoteId;

use super::Session;
use super::command::Effect;

pub use align::{Alignment, Axis};
pub use clipboard::{MAX_PASTED, MAX_PASTED_CLAIMS, Pasted, PastedBy};
pub use widths::CardEdge;

/// What a person does with what is selected. Each is one step of the history.
#[derive(Clone, Debug, PartialEq)]
pub enum ArrangeCommand {
    /// Copy the selected actors, with the ties among them, the selected ties and
    /// notes, and select the copies. A selected claim is copied instead.
    Duplicate {
        /// How far from what they are copies of they stand, in layout units.
        by: Vec2,
    },
    /// Put what is selected on the clipboard, as text.
    Copy,
    /// Put what is selected on the clipboard, and delete it.
    Cut,
    /// Ask the system for what is on the clipboard, to be pasted.
    AskToPaste,
    /// Paste a text. A selection of ours is put in and selected; any other text is
    /// offered as claims or as a source.
    Paste {
        /// The text.
        text: String,
        /// Where the middle of what is pasted comes to stand, in layout units; the
        /// middle of the canvas where it is not said.
        at: Option<Point>,
    },
    /// Make claims of the text that was pasted.
    TakePastedClaims(PastedBy),
    /// Take the text that was pasted as that of a new source.
    TakePastedText,
    /// Bring the selected actors and notes to one line. Pinned actors stay, and are
    /// what the others are aligned to.
    Align(Alignment),
    /// Set the selected actors and notes out evenly between the outermost. Pinned
    /// actors stay.
    Distribute(Axis),
    /// Move the selected actors and notes by so much, in layout units; many in a row
    /// are one step. Pinned actors stay.
    Nudge(Vec2),
    /// Pin the selected actors where they stand, or let them be moved.
    Pin(bool),
    /// Show the card of a note with one of its edges here, as a gesture; the edge that
    /// lies opposite and the upper one stay where they were when it began.
    DragNoteEdge {
        /// The note.
        note: NoteId,
        /// Which edge.
        edge: CardEdge,
        /// Where it is dragged to, in layout units from the left.
        to: f64,
    },
    /// Let a note be as wide as its words need. This edge moves, the opposite and the
    /// upper one stay.
    FitNoteEdge {
        /// The note.
        note: NoteId,
        /// Which edge.
        edge: CardEdge,
    },
    /// Make the selected notes wider by so many points of the theme, narrower by less
    /// than 0. Their middles stay.
    WidenNotes(f64),
    /// Let the selected notes be as wide as their words need. Their middles stay.
    FitNotes,
}

/// What is kept between these commands.
#[derive(Debug, Default)]
pub(in crate::session) struct Arranging {
    /// A text that was pasted and waits for a decision.
    pasted: Option<Pasted>,
}

impl Session {
    /// Carries out what a person does with what is selected.
    pub(in crate::session) fn carry_out_arrange(&mut self, command: ArrangeCommand) {
        match command {
            ArrangeCommand::Duplicate { by } => self.duplicate(by),
            ArrangeCommand::Copy => self.copy_and_say(),
            ArrangeCommand::Cut => self.cut(),
            ArrangeCommand::AskToPaste => self.effects.push(Effect::AskToPaste),
            ArrangeCommand::Paste { text, at } => self.paste(&text, at),
            ArrangeCommand::TakePastedClaims(by) => self.take_pasted_claims(by),
            ArrangeCommand::TakePastedText => self.take_pasted_text(),
            ArrangeCommand::Align(alignment) => self.align(alignment),
            ArrangeCommand::Distribute(axis) => self.distribute(axis),
            ArrangeCommand::Nudge(by) => self.nudge(by),
            ArrangeCommand::Pin(is_pinned) => self.pin(is_pinned),
            ArrangeCommand::DragNoteEdge { note, edge, to } => {
                self.drag_note_edge(&note, edge, to);
            }
            ArrangeCommand::FitNoteEdge { note, edge } => self.fit_note_edge(&note, edge),
            ArrangeCommand::WidenNotes(by) => self.widen_notes(by),
            ArrangeCommand::FitNotes => self.fit_notes(),
        }
    }
}
