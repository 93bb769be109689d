//! Changing ties and actors in the right panel and by key: what is done, that it
//! is one step, and what happens to a text that is not accepted.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use entente::model::{ActorKind, Confidence, Id, Tie, TieDirection, TieState};

use crate::window::{ISR_AZE, Window};

const BAR: &str = "judged weight +0.85, claims say +0.42";

fn tie<'a>(window: &'a Window, id: &str) -> &'a Tie {
    let id = Id::new(id).expect("an id");
    let ties = &window.session().document().scene.ties;
    ties.get(&id).expect("the tie is there")
}

fn weight(window: &Window, id: &str) -> f64 {
    tie(window, id).weight().expect("a weight").value()
}

fn steps(window: &Window) -> usize {
    window.session().history().len()
}

fn on_the_tie() -> Window {
    let mut window = Window::new();
    window.click(ISR_AZE);
    assert_eq!(
        window.selected().as_deref(),
        Some("tie ISR-AZE"),
        "the chip selects its tie"
    );
    window
}

fn on_the_actor(name: &str) -> Window {
    let mut window = Window::new();
    let row = format!("{name}, positive strength ");
    let label = spoken(&window, Role::ListItem, &row);
    window.click(&label);
    window
}

/// The whole name of what has this role and a name that begins so.
fn spoken(window: &Window, role: Role, beginning: &str) -> String {
    let nodes = window.harness.query_all_by_role(role);
    nodes
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with(beginning))
        .expect("it is shown")
}

/// Clicks into a field and puts this in the place of what stands there.
pub(crate) fn fill(window: &mut Window, field: &str, text: &str) {
    let is_text = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    let place = |window: &Window| {
        let mut nodes = window.harness.query_all_by_label(field);
        let node = nodes.find(|node| is_text(node.accesskit_node().role()));
        let node = node.expect("the field is shown");
        // A tall one is in view with its beginning; scrolled to, its middle would be.
        if node.rect().height() < 60.0 {
            node.scroll_to_me();
        }
        node.rect()
    };
    place(window);
    window.settle();
    // Near its beginning, for a long text reaches beyond what is seen of it.
    let corner = place(window).left_top() + egui::vec2(6.0, 8.0);
    window.harness.hover_at(corner);
    window.harness.drag_at(corner);
    window.harness.drop_at(corner);
    window.settle();
    window.press_with(Modifiers::COMMAND, Key::A);
    if text.is_empty() {
        window.press(Key::Delete);
    } else {
        window.type_text(text);
    }
}

fn enter(window: &mut Window, field: &str, text: &str) {
    fill(window, field, text);
    window.press(Key::Enter);
}

#[test]
fn dragging_the_weight_shows_it_at_once_and_is_one_step() {
    let mut window = on_the_tie();
    let bar = window.named(BAR).rect();
    let at = |share: f32| egui::pos2(bar.left() + bar.width() * share, bar.top() + 11.0);
    window.harness.hover_at(at(0.92));
    window.harness.drag_at(at(0.92));
    window.settle();
    for step in 0..8_u8 {
        window.harness.hover_at(at(0.9 - 0.1 * f32::from(step)));
        window.settle();
    }
    let held = weight(&window, "ISR-AZE");
    assert!(held < -0.4, "{held} while it is held");
    assert_eq!(steps(&window), 0, "nothing is kept yet");
    window.harness.drop_at(at(0.2));
    window.settle();
    assert_eq!(steps(&window), 1);
    assert!(weight(&window, "ISR-AZE") < -0.5);
    assert_eq!(
        window.session().last_change(),
        Some("Change weight of Israel \u{2013} Azerbaijan")
    );
    assert!(window.shows("changed, not saved"));

    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(weight(&window, "ISR-AZE"), 0.85);
    let undone = "Undone: change weight of Israel \u{2013} Azerbaijan";
    assert!(window.notices().contains(&undone), "{:?}", window.notices());
    assert!(window.shows(undone), "the status bar says so too");
    assert!(!window.shows("changed, not saved"));
}

