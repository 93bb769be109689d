//! The table of states that comes with the program: codes, names in many
//! languages, and a place on the map for each.
//!
//! `assets/states/states.ron` holds it, made from Unicode CLDR and Natural
//! Earth as the README beside it says. It is read once, when first asked for.
//!
//! A text is recognised by its code or by a name in any of the languages,
//! whatever its case, accents, punctuation and keyboard. What could be two
//! states is not recognised at all: "Congo" and "Korea" are nobody's, while
//! "Georgia", "Guinea" and "Niger" are the states of exactly these names.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::Place;
use crate::text::fold;

static TABLE: &str = include_str!("../../assets/states/states.ron");

/// Longer texts are no name of a state, in bytes.
const MAX_BYTES: usize = 400;

/// A name: BCP 47 language tag, then the name in that language's own script.
pub type StateName = (&'static str, &'static str);

/// A state or territory with a code of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct StateEntry {
    /// ISO 3166-1 alpha-3; `XKX`, which is user-assigned, for Kosovo.
    pub alpha3: &'static str,
    /// ISO 3166-1 alpha-2; `XK`, which is user-assigned, for Kosovo.
    pub alpha2: &'static str,
    /// ISO 3166-1 numeric code, as the basemap has it; 0 for Kosovo.
    pub numeric: u16,
    /// English short name as commonly used.
    pub name: &'static str,
    /// Names in its own official languages, the main one first. Empty for a
    /// few that have none in the sources.
    pub own: Vec<StateName>,
    /// Names in further languages; a language may have several.
    pub names: Vec<StateName>,
    /// Abbreviations and formal names by which it is recognised, too.
    pub aliases: Vec<&'static str>,
    /// A place within its largest part.
    pub place: Place,
}

impl StateEntry {
    /// Its name in this language; `None` where the table has none.
    pub fn name_in(&self, language: &str) -> Option<&'static str> {
        let found = self
            .own
            .iter()
            .chain(&self.names)
            .find(|(tag, _)| *tag == language);
        match found {
            Some((_, name)) => Some(name),
            None => (language == "en").then_some(self.name),
        }
    }

    /// The name of the table that this text is, spelt as the table spells it:
    /// "azərbaycan" is "Azərbaycan". The English name for a code or an alias.
    pub fn spelling(&self, text: &str) -> &'static str {
        let text = text.trim();
        if let Some(same) = self.shown_names().find(|name| *name == text) {
            return same;
        }
        let wanted = key(text);
        self.shown_names()
            .find(|name| key(name) == wanted)
            .unwrap_or(self.name)
    }

    /// Every name that may be shown: English, own, then the others.
    fn shown_names(&self) -> impl Iterator<Item = &'static str> {
        let others = self.own.iter().chain(&self.names).map(|(_, name)| *name);
        std::iter::once(self.name).chain(others)
    }
}

/// Every state of the table, by alpha-3 code.
pub fn states() -> &'static [StateEntry] {
    &table().states
}

/// The state with this ISO 3166-1 alpha-3 code, in capitals.
pub fn state_of(alpha3: &str) -> Option<&'static StateEntry> {
    let states = states();
    let at = states.binary_search_by(|state| state.alpha3.cmp(alpha3));
    states.get(at.ok()?)
}

/// The state that this text means; see the head of this module.
pub fn recognise(text: &str) -> Option<&'static StateEntry> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let text = text.trim();
    table().find(text).or_else(|| {
        // "Israel (IL)", as lists on the web have it.
        let (name, code) = text.strip_suffix(')')?.rsplit_once('(')?;
        let state = table().find(name.trim())?;
        (table().find(code.trim())? == state).then_some(state)
    })
}

/// The table and how to find something in it.
struct Table {
    states: Vec<StateEntry>,
    /// By a name as it is spelt, in small letters. Folding leaves too little
    /// of a name in scripts whose vowels are marks.
    exact: Index,
    /// By the [`key`] of a name.
    folded: Index,
    /// By the [`key`] of a code.
    codes: Index,
}

impl Table {
    fn read(text: &'static str) -> Self {
        let states = entries(text);
        let (mut exact, mut folded) = (Index::default(), Index::default());
        let mut codes = Index::default();
        for (at, state) in states.iter().enumerate() {
            let own = state.own.iter().map(|(_, name)| *name);
            let main = std::iter::once(state.name).chain(own);
            let names = state.names.iter().map(|(_, name)| *name);
            let others = names.chain(state.aliases.iter().copied());
            let ranked = main.map(|name| (name, Rank::Main));
            for (name, rank) in ranked.chain(others.map(|name| (name, Rank::Other))) {
                exact.add(name.to_lowercase(), at, rank);
                let key = key(name);
                if !is_too_short(&key, name) {
                    folded.add(key, at, rank);
                }
            }
            for code in [state.alpha2, state.alpha3] {
                codes.add(key(code), at, Rank::Main);
            }
        }
        Self {
            states,
            exact,
            folded,
            codes,
        }
    }

