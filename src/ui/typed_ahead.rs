//! Keys that are typed ahead of the window.
//!
//! What comes between two frames comes to egui at once. When a frame is slow, that may be
//! Ctrl+K, the letters of a command and Enter; the field that the letters are meant for is
//! not there yet, and Enter would go to whatever has the keyboard. So a key that may change
//! what has the keyboard holds back what is typed after it, until the window has answered; and
//! Ctrl, Shift and Alt that are let go right after a click are let go in the next frame.

use egui::{Context, Event, Key, Plugin, RawInput, ViewportIdMap};

/// Frames that the window has to answer a key: one to carry it out, and those in which
/// what it opened takes the keyboard; a form that goes to what is missing needs three.
const TO_OPEN: u64 = 4;
/// Frames that the keyboard takes to go on by Tab.
const TO_GO_ON: u64 = 1;
/// With more events than this, some 80 letters, nothing is held back any more: hands that
/// stay ahead of the window must not get further and further ahead.
const MOST_HELD: usize = 256;

/// Holds back what is typed before the window has answered the key before it.
#[derive(Default)]
pub(crate) struct TypedAhead {
    windows: ViewportIdMap<Window>,
}

/// What one window waits for.
#[derive(Default)]
struct Window {
    /// Later events, in the order they came.
    held: Vec<Event>,
    /// The frame from which on typing reaches what then has the keyboard.
    open_from: u64,
}

impl Plugin for TypedAhead {
    fn debug_name(&self) -> &'static str {
        "typed ahead"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let window = self.windows.entry(input.viewport_id).or_default();
        let mut events = std::mem::take(&mut window.held);
        events.append(&mut input.events);
        let is_in_text = ctx.text_edit_focused();
        let here = input.viewport_id;
        let is_down = |key| ctx.input_for(here, |input| input.key_down(key));
        let frame = ctx.cumulative_frame_nr();
        let count = window.answered(&events, frame, is_in_text, is_down);
        window.held = events.split_off(count);
        input.events = events;
        // A window at rest has answered: it is not to be found waiting a while later.
        if !window.held.is_empty() || frame < window.open_from {
            ctx.request_repaint_of(here);
        }
    }
}

impl Window {
    /// How many of these events go to this frame.
    fn answered(
        &mut self,
        events: &[Event],
        frame: u64,
        is_in_text: bool,
        is_down: impl Fn(Key) -> bool,
    ) -> usize {
        if events.len() > MOST_HELD {
            return events.len();
        }
        // Keys that went down or up here, as they are now.
        let mut moved: Vec<(Key, bool)> = Vec::new();
        let mut before: Option<&Event> = None;
        let mut is_pressed = false;
        for (at, event) in events.iter().enumerate() {
            // A key's own letter belongs to it.
            let is_own = matches!(event, Event::Text(_))
                && matches!(before, Some(Event::Key { pressed: true, .. }));
            before = Some(event);
            if is_own {
                continue;
            }
            if let Event::Key { key, pressed, .. } = event {
                let last = moved.iter().rev().find(|(moved, _)| moved == key);
                let was_down = last.map_or_else(|| is_down(*key), |(_, down)| *down);
                moved.push((*key, *pressed));
                if *pressed && was_down {
                    // A key that is held down must not run on after it is let go.
                    continue;
                }
            }
            // Whoever asks in a frame which keys are held down hears of the last of them;
            // what was pressed before Ctrl was let go is pressed with it.
            if is_pressed && matches!(event, Event::ModifiersChanged(_)) {
                return at;
            }
            is_pressed |= matches!(
                event,
                Event::PointerButton { .. } | Event::Key { pressed: true, .. }
            );
            if is_typing(event) && frame < self.open_from {
                return at;
            }
            if may_move_keyboard(event) && !(is_in_text && is_for_text(event)) {
                let is_tab = matches!(event, Event::Key { key: Key::Tab, .. });
                self.open_from = frame + if is_tab { TO_GO_ON } else { TO_OPEN };
            }
        }
        events.len()
    }
}

/// Whether this goes to what has the keyboard.
fn is_typing(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { pressed: true, .. }
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Paste(_)
            | Event::PasteImage(_)
            | Event::Copy
            | Event::Cut
    )
}

