//! The time of the day, and that of the talk.

use std::time::{Duration, SystemTime};

use egui::{CornerRadius, Pos2, Rect, Ui, Vec2};

use crate::session::{Session, Show};
use crate::ui::show::{line, spoken};
use crate::ui::style;

use super::plan::{Pen, Plan};

/// `06:10`, with hours where there are any.
fn minutes(time: Duration) -> String {
    let secs = time.as_secs();
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{secs:02}")
    } else {
        format!("{minutes:02}:{secs:02}")
    }
}

/// The time of the day, where the person is: `14:32`.
fn time_of_day() -> String {
    jiff::Timestamp::try_from(SystemTime::now()).map_or_else(
        |_| String::new(),
        |now| {
            let now = now.to_zoned(jiff::tz::TimeZone::system()).datetime();
            format!("{:02}:{:02}", now.hour(), now.minute())
        },
    )
}

/// The clocks; gives where they end.
pub(super) fn clock_ui(ui: &Ui, session: &Session, show: &Show, plan: &Plan, pen: &Pen) -> f32 {
    let painter = ui.painter();
    let elapsed = show.timer().elapsed(session.now());
    let planned = session.settings().talk_minutes;
    let planned = Duration::from_secs(u64::from(planned) * 60);
    let is_over = !planned.is_zero() && elapsed > planned;
    let top = plan.aside.top() + 44.0 * pen.unit;
    let mut clock = pen.look(46.0).bold();
    clock.leading = 1.2;
    let day = time_of_day();
    let size = line(painter, Pos2::new(plan.aside.left(), top), &day, &clock);
    let mut words = minutes(elapsed);
    if !planned.is_zero() {
        words = format!("{words} of {}", planned.as_secs() / 60);
    }
    if !show.timer().is_running() {
        words = format!("{words}, stopped");
    }
    let mut look = pen.muted(24.0);
    if is_over {
        look.color = style::color(pen.window.warning);
    }
    let at = Pos2::new(
        plan.aside.left() + size.x + 26.0 * pen.unit,
        top + size.y - look.size * look.leading - 4.0 * pen.unit,
    );
    let room = f64::from(plan.aside.right() - at.x);
    let shown = crate::text::ellipsize(&words, look.text_style(), room.max(10.0));
    line(painter, at, &shown, &look);
    let mut bottom = top + size.y + 10.0 * pen.unit;
    let place = Rect::from_min_max(
        Pos2::new(plan.aside.left(), top),
        Pos2::new(plan.aside.right(), bottom),
    );
    spoken(ui, place, "clock", &format!("{day}, {words}"));
    if !planned.is_zero() {
        let bar = Rect::from_min_size(
            Pos2::new(plan.aside.left(), bottom),
            Vec2::new(plan.aside.width(), 6.0 * pen.unit),
        );
        let part = (elapsed.as_secs_f32() / planned.as_secs_f32()).min(1.0);
        let radius = CornerRadius::same(3);
        painter.rect_filled(bar, radius, style::color(pen.window.edge));
        let fill = if is_over {
            pen.window.warning
        } else {
            pen.window.accent
        };
        let done = Rect::from_min_size(bar.min, Vec2::new(bar.width() * part, bar.height()));
        painter.rect_filled(done, radius, style::color(fill));
        bottom = bar.bottom();
    }
    bottom + 26.0 * pen.unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_clocks_have_them() {
        let written = |secs| minutes(Duration::from_secs(secs));
        assert_eq!(written(370), "06:10");
        assert_eq!(written(0), "00:00");
        assert_eq!(written(3_725), "1:02:05");
    }
}
