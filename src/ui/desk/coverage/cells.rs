//! Painting the pieces of the matrix.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use crate::drawing::Theme;
use crate::evidence::{CoverageRow, Tally, Verdict};
use crate::model::{Scene, TieState, signed};
use crate::ui::style;
use crate::ui::text::{self, Look};

use super::said;

/// Radius of cells.
const RADIUS: u8 = 5;
/// How strongly the cell with fewest and the one with most claims is tinted.
const TINT: [f32; 2] = [0.22, 0.62];
/// Size of the corner of a stale cell.
const CORNER: f32 = 8.0;

/// Where a cell stands among the others.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// The most claims that any cell has.
    pub(super) most: usize,
    /// Whether it is the one that is open.
    pub(super) is_open: bool,
    /// Whether the pointer is over it.
    pub(super) is_hovered: bool,
    /// Whether the keyboard is on it.
    pub(super) has_focus: bool,
}

/// Words within a cell, cut where there is no room.
pub(super) fn words(painter: &Painter, rect: Rect, align: Align2, content: &str, look: &Look) {
    let width = f64::from(rect.width());
    let short = crate::text::ellipsize(content, look.text_style(), width);
    let galley = painter.layout_job(text::job(&short, look, f32::INFINITY));
    let place = align.align_size_within_rect(galley.size(), rect).min;
    painter.galley(place, galley, look.color);
}

/// A cell of the matrix.
pub(super) fn cell(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    tally: Option<&Tally>,
    marks: Marks,
) {
    let radius = CornerRadius::same(RADIUS);
    if let Some(tally) = tally {
        tint(painter, theme, rect, tally, marks.most);
        let ink = Look::new(style::size::BODY, style::color(theme.figure.text)).bold();
        words(
            painter,
            rect,
            Align2::CENTER_CENTER,
            &tally.claims.len().to_string(),
            &ink,
        );
        if tally.best.is_none() {
            // Doubt is dash, as on the map.
            dashed(
                painter,
                rect.shrink(1.5),
                Stroke::new(1.0, style::color(theme.window.text_muted)),
            );
        }
        if tally.is_stale {
            let corner = rect.right_top();
            let points = vec![
                corner + Vec2::new(-CORNER, 0.0),
                corner,
                corner + Vec2::new(0.0, CORNER),
            ];
            let fill = style::color(theme.window.warning);
            painter.add(Shape::convex_polygon(points, fill, Stroke::NONE));
        }
    }
    let edge = if marks.has_focus {
        Stroke::new(2.0, style::color(theme.window.accent))
    } else if marks.is_open {
        Stroke::new(2.0, style::color(theme.figure.selection))
    } else if marks.is_hovered {
        Stroke::new(1.0, style::color(theme.window.text_muted))
    } else if tally.is_none() {
        Stroke::new(1.0, style::color(theme.window.edge))
    } else {
        Stroke::NONE
    };
    painter.rect_stroke(rect, radius, edge, StrokeKind::Inside);
}

/// The ground of a cell: as much of each hue as there are claims of its stance, the
/// stronger the more claims there are.
fn tint(painter: &Painter, theme: &Theme, rect: Rect, tally: &Tally, most: usize) {
    let [least, full] = TINT;
    let part = ((tally.claims.len() as f32 - 1.0) / (most.max(2) as f32 - 1.0)).sqrt();
    let strength = least + (full - least) * part.clamp(0.0, 1.0);
    let hues = [
        (tally.supports, theme.figure.supportive),
        (tally.neutral, theme.figure.neutral),
        (tally.strains, theme.figure.hostile),
    ];
    let all = (tally.supports + tally.neutral + tally.strains).max(1) as f32;
    let held: Vec<_> = hues.into_iter().filter(|(count, _)| *count > 0).collect();
    let mut left = rect.left();
    for (at, (count, hue)) in held.iter().enumerate() {
        let is_last = at + 1 == held.len();
        let right = if is_last {
            rect.right()
        } else {
            left + rect.width() * *count as f32 / all
        };
        let (west, east) = (
            if at == 0 { RADIUS } else { 0 },
            if is_last { RADIUS } else { 0 },
        );
        let radius = CornerRadius {
            nw: west,
            sw: west,
            ne: east,
            se: east,
        };
        let bar = Rect::from_x_y_ranges(left..=right, rect.y_range());
        painter.rect_filled(bar, radius, style::color(*hue).gamma_multiply(strength));
        left = right;
    }
}

fn dashed(painter: &Painter, rect: Rect, stroke: Stroke) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Shape::dashed_line(&corners, stroke, 3.0, 3.0));
}

/// What is held of a dyad: the weight in a frame of its hue, a question mark in a
/// dashed one, or words.
pub(super) fn state_chip(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    row: &CoverageRow,
    scene: &Scene,
) {
    let muted = style::color(theme.window.text_muted);
    let small = Look::new(style::size::CHIP, muted);
    let state = said::main_tie(row, scene).map(|(_, tie)| &tie.state);
    let height = 22.0_f32.min(rect.height() - 4.0);
    let room = rect.width() - 14.0;
    let frame = Rect::from_center_size(rect.center(), Vec2::new(room, height));
    let radius = CornerRadius::same((height / 2.0) as u8);
    match state {
        None => words(
            painter,
            rect,
            Align2::CENTER_CENTER,
            "not looked at",
            &small,
        ),
        Some(TieState::None { .. }) => {
            let edge = Stroke::new(1.0, style::color(theme.window.edge));
            painter.rect_stroke(frame, radius, edge, StrokeKind::Inside);
            words(painter, frame, Align2::CENTER_CENTER, "none", &small);
        }
        Some(TieState::Unknown { .. }) => {
            pill(
                painter,
                frame,
                Stroke::new(1.0, style::color(theme.figure.unknown)),
            );
            words(painter, frame, Align2::CENTER_CENTER, "?", &small);
        }
        Some(TieState::Valued(weight)) => {
            let hue = style::color(hue(theme, weight.value()));
            painter.rect(
                frame,
                radius,
                style::color(theme.figure.chip),
                Stroke::new(1.2, hue),
                StrokeKind::Inside,
            );
            let ink = Look::new(style::size::CHIP, hue).bold();
            words(
                painter,
                frame,
                Align2::CENTER_CENTER,
                &weight.to_string(),
                &ink,
            );
        }
    }
}

