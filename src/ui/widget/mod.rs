//! Small pieces that panels are made of.

mod check;
mod chip;
mod day_slider;
mod draft;
mod edit_field;
mod finder_field;
mod icon_button;
mod key_caps;
mod list_line;
mod number;
mod segments;
mod slider;
mod status_mark;
mod text_field;
mod weight_bar;

pub(super) use check::{check, wrapped_check};
pub(super) use chip::{Chip, chip};
pub(super) use day_slider::{DaySlider, DayTurn};
pub(super) use draft::{being_typed, escape, overtakes, settle, take_all};
pub(super) use edit_field::{EditField, error_ui};
pub(super) use finder_field::finder_field;
pub(super) use icon_button::icon_button;
pub(super) use key_caps::key_caps;
pub(super) use list_line::list_line;
pub(super) use number::number;
pub(super) use segments::{Segment, one_of, segments};
pub(super) use slider::slider;
pub(super) use status_mark::status_mark;
pub(super) use text_field::TextField;
pub(super) use weight_bar::{EstimateMark, SMALL_STEP, STEP, Turn, WeightBar, has_weight_focus};

use egui::Ui;

use super::text::{self, Looks};

/// A heading in capitals, as above the lists of a panel.
pub(super) fn heading(ui: &mut Ui, words: &str) {
    let response = text::line(ui, &words.to_uppercase(), &Looks::of(ui).heading());
    // Spoken as written in the code, not letter by letter.
    let words = words.to_owned();
    response.widget_info(move || {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, &words)
    });
}

/// Gives a widget that shows no words, or too few, its spoken name.
pub(super) fn named(response: &egui::Response, name: &str) {
    let name = name.to_owned();
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// Shows widgets at the right end of a row, and the rest of the row left of it.
pub(super) fn row_with_end<E, R>(
    ui: &mut Ui,
    height: f32,
    end: impl FnOnce(&mut Ui) -> E,
    rest: impl FnOnce(&mut Ui) -> R,
) -> R {
    ui.allocate_ui_with_layout(
        egui::vec2(ui.available_width(), height),
        egui::Layout::right_to_left(egui::Align::Center),
        |ui| {
            end(ui);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), rest)
                .inner
        },
    )
    .inner
}
