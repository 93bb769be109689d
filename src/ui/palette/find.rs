//! Finding commands, actors and ties by a few letters of their names.
//!
//! The letters must come in the order of the name, with any others between them;
//! words may come in any order. Letters are compared as search compares them, so
//! that neither case nor accents matter. Ranked by nucleo, the matcher of the
//! Helix editor; cost is linear in the names.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::model::Subject;
use crate::session::Session;
use crate::text::fold;
use crate::ui::commands::{self, CommandEntry};

/// What is added to the score where the name alone has the letters.
const BY_NAME: u32 = 40;

/// What can be chosen.
#[derive(Clone)]
pub(super) enum Target {
    /// A command.
    Command(&'static CommandEntry),
    /// An actor or a tie to go to.
    Subject(Subject),
}

/// Something that can be chosen, with what it is found by.
pub(super) struct Candidate {
    /// What it is.
    pub target: Target,
    /// Its name.
    pub title: String,
    /// What more there is to say of it: the label of a tie.
    pub detail: String,
    /// The heading that it belongs under.
    pub section: &'static str,
    /// The name as search compares it.
    folded: String,
    /// The name with other words that it is found by, as search compares them.
    folded_all: String,
}

/// Everything that can be chosen: commands in the order of the table, then actors
/// and ties in the order of the scene.
pub(super) fn candidates(session: &Session) -> Vec<Candidate> {
    let scene = &session.document().scene;
    let commands = commands::all()
        .filter(|entry| entry.is_in_palette && (entry.is_shown)(session))
        .map(|entry| {
            let title = entry.full_label(session);
            let folded = fold(&title);
            let section = entry.section.name();
            Candidate {
                folded_all: format!("{folded} {} {}", fold(entry.also), fold(section)),
                folded,
                title,
                detail: String::new(),
                section,
                target: Target::Command(entry),
            }
        });
    let actors = scene.actors.iter().map(|actor| {
        let others: Vec<String> = actor
            .other_names
            .iter()
            .map(|name| fold(&name.text))
            .collect();
        let folded = fold(&actor.name);
        Candidate {
            folded_all: format!(
                "go to {folded} {} {} actor",
                fold(actor.id.as_str()),
                others.join(" ")
            ),
            folded,
            title: format!("Go to {}", actor.name),
            detail: String::new(),
            section: "Actor",
            target: Target::Subject(Subject::Actor(actor.id.clone())),
        }
    });
    let ties = scene.ties.iter().map(|tie| {
        let (one, other) = (scene.actor_name(&tie.from), scene.actor_name(&tie.to));
        let label = tie.label.as_deref().unwrap_or_default();
        let folded = fold(&format!("{one} {other}"));
        Candidate {
            folded_all: fold(&format!(
                "go to {one} {other} {} {} {label} tie",
                tie.from, tie.to
            )),
            folded,
            title: format!("Go to {one} \u{2013} {other}"),
            detail: label.to_owned(),
            section: "Tie",
            target: Target::Subject(Subject::Tie(tie.id.clone())),
        }
    });
    commands.chain(actors).chain(ties).collect()
}

impl Candidate {
    /// Whether it can be carried out now.
    pub(super) fn can_be_done(&self, session: &Session) -> bool {
        match &self.target {
            Target::Command(entry) => entry.is_enabled(session),
            Target::Subject(_) => true,
        }
    }

