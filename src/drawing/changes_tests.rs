//! What a picture of changes says, and what it leaves unsaid.

use super::fixture::{Fixture, actor, south_caucasus, tie};
use super::item::{Color, Drawing, Item, Role, Shape};
use super::{ChangeMarks, DrawingInput, ThemeName, build};
use crate::compare::Difference;
use crate::model::{ActorId, Scene, Subject, TieId, TieState, Weight};

/// One change of each sort; `AZE-KAZ` and others stay as they are.
fn two() -> (Scene, Scene) {
    let mut before = south_caucasus();
    before
        .actors
        .push(actor("ARM", "Armenia", None, Some((44.5, 40.2))))
        .expect("a new id");
    before
        .ties
        .push(tie("ARM-TUR", "ARM", "TUR", Some(-0.5)))
        .expect("a new id");
    let mut after = before.clone();
    after.ties.remove(&tie_id("ARM-TUR"));
    after.actors.remove(&actor_id("ARM"));
    set(&mut after, "ISR-AZE", Some(0.95));
    set(&mut after, "TUR-AZE", Some(0.35));
    set(&mut after, "ISR-TUR", Some(0.2));
    set(&mut after, "AZE-IRN", Some(-0.3));
    set(&mut after, "ISR-KAZ", None);
    let mut worded = after.ties.get(&tie_id("ISR-IRN")).expect("there").clone();
    worded.label = Some("Another label".to_owned());
    after.ties.replace(worded);
    after
        .actors
        .push(actor("GEO", "Georgia", None, Some((43.5, 42.2))))
        .expect("a new id");
    after
        .ties
        .push(tie("GEO-AZE", "GEO", "AZE", Some(0.5)))
        .expect("a new id");
    (before, after)
}

fn tie_id(id: &str) -> TieId {
    TieId::new(id).expect(id)
}

fn actor_id(id: &str) -> ActorId {
    ActorId::new(id).expect(id)
}

fn set(scene: &mut Scene, id: &str, weight: Option<f64>) {
    let mut tie = scene.ties.get(&tie_id(id)).expect(id).clone();
    tie.state = match weight {
        Some(weight) => TieState::Valued(Weight::new(weight).expect(id)),
        None => TieState::Unknown {
            reason: "withdrawn".to_owned(),
        },
    };
    scene.ties.replace(tie);
}

fn drawn(before: &Scene, after: &Scene, theme: ThemeName) -> Drawing {
    let difference = Difference::between(before, after);
    let fixture = Fixture::of(difference.union(), theme);
    let marks = ChangeMarks::of(&difference, "version 3", "the scene as it is now");
    build(&DrawingInput {
        changes: Some(&marks),
        ..fixture.input((1300.0, 900.0), 1.0)
    })
}

fn words(item: &Item) -> Option<String> {
    match &item.shape {
        Shape::Text { line, .. } => {
            let runs = line.runs.iter();
            let texts: Vec<&str> = runs.map(|run| run.text.as_str()).collect();
            Some(texts.join(" "))
        }
        _ => None,
    }
}

/// The words on the chip or badge of a subject.
fn chip(drawing: &Drawing, subject: &Subject) -> String {
    let items = drawing.figures.iter();
    let words: Vec<String> = items
        .filter(|item| item.role == Role::ChipText && item.subject.as_ref() == Some(subject))
        .filter_map(words)
        .collect();
    words.join(" ")
}

fn tie_subject(id: &str) -> Subject {
    Subject::Tie(tie_id(id))
}

/// Width, colour and whether it is dashed of each line of a tie, the lowest first.
fn lines(drawing: &Drawing, id: &str) -> Vec<(f64, Color, bool)> {
    let subject = tie_subject(id);
    let items = drawing.figures.iter();
    items
        .filter(|item| item.role == Role::Tie && item.subject.as_ref() == Some(&subject))
        .filter_map(|item| match &item.shape {
            Shape::Line { stroke, .. } => Some((stroke.width, stroke.color, stroke.dash.is_some())),
            _ => None,
        })
        .collect()
}

fn page_words(drawing: &Drawing) -> Vec<String> {
    drawing.page.iter().filter_map(words).collect()
}

#[test]
fn every_sort_of_change_says_so_on_its_chip() {
    let (before, after) = two();
    let drawing = drawn(&before, &after, ThemeName::Dark);
    for (id, expected) in [
        ("GEO-AZE", "new +0.50"),
        ("ARM-TUR", "gone \u{2212}0.50"),
        ("ISR-AZE", "\u{25b2} +0.85 \u{2192} +0.95"),
        ("TUR-AZE", "\u{25bc} +0.60 \u{2192} +0.35"),
        ("ISR-TUR", "\u{2212}0.45 \u{2192} +0.20"),
        ("AZE-IRN", "? \u{2192} \u{2212}0.30"),
        ("ISR-KAZ", "+0.30 \u{2192} ?"),
        ("ISR-IRN", "\u{2212}0.70 *"),
        ("AZE-KAZ", ""),
        ("TUR-IRN", ""),
    ] {
        assert_eq!(chip(&drawing, &tie_subject(id)), expected, "{id}");
    }
    for (id, expected) in [("GEO", "new"), ("ARM", "gone"), ("ISR", "")] {
        let subject = Subject::Actor(actor_id(id));
        assert_eq!(chip(&drawing, &subject), expected, "{id}");
    }
}

