//! Hands on what is selected: copies of it, the clipboard, where it stands.

mod copies;

use kurbo::Vec2;

use super::Session;

/// What a person does with what is selected. Each is one step of the history.
#[derive(Clone, Debug, PartialEq)]
pub enum ArrangeCommand {
    /// Copy the selected actors, with the ties among them, and the selected ties,
    /// and select the copies. A selected claim is copied instead.
    Duplicate {
        /// How far from what they are copies of they stand, in layout units.
        by: Vec2,
    },
}

impl Session {
    /// Carries out what a person does with what is selected.
    pub(in crate::session) fn carry_out_arrange(&mut self, command: ArrangeCommand) {
        match command {
            ArrangeCommand::Duplicate { by } => self.duplicate(by),
        }
    }
}
