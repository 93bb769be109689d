//! Copies of what is selected, and where it stands.

use egui::{Key, Modifiers};
use entente::model::{Actor, ActorId};

use crate::window::{ISR_AZE, Window};

const ISRAEL: &str = "actor, Israel, positive 1.15, negative 1.15, 4 ties";
const AZERBAIJAN: &str = "actor, Azerbaijan, positive 1.45, negative 0.00, 4 ties";

impl Window {
    /// How many actors, ties and claims there are.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let scene = &self.session().document().scene;
        (scene.actors.len(), scene.ties.len(), scene.claims.len())
    }

    /// The actor of this id.
    pub(crate) fn actor(&self, id: &str) -> Actor {
        let id = ActorId::new(id).expect("an id");
        let actors = &self.session().document().scene.actors;
        actors.get(&id).expect("the actor is there").clone()
    }

    /// What is selected, in words, in the order of selecting.
    pub(crate) fn all_selected(&self) -> Vec<String> {
        let subjects = self.session().selection().subjects();
        subjects.iter().map(ToString::to_string).collect()
    }

    /// Selects both actors.
    fn select_two(&mut self) {
        self.click(ISRAEL);
        let other = self.middle_of(AZERBAIJAN);
        self.click_at(other, Modifiers::COMMAND);
    }
}

#[test]
fn ctrl_d_copies_actors_with_the_tie_between_them_in_one_step() {
    let mut window = Window::new();
    window.select_two();
    let (from, before) = (window.middle_of(ISRAEL), window.counts());
    window.press_with(Modifiers::COMMAND, Key::D);
    let (actors, ties, claims) = window.counts();
    assert_eq!(
        (actors, ties, claims),
        (before.0 + 2, before.1 + 1, before.2)
    );
    assert_eq!(
        window.all_selected(),
        ["actor ISR2", "actor AZE2", "tie ISR2-AZE2"],
        "the copies are selected"
    );
    assert_eq!(window.actor("ISR2").name, "Israel 2");
    assert_eq!(window.session().history().len(), 1);
    let copy = window.middle_of_part("actor, Israel 2, ");
    let by = copy - from;
    assert!((by - egui::vec2(44.0, 44.0)).length() < 2.0, "{by}");
    let stayed = window.middle_of(ISRAEL) - from;
    assert!(stayed.length() < 1.0, "the original stays: {stayed}");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.counts(), before);
    assert_eq!(window.notices(), ["Undone: duplicate 2 actors and 1 tie"]);
}

#[test]
fn ctrl_d_on_a_tie_adds_a_parallel_one() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.press_with(Modifiers::COMMAND, Key::D);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE-2"));
    assert_eq!(
        window.session().last_change(),
        Some("Duplicate Israel \u{2013} Azerbaijan")
    );
}

#[test]
fn arrows_move_what_is_selected_and_many_in_a_row_are_one_step() {
    let mut window = Window::new();
    window.click(ISRAEL);
    for (modifiers, key) in [
        (Modifiers::NONE, Key::ArrowRight),
        (Modifiers::NONE, Key::ArrowRight),
        (Modifiers::NONE, Key::ArrowDown),
        (Modifiers::SHIFT, Key::ArrowUp),
    ] {
        window.tap(modifiers, key);
    }
    window.settle();
    let offset = window.actor("ISR").offsets.map.expect("it was moved");
    assert!(
        (offset.dx() - 2.0).abs() < 1e-9 && (offset.dy() + 14.0).abs() < 1e-9,
        "{offset:?}"
    );
    assert_eq!(
        window.selected().as_deref(),
        Some("actor ISR"),
        "it stays selected"
    );
    window.wait(std::time::Duration::from_secs(2));
    assert_eq!(window.session().history().len(), 1);
    assert_eq!(window.session().last_change(), Some("Move Israel"));
    window.press(Key::ArrowLeft);
    window.wait(std::time::Duration::from_secs(2));
    assert_eq!(window.session().history().len(), 2, "after a rest, another");
}

