//! The main job with the pointer: from the map to the claims and back.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::window::{ISR_AZE, Window};

#[test]
fn the_window_opens_with_the_first_scene() {
    let window = Window::new();
    let scene = &window.session().document().scene;
    for words in [
        scene.title.as_str(),
        "All claims",
        "36 claims",
        "Claims in time",
        "Problems",
        ISR_AZE,
    ] {
        assert!(window.shows(words), "{words}");
    }
    assert_eq!((scene.actors.len(), scene.ties.len()), (5, 10));
    assert_eq!(window.session().derived().claim_counts(), (36, 36));
}

#[test]
fn every_actor_and_tie_of_the_map_has_a_spoken_name() {
    let window = Window::new();
    let drawing = window.session().derived().drawing().expect("a drawing");
    assert_eq!(drawing.marks.len(), 15);
    for mark in &drawing.marks {
        let node = window
            .harness
            .get_by_role_and_label(Role::Button, &mark.spoken);
        assert!(node.rect().is_positive(), "{}", mark.spoken);
    }
}

#[test]
fn the_chip_of_a_tie_leads_to_its_judgement_and_its_29_claims() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    assert_eq!(window.selected().as_deref(), Some("tie ISR-AZE"));
    assert!(window.is_said_selected(ISR_AZE));
    for words in ["Judged weight", "29 claims", "source text not held"] {
        assert!(window.shows(words), "{words}");
    }
    assert_eq!(window.value("Weight").as_deref(), Some("+0.85"));
    assert_eq!(window.session().derived().claim_counts(), (29, 29));
}

#[test]
fn how_lists_27_claims_that_count_and_2_that_do_not() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.click("How");
    for words in ["Counted: 27", "Not counted: 2"] {
        assert!(window.shows(words), "{words}");
    }
    window.click("Close dialog");
    assert!(!window.shows("Counted: 27"));
}

#[test]
fn a_claim_that_does_not_count_leads_to_its_card() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.click("How");
    let left_out = window.session().estimate().expect("an estimate");
    let claim = left_out.left_out.first().expect("one of two").claim.clone();
    window
        .harness
        .get_by_role_and_label(Role::Link, claim.as_str())
        .click_accesskit();
    window.settle();
    assert_eq!(window.selected_claim().as_deref(), Some(claim.as_str()));
    assert!(window.session().dialog().is_none());
    assert!(
        window.shows_part(&format!("claim {claim}: ")),
        "its card is in view"
    );
}

#[test]
fn only_trade_leaves_2_of_29_claims_until_x_clears_the_filter() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    window.click("Only Trade");
    assert!(window.shows("2 of 29 claims"));
    let cards: Vec<String> = cards(&window);
    assert_eq!(cards.len(), 2, "{cards:?}");
    let scene = &window.session().document().scene;
    let shown = scene.claims.iter().enumerate();
    let shown = shown.filter(|(at, _)| window.session().derived().shows_claim(*at));
    for (_, claim) in shown {
        assert!(
            claim.kinds.iter().any(|kind| kind.as_str() == "trade"),
            "{}",
            claim.id
        );
    }

    window.press(Key::X);
    assert!(window.shows("29 claims"));
    assert!(window.session().filter().is_clear());
    assert_eq!(
        window.selected().as_deref(),
        Some("tie ISR-AZE"),
        "the selection stays"
    );
}

/// The spoken names of the cards in view.
fn cards(window: &Window) -> Vec<String> {
    use egui_kittest::kittest::NodeT as _;
    let nodes = window.harness.query_all_by_role(Role::ListItem);
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.starts_with("claim ")).collect()
}

#[test]
fn what_is_selected_in_the_chart_is_selected_everywhere() {
    let mut window = Window::new();
    let mark = "1 claim, supports, ";
    let name = window
        .harness
        .query_all_by_role(Role::Button)
        .find_map(|node| {
            use egui_kittest::kittest::NodeT as _;
            let label = node.accesskit_node().label()?;
            (label.starts_with(mark) && label.contains("AZE")).then_some(label)
        })
        .expect("a claim in time");
    window.click(&name);
    let claim = window.selected_claim().expect("a claim is selected");
    let tie = window.selected().expect("its tie is selected with it");
    assert!(tie.starts_with("tie "), "{tie}");
    assert!(window.is_said_selected(&name), "the chart");

    let drawing = window.session().derived().drawing().expect("a drawing");
    let focus = window.session().selection().focus().expect("a tie");
    let mark = drawing.marks.iter().find(|mark| mark.subject == *focus);
    let spoken = &mark.expect("it is on the canvas").spoken;
    assert!(window.is_said_selected(spoken), "the canvas");

    let card = cards(&window)
        .into_iter()
        .find(|card| card.starts_with(&format!("claim {claim}: ")));
    assert!(
        window.is_said_selected(&card.expect("its card is in view")),
        "the panel"
    );
}

#[test]
fn a_card_selects_its_tie_on_the_map() {
    let mut window = Window::new();
    let card = cards(&window).first().expect("a card").clone();
    window.click(&card);
    assert!(
        window
            .selected_claim()
            .is_some_and(|claim| card.contains(&claim))
    );
    assert!(window.selected().is_some_and(|tie| tie.starts_with("tie ")));
}

