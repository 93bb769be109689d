//! The source summary statement: what there is to say of the sources as a whole,
//! drafted from the data.
//!
//! Intelligence Community Directive 206 asks for one: strengths and weaknesses of
//! the source base, which sources matter, how far they bear each other out, what
//! is missing. The draft says what can be counted, in plain sentences, and leaves
//! the judgement to the analyst. Equal scenes give equal drafts, byte for byte.
//!
//! With a statement goes its basis, the figures that it was written from. A
//! statement whose basis is no longer that of the scene is stale, and [`moved_on`]
//! says what changed.

use super::coverage::{Coverage, Whole, coverage};
use super::staleness::as_of_day;
use crate::model::{ActorId, ClaimIndex, PartialDate, Reliability, Scene, SourceSummary, Status};

mod words;

use words::{all_or_part, capital, count_of, counted, listed, one_or};

/// Up to this many names stand in a sentence; of more, the rest is counted.
const NAMED_AT_MOST: usize = 8;

/// What parts the figures of a basis.
const BETWEEN: &str = "; ";

/// A statement of this scene, drafted from its data, with its basis. What is
/// deprecated does not count; no day is looked back from but the scene's own.
pub fn draft(scene: &Scene) -> SourceSummary {
    let covered = whole_coverage(scene);
    SourceSummary {
        text: text(scene, &covered),
        basis: figures(scene, &covered.whole).join(BETWEEN),
    }
}

/// The figures of this scene that a statement stands or falls with, in one line.
pub fn basis(scene: &Scene) -> String {
    figures(scene, &whole_coverage(scene).whole).join(BETWEEN)
}

/// Whether the scene has come to other figures since this was written.
///
/// Goes over the whole scene: where a [`Coverage`] of it is at hand, compare with
/// [`basis_of`] instead.
pub fn is_stale(summary: &SourceSummary, scene: &Scene) -> bool {
    summary.basis != basis(scene)
}

/// As [`basis`], of a coverage that is at hand; one without a day to look back
/// from but the scene's own.
pub fn basis_of(scene: &Scene, covered: &Coverage) -> String {
    figures(scene, &covered.whole).join(BETWEEN)
}

/// As [`draft`], of a coverage that is at hand; one without a day to look back
/// from but the scene's own.
pub fn draft_of(scene: &Scene, covered: &Coverage) -> SourceSummary {
    SourceSummary {
        text: text(scene, covered),
        basis: basis_of(scene, covered),
    }
}

/// What changed from one basis to another, in words: `was: 36 claims; now: 37
/// claims`. `None` where nothing did. A basis that this program did not write is
/// given whole.
pub fn moved_on(was: &str, now: &str) -> Option<String> {
    if was == now {
        return None;
    }
    let parts = |text: &'_ str| text.split(BETWEEN).map(str::to_owned).collect::<Vec<_>>();
    let (mut before, mut after) = (parts(was), parts(now));
    if before.len() == after.len() {
        let is_other: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a != b).collect();
        let keep_changed = |parts: Vec<String>| -> Vec<String> {
            let changed = parts.into_iter().zip(&is_other);
            changed.filter(|(_, is)| **is).map(|(it, _)| it).collect()
        };
        before = keep_changed(before);
        after = keep_changed(after);
    }
    let was = before.join(", ");
    let was = if was.trim().is_empty() {
        "not noted"
    } else {
        &was
    };
    Some(format!("was: {was}; now: {}", after.join(", ")))
}

fn whole_coverage(scene: &Scene) -> Coverage {
    // What ties come to has no part in a statement about sources.
    coverage(scene, &ClaimIndex::new(scene), &[], None)
}

