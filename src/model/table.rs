//! An ordered list of records, each found by its id.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// Something with an id of its own.
pub trait Record {
    /// The type of the id.
    type Key: Clone + Eq + Hash;

    /// The id.
    fn key(&self) -> &Self::Key;
}

/// Records in a stated order (that of the file), no two with the same id.
///
/// Records are shared, so that a copy of a scene costs little. Finding one by
/// id takes constant time.
#[derive(Clone, Debug)]
pub struct Table<R: Record> {
    rows: Vec<Arc<R>>,
    index: HashMap<R::Key, usize>,
}

impl<R: Record> Table<R> {
    /// A table of these records, in their order. A record whose id an earlier
    /// one has is left out and handed back with its place in the input.
    pub fn from_records(records: impl IntoIterator<Item = R>) -> (Self, Vec<(usize, R)>) {
        let mut table = Self::default();
        let mut refused = Vec::new();
        for (place, record) in records.into_iter().enumerate() {
            if let Err(record) = table.push(record) {
                refused.push((place, record));
            }
        }
        (table, refused)
    }

    /// Adds a record at the end.
    ///
    /// # Errors
    /// Hands the record back when its id is taken.
    pub fn push(&mut self, record: R) -> Result<(), R> {
        if self.index.contains_key(record.key()) {
            return Err(record);
        }
        self.index.insert(record.key().clone(), self.rows.len());
        self.rows.push(Arc::new(record));
        Ok(())
    }

    /// The record with this id.
    pub fn get(&self, key: &R::Key) -> Option<&R> {
        self.index
            .get(key)
            .and_then(|at| self.rows.get(*at))
            .map(Arc::as_ref)
    }

    /// Where the record with this id stands, from 0.
    pub fn position(&self, key: &R::Key) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// The record at this place, from 0.
    pub fn at(&self, place: usize) -> Option<&R> {
        self.rows.get(place).map(Arc::as_ref)
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, key: &R::Key) -> bool {
        self.index.contains_key(key)
    }

    /// All records, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &R> + ExactSizeIterator + Clone {
        self.rows.iter().map(Arc::as_ref)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The same table without the records that `keep` refuses.
    pub fn retaining(&self, mut keep: impl FnMut(&R) -> bool) -> Self {
        let rows: Vec<_> = self.rows.iter().filter(|row| keep(row)).cloned().collect();
        let index = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.key().clone(), at))
            .collect();
        Self { rows, index }
    }
}

// Written out because a derive would ask `R` itself for a default.
impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            index: HashMap::new(),
        }
    }
}

// The index follows from the rows.
impl<R: Record + PartialEq> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}
