//! Changing ties.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::edit::Edit;
use crate::model::{ActorId, Subject, TieDirection, TieId};
use crate::session::{Command, HandsCommand, Session};
use crate::ui::widget::{SMALL_STEP, STEP};

use super::Section::Ties;
use super::{CommandEntry, InMenu, plain};

/// The commands of this section, in the order of the menu.
pub(super) const ENTRIES: &[CommandEntry] = &[
    CommandEntry::new(
        Ties,
        "new-tie",
        "New tie",
        "Adds a tie between the two selected actors, or the two that are clicked next.",
        |session| {
            vec![match pair(session) {
                Some((from, to)) => Command::AddTie { from, to },
                None if session.hands().tying().is_some() => Command::Hands(HandsCommand::EndTying),
                None => Command::Hands(HandsCommand::StartTying),
            }]
        },
    )
    .keys(&[plain(Key::T)])
    .enabled(|session| session.document().scene.actors.len() > 1)
    .labelled(|session| match pair(session) {
        Some(_) => "New tie between them".to_owned(),
        None => "New tie".to_owned(),
    })
    .also("add edge link relation"),
    CommandEntry::new(
        Ties,
        "directed",
        "Make directed",
        "Lets the selected ties run from one actor to the other.",
        |session| each(session, |tie| directed(tie, TieDirection::Directed)),
    )
    .keys(&[plain(Key::D)])
    .enabled(has_ties)
    .also("arrow one way"),
    CommandEntry::new(
        Ties,
        "mutual",
        "Make mutual",
        "Lets the selected ties hold both ways.",
        |session| each(session, |tie| directed(tie, TieDirection::Mutual)),
    )
    .keys(&[plain(Key::M)])
    .enabled(has_ties)
    .also("both ways undirected"),
    CommandEntry::new(
        Ties,
        "reverse",
        "Reverse",
        "Swaps the ends of the selected ties.",
        |session| each(session, |tie| Edit::ReverseTie { tie }),
    )
    .keys(&[alt(Key::D)])
    .enabled(has_ties)
    .also("swap direction turn"),
    CommandEntry::new(
        Ties,
        "raise-weight",
        "Raise the weight",
        "Raises the weight of the selected ties by 0.05.",
        |session| nudge(session, STEP),
    )
    .keys(&[alt(Key::ArrowUp)])
    .enabled(has_ties)
    .in_menu(InMenu::BelowLine)
    .also("stronger increase allied"),
    CommandEntry::new(
        Ties,
        "lower-weight",
        "Lower the weight",
        "Lowers the weight of the selected ties by 0.05.",
        |session| nudge(session, -STEP),
    )
    .keys(&[alt(Key::ArrowDown)])
    .enabled(has_ties)
    .also("weaker decrease hostile"),
    CommandEntry::new(
        Ties,
        "raise-weight-finely",
        "Raise the weight a little",
        "Raises the weight of the selected ties by 0.01.",
        |session| nudge(session, SMALL_STEP),
    )
    .keys(&[alt_shift(Key::ArrowUp)])
    .enabled(has_ties)
    .in_menu(InMenu::Nowhere)
    .not_in_palette(),
    CommandEntry::new(
        Ties,
        "lower-weight-finely",
        "Lower the weight a little",
        "Lowers the weight of the selected ties by 0.01.",
        |session| nudge(session, -SMALL_STEP),
    )
    .keys(&[alt_shift(Key::ArrowDown)])
    .enabled(has_ties)
    .in_menu(InMenu::Nowhere)
    .not_in_palette(),
];

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}

fn has_ties(session: &Session) -> bool {
    session.selection().ties().next().is_some()
}

/// The two selected actors, the one that was selected first in front; `None`
/// where it is not exactly two.
fn pair(session: &Session) -> Option<(ActorId, ActorId)> {
    match session.selection().subjects() {
        [Subject::Actor(from), Subject::Actor(to)] => Some((from.clone(), to.clone())),
        _ => None,
    }
}

fn directed(tie: TieId, direction: TieDirection) -> Edit {
    Edit::SetTieDirection { tie, direction }
}

/// The same change of every selected tie, as one step.
fn each(session: &Session, change: impl Fn(TieId) -> Edit) -> Vec<Command> {
    let ties = session.selection().ties().cloned();
    vec![Command::Edit(Edit::batch(ties.map(change).collect()))]
}

fn nudge(session: &Session, by: f64) -> Vec<Command> {
    let ties = session.selection().ties().cloned().collect();
    vec![Command::NudgeWeight { ties, by }]
}
