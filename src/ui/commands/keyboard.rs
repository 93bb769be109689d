//! From key presses to commands.

use egui::{Context, Event, ImeEvent, Key, KeyboardShortcut};

use kurbo::Point;

use crate::session::{ArrangeCommand, Command, Dialog, Session};
use crate::ui::{canvas, form, menu, panel, slides, table, unbound, widget};

/// Reads the keyboard, and knows whether an input method is composing.
#[derive(Debug, Default)]
pub(in crate::ui) struct Keyboard {
    is_composing: bool,
    /// Where on the map the pointer is, in layout units: what is pasted goes there.
    pub(in crate::ui) pointed: Option<Point>,
}

impl Keyboard {
    /// Pushes the commands whose keys were pressed and that can be carried out.
    ///
    /// While an input method is composing no key counts: all of them are for it.
    /// While a text field has the focus or a dialog is open only keys with Ctrl
    /// or Cmd, function keys and Escape count, and of those a text field keeps the
    /// ones it edits with. The card of a claim keeps those that move it, a table those
    /// that walk over its cells, the bar of a weight the one that sets it to 0. Behind
    /// a dialog nothing is changed. While a dialog asks
    /// something, only Escape counts. At the evidence desk the keys of the map do not. While a comparison is shown, only what cannot
    /// change anything counts. While a menu or a list is open, keys count as they do in a
    /// text field, and close it; Escape closes an open menu before anything else.
    pub(in crate::ui) fn read(
        &mut self,
        ctx: &Context,
        session: &Session,
        commands: &mut Vec<Command>,
    ) {
        // The key that ends a composition comes with its end: it is not a command either.
        let was_composing = self.is_composing;
        let (began, is_pressed) = ctx.input(|input| {
            let is_press = |event: &Event| {
                matches!(
                    event,
                    Event::Key { pressed: true, .. } | Event::Copy | Event::Cut | Event::Paste(_)
                )
            };
            let is_pressed = input.events.iter().any(is_press);
            (self.follow(&input.events), is_pressed)
        });
        if was_composing || began || !is_pressed {
            return;
        }
        if session.is_comparing() {
            read_while_comparing(ctx, session, commands);
            return;
        }
        let has_text = ctx.text_edit_focused();
        let has_form = form::has_focus(ctx);
        let has_card = panel::has_card_focus(ctx);
        let has_table = table::has_focus(ctx);
        let has_strip = slides::has_focus(ctx);
        let has_weight = widget::has_weight_focus(ctx);
        let has_dialog = session.dialog().is_some();
        let is_asked = session.dialog().is_some_and(Dialog::is_question);
        let has_menu = egui::Popup::is_any_open(ctx) || menu::has_focus(ctx);
        // Keys that are for a menu or a list must not reach what lies behind it.
        let is_taken = has_text || has_form || has_dialog || has_menu;
        let is_at_desk = session.desk().is_some();
        let is_on_map = canvas::has_focus(ctx) && !has_menu;
        for entry in super::all() {
            for keys in entry.keys {
                let is_escape = keys.logical_key == Key::Escape;
                let is_plain = !keys.modifiers.command && types_a_character(keys.logical_key);
                if is_asked && !is_escape
                    || has_menu && is_escape
                    || is_taken && is_plain
                    || has_text && edits_text(keys)
                    || has_card && is_for_a_card(keys)
                    || has_table && table::is_for_a_table(keys)
                    || has_strip && slides::is_for_the_strip(keys)
                    || has_weight && is_for_a_weight(keys)
                    || has_dialog && !is_escape && entry.section.changes_the_scene()
                    || is_at_desk && !is_for_the_desk(entry)
                    || entry.id.starts_with("nudge-") && !is_on_map
                    || unbound::is_unbound(|| super::binding(entry.id, keys))
                    || !entry.is_enabled(session)
                {
                    continue;
                }
                if ctx.input_mut(|input| take(input, keys)) {
                    entry.push(session, commands);
                    egui::Popup::close_all(ctx);
                }
                match ctx.input_mut(|input| take_clipboard(input, keys)) {
                    // It came with the keys; whoever asks for it gets it later.
                    Some(Event::Paste(text)) => {
                        let at = self.pointed;
                        let paste = ArrangeCommand::Paste { text, at };
                        commands.push(Command::Arrange(paste));
                    }
                    Some(_) => entry.push(session, commands),
                    None => {}
                }
            }
        }
    }

    /// Follows the input method; says whether it composed at any moment of this
    /// frame. Whoever goes elsewhere with the pointer or leaves the window has
    /// ended the composition, even where the system does not say so.
    fn follow(&mut self, events: &[Event]) -> bool {
        let mut composed = false;
        for event in events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => self.is_composing = !text.is_empty(),
                Event::Ime(ImeEvent::Commit(_))
                | Event::PointerButton { pressed: true, .. }
                | Event::WindowFocused(false) => self.is_composing = false,
                _ => {}
            }
            composed |= self.is_composing;
        }
        composed
    }
}

/// Commands whose keys count while a comparison is shown.
const WHILE_COMPARING: [&str; 2] = ["full-screen", "quit"];

/// Behind a comparison nothing is changed: Escape goes back.
fn read_while_comparing(ctx: &Context, session: &Session, commands: &mut Vec<Command>) {
    let escape = super::plain(Key::Escape);
    if ctx.input_mut(|input| take(input, &escape)) {
        commands.push(Command::CloseComparison);
    }
    for entry in WHILE_COMPARING.into_iter().filter_map(super::find) {
        for keys in entry.keys {
            if ctx.input_mut(|input| take(input, keys)) {
                entry.push(session, commands);
            }
        }
    }
}

