//! An ordered list of records, each found by its id.

mod rows;

use std::hash::Hash;
use std::sync::Arc;

use rows::{Row, Rows};

/// Something with an id of its own.
pub trait Record {
    /// The type of the id.
    type Key: Clone + Eq + Hash;

    /// The id.
    fn key(&self) -> &Self::Key;
}

/// The rank of the first record, with room before it and after it.
const FIRST_RANK: u64 = 1 << 62;

/// How far apart the ranks of neighbours are: room for 36 records that are put
/// in one after the other at the same place, before all ranks are spread anew.
const RANK_STEP: u64 = 1 << 36;

/// Records in a stated order (that of the file), no two with the same id.
///
/// A persistent table: a clone costs nothing and shares everything, and a
/// change copies only the way to the record that it concerns. So a history can
/// hold every state of a large scene. Finding, changing, putting in and taking
/// out one record each take time in proportion to the logarithm of the length.
#[derive(Clone, Debug)]
pub struct Table<R: Record> {
    rows: Rows<R>,
    /// Ranks, not places: a record put in or taken out before another changes
    /// the other's place and not its rank.
    ranks: imbl::HashMap<R::Key, u64>,
    /// Shared by tables that are copies of each other and nothing else.
    stamp: Arc<()>,
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
        self.insert(self.rows.len(), record)
    }

    /// Puts a record in at this place, from 0; a place beyond the end is the end.
    ///
    /// # Errors
    /// Hands the record back when its id is taken.
    pub fn insert(&mut self, place: usize, record: R) -> Result<(), R> {
        if self.ranks.contains_key(record.key()) {
            return Err(record);
        }
        self.touch();
        self.put(place, Arc::new(record));
        Ok(())
    }

    /// Puts a record in the place of the one with the same id, which is given
    /// back; `None`, and nothing changed, where there is none.
    pub fn replace(&mut self, record: R) -> Option<Arc<R>> {
        let place = self.position(record.key())?;
        self.touch();
        let row = self.rows.get_mut(place)?;
        Some(std::mem::replace(&mut row.record, Arc::new(record)))
    }

    /// Takes the record with this id out; `None` where there is none.
    pub fn remove(&mut self, key: &R::Key) -> Option<Arc<R>> {
        let place = self.position(key)?;
        self.touch();
        self.ranks.remove(key);
        self.rows.remove(place).map(|row| row.record)
    }

    /// Moves the record with this id to this place, counted without it; a place
    /// beyond the end is the end. Says whether there is such a record.
    pub fn move_to(&mut self, key: &R::Key, place: usize) -> bool {
        let Some(now) = self.position(key) else {
            return false;
        };
        if now != place.min(self.rows.len() - 1) {
            self.touch();
            if let Some(row) = self.rows.remove(now) {
                self.put(place, row.record);
            }
        }
        true
    }

    /// Puts a record whose id is free in at this place.
    fn put(&mut self, place: usize, record: Arc<R>) {
        let place = place.min(self.rows.len());
        let rank = self.free_rank(place).unwrap_or_else(|| {
            self.spread_ranks();
            // Evenly spread ranks have room everywhere.
            self.free_rank(place).unwrap_or(FIRST_RANK)
        });
        self.ranks.insert(record.key().clone(), rank);
        let row = Row { rank, record };
        self.rows.insert(place, row);
    }

    /// A rank between those of the neighbours; `None` where there is no room.
    fn free_rank(&self, place: usize) -> Option<u64> {
        let before = place.checked_sub(1).and_then(|at| self.rows.get(at));
        let after = self.rows.get(place);
        match (before, after) {
            (None, None) => Some(FIRST_RANK),
            (Some(before), None) => before.rank.checked_add(RANK_STEP),
            (None, Some(after)) => after.rank.checked_sub(RANK_STEP),
            (Some(before), Some(after)) => {
                let middle = u64::midpoint(before.rank, after.rank);
                (middle > before.rank).then_some(middle)
            }
        }
    }

    /// Numbers all records anew; needed once in a long while.
    fn spread_ranks(&mut self) {
        let mut spread = Rows::default();
        let mut rank = FIRST_RANK;
        for row in self.rows.iter() {
            self.ranks.insert(row.record.key().clone(), rank);
            let record = Arc::clone(&row.record);
            spread.insert(spread.len(), Row { rank, record });
            rank += RANK_STEP;
        }
        self.rows = spread;
    }

    /// From now on this table is no copy of any other.
    fn touch(&mut self) {
        if Arc::get_mut(&mut self.stamp).is_none() {
            self.stamp = Arc::new(());
        }
    }

    /// The record with this id.
    pub fn get(&self, key: &R::Key) -> Option<&R> {
        self.at(self.position(key)?)
    }

    /// Where the record with this id stands, from 0.
    pub fn position(&self, key: &R::Key) -> Option<usize> {
        let rank = self.ranks.get(key)?;
        self.rows.place_of(*rank)
    }

    /// The record at this place, from 0.
    pub fn at(&self, place: usize) -> Option<&R> {
        self.rows.get(place).map(|row| row.record.as_ref())
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, key: &R::Key) -> bool {
        self.ranks.contains_key(key)
    }

    /// All records, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &R> + ExactSizeIterator + Clone {
        self.rows.iter().map(|row| row.record.as_ref())
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    /// Whether this is an unchanged copy of the other table; `false` says
    /// nothing of their records.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.stamp, &other.stamp)
    }

    /// The same table without the records that `keep` refuses.
    pub fn retaining(&self, mut keep: impl FnMut(&R) -> bool) -> Self {
        let mut kept = Self::default();
        for row in self.rows.iter() {
            if keep(&row.record) {
                kept.put(kept.len(), Arc::clone(&row.record));
            }
        }
        kept
    }
}

