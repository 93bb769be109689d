//! Flags of states as filled areas, for the inside of discs.
//!
//! The drawings are the SVG files of `assets/flags`. Each is turned into areas when
//! it is first wanted: flattened, cut to the cloth, without what is too small to be
//! seen in a disc, in triangles. A flag says nothing of who is recognised by whom; it
//! is a drawing, and who wants none has codes or monograms.

mod rings;

use std::sync::OnceLock;

use kurbo::{Affine, Point, Rect};
use resvg::tiny_skia::{Path, PathSegment};
use resvg::usvg::{self, FillRule, Node, Paint};

use super::item::{Color, Shape};
use rings::{Rings, simplified, uncrossed};

/// A flag is four wide and three high.
pub(super) const ASPECT: f64 = 4.0 / 3.0;
/// The cloth in the units of the files.
const CLOTH: Rect = Rect::new(0.0, 0.0, 640.0, 480.0);
/// How far the outline may stray, in the same units: a quarter of a point in a flag as
/// large as the largest disc at four times its usual size.
const TOLERANCE: f64 = 1.0;
/// What is smaller than this in both directions is left out.
const LEAST_PART: f64 = 5.0;
/// Lines thinner than this are left out.
const LEAST_LINE: f64 = 2.5;

macro_rules! flags {
    ($($iso:literal $file:literal),* $(,)?) => {
        /// ISO 3166-1 alpha-3 codes and drawings, in the order of the codes.
        const FILES: &[(&str, &str)] = &[
            $(($iso, include_str!(concat!("../../assets/flags/", $file, ".svg")))),*
        ];
    };
}

flags! {
    "AFG" "af", "ARE" "ae", "ARM" "am", "AZE" "az", "BGR" "bg", "BHR" "bh", "BLR" "by",
    "CYP" "cy", "DEU" "de", "EGY" "eg", "FRA" "fr", "GBR" "gb", "GEO" "ge",
    "GRC" "gr", "IND" "in", "IRN" "ir", "IRQ" "iq", "ISR" "il", "ITA" "it", "JOR" "jo",
    "KAZ" "kz", "KGZ" "kg", "KWT" "kw", "LBN" "lb", "MNG" "mn", "PAK" "pk", "PSE" "ps",
    "QAT" "qa", "ROU" "ro", "RUS" "ru", "SAU" "sa", "SYR" "sy", "TJK" "tj", "TKM" "tm",
    "TUR" "tr", "UKR" "ua", "USA" "us", "UZB" "uz",
}

static MADE: [OnceLock<Vec<Part>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// An area of one colour, on a cloth from (0, 0) to (1, 1).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    rings: Vec<Vec<Point>>,
    triangles: Vec<[u32; 3]>,
    fill: Color,
}

impl Part {
    /// The area on a cloth that lies here.
    pub(super) fn on(&self, cloth: Rect) -> Shape {
        let place = |point: &Point| {
            Point::new(
                cloth.x0 + point.x * cloth.width(),
                cloth.y0 + point.y * cloth.height(),
            )
        };
        let rings = self.rings.iter();
        Shape::Area {
            rings: rings.map(|ring| ring.iter().map(place).collect()).collect(),
            triangles: self.triangles.clone(),
            fill: self.fill,
        }
    }
}

/// The flag of the state with this ISO 3166-1 alpha-3 code, its parts from below to
/// above; `None` for those we have no drawing of.
pub(super) fn flag(iso: &str) -> Option<&'static [Part]> {
    let at = FILES.binary_search_by_key(&iso, |(code, _)| code).ok()?;
    let ((_, svg), made) = (FILES.get(at)?, MADE.get(at)?);
    let parts = made.get_or_init(|| parts(svg));
    (!parts.is_empty()).then_some(parts.as_slice())
}

/// The areas of a drawing; none where it is no SVG, which a test rules out.
fn parts(svg: &str) -> Vec<Part> {
    let Ok(tree) = usvg::Tree::from_str(svg, &usvg::Options::default()) else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    add_group(tree.root(), &mut parts);
    parts
}

