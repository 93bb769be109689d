//! A long text in pieces that can be laid out one by one.

use std::ops::Range;

use super::clean::is_break;

/// A piece longer than this, in bytes, is cut in two.
const LONGEST: usize = 4_096;

/// A piece of a text: a paragraph without its line end, or a part of a very long
/// one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// Where it begins, in code points from the start of the text.
    pub start: u64,
    /// How many code points it has.
    pub length: u64,
}

impl Piece {
    /// Where it ends, exclusive, in code points.
    pub fn end(&self) -> u64 {
        self.start + self.length
    }
}

/// The pieces of a text, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraphs {
    pieces: Vec<Piece>,
}

impl Paragraphs {
    /// Cuts a text at its line ends, and between words where it has none for long.
    /// Takes time in proportion to the text.
    pub fn of(text: &str) -> Self {
        let mut pieces = Vec::new();
        let (mut at, mut start) = (0, 0);
        for line in text.split_inclusive('\n') {
            let content = line.strip_suffix('\n').unwrap_or(line);
            let content = content.strip_suffix('\r').unwrap_or(content);
            let mut from = 0;
            loop {
                let rest = content.get(from..).unwrap_or_default();
                let end = from + cut(rest);
                let part = content.get(from..end).unwrap_or_default();
                let length = part.chars().count() as u64;
                pieces.push(Piece {
                    bytes: at + from..at + end,
                    start,
                    length,
                });
                start += length;
                from = end;
                if from >= content.len() {
                    break;
                }
            }
            // A line end is one code point, or two.
            start += (line.len() - content.len()) as u64;
            at += line.len();
        }
        Self { pieces }
    }

    /// All of them.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Which piece has the code point at this place, or ends before it.
    pub fn piece_at(&self, point: u64) -> usize {
        let after = self.pieces.partition_point(|piece| piece.start <= point);
        after.saturating_sub(1)
    }

    /// The byte at this code point of the text that this was made of; its end where
    /// the text is shorter.
    pub fn byte_at(&self, text: &str, point: u64) -> usize {
        let Some(piece) = self.pieces.get(self.piece_at(point)) else {
            return 0;
        };
        let rest = text.get(piece.bytes.start..).unwrap_or_default();
        let ahead = usize::try_from(point - piece.start.min(point)).unwrap_or(usize::MAX);
        let byte = rest.char_indices().nth(ahead).map(|(byte, _)| byte);
        piece.bytes.start + byte.unwrap_or(rest.len())
    }

    /// The words from `start` to `end`, in code points.
    pub fn words<'a>(&self, text: &'a str, start: u64, end: u64) -> &'a str {
        let range = self.byte_at(text, start)..self.byte_at(text, end.max(start));
        text.get(range).unwrap_or_default()
    }

    /// The code point at this byte of the text that this was made of.
    pub fn point_at(&self, text: &str, byte: usize) -> u64 {
        let after = self
            .pieces
            .partition_point(|piece| piece.bytes.start <= byte);
        let Some(piece) = self.pieces.get(after.saturating_sub(1)) else {
            return 0;
        };
        let before = text.get(piece.bytes.start..byte).unwrap_or_default();
        piece.start + before.chars().count() as u64
    }
}

/// How much of a line without line ends is one piece, in bytes.
fn cut(line: &str) -> usize {
    if line.len() <= LONGEST {
        return line.len();
    }
    let most = line.floor_char_boundary(LONGEST);
    let front = line.get(..most).unwrap_or_default();
    // The space stays with the words before it.
    let space = front
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace() && !is_break(*c));
    space.map_or(most, |(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_belong_to_no_piece_and_are_counted() {
        let text = "אב\r\n\nc d\n";
        let paragraphs = Paragraphs::of(text);
        let pieces: Vec<(&str, u64)> = paragraphs
            .pieces()
            .iter()
            .map(|piece| (&text[piece.bytes.clone()], piece.start))
            .collect();
        assert_eq!(pieces, [("אב", 0), ("", 4), ("c d", 5)]);
        assert_eq!(paragraphs.piece_at(2), 0, "the line end");
        assert_eq!(paragraphs.words(text, 1, 6), "ב\r\n\nc");
        assert_eq!(paragraphs.point_at(text, 7), 5);
    }

    #[test]
    fn a_text_without_line_ends_is_cut_between_words() {
        let text = "əəə ".repeat(5_000);
        let paragraphs = Paragraphs::of(&text);
        assert!(paragraphs.pieces().len() > 5);
        for piece in paragraphs.pieces() {
            assert!(piece.bytes.len() <= LONGEST);
            assert!(text[piece.bytes.clone()].ends_with(' '));
        }
    }

    proptest! {
        #[test]
        fn bytes_and_code_points_agree(text in "[aə\n\r א]{0,60}", point in 0..70_u64) {
            let paragraphs = Paragraphs::of(&text);
            let expected = text
                .char_indices()
                .nth(usize::try_from(point).expect("small"))
                .map_or(text.len(), |(byte, _)| byte);
            prop_assert_eq!(paragraphs.byte_at(&text, point), expected);
            let count = text.chars().count() as u64;
            prop_assert_eq!(paragraphs.point_at(&text, expected), point.min(count));
        }
    }
}
