//! Claims, sources, kinds and properties in forms, by keyboard and pointer.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use entente::model::{ClaimId, Stance, TieId};
use entente::session::Dialog;

use crate::window::{ISR_AZE, Window};

/// A window with the first tie selected.
fn on_the_tie() -> Window {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window
}

/// Ids of the claims on the first tie, in their order.
fn claims_on_the_tie(window: &Window) -> Vec<String> {
    let tie = TieId::new("ISR-AZE").expect("an id");
    let scene = &window.session().document().scene;
    let claims = scene.claims_on(&tie);
    claims.map(|claim| claim.id.to_string()).collect()
}

/// Goes on with Tab to a field, chip or button whose name begins so.
fn tab_to_part(window: &mut Window, start: &str) {
    let start = start.to_owned();
    window.tab_until(move |name| name.starts_with(&start));
}

/// Types what must be there for a claim, but for who says it, by keyboard.
fn fill_by_keyboard(window: &mut Window, statement: &str) {
    window.type_text(statement);
    tab_to_part(window, "Stance");
    window.press(Key::Space);
    window.press(Key::Enter);
    tab_to_part(window, "Magnitude");
    window.press(Key::Space);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    tab_to_part(window, "Status");
    window.press(Key::Space);
    window.tab_to("Asserted by");
    window.type_text("A minister");
}

#[test]
fn a_claim_is_added_from_the_keyboard_with_a_source_made_on_the_way() {
    let mut window = on_the_tie();
    let before = claims_on_the_tie(&window).len();
    let steps = window.session().history().len();
    window.press(Key::C);
    assert!(window.shows_part("New claim on Israel"));
    assert_eq!(window.focused().as_deref(), Some("In your own words"));
    fill_by_keyboard(&mut window, "Both sides trade in citrus.");

    tab_to_part(&mut window, "+ New source");
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), Some(&Dialog::Sources));
    assert_eq!(window.focused().as_deref(), Some("Title"));
    window.type_text("Citrus today");
    tab_to_part(&mut window, "Rating");
    window.press(Key::B);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.session().dialog(), None, "back in the claim");
    assert!(
        window.shows_part("Source: Citrus today"),
        "the source is chosen"
    );

    window.tab_to("Words of the source");
    window.type_text("lemons and limes");
    window.back_to("Grade: not graded yet");
    window.press(Key::C);
    window.press(Key::Num3);
    window.press_with(Modifiers::COMMAND, Key::Enter);

    assert_eq!(
        claims_on_the_tie(&window).len(),
        before + 1,
        "{:?}",
        window.session().drafts()
    );
    assert_eq!(
        window.session().history().len(),
        steps + 2,
        "a source and a claim"
    );
    assert_eq!(window.selected_claim().as_deref(), Some("c37"));
    let scene = &window.session().document().scene;
    let claim = scene.claims.get(&ClaimId::new("c37").expect("an id"));
    let claim = claim.expect("it is there");
    assert_eq!(claim.statement, "Both sides trade in citrus.");
    assert_eq!(claim.grade.to_string(), "C3");
    let bearing = claim.bearings.first().expect("it bears on the tie");
    assert_eq!(bearing.stance, Stance::Supports);
    assert_eq!(bearing.magnitude.word(), "moderate");
    let anchor = claim.anchors.first().expect("it has a quotation");
    assert_eq!(anchor.source.as_str(), "citrus-today");
}

#[test]
fn a_wrong_date_says_which_part_is_wrong_and_nothing_is_saved() {
    let mut window = on_the_tie();
    let before = claims_on_the_tie(&window);
    window.press(Key::C);
    window.tab_to("Date on the calendar");
    window.type_text("31.02.2026");
    let message = "February 2026 has no day 31; write 2026, 2026-02 or 2026-02-28";
    assert!(!window.shows(message), "not before the field is left");
    window.tab_some(1);
    window.settle();
    assert!(window.shows(message));
    assert!(
        !window.shows("Say what the number measures: bilateral trade"),
        "nothing is asked of what is not there"
    );
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert!(window.shows_part("Say what is claimed"));
    assert_eq!(
        window.focused().as_deref(),
        Some("In your own words"),
        "the first error"
    );
    assert_eq!(claims_on_the_tie(&window), before);
}

