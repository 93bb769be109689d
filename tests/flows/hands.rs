//! The table of what the pointer does, a test for each of its rows: with the
//! events of a real pointer, against the scene or the view.

use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use entente::drawing::MarkPlace;
use entente::file::settings::InputDevice;
use entente::geom::space::Camera;
use entente::model::{ActorId, Subject};
use entente::session::Tool;
use kurbo::Point;

use crate::canvas::{actor, steps, tie};
use crate::window::{ISR_AZE, Window};

#[test]
fn wheel() {
    let mut window = Window::new();
    let (before, pointer) = (camera(&window), window.nowhere());
    let seen = layout_point(&window, pointer);
    window.hover(pointer);
    window.scroll(Vec2::new(0.0, 2.0), MouseWheelUnit::Line, Modifiers::NONE);
    assert!(camera(&window).zoom() > before.zoom() * 1.05, "closer");
    let off = layout_point(&window, pointer) - seen;
    assert!(off.hypot() < 0.5, "what is under the pointer stays there");
    window.scroll(Vec2::new(0.0, -2.0), MouseWheelUnit::Line, Modifiers::NONE);
    assert!((camera(&window).zoom() - before.zoom()).abs() < 0.01);
}

#[test]
fn ctrl_and_wheel() {
    let mut window = Window::new();
    let (before, pointer) = (camera(&window), window.nowhere());
    let seen = layout_point(&window, pointer);
    window.hover(pointer);
    window.scroll(
        Vec2::new(0.0, 2.0),
        MouseWheelUnit::Line,
        Modifiers::COMMAND,
    );
    assert!(camera(&window).zoom() > before.zoom() * 1.05, "closer");
    assert!((layout_point(&window, pointer) - seen).hypot() < 0.5);
}

#[test]
fn touchpad_two_finger_and_pinch() {
    let mut window = Window::new();
    let pointer = window.nowhere();
    window.hover(pointer);
    let before = camera(&window);
    window.scroll(
        Vec2::new(-30.0, -50.0),
        MouseWheelUnit::Point,
        Modifiers::NONE,
    );
    let moved = (camera(&window).center() - before.center()) * before.zoom();
    assert!(
        (moved - kurbo::Vec2::new(30.0, 50.0)).hypot() < 1.0,
        "{moved:?}"
    );
    assert_eq!(camera(&window).zoom(), before.zoom());
    let seen = layout_point(&window, pointer);
    window.harness.event(Event::Zoom(1.5));
    window.settle();
    assert!((camera(&window).zoom() / before.zoom() - 1.5).abs() < 1e-6);
    assert!((layout_point(&window, pointer) - seen).hypot() < 0.5);
}

#[test]
fn touchpad_by_the_setting_where_its_unit_does_not_tell() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.click("Input device: Touchpad");
    window.press(Key::Escape);
    assert_eq!(
        window.session().settings().input_device,
        InputDevice::Touchpad
    );
    let pointer = window.nowhere();
    window.hover(pointer);
    let before = camera(&window);
    window.scroll(Vec2::new(0.0, 1.0), MouseWheelUnit::Line, Modifiers::NONE);
    assert_eq!(camera(&window).zoom(), before.zoom());
    assert!(camera(&window).center().y < before.center().y, "it moved");
}

#[test]
fn shift_and_wheel() {
    let mut window = Window::new();
    let pointer = window.nowhere();
    window.hover(pointer);
    let before = camera(&window);
    window.scroll(Vec2::new(0.0, -1.0), MouseWheelUnit::Line, Modifiers::SHIFT);
    let now = camera(&window);
    assert!(now.center().x > before.center().x, "{now:?}");
    assert_eq!(
        (now.center().y, now.zoom()),
        (before.center().y, before.zoom())
    );
}

#[test]
fn pan_by_space_and_drag() {
    let mut window = Window::new();
    // From an actor, which Space leaves alone, with either tool.
    for key in [Key::H, Key::V] {
        window.press(key);
        let (before, from) = (camera(&window), place(&window, "ISR"));
        window.move_pointer(from);
        window.key(Key::Space, true);
        window.drag(from, from + Vec2::new(60.0, 40.0));
        window.key(Key::Space, false);
        assert_panned(&window, before, Vec2::new(60.0, 40.0));
    }
    assert_eq!(steps(&window), 0);
}

#[test]
fn pan_by_middle_drag_and_by_right_drag() {
    let mut window = Window::new();
    for key in [Key::H, Key::V] {
        window.press(key);
        for button in [PointerButton::Middle, PointerButton::Secondary] {
            let (before, from) = (camera(&window), place(&window, "ISR"));
            window.drag_by(button, from, from + Vec2::new(30.0, 20.0));
            assert_panned(&window, before, Vec2::new(30.0, 20.0));
            assert!(!window.shows("Delete"), "a right drag opens no menu");
        }
    }
    assert_eq!((steps(&window), window.selected()), (0, None));
}

