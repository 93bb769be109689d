//! One slide of the strip: its picture, its number, its headline and its marks.

use egui::{Align2, CornerRadius, FontId, Pos2, Rect, Response, Stroke, StrokeKind, Ui, Vec2};
use lucide_icons::Icon;

use crate::model::Slide;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::words::counted;

use super::Shown;

/// Height of the line beneath a picture, in points.
pub(super) const LABEL: f32 = 20.0;
/// Around the picture, in points.
pub(super) const PAD: f32 = 4.0;
/// How much of a hidden slide shows.
const HIDDEN: f32 = 0.35;
/// Room for a mark at the end of the line, in points.
const MARK: f32 = 16.0;
/// So many characters of a headline are spoken.
const SPOKEN_CHARS: usize = 200;

/// A slide, and where it stands.
pub(super) struct Cell<'a> {
    pub(super) slide: &'a Slide,
    /// Its place among all, from 0.
    pub(super) at: usize,
    /// Its number in the show; a hidden one has none.
    pub(super) number: Option<usize>,
    pub(super) rect: Rect,
    pub(super) is_chosen: bool,
    /// Whether Tab stops here.
    pub(super) is_stop: bool,
}

/// Where the picture stands in a cell.
pub(super) fn picture_of(cell: Rect) -> Rect {
    Rect::from_min_max(
        cell.min + Vec2::splat(PAD),
        cell.max - Vec2::new(PAD, PAD + LABEL),
    )
}

impl Cell<'_> {
    /// Where the line beneath the picture stands.
    fn line_rect(&self) -> Rect {
        Rect::from_min_max(
            Pos2::new(self.rect.left() + PAD, self.rect.bottom() - PAD - LABEL),
            self.rect.max - Vec2::splat(PAD),
        )
    }

    /// Where the headline stands in it.
    pub(super) fn headline_rect(&self) -> Rect {
        let line = self.line_rect();
        line.with_min_x(line.left() + 24.0)
    }

    /// The headline for people, also where there is none.
    fn headline(&self) -> &str {
        let headline = self.slide.headline.trim();
        if headline.is_empty() {
            "No headline yet"
        } else {
            headline
        }
    }

    /// What is spoken of it.
    fn spoken(&self, warnings: usize) -> String {
        let headline: String = self.headline().chars().take(SPOKEN_CHARS).collect();
        let mut words = match self.number {
            Some(number) => format!("Slide {number}: {headline}"),
            None => format!("Hidden slide: {headline}"),
        };
        if warnings > 0 {
            words = format!("{words}, {} to check", counted(warnings, "thing", "things"));
        }
        words
    }

    /// Paints it, and says to screen readers what it is.
    pub(super) fn paint(
        &self,
        ui: &Ui,
        response: &Response,
        is_naming: bool,
        shown: &mut Shown<'_>,
    ) {
        let warnings = shown.findings.warnings_of(&self.slide.id);
        let spoken = self.spoken(warnings);
        let is_chosen = self.is_chosen;
        response.widget_info(move || {
            let role = egui::accesskit::Role::ListItem;
            egui::WidgetInfo::selected(role, true, is_chosen, &spoken)
        });
        if !ui.is_rect_visible(self.rect) {
            return;
        }
        let window = &style::theme(ui.ctx()).window;
        let radius = CornerRadius::same(style::RADIUS);
        let ground = if self.is_chosen {
            Some(window.accent_faint)
        } else {
            response.hovered().then_some(window.hover)
        };
        if let Some(ground) = ground {
            let ground = style::color(ground);
            ui.painter().rect_filled(self.rect, radius, ground);
        }
        self.paint_picture(ui, shown);
        if response.has_focus() {
            let stroke = Stroke::new(2.0, style::color(window.accent));
            let painter = ui.painter();
            painter.rect_stroke(self.rect, radius, stroke, StrokeKind::Inside);
        }
        self.paint_line(ui, is_naming, warnings);
        if !is_naming && self.slide.headline.chars().count() > 20 {
            let words: String = self.headline().chars().take(SPOKEN_CHARS).collect();
            response.clone().on_hover_words(words);
        }
    }

    fn paint_picture(&self, ui: &Ui, shown: &mut Shown<'_>) {
        let window = &style::theme(ui.ctx()).window;
        let rect = picture_of(self.rect);
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let is_dragged = ui.ctx().is_being_dragged(super::cell_id(&self.slide.id));
        let opacity = if self.slide.is_hidden || is_dragged {
            HIDDEN
        } else {
            1.0
        };
        let page = super::super::page();
        match shown.pictures.picture(ui.ctx(), &self.slide.id, page) {
            Some(picture) => {
                shown
                    .pictures
                    .paint(&painter, rect, &picture, usize::MAX, opacity);
            }
            None => {
                painter.rect_filled(rect, CornerRadius::ZERO, style::color(window.raised));
            }
        }
        let edge = Stroke::new(1.0, style::color(window.edge));
        let painter = ui.painter();
        painter.rect_stroke(rect, CornerRadius::same(2), edge, StrokeKind::Outside);
    }

    fn paint_line(&self, ui: &Ui, is_naming: bool, warnings: usize) {
        let window = &style::theme(ui.ctx()).window;
        let looks = Looks::of(ui);
        let line = self.line_rect();
        let painter = ui.painter();
        let middle = line.center().y;
        let icon = |at: f32, icon: Icon, hue| {
            let font = FontId::new(13.0, style::icons());
            let at = Pos2::new(at, middle);
            painter.text(at, Align2::LEFT_CENTER, char::from(icon), font, hue);
        };
        match self.number {
            Some(number) => {
                let look = looks.small().bold();
                let words = number.to_string();
                let galley = painter.layout_job(text::job(&words, &look, f32::INFINITY));
                let place = Pos2::new(line.left() + 2.0, middle - galley.size().y / 2.0);
                painter.galley(place, galley, look.color);
            }
            None => icon(
                line.left() + 2.0,
                Icon::EyeOff,
                style::color(window.text_muted),
            ),
        }
        let mut right = line.right();
        if warnings > 0 {
            right -= MARK;
            icon(
                right + 2.0,
                Icon::TriangleAlert,
                style::color(window.warning),
            );
        }
        if is_naming {
            return;
        }
        let look = if self.slide.headline.trim().is_empty() {
            looks.small().italic()
        } else {
            looks.small()
        };
        let look = text::Look {
            color: if self.is_chosen {
                style::color(window.text)
            } else {
                look.color
            },
            ..look
        };
        let left = self.headline_rect().left();
        let room = f64::from((right - left - 2.0).max(10.0));
        // The end of a very long one is never seen, and takes long to measure.
        let headline: String = self.headline().chars().take(SPOKEN_CHARS).collect();
        let words = crate::text::ellipsize(&headline, look.text_style(), room);
        let galley = painter.layout_job(text::job(&words, &look, f32::INFINITY));
        let place = Pos2::new(left, middle - galley.size().y / 2.0);
        painter.galley(place, galley, look.color);
    }
}
