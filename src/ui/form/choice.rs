//! Chips to choose from. A row of them is one stop of the Tab key; arrow keys go
//! from one to the next.

use egui::{
    Color32, CornerRadius, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Shape,
    Stroke, Ui, Vec2,
};

use crate::model::Status;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look};
use crate::ui::widget::status_mark;

/// One of several to choose from.
pub(in crate::ui) struct Choice<T> {
    /// What is chosen.
    pub value: T,
    /// Words on the chip.
    pub words: String,
    /// What it means.
    pub meaning: &'static str,
    /// The key that chooses it while one of the row has the focus.
    pub key: Option<Key>,
    /// The mark of a status before the words.
    pub mark: Option<Status>,
    /// Set apart from the others: it is no step of their scale.
    pub is_apart: bool,
    /// The main one of those that are on.
    pub is_main: bool,
}

impl<T> Choice<T> {
    /// A chip of words.
    pub(in crate::ui) fn new(value: T, words: impl Into<String>, meaning: &'static str) -> Self {
        Self {
            value,
            words: words.into(),
            meaning,
            key: None,
            mark: None,
            is_apart: false,
            is_main: false,
        }
    }
}

/// Shows chips of which one is chosen, or none yet. `name` is spoken before the
/// words of each. Gives the chip that can have the focus.
pub(in crate::ui) fn choice_row<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut Option<T>,
    choices: &[Choice<T>],
) -> Response {
    let at = choices
        .iter()
        .position(|choice| chosen.as_ref() == Some(&choice.value));
    let stop = at.unwrap_or(0);
    let (responses, pressed) = chips_ui(ui, name, choices, stop, |place| at == Some(place), true);
    let step = arrows(ui, &responses, stop, choices.len());
    let keyed = responses
        .get(stop)
        .filter(|response| response.has_focus())
        .and_then(|_| {
            choices.iter().position(|choice| {
                choice.key.is_some_and(|key| {
                    ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
                })
            })
        });
    // Arrow keys choose at once, as everywhere with buttons of which one is on.
    let step = step.map(|place| if at.is_none() { 0 } else { place });
    if let Some(place) = pressed.or(keyed).or(step) {
        *chosen = choices.get(place).map(|choice| choice.value.clone());
        if keyed.or(step).is_some() {
            ui.memory_mut(|memory| memory.request_focus(chip_id(ui, place)));
        }
    }
    focus_stop(ui, responses, stop)
}

/// Shows chips that are on or off each; gives the places of those that were
/// pressed and the chip that can have the focus.
pub(in crate::ui) fn toggle_row<T>(
    ui: &mut Ui,
    name: &str,
    choices: &[Choice<T>],
    is_on: impl Fn(usize) -> bool,
) -> (Option<usize>, Response) {
    let memory = ui.scope_id().with("stop");
    let stop: usize = ui.data(|data| data.get_temp(memory)).unwrap_or(0);
    let stop = stop.min(choices.len().saturating_sub(1));
    let (responses, pressed) = chips_ui(ui, name, choices, stop, is_on, false);
    let step = arrows(ui, &responses, stop, choices.len());
    if let Some(place) = step.or(pressed) {
        ui.data_mut(|data| data.insert_temp(memory, place));
    }
    if let Some(place) = step {
        ui.memory_mut(|memory| memory.request_focus(chip_id(ui, place)));
    }
    let stop = focus_stop(ui, responses, stop);
    (pressed, stop)
}

fn chip_id(ui: &Ui, place: usize) -> Id {
    ui.scope_id().with(("chip", place))
}

/// The chip that can have the focus; for a row without chips a place without a size.
fn focus_stop(ui: &mut Ui, responses: Vec<Response>, stop: usize) -> Response {
    let found = responses.into_iter().nth(stop);
    found.unwrap_or_else(|| ui.allocate_response(Vec2::ZERO, Sense::hover()))
}