#[test]
fn left_drag_on_empty_editing() {
    let mut window = Window::new();
    window.press(Key::V);
    assert_eq!(window.session().hands().tool(), Tool::Select);
    let before = camera(&window);
    let (top, bottom) = around(&window, &["AZE", "IRN"]);
    window.drag(top, bottom);
    assert_eq!(selected(&window), ["actor AZE", "actor IRN", "tie AZE-IRN"]);
    assert_eq!(camera(&window), before, "the map stays");
    // Nothing within: nothing selected.
    let nowhere = window.nowhere();
    window.drag(nowhere, nowhere + Vec2::splat(12.0));
    assert!(selected(&window).is_empty());
}

#[test]
fn left_drag_on_empty_exploring() {
    let mut window = Window::new();
    let (before, from) = (camera(&window), window.nowhere());
    assert_eq!(window.session().hands().tool(), Tool::Hand, "at the start");
    window.drag(from, from + Vec2::new(-50.0, 25.0));
    assert_panned(&window, before, Vec2::new(-50.0, 25.0));
    window.press(Key::V);
    window.press(Key::H);
    let before = camera(&window);
    window.drag(from, from + Vec2::new(50.0, -25.0));
    assert_panned(&window, before, Vec2::new(50.0, -25.0));
}

#[test]
fn left_drag_on_empty_with_shift_exploring() {
    let mut window = Window::new();
    let before = camera(&window);
    window.click_at(place(&window, "ISR"), Modifiers::NONE);
    let (top, bottom) = around(&window, &["AZE", "IRN"]);
    window.drag_with(Modifiers::SHIFT, top, bottom);
    let held = ["actor AZE", "actor IRN", "tie AZE-IRN"];
    assert_eq!(selected(&window), held, "in the place of what was selected");
    window.click_at(place(&window, "ISR"), Modifiers::NONE);
    window.drag_with(Modifiers::SHIFT | Modifiers::COMMAND, top, bottom);
    assert_eq!(selected(&window).len(), 4, "besides");
    assert_eq!(camera(&window), before);
}

#[test]
fn click_shift_click_and_ctrl_click() {
    let mut window = Window::new();
    let [israel, iran, turkey] = ["ISR", "IRN", "TUR"].map(|id| place(&window, id));
    window.click_at(israel, Modifiers::NONE);
    assert_eq!(selected(&window), ["actor ISR"]);
    window.click_at(iran, Modifiers::NONE);
    assert_eq!(selected(&window), ["actor IRN"], "in its place");
    window.click_at(israel, Modifiers::SHIFT);
    window.click_at(israel, Modifiers::SHIFT);
    assert_eq!(selected(&window), ["actor IRN", "actor ISR"], "Shift adds");
    window.click_at(turkey, Modifiers::COMMAND);
    assert_eq!(selected(&window).len(), 3, "Ctrl adds");
    window.click_at(turkey, Modifiers::COMMAND);
    window.click_at(iran, Modifiers::COMMAND);
    assert_eq!(selected(&window), ["actor ISR"], "and lets go");
    let nowhere = window.nowhere();
    window.click_at(nowhere, Modifiers::NONE);
    assert!(selected(&window).is_empty());
}

#[test]
fn shift_and_ctrl_marquee() {
    let mut window = Window::new();
    window.press(Key::V);
    window.click_at(place(&window, "ISR"), Modifiers::NONE);
    let (top, bottom) = around(&window, &["IRN"]);
    window.drag_with(Modifiers::SHIFT, top, bottom);
    assert_eq!(selected(&window), ["actor ISR", "actor IRN"], "Shift adds");
    let (top, bottom) = around(&window, &["AZE", "IRN"]);
    window.drag_with(Modifiers::COMMAND, top, bottom);
    assert_eq!(
        selected(&window),
        ["actor ISR", "actor AZE", "tie AZE-IRN"],
        "Ctrl lets go of what was selected and adds what was not"
    );
}

