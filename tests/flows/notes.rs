//! Notes on the map, as a person makes, moves, changes and removes them.

use egui::{Key, Modifiers, PointerButton, Pos2, Rect, Vec2};
use entente::model::{Note, NoteId, NoteWidth};

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

const WORDS: &str = "Talks resume in May, and until then nobody says what becomes of the gas";

/// The program, or this one, with a note of several lines that is selected.
fn with_note(window: Option<Window>) -> Window {
    let mut window = window.unwrap_or_else(Window::new);
    window.press_with(Modifiers::SHIFT, Key::N);
    window.type_text(WORDS);
    window.press(Key::Enter);
    let selected = window.selected();
    assert_eq!(selected.as_deref(), Some("note n1"), "it is made");
    window
}

fn card(window: &Window) -> Rect {
    window.named(&format!("note, {WORDS}")).rect()
}

fn width(window: &Window) -> Option<f64> {
    let note = note(window, "n1").expect("it is there");
    note.width.map(NoteWidth::points)
}

fn edges(window: &Window) -> [Pos2; 2] {
    let card = card(window);
    [card.left_center(), card.right_center()]
}

/// How far apart two numbers on the screen may be and yet be the same to the eye: widths
/// are whole points of the theme.
const NEAR: f32 = 1.5;

fn assert_near(one: f32, other: f32, what: &str) {
    assert!((one - other).abs() < NEAR, "{what}: {one} and {other}");
}

#[test]
fn an_edge_of_the_selected_note_is_dragged_in_one_step() {
    let mut window = with_note(None);
    let before = card(&window);
    let [_, right] = edges(&window);
    // Not taken hold of exactly at the edge: it does not jump under the pointer.
    let from = right - Vec2::new(3.0, 0.0);
    let mut heights = Vec::new();
    window.drag_in_steps(from, from + Vec2::new(100.0, 30.0), 10, |window| {
        let now = card(window);
        heights.push(now.height());
        assert_near(now.left(), before.left(), "the left edge stays");
        assert_near(now.top(), before.top(), "the top edge stays");
    });
    let wide = card(&window);
    assert_near(wide.right(), before.right() + 100.0, "the edge is there");
    assert_near(wide.left(), before.left(), "the other one is where it was");
    assert!(wide.height() < before.height(), "fewer lines");
    assert!(
        heights.iter().all(|it| *it < before.height() + 0.1),
        "{heights:?}"
    );
    assert_eq!(steps(&window), 2, "the note, and ten movements");
    assert_eq!(
        window.session().last_change(),
        Some("Set the width of note Talks resume in May, and until then nob\u{2026}")
    );
    assert_eq!(window.selected().as_deref(), Some("note n1"));

    let [left, _] = edges(&window);
    let to = left + Vec2::new(180.0, 0.0);
    window.drag_in_steps(left, to, 4, |_| {});
    let narrow = card(&window);
    assert_near(narrow.left(), wide.left() + 180.0, "the left edge");
    assert_near(narrow.right(), wide.right(), "the right edge stays");
    assert!(narrow.height() > before.height(), "more lines");
    assert_eq!(steps(&window), 3);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!((card(&window), width(&window)), (before, None));
}

#[test]
fn escape_gives_the_width_up_and_the_rest_of_the_drag_does_nothing() {
    let mut window = with_note(None);
    let (before, was) = (card(&window), note(&window, "n1"));
    let [left, _] = edges(&window);
    let mut movements = 0;
    window.drag_in_steps(left, left - Vec2::new(120.0, 0.0), 6, |window| {
        movements += 1;
        if movements == 3 {
            assert!(card(window).width() > before.width() + 40.0, "it is shown");
            window.press(Key::Escape);
        }
        if movements >= 3 {
            assert_eq!(card(window), before);
        }
    });
    assert_eq!((note(&window, "n1"), steps(&window)), (was, 1));
    assert_eq!(window.selected().as_deref(), Some("note n1"));
}

