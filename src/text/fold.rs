//! Folding for search: one form for what people type and what a text holds.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::clean::{is_hidden, is_mark};

/// The text as search compares it.
///
/// Without case, accents, points and joiners; letters that a keyboard may lack
/// replaced by their neighbours, quotes and dashes plain, any white space as
/// one space. Folding twice changes nothing.
///
/// "Azərbaycan" and "AZERBAYCAN" fold alike, so do "Қазақстан" and "Казакстан",
/// "ایران" typed on an Arabic and on a Persian keyboard.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// The same, with the place in the text of the character that each of its bytes
/// comes from: the byte where that begins.
pub(super) fn fold_with_places(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for (at, c) in text.char_indices() {
        // No character takes part in how its neighbours fold, but for spaces,
        // which look at what is folded already.
        fold_into(c.encode_utf8(&mut buffer), &mut folded);
        places.resize(folded.len(), at);
    }
    (folded, places)
}

/// Adds the text as search compares it.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    folded.reserve(text.len());
    // No letter of ASCII takes part in how its neighbours fold.
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.bytes().position(|byte| !byte.is_ascii());
        let (plain, after) = rest.split_at(end.unwrap_or(rest.len()));
        push_ascii(plain, folded);
        let end = after.bytes().position(|byte| byte.is_ascii());
        let (letters, after) = after.split_at(end.unwrap_or(after.len()));
        push_any(letters, folded);
        rest = after;
    }
}

/// Adds a text of ASCII alone.
fn push_ascii(text: &str, folded: &mut String) {
    for byte in text.bytes() {
        match byte {
            b' ' | b'\t'..=b'\r' => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            b'`' => folded.push('\''),
            // Controls, but for those that end lines.
            ..=0x08 | 0x0e..=0x1b | 0x7f => {}
            _ => folded.push(char::from(byte.to_ascii_lowercase())),
        }
    }
}

/// Adds any text.
fn push_any(text: &str, folded: &mut String) {
    let letters = text
        .nfkd()
        .filter(|c| !is_left_out(*c))
        .flat_map(char::to_lowercase);
    for c in letters {
        push_plain(c, folded);
    }
}

fn is_left_out(c: char) -> bool {
    const TATWEEL: char = '\u{640}';
    is_combining_mark(c) || is_hidden(c) || is_mark(c) || c == TATWEEL
}

/// Adds the plain form of a lower-case letter without accents.
fn push_plain(c: char, folded: &mut String) {
    let plain = match c {
        c if c.is_ascii_alphanumeric() => c,
        c if c.is_whitespace() => {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
            return;
        }
        'ß' => return folded.push_str("ss"),
        'æ' => return folded.push_str("ae"),
        'œ' => return folded.push_str("oe"),
        'þ' => return folded.push_str("th"),
        _ => plain_latin(c)
            .or_else(|| plain_cyrillic(c))
            .or_else(|| plain_hebrew(c))
            .or_else(|| plain_arabic(c))
            .or_else(|| plain_sign(c))
            .unwrap_or(c),
    };
    folded.push(plain);
}

/// Latin letters that are no letter with an accent to Unicode: Azerbaijani
/// schwa, Turkic dotless i, and letters with strokes.
fn plain_latin(c: char) -> Option<char> {
    Some(match c {
        'ə' | 'ǝ' => 'e',
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ŋ' => 'n',
        'ς' => 'σ',
        _ => return None,
    })
}

/// Kazakh letters, and those of other Turkic languages, to the Russian letters
/// that are typed where the keyboard lacks them; Ukrainian likewise. (ё, й and
/// ї lose their accent before they come here, so ј goes to и as й does.)
fn plain_cyrillic(c: char) -> Option<char> {
    Some(match c {
        'ә' => 'а',
        'ғ' | 'ґ' => 'г',
        'қ' | 'ҡ' | 'ҝ' => 'к',
        'ң' | 'ҥ' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' | 'ҳ' => 'х',
        'ҷ' | 'ҹ' => 'ч',
        'і' | 'ј' => 'и',
        'є' => 'е',
        _ => return None,
    })
}