#[test]
fn alt_and_left_drag_on_empty() {
    for tool in [Key::H, Key::V] {
        let mut window = Window::new();
        window.press(tool);
        let before = camera(&window);
        let iran = place(&window, "IRN");
        // Around Iran alone; the frame around this way holds Azerbaijan as well.
        let azerbaijan = place(&window, "AZE");
        let far = azerbaijan + Vec2::new(70.0, -60.0);
        let way = [
            Pos2::new(far.x, far.y),
            far + Vec2::new(0.0, 60.0),
            iran + Vec2::new(70.0, -60.0),
            iran + Vec2::new(70.0, 70.0),
            iran + Vec2::new(-70.0, 70.0),
            iran + Vec2::new(-70.0, -50.0),
            iran + Vec2::new(30.0, -70.0),
        ];
        window.draw(Modifiers::ALT, &way);
        assert_eq!(selected(&window), ["actor IRN"], "{tool:?}");
        assert_eq!(camera(&window), before);
        window.click_at(place(&window, "ISR"), Modifiers::NONE);
        window.draw(Modifiers::ALT | Modifiers::SHIFT, &way);
        assert_eq!(selected(&window), ["actor ISR", "actor IRN"], "Shift adds");
        window.draw(Modifiers::ALT | Modifiers::COMMAND, &way);
        assert_eq!(selected(&window), ["actor ISR"], "Ctrl toggles");
    }
}

#[test]
fn a_lasso_holds_a_tie_only_where_its_whole_line_is_within() {
    let mut window = Window::new();
    let [iran, azerbaijan] = ["IRN", "AZE"].map(|id| place(&window, id));
    let right = Vec2::new(75.0, 0.0);
    let up = Vec2::new(0.0, 75.0);
    let whole = [
        azerbaijan - up - right,
        azerbaijan - up + right,
        iran + up + right,
        iran + up - right,
        azerbaijan - right,
    ];
    window.draw(Modifiers::ALT, &whole);
    assert_eq!(selected(&window), ["actor AZE", "actor IRN", "tie AZE-IRN"]);
    // Around both discs, past the middle of the line between them.
    let middle = azerbaijan + (iran - azerbaijan) * 0.5;
    let beside = middle + Vec2::new(200.0, 0.0);
    let apart = [
        azerbaijan - up - right,
        azerbaijan - up + right,
        beside,
        iran + up + right,
        iran + up - right,
        iran - up * 0.6 - right,
        iran - up * 0.6 + right * 0.6,
        beside - Vec2::new(60.0, 0.0),
        azerbaijan + up * 0.6 + right * 0.6,
        azerbaijan + up * 0.6 - right,
    ];
    window.draw(Modifiers::ALT, &apart);
    assert_eq!(selected(&window), ["actor AZE", "actor IRN"]);
}

#[test]
fn marquee_includes_ties() {
    let mut window = Window::new();
    window.press(Key::V);
    let (top, bottom) = around(&window, &["AZE", "IRN"]);
    window.click("Frames take actors");
    window.drag(top, bottom);
    assert_eq!(selected(&window), ["tie AZE-IRN"]);
    window.click("Frames take actors");
    window.click("Frames take ties");
    window.drag(top, bottom);
    assert_eq!(selected(&window), ["actor AZE", "actor IRN"]);
    assert!(window.is_said_selected("Frames take actors"));
    assert!(!window.is_said_selected("Frames take ties"));
    // With the other tool the switches are out of the way; what they say holds.
    window.press(Key::H);
    assert!(!window.shows("Frames take ties"));
    window.drag_with(Modifiers::SHIFT, top, bottom);
    assert_eq!(selected(&window), ["actor AZE", "actor IRN"]);
}

#[test]
fn drag_a_selected_node() {
    let mut window = Window::new();
    window.click_at(place(&window, "ISR"), Modifiers::NONE);
    window.click_at(place(&window, "AZE"), Modifiers::SHIFT);
    let from = place(&window, "ISR");
    window.key(Key::Space, false);
    window.drag(from, from + Vec2::new(44.0, 61.0));
    assert_eq!(steps(&window), 1, "one step");
    let offset = |id| actor(window.session(), id).offsets.map.expect("moved");
    assert_eq!(offset("ISR"), offset("AZE"));
    assert_eq!(actor(window.session(), "IRN").offsets.map, None);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(actor(window.session(), "ISR").offsets.map, None);
    assert_eq!(actor(window.session(), "AZE").offsets.map, None);
}

#[test]
fn shift_while_dragging() {
    let mut window = Window::new();
    let from = place(&window, "ISR");
    window.press_pointer(from);
    window
        .harness
        .event(Event::ModifiersChanged(Modifiers::SHIFT));
    window.move_pointer(from + Vec2::new(10.0, 30.0));
    window.move_pointer(from + Vec2::new(160.0, 40.0));
    let moved = place(&window, "ISR") - from;
    assert!((moved.x - 160.0).abs() < 8.0 && moved.y == 0.0, "{moved}");
    // The longer way decides, as long as the hand is on its way.
    window.move_pointer(from + Vec2::new(20.0, 90.0));
    let moved = place(&window, "ISR") - from;
    assert!((moved.y - 90.0).abs() < 8.0 && moved.x == 0.0, "{moved}");
    window
        .harness
        .event(Event::ModifiersChanged(Modifiers::NONE));
    window.move_pointer(from + Vec2::new(21.0, 91.0));
    assert!(
        (place(&window, "ISR") - from).x > 10.0,
        "until it is let go of"
    );
    window.release_pointer(from + Vec2::new(21.0, 91.0));
    assert_eq!(steps(&window), 1);
}

