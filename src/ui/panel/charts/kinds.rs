//! Claims by kind, each bar in parts: supportive, neither, straining.

use egui::{Rect, Ui, Vec2};

use crate::model::{Stance, Subject};
use crate::session::{Command, KindRow, Session};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::words::{counted, tie_title};

use super::bars::{Bars, Part, ROW, words_at};
use super::{Walk, empty_ui};

const NAME: &str = "claims by kind";

/// The parts of a bar, from left to right.
const STANCES: [Stance; 3] = [Stance::Supports, Stance::Neutral, Stance::Strains];

/// The chart, with what it keeps between frames.
#[derive(Debug, Default)]
pub(super) struct KindsChart {
    walk: Walk,
}

/// What the chart is of.
pub(super) fn remark(session: &Session) -> String {
    let scene = &session.document().scene;
    let of = match session.browse().kinds_focus() {
        [] => "all claims".to_owned(),
        [Subject::Tie(id)] => scene.ties.get(id).map_or_else(String::new, |tie| {
            format!("claims on {}", tie_title(scene, tie))
        }),
        [Subject::Actor(id)] => format!("claims on {} and its ties", scene.actor_name(id)),
        several => format!("claims on the {} selected", several.len()),
    };
    let filtered = if session.filter().narrows_claims() {
        ", filtered"
    } else {
        ""
    };
    format!("{of}{filtered}")
}

/// A part of a bar: its row, what it says and its claims.
struct Mark<'a> {
    row: usize,
    stance: Stance,
    from: usize,
    claims: &'a [usize],
}

impl KindsChart {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        is_entered: bool,
        commands: &mut Vec<Command>,
    ) {
        let rows = session.browse().kinds();
        if rows.is_empty() {
            let words = match (session.browse().kinds_focus(), session.filter().is_clear()) {
                ([], true) => "This scene has no claims yet. Press C to write one.",
                (_, true) => "No claim bears on what is selected. Press C to write one.",
                _ => "No such claim passes the filters. Clear them to see all (X).",
            };
            empty_ui(ui, words);
            return;
        }
        if is_entered {
            self.walk.enter();
        }
        let marks: Vec<Mark<'_>> = rows
            .iter()
            .enumerate()
            .flat_map(|(at, row)| marks_of(at, row))
            .collect();
        self.walk.keys(ui, NAME, marks.len(), 6);
        let wanted = std::mem::take(&mut self.walk.is_wanted)
            .then(|| marks.get(self.walk.at).map(|mark| mark.row))
            .flatten();
        let most = rows.iter().map(KindRow::all).max().unwrap_or(1).max(1) as f64;
        let figure = &style::theme(ui.ctx()).figure;
        let hue_of = |stance| match stance {
            Stance::Supports => figure.supportive,
            Stance::Neutral => figure.neutral,
            Stance::Strains => figure.hostile,
        };
        let parts = |row: usize| {
            let of_row = marks.iter().filter(|mark| mark.row == row);
            of_row
                .map(|mark| Part {
                    from: mark.from as f64,
                    to: (mark.from + mark.claims.len()) as f64,
                    hue: hue_of(mark.stance),
                })
                .collect()
        };
        let label = |row: usize| {
            let found = rows.get(row);
            let words = found.map_or_else(String::new, |row| {
                format!("{} \u{b7} {}", kind_label(session, row), row.all())
            });
            (words, false)
        };
        let bars = Bars {
            name: NAME,
            count: rows.len(),
            span: [0.0, most * 1.04],
            axis: |value| format!("{value:.0}"),
            step: 1.0,
            parts: &parts,
            label: &label,
        };
        bars.ui(
            ui,
            &mut self.walk,
            wanted,
            &mut |ui, walk, row, rect, x_of| {
                let of_row = marks.iter().enumerate().filter(|(_, mark)| mark.row == row);
                let Some(found) = rows.get(row) else {
                    return;
                };
                let kind = kind_label(session, found);
                for (at, mark) in of_row {
                    let left = x_of(mark.from as f64);
                    let right = x_of((mark.from + mark.claims.len()) as f64);
                    let frame = Rect::from_x_y_ranges(left..=right, rect.y_range());
                    mark_ui(ui, session, walk, (at, frame), mark, &kind, commands);
                }
            },
        );
    }
}

fn marks_of(row: usize, found: &KindRow) -> Vec<Mark<'_>> {
    let mut from = 0;
    let mut marks = Vec::new();
    for stance in STANCES {
        let claims = found.claims(stance);
        if !claims.is_empty() {
            marks.push(Mark {
                row,
                stance,
                from,
                claims,
            });
        }
        from += claims.len();
    }
    marks
}

fn kind_label(session: &Session, row: &KindRow) -> String {
    let scene = &session.document().scene;
    row.kind.as_ref().map_or_else(
        || "Without a kind".to_owned(),
        |kind| scene.kind_label(kind).to_owned(),
    )
}

/// What a part says, in words.
fn says(stance: Stance, count: usize) -> &'static str {
    match (stance, count) {
        (Stance::Supports, 1) => "supports",
        (Stance::Supports, _) => "support",
        (Stance::Strains, 1) => "strains",
        (Stance::Strains, _) => "strain",
        (Stance::Neutral, 1) => "does neither",
        (Stance::Neutral, _) => "do neither",
    }
}

fn mark_ui(
    ui: &Ui,
    session: &Session,
    walk: &mut Walk,
    (at, frame): (usize, Rect),
    mark: &Mark<'_>,
    kind: &str,
    commands: &mut Vec<Command>,
) {
    let claims = &session.document().scene.claims;
    let selected = session
        .selection()
        .claim()
        .and_then(|id| claims.position(id));
    let place = selected.and_then(|it| mark.claims.iter().position(|at| *at == it));
    let count = mark.claims.len();
    let words = format!(
        "{kind}: {} {}",
        counted(count, "claim", "claims"),
        says(mark.stance, count)
    );
    let response = walk.mark_ui(ui, NAME, at, frame, &words, place.is_some());
    let theme = style::theme(ui.ctx());
    if place.is_some() {
        let hue = style::color(theme.figure.selection);
        let bar = frame.shrink2(Vec2::new(0.0, ROW * 0.19));
        ui.painter().rect_stroke(
            bar,
            2,
            egui::Stroke::new(2.0, hue),
            egui::StrokeKind::Inside,
        );
    }
    let look = Look::new(11.0, style::color(theme.window.text)).bold();
    let number = count.to_string();
    let width = crate::text::width(&number, look.text_style()) as f32;
    if frame.width() >= width + 8.0 {
        let middle = Rect::from_center_size(frame.center(), Vec2::new(width, ROW));
        words_at(ui, middle.expand2(Vec2::new(1.0, 0.0)), &number, &look);
    }
    if response.clicked() {
        // Each press goes on to the next of its claims.
        let next = place.map_or(0, |place| (place + 1) % count.max(1));
        let claim = mark.claims.get(next).and_then(|at| claims.at(*at));
        commands.extend(claim.map(|claim| Command::SelectClaim(claim.id.clone())));
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        let looks = Looks::of(ui);
        text::label(ui, &words, &looks.small());
        for claim in mark.claims.iter().take(4).filter_map(|at| claims.at(*at)) {
            text::label(ui, &claim.statement, &looks.body());
        }
        if count > 4 {
            text::label(ui, &format!("and {} more", count - 4), &looks.small());
        }
    });
}