    /// Whether each of these words, as search compares them, stands in the name as it
    /// is; never without words.
    pub(super) fn is_named(&self, words: &str) -> bool {
        let mut words = words.split_whitespace().peekable();
        words.peek().is_some() && words.all(|word| self.folded.contains(word))
    }
}

/// The places of the candidates that have these letters, the best first: by
/// score, then by how lately they were chosen, then shorter names, then as they
/// come. Without letters: all commands, those chosen lately first.
pub(super) fn ranked(candidates: &[Candidate], letters: &str, recent: &[&str]) -> Vec<usize> {
    let letters = fold(letters.trim());
    let pattern = Pattern::new(
        &letters,
        CaseMatching::Respect,
        Normalization::Never,
        AtomKind::Fuzzy,
    );
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found: Vec<(std::cmp::Reverse<u32>, usize, usize, usize)> = candidates
        .iter()
        .enumerate()
        .filter_map(|(at, candidate)| {
            let (score, length) = if letters.is_empty() {
                match candidate.target {
                    Target::Command(_) => (0, 0),
                    Target::Subject(_) => return None,
                }
            } else {
                let score = score(candidate, &pattern, &mut matcher, &mut buffer)?;
                (score, candidate.folded.len())
            };
            let id = match &candidate.target {
                Target::Command(entry) => entry.id,
                Target::Subject(_) => "",
            };
            let lately = recent.iter().position(|other| *other == id);
            let lately = lately.unwrap_or(recent.len());
            Some((std::cmp::Reverse(score), lately, length, at))
        })
        .collect();
    found.sort_unstable();
    // Three letters are almost always somewhere in many other words: what has
    // them much worse than the best was not meant.
    let best = found.first().map_or(0, |(score, ..)| score.0);
    found.retain(|(score, ..)| score.0 * 2 >= best);
    found.into_iter().map(|(.., at)| at).collect()
}

/// How well a candidate has the letters; `None` where it lacks any.
fn score(
    candidate: &Candidate,
    pattern: &Pattern,
    matcher: &mut Matcher,
    buffer: &mut Vec<char>,
) -> Option<u32> {
    let by_name = pattern.score(Utf32Str::new(&candidate.folded, buffer), matcher);
    by_name.map(|score| score + BY_NAME).or_else(|| {
        let all = Utf32Str::new(&candidate.folded_all, buffer);
        pattern.score(all, matcher)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::file::settings::Settings;

    /// The titles found with these letters, the best first.
    fn found(letters: &str, recent: &[&str]) -> Vec<String> {
        let session = Session::new(
            Settings::default(),
            crate::file::store::Store::default(),
            Arc::new(|| {}),
        );
        let candidates = candidates(&session);
        ranked(&candidates, letters, recent)
            .into_iter()
            .filter_map(|at| candidates.get(at))
            .map(|candidate| candidate.title.clone())
            .collect()
    }

    #[test]
    fn what_has_the_letters_far_apart_is_left_out() {
        let found = found("rev", &[]);
        assert_eq!(found.first().map(String::as_str), Some("Reverse"));
        for other in ["Zoom in", "Full screen", "Left panel"] {
            assert!(!found.iter().any(|title| title == other), "{found:?}");
        }
    }

    #[test]
    fn a_few_letters_find_what_is_meant() {
        for (letters, expected) in [
            ("shwall", "Show everything"),
            ("isr aze", "Go to Israel \u{2013} Azerbaijan"),
            ("aze isr", "Go to Israel \u{2013} Azerbaijan"),
            ("azərb", "Go to Azerbaijan"),
            ("Türkiye", "Go to Turkey"),
            ("İRAN", "Go to Iran"),
            ("ישראל", "Go to Israel"),
            ("dark", "Theme: Dark theme"),
            ("settings", "Settings\u{2026}"),
            ("touchpad", "Settings\u{2026}"),
            ("blank", "Examples: Blank scene"),
            ("f scr", "Full screen"),
            ("zmin", "Zoom in"),
        ] {
            let found = found(letters, &[]);
            assert_eq!(
                found.first().map(String::as_str),
                Some(expected),
                "{letters}: {found:?}"
            );
        }
        assert_eq!(found("qqqq", &[]), Vec::<String>::new());
    }

    #[test]
    fn without_letters_there_are_the_commands_those_chosen_lately_first() {
        let all = found("  ", &["theme-dark", "about"]);
        assert_eq!(
            all.get(..2),
            Some(
                &[
                    "Theme: Dark theme".to_owned(),
                    "About Entente\u{2026}".to_owned()
                ][..]
            )
        );
        assert!(all.iter().all(|title| !title.starts_with("Go to")));
        assert!(!all.contains(&"One step back".to_owned()));
    }

    #[test]
    fn signs_that_matchers_know_are_letters_like_others() {
        for letters in ["^", "!dark", "'open", "$", "\\", "\u{0}", "\u{202e}"] {
            let _any: Vec<String> = found(letters, &[]);
        }
        assert_eq!(found("!dark", &[]), Vec::<String>::new());
    }
}
