//! The program without a window, for benches of whole frames: everything from
//! input to triangles, but no upload and no rasterising.

#![allow(dead_code, reason = "each bench uses its own part of it")]

use std::hint::black_box;
use std::time::Duration;

use eframe::App as _;
use egui::accesskit::{Node, Rect as NodeRect, Role};
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
        let output = self.run(events);
        triangles(&self.ctx, output)
    }

    fn run(&mut self, events: Vec<Event>) -> FullOutput {
        let (app, frame) = (&mut self.app, &mut self.frame);
        self.ctx.run_ui(raw_input(events), |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        })
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

    /// Puts the keyboard into the field with this name. A screen reader is told of
    /// fields by name; it is told in this frame only, so that the others cost what
    /// they cost without one.
    pub(crate) fn focus_field(&mut self, name: &str) {
        self.ctx.enable_accesskit();
        let mut output = self.run(Vec::new());
        self.ctx.disable_accesskit();
        output.textures_delta.clear();
        let update = output.platform_output.accesskit_update;
        let nodes = update.map(|update| update.nodes).unwrap_or_default();
        let is_it = |node: &Node| node.role() == Role::TextInput && node.label() == Some(name);
        let fields: Vec<NodeRect> = nodes
            .iter()
            .filter(|(_, node)| is_it(node))
            .filter_map(|(_, node)| node.bounds())
            .collect();
        let [bounds] = fields.as_slice() else {
            panic!("{} fields are called {name:?}, not one", fields.len());
        };
        let middle = [bounds.x0 + bounds.x1, bounds.y0 + bounds.y1].map(|it| it as f32 / 2.0);
        self.click(Pos2::from(middle));
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
        // What is typed next waits until the click is answered.
        for _ in 0..4 {
            self.frame(Vec::new());
        }
    }

    /// Puts the keyboard into the search over the list of claims.
    pub(crate) fn focus_search(&mut self) {
        self.focus_field("Search claims");
        self.frame(vec![Event::Text("a".to_owned())]);
        assert_eq!(self.app.session().filter().search(), "a", "it is typed in");
        self.frame(vec![key(egui::Key::Backspace)]);
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
