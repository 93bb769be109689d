//! Buttons with a picture.

use egui::{Button, Response, RichText, Ui};
use lucide_icons::Icon;

use crate::ui::style;

/// The icon as text.
fn icon_text(icon: Icon) -> RichText {
    RichText::new(char::from(icon))
        .family(style::icons())
        .size(style::size::ICON)
}

/// A button of one icon; `name` is spoken and shown on hover, with the keys.
pub(crate) fn icon_button(
    ui: &mut Ui,
    icon: Icon,
    name: &str,
    keys: Option<&str>,
    is_on: bool,
) -> Response {
    let window = &style::theme(ui.ctx()).window;
    let ink = if is_on {
        window.accent
    } else {
        window.text_muted
    };
    let button = Button::new(icon_text(icon).color(style::color(ink)))
        .frame_when_inactive(false)
        .min_size(egui::vec2(30.0, 28.0));
    let response = ui.add(button);
    let spoken = name.to_owned();
    response.widget_info(move || {
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, is_on, &spoken)
    });
    let hover = keys.map_or_else(|| name.to_owned(), |keys| format!("{name}  ({keys})"));
    response.on_hover_text(hover)
}
