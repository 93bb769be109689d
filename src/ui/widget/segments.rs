//! A choice of a few, side by side.

use egui::{Button, CornerRadius, Frame, Margin, Stroke, Ui};

use crate::ui::style;
use crate::ui::text::{self, Look};

/// Shows the choices, the one that is `now` filled; gives another that was
/// clicked. `group` is spoken before the words of each.
pub(in crate::ui) fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    group: &str,
    now: T,
    choices: &[(T, &str)],
) -> Option<T> {
    let window = &style::theme(ui.ctx()).window;
    let frame = Frame::new()
        .fill(style::color(window.raised))
        .stroke(Stroke::new(1.0, style::color(window.edge)))
        .corner_radius(CornerRadius::same(style::RADIUS + 2))
        .inner_margin(Margin::same(2));
    let mut chosen = None;
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.horizontal(|ui| {
            for (choice, words) in choices {
                let is_on = *choice == now;
                let (ink, fill) = if is_on {
                    (window.on_accent, style::color(window.accent))
                } else {
                    (window.text, egui::Color32::TRANSPARENT)
                };
                let look = Look::new(style::size::BODY, style::color(ink));
                let button = Button::new(text::job(words, &look, f32::INFINITY))
                    .fill(fill)
                    .stroke(Stroke::NONE);
                let response = ui.add(button);
                let spoken = format!("{group}: {words}");
                response.widget_info(move || {
                    egui::WidgetInfo::selected(
                        egui::accesskit::Role::RadioButton,
                        true,
                        is_on,
                        &spoken,
                    )
                });
                if response.clicked() && !is_on {
                    chosen = Some(*choice);
                }
            }
        });
    });
    chosen
}
