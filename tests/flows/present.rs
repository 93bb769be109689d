//! The show: every key of it, what the audience sees, and that nothing of the editing
//! is touched by it.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Event, Key, KeyboardShortcut, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;
use entente::model::TieId;
use entente::session::{EvidenceOf, Show, ShowScreen};
use entente::ui::{ShowKeyInfo, show_key_table};

use crate::window::Window;

/// The program with a talk of four slides in a file, and a hidden one.
pub(crate) struct Talk {
    pub(crate) window: Window,
    pub(crate) folder: tempfile::TempDir,
}

/// The slides: the second has two reveals, one of the third is of an actor that was
/// deleted.
const SLIDES: &str = r#"    slides: [
        (
            id: "one",
            headline: "First finding",
            caption: "Said **plainly**.",
            notes: "Begin slowly.",
            view: (),
        ),
        (
            id: "two",
            headline: "Second finding",
            notes: "- One\n- Two",
            view: (),
            reveals: ["tie ISR-AZE", "actor SOCAR"],
        ),
        (
            id: "left-out",
            headline: "Left out",
            view: (),
            hidden: true,
        ),
        (
            id: "three",
            headline: "Third finding",
            view: (),
            emphasis: ["actor GONE", "tie ISR-AZE"],
            reveals: ["actor GONE"],
            footnotes: ["c1", "gone"],
        ),
        (
            id: "four",
            headline: "What is not known",
            view: (),
        ),
    ],
"#;

/// A scene with these slides.
fn scene_with(slides: &str) -> String {
    let scene = include_str!("../files/sample.ron");
    let body = scene.trim_end().strip_suffix(')').expect("it ends so");
    format!("{body}{slides})\n")
}

fn talk_of(text: &str, (width, height): (f32, f32)) -> Talk {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("talk.ron");
    std::fs::write(&path, text).expect("a file");
    let mut window = Window::starting(width, height, egui::Theme::Dark, Some(&path));
    window.until("it opens", |it| it.session().document().file().is_some());
    Talk { window, folder }
}

/// The talk, not yet begun.
pub(crate) fn talk() -> Talk {
    talk_of(&scene_with(SLIDES), (1440.0, 900.0))
}

/// The talk at the first slide.
fn begun() -> Talk {
    let mut talk = talk();
    talk.window.press(Key::F5);
    assert!(talk.window.session().show().is_some(), "F5 begins it");
    talk
}

fn show(window: &Window) -> &Show {
    window.session().show().expect("a show")
}

/// The slide and how much of it is revealed.
fn at(window: &Window) -> (usize, usize) {
    (show(window).at(), show(window).revealed())
}

fn screen(window: &Window) -> &ShowScreen {
    show(window).screen()
}

fn is_evidence(window: &Window) -> bool {
    matches!(screen(window), ShowScreen::Evidence { .. })
}

fn press(window: &mut Window, keys: &KeyboardShortcut) {
    window.press_with(keys.modifiers, keys.logical_key);
}

/// What one key does: from where, and whether it came to that.
struct Case {
    id: &'static str,
    before: fn(&mut Window),
    after: fn(&Window) -> bool,
}

const fn case(id: &'static str, before: fn(&mut Window), after: fn(&Window) -> bool) -> Case {
    Case { id, before, after }
}

fn nothing(_: &mut Window) {}

fn at_the_second(window: &mut Window) {
    window.press(Key::PageDown);
    window.press(Key::PageDown);
    assert_eq!(at(window), (1, 1), "a reveal of the second");
}

fn with_presenter(window: &mut Window) {
    window.press(Key::N);
    assert!(show(window).has_presenter(), "N opens it");
}

fn in_the_grid(window: &mut Window) {
    window.press(Key::G);
}

fn is_grid_at(window: &Window, chosen: usize) -> bool {
    *screen(window) == ShowScreen::Grid(chosen)
}

