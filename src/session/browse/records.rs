//! Rows of a table of records: sorted, and searched over all cells.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::model::Subject;
use crate::session::Session;
use crate::text::{Index, Query};

/// By so many columns a table is sorted at once: by the second where the first
/// says nothing.
const MOST_SORTS: usize = 3;

/// A column of a table of actors or of ties.
pub trait RecordColumn: Copy + PartialEq + std::fmt::Debug + Send + Sync + 'static {
    /// What is counted for each record.
    type Facts;

    /// All, from left to right.
    const ALL: &'static [Self];

    /// How many records there are.
    fn count(session: &Session) -> usize;

    /// The record at a place of the scene.
    fn subject(session: &Session, at: usize) -> Option<Subject>;

    /// What stands above it.
    fn title(self) -> &'static str;

    /// What it says, in a sentence.
    fn meaning(self) -> &'static str;

    /// The words of a cell, in full.
    fn words(self, session: &Session, facts: &Self::Facts, at: usize) -> String;

    /// Adds to `out` how each record compares in this column.
    fn keys(self, session: &Session, facts: &[Self::Facts], out: &mut Vec<SortKey>);
}

/// How a record compares in a column. What says nothing stands at the end, whichever
/// way the table is sorted.
#[derive(Clone, Debug, PartialEq)]
pub enum SortKey {
    /// By number.
    Number(f64),
    /// By folded words.
    Words(String),
    /// Says nothing; the lesser first.
    Nothing(u8),
}

impl SortKey {
    fn cmp(&self, other: &Self, is_reversed: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Nothing(one), Self::Nothing(other)) => return one.cmp(other),
            (Self::Nothing(_), _) => return Ordering::Greater,
            (_, Self::Nothing(_)) => return Ordering::Less,
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Words(one), Self::Words(other)) => one.cmp(other),
            (Self::Number(_), Self::Words(_)) => Ordering::Less,
            (Self::Words(_), Self::Number(_)) => Ordering::Greater,
        };
        if is_reversed { order.reverse() } else { order }
    }
}

/// An order by one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordSort<C> {
    /// The column.
    pub column: C,
    /// Whether from the last to the first.
    pub is_reversed: bool,
}

/// A table of records, as the person wants it.
pub struct RecordTable<C> {
    sorts: Vec<RecordSort<C>>,
    search: String,
    rows: Vec<usize>,
    /// The row of each record, by its place.
    rows_of: Vec<Option<u32>>,
    all: usize,
    left_out: usize,
    revision: u64,
    key: Option<Key<C>>,
    /// The words of all cells, once something was looked for, and what they are of.
    index: Option<(u64, Arc<Index>)>,
    /// All records in order, with what that is of.
    order: Option<(u64, Vec<RecordSort<C>>, Vec<usize>)>,
}

/// What rows follow from: counts, order, search.
type Key<C> = (u64, Vec<RecordSort<C>>, String);

impl<C> Default for RecordTable<C> {
    fn default() -> Self {
        Self {
            sorts: Vec::new(),
            search: String::new(),
            rows: Vec::new(),
            rows_of: Vec::new(),
            all: 0,
            left_out: 0,
            revision: 0,
            key: None,
            index: None,
            order: None,
        }
    }
}

/// What rows are made of besides the wishes of the person.
pub(super) struct Arrangement {
    /// Rises with the counts.
    pub(super) facts: u64,
    /// Which records the filter lets pass; `None` for all.
    pub(super) passing: Option<Vec<bool>>,
}

