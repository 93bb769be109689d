//! Looking back: the strip below the top bar with the day and the clock. It is
//! there while somebody looks back, so that nobody takes the past for the present.

use egui::{
    Align, Align2, Context, FontId, Frame, Id, Key, KeyboardShortcut, Layout, Margin, Modifiers,
    Panel, Rect, Sense, Stroke, Ui, Vec2,
};
use jiff::ToSpan as _;
use jiff::civil::Date;
use lucide_icons::Icon;

use crate::evidence::{AsOf, Clock, PastTally};
use crate::model::PartialDate;
use crate::session::{Command, DayStep, Session};

use super::commands as table;
use super::style;
use super::text::{self, Look, Looks};
use super::widget::{
    DaySlider, DayTurn, Segment, TextField, error_ui, icon_button, named, segments,
};
use super::words::counted;

/// Width of the field for the day, in points.
const FIELD: f32 = 92.0;
/// Room before the first day, as a part of the span, and the least of it, in days:
/// there one sees the scene before anything.
const BEFORE: (f64, i32) = (0.05, 30);
/// Room that the strip needs for everything in it, and that the count of claims needs
/// to say anything, in points.
const WHOLE: f32 = 560.0;
const LEAST_TOLD: f32 = 140.0;
/// Width of the frame around the canvas, in points.
const FRAME: f32 = 3.0;

/// Shows the strip while somebody looks back.
pub(super) fn as_of_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let Some(as_of) = session.view().as_of else {
        ui.data_mut(|data| data.remove::<String>(field()));
        return;
    };
    let theme = style::theme(ui.ctx());
    let frame = Frame::new()
        .fill(style::color(theme.window.raised))
        .inner_margin(Margin {
            left: 16,
            right: 16,
            top: 5,
            bottom: 3,
        });
    let panel = Panel::top("looking back").frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::new(8.0, 2.0);
        let error = head_ui(ui, session, as_of, commands);
        if let Some(error) = error {
            error_ui(ui, &error);
        }
        slider_ui(ui, session, as_of, commands);
    });
    let rect = panel.response.rect;
    let line = Stroke::new(2.0, style::color(theme.figure.past));
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 1.0, line);
}

/// A frame around the canvas while somebody looks back.
pub(super) fn frame_canvas(painter: &egui::Painter, rect: Rect, session: &Session) {
    if session.view().as_of.is_some() {
        let past = session.view().theme.theme().figure.past;
        let stroke = Stroke::new(FRAME, style::color(past));
        painter.rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Inside);
    }
}

/// Escape in the field for the day puts back what stood there; only then does it
/// leave the past.
pub(super) fn escape(ctx: &Context, session: &Session) {
    // Escape has taken the focus by now: what is typed tells.
    let typed: Option<String> = ctx.data(|data| data.get_temp(field()));
    let is_typed = typed.is_some() && session.dialog().is_none();
    let escape = KeyboardShortcut::new(Modifiers::NONE, Key::Escape);
    if is_typed && ctx.input_mut(|input| table::take(input, &escape)) {
        ctx.data_mut(|data| data.remove::<String>(field()));
    }
}

/// What is typed into the field for the day is kept there until it is a date.
fn field() -> Id {
    Id::unique("day to look back from")
}

/// Clock, day, how many claims count, and the way back. Gives what is wrong with
/// the day that was typed.
fn head_ui(
    ui: &mut Ui,
    session: &Session,
    as_of: AsOf,
    commands: &mut Vec<Command>,
) -> Option<String> {
    let past = style::color(style::theme(ui.ctx()).figure.past);
    let mut error = None;
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(18.0, 28.0), Sense::hover());
        ui.painter().text(
            rect.left_center(),
            Align2::LEFT_CENTER,
            char::from(Icon::History),
            FontId::new(style::size::ICON, style::icons()),
            past,
        );
        // The steps and the way back come first: the sign says it too.
        if ui.available_width() >= WHOLE {
            let look = Look::new(style::size::BODY, past).bold();
            text::line(ui, "Looking back", &look);
        }
        clock_ui(ui, as_of.clock, commands);
        step_ui(ui, Icon::ChevronLeft, "previous-day", session, commands);
        error = day_ui(ui, as_of, commands);
        step_ui(ui, Icon::ChevronRight, "next-day", session, commands);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let now = ui.button("Now").on_hover_text("Back to the present  (Esc)");
            named(&now, "Back to the present");
            if now.clicked() {
                commands.push(Command::ReturnToNow);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if ui.available_width() >= LEAST_TOLD {
                    let words = told(session, as_of);
                    text::line(ui, &words, &Looks::of(ui).small());
                }
            });
        });
    });
    error
}

