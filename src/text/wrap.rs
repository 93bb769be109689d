//! Lines that fit a width: wrapping and shortening.
//!
//! Breaks are found in logical order and each line is measured as it will be
//! shown, so no line is wider than allowed. The search for a line's end doubles
//! its step and then halves it: the work grows with the text and not with its
//! square, even for one endless word.

use std::ops::Range;

use super::clean::{has_rtl, is_hidden, is_mark};
use super::faces::Style;
use super::line::width;
use unicode_bidi::{BidiClass, bidi_class};

/// The text in lines at most `max_width` wide, in the unit of `style.size`.
///
/// Lines are filled one after the other, broken at spaces (which are dropped there) and
/// after hyphens, dashes and slashes; a longer word is broken between letters.
///
/// A line end in the text ends a line. An empty text has no lines. Where even
/// one letter is wider than `max_width` (also when that is 0 or less, or NaN),
/// each line has one.
pub fn wrap(text: &str, style: Style, max_width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let paragraphs = text.split(['\n', '\u{2028}', '\u{2029}', '\u{85}']);
    for paragraph in paragraphs {
        let paragraph = paragraph.trim();
        if paragraph.is_empty() {
            lines.push(String::new());
        } else {
            wrap_paragraph(paragraph, style, max_width, &mut lines);
        }
    }
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

/// The text on one line, as it is where it fits `max_width`, else its
/// beginning with "…" at the end. With less room than "…" takes, "…" alone.
///
/// Where the text begins from right to left the ellipsis carries a mark of
/// that direction, so that it is seen at the left end.
pub fn ellipsize(text: &str, style: Style, max_width: f64) -> String {
    if fits_width(text, style, max_width) {
        return text.to_owned();
    }
    let ellipsis = if begins_rtl(text) {
        "…\u{200f}"
    } else {
        "…"
    };
    let shortened = |end: usize| {
        let kept = text.get(..end).unwrap_or_default().trim_end();
        format!("{kept}{ellipsis}")
    };
    let ends: Vec<usize> = cluster_ends(text, 0..text.len()).collect();
    let fits = |count: usize| {
        let end = count.checked_sub(1).and_then(|last| ends.get(last));
        width(&shortened(end.copied().unwrap_or(0)), style) <= max_width
    };
    let count = longest(ends.len(), fits);
    let end = count.checked_sub(1).and_then(|last| ends.get(last));
    shortened(end.copied().unwrap_or(0))
}

/// Whether the first letter of the text reads from right to left.
pub fn begins_rtl(text: &str) -> bool {
    use BidiClass::{AL, L, R};
    has_rtl(text)
        && text
            .chars()
            .map(bidi_class)
            .find(|class| matches!(class, L | R | AL))
            .is_some_and(|class| class != L)
}

fn wrap_paragraph(text: &str, style: Style, max_width: f64, lines: &mut Vec<String>) {
    let rows = rows(text, style, max_width).into_iter();
    lines.extend(rows.map(|row| text.get(row).unwrap_or_default().trim_end().to_owned()));
}

/// The lines of a paragraph as ranges of its bytes, one after the other: nothing is
/// left out, and the spaces that a line is broken at are the end of that line.
///
/// Those spaces have no part in its width. A paragraph without characters has no lines.
pub(super) fn rows(text: &str, style: Style, max_width: f64) -> Vec<Range<usize>> {
    let breaks = break_places(text);
    let mut rows = Vec::new();
    let mut start = 0;
    let mut passed = 0;
    while start < text.len() {
        let line_to = |end: usize| text.get(start..end).unwrap_or_default().trim_end();
        let fits = |end: usize| fits_width(line_to(end), style, max_width);
        let ahead = breaks.get(passed..).unwrap_or_default();
        let count = longest(ahead.len(), |count| {
            let end = count.checked_sub(1).and_then(|last| ahead.get(last));
            end.is_some_and(|end| fits(*end))
        });
        let end = if let Some(end) = count.checked_sub(1).and_then(|last| ahead.get(last)) {
            *end
        } else {
            let word_end = ahead.first().copied().unwrap_or(text.len());
            end_within_word(text, start..word_end, fits)
        };
        let rest = text.get(end..).unwrap_or_default();
        let next = text.len() - rest.trim_start().len();
        rows.push(start..next);
        start = next;
        let behind = breaks.iter().skip(passed).take_while(|at| **at <= start);
        passed += behind.count();
    }
    rows
}

/// Whether the text is at most `max_width` wide. Of a text that is much too
/// wide only the beginning is measured.
fn fits_width(text: &str, style: Style, max_width: f64) -> bool {
    // A letter more can make a text narrower (by joining it), but not by this.
    let slack = 2.0 * style.size;
    let mut length = 128;
    while length < text.len() {
        let beginning = text.get(..text.floor_char_boundary(length));
        if width(beginning.unwrap_or_default(), style) > max_width + slack {
            return false;
        }
        length *= 2;
    }
    width(text, style) <= max_width
}

/// Where the line ends that holds only a part of the word; at least one letter
/// is kept.
fn end_within_word(text: &str, word: Range<usize>, fits: impl Fn(usize) -> bool) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    let mut rest = cluster_ends(text, word.clone());
    // Only as many letters are looked at as the line can hold, twice over.
    let mut step = 8;
    loop {
        ends.extend(rest.by_ref().take(step));
        match ends.last() {
            Some(last) if *last < word.end && fits(*last) => step *= 2,
            _ => break,
        }
    }
    let count = longest(ends.len(), |count| {
        let end = count.checked_sub(1).and_then(|last| ends.get(last));
        end.is_some_and(|end| fits(*end))
    });
    let kept = count.max(1) - 1;
    ends.get(kept).copied().unwrap_or(word.end)
}

