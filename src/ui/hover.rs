//! What the pointer is over, in few words: what it is, and who says so.

use std::collections::HashMap;

use egui::Ui;

use crate::drawing::is_note_cut;
use crate::evidence::{Estimate, Sides, Verdict, gap_to};
use crate::model::{
    Actor, ActorId, Confidence, Grade, KindId, NoteId, Source, Stance, Status, Subject, Tie, TieId,
    TieState, signed,
};
use crate::session::Session;

use super::style;
use super::text::{self, Looks};
use super::words::{capital, counted, tie_title};

/// So many of those who assert the claims on a tie are named.
const MOST_NAMES: usize = 3;
/// At most so many lines of a note are shown: the panel has all of them.
const MOST_LINES: usize = 24;

/// Shows what an actor, a tie or a note is, and on how many claims it rests.
pub(super) fn hover_ui(ui: &mut Ui, session: &Session, subject: &Subject) {
    ui.set_max_width(320.0);
    match subject {
        Subject::Actor(id) => actor_ui(ui, session, id),
        Subject::Tie(id) => tie_ui(ui, session, id),
        Subject::Note(id) => note_ui(ui, session, id),
        Subject::Scene | Subject::Claim(_) | Subject::Source(_) => {}
    }
}

fn actor_ui(ui: &mut Ui, session: &Session, id: &ActorId) {
    let document = session.document();
    let looks = Looks::of(ui);
    text::label(ui, document.scene.actor_name(id), &looks.body().bold());
    let Some(actor) = document.scene.actors.get(id) else {
        return;
    };
    text::label(ui, &what_it_is(actor), &looks.small());
    let place = document.scene.actors.position(id);
    if let Some(strength) = place.and_then(|at| session.strengths().get(at)) {
        let words = format!(
            "Strength +{:.2} \u{2212}{:.2}",
            strength.positive, strength.negative
        );
        text::label(ui, &words, &looks.small());
    }
    let (known, unknown) = ties_at(ui, session, id);
    let all = counted(known + unknown, "tie", "ties");
    let ties = if unknown > 0 {
        format!("{all}, {unknown} unknown")
    } else {
        all
    };
    let claims = document.claims.on_actor(id);
    let there = claims.iter().filter(|at| session.counts(**at)).count();
    let claims = counted(there, "claim", "claims");
    let words = format!("{ties} \u{b7} {claims} on it or them");
    text::label(ui, &words, &looks.small());
}

/// What a note is, and all of its text where its card shows only the beginning.
fn note_ui(ui: &mut Ui, session: &Session, id: &NoteId) {
    let looks = Looks::of(ui);
    text::label(ui, "Note", &looks.body().bold());
    let note = session.document().scene.notes.get(id);
    if let Some(note) = note.filter(|note| is_note_cut(note, session.view().theme.theme())) {
        let mut job = text::job(note.text.trim(), &looks.body(), ui.available_width());
        job.wrap.max_rows = MOST_LINES;
        ui.add(egui::Label::new(job));
    }
    let words = "Part of the picture and of what is handed out; no evidence";
    text::label(ui, words, &looks.small());
}

/// How many ties with a known and with an unknown state an actor has. It is kept for as
/// long as the same actor is under the pointer: to look through thousands in each frame
/// takes a good part of it.
fn ties_at(ui: &Ui, session: &Session, id: &ActorId) -> (usize, usize) {
    type Kept = (ActorId, u64, (usize, usize));
    let place = egui::Id::unique("ties of the actor that was told of last");
    let revision = session.derived().ties_revision();
    let kept = ui.data(|data| data.get_temp::<Kept>(place));
    if let Some((of, at, counts)) = kept
        && of == *id
        && at == revision
    {
        return counts;
    }
    let ties = session.document().scene.ties.iter();
    let (mut known, mut unknown) = (0, 0);
    for tie in ties.filter(|tie| tie.other_end(id).is_some()) {
        match tie.state {
            TieState::Unknown { .. } => unknown += 1,
            TieState::Valued(_) | TieState::None { .. } => known += 1,
        }
    }
    let kept: Kept = (id.clone(), revision, (known, unknown));
    ui.data_mut(|data| data.insert_temp(place, kept));
    (known, unknown)
}

/// `State AZE · Azərbaycan · pinned`.
fn what_it_is(actor: &Actor) -> String {
    let code = actor.iso.as_deref().unwrap_or(actor.id.as_str());
    let mut parts = vec![format!("{} {code}", capital(actor.kind.word()))];
    parts.extend(actor.own_name().map(str::to_owned));
    if actor.place.is_none() {
        parts.push("no place".to_owned());
    }
    if actor.is_pinned {
        parts.push("pinned".to_owned());
    }
    parts.join(" \u{b7} ")
}