/// The figures, always as many and in the same order, so that two lists can be
/// compared one by one. None holds what parts them.
fn figures(scene: &Scene, whole: &Whole) -> Vec<String> {
    let letters: Vec<String> = whole
        .reliabilities
        .iter()
        .map(|(letter, count)| format!("{} {count}", letter.letter()))
        .collect();
    let statuses: Vec<String> = Status::ALL
        .iter()
        .zip(whole.statuses)
        .map(|(status, count)| counted(count, status.word()))
        .collect();
    vec![
        counted(whole.claims, "claim"),
        counted(whole.sources.len(), "source"),
        counted(whole.origins, "origin"),
        format!("rated {}", or_nothing(letters.join(" "))),
        match whole.issued {
            Some(dates) => format!("issued {dates}"),
            None => "issued at no known time".to_owned(),
        },
        statuses.join(" "),
        format!("{} unattributed", whole.unattributed),
        format!("{} unanchored", whole.unanchored),
        format!(
            "heard {}",
            or_nothing(ids(whole.heard.iter().map(|it| &it.actor)))
        ),
        format!("not heard {}", or_nothing(ids(&whole.not_heard))),
        match (whole.stale, as_of_day(scene)) {
            (Some(stale), Some(day)) => format!("{stale} stale on {day}"),
            _ => "stale not known".to_owned(),
        },
        format!(
            "{} of {} dyads without evidence",
            whole.empty.all(),
            whole.dyads
        ),
        format!("{} deprecated", whole.deprecated),
    ]
}

fn or_nothing(text: String) -> String {
    if text.is_empty() {
        "none".to_owned()
    } else {
        text
    }
}

/// Ids in their order; of many, how many.
fn ids<'a>(actors: impl IntoIterator<Item = &'a ActorId>) -> String {
    let ids: Vec<&str> = actors.into_iter().map(ActorId::as_str).collect();
    if ids.len() > NAMED_AT_MOST {
        format!("{} actors", ids.len())
    } else {
        ids.join(" ")
    }
}

fn text(scene: &Scene, covered: &Coverage) -> String {
    let whole = &covered.whole;
    let sentences = if whole.claims == 0 {
        vec![Some(nothing(whole)), empty_dyads(scene, covered)]
    } else {
        vec![
            Some(sources(whole)),
            reliability(whole),
            dates(whole),
            statuses(whole),
            unattributed(whole),
            voices(scene, whole),
            strain(whole),
            Some(stale(scene, whole)),
            empty_dyads(scene, covered),
            deprecated(whole),
        ]
    };
    let said = sentences.into_iter().flatten();
    said.collect::<Vec<_>>().join(" ")
}

fn nothing(whole: &Whole) -> String {
    match whole.deprecated {
        0 => {
            "No claim has been entered, so there is no evidence for or against any tie.".to_owned()
        }
        withdrawn => format!(
            "No claim counts: {} deprecated.",
            one_or(withdrawn, "the only one is", "all of them are")
        ),
    }
}

/// How many sources, and how many of them are witnesses of their own.
fn sources(whole: &Whole) -> String {
    let sources = whole.sources.len();
    let (claims, come) = (
        capital(&count_of(whole.claims, "claim")),
        one_or(whole.claims, "comes", "come"),
    );
    let unanchored = match whole.unanchored {
        0 => String::new(),
        all if all == whole.claims => {
            return format!(
                "{claims} {} anchored in no source.",
                one_or(all, "is", "are")
            );
        }
        some => format!(
            " {} of the claims {} anchored in no source.",
            capital(&words::number(some)),
            one_or(some, "is", "are")
        ),
    };
    let independence = match (sources, whole.origins) {
        (1, _) => {
            "one source, and so from one origin: nothing here is borne out by another witness"
                .to_owned()
        }
        (_, 1) => format!(
            "{} that go back to one origin: they are one witness, not {}",
            count_of(sources, "source"),
            words::number(sources)
        ),
        (_, origins) if origins == sources => format!(
            "{}, each of an origin of its own as far as has been noted",
            count_of(sources, "source")
        ),
        (_, origins) => format!(
            "{} of {}",
            count_of(sources, "source"),
            count_of(origins, "independent origin")
        ),
    };
    format!("{claims} {come} from {independence}.{unanchored}")
}

