//! A PDF once more, by krilla alone: paths as they stand in the file, glyphs as
//! they stand in the drawings, all prepared before.

use std::collections::BTreeMap;

use entente::drawing::{Shape, SlidePicture};
use entente::export::WIDE_PAGE;
use entente::text::{self, Face, Run};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A page, ready to be drawn.
pub(crate) struct Page {
    steps: Vec<Step>,
}

/// What krilla is asked to do.
enum Step {
    Tag { is_read: bool },
    EndTag,
    Clip(Path),
    EndClip,
    Paint(Box<(Path, Option<Fill>, Option<Stroke>)>),
    Glyphs(Box<Glyphs>),
}

struct Glyphs {
    start: Point,
    glyphs: Vec<KrillaGlyph>,
    font: Font,
    text: String,
    size: f32,
    fill: Fill,
}

/// The pages of a file that was made of these pictures.
pub(crate) fn pages(bytes: &[u8], pictures: &[SlidePicture]) -> Vec<Page> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let ids = document.get_pages().into_values();
    let fonts: Vec<Font> = Face::ALL
        .iter()
        .map(|face| Font::new(face.bytes().into(), 0).expect("a font"))
        .collect();
    ids.zip(pictures)
        .map(|(id, picture)| page(&document, id, picture, &fonts))
        .collect()
}

/// The pages as a file.
pub(crate) fn pdf(pages: &[Page]) -> Vec<u8> {
    let mut document = krilla::Document::new();
    let mut tree = TagTree::new();
    for page in pages {
        let (width, height) = (WIDE_PAGE.width as f32, WIDE_PAGE.height as f32);
        let settings = PageSettings::from_wh(width, height).expect("a size");
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let mut section = TagGroup::new(Tag::Section);
        for step in &page.steps {
            draw(step, &mut surface, &mut section);
        }
        surface.finish();
        sheet.finish();
        tree.push(section);
    }
    document.set_tag_tree(tree);
    document.finish().expect("a PDF")
}

fn draw(step: &Step, surface: &mut Surface<'_>, section: &mut TagGroup) {
    match step {
        Step::Tag { is_read: true } => {
            let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            section.push(TagGroup::with_children(Tag::P, vec![id.into()]));
        }
        Step::Tag { is_read: false } => {
            let artifact = Artifact::with_kind(ArtifactType::Layout);
            surface.start_tagged(ContentTag::Artifact(artifact));
        }
        Step::EndTag => surface.end_tagged(),
        Step::Clip(path) => surface.push_clip_path(path, &FillRule::NonZero),
        Step::EndClip => surface.pop(),
        Step::Paint(it) => {
            let (path, fill, stroke) = it.as_ref();
            surface.set_fill(fill.clone());
            surface.set_stroke(stroke.clone());
            surface.draw_path(path);
        }
        Step::Glyphs(it) => {
            surface.set_fill(Some(it.fill.clone()));
            surface.set_stroke(None);
            surface.draw_glyphs(
                it.start,
                &it.glyphs,
                it.font.clone(),
                &it.text,
                it.size,
                false,
            );
        }
    }
}

/// The runs of a picture, each with the size of its type in points of the sheet and
/// where it begins there.
fn runs(picture: &SlidePicture) -> Vec<(Run, f64, kurbo::Point)> {
    let page = kurbo::Rect::from_origin_size((0.0, 0.0), picture.page);
    let sheet = kurbo::Affine::scale(WIDE_PAGE.width / picture.page.width);
    let camera = sheet * picture.camera.screen_from_layout(page);
    let drawing = &picture.drawing;
    let lists = [(&drawing.figures, camera), (&drawing.page, sheet)];
    let mut runs = Vec::new();
    for (items, to_sheet) in lists {
        let [scale, ..] = to_sheet.as_coeffs();
        for item in items {
            if let Shape::Text {
                origin,
                line,
                style,
                ..
            } = &item.shape
            {
                runs.extend(line.runs.iter().map(|run| {
                    let start = to_sheet * kurbo::Point::new(origin.x + run.x, origin.y);
                    (run.clone(), scale * style.size, start)
                }));
            }
        }
    }
    runs
}

