//! Claims in time: one row a dyad, points and bars.

use std::collections::HashSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{Claim, DateRange, Dyad, Stance, TieId};
use crate::session::Document;

use super::shown::Shown;
use super::{DyadTies, ties_by_dyad};

/// At most so many rows: more could not be told apart in the panel.
pub(super) const MOST_ROWS: usize = 10;

/// What spans more days than this is a bar, what spans fewer a point.
const POINT_DAYS: i32 = 31;

/// Claims in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Rows, in the order of the ties; the dyads with most dated claims where
    /// there are more than ten.
    pub rows: Vec<TimelineRow>,
    /// Dyads with dated claims that found no room.
    pub left_out: usize,
    /// Claims shown that have no date on the calendar.
    pub undated: usize,
}

/// A dyad with its claims in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    /// The dyad.
    pub dyad: Dyad,
    /// The pair as people name it: `ISR – AZE`.
    pub name: String,
    /// Its claims, those of the same dates and stance together, by date.
    pub marks: Vec<TimelineMark>,
    /// How many lanes the bars need so that none covers another.
    pub lanes: usize,
}

/// Claims of the same dates and the same stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineMark {
    /// The dates.
    pub dates: DateRange,
    /// Whether they speak for the tie or against it.
    pub stance: Stance,
    /// The tie of the dyad that they bear on.
    pub tie: TieId,
    /// The claims, by their place in the scene.
    pub claims: Vec<usize>,
    /// The lane of a bar, from 0; `None` for a point.
    pub lane: Option<usize>,
}

impl TimelineMark {
    /// Where it begins, in years: 2026.5 is the middle of 2026.
    pub fn first_year(&self) -> f64 {
        in_years(self.dates.first_day(), 0.0)
    }

    /// Where it ends, in years.
    pub fn last_year(&self) -> f64 {
        in_years(self.dates.last_day(), 1.0)
    }

    /// Where a point stands, in years.
    pub fn mid_year(&self) -> f64 {
        f64::midpoint(self.first_year(), self.last_year())
    }
}

impl Timeline {
    /// Where the end of a day stands, in years.
    pub fn year_of(day: Date) -> f64 {
        in_years(day, 1.0)
    }

    /// The day that ends nearest to a place in years; `None` beyond the calendar.
    pub fn day_at(year: f64) -> Option<Date> {
        if !(1.0..=9999.99).contains(&year) {
            return None;
        }
        let first = Date::new(year.floor() as i16, 1, 1).ok()?;
        let passed = (year.fract() * f64::from(first.days_in_year())).round() as i32;
        first.checked_add((passed - 1).days()).ok()
    }
}

/// A day in years; `part` of the day in [0, 1] is past.
fn in_years(day: Date, part: f64) -> f64 {
    let passed = f64::from(day.day_of_year()) - 1.0 + part;
    f64::from(day.year()) + passed / f64::from(day.days_in_year())
}

/// All claims with dates on the calendar, in the order of the rows and marks: what
/// is shown of them is then told without a look at any claim.
#[derive(Default)]
pub(super) struct DatedClaims {
    dyads: Vec<DatedDyad>,
    /// The claims without, by their place in the scene.
    undated: Vec<usize>,
}

struct DatedDyad {
    dyad: Dyad,
    name: String,
    /// By key; within one by tie, then by place, each claim once.
    claims: Vec<Dated>,
}

struct Dated {
    key: Key,
    dates: DateRange,
    tie: TieId,
    at: usize,
}

type Key = (Date, Date, Stance);

impl DatedClaims {
    pub(super) fn new(document: &Document) -> Self {
        let scene = &document.scene;
        let claims = scene.claims.iter().enumerate();
        let undated = claims.filter(|(_, claim)| claim.when().is_none());
        Self {
            undated: undated.map(|(at, _)| at).collect(),
            dyads: ties_by_dyad(scene)
                .into_iter()
                .map(|dyad| DatedDyad::new(dyad, document))
                .collect(),
        }
    }

    /// The timeline of the claims that are shown.
    pub(super) fn timeline(&self, shown: &Shown) -> Timeline {
        let count = |dyad: &DatedDyad| dyad.claims.iter().filter(|it| shown.has(it.at)).count();
        let counts: Vec<usize> = self.dyads.iter().map(count).collect();
        let dyads = self.dyads.iter().zip(&counts);
        let dated: Vec<_> = dyads.filter(|(_, count)| **count > 0).collect();
        // The fullest ones where there are too many.
        let mut by_count: Vec<usize> = dated.iter().map(|(_, count)| **count).collect();
        by_count.sort_unstable_by(|a, b| b.cmp(a));
        let least = by_count.get(MOST_ROWS - 1).copied().unwrap_or(0);
        let rows: Vec<TimelineRow> = dated
            .iter()
            .filter(|(_, count)| **count >= least)
            .take(MOST_ROWS)
            .map(|(dyad, _)| dyad.row(shown))
            .collect();
        Timeline {
            left_out: dated.len() - rows.len(),
            rows,
            undated: self.undated.iter().filter(|at| shown.has(**at)).count(),
        }
    }
}

