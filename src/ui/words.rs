//! Words that several parts of the window use alike.

use std::path::Path;
use std::time::SystemTime;

use crate::model::{ActorId, PartialDate, Scene, Tie, TieDirection, TieState};

/// `1 claim`, `29 claims`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A sentence that begins with a capital letter.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// `24 November 2026, 17:20`, where and when the person is; `None` for a time
/// beyond all calendars.
pub(super) fn local_time(time: SystemTime) -> Option<String> {
    let time = jiff::Timestamp::try_from(time).ok()?;
    let time = time.to_zoned(jiff::tz::TimeZone::system()).datetime();
    let day = PartialDate::parse(&time.date().to_string())
        .ok()?
        .in_words();
    Some(format!("{day}, {:02}:{:02}", time.hour(), time.minute()))
}

/// `41 kB`, `2.3 MB`.
pub(super) fn size(bytes: u64) -> String {
    if bytes < 1_000 {
        return counted(
            usize::try_from(bytes).unwrap_or(usize::MAX),
            "byte",
            "bytes",
        );
    }
    let kilobytes = bytes as f64 / 1e3;
    if kilobytes < 999.5 {
        format!("{kilobytes:.0} kB")
    } else {
        format!("{:.1} MB", kilobytes / 1e3)
    }
}

/// The name of a file without its folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// `Israel ↔ Azerbaijan`, with an arrow one way where the tie is directed, and
/// with a dash where nothing is judged.
pub(super) fn tie_title(scene: &Scene, tie: &Tie) -> String {
    tie_title_by(tie, |actor| scene.actor_name(actor))
}

/// The same with actors as they are called here.
pub(super) fn tie_title_by<'a>(tie: &'a Tie, called: impl Fn(&'a ActorId) -> &'a str) -> String {
    let arrow = match (&tie.state, tie.direction) {
        (TieState::Valued(_), TieDirection::Mutual) => '\u{2194}',
        (TieState::Valued(_), TieDirection::Directed) => '\u{2192}',
        (TieState::Unknown { .. } | TieState::None { .. }, _) => '\u{2013}',
    };
    format!("{} {arrow} {}", called(&tie.from), called(&tie.to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let of = [0, 1, 999, 1_000, 41_400, 999_499, 999_500, 9_000_000].map(size);
        let expected = [
            "0 bytes",
            "1 byte",
            "999 bytes",
            "1 kB",
            "41 kB",
            "999 kB",
            "1.0 MB",
            "9.0 MB",
        ];
        assert_eq!(of, expected);
    }

    #[test]
    fn a_time_is_told_as_day_and_minute() {
        let words = local_time(SystemTime::UNIX_EPOCH).expect("a time");
        // East of Greenwich it was 1970, west of it still 1969.
        assert!(words.contains("19") && words.contains(':'), "{words}");
    }
}
