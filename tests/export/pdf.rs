//! What a PDF promises, read back from the file.

use std::ops::ControlFlow;

use entente::drawing::{Color, Drawing, Item, Role, Shape, ThemeName};
use entente::export::{
    A4_LANDSCAPE, A4_PORTRAIT, ExportError, PageOptions, PdfLink, PdfOptions, PdfPage, PdfPages,
    WIDE_PAGE, pdf, picture,
};
use entente::file::read;
use entente::geom::space::Camera;
use entente::model::Scene;
use kurbo::{Affine, Point, Rect, Size, Vec2};
use lopdf::{Dictionary, Document, Object};

use super::pdf_reader::{Page, Painted, pages, parse, words};

const FIRST_SCENE: &[u8] = include_bytes!("../../scenes/south_caucasus.ron");

fn scene() -> Scene {
    read(FIRST_SCENE).expect("a scene").scene
}

/// A picture of the first scene on a page of this size.
fn drawn(theme: ThemeName, size: Size) -> (Drawing, PageOptions) {
    let (drawing, camera) = picture(&scene(), theme, size);
    let page = PageOptions {
        width: size.width,
        height: size.height,
        camera,
    };
    (drawing, page)
}

fn page_of(drawing: &Drawing, page: PageOptions, sheet: Size) -> PdfPage<'_> {
    PdfPage {
        drawing,
        page,
        sheet,
        title: "South Caucasus",
        description: "Five states and the ties between them",
        links: &[],
        notes: None,
    }
}

fn written(pages: &[PdfPage<'_>], options: &PdfOptions<'_>) -> Vec<u8> {
    pdf(pages, options, &mut |_, _| ControlFlow::Continue(())).expect("a PDF")
}

fn written_page(page: PdfPage<'_>) -> Page {
    let bytes = written(&[page], &PdfOptions::default());
    let mut pages = pages(&parse(&bytes));
    assert_eq!(pages.len(), 1, "one page");
    pages.remove(0)
}

/// From the picture to the page of the file.
pub(crate) fn place(page: &PageOptions, sheet: Size) -> Affine {
    let scale = (sheet.width / page.width).min(sheet.height / page.height);
    let free = sheet - scale * Size::new(page.width, page.height);
    Affine::translate((free / 2.0).to_vec2()) * Affine::scale(scale)
}

fn is_near(left: Rect, right: Rect) -> bool {
    let corners = [
        (left.x0, right.x0),
        (left.y0, right.y0),
        (left.x1, right.x1),
        (left.y1, right.y1),
    ];
    corners
        .into_iter()
        .all(|(left, right)| (left - right).abs() < 0.5)
}

fn rgb(color: Color) -> [u8; 3] {
    [color.r, color.g, color.b]
}

/// Takes the path that shows this frame in this colour.
fn take(paths: &mut Vec<Painted>, frame: Rect, fill: Option<Color>) -> Option<Painted> {
    let fill = fill.map(rgb);
    let is_it = |path: &Painted| path.fill == fill && is_near(path.bounds, frame);
    let at = paths.iter().position(is_it)?;
    Some(paths.remove(at))
}

/// Checks that each disc, chip and text of a list is on the page, within half a
/// point; how many there were.
pub(crate) fn check_marks<'a>(
    items: impl IntoIterator<Item = &'a Item>,
    to_page: Affine,
    page: &mut Page,
) -> usize {
    let mut count = 0;
    for item in items {
        match &item.shape {
            Shape::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let frame = Rect::from_center_size(*center, (2.0 * radius, 2.0 * radius));
                let frame = to_page.transform_rect_bbox(frame);
                let found = take(&mut page.paths, frame, *fill);
                let found = found.unwrap_or_else(|| panic!("{item:?} is not at {frame}"));
                assert_eq!(found.stroke.is_some(), stroke.is_some(), "{item:?}");
            }
            Shape::Rect {
                rect, fill, stroke, ..
            } => {
                let frame = to_page.transform_rect_bbox(*rect);
                let found = take(&mut page.paths, frame, *fill);
                let found = found.unwrap_or_else(|| panic!("{item:?} is not at {frame}"));
                assert_eq!(
                    found.stroke.map(|pen| pen.color),
                    stroke.as_ref().map(|it| rgb(it.color)),
                    "{item:?}"
                );
            }
            Shape::Text {
                origin,
                line,
                style,
                ..
            } => {
                for run in &line.runs {
                    let start = to_page * Point::new(origin.x + run.x, origin.y);
                    let end = to_page * Point::new(origin.x + run.x + run.width, origin.y);
                    let found = page.texts.iter().position(|text| {
                        text.words == run.text
                            && text.start.distance(start) < 0.5
                            && text.end.distance(end) < 0.5
                    });
                    let found = found
                        .unwrap_or_else(|| panic!("{run:?} is not at {start}: {:#?}", page.texts));
                    let text = page.texts.remove(found);
                    let [scale, ..] = to_page.as_coeffs();
                    assert!((text.size - style.size * scale).abs() < 0.01, "{run:?}");
                }
            }
            _ => continue,
        }
        count += 1;
    }
    count
}

