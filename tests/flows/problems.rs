//! The Problems at the evidence desk: read, gone to, put right, and taken back.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use entente::model::{RuleSeverity, Severity};
use entente::session::{DeskTab, Dialog};

use crate::window::Window;

fn at_problems() -> Window {
    let mut window = Window::new();
    window.press(Key::F8);
    assert_eq!(tab(&window), Some(DeskTab::Problems), "they are listed");
    window
}

fn tab(window: &Window) -> Option<DeskTab> {
    window.session().desk().map(|desk| desk.tab)
}

/// Clicks the first of those that are called so, wherever the list has to be
/// scrolled for that.
fn click_in_list(window: &mut Window, name: &str) {
    let first = |window: &Window| {
        let first = window.harness.query_all_by_label(name).next();
        first
            .unwrap_or_else(|| panic!("{name} is shown"))
            .scroll_to_me();
    };
    first(window);
    window.settle();
    let first = window.harness.query_all_by_label(name).next();
    first.expect("it is shown").click();
    window.settle();
}

/// How many Problems there are of this rule.
fn count(window: &Window, rule: &str) -> usize {
    let problems = &window.session().document().problems;
    problems.iter().filter(|it| it.rule == rule).count()
}

#[test]
fn all_problems_are_listed_by_severity_and_rule() {
    let mut window = at_problems();
    let document = window.session().document();
    let (warnings, notes) = (
        document.count(Severity::Warning),
        document.count(Severity::Note),
    );
    let all = document.problems.len();
    for words in [
        format!("{warnings} warnings"),
        format!("{notes} notes"),
        format!("{all} problems"),
        format!("Problems {all}"),
        "Judged weights of which no claim counts \u{b7} 2".to_owned(),
        "Show tie ISR-TUR".to_owned(),
    ] {
        assert!(window.shows(&words), "{words}");
    }
    window.press(Key::Escape);
    assert_eq!(tab(&window), None);
    window.click("Problems");
    assert_eq!(tab(&window), Some(DeskTab::Problems), "from the bar, too");
    window.press(Key::F8);
    assert_eq!(tab(&window), None);
}

#[test]
fn a_problem_leads_to_what_it_concerns() {
    let mut window = at_problems();
    click_in_list(&mut window, "Show claim c17");
    assert_eq!(window.selected_claim().as_deref(), Some("c17"));
    assert_eq!(tab(&window), Some(DeskTab::Problems));
    assert!(window.shows("Claim c17"), "it is read beside the list");
    click_in_list(&mut window, "Show tie ISR-TUR");
    assert_eq!(tab(&window), None, "ties are on the map");
    assert_eq!(window.selected().as_deref(), Some("tie ISR-TUR"));
}

#[test]
fn what_is_missing_is_written_in_the_form_at_its_field() {
    let mut window = at_problems();
    click_in_list(&mut window, "Give the scope, claim c18");
    assert!(window.session().drafts().open_claim().is_some());
    assert_eq!(window.focused().as_deref(), Some("Scope"));
    window.type_text("civilian goods");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(count(&window, "quantity-without-scope"), 1, "c17 is left");
    assert_eq!(tab(&window), Some(DeskTab::Problems));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window, "quantity-without-scope"), 2);
}

#[test]
fn problems_are_found_by_words_and_by_rule() {
    let mut window = at_problems();
    window.click("Filter problems");
    window.type_text("c17 trade");
    let all = window.session().document().problems.len();
    assert!(window.shows(&format!("1 of {all} problems")));
    assert!(window.shows("Show claim c17"));
    assert!(!window.shows("Show tie ISR-TUR"));
    window.click("Show all");
    window.click("Rule: all rules");
    window.click("judged weights of which no claim counts");
    assert!(window.shows("Show tie ISR-TUR"));
    assert!(!window.shows("Show claim c17"));
    window.click("Show all");
    window.click("Filter problems");
    window.type_text("zzz");
    assert!(window.shows("No Problem has these words."));
}

#[test]
fn severities_are_set_where_the_findings_stand() {
    let mut window = at_problems();
    let name = "Severity of judged weights of which no claim counts";
    window.click(&format!("{name}: warning, as usual"));
    window.click("error");
    let document = window.session().document();
    assert_eq!(document.count(Severity::Error), 2);
    window.click(&format!("{name}: error"));
    window.click("off");
    assert_eq!(count(&window, "no-basis"), 0);
    let severities = &window.session().document().scene.severities;
    assert_eq!(severities.of("no-basis"), Some(RuleSeverity::Off));
    assert!(window.shows("Not reported in this scene"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window, "no-basis"), 2);
    assert_eq!(window.session().document().count(Severity::Error), 0);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The scene of our own, into which this text was pasted for its source.
fn with_text(folder: &Path, text: String) -> Window {
    let file = folder.join("strait.ron");
    let scene = root().join("tests/evidence/text/strait.ron");
    fs::copy(scene, &file).expect("copied");
    let mut window = Window::starting(1440.0, 900.0, egui::Theme::Dark, Some(&file));
    window.press(Key::F8);
    click_in_list(&mut window, "Add the text\u{2026}, source strait");
    assert!(
        matches!(window.session().dialog(), Some(Dialog::AddText(Some(_)))),
        "a text is asked for"
    );
    window.harness.event(egui::Event::Paste(text));
    window.settle();
    window.click_in_dialog("Add the text");
    assert_eq!(tab(&window), Some(DeskTab::Text), "the text is seen");
    assert_eq!(count(&window, "text-not-held"), 0, "it is held now");
    window.press(Key::F8);
    window
}

#[test]
fn quotes_of_an_edited_text_are_anchored_anew_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fs::read_to_string(root().join("tests/evidence/text/strait.txt"));
    let text = text.expect("it is there");
    let kept = text
        .lines()
        .filter(|line| !line.starts_with("\u{201c}When our grandfathers"));
    let edited: Vec<&str> = std::iter::once("From our correspondent")
        .chain(kept)
        .collect();
    let mut window = with_text(folder.path(), edited.join("\n"));
    assert_eq!(count(&window, "anchor-moved"), 16);
    assert_eq!(count(&window, "anchor-orphaned"), 4);

    click_in_list(&mut window, "Show the quote of claim c08");
    assert_eq!(tab(&window), Some(DeskTab::Text));
    assert_eq!(window.selected_claim().as_deref(), Some("c08"));
    window.press(Key::F8);

    click_in_list(&mut window, "Re-anchor, claim c01");
    assert_eq!(count(&window, "anchor-moved"), 15);
    window.click("Re-anchor all 15 moved");
    assert_eq!(count(&window, "anchor-moved"), 0);
    assert_eq!(
        count(&window, "anchor-orphaned"),
        4,
        "these stay as they are"
    );
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window, "anchor-moved"), 15);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(count(&window, "anchor-moved"), 0);
}

#[test]
fn many_of_a_rule_are_shown_when_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fs::read_to_string(root().join("tests/evidence/text/strait.txt"));
    let text = format!("One line more\n{}", text.expect("it is there"));
    let mut window = with_text(folder.path(), text);
    assert!(!window.shows("Re-anchor, claim c12"));
    click_in_list(
        &mut window,
        "Show 16 more quotes that stand at another place",
    );
    assert!(window.shows("Re-anchor, claim c12"));
    click_in_list(&mut window, "Show fewer quotes that stand at another place");
    assert!(!window.shows("Re-anchor, claim c12"));
}
