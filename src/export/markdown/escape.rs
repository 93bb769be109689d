//! Texts that say nothing to a reader of Markdown but themselves.

use crate::text::one_line;

/// What keeps an address from becoming a link: WORD JOINER, which has no width
/// and breaks no line. Many programs look for addresses after escapes are gone,
/// so that a backslash alone is not enough.
const JOINER: char = '\u{2060}';

/// The text on one line, with everything escaped that Markdown and its widely
/// used extensions would obey. To stand within a line, behind a word of our own:
/// marks that begin a block do so at the beginning of a line only.
pub(super) fn escaped(text: &str) -> String {
    let line = one_line(text);
    let line = line.trim();
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    let mut is_begun = false;
    let mut before = '\0';
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        is_begun |= c.is_alphabetic();
        if c.is_ascii_punctuation() && (is_active(c) || !is_begun || is_run(before, c, next)) {
            out.push('\\');
        }
        out.push(c);
        if breaks_address(before, c, next, &out) {
            out.push(JOINER);
        }
        before = c;
    }
    out
}

/// Whether Markdown or an extension gives this a meaning within a line.
fn is_active(c: char) -> bool {
    matches!(
        c,
        '\\' | '`'
            | '*'
            | '_'
            | '{'
            | '}'
            | '['
            | ']'
            | '<'
            | '>'
            | '#'
            | '!'
            | '|'
            | '&'
            | '~'
            | '^'
            | '$'
            | '@'
            | '='
            | '"'
            | ':'
    )
}

/// Whether the same mark stands beside it: `--` and `...` become other signs.
fn is_run(before: char, c: char, next: Option<char>) -> bool {
    before == c || next == Some(c)
}

/// Whether what was just written could begin an address with what follows:
/// `http:` with two strokes behind, `www` with a point, the `@` of a mailbox.
fn breaks_address(before: char, c: char, next: Option<char>, out: &str) -> bool {
    match c {
        '@' => true,
        ':' => {
            next == Some('/') || before.is_alphabetic() && next.is_some_and(|c| !c.is_whitespace())
        }
        'w' | 'W' => {
            next == Some('.')
                && out
                    .get(out.len().saturating_sub(3)..)
                    .is_some_and(|end| end.eq_ignore_ascii_case("www"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_sentences_stay_readable() {
        for text in [
            "Trade was over 360 million in 2025, up 10 percent (U.S. figures).",
            "Gideon Sa'ar said so on 26-01-2026; no date is given.",
            "İlham Əliyev",
        ] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn marks_are_escaped_and_lines_joined() {
        assert_eq!(escaped("# a\n- b"), "\\# a - b");
        assert_eq!(escaped("1. a"), "1\\. a");
        assert_eq!(escaped("<b>&amp;"), "\\<b\\>\\&amp;");
        assert_eq!(escaped("a -- b..."), "a \\-\\- b\\.\\.\\.");
    }

    #[test]
    fn addresses_are_broken_up() {
        assert_eq!(escaped("see http://a.b"), "see http\\:\u{2060}\\/\\/a.b");
        assert_eq!(escaped("www.a.b"), "www\u{2060}.a.b");
        assert_eq!(escaped("a@b.c"), "a\\@\u{2060}b.c");
        assert_eq!(escaped("In short: yes"), "In short\\: yes");
    }
}