const CASES: &[Case] = &[
    case("show-next", nothing, |it| at(it) == (1, 0)),
    case("show-enter", nothing, |it| at(it) == (1, 0)),
    case("show-previous", at_the_second, |it| at(it) == (1, 0)),
    case("show-erase", at_the_second, |it| at(it) == (1, 0)),
    case("show-down", in_the_grid, |it| is_grid_at(it, 2)),
    case(
        "show-up",
        |it| {
            it.press(Key::End);
            it.press(Key::G);
        },
        |it| is_grid_at(it, 1),
    ),
    case("show-first", at_the_second, |it| at(it) == (0, 0)),
    case("show-last", nothing, |it| at(it) == (3, 0)),
    case("show-number", nothing, |it| show(it).number().is_some()),
    case("show-grid", nothing, |it| is_grid_at(it, 0)),
    case("show-evidence", nothing, is_evidence),
    case("show-mark", at_the_second, |it| show(it).marked().is_some()),
    case("show-mark-back", at_the_second, |it| {
        show(it).marked().is_some()
    }),
    case("show-black", nothing, |it| *screen(it) == ShowScreen::Black),
    case("show-white", nothing, |it| *screen(it) == ShowScreen::White),
    case("show-laser", nothing, |it| show(it).has_laser()),
    case("show-timer", nothing, |it| !show(it).timer().is_running()),
    case(
        "show-timer-reset",
        |it| {
            it.wait(std::time::Duration::from_secs(30));
            it.press(Key::T);
        },
        |it| show(it).timer().elapsed(it.session().now()).is_zero(),
    ),
    case("show-presenter", nothing, |it| show(it).has_presenter()),
    case("show-swap", with_presenter, |it| show(it).is_swapped()),
    case("show-full-screen", nothing, |_| true),
    case("show-keys", nothing, |it| show(it).is_listing_keys()),
    case("show-escape", nothing, |it| it.session().show().is_none()),
    case("show-leave", nothing, |it| it.session().show().is_none()),
];

/// Presses a key of the show and sees that it does what it is for.
fn carry_out(info: &ShowKeyInfo, binding: &str, keys: &KeyboardShortcut) {
    let case = CASES.iter().find(|case| case.id == info.id);
    let case = case.unwrap_or_else(|| panic!("no case for {binding}"));
    let mut talk = begun();
    (case.before)(&mut talk.window);
    if case.id == "show-full-screen" {
        assert!(fills_the_screen(&mut talk.window, keys), "{binding}");
        return;
    }
    press(&mut talk.window, keys);
    assert!((case.after)(&talk.window), "{binding} does nothing");
}

/// Whether the window is asked to fill the screen in the frame after these keys.
fn fills_the_screen(window: &mut Window, keys: &KeyboardShortcut) -> bool {
    window.harness.input_mut().events.push(Event::Key {
        key: keys.logical_key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: keys.modifiers,
    });
    window.run_unsettled(1);
    let output = window.harness.output();
    let mut commands = output.viewport_output.values().flat_map(|it| &it.commands);
    commands.any(|it| matches!(it, egui::ViewportCommand::Fullscreen(_)))
}

#[test]
fn every_key_of_the_show_does_what_it_says() {
    for info in show_key_table() {
        for (binding, keys) in info.bindings() {
            carry_out(&info, &binding, &keys);
        }
    }
}

/// One key, for `.ci/bindings`, which names it.
#[test]
#[ignore = "run by .ci/bindings with the binding that it is to look at"]
fn one_key() {
    let wanted = std::env::var("ENTENTE_CASE").expect("ENTENTE_CASE names a binding");
    for info in show_key_table() {
        for (binding, keys) in info.bindings() {
            if binding == wanted {
                carry_out(&info, &binding, &keys);
                return;
            }
        }
    }
    panic!("no key of the show is called {wanted}");
}

// The table of keys that clickers and presenters expect, row by row.

#[test]
fn page_down_right_space_and_enter_go_on() {
    for key in [Key::PageDown, Key::ArrowRight, Key::Space, Key::Enter] {
        let mut talk = begun();
        for expected in [(1, 0), (1, 1), (1, 2), (2, 0), (3, 0), (3, 0)] {
            talk.window.press(key);
            assert_eq!(at(&talk.window), expected, "{key:?}");
        }
    }
}

#[test]
fn page_up_left_and_backspace_go_back_the_same_way() {
    for key in [Key::PageUp, Key::ArrowLeft, Key::Backspace] {
        let mut talk = begun();
        talk.window.press(Key::End);
        for expected in [(2, 0), (1, 2), (1, 1), (1, 0), (0, 0), (0, 0)] {
            talk.window.press(key);
            assert_eq!(at(&talk.window), expected, "{key:?}");
        }
    }
}

