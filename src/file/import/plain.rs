//! Bytes to text: encodings, line ends, and characters that nobody sees.
//!
//! What the file says of itself comes first (a byte order mark, a declaration),
//! then what can be told for sure (UTF-16 by its pattern, UTF-8 by its form), and
//! only then a guess, which is told.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{ImportError, TextEncoding};

/// A text with more than one control character in so many is none.
const CONTROL_SHARE: usize = 100;

/// A text with more than one character in so many that cannot be read is refused.
const BAD_SHARE: usize = 200;

/// How many pairs of bytes tell UTF-16 without a mark.
const MIN_UTF_16_UNITS: usize = 8;

/// Text and how it was read.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: TextEncoding,
    pub(super) warnings: Vec<String>,
}

/// The text of these bytes; `declared` is what a page says of itself.
pub(super) fn decode(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, ImportError> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(ImportError::OtherFormat {
            what: "a text in UTF-32",
            way_out: "save it as UTF-8 in the program it comes from, or paste it",
        });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default(), false);
    }
    if let Some(encoding) = utf_16_by_pattern(bytes) {
        return decode_as(encoding, bytes, true);
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(ImportError::Binary {
            why: format!("byte {} is zero", at + 1),
        });
    }
    // Text in UTF-8 that is not plain English cannot be anything else.
    if std::str::from_utf8(bytes).is_ok() || is_mostly_utf_8(bytes) {
        return decode_as(UTF_8, bytes, false);
    }
    if let Some(declared) = declared
        && let Ok(decoded) = decode_as(declared, bytes, false)
    {
        return Ok(decoded);
    }
    decode_as(guess(bytes), bytes, true)
}

fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    is_assumed: bool,
) -> Result<Decoded, ImportError> {
    let (text, has_bad) = encoding.decode_without_bom_handling(bytes);
    let mut warnings = Vec::new();
    if is_assumed {
        warnings.push(format!(
            "The file does not say its encoding; {} was assumed. Look whether all letters are right; \
             if not, save the file as UTF-8 and add it again.",
            name_for_people(encoding)
        ));
    }
    if has_bad {
        let bad = text.matches('\u{fffd}').count();
        let of = text.chars().count();
        if bad * BAD_SHARE > of {
            let encoding = encoding.name();
            return Err(ImportError::Undecodable { encoding, bad, of });
        }
        let characters = counted(bad, "character");
        warnings.push(format!(
            "{characters} could not be read in {} and stand as \u{fffd} in the text.",
            encoding.name()
        ));
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding: TextEncoding {
            name: encoding.name(),
            is_assumed,
        },
        warnings,
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether it is UTF-8 but for a few bytes, as when it was cut.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 20 * bad
}

/// UTF-16 without a mark, where that is beyond doubt: zeros only in every second
/// byte, enough of them, and both spaces and nothing strange in what it comes to.
fn utf_16_by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let units = bytes.len() / 2;
    if units < MIN_UTF_16_UNITS || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |first: usize| {
        let every_second = bytes.iter().skip(first).step_by(2);
        every_second.filter(|byte| **byte == 0).count()
    };
    let encoding = match (zeros(0), zeros(1)) {
        (0, odd) if odd * 20 > units => UTF_16LE,
        (even, 0) if even * 20 > units => UTF_16BE,
        _ => return None,
    };
    let (text, has_bad) = encoding.decode_without_bom_handling(bytes);
    let is_text = !has_bad && text.contains([' ', '\n']) && !text.contains(is_odd_control);
    is_text.then_some(encoding)
}

/// Every line end as `\n`.
pub(super) fn with_line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// Whether it is one of the characters that reorder what is read after them.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A control character that has no place in a text; a form feed parts pages.
fn is_odd_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')
}

