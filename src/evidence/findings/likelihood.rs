//! Words of likelihood and of confidence in a rationale.
//!
//! ICD 203 (Intelligence Community Directive 203, Analytic Standards, 2015) has
//! two rows of seven terms each; an analyst uses one. How likely something is and
//! how well founded the judgement is are two things, and in one sentence readers
//! take one for the other.

use super::warning;
use crate::model::{Problem, Subject, Tie};

/// The first row: `likely`. Longer ones first, since they hold shorter ones.
const FIRST_ROW: [&[&str]; 8] = [
    &["almost", "no", "chance"],
    &["roughly", "even", "chance"],
    &["almost", "certain"],
    &["almost", "certainly"],
    &["very", "unlikely"],
    &["very", "likely"],
    &["unlikely"],
    &["likely"],
];

/// The second row: `probable`.
const SECOND_ROW: [&[&str]; 13] = [
    &["roughly", "even", "odds"],
    &["highly", "improbable"],
    &["highly", "probable"],
    &["nearly", "certain"],
    &["nearly", "certainly"],
    // Remote by itself is said of places, too.
    &["remote", "chance"],
    &["remote", "possibility"],
    &["remote", "probability"],
    &["remote", "likelihood"],
    &["improbable"],
    &["improbably"],
    &["probable"],
    &["probably"],
];

/// What confidence is said to be.
const LEVELS: [&str; 10] = [
    "low", "lower", "moderate", "medium", "high", "higher", "little", "limited", "full", "great",
];

/// The words by which it is named.
const CONFIDENCE: [&str; 2] = ["confidence", "confident"];

/// Adds what there is to ask about the words of a tie's rationale.
pub(super) fn find(tie: &Tie, name: &str, out: &mut Vec<Problem>) {
    let sentences: Vec<Vec<String>> = sentences(&tie.rationale).map(words).collect();
    let both = sentences.iter().find_map(|words| {
        let term = term(words, &FIRST_ROW).or_else(|| term(words, &SECOND_ROW))?;
        has_confidence(words).then_some(term)
    });
    if let Some(term) = both {
        out.push(warning(
            "likelihood-with-confidence",
            Subject::Tie(tie.id.clone()),
            format!(
                "the rationale of {name} says \u{201c}{}\u{201d} and how confident that is in one sentence",
                term.join(" ")
            ),
            "say in one sentence how likely it is and in another how well founded the judgement is: readers take one for the other",
        ));
    }
    let first = sentences.iter().find_map(|words| term(words, &FIRST_ROW));
    let second = sentences.iter().find_map(|words| term(words, &SECOND_ROW));
    if let Some((first, second)) = first.zip(second) {
        out.push(warning(
            "likelihood-terms-mixed",
            Subject::Tie(tie.id.clone()),
            format!(
                "the rationale of {name} says both \u{201c}{}\u{201d} and \u{201c}{}\u{201d}: terms of two scales",
                first.join(" "),
                second.join(" ")
            ),
            "keep to one row of terms: almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain",
        ));
    }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '!', '?', ';'])
        .flat_map(|part| part.split(". "))
}

/// The words in lower case, without signs.
fn words(sentence: &str) -> Vec<String> {
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The first of these terms that stands among the words.
fn term(words: &[String], row: &[&'static [&'static str]]) -> Option<&'static [&'static str]> {
    let stands = |term: &&&[&str]| words.windows(term.len()).any(|some| some == **term);
    row.iter().find(stands).copied()
}

/// Whether a level of confidence is among the words.
fn has_confidence(words: &[String]) -> bool {
    let has = |some: &[&str]| words.iter().any(|word| some.contains(&word.as_str()));
    has(&CONFIDENCE) && has(&LEVELS)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{rules, sound, with_tie};

    fn of(rationale: &str) -> Vec<&'static str> {
        rules(&with_tie(&sound(), |tie| {
            tie.rationale = rationale.to_owned();
        }))
    }

    #[test]
    fn likelihood_and_confidence_in_one_sentence_are_a_warning() {
        for rationale in [
            "We judge with high confidence that the tie is likely to hold.",
            "It holds, probably; see c1.\nA break is probable (moderate confidence)!",
            "There is a remote chance of a break, of which we have low confidence.",
            "Almost certainly so, though our confidence is LOW",
        ] {
            assert_eq!(of(rationale), ["likelihood-with-confidence"], "{rationale}");
        }
    }

    #[test]
    fn apart_they_are_welcome() {
        for rationale in [
            "The tie is likely to hold. Our confidence is moderate, since c1 stands alone.",
            "A break is unlikely; high confidence, for c1 and c2 agree.",
            "They met in a remote village, with confidence-building in mind.",
            "The ministers are confident that trade will grow.",
            "The likeliest reading of c1.",
            "Low confidence: one source.",
        ] {
            assert_eq!(of(rationale), [""; 0], "{rationale}");
        }
    }

    #[test]
    fn the_two_rows_are_not_mixed() {
        for rationale in [
            "It is likely to hold. A break is highly improbable.",
            "Roughly even odds of a visit; a treaty is unlikely.",
        ] {
            assert_eq!(of(rationale), ["likelihood-terms-mixed"], "{rationale}");
        }
        for rationale in [
            "Likely now, very likely later, almost no chance after.",
            "Probable now, nearly certain later.",
        ] {
            assert_eq!(of(rationale), [""; 0], "{rationale}");
        }
    }
}
