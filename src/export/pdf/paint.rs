//! The marks of a Drawing on a page.

use std::borrow::Cow;
use std::sync::OnceLock;

use krilla::color::rgb;
use krilla::geom::{Path, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{
    Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, StrokeDash,
};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::Font;
use kurbo::{Affine, BezPath, Point, Rect, Shape as _, Vec2};

use super::super::clip;
use super::PdfPage;
use super::kept::{Extent, Kept};
use super::path::{self, TOLERANCE, number};
use super::tags::PageTags;
use crate::drawing::{Color, Drawing, Halo, Item, Shape, Stroke};
use crate::text::{Face, Line, Style};

/// Paints a picture that stands on the sheet as `place` says, with the parts
/// that are read. What of the sheet is left around it, within `sheet`, has its
/// background.
pub(super) fn picture(
    page: &PdfPage<'_>,
    place: Affine,
    sheet: Rect,
    surface: &mut Surface<'_>,
    tags: &mut PageTags,
    kept: &Kept,
) {
    let drawing = page.drawing;
    let on_page = Rect::new(0.0, 0.0, page.page.width, page.page.height);
    let frame = place.transform_rect_bbox(on_page);
    let Some(edge) = path::frame(frame) else {
        return;
    };
    let camera = page.page.camera.screen_from_layout(on_page);
    let ground = kept.extents(&drawing.ground);
    let mut brush = Brush::new(surface, frame, kept);
    brush.background(sheet.union(frame), drawing.background);
    brush.surface.push_clip_path(&edge, &FillRule::NonZero);
    let id = brush.surface.start_tagged(ContentTag::Other);
    brush.to_page = place * camera;
    for (item, extent) in drawing.ground.iter().zip(ground.iter()) {
        brush.item(item, extent);
    }
    for item in &drawing.figures {
        brush.item(item, &Extent::of(item));
    }
    brush.surface.end_tagged();
    tags.push_figure(id);
    brush.to_page = place;
    brush.page_layer(drawing, tags);
    brush.surface.pop();
}

/// What paints on a page.
pub(super) struct Brush<'a, 'p> {
    surface: &'a mut Surface<'p>,
    /// From the units of the list at hand to points of the sheet; it scales
    /// both ways alike and does not turn.
    pub(super) to_page: Affine,
    /// What can be seen, in points of the sheet.
    seen: Rect,
    kept: &'a Kept,
}

impl<'a, 'p> Brush<'a, 'p> {
    /// Paints in points of the sheet.
    pub(super) fn new(surface: &'a mut Surface<'p>, seen: Rect, kept: &'a Kept) -> Self {
        Self {
            surface,
            to_page: Affine::IDENTITY,
            seen,
            kept,
        }
    }

    fn background(&mut self, rect: Rect, color: Color) {
        let artifact = Artifact::new(ArtifactType::Background, path::rect(rect));
        self.surface.start_tagged(ContentTag::Artifact(artifact));
        self.fill(path::frame(rect).as_ref(), color, FillRule::NonZero);
        self.surface.end_tagged();
    }

    /// The layer on top: what is no text is decoration. Of the texts the largest
    /// bold ones are the headline.
    fn page_layer(&mut self, drawing: &Drawing, tags: &mut PageTags) {
        let size_of = |item: &Item| match &item.shape {
            Shape::Text { style, .. } if style.is_bold => Some(style.size),
            _ => None,
        };
        let headline = drawing.page.iter().filter_map(size_of).fold(0.0, f64::max);
        for item in &drawing.page {
            let extent = Extent::of(item);
            if !self.sees(&extent) {
                continue;
            }
            if matches!(item.shape, Shape::Text { .. }) {
                let tag = ContentTag::Span(SpanTag::empty());
                let id = self.surface.start_tagged(tag);
                if size_of(item) == Some(headline) {
                    tags.push_heading(id);
                } else {
                    tags.push_text(id);
                }
            } else {
                self.start_decoration();
            }
            self.shape(&item.shape);
            self.surface.end_tagged();
        }
    }

    /// Begins what nobody needs to hear of.
    fn start_decoration(&mut self) {
        let artifact = Artifact::with_kind(ArtifactType::Layout);
        self.surface.start_tagged(ContentTag::Artifact(artifact));
    }

    /// A shape that nobody needs to hear of.
    pub(super) fn decoration(&mut self, shape: &Shape) {
        self.start_decoration();
        self.shape(shape);
        self.surface.end_tagged();
    }

    /// A line of text that is read, and its part of the page.
    pub(super) fn words(&mut self, shape: &Shape) -> krilla::tagging::Identifier {
        let id = self
            .surface
            .start_tagged(ContentTag::Span(SpanTag::empty()));
        self.shape(shape);
        self.surface.end_tagged();
        id
    }

    fn item(&mut self, item: &Item, extent: &Extent) {
        if !self.sees(extent) {
            return;
        }
        match &item.shape {
            Shape::Area { rings, fill, .. } => self.area(rings, &extent.rings, *fill),
            shape => self.shape(shape),
        }
    }

    fn sees(&self, extent: &Extent) -> bool {
        extent.bounds.is_some_and(|bounds| {
            let bounds = self.to_page.transform_rect_bbox(bounds);
            bounds.is_finite() && bounds.overlaps(self.seen)
        })
    }

    fn shape(&mut self, shape: &Shape) {
        let to_page = self.to_page;
        match shape {
            Shape::Area { rings, fill, .. } => {
                let around: Vec<_> = rings.iter().map(|ring| clip::around(ring)).collect();
                self.area(rings, &around, *fill);
            }
            Shape::Line {
                points,
                curve,
                stroke,
            } => {
                let line = match curve {
                    Some(curve) => path::curve(curve, to_page),
                    // Dashes are counted from where a line begins.
                    None if stroke.dash.is_some() => {
                        path::rings([points.as_slice()], false, to_page)
                    }
                    None => {
                        let stretches = clip::line(points, self.within(stroke.width));
                        path::rings(stretches, false, to_page)
                    }
                };
                self.stroke(line.as_ref(), stroke);
            }
            Shape::Polygon { points, fill } => {
                let polygon = path::rings([points.as_slice()], true, to_page);
                self.fill(polygon.as_ref(), *fill, FillRule::NonZero);
            }
            Shape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let circle = kurbo::Circle::new(*center, *radius);
                let circle = path::curve(circle.path_elements(self.tolerance()), to_page);
                self.fill_and_stroke(circle.as_ref(), *fill, stroke.as_ref());
            }
            Shape::Arc {
                center,
                radius,
                start_rad,
                sweep_rad,
                stroke,
            } => {
                let arc = self.arc(*center, *radius, *start_rad, *sweep_rad);
                self.stroke(arc.as_ref(), stroke);
            }
            Shape::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => {
                let rect = rect.abs();
                let elements = rect.to_rounded_rect(*radius);
                let frame = if *radius > 0.0 {
                    path::curve(elements.path_elements(self.tolerance()), to_page)
                } else {
                    path::curve(rect.path_elements(self.tolerance()), to_page)
                };
                self.fill_and_stroke(frame.as_ref(), *fill, stroke.as_ref());
            }
            Shape::Fade { rect, from, to } => self.fade(rect.abs(), *from, *to),
            Shape::Text {
                origin,
                line,
                style,
                color,
                halo,
            } => self.text(*origin, line, *style, *color, halo.as_ref()),
        }
    }

    /// An area whose rings lie within `around`.
    fn area(&mut self, rings: &[Vec<Point>], around: &[Option<Rect>], fill: Color) {
        let within = self.within(0.0);
        let rings = rings.iter().zip(around);
        let rings = rings.map(|(ring, around)| clip::ring(ring, *around, within));
        let rings: Vec<Cow<'_, [Point]>> = rings.collect();
        let area = path::rings(rings.iter().map(Cow::as_ref), true, self.to_page);
        self.fill(area.as_ref(), fill, FillRule::EvenOdd);
    }

    /// What can be seen and so much more, in units of the list.
    fn within(&self, more: f64) -> Rect {
        let seen = self.to_page.inverse().transform_rect_bbox(self.seen);
        seen.inflate(more + 1.0, more + 1.0)
    }

    /// Points of the sheet to a unit of the list.
    fn scale(&self) -> f64 {
        let [scale, ..] = self.to_page.as_coeffs();
        scale
    }

    /// How exact a circle is to be, in units of the list.
    fn tolerance(&self) -> f64 {
        (TOLERANCE / self.scale()).max(1e-9)
    }

    fn arc(&self, center: Point, radius: f64, start_rad: f64, sweep_rad: f64) -> Option<Path> {
        if sweep_rad >= std::f64::consts::TAU - 1e-6 {
            let circle = kurbo::Circle::new(center, radius);
            return path::curve(circle.path_elements(self.tolerance()), self.to_page);
        }
        let radii = Vec2::new(radius, radius);
        let arc = kurbo::Arc::new(center, radii, start_rad, sweep_rad, 0.0);
        path::curve(arc.path_elements(self.tolerance()), self.to_page)
    }

    fn fill(&mut self, path: Option<&Path>, color: Color, rule: FillRule) {
        if let Some(path) = path {
            self.surface.set_fill(Some(filled(color, rule)));
            self.surface.set_stroke(None);
            self.surface.draw_path(path);
        }
    }

    fn fade(&mut self, rect: Rect, from: Color, to: Color) {
        let rect = self.to_page.transform_rect_bbox(rect);
        let Some(path) = path::frame(rect) else {
            return;
        };
        let stop = |offset, color: Color| Stop {
            offset,
            color: rgb::Color::new(color.r, color.g, color.b).into(),
            opacity: opacity(color),
        };
        let gradient = LinearGradient {
            x1: number(rect.x0),
            y1: 0.0,
            x2: number(rect.x1),
            y2: 0.0,
            transform: Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: vec![
                stop(NormalizedF32::ZERO, from),
                stop(NormalizedF32::ONE, to),
            ],
            anti_alias: false,
        };
        self.surface.set_fill(Some(Fill {
            paint: gradient.into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        self.surface.set_stroke(None);
        self.surface.draw_path(&path);
    }

    fn stroke(&mut self, path: Option<&Path>, stroke: &Stroke) {
        if let Some(path) = path {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(stroked(stroke, self.scale())));
            self.surface.draw_path(path);
        }
    }

    fn fill_and_stroke(
        &mut self,
        path: Option<&Path>,
        fill: Option<Color>,
        stroke: Option<&Stroke>,
    ) {
        let Some(path) = path.filter(|_| fill.is_some() || stroke.is_some()) else {
            return;
        };
        let scale = self.scale();
        let fill = fill.map(|color| filled(color, FillRule::NonZero));
        self.surface.set_fill(fill);
        self.surface.set_stroke(stroke.map(|it| stroked(it, scale)));
        self.surface.draw_path(path);
    }

    fn text(
        &mut self,
        origin: Point,
        line: &Line,
        style: Style,
        color: Color,
        halo: Option<&Halo>,
    ) {
        let scale = self.scale();
        let origin = self.to_page * origin;
        let size = style.size * scale;
        let is_shown = origin.is_finite() && size.is_finite() && size > 0.0;
        if !is_shown {
            return;
        }
        if let Some(halo) = halo {
            self.halo(origin, line, size, halo);
        }
        self.surface
            .set_fill(Some(filled(color, FillRule::NonZero)));
        self.surface.set_stroke(None);
        for run in &line.runs {
            let left = Point::new(origin.x + run.x * scale, origin.y);
            let letters = self.kept.letters(run);
            let start = krilla::geom::Point::from_xy(number(left.x), number(left.y));
            if let Some(font) = font(run.face) {
                let text = &run.text;
                self.surface
                    .draw_glyphs(start, &letters.text, font, text, number(size), false);
            }
            let mut outlines = BezPath::new();
            for (glyph, right, up) in &letters.marks {
                let at = left + size * Vec2::new(*right, -up);
                self.push_outline(run.face, *glyph, at, size, &mut outlines);
            }
            if let Some(path) = path::curve(&outlines, Affine::IDENTITY) {
                self.surface.draw_path(&path);
            }
        }
    }

    /// The outline behind a line, as paths. The stroke lies half within the
    /// letters, so it is twice as wide as it reaches.
    fn halo(&mut self, origin: Point, line: &Line, size: f64, halo: &Halo) {
        let scale = self.scale();
        let mut outlines = BezPath::new();
        for run in &line.runs {
            let mut left = Point::new(origin.x + run.x * scale, origin.y);
            for glyph in &self.kept.letters(run).glyphs {
                let at = left + size * Vec2::new(glyph.right, -glyph.up);
                self.push_outline(run.face, glyph.id, at, size, &mut outlines);
                left.x += glyph.advance * size;
            }
        }
        let stroke = Stroke {
            width: 2.0 * halo.width,
            color: halo.color,
            dash: None,
        };
        if let Some(path) = path::curve(&outlines, Affine::IDENTITY) {
            let fill = filled(halo.color, FillRule::NonZero);
            self.surface.set_fill(Some(fill));
            self.surface.set_stroke(Some(stroked(&stroke, scale)));
            self.surface.draw_path(&path);
        }
    }

    /// Adds the outline of a glyph with its origin at a point of the sheet.
    fn push_outline(&self, face: Face, glyph: u16, at: Point, size: f64, to: &mut BezPath) {
        let placed = Affine::translate(at.to_vec2()) * Affine::scale(size);
        let outline = self.kept.outline(face, glyph);
        to.extend(outline.iter().map(|element| placed * element));
    }
}

fn filled(color: Color, rule: FillRule) -> Fill {
    Fill {
        paint: rgb::Color::new(color.r, color.g, color.b).into(),
        opacity: opacity(color),
        rule,
    }
}

fn stroked(stroke: &Stroke, scale: f64) -> krilla::paint::Stroke {
    let Color { r, g, b, .. } = stroke.color;
    let dash = stroke.dash.map(|lengths| StrokeDash {
        array: lengths.map(|length| number(length * scale)).to_vec(),
        offset: 0.0,
    });
    let is_dotted = stroke.dash.is_some_and(|[dash, _]| dash <= 0.0);
    krilla::paint::Stroke {
        paint: rgb::Color::new(r, g, b).into(),
        width: number(stroke.width * scale),
        line_cap: if is_dotted {
            LineCap::Round
        } else {
            LineCap::Butt
        },
        line_join: LineJoin::Round,
        opacity: opacity(stroke.color),
        dash,
        ..krilla::paint::Stroke::default()
    }
}

fn opacity(color: Color) -> NormalizedF32 {
    NormalizedF32::new(f32::from(color.a) / 255.0).unwrap_or(NormalizedF32::ONE)
}

/// The face as krilla wants it; read once.
fn font(face: Face) -> Option<Font> {
    static FONTS: OnceLock<[Option<Font>; 6]> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| Face::ALL.map(|face| Font::new(face.bytes().into(), 0)));
    let place = Face::ALL.iter().position(|other| *other == face)?;
    fonts.get(place)?.clone()
}
