//! From a path (`ties[3].weight`) to a line and a column.
//!
//! serde tells which field is wrong but not where it stands. The outline of a
//! text does: every value of the text with its span, made by a scanner of our
//! own that knows the shapes of RON (texts, raw texts, characters, numbers,
//! words, comments that nest, the four kinds of brackets) but no types. It takes
//! more than RON allows; whether a text is RON, ron decides. Linear in the size
//! of the text, about 32 bytes a value.

use std::collections::HashMap;

use crate::model::Position;

use super::scanner::{Flaw, Scanner};

/// Bytes between two counts of characters: a position costs at most so many
/// steps, however long its line is.
const STRIDE: usize = 4096;

/// Where the lines of a text begin.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters stand before every [`STRIDE`]th byte.
    counts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of this text.
    pub fn of(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let mut counted = 0;
        let counts = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = counted;
            counted += characters(chunk);
            before
        });
        Self {
            text,
            counts: counts.collect(),
            starts: std::iter::once(0)
                .chain(breaks.map(|(at, _)| at + 1))
                .collect(),
        }
    }

    /// Line and column of this byte, both from 1, columns in code points. The
    /// end of the text for an offset beyond it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(0);
        Position {
            line,
            column: self.before(offset) - self.before(start) + 1,
        }
    }

    /// How many characters begin before this byte.
    fn before(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let rest = self.text.as_bytes().get(stride * STRIDE..offset);
        let counted = self.counts.get(stride).copied();
        // The end of a text may begin a stride that has no bytes.
        counted.map_or_else(
            || characters(self.text.as_bytes()),
            |counted| counted + rest.map_or(0, characters),
        )
    }
}

/// How many characters begin in these bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

/// What kind of value stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// In round brackets, with or without a name: fields or bare values.
    Record,
    /// In square brackets.
    List,
    /// In curly brackets.
    Map,
    /// Anything without parts: text, number, word.
    Plain,
}

/// Bytes from `start` to `end`, the end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }
}

/// The values of an outline, by number.
pub type NodeId = u32;

const NONE: NodeId = NodeId::MAX;
const NO_KEY: Span = Span { start: 0, end: 0 };

#[derive(Clone, Copy, Debug)]
struct Node {
    key: Span,
    value: Span,
    first_child: NodeId,
    next_sibling: NodeId,
    shape: Shape,
}

/// Every value of a text with its place.
#[derive(Debug)]
pub struct Outline<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    /// The parts of each field of the root, for finding one of many by number.
    parts_of_fields: HashMap<NodeId, Vec<NodeId>>,
}

impl<'t> Outline<'t> {
    /// The outline of a text that holds one value.
    ///
    /// # Errors
    /// When the text breaks off, has something where nothing belongs, or nests
    /// deeper than `MAX_DEPTH`.
    pub fn of(text: &'t str) -> Result<Self, Flaw> {
        let mut builder = Builder {
            scanner: Scanner::new(text)?,
            nodes: Vec::new(),
        };
        builder.scanner.skip_attributes()?;
        builder.value(NO_KEY, 0)?;
        builder.scanner.skip_space()?;
        if builder.scanner.is_at_end() {
            let mut outline = Self {
                text,
                nodes: builder.nodes,
                parts_of_fields: HashMap::new(),
            };
            outline.parts_of_fields = outline
                .children(Self::ROOT)
                .map(|field| (field, outline.children(field).collect()))
                .collect();
            Ok(outline)
        } else {
            Err(Flaw::Unexpected {
                offset: builder.scanner.offset(),
            })
        }
    }

    /// The value that is the whole text.
    pub const ROOT: NodeId = 0;

    /// The text that this is the outline of.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// What kind of value it is.
    pub fn shape(&self, node: NodeId) -> Shape {
        self.nodes
            .get(node as usize)
            .map_or(Shape::Plain, |node| node.shape)
    }

    /// Where the value stands, from its first to its last byte.
    pub fn span(&self, node: NodeId) -> Span {
        self.nodes
            .get(node as usize)
            .map_or(NO_KEY, |node| node.value)
    }