#[test]
fn a_drag_ends_with_the_button_also_where_its_note_was_taken_back_meanwhile() {
    let mut window = with_note(None);
    let [_, right] = edges(&window);
    let mut movements = 0;
    window.drag_in_steps(right, right + Vec2::new(90.0, 0.0), 6, |window| {
        movements += 1;
        if movements == 3 {
            window.press_with(Modifiers::COMMAND, Key::Z);
            window.press_with(Modifiers::COMMAND, Key::Z);
        }
    });
    assert_eq!(note(&window, "n1"), None);
    // Nothing is held any more: an actor has its handle.
    window.handle_of(ISRAEL, "Israel");
}

#[test]
fn a_drag_whose_step_was_taken_back_meanwhile_does_nothing_more() {
    let mut window = with_note(None);
    let before = card(&window);
    let [_, right] = edges(&window);
    let mut movements = 0;
    window.drag_in_steps(right, right + Vec2::new(90.0, 0.0), 6, |window| {
        movements += 1;
        if movements == 3 {
            window.press_with(Modifiers::COMMAND, Key::Z);
        }
    });
    assert_eq!((card(&window), width(&window)), (before, None));
}

#[test]
fn a_double_click_on_an_edge_lets_the_text_say_the_width() {
    let mut window = with_note(None);
    let before = card(&window);
    let [left, _] = edges(&window);
    window.drag_in_steps(left, left - Vec2::new(150.0, 0.0), 4, |_| {});
    assert!(width(&window).is_some());
    let wide = card(&window);
    window.wait(std::time::Duration::from_secs(1));
    let [left, _] = edges(&window);
    window.double_click(left);
    assert_eq!((width(&window), steps(&window)), (None, 3));
    assert!(window.session().inline().is_none(), "no field opens");
    let now = card(&window);
    assert_near(now.width(), before.width(), "as before");
    assert_near(now.right(), wide.right(), "the opposite edge stays");
    // Of a card that has none it changes nothing.
    window.wait(std::time::Duration::from_secs(1));
    let [left, _] = edges(&window);
    window.double_click(left);
    assert_eq!(steps(&window), 3);
}

#[test]
fn only_the_edge_of_a_selected_note_is_for_its_width() {
    let mut window = with_note(None);
    let [_, right] = edges(&window);
    // Between the edges the card is moved, and so it is where it is not selected.
    let inner = right - Vec2::new(14.0, 0.0);
    let start = card(&window);
    window.drag_in_steps(inner, inner + Vec2::new(-40.0, 20.0), 4, |_| {});
    assert_eq!(width(&window), None);
    assert_near(card(&window).left(), start.left() - 40.0, "moved");
    window.press(Key::Escape);
    assert_eq!(window.selected(), None);
    let [_, right] = edges(&window);
    let within = right - Vec2::new(2.0, 0.0);
    window.drag_in_steps(within, within + Vec2::new(50.0, 0.0), 4, |_| {});
    assert_eq!(width(&window), None);
    // With Alt a copy is drawn off the edge, too; the right button moves the map.
    let [_, right] = edges(&window);
    window.drag_with(
        Modifiers::ALT,
        right - Vec2::new(2.0, 0.0),
        right + Vec2::new(0.0, 90.0),
    );
    assert!(note(&window, "n2").is_some(), "a copy");
    assert_eq!(width(&window), None);
    window.press_with(Modifiers::COMMAND, Key::Z);
    let before = window.session().view().camera;
    let [_, right] = edges(&window);
    window.drag_by(
        PointerButton::Secondary,
        right,
        right + Vec2::new(30.0, 0.0),
    );
    assert_ne!(window.session().view().camera, before);
    assert_eq!(width(&window), None);
}

