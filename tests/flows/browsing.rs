//! The panel below the map: actors, ties and claims as tables.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use entente::app::Start;
use entente::file::settings::Settings;
use entente::model::{Subject, TieState};
use entente::session::{ActorColumn, BrowseTab, RecordColumn as _, TieColumn};

use crate::window::{ISR_AZE, Window};

/// A window that shows this part.
fn at(tab: BrowseTab) -> Window {
    // High enough for all rows of the first scene.
    let mut settings = Settings {
        hints_dismissed: true,
        ..Settings::default()
    };
    settings.bottom_panel.size_pts = 400.0;
    let start = Start {
        settings,
        ..Start::default()
    };
    let mut window = Window::started(1440.0, 1600.0, egui::Theme::Dark, start);
    window.click(tab.spoken());
    assert_eq!(window.session().browsed(), Some(tab), "it is seen");
    window
}

/// The words of a column from top to bottom.
fn ties(window: &Window, column: TieColumn) -> Vec<String> {
    let browse = window.session().browse();
    let words = |at: &usize| {
        let facts = browse.tie_facts(*at).expect("counted");
        column.words(window.session(), facts, *at)
    };
    browse.ties().rows().iter().map(words).collect()
}

fn actors(window: &Window) -> Vec<String> {
    let session = window.session();
    let browse = session.browse();
    let words = |at: &usize| {
        let facts = browse.actor_facts(*at).expect("counted");
        ActorColumn::Name.words(session, facts, *at)
    };
    browse.actors().rows().iter().map(words).collect()
}

/// The name of the actor at this place of the scene.
fn name_of(window: &Window, at: usize) -> String {
    let actor = window.session().document().scene.actors.at(at);
    actor.expect("an actor").name.clone()
}

/// Presses and releases the pointer on the middle of what is called so.
fn press_on(window: &mut Window, name: &str, modifiers: Modifiers) {
    let pos = window.named(name).rect().center();
    window.click_at(pos, modifiers);
}

#[test]
fn tabs_are_turned_by_pointer_by_arrows_and_by_the_palette_and_remembered() {
    let mut window = Window::new();
    assert_eq!(window.session().browsed(), Some(BrowseTab::Time));
    window.click("Table of ties");
    assert_eq!(window.session().browsed(), Some(BrowseTab::Ties));
    window.tab_to("Table of ties");
    window.press(Key::ArrowLeft);
    assert_eq!(window.session().browsed(), Some(BrowseTab::Actors));
    assert_eq!(window.focused().as_deref(), Some("Table of actors"));
    window.press_with(Modifiers::COMMAND, Key::Num3);
    assert_eq!(window.session().browsed(), None);
    window.press_with(Modifiers::COMMAND, Key::Num3);
    assert_eq!(window.session().browsed(), Some(BrowseTab::Actors));
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("table of ties");
    window.press(Key::Enter);
    assert_eq!(window.session().browsed(), Some(BrowseTab::Ties));
    assert_eq!(
        window.focused().as_deref(),
        Some("From: Israel"),
        "the keyboard is in the table"
    );
}

#[test]
fn a_click_or_enter_on_a_head_sorts_and_the_next_one_reverses() {
    let mut window = at(BrowseTab::Ties);
    let filed = ties(&window, TieColumn::From);
    window.click("Sort ties by weight");
    assert_eq!(ties(&window, TieColumn::Weight)[0], "+0.85");
    assert!(window.shows("Sort ties by weight, sorted"));
    window.press_on_head("Sort ties by weight, sorted");
    assert!(window.shows("Sort ties by weight, sorted the other way round"));
    assert_ne!(ties(&window, TieColumn::Weight)[0], "+0.85");
    window.click("File order");
    assert_eq!(ties(&window, TieColumn::From), filed);
    // By the keyboard alone: to the heads, to the third, Enter.
    window.tab_until(|name| name.starts_with("Sort ties by weight"));
    window.press(Key::ArrowLeft);
    assert_eq!(window.focused().as_deref(), Some("Sort ties by label"));
    window.press(Key::Enter);
    assert!(window.shows("Sort ties by label, sorted"));
    let before = window.named("Sort ties by label, sorted").rect().width();
    window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    let after = window.named("Sort ties by label, sorted").rect().width();
    assert!((after - before - 16.0).abs() < 0.5, "{before} {after}");
}

