//! At rest the program costs nothing: it asks for no frame.

use std::time::Duration;

use egui::ViewportId;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::window::{ISR_AZE, Window};

/// How long nothing may happen at rest.
const REST: Duration = Duration::from_secs(10);

/// How long until the window asks for its next frame.
fn next_frame_in(window: &Window) -> Duration {
    let root = window
        .harness
        .output()
        .viewport_output
        .get(&ViewportId::ROOT);
    root.expect("the window").repaint_delay
}

/// A window as a person has it: things move when they open and close.
fn lively(width: f32, height: f32, theme: egui::Theme) -> Window {
    let mut window = Window::of(width, height, theme);
    let usual = egui::Style::default();
    window.harness.ctx.all_styles_mut(|style| {
        style.animation_time = usual.animation_time;
        style.visuals.text_cursor.blink = true;
    });
    window.settle();
    window
}

/// Puts the pointer on the map, beside everything that is drawn.
fn point_at_the_map(window: &mut Window) {
    let map = window
        .harness
        .get_by_role_and_label(Role::Canvas, "Relations map")
        .rect();
    window
        .harness
        .hover_at(map.center() + egui::vec2(0.0, map.height() * 0.22));
    window.settle();
}

fn assert_rests(window: &mut Window) {
    // Notices go, animations end.
    window.wait(Duration::from_secs(8));
    let causes = window.harness.ctx.repaint_causes();
    assert!(
        next_frame_in(window) >= REST,
        "{:?}: {causes:?}",
        next_frame_in(window)
    );
    // A frame that something else asks for must not set it off again.
    for _ in 0..3 {
        window.harness.step();
        assert!(next_frame_in(window) >= REST, "one frame set off more");
    }
}

#[test]
fn with_a_tie_selected_and_the_pointer_on_the_map_nothing_is_painted_for_10_seconds() {
    for (width, height, theme) in [
        (1440.0, 900.0, egui::Theme::Dark),
        (1024.0, 700.0, egui::Theme::Light),
    ] {
        let mut window = lively(width, height, theme);
        window.click(ISR_AZE);
        point_at_the_map(&mut window);
        assert_rests(&mut window);
    }
}

#[test]
fn with_the_pointer_on_a_tie_or_a_card_it_rests_too() {
    let mut window = lively(1440.0, 900.0, egui::Theme::Dark);
    window.named(ISR_AZE).hover();
    window.settle();
    assert_rests(&mut window);
    window.click(ISR_AZE);
    let card = window.harness.query_by_label_contains("claim c01: ");
    card.expect("the first card").hover();
    window.settle();
    assert_rests(&mut window);
}

#[test]
fn it_rests_with_a_dialog_open_and_after_a_notice_went() {
    let mut window = lively(1440.0, 900.0, egui::Theme::Dark);
    // One without a text field, whose cursor blinks.
    window.press(egui::Key::F8);
    assert_rests(&mut window);
    window.press(egui::Key::Escape);
    window.click("Only Trade");
    window.press(egui::Key::X);
    assert_eq!(window.notices().len(), 1);
    assert!(
        next_frame_in(&window) <= Duration::from_secs(6),
        "the notice must go by itself"
    );
    point_at_the_map(&mut window);
    assert_rests(&mut window);
    assert_eq!(window.notices().len(), 0);
}

#[test]
fn an_error_stays_on_screen_without_costing_a_frame() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing.ron");
    let mut window = Window::starting(1440.0, 900.0, egui::Theme::Dark, Some(&missing));
    assert_rests(&mut window);
    assert_eq!(window.notices().len(), 1);
}