fn add_group(group: &usvg::Group, parts: &mut Vec<Part>) {
    for node in group.children() {
        match node {
            Node::Group(group) => add_group(group, parts),
            Node::Path(path) => add_path(path, parts),
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

/// Adds the inside of a path and then its line. Paints other than one colour do not
/// occur in our files.
fn add_path(path: &usvg::Path, parts: &mut Vec<Part>) {
    let outline = outline(path.data());
    let t = path.abs_transform();
    let place = Affine::new([t.sx, t.ky, t.kx, t.sy, t.tx, t.ty].map(f64::from));
    if let Some(fill) = path.fill()
        && let Paint::Color(color) = fill.paint()
    {
        let rings = rings_of(&(place * outline.clone()));
        let is_even_odd = fill.rule() == FillRule::EvenOdd;
        add_part(&rings, is_even_odd, *color, parts);
    }
    if let Some(stroke) = path.stroke()
        && let Paint::Color(color) = stroke.paint()
    {
        let width = f64::from(stroke.width().get());
        if width * place.determinant().abs().sqrt() < LEAST_LINE {
            return;
        }
        let style = kurbo::Stroke::new(width);
        let options = kurbo::StrokeOpts::default();
        let line = kurbo::stroke(outline, &style, &options, TOLERANCE / 4.0);
        add_part(&rings_of(&(place * line)), false, *color, parts);
    }
}

fn add_part(rings: &[Vec<Point>], is_even_odd: bool, color: usvg::Color, parts: &mut Vec<Part>) {
    let rings = if is_even_odd {
        Rings::even_odd(rings)
    } else {
        Rings::non_zero(rings)
    };
    let (rings, triangles) = rings.triangulated();
    if triangles.is_empty() {
        return;
    }
    let unit = |point: &Point| Point::new(point.x / CLOTH.width(), point.y / CLOTH.height());
    parts.push(Part {
        rings: rings
            .iter()
            .map(|ring| ring.iter().map(unit).collect())
            .collect(),
        triangles,
        fill: Color {
            r: color.red,
            g: color.green,
            b: color.blue,
            a: u8::MAX,
        },
    });
}

fn outline(data: &Path) -> kurbo::BezPath {
    let point = |p: resvg::tiny_skia::Point| Point::new(f64::from(p.x), f64::from(p.y));
    let mut path = kurbo::BezPath::new();
    for segment in data.segments() {
        match segment {
            PathSegment::MoveTo(to) => path.move_to(point(to)),
            PathSegment::LineTo(to) => path.line_to(point(to)),
            PathSegment::QuadTo(one, to) => path.quad_to(point(one), point(to)),
            PathSegment::CubicTo(one, two, to) => path.curve_to(point(one), point(two), point(to)),
            PathSegment::Close => path.close_path(),
        }
    }
    path
}

/// The rings of a path on the cloth, without those too small to be seen.
fn rings_of(path: &kurbo::BezPath) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path, TOLERANCE / 2.0, |element| match element {
        kurbo::PathEl::MoveTo(to) => rings.push(vec![to]),
        kurbo::PathEl::LineTo(to) => {
            if let Some(ring) = rings.last_mut() {
                ring.push(to);
            }
        }
        _ => {}
    });
    let is_seen = |ring: &Vec<Point>| {
        rings::extent(ring).is_some_and(|it| it.width().max(it.height()) >= LEAST_PART)
    };
    let simple: Vec<Vec<Point>> = rings
        .into_iter()
        .map(|ring| simplified(&rings::cut(ring, CLOTH), TOLERANCE / 2.0))
        .filter(|ring| ring.len() >= 3)
        .collect();
    let mut rings = uncrossed(&simple);
    rings.retain(|ring| ring.len() >= 3 && is_seen(ring));
    rings
}

#[cfg(test)]
mod tests;
