//! Which land is whose: ISO 3166-1 codes of states, as actors and as the data set have
//! them.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

static TABLE: &str = include_str!("../../../assets/states/states.ron");

/// A row of the table of states; of its further fields nothing is wanted here.
#[derive(Deserialize)]
struct Codes {
    alpha3: &'static str,
    numeric: u16,
}

/// The numeric code of the state with this alpha-3 code, in capitals. `None` for a code
/// that the table does not have, and for Kosovo, which has no number.
pub(in crate::drawing) fn numeric_of(alpha3: &str) -> Option<u16> {
    static READ: OnceLock<HashMap<&'static str, u16>> = OnceLock::new();
    let codes = READ.get_or_init(|| {
        // The table is part of the program; a test reads all of it.
        let rows: Vec<Codes> = ron::from_str(TABLE).unwrap_or_default();
        let rows = rows.into_iter().filter(|row| row.numeric != 0);
        rows.map(|row| (row.alpha3, row.numeric)).collect()
    });
    codes.get(alpha3).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_have_the_numbers_of_the_data_set() {
        for (alpha3, numeric) in [("GEO", 268), ("RUS", 643), ("TKM", 795), ("AFG", 4)] {
            assert_eq!(numeric_of(alpha3), Some(numeric));
        }
        assert_eq!(numeric_of("XKX"), None);
        assert_eq!(numeric_of("geo"), None);
    }
}