/// Whether another thing may have the keyboard after this.
fn may_move_keyboard(event: &Event) -> bool {
    match event {
        Event::Key {
            key, pressed: true, ..
        } => !matches!(
            key,
            // Opens nothing, and is pressed many times after each other.
            Key::ArrowUp
                | Key::ArrowDown
                | Key::ArrowLeft
                | Key::ArrowRight
                | Key::PageUp
                | Key::PageDown
                | Key::Home
                | Key::End
        ),
        Event::PointerButton { .. } | Event::Paste(_) | Event::Cut => true,
        _ => false,
    }
}

/// Whether a field of text keeps the keyboard when this is typed into it.
fn is_for_text(event: &Event) -> bool {
    match event {
        Event::Key { key, modifiers, .. } => {
            let is_leaving = matches!(key, Key::Enter | Key::Escape | Key::Tab)
                || key.name().starts_with('F') && key.name().len() > 1;
            !modifiers.command && !modifiers.alt && !is_leaving
        }
        Event::Paste(_) | Event::Cut => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn key(key: Key, pressed: bool) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn command(letter: Key) -> Event {
        Event::Key {
            key: letter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::COMMAND,
        }
    }

    fn letter(letter: &str) -> [Event; 2] {
        let name = letter.to_uppercase();
        let pressed = key(Key::from_name(&name).expect("a key"), true);
        [pressed, Event::Text(letter.to_owned())]
    }

    #[test]
    fn what_follows_a_command_waits_until_it_is_answered() {
        let mut window = Window::default();
        let [p, p_text] = letter("p");
        let events = [command(Key::K), key(Key::K, false), p, p_text];
        assert_eq!(window.answered(&events, 7, false, |_| false), 2);
        let rest = &events[2..];
        assert_eq!(window.answered(rest, 10, false, |_| false), 0);
        assert_eq!(window.answered(rest, 11, true, |_| false), 2);
    }

    #[test]
    fn a_text_is_typed_at_once_and_what_ends_it_holds_back_the_rest() {
        let mut window = Window::default();
        let [p, p_text] = letter("p");
        let [i, i_text] = letter("i");
        let then = key(Key::X, true);
        let events = [p, p_text, i, i_text, key(Key::Enter, true), then];
        assert_eq!(window.answered(&events, 1, true, |_| false), 5);
    }

    #[test]
    fn the_letter_of_a_command_stays_with_its_key() {
        let mut window = Window::default();
        let [slash, text] = [key(Key::Slash, true), Event::Text("/".to_owned())];
        let events = [slash, text.clone(), text];
        assert_eq!(window.answered(&events, 1, false, |_| false), 2);
    }

    #[test]
    fn a_key_held_down_does_not_run_on_after_it_is_let_go() {
        let mut window = Window::default();
        let (down, up) = (key(Key::M, true), key(Key::M, false));
        let events = [down.clone(), down.clone(), up, down];
        assert_eq!(window.answered(&events, 1, false, |_| true), 4);
        // Pressed twice, it is two commands.
        let mut window = Window::default();
        assert_eq!(window.answered(&events, 1, false, |_| false), 3);
    }

    #[test]
    fn arrow_keys_hold_nothing_back_and_very_much_is_not_held_at_all() {
        let mut window = Window::default();
        let (down, up) = (key(Key::ArrowUp, true), key(Key::ArrowUp, false));
        let events = [down.clone(), up.clone(), down, up];
        assert_eq!(window.answered(&events, 1, false, |_| false), 4);
        let [d, text] = letter("d");
        let press = [d, text, key(Key::D, false)];
        let many: Vec<Event> = press.iter().cycle().take(MOST_HELD + 1).cloned().collect();
        assert_eq!(window.answered(&many, 1, false, |_| false), many.len());
    }

    #[test]
    fn ctrl_that_is_let_go_after_a_click_is_let_go_in_the_next_frame() {
        let mut window = Window::default();
        let click = |pressed| Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::COMMAND,
        };
        let held = Event::ModifiersChanged(Modifiers::COMMAND);
        let let_go = Event::ModifiersChanged(Modifiers::NONE);
        let events = [held, click(true), click(false), let_go];
        assert_eq!(window.answered(&events, 1, false, |_| false), 3);
        assert_eq!(window.answered(&events[3..], 2, false, |_| false), 1);
    }

    #[test]
    fn the_pointer_never_waits_by_itself() {
        let mut window = Window::default();
        let press = Event::PointerButton {
            pos: egui::Pos2::ZERO,
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        };
        let [p, p_text] = letter("p");
        let events = [press.clone(), press, p, p_text];
        assert_eq!(window.answered(&events, 1, false, |_| false), 2);
    }
}