fn reliability(whole: &Whole) -> Option<String> {
    let rated = |letter: Reliability| format!("{} ({})", letter.letter(), letter.meaning());
    match whole.reliabilities.as_slice() {
        [] => None,
        [(letter, 1)] => Some(format!("The source is rated {}.", rated(*letter))),
        [(letter, _)] => Some(format!("All sources are rated {}.", rated(*letter))),
        several => {
            let mut verb = "is rated ";
            let mut parts = Vec::new();
            for (letter, count) in several {
                let plural = if *count > 1 && !verb.is_empty() {
                    "are rated "
                } else {
                    verb
                };
                parts.push(format!(
                    "{} {plural}{}",
                    words::number(*count),
                    rated(*letter)
                ));
                verb = "";
            }
            Some(format!("Of the sources {}.", listed(&parts)))
        }
    }
}

fn dates(whole: &Whole) -> Option<String> {
    let sources = whole.sources.len();
    if sources == 0 {
        return None;
    }
    let it = one_or(sources, "It", "They");
    let Some(dates) = whole.issued else {
        return Some(format!(
            "When {} appeared is not known.",
            one_or(sources, "it", "they")
        ));
    };
    let when = if dates.first() == dates.last() {
        let on = |date: PartialDate| {
            if date.first_day() == date.last_day() {
                "on"
            } else {
                "in"
            }
        };
        format!("{} {}", on(dates.first()), dates.in_words())
    } else {
        format!(
            "between {} and {}",
            dates.first().in_words(),
            dates.last().in_words()
        )
    };
    let undated = match whole.undated_sources {
        0 => String::new(),
        some => format!(", but for {} without a date", words::number(some)),
    };
    Some(format!("{it} appeared {when}{undated}."))
}

fn statuses(whole: &Whole) -> Option<String> {
    let held = || {
        let statuses = Status::ALL.into_iter().zip(whole.statuses);
        statuses.filter(|(_, count)| *count > 0)
    };
    if whole.claims == 1 {
        let (status, _) = held().next()?;
        let article = match status {
            Status::Assessment | Status::Inference => "an",
            Status::Fact | Status::Statement => "a",
        };
        return Some(format!("The claim is {article} {}.", status.word()));
    }
    // In one list numbers are all words or all digits.
    let is_in_words = held().all(|(_, count)| count <= words::MOST_IN_WORDS);
    let say = if is_in_words { count_of } else { counted };
    let parts: Vec<String> = held()
        .map(|(status, count)| say(count, status.word()))
        .collect();
    Some(format!("The claims are {}.", listed(&parts)))
}

fn unattributed(whole: &Whole) -> Option<String> {
    Some(match whole.unattributed {
        0 => return None,
        all if all == whole.claims => {
            format!("Nobody is named for {}.", one_or(all, "it", "any of them"))
        }
        some => format!(
            "For {} of them, {}\u{202f}%, nobody is named.",
            words::number(some),
            (some * 100 + whole.claims / 2) / whole.claims
        ),
    })
}

fn voices(scene: &Scene, whole: &Whole) -> Option<String> {
    if scene.actors.is_empty() {
        return None;
    }
    let heard = whole.heard.iter().map(|voice| {
        let name = scene.actor_name(&voice.actor);
        format!("{name} ({})", counted(voice.claims, "claim"))
    });
    let heard = named(heard);
    let not_heard = named(
        whole
            .not_heard
            .iter()
            .map(|id| scene.actor_name(id).to_owned()),
    );
    Some(match (whole.heard.len(), whole.not_heard.len()) {
        (0, _) => "No actor of the scene is heard.".to_owned(),
        (_, 0) => format!("Every actor of the scene is heard: {heard}."),
        _ => format!("Heard: {heard}. Not heard: {not_heard}."),
    })
}

