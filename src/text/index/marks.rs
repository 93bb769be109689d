//! Where in a text stands what was searched for.

use std::ops::Range;

use super::Query;
use crate::text::fold::{fold, fold_with_places};

impl Query {
    /// Where the words and phrases of the query stand in a text: ranges of its
    /// bytes between characters, rising, apart from each other. A mark reaches over
    /// the accents and points that search does not look at.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let (folded, places) = fold_with_places(text);
        let mut marks = Vec::new();
        for word in &self.words {
            for at in word.find_iter(folded.as_bytes()) {
                let last = at + word.needle().len().max(1) - 1;
                if let (Some(start), Some(last)) = (places.get(at), places.get(last)) {
                    let after = places.partition_point(|place| place <= last);
                    let end = places.get(after).copied().unwrap_or(text.len());
                    marks.push(*start..end);
                }
            }
        }
        marks.sort_unstable_by_key(|mark| (mark.start, mark.end));
        joined(marks)
    }

    /// Whether every word and phrase stands in what folded to this.
    pub fn is_in(&self, folded: &str) -> bool {
        let mut words = self.words.iter();
        words.all(|word| word.find(folded.as_bytes()).is_some())
    }

    /// Whether every word and phrase stands in what folded to this where a word
    /// begins.
    pub fn begins_words_of(&self, folded: &str) -> bool {
        let bytes = folded.as_bytes();
        let begins = |at: usize| {
            let before = folded.get(..at).and_then(|it| it.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric())
        };
        let mut words = self.words.iter();
        words.all(|word| word.find_iter(bytes).any(begins))
    }

    /// Whether what folded to this begins with a word or phrase of the query and
    /// has all of them.
    pub fn begins(&self, folded: &str) -> bool {
        let mut words = self.words.iter();
        let is_at_start = words.any(|word| folded.as_bytes().starts_with(word.needle()));
        is_at_start && self.is_in(folded)
    }

    /// How many of the words and phrases stand in a text.
    pub fn count_in(&self, text: &str) -> usize {
        let folded = fold(text);
        let has = |word: &&_| -> bool {
            let word: &memchr::memmem::Finder<'_> = word;
            word.find(folded.as_bytes()).is_some()
        };
        self.words.iter().filter(has).count()
    }
}

/// Ranges in rising order, with those made one that overlap or touch.
fn joined(marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match out.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => out.push(mark),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is marked of a text, piece by piece.
    fn marked<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
        let marks = Query::new(typed).marks(text);
        marks.into_iter().map(|mark| &text[mark]).collect()
    }

    #[test]
    fn what_is_found_is_marked_as_it_is_written() {
        for (typed, text, expected) in [
            (
                "azer",
                "Az\u{259}rbaycan, Azerbaijan",
                vec!["Az\u{259}r", "Azer"],
            ),
            ("turkiye", "T\u{fc}rkiye", vec!["T\u{fc}rkiye"]),
            ("cafe", "Cafe\u{301}s", vec!["Cafe\u{301}"]),
            ("strasse", "Gro\u{df}e Stra\u{df}e", vec!["Stra\u{df}e"]),
            (
                "\u{5e9}\u{5dc}\u{5d5}\u{5de}",
                "\u{5e9}\u{5c1}\u{5b8}\u{5dc}\u{5d5}\u{5b9}\u{5dd}",
                vec!["\u{5e9}\u{5c1}\u{5b8}\u{5dc}\u{5d5}\u{5b9}\u{5dd}"],
            ),
            (
                "\u{627}\u{64a}\u{631}\u{627}\u{646}",
                "in \u{627}\u{6cc}\u{631}\u{627}\u{646}.",
                vec!["\u{627}\u{6cc}\u{631}\u{627}\u{646}"],
            ),
            ("oil trade", "Trade in oil", vec!["Trade", "oil"]),
            ("\"in oil\"", "in  oil, in gas", vec!["in  oil"]),
            ("ana", "banana", vec!["ana"]),
            ("an na", "banana", vec!["anana"]),
            ("gas", "oil", vec![]),
            ("", "oil", vec![]),
        ] {
            assert_eq!(marked(typed, text), expected, "{typed} in {text}");
        }
    }

    #[test]
    fn where_words_stand_tells_how_well_a_text_fits() {
        let query = Query::new("isr aze");
        for (text, fits) in [
            ("israel azerbaijan", [true, true, true]),
            ("state of israel, azerbaijan", [false, true, true]),
            ("misrule, guarded", [false, false, false]),
            ("disrupts a glazer", [false, false, true]),
        ] {
            let found = [
                query.begins(text),
                query.begins_words_of(text),
                query.is_in(text),
            ];
            assert_eq!(found, fits, "{text}");
        }
        assert_eq!(query.count_in("\u{130}srael"), 1);
    }

    proptest! {
        #[test]
        fn marks_are_apart_and_hold_what_is_searched_for(
            typed in "[a-c\u{130}\u{259} \"]{0,6}",
            text in "[a-c\u{130}\u{259}\u{301} ]{0,30}",
        ) {
            let query = Query::new(&typed);
            let marks = query.marks(&text);
            for (one, next) in marks.iter().zip(marks.iter().skip(1)) {
                prop_assert!(one.end < next.start);
            }
            for mark in &marks {
                prop_assert!(text.get(mark.clone()).is_some_and(|it| !it.is_empty()));
            }
            prop_assert_eq!(marks.is_empty(), query.count_in(&text) == 0);
        }
    }
}
