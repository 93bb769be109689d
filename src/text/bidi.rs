//! Visual order of a line, and its parts of one face and one direction.
//!
//! Levels and their order come from `unicode-bidi` (UAX #9). Each level run is
//! cut where the face changes. A part that reads from right to left begins and
//! ends with a letter of that direction, so that it reads the same whatever
//! order the one who draws it would give it; what stands between such parts
//! (brackets, spaces, a stop that the face lacks) is handed over as it is seen:
//! reversed and mirrored, from left to right.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::clean::{has_rtl, is_mark};
use super::faces::{Face, Style};
use super::shape::advance_em;

/// A stretch of a line that one face draws in one direction.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// The characters in logical order, spaces at the ends included.
    pub text: String,
    /// Who draws them.
    pub face: Face,
    /// Whether they read from right to left.
    pub is_rtl: bool,
}

/// The parts of a line from left to right. The text holds no line ends (see
/// [`super::clean::one_line`]). Marks that show nothing are gone from the
/// parts, save joiners that Arabic letters need.
pub(super) fn visual_parts(text: &str, is_bold: bool) -> Vec<Part> {
    parts_of(text, is_bold, visual_runs(text))
}

/// The same of a line that reads from right to left as a whole.
pub(super) fn visual_parts_rtl(text: &str, is_bold: bool) -> Vec<Part> {
    parts_of(text, is_bold, runs_from(text, Level::rtl()))
}

fn parts_of(text: &str, is_bold: bool, runs: Vec<(Range<usize>, bool)>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (run, is_rtl) in runs {
        if let Some(stretch) = text.get(run) {
            let mut cutter = Cutter::new(is_bold);
            cutter.is_rtl = is_rtl;
            parts.extend(cutter.cut(stretch));
        }
    }
    parts
}

/// The parts of a stretch of one direction, from left to right.
pub(super) fn parts_of_stretch(stretch: &str, is_rtl: bool, style: Style) -> Vec<Part> {
    let mut cutter = Cutter::new(style.is_bold);
    cutter.is_rtl = is_rtl;
    cutter.cut(stretch)
}

/// The stretches of one direction from left to right, each with whether it reads
/// from right to left.
pub(super) fn visual_runs(text: &str) -> Vec<(Range<usize>, bool)> {
    if !has_rtl(text) {
        return vec![(0..text.len(), false)];
    }
    runs_from(text, Level::ltr())
}

fn runs_from(text: &str, base: Level) -> Vec<(Range<usize>, bool)> {
    let info = BidiInfo::new(text, Some(base));
    let mut out = Vec::new();
    // One paragraph, as there are no line ends.
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
            out.push((run, is_rtl));
        }
    }
    out
}

/// Width of a stretch of one direction, in units of the size of the type.
pub(super) fn part_widths_em(stretch: &str, is_rtl: bool, style: Style) -> f64 {
    let parts = parts_of_stretch(stretch, is_rtl, style);
    let widths = parts
        .iter()
        .map(|part| advance_em(&part.text, part.face, part.is_rtl));
    widths.sum()
}

/// Cuts a level run where the face changes.
struct Cutter {
    /// Whether the level run reads from right to left.
    is_rtl: bool,
    is_bold: bool,
    base: Face,
    /// Parts so far, in logical order.
    parts: Vec<Part>,
    /// Characters of no script since the last letter: whose they are depends
    /// on the next letter.
    pending: String,
}

impl Cutter {
    fn new(is_bold: bool) -> Self {
        Self {
            is_rtl: false,
            is_bold,
            base: Face::base(is_bold),
            parts: Vec::new(),
            pending: String::new(),
        }
    }

    /// The parts of one level run, from left to right.
    fn cut(mut self, text: &str) -> Vec<Part> {
        for c in text.chars() {
            self.take(c);
        }
        self.finish()
    }

