//! What the SVG promises, read back by the parser that renders it.

use kurbo::{Affine, Point};
use resvg::usvg::roxmltree::{Document, Node};

use super::*;
use crate::drawing::{Color, ThemeName};
use crate::export::sample;
use crate::text::{self, Face, Style};

const BLACK: Color = Color {
    r: 0,
    g: 0,
    b: 0,
    a: 255,
};

fn sample_svg() -> String {
    let drawing = sample::drawing(ThemeName::Dark.theme());
    svg(&drawing, &sample::page(), "A & B", "two <scripts>")
}

fn empty() -> Drawing {
    Drawing {
        background: BLACK,
        ground: std::sync::Arc::default(),
        figures: Vec::new(),
        page: Vec::new(),
        legend: Vec::new(),
        marks: Vec::new(),
        bounds: None,
    }
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    let text = node.attribute(name).unwrap_or_default();
    text.parse()
        .unwrap_or_else(|_| panic!("{name}={text:?} in {node:?}"))
}

/// The transform of the group around ground and figures, as it is written.
fn written_matrix(document: &Document<'_>) -> Affine {
    let node = document
        .descendants()
        .find(|n| n.has_attribute("transform"));
    let text = node
        .and_then(|n| n.attribute("transform"))
        .expect("a transform");
    let inner = text.trim_start_matches("matrix(").trim_end_matches(')');
    let numbers: Vec<f64> = inner.split(' ').map(|n| n.parse().expect(n)).collect();
    Affine::new(numbers.try_into().expect("six numbers"))
}

fn with_role<'a>(document: &'a Document<'_>, role: &str) -> Vec<Node<'a, 'a>> {
    let nodes = document.descendants();
    nodes
        .filter(|n| n.attribute("data-role") == Some(role))
        .collect()
}

/// Where a mark is anchored: the centre of a disc, the corner of a chip, the
/// start of a name.
fn anchor(shape: &Shape) -> Option<Point> {
    match shape {
        Shape::Circle { center, .. } => Some(*center),
        Shape::Rect { rect, .. } => Some(rect.origin()),
        Shape::Text { origin, line, .. } => {
            let first = line.runs.first()?;
            Some(Point::new(origin.x + first.x, origin.y))
        }
        _ => None,
    }
}

fn written_anchor(node: Node<'_, '_>) -> Point {
    let is_first_run = |n: &Node<'_, '_>| n.has_tag_name("text");
    match node.tag_name().name() {
        "circle" => Point::new(number(node, "cx"), number(node, "cy")),
        "g" => {
            let run = node.children().find(is_first_run).expect("a run");
            Point::new(number(run, "x"), number(run, "y"))
        }
        _ => Point::new(number(node, "x"), number(node, "y")),
    }
}

#[test]
fn labels_discs_and_chips_lie_where_the_drawing_has_them() {
    let mut drawing = sample::drawing(ThemeName::Light.theme());
    // As far from the origin as a camera may go.
    let far = kurbo::Vec2::new(400_000.3, -77_777.7);
    for item in &mut drawing.figures {
        match &mut item.shape {
            Shape::Circle { center, .. } => *center += far,
            Shape::Rect { rect, .. } => *rect = *rect + far,
            Shape::Text { origin, .. } => *origin += far,
            _ => {}
        }
    }
    for zoom in [0.051_234_5, 1.0 / 3.0, 1.0, 7.3, 40.0] {
        let camera = Camera::new(Point::new(400.0, 225.0) + far, zoom);
        let page = PageOptions {
            camera,
            ..sample::page()
        };
        let text = svg(&drawing, &page, "", "");
        let document = Document::parse(&text).expect("well-formed XML");
        let written = written_matrix(&document);
        let exact = camera.screen_from_layout(Rect::new(0.0, 0.0, page.width, page.height));
        for role in [
            Role::Disc,
            Role::Chip,
            Role::Code,
            Role::Name,
            Role::OwnName,
            Role::ChipText,
        ] {
            let items: Vec<&Item> = drawing.figures.iter().filter(|i| i.role == role).collect();
            let nodes = with_role(&document, role_name(role));
            assert_eq!(items.len(), nodes.len(), "{role:?}");
            assert!(items.len() > 2, "{role:?}");
            for (item, node) in items.into_iter().zip(nodes) {
                let subject = item.subject.as_ref().map(ToString::to_string);
                assert_eq!(node.attribute("data-subject"), subject.as_deref());
                let meant = exact * anchor(&item.shape).expect("an anchor");
                let shown = written * written_anchor(node);
                assert!(
                    meant.distance(shown) < 0.5,
                    "{role:?} {meant} {shown} at {zoom}"
                );
            }
        }
    }
}

