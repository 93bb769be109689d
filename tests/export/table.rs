//! Claims as CSV: out, and back in to the byte.

use entente::edit::apply;
use entente::export::claims_csv;
use entente::file::claims_csv::{
    COLUMNS, ClaimsCsvError, RowOutcome, guarded, read_claims_csv, unguarded,
};
use entente::model::{Claim, ClaimId, Scene, Severity, Table};
use proptest::prelude::*;

use crate::payloads::payloads;
use crate::support;
use crate::{laden, sample};

/// What a spreadsheet takes for a formula, also after what it passes over. Told
/// apart from the writer's own list on purpose.
fn is_formula(cell: &str) -> bool {
    let shown = cell.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{202e}')
    });
    let starts = [
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ];
    shown.starts_with(starts) || cell.starts_with(['\t', '\r', '\n'])
}

/// The cells as any reader of CSV has them.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .expect("a byte order mark, for Excel");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    reader
        .records()
        .map(|row| {
            let row = row.expect("RFC 4180, every row with as many cells");
            row.iter().map(str::to_owned).collect()
        })
        .collect()
}

fn without_claims(scene: &Scene) -> Scene {
    let mut bare = scene.clone();
    bare.claims = Table::default();
    bare
}

fn claims(scene: &Scene) -> Vec<Claim> {
    scene.claims.iter().cloned().collect()
}

/// Out, and in to the scene without its claims.
fn read_back(scene: &Scene) -> Vec<Claim> {
    let table = read_claims_csv(&claims_csv(scene), &without_claims(scene)).expect("a table");
    assert_eq!(table.problems, [], "everything can be taken");
    assert_eq!(table.wrong_rows, 0, "everything can be taken");
    table.rows.into_iter().map(|row| row.claim).collect()
}

/// The table with one thing in it replaced.
fn table_with(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(claims_csv(&sample())).expect("UTF-8");
    assert!(text.contains(from), "the table has {from:?}: {text}");
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn no_cell_is_a_formula_whatever_the_texts_say() {
    let texts = payloads();
    let bytes = claims_csv(&laden(&texts));
    let rows = rows(&bytes);
    assert!(rows.len() > texts.len(), "a row for each");
    let bad: Vec<&String> = rows
        .iter()
        .flatten()
        .filter(|cell| is_formula(cell))
        .collect();
    assert_eq!(bad, Vec::<&String>::new());
}

#[test]
fn a_cell_without_its_guard_is_found_out() {
    let texts = payloads();
    let formulas = texts.iter().filter(|text| is_formula(text)).count();
    assert!(formulas > 1000, "{formulas}");
}

#[test]
fn payloads_come_back_to_the_byte() {
    let scene = laden(&payloads());
    // An asserter's name is one line in the window; the file may hold more.
    let back = read_claims_csv(&claims_csv(&scene), &scene).expect("a table");
    assert_eq!(back.problems, []);
    assert!(back.edit().is_none(), "nothing would change");
    assert_eq!(back.counts(), (0, 0, scene.claims.len()));
}

#[test]
fn lines_end_and_cells_are_marked_as_rfc_4180_has_it() {
    let bytes = claims_csv(&sample());
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.starts_with("\u{feff}\"id\",\"statement\","), "{text}");
    assert!(text.ends_with("\"\r\n"), "{text}");
    let names = text.lines().next().expect("a first row");
    for column in COLUMNS {
        assert!(names.contains(&format!("\"{column}\"")), "{column}");
    }
    assert!(names.contains("\"bears on (in words)\""), "{names}");
}

#[test]
fn columns_may_stand_in_any_order_and_be_missing() {
    let scene = sample();
    let table = "note;STATUS;id;statement;grade;why\r\nseen;fact;c9;New.;b2;?\r\n;;;;;\r\n";
    let read = read_claims_csv(table.as_bytes(), &scene).expect("a table");
    assert_eq!(read.counts(), (1, 0, 0), "{:?}", read.problems);
    let row = read.rows.first().expect("a row");
    assert_eq!((row.row, row.claim.grade.to_string()), (2, "B2".to_owned()));
    assert_eq!(row.claim.note.as_deref(), Some("seen"));
    let told: Vec<_> = read
        .problems
        .iter()
        .map(|it| (it.rule, it.severity))
        .collect();
    assert_eq!(
        told,
        [
            ("missing-column", Severity::Note),
            ("unknown-column", Severity::Warning)
        ]
    );

    let first = scene.claims.at(0).expect("a claim");
    let table = format!("id,note\n{},changed\n", first.id);
    let read = read_claims_csv(table.as_bytes(), &scene).expect("a table");
    let row = read.rows.first().expect("a row");
    assert_eq!(row.outcome, RowOutcome::Changed(vec!["note"]));
    let expected = Claim {
        note: Some("changed".to_owned()),
        ..first.clone()
    };
    assert_eq!(row.claim, expected, "the rest is kept");
}

