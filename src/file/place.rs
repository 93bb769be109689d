//! Places for Problems that were found in a scene, not in its text.
//!
//! What evidence and analysis find names a record. Here that record is looked
//! up in the text that the scene was read from.

use std::collections::HashMap;

use super::findings::text_of;
use super::locate::{Lines, Outline};
use crate::model::{Problem, Subject};

/// Gives every Problem without a position that of the record it concerns.
///
/// `bytes` is the file that the scene was read from; where it cannot be read,
/// or a record is not in it, the Problem stays as it is. A Problem of the scene
/// gets the place where the scene begins.
pub fn place_problems(bytes: &[u8], problems: &mut [Problem]) {
    if problems.iter().all(|problem| problem.position.is_some()) {
        return;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Some(outline) = std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| Outline::of(text).ok())
    else {
        return;
    };
    let lines = Lines::of(outline.text());
    let starts = starts_of_records(&outline);
    for problem in problems {
        if problem.position.is_none() {
            let key = key(&problem.subject);
            let start = starts.get(&key).copied();
            problem.position = start.map(|at| lines.position(at));
        }
    }
}

/// Where each record begins, by list and id; the first of those with one id.
fn starts_of_records(outline: &Outline<'_>) -> HashMap<(&'static str, String), usize> {
    let scene = outline.start(Outline::ROOT);
    let mut starts = HashMap::from([(("", String::new()), scene)]);
    for list in ["actors", "ties", "claims", "sources", "notes"] {
        let Some(field) = outline.field(Outline::ROOT, list) else {
            continue;
        };
        for record in outline.children(field) {
            let id = outline.field(record, "id");
            if let Some(id) = id.and_then(|id| text_of(outline, id)) {
                starts
                    .entry((list, id))
                    .or_insert_with(|| outline.start(record));
            }
        }
    }
    starts
}

fn key(subject: &Subject) -> (&'static str, String) {
    match subject {
        Subject::Scene => ("", String::new()),
        Subject::Actor(id) => ("actors", id.to_string()),
        Subject::Tie(id) => ("ties", id.to_string()),
        Subject::Claim(id) => ("claims", id.to_string()),
        Subject::Source(id) => ("sources", id.to_string()),
        Subject::Note(id) => ("notes", id.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorId, ClaimId, Severity};

    #[test]
    fn a_problem_of_a_record_is_placed_where_the_record_begins() {
        let sample = include_bytes!("../../tests/files/sample.ron");
        let mut problems: Vec<Problem> = [
            Subject::Claim(ClaimId::new("c2").expect("an id")),
            Subject::Scene,
            Subject::Actor(ActorId::new("XYZ").expect("an id")),
        ]
        .into_iter()
        .map(|subject| Problem {
            severity: Severity::Note,
            rule: "test",
            subject,
            position: None,
            message: String::new(),
            hint: String::new(),
        })
        .collect();
        place_problems(sample, &mut problems);
        let places: Vec<_> = problems
            .iter()
            .map(|it| it.position.map(|at| at.to_string()))
            .collect();
        assert_eq!(
            places,
            [Some("149:9".to_owned()), Some("2:1".to_owned()), None]
        );
    }
}