#[test]
fn ctrl_and_arrows_walk_on_from_an_actor_and_move_nothing() {
    let mut window = Window::new();
    window.click(ISRAEL);
    window.press_with(Modifiers::COMMAND, Key::ArrowRight);
    assert_ne!(window.selected().as_deref(), Some("actor ISR"));
    assert!(window.selected().is_some());
    window.wait(std::time::Duration::from_secs(2));
    assert_eq!(window.session().history().len(), 0);
}

#[test]
fn arrows_belong_to_whatever_else_has_the_focus() {
    let mut window = Window::new();
    window.click(ISRAEL);
    window.tab_to("Weight at least");
    window.press(Key::ArrowRight);
    assert!(
        window.session().filter().least_weight() > 0.0,
        "the slider moves"
    );
    window.wait(std::time::Duration::from_secs(2));
    assert_eq!(window.actor("ISR").offsets.map, None);
}

#[test]
fn actors_are_aligned_and_set_out_in_one_step_each() {
    let mut window = Window::new();
    window.click(ISRAEL);
    for name in ["Azerbaijan", "Kazakhstan"] {
        let other = window.middle_of_part(&format!("actor, {name}, "));
        window.click_at(other, Modifiers::COMMAND);
    }
    let middles = |window: &Window| {
        ["Israel", "Azerbaijan", "Kazakhstan"]
            .map(|name| window.middle_of_part(&format!("actor, {name}, ")))
    };
    let before = middles(&window);
    window.run_command("align top");
    let after = middles(&window);
    let top = before.iter().map(|it| it.y).fold(f32::INFINITY, f32::min);
    for (one, was) in after.iter().zip(&before) {
        assert!((one.y - top).abs() < 1.0, "{one} is not at {top}");
        assert!((one.x - was.x).abs() < 1.0, "it went sideways");
    }
    assert_eq!(window.session().history().len(), 1);
    assert_eq!(
        window.session().last_change(),
        Some("Align 3 actors at the top")
    );
    window.run_command("distribute horizontally");
    let mut xs = middles(&window).map(|it| it.x);
    xs.sort_by(f32::total_cmp);
    assert!(((xs[1] - xs[0]) - (xs[2] - xs[1])).abs() < 1.0, "{xs:?}");
    assert_eq!(window.session().history().len(), 2);
}

#[test]
fn a_pinned_actor_stays_whatever_is_done() {
    let mut window = Window::new();
    window.select_two();
    window.click(ISRAEL);
    window.press(Key::P);
    assert!(window.actor("ISR").is_pinned);
    assert_eq!(window.session().last_change(), Some("Pin Israel"));
    let from = window.middle_of_part("actor, Israel, ");
    window.drag_in_steps(from, from + egui::vec2(90.0, 20.0), 5, |_| {});
    window.press(Key::ArrowRight);
    window.wait(std::time::Duration::from_secs(2));
    assert_eq!(window.actor("ISR").offsets.map, None);
    assert_eq!(window.session().history().len(), 1, "only the pin");
    assert!(
        window.notices().join(" ").contains("pinned"),
        "and says why"
    );
    // The other one is aligned to it.
    let other = window.middle_of(AZERBAIJAN);
    window.click_at(other, Modifiers::COMMAND);
    window.run_command("align left");
    assert_eq!(window.actor("ISR").offsets.map, None);
    assert!(window.actor("AZE").offsets.map.is_some());
    window.press_with(Modifiers::ALT, Key::P);
    assert!(!window.actor("ISR").is_pinned);
}

impl Window {
    /// Presses a key for one frame: a quarter of a second of the program's clock.
    pub(crate) fn tap(&mut self, modifiers: Modifiers, key: Key) {
        for pressed in [true, false] {
            self.harness.input_mut().events.push(egui::Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            });
        }
        self.harness.step();
    }

    /// Carries a command out that the palette finds by these words.
    pub(crate) fn run_command(&mut self, words: &str) {
        self.press_with(Modifiers::COMMAND, Key::K);
        self.type_text(words);
        self.press(Key::Enter);
    }
}
