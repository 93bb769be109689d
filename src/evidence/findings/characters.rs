//! Characters that the embedded fonts do not have: on screen and in pictures
//! they would be boxes.

use super::warning;
use crate::model::{Actor, Asserter, Claim, Note, Problem, Scene, Source, Subject, Tie, TieState};
use crate::text::unsupported;

/// Up to this many characters are named; a text in a script that is not
/// embedded lacks them all.
const NAMED_AT_MOST: usize = 5;

/// In the scene's title and description and the labels of its kinds.
pub(super) fn in_scene(scene: &Scene) -> Option<Problem> {
    let labels = scene.kinds.iter().map(|kind| Some(kind.label.as_str()));
    let own = [Some(scene.title.as_str()), scene.description.as_deref()];
    problem(
        Subject::Scene,
        "the texts of the scene",
        own.into_iter().chain(labels),
    )
}

/// In the text of a note.
pub(super) fn in_note(note: &Note) -> Option<Problem> {
    problem(
        Subject::Note(note.id.clone()),
        &format!("the text of note {}", note.id),
        [Some(note.text.as_str())],
    )
}

/// In the names of an actor.
pub(super) fn in_actor(actor: &Actor) -> Option<Problem> {
    let others = actor.other_names.iter().map(|name| name.text.as_str());
    problem(
        Subject::Actor(actor.id.clone()),
        &format!("the names of actor {}", actor.id),
        std::iter::once(actor.name.as_str()).chain(others).map(Some),
    )
}

/// In the label, rationale and reason of a tie.
pub(super) fn in_tie(tie: &Tie) -> Option<Problem> {
    let reason = match &tie.state {
        TieState::Valued(_) => None,
        TieState::Unknown { reason } | TieState::None { reason } => Some(reason.as_str()),
    };
    problem(
        Subject::Tie(tie.id.clone()),
        &format!("the texts of tie {}", tie.id),
        [tie.label.as_deref(), Some(&tie.rationale), reason],
    )
}

/// In the citation of a source.
pub(super) fn in_source(source: &Source) -> Option<Problem> {
    problem(
        Subject::Source(source.id.clone()),
        &format!("the texts of source {}", source.id),
        [
            Some(source.title.as_str()),
            source.author.as_deref(),
            source.container_title.as_deref(),
            source.publisher.as_deref(),
            source.publisher_place.as_deref(),
        ],
    )
}

/// In the statement, quotations and asserter of a claim.
pub(super) fn in_claim(claim: &Claim) -> Option<Problem> {
    let asserter = match &claim.asserter {
        Asserter::Named { name, .. } => Some(name.as_str()),
        Asserter::Unattributed { .. } => None,
    };
    let quotations = claim
        .anchors
        .iter()
        .map(|anchor| Some(anchor.exact.as_str()));
    problem(
        Subject::Claim(claim.id.clone()),
        &format!("the texts of claim {}", claim.id),
        [
            Some(claim.statement.as_str()),
            asserter,
            claim.asserter.detail(),
        ]
        .into_iter()
        .chain(quotations),
    )
}

/// One warning that names the characters, in the order of the texts.
fn problem<'a>(
    subject: Subject,
    what: &str,
    texts: impl IntoIterator<Item = Option<&'a str>>,
) -> Option<Problem> {
    let mut missing: Vec<char> = Vec::new();
    // Inter has all of ASCII, and most texts are nothing else.
    let texts = texts.into_iter().flatten().filter(|text| !text.is_ascii());
    for text in texts {
        for character in unsupported(text) {
            if !missing.contains(&character) {
                missing.push(character);
            }
        }
    }
    if missing.is_empty() {
        return None;
    }
    let mut named: Vec<String> = missing
        .iter()
        .take(NAMED_AT_MOST)
        .map(|character| format!("{character} (U+{:04X})", u32::from(*character)))
        .collect();
    if missing.len() > NAMED_AT_MOST {
        named.push(format!("and {} more", missing.len() - NAMED_AT_MOST));
    }
    Some(warning(
        "characters",
        subject,
        format!(
            "{what} hold characters that the embedded fonts do not have: {}",
            named.join(", ")
        ),
        "write it in Latin, Cyrillic, Greek, Hebrew, Arabic, Armenian or Georgian letters; else it is shown as boxes",
    ))
}
