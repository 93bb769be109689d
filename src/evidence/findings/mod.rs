//! What a reviewer would ask about: ties without evidence, weights far from
//! their claims, numbers that could mislead.
//!
//! Findings are about meaning. What is wrong with the form of a file (unknown
//! fields, references to nothing) is found where files are read.
//!
//! [`RULES`] lists what is looked for.

mod characters;
mod claims;
mod contradictions;
mod dates;
mod dyads;
mod likelihood;
mod origins;
mod quotations;
mod sources;
mod ties;

use super::estimate::Estimator;
use super::texts::Texts;
use crate::model::{ClaimId, Dyad, Problem, Scene, Severities, Severity, SourceId, Subject};

use origins::SingleOrigins;
use quotations::Checks;

/// Up to this many are named in a message; more would not be read.
const NAMED_AT_MOST: usize = 6;

/// Everything there is to ask about this scene, without positions.
///
/// First the scene itself, then actors, ties, sources and claims, each in file
/// order, and for one record always in the same order of rules.
///
/// Takes time in proportion to the records and their bearings, and to the texts
/// that are at hand.
///
/// Where the scene says how bad findings of a rule are, that holds; what it
/// does not want reported is left out.
///
/// Quotations are checked against the texts that are at hand.
pub fn findings(scene: &Scene, texts: &Texts) -> Vec<Problem> {
    let mut out = Vec::new();
    dyads::find(scene, &mut out);
    out.extend(characters::in_scene(scene));
    let origins = SingleOrigins::of(scene);
    out.extend(origins.of_scene());
    out.extend(scene.actors.iter().filter_map(characters::in_actor));
    ties::find(scene, &Estimator::new(scene), &origins, &mut out);
    sources::find(scene, texts, &mut out);
    claims::find(scene, &Checks::of(scene, texts), &mut out);
    out.extend(scene.notes.iter().filter_map(characters::in_note));
    contradictions::find(scene, &mut out);
    as_the_scene_holds(&scene.severities, out)
}

/// The claims that give numbers which this one contradicts, or which contradict
/// it, without a note on either side; in file order. What the rule
/// `contradiction-not-noted` finds.
pub fn contradictions_of(scene: &Scene, claim: &ClaimId) -> Vec<ClaimId> {
    contradictions::of_claim(scene, claim)
}

/// The pairs of actors that have no tie of any state; `None` where there are more
/// than `most`. What the rule `dyads-not-looked-at` finds.
pub fn dyads_not_looked_at(scene: &Scene, most: usize) -> Option<Vec<Dyad>> {
    dyads::not_looked_at(scene, most)
}

/// The claims that do not say when, and stand in this source first; in file
/// order. What the rule `claim-without-date` finds.
pub fn undated_in(scene: &Scene, source: &SourceId) -> Vec<ClaimId> {
    dates::undated_in(scene, source)
}

/// The findings with the severities that the scene gives their rules.
fn as_the_scene_holds(severities: &Severities, mut found: Vec<Problem>) -> Vec<Problem> {
    found.retain_mut(|problem| match severities.of(problem.rule) {
        None => true,
        Some(held) => held.severity().is_some_and(|severity| {
            problem.severity = severity;
            true
        }),
    });
    found
}

/// A rule that findings come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable name: `gap`.
    pub name: &'static str,
    /// How bad its findings are, unless the scene says otherwise.
    pub severity: Severity,
    /// What it finds, as within a sentence.
    pub finds: &'static str,
}

const fn rule(name: &'static str, severity: Severity, finds: &'static str) -> Rule {
    Rule {
        name,
        severity,
        finds,
    }
}

