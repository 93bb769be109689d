//! Finding things: the search over the whole scene.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use entente::model::Confidence;
use entente::session::{DeskTab, Dialog};

use crate::window::Window;

/// Types into the search, which is open.
fn searching(typed: &str) -> Window {
    let mut window = Window::new();
    search(&mut window, typed);
    window
}

fn search(window: &mut Window, typed: &str) {
    window.press_with(Modifiers::COMMAND, Key::F);
    let dialog = window.session().dialog();
    assert_eq!(dialog, Some(&Dialog::Search), "Ctrl+F opens it");
    window.type_text(typed);
}

#[test]
fn ctrl_f_finds_an_actor_in_its_own_script_and_enter_flies_there() {
    let mut window = searching("\u{d6}zb\u{259}k");
    assert!(window.shows_part("Nothing found for \u{201c}\u{d6}zb\u{259}k\u{201d}"));
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
    let before = window.session().view().camera;

    search(&mut window, "\u{5d9}\u{5e9}\u{5e8}\u{5d0}\u{5dc}");
    assert!(window.shows("Actors, 1 found"));
    assert!(window.is_said_selected("Israel, actor, state"));
    window.press(Key::Enter);
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
    assert_ne!(window.session().view().camera, before, "the map moved");
    let focused = window.focused().expect("a focus");
    assert!(
        focused.contains("Israel"),
        "the actor has the focus: {focused}"
    );
}

#[test]
fn escape_leaves_the_search_and_all_is_as_it_was() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::A);
    let selected = window.session().selection().clone();
    let camera = window.session().view().camera;
    search(&mut window, "tamar");
    window.press(Key::ArrowDown);
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
    assert_eq!(*window.session().selection(), selected);
    assert_eq!(window.session().view().camera, camera);
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(window.value("Search everything").as_deref(), Some(""));
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(
        window.session().dialog(),
        None,
        "the keys that opened it close it"
    );
}

#[test]
fn results_stand_by_kind_and_arrows_choose_among_them() {
    let mut window = searching("tamar");
    for head in ["Ties, 1 found", "Claims, 1 found"] {
        assert!(window.shows(head), "{head}");
    }
    let tie = "Israel \u{2013} Azerbaijan, tie, +0.85";
    assert!(window.is_said_selected(tie));
    window.press(Key::ArrowDown);
    assert!(!window.is_said_selected(tie));
    window.press(Key::Enter);
    assert_eq!(window.selected_claim().as_deref(), Some("c25"));
    assert!(window.shows_part("Tamar gas field"), "its card is shown");

    search(&mut window, "tamar");
    window.press(Key::ArrowUp);
    assert!(!window.is_said_selected(tie), "from the first to the last");
    window.press(Key::ArrowDown);
    window.click(tie);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
}

#[test]
fn many_results_are_counted_and_cut() {
    let mut window = searching("a");
    let last = "more claims: another word narrows them down";
    assert!(!window.shows_part(last), "it is not in sight yet");
    assert!(window.shows("Actors, 5 found"));
    let rows = |window: &Window| {
        let role = egui::accesskit::Role::ListBoxOption;
        window.harness.query_all_by_role(role).count()
    };
    assert!(rows(&window) >= 8, "the window grows with what is found");
    // To the last of all, and back to the last claim.
    for _ in 0..2 {
        window.press(Key::ArrowUp);
    }
    assert!(window.shows_part("12 more claims: another word narrows them down"));
}

#[test]
fn a_source_opens_its_form_where_its_text_is_not_held() {
    let mut window = searching("middle-east-online.com");
    assert!(window.shows_part("its text is not held"));
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), Some(&Dialog::Sources));
}

#[test]
fn at_the_table_of_claims_the_keys_search_the_table() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::E);
    assert_eq!(
        window.session().desk().map(|desk| desk.tab),
        Some(DeskTab::Text)
    );
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(window.session().dialog(), None);
}

#[test]
fn the_search_fits_small_windows() {
    for (width, height) in [(1024.0, 700.0), (512.0, 350.0), (200.0, 120.0)] {
        let mut window = Window::of(width, height, egui::Theme::Light);
        search(&mut window, "a");
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        let field = window.named("Search everything").rect();
        assert!(
            width < 500.0 || screen.contains_rect(field),
            "{field} in {screen}"
        );
        window.press(Key::ArrowDown);
        window.press(Key::Enter);
        assert_eq!(window.session().dialog(), None);
    }
}

