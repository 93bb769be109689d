//! Dates in the words of a source: "last year", "January 2026", "over 30 years".
//!
//! What such words come to is told as a sentence, and a place on the calendar is
//! proposed only where they name one. Reads English; counts back from the day
//! that the scene describes.

use jiff::Span;
use jiff::civil::Date;

use super::date::{DateRange, MONTHS, PartialDate};

/// What the words of a source say of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedDate {
    /// The place on the calendar, where they name one.
    pub range: Option<DateRange>,
    /// What was read, as words within a sentence.
    pub words: String,
}

/// A unit of time in which sources count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Month,
    Year,
    Decade,
}

/// Whether more or less than the number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Over,
    Under,
    Plain,
}

impl PrintedDate {
    /// Reads the words; relative ones only where it is known what day the scene
    /// describes. `None` where they cannot be read.
    pub fn read(text: &str, as_of: Option<PartialDate>) -> Option<Self> {
        if let Ok(range) = DateRange::read(text) {
            return Some(Self::of(range, range.in_words()));
        }
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .collect();
        if let Some(date) = named_month(&words) {
            return Some(Self::of(date.into(), date.in_words()));
        }
        let as_of = as_of?;
        relative(&words, as_of).or_else(|| counted_back(&words, as_of))
    }

    fn of(range: DateRange, words: String) -> Self {
        Self {
            range: Some(range),
            words,
        }
    }
}

