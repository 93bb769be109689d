//! The keys of a show: one table for both windows, the list of keys and the tests.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use crate::model::TieId;
use crate::session::{Command, EvidenceOf, Session, ShowCommand, ShowScreen};
use crate::ui::commands::{binding, written};
use crate::ui::unbound;

/// What the keys of a show may be about.
#[derive(Clone, Debug, Default)]
pub(super) struct Hand {
    /// The tie under the pointer.
    pub(super) pointed: Option<TieId>,
    /// The ties that are seen, in their order.
    pub(super) ties: Vec<TieId>,
    /// How many slides stand in a row of the grid.
    pub(super) columns: usize,
}

/// Keys, and what they do.
pub(in crate::ui) struct ShowKey {
    /// Short and stable.
    pub(in crate::ui) id: &'static str,
    /// Any of them.
    pub(in crate::ui) keys: &'static [KeyboardShortcut],
    /// What they do, for the list.
    pub(in crate::ui) name: &'static str,
    does: fn(&Session, &Hand) -> Command,
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn entry(
    id: &'static str,
    keys: &'static [KeyboardShortcut],
    name: &'static str,
    does: fn(&Session, &Hand) -> Command,
) -> ShowKey {
    ShowKey {
        id,
        keys,
        name,
        does,
    }
}

/// One digit of the number of a slide.
macro_rules! digit {
    ($key:ident, $digit:literal, $name:literal) => {
        entry("show-number", &[plain(Key::$key)], $name, |_, _| {
            Command::Present(ShowCommand::Digit($digit))
        })
    };
}

/// All of them, in the order of the list.
pub(in crate::ui) const KEYS: &[ShowKey] = &[
    entry(
        "show-next",
        &[
            plain(Key::PageDown),
            plain(Key::ArrowRight),
            plain(Key::Space),
        ],
        "Next step",
        |_, _| Command::Present(ShowCommand::Next),
    ),
    entry(
        "show-enter",
        &[plain(Key::Enter)],
        "Next step; to the number or slide chosen",
        |_, _| Command::Present(ShowCommand::Enter),
    ),
    entry(
        "show-previous",
        &[plain(Key::PageUp), plain(Key::ArrowLeft)],
        "Previous step",
        |_, _| Command::Present(ShowCommand::Previous),
    ),
    entry(
        "show-erase",
        &[plain(Key::Backspace)],
        "Previous step; takes back a digit",
        |_, _| Command::Present(ShowCommand::Erase),
    ),
    entry(
        "show-down",
        &[plain(Key::ArrowDown)],
        "Next step; among all slides a row down",
        |_, hand| walk(hand, 1),
    ),
    entry(
        "show-up",
        &[plain(Key::ArrowUp)],
        "Previous step; among all a row up",
        |_, hand| walk(hand, -1),
    ),
    entry("show-first", &[plain(Key::Home)], "First slide", |_, _| {
        Command::Present(ShowCommand::First)
    }),
    entry("show-last", &[plain(Key::End)], "Last slide", |_, _| {
        Command::Present(ShowCommand::Last)
    }),
    digit!(Num0, 0, "A digit: then Enter goes to that slide"),
    digit!(Num1, 1, ""),
    digit!(Num2, 2, ""),
    digit!(Num3, 3, ""),
    digit!(Num4, 4, ""),
    digit!(Num5, 5, ""),
    digit!(Num6, 6, ""),
    digit!(Num7, 7, ""),
    digit!(Num8, 8, ""),
    digit!(Num9, 9, ""),
    entry("show-grid", &[plain(Key::G)], "All slides", |_, _| {
        Command::Present(ShowCommand::Grid)
    }),
    entry(
        "show-evidence",
        &[plain(Key::E)],
        "Evidence of the tie pointed at, or the slide",
        |session, hand| Command::Present(ShowCommand::Evidence(evidence_of(session, hand))),
    ),
    entry(
        "show-mark",
        &[plain(Key::Tab)],
        "Choose the next tie, for its evidence",
        |session, hand| mark(session, hand, 1),
    ),
    entry(
        "show-mark-back",
        &[shift(Key::Tab)],
        "Choose the tie before",
        |session, hand| mark(session, hand, -1),
    ),
    entry(
        "show-black",
        &[plain(Key::B), plain(Key::Period)],
        "Black screen",
        |_, _| Command::Present(ShowCommand::Black),
    ),
    entry("show-white", &[plain(Key::W)], "White screen", |_, _| {
        Command::Present(ShowCommand::White)
    }),
    entry("show-laser", &[plain(Key::K)], "Laser pointer", |_, _| {
        Command::Present(ShowCommand::Laser)
    }),
    entry(
        "show-timer",
        &[plain(Key::T)],
        "Stop the clock of the talk, or go on",
        |_, _| Command::Present(ShowCommand::Timer),
    ),
    entry(
        "show-timer-reset",
        &[shift(Key::T)],
        "Set the clock of the talk to 0",
        |_, _| Command::Present(ShowCommand::ResetTimer),
    ),
    entry(
        "show-presenter",
        &[plain(Key::N)],
        "Presenter window",
        |_, _| Command::Present(ShowCommand::Presenter),
    ),
    entry("show-swap", &[plain(Key::S)], "Swap screens", |_, _| {
        Command::Present(ShowCommand::Swap)
    }),
    entry(
        FULL_SCREEN,
        &[plain(Key::F11), alt(Key::Enter)],
        "Full screen",
        |_, _| Command::ToggleFullscreen,
    ),
    entry(
        "show-keys",
        &[
            plain(Key::F1),
            shift(Key::Questionmark),
            plain(Key::Questionmark),
        ],
        "These keys",
        |_, _| Command::Present(ShowCommand::Keys),
    ),
    entry(
        "show-escape",
        &[plain(Key::Escape)],
        "One level back; then the end",
        |_, _| Command::Present(ShowCommand::Escape),
    ),
    entry(
        "show-leave",
        &[plain(Key::F5), shift(Key::F5)],
        "End",
        |_, _| Command::Present(ShowCommand::Leave),
    ),
];

/// What fills the screen with the window that has the focus.
const FULL_SCREEN: &str = "show-full-screen";

/// A row of the grid up or down.
fn walk(hand: &Hand, rows: isize) -> Command {
    let columns = isize::try_from(hand.columns.max(1)).unwrap_or(1);
    Command::Present(ShowCommand::Walk(rows * columns))
}

/// What evidence is asked for now.
pub(super) fn evidence_of(session: &Session, hand: &Hand) -> EvidenceOf {
    let marked = session.show().and_then(|show| show.marked().cloned());
    let tie = hand.pointed.clone().or(marked);
    tie.map_or(EvidenceOf::Slide, EvidenceOf::Tie)
}

/// The tie so many on from the one that is chosen; beyond the ends none is.
fn mark(session: &Session, hand: &Hand, by: isize) -> Command {
    let show = session.show();
    let is_slide = show.is_some_and(|it| *it.screen() == ShowScreen::Slide);
    let marked = show.and_then(|show| show.marked());
    if !is_slide {
        return Command::Present(ShowCommand::Mark(marked.cloned()));
    }
    let now = marked.and_then(|tie| hand.ties.iter().position(|it| it == tie));
    let next = match now {
        Some(now) => now.checked_add_signed(by),
        None if by < 0 => hand.ties.len().checked_sub(1),
        None => Some(0),
    };
    let tie = next.and_then(|at| hand.ties.get(at)).cloned();
    Command::Present(ShowCommand::Mark(tie))
}

/// Pushes what the keys that were pressed in this window ask for; nothing else sees
/// them, nor what they write. A key that is held counts once.
pub(super) fn read(ctx: &Context, session: &Session, hand: &Hand, commands: &mut Vec<Command>) {
    let mut pressed: Vec<(Key, Option<Key>, Modifiers)> = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            if let Event::Key {
                key,
                physical_key,
                pressed: true,
                repeat: false,
                modifiers,
            } = event
            {
                pressed.push((*key, *physical_key, *modifiers));
            }
            !matches!(
                event,
                Event::Key { .. } | Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut
            )
        });
    });
    for (key, physical_key, modifiers) in pressed {
        for entry in KEYS {
            let is_it = |keys: &&KeyboardShortcut| {
                // Digits are told by their place: on some layouts they need Shift.
                let is_digit = (Key::Num0..=Key::Num9).contains(&keys.logical_key);
                let is_key =
                    key == keys.logical_key || is_digit && physical_key == Some(keys.logical_key);
                is_key
                    && (modifiers.matches_exact(keys.modifiers)
                        || is_digit && modifiers.shift_only())
                    && !unbound::is_unbound(|| binding(entry.id, keys))
            };
            if !entry.keys.iter().any(|keys| is_it(&keys)) {
                continue;
            }
            if entry.id == FULL_SCREEN && ctx.viewport_id() != egui::ViewportId::ROOT {
                let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!is_full));
            } else {
                commands.push((entry.does)(session, hand));
            }
        }
    }
}