#[test]
fn names_chips_and_discs_lie_where_the_drawing_has_them() {
    for (theme, size, sheet) in [
        (ThemeName::Light, A4_LANDSCAPE, A4_LANDSCAPE),
        (ThemeName::Dark, Size::new(1600.0, 900.0), WIDE_PAGE),
        (ThemeName::Print, Size::new(900.0, 1200.0), A4_LANDSCAPE),
    ] {
        let (drawing, options) = drawn(theme, size);
        let mut page = written_page(page_of(&drawing, options, sheet));
        assert!((page.width - sheet.width).abs() < 0.01);
        assert!((page.height - sheet.height).abs() < 0.01);
        let place = place(&options, sheet);
        let whole = Rect::new(0.0, 0.0, size.width, size.height);
        let to_page = place * options.camera.screen_from_layout(whole);
        let figures = check_marks(&drawing.figures, to_page, &mut page);
        let on_top = check_marks(&drawing.page, place, &mut page);
        // Five discs with code and two names, ten chips with their texts.
        assert!(figures >= 5 * 4 + 10 * 2, "{figures}");
        assert!(on_top > 10, "{on_top}");
        assert!(page.texts.is_empty(), "no text more: {:?}", page.texts);
        let of = |role| drawing.figures.iter().filter(move |item| item.role == role);
        for role in [Role::Disc, Role::Chip, Role::Name, Role::OwnName] {
            assert!(of(role).count() >= 5, "{role:?}");
        }
    }
}

