//! Every key and every command: by table, and the rows of the table of keys of
//! `notes/users_and_interaction.md`, section 4.2, each by its name.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, KeyboardShortcut, Modifiers};
use entente::model::Scene;
use entente::session::{Dialog, Inline, Session};
use entente::ui::{CommandInfo, command_table};

use crate::command_cases::{CASES, Case, Changes, clipboard_event};
use crate::window::{ISR_AZE, Window};

/// How long a command may take to be seen to do something.
const PATIENCE: Duration = Duration::from_secs(4);
/// The same where the system is asked, which is not there.
const OUTSIDE: Duration = Duration::from_secs(30);

/// The program as far as commands change it.
struct Seen {
    scene: Arc<Scene>,
    words: String,
}

impl Seen {
    /// What of the program this aspect is.
    fn of(session: &Session, changes: Changes) -> Self {
        let view = session.view();
        let words = match changes {
            Changes::Scene | Changes::Outside => String::new(),
            Changes::Document => session.derived().document_revision().to_string(),
            Changes::Selection => format!("{:?}", session.selection()),
            Changes::View => format!(
                "{:?} {} {} {:?}",
                view.camera, view.is_showing_unknown, view.is_showing_evidence, view.as_of
            ),
            Changes::Filter => format!("{:?}", session.filter()),
            Changes::HandingOut => format!("{:?}", session.handing_out().map(|it| &it.name)),
            Changes::Dialog => format!("{:?}", session.dialog()),
            Changes::Desk => format!("{:?}", session.desk().map(|desk| desk.tab)),
            Changes::Form => {
                let form = session.drafts().open_claim();
                format!("{:?}", form.map(|draft| &draft.form))
            }
            Changes::Inline => format!("{:?}", session.inline()),
            Changes::Comparison => session.comparison().is_some().to_string(),
            Changes::Settings => format!("{:?}", session.settings()),
            Changes::Hands => {
                let hands = session.hands();
                format!("{:?} {:?} {:?}", hands.tool(), hands.takes(), hands.tying())
            }
            Changes::Spotlight => format!("{:?} {:?}", session.focus(), session.path()),
            Changes::Below => format!("{:?}", session.browsed()),
            Changes::Slide => format!("{:?}", session.chosen_slide().map(|it| &it.id)),
            Changes::Show => format!("{} {}", session.show().is_some(), session.wants_presenter()),
        };
        Self {
            scene: Arc::clone(&session.document().scene),
            words,
        }
    }

    fn differs(&self, other: &Self) -> bool {
        !self.scene.is_copy_of(&other.scene) || self.words != other.words
    }
}

/// What the program asked of the world outside in its last frame.
fn asks_outside(window: &Window) -> bool {
    let output = window.harness.output();
    let viewports = output.viewport_output.values();
    let asked = viewports.flat_map(|it| &it.commands).any(|command| {
        !matches!(
            command,
            egui::ViewportCommand::Title(_) | egui::ViewportCommand::CursorVisible(_)
        )
    });
    asked
        || !output.platform_output.commands.is_empty()
        || window.notices().iter().any(|it| it.contains("file dialog"))
}

