//! The wheel over the map: a mouse's zooms, a touchpad's two fingers move it.
//!
//! Pinching and scrolling with Ctrl zoom on either. Which of the two turned the
//! wheel is what the person set or, left to itself, how the last event looked:
//! systems give a mouse's wheel in lines and a touchpad's in points. X11 gives
//! both in lines, so that a touchpad is only known there when it is set.

use egui::{Event, MouseWheelSource, MouseWheelUnit, Ui, Vec2};
use kurbo::Point;

use crate::file::settings::InputDevice;
use crate::session::Command;

use super::commands::is_bound;

/// How much the picture grows for a point of wheel travel.
const ZOOM_PER_POINT: f64 = 0.004;

/// What turned the wheel last. Kept between frames, for egui lets a turn of the
/// wheel run out over several.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wheel {
    /// What the person set.
    pub(super) device: InputDevice,
    /// What it looked like last.
    is_touchpad: bool,
}

impl Wheel {
    /// Turns the wheel of this frame into commands; `pointer` is from the top
    /// left corner of the canvas.
    pub(super) fn read(&mut self, ui: &Ui, pointer: Vec2, commands: &mut Vec<Command>) {
        let (scroll, pinch) = ui.input(|input| {
            for event in &input.events {
                self.look_at(event);
            }
            (input.smooth_scroll_delta(), input.zoom_delta())
        });
        let is_touchpad = match self.device {
            InputDevice::Auto => self.is_touchpad,
            InputDevice::Mouse => false,
            InputDevice::Touchpad => true,
        };
        let pinch = if is_bound("pinch-zoom") { pinch } else { 1.0 };
        let travel = kurbo::Vec2::new(f64::from(scroll.x), f64::from(scroll.y));
        let (mut moved, mut turned) = if is_touchpad {
            (travel, 0.0)
        } else {
            (kurbo::Vec2::new(travel.x, 0.0), travel.y)
        };
        let of_fingers = is_touchpad && !is_bound("fingers-pan");
        if of_fingers || !is_touchpad && !is_bound("sideways") {
            moved = kurbo::Vec2::ZERO;
        }
        if !is_bound("wheel-zoom") {
            turned = 0.0;
        }
        if moved != kurbo::Vec2::ZERO {
            commands.push(Command::Pan(moved));
        }
        let factor = (turned * ZOOM_PER_POINT).exp() * f64::from(pinch);
        if (factor - 1.0).abs() > 1e-9 {
            let pointer = Point::new(f64::from(pointer.x), f64::from(pointer.y));
            commands.push(Command::ZoomAt { pointer, factor });
        }
    }

    fn look_at(&mut self, event: &Event) {
        if let Event::MouseWheel { unit, source, .. } = event {
            self.is_touchpad = match source {
                MouseWheelSource::Wheel => false,
                MouseWheelSource::Trackpad | MouseWheelSource::Momentum => true,
                MouseWheelSource::Unknown => *unit == MouseWheelUnit::Point,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a turn of 10 asks for.
    fn asked(
        device: InputDevice,
        unit: MouseWheelUnit,
        source: MouseWheelSource,
        modifiers: egui::Modifiers,
    ) -> Vec<Command> {
        let ctx = egui::Context::default();
        let mut wheel = Wheel {
            device,
            ..Wheel::default()
        };
        let mut commands = Vec::new();
        let turn = Event::MouseWheel {
            unit,
            delta: Vec2::new(0.0, 5.0),
            phase: egui::TouchPhase::Move,
            source,
            modifiers,
        };
        for events in [vec![turn], Vec::new(), Vec::new()] {
            let input = egui::RawInput {
                events,
                ..Default::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                wheel.read(ui, Vec2::ZERO, &mut commands);
            });
            // Nobody paints it.
            output.textures_delta.clear();
        }
        commands
    }

    #[test]
    fn a_mouse_zooms_a_touchpad_moves_and_ctrl_zooms_on_both() {
        use MouseWheelSource::{Trackpad, Unknown, Wheel as OfMouse};
        use MouseWheelUnit::{Line, Point};
        let none = egui::Modifiers::NONE;
        for (device, unit, source, modifiers, is_zoom) in [
            (InputDevice::Auto, Line, Unknown, none, true),
            (InputDevice::Auto, Point, Unknown, none, false),
            (InputDevice::Auto, Point, OfMouse, none, true),
            (InputDevice::Auto, Line, Trackpad, none, false),
            (InputDevice::Mouse, Point, Trackpad, none, true),
            (InputDevice::Touchpad, Line, Unknown, none, false),
            (
                InputDevice::Touchpad,
                Line,
                Unknown,
                egui::Modifiers::COMMAND,
                true,
            ),
        ] {
            let commands = asked(device, unit, source, modifiers);
            let zooms = |command: &Command| matches!(command, Command::ZoomAt { .. });
            assert!(!commands.is_empty(), "{device:?} {unit:?}");
            assert!(
                commands.iter().all(|command| zooms(command) == is_zoom),
                "{device:?} {unit:?} {source:?}: {commands:?}"
            );
        }
    }
}
