//! A persistent sequence of records with rising ranks: a B+ tree in which each
//! branch knows how many rows lie beneath it (Bayer and `McCreight`, "Organization
//! and maintenance of large ordered indexes", Acta Informatica 1, 1972; counted
//! as in Knuth, "The Art of Computer Programming" 3, 6.2.3).
//!
//! A clone takes constant time and shares all nodes. A change copies the nodes
//! on one path, some kilobytes, in time logarithmic in the length; an RRB vector
//! copies some sixty for each row put in or taken out of the middle. Nodes that
//! become small are not joined: only empty ones go.

use std::sync::Arc;

/// The most rows of a leaf and the most children of a branch: more makes changes
/// keep more memory, fewer makes walking slower.
const FAN: usize = 32;

/// A record with what orders it.
#[derive(Debug)]
pub(super) struct Row<R> {
    /// Higher than that of the row before.
    pub(super) rank: u64,
    /// The record.
    pub(super) record: Arc<R>,
}

// These are written out because a derive would ask `R` itself for a clone.
impl<R> Clone for Row<R> {
    fn clone(&self) -> Self {
        Self {
            rank: self.rank,
            record: Arc::clone(&self.record),
        }
    }
}

#[derive(Debug)]
enum Node<R> {
    Leaf(Vec<Row<R>>),
    /// At least one child, each with at least one row.
    Inner(Vec<Branch<R>>),
}

impl<R> Clone for Node<R> {
    fn clone(&self) -> Self {
        match self {
            Self::Leaf(rows) => Self::Leaf(rows.clone()),
            Self::Inner(branches) => Self::Inner(branches.clone()),
        }
    }
}

#[derive(Debug)]
struct Branch<R> {
    first_rank: u64,
    len: usize,
    node: Arc<Node<R>>,
}

impl<R> Clone for Branch<R> {
    fn clone(&self) -> Self {
        Self {
            node: Arc::clone(&self.node),
            ..*self
        }
    }
}

impl<R> Branch<R> {
    /// A branch to this node.
    fn to(node: Arc<Node<R>>) -> Self {
        let (first_rank, len) = node.summary();
        Self {
            first_rank,
            len,
            node,
        }
    }

    fn renew(&mut self) {
        (self.first_rank, self.len) = self.node.summary();
    }
}

impl<R> Node<R> {
    /// The first rank, and how many rows there are.
    fn summary(&self) -> (u64, usize) {
        match self {
            Self::Leaf(rows) => (rows.first().map_or(0, |row| row.rank), rows.len()),
            Self::Inner(branches) => (
                branches.first().map_or(0, |it| it.first_rank),
                branches.iter().map(|it| it.len).sum(),
            ),
        }
    }

    /// Puts a row in; the second half of the node where it became too large.
    /// The last node is the one after which nothing comes.
    fn insert(&mut self, place: usize, row: Row<R>, is_last: bool) -> Option<Branch<R>> {
        match self {
            Self::Leaf(rows) => {
                let is_at_end = is_last && place == rows.len();
                rows.insert(place.min(rows.len()), row);
                let half = overflow(rows, is_at_end)?;
                Some(Branch::to(Arc::new(Self::Leaf(half))))
            }
            Self::Inner(branches) => {
                // At a seam the row goes to the end of what comes before it.
                let (at, within) = child_at(branches, place, |place, len| place <= len)?;
                let is_last = is_last && at + 1 == branches.len();
                let branch = branches.get_mut(at)?;
                let split = Arc::make_mut(&mut branch.node).insert(within, row, is_last);
                branch.renew();
                branches.insert(at + 1, split?);
                let half = overflow(branches, is_last)?;
                Some(Branch::to(Arc::new(Self::Inner(half))))
            }
        }
    }

    fn remove(&mut self, place: usize) -> Option<Row<R>> {
        match self {
            Self::Leaf(rows) => (place < rows.len()).then(|| rows.remove(place)),
            Self::Inner(branches) => {
                let (at, within) = child_at(branches, place, |place, len| place < len)?;
                let branch = branches.get_mut(at)?;
                let row = Arc::make_mut(&mut branch.node).remove(within);
                branch.renew();
                if branch.len == 0 {
                    branches.remove(at);
                }
                row
            }
        }
    }

    fn get_mut(&mut self, place: usize) -> Option<&mut Row<R>> {
        match self {
            Self::Leaf(rows) => rows.get_mut(place),
            Self::Inner(branches) => {
                let (at, within) = child_at(branches, place, |place, len| place < len)?;
                Arc::make_mut(&mut branches.get_mut(at)?.node).get_mut(within)
            }
        }
    }
}

