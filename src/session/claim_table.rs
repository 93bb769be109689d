//! The table of all claims: sorted, grouped and filtered as the person wants it,
//! and searched.
//!
//! What looks at every claim (sorting, grouping, filtering) is arranged once for
//! each wish, in the background where there are many claims; until that is done
//! the rows before stay. A keystroke of the search only sieves what was arranged.

mod arrange;
mod facts;
mod view;

use std::sync::Arc;

use crate::model::{Claim, ClaimId, Dyad, Subject};
use crate::text::Query;

use super::Session;
use super::desk::DeskTab;
use super::tasks::Done;

pub(super) use arrange::Arranged;
use arrange::Request;
use facts::Facts;
pub use facts::{QuoteState, bears_on};
pub use view::{ClaimColumn, ClaimFilter, ClaimGrouping, ClaimSort, TableCommand, TableView};

/// So many claims are arranged at once; more, in the background.
const AT_ONCE: usize = 1_000;

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRow {
    /// The head of a group, with how many of its claims there are.
    Head {
        /// Which group; see [`ClaimTable::group`].
        group: usize,
        /// How many of its claims pass.
        count: usize,
    },
    /// What follows has no basis to judge, and so no place in the order of grades.
    Apart {
        /// How many claims follow.
        count: usize,
    },
    /// A claim; by its place in the scene.
    Claim {
        /// Names it within the table.
        at: usize,
    },
}

/// The head of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupHead<'a> {
    /// Names the group, whatever else changes.
    pub key: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Whether its claims are folded away.
    pub is_folded: bool,
}

/// The table of all claims.
#[derive(Default)]
pub struct ClaimTable {
    view: TableView,
    arranged: Option<Arranged>,
    /// What was asked for last in the background.
    asked: Option<Request>,
    is_arranging: bool,
    /// Rises with every arrangement.
    arrangements: u64,
    /// Which claims the search finds; all where it is empty.
    found: Vec<bool>,
    found_for: Option<(u64, u64, String)>,
    rows: Vec<TableRow>,
    /// Rises whenever the rows change.
    revision: u64,
    shown: usize,
}

impl ClaimTable {
    /// How the person wants it.
    pub fn view(&self) -> &TableView {
        &self.view
    }

    /// Its rows.
    pub fn rows(&self) -> &[TableRow] {
        &self.rows
    }

    /// Rises whenever the rows change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Rises whenever claims are sorted, grouped or filtered again; while it is the
    /// same, a claim is the same by its place in the scene.
    pub fn arrangement(&self) -> u64 {
        self.arrangements
    }

