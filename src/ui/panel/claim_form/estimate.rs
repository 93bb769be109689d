//! What the claims come to with the one that is being written.

use egui::{CornerRadius, Frame, Margin, RichText, Stroke, Ui};

use crate::evidence::Verdict;
use crate::model::signed;
use crate::session::{Command, Dialog, DraftEstimate, Session};
use crate::ui::form::plain_button;
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{named, row_with_end};
use crate::ui::words::tie_title;

/// At most so many ties are told of here; the others are counted.
const MOST: usize = 3;
const ROW: f32 = 22.0;
/// In panels narrower than this, in points, the way to how it came about stands
/// beneath.
const ONE_ROW: f32 = 420.0;
const MARGIN: i8 = 8;

/// How high the lines are, in points; nothing where the claim bears on no tie.
pub(super) fn height(session: &Session, width: f32) -> f32 {
    let told = session.derived().draft_estimates();
    let count = told.len();
    if count == 0 {
        return 0.0;
    }
    let ways = told.iter().take(MOST).filter(|it| it.with.is_some());
    let beneath = if width < ONE_ROW { ways.count() } else { 0 };
    let rows = count.min(MOST) + usize::from(count > MOST) + beneath;
    rows as f32 * (ROW + 2.0) + 2.0 * f32::from(MARGIN) + 10.0
}

/// Shows a line for each tie, and the way to how it came about.
pub(super) fn estimate_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let told = session.derived().draft_estimates();
    if told.is_empty() {
        return;
    }
    let window = &style::theme(ui.ctx()).window;
    Frame::new()
        .fill(style::color(window.raised))
        .stroke(Stroke::new(1.0, style::color(window.line)))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, MARGIN))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for one in told.iter().take(MOST) {
                line_ui(ui, session, one, told.len() > 1, commands);
            }
            if told.len() > MOST {
                let words = format!("and {} more ties", told.len() - MOST);
                text::line(ui, &words, &Looks::of(ui).small());
            }
        });
}

fn line_ui(
    ui: &mut Ui,
    session: &Session,
    one: &DraftEstimate,
    is_named: bool,
    commands: &mut Vec<Command>,
) {
    let scene = &session.document().scene;
    let before = session.document().estimate(&one.tie);
    let before = before.map_or(Verdict::NoBasis, |estimate| estimate.verdict);
    let words = in_words(before, one.with.as_ref().map(|estimate| estimate.verdict));
    let title = scene.ties.get(&one.tie).filter(|_| is_named);
    let words = match title {
        Some(tie) => format!("{}: {words}", tie_title(scene, tie)),
        None => words,
    };
    let looks = Looks::of(ui);
    let is_one_row = ui.available_width() >= ONE_ROW - 60.0;
    row_with_end(
        ui,
        ROW,
        |ui| {
            if is_one_row {
                how_ui(ui, one, commands);
            }
        },
        |ui| text::line(ui, &words, &looks.body()),
    );
    if !is_one_row && one.with.is_some() {
        row_with_end(ui, ROW, |_| {}, |ui| how_ui(ui, one, commands));
    }
}

/// The way to how it came about.
fn how_ui(ui: &mut Ui, one: &DraftEstimate, commands: &mut Vec<Command>) {
    let Some(with) = &one.with else {
        return;
    };
    let accent = style::color(style::theme(ui.ctx()).window.accent);
    let how = format!("{} counted \u{b7} how?", with.counted_claims());
    let how = RichText::new(how).size(style::size::SMALL).color(accent);
    let response = plain_button(ui, how);
    let name = format!("How the estimate of {} comes about", one.tie);
    named(&response, &name);
    if response.clicked() {
        commands.push(Command::Show(Dialog::DraftEstimate(one.tie.clone())));
    }
}

/// `Claims say +0.68 → +0.69 with this claim`.
fn in_words(before: Verdict, with: Option<Verdict>) -> String {
    let Some(with) = with else {
        let now = match before {
            Verdict::Stands { value, .. } => format!("Claims say {}", signed(value)),
            other => format!("Claims: {}", word(other)),
        };
        return format!("{now}; this one is not graded yet");
    };
    let says = if before.stands() {
        "Claims say"
    } else {
        "Claims:"
    };
    format!(
        "{says} {} \u{2192} {} with this claim",
        word(before),
        word(with)
    )
}

fn word(verdict: Verdict) -> String {
    match verdict {
        Verdict::NoBasis => "no basis".to_owned(),
        Verdict::TooLittle { .. } => "too little to say".to_owned(),
        Verdict::Stands { value, .. } => signed(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_what_changes_in_numbers_and_in_words() {
        let stands = |value| Verdict::Stands { value, mass: 2.0 };
        let little = Verdict::TooLittle {
            value: 0.1,
            mass: 0.5,
        };
        assert_eq!(
            in_words(stands(0.68), Some(stands(0.69))),
            "Claims say +0.68 \u{2192} +0.69 with this claim"
        );
        assert_eq!(
            in_words(Verdict::NoBasis, Some(little)),
            "Claims: no basis \u{2192} too little to say with this claim"
        );
        assert!(in_words(stands(0.68), None).starts_with("Claims say +0.68; "));
    }
}