/// Whether the keys of a command count at the evidence desk, where the map is not
/// seen.
fn is_for_the_desk(entry: &super::CommandEntry) -> bool {
    use super::Section::{Actors, Claims, Edit, File, Help, Present, Slides, Ties, View};
    match entry.section {
        File | Claims | Present | Help => true,
        Edit => matches!(entry.id, "undo" | "redo" | "delete" | "step-back"),
        View => matches!(entry.id, "palette" | "evidence" | "full-screen"),
        Actors | Ties | Slides => false,
    }
}

/// Whether the card of a claim takes these keys itself.
fn is_for_a_card(keys: &KeyboardShortcut) -> bool {
    match keys.logical_key {
        Key::ArrowUp | Key::ArrowDown => keys.modifiers.alt,
        Key::F2 | Key::Delete | Key::Backspace => true,
        _ => false,
    }
}

/// Whether the bar of a weight takes these keys itself.
fn is_for_a_weight(keys: &KeyboardShortcut) -> bool {
    keys.logical_key == Key::Num0 && keys.modifiers.is_none()
}

/// How keys are written: signs as signs, and Escape as keyboards have it.
pub(in crate::ui) fn written(ctx: &Context, keys: &KeyboardShortcut) -> String {
    let words = ctx.format_shortcut(keys);
    let sign = match keys.logical_key {
        Key::Equals | Key::Plus => "+",
        Key::Minus => "\u{2212}",
        Key::Comma => ",",
        Key::Period => ".",
        Key::Slash => "/",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Escape => "Esc",
        Key::Delete => "Del",
        _ => return words,
    };
    match words.strip_suffix(keys.logical_key.name()) {
        Some(front) => format!("{front}{sign}"),
        None => words,
    }
}

/// Whether these keys were pressed; if so nothing else sees it. Digits are told
/// by their place on the keyboard: with Shift they type something else, which
/// differs between layouts.
pub(in crate::ui) fn take(input: &mut egui::InputState, keys: &KeyboardShortcut) -> bool {
    let is_digit = (Key::Num0..=Key::Num9).contains(&keys.logical_key);
    let mut is_taken = false;
    input.events.retain(|event| {
        let Event::Key {
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

/// What the system told of these keys, if it told of them as what they do to the
/// clipboard; then nothing else sees it.
fn take_clipboard(input: &mut egui::InputState, keys: &KeyboardShortcut) -> Option<Event> {
    if keys.modifiers != egui::Modifiers::COMMAND {
        return None;
    }
    let key = keys.logical_key;
    let at = input.events.iter().position(|event| match event {
        Event::Copy => key == Key::C,
        Event::Cut => key == Key::X,
        Event::Paste(_) => key == Key::V,
        _ => false,
    })?;
    Some(input.events.remove(at))
}

fn types_a_character(key: Key) -> bool {
    key != Key::Escape && !(Key::F1..=Key::F35).contains(&key)
}

/// Whether a text field does something of its own with these keys: it has its own
/// undo, its own selection and its own clipboard.
fn edits_text(keys: &KeyboardShortcut) -> bool {
    keys.modifiers.command
        && matches!(
            keys.logical_key,
            Key::A
                | Key::C
                | Key::V
                | Key::X
                | Key::Y
                | Key::Z
                | Key::ArrowLeft
                | Key::ArrowRight
                | Key::ArrowUp
                | Key::ArrowDown
                | Key::Home
                | Key::End
                | Key::Backspace
                | Key::Delete
        )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::file::settings::Settings;

    /// What these frames of events ask for.
    fn asked(frames: Vec<Vec<Event>>) -> Vec<Command> {
        let ctx = Context::default();
        let session = Session::new(
            Settings::default(),
            crate::file::store::Store::default(),
            Arc::new(|| {}),
        );
        let (mut keyboard, mut commands) = (Keyboard::default(), Vec::new());
        for events in frames {
            let input = egui::RawInput {
                events,
                ..Default::default()
            };
            let mut output = ctx.run_ui(input, |_| {
                keyboard.read(&ctx, &session, &mut commands);
            });
            // Nobody paints it.
            output.textures_delta.clear();
        }
        commands
    }

    fn press(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        }
    }

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    }

    #[test]
    fn no_key_is_a_command_while_an_input_method_composes() {
        let u = || vec![press(Key::U)];
        let hide = vec![Command::ShowUnknown(false)];
        assert_eq!(asked(vec![u()]), hide);
        for frames in [
            vec![vec![preedit("ni")], u()],
            vec![vec![preedit("ni"), press(Key::U)]],
            vec![vec![preedit("ni")], vec![], u()],
            vec![
                vec![preedit("ni")],
                vec![
                    Event::Ime(ImeEvent::Commit("\u{4f60}".to_owned())),
                    press(Key::U),
                ],
            ],
            vec![vec![preedit("ni")], vec![press(Key::Escape)]],
        ] {
            assert_eq!(asked(frames.clone()), [], "{frames:?}");
        }
        for end in [
            preedit(""),
            Event::Ime(ImeEvent::Commit("\u{4f60}".to_owned())),
            Event::WindowFocused(false),
        ] {
            assert_eq!(asked(vec![vec![preedit("ni")], vec![end], u()]), hide);
        }
    }
}
