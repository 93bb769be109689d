//! A text as a field shows it while it is changed: lines that hold every character,
//! and where the caret stands beside each.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use super::bidi::{Part, parts_of_stretch, visual_runs};
use super::clean::{has_rtl, is_break, is_hidden, is_mark};
use super::faces::Style;
use super::line::{Run, place, width};
use super::point::is_combining;
use super::shape::glyphs;
use super::wrap::rows;

/// Where the caret stands before a character and after it, from the left end of the
/// line: after is left of before where it reads from right to left.
///
/// What is not seen has no width.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Before it, in the unit of the style's size.
    pub before: f64,
    /// After it.
    pub after: f64,
}

impl Place {
    /// Left and right end of what is seen of it.
    pub fn span(&self) -> (f64, f64) {
        (self.before.min(self.after), self.before.max(self.after))
    }
}

/// Beside which character a caret between two of them stands: where a text turns its
/// direction, these are two places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    /// After the last one.
    #[default]
    Last,
    /// Before the next one.
    Next,
}

/// One line of a text that is being changed.
#[derive(Clone, Debug, PartialEq)]
pub struct CaretLine {
    /// The first of its characters, counted from 0 in the text.
    pub first: usize,
    /// Its characters in the order of the text, without the line end.
    pub places: Vec<Place>,
    /// What is seen, from left to right, as [`super::line()`] places it.
    pub runs: Vec<Run>,
    /// Width with the spaces at its ends.
    pub width: f64,
    /// Whether a line end of the text follows.
    pub is_ended: bool,
    /// From here on there are only spaces that the line is broken at, which have no width.
    seen: usize,
}

/// The lines of a text, at least one, none wider than `room` in the unit of the
/// style's size; without `room` it is one line, and its line ends are spaces.
///
/// Every character of the text is in one line or is the line end after one, in the
/// order of the text. Lines are broken as [`super::wrap()`] does it, and their letters
/// stand as [`super::line()`] has them, but for spaces at the end of a text that reads
/// from right to left: they stand where the next word will.
pub fn caret_lines(text: &str, style: Style, room: Option<f64>) -> Vec<CaretLine> {
    let mut out = Vec::new();
    let Some(room) = room else {
        push_lines(text, 0, style, f64::INFINITY, &mut out);
        return out;
    };
    let mut first = 0;
    for paragraph in text.split('\n') {
        if let Some(last) = out.last_mut() {
            let last: &mut CaretLine = last;
            last.is_ended = true;
        }
        first += push_lines(paragraph, first, style, room, &mut out) + 1;
    }
    out
}

impl CaretLine {
    /// Where the last of its characters ends, counted in the text.
    pub fn end(&self) -> usize {
        self.first + self.places.len()
    }

    /// Where the caret stands with so many of the line's characters before it.
    pub fn caret(&self, count: usize, side: Side) -> f64 {
        let next = self.places.get(count).map(|place| place.before);
        let last = count.checked_sub(1).and_then(|at| self.places.get(at));
        let last = last.map(|place| place.after);
        let found = match side {
            Side::Last => last.or(next),
            Side::Next => next.or(last),
        };
        found.unwrap_or(0.0)
    }

    /// The character that is seen at `x`, or next to it; `None` in a line without any.
    pub fn char_at(&self, x: f64) -> Option<usize> {
        let distance = |place: &Place| {
            let (left, right) = place.span();
            // What has no width is hit by nobody.
            let unseen = if left < right { 0.0 } else { f64::MAX };
            (left - x).max(x - right).max(unseen).max(0.0)
        };
        let places = self.places.iter().enumerate();
        let nearest =
            places.min_by(|(_, one), (_, other)| distance(one).total_cmp(&distance(other)));
        nearest.map(|(at, _)| at)
    }

    /// The place of the caret that is nearest to `x`, as how many of the line's
    /// characters stand before it.
    pub fn nearest(&self, x: f64) -> (usize, Side) {
        let Some((at, place)) = self
            .char_at(x)
            .and_then(|at| Some((at, self.places.get(at)?)))
        else {
            return (0, Side::Last);
        };
        if (place.before - x).abs() < (place.after - x).abs() {
            return (at, Side::Next);
        }
        // Accents go with their letter.
        let unseen = |next: &&Place| next.before == place.after && next.after == place.after;
        let seen = self.places.iter().take(self.seen);
        let behind = seen.skip(at + 1).take_while(unseen);
        (at + 1 + behind.count(), Side::Last)
    }

