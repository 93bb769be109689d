//! Where actors and notes stand.

use egui::{Key, KeyboardShortcut, Modifiers};
use kurbo::Vec2;

use crate::model::Subject;
use crate::session::{Alignment, ArrangeCommand, Axis, Command, Session};

use super::Section::Actors;
use super::{CommandEntry, InMenu, plain, shift};

const ALIGN: InMenu = InMenu::Within("Align");

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    align(
        "align-left",
        "Left",
        "Brings the selected actors and notes under the leftmost of them.",
        |_| vec![Command::Arrange(ArrangeCommand::Align(Alignment::Left))],
    ),
    align(
        "align-centre",
        "Centre",
        "Brings the selected actors and notes to one line from top to bottom.",
        |_| vec![Command::Arrange(ArrangeCommand::Align(Alignment::Center))],
    ),
    align(
        "align-right",
        "Right",
        "Brings the selected actors and notes under the rightmost of them.",
        |_| vec![Command::Arrange(ArrangeCommand::Align(Alignment::Right))],
    ),
    align(
        "align-top",
        "Top",
        "Brings the selected actors and notes beside the topmost of them.",
        |_| vec![Command::Arrange(ArrangeCommand::Align(Alignment::Top))],
    ),
    align(
        "align-middle",
        "Middle",
        "Brings the selected actors and notes to one line from left to right.",
        |_| vec![Command::Arrange(ArrangeCommand::Align(Alignment::Middle))],
    ),
    align(
        "align-bottom",
        "Bottom",
        "Brings the selected actors and notes beside the lowest of them.",
        |_| vec![Command::Arrange(ArrangeCommand::Align(Alignment::Bottom))],
    ),
    distribute(
        "distribute-horizontally",
        "Distribute horizontally",
        "Sets the selected actors and notes out evenly from left to right.",
        |_| {
            vec![Command::Arrange(ArrangeCommand::Distribute(
                Axis::Horizontal,
            ))]
        },
    ),
    distribute(
        "distribute-vertically",
        "Distribute vertically",
        "Sets the selected actors and notes out evenly from top to bottom.",
        |_| vec![Command::Arrange(ArrangeCommand::Distribute(Axis::Vertical))],
    ),
    CommandEntry::new(
        Actors,
        "pin",
        "Pin",
        "Keeps the selected actors where they stand: nothing moves them by hand.",
        |_| vec![Command::Arrange(ArrangeCommand::Pin(true))],
    )
    .keys(&[plain(Key::P)])
    .enabled(|session| has_actor(session, false))
    .also("lock fix hold anchor"),
    CommandEntry::new(
        Actors,
        "unpin",
        "Unpin",
        "Lets the selected actors be moved again.",
        |_| vec![Command::Arrange(ArrangeCommand::Pin(false))],
    )
    .keys(&[KeyboardShortcut::new(Modifiers::ALT, Key::P)])
    .enabled(|session| has_actor(session, true))
    .also("unlock release free"),
    nudge(
        "nudge-left",
        "Move left",
        "Moves the selected actors and notes by 1 unit to the left.",
        |_| by(-1.0, 0.0),
    )
    .keys(&[plain(Key::ArrowLeft)]),
    nudge(
        "nudge-right",
        "Move right",
        "Moves the selected actors and notes by 1 unit to the right.",
        |_| by(1.0, 0.0),
    )
    .keys(&[plain(Key::ArrowRight)]),
    nudge(
        "nudge-up",
        "Move up",
        "Moves the selected actors and notes up by 1 unit.",
        |_| by(0.0, -1.0),
    )
    .keys(&[plain(Key::ArrowUp)]),
    nudge(
        "nudge-down",
        "Move down",
        "Moves the selected actors and notes down by 1 unit.",
        |_| by(0.0, 1.0),
    )
    .keys(&[plain(Key::ArrowDown)]),
    nudge(
        "nudge-far-left",
        "Move far left",
        "Moves the selected actors and notes by 15 units to the left.",
        |_| by(-FAR, 0.0),
    )
    .keys(&[shift(Key::ArrowLeft)]),
    nudge(
        "nudge-far-right",
        "Move far right",
        "Moves the selected actors and notes by 15 units to the right.",
        |_| by(FAR, 0.0),
    )
    .keys(&[shift(Key::ArrowRight)]),
    nudge(
        "nudge-far-up",
        "Move far up",
        "Moves the selected actors and notes up by 15 units.",
        |_| by(0.0, -FAR),
    )
    .keys(&[shift(Key::ArrowUp)]),
    nudge(
        "nudge-far-down",
        "Move far down",
        "Moves the selected actors and notes down by 15 units.",
        |_| by(0.0, FAR),
    )
    .keys(&[shift(Key::ArrowDown)]),
];

/// How far a key moves things with Shift, in layout units.
const FAR: f64 = 15.0;

const fn align(
    id: &'static str,
    name: &'static str,
    description: &'static str,
    commands: fn(&Session) -> Vec<Command>,
) -> CommandEntry {
    CommandEntry::new(Actors, id, name, description, commands)
        .in_menu(ALIGN)
        .enabled(|session| on_map(session) >= 2)
        .also("line up arrange row column")
}

const fn distribute(
    id: &'static str,
    name: &'static str,
    description: &'static str,
    commands: fn(&Session) -> Vec<Command>,
) -> CommandEntry {
    CommandEntry::new(Actors, id, name, description, commands)
        .in_menu(ALIGN)
        .enabled(|session| on_map(session) >= 3)
        .also("space evenly arrange spread")
}

const fn nudge(
    id: &'static str,
    name: &'static str,
    description: &'static str,
    commands: fn(&Session) -> Vec<Command>,
) -> CommandEntry {
    CommandEntry::new(Actors, id, name, description, commands)
        .in_menu(InMenu::Nowhere)
        .not_in_palette()
        .enabled(|session| on_map(session) >= 1)
}

fn by(x: f64, y: f64) -> Vec<Command> {
    vec![Command::Arrange(ArrangeCommand::Nudge(Vec2::new(x, y)))]
}

/// How many of the selected things stand on the map by themselves.
fn on_map(session: &Session) -> usize {
    let subjects = session.selection().subjects().iter();
    let stands = |it: &&Subject| matches!(it, Subject::Actor(_) | Subject::Note(_));
    subjects.filter(stands).count()
}

/// Whether an actor is selected that is pinned, or is not.
fn has_actor(session: &Session, is_pinned: bool) -> bool {
    let actors = &session.document().scene.actors;
    let mut selected = session.selection().actors();
    selected.any(|id| {
        let actor = actors.get(id);
        actor.is_some_and(|actor| actor.is_pinned == is_pinned)
    })
}
