//! One change in the list.

use egui::{Align2, CornerRadius, EventFilter, FontId, Id, Pos2, Rect, Response, Sense, Stroke};
use egui::{Ui, Vec2};
use lucide_icons::Icon;

use crate::compare::Detail;
use crate::drawing::Color;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};

use super::entries::{Class, Entry};

/// Height of a headline and of a row below it, in points.
const HEADLINE: f32 = 21.0;
const BELOW: f32 = 17.5;
/// Space above and below what a line says.
const PAD: f32 = 6.0;
/// Where the text begins, from the left end.
const INDENT: f32 = 26.0;
/// A line that is not chosen says at most so many details and claims.
const MOST_BELOW: usize = 3;
/// Longer texts are cut off before they are measured.
const MOST_CHARS: usize = 220;
/// Between what was and what is.
const TO: &str = " \u{2192} ";

/// Height of a line that is not chosen, in points.
pub(super) fn height(entry: &Entry) -> f32 {
    let rows = |count: usize| match count.checked_sub(MOST_BELOW) {
        Some(more) if more > 0 => MOST_BELOW + 1,
        _ => count,
    };
    let below = rows(entry.details.len()) + rows(entry.claims.len());
    2.0 * PAD + HEADLINE + below as f32 * BELOW
}

/// The node of a line: what has the keyboard's focus.
fn row_id(at: usize) -> Id {
    Id::unique(("line of a comparison", at))
}

/// The arrow keys are for the list while what has this id has the focus.
pub(super) fn hold_arrows(ui: &Ui, id: Id) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// Shows a line; gives the height that it takes.
pub(super) fn entry_ui(
    ui: &mut Ui,
    room: Rect,
    at: usize,
    entry: &Entry,
    is_chosen: bool,
) -> (Response, f32) {
    let response = ui.interact(room, row_id(at), Sense::click());
    let headline = &entry.line.headline;
    response.widget_info(|| {
        let role = egui::accesskit::Role::ListBoxOption;
        egui::WidgetInfo::selected(role, true, is_chosen, headline)
    });
    let window = &style::theme(ui.ctx()).window;
    let ground = room.shrink2(Vec2::new(0.0, 1.0));
    let radius = CornerRadius::same(style::RADIUS);
    if is_chosen {
        let fill = style::color(window.accent_faint);
        ui.painter().rect_filled(ground, radius, fill);
    } else if response.hovered() {
        let fill = style::color(window.hover);
        ui.painter().rect_filled(ground, radius, fill);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style::color(window.accent));
        let kind = egui::StrokeKind::Inside;
        ui.painter().rect_stroke(ground, radius, stroke, kind);
    }
    let place = Pos2::new(
        room.left() + INDENT / 2.0,
        room.top() + PAD + HEADLINE / 2.0,
    );
    let (icon, color) = sign(entry.class, ui);
    ui.painter().text(
        place,
        Align2::CENTER_CENTER,
        char::from(icon),
        FontId::new(14.0, style::icons()),
        style::color(color),
    );
    let inner = Rect::from_min_max(
        room.left_top() + Vec2::new(INDENT, PAD),
        room.right_bottom() - Vec2::new(6.0, PAD),
    );
    if is_chosen {
        let height = opened_ui(ui, inner, entry);
        return (response, height + 2.0 * PAD + 3.0);
    }
    closed_ui(ui, inner, entry);
    (response, height(entry))
}

/// A sign for what happened, and its colour.
fn sign(class: Class, ui: &Ui) -> (Icon, Color) {
    let window = &style::theme(ui.ctx()).window;
    match class {
        Class::Added => (Icon::Plus, window.good),
        Class::Removed => (Icon::Minus, window.error),
        Class::Stronger => (Icon::TrendingUp, window.accent),
        Class::Weaker => (Icon::TrendingDown, window.accent),
        Class::Flipped => (Icon::ArrowLeftRight, window.warning),
        Class::Other => (Icon::Pencil, window.text_muted),
    }
}

