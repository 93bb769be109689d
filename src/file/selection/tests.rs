use super::*;
use crate::edit::Wanted;
use crate::model::fixtures::{actor_id, bearing, claim, claim_id, scene, tie, tie_id};
use crate::model::{Magnitude, Note, NoteWidth, Stance};

fn excerpt() -> Excerpt {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "A-B", 0.5);
    let on = bearing("A-B", Stance::Supports, Magnitude::Strong);
    claim(&mut scene, "c01", "C3", &[on]);
    let note = Note {
        id: NoteId::new("n1").expect("an id"),
        text: "Two\nlines".to_owned(),
        place: None,
        offset: None,
        width: NoteWidth::new(88.5),
    };
    scene.notes.push(note).expect("it is free");
    let wanted = Wanted {
        actors: vec![actor_id("A")],
        ties: vec![tie_id("A-B")],
        notes: vec![NoteId::new("n1").expect("an id")],
        claim: None,
    };
    Excerpt::of(&scene, &wanted, |_| Some(Point::new(12.25, -7.0)))
}

#[test]
fn a_selection_is_read_as_it_was_written() {
    let excerpt = excerpt();
    let text = write_selection(&excerpt);
    assert!(
        text.starts_with("// Entente selection\n(\n    format: 1,\n"),
        "{text}"
    );
    assert!(is_selection(&text) && is_selection(&format!("\u{feff}\n {text}")));
    let back = read_selection(&text).expect("it reads");
    let mut expected = excerpt.clone();
    // Places are told to a tenth.
    for place in expected.places.values_mut() {
        *place = Point::new(12.3, -7.0);
    }
    assert_eq!(back, expected);
    assert_eq!(back.actors().collect::<Vec<_>>(), [&actor_id("A")]);
    assert_eq!(write_selection(&back), text, "and the same text again");
}

#[test]
fn a_claim_alone_brings_its_source_and_kind() {
    let scene = excerpt().scene;
    let wanted = Wanted {
        claim: Some(claim_id("c01")),
        ..Wanted::default()
    };
    let of_claim = Excerpt::of(&scene, &wanted, |_| None);
    let back = read_selection(&write_selection(&of_claim)).expect("it reads");
    assert_eq!(back, of_claim);
    assert!(back.is_of_claims());
    assert_eq!((back.scene.sources.len(), back.scene.kinds.len()), (1, 1));
}

/// What is said of a text in which this stands instead of that.
fn said(of: &str, instead: &str) -> String {
    let text = write_selection(&excerpt());
    assert!(text.contains(of), "{of} is not in {text}");
    let broken = text.replacen(of, instead, 1);
    read_selection(&broken)
        .expect_err("it is refused")
        .to_string()
}

#[test]
fn what_is_broken_is_refused_with_its_place() {
    for (of, instead, expected) in [
        (
            "    actors: [",
            "    actors: ",
            "a list in [ ] belongs here",
        ),
        ("    format: 1,", "    format: 7,", "it is of format 7"),
        ("from: \"A\"", "from: \"Q\"", "column"),
        (
            "name: \"B\"",
            &format!("name: \"{}\"", "n".repeat(10_000)),
            "at most 200 characters",
        ),
        ("weight: 0.5", "weight: 7.5", "column"),
        ("x: 12.3", "x: inf", "at most a million units"),
        ("x: 12.3", "x: NaN", "at most a million units"),
        (
            "    format: 1,",
            "    format: 1,\n    colour: 3,",
            "no field `colour`",
        ),
        (
            "only_referred_actors: [\n        \"B\"",
            "only_referred_actors: [\n        \"Z\"",
            "no actor \"Z\"",
        ),
    ] {
        let said = said(of, instead);
        assert!(said.contains(expected), "{instead:.60}: {said}");
    }
    let named = said("from: \"A\"", "from: \"Q\"");
    assert!(named.starts_with("line "), "{named}");
}

#[test]
fn no_hostile_text_is_taken() {
    let deep = format!("{SELECTION_LINE}\n{}", "[".repeat(100_000));
    let long = format!("{SELECTION_LINE}\n{}", "x".repeat(MAX_SELECTION));
    for text in [
        SELECTION_LINE,
        "// Entente selection\n()",
        "// Entente selection\n(format: 1)",
        "// Entente selection\n(format: 1, actors: 3)",
        "// Entente selection\n\0\0\0",
        "// Entente selection\n(format: 99999999999999)",
        deep.as_str(),
        long.as_str(),
    ] {
        let error = read_selection(text).expect_err("it is refused");
        assert!(!error.to_string().is_empty(), "{text:.40}");
    }
    let text = write_selection(&excerpt());
    for cut in 0..text.len() {
        if let Some(front) = text.get(..cut) {
            let is_whole = cut >= text.trim_end().len();
            assert_eq!(read_selection(front).is_ok(), is_whole, "cut at {cut}");
        }
    }
}
