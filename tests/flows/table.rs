//! The table of all claims at the evidence desk.

use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use entente::app::Start;
use entente::file::settings::Settings;
use entente::model::{Bearing, Claim, ClaimId, Grade, KindId, Scene, Table};
use entente::session::{ClaimColumn, ClaimGrouping, Command, DeskTab, QuoteState, TableRow};

use crate::window::Window;

/// A window with the table open.
fn at_the_table() -> Window {
    let mut window = Window::new();
    open(&mut window);
    window
}

fn open(window: &mut Window) {
    let state = window.harness.state();
    assert!(state.session().desk().is_none(), "the map is seen");
    window.press_with(Modifiers::COMMAND, Key::E);
    window.harness.get_by_label_contains("Claims 3").click();
    window.settle();
    let desk = window.session().desk().expect("the desk is open");
    assert_eq!(desk.tab, DeskTab::Claims, "the table is seen");
}

/// The claims of the table from top to bottom, with the titles of groups.
fn rows(window: &Window) -> Vec<String> {
    let table = window.session().claim_table();
    let words = |row: &TableRow| match *row {
        TableRow::Head { group, count } => {
            format!("{} {count}", table.group(group).expect("a group").title)
        }
        TableRow::Apart { .. } => "apart".to_owned(),
        TableRow::Claim { at } => table.claim_id(at).expect("a claim").to_string(),
    };
    table.rows().iter().map(words).collect()
}

fn selected(window: &Window) -> Option<&str> {
    window.session().selection().claim().map(ClaimId::as_str)
}

#[test]
fn a_click_on_a_head_sorts_the_next_one_reverses_and_the_order_survives() {
    let mut window = at_the_table();
    let filed = rows(&window);
    assert_eq!(filed.len(), 36);
    window.click("Sort by grade");
    let sorted = rows(&window);
    let scene = &window.session().document().scene;
    let grade = |id: &String| {
        let id = ClaimId::new(id).expect("an id");
        scene.claims.get(&id).expect("a claim").grade
    };
    let apart = sorted.iter().position(|row| row == "apart").expect("C6");
    let graded: Vec<Grade> = sorted.iter().take(apart).map(grade).collect();
    let letters = graded.iter().map(ToString::to_string);
    assert!(letters.is_sorted(), "best first");
    assert!(
        sorted
            .iter()
            .skip(apart + 1)
            .all(|id| grade(id).factor().is_none()),
        "F and 6 stand apart"
    );
    assert!(
        window
            .session()
            .claim_table()
            .view()
            .sorted_by(ClaimColumn::Grade)
            .is_some()
    );
    window.click("Sort by grade");
    let reversed = rows(&window);
    assert_eq!(
        reversed.iter().position(|row| row == "apart"),
        Some(apart),
        "still at the end"
    );
    assert_ne!(reversed, sorted);

    window.harness.get_by_label("Text").click();
    window.settle();
    window.press(Key::Escape);
    open(&mut window);
    assert_eq!(rows(&window), reversed, "it is found as it was");
    window.click("File order");
    assert_eq!(rows(&window), filed);
}

#[test]
fn claims_are_grouped_folded_and_filtered_by_pointer() {
    let mut window = at_the_table();
    window.click("Group by: Group");
    window.click("Dyad");
    assert_eq!(
        window.session().claim_table().view().grouping(),
        ClaimGrouping::Dyad
    );
    let first = rows(&window)[0].clone();
    assert_eq!(first, "Israel \u{2013} Azerbaijan 29");
    window.click("Israel \u{2013} Azerbaijan \u{b7} 29");
    assert!(!rows(&window)[1].starts_with('c'), "it is folded");
    window.click("Israel \u{2013} Azerbaijan \u{b7} 29");
    assert!(rows(&window)[1].starts_with('c'));

    window.click("Kind: Kind");
    window.click("Tourism");
    window.press(Key::Escape);
    let scene = std::sync::Arc::clone(&window.session().document().scene);
    let tourism = KindId::new("tourism").expect("an id");
    let expected = scene
        .claims
        .iter()
        .filter(|claim| claim.kinds.contains(&tourism))
        .count();
    assert_eq!(window.session().claim_table().counts(), (expected, 36));
    assert!(window.shows(&format!("{expected} of 36 claims")));
    window.click("Clear filters");
    assert_eq!(window.session().claim_table().counts(), (36, 36));
    window.click("Quote: Quote");
    window.click("Orphaned");
    window.press(Key::Escape);
    assert!(window.shows_part("No claim passes the filters."));
    window.click("Show all claims");
    assert_eq!(window.session().claim_table().counts(), (36, 36));
    let quotes: Vec<_> = (0..36)
        .map(|at| window.session().claim_table().quote(at))
        .collect();
    assert!(
        quotes
            .iter()
            .all(|quote| *quote == Some(QuoteState::NotHeld))
    );
}

#[test]
fn the_keyboard_goes_from_the_search_through_the_rows_to_the_form() {
    let mut window = at_the_table();
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(
        window.focused().as_deref(),
        Some("Search the table of claims")
    );
    window.type_text("tourism");
    let found = rows(&window);
    assert!((1..36).contains(&found.len()), "{found:?}");
    window.press(Key::ArrowDown);
    assert_eq!(selected(&window), Some(found[0].as_str()));
    window.press(Key::ArrowDown);
    assert_eq!(selected(&window), Some(found[1].as_str()));
    window.press(Key::End);
    assert_eq!(selected(&window), found.last().map(String::as_str));
    window.press(Key::Home);
    window.press(Key::Enter);
    let open = window.session().drafts().open_claim().is_some();
    assert!(open, "Enter opens the form");
    assert!(window.shows_part("Claim c"), "beside the table");
}

