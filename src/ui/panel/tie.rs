//! The head of the right panel for a selected tie.

use egui::Ui;

use crate::evidence::{self, Estimate, Gap, Verdict};
use crate::model::{DateRange, Scene, Subject, Tie, TieDirection, TieId, TieState, Weight, signed};
use crate::session::{Command, Dialog, Session};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{EstimateMark, row_with_end, weight_bar};
use crate::ui::words::tie_title;

use super::head::title_ui;

/// Shows title, weight, estimate and rationale.
pub(super) fn tie_head_ui(ui: &mut Ui, session: &Session, id: &TieId, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    let Some(tie) = scene.ties.get(id) else {
        return;
    };
    let looks = Looks::of(ui);
    title_ui(ui, &tie_title(scene, tie), commands);
    let subtitle = subtitle(scene, tie);
    if !subtitle.is_empty() {
        text::label(ui, &subtitle, &looks.small());
    }
    ui.add_space(6.0);
    match &tie.state {
        TieState::Valued(weight) => weight_ui(ui, session, *weight, commands),
        TieState::Unknown { reason } => state_ui(ui, "Unknown", reason),
        TieState::None { reason } => state_ui(ui, "No tie", reason),
    }
    let estimate = session.estimate().filter(|_| tie.weight().is_none());
    if let Some(estimate) = estimate.filter(|estimate| estimate.claims() > 0) {
        estimate_ui(ui, session, None, estimate, commands);
    }
    rationale_ui(ui, tie);
}

/// Why the weight is what it is. Open or closed, it stays so from tie to tie.
fn rationale_ui(ui: &mut Ui, tie: &Tie) {
    if tie.rationale.is_empty() {
        return;
    }
    let words = if matches!(tie.state, TieState::Valued(_)) {
        "Why this weight"
    } else {
        "What to look for"
    };
    let header = egui::CollapsingHeader::new(words).id_salt("rationale");
    header.show(ui, |ui| {
        egui::ScrollArea::vertical()
            .id_salt(("rationale", tie.id.as_str()))
            .max_height(170.0)
            .show(ui, |ui| {
                text::label(ui, &tie.rationale, &Looks::of(ui).small())
            });
    });
}

fn subtitle(scene: &Scene, tie: &Tie) -> String {
    let mut parts: Vec<String> = tie.label.iter().cloned().collect();
    if tie.weight().is_some() {
        parts.push(match tie.direction {
            TieDirection::Mutual => "mutual".to_owned(),
            TieDirection::Directed => "directed".to_owned(),
        });
    }
    if let Some(confidence) = tie.confidence {
        parts.push(format!("{} confidence", confidence.word()));
    }
    // Only where it says more than the scene's own date does.
    let is_of_now = |range: &DateRange| {
        scene.as_of.is_some_and(|as_of| {
            range.first_day() <= as_of.first_day() && as_of.last_day() <= range.last_day()
        })
    };
    parts.extend(
        tie.valid
            .filter(|range| !is_of_now(range))
            .map(|range| range.in_words()),
    );
    parts.join(" \u{b7} ")
}

fn weight_ui(ui: &mut Ui, session: &Session, weight: Weight, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let figure = &style::theme(ui.ctx()).figure;
    let hue = if weight.is_negative() {
        figure.hostile
    } else if weight.is_positive() {
        figure.supportive
    } else {
        figure.neutral
    };
    let value = text::Look::new(style::size::TITLE, style::color(hue)).bold();
    row_with_end(
        ui,
        24.0,
        |ui| text::line(ui, &weight.to_string(), &value),
        |ui| text::line(ui, "Judged weight", &looks.small()),
    );
    let estimate = session.estimate();
    let mark = estimate.and_then(|estimate| mark(estimate.verdict));
    weight_bar(ui, weight.value(), mark.as_ref());
    if let Some(estimate) = estimate {
        estimate_ui(ui, session, Some(weight), estimate, commands);
    }
}

/// The mark of the estimate on the scale. One that says too little is hollow:
/// it is not to be compared with the weight.
fn mark(verdict: Verdict) -> Option<EstimateMark> {
    let (value, words, is_firm) = match verdict {
        Verdict::NoBasis => return None,
        Verdict::TooLittle { value, .. } => (value, "too little to say".to_owned(), false),
        Verdict::Stands { value, .. } => (value, format!("claims say {}", signed(value)), true),
    };
    Some(EstimateMark {
        value,
        words,
        is_firm,
    })
}

/// One line on the estimate, and the way to how it came about.
fn estimate_ui(
    ui: &mut Ui,
    session: &Session,
    weight: Option<Weight>,
    estimate: &Estimate,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    let window = &style::theme(ui.ctx()).window;
    let threshold = session.document().scene.thresholds.gap;
    let (words, is_warning) = match estimate.verdict {
        Verdict::NoBasis => ("The claims give no basis for an estimate".to_owned(), true),
        Verdict::TooLittle { .. } => ("Too little to say: few or weak claims".to_owned(), true),
        Verdict::Stands { value, .. } => match weight.and_then(|_| selected_gap(session, estimate))
        {
            Some(gap) => (
                format!(
                    "Gap {:.2}, over the threshold of {:.2}",
                    gap.distance, gap.threshold
                ),
                true,
            ),
            None if weight.is_some() => (format!("Within {threshold:.2} of what is judged"), false),
            None => (
                format!("Claims say {}, and nothing is judged", signed(value)),
                true,
            ),
        },
    };
    let look = if is_warning {
        text::Look::new(style::size::SMALL, style::color(window.warning))
    } else {
        looks.small()
    };
    row_with_end(
        ui,
        26.0,
        |ui| {
            let how =
                egui::Button::new(egui::RichText::new("How").color(style::color(window.accent)));
            let hover = "The formula, what counted and what did not";
            if ui
                .add(how.frame_when_inactive(false))
                .on_hover_text(hover)
                .clicked()
            {
                commands.push(Command::Show(Dialog::Estimate));
            }
        },
        |ui| text::line(ui, &words, &look),
    );
}

/// The gap of the selected tie, where it is a Problem.
fn selected_gap(session: &Session, estimate: &Estimate) -> Option<Gap> {
    let Some(Subject::Tie(id)) = session.selection().focus() else {
        return None;
    };
    let scene = &session.document().scene;
    evidence::gap_to(scene, scene.ties.get(id)?, estimate.verdict)
}

/// A state without a weight, with its reason.
fn state_ui(ui: &mut Ui, state: &str, reason: &str) {
    let looks = Looks::of(ui);
    text::label(ui, state, &looks.body().bold());
    text::label(ui, reason, &looks.body());
    ui.add_space(4.0);
}
