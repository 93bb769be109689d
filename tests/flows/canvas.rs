//! Editing with the pointer and the keyboard on the canvas, as a person does it.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2};
use entente::model::{ActorId, Subject, TieId, TieState};
use entente::session::Session;

use crate::window::{ISR_AZE, Window};

pub(crate) const ISRAEL: &str = "actor, Israel, positive 1.15, negative 1.15, 4 ties";
const AZERBAIJAN: &str = "actor, Azerbaijan, positive 1.45, negative 0.00, 4 ties";
const TUR_KAZ: &str = "tie, Turkey and Kazakhstan, unknown, 0 claims";

pub(crate) fn tie(session: &Session, id: &str) -> entente::model::Tie {
    let id = TieId::new(id).expect("an id");
    let tie = session.document().scene.ties.get(&id);
    tie.expect("the tie is there").clone()
}

pub(crate) fn actor(session: &Session, id: &str) -> entente::model::Actor {
    let id = ActorId::new(id).expect("an id");
    let actor = session.document().scene.actors.get(&id);
    actor.expect("the actor is there").clone()
}

pub(crate) fn steps(window: &Window) -> usize {
    window.session().history().len()
}

#[test]
fn a_dragged_actor_moves_in_one_step_and_its_place_stays() {
    let mut window = Window::new();
    let place = actor(window.session(), "ISR").place;
    let from = window.middle_of(ISRAEL);
    window.drag_in_steps(from, from + Vec2::new(120.0, -60.0), 12, |_| {});
    assert_eq!(steps(&window), 1, "twelve movements are one step");
    let moved = actor(window.session(), "ISR");
    assert_eq!(moved.place, place);
    let offset = moved.offsets.map.expect("it was moved");
    let zoom = window.session().view().camera.zoom();
    assert!((offset.dx() * zoom - 120.0).abs() < 1.0, "{offset:?}");
    assert!((offset.dy() * zoom + 60.0).abs() < 1.0, "{offset:?}");
    let now = window.middle_of(ISRAEL);
    assert!((now - from - Vec2::new(120.0, -60.0)).length() < 2.0);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(actor(window.session(), "ISR").offsets.map, None);
    assert_eq!(window.notices(), ["Undone: move Israel"]);
    assert!(!window.session().document().is_changed());
}

#[test]
fn escape_puts_a_dragged_actor_back() {
    let mut window = Window::new();
    let from = window.middle_of(ISRAEL);
    window.press_pointer(from);
    window.move_pointer(from + Vec2::new(80.0, 0.0));
    assert!(actor(window.session(), "ISR").offsets.map.is_some());
    window.press(Key::Escape);
    assert_eq!(actor(window.session(), "ISR").offsets.map, None);
    window.move_pointer(from + Vec2::new(160.0, 0.0));
    window.release_pointer(from + Vec2::new(160.0, 0.0));
    assert_eq!(actor(window.session(), "ISR").offsets.map, None);
    assert_eq!(steps(&window), 0);
}

#[test]
fn a_drag_that_something_else_ends_does_not_move_on() {
    let mut window = Window::new();
    let from = window.middle_of(ISRAEL);
    window.press_pointer(from);
    window.move_pointer(from + Vec2::new(80.0, 0.0));
    let moved = actor(window.session(), "ISR").offsets.map;
    assert!(moved.is_some());
    window.press(Key::U);
    assert_eq!(steps(&window), 1, "the key kept what the drag showed");
    window.move_pointer(from + Vec2::new(90.0, 0.0));
    window.release_pointer(from + Vec2::new(90.0, 0.0));
    assert_eq!(actor(window.session(), "ISR").offsets.map, moved);
    assert_eq!(steps(&window), 1);
}

#[test]
fn a_tie_is_drawn_from_the_handle_to_another_actor() {
    let mut window = Window::new();
    let before = window.session().document().scene.ties.len();
    let handle = window.handle_of(ISRAEL, "Israel");
    let target = window.middle_of(AZERBAIJAN);
    window.drag_in_steps(handle, target, 6, |_| {});
    assert_eq!(window.session().document().scene.ties.len(), before + 1);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE-2"));
    let made = tie(window.session(), "ISR-AZE-2");
    assert!(
        matches!(made.state, TieState::Unknown { .. }),
        "unknown is not zero"
    );
    assert_eq!(steps(&window), 1);
}