#[test]
fn f5_begins_shift_f5_goes_on_where_one_was_and_a_clicker_ends_by_f5_or_escape() {
    let mut talk = begun();
    let window = &mut talk.window;
    window.press(Key::End);
    window.press(Key::F5);
    assert!(window.session().show().is_none(), "F5 ends it");
    window.press_with(Modifiers::SHIFT, Key::F5);
    assert_eq!(at(window), (3, 0), "Shift+F5 goes on there");
    window.press(Key::Escape);
    assert!(window.session().show().is_none(), "Esc ends it");
    window.press(Key::F5);
    assert_eq!(at(window), (0, 0), "F5 begins anew");
}

#[test]
fn b_and_the_dot_make_the_screen_black_and_the_next_key_brings_the_same_slide() {
    for key in [Key::B, Key::Period] {
        let mut talk = begun();
        let window = &mut talk.window;
        at_the_second(window);
        for back in [key, Key::PageDown, Key::Escape] {
            window.press(key);
            assert_eq!(*screen(window), ShowScreen::Black, "{key:?}");
            assert!(window.shows("Black screen"));
            window.press(back);
            assert_eq!(*screen(window), ShowScreen::Slide, "{back:?}");
            assert_eq!(at(window), (1, 1), "{back:?}");
        }
    }
}

#[test]
fn g_shows_all_slides_and_arrows_enter_or_a_click_choose() {
    let mut talk = begun();
    let window = &mut talk.window;
    window.press(Key::G);
    assert!(window.shows("Slide 4: What is not known"));
    assert!(
        !window.shows_part("Left out"),
        "a hidden slide is not there"
    );
    window.press(Key::ArrowRight);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowLeft);
    assert!(is_grid_at(window, 2), "{:?}", screen(window));
    window.press(Key::Enter);
    assert_eq!(at(window), (2, 0));
    window.press(Key::G);
    window.click("Slide 4: What is not known");
    assert_eq!(at(window), (3, 0));
    window.press(Key::G);
    window.press(Key::Escape);
    assert_eq!((screen(window), at(window)), (&ShowScreen::Slide, (3, 0)));
}

#[test]
fn k_or_holding_the_button_shows_a_laser_and_turns_no_page() {
    let mut talk = begun();
    let window = &mut talk.window;
    let middle = Pos2::new(900.0, 450.0);
    window.harness.hover_at(middle);
    window.run_unsettled(1);
    let reds = |window: &Window| count_reds(window);
    let without = reds(window);
    hold(window, middle, true);
    window.run_unsettled(2);
    assert!(
        reds(window) > without,
        "it is there while the button is held"
    );
    hold(window, middle, false);
    window.run_unsettled(2);
    assert_eq!(reds(window), without, "and then gone");
    window.press(Key::K);
    window.harness.hover_at(middle + egui::vec2(30.0, 10.0));
    window.run_unsettled(2);
    assert!(reds(window) > without, "K switches it on");
    window.wait(std::time::Duration::from_secs(5));
    assert_eq!(reds(window), without, "it fades by itself");
    assert_eq!(at(window), (0, 0));
}

fn hold(window: &Window, pos: Pos2, pressed: bool) {
    window.harness.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
}

/// How many filled circles of the laser's colour are painted.
fn count_reds(window: &Window) -> usize {
    let red = entente::drawing::ThemeName::Light.theme().window.error;
    let shapes = &window.harness.output().shapes;
    let is_red = |shape: &egui::Shape| match shape {
        egui::Shape::Circle(circle) => {
            let [r, g, b, a] = circle.fill.to_array();
            let share = f32::from(a) / 255.0;
            let is_near =
                |one: u8, other: u8| (f32::from(one) - f32::from(other) * share).abs() < 3.0;
            a > 0 && is_near(r, red.r) && is_near(g, red.g) && is_near(b, red.b)
        }
        _ => false,
    };
    shapes.iter().filter(|it| is_red(&it.shape)).count()
}

#[test]
fn f11_and_alt_enter_fill_the_screen_and_turn_no_page() {
    for (modifiers, key) in [(Modifiers::NONE, Key::F11), (Modifiers::ALT, Key::Enter)] {
        let mut talk = begun();
        let keys = KeyboardShortcut::new(modifiers, key);
        assert!(fills_the_screen(&mut talk.window, &keys), "{key:?}");
        assert_eq!(at(&talk.window), (0, 0));
    }
}

