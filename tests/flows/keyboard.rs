//! Everything without a pointer.

use egui::{Key, Modifiers};
use entente::drawing::Heading;
use entente::session::{DeskTab, Dialog, Tool};

use crate::canvas::ISRAEL;
use crate::window::{ISR_AZE, Window};

/// Puts the keyboard's focus on the first tie.
fn on_the_tie() -> Window {
    let mut window = Window::new();
    window.tab_to(ISR_AZE);
    window
}

#[test]
fn the_main_job_can_be_done_with_the_keyboard_alone() {
    let mut window = on_the_tie();
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    assert!(window.shows("29 claims"));

    window.press(Key::Enter);
    assert_eq!(
        window.focused().as_deref(),
        Some("Close"),
        "Enter goes to the panel"
    );
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    window.tab_to("How");
    window.press(Key::Enter);
    assert!(window.shows("Counted: 27"));
    window.press(Key::Escape);
    assert!(!window.shows("Counted: 27"));
    assert_eq!(
        window.selected().as_deref(),
        Some("tie ISR-AZE"),
        "only the dialog closed"
    );

    assert_eq!(
        window.focused().as_deref(),
        Some("How"),
        "the focus comes back"
    );

    // Back, for Tab goes on across the map and takes the selection along.
    window.back_to("Only Trade");
    window.press(Key::Space);
    assert!(window.shows("2 of 29 claims"));
    window.press(Key::X);
    assert!(window.shows("29 claims"));
}

#[test]
fn what_the_palette_opens_from_the_map_has_the_keyboard() {
    // On the map D turns a tie, V takes a tool, N begins an actor.
    for (command, typed) in [
        ("new note", "drive now"),
        ("new actor", "Dagestan vnd"),
        ("rename", "dvn"),
    ] {
        let mut window = on_the_tie();
        let before = std::sync::Arc::clone(&window.session().document().scene);
        window.run_command(command);
        window.type_text(typed);
        window.press(Key::Enter);
        let session = window.session();
        assert_eq!(session.history().len(), 1, "{command}");
        assert_eq!(session.hands().tool(), Tool::Hand, "{command}");
        let scene = &session.document().scene;
        let is_there = match command {
            "new note" => scene.notes.iter().any(|note| note.text == typed),
            "new actor" => scene.actors.iter().any(|actor| actor.name == typed),
            _ => scene
                .ties
                .iter()
                .any(|tie| tie.label.as_deref() == Some(typed)),
        };
        assert!(is_there, "{command}");
        let direction = |scene: &entente::model::Scene| {
            let directions: Vec<_> = scene.ties.iter().map(|tie| tie.direction).collect();
            directions
        };
        assert_eq!(direction(scene), direction(&before), "{command}");
    }
}

#[test]
fn a_mark_of_the_chart_is_selected_with_tab_and_space() {
    let mut window = Window::new();
    let name = window.tab_until(|name| name.starts_with("1 claim, supports, "));
    window.press(Key::Space);
    assert!(window.selected_claim().is_some(), "{name}");
    assert!(window.is_said_selected(&name));
}

#[test]
fn shift_and_tab_goes_back() {
    let mut window = on_the_tie();
    window.press(Key::Tab);
    assert_ne!(window.focused().as_deref(), Some(ISR_AZE));
    window.press_with(Modifiers::SHIFT, Key::Tab);
    assert_eq!(window.focused().as_deref(), Some(ISR_AZE));
}

#[test]
fn arrow_keys_go_on_from_what_was_clicked() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    assert_eq!(window.focused().as_deref(), Some(ISR_AZE));
    window.press(Key::ArrowRight);
    assert_ne!(window.selected().as_deref(), Some("tie ISR-AZE"));
    assert!(window.selected().is_some(), "the selection went on");
}

#[test]
fn f6_goes_to_the_map_from_anywhere() {
    let mut window = Window::new();
    window.click("Only Trade");
    window.press(Key::F6);
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
}

#[test]
fn escape_closes_an_open_menu_before_anything_else() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.click("File");
    assert!(window.shows("Examples"));
    window.press(Key::Escape);
    assert!(!window.shows("Examples"));
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
}