#[test]
fn texts_come_back_as_they_were() {
    let text = sample_svg();
    let document = Document::parse(&text).expect("well-formed XML");
    let root = document.root_element();
    let child = |name| {
        let node = root.children().find(|n| n.has_tag_name(name))?;
        node.text()
    };
    assert_eq!(child("title"), Some("A & B"));
    assert_eq!(child("desc"), Some("two <scripts>"));
    let title = with_role(&document, "page-text")[0];
    let run = title.first_element_child().and_then(|n| n.text());
    assert_eq!(run, Some("South Caucasus & \"friends\" <script>]]>"));
    assert!(!document.descendants().any(|n| n.has_tag_name("script")));
}

#[test]
fn control_characters_leave_the_document_well_formed() {
    let title = "a\u{0}b\u{1b}c\u{fffe}d\ne";
    let text = svg(&empty(), &sample::page(), title, title);
    let document = Document::parse(&text).expect("well-formed XML");
    let node = document.descendants().find(|n| n.has_tag_name("title"));
    assert_eq!(node.and_then(|n| n.text()), Some("abcd\ne"));
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    assert_eq!(sample_svg(), sample_svg());
}

#[test]
fn marks_keep_their_order() {
    let text = sample_svg();
    let document = Document::parse(&text).expect("well-formed XML");
    let drawing = sample::drawing(ThemeName::Dark.theme());
    let layers = [&*drawing.ground, &drawing.figures, &drawing.page];
    let meant: Vec<&str> = layers
        .into_iter()
        .flatten()
        .map(|i| role_name(i.role))
        .collect();
    let written: Vec<&str> = document
        .descendants()
        .filter_map(|n| n.attribute("data-role"))
        .filter(|role| !["background", "halo"].contains(role))
        .collect();
    assert_eq!(meant, written);
}

#[test]
fn a_mark_without_a_place_is_left_out() {
    let mut drawing = empty();
    let circle = |x| Shape::Circle {
        center: Point::new(x, 0.0),
        radius: 5.0,
        fill: Some(BLACK),
        stroke: None,
    };
    drawing
        .figures
        .push(sample::item(Role::Disc, circle(f64::NAN)));
    drawing.figures.push(sample::item(Role::Disc, circle(3.0)));
    let text = svg(&drawing, &sample::page(), "", "");
    let document = Document::parse(&text).expect("well-formed XML");
    assert_eq!(with_role(&document, "disc").len(), 1);
    assert!(!text.contains("NaN") && !text.contains("inf"));
}

#[test]
fn ground_beyond_the_page_is_left_out() {
    let drawing = sample::drawing(ThemeName::Dark.theme());
    let count = |center, zoom, role| {
        let page = PageOptions {
            camera: Camera::new(center, zoom),
            ..sample::page()
        };
        let text = svg(&drawing, &page, "", "");
        let document = Document::parse(&text).expect("well-formed XML");
        with_role(&document, role).len()
    };
    let middle = Point::new(400.0, 225.0);
    for role in ["land", "coast", "disputed-border"] {
        assert_eq!(count(middle, 1.2, role), 1, "{role}");
        assert_eq!(count(Point::new(9000.0, 0.0), 1.2, role), 0, "{role}");
    }
    // Inside the land, where none of its corners is seen.
    assert_eq!(count(Point::new(150.0, 150.0), 20.0, "land"), 1);
    assert_eq!(
        count(Point::new(9000.0, 0.0), 1.2, "disc"),
        6,
        "figures stay"
    );
}