/// A dashed frame with round ends.
fn pill(painter: &Painter, rect: Rect, stroke: Stroke) {
    let radius = rect.height() / 2.0;
    let arc = |center: Pos2, from: f32| {
        (0..=8).map(move |step| {
            let turn = from + std::f32::consts::PI * step as f32 / 8.0;
            center + radius * Vec2::angled(turn)
        })
    };
    let quarter = std::f32::consts::FRAC_PI_2;
    let right = Pos2::new(rect.right() - radius, rect.center().y);
    let left = Pos2::new(rect.left() + radius, rect.center().y);
    let mut points: Vec<Pos2> = arc(right, -quarter).chain(arc(left, quarter)).collect();
    points.extend(points.first().copied());
    painter.extend(Shape::dashed_line(&points, stroke, 3.0, 3.0));
}

fn hue(theme: &Theme, value: f64) -> crate::drawing::Color {
    if value > 0.0 {
        theme.figure.supportive
    } else if value < 0.0 {
        theme.figure.hostile
    } else {
        theme.figure.neutral
    }
}

/// Words on one line, or two where one has no room for them; cut after that.
fn two_lines(painter: &Painter, rect: Rect, content: &str, look: &Look) {
    let width = f64::from(rect.width());
    let lines = crate::text::wrap(content, look.text_style(), width);
    let [first, rest @ ..] = lines.as_slice() else {
        return;
    };
    if rest.is_empty() {
        words(painter, rect, Align2::LEFT_CENTER, content, look);
        return;
    }
    let (above, below) = rect
        .shrink2(Vec2::new(0.0, 1.0))
        .split_top_bottom_at_fraction(0.5);
    words(painter, above, Align2::LEFT_BOTTOM, first, look);
    words(painter, below, Align2::LEFT_TOP, &rest.join(" "), look);
}

/// What stands behind the kinds: who is heard, the best grade, what the claims
/// say; for a dyad without claims, why it has none, up to the edge of what is seen.
pub(super) fn tail(
    painter: &Painter,
    theme: &Theme,
    (parts, edge): ([Rect; 3], f32),
    row: &CoverageRow,
    scene: &Scene,
) {
    let warning = style::color(theme.window.warning);
    let text = Look::new(style::size::SMALL, style::color(theme.window.text));
    let [heard, grade, says] = parts.map(|part| part.shrink2(Vec2::new(4.0, 0.0)));
    if row.is_empty() {
        let muted = Look::new(style::size::SMALL, style::color(theme.window.text_muted));
        let is_judged = row.ties.iter().any(|it| {
            let tie = scene.ties.get(&it.tie);
            tie.is_some_and(|tie| tie.weight().is_some())
        });
        let look = if is_judged {
            Look {
                color: warning,
                ..muted
            }
        } else {
            muted
        };
        let room = Rect::from_min_max(heard.min, Pos2::new(says.right().max(edge), says.bottom()));
        let why = said::why_empty(row, scene);
        two_lines(painter, room, &why, &look);
        return;
    }
    let voices: Vec<&str> = row.heard.iter().map(|voice| voice.actor.as_str()).collect();
    let middle = Align2::CENTER_CENTER;
    if voices.is_empty() {
        words(
            painter,
            heard,
            middle,
            "\u{2013}",
            &Look {
                color: warning,
                ..text.clone()
            },
        );
    } else {
        words(painter, heard, middle, &voices.join(" "), &text);
    }
    let best = row.all.best_in_words();
    let best_look = if row.all.best.is_none() {
        Look {
            color: warning,
            ..text.clone()
        }
    } else {
        text
    };
    words(painter, grade, middle, &best, &best_look);
    let (content, color) = claims_say(theme, row, scene, warning);
    words(
        painter,
        says,
        middle,
        &content,
        &Look::new(style::size::SMALL, color),
    );
}

/// What the claims say of the tie that the row speaks of; a gap is marked.
fn claims_say(
    theme: &Theme,
    row: &CoverageRow,
    scene: &Scene,
    warning: Color32,
) -> (String, Color32) {
    let Some((tie, _)) = said::main_tie(row, scene) else {
        return ("no basis".to_owned(), warning);
    };
    match (tie.verdict, tie.gap) {
        (Verdict::NoBasis, _) => ("no basis".to_owned(), warning),
        (Verdict::TooLittle { .. }, _) => ("too little to say".to_owned(), warning),
        (Verdict::Stands { value, .. }, Some(gap)) => (
            format!("{} \u{b7} gap {:.2}", signed(value), gap.distance),
            warning,
        ),
        (Verdict::Stands { value, .. }, None) => (signed(value), style::color(hue(theme, value))),
    }
}
