//! Notes pages: the picture small on top, below it what the speaker says.

use std::ops::Range;

use krilla::surface::Surface;
use kurbo::{Affine, Point, Rect, Size};

use super::kept::Kept;
use super::paint::{self, Brush};
use super::tags::PageTags;
use super::words::plain;
use super::{PdfPage, Upright, fitted};
use crate::drawing::{Color, Shape, Stroke, Theme, ThemeName};
use crate::text::{self, Style, begins_rtl, line, line_rtl, wrap};

/// Free edge of the paper, in points.
const MARGIN: f64 = 48.0;
/// The smallest side of a notes page, in points.
const LEAST_SIDE: f64 = 200.0;
/// How much of the page's height the picture may take.
const MOST_OF_HEIGHT: f64 = 0.45;
/// From baseline to baseline, as a multiple of the size of the type.
const LINE: f64 = 1.45;
/// From the title to the first line, in lines.
const HEADING: f64 = 1.4;
/// What lies between two paragraphs, as a multiple of the same.
const BETWEEN: f64 = 0.7;

/// One notes page: the first has the picture.
#[derive(Clone, Debug)]
pub(super) struct Part {
    is_first: bool,
    number: usize,
    lines: Range<usize>,
}

/// A line of the notes.
struct Words {
    text: String,
    is_rtl: bool,
    /// Whether a paragraph ended before it.
    begins: bool,
}

/// The notes of one picture, laid out.
pub(super) struct Notes<'a> {
    page: &'a PdfPage<'a>,
    size: Size,
    /// Which picture of the deck it is, from 1.
    number: usize,
    theme: &'static Theme,
    lines: Vec<Words>,
}

impl<'a> Notes<'a> {
    /// Lays out the notes of a picture.
    pub(super) fn new(page: &'a PdfPage<'a>, size: Size, number: usize) -> Self {
        let side = |length: f64| length.max(LEAST_SIDE);
        let size = Size::new(side(size.width), side(size.height));
        let mut notes = Self {
            page,
            size,
            number,
            theme: ThemeName::Print.theme(),
            lines: Vec::new(),
        };
        notes.lines = notes.wrapped(page.notes.unwrap_or_default());
        notes
    }

