//! Pointing at characters: where each of a line is seen, and what is seen there.

use std::ops::Range;

use super::bidi::{part_widths_em, visual_runs};
use super::clean::{is_break, is_hidden};
use super::faces::Style;

/// What stands for a character that has no picture.
pub const UNSEEN: char = '\u{25ca}';

/// The text with one character for each of its own.
///
/// Spaces stand for line ends and tabs, and [`UNSEEN`] for what would not be seen or
/// would steer the order. Joiners stay, for letters take their shapes from them.
pub fn shown(text: &str) -> String {
    let seen = |c: char| {
        if is_break(c) {
            ' '
        } else if is_hidden(c) || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}') {
            UNSEEN
        } else {
            c
        }
    };
    text.chars().map(seen).collect()
}

/// Characters of a line that stand side by side in one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Which of the line's characters, counted from 0.
    pub chars: Range<usize>,
    /// Where each of them begins, and where the last one ends, in the order of the
    /// text: falling where it reads from right to left.
    pub edges: Vec<f64>,
}

impl Reach {
    /// Leftmost and rightmost place.
    pub fn span(&self) -> (f64, f64) {
        let first = self.edges.first().copied().unwrap_or(0.0);
        let last = self.edges.last().copied().unwrap_or(first);
        (first.min(last), first.max(last))
    }

    /// What is seen of these characters of the line, from left to right.
    pub fn part(&self, chars: &Range<usize>) -> Option<(f64, f64)> {
        let from = chars.start.max(self.chars.start);
        let to = chars.end.min(self.chars.end);
        if from >= to {
            return None;
        }
        let edge = |at: usize| self.edges.get(at - self.chars.start).copied();
        let (one, other) = (edge(from)?, edge(to)?);
        Some((one.min(other), one.max(other)))
    }
}

/// Where the characters of a line are seen, from left to right, as [`super::line()`]
/// places them. The text is one that [`shown`] gave.
pub fn reaches(text: &str, style: Style) -> Vec<Reach> {
    let mut out = Vec::new();
    let mut left = 0.0;
    for (bytes, is_rtl) in visual_runs(text) {
        let stretch = text.get(bytes.clone()).unwrap_or_default();
        let before = text.get(..bytes.start).unwrap_or_default().chars().count();
        let width_to = |end: usize| {
            let front = stretch.get(..end).unwrap_or_default();
            style.size * part_widths_em(front, is_rtl, style)
        };
        let whole = width_to(stretch.len());
        let ends = stretch.char_indices().map(|(at, _)| at);
        let edges: Vec<f64> = ends
            .chain([stretch.len()])
            .map(|end| {
                let width = width_to(end).min(whole);
                left + if is_rtl { whole - width } else { width }
            })
            .collect();
        out.push(Reach {
            chars: before..before + edges.len().saturating_sub(1),
            edges,
        });
        left += whole;
    }
    out
}

/// The place between two characters of a line that is nearest to `x`, as how many
/// characters stand before it.
pub fn char_at(reaches: &[Reach], x: f64) -> usize {
    let distance = |reach: &&Reach| {
        let (left, right) = reach.span();
        (left - x).max(x - right).max(0.0)
    };
    let nearest = reaches
        .iter()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)));
    let Some(reach) = nearest else {
        return 0;
    };
    let edges = reach.edges.iter().enumerate();
    let edge = edges.min_by(|(_, one), (_, other)| (*one - x).abs().total_cmp(&(*other - x).abs()));
    reach.chars.start + edge.map_or(0, |(at, _)| at)
}

/// The word at this character of a text, or what stands between two words.
pub fn word_at(text: &str, char: usize) -> Range<usize> {
    let chars: Vec<char> = text.chars().collect();
    let class = |c: char| match c {
        '\'' | '\u{2019}' | '\u{200c}' | '\u{200d}' | '_' => 0,
        c if c.is_alphanumeric() || is_combining(c) => 0,
        c if c.is_whitespace() => 1,
        _ => 2,
    };
    let at = char.min(chars.len().saturating_sub(1));
    let Some(kind) = chars.get(at).map(|c| class(*c)) else {
        return 0..0;
    };
    let is_same = |c: &&char| class(**c) == kind;
    let before = chars.iter().take(at).rev().take_while(is_same).count();
    let after = chars.iter().skip(at).take_while(is_same).count();
    at - before..at + after
}

/// Whether a character goes with the one before it.
pub fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;
    use proptest::prelude::*;

    const STYLE: Style = Style {
        size: 15.0,
        is_bold: false,
    };

    #[test]
    fn what_is_not_seen_has_a_mark_of_its_own() {
        assert_eq!(shown("a\u{202e}b\tc\u{feff}"), "a\u{25ca}b c\u{25ca}");
        let persian = "می\u{200c}خواهم";
        assert_eq!(shown(persian), persian, "letters keep their shapes");
    }

    #[test]
    fn a_word_has_its_accents_and_apostrophes() {
        let text = "Sa\u{2019}ar, Cafe\u{301} 12%";
        assert_eq!(word_at(text, 1), 0..5);
        assert_eq!(word_at(text, 5), 5..6);
        assert_eq!(word_at(text, 8), 7..12);
        assert_eq!(word_at(text, 99), 15..16);
        assert_eq!(word_at("", 3), 0..0);
    }

    #[test]
    fn hebrew_words_are_pointed_at_from_right_to_left() {
        let text = "the שלום sea";
        let line = reaches(text, STYLE);
        assert!((line.last().expect("some").span().1 - width(text, STYLE)).abs() < 1e-6);
        let (left, right) = line
            .iter()
            .find_map(|reach| reach.part(&(4..8)))
            .expect("it is seen");
        assert_eq!(char_at(&line, right - 0.5), 4, "it begins at its right end");
        assert_eq!(char_at(&line, left + 0.5), 8);
        assert_eq!(char_at(&line, -50.0), 0);
        assert_eq!(char_at(&line, 5_000.0), text.chars().count());
    }

    proptest! {
        #[test]
        fn every_character_is_seen_once(text in "[a1 (\u{5d0}-\u{5ea}\u{627}-\u{64a}.-]{0,24}") {
            let text = shown(&text);
            let line = reaches(&text, STYLE);
            let mut seen: Vec<usize> = line.iter().flat_map(|it| it.chars.clone()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..text.chars().count()).collect::<Vec<_>>());
            let mut end = 0.0;
            for reach in &line {
                let (left, right) = reach.span();
                prop_assert!((left - end).abs() < 1e-6, "{:?} after {}", reach, end);
                end = right;
            }
            prop_assert!((end - width(&text, STYLE)).abs() < 1e-6);
        }
    }
}
