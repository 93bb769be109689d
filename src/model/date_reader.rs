//! Dates as people write them: more ways than the file format has, and a word on
//! which part is wrong.

use jiff::civil::Date;

use super::date::{DateRange, MONTHS, PartialDate};

/// Why what a person wrote is not a date: which part is wrong, and what is
/// accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrittenDateError {
    /// Nothing that looks like a date.
    #[error("\u{201c}{0}\u{201d} is not a date; write 2026, 2026-02 or 2026-02-28")]
    Shape(String),
    /// A year of other than four digits, or the year 0.
    #[error(
        "the year \u{201c}{0}\u{201d} is not from 0001 to 9999; write it with four digits, as in 2026-02-28"
    )]
    Year(String),
    /// A month that is not from 1 to 12.
    #[error("there is no month {0}; months run from 1 to 12, as in 2026-02")]
    Month(String),
    /// A day that the month does not have.
    #[error(
        "{month} {year} has no day {day}; write {year:04}, {year:04}-{number:02} or {year:04}-{number:02}-{last}"
    )]
    Day {
        /// The day as written.
        day: String,
        /// The month, by name.
        month: &'static str,
        /// The month, from 1.
        number: i8,
        /// The year.
        year: i16,
        /// The last day that the month has.
        last: i8,
    },
    /// Day and month could be swapped.
    #[error("in \u{201c}{0}\u{201d} day and month could be swapped; write 2026-02-28 or 28.2.2026")]
    Ambiguous(String),
    /// A range whose end lies before its beginning.
    #[error("the range ends before it begins: {first} to {last}; swap the two")]
    Backwards {
        /// Where it begins.
        first: PartialDate,
        /// Where it ends.
        last: PartialDate,
    },
}

/// At most so many characters of what was written stand in a message.
const QUOTED_CHARS: usize = 40;

impl PartialDate {
    /// Reads a date as people write it: `2026`, `2026-02`, `2026-02-28`, with
    /// slashes or dots for the hyphens, `28.2.2026` and `2.2026`.
    ///
    /// # Errors
    /// Says which part is wrong: the year, the month or the day.
    pub fn read(text: &str) -> Result<Self, WrittenDateError> {
        let text = text.trim();
        let shape = || WrittenDateError::Shape(quoted(text));
        let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let is_even = marks.iter().all(|mark| marks.first() == Some(mark));
        let mark = marks.first().copied();
        if !is_even || mark.is_some_and(|mark| !matches!(mark, '-' | '/' | '.')) {
            return Err(shape());
        }
        let parts: Vec<&str> = match mark {
            Some(mark) => text.split(mark).collect(),
            None => vec![text],
        };
        if parts.iter().any(|part| part.is_empty() || part.len() > 9) {
            return Err(shape());
        }
        match parts.as_slice() {
            [year] => read_parts(year, None, None),
            [first, second] if first.len() > 2 => read_parts(first, Some(second), None),
            [first, second] if second.len() > 2 => read_parts(second, Some(first), None),
            [first, second, third] if first.len() > 2 => {
                read_parts(first, Some(second), Some(third))
            }
            [first, second, third] if mark == Some('.') => {
                read_parts(third, Some(second), Some(first))
            }
            [_, _, _] => Err(WrittenDateError::Ambiguous(quoted(text))),
            _ => Err(shape()),
        }
    }
}

impl DateRange {
    /// Reads one date, or two with `..`, a dash or `to` between, each as
    /// [`PartialDate::read`] does.
    ///
    /// # Errors
    /// As [`PartialDate::read`], and when the range runs backwards.
    pub fn read(text: &str) -> Result<Self, WrittenDateError> {
        let ends = ["..", "\u{2013}", "\u{2014}", " to ", " - "]
            .into_iter()
            .find_map(|between| text.split_once(between));
        let Some((first, last)) = ends else {
            return PartialDate::read(text).map(Self::from);
        };
        let (first, last) = (PartialDate::read(first)?, PartialDate::read(last)?);
        Self::new(first, last).map_err(|_backwards| WrittenDateError::Backwards { first, last })
    }
}

