//! Slides: that they hold on pages of any shape, and show what they say.

use std::collections::HashSet;
use std::sync::Arc;

use kurbo::{Rect, Size};

use entente::drawing::{
    Deck, DeckLook, Drawing, Item, MarkPlace, NamesShown, OnDiscs, Role, Shape, SlidePicture,
    ThemeName, shape_bounds as bounds, slide_page,
};
use entente::file;
use entente::model::{ClaimId, Element, Scene, Slide, SlideId, Subject, Table, TieId, ViewState};

const LOOK: DeckLook = DeckLook {
    theme: ThemeName::Light,
    names: NamesShown::Both,
    discs: OnDiscs::Code,
};

/// Windows and papers of many shapes.
const SHAPES: [(f64, f64); 8] = [
    (1024.0, 768.0),
    (1440.0, 900.0),
    (1920.0, 1080.0),
    (3840.0, 2160.0),
    (1280.0, 1024.0),
    (900.0, 1200.0),
    (2480.0, 3508.0),
    (3440.0, 1440.0),
];

fn first_scene() -> Scene {
    let text = include_bytes!("../scenes/south_caucasus.ron");
    file::read(text)
        .expect("the first scene is well formed")
        .scene
}

fn deck(scene: Scene) -> Deck {
    Deck::new(&Arc::new(scene), LOOK)
}

/// The first scene with this slide alone.
fn with(slide: Slide) -> Deck {
    let mut scene = first_scene();
    scene.slides = Table::from_records([slide]).0;
    deck(scene)
}

fn slide(headline: &str, caption: &str) -> Slide {
    Slide {
        headline: headline.to_owned(),
        caption: caption.to_owned(),
        ..Slide::new(SlideId::new("s").expect("an id"), ViewState::default())
    }
}

fn tie(id: &str) -> TieId {
    TieId::new(id).expect("an id")
}

fn picture(deck: &Deck, shape: (f64, f64)) -> SlidePicture {
    let id = deck.scene().slides.at(0).expect("a slide").id.clone();
    let page = slide_page(Size::new(shape.0, shape.1));
    deck.picture(&id, page).expect("the slide is there")
}

/// The words of an item of the page.
fn words(item: &Item) -> Option<String> {
    match &item.shape {
        Shape::Text { line, .. } if item.role == Role::PageText => {
            Some(line.runs.iter().map(|run| run.text.as_str()).collect())
        }
        _ => None,
    }
}

fn all_words(drawing: &Drawing) -> String {
    let words: Vec<String> = drawing.page.iter().filter_map(words).collect();
    words.join(" ")
}

/// Whether everything of the page layer stands on the page, and no line of text on
/// another.
fn assert_page_holds(picture: &SlidePicture, what: &str) {
    let page = Rect::from_origin_size((0.0, 0.0), picture.page).inset(2.0);
    let mut lines: Vec<Rect> = Vec::new();
    for item in &picture.drawing.page {
        let bounds = bounds(&item.shape);
        assert!(
            page.contains(bounds.origin())
                && page.contains(kurbo::Point::new(bounds.x1, bounds.y1)),
            "{what}: {:?} at {bounds:?} leaves {page:?}",
            words(item)
        );
        if let (
            Some(words),
            Shape::Text {
                origin,
                line,
                style,
                ..
            },
        ) = (words(item), &item.shape)
        {
            // The letters, without the free room above and below them.
            let rect = Rect::new(
                origin.x,
                origin.y - style.size * 0.7,
                origin.x + line.width,
                origin.y + style.size * 0.15,
            );
            for other in &lines {
                let both = rect.intersect(*other);
                assert!(
                    both.width() <= 0.5 || both.height() <= 0.5,
                    "{what}: {words:?} at {rect:?} lies on {other:?}"
                );
            }
            lines.push(rect);
        }
    }
}