/// Every rule, in the order of the findings.
pub const RULES: [Rule; 36] = [
    rule(
        "dyads-not-looked-at",
        Severity::Note,
        "pairs of actors without a tie",
    ),
    rule(
        "characters",
        Severity::Warning,
        "letters that no embedded font has",
    ),
    rule(
        "single-origin",
        Severity::Note,
        "evidence that all goes back to one origin",
    ),
    rule(
        "judgement-unsourced",
        Severity::Warning,
        "judged weights without any claim",
    ),
    rule(
        "no-basis",
        Severity::Warning,
        "judged weights of which no claim counts",
    ),
    rule(
        "too-little-to-say",
        Severity::Warning,
        "judged weights with too little that counts",
    ),
    rule(
        "gap",
        Severity::Warning,
        "judged weights far from what the claims say",
    ),
    rule(
        "claims-on-unvalued-tie",
        Severity::Warning,
        "ties without a weight that have claims",
    ),
    rule(
        "no-rationale",
        Severity::Warning,
        "judged weights without a rationale",
    ),
    rule(
        "likelihood-with-confidence",
        Severity::Warning,
        "likelihood and confidence in one sentence",
    ),
    rule(
        "likelihood-terms-mixed",
        Severity::Warning,
        "terms of likelihood of two scales",
    ),
    rule(
        "low-confidence",
        Severity::Note,
        "judged weights of low confidence",
    ),
    rule(
        "no-confidence",
        Severity::Note,
        "judged weights without a confidence",
    ),
    rule(
        "source-rating-without-reason",
        Severity::Warning,
        "sources rated without a reason",
    ),
    rule(
        "source-not-used",
        Severity::Note,
        "sources that no claim stands in",
    ),
    rule(
        "text-altered",
        Severity::Error,
        "texts that are not the ones quoted from",
    ),
    rule(
        "text-unreadable",
        Severity::Warning,
        "texts that cannot be read",
    ),
    rule(
        "text-not-held",
        Severity::Note,
        "sources quoted whose text is not held",
    ),
    rule(
        "claim-without-date",
        Severity::Note,
        "claims that do not say when",
    ),
    rule("stale", Severity::Note, "claims reported long ago"),
    rule("no-anchor", Severity::Warning, "claims without a source"),
    rule(
        "anchor-orphaned",
        Severity::Warning,
        "quotes that do not stand in their source",
    ),
    rule(
        "anchor-ambiguous",
        Severity::Warning,
        "quotes that fit several places",
    ),
    rule(
        "anchor-nearly",
        Severity::Warning,
        "quotes that stand in their source only nearly",
    ),
    rule(
        "anchor-moved",
        Severity::Note,
        "quotes that stand at another place",
    ),
    rule(
        "anchor-normalised",
        Severity::Note,
        "quotes with other marks or spaces",
    ),
    rule(
        "grade-without-reason",
        Severity::Warning,
        "claims graded without a reason",
    ),
    rule(
        "magnitude-without-reason",
        Severity::Warning,
        "bearings without a reason",
    ),
    rule(
        "quantity-without-scope",
        Severity::Warning,
        "numbers that do not say what they cover",
    ),
    rule(
        "quantity-without-unit",
        Severity::Warning,
        "numbers without a unit",
    ),
    rule(
        "quantity-without-period",
        Severity::Warning,
        "numbers that do not say of when they are",
    ),
    rule(
        "rank-without-reason",
        Severity::Warning,
        "claims preferred or deprecated without a reason",
    ),
    rule("no-bearing", Severity::Note, "claims that bear on nothing"),
    rule(
        "unattributed",
        Severity::Note,
        "claims that nobody is named for",
    ),
    rule(
        "reliability-differs",
        Severity::Note,
        "claims graded unlike the source that they stand in",
    ),
    rule(
        "contradiction-not-noted",
        Severity::Warning,
        "numbers that contradict each other without a note",
    ),
];

fn note(rule: &'static str, subject: Subject, message: String, hint: &str) -> Problem {
    problem(Severity::Note, rule, subject, message, hint)
}

fn warning(rule: &'static str, subject: Subject, message: String, hint: &str) -> Problem {
    problem(Severity::Warning, rule, subject, message, hint)
}

fn error(rule: &'static str, subject: Subject, message: String, hint: &str) -> Problem {
    problem(Severity::Error, rule, subject, message, hint)
}

fn problem(
    severity: Severity,
    rule: &'static str,
    subject: Subject,
    message: String,
    hint: &str,
) -> Problem {
    Problem {
        severity,
        rule,
        subject,
        position: None,
        message,
        hint: hint.to_owned(),
    }
}

/// `1 claim`, `2 claims`.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

/// The first of these names, and how many more there are: `c1, c2 and 4 more`.
fn named<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = names.len().saturating_sub(NAMED_AT_MOST);
    let first: Vec<&str> = names.take(NAMED_AT_MOST).collect();
    let first = first.join(", ");
    match more {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

#[cfg(test)]
mod tests;
