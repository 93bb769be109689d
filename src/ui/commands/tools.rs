//! The tools of the canvas.

use egui::Key;

use crate::session::{Command, HandsCommand, Session, Sort, Tool};

use super::Section::View;
use super::{CommandEntry, InMenu, plain};

/// Where they stand in the menu.
const TOOLS: InMenu = InMenu::Within("Tools");

/// The commands, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        View,
        "hand",
        "Hand",
        "A drag on nothing moves the map, with Shift it draws a frame.",
        |_| vec![Command::Hands(HandsCommand::Use(Tool::Hand))],
    )
    .keys(&[plain(Key::H)])
    .in_menu(TOOLS)
    .switch(|session| is_in_hand(session, Tool::Hand))
    .also("tool pan move map explore"),
    CommandEntry::new(
        View,
        "select",
        "Select",
        "A drag on nothing draws a frame around what is to be selected.",
        |_| vec![Command::Hands(HandsCommand::Use(Tool::Select))],
    )
    .keys(&[plain(Key::V)])
    .in_menu(TOOLS)
    .switch(|session| is_in_hand(session, Tool::Select))
    .also("tool marquee lasso frame rectangle pointer"),
    CommandEntry::new(
        View,
        "take-actors",
        "Frames take actors",
        "Lets a frame or a lasso select the actors within it, or not.",
        |session| take(session, Sort::Actors),
    )
    .in_menu(TOOLS)
    .switch(|session| session.hands().takes().actors)
    .also("marquee lasso selection nodes"),
    CommandEntry::new(
        View,
        "take-ties",
        "Frames take ties",
        "Lets a frame or a lasso select the ties within it, or not.",
        |session| take(session, Sort::Ties),
    )
    .in_menu(TOOLS)
    .switch(|session| session.hands().takes().ties)
    .also("marquee lasso selection edges links"),
    CommandEntry::new(
        View,
        "take-notes",
        "Frames take notes",
        "Lets a frame or a lasso select the notes within it, or not.",
        |session| take(session, Sort::Notes),
    )
    .in_menu(TOOLS)
    .switch(|session| session.hands().takes().notes)
    .also("marquee lasso selection cards"),
    CommandEntry::new(
        View,
        "snapping",
        "Snapping",
        "Lets actors that are dragged snap into line with others, or not.",
        |session| {
            let is_on = session.settings().snapping;
            vec![Command::Hands(HandsCommand::SetSnapping(!is_on))]
        },
    )
    .in_menu(TOOLS)
    .switch(|session| session.settings().snapping)
    .also("snap align alignment guides magnet spacing"),
];

fn is_in_hand(session: &Session, tool: Tool) -> bool {
    let hands = session.hands();
    hands.tool() == tool && hands.tying().is_none()
}

fn take(session: &Session, sort: Sort) -> Vec<Command> {
    let is_taken = session.hands().takes().has(sort);
    vec![Command::Hands(HandsCommand::Take(sort, !is_taken))]
}
