//! Changes, and taking them back.

use egui::Key;

use crate::session::Command;

use super::Section::Edit;
use super::{CommandEntry, InMenu, plain};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[CommandEntry::new(
    Edit,
    "step-back",
    "One step back",
    "Closes a dialog, then lets go of the claim, then of the tie or actor.",
    |session| match session.dialog() {
        Some(_) => vec![Command::CloseDialog],
        None => vec![Command::ClearSelection],
    },
)
.keys(&[plain(Key::Escape)])
.in_menu(InMenu::Nowhere)
.not_in_palette()];
