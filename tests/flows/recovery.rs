//! Work that was not saved when the program fell over, in the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use entente::file;
use entente::model::Scene;
use entente::session::{Dialog, Example, Origin};

use crate::editing_panels::fill;
use crate::window::{ISR_AZE, Window};

/// Longer than a recovery copy waits to be written.
const A_SECOND: Duration = Duration::from_secs(1);

/// What the first card is called to a screen reader.
const RESTORE: &str = "Restore South Caucasus relations";
const DELETE: &str = "Delete South Caucasus relations";

fn scene(window: &Window) -> Arc<Scene> {
    Arc::clone(&window.session().document().scene)
}

/// The recovery copies in a folder.
fn copies(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder.join("state/recovery")) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("listed").path());
    let mut copies: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "ron"))
        .collect();
    copies.sort();
    copies
}

/// Whether any copy holds this scene, whole.
fn is_kept(folder: &Path, scene: &Scene) -> bool {
    copies(folder).iter().any(|path| {
        let bytes = std::fs::read(path).expect("read");
        file::read(&bytes).is_ok_and(|reading| reading.scene == *scene)
    })
}

/// A window with a change that is not saved, and time for its copy.
fn changed(folder: &Path, file: Option<&Path>) -> Window {
    let mut window = Window::within(folder, file);
    window.click(ISR_AZE);
    window.press(Key::D);
    window.wait(A_SECOND);
    assert!(is_kept(folder, &scene(&window)), "a copy is written");
    window
}

fn is_offered(window: &Window) -> bool {
    window.session().dialog() == Some(&Dialog::Recovery)
}

#[test]
fn work_that_was_not_saved_is_offered_and_enter_brings_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let window = changed(folder.path(), None);
    let lost = scene(&window);
    drop(window);

    let mut window = Window::within(folder.path(), None);
    assert!(is_offered(&window));
    assert!(window.shows("Unsaved work of earlier runs"));
    assert!(window.shows_part("1 change \u{b7} never saved"));
    assert!(window.shows("1 tie changed."));
    assert_eq!(window.focused().as_deref(), Some(RESTORE));
    assert!(*scene(&window) != *lost, "nothing is done unasked");
    window.press(Key::Enter);
    assert!(*scene(&window) == *lost);
    assert_eq!(window.session().dialog(), None);
    let document = window.session().document();
    assert_eq!(document.origin, Origin::Example(Example::SouthCaucasus));
    assert!(document.is_changed());

    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(!window.session().document().is_changed(), "as it was begun");
    window.press_with(Modifiers::COMMAND, Key::Y);
    assert!(*scene(&window) == *lost);
}

#[test]
fn the_copy_goes_only_once_this_window_has_one_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let window = changed(folder.path(), None);
    let lost = scene(&window);
    drop(window);
    let before = copies(folder.path());
    let mut window = Window::within(folder.path(), None);
    window.press(Key::Enter);
    for _ in 0..40 {
        window.run_unsettled(1);
        assert!(is_kept(folder.path(), &lost), "at each moment");
        std::thread::sleep(Duration::from_millis(2));
    }
    window.wait(A_SECOND);
    let after = copies(folder.path());
    assert_eq!(after.len(), 1, "{after:?}");
    assert_ne!(before, after);
}

#[test]
fn what_was_restored_survives_a_second_crash_at_once_and_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let window = changed(folder.path(), None);
    let lost = scene(&window);
    drop(window);
    for wait in [Duration::ZERO, A_SECOND, Duration::ZERO, A_SECOND] {
        let mut window = Window::within(folder.path(), None);
        assert!(is_offered(&window));
        assert_eq!(window.session().found_work().len(), 1);
        window.press(Key::Enter);
        assert!(*scene(&window) == *lost);
        window.wait(wait);
    }
}

