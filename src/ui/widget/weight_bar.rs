//! The judged weight on its scale, with the estimate marked beneath it. It can
//! be dragged, and turned with the keys.

use egui::{
    Align2, Event, EventFilter, FontId, Id, Key, Painter, PointerButton, Pos2, Rect, Response,
    Sense, Shape, Stroke, Ui, Vec2,
};

use crate::model::{Weight, signed};
use crate::ui::style;

/// Where the claims would put a weight.
pub(in crate::ui) struct EstimateMark {
    /// The estimate, in (-1, 1).
    pub(in crate::ui) value: f64,
    /// What stands beneath the mark.
    pub(in crate::ui) words: String,
    /// Whether it may be compared with the weight; else the mark is hollow.
    pub(in crate::ui) is_firm: bool,
    /// Whether the two lie further apart than the scene allows: then what lies
    /// between them is marked too.
    pub(in crate::ui) is_far: bool,
}

/// What a person did with the bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) enum Turn {
    /// Holds the knob here.
    Held(Weight),
    /// Let go of the knob, here; a fast hand moves it on the way.
    Released(Option<Weight>),
    /// Turned it by so much, with a key.
    By(f64),
    /// Set it to this, with a key.
    To(Weight),
}

/// How much an arrow key turns a weight.
pub(in crate::ui) const STEP: f64 = 0.05;
/// How much it does with Shift.
pub(in crate::ui) const SMALL_STEP: f64 = 0.01;

/// Radius of the knob, in points.
const KNOB: f32 = 7.0;

/// A weight in [-1, 1] as a bar from 0, and below it, as a small triangle with
/// a caption, where the claims would put it. Several weights are a bar from the
/// least to the most.
pub(in crate::ui) struct WeightBar<'a> {
    /// Made from what the bar belongs to.
    pub id: Id,
    /// The least and the most of the weights; the same for one.
    pub weights: (f64, f64),
    /// The estimate; without one only the scale is shown.
    pub estimate: Option<&'a EstimateMark>,
    /// What is spoken before the weight.
    pub name: &'a str,
}

/// What the pointer does with a bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Grip {
    /// Nothing.
    #[default]
    Free,
    /// It holds the knob, here.
    Held(f64),
    /// It still holds it, but what it did was taken back.
    TakenBack,
}

