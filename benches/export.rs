//! What handing out costs beside the bare work of the libraries: a slide as PNG,
//! from the scene's deck to the bytes, beside resvg with the finished tree; and the
//! deck of the first scene as PDF beside krilla with the same paths and glyphs.
//!
//! Both are measured in turns in one run, so that a busy machine slows both down:
//! `cargo bench --bench export` prints medians and their ratios. To reach: 1.3 at
//! most. The bare PDF is made of what the whole one has on its pages: its paths are
//! read back from it, its glyphs are those of the drawings, its parts are tagged.

#[path = "support/replay.rs"]
mod replay;

use std::hint::black_box;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use entente::drawing::{Deck, DeckLook, NamesShown, OnDiscs, SlidePicture, ThemeName, slide_page};
use entente::export::{
    Fonts, PageOptions, PdfPages, PictureFormat, PictureOf, PictureOrder, png, svg,
};
use entente::file;
use entente::model::Slide;
use entente::text::Face;
use kurbo::Size;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

const ROUNDS: usize = 15;
const WIDTH_PX: u32 = 1920;
const HEIGHT_PX: u32 = 1080;

fn main() {
    let bytes = include_bytes!("../scenes/south_caucasus.ron");
    let scene = Arc::new(file::read(bytes).expect("a scene").scene);
    let look = DeckLook {
        theme: ThemeName::Light,
        names: NamesShown::Both,
        discs: OnDiscs::Code,
    };
    let deck = Deck::new(&scene, look);
    let slides: Vec<&Slide> = deck.shown().collect();
    let first = slides.first().expect("a slide");

    let tree = tree(&deck, first);
    let (drawn, bare) = in_turns(|| slide_png(&deck, first), || bare_png(&tree));
    tell("slide as PNG, 1920 by 1080", "resvg", drawn, bare);
    let (drawing, writing) = in_turns(
        || format!("{:?}", picture(&deck, first).camera).into_bytes(),
        || slide_svg(&deck, first).into_bytes(),
    );
    say(&format!(
        "of it {drawing:.2?} to draw the slide, {writing:.2?} with its SVG"
    ));

    let whole = deck_pdf(&deck);
    let pictures: Vec<SlidePicture> = slides.iter().map(|it| picture(&deck, it)).collect();
    let pages = replay::pages(&whole, &pictures);
    let (drawn, bare) = in_turns(|| deck_pdf(&deck), || replay::pdf(&pages));
    tell(
        &format!("{} slides as PDF", slides.len()),
        "krilla",
        drawn,
        bare,
    );
    let (drawing, _) = in_turns(
        || {
            let all = slides.iter().map(|it| picture(&deck, it).camera);
            format!("{:?}", all.collect::<Vec<_>>()).into_bytes()
        },
        Vec::new,
    );
    say(&format!("of it {drawing:.2?} to draw the slides"));
    say(&format!(
        "sizes: {} KB whole, {} KB bare",
        whole.len() / 1000,
        replay::pdf(&pages).len() / 1000
    ));
}

fn picture(deck: &Deck, slide: &Slide) -> SlidePicture {
    let page = slide_page(Size::new(f64::from(WIDTH_PX), f64::from(HEIGHT_PX)));
    deck.picture_of(slide, deck.number(&slide.id), page)
}

fn options(picture: &SlidePicture) -> PageOptions {
    PageOptions {
        width: picture.page.width,
        height: picture.page.height,
        camera: picture.camera,
    }
}

fn slide_svg(deck: &Deck, slide: &Slide) -> String {
    let picture = picture(deck, slide);
    svg(&picture.drawing, &options(&picture), "", "")
}

fn slide_png(deck: &Deck, slide: &Slide) -> Vec<u8> {
    png(&slide_svg(deck, slide), WIDTH_PX, HEIGHT_PX).expect("an image")
}

fn tree(deck: &Deck, slide: &Slide) -> usvg::Tree {
    let mut fonts = fontdb::Database::new();
    for face in Face::ALL {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
    }
    let options = usvg::Options {
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&slide_svg(deck, slide), &options).expect("an SVG")
}

fn bare_png(tree: &usvg::Tree) -> Vec<u8> {
    let mut pixmap = Pixmap::new(WIDTH_PX, HEIGHT_PX).expect("an image");
    let scale = WIDTH_PX as f32 / tree.size().width();
    let scale = Transform::from_scale(scale, scale);
    resvg::render(tree, scale, &mut pixmap.as_mut());
    pixmap.encode_png().expect("a PNG")
}

fn deck_pdf(deck: &Deck) -> Vec<u8> {
    let order = PictureOrder {
        of: PictureOf::Deck,
        format: PictureFormat::Pdf,
        size_px: (WIDTH_PX, HEIGHT_PX),
        look: deck.look(),
        fonts: Fonts::Named,
        pages: PdfPages::Pictures,
        handling: None,
    };
    let mut bytes = Vec::new();
    order
        .make_from(deck, &mut |_, _| ControlFlow::Continue(()), &mut |made| {
            bytes = made.bytes;
            Ok(())
        })
        .expect("a PDF");
    bytes
}

/// Medians of both, measured one after the other.
fn in_turns(
    mut one: impl FnMut() -> Vec<u8>,
    mut other: impl FnMut() -> Vec<u8>,
) -> (Duration, Duration) {
    let mut took = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(one());
        took[0].push(start.elapsed());
        let start = Instant::now();
        black_box(other());
        took[1].push(start.elapsed());
    }
    took.map(|mut all| {
        all.sort_unstable();
        all[all.len() / 2]
    })
    .into()
}

fn tell(what: &str, library: &str, whole: Duration, bare: Duration) {
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    say(&format!(
        "{what}: {whole:.2?}, bare {library} {bare:.2?}, ratio {ratio:.2} (1.3 at most)"
    ));
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").expect("standard output can be written");
}