#[test]
fn the_work_on_a_file_is_saved_to_that_file_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    let begun = scene(&Window::new());
    std::fs::write(&path, file::write(&begun)).expect("written");
    let window = changed(folder.path(), Some(&path));
    let lost = scene(&window);
    drop(window);

    let mut window = Window::within(folder.path(), None);
    assert!(window.shows_part("1 change \u{b7} mine.ron"));
    window.press(Key::Enter);
    assert_eq!(
        window.session().document().origin,
        Origin::File(path.clone())
    );
    let held = std::fs::read(&path).expect("there");
    assert!(
        held == file::write(&begun).into_bytes(),
        "the file is as it was"
    );
    window.press_with(Modifiers::COMMAND, Key::S);
    let held = std::fs::read(&path).expect("there");
    assert!(held == file::write(&lost).into_bytes());
    window.wait(A_SECOND);
    assert!(copies(folder.path()).is_empty(), "all is saved");
}

#[test]
fn a_file_that_was_changed_since_is_told_and_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    let begun = scene(&Window::new());
    std::fs::write(&path, file::write(&begun)).expect("written");
    drop(changed(folder.path(), Some(&path)));
    let mut theirs = (*begun).clone();
    theirs.title = "Theirs".to_owned();
    let theirs = file::write(&theirs);
    std::fs::write(&path, &theirs).expect("written");

    let mut window = Window::within(folder.path(), None);
    assert!(window.shows_part("The file was changed since."));
    window.press(Key::Enter);
    window.press_with(Modifiers::COMMAND, Key::S);
    assert_eq!(window.session().dialog(), Some(&Dialog::Conflict));
    assert_eq!(std::fs::read_to_string(&path).expect("there"), theirs);
    assert!(
        !window.shows("Take both"),
        "nobody knows what the file held before"
    );
}

#[test]
fn what_others_changed_since_is_taken_in_where_a_version_tells_what_was_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    let begun = scene(&Window::new());
    std::fs::write(&path, file::write(&begun)).expect("written");
    let mut window = Window::within(folder.path(), Some(&path));
    window.click(ISR_AZE);
    window.press(Key::D);
    window.press_with(Modifiers::COMMAND, Key::S);
    let saved = scene(&window);
    window.press(Key::M);
    window.wait(A_SECOND);
    let lost = scene(&window);
    drop(window);
    let mut theirs = (*saved).clone();
    theirs.title = "Theirs".to_owned();
    std::fs::write(&path, file::write(&theirs)).expect("written");

    let mut window = Window::within(folder.path(), None);
    window.press(Key::Enter);
    assert!(*scene(&window) == *lost);
    window.press_with(Modifiers::COMMAND, Key::S);
    window.click_in_dialog("Take both");
    let both = scene(&window);
    assert_eq!(both.title, "Theirs");
    assert!(both.ties.iter().eq(lost.ties.iter()), "mine is there too");
}

#[test]
fn a_half_written_claim_and_a_name_that_is_being_typed_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::within(folder.path(), None);
    window.click(ISR_AZE);
    window.press(Key::C);
    window.type_text("Both sides trade in cit");
    window.wait(A_SECOND);
    drop(window);
    let mut window = Window::within(folder.path(), None);
    assert!(window.shows_part("1 half-written form"));
    assert!(window.shows("Nothing but what stands in forms."));
    window.press(Key::Enter);
    let role = egui::accesskit::Role::MultilineTextInput;
    let field = window
        .harness
        .get_by_role_and_label(role, "In your own words");
    let words = field.accesskit_node().value();
    assert_eq!(words.as_deref(), Some("Both sides trade in cit"));
    assert!(window.shows_part("laim on ISR"));
    assert!(!window.session().document().is_changed());
    drop(window);

    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::within(folder.path(), None);
    let nothing = window.nowhere();
    window.double_click(nothing);
    window.type_text("Caspian Rail");
    window.wait(A_SECOND);
    drop(window);
    let mut window = Window::within(folder.path(), None);
    assert!(window.shows("1 actor added."));
    window.press(Key::Enter);
    let scene = scene(&window);
    assert!(scene.actors.iter().any(|it| it.name == "Caspian Rail"));
}

