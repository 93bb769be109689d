//! Copying, cutting and pasting, within a scene, between windows, and from others.

use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use entente::model::{ClaimId, TieId};
use entente::session::{Dialog, Level};

use crate::window::{ISR_AZE, Window};

const ISRAEL: &str = "actor, Israel, positive 1.15, negative 1.15, 4 ties";
const AZERBAIJAN: &str = "actor, Azerbaijan, positive 1.45, negative 0.00, 4 ties";

impl Window {
    /// What the system tells of keys for the clipboard, and what then lies on it.
    pub(crate) fn clip(&mut self, event: Event) -> Option<String> {
        self.harness.input_mut().events.push(event);
        let mut text = None;
        for _ in 0..3 {
            self.harness.step();
            let commands = &self.harness.output().platform_output.commands;
            text = text.or_else(|| {
                commands.iter().find_map(|command| match command {
                    OutputCommand::CopyText(text) => Some(text.clone()),
                    _ => None,
                })
            });
        }
        self.settle();
        text
    }

    /// A window with a scene in which nothing is.
    pub(crate) fn blank() -> Self {
        let mut window = Self::new();
        window.press_with(Modifiers::COMMAND, Key::N);
        assert_eq!(window.counts(), (0, 0, 0), "Ctrl+N begins a scene");
        window
    }

    fn worst_notice(&self) -> Option<(Level, String)> {
        let notices = self.session().notices().shown();
        let last = notices.last()?;
        Some((last.level, last.text.clone()))
    }
}

#[test]
fn a_copied_tie_pastes_into_another_window_with_its_ends_claims_and_sources() {
    let mut from = Window::new();
    from.click(ISR_AZE);
    let text = from.clip(Event::Copy).expect("Ctrl+C copies");
    assert!(text.starts_with("// Entente selection\n("), "{text:.60}");
    assert_eq!(from.session().history().len(), 0, "copying changes nothing");

    let mut into = Window::blank();
    into.clip(Event::Paste(text.clone()));
    let scene = &into.session().document().scene;
    let first = &from.session().document().scene;
    let tie = TieId::new("ISR-AZE").expect("an id");
    assert_eq!(scene.ties.get(&tie), first.ties.get(&tie));
    let of = |id: &str| {
        let id = entente::model::ActorId::new(id).expect("an id");
        scene.actors.get(&id).expect("an end").place
    };
    assert!(of("ISR").is_some() && of("AZE").is_some(), "with places");
    assert_eq!(scene.claims.len(), 29);
    assert_eq!(scene.sources.len(), 1);
    assert_eq!(scene.claims_on(&tie).count(), 29);
    assert_eq!(into.selected().as_deref(), Some("tie ISR-AZE"));
    assert_eq!(into.session().history().len(), 1, "one step");
    assert_eq!(
        into.session().last_change(),
        Some("Paste Israel \u{2013} Azerbaijan")
    );

    // Once more: a parallel tie between the same actors, without claims.
    into.clip(Event::Paste(text));
    let (actors, ties, claims) = into.counts();
    assert_eq!(ties, 2);
    assert_eq!(claims, 29);
    assert_eq!(actors, scene_actors(&from));
    assert_eq!(into.selected().as_deref(), Some("tie ISR-AZE-2"));
}

/// How many actors a tie brings along: its ends, and those that somebody who is
/// quoted speaks for.
fn scene_actors(from: &Window) -> usize {
    let scene = &from.session().document().scene;
    let tie = TieId::new("ISR-AZE").expect("an id");
    let wanted = entente::edit::Wanted {
        ties: vec![tie],
        ..Default::default()
    };
    let excerpt = entente::edit::Excerpt::of(scene, &wanted, |_| None);
    let is_end = |id: &str| id == "ISR" || id == "AZE";
    let actors = excerpt.scene.actors.iter();
    actors.filter(|it| is_end(it.id.as_str())).count()
}