/// What a reader does not see, as sentences.
///
/// # Errors
/// When there is so much of it that it is no text.
pub(super) fn odd_characters(text: &str) -> Result<Vec<String>, ImportError> {
    if let Some(at) = text.find('\0') {
        let place = text.get(..at).unwrap_or_default().chars().count() + 1;
        return Err(ImportError::Binary {
            why: format!("character {place} is a NUL"),
        });
    }
    let mut warnings = Vec::new();
    let controls = text.chars().filter(|c| is_odd_control(*c)).count();
    if controls * CONTROL_SHARE > text.chars().count() {
        return Err(ImportError::Binary {
            why: counted(controls, "control character"),
        });
    }
    if controls > 0 {
        warnings.push(format!(
            "The text holds {}, which nobody sees; they are kept, and the viewer marks them.",
            counted(controls, "control character")
        ));
    }
    let mut bidi = text.chars().enumerate().filter(|it| is_bidi_control(it.1));
    if let Some((first, _)) = bidi.next() {
        warnings.push(format!(
            "The text holds {}, the first as character {}: what is read may stand in another order than \
             it seems. They are kept, and the viewer marks them.",
            counted(bidi.count() + 1, "mark that reorders letters"),
            first + 1
        ));
    }
    Ok(warnings)
}

/// A number with its noun, of which the first word takes the plural.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        return format!("1 {noun}");
    }
    match noun.split_once(" that reorders") {
        Some((mark, rest)) => format!("{count} {mark}s that reorder{rest}"),
        None => format!("{count} {noun}s"),
    }
}

