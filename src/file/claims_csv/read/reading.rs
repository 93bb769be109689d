//! The rows of a table on their way to claims of the scene.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::super::record::{CellError, claim_file};
use super::super::{COLUMNS, cells};
use super::{ClaimRow, ClaimsCsv, Row, RowOutcome, Table};
use crate::edit::{Edit, apply};
use crate::file::findings::{Finding, Findings, MAX_PROBLEMS};
use crate::file::lift::{Lift, Lifted};
use crate::file::write::claim_file as file_of;
use crate::model::{Claim, ClaimId, Problem, Scene, Severity, Subject};

/// Rows on their way to claims.
pub(super) struct Reading<'s> {
    scene: &'s Scene,
    problems: Vec<Problem>,
    untold: usize,
    wrong_rows: usize,
    /// Claims of rows that cannot be taken, with the row.
    lost: HashMap<String, String>,
}

impl<'s> Reading<'s> {
    pub(super) fn new(scene: &'s Scene) -> Self {
        Self {
            scene,
            problems: Vec::new(),
            untold: 0,
            wrong_rows: 0,
            lost: HashMap::new(),
        }
    }

    pub(super) fn tell(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.untold += 1;
        }
    }

    fn tell_cell(&mut self, row: usize, id: &str, error: CellError) {
        let CellError {
            column,
            rule,
            message,
            hint,
        } = error;
        self.tell(Problem {
            severity: Severity::Error,
            rule,
            subject: subject(id),
            position: None,
            message: format!("row {row}, column {column}: {message}"),
            hint,
        });
    }

    /// Tells what lifting found in a row; says whether the row can be taken.
    fn tell_found(&mut self, row: usize, id: &str, findings: Findings) -> bool {
        let (found, more) = findings.into_list();
        self.untold += more;
        let is_right = more == 0 && found.iter().all(|it| it.severity != Severity::Error);
        for finding in found {
            self.tell(problem_of(row, id, finding));
        }
        is_right
    }

    /// The claim of a row without its links to others; `None` where the row
    /// cannot be taken, and then it was told why.
    pub(super) fn lift(
        &mut self,
        table: &Table,
        row: &Row,
        first_rows: &mut HashMap<String, usize>,
    ) -> Option<Lifted> {
        let number = row.number;
        let id = table.cell(row, 0).unwrap_or("").trim();
        if row.cells.len() != table.columns.len() {
            let (has, all) = (row.cells.len(), table.columns.len());
            self.tell(Problem {
                severity: Severity::Error,
                rule: "cells-of-a-row",
                subject: subject(id),
                position: None,
                message: format!("row {number}: it has {has} cells, and row 1 has {all}"),
                hint: "a cell may lack its quotation marks, or the file be cut off; \
                       fill the row up and save it again"
                    .to_owned(),
            });
            return None;
        }
        if let Some(first) = first_rows.insert(id.to_owned(), number)
            && !id.is_empty()
        {
            first_rows.insert(id.to_owned(), first);
            self.tell_cell(
                number,
                id,
                CellError {
                    column: "id",
                    rule: "duplicate-id",
                    message: format!("the claim {id} stands in row {first} already"),
                    hint: "give one of the two another id, or remove one row".to_owned(),
                },
            );
            return None;
        }
        let now = ClaimId::new(id).ok();
        let now = now.and_then(|id| self.scene.claims.get(&id));
        let kept = now.map(|claim| cells(&file_of(claim)));
        let whole: [Cow<'_, str>; COLUMNS.len()] = std::array::from_fn(|column| {
            let own = table.cell(row, column);
            let kept = kept.as_ref().and_then(|cells| cells.get(column));
            Cow::Borrowed(own.or_else(|| kept.map(String::as_str)).unwrap_or(""))
        });
        let file = match claim_file(&whole) {
            Ok(file) => file,
            Err(errors) => {
                for error in errors {
                    self.tell_cell(number, id, error);
                }
                return None;
            }
        };
        let mut findings = Findings::default();
        let lifted = Lift::against(self.scene.clone(), &mut findings).claim_at(number, file);
        let is_right = self.tell_found(number, id, findings);
        lifted.filter(|_| is_right)
    }

    /// Remembers a row that cannot be taken.
    pub(super) fn lose(&mut self, table: &Table, row: &Row) {
        self.wrong_rows += 1;
        let id = table.cell(row, 0).unwrap_or("").trim();
        self.lost
            .insert(id.to_owned(), format!("row {}", row.number));
    }

    /// Links the claims with each other, and looks at what each comes to.
    pub(super) fn finish(mut self, lifted: Vec<(usize, Lifted)>) -> ClaimsCsv {
        let there = self.scene.claims.iter().map(|claim| &claim.id);
        let new = lifted.iter().map(|(_, it)| &it.claim.id);
        let ids: HashSet<ClaimId> = there.chain(new).cloned().collect();
        let mut linked = Vec::with_capacity(lifted.len());
        for (row, it) in lifted {
            let id = it.claim.id.clone();
            let mut findings = Findings::default();
            let mut lift = Lift::against(self.scene.clone(), &mut findings);
            let lost = it.named().filter_map(|id| self.lost.get_key_value(id));
            let lost = lost.map(|(id, row)| (id.clone(), row.clone())).collect();
            lift.note_lost("claims", lost);
            let claim = lift.linked(it, &ids);
            if self.tell_found(row, id.as_str(), findings) {
                linked.push((row, claim));
            } else {
                self.wrong_rows += 1;
            }
        }
        let rows = self.settled(linked);
        if self.untold > 0 {
            self.problems.push(Problem {
                severity: Severity::Warning,
                rule: "too-many-problems",
                subject: Subject::Scene,
                position: None,
                message: format!("{} more problems are not listed", self.untold),
                hint: "correct those listed and import the table again".to_owned(),
            });
        }
        ClaimsCsv {
            rows,
            problems: self.problems,
            wrong_rows: self.wrong_rows,
        }
    }

    /// The rows that an edit can take, each with what it does.
    fn settled(&mut self, linked: Vec<(usize, Claim)>) -> Vec<ClaimRow> {
        let mut with_all = self.scene.clone();
        for (_, claim) in &linked {
            if let Err(claim) = with_all.claims.push(claim.clone()) {
                with_all.claims.replace(claim);
            }
        }
        let mut rows = Vec::with_capacity(linked.len());
        let mut refused = HashSet::new();
        for (row, claim) in linked {
            let now = self.scene.claims.get(&claim.id);
            if now == Some(&claim) {
                let outcome = RowOutcome::Same;
                rows.push(ClaimRow {
                    row,
                    claim,
                    outcome,
                });
                continue;
            }
            let edit = Edit::ChangeClaim(Box::new(claim.clone()));
            if let Err(error) = apply(&with_all, &edit) {
                self.wrong_rows += 1;
                refused.insert(claim.id.clone());
                self.tell(Problem {
                    severity: Severity::Error,
                    rule: "not-possible",
                    subject: Subject::Claim(claim.id.clone()),
                    position: None,
                    message: format!("row {row}: {error}"),
                    hint: "correct the row, or leave it out".to_owned(),
                });
                continue;
            }
            let outcome = now.map_or(RowOutcome::Added, |now| {
                RowOutcome::Changed(columns_that_differ(now, &claim))
            });
            rows.push(ClaimRow {
                row,
                claim,
                outcome,
            });
        }
        self.without_refused(rows, &refused)
    }

    /// Takes links to new claims that are refused out of the others, and tells so.
    fn without_refused(
        &mut self,
        mut rows: Vec<ClaimRow>,
        refused: &HashSet<ClaimId>,
    ) -> Vec<ClaimRow> {
        let scene = self.scene;
        let is_gone = |id: &ClaimId| refused.contains(id) && !scene.claims.contains(id);
        for row in &mut rows {
            let mut gone = Vec::new();
            for links in row.claim.links_mut() {
                gone.extend(links.iter().filter(|id| is_gone(id)).cloned());
                links.retain(|id| !is_gone(id));
            }
            for id in gone {
                self.tell(Problem {
                    severity: Severity::Warning,
                    rule: "refers-to-left-out",
                    subject: Subject::Claim(row.claim.id.clone()),
                    position: None,
                    message: format!(
                        "row {}: the entry is left out, because the claim {id} could not be taken",
                        row.row
                    ),
                    hint: format!("correct the claim {id}"),
                });
            }
        }
        rows
    }
}

