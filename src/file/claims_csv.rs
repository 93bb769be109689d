//! Claims as rows of a table: the columns, and what stands in their cells.
//!
//! One claim a row. A text stands in its cell as it is, lists as JSON with the
//! names of the scene file. [`crate::export::claims_csv`] writes the table,
//! [`read_claims_csv`] reads it back.
//!
//! # Formulas
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, and a text
//! of a scene may come from anybody. Such a cell gets a guard, an apostrophe,
//! before it, as OWASP asks for
//! (<https://owasp.org/www-community/attacks/CSV_Injection>); so does one whose
//! first sign comes after white space, control characters or signs that are not
//! seen, one with the full-width form of such a sign, and one that begins with
//! the guard itself. All cells stand in quotation marks, so that no separator
//! within a text begins a cell. Reading takes exactly one guard away, and only
//! from what would have got one: any text whatever comes back to the byte.
//!
//! A text that is there and empty is a guard alone, which tells it from one that
//! is not there.

mod read;
mod record;

use std::borrow::Cow;

use serde::Serialize;

use super::format::{AsserterFile, ClaimFile, RankFile, Text};
use super::words::{Choice, Word};

pub use read::{ClaimRow, ClaimsCsv, ClaimsCsvError, MAX_ROWS_TOLD, RowOutcome, read_claims_csv};

/// What makes a cell a text and no formula.
pub const GUARD: char = '\'';

/// The columns that hold a claim, in the order of writing. Further columns, in
/// words for people, are not read.
pub const COLUMNS: [&str; 23] = [
    "id",
    "statement",
    "kinds",
    "status",
    "asserter",
    "asserter_role",
    "asserter_affiliation",
    "asserter_note",
    "grade",
    "grade_reason",
    "date_as_printed",
    "date_resolved",
    "date_note",
    "forecast",
    "bearings",
    "quantities",
    "anchors",
    "rank",
    "rank_reason",
    "repeats",
    "contradicts",
    "derived_from",
    "note",
];

/// What the name of a column ends with that only puts another into words.
pub const IN_WORDS: &str = " (in words)";

/// The cells of a claim, by [`COLUMNS`], guarded.
pub fn cells(claim: &ClaimFile<'_>) -> [String; COLUMNS.len()] {
    let (name, role, affiliation, asserter_note) = match &claim.asserter {
        AsserterFile::Named {
            name,
            role,
            affiliation,
        } => (Some(name), role.as_ref(), affiliation.as_ref(), None),
        AsserterFile::Unattributed { note } => (None, None, None, note.as_ref()),
    };
    let date = claim.date.as_ref();
    let printed = date.and_then(|date| date.as_printed.as_ref());
    let resolved = date.and_then(|date| date.resolved.as_ref());
    let date_note = date.and_then(|date| date.note.as_ref());
    let is_empty_date =
        date.is_some() && printed.is_none() && resolved.is_none() && date_note.is_none();
    let (rank, reason) = match &claim.rank {
        None => ("", None),
        Some(RankFile::Preferred { reason }) => ("Preferred", Some(reason)),
        Some(RankFile::Deprecated { reason }) => ("Deprecated", Some(reason)),
    };
    [
        required(&claim.id),
        required(&claim.statement),
        list(&claim.kinds),
        required(word(&claim.status)),
        optional(name),
        optional(role),
        optional(affiliation),
        optional(asserter_note),
        required(&claim.grade),
        required(&claim.grade_reason),
        optional(printed),
        // A date of which nothing is said is not the same as none.
        if is_empty_date {
            GUARD.to_string()
        } else {
            optional(resolved)
        },
        optional(date_note),
        (if claim.forecast { "true" } else { "" }).to_owned(),
        list(&claim.bearings),
        list(&claim.quantities),
        list(&claim.anchors),
        rank.to_owned(),
        reason.map_or_else(String::new, |reason| required(reason)),
        list(&claim.repeats),
        list(&claim.contradicts),
        list(&claim.derived_from),
        optional(claim.note.as_ref()),
    ]
}

fn word<W: Word>(choice: &Choice<W>) -> &str {
    match choice {
        Choice::Known(choice) => choice.spelt(),
        Choice::Unknown(word) => word,
    }
}

fn required(text: &str) -> String {
    guarded(text).into_owned()
}

fn optional(text: Option<&Text<'_>>) -> String {
    match text {
        None => String::new(),
        Some(text) if text.is_empty() => GUARD.to_string(),
        Some(text) => required(text),
    }
}

fn list<T: Serialize>(entries: &[T]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    serde_json::to_string(entries).expect("records of texts and finite numbers fit into JSON")
}

/// The text as a cell that no spreadsheet takes for a formula; see the head of
/// this page.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if needs_guard(text) {
        Cow::Owned(format!("{GUARD}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a cell that [`guarded`] made, or that somebody else wrote.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(text) if text.is_empty() || needs_guard(text) => text,
        _ => cell,
    }
}

/// Whether a cell with this text could be taken for a formula, or for a guarded
/// one.
fn needs_guard(text: &str) -> bool {
    // Some programs drop these before they look at the cell.
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let first = text.trim_start_matches(is_passed_over);
    first.starts_with(is_formula_start)
}

/// Whether a sign at the beginning makes a spreadsheet see a formula, or a guard.
fn is_formula_start(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | GUARD
            | '\u{ff1d}'
            | '\u{ff0b}'
            | '\u{ff0d}'
            | '\u{ff20}'
            // Minus signs and small forms that some programs read as the plain ones.
            | '\u{2212}'
            | '\u{fe62}'
            | '\u{fe63}'
            | '\u{fe66}'
            | '\u{fe6b}'
            | '\u{ff07}'
    )
}

/// Whether a reader may pass over this before the first sign.
fn is_passed_over(c: char) -> bool {
    let is_unseen = matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffc}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    c.is_whitespace() || c.is_control() || is_unseen
}