fn page(document: &Document, id: ObjectId, picture: &SlidePicture, fonts: &[Font]) -> Page {
    let content = document.get_page_content(id).expect("a content");
    let content = Content::decode(&content).expect("operators");
    let mut reader = Reader {
        runs: runs(picture),
        fonts,
        opacities: opacities(document, id),
        state: State {
            fill: [0; 3],
            opacity: (1.0, 1.0),
            stroke: Stroke::default(),
        },
        saved: Vec::new(),
        path: Some(PathBuilder::new()),
        clips: 0,
        is_clip: false,
        is_drawn: false,
        depth: 0,
        steps: Vec::new(),
    };
    for operation in &content.operations {
        reader.follow(document, operation);
    }
    for _ in 0..reader.clips {
        reader.steps.push(Step::EndClip);
    }
    Page {
        steps: reader.steps,
    }
}

/// Opacities of fills and strokes, by the names of the states that set them.
fn opacities(document: &Document, id: ObjectId) -> BTreeMap<Vec<u8>, (f32, f32)> {
    let dictionary = |object: &Object| -> Option<Dictionary> {
        let (_, object) = document.dereference(object).ok()?;
        object.as_dict().ok().cloned()
    };
    let page = document.get_dictionary(id).expect("a page");
    let resources = page.get(b"Resources").ok().and_then(dictionary);
    let states = resources.and_then(|it| it.get(b"ExtGState").ok().and_then(dictionary));
    let mut found = BTreeMap::new();
    for (name, state) in states.iter().flatten() {
        let state = dictionary(state).unwrap_or_default();
        let number = |key: &[u8]| state.get(key).and_then(Object::as_float).unwrap_or(1.0);
        found.insert(name.clone(), (number(b"ca"), number(b"CA")));
    }
    found
}

#[derive(Clone)]
struct State {
    fill: [u8; 3],
    opacity: (f32, f32),
    stroke: Stroke,
}

struct Reader<'a> {
    runs: Vec<(Run, f64, kurbo::Point)>,
    fonts: &'a [Font],
    opacities: BTreeMap<Vec<u8>, (f32, f32)>,
    state: State,
    saved: Vec<State>,
    path: Option<PathBuilder>,
    clips: usize,
    is_clip: bool,
    /// Whether the run of the text object at hand was found.
    is_drawn: bool,
    /// Marked content that is open.
    depth: usize,
    steps: Vec<Step>,
}

