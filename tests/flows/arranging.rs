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
