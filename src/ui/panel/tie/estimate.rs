//! What the claims on a tie come to, in one line and as a mark on the scale.

use egui::Ui;

use crate::evidence::{self, Estimate, Gap, Verdict};
use crate::model::{Scene, Subject, Tie, Weight, signed};
use crate::session::{Command, Dialog, Session};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{EstimateMark, row_with_end};

/// The mark of the estimate on the scale. One that says too little is hollow:
/// it is not to be compared with the weight.
pub(super) fn mark(scene: &Scene, tie: &Tie, verdict: Verdict) -> Option<EstimateMark> {
    let (value, words, is_firm) = match verdict {
        Verdict::NoBasis => return None,
        Verdict::TooLittle { value, .. } => (value, "too little to say".to_owned(), false),
        Verdict::Stands { value, .. } => (value, format!("claims say {}", signed(value)), true),
    };
    Some(EstimateMark {
        value,
        words,
        is_firm,
        is_far: evidence::gap_to(scene, tie, verdict).is_some(),
    })
}

/// One line on the estimate, and the way to how it came about.
pub(super) fn estimate_ui(
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
            Some(gap) => (gap.in_words(), true),
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
        |ui| {
            let response = text::line(ui, &words, &look);
            if is_warning && estimate.verdict.stands() && weight.is_some() {
                response.on_hover_words(format!(
                    "Further apart than the {threshold:.2} that this scene allows"
                ));
            }
        },
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
