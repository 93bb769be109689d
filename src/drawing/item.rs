//! The picture as data.
//!
//! A [`Drawing`] is all that painters and exporters see. It has three lists of
//! [`Item`]s, painted in this order: `ground` (the basemap) and `figures` (ties,
//! actors, names) in layout units, y down; and `page` (title, legend, as-of,
//! sources, credits) in points from the top left corner of the page, y down.
//! Within a list a later item lies above an earlier one. Widths, radii and
//! text sizes of ground and figures are layout units too: at zoom 1 one layout
//! unit is one point.

use std::sync::Arc;

use kurbo::{Point, Rect};

use crate::model::Subject;
use crate::text;

/// A colour, red, green and blue with an opacity; each 0 to 255, not
/// premultiplied, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity; 255 hides what lies beneath.
    pub a: u8,
}

impl Color {
    /// The same colour with its opacity multiplied by `factor`, in [0, 1].
    pub fn faded(self, factor: f64) -> Self {
        let a = (f64::from(self.a) * factor.clamp(0.0, 1.0)).round() as u8;
        Self { a, ..self }
    }

    /// Reads `#rrggbb` or `#rrggbbaa`; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [r, g, b, a] = match digits.len() {
            6 => (value << 8 | 0xff).to_be_bytes(),
            8 => value.to_be_bytes(),
            _ => return None,
        };
        Some(Self { r, g, b, a })
    }

    /// Relative luminance as WCAG 2.2 defines it, in [0, 1]; opacity is left out.
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio with another colour as WCAG 2.2 defines it, in [1, 21].
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Width, in the units of its list; more than 0.
    pub width: f64,
    /// Colour.
    pub color: Color,
    /// Length of dashes and of the gaps between, in the units of its list;
    /// `None` for a whole line. Lines have round caps where they are dotted
    /// (a dash of length 0), else butt caps.
    pub dash: Option<[f64; 2]>,
}

/// What part of the picture an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Land of the basemap.
    Land,
    /// Coast line.
    Coast,
    /// Border of the basemap.
    Border,
    /// Disputed border, dashed.
    DisputedBorder,
    /// Line from an actor that was moved to its true place.
    Leader,
    /// Curve of a tie.
    Tie,
    /// Arrow head of a directed tie.
    ArrowHead,
    /// Body of an actor.
    Disc,
    /// Arc of an actor's strength.
    Ring,
    /// Code or monogram inside a disc.
    Code,
    /// Flag inside a disc.
    Flag,
    /// Mark of an actor that is pinned.
    Pin,
    /// Name below a disc.
    Name,
    /// Name in the actor's own script.
    OwnName,
    /// Chip on a tie: its frame.
    Chip,
    /// Chip on a tie: its text.
    ChipText,
    /// Card of a note.
    Note,
    /// Text of a note.
    NoteText,
    /// Frame or swatch of the page layer.
    PageMark,
    /// Text of the page layer.
    PageText,
}

/// One mark of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it stands for; `None` for basemap and page.
    pub subject: Option<Subject>,
    /// What part of the picture it is.
    pub role: Role,
    /// Its shape.
    pub shape: Shape,
}