impl WeightBar<'_> {
    /// Shows the bar; `has_gesture` says whether what was held before is still
    /// shown. Gives what was done.
    pub(in crate::ui) fn ui(&self, ui: &mut Ui, has_gesture: bool) -> Option<Turn> {
        let height = if self.estimate.is_some() { 48.0 } else { 30.0 };
        let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), height));
        let rail = Rect::from_min_max(
            Pos2::new(rect.left() + KNOB, rect.top() + 5.0),
            Pos2::new(rect.right() - KNOB, rect.top() + 9.0),
        );
        // Only the rail is taken hold of; a click on the captions does nothing.
        let target = Rect::from_x_y_ranges(rect.x_range(), rect.top() - 4.0..=rect.top() + 18.0);
        let response = ui.interact(target, self.id, Sense::click_and_drag());
        let turn = self
            .pointer(ui, &response, rail, has_gesture)
            .or_else(|| keys(ui, &response));
        self.paint(ui, rect, rail, &response);
        self.speak(&response);
        turn
    }

    fn pointer(&self, ui: &Ui, response: &Response, rail: Rect, has_gesture: bool) -> Option<Turn> {
        let place = self.id.with("grip");
        let grip = ui.data(|data| data.get_temp::<Grip>(place).unwrap_or_default());
        let is_down =
            response.is_pointer_button_down_on() && ui.input(|input| input.pointer.primary_down());
        let pointer = response.interact_pointer_pos();
        let at_pointer = pointer.and_then(|pointer| weight_at(rail, pointer.x));
        let (now, turn) = match (grip, is_down) {
            // Pressed and let go of between two frames.
            (Grip::Free, false) if response.clicked_by(PointerButton::Primary) => {
                (Grip::Free, at_pointer.map(Turn::To))
            }
            (Grip::Free | Grip::TakenBack, false) => (Grip::Free, None),
            (Grip::Held(_), false) if !has_gesture => (Grip::Free, None),
            (Grip::Held(held), false) => {
                let moved = at_pointer.filter(|weight| weight.value() != held);
                (Grip::Free, Some(Turn::Released(moved)))
            }
            (Grip::Held(_), true) if !has_gesture => (Grip::TakenBack, None),
            (Grip::TakenBack, true) => (Grip::TakenBack, None),
            (Grip::Free | Grip::Held(_), true) => {
                if grip == Grip::Free {
                    response.request_focus();
                }
                match at_pointer {
                    // Held still, it shows nothing new.
                    Some(held) if grip != Grip::Held(held.value()) => {
                        (Grip::Held(held.value()), Some(Turn::Held(held)))
                    }
                    _ => (grip, None),
                }
            }
        };
        if now != grip {
            ui.data_mut(|data| data.insert_temp(place, now));
        }
        turn
    }

    fn paint(&self, ui: &Ui, rect: Rect, rail: Rect, response: &Response) {
        let theme = style::theme(ui.ctx());
        let (window, figure) = (&theme.window, &theme.figure);
        let painter = ui.painter();
        let middle = rail.center().y;
        painter.rect_filled(rail, 2.0, style::color(window.edge));
        let (least, most) = self.weights;
        let is_mixed = least < most;
        let hue = if is_mixed {
            figure.neutral
        } else if most < 0.0 {
            figure.hostile
        } else {
            figure.supportive
        };
        let from = if is_mixed { least } else { 0.0 };
        let bar = Rect::from_two_pos(
            Pos2::new(x_of(rail, from), rail.top()),
            Pos2::new(x_of(rail, most), rail.bottom()),
        );
        painter.rect_filled(bar, 2.0, style::color(hue));
        let tick = Stroke::new(1.0, style::color(window.text_muted));
        painter.vline(x_of(rail, 0.0), middle - 6.0..=middle + 6.0, tick);
        for value in [least, most] {
            let center = Pos2::new(x_of(rail, value), middle);
            if is_mixed {
                let ring = Stroke::new(2.0, style::color(window.text));
                painter.circle(center, KNOB - 2.0, style::color(window.panel), ring);
            } else {
                painter.circle_filled(center, KNOB, style::color(window.text));
            }
        }
        let is_near = response.has_focus() || response.hovered() || response.dragged();
        if is_near {
            let hue = if response.has_focus() {
                window.accent
            } else {
                window.text_muted
            };
            let ring = Stroke::new(1.5, style::color(hue));
            painter.circle_stroke(Pos2::new(x_of(rail, most), middle), KNOB + 3.0, ring);
        }
        captions(painter, rect, rail, style::color(window.text_muted));
        if let Some(mark) = self.estimate {
            if mark.is_far {
                let warning = Stroke::new(2.0, style::color(window.warning));
                let span = x_of(rail, mark.value)..=x_of(rail, most);
                painter.hline(span, rail.bottom() + 3.0, warning);
            }
            paint_mark(painter, rect, rail, mark, style::color(window.text));
        }
    }

    fn speak(&self, response: &Response) {
        let (least, most) = self.weights;
        let mut spoken = if least < most {
            format!("{} from {} to {}", self.name, signed(least), signed(most))
        } else {
            format!("{} {}", self.name, signed(most))
        };
        if let Some(mark) = self.estimate {
            spoken = format!("{spoken}, {}", mark.words);
        }
        response.widget_info(move || egui::WidgetInfo::slider(true, most, &spoken));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(-1.0);
            node.set_max_numeric_value(1.0);
            node.set_numeric_value_step(STEP);
            node.add_action(egui::accesskit::Action::Increment);
            node.add_action(egui::accesskit::Action::Decrement);
        });
    }
}