/// The list of keys: how they are written, others after a comma, and what they do.
pub(in crate::ui) fn listed(ctx: &Context) -> Vec<(Vec<String>, &'static str)> {
    let mut all: Vec<(Vec<String>, &'static str)> = Vec::new();
    for entry in KEYS.iter().filter(|entry| !entry.name.is_empty()) {
        let keys = if entry.id == "show-number" {
            vec!["0\u{2026}9".to_owned()]
        } else {
            let mut keys: Vec<String> = Vec::new();
            for key in entry.keys {
                let written = match key.logical_key {
                    Key::Questionmark => "?".to_owned(),
                    _ => written(ctx, key),
                };
                if !keys.contains(&written) {
                    keys.push(written);
                }
            }
            keys
        };
        all.push((keys, entry.name));
    }
    all.push((
        vec!["Hold the button".to_owned()],
        "Laser pointer while held",
    ));
    all
}

/// A key of the show as others may know it: tests.
#[derive(Clone, Copy, Debug)]
pub struct ShowKeyInfo {
    /// Short and stable.
    pub id: &'static str,
    /// The keys, any of them.
    pub keys: &'static [KeyboardShortcut],
}

impl ShowKeyInfo {
    /// Each of its keys with a name of its own: `show-next PageDown`.
    pub fn bindings(&self) -> impl Iterator<Item = (String, KeyboardShortcut)> + use<> {
        let id = self.id;
        self.keys.iter().map(move |keys| (binding(id, keys), *keys))
    }
}

/// Every key of a show.
pub fn show_key_table() -> impl Iterator<Item = ShowKeyInfo> {
    KEYS.iter().map(|entry| ShowKeyInfo {
        id: entry.id,
        keys: entry.keys,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_do_different_things_by_the_same_key() {
        let mut seen = Vec::new();
        for entry in KEYS {
            for keys in entry.keys {
                assert!(!seen.contains(keys), "{} shares {keys:?}", entry.id);
                seen.push(*keys);
            }
        }
    }
}
