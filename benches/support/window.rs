//! The program without a window, for benches of whole frames: everything from
//! input to triangles, but no upload and no rasterising.

use std::hint::black_box;
use std::time::Duration;

use eframe::App as _;
use egui::{Context, Event, FullOutput, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2};
use entente::app::{App, Start};
use entente::file::settings::{InputDevice, Settings, ThemePreference};
use entente::model::Scene;
use entente::session::DeskTab;

/// Size of the window, in points.
pub(crate) const WINDOW: Vec2 = Vec2::new(1600.0, 900.0);

/// The program without a window.
pub(crate) struct Window {
    pub(crate) ctx: Context,
    pub(crate) app: App,
    frame: eframe::Frame,
}

impl Window {
    /// The program with this scene open, settled.
    pub(crate) fn opening(scene: &Scene) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("random.ron");
        let text = entente::file::write(scene);
        std::fs::write(&path, text).expect("a file");
        let ctx = Context::default();
        let start = Start {
            file: Some(path),
            allow_large: true,
            settings: Settings {
                theme: ThemePreference::Dark,
                // The wheel zooms, whatever unit it is given in.
                input_device: InputDevice::Mouse,
                hints_dismissed: true,
                ..Settings::default()
            },
            ..Start::default()
        };
        let app = App::in_context(&ctx, start);
        let frame = eframe::Frame::_new_kittest();
        let mut window = Self { ctx, app, frame };
        while window.app.session().is_busy() {
            std::thread::sleep(Duration::from_millis(5));
            window.frame(Vec::new());
        }
        for _ in 0..40 {
            window.frame(Vec::new());
        }
        let opened = &window.app.session().document().scene;
        assert_eq!(
            (opened.actors.len(), opened.ties.len()),
            (scene.actors.len(), scene.ties.len()),
            "all of it was opened"
        );
        window
    }

    pub(crate) fn frame(&mut self, events: Vec<Event>) -> usize {
        let (app, frame) = (&mut self.app, &mut self.frame);
        let output = self.ctx.run_ui(raw_input(events), |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        triangles(&self.ctx, output)
    }

    /// Opens the table of claims and waits until it is arranged.
    pub(crate) fn open_table(&mut self) {
        self.frame(vec![key_with(egui::Key::E, Modifiers::COMMAND)]);
        let is_open = |window: &Self| {
            let desk = window.app.session().desk();
            desk.is_some_and(|desk| desk.tab == DeskTab::Claims)
        };
        for x in (0..400).step_by(10) {
            let pos = Pos2::new(WINDOW.x - 90.0 - x as f32, 23.0);
            self.click(pos);
            self.frame(Vec::new());
            if is_open(self) {
                break;
            }
        }
        assert!(is_open(self), "the tab is in the head");
        while self.app.session().is_busy() {
            std::thread::sleep(Duration::from_millis(5));
            self.frame(Vec::new());
        }
        let rows = self.app.session().claim_table().rows().len();
        assert_eq!(rows, 100_000, "all of them");
    }

    pub(crate) fn click(&mut self, pos: Pos2) {
        for pressed in [true, false] {
            self.frame(vec![
                Event::PointerMoved(pos),
                Event::PointerButton {
                    pos,
                    button: PointerButton::Primary,
                    pressed,
                    modifiers: Modifiers::NONE,
                },
            ]);
        }
    }

    /// Puts the keyboard into the search field: it is the one whose letters are
    /// searched for.
    pub(crate) fn focus_search(&mut self) {
        let right = WINDOW.x - 60.0;
        for y in (60..240).step_by(8) {
            self.click(Pos2::new(right, y as f32));
            self.frame(vec![Event::Text("a".to_owned())]);
            if self.app.session().filter().search() == "a" {
                self.frame(vec![key(egui::Key::Backspace)]);
                return;
            }
        }
        panic!("there is a search field");
    }
}

pub(crate) fn key(key: egui::Key) -> Event {
    key_with(key, Modifiers::NONE)
}

pub(crate) fn key_with(key: egui::Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

pub(crate) fn raw_input(events: Vec<Event>) -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
        focused: true,
        events,
        ..RawInput::default()
    }
}

/// What a frame comes to; nothing of it is uploaded.
pub(crate) fn triangles(ctx: &Context, mut output: FullOutput) -> usize {
    output.textures_delta.clear();
    black_box(ctx.tessellate(output.shapes, 1.0)).len()
}
