//! How wide columns are, and where they stand.

use std::fmt::Debug;
use std::hash::Hash;
use std::ops::Range;

use super::{Grid, Source, WIDTHS};

/// A column, and where it begins and ends, in points from the left of the table.
pub(super) type Column<C> = (C, Range<f32>);

impl<C: Copy + PartialEq + Debug + Hash + 'static> Grid<C> {
    /// The columns side by side: as wide as the person made them or as they are at
    /// first; those that take what is left fill the room.
    pub(super) fn columns(&self, source: &impl Source<Column = C>, room: f32) -> Vec<Column<C>> {
        let mut widths: Vec<(C, f32, f32)> = source
            .columns()
            .iter()
            .map(|column| {
                let usual = source.width(*column);
                let given = self.width_given(*column).map(|width| (width, 0.0));
                let (width, share) = given.unwrap_or(usual);
                (*column, width, share)
            })
            .collect();
        let taken: f32 = widths.iter().map(|(_, width, _)| width).sum();
        let shares: f32 = widths.iter().map(|(_, _, share)| share).sum();
        let left = (room - taken).max(0.0);
        if shares > 0.0 {
            for (_, width, share) in &mut widths {
                *width += left * *share / shares;
            }
        }
        let mut x = 0.0;
        widths
            .into_iter()
            .map(|(column, width, _)| {
                let range = x..x + width;
                x += width;
                (column, range)
            })
            .collect()
    }

    fn width_given(&self, column: C) -> Option<f32> {
        let mut widths = self.widths.iter();
        let given = widths.find(|(it, _)| *it == column);
        given.map(|(_, width)| *width)
    }

    /// Gives a column a width.
    pub(super) fn size(&mut self, column: C, width: f32) {
        let [least, most] = WIDTHS;
        let width = width.clamp(least, most);
        self.widths.retain(|(it, _)| *it != column);
        self.widths.push((column, width));
    }

    /// Gives a column its first width again.
    pub(super) fn unsize(&mut self, column: C) {
        self.widths.retain(|(it, _)| *it != column);
    }
}
