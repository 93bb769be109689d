//! How wide the columns of the matrix are.

use std::sync::Arc;

use egui::{Painter, Ui};

use crate::evidence::CoverageColumn;
use crate::session::Covered;
use crate::ui::style;
use crate::ui::text::{self, Look};

/// Least and most width of the names of dyads.
const DYAD: [f32; 2] = [70.0, 170.0];
/// Width of the chips.
const CHIP: f32 = 84.0;
/// What a column of a kind is brought up to, where there is room.
const KIND_MOST: f32 = 82.0;
/// Least width of one, whatever its name.
const KIND_LEAST: f32 = 40.0;
/// Widths of what stands behind the kinds: who is heard, best grade, what the
/// claims say; least and usual.
const TAIL: [[f32; 3]; 2] = [[64.0, 66.0, 116.0], [100.0, 80.0, 136.0]];
/// So many rows are looked at for the longest name.
const ROWS_MEASURED: usize = 300;

/// The widths, in points, with what they were measured of.
#[derive(Default)]
pub(super) struct Widths {
    of: Option<(Arc<Covered>, f32)>,
    pub(super) dyad: f32,
    pub(super) chip: f32,
    /// Where each kind begins, from the first, and where the last ends.
    pub(super) kinds: Vec<f32>,
    pub(super) tail: [f32; 3],
}

impl Widths {
    /// Measures where the data or the room, in points, is another one.
    pub(super) fn measure(&mut self, ui: &Ui, covered: &Arc<Covered>, room: f32) {
        let is_same =
            |(of, width): &(Arc<Covered>, f32)| Arc::ptr_eq(of, covered) && *width == room;
        if self.of.as_ref().is_some_and(is_same) {
            return;
        }
        self.of = Some((Arc::clone(covered), room));
        let painter = ui.painter();
        let rows = covered.coverage.rows.iter().take(ROWS_MEASURED);
        let names =
            rows.map(|row| width(painter, &super::said::pair(row), style::size::BODY, true));
        let [least, most] = DYAD;
        self.dyad = (names.fold(0.0, f32::max) + 14.0).clamp(least, most);
        self.chip = CHIP;
        let natural: Vec<f32> = covered
            .coverage
            .columns
            .iter()
            .map(|column| {
                let name = name_of(column, covered);
                (width(painter, &name, style::size::CHIP, false) + 8.0).clamp(KIND_LEAST, 150.0)
            })
            .collect();
        let taken = self.dyad + self.chip + natural.iter().sum::<f32>();
        let [narrow, usual] = TAIL;
        let wish: f32 = usual.iter().sum();
        let has_room = taken + wish <= room;
        self.tail = if has_room { usual } else { narrow };
        let left = room - taken - self.tail.iter().sum::<f32>();
        let kinds = even(natural, left.max(0.0));
        self.kinds = std::iter::once(0.0)
            .chain(kinds.iter().scan(0.0, |end, width| {
                *end += width;
                Some(*end)
            }))
            .collect();
    }

    /// Width of the part that stays where it is.
    pub(super) fn fixed(&self) -> f32 {
        self.dyad + self.chip
    }

    /// Width of all kinds.
    pub(super) fn kinds_width(&self) -> f32 {
        self.kinds.last().copied().unwrap_or_default()
    }

    /// Width of everything.
    pub(super) fn all(&self) -> f32 {
        self.fixed() + self.kinds_width() + self.tail.iter().sum::<f32>()
    }
}

/// Brings the narrowest up to one width as far as the room allows.
fn even(mut widths: Vec<f32>, mut left: f32) -> Vec<f32> {
    let mut least = KIND_LEAST;
    while least < KIND_MOST {
        let need: f32 = widths
            .iter()
            .map(|width| (least + 1.0 - width).max(0.0))
            .sum();
        if need > left {
            break;
        }
        least += 1.0;
        left -= need;
        for width in &mut widths {
            *width = width.max(least);
        }
    }
    widths
}

/// The name of a kind, as it heads its column.
pub(super) fn name_of(column: &CoverageColumn, covered: &Covered) -> String {
    match column {
        CoverageColumn::Kind(kind) => covered.scene().kind_label(kind).to_owned(),
        CoverageColumn::NoKind => "No kind".to_owned(),
    }
}

fn width(painter: &Painter, words: &str, size: f32, is_bold: bool) -> f32 {
    let look = Look::new(size, egui::Color32::PLACEHOLDER);
    let look = if is_bold { look.bold() } else { look };
    let galley = painter.layout_job(text::job(words, &look, f32::INFINITY));
    galley.size().x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_are_widened_first_and_never_beyond_the_room() {
        assert_eq!(even(vec![40.0, 60.0], 0.0), [40.0, 60.0]);
        assert_eq!(even(vec![40.0, 60.0], 20.0), [60.0, 60.0]);
        assert_eq!(even(vec![40.0, 60.0], 30.0), [65.0, 65.0]);
        assert_eq!(even(vec![40.0, 60.0], 500.0), [82.0, 82.0]);
        assert_eq!(even(vec![100.0], 500.0), [100.0]);
    }
}