    /// The value as it stands in the text.
    pub fn source(&self, node: NodeId) -> &'t str {
        let span = self.span(node);
        self.text.get(span.start()..span.end()).unwrap_or("")
    }

    /// Where the value's field begins, its name included: what to point at.
    pub fn start(&self, node: NodeId) -> usize {
        match self.nodes.get(node as usize) {
            Some(node) if node.key != NO_KEY => node.key.start(),
            Some(node) => node.value.start(),
            None => 0,
        }
    }

    /// The name of the field that the value stands in; empty for an element of
    /// a list.
    pub fn name(&self, node: NodeId) -> &'t str {
        let key = self.nodes.get(node as usize).map_or(NO_KEY, |it| it.key);
        let name = self.text.get(key.start()..key.end()).unwrap_or("");
        name.strip_prefix("r#").unwrap_or(name).trim_matches('"')
    }

    /// The parts of a value, in the order of the text.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let first = self
            .nodes
            .get(node as usize)
            .map_or(NONE, |it| it.first_child);
        std::iter::successors(Some(first), |at| {
            self.nodes.get(*at as usize).map(|it| it.next_sibling)
        })
        .take_while(|at| *at != NONE)
    }

    /// The first field of this name.
    pub fn field(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.children(node).find(|child| self.name(*child) == name)
    }

    /// The value that a path leads to, or the nearest one on the way there that
    /// exists: the record for a field that is missing.
    pub fn nearest(&self, path: &str) -> NodeId {
        self.nearest_from(Self::ROOT, path)
    }

    /// The same for a path that begins at this value.
    pub fn nearest_from(&self, start: NodeId, path: &str) -> NodeId {
        let mut node = start;
        for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
            node = self.through_some(node);
            let child = match step.strip_suffix(']').map(str::parse) {
                Some(Ok(index)) => self.part(node, index),
                Some(Err(_)) => None,
                // The name of a variant (`Named`) is a step of serde's paths, but
                // no level of the text.
                None if self.source(node).starts_with(step) => continue,
                None => self.field(node, step),
            };
            match child {
                Some(child) => node = child,
                None => break,
            }
        }
        node
    }

    fn part(&self, node: NodeId, index: usize) -> Option<NodeId> {
        match self.parts_of_fields.get(&node) {
            Some(parts) => parts.get(index).copied(),
            None => self.children(node).nth(index),
        }
    }

    /// What stands within `Some(…)`, which paths leave out.
    fn through_some(&self, node: NodeId) -> NodeId {
        let is_some = self.shape(node) == Shape::Record && self.source(node).starts_with("Some");
        let inner = self.children(node).next().filter(|_| is_some);
        inner.map_or(node, |inner| self.through_some(inner))
    }
}

struct Builder<'t> {
    scanner: Scanner<'t>,
    nodes: Vec<Node>,
}

impl Builder<'_> {
    /// Takes one value and what is in it. Recursion is bounded by the depth
    /// that the scanner allows.
    fn value(&mut self, key: Span, depth: usize) -> Result<NodeId, Flaw> {
        self.scanner.skip_space()?;
        let start = self.scanner.offset();
        let id = self.nodes.len() as NodeId;
        self.nodes.push(Node {
            key,
            value: NO_KEY,
            first_child: NONE,
            next_sibling: NONE,
            shape: Shape::Plain,
        });
        let shape = if self.scanner.skip_plain()? {
            Shape::Plain
        } else {
            self.bracketed(id, depth)?
        };
        let end = self.scanner.offset();
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.value = span(start, end);
            node.shape = shape;
        }
        Ok(id)
    }

    fn bracketed(&mut self, parent: NodeId, depth: usize) -> Result<Shape, Flaw> {
        let (shape, close) = match self.scanner.peek() {
            Some('(') => (Shape::Record, ')'),
            Some('[') => (Shape::List, ']'),
            Some('{') => (Shape::Map, '}'),
            Some(_) => return Err(self.scanner.unexpected()),
            None => return Err(self.scanner.cut_off()),
        };
        self.scanner.open(depth)?;
        let mut last = NONE;
        loop {
            self.scanner.skip_space()?;
            if self.scanner.take(close) {
                break;
            }
            let key = self.key(shape)?;
            let child = self.value(key, depth + 1)?;
            self.append(parent, last, child);
            last = child;
            self.scanner.skip_space()?;
            if !self.scanner.take(',') && self.scanner.peek() != Some(close) {
                return Err(self.scanner.stopped());
            }
        }
        self.scanner.close();
        Ok(shape)
    }

    /// The name before a value, with its colon; none in a list.
    fn key(&mut self, shape: Shape) -> Result<Span, Flaw> {
        let start = self.scanner.offset();
        let is_key = match shape {
            Shape::Record => self.scanner.skip_word(),
            Shape::Map => self.scanner.skip_plain()?,
            Shape::List | Shape::Plain => false,
        };
        let end = self.scanner.offset();
        if is_key {
            self.scanner.skip_space()?;
            if self.scanner.take(':') {
                return Ok(span(start, end));
            }
        }
        // A word that is a value, not a name.
        self.scanner.go_back(start);
        Ok(NO_KEY)
    }

    fn append(&mut self, parent: NodeId, last: NodeId, child: NodeId) {
        if last == NONE {
            if let Some(node) = self.nodes.get_mut(parent as usize) {
                node.first_child = child;
            }
        } else if let Some(node) = self.nodes.get_mut(last as usize) {
            node.next_sibling = child;
        }
    }
}

