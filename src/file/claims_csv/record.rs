//! From the cells of a row to a claim as a scene file has it.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::COLUMNS;
use super::unguarded;
use crate::file::format::{
    AsserterFile, BearingFile, ClaimDateFile, ClaimFile, QuantityFile, RankFile, Text,
};
use crate::file::words::{Choice, Word};
use crate::model::Status;

/// What is wrong with a cell, and what to do about it.
#[derive(Debug)]
pub(super) struct CellError {
    pub(super) column: &'static str,
    pub(super) rule: &'static str,
    pub(super) message: String,
    pub(super) hint: String,
}

/// A row by its columns, with what is wrong in it so far.
struct Cells<'a> {
    cells: &'a [Cow<'a, str>; COLUMNS.len()],
    errors: Vec<CellError>,
}

/// The claim in the cells of a row, in the order of [`COLUMNS`].
///
/// # Errors
/// Everything that is wrong with their form, in the order found. Ids, words,
/// grades and dates are not looked at; lifting does that.
pub(super) fn claim_file(
    cells: &[Cow<'_, str>; COLUMNS.len()],
) -> Result<ClaimFile<'static>, Vec<CellError>> {
    let mut row = Cells {
        cells,
        errors: Vec::new(),
    };
    let file = ClaimFile {
        id: row.plain("id"),
        statement: row.text("statement"),
        kinds: row.ids("kinds"),
        bearings: row.list::<BearingFile<'static>>("bearings"),
        asserter: row.asserter(),
        status: row.status(),
        quantities: row.list::<QuantityFile<'static>>("quantities"),
        date: row.date(),
        forecast: row.forecast(),
        grade: Cow::Owned(row.plain("grade").to_ascii_uppercase()),
        grade_reason: row.text("grade_reason"),
        anchors: row.list("anchors"),
        rank: row.rank(),
        repeats: row.ids("repeats"),
        contradicts: row.ids("contradicts"),
        derived_from: row.ids("derived_from"),
        note: row.optional("note"),
    };
    if row.errors.is_empty() {
        Ok(file)
    } else {
        Err(row.errors)
    }
}

