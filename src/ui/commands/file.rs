//! Scenes, and what is done with them as a whole.

use egui::Key;

use crate::drawing::{DeckLook, ThemeName};
use crate::export::{Fonts, PdfPages, PictureFormat, PictureOf, PictureOrder};
use crate::session::{Command, Dialog, Example, HandOutCommand, Session, names_shown, on_discs};

use super::Section::File;
use super::{CommandEntry, InMenu, ctrl, ctrl_shift};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        File,
        "new",
        "New",
        "Begins a scene with nothing in it.",
        |_| vec![Command::NewScene],
    )
    .keys(&[ctrl(Key::N)])
    .also("empty blank scene"),
    CommandEntry::new(
        File,
        "new-from-list",
        "New from a list of actors\u{2026}",
        "Makes a scene of names that are typed or pasted.",
        |_| vec![Command::Show(Dialog::NewFromList)],
    )
    .also("paste names states countries"),
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
        "save",
        "Save",
        "Writes the scene to its file, or asks for one.",
        |_| vec![Command::Save],
    )
    .keys(&[ctrl(Key::S)])
    .in_menu(InMenu::BelowLine)
    .also("write store"),
    CommandEntry::new(
        File,
        "save-as",
        "Save as\u{2026}",
        "Writes the scene to another file.",
        |_| vec![Command::SaveAs],
    )
    .keys(&[ctrl_shift(Key::S)])
    .also("write store copy"),
    CommandEntry::new(
        File,
        "revert",
        "Revert to the saved scene",
        "Goes back to the scene as it is saved; this can be undone.",
        |_| vec![Command::Revert],
    )
    .enabled(Session::has_unsaved)
    .also("reload discard"),
    CommandEntry::new(
        File,
        "versions",
        "Versions\u{2026}",
        "Shows what the file held before, to compare and to go back to.",
        |_| vec![Command::Show(Dialog::Versions)],
    )
    .enabled(|session| session.document().file().is_some())
    .also("history earlier backup previous restore time machine"),
    CommandEntry::new(
        File,
        "texts",
        "Texts of sources\u{2026}",
        "Shows which texts are held and where, and removes what no source needs.",
        |_| vec![Command::Show(Dialog::Snapshots)],
    )
    .also("snapshots held missing altered folder"),
    CommandEntry::new(
        File,
        "send",
        "Send to a colleague\u{2026}",
        "Packs the scene into one file, with the texts of its sources or without.",
        |_| vec![Command::Show(Dialog::Send)],
    )
    .also("archive zip share export pack mail"),
    CommandEntry::new(
        File,
        "compare-file",
        "Compare with a file\u{2026}",
        "Shows what differs between a scene file and what is open.",
        |_| vec![Command::PickFileToCompare],
    )
    .also("difference diff changes versions"),
    CommandEntry::new(
        File,
        "compare-saved",
        "Compare with the saved state",
        "Shows what was changed since the scene was opened or saved.",
        |_| vec![Command::CompareSaved],
    )
    .enabled(Session::has_unsaved)
    .also("difference diff changes unsaved"),
    CommandEntry::new(
        File,
        "export",
        "Export\u{2026}",
        "Writes the map, slides, claims or sources for other programs, with a preview.",
        |_| vec![Command::Show(Dialog::Export)],
    )
    .in_menu(InMenu::BelowLine)
    .also("csv excel spreadsheet markdown bibtex zotero csl json svg png pdf picture hand out"),
    CommandEntry::new(
        File,
        "copy-picture",
        "Copy picture of the map",
        "Copies the map as it is seen, in light colours, for other programs.",
        |session| {
            vec![Command::HandOut(HandOutCommand::CopyPicture(Box::new(
                seen(session, ThemeName::Light),
            )))]
        },
    )
    .also("clipboard image png screenshot"),
    CommandEntry::new(
        File,
        "print-map",
        "Print the map\u{2026}",
        "Hands the map as it is seen to the system\u{2019}s PDF viewer, from where it is printed.",
        |session| {
            vec![Command::HandOut(HandOutCommand::Print(Box::new(seen(
                session,
                ThemeName::Print,
            ))))]
        },
    )
    .keys(&[ctrl(Key::P)])
    .also("paper pdf a4"),
    CommandEntry::new(
        File,
        "print-slides",
        "Print the slides\u{2026}",
        "Hands all slides to the system\u{2019}s PDF viewer, from where they are printed.",
        |session| {
            let order = PictureOrder {
                of: PictureOf::Deck,
                size_px: (1920, 1080),
                ..seen(session, ThemeName::Light)
            };
            vec![Command::HandOut(HandOutCommand::Print(Box::new(order)))]
        },
    )
    .enabled(|session| {
        session
            .document()
            .scene
            .slides
            .iter()
            .any(|it| !it.is_hidden)
    })
    .also("paper pdf deck briefing"),
    CommandEntry::new(
        File,
        "import-claims",
        "Import claims from CSV\u{2026}",
        "Shows what a table of claims would add and change, then takes it.",
        |_| vec![Command::PickClaims],
    )
    .also("csv excel spreadsheet table take in"),
    CommandEntry::new(
        File,
        "unsaved-work",
        "Unsaved work of earlier runs\u{2026}",
        "Shows what was not saved when Entente ended, to restore or delete.",
        |_| vec![Command::Show(Dialog::Recovery)],
    )
    .shown(|session| !session.found_work().is_empty())
    .also("recover crash restore lost"),
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
    .also("empty"),
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

/// The map as it is seen, for a page of A4 or a picture of its shape.
fn seen(session: &Session, theme: ThemeName) -> PictureOrder {
    let settings = session.settings();
    PictureOrder {
        of: PictureOf::Map(Box::new(session.view_state())),
        format: PictureFormat::Pdf,
        size_px: (2480, 1754),
        look: DeckLook {
            theme,
            names: names_shown(settings.names),
            discs: on_discs(settings.on_discs),
        },
        fonts: Fonts::Named,
        pages: PdfPages::Pictures,
        handling: None,
    }
}