/// Whether what a command is to change changes, sooner or later.
fn changes(window: &mut Window, case: &Case, before: &Seen) -> bool {
    let patience = if case.changes == Changes::Outside {
        OUTSIDE
    } else {
        PATIENCE
    };
    let since = Instant::now();
    // Under the mutation run nothing comes of it, and nobody wants to wait.
    let is_unbound = std::env::var_os("ENTENTE_UNBOUND").is_some();
    let patience = if is_unbound {
        Duration::from_millis(1_500)
    } else {
        patience
    };
    loop {
        window.run_unsettled(1);
        let now = Seen::of(window.session(), case.changes);
        let is_so = match case.changes {
            Changes::Outside => asks_outside(window),
            _ => before.differs(&now),
        };
        if is_so || since.elapsed() > patience {
            return is_so;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn press_keys(window: &mut Window, keys: &KeyboardShortcut) {
    for pressed in [true, false] {
        window.harness.input_mut().events.push(Event::Key {
            key: keys.logical_key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: keys.modifiers,
        });
    }
}

/// Carries a command out by each of its keys, as a person does, or by the palette
/// where it has none, and sees that it changes what it is to change.
fn carry_out(command: &CommandInfo, case: &Case) {
    let only = std::env::var("ENTENTE_CASE").ok();
    for (binding, keys) in command.bindings() {
        if only.as_ref().is_some_and(|only| *only != binding) {
            continue;
        }
        let mut prepared = (case.prepare)();
        let before = Seen::of(prepared.window.session(), case.changes);
        match clipboard_event(command.id) {
            Some(event) => prepared.window.harness.input_mut().events.push(event),
            None => press_keys(&mut prepared.window, &keys),
        }
        // A text that is pasted comes with its keys: it asks for no clipboard.
        let is_pasted = command.id == "paste";
        let case = Case {
            changes: if is_pasted {
                Changes::Dialog
            } else {
                case.changes
            },
            ..*case
        };
        let before = if is_pasted {
            Seen::of(prepared.window.session(), case.changes)
        } else {
            before
        };
        assert!(
            changes(&mut prepared.window, &case, &before),
            "{binding} changes nothing of {:?}: {:?}",
            case.changes,
            prepared.window.notices()
        );
    }
    if command.keys.is_empty() && only.is_none() {
        assert!(
            command.is_in_palette,
            "{} cannot be carried out",
            command.id
        );
        let mut prepared = (case.prepare)();
        let window = &mut prepared.window;
        let before = Seen::of(window.session(), case.changes);
        window.press_with(Modifiers::COMMAND, Key::K);
        let name = match command.submenu {
            Some(menu) => format!("{menu}: {}", command.name),
            None => command.name.to_owned(),
        };
        // Some are called by what they would do now, and found by other words.
        window.type_text(match command.id {
            "update-view" => "update",
            _ => command.name,
        });
        let row = format!("{name}, {}", command.section);
        if window.shows(&row) {
            window.named(&row).click();
        } else {
            press_keys(window, &KeyboardShortcut::new(Modifiers::NONE, Key::Enter));
        }
        window.run_unsettled(1);
        let is_gone = window.session().dialog() != Some(&Dialog::Palette);
        assert!(is_gone, "{} was not carried out", command.id);
        assert!(
            changes(window, case, &before),
            "{} changes nothing of {:?}: {:?}",
            command.id,
            case.changes,
            window.notices()
        );
    }
}

/// Carries out every command under this heading.
fn carry_out_section(section: &str) {
    let commands: Vec<CommandInfo> = command_table().filter(|it| it.section == section).collect();
    assert!(!commands.is_empty(), "{section}");
    for command in commands {
        let case = CASES.iter().find(|case| case.id == command.id);
        carry_out(
            &command,
            case.unwrap_or_else(|| panic!("no case for {}", command.id)),
        );
    }
}

#[test]
fn every_command_under_file_does_what_it_says() {
    carry_out_section("File");
}

#[test]
fn every_command_under_edit_does_what_it_says() {
    carry_out_section("Edit");
}

#[test]
fn every_command_under_actors_does_what_it_says() {
    carry_out_section("Actors");
}

#[test]
fn every_command_under_ties_does_what_it_says() {
    carry_out_section("Ties");
}

#[test]
fn every_command_under_claims_does_what_it_says() {
    carry_out_section("Claims");
}

#[test]
fn every_command_under_slides_does_what_it_says() {
    carry_out_section("Slides");
}

#[test]
fn every_command_under_present_does_what_it_says() {
    carry_out_section("Present");
}

#[test]
fn every_command_under_view_does_what_it_says() {
    carry_out_section("View");
}

#[test]
fn every_command_under_help_does_what_it_says() {
    carry_out_section("Help");
}

#[test]
fn every_command_has_a_name_a_description_and_a_case_and_every_heading_a_test() {
    let tested = [
        "File", "Edit", "Actors", "Ties", "Claims", "Slides", "View", "Present", "Help",
    ];
    for command in command_table() {
        assert!(!command.name.trim().is_empty(), "{}", command.id);
        assert!(command.description.ends_with('.'), "{}", command.id);
        let cases = CASES.iter().filter(|case| case.id == command.id);
        assert_eq!(cases.count(), 1, "cases of {}", command.id);
        assert!(tested.contains(&command.section), "{}", command.section);
    }
    for case in CASES {
        let is_there = command_table().any(|command| command.id == case.id);
        assert!(is_there, "{} is no command", case.id);
    }
}

/// The case of one binding, for `.ci/bindings`, which names it.
#[test]
#[ignore = "run by .ci/bindings with the binding that it is to look at"]
fn one_binding() {
    let wanted = std::env::var("ENTENTE_CASE").expect("ENTENTE_CASE names a binding");
    let command = command_table().find(|command| {
        let mut bindings = command.bindings();
        bindings.any(|(binding, _)| binding == wanted)
    });
    let command = command.expect("there is such a binding");
    let case = CASES.iter().find(|case| case.id == command.id);
    carry_out(&command, case.expect("it has a case"));
}

#[test]
fn ctrl_z_ctrl_y_and_ctrl_shift_z() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::D);
    for (modifiers, key) in [
        (Modifiers::COMMAND, Key::Y),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::Z),
    ] {
        window.press_with(Modifiers::COMMAND, Key::Z);
        assert_eq!(window.session().history().len(), 0);
        window.press_with(modifiers, key);
        assert_eq!(window.session().history().len(), 1);
    }
}