#[test]
fn an_actor_of_the_list_is_selected_on_the_map() {
    let mut window = Window::new();
    let spoken = "actor, Iran, ";
    let row = "Iran, positive strength ";
    let name = cards_and_rows(&window)
        .into_iter()
        .find(|label| label.starts_with(row));
    window.click(&name.expect("Iran is in the list"));
    assert_eq!(window.selected().as_deref(), Some("actor IRN"));
    let drawing = window.session().derived().drawing().expect("a drawing");
    let mark = drawing
        .marks
        .iter()
        .find(|mark| mark.spoken.starts_with(spoken));
    assert!(window.is_said_selected(&mark.expect("Iran is on the map").spoken));
}

fn cards_and_rows(window: &Window) -> Vec<String> {
    use egui_kittest::kittest::NodeT as _;
    let nodes = window.harness.query_all_by_role(Role::ListItem);
    nodes
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

#[test]
fn searching_finds_words_whatever_their_apostrophes_and_accents() {
    let mut window = Window::new();
    let mut claims_with = |words: &str| {
        window.click("Search claims");
        window.press_with(egui::Modifiers::COMMAND, Key::A);
        window.type_text(words);
        assert_eq!(window.session().filter().search(), words);
        window.session().derived().claim_counts()
    };
    for [one, other] in [
        ["tamar", "Tamar"],
        ["sa'ar", "SA\u{2019}AR"],
        ["Iran", "\u{130}RAN"],
    ] {
        let (found, _) = claims_with(one);
        assert!(found > 0, "{one}");
        assert_eq!(claims_with(other).0, found, "{other}");
    }
}

#[test]
fn a_search_that_finds_nothing_says_what_to_do() {
    let mut window = Window::new();
    window.click("Search claims");
    window.type_text("xyzzy");
    assert!(window.shows("0 of 36 claims"));
    assert!(window.shows_part("Nothing found for \u{201c}xyzzy\u{201d}"));
    // One stands in the left panel, one above the list.
    let buttons = window
        .harness
        .query_all_by_role_and_label(Role::Button, "Clear filters");
    buttons.last().expect("a button above the list").click();
    window.settle();
    assert!(window.shows("36 claims"));
}

#[test]
fn an_empty_place_on_the_map_lets_go_of_the_selection() {
    let mut window = Window::new();
    window.click(ISR_AZE);
    let map = window
        .harness
        .get_by_role_and_label(Role::Canvas, "Relations map")
        .rect();
    let corner = map.left_top() + egui::vec2(6.0, map.height() / 2.0);
    window.harness.hover_at(corner);
    window.harness.drag_at(corner);
    window.harness.drop_at(corner);
    window.settle();
    assert_eq!(window.selected(), None);
}

#[test]
fn the_wheel_zooms_at_the_pointer_and_a_drag_moves_the_map() {
    let mut window = Window::new();
    let node = window.named(ISR_AZE).rect();
    let before = window.session().view().camera;
    window.harness.hover_at(node.center());
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, 2.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    window.settle();
    let zoomed = window.session().view().camera;
    assert!(zoomed.zoom() > before.zoom() * 1.05, "{zoomed:?}");
    let after = window.named(ISR_AZE).rect();
    // What is under the pointer stays there, but for what a chip moves along its tie.
    assert!(
        after.center().distance(node.center()) < 40.0,
        "{node} {after}"
    );

    let empty = egui::pos2(node.center().x, node.center().y + 90.0);
    window.harness.hover_at(empty);
    window.harness.drag_at(empty);
    for step in 1..=4_i16 {
        window
            .harness
            .hover_at(empty + egui::vec2(f32::from(step) * 20.0, 0.0));
    }
    window.harness.drop_at(empty + egui::vec2(80.0, 0.0));
    window.settle();
    let moved = window.named(ISR_AZE).rect();
    assert!((moved.center() - after.center() - egui::vec2(80.0, 0.0)).length() < 1.0);
    assert_eq!(window.session().view().camera.zoom(), zoomed.zoom());
}

#[test]
fn light_and_dark_change_the_picture_too() {
    let mut window = Window::new();
    let dark = window
        .session()
        .derived()
        .drawing()
        .expect("a drawing")
        .background;
    window.click("View");
    window.click("Theme");
    window.click("Light theme");
    let light = window
        .session()
        .derived()
        .drawing()
        .expect("a drawing")
        .background;
    assert!(light.luminance() > dark.luminance());
}

#[test]
fn about_credits_data_fonts_and_licences() {
    let mut window = Window::new();
    window.click("Help");
    window.click("About Entente\u{2026}");
    for words in [
        "Natural Earth",
        "SIL Open Font License",
        "Apache License 2.0",
        env!("CARGO_PKG_VERSION"),
    ] {
        assert!(window.shows_part(words), "{words}");
    }
}

#[test]
fn a_claim_on_one_tie_is_listed_once_while_nothing_is_selected() {
    let window = Window::new();
    let rows = window.session().derived().claim_rows();
    let mut claims: Vec<usize> = rows
        .iter()
        .filter_map(|row| match row {
            entente::session::ClaimRow::Claim(at) => Some(*at),
            entente::session::ClaimRow::Head(_) => None,
        })
        .collect();
    let shown = claims.len();
    claims.sort_unstable();
    claims.dedup();
    assert_eq!(claims.len(), 36, "all of them");
    let scene = &window.session().document().scene;
    let on_several = scene.claims.iter().filter(|claim| claim.bearings.len() > 1);
    let more: usize = on_several.map(|claim| claim.bearings.len() - 1).sum();
    assert!(
        shown <= 36 + more,
        "{shown} rows for 36 claims and {more} further bearings"
    );
}
