//! One or two letters that stand for a name.

use unicode_segmentation::UnicodeSegmentation as _;

/// Words longer than this, in characters, are read no further: a name may be of any
/// length.
const MAX_CHARS: usize = 200;

/// The first letters of the first two words of a name, or the first two of its only
/// word, as they are written: "Saudi Arabia" is SA, "Israel" is Is. A letter comes
/// with its marks. `None` where the name has no letter and no digit.
pub(super) fn monogram(name: &str) -> Option<String> {
    let start: String = name.chars().take(MAX_CHARS).collect();
    let mut words = start.unicode_words();
    let first = words.next()?;
    let mut letters = first.graphemes(true);
    let capital = letters.next()?.to_uppercase();
    let second = match words.next().and_then(|word| word.graphemes(true).next()) {
        Some(other) => other.to_uppercase(),
        None => letters.next().unwrap_or_default().to_owned(),
    };
    Some(format!("{capital}{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_script_stand_for_a_name() {
        for (name, expected) in [
            ("Israel", "Is"),
            ("saudi arabia", "SA"),
            ("United Arab Emirates", "UA"),
            ("\u{5d9}\u{5e9}\u{5e8}\u{5d0}\u{5dc}", "\u{5d9}\u{5e9}"),
            ("\u{627}\u{6cc}\u{631}\u{627}\u{646}", "\u{627}\u{6cc}"),
            ("Қазақстан", "Қа"),
            // A letter with its mark is one.
            ("E\u{301}ire", "E\u{301}i"),
            ("\u{201c}Q\u{201d}", "Q"),
            ("7 Eleven", "7E"),
        ] {
            assert_eq!(monogram(name).as_deref(), Some(expected), "{name}");
        }
        for nothing in ["", "  ", "\u{2014}", "\u{202e}"] {
            assert_eq!(monogram(nothing), None, "{nothing:?}");
        }
        assert!(monogram(&"a".repeat(1_000_000)).is_some());
    }
}