#[test]
fn a_number_and_enter_jump() {
    let mut talk = begun();
    let window = &mut talk.window;
    window.press(Key::Num3);
    assert!(window.shows("Slide 3"), "it is seen while it is typed");
    window.press(Key::Enter);
    assert_eq!(at(window), (2, 0));
    for key in [Key::Num9, Key::Num9, Key::Enter] {
        window.press(key);
    }
    assert_eq!(at(window), (3, 0), "beyond the last it is the last");
}

#[test]
fn e_shows_the_evidence_and_goes_back_to_the_very_step() {
    let mut talk = begun();
    let window = &mut talk.window;
    at_the_second(window);
    for back in [Key::E, Key::Escape, Key::PageUp, Key::PageDown] {
        window.press(Key::E);
        assert!(is_evidence(window), "{back:?}");
        assert!(window.shows_part("Trade exceeded 360 million dollars."));
        assert!(window.shows_part("fairly reliable source, possibly true"));
        assert!(window.shows_part("A. Writer, journalist"));
        assert!(
            !window.shows_part("The same was said"),
            "what is withdrawn is no evidence"
        );
        window.press(back);
        assert_eq!(*screen(window), ShowScreen::Slide, "{back:?}");
        assert_eq!(at(window), (1, 1), "{back:?}");
    }
    window.press(Key::PageDown);
    assert_eq!(at(window), (1, 2), "keys go on as before");
}

