//! The claims that contradict, repeat or follow from one another, side by side.

use egui::{CornerRadius, Frame, Grid, Margin, ScrollArea, Stroke, Ui, Vec2};

use crate::evidence::{Cluster, Estimate, cautions_on_numbers};
use crate::model::{BearingOn, Claim, ClaimId, Rank, Scene};
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::words::{counted, tie_title};

use super::head_ui;

/// Width of the column of a claim, in points.
const COLUMN: f32 = 220.0;

/// The dialog, with the cluster that it last showed: finding it takes a look at
/// what is linked.
#[derive(Debug, Default)]
pub(super) struct ClusterUi {
    shown: Option<(ClaimId, u64)>,
    cluster: Option<Cluster>,
}

impl ClusterUi {
    /// Shows the dialog.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        claim: &ClaimId,
        commands: &mut Vec<Command>,
    ) {
        let scene = &session.document().scene;
        let key = (claim.clone(), session.derived().claims_revision());
        if self.shown.as_ref() != Some(&key) {
            self.cluster = session.derived().relations().cluster_of(scene, claim);
            self.shown = Some(key);
        }
        let Some(cluster) = &self.cluster else {
            commands.push(Command::CloseDialog);
            return;
        };
        let claims: Vec<&Claim> = cluster
            .claims
            .iter()
            .filter_map(|id| scene.claims.get(id))
            .collect();
        let title = format!(
            "{} that speak of one another",
            counted(claims.len(), "claim", "claims")
        );
        head_ui(ui, &title, commands);
        let looks = Looks::of(ui);
        let links: Vec<String> = cluster.links.iter().map(|link| link.in_words()).collect();
        ScrollArea::vertical()
            .auto_shrink([false, true])
            .show(ui, |ui| {
                text::label(ui, &links.join(" \u{b7} "), &looks.small());
                ui.add_space(8.0);
                numbers_ui(ui, &claims);
                ScrollArea::horizontal()
                    .id_salt("side by side")
                    .show(ui, |ui| {
                        ui.horizontal_top(|ui| {
                            ui.spacing_mut().item_spacing.x = 10.0;
                            for claim in &claims {
                                column_ui(ui, session, claim, commands);
                            }
                        });
                    });
            });
    }
}

/// The numbers of the claims beneath one another, so that what differs in unit,
/// scope or period is seen before the numbers are compared.
fn numbers_ui(ui: &mut Ui, claims: &[&Claim]) {
    let with_numbers = claims.iter().filter(|claim| !claim.quantities.is_empty());
    if with_numbers.count() == 0 {
        return;
    }
    let looks = Looks::of(ui);
    let warning = Look::new(
        style::size::BODY,
        style::color(style::theme(ui.ctx()).window.warning),
    );
    text::label(ui, "Numbers", &looks.body().bold());
    Grid::new("numbers of the cluster")
        .num_columns(7)
        .striped(true)
        .spacing([16.0, 3.0])
        .show(ui, |ui| {
            for head in [
                "Claim",
                "Measure",
                "Number",
                "Period",
                "Scope",
                "Counted by",
                "Grade",
            ] {
                text::whole_line(ui, head, &looks.small());
            }
            ui.end_row();
            for claim in claims {
                for quantity in &claim.quantities {
                    let body = looks.body().struck(claim.is_deprecated());
                    let cell = |ui: &mut Ui, words: &str| {
                        let short = crate::text::ellipsize(words, body.text_style(), 170.0);
                        text::whole_line(ui, &short, &body);
                    };
                    let stated = |ui: &mut Ui, words: Option<&str>| match words {
                        Some(words) => cell(ui, words),
                        None => {
                            text::whole_line(ui, "not stated", &warning);
                        }
                    };
                    cell(ui, claim.id.as_str());
                    cell(ui, &quantity.measure);
                    cell(ui, &quantity.amount_in_words());
                    stated(ui, quantity.period.as_deref());
                    stated(ui, quantity.scope.as_deref());
                    cell(ui, quantity.counter.as_deref().unwrap_or("\u{2013}"));
                    cell(ui, &claim.grade.to_string());
                    ui.end_row();
                }
            }
        });
    let cautions = cautions_on_numbers(claims);
    if !cautions.is_empty() {
        let words = format!("Do not compare them as they stand: {}", cautions.join(", "));
        text::label(ui, &words, &warning);
    }
    ui.add_space(10.0);
}

fn column_ui(ui: &mut Ui, session: &Session, claim: &Claim, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    let window = &style::theme(ui.ctx()).window;
    let looks = Looks::of(ui);
    let frame = Frame::new()
        .fill(style::color(window.raised))
        .stroke(Stroke::new(1.0, style::color(window.edge)))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(12, 10));
    ui.allocate_ui_with_layout(
        Vec2::new(COLUMN, 0.0),
        egui::Layout::top_down(egui::Align::Min),
        |ui| {
            frame.show(ui, |ui| {
                ui.set_width(COLUMN - 24.0);
                ui.spacing_mut().item_spacing.y = 5.0;
                let link = ui.link(claim.id.as_str());
                if link.on_hover_text("Show this claim").clicked() {
                    commands.push(Command::SelectClaim(claim.id.clone()));
                    commands.push(Command::CloseDialog);
                }
                let statement = looks.body().struck(claim.is_deprecated());
                text::label(ui, &claim.statement, &statement);
                let asserter = match claim.asserter.detail() {
                    Some(detail) => format!("{}, {detail}", claim.asserter.name()),
                    None => claim.asserter.name().to_owned(),
                };
                text::label(ui, &asserter, &looks.small());
                let grade = format!("{}: {}", claim.grade, claim.grade.meaning());
                text::label(ui, &grade, &looks.small());
                match &claim.rank {
                    Rank::Preferred { reason } => {
                        text::label(ui, &format!("Preferred: {reason}"), &looks.small());
                    }
                    Rank::Deprecated { reason } => {
                        text::label(ui, &format!("Deprecated: {reason}"), &looks.small());
                    }
                    Rank::Normal => {}
                }
                for (words, does_count) in counts(session, scene, claim) {
                    let ink = if does_count {
                        window.good
                    } else {
                        window.warning
                    };
                    let look = Look::new(style::size::SMALL, style::color(ink));
                    text::label(ui, &words, &look);
                }
            });
        },
    );
}

/// Whether the claim counts, for each tie that it bears on.
fn counts(session: &Session, scene: &Scene, claim: &Claim) -> Vec<(String, bool)> {
    let mut ties = Vec::new();
    for bearing in &claim.bearings {
        if let BearingOn::Tie(tie) = &bearing.on
            && !ties.contains(&tie)
        {
            ties.push(tie);
        }
    }
    let told = ties.into_iter().filter_map(|id| {
        let tie = scene.ties.get(id)?;
        let estimate = session.document().estimate(id)?;
        let (says, does_count) = says(estimate, &claim.id)?;
        Some((format!("{}: {says}", tie_title(scene, tie)), does_count))
    });
    told.collect()
}

fn says(estimate: &Estimate, claim: &ClaimId) -> Option<(String, bool)> {
    if estimate.counted.iter().any(|it| it.claim == *claim) {
        return Some(("counts".to_owned(), true));
    }
    let left_out = estimate.left_out.iter().find(|it| it.claim == *claim)?;
    let reason = left_out.reason.in_words();
    Some((format!("does not count, {reason}"), false))
}
