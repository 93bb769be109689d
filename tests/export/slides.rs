//! Slides as files: what stands on them stands where the Drawing has it, and a long
//! deck is written too.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use entente::drawing::{
    Deck, DeckLook, Item, NamesShown, OnDiscs, Role, Shape, SlidePicture, ThemeName, shape_bounds,
};
use entente::export::{Fonts, PageOptions, PdfPages, PictureFormat, PictureOf, PictureOrder};
use entente::file::read;
use entente::model::{Scene, Slide, SlideId, Table};
use kurbo::{Affine, Point, Rect, Size, Vec2};
use resvg::usvg::roxmltree::{Document, Node};

use super::pdf::{bookmarks, check_marks, place};
use super::pdf_reader::{pages, parse};

const FIRST_SCENE: &[u8] = include_bytes!("../../scenes/south_caucasus.ron");

const LOOK: DeckLook = DeckLook {
    theme: ThemeName::Light,
    names: NamesShown::Both,
    discs: OnDiscs::Code,
};

/// The page of a slide of 16 to 9, in points.
const PAGE: Size = Size::new(1600.0, 900.0);

/// What a picture says with, and what that is called in an SVG.
const ROLES: [(Role, &str); 7] = [
    (Role::Disc, "disc"),
    (Role::Chip, "chip"),
    (Role::Code, "code"),
    (Role::Name, "name"),
    (Role::OwnName, "own-name"),
    (Role::ChipText, "chip-text"),
    (Role::PageText, "page-text"),
];

fn first_scene() -> Scene {
    read(FIRST_SCENE).expect("a scene").scene
}

fn order(of: PictureOf, format: PictureFormat) -> PictureOrder {
    PictureOrder {
        of,
        format,
        size_px: (1600, 900),
        look: LOOK,
        fonts: Fonts::Named,
        pages: PdfPages::Pictures,
        handling: None,
    }
}

/// The one file that an order comes to.
fn made(scene: &Arc<Scene>, order: &PictureOrder) -> Vec<u8> {
    let mut files = Vec::new();
    order
        .make(scene, &mut |_, _| ControlFlow::Continue(()), &mut |file| {
            files.push(file.bytes);
            Ok(())
        })
        .expect("a file");
    assert_eq!(files.len(), 1, "one file");
    files.remove(0)
}

/// From the layout to the page, in points.
fn onto_page(picture: &SlidePicture) -> Affine {
    picture.camera.screen_from_layout(PAGE.to_rect())
}

fn slide_pictures(scene: &Arc<Scene>) -> Vec<SlidePicture> {
    let deck = Deck::new(scene, LOOK);
    let pictures = deck.shown().map(|slide| deck.picture(&slide.id, PAGE));
    pictures.map(|picture| picture.expect("a slide")).collect()
}

/// Where a mark is anchored: the centre of a disc, the corner of a chip, the start of
/// each run of a text; nowhere what belongs to a chip and is neither.
fn anchors(shape: &Shape) -> Vec<Point> {
    match shape {
        Shape::Circle { center, .. } => vec![*center],
        Shape::Rect { rect, .. } => vec![rect.origin()],
        Shape::Text { origin, line, .. } => {
            let runs = line.runs.iter();
            runs.map(|run| *origin + Vec2::new(run.x, 0.0)).collect()
        }
        _ => Vec::new(),
    }
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    let text = node.attribute(name).unwrap_or_default();
    text.parse()
        .unwrap_or_else(|_| panic!("{name} of {node:?}"))
}

/// All transforms that a node stands under.
fn transform(node: Node<'_, '_>) -> Affine {
    let above = node.ancestors().filter_map(|it| it.attribute("transform"));
    let above: Vec<&str> = above.collect();
    above.into_iter().rev().fold(Affine::IDENTITY, |all, text| {
        let inner = text.trim_start_matches("matrix(").trim_end_matches(')');
        let numbers = inner.split(' ').map(|it| it.parse().expect("a number"));
        let numbers: Vec<f64> = numbers.collect();
        all * Affine::new(numbers.try_into().expect("six numbers"))
    })
}

fn written_anchors(node: Node<'_, '_>) -> Vec<Point> {
    let points: Vec<Point> = match node.tag_name().name() {
        "circle" => vec![Point::new(number(node, "cx"), number(node, "cy"))],
        "g" => {
            let runs = node.children().filter(|it| it.has_tag_name("text"));
            runs.map(|run| Point::new(number(run, "x"), number(run, "y")))
                .collect()
        }
        "rect" => vec![Point::new(number(node, "x"), number(node, "y"))],
        _ => Vec::new(),
    };
    let onto_page = transform(node);
    points.into_iter().map(|point| onto_page * point).collect()
}