#[test]
fn tab_chooses_a_tie_and_e_shows_what_it_rests_on() {
    let mut talk = begun();
    let window = &mut talk.window;
    window.press(Key::Tab);
    let tie = TieId::new("ISR-AZE").expect("an id");
    assert_eq!(show(window).marked(), Some(&tie));
    window.press(Key::E);
    let of = match screen(window) {
        ShowScreen::Evidence { of, .. } => of.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(of, EvidenceOf::Tie(tie));
    window.press(Key::Escape);
    window.press(Key::PageDown);
    assert_eq!(show(window).marked(), None, "it goes with its slide");
}

#[test]
fn e_is_about_the_tie_under_the_pointer() {
    let mut talk = begun();
    let window = &mut talk.window;
    // Somewhere on the tie between the two states: it is looked for.
    let mut found = None;
    for y in 0..30 {
        let at = Pos2::new(1010.0, 150.0 + 20.0 * y as f32);
        window.harness.hover_at(at);
        window.run_unsettled(2);
        window.press(Key::E);
        if let ShowScreen::Evidence {
            of: EvidenceOf::Tie(tie),
            ..
        } = screen(window)
        {
            found = Some(tie.clone());
        }
        window.press(Key::Escape);
        if found.is_some() {
            break;
        }
    }
    assert_eq!(found, TieId::new("ISR-AZE").ok());
}

#[test]
fn a_stray_click_changes_nothing() {
    let mut talk = begun();
    let window = &mut talk.window;
    at_the_second(window);
    let scene = Arc::clone(&window.session().document().scene);
    let camera = window.session().view().camera;
    for prepare in [None, Some(Key::E), Some(Key::B)] {
        if let Some(key) = prepare {
            window.press(key);
        }
        let before = format!("{:?} {:?}", at(window), screen(window));
        for x in [5.0, 300.0, 720.0, 1000.0, 1435.0] {
            for button in [
                PointerButton::Primary,
                PointerButton::Secondary,
                PointerButton::Middle,
            ] {
                let pos = Pos2::new(x, 20.0 + x * 0.55);
                window.harness.hover_at(pos);
                for pressed in [true, false] {
                    window.harness.event(Event::PointerButton {
                        pos,
                        button,
                        pressed,
                        modifiers: Modifiers::NONE,
                    });
                }
                window.settle();
            }
        }
        let after = format!("{:?} {:?}", at(window), screen(window));
        assert_eq!(after, before);
        window.press(Key::Escape);
        if window.session().show().is_none() {
            window.press_with(Modifiers::SHIFT, Key::F5);
            assert_eq!(at(window), (1, 1), "it goes on at the same step");
        }
    }
    assert!(scene.is_copy_of(&window.session().document().scene));
    assert_eq!(window.session().view().camera, camera);
    assert_eq!(window.session().selection().focus(), None);
}

#[test]
fn leaving_restores_the_editing_view() {
    let mut talk = talk();
    let window = &mut talk.window;
    let tie = "tie, Israel and Azerbaijan, weight plus 0.85, 1 claim";
    window.click(tie);
    window.press_with(Modifiers::COMMAND, Key::Num0);
    window.press(Key::U);
    let before = editing(window);
    window.press(Key::F5);
    assert!(
        !window.shows("Relations map"),
        "nothing of the editing is seen"
    );
    assert!(!window.shows("File"), "no menu");
    for key in [
        Key::PageDown,
        Key::U,
        Key::X,
        Key::Delete,
        Key::E,
        Key::PageUp,
        Key::G,
        Key::Enter,
        Key::N,
        Key::S,
        Key::D,
    ] {
        window.press(key);
    }
    window.press(Key::F5);
    assert!(window.session().show().is_none());
    window.settle();
    assert_eq!(editing(window), before);
    assert!(window.shows("Relations map") && window.shows("File"));
}

/// What a person sees of the editing.
fn editing(window: &Window) -> String {
    let session = window.session();
    let view = session.view();
    format!(
        "{:?} {:?} {} {} {:?} {:?} {:?} {:?} {:?} {}",
        view.camera,
        view.canvas,
        view.is_showing_unknown,
        view.is_showing_evidence,
        view.as_of,
        session.filter(),
        session.selection(),
        session.settings(),
        session.focus(),
        session.history().len(),
    )
}

#[test]
fn what_is_being_typed_is_kept_when_a_show_begins() {
    let mut talk = talk();
    let window = &mut talk.window;
    let tie = "tie, Israel and Azerbaijan, weight plus 0.85, 1 claim";
    window.click(tie);
    window.press(Key::F2);
    window.type_text("Kept");
    window.press(Key::F5);
    assert!(window.session().show().is_some(), "F5 counts while typing");
    let tie = TieId::new("ISR-AZE").expect("an id");
    let tie = window.session().document().scene.ties.get(&tie);
    assert_eq!(tie.and_then(|tie| tie.label.as_deref()), Some("Kept"));
}

#[test]
fn the_step_is_announced_with_its_headline() {
    let mut talk = begun();
    let window = &mut talk.window;
    assert!(window.shows("Slide 1 of 4: First finding"));
    assert!(window.shows("Said plainly."), "the caption, without markup");
    window.press(Key::PageDown);
    window.press(Key::PageDown);
    assert!(window.shows("Slide 2 of 4, step 2 of 3: Second finding"));
}

#[test]
fn the_presenters_window_has_notes_the_next_slide_and_the_clock_and_buttons() {
    let mut talk = begun();
    let window = &mut talk.window;
    window.press(Key::N);
    assert!(window.shows_part("Begin slowly."));
    assert!(window.shows("NEXT: Second finding"));
    assert!(window.shows("1 of 4"));
    window.click("Next \u{2192}");
    assert_eq!(at(window), (1, 0));
    assert!(window.shows("NEXT REVEAL: Second finding"));
    assert!(window.shows("2 of 4 \u{b7} 2 reveals left"));
    assert!(window.shows("\u{2022} One"));
    window.click("B black");
    assert_eq!(*screen(window), ShowScreen::Black);
    assert!(window.shows_part("the screen is black"));
    window.click("\u{2190} Back");
    window.click("E evidence");
    assert!(is_evidence(window));
    window.press(Key::PageUp);
    window.click("S swap screens");
    assert!(show(window).is_swapped());
    window.press(Key::N);
    assert!(!show(window).has_presenter() && !show(window).is_swapped());
    window.press(Key::N);
    window.click("Esc end");
    assert!(window.session().show().is_none());
}

#[test]
fn a_planned_length_is_shown_and_a_stopped_clock_says_so() {
    let mut talk = talk();
    let window = &mut talk.window;
    window.run_command("planned length: 10 minutes");
    window.run_command("presenter window");
    window.press(Key::F5);
    assert!(
        show(window).has_presenter(),
        "it opens with the show by wish"
    );
    assert!(window.shows_part("of 10"));
    window.press(Key::T);
    assert!(window.shows_part("of 10, stopped"));
    window.press(Key::T);
    window.wait(std::time::Duration::from_secs(90));
    assert!(window.shows_part("01:3"), "a minute and a half have passed");
}

#[test]
fn the_keys_are_listed_in_the_show_and_in_the_sheet() {
    let mut talk = begun();
    let window = &mut talk.window;
    window.press(Key::F1);
    assert!(window.shows_part("Next step: PageDown"));
    window.press(Key::Escape);
    assert!(!show(window).is_listing_keys());
    window.press(Key::Escape);
    window.press(Key::F1);
    window.type_text("in the show");
    assert!(window.shows_part("Laser pointer: K"));
}

#[test]
fn without_slides_it_is_told_what_to_do() {
    let mut talk = talk_of(&scene_with(""), (1440.0, 900.0));
    let window = &mut talk.window;
    for modifiers in [Modifiers::NONE, Modifiers::SHIFT] {
        window.press_with(modifiers, Key::F5);
        assert!(window.session().show().is_none());
        let notices = window.notices();
        assert!(
            notices
                .iter()
                .any(|it| it.contains("New slide from this view")),
            "{notices:?}"
        );
    }
}

#[test]
fn a_slide_whose_actor_was_deleted_is_shown_without_it() {
    let mut talk = begun();
    let window = &mut talk.window;
    for key in [Key::Num3, Key::Enter] {
        window.press(key);
    }
    assert!(
        window.shows("Slide 3 of 4: Third finding"),
        "no step for it"
    );
    window.press(Key::E);
    assert!(window.shows_part("Trade exceeded"));
}

#[test]
fn a_show_of_500_slides_is_walked_through() {
    let slides: Vec<String> = (1..=500)
        .map(|number| format!("(id: \"s{number}\", headline: \"Finding {number}\", view: ())"))
        .collect();
    let text = scene_with(&format!("    slides: [{}],\n", slides.join(",\n")));
    let mut talk = talk_of(&text, (1024.0, 768.0));
    let window = &mut talk.window;
    window.press(Key::F5);
    for key in [Key::Num4, Key::Num9, Key::Num9, Key::Enter] {
        window.press(key);
    }
    window.press(Key::PageDown);
    assert!(window.shows("Slide 500 of 500: Finding 500"));
    window.press(Key::G);
    assert!(window.shows("Slide 500: Finding 500"));
    assert!(!window.shows("Slide 1: Finding 1"), "only some are in view");
    window.press(Key::Enter);
    assert_eq!(at(window), (499, 0));
}

#[test]
fn a_long_or_hostile_text_stays_on_the_screen() {
    let hostile = "\u{202e}<script>]]>&\u{5d9}\u{5e9}\u{5e8}\u{5d0}\u{5dc} ";
    let long = hostile.repeat(60);
    let slides = format!(
        "    slides: [(id: \"s\", headline: {long:?}, caption: {long:?}, notes: {long:?}, \
         view: (), emphasis: [\"tie ISR-AZE\"])],\n"
    );
    for size in [(1024.0, 768.0), (1920.0, 1080.0), (512.0, 384.0)] {
        let mut talk = talk_of(&scene_with(&slides), size);
        let window = &mut talk.window;
        for key in [Key::F5, Key::E, Key::PageDown, Key::N, Key::G, Key::F1] {
            window.press(key);
        }
        let screen = egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(size.0, size.1));
        let labels = window.harness.query_all_by_role(Role::Label);
        let inside = labels.filter(|it| screen.intersects(it.rect())).count();
        assert!(inside > 0, "{size:?}");
    }
}

#[test]
fn a_slide_takes_its_time_to_come_and_none_with_reduced_motion() {
    let is_moving = |window: &mut Window| {
        window.harness.input_mut().events.push(Event::Key {
            key: Key::PageDown,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        // One frame takes the step, the next begins to show it, and a quarter of a second
        // later it is still under way.
        window.run_unsettled(3);
        let output = window.harness.output();
        let root = output.viewport_output.get(&egui::ViewportId::ROOT);
        root.is_some_and(|it| it.repaint_delay.is_zero())
    };
    let mut moving = begun();
    assert!(is_moving(&mut moving.window), "it comes bit by bit");
    let mut talk = talk();
    talk.window.press_with(Modifiers::COMMAND, Key::Comma);
    talk.window.click("Reduced motion");
    talk.window.press(Key::Escape);
    talk.window.press(Key::F5);
    assert!(!is_moving(&mut talk.window), "it is there at once");
    assert_eq!(at(&talk.window), (1, 0));
}
