//! Notes: text cards on the map, above everything else.
//!
//! A card stands by its middle and is as large as its words need, up to a width
//! and a number of lines; what does not fit is cut off with an ellipsis, and can be
//! read in full where the note is edited. Names and chips keep off cards.

use kurbo::{Point, Rect, Size};

use super::item::{Item, Mark, MarkPlace, Role, Shape, Stroke};
use super::scale::Scale;
use super::theme::Theme;
use crate::layout::map::MapLayout;
use crate::model::{Note, Scene, Subject};
use crate::text::{self, Line, Style};

/// The widest that the words of a card are, in theme points.
const MOST_WIDTH: f64 = 190.0;
/// The most lines of a card.
const MOST_LINES: usize = 12;
/// Room between words and edge, in theme points.
const PADDING: f64 = 8.0;
/// From one baseline to the next, as a part of the size of the words.
const LINE_HEIGHT: f64 = 1.35;
/// Radius of the corners, in theme points.
const RADIUS: f64 = 5.0;
/// Width of the edge, in theme points.
const EDGE: f64 = 1.0;
/// The narrowest that a card is, in theme points: it can be grabbed.
const LEAST_SIDE: f64 = 28.0;

/// A card in its place, in layout units.
#[derive(Clone, Debug)]
pub(super) struct Card<'a> {
    note: &'a Note,
    lines: Vec<Line>,
    style: Style,
    /// The card with its edge.
    pub(super) rect: Rect,
}

/// Where the middle of a note stands, in layout units; the middle of the map
/// where its place is not on it.
pub fn note_position(note: &Note, layout: &MapLayout) -> Point {
    let place = note.place.and_then(|place| {
        let projection = &layout.projection;
        projection.project(place.lon_deg(), place.lat_deg())
    });
    let offset = note.offset.map_or(kurbo::Vec2::ZERO, |offset| {
        kurbo::Vec2::new(offset.dx(), offset.dy())
    });
    place.unwrap_or(Point::ORIGIN) + offset
}

/// Whether the card of a note shows only the beginning of its text.
pub fn is_note_cut(note: &Note, theme: &Theme) -> bool {
    // Words and card grow alike: the lines break alike at every scale.
    let style = Style {
        size: theme.size.own_name,
        is_bold: false,
    };
    wrapped(note, style, MOST_WIDTH).1
}

/// The lines of a card that is at most so wide, and whether that is not all.
fn wrapped(note: &Note, style: Style, most: f64) -> (Vec<String>, bool) {
    // What cannot be seen is not wrapped either: a card has few lines.
    let shown: String = note.text.chars().take(MOST_LINES * 120).collect();
    let mut words = text::wrap(&shown, style, most);
    let is_cut = words.len() > MOST_LINES || shown.len() < note.text.len();
    words.truncate(MOST_LINES);
    (words, is_cut)
}

impl<'a> Card<'a> {
    /// The cards of a scene, those below first.
    pub(super) fn all(
        scene: &'a Scene,
        layout: &MapLayout,
        theme: &Theme,
        scale: Scale,
    ) -> Vec<Self> {
        let notes = scene.notes.iter();
        notes
            .map(|note| Self::of(note, note_position(note, layout), theme, scale))
            .collect()
    }

    fn of(note: &'a Note, middle: Point, theme: &Theme, scale: Scale) -> Self {
        let style = Style {
            size: theme.size.own_name * scale.label,
            is_bold: false,
        };
        let most = MOST_WIDTH * scale.label;
        let (mut words, is_cut) = wrapped(note, style, most);
        if is_cut && let Some(last) = words.last_mut() {
            *last = text::ellipsize(&format!("{last} \u{2026}\u{2026}"), style, most);
        }
        let lines: Vec<Line> = words.iter().map(|words| text::line(words, style)).collect();
        let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
        let height = lines.len() as f64 * LINE_HEIGHT * style.size;
        let padding = 2.0 * PADDING * scale.label;
        let least = LEAST_SIDE * scale.label;
        let size = Size::new((width + padding).max(least), (height + padding).max(least));
        Self {
            note,
            lines,
            style,
            rect: Rect::from_center_size(middle, size),
        }
    }

    /// The items of the card.
    pub(super) fn items(&self, theme: &Theme, scale: Scale, out: &mut Vec<Item>) {
        let mut push = |role, shape| {
            out.push(Item {
                subject: Some(Subject::Note(self.note.id.clone())),
                role,
                shape,
            });
        };
        push(
            Role::Note,
            Shape::Rect {
                rect: self.rect,
                radius: RADIUS * scale.label,
                fill: Some(theme.figure.note),
                stroke: Some(Stroke {
                    width: EDGE * scale.label,
                    color: theme.figure.note_edge,
                    dash: None,
                }),
            },
        );
        let step = LINE_HEIGHT * self.style.size;
        let padding = PADDING * scale.label;
        let is_rtl = text::begins_rtl(&self.note.text);
        for (at, line) in self.lines.iter().enumerate() {
            let x = if is_rtl {
                self.rect.x1 - padding - line.width
            } else {
                self.rect.x0 + padding
            };
            let baseline = self.rect.y0 + padding + at as f64 * step + self.style.size;
            push(
                Role::NoteText,
                Shape::Text {
                    origin: Point::new(x, baseline),
                    line: line.clone(),
                    style: self.style,
                    color: theme.figure.text,
                    halo: None,
                },
            );
        }
    }

    /// What can be hit and read out of it.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            subject: Subject::Note(self.note.id.clone()),
            place: MarkPlace::Card(self.rect),
            spoken: format!("note, {}", self.note.text.trim()),
        }
    }
}
