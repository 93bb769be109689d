//! A new scene from a list of names: typed in several scripts, seen in the
//! preview, made into actors with places.

use std::time::Instant;

use entente::model::ActorKind;
use entente::session::{Dialog, MAX_LISTED, Origin};

use crate::window::Window;

/// The window with the dialog open, by the menu.
fn opened() -> Window {
    let mut window = Window::new();
    window.click("File");
    window.click("New from a list of actors\u{2026}");
    assert_eq!(
        window.session().dialog(),
        Some(&Dialog::NewFromList),
        "the menu opens it"
    );
    assert_eq!(
        window.focused().as_deref(),
        Some("Names of actors"),
        "one can type at once"
    );
    window
}

fn paste(window: &mut Window, text: &str) {
    window.harness.event(egui::Event::Paste(text.to_owned()));
    window.settle();
}

#[test]
fn names_in_several_scripts_become_a_scene_with_places() {
    let mut window = opened();
    window.type_text("ישראל, Azərbaycan; tur");
    window.press(egui::Key::Enter);
    window.type_text("ایران");
    window.press(egui::Key::Enter);
    window.type_text("Қазақстан, SOCAR, Turkey");
    for words in [
        "ISR",
        "Azərbaycan",
        "TUR",
        "Türkiye",
        "KAZ",
        "Қазақстан",
        "SOCAR",
        "not recognised: added without a place",
        "already in the list: Turkey",
        "6 actors: 5 states, 1 not recognised, 1 named twice",
    ] {
        assert!(window.shows_part(words), "{words}");
    }
    window.click("Create the scene");

    assert_eq!(window.session().dialog(), None);
    let document = window.session().document();
    assert!(
        !matches!(document.origin, Origin::File(_)),
        "untitled: no file can be overwritten"
    );
    assert_eq!(document.scene.title, "Untitled scene");
    assert!(
        document.scene.ties.is_empty(),
        "ties are the person's to draw"
    );
    let seen: Vec<_> = document
        .scene
        .actors
        .iter()
        .map(|actor| {
            (
                actor.id.as_str(),
                actor.name.as_str(),
                actor.kind,
                actor.place.is_some(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("ISR", "ישראל", ActorKind::State, true),
            ("AZE", "Azərbaycan", ActorKind::State, true),
            ("TUR", "Turkey", ActorKind::State, true),
            ("IRN", "ایران", ActorKind::State, true),
            ("KAZ", "Қазақстан", ActorKind::State, true),
            ("SOCAR", "SOCAR", ActorKind::Organisation, false),
        ]
    );
    let drawing = window.session().derived().drawing().expect("a drawing");
    assert_eq!(drawing.marks.len(), 6, "all are on the picture");
}

#[test]
fn without_a_name_nothing_can_be_made() {
    let mut window = opened();
    window.type_text(", ;");
    let before = window.session().document().scene.title.clone();
    window.press_with(egui::Modifiers::COMMAND, egui::Key::Enter);
    window.click("Create the scene");
    assert_eq!(window.session().dialog(), Some(&Dialog::NewFromList));
    assert_eq!(window.session().document().scene.title, before);
}

#[test]
fn a_list_that_was_cancelled_is_there_again() {
    let mut window = opened();
    paste(&mut window, "Georgia\nArmenia");
    window.click("Cancel");
    assert_eq!(window.session().dialog(), None);
    assert_eq!(window.session().document().scene.actors.len(), 5);
    window.click("File");
    window.click("New from a list of actors\u{2026}");
    assert!(window.shows("2 actors: 2 states"));
    window.press_with(egui::Modifiers::COMMAND, egui::Key::Enter);
    assert_eq!(window.session().document().scene.actors.len(), 2);

    window.click("File");
    window.click("New from a list of actors\u{2026}");
    assert!(window.shows("No names yet"), "and gone once it was used");
}

#[test]
fn a_paste_of_10_mb_is_cut_off_and_said_so() {
    let mut window = opened();
    let mut text = String::new();
    for number in 0..900_000 {
        text.push_str("Party ");
        text.push_str(&number.to_string());
        text.push('\n');
    }
    assert!(text.len() > 10_000_000);
    let since = Instant::now();
    paste(&mut window, &text);
    assert!(
        since.elapsed().as_secs() < 20,
        "{:?}, with the debug build's slowness",
        since.elapsed()
    );
    assert!(window.shows_part("Only the beginning is used"));
    window.click("Create the scene");
    assert_eq!(window.session().document().scene.actors.len(), MAX_LISTED);
}
