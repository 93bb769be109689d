//! Numbers as people write them.

/// The number that a text says: with a point or a comma before the decimals, and
/// with a plus, a hyphen or a true minus before it. Nothing else is a number, and
/// neither are `inf`, `1e3` and `85 %`.
pub(in crate::ui) fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace('\u{2212}', "-").replace(',', ".");
    let digits = text.strip_prefix(['+', '-']).unwrap_or(&text);
    let is_plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().any(|byte| byte.is_ascii_digit());
    // Two points, for one, are left to the standard library to refuse.
    is_plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_and_a_comma_do_and_so_does_a_true_minus() {
        for (text, value) in [
            ("0.85", 0.85),
            ("0,85", 0.85),
            (" +0,85 ", 0.85),
            ("\u{2212}0.45", -0.45),
            ("-1", -1.0),
            (",5", 0.5),
            ("1.", 1.0),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", " ", "-", "+", ".", "85 %", "1e3", "inf", "NaN", "0.8.5", "1,000.5", "--1", "a",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
