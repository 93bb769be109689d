//! Notes: text cards on the map, above everything else.
//!
//! A card stands by its middle and is as large as its words need, up to a width
//! and a number of lines; what does not fit is cut off with an ellipsis, and can be
//! read in full where the note is edited. A card that was given a width has it, and is
//! as high as its words then need. Names and chips keep off cards.

use kurbo::{Point, Rect, Size};

use super::item::{Item, Mark, MarkPlace, Role, Shape, Stroke};
use super::scale::Scale;
use super::theme::Theme;
use crate::layout::map::MapLayout;
use crate::model::{Note, Scene, Subject};
use crate::text::{self, Line, Style};

/// The widest that the words of a card are that was given no width, in theme points.
const MOST_WIDTH: f64 = 190.0;
/// The most lines of a card; a narrow one may have more.
const MOST_LINES: usize = 12;
/// More characters than this are not seen on a line, to an em of its width.
const CHARS_TO_AN_EM: f64 = 7.5;
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
    Setting::of(note, theme, 1.0).is_cut
}

/// How large the card of a note is, in points of the theme; [`note_unit`] of them are
/// layout units.
pub fn note_size(note: &Note, theme: &Theme) -> Size {
    Setting::of(note, theme, 1.0).size
}

/// How many layout units a point of the theme takes on the cards of notes at a zoom, in
/// points to a layout unit.
pub fn note_unit(zoom: f64) -> f64 {
    // Cards are as large as names, however many actors there are.
    Scale::at(zoom, 1, 0).label
}

/// The words of a card, line by line, and how large it is with them.
#[derive(Clone, Debug)]
struct Setting {
    lines: Vec<Line>,
    style: Style,
    /// Whether the lines are not all of the text.
    is_cut: bool,
    size: Size,
}

impl Setting {
    /// With so many units to a point of the theme. Words and card grow alike: the lines
    /// break alike at every scale.
    fn of(note: &Note, theme: &Theme, unit: f64) -> Self {
        let style = Style {
            size: theme.size.own_name * unit,
            is_bold: false,
        };
        let given = note.width.map(|width| width.points() * unit);
        let padding = 2.0 * PADDING * unit;
        let most = given.map_or(MOST_WIDTH * unit, |width| width - padding);
        let (mut words, is_cut) = wrapped(&note.text, style, most, MOST_WIDTH * unit);
        if is_cut && let Some(last) = words.last_mut() {
            *last = text::ellipsize(&format!("{last} \u{2026}\u{2026}"), style, most);
        }
        let lines: Vec<Line> = words.iter().map(|words| text::line(words, style)).collect();
        let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
        let height = lines.len() as f64 * LINE_HEIGHT * style.size;
        let least = LEAST_SIDE * unit;
        let width = given.unwrap_or_else(|| (width + padding).max(least));
        Self {
            lines,
            style,
            is_cut,
            size: Size::new(width, (height + padding).max(least)),
        }
    }
}

/// The lines of a card whose words are at most so wide, and whether that is not all. A
/// card that is narrower than `usual` has more lines: making it narrower takes none of
/// its words away, or at the most few of those that are cut off anyway.
fn wrapped(text: &str, style: Style, most: f64, usual: f64) -> (Vec<String>, bool) {
    let most_lines = if most >= usual {
        MOST_LINES
    } else if first_lines(text, style, usual, MOST_LINES).1 {
        (MOST_LINES as f64 * usual / most.max(style.size)).ceil() as usize
    } else {
        usize::MAX
    };
    first_lines(text, style, most, most_lines)
}