fn chips_ui<T>(
    ui: &mut Ui,
    name: &str,
    choices: &[Choice<T>],
    stop: usize,
    is_on: impl Fn(usize) -> bool,
    is_one_of: bool,
) -> (Vec<Response>, Option<usize>) {
    let ids: Vec<Id> = (0..choices.len()).map(|place| chip_id(ui, place)).collect();
    let mut responses = Vec::new();
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(5.0, 5.0);
        for (place, (choice, id)) in choices.iter().zip(ids).enumerate() {
            if choice.is_apart {
                ui.add_space(10.0);
            }
            let is_on = is_on(place);
            // One chip of the row is where Tab stops.
            let sense = if place == stop {
                Sense::click()
            } else {
                Sense::CLICK
            };
            let response = chip_ui(ui, choice, id, is_on, sense);
            let main = if choice.is_main { ", the main one" } else { "" };
            let spoken = format!("{name}: {}{main}", choice.words.trim());
            let role = if is_one_of {
                egui::accesskit::Role::RadioButton
            } else {
                egui::accesskit::Role::CheckBox
            };
            response.widget_info(move || egui::WidgetInfo::selected(role, true, is_on, &spoken));
            if response.clicked() {
                pressed = Some(place);
            }
            responses.push(if choice.meaning.is_empty() {
                response
            } else {
                response.on_hover_words(choice.meaning)
            });
        }
    });
    (responses, pressed)
}

fn chip_ui<T>(ui: &mut Ui, choice: &Choice<T>, id: Id, is_on: bool, sense: Sense) -> Response {
    let window = &style::theme(ui.ctx()).window;
    let ink = if choice.is_main {
        window.on_accent
    } else if is_on {
        window.text
    } else {
        window.text_muted
    };
    let look = Look::new(12.0, style::color(ink));
    let most = (ui.max_rect().width() - 24.0).max(20.0);
    let short = crate::text::ellipsize(&choice.words, look.text_style(), f64::from(most));
    let galley = ui
        .painter()
        .layout_job(text::job(&short, &look, f32::INFINITY));
    let mark_width = if choice.mark.is_some() { 14.0 } else { 0.0 };
    // With marks four of them stand in one row of a narrow panel.
    let padding = Vec2::new(if choice.mark.is_some() { 7.5 } else { 10.0 }, 5.0);
    let size = galley.size() + 2.0 * padding + Vec2::new(mark_width, 0.0);
    let (_, rect) = ui.allocate_space(size.max(Vec2::new(30.0, 0.0)));
    let response = ui.interact(rect, id, sense);
    let fill = if choice.is_main {
        style::color(window.accent)
    } else if is_on {
        style::color(window.accent_faint)
    } else if response.hovered() {
        style::color(window.hover)
    } else {
        style::color(window.raised)
    };
    let edge = if is_on { window.accent } else { window.edge };
    frame_ui(
        ui,
        rect,
        fill,
        Stroke::new(1.0, style::color(edge)),
        choice.is_apart && !is_on,
    );
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style::color(window.accent));
        let radius = CornerRadius::same(9);
        let ring = rect.expand(2.5);
        ui.painter()
            .rect_stroke(ring, radius, stroke, egui::StrokeKind::Middle);
    }
    let middle = rect.center() - galley.size() / 2.0 + Vec2::new(mark_width / 2.0, 0.0);
    if let Some(status) = choice.mark {
        let center = Pos2::new(middle.x - 9.0, rect.center().y);
        status_mark(ui.painter(), status, center, 3.8, look.color);
    }
    ui.painter().galley(middle, galley, look.color);
    response
}

/// The frame of a chip; dashed for one that is set apart.
fn frame_ui(ui: &Ui, rect: Rect, fill: Color32, edge: Stroke, is_dashed: bool) {
    let radius = CornerRadius::same(7);
    if is_dashed {
        ui.painter().rect_filled(rect, radius, fill);
        let ring = rect.shrink(0.5);
        let corners = [
            ring.left_top(),
            ring.right_top(),
            ring.right_bottom(),
            ring.left_bottom(),
            ring.left_top(),
        ];
        ui.painter()
            .extend(Shape::dashed_line(&corners, edge, 3.0, 3.0));
    } else {
        ui.painter()
            .rect(rect, radius, fill, edge, egui::StrokeKind::Inside);
    }
}

/// Where the arrow keys go from the chip that has the focus.
fn arrows(ui: &Ui, responses: &[Response], stop: usize, count: usize) -> Option<usize> {
    let response = responses
        .get(stop)
        .filter(|response| response.has_focus())?;
    let filter = EventFilter {
        tab: false,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: false,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowRight) || pressed(Key::ArrowDown) {
        Some((stop + 1) % count)
    } else if pressed(Key::ArrowLeft) || pressed(Key::ArrowUp) {
        Some((stop + count - 1) % count)
    } else {
        None
    }
}
