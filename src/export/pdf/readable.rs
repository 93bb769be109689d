//! Glyphs that can be read back as the text that they show.
//!
//! Who takes text out of a PDF reads glyphs from left to right, and turns what
//! reads from right to left around, letter by letter. That goes wrong where one
//! glyph shows several letters, as lam-alef does: such readers turn the word
//! around, but not what is within the glyph. It goes wrong as well where a mark
//! stands above or below the line, which they take for a line of its own. So in a
//! run from right to left each glyph tells one character of the line; for those
//! that are left over, an empty glyph stands beside it on the left, where the next
//! letter would stand. Marks are drawn as outlines, and told in the same way.

use std::ops::Range;

use crate::text::{self, Face, Glyph, Run, is_combining};

/// A run as it is drawn.
pub(super) struct Readable {
    /// Glyphs that are text, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Glyphs that are outlines only, each with where it stands: from the left
    /// end of the run, and up from the baseline, in units of the size of the type.
    pub marks: Vec<(u16, f64, f64)>,
}

/// The glyphs of a run, which are `shaped` as [`text::glyphs`] does. Those that are
/// text advance as far as all of them.
pub(super) fn readable(run: &Run, shaped: &[Glyph]) -> Readable {
    if !run.is_rtl {
        return Readable {
            glyphs: with_boxes(run, shaped.to_vec()),
            marks: Vec::new(),
        };
    }
    let mut readable = Readable {
        glyphs: Vec::with_capacity(shaped.len()),
        marks: Vec::new(),
    };
    let mut x = 0.0;
    for group in shaped.chunk_by(|left, right| left.range == right.range) {
        readable.push(run, group, x);
        x += group.iter().map(|glyph| glyph.advance).sum::<f64>();
    }
    readable.glyphs = with_boxes(run, readable.glyphs);
    readable
}

/// The glyphs with an empty one behind each box. A box stands for any character
/// that the face lacks, so a file does not say of itself which one it is; of two
/// glyphs together it says what they tell.
fn with_boxes(run: &Run, glyphs: Vec<Glyph>) -> Vec<Glyph> {
    if glyphs.iter().all(|glyph| glyph.id != 0) {
        return glyphs;
    }
    let told = glyphs.into_iter().flat_map(|glyph| {
        let beside = (glyph.id == 0)
            .then(|| glyph.range.clone())
            .and_then(|range| empty(run.face, '\u{fffd}', &range));
        std::iter::once(glyph).chain(beside)
    });
    told.collect()
}

impl Readable {
    /// Adds the glyphs of one range, which begin at `x`.
    fn push(&mut self, run: &Run, group: &[Glyph], x: f64) {
        let Some(whole) = group.first().map(|glyph| glyph.range.clone()) else {
            return;
        };
        let characters = characters(&run.text, &whole);
        let is_mark = characters.iter().all(|(_, c)| is_combining(*c))
            && group.iter().all(|glyph| glyph.advance == 0.0);
        // The last glyph shows the first character.
        let taken = if is_mark { 0 } else { group.len() };
        let (beyond, shown) = characters.split_at(characters.len().saturating_sub(taken));
        let empty: Option<Vec<Glyph>> = beyond
            .iter()
            .map(|(range, c)| empty(run.face, *c, range))
            .collect();
        let Some(empty) = empty else {
            // A face without empty glyphs has the range told as it is.
            self.glyphs.extend_from_slice(group);
            return;
        };
        self.glyphs.extend(empty);
        if is_mark {
            let marks = group.iter();
            self.marks
                .extend(marks.map(|glyph| (glyph.id, x + glyph.right, glyph.up)));
            return;
        }
        let (bare, bearing) = group.split_at(group.len() - shown.len());
        self.glyphs.extend_from_slice(bare);
        let told = bearing.iter().zip(shown).map(|(glyph, (range, _))| Glyph {
            range: range.clone(),
            ..glyph.clone()
        });
        // Those that are bare belong to the first that tells something.
        let from = self.glyphs.len() - bare.len();
        self.glyphs.extend(told);
        let range = self
            .glyphs
            .get(from + bare.len())
            .map(|it| it.range.clone());
        for glyph in self.glyphs.iter_mut().skip(from).take(bare.len()) {
            glyph.range = range.clone().unwrap_or_default();
        }
    }
}

/// The characters of a stretch, the last one first.
fn characters(text: &str, stretch: &Range<usize>) -> Vec<(Range<usize>, char)> {
    let within = text.get(stretch.clone()).unwrap_or_default();
    let characters = within.char_indices().rev();
    characters
        .map(|(at, c)| {
            let start = stretch.start + at;
            (start..start + c.len_utf8(), c)
        })
        .collect()
}

/// An empty glyph that tells this character.
fn empty(face: Face, c: char, range: &Range<usize>) -> Option<Glyph> {
    Some(Glyph {
        id: text::glyph_of(face, blank(face, c))?,
        range: range.clone(),
        advance: 0.0,
        right: 0.0,
        up: 0.0,
    })
}

/// A character without a picture that no run of ours holds, and whose glyph may
/// therefore stand for this one. Glyphs with a width would not do: they overlap
/// the letter, which readers take for another word. A file says once what a glyph
/// tells, and has to say it anew wherever it tells something else, which not all
/// readers heed: so the alef of lam-alef, by far the most frequent, has its own.
fn blank(face: Face, c: char) -> char {
    match (face, c) {
        (Face::Arabic, '\u{627}') => '\0',
        (Face::Arabic, '\u{622}'..='\u{625}') => '\u{34f}',
        (Face::Arabic | Face::Inter | Face::InterSemiBold, _) => '\u{200b}',
        _ => '\0',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Style, line};

    const STYLE: Style = Style {
        size: 1.0,
        is_bold: false,
    };

    #[test]
    fn each_glyph_from_right_to_left_tells_one_character() {
        for text in ["ایران", "اسلامی", "الأردن", "مُحَمَّد", "ישראל", "שָׁלוֹם", "בְּרֵאשִׁית"]
        {
            let line = line(text, STYLE);
            let [run] = &line.runs[..] else {
                panic!("one run: {line:?}");
            };
            let readable = readable(run, &text::glyphs(run));
            let mut told: Vec<Range<usize>> =
                readable.glyphs.iter().map(|it| it.range.clone()).collect();
            told.dedup();
            told.reverse();
            let letters: Vec<&str> = told.iter().map(|it| &text[it.clone()]).collect();
            assert_eq!(letters.concat(), text);
            assert!(
                letters.iter().all(|it| it.chars().count() == 1),
                "{letters:?}"
            );
            let width: f64 = readable.glyphs.iter().map(|glyph| glyph.advance).sum();
            assert!((width - run.width).abs() < 1e-9, "{text}");
            let drawn = readable.glyphs.len() + readable.marks.len();
            assert!(drawn >= text::glyphs(run).len(), "{text}");
        }
    }

    #[test]
    fn what_reads_from_left_to_right_is_left_alone() {
        let line = line("Azərbaycan ->", STYLE);
        let readable = readable(&line.runs[0], &text::glyphs(&line.runs[0]));
        assert_eq!(readable.glyphs, text::glyphs(&line.runs[0]));
        assert!(readable.marks.is_empty());
    }
}