/// At most so many lines, at most so wide, and whether that is not all.
fn first_lines(text: &str, style: Style, most: f64, most_lines: usize) -> (Vec<String>, bool) {
    // What cannot be seen is not wrapped either: a card has few lines.
    let on_a_line = (most / style.size * CHARS_TO_AN_EM).ceil() as usize;
    let most_chars = on_a_line.saturating_mul(most_lines);
    let shown: String = text.chars().take(most_chars).collect();
    let mut words = text::wrap(&shown, style, most);
    let is_cut = words.len() > most_lines || shown.len() < text.len();
    words.truncate(most_lines);
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
        let Setting {
            lines, style, size, ..
        } = Setting::of(note, theme, scale.label);
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, actor, scene};
    use super::super::{ThemeName, build};
    use super::*;
    use crate::model::{NoteId, NoteWidth, Offset};

    const LONG: &str = "Talks resume in May; until then nobody says what becomes of the gas that is \
                        sold on, nor of the pipeline.";
    const HEBREW: &str = "השיחות יתחדשו במאי, ועד אז אין לדעת מה יהיה על הגז הנמכר הלאה";

    fn note(text: &str, width: Option<f64>) -> Note {
        Note {
            id: NoteId::new("n1").expect("an id"),
            text: text.to_owned(),
            place: None,
            offset: Offset::new(30.0, 20.0),
            width: width.and_then(NoteWidth::new),
        }
    }

    fn setting(text: &str, width: Option<f64>) -> Setting {
        Setting::of(&note(text, width), ThemeName::Light.theme(), 1.0)
    }

    /// The card, and its lines as they stand in the picture.
    fn drawn(note: Note, zoom: f64) -> (Rect, Vec<Rect>) {
        let mut scene = scene(vec![actor("A", "A", None, Some((10.0, 10.0)))], Vec::new());
        scene.notes.push(note).expect("the first");
        let fixture = Fixture::of(scene, ThemeName::Light);
        let drawing = build(&fixture.input((760.0, 660.0), zoom));
        let card = drawing.marks.iter().find_map(|mark| match mark.place {
            MarkPlace::Card(card) => Some(card),
            _ => None,
        });
        let lines = drawing.figures.iter().filter_map(|item| match &item.shape {
            Shape::Text {
                origin,
                line,
                style,
                ..
            } if item.role == Role::NoteText => {
                let top = *origin - kurbo::Vec2::new(0.0, style.size);
                Some(Rect::from_origin_size(top, (line.width, style.size)))
            }
            _ => None,
        });
        (card.expect("a card"), lines.collect())
    }

    #[test]
    fn a_card_has_the_width_that_it_was_given_and_its_words_stand_within() {
        for text in [LONG, HEBREW, "EU", &"x".repeat(300)] {
            let mut last = f64::INFINITY;
            for points in [NoteWidth::LEAST, 90.0, 206.0, 400.0, NoteWidth::MOST] {
                for zoom in [0.05, 0.65, 4.0] {
                    let (card, lines) = drawn(note(text, Some(points)), zoom);
                    let unit = note_unit(zoom);
                    assert!((card.width() - points * unit).abs() < 1e-6, "{card}");
                    assert!((card.center() - Point::new(30.0, 20.0)).hypot() < 1e-6);
                    let room = card.inset(-PADDING * unit + 1e-6);
                    for line in &lines {
                        assert_eq!(room.union(*line), room, "{points} at {zoom}");
                    }
                    let size = note_size(&note(text, Some(points)), ThemeName::Light.theme());
                    assert!((card.height() - size.height * unit).abs() < 1e-6);
                }
                let height = setting(text, Some(points)).size.height;
                assert!(height <= last, "wider and higher: {points}");
                last = height;
            }
        }
    }

    #[test]
    fn words_that_are_read_from_the_right_begin_at_the_right_edge() {
        let (card, lines) = drawn(note(HEBREW, Some(150.0)), 0.65);
        let padding = PADDING * note_unit(0.65);
        assert!(lines.len() > 1);
        for line in lines {
            assert!((card.x1 - padding - line.x1).abs() < 1e-6);
        }
    }

    #[test]
    fn lines_break_alike_at_every_zoom() {
        for text in [LONG, HEBREW] {
            let counts = [0.01, 0.2, 0.65, 1.0, 3.0, 50.0];
            let counts = counts.map(|zoom| drawn(note(text, Some(133.0)), zoom).1.len());
            assert!(counts.iter().all(|it| *it == counts[0]), "{counts:?}");
        }
    }

    #[test]
    fn a_card_that_is_made_narrower_keeps_its_words() {
        let text = "What is not settled stays open. ".repeat(11);
        assert!(!setting(&text, None).is_cut);
        for points in [40.0, 60.0, 100.0, 200.0, 205.0] {
            let narrow = setting(&text, Some(points));
            assert!(!narrow.is_cut, "{points}");
            assert!(narrow.lines.len() >= setting(&text, None).lines.len());
        }
    }

    #[test]
    fn of_a_long_text_a_wider_card_shows_more_and_a_narrower_one_has_an_end() {
        let text = "What is not settled stays open. ".repeat(60);
        let usual = setting(&text, None);
        assert!(usual.is_cut);
        assert_eq!(usual.lines.len(), MOST_LINES);
        let wide = setting(&text, Some(NoteWidth::MOST));
        assert!(wide.lines.len() <= MOST_LINES);
        let narrow = setting(&text, Some(NoteWidth::LEAST));
        assert!(narrow.is_cut);
        assert!(narrow.lines.len() <= 100, "{}", narrow.lines.len());
        let all = setting(&"What stays open. ".repeat(60), Some(NoteWidth::MOST));
        assert!(setting(&"What stays open. ".repeat(60), None).is_cut && !all.is_cut);
    }
}
