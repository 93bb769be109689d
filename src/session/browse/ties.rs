//! Ties as a table.

use std::cmp::Ordering;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::evidence::{Verdict, gap_to};
use crate::model::{ActorId, Grade, Scene, Stance, Subject, Tie, TieDirection, TieState, signed};
use crate::session::Session;
use crate::text::fold;

use super::records::{RecordColumn, SortKey};
use super::tie;

/// A column of the table of ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TieColumn {
    /// The end that it comes from.
    From,
    /// Mutual or directed.
    Direction,
    /// The end that it goes to.
    To,
    /// A few words for the relation.
    Label,
    /// The judged weight.
    Weight,
    /// What the claims come to.
    Estimate,
    /// How far apart the two are, where that is over the threshold.
    Gap,
    /// How well founded the judgement is.
    Confidence,
    /// Valued, unknown or none.
    State,
    /// How many claims support it.
    For,
    /// How many claims strain it.
    Against,
    /// How many claims do neither.
    Neutral,
    /// The best grade of a claim on it.
    Best,
    /// The last day of the newest thing that a claim on it reports.
    Newest,
}

/// What is counted for a tie, of the claims that pass the filter and are there by
/// the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TieFacts {
    /// Claims that support it.
    pub supports: usize,
    /// Claims that strain it.
    pub strains: usize,
    /// Claims that do neither.
    pub neutral: usize,
    /// The best grade with a basis to judge.
    pub best: Option<Grade>,
    /// The last day of what is newest.
    pub newest: Option<Date>,
    /// Whether the filter lets the tie pass.
    pub passes: bool,
}

/// What is counted for all of them, in scene order.
pub(super) fn facts(session: &Session) -> Vec<TieFacts> {
    let seen = session.seen();
    let ties = session.document.scene.ties.iter();
    ties.map(|tie| {
        let shown = seen.ties.get(&tie.id).unwrap_or(tie);
        TieFacts {
            passes: session.passes_filter(shown),
            ..facts_of(session, tie)
        }
    })
    .collect()
}

/// What is counted for one tie, however the filter takes the tie itself.
pub(super) fn facts_of(session: &Session, tie: &Tie) -> TieFacts {
    let document = &session.document;
    let mut facts = TieFacts {
        passes: true,
        ..TieFacts::default()
    };
    for at in document.claims.on_tie(&tie.id) {
        let claim = document.scene.claims.at(*at);
        let Some(claim) = claim.filter(|_| session.derived.shows_claim(*at) && session.counts(*at))
        else {
            continue;
        };
        // One that says two things of the tie is counted by the first.
        match claim.bearings_on(&tie.id).next().map(|it| it.stance) {
            Some(Stance::Supports) => facts.supports += 1,
            Some(Stance::Strains) => facts.strains += 1,
            Some(Stance::Neutral) => facts.neutral += 1,
            None => {}
        }
        if claim.is_deprecated() {
            continue;
        }
        facts.best = better(facts.best, claim.grade);
        facts.newest = facts.newest.max(claim.when().map(|dates| dates.last_day()));
    }
    facts
}

/// The better of both: the letter first, then the digit. A grade without a basis
/// is none.
fn better(best: Option<Grade>, grade: Grade) -> Option<Grade> {
    if grade.factor().is_none() {
        return best;
    }
    match best {
        Some(best) if rank(best) <= rank(grade) => Some(best),
        _ => Some(grade),
    }
}

fn rank(grade: Grade) -> (char, char) {
    (grade.reliability.letter(), grade.credibility.digit())
}

impl RecordColumn for TieColumn {
    type Facts = TieFacts;