/// Whether what speaks of strain has a voice.
fn strain(whole: &Whole) -> Option<String> {
    let strains = whole.strains;
    Some(match (strains, whole.strains_voiced) {
        (0, _) => return None,
        (1, 0) => {
            "The one claim of strain is not said by anybody who speaks for an actor.".to_owned()
        }
        (_, 0) => format!(
            "None of the {} claims of strain is said by anybody who speaks for an actor.",
            words::number(strains)
        ),
        (_, voiced) => format!(
            "Of {} of strain, {} said by somebody who speaks for an actor.",
            count_of(strains, "claim"),
            all_or_part(voiced, strains)
        ),
    })
}

fn stale(scene: &Scene, whole: &Whole) -> String {
    let days = counted(scene.thresholds.stale_after_days as usize, "day");
    let Some((stale, date)) = whole.stale.zip(scene.as_of) else {
        return "The scene has no as-of date, so what is stale cannot be told.".to_owned();
    };
    let is_day = date.first_day() == date.last_day();
    let before = if is_day { "" } else { "the end of " };
    let date = format!("{before}{}", date.in_words());
    match stale {
        0 => format!("No claim was reported more than {days} before {date}."),
        all if all == whole.claims => format!(
            "{} stale: reported more than {days} before {date}.",
            one_or(all, "It is", "All of them are")
        ),
        some => format!(
            "{} {} stale: reported more than {days} before {date}.",
            capital(&count_of(some, "claim")),
            one_or(some, "is", "are")
        ),
    }
}

fn empty_dyads(scene: &Scene, covered: &Coverage) -> Option<String> {
    let whole = &covered.whole;
    let empty = whole.empty;
    let dyads = whole.dyads;
    if dyads == 0 {
        return None;
    }
    if empty.all() == 0 {
        return Some(match dyads {
            1 => "The only dyad has evidence.".to_owned(),
            _ => format!(
                "Each of the {} dyads has some evidence.",
                words::number(dyads)
            ),
        });
    }
    let states = [
        (empty.valued, "judged all the same"),
        (empty.unknown, "held as unknown"),
        (empty.none, "held to have no tie"),
        (empty.not_looked_at, "not looked at yet"),
    ];
    let states: Vec<String> = states
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| {
            if count == empty.all() && count > 1 {
                format!("all {what}")
            } else if count == empty.all() {
                what.to_owned()
            } else {
                format!("{} {what}", words::number(count))
            }
        })
        .collect();
    let share = match empty.all() {
        1 if dyads == 1 => "The only dyad has no evidence".to_owned(),
        all if all == dyads => format!(
            "None of the {} dyads has any evidence",
            words::number(dyads)
        ),
        some => format!(
            "{} of {} dyads {} no evidence at all",
            capital(&words::number(some)),
            words::number(dyads),
            one_or(some, "has", "have")
        ),
    };
    let names = named_dyads(scene, covered);
    Some(format!("{share} ({}){names}.", listed(&states)))
}

/// Which dyads are empty, where they are few and each has a row.
fn named_dyads(scene: &Scene, covered: &Coverage) -> String {
    let empty: Vec<String> = covered
        .rows
        .iter()
        .filter(|row| row.is_empty())
        .map(|row| {
            let [one, other] = row.ends.each_ref().map(|end| scene.actor_name(end));
            format!("{one}\u{2013}{other}")
        })
        .collect();
    let is_whole = empty.len() == covered.whole.empty.all();
    if !is_whole || empty.len() > NAMED_AT_MOST || empty.len() == covered.whole.dyads {
        return String::new();
    }
    format!(": {}", listed(&empty))
}

fn deprecated(whole: &Whole) -> Option<String> {
    Some(match whole.deprecated {
        0 => return None,
        some => format!(
            "{} {} deprecated and {} not count.",
            capital(&count_of(some, "further claim")),
            one_or(some, "is", "are"),
            one_or(some, "does", "do")
        ),
    })
}

/// Names with commas and an `and`; of many the first, and how many more.
fn named(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    if names.len() > NAMED_AT_MOST {
        let rest = names.len() - NAMED_AT_MOST;
        names.truncate(NAMED_AT_MOST);
        names.push(count_of(rest, "other"));
    }
    listed(&names)
}

#[cfg(test)]
mod tests;