impl Cells<'_> {
    /// The cell as it stands.
    fn cell(&self, column: &str) -> &str {
        let place = COLUMNS.iter().position(|it| *it == column);
        place
            .and_then(|place| self.cells.get(place))
            .map_or("", |cell| cell)
    }

    fn text(&self, column: &str) -> Text<'static> {
        Cow::Owned(unguarded(self.cell(column)).to_owned())
    }

    /// A text that may be absent: an empty cell is, a guard alone is an empty one.
    fn optional(&self, column: &str) -> Option<Text<'static>> {
        let is_there = !self.cell(column).is_empty();
        is_there.then(|| self.text(column))
    }

    /// A value that has no space around it.
    fn plain(&self, column: &str) -> Text<'static> {
        Cow::Owned(unguarded(self.cell(column)).trim().to_owned())
    }

    fn error(
        &mut self,
        column: &'static str,
        rule: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.errors.push(CellError {
            column,
            rule,
            message: message.into(),
            hint: hint.into(),
        });
    }

    fn status(&mut self) -> Choice<Status> {
        let word = self.plain("status");
        if word.is_empty() {
            let words: Vec<&str> = Status::WORDS.iter().map(|(word, _)| *word).collect();
            self.error(
                "status",
                "missing-value",
                "the claim has no status",
                format!("write one of {}", words.join(", ")),
            );
        }
        choice(&word)
    }

    fn asserter(&mut self) -> AsserterFile<'static> {
        let (name, note) = (self.optional("asserter"), self.optional("asserter_note"));
        let role = self.optional("asserter_role");
        let affiliation = self.optional("asserter_affiliation");
        let affiliation = affiliation.map(|it| Cow::Owned(it.trim().to_owned()));
        if let Some(name) = name {
            if note.is_some() {
                self.error(
                    "asserter_note",
                    "asserter-and-note",
                    "a note on who is not named stands beside a name",
                    "leave either asserter or asserter_note empty",
                );
            }
            return AsserterFile::Named {
                name,
                role,
                affiliation,
            };
        }
        for (column, is_there) in [
            ("asserter_role", role.is_some()),
            ("asserter_affiliation", affiliation.is_some()),
        ] {
            if is_there {
                self.error(
                    column,
                    "role-of-nobody",
                    "nobody is named whose role or affiliation it is",
                    "name the asserter, or leave the cell empty",
                );
            }
        }
        AsserterFile::Unattributed { note }
    }

    /// A date of which nothing is said has a guard alone in `date_resolved`.
    fn date(&self) -> Option<ClaimDateFile<'static>> {
        let as_printed = self.optional("date_as_printed");
        let resolved = self.optional("date_resolved");
        let note = self.optional("date_note");
        if as_printed.is_none() && resolved.is_none() && note.is_none() {
            return None;
        }
        let resolved = resolved.map(|it| it.trim().to_owned());
        let resolved = resolved.filter(|it| !it.is_empty()).map(Cow::Owned);
        Some(ClaimDateFile {
            as_printed,
            resolved,
            note,
        })
    }

    fn forecast(&mut self) -> bool {
        let word = self.plain("forecast").to_lowercase();
        match word.as_str() {
            "true" | "yes" | "1" | "x" => true,
            "" | "false" | "no" | "0" => false,
            _ => {
                self.error(
                    "forecast",
                    "unknown-word",
                    format!("{word:?} says neither yes nor no"),
                    "write true, or leave the cell empty",
                );
                false
            }
        }
    }

    fn rank(&mut self) -> Option<RankFile<'static>> {
        let (word, reason) = (self.plain("rank"), self.text("rank_reason"));
        match word.to_lowercase().as_str() {
            "preferred" => Some(RankFile::Preferred { reason }),
            "deprecated" => Some(RankFile::Deprecated { reason }),
            "" | "normal" => {
                if !reason.is_empty() {
                    self.error(
                        "rank_reason",
                        "reason-of-no-rank",
                        "a reason stands there, but the claim is as any other",
                        "write Preferred or Deprecated in rank, or leave the cell empty",
                    );
                }
                None
            }
            _ => {
                self.error(
                    "rank",
                    "unknown-word",
                    format!("there is no rank {word:?}"),
                    "write Preferred, Normal or Deprecated",
                );
                None
            }
        }
    }

    /// Ids as JSON, or as people write them: with commas, semicolons or spaces
    /// between.
    fn ids(&mut self, column: &'static str) -> Vec<Text<'static>> {
        if self.cell(column).trim_start().starts_with('[') {
            return self.list(column);
        }
        let between = |c: char| matches!(c, ',' | ';' | '|') || c.is_whitespace();
        let text = self.plain(column);
        let parts = text.split(between).filter(|it| !it.is_empty());
        parts.map(|it| Cow::Owned(it.to_owned())).collect()
    }

    fn list<T: DeserializeOwned>(&mut self, column: &'static str) -> Vec<T> {
        let cell = unguarded(self.cell(column)).trim().to_owned();
        if cell.is_empty() {
            return Vec::new();
        }
        let mut unknown = Vec::new();
        let mut source = serde_json::Deserializer::from_str(&cell);
        let read = {
            let mut track = serde_path_to_error::Track::new();
            let tracked = serde_path_to_error::Deserializer::new(&mut source, &mut track);
            let list = serde_ignored::deserialize(tracked, |path| unknown.push(path.to_string()));
            list.map_err(|error| (track.path().to_string(), error))
        };
        let read = read.and_then(|list: Vec<T>| {
            source.end().map_err(|error| (".".to_owned(), error))?;
            Ok(list)
        });
        for path in unknown {
            self.error(
                column,
                "unknown-field",
                format!("there is no field {path} in an entry of {column}"),
                "correct its name, or take it out",
            );
        }
        read.unwrap_or_else(|(path, error)| {
            let at = if path == "." {
                String::new()
            } else {
                format!(" at {path}")
            };
            self.error(
                column,
                "bad-list",
                format!("the list cannot be read{at}: {error}"),
                format!(
                    "write a list as an exported table has it in {column}, or leave the cell empty"
                ),
            );
            Vec::new()
        })
    }
}

/// The choice that is spelt so, whatever its letters' case.
fn choice<W: Word>(word: &str) -> Choice<W> {
    let known = W::WORDS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word));
    known.map_or_else(
        || Choice::Unknown(word.to_owned()),
        |(_, choice)| Choice::Known(*choice),
    )
}
