//! Which dyads have evidence of which kind, seen and settled at the desk.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use entente::model::{ActorId, Dyad, Tie, TieState};
use entente::session::DeskTab;

use crate::window::Window;

const DIPLOMACY: &str = "ISR\u{2013}AZE, Diplomacy, 11 claims";
const EMPTY: &str = "TUR\u{2013}KAZ, unknown, 0 claims";

/// The coverage of the first scene.
fn at_coverage() -> Window {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("evidence desk");
    window.press(Key::Enter);
    window.click("Coverage");
    let desk = window.session().desk().expect("the desk is open");
    assert_eq!(desk.tab, DeskTab::Coverage, "the coverage is seen");
    window
}

/// Clicks the card whose spoken name begins so.
fn click_card(window: &mut Window, start: &str) {
    window.harness.get_by_label_contains(start).click();
    window.settle();
}

fn ties_between(window: &Window, one: &str, other: &str) -> Vec<Tie> {
    let id = |text: &str| ActorId::new(text).expect("an id");
    let dyad = Dyad::new(id(one), id(other));
    let scene = &window.session().document().scene;
    let ties = scene.ties.iter().filter(|tie| tie.dyad() == dyad);
    ties.cloned().collect()
}

#[test]
fn a_cell_opens_to_its_claims_and_leads_to_the_map() {
    let mut window = at_coverage();
    assert!(
        window.shows_part("36 claims \u{b7} 1 source \u{b7} 1 origin \u{b7} as of 26 January 2026")
    );
    assert!(window.shows("Not heard: Turkey, Iran, Kazakhstan"));
    window.click(DIPLOMACY);
    assert!(window.shows("Israel \u{2013} Azerbaijan"));
    assert!(window.shows_part("claim c01: "), "its claims are listed");
    assert!(
        !window.shows_part("claim c25: "),
        "those of other kinds are not"
    );
    window.click("Show on the map");
    assert!(window.session().desk().is_none());
    let focus = window
        .session()
        .selection()
        .focus()
        .map(ToString::to_string);
    assert_eq!(focus.as_deref(), Some("tie ISR-AZE"));
}

#[test]
fn the_keyboard_goes_over_the_cells_and_opens_one() {
    let mut window = at_coverage();
    window.click("ISR\u{2013}AZE, +0.85, 29 claims");
    window.press(Key::ArrowRight);
    assert_eq!(window.focused().as_deref(), Some(DIPLOMACY));
    window.press(Key::ArrowDown);
    window.press(Key::End);
    assert_eq!(
        window.focused().as_deref(),
        Some("ISR\u{2013}TUR, Perception, 2 claims")
    );
    window.press(Key::Enter);
    assert!(window.shows("Israel \u{2013} Turkey"));
    assert!(window.shows("No basis: every claim is graded F or 6"));
}

#[test]
fn a_new_claim_begins_with_the_tie_and_the_kind_of_its_cell() {
    let mut window = at_coverage();
    window.click("ISR\u{2013}KAZ, Trade, 0 claims");
    window.click("New claim here");
    let draft = window.session().drafts().open_claim().expect("a form");
    assert_eq!(draft.content.kinds.len(), 1);
    assert_eq!(draft.content.kinds[0].as_str(), "trade");
    assert_eq!(draft.content.bearings.len(), 1);
    assert!(window.session().desk().is_some(), "the desk stays");
}

#[test]
fn an_empty_dyad_is_settled_with_a_reason_and_undone() {
    let mut window = at_coverage();
    let before = ties_between(&window, "TUR", "KAZ");
    window.click(EMPTY);
    window.click("Settle as: None: known to be none");
    window.named("Reason").focus();
    window.settle();
    window.type_text("...");
    window.press(Key::Enter);
    assert!(window.shows_part("ay why, in a few words"));
    assert_eq!(
        ties_between(&window, "TUR", "KAZ"),
        before,
        "that says nothing"
    );
    window.type_text(" both deny it");
    window.press(Key::Enter);
    let [tie] = &ties_between(&window, "TUR", "KAZ")[..] else {
        panic!("one tie")
    };
    assert_eq!(
        tie.state,
        TieState::None {
            reason: "... both deny it".to_owned()
        }
    );
    assert!(window.shows("TUR\u{2013}KAZ, none, 0 claims"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(ties_between(&window, "TUR", "KAZ"), before);
}

#[test]
fn several_empty_dyads_are_settled_in_one_step() {
    let mut window = at_coverage();
    window.click(EMPTY);
    window.click("TUR\u{2013}IRN, unknown, 0 claims");
    window.press(Key::Space);
    window.press(Key::ArrowUp);
    let steps = window.session().history().len();
    // Space on the first takes up what was open; this one is the second.
    window.press(Key::Space);
    assert!(window.shows("2 dyads to settle"), "{:?}", window.focused());
    window.named("Reason").focus();
    window.settle();
    window.type_text("two archives searched");
    window.press(Key::Enter);
    assert_eq!(window.session().history().len(), steps + 1);
    let settled = window.session().document().scene.ties.iter().filter(|tie| {
        matches!(&tie.state, TieState::Unknown { reason } if reason == "two archives searched")
    });
    assert_eq!(settled.count(), 2);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(window.shows(EMPTY));
}

#[test]
fn the_source_summary_is_drafted_edited_and_told_to_be_stale() {
    let mut window = at_coverage();
    assert!(window.shows("drafted from the data, not kept yet"));
    window.click("Keep this draft");
    let summary = |window: &Window| {
        let scene = &window.session().document().scene;
        scene.source_summary.clone().expect("a statement")
    };
    assert!(
        summary(&window)
            .text
            .starts_with("36 claims come from one source")
    );
    assert!(window.shows("drafted from the data"));

    window.click("Edit");
    assert_eq!(window.focused().as_deref(), Some("Source summary"));
    window.press_with(Modifiers::COMMAND, Key::End);
    window.type_text(" Read with care.");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    let text = summary(&window).text;
    assert!(text.ends_with(" Read with care."), "{text}");
    assert!(window.shows("edited; the data has not moved on since"));

    window.click(DIPLOMACY);
    click_card(&mut window, "claim c01: ");
    window.press(Key::Delete);
    assert_eq!(window.session().document().scene.claims.len(), 35);
    assert!(window.shows_part("stale: was: 36 claims"));
    assert!(
        summary(&window).text.ends_with(" Read with care."),
        "nothing is lost"
    );
    window.click("Draft again");
    assert!(
        summary(&window)
            .text
            .starts_with("35 claims come from one source")
    );
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(summary(&window).text.ends_with(" Read with care."));
}

#[test]
fn what_the_desk_covers_follows_the_scene() {
    let mut window = at_coverage();
    window.click("ISR\u{2013}AZE, +0.85, 29 claims");
    click_card(&mut window, "claim c01: ");
    window.press(Key::Delete);
    assert!(window.shows("ISR\u{2013}AZE, +0.85, 28 claims"));
    assert!(window.shows("ISR\u{2013}AZE, Diplomacy, 10 claims"));
}
