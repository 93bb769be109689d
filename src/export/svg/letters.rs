//! Lines of text in an SVG, and the fonts that they are in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kurbo::{Affine, BezPath, Point, Vec2};

use super::super::markup::{Element, Markup};
use super::curve_data;
use crate::drawing::{Color, Drawing, Halo, Shape};
use crate::text::{self, Face, Line, Run, Style};

/// How an SVG comes by its letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fonts {
    /// By the names of their fonts, which the viewer has or has not. The smallest.
    #[default]
    Named,
    /// By their fonts, which are in the file as a whole, each that is used: text
    /// stays text, and looks right in every browser.
    Embedded,
    /// As outlines, which look right everywhere, and are text no more.
    Outlines,
}

/// A line of text.
pub(super) struct Words<'a> {
    /// Left end of the baseline.
    pub origin: Point,
    /// Its runs.
    pub line: &'a Line,
    /// Its size.
    pub style: Style,
    /// What its letters are.
    pub fonts: Fonts,
}

impl Words<'_> {
    /// Adds the line, within this group.
    pub(super) fn push(
        &self,
        group: &Element,
        color: Color,
        halo: Option<&Halo>,
        markup: &mut Markup,
    ) {
        let group = group.clone();
        let group = if self.fonts == Fonts::Outlines {
            group
        } else {
            group.number("font-size", self.style.size)
        };
        markup.nested(&group.paint("fill", Some(color)), |markup| {
            if let Some(halo) = halo {
                self.push_halo(halo, markup);
            }
            self.push_runs(false, markup);
        });
    }

    /// A stroked copy of the line, all in the colour of the halo. The stroke lies
    /// half within the letter, so it is twice as wide as it reaches.
    fn push_halo(&self, halo: &Halo, markup: &mut Markup) {
        let group = Element::new("g")
            .attribute("data-role", "halo")
            .attribute("aria-hidden", "true")
            .paint("fill", Some(halo.color))
            .paint("stroke", Some(halo.color))
            .number("stroke-width", 2.0 * halo.width)
            .attribute("stroke-linejoin", "round");
        markup.nested(&group, |markup| self.push_runs(true, markup));
    }

    fn push_runs(&self, is_halo: bool, markup: &mut Markup) {
        for run in &self.line.runs {
            if self.fonts != Fonts::Outlines {
                push_text(self.origin, run, markup);
                continue;
            }
            let outline = outline(self.origin, run, self.style.size);
            let path = Element::new("path").data("d", &curve_data(outline.elements()));
            let path = if is_halo {
                path
            } else {
                path.attribute("role", "img")
                    .attribute("aria-label", &run.text)
            };
            if !outline.is_empty() {
                markup.empty(&path);
            }
        }
    }
}

fn push_text(origin: Point, run: &Run, markup: &mut Markup) {
    let element = Element::new("text")
        .number("x", origin.x + run.x)
        .number("y", origin.y)
        .attribute("font-family", &format!("{}, sans-serif", run.face.family()));
    let weight = run.face.css_weight();
    let element = if weight == 400 {
        element
    } else {
        element.attribute("font-weight", &weight.to_string())
    };
    // Without this a viewer makes one space of many.
    let element = if run.text.contains("  ") {
        element.attribute("xml:space", "preserve")
    } else {
        element
    };
    markup.with_text(&element, &run.text);
}

/// The letters of a run of a line that begins at `origin`.
fn outline(origin: Point, run: &Run, size: f64) -> BezPath {
    let mut letters = BezPath::new();
    let mut at = Vec2::new(origin.x + run.x, origin.y);
    for glyph in text::glyphs(run) {
        let place = at + size * Vec2::new(glyph.right, -glyph.up);
        let to_page = Affine::translate(place) * Affine::scale(size);
        letters.extend(to_page * text::outline(run.face, glyph.id));
        at.x += size * glyph.advance;
    }
    letters
}

/// Adds the fonts of all faces that the Drawing uses, as a style sheet that needs
/// nothing escaped.
pub(super) fn push_faces(drawing: &Drawing, markup: &mut Markup) {
    let mut sheet = String::new();
    for face in faces(drawing) {
        let kind = if face.bytes().starts_with(b"OTTO") {
            "otf"
        } else {
            "ttf"
        };
        for part in [
            "@font-face{font-family:",
            face.family(),
            ";font-weight:",
            &face.css_weight().to_string(),
            ";src:url(data:font/",
            kind,
            ";base64,",
        ] {
            sheet.push_str(part);
        }
        STANDARD.encode_string(face.bytes(), &mut sheet);
        sheet.push_str(")}");
    }
    if !sheet.is_empty() {
        markup.with_text(&Element::new("style"), &sheet);
    }
}

/// The faces that are used, each once, in the order of [`Face::ALL`].
fn faces(drawing: &Drawing) -> Vec<Face> {
    let layers = [drawing.ground.as_slice(), &drawing.figures, &drawing.page];
    let runs = layers
        .into_iter()
        .flatten()
        .filter_map(|item| match &item.shape {
            Shape::Text { line, .. } => Some(&line.runs),
            _ => None,
        });
    let used: Vec<Face> = runs.flatten().map(|run| run.face).collect();
    let all = Face::ALL.into_iter();
    all.filter(|face| used.contains(face)).collect()
}
