//! The picture as SVG.
//!
//! Ground and figures stand in one group whose transform is the camera, clipped
//! to the page; the page layer stands on top. Each element carries its role as
//! `data-role` and its record as `data-subject`, so that scripts and tests find
//! their way. Numbers have at most 3 decimals; only the camera's matrix has 9,
//! because its scale is multiplied by large coordinates.
//!
//! Text stays text, unless outlines are asked for. Each run of a line is a `<text>`
//! of its own, at its own x and with its own font family: viewers shape it, but
//! need to order nothing. A halo is a stroked copy beneath, because viewers that
//! ignore `paint-order` would paint the halo over the letters.

use std::borrow::Cow;

use kurbo::{Affine, PathEl, Point, Rect};

use super::clip;
use super::markup::{Element, Markup, PathData};
use crate::drawing::{Color, Drawing, Item, Role, Shape, Stroke};
use crate::geom::space::Camera;

mod letters;

pub use letters::Fonts;

/// How large the page is, and what part of the picture it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageOptions {
    /// Width, in points; more than 0.
    pub width: f64,
    /// Height, in points; more than 0.
    pub height: f64,
    /// What is looked at: its centre stands in the middle of the page.
    pub camera: Camera,
}

/// The picture as an SVG document whose fonts are named, as [`svg_with`] gives it.
pub fn svg(drawing: &Drawing, page: &PageOptions, title: &str, description: &str) -> String {
    svg_with(drawing, page, title, description, Fonts::Named)
}

/// The picture as an SVG document, with its title and description for those
/// who hear it, and its letters in these fonts.
///
/// One user unit is one point. Marks stand in the order of the Drawing. A mark
/// with a coordinate that is not finite is left out, and so is what of areas and
/// plain lines lies beyond the page: a basemap reaches far.
pub fn svg_with(
    drawing: &Drawing,
    page: &PageOptions,
    title: &str,
    description: &str,
    fonts: Fonts,
) -> String {
    let (width, height) = (page.width, page.height);
    let mut view_box = PathData::new();
    view_box.numbers(&[0.0, 0.0, width, height]);
    let root = Element::new("svg")
        .attribute("xmlns", "http://www.w3.org/2000/svg")
        .number("width", width)
        .number("height", height)
        .data("viewBox", &view_box)
        .attribute("role", "img");
    let whole_page = || {
        Element::new("rect")
            .number("width", width)
            .number("height", height)
    };
    let mut markup = Markup::default();
    markup.nested(&root, |markup| {
        markup.with_text(&Element::new("title"), title);
        markup.with_text(&Element::new("desc"), description);
        let clip = Element::new("clipPath").attribute("id", "page");
        markup.nested(&Element::new("defs"), |markup| {
            markup.nested(&clip, |markup| markup.empty(&whole_page()));
            if fonts == Fonts::Embedded {
                letters::push_faces(drawing, markup);
            }
        });
        let background = whole_page().attribute("data-role", "background");
        markup.empty(&background.paint("fill", Some(drawing.background)));
        push_picture(drawing, page, fonts, markup);
        let seen = Rect::new(0.0, 0.0, width, height);
        push_layer("page", &drawing.page, Pen { fonts, seen }, markup);
    });
    markup.finish()
}

/// How the marks of a list are written.
#[derive(Clone, Copy)]
struct Pen {
    /// What letters are.
    fonts: Fonts,
    /// What can be seen, in the units of the list.
    seen: Rect,
}

impl Pen {
    /// What can be seen, and so much more.
    fn within(self, more: f64) -> Rect {
        self.seen.inflate(more + 1.0, more + 1.0)
    }
}

/// Ground and figures, under the camera.
fn push_picture(drawing: &Drawing, page: &PageOptions, fonts: Fonts, markup: &mut Markup) {
    let viewport = Rect::new(0.0, 0.0, page.width, page.height);
    let matrix = matrix(page.camera.screen_from_layout(viewport));
    let clipped = Element::new("g").attribute("clip-path", "url(#page)");
    markup.nested(&clipped, |markup| {
        let moved = Element::new("g").attribute("transform", &matrix);
        markup.nested(&moved, |markup| {
            let seen = page.camera.visible(viewport);
            let ground = drawing.ground.iter();
            let ground = ground.filter(|item| meets(item, seen));
            push_layer("ground", ground, Pen { fonts, seen }, markup);
            push_layer("figures", &drawing.figures, Pen { fonts, seen }, markup);
        });
    });
}