    fn find(&self, text: &str) -> Option<&StateEntry> {
        let folded = key(text);
        let at = self
            .exact
            .get(&text.to_lowercase())
            .or_else(|| self.folded.get(&folded))
            .or_else(|| self.codes.get(&folded))?;
        self.states.get(at)
    }
}

fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(|| Table::read(TABLE))
}

/// How much a name says about whose it is: names in English and in a state's
/// own languages come before all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Other,
    Main,
}

/// States by a text; `None` where the text could be several.
#[derive(Default)]
struct Index(HashMap<String, (Rank, Option<usize>)>);

impl Index {
    fn add(&mut self, text: String, at: usize, rank: Rank) {
        let found = self.0.entry(text).or_insert((rank, Some(at)));
        if found.1 == Some(at) {
            found.0 = found.0.max(rank);
        } else if found.0 < rank {
            *found = (rank, Some(at));
        } else if found.0 == rank {
            found.1 = None;
        }
    }

    fn get(&self, text: &str) -> Option<usize> {
        self.0.get(text)?.1
    }
}

/// What names are compared by: folded, without punctuation, a leading "the"
/// and words for "and" between others, and "Saint" written out.
fn key(text: &str) -> String {
    let folded = fold(text);
    let mut spaced = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            spaced.push(c);
        } else if !matches!(c, '\'' | '.') {
            // "d'Ivoire" and "U.S.A." are written without these signs, too.
            spaced.push(' ');
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let words = match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let last = words.len().saturating_sub(1);
    let mut key = String::with_capacity(spaced.len());
    for (at, word) in words.iter().enumerate() {
        let is_between = at > 0 && at < last;
        if is_between && matches!(*word, "and" | "und" | "et" | "y" | "e" | "ve") {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(if *word == "st" { "saint" } else { word });
    }
    key
}

/// Whether a name that lost accents is too short to be known by what is left:
/// "IRA" is not "Irã".
fn is_too_short(key: &str, name: &str) -> bool {
    key.len() <= 3 && !name.is_ascii()
}

/// A line of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileEntry<'a> {
    alpha3: &'a str,
    alpha2: &'a str,
    numeric: u16,
    name: &'a str,
    place: (f64, f64),
    #[serde(borrow)]
    own: Vec<(&'a str, &'a str)>,
    #[serde(borrow)]
    names: Vec<(&'a str, &'a str)>,
    #[serde(borrow)]
    aliases: Vec<&'a str>,
}

/// The entries of a table that is in order; what is wrong is logged and left
/// out. A test keeps a table with anything wrong from being shipped.
fn entries(text: &'static str) -> Vec<StateEntry> {
    let lines: Vec<FileEntry<'static>> = ron::from_str(text).unwrap_or_else(|error| {
        log::error!("the table of states cannot be read: {error}");
        Vec::new()
    });
    lines.into_iter().filter_map(entry).collect()
}

