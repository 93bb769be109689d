//! Reading and writing scene files: what is written is read back equal, and
//! whatever is wrong with a file is told with its place.

#[path = "../support/mod.rs"]
mod support;

mod damage;
mod details;
mod records;
mod refusals;

use entente::file::{MAX_PROBLEMS, ReadErrorKind, Reading, read, write};
use entente::model::{ActorId, ClaimId, Problem, Scene, Severity, Subject, TieId};
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../files/sample.ron");

/// The sample with one thing in it replaced.
fn changed(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "the sample has {from:?}");
    SAMPLE.replacen(from, to, 1)
}

fn reading_of(text: &str) -> Reading {
    let reading = read(text.as_bytes()).expect("a scene");
    assert_eq!(reading.scene.dangling(), [], "no reference may dangle");
    reading
}

/// What reading the changed sample tells: place, severity and rule.
fn told(from: &str, to: &str) -> Vec<(String, Severity, &'static str)> {
    let reading = reading_of(&changed(from, to));
    assert!(!reading.is_complete, "{to}");
    reading
        .problems
        .iter()
        .map(|it| (place(it), it.severity, it.rule))
        .collect()
}

fn place(problem: &Problem) -> String {
    let position = problem.position.expect("every problem has a place");
    position.to_string()
}

/// Line and column of the first occurrence in the changed sample.
fn place_in(text: &str, needle: &str) -> String {
    let at = text.find(needle).expect(needle);
    let before = text.get(..at).expect("a boundary");
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("{line}:{column}")
}

/// Asserts that a change gives exactly one error, of this rule, at this text.
fn assert_one_error(from: &str, to: &str, rule: &str, at: &str) {
    let expected = place_in(&changed(from, to), at);
    let told = told(from, to);
    let errors: Vec<_> = told
        .iter()
        .filter(|it| it.1 == Severity::Error)
        .map(|it| (it.0.as_str(), it.2))
        .collect();
    assert_eq!(
        errors,
        [(expected.as_str(), rule)],
        "{from} to {to}: {told:?}"
    );
}
