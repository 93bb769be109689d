//! Three hints on the first start, below the top bar, until they are put away.

use egui::{Align, Align2, FontId, Frame, Layout, Margin, Panel, Sense, Ui, Vec2};
use lucide_icons::Icon;

use crate::session::{Command, Session};

use super::commands;
use super::style;
use super::text::{self, Looks};

/// Narrower strips, in points, have the hints below each other.
const WIDE: f32 = 640.0;
/// Room for the button at the end, in points.
const BUTTON: f32 = 76.0;
/// How much higher above and below a line of text the button is, in points.
const BESIDE: i8 = 3;
/// Space between hints side by side, in points.
const GAP: f32 = 24.0;
/// How hints side by side share the room: by the length of what they say.
const SHARES: [f32; 3] = [0.2, 0.5, 0.3];

/// Shows the hints in a strip of their own, so that they cover nothing. They take
/// no focus; the Tab key gets to their button as to any other.
pub(super) fn hints_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    if session.settings().hints_dismissed {
        return;
    }
    let window = &style::theme(ui.ctx()).window;
    let frame = Frame::new()
        .fill(style::color(window.raised))
        .inner_margin(Margin::symmetric(16, 10 - BESIDE));
    Panel::top("hints").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let room = (ui.available_width() - BUTTON - GAP).max(40.0);
            // As high as the button at least, so that one line stands level with it.
            let level = Frame::new().inner_margin(Margin::symmetric(0, BESIDE));
            level.show(ui, |ui| {
                ui.set_width(room);
                ui.spacing_mut().item_spacing.y = 4.0;
                if room < WIDE {
                    for (icon, words) in hints(ui) {
                        hint_ui(ui, icon, &words);
                    }
                } else {
                    ui.horizontal_top(|ui| side_by_side_ui(ui, room));
                }
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Got it").clicked() {
                    commands.push(Command::DismissHints);
                }
            });
        });
    });
}

fn side_by_side_ui(ui: &mut Ui, room: f32) {
    ui.spacing_mut().item_spacing.x = GAP;
    for ((icon, words), share) in hints(ui).into_iter().zip(SHARES) {
        ui.vertical(|ui| {
            ui.set_width((room - 2.0 * GAP) * share);
            hint_ui(ui, icon, &words);
        });
    }
}

fn hints(ui: &Ui) -> [(Icon, String); 3] {
    let keys = |id| commands::keys_of(ui.ctx(), id).unwrap_or_default();
    let (palette, undo) = (keys("palette"), keys("undo"));
    [
        (
            Icon::MousePointerClick,
            "Click a tie to see who says so.".to_owned(),
        ),
        (
            Icon::Spline,
            "Drag from an actor\u{2019}s rim to another to make a tie; double-click on nothing for a new actor."
                .to_owned(),
        ),
        (
            Icon::Command,
            format!("{palette} finds every command, {undo} undoes anything."),
        ),
    ]
}

fn hint_ui(ui: &mut Ui, icon: Icon, words: &str) {
    let window = &style::theme(ui.ctx()).window;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(19.0), Sense::hover());
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            char::from(icon),
            FontId::new(style::size::ICON, style::icons()),
            style::color(window.accent),
        );
        text::label(ui, words, &Looks::of(ui).body());
    });
}