#[test]
fn a_tie_let_go_of_on_nothing_offers_a_new_actor_there() {
    let mut window = Window::new();
    let handle = window.handle_of(ISRAEL, "Israel");
    let nothing = window.nowhere();
    window.drag_in_steps(handle, nothing, 6, |_| {});
    assert_eq!(steps(&window), 0, "nothing is made before it has a name");
    window.type_text("Georgia");
    window.press(Key::Enter);
    let scene = &window.session().document().scene;
    assert_eq!((scene.actors.len(), scene.ties.len()), (6, 11));
    assert_eq!(steps(&window), 1, "actor and tie are one step");
    let made = actor(window.session(), "GEO");
    assert!(made.place.is_some(), "it stands where the pointer was");
    assert_eq!(made.iso.as_deref(), Some("GEO"), "a state is recognised");
    assert_eq!(tie(window.session(), "ISR-GEO").from.as_str(), "ISR");
    let found = window.middle_of_part("actor, Georgia");
    assert!(found.distance(nothing) < 4.0, "{found} is not {nothing}");
}

#[test]
fn a_double_click_on_nothing_adds_an_actor_and_escape_does_not() {
    let mut window = Window::new();
    let nothing = window.nowhere();
    window.double_click(nothing);
    assert!(window.shows("New actor"));
    window.type_text("SOCAR");
    window.press(Key::Escape);
    assert!(!window.shows("New actor"));
    assert_eq!(window.session().document().scene.actors.len(), 5);
    window.double_click(nothing);
    window.type_text("SOCAR");
    window.press(Key::Enter);
    assert_eq!(window.selected().as_deref(), Some("actor SOCAR"));
    assert_eq!(steps(&window), 1);
}

#[test]
fn a_name_without_letters_is_refused_in_place_and_nothing_is_lost() {
    let mut window = Window::new();
    window.click(ISRAEL);
    window.press(Key::F2);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::Backspace);
    window.press(Key::Enter);
    assert!(window.shows_part("may not be empty"), "the field says why");
    assert_eq!(actor(window.session(), "ISR").name, "Israel");
    window.paste(&"x".repeat(10_000));
    window.press(Key::Enter);
    assert!(window.shows_part("at most 200 characters, this has 10000"));
    assert_eq!(actor(window.session(), "ISR").name, "Israel");
    assert_eq!(steps(&window), 0);
}

#[test]
fn names_and_labels_are_edited_where_they_stand() {
    let mut window = Window::new();
    let disc = window.middle_of(ISRAEL);
    window.double_click(disc);
    window.type_text("Medinat");
    window.press(Key::Enter);
    assert_eq!(actor(window.session(), "ISR").name, "Medinat");
    let chip = window.middle_of(TUR_KAZ);
    window.double_click(chip);
    window.type_text("Turkic Council");
    window.press(Key::Enter);
    let label = tie(window.session(), "TUR-KAZ").label;
    assert_eq!(label.as_deref(), Some("Turkic Council"));
    assert_eq!(steps(&window), 2);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(actor(window.session(), "ISR").name, "Israel");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(actor(window.session(), "ISR").name, "Medinat");
    window.press_with(Modifiers::COMMAND, Key::Y);
    assert!(tie(window.session(), "TUR-KAZ").label.is_some());
}

#[test]
fn the_wheel_on_the_chip_of_the_selected_tie_changes_its_weight_in_one_step() {
    let mut window = Window::new();
    let chip = window.middle_of(ISR_AZE);
    let zoom = window.session().view().camera.zoom();
    window.hover(chip);
    window.wheel(1.0);
    window.settle();
    assert_ne!(
        window.session().view().camera.zoom(),
        zoom,
        "it zooms until selected"
    );
    window.press_with(Modifiers::SHIFT, Key::Num1);
    window.click(ISR_AZE);
    let zoom = window.session().view().camera.zoom();
    let chip = window.middle_of(ISR_AZE);
    window.hover(chip);
    for _ in 0..3 {
        window.wheel(-1.0);
    }
    let weight = tie(window.session(), "ISR-AZE").weight().expect("valued");
    assert!((weight.value() - 0.70).abs() < 1e-9, "{weight}");
    assert_eq!(window.session().view().camera.zoom(), zoom);
    window.wait(std::time::Duration::from_secs(2));
    assert_eq!(steps(&window), 1, "three turns are one step");
    assert_eq!(
        window.session().last_change(),
        Some("Change weight of Israel \u{2013} Azerbaijan")
    );
}

