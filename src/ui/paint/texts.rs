//! Texts, above all shapes of their list.

use egui::emath::TSTransform;
use egui::epaint::TextShape;
use egui::{Color32, Painter, Pos2, Rect, Vec2};
use kurbo::Point;

use crate::drawing::{Item, Role, Shape};
use crate::text::Run;
use crate::ui::style;
use crate::ui::text::run_job;

/// Texts smaller than this on screen, in pixels, are not drawn: nobody can
/// read them.
const LEAST_TEXT: f64 = 3.0;

/// Texts of a list that are painted at most in a frame.
const MOST_TEXTS: usize = 500;

/// Where a list of items stands on screen.
#[derive(Clone, Copy, Debug)]
pub struct Placing {
    /// Where the list's origin is.
    pub origin: Pos2,
    /// Points a unit of the list.
    pub scale: f64,
}

impl Placing {
    /// A point of the list on screen.
    pub fn pos(self, point: Point) -> Pos2 {
        self.origin + Vec2::new((point.x * self.scale) as f32, (point.y * self.scale) as f32)
    }

    /// A rectangle of the list on screen.
    pub fn rect(self, rect: kurbo::Rect) -> Rect {
        Rect::from_min_max(
            self.pos(Point::new(rect.x0, rect.y0)),
            self.pos(Point::new(rect.x1, rect.y1)),
        )
    }
}

/// Paints the texts of a list of items: those that are on screen, and of very many
/// those that say most.
pub fn paint_texts(painter: &Painter, items: &[Item], placing: Placing) {
    paint_texts_laid(painter, items, placing, placing.scale);
}

/// The same with letters that are laid out for the scale `laid` and stretched.
///
/// While a camera moves closer, texts are then not laid out, and their letters not
/// drawn, anew for each frame.
pub fn paint_texts_laid(painter: &Painter, items: &[Item], placing: Placing, laid: f64) {
    let stretch = (placing.scale / laid) as f32;
    let density = f64::from(painter.pixels_per_point());
    for item in shown_texts(items, placing, painter.clip_rect(), density) {
        if let Shape::Text {
            origin,
            line,
            style,
            color,
            halo,
        } = &item.shape
        {
            let size = style.size * laid;
            let baseline = placing.pos(*origin);
            for run in &line.runs {
                let start = baseline + Vec2::new((run.x * placing.scale) as f32, 0.0);
                let halo = halo.map(|halo| {
                    (
                        style::color(halo.color),
                        (halo.width * placing.scale) as f32,
                    )
                });
                let ink = Ink {
                    size: size as f32,
                    stretch,
                    color: style::color(*color),
                    halo,
                };
                paint_run(painter, run, start, ink);
            }
        }
    }
}

/// The texts to lay out and paint, in their order: only what is within `clip` and can
/// be read, and [`MOST_TEXTS`] at most. What words of lists and cards say goes before
/// names, names before codes, and what is large before what is small.
fn shown_texts(items: &[Item], placing: Placing, clip: Rect, density: f64) -> Vec<&Item> {
    let size_on_screen = |item: &Item| match &item.shape {
        Shape::Text {
            origin,
            line,
            style,
            ..
        } => {
            let size = style.size * placing.scale;
            let baseline = placing.pos(*origin);
            let reach = Rect::from_min_max(
                baseline - Vec2::new(size as f32, size as f32 * 1.5),
                baseline + Vec2::new((line.width * placing.scale + size) as f32, size as f32),
            );
            (size * density >= LEAST_TEXT && clip.intersects(reach)).then_some(size)
        }
        _ => None,
    };
    let cards: Vec<(usize, kurbo::Rect)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match (item.role, &item.shape) {
            (Role::Note, Shape::Rect { rect, .. }) => Some((at, *rect)),
            _ => None,
        })
        .collect();
    let mut shown: Vec<(usize, f64, &Item)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| Some((at, size_on_screen(item)?, item)))
        .filter(|(at, _, item)| !is_covered(*at, item, &cards))
        .collect();
    if shown.len() > MOST_TEXTS {
        let rank = |item: &Item| match item.role {
            Role::Name | Role::ChipText => 1,
            Role::OwnName => 2,
            Role::Code => 3,
            _ => 0,
        };
        shown.sort_by(|(_, one_size, one), (_, other_size, other)| {
            let by_size = other_size.total_cmp(one_size);
            rank(one).cmp(&rank(other)).then(by_size)
        });
        shown.truncate(MOST_TEXTS);
        shown.sort_by_key(|(at, ..)| *at);
    }
    shown.into_iter().map(|(.., item)| item).collect()
}

/// Whether a text lies beneath the card of a note that comes after it: texts are
/// painted over all shapes, so it would stand on the card.
fn is_covered(at: usize, item: &Item, cards: &[(usize, kurbo::Rect)]) -> bool {
    let Shape::Text {
        origin,
        line,
        style,
        ..
    } = &item.shape
    else {
        return false;
    };
    let lies = kurbo::Rect::new(
        origin.x,
        origin.y - style.size * 0.75,
        origin.x + line.width,
        origin.y,
    );
    let covers = |(card, rect): &(usize, kurbo::Rect)| *card > at && rect.overlaps(lies);
    cards.iter().any(covers)
}

