//! The command palette, the sheet of keys, the settings and the hints.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use entente::app::Start;
use entente::file::settings::{InputDevice, NamesScript, Settings, ThemePreference};
use entente::session::{DeskTab, Dialog};

use crate::window::{ISR_AZE, Window};

fn with_palette() -> Window {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::K);
    assert_eq!(
        window.session().dialog(),
        Some(&Dialog::Palette),
        "Ctrl+K opens it"
    );
    assert_eq!(
        window.focused(),
        chosen(&window),
        "the field has the focus, and what is chosen is said in its stead"
    );
    window
}

/// What the palette says is chosen.
fn chosen(window: &Window) -> Option<String> {
    let rows = window
        .harness
        .query_all_by_role(egui::accesskit::Role::ListBoxOption);
    rows.into_iter()
        .find(|row| row.accesskit_node().is_selected() == Some(true))?
        .accesskit_node()
        .label()
}

#[test]
fn the_palette_finds_a_command_by_a_few_letters_and_enter_runs_it() {
    let mut window = Window::new();
    let all = window.session().view().camera;
    window.press_with(Modifiers::COMMAND, Key::Num0);
    assert_ne!(window.session().view().camera, all);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("shwall");
    assert_eq!(
        chosen(&window).as_deref(),
        Some("Show everything, View, Shift+1")
    );
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), None);
    assert_eq!(window.session().view().camera, all);
}

#[test]
fn the_palette_goes_to_a_tie_and_the_arrow_keys_go_on_from_there() {
    let mut window = with_palette();
    let all = window.session().view().camera;
    window.type_text("isr aze");
    assert_eq!(
        chosen(&window).as_deref(),
        Some("Go to Israel \u{2013} Azerbaijan, Tie")
    );
    window.press(Key::Enter);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    assert!(window.session().view().camera.zoom() > all.zoom());
    assert_eq!(window.focused().as_deref(), Some(ISR_AZE));
}

#[test]
fn the_palette_is_gone_through_by_arrow_keys_and_closed_by_escape() {
    let mut window = with_palette();
    let first = chosen(&window);
    window.press(Key::ArrowDown);
    let second = chosen(&window);
    assert!(second.is_some() && first != second, "{second:?}");
    window.press(Key::ArrowUp);
    assert_eq!(chosen(&window), first);
    window.press(Key::ArrowUp);
    assert!(chosen(&window).is_some(), "around to the last, in view");
    window.press(Key::Escape);
    assert_eq!(window.session().dialog(), None);
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P);
    assert_eq!(window.session().dialog(), Some(&Dialog::Palette));
    assert_eq!(chosen(&window), first, "it begins anew");
    window.press_with(Modifiers::COMMAND, Key::K);
    assert_eq!(window.session().dialog(), None);
}

#[test]
fn the_palette_is_clicked_and_shows_what_was_chosen_lately_first() {
    let mut window = with_palette();
    window.type_text("light");
    window.click("Theme: Light theme, View");
    assert_eq!(window.session().settings().theme, ThemePreference::Light);
    assert_eq!(window.session().dialog(), None);
    window.press_with(Modifiers::COMMAND, Key::K);
    assert_eq!(chosen(&window).as_deref(), Some("Theme: Light theme, View"));
}

#[test]
fn what_cannot_be_done_now_stays_in_the_palette_and_does_nothing() {
    let mut window = with_palette();
    window.type_text("clear filters");
    let row = window.named("Clear filters, View, X");
    assert!(row.accesskit_node().is_disabled());
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), Some(&Dialog::Palette));
    assert!(window.shows_part("Cannot be done now"));
    assert_eq!(window.notices().len(), 0);
}

#[test]
fn a_dialog_opened_from_the_palette_stays_open() {
    let mut window = with_palette();
    window.type_text("about");
    window.press(Key::Enter);
    assert_eq!(window.session().dialog(), Some(&Dialog::About));
}

