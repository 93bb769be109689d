//! Windows of all sizes, down to one point, light and dark.

use egui::{Theme, Vec2};
use egui_kittest::kittest::NodeT as _;
use entente::session::PanelSide;

use crate::window::{ISR_AZE, Window};

#[test]
fn usual_windows_show_all_actors_and_the_judged_weight() {
    for (width, height) in [
        (800.0, 600.0),
        (1024.0, 700.0),
        (1440.0, 900.0),
        (2560.0, 1440.0),
    ] {
        for theme in [Theme::Dark, Theme::Light] {
            let mut window = Window::of(width, height, theme);
            window.click(ISR_AZE);
            for words in ["Judged weight", "29 claims"] {
                assert!(window.shows(words), "{words} at {width} by {height}");
            }
            assert_eq!(window.value("Weight").as_deref(), Some("+0.85"));
            let drawing = window.session().derived().drawing().expect("a drawing");
            let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(width, height));
            for mark in &drawing.marks {
                let rect = window.named(&mark.spoken).rect();
                assert!(
                    screen.contains_rect(rect),
                    "{} at {width} by {height}",
                    mark.spoken
                );
            }
        }
    }
}

/// A window of 1024 by 700 pixels with letters of 200 % has 512 by 350 points.
#[test]
fn in_a_small_window_panels_give_way_to_the_map_and_come_when_asked_for() {
    let panels = |window: &Window| {
        let session = window.session();
        [PanelSide::Left, PanelSide::Right, PanelSide::Bottom].map(|it| session.shows_panel(it))
    };
    for (width, height, seen) in [
        (512.0, 350.0, [false, true, false]),
        (720.0, 450.0, [false, true, true]),
        (1024.0, 700.0, [true, true, true]),
    ] {
        let mut window = Window::of(width, height, Theme::Light);
        assert_eq!(panels(&window), seen, "{width} by {height}");
        let canvas = window.session().view().canvas;
        assert!(
            canvas.width >= f64::from(width) * 0.4 && canvas.height >= f64::from(height) * 0.4,
            "{canvas} of {width} by {height}"
        );
        let buttons = ["Left panel", "Bottom panel", "Right panel"];
        for words in buttons {
            let button = window.named(words).rect();
            assert!(
                button.right() <= width && button.left() >= 0.0,
                "{words} at {button} in {width}"
            );
        }
        window.press_with(egui::Modifiers::COMMAND, egui::Key::Num1);
        let is_left = panels(&window)[0];
        assert_ne!(is_left, seen[0], "the key shows what gave way, or hides it");
        window.press_with(egui::Modifiers::COMMAND, egui::Key::Num1);
        assert_eq!(panels(&window), seen, "all is as it was");
        window.press_with(egui::Modifiers::NONE, egui::Key::F7);
        assert!(panels(&window)[2], "what is asked for comes");
    }
}

/// What the window is put through at a size.
fn use_it(window: &mut Window) {
    use egui::Key;
    for key in [
        Key::F1,
        Key::Escape,
        Key::F8,
        Key::Escape,
        Key::U,
        Key::U,
        Key::X,
    ] {
        window.press(key);
    }
    for key in [Key::Num1, Key::Num2, Key::Num0] {
        window.press_with(egui::Modifiers::SHIFT, key);
    }
    window.tab_some(12);
}

#[test]
fn windows_of_any_size_are_shown_without_harm() {
    let mut window = Window::of(1440.0, 900.0, Theme::Dark);
    window.click(ISR_AZE);
    for size in [
        Vec2::new(1.0, 1.0),
        Vec2::new(0.0, 0.0),
        Vec2::new(1440.0, 1.0),
        Vec2::new(1.0, 900.0),
        Vec2::new(120.0, 90.0),
        Vec2::new(333.3, 777.7),
        Vec2::new(4000.0, 300.0),
    ] {
        window.harness.set_size(size);
        window.run_unsettled(4);
        use_it(&mut window);
    }
    window.harness.set_size(Vec2::new(1440.0, 900.0));
    window.settle();
    window.press_with(egui::Modifiers::SHIFT, egui::Key::Num1);
    window.click(ISR_AZE);
    assert!(window.shows("29 claims"), "all is back");
}

#[test]
fn a_window_that_begins_with_one_point_grows_into_a_usable_one() {
    let mut window = Window::of(1.0, 1.0, Theme::Light);
    window.harness.set_size(Vec2::new(1024.0, 700.0));
    window.settle();
    window.click(ISR_AZE);
    assert!(window.shows("29 claims"));
}

#[test]
fn screens_of_any_density_are_served() {
    for density in [0.5, 1.25, 2.0, 3.0] {
        let mut window = Window::of(1024.0, 700.0, Theme::Dark);
        window.harness.set_pixels_per_point(density);
        window.settle();
        window.settle();
        window.harness.root().accesskit_node();
        let camera = window.session().view().camera;
        assert!(camera.zoom() > 0.0);
        assert!(window.shows(ISR_AZE), "{density}");
    }
}
