//! Earlier versions of a file, where things are kept, and the log, in the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use entente::file;
use entente::session::Dialog;

use crate::window::{ISR_AZE, Window};

/// Opens a dialog by the palette.
fn open(window: &mut Window, letters: &str, dialog: &Dialog) {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text(letters);
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), Some(dialog), "it opens");
    window.settle();
}

fn with_file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    let window = Window::new();
    let scene = &window.session().document().scene;
    std::fs::write(&path, file::write(scene)).expect("written");
    (folder, path)
}

/// A window in which the first tie was made directed, then deleted, and saved
/// each time.
fn saved_twice(folder: &Path, path: &Path) -> Window {
    let mut window = Window::within(folder, Some(path));
    window.click(ISR_AZE);
    for key in [Key::D, Key::Delete] {
        window.press(key);
        window.press_with(Modifiers::COMMAND, Key::S);
        assert!(!window.session().document().is_changed(), "saved");
    }
    window
}

fn chosen(window: &Window) -> Option<u64> {
    window.session().versions().and_then(|list| list.chosen)
}

#[test]
fn versions_are_chosen_by_arrow_keys_and_restored_by_enter_and_undone() {
    let (folder, path) = with_file();
    let mut window = saved_twice(folder.path(), &path);
    let latest = Arc::clone(&window.session().document().scene);
    open(&mut window, "versions", &Dialog::Versions);
    assert!(window.shows("Versions of mine.ron"));
    assert!(window.shows_part("as saved last"));
    assert_eq!(chosen(&window), Some(3));
    assert!(window.shows("The same as what is open now."));
    window.press(Key::Enter);
    assert_eq!(
        window.session().dialog(),
        Some(&Dialog::Versions),
        "there is nothing to restore"
    );

    window.press(Key::ArrowDown);
    assert_eq!(chosen(&window), Some(2));
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    assert_eq!(chosen(&window), Some(1), "the last one");
    window.press(Key::ArrowUp);
    assert_eq!(chosen(&window), Some(2));
    assert!(window.shows_part("Going back to it: 1 tie added"));
    assert!(window.shows("5 actors \u{b7} 10 ties \u{b7} 36 claims \u{b7} 1 source"));
    let list = window.session().versions().expect("listed");
    assert!(list.picture().is_some(), "it is drawn small");

    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), None);
    let document = window.session().document();
    assert_eq!(document.scene.ties.len(), 10);
    assert!(document.is_changed(), "the file is as it was");
    let held = std::fs::read(&path).expect("there");
    assert!(held == file::write(&latest).into_bytes());
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(*window.session().document().scene == *latest);
}

#[test]
fn a_file_without_versions_says_how_they_come_about() {
    let (folder, path) = with_file();
    let mut window = Window::within(folder.path(), Some(&path));
    open(&mut window, "versions", &Dialog::Versions);
    assert!(window.shows_part("No version is kept yet: each save keeps one"));
    let mut window = Window::within(folder.path(), None);
    window.click("File");
    let entry = window.named("Versions\u{2026}");
    assert!(entry.accesskit_node().is_disabled(), "it has no file");
}

#[test]
fn a_version_that_was_damaged_says_so_and_the_others_are_there() {
    let (folder, path) = with_file();
    let mut window = saved_twice(folder.path(), &path);
    open(&mut window, "versions", &Dialog::Versions);
    let list = window.session().versions().expect("listed");
    let damaged = list.rows[1].version.path.clone();
    std::fs::write(&damaged, "torn").expect("written");
    window.press(Key::Escape);
    open(&mut window, "versions", &Dialog::Versions);
    window.press(Key::ArrowDown);
    assert!(window.shows("This version cannot be read."));
    assert!(!window.shows("Restore"));
    window.press(Key::ArrowDown);
    assert!(window.shows("Restore"));
}

#[test]
fn restoring_a_version_by_pointer_fits_a_small_window() {
    let (folder, path) = with_file();
    drop(saved_twice(folder.path(), &path));
    let mut window = Window::within_sized(folder.path(), Some(&path), 1024.0, 700.0);
    open(&mut window, "versions", &Dialog::Versions);
    window.press(Key::ArrowDown);
    for name in ["Restore", "Compare"] {
        let rect = window.named(name).rect();
        assert!(rect.right() < 1024.0 && rect.bottom() < 660.0, "{name}");
    }
    window.click("Restore");
    assert_eq!(window.session().document().scene.ties.len(), 10);
}

#[test]
fn where_things_are_kept_is_told_and_can_be_copied() {
    let (folder, path) = with_file();
    let mut window = Window::within(folder.path(), Some(&path));
    open(&mut window, "where are my files", &Dialog::Places);
    for path in [
        "mine.ron",
        "config/settings.ron",
        "state/recovery",
        "state/versions",
        "state/reports",
        "state/entente.log",
        "state",
    ] {
        let path = folder.path().join(path).display().to_string();
        assert!(window.shows(&path), "{path}");
    }
    window.click("Copy the path of unsaved work");
    assert_eq!(window.notices(), ["Copied."]);
}

#[test]
fn the_end_of_the_log_is_shown_and_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("state/entente.log");
    let mut window = Window::within(folder.path(), None);
    open(&mut window, "log", &Dialog::Log);
    assert!(window.shows_part("entente.log"));
    std::fs::create_dir_all(folder.path().join("state")).expect("made");
    std::fs::write(&log, "first\nsecond\n").expect("written");
    window.click("Refresh");
    assert!(window.shows("The last 2 lines"));
    assert!(window.shows_part("second"));
    window.click("Copy all");
    assert_eq!(window.notices(), ["Copied."]);
}