/// Letters that end a Hebrew word to their common form.
fn plain_hebrew(c: char) -> Option<char> {
    Some(match c {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        '׳' => '\'',
        '״' => '"',
        '־' => '-',
        _ => return None,
    })
}

/// Persian, Urdu and Arabic forms of one letter to the Arabic one, and both
/// rows of digits to European ones. (Alef and yeh with hamza or madda lose
/// them before they come here.)
fn plain_arabic(c: char) -> Option<char> {
    let digit = |zero: char| {
        let value = u32::from(c).checked_sub(u32::from(zero))?;
        char::from_digit(value, 10)
    };
    Some(match c {
        'ی' | 'ى' | 'ې' | 'ے' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ہ' | 'ھ' | 'ە' => 'ه',
        'ٱ' => 'ا',
        '٪' => '%',
        '،' => ',',
        '؛' => ';',
        '؟' => '?',
        '\u{660}'..='\u{669}' => return digit('\u{660}'),
        '\u{6f0}'..='\u{6f9}' => return digit('\u{6f0}'),
        _ => return None,
    })
}

/// Quotes, apostrophes, dashes and minus signs to those of a keyboard.
fn plain_sign(c: char) -> Option<char> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʿ' | 'ʾ' | '′' | '`' | '´' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(one: &str, other: &str) {
        assert_eq!(fold(one), fold(other), "{one} and {other}");
    }

    #[test]
    fn azerbaijani_and_turkish_fold_to_plain_latin() {
        assert_eq!(fold("Azərbaycan ƏZİZ IĞDIR"), "azerbaycan eziz igdir");
        assert_eq!(
            fold("Türkiye, Şırnak, Çorum, Ömer"),
            "turkiye, sirnak, corum, omer"
        );
        alike("ı", "İ");
    }

    #[test]
    fn kazakh_and_russian_fold_to_what_a_russian_keyboard_has() {
        assert_eq!(fold("Қазақстан"), "казакстан");
        assert_eq!(
            fold("Өзбекәлі Ұлттық Үнді Шаңырақ Һ і"),
            "озбекали улттык унди шанырак х и"
        );
        alike("Орёл", "ОРЕЛ");
        alike("Толстой", "Толстои");
    }

    #[test]
    fn persian_and_arabic_keyboards_agree() {
        alike("ایران", "ايران");
        alike("کشور", "كشور");
        alike("فاطمة", "فاطمه");
        alike("أحمد آل إبراهيم ٱ", "احمد ال ابراهيم ا");
        alike("مُحَمَّد", "محـــمد");
        alike("می\u{200c}خواهم", "میخواهم");
        alike("۱۴۰۴ ٢٠٢٥", "1404 2025");
    }

    #[test]
    fn hebrew_points_and_final_forms_fold_away() {
        alike("שָׁלוֹם", "שלומ");
        alike("צה״ל", "צה\"ל");
    }

    #[test]
    fn signs_fold_to_those_of_a_keyboard() {
        assert_eq!(
            fold("Israel’s “deal” −0.5\u{a0}%"),
            "israel's \"deal\" -0.5 %"
        );
        assert_eq!(fold("a \n\t b"), "a b");
        assert_eq!(fold("ﬁve Ⅳ straße"), "five iv strasse");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_text_folds_character_by_character(text in any::<String>()) {
            let (folded, places) = fold_with_places(&text);
            prop_assert_eq!(&folded, &fold(&text));
            prop_assert_eq!(places.len(), folded.len());
            prop_assert!(places.is_sorted() && places.iter().all(|at| text.is_char_boundary(*at)));
        }

        #[test]
        fn any_text_is_folded(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }

    proptest! {
        #[test]
        fn plain_letters_fold_by_themselves_as_among_others(text in "[\\x00-\\x7f\\u{300}-\\u{303}\u{a0}a\u{101}\u{5d0}\u{640}]*") {
            let mut whole = String::new();
            push_any(&text, &mut whole);
            prop_assert_eq!(fold(&text), whole);
        }
    }

    #[test]
    fn every_letter_folds_once_for_all() {
        // All but Han and Hangul, which have no case and would take seconds.
        let letters = (0..0x3400).chain(0xf900..0x2_0000);
        for c in letters.filter_map(char::from_u32) {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?} U+{:04X}", u32::from(c));
        }
    }
}
