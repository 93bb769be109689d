//! Comparing two scenes in the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Modifiers};
use entente::file;

use crate::earlier::earlier;
use crate::window::{ISR_AZE, Window};

const STRONGER: &str = "Tie Israel \u{2013} Azerbaijan: stronger, +0.40 to +0.85";
const FLIPPED: &str = "Tie Israel \u{2013} Turkey: flipped, +0.20 to \u{2212}0.45";
const ADDED: &str = "Tie Israel \u{2013} Iran: added, \u{2212}0.70";
const MAP: &str = "Map of what changed";

fn written(folder: &Path) -> PathBuf {
    let path = folder.join("earlier.ron");
    std::fs::write(&path, file::write(&earlier())).expect("written");
    path
}

/// The window with the first scene compared with the earlier one.
fn comparing() -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::new();
    window.compare_with(&written(folder.path()));
    assert!(window.session().is_comparing(), "{:?}", window.notices());
    (window, folder)
}

#[test]
fn a_file_is_compared_and_the_list_says_what_changed() {
    let (mut window, _folder) = comparing();
    assert!(window.shows("earlier.ron compared with the scene as it is now"));
    assert!(window.shows(MAP) && !window.shows("Relations map"));
    for line in [STRONGER, FLIPPED, ADDED] {
        assert!(window.shows(line), "{line}");
    }
    window.click(ADDED);
    assert!(window.is_said_selected(ADDED));
    assert!(
        window.shows_part("Claim c05 changed"),
        "the claims behind it"
    );
}

#[test]
fn the_keyboard_goes_through_the_list_and_the_map_shows_where_it_is() {
    let (mut window, _folder) = comparing();
    window.press(Key::ArrowDown);
    assert!(window.is_said_selected(STRONGER));
    let on_map = "tie, Israel and Azerbaijan, stronger, plus 0.40 to plus 0.85";
    assert!(window.is_said_selected(on_map));
    assert_eq!(window.focused().as_deref(), Some(STRONGER));
    window.press(Key::ArrowDown);
    assert!(window.is_said_selected(FLIPPED) && !window.is_said_selected(STRONGER));
    assert_eq!(window.focused().as_deref(), Some(FLIPPED));
    window.press(Key::ArrowUp);
    assert!(window.is_said_selected(STRONGER));
}

#[test]
fn a_click_on_the_map_chooses_the_line_whatever_is_filtered() {
    let (mut window, _folder) = comparing();
    window.click("Show only: added 1");
    assert!(window.shows(ADDED) && !window.shows(STRONGER));
    window.click("tie, Israel and Azerbaijan, stronger, plus 0.40 to plus 0.85");
    assert!(window.shows(FLIPPED), "the filter is gone");
    assert!(window.is_said_selected(STRONGER));
}

#[test]
fn chips_narrow_the_list_and_a_second_press_widens_it_again() {
    let (mut window, _folder) = comparing();
    window.click("Show only: flipped 1");
    assert!(window.shows(FLIPPED) && !window.shows(STRONGER) && !window.shows(ADDED));
    window.click("Show only: stronger 1");
    assert!(window.shows(FLIPPED) && window.shows(STRONGER) && !window.shows(ADDED));
    window.click("Show only: flipped 1");
    window.click("Show only: stronger 1");
    assert!(window.shows(ADDED));
}

#[test]
fn nothing_can_be_changed_behind_it_and_escape_goes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(folder.path());
    let mut window = Window::new();
    window.click(ISR_AZE);
    let scene = Arc::clone(&window.session().document().scene);
    let camera = window.session().view().camera;
    window.compare_with(&path);
    for key in [
        Key::Delete,
        Key::Backspace,
        Key::C,
        Key::D,
        Key::N,
        Key::T,
        Key::U,
        Key::F2,
        Key::Plus,
        Key::Num0,
        Key::Home,
        Key::Enter,
    ] {
        window.press(key);
    }
    for key in [Key::Z, Key::N, Key::S, Key::K, Key::A] {
        window.press_with(Modifiers::COMMAND, key);
    }
    assert!(window.session().is_comparing());
    window.press(Key::Escape);
    assert!(window.session().comparison().is_none());
    let session = window.session();
    assert_eq!(session.document().scene, scene);
    assert!(session.history().is_empty() && session.dialog().is_none());
    assert_eq!(session.view().camera, camera);
    assert!(session.view().is_showing_unknown);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    assert!(window.shows("Relations map"));
}

#[test]
fn what_is_not_saved_is_compared_with_what_it_began_from() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::D);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("compare with the saved");
    window.press(Key::Enter);
    window.settle();
    assert!(window.shows("The scene as it was begun compared with the scene as it is now"));
    window.click("Close comparison");
    assert!(window.session().comparison().is_none());
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let mut window = Window::new();
    window.compare_with(Path::new("/no/such/scene.ron"));
    assert!(window.session().comparison().is_none());
    let told = window.notices().join("\n");
    assert!(
        told.contains("Cannot read the scene to compare with"),
        "{told}"
    );
}

#[test]
fn two_equal_scenes_say_that_nothing_differs() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("same.ron");
    let bytes = include_bytes!("../../scenes/south_caucasus.ron");
    std::fs::write(&path, bytes).expect("written");
    let mut window = Window::new();
    window.compare_with(&path);
    assert!(window.session().is_comparing());
    assert!(window.shows("Nothing differs."));
}