fn matrix(affine: Affine) -> String {
    let shown = affine.as_coeffs().map(|number| {
        let text = format!("{number:.9}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        (if text == "-0" { "0" } else { text }).to_owned()
    });
    format!("matrix({})", shown.join(" "))
}

/// Whether anything of a mark of the basemap may be seen; other shapes than
/// areas and lines always may.
fn meets(item: &Item, seen: Rect) -> bool {
    let (points, reach): (&mut dyn Iterator<Item = &Point>, f64) = match &item.shape {
        Shape::Area { rings, .. } => (&mut rings.iter().flatten(), 0.0),
        Shape::Line { points, stroke, .. } => (&mut points.iter(), stroke.width),
        _ => return true,
    };
    let boxes = points.map(|point| Rect::from_points(*point, *point));
    boxes
        .reduce(|left, right| left.union(right))
        .is_some_and(|bounds| bounds.inflate(reach, reach).overlaps(seen))
}

fn push_layer<'a>(
    name: &str,
    items: impl IntoIterator<Item = &'a Item>,
    pen: Pen,
    markup: &mut Markup,
) {
    let layer = Element::new("g").attribute("data-layer", name);
    markup.nested(&layer, |markup| {
        for item in items {
            push_item(item, pen, markup);
        }
    });
}

fn push_item(item: &Item, pen: Pen, markup: &mut Markup) {
    let element = |name| tagged(Element::new(name), item);
    match &item.shape {
        Shape::Area { rings, fill, .. } => {
            let within = pen.within(0.0);
            let rings = rings
                .iter()
                .map(|ring| clip::ring(ring, clip::around(ring), within));
            let area = element("path").data("d", &ring_data(rings));
            let filled = area.paint("fill", Some(*fill));
            markup.empty(&filled.attribute("fill-rule", "evenodd"));
        }
        Shape::Line {
            points,
            curve,
            stroke,
        } => {
            let data = match curve {
                Some(curve) => curve_data(curve.elements()),
                // Dashes are counted from where a line begins.
                None if stroke.dash.is_some() => path_data(points, false),
                None => line_data(&clip::line(points, pen.within(stroke.width))),
            };
            let line = element("path").data("d", &data).paint("fill", None);
            markup.empty(&stroked(line, stroke));
        }
        Shape::Polygon { points, fill } => {
            let polygon = element("path").data("d", &path_data(points, true));
            markup.empty(&polygon.paint("fill", Some(*fill)));
        }
        Shape::Circle {
            center,
            radius,
            fill,
            stroke,
        } => {
            let circle = circle(element("circle"), *center, *radius);
            markup.empty(&outlined(circle.paint("fill", *fill), stroke.as_ref()));
        }
        Shape::Arc {
            center,
            radius,
            start_rad,
            sweep_rad,
            stroke,
        } => {
            let arc = if *sweep_rad >= std::f64::consts::TAU - 1e-6 {
                circle(element("circle"), *center, *radius)
            } else {
                let data = arc_data(*center, *radius, *start_rad, *sweep_rad);
                element("path").data("d", &data)
            };
            markup.empty(&stroked(arc.paint("fill", None), stroke));
        }
        Shape::Rect {
            rect,
            radius,
            fill,
            stroke,
        } => {
            let rect = rectangle(element("rect"), *rect, *radius);
            markup.empty(&outlined(rect.paint("fill", *fill), stroke.as_ref()));
        }
        Shape::Fade { rect, from, to } => push_fade(&element("rect"), *rect, [*from, *to], markup),
        Shape::Text {
            origin,
            line,
            style,
            color,
            halo,
        } => {
            let words = letters::Words {
                origin: *origin,
                line,
                style: *style,
                fonts: pen.fonts,
            };
            words.push(&element("g"), *color, halo.as_ref(), markup);
        }
    }
}

/// A rectangle filled with a gradient, which stands before it and is named for its
/// place: two of one place and other colours would be one above the other.
fn push_fade(element: &Element, rect: Rect, [from, to]: [Color; 2], markup: &mut Markup) {
    let id = place_name("fade", rect);
    let gradient = Element::new("linearGradient").attribute("id", &id);
    markup.nested(&gradient, |markup| {
        for (offset, color) in [(0.0, from), (1.0, to)] {
            let stop = Element::new("stop").number("offset", offset);
            let stop = stop.attribute(
                "stop-color",
                &format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b),
            );
            markup.empty(&stop.number("stop-opacity", f64::from(color.a) / 255.0));
        }
    });
    let filled = rectangle(element.clone(), rect, 0.0);
    markup.empty(&filled.attribute("fill", &format!("url(#{id})")));
}