#[test]
fn numbers_have_at_most_three_decimals() {
    let text = sample_svg();
    for line in text.lines().filter(|line| !line.contains("matrix(")) {
        let fractions = line.split('.').skip(1);
        for fraction in fractions {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            assert!(digits <= 3, "{line}");
        }
        assert!(!line.contains("\"-0\"") && !line.contains(" -0 "), "{line}");
    }
}

#[test]
fn only_a_dotted_line_has_round_caps() {
    let text = sample_svg();
    let document = Document::parse(&text).expect("well-formed XML");
    let ties = with_role(&document, "tie");
    let dashes: Vec<_> = ties
        .iter()
        .map(|n| n.attribute("stroke-dasharray"))
        .collect();
    assert_eq!(dashes, [None, Some("14 8"), Some("0 6")]);
    let caps: Vec<_> = ties.iter().map(|n| n.attribute("stroke-linecap")).collect();
    assert_eq!(caps, [None, None, Some("round")]);
}

/// What the renderer makes of a text: for each run its left and right end, and
/// whether each glyph is a real one.
fn rendered(text: &str, style: Style) -> Vec<(f64, f64, bool)> {
    let mut drawing = empty();
    let label = Shape::Text {
        origin: Point::new(100.0, 50.0),
        line: text::line(text, style),
        style,
        color: BLACK,
        halo: None,
    };
    drawing.page.push(sample::item(Role::PageText, label));
    let text = svg(&drawing, &sample::page(), "", "");
    let options = super::super::png::options();
    let tree = resvg::usvg::Tree::from_str(&text, &options).expect("an SVG");
    let mut runs = Vec::new();
    collect(tree.root(), &mut runs);
    runs
}

fn collect(group: &resvg::usvg::Group, runs: &mut Vec<(f64, f64, bool)>) {
    for node in group.children() {
        match node {
            resvg::usvg::Node::Group(group) => collect(group, runs),
            resvg::usvg::Node::Text(text) => {
                let bounds = text.abs_bounding_box();
                let mut glyphs = text.layouted().iter().flat_map(|s| &s.positioned_glyphs);
                let is_whole = glyphs.all(|glyph| glyph.id.0 != 0);
                runs.push((
                    f64::from(bounds.left()),
                    f64::from(bounds.right()),
                    is_whole,
                ));
            }
            _ => {}
        }
    }
}

#[test]
fn the_renderer_places_and_measures_runs_as_the_line_does() {
    for text in [
        "Azərbaycan AVATAR 12%",
        "Қазақстан Республикасы",
        "ישראל (Israel) 12%",
        "ישראל (איראן) ועוד",
        "שָׁלוֹם",
        "جمهوری اسلامی ایران",
        "می\u{200c}خواهم ۱۲٪ عدد",
        "Հայաստան, საქართველო",
    ] {
        for is_bold in [false, true] {
            let style = Style {
                size: 14.0,
                is_bold,
            };
            let meant = text::line(text, style).runs;
            let runs = rendered(text, style);
            assert_eq!(meant.len(), runs.len(), "{text}");
            for (meant, (left, right, is_whole)) in meant.into_iter().zip(runs) {
                assert!((left - 100.0 - meant.x).abs() < 0.01, "{meant:?} {left}");
                assert!(
                    (right - left - meant.width).abs() < 0.01,
                    "{meant:?} {left} {right}"
                );
                assert!(is_whole, "{meant:?} has a box for a letter");
            }
        }
    }
}

#[test]
fn each_run_names_its_own_font() {
    let text = sample_svg();
    let document = Document::parse(&text).expect("well-formed XML");
    let fonts: Vec<_> = document
        .descendants()
        .filter(|n| n.has_tag_name("text"))
        .map(|n| {
            (
                n.text(),
                n.attribute("font-family"),
                n.attribute("font-weight"),
            )
        })
        .collect();
    for (run, family, weight) in [
        ("ישראל", "Noto Sans Hebrew, sans-serif", None),
        ("جمهوری اسلامی ایران", "Noto Sans Arabic, sans-serif", None),
        ("Հայաստան", "Noto Sans Armenian, sans-serif", None),
        ("Қазақстан", "Inter, sans-serif", None),
        ("Kazakhstan", "Inter, sans-serif", Some("600")),
    ] {
        assert!(fonts.contains(&(Some(run), Some(family), weight)), "{run}");
    }
}

