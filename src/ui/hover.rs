//! What the pointer is over on the canvas, in few words.

use egui::Ui;

use crate::evidence::{Estimate, Sides, gap_to};
use crate::model::{ActorId, Subject, Tie, TieId, TieState, signed};
use crate::session::Session;

use super::style;
use super::text::{self, Looks};
use super::words::{counted, tie_title};

/// Shows what an actor or a tie is, and on how many claims it rests.
pub(super) fn hover_ui(ui: &mut Ui, session: &Session, subject: &Subject) {
    ui.set_max_width(320.0);
    match subject {
        Subject::Actor(id) => actor_ui(ui, session, id),
        Subject::Tie(id) => tie_ui(ui, session, id),
        // A note says all that it is.
        Subject::Scene | Subject::Claim(_) | Subject::Source(_) | Subject::Note(_) => {}
    }
}

fn actor_ui(ui: &mut Ui, session: &Session, id: &ActorId) {
    let document = session.document();
    let looks = Looks::of(ui);
    text::label(ui, document.scene.actor_name(id), &looks.body().bold());
    let place = document.scene.actors.position(id);
    if let Some(strength) = place.and_then(|at| session.strengths().get(at)) {
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
    let (claims, words_then) = claims_on(session, id);
    let claims = format!("{}{words_then}", counted(claims, "claim", "claims"));
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
    if let Some(past) = session.past()
        && let Some(why) = past.not_yet(&document.scene, id)
    {
        let hue = style::color(style::theme(ui.ctx()).figure.past);
        let look = text::Look::new(style::size::SMALL, hue);
        text::label(ui, &why.in_words(past.as_of()), &look);
    }
    if let Some(estimate) = session.estimate_of(id) {
        for words in said(session, tie, estimate) {
            text::label(ui, &words, &looks.small());
        }
    }
}

/// How many claims bear on a tie, and whether that is by the day that is looked
/// back from.
fn claims_on(session: &Session, id: &TieId) -> (usize, &'static str) {
    let all = session.document().claims.on_tie(id);
    let there = all.iter().filter(|at| session.counts(**at)).count();
    let then = session.past().map_or("", |_| " by then");
    (there, then)
}

/// What the chip of a tie marks of its claims, in words.
fn said(session: &Session, tie: &Tie, estimate: &Estimate) -> Vec<String> {
    let scene = session.seen();
    let mut out = Vec::new();
    let seen = scene.ties.get(&tie.id).unwrap_or(tie);
    if let Some(gap) = gap_to(scene, seen, estimate.verdict) {
        out.push(format!(
            "Gap {:.2}: the claims say {}",
            gap.distance,
            signed(gap.estimated)
        ));
    }
    if session.view().is_showing_evidence {
        out.extend(sides(Sides::of(estimate)));
    }
    out
}

/// `For 75 %, against 25 % of what counts: contested`.
fn sides(sides: Sides) -> Option<String> {
    let [supports, neutral, strains] = sides.shares()?.map(|share| (share * 100.0).round());
    let neutral = if neutral > 0.0 {
        format!(", neither {neutral} %")
    } else {
        String::new()
    };
    let end = match (sides.is_contested(), sides.stands()) {
        (true, _) => ": contested",
        (false, true) => "",
        (false, false) => ", which is too little to say",
    };
    Some(format!(
        "For {supports} %, against {strains} %{neutral} of what counts{end}"
    ))
}