/// The name of an encoding with what it is used for, where the name does not say.
fn name_for_people(encoding: &'static Encoding) -> String {
    let name = encoding.name();
    let script = match name {
        "windows-1250" | "ISO-8859-2" => "Central European",
        "windows-1251" | "ISO-8859-5" | "KOI8-R" | "KOI8-U" | "IBM866" => "Cyrillic",
        "windows-1252" => "Western European",
        "windows-1253" | "ISO-8859-7" => "Greek",
        "windows-1254" => "Turkish",
        "windows-1255" | "ISO-8859-8" | "ISO-8859-8-I" => "Hebrew",
        "windows-1256" | "ISO-8859-6" => "Arabic",
        "windows-1257" | "ISO-8859-4" | "ISO-8859-13" => "Baltic",
        "windows-1258" => "Vietnamese",
        "windows-874" => "Thai",
        _ => return name.to_owned(),
    };
    format!("{name} ({script})")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TURKISH: &str = "Türkiye ile Azerbaycan arasındaki ilişkiler güçlü; İğdır’da şehir, ağaç ve çocuk \
        gibi sözcükler geçiyor. Cumhurbaşkanı dün yaptığı açıklamada ışığı gördüğünü söyledi.\n";
    const RUSSIAN: &str =
        "Президент заявил, что отношения между двумя странами развиваются успешно.\n";
    const HEBREW: &str = "ישראל ואזרבייג'ן חתמו על הסכם לשיתוף פעולה בתחום האנרגיה והמים.\n";

    fn utf_16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    fn decoded(bytes: &[u8]) -> Decoded {
        decode(bytes, None).expect("it is text")
    }

    #[test]
    fn utf_8_is_read_with_and_without_a_mark() {
        for bytes in [
            TURKISH.as_bytes(),
            &[b"\xef\xbb\xbf", TURKISH.as_bytes()].concat(),
        ] {
            let decoded = decoded(bytes);
            assert_eq!(decoded.text, TURKISH);
            assert_eq!(decoded.encoding.name, "UTF-8");
            assert!(!decoded.encoding.is_assumed && decoded.warnings.is_empty());
        }
    }

    #[test]
    fn utf_16_is_read_by_its_mark_and_by_its_pattern() {
        for text in [TURKISH, RUSSIAN, HEBREW, "Plain English, in two lines.\r\n"] {
            for (to, mark, name) in [
                (
                    u16::to_le_bytes as fn(u16) -> [u8; 2],
                    [0xff, 0xfe],
                    "UTF-16LE",
                ),
                (u16::to_be_bytes, [0xfe, 0xff], "UTF-16BE"),
            ] {
                let bytes = utf_16(text, to);
                let marked = decoded(&[&mark[..], &bytes].concat());
                assert_eq!((marked.text.as_str(), marked.encoding.name), (text, name));
                assert!(marked.warnings.is_empty());
                let bare = decoded(&bytes);
                assert_eq!((bare.text.as_str(), bare.encoding.name), (text, name));
                assert!(bare.encoding.is_assumed && bare.warnings.len() == 1);
            }
        }
    }

    #[test]
    fn old_encodings_are_guessed_and_that_is_told() {
        for (text, encoding) in [
            (TURKISH, encoding_rs::WINDOWS_1254),
            (RUSSIAN, encoding_rs::WINDOWS_1251),
            (HEBREW, encoding_rs::WINDOWS_1255),
        ] {
            let (bytes, _, has_bad) = encoding.encode(text);
            assert!(!has_bad, "all of it can be written");
            let decoded = decoded(&bytes);
            assert_eq!(decoded.text, text, "{}", encoding.name());
            assert_eq!(decoded.encoding.name, encoding.name());
            assert!(decoded.encoding.is_assumed);
            let warning = &decoded.warnings[0];
            assert!(warning.contains(encoding.name()), "{warning}");
            assert!(warning.contains("save the file as UTF-8"), "{warning}");
        }
    }

    #[test]
    fn zeros_and_noise_are_no_text() {
        let mut noise = vec![0_u8; 4_000];
        let mut state = 7_u32;
        for byte in &mut noise {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *byte = (state >> 24) as u8;
        }
        for bytes in [
            noise.as_slice(),
            b"text\0 with a zero",
            &[0; 64],
            b"a\0b\0c\0d\0e\0f\0g\0h\0",
        ] {
            let error = decode(bytes, None).expect_err("no text");
            assert!(matches!(error, ImportError::Binary { .. }), "{error}");
            assert!(error.to_string().contains("paste"), "{error}");
        }
        let error = decode(b"\xff\xfe\0\0a\0\0\0", None).expect_err("UTF-32");
        assert!(error.to_string().contains("UTF-32"), "{error}");
    }

    #[test]
    fn a_cut_text_is_read_with_a_warning_and_a_broken_one_refused() {
        let long = TURKISH.repeat(10);
        let cut = decoded(&long.as_bytes()[1..2_000]);
        let cut = (cut.encoding.name, cut.warnings.len());
        assert!(cut.0 == "UTF-8" && cut.1 <= 1, "{cut:?}");
        let mut cut = long.into_bytes();
        cut.push(0xc4);
        let cut = decoded(&cut);
        assert!(cut.text.ends_with('\u{fffd}'));
        assert!(cut.warnings[0].contains("1 character could not"), "{cut:?}");
        // Half of a pair that is none, again and again.
        let pairs: Vec<u8> = [0x20, 0xd8, 0x20, 0x00].repeat(50);
        let broken = [b"\xff\xfe".as_slice(), &pairs].concat();
        let error = decode(&broken, None).expect_err("broken");
        assert!(matches!(error, ImportError::Undecodable { .. }), "{error}");
    }

    #[test]
    fn what_nobody_sees_is_told_and_too_much_of_it_is_no_text() {
        let text = format!("{}\u{202e}abc\u{202c}\u{7}", "x".repeat(200));
        let warnings = odd_characters(&text).expect("text");
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(warnings[0].contains("1 control character"));
        assert!(warnings[1].contains("2 marks that reorder letters"));
        assert!(warnings[1].contains("as character 201"));
        assert!(
            odd_characters("Page\u{c}page\n\tend")
                .expect("text")
                .is_empty()
        );
        // Marks that writing from right to left needs are no news.
        assert!(
            odd_characters("א\u{200f}b\u{200c}")
                .expect("text")
                .is_empty()
        );
        assert!(odd_characters("\u{1}\u{2}\u{3} text").is_err());
        let nul = odd_characters("te\0xt").expect_err("a NUL");
        assert!(nul.to_string().contains("character 3"), "{nul}");
    }

    #[test]
    fn every_line_end_becomes_the_same() {
        let ends = "a\r\nb\rc\nd\r\r\n".to_owned();
        assert_eq!(with_line_ends(ends), "a\nb\nc\nd\n\n");
    }
}