fn read_parts(
    year: &str,
    month: Option<&str>,
    day: Option<&str>,
) -> Result<PartialDate, WrittenDateError> {
    let year_error = || WrittenDateError::Year(year.to_owned());
    let number: i16 = year.parse().map_err(|_no_number| year_error())?;
    if year.len() != 4 || number == 0 {
        return Err(year_error());
    }
    let Some(month) = month else {
        return Ok(PartialDate::of_parts(number, None, None));
    };
    let month_error = || WrittenDateError::Month(month.to_owned());
    let month_number: i8 = month.parse().map_err(|_no_number| month_error())?;
    let name = usize::try_from(month_number - 1)
        .ok()
        .and_then(|at| MONTHS.get(at))
        .ok_or_else(month_error)?;
    let Some(day) = day else {
        return Ok(PartialDate::of_parts(number, Some(month_number), None));
    };
    let day_number: Option<i8> = day.parse().ok();
    let exists = |day: &i8| Date::new(number, month_number, *day).is_ok();
    match day_number.filter(exists) {
        Some(day) => Ok(PartialDate::of_parts(number, Some(month_number), Some(day))),
        None => Err(WrittenDateError::Day {
            day: day.to_owned(),
            month: name,
            number: month_number,
            year: number,
            last: Date::constant(number, month_number, 1)
                .last_of_month()
                .day(),
        }),
    }
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => format!("{}\u{2026}", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_dates_in_many_ways() {
        for (written, read) in [
            ("2026", "2026"),
            (" 2026-02 ", "2026-02"),
            ("2026-2", "2026-02"),
            ("02.2026", "2026-02"),
            ("2026-02-01", "2026-02-01"),
            ("2026/02/01", "2026-02-01"),
            ("2026.2.1", "2026-02-01"),
            ("1.2.2026", "2026-02-01"),
            ("01.02.2026", "2026-02-01"),
            ("29.2.2024", "2024-02-29"),
        ] {
            let date = PartialDate::read(written).expect(written);
            assert_eq!(date.to_string(), read, "{written}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_what_is_accepted() {
        let said = |text: &str| PartialDate::read(text).expect_err(text).to_string();
        assert_eq!(
            said("31.02.2026"),
            "February 2026 has no day 31; write 2026, 2026-02 or 2026-02-28"
        );
        assert_eq!(
            said("2024-02-30"),
            "February 2024 has no day 30; write 2024, 2024-02 or 2024-02-29"
        );
        assert!(said("2026-13-01").starts_with("there is no month 13"));
        assert!(said("2026-0").starts_with("there is no month 0"));
        assert!(said("2026-200").starts_with("there is no month 200"));
        assert!(said("1.2.26").starts_with("the year \u{201c}26\u{201d}"));
        assert!(said("0000").starts_with("the year"));
        assert!(said("20266").starts_with("the year"));
        assert!(said("1/2/2026").contains("could be swapped"));
        for text in [
            "",
            "soon",
            "2026-02-01-01",
            "2026--01",
            "2026-1.1",
            "-2026",
            "+123",
        ] {
            assert!(said(text).contains("is not a date"), "{text}");
        }
        assert!(said(&"x".repeat(10_000)).chars().count() < 120);
    }

    #[test]
    fn ranges_are_read_with_dots_dashes_and_words() {
        for text in [
            "2024..2025-06",
            "2024\u{2013}6.2025",
            "2024 to 2025-06",
            "2024 - 2025-06",
        ] {
            let range = DateRange::read(text).expect(text);
            assert_eq!(range.to_string(), "2024..2025-06", "{text}");
        }
        let error = DateRange::read("2025 to 2024").expect_err("backwards");
        assert_eq!(
            error.to_string(),
            "the range ends before it begins: 2025 to 2024; swap the two"
        );
        assert!(DateRange::read("2025 to 31.02.2026").is_err());
    }
}
