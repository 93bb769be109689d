//! Numbers that a claim gives, never without unit; scope and period may be
//! missing, and that is told.

/// How a number is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The number itself.
    Exactly,
    /// Around the number.
    About,
    /// More than the number.
    Over,
    /// Less than the number.
    Under,
    /// The number as the least.
    AtLeast,
    /// The number as the most.
    AtMost,
}

impl Bound {
    /// All, in the order of a list to choose from.
    pub const ALL: [Self; 6] = [
        Self::Exactly,
        Self::About,
        Self::Over,
        Self::Under,
        Self::AtLeast,
        Self::AtMost,
    ];

    /// The word before the number; empty for an exact one.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
        }
    }
}

/// A number with what it measures: "over 360 million USD, 2025, scope not stated".
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What is measured: `bilateral trade`.
    pub measure: String,
    /// How the number is bounded.
    pub bound: Bound,
    /// The number; finite.
    pub amount: f64,
    /// The unit: `million USD`, `flights a week`, `percent`.
    pub unit: String,
    /// What the number covers; `None` where the source does not say.
    pub scope: Option<String>,
    /// The period, in the source's terms: `2025`, `2024 to 2025`; `None` where
    /// the source does not say.
    pub period: Option<String>,
    /// Who counted; `None` where the source does not say.
    pub counter: Option<String>,
}

impl Quantity {
    /// The number and its unit with the bound before it: `over 360 million USD`.
    pub fn amount_in_words(&self) -> String {
        let number = grouped(self.amount);
        let word = self.bound.word();
        let space = if word.is_empty() { "" } else { " " };
        let unit = if self.unit == "percent" {
            "\u{202f}%".to_owned()
        } else {
            format!(" {}", self.unit)
        };
        format!("{word}{space}{number}{unit}")
    }

    /// All of it: `bilateral trade: over 360 million USD, 2025, scope not stated`.
    pub fn in_words(&self) -> String {
        let period = self.period.as_deref().unwrap_or("period not stated");
        let scope = self.scope.as_deref().unwrap_or("scope not stated");
        let mut words = format!(
            "{}: {}, {period}, {scope}",
            self.measure,
            self.amount_in_words()
        );
        if let Some(counter) = &self.counter {
            words = format!("{words}, counted by {counter}");
        }
        words
    }
}

/// A number with its thousands set apart by narrow spaces, decimals as needed.
fn grouped(amount: f64) -> String {
    let plain = amount.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if amount < 0.0 {
        out.push('\u{2212}');
    }
    // Four digits stand together, as in most style guides.
    let groups = whole.len() > 4;
    for (index, digit) in whole.chars().enumerate() {
        if groups && index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_says_what_it_does_not_know() {
        let trade = Quantity {
            measure: "bilateral trade".to_owned(),
            bound: Bound::Over,
            amount: 360.0,
            unit: "million USD".to_owned(),
            scope: None,
            period: Some("2025".to_owned()),
            counter: None,
        };
        assert_eq!(
            trade.in_words(),
            "bilateral trade: over 360 million USD, 2025, scope not stated"
        );
        let counted = Quantity {
            scope: Some("civilian goods".to_owned()),
            counter: Some("Azerbaijan\u{2019}s customs".to_owned()),
            ..trade
        };
        assert_eq!(
            counted.in_words(),
            "bilateral trade: over 360 million USD, 2025, civilian goods, counted by Azerbaijan\u{2019}s customs"
        );
    }

    #[test]
    fn thousands_are_grouped_from_five_digits() {
        assert_eq!(grouped(60000.0), "60\u{202f}000");
        assert_eq!(grouped(2025.0), "2025");
        assert_eq!(grouped(-1234567.5), "\u{2212}1\u{202f}234\u{202f}567.5");
        assert_eq!(grouped(0.5), "0.5");
    }
}