/// A name that only this rectangle has: `fade-1200-0-1288-9000`.
fn place_name(word: &str, rect: Rect) -> String {
    let numbers = [rect.x0, rect.y0, rect.x1, rect.y1];
    let numbers = numbers
        .map(|it| (it * 10.0).round() as i64)
        .map(|it| it.to_string());
    format!("{word}-{}", numbers.join("-"))
}

fn tagged(element: Element, item: &Item) -> Element {
    let element = element.attribute("data-role", role_name(item.role));
    match &item.subject {
        Some(subject) => element.attribute("data-subject", &subject.to_string()),
        None => element,
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Land => "land",
        Role::Coast => "coast",
        Role::Border => "border",
        Role::DisputedBorder => "disputed-border",
        Role::Leader => "leader",
        Role::Tie => "tie",
        Role::ArrowHead => "arrow-head",
        Role::Disc => "disc",
        Role::Ring => "ring",
        Role::Code => "code",
        Role::Flag => "flag",
        Role::Pin => "pin",
        Role::Name => "name",
        Role::OwnName => "own-name",
        Role::Chip => "chip",
        Role::ChipText => "chip-text",
        Role::Note => "note",
        Role::NoteText => "note-text",
        Role::PageMark => "page-mark",
        Role::PageText => "page-text",
    }
}

fn stroked(element: Element, stroke: &Stroke) -> Element {
    let element = element
        .paint("stroke", Some(stroke.color))
        .number("stroke-width", stroke.width)
        .attribute("stroke-linejoin", "round");
    let Some([dash, gap]) = stroke.dash else {
        return element;
    };
    let mut lengths = PathData::new();
    lengths.numbers(&[dash, gap]);
    let element = element.data("stroke-dasharray", &lengths);
    if dash > 0.0 {
        element
    } else {
        element.attribute("stroke-linecap", "round")
    }
}

fn outlined(element: Element, stroke: Option<&Stroke>) -> Element {
    match stroke {
        Some(stroke) => stroked(element, stroke),
        None => element,
    }
}

fn circle(element: Element, center: Point, radius: f64) -> Element {
    element
        .number("cx", center.x)
        .number("cy", center.y)
        .number("r", radius)
}

fn rectangle(element: Element, rect: Rect, radius: f64) -> Element {
    let element = element
        .number("x", rect.x0)
        .number("y", rect.y0)
        .number("width", rect.width())
        .number("height", rect.height());
    if radius > 0.0 {
        element.number("rx", radius)
    } else {
        element
    }
}

fn ring_data<'a>(rings: impl Iterator<Item = Cow<'a, [Point]>>) -> PathData {
    let mut data = PathData::new();
    for ring in rings.filter(|ring| !ring.is_empty()) {
        push_points(&ring, &mut data);
        data.command('Z');
    }
    data
}

fn line_data(stretches: &[&[Point]]) -> PathData {
    let mut data = PathData::new();
    for stretch in stretches {
        push_points(stretch, &mut data);
    }
    data
}

fn path_data(points: &[Point], is_closed: bool) -> PathData {
    let mut data = PathData::new();
    push_points(points, &mut data);
    if is_closed {
        data.command('Z');
    }
    data
}

fn push_points(points: &[Point], data: &mut PathData) {
    for (place, point) in points.iter().enumerate() {
        match place {
            0 => data.command('M'),
            1 => data.command('L'),
            // Further pairs of numbers go on with the last command.
            _ => {}
        }
        data.point(*point);
    }
}

fn curve_data(elements: &[PathEl]) -> PathData {
    let mut data = PathData::new();
    for element in elements {
        let (letter, points): (char, &[Point]) = match element {
            PathEl::MoveTo(to) => ('M', &[*to]),
            PathEl::LineTo(to) => ('L', &[*to]),
            PathEl::QuadTo(by, to) => ('Q', &[*by, *to]),
            PathEl::CurveTo(by, and, to) => ('C', &[*by, *and, *to]),
            PathEl::ClosePath => ('Z', &[]),
        };
        data.command(letter);
        for point in points {
            data.point(*point);
        }
    }
    data
}

fn arc_data(center: Point, radius: f64, start_rad: f64, sweep_rad: f64) -> PathData {
    // y points down, so growing angles run clockwise, as the sweep flag does.
    let at = |angle: f64| center + radius * kurbo::Vec2::from_angle(angle);
    let is_large = f64::from(u8::from(sweep_rad > std::f64::consts::PI));
    let mut data = PathData::new();
    data.command('M');
    data.point(at(start_rad));
    data.command('A');
    data.numbers(&[radius, radius, 0.0, is_large, 1.0]);
    data.point(at(start_rad + sweep_rad));
    data
}

#[cfg(test)]
mod tests;