#[test]
fn each_bad_cell_is_told_with_row_column_and_a_way_out() {
    let scene = sample();
    let grade = scene.claims.at(0).expect("a claim").grade.to_string();
    for (from, to, place, rule) in [
        (
            format!("\"{grade}\""),
            "\"Z9\"".to_owned(),
            "row 2, column grade: ",
            "bad-grade",
        ),
        (
            "\"\"stance\"\":\"\"Supports\"\"".to_owned(),
            "\"\"stance\"\":\"\"Hinders\"\"".to_owned(),
            "row 2, column bearings, entry 1, stance: ",
            "unknown-word",
        ),
        (
            "\"[{\"\"tie\"\"".to_owned(),
            "\"[{\"\"tiE\"\"".to_owned(),
            "row 2, column bearings: ",
            "unknown-field",
        ),
        (
            "\"\"tie\"\":\"\"".to_owned(),
            "\"\"tie\"\":\"\"no-".to_owned(),
            "row 2, column bearings, entry 1, tie: ",
            "dangling-reference",
        ),
        (
            "\"[{\"\"tie\"\"".to_owned(),
            "\"{{\"\"tie\"\"".to_owned(),
            "row 2, column bearings: ",
            "bad-list",
        ),
    ] {
        let read = read_claims_csv(&table_with(&from, &to), &scene).expect("a table");
        let first = read.problems.first().expect("a problem");
        assert!(first.message.starts_with(place), "{}", first.message);
        assert_eq!((first.rule, first.severity), (rule, Severity::Error));
        assert!(!first.hint.is_empty(), "{rule} has a way out");
        assert_eq!(read.wrong_rows, 1, "{rule}");
        let others = scene.claims.len() - 1;
        assert_eq!(
            read.counts(),
            (0, 0, others),
            "{rule}: the others are as they were"
        );
    }
}

#[test]
fn what_is_no_table_of_claims_is_refused_with_its_reason() {
    let scene = sample();
    let error = |bytes: &[u8]| read_claims_csv(bytes, &scene).expect_err("no table");
    assert_eq!(error(b"\xEF\xBB\xBF \r\n"), ClaimsCsvError::Empty);
    assert_eq!(
        error(b"id,note\n\xe9,x"),
        ClaimsCsvError::NotText { byte: 8 }
    );
    assert_eq!(error(b"id,note\nc1,\"half"), ClaimsCsvError::CutOff);
    assert_eq!(error(b"name,age\nx,1\n"), ClaimsCsvError::NoId);
    assert_eq!(error(b"id,note,Note\n"), ClaimsCsvError::Twice("note"));
    let short = read_claims_csv(b"id,note\nc1\n\nc1,x,y\n", &scene).expect("a table");
    let told: Vec<_> = short
        .problems
        .iter()
        .map(|it| it.message.as_str())
        .collect();
    assert!(
        told.iter()
            .any(|it| it.starts_with("row 2: it has 1 cells")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|it| it.starts_with("row 4: it has 3 cells")),
        "{told:?}"
    );
    assert_eq!((short.wrong_rows, short.edit()), (2, None));
}

#[test]
fn claims_that_refer_to_each_other_are_added_in_one_edit() {
    let mut scene = sample();
    let ids: Vec<ClaimId> = scene.claims.iter().map(|claim| claim.id.clone()).collect();
    let [first, .., last] = ids.as_slice() else {
        panic!("the sample has several claims");
    };
    for (id, other) in [(first, last), (last, first)] {
        let mut claim = scene.claims.get(id).expect("a claim").clone();
        claim.contradicts = vec![other.clone()];
        scene.claims.replace(claim);
    }
    let bare = without_claims(&scene);
    let table = read_claims_csv(&claims_csv(&scene), &bare).expect("a table");
    let edit = table.edit().expect("something to do");
    let applied = apply(&bare, &edit).expect("it can be done");
    assert_eq!(claims(&applied.scene), claims(&scene));
}

#[test]
fn a_guard_is_taken_away_once_and_only_where_one_was_put() {
    for text in payloads() {
        assert_eq!(unguarded(&guarded(&text)), text, "{text:?}");
    }
    for foreign in ["'tis so", "plain", "=1+1", "''''"] {
        assert_eq!(unguarded(&guarded(foreign)), foreign);
    }
    assert_eq!(
        unguarded("'tis so"),
        "'tis so",
        "as another program writes it"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_claims_come_back_equal(scene in support::scene()) {
        let table = read_claims_csv(&claims_csv(&scene), &scene).expect("a table");
        prop_assert_eq!(&table.problems, &[]);
        let back: Vec<Claim> = table.rows.into_iter().map(|row| row.claim).collect();
        prop_assert_eq!(back, claims(&scene));
    }

    #[test]
    fn any_text_comes_back_to_the_byte(text in any::<String>()) {
        let guarded = guarded(&text).into_owned();
        prop_assert!(!is_formula(&guarded));
        prop_assert_eq!(unguarded(&guarded), text);
    }

    #[test]
    fn no_bytes_make_reading_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut table = b"id,statement,bearings,quantities\n".to_vec();
        table.extend(bytes);
        drop(read_claims_csv(&table, &sample()));
    }
}

#[test]
fn claims_of_the_sample_come_back_into_a_scene_without_them() {
    let scene = sample();
    assert_eq!(read_back(&scene), claims(&scene));
}