    /// Where these of the line's characters are seen: stretches from left to right.
    pub fn spans(&self, chars: &Range<usize>) -> Vec<(f64, f64)> {
        let places = self.places.iter().skip(chars.start);
        let mut spans: Vec<(f64, f64)> = places
            .take(chars.end.saturating_sub(chars.start))
            .map(Place::span)
            .filter(|(left, right)| left < right)
            .collect();
        spans.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut out: Vec<(f64, f64)> = Vec::new();
        for (left, right) in spans {
            match out.last_mut() {
                // Sums of widths differ in their last digits.
                Some(last) if left <= last.1 + 1e-6 => last.1 = last.1.max(right),
                _ => out.push((left, right)),
            }
        }
        out
    }
}

/// Adds the lines of a paragraph whose first character this is; returns how many
/// characters it has.
fn push_lines(
    paragraph: &str,
    first: usize,
    style: Style,
    room: f64,
    out: &mut Vec<CaretLine>,
) -> usize {
    // What is seen, and which character of the paragraph each of it is.
    let seen = paragraph
        .chars()
        .enumerate()
        .filter(|(_, c)| !is_hidden(*c));
    let seen = seen.map(|(at, c)| (at, if is_break(c) { ' ' } else { c }));
    let (whose, shown): (Vec<usize>, String) = seen.unzip();
    let count = paragraph.chars().count();
    let mut rows = if room < f64::INFINITY {
        rows(&shown, style, room)
    } else {
        Vec::new()
    };
    if rows.is_empty() {
        rows.push(0..shown.len());
    }
    let mut rest = whose.iter().copied();
    let mut start = 0;
    for row in rows {
        let is_last = row.end == shown.len();
        let row = shown.get(row).unwrap_or_default();
        let mut line = set(row, style, room, is_last);
        let mut known = std::mem::take(&mut line.places).into_iter();
        line.first = first + start;
        let whose: Vec<usize> = rest.by_ref().take(known.len()).collect();
        let hanging = whose.get(line.seen).map(|at| at - start);
        let mut whose = whose.into_iter();
        let mut own = whose.next();
        // What is hidden belongs to the line of what is seen before it.
        let end = rest.clone().next().filter(|_| !is_last).unwrap_or(count);
        let mut last = known.clone().next().map_or(0.0, |place| place.before);
        for at in start..end {
            let place = if own == Some(at) {
                own = whose.next();
                known.next()
            } else {
                None
            };
            let place = place.unwrap_or(Place {
                before: last,
                after: last,
            });
            last = place.after;
            line.places.push(place);
        }
        line.seen = hanging.unwrap_or(line.places.len());
        start = end;
        out.push(line);
    }
    count
}

/// Sets one line of what is seen.
fn set(row: &str, style: Style, room: f64, is_last: bool) -> CaretLine {
    let bare = row.trim_end();
    let bare_width = width(bare, style);
    // Spaces at which a line is broken are not seen: they would stand before the line
    // where it reads from right to left.
    let mut steered = if is_last { row } else { bare }.to_owned();
    if is_last && bare.len() < row.len() && ends_rtl(bare) && width(row, style) <= room {
        // The next letter will stand left of these spaces.
        steered.push('\u{200f}');
    }
    let count = row.chars().count();
    let mut places: Vec<Option<Place>> = vec![None; count];
    let mut runs = Vec::new();
    let mut x = 0.0;
    let starts: Vec<usize> = steered.char_indices().map(|(start, _)| start).collect();
    for (bytes, is_rtl) in visual_runs(&steered) {
        let first = starts.partition_point(|start| *start < bytes.start);
        let stretch = steered.get(bytes).unwrap_or_default();
        let parts = parts_of_stretch(stretch, is_rtl, style);
        let whose = sources(stretch, is_rtl, &parts);
        for (part, whose) in parts.into_iter().zip(whose) {
            for ((left, right), at) in extents(&part, style.size).into_iter().zip(whose) {
                let (left, right) = (x + left, x + right);
                let (before, after) = if is_rtl { (right, left) } else { (left, right) };
                if let Some(place) = places.get_mut(first + at) {
                    *place = Some(Place { before, after });
                }
            }
            x = place(part, style.size, x, &mut runs);
        }
    }
    // Spaces at the end of the last line have no room beyond it.
    let most = room.max(bare_width);
    let mut last = places.iter().flatten().next().map_or(0.0, |it| it.before);
    let places = places.into_iter().map(|place| {
        let place = place.unwrap_or(Place {
            before: last,
            after: last,
        });
        last = place.after;
        Place {
            before: place.before.min(most),
            after: place.after.min(most),
        }
    });
    CaretLine {
        first: 0,
        places: places.collect(),
        runs,
        width: x.min(most),
        is_ended: false,
        seen: if is_last { count } else { bare.chars().count() },
    }
}

