//! What of a text is shown: line ends become spaces, and characters that steer
//! the picture instead of being part of it are left out.

use unicode_bidi::{BidiClass, bidi_class};

use super::faces::Face;

/// Whether any character reads from right to left.
pub fn has_rtl(text: &str) -> bool {
    // All such characters lie at or above the Hebrew block.
    let is_rtl = |c: char| {
        c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
    };
    text.chars().any(|c| is_rtl(c) && !is_mark(c))
}

/// The characters that no embedded face has.
///
/// Each once, in the order of their first appearance. Spaces, line ends and characters that are never shown
/// (controls, joiners, direction marks) are not among them.
pub fn unsupported(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars() {
        let is_shown = !(c.is_whitespace() || is_hidden(c) || is_mark(c));
        if is_shown && Face::of(c, false).is_none() && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

/// The text as one line: a stretch of white space that holds a line end or a
/// tab becomes one space, and what has no picture or could reorder what stands
/// beside it is left out.
pub fn one_line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().filter(|c| !is_hidden(*c)).peekable();
    let mut spaces = String::new();
    while let Some(c) = rest.next() {
        if !c.is_whitespace() {
            shown.push(c);
            continue;
        }
        spaces.clear();
        spaces.push(c);
        while let Some(space) = rest.next_if(|c| c.is_whitespace()) {
            spaces.push(space);
        }
        if spaces.contains(is_break) {
            shown.push(' ');
        } else {
            shown.push_str(&spaces);
        }
    }
    shown
}

/// Whether a line ends here, or a tab stands here.
pub(super) fn is_break(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r' | '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a character has no picture and is left out before lines are
/// ordered: controls, embeddings, overrides and isolates (which could reorder
/// a name and what stands beside it), and fillers, selectors and tags.
pub(super) fn is_hidden(c: char) -> bool {
    if is_break(c) {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character has no picture but a say in how its neighbours are
/// ordered or joined: joiners and direction marks.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_tabs_become_one_space() {
        assert_eq!(one_line("a \r\n\t b\u{2029}c"), "a b c");
        assert_eq!(
            one_line("1\u{202f}000  m"),
            "1\u{202f}000  m",
            "other spaces stay"
        );
    }

    #[test]
    fn what_steers_the_picture_is_left_out() {
        assert_eq!(
            one_line("a\u{202e}b\u{2066}c\u{2069}\0\u{7f}\u{9b}\u{feff}d"),
            "abcd"
        );
        assert_eq!(
            one_line("می\u{200c}خواهم"),
            "می\u{200c}خواهم",
            "joiners stay"
        );
    }

    #[test]
    fn characters_without_a_face_are_named_once_in_order() {
        assert!(unsupported("Ə ə İ Қ ישראל ایران\u{200c} \n\u{202e}−…").is_empty());
        assert_eq!(unsupported("漢a字漢"), ['漢', '字']);
    }

    #[test]
    fn right_to_left_is_seen_only_where_it_is() {
        assert!(has_rtl("a ש"));
        assert!(has_rtl("ایران"));
        assert!(!has_rtl("Azərbaycan Қазақстан საქართველო 12%"));
        assert!(!has_rtl("a\u{200f}b"), "a mark alone shows nothing");
    }
}