#[test]
fn ties_keep_their_dashes_and_colours() {
    let (drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
    let page = written_page(page_of(&drawing, options, WIDE_PAGE));
    let zoom = options.camera.zoom();
    let mut dotted = 0;
    for item in drawing.figures.iter().filter(|it| it.role == Role::Tie) {
        let Shape::Line { stroke, .. } = &item.shape else {
            continue;
        };
        let dash = stroke.dash.map_or_else(Vec::new, |it| it.to_vec());
        let is_it = |path: &&Painted| {
            path.stroke.as_ref().is_some_and(|pen| {
                let mut lengths = pen.dash.iter().zip(&dash);
                pen.color == rgb(stroke.color)
                    && (pen.width - stroke.width * zoom).abs() < 0.02
                    && pen.dash.len() == dash.len()
                    && lengths.all(|(shown, meant)| (shown - meant * zoom).abs() < 0.02)
            })
        };
        let found = page.paths.iter().find(is_it);
        let found = found.unwrap_or_else(|| panic!("{item:?}"));
        let is_dotted = stroke.dash.is_some_and(|[dash, _]| dash == 0.0);
        let cap = found.stroke.as_ref().map(|pen| pen.cap);
        assert_eq!(cap, Some(i64::from(is_dotted)), "{item:?}");
        dotted += usize::from(is_dotted);
    }
    assert!(dotted >= 5, "five ties of the scene are unknown");
}

#[test]
fn names_of_all_scripts_are_read_back() {
    let (drawing, options) = drawn(ThemeName::Light, A4_LANDSCAPE);
    let bytes = written(
        &[page_of(&drawing, options, A4_LANDSCAPE)],
        &PdfOptions::default(),
    );
    let page = pages(&parse(&bytes)).remove(0);
    let found = words(&page);
    for name in [
        "Israel",
        "ישראל",
        "Azərbaycan",
        "ایران",
        "Қазақстан",
        "Türkiye",
        "+0.85",
    ] {
        assert!(found.contains(&name), "{name} in {found:?}");
    }
    // Another reader, which knows nothing of the order of letters.
    let read = pdf_extract::extract_text_from_mem(&bytes).expect("a text");
    for name in [
        "Kazakhstan",
        "Azərbaycan",
        "Қазақстан",
        "Türkiye",
        "as of 26 January 2026",
    ] {
        assert!(read.contains(name), "{name} in {read}");
    }
    for name in ["ישראל", "ایران"] {
        let seen: String = name.chars().rev().collect();
        assert!(read.contains(&seen), "{seen} in {read}");
    }
}

#[test]
fn what_lies_beyond_the_page_is_not_in_the_file() {
    let (drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
    let israel = drawing
        .figures
        .iter()
        .find_map(|item| match &item.shape {
            Shape::Text { origin, line, .. } if item.role == Role::Name => {
                let is_it = line.runs.iter().any(|run| run.text == "Israel");
                is_it.then_some(*origin)
            }
            _ => None,
        })
        .expect("a name");
    let close = PageOptions {
        camera: Camera::new(israel, options.camera.zoom() * 6.0),
        ..options
    };
    let page = written_page(page_of(&drawing, close, WIDE_PAGE));
    let found = words(&page);
    assert!(found.contains(&"Israel"), "{found:?}");
    for name in ["Kazakhstan", "Қазақстан", "Azərbaycan"] {
        assert!(!found.contains(&name), "{name}");
    }
}

#[test]
fn the_same_picture_gives_the_same_bytes_and_no_date() {
    let make = |date| {
        let (drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
        let page = PdfPage {
            notes: Some("Say this."),
            ..page_of(&drawing, options, WIDE_PAGE)
        };
        let options = PdfOptions {
            title: "Deck",
            date,
            pages: PdfPages::WithNotes,
            ..PdfOptions::default()
        };
        written(&[page, page], &options)
    };
    let bytes = make(None);
    // In another thread, whose hash maps have other seeds.
    let other = std::thread::scope(|scope| scope.spawn(|| make(None)).join());
    assert!(other.expect("a PDF") == bytes, "the bytes differ");
    let dates = |bytes: &[u8]| {
        let known: [&[u8]; 3] = [b"CreationDate", b"ModDate", b"CreateDate"];
        let has = |word: &&[u8]| bytes.windows(word.len()).any(|it| it == *word);
        known.iter().filter(|word| has(word)).count()
    };
    assert_eq!(dates(&bytes), 0);
    let date = jiff::civil::date(2026, 1, 26).at(12, 30, 0, 0);
    let dated = make(Some(date));
    assert_eq!(dates(&dated), 3);
    let document = parse(&dated);
    let info = document.trailer.get_deref(b"Info", &document);
    let info = info.and_then(Object::as_dict).expect("metadata");
    let told = |key: &[u8]| lopdf::decode_text_string(info.get(key).expect("told")).expect("text");
    assert_eq!(told(b"CreationDate"), "D:20260126123000Z");
    assert_eq!(
        (told(b"Title"), told(b"Creator")),
        ("Deck".into(), "Entente".into())
    );
    assert!(info.get(b"Author").is_err());
}

fn catalog(document: &Document) -> &Dictionary {
    document.catalog().expect("a catalog")
}

/// Titles of the bookmarks, in their order, with the page that each leads to.
pub(crate) fn bookmarks(document: &Document) -> Vec<(String, usize)> {
    let follow = |object: &Object| match document.dereference(object) {
        Ok((_, object)) => object.as_dict().expect("a dictionary").clone(),
        Err(error) => panic!("{error}"),
    };
    let Ok(outlines) = catalog(document).get(b"Outlines") else {
        return Vec::new();
    };
    let ids: Vec<_> = document.get_pages().into_values().collect();
    let mut entry = follow(outlines).get(b"First").ok().cloned();
    let mut found = Vec::new();
    while let Some(object) = entry {
        let dictionary = follow(&object);
        let title = dictionary.get(b"Title").expect("a title");
        let title = lopdf::decode_text_string(title).expect("a text");
        let place = dictionary.get_deref(b"Dest", document).expect("a place");
        let page = place.as_array().expect("an array")[0].as_reference();
        let page = page.expect("a page");
        let number = ids.iter().position(|id| *id == page).expect("a page");
        found.push((title, number));
        entry = dictionary.get(b"Next").ok().cloned();
    }
    found
}

#[test]
fn each_page_has_its_bookmark_and_those_who_hear_it_hear_all() {
    let (drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
    let page = |title| PdfPage {
        title,
        notes: Some("Say this."),
        ..page_of(&drawing, options, WIDE_PAGE)
    };
    let bytes = written(
        &[page("One"), page(""), page("ایران (Three)")],
        &PdfOptions {
            title: "Deck",
            language: "en",
            pages: PdfPages::WithNotes,
            ..PdfOptions::default()
        },
    );
    let document = parse(&bytes);
    assert_eq!(document.get_pages().len(), 6);
    let meant = [("One".to_owned(), 0), ("ایران (Three)".to_owned(), 4)];
    assert_eq!(bookmarks(&document), meant);
    let catalog = catalog(&document);
    let language = catalog.get(b"Lang").expect("a language");
    assert_eq!(lopdf::decode_text_string(language).expect("a text"), "en");
    let kinds = |kind: &[u8]| {
        let objects = document.objects.values();
        let elements = objects.filter_map(|it| it.as_dict().ok());
        let elements =
            elements.filter(|it| it.get(b"S").and_then(Object::as_name).ok() == Some(kind));
        elements.cloned().collect::<Vec<_>>()
    };
    let figures = kinds(b"Figure");
    assert_eq!(
        figures.len(),
        6,
        "the map on its page and small on that of notes"
    );
    for figure in &figures {
        let alt = figure.get(b"Alt").expect("a description");
        let alt = lopdf::decode_text_string(alt).expect("a text");
        assert_eq!(alt, "Five states and the ties between them");
    }
    assert_eq!(kinds(b"Sect").len(), 6);
    assert_eq!(
        kinds(b"H1").len(),
        5,
        "titles; a notes page without one has none"
    );
    assert!(kinds(b"P").len() > 20);
}

#[test]
fn only_links_to_the_web_can_be_clicked() {
    let (drawing, options) = drawn(ThemeName::Light, Size::new(1600.0, 900.0));
    let link = |url: &str, rect| PdfLink {
        rect,
        url: url.to_owned(),
        spoken: "A link".to_owned(),
    };
    let rect = Rect::new(100.0, 200.0, 300.0, 240.0);
    let links = [
        link("https://example.org/a?b=(c)", rect),
        link("javascript:app.alert(1)", rect),
        link("file:///etc/passwd", rect),
        link("https://example.org/beyond", rect + Vec2::new(5_000.0, 0.0)),
        link(
            "https://example.org/nowhere",
            Rect::new(f64::NAN, 0.0, 1.0, 1.0),
        ),
    ];
    let page = written_page(PdfPage {
        links: &links,
        ..page_of(&drawing, options, WIDE_PAGE)
    });
    let [(found, address)] = &page.links[..] else {
        panic!("one link: {:?}", page.links);
    };
    assert_eq!(address, "https://example.org/a?b=(c)");
    let meant = place(&options, WIDE_PAGE).transform_rect_bbox(rect);
    assert!(is_near(*found, meant), "{found} is not {meant}");
}

#[test]
fn notes_flow_to_as_many_pages_as_they_need() {
    let (drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
    let paragraph = "Say this first: سلام, שלום and Қазақстан, then go on to what is not known. ";
    let notes = format!("{}\n\n", paragraph.repeat(4)).repeat(30);
    let page = PdfPage {
        notes: Some(&notes),
        ..page_of(&drawing, options, WIDE_PAGE)
    };
    for (choice, least, is_with_pictures) in [
        (PdfPages::Pictures, 1, true),
        (PdfPages::WithNotes, 4, true),
        (PdfPages::NotesOnly, 3, false),
    ] {
        let options = PdfOptions {
            pages: choice,
            ..PdfOptions::default()
        };
        let pages = pages(&parse(&written(&[page], &options)));
        assert!(pages.len() >= least, "{choice:?}: {}", pages.len());
        let notes_pages = &pages[usize::from(is_with_pictures)..];
        let mut told = String::new();
        for page in notes_pages {
            assert!((page.width - A4_PORTRAIT.width).abs() < 0.01);
            for text in &page.texts {
                let within = Rect::new(40.0, 40.0, page.width - 40.0, page.height - 20.0);
                assert!(within.contains(text.start), "{text:?}");
                assert!(within.contains(text.end), "{text:?}");
            }
            told.push_str(&words(page).concat());
        }
        if choice != PdfPages::Pictures {
            // Lines break at spaces, so spaces are not compared.
            let count = |word: &str| told.matches(word).count();
            let letters = |text: &str| text.matches("Қазақстан").count();
            assert_eq!(count("Қазақстан"), letters(&notes) + 1, "{choice:?}");
            assert_eq!(count("سلام"), 120);
            assert_eq!(count("שלום"), 120);
        }
    }
    // Without notes there is no notes page, unless nothing else is asked for.
    let bare = page_of(&drawing, options_of(&page), WIDE_PAGE);
    for (choice, count) in [(PdfPages::WithNotes, 1), (PdfPages::NotesOnly, 1)] {
        let options = PdfOptions {
            pages: choice,
            ..PdfOptions::default()
        };
        let bytes = written(&[bare], &options);
        assert_eq!(parse(&bytes).get_pages().len(), count, "{choice:?}");
    }
}

fn options_of(page: &PdfPage<'_>) -> PageOptions {
    page.page
}

#[test]
fn an_export_can_be_broken_off() {
    let (drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
    let page = page_of(&drawing, options, WIDE_PAGE);
    let deck = [page; 3];
    let mut told = Vec::new();
    let made = pdf(&deck, &PdfOptions::default(), &mut |done, of| {
        told.push((done, of));
        ControlFlow::Continue(())
    });
    assert!(made.is_ok());
    assert_eq!(told, [(0, 4), (1, 4), (2, 4), (3, 4)]);
    for last in 0..4 {
        let made = pdf(&deck, &PdfOptions::default(), &mut |done, _| {
            if done == last {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!(made, Err(ExportError::Cancelled), "at {last}");
    }
}

#[test]
fn pages_that_cannot_be_are_refused() {
    let none = pdf(&[], &PdfOptions::default(), &mut |_, _| {
        ControlFlow::Continue(())
    });
    assert_eq!(none, Err(ExportError::NoPages));
    let (drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
    for sheet in [
        Size::ZERO,
        Size::new(-960.0, 540.0),
        Size::new(f64::NAN, 540.0),
        Size::new(20_000.0, 540.0),
    ] {
        let as_sheet = page_of(&drawing, options, sheet);
        let as_picture = PageOptions {
            width: sheet.width,
            height: sheet.height,
            ..options
        };
        let as_picture = page_of(&drawing, as_picture, WIDE_PAGE);
        for page in [as_sheet, as_picture] {
            for choice in [PdfPages::Pictures, PdfPages::NotesOnly] {
                let options = PdfOptions {
                    pages: choice,
                    ..PdfOptions::default()
                };
                let made = pdf(&[page], &options, &mut |_, _| ControlFlow::Continue(()));
                let is_notes = choice == PdfPages::NotesOnly && page.sheet != WIDE_PAGE;
                let is_refused = matches!(made, Err(ExportError::PageSize { .. }));
                // Notes pages have a size of their own.
                assert!(is_refused || is_notes, "{sheet:?} {choice:?}");
            }
        }
    }
}

#[test]
fn marks_without_a_place_are_left_out() {
    let (mut drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
    for item in &mut drawing.figures {
        match &mut item.shape {
            Shape::Circle { center, .. } => center.x = f64::NAN,
            Shape::Rect { rect, .. } => rect.y1 = f64::INFINITY,
            Shape::Text { origin, .. } => origin.y = f64::NEG_INFINITY,
            Shape::Line { points, .. } => points[0].x = f64::NAN,
            Shape::Arc { radius, .. } => *radius = f64::NAN,
            _ => {}
        }
    }
    drawing.page.clear();
    let page = written_page(page_of(&drawing, options, WIDE_PAGE));
    assert_eq!(words(&page), Vec::<&str>::new());
}

/// What poppler makes of it, where it is installed: whole names in logical order.
#[test]
#[ignore = "needs pdftotext"]
fn another_program_reads_the_same() {
    let (drawing, options) = drawn(ThemeName::Light, WIDE_PAGE);
    let notes = "اسلامی\nطولانی\nالأردن\nمُحَمَّد\nשָׁלוֹם\nҚазақстан Республикасы\nAzərbaycan";
    let page = PdfPage {
        notes: Some(notes),
        ..page_of(&drawing, options, WIDE_PAGE)
    };
    let options = PdfOptions {
        pages: PdfPages::WithNotes,
        ..PdfOptions::default()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deck.pdf");
    std::fs::write(&path, written(&[page], &options)).expect("written");
    let output = std::process::Command::new("pdftotext")
        .arg(&path)
        .arg("-")
        .output()
        .expect("pdftotext runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.replace(|c| matches!(c, '\u{202a}'..='\u{202e}'), ""))
        .collect();
    let names = ["Israel", "ישראל", "Azərbaycan", "ایران", "Қазақстан"];
    for meant in notes.lines().chain(names) {
        assert!(
            lines.iter().any(|line| line.trim() == meant),
            "{meant}: {text}"
        );
    }
}