/// The weight at a place of the rail, in hundredths.
fn weight_at(rail: Rect, x: f32) -> Option<Weight> {
    let share = f64::from((x - rail.left()) / rail.width());
    let value = (share * 2.0 - 1.0).clamp(-1.0, 1.0);
    Weight::new((value * 100.0).round() / 100.0).ok()
}

fn x_of(rail: Rect, value: f64) -> f32 {
    rail.left() + rail.width() * (f64::midpoint(value, 1.0) as f32).clamp(0.0, 1.0)
}

/// What the keys say, and those who read the screen aloud.
fn keys(ui: &Ui, response: &Response) -> Option<Turn> {
    use egui::accesskit::Action;
    let (more, less) = ui.input(|input| {
        let count = |action| input.num_accesskit_action_requests(response.id, action);
        (count(Action::Increment), count(Action::Decrement))
    });
    if more != less {
        return Some(Turn::By((more as f64 - less as f64) * STEP));
    }
    if !response.has_focus() {
        return None;
    }
    ui.data_mut(|data| data.insert_temp(focus_place(), response.id));
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let mut by = 0.0;
    let mut to = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            if modifiers.command || modifiers.alt {
                return true;
            }
            let step = if modifiers.shift { SMALL_STEP } else { STEP };
            match key {
                Key::ArrowLeft => by -= step,
                Key::ArrowRight => by += step,
                Key::Home => to = Some(-1.0),
                Key::End => to = Some(1.0),
                Key::Num0 if !modifiers.shift => to = Some(0.0),
                _ => return true,
            }
            false
        });
    });
    if by != 0.0 {
        return Some(Turn::By(by));
    }
    to.and_then(|value| Weight::new(value).ok()).map(Turn::To)
}

/// Whether the bar of a weight has the keyboard's focus: some keys are for it then.
pub(in crate::ui) fn has_weight_focus(ctx: &egui::Context) -> bool {
    let focus = ctx.memory(|memory| memory.focused());
    let bar: Option<Id> = ctx.data(|data| data.get_temp(focus_place()));
    focus.is_some() && focus == bar
}

fn focus_place() -> Id {
    Id::unique("bar of a weight with the focus")
}

fn captions(painter: &Painter, rect: Rect, rail: Rect, ink: egui::Color32) {
    let caption = FontId::new(10.5, egui::FontFamily::Proportional);
    let below = rect.top() + 18.0;
    for (x, align, words) in [
        (rect.left(), Align2::LEFT_TOP, "\u{2212}1 hostile"),
        (x_of(rail, 0.0), Align2::CENTER_TOP, "0"),
        (rect.right(), Align2::RIGHT_TOP, "+1 allied"),
    ] {
        painter.text(Pos2::new(x, below), align, words, caption.clone(), ink);
    }
}

fn paint_mark(painter: &Painter, rect: Rect, rail: Rect, mark: &EstimateMark, ink: egui::Color32) {
    let tip = Pos2::new(x_of(rail, mark.value), rail.bottom() + 4.0);
    let corners = vec![tip, tip + Vec2::new(5.0, 8.0), tip + Vec2::new(-5.0, 8.0)];
    painter.add(if mark.is_firm {
        Shape::convex_polygon(corners, ink, Stroke::NONE)
    } else {
        Shape::closed_line(corners, Stroke::new(1.0, ink))
    });
    let caption = FontId::new(10.5, egui::FontFamily::Proportional);
    let galley = painter.layout_no_wrap(mark.words.clone(), caption, ink);
    let left = (tip.x - galley.size().x / 2.0).clamp(
        rect.left(),
        (rect.right() - galley.size().x).max(rect.left()),
    );
    painter.galley(Pos2::new(left, rect.top() + 33.0), galley, ink);
}