/// The shapes that painters know; a small closed set.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled area with holes.
    Area {
        /// Rings, outer ones and holes; no end point repeated.
        rings: Vec<Vec<Point>>,
        /// The same area in triangles, as places in the joined rings.
        triangles: Vec<[u32; 3]>,
        /// Fill.
        fill: Color,
    },
    /// A line through points. Where it was flattened from a curve, the curve
    /// is kept for painters that draw curves.
    Line {
        /// At least two points, all finite.
        points: Vec<Point>,
        /// The curve that the points follow, where there is one.
        curve: Option<kurbo::BezPath>,
        /// Stroke.
        stroke: Stroke,
    },
    /// A filled convex polygon.
    Polygon {
        /// At least three corners.
        points: Vec<Point>,
        /// Fill.
        fill: Color,
    },
    /// A circle.
    Circle {
        /// Centre.
        center: Point,
        /// Radius, more than 0.
        radius: f64,
        /// Fill, if any.
        fill: Option<Color>,
        /// Stroke, if any; centred on the circle.
        stroke: Option<Stroke>,
    },
    /// A part of a circle, stroked.
    Arc {
        /// Centre.
        center: Point,
        /// Radius, more than 0.
        radius: f64,
        /// Where it begins: radians clockwise from three o'clock.
        start_rad: f64,
        /// How far it runs clockwise, in (0, 2π].
        sweep_rad: f64,
        /// Stroke, centred on the arc.
        stroke: Stroke,
    },
    /// A rectangle with rounded corners.
    Rect {
        /// The rectangle.
        rect: Rect,
        /// Radius of the corners.
        radius: f64,
        /// Fill, if any.
        fill: Option<Color>,
        /// Stroke, if any; centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A rectangle whose colour runs evenly from its left edge to its right.
    Fade {
        /// The rectangle.
        rect: Rect,
        /// Colour at the left edge.
        from: Color,
        /// Colour at the right edge.
        to: Color,
    },
    /// One line of text.
    Text {
        /// Left end of the baseline.
        origin: Point,
        /// The line: runs in visual order, each with its face and place.
        line: text::Line,
        /// Size and weight.
        style: text::Style,
        /// Colour.
        color: Color,
        /// Outline behind the letters, so that they can be read on a map.
        halo: Option<Halo>,
    },
}

/// An outline behind letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halo {
    /// Colour.
    pub color: Color,
    /// How far it reaches beyond the letter, in the units of its list.
    pub width: f64,
}

/// Something that can be hit, selected or read out, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The actor, tie or note.
    pub subject: Subject,
    /// Where it is, in layout units.
    pub place: MarkPlace,
    /// Spoken name: "tie, Israel and Azerbaijan, weight plus 0.85, 29 claims".
    pub spoken: String,
}

/// Where a [`Mark`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkPlace {
    /// An actor.
    Disc {
        /// Centre.
        center: Point,
        /// Outer radius, ring included.
        radius: f64,
    },
    /// A tie.
    Curve {
        /// Points along the curve from the actor that the tie is from to the one it is
        /// to, at least two.
        points: Vec<Point>,
        /// Width of the line.
        width: f64,
        /// The frame of its chip; `None` where the chip found no room.
        chip: Option<Rect>,
    },
    /// A note.
    Card(Rect),
}

/// The whole picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Colour of the sea, or of the paper without a basemap.
    pub background: Color,
    /// The basemap, in layout units; shared, because it outlives filters and
    /// zoom.
    pub ground: Arc<Vec<Item>>,
    /// Ties, actors and names, in layout units.
    pub figures: Vec<Item>,
    /// Title, legend, as-of, sources and credits, in points of the page.
    pub page: Vec<Item>,
    /// The entries of the legend, in points of the page, each with what it means.
    pub legend: Vec<(Rect, &'static str)>,
    /// What can be hit or read out: actors in scene order, then ties, then notes,
    /// each in scene order.
    pub marks: Vec<Mark>,
    /// Around all figures, in layout units; `None` where there are none.
    pub bounds: Option<Rect>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_from_hexadecimal() {
        assert_eq!(
            Color::from_hex("#4aa8ff"),
            Some(Color {
                r: 0x4a,
                g: 0xa8,
                b: 0xff,
                a: 255
            })
        );
        assert_eq!(Color::from_hex("#00000080").map(|c| c.a), Some(0x80));
        for text in ["", "4aa8ff", "#4aa8f", "#4aa8fg", "#+aa8ff", "#4aa8ff0000"] {
            assert_eq!(Color::from_hex(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_follows_wcag() {
        let hex = |text| Color::from_hex(text).expect(text);
        assert!((hex("#000000").contrast(hex("#ffffff")) - 21.0).abs() < 1e-9);
        // WCAG's own borderline example: #767676 on white is 4.54.
        assert!((hex("#767676").contrast(hex("#ffffff")) - 4.54).abs() < 0.005);
    }
}
