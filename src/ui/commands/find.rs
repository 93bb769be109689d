//! Finding things, and letting them stand out.

use egui::Key;

use crate::session::{Command, Dialog};

use super::Section::View;
use super::{CommandEntry, InMenu, ctrl};

/// The commands of this part of the section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        View,
        "search",
        "Search\u{2026}",
        "Finds actors, ties, claims, sources and notes by any of their words.",
        |session| match session.dialog() {
            Some(Dialog::Search) => vec![Command::CloseDialog],
            _ => vec![Command::Show(Dialog::Search)],
        },
    )
    .keys(&[ctrl(Key::F)])
    .in_menu(InMenu::BelowLine)
    .also("find look for everything go to"),
];