#[test]
fn every_card_can_be_reached_with_tab() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::Enter);
    let last = {
        let scene = &window.session().document().scene;
        let claim = scene.claims.at(31).expect("c32");
        format!("claim {}: {}", claim.id, claim.statement)
    };
    window.tab_to(&last);
}

#[test]
fn ctrl_and_arrow_keys_move_the_selection_to_what_lies_that_way() {
    let mut window = Window::new();
    let kazakhstan = spoken(&window, "actor, Kazakhstan, ");
    window.tab_to(&kazakhstan);
    let place = |window: &Window| {
        let name = window.focused().expect("the focus stays on the map");
        window.named(&name).rect().center()
    };
    let mut moves = 0;
    for (key, heading, way) in [
        (Key::ArrowLeft, Heading::Left, egui::vec2(-1.0, 0.0)),
        (Key::ArrowDown, Heading::Down, egui::vec2(0.0, 1.0)),
        (Key::ArrowRight, Heading::Right, egui::vec2(1.0, 0.0)),
        (Key::ArrowUp, Heading::Up, egui::vec2(0.0, -1.0)),
    ] {
        let (from, was) = (place(&window), window.selected());
        let next = window.session().neighbour(heading);
        // The arrow keys alone move an actor that is selected.
        window.press_with(Modifiers::COMMAND, key);
        let moved = place(&window) - from;
        let name = window.focused().expect("the focus stays on the map");
        assert!(
            window.is_said_selected(&name),
            "{name} has the focus and is selected"
        );
        if next.is_some() {
            assert!(moved.dot(way) > 0.0, "{key:?} moved by {moved}");
            assert_ne!(window.selected(), was, "{key:?}");
            moves += 1;
        } else {
            assert_eq!(window.selected(), was, "nothing lies that way");
        }
    }
    assert!(moves >= 3, "{moves}");
}

/// The spoken name of the mark that begins so.
fn spoken(window: &Window, start: &str) -> String {
    let drawing = window.session().derived().drawing().expect("a drawing");
    let mark = drawing
        .marks
        .iter()
        .find(|mark| mark.spoken.starts_with(start));
    mark.expect(start).spoken.clone()
}

#[test]
fn shift_1_shows_everything_and_shift_2_the_selection() {
    let mut window = on_the_tie();
    let all = window.session().view().camera;
    window.press_with(Modifiers::SHIFT, Key::Num2);
    let one = window.session().view().camera;
    assert!(one.zoom() > all.zoom(), "{one:?}");
    window.press_with(Modifiers::SHIFT, Key::Num1);
    assert_eq!(window.session().view().camera, all);
}

#[test]
fn escape_goes_back_one_step_at_a_time() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let claim = window.session().derived().claim_rows().len();
    assert_eq!(claim, 29);
    window.press(Key::Enter);
    window.tab_to(&first_card(&window));
    window.press(Key::Enter);
    assert!(window.selected_claim().is_some());
    window.press(Key::F1);
    assert_eq!(window.session().dialog(), Some(&Dialog::Keys));
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
    assert!(window.selected_claim().is_some());
    window.press(Key::Escape);
    assert_eq!(window.selected_claim(), None);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    window.press(Key::Escape);
    assert_eq!(window.selected(), None);
}

/// The spoken name of the first card of the selected tie.
fn first_card(window: &Window) -> String {
    let scene = &window.session().document().scene;
    let rows = window.session().derived().claim_rows();
    let Some(entente::session::ClaimRow::Claim(at)) = rows.first() else {
        panic!("a claim");
    };
    let claim = scene.claims.at(*at).expect("a claim");
    format!("claim {}: {}", claim.id, claim.statement)
}

#[test]
fn f1_lists_the_keys_and_f8_the_problems() {
    let mut window = Window::new();
    window.press(Key::F1);
    for words in [
        "Keys and gestures",
        "Show everything: Shift+1",
        "Open a path: Ctrl+Shift+O",
        "Move the map: Drag, Space+Drag",
    ] {
        assert!(window.shows(words), "{words}");
    }
    window.press(Key::Escape);
    window.press(Key::F8);
    let desk = window.session().desk().map(|desk| desk.tab);
    assert_eq!(desk, Some(DeskTab::Problems));
    let problems = &window.session().document().problems;
    let first = problems.first().expect("the first scene has findings");
    // On screen they begin with a capital and end with a full stop.
    for words in [&first.message, &first.hint] {
        assert!(
            window.shows_part(words.get(1..).expect("words")),
            "{first:?}"
        );
    }
}

