//! Groups of records that links connect.
//!
//! A link connects both ways and over any number of steps. Records are numbered
//! from 0 in a stated order; a group goes by the number of its first record.

/// Which of a number of records are linked; at first none is.
pub(super) struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    /// So many records, each a group of its own.
    pub(super) fn of(count: usize) -> Self {
        Self {
            parents: (0..count).collect(),
        }
    }

    /// Makes one group of two; its root is the lower of both roots. A record that
    /// is not there is linked to nothing.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        if one.max(other) >= self.parents.len() {
            return;
        }
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parents.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }

    /// For each record the first record of its group.
    pub(super) fn firsts(mut self) -> Vec<usize> {
        (0..self.parents.len()).map(|at| self.root(at)).collect()
    }

    /// The root above `at`, halving the way to it as it goes.
    fn root(&mut self, mut at: usize) -> usize {
        loop {
            let parent = self.parents.get(at).copied().unwrap_or(at);
            if parent == at {
                return at;
            }
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(at) {
                *slot = above;
            }
            at = above;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_connect_both_ways_and_over_steps() {
        let mut groups = Groups::of(5);
        groups.join(4, 3);
        groups.join(3, 1);
        groups.join(0, 9);
        assert_eq!(groups.firsts(), [0, 1, 2, 1, 1]);
    }
}
