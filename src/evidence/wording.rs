//! How a text speaks of doubt.
//!
//! Intelligence Community Directive 203 (Analytic Standards, 2015) keeps apart how
//! likely something is and how well founded the judgement is: a likelihood and
//! a level of confidence are not to stand in one sentence, where a reader takes
//! the one for the other. This module finds sentences in which both stand. It
//! reads English only and understands no grammar.

/// The likelihoods of both rows of the directive, and the forms of them that
/// sentences need. Whole words: "unlikely" is no "likely".
const LIKELIHOODS: [&[&str]; 25] = [
    &["almost", "no", "chance"],
    &["very", "unlikely"],
    &["unlikely"],
    &["roughly", "even", "chance"],
    &["roughly", "even"],
    &["even", "chance"],
    &["likely"],
    &["very", "likely"],
    &["almost", "certain"],
    &["almost", "certainly"],
    &["remote"],
    &["remotely"],
    &["highly", "improbable"],
    &["improbable"],
    &["improbably"],
    &["roughly", "even", "odds"],
    &["even", "odds"],
    &["probable"],
    &["probably"],
    &["highly", "probable"],
    &["nearly", "certain"],
    &["nearly", "certainly"],
    &["no", "chance"],
    &["high", "probability"],
    &["low", "probability"],
];

/// Words that speak of confidence.
const CONFIDENCE: [&str; 3] = ["confidence", "confident", "confidently"];

/// Words that say how much of it there is.
const LEVELS: [&str; 9] = [
    "low",
    "lower",
    "moderate",
    "moderately",
    "medium",
    "high",
    "highly",
    "higher",
    "very",
];

/// How many words may stand between a level and the word that it belongs to:
/// "confidence in this judgement is low", "low to moderate confidence".
const BETWEEN: usize = 4;

/// The sentences in which a likelihood and a level of confidence stand together,
/// in the order of the text and as they stand in it, without the space around
/// them.
pub fn likelihood_and_confidence_in_one_sentence(text: &str) -> Vec<&str> {
    sentences(text)
        .filter(|sentence| {
            let words = words(sentence);
            has_likelihood(&words) && has_confidence(&words)
        })
        .collect()
}

/// The words of a sentence in small letters, without marks.
fn words(sentence: &str) -> Vec<String> {
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn has_likelihood(words: &[String]) -> bool {
    LIKELIHOODS
        .iter()
        .any(|term| words.windows(term.len()).any(|part| part == *term))
}

fn has_confidence(words: &[String]) -> bool {
    let is_level = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| LEVELS.contains(&word.as_str()))
    };
    let places = words.iter().enumerate();
    let mut places = places.filter(|(_, word)| CONFIDENCE.contains(&word.as_str()));
    places.any(|(at, _)| (at.saturating_sub(BETWEEN)..=at + BETWEEN).any(is_level))
}

/// The sentences of a text. One ends at a full stop, a question or exclamation
/// mark before white space, unless it goes on with a small letter ("e.g. trade"),
/// and at an empty line.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        (!rest.is_empty()).then(|| {
            let (sentence, after) = rest.split_at(end_of_sentence(rest));
            rest = after;
            sentence.trim()
        })
    })
    .filter(|sentence| !sentence.is_empty())
}

/// Where the first sentence ends, in bytes.
fn end_of_sentence(text: &str) -> usize {
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let rest = text.get(after..).unwrap_or_default();
        match c {
            '.' | '!' | '?' | '\u{2026}' => {
                // A quotation that ends with the sentence belongs to it.
                let closing = |c: char| matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}' | ')');
                let next = rest.trim_start_matches(closing);
                let is_space = next.chars().next().is_none_or(char::is_whitespace);
                let goes_on = next
                    .trim_start()
                    .chars()
                    .next()
                    .is_some_and(char::is_lowercase);
                if is_space && !goes_on {
                    return text.len() - next.len();
                }
            }
            '\n' => {
                let line = rest.split('\n').next().unwrap_or_default();
                if line.trim().is_empty() {
                    return after;
                }
            }
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Confidence, LikelihoodTerm};
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Both rows of the directive.
    const ROWS: [[&str; 7]; 2] = [
        [
            "almost no chance",
            "very unlikely",
            "unlikely",
            "roughly even chance",
            "likely",
            "very likely",
            "almost certain(ly)",
        ],
        [
            "remote",
            "highly improbable",
            "improbable",
            "roughly even odds",
            "probable",
            "highly probable",
            "nearly certain",
        ],
    ];

    fn found(text: &str) -> Vec<&str> {
        likelihood_and_confidence_in_one_sentence(text)
    }

    #[test]
    fn every_term_of_both_rows_is_found_beside_every_level() {
        for term in ROWS.concat() {
            let both = [
                term.replace("(ly)", ""),
                term.replace("(ly)", "ly"),
                term.to_uppercase(),
            ];
            for term in both {
                for level in Confidence::ALL {
                    let level = level.word();
                    for text in [
                        format!("It is {term} that they part, with {level} confidence."),
                        format!("We have {level} confidence that this is {term}"),
                        format!("Our confidence in this is {level}; a break is\n{term}."),
                    ] {
                        assert_eq!(found(&text), [text.as_str()]);
                    }
                }
            }
        }
    }

    #[test]
    fn the_terms_of_the_program_are_among_those_that_are_found() {
        for term in LikelihoodTerm::ALL {
            let text = format!("{}, high confidence", term.with_range());
            assert_eq!(found(&text).len(), 1, "{text}");
        }
    }

    #[test]
    fn either_of_them_alone_is_as_it_should_be() {
        for text in [
            "",
            "They are very likely to trade.",
            "Confidence is low: one article.",
            "They are likely to trade. Confidence is low.",
            "They are likely to trade! Confidence is low.",
            "Likely to trade\n\nlow confidence",
            "With high confidence, trade passed 360 million.",
            "Business confidence is likely to rise.",
            "An unlikelihood of high confidence.",
            "The tie is 0.42. It is likely. Moderate confidence.",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn only_the_sentence_concerned_is_given_and_stands_in_the_text() {
        let text = "Trade grew (e.g. in oil) by 0.4. It is \u{201c}likely\u{201d}, e.g. with low \
                    confidence, to go on.  Both sides say so.";
        assert_eq!(
            found(text),
            ["It is \u{201c}likely\u{201d}, e.g. with low confidence, to go on."]
        );
        let quoted = "He said \u{201c}it is probable.\u{201d} High confidence is another matter.";
        assert_eq!(found(quoted), Vec::<&str>::new());
    }

    proptest! {
        /// Nothing of the text is lost or said twice, whatever it holds.
        #[test]
        fn sentences_are_the_text_in_its_order(text in "[a-zA-Z0-9 .!?\n\"'\u{201d}\u{5d0}\u{2026}]{0,80}") {
            let whole: String = text.split_whitespace().collect();
            let parts: String = sentences(&text).flat_map(str::split_whitespace).collect();
            prop_assert_eq!(whole, parts);
        }

        #[test]
        fn what_stands_between_the_two_changes_nothing(
            term in select(LikelihoodTerm::ALL.to_vec()),
            level in select(Confidence::ALL.to_vec()),
            between in "[a-z ,;:()0-9]{0,60}",
            is_apart in any::<bool>(),
        ) {
            let mark = if is_apart { ". Again: " } else { ", " };
            let text = format!("{}, {between}{mark}{} confidence", term.words(), level.word());
            // Words in between may be a level or a likelihood by chance.
            prop_assume!(!has_likelihood(&words(&between)));
            prop_assert_eq!(found(&text).len(), usize::from(!is_apart), "{}", text);
        }
    }
}
