//! Keys, painted as the caps of a keyboard.

use egui::{CornerRadius, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2};

use crate::ui::style;
use crate::ui::text::{self, Look};

/// Height of a cap, in points; a cap is at least as wide.
const HEIGHT: f32 = 19.0;
/// Space between the caps of one press.
const GAP: f32 = 3.0;

/// Paints keys as written, such as `Ctrl+Shift+Z`, one cap each, so that they end
/// at `right`; gives the left end.
pub(in crate::ui) fn key_caps(ui: &Ui, right: Pos2, written: &str, is_faint: bool) -> f32 {
    let window = &style::theme(ui.ctx()).window;
    let ink = if is_faint {
        window.text_muted.faded(0.6)
    } else {
        window.text_muted
    };
    let look = Look::new(style::size::CHIP, style::color(ink));
    let mut left = right.x;
    for cap in caps(written).iter().rev() {
        let galley = ui
            .painter()
            .layout_job(text::job(cap, &look, f32::INFINITY));
        let width = (galley.size().x + 11.0).max(HEIGHT);
        let center = Pos2::new(left - width / 2.0, right.y);
        let rect = Rect::from_center_size(center, Vec2::new(width, HEIGHT));
        ui.painter().rect(
            rect,
            CornerRadius::same(4),
            style::color(window.raised),
            Stroke::new(1.0, style::color(window.edge)),
            StrokeKind::Inside,
        );
        let place = rect.center() - galley.size() / 2.0;
        ui.painter().galley(place, galley, look.color);
        left = rect.left() - GAP;
    }
    left + GAP
}

/// The keys of a press; the last may itself be a plus.
fn caps(written: &str) -> Vec<&str> {
    let (front, last) = match written.strip_suffix('+') {
        Some(front) => (front.strip_suffix('+').unwrap_or(front), Some("+")),
        None => (written, None),
    };
    front
        .split('+')
        .filter(|cap| !cap.is_empty())
        .chain(last)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::caps;

    #[test]
    fn a_press_is_told_into_its_keys() {
        assert_eq!(caps("Ctrl+Shift+Z"), ["Ctrl", "Shift", "Z"]);
        assert_eq!(caps("Ctrl++"), ["Ctrl", "+"]);
        assert_eq!(caps("+"), ["+"]);
        assert_eq!(caps("F1"), ["F1"]);
    }
}