/// Clicks what may stand below what is seen of a panel.
fn click_far(window: &mut Window, name: &str) {
    window.named(name).scroll_to_me();
    window.settle();
    window.click(name);
}

/// Whether any chip says this.
fn has_chip(window: &Window, words: &str) -> bool {
    window.shows(words) && window.shows(&format!("Remove: {words}"))
}

fn select_actor(window: &mut Window, code: &str) {
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text(code);
    window.press(Key::Enter);
    let is_actor = window.selected().is_some_and(|it| it.starts_with("actor"));
    assert!(is_actor, "no actor is called {code}");
}

#[test]
fn digits_plus_and_minus_set_the_depth_of_the_focus() {
    let mut window = Window::new();
    window.press(Key::Num1);
    assert!(window.session().focus().is_none(), "nothing is selected");
    select_actor(&mut window, "Iran");
    for (digit, key) in [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ]
    .into_iter()
    .enumerate()
    {
        window.press(key);
        assert!(
            has_chip(&window, &format!("Focus: Iran, depth {digit}")),
            "{digit}"
        );
    }
    window.press(Key::Num1);
    window.press(Key::Plus);
    assert!(has_chip(&window, "Focus: Iran, depth 2"));
    window.press(Key::Equals);
    assert!(has_chip(&window, "Focus: Iran, depth 3"), "without Shift");
    window.press_with(Modifiers::SHIFT, Key::Plus);
    assert!(has_chip(&window, "Focus: Iran, depth 4"), "as it is typed");
    window.press(Key::Minus);
    assert!(has_chip(&window, "Focus: Iran, depth 3"));
    window.click("One tie less  (\u{2212})");
    window.click("One tie further  (+)");
    window.click("One tie less  (\u{2212})");
    assert!(has_chip(&window, "Focus: Iran, depth 2"));
}

#[test]
fn escape_ends_the_focus_before_it_lets_go_of_the_selection() {
    let mut window = Window::new();
    select_actor(&mut window, "Iran");
    window.press(Key::Num1);
    let marks = |window: &Window| {
        window
            .session()
            .derived()
            .drawing()
            .expect("one")
            .marks
            .len()
    };
    let all = marks(&window);
    window.click("Hide the rest instead of dimming it");
    assert_eq!(marks(&window), 3, "two actors and a tie");
    window.click("Dim the rest instead of hiding it");
    assert_eq!(marks(&window), all);
    window.press(Key::Escape);
    assert!(!window.shows_part("Focus:"));
    assert_eq!(window.selected().as_deref(), Some("actor IRN"));
    window.press(Key::Escape);
    assert_eq!(window.selected(), None);
    select_actor(&mut window, "Iran");
    window.press(Key::Num1);
    window.click("Remove: Focus: Iran, depth 1");
    assert!(window.session().focus().is_none());
}

#[test]
fn a_path_between_two_selected_actors_is_told_in_a_chip() {
    let mut window = Window::new();
    let select = |window: &mut Window| {
        select_actor(window, "Iran");
        let kazakhstan = window.session().derived().drawing().expect("one");
        let mark = kazakhstan
            .marks
            .iter()
            .find(|it| it.subject.to_string() == "actor KAZ")
            .expect("it is drawn");
        let name = mark.spoken.clone();
        window.press_with(Modifiers::SHIFT, Key::Num1);
        window
            .harness
            .get_by_label(&name)
            .click_modifiers(Modifiers::COMMAND);
        window.settle();
    };
    select(&mut window);
    window.click("Shortest path");
    assert!(has_chip(&window, "Path: Iran \u{2192} Kazakhstan, 2 ties"));
    window.click("Strongest path");
    let found = window.session().path_found().expect("a path");
    let strength = found.strength.expect("it has one");
    assert!(has_chip(
        &window,
        &format!("Path: Iran \u{2192} Kazakhstan, 2 ties, strongest {strength:.2}")
    ));
    window.click("Shortest path over supportive ties");
    assert!(has_chip(
        &window,
        "No path: Iran \u{2192} Kazakhstan, over supportive ties"
    ));
    window.press(Key::X);
    assert!(window.session().path().is_none());
    assert!(!window.shows_part("Remove:"), "the bar is gone");
    // From the palette too.
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("path strongest");
    window.press(Key::Enter);
    assert!(window.session().path_found().is_some());
}

