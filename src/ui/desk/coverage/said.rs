//! What the matrix says in words: heads, hover texts, spoken names.

use crate::evidence::{CoverageRow, CoveredTie, Tally, Verdict};
use crate::model::{ActorId, PartialDate, Scene, Tie, TieState, signed};
use crate::session::Covered;
use crate::ui::words::counted;

/// Up to this many names stand in a line.
const NAMED_AT_MOST: usize = 6;

/// `ISR–AZE`, as people name the pair.
pub(super) fn pair(row: &CoverageRow) -> String {
    let [one, other] = &row.ends;
    format!("{one}\u{2013}{other}")
}

/// The names of both.
pub(super) fn names(row: &CoverageRow, scene: &Scene) -> String {
    let [one, other] = row.ends.each_ref().map(|end| scene.actor_name(end));
    format!("{one} \u{2013} {other}")
}

/// `36 claims · 1 source · 1 origin · as of 26 January 2026`.
pub(super) fn in_all(covered: &Covered) -> String {
    let whole = &covered.coverage.whole;
    let mut parts = vec![
        counted(whole.claims, "claim", "claims"),
        counted(whole.sources.len(), "source", "sources"),
        counted(whole.origins, "origin", "origins"),
    ];
    match covered.as_of() {
        Some(as_of) => parts.push(format!("{} {}", as_of.clock.words(), in_words(as_of.day))),
        None => parts.extend(
            covered
                .scene()
                .as_of
                .map(|date: PartialDate| format!("as of {}", date.in_words())),
        ),
    }
    parts.push(format!(
        "{} of {} without evidence",
        whole.empty.all(),
        counted(whole.dyads, "dyad", "dyads")
    ));
    if let Some(stale) = whole.stale.filter(|stale| *stale > 0) {
        parts.push(format!("{stale} stale"));
    }
    if whole.deprecated > 0 {
        parts.push(format!("{} deprecated", whole.deprecated));
    }
    if whole.not_yet > 0 {
        parts.push(format!("{} not there by then", whole.not_yet));
    }
    parts.join(" \u{b7} ")
}

/// Who is not heard anywhere; empty where everybody is, or nothing is claimed.
pub(super) fn not_heard(covered: &Covered) -> String {
    let whole = &covered.coverage.whole;
    if whole.claims == 0 || whole.not_heard.is_empty() {
        return String::new();
    }
    if whole.heard.is_empty() {
        return "No actor of the scene is heard".to_owned();
    }
    format!("Not heard: {}", listed(&whole.not_heard, covered.scene()))
}

/// What the marks of cells mean, as far as there are any.
pub(super) fn marks(covered: &Covered) -> String {
    let cells = || covered.coverage.rows.iter().flat_map(|row| &row.cells);
    let mut marks = Vec::new();
    if cells().any(|cell| cell.tally.best.is_none()) {
        marks.push("dashed: no basis");
    }
    if cells().any(|cell| cell.tally.is_stale) {
        marks.push("corner: stale");
    }
    marks.join(" \u{b7} ")
}

fn listed(actors: &[ActorId], scene: &Scene) -> String {
    let names: Vec<&str> = actors
        .iter()
        .take(NAMED_AT_MOST)
        .map(|id| scene.actor_name(id))
        .collect();
    let rest = actors.len() - names.len();
    let names = names.join(", ");
    if rest == 0 {
        names
    } else {
        format!("{names} and {rest} more")
    }
}

/// What the claims of a cell are, line by line.
pub(super) fn tally(tally: &Tally) -> String {
    let mut stances = Vec::new();
    for (count, words) in [
        (tally.supports, "support"),
        (tally.strains, "strain"),
        (tally.neutral, "neutral"),
    ] {
        if count > 0 {
            stances.push(format!("{count} {words}"));
        }
    }
    let best = match tally.best {
        Some(grade) => format!("Best grade {grade}: {}", grade.meaning()),
        None => "No basis: every claim is graded F or 6".to_owned(),
    };
    let age = match (tally.age_days, tally.newest) {
        (Some(0), Some(day)) => format!("Newest report {}, by the as-of date", in_words(day)),
        (Some(age), Some(day)) => {
            let stale = if tally.is_stale { ": stale" } else { "" };
            format!(
                "Newest report {}, {} before the as-of date{stale}",
                in_words(day),
                counted(age as usize, "day", "days")
            )
        }
        (None, Some(day)) => format!(
            "Newest report {}; the scene has no as-of date",
            in_words(day)
        ),
        (_, None) => "No report with a date".to_owned(),
    };
    format!(
        "{}: {}\n{best}\n{age}",
        counted(tally.claims.len(), "claim", "claims"),
        stances.join(", ")
    )
}

