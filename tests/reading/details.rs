//! Wrong values, missing fields and wrong shapes, each told at its place.

use super::*;

#[test]
fn the_sample_is_read_without_problems_and_written_back_byte_for_byte() {
    let reading = reading_of(SAMPLE);
    assert_eq!(reading.problems, []);
    assert!(reading.is_complete);
    assert_eq!(write(&reading.scene), SAMPLE);
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    let windows = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n"));
    let reading = reading_of(&windows);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.scene, reading_of(SAMPLE).scene);
    let wrong = windows.replacen("weight: 0.85", "weight: 8.5", 1);
    let problems = reading_of(&wrong).problems;
    let expected = place_in(&changed("weight: 0.85", "weight: 8.5"), "weight");
    assert_eq!(problems.first().map(place), Some(expected));
}

#[test]
fn the_order_of_fields_comments_and_some_do_not_matter() {
    let shuffled = changed("    format: 1,\n", "").replacen(
        "    show_unknown: true,\n",
        "    show_unknown: true, // shown\n    format: 1,\n",
        1,
    );
    let shuffled = shuffled.replacen(
        "\"Strategic partnership\"",
        "Some(\"Strategic partnership\")",
        1,
    );
    let reading = reading_of(&shuffled);
    assert_eq!(reading.problems, []);
    assert_eq!(write(&reading.scene), SAMPLE);
}

#[test]
fn a_value_out_of_range_is_an_error_at_its_field() {
    for value in ["1.2", "-7", "NaN", "inf", "-inf", "1e999"] {
        let to = format!("weight: {value}");
        assert_one_error("weight: 0.85", &to, "bad-weight", "weight:");
        let to = format!("gap: {}", if value == "1.2" { "2.1" } else { value });
        assert_one_error("gap: 0.25", &to, "bad-threshold", "gap:");
    }
    for value in ["181.0", "NaN", "inf", "1e999"] {
        assert_one_error("lon: 35.0", &format!("lon: {value}"), "bad-place", "lon:");
        assert_one_error("lat: 31.5", &format!("lat: {value}"), "bad-place", "lat:");
    }
    for value in ["NaN", "-inf", "1e999"] {
        let to = format!("amount: {value}");
        assert_one_error("amount: 360.0", &to, "bad-amount", "amount:");
    }
    assert_one_error("start: 1785", "start: 1900", "bad-anchor", "start:");
    assert_one_error("sha256: \"0123", "sha256: \"zzzz", "bad-sha256", "sha256:");
    assert_one_error("sha256: \"0123", "sha256: \"012", "bad-sha256", "sha256:");
    // Nothing but a hash ever makes the name of a text.
    for path in ["../../etc/passwd", "/etc/passwd", "C:\\\\x", "~/x"] {
        let after = format!("sha256: \"{path}");
        assert_one_error("sha256: \"0123", &after, "bad-sha256", "sha256:");
    }
    assert_one_error("grade: \"C3\"", "grade: \"G3\"", "bad-grade", "grade:");
}

#[test]
fn a_wrong_date_says_which_part_is_wrong() {
    for (date, part) in [
        ("2026-13", "month"),
        ("2026-02-30", "day"),
        ("0000", "year"),
        ("26", "not a date"),
        ("2026..2025", "ends before"),
    ] {
        let text = changed("valid: \"2026-01\"", &format!("valid: \"{date}\""));
        let problems = reading_of(&text).problems;
        let [problem] = problems.as_slice() else {
            panic!("one problem, not {problems:?}");
        };
        assert_eq!(problem.rule, "bad-date");
        assert!(problem.message.contains(part), "{}", problem.message);
        assert_eq!(place(problem), place_in(&text, "valid:"));
        assert_eq!(
            problem.subject,
            Subject::Tie(TieId::new("ISR-AZE").expect("an id"))
        );
    }
    assert_one_error(
        "as_of: \"2026-01-26\"",
        "as_of: \"soon\"",
        "bad-date",
        "as_of:",
    );
    assert_one_error(
        "issued: \"2026-01-26",
        "issued: \"2026-1-26",
        "bad-date",
        "issued:",
    );
    assert_one_error(
        "resolved: \"2025\"",
        "resolved: \"2025-00\"",
        "bad-date",
        "resolved:",
    );
}

#[test]
fn a_weight_stands_exactly_with_valued_and_a_reason_with_the_others() {
    assert_one_error(
        "            weight: 0.85,\n",
        "",
        "missing-weight",
        "state: Valued",
    );
    assert_one_error(
        "            reason: \"Nothing was found.\",\n",
        "",
        "missing-reason",
        "state: Unknown",
    );
    assert_one_error(
        "state: Unknown,",
        "state: Unknown, weight: 0.5,",
        "unexpected-weight",
        "weight: 0.5",
    );
    assert_one_error(
        "weight: 0.85,",
        "weight: 0.85, reason: \"x\",",
        "unexpected-reason",
        "reason: \"x\"",
    );
}

