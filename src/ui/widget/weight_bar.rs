//! The judged weight on its scale, with the estimate marked beneath it.

use egui::{Align2, FontId, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2};

use crate::model::signed;
use crate::ui::style;

/// Where the claims would put a weight.
pub(in crate::ui) struct EstimateMark {
    /// The estimate, in (-1, 1).
    pub(in crate::ui) value: f64,
    /// What stands beneath the mark.
    pub(in crate::ui) words: String,
    /// Whether it may be compared with the weight; else the mark is hollow.
    pub(in crate::ui) is_firm: bool,
}

/// Shows a weight in [-1, 1] as a bar from 0, and below it, as a small triangle
/// with a caption, where the claims would put it. Without an
/// estimate only the scale is shown.
pub(crate) fn weight_bar(
    ui: &mut Ui,
    weight: f64,
    estimate: Option<&EstimateMark>,
) -> egui::Response {
    let theme = style::theme(ui.ctx());
    let (window, figure) = (&theme.window, &theme.figure);
    let height = if estimate.is_some() { 48.0 } else { 30.0 };
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::hover());
    let painter = ui.painter();
    let knob = 7.0;
    let rail = Rect::from_min_max(
        Pos2::new(rect.left() + knob, rect.top() + 5.0),
        Pos2::new(rect.right() - knob, rect.top() + 9.0),
    );
    let at = |value: f64| {
        rail.left() + rail.width() * (f64::midpoint(value, 1.0) as f32).clamp(0.0, 1.0)
    };
    let middle = rail.center().y;
    painter.rect_filled(rail, 2.0, style::color(window.edge));
    let hue = if weight < 0.0 {
        figure.hostile
    } else {
        figure.supportive
    };
    let bar = Rect::from_two_pos(
        Pos2::new(at(0.0), rail.top()),
        Pos2::new(at(weight), rail.bottom()),
    );
    painter.rect_filled(bar, 2.0, style::color(hue));
    let tick = Stroke::new(1.0, style::color(window.text_muted));
    painter.vline(at(0.0), middle - 6.0..=middle + 6.0, tick);
    painter.circle_filled(
        Pos2::new(at(weight), middle),
        knob,
        style::color(window.text),
    );

    let caption = FontId::new(10.5, egui::FontFamily::Proportional);
    let ink = style::color(window.text_muted);
    let below = rect.top() + 18.0;
    painter.text(
        Pos2::new(rect.left(), below),
        Align2::LEFT_TOP,
        "\u{2212}1 hostile",
        caption.clone(),
        ink,
    );
    painter.text(
        Pos2::new(at(0.0), below),
        Align2::CENTER_TOP,
        "0",
        caption.clone(),
        ink,
    );
    painter.text(
        Pos2::new(rect.right(), below),
        Align2::RIGHT_TOP,
        "+1 allied",
        caption.clone(),
        ink,
    );

    if let Some(EstimateMark {
        value,
        words,
        is_firm,
    }) = estimate
    {
        let tip = Pos2::new(at(*value), rail.bottom() + 4.0);
        let corners = vec![tip, tip + Vec2::new(5.0, 8.0), tip + Vec2::new(-5.0, 8.0)];
        let ink_of_mark = style::color(window.text);
        painter.add(if *is_firm {
            Shape::convex_polygon(corners, ink_of_mark, Stroke::NONE)
        } else {
            Shape::closed_line(corners, Stroke::new(1.0, ink_of_mark))
        });
        let galley = painter.layout_no_wrap(words.to_owned(), caption, style::color(window.text));
        let left = (tip.x - galley.size().x / 2.0).clamp(
            rect.left(),
            (rect.right() - galley.size().x).max(rect.left()),
        );
        painter.galley(Pos2::new(left, rect.top() + 33.0), galley, ink);
    }
    let spoken = match estimate {
        Some(mark) => format!("judged weight {}, {}", signed(weight), mark.words),
        None => format!("judged weight {}", signed(weight)),
    };
    response.widget_info(move || {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Meter, true, &spoken)
    });
    response
}
