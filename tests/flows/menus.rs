//! Menus for what is right-clicked or has the focus.

use egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use entente::session::Dialog;

use crate::window::{ISR_AZE, Window};

const ISRAEL: &str = "actor, Israel, positive 1.15, negative 1.15, 4 ties";
const AZERBAIJAN: &str = "actor, Azerbaijan, positive 1.45, negative 0.00, 4 ties";

impl Window {
    fn right_click(&mut self, name: &str) {
        let place = self.middle_of(name);
        self.click_button(place, PointerButton::Secondary);
    }

    /// The row of the left panel for this actor.
    fn row_of(&self, actor: &str) -> egui::Pos2 {
        let role = egui::accesskit::Role::ListItem;
        let rows = self.harness.query_all_by_role(role);
        let mut rows = rows.filter(|row| {
            let label = row.accesskit_node().label().unwrap_or_default();
            label.starts_with(actor)
        });
        rows.next().expect("a row").rect().center()
    }

    fn closed(&mut self) {
        self.press(Key::Escape);
        assert!(!self.shows("Delete"), "the menu closed");
    }
}

#[test]
fn a_menu_of_an_actor_has_its_commands_with_their_keys() {
    let mut window = Window::new();
    window.right_click(ISRAEL);
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
    for words in [
        "Edit name or label",
        "Duplicate",
        "Pin",
        "Cut",
        "Copy",
        "Paste",
        "Delete",
    ] {
        assert!(window.shows(words), "{words}");
    }
    window.click("Pin");
    assert!(window.actor("ISR").is_pinned);
}

#[test]
fn a_menu_of_several_keeps_them_selected_and_aligns_them() {
    let mut window = Window::new();
    window.click(ISRAEL);
    let other = window.middle_of(AZERBAIJAN);
    window.click_at(other, Modifiers::COMMAND);
    window.right_click(ISRAEL);
    assert_eq!(window.all_selected().len(), 2, "both stay selected");
    window.click("Align");
    window.click("Top");
    assert_eq!(
        window.session().last_change(),
        Some("Align 2 actors at the top")
    );
}

#[test]
fn a_claim_an_actor_and_a_kind_in_the_panels_have_menus() {
    let mut window = Window::new();
    let row = window.row_of("Israel");
    window.click_button(row, PointerButton::Secondary);
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
    window.click("Put back to its place");
    window.closed();
    window.click(ISR_AZE);
    let card = {
        let scene = &window.session().document().scene;
        let claim = scene.claims.at(0).expect("c01");
        format!("claim {}: {}", claim.id, claim.statement)
    };
    window.right_click(&card);
    assert_eq!(window.selected_claim().as_deref(), Some("c01"));
    window.click("Edit claim\u{2026}");
    assert!(window.session().drafts().open_claim().is_some());
    let mut window = Window::new();
    window.right_click("Only Trade");
    window.click("Show only this kind");
    assert!(!window.session().filter().is_clear());
    // The chip above the map is called as what it shows, and so no longer alone.
    window.right_click("Only Energy");
    window.click_in_dialog("Clear filters");
    assert!(window.session().filter().is_clear());
}

#[test]
fn a_source_and_a_mark_of_the_chart_have_menus() {
    let mut window = Window::new();
    window.run_command("sources");
    assert_eq!(window.session().dialog(), Some(&Dialog::Sources));
    let title = window
        .session()
        .document()
        .scene
        .sources
        .at(0)
        .expect("one")
        .title
        .clone();
    let place = window
        .harness
        .query_all_by_label(&title)
        .last()
        .expect("shown");
    let place = place.rect().left_center() + egui::vec2(8.0, 0.0);
    window.click_button(place, PointerButton::Secondary);
    window.click("Show its text");
    assert!(window.session().desk().is_some());

    let mut window = Window::new();
    let name = window.tab_until(|name| name.starts_with("1 claim, supports, "));
    window.right_click(&name);
    assert!(window.selected_claim().is_some());
    assert!(window.shows("Edit claim\u{2026}"));
}

#[test]
fn the_menu_key_opens_the_menu_of_what_has_the_focus_and_escape_goes_back_to_it() {
    for (modifiers, key) in [(Modifiers::NONE, Key::Menu), (Modifiers::SHIFT, Key::F10)] {
        let mut window = Window::new();
        window.tab_to(ISRAEL);
        window.press_with(modifiers, key);
        assert!(window.shows("Put back to its place"));
        assert_eq!(window.focused().as_deref(), Some("Edit name or label"));
        window.press(Key::Escape);
        assert!(!window.shows("Put back to its place"));
        assert_eq!(window.selected().as_deref(), Some("actor ISR"));
        assert_eq!(
            window.focused().as_deref(),
            Some(ISRAEL),
            "the focus comes back"
        );
        // A line is carried out by Enter.
        window.press_with(modifiers, key);
        window.tab_to("Pin");
        window.press(Key::Enter);
        assert!(window.actor("ISR").is_pinned);

        let mut window = Window::new();
        window.click(ISR_AZE);
        window.press(Key::Enter);
        let card = window.tab_until(|name| name.starts_with("claim c"));
        window.press_with(modifiers, key);
        assert!(window.shows("Edit claim\u{2026}"), "{card}");
        assert_eq!(window.focused().as_deref(), Some("Edit claim\u{2026}"));
        window.press(Key::Escape);
        assert_eq!(window.focused(), Some(card));
    }
}