#[test]
fn space_while_dragging() {
    let mut window = Window::new();
    let (from, beside) = (place(&window, "ISR"), place(&window, "IRN"));
    // Almost level with Iran.
    let to = Pos2::new(from.x + 30.0, beside.y + 4.0);
    window.press_pointer(from);
    window.move_pointer(from + (to - from) * 0.5);
    window.move_pointer(to);
    assert!(
        (place(&window, "ISR").y - beside.y).abs() < 0.01,
        "it snaps"
    );
    window.key(Key::Space, true);
    assert!((place(&window, "ISR").y - to.y).abs() < 0.01, "it is free");
    window.key(Key::Space, false);
    assert!((place(&window, "ISR").y - beside.y).abs() < 0.01);
    window.key(Key::Space, true);
    window.release_pointer(to);
    window.key(Key::Space, false);
    assert!(
        (place(&window, "ISR").y - to.y).abs() < 0.01,
        "as it was left"
    );
    assert_eq!(
        (steps(&window), selected(&window)),
        (1, vec!["actor ISR".to_owned()])
    );
}

#[test]
fn snapping_is_switched_off_in_the_settings() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.click("Snap to alignment");
    window.press(Key::Escape);
    assert!(!window.session().settings().snapping);
    let (from, beside) = (place(&window, "ISR"), place(&window, "IRN"));
    let to = Pos2::new(from.x + 30.0, beside.y + 4.0);
    window.drag(from, to);
    assert!((place(&window, "ISR").y - to.y).abs() < 0.01);
}

#[test]
fn alt_and_drag_a_node() {
    let mut window = Window::new();
    window.click_at(place(&window, "ISR"), Modifiers::NONE);
    window.click_at(place(&window, "AZE"), Modifiers::SHIFT);
    let (before, from) = (place(&window, "AZE"), place(&window, "ISR"));
    let way = Vec2::new(-20.0, 77.0);
    window.move_pointer(from);
    window
        .harness
        .event(Event::ModifiersChanged(Modifiers::ALT));
    window.button(from, PointerButton::Primary, true, Modifiers::ALT);
    window.move_pointer(from + way * 0.5);
    assert_eq!(window.session().document().scene.actors.len(), 5, "not yet");
    // Free, so that it lies where the pointer lets go of it.
    window.key(Key::Space, true);
    window.move_pointer(from + way);
    window.button(from + way, PointerButton::Primary, false, Modifiers::ALT);
    window
        .harness
        .event(Event::ModifiersChanged(Modifiers::NONE));
    window.key(Key::Space, false);
    window.settle();
    let scene = &window.session().document().scene;
    assert_eq!(
        (scene.actors.len(), scene.ties.len()),
        (7, 11),
        "with their tie"
    );
    assert_eq!(steps(&window), 1);
    assert_eq!(place(&window, "AZE"), before, "what is copied stays");
    let copies: Vec<String> = (window.session().selection().actors())
        .map(ToString::to_string)
        .collect();
    assert_eq!(copies.len(), 2, "the copies are selected");
    let off = place(&window, &copies[0]) - (from + way);
    assert!(off.length() < 2.0, "{off}");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.session().document().scene.actors.len(), 5);
}

#[test]
fn a_pinned_actor_is_not_dragged_and_says_why() {
    let mut window = Window::new();
    let from = place(&window, "ISR");
    window.click_at(from, Modifiers::NONE);
    window.press(Key::P);
    let pinned = steps(&window);
    window.drag(from, from + Vec2::new(90.0, 40.0));
    assert!(window.notices().join(" ").contains("pinned"));
    assert_eq!((steps(&window), place(&window, "ISR")), (pinned, from));
    // Of several, the others go.
    window.click_at(place(&window, "IRN"), Modifiers::SHIFT);
    let iran = place(&window, "IRN");
    window.drag(iran, iran + Vec2::new(33.0, 57.0));
    assert_eq!(place(&window, "ISR"), from);
    assert!(place(&window, "IRN").distance(iran) > 50.0);
}

