//! The text of a slide, as large as it fits.

use kurbo::{Point, Rect};

use super::caption::Caption;
use super::{line, mark};
use crate::drawing::item::{Color, Item, Role, Shape, Stroke};
use crate::drawing::theme::Theme;
use crate::model::{Claim, Slide};
use crate::text::{self, Style};

/// Sizes of the text, in points, at their largest.
const COUNTER: f64 = 13.5;
const HEADLINE: f64 = 46.0;
const CAPTION: f64 = 20.5;
const FOOTNOTE: f64 = 13.5;
/// How far all of it is made smaller before something is cut off.
const SCALES: [f64; 8] = [1.0, 0.92, 0.84, 0.76, 0.69, 0.62, 0.56, 0.5];
/// Lines of a footnote, and from this scale on, where room is short; the rest is cut
/// off.
const FOOTNOTE_LINES: usize = 3;
const FEWER_LINES: usize = 2;
const FEWER_FROM: f64 = 0.8;
/// At the smallest size a headline takes at most this part of the column.
const HEADLINE_PART: f64 = 0.55;

/// Where the text of a slide stands.
pub(super) struct Column<'a> {
    pub(super) rect: Rect,
    pub(super) theme: &'a Theme,
}

/// The text of a slide in lines of one scale.
struct Set {
    counter: Option<String>,
    headline: Vec<String>,
    caption: Caption,
    /// The lines of each footnote.
    footnotes: Vec<Vec<String>>,
    /// How many footnotes are left out.
    more: usize,
    scale: f64,
}

impl Set {
    fn height(&self) -> f64 {
        let counter = f64::from(u8::from(self.counter.is_some())) * self.counter_size() * 1.9;
        let headline = self.headline.len() as f64 * self.headline_row();
        let gap = if self.headline.is_empty() {
            0.0
        } else {
            26.0 * self.scale
        };
        let begins = self.caption.lines.iter().filter(|line| line.begins).count();
        let caption = self.caption.lines.len() as f64 * self.caption_row()
            + begins as f64 * self.caption_row() * 0.45;
        let notes = self.footnotes.iter().map(Vec::len).sum::<usize>() + self.more.min(1);
        let notes = if notes > 0 {
            notes as f64 * self.note_row() + self.rule_room() * 2.0
        } else {
            0.0
        };
        counter + headline + gap + caption + notes
    }

    fn counter_size(&self) -> f64 {
        COUNTER * self.scale.max(0.84)
    }

    fn headline_row(&self) -> f64 {
        HEADLINE * self.scale * 1.16
    }

    fn caption_row(&self) -> f64 {
        CAPTION * self.scale * 1.47
    }

    fn note_row(&self) -> f64 {
        FOOTNOTE * self.scale.max(0.76) * 1.5
    }

    fn rule_room(&self) -> f64 {
        22.0 * self.scale
    }
}