#[test]
fn every_slide_has_its_marks_in_svg_where_the_drawing_has_them() {
    let scene = Arc::new(first_scene());
    let pictures = slide_pictures(&scene);
    assert_eq!(pictures.len(), 6, "slides of the first scene");
    for (slide, picture) in scene.slides.iter().zip(&pictures) {
        let of = PictureOf::Slide(slide.id.clone());
        let bytes = made(&scene, &order(of, PictureFormat::Svg));
        let text = String::from_utf8(bytes).expect("a text");
        let document = Document::parse(&text).expect("well-formed XML");
        let onto_page = onto_page(picture);
        for (role, name) in ROLES {
            let is_page = role == Role::PageText;
            let list = if is_page {
                &picture.drawing.page
            } else {
                &picture.drawing.figures
            };
            let meant_onto = if is_page { Affine::IDENTITY } else { onto_page };
            let items: Vec<&Item> = list.iter().filter(|it| it.role == role).collect();
            let nodes = document.descendants();
            let nodes: Vec<_> = nodes
                .filter(|it| it.attribute("data-role") == Some(name))
                .collect();
            assert_eq!(items.len(), nodes.len(), "{}: {role:?}", slide.id);
            assert!(!items.is_empty(), "{}: {role:?}", slide.id);
            for (item, node) in items.into_iter().zip(nodes) {
                let meant = anchors(&item.shape);
                let shown = written_anchors(node);
                assert_eq!(meant.len(), shown.len(), "{}: {item:?}", slide.id);
                for (meant, shown) in meant.into_iter().zip(shown) {
                    let meant = meant_onto * meant;
                    assert!(
                        meant.distance(shown) < 0.5,
                        "{}: {item:?} is at {shown}, not {meant}",
                        slide.id
                    );
                }
            }
        }
    }
}

#[test]
fn every_slide_has_its_marks_in_pdf_where_the_drawing_has_them() {
    let scene = Arc::new(first_scene());
    let bytes = made(&scene, &order(PictureOf::Deck, PictureFormat::Pdf));
    let mut pages = pages(&parse(&bytes));
    let pictures = slide_pictures(&scene);
    assert_eq!((pages.len(), pictures.len()), (6, 6), "a page a slide");
    for (at, (picture, page)) in pictures.iter().zip(&mut pages).enumerate() {
        let options = PageOptions {
            width: PAGE.width,
            height: PAGE.height,
            camera: picture.camera,
        };
        let place = place(&options, Size::new(page.width, page.height));
        let to_page = place * onto_page(picture);
        // What lies beyond the page is not in the file.
        let sheet = Rect::new(0.0, 0.0, page.width, page.height);
        let is_seen = |item: &&Item, by: Affine| {
            let bounds = by.transform_rect_bbox(shape_bounds(&item.shape));
            bounds.overlaps(sheet.inset(-1.0))
        };
        let drawing = &picture.drawing;
        let figures = drawing.figures.iter().filter(|it| is_seen(it, to_page));
        let figures: Vec<&Item> = figures.collect();
        for role in [Role::Disc, Role::Chip, Role::Name] {
            let count = figures.iter().filter(|it| it.role == role).count();
            assert!(count >= 1, "slide {}: {role:?}", at + 1);
        }
        let on_map = check_marks(figures, to_page, page);
        assert!(on_map >= 6, "slide {}: {on_map}", at + 1);
        let on_top = check_marks(&drawing.page, place, page);
        assert!(on_top >= 10, "slide {}: {on_top}", at + 1);
        let left: Vec<_> = page
            .texts
            .iter()
            .filter(|it| sheet.contains(it.start))
            .collect();
        assert!(left.is_empty(), "slide {}: no text more: {left:?}", at + 1);
    }
}

/// The first scene with so many slides, which are its own again and again.
fn long_deck(count: usize) -> Scene {
    let mut scene = first_scene();
    let slides = scene.slides.iter().cycle().take(count).enumerate();
    let slides = slides.map(|(at, slide)| Slide {
        id: SlideId::new(&format!("s{at}")).expect("an id"),
        headline: format!("{}: {}", at + 1, slide.headline),
        ..slide.clone()
    });
    scene.slides = Table::from_records(slides.collect::<Vec<_>>()).0;
    scene
}

/// Writes a deck of so many slides as a PDF and reads back that all are there.
#[expect(
    clippy::print_stdout,
    reason = "the figure is what a run by hand is for"
)]
fn write_long_deck(count: usize) {
    let scene = Arc::new(long_deck(count));
    let start = Instant::now();
    let bytes = made(&scene, &order(PictureOf::Deck, PictureFormat::Pdf));
    println!(
        "{count} slides: {:.1?}, {} bytes",
        start.elapsed(),
        bytes.len()
    );
    let document = parse(&bytes);
    assert_eq!(document.get_pages().len(), count, "a page a slide");
    let bookmarks = bookmarks(&document);
    assert_eq!(bookmarks.len(), count, "a bookmark a slide");
    let (title, page) = bookmarks.last().expect("a bookmark");
    assert!(title.starts_with(&format!("{count}: ")), "{title}");
    assert_eq!(*page, count - 1, "it leads to the last page");
}

#[test]
fn a_deck_of_50_slides_becomes_a_pdf() {
    write_long_deck(50);
}

/// Some 18 seconds of a debug build.
#[test]
#[ignore = "takes a third of a minute; a tenth of it is in each run"]
fn a_deck_of_500_slides_becomes_a_pdf() {
    write_long_deck(500);
}
