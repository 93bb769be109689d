//! Chips: short words in a rounded frame.

use egui::{Color32, CornerRadius, Response, Sense, Stroke, Ui, Vec2};

use crate::ui::style;
use crate::ui::text::{self, Look};

/// How a chip looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chip {
    /// Inside; transparent for a frame only.
    pub fill: Color32,
    /// Frame.
    pub edge: Color32,
    /// Words.
    pub ink: Color32,
}

impl Chip {
    /// A plain chip: a fact about what it stands on.
    pub(crate) fn plain(ui: &Ui) -> Self {
        let window = &style::theme(ui.ctx()).window;
        Self {
            fill: style::color(window.panel),
            edge: style::color(window.edge),
            ink: style::color(window.text_muted),
        }
    }

    /// A chip that stands out: a number.
    pub(crate) fn strong(ui: &Ui) -> Self {
        let window = &style::theme(ui.ctx()).window;
        Self {
            fill: style::color(window.accent_faint),
            edge: style::color(window.accent_faint),
            ink: style::color(window.text),
        }
    }
}

/// Shows a chip with these words. It wraps as a whole, and is cut to the width
/// of the panel.
pub(crate) fn chip(ui: &mut Ui, words: &str, look: Chip) -> Response {
    let padding = Vec2::new(9.0, 3.0);
    let ink = Look::new(style::size::CHIP, look.ink);
    let most = ui.max_rect().width() - 2.0 * padding.x;
    let short = crate::text::ellipsize(words, ink.text_style(), f64::from(most.max(20.0)));
    let galley = ui
        .painter()
        .layout_job(text::job(&short, &ink, f32::INFINITY));
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * padding, Sense::hover());
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same((rect.height() / 2.0) as u8);
        let edge = Stroke::new(1.0, look.edge);
        ui.painter()
            .rect(rect, radius, look.fill, edge, egui::StrokeKind::Inside);
        ui.painter().galley(rect.min + padding, galley, look.ink);
    }
    let words = words.to_owned();
    response
        .widget_info(move || egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &words));
    response
}