#[test]
fn ctrl_click_and_a_frame_select_several_and_deleting_them_is_one_step() {
    let mut window = Window::new();
    window.click(ISRAEL);
    let other = window.middle_of(AZERBAIJAN);
    window.click_at(other, Modifiers::COMMAND);
    assert_eq!(window.session().selection().subjects().len(), 2);
    window.click_at(other, Modifiers::COMMAND);
    assert_eq!(
        window.selected().as_deref(),
        Some("actor ISR"),
        "a second click lets go"
    );

    let (top, bottom) = window.canvas_corners();
    window.drag_with(Modifiers::SHIFT, top, bottom);
    let all = window.session().selection().subjects().len();
    assert!(all >= 14, "{all} of 15 are within the frame");
    let selected = window.session().selection().clone();
    window.press(Key::Delete);
    assert!(window.session().document().scene.actors.is_empty());
    assert_eq!(steps(&window), 1);
    let toast = window.notices().join(" ");
    assert!(
        toast.contains("claims stay and bear on nothing now"),
        "{toast}"
    );
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.session().document().scene.actors.len(), 5);
    assert_eq!(
        *window.session().selection(),
        selected,
        "with what was selected"
    );
    assert!(!window.session().document().is_changed());
}

#[test]
fn a_frame_holds_a_tie_only_with_both_its_actors() {
    let mut window = Window::new();
    let iran = window.middle_of("actor, Iran, positive 0.00, negative 0.70, 4 ties");
    let azerbaijan = window.middle_of(AZERBAIJAN);
    let around = |one: Pos2, other: Pos2| egui::Rect::from_two_pos(one, other).expand(70.0);
    let both = around(azerbaijan, iran);
    window.drag_with(Modifiers::SHIFT, both.right_top(), both.left_bottom());
    let subjects: Vec<String> = (window.session().selection().subjects().iter())
        .map(Subject::to_string)
        .collect();
    assert_eq!(subjects, ["actor AZE", "actor IRN", "tie AZE-IRN"]);
}