#[test]
fn a_weight_that_changed_in_its_third_decimal_is_told_in_full() {
    let (before, _) = two();
    let mut after = before.clone();
    set(&mut after, "ISR-AZE", Some(0.851));
    let drawing = drawn(&before, &after, ThemeName::Dark);
    let told = chip(&drawing, &tie_subject("ISR-AZE"));
    assert_eq!(told, "\u{25b2} +0.85 \u{2192} +0.851");
}

#[test]
fn what_changed_differs_from_the_rest_by_more_than_its_hue() {
    let (before, after) = two();
    for name in ThemeName::ALL {
        let figure = &name.theme().figure;
        let drawing = drawn(&before, &after, name);
        let [(_, gone, is_broken)] = lines(&drawing, "ARM-TUR")[..] else {
            panic!("what is gone is one line, whatever its sign");
        };
        assert!(gone == figure.unknown && is_broken);
        let [(pale, pale_color, _), (solid, color, _), ..] = lines(&drawing, "ISR-AZE")[..] else {
            panic!("the stronger one has a pale part");
        };
        assert!(pale > solid && pale_color.a < color.a);
        let [(pale, ..), (solid, ..), ..] = lines(&drawing, "TUR-AZE")[..] else {
            panic!("the weaker one has a pale part");
        };
        assert!(pale > solid);
        let [(edge, old, _), (line, new, _), ..] = lines(&drawing, "ISR-TUR")[..] else {
            panic!("the flipped one has an edge");
        };
        assert!(edge > line);
        assert_eq!((old, new), (figure.hostile, figure.supportive));
        let [(_, faint, _)] = lines(&drawing, "AZE-KAZ")[..] else {
            panic!("what did not change is one line");
        };
        assert!(faint.a < 128, "it stands back");
    }
}

#[test]
fn the_legend_tells_the_marks_that_are_drawn_and_no_others() {
    let (before, after) = two();
    let told = page_words(&drawn(&before, &after, ThemeName::Dark));
    for entry in ["added", "gone: removed", "judged", "withdrawn", "unchanged"] {
        assert!(told.iter().any(|it| it == entry), "{entry}: {told:?}");
    }
    for part in ["stronger", "weaker", "changed sign", "something else"] {
        assert!(told.iter().any(|it| it.contains(part)), "{part}: {told:?}");
    }
    let mut after = before.clone();
    set(&mut after, "ISR-AZE", Some(0.4));
    let told = page_words(&drawn(&before, &after, ThemeName::Dark));
    assert!(told.iter().any(|it| it.contains("weaker")));
    for part in ["stronger", "added", "removed", "changed sign", "judged"] {
        assert!(!told.iter().any(|it| it.contains(part)), "{part}: {told:?}");
    }
}

#[test]
fn the_page_names_both_states_with_their_dates() {
    let (before, mut after) = two();
    after.as_of = None;
    let told = page_words(&drawn(&before, &after, ThemeName::Light));
    let has = |line: &str| told.iter().any(|it| it == line);
    assert!(
        has("Before: version 3 \u{b7} as of 26 January 2026"),
        "{told:?}"
    );
    assert!(
        has("After: the scene as it is now \u{b7} no as-of date"),
        "{told:?}"
    );
}

#[test]
fn the_marks_are_spoken() {
    let (before, after) = two();
    let drawing = drawn(&before, &after, ThemeName::Dark);
    let spoken: Vec<&str> = drawing.marks.iter().map(|it| it.spoken.as_str()).collect();
    for expected in [
        "tie, Israel and Azerbaijan, stronger, plus 0.85 to plus 0.95",
        "tie, Israel and Turkey, flipped, minus 0.45 to plus 0.20",
        "tie, Armenia and Turkey, removed, minus 0.50",
        "tie, Azerbaijan and Kazakhstan, unchanged, unknown",
        "actor, Georgia, added",
        "actor, Iran, unchanged",
    ] {
        assert!(spoken.contains(&expected), "{expected}: {spoken:?}");
    }
}

#[test]
fn a_tie_that_changed_is_drawn_even_where_unknown_ones_are_not() {
    let (before, after) = two();
    let difference = Difference::between(&before, &after);
    let fixture = Fixture::of(difference.union(), ThemeName::Dark);
    let marks = ChangeMarks::of(&difference, "a", "b");
    let drawing = build(&DrawingInput {
        changes: Some(&marks),
        is_showing_unknown: false,
        ..fixture.input((1300.0, 900.0), 1.0)
    });
    let has = |id: &str| drawing.marks.iter().any(|it| it.subject == tie_subject(id));
    assert!(has("ISR-KAZ") && !has("AZE-KAZ"));
}