#[test]
fn single_keys_type_while_the_search_has_the_focus() {
    let mut window = Window::new();
    window.click("Only Trade");
    window.click("Search claims");
    window.type_text("xu");
    assert_eq!(window.session().filter().search(), "xu");
    assert!(
        !window.session().filter().is_clear(),
        "X typed, it cleared nothing"
    );
    assert!(
        window.session().view().is_showing_unknown,
        "U typed, it hid nothing"
    );
    window.press_with(Modifiers::SHIFT, Key::Num2);
    assert_eq!(window.session().filter().search(), "xu");
}

#[test]
fn u_hides_unknown_ties_and_shows_them_again() {
    let mut window = Window::new();
    let marks = |window: &Window| {
        window
            .session()
            .derived()
            .drawing()
            .map(|it| it.marks.len())
    };
    assert_eq!(marks(&window), Some(15));
    window.press(Key::U);
    assert_eq!(marks(&window), Some(10));
    window.press(Key::U);
    assert_eq!(marks(&window), Some(15));
}

#[test]
fn keys_behind_an_open_dialog_change_nothing() {
    let mut window = Window::new();
    window.click("Only Trade");
    window.press(Key::F1);
    window.press(Key::X);
    window.press(Key::U);
    assert!(
        !window.session().filter().is_clear(),
        "X is for the window, not for the dialog"
    );
    assert!(window.session().view().is_showing_unknown);
}

#[test]
fn a_path_typed_and_entered_opens_that_scene() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    std::fs::write(&path, include_str!("../files/sample.ron")).expect("a file");
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::O);
    assert_eq!(window.session().dialog(), Some(&Dialog::OpenPath));
    window.type_text(path.to_str().expect("a path in Unicode"));
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), None, "{:?}", window.notices());
    assert!(window.shows("mine.ron"), "the status bar names the file");
    assert_eq!(window.session().settings().recent, [path]);
}

#[test]
fn panels_close_and_open_by_key() {
    let mut window = Window::new();
    for (key, words) in [
        (Key::Num1, "Only Trade"),
        (Key::Num2, "All claims"),
        (Key::Num3, "by the date of what they report"),
    ] {
        assert!(window.shows_part(words), "{words}");
        window.press_with(Modifiers::COMMAND, key);
        assert!(!window.shows_part(words), "{words}");
        window.press_with(Modifiers::COMMAND, key);
        assert!(window.shows_part(words), "{words}");
    }
}

#[test]
fn the_tab_key_stops_at_no_edge_of_a_panel() {
    let mut window = Window::new();
    // From the first actor back it is the map, and then the chart.
    window.press(Key::F6);
    window.press_with(Modifiers::SHIFT, Key::Tab);
    assert_eq!(window.focused().as_deref(), Some("Relations map"));
    window.press_with(Modifiers::SHIFT, Key::Tab);
    let chart = window.focused().expect("a stop");
    assert!(chart.contains("claim"), "{chart}");
    // And the same way forth again.
    window.tab_some(1);
    window.settle();
    assert_eq!(window.focused().as_deref(), Some("Relations map"));
    window.tab_some(1);
    window.settle();
    assert!(
        window
            .focused()
            .is_some_and(|name| name.starts_with("actor, Israel"))
    );
}

#[test]
fn whoever_closes_what_a_key_opened_is_where_they_were() {
    for (modifiers, key) in [
        (Modifiers::COMMAND, Key::K),
        (Modifiers::COMMAND, Key::F),
        (Modifiers::COMMAND, Key::Comma),
        (Modifiers::NONE, Key::F1),
        (Modifiers::NONE, Key::F8),
        (Modifiers::NONE, Key::F5),
    ] {
        let mut window = Window::new();
        window.press(Key::F6);
        window.press(Key::Tab);
        let before = window.focused();
        assert!(
            before
                .as_deref()
                .is_some_and(|it| it.starts_with("actor, Azerbaijan"))
        );
        window.press_with(modifiers, key);
        for _ in 0..3 {
            if window.focused() != before {
                window.press(Key::Escape);
                window.settle();
            }
        }
        assert_eq!(window.focused(), before, "{key:?}");
        assert_eq!(window.selected().as_deref(), Some("actor AZE"), "{key:?}");
    }
}

