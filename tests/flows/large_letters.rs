//! Large letters: nothing is cut and nothing lies on something else at 200 %.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use entente::app::Start;
use entente::file::settings::{Settings, ThemePreference};
use entente::session::PanelSide;

use crate::window::{OPENING, Window};

/// The program at this scale of its interface.
pub(crate) fn scaled(width: f32, height: f32, scale: f32) -> Window {
    let start = Start {
        settings: Settings {
            theme: ThemePreference::Dark,
            hints_dismissed: true,
            interface_scale: scale,
            ..Settings::default()
        },
        ..Start::default()
    };
    let mut window = Window::started(width, height, egui::Theme::Dark, start);
    // The size of a window is in points of the interface.
    window.harness.set_size(Vec2::new(width, height) / scale);
    window.settle();
    window
}

#[test]
fn at_large_scales_what_is_selected_fits_its_panel() {
    let roles = [
        Role::Button,
        Role::RadioButton,
        Role::TextInput,
        Role::CheckBox,
    ];
    let mut out: Vec<String> = Vec::new();
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        let mut window = scaled(width, height, 2.0);
        let right = width / 2.0;
        for what in [
            "isr aze",
            "tur kaz",
            "iran",
            "select all",
            "table of claims",
        ] {
            window.press_with(Modifiers::COMMAND, Key::K);
            window.type_text(what);
            window.press(Key::Enter);
            for chart in [None, Some("chart of strength")] {
                if let Some(chart) = chart {
                    window.press_with(Modifiers::COMMAND, Key::K);
                    window.type_text(chart);
                    window.press(Key::Enter);
                }
                let root = window.harness.root();
                let nodes =
                    root.query_all(By::new().predicate(|node| roles.contains(&node.role())));
                for node in nodes {
                    let rect = node.rect();
                    let is_cut = rect.is_positive() && rect.right() > right + 0.5;
                    if is_cut {
                        let name = node.accesskit_node().label().unwrap_or_default();
                        out.push(format!("{width}, {what}, {chart:?}: {name:?} {rect:?}"));
                    }
                }
            }
        }
    }
    assert!(out.is_empty(), "{out:#?}");
}

#[test]
fn at_any_scale_all_of_looking_back_has_its_place() {
    let names = [
        "What was reported by then",
        "What had happened by then",
        "Previous change",
        "Day to look back from",
        "Next change",
        "Back to the present",
    ];
    for (width, scale) in [(1440.0, 2.0), (1024.0, 2.0), (1024.0, 1.5), (1024.0, 1.0)] {
        let mut window = scaled(width, 700.0, scale);
        window.press(Key::B);
        let rects = names.map(|name| window.harness.get_by_label(name).rect());
        for pair in rects.windows(2) {
            let is_apart = pair[0].right() <= pair[1].left() + 0.5;
            assert!(is_apart, "{width} at {scale}: {rects:?}");
        }
        assert!(rects[5].right() <= width / scale, "{rects:?}");
    }
}

#[test]
fn at_large_scales_menus_and_dialogs_are_within_the_window() {
    for (width, height, scale) in [(1440.0, 900.0, 2.0), (1024.0, 700.0, 1.5)] {
        let mut window = scaled(width, height, scale);
        let screen = Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(width, height) / scale);
        let mut out: Vec<String> = Vec::new();
        let mut see = |window: &Window, what: &str, roles: &[Role]| {
            let root = window.harness.root();
            let nodes = root.query_all(By::new().predicate(|node| roles.contains(&node.role())));
            for node in nodes {
                let rect = node.rect();
                let name = node.accesskit_node().label().unwrap_or_default();
                if !rect.is_positive() {
                    continue;
                }
                if rect.left() < -0.5 || rect.right() > screen.right() + 0.5 {
                    out.push(format!("{what} at {scale}: {name:?} {rect:?}"));
                }
            }
        };
        see(&window, "main", &[Role::Button]);
        for menu in [
            "File", "Edit", "Actors", "Ties", "Claims", "View", "Present", "Help",
        ] {
            let button = By::new().predicate(move |node| {
                node.role() == Role::Button && node.label().as_deref() == Some(menu)
            });
            let root = window.harness.root();
            root.query_all(button).next().expect(menu).click();
            window.settle();
            see(&window, menu, &[Role::Button]);
            window.press(Key::Escape);
            window.press(Key::Escape);
        }
        for (keys, modifiers) in OPENING {
            window.press_with(modifiers, keys);
            see(
                &window,
                &format!("{keys:?}"),
                &[Role::Button, Role::TextInput],
            );
            window.press(Key::Escape);
        }
        assert!(out.is_empty(), "{out:#?}");
    }
}

/// What is read or used.
const USED: [Role; 9] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Heading,
    Role::Label,
    Role::Link,
    Role::ListItem,
    Role::MultilineTextInput,
    Role::TextInput,
];

/// What is read or used and is not between these sides.
fn beside(window: &Window, left: f32, right: f32) -> Vec<String> {
    let root = window.harness.root();
    let nodes = root.query_all(By::new().predicate(|node| USED.contains(&node.role())));
    nodes
        .filter(|node| {
            let rect = node.rect();
            rect.is_positive() && (rect.left() < left - 0.5 || rect.right() > right + 0.5)
        })
        .map(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            format!("{name:?} {:?}", node.rect())
        })
        .collect()
}

