//! Sliders whose rail can be seen.

use std::ops::RangeInclusive;

use egui::{Response, SliderClamping, Stroke, StrokeKind, Ui, Vec2};

use crate::ui::style;

use super::named;

/// Shows a slider over all of the width; `name` is spoken.
pub(in crate::ui) fn slider(
    ui: &mut Ui,
    value: &mut f64,
    range: RangeInclusive<f64>,
    step: f64,
    name: &str,
) -> Response {
    let window = &style::theme(ui.ctx()).window;
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 17.0;
        ui.spacing_mut().slider_width = ui.available_width() - 2.0;
        ui.visuals_mut().selection.bg_fill = style::color(window.accent);
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [
            &mut widgets.inactive,
            &mut widgets.hovered,
            &mut widgets.active,
        ] {
            visuals.bg_fill = style::color(window.edge);
            visuals.fg_stroke = Stroke::new(2.5, style::color(window.text));
        }
        let slider = egui::Slider::new(value, range)
            .step_by(step)
            // A value between two steps stays until the slider is moved.
            .clamping(SliderClamping::Edits)
            .show_value(false);
        let response = ui.add(slider);
        if response.has_focus() {
            let ring = Stroke::new(1.5, style::color(window.accent));
            ui.painter().rect_stroke(
                response.rect.expand2(Vec2::new(3.0, 2.0)),
                style::RADIUS,
                ring,
                StrokeKind::Inside,
            );
        }
        named(&response, name);
        response
    })
    .inner
}
