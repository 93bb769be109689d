//! Words that nearly agree: a quotation of which a word was changed, added or
//! left out, or written in another case.
//!
//! The words of the quotation vote for where it could begin, the rarest first.
//! Where most votes fall together, the two are aligned with the least change
//! (Sellers, "The theory and computation of evolutionary distances", 1980: the
//! whole quotation against any part of the text). Near is what changes at most
//! [`LIMIT`] of the quotation, counted in letters, so that "of" and "the" bring
//! an unrelated sentence no nearer.

use std::collections::HashMap;
use std::ops::Range;

use super::check::{Span, one_of};
use super::normalise::Normalised;
use super::points::Points;
use super::{AnchorCheck, Differing};
use crate::model::Anchor;
use crate::text::fold;

/// Of a quotation, how much may be changed.
const LIMIT: f64 = 0.3;

/// Quotations of more words are not looked for.
const MOST_WORDS: usize = 300;

/// So many places of a word are kept; more often it tells nothing.
const MOST_HITS: usize = 2_000;

/// So many votes are counted for one quotation.
const MOST_VOTES: usize = 4_000;

/// So many of the places with the most votes are aligned.
const TRIED: usize = 6;

/// What a letter costs beside a sign such as a comma.
const LETTER: u32 = 4;

/// For each of these anchors, whose words do not stand in the text, where they
/// nearly do; `None` where they do not.
pub(super) fn find_all(points: &Points<'_>, anchors: &[&Anchor]) -> Vec<Option<AnchorCheck>> {
    if anchors.is_empty() {
        return Vec::new();
    }
    let quotations: Vec<Vec<Token<'_>>> = anchors
        .iter()
        .map(|anchor| first_tokens(&anchor.exact))
        .collect();
    let hits = Hits::of(points.text(), &quotations);
    anchors
        .iter()
        .zip(&quotations)
        .map(|(anchor, tokens)| find(points, anchor, tokens, &hits))
        .collect()
}

/// A word or a sign.
#[derive(Clone, Debug)]
struct Token<'a> {
    /// As it stands there.
    raw: &'a str,
    /// In bytes from the start of what was read.
    at: usize,
    /// Equal for words that fold alike.
    key: u64,
    /// How many letters it has; 0 for a sign.
    letters: u32,
}

impl Token<'_> {
    fn is_word(&self) -> bool {
        self.letters > 0
    }

    /// What it costs to leave it out or to add it.
    fn cost(&self) -> u32 {
        if self.is_word() {
            self.letters * LETTER
        } else {
            1
        }
    }

    fn end(&self) -> usize {
        self.at + self.raw.len()
    }

    /// Whether it is the same but for what [`Normalised`] takes away.
    fn is_same(&self, other: &Token<'_>) -> bool {
        let form = |raw| Normalised::new(raw).map(|it| it.form().to_owned());
        self.raw == other.raw || (self.key == other.key && form(self.raw) == form(other.raw))
    }
}

/// The words and signs of a text, in order.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.text.get(self.at..)?;
        let skipped = rest.find(|c: char| !c.is_whitespace())?;
        let at = self.at + skipped;
        let rest = self.text.get(at..)?;
        let word = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let length = if word > 0 {
            word
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
        let raw = rest.get(..length)?;
        self.at = at + length;
        let letters = if word > 0 {
            raw.chars().count() as u32
        } else {
            0
        };
        Some(Token {
            raw,
            at,
            key: key(raw),
            letters,
        })
    }
}

/// Letters and digits, what is written upon them, and what is not seen.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii()
            && (c.is_alphanumeric()
                || super::normalise::is_mark(c)
                || super::normalise::is_hidden(c)))
}