#[test]
fn the_sheet_is_searched_by_name_and_by_key() {
    let mut window = Window::new();
    window.press(Key::F1);
    assert_eq!(window.focused().as_deref(), Some("Search keys"));
    assert!(window.shows("Full screen: F11"));
    window.type_text("zoom");
    assert!(window.shows_part("Zoom in: Ctrl++"));
    assert!(window.shows("Zoom at the pointer: Wheel"));
    assert!(!window.shows("Full screen: F11"));
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("ctrl+k");
    assert!(window.shows("Command palette: Ctrl+K, Ctrl+Shift+P"));
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("xyzzy");
    assert!(window.shows_part("No key or gesture is called so"));
}

#[test]
fn single_letters_are_typed_while_a_search_has_the_focus() {
    for (modifiers, key) in [(Modifiers::NONE, Key::F1), (Modifiers::COMMAND, Key::K)] {
        let mut window = Window::new();
        window.click("Only Trade");
        window.press_with(modifiers, key);
        window.type_text("ux");
        assert!(window.session().view().is_showing_unknown, "U was typed");
        assert!(!window.session().filter().is_clear(), "X was typed");
    }
}

#[test]
fn no_letter_is_a_command_while_an_input_method_composes() {
    let mut window = Window::new();
    window.click("Search claims");
    window
        .harness
        .event(egui::Event::Ime(egui::ImeEvent::Preedit {
            text: "u".to_owned(),
            active_range_chars: None,
        }));
    window.harness.step();
    window.press(Key::F8);
    window.press_with(Modifiers::COMMAND, Key::K);
    assert_eq!(window.session().dialog(), None);
    window
        .harness
        .event(egui::Event::Ime(egui::ImeEvent::Commit("ü".to_owned())));
    window.harness.step();
    window.press(Key::F8);
    let desk = window.session().desk().map(|desk| desk.tab);
    assert_eq!(desk, Some(DeskTab::Problems));
}

#[test]
fn settings_change_the_window_at_once_and_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("deep/settings.ron");
    let start = Start {
        settings: Settings {
            hints_dismissed: true,
            theme: ThemePreference::Dark,
            ..Settings::default()
        },
        settings_file: Some(file.clone()),
        ..Start::default()
    };
    let mut window = Window::started(1440.0, 900.0, egui::Theme::Dark, start);
    window.press_with(Modifiers::COMMAND, Key::Comma);
    assert_eq!(window.session().dialog(), Some(&Dialog::Settings));
    let names = |window: &Window| {
        let drawing = window.session().derived().drawing().expect("a drawing");
        let own = entente::drawing::Role::OwnName;
        drawing.figures.iter().filter(|it| it.role == own).count()
    };
    assert_eq!(names(&window), 5);
    window.click("Names on the map: Own script");
    assert_eq!(names(&window), 0);
    window.click("Theme: Light");
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Light);
    window.click("Input device: Touchpad");
    window.click("Reduced motion");
    assert_eq!(window.harness.ctx.global_style().animation_time, 0.0);
    let role = egui::accesskit::Role::ComboBox;
    let scale = window
        .harness
        .get_by_role_and_label(role, "Interface scale");
    scale.click();
    window.settle();
    window.click("125 %");
    assert_eq!(window.harness.ctx.zoom_factor(), 1.25);

    let (kept, warnings) = Settings::load(&file);
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(kept, *window.session().settings());
    assert_eq!(kept.theme, ThemePreference::Light);
    assert_eq!(kept.names, NamesScript::Own);
    assert_eq!(kept.input_device, InputDevice::Touchpad);
    assert_eq!((kept.interface_scale, kept.reduced_motion), (1.25, true));

    let start = Start {
        settings: kept,
        ..Start::default()
    };
    let window = Window::started(1440.0, 900.0, egui::Theme::Light, start);
    assert_eq!(window.harness.ctx.zoom_factor(), 1.25, "from the start");
}

