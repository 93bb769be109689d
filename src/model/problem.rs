//! Findings in the data.

use std::collections::BTreeMap;
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

/// How bad a scene holds the findings of a rule to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleSeverity {
    /// They are not reported.
    Off,
    /// Worth knowing.
    Note,
    /// A reviewer would ask.
    Warning,
    /// Wrong.
    Error,
}

impl RuleSeverity {
    /// All, least first.
    pub const ALL: [Self; 4] = [Self::Off, Self::Note, Self::Warning, Self::Error];

    /// The severity of what is reported; `None` where nothing is.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// The word for it: `off`, `warning`.
    pub fn word(self) -> &'static str {
        self.severity().map_or("off", Severity::word)
    }
}

impl From<Severity> for RuleSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// How bad the scene holds the findings of a rule to be, where it differs from
/// the rule's own judgement; rules in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities {
    by_rule: BTreeMap<String, RuleSeverity>,
}

impl Severities {
    /// What the scene says of this rule; `None` where it says nothing.
    pub fn of(&self, rule: &str) -> Option<RuleSeverity> {
        self.by_rule.get(rule).copied()
    }

    /// Holds the findings of a rule to be so bad; `None` goes back to the rule's
    /// own judgement.
    pub fn set(&mut self, rule: &str, severity: Option<RuleSeverity>) {
        match severity {
            Some(severity) => self.by_rule.insert(rule.to_owned(), severity),
            None => self.by_rule.remove(rule),
        };
    }

    /// All that the scene says, rules in alphabetical order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, RuleSeverity)> {
        self.by_rule
            .iter()
            .map(|(rule, severity)| (rule.as_str(), *severity))
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