#[test]
fn ctrl_a_ctrl_c_ctrl_x_ctrl_v_ctrl_d_delete_and_backspace() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::A);
    assert_eq!(window.session().selection().subjects().len(), 15);
    let text = window.clip(Event::Copy).expect("copied");
    window.press_with(Modifiers::COMMAND, Key::D);
    assert_eq!((window.counts().0, window.counts().1), (10, 20));
    for key in [Key::Delete, Key::Backspace] {
        window.press_with(Modifiers::COMMAND, Key::A);
        window.press(key);
        assert_eq!((window.counts().0, window.counts().1), (0, 0));
        window.clip(Event::Paste(text.clone()));
        assert_eq!((window.counts().0, window.counts().1), (5, 10));
    }
    window.press_with(Modifiers::COMMAND, Key::A);
    assert!(window.clip(Event::Cut).is_some());
    assert_eq!(window.counts().0, 0);
}

#[test]
fn f2() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::F2);
    assert!(matches!(window.session().inline(), Some(Inline::Tie(_))));
}

#[test]
fn esc_one_level_back() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    // Abort what a hand is doing.
    let from = window.middle_of_part("actor, Israel, ");
    window.press_pointer(from);
    window.move_pointer(from + egui::vec2(80.0, 0.0));
    window.press(Key::Escape);
    window.release_pointer(from + egui::vec2(80.0, 0.0));
    assert_eq!(window.actor("ISR").offsets.map, None);
    window.click(ISR_AZE);
    // Close an editor.
    window.press(Key::F2);
    window.press(Key::Escape);
    assert_eq!(window.session().inline(), None);
    // Close a form; then let go.
    window.press(Key::C);
    assert!(window.session().drafts().open_claim().is_some());
    window.press(Key::Escape);
    assert!(window.session().drafts().open_claim().is_none());
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    window.press(Key::Escape);
    assert_eq!(window.selected(), None);
}

#[test]
fn arrows_and_shift_arrows() {
    for (key, x, y) in [
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowUp, 0.0, -1.0),
        (Key::ArrowDown, 0.0, 1.0),
    ] {
        for (modifiers, units) in [(Modifiers::NONE, 1.0), (Modifiers::SHIFT, 15.0)] {
            let mut window = Window::new();
            let place = window.middle_of_part("actor, Israel, ");
            window.click_at(place, Modifiers::NONE);
            window.press_with(modifiers, key);
            let offset = window.actor("ISR").offsets.map.expect("it was moved");
            assert_eq!(
                (offset.dx(), offset.dy()),
                (x * units, y * units),
                "{key:?}"
            );
        }
    }
}

#[test]
fn shift_1_shift_2_and_shift_0() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let all = window.session().view().camera;
    window.press_with(Modifiers::SHIFT, Key::Num2);
    let one = window.session().view().camera;
    assert!(one.zoom() > all.zoom());
    window.press_with(Modifiers::SHIFT, Key::Num0);
    assert_eq!(window.session().view().camera.zoom(), 1.0);
    window.press_with(Modifiers::SHIFT, Key::Num1);
    assert_eq!(window.session().view().camera, all);
}

#[test]
fn ctrl_equals_ctrl_minus_and_ctrl_0() {
    let mut window = Window::new();
    let zoom = |window: &Window| window.session().view().camera.zoom();
    let before = zoom(&window);
    window.press_with(Modifiers::COMMAND, Key::Equals);
    assert!(zoom(&window) > before);
    window.press_with(Modifiers::COMMAND, Key::Minus);
    window.press_with(Modifiers::COMMAND, Key::Minus);
    assert!(zoom(&window) < before);
    window.press_with(Modifiers::COMMAND, Key::Num0);
    assert_eq!(zoom(&window), 1.0);
    assert_eq!(window.harness.ctx.zoom_factor(), 1.0, "the interface stays");
}

#[test]
fn command_palette_and_a_list_of_keys_with_a_search() {
    let mut window = Window::new();
    for (modifiers, key, dialog) in [
        (Modifiers::COMMAND, Key::K, Dialog::Palette),
        (
            Modifiers::COMMAND | Modifiers::SHIFT,
            Key::P,
            Dialog::Palette,
        ),
        (Modifiers::NONE, Key::F1, Dialog::Keys),
    ] {
        window.press_with(modifiers, key);
        assert_eq!(window.session().dialog(), Some(&dialog));
        window.press(Key::Escape);
        assert_eq!(window.session().dialog(), None);
    }
}

