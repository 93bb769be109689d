//! Changing actors.

use egui::Key;

use crate::edit::Edit;
use crate::model::ActorId;
use crate::session::{ArrangeCommand, Command, Inline, Session};

use super::Section::Actors;
use super::{CommandEntry, InMenu, plain, shift};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        Actors,
        "new-actor",
        "New actor\u{2026}",
        "Adds an actor: a state where it lies, others in the middle of what is seen of the map.",
        |_| {
            vec![Command::StartInline(Inline::NewActor {
                at: None,
                tie_from: None,
            })]
        },
    )
    .keys(&[plain(Key::N)])
    .also("add node state company person"),
    CommandEntry::new(
        Actors,
        "new-note",
        "New note\u{2026}",
        "Puts a card with a text of your own in the middle of what is seen of the map.",
        |_| vec![Command::StartInline(Inline::NewNote { at: None })],
    )
    .keys(&[shift(Key::N)])
    .also("add text card comment annotation"),
    of_width(
        "wider-note",
        "Wider",
        "Makes the cards of the selected notes wider by 20 points.",
        |_| vec![Command::Arrange(ArrangeCommand::WidenNotes(STEP))],
    )
    .enabled(|session| session.can_widen_notes(STEP)),
    of_width(
        "narrower-note",
        "Narrower",
        "Makes the cards of the selected notes narrower by 20 points.",
        |_| vec![Command::Arrange(ArrangeCommand::WidenNotes(-STEP))],
    )
    .enabled(|session| session.can_widen_notes(-STEP)),
    of_width(
        "fit-note",
        "By the text",
        "Lets the selected notes be as wide as their words need.",
        |_| vec![Command::Arrange(ArrangeCommand::FitNotes)],
    )
    .enabled(Session::has_note_of_given_width),
    CommandEntry::new(
        Actors,
        "put-back",
        "Put back to its place",
        "Undoes how far the selected actors were moved by hand.",
        |session| {
            let moved = moved(session).map(|actor| Edit::SetActorOffset {
                actor: actor.clone(),
                offset: None,
            });
            vec![Command::Edit(Edit::batch(moved.collect()))]
        },
    )
    .enabled(|session| moved(session).next().is_some())
    .in_menu(InMenu::Below)
    .also("home position reset"),
];

/// How much wider or narrower a command makes a note, in points of the theme.
const STEP: f64 = 20.0;

const fn of_width(
    id: &'static str,
    name: &'static str,
    description: &'static str,
    commands: fn(&Session) -> Vec<Command>,
) -> CommandEntry {
    CommandEntry::new(Actors, id, name, description, commands)
        .in_menu(InMenu::Within("Width of notes"))
        .also("resize size card narrow widen automatic fit")
}

/// The selected actors that were moved by hand.
fn moved(session: &Session) -> impl Iterator<Item = &ActorId> {
    let actors = &session.document().scene.actors;
    session.selection().actors().filter(|id| {
        let actor = actors.get(id);
        actor.is_some_and(|actor| actor.offsets.map.is_some() && !actor.is_pinned)
    })
}
