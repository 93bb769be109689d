//! A caption in `CommonMark`, laid out in lines.
//!
//! Paragraphs, lists, headings, strong and emphasised words and links are known;
//! everything else is shown as it is typed, markup of other kinds included. There is
//! one upright face, so what is emphasised is bold. A paragraph that reads from right
//! to left is set flush right and in one weight.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::text::{self, Line, Style};

/// A stretch of words of one look.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) x: f64,
    pub(super) line: Line,
    pub(super) is_bold: bool,
    /// Which of the links it belongs to.
    pub(super) link: Option<usize>,
}

/// A line of a caption.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CaptionLine {
    pub(super) stretches: Vec<Stretch>,
    /// Whether a paragraph begins with it: there is free room above.
    pub(super) begins: bool,
}

/// A caption in lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Caption {
    pub(super) lines: Vec<CaptionLine>,
    /// The addresses that its links lead to; `http` and `https` only.
    pub(super) links: Vec<String>,
}

/// Words of one look, within a paragraph.
#[derive(Clone, Debug, PartialEq)]
struct Span {
    text: String,
    is_bold: bool,
    link: Option<usize>,
}

/// A paragraph: what stands before it, how far it is set in, and its words.
#[derive(Clone, Debug, Default, PartialEq)]
struct Block {
    marker: Option<String>,
    depth: usize,
    is_heading: bool,
    spans: Vec<Span>,
}

/// How far a level of a list is set in, in sizes of its letters.
const INDENT_EM: f64 = 1.15;
/// Lists deeper than this are set in no further.
const MAX_DEPTH: usize = 4;

impl Caption {
    /// The caption in lines of this width, in letters of this size.
    pub(super) fn of(source: &str, size: f64, width: f64) -> Self {
        let (blocks, links) = blocks(source);
        let mut caption = Self {
            lines: Vec::new(),
            links,
        };
        for block in &blocks {
            caption.set(block, size, width);
        }
        caption
    }

    fn set(&mut self, block: &Block, size: f64, width: f64) {
        let indent = block.depth.min(MAX_DEPTH) as f64 * INDENT_EM * size;
        let room = (width - indent).max(size * 3.0);
        let whole: String = block.spans.iter().map(|span| span.text.as_str()).collect();
        if whole.trim().is_empty() {
            return;
        }
        let first = self.lines.len();
        let is_plain = block
            .spans
            .iter()
            .all(|it| !it.is_bold && it.link.is_none());
        if text::has_rtl(&whole) || is_plain {
            let style = Style {
                size,
                is_bold: block.is_heading,
            };
            let is_rtl = text::begins_rtl(&whole);
            for words in text::wrap(&whole, style, room) {
                let line = if is_rtl {
                    text::line_rtl(&words, style)
                } else {
                    text::line(&words, style)
                };
                let x = if is_rtl { room - line.width } else { indent };
                self.lines.push(CaptionLine {
                    stretches: vec![Stretch {
                        x,
                        line,
                        is_bold: block.is_heading,
                        link: None,
                    }],
                    begins: false,
                });
            }
        } else {
            self.flow(block, size, indent, room);
        }
        let Some(line) = self.lines.get_mut(first) else {
            return;
        };
        // Entries of a list stand close together.
        line.begins = first > 0 && block.marker.as_deref().is_none_or(|it| it == "1.");
        if let Some(marker) = &block.marker {
            let style = Style {
                size,
                is_bold: false,
            };
            let line_of = text::line(marker, style);
            let x = if text::begins_rtl(&whole) {
                width - line_of.width
            } else {
                indent - INDENT_EM * size
            };
            let marker = Stretch {
                x,
                line: line_of,
                is_bold: false,
                link: None,
            };
            // First: what is cut off is cut off at the end.
            line.stretches.insert(0, marker);
        }
    }

    /// Sets words of several looks one after the other.
    fn flow(&mut self, block: &Block, size: f64, indent: f64, room: f64) {
        let style = |is_bold| Style { size, is_bold };
        let mut line = CaptionLine::default();
        let mut x = 0.0;
        let mut is_after_space = false;
        for span in &block.spans {
            let is_bold = span.is_bold || block.is_heading;
            let style = style(is_bold);
            let space = text::width(" ", style);
            for part in span.text.split_inclusive(' ') {
                let word = part.trim();
                let begins_with_space = part.starts_with(' ');
                if !word.is_empty() {
                    let pieces = if text::width(word, style) > room {
                        text::wrap(word, style, room)
                    } else {
                        vec![word.to_owned()]
                    };
                    for piece in pieces {
                        let made = text::line(&piece, style);
                        let gap = if x > 0.0 && (is_after_space || begins_with_space) {
                            space
                        } else {
                            0.0
                        };
                        if x > 0.0 && x + gap + made.width > room {
                            self.lines.push(std::mem::take(&mut line));
                            x = 0.0;
                        } else {
                            x += gap;
                        }
                        let width = made.width;
                        line.stretches.push(Stretch {
                            x: indent + x,
                            line: made,
                            is_bold,
                            link: span.link,
                        });
                        x += width;
                        is_after_space = false;
                    }
                }
                is_after_space |= part.ends_with(' ');
            }
        }
        if !line.stretches.is_empty() {
            self.lines.push(line);
        }
    }
}

/// The paragraphs of a caption, and the addresses of its links.
fn blocks(source: &str) -> (Vec<Block>, Vec<String>) {
    let mut reader = Reader::default();
    for event in Parser::new(source) {
        reader.take(event);
    }
    reader.end_block();
    (reader.blocks, reader.links)
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    links: Vec<String>,
    block: Block,
    bold: usize,
    link: Option<usize>,
    /// The lists that are open: the number of the next entry, or none for dots.
    lists: Vec<Option<u64>>,
    marker: Option<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                self.add(&text);
            }
            Event::SoftBreak => self.add(" "),
            Event::HardBreak => {
                let depth = self.block.depth;
                self.end_block();
                self.block.depth = depth;
            }
            Event::Rule => self.end_block(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.block.is_heading = *level <= HeadingLevel::H6;
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end_block();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}.");
                        *number += 1;
                        marker
                    }
                    _ => "\u{2022}".to_owned(),
                });
                self.begin();
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                if self.block.spans.is_empty() {
                    self.begin();
                } else {
                    self.end_block();
                }
            }
            Tag::Strong | Tag::Emphasis => self.bold += 1,
            Tag::Link { dest_url, .. } => {
                let is_web = ["http://", "https://"]
                    .iter()
                    .any(|scheme| dest_url.to_ascii_lowercase().starts_with(scheme));
                if is_web {
                    self.links.push(dest_url.to_string());
                    self.link = Some(self.links.len() - 1);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Strong | TagEnd::Emphasis => self.bold = self.bold.saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::BlockQuote(_) => self.end_block(),
            _ => {}
        }
    }

    /// Gives the paragraph that begins its place in the lists.
    fn begin(&mut self) {
        self.block.depth = self.lists.len();
        if self.marker.is_some() {
            self.block.marker = self.marker.take();
        }
    }

    fn add(&mut self, words: &str) {
        // A text of several lines is one of code or markup: its lines are kept.
        for (at, words) in words.trim_end_matches('\n').split('\n').enumerate() {
            if at > 0 {
                let depth = self.block.depth;
                self.end_block();
                self.block.depth = depth;
            }
            if !words.is_empty() {
                self.block.spans.push(Span {
                    text: words.to_owned(),
                    is_bold: self.bold > 0,
                    link: self.link,
                });
            }
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        if !block.spans.is_empty() {
            self.blocks.push(block);
        }
    }
}
