//! The head of the right panel for a selected actor.

use egui::Ui;

use crate::evidence::Verdict;
use crate::model::{Actor, ActorId, Subject, TieState, signed};
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{named, row_with_end};
use crate::ui::words::tie_title;

use super::head::title_ui;

/// Shows names, strengths and ties of an actor.
pub(super) fn actor_head_ui(
    ui: &mut Ui,
    session: &Session,
    id: &ActorId,
    commands: &mut Vec<Command>,
) {
    let document = session.document();
    let Some(actor) = document.scene.actors.get(id) else {
        return;
    };
    let looks = Looks::of(ui);
    title_ui(ui, &actor.name, commands);
    text::label(ui, &names(actor), &looks.small());
    ui.add_space(4.0);
    let strength = document
        .scene
        .actors
        .position(id)
        .and_then(|at| document.strengths.get(at));
    if let Some(strength) = strength {
        let words = format!(
            "Strength +{:.2} \u{2212}{:.2} over its valued ties",
            strength.positive, strength.negative
        );
        text::label(ui, &words, &looks.body());
    }
    ui.add_space(4.0);
    egui::ScrollArea::vertical()
        .id_salt("ties")
        .max_height(132.0)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for tie in document
                .scene
                .ties
                .iter()
                .filter(|tie| tie.other_end(id).is_some())
            {
                tie_row(ui, session, tie, commands);
            }
        });
}

/// What it is, its code and its names in other languages.
fn names(actor: &Actor) -> String {
    let mut parts = vec![actor.kind.word().to_owned()];
    parts.extend(actor.iso.clone());
    parts.extend(actor.other_names.iter().map(|name| name.text.clone()));
    parts.join(" \u{b7} ")
}

fn tie_row(ui: &mut Ui, session: &Session, tie: &crate::model::Tie, commands: &mut Vec<Command>) {
    let theme = style::theme(ui.ctx());
    let looks = Looks::of(ui);
    let (value, hue) = match &tie.state {
        TieState::Valued(weight) if weight.is_negative() => {
            (weight.to_string(), theme.figure.hostile)
        }
        TieState::Valued(weight) if weight.is_positive() => {
            (weight.to_string(), theme.figure.supportive)
        }
        TieState::Valued(weight) => (weight.to_string(), theme.figure.neutral),
        TieState::Unknown { .. } => ("unknown".to_owned(), theme.figure.unknown),
        TieState::None { .. } => ("none".to_owned(), theme.figure.neutral),
    };
    let title = tie_title(&session.document().scene, tie);
    let said = session
        .document()
        .estimate(&tie.id)
        .map_or("", |estimate| match estimate.verdict {
            Verdict::Stands { .. } => "claims say ",
            Verdict::TooLittle { .. } => "too little to say",
            Verdict::NoBasis if estimate.claims() > 0 => "no basis",
            Verdict::NoBasis => "",
        });
    let stands = session.document().estimate(&tie.id).and_then(|estimate| {
        let value = estimate.verdict.value()?;
        estimate.verdict.stands().then(|| signed(value))
    });
    let said = format!("{said}{}", stands.unwrap_or_default());
    let value_look = text::Look::new(style::size::BODY, style::color(hue)).bold();
    row_with_end(
        ui,
        26.0,
        |ui| {
            text::line(ui, &value, &value_look);
            text::line(ui, &said, &looks.small());
        },
        |ui| {
            let job = text::job(&title, &looks.body(), f32::INFINITY);
            let button = ui.add(egui::Button::new(job).frame(false).truncate());
            named(&button, &format!("Select tie {title}"));
            if button.clicked() {
                commands.push(Command::Select(Subject::Tie(tie.id.clone())));
            }
        },
    );
}
