//! Which columns the table has room for, and how wide they are.

use crate::session::ClaimColumn;

use super::cells::Column;

/// The least width of the statement, in points.
const STATEMENT: f32 = 230.0;
/// Space between two columns.
const GAP: f32 = 9.0;

/// Room for the arrow beside the word of a head.
pub(super) const ARROW: f32 = 15.0;

/// Columns by what would be missed most. What there is no room for goes from the
/// end.
const BY_IMPORTANCE: [ClaimColumn; 10] = [
    ClaimColumn::Statement,
    ClaimColumn::Id,
    ClaimColumn::Grade,
    ClaimColumn::Status,
    ClaimColumn::BearsOn,
    ClaimColumn::Asserter,
    ClaimColumn::Quote,
    ClaimColumn::Kinds,
    ClaimColumn::Source,
    ClaimColumn::When,
];

/// The least width of a column, in points.
fn least(column: ClaimColumn) -> f32 {
    match column {
        ClaimColumn::Id => 38.0,
        ClaimColumn::Statement => STATEMENT,
        ClaimColumn::BearsOn => 70.0,
        ClaimColumn::Kinds => 74.0,
        ClaimColumn::Status => 86.0,
        ClaimColumn::Asserter => 96.0,
        ClaimColumn::Grade => 52.0,
        ClaimColumn::When => 98.0,
        ClaimColumn::Source => 80.0,
        ClaimColumn::Quote => 66.0,
    }
}

/// How much of the room that is left a column takes.
fn share(column: ClaimColumn) -> f32 {
    match column {
        ClaimColumn::Statement => 6.0,
        ClaimColumn::Asserter | ClaimColumn::Source => 1.5,
        ClaimColumn::Kinds | ClaimColumn::BearsOn | ClaimColumn::When => 0.6,
        ClaimColumn::Id | ClaimColumn::Status | ClaimColumn::Grade | ClaimColumn::Quote => 0.0,
    }
}

/// The columns that a table of this width has room for, from left to right, each
/// with where it begins and ends.
pub(super) fn columns(width: f32) -> Vec<Column> {
    let mut chosen: Vec<ClaimColumn> = Vec::new();
    let mut taken = 0.0;
    for column in BY_IMPORTANCE {
        let needed = least(column) + if chosen.is_empty() { 0.0 } else { GAP };
        if !chosen.is_empty() && taken + needed > width {
            break;
        }
        taken += needed;
        chosen.push(column);
    }
    let left = (width - taken).max(0.0);
    let shares: f32 = chosen.iter().map(|column| share(*column)).sum();
    let mut x = 0.0;
    let mut out = Vec::new();
    for column in ClaimColumn::ALL {
        if !chosen.contains(&column) {
            continue;
        }
        let wide = least(column) + left * share(column) / shares.max(1.0);
        out.push((column, x..x + wide));
        x += wide + GAP;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::style;

    #[test]
    fn a_narrow_table_gives_up_what_would_be_missed_least() {
        assert_eq!(columns(1000.0).len(), 10, "all of them");
        let names = |width| {
            columns(width)
                .into_iter()
                .map(|(it, _)| it)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(620.0),
            [
                ClaimColumn::Id,
                ClaimColumn::Statement,
                ClaimColumn::BearsOn,
                ClaimColumn::Status,
                ClaimColumn::Asserter,
                ClaimColumn::Grade
            ]
        );
        assert_eq!(names(10.0), [ClaimColumn::Statement], "whatever the room");
    }

    #[test]
    fn every_head_has_room_for_its_word_and_an_arrow() {
        let style = crate::text::Style {
            size: f64::from(style::size::HEADING),
            is_bold: true,
        };
        for column in ClaimColumn::ALL {
            let width = crate::text::width(column.title(), style) as f32;
            assert!(width + ARROW <= least(column), "{column:?}: {width}");
        }
    }

    #[test]
    fn columns_stand_side_by_side_and_fill_the_table() {
        for width in [260.0, 400.0, 612.0, 900.0, 1400.0, 2500.0] {
            let columns = columns(width);
            let ends = columns
                .windows(2)
                .map(|pair| (pair[0].1.end, pair[1].1.start));
            for (end, start) in ends {
                assert!((start - end - GAP).abs() < 0.01, "{width}");
            }
            let last = columns.last().expect("one").1.end;
            assert!((last - width).abs() < 0.5, "{width}: {last}");
        }
    }
}