fn span(start: usize, end: usize) -> Span {
    Span {
        start: start as u32,
        end: end as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_in_long_lines_are_those_of_counting() {
        let text = format!("a\n{}\u{259}{}\nəz", "xə".repeat(5000), "y".repeat(4096));
        let lines = Lines::of(&text);
        let counted = |offset: usize| {
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            Position {
                line,
                column: before[start..].chars().count() + 1,
            }
        };
        for (offset, _) in text.char_indices() {
            assert_eq!(lines.position(offset), counted(offset), "{offset}");
        }
        assert_eq!(lines.position(text.len() + 9), counted(text.len()));
        assert_eq!(Lines::of("").position(0), Position { line: 1, column: 1 });
        let whole = "x".repeat(STRIDE);
        assert_eq!(Lines::of(&whole).position(STRIDE).column, STRIDE + 1);
    }

    fn place(text: &str, path: &str) -> (usize, usize) {
        let outline = Outline::of(text).expect("an outline");
        let position = Lines::of(text).position(outline.start(outline.nearest(path)));
        (position.line, position.column)
    }

    #[test]
    fn a_path_leads_to_the_line_and_column_of_its_field() {
        let text = "// note\n(\n  ties: [\n    (id: \"ə\", weight: 1.5),\n    (id: \"b\",\n     weight: Some(2),\n    ),\n  ],\n)\n";
        assert_eq!(place(text, "ties[0].weight"), (4, 15));
        assert_eq!(place(text, "ties[1].weight"), (6, 6));
        assert_eq!(place(text, "ties[1]"), (5, 5));
        assert_eq!(place(text, "ties[1].rationale"), (5, 5), "the record");
        assert_eq!(place(text, "ties[7].weight"), (3, 3), "the list");
        assert_eq!(place(text, ""), (2, 1));
    }

    #[test]
    fn nothing_in_texts_and_comments_is_taken_for_structure() {
        let text = r###"#![enable(implicit_some)]
Scene(/* a: [ /* ( */ */ a: r##"x"#]"##, b: ["\"]", 'c', '\'', '"', b"x\"", r"\"],
// c: 1
c: Named(name: "n", deep: Some((x: -1.5e3,))), d: {"k": (1, x), "l": 0x1F}, r#type: Report)"###;
        assert_eq!(place(text, "c"), (4, 1));
        assert_eq!(place(text, "c.Named.name"), (4, 10));
        assert_eq!(place(text, "c.name"), (4, 10));
        assert_eq!(place(text, "c.Named.deep.x"), (4, 33));
        assert_eq!(place(text, "b[4]"), (2, 69));
        assert_eq!(place(text, "d.l"), (4, 65));
        assert_eq!(place(text, "type"), (4, 77));
    }

    #[test]
    fn what_is_cut_off_is_told_from_what_is_out_of_place() {
        for text in [
            "",
            "(",
            "(a: [",
            "(a: \"x",
            "(a: /* ",
            "(a: r#\"x\"",
            "(a:",
            "(a",
            "(a: 'x",
        ] {
            assert!(
                matches!(Outline::of(text), Err(Flaw::CutOff { .. })),
                "{text:?}: {:?}",
                Outline::of(text)
            );
        }
        for text in ["(]", "(a b)", "(a: ?)", "() ()", "[1; 2]", "(a: 1 b: 2)"] {
            assert!(
                matches!(Outline::of(text), Err(Flaw::Unexpected { .. })),
                "{text:?}"
            );
        }
    }

    #[test]
    fn nesting_ends_at_64_levels() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(Outline::of(&nested(64)).is_ok());
        assert!(matches!(
            Outline::of(&nested(65)),
            Err(Flaw::TooDeep { offset: 64 })
        ));
        assert!(Outline::of(&"[".repeat(200_000)).is_err());
    }
}