#[test]
fn a_half_filled_form_is_kept_when_the_panel_shows_something_else() {
    let mut window = on_the_tie();
    window.press(Key::C);
    window.type_text("Half a claim");
    window.press(Key::Escape);
    assert!(window.shows("Draft of a claim"), "the list says so");
    window.press_with(Modifiers::COMMAND, Key::Num2);
    window.press_with(Modifiers::COMMAND, Key::Num2);
    window.click("actor, Kazakhstan, positive 0.30, negative 0.00, 4 ties");
    assert!(!window.shows("Draft of a claim"));
    window.click(ISR_AZE);
    window.click("Continue the draft");
    assert_eq!(
        window
            .session()
            .drafts()
            .open_claim()
            .map(|it| it.content.statement.as_str()),
        Some("Half a claim")
    );
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::Q);
    assert!(window.shows_part("A half-filled claim is not part of the scene"));
    window.click("Go back to it");
    assert!(window.shows_part("laim on ISR"));
}

#[test]
fn a_claim_is_changed_from_its_card() {
    let mut window = on_the_tie();
    window.press(Key::Enter);
    let card = window.tab_until(|name| name.starts_with("claim c02:"));
    window.press(Key::Enter);
    assert_eq!(window.selected_claim().as_deref(), Some("c02"), "{card}");
    window.press(Key::Enter);
    assert!(window.shows("Claim c02"), "the second Enter opens the form");
    window.type_text("Indeed. ");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    let scene = &window.session().document().scene;
    let claim = scene.claims.get(&ClaimId::new("c02").expect("an id"));
    assert!(claim.is_some_and(|claim| claim.statement.contains("Indeed.")));
    let focused = window.focused().unwrap_or_default();
    assert!(
        focused.starts_with("claim c02:"),
        "back on the card, not {focused}"
    );
}

#[test]
fn a_claim_is_moved_and_deleted_on_its_card_and_undone() {
    let mut window = on_the_tie();
    let before = claims_on_the_tie(&window);
    window.press(Key::Enter);
    window.tab_until(|name| name.starts_with("claim c02:"));
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    let mut moved = before.clone();
    moved.swap(1, 2);
    assert_eq!(claims_on_the_tie(&window), moved);
    let focused = window.focused().unwrap_or_default();
    assert!(
        focused.starts_with("claim c02:"),
        "the focus stays: {focused}"
    );
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(claims_on_the_tie(&window), before);
    window.press(Key::Delete);
    assert_eq!(claims_on_the_tie(&window).len(), before.len() - 1);
    assert_eq!(window.session().history().len(), 3);
}

#[test]
fn the_properties_are_one_step_each_time() {
    let mut window = Window::new();
    window.click("Claims");
    window.click("Scene properties\u{2026}");
    assert_eq!(window.focused().as_deref(), Some("Title"));
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("Another title");
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
    assert!(window.session().has_drafts(), "what was typed is kept");
    window.click("Claims");
    window.click("Scene properties\u{2026}");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.session().document().scene.title, "Another title");
    assert_eq!(window.session().history().len(), 1);
    assert!(!window.session().has_drafts());

    window.click("Claims");
    window.click("Scene properties\u{2026}");
    window.click("Findings: pairs of actors without a tie: note, as usual");
    window.click("off");
    window.click("Apply");
    assert_eq!(window.session().history().len(), 2);
    let severities = &window.session().document().scene.severities;
    assert_eq!(
        severities.of("dyads-not-looked-at").map(|it| it.word()),
        Some("off")
    );
}

#[test]
fn a_gap_is_what_was_typed_and_not_what_the_slider_snaps_to() {
    let mut window = Window::new();
    let open = |window: &mut Window| {
        window.click("Claims");
        window.click("Scene properties\u{2026}");
    };
    open(&mut window);
    window.tab_to("Gap between weight and estimate that is reported, from 0 to 2");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("0,33");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.session().document().scene.thresholds.gap, 0.33);
    open(&mut window);
    assert!(!window.session().has_drafts(), "looking changes nothing");
}

#[test]
fn kinds_are_added_renamed_and_deleted_in_their_dialog() {
    let mut window = Window::new();
    window.click("Claims");
    window.click("Kinds of claim\u{2026}");
    let count = window.session().document().scene.kinds.len();
    window.tab_to("Label of a new kind");
    window.type_text("Culture");
    window.press(Key::Enter);
    assert_eq!(window.session().document().scene.kinds.len(), count + 1);
    window.back_to("Label of Culture");
    window.type_text("! ");
    window.press(Key::Enter);
    assert!(
        window
            .session()
            .document()
            .scene
            .kinds
            .iter()
            .any(|kind| kind.label.contains('!'))
    );
    window.click("Delete Trade");
    assert_eq!(window.session().document().scene.kinds.len(), count);
    assert_eq!(window.session().history().len(), 3);
}

