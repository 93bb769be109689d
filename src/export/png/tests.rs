//! What the images show.

use kurbo::{Point, Rect};
use resvg::tiny_skia;

use super::*;
use crate::drawing::{Color, Drawing, Halo, Role, Shape, ThemeName};
use crate::export::{PageOptions, sample, svg};
use crate::geom::space::Camera;
use crate::text::{Style, line};

const WHITE: Color = Color {
    r: 255,
    g: 255,
    b: 255,
    a: 255,
};
const BLACK: Color = Color {
    r: 0,
    g: 0,
    b: 0,
    a: 255,
};

fn image(drawing: &Drawing, page: &PageOptions, factor: u32) -> Pixmap {
    let text = svg(drawing, page, "", "");
    let (width, height) = (page.width as u32 * factor, page.height as u32 * factor);
    let bytes = png(&text, width, height).expect("an image");
    Pixmap::decode_png(&bytes).expect("a PNG")
}

fn color_at(image: &Pixmap, at: Point) -> Color {
    let pixel = image
        .pixel(at.x as u32, at.y as u32)
        .expect("inside")
        .demultiply();
    Color {
        r: pixel.red(),
        g: pixel.green(),
        b: pixel.blue(),
        a: pixel.alpha(),
    }
}

#[test]
fn discs_chips_and_land_have_their_colours_at_their_places() {
    for name in ThemeName::ALL {
        let theme = name.theme();
        let drawing = sample::drawing(theme);
        let page = sample::page();
        let image = image(&drawing, &page, 2);
        let viewport = Rect::new(0.0, 0.0, page.width, page.height);
        let to_page = page.camera.screen_from_layout(viewport);
        let seen = |x, y| {
            color_at(
                &image,
                kurbo::Affine::scale(2.0) * to_page * Point::new(x, y),
            )
        };
        // Beside the code, inside the ring.
        assert_eq!(seen(560.0, 136.0), theme.figure.disc, "{name:?}");
        assert_eq!(
            seen(566.0, 170.0 - 200.0),
            theme.map.sea,
            "{name:?}: off the land"
        );
        assert_eq!(seen(110.0, 120.0), theme.map.land, "{name:?}");
        assert_eq!(
            seen(270.0, 215.0),
            theme.map.sea,
            "{name:?}: a hole in the land"
        );
    }
}

/// A page that holds one black text on white, the baseline's start at (20, 60).
fn text_page(text: &str, halo: Option<Halo>) -> (Drawing, PageOptions) {
    let style = Style {
        size: 40.0,
        is_bold: false,
    };
    let label = Shape::Text {
        origin: Point::new(20.0, 60.0),
        line: line(text, style),
        style,
        color: BLACK,
        halo,
    };
    let drawing = Drawing {
        background: WHITE,
        ground: Arc::default(),
        figures: Vec::new(),
        page: vec![sample::item(Role::PageText, label)],
        legend: Vec::new(),
        marks: Vec::new(),
        bounds: None,
    };
    let page = PageOptions {
        width: 480.0,
        height: 100.0,
        camera: Camera::default(),
    };
    (drawing, page)
}

/// The glyphs of one word drawn straight from the font, without any SVG.
fn drawn_from_font(word: &str, face: Face, direction: rustybuzz::Direction) -> Pixmap {
    let font = rustybuzz::Face::from_slice(face.bytes(), 0).expect("a font");
    let scale = 40.0 / font.units_per_em() as f32;
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(word);
    buffer.set_direction(direction);
    let glyphs = rustybuzz::shape(&font, &[], buffer);
    let mut image = Pixmap::new(480, 100).expect("a size");
    image.fill(tiny_skia::Color::WHITE);
    let mut pen = 20.0;
    for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        let mut outline = Outline(tiny_skia::PathBuilder::new());
        let id = rustybuzz::ttf_parser::GlyphId(info.glyph_id as u16);
        font.outline_glyph(id, &mut outline);
        let x = pen + position.x_offset as f32 * scale;
        let y = 60.0 - position.y_offset as f32 * scale;
        pen += position.x_advance as f32 * scale;
        let Some(path) = outline.0.finish() else {
            continue;
        };
        let paint = tiny_skia::Paint {
            shader: tiny_skia::Shader::SolidColor(tiny_skia::Color::BLACK),
            ..tiny_skia::Paint::default()
        };
        let place = Transform::from_row(scale, 0.0, 0.0, -scale, x, y);
        image.fill_path(&path, &paint, tiny_skia::FillRule::Winding, place, None);
    }
    image
}

struct Outline(tiny_skia::PathBuilder);

