//! What the pointer is over on the canvas, in few words.

use egui::Ui;

use crate::model::{ActorId, Subject, TieId, TieState};
use crate::session::Session;

use super::text::{self, Looks};
use super::words::{counted, tie_title};

/// Shows what an actor or a tie is, and on how many claims it rests.
pub(super) fn hover_ui(ui: &mut Ui, session: &Session, subject: &Subject) {
    ui.set_max_width(320.0);
    match subject {
        Subject::Actor(id) => actor_ui(ui, session, id),
        Subject::Tie(id) => tie_ui(ui, session, id),
        Subject::Scene | Subject::Claim(_) | Subject::Source(_) => {}
    }
}

fn actor_ui(ui: &mut Ui, session: &Session, id: &ActorId) {
    let document = session.document();
    let looks = Looks::of(ui);
    text::label(ui, document.scene.actor_name(id), &looks.body().bold());
    let place = document.scene.actors.position(id);
    if let Some(strength) = place.and_then(|at| document.strengths.get(at)) {
        let words = format!(
            "Strength +{:.2} \u{2212}{:.2}",
            strength.positive, strength.negative
        );
        text::label(ui, &words, &looks.small());
    }
}

fn tie_ui(ui: &mut Ui, session: &Session, id: &TieId) {
    let document = session.document();
    let looks = Looks::of(ui);
    let Some(tie) = document.scene.ties.get(id) else {
        return;
    };
    text::label(ui, &tie_title(&document.scene, tie), &looks.body().bold());
    let claims = counted(document.claims.on_tie(id).len(), "claim", "claims");
    let words = match &tie.state {
        TieState::Valued(weight) => {
            let confidence = tie.confidence.map_or_else(String::new, |confidence| {
                format!(", {} confidence", confidence.word())
            });
            format!("Judged {weight}{confidence} \u{b7} {claims}")
        }
        TieState::Unknown { reason } => format!("Unknown: {reason}"),
        TieState::None { reason } => format!("No tie: {reason}"),
    };
    text::label(ui, &words, &looks.small());
}
