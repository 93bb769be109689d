//! What a reviewer would ask about: ties without evidence, weights far from
//! their claims, numbers that could mislead.
//!
//! Findings are about meaning. What is wrong with the form of a file (unknown
//! fields, references to nothing) is found where files are read.
//!
//! Rules, with their severity: `characters` (warning), `dyads-not-looked-at`
//! (note), `judgement-unsourced`, `no-basis`, `too-little-to-say`, `gap`,
//! `claims-on-unvalued-tie`, `no-rationale` (warnings), `low-confidence`,
//! `no-confidence` (notes), `source-rating-without-reason` (warning),
//! `source-not-used` (note), `no-anchor`, `grade-without-reason`,
//! `magnitude-without-reason`, `quantity-without-scope` (warnings), `no-bearing`,
//! `unattributed`, `reliability-differs` (notes).

mod characters;
mod claims;
mod dyads;
mod sources;
mod ties;

use super::estimate::Estimator;
use crate::model::{Problem, Scene, Severity, Subject};

/// Everything there is to ask about this scene, without positions.
///
/// First the scene itself, then actors, ties, sources and claims, each in file
/// order, and for one record always in the same order of rules.
///
/// Takes time in proportion to the records and their bearings.
pub fn findings(scene: &Scene) -> Vec<Problem> {
    let mut out = Vec::new();
    dyads::find(scene, &mut out);
    out.extend(characters::in_scene(scene));
    out.extend(scene.actors.iter().filter_map(characters::in_actor));
    ties::find(scene, &Estimator::new(scene), &mut out);
    sources::find(scene, &mut out);
    claims::find(scene, &mut out);
    out
}

fn note(rule: &'static str, subject: Subject, message: String, hint: &str) -> Problem {
    problem(Severity::Note, rule, subject, message, hint)
}

fn warning(rule: &'static str, subject: Subject, message: String, hint: &str) -> Problem {
    problem(Severity::Warning, rule, subject, message, hint)
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

#[cfg(test)]
mod tests;