/// A number that words which fold alike share.
fn key(raw: &str) -> u64 {
    if raw.is_ascii() {
        return hash(raw.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    hash(fold(raw).bytes())
}

/// FNV-1a of 64 bits (Fowler, Noll and Vo).
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The tokens of a quotation; none where it has too many words.
fn first_tokens(exact: &str) -> Vec<Token<'_>> {
    let tokens: Vec<_> = tokens(exact).take(MOST_WORDS * 2 + 1).collect();
    let words = tokens.iter().filter(|token| token.is_word()).count();
    if words > MOST_WORDS || tokens.len() > MOST_WORDS * 2 {
        return Vec::new();
    }
    tokens
}

fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// A word of the text that some quotation has: which word it is, counted from
/// the start, and where it begins in bytes.
type Hit = (u32, usize);

/// Where the words of quotations stand in the text.
struct Hits {
    by_key: HashMap<u64, Vec<Hit>>,
}

impl Hits {
    fn of(text: &str, quotations: &[Vec<Token<'_>>]) -> Self {
        let mut by_key: HashMap<u64, Vec<Hit>> = HashMap::new();
        for token in quotations.iter().flatten().filter(|token| token.is_word()) {
            by_key.entry(token.key).or_default();
        }
        if by_key.is_empty() {
            return Self { by_key };
        }
        let words = tokens(text).filter(Token::is_word);
        for (number, token) in words.enumerate() {
            if let Some(hits) = by_key.get_mut(&token.key)
                && hits.len() <= MOST_HITS
            {
                hits.push((number as u32, token.at));
            }
        }
        Self { by_key }
    }

    /// None for a word that stands in the text too often.
    fn get(&self, key: u64) -> &[Hit] {
        let hits = self.by_key.get(&key).map_or(&[][..], Vec::as_slice);
        if hits.len() > MOST_HITS { &[] } else { hits }
    }
}

/// A vote for where a quotation begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Vote {
    /// Which word of the text would be its first; may lie before the text.
    start: i64,
    /// Which of its words votes.
    word: u32,
    /// Where that word stands, in bytes.
    at: usize,
}

fn find(
    points: &Points<'_>,
    anchor: &Anchor,
    quotation: &[Token<'_>],
    hits: &Hits,
) -> Option<AnchorCheck> {
    let words: Vec<&Token<'_>> = quotation.iter().filter(|token| token.is_word()).collect();
    let votes = votes(&words, hits);
    let slack = 2 + words.len() as u32 / 4;
    let mut nearest: Vec<Alignment> = Vec::new();
    for vote in candidates(&votes, &words, slack) {
        let part = part_around(points.text(), vote, words.len(), slack);
        let Some(found) = align(quotation, points.text(), part) else {
            continue;
        };
        let best = nearest.first().map_or(u32::MAX, |best| best.cost);
        if found.cost < best {
            nearest.clear();
        }
        if found.cost <= best && nearest.iter().all(|other| other.bytes != found.bytes) {
            nearest.push(found);
        }
    }
    let mut places: Vec<Span> = nearest
        .iter()
        .map(|found| points.span(&found.bytes))
        .collect();
    places.sort_unstable();
    if places.is_empty() {
        return None;
    }
    let (start, end) = match one_of(anchor, &places) {
        Ok(place) => place,
        Err(ambiguous) => return Some(ambiguous),
    };
    let chosen = nearest
        .into_iter()
        .find(|found| points.span(&found.bytes) == (start, end))?;
    Some(AnchorCheck::Nearly {
        start,
        end,
        words: differing(anchor, quotation, points.text(), &chosen),
    })
}

/// Where the words would have the quotation begin, rising. The rarest words
/// vote first, as long as there are not too many votes.
fn votes(words: &[&Token<'_>], hits: &Hits) -> Vec<Vote> {
    let mut by_rarity: Vec<(u32, &[Hit])> = (0..)
        .zip(words)
        .map(|(word, token)| (word, hits.get(token.key)))
        .filter(|(_, hits)| !hits.is_empty())
        .collect();
    by_rarity.sort_by_key(|(word, hits)| (hits.len(), *word));
    let mut votes = Vec::new();
    for (word, hits) in by_rarity {
        if votes.len() + hits.len() > MOST_VOTES {
            break;
        }
        votes.extend(hits.iter().map(|(number, at)| Vote {
            start: i64::from(*number) - i64::from(word),
            word,
            at: *at,
        }));
    }
    votes.sort_unstable();
    votes
}

/// A vote of each place that most letters speak for, the most first.
fn candidates(votes: &[Vote], words: &[&Token<'_>], slack: u32) -> Vec<Vote> {
    let letters = |word: u32| words.get(word as usize).map_or(0, |token| token.letters);
    let mut times = vec![0_u32; words.len()];
    let (mut sum, mut first) = (0, 0);
    let mut scored: Vec<(u32, Vote)> = Vec::new();
    for vote in votes {
        if let Some(times) = times.get_mut(vote.word as usize) {
            *times += 1;
            sum += if *times == 1 { letters(vote.word) } else { 0 };
        }
        while let Some(old) = votes.get(first)
            && old.start + i64::from(slack) < vote.start
        {
            first += 1;
            if let Some(times) = times.get_mut(old.word as usize) {
                *times -= 1;
                sum -= if *times == 0 { letters(old.word) } else { 0 };
            }
        }
        // Of votes that fall together, the one that most speak for.
        match scored.last_mut() {
            Some((best, last)) if last.start + i64::from(slack) >= vote.start => {
                if sum > *best {
                    (*best, *last) = (sum, *vote);
                }
            }
            _ => scored.push((sum, *vote)),
        }
    }
    // A stable sort: of equals, the earlier in the text comes first.
    scored.sort_by_key(|(sum, _)| std::cmp::Reverse(*sum));
    scored
        .into_iter()
        .take(TRIED)
        .map(|(_, vote)| vote)
        .collect()
}

/// The part of the text, in bytes, that a quotation of so many words takes
/// which has the word of this vote, with some words more on both sides.
fn part_around(text: &str, vote: Vote, words: usize, slack: u32) -> Range<usize> {
    let (before, after) = text.split_at(vote.at);
    let slack = 2 * slack as usize;
    let word = vote.word as usize;
    let wanted = word + slack;
    let start = nth_word_back(before, wanted);
    let wanted = words.saturating_sub(word) + slack;
    let last = tokens(after)
        .take(wanted * 4)
        .filter(Token::is_word)
        .take(wanted)
        .last();
    start..vote.at + last.map_or(after.len(), |token| token.end())
}

/// Where the nth word from the end begins, in bytes; or about there, where words
/// are very long.
fn nth_word_back(text: &str, wanted: usize) -> usize {
    let (mut at, mut count, mut is_in_word) = (text.len(), 0, false);
    for (c_at, c) in text.char_indices().rev().take(wanted * 40) {
        let is_word = is_of_word(c);
        if is_in_word && !is_word {
            count += 1;
            if count == wanted {
                break;
            }
        }
        is_in_word = is_word;
        at = c_at;
    }
    at
}

/// How a quotation stands against a part of the text.
struct Alignment {
    cost: u32,
    /// The part that it stands for.
    bytes: Range<usize>,
    /// Pairs of tokens, by their numbers; one is missing where it was left out
    /// or added. In order.
    pairs: Vec<(Option<usize>, Option<usize>)>,
    /// The part that was read; numbers of found tokens count from its start.
    read: Range<usize>,
}

/// The cheapest way to make the quotation a part of this part of the text;
/// `None` where it costs too much.
fn align(quotation: &[Token<'_>], text: &str, read: Range<usize>) -> Option<Alignment> {
    let part = text.get(read.clone())?;
    let found: Vec<Token<'_>> = tokens(part).take(quotation.len() * 4 + 64).collect();
    let width = found.len() + 1;
    // Costs of the quotation's first tokens against a part that ends before a
    // token of the text; it may begin anywhere.
    let mut costs = vec![0_u32; (quotation.len() + 1) * width];
    let cost_at = |costs: &[u32], row: usize, column: usize| {
        costs
            .get(row * width + column)
            .copied()
            .unwrap_or(u32::MAX / 2)
    };
    let is_end = |row: usize| row == 0 || row + 1 == quotation.len();
    for (row, wanted) in quotation.iter().enumerate() {
        for column in 0..width {
            let left_out = cost_at(&costs, row, column) + wanted.cost();
            let mut least = left_out;
            if let Some(found) = column.checked_sub(1).and_then(|at| found.get(at)) {
                let replaced =
                    cost_at(&costs, row, column - 1) + replacing(wanted, found, is_end(row));
                let added = cost_at(&costs, row + 1, column - 1) + found.cost();
                least = least.min(replaced).min(added);
            }
            if let Some(cost) = costs.get_mut((row + 1) * width + column) {
                *cost = least;
            }
        }
    }
    let (cost, mut column) = (0..width)
        .map(|column| (cost_at(&costs, quotation.len(), column), column))
        .min()?;
    let all: u32 = quotation.iter().map(Token::cost).sum();
    if f64::from(cost) > f64::from(all) * LIMIT {
        return None;
    }
    let mut pairs = Vec::new();
    let mut row = quotation.len();
    while row > 0 {
        let wanted = quotation.get(row - 1)?;
        let here = cost_at(&costs, row, column);
        let before = column.checked_sub(1).and_then(|at| found.get(at));
        if let Some(found) = before
            && cost_at(&costs, row - 1, column - 1) + replacing(wanted, found, is_end(row - 1))
                == here
        {
            pairs.push((Some(row - 1), Some(column - 1)));
            (row, column) = (row - 1, column - 1);
        } else if cost_at(&costs, row - 1, column) + wanted.cost() == here {
            pairs.push((Some(row - 1), None));
            row -= 1;
        } else {
            pairs.push((None, Some(column.checked_sub(1)?)));
            column -= 1;
        }
    }
    pairs.reverse();
    let mut taken = pairs.iter().filter_map(|(_, found)| *found);
    let first = taken.next()?;
    let last = taken.next_back().unwrap_or(first);
    let bytes = read.start + found.get(first)?.at..read.start + found.get(last)?.end();
    Some(Alignment {
        cost,
        bytes,
        pairs,
        read,
    })
}

/// What it costs to have one in the place of the other.
///
/// At an end of the quotation a longer word costs no more than its own: beyond
/// the end nothing tells what took its place.
fn replacing(wanted: &Token<'_>, found: &Token<'_>, is_end: bool) -> u32 {
    if wanted.key == found.key {
        return 0;
    }
    match (wanted.is_word(), found.is_word()) {
        (true, true) => {
            let longer = wanted.letters.max(found.letters);
            let alike = letters_alike(wanted.raw, found.raw);
            let differing = if alike * 2 >= longer {
                longer - alike
            } else {
                longer
            };
            let most = if is_end { wanted.letters } else { longer };
            differing.min(most) * LETTER
        }
        (false, false) => 1,
        _ => wanted.cost() + found.cost(),
    }
}

/// How many letters two words share at their start and end.
fn letters_alike(one: &str, other: &str) -> u32 {
    let same = |(a, b): &(char, char)| a == b;
    let head = one.chars().zip(other.chars()).take_while(same).count();
    let shorter = one.chars().count().min(other.chars().count());
    let tails = one.chars().rev().zip(other.chars().rev());
    let tail = tails.take(shorter - head).take_while(same).count();
    (head + tail) as u32
}

/// The runs of tokens in which quotation and text differ.
fn differing(
    anchor: &Anchor,
    quotation: &[Token<'_>],
    text: &str,
    alignment: &Alignment,
) -> Vec<Differing> {
    let part = text.get(alignment.read.clone()).unwrap_or_default();
    let found: Vec<Token<'_>> = tokens(part).take(quotation.len() * 4 + 64).collect();
    let is_same = |pair: &(Option<usize>, Option<usize>)| {
        let wanted = pair.0.and_then(|at| quotation.get(at));
        let found = pair.1.and_then(|at| found.get(at));
        wanted
            .zip(found)
            .is_some_and(|(wanted, found)| wanted.is_same(found))
    };
    let words = |text: &str, tokens: &[Token<'_>], mut numbers: Vec<usize>| {
        let last = numbers.pop();
        let first = numbers.first().copied().or(last);
        let ends = first
            .and_then(|at| tokens.get(at))
            .zip(last.and_then(|at| tokens.get(at)));
        ends.and_then(|(first, last)| text.get(first.at..last.end()))
            .unwrap_or_default()
            .to_owned()
    };
    alignment
        .pairs
        .chunk_by(|one, other| is_same(one) == is_same(other))
        .filter(|run| !run.first().is_some_and(is_same))
        .map(|run| Differing {
            wanted: words(
                &anchor.exact,
                quotation,
                run.iter().filter_map(|pair| pair.0).collect(),
            ),
            found: words(part, &found, run.iter().filter_map(|pair| pair.1).collect()),
        })
        .collect()
}
