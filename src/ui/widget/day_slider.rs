//! A day on a rail with a tick for each day on which something changes.

use egui::{Event, EventFilter, Id, Key, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::session::DayStep;
use crate::ui::style;

/// Radius of the knob, in points.
const KNOB: f32 = 6.5;
/// Height of the slider, in points.
const HEIGHT: f32 = 22.0;
/// The pointer takes a day on which something changes from this near, in points.
const SNAP: f32 = 4.0;

/// A day to choose.
pub(in crate::ui) struct DaySlider<'a> {
    /// Names the slider.
    pub id: Id,
    /// The first and the last day.
    pub span: (Date, Date),
    /// The day that is chosen.
    pub day: Date,
    /// Days on which something changes, in order.
    pub changes: &'a [Date],
    /// What is spoken.
    pub spoken: &'a str,
}

/// What a person did with the slider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum DayTurn {
    /// Chose this day.
    To(Date),
    /// Asked for the next or the previous day on which something changes.
    Step(DayStep),
}

impl DaySlider<'_> {
    /// Shows the slider over all of the width; gives what was done.
    pub(in crate::ui) fn ui(&self, ui: &mut Ui) -> Option<DayTurn> {
        let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), HEIGHT));
        let rail = Rect::from_center_size(
            rect.center(),
            Vec2::new((rect.width() - 2.0 * KNOB).max(1.0), 4.0),
        );
        let response = ui.interact(rect, self.id, Sense::click_and_drag());
        let turn = self
            .pointer(ui, &response, rail)
            .or_else(|| self.keys(ui, &response));
        self.paint(ui, rail, &response);
        self.speak(&response);
        turn
    }

    /// How many days the rail covers, at least one.
    fn days(&self) -> f32 {
        days_between(self.span.0, self.span.1).max(1) as f32
    }

    fn x_of(&self, rail: Rect, day: Date) -> f32 {
        let share = days_between(self.span.0, day) as f32 / self.days();
        rail.left() + rail.width() * share.clamp(0.0, 1.0)
    }

    fn day_at(&self, rail: Rect, x: f32) -> Option<Date> {
        let share = ((x - rail.left()) / rail.width()).clamp(0.0, 1.0);
        let day = later(self.span.0, (share * self.days()).round() as i32)?;
        let after = self.changes.partition_point(|change| *change <= day);
        let near = [after.checked_sub(1), Some(after)]
            .into_iter()
            .flatten()
            .filter_map(|at| self.changes.get(at))
            .map(|change| (*change, (self.x_of(rail, *change) - x).abs()))
            .filter(|(_, off)| *off <= SNAP)
            .min_by(|one, other| one.1.total_cmp(&other.1));
        Some(near.map_or(day, |(change, _)| change))
    }

    fn pointer(&self, ui: &Ui, response: &Response, rail: Rect) -> Option<DayTurn> {
        let is_down =
            response.is_pointer_button_down_on() && ui.input(|input| input.pointer.primary_down());
        if is_down && !response.has_focus() {
            response.request_focus();
        }
        let pointer = response.interact_pointer_pos()?;
        let day = self.day_at(rail, pointer.x)?;
        ((is_down || response.clicked()) && day != self.day).then_some(DayTurn::To(day))
    }

    fn keys(&self, ui: &Ui, response: &Response) -> Option<DayTurn> {
        use egui::accesskit::Action;
        let (more, less) = ui.input(|input| {
            let count = |action| input.num_accesskit_action_requests(response.id, action);
            (count(Action::Increment), count(Action::Decrement))
        });
        if more != less {
            let step = if more > less {
                DayStep::Next
            } else {
                DayStep::Previous
            };
            return Some(DayTurn::Step(step));
        }
        if !response.has_focus() {
            return None;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let mut turn = None;
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
                let by_a_day = |days| later(self.day, days).map(DayTurn::To);
                let next = match (key, modifiers.shift) {
                    (Key::ArrowLeft, false) => Some(DayTurn::Step(DayStep::Previous)),
                    (Key::ArrowRight, false) => Some(DayTurn::Step(DayStep::Next)),
                    (Key::ArrowLeft, true) => by_a_day(-1),
                    (Key::ArrowRight, true) => by_a_day(1),
                    (Key::Home, _) => Some(DayTurn::To(self.span.0)),
                    (Key::End, _) => Some(DayTurn::To(self.span.1)),
                    _ => return true,
                };
                turn = next.or(turn);
                false
            });
        });
        turn
    }

    fn paint(&self, ui: &Ui, rail: Rect, response: &Response) {
        let theme = style::theme(ui.ctx());
        let (window, past) = (&theme.window, style::color(theme.figure.past));
        let painter = ui.painter();
        let middle = rail.center().y;
        painter.rect_filled(rail, 2.0, style::color(window.edge));
        let x = self.x_of(rail, self.day);
        let gone = Rect::from_min_max(rail.min, Pos2::new(x, rail.bottom()));
        painter.rect_filled(gone, 2.0, past);
        self.paint_ticks(ui, rail, x);
        painter.circle_filled(Pos2::new(x, middle), KNOB, style::color(window.text));
        if response.has_focus() || response.hovered() || response.dragged() {
            let hue = if response.has_focus() {
                window.accent
            } else {
                window.text_muted
            };
            let ring = Stroke::new(1.5, style::color(hue));
            painter.circle_stroke(Pos2::new(x, middle), KNOB + 3.0, ring);
        }
    }

    /// A tick in every column of points in which something changes, however many
    /// days that are.
    fn paint_ticks(&self, ui: &Ui, rail: Rect, now: f32) {
        let theme = style::theme(ui.ctx());
        let middle = rail.center().y;
        let mut at = 0;
        while let Some(day) = self.changes.get(at) {
            let x = self.x_of(rail, *day).round();
            let hue = if x <= now {
                theme.figure.past
            } else {
                theme.window.text_muted
            };
            let stroke = Stroke::new(1.5, style::color(hue));
            ui.painter().vline(x, middle - 7.0..=middle + 7.0, stroke);
            let rest = self.changes.get(at..).unwrap_or_default();
            at += rest
                .partition_point(|other| self.x_of(rail, *other).round() <= x)
                .max(1);
        }
    }

    fn speak(&self, response: &Response) {
        let passed = f64::from(days_between(self.span.0, self.day));
        response.widget_info(|| egui::WidgetInfo::slider(true, passed, self.spoken));
        let days = f64::from(self.days());
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(days);
            node.set_numeric_value_step(1.0);
            node.add_action(egui::accesskit::Action::Increment);
            node.add_action(egui::accesskit::Action::Decrement);
        });
    }
}

/// How many days from one to the other.
fn days_between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(0, |span| span.get_days())
}

/// So many days later; `None` beyond the calendar.
fn later(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_near_one_on_which_something_changes_is_taken_for_it() {
        let date = |text: &str| text.parse::<Date>().expect(text);
        let changes = [date("2025-07-01")];
        let slider = DaySlider {
            id: Id::NULL,
            span: (date("2025-01-01"), date("2025-12-31")),
            day: date("2025-01-01"),
            changes: &changes,
            spoken: "",
        };
        // A point a day.
        let rail = Rect::from_min_size(Pos2::ZERO, Vec2::new(364.0, 4.0));
        assert_eq!(slider.day_at(rail, 181.0), Some(changes[0]));
        assert_eq!(slider.day_at(rail, 178.0), Some(changes[0]));
        assert_eq!(slider.day_at(rail, 170.0), Some(date("2025-06-20")));
        assert_eq!(slider.day_at(rail, -50.0), Some(date("2025-01-01")));
        assert_eq!(slider.day_at(rail, 999.0), Some(date("2025-12-31")));
        assert_eq!(slider.x_of(rail, date("2020-01-01")), 0.0);
    }
}