#[test]
fn every_slide_of_the_first_scene_holds_on_pages_of_any_shape() {
    let mut scene = first_scene();
    scene.handling = Some("TLP:AMBER".to_owned());
    let deck = deck(scene);
    for shape in SHAPES {
        let page = slide_page(Size::new(shape.0, shape.1));
        for slide in deck.shown() {
            let picture = deck.picture(&slide.id, page).expect("it is there");
            assert_page_holds(&picture, &format!("{} at {shape:?}", slide.id));
            let words = all_words(&picture.drawing);
            for part in ["26 January 2026", "1 source", "Natural Earth", "TLP:AMBER"] {
                assert!(words.contains(part), "{}: no {part} in {words}", slide.id);
            }
        }
    }
}

#[test]
fn no_label_is_cut_and_what_is_emphasised_is_seen_whole() {
    let deck = deck(first_scene());
    for shape in SHAPES {
        let page = slide_page(Size::new(shape.0, shape.1));
        let whole = Rect::from_origin_size((0.0, 0.0), page).inset(0.5);
        for slide in deck.shown() {
            let picture = deck.picture(&slide.id, page).expect("it is there");
            let onto_page = picture.camera.screen_from_layout(whole);
            let panel = picture
                .drawing
                .page
                .iter()
                .find_map(|item| match item.shape {
                    Shape::Rect {
                        rect, radius: 0.0, ..
                    } => Some(rect),
                    _ => None,
                });
            let panel = panel.expect("these slides have texts");
            for item in &picture.drawing.figures {
                let is_label = matches!(
                    item.role,
                    Role::Name | Role::OwnName | Role::Chip | Role::ChipText
                );
                let bounds = onto_page.transform_rect_bbox(bounds(&item.shape));
                let both = bounds.intersect(panel.inset(-1.0));
                let is_whole = whole.union(bounds) == whole && both.area() <= 0.0;
                assert!(
                    !is_label || is_whole,
                    "{} at {shape:?}: {:?} of {:?} at {bounds:?} is cut",
                    slide.id,
                    item.role,
                    item.subject
                );
            }
            for element in &slide.emphasis {
                let marks = &picture.drawing.marks;
                let mark = marks.iter().find(|mark| mark.subject == element.subject());
                let has_chip = mark.is_some_and(|mark| {
                    matches!(&mark.place, MarkPlace::Curve { chip: Some(_), .. })
                });
                assert!(has_chip, "{} at {shape:?}: no chip on {element}", slide.id);
            }
        }
    }
}

#[test]
fn overlong_and_hostile_texts_stay_within_their_column() {
    let long = "More words than any slide can bear, and then some more. ".repeat(36);
    let long: String = long.chars().take(2_000).collect();
    let endless = "x".repeat(2_000);
    let persian = "جمهوری آذربایجان و اسرائیل: یک رابطهٔ قابل شمارش. ".repeat(30);
    let captions = [
        "One **bold** word.".repeat(400),
        "- a\n".repeat(300),
        "<script>alert(1)</script> ]]> & \u{202e}override".to_owned(),
        "این **متن** فارسی است [پیوند](https://example.org) در آن.".repeat(20),
        String::new(),
    ];
    let headlines = [long.as_str(), &endless, &persian, "", "\u{202e}\u{2066}"];
    // Each caption below two of the headlines.
    let pairs = (0..headlines.len()).flat_map(|at| [(at, at), (at, (at + 2) % captions.len())]);
    for (at, below) in pairs {
        let (Some(headline), Some(caption)) = (headlines.get(at), captions.get(below)) else {
            continue;
        };
        let mut slide = slide(headline, caption);
        slide.footnotes = (1..30)
            .map(|at| ClaimId::new(&format!("c{at:02}")).expect("an id"))
            .collect();
        let deck = with(slide);
        for shape in [(1024.0, 768.0), (900.0, 1200.0), (4000.0, 500.0)] {
            assert_page_holds(
                &picture(&deck, shape),
                &format!("{at}, {below} at {shape:?}"),
            );
        }
    }
}

