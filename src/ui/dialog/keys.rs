//! The list of keys.

use egui::{Grid, ScrollArea, Ui};

use crate::session::Command;
use crate::ui::shortcuts::{OTHER_KEYS, SHORTCUTS, written};
use crate::ui::text::{self, Looks};

use super::head_ui;

/// Shows the dialog.
pub(super) fn keys_ui(ui: &mut Ui, commands: &mut Vec<Command>) {
    head_ui(ui, "Keys", commands);
    let looks = Looks::of(ui);
    ScrollArea::vertical().show(ui, |ui| {
        Grid::new("keys")
            .num_columns(2)
            .spacing([24.0, 6.0])
            .show(ui, |ui| {
                for shortcut in SHORTCUTS {
                    let keys: Vec<String> = shortcut
                        .keys
                        .iter()
                        .map(|keys| written(ui.ctx(), keys))
                        .collect();
                    text::whole_line(ui, &keys.join(", "), &looks.body().bold());
                    text::whole_line(
                        ui,
                        shortcut.name.trim_end_matches('\u{2026}'),
                        &looks.body(),
                    );
                    ui.end_row();
                }
                for (keys, name) in OTHER_KEYS {
                    text::whole_line(ui, keys, &looks.body().bold());
                    text::whole_line(ui, name, &looks.body());
                    ui.end_row();
                }
            });
    });
}