    const ALL: &'static [Self] = &[
        Self::From,
        Self::Direction,
        Self::To,
        Self::Label,
        Self::Weight,
        Self::Estimate,
        Self::Gap,
        Self::Confidence,
        Self::State,
        Self::For,
        Self::Against,
        Self::Neutral,
        Self::Best,
        Self::Newest,
    ];

    fn count(session: &Session) -> usize {
        session.document.scene.ties.len()
    }

    fn subject(session: &Session, at: usize) -> Option<Subject> {
        let found = session.document.scene.ties.at(at)?;
        Some(tie(&found.id))
    }

    fn title(self) -> &'static str {
        match self {
            Self::From => "From",
            Self::Direction => "Way",
            Self::To => "To",
            Self::Label => "Label",
            Self::Weight => "Weight",
            Self::Estimate => "Claims say",
            Self::Gap => "Gap",
            Self::Confidence => "Confidence",
            Self::State => "State",
            Self::For => "For",
            Self::Against => "Against",
            Self::Neutral => "Neither",
            Self::Best => "Best grade",
            Self::Newest => "Newest",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::From => "One end; of a directed tie the one that it comes from.",
            Self::Direction => "Whether it holds both ways or runs from one end to the other.",
            Self::To => "The other end; of a directed tie the one that it goes to.",
            Self::Label => "A few words for the relation.",
            Self::Weight => "What the analyst judges, from \u{2212}1 hostile to +1 allied.",
            Self::Estimate => {
                "What the graded claims come to: a reading aid beside the judged weight, no forecast."
            }
            Self::Gap => {
                "How far the judged weight lies from what the claims say, where that is more than \
                 the scene allows."
            }
            Self::Confidence => "How well founded the judgement is.",
            Self::State => "Valued, unknown or no tie, with the reason. Unknown is not 0.",
            Self::For => "How many claims support it.",
            Self::Against => "How many claims strain it.",
            Self::Neutral => "How many claims bear on it and do neither.",
            Self::Best => {
                "The best grade of a claim on it: the letter, then the digit. F and 6 are no basis \
                 to judge."
            }
            Self::Newest => "The last day of the newest thing that a claim on it reports.",
        }
    }

    fn words(self, session: &Session, facts: &TieFacts, at: usize) -> String {
        let scene = &session.document.scene;
        let Some(tie) = scene.ties.at(at) else {
            return String::new();
        };
        let seen = || session.seen().ties.get(&tie.id).unwrap_or(tie);
        let verdict = || session.estimates().get(at).map(|it| it.verdict);
        match self {
            Self::From => scene.actor_name(&tie.from).to_owned(),
            Self::To => scene.actor_name(&tie.to).to_owned(),
            Self::Direction => match tie.direction {
                TieDirection::Mutual => "\u{2194} mutual".to_owned(),
                TieDirection::Directed => "\u{2192} directed".to_owned(),
            },
            Self::Label => tie.label.clone().unwrap_or_default(),
            Self::State => match &seen().state {
                TieState::Valued(_) => "valued".to_owned(),
                TieState::Unknown { reason } => format!("unknown: {reason}"),
                TieState::None { reason } => format!("no tie: {reason}"),
            },
            Self::Weight => seen()
                .weight()
                .map(|weight| weight.to_string())
                .unwrap_or_default(),
            Self::Estimate => match verdict() {
                Some(Verdict::Stands { value, .. }) => signed(value),
                Some(Verdict::TooLittle { .. }) => "too little to say".to_owned(),
                Some(Verdict::NoBasis) | None => "no basis".to_owned(),
            },
            Self::Gap => gap(session, seen(), at)
                .map(|distance| format!("{distance:.2}"))
                .unwrap_or_default(),
            Self::Confidence => {
                let said = tie.confidence.map(crate::model::Confidence::word);
                said.unwrap_or_default().to_owned()
            }
            Self::For => facts.supports.to_string(),
            Self::Against => facts.strains.to_string(),
            Self::Neutral => facts.neutral.to_string(),
            Self::Best => facts.best.map(|it| it.to_string()).unwrap_or_default(),
            Self::Newest => facts.newest.map(|it| it.to_string()).unwrap_or_default(),
        }
    }

    fn keys(self, session: &Session, facts: &[TieFacts], out: &mut Vec<SortKey>) {
        let scene = &session.document.scene;
        let seen = session.seen();
        let ranks = matches!(self, Self::From | Self::To).then(|| name_ranks(scene));
        let rank_of = |id: &ActorId| {
            let ranks = ranks.as_ref();
            let rank = ranks.and_then(|ranks| ranks.get(id)).copied();
            rank.map_or(SortKey::Nothing(0), SortKey::Number)
        };
        out.extend(scene.ties.iter().enumerate().map(|(at, tie)| {
            let shown = || seen.ties.get(&tie.id).unwrap_or(tie);
            let facts = facts.get(at).copied().unwrap_or_default();
            let most_first = |count: usize| SortKey::Number(-(count as f64));
            match self {
                Self::From => rank_of(&tie.from),
                Self::To => rank_of(&tie.to),
                Self::Direction => SortKey::Number(match tie.direction {
                    TieDirection::Mutual => 0.0,
                    TieDirection::Directed => 1.0,
                }),
                Self::Label => match &tie.label {
                    Some(label) => SortKey::Words(fold(label)),
                    None => SortKey::Nothing(0),
                },
                Self::State => SortKey::Number(match shown().state {
                    TieState::Valued(_) => 0.0,
                    TieState::Unknown { .. } => 1.0,
                    TieState::None { .. } => 2.0,
                }),
                Self::Weight => match (shown().weight(), &shown().state) {
                    (Some(weight), _) => SortKey::Number(-weight.value()),
                    (None, TieState::Unknown { .. }) => SortKey::Nothing(0),
                    (None, _) => SortKey::Nothing(1),
                },
                Self::Estimate => match session.estimates().get(at).map(|it| it.verdict) {
                    Some(Verdict::Stands { value, .. }) => SortKey::Number(-value),
                    Some(Verdict::TooLittle { .. }) => SortKey::Nothing(0),
                    Some(Verdict::NoBasis) | None => SortKey::Nothing(1),
                },
                Self::Gap => match gap(session, shown(), at) {
                    Some(distance) => SortKey::Number(-distance),
                    None => SortKey::Nothing(0),
                },
                Self::Confidence => match tie.confidence {
                    Some(confidence) => SortKey::Number(-f64::from(confidence as u8)),
                    None => SortKey::Nothing(0),
                },
                Self::For => most_first(facts.supports),
                Self::Against => most_first(facts.strains),
                Self::Neutral => most_first(facts.neutral),
                Self::Best => match facts.best {
                    Some(grade) => {
                        let (letter, digit) = rank(grade);
                        SortKey::Words(format!("{letter}{digit}"))
                    }
                    None => SortKey::Nothing(0),
                },
                // The newest first.
                Self::Newest => match facts.newest {
                    Some(day) => SortKey::Number(-day_number(day)),
                    None => SortKey::Nothing(0),
                },
            }
        }));
    }
}

/// How far a judged weight lies from what the claims say, where that is more than
/// the scene allows.
fn gap(session: &Session, seen: &Tie, at: usize) -> Option<f64> {
    let verdict = session.estimates().get(at)?.verdict;
    gap_to(session.seen(), seen, verdict).map(|gap| gap.distance)
}

fn day_number(day: Date) -> f64 {
    f64::from(day.year()) * 400.0 + f64::from(day.day_of_year())
}

/// The actors by name, each with its number in that order.
fn name_ranks(scene: &Scene) -> HashMap<&ActorId, f64> {
    let mut actors: Vec<(String, &ActorId)> = scene
        .actors
        .iter()
        .map(|actor| (fold(&actor.name), &actor.id))
        .collect();
    actors.sort_by(|one, other| match one.0.cmp(&other.0) {
        Ordering::Equal => one.1.cmp(other.1),
        order => order,
    });
    let ranks = (0_u32..).map(f64::from);
    actors.into_iter().map(|(_, id)| id).zip(ranks).collect()
}
