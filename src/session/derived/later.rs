//! Claims that are not there by the day that is looked back from: at the end of
//! the list, by the reason.

use crate::evidence::{Clock, When};
use crate::session::Session;

use super::rows::{ClaimRow, Rows};

/// Adds those of these claims that are not there, under a head for each reason.
pub(super) fn add(session: &Session, claims: &[usize], rows: &mut Rows) {
    let Some(past) = session.past() else {
        return;
    };
    let as_of = past.as_of();
    let day = as_of.day_in_words();
    let after = match as_of.clock {
        Clock::Reported => format!("Reported after {day}"),
        Clock::Happened => format!("Happened after {day}"),
    };
    let undated = match as_of.clock {
        Clock::Reported => "No date of a source",
        Clock::Happened => "No date",
    };
    for (when, title) in [
        (When::After, after.as_str()),
        (When::Forecast, "Forecasts, which never count as happened"),
        (When::Undated, undated),
    ] {
        let places: Vec<usize> = claims
            .iter()
            .copied()
            .filter(|at| past.when(*at) == when)
            .collect();
        if places.is_empty() {
            continue;
        }
        rows.later += places.len();
        let head = format!("{title} \u{b7} {}", places.len());
        rows.rows.push(ClaimRow::Head(head));
        rows.rows.extend(places.into_iter().map(ClaimRow::Claim));
    }
}