    fn take(&mut self, c: char) {
        // Most texts are of these, and the tables need not be asked about them.
        if c.is_ascii_alphanumeric() {
            self.take_letter(c, self.base);
            return;
        }
        if is_ascii_shown(c) {
            self.pending.push(c);
            return;
        }
        let current = self.parts.last().map(|part| part.face);
        if is_mark(c) {
            // Only Arabic letters change their shape at a joiner.
            if c <= '\u{200d}' && self.pending.is_empty() && current == Some(Face::Arabic) {
                self.push_to_last(c);
            }
            return;
        }
        let is_combining = bidi_class(c) == BidiClass::NSM;
        if is_combining && self.pending.is_empty() && current.is_some_and(|face| face.has(c)) {
            self.push_to_last(c);
        } else if is_neutral(c) {
            self.pending.push(c);
        } else {
            self.take_letter(c, Face::of(c, self.is_bold).unwrap_or(self.base));
        }
    }

    fn push_to_last(&mut self, c: char) {
        if let Some(part) = self.parts.last_mut() {
            part.text.push(c);
        }
    }

    fn take_letter(&mut self, c: char, face: Face) {
        let Some(last) = self.parts.last_mut().filter(|part| part.face == face) else {
            self.flush();
            self.begin(face, c);
            return;
        };
        if self.pending.chars().all(|p| face.has(p)) {
            last.text.push_str(&self.pending);
            last.text.push(c);
            self.pending.clear();
        } else {
            self.flush();
            self.begin(face, c);
        }
    }

    /// Begins a part with a letter; one that reads from left to right goes on
    /// with the last where the face is the same.
    fn begin(&mut self, face: Face, c: char) {
        match self.parts.last_mut() {
            Some(part) if part.face == face && !self.is_rtl => part.text.push(c),
            _ => self.parts.push(Part {
                text: c.to_string(),
                face,
                is_rtl: self.is_rtl,
            }),
        }
    }

    /// Gives what is pending to the base face, and what that lacks to the one
    /// that has it.
    fn flush(&mut self) {
        for (face, text) in self.pending_by_face() {
            match self.parts.last_mut() {
                Some(part) if part.face == face && !self.is_rtl => part.text.push_str(&text),
                _ => self.parts.push(Part {
                    text: if self.is_rtl { reversed(&text) } else { text },
                    face,
                    is_rtl: false,
                }),
            }
        }
    }

    fn pending_by_face(&mut self) -> Vec<(Face, String)> {
        let mut stretches: Vec<(Face, String)> = Vec::new();
        for c in std::mem::take(&mut self.pending).chars() {
            let face = Face::of(c, self.is_bold).unwrap_or(self.base);
            match stretches.last_mut() {
                Some((last, text)) if *last == face => text.push(c),
                _ => stretches.push((face, c.to_string())),
            }
        }
        stretches
    }

    /// The parts in visual order.
    fn finish(mut self) -> Vec<Part> {
        self.flush();
        if self.is_rtl {
            self.parts.reverse();
        }
        self.parts.into_iter().flat_map(in_single_signs).collect()
    }
}

/// Whether it is a letter, a digit or a sign of ASCII, or the space.
fn is_ascii_shown(c: char) -> bool {
    matches!(c, ' '..='~')
}

/// Digits and signs of the Arabic script stand from left to right, but a shaper
/// that goes by script alone reverses them: each becomes a part of its own.
fn in_single_signs(part: Part) -> Vec<Part> {
    if part.is_rtl || !part.face.is_of_rtl_script() {
        return vec![part];
    }
    let single = |c: char| Part {
        text: c.to_string(),
        ..part.clone()
    };
    part.text.chars().map(single).collect()
}

/// Whether a character belongs to no script, so that it goes with its
/// neighbours.
fn is_neutral(c: char) -> bool {
    use BidiClass::{AL, AN, EN, L, R};
    !matches!(bidi_class(c), L | R | AL | EN | AN)
}

