//! Numbers as people write them.

/// Why what a person wrote is not a number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrittenNumberError {
    /// Nothing was written.
    #[error("write a number, such as 360 or 0.85")]
    Empty,
    /// Not digits with at most one decimal mark.
    #[error(
        "\u{201c}{0}\u{201d} is not a number; write digits, with a point or a comma before decimals"
    )]
    Shape(String),
    /// A comma that could stand before decimals or between thousands.
    #[error(
        "\u{201c}{written}\u{201d} can be read as {whole} or as {decimal}; write {whole} or {decimal}"
    )]
    Ambiguous {
        /// As written.
        written: String,
        /// With the comma between thousands.
        whole: String,
        /// With the comma before decimals.
        decimal: String,
    },
}

/// Reads a finite number: a point or a comma before decimals, spaces between
/// thousands, a true minus sign or a hyphen.
///
/// # Errors
/// When it is none, or when a comma could mean thousands too: `60,000`.
pub fn read_number(text: &str) -> Result<f64, WrittenNumberError> {
    let written = text.trim();
    if written.is_empty() {
        return Err(WrittenNumberError::Empty);
    }
    let shape = || {
        let short: String = written.chars().take(40).collect();
        WrittenNumberError::Shape(short)
    };
    let plain: String = written
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\''))
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    let digits = plain.trim_start_matches(['-', '+']);
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    if plain.len() - digits.len() > 1 || !digits.chars().all(fits) || digits.len() > 40 {
        return Err(shape());
    }
    let text = match (digits.matches('.').count(), digits.matches(',').count()) {
        (0 | 1, 0) => plain.clone(),
        (0, 1) => {
            if let Some((whole, rest)) = digits.split_once(',')
                && rest.len() == 3
                && (1..=3).contains(&whole.len())
                && !whole.starts_with('0')
            {
                return Err(WrittenNumberError::Ambiguous {
                    written: written.to_owned(),
                    whole: format!("{whole}{rest}"),
                    decimal: format!("{whole}.{}", decimals(rest)),
                });
            }
            plain.replace(',', ".")
        }
        // Of two marks the last one stands before the decimals.
        _ if has_thousands(digits, ',', '.') => plain.replace(',', ""),
        _ if has_thousands(digits, '.', ',') => plain.replace('.', "").replace(',', "."),
        _ => return Err(shape()),
    };
    let number: f64 = text.parse().map_err(|_no_number| shape())?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(shape())
    }
}

/// Decimals without the zeros at their end, but for one.
fn decimals(digits: &str) -> &str {
    let short = digits.trim_end_matches('0');
    if short.is_empty() { "0" } else { short }
}

/// Whether groups of three digits stand between `between`, with at most one
/// `point` behind them.
fn has_thousands(digits: &str, between: char, point: char) -> bool {
    let mut halves = digits.split(point);
    let whole = halves.next().unwrap_or_default();
    let is_fraction = |half: &str| half.bytes().all(|byte| byte.is_ascii_digit());
    let ends_well = halves.next().is_none_or(is_fraction) && halves.next().is_none();
    let mut groups = whole.split(between);
    let first = groups.next().unwrap_or_default();
    ends_well && (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_points_commas_and_spaces() {
        for (text, number) in [
            ("360", 360.0),
            ("0.85", 0.85),
            ("0,85", 0.85),
            (" \u{2212}0,5 ", -0.5),
            ("+1", 1.0),
            ("60 000", 60_000.0),
            ("60\u{202f}000,5", 60_000.5),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("0,125", 0.125),
            (".5", 0.5),
        ] {
            assert_eq!(read_number(text), Ok(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_could_be_two_is_told() {
        assert_eq!(read_number("  "), Err(WrittenNumberError::Empty));
        for text in [
            "much", "1.2.3", "1,2,3", "NaN", "inf", "1e5", "--1", "-", ".", "1,23.4",
        ] {
            let error = read_number(text).expect_err(text);
            assert!(
                matches!(error, WrittenNumberError::Shape(_)),
                "{text}: {error}"
            );
        }
        let error = read_number("60,000")
            .expect_err("it could be either")
            .to_string();
        assert!(error.ends_with("write 60000 or 60.0"), "{error}");
        assert!(read_number(&"9".repeat(10_000_000)).is_err());
    }
}
