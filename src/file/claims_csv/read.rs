//! Reading a table of claims back, and what it would change.

mod reading;

use std::collections::HashMap;

use super::{COLUMNS, IN_WORDS};
use crate::edit::Edit;
#[cfg(doc)]
use crate::file::findings::MAX_PROBLEMS;
use crate::model::{Claim, ClaimId, Problem, Scene, Severity, Subject};

use reading::Reading;

/// How many rows of a preview are worth showing one by one.
pub const MAX_ROWS_TOLD: usize = 500;

/// Why a file is not read as a table of claims at all: what, and a way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimsCsvError {
    /// There is nothing in it.
    #[error("the file is empty; choose a table of claims that was exported as CSV")]
    Empty,
    /// It is not UTF-8.
    #[error(
        "the file is not text in UTF-8 (byte {byte}); in a spreadsheet save it as \u{201c}CSV UTF-8\u{201d}"
    )]
    NotText {
        /// The first byte that is wrong, from 0.
        byte: usize,
    },
    /// A quotation mark is not closed.
    #[error(
        "a quotation mark is not closed, so the file may be cut off; export or save it again from where it comes"
    )]
    CutOff,
    /// There is no column of ids.
    #[error(
        "the first row names no column \u{201c}id\u{201d}; it must name the columns, such as id, statement, status, grade"
    )]
    NoId,
    /// A column stands there twice.
    #[error("the column \u{201c}{0}\u{201d} stands there twice; remove or rename one of the two")]
    Twice(&'static str),
}

/// What a row does to the scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOutcome {
    /// Its claim is new.
    Added,
    /// Its claim is there and has other values in these columns.
    Changed(Vec<&'static str>),
    /// Its claim is there as it is.
    Same,
}

/// A row that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow {
    /// The row, as a spreadsheet counts it: the names of the columns are row 1.
    pub row: usize,
    /// The claim.
    pub claim: Claim,
    /// What it does.
    pub outcome: RowOutcome,
}

/// A table of claims, read against a scene.
#[derive(Clone, Debug, Default)]
pub struct ClaimsCsv {
    /// The rows that can be taken, in their order.
    pub rows: Vec<ClaimRow>,
    /// What is wrong or worth knowing, in the order of the rows; at most
    /// [`MAX_PROBLEMS`] and a word on how many more.
    pub problems: Vec<Problem>,
    /// How many rows cannot be taken.
    pub wrong_rows: usize,
}

impl ClaimsCsv {
    /// How many claims are new, changed and the same.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |is: fn(&RowOutcome) -> bool| {
            let rows = self.rows.iter();
            rows.filter(|row| is(&row.outcome)).count()
        };
        (
            count(|it| matches!(it, RowOutcome::Added)),
            count(|it| matches!(it, RowOutcome::Changed(_))),
            count(|it| matches!(it, RowOutcome::Same)),
        )
    }

    /// The change that takes all rows that can be taken; `None` where they change
    /// nothing. New claims come behind those that are there, in the order of the
    /// rows; no claim is moved and none is deleted.
    pub fn edit(&self) -> Option<Edit> {
        let mut added = Vec::new();
        let mut changed = Vec::new();
        let new: HashMap<&ClaimId, usize> = self
            .rows
            .iter()
            .filter(|row| row.outcome == RowOutcome::Added)
            .enumerate()
            .map(|(place, row)| (&row.claim.id, place))
            .collect();
        for row in &self.rows {
            match &row.outcome {
                RowOutcome::Same => {}
                RowOutcome::Changed(_) => {
                    changed.push(Edit::ChangeClaim(Box::new(row.claim.clone())));
                }
                RowOutcome::Added => {
                    // What it refers to must be there when it is added.
                    let own = new.get(&row.claim.id).copied();
                    let mut claim = row.claim.clone();
                    for links in claim.links_mut() {
                        links.retain(|id| new.get(id).is_none_or(|place| Some(*place) < own));
                    }
                    if claim != row.claim {
                        changed.push(Edit::ChangeClaim(Box::new(row.claim.clone())));
                    }
                    let claim = Box::new(claim);
                    added.push(Edit::AddClaim { claim, at: None });
                }
            }
        }
        added.append(&mut changed);
        (!added.is_empty()).then(|| Edit::batch(added))
    }
}

/// Reads a table of claims and says what it would add to this scene and change
/// in it.
///
/// Columns stand in any order; separators are commas, semicolons or tabs,
/// whichever the first row has. A column that is missing leaves what a claim has
/// there, and is empty for a new claim.
///
/// # Errors
/// When the file is no such table. A row that cannot be taken is none: it is
/// told in the problems.
pub fn read_claims_csv(bytes: &[u8], scene: &Scene) -> Result<ClaimsCsv, ClaimsCsvError> {
    let text = text_of(bytes)?;
    let table = Table::of(text)?;
    let mut reading = Reading::new(scene);
    table.tell_columns(&mut reading);
    let mut first_rows = HashMap::new();
    let mut lifted = Vec::new();
    for row in &table.rows {
        if row.cells.iter().all(String::is_empty) {
            continue;
        }
        match reading.lift(&table, row, &mut first_rows) {
            Some(it) => lifted.push((row.number, it)),
            None => reading.lose(&table, row),
        }
    }
    Ok(reading.finish(lifted))
}