#[test]
fn a_row_that_is_clicked_is_shown_beside_the_table() {
    let mut window = at_the_table();
    window.harness.get_by_label_contains("row c02: ").click();
    window.settle();
    assert_eq!(selected(&window), Some("c02"));
    assert!(window.shows("Claim c02"));
}

#[test]
fn claims_are_searched_in_azerbaijani_hebrew_and_by_phrase() {
    let mut window = at_the_table();
    let all = 36;
    for (typed, is_found) in [
        ("AZERBAYCAN", true),
        ("Azərbaycan", true),
        ("ישראל", true),
        (
            "\u{5d9}\u{5b4}\u{5e9}\u{5b0}\u{5e8}\u{5b8}\u{5d0}\u{5b5}\u{5dc}",
            true,
        ),
        ("ايران", true),
        ("\"no such phrase\"", false),
    ] {
        window.press_with(Modifiers::COMMAND, Key::F);
        window.press_with(Modifiers::COMMAND, Key::A);
        window.type_text(typed);
        let count = rows(&window).len();
        assert_eq!(count > 0, is_found, "{typed}: {count} of {all}");
    }
    assert!(window.shows_part("Nothing found for"));
    window.click("Show all claims");
    assert_eq!(rows(&window).len(), all);
}

#[test]
fn the_map_takes_the_filter_over() {
    let mut window = at_the_table();
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("tourism");
    window.click("Status: Status");
    window.click("Fact");
    window.press(Key::Escape);
    window.click("Show on the map");
    assert!(window.session().desk().is_none());
    assert_eq!(window.session().filter().search(), "tourism");
    assert!(window.shows_part("cannot be filtered by status"));
}

#[test]
fn a_small_window_drops_columns_and_cuts_no_words_in_the_head() {
    let mut window = Window::of(1024.0, 700.0, egui::Theme::Light);
    open(&mut window);
    assert!(window.shows("Sort by statement") && window.shows("Sort by grade"));
    assert!(!window.shows("Sort by when"), "there is no room for it");
    let mut window = at_the_table();
    assert!(window.shows("Sort by when"));
    window.settle();
}

/// The first scene with short claims on its ties, so many of them.
fn many(count: usize) -> Scene {
    let window = Window::new();
    let scene = Scene::clone(&window.session().document().scene);
    let claims: Vec<Claim> = scene.claims.iter().cloned().collect();
    let claim = |at: usize| {
        let model = &claims[at % claims.len()];
        let bearings = model.bearings.iter().take(1).map(|bearing| Bearing {
            reason: "as agreed".to_owned(),
            ..bearing.clone()
        });
        Claim {
            id: ClaimId::new(&format!("n{at:06}")).expect("an id"),
            bearings: bearings.collect(),
            grade_reason: "as agreed".to_owned(),
            anchors: Vec::new(),
            quantities: Vec::new(),
            date: None,
            note: None,
            repeats: Vec::new(),
            contradicts: Vec::new(),
            derived_from: Vec::new(),
            ..model.clone()
        }
    };
    Scene {
        claims: Table::from_records((0..count).map(claim)).0,
        ..scene
    }
}

#[test]
fn a_hundred_thousand_claims_are_sorted_and_searched_with_rows_always_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.ron");
    let scene = many(100_000);
    std::fs::write(&path, entente::file::write(&scene)).expect("written");
    let start = Start {
        file: Some(path),
        allow_large: true,
        settings: Settings {
            hints_dismissed: true,
            ..Settings::default()
        },
        ..Start::default()
    };
    let mut window = Window::started(1440.0, 900.0, egui::Theme::Dark, start);
    window.until("it is open", |it| {
        it.session().document().scene.claims.len() == 100_000
    });
    window.press_with(Modifiers::COMMAND, Key::E);
    window.harness.get_by_label_contains("Claims 1").click();
    window.until("it is arranged", |it| !it.session().is_busy());
    assert_eq!(rows(&window).len(), 100_000);
    window.harness.get_by_label("Sort by statement").click();
    // What is slow is done elsewhere: each frame shows the rows before until then.
    let mut frames = Vec::new();
    loop {
        window.harness.step();
        frames.push(window.session().claim_table().rows().len());
        if frames.len() > 2 && !window.session().is_busy() {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(
        frames.iter().all(|rows| *rows == 100_000),
        "rows are always there"
    );
    for letter in ["t", "o", "u", "r", "i"] {
        window.press_with(Modifiers::COMMAND, Key::F);
        window
            .harness
            .input_mut()
            .events
            .push(egui::Event::Text(letter.to_owned()));
        window.harness.step();
    }
    window.settle();
    let (shown, all) = window.session().claim_table().counts();
    assert!(shown > 0 && shown < all, "{shown} of {all}");
}

#[test]
fn commands_of_the_table_are_carried_out_without_a_desk_too() {
    let mut session = entente::session::Session::new(
        Settings::default(),
        entente::file::store::Store::default(),
        std::sync::Arc::new(|| {}),
    );
    session.execute(Command::Table(entente::session::TableCommand::Sort(
        ClaimColumn::Id,
    )));
    session.refresh();
    assert!(
        session.claim_table().rows().is_empty(),
        "nobody looks at it"
    );
    session.execute(Command::OpenDesk(DeskTab::Claims));
    session.refresh();
    assert_eq!(session.claim_table().rows().len(), 36);
}