impl Reader<'_> {
    fn follow(&mut self, document: &Document, operation: &Operation) {
        let operands = &operation.operands;
        let number = |at: usize| operands[at].as_float().expect("a number");
        let path = self.path.get_or_insert_default();
        match operation.operator.as_str() {
            "q" => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().expect("a state"),
            "rg" => self.state.fill = [0, 1, 2].map(|at| channel(number(at))),
            "RG" => {
                let [r, g, b] = [0, 1, 2].map(|at| channel(number(at)));
                self.state.stroke.paint = rgb::Color::new(r, g, b).into();
            }
            "w" => self.state.stroke.width = number(0),
            "J" => {
                let is_round = operands[0].as_i64().expect("a cap") == 1;
                self.state.stroke.line_cap = if is_round {
                    LineCap::Round
                } else {
                    LineCap::Butt
                };
            }
            "j" => self.state.stroke.line_join = LineJoin::Round,
            "d" => {
                let lengths = document.dereference(&operands[0]).expect("lengths").1;
                let lengths = lengths.as_array().expect("an array").iter();
                let array = lengths.map(|it| it.as_float().expect("a number")).collect();
                self.state.stroke.dash = Some(StrokeDash { array, offset: 0.0 });
            }
            "gs" => {
                let name = operands[0].as_name().expect("a name");
                self.state.opacity = self.opacities.get(name).copied().unwrap_or((1.0, 1.0));
            }
            "m" => path.move_to(number(0), number(1)),
            "l" => path.line_to(number(0), number(1)),
            "c" => path.cubic_to(
                number(0),
                number(1),
                number(2),
                number(3),
                number(4),
                number(5),
            ),
            "h" => path.close(),
            "W" | "W*" => self.is_clip = true,
            "n" => {
                let path = self.path.take().and_then(PathBuilder::finish);
                if let (Some(path), true) = (path, std::mem::take(&mut self.is_clip)) {
                    self.clips += 1;
                    self.steps.push(Step::Clip(path));
                }
            }
            "f" | "f*" => self.paint([true, false, operation.operator == "f*"]),
            "S" => self.paint([false, true, false]),
            "B" => self.paint([true, true, false]),
            "BT" => self.is_drawn = false,
            "Tm" if !self.is_drawn => self.glyphs((number(4), number(5))),
            "BDC" | "BMC" => self.begin(document, operands),
            "EMC" => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.steps.push(Step::EndTag);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, document: &Document, operands: &[Object]) {
        let properties = operands.get(1).and_then(|it| document.dereference(it).ok());
        let properties = properties.and_then(|(_, it)| it.as_dict().ok());
        let is_read = properties.is_some_and(|it| it.has(b"MCID"));
        if self.depth == 0 {
            self.steps.push(Step::Tag { is_read });
        }
        self.depth += 1;
    }

    fn fill(&self, rule: FillRule) -> Fill {
        let [r, g, b] = self.state.fill;
        Fill {
            paint: rgb::Color::new(r, g, b).into(),
            opacity: NormalizedF32::new(self.state.opacity.0).unwrap_or(NormalizedF32::ONE),
            rule,
        }
    }

    fn paint(&mut self, [is_filled, is_stroked, is_even_odd]: [bool; 3]) {
        let Some(path) = self.path.take().and_then(PathBuilder::finish) else {
            return;
        };
        let rule = if is_even_odd {
            FillRule::EvenOdd
        } else {
            FillRule::NonZero
        };
        let stroke = Stroke {
            opacity: NormalizedF32::new(self.state.opacity.1).unwrap_or(NormalizedF32::ONE),
            ..self.state.stroke.clone()
        };
        let fill = is_filled.then(|| self.fill(rule));
        self.steps.push(Step::Paint(Box::new((
            path,
            fill,
            is_stroked.then_some(stroke),
        ))));
    }

    /// The run that begins here.
    fn glyphs(&mut self, (x, y): (f32, f32)) {
        let at = kurbo::Point::new(f64::from(x), f64::from(y));
        let near = self.runs.iter().position(|run| run.2.distance(at) < 0.1);
        let Some(near) = near else {
            return;
        };
        self.is_drawn = true;
        let (run, size, _) = self.runs.remove(near);
        let face = Face::ALL.iter().position(|it| *it == run.face);
        let glyphs = text::glyphs(&run).into_iter().map(|glyph| KrillaGlyph {
            glyph_id: GlyphId::new(u32::from(glyph.id)),
            text_range: glyph.range,
            x_advance: glyph.advance as f32,
            x_offset: glyph.right as f32,
            y_offset: glyph.up as f32,
            y_advance: 0.0,
            location: None,
        });
        self.steps.push(Step::Glyphs(Box::new(Glyphs {
            start: Point::from_xy(x, y),
            glyphs: glyphs.collect(),
            font: self.fonts[face.expect("a face")].clone(),
            text: run.text,
            size: size as f32,
            fill: self.fill(FillRule::NonZero),
        })));
    }
}

fn channel(value: f32) -> u8 {
    (value * 255.0).round() as u8
}
