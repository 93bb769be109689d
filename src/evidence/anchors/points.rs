//! Bytes to code points and back, with one pass over the text for all.

use std::ops::Range;

/// About how many bytes lie between two known places.
const BLOCK: usize = 255 * 2;

/// A text with the code points counted up to every block of it.
#[derive(Debug)]
pub(super) struct Points<'a> {
    text: &'a str,
    /// Where a block begins, in bytes and in code points; rising, the first at 0.
    blocks: Vec<(usize, u64)>,
    count: u64,
}

impl<'a> Points<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut blocks = vec![(0, 0)];
        let (mut at, mut count) = (0, 0);
        while at < text.len() {
            let end = text.floor_char_boundary(at + BLOCK);
            count += points_in(text, at..end);
            at = end;
            blocks.push((at, count));
        }
        Self {
            text,
            blocks,
            count,
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Code points before this byte; the byte begins one, or ends the text.
    pub(super) fn before(&self, byte: usize) -> u64 {
        let next = self.blocks.partition_point(|(start, _)| *start <= byte);
        let (start, count) = self.block(next);
        count + points_in(self.text, start..byte)
    }

    /// The byte that this code point begins at; that of the end for the end;
    /// `None` past it.
    pub(super) fn byte(&self, point: u64) -> Option<usize> {
        if point >= self.count {
            return (point == self.count).then_some(self.text.len());
        }
        let next = self.blocks.partition_point(|(_, count)| *count <= point);
        let (start, count) = self.block(next);
        let rest = self.text.get(start..)?;
        let (at, _) = rest.char_indices().nth((point - count) as usize)?;
        Some(start + at)
    }

    /// This range of bytes in code points.
    pub(super) fn span(&self, bytes: &Range<usize>) -> (u64, u64) {
        (self.before(bytes.start), self.before(bytes.end))
    }

    /// The block before the one with this number.
    fn block(&self, next: usize) -> (usize, u64) {
        let block = self.blocks.get(next.saturating_sub(1));
        block.copied().unwrap_or_default()
    }
}

/// Code points that begin in this part of the text.
fn points_in(text: &str, bytes: Range<usize>) -> u64 {
    let part = text.as_bytes().get(bytes).unwrap_or_default();
    // Added up in bytes, as many as cannot overflow one: compilers do that for
    // sixteen or more at once.
    let sums = part.chunks(255).map(|some| {
        let begin = some.iter().map(|byte| u8::from(byte & 0xc0 != 0x80));
        u64::from(begin.sum::<u8>())
    });
    sums.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_long_text_is_converted_both_ways() {
        let text = "“Bakı” ə İ ירושלים 🕊 a".repeat(150);
        let points = Points::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.before(byte), count as u64);
            assert_eq!(points.byte(count as u64), Some(byte));
        }
        let all = text.chars().count() as u64;
        assert_eq!(points.before(text.len()), all);
        assert_eq!(points.byte(all), Some(text.len()));
        assert_eq!(points.byte(all + 1), None);
        assert_eq!(points.byte(u64::MAX), None);
        assert_eq!(points.span(&(0..text.len())), (0, all));
        assert_eq!(points.span(&(3..4)), (1, 2));
    }

    #[test]
    fn an_empty_text_has_one_place() {
        let points = Points::new("");
        assert_eq!(points.byte(0), Some(0));
        assert_eq!(points.before(0), 0);
        assert_eq!(points.byte(1), None);
    }
}