#[test]
fn a_bearing_is_on_a_tie_or_an_actor() {
    let bearing = "{\n                    tie: \"ISR-AZE\",";
    let bearing = bearing.replace('{', "(");
    assert_one_error(
        "tie: \"ISR-AZE\",\n",
        "tie: \"ISR-AZE\", actor: \"AZE\",\n",
        "bearing-on",
        "actor: \"AZE\",\n                    from",
    );
    assert_one_error(&bearing, "(/*here*/", "bearing-on", "(/*here*/");
}

#[test]
fn a_wrong_type_costs_the_record_and_every_one_of_its_errors_is_told() {
    assert_one_error("weight: 0.85", "weight: \"much\"", "wrong-type", "weight:");
    assert_one_error("role: \"journalist\"", "role: 5", "wrong-type", "role:");
    assert_one_error(
        "title: \"A \\\"s",
        "title: 7, // \"",
        "wrong-type",
        "title:",
    );
    assert_one_error(
        "show_unknown: true",
        "show_unknown: 1",
        "wrong-type",
        "show_unknown:",
    );
    let told = told(
        "direction: Mutual,\n            label: \"S",
        "direction: 5, label: 6, //",
    );
    let errors: Vec<_> = told.iter().filter(|it| it.2 == "wrong-type").collect();
    assert_eq!(errors.len(), 2, "{told:?}");
}

#[test]
fn a_choice_in_the_wrong_shape_is_told_at_its_field_with_what_to_write() {
    let rank = "rank: Deprecated(\n                reason: \"Says nothing that c1 does not.\",\n            )";
    let asserter = "asserter: Unattributed()";
    let deprecated = "write Deprecated(reason: \"…\"); ";
    let either = "write Preferred(reason: \"…\") or Deprecated(reason: \"…\"); ";
    let named = "write Named(name: \"…\", role: \"…\", affiliation: \"…\"); role and";
    let unattributed = "write Unattributed(note: \"…\"); the note";
    for (from, to, rule, hint) in [
        (rank, "rank: Deprecated(\"x\")", "wrong-type", deprecated),
        (
            rank,
            "rank: Some(Deprecated(\"x\"))",
            "wrong-type",
            deprecated,
        ),
        (rank, "rank: Deprecated", "wrong-type", deprecated),
        (
            rank,
            "rank: Deprecated(because: \"x\")",
            "missing-field",
            deprecated,
        ),
        (
            rank,
            "rank: Preferred(\"x\")",
            "wrong-type",
            "write Preferred(reason: \"…\"); ",
        ),
        (
            rank,
            "rank: deprecated(reason: \"x\")",
            "wrong-type",
            either,
        ),
        (rank, "rank: \"Deprecated\"", "wrong-type", either),
        (
            asserter,
            "asserter: Named(\"x\", \"y\")",
            "wrong-type",
            named,
        ),
        (
            asserter,
            "asserter: Named(role: \"x\")",
            "missing-field",
            named,
        ),
        (
            asserter,
            "asserter: Unattributed",
            "wrong-type",
            unattributed,
        ),
        (
            asserter,
            "asserter: Unattributed(\"x\")",
            "wrong-type",
            unattributed,
        ),
        (asserter, "asserter: \"x\"", "wrong-type", "write Named("),
    ] {
        assert_one_error(from, to, rule, to);
        let problems = reading_of(&changed(from, to)).problems;
        let error = problems.iter().find(|it| it.severity == Severity::Error);
        let said = error.map(|it| it.hint.as_str()).unwrap_or_default();
        assert!(said.starts_with(hint), "{to}: {said}");
    }
    // What is wrong within a choice is told there.
    let within = "Deprecated(\n                reason: 5,";
    assert_one_error(
        "Deprecated(\n                reason: \"Says nothing that c1 does not.\",",
        within,
        "wrong-type",
        "reason: 5",
    );
}

#[test]
fn two_choices_in_the_wrong_shape_are_both_told() {
    let text = changed("asserter: Unattributed()", "asserter: Named(\"x\")");
    let text = text.replacen("rank: Deprecated(", "rank: Deprecated(\"x\"", 1);
    let text = text.replacen(
        "\"x\"\n                reason: \"Says nothing that c1 does not.\",",
        "\"x\"",
        1,
    );
    let problems = reading_of(&text).problems;
    let places: Vec<_> = problems.iter().map(place).collect();
    assert_eq!(
        places,
        [
            place_in(&text, "asserter: Named(\"x\")"),
            place_in(&text, "rank: Deprecated(\"x\"")
        ]
    );
}

#[test]
fn a_missing_field_is_told_at_its_record() {
    assert_one_error(
        "            name: \"SOCAR\",\n",
        "",
        "missing-field",
        "(\n            id: \"SOCAR\"",
    );
    let title = SAMPLE.lines().find(|line| line.starts_with("    title:"));
    assert_one_error(
        title.expect("a title"),
        "",
        "missing-field",
        "(\n    format",
    );
}