/// `26 January 2026`.
fn in_words(day: jiff::civil::Date) -> String {
    let text = day.to_string();
    PartialDate::parse(&text).map_or(text, PartialDate::in_words)
}

/// Who is heard on a dyad and who is not, line by line.
pub(super) fn voices(row: &CoverageRow, scene: &Scene) -> String {
    let mut lines = Vec::new();
    for voice in &row.heard {
        let claims = counted(voice.claims, "claim", "claims");
        lines.push(format!("{}: {claims}", scene.actor_name(&voice.actor)));
    }
    if !row.not_heard.is_empty() {
        lines.push(format!("Not heard: {}", listed(&row.not_heard, scene)));
    }
    if row.unattributed > 0 {
        lines.push(format!(
            "Nobody is named for {}",
            counted(row.unattributed, "claim", "claims")
        ));
    }
    lines.push(counted(
        row.origins,
        "independent origin",
        "independent origins",
    ));
    lines.join("\n")
}

/// The tie of a dyad that its row speaks of: the first with a weight, else the
/// first.
pub(super) fn main_tie<'a>(
    row: &'a CoverageRow,
    scene: &'a Scene,
) -> Option<(&'a CoveredTie, &'a Tie)> {
    let ties = || {
        let ties = row.ties.iter();
        ties.filter_map(|it| Some((it, scene.ties.get(&it.tie)?)))
    };
    ties()
        .find(|(_, tie)| tie.weight().is_some())
        .or_else(|| ties().next())
}

/// What is held of a dyad, in few words: `+0.85`, `unknown`, `not looked at`.
pub(super) fn state(row: &CoverageRow, scene: &Scene) -> String {
    match main_tie(row, scene).map(|(_, tie)| &tie.state) {
        None => "not looked at".to_owned(),
        Some(TieState::Valued(weight)) => weight.to_string(),
        Some(TieState::Unknown { .. }) => "unknown".to_owned(),
        Some(TieState::None { .. }) => "none".to_owned(),
    }
}

/// The ties of a dyad, a line each.
pub(super) fn ties(row: &CoverageRow, scene: &Scene) -> String {
    let lines: Vec<String> = row
        .ties
        .iter()
        .filter_map(|it| Some((it, scene.ties.get(&it.tie)?)))
        .map(|(it, tie)| {
            let label = tie.label.as_deref().unwrap_or("Tie");
            match &tie.state {
                TieState::Valued(weight) => {
                    format!("{label}: judged {weight}, {}", claims_say(it))
                }
                TieState::Unknown { reason } => format!("{label}: unknown: {reason}"),
                TieState::None { reason } => format!("{label}: none: {reason}"),
            }
        })
        .collect();
    if lines.is_empty() {
        "Nobody has looked at this pair yet".to_owned()
    } else {
        lines.join("\n")
    }
}

/// What the claims on a tie come to, as within a sentence.
pub(super) fn claims_say(tie: &CoveredTie) -> String {
    match (tie.verdict, tie.gap) {
        (Verdict::NoBasis, _) => "no basis".to_owned(),
        (Verdict::TooLittle { .. }, _) => "too little to say".to_owned(),
        (Verdict::Stands { value, .. }, None) => format!("claims say {}", signed(value)),
        (Verdict::Stands { value, .. }, Some(gap)) => format!(
            "claims say {}, a gap of {:.2}, over {:.2}",
            signed(value),
            gap.distance,
            gap.threshold
        ),
    }
}

/// Why a dyad has no weight: `unknown: nothing in the source`.
pub(super) fn why_empty(row: &CoverageRow, scene: &Scene) -> String {
    match main_tie(row, scene).map(|(_, tie)| &tie.state) {
        None => "not looked at yet".to_owned(),
        Some(TieState::Valued(_)) => "judged without a claim".to_owned(),
        Some(TieState::Unknown { reason }) => format!("unknown: {reason}"),
        Some(TieState::None { reason }) => format!("none: {reason}"),
    }
}
