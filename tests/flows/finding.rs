//! Finding things: the search over the whole scene.

use egui::{Key, Modifiers};
use entente::session::{DeskTab, Dialog};

use crate::window::Window;

/// Types into the search, which is open.
fn searching(typed: &str) -> Window {
    let mut window = Window::new();
    search(&mut window, typed);
    window
}

fn search(window: &mut Window, typed: &str) {
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(window.session().dialog(), Some(&Dialog::Search));
    window.type_text(typed);
}

#[test]
fn ctrl_f_finds_an_actor_in_its_own_script_and_enter_flies_there() {
    let mut window = searching("\u{d6}zb\u{259}k");
    assert!(window.shows_part("Nothing found for \u{201c}\u{d6}zb\u{259}k\u{201d}"));
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
    let before = window.session().view().camera;

    search(&mut window, "\u{5d9}\u{5e9}\u{5e8}\u{5d0}\u{5dc}");
    assert!(window.shows("Actors, 1 found"));
    assert!(window.is_said_selected("Israel, actor, state"));
    window.press(Key::Enter);
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
    assert_ne!(window.session().view().camera, before, "the map moved");
    let focused = window.focused().expect("a focus");
    assert!(focused.contains("Israel"), "the actor has the focus: {focused}");
}

#[test]
fn escape_leaves_the_search_and_all_is_as_it_was() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::A);
    let selected = window.session().selection().clone();
    let camera = window.session().view().camera;
    search(&mut window, "tamar");
    window.press(Key::ArrowDown);
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
    assert_eq!(*window.session().selection(), selected);
    assert_eq!(window.session().view().camera, camera);
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(window.value("Search everything").as_deref(), Some(""));
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(window.session().dialog(), None, "the keys that opened it close it");
}

#[test]
fn results_stand_by_kind_and_arrows_choose_among_them() {
    let mut window = searching("tamar");
    for head in ["Ties, 1 found", "Claims, 1 found"] {
        assert!(window.shows(head), "{head}");
    }
    let tie = "Israel \u{2013} Azerbaijan, tie, +0.85";
    assert!(window.is_said_selected(tie));
    window.press(Key::ArrowDown);
    assert!(!window.is_said_selected(tie));
    window.press(Key::Enter);
    assert_eq!(window.selected_claim().as_deref(), Some("c25"));
    assert!(window.shows_part("Tamar gas field"), "its card is shown");

    search(&mut window, "tamar");
    window.press(Key::ArrowUp);
    assert!(!window.is_said_selected(tie), "from the first to the last");
    window.press(Key::ArrowDown);
    window.click(tie);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
}

#[test]
fn many_results_are_counted_and_cut() {
    let mut window = searching("a");
    let last = "more claims: another word narrows them down";
    assert!(!window.shows_part(last), "it is not in sight yet");
    assert!(window.shows("Actors, 5 found"));
    // To the last of all, and back to the last claim.
    for _ in 0..2 {
        window.press(Key::ArrowUp);
    }
    assert!(window.shows_part("12 more claims: another word narrows them down"));
}

#[test]
fn a_source_opens_its_form_where_its_text_is_not_held() {
    let mut window = searching("middle-east-online.com");
    assert!(window.shows_part("its text is not held"));
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), Some(&Dialog::Sources));
}

#[test]
fn at_the_table_of_claims_the_keys_search_the_table() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::E);
    assert_eq!(window.session().desk().map(|desk| desk.tab), Some(DeskTab::Text));
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(window.session().dialog(), None);
}

#[test]
fn the_search_fits_small_windows() {
    for (width, height) in [(1024.0, 700.0), (512.0, 350.0), (200.0, 120.0)] {
        let mut window = Window::of(width, height, egui::Theme::Light);
        search(&mut window, "a");
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        let field = window.named("Search everything").rect();
        assert!(width < 500.0 || screen.contains_rect(field), "{field} in {screen}");
        window.press(Key::ArrowDown);
        window.press(Key::Enter);
        assert_eq!(window.session().dialog(), None);
    }
}
