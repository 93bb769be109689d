//! The keys, in one table: menus, hover texts, the key list and the keyboard
//! all read it.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::edit::Edit;
use crate::model::{TieDirection, TieId};
use crate::session::{Command, Dialog, PanelSide, Session};

use super::widget::{SMALL_STEP, STEP};

/// A command that has a key.
pub(super) struct Shortcut {
    /// What it does, as in a menu.
    pub name: &'static str,
    /// The keys, any of them.
    pub keys: &'static [KeyboardShortcut],
    /// The command for the session as it is.
    pub command: fn(&Session) -> Command,
}

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

/// How much a key press zooms.
pub(super) const ZOOM_STEP: f64 = 1.25;

/// All of them, in the order of the key list.
pub(super) const SHORTCUTS: &[Shortcut] = &[
    Shortcut {
        name: "New scene",
        keys: &[key(Modifiers::COMMAND, Key::N)],
        command: |_| Command::NewScene,
    },
    Shortcut {
        name: "Open…",
        keys: &[key(Modifiers::COMMAND, Key::O)],
        command: |_| Command::PickFile,
    },
    Shortcut {
        name: "Open a path…",
        keys: &[key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::O)],
        command: |_| Command::Show(Dialog::OpenPath),
    },
    Shortcut {
        name: "Save",
        keys: &[key(Modifiers::COMMAND, Key::S)],
        command: |_| Command::Save,
    },
    Shortcut {
        name: "Save as…",
        keys: &[key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S)],
        command: |_| Command::SaveAs,
    },
    Shortcut {
        name: "Quit",
        keys: &[key(Modifiers::COMMAND, Key::Q)],
        command: |_| Command::Quit,
    },
    Shortcut {
        name: "Undo",
        keys: &[key(Modifiers::COMMAND, Key::Z)],
        command: |_| Command::Undo,
    },
    Shortcut {
        name: "Redo",
        keys: &[
            key(Modifiers::COMMAND, Key::Y),
            key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z),
        ],
        command: |_| Command::Redo,
    },
    Shortcut {
        name: "Select all",
        keys: &[key(Modifiers::COMMAND, Key::A)],
        command: |_| Command::SelectAll,
    },
    Shortcut {
        name: "Delete",
        keys: &[
            key(Modifiers::NONE, Key::Delete),
            key(Modifiers::NONE, Key::Backspace),
        ],
        command: |session| {
            if session.selection().is_empty() {
                Command::Tell("Nothing is selected that could be deleted.".to_owned())
            } else {
                Command::DeleteSelection
            }
        },
    },
    Shortcut {
        name: "Make mutual",
        keys: &[key(Modifiers::NONE, Key::M)],
        command: |session| direct(session, TieDirection::Mutual),
    },
    Shortcut {
        name: "Make directed",
        keys: &[key(Modifiers::NONE, Key::D)],
        command: |session| direct(session, TieDirection::Directed),
    },
    Shortcut {
        name: "Reverse",
        keys: &[key(Modifiers::ALT, Key::D)],
        command: |session| on_ties(session, |tie| Edit::ReverseTie { tie }),
    },
    Shortcut {
        name: "Raise the weight by 0.05",
        keys: &[key(Modifiers::ALT, Key::ArrowUp)],
        command: |session| nudge(session, STEP),
    },
    Shortcut {
        name: "Lower the weight by 0.05",
        keys: &[key(Modifiers::ALT, Key::ArrowDown)],
        command: |session| nudge(session, -STEP),
    },
    Shortcut {
        name: "Raise the weight by 0.01",
        keys: &[key(Modifiers::ALT.plus(Modifiers::SHIFT), Key::ArrowUp)],
        command: |session| nudge(session, SMALL_STEP),
    },
    Shortcut {
        name: "Lower the weight by 0.01",
        keys: &[key(Modifiers::ALT.plus(Modifiers::SHIFT), Key::ArrowDown)],
        command: |session| nudge(session, -SMALL_STEP),
    },
    Shortcut {
        name: "Show everything",
        keys: &[key(Modifiers::SHIFT, Key::Num1)],
        command: |_| Command::Fit,
    },
    Shortcut {
        name: "Show the selection",
        keys: &[key(Modifiers::SHIFT, Key::Num2)],
        command: |_| Command::FitSelection,
    },
    Shortcut {
        name: "Actual size",
        keys: &[
            key(Modifiers::COMMAND, Key::Num0),
            key(Modifiers::SHIFT, Key::Num0),
        ],
        command: |_| Command::ZoomActual,
    },
    Shortcut {
        name: "Zoom in",
        keys: &[
            key(Modifiers::COMMAND, Key::Equals),
            key(Modifiers::COMMAND, Key::Plus),
            key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Plus),
            key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Equals),
        ],
        command: |_| Command::Zoom(ZOOM_STEP),
    },
    Shortcut {
        name: "Zoom out",
        keys: &[key(Modifiers::COMMAND, Key::Minus)],
        command: |_| Command::Zoom(1.0 / ZOOM_STEP),
    },
    Shortcut {
        name: "Unknown ties",
        keys: &[key(Modifiers::NONE, Key::U)],
        command: |session| Command::ShowUnknown(!session.view().is_showing_unknown),
    },
    Shortcut {
        name: "Clear filters",
        keys: &[key(Modifiers::NONE, Key::X)],
        command: |_| Command::ClearFilter,
    },
    Shortcut {
        name: "Left panel",
        keys: &[key(Modifiers::COMMAND, Key::Num1)],
        command: |session| {
            Command::ShowPanel(PanelSide::Left, !session.settings().left_panel.is_open)
        },
    },
    Shortcut {
        name: "Right panel",
        keys: &[key(Modifiers::COMMAND, Key::Num2)],
        command: |session| {
            Command::ShowPanel(PanelSide::Right, !session.settings().right_panel.is_open)
        },
    },
    Shortcut {
        name: "Claims in time",
        keys: &[key(Modifiers::COMMAND, Key::Num3)],
        command: |session| {
            Command::ShowPanel(PanelSide::Bottom, !session.settings().bottom_panel.is_open)
        },
    },
    Shortcut {
        name: "Problems",
        keys: &[key(Modifiers::NONE, Key::F8)],
        command: |_| Command::Show(Dialog::Problems),
    },
    Shortcut {
        name: "Full screen",
        keys: &[key(Modifiers::NONE, Key::F11)],
        command: |_| Command::ToggleFullscreen,
    },
    Shortcut {
        name: "Keys",
        keys: &[key(Modifiers::NONE, Key::F1)],
        command: |_| Command::Show(Dialog::Keys),
    },
    Shortcut {
        name: "One step back",
        keys: &[key(Modifiers::NONE, Key::Escape)],
        command: |session| match session.dialog() {
            Some(_) => Command::CloseDialog,
            None if session.gesture().is_some() => Command::BailGesture,
            None => Command::ClearSelection,
        },
    },
];

