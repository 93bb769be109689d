//! The open file changed by others, in the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use entente::file;
use entente::model::Scene;
use entente::session::{Dialog, Outside};

use crate::saving::until_path_is_asked_for;
use crate::window::{ISR_AZE, Window};

const CHANGED: &str = "mine.ron was changed by another program.";
const GONE: &str = "mine.ron was deleted, moved or renamed.";

/// A folder with a scene in a file of this name.
fn with_file(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let scene = scene_of(&Window::new());
    std::fs::write(&path, file::write(&scene)).expect("written");
    (folder, path)
}

fn scene_of(window: &Window) -> Arc<Scene> {
    Arc::clone(&window.session().document().scene)
}

/// What a colleague makes of the scene, written into the file.
fn write_theirs(path: &Path) -> Scene {
    let mut theirs = held(path);
    "What a colleague wrote".clone_into(&mut theirs.title);
    std::fs::write(path, file::write(&theirs)).expect("written");
    theirs
}

/// The scene in a file.
fn held(path: &Path) -> Scene {
    let bytes = std::fs::read(path).expect("there");
    file::read(&bytes).expect("a scene").scene
}

fn title(window: &Window) -> &str {
    &window.session().document().scene.title
}

/// A window with a change of its own, and the strip that tells of theirs.
fn with_theirs(folder: &Path, path: &Path) -> (Window, Scene) {
    let mut window = Window::within(folder, Some(path));
    window.click(ISR_AZE);
    window.press(Key::D);
    let since = Instant::now();
    let theirs = write_theirs(path);
    window.until("the strip", |window| window.shows(CHANGED));
    assert!(since.elapsed() < Duration::from_secs(2), "in time");
    (window, theirs)
}

/// Titles of the versions of the open file, the latest first.
fn titles_of_versions(window: &mut Window) -> Vec<String> {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("versions");
    window.press(Key::Enter);
    window.until("the versions", |window| {
        let list = window.session().versions();
        list.is_some_and(|list| list.rows.iter().all(|row| row.scene.is_some()))
    });
    let list = window.session().versions().expect("listed");
    let scenes = list.rows.iter().filter_map(|row| row.scene.as_ref());
    let titles = scenes
        .map(|scene| scene.as_ref().expect("a scene").title.clone())
        .collect();
    window.press(Key::Escape);
    titles
}

#[test]
fn their_change_is_taken_and_undo_brings_mine_back() {
    let (folder, path) = with_file("mine.ron");
    let (mut window, theirs) = with_theirs(folder.path(), &path);
    let mine = scene_of(&window);
    window.click("Reload");
    assert!(*window.session().document().scene == theirs);
    assert!(!window.session().document().is_changed());
    assert!(!window.shows(CHANGED));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(*window.session().document().scene == *mine);
}

#[test]
fn mine_is_kept_and_theirs_is_a_version() {
    let (folder, path) = with_file("mine.ron");
    let (mut window, _) = with_theirs(folder.path(), &path);
    window.click("Keep mine");
    assert!(!window.shows(CHANGED));
    assert!(held(&path) == *window.session().document().scene);
    assert!(!window.session().document().is_changed());
    let titles = titles_of_versions(&mut window);
    assert!(
        titles.iter().any(|it| it == "What a colleague wrote"),
        "{titles:?}"
    );
}

#[test]
fn both_are_taken_in_one_step() {
    let (folder, path) = with_file("mine.ron");
    let (mut window, theirs) = with_theirs(folder.path(), &path);
    let mine = scene_of(&window);
    window.click("Take both");
    let both = scene_of(&window);
    assert_eq!(both.title, theirs.title);
    let of_mine: Vec<_> = mine.ties.iter().collect();
    assert!(both.ties.iter().eq(of_mine), "the tie as it is here");
    assert!(!window.shows(CHANGED));
    window.press_with(Modifiers::COMMAND, Key::S);
    assert!(held(&path) == *both, "saved without a question");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(*window.session().document().scene == *mine);
}

#[test]
fn without_changes_of_ones_own_there_is_nothing_to_take_both_of() {
    let (folder, path) = with_file("mine.ron");
    let mut window = Window::within(folder.path(), Some(&path));
    write_theirs(&path);
    window.until("the strip", |window| window.shows(CHANGED));
    assert!(window.shows("Reload") && !window.shows("Take both"));
}

#[test]
fn mine_goes_under_another_name() {
    let (folder, path) = with_file("mine.ron");
    let (mut window, theirs) = with_theirs(folder.path(), &path);
    window.click("Save mine as a copy\u{2026}");
    until_path_is_asked_for(&mut window);
    let proposed = window.value("Path").expect("a field");
    assert!(proposed.ends_with("mine (mine).ron"), "{proposed}");
    window.press(Key::Enter);
    let copy = path.with_file_name("mine (mine).ron");
    assert!(held(&copy) == *window.session().document().scene);
    assert!(held(&path) == theirs, "theirs is as they left it");
    assert!(!window.shows_part("was changed by another program"));
}

