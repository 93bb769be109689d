//! The form of a text that quotations are compared in when their letters alone
//! count: what typing, copying and wrapping do to a text is taken away.
//!
//! Quotation marks and apostrophes become those of a keyboard, any run of
//! dashes one hyphen, any run of white space one space (and none beside a dash,
//! since lines are broken there); characters that are not seen are left out,
//! and the rest is in Unicode form NFKD. Upper and lower case stay apart: a
//! quotation in another case is another quotation.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// A part of the form and the part of the text that it comes from, in bytes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the form.
    form: u32,
    /// Where it begins in the text.
    text: u32,
    /// How much of the text it stands for.
    length: u32,
    /// Whether it is the same in both, byte by byte. Else it stands as a whole
    /// for the whole.
    is_copy: bool,
}

/// A text in the form for comparing, with the way back.
#[derive(Debug)]
pub(super) struct Normalised<'a> {
    text: &'a str,
    form: String,
    /// Rising in the form and in the text; what was left out lies between.
    pieces: Vec<Piece>,
}

/// What a character is to the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Dash,
    Quote(char),
    Hidden,
    Letter,
}

impl<'a> Normalised<'a> {
    /// `None` for a text of 4 GiB and more.
    pub(super) fn new(text: &'a str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let mut maker = Maker {
            text,
            form: String::with_capacity(text.len() + text.len() / 64),
            pieces: Vec::new(),
            same: 0..0,
        };
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = plain_run(rest.as_bytes());
            if plain > 0 {
                maker.copy(at..at + plain);
                at += plain;
            } else {
                at = maker.step(at, rest);
            }
        }
        maker.take_over();
        let Maker { form, pieces, .. } = maker;
        // No quotation is so long.
        u32::try_from(form.len()).ok()?;
        Some(Self { text, form, pieces })
    }

    /// The form itself.
    pub(super) fn form(&self) -> &str {
        &self.form
    }

    /// The part of the text that this part of the form stands for; `None` where
    /// it begins or ends within a character.
    pub(super) fn source(&self, form: &Range<usize>) -> Option<Range<usize>> {
        let first = self.piece(form.start)?;
        let into = form.start - first.form as usize;
        let start = match (first.is_copy, into) {
            (true, into) => first.text as usize + into,
            (false, 0) => first.text as usize,
            (false, _) => return None,
        };
        let last = self.piece(form.end.checked_sub(1)?)?;
        let end = if last.is_copy {
            last.text as usize + (form.end - last.form as usize)
        } else {
            let next = self.pieces.partition_point(|piece| piece.form <= last.form);
            let ends_at = self
                .pieces
                .get(next)
                .map_or(self.form.len(), |piece| piece.form as usize);
            if ends_at != form.end {
                return None;
            }
            (last.text + last.length) as usize
        };
        let after = self.text.get(end..)?.chars().next();
        let is_cut = after.is_some_and(is_mark);
        (start < end && !is_cut).then_some(start..end)
    }

    /// Where the form of what stands from this byte of the text on begins.
    pub(super) fn form_at(&self, text: usize) -> usize {
        let next = self
            .pieces
            .partition_point(|piece| ((piece.text + piece.length) as usize) <= text);
        self.pieces.get(next).map_or(self.form.len(), |piece| {
            let into = text.saturating_sub(piece.text as usize);
            piece.form as usize + if piece.is_copy { into } else { 0 }
        })
    }

    fn piece(&self, form: usize) -> Option<&Piece> {
        let next = self
            .pieces
            .partition_point(|piece| piece.form as usize <= form);
        self.pieces.get(next.checked_sub(1)?)
    }
}

/// A form in the making.
struct Maker<'a> {
    text: &'a str,
    form: String,
    pieces: Vec<Piece>,
    /// The part of the text that comes next and is the same in the form; taken
    /// over when it is known where it ends.
    same: Range<usize>,
}