/// Whether the last letter of the text reads from right to left.
fn ends_rtl(text: &str) -> bool {
    use BidiClass::{AL, L, R};
    has_rtl(text)
        && text
            .chars()
            .rev()
            .map(bidi_class)
            .find(|class| matches!(class, L | R | AL))
            .is_some_and(|class| class != L)
}

/// Which characters of a stretch of one direction its parts hold, in the order in
/// which they hold them. Marks are left out of most parts.
fn sources(stretch: &str, is_rtl: bool, parts: &[Part]) -> Vec<Vec<usize>> {
    let mut rest = stretch.chars().enumerate().peekable();
    let mut take = |part: &Part| {
        // What stands between letters was turned around already.
        let is_turned = is_rtl && !part.is_rtl;
        let mut found: Vec<(usize, char)> = Vec::new();
        for c in part.text.chars() {
            let is_left_out = |(_, s): &(usize, char)| is_mark(*s) && (is_turned || *s != c);
            while rest.next_if(is_left_out).is_some() {}
            found.extend(rest.next());
        }
        if is_turned {
            turned(&found)
        } else {
            found.into_iter().map(|(at, _)| at).collect()
        }
    };
    if is_rtl {
        let mut out: Vec<Vec<usize>> = parts.iter().rev().map(&mut take).collect();
        out.reverse();
        out
    } else {
        parts.iter().map(take).collect()
    }
}

/// Characters from the last to the first, accents after their base.
fn turned(chars: &[(usize, char)]) -> Vec<usize> {
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for (at, c) in chars {
        match clusters.last_mut() {
            Some(cluster) if bidi_class(*c) == BidiClass::NSM => cluster.push(*at),
            _ => clusters.push(vec![*at]),
        }
    }
    clusters.reverse();
    clusters.concat()
}

/// Left and right end of each character of a part, in the order in which it holds them,
/// from its own left end. Letters that are one glyph share its width.
fn extents(part: &Part, size: f64) -> Vec<(f64, f64)> {
    let run = Run {
        text: part.text.clone(),
        face: part.face,
        is_rtl: part.is_rtl,
        x: 0.0,
        width: 0.0,
    };
    let mut clusters: Vec<(Range<usize>, f64, f64)> = Vec::new();
    let mut x = 0.0;
    for glyph in glyphs(&run) {
        let right = x + size * glyph.advance;
        match clusters.last_mut() {
            Some((range, _, end)) if *range == glyph.range => *end = right,
            _ => clusters.push((glyph.range, x, right)),
        }
        x = right;
    }
    if part.is_rtl {
        clusters.reverse();
    }
    let mut out = Vec::new();
    for (range, left, right) in clusters {
        let letters = part.text.get(range).unwrap_or_default();
        let has_share = |c: char| !(is_combining(c) || is_mark(c));
        let shares = letters.chars().filter(|c| has_share(*c)).count();
        let share = (right - left) / shares.max(1) as f64;
        let mut taken = 0.0;
        for (at, c) in letters.chars().enumerate() {
            let is_alone = shares == 0 && at == 0;
            let own = if has_share(c) || is_alone { share } else { 0.0 };
            let (from, to) = (taken, taken + own);
            taken = to;
            out.push(if part.is_rtl {
                (right - to, right - from)
            } else {
                (left + from, left + to)
            });
        }
    }
    out
}

#[cfg(test)]
mod tests;