fn columns_that_differ(now: &Claim, then: &Claim) -> Vec<&'static str> {
    let (now, then) = (cells(&file_of(now)), cells(&file_of(then)));
    COLUMNS
        .into_iter()
        .zip(now.iter().zip(&then))
        .filter(|(_, (now, then))| now != then)
        .map(|(column, _)| column)
        .collect()
}

fn subject(id: &str) -> Subject {
    ClaimId::new(id).map_or(Subject::Scene, Subject::Claim)
}

/// A finding with its row and column for a place.
fn problem_of(row: usize, id: &str, finding: Finding) -> Problem {
    let path = finding.path.as_str();
    let field = path.split_once("].").map_or("", |(_, field)| field);
    let end = field.find(['.', '[']).unwrap_or(field.len());
    let (head, rest) = field.split_at(end);
    let column = match head {
        "asserter" => format!("asserter{}", rest.replace('.', "_")),
        "date" => format!("date{}", rest.replace('.', "_")),
        _ => head.to_owned(),
    };
    let is_list = rest.starts_with('[');
    let place = match (column.as_str(), is_list) {
        ("", _) => format!("row {row}"),
        (_, true) => {
            let (entry, within) = rest.split_once(']').unwrap_or((rest, ""));
            let entry: usize = entry.trim_start_matches('[').parse().unwrap_or(0);
            let within = within.trim_start_matches('.');
            let within = if within.is_empty() {
                String::new()
            } else {
                format!(", {within}")
            };
            format!("row {row}, column {column}, entry {}{within}", entry + 1)
        }
        _ => format!("row {row}, column {column}"),
    };
    let other = finding
        .other
        .map_or_else(String::new, |other| format!(" ({other})"));
    Problem {
        severity: finding.severity,
        rule: finding.rule,
        subject: subject(id),
        position: None,
        message: format!("{place}: {}{other}", finding.message),
        hint: finding.hint,
    }
}