impl<C: RecordColumn> RecordTable<C> {
    /// The records from top to bottom, by their places in the scene.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// How many are listed, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.rows.len(), self.all)
    }

    /// How many the filter of the map leaves out.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Rises whenever the rows change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What is searched for, as typed.
    pub fn search(&self) -> &str {
        &self.search
    }

    /// The orders, the one asked for last first. Records that are alike in all of
    /// them stand in the order of the file.
    pub fn sorts(&self) -> &[RecordSort<C>] {
        &self.sorts
    }

    /// Which way it is sorted by this column, where that was asked for last:
    /// whether from the last to the first.
    pub fn sorted_by(&self, column: C) -> Option<bool> {
        let first = self.sorts.first().filter(|sort| sort.column == column)?;
        Some(first.is_reversed)
    }

    /// The row of the record at this place of the scene; `None` where it is not
    /// listed.
    pub fn row_of(&self, place: usize) -> Option<usize> {
        let row = self.rows_of.get(place).copied().flatten()?;
        usize::try_from(row).ok()
    }

    pub(super) fn sort_by(&mut self, column: C) {
        let before = self.sorts.iter().position(|sort| sort.column == column);
        let is_first = before == Some(0);
        let was_reversed = before.map(|at| self.sorts.remove(at).is_reversed);
        let sort = RecordSort {
            column,
            is_reversed: is_first && was_reversed == Some(false),
        };
        self.sorts.insert(0, sort);
        self.sorts.truncate(MOST_SORTS);
    }

    pub(super) fn unsort(&mut self) {
        self.sorts.clear();
    }

    pub(super) fn set_search(&mut self, search: String) {
        self.search = search;
    }

    /// Makes the rows again where anything that they follow from changed.
    pub(super) fn refresh(
        &mut self,
        session: &Session,
        facts: &[C::Facts],
        arrangement: &Arrangement,
    ) {
        let search = self.search.trim().to_owned();
        let key = (arrangement.facts, self.sorts.clone(), search);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        self.all = C::count(session);
        self.arrange(session, facts, arrangement.facts);
        let found = self.find(session, facts, arrangement.facts);
        let passes = |at: &usize| {
            let passing = arrangement.passing.as_ref();
            passing.is_none_or(|passing| passing.get(*at).copied().unwrap_or(true))
        };
        self.left_out = (0..self.all).filter(|at| !passes(at)).count();
        let is_found = |at: &usize| {
            let found = found.as_ref();
            found.is_none_or(|found| found.get(*at).copied().unwrap_or(false))
        };
        let order = self.order.as_ref().map_or(&[][..], |(_, _, order)| order);
        self.rows = order
            .iter()
            .copied()
            .filter(|at| passes(at) && is_found(at))
            .collect();
        self.rows_of.clear();
        self.rows_of.resize(self.all, None);
        for (row, at) in (0..).zip(&self.rows) {
            if let Some(place) = self.rows_of.get_mut(*at) {
                *place = Some(row);
            }
        }
        self.revision += 1;
        self.key = Some(key);
    }

    /// Sorts all records, unless they are.
    fn arrange(&mut self, session: &Session, facts: &[C::Facts], revision: u64) {
        let is_arranged = self
            .order
            .as_ref()
            .is_some_and(|(of, sorts, _)| *of == revision && *sorts == self.sorts);
        if is_arranged {
            return;
        }
        let mut order: Vec<usize> = (0..self.all).collect();
        // Stable, so that the last one decides and the others where it does not.
        for sort in self.sorts.iter().rev() {
            let mut keys = Vec::with_capacity(self.all);
            sort.column.keys(session, facts, &mut keys);
            order.sort_by(|one, other| match (keys.get(*one), keys.get(*other)) {
                (Some(one), Some(other)) => one.cmp(other, sort.is_reversed),
                _ => Ordering::Equal,
            });
        }
        self.order = Some((revision, self.sorts.clone(), order));
    }

    /// Which records have the words that are searched for; `None` where nothing is.
    fn find(&mut self, session: &Session, facts: &[C::Facts], revision: u64) -> Option<Vec<bool>> {
        let query = Query::new(self.search.trim());
        if query.is_empty() {
            return None;
        }
        let index = match &self.index {
            Some((of, index)) if *of == revision => Arc::clone(index),
            _ => {
                let index = Arc::new(Index::new(self.all, |at, writer| {
                    for column in C::ALL {
                        if let Some(facts) = facts.get(at) {
                            writer.add(&column.words(session, facts, at));
                        }
                    }
                }));
                self.index = Some((revision, Arc::clone(&index)));
                index
            }
        };
        let mut found = vec![false; self.all];
        for at in index.find(&query) {
            if let Some(found) = found.get_mut(at) {
                *found = true;
            }
        }
        Some(found)
    }
}