fn tie_ui(ui: &mut Ui, session: &Session, id: &TieId) {
    let document = session.document();
    let looks = Looks::of(ui);
    let Some(tie) = document.scene.ties.get(id) else {
        return;
    };
    text::label(ui, &tie_title(&document.scene, tie), &looks.body().bold());
    if let Some(label) = &tie.label {
        text::label(ui, label, &looks.body());
    }
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
    for words in who_says(session, id) {
        text::label(ui, &words, &looks.small());
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

/// What the claims come to, and what the chip of a tie marks of them, in words.
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
    } else if estimate.claims() > 0 {
        out.push(match estimate.verdict {
            Verdict::Stands { value, .. } => format!("The claims say {}", signed(value)),
            Verdict::TooLittle { .. } => "The claims are too little to say".to_owned(),
            Verdict::NoBasis => "The claims are no basis to say anything".to_owned(),
        });
    }
    if session.view().is_showing_evidence {
        out.extend(sides(Sides::of(estimate)));
    }
    out
}

/// How many claims on a tie say what, how good the best is, and whose they are.
fn who_says(session: &Session, id: &TieId) -> Vec<String> {
    let document = session.document();
    let mut stances = [0_usize; 3];
    let mut best: Option<Grade> = None;
    let mut names: HashMap<&str, (usize, usize)> = HashMap::new();
    for at in document.claims.on_tie(id) {
        let claim = document.scene.claims.at(*at);
        let Some(claim) = claim.filter(|_| session.counts(*at)) else {
            continue;
        };
        let stance = claim.bearings_on(id).next().map(|it| it.stance);
        let place = match stance {
            Some(Stance::Supports) => 0,
            Some(Stance::Strains) => 1,
            Some(Stance::Neutral) | None => 2,
        };
        if let Some(count) = stances.get_mut(place) {
            *count += 1;
        }
        if claim.grade.factor().is_some() && !claim.is_deprecated() {
            let rank = |it: Grade| (it.reliability.letter(), it.credibility.digit());
            best = match best {
                Some(best) if rank(best) <= rank(claim.grade) => Some(best),
                _ => Some(claim.grade),
            };
        }
        let first = names.len();
        let entry = names.entry(claim.asserter.name()).or_insert((0, first));
        entry.0 += 1;
    }
    let [supports, strains, neither] = stances;
    if supports + strains + neither == 0 {
        return Vec::new();
    }
    let mut out = Vec::new();
    let neither = if neither > 0 {
        format!(", {neither} neither")
    } else {
        String::new()
    };
    let best = best.map_or_else(
        || "none with a grade to go by".to_owned(),
        |best| format!("best grade {best} ({})", best.meaning()),
    );
    out.push(format!(
        "{supports} for, {strains} against{neither}; {best}"
    ));
    // Whoever asserts most comes first, else whoever comes first in the file.
    let mut names: Vec<(&str, (usize, usize))> = names.into_iter().collect();
    names.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    let mut says: Vec<String> = names
        .iter()
        .take(MOST_NAMES)
        .map(|(name, (count, _))| format!("{name} ({count})"))
        .collect();
    if names.len() > MOST_NAMES {
        says.push(format!("{} more", names.len() - MOST_NAMES));
    }
    out.push(format!("Says who: {}", says.join(", ")));
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

/// What a kind of claims is, and how many there are.
pub(super) fn of_kind(session: &Session, kind: &KindId) -> String {
    let scene = &session.document().scene;
    let counts = session.derived().claims_by_kind().iter();
    let count = counts.clone().find(|(id, _)| id == kind);
    let count = count.map_or(0, |(_, count)| *count);
    format!(
        "A kind of claim: {}, of which the scene has {}",
        scene.kind_label(kind),
        counted(count, "claim", "claims")
    )
}

/// What a status means.
pub(super) fn of_status(status: Status) -> &'static str {
    match status {
        Status::Fact => "Fact: something that happened or is so",
        Status::Statement => "Statement: something that somebody said",
        Status::Assessment => "Assessment: somebody's judgement",
        Status::Inference => "Inference: a conclusion drawn from something else",
    }
}

/// What a confidence means.
pub(super) fn of_confidence(confidence: Option<Confidence>) -> &'static str {
    match confidence {
        Some(Confidence::Low) => "Low: thin or doubtful evidence",
        Some(Confidence::Moderate) => "Moderate: credible evidence, but not enough",
        Some(Confidence::High) => "High: good and sufficient evidence",
        None => "Nothing is said of how well founded the judgement is",
    }
}

/// What a source is and how reliable, with the reason.
pub(super) fn of_source(source: &Source) -> String {
    let mut lines = vec![source.title.clone()];
    let parts = [&source.author, &source.container_title, &source.publisher];
    let mut printed: Vec<String> = parts.into_iter().flatten().cloned().collect();
    printed.extend(source.issued.map(|dates| dates.in_words()));
    if !printed.is_empty() {
        lines.push(printed.join(", "));
    }
    let letter = source.rating.reliability;
    lines.push(format!(
        "Reliability {}: {}",
        letter.letter(),
        letter.meaning()
    ));
    if !source.rating.reason.is_empty() {
        lines.push(source.rating.reason.clone());
    }
    lines.join("\n")
}
