//! What chips show of the claims on their ties.

use kurbo::Rect;

use super::evidence::{ChipMarks, Way, bar};
use super::fixture::{Fixture, south_caucasus};
use super::item::{Item, Role, Shape};
use super::{DrawingInput, ThemeName, build};
use crate::evidence::{AsOf, Chronicle, Clock, Past, Sides};
use crate::model::Magnitude::{Extreme, Slight};
use crate::model::Stance::{Strains, Supports};
use crate::model::fixtures::{bearing, claim_with};
use crate::model::{Scene, Subject, TieId};

const PAGE: (f64, f64) = (1200.0, 800.0);

/// The South Caucasus with claims on two ties: far below what is judged on the
/// first, on both sides of the second.
fn scene() -> Scene {
    let mut scene = south_caucasus();
    for (id, tie, stance, magnitude) in [
        ("c1", "ISR-AZE", Supports, Slight),
        ("c2", "ISR-TUR", Supports, Slight),
        ("c3", "ISR-TUR", Strains, Extreme),
    ] {
        let claim = claim_with(id, "A1", &[bearing(tie, stance, magnitude)]);
        scene.claims.push(claim).expect("ids differ");
    }
    scene
}

fn fixture() -> Fixture {
    Fixture::of(scene(), ThemeName::Dark)
}

/// The items of the chip of a tie.
fn chip<'a>(items: &'a [Item], tie: &str) -> Vec<&'a Shape> {
    let subject = Subject::Tie(TieId::new(tie).expect(tie));
    let of_chip = |item: &&Item| item.role == Role::Chip && item.subject.as_ref() == Some(&subject);
    items.iter().filter(of_chip).map(|it| &it.shape).collect()
}

fn polygons(shapes: &[&Shape]) -> usize {
    let is_polygon = |shape: &&&Shape| matches!(shape, Shape::Polygon { .. });
    shapes.iter().filter(is_polygon).count()
}

/// The words of the page layer.
fn page_words(fixture: &Fixture, input: &DrawingInput<'_>) -> String {
    assert_eq!(fixture.scene.actors.len(), 5, "of the whole scene");
    let mut words = String::new();
    for item in build(input).page {
        if let Shape::Text { line, .. } = item.shape {
            for run in &line.runs {
                words.push_str(&run.text);
            }
            words.push('\n');
        }
    }
    words
}

#[test]
fn a_gap_is_marked_whether_bars_are_shown_or_not() {
    let fixture = fixture();
    let input = fixture.input(PAGE, 0.65);
    let drawing = build(&input);
    // Judged +0.85, and the claims say 0.25 / 2.
    assert_eq!(polygons(&chip(&drawing.figures, "ISR-AZE")), 1);
    assert_eq!(chip(&drawing.figures, "ISR-IRN").len(), 1, "only its frame");
    assert!(page_words(&fixture, &input).contains("gap: claims come out lower"));
}

#[test]
fn bars_and_marks_of_contested_ties_come_and_go_with_their_switch() {
    let fixture = fixture();
    let without = fixture.input(PAGE, 0.65);
    let with = DrawingInput {
        is_showing_evidence: true,
        ..without
    };
    // The estimate is −0.25 with −0.45 judged: no gap.
    assert_eq!(chip(&build(&without).figures, "ISR-TUR").len(), 1);
    let drawing = build(&with);
    let shapes = chip(&drawing.figures, "ISR-TUR");
    assert_eq!(
        shapes.len(),
        5,
        "a frame, two triangles, a bar of two parts"
    );
    assert_eq!(polygons(&shapes), 2);
    assert_eq!(
        chip(&drawing.figures, "ISR-IRN").len(),
        1,
        "no claims, no bar"
    );
    let words = page_words(&fixture, &with);
    assert!(
        words.contains("contested") && words.contains("for"),
        "{words}"
    );
    let words = page_words(&fixture, &without);
    assert!(!words.contains("contested"), "{words}");
    let spoken = |drawing: &super::Drawing| {
        let marks = drawing
            .marks
            .iter()
            .filter(|it| it.spoken.contains("contested"));
        marks.count()
    };
    assert_eq!((spoken(&build(&without)), spoken(&drawing)), (0, 1));
}

