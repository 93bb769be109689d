//! Notes on the map, as a person makes, moves, changes and removes them.

use egui::{Key, Modifiers, Vec2};
use entente::model::{Note, NoteId};

use crate::window::Window;

const ISRAEL: &str = "actor, Israel, positive 1.15, negative 1.15, 4 ties";

fn note(window: &Window, id: &str) -> Option<Note> {
    let id = NoteId::new(id).expect("an id");
    window.session().document().scene.notes.get(&id).cloned()
}

fn steps(window: &Window) -> usize {
    window.session().history().len()
}

#[test]
fn a_note_is_written_moved_changed_and_deleted_on_the_map() {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    assert!(window.shows("New note"));
    window.type_text("Talks resume in May");
    window.press_with(Modifiers::SHIFT, Key::Enter);
    window.type_text("see claim c07");
    window.press(Key::Enter);
    let text = "Talks resume in May\nsee claim c07";
    let made = note(&window, "n1").expect("it is made");
    assert_eq!(made.text, text);
    assert!(
        made.place.is_some(),
        "it stays beside actors that have places"
    );
    assert_eq!(window.selected().as_deref(), Some("note n1"));
    assert_eq!(steps(&window), 1);

    let spoken = format!("note, {text}");
    let from = window.middle_of(&spoken);
    window.drag_in_steps(from, from + Vec2::new(90.0, 40.0), 8, |_| {});
    assert_eq!(steps(&window), 2, "eight movements are one step");
    let now = window.middle_of(&spoken);
    assert!((now - from - Vec2::new(90.0, 40.0)).length() < 2.0, "{now}");

    window.double_click(now);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("\u{5e9}\u{5dc}\u{5d5}\u{5dd}");
    window.press(Key::Enter);
    let changed = note(&window, "n1").expect("it is there");
    assert_eq!(changed.text, "\u{5e9}\u{5dc}\u{5d5}\u{5dd}");
    assert_ne!(changed.place, made.place, "where it was moved to");
    assert_eq!(steps(&window), 3);

    window.press(Key::Delete);
    assert_eq!(note(&window, "n1"), None);
    for _ in 0..4 {
        window.press_with(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(note(&window, "n1"), None, "all of it is undone");
    assert!(!window.session().document().is_changed());
}

#[test]
fn a_note_moves_along_with_the_actors_that_are_selected_with_it() {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    window.type_text("beside");
    window.press(Key::Enter);
    let note_at = window.middle_of("note, beside");
    window.press_with(Modifiers::COMMAND, Key::A);
    let israel = window.middle_of(ISRAEL);
    window.drag_in_steps(israel, israel + Vec2::new(30.0, 20.0), 4, |_| {});
    let moved = window.middle_of("note, beside") - note_at;
    assert!((moved - Vec2::new(30.0, 20.0)).length() < 2.0, "{moved}");
    assert_eq!(steps(&window), 2, "the note, and all of them moved");
}

#[test]
fn a_note_without_a_text_is_none_and_escape_gives_up() {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    window.press(Key::Enter);
    assert!(!window.shows("New note"));
    window.press_with(Modifiers::SHIFT, Key::N);
    window.type_text("never");
    window.press(Key::Escape);
    assert_eq!(steps(&window), 0);
    assert!(!window.shows("note, never"));
}

#[test]
fn resting_the_pointer_on_a_note_says_what_it_is_and_what_its_card_cuts_off() {
    let told = |lines: usize| {
        let mut window = Window::new();
        let (nowhere, _) = window.canvas_corners();
        window.press_with(Modifiers::SHIFT, Key::N);
        for line in 0..lines {
            window.type_text(&format!("line {line}"));
            window.press_with(Modifiers::SHIFT, Key::Enter);
        }
        window.type_text("the end");
        window.press(Key::Enter);
        // The panel of what is selected shows it, too.
        window.press(Key::Escape);
        assert_eq!(window.selected(), None);
        window.hover(nowhere);
        let shown = |window: &Window| {
            use egui_kittest::kittest::{NodeT as _, Queryable as _};
            let labels = window
                .harness
                .query_all_by_role(egui::accesskit::Role::Label);
            let words = labels.filter_map(|node| node.accesskit_node().value());
            words.collect::<Vec<_>>()
        };
        let before = shown(&window);
        let card = window.middle_of_part(if lines > 0 {
            "note, line 0"
        } else {
            "note, the end"
        });
        window.hover(card);
        window.wait(std::time::Duration::from_secs(1));
        let mut told = shown(&window);
        told.retain(|words| !before.contains(words));
        told.join("|")
    };
    let meaning = "Part of the picture and of what is handed out; no evidence";
    assert_eq!(told(0), format!("Note|{meaning}"));
    let lines = (0..14).map(|line| format!("line {line}"));
    let whole: Vec<String> = lines.chain(["the end".to_owned()]).collect();
    assert_eq!(told(14), format!("Note|{}|{meaning}", whole.join("\n")));
}

#[test]
fn a_note_without_words_any_more_is_deleted_in_one_step() {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    window.type_text("soon gone");
    window.press(Key::Enter);
    window.press(Key::F2);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::Backspace);
    window.press(Key::Enter);
    assert_eq!(note(&window, "n1"), None);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(note(&window, "n1").expect("back").text, "soon gone");
}