impl Maker<'_> {
    /// Takes the characters that begin `rest`, which begins at this byte, and
    /// gives the byte after them.
    fn step(&mut self, at: usize, rest: &str) -> usize {
        let Some(c) = rest.chars().next() else {
            return self.text.len();
        };
        match class(c) {
            Class::Hidden => at + hidden_run(rest),
            Class::Space => {
                let length = run(rest, |class| matches!(class, Class::Space | Class::Hidden));
                let next = rest.get(length..).and_then(|rest| rest.chars().next());
                let is_beside_dash =
                    self.last() == Some(b'-') || next.is_some_and(|c| class(c) == Class::Dash);
                if !is_beside_dash && self.last().is_some() {
                    self.stand_for(at..at + length, " ");
                }
                at + length
            }
            Class::Dash => {
                let length = run(rest, |class| class == Class::Dash);
                if self.last() == Some(b'-') {
                    return at + length;
                }
                self.stand_for(at..at + length, "-");
                at + length
            }
            Class::Quote(plain) => {
                let range = at..at + c.len_utf8();
                if c == plain {
                    self.copy(range);
                } else {
                    self.stand_for(range, plain.encode_utf8(&mut [0; 4]));
                }
                at + c.len_utf8()
            }
            Class::Letter => {
                let after = rest.get(c.len_utf8()..).unwrap_or_default();
                let marks = if after.as_bytes().first().is_none_or(u8::is_ascii) {
                    0
                } else {
                    after.find(|c| !is_mark(c)).unwrap_or(after.len())
                };
                let length = c.len_utf8() + marks;
                if marks == 0 {
                    self.letter(c, at..at + length);
                } else {
                    let cluster = rest.get(..length).unwrap_or_default();
                    let form: String = cluster.nfkd().collect();
                    self.stand_for(at..at + length, &form);
                }
                at + length
            }
        }
    }

    /// Takes a letter that no mark follows.
    fn letter(&mut self, c: char, range: Range<usize>) {
        let mut parts = 0;
        let mut first = None;
        if !c.is_ascii() {
            decompose_compatible(c, |part| {
                parts += 1;
                first.get_or_insert(part);
            });
        }
        if c.is_ascii() || (parts == 1 && first == Some(c)) {
            return self.copy(range);
        }
        self.begin(&range);
        decompose_compatible(c, |part| self.form.push(part));
    }

    /// Takes over this part of the text as it is.
    fn copy(&mut self, range: Range<usize>) {
        if self.same.end == range.start && !self.same.is_empty() {
            self.same.end = range.end;
        } else {
            self.take_over();
            self.same = range;
        }
    }

    /// Puts `form` in the place of this part of the text.
    fn stand_for(&mut self, range: Range<usize>, form: &str) {
        if self.text.get(range.clone()) == Some(form) {
            return self.copy(range);
        }
        self.begin(&range);
        self.form.push_str(form);
    }

    /// Notes that what is added to the form now stands for this part of the
    /// text as a whole.
    fn begin(&mut self, range: &Range<usize>) {
        self.take_over();
        self.pieces.push(Piece {
            form: self.form.len() as u32,
            text: range.start as u32,
            length: range.len() as u32,
            is_copy: false,
        });
    }

    /// Adds the part that is the same to the form.
    fn take_over(&mut self) {
        let range = std::mem::take(&mut self.same);
        if range.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            form: self.form.len() as u32,
            text: range.start as u32,
            length: range.len() as u32,
            is_copy: true,
        });
        self.form.push_str(self.text.get(range).unwrap_or_default());
    }

    /// The last byte of the form so far.
    fn last(&self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        let same = self.same.end.checked_sub(1).and_then(|at| bytes.get(at));
        let same = same.filter(|_| !self.same.is_empty());
        same.or_else(|| self.form.as_bytes().last()).copied()
    }
}