#[test]
fn a_card_of_one_word_is_moved_by_its_middle_and_its_edges_are_at_hand() {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    window.type_text("EU");
    window.press(Key::Enter);
    let spoken = "note, EU";
    for name in ["Left edge of the note", "Right edge of the note"] {
        let size = window.named(name).rect().size();
        assert!(size.x >= 24.0 && size.y >= 24.0, "{name}: {size}");
    }
    let before = window.named(spoken).rect();
    assert!(f64::from(before.width()) < NoteWidth::LEAST);
    // Less than the least width is none: the card stays as it is, and does not jump.
    let right = before.right_center();
    window.drag_in_steps(right, right + Vec2::new(7.0, 0.0), 2, |_| {});
    assert_eq!(width(&window), None);
    assert_eq!(window.named(spoken).rect(), before);
    window.drag_in_steps(right, right + Vec2::new(60.0, 0.0), 4, |_| {});
    assert_near(window.named(spoken).rect().right(), right.x + 60.0, "wider");
    window.press_with(Modifiers::COMMAND, Key::Z);
    // A hand does not hit the very middle.
    let middle = before.center() + Vec2::new(5.0, 0.0);
    window.drag_in_steps(middle, middle + Vec2::new(0.0, 40.0), 4, |_| {});
    assert_eq!(width(&window), None);
    assert_near(
        window.named(spoken).rect().top(),
        before.top() + 40.0,
        "moved",
    );
}

#[test]
fn the_edge_follows_the_pointer_at_every_zoom_and_scale() {
    let follows = |window: &mut Window, by: f32| {
        let before = card(window);
        let [_, right] = edges(window);
        let map = window.named("Relations map").rect();
        assert!(map.shrink(4.0).contains(right), "{right} is within {map}");
        window.drag_in_steps(right, right + Vec2::new(by, 0.0), 5, |window| {
            assert_near(card(window).left(), before.left(), "the left edge");
        });
        let now = card(window).right();
        // A point of the theme is at most 1.8 points on the screen.
        assert!(
            (now - right.x - by).abs() < 2.0,
            "{now} from {right} by {by}"
        );
    };
    let mut window = with_note(None);
    follows(&mut window, 30.0);
    let mut zooms = Vec::new();
    for zoom in ["show the selection", "zoom out", "zoom out", "zoom out"] {
        for _ in 0..3 {
            window.run_command(zoom);
        }
        window.press(Key::F6);
        zooms.push(window.session().view().camera.zoom());
        follows(&mut window, 30.0);
        follows(&mut window, -45.0);
    }
    let [closest, .., farthest] = zooms[..] else {
        panic!("all zooms were looked at");
    };
    assert!(closest > 4.0 * farthest, "{zooms:?}");
    let large = crate::large_letters::scaled(1440.0, 900.0, 2.0);
    let mut window = with_note(Some(large));
    follows(&mut window, -60.0);
    follows(&mut window, 40.0);
}

#[test]
fn commands_and_the_panel_change_the_width_of_what_is_selected() {
    let mut window = with_note(None);
    let before = card(&window);
    window.run_command("wider");
    let wider = width(&window).expect("a width");
    window.run_command("wider");
    assert_eq!(width(&window), Some(wider + 20.0));
    assert_near(
        card(&window).center().x,
        before.center().x,
        "the middle stays",
    );
    window.run_command("narrower");
    assert_eq!(width(&window), Some(wider));
    window.click_button(card(&window).center(), PointerButton::Secondary);
    window.click_in_dialog("Width");
    window.click_in_dialog("By the text");
    assert_eq!((width(&window), card(&window)), (None, before));

    window.click("Width of the note");
    window.type_text("95");
    window.press(Key::Enter);
    assert_eq!(width(&window), Some(95.0));
    window.click("Width of the note");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("9");
    window.press(Key::Enter);
    assert!(window.shows_part("A width is a number from 40 to 640"));
    assert_eq!(width(&window), Some(95.0));
}

#[test]
fn several_notes_become_wider_in_one_step() {
    let mut window = with_note(None);
    window.press_with(Modifiers::SHIFT, Key::N);
    window.type_text("another");
    window.press(Key::Enter);
    window.click_at(card(&window).center(), Modifiers::COMMAND);
    assert!(
        !window.shows("Right edge of the note"),
        "several are selected"
    );
    window.run_command("wider");
    for id in ["n1", "n2"] {
        let note = note(&window, id).expect("it is there");
        assert!(note.width.is_some(), "{id}");
    }
    assert_eq!(steps(&window), 3);
    assert_eq!(
        window.session().last_change(),
        Some("Set the width of 2 notes")
    );
}