fn text_of(bytes: &[u8]) -> Result<&str, ClaimsCsvError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ClaimsCsvError::Empty);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| ClaimsCsvError::NotText {
        byte: error.valid_up_to(),
    })?;
    let marks = text.matches('"').count();
    if !marks.is_multiple_of(2) {
        return Err(ClaimsCsvError::CutOff);
    }
    Ok(text)
}

/// A row of the table.
struct Row {
    /// As a spreadsheet counts it.
    number: usize,
    cells: Vec<String>,
}

/// The cells of the file, and which column of a claim each column is.
struct Table {
    /// By place in the row.
    columns: Vec<Option<&'static str>>,
    /// The names of columns that are not known, with their place from 1.
    unknown: Vec<(usize, String)>,
    /// Where each of [`COLUMNS`] stands in a row.
    places: [Option<usize>; COLUMNS.len()],
    rows: Vec<Row>,
}

impl Table {
    fn of(text: &str) -> Result<Self, ClaimsCsvError> {
        let names_by = |separator| {
            let first = records(text, separator).next();
            first.map_or_else(Vec::new, |row| row.cells)
        };
        let known = |names: &[String]| names.iter().filter(|it| column(it).is_some()).count();
        let mut best = (b',', names_by(b','));
        for separator in [b';', b'\t'] {
            let names = names_by(separator);
            if known(&names) > known(&best.1) {
                best = (separator, names);
            }
        }
        let (separator, names) = best;
        let columns: Vec<Option<&'static str>> = names.iter().map(|it| column(it)).collect();
        let mut places = [None; COLUMNS.len()];
        for (known, place) in COLUMNS.iter().zip(&mut places) {
            let mut found = columns.iter().enumerate();
            let mut found = found.by_ref().filter(|(_, it)| **it == Some(known));
            *place = found.next().map(|(place, _)| place);
            if found.next().is_some() {
                return Err(ClaimsCsvError::Twice(known));
            }
        }
        if !columns.contains(&Some("id")) {
            return Err(ClaimsCsvError::NoId);
        }
        let unknown = names
            .iter()
            .enumerate()
            .filter(|(_, name)| column(name).is_none() && !name.trim().ends_with(IN_WORDS))
            .map(|(place, name)| (place + 1, name.clone()))
            .collect();
        Ok(Self {
            columns,
            unknown,
            places,
            rows: records(text, separator).skip(1).collect(),
        })
    }

    /// The cell of a row in this column; `None` where the table does not have it.
    fn cell<'a>(&self, row: &'a Row, column: usize) -> Option<&'a str> {
        let place = (*self.places.get(column)?)?;
        row.cells.get(place).map(String::as_str)
    }

    /// Tells which columns are missing and which are not known.
    fn tell_columns(&self, reading: &mut Reading<'_>) {
        let missing: Vec<&str> = COLUMNS
            .iter()
            .zip(&self.places)
            .filter(|(_, place)| place.is_none())
            .map(|(name, _)| *name)
            .collect();
        if !missing.is_empty() {
            reading.tell(Problem {
                severity: Severity::Note,
                rule: "missing-column",
                subject: Subject::Scene,
                position: None,
                message: format!(
                    "row 1 has no column {}: claims that are there keep what they have, \
                     new ones have nothing there",
                    missing.join(", ")
                ),
                hint: "add a column to say more".to_owned(),
            });
        }
        for (place, name) in &self.unknown {
            let short: String = name.chars().take(40).collect();
            reading.tell(Problem {
                severity: Severity::Warning,
                rule: "unknown-column",
                subject: Subject::Scene,
                position: None,
                message: format!("row 1, column {place}: {short:?} is not read"),
                hint: format!("name it as one of {}", COLUMNS.join(", ")),
            });
        }
    }
}

/// The column of a claim that has this name.
fn column(name: &str) -> Option<&'static str> {
    let name = name.trim();
    COLUMNS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// The rows of a text, each with its number.
fn records(text: &str, separator: u8) -> impl Iterator<Item = Row> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut number = 0;
    let mut record = csv::StringRecord::new();
    std::iter::from_fn(move || {
        let start = usize::try_from(reader.position().byte()).ok()?;
        // The text is UTF-8 and rows may have any length: nothing is left to fail.
        if !reader.read_record(&mut record).unwrap_or(false) {
            return None;
        }
        number += 1 + empty_lines(text.as_bytes(), start);
        Some(Row {
            number,
            cells: record.iter().map(str::to_owned).collect(),
        })
    })
}

/// How many lines without anything stand at this place: the reader passes over
/// them, and a spreadsheet counts them.
fn empty_lines(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    // The second half of the line end before.
    let rest = match (before, rest) {
        (Some(b'\r'), [b'\n', rest @ ..]) => rest,
        _ => rest,
    };
    let ends = rest
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count();
    let ends = rest.get(..ends).unwrap_or_default();
    let pairs = ends.windows(2).filter(|two| *two == b"\r\n").count();
    ends.len() - pairs
}