/// Characters of no script in the order in which they are seen from left to
/// right, when they read from right to left. Accents stay after their base.
fn reversed(text: &str) -> String {
    let mut clusters: Vec<String> = Vec::new();
    for c in text.chars() {
        match clusters.last_mut() {
            Some(cluster) if bidi_class(c) == BidiClass::NSM => cluster.push(c),
            _ => clusters.push(mirrored(c).to_string()),
        }
    }
    clusters.reverse();
    clusters.concat()
}

/// The mirror image of a bracket or sign; the same character for all others.
/// The pairs of Unicode's `BidiMirroring.txt` that the embedded faces have.
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 8] = [
        ('(', ')'),
        ('<', '>'),
        ('[', ']'),
        ('{', '}'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⌊', '⌋'),
    ];
    for (left, right) in PAIRS {
        if c == left {
            return right;
        }
        if c == right {
            return left;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let parts = visual_parts(text, false);
        parts.into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn ascii_is_what_the_tables_say() {
        for c in (0_u8..128).map(char::from).filter(|c| is_ascii_shown(*c)) {
            assert!(!is_mark(c) && bidi_class(c) != BidiClass::NSM, "{c:?}");
            assert_eq!(is_neutral(c), !c.is_ascii_alphanumeric(), "{c:?}");
            for is_bold in [false, true] {
                assert_eq!(Face::of(c, is_bold), Some(Face::base(is_bold)), "{c:?}");
            }
        }
    }

    #[test]
    fn latin_after_hebrew_stays_to_its_right() {
        assert_eq!(
            seen("ישראל (Israel) 12%"),
            ["ישראל", " (Israel) 12%"],
            "base is left to right"
        );
    }

    #[test]
    fn words_of_one_script_stay_in_one_part() {
        assert_eq!(seen("מדינת ישראל"), ["מדינת ישראל"]);
        assert_eq!(seen("جمهوری اسلامی ایران"), ["جمهوری اسلامی ایران"]);
        assert_eq!(
            seen("South Caucasus, Қазақстан"),
            ["South Caucasus, Қазақстан"]
        );
    }

    #[test]
    fn digits_between_hebrew_words_read_from_left_to_right() {
        assert_eq!(seen("עולם 12% שלום"), ["שלום", " ", "12%", " ", "עולם"]);
    }

    #[test]
    fn brackets_between_right_to_left_words_are_mirrored() {
        // Logically: Israel ( Iran ) and; seen from the right.
        assert_eq!(
            seen("ישראל (איראן) ועוד"),
            ["ועוד", " (", "איראן", ") ", "ישראל"]
        );
    }

    #[test]
    fn two_scripts_from_right_to_left_swap_places() {
        assert_eq!(seen("ישראל ایران"), ["ایران", " ", "ישראל"]);
    }

    #[test]
    fn persian_digits_keep_their_order() {
        assert_eq!(seen("ایران ۱۲"), ["۱", "۲", " ", "ایران"]);
        assert_eq!(seen("۱۲٪"), ["۱", "۲", "٪"]);
    }

    #[test]
    fn signs_that_the_base_face_lacks_go_to_the_face_that_has_them() {
        let parts = visual_parts("ישראל، ایران", false);
        let faces: Vec<Face> = parts.iter().map(|part| part.face).collect();
        assert_eq!(
            faces,
            [Face::Arabic, Face::Inter, Face::Arabic, Face::Hebrew]
        );
    }

    #[test]
    fn a_joiner_stays_only_where_letters_need_it() {
        assert_eq!(seen("می\u{200c}خواهم"), ["می\u{200c}خواهم"]);
        assert_eq!(seen("a\u{200c}b\u{200e}c"), ["abc"]);
    }

    #[test]
    fn points_stay_with_their_letters() {
        assert_eq!(seen("שָׁלוֹם"), ["שָׁלוֹם"]);
    }

    #[test]
    fn georgian_and_latin_meet_in_reading_order() {
        assert_eq!(seen("საქართველო, Georgia."), ["საქართველო", ", Georgia."]);
    }
}