    /// How many claims pass filter and search, each once, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        let all = self
            .arranged
            .as_ref()
            .map(|it| it.request.scene.claims.len());
        (self.shown, all.unwrap_or(0))
    }

    /// Whether the rows are those before, while new ones are being arranged.
    pub fn is_arranging(&self) -> bool {
        self.is_arranging
    }

    /// The head of a group.
    pub fn group(&self, group: usize) -> Option<GroupHead<'_>> {
        let group = self.arranged.as_ref()?.groups.get(group)?;
        Some(GroupHead {
            key: &group.key,
            title: &group.title,
            is_folded: self.view.is_folded(&group.key),
        })
    }

    /// The keys of all groups.
    fn group_keys(&self) -> impl Iterator<Item = &str> {
        let groups = self.arranged.iter().flat_map(|it| &it.groups);
        groups.map(|group| group.key.as_str())
    }

    /// The id of the claim of a row.
    pub fn claim_id(&self, at: usize) -> Option<&ClaimId> {
        let scene = &self.arranged.as_ref()?.request.scene;
        scene.claims.at(at).map(|claim| &claim.id)
    }

    /// What the quotations of the claim of a row came to; `None` where it has none.
    pub fn quote(&self, at: usize) -> Option<QuoteState> {
        self.facts()?.quotes.get(at).copied().flatten()
    }

    /// The claims that contradict the one of a row or that it contradicts.
    pub fn contradictions(&self, at: usize) -> impl Iterator<Item = &ClaimId> {
        let facts = self.facts();
        let places = facts.and_then(|facts| facts.contradictions.get(&at));
        places
            .into_iter()
            .flatten()
            .filter_map(|at| self.claim_id(*at))
    }

    fn facts(&self) -> Option<&Facts> {
        self.arranged.as_ref().map(|it| it.facts.as_ref())
    }

    /// Everybody who asserts a claim, by name, each once.
    pub fn asserters(&self) -> &[String] {
        self.facts().map_or(&[], |facts| &facts.asserters)
    }

    /// Every dyad that a claim bears on, in the order of the ties, and its name.
    pub fn dyads(&self) -> &[(Dyad, String)] {
        self.facts().map_or(&[], |facts| &facts.dyads)
    }

    /// The first row of this claim; `None` where it is not shown.
    pub fn row_of(&self, claim: &ClaimId) -> Option<usize> {
        let scene = &self.arranged.as_ref()?.request.scene;
        let place = scene.claims.position(claim)?;
        let is_it = |row: &TableRow| *row == TableRow::Claim { at: place };
        self.rows.iter().position(is_it)
    }

    /// Makes the rows: what was arranged, without what the search does not find.
    fn list(&mut self) {
        self.rows.clear();
        self.revision += 1;
        self.shown = 0;
        let Some(arranged) = &self.arranged else {
            return;
        };
        let found = &self.found;
        let is_found = |at: &usize| found.is_empty() || found.get(*at).copied().unwrap_or(false);
        let passing = arranged.passing.iter().zip(0..);
        self.shown = passing
            .filter(|(passes, at)| **passes && is_found(at))
            .count();
        let is_grouped = arranged.request.grouping != ClaimGrouping::None;
        for (number, group) in arranged.groups.iter().enumerate() {
            let head = self.rows.len();
            if is_grouped {
                let (group, count) = (number, 0);
                self.rows.push(TableRow::Head { group, count });
            }
            let is_folded = is_grouped && self.view.is_folded(&group.key);
            let mut count = 0;
            for (is_apart, places) in [(false, &group.graded), (true, &group.apart)] {
                let line = self.rows.len();
                if is_apart && !is_folded {
                    self.rows.push(TableRow::Apart { count: 0 });
                }
                let places = places.iter().map(|at| *at as usize).filter(is_found);
                let before = count;
                if is_folded {
                    count += places.count();
                } else {
                    let start = self.rows.len();
                    self.rows.extend(places.map(|at| TableRow::Claim { at }));
                    count += self.rows.len() - start;
                }
                if is_apart && !is_folded {
                    let count = count - before;
                    if count == 0 {
                        self.rows.truncate(line);
                    } else if let Some(row) = self.rows.get_mut(line) {
                        *row = TableRow::Apart { count };
                    }
                }
            }
            if count == 0 {
                self.rows.truncate(head);
            } else if is_grouped && let Some(row) = self.rows.get_mut(head) {
                let group = number;
                *row = TableRow::Head { group, count };
            }
        }
    }

    fn take(&mut self, arranged: Arranged) {
        self.arranged = Some(arranged);
        self.arrangements += 1;
        self.found_for = None;
    }
}

impl Session {
    /// The table of all claims. Its rows are kept up to date while the desk
    /// or the panel below the map shows it.
    pub fn claim_table(&self) -> &ClaimTable {
        &self.claim_table
    }

    /// The claim of a row of the table as the scene has it now; `None` where that
    /// does not have it any more.
    pub fn claim_of_row(&self, at: usize) -> Option<&Claim> {
        self.document
            .scene
            .claims
            .get(self.claim_table.claim_id(at)?)
    }

    /// Another document is open: nothing of the table before is of it.
    pub(super) fn reset_claim_table(&mut self) {
        let table = &mut self.claim_table;
        *table = ClaimTable {
            is_arranging: table.is_arranging,
            revision: table.revision + 1,
            arrangements: table.arrangements + 1,
            ..ClaimTable::default()
        };
    }