#[test]
fn far_away_there_are_no_bars() {
    let fixture = fixture();
    let near = DrawingInput {
        is_showing_evidence: true,
        ..fixture.input(PAGE, 0.65)
    };
    let marks = |zoom: f64| {
        let scale = near.scale_at(zoom);
        ChipMarks::of(&near, 0, fixture.scene.ties.at(0).expect("a tie"), scale)
    };
    assert!(marks(0.65).sides.is_some());
    assert!(marks(0.3).sides.is_some(), "as in a small window");
    assert_eq!(marks(0.2).sides, None);
    assert_eq!(marks(0.2).gap, Some(Way::Lower), "the gap stays");
}

#[test]
fn a_bar_has_what_supports_on_the_left_and_is_filled_by_share() {
    let rect = Rect::new(0.0, 0.0, 102.0, 4.0);
    let parts = |sides| -> Vec<Rect> {
        let shapes = bar(sides, rect, ThemeName::Dark.theme(), 1.0).into_iter();
        shapes
            .filter_map(|shape| match shape {
                Shape::Rect { rect, .. } => Some(rect),
                _ => None,
            })
            .collect()
    };
    let both = parts(Sides {
        supports: 2.0,
        neutral: 1.0,
        strains: 1.0,
    });
    let widths: Vec<f64> = both.iter().map(Rect::width).collect();
    assert_eq!(widths, [50.0, 25.0, 25.0]);
    assert!(both.is_sorted_by(|one, other| one.x1 < other.x0));
    assert_eq!(parts(Sides::default()), [rect], "empty, and yet there");
}

#[test]
fn in_print_what_speaks_against_differs_without_hue() {
    let sides = Sides {
        supports: 1.0,
        neutral: 0.0,
        strains: 1.0,
    };
    let rect = Rect::new(0.0, 0.0, 41.0, 4.0);
    let ticks = |theme: ThemeName| {
        let shapes = bar(sides, rect, theme.theme(), 1.0).into_iter();
        let lines = shapes.filter(|shape| matches!(shape, Shape::Line { .. }));
        lines.count()
    };
    assert!(ticks(ThemeName::Print) >= 3);
    assert_eq!(ticks(ThemeName::Light), 0);
}

#[test]
fn looking_back_says_so_on_the_page_and_draws_what_was_not_there_as_unknown() {
    let mut fixture = fixture();
    let as_of = AsOf {
        clock: Clock::Reported,
        day: "2025-12-31".parse().expect("a day"),
    };
    let chronicle = Chronicle::new(std::sync::Arc::new(fixture.scene.clone()));
    let past = Past::of(&chronicle, as_of);
    fixture.scene = past.seen(&fixture.scene);
    fixture.estimates = past.estimates().to_vec();
    fixture.as_of = Some(as_of);
    let input = fixture.input(PAGE, 0.65);
    let words = page_words(&fixture, &input);
    assert!(
        words.contains("as of 31 December 2025: what was reported by then"),
        "{words}"
    );
    assert!(!words.contains("26 January 2026"), "{words}");
    let drawing = build(&input);
    let spoken = |of: &str| {
        let marks = drawing.marks.iter();
        let mut found = marks.filter(|it| it.subject == Subject::Tie(TieId::new(of).expect(of)));
        found.next().expect(of).spoken.clone()
    };
    assert_eq!(
        spoken("ISR-AZE"),
        "tie, Israel and Azerbaijan, unknown, 0 claims by then"
    );
    assert_eq!(
        spoken("ISR-IRN"),
        "tie, Israel and Iran, weight minus 0.70, 0 claims by then",
        "without claims it is as it is"
    );
}
