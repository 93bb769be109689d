//! Claims in time, by dyad. What is clicked is selected everywhere.

use egui::{Id, Rect, Sense, Stroke, Ui, Vec2};
use egui_plot::{
    AxisHints, GridInput, GridMark, Line, Plot, PlotBounds, PlotPoint, PlotTransform, Points,
};

use crate::drawing::Theme;
use crate::evidence::AsOf;
use crate::model::{Stance, Subject};
use crate::session::{Command, Session, Timeline, TimelineMark, TimelineRow};
use crate::ui::context::{context_menu, subject_ui};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::words::counted;

/// How far apart bars of one row stand, in rows.
const LANE: f64 = 0.26;
/// Opacity of what is not there by the day that is looked back from.
const NOT_THERE: f64 = 0.28;

/// What is to be said of the chart: what it leaves out, and by which dates.
pub(super) fn remark(session: &Session) -> String {
    let timeline = session.derived().timeline();
    let mut remarks = Vec::new();
    if timeline.left_out > 0 {
        let dyads = counted(timeline.left_out, "dyad", "dyads");
        remarks.push(format!("{dyads} not shown"));
    }
    if timeline.undated > 0 {
        let claims = counted(timeline.undated, "claim", "claims");
        remarks.push(format!("{claims} without a date"));
    }
    remarks.push("by the date of what they report".to_owned());
    remarks.join(" \u{b7} ")
}

/// Shows the chart.
pub(super) fn timeline_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let timeline = session.derived().timeline();
    if timeline.rows.is_empty() {
        let words = if session.filter().is_clear() {
            "No claim on a tie has a date yet."
        } else {
            "No claim with a date passes the filters."
        };
        text::label(ui, words, &Looks::of(ui).small());
        return;
    }
    plot_ui(ui, session, &timeline.rows, commands);
}

fn plot_ui(ui: &mut Ui, session: &Session, rows: &[TimelineRow], commands: &mut Vec<Command>) {
    let theme = style::theme(ui.ctx());
    let (first, last) = span(rows);
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    let widest = names
        .iter()
        .map(|name| {
            crate::text::width(
                name,
                crate::text::Style {
                    size: 11.0,
                    is_bold: false,
                },
            )
        })
        .fold(40.0, f64::max);
    let count = rows.len() as f64;
    ui.style_mut().text_styles.insert(
        egui::TextStyle::Body,
        egui::FontId::new(11.0, egui::FontFamily::Proportional),
    );
    let plot = Plot::new("claims in time")
        // Its marks are what the Tab key stops at.
        .sense(Sense::CLICK | Sense::DRAG)
        .height(ui.available_height().max(40.0))
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .show_background(false)
        .grid_color(style::color(theme.window.line))
        .grid_fade(0.0)
        .cursor_color(egui::Color32::TRANSPARENT)
        .label_formatter(|_| None)
        .set_margin_fraction(Vec2::ZERO)
        .x_grid_spacer(|input| years(&input))
        .y_grid_spacer(move |_| rows_grid(count as usize))
        // Labels stand as close as they can be read, else small panels have none.
        .custom_x_axes(vec![
            AxisHints::new_x()
                .formatter(|mark, _| when(mark.value))
                .label_spacing(34.0..=42.0),
        ])
        .custom_y_axes(vec![
            AxisHints::new_y()
                .formatter(move |mark, _| {
                    let at = (-mark.value).round().max(0.0) as usize;
                    names.get(at).cloned().unwrap_or_default()
                })
                .min_thickness(widest as f32 + 12.0)
                .label_spacing(7.0..=9.0),
        ]);
    let response = plot.show(ui, |plot| {
        let bounds = PlotBounds::from_min_max([first, 0.6 - count], [last, 0.6]);
        plot.set_plot_bounds(bounds);
        for (at, row) in rows.iter().enumerate() {
            for mark in &row.marks {
                draw(plot, session, mark, y_of(at, row, mark), theme);
            }
        }
    });
    let transform = response.transform;
    tint_rows(ui, session, rows, &transform);
    for (at, row) in rows.iter().enumerate() {
        for mark in &row.marks {
            let y = y_of(at, row, mark);
            let pos = |x: f64| transform.position_from_point(&PlotPoint::new(x, y));
            let frame = match mark.lane {
                Some(_) => {
                    Rect::from_two_pos(pos(mark.first_year()), pos(mark.last_year())).expand(4.0)
                }
                None => Rect::from_center_size(pos(mark.mid_year()), Vec2::splat(18.0)),
            };
            mark_ui(ui, session, row, mark, frame, commands);
        }
    }
    day_ui(ui, session, &transform, commands);
}

