//! How the estimate of a tie came about.

use egui::{Grid, ScrollArea, Ui};

use crate::evidence::{Estimate, Verdict};
use crate::model::{ClaimId, Subject, TieId, signed};
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::words::{capital, tie_title};

use super::head_ui;

/// Shows the dialog for the selected tie.
pub(super) fn estimate_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let (Some(estimate), Some(Subject::Tie(id))) =
        (session.estimate(), session.selection().focus())
    else {
        commands.push(Command::CloseDialog);
        return;
    };
    let title = format!("What the claims say: {}", title_of(session, id));
    head_ui(ui, &title, commands);
    if let Some(past) = session.past() {
        let hue = style::color(style::theme(ui.ctx()).figure.past);
        let words = capital(&past.as_of().in_words());
        text::label(ui, &words, &text::Look::new(style::size::BODY, hue).bold());
    }
    content_ui(ui, estimate, None, commands);
}

/// Shows the dialog for this tie with the claim that is being written.
pub(super) fn draft_estimate_ui(
    ui: &mut Ui,
    session: &Session,
    tie: &TieId,
    commands: &mut Vec<Command>,
) {
    let told = session.derived().draft_estimates();
    let told = told.iter().find(|it| it.tie == *tie);
    let Some((told, estimate)) = told.and_then(|it| Some((it, it.with.as_ref()?))) else {
        commands.push(Command::CloseDialog);
        return;
    };
    let title = format!("With the claim being written: {}", title_of(session, tie));
    head_ui(ui, &title, commands);
    content_ui(ui, estimate, Some(&told.claim), commands);
}

fn title_of(session: &Session, tie: &TieId) -> String {
    let scene = &session.document().scene;
    let tie = scene.ties.get(tie);
    tie.map_or_else(String::new, |tie| tie_title(scene, tie))
}

/// What it comes to and how. `written` is the claim that is being written.
fn content_ui(
    ui: &mut Ui,
    estimate: &Estimate,
    written: Option<&ClaimId>,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    text::label(ui, &verdict(estimate), &looks.body().bold());
    text::label(ui, &summary(estimate), &looks.body());
    text::label(
        ui,
        "e = \u{3a3}(r \u{d7} c \u{d7} p \u{d7} m) / (1 + \u{3a3}(r \u{d7} c)), over the claims that count: r is the \
         reliability of the source (A 1.0 to E 0.2), c the credibility of the information (1 1.0 to 5 0.2), p is +1 \
         where a claim supports the tie, \u{2212}1 where it strains it, m the magnitude (slight 0.25 to extreme 1.0). \
         The 1 below stands for no evidence: few or weak claims stay near 0. It is a reading aid, not a forecast.",
        &looks.small(),
    );
    ui.add_space(8.0);
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .show(ui, |ui| {
            counted_ui(ui, estimate, written, commands);
            ui.add_space(10.0);
            left_out_ui(ui, estimate, written, commands);
        });
}

fn verdict(estimate: &Estimate) -> String {
    match estimate.verdict {
        Verdict::NoBasis => "No basis: nothing counts. That is not the same as zero.".to_owned(),
        Verdict::TooLittle { value, mass } => {
            format!(
                "Too little to say: {} with a mass of {mass:.2}, under 1",
                signed(value)
            )
        }
        Verdict::Stands { value, mass } => format!("{} with a mass of {mass:.2}", signed(value)),
    }
}

/// How many claims count, and which do not.
fn summary(estimate: &Estimate) -> String {
    let left_out: Vec<&str> = estimate
        .left_out
        .iter()
        .take(12)
        .map(|left_out| left_out.claim.as_str())
        .collect();
    let more = if estimate.left_out.len() > left_out.len() {
        ", \u{2026}"
    } else {
        ""
    };
    match left_out.as_slice() {
        [] => format!("{} counted, none left out", estimate.counted_claims()),
        some => format!(
            "{} counted, {} not: {}{more}",
            estimate.counted_claims(),
            estimate.left_out.len(),
            some.join(", ")
        ),
    }
}

fn counted_ui(
    ui: &mut Ui,
    estimate: &Estimate,
    written: Option<&ClaimId>,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    text::label(
        ui,
        &format!("Counted: {}", estimate.counted_claims()),
        &looks.body().bold(),
    );
    if estimate.counted.is_empty() {
        return;
    }
    Grid::new("counted")
        .num_columns(7)
        .striped(true)
        .spacing([18.0, 3.0])
        .show(ui, |ui| {
            for head in [
                "Claim",
                "Grade",
                "r",
                "c",
                "Stance p",
                "Magnitude m",
                "Adds to e",
            ] {
                text::whole_line(ui, head, &looks.small());
            }
            ui.end_row();
            for counted in &estimate.counted {
                claim_link(ui, &counted.claim, written, commands);
                text::whole_line(ui, &counted.grade.to_string(), &looks.body());
                text::whole_line(ui, &format!("{:.1}", counted.reliability), &looks.body());
                text::whole_line(ui, &format!("{:.1}", counted.credibility), &looks.body());
                text::whole_line(ui, counted.stance.word(), &looks.body());
                let magnitude = format!(
                    "{} {:.2}",
                    counted.magnitude.word(),
                    counted.magnitude.factor()
                );
                text::whole_line(ui, &magnitude, &looks.body());
                text::whole_line(ui, &three_decimals(counted.contribution), &looks.body());
                ui.end_row();
            }
        });
}

fn left_out_ui(
    ui: &mut Ui,
    estimate: &Estimate,
    written: Option<&ClaimId>,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    text::label(
        ui,
        &format!("Not counted: {}", estimate.left_out.len()),
        &looks.body().bold(),
    );
    for left_out in &estimate.left_out {
        ui.horizontal(|ui| {
            claim_link(ui, &left_out.claim, written, commands);
            text::label(ui, &left_out.reason.in_words(), &looks.small());
        });
    }
}

fn claim_link(
    ui: &mut Ui,
    claim: &ClaimId,
    written: Option<&ClaimId>,
    commands: &mut Vec<Command>,
) {
    if written == Some(claim) {
        text::whole_line(ui, "this claim", &Looks::of(ui).body().bold());
        return;
    }
    if written.is_some() {
        // Going to another claim would close the form.
        text::whole_line(ui, claim.as_str(), &Looks::of(ui).body());
        return;
    }
    if ui
        .link(claim.as_str())
        .on_hover_text("Show this claim")
        .clicked()
    {
        commands.push(Command::SelectClaim(claim.clone()));
        commands.push(Command::CloseDialog);
    }
}

/// Contributions are small; two decimals would make many of them the same.
fn three_decimals(value: f64) -> String {
    let sign = if value < 0.0 { '\u{2212}' } else { '+' };
    format!("{sign}{:.3}", value.abs())
}