/// What a list has too much: half of it or, where it grows at the end, the last
/// one alone, so that a list that is only added to fills its nodes.
fn overflow<T>(list: &mut Vec<T>, is_at_end: bool) -> Option<Vec<T>> {
    if list.len() <= FAN {
        return None;
    }
    let kept = if is_at_end { FAN } else { list.len() / 2 };
    Some(list.split_off(kept))
}

/// Which child has this place, and which place it is there.
fn child_at<R>(
    branches: &[Branch<R>],
    mut place: usize,
    has: impl Fn(usize, usize) -> bool,
) -> Option<(usize, usize)> {
    for (at, branch) in branches.iter().enumerate() {
        if has(place, branch.len) {
            return Some((at, place));
        }
        place -= branch.len;
    }
    None
}

/// The sequence.
#[derive(Debug)]
pub(super) struct Rows<R> {
    root: Branch<R>,
}

impl<R> Clone for Rows<R> {
    fn clone(&self) -> Self {
        Self {
            root: self.root.clone(),
        }
    }
}

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Self {
            root: Branch::to(Arc::new(Node::Leaf(Vec::new()))),
        }
    }
}

impl<R> Rows<R> {
    pub(super) fn len(&self) -> usize {
        self.root.len
    }

    /// Puts a row in at this place, from 0; its rank must fit there.
    pub(super) fn insert(&mut self, place: usize, row: Row<R>) {
        let place = place.min(self.len());
        let split = Arc::make_mut(&mut self.root.node).insert(place, row, true);
        self.root.renew();
        if let Some(split) = split {
            let halves = vec![self.root.clone(), split];
            self.root = Branch::to(Arc::new(Node::Inner(halves)));
        }
    }

    /// Takes the row at this place out; `None` where there is none.
    pub(super) fn remove(&mut self, place: usize) -> Option<Row<R>> {
        let row = Arc::make_mut(&mut self.root.node).remove(place)?;
        self.root.renew();
        loop {
            let only = match self.root.node.as_ref() {
                Node::Inner(branches) => match branches.as_slice() {
                    [] => Self::default().root,
                    [only] => only.clone(),
                    _ => return Some(row),
                },
                Node::Leaf(_) => return Some(row),
            };
            self.root = only;
        }
    }

    /// The row at this place. Its rank must stay as it is.
    pub(super) fn get_mut(&mut self, place: usize) -> Option<&mut Row<R>> {
        if place >= self.len() {
            return None;
        }
        Arc::make_mut(&mut self.root.node).get_mut(place)
    }

    pub(super) fn get(&self, place: usize) -> Option<&Row<R>> {
        let (rows, within) = self.leaf(place)?;
        rows.get(within)
    }

    /// The leaf with this place, and which place it is there.
    fn leaf(&self, place: usize) -> Option<(&[Row<R>], usize)> {
        let (mut node, mut place) = (&self.root.node, place);
        if place >= self.len() {
            return None;
        }
        loop {
            match node.as_ref() {
                Node::Leaf(rows) => return Some((rows, place)),
                Node::Inner(branches) => {
                    let (at, within) = child_at(branches, place, |place, len| place < len)?;
                    node = &branches.get(at)?.node;
                    place = within;
                }
            }
        }
    }

    /// The place of the row with this rank.
    pub(super) fn place_of(&self, rank: u64) -> Option<usize> {
        let (mut node, mut before) = (&self.root.node, 0);
        loop {
            match node.as_ref() {
                Node::Leaf(rows) => {
                    let at = rows.binary_search_by_key(&rank, |row| row.rank).ok()?;
                    return Some(before + at);
                }
                Node::Inner(branches) => {
                    let after = branches.partition_point(|it| it.first_rank <= rank);
                    let at = after.checked_sub(1)?;
                    before += branches.iter().take(at).map(|it| it.len).sum::<usize>();
                    node = &branches.get(at)?.node;
                }
            }
        }
    }

    pub(super) fn iter(&self) -> Iter<'_, R> {
        Iter {
            rows: self,
            front: [].iter(),
            back: [].iter(),
            next: 0,
            end: self.len(),
        }
    }
}

/// Goes through the rows leaf by leaf, from both ends.
pub(super) struct Iter<'a, R> {
    rows: &'a Rows<R>,
    front: std::slice::Iter<'a, Row<R>>,
    back: std::slice::Iter<'a, Row<R>>,
    /// The first place that is neither in `front` nor given.
    next: usize,
    /// The place after the last that is neither in `back` nor given.
    end: usize,
}

impl<R> Clone for Iter<'_, R> {
    fn clone(&self) -> Self {
        Self {
            front: self.front.clone(),
            back: self.back.clone(),
            ..*self
        }
    }
}

impl<'a, R> Iterator for Iter<'a, R> {
    type Item = &'a Row<R>;

