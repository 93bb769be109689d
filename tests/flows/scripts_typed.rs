//! Names in Hebrew and Persian, typed and changed in real fields with the keyboard and
//! the pointer: each key and each click does what it does in an English one.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use entente::model::NoteId;
use entente::text::{Style, width};

use crate::canvas::actor;
use crate::window::Window;

const ISRAEL: &str = "actor, Israel, positive 1.15, negative 1.15, 4 ties";
const STYLE: Style = Style {
    size: 13.0,
    is_bold: false,
};

/// A window in which Israel is being renamed, and this was typed.
fn renaming(text: &str) -> Window {
    let mut window = Window::new();
    window.click(ISRAEL);
    window.press(Key::F2);
    window.type_text(text);
    window
}

/// What stands in the field that has the focus.
fn typed(window: &Window) -> String {
    field(window).0
}

/// The same, and where the field is.
fn field(window: &Window) -> (String, Rect) {
    let root = window.harness.root();
    let mut found = root.query_all(
        By::new()
            .recursive(true)
            .predicate(|node| node.is_focused()),
    );
    let node = found.next().expect("a field has the focus");
    let text = node.accesskit_node().value();
    (text.expect("a text"), node.rect())
}

/// Where a line of a field is seen, as a screen reader is told.
fn line(window: &Window, text: &str) -> Rect {
    let root = window.harness.root();
    let found =
        root.query_all(By::new().recursive(true).predicate(|node| {
            node.role() == Role::TextRun && node.value().as_deref() == Some(text)
        }));
    let found: Vec<Rect> = found.map(|node| node.rect()).collect();
    assert_eq!(found.len(), 1, "{text:?} is seen once");
    found[0]
}

fn w(text: &str) -> f32 {
    width(text, STYLE) as f32
}

fn at(rect: Rect, x: f32) -> Pos2 {
    Pos2::new(x, rect.center().y)
}

#[test]
fn a_name_is_typed_in_hebrew() {
    let mut window = renaming("ישראל");
    assert_eq!(typed(&window), "ישראל");
    window.press(Key::Enter);
    assert_eq!(actor(window.session(), "ISR").name, "ישראל");
}

#[test]
fn the_caret_walks_letter_by_letter_and_stops_at_the_ends() {
    let mut window = renaming("ישראל");
    window.press(Key::Home);
    window.type_text("א");
    assert_eq!(typed(&window), "אישראל");
    for _ in 0..20 {
        window.press(Key::ArrowRight);
    }
    window.press(Key::ArrowLeft);
    window.type_text("ב");
    assert_eq!(typed(&window), "אישראבל", "one letter from the end");
    for _ in 0..20 {
        window.press(Key::ArrowLeft);
    }
    window.press(Key::ArrowRight);
    window.press(Key::Delete);
    assert_eq!(typed(&window), "אשראבל", "one letter from the beginning");
    window.press(Key::End);
    window.press(Key::Backspace);
    assert_eq!(typed(&window), "אשראב");
}

#[test]
fn words_are_deleted_and_walked_over_as_words() {
    let mut window = renaming("מדינת ישראל");
    window.press(Key::End);
    window.press_with(Modifiers::CTRL, Key::Backspace);
    assert_eq!(typed(&window), "מדינת ");
    window.type_text("איראן 12");
    window.press_with(Modifiers::CTRL, Key::ArrowLeft);
    window.press_with(Modifiers::CTRL, Key::Backspace);
    assert_eq!(typed(&window), "מדינת 12");
    window.press_with(Modifiers::CTRL, Key::ArrowLeft);
    window.type_text("x");
    assert_eq!(typed(&window), "xמדינת 12");
}

#[test]
fn persian_with_a_joiner_and_a_ligature_loses_one_character_a_key() {
    let mut window = renaming("می\u{200c}خواهد لا");
    window.press(Key::End);
    window.press(Key::Backspace);
    assert_eq!(typed(&window), "می\u{200c}خواهد ل");
    window.press(Key::Home);
    for _ in 0..3 {
        window.press(Key::ArrowRight);
    }
    window.press(Key::Backspace);
    assert_eq!(typed(&window), "میخواهد ل", "the joiner");
}

#[test]
fn shift_and_arrow_keys_select_letters() {
    let mut window = renaming("ישראל");
    window.press(Key::End);
    for _ in 0..2 {
        window.press_with(Modifiers::SHIFT, Key::ArrowLeft);
    }
    window.type_text("ק");
    assert_eq!(typed(&window), "ישרק");
    window.press_with(Modifiers::SHIFT, Key::Home);
    window.type_text("ת");
    assert_eq!(typed(&window), "ת");
}

#[test]
fn a_click_puts_the_caret_beside_the_letter() {
    let name = "ישראל";
    for (from_right, expected) in [
        (0.5, "xישראל"),
        (w("י") + 0.5, "יxשראל"),
        (w("ישר") - 0.5, "ישרxאל"),
        (w("ישראל") - 0.5, "ישראלx"),
        (-20.0, "xישראל"),
    ] {
        let mut window = renaming(name);
        let rect = line(&window, name);
        window.click_at(at(rect, rect.right() - from_right), Modifiers::NONE);
        window.type_text("x");
        assert_eq!(typed(&window), expected, "{from_right} from the right");
    }
}