#[test]
fn the_bar_of_a_small_window_says_the_same_in_one_row() {
    let mut window = Window::of(1024.0, 700.0, egui::Theme::Light);
    window.click("actor, Turkey, positive 0.60, negative 0.45, 4 ties");
    let kazakhstan = window.middle_of("actor, Kazakhstan, positive 0.30, negative 0.00, 4 ties");
    window.click_at(kazakhstan, Modifiers::COMMAND);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("path strongest");
    window.press(Key::Enter);
    let middle = |name| window.named(name).rect().center().y;
    let chip = "Remove: Path: Turkey \u{2192} Kazakhstan, 3 ties, strongest 0.15";
    assert!((middle(chip) - middle("Clear all")).abs() < 2.0);
    assert!((middle(chip) - middle("Save view\u{2026}")).abs() < 2.0);
    window.click("Clear all");
    assert!(window.session().path().is_none());
}

#[test]
fn every_filter_has_a_chip_that_takes_it_away() {
    let mut window = Window::new();
    let bar = "Clear all";
    assert!(!window.shows(bar), "nothing is filtered");
    for (control, chip) in [
        ("Hostile", "Without hostile ties"),
        ("Unknown", "Without unknown ties"),
        (
            "Show confidence: low",
            "Confidence high, moderate, none said",
        ),
        ("Show status: fact", "Only statement, assessment, inference"),
        ("Only Trade", "Only Trade"),
    ] {
        click_far(&mut window, control);
        assert!(window.shows(bar), "{control}");
        let out = format!("Remove: {chip}");
        assert!(window.shows(&out), "{control}: {chip}");
        window.click(&out);
        assert!(!window.shows(bar), "{control}");
        assert!(!window.session().is_narrowed(), "{control}");
    }
    click_far(&mut window, "Choose: asserters");
    click_far(&mut window, "Asserters: Nobody named");
    window.click("Remove: Said by nobody named");
    click_far(&mut window, "Choose: sources");
    click_far(
        &mut window,
        "Sources: Israel-Azerbaijan relations expand amid Iran, Turkey concerns",
    );
    assert_eq!(window.session().filter().sources().len(), 1);
    window.click("Search claims");
    window.type_text("tamar");
    assert!(has_chip(&window, "Claims with \u{201c}tamar\u{201d}"));
    window.click(bar);
    assert!(!window.session().is_narrowed());
    assert!(!window.shows(bar));
    window.click("Search claims");
    window.type_text("tamar");
    assert!(!window.shows(bar), "the field says it");
    window.click(crate::window::ISR_AZE);
    let chip = "Claims with \u{201c}tamar\u{201d}";
    assert!(
        has_chip(&window, chip),
        "where the field is not seen the bar does"
    );
}

#[test]
fn the_day_that_is_looked_back_from_stands_among_the_chips() {
    let mut window = Window::new();
    window.press(Key::B);
    let chip = "Reported by 26 January 2026";
    assert!(!window.shows(chip), "the strip tells it");
    click_far(&mut window, "Hostile");
    assert!(has_chip(&window, chip));
    window.click(&format!("Remove: {chip}"));
    assert!(window.session().view().as_of.is_none());
    assert!(
        has_chip(&window, "Without hostile ties"),
        "the filter stays"
    );
}

#[test]
fn what_the_filters_leave_out_is_hidden_or_dimmed_by_a_switch() {
    let mut window = Window::new();
    let marks = |window: &Window| {
        window
            .session()
            .derived()
            .drawing()
            .expect("one")
            .marks
            .len()
    };
    let all = marks(&window);
    click_far(&mut window, "Show confidence: low");
    assert_eq!(marks(&window), all - 4);
    window.click("Dim ties that are left out");
    assert_eq!(marks(&window), all);
    click_far(&mut window, "What is left out: hidden");
    assert_eq!(marks(&window), all - 4);
    window.press(Key::X);
    assert_eq!(marks(&window), all);
}