fn entry(line: FileEntry<'static>) -> Option<StateEntry> {
    let place = Place::new(line.place.0, line.place.1)
        .inspect_err(|error| log::error!("{} in the table of states: {error}", line.alpha3))
        .ok()?;
    Some(StateEntry {
        alpha3: line.alpha3,
        alpha2: line.alpha2,
        numeric: line.numeric,
        name: line.name,
        own: line.own,
        names: line.names,
        aliases: line.aliases,
        place,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::drawing::basemap::basemap;
    use crate::geom::geo::GeoPoint;
    use crate::layout::projection::Projection;

    fn code(text: &str) -> Option<&'static str> {
        recognise(text).map(|state| state.alpha3)
    }

    #[test]
    fn every_line_is_read_and_every_code_is_once() {
        let lines = TABLE.lines().filter(|line| line.contains("alpha3:"));
        assert_eq!(states().len(), lines.count());
        assert_eq!(states().len(), 250, "249 of ISO 3166-1, and Kosovo");
        assert!(states().is_sorted_by(|one, next| one.alpha3 < next.alpha3));
        let mut seen = HashSet::new();
        for state in states() {
            for (code, count) in [(state.alpha2, 2), (state.alpha3, 3)] {
                assert_eq!(code.len(), count, "{code}");
                assert!(code.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
                assert!(seen.insert(code), "{code} twice");
            }
            assert!(
                state.numeric == 0 || seen.insert(state.name),
                "{}",
                state.name
            );
            assert_eq!(state_of(state.alpha3), Some(state));
        }
        assert_eq!(state_of("EUR"), None);
    }

    #[test]
    fn codes_and_own_and_english_names_are_recognised() {
        for state in states() {
            let own = state.own.iter().map(|(_, name)| *name);
            for text in [state.alpha2, state.alpha3, state.name]
                .into_iter()
                .chain(own)
            {
                assert_eq!(code(text), Some(state.alpha3), "{text}");
            }
        }
    }

    #[test]
    fn no_name_is_the_code_of_another() {
        for state in states() {
            for code_text in [state.alpha2, state.alpha3] {
                for text in [code_text.to_owned(), code_text.to_lowercase()] {
                    assert_eq!(code(&text), Some(state.alpha3), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_state_is_recognised_in_any_language_and_on_any_keyboard() {
        for (expected, texts) in [
            (
                "AZE",
                "Azerbaijan|AZERBAIJAN|Azərbaycan|azerbaycan|Азербайджан|Әзірбайжан|Азербайджан|\
                 جمهوری آذربایجان|اذربايجان|אזרבייג׳ן|אזרבייג'ן|Ադրբեջան|აზერბაიჯანი|Aserbaidschan|az",
            ),
            (
                "TUR",
                "Turkey|Türkiye|TURKIYE|TÜRKİYE|Turquie|Түркия|ترکیه|تركيا|Թուրքիա|თურქეთი|Туреччина",
            ),
            (
                "ISR",
                "Israel|ישראל|İsrail|isr|اسرائیل|إسرائيل|Израиль|Ізраїль|Իսրայել|Israel (IL)",
            ),
            (
                "IRN",
                "Iran|Irã|irã|ایران|ايران|İran|Иран|איראן|Իրան|Iran, Islamic Republic of",
            ),
            (
                "KAZ",
                "Қазақстан|Казакстан|Kazakhstan|Казахстан|Qazaxıstan|Kasachstan",
            ),
            (
                "GBR",
                "UK|U.K.|United Kingdom|the United Kingdom|Великобритания|Birleşik Krallık",
            ),
            (
                "USA",
                "US|USA|U.S.A.|the United States|ABD|ABŞ|abş|США|États-Unis|ארה״ב|آمریکا",
            ),
            ("NLD", "Holland|the Netherlands|Niederlande"),
            ("RUS", "Russia|Russian Federation|РФ|Росія|Rusiya"),
            ("GEO", "Georgia|საქართველო|Gürcistan|Грузия"),
            ("ARM", "Armenia|Հայաստան|Ermənistan"),
            ("CIV", "Côte d’Ivoire|Cote d'Ivoire|Ivory Coast"),
            (
                "TTO",
                "Trinidad & Tobago|Trinidad and Tobago|Trinidad y Tobago",
            ),
            ("LCA", "St. Lucia|Saint Lucia|st lucia"),
            ("KOR", "South Korea|Republic of Korea|Korea, Republic of"),
            ("XKX", "Kosovo|XKX|XK"),
            ("PSE", "Palestine|State of Palestine|فلسطين"),
        ] {
            for text in texts.split('|') {
                assert_eq!(code(text), Some(expected), "{text}");
            }
        }
    }

    #[test]
    fn what_could_be_two_states_is_none_and_near_names_are_kept_apart() {
        for text in ["Congo", "Korea", "Конго", "Корея", "Kore", "Guineas", ""] {
            assert_eq!(code(text), None, "{text}");
        }
        for (text, expected) in [
            ("Guinea", "GIN"),
            ("Guinea-Bissau", "GNB"),
            ("Niger", "NER"),
            ("Nigeria", "NGA"),
            ("Dominica", "DMA"),
            ("Dominican Republic", "DOM"),
            ("Republic of the Congo", "COG"),
            ("Democratic Republic of the Congo", "COD"),
            ("China", "CHN"),
            ("Republic of China", "TWN"),
        ] {
            assert_eq!(code(text), Some(expected), "{text}");
        }
        for text in [
            "European Union",
            "SOCAR",
            "Israel (IR)",
            "the",
            "—",
            "()",
            "EU",
            "IRA",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
        assert_eq!(code(&"Israel ".repeat(1 << 20)), None);
    }

    #[test]
    fn a_name_is_spelt_as_the_table_has_it() {
        for (text, expected) in [
            ("azərbaycan", "Azərbaycan"),
            ("Azerbaycan", "Azerbaycan"),
            ("TÜRKİYE", "Türkiye"),
            ("the netherlands", "Netherlands"),
            ("UK", "United Kingdom"),
            ("isr", "Israel"),
            ("ישראל", "ישראל"),
        ] {
            let state = recognise(text).expect(text);
            assert_eq!(state.spelling(text), expected);
        }
    }

    #[test]
    fn names_are_found_by_language() {
        let state = state_of("AZE").expect("it is there");
        for (language, expected) in [
            ("az", Some("Azərbaycan")),
            ("en", Some("Azerbaijan")),
            ("ru", Some("Азербайджан")),
            ("tlh", None),
        ] {
            assert_eq!(state.name_in(language), expected);
        }
    }

    #[test]
    fn every_place_lies_on_the_land_of_its_state() {
        let projection =
            Projection::for_places(&[GeoPoint::new(-170.0, -60.0), GeoPoint::new(170.0, 70.0)]);
        let map = basemap(&projection);
        let mut found = 0;
        for state in states() {
            let land = map.lands.iter().filter(|land| {
                land.numeric == state.numeric && (land.numeric != 0 || land.name == state.name)
            });
            let lands: Vec<_> = land.collect();
            if lands.is_empty() {
                continue;
            }
            found += 1;
            let (lon, lat) = (state.place.lon_deg(), state.place.lat_deg());
            let point = projection.project(lon, lat).expect("on the map");
            assert!(
                lands.iter().any(|land| land.contains(point)),
                "{} at {lon}, {lat}",
                state.name
            );
        }
        assert!(found > 230, "{found} states have land on the basemap");
    }
}