#[test]
fn while_a_list_or_a_menu_is_open_keys_do_nothing_behind_it() {
    let mut window = Window::new();
    window.press(Key::F6);
    window.press(Key::Enter);
    window.tab_to("Kind of actor");
    window.press(Key::Enter);
    assert!(window.shows("Organisation"), "the list is open");
    let (shown, steps) = (
        window.session().view().is_showing_evidence,
        window.session().history().len(),
    );
    for key in [Key::E, Key::B, Key::Num5, Key::Delete] {
        window.press(key);
    }
    assert_eq!(window.session().view().is_showing_evidence, shown);
    assert_eq!(window.session().view().as_of, None);
    assert_eq!(window.session().history().len(), steps);
    assert_eq!(window.counts().0, 5);
    window.press(Key::Escape);
    // The same in a menu of the map; what has Ctrl is done, and closes it.
    window.press(Key::F6);
    window.press(Key::Menu);
    assert!(window.shows("Put back to its place"));
    window.press(Key::B);
    window.press(Key::Delete);
    assert_eq!(
        (window.session().view().as_of, window.counts().0),
        (None, 5)
    );
    window.press_with(Modifiers::COMMAND, Key::D);
    assert_eq!(window.counts().0, 6);
    assert!(!window.shows("Put back to its place"), "it is closed");
}

#[test]
fn what_has_not_come_to_rest_is_taken_back_as_well() {
    let mut window = Window::new();
    window.click(ISRAEL);
    let before = window.middle_of(ISRAEL);
    // One frame for each: it would come to rest if it were waited for.
    window.harness.key_press(Key::ArrowRight);
    window.harness.step();
    assert!(window.session().gesture().is_some(), "it is under way");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.step();
    window.settle();
    assert_eq!(window.middle_of(ISRAEL), before);
    assert_eq!(window.session().history().len(), 0);
}

#[test]
fn every_stop_of_the_tab_key_has_a_name_and_none_is_for_the_pointer_alone() {
    let mut window = Window::new();
    window.press(Key::F6);
    let mut stops = Vec::new();
    // Once round: the selection goes along, and the panels with it.
    for _ in 0..400 {
        window.press(Key::Tab);
        let Some(name) = window.focused().filter(|name| !name.is_empty()) else {
            let id = window.harness.ctx.memory(|memory| memory.focused());
            panic!("{id:?} has no name, after {:?}", stops.last());
        };
        let is_handle = ["Lead the tie", "Draw a tie from", "Left edge", "Right edge"]
            .iter()
            .any(|start| name.starts_with(start));
        assert!(!is_handle, "{name} shows no focus and does nothing by key");
        let is_round = name == "Relations map";
        stops.push(name);
        if is_round {
            break;
        }
    }
    assert_eq!(stops.last().map(String::as_str), Some("Relations map"));
    let last = stops
        .iter()
        .rposition(|name| name.starts_with("tie, ") || name.starts_with("actor, "))
        .expect("marks on the map");
    let next = stops.get(last + 1).expect("a stop after the map");
    assert!(next.starts_with("Hand"), "{next} comes after the map");
}

#[test]
fn a_list_that_drops_down_begins_at_what_is_chosen_and_follows_the_focus() {
    let mut window = Window::of(1024.0, 700.0, egui::Theme::Dark);
    window.press_with(Modifiers::COMMAND, Key::Comma);
    assert_eq!(window.session().dialog(), Some(&Dialog::Settings));
    window.tab_to("Interface scale");
    window.press(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("100 %"));
    let top = window.named("100 %").rect().top();
    for _ in 0..5 {
        window.press(Key::ArrowDown);
    }
    assert_eq!(window.focused().as_deref(), Some("200 %"));
    let moved = top - window.named("100 %").rect().top();
    assert!(moved > 0.0, "the list was scrolled to its last line");
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert!(!window.shows("200 %"), "the list is closed");
    let scale = window.session().settings().interface_scale;
    assert!((scale - 1.75).abs() < 0.01, "{scale}");
}