#[test]
fn on_the_bar_of_a_weight_0_sets_the_weight_and_elsewhere_the_depth() {
    let mut window = Window::new();
    window.click(crate::window::ISR_AZE);
    window.press(Key::Num0);
    assert!(window.session().focus().is_some());
    assert!(window.session().history().next_undo().is_none());
    window.click(crate::window::ISR_AZE);
    window.press(Key::Enter);
    window.tab_until(|it| it.starts_with("judged weight"));
    window.press(Key::Num0);
    assert!(window.session().history().next_undo().is_some());
    assert_eq!(window.session().focus().map(|it| it.depth), Some(0));
    window.press(Key::Num1);
    assert_eq!(
        window.session().focus().map(|it| it.depth),
        Some(1),
        "only 0 is its own"
    );
}

#[test]
fn the_bar_of_chips_fits_small_windows() {
    for (width, height) in [(1024.0, 700.0), (640.0, 400.0)] {
        let mut window = Window::of(width, height, egui::Theme::Light);
        select_actor(&mut window, "Azerbaijan");
        window.press(Key::Num1);
        window.press(Key::U);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        for name in [
            "Remove: Focus: Azerbaijan, depth 1",
            "Remove: Without unknown ties",
            "Clear all",
        ] {
            let rect = window.named(name).rect();
            assert!(screen.contains_rect(rect), "{name} at {width}: {rect}");
            assert!(rect.height() >= 23.5, "{name}: {rect}");
        }
    }
}

#[test]
fn a_view_is_saved_under_a_name_shown_by_its_key_and_kept_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("views.ron");
    let mut window = Window::within(folder.path(), None);
    select_actor(&mut window, "Iran");
    window.press(Key::Num1);
    click_far(&mut window, "Show confidence: high");
    window.click("Save view\u{2026}");
    assert_eq!(window.focused().as_deref(), Some("Name of the view"));
    // What is proposed is typed over.
    window.type_text("Around Iran");
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), None);
    assert!(window.shows("View: Around Iran, Alt+1"));
    assert!(window.notices().contains(&"View saved: Alt+1 shows it."));

    window.press(Key::X);
    assert!(!window.session().is_narrowed());
    window.press_with(Modifiers::ALT, Key::Num1);
    assert!(has_chip(&window, "Focus: Iran, depth 1"));
    assert!(window.is_said_selected("View: Around Iran, Alt+1"));

    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(window.session().document().scene.views.is_empty());
    window.press_with(Modifiers::COMMAND, Key::Y);
    crate::saving::save_as(&mut window, &file);
    window.until("it is saved", |window| !window.session().is_saving());
    drop(window);

    let mut window = Window::within(folder.path(), Some(&file));
    assert!(!window.session().is_narrowed(), "a scene opens as a whole");
    window.press_with(Modifiers::ALT, Key::Num1);
    assert!(has_chip(&window, "Focus: Iran, depth 1"));
    assert!(
        !window
            .session()
            .filter()
            .has_confidence(Some(Confidence::High))
    );
}

#[test]
fn views_are_renamed_updated_ordered_keyed_and_deleted_from_their_menu() {
    let mut window = Window::new();
    let save = |window: &mut Window, name: &str| {
        window.press_with(Modifiers::COMMAND, Key::K);
        window.type_text("save this view");
        window.press(Key::Enter);
        window.type_text(name);
        window.press(Key::Enter);
    };
    save(&mut window, "First");
    save(&mut window, "Second");
    let names = |window: &Window| -> Vec<String> {
        let views = window.session().document().scene.views.iter();
        views.map(|view| view.name.clone()).collect()
    };
    click_far(&mut window, "More: Second");
    window.click("Move up");
    assert_eq!(names(&window), ["Second", "First"]);
    click_far(&mut window, "More: First");
    window.click("Rename\u{2026}");
    window.type_text("Third");
    window.press(Key::Enter);
    assert_eq!(names(&window), ["Second", "Third"]);
    click_far(&mut window, "Hostile");
    click_far(&mut window, "More: Third");
    window.click("Update to what is seen");
    window.press(Key::X);
    click_far(&mut window, "View: Third, Alt+1");
    assert!(has_chip(&window, "Without hostile ties"));
    click_far(&mut window, "More: Second");
    window.click("Delete the view Second");
    assert_eq!(names(&window), ["Third"]);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&window), ["Second", "Third"]);
}