/// How many bytes from the start are as they are in the form: ASCII letters,
/// digits and most signs, with single spaces between. The last character before
/// another stays out, since a mark may follow.
fn plain_run(bytes: &[u8]) -> usize {
    let (mut from, mut length) = (0, 0);
    let mut ends_in_space = true;
    while let Some(eight) = bytes.get(from..).and_then(|rest| rest.first_chunk()) {
        if !are_plain(*eight, ends_in_space) {
            break;
        }
        ends_in_space = eight.ends_with(b" ");
        from += eight.len();
        length = from - if ends_in_space { 2 } else { 1 };
    }
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match PLAIN.get(usize::from(*byte)) {
            Some(Plain::Letter) => length = at,
            // A space ends what stands before it; whether it counts is not
            // known before the next letter.
            Some(Plain::Space) if at > 0 && length + 1 == at => {}
            _ => return length,
        }
    }
    length
}

/// Whether eight bytes are such as [`plain_run`] takes, all at once: each byte
/// of a number is one of them.
fn are_plain(eight: [u8; 8], after_space: bool) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES * 0x80;
    let bytes = u64::from_le_bytes(eight);
    if bytes & HIGH != 0 {
        return false;
    }
    // The highest bit of each byte that is this one; right for ASCII.
    let are = |byte: u8| {
        let differing = bytes ^ (ONES * u64::from(byte));
        !(differing + ONES * 0x7f) & HIGH
    };
    let has_controls = (bytes + ONES * 0x60) & HIGH != HIGH;
    let spaces = are(b' ');
    let before = (spaces << 8) | if after_space { 0x80 } else { 0 };
    !has_controls && spaces & before == 0 && are(b'-') == 0 && are(b'`') == 0
}

/// What an ASCII character is to [`plain_run`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    Letter,
    Space,
    No,
}

const PLAIN: [Plain; 256] = {
    let mut table = [Plain::No; 256];
    let mut byte = 0x21;
    while byte < 0x7f {
        table[byte] = Plain::Letter;
        byte += 1;
    }
    table[b'-' as usize] = Plain::No;
    table[b'`' as usize] = Plain::No;
    table[b' ' as usize] = Plain::Space;
    table
};

/// The length in bytes of the characters at the start that are not seen; with
/// a soft hyphen at the end of a line goes the line break.
fn hidden_run(rest: &str) -> usize {
    let length = run(rest, |class| class == Class::Hidden);
    let (hidden, after) = rest.split_at(length);
    let is_line_end = hidden.ends_with('\u{ad}') && after.starts_with(['\n', '\r']);
    length
        + if is_line_end {
            run(after, |class| class == Class::Space)
        } else {
            0
        }
}

/// The length in bytes of the characters at the start of such classes.
fn run(text: &str, is_wanted: impl Fn(Class) -> bool) -> usize {
    text.find(|c| !is_wanted(class(c))).unwrap_or(text.len())
}

/// Whether a character is left out of the form.
pub(super) fn is_hidden(c: char) -> bool {
    class(c) == Class::Hidden
}

/// Whether a character is written upon the one before.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && canonical_combining_class(c) != 0
}