#[test]
fn two_fingers_move_the_map_and_a_wheel_zooms_it() {
    let mut window = Window::new();
    let map = window
        .harness
        .get_by_role_and_label(egui::accesskit::Role::Canvas, "Relations map")
        .rect();
    window.harness.hover_at(map.center());
    window.settle();
    for (unit, is_zoom) in [
        (egui::MouseWheelUnit::Point, false),
        (egui::MouseWheelUnit::Line, true),
    ] {
        let before = window.session().view().camera;
        window.harness.event(egui::Event::MouseWheel {
            unit,
            delta: egui::vec2(0.0, 2.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        window.settle();
        let after = window.session().view().camera;
        assert_eq!(after.zoom() != before.zoom(), is_zoom, "{unit:?}");
        assert_ne!(after, before, "{unit:?}");
    }
}

#[test]
fn the_hints_of_the_first_start_are_put_away_for_good() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("settings.ron");
    let first = |settings: Settings| Start {
        settings,
        settings_file: Some(file.clone()),
        ..Start::default()
    };
    let first_words = "Click a tie to see who says so.";
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        let start = first(Settings::default());
        let mut window = Window::started(width, height, egui::Theme::Dark, start);
        assert!(window.shows(first_words));
        assert!(window.shows_part("Ctrl+K finds every command"));
        assert_eq!(window.focused(), None, "they take no focus");
        let hint = window.named(first_words).rect();
        let map = window
            .harness
            .get_by_role_and_label(egui::accesskit::Role::Canvas, "Relations map")
            .rect();
        assert!(!map.intersects(hint), "they cover nothing");
        window.click("Got it");
        assert!(!window.shows(first_words));
    }
    let (kept, _) = Settings::load(&file);
    assert!(kept.hints_dismissed);
    let mut window = Window::started(1440.0, 900.0, egui::Theme::Dark, first(kept));
    assert!(!window.shows(first_words));
    window.click("Help");
    window.click("Show the hints again");
    assert!(window.shows(first_words));
}

#[test]
fn palette_sheet_and_settings_fit_small_windows() {
    for (width, height) in [(1024.0, 700.0), (512.0, 350.0)] {
        let mut window = Window::of(width, height, egui::Theme::Light);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        for (modifiers, key, names) in [
            (Modifiers::NONE, Key::F1, ["Search keys", "Close dialog"]),
            (
                Modifiers::COMMAND,
                Key::K,
                ["Command palette", "Open\u{2026}, File, Ctrl+O"],
            ),
            (
                Modifiers::COMMAND,
                Key::Comma,
                ["Theme: As the system", "Close dialog"],
            ),
        ] {
            window.press_with(modifiers, key);
            for name in names {
                let rect = window.named(name).rect();
                assert!(screen.contains_rect(rect), "{name} at {width}: {rect}");
            }
            window.press(Key::Escape);
        }
    }
}

#[test]
fn a_huge_paste_into_a_search_is_cut_off() {
    let mut window = Window::new();
    let paste = |window: &mut Window| {
        let words = "x".repeat(10_000_000);
        window.harness.event(egui::Event::Paste(words));
        window.settle();
    };
    window.click("Search claims");
    paste(&mut window);
    assert_eq!(window.session().filter().search().len(), 200);
    for (modifiers, key, field) in [
        (Modifiers::COMMAND, Key::K, "Command palette"),
        (Modifiers::NONE, Key::F1, "Search keys"),
    ] {
        window.press_with(modifiers, key);
        paste(&mut window);
        assert_eq!(window.value(field).map(|it| it.len()), Some(200), "{field}");
        window.press(Key::Escape);
    }
}

#[test]
fn the_tab_key_leaves_an_empty_path() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    assert_eq!(window.focused().as_deref(), Some("Path"));
    window.tab_some(1);
    window.settle();
    assert_eq!(window.focused().as_deref(), Some("Cancel"));
}