impl Column<'_> {
    /// Sets the text of a slide, which is the so-manieth of so many.
    pub(super) fn set(
        &self,
        slide: &Slide,
        number: (usize, usize),
        notes: &[&Claim],
        items: &mut Vec<Item>,
        links: &mut Vec<(Rect, String)>,
    ) {
        let room = self.rect.height().max(0.0);
        let made = SCALES
            .iter()
            .map(|scale| self.lines(slide, number, notes, *scale))
            .find(|set| set.height() <= room);
        let set = made.unwrap_or_else(|| {
            let smallest = SCALES.last().copied().unwrap_or(1.0);
            self.cut(self.lines(slide, number, notes, smallest), room)
        });
        self.place(&set, items, links);
    }

    fn lines(&self, slide: &Slide, number: (usize, usize), notes: &[&Claim], scale: f64) -> Set {
        let width = self.rect.width();
        let bold = |size: f64| Style {
            size: size * scale,
            is_bold: true,
        };
        let (at, all) = number;
        Set {
            counter: (all > 1 && at > 0).then(|| format!("{at} OF {all}")),
            headline: text::wrap(&slide.headline, bold(HEADLINE), width),
            caption: Caption::of(&slide.caption, CAPTION * scale, width),
            footnotes: notes
                .iter()
                .enumerate()
                .map(|(at, claim)| footnote(at + 1, claim, scale, width))
                .collect(),
            more: 0,
            scale,
        }
    }

    /// Cuts off what has no room at the smallest size: first footnotes, then lines of
    /// the caption, then of the headline.
    fn cut(&self, mut set: Set, room: f64) -> Set {
        let width = self.rect.width();
        let most = (room * HEADLINE_PART / set.headline_row()).floor().max(1.0) as usize;
        if set.headline.len() > most {
            let rest = set.headline.split_off(most - 1).join(" ");
            let style = Style {
                size: HEADLINE * set.scale,
                is_bold: true,
            };
            set.headline.push(text::ellipsize(&rest, style, width));
        }
        while set.height() > room && set.footnotes.len() > 1 {
            set.footnotes.pop();
            set.more += 1;
        }
        let mut is_cut = false;
        while set.height() > room && set.caption.lines.len() > 1 {
            set.caption.lines.pop();
            is_cut = true;
        }
        if is_cut {
            let style = Style {
                size: CAPTION * set.scale,
                is_bold: false,
            };
            let last = set.caption.lines.last_mut();
            if let Some(stretch) = last.and_then(|line| line.stretches.last_mut()) {
                let words: Vec<&str> = stretch
                    .line
                    .runs
                    .iter()
                    .map(|it| it.text.as_str())
                    .collect();
                let words = format!("{} \u{2026}", words.join(" "));
                let words = text::ellipsize(&words, style, (width - stretch.x).max(1.0));
                stretch.line = text::line(&words, style);
            }
        }
        set
    }

    fn place(&self, set: &Set, items: &mut Vec<Item>, links: &mut Vec<(Rect, String)>) {
        let figure = &self.theme.figure;
        let mut top = self.rect.y0;
        if let Some(counter) = &set.counter {
            let style = Style {
                size: set.counter_size(),
                is_bold: true,
            };
            let origin = Point::new(self.rect.x0, top + style.size);
            items.push(line(counter, style, figure.text_muted, origin));
            top += style.size * 1.9;
        }
        for words in &set.headline {
            let style = Style {
                size: HEADLINE * set.scale,
                is_bold: true,
            };
            self.text_line(
                words,
                style,
                figure.text,
                top + set.headline_row() * 0.8,
                items,
            );
            top += set.headline_row();
        }
        if !set.headline.is_empty() {
            top += 26.0 * set.scale;
        }
        top = self.caption(set, top, items, links);
        if set.footnotes.is_empty() {
            return;
        }
        top += set.rule_room();
        items.push(mark(Shape::Line {
            points: vec![Point::new(self.rect.x0, top), Point::new(self.rect.x1, top)],
            curve: None,
            stroke: Stroke {
                width: 1.0,
                color: figure.text_muted.faded(0.35),
                dash: None,
            },
        }));
        top += set.rule_room();
        let style = note_style(set.scale);
        for words in set.footnotes.iter().flatten() {
            self.text_line(words, style, figure.text_muted, top + style.size, items);
            top += set.note_row();
        }
        if set.more > 0 {
            let words = format!("and {} more", set.more);
            self.text_line(&words, style, figure.text_muted, top + style.size, items);
        }
    }

    fn caption(
        &self,
        set: &Set,
        mut top: f64,
        items: &mut Vec<Item>,
        links: &mut Vec<(Rect, String)>,
    ) -> f64 {
        let figure = &self.theme.figure;
        for row in &set.caption.lines {
            if row.begins {
                top += set.caption_row() * 0.45;
            }
            let baseline = top + set.caption_row() * 0.72;
            for stretch in &row.stretches {
                let style = Style {
                    size: CAPTION * set.scale,
                    is_bold: stretch.is_bold,
                };
                let origin = Point::new(self.rect.x0 + stretch.x, baseline);
                let link = stretch.link.and_then(|at| set.caption.links.get(at));
                let color = match link {
                    Some(_) => self.theme.window.accent,
                    None => figure.text,
                };
                items.push(set_line(stretch.line.clone(), style, color, origin));
                if let Some(address) = link {
                    let rect = Rect::new(
                        origin.x,
                        baseline - style.size,
                        origin.x + stretch.line.width,
                        baseline + style.size * 0.3,
                    );
                    links.push((rect, address.clone()));
                }
            }
            top += set.caption_row();
        }
        top
    }

    /// A line of running text: flush right where it reads from there.
    fn text_line(
        &self,
        words: &str,
        style: Style,
        color: Color,
        baseline: f64,
        items: &mut Vec<Item>,
    ) {
        let is_rtl = text::begins_rtl(words);
        let made = if is_rtl {
            text::line_rtl(words, style)
        } else {
            text::line(words, style)
        };
        let x = if is_rtl {
            self.rect.x1 - made.width
        } else {
            self.rect.x0
        };
        items.push(set_line(made, style, color, Point::new(x, baseline)));
    }
}

fn set_line(line: text::Line, style: Style, color: Color, origin: Point) -> Item {
    Item {
        subject: None,
        role: Role::PageText,
        shape: Shape::Text {
            origin,
            line,
            style,
            color,
            halo: None,
        },
    }
}

fn note_style(scale: f64) -> Style {
    Style {
        size: FOOTNOTE * scale.max(0.76),
        is_bold: false,
    }
}

/// A footnote in lines: its number, what the claim says, who says it, its grade.
fn footnote(number: usize, claim: &Claim, scale: f64, width: f64) -> Vec<String> {
    let style = note_style(scale);
    let most = if scale < FEWER_FROM {
        FEWER_LINES
    } else {
        FOOTNOTE_LINES
    };
    let statement = claim.statement.trim();
    let statement: String = statement.chars().take(400).collect();
    let start = format!("{} {statement}", superscript(number));
    let tail = format!(" {}", claim.grade);
    let mut lines = text::wrap(&format!("{start}{tail}"), style, width);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        let rest = rest.strip_suffix(&tail).unwrap_or(&rest).to_owned();
        // The grade stays in sight.
        let room = width - text::width(&tail, style);
        lines.push(format!("{}{tail}", text::ellipsize(&rest, style, room)));
    }
    lines
}

/// A number in raised digits.
fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits
        .bytes()
        .filter_map(|byte| DIGITS.get(usize::from(byte.wrapping_sub(b'0'))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::superscript;

    #[test]
    fn footnotes_have_raised_numbers() {
        assert_eq!(superscript(1), "¹");
        assert_eq!(superscript(120), "¹²⁰");
    }
}