/// How a run is painted.
#[derive(Clone, Copy)]
struct Ink {
    /// The size that it is laid out in, in points.
    size: f32,
    /// How much larger than that it is painted.
    stretch: f32,
    color: Color32,
    /// Colour and width of the outline behind the letters.
    halo: Option<(Color32, f32)>,
}

/// Paints one run with its baseline beginning at `start`.
fn paint_run(painter: &Painter, run: &Run, start: Pos2, ink: Ink) {
    // Without a colour of its own, so that it is not laid out again for another one.
    let galley = painter.layout_job(run_job(run, ink.size, Color32::PLACEHOLDER));
    let Some(row) = galley.rows.first() else {
        return;
    };
    let Some(glyph) = row.row.glyphs.first() else {
        return;
    };
    let above = (row.pos.y + glyph.pos.y) * ink.stretch;
    let pos = Pos2::new(start.x, start.y - above);
    let mut shape = TextShape::new(Pos2::ZERO, galley, ink.color);
    if ink.stretch != 1.0 {
        shape.transform(TSTransform::from_scaling(ink.stretch));
    }
    if let Some((color, width)) = ink.halo {
        // Nobody sees how round the outline is of what moves.
        let turns = if ink.stretch == 1.0 { 8 } else { 4 };
        for turn in 0..turns {
            let turn = std::f32::consts::TAU * turn as f32 / turns as f32;
            let offset = Vec2::angled(turn) * width;
            let mut behind = shape.clone();
            behind.pos = pos + offset;
            behind.override_text_color = Some(color);
            painter.add(behind);
        }
    }
    shape.pos = pos;
    painter.add(shape);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Color;
    use crate::text;

    fn text_at(role: Role, x: f64, y: f64) -> Item {
        let style = text::Style {
            size: 10.0,
            is_bold: false,
        };
        Item {
            subject: None,
            role,
            shape: Shape::Text {
                origin: Point::new(x, y),
                line: text::line("Name", style),
                style,
                color: Color {
                    r: 0,
                    g: 0,
                    b: 0,
                    a: 255,
                },
                halo: None,
            },
        }
    }

    #[test]
    fn at_most_500_texts_are_laid_out_and_none_off_screen() {
        let clip = Rect::from_min_max(Pos2::ZERO, Pos2::new(1000.0, 800.0));
        let placing = |scale| Placing {
            origin: Pos2::ZERO,
            scale,
        };
        // A field of names and codes much larger than the screen.
        let place = |at: usize| (((at % 90) * 50) as f64, ((at / 90) * 20) as f64);
        let items: Vec<Item> = (0..9_000)
            .map(|at| {
                let role = if at % 3 == 0 { Role::Name } else { Role::Code };
                text_at(role, place(at).0, place(at).1)
            })
            .collect();
        let shown = shown_texts(&items, placing(1.0), clip, 1.0);
        assert_eq!(shown.len(), MOST_TEXTS);
        let all_names = items.iter().filter(|item| item.role == Role::Name);
        let in_view = all_names.filter(|item| matches!(&item.shape, Shape::Text { origin, .. } if origin.x <= 1000.0 && origin.y <= 800.0));
        let names = shown.iter().filter(|item| item.role == Role::Name).count();
        assert!(names >= in_view.count(), "names go before codes");
        for item in &shown {
            let Shape::Text { origin, .. } = &item.shape else {
                panic!("{item:?}");
            };
            let is_near = origin.x <= 1010.0 && origin.y <= 815.0;
            assert!(is_near, "{origin:?} is off screen");
        }
        assert!(
            shown_texts(&items, placing(0.25), clip, 1.0).is_empty(),
            "too small to read"
        );
        let away = Placing {
            origin: Pos2::new(-9e4, 0.0),
            scale: 1.0,
        };
        assert!(shown_texts(&items, away, clip, 1.0).is_empty());
        assert!(
            !shown_texts(&items, placing(0.25), clip, 2.0).is_empty(),
            "twice as many pixels show it"
        );
    }

    #[test]
    fn no_text_stands_on_the_card_of_a_note_that_lies_above_it() {
        let clip = Rect::from_min_max(Pos2::ZERO, Pos2::new(1000.0, 800.0));
        let placing = Placing {
            origin: Pos2::ZERO,
            scale: 1.0,
        };
        let card = Item {
            subject: None,
            role: Role::Note,
            shape: Shape::Rect {
                rect: kurbo::Rect::new(0.0, 0.0, 200.0, 100.0),
                radius: 0.0,
                fill: None,
                stroke: None,
            },
        };
        let items = [
            text_at(Role::Code, 50.0, 50.0),
            text_at(Role::Code, 50.0, 400.0),
            card,
            text_at(Role::NoteText, 10.0, 20.0),
        ];
        let shown = shown_texts(&items, placing, clip, 1.0);
        let roles: Vec<Role> = shown.iter().map(|item| item.role).collect();
        assert_eq!(
            roles,
            [Role::Code, Role::NoteText],
            "the covered one is not"
        );
    }
}
