//! Finding one's way.

use egui::Key;

use crate::session::{Command, DeskTab, Dialog};

use super::Section::Help;
use super::{CommandEntry, InMenu, plain};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        Help,
        "keys",
        "Keys and gestures",
        "Lists all keys and what the pointer does.",
        |_| vec![Command::Show(Dialog::Keys)],
    )
    .keys(&[plain(Key::F1)])
    .also("shortcuts sheet keyboard help"),
    CommandEntry::new(
        Help,
        "problems",
        "Problems",
        "Lists what is wrong, thin or likely to mislead in the scene, with ways out.",
        |session| match session.desk() {
            Some(desk) if desk.tab == DeskTab::Problems => vec![Command::CloseDesk],
            _ => vec![Command::CloseDialog, Command::OpenDesk(DeskTab::Problems)],
        },
    )
    .keys(&[plain(Key::F8)])
    .also("errors warnings findings check"),
    CommandEntry::new(
        Help,
        "hints",
        "Show the hints again",
        "Shows the three hints of the first start below the top bar.",
        |_| vec![Command::ShowHints],
    )
    .enabled(|session| session.settings().hints_dismissed)
    .also("tips welcome"),
    CommandEntry::new(
        Help,
        "places",
        "Where are my files\u{2026}",
        "Lists where settings, unsaved work, versions and the log are kept.",
        |_| vec![Command::Show(Dialog::Places)],
    )
    .in_menu(InMenu::BelowLine)
    .also("folders paths recovery copies backup settings state reports"),
    CommandEntry::new(
        Help,
        "log",
        "Log\u{2026}",
        "Shows the end of the log: what Entente did, and what went wrong.",
        |_| vec![Command::Show(Dialog::Log)],
    )
    .also("messages errors debug report"),
    CommandEntry::new(
        Help,
        "about",
        "About Entente\u{2026}",
        "Version, data credits and licences.",
        |_| vec![Command::Show(Dialog::About)],
    )
    .in_menu(InMenu::BelowLine)
    .also("version licence credits"),
];