#[test]
fn a_press_that_closes_a_menu_does_nothing_on_the_map_beneath_it() {
    let mut window = Window::new();
    window.click(ISRAEL);
    let (nowhere, other) = (window.nowhere(), window.middle_of(AZERBAIJAN));
    let before = window.middle_of(ISRAEL);
    let open = |window: &mut Window, by_menu_bar: bool| {
        if by_menu_bar {
            let role = egui::accesskit::Role::Button;
            let menu = window.harness.get_by_role_and_label(role, "Actors");
            menu.click();
            window.settle();
            assert!(window.shows("New actor\u{2026}"));
        } else {
            window.right_click(ISRAEL);
            assert!(window.shows("Duplicate"));
        }
    };
    let is_open = |window: &Window| window.shows("New actor\u{2026}") || window.shows("Duplicate");
    for by_menu_bar in [true, false] {
        for place in [nowhere, other] {
            open(&mut window, by_menu_bar);
            window.click_at(place, Modifiers::NONE);
            assert!(!is_open(&window), "a click elsewhere closes it");
            assert_eq!(window.selected().as_deref(), Some("actor ISR"));

            open(&mut window, by_menu_bar);
            window.drag_in_steps(place, place + egui::vec2(80.0, 60.0), 4, |_| {});
            window.settle();
            assert!(!is_open(&window), "a drag elsewhere closes it");
            assert_eq!(window.selected().as_deref(), Some("actor ISR"));
            assert_eq!(window.middle_of(ISRAEL), before, "the map stays");
            assert_eq!(window.middle_of(AZERBAIJAN), other, "nothing was moved");

            open(&mut window, by_menu_bar);
            window.double_click(place);
            assert!(window.session().inline().is_none(), "nothing is written");
            window.click(ISRAEL);
            window.wait(std::time::Duration::from_secs(1));
        }
    }
    // What comes after it is meant.
    window.click_at(other, Modifiers::NONE);
    assert_eq!(window.selected().as_deref(), Some("actor AZE"));
}

#[test]
fn the_menu_of_a_note_speaks_of_its_text() {
    let mut window = Window::new();
    window.press_with(Modifiers::SHIFT, Key::N);
    window.type_text("beside");
    window.press(Key::Enter);
    window.right_click("note, beside");
    assert!(window.shows("Edit the text") && !window.shows("Edit name or label"));
    window.click("Edit the text");
    assert!(window.session().inline().is_some());
}

#[test]
fn a_right_click_elsewhere_while_a_menu_is_open_opens_the_menu_there() {
    let mut window = Window::new();
    window.right_click(ISRAEL);
    window.right_click(AZERBAIJAN);
    assert_eq!(window.selected().as_deref(), Some("actor AZE"));
    assert!(window.shows("Pin"));
    window.click("Pin");
    assert!(window.actor("AZE").is_pinned && !window.actor("ISR").is_pinned);
}

#[test]
fn every_menu_fits_a_small_window() {
    let (width, height) = (1024.0, 700.0);
    let mut window = Window::of(width, height, egui::Theme::Dark);
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
    for (menu, last) in [
        ("File", "Quit"),
        ("Edit", "Select all"),
        ("Actors", "Unpin"),
        ("Ties", "Lower the weight"),
        ("Claims", "Scene properties\u{2026}"),
        ("View", "Show everything"),
        ("Help", "About Entente\u{2026}"),
    ] {
        let role = egui::accesskit::Role::Button;
        let button = window.harness.get_by_role_and_label(role, menu);
        assert!(screen.contains_rect(button.rect()), "{menu}");
        button.click();
        window.settle();
        let line = window.harness.query_all_by_label(last).last().expect(last);
        assert!(screen.contains_rect(line.rect()), "{last}: {}", line.rect());
        window.press(Key::Escape);
    }
}

/// The menus of the bar, by a line that each of them alone has, in its order.
const BAR: [(&str, &str); 8] = [
    ("File", "Quit"),
    ("Edit", "Select all"),
    ("Actors", "New actor\u{2026}"),
    ("Ties", "Lower the weight"),
    ("Claims", "Scene properties\u{2026}"),
    ("View", "Actual size"),
    ("Present", "Check slides\u{2026}"),
    ("Help", "About Entente\u{2026}"),
];