impl DatedDyad {
    fn new(DyadTies { dyad, ends, ties }: DyadTies, document: &Document) -> Self {
        let mut claims = Vec::new();
        for tie in &ties {
            for at in document.claims.on_tie(tie).iter().copied() {
                let claim = document.scene.claims.at(at);
                let dated = claim.and_then(|claim| claim.when().zip(stance_on(claim, tie)));
                if let Some((dates, stance)) = dated {
                    claims.push(Dated {
                        key: (dates.first_day(), dates.last_day(), stance),
                        dates,
                        tie: tie.clone(),
                        at,
                    });
                }
            }
        }
        // Stable: of equal keys the first tie comes first.
        claims.sort_by_key(|dated| dated.key);
        if ties.len() > 1 {
            let mut seen = HashSet::new();
            claims.retain(|dated| seen.insert((dated.key, dated.at)));
        }
        let [one, other] = ends;
        Self {
            dyad,
            name: format!("{one}\u{2009}\u{2013}\u{2009}{other}"),
            claims,
        }
    }

    fn row(&self, shown: &Shown) -> TimelineRow {
        let mut marks: Vec<TimelineMark> = Vec::new();
        let mut last = None;
        for dated in self.claims.iter().filter(|it| shown.has(it.at)) {
            if last != Some(dated.key) {
                last = Some(dated.key);
                marks.push(TimelineMark {
                    dates: dated.dates,
                    stance: dated.key.2,
                    tie: dated.tie.clone(),
                    claims: Vec::new(),
                    lane: None,
                });
            }
            if let Some(mark) = marks.last_mut() {
                mark.claims.push(dated.at);
            }
        }
        let lanes = spread(&mut marks);
        TimelineRow {
            dyad: self.dyad.clone(),
            name: self.name.clone(),
            marks,
            lanes,
        }
    }
}

/// The stance of the claim's first bearing on this tie.
fn stance_on(claim: &Claim, tie: &TieId) -> Option<Stance> {
    claim.bearings_on(tie).next().map(|bearing| bearing.stance)
}

/// Gives every bar the first lane that is free where it begins; the number of
/// lanes. The marks are in the order of their first day.
fn spread(marks: &mut [TimelineMark]) -> usize {
    let mut free_from: Vec<Date> = Vec::new();
    for mark in marks {
        let (first, last) = (mark.dates.first_day(), mark.dates.last_day());
        let days = first.until(last).map_or(i32::MAX, |span| span.get_days());
        if days <= POINT_DAYS {
            continue;
        }
        let lane = free_from.iter().position(|free| *free < first);
        let lane = lane.unwrap_or_else(|| {
            free_from.push(first);
            free_from.len() - 1
        });
        if let Some(free) = free_from.get_mut(lane) {
            *free = last;
        }
        mark.lane = Some(lane);
    }
    free_from.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(dates: &str) -> TimelineMark {
        TimelineMark {
            dates: DateRange::parse(dates).expect(dates),
            stance: Stance::Supports,
            tie: TieId::new("t").expect("an id"),
            claims: vec![0],
            lane: None,
        }
    }

    #[test]
    fn years_run_from_their_first_morning_to_their_last_night() {
        assert!((mark("2025").first_year() - 2025.0).abs() < 1e-9);
        assert!((mark("2025").last_year() - 2026.0).abs() < 1e-9);
        assert!((mark("2024-07-02").first_year() - (2024.0 + 183.0 / 366.0)).abs() < 1e-9);
    }

    #[test]
    fn a_day_is_found_again_where_it_stands() {
        for text in ["2024-02-29", "2025-01-01", "2025-12-31", "2026-01-26"] {
            let day: Date = text.parse().expect(text);
            assert_eq!(Timeline::day_at(Timeline::year_of(day)), Some(day));
        }
        assert_eq!(Timeline::day_at(f64::NAN), None);
    }

    #[test]
    fn bars_that_overlap_stand_in_lanes_and_points_in_none() {
        let mut marks = [
            mark("2023..2026"),
            mark("2024..2025"),
            mark("2026-01"),
            mark("2027"),
        ];
        assert_eq!(spread(&mut marks), 2);
        let lanes: Vec<_> = marks.iter().map(|mark| mark.lane).collect();
        assert_eq!(lanes, [Some(0), Some(1), None, Some(0)]);
    }
}
