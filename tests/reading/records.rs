//! What a scene may leave out, and records that do not go together.

use super::*;

/// A scene as somebody may write it by hand: what goes without saying is left
/// out.
const SHORT: &str = "(format: 1, title: \"By hand\")";

#[test]
fn a_scene_of_a_title_alone_is_complete_and_is_written_in_full() {
    let reading = reading_of(SHORT);
    assert_eq!(reading.problems, []);
    assert!(reading.is_complete, "it may be saved over");
    let mut blank = Scene::blank();
    blank.title = "By hand".to_owned();
    assert_eq!(reading.scene, blank);
    assert_eq!(
        write(&reading.scene),
        "// Entente scene\n(\n    format: 1,\n    title: \"By hand\",\n    basemap: NaturalEarth,\n    \
         show_unknown: true,\n    thresholds: (\n        gap: 0.25,\n    ),\n    kinds: [],\n    \
         actors: [],\n    ties: [],\n    sources: [],\n    claims: [],\n)\n"
    );
}

#[test]
fn each_field_with_a_default_may_be_absent_by_itself() {
    let full = write(&reading_of(SHORT).scene);
    for field in [
        "    basemap: NaturalEarth,\n",
        "    show_unknown: true,\n",
        "    thresholds: (\n        gap: 0.25,\n    ),\n",
        "    kinds: [],\n",
        "    actors: [],\n",
        "    ties: [],\n",
        "    sources: [],\n",
        "    claims: [],\n",
    ] {
        assert!(full.contains(field), "{field}");
        let reading = reading_of(&full.replacen(field, "", 1));
        assert_eq!(reading.problems, [], "{field}");
        assert_eq!(write(&reading.scene), full, "{field}");
    }
}

#[test]
fn defaults_hold_beside_an_error_and_are_no_errors() {
    // A word where a list belongs makes the scene be read part by part.
    let text = "(format: 1, title: \"By hand\", ties: None)";
    let reading = reading_of(text);
    let found: Vec<_> = reading
        .problems
        .iter()
        .map(|it| (place(it), it.rule))
        .collect();
    assert_eq!(found, [(place_in(text, "ties:"), "wrong-type")]);
    assert!(!reading.is_complete);
    assert_eq!(reading.scene, reading_of(SHORT).scene);
}

#[test]
fn an_unknown_word_is_told_with_the_words_there_are() {
    let text = changed("stance: Supports", "stance: Hinders");
    let problems = reading_of(&text).problems;
    let [problem] = problems.as_slice() else {
        panic!("one problem, not {problems:?}");
    };
    assert_eq!(problem.rule, "unknown-word");
    assert!(problem.hint.contains("Supports, Strains, Neutral"));
    assert_eq!(place(problem), place_in(&text, "stance: Hinders"));
}

#[test]
fn an_unknown_field_is_a_warning_at_its_place() {
    for (from, to, at) in [
        ("format: 1,", "format: 1,\n  posters: [(x: 1)],", "posters:"),
        ("weight: 0.85,", "weight: 0.85, colour: \"red\",", "colour:"),
        (
            "magnitude: Strong,",
            "magnitude: Strong, odds: 3..5,",
            "odds:",
        ),
        (
            "role: \"journalist\",",
            "role: \"journalist\", years: 50,",
            "years:",
        ),
        (
            "resolved: \"2025\",",
            "resolved: \"2025\", r#as: {1: 2},",
            "r#as:",
        ),
    ] {
        let expected = (
            place_in(&changed(from, to), at),
            Severity::Warning,
            "unknown-field",
        );
        assert_eq!(told(from, to), [expected], "{to}");
        assert_eq!(
            reading_of(&changed(from, to)).scene,
            reading_of(SAMPLE).scene
        );
    }
}

#[test]
fn a_duplicate_id_names_the_place_of_the_first() {
    let text = changed("id: \"ISR-SOCAR\"", "id: \"ISR-AZE\"");
    let reading = reading_of(&text);
    let [problem] = reading.problems.as_slice() else {
        panic!("one problem, not {:?}", reading.problems);
    };
    assert_eq!(problem.rule, "duplicate-id");
    assert!(
        problem.message.contains("(line 57, column 13)"),
        "{}",
        problem.message
    );
    assert_eq!(place(problem), "69:13");
    assert_eq!(reading.scene.ties.len(), 1);
}

#[test]
fn every_dangling_reference_is_told_at_its_field_and_left_out() {
    for (from, to, at) in [
        ("to: \"AZE\"", "to: \"XYZ\"", "to: \"XYZ\""),
        ("tie: \"ISR-AZE\"", "tie: \"XYZ\"", "tie: \"XYZ\""),
        ("actor: \"AZE\"", "actor: \"XYZ\"", "actor: \"XYZ\""),
        (
            "from: \"AZE\",\n                    stance",
            "from: \"XYZ\", stance",
            "from: \"XYZ\"",
        ),
        (
            "affiliation: \"ISR\"",
            "affiliation: \"XYZ\"",
            "affiliation: \"XYZ\"",
        ),
        ("source: \"paper\"", "source: \"XYZ\"", "source: \"XYZ\""),
        (
            "\"trade\",\n            ]",
            "\"XYZ\",\n            ]",
            "\"XYZ\",\n            ]",
        ),
        (
            "\"c1\",\n            ]",
            "\"XYZ\",\n            ]",
            "\"XYZ\"",
        ),
    ] {
        assert_one_error(from, to, "dangling-reference", at);
    }
    assert_one_error(
        "\"c1\",\n            ]",
        "\"c2\",\n            ]",
        "repeats-itself",
        "\"c2\",\n            ]",
    );
    assert_one_error("to: \"AZE\"", "to: \"ISR\"", "self-tie", "to: \"ISR\"");
}