#[test]
fn text_that_reads_from_right_to_left_is_flush_right_with_its_stop_at_the_left() {
    let deck = with(slide("آذربایجان", "שלום עולם."));
    let picture = picture(&deck, (1920.0, 1080.0));
    let ends: Vec<(String, f64, f64)> = picture
        .drawing
        .page
        .iter()
        .filter_map(|item| match &item.shape {
            Shape::Text { origin, line, .. } if line.runs.iter().any(|run| run.is_rtl) => {
                Some((words(item)?, origin.x, origin.x + line.width))
            }
            _ => None,
        })
        .collect();
    let [(_, _, headline), (caption, _, right)] = ends.as_slice() else {
        panic!("two lines: {ends:?}");
    };
    assert!((headline - right).abs() < 0.01, "{ends:?}");
    // As it is seen, from the left.
    assert!(caption.starts_with('.'), "{caption}");
}

#[test]
fn captions_know_commonmark_and_lead_to_the_web_only() {
    let caption = "# Head\n\nPlain and **bold** and [a link](https://example.org/a?b=c).\n\n\
                   1. one\n2. two\n\n[bad](javascript:alert(1)) [worse](file:///etc/passwd) \
                   ![picture](https://example.org/x.png)";
    let deck = with(slide("H", caption));
    let picture = picture(&deck, (1920.0, 1080.0));
    let words = all_words(&picture.drawing);
    for part in [
        "Head", "bold", "link", "1.", "2.", "bad", "worse", "picture",
    ] {
        assert!(words.contains(part), "no {part} in {words}");
    }
    assert!(!words.contains("**") && !words.contains('#'), "{words}");
    let leads: HashSet<&str> = picture.links.iter().map(|(_, url)| url.as_str()).collect();
    assert_eq!(leads, HashSet::from(["https://example.org/a?b=c"]));
}

#[test]
fn what_comes_later_is_not_drawn_and_nothing_else_moves() {
    let mut it = slide("H", "");
    it.reveals = vec![
        Element::Tie(tie("ISR-AZE")),
        Element::Tie(tie("GONE-GONE")),
        Element::Tie(tie("ISR-TUR")),
    ];
    let deck = with(it);
    let picture = picture(&deck, (1920.0, 1080.0));
    assert_eq!(picture.reveals(), 2, "one of them is gone");
    let has = |drawing: &Drawing, id: &str| {
        let subject = Some(Subject::Tie(tie(id)));
        drawing.figures.iter().any(|item| item.subject == subject)
            && drawing
                .marks
                .iter()
                .any(|mark| Some(&mark.subject) == subject.as_ref())
    };
    for (shown, expected) in [(0, [false, false]), (1, [true, false]), (2, [true, true])] {
        let drawing = picture.at_reveal(shown);
        assert_eq!(
            [has(&drawing, "ISR-AZE"), has(&drawing, "ISR-TUR")],
            expected,
            "{shown}"
        );
        assert!(has(&drawing, "ISR-IRN"), "the rest is there from the start");
        let all = &picture.drawing.figures;
        assert!(drawing.figures.iter().all(|item| all.contains(item)));
        assert_eq!(drawing.page, picture.drawing.page);
    }
    assert_eq!(picture.at_reveal(2), picture.drawing);
}

#[test]
fn what_is_gone_has_no_effect() {
    let mut it = slide("H", "");
    it.emphasis = vec![Element::Tie(tie("GONE-GONE"))];
    it.dimmed = vec![Element::Tie(tie("GONE-TOO"))];
    it.footnotes = vec![ClaimId::new("c999").expect("an id")];
    let lost = picture(&with(it), (1920.0, 1080.0));
    let plain = picture(&with(slide("H", "")), (1920.0, 1080.0));
    assert_eq!(lost.drawing, plain.drawing);
}

#[test]
fn a_page_has_a_short_side_of_900_points_whatever_it_is_for() {
    for (width, height) in SHAPES {
        let page = slide_page(Size::new(width, height));
        assert!((page.min_side() - 900.0).abs() < 1e-9);
        assert!((page.width / page.height - width / height).abs() < 1e-9);
    }
    for odd in [
        (0.0, 0.0),
        (f64::NAN, 100.0),
        (1.0, 1e9),
        (f64::INFINITY, 1.0),
    ] {
        let page = slide_page(Size::new(odd.0, odd.1));
        assert!(page.is_finite() && page.area() > 0.0, "{odd:?}: {page:?}");
        assert!(page.max_side() <= 3_600.0, "{odd:?}: {page:?}");
    }
}
