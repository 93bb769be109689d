//! The list of the keys of a show, over what is shown.

use egui::{CornerRadius, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2};

use crate::ui::style;
use crate::ui::text::Look;

use super::keys;

/// Shows the list in the middle of this rectangle.
pub(super) fn help_ui(ui: &Ui, rect: Rect) {
    let all = keys::listed(ui.ctx());
    let window = &style::theme(ui.ctx()).window;
    let unit = (rect.width() / 1180.0)
        .min(rect.height() / 700.0)
        .clamp(super::LEAST_UNIT, 4.0);
    let row = 34.0 * unit;
    let rows = all.len().div_ceil(2);
    let size = Vec2::new(1100.0 * unit, row * rows as f32 + 130.0 * unit);
    let card = Rect::from_center_size(rect.center(), size.min(rect.size()));
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, style::color(window.shadow));
    painter.rect(
        card,
        CornerRadius::same(10),
        style::color(window.panel),
        Stroke::new(1.0, style::color(window.edge)),
        StrokeKind::Inside,
    );
    let ink = style::color(window.text);
    let title = Look::new(20.0 * unit, ink).bold();
    let inner = card.shrink2(Vec2::new(36.0, 28.0) * unit);
    super::line(&painter, inner.min, "Keys of the show", &title);
    let column = (inner.width() - 40.0 * unit) / 2.0;
    for (at, (keys, name)) in all.iter().enumerate() {
        let left = inner.left() + (at / rows) as f32 * (column + 40.0 * unit);
        let top = inner.top() + 50.0 * unit + (at % rows) as f32 * row;
        let keys = keys.join(", ");
        let bold = Look::new(14.0 * unit, ink).bold();
        let plain = Look::new(14.0 * unit, style::color(window.text_muted));
        let keys_room = 195.0 * unit;
        let words = crate::text::ellipsize(&keys, bold.text_style(), f64::from(keys_room));
        super::line(&painter, Pos2::new(left, top), &words, &bold);
        let room = f64::from(column - keys_room - 10.0 * unit);
        let words = crate::text::ellipsize(name, plain.text_style(), room.max(10.0));
        let place = Pos2::new(left + keys_room + 10.0 * unit, top);
        super::line(&painter, place, &words, &plain);
        let place = Rect::from_min_size(Pos2::new(left, top), Vec2::new(column, row));
        super::spoken(
            ui,
            place,
            ("key of the show", at),
            &format!("{name}: {keys}"),
        );
    }
}