/// The selected ties changed so, all in one step.
fn on_ties(session: &Session, change: impl Fn(TieId) -> Edit) -> Command {
    let edits: Vec<Edit> = session.selection().ties().cloned().map(change).collect();
    if edits.is_empty() {
        Command::Tell("No tie is selected. Select one first.".to_owned())
    } else {
        Command::Edit(Edit::batch(edits))
    }
}

fn direct(session: &Session, direction: TieDirection) -> Command {
    on_ties(session, |tie| Edit::SetTieDirection { tie, direction })
}

fn nudge(session: &Session, by: f64) -> Command {
    let ties: Vec<TieId> = session.selection().ties().cloned().collect();
    if ties.is_empty() {
        Command::Tell("No tie is selected. Select one first.".to_owned())
    } else {
        Command::NudgeWeight { ties, by }
    }
}

/// Keys that are not in the table because a widget takes them, for the key list.
pub(super) const OTHER_KEYS: &[(&str, &str)] = &[
    (
        "Tab, Shift+Tab",
        "Next or previous actor, tie, card or button",
    ),
    ("F6", "To the map, from anywhere"),
    (
        "Arrow keys",
        "On the map: the nearest actor or tie that way",
    ),
    (
        "Enter",
        "On the map: from the selected actor or tie to its claims",
    ),
    ("Enter, Space", "Press what has the focus"),
    (
        "Left, Right",
        "On the weight in the panel: 0.05 less or more; with Shift 0.01; Home, End and 0 for \u{2212}1, +1 and 0",
    ),
    ("Enter", "In a field: keep what was typed; Esc puts it back"),
    ("Wheel", "Zoom at the pointer"),
    ("Drag, Space+drag", "Move the map"),
    ("Shift+wheel", "Move the map sideways"),
];