    /// Size of each page, in points.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// The pages, at least one.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut at = 0;
        loop {
            let part = Part {
                is_first: parts.is_empty(),
                number: parts.len() + 1,
                lines: at..self.end(at, parts.is_empty()),
            };
            at = part.lines.end;
            parts.push(part);
            if at >= self.lines.len() {
                return parts;
            }
        }
    }

    /// Where the picture stands; `None` on a page that goes on.
    pub(super) fn small(&self, part: &Part) -> Option<Affine> {
        let Size { width, height } = self.picture_size();
        let frame = Rect::new(MARGIN, MARGIN, MARGIN + self.width(), MARGIN + height);
        let page = Size::new(self.page.page.width, self.page.page.height);
        (part.is_first && width > 0.0).then(|| fitted(page, frame, Upright::Top))
    }

    /// Paints one of its pages.
    pub(super) fn paint(
        &self,
        part: &Part,
        surface: &mut Surface<'_>,
        tags: &mut PageTags,
        kept: &Kept,
    ) {
        let figure = &self.theme.figure;
        let text = self.body();
        if let Some(place) = self.small(part) {
            paint::picture(self.page, place, self.frame(place), surface, tags, kept);
            // Small as it is, it is heard as its description.
            tags.make_figure();
        }
        let whole = Rect::from_origin_size(Point::ORIGIN, self.size);
        let mut brush = Brush::new(surface, whole, kept);
        let mut y = self.top(part.is_first);
        if let Some(place) = self.small(part) {
            let edge = Shape::Rect {
                rect: self.frame(place),
                radius: 0.0,
                fill: None,
                stroke: Some(Stroke {
                    width: 0.5,
                    color: figure.note_edge,
                    dash: None,
                }),
            };
            brush.decoration(&edge);
        }
        let title = self.title(part);
        if !title.is_empty() {
            let bold = Style {
                is_bold: true,
                ..text
            };
            let short = text::ellipsize(&title, bold, self.width());
            let above = y - HEADING * LINE * text.size;
            let heading = self.words(&short, begins_rtl(&title), bold, above, figure.text);
            tags.push_heading(brush.words(&heading));
        }
        let lines = self.lines.get(part.lines.clone()).unwrap_or_default();
        for (place, words) in lines.iter().enumerate() {
            if place > 0 && words.begins {
                y += BETWEEN * text.size;
            }
            if !words.text.is_empty() {
                let shape = self.words(&words.text, words.is_rtl, text, y, figure.text);
                tags.push_text(brush.words(&shape));
            }
            y += LINE * text.size;
        }
        let small = Style {
            size: self.theme.size.credit,
            is_bold: false,
        };
        let foot = self.words(
            &format!("Notes, page {}", self.number),
            false,
            small,
            self.size.height - MARGIN / 2.0,
            figure.text_muted,
        );
        brush.decoration(&foot);
    }

    /// Where the picture is, as `place` puts it there.
    fn frame(&self, place: Affine) -> Rect {
        let page = Rect::new(0.0, 0.0, self.page.page.width, self.page.page.height);
        place.transform_rect_bbox(page)
    }

    fn title(&self, part: &Part) -> String {
        let title = plain(self.page.title);
        if part.is_first || title.is_empty() {
            title
        } else {
            format!("{title} ({})", part.number)
        }
    }

    fn body(&self) -> Style {
        Style {
            size: self.theme.size.legend,
            is_bold: false,
        }
    }

    fn width(&self) -> f64 {
        self.size.width - 2.0 * MARGIN
    }

    fn picture_size(&self) -> Size {
        let page = Size::new(self.page.page.width, self.page.page.height);
        let scale =
            (self.width() / page.width).min(MOST_OF_HEIGHT * self.size.height / page.height);
        page * scale.max(0.0)
    }

    /// The baseline of the first line of notes.
    fn top(&self, is_first: bool) -> f64 {
        let line = LINE * self.body().size;
        let above = if is_first {
            self.picture_size().height + line
        } else {
            0.0
        };
        MARGIN + above + (1.0 + HEADING) * line
    }

    /// The end of the lines that fit a page; at least one.
    fn end(&self, start: usize, is_first: bool) -> usize {
        let size = self.body().size;
        let mut y = self.top(is_first);
        let rest = self.lines.iter().skip(start).enumerate();
        let fit = rest.take_while(|(place, words)| {
            if *place > 0 {
                y += LINE * size;
                if words.begins {
                    y += BETWEEN * size;
                }
            }
            *place == 0 || y <= self.size.height - MARGIN
        });
        start + fit.count()
    }

    fn wrapped(&self, notes: &str) -> Vec<Words> {
        let mut lines = Vec::new();
        let mut begins = true;
        for paragraph in notes.split(['\n', '\u{2028}', '\u{2029}', '\u{85}']) {
            if paragraph.trim().is_empty() {
                begins = true;
                continue;
            }
            let is_rtl = begins_rtl(paragraph);
            for text in wrap(paragraph, self.body(), self.width()) {
                lines.push(Words {
                    text,
                    is_rtl,
                    begins,
                });
                begins = false;
            }
        }
        lines
    }

    /// A line at the left margin, or at the right one where it reads from there.
    fn words(&self, words: &str, is_rtl: bool, style: Style, y: f64, color: Color) -> Shape {
        let line = if is_rtl {
            line_rtl(words, style)
        } else {
            line(words, style)
        };
        let x = if is_rtl {
            self.size.width - MARGIN - line.width
        } else {
            MARGIN
        };
        Shape::Text {
            origin: Point::new(x, y),
            line,
            style,
            color,
            halo: None,
        }
    }
}