    fn next(&mut self) -> Option<&'a Row<R>> {
        if let Some(row) = self.front.next() {
            return Some(row);
        }
        if self.next < self.end {
            let (rows, within) = self.rows.leaf(self.next)?;
            let count = (rows.len() - within).min(self.end - self.next);
            self.next += count;
            self.front = rows.get(within..within + count)?.iter();
            return self.front.next();
        }
        self.back.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.front.len() + (self.end - self.next) + self.back.len();
        (len, Some(len))
    }
}

impl<R> DoubleEndedIterator for Iter<'_, R> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if let Some(row) = self.back.next_back() {
            return Some(row);
        }
        if self.next < self.end {
            let (rows, within) = self.rows.leaf(self.end - 1)?;
            let count = (within + 1).min(self.end - self.next);
            self.end -= count;
            self.back = rows.get(within + 1 - count..=within)?.iter();
            return self.back.next_back();
        }
        self.front.next_back()
    }
}

impl<R> ExactSizeIterator for Iter<'_, R> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(rank: u64) -> Row<u64> {
        let record = Arc::new(rank);
        Row { rank, record }
    }

    /// Asserts that the rows are these, whatever way one asks.
    fn assert_are(rows: &Rows<u64>, expected: &[u64]) {
        let ranks: Vec<u64> = rows.iter().map(|row| row.rank).collect();
        assert_eq!(ranks, expected);
        let backwards: Vec<u64> = rows.iter().rev().map(|row| row.rank).collect();
        assert!(backwards.iter().eq(expected.iter().rev()));
        assert_eq!((rows.len(), rows.iter().len()), (ranks.len(), ranks.len()));
        for (place, rank) in ranks.iter().enumerate() {
            assert_eq!(rows.place_of(*rank), Some(place));
            assert_eq!(rows.get(place).map(|row| row.rank), Some(*rank));
            assert_eq!(rows.place_of(rank + 1), None);
        }
        assert!(rows.get(ranks.len()).is_none());
    }

    #[test]
    fn rows_are_put_in_and_taken_out_like_those_of_a_vector() {
        let mut rows = Rows::default();
        let mut vector: Vec<u64> = Vec::new();
        let mut number = 1_u64;
        let mut random = move |end: usize| {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (number >> 33) as usize % end
        };
        for round in 0..6_000 {
            let before = rows.clone();
            let is_growing = round % 3_000 < 2_000;
            if vector.is_empty() || random(4) < if is_growing { 3 } else { 0 } {
                let place = random(vector.len() + 1);
                let low = place.checked_sub(1).map_or(0, |at| vector[at]);
                let high = vector.get(place).copied().unwrap_or(1 << 60);
                let rank = u64::midpoint(low, high);
                // Between two rows may be no room; the table spreads its ranks then.
                if rank <= low + 1 {
                    continue;
                }
                rows.insert(place, row(rank));
                vector.insert(place, rank);
            } else {
                let place = random(vector.len());
                let removed = rows.remove(place).map(|row| row.rank);
                assert_eq!(removed, Some(vector.remove(place)));
            }
            assert!(before.len().abs_diff(rows.len()) == 1, "the copy stays");
            if round % 100 == 0 {
                assert_are(&rows, &vector);
            }
        }
        while !vector.is_empty() {
            rows.remove(vector.len() / 2);
            vector.remove(vector.len() / 2);
        }
        assert_are(&rows, &[]);
    }

    #[test]
    fn rows_that_are_added_at_the_end_fill_their_nodes() {
        let mut rows = Rows::default();
        for rank in 0..5_000 {
            rows.insert(rank, row(rank as u64 * 2));
        }
        let expected: Vec<u64> = (0..5_000).map(|rank| rank * 2).collect();
        assert_are(&rows, &expected);
        let mut leaves = 0;
        let mut place = 0;
        while let Some((leaf, _)) = rows.leaf(place) {
            leaves += 1;
            place += leaf.len();
        }
        assert_eq!(leaves, 5_000_usize.div_ceil(FAN));
    }

    #[test]
    fn rows_are_walked_from_both_ends_until_they_meet() {
        let mut rows = Rows::default();
        for rank in 0..101 {
            rows.insert(rank, row(rank as u64 * 2));
        }
        let mut iter = rows.iter();
        for step in 0..50 {
            assert_eq!(iter.next().map(|row| row.rank), Some(step * 2));
            assert_eq!(iter.next_back().map(|row| row.rank), Some(200 - step * 2));
        }
        assert_eq!((iter.len(), iter.clone().count()), (1, 1));
        assert_eq!(iter.next_back().map(|row| row.rank), Some(100));
        assert!(iter.next().is_none() && iter.next_back().is_none());
    }
}