#[test]
fn deleting_a_source_says_what_depends_on_it_first() {
    let mut window = Window::new();
    window.click("Claims");
    window.click("Sources\u{2026}");
    let title = window
        .session()
        .document()
        .scene
        .sources
        .at(0)
        .expect("a source")
        .title
        .clone();
    window.click(&format!("Delete {title}"));
    assert!(window.shows_part("claims are quoted from it"));
    assert_eq!(
        window.session().document().scene.sources.len(),
        1,
        "not yet"
    );
    window.click("Delete the source");
    assert_eq!(window.session().document().scene.sources.len(), 0);
    assert_eq!(window.session().history().len(), 1);
}

#[test]
fn a_paste_that_is_too_long_is_cut_and_said_to_be() {
    let mut window = on_the_tie();
    window.press(Key::C);
    window
        .harness
        .event(egui::Event::Paste("x".repeat(10_000_000)));
    window.settle();
    assert!(window.shows("A paste of 10 MB: only the first 20,000 characters were taken"));
    let draft = window.session().drafts().open_claim().expect("it is open");
    assert_eq!(draft.content.statement.len(), 20_000);
}

#[test]
fn a_claim_that_is_dropped_on_a_tie_bears_on_it() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let card = window.middle_of_part("claim c01:");
    let chip = window.middle_of("tie, Turkey and Kazakhstan, unknown, 0 claims");
    window.drag_in_steps(card, chip, 4, |_| {});
    assert_eq!(window.selected().as_deref(), Some("tie TUR-KAZ"));
    assert_eq!(window.selected_claim().as_deref(), Some("c01"));
    let scene = &window.session().document().scene;
    let claim = scene.claims.at(0).expect("c01");
    let on: Vec<_> = claim.bearings.iter().map(|it| &it.on).collect();
    assert_eq!(on.len(), 2, "{on:?}");
    assert_eq!(window.session().history().len(), 1);
}

/// Drags the card of one claim to the lower part of that of another.
fn drag_card(window: &mut Window, from: &str, to: &str) {
    let rect_of = |window: &Window, id: &str| {
        let start = format!("claim {id}: ");
        window.harness.get_by_label_contains(&start).rect()
    };
    let start = rect_of(window, from).center();
    let target = rect_of(window, to);
    let end = target.center() + egui::vec2(0.0, target.height() * 0.25);
    window.harness.hover_at(start);
    window.harness.step();
    window.harness.drag_at(start);
    window.harness.step();
    for part in [0.3, 0.6, 1.0] {
        window.harness.hover_at(start + (end - start) * part);
        window.harness.step();
    }
    window.harness.drop_at(end);
    window.settle();
}

#[test]
fn a_card_dragged_onto_another_stands_behind_it_in_one_step() {
    let mut window = on_the_tie();
    let before = claims_on_the_tie(&window);
    drag_card(&mut window, "c01", "c02");
    let mut moved = before.clone();
    moved.swap(0, 1);
    assert_eq!(claims_on_the_tie(&window), moved);
    assert_eq!(window.session().history().len(), 1, "a drag is one step");
}

#[test]
fn what_has_no_claims_or_no_sources_is_told_as_what_it_is() {
    let mut window = Window::new();
    window.run_command("new");
    let middle = window.named("Relations map").rect().center();
    window.double_click(middle);
    window.type_text("Georgia");
    window.press(Key::Enter);
    assert!(window.shows_part("No claim bears on this actor, nor on any of its ties."));
    assert!(!window.shows_part("dyad"), "an actor is none");

    let folder = tempfile::tempdir().expect("a folder");
    let mut scene = window_scene();
    let claims = scene.claims.iter().cloned().map(|mut claim| {
        claim.anchors.clear();
        claim
    });
    scene.claims = entente::model::Table::from_records(claims).0;
    let path = folder.path().join("unsourced.ron");
    std::fs::write(&path, entente::file::write(&scene)).expect("written");
    let window = Window::within(folder.path(), Some(&path));
    assert!(window.shows("36 claims"));
    assert!(window.shows("no source"));
    assert!(!window.shows("source text not held"));
}

/// The scene that a window begins with.
fn window_scene() -> entente::model::Scene {
    (*Window::new().session().document().scene).clone()
}