impl Window {
    /// Presses Enter on the head that has the keyboard.
    fn press_on_head(&mut self, name: &str) {
        self.tab_to(name);
        self.press(Key::Enter);
    }
}

#[test]
fn a_name_is_edited_in_its_cell_in_one_step_and_escape_gives_up() {
    let mut window = at(BrowseTab::Actors);
    window.click("Name: Israel");
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
    window.press(Key::F2);
    let field = window.focused().expect("a field has the focus");
    assert!(field.starts_with("Name of row of Israel"), "{field}");
    window.type_text("State of Israel");
    window.press(Key::Enter);
    assert_eq!(name_of(&window, 0), "State of Israel");
    assert_eq!(window.focused().as_deref(), Some("Name: State of Israel"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(name_of(&window, 0), "Israel", "one step");
    window.press(Key::Enter);
    window.type_text("Nonsense");
    window.press(Key::Escape);
    assert_eq!(name_of(&window, 0), "Israel");
    assert_eq!(
        window.focused().as_deref(),
        Some("Name: Israel"),
        "the keyboard is back at the cell"
    );
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
}

#[test]
fn what_is_refused_says_why_at_the_cell_and_nothing_typed_is_lost() {
    let mut window = at(BrowseTab::Ties);
    window.click("Weight: +0.85");
    window.press(Key::Enter);
    window.type_text("seven");
    window.press(Key::Enter);
    assert!(window.shows_part("Write a number from"), "in words");
    let field = window.focused().expect("still in the field");
    assert_eq!(window.value(&field).as_deref(), Some("seven"));
    assert_eq!(ties(&window, TieColumn::Weight)[0], "+0.85");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("0,4");
    window.press(Key::Enter);
    assert_eq!(ties(&window, TieColumn::Weight)[0], "+0.40");
    assert!(!window.shows_part("Write a number from"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(ties(&window, TieColumn::Weight)[0], "+0.85");
}

#[test]
fn kind_direction_and_confidence_are_chosen_from_a_list_by_keys() {
    let mut window = at(BrowseTab::Actors);
    window.click("Name: Israel");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    assert_eq!(window.focused().as_deref(), Some("Kind: state"));
    window.press(Key::Enter);
    assert!(window.shows("Organisation"), "a list is open");
    window.press(Key::ArrowDown);
    window.press(Key::Escape);
    assert!(!window.shows("Organisation"));
    assert!(
        window.shows("Name: Israel"),
        "Escape closed no more than it"
    );
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
    window.press(Key::Enter);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    let kind = |window: &Window| {
        window
            .session()
            .document()
            .scene
            .actors
            .at(0)
            .map(|it| it.kind)
    };
    assert_eq!(kind(&window), Some(entente::model::ActorKind::Organisation));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(kind(&window), Some(entente::model::ActorKind::State));

    window.click("Table of ties");
    let low = window.harness.get_all_by_label("Confidence: low").next();
    low.expect("one is low").click();
    window.settle();
    let tie = window.selected().expect("selected");
    window.press(Key::F2);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    let id = tie.trim_start_matches("tie ").to_owned();
    let id = entente::model::TieId::new(&id).expect("an id");
    let tie = window.session().document().scene.ties.get(&id);
    let confidence = tie.and_then(|it| it.confidence);
    assert_eq!(confidence, Some(entente::model::Confidence::Moderate));
}

#[test]
fn a_state_is_written_with_its_reason_and_an_end_by_a_name() {
    let mut window = at(BrowseTab::Ties);
    window.click("Weight: +0.85");
    window.press(Key::End);
    window.press(Key::Home);
    assert_eq!(window.focused().as_deref(), Some("From: Israel"));
    window.press(Key::F2);
    window.type_text("Atlantis");
    window.press(Key::Enter);
    assert!(window.shows_part("No actor of this scene is called Atlantis"));
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("iran");
    window.press(Key::Enter);
    assert_eq!(ties(&window, TieColumn::From)[0], "Iran");
    window.press_with(Modifiers::COMMAND, Key::Z);
    let state = TieColumn::ALL.iter().position(|it| *it == TieColumn::State);
    for _ in 0..state.expect("a column") {
        window.press(Key::ArrowRight);
    }
    assert_eq!(window.focused().as_deref(), Some("State: valued"));
    window.press(Key::F2);
    window.type_text("unknown: not looked at again");
    window.press(Key::Enter);
    let tie = window.session().document().scene.ties.at(0).expect("a tie");
    let reason = "not looked at again".to_owned();
    assert_eq!(tie.state, TieState::Unknown { reason });
    window.press(Key::ArrowRight);
    window.press(Key::F2);
    let notices = window.notices();
    assert!(
        notices.iter().any(|it| it.contains("counted")),
        "a count is not written: {notices:?}"
    );
}

#[test]
fn what_is_selected_is_shared_with_the_map_both_ways() {
    let mut window = at(BrowseTab::Ties);
    window.click(ISR_AZE);
    assert!(row(&window, "row of Israel and Azerbaijan, weight +0.85"));
    press_on(&mut window, "Weight: +0.60", Modifiers::NONE);
    let first = window.selected().expect("one");
    press_on(&mut window, "Weight: +0.85", Modifiers::COMMAND);
    assert_eq!(window.session().selection().subjects().len(), 2);
    press_on(&mut window, "Weight: +0.85", Modifiers::COMMAND);
    assert_eq!(window.selected(), Some(first));
    press_on(&mut window, "Weight: +0.85", Modifiers::NONE);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.session().selection().subjects().len(), 3);
    window.press_with(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(window.session().selection().subjects().len(), 2);
    window.press_with(Modifiers::COMMAND, Key::A);
    assert_eq!(window.session().selection().subjects().len(), 10);
    let ties = window.session().selection().subjects().iter();
    assert!(ties.clone().all(|it| matches!(it, Subject::Tie(_))));
    window.press(Key::ArrowDown);
    assert_eq!(window.session().selection().subjects().len(), 1);
}

/// Whether the row of this name is said to be selected.
fn row(window: &Window, name: &str) -> bool {
    window.named(name).accesskit_node().is_selected() == Some(true)
}

#[test]
fn a_row_is_reached_and_left_by_keys_and_is_a_row_of_a_table() {
    let mut window = at(BrowseTab::Actors);
    let table = window.harness.get_by_role(Role::Table);
    assert_eq!(
        table.accesskit_node().label().as_deref(),
        Some("Table of actors")
    );
    let rows = window.harness.get_all_by_role(Role::Row).count();
    assert_eq!(rows, 6, "five actors and the heads");
    let cells = window.harness.get_all_by_role(Role::Cell).count();
    assert!(cells >= 5 * 6, "{cells}");
    window.tab_to("Name: Israel");
    window.press(Key::ArrowDown);
    let names = actors(&window);
    let second = format!("Name: {}", names[1]);
    assert_eq!(window.focused(), Some(second));
    assert!(window.selected().is_some(), "what is gone to is selected");
    window.press_with(Modifiers::COMMAND, Key::End);
    let last = format!("Name: {}", names[4]);
    assert_eq!(window.focused(), Some(last.clone()));
    window.tab_some(1);
    window.settle();
    let left = window.focused();
    assert!(left.is_some() && left != Some(last), "Tab leaves the table");
}

#[test]
fn a_right_click_on_a_row_has_the_menu_of_the_map() {
    let mut window = at(BrowseTab::Ties);
    window.named("Weight: +0.85").click_secondary();
    window.settle();
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    let words = |window: &Window| {
        ["Reverse", "Mutual", "Delete"]
            .map(|words| window.shows_part(words))
            .to_vec()
    };
    assert!(words(&window).iter().all(|it| *it), "{:?}", words(&window));
}

#[test]
fn the_filter_of_the_map_applies_and_says_so_and_a_search_looks_at_all_cells() {
    let mut window = at(BrowseTab::Ties);
    assert!(window.shows("10 ties"));
    window.click("Hostile");
    assert_eq!(window.session().browse().ties().left_out(), 2);
    assert!(window.shows("8 of 10 ties \u{b7} the filters leave out 2"));
    window.click("Clear the filters of the map");
    assert!(window.shows("10 ties"));
    window.named("Search the table of ties").focus();
    window.settle();
    window.type_text("KAZAKHSTAN");
    let (shown, all) = window.session().browse().ties().counts();
    assert_eq!((shown, all), (4, 10));
    window.press(Key::ArrowDown);
    assert!(
        window.focused().is_some_and(|it| it.starts_with("From: ")),
        "on to the rows"
    );
    window.named("Search the table of ties").focus();
    window.settle();
    window.type_text("xyz");
    assert!(window.shows_part("Nothing found for"));
    window.click("Show all ties");
    assert!(window.shows("10 ties"));
}

#[test]
fn the_claims_are_there_too_and_the_arrows_stay_the_maps_until_the_table_has_them() {
    let mut window = at(BrowseTab::Claims);
    assert_eq!(window.session().claim_table().rows().len(), 36);
    assert!(window.shows("Sort by statement"));
    window.press(Key::ArrowDown);
    assert_eq!(window.selected_claim(), None, "nothing has the keyboard");
    window.harness.get_by_label_contains("row c02: ").click();
    window.settle();
    assert_eq!(window.selected_claim().as_deref(), Some("c02"));
    window.press(Key::ArrowDown);
    assert_eq!(window.selected_claim().as_deref(), Some("c03"));
}

#[test]
fn bars_of_strength_are_reached_by_keys_and_select_their_actor() {
    let mut window = at(BrowseTab::Strength);
    let first = "Israel, positive strength 1.15, negative strength 1.15";
    let bars = || {
        window
            .harness
            .get_all_by_role_and_label(Role::Button, first)
    };
    assert_eq!(bars().count(), 1, "the strongest");
    let name = first.to_owned();
    window.tab_until(|it| it == name);
    window.press(Key::ArrowDown);
    let second = window.focused().expect("a bar");
    assert!(second.starts_with("Azerbaijan, positive"), "{second}");
    assert_eq!(window.selected(), None, "walking selects nothing");
    window.press(Key::Enter);
    assert_eq!(window.selected().as_deref(), Some("actor AZE"));
    window.click("Hostile");
    assert!(window.shows_part("sums with the filters"));
    let rows = window.session().browse().strengths();
    assert!(rows.iter().all(|row| row.strength.negative == 0.0));
}

#[test]
fn parts_of_kinds_go_through_their_claims_and_the_chart_stays_as_it_was() {
    let mut window = at(BrowseTab::Kinds);
    let rows = window.session().browse().kinds().len();
    window.click("Tourism: 6 claims support");
    let first = window.selected_claim().expect("a claim");
    assert_eq!(
        window.session().browse().kinds().len(),
        rows,
        "of all still"
    );
    window.wait(std::time::Duration::from_secs(1));
    window.click("Tourism: 6 claims support");
    let second = window.selected_claim().expect("a claim");
    assert_ne!(first, second, "the next one");
    window.press(Key::Enter);
    assert_ne!(window.selected_claim(), Some(second), "Enter goes on too");
    window.press(Key::Escape);
    assert!(window.shows_part("claims on Israel"), "of what is selected");
    window.press(Key::Escape);
    assert!(window.shows("all claims"));
}

#[test]
fn points_of_judged_ties_say_both_and_those_without_a_basis_stand_apart() {
    let mut window = at(BrowseTab::Judged);
    assert!(window.shows_part("5 judged ties \u{b7} 1 gap over"));
    let gap = "point of Israel \u{2194} Azerbaijan, judged +0.85, claims say +0.42, a gap";
    let stands = window.named(gap).rect().center();
    let apart = window
        .harness
        .get_all_by_label_contains("claims are no basis")
        .next()
        .expect("one without a basis")
        .rect();
    assert!(apart.center().y > stands.y, "beneath");
    window.click(gap);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    window.press(Key::ArrowDown);
    let next = window.focused().expect("a point");
    assert!(next.starts_with("point of Turkey"), "{next}");
    window.press(Key::Enter);
    assert_eq!(window.selected().as_deref(), Some("tie AZE-TUR"));
    // What is selected elsewhere is where the keyboard goes on.
    window.click(ISR_AZE);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("judged weights and claims");
    window.press(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some(gap));
}

#[test]
fn a_chart_without_anything_says_what_to_do() {
    let mut window = at(BrowseTab::Judged);
    for class in ["Supportive", "Hostile", "Neutral"] {
        window.click(class);
    }
    assert!(window.shows_part("No tie with a weight passes the filters."));
    window.click("Chart of strength");
    assert!(window.shows_part("No tie with a weight passes the filters."));
    window.click("Table of ties");
    assert!(window.shows_part("5 of 10 ties"), "unknown is not zero");
}

/// Rests the pointer on the middle of what is called so until it is told of it.
fn rest_on(window: &mut Window, name: &str) {
    let pos = window.named(name).rect().center();
    window.move_pointer(pos);
    window.wait(std::time::Duration::from_secs(1));
}

#[test]
fn resting_on_a_tie_or_an_actor_says_what_it_is_and_who_says_so() {
    let mut window = at(BrowseTab::Ties);
    rest_on(&mut window, "Weight: +0.85");
    for words in [
        "Judged +0.85, moderate confidence \u{b7} 29 claims",
        "the claims say +0.42",
        "best grade C2",
        "Says who: ",
    ] {
        assert!(window.shows_part(words), "{words}");
    }
    window.click("Table of actors");
    rest_on(&mut window, "ISO: IRN");
    assert!(window.shows_part("State IRN"));
    assert!(window.shows_part("4 ties, "), "known and unknown ones");
    rest_on(&mut window, "Sort actors by positive");
    assert!(
        window.shows_part("which is not 0"),
        "heads say what they hold"
    );
}

#[test]
fn resting_on_the_legend_says_what_it_means() {
    let mut window = Window::new();
    let drawing = window.session().derived().drawing().expect("a drawing");
    let (frame, meaning) = *drawing.legend.first().expect("a legend");
    // The canvas begins right of the left panel and beneath the top bar.
    let israel = &drawing.marks.first().expect("an actor").clone();
    let entente::drawing::MarkPlace::Disc { center, .. } = israel.place else {
        panic!("actors are discs");
    };
    let on_canvas = window
        .session()
        .view()
        .camera
        .screen_from_layout(window.session().view().canvas.to_rect())
        * center;
    let on_screen = window.named(&israel.spoken).rect().center();
    let corner = on_screen - egui::vec2(on_canvas.x as f32, on_canvas.y as f32);
    let middle = egui::vec2(frame.center().x as f32, frame.center().y as f32);
    window.move_pointer(corner + middle);
    window.wait(std::time::Duration::from_secs(1));
    assert!(window.shows(meaning), "{meaning}");
}

#[test]
fn escape_lets_go_of_the_row_and_leaves_the_keyboard_in_its_cell() {
    let mut window = at(BrowseTab::Actors);
    window.click("Name: Israel");
    window.press(Key::ArrowRight);
    let cell = window.focused();
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
    window.press(Key::Escape);
    assert!(window.session().selection().subjects().is_empty());
    assert_eq!(window.focused(), cell, "the keyboard stays in the cell");
    window.press(Key::ArrowDown);
    assert!(window.selected().is_some(), "the arrows go on from there");
    assert_ne!(window.selected().as_deref(), Some("actor ISR"));
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert_eq!(window.focused(), None, "nothing is left to let go of");
}