#[inline]
fn class(c: char) -> Class {
    match c {
        // The letters of Latin scripts, without looking further.
        '\u{c0}'..='\u{2af}' => Class::Letter,
        '\'' | '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʿ' | 'ʾ' | '′' | '`' | '´' | '‹'
        | '›' | '׳' | '＇' => Class::Quote('\''),
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '״' | '〝' | '〞' | '＂' => {
            Class::Quote('"')
        }
        '-'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}'
        | '\u{5be}' => Class::Dash,
        // Soft hyphen, joiners, directions of writing, variation selectors.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => Class::Hidden,
        c if c.is_whitespace() => Class::Space,
        _ => Class::Letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(text: &str) -> String {
        Normalised::new(text).expect("short").form
    }

    #[test]
    fn what_typing_and_wrapping_do_is_taken_away() {
        for (one, other) in [
            ("“steadily” ‘so’ Sa’ar", "\"steadily\" 'so' Sa'ar"),
            ("a b\n  c\r\n\td", "a b c d"),
            ("10\u{a0}percent\u{202f}of", "10 percent of"),
            ("co\u{ad}oper\u{200b}ation", "cooperation"),
            ("co\u{ad}\n  operation", "cooperation"),
            ("BAKU – Israel", "BAKU - Israel"),
            ("a -- b", "a — b"),
            ("high-\nlevel talks", "high-level talks"),
            ("Türkiye İran", "Tu\u{308}rkiye I\u{307}ran"),
            ("ﬁve … ²", "five ... 2"),
            ("q\u{323}\u{307}", "q\u{307}\u{323}"),
            ("\u{feff}first", "first"),
        ] {
            assert_eq!(form(one), form(other), "{one:?}");
        }
    }

    #[test]
    fn case_words_and_signs_stay_apart() {
        for (one, other) in [
            ("The sea", "the sea"),
            ("nowhere", "no where"),
            ("360", "350"),
            ("ı", "i"),
            ("“so”", "so"),
            ("so.", "so"),
            ("schön", "schon"),
        ] {
            assert_ne!(form(one), form(other), "{one:?}");
        }
    }

    #[test]
    fn a_part_of_a_character_is_no_place() {
        let text = Normalised::new("oﬁce cafe\u{301} é").expect("short");
        assert_eq!(text.form(), "ofice cafe\u{301} e\u{301}");
        assert_eq!(text.source(&(0..2)), None, "half a ligature");
        assert_eq!(text.source(&(0..3)), Some(0..4));
        assert_eq!(text.source(&(2..5)), None);
        assert_eq!(text.source(&(6..10)), None, "without its accent");
        assert_eq!(text.source(&(6..12)), Some(7..13));
        assert_eq!(text.source(&(13..14)), None);
        assert_eq!(text.source(&(13..16)), Some(14..16));
    }

    /// The pieces that texts are made of here.
    const PARTS: [&str; 18] = [
        "a", "bc", " ", "  ", "\n", "-", "–", "“", "'", "’", "\u{ad}", "é", "e\u{301}", "ﬁ",
        "\u{a0}", "ישר", "🕊", "`",
    ];

    #[test]
    fn long_runs_are_as_short_ones() {
        let text = "a plain line of words,  then two spaces - a dash  and more words.";
        for from in 0..text.len() {
            for end in from..=text.len() {
                let part = &text[from..end];
                let one_by_one = part.chars().fold(String::new(), |mut out, c| {
                    match c {
                        ' ' if out.is_empty() || out.ends_with([' ', '-']) => {}
                        '-' => {
                            out.truncate(out.trim_end().len());
                            out.push('-');
                        }
                        c => out.push(c),
                    }
                    out
                });
                assert_eq!(form(part), one_by_one, "{part:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_form_of_the_form_is_the_form(
            parts in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 0..30)
        ) {
            let once = form(&parts.concat());
            prop_assert_eq!(form(&once), once);
        }

        #[test]
        fn the_way_back_leads_to_what_has_that_form(
            parts in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 0..30),
            from in 0_usize..40,
            length in 1_usize..10,
        ) {
            let text = parts.concat();
            let normal = Normalised::new(&text).expect("short");
            let part = from..from + length;
            if let Some(words) = normal.form().get(part.clone())
                && let Some(source) = normal.source(&part)
            {
                let back = text.get(source.clone()).expect("at boundaries");
                let again = form(back);
                prop_assert_eq!(again.trim(), words.trim());
                prop_assert!(normal.form_at(source.start) <= part.start);
            }
        }

        #[test]
        fn any_text_has_a_form(text in any::<String>()) {
            let normal = Normalised::new(&text).expect("short");
            let whole = normal.source(&(0..normal.form().len()));
            prop_assert!(whole.is_none_or(|range| range.end <= text.len()));
        }
    }
}
