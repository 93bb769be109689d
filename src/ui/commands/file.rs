//! Scenes, and what is done with them as a whole.

use egui::Key;

use crate::session::{Command, Dialog, Example};

use super::Section::File;
use super::{CommandEntry, InMenu, ctrl, ctrl_shift};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        File,
        "open",
        "Open\u{2026}",
        "Asks for a scene file and opens it.",
        |_| vec![Command::PickFile],
    )
    .keys(&[ctrl(Key::O)])
    .also("load file"),
    CommandEntry::new(
        File,
        "open-path",
        "Open a path\u{2026}",
        "Opens the scene file whose path is typed.",
        |_| vec![Command::Show(Dialog::OpenPath)],
    )
    .keys(&[ctrl_shift(Key::O)])
    .also("load file"),
    CommandEntry::new(
        File,
        "clear-recent",
        "Clear the list of recent files",
        "Forgets which files were opened; the files stay.",
        |_| vec![Command::ClearRecent],
    )
    .in_menu(InMenu::Nowhere)
    .enabled(|session| !session.settings().recent.is_empty()),
    CommandEntry::new(
        File,
        "example-south-caucasus",
        "South Caucasus relations",
        "Opens the first scene: five states, from one article.",
        |_| vec![Command::OpenExample(Example::SouthCaucasus)],
    )
    .in_menu(InMenu::Within("Examples")),
    CommandEntry::new(
        File,
        "example-blank",
        "Blank scene",
        "Opens a scene without anything in it.",
        |_| vec![Command::OpenExample(Example::Blank)],
    )
    .in_menu(InMenu::Within("Examples"))
    .also("new empty"),
    CommandEntry::new(
        File,
        "settings",
        "Settings\u{2026}",
        "Theme, size of the interface, wheel, names and motion.",
        |_| vec![Command::Show(Dialog::Settings)],
    )
    .keys(&[ctrl(Key::Comma)])
    .in_menu(InMenu::BelowLine)
    .also("preferences options scale zoom touchpad mouse script"),
    CommandEntry::new(File, "quit", "Quit", "Closes Entente.", |_| {
        vec![Command::Quit]
    })
    .keys(&[ctrl(Key::Q)])
    .in_menu(InMenu::BelowLine)
    .also("exit close"),
];
