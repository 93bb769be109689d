//! Findings in the data.

use std::fmt;

use super::subject::Subject;

/// How bad a Problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Something a reviewer would ask about.
    Warning,
    /// Something is wrong: the record cannot be taken as it stands.
    Error,
}

impl Severity {
    /// The word for it: `error`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place in a text: both count from 1, columns in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A finding in the data: what, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad.
    pub severity: Severity,
    /// A stable name of the rule: `dangling-reference`, `no-basis`.
    pub rule: &'static str,
    /// The record concerned.
    pub subject: Subject,
    /// Where in the file, where the scene was read from one.
    pub position: Option<Position>,
    /// What is the matter, in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}