#[test]
fn what_refers_to_a_record_left_out_is_a_warning_that_names_its_place() {
    let text = changed("weight: 0.85", "weight: 8.5");
    let reading = reading_of(&text);
    let rules: Vec<_> = reading.problems.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["bad-weight", "refers-to-left-out"]);
    let claim = ClaimId::new("c1").expect("an id");
    let last = reading.problems.last().expect("two problems");
    assert_eq!(last.subject, Subject::Claim(claim.clone()));
    assert!(
        last.message.contains("(line 56, column 9)"),
        "{}",
        last.message
    );
    let kept = reading.scene.claims.get(&claim).expect("the claim is kept");
    assert_eq!(kept.bearings.len(), 1);
}

#[test]
fn all_problems_are_told_not_only_the_first() {
    let text = SAMPLE
        .replace("weight: 0.85", "weight: NaN")
        .replace("lon: 47.5", "lon: 475")
        .replace("kind: Company", "kind: Firm")
        .replace("grade: \"C6\"", "grade: \"\"")
        .replace("amount: 360.0", "amount: \"many\"");
    let reading = reading_of(&text);
    let errors: Vec<_> = reading
        .problems
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| it.rule)
        .collect();
    assert_eq!(
        errors,
        [
            "bad-place",
            "unknown-word",
            "bad-weight",
            "wrong-type",
            "bad-grade"
        ],
        "{:?}",
        reading.problems
    );
    assert!(
        reading
            .scene
            .actors
            .contains(&ActorId::new("AZE").expect("an id"))
    );
}

#[test]
fn a_million_problems_are_cut_short() {
    let many = "(),".repeat(20_000);
    let text = changed("    ties: [\n", &format!("    ties: [{many}\n"));
    let problems = reading_of(&text).problems;
    assert_eq!(problems.len(), MAX_PROBLEMS + 1);
    assert_eq!(problems.last().map(|it| it.rule), Some("too-many-problems"));
}

#[test]
fn one_is_told_in_the_singular() {
    let last = |records: usize| {
        let many = "(),".repeat(records);
        let text = format!("(format: 1, title: \"t\", ties: [{many}])");
        let last = reading_of(&text).problems.pop();
        last.expect("problems").message
    };
    assert_eq!(last(MAX_PROBLEMS + 1), "1 more problem is not listed");
    assert_eq!(last(MAX_PROBLEMS + 2), "2 more problems are not listed");
    let zeros = |length| read(&vec![0; length]).expect_err("zeros").kind.to_string();
    assert_eq!(zeros(1), "the file holds 1 zero byte and nothing else");
    assert_eq!(zeros(2), "the file holds 2 zero bytes and nothing else");
}

/// A scene with one note, which has this besides.
fn with_note(more: &str) -> String {
    let note = format!("(id: \"n1\", text: \"Talks\", offset: (dx: 3.0, dy: 4.0){more})");
    format!("(format: 1, title: \"By hand\", notes: [{note}])")
}

#[test]
fn a_note_is_written_with_a_width_only_where_it_has_one() {
    let without = write(&reading_of(&with_note("")).scene);
    assert!(!without.contains("width"), "{without}");
    assert_eq!(write(&reading_of(&without).scene), without);
    for points in ["40.0", "88.5", "640.0"] {
        let reading = reading_of(&with_note(&format!(", width: {points}")));
        assert_eq!((reading.problems, reading.is_complete), (Vec::new(), true));
        let with = write(&reading.scene);
        let line = format!("            width: {points},\n");
        assert_eq!(with.replacen(&line, "", 1), without, "one line more");
        assert_ne!(with, without);
        assert_eq!(write(&reading_of(&with).scene), with);
    }
}

#[test]
fn a_width_out_of_its_bounds_is_told_at_its_field_and_left_out() {
    for odd in [
        "0", "0.0", "-0.0", "-80", "39.9", "640.1", "1e999", "NaN", "inf", "-inf",
    ] {
        let text = with_note(&format!(", width: {odd}"));
        let reading = reading_of(&text);
        let found: Vec<_> = reading
            .problems
            .iter()
            .map(|it| (place(it), it.severity, it.rule))
            .collect();
        let at = place_in(&text, "width:");
        assert_eq!(found, [(at, Severity::Error, "bad-width")], "{odd}");
        assert!(!reading.is_complete, "it is not saved over");
        let note = reading.scene.notes.iter().next().expect("the note stays");
        assert_eq!((note.text.as_str(), note.width), ("Talks", None));
    }
}