/// The menus that are open.
fn open_menus(window: &Window) -> Vec<&'static str> {
    let open = BAR.iter().filter(|(_, line)| window.shows(line));
    open.map(|(menu, _)| *menu).collect()
}

#[test]
fn f10_and_the_arrow_keys_go_through_all_menus_and_escape_goes_back() {
    let mut window = Window::new();
    window.tab_to(ISRAEL);
    window.press(Key::F10);
    assert_eq!(window.focused().as_deref(), Some("File"));
    assert_eq!(open_menus(&window), [""; 0]);
    // Closed, the headings; open, the menus; round and round.
    window.press(Key::ArrowLeft);
    assert_eq!(window.focused().as_deref(), Some("Help"));
    window.press(Key::ArrowRight);
    assert_eq!(window.focused().as_deref(), Some("File"));
    window.press(Key::ArrowDown);
    assert_eq!(open_menus(&window), ["File"]);
    assert_eq!(window.focused().as_deref(), Some("New"));
    for at in 1..=BAR.len() {
        window.press(Key::ArrowRight);
        let menu = BAR[at % BAR.len()].0;
        assert_eq!(open_menus(&window), [menu]);
        let focused = window.focused().expect("its first line");
        assert!(BAR.iter().all(|(name, _)| *name != focused), "{focused}");
    }
    for at in (0..BAR.len()).rev() {
        window.press(Key::ArrowLeft);
        assert_eq!(open_menus(&window), [BAR[at].0]);
    }
    window.press(Key::ArrowDown);
    window.press(Key::Escape);
    assert_eq!(open_menus(&window), [""; 0]);
    assert_eq!(window.focused().as_deref(), Some("File"));
    window.press(Key::Escape);
    assert_eq!(window.focused().as_deref(), Some(ISRAEL));
    assert_eq!(window.selected().as_deref(), Some("actor ISR"));
    // F10 goes back as well, from a heading and from within a menu.
    for is_open in [false, true] {
        window.press(Key::F10);
        if is_open {
            window.press(Key::ArrowDown);
        }
        window.press(Key::F10);
        assert_eq!(open_menus(&window), [""; 0]);
        assert_eq!(window.focused().as_deref(), Some(ISRAEL));
    }
}

#[test]
fn a_line_carried_out_by_keys_gives_the_focus_back() {
    let mut window = Window::new();
    window.tab_to(ISRAEL);
    window.press(Key::F10);
    for _ in 0..2 {
        window.press(Key::ArrowRight);
    }
    window.press(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("New actor\u{2026}"));
    window.tab_to("Pin");
    window.press(Key::Enter);
    assert!(window.actor("ISR").is_pinned);
    assert_eq!(open_menus(&window), [""; 0]);
    let pinned = format!("{ISRAEL}, pinned");
    assert_eq!(window.focused(), Some(pinned));
}

#[test]
fn right_opens_further_lines_and_left_leads_back_before_they_change_the_menu() {
    let mut window = Window::new();
    window.press(Key::F10);
    for _ in 0..5 {
        window.press(Key::ArrowRight);
    }
    window.press(Key::ArrowDown);
    assert_eq!(open_menus(&window), ["View"]);
    window.tab_to("Panels");
    window.press(Key::ArrowRight);
    assert_eq!(open_menus(&window), ["View"]);
    let inner = window.focused().expect("a line");
    assert_ne!(inner, "Panels");
    window.press(Key::ArrowLeft);
    assert_eq!(window.focused().as_deref(), Some("Panels"));
    assert_eq!(open_menus(&window), ["View"]);
    window.press(Key::ArrowRight);
    assert_eq!(window.focused().as_deref(), Some(inner.as_str()));
    window.press(Key::ArrowRight);
    assert_eq!(open_menus(&window), ["Present"]);
}

#[test]
fn the_pointer_goes_from_an_open_menu_to_the_next_without_a_click() {
    let mut window = Window::new();
    let heading = |window: &Window, name: &str| {
        let role = egui::accesskit::Role::Button;
        window
            .harness
            .get_by_role_and_label(role, name)
            .rect()
            .center()
    };
    // Closed they stay closed.
    let places: Vec<egui::Pos2> = BAR.iter().map(|(menu, _)| heading(&window, menu)).collect();
    window.hover(places[0]);
    assert_eq!(open_menus(&window), [""; 0]);
    window.click_at(places[0], Modifiers::NONE);
    for (place, (menu, _)) in places.iter().zip(BAR) {
        window.hover(*place);
        assert_eq!(open_menus(&window), [menu]);
    }
    window.press(Key::Escape);
    assert_eq!(open_menus(&window), [""; 0]);
}