#[test]
fn what_was_cut_is_pasted_as_it_was() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let before = std::sync::Arc::clone(&window.session().document().scene);
    let text = window.clip(Event::Cut).expect("Ctrl+X copies");
    let tie = TieId::new("ISR-AZE").expect("an id");
    assert!(!window.session().document().scene.ties.contains(&tie));
    assert_eq!(window.session().history().len(), 1);
    window.clip(Event::Paste(text));
    let scene = &window.session().document().scene;
    assert_eq!(scene.ties.get(&tie), before.ties.get(&tie));
    assert_eq!(scene.claims_on(&tie).count(), 29, "claims bear on it again");
    assert_eq!(scene.actors, before.actors, "its ends were there");
    assert_eq!(window.session().history().len(), 2);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.session().document().scene, *before);
}

#[test]
fn actors_are_pasted_at_the_pointer_with_their_distances() {
    let mut window = Window::new();
    window.click(ISRAEL);
    let (israel, other) = (window.middle_of(ISRAEL), window.middle_of(AZERBAIJAN));
    window.click_at(other, Modifiers::COMMAND);
    let text = window.clip(Event::Copy).expect("copied");
    let nothing = window.nowhere();
    window.hover(nothing);
    window.clip(Event::Paste(text));
    assert_eq!(
        window.all_selected(),
        ["actor ISR2", "actor AZE2", "tie ISR2-AZE2"]
    );
    let one = window.middle_of_part("actor, Israel 2, ");
    let two = window.middle_of_part("actor, Azerbaijan 2, ");
    assert!(((two - one) - (other - israel)).length() < 3.0);
    let middle = one + (two - one) * 0.5;
    assert!(
        (middle - nothing).length() < 3.0,
        "{middle} is not {nothing}"
    );
    assert_eq!(window.session().history().len(), 1);
}

#[test]
fn a_selected_claim_is_copied_alone_and_its_copy_repeats_it() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::Enter);
    let card = {
        let scene = &window.session().document().scene;
        let claim = scene.claims.at(0).expect("c01");
        format!("claim {}: {}", claim.id, claim.statement)
    };
    window.tab_to(&card);
    window.press(Key::Enter);
    assert_eq!(window.selected_claim().as_deref(), Some("c01"));
    let text = window.clip(Event::Copy).expect("copied");
    assert!(!text.contains("c02"), "the claim alone");
    window.clip(Event::Paste(text));
    assert_eq!(window.selected_claim().as_deref(), Some("c37"));
    let scene = &window.session().document().scene;
    let copy = scene.claims.get(&ClaimId::new("c37").expect("an id"));
    let copy = copy.expect("a copy");
    assert_eq!(copy.repeats, [ClaimId::new("c01").expect("an id")]);
    assert_eq!(scene.ties.len(), 10);
}

#[test]
fn damaged_and_hostile_text_of_ours_is_refused_with_its_place() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let good = window.clip(Event::Copy).expect("copied");
    let long = good.replacen(
        "name: \"Israel\"",
        &format!("name: \"{}\"", "n".repeat(10_000)),
        1,
    );
    assert_ne!(long, good);
    let dangling = good.replacen("from: \"ISR\"", "from: \"NOBODY\"", 1);
    assert_ne!(dangling, good);
    let cut = good.get(..good.len() / 2).expect("half of it").to_owned();
    window.press_with(Modifiers::COMMAND, Key::N);
    for text in [long, dangling, cut, "// Entente selection\n(((".to_owned()] {
        window.clip(Event::Paste(text));
        let (level, said) = window.worst_notice().expect("it is told");
        assert_eq!(level, Level::Error, "{said}");
        assert!(
            said.starts_with("Nothing was pasted. What was copied is damaged: line "),
            "{said}"
        );
        assert_eq!(window.counts(), (0, 0, 0));
        assert_eq!(window.session().history().len(), 0);
        assert_eq!(window.session().dialog(), None);
    }
}