#[test]
fn d_m_and_alt_d() {
    use entente::model::{TieDirection, TieId};
    let mut window = Window::new();
    window.click(ISR_AZE);
    let tie = |window: &Window| {
        let ties = &window.session().document().scene.ties;
        let id = TieId::new("ISR-AZE").expect("an id");
        ties.get(&id).expect("there").clone()
    };
    window.press(Key::D);
    assert_eq!(tie(&window).direction, TieDirection::Directed);
    window.press_with(Modifiers::ALT, Key::D);
    assert_eq!(tie(&window).from.as_str(), "AZE");
    window.press(Key::M);
    assert_eq!(tie(&window).direction, TieDirection::Mutual);
}

#[test]
fn p_and_alt_p() {
    let mut window = Window::new();
    let place = window.middle_of_part("actor, Israel, ");
    window.click_at(place, Modifiers::NONE);
    window.press(Key::P);
    assert!(window.actor("ISR").is_pinned);
    assert!(window.shows_part("4 ties, pinned"), "it is said");
    window.press_with(Modifiers::ALT, Key::P);
    assert!(!window.actor("ISR").is_pinned);
}

#[test]
fn v_and_h() {
    use entente::session::Tool;
    let mut window = Window::new();
    for (key, tool) in [(Key::V, Tool::Select), (Key::H, Tool::Hand)] {
        window.press(key);
        assert_eq!(window.session().hands().tool(), tool);
    }
}

#[test]
fn ctrl_f() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(window.session().dialog(), Some(&Dialog::Search));
    window.type_text("kazakhstan");
    window.press(Key::Enter);
    assert_eq!(window.selected().as_deref(), Some("actor KAZ"));
}

#[test]
fn digits_plus_and_minus() {
    let mut window = Window::new();
    let place = window.middle_of_part("actor, Israel, ");
    window.click_at(place, Modifiers::NONE);
    let depth = |window: &Window| window.session().focus().map(|it| it.depth);
    let digits = [
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
    ];
    for (number, key) in (0..).zip(digits) {
        window.press(key);
        assert_eq!(depth(&window), Some(number), "{key:?}");
    }
    window.press(Key::Minus);
    assert_eq!(depth(&window), Some(8));
    window.press(Key::Plus);
    assert_eq!(depth(&window), Some(9));
    window.press(Key::Escape);
    assert_eq!(depth(&window), None);
    assert_eq!(
        window.selected().as_deref(),
        Some("actor ISR"),
        "that stays"
    );
}

/// Tab is for the keyboard's focus; panels have keys of their own.
#[test]
fn tab_moves_the_focus_and_ctrl_1_2_3_show_and_hide_panels() {
    let mut window = Window::new();
    window.tab_to(ISR_AZE);
    let settings = window.session().settings();
    assert!(settings.left_panel.is_open && settings.right_panel.is_open);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        window.press_with(Modifiers::COMMAND, key);
    }
    let settings = window.session().settings();
    let open = [
        settings.left_panel.is_open,
        settings.right_panel.is_open,
        settings.bottom_panel.is_open,
    ];
    assert_eq!(open, [false; 3]);
}

/// Of every command that has a key without Ctrl or Alt that types something, none is
/// carried out while a text field has the focus.
#[test]
fn single_letters_never_while_a_text_field_has_the_focus() {
    let types = |keys: &KeyboardShortcut| {
        let is_function = (Key::F1..=Key::F35).contains(&keys.logical_key);
        !keys.modifiers.command
            && !keys.modifiers.alt
            && !is_function
            && keys.logical_key != Key::Escape
    };
    let plain: Vec<(String, KeyboardShortcut)> = command_table()
        .flat_map(|command| command.bindings().collect::<Vec<_>>())
        .filter(|(_, keys)| types(keys))
        .collect();
    assert!(plain.len() > 20, "{plain:?}");
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.click("Only Trade");
    // On the map and in a panel.
    for field in ["inline", "search"] {
        if field == "inline" {
            window.press(Key::F2);
        } else {
            window.press(Key::Escape);
            window.click("Search claims");
        }
        assert!(window.harness.ctx.text_edit_focused(), "{field}");
        let before = everything(&window);
        for (binding, keys) in &plain {
            press_keys(&mut window, keys);
            window.settle();
            assert!(
                window.harness.ctx.text_edit_focused(),
                "{binding} in {field}"
            );
            assert_eq!(everything(&window), before, "{binding} in {field}");
        }
        window.press(Key::Escape);
    }
}

/// All that commands change, in words.
fn everything(window: &Window) -> String {
    let session = window.session();
    let all = [
        Changes::Document,
        Changes::Selection,
        Changes::View,
        Changes::Dialog,
        Changes::Desk,
        Changes::Form,
        Changes::Inline,
        Changes::Comparison,
        Changes::Settings,
        Changes::Hands,
        Changes::Spotlight,
        Changes::Below,
        Changes::Slide,
    ];
    let words = all.map(|of| Seen::of(session, of).words);
    let filter = session.filter().is_clear();
    format!("{} {filter} {}", session.history().len(), words.join(" "))
}