fn clock_ui(ui: &mut Ui, now: Clock, commands: &mut Vec<Command>) {
    let choices = Clock::ALL.map(|clock| match clock {
        Clock::Reported => Segment {
            words: "Reported by",
            name: "What was reported by then",
            hover: "A claim counts from the day on which its first source appeared",
            is_on: now == clock,
        },
        Clock::Happened => Segment {
            words: "Happened by",
            name: "What had happened by then",
            hover: "A claim counts from the first day of what it reports; a forecast never does",
            is_on: now == clock,
        },
    });
    let chosen = segments(ui, &choices).and_then(|at| Clock::ALL.get(at));
    if let Some(clock) = chosen.filter(|clock| **clock != now) {
        commands.push(Command::LookBackOn(*clock));
    }
}

fn step_ui(ui: &mut Ui, icon: Icon, id: &str, session: &Session, commands: &mut Vec<Command>) {
    let Some(entry) = table::find(id) else {
        return;
    };
    let keys = entry.keys_written(ui.ctx());
    let button = ui.add_enabled_ui(entry.is_enabled(session), |ui| {
        icon_button(ui, icon, entry.name, keys.as_deref(), false)
    });
    if button.inner.clicked() {
        entry.push(session, commands);
    }
}

/// The field for the day; gives what is wrong with what was typed.
fn day_ui(ui: &mut Ui, as_of: AsOf, commands: &mut Vec<Command>) -> Option<String> {
    let id = field();
    let typed: Option<String> = ui.data(|data| data.get_temp(id));
    let mut words = typed.clone().unwrap_or_else(|| as_of.day.to_string());
    let edit = TextField::singleline(&mut words)
        .id(id)
        .desired_width(FIELD)
        .char_limit(40);
    let response = ui
        .add(edit)
        .on_hover_text("2025-12-31; 2025-12 and 2025 mean their last day");
    named(&response, "Day to look back from");
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, words.clone()));
    }
    if !response.lost_focus() {
        let is_open = response.has_focus() || typed.is_none();
        return (!is_open)
            .then(|| PartialDate::read(&words).err())
            .flatten()
            .map(|error| error.to_string());
    }
    typed?;
    match PartialDate::read(&words) {
        Ok(date) => {
            ui.data_mut(|data| data.remove::<String>(id));
            commands.push(Command::LookBack(AsOf::end_of(as_of.clock, date)));
            None
        }
        Err(error) => Some(error.to_string()),
    }
}

/// How many claims count by the day, and why the others do not.
fn told(session: &Session, as_of: AsOf) -> String {
    let Some(past) = session.past().filter(|_| !session.is_looking_up()) else {
        return "looking it up\u{2026}".to_owned();
    };
    let tally = past.tally();
    let left_out = left_out(tally, as_of.clock);
    let there = format!(
        "{} of {}",
        tally.by,
        counted(tally.all(), "claim", "claims")
    );
    if left_out.is_empty() {
        return format!("{there} by then");
    }
    format!("{there} by then; not: {left_out}")
}

/// `5 happened later, 2 forecasts, 13 without a date`.
fn left_out(tally: PastTally, clock: Clock) -> String {
    let parts = [
        (tally.after, format!("{} {}", tally.after, clock.later())),
        (
            tally.forecasts,
            counted(tally.forecasts, "forecast", "forecasts"),
        ),
        (tally.undated, format!("{} without a date", tally.undated)),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(_, words)| words).collect();
    parts.join(", ")
}

fn slider_ui(ui: &mut Ui, session: &Session, as_of: AsOf, commands: &mut Vec<Command>) {
    let chronicle = session.chronicle();
    let Some((first, last)) = chronicle.and_then(|it| it.span()) else {
        ui.add_space(4.0);
        return;
    };
    let spoken = format!("Day on the rail: {}", as_of.day_in_words());
    let slider = DaySlider {
        id: Id::unique("days to look back from"),
        span: (before(first, last).min(as_of.day), last.max(as_of.day)),
        day: as_of.day,
        changes: chronicle.map_or(&[], |it| it.changes(as_of.clock)),
        spoken: &spoken,
    };
    match slider.ui(ui) {
        Some(DayTurn::To(day)) => commands.push(Command::LookBack(AsOf { day, ..as_of })),
        Some(DayTurn::Step(step)) if session.day_after(step).is_some() => {
            commands.push(Command::StepDay(step));
        }
        Some(DayTurn::Step(DayStep::Previous | DayStep::Next)) | None => {}
    }
}

/// The day at the left end of the rail.
fn before(first: Date, last: Date) -> Date {
    let days = first.until(last).map_or(0, |span| span.get_days());
    let room = ((f64::from(days) * BEFORE.0) as i32).max(BEFORE.1);
    first.checked_sub(room.days()).unwrap_or(first)
}
