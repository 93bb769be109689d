//! Texts that stand in the file beside the picture: titles, descriptions, names
//! of links.

use crate::text;

/// The longest text of this kind, in bytes; a viewer shows a line of it.
const MAX_BYTES: usize = 4_000;

/// The text on one line, without what would steer a viewer or cannot stand in
/// the XML of the file's metadata.
pub(super) fn plain(words: &str) -> String {
    let line = text::one_line(words.trim());
    let mut kept: String = line
        .chars()
        .filter(|c| {
            !matches!(
                c,
                '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{fffe}' | '\u{ffff}'
            )
        })
        .collect();
    kept.truncate(kept.floor_char_boundary(MAX_BYTES));
    kept
}

/// The tag, where it is one of letters, digits and hyphens; else `und`, for a
/// language that is not known.
pub(super) fn language(tag: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_tag = !tag.is_empty() && tag.len() <= 35 && tag.chars().all(is_plain);
    (if is_tag { tag } else { "und" }).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_beside_the_picture_is_one_line_without_controls() {
        assert_eq!(plain(" a\nb\u{0}\u{202e}c\u{fffe}\u{200f} "), "a bc");
        assert_eq!(plain(&"ə".repeat(3_000)).len(), 4_000);
    }

    #[test]
    fn only_a_language_is_a_language() {
        assert_eq!(language("pt-BR"), "pt-BR");
        for text in ["", "en>>", "a\u{0}b", "həy"] {
            assert_eq!(language(text), "und");
        }
    }
}
