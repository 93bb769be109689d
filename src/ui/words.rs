//! Words that several parts of the window use alike.

use crate::model::{Scene, Tie, TieDirection, TieState};

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

/// `Israel ↔ Azerbaijan`, with an arrow one way where the tie is directed, and
/// with a dash where nothing is judged.
pub(super) fn tie_title(scene: &Scene, tie: &Tie) -> String {
    let arrow = match (&tie.state, tie.direction) {
        (TieState::Valued(_), TieDirection::Mutual) => '\u{2194}',
        (TieState::Valued(_), TieDirection::Directed) => '\u{2192}',
        (TieState::Unknown { .. } | TieState::None { .. }, _) => '\u{2013}',
    };
    format!(
        "{} {arrow} {}",
        scene.actor_name(&tie.from),
        scene.actor_name(&tie.to)
    )
}
