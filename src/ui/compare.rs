//! Two scenes compared, in the place of panels and canvas: what changed on a map
//! of both, and beside it as a list with the claims behind each change. Nothing
//! can be changed here.

mod entries;
mod list;
mod map;
mod picture;
mod row;

use egui::{
    CentralPanel, FocusDirection, Frame, Key, KeyboardShortcut, Margin, Modifiers, Panel, Ui,
};
use lucide_icons::Icon;

use crate::model::Subject;
use crate::session::{Command, Comparison, Session};

use super::style;
use super::text::{self, Looks};
use super::widget::{heading, icon_button, row_with_end};
use super::words::capital;

use entries::Entries;
use list::List;
use map::Map;

/// How much a key press or a button zooms.
const ZOOM_STEP: f64 = 1.25;
/// Width of the list: usual, least, and as parts of the window usual and most.
const LIST: [f32; 2] = [480.0, 300.0];
const LIST_PARTS: [f32; 2] = [0.38, 0.6];
/// Lines that the keys for pages move by.
const PAGE: isize = 10;

/// The screen with what it keeps between frames; all of it belongs to one
/// comparison.
#[derive(Default)]
pub(super) struct Compare(Option<Box<Shown>>);

/// A comparison that is shown.
struct Shown {
    revision: u64,
    entries: Entries,
    list: List,
    map: Map,
}

impl Compare {
    /// Forgets what was shown.
    pub(super) fn close(&mut self) {
        self.0 = None;
    }

    /// Shows the whole screen.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        comparison: &Comparison,
        commands: &mut Vec<Command>,
    ) {
        self.0
            .take_if(|shown| shown.revision != comparison.revision);
        let shown = self.0.get_or_insert_with(|| {
            // What had the focus is not seen any more.
            ui.memory_mut(|memory| {
                if let Some(focus) = memory.focused() {
                    memory.surrender_focus(focus);
                }
            });
            egui::Popup::close_all(ui.ctx());
            Box::new(Shown::of(comparison))
        });
        shown.ui(ui, session, comparison, commands);
    }
}

impl Shown {
    fn of(comparison: &Comparison) -> Self {
        let entries = Entries::of(&comparison.difference);
        Self {
            revision: comparison.revision,
            list: List::of(&entries),
            entries,
            map: Map::default(),
        }
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        comparison: &Comparison,
        commands: &mut Vec<Command>,
    ) {
        if session.is_comparing() {
            self.keys(ui);
        }
        let fill = style::color(style::theme(ui.ctx()).window.panel);
        let margin = Margin {
            left: style::PANEL_MARGIN,
            right: 10,
            top: 8,
            bottom: 6,
        };
        Panel::top("comparison")
            .frame(Frame::new().fill(fill).inner_margin(margin))
            .show(ui, |ui| self.head_ui(ui, comparison, commands));
        let room = ui.available_width();
        let [usual, least] = LIST;
        let [part, most] = LIST_PARTS.map(|part| (room * part).max(least));
        Panel::right("changes")
            .default_size(usual.min(part))
            .size_range(least..=most)
            .frame(Frame::new().fill(fill).inner_margin(Margin {
                left: style::PANEL_MARGIN,
                right: 8,
                top: 10,
                bottom: 0,
            }))
            .resizable(true)
            .show(ui, |ui| self.list_ui(ui));
        CentralPanel::no_frame().show(ui, |ui| {
            let chosen = self.list.chosen().and_then(|at| self.entries.get(at));
            let places: &[Subject] = chosen.map_or(&[], |entry| &entry.places);
            let clicked = self.map.ui(ui, session, comparison, &self.entries, places);
            if let Some(at) = clicked.and_then(|subject| self.entries.about(&subject)) {
                self.list.choose(at, &self.entries);
            }
        });
    }

    /// What is compared with what, and what came of it.
    fn head_ui(&mut self, ui: &mut Ui, comparison: &Comparison, commands: &mut Vec<Command>) {
        let looks = Looks::of(ui);
        let (before, after) = (&comparison.before_name, &comparison.after_name);
        let title = format!("{before} compared with {after}");
        row_with_end(
            ui,
            44.0,
            |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let close = icon_button(ui, Icon::X, "Close comparison", Some("Esc"), false);
                if close.clicked() {
                    commands.push(Command::CloseComparison);
                }
                ui.add_space(8.0);
                for (icon, name, keys, factor) in [
                    (Icon::Maximize, "Show everything", "0", None),
                    (Icon::ZoomIn, "Zoom in", "+", Some(ZOOM_STEP)),
                    (Icon::ZoomOut, "Zoom out", "\u{2212}", Some(1.0 / ZOOM_STEP)),
                ] {
                    if icon_button(ui, icon, name, Some(keys), false).clicked() {
                        self.map.zoom(factor);
                    }
                }
            },
            |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    text::line(ui, &title, &looks.title());
                    let summary = capital(&comparison.difference.summary());
                    text::line(ui, &format!("{summary}."), &looks.small());
                });
            },
        );
    }

    fn list_ui(&mut self, ui: &mut Ui) {
        heading(ui, "What changed");
        ui.add_space(2.0);
        if self.entries.is_empty() {
            ui.add_space(8.0);
            text::label(ui, "Nothing differs.", &Looks::of(ui).body());
            return;
        }
        self.list.filters_ui(ui, &self.entries);
        ui.add_space(6.0);
        if let Some(at) = self.list.ui(ui, &self.entries)
            && let Some(entry) = self.entries.get(at)
        {
            self.map.look_at(&entry.places);
        }
    }

    /// Arrow keys go through the list where the focus is there, on the map or
    /// nowhere; the others move the map.
    fn keys(&mut self, ui: &Ui) {
        if let Some(factor) = zoom_keys(ui) {
            self.map.zoom(factor);
        }
        let is_free = ui.memory(|memory| memory.focused().is_none());
        if !(is_free || self.list.has_focus() || self.map.has_focus()) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        for (key, step) in [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, PAGE),
            (Key::PageUp, -PAGE),
        ] {
            if pressed(key)
                && let Some(at) = self.list.step(step, &self.entries)
                && let Some(entry) = self.entries.get(at)
            {
                self.map.look_at(&entry.places);
                // The focus goes to the line; it must not go on from there.
                ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            }
        }
    }
}

/// What the keys for closer, farther and everything ask for: a factor, or `None`
/// within for everything.
#[expect(
    clippy::option_option,
    reason = "no key, or a key that shows everything"
)]
fn zoom_keys(ui: &Ui) -> Option<Option<f64>> {
    let everything = [
        KeyboardShortcut::new(Modifiers::NONE, Key::Num0),
        KeyboardShortcut::new(Modifiers::NONE, Key::Home),
        KeyboardShortcut::new(Modifiers::SHIFT, Key::Num1),
        KeyboardShortcut::new(Modifiers::COMMAND, Key::Num0),
    ];
    ui.input_mut(|input| {
        if everything
            .iter()
            .any(|keys| super::commands::take(input, keys))
        {
            return Some(None);
        }
        let mut factor = None;
        input.events.retain(|event| {
            let egui::Event::Key {
                key, pressed: true, ..
            } = event
            else {
                return true;
            };
            let by = match key {
                Key::Plus | Key::Equals => ZOOM_STEP,
                Key::Minus => 1.0 / ZOOM_STEP,
                _ => return true,
            };
            factor = Some(factor.unwrap_or(1.0) * by);
            false
        });
        factor.map(Some)
    })
}