/// One row for each thing that is to be said.
fn closed_ui(ui: &Ui, inner: Rect, entry: &Entry) {
    let looks = Looks::of(ui);
    let (body, small) = (looks.body(), looks.small());
    let width = f64::from(inner.width());
    let mut top = inner.top();
    let mut paint = |words: &str, look: &Look, height: f32| {
        let galley = ui
            .painter()
            .layout_job(text::job(words, look, f32::INFINITY));
        let y = top + (height - galley.size().y) / 2.0;
        ui.painter()
            .galley(Pos2::new(inner.left(), y), galley, look.color);
        top += height;
    };
    let short =
        |words: &str, look: &Look| crate::text::ellipsize(start(words), look.text_style(), width);
    paint(&short(&entry.line.headline, &body), &body, HEADLINE);
    for detail in entry.details.iter().take(MOST_BELOW) {
        paint(&detail_row(detail, &small, width), &small, BELOW);
    }
    more(entry.details.len(), "details", &mut |words| {
        paint(words, &small, BELOW);
    });
    for claim in entry.claims.iter().take(MOST_BELOW) {
        paint(&short(claim, &small), &small, BELOW);
    }
    more(entry.claims.len(), "claims", &mut |words| {
        paint(words, &small, BELOW);
    });
}

/// How many are not shown, where some are not.
fn more(count: usize, what: &str, paint: &mut dyn FnMut(&str)) {
    if count > MOST_BELOW {
        paint(&format!("and {} more {what}", count - MOST_BELOW));
    }
}

/// A text cut off before it is measured.
fn start(words: &str) -> &str {
    let end = words.char_indices().nth(MOST_CHARS);
    end.and_then(|(at, _)| words.get(..at)).unwrap_or(words)
}

/// `label: “old” → “new”`; where there is no room both give up as much.
fn detail_row(detail: &Detail, look: &Look, width: f64) -> String {
    let (name, before, after) = (detail.name, start(&detail.before), start(&detail.after));
    let style = look.text_style();
    let measure = |words: &str| crate::text::width(words, style);
    let whole = format!("{name}: {before}{TO}{after}");
    if measure(&whole) <= width {
        return whole;
    }
    let room = (width - measure(&format!("{name}: {TO}"))).max(1.0);
    let (one, other) = (measure(before), measure(after));
    let half = room / 2.0;
    let of_one = if one <= half {
        one
    } else {
        half.max(room - other)
    };
    let cut = |words: &str, width: f64| crate::text::ellipsize(words, style, width.max(1.0));
    let before = cut(before, of_one);
    let left = room - measure(&before);
    format!("{name}: {before}{TO}{}", cut(after, left))
}

/// Everything in full; gives the height that it takes.
fn opened_ui(ui: &mut Ui, inner: Rect, entry: &Entry) -> f32 {
    // As high as it needs: what is seen of it is cut to the list.
    let room = inner.with_max_y(f32::INFINITY);
    let builder = egui::UiBuilder::new().max_rect(room);
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing = Vec2::new(0.0, 2.0);
        let looks = Looks::of(ui);
        let (body, small) = (looks.body(), looks.small());
        let headline = body.clone().bold();
        let job = text::job(&entry.line.headline, &headline, ui.available_width());
        let galley = ui.painter().layout_job(job);
        let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
        ui.painter().galley(rect.min, galley, headline.color);
        for detail in &entry.details {
            ui.add_space(4.0);
            text::label(ui, &detail.name.to_uppercase(), &looks.heading());
            text::label(ui, &format!("was {}", detail.before), &small);
            text::label(ui, &format!("now {}", detail.after), &body);
        }
        if !entry.claims.is_empty() {
            ui.add_space(4.0);
            text::label(ui, "CLAIMS BEHIND IT", &looks.heading());
            for claim in &entry.claims {
                text::label(ui, claim, &body);
            }
        }
    });
    shown.response.rect.height()
}

/// What a change comes to, for who points at it on the map.
pub(super) fn hover_ui(ui: &mut Ui, entry: &Entry) {
    let looks = Looks::of(ui);
    text::label(ui, &entry.line.headline, &looks.body().bold());
    let width = f64::from(ui.available_width());
    for detail in entry.details.iter().take(MOST_BELOW) {
        let row = detail_row(detail, &looks.small(), width);
        text::label(ui, &row, &looks.small());
    }
    for claim in entry.claims.iter().take(MOST_BELOW) {
        text::label(ui, start(claim), &looks.small());
    }
    more(entry.claims.len(), "claims", &mut |words| {
        text::label(ui, words, &looks.small()).on_hover_words(words);
    });
}
