//! A full-text index: one folded copy of many documents, searched from its
//! beginning to its end.
//!
//! For some ten million characters that is faster than anything that looks words
//! up, it finds parts of words, and nothing needs to be known of the languages.
//! The copy stands in pieces that indexes share: what is made of a hundred
//! thousand documents of which one was changed copies a piece and keeps the rest.

use std::sync::Arc;

use memchr::memchr;
use memchr::memmem::Finder;

use super::fold::{fold, fold_into};

mod marks;

/// Ends a document. Folding leaves it out, so no query holds it.
const END: char = '\0';
/// Ends the head of a document; as little in any query.
const HEAD_END: char = '\u{1}';
/// Ends a part of a document. Folding makes a space of it.
const PART_END: char = '\n';

/// How much of the copy one piece holds at least, but for the last of a stretch,
/// in bytes: less makes searching slower, more makes changing slower.
const PIECE: usize = 64 * 1024;
/// From so many pieces on, two threads look through them: 4 MB.
const CHUNKS_FOR_TWO: usize = 64;
/// Pieces with less than this are put together with what comes before them.
const SMALL: usize = PIECE / 2;

/// The folded copy of documents that are numbered from 0. A clone costs little.
#[derive(Clone, Debug, Default)]
pub struct Index {
    chunks: Vec<Chunk>,
    len: usize,
}

/// A piece, and the number of its first document.
#[derive(Clone, Debug)]
struct Chunk {
    first: usize,
    piece: Arc<Piece>,
}

/// The folded copy of a few documents.
#[derive(Debug, Default)]
struct Piece {
    folded: String,
    /// Where each document ends in `folded`, its [`END`] included, in bytes.
    ends: Vec<usize>,
}

impl Piece {
    fn start(&self, at: usize) -> usize {
        let before = at.checked_sub(1);
        before.and_then(|it| self.ends.get(it)).map_or(0, |it| *it)
    }

    /// The document at this place of the piece, without its [`END`].
    fn document(&self, at: usize) -> Option<&str> {
        let end = self.ends.get(at)?;
        let text = self.folded.get(self.start(at)..*end)?;
        Some(text.strip_suffix(END).unwrap_or(text))
    }
}

impl Index {
    /// The index of so many documents, each as `write` gives it.
    pub fn new(count: usize, write: impl FnMut(usize, &mut Writer<'_>)) -> Self {
        Self::default().updated(&vec![None; count], write)
    }

    /// The index of other documents, some of which stand in this one too: `same`
    /// has the number of each here, or `None` for one that `write` must give. What
    /// is the same is copied or, where whole pieces are, shared.
    pub fn updated(
        &self,
        same: &[Option<usize>],
        mut write: impl FnMut(usize, &mut Writer<'_>),
    ) -> Self {
        let mut builder = Builder::default();
        let mut at = 0;
        while let Some(number) = same.get(at) {
            let Some((chunk, within)) = number.and_then(|number| self.locate(number)) else {
                builder.write(|writer| write(at, writer));
                at += 1;
                continue;
            };
            let count = chunk.piece.ends.len();
            let is_whole = within == 0 && chunk.piece.folded.len() >= SMALL;
            let run = same.get(at..at + count).filter(|_| is_whole);
            let is_shared = run.is_some_and(|run| {
                let mut numbers = run.iter().zip(chunk.first..);
                numbers.all(|(same, number)| *same == Some(number))
            });
            if is_shared {
                builder.share(&chunk.piece);
                at += count;
            } else {
                let text = chunk.piece.document(within).unwrap_or_default();
                builder.write(|writer| writer.folded.push_str(text));
                at += 1;
            }
        }
        builder.finish()
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The head of a document, folded; `None` where it has none or is not there.
    pub fn head(&self, number: usize) -> Option<&str> {
        let (chunk, within) = self.locate(number)?;
        let (head, _) = chunk.piece.document(within)?.split_once(HEAD_END)?;
        Some(head)
    }

    /// The documents in which every word and phrase of the query stands, by rising
    /// number; all of them where the query is empty.
    pub fn find<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = usize> + use<'a> {
        self.hits(query, false)
    }

    /// The same documents as [`find()`](Self::find) gives. A large index is looked
    /// through by two threads, so that a letter takes half the time.
    pub fn find_all(&self, query: &Query) -> Vec<usize> {
        if self.chunks.len() < CHUNKS_FOR_TWO {
            return self.find(query).collect();
        }
        let (front, back) = self.chunks.split_at(self.chunks.len() / 2);
        std::thread::scope(|scope| {
            let back = scope.spawn(|| hits_in(back, query, false).collect::<Vec<usize>>());
            let mut all: Vec<usize> = hits_in(front, query, false).collect();
            match back.join() {
                Ok(more) => all.extend(more),
                Err(fault) => std::panic::resume_unwind(fault),
            }
            all
        })
    }

    /// The documents in whose heads every word and phrase of the query stands, by
    /// rising number; all of them where the query is empty.
    pub fn find_in_heads<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = usize> + use<'a> {
        self.hits(query, true)
    }

    fn hits<'a>(
        &'a self,
        query: &'a Query,
        is_in_heads: bool,
    ) -> impl Iterator<Item = usize> + use<'a> {
        hits_in(&self.chunks, query, is_in_heads)
    }

    /// The parts of the head of a document in their order, folded; none where the
    /// document has no head or is not there.
    pub fn head_parts(&self, number: usize) -> impl Iterator<Item = &str> {
        let head = self.head(number).unwrap_or_default();
        head.split_terminator(PART_END)
    }

    /// The chunk with this document, and its place there.
    fn locate(&self, number: usize) -> Option<(&Chunk, usize)> {
        if number >= self.len {
            return None;
        }
        let after = self.chunks.partition_point(|it| it.first <= number);
        let chunk = self.chunks.get(after.checked_sub(1)?)?;
        Some((chunk, number - chunk.first))
    }
}

