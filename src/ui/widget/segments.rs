//! One of a few: words side by side, of which one is on.

use egui::{Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2};

use crate::ui::style;
use crate::ui::text::{self, Look};

/// One of the choices.
pub(in crate::ui) struct Segment<'a> {
    /// What is shown.
    pub words: &'a str,
    /// What is spoken.
    pub name: &'a str,
    /// What is shown on hover; nothing where it is empty.
    pub hover: &'a str,
    /// Whether it is the one that holds.
    pub is_on: bool,
}

/// Height of the row of choices, in points.
const HEIGHT: f32 = 24.0;
/// Space to both sides of the words.
const PAD: f32 = 9.0;

/// Shows the choices in a row, as wide as they need, or in rows where there is less
/// room; gives the one that was chosen.
pub(in crate::ui) fn segments(ui: &mut Ui, choices: &[Segment<'_>]) -> Option<usize> {
    let window = &style::theme(ui.ctx()).window;
    let track = ui.painter().add(egui::Shape::Noop);
    let mut ground: Option<Rect> = None;
    let mut chosen = None;
    let wanted: f32 = choices.iter().map(|choice| size_of(ui, choice).x).sum();
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let is_whole = wanted <= ui.available_width() + 0.5;
    let layout = layout.with_main_wrap(!is_whole);
    let room = Vec2::new(ui.available_width(), HEIGHT);
    ui.allocate_ui_with_layout(room, layout, |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        for (at, choice) in choices.iter().enumerate() {
            let response = segment(ui, choice);
            ground = Some(ground.map_or(response.rect, |rect| rect.union(response.rect)));
            if response.clicked() {
                chosen = Some(at);
            }
        }
    });
    if let Some(rect) = ground {
        let shape = egui::epaint::RectShape::filled(
            rect,
            CornerRadius::same(style::RADIUS),
            style::color(window.raised),
        );
        ui.painter().set(track, shape);
    }
    chosen
}

/// The same for values: gives another than `now` that was chosen. `group` is
/// spoken before the words of each.
pub(in crate::ui) fn one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    group: &str,
    now: T,
    choices: &[(T, &str)],
) -> Option<T> {
    let names: Vec<String> = choices
        .iter()
        .map(|(_, words)| format!("{group}: {words}"))
        .collect();
    let shown: Vec<Segment<'_>> = choices
        .iter()
        .zip(&names)
        .map(|((value, words), name)| Segment {
            words,
            name,
            hover: "",
            is_on: *value == now,
        })
        .collect();
    let (chosen, _) = choices.get(segments(ui, &shown)?)?;
    (*chosen != now).then_some(*chosen)
}

/// The words of a choice, laid out.
fn galley_of(ui: &Ui, choice: &Segment<'_>) -> std::sync::Arc<egui::Galley> {
    let window = &style::theme(ui.ctx()).window;
    let look = Look::new(style::size::SMALL, style::color(window.text));
    ui.painter()
        .layout_job(text::job(choice.words, &look, f32::INFINITY))
}

fn size_of(ui: &Ui, choice: &Segment<'_>) -> Vec2 {
    Vec2::new(galley_of(ui, choice).size().x + 2.0 * PAD, HEIGHT)
}

fn segment(ui: &mut Ui, choice: &Segment<'_>) -> Response {
    let window = &style::theme(ui.ctx()).window;
    let galley = galley_of(ui, choice);
    let (rect, response) = ui.allocate_exact_size(size_of(ui, choice), Sense::click());
    let radius = CornerRadius::same(style::RADIUS);
    let ink = if choice.is_on || response.hovered() {
        style::color(window.text)
    } else {
        style::color(window.text_muted)
    };
    let fill = if choice.is_on {
        style::color(window.accent_faint)
    } else {
        Color32::TRANSPARENT
    };
    let edge = if response.has_focus() {
        Stroke::new(1.5, style::color(window.accent))
    } else if choice.is_on {
        Stroke::new(1.0, style::color(window.edge))
    } else {
        Stroke::NONE
    };
    ui.painter()
        .rect(rect, radius, fill, edge, StrokeKind::Inside);
    let place = rect.center() - galley.size() / 2.0;
    // Laid out in one colour and painted in another, so that nothing moves.
    ui.painter()
        .galley_with_override_text_color(place, galley, ink);
    let (spoken, is_on) = (choice.name.to_owned(), choice.is_on);
    response.widget_info(move || {
        egui::WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, is_on, &spoken)
    });
    if choice.hover.is_empty() {
        response
    } else {
        response.on_hover_text(choice.hover)
    }
}