impl rustybuzz::ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

/// Sum of darkness, in whole black pixels.
fn ink(image: &Pixmap) -> f64 {
    let pixels = image.pixels().iter();
    pixels.map(|p| 1.0 - f64::from(p.green()) / 255.0).sum()
}

/// Sum of the differences, in whole black pixels.
fn difference(one: &Pixmap, other: &Pixmap) -> f64 {
    let pairs = one.pixels().iter().zip(other.pixels());
    pairs
        .map(|(a, b)| f64::from(a.green().abs_diff(b.green())) / 255.0)
        .sum()
}

#[test]
fn words_of_all_scripts_look_as_their_fonts_draw_them() {
    use rustybuzz::Direction::{LeftToRight, RightToLeft};
    for (word, face, direction) in [
        ("Azərbaycan", Face::Inter, LeftToRight),
        ("Қазақстан", Face::Inter, LeftToRight),
        ("ישראל", Face::Hebrew, RightToLeft),
        ("جمهوری اسلامی ایران", Face::Arabic, RightToLeft),
        ("Հայաստան", Face::Armenian, LeftToRight),
        ("საქართველო", Face::Georgian, LeftToRight),
    ] {
        let meant = drawn_from_font(word, face, direction);
        let (drawing, page) = text_page(word, None);
        let seen = image(&drawing, &page, 1);
        let ink = ink(&meant);
        assert!(ink > 300.0, "{word}: {ink}");
        let apart = difference(&meant, &seen);
        assert!(apart < 0.02 * ink, "{word}: {apart} of {ink}");
    }
}

#[test]
fn a_halo_lies_beneath_all_letters() {
    let halo = Halo {
        color: Color {
            r: 255,
            g: 0,
            b: 0,
            a: 255,
        },
        width: 4.0,
    };
    let (drawing, page) = text_page("Israelישראל", None);
    let plain = image(&drawing, &page, 1);
    let (drawing, page) = text_page("Israelישראל", Some(halo));
    let haloed = image(&drawing, &page, 1);
    let red = haloed
        .pixels()
        .iter()
        .filter(|p| p.red() > 200 && p.green() < 50);
    assert!(red.count() > 500, "the halo is seen");
    for (before, after) in plain.pixels().iter().zip(haloed.pixels()) {
        if before.red() == 0 {
            assert_eq!(after.red(), 0, "no letter is covered");
        }
    }
}

#[test]
fn the_same_svg_gives_the_same_bytes() {
    let text = svg(
        &sample::drawing(ThemeName::Light.theme()),
        &sample::page(),
        "",
        "",
    );
    assert_eq!(png(&text, 480, 270), png(&text, 480, 270));
}

#[test]
fn sizes_without_sense_are_refused() {
    let (drawing, page) = text_page("a", None);
    let text = svg(&drawing, &page, "", "");
    let error = |width, height| png(&text, width, height).expect_err("refused").to_string();
    assert_eq!(error(0, 10), "an image of 0 by 10 pixels has no area");
    assert!(error(16_385, 3_413).contains("is too large"));
    assert!(error(16_384, 16_384).contains("134 million"));
    assert_eq!(
        error(480, 480),
        "an image of 480 by 480 pixels would distort a page of 480 by 100 points"
    );
    assert!(png(&text, 481, 100).is_ok(), "rounding is no distortion");
    assert!(png(&text, 5, 1).is_ok(), "however small the image");
}

#[test]
fn what_is_no_svg_is_refused() {
    for text in ["", "<svg", "<a/>", "\u{0}"] {
        assert!(
            matches!(png(text, 10, 10), Err(ExportError::Svg(_))),
            "{text:?}"
        );
    }
}

#[test]
fn an_svg_cannot_make_the_program_read_a_file() {
    let mut file = tempfile::Builder::new()
        .suffix(".svg")
        .tempfile()
        .expect("a temporary file");
    let square = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect \
                  width=\"9\" height=\"9\"/></svg>";
    file.write_all(square.as_bytes()).expect("written");
    let path = file.path().display().to_string();
    for address in [path, format!("data:image/svg+xml;utf8,{square}")] {
        let address = address.replace('<', "&lt;").replace('"', "&quot;");
        let other = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image \
             href=\"{address}\" width=\"9\" height=\"9\"/></svg>"
        );
        let bytes = png(&other, 9, 9).expect("an image");
        let image = Pixmap::decode_png(&bytes).expect("a PNG");
        let is_empty = image.pixels().iter().all(|pixel| pixel.alpha() == 0);
        assert!(is_empty, "{address}");
    }
}