/// The documents of these chunks that have what is asked for.
fn hits_in<'a>(
    chunks: &'a [Chunk],
    query: &'a Query,
    is_in_heads: bool,
) -> impl Iterator<Item = usize> + use<'a> {
    chunks.iter().flat_map(move |chunk| Hits {
        chunk,
        query,
        is_in_heads,
        next: 0,
    })
}

/// Puts pieces together.
#[derive(Default)]
struct Builder {
    index: Index,
    open: Piece,
}

impl Builder {
    fn write(&mut self, write: impl FnOnce(&mut Writer<'_>)) {
        if self.open.folded.len() >= PIECE {
            self.close();
        }
        write(&mut Writer {
            folded: &mut self.open.folded,
        });
        self.open.folded.push(END);
        self.open.ends.push(self.open.folded.len());
    }

    fn share(&mut self, piece: &Arc<Piece>) {
        self.close();
        self.push(Arc::clone(piece));
    }

    /// Ends the piece that is being written.
    fn close(&mut self) {
        let mut piece = std::mem::take(&mut self.open);
        if !piece.ends.is_empty() {
            piece.folded.shrink_to_fit();
            self.push(Arc::new(piece));
        }
    }

    fn push(&mut self, piece: Arc<Piece>) {
        let first = self.index.len;
        self.index.len += piece.ends.len();
        self.index.chunks.push(Chunk { first, piece });
    }

    fn finish(mut self) -> Index {
        self.close();
        self.index
    }
}

/// Takes down the parts of a document. No phrase is found across two of them.
#[derive(Debug)]
pub struct Writer<'a> {
    folded: &'a mut String,
}

impl Writer<'_> {
    /// Adds a part.
    pub fn add(&mut self, text: &str) {
        if !text.is_empty() {
            fold_into(text, self.folded);
            self.folded.push(PART_END);
        }
    }

    /// Adds a part, or several from a head, that folded like this before.
    pub fn add_folded(&mut self, folded: &str) {
        self.folded.push_str(folded);
        if !folded.is_empty() && !folded.ends_with(PART_END) {
            self.folded.push(PART_END);
        }
    }

    /// Ends the head: what [`Index::head`] gives, for a document of which only
    /// the rest was changed.
    pub fn end_head(&mut self) {
        self.folded.push(HEAD_END);
    }
}

/// What is searched for: words, and phrases in quotation marks, each folded.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The longest first: the fewest documents have it.
    words: Vec<Finder<'static>>,
}

impl Query {
    /// The query that was typed like this. A quotation mark before a word begins a
    /// phrase, one after a word ends it; a phrase that is not ended yet reaches to
    /// the end.
    pub fn new(typed: &str) -> Self {
        let folded = fold(typed);
        let mut words = words_of(&folded);
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut kept: Vec<&str> = Vec::new();
        for word in words {
            // What stands in a longer word needs no search of its own.
            if !kept.iter().any(|longer| longer.contains(word)) {
                kept.push(word);
            }
        }
        let finder = |word: &&str| Finder::new(word.as_bytes()).into_owned();
        Self {
            words: kept.iter().map(finder).collect(),
        }
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The words and phrases of a folded query.
fn words_of(folded: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = folded.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(phrase) => split_phrase(phrase),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        let word = word.trim();
        if !word.is_empty() {
            words.push(word);
        }
        rest = after.trim_start();
    }
    words
}

/// A phrase, and what comes after the mark that ends it.
fn split_phrase(text: &str) -> (&str, &str) {
    let mut ends = text.match_indices('"').filter_map(|(at, _)| {
        let after = text.get(at + 1..)?;
        // Within a word it is a letter: Hebrew has words with one before the last.
        let is_end = after.is_empty() || after.starts_with(' ');
        is_end.then_some((text.get(..at)?, after))
    });
    ends.next().unwrap_or((text, ""))
}

/// The hits in one chunk.
struct Hits<'a> {
    chunk: &'a Chunk,
    query: &'a Query,
    /// Whether what stands after the head of a document is passed over.
    is_in_heads: bool,
    /// The next document to look at, by its place in the piece.
    next: usize,
}

impl Iterator for Hits<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let piece = &self.chunk.piece;
        let bytes = piece.folded.as_bytes();
        let Some((rarest, others)) = self.query.words.split_first() else {
            let at = self.next;
            self.next += 1;
            return (at < piece.ends.len()).then_some(self.chunk.first + at);
        };
        loop {
            let from = piece.start(self.next);
            let hit = from + rarest.find(bytes.get(from..)?)?;
            let mut start = from;
            let mut end = *piece.ends.get(self.next)?;
            while end <= hit {
                self.next += 1;
                start = end;
                end = *piece.ends.get(self.next)?;
            }
            let at = self.next;
            // One hit is enough: on with the next document.
            self.next += 1;
            let mut document = bytes.get(start..end)?;
            if self.is_in_heads {
                let head_end = memchr(HEAD_END as u8, document).unwrap_or(document.len());
                document = document.get(..head_end)?;
                // The first hit in a document is the only one that can be in its head.
                if hit >= start + head_end {
                    continue;
                }
            }
            if others.iter().all(|word| word.find(document).is_some()) {
                return Some(self.chunk.first + at);
            }
        }
    }
}

#[cfg(test)]
mod tests;
