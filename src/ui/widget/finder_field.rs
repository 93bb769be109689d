//! The field at the head of a window that finds: palette and search.

use egui::{Align2, Frame, Margin, Response, Sense, Ui, Vec2};
use lucide_icons::Icon;

use crate::edit::NAME_CHARS;
use crate::ui::style;
use crate::ui::text::Look;

use super::named;
use super::text_field::TextField;

/// Height of the field, in points.
const FIELD: f32 = 24.0;

/// A field with a glass before it that keeps the keyboard while it is shown; `name`
/// is spoken.
pub(in crate::ui) fn finder_field(
    ui: &mut Ui,
    typed: &mut String,
    hint: &str,
    name: &str,
) -> Response {
    let window = &style::theme(ui.ctx()).window;
    Frame::new()
        .inner_margin(Margin::symmetric(16, 12))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(Vec2::new(20.0, FIELD), Sense::hover());
                ui.painter().text(
                    rect.center(),
                    Align2::CENTER_CENTER,
                    char::from(Icon::Search),
                    egui::FontId::new(style::size::ICON, style::icons()),
                    style::color(window.text_muted),
                );
                ui.add_space(8.0);
                let look = Look::new(15.0, style::color(window.text));
                let field = TextField::singleline(typed)
                    .char_limit(NAME_CHARS)
                    .font(egui::FontId::proportional(look.size))
                    .frame(Frame::NONE)
                    .margin(Margin::ZERO)
                    .align(Align2::LEFT_CENTER)
                    .min_size(Vec2::new(0.0, FIELD))
                    .hint_text(hint)
                    .desired_width(f32::INFINITY);
                let field = ui.add(field);
                named(&field, name);
                if !field.has_focus() {
                    field.request_focus();
                }
                field
            })
            .inner
        })
        .inner
}