/// The day that is looked back from, as a line that can be dragged.
fn day_ui(ui: &Ui, session: &Session, transform: &PlotTransform, commands: &mut Vec<Command>) {
    let Some(as_of) = session.view().as_of else {
        return;
    };
    let frame = *transform.frame();
    let year = Timeline::year_of(as_of.day);
    let x = transform.position_from_point(&PlotPoint::new(year, 0.0)).x;
    let x = x.clamp(frame.left(), frame.right());
    let hue = style::color(style::theme(ui.ctx()).figure.past);
    ui.painter()
        .vline(x, frame.y_range(), Stroke::new(2.0, hue));
    let top = egui::Pos2::new(x, frame.top());
    let grip = vec![
        top + Vec2::new(-6.0, 0.0),
        top + Vec2::new(6.0, 0.0),
        top + Vec2::new(0.0, 9.0),
    ];
    ui.painter()
        .add(egui::Shape::convex_polygon(grip, hue, Stroke::NONE));
    let reach = Rect::from_x_y_ranges(x - 5.0..=x + 5.0, frame.y_range());
    let id = Id::unique("day on the timeline");
    let response = ui
        .interact(reach, id, Sense::DRAG)
        .on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
    if let Some(pointer) = response.interact_pointer_pos()
        && response.dragged()
        && let Some(day) = Timeline::day_at(transform.value_from_position(pointer).x)
        && day != as_of.day
    {
        commands.push(Command::LookBack(AsOf { day, ..as_of }));
    }
    let words = as_of.in_words();
    response.on_hover_ui(|ui| {
        text::label(ui, &words, &Looks::of(ui).small());
    });
}

/// A faint ground behind the row of the selected tie, and those of the selected
/// actor.
fn tint_rows(ui: &Ui, session: &Session, rows: &[TimelineRow], transform: &PlotTransform) {
    let color = style::theme(ui.ctx()).window.accent.faded(0.1);
    let frame = transform.frame();
    for (at, row) in rows.iter().enumerate() {
        let (one, other) = row.dyad.ends();
        let is_selected = match session.selection().focus() {
            Some(Subject::Tie(id)) => {
                let tie = session.document().scene.ties.get(id);
                tie.is_some_and(|tie| tie.dyad() == row.dyad)
            }
            Some(Subject::Actor(id)) => one == id || other == id,
            _ => false,
        };
        if is_selected {
            let y = |offset: f64| {
                let point = PlotPoint::new(0.0, offset - at as f64);
                transform.position_from_point(&point).y
            };
            let band = Rect::from_x_y_ranges(frame.x_range(), y(0.5)..=y(-0.5));
            ui.painter()
                .rect_filled(band.intersect(*frame), 4, style::color(color));
        }
    }
}

/// From the first date to the last, with room at both ends.
fn span(rows: &[TimelineRow]) -> (f64, f64) {
    let marks = || rows.iter().flat_map(|row| &row.marks);
    let first = marks()
        .map(TimelineMark::first_year)
        .fold(f64::INFINITY, f64::min);
    let last = marks()
        .map(TimelineMark::last_year)
        .fold(f64::NEG_INFINITY, f64::max);
    let room = ((last - first) * 0.06).max(0.1);
    (first - room, last + room)
}

/// One line a year, or fewer where there are many years, or one a quarter or a
/// month where there is hardly one.
fn years(input: &GridInput) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let span = to - from;
    let mut step = match span {
        span if span < 0.7 => 1.0 / 12.0,
        span if span < 1.6 => 0.25,
        _ => 1.0,
    };
    while span / step > 12.0 {
        step *= 2.0;
    }
    let first = (from / step).ceil() as i64;
    let last = (to / step).floor() as i64;
    (first..=last.min(first + 40))
        .map(|at| GridMark {
            value: at as f64 * step,
            step_size: step,
        })
        .collect()
}

/// `2026`, or `Mar 2026` within a year.
fn when(year: f64) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let months = (year * 12.0).round() as i64;
    let month = MONTHS.get(months.rem_euclid(12) as usize);
    match (months.rem_euclid(12), month) {
        (0, _) | (_, None) => format!("{}", months.div_euclid(12)),
        (_, Some(month)) => format!("{month} {}", months.div_euclid(12)),
    }
}

fn rows_grid(count: usize) -> Vec<GridMark> {
    (0..count)
        .map(|at| GridMark {
            value: -(at as f64),
            step_size: 1.0,
        })
        .collect()
}

/// Where a mark stands: its row, bars in their lanes about the middle.
fn y_of(at: usize, row: &TimelineRow, mark: &TimelineMark) -> f64 {
    let middle = -(at as f64);
    match mark.lane {
        Some(lane) => {
            middle
                + ((row.lanes as f64 - 1.0) / 2.0 - lane as f64) * LANE.min(0.8 / row.lanes as f64)
        }
        None => middle,
    }
}

