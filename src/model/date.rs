//! Dates as sources give them: a year, a month or a day, and ranges of those.

use std::fmt;

use jiff::civil::Date;

/// A year, a month of a year, or a day; never a day that the calendar does not
/// have. Years run from 1 to 9999 of the Gregorian calendar. Ordered by first
/// day, a wider date before a narrower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// Why a text is not a date, naming the part that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the shape year, year-month or year-month-day.
    #[error("{0:?} is not a date; write 2023, 2023-05 or 2023-05-01")]
    Shape(String),
    /// The year is not from 1 to 9999.
    #[error("the year in {0:?} is not from 0001 to 9999")]
    Year(String),
    /// The month is not from 1 to 12.
    #[error("the month in {0:?} is not from 01 to 12")]
    Month(String),
    /// The month has no such day.
    #[error("the day in {0:?} is not one of that month")]
    Day(String),
    /// A range whose end lies before its beginning.
    #[error("the range {0:?} ends before it begins")]
    Backwards(String),
}

impl PartialDate {
    /// Reads `2023`, `2023-05` or `2023-05-01`: four digits, two and two.
    ///
    /// # Errors
    /// When the text has another shape or names a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let shape = || DateError::Shape(text.to_owned());
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4).ok_or_else(shape)?;
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return Err(shape());
        }
        if year == 0 {
            return Err(DateError::Year(text.to_owned()));
        }
        let Some(month) = month else {
            return Ok(Self {
                year,
                month: None,
                day: None,
            });
        };
        let month = digits(Some(month), 2).ok_or_else(shape)? as i8;
        if !(1..=12).contains(&month) {
            return Err(DateError::Month(text.to_owned()));
        }
        let Some(day) = day else {
            return Ok(Self {
                year,
                month: Some(month),
                day: None,
            });
        };
        let day = digits(Some(day), 2).ok_or_else(shape)? as i8;
        Date::new(year, month, day).map_err(|_no_such_day| DateError::Day(text.to_owned()))?;
        Ok(Self {
            year,
            month: Some(month),
            day: Some(day),
        })
    }

    /// A date of parts that were found to be of the calendar.
    pub(super) fn of_parts(year: i16, month: Option<i8>, day: Option<i8>) -> Self {
        Self { year, month, day }
    }

    /// The first day that it covers.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it covers.
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, _) => self.first_day().last_of_year(),
        }
    }

    /// The year, from 1 to 9999.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, from 1 to 12; `None` where only the year is given.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, from 1; `None` where it is not given.
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// For people: `2023`, `January 2026`, `26 January 2026`.
    pub fn in_words(self) -> String {
        let month = self.month.and_then(|month| MONTHS.get(month as usize - 1));
        match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            (None, _) => self.year.to_string(),
        }
    }
}

/// Their names, January first.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |date: &Self| (date.first_day(), std::cmp::Reverse(date.last_day()));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    /// As [`PartialDate::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// Exactly `count` ASCII digits as a number.
fn digits(part: Option<&str>, count: usize) -> Option<i16> {
    let part = part?;
    let fits = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| part.parse().ok()).flatten()
}

/// From the first day of one date to the last day of another; the two may be
/// the same. Never backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    first: PartialDate,
    last: PartialDate,
}

impl DateRange {
    /// The range from `first` to `last`, both included.
    ///
    /// # Errors
    /// When `last` ends before `first` begins.
    pub fn new(first: PartialDate, last: PartialDate) -> Result<Self, DateError> {
        if last.last_day() < first.first_day() {
            return Err(DateError::Backwards(format!("{first}..{last}")));
        }
        Ok(Self { first, last })
    }

    /// Reads one date, or two with two dots between: `2023..2026-01`.
    ///
    /// # Errors
    /// As [`PartialDate::parse`], and when the range runs backwards.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        match text.split_once("..") {
            Some((first, last)) => Self::new(PartialDate::parse(first)?, PartialDate::parse(last)?),
            None => PartialDate::parse(text).map(Self::from),
        }
    }

    /// Where it begins.
    pub fn first(self) -> PartialDate {
        self.first
    }

    /// Where it ends.
    pub fn last(self) -> PartialDate {
        self.last
    }

    /// The first day covered.
    pub fn first_day(self) -> Date {
        self.first.first_day()
    }

    /// The last day covered.
    pub fn last_day(self) -> Date {
        self.last.last_day()
    }

    /// For people: `26 January 2026`, `2024 to 2025`.
    pub fn in_words(self) -> String {
        if self.first == self.last {
            self.first.in_words()
        } else {
            format!("{} to {}", self.first.in_words(), self.last.in_words())
        }
    }
}

impl From<PartialDate> for DateRange {
    fn from(date: PartialDate) -> Self {
        Self {
            first: date,
            last: date,
        }
    }
}

impl fmt::Display for DateRange {
    /// As [`DateRange::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}..{}", self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_width_are_read_and_shown() {
        for (text, words) in [
            ("2023", "2023"),
            ("2026-01", "January 2026"),
            ("2026-01-26", "26 January 2026"),
            ("2024-02-29", "29 February 2024"),
        ] {
            let date = PartialDate::parse(text).expect(text);
            assert_eq!(
                (date.to_string().as_str(), date.in_words().as_str()),
                (text, words)
            );
        }
    }

    #[test]
    fn a_date_that_is_none_says_which_part_is_wrong() {
        let error = |text: &str| PartialDate::parse(text).expect_err(text);
        assert!(matches!(error("2026-13-40"), DateError::Month(_)));
        assert!(matches!(error("2025-02-29"), DateError::Day(_)));
        assert!(matches!(error("0000"), DateError::Year(_)));
        for text in [
            "",
            "26",
            "31.02.2026",
            "2026-1-1",
            "2026-01-01-01",
            "２０２６",
            "+123",
        ] {
            assert!(matches!(error(text), DateError::Shape(_)), "{text}");
        }
    }

    #[test]
    fn ranges_never_run_backwards() {
        let range = DateRange::parse("2023..2026-01").expect("a range");
        assert_eq!(range.to_string(), "2023..2026-01");
        assert_eq!(range.last_day(), Date::constant(2026, 1, 31));
        assert!(matches!(
            DateRange::parse("2026..2023"),
            Err(DateError::Backwards(_))
        ));
        assert!(
            DateRange::parse("2026-01-26..2026").is_ok(),
            "the year ends after the day"
        );
    }
}
