//! What must hold for title, legend, sources and credits.

use kurbo::Rect;

use super::fixture::{Fixture, south_caucasus};
use super::*;
use crate::model::{Reliability, Source, SourceId, SourceKind, SourceRating};

/// Pages from a small export up, canvases of small windows among them.
const PAGES: [(f64, f64); 7] = [
    (320.0, 280.0),
    (360.0, 390.0),
    (467.0, 463.0),
    (480.0, 430.0),
    (599.0, 400.0),
    (760.0, 640.0),
    (1600.0, 1000.0),
];

fn source(title: &str) -> Source {
    Source {
        id: SourceId::new("s").expect("s"),
        kind: SourceKind::ArticleNewspaper,
        title: title.to_owned(),
        author: None,
        container_title: Some("Middle East Online".to_owned()),
        publisher: None,
        publisher_place: None,
        language: None,
        issued_as_printed: Some("26 January 2026".to_owned()),
        issued: None,
        issued_note: None,
        accessed: None,
        url: None,
        archive_url: None,
        rating: SourceRating {
            reliability: Reliability::C,
            reason: String::new(),
        },
        descriptor: None,
        origin: None,
        repeats: Vec::new(),
        sha256: None,
    }
}

/// The first scene with a source of this title, on its map.
fn fixture(source_title: &str) -> Fixture {
    let mut scene = south_caucasus();
    scene.sources.push(source(source_title)).expect("one id");
    Fixture::on_map(scene, ThemeName::Dark)
}

/// The rows of text on the page, from top to bottom.
fn rows(fixture: &Fixture, page: (f64, f64)) -> Vec<String> {
    let layer = page_layer(&fixture.input(page, 1.0));
    let texts = layer.items.iter().filter_map(|item| match &item.shape {
        Shape::Text { line, .. } => Some(line.runs.iter().map(|run| run.text.as_str()).collect()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn the_whole_legend_stands_on_the_canvas_of_small_windows() {
    let fixture = fixture("Relations expand amid concerns");
    for page in PAGES {
        let said = rows(&fixture, page).join("\n");
        let signs = ["supportive", "hostile", "low confidence", "unknown"];
        let others = ["directed", "width: ", "ring: ", "1 source: Relat"];
        let always = [
            "South Caucasus relations",
            "as of ",
            "Natural Earth",
            "1 source",
        ];
        let is_small = page.0 < 360.0;
        for word in signs.iter().chain(&always).chain(&others) {
            let may_lack = is_small && others.contains(word);
            assert!(
                may_lack || said.contains(word),
                "{page:?}: no {word} in {said}"
            );
        }
    }
}

#[test]
fn the_lowest_pages_leave_the_credit_out_and_keep_the_map() {
    let fixture = fixture("A source");
    let says_credit = |page| {
        let rows = rows(&fixture, page);
        assert!(rows.iter().any(|row| row.starts_with("as of")), "{rows:?}");
        rows.iter().any(|row| row.contains("Natural Earth"))
    };
    assert!(says_credit((428.0, 230.0)));
    assert!(!says_credit((330.0, 110.0)));
}

#[test]
fn the_panel_below_covers_no_more_than_its_part_of_the_page() {
    let fixture = fixture(&"Relations expand amid concerns ".repeat(12));
    for page in PAGES {
        let layer = page_layer(&fixture.input(page, 1.0));
        let part = layer.panels.get(1).map_or(1.0, Rect::area) / (page.0 * page.1);
        let most = if page.0 < 600.0 { 0.25 } else { 0.15 };
        assert!(part <= most, "{page:?}: {part}");
    }
}

#[test]
fn the_first_scene_is_whole_on_the_canvas_of_a_small_window() {
    for page in [(480.0, 430.0), (467.0, 463.0)] {
        let fixture = fixture("Israel-Azerbaijan relations expand amid Iran, Turkey concerns");
        let (drawing, _) = fixture.fitted(page);
        let count = |role| {
            drawing
                .figures
                .iter()
                .filter(|item| item.role == role)
                .count()
        };
        assert_eq!(count(Role::Name), 5, "{page:?}");
        assert_eq!(count(Role::Chip), 10, "{page:?}");
    }
}

#[test]
fn a_long_source_title_is_cut_off_and_its_newspaper_stays() {
    for title in [
        "Word ".repeat(72),
        "W".repeat(360),
        "He said: “…” ".repeat(30),
    ] {
        let fixture = fixture(&title);
        for page in PAGES.into_iter().filter(|page| page.0 >= 360.0) {
            let said = rows(&fixture, page).join(" ");
            assert!(said.contains('\u{2026}'), "{page:?}: {said}");
            for odd in [" .", "\u{2026}.", ".."] {
                assert!(!said.contains(odd), "{page:?}: {odd:?} in {said}");
            }
            if page.0 > 400.0 {
                assert!(said.contains("Online, 26 January 2026"), "{page:?}: {said}");
            }
        }
    }
}

#[test]
fn a_title_takes_two_lines_before_it_is_cut_off() {
    let mut fixture = Fixture::of(south_caucasus(), ThemeName::Dark);
    fixture.scene.title =
        "Relations of the South Caucasus and of its neighbours in 2026".to_owned();
    let said = rows(&fixture, (760.0, 640.0));
    assert_eq!(
        said.first(),
        Some(&fixture.scene.title),
        "one line where there is room"
    );
    let said = rows(&fixture, (400.0, 463.0));
    assert_eq!(said[..2].join(" "), fixture.scene.title);
    fixture.scene.title = "word ".repeat(500);
    let said = rows(&fixture, (400.0, 463.0));
    assert!(
        said[1].ends_with('\u{2026}') && said[2].starts_with("as of"),
        "{said:?}"
    );
}

#[test]
fn hiding_the_hostile_ties_takes_their_entry_from_the_legend() {
    let mut fixture = fixture("Relations expand");
    let hostile = fixture.scene.ties.iter().filter(|tie| {
        let weight = tie.weight();
        weight.is_some_and(|weight| weight.is_negative())
    });
    fixture.hidden = hostile.map(|tie| tie.id.clone()).collect();
    for page in [(467.0, 463.0), (1600.0, 1000.0)] {
        let said = rows(&fixture, page);
        assert!(!said.iter().any(|row| row == "hostile"), "{said:?}");
        assert!(said.iter().any(|row| row == "supportive"), "{said:?}");
        let ring = said.iter().find(|row| row.starts_with("ring: "));
        assert!(ring.is_some_and(|row| row.contains("orange")), "{said:?}");
    }
}