#[test]
fn new_tie() {
    let mut window = Window::new();
    let handle = window.handle_of(ISRAEL, "Israel");
    window.drag(handle, place(&window, "AZE"));
    assert_eq!(selected(&window), ["tie ISR-AZE-2"]);
    let handle = window.handle_of(
        "actor, Israel, positive 1.15, negative 1.15, 5 ties",
        "Israel",
    );
    let nowhere = window.nowhere();
    window.drag(handle, nowhere);
    assert!(window.shows_part("New actor, tied to Israel"));
    window.type_text("Georgia");
    window.press(Key::Enter);
    assert_eq!(tie(window.session(), "ISR-GEO").from.as_str(), "ISR");
    assert!(place(&window, "GEO").distance(nowhere) < 4.0);
    assert_eq!(steps(&window), 2);
}

#[test]
fn new_tie_no_drag() {
    let mut window = Window::new();
    window.press(Key::T);
    assert!(window.shows_part("click the actor that it comes from"));
    window.click_at(place(&window, "KAZ"), Modifiers::NONE);
    assert!(window.shows_part("New tie from Kazakhstan"));
    window.click_at(place(&window, "IRN"), Modifiers::NONE);
    assert_eq!(selected(&window), ["tie KAZ-IRN"]);
    assert!(!window.shows_part("New tie from"), "one tie, and it ends");
    window.click_at(place(&window, "ISR"), Modifiers::NONE);
    assert_eq!(selected(&window), ["actor ISR"], "a click selects again");
    assert_eq!(steps(&window), 1);
}

#[test]
fn new_tie_no_drag_ctrl_chains() {
    let mut window = Window::new();
    window.press(Key::T);
    for (id, keys) in [
        ("ISR", Modifiers::NONE),
        ("TUR", Modifiers::COMMAND),
        ("AZE", Modifiers::COMMAND),
        ("KAZ", Modifiers::NONE),
    ] {
        window.click_at(place(&window, id), keys);
    }
    assert_eq!(made(&window), ["ISR-TUR-2", "TUR-AZE", "AZE-KAZ-2"]);
    assert!(!window.shows_part("New tie from"));
}

#[test]
fn new_tie_no_drag_shift_fans_out() {
    let mut window = Window::new();
    window.press(Key::T);
    for (id, keys) in [
        ("IRN", Modifiers::NONE),
        ("TUR", Modifiers::SHIFT),
        ("KAZ", Modifiers::SHIFT),
        ("AZE", Modifiers::NONE),
    ] {
        window.click_at(place(&window, id), keys);
    }
    assert_eq!(made(&window), ["IRN-TUR", "IRN-KAZ-2", "IRN-AZE"]);
}

#[test]
fn new_tie_no_drag_esc_or_an_empty_click_aborts() {
    let mut window = Window::new();
    for is_key in [true, false] {
        window.press(Key::T);
        window.click_at(place(&window, "ISR"), Modifiers::NONE);
        assert!(window.shows_part("New tie from Israel"));
        // Itself is no target.
        window.click_at(place(&window, "ISR"), Modifiers::NONE);
        assert!(window.shows_part("New tie from Israel"));
        if is_key {
            window.press(Key::Escape);
        } else {
            let nowhere = window.nowhere();
            window.click_at(nowhere, Modifiers::NONE);
        }
        assert!(window.session().hands().tying().is_none());
    }
    assert_eq!(steps(&window), 0);
}

#[test]
fn while_a_tie_is_drawn_tab_goes_round_the_actors() {
    let mut window = Window::new();
    window.press(Key::F6);
    let first = window.focused();
    window.press(Key::T);
    window.press(Key::Enter);
    assert!(window.shows_part("New tie from Israel"));
    let mut stops = vec![first.clone()];
    let count = window.session().document().scene.actors.len();
    for _ in 0..count {
        window.press(Key::Tab);
        stops.push(window.focused());
    }
    let is_actor = |stop: &Option<String>| {
        let name = stop.as_deref();
        name.is_some_and(|name| name.starts_with("actor, "))
    };
    assert!(stops.iter().all(is_actor), "{stops:?}");
    assert_eq!(stops.last(), Some(&first), "once round: {stops:?}");
    stops.pop();
    stops.sort();
    stops.dedup();
    assert_eq!(stops.len(), count, "each of them: {stops:?}");
    window.press_with(Modifiers::SHIFT, Key::Tab);
    assert!(is_actor(&window.focused()), "and back from the first");
    assert_ne!(window.focused(), first);
    window.press(Key::Enter);
    assert!(window.session().hands().tying().is_none());
    assert_eq!(made(&window).len(), 1, "the tie was drawn");
    // Then Tab leaves the map again after what is last on it.
    window.tab_until(|name| name.starts_with("Hand"));
}