#[test]
fn several_selected_actors_are_dragged_together() {
    let mut window = Window::new();
    window.click(ISRAEL);
    let other = window.middle_of(AZERBAIJAN);
    window.click_at(other, Modifiers::COMMAND);
    let from = window.middle_of(ISRAEL);
    window.drag_in_steps(from, from + Vec2::new(40.0, 40.0), 5, |_| {});
    assert_eq!(steps(&window), 1);
    let offset = |id| actor(window.session(), id).offsets.map.expect("moved");
    assert_eq!(offset("ISR"), offset("AZE"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.notices(), ["Undone: move 2 actors"]);
}

#[test]
fn keys_turn_and_weigh_the_selected_tie() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press(Key::D);
    window.press_with(Modifiers::ALT, Key::D);
    assert_eq!(tie(window.session(), "ISR-AZE").from.as_str(), "AZE");
    window.press(Key::M);
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    window.press_with(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    let weight = tie(window.session(), "ISR-AZE").weight().expect("valued");
    assert!((weight.value() - 0.81).abs() < 1e-9, "{weight}");
}

#[test]
fn a_right_click_selects_what_is_there_and_offers_what_can_be_done() {
    let mut window = Window::new();
    let chip = window.middle_of(ISR_AZE);
    window.click_button(chip, PointerButton::Secondary);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    window.click("Reverse");
    assert_eq!(tie(window.session(), "ISR-AZE").from.as_str(), "AZE");
    let nothing = window.nowhere();
    window.click_button(nothing, PointerButton::Secondary);
    window.click("New actor here\u{2026}");
    window.type_text("OPEC");
    window.press(Key::Enter);
    let made = Subject::Actor(ActorId::new("OPEC").expect("an id"));
    assert!(window.session().selection().has(&made));
    let found = window.middle_of_part("actor, OPEC");
    assert!(found.distance(nothing) < 4.0, "{found} is not {nothing}");
}

#[test]
fn single_letters_do_nothing_while_a_name_is_typed() {
    let mut window = Window::new();
    window.click(ISRAEL);
    window.press(Key::F2);
    window.type_text("dmtnux");
    assert_eq!(steps(&window), 0);
    window.press(Key::Enter);
    assert_eq!(actor(window.session(), "ISR").name, "dmtnux");
}

#[test]
fn a_fast_hand_that_moves_and_lets_go_in_one_frame_is_followed() {
    let mut window = Window::new();
    let from = window.middle_of(ISRAEL);
    let to = from + Vec2::new(90.0, 30.0);
    window.press_pointer(from);
    window.move_pointer(from + Vec2::new(10.0, 0.0));
    let events = &mut window.harness.input_mut().events;
    events.push(Event::PointerMoved(to));
    events.push(Event::PointerButton {
        pos: to,
        button: PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    });
    window.settle();
    let now = window.middle_of(ISRAEL);
    assert!((now - to).length() < 2.0, "{now} is not {to}");
    assert_eq!(steps(&window), 1);
}

impl Window {
    /// The middle of what is called so.
    pub(crate) fn middle_of(&self, name: &str) -> Pos2 {
        self.named(name).rect().center()
    }

    /// The middle of the only thing whose name begins so.
    pub(crate) fn middle_of_part(&self, words: &str) -> Pos2 {
        use egui_kittest::kittest::Queryable as _;
        self.harness.get_by_label_contains(words).rect().center()
    }

    /// Where the handle of this actor is; the pointer goes there.
    pub(crate) fn handle_of(&mut self, mark: &str, actor: &str) -> Pos2 {
        let middle = self.middle_of(mark);
        self.hover(middle);
        let handle = self.middle_of(&format!("Draw a tie from {actor}"));
        self.hover(handle);
        handle
    }

    /// A place on the map where nothing is.
    pub(crate) fn nowhere(&self) -> Pos2 {
        let map = self.named("Relations map").rect();
        map.left_top() + Vec2::new(map.width() * 0.72, map.height() * 0.42)
    }

    /// Two corners of the map, clear of what is drawn there.
    pub(crate) fn canvas_corners(&self) -> (Pos2, Pos2) {
        let map = self.named("Relations map").rect();
        (
            map.left_top() + Vec2::splat(4.0),
            map.right_bottom() - Vec2::splat(4.0),
        )
    }

    pub(crate) fn hover(&mut self, pos: Pos2) {
        self.harness.hover_at(pos);
        self.settle();
    }

    pub(crate) fn move_pointer(&mut self, pos: Pos2) {
        self.harness.event(Event::PointerMoved(pos));
        self.harness.run_steps(2);
    }

    pub(crate) fn button(
        &mut self,
        pos: Pos2,
        button: PointerButton,
        pressed: bool,
        modifiers: Modifiers,
    ) {
        self.harness.event(Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers,
        });
        self.harness.step();
    }

    pub(crate) fn press_pointer(&mut self, pos: Pos2) {
        self.move_pointer(pos);
        self.button(pos, PointerButton::Primary, true, Modifiers::NONE);
    }

    pub(crate) fn release_pointer(&mut self, pos: Pos2) {
        self.button(pos, PointerButton::Primary, false, Modifiers::NONE);
        self.settle();
    }

    /// Drags from one place to another in so many movements.
    pub(crate) fn drag_in_steps(
        &mut self,
        from: Pos2,
        to: Pos2,
        movements: u8,
        mut between: impl FnMut(&mut Self),
    ) {
        self.press_pointer(from);
        for movement in 1..=movements {
            let part = f32::from(movement) / f32::from(movements);
            self.move_pointer(from + (to - from) * part);
            between(self);
        }
        self.release_pointer(to);
    }

    /// Drags with keys held.
    pub(crate) fn drag_with(&mut self, modifiers: Modifiers, from: Pos2, to: Pos2) {
        self.move_pointer(from);
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.button(from, PointerButton::Primary, true, modifiers);
        self.move_pointer(from + (to - from) * 0.5);
        self.move_pointer(to);
        self.button(to, PointerButton::Primary, false, modifiers);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    pub(crate) fn click_at(&mut self, pos: Pos2, modifiers: Modifiers) {
        self.move_pointer(pos);
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.button(pos, PointerButton::Primary, true, modifiers);
        self.button(pos, PointerButton::Primary, false, modifiers);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
        // Two clicks soon after each other would be a double click.
        self.wait(std::time::Duration::from_secs(1));
    }

    pub(crate) fn click_button(&mut self, pos: Pos2, button: PointerButton) {
        self.move_pointer(pos);
        self.button(pos, button, true, Modifiers::NONE);
        self.button(pos, button, false, Modifiers::NONE);
        self.settle();
    }

    pub(crate) fn double_click(&mut self, pos: Pos2) {
        self.move_pointer(pos);
        // A click a frame: a frame of the harness takes a quarter of a second.
        for _ in 0..2 {
            for pressed in [true, false] {
                self.harness.input_mut().events.push(Event::PointerButton {
                    pos,
                    button: PointerButton::Primary,
                    pressed,
                    modifiers: Modifiers::NONE,
                });
            }
            self.harness.step();
        }
        self.settle();
    }

    /// Turns the wheel by so many notches.
    fn wheel(&mut self, notches: f32) {
        self.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: Vec2::new(0.0, notches),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        self.harness.step();
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.settle();
    }
}