#[test]
fn at_large_scales_the_properties_of_a_scene_are_within_the_window() {
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        let mut window = scaled(width, height, 2.0);
        window.press_with(Modifiers::COMMAND, Key::K);
        window.type_text("scene properties");
        window.press(Key::Enter);
        let room = width / 2.0;
        let title = window.harness.get_by_label("Scene properties").rect();
        let close = window.harness.get_by_label("Close dialog").rect();
        // As far from one edge of the window as from the other.
        assert!(title.left() > 20.0, "{title} of {room}");
        let apart = title.left() - (room - close.right());
        assert!(apart.abs() < 14.0, "{title} and {close} of {room}");
        let out = beside(&window, title.left() - 4.0, close.right() + 4.0);
        let is_of_dialog = |it: &&String| {
            it.contains("Findings")
                || it.contains("Gap")
                || it.contains("Draw")
                || it.contains("speaks for")
        };
        let out: Vec<_> = out.iter().filter(is_of_dialog).collect();
        assert!(out.is_empty(), "{out:#?}");
    }
}

#[test]
fn at_large_scales_both_sides_of_the_desk_have_their_room() {
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        let mut window = scaled(width, height, 2.0);
        window.press_with(Modifiers::COMMAND, Key::E);
        for part in ["Text", "Problems"] {
            if part == "Problems" {
                window.press(Key::F8);
            }
            // What stands beside begins here.
            let side = window.named("Claims").rect().left() - 10.0;
            assert!(side > width * 0.2, "{side} of {width}");
            let root = window.harness.root();
            let nodes = root.query_all(By::new().predicate(|node| USED.contains(&node.role())));
            let cut: Vec<String> = nodes
                .filter(|node| {
                    let rect = node.rect();
                    let is_of_part = rect.top() > 46.0 && rect.left() > 4.0;
                    is_of_part && rect.left() < side && rect.right() > side
                })
                .map(|node| format!("{:?} {:?}", node.accesskit_node().label(), node.rect()))
                .collect();
            assert!(cut.is_empty(), "{part} at {width}: {side} {cut:#?}");
        }
        assert!(window.shows("Filter problems"), "of the right part");
        window.click("Text");
        let new = window.named("New source\u{2026}").rect();
        assert!(new.width() >= 24.0 && new.left() > 16.0, "{new}");
    }
}

#[test]
fn a_low_window_that_grows_and_shrinks_has_one_panel_below() {
    let mut window = scaled(1024.0, 700.0, 2.0);
    window.run_command("table of ties");
    let low = Vec2::new(512.0, 350.0);
    for size in [Vec2::new(1440.0, 900.0), low, Vec2::new(512.0, 640.0), low] {
        // The first frame of a size knows that of the last one too.
        window.harness.set_size(size);
        for frame in 0..8 {
            window.run_unsettled(1);
            let all = window
                .harness
                .query_all_by_label("Search the table of ties");
            assert_eq!(all.count(), 1, "{size}, frame {frame}");
        }
    }
}

#[test]
fn in_a_low_window_the_panel_below_takes_the_place_of_the_map() {
    for (width, height, both) in [(1024.0, 700.0, false), (1440.0, 900.0, true)] {
        let mut window = scaled(width, height, 2.0);
        let canvas = window.session().view().canvas;
        for turn in ["alone", "looking back"] {
            if both && turn != "alone" {
                continue;
            }
            match turn {
                "alone" => {
                    window.press_with(Modifiers::COMMAND, Key::K);
                    window.type_text("table of ties");
                    window.press(Key::Enter);
                }
                _ => window.press(Key::B),
            }
            let tabs = By::new().predicate(|node| node.role() == Role::Tab);
            let root = window.harness.root();
            let tab = root.query_all(tabs).next().expect("tabs").rect();
            let search = window.named("Search the table of ties").rect();
            assert!(tab.height() > 24.0 && tab.bottom() <= search.top() + 0.5);
            let status = height / 2.0 - 28.0;
            assert!(search.bottom() + 50.0 < status, "{search}: {turn}");
            if let Some(map) = window.harness.query_by_label("Relations map") {
                let map = map.rect();
                assert!(map.bottom() <= tab.top() + 0.5, "{map} {tab}: {turn}");
                assert!(map.height() >= 110.0, "{map}: {turn}");
            } else {
                assert!(!both, "there is room for both: {turn}");
            }
        }
        window.press_with(Modifiers::COMMAND, Key::Num3);
        assert!(!window.session().shows_panel(PanelSide::Bottom), "closed");
        assert!(window.shows("Relations map"), "it is back");
        if !both {
            window.press(Key::Escape);
            assert_eq!(window.session().view().canvas, canvas, "as it was");
        }
        // While something is typed on the map it is seen.
        window.press_with(Modifiers::COMMAND, Key::Num3);
        assert_eq!(window.shows("Relations map"), both);
        window.press_with(Modifiers::SHIFT, Key::N);
        assert!(window.shows("Relations map"), "a note is written");
    }
}

#[test]
fn in_a_low_window_whoever_goes_to_an_actor_sees_the_map_again() {
    let mut window = scaled(1024.0, 700.0, 2.0);
    window.press_with(Modifiers::COMMAND, Key::Num3);
    assert!(!window.shows("Relations map"));
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("kazakhstan");
    window.press(Key::Enter);
    assert_eq!(window.selected().as_deref(), Some("actor KAZ"));
    assert!(window.shows("Relations map"));
    // Where there is room for both, both stay.
    let mut window = scaled(1440.0, 900.0, 1.0);
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("kazakhstan");
    window.press(Key::Enter);
    assert!(window.session().shows_panel(PanelSide::Bottom));
}
