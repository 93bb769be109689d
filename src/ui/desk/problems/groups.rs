//! The Problems as they are listed: filtered, by severity and rule, with their
//! fixes. Made again only when something changed: telling the fixes takes a look
//! at the scene.

use std::collections::HashSet;

use crate::model::{Problem, Severity};
use crate::session::{Fix, Session, fix_for};
use crate::text::fold;

use super::head::Head;

/// Of one rule so many are shown at first.
const FEW: usize = 4;
/// And so many when more are asked for.
const MOST: usize = 200;

/// A Problem with its way out.
pub(super) struct Entry {
    pub(super) problem: Problem,
    pub(super) fix: Option<Fix>,
}

/// The Problems of one rule.
pub(super) struct Group {
    pub(super) severity: Severity,
    pub(super) rule: &'static str,
    /// How many there are.
    pub(super) count: usize,
    /// Those that are shown.
    pub(super) entries: Vec<Entry>,
    /// Whether more than few were asked for.
    pub(super) is_long: bool,
}

/// What the list was made of.
type Key = (u64, u64, u64, String, Option<String>, u64);

/// The whole list.
#[derive(Default)]
pub(super) struct Groups {
    key: Option<Key>,
    pub(super) list: Vec<Group>,
    /// Those of which more than few are shown.
    long: HashSet<(Severity, &'static str)>,
    turns: u64,
}

impl Groups {
    /// How many Problems of this severity are listed.
    pub(super) fn count(&self, severity: Severity) -> usize {
        let groups = self.list.iter().filter(|it| it.severity == severity);
        groups.map(|group| group.count).sum()
    }

    /// How many are listed in all.
    pub(super) fn all(&self) -> usize {
        self.list.iter().map(|group| group.count).sum()
    }

    /// Shows more of a group, or fewer again.
    pub(super) fn turn(&mut self, group: (Severity, &'static str)) {
        if !self.long.remove(&group) {
            self.long.insert(group);
        }
        self.turns += 1;
    }

    /// Makes the list again where what it is made of changed.
    pub(super) fn refresh(&mut self, session: &Session, head: &Head) {
        let key = (
            session.derived().document_revision(),
            session.document().problems_revision(),
            session.quotes_revision(),
            head.words.clone(),
            head.rule.clone(),
            self.turns,
        );
        if self.key.as_ref() == Some(&key) {
            return;
        }
        self.key = Some(key);
        self.list.clear();
        let wanted = fold(head.words.trim());
        for problem in &session.document().problems {
            let is_of_rule = head.rule.as_ref().is_none_or(|rule| rule == problem.rule);
            if is_of_rule && has_words(problem, &wanted) {
                self.add(problem, session);
            }
        }
    }

    fn add(&mut self, problem: &Problem, session: &Session) {
        let (severity, rule) = (problem.severity, problem.rule);
        let is_same = |group: &&mut Group| group.severity == severity && group.rule == rule;
        let is_long = self.long.contains(&(severity, rule));
        let group = if let Some(group) = self.list.iter_mut().find(is_same) {
            group
        } else {
            // Of one severity, the rules in the order of their first Problem.
            let at = self
                .list
                .partition_point(|group| group.severity >= severity);
            self.list.insert(
                at,
                Group {
                    severity,
                    rule,
                    count: 0,
                    entries: Vec::new(),
                    is_long,
                },
            );
            let Some(group) = self.list.get_mut(at) else {
                return;
            };
            group
        };
        group.count += 1;
        if group.entries.len() < if is_long { MOST } else { FEW } {
            group.entries.push(Entry {
                fix: fix_for(problem, session),
                problem: problem.clone(),
            });
        }
    }
}

/// Whether a Problem has these words, which are folded; nothing is in all.
fn has_words(problem: &Problem, wanted: &str) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let texts = [
        problem.message.as_str(),
        problem.hint.as_str(),
        problem.rule,
        &problem.subject.to_string(),
    ]
    .map(fold);
    let mut words = wanted.split(' ');
    words.all(|word| texts.iter().any(|text| text.contains(word)))
}