#[test]
fn escape_takes_back_what_is_dragged_though_the_button_is_still_held() {
    let mut window = on_the_tie();
    let bar = window.named(BAR).rect();
    let at = |share: f32| egui::pos2(bar.left() + bar.width() * share, bar.top() + 11.0);
    window.harness.hover_at(at(0.92));
    window.harness.drag_at(at(0.92));
    window.settle();
    window.harness.hover_at(at(0.3));
    window.settle();
    assert!(weight(&window, "ISR-AZE") < 0.0);
    window.press(Key::Escape);
    assert_eq!(weight(&window, "ISR-AZE"), 0.85);
    window.harness.hover_at(at(0.2));
    window.settle();
    assert_eq!(weight(&window, "ISR-AZE"), 0.85, "it stays taken back");
    window.harness.drop_at(at(0.2));
    window.settle();
    assert_eq!((weight(&window, "ISR-AZE"), steps(&window)), (0.85, 0));
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
}

#[test]
fn the_weight_turns_with_the_keys() {
    let mut window = on_the_tie();
    window.press(Key::Enter);
    window.tab_to(BAR);
    window.press(Key::ArrowLeft);
    assert_eq!(weight(&window, "ISR-AZE"), 0.80);
    window.press_with(Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(weight(&window, "ISR-AZE"), 0.79);
    window.press(Key::Num0);
    assert_eq!(weight(&window, "ISR-AZE"), 0.0);
    window.press(Key::End);
    assert_eq!(weight(&window, "ISR-AZE"), 1.0);
    window.press(Key::Home);
    assert_eq!(weight(&window, "ISR-AZE"), -1.0);
    assert_eq!(steps(&window), 5);
}

#[test]
fn a_weight_is_typed_with_a_comma_and_what_is_none_stays_in_its_field() {
    let mut window = on_the_tie();
    enter(&mut window, "Weight", "0,4");
    assert_eq!((weight(&window, "ISR-AZE"), steps(&window)), (0.4, 1));
    for wrong in ["1,2", "85 %", "abc", "-7"] {
        enter(&mut window, "Weight", wrong);
        assert!(window.shows_part("0,85 and 0.85 both do"), "{wrong}");
        assert_eq!((weight(&window, "ISR-AZE"), steps(&window)), (0.4, 1));
        assert_eq!(
            window.focused().as_deref(),
            Some("Weight"),
            "to be corrected"
        );
    }
    let value = window.value("Weight");
    assert_eq!(value.as_deref(), Some("-7"), "what was typed is not lost");
    window.press(Key::Escape);
    assert!(!window.shows_part("0,85 and 0.85 both do"));
    assert_eq!(window.value("Weight").as_deref(), Some("+0.40"));
    assert_eq!(
        window.selected().as_deref(),
        Some("tie ISR-AZE"),
        "Escape was the field's own"
    );
}

#[test]
fn a_label_is_changed_and_undo_in_the_field_is_of_its_text() {
    let mut window = on_the_tie();
    fill(&mut window, "Label", "Pact");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(steps(&window), 0);
    assert!(
        window.notices().is_empty(),
        "nothing of the scene was undone: {:?}",
        window.notices()
    );
    enter(&mut window, "Label", "Pact of \u{5d9}\u{5e9}\u{5e8}");
    assert_eq!(
        tie(&window, "ISR-AZE").label.as_deref(),
        Some("Pact of \u{5d9}\u{5e9}\u{5e8}")
    );
    assert_eq!(steps(&window), 1);
    enter(&mut window, "Label", &"x".repeat(201));
    assert!(window.shows_part("at most 200 characters"));
    assert_eq!(steps(&window), 1);
    window.press(Key::Escape);
    enter(&mut window, "Label", "");
    assert_eq!(
        (tie(&window, "ISR-AZE").label.clone(), steps(&window)),
        (None, 2)
    );
}

#[test]
fn what_is_typed_belongs_to_the_record_it_was_typed_for() {
    let mut window = on_the_tie();
    fill(&mut window, "Label", "Typed for the first");
    let other = spoken(&window, Role::Button, "tie, Israel and Turkey, ");
    window.click(&other);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-TUR"));
    assert_eq!(
        tie(&window, "ISR-AZE").label.as_deref(),
        Some("Typed for the first")
    );
    assert_ne!(
        tie(&window, "ISR-TUR").label.as_deref(),
        Some("Typed for the first")
    );
    assert_eq!(steps(&window), 1);

    // What is no weight cannot be kept: it is said, with what was typed.
    fill(&mut window, "Weight", "seven");
    let first = spoken(&window, Role::Button, "tie, Israel and Azerbaijan, ");
    window.click(&first);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    let notices = window.notices().join("\n");
    assert!(notices.contains("You typed: seven"), "{notices}");
    assert_eq!(steps(&window), 1);
}

#[test]
fn a_panel_that_closes_keeps_what_is_typed_in_it() {
    let mut window = on_the_tie();
    fill(&mut window, "Label", "Kept");
    window.press_with(Modifiers::COMMAND, Key::Num2);
    assert_eq!(tie(&window, "ISR-AZE").label.as_deref(), Some("Kept"));
    assert_eq!(steps(&window), 1);
}

#[test]
fn a_tie_is_directed_reversed_and_made_mutual_again() {
    let mut window = on_the_tie();
    window.click("From Azerbaijan to Israel");
    let now = tie(&window, "ISR-AZE");
    assert_eq!(now.direction, TieDirection::Directed);
    assert_eq!(now.from.as_str(), "AZE");
    assert_eq!(steps(&window), 1, "both at once");
    window.press_with(Modifiers::ALT, Key::D);
    assert_eq!(tie(&window, "ISR-AZE").from.as_str(), "ISR");
    window.press(Key::M);
    assert_eq!(tie(&window, "ISR-AZE").direction, TieDirection::Mutual);
    window.press(Key::D);
    assert_eq!(tie(&window, "ISR-AZE").direction, TieDirection::Directed);
    window.click("Mutual");
    assert_eq!(tie(&window, "ISR-AZE").direction, TieDirection::Mutual);
    assert_eq!(steps(&window), 5);
}

#[test]
fn a_tie_becomes_unknown_only_with_a_reason() {
    let mut window = on_the_tie();
    window.click("State: unknown");
    assert_eq!(window.focused().as_deref(), Some("Reason"));
    window.press(Key::Enter);
    assert!(window.shows_part("may not be empty"));
    assert_eq!((weight(&window, "ISR-AZE"), steps(&window)), (0.85, 0));
    window.type_text("Nobody looked");
    window.press(Key::Enter);
    let reason = "Nobody looked".to_owned();
    assert_eq!(tie(&window, "ISR-AZE").state, TieState::Unknown { reason });
    assert_eq!(tie(&window, "ISR-AZE").confidence, None);
    assert_eq!(steps(&window), 1);

    window.click("State: no tie");
    window.press(Key::Escape);
    assert!(!window.shows_part("How is it known"), "it was given up");
    assert_eq!(steps(&window), 1);

    window.click("State: valued");
    assert_eq!(weight(&window, "ISR-AZE"), 0.85, "the weight that it had");
    assert_eq!(steps(&window), 2);
}

#[test]
fn confidence_is_said_and_unsaid() {
    let mut window = on_the_tie();
    assert!(window.is_said_selected("Confidence: moderate"));
    window.click("Confidence: high");
    assert_eq!(tie(&window, "ISR-AZE").confidence, Some(Confidence::High));
    window.click("Confidence: not said");
    assert_eq!(tie(&window, "ISR-AZE").confidence, None);
    assert_eq!(steps(&window), 2);
}

#[test]
fn a_period_that_is_no_date_is_said_in_place() {
    let mut window = on_the_tie();
    window.click("More");
    enter(&mut window, "Period", "2023-13");
    assert!(window.shows_part("There is no month 13"));
    assert_eq!(steps(&window), 0);
    enter(&mut window, "Period", "2023..2024-05");
    let valid = tie(&window, "ISR-AZE").valid.expect("a period");
    assert_eq!(
        (valid.to_string().as_str(), steps(&window)),
        ("2023..2024-05", 1)
    );
    assert!(
        window.shows(&valid.in_words()),
        "it is not of now, and shown"
    );
}

#[test]
fn a_rationale_is_kept_with_ctrl_enter() {
    let mut window = on_the_tie();
    window.click("Why this weight");
    fill(&mut window, "Rationale", "Trade");
    window.press(Key::Enter);
    window.type_text("Arms");
    assert_eq!(steps(&window), 0, "Enter begins a line");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(tie(&window, "ISR-AZE").rationale, "Trade\nArms");
    assert_eq!(steps(&window), 1);
}

#[test]
fn an_actor_is_renamed_and_may_not_be_nameless() {
    let mut window = on_the_actor("Iran");
    enter(&mut window, "Name", "Islamic Republic of Iran");
    let name = |window: &Window| {
        let scene = &window.session().document().scene;
        scene.actor_name(&Id::new("IRN").expect("an id")).to_owned()
    };
    assert_eq!(name(&window), "Islamic Republic of Iran");
    assert_eq!(steps(&window), 1);
    enter(&mut window, "Name", "");
    assert!(window.shows_part("The name of an actor may not be empty"));
    assert_eq!(
        (name(&window).as_str(), steps(&window)),
        ("Islamic Republic of Iran", 1)
    );
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(name(&window), "Iran");
    assert_eq!(
        window.session().last_change(),
        Some("Undone: rename Iran to Islamic Republic of Iran")
    );
}

#[test]
fn an_id_that_is_taken_or_no_id_is_said_in_place() {
    let mut window = on_the_actor("Iran");
    enter(&mut window, "Id", "AZE");
    assert!(window.shows_part("taken by another actor"));
    enter(&mut window, "Id", "a b");
    assert!(!window.shows_part("taken by another actor"));
    assert_eq!(steps(&window), 0);
    assert_eq!(window.selected().as_deref(), Some("actor IRN"));
    enter(&mut window, "Id", "Persia");
    assert_eq!(window.selected().as_deref(), Some("actor Persia"));
    let scene = &window.session().document().scene;
    let id = Id::new("Persia").expect("an id");
    assert!(scene.ties.iter().any(|tie| tie.other_end(&id).is_some()));
    assert_eq!(steps(&window), 1);
}

#[test]
fn names_in_other_scripts_are_added_changed_raised_and_removed() {
    let mut window = on_the_actor("Iran");
    window.click("Details");
    let names = |window: &Window| -> Vec<(String, String)> {
        let scene = &window.session().document().scene;
        let actor = scene.actors.get(&Id::new("IRN").expect("an id"));
        let names = actor.expect("Iran").other_names.iter();
        names
            .map(|name| (name.language.clone(), name.text.clone()))
            .collect()
    };
    let before = names(&window).len();
    enter(&mut window, "Add a name", "\u{53b}\u{580}\u{561}\u{576}");
    assert!(window.shows_part("Write the tag of the language"));
    assert_eq!(steps(&window), 0);
    enter(&mut window, "Add a name", "hy \u{53b}\u{580}\u{561}\u{576}");
    let added = ("hy".to_owned(), "\u{53b}\u{580}\u{561}\u{576}".to_owned());
    assert_eq!(names(&window).last(), Some(&added));
    assert_eq!((names(&window).len(), steps(&window)), (before + 1, 1));
    window
        .named("Move \u{53b}\u{580}\u{561}\u{576} up")
        .scroll_to_me();
    window.settle();
    window.click("Move \u{53b}\u{580}\u{561}\u{576} up");
    assert_eq!(
        names(&window).iter().position(|it| *it == added),
        Some(before - 1)
    );
    window
        .named("Remove \u{53b}\u{580}\u{561}\u{576}")
        .scroll_to_me();
    window.settle();
    window.click("Remove \u{53b}\u{580}\u{561}\u{576}");
    assert_eq!((names(&window).len(), steps(&window)), (before, 3));
}

#[test]
fn a_place_is_typed_with_a_comma_and_out_of_range_said_in_place() {
    let mut window = on_the_actor("Iran");
    window.click("Details");
    let place = |window: &Window| {
        let scene = &window.session().document().scene;
        let actor = scene.actors.get(&Id::new("IRN").expect("an id"));
        actor
            .expect("Iran")
            .place
            .map(|it| (it.lon_deg(), it.lat_deg()))
    };
    let lat = place(&window).expect("a place").1;
    enter(&mut window, "Longitude", "200");
    assert!(window.shows_part("from -180 to 180"));
    assert_eq!(steps(&window), 0);
    enter(&mut window, "Longitude", "51,5");
    assert_eq!((place(&window), steps(&window)), (Some((51.5, lat)), 1));
    window.click("No place");
    assert_eq!((place(&window), steps(&window)), (None, 2));
    enter(&mut window, "Place", "51,5 35,7");
    assert_eq!((place(&window), steps(&window)), (Some((51.5, 35.7)), 3));
}

#[test]
fn an_actor_becomes_something_else() {
    let mut window = on_the_actor("Iran");
    window.click("Kind of actor");
    window.click("Company");
    let scene = &window.session().document().scene;
    let actor = scene.actors.get(&Id::new("IRN").expect("an id"));
    assert_eq!(actor.map(|it| it.kind), Some(ActorKind::Company));
    assert_eq!(steps(&window), 1);
}

#[test]
fn several_ties_are_changed_in_one_step() {
    let mut window = Window::new();
    window.press_with(Modifiers::COMMAND, Key::A);
    assert!(window.shows("10 ties, 5 actors selected"));
    enter(&mut window, "Weight of all", "\u{2212}0,3");
    let weights: Vec<f64> = {
        let ties = window.session().document().scene.ties.iter();
        ties.filter_map(|tie| tie.weight())
            .map(|it| it.value())
            .collect()
    };
    assert!(weights.iter().all(|it| *it == -0.3), "{weights:?}");
    assert_eq!(
        (weights.len(), steps(&window)),
        (5, 1),
        "the unknown stay unknown"
    );

    window.click("Reverse all");
    assert_eq!(tie(&window, "ISR-AZE").from.as_str(), "AZE");
    window.click("Make all directed");
    let ties = &window.session().document().scene.ties;
    assert!(
        ties.iter()
            .all(|tie| tie.direction == TieDirection::Directed)
    );
    assert_eq!(steps(&window), 3);

    window.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(weight(&window, "ISR-AZE"), -0.25);

    window.click("Mark all as unknown");
    window.type_text("Not looked at");
    window.press(Key::Enter);
    let ties = &window.session().document().scene.ties;
    assert!(ties.iter().all(|tie| tie.weight().is_none()));
    assert_eq!(steps(&window), 5);
}

#[test]
fn a_deletion_names_what_came_of_the_claims_and_undo_brings_all_back() {
    let mut window = on_the_actor("Iran");
    let before = window.session().document().scene.ties.len();
    let button = spoken(&window, Role::Button, "Delete this actor, and with it ");
    window.click(&button);
    let scene = &window.session().document().scene;
    assert!(scene.ties.len() < before && scene.actors.len() == 4);
    assert_eq!(steps(&window), 1);
    assert!(!window.notices().is_empty(), "the claims are accounted for");
    window.click("Undo: delete Iran");
    let scene = &window.session().document().scene;
    assert_eq!((scene.ties.len(), scene.actors.len()), (before, 5));
    window.press_with(Modifiers::COMMAND, Key::Y);
    assert_eq!(window.session().document().scene.actors.len(), 4);
}

#[test]
fn delete_in_a_field_deletes_text_and_elsewhere_what_is_selected() {
    let mut window = on_the_tie();
    fill(&mut window, "Label", "Pact");
    window.press(Key::Backspace);
    assert_eq!(window.session().document().scene.ties.len(), 10);
    window.press(Key::Enter);
    assert_eq!(tie(&window, "ISR-AZE").label.as_deref(), Some("Pac"));
    window.press(Key::Delete);
    assert_eq!(window.session().document().scene.ties.len(), 9);
    assert_eq!(steps(&window), 2);
}