/// `26 january 2026`, `in january 2026`.
fn named_month(words: &[&str]) -> Option<PartialDate> {
    let words = match words {
        ["in" | "on", rest @ ..] => rest,
        all => all,
    };
    let (day, month, year) = match words {
        [month, year] => (None, month, year),
        [day, month, year] if is_number(day) => (Some(day), month, year),
        [month, day, year] => (Some(day), month, year),
        _ => return None,
    };
    let is_it = |name: &&str| name.eq_ignore_ascii_case(month);
    let month = MONTHS.iter().position(is_it)? + 1;
    let text = match day {
        Some(day) => format!("{year}-{month:02}-{:02}", day.parse::<u8>().ok()?),
        None => format!("{year}-{month:02}"),
    };
    PartialDate::parse(&text).ok()
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `last year`, `this month`.
fn relative(words: &[&str], as_of: PartialDate) -> Option<PrintedDate> {
    let back = match *words.first()? {
        "last" | "previous" => 1_i64,
        "this" => 0,
        _ => return None,
    };
    let day = as_of.first_day();
    let date = match *words.get(1)? {
        "year" => year_of(day.checked_sub(Span::new().years(back)).ok()?),
        "month" => month_of(day.checked_sub(Span::new().months(back)).ok()?),
        _ => return None,
    }?;
    if words.len() > 2 {
        return None;
    }
    let words = format!("{}, as seen from {}", date.in_words(), as_of.in_words());
    Some(PrintedDate::of(date.into(), words))
}

/// `over 30 years`, `over 30 years ago`, `about 6 months ago`.
fn counted_back(words: &[&str], as_of: PartialDate) -> Option<PrintedDate> {
    let (bound, rest) = match words {
        ["over", rest @ ..]
        | ["more" | "longer", "than", rest @ ..]
        | ["at", "least", rest @ ..] => (Bound::Over, rest),
        ["under" | "nearly" | "almost", rest @ ..] | ["less", "than", rest @ ..] => {
            (Bound::Under, rest)
        }
        ["about" | "around" | "some" | "for", rest @ ..] | rest => (Bound::Plain, rest),
    };
    let (number, unit, is_ago) = match rest {
        [number, unit] => (number, unit, false),
        [number, unit, "ago"] => (number, unit, true),
        _ => return None,
    };
    let count: i64 = number
        .parse()
        .ok()
        .filter(|count| (1..=5000).contains(count))?;
    let unit = unit_of(unit)?;
    let span = match unit {
        Unit::Month => Span::new().try_months(count).ok()?,
        Unit::Year => Span::new().try_years(count).ok()?,
        Unit::Decade => Span::new().try_years(count * 10).ok()?,
    };
    let then = as_of.first_day().checked_sub(span).ok()?;
    let month = month_of(then)?.in_words();
    let until = as_of.in_words();
    let (range, words) = match (bound, is_ago) {
        (Bound::Over, true) => (
            None,
            format!("earlier than {month}, counted back from {until}"),
        ),
        (Bound::Under, true) => (
            None,
            format!("later than {month}, counted back from {until}"),
        ),
        (Bound::Over, false) => (
            None,
            format!("begun before {month} and lasting until {until}"),
        ),
        (Bound::Under, false) => (
            None,
            format!("begun after {month} and lasting until {until}"),
        ),
        (Bound::Plain, true) => {
            let date = match unit {
                Unit::Month => month_of(then)?,
                Unit::Year | Unit::Decade => year_of(then)?,
            };
            let words = format!("about {}, counted back from {until}", date.in_words());
            (Some(DateRange::from(date)), words)
        }
        (Bound::Plain, false) => {
            let first = match unit {
                Unit::Month => month_of(then)?,
                Unit::Year | Unit::Decade => year_of(then)?,
            };
            let words = format!("begun about {} and lasting until {until}", first.in_words());
            (DateRange::new(first, as_of).ok(), words)
        }
    };
    Some(PrintedDate { range, words })
}

fn unit_of(word: &str) -> Option<Unit> {
    Some(match word {
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        _ => return None,
    })
}

fn year_of(day: Date) -> Option<PartialDate> {
    PartialDate::parse(&format!("{:04}", day.year())).ok()
}

fn month_of(day: Date) -> Option<PartialDate> {
    PartialDate::parse(&format!("{:04}-{:02}", day.year(), day.month())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(Option<String>, String)> {
        let as_of = PartialDate::parse("2026-01-26").expect("a date");
        let read = PrintedDate::read(text, Some(as_of))?;
        Some((read.range.map(|it| it.to_string()), read.words))
    }

    #[test]
    fn words_of_sources_are_read_as_a_sentence_and_placed_where_they_name_a_place() {
        for (text, range, words) in [
            ("2023", Some("2023"), "2023"),
            ("2025-03", Some("2025-03"), "March 2025"),
            ("in March 2025", Some("2025-03"), "March 2025"),
            ("26 January 2026", Some("2026-01-26"), "26 January 2026"),
            ("January 26, 2026", Some("2026-01-26"), "26 January 2026"),
            (
                "last year",
                Some("2025"),
                "2025, as seen from 26 January 2026",
            ),
            (
                "last month",
                Some("2025-12"),
                "December 2025, as seen from 26 January 2026",
            ),
            (
                "This year",
                Some("2026"),
                "2026, as seen from 26 January 2026",
            ),
            (
                "over 30 years",
                None,
                "begun before January 1996 and lasting until 26 January 2026",
            ),
            (
                "over 30 years ago",
                None,
                "earlier than January 1996, counted back from 26 January 2026",
            ),
            (
                "30 years",
                Some("1996..2026-01-26"),
                "begun about 1996 and lasting until 26 January 2026",
            ),
            (
                "about 6 months ago",
                Some("2025-07"),
                "about July 2025, counted back from 26 January 2026",
            ),
            (
                "less than 2 decades ago",
                None,
                "later than January 2006, counted back from 26 January 2026",
            ),
        ] {
            let expected = (range.map(str::to_owned), words.to_owned());
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_names_no_time_is_left_as_printed() {
        for text in [
            "",
            "Monday",
            "soon",
            "last",
            "last decade or so",
            "over many years",
            "31 February 2026",
            "9999999 years ago",
            "0 years",
            "for 3000 years",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(
            PrintedDate::read("last year", None),
            None,
            "seen from where?"
        );
        assert!(PrintedDate::read("March 2025", None).is_some());
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd_to_be_left_alone(text in any::<String>(), count in any::<i64>()) {
            let as_of = PartialDate::parse("0001").ok();
            PrintedDate::read(&text, as_of);
            PrintedDate::read(&format!("over {count} years ago"), as_of);
            PrintedDate::read(&format!("{count} months"), as_of);
        }
    }
}