#[test]
fn a_save_that_would_lose_theirs_asks_and_loses_nothing_by_a_slip() {
    let (folder, path) = with_file("mine.ron");
    let (mut window, theirs) = with_theirs(folder.path(), &path);
    window.click("Not now");
    assert!(!window.shows(CHANGED));
    window.press_with(Modifiers::COMMAND, Key::S);
    assert_eq!(window.session().dialog(), Some(&Dialog::Conflict));
    assert!(window.shows("Nothing was saved yet"));
    assert_eq!(window.focused().as_deref(), Some("Compare"));
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
    assert!(held(&path) == theirs);
    assert!(window.session().document().is_changed());

    window.press_with(Modifiers::COMMAND, Key::S);
    window.tab_to("Keep mine");
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), None);
    assert!(held(&path) == *window.session().document().scene);
    let titles = titles_of_versions(&mut window);
    assert!(titles.iter().any(|it| it == "What a colleague wrote"));
}

#[test]
fn the_question_of_a_save_takes_theirs_or_both() {
    for (choice, is_mine_there) in [("Reload theirs", false), ("Take both", true)] {
        let (folder, path) = with_file("mine.ron");
        let mut window = Window::within(folder.path(), Some(&path));
        window.click(ISR_AZE);
        window.press(Key::D);
        let mine = scene_of(&window);
        let theirs = write_theirs(&path);
        window.press_with(Modifiers::COMMAND, Key::S);
        assert_eq!(window.session().dialog(), Some(&Dialog::Conflict));
        // The strip behind the dialog may have come first.
        window.tab_to(choice);
        window.press(Key::Enter);
        assert_eq!(window.session().dialog(), None, "{choice}");
        assert_eq!(title(&window), theirs.title);
        let now = &window.session().document().scene.ties;
        assert_eq!(now.iter().eq(mine.ties.iter()), is_mine_there, "{choice}");
    }
}

#[test]
fn the_strip_and_the_question_show_what_differs() {
    let (folder, path) = with_file("mine.ron");
    let (mut window, _) = with_theirs(folder.path(), &path);
    window.click("Compare");
    assert!(window.session().comparison().is_some());
    window.press(Key::Escape);
    assert!(window.session().comparison().is_none());
    assert!(window.shows(CHANGED), "it is still to be decided");
    window.press_with(Modifiers::COMMAND, Key::S);
    assert_eq!(window.focused().as_deref(), Some("Compare"));
    window.press(Key::Enter);
    assert!(window.session().comparison().is_some());
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), Some(&Dialog::Conflict));
    assert!(window.shows("Nothing was saved yet"));
}

#[test]
fn a_file_that_is_gone_is_told_and_saved_again() {
    let (folder, path) = with_file("mine.ron");
    let mut window = Window::within(folder.path(), Some(&path));
    let since = Instant::now();
    std::fs::remove_file(&path).expect("removed");
    window.until("the strip", |window| window.shows(GONE));
    assert!(since.elapsed() < Duration::from_secs(2), "in time");
    assert_eq!(window.session().outside(), Some(Outside::Gone));
    window.click("Save it again");
    assert!(held(&path) == *window.session().document().scene);
    assert!(!window.shows(GONE));
}

#[test]
fn a_second_window_on_the_file_is_told() {
    let (folder, path) = with_file("mine.ron");
    let first = Window::within(folder.path(), Some(&path));
    let mut second = Window::within(folder.path(), Some(&path));
    let words =
        "mine.ron is open in another window of Entente. Whoever saves second is asked first.";
    assert!(!first.shows(words) && second.shows(words));
    second.click("Not now");
    assert!(!second.shows(words));
}

#[test]
fn the_strip_holds_all_its_buttons_in_a_small_window_and_covers_nothing() {
    let name = format!("{}.ron", "a_name_that_is_far_too_long_".repeat(6));
    let (folder, path) = with_file(&name);
    let mut window = Window::within_sized(folder.path(), Some(&path), 1024.0, 700.0);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::D);
    write_theirs(&path);
    window.until("the strip", |window| window.shows("Take both"));
    let map = window.named("Relations map").rect();
    let top = window.named("File").rect();
    let words = format!("{name} was changed by another program.");
    for name in [
        words.as_str(),
        "Reload",
        "Keep mine",
        "Save mine as a copy\u{2026}",
        "Compare",
        "Take both",
        "Not now",
    ] {
        let rect = window.named(name).rect();
        assert!(rect.left() >= 0.0 && rect.right() <= 1024.0, "{name}");
        assert!(rect.top() >= top.bottom(), "{name}");
        assert!(rect.bottom() <= map.top(), "{name}");
    }
}
