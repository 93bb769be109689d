//! The window and the export beside stored pictures, in `tests/pictures/`.
//!
//! The window is rendered without a screen and without a GPU, by the machine's
//! own EGL and Mesa (Debian: libegl1, libegl-mesa0, libgl1-mesa-dri). Where no
//! renderer can be had these tests say so and skip; with
//! `ENTENTE_REQUIRE_RENDERER=1` they fail instead. Exports need no renderer.
//!
//! When a picture was meant to change, renew all of them and look at them:
//!
//! ```text
//! UPDATE_SNAPSHOTS=1 cargo test --test pictures
//! ```
//!
//! A picture that differs is left beside the stored one as `NAME.new.png`, with
//! `NAME.diff.png`.

#[path = "flows/earlier.rs"]
mod earlier;
#[path = "flows/window.rs"]
#[expect(dead_code, reason = "shared with the flows, which need more of it")]
mod window;

use std::sync::OnceLock;

use egui_kittest::wgpu::WgpuTestRenderer;
use egui_kittest::{SnapshotOptions, try_image_snapshot_options};
use entente::drawing::ThemeName;
use entente::evidence::{AsOf, Clock};
use entente::export::{picture_svg, png};
use entente::model::Scene;
use kurbo::Size;

use window::{ISR_AZE, Window};

fn options() -> SnapshotOptions {
    SnapshotOptions::new().output_path("tests/pictures")
}

/// Whether there is anything to render with.
fn has_renderer() -> bool {
    static HAS_RENDERER: OnceLock<bool> = OnceLock::new();
    // The one way to ask is to make one: it panics where there is none.
    *HAS_RENDERER.get_or_init(|| std::panic::catch_unwind(WgpuTestRenderer::new).is_ok())
}

/// Says that a picture is skipped, or fails where it must not be.
fn skip(name: &str) {
    let is_required = std::env::var_os("ENTENTE_REQUIRE_RENDERER").is_some_and(|it| it == "1");
    assert!(
        !is_required,
        "there is no renderer for {name}: install EGL and Mesa"
    );
    #[expect(clippy::print_stderr, reason = "a skipped test must say so")]
    {
        eprintln!("SKIPPED: there is no renderer for {name}; install EGL and Mesa to check it");
    }
}

/// Compares a window of this size, with the first tie selected.
fn check_window(name: &str, width: f32, height: f32, theme: egui::Theme) {
    if !has_renderer() {
        skip(name);
        return;
    }
    let mut window = Window::of(width, height, theme);
    window.click(ISR_AZE);
    // Nothing is under the pointer.
    window.harness.remove_cursor();
    window.settle();
    let result = window.harness.try_snapshot_options(name, &options());
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// Compares a window that looks back to the end of 2025, with the evidence on ties.
fn check_looking_back(name: &str, width: f32, height: f32, theme: egui::Theme) {
    if !has_renderer() {
        skip(name);
        return;
    }
    let mut window = Window::of(width, height, theme);
    window.click(ISR_AZE);
    window.press(egui::Key::E);
    window.press(egui::Key::B);
    window.click("What had happened by then");
    window.press(egui::Key::OpenBracket);
    window.harness.remove_cursor();
    window.settle();
    if let Err(error) = window.harness.try_snapshot_options(name, &options()) {
        panic!("{error}");
    }
}

/// Compares the picture that an export writes.
fn check_export(name: &str, theme: ThemeName) {
    check_export_of(name, theme, &first_scene(), None);
}

fn first_scene() -> Scene {
    let bytes = include_bytes!("../scenes/south_caucasus.ron");
    entente::file::read(bytes).expect("the first scene").scene
}

/// Compares the picture of this scene, as it was by a day where one is given.
fn check_export_of(name: &str, theme: ThemeName, scene: &Scene, as_of: Option<AsOf>) {
    let svg = picture_svg(scene, theme, Size::new(1600.0, 1000.0), as_of);
    let bytes = png(&svg, 1600, 1000).expect("a picture");
    let image = image::load_from_memory(&bytes).expect("a PNG").into_rgba8();
    if let Err(error) = try_image_snapshot_options(&image, name, &options()) {
        panic!("{error}");
    }
}

#[test]
fn the_large_window_looks_as_it_did() {
    check_window("window_dark_1440x900", 1440.0, 900.0, egui::Theme::Dark);
    check_window("window_light_1440x900", 1440.0, 900.0, egui::Theme::Light);
}

#[test]
fn the_small_window_looks_as_it_did() {
    check_window("window_dark_1024x700", 1024.0, 700.0, egui::Theme::Dark);
    check_window("window_light_1024x700", 1024.0, 700.0, egui::Theme::Light);
}

/// Compares a window of this size in which the first scene is compared with an
/// earlier one.
fn check_comparison(name: &str, width: f32, height: f32, theme: egui::Theme) {
    if !has_renderer() {
        skip(name);
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("earlier.ron");
    std::fs::write(&path, entente::file::write(&earlier::earlier())).expect("written");
    let mut window = Window::of(width, height, theme);
    window.compare_with(&path);
    window.press(egui::Key::ArrowDown);
    // What told that there is no file dialog goes away by itself.
    window.wait(std::time::Duration::from_secs(30));
    window.harness.remove_cursor();
    window.settle();
    if let Err(error) = window.harness.try_snapshot_options(name, &options()) {
        panic!("{error}");
    }
}

#[test]
fn the_comparison_looks_as_it_did() {
    check_comparison("comparison_dark_1440x900", 1440.0, 900.0, egui::Theme::Dark);
    check_comparison(
        "comparison_light_1024x700",
        1024.0,
        700.0,
        egui::Theme::Light,
    );
}

#[test]
fn the_export_looks_as_it_did() {
    check_export("export_dark", ThemeName::Dark);
    check_export("export_light", ThemeName::Light);
    check_export("export_print", ThemeName::Print);
}

#[test]
fn the_evidence_on_ties_looks_as_it_did() {
    let scene = Scene {
        is_showing_evidence: true,
        ..first_scene()
    };
    check_export_of("export_print_evidence", ThemeName::Print, &scene, None);
}

#[test]
fn the_past_looks_as_it_did() {
    check_looking_back("past_dark_1440x900", 1440.0, 900.0, egui::Theme::Dark);
    check_looking_back("past_light_1024x700", 1024.0, 700.0, egui::Theme::Light);
    let as_of = AsOf {
        clock: Clock::Happened,
        day: jiff::civil::Date::constant(2025, 12, 31),
    };
    check_export_of("export_past", ThemeName::Light, &first_scene(), Some(as_of));
}