// Written out because a derive would ask `R` itself for a default.
impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self {
            rows: Rows::default(),
            ranks: imbl::HashMap::new(),
            stamp: Arc::new(()),
        }
    }
}

// Ranks follow from the history of a table, not from what is in it.
impl<R: Record + PartialEq> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |(own, other): (&Row<R>, &Row<R>)| {
            Arc::ptr_eq(&own.record, &other.record) || own.record == other.record
        };
        self.is_copy_of(other)
            || self.len() == other.len() && self.rows.iter().zip(other.rows.iter()).all(is_same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Record for (u32, char) {
        type Key = u32;

        fn key(&self) -> &u32 {
            &self.0
        }
    }

    fn table(ids: &[u32]) -> Table<(u32, char)> {
        let (table, refused) = Table::from_records(ids.iter().map(|id| (*id, 'a')));
        assert!(refused.is_empty());
        table
    }

    fn ids(table: &Table<(u32, char)>) -> Vec<u32> {
        let ids: Vec<u32> = table.iter().map(|record| record.0).collect();
        for (place, id) in ids.iter().enumerate() {
            assert_eq!(table.position(id), Some(place), "{ids:?}");
        }
        ids
    }

    #[test]
    fn records_are_put_in_replaced_moved_and_taken_out() {
        let mut table = table(&[1, 2, 3, 4]);
        assert_eq!(table.insert(1, (5, 'a')), Ok(()));
        assert_eq!(ids(&table), [1, 5, 2, 3, 4]);
        assert_eq!(table.insert(0, (3, 'b')), Err((3, 'b')));
        assert_eq!(table.insert(99, (6, 'a')), Ok(()));
        assert!(table.move_to(&1, 3));
        assert_eq!(ids(&table), [5, 2, 3, 1, 4, 6]);
        assert!(table.move_to(&6, 0) && table.move_to(&5, 99));
        assert_eq!(ids(&table), [6, 2, 3, 1, 4, 5]);
        assert!(!table.move_to(&9, 0));
        assert_eq!(table.replace((3, 'z')).as_deref(), Some(&(3, 'a')));
        assert_eq!(table.get(&3), Some(&(3, 'z')));
        assert_eq!(table.replace((9, 'z')), None);
        assert_eq!(table.remove(&2).as_deref(), Some(&(2, 'a')));
        assert_eq!(table.remove(&2), None);
        assert_eq!(ids(&table), [6, 3, 1, 4, 5]);
    }

    #[test]
    fn a_copy_is_not_touched_by_changes() {
        let before = table(&[1, 2, 3]);
        let mut after = before.clone();
        assert!(after.is_copy_of(&before));
        after.remove(&2);
        assert!(!after.is_copy_of(&before));
        assert_eq!((ids(&before), ids(&after)), (vec![1, 2, 3], vec![1, 3]));
        let kept = before.clone();
        assert!(kept.is_copy_of(&before));
    }

    #[test]
    fn there_is_always_room_between_two_records() {
        let mut table = table(&[0, 1]);
        for id in 2..200 {
            table.insert(1, (id, 'a')).expect("ids differ");
        }
        for id in 200..400 {
            table.insert(0, (id, 'a')).expect("ids differ");
        }
        let ids = ids(&table);
        assert_eq!((ids[0], ids[200], ids[399]), (399, 0, 1));
    }

    #[test]
    fn equal_records_in_equal_order_make_equal_tables() {
        let mut moved = table(&[2, 1, 3]);
        assert_ne!(moved, table(&[1, 2, 3]));
        moved.move_to(&2, 1);
        assert_eq!(moved, table(&[1, 2, 3]));
        assert_ne!(moved, table(&[1, 2]));
    }
}
