//! Hands on what is selected: copies of it, the clipboard, where it stands.

mod align;
mod clipboard;
mod copies;
mod nudge;

use kurbo::{Point, Vec2};

use super::Session;
use super::command::Effect;

pub use align::{Alignment, Axis};
pub use clipboard::{MAX_PASTED, MAX_PASTED_CLAIMS, Pasted, PastedBy};

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
        }
    }
}