fn draw(
    plot: &mut egui_plot::PlotUi<'_>,
    session: &Session,
    mark: &TimelineMark,
    y: f64,
    theme: &Theme,
) {
    let hue = match mark.stance {
        Stance::Supports => theme.figure.supportive,
        Stance::Strains => theme.figure.hostile,
        Stance::Neutral => theme.figure.neutral,
    };
    let hue = if is_selected(session, mark) {
        theme.figure.selection
    } else {
        hue
    };
    let is_there = mark.claims.iter().any(|at| session.counts(*at));
    let hue = hue.faded(if is_there { 1.0 } else { NOT_THERE });
    let color = style::color(hue);
    if mark.lane.is_some() {
        // A little apart, so that a year and the next one are two bars.
        let apart = 2.0 * plot.transform().dvalue_dpos()[0].abs();
        let ends = vec![
            [mark.first_year() + apart, y],
            [mark.last_year() - apart, y],
        ];
        let bar = Line::new("", ends).stroke(Stroke::new(6.0, style::color(hue.faded(0.55))));
        plot.line(bar.allow_hover(false));
        return;
    }
    let at = vec![[mark.mid_year(), y]];
    plot.points(
        Points::new("", at.clone())
            .radius(5.5)
            .color(color)
            .allow_hover(false),
    );
    let inside = style::color(theme.window.panel);
    plot.points(
        Points::new("", at)
            .radius(3.4)
            .color(inside)
            .allow_hover(false),
    );
}

fn is_selected(session: &Session, mark: &TimelineMark) -> bool {
    let claims = &session.document().scene.claims;
    let selected = session
        .selection()
        .claim()
        .and_then(|id| claims.position(id));
    selected.is_some_and(|at| mark.claims.contains(&at))
}

/// Makes a mark something to press: the first press selects its first claim,
/// each further one the next.
fn mark_ui(
    ui: &Ui,
    session: &Session,
    row: &TimelineRow,
    mark: &TimelineMark,
    frame: Rect,
    commands: &mut Vec<Command>,
) {
    let id = Id::unique(("claims in time", &row.dyad, mark.dates, mark.stance.word()));
    let response = ui.interact(frame, id, Sense::click());
    let claims = counted(mark.claims.len(), "claim", "claims");
    let words = format!(
        "{claims}, {}, {}, {}",
        mark.stance.word(),
        mark.dates.in_words(),
        row.name
    );
    response.widget_info(|| {
        let is_on = is_selected(session, mark);
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, is_on, &words)
    });
    if response.has_focus() || response.hovered() {
        let color = style::color(style::theme(ui.ctx()).window.accent);
        ui.painter()
            .rect_stroke(frame, 8, Stroke::new(1.0, color), egui::StrokeKind::Inside);
    }
    let opens = context_menu(&response, &[], |ui, takes_focus| {
        if let Some(claim) = session.selection().claim() {
            let subject = Subject::Claim(claim.clone());
            subject_ui(ui, &subject, session, takes_focus, commands);
        }
    });
    if (response.clicked() || opens && !is_selected(session, mark))
        && let Some(claim) = next_claim(session, mark)
    {
        // A claim on several ties is looked at from the row that was pressed.
        commands.push(Command::Select(Subject::Tie(mark.tie.clone())));
        commands.push(Command::SelectClaim(claim));
    }
    response.on_hover_ui(|ui| hover_ui(ui, session, mark, &words));
}

fn next_claim(session: &Session, mark: &TimelineMark) -> Option<crate::model::ClaimId> {
    let claims = &session.document().scene.claims;
    let now = session
        .selection()
        .claim()
        .and_then(|id| claims.position(id));
    let place = now.and_then(|at| mark.claims.iter().position(|claim| *claim == at));
    let next = place.map_or(0, |place| (place + 1) % mark.claims.len().max(1));
    let at = mark.claims.get(next)?;
    claims.at(*at).map(|claim| claim.id.clone())
}

fn hover_ui(ui: &mut Ui, session: &Session, mark: &TimelineMark, words: &str) {
    ui.set_max_width(340.0);
    let looks = Looks::of(ui);
    text::label(ui, words, &looks.small());
    for at in mark.claims.iter().take(4) {
        if let Some(claim) = session.document().scene.claims.at(*at) {
            text::label(ui, &claim.statement, &looks.body());
        }
    }
    if mark.claims.len() > 4 {
        text::label(
            ui,
            &format!("and {} more", mark.claims.len() - 4),
            &looks.small(),
        );
    }
}
