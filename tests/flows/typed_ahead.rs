//! Hands that are quicker than the window: everything arrives in one frame or two.

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use entente::file::settings::ThemePreference;
use entente::session::{Dialog, Tool};

use crate::window::Window;

fn names(window: &Window) -> Vec<&str> {
    let scene = &window.session().document().scene;
    scene
        .actors
        .iter()
        .map(|actor| actor.name.as_str())
        .collect()
}

fn plain(key: Key) -> Vec<Event> {
    Window::key_events(Modifiers::NONE, key, None)
}

#[test]
fn a_command_typed_in_one_go_is_the_one_that_runs() {
    let mut events = Window::key_events(Modifiers::COMMAND, Key::K, None);
    events.extend(Window::typing_events("light"));
    events.extend(plain(Key::Enter));
    for cut in 0..=events.len() {
        let mut window = Window::new();
        window.all_at_once(events.clone(), cut);
        assert_eq!(window.session().dialog(), None, "cut at {cut}");
        let theme = window.session().settings().theme;
        assert_eq!(theme, ThemePreference::Light, "cut at {cut}");
        assert_eq!(names(&window).len(), 5, "and nothing else was done");
    }
}

#[test]
fn a_search_typed_in_one_go_goes_to_what_it_finds() {
    let mut events = Window::key_events(Modifiers::COMMAND, Key::F, None);
    events.extend(Window::typing_events("kazakh"));
    events.extend(plain(Key::Enter));
    let mut window = Window::new();
    window.all_at_once(events, 0);
    assert_eq!(window.selected().as_deref(), Some("actor KAZ"));
}

#[test]
fn a_name_typed_right_after_f2_or_a_double_click_is_the_name() {
    let mut window = Window::new();
    window.click(crate::canvas::ISRAEL);
    let mut events = plain(Key::F2);
    events.extend(Window::typing_events("medinat"));
    events.extend(plain(Key::Enter));
    window.all_at_once(events, 1);
    assert_eq!(names(&window).first(), Some(&"medinat"));

    let mut window = Window::new();
    let nowhere = window.nowhere();
    let mut events = clicked_twice(nowhere);
    let clicks = events.len();
    events.extend(Window::typing_events("socar"));
    events.extend(plain(Key::Enter));
    window.move_pointer(nowhere);
    window.all_at_once(events, clicks);
    assert!(names(&window).contains(&"socar"), "{:?}", names(&window));
}

#[test]
fn a_text_typed_in_one_go_stays_in_its_order_and_escape_is_last() {
    // On the canvas V takes the other tool, and I begins an actor.
    let mut events = Window::key_events(Modifiers::COMMAND, Key::K, None);
    events.extend(Window::typing_events("vivid"));
    let typed = events.len();
    events.extend(plain(Key::Escape));
    for cut in 0..=events.len() {
        let mut window = Window::new();
        window.all_at_once(events[..typed].to_vec(), cut.min(typed));
        assert_eq!(written(&window).as_deref(), Some("vivid"), "cut at {cut}");

        let mut window = Window::new();
        window.all_at_once(events.clone(), cut);
        assert_eq!(window.session().dialog(), None, "cut at {cut}");
        let tool = window.session().hands().tool();
        assert_eq!(tool, Tool::Hand, "cut at {cut}");
    }
}

/// What stands in the field of the palette.
fn written(window: &Window) -> Option<String> {
    let field = window.harness.get_by_label("Command palette");
    field.accesskit_node().value()
}

fn clicked_twice(pos: Pos2) -> Vec<Event> {
    let click = |pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    [true, false, true, false].map(click).into()
}

#[test]
fn ctrl_is_held_for_a_click_although_it_is_let_go_in_the_same_frame() {
    let mut window = Window::new();
    window.click(crate::canvas::ISRAEL);
    let turkey = window.middle_of("actor, Turkey, positive 0.60, negative 0.45, 4 ties");
    window.move_pointer(turkey);
    let click = |pressed| Event::PointerButton {
        pos: turkey,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::COMMAND,
    };
    let events = vec![
        Event::ModifiersChanged(Modifiers::COMMAND),
        click(true),
        click(false),
        Event::ModifiersChanged(Modifiers::NONE),
    ];
    window.all_at_once(events, 0);
    assert_eq!(window.session().selection().actors().count(), 2);
}

#[test]
fn a_command_that_cannot_be_done_now_gives_way_to_no_other_that_looks_like_it() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("strongest");
    window.press(Key::Enter);
    assert_eq!(
        window.session().dialog(),
        Some(&Dialog::Palette),
        "it stays"
    );
    assert!(window.session().show().is_none());
    assert!(window.shows_part("Cannot be done now"));
}
