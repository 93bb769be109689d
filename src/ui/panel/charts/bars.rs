//! Rows of bars, of which only those in view are made: names at the left, a plot
//! beside them that stays while the rows move.

use egui::text::TextWrapping;
use egui::{Pos2, Rect, ScrollArea, Ui, UiBuilder, Vec2};
use egui_plot::{AxisHints, Bar, BarChart, GridMark, PlotBounds, PlotPoint, PlotTransform};

use crate::drawing::Color;
use crate::ui::style;
use crate::ui::text::{self, Look};

use super::{Walk, plot};

/// Height of a row, in points.
pub(super) const ROW: f32 = 24.0;
/// Height of the axis beneath, in points.
const AXIS: f32 = 18.0;
/// Height of a bar, in rows.
const BAR: f64 = 0.62;
/// How much of its hue a bar has, so that words can be read on it.
const BAR_HUE: f64 = 0.6;

/// Shows what is in a row, in its frame, with a way from the axis to the screen.
type RowUi<'a> = dyn FnMut(&mut Ui, &mut Walk, usize, Rect, &dyn Fn(f64) -> f32) + 'a;

/// A part of a bar.
pub(super) struct Part {
    /// From here to there, in the units of the axis.
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) hue: Color,
}

/// What all rows have in common.
pub(super) struct Bars<'a> {
    pub(super) name: &'static str,
    /// How many rows there are.
    pub(super) count: usize,
    /// The ends of the axis.
    pub(super) span: [f64; 2],
    /// Words at a place of the axis.
    pub(super) axis: fn(f64) -> String,
    /// Lines of the axis stand so far apart at least.
    pub(super) step: f64,
    /// The parts of a row.
    pub(super) parts: &'a dyn Fn(usize) -> Vec<Part>,
    /// What a row is called, and whether it stands out.
    pub(super) label: &'a dyn Fn(usize) -> (String, bool),
}

/// How much of a chart of this width the plot beside the names takes, in points.
pub(super) fn plot_width(width: f32) -> f32 {
    width - (width * 0.3).clamp(70.0, 190.0)
}

