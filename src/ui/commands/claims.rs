//! Changing claims, and what they refer to.

use egui::Key;

use crate::session::{Command, Dialog, FormCommand};

use super::Section::Claims;
use super::{CommandEntry, InMenu, plain};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        Claims,
        "new-claim",
        "New claim\u{2026}",
        "Opens the form of a claim on what is selected.",
        |session| {
            if session.desk().is_some_and(|desk| desk.selected.is_some()) {
                return vec![Command::ClaimFromSelection];
            }
            let form = session.new_claim_form();
            vec![Command::Form(FormCommand::Open(form))]
        },
    )
    .keys(&[plain(Key::C)])
    .also("add evidence statement"),
    CommandEntry::new(
        Claims,
        "sources",
        "Sources\u{2026}",
        "Lists what claims stand in, to add, change and rate.",
        |_| vec![Command::Show(Dialog::Sources)],
    )
    .also("articles reports citations"),
    CommandEntry::new(
        Claims,
        "kinds",
        "Kinds of claim\u{2026}",
        "Lists the kinds of claim, to add, rename and order.",
        |_| vec![Command::Show(Dialog::Kinds)],
    )
    .also("categories tags"),
    CommandEntry::new(
        Claims,
        "properties",
        "Scene properties\u{2026}",
        "Title, date, basemap, thresholds and severities.",
        |_| vec![Command::Show(Dialog::SceneProperties)],
    )
    .in_menu(InMenu::BelowLine)
    .also("title as-of date gap settings"),
];
