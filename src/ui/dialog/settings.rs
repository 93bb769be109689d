//! What the person can set.

use egui::{ComboBox, ScrollArea, Ui};

use crate::file::settings::{DiscContent, InputDevice, NamesScript, Settings, ThemePreference};
use crate::session::{Command, HandsCommand, Session};
use crate::ui::text::{self, Looks};
use crate::ui::widget::{check, list_line, named, one_of};

use super::head_ui;

/// The scales that are offered, in per cent.
const SCALES: [u16; 8] = [75, 90, 100, 110, 125, 150, 175, 200];
/// Width of the names of the settings where the dialog is wide, in points.
const NAMES: f32 = 150.0;
/// Narrower dialogs, in points, have the choices below the names.
const WIDE: f32 = 460.0;

/// Shows the dialog.
pub(super) fn settings_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Settings", commands);
    let settings = session.settings();
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .show(ui, |ui| {
            theme_ui(ui, settings, commands);
            scale_ui(ui, settings, commands);
            device_ui(ui, settings, commands);
            names_ui(ui, settings, commands);
            discs_ui(ui, settings, commands);
            snapping_ui(ui, settings, commands);
            motion_ui(ui, settings, commands);
        });
}

/// A setting: its name, the choices, and what it means.
fn row_ui(ui: &mut Ui, name: &str, meaning: &str, choices: impl FnOnce(&mut Ui)) {
    let looks = Looks::of(ui);
    ui.add_space(6.0);
    let is_wide = ui.available_width() >= WIDE;
    let below = |ui: &mut Ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            choices(ui);
            text::label(ui, meaning, &looks.small());
        });
    };
    if is_wide {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(NAMES);
                ui.add_space(5.0);
                text::line(ui, name, &looks.body());
            });
            below(ui);
        });
    } else {
        text::line(ui, name, &looks.body());
        below(ui);
    }
    ui.add_space(6.0);
}

fn theme_ui(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    row_ui(ui, "Theme", "Exports choose their own.", |ui| {
        let choices = [
            (ThemePreference::System, "As the system"),
            (ThemePreference::Light, "Light"),
            (ThemePreference::Dark, "Dark"),
        ];
        if let Some(choice) = one_of(ui, "Theme", settings.theme, &choices) {
            commands.push(Command::SetTheme(choice));
        }
    });
}

fn scale_ui(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    let meaning = "Of texts, buttons and panels; the map zooms by itself.";
    row_ui(ui, "Interface scale", meaning, |ui| {
        let now = settings.interface_scale;
        let combo = ComboBox::from_id_salt("scale").selected_text(format!("{:.0} %", now * 100.0));
        let shown = combo.width(110.0).show_ui(ui, |ui| {
            for percent in SCALES {
                let scale = f32::from(percent) / 100.0;
                let is_now = (scale - now).abs() < 0.005;
                let line = ui.selectable_label(is_now, format!("{percent} %"));
                list_line(ui, &line, is_now);
                if line.clicked() {
                    commands.push(Command::SetInterfaceScale(scale));
                }
            }
        });
        named(&shown.response, "Interface scale");
    });
}

fn device_ui(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    let meaning = match settings.input_device {
        InputDevice::Auto => "A wheel zooms the map, two fingers on a touchpad move it.",
        InputDevice::Mouse => "The wheel zooms the map.",
        InputDevice::Touchpad => "Two fingers move the map; pinching, or Ctrl with them, zooms.",
    };
    row_ui(ui, "Input device", meaning, |ui| {
        let choices = [
            (InputDevice::Auto, "Automatic"),
            (InputDevice::Mouse, "Mouse"),
            (InputDevice::Touchpad, "Touchpad"),
        ];
        if let Some(choice) = one_of(ui, "Input device", settings.input_device, &choices) {
            commands.push(Command::SetInputDevice(choice));
        }
    });
}

fn names_ui(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    let meaning = match settings.names {
        NamesScript::Both => "The scene\u{2019}s language, and the actor\u{2019}s own below it.",
        NamesScript::Scene => "In the scene\u{2019}s language only.",
        NamesScript::Own => "In the actor\u{2019}s own script, where its name is given in it.",
    };
    row_ui(ui, "Names on the map", meaning, |ui| {
        let choices = [
            (NamesScript::Both, "Both"),
            (NamesScript::Scene, "Scene\u{2019}s language"),
            (NamesScript::Own, "Own script"),
        ];
        if let Some(choice) = one_of(ui, "Names on the map", settings.names, &choices) {
            commands.push(Command::SetNames(choice));
        }
    });
}

fn discs_ui(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    let meaning = match settings.on_discs {
        DiscContent::Code => "The ISO code of a state, else the beginning of the id.",
        DiscContent::Monogram => "The first letters of the name.",
        DiscContent::Flag => {
            "The flag where there is a drawing of it; letters for all others, codes in small discs."
        }
    };
    row_ui(ui, "On discs", meaning, |ui| {
        let choices = [
            (DiscContent::Code, "Code"),
            (DiscContent::Monogram, "Monogram"),
            (DiscContent::Flag, "Flag"),
        ];
        if let Some(choice) = one_of(ui, "On discs", settings.on_discs, &choices) {
            commands.push(Command::SetOnDiscs(choice));
        }
    });
}

fn snapping_ui(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    let meaning = "What is dragged comes to stand in line with others, or as far from its \
                   neighbours as they are from each other. Space lets it go where it is put.";
    row_ui(ui, "Snapping", meaning, |ui| {
        let mut is_on = settings.snapping;
        if check(ui, &mut is_on, "Snap to alignment", "Snap to alignment").changed() {
            commands.push(Command::Hands(HandsCommand::SetSnapping(is_on)));
        }
    });
}

fn motion_ui(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    let meaning = "Nothing slides, fades or blinks.";
    row_ui(ui, "Motion", meaning, |ui| {
        let mut is_reduced = settings.reduced_motion;
        if check(ui, &mut is_reduced, "Reduced motion", "Reduced motion").changed() {
            commands.push(Command::SetReducedMotion(is_reduced));
        }
    });
}
