//! Saving and closing in the window.

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, ViewportCommand, ViewportEvent};
use entente::session::{Dialog, Origin, Then};

use crate::window::{ISR_AZE, Window};

/// Waits for the system's file dialog, which is not there, to say so.
pub(crate) fn until_path_is_asked_for(window: &mut Window) {
    let since = Instant::now();
    while !matches!(window.session().dialog(), Some(Dialog::SavePath(_))) {
        assert!(
            since.elapsed() < Duration::from_secs(20),
            "no path is asked for"
        );
        std::thread::sleep(Duration::from_millis(10));
        window.run_unsettled(1);
    }
    window.settle();
}

/// Saves under this path through the path field.
pub(crate) fn save_as(window: &mut Window, path: &Path) {
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    until_path_is_asked_for(window);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text(&path.display().to_string());
    window.press(Key::Enter);
    window.settle();
}

fn changed() -> Window {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::D);
    assert!(window.session().document().is_changed(), "D is a change");
    window
}

/// Asks the window to close, as its frame or the system does.
fn ask_to_close(window: &mut Window) -> bool {
    let input = window.harness.input_mut();
    let id = input.viewport_id;
    input
        .viewports
        .entry(id)
        .or_default()
        .events
        .push(ViewportEvent::Close);
    window.harness.step();
    let asked = window.harness.output().viewport_output.get(&id);
    let stays = asked.is_some_and(|output| output.commands.contains(&ViewportCommand::CancelClose));
    let input = window.harness.input_mut();
    input.viewports.entry(id).or_default().events.clear();
    window.settle();
    !stays
}

#[test]
fn an_untitled_scene_is_saved_under_a_name_and_opened_again_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine");
    let mut window = changed();
    save_as(&mut window, &path);
    let path = path.with_extension("ron");
    let bytes = std::fs::read(&path).expect("it was written");
    let scene = &window.session().document().scene;
    assert_eq!(bytes, entente::file::write(scene).into_bytes());
    assert!(!window.session().document().is_changed());
    assert_eq!(
        window.session().document().origin,
        Origin::File(path.clone())
    );
    assert_eq!(window.notices(), ["Saved mine.ron."]);

    window.press(Key::M);
    assert!(window.session().document().is_changed());
    window.press_with(Modifiers::COMMAND, Key::S);
    assert!(
        !window.session().document().is_changed(),
        "it has a name now"
    );
    let again = std::fs::read(&path).expect("it is there");
    let reading = entente::file::read(&again).expect("a scene");
    assert_eq!(reading.scene, *window.session().document().scene);
}

#[test]
fn a_window_with_changes_asks_before_it_closes() {
    let mut window = Window::new();
    assert!(ask_to_close(&mut window), "nothing would be lost");
    let mut window = changed();
    assert!(!ask_to_close(&mut window), "it stays");
    assert_eq!(
        window.session().dialog(),
        Some(&Dialog::Unsaved(Then::Quit))
    );
    window.click("Cancel");
    assert!(window.session().document().is_changed());
    assert!(!ask_to_close(&mut window));
    window.click("Discard the changes");
    assert!(ask_to_close(&mut window), "it was given up");
}

#[test]
fn going_on_to_another_scene_asks_first() {
    let mut window = changed();
    window.press_with(Modifiers::COMMAND, Key::N);
    assert_eq!(
        window.session().dialog(),
        Some(&Dialog::Unsaved(Then::Open))
    );
    window.press(Key::Escape);
    assert_eq!(window.session().document().scene.actors.len(), 5);
    window.press_with(Modifiers::COMMAND, Key::N);
    window.click("Discard the changes");
    assert!(window.session().document().scene.actors.is_empty());
    assert!(window.session().history().is_empty());
}

#[test]
fn another_file_of_the_name_is_not_replaced_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("theirs.ron");
    std::fs::write(&path, "what a colleague wrote").expect("written");
    let mut window = changed();
    save_as(&mut window, &path);
    assert_eq!(
        window.session().dialog(),
        Some(&Dialog::Replace(path.clone()))
    );
    window.click("Cancel");
    assert_eq!(
        std::fs::read(&path).expect("there"),
        b"what a colleague wrote"
    );
    assert!(window.session().document().is_changed());
}

#[test]
fn a_folder_that_is_not_there_is_told_with_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = changed();
    save_as(&mut window, &folder.path().join("gone/scene.ron"));
    let told = window.notices().join("\n");
    assert!(
        told.contains("not saved") && told.contains("no such folder"),
        "{told}"
    );
    assert!(window.session().document().is_changed());
}

#[test]
fn a_name_that_is_being_typed_on_the_canvas_is_not_lost_by_closing() {
    let mut window = Window::new();
    let nothing = window.nowhere();
    window.double_click(nothing);
    window.type_text("SOCAR");
    assert!(!ask_to_close(&mut window), "the window stays and asks");
    let dialog = window.session().dialog();
    assert_eq!(dialog, Some(&Dialog::Unsaved(Then::Quit)));
    let has_it = |window: &Window| {
        let mut actors = window.session().document().scene.actors.iter();
        actors.any(|actor| actor.name == "SOCAR")
    };
    assert!(has_it(&window));
    window.press(Key::Escape);
    assert_eq!(window.session().history().len(), 1, "it was added once");
}

#[test]
fn what_is_being_typed_on_the_canvas_is_saved_with_the_scene() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    let mut window = changed();
    save_as(&mut window, &path);
    let nothing = window.nowhere();
    window.double_click(nothing);
    window.type_text("Caspian Rail");
    window.press_with(Modifiers::COMMAND, Key::S);
    window.settle();
    let bytes = std::fs::read_to_string(&path).expect("it was written");
    assert!(bytes.contains("Caspian Rail"));
}

#[test]
fn the_question_before_closing_counts_the_steps_since_the_scene_was_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = changed();
    for _ in 0..3 {
        window.press_with(Modifiers::SHIFT, Key::N);
        window.type_text("aside");
        window.press(Key::Enter);
    }
    assert!(!ask_to_close(&mut window));
    assert!(window.shows_part("(4 steps)"));
    window.press(Key::Escape);
    save_as(&mut window, &folder.path().join("mine.ron"));
    window.press(Key::Delete);
    assert!(!ask_to_close(&mut window));
    assert!(window.shows_part("(1 step)"));
    window.press(Key::Escape);
    // Back beyond the save.
    for _ in 0..3 {
        window.press_with(Modifiers::COMMAND, Key::Z);
    }
    assert!(!ask_to_close(&mut window));
    assert!(window.shows_part("(2 steps)"));
}

#[test]
fn notices_of_what_was_done_go_with_its_scene_and_with_its_undoing() {
    let mut window = Window::new();
    window.click("actor, Israel, positive 1.15, negative 1.15, 4 ties");
    window.press(Key::Delete);
    assert!(window.notices().join(" ").contains("Ctrl+Z brings"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    let told = window.notices().join(" ");
    assert!(
        told.contains("Undone") && !told.contains("Ctrl+Z brings"),
        "{told}"
    );
    window.press_with(Modifiers::COMMAND, Key::N);
    window.settle();
    assert!(window.session().document().scene.actors.is_empty());
    assert!(!window.notices().join(" ").contains("Undone"));
}