fn sample_with(fonts: Fonts) -> String {
    let drawing = sample::drawing(ThemeName::Light.theme());
    svg_with(&drawing, &sample::page(), "", "", fonts)
}

#[test]
fn embedded_fonts_are_those_that_are_used() {
    use base64::Engine as _;
    let written = sample_with(Fonts::Embedded);
    let document = Document::parse(&written).expect("well-formed XML");
    let style = document.descendants().find(|n| n.has_tag_name("style"));
    let sheet = style.and_then(|n| n.text()).expect("a style sheet");
    assert_eq!(sheet.matches("@font-face{").count(), 6);
    for face in Face::ALL {
        let bytes = base64::engine::general_purpose::STANDARD.encode(face.bytes());
        let named = format!(
            "font-family:{};font-weight:{};src:url(data:font/",
            face.family(),
            face.css_weight()
        );
        let at = sheet.find(&named).expect("it is named");
        let data = sheet[at..].split(";base64,").nth(1).expect("its bytes");
        assert!(data.starts_with(&format!("{bytes})}}")), "{face:?}");
    }
    let mut drawing = empty();
    let style = Style {
        size: 14.0,
        is_bold: false,
    };
    let label = Shape::Text {
        origin: Point::ORIGIN,
        line: text::line("Israel ישראל", style),
        style,
        color: BLACK,
        halo: None,
    };
    drawing.page.push(sample::item(Role::PageText, label));
    let written = svg_with(&drawing, &sample::page(), "", "", Fonts::Embedded);
    assert_eq!(written.matches("@font-face{").count(), 2);
    assert!(!sample_svg().contains("@font-face"));
}

#[test]
fn outlines_look_as_the_text_does() {
    let written = sample_with(Fonts::Outlines);
    let document = Document::parse(&written).expect("well-formed XML");
    assert!(!document.descendants().any(|n| n.has_tag_name("text")));
    assert!(!written.contains("font-"), "no font is asked for");
    let spoken = |text| {
        let mut nodes = document.descendants();
        nodes.any(|n| n.attribute("aria-label") == Some(text))
    };
    assert!(spoken("جمهوری اسلامی ایران") && spoken("Қазақстан"));
    let image = |text: &str| crate::export::png(text, 1920, 1080).expect("an image");
    let [named, outlined] = [sample_with(Fonts::Named), written].map(|it| image(&it));
    let [named, outlined] = [named, outlined].map(|png| {
        resvg::tiny_skia::Pixmap::decode_png(&png)
            .expect("a PNG")
            .take()
    });
    let far = named.iter().zip(&outlined);
    let far = far
        .filter(|(left, right)| left.abs_diff(**right) > 24)
        .count();
    // Rounding moves edges by a part of a pixel; a letter elsewhere would be thousands.
    assert!(far < 200, "{far} differ");
}

#[test]
fn a_letter_without_a_face_is_seen_as_a_box() {
    let style = Style {
        size: 14.0,
        is_bold: false,
    };
    assert!(
        rendered("漢", style)
            .iter()
            .all(|(_, _, is_whole)| !is_whole)
    );
}

proptest::proptest! {
    #[test]
    fn any_text_leaves_the_document_well_formed(text in proptest::prelude::any::<String>()) {
        let style = Style { size: 14.0, is_bold: false };
        let label = Shape::Text {
            origin: Point::ORIGIN,
            line: text::line(&text, style),
            style,
            color: BLACK,
            halo: None,
        };
        let mut drawing = empty();
        drawing.page.push(sample::item(Role::PageText, label));
        let written = svg(&drawing, &sample::page(), &text, &text);
        let parsed = Document::parse(&written);
        proptest::prop_assert!(parsed.is_ok(), "{:?}", parsed);
    }
}
