//! Looking back: set a day, see what changes, step, leave.

use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use entente::evidence::{Clock, Verdict};
use entente::model::{Subject, TieId};
use entente::session::ClaimRow;

use crate::window::{ISR_AZE, Window};

/// The day that is looked back from, as text.
fn day(window: &Window) -> Option<String> {
    let as_of = window.session().view().as_of?;
    Some(as_of.day.to_string())
}

/// The strengths of an actor, as the left panel speaks them.
fn azerbaijan(positive: &str) -> String {
    format!("Azerbaijan, positive strength {positive}, negative strength 0.00")
}

fn type_day(window: &mut Window, text: &str) {
    window.click("Day to look back from");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text(text);
    window.press(Key::Enter);
}

#[test]
fn one_sets_a_day_sees_ties_and_estimate_change_steps_and_leaves() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let before = Arc::clone(&window.session().document().scene);
    window.press(Key::B);
    assert_eq!(
        day(&window).as_deref(),
        Some("2026-01-26"),
        "the scene's own"
    );
    assert!(window.shows("Looking back"));
    window.click("What had happened by then");
    // Of a month its last day.
    type_day(&mut window, "2025-12");
    assert_eq!(day(&window).as_deref(), Some("2025-12-31"));
    assert!(window.shows_part("6 of 36 claims by then"));
    assert!(window.shows_part("6 of 29 claims by then"));
    assert!(window.shows_part("It holds from January 2026 on"));
    assert!(window.shows("tie, Israel and Azerbaijan, unknown, 6 claims by then"));
    assert!(window.shows(&azerbaijan("0.00")));
    let rows = window.session().derived().claim_rows();
    let head = |words: &str| rows.contains(&ClaimRow::Head(words.to_owned()));
    assert!(
        head("Happened after 31 December 2025 \u{b7} 15"),
        "{rows:?}"
    );
    assert!(head("No date \u{b7} 7"), "{rows:?}");
    let estimate = window.session().estimate().expect("an estimate");
    assert!(matches!(estimate.verdict, Verdict::Stands { mass, .. } if (mass - 2.28).abs() < 1e-9));

    window.press(Key::CloseBracket);
    assert_eq!(day(&window).as_deref(), Some("2026-01-01"));
    assert!(window.shows("tie, Israel and Azerbaijan, weight plus 0.85, 12 claims by then"));
    assert!(window.shows(&azerbaijan("0.85")));
    window.press(Key::OpenBracket);
    window.press(Key::OpenBracket);
    assert_eq!(day(&window).as_deref(), Some("2024-01-01"));

    window.press(Key::Escape);
    assert_eq!(day(&window), None);
    assert!(!window.shows("Looking back"));
    assert!(window.shows(ISR_AZE), "and the tie is what it was");
    let session = window.session();
    let tie = Subject::Tie(TieId::new("ISR-AZE").expect("an id"));
    assert!(session.selection().has(&tie), "it is still selected");
    assert!(before.is_copy_of(&session.document().scene));
    assert!(session.history().is_empty(), "there is nothing to undo");

    window.press(Key::B);
    assert_eq!(
        day(&window).as_deref(),
        Some("2024-01-01"),
        "as it was left"
    );
    let clock = window.session().view().as_of.map(|as_of| as_of.clock);
    assert_eq!(clock, Some(Clock::Happened));
    window.click("Back to the present");
    assert_eq!(day(&window), None);
}

#[test]
fn the_slider_is_turned_with_the_keys() {
    let mut window = Window::new();
    window.press(Key::B);
    window.click("What had happened by then");
    assert_eq!(
        day(&window).as_deref(),
        Some("2026-01-26"),
        "the scene's own"
    );
    let name = window.tab_until(|name| name.starts_with("Day on the rail"));
    assert_eq!(name, "Day on the rail: 26 January 2026");
    window.press(Key::ArrowLeft);
    assert_eq!(day(&window).as_deref(), Some("2026-01-01"));
    window.press_with(Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(day(&window).as_deref(), Some("2025-12-31"));
    window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    window.press(Key::ArrowRight);
    assert_eq!(day(&window).as_deref(), Some("2026-01-26"));
    window.press(Key::ArrowRight);
    assert_eq!(
        day(&window).as_deref(),
        Some("2026-01-26"),
        "nothing after it"
    );
    window.press(Key::Home);
    assert!(window.shows_part("0 of 36 claims by then"));
    window.press(Key::ArrowRight);
    assert_eq!(day(&window).as_deref(), Some("2023-01-01"));
    window.press(Key::End);
    assert_eq!(day(&window).as_deref(), Some("2026-01-26"));
    window.press(Key::Escape);
    assert_eq!(day(&window), None);
}

#[test]
fn a_day_that_is_none_says_so_and_escape_puts_back_what_stood_there() {
    let mut window = Window::new();
    window.press(Key::B);
    type_day(&mut window, "2025-13");
    assert!(window.shows_part("There is no month 13"));
    assert_eq!(day(&window).as_deref(), Some("2026-01-26"));
    window.click("Day to look back from");
    window.press(Key::Escape);
    assert_eq!(day(&window).as_deref(), Some("2026-01-26"), "still there");
    assert!(!window.shows_part("There is no month 13"));
    window.press(Key::Escape);
    assert_eq!(day(&window), None);
}

#[test]
fn unknown_ties_of_the_past_come_and_go_with_the_others() {
    let mut window = Window::new();
    window.press(Key::B);
    type_day(&mut window, "2026-01-25");
    let ties = |window: &Window| {
        let drawing = window.session().derived().drawing().expect("a drawing");
        let is_tie = |subject: &Subject| matches!(subject, Subject::Tie(_));
        drawing
            .marks
            .iter()
            .filter(|it| is_tie(&it.subject))
            .count()
    };
    assert_eq!(ties(&window), 10);
    window.press(Key::U);
    assert_eq!(ties(&window), 0);
    window.press(Key::Escape);
    assert_eq!(ties(&window), 5);
}

#[test]
fn evidence_on_ties_is_switched_on_and_off() {
    let mut window = Window::new();
    window.press(Key::E);
    assert!(window.session().view().is_showing_evidence);
    window.click("Evidence on ties");
    assert!(!window.session().view().is_showing_evidence);
    assert!(!window.session().has_unsaved(), "it is a view");
}

#[test]
fn the_palette_leads_to_the_past_and_back() {
    let mut window = Window::new();
    for is_past in [true, false] {
        window.press_with(Modifiers::COMMAND, Key::K);
        window.type_text("look back");
        window.press(Key::Enter);
        assert_eq!(window.session().view().as_of.is_some(), is_past);
    }
}

#[test]
fn editing_goes_on_in_the_past_and_is_kept() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::B);
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    window.wait(std::time::Duration::from_secs(3));
    assert!(window.shows("tie, Israel and Azerbaijan, weight plus 0.90, 29 claims by then"));
    window.press(Key::Escape);
    assert!(window.session().has_unsaved());
    assert!(
        window
            .harness
            .query_all_by_label_contains("weight plus 0.90")
            .next()
            .is_some()
    );
}