#[test]
fn a_text_of_others_is_offered_as_claims_or_as_a_source() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let words = "Baku opened an office.\nIt stands in Tel Aviv.\n\nIsrael welcomed it.";
    window.clip(Event::Paste(words.to_owned()));
    assert_eq!(window.session().dialog(), Some(&Dialog::Pasted));
    assert!(window.shows_part("Claims will bear on Israel \u{2013} Azerbaijan"));
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None, "Escape pastes nothing");
    assert_eq!(window.counts().2, 36);
    window.clip(Event::Paste(words.to_owned()));
    assert!(window.shows("As 3 claims, one a line"));
    window.click("As 2 claims, one a paragraph");
    assert_eq!(window.counts().2, 38);
    assert_eq!(window.session().history().len(), 1, "one step");
    let scene = &window.session().document().scene;
    let claim = scene.claims.at(36).expect("the first of them");
    assert_eq!(
        claim.statement,
        "Baku opened an office. It stands in Tel Aviv."
    );
    assert_eq!(claim.grade.to_string(), "F6", "nobody judged it yet");
    assert_eq!(claim.bearings.len(), 1);
    window.clip(Event::Paste(words.to_owned()));
    window.click("As the text of a source");
    assert_eq!(window.session().dialog(), Some(&Dialog::Sources));
    let role = egui::accesskit::Role::TextInput;
    let title = window.harness.get_by_role_and_label(role, "Title");
    let title = title.accesskit_node().value();
    assert_eq!(title.as_deref(), Some("Baku opened an office."));
}

#[test]
fn what_is_no_text_is_refused_with_the_reason() {
    let mut window = Window::new();
    let scene = entente::file::write(&window.session().document().scene);
    let bare = scene.split_once('\n').expect("its first line").1.to_owned();
    for (text, reason) in [
        (" \n\t ".to_owned(), "no words"),
        ("GIF89a\0\u{1}".to_owned(), "no text but data"),
        ("word ".repeat(300_000), "1.5 MB long"),
        (scene, "a whole scene file"),
        (bare, "a whole scene file"),
    ] {
        window.clip(Event::Paste(text));
        let (level, said) = window.worst_notice().expect("it is told");
        assert_eq!(level, Level::Warning);
        assert!(said.contains(reason), "{said}");
        assert_eq!(window.session().dialog(), None);
        assert_eq!(window.session().history().len(), 0);
    }
}

#[test]
fn a_text_too_long_for_claims_is_offered_as_a_source_alone() {
    let mut window = Window::new();
    window.clip(Event::Paste("x".repeat(50_000)));
    let claims = window.named("As 1 claim");
    assert!(claims.accesskit_node().is_disabled());
    assert_eq!(window.focused().as_deref(), Some("As the text of a source"));
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
}

#[test]
fn a_field_that_is_typed_in_keeps_its_own_clipboard() {
    let mut window = Window::new();
    window.click(ISRAEL);
    let text = window.clip(Event::Copy).expect("copied");
    window.press(Key::F2);
    window.press_with(Modifiers::COMMAND, Key::A);
    let name = window.clip(Event::Copy);
    assert_eq!(
        name.as_deref(),
        Some("Israel"),
        "the name and not the actor"
    );
    window.clip(Event::Paste("Medinat".to_owned()));
    window.press(Key::Enter);
    assert_eq!(window.actor("ISR").name, "Medinat");
    assert_eq!(window.counts().0, 5);
    // Behind a dialog nothing is pasted either.
    window.press(Key::F1);
    window.clip(Event::Paste(text));
    assert_eq!(window.counts().0, 5);
}

#[test]
fn menu_and_palette_ask_the_system_for_the_clipboard() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("paste");
    window.harness.input_mut().events.push(Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    let mut is_asked = false;
    for _ in 0..4 {
        window.harness.step();
        let viewports = window.harness.output().viewport_output.values();
        let mut asked = viewports.flat_map(|it| &it.commands);
        is_asked |= asked.any(|it| *it == egui::ViewportCommand::RequestPaste);
    }
    assert!(is_asked);
}