#[test]
fn t_with_two_actors_selected_ties_them() {
    let mut window = Window::new();
    window.click_at(place(&window, "KAZ"), Modifiers::NONE);
    window.click_at(place(&window, "ISR"), Modifiers::SHIFT);
    window.press(Key::T);
    assert_eq!(selected(&window), ["tie KAZ-ISR"]);
    assert!(window.session().hands().tying().is_none());
}

#[test]
fn re_aim_a_tie() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let end = window.middle_of("Lead the tie with Israel away from Azerbaijan");
    window.drag(end, place(&window, "KAZ"));
    let led = tie(window.session(), "ISR-AZE");
    assert_eq!((led.from.as_str(), led.to.as_str()), ("ISR", "KAZ"));
    let end = window.middle_of("Lead the tie with Kazakhstan away from Israel");
    window.drag(end, place(&window, "IRN"));
    assert_eq!(tie(window.session(), "ISR-AZE").from.as_str(), "IRN");
    assert_eq!(steps(&window), 2);
    assert_eq!(
        window.session().last_change(),
        Some("Lead Israel \u{2013} Kazakhstan elsewhere")
    );
}

/// The name of the first mark whose name begins so.
fn name_starting(window: &Window, start: &str) -> String {
    let names = By::new().predicate(|node| {
        let name = node.label();
        name.is_some_and(|name| name.starts_with(start))
    });
    let root = window.harness.root();
    let node = root.query_all(names).next().expect(start);
    node.accesskit_node().label().expect("its name")
}

#[test]
fn the_end_that_is_dragged_is_the_one_that_is_led_in_either_order_of_the_actors() {
    // Turkey stands after Azerbaijan in the scene, and the tie runs to Azerbaijan.
    for (held, to, expected) in [
        (
            "Lead the tie with Turkey away from Azerbaijan",
            "KAZ",
            ("TUR", "KAZ"),
        ),
        (
            "Lead the tie with Azerbaijan away from Turkey",
            "KAZ",
            ("KAZ", "AZE"),
        ),
    ] {
        let mut window = Window::new();
        let name = name_starting(&window, "tie, Turkey to Azerbaijan");
        window.click(&name);
        let end = window.middle_of(held);
        let near = if expected.0 == "TUR" { "AZE" } else { "TUR" };
        let far = if near == "AZE" { "TUR" } else { "AZE" };
        let from = |actor: &str| place(&window, actor).distance(end);
        assert!(from(near) < from(far), "it stands at the end that it leads");
        window.drag(end, place(&window, to));
        let led = tie(window.session(), "AZE-TUR");
        assert_eq!((led.from.as_str(), led.to.as_str()), expected);
    }
}

#[test]
fn the_handle_for_new_ties_steps_aside_for_the_ends_of_the_selected_tie() {
    let mut window = Window::new();
    for tie in [
        "Israel and Azerbaijan",
        "Israel to Kazakhstan",
        "Turkey to Azerbaijan",
    ] {
        let mut ends = Vec::new();
        let (left, right) = tie
            .split_once(" and ")
            .or_else(|| tie.split_once(" to "))
            .expect("two");
        window.press(Key::Escape);
        let name = name_starting(&window, &format!("tie, {tie}"));
        window.click(&name);
        for (at, other) in [(left, right), (right, left)] {
            ends.push((
                at,
                window.middle_of(&format!("Lead the tie with {other} away from {at}")),
            ));
        }
        for (at, _) in &ends {
            let disc = name_starting(&window, &format!("actor, {at}"));
            window.move_pointer(window.middle_of(&disc));
            let handle = window.named(&format!("Draw a tie from {at}")).rect();
            for (_, end) in &ends {
                assert!(
                    !handle.contains(*end),
                    "{tie}: the handle of {at} covers an end"
                );
            }
        }
    }
}

#[test]
fn re_aim_a_tie_in_vain() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let end = window.middle_of("Lead the tie with Israel away from Azerbaijan");
    // To itself: refused, and told.
    window.drag(end, place(&window, "ISR"));
    assert!(window.notices().join(" ").contains("not the same one"));
    // On nothing, and back where it was.
    let nowhere = window.nowhere();
    window.drag(end, nowhere);
    window.drag(end, place(&window, "AZE"));
    // Given up.
    window.press_pointer(end);
    window.move_pointer(place(&window, "KAZ"));
    window.press(Key::Escape);
    window.release_pointer(place(&window, "KAZ"));
    let tie = tie(window.session(), "ISR-AZE");
    assert_eq!((tie.from.as_str(), tie.to.as_str()), ("ISR", "AZE"));
    assert_eq!(
        (steps(&window), selected(&window)),
        (0, vec!["tie ISR-AZE".to_owned()])
    );
}

