//! Checkboxes: filled where they are on.

use egui::{Color32, CornerRadius, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};

use crate::ui::style;
use crate::ui::text::{self, Looks};

/// Height of a row with a checkbox: large enough to hit.
const HEIGHT: f32 = 26.0;
const BOX: f32 = 15.0;

/// Shows a checkbox, with words beside it where there are any. `name` is
/// spoken; the words may be fewer.
pub(in crate::ui) fn check(ui: &mut Ui, is_on: &mut bool, words: &str, name: &str) -> Response {
    within(ui, is_on, words, name, f32::INFINITY)
}

/// The same with words that take several lines where one is wider than the room.
pub(in crate::ui) fn wrapped_check(
    ui: &mut Ui,
    is_on: &mut bool,
    words: &str,
    name: &str,
) -> Response {
    let room = ui.available_width();
    within(ui, is_on, words, name, room)
}

fn within(ui: &mut Ui, is_on: &mut bool, words: &str, name: &str, room: f32) -> Response {
    let look = Looks::of(ui).body();
    let gap = if words.is_empty() { 3.0 } else { 10.0 };
    let job = text::job(words, &look, (room - BOX - gap).max(40.0));
    let galley = ui.painter().layout_job(job);
    let height = HEIGHT.max(galley.size().y + 6.0);
    let size = Vec2::new(BOX + gap + galley.size().x, height);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *is_on = !*is_on;
        response.mark_changed();
    }
    let (spoken, checked) = (name.to_owned(), *is_on);
    response.widget_info(move || {
        egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, checked, &spoken)
    });
    let middle = rect.center().y;
    let frame =
        Rect::from_center_size(Pos2::new(rect.left() + BOX / 2.0, middle), Vec2::splat(BOX));
    box_ui(ui, frame, *is_on, &response);
    let place = Pos2::new(frame.right() + gap, middle - galley.size().y / 2.0);
    ui.painter().galley(place, galley, look.color);
    response
}

fn box_ui(ui: &Ui, frame: Rect, is_on: bool, response: &Response) {
    let window = &style::theme(ui.ctx()).window;
    let radius = CornerRadius::same(4);
    let painter = ui.painter();
    let (fill, edge) = if is_on {
        (style::color(window.accent), Color32::TRANSPARENT)
    } else if response.hovered() {
        (style::color(window.hover), style::color(window.text_muted))
    } else {
        (Color32::TRANSPARENT, style::color(window.text_muted))
    };
    let stroke = Stroke::new(1.2, edge);
    painter.rect(frame, radius, fill, stroke, egui::StrokeKind::Inside);
    if is_on {
        let at = |x: f32, y: f32| frame.min + Vec2::new(x, y) * frame.width();
        let tick = vec![at(0.24, 0.52), at(0.43, 0.70), at(0.76, 0.32)];
        let stroke = Stroke::new(1.8, style::color(window.on_accent));
        painter.add(egui::Shape::line(tick, stroke));
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style::color(window.accent));
        painter.rect_stroke(frame.expand(3.0), 6, stroke, egui::StrokeKind::Outside);
    }
}