impl Bars<'_> {
    /// Shows the rows in view, and calls `row_ui` for each with its frame and a way
    /// from the axis to the screen. `wanted` is brought into view.
    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        walk: &mut Walk,
        wanted: Option<usize>,
        row_ui: &mut RowUi<'_>,
    ) {
        let room = ui.available_size();
        let seen = (room.y - AXIS).max(ROW);
        let mut area = ScrollArea::vertical()
            .auto_shrink([false, false])
            .id_salt(("rows of", self.name));
        let memory = ui.scope_id().with(("scrolled", self.name));
        let offset: f32 = ui.data(|data| data.get_temp(memory)).unwrap_or(0.0);
        if let Some(row) = wanted {
            let top = row as f32 * ROW;
            let to = if top < offset {
                Some(top)
            } else {
                (top + ROW > offset + seen).then_some(top + ROW - seen)
            };
            if let Some(to) = to {
                area = area.vertical_scroll_offset(to);
            }
        }
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let shown = area.show_viewport(ui, |ui, viewport| {
            let corner = ui.min_rect().left_top();
            ui.set_height(self.count as f32 * ROW + AXIS);
            let size = Vec2::new(ui.available_width(), viewport.height());
            let frame = Rect::from_min_size(corner + Vec2::new(0.0, viewport.top()), size);
            self.rows_ui(ui, frame, viewport.top(), walk, row_ui);
        });
        let offset = shown.state.unclamped_offset().y;
        ui.data_mut(|data| data.insert_temp(memory, offset));
    }

    fn rows_ui(
        &self,
        ui: &mut Ui,
        frame: Rect,
        scrolled: f32,
        walk: &mut Walk,
        row_ui: &mut RowUi<'_>,
    ) {
        let names = frame.width() - plot_width(frame.width());
        let seen = frame.height() - AXIS;
        let first = (scrolled / ROW).floor().max(0.0) as usize;
        let last = (((scrolled + seen) / ROW).ceil().max(0.0) as usize).min(self.count);
        let plot_frame =
            Rect::from_min_max(Pos2::new(frame.left() + names, frame.top()), frame.max);
        let transform = self.plot_ui(ui, plot_frame, scrolled, first..last);
        let x_of = |value: f64| {
            let point = PlotPoint::new(value, 0.0);
            transform.position_from_point(&point).x
        };
        // Rows are cut off where the axis begins.
        let rows_frame =
            Rect::from_min_max(frame.min, Pos2::new(frame.right(), frame.top() + seen));
        let mut rows = ui.new_child(UiBuilder::new().max_rect(rows_frame));
        rows.set_clip_rect(rows_frame.intersect(ui.clip_rect()));
        // What has the keyboard stays, wherever it is scrolled to.
        for row in first..last {
            let top = frame.top() + row as f32 * ROW - scrolled;
            let rect =
                Rect::from_min_size(Pos2::new(frame.left(), top), Vec2::new(frame.width(), ROW));
            let (words, stands_out) = (self.label)(row);
            let window = &style::theme(rows.ctx()).window;
            let ink = if stands_out {
                window.text
            } else {
                window.text_muted
            };
            let look = Look::new(12.0, style::color(ink));
            let look = if stands_out { look.bold() } else { look };
            let place = Rect::from_min_max(
                rect.left_top() + Vec2::new(6.0, 0.0),
                Pos2::new(rect.left() + names - 8.0, rect.bottom()),
            );
            words_at(&rows, place, &words, &look);
            row_ui(&mut rows, walk, row, rect, &x_of);
        }
    }

    fn plot_ui(
        &self,
        ui: &mut Ui,
        frame: Rect,
        scrolled: f32,
        rows: std::ops::Range<usize>,
    ) -> PlotTransform {
        let [from, to] = self.span;
        let (axis, least) = (self.axis, self.step);
        let mut step = least;
        while (to - from) / step > f64::from(frame.width() / 44.0).max(2.0) {
            step *= 2.0;
        }
        let marks: Vec<GridMark> = ((from / step).ceil() as i64..=(to / step).floor() as i64)
            .take(200)
            .map(|at| GridMark {
                value: at as f64 * step,
                step_size: step,
            })
            .collect();
        let mut child = ui.new_child(UiBuilder::new().max_rect(frame));
        let plot = plot(ui, self.name)
            .width(frame.width())
            .height(frame.height())
            .show_axes([true, false])
            .y_grid_spacer(|_| Vec::new())
            .x_grid_spacer(move |_| marks.clone())
            .custom_x_axes(vec![
                AxisHints::new_x()
                    .formatter(move |mark, _| axis(mark.value))
                    .label_spacing(18.0..=24.0),
            ]);
        let bars = |row: usize| {
            let middle = -(row as f64) - 0.5;
            (self.parts)(row).into_iter().map(move |part| {
                Bar::new(middle, part.to - part.from)
                    .base_offset(part.from)
                    .width(BAR)
                    .fill(style::color(part.hue.faded(BAR_HUE)))
                    .stroke(egui::Stroke::new(1.0, style::color(part.hue)))
            })
        };
        let response = plot.show(&mut child, |plot| {
            let height = f64::from(plot.transform().frame().height() / ROW);
            let top = -f64::from(scrolled / ROW);
            plot.set_plot_bounds(PlotBounds::from_min_max([from, top - height], [to, top]));
            let chart = BarChart::new("", rows.flat_map(bars).collect());
            plot.bar_chart(chart.horizontal().allow_hover(false));
        });
        response.transform
    }
}

/// Paints words on one line, cut where there is no room.
pub(super) fn words_at(ui: &Ui, place: Rect, words: &str, look: &Look) {
    let width = place.width().max(1.0);
    let job = if crate::text::has_rtl(words) {
        let short = crate::text::ellipsize(words, look.text_style(), f64::from(width));
        text::job(&short, look, f32::INFINITY)
    } else {
        let mut job = text::job(words, look, f32::INFINITY);
        job.wrap = TextWrapping::truncate_at_width(width);
        job
    };
    let galley = ui.painter().layout_job(job);
    let pos = Pos2::new(place.left(), place.center().y - galley.size().y / 2.0);
    ui.painter().galley(pos, galley, look.color);
}