#[test]
fn the_end_of_a_tie_that_is_out_of_view_has_no_handle() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let end = "Lead the tie with Israel away from Azerbaijan";
    assert!(window.shows(end));
    let nowhere = window.nowhere();
    window.drag(nowhere, nowhere - egui::vec2(0.0, 2_000.0));
    assert!(!window.shows(end));
}

#[test]
fn double_click_empty() {
    let mut window = Window::new();
    let nowhere = window.nowhere();
    window.double_click(nowhere);
    window.type_text("OPEC");
    window.press(Key::Enter);
    assert_eq!(selected(&window), ["actor OPEC"]);
    assert!(place(&window, "OPEC").distance(nowhere) < 4.0);
}

#[test]
fn on_a_new_map_actors_stand_where_they_were_pointed_to() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::N);
    window.settle();
    let map = window.named("Relations map").rect();
    let mut others: Vec<(&str, Pos2)> = Vec::new();
    for (name, id, across, down) in [
        ("Alpha", "ALPHA", 0.35, 0.4),
        ("Beta", "BETA", 0.8, 0.7),
        ("Gamma", "GAMMA", 0.45, 0.6),
        ("Delta", "DELTA", 0.6, 0.3),
    ] {
        let pos = map.left_top() + egui::vec2(map.width() * across, map.height() * down);
        window.double_click(pos);
        window.type_text(name);
        window.press(Key::Enter);
        // Places are kept to a hundredth of a degree.
        let off = place(&window, id).distance(pos);
        assert!(off < 2.0, "{name} stands {off} off");
        for (other, before) in &others {
            // North may turn a little about the new one, for the map is of all of them.
            let moved = place(&window, other).distance(*before);
            let most = before.distance(pos) * 0.2;
            assert!(moved < most, "{name} moves {other} by {moved} of {most}");
        }
        others.push((id, pos));
        for (id, pos) in &mut others {
            *pos = place(&window, id);
        }
    }
}

#[test]
fn a_state_that_n_adds_stands_where_it_lies_and_is_in_view() {
    for file in [Key::F12, Key::N] {
        let mut window = Window::new();
        window.press_with(Modifiers::COMMAND, file);
        window.settle();
        for (name, id, lon) in [("Ukraine", "UKR", 31.2), ("Chad", "TCD", 18.6)] {
            window.press(Key::N);
            window.type_text(name);
            window.press(Key::Enter);
            let scene = &window.session().document().scene;
            let actor = scene.actors.get(&ActorId::new(id).expect("an id"));
            let place = actor.and_then(|actor| actor.place).expect("a place");
            assert!((place.lon_deg() - lon).abs() < 1.5, "{name}: {place:?}");
            window.run_unsettled(60);
            let pos = self::place(&window, id);
            let map = window.named("Relations map").rect();
            assert!(map.contains(pos), "{name} at {pos}, {map}");
        }
    }
}

#[test]
fn double_click_tie_or_actor() {
    let mut window = Window::new();
    window.double_click(place(&window, "ISR"));
    window.type_text("Medinat");
    window.press(Key::Enter);
    assert_eq!(actor(window.session(), "ISR").name, "Medinat");
    let chip = window.middle_of("tie, Turkey and Kazakhstan, unknown, 0 claims");
    window.double_click(chip);
    window.type_text("Council");
    window.press(Key::Enter);
    let label = tie(window.session(), "TUR-KAZ").label;
    assert_eq!(label.as_deref(), Some("Council"));
}

#[test]
fn right_click() {
    let mut window = Window::new();
    window.click_at(place(&window, "IRN"), Modifiers::NONE);
    window.click_button(place(&window, "ISR"), PointerButton::Secondary);
    assert_eq!(selected(&window), ["actor ISR"], "what is there, first");
    window.click_in_dialog("Delete");
    assert_eq!(window.session().document().scene.actors.len(), 4);
    // A selection that it is part of stays, and the menu is for all of it.
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.click_at(place(&window, "IRN"), Modifiers::NONE);
    window.click_at(place(&window, "ISR"), Modifiers::SHIFT);
    window.click_button(place(&window, "ISR"), PointerButton::Secondary);
    window.click_in_dialog("Delete");
    assert_eq!(window.session().document().scene.actors.len(), 3);
}

#[test]
fn tools_are_clicked_and_take_no_room_from_a_window_without_any() {
    let mut window = Window::new();
    window.click("Select");
    assert_eq!(window.session().hands().tool(), Tool::Select);
    window.click("New tie");
    assert!(window.session().hands().tying().is_some());
    window.click("Hand");
    assert_eq!(window.session().hands().tool(), Tool::Hand);
    assert!(window.session().hands().tying().is_none());
    window.harness.set_size(Vec2::new(300.0, 120.0));
    window.settle();
    assert!(!window.shows("Hand"));
}

