//! All slides of the show, one of which is chosen.

use egui::{Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2};
use kurbo::Size;

use crate::drawing::Theme;
use crate::session::{Command, Session, Show, ShowCommand};
use crate::ui::slides::pictures::SlidePictures;
use crate::ui::style;
use crate::ui::text::Look;

/// So many slides are drawn anew in a frame.
const MOST_NEW: usize = 2;
/// So many stand beside each other at most.
const MOST_COLUMNS: usize = 6;

/// How slides stand in the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct GridPlan {
    pub(super) columns: usize,
    rows: usize,
    cell: Vec2,
    picture: Vec2,
    corner: Pos2,
    gap: f32,
    unit: f32,
}

impl GridPlan {
    /// So many slides of this page in this rectangle: as large as all of them fit, but
    /// not smaller than can be told apart.
    pub(super) fn of(rect: Rect, count: usize, page: Size) -> Self {
        let unit = (rect.width().min(rect.height()) / 900.0).max(super::LEAST_UNIT);
        let gap = 24.0 * unit;
        let label = 34.0 * unit;
        let margin = 46.0 * unit;
        let room = rect.shrink(margin).size();
        let aspect = (page.height / page.width.max(1.0)) as f32;
        // As wide as so many columns let them be, and low enough for their rows.
        let width_of = |columns: usize, rows: usize| {
            let wide = (room.x + gap) / columns as f32 - gap;
            let high = ((room.y + gap) / rows as f32 - gap - label) / aspect.max(0.01);
            wide.min(high).max(1.0)
        };
        let of_all = |columns: usize| (columns, width_of(columns, count.div_ceil(columns).max(1)));
        let best = (1..=MOST_COLUMNS)
            .map(of_all)
            .max_by(|one, other| one.1.total_cmp(&other.1));
        let least = (room.x + gap) / (MOST_COLUMNS as f32 + 0.5) - gap;
        let (columns, width) = match best.filter(|(_, width)| *width >= least) {
            Some(best) => best,
            // They do not all fit: rows come into view as they are walked to.
            None => (MOST_COLUMNS - 1, width_of(MOST_COLUMNS - 1, 1)),
        };
        let picture = Vec2::new(width, width * aspect);
        let cell = picture + Vec2::new(0.0, label);
        let rows = (((room.y + gap) / (cell.y + gap)).floor() as usize).max(1);
        let used = columns as f32 * (cell.x + gap) - gap;
        let left = (room.x - used).max(0.0) / 2.0;
        Self {
            columns,
            rows,
            picture,
            cell,
            corner: rect.shrink(margin).min + Vec2::new(left, 0.0),
            gap,
            unit,
        }
    }
}

/// Shows the grid in this rectangle.
pub(super) fn grid_ui(
    ui: &Ui,
    rect: Rect,
    session: &Session,
    (show, chosen, page): (&Show, usize, Size),
    (pictures, theme): (&mut SlidePictures, &Theme),
    commands: &mut Vec<Command>,
) {
    let plan = GridPlan::of(rect, show.slides().len(), page);
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 0.0, style::color(theme.window.panel));
    let rows = show.slides().len().div_ceil(plan.columns);
    let last_top = rows.saturating_sub(plan.rows);
    let first = (chosen / plan.columns)
        .saturating_sub(plan.rows / 2)
        .min(last_top);
    let mut new = 0;
    for row in first..rows.min(first + plan.rows) {
        for column in 0..plan.columns {
            let at = row * plan.columns + column;
            let Some(id) = show.slides().get(at) else {
                continue;
            };
            let offset = Vec2::new(
                column as f32 * (plan.cell.x + plan.gap),
                (row - first) as f32 * (plan.cell.y + plan.gap),
            );
            let place = Rect::from_min_size(plan.corner + offset, plan.picture);
            let paper = super::slide_theme(session).theme().map.sea;
            painter.rect_filled(place, 2.0, style::color(paper));
            let is_new = !pictures.has(id, page);
            if is_new && new >= MOST_NEW {
                ui.ctx().request_repaint();
            } else if let Some(picture) = pictures.picture(ui.ctx(), id, page) {
                new += usize::from(is_new);
                pictures.paint(&painter, place, &picture, picture.reveals(), 1.0);
            }
            let slide = session.document().scene.slides.get(id);
            let headline = slide.map_or("", |slide| slide.headline.trim());
            let headline: String = headline.chars().take(200).collect();
            let words = format!("{}   {headline}", at + 1);
            let cell = Rect::from_min_size(place.min, plan.cell);
            let is_chosen = at == chosen;
            let response = ui.interact(cell, ui.scope_id().with(("slide", at)), Sense::CLICK);
            let spoken = format!("Slide {}: {headline}", at + 1);
            response.widget_info(|| {
                let role = egui::accesskit::Role::ListBoxOption;
                egui::WidgetInfo::selected(role, true, is_chosen, &spoken)
            });
            if response.clicked() {
                commands.push(Command::Present(ShowCommand::GoTo(at)));
            }
            let (width, color) = if is_chosen {
                (4.0 * plan.unit, theme.window.accent)
            } else if response.hovered() {
                (2.0 * plan.unit, theme.window.accent)
            } else {
                (1.0, theme.window.edge)
            };
            let stroke = Stroke::new(width.max(1.0), style::color(color));
            painter.rect_stroke(place, 2.0, stroke, StrokeKind::Outside);
            let ink = if is_chosen {
                theme.window.text
            } else {
                theme.window.text_muted
            };
            let look = Look::new(17.0 * plan.unit, style::color(ink));
            let room = f64::from(plan.cell.x);
            let words = crate::text::ellipsize(&words, look.text_style(), room);
            let at = place.left_bottom() + Vec2::new(0.0, 7.0 * plan.unit);
            super::line(&painter, at, &words, &look);
        }
    }
}