/// The greatest count up to `most` that fits, when lesser counts fit too; 0
/// where none does. Asks for few counts much beyond the answer.
fn longest(most: usize, fits: impl Fn(usize) -> bool) -> usize {
    let mut good = 0;
    let mut step = 1;
    let mut bad = most + 1;
    while good < most {
        let next = (good + step).min(most);
        if !fits(next) {
            bad = next;
            break;
        }
        good = next;
        step *= 2;
    }
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        if middle <= most && fits(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    good
}

/// Where a line may end: after a space, hyphen, dash or slash that stands
/// between other characters, and at the end of the text.
fn break_places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends_here = match next {
            None => true,
            Some(next) if is_breaking_space(c) => !next.is_whitespace(),
            Some(next) => is_joint(before, c, next),
        };
        if ends_here {
            places.push(at + c.len_utf8());
        }
        before = Some(c);
    }
    places
}

fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a line may break after this hyphen, dash or slash: "oil-rich" and
/// "and/or", but not "-5", "2023-05" or "//".
fn is_joint(before: Option<char>, c: char, next: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '–' | '—' | '/' | '\u{5be}')
        && before.is_some_and(|b| b.is_alphanumeric())
        && next.is_alphabetic()
}

/// The ends of the letters in a range, accents and joiners with their letter.
fn cluster_ends(text: &str, range: Range<usize>) -> impl Iterator<Item = usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut chars = part.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, c) = chars.next()?;
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| goes_with_letter(*c)) {
            end = at + c.len_utf8();
        }
        Some(range.start + end)
    })
}

fn goes_with_letter(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || is_mark(c) || is_hidden(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STYLE: Style = Style {
        size: 12.0,
        is_bold: false,
    };

    #[test]
    fn lines_are_filled_and_none_is_too_wide() {
        let text = "Azerbaijan supplies crude oil to Israel through the Baku-Tbilisi-Ceyhan \
                    pipeline; ישראל ואזרבייג'ן חתמו, و ایران مخالفت کرد.";
        for max_width in [40.0, 90.0, 200.0, 1e6] {
            let lines = wrap(text, STYLE, max_width);
            for line in &lines {
                assert!(width(line, STYLE) <= max_width, "{line} in {max_width}");
            }
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(letters(&lines.concat()), letters(text), "nothing is lost");
            for pair in lines.windows(2) {
                let first = pair[1].split(' ').next().unwrap_or_default();
                if !first.contains('-') && width(first, STYLE) <= max_width / 2.0 {
                    let joined = format!("{} {first}", pair[0]);
                    let is_split_word = !text.contains(&joined);
                    assert!(
                        is_split_word || width(&joined, STYLE) > max_width,
                        "{first} had room after {}",
                        pair[0]
                    );
                }
            }
        }
    }

    #[test]
    fn hyphens_and_slashes_are_joints_but_signs_and_dates_are_not() {
        assert_eq!(wrap("Baku-Ceyhan", STYLE, 50.0), ["Baku-", "Ceyhan"]);
        assert_eq!(break_places("and/or"), [4, 6]);
        assert_eq!(break_places("-5 2023-05 //x"), [3, 11, 14]);
    }

    #[test]
    fn line_ends_end_lines() {
        assert_eq!(wrap("a\n\nb\r\nc\n", STYLE, 100.0), ["a", "", "b", "c"]);
        assert!(wrap("", STYLE, 100.0).is_empty());
        assert!(wrap(" \n ", STYLE, 100.0).is_empty());
    }

    #[test]
    fn an_endless_word_is_broken_between_letters() {
        let word = "ə".repeat(10_000);
        let lines = wrap(&word, STYLE, 100.0);
        assert_eq!(lines.concat(), word);
        assert!(lines.len() > 100);
        let one = wrap(&word, STYLE, f64::INFINITY);
        assert_eq!(one, [word]);
    }

    #[test]
    fn where_nothing_fits_each_line_has_one_letter() {
        for max_width in [0.0, -1.0, f64::NAN] {
            assert_eq!(wrap("ab é", STYLE, max_width), ["a", "b", "é"]);
        }
        assert_eq!(wrap("e\u{301}x", STYLE, 0.0), ["e\u{301}", "x"]);
    }

    #[test]
    fn a_text_that_fits_is_not_shortened() {
        assert_eq!(ellipsize("Kazakhstan", STYLE, 200.0), "Kazakhstan");
    }

    #[test]
    fn a_long_text_ends_with_an_ellipsis_inside_the_room() {
        for max_width in [20.0, 60.0, 120.0] {
            let short = ellipsize("State Oil Company of Azerbaijan", STYLE, max_width);
            assert!(short.ends_with('…') && short.len() > '…'.len_utf8());
            assert!(width(&short, STYLE) <= max_width, "{short}");
        }
        assert_eq!(ellipsize("Kazakhstan", STYLE, 0.0), "…");
        let endless = "ж".repeat(10_000);
        assert!(ellipsize(&endless, STYLE, 100.0).chars().count() > 5);
    }

    #[test]
    fn the_ellipsis_of_a_persian_text_stands_at_its_left_end() {
        let short = ellipsize("جمهوری اسلامی ایران", STYLE, 60.0);
        let line = super::super::line(&short, STYLE);
        assert_eq!(line.runs.first().map(|run| run.text.as_str()), Some("…"));
    }

    proptest! {
        #[test]
        fn wrapping_any_text_loses_only_white_space(text in any::<String>(), room in 0.0..300.0) {
            let lines = wrap(&text, STYLE, room);
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn any_text_is_shortened_to_its_room(text in any::<String>(), room in 12.0..300.0) {
            prop_assert!(width(&ellipsize(&text, STYLE, room), STYLE) <= room);
        }
    }
}