const ISRAEL: &str = "actor, Israel, positive 1.15, negative 1.15, 4 ties";

fn camera(window: &Window) -> Camera {
    window.session().view().camera
}

/// What is selected, in the order in which it was.
fn selected(window: &Window) -> Vec<String> {
    let subjects = window.session().selection().subjects().iter();
    subjects.map(Subject::to_string).collect()
}

/// The ties that were made since the start, by their ids.
fn made(window: &Window) -> Vec<String> {
    let ties = window.session().document().scene.ties.iter().skip(10);
    ties.map(|tie| tie.id.to_string()).collect()
}

/// A point of the screen in layout units.
fn layout_point(window: &Window, pos: Pos2) -> Point {
    let map = window.named("Relations map").rect();
    let view = window.session().view();
    let point = Point::new(f64::from(pos.x - map.left()), f64::from(pos.y - map.top()));
    view.camera.layout_from_screen(view.canvas.to_rect()) * point
}

/// The middle of an actor's disc on screen.
fn place(window: &Window, id: &str) -> Pos2 {
    let subject = Subject::Actor(ActorId::new(id).expect("an id"));
    let drawing = window.session().derived().drawing().expect("a drawing");
    let mark = drawing.marks.iter().find(|mark| mark.subject == subject);
    let MarkPlace::Disc { center, .. } = mark.expect("it is drawn").place else {
        panic!("{id} has a disc");
    };
    let map = window.named("Relations map").rect();
    let view = window.session().view();
    let on_map = view.camera.screen_from_layout(view.canvas.to_rect()) * center;
    map.left_top() + Vec2::new(on_map.x as f32, on_map.y as f32)
}

/// Two corners of a frame around these actors, both on nothing.
fn around(window: &Window, ids: &[&str]) -> (Pos2, Pos2) {
    let places = ids.iter().map(|id| place(window, id));
    let around = places
        .map(|place| egui::Rect::from_center_size(place, Vec2::splat(140.0)))
        .reduce(|all, one| all.union(one))
        .expect("some actors");
    (around.right_top(), around.left_bottom())
}

#[track_caller]
fn assert_panned(window: &Window, before: Camera, by: Vec2) {
    let now = camera(window);
    let moved = (before.center() - now.center()) * before.zoom();
    let off = moved - kurbo::Vec2::new(f64::from(by.x), f64::from(by.y));
    assert!(off.hypot() < 1.0, "by {moved:?}, not by {by}");
    assert_eq!(now.zoom(), before.zoom(), "it only moved");
}

impl Window {
    /// Presses or releases a key.
    fn key(&mut self, key: Key, pressed: bool) {
        self.harness.event(Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        self.harness.run_steps(3);
    }

    /// Drags with the left button.
    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.drag_by(PointerButton::Primary, from, to);
    }

    /// Drags with this button.
    pub(crate) fn drag_by(&mut self, button: PointerButton, from: Pos2, to: Pos2) {
        self.move_pointer(from);
        self.button(from, button, true, Modifiers::NONE);
        for part in [0.4, 0.8, 1.0] {
            self.move_pointer(from + (to - from) * part);
        }
        self.button(to, button, false, Modifiers::NONE);
        self.settle();
        // The next press is no double click.
        self.wait(std::time::Duration::from_secs(1));
    }

    /// Drags along this way with keys held.
    fn draw(&mut self, modifiers: Modifiers, way: &[Pos2]) {
        let (first, last) = (way[0], way[way.len() - 1]);
        self.move_pointer(first);
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.button(first, PointerButton::Primary, true, modifiers);
        for ends in way.windows(2) {
            for part in [0.25, 0.5, 0.75, 1.0] {
                self.move_pointer(ends[0] + (ends[1] - ends[0]) * part);
            }
        }
        self.button(last, PointerButton::Primary, false, modifiers);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    /// Turns the wheel, or moves fingers on a touchpad.
    fn scroll(&mut self, delta: Vec2, unit: MouseWheelUnit, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.harness.event(Event::MouseWheel {
            unit,
            delta,
            phase: egui::TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers,
        });
        // A turn of the wheel runs out over several frames.
        self.harness.run_steps(8);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }
}

#[test]
fn another_tie_between_the_same_two_is_told() {
    let mut window = Window::new();
    window.click(ISRAEL);
    let azerbaijan = place(&window, "AZE");
    window.click_at(azerbaijan, Modifiers::SHIFT);
    window.press(Key::T);
    let told = window.notices().join(" ");
    assert!(
        told.contains("a tie between Israel and Azerbaijan already"),
        "{told}"
    );
}