#[test]
fn a_click_beside_hebrew_within_english_stays_there() {
    let name = "the שלום sea";
    for (x, expected) in [
        (w("the ") - 0.5, "the xשלום sea"),
        (w("the ") + 0.5, "the שלוםx sea"),
        (w("the שלום") - 0.5, "the xשלום sea"),
        (w("the שלום") + 0.5, "the שלוםx sea"),
    ] {
        let mut window = renaming(name);
        let rect = line(&window, name);
        window.click_at(at(rect, rect.left() + x), Modifiers::NONE);
        window.type_text("x");
        assert_eq!(typed(&window), expected, "{x} from the left");
    }
}

#[test]
fn a_double_click_selects_the_word_and_a_triple_click_all() {
    let name = "מדינת ישראל";
    let mut window = renaming(name);
    let rect = line(&window, name);
    window.double_click(at(rect, rect.right() - 4.0));
    window.type_text("x");
    assert_eq!(typed(&window), "x ישראל", "the first word is at the right");
    let mut window = renaming(name);
    window.double_click(at(rect, rect.left() + 4.0));
    window.type_text("x");
    assert_eq!(typed(&window), "מדינת x");
    let mut window = renaming(name);
    let place = at(rect, rect.center().x);
    window.move_pointer(place);
    // Three clicks within the time that egui allows; a frame here takes a quarter of a second.
    for _ in 0..3 {
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            window
                .harness
                .input_mut()
                .events
                .push(egui::Event::PointerButton {
                    pos: place,
                    button,
                    pressed,
                    modifiers: Modifiers::NONE,
                });
        }
        window.run_unsettled(1);
    }
    window.settle();
    window.type_text("x");
    assert_eq!(typed(&window), "x");
}

#[test]
fn a_drag_and_a_shift_click_select_the_letters_between() {
    let name = "ישראל";
    let mut window = renaming(name);
    let rect = line(&window, name);
    let (from, to) = (w("י") + 0.5, w("ישרא") - 0.5);
    window.press_pointer(at(rect, rect.right() - from));
    window.move_pointer(at(rect, rect.right() - 0.5 * (from + to)));
    window.move_pointer(at(rect, rect.right() - to));
    window.release_pointer(at(rect, rect.right() - to));
    window.type_text("-");
    assert_eq!(typed(&window), "י-ל");

    let mut window = renaming(name);
    window.press(Key::Home);
    window.click_at(at(rect, rect.right() - from), Modifiers::SHIFT);
    window.type_text("-");
    assert_eq!(typed(&window), "-שראל");
}

#[test]
fn the_middle_button_pastes_beside_the_letter() {
    let name = "ישראל";
    let mut window = renaming(name);
    let rect = line(&window, name);
    let pos = at(rect, rect.right() - w("י") - 0.5);
    window.move_pointer(pos);
    let text = "xy".to_owned();
    window
        .harness
        .event(egui::Event::MiddleClickPaste { pos, text });
    window.settle();
    assert_eq!(typed(&window), "יxyשראל");
    window.type_text("z");
    assert_eq!(typed(&window), "יxyzשראל");
}

#[test]
fn up_and_down_stay_in_their_column() {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    for (at, text) in ["שלום", "שלום", "שלום"].into_iter().enumerate() {
        if at > 0 {
            window.press_with(Modifiers::SHIFT, Key::Enter);
        }
        window.type_text(text);
    }
    window.press(Key::ArrowLeft);
    window.press(Key::ArrowUp);
    window.type_text("1");
    window.press(Key::Backspace);
    window.press(Key::ArrowUp);
    window.type_text("x");
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press(Key::Delete);
    window.press(Key::Enter);
    let id = NoteId::new("n1").expect("an id");
    let note = window.session().document().scene.notes.get(&id).cloned();
    assert_eq!(note.expect("a note").text, "שלוx");
}

#[test]
fn a_long_text_from_left_and_right_is_changed_line_by_line() {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    let text = "מדינת ישראל הכריזה על הסכם עם Azərbaycan ועם קזחסטן, וגם על שני הסכמים אחרים.";
    window.paste(text);
    window.press(Key::Home);
    window.press(Key::Backspace);
    let found = typed(&window);
    assert_eq!(found.chars().count(), text.chars().count() - 1);
    window.press_with(Modifiers::CTRL, Key::Home);
    window.press(Key::End);
    window.press(Key::ArrowRight);
    window.press_with(Modifiers::CTRL, Key::End);
    window.press_with(Modifiers::CTRL, Key::Backspace);
    window.press_with(Modifiers::CTRL, Key::Backspace);
    let found = typed(&window);
    assert!(found.ends_with("שני "), "{found}");
}

#[test]
fn the_places_of_letters_are_told_to_a_screen_reader() {
    let window = renaming("ישראל");
    let rect = line(&window, "ישראל");
    assert!((rect.width() - w("ישראל")).abs() < 0.1, "{rect}");
    assert!(field(&window).1.contains_rect(rect), "{rect}");
}
