//! What reading finds, before it is known where it stands.
//!
//! A finding names its place by a path; looking paths up takes an outline of
//! the text, which is made only when there is something to look up.

use super::error::{counted, in_words};
use super::locate::{Lines, NodeId, Outline};
use crate::model::{ActorId, ClaimId, Problem, Severity, SourceId, Subject, TieId};

/// How many Problems are told one by one. A hostile file could have millions;
/// nobody reads more than these.
pub const MAX_PROBLEMS: usize = 1000;

/// A Problem that has a path instead of a position.
#[derive(Debug)]
pub(super) struct Finding {
    pub severity: Severity,
    pub rule: &'static str,
    pub path: String,
    pub message: String,
    pub hint: String,
    /// The path of another record whose place ends the message.
    pub other: Option<String>,
}

/// Everything found so far, in the order found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    untold: usize,
    worst_untold: Option<Severity>,
}

impl Findings {
    /// Notes something that could not be taken.
    pub(super) fn error(
        &mut self,
        rule: &'static str,
        path: String,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Finding {
            severity: Severity::Error,
            rule,
            path,
            message: message.into(),
            hint: hint.into(),
            other: None,
        });
    }

    /// Notes something that follows from another finding, or that this version
    /// does not know.
    pub(super) fn warning(
        &mut self,
        rule: &'static str,
        path: String,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Finding {
            severity: Severity::Warning,
            rule,
            path,
            message: message.into(),
            hint: hint.into(),
            other: None,
        });
    }

    pub(super) fn push(&mut self, finding: Finding) {
        if self.list.len() < MAX_PROBLEMS {
            self.list.push(finding);
        } else {
            self.untold += 1;
            self.worst_untold = self.worst_untold.max(Some(finding.severity));
        }
    }

    /// The findings with their paths, and how many more there were.
    pub(super) fn into_list(self) -> (Vec<Finding>, usize) {
        (self.list, self.untold)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings as Problems with their places, in the order of the text.
    pub(super) fn located(self, text: &str, outline: Option<&Outline<'_>>) -> Vec<Problem> {
        let lines = Lines::of(text);
        let mut problems: Vec<Problem> = self
            .list
            .into_iter()
            .map(|finding| located(finding, &lines, outline))
            .collect();
        problems.sort_by_key(|problem| problem.position);
        if let Some(severity) = self.worst_untold {
            problems.push(Problem {
                severity,
                rule: "too-many-problems",
                subject: Subject::Scene,
                position: Some(lines.position(text.len())),
                message: counted(
                    self.untold,
                    "more problem is not listed",
                    "more problems are not listed",
                ),
                hint: "correct those listed and read the file again".to_owned(),
            });
        }
        problems
    }
}

fn located(finding: Finding, lines: &Lines<'_>, outline: Option<&Outline<'_>>) -> Problem {
    let offset = |path: &str| outline.map_or(0, |it| it.start(it.nearest(path)));
    let mut message = finding.message;
    if let Some(other) = &finding.other {
        let place = in_words(lines.position(offset(other)));
        message = format!("{message} ({place})");
    }
    Problem {
        severity: finding.severity,
        rule: finding.rule,
        subject: outline.map_or(Subject::Scene, |it| subject(&finding.path, it)),
        position: Some(lines.position(offset(&finding.path))),
        message,
        hint: finding.hint,
    }
}

/// The record that a path leads into, as far as it has an id.
fn subject(path: &str, outline: &Outline<'_>) -> Subject {
    let (list, rest) = path.split_once('[').unwrap_or((path, ""));
    let record = rest.split_once(']').map(|(index, _)| index);
    let id = record.and_then(|index| {
        let node = outline.nearest(&format!("{list}[{index}]"));
        text_of(outline, outline.field(node, "id")?)
    });
    let id = id.as_deref().unwrap_or("");
    let found = match list {
        "actors" => ActorId::new(id).ok().map(Subject::Actor),
        "ties" => TieId::new(id).ok().map(Subject::Tie),
        "sources" => SourceId::new(id).ok().map(Subject::Source),
        "claims" => ClaimId::new(id).ok().map(Subject::Claim),
        _ => None,
    };
    found.unwrap_or(Subject::Scene)
}

/// The text that a value is, if it is one.
pub(super) fn text_of(outline: &Outline<'_>, node: NodeId) -> Option<String> {
    super::format::options().from_str(outline.source(node)).ok()
}