/// How the first key of a command is written on this system.
pub(super) fn keys_of(ctx: &Context, name: &str) -> Option<String> {
    let shortcut = SHORTCUTS.iter().find(|shortcut| shortcut.name == name)?;
    shortcut.keys.first().map(|keys| written(ctx, keys))
}

/// How keys are written: signs as signs, and Escape as keyboards have it.
pub(super) fn written(ctx: &Context, keys: &KeyboardShortcut) -> String {
    ctx.format_shortcut(keys)
        .replace("Equals", "+")
        .replace("Plus", "+")
        .replace("Minus", "\u{2212}")
        .replace("Escape", "Esc")
        .replace("Delete", "Del")
}

/// Pushes the commands whose keys were pressed. While a text field has the
/// focus or a dialog is open only keys with Ctrl or Cmd, function keys and
/// Escape count, and of those not what the field does itself: undo, redo and
/// select all. While a dialog asks something, only Escape counts. Escape closes
/// an open menu before it does anything else.
pub(super) fn read(ctx: &Context, session: &Session, commands: &mut Vec<Command>) {
    let is_taken = ctx.text_edit_focused() || session.dialog().is_some();
    let is_asked = session.dialog().is_some_and(Dialog::is_question);
    let has_menu = egui::Popup::is_any_open(ctx);
    for shortcut in SHORTCUTS {
        for keys in shortcut.keys {
            let is_escape = keys.logical_key == Key::Escape;
            if is_asked && !is_escape || has_menu && is_escape {
                continue;
            }
            let is_plain = !keys.modifiers.command && types_a_character(keys.logical_key);
            if is_taken && (is_plain || is_of_text(keys)) {
                continue;
            }
            if ctx.input_mut(|input| take(input, keys)) {
                commands.push((shortcut.command)(session));
            }
        }
    }
}

/// Whether these keys were pressed; if so nothing else sees it. Digits are told
/// by their place on the keyboard: with Shift they type something else, which
/// differs between layouts.
fn take(input: &mut egui::InputState, keys: &KeyboardShortcut) -> bool {
    let is_digit = matches!(
        keys.logical_key,
        Key::Num0 | Key::Num1 | Key::Num2 | Key::Num3
    );
    let mut is_taken = false;
    input.events.retain(|event| {
        let egui::Event::Key {
            key,
            physical_key,
            pressed: true,
            modifiers,
            ..
        } = event
        else {
            return true;
        };
        let is_key =
            *key == keys.logical_key || is_digit && *physical_key == Some(keys.logical_key);
        let is_hit = is_key && modifiers.matches_exact(keys.modifiers);
        is_taken |= is_hit;
        !is_hit
    });
    is_taken
}

fn types_a_character(key: Key) -> bool {
    !matches!(key, Key::F1 | Key::F8 | Key::F11 | Key::Escape)
}

/// Whether a text field does the same within its text.
fn is_of_text(keys: &KeyboardShortcut) -> bool {
    keys.modifiers.command && matches!(keys.logical_key, Key::Z | Key::Y | Key::A)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = Vec::new();
        for shortcut in SHORTCUTS {
            for keys in shortcut.keys {
                assert!(!seen.contains(keys), "{} shares {keys:?}", shortcut.name);
                seen.push(*keys);
            }
        }
    }
}