#[test]
fn what_is_being_typed_in_a_field_of_the_panel_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::within(folder.path(), None);
    window.click(ISR_AZE);
    fill(&mut window, "Label", "Quiet partners");
    assert!(window.session().history().is_empty(), "not kept yet");
    window.wait(A_SECOND);
    drop(window);
    let mut window = Window::within(folder.path(), None);
    window.press(Key::Enter);
    let scene = scene(&window);
    let labels = scene.ties.iter().filter_map(|tie| tie.label.as_deref());
    assert!(labels.into_iter().any(|it| it == "Quiet partners"));
}

#[test]
fn looking_at_what_changed_comes_back_to_the_question() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(changed(folder.path(), None));
    let mut window = Window::within(folder.path(), None);
    window.tab_to("Compare South Caucasus relations");
    window.press(Key::Enter);
    let compared = window.session().comparison().expect("compared");
    assert_eq!(compared.difference.summary(), "1 tie changed");
    assert!(!window.shows(RESTORE), "the question waits behind it");
    window.press(Key::Escape);
    assert!(window.session().comparison().is_none());
    assert!(is_offered(&window) && window.shows(RESTORE));
    window.tab_to(RESTORE);
    window.press(Key::Enter);
    assert!(window.session().document().is_changed());
}

#[test]
fn deleting_asks_once_more_where_the_button_was() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(changed(folder.path(), None));
    let mut window = Window::within(folder.path(), None);
    window.click(DELETE);
    assert!(window.shows("Delete it for good?"));
    assert_eq!(window.focused().as_deref(), Some("Keep it"));
    window.press(Key::Enter);
    assert!(window.shows(RESTORE) && !window.shows("Delete it for good?"));
    assert_eq!(copies(folder.path()).len(), 1);
    window.click(DELETE);
    window.click("Delete for good");
    assert_eq!(window.session().dialog(), None);
    assert!(copies(folder.path()).is_empty());
    drop(window);
    assert!(!is_offered(&Window::within(folder.path(), None)));
}

#[test]
fn what_is_left_for_later_is_in_the_menu_and_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(changed(folder.path(), None));
    let entry = "Unsaved work of earlier runs\u{2026}";
    let mut window = Window::within(folder.path(), None);
    window.click("Keep for later");
    assert!(!is_offered(&window));
    window.click("File");
    window.click(entry);
    assert!(is_offered(&window));
    window.press(Key::Escape);
    drop(window);
    let mut window = Window::within(folder.path(), None);
    assert!(is_offered(&window));
    window.press(Key::Enter);
    window.click("File");
    assert!(!window.shows(entry), "there is no more of it");
}

#[test]
fn a_restart_after_a_fall_tells_where_the_report_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(changed(folder.path(), None));
    let report = folder.path().join("state/reports/crash-1-1.txt");
    let mut start = Window::start_within(folder.path(), None);
    start.crash = Some(report.clone());
    let mut window = Window::started(1024.0, 700.0, egui::Theme::Light, start);
    assert!(window.shows("Entente ended unexpectedly"));
    assert!(window.shows_part("is kept, up to the last moment"));
    assert!(window.shows(&report.display().to_string()));
    assert_eq!(window.focused().as_deref(), Some(RESTORE));
    window.click("Copy the path of the report");
    assert_eq!(window.notices(), ["Copied."]);
    drop(window);

    let empty = tempfile::tempdir().expect("a folder");
    let mut start = Window::start_within(empty.path(), None);
    start.crash = Some(PathBuf::new());
    let mut window = Window::started(1024.0, 700.0, egui::Theme::Light, start);
    assert!(window.shows_part("No work that was not saved was found"));
    assert!(window.shows_part("No report of what happened could be written."));
    assert_eq!(window.focused().as_deref(), Some("Close"));
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), None);
}

#[test]
fn a_copy_that_cannot_be_read_says_why_and_where_it_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(changed(folder.path(), None));
    let copy = copies(folder.path()).remove(0);
    std::fs::write(&copy, "(title: \"torn").expect("written");
    let mut window = Window::within(folder.path(), None);
    assert!(is_offered(&window));
    assert!(window.shows("It cannot be read."));
    assert!(window.shows_part(&copy.display().to_string()));
    assert!(!window.shows_part("Restore"));
    assert_eq!(window.focused().as_deref(), Some("Keep for later"));
    window.press(Key::Enter);
    assert!(copy.exists());
}