    /// Brings the rows up to date: at once, or in the background where that would
    /// be felt.
    pub(super) fn refresh_claim_table(&mut self) {
        let is_seen = match &self.desk {
            Some(desk) => desk.tab == DeskTab::Claims,
            None => self.browsed() == Some(super::BrowseTab::Claims),
        };
        if !is_seen {
            return;
        }
        self.arrange();
        let (table, texts) = (&mut self.claim_table, &self.claim_texts);
        let Some(arranged) = &table.arranged else {
            return;
        };
        let search = table.view.search().trim();
        let key = (table.arrangements, texts.revision(), search.to_owned());
        let is_stale = table.found_for.as_ref() != Some(&key);
        if is_stale {
            table.found.clear();
            if !search.is_empty() {
                let scene = &arranged.request.scene;
                texts.find(&Query::new(search), scene, &mut table.found);
            }
            table.found_for = Some(key);
        }
        if is_stale || table.view.take_folded_change() {
            table.list();
        }
    }

    /// Sorts, groups and filters where anything of that changed.
    fn arrange(&mut self) {
        let table = &mut self.claim_table;
        // What a gesture shows is passing.
        if table.is_arranging || self.gesture.is_some() {
            return;
        }
        let scene = &self.document.scene;
        let request = Request::new(
            Arc::clone(scene),
            self.document.texts().clone(),
            &table.view,
        );
        if let Some(before) = table.arranged.as_mut().map(|it| &mut it.request)
            && *before == request
        {
            // So that the two need no second look.
            before.scene = request.scene;
            return;
        }
        if table.asked.as_ref() == Some(&request) {
            return;
        }
        let facts = table.arranged.as_ref().map(|it| Arc::clone(&it.facts));
        let document = self.revisions.document;
        if scene.claims.len() <= AT_ONCE {
            table.take(request.arranged(facts));
            return;
        }
        table.asked = Some(request.clone());
        table.is_arranging = self.tasks.quietly("table", move || Done::Arranged {
            document,
            arranged: Box::new(request.arranged(facts)),
        });
    }

    /// Takes over what was arranged in the background. Where something else is
    /// wanted by now, that is arranged next.
    pub(super) fn take_arranged(&mut self, document: u64, arranged: Arranged) {
        self.claim_table.is_arranging = false;
        if document == self.revisions.document {
            self.claim_table.take(arranged);
        }
    }

    /// Claims could not be arranged.
    pub(super) fn end_arranging(&mut self) {
        self.claim_table.is_arranging = false;
    }

    /// Carries out what the person wants of the table.
    pub(super) fn table(&mut self, command: TableCommand) {
        match command {
            TableCommand::FoldAll => {
                let table = &mut self.claim_table;
                let keys: Vec<String> = table.group_keys().map(str::to_owned).collect();
                table.view.fold_all(keys);
            }
            TableCommand::ShowOnMap => self.show_table_on_map(),
            other => self.claim_table.view.change(other),
        }
    }

    /// Narrows the map to the claims of the table as far as the map can.
    fn show_table_on_map(&mut self) {
        let filter = self.claim_table.view.filter().clone();
        let scene = &self.document.scene;
        self.filter
            .set_search(self.claim_table.view.search().to_owned());
        self.filter.set_least_grade(filter.least_grade());
        for kind in scene.kinds.iter() {
            let is_shown = filter.kinds().is_empty() || filter.kinds().contains(&kind.id);
            self.filter.set_kind(kind.id.clone(), is_shown);
        }
        if let Some(dyad) = filter.dyad() {
            let ties = scene.ties.iter().filter(|tie| tie.dyad() == *dyad);
            let subjects = ties.map(|tie| Subject::Tie(tie.id.clone()));
            let subjects: Vec<_> = subjects.collect();
            self.select_many(subjects, false);
        }
        self.close_desk();
        let left_out = filter.beyond_the_map();
        if !left_out.is_empty() {
            let text = format!(
                "The map is filtered by kind, grade and search. It cannot be filtered by {}.",
                left_out.join(", ")
            );
            self.notify(super::Level::Info, text);
        }
    }
}

#[cfg(test)]
mod tests;
