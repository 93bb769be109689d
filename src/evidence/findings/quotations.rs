//! Quotations: whether the texts that they are from are at hand, and whether
//! they stand in them.

use std::collections::HashSet;

use super::super::anchors::{AnchorCheck, Differing, check_claims};
use super::super::texts::{TextState, Texts};
use super::{error, note, warning};
use crate::model::{Anchor, Claim, Problem, Scene, Source, SourceId, Subject};

/// Longer words of a text are cut where they are shown in a message.
const SHOWN: usize = 60;

/// Adds what there is to ask about the text of a source.
pub(super) fn of_source(
    source: &Source,
    texts: &Texts,
    used: &HashSet<&SourceId>,
    out: &mut Vec<Problem>,
) {
    let subject = || Subject::Source(source.id.clone());
    match texts.state_of(source) {
        Some(TextState::Altered) => out.push(error(
            "text-altered",
            subject(),
            format!(
                "the text held for source {} is not the one that was quoted from: its SHA-256 is another",
                source.id
            ),
            "put the text back as it was, or add the text anew and check the quotes in it",
        )),
        Some(TextState::Unreadable(why)) => out.push(warning(
            "text-unreadable",
            subject(),
            format!("the text of source {} cannot be read: {why}", source.id),
            "put right what hinders it; until then its quotes are not checked",
        )),
        None if used.contains(&source.id) => out.push(note(
            "text-not-held",
            subject(),
            format!(
                "the text of source {} is not held, so its quotes are not checked",
                source.id
            ),
            "add the text to check the quotes",
        )),
        Some(TextState::Held(_)) | None => {}
    }
}

/// What was found of the quotations of all claims.
pub(super) struct Checks {
    of_claims: Vec<Vec<AnchorCheck>>,
}

impl Checks {
    pub(super) fn of(scene: &Scene, texts: &Texts) -> Self {
        let claims: Vec<&Claim> = scene.claims.iter().collect();
        Self {
            of_claims: check_claims(scene, texts, &claims),
        }
    }

    /// Adds what there is to ask about the quotations of the claim at this place
    /// of the scene.
    pub(super) fn find(&self, at: usize, claim: &Claim, out: &mut Vec<Problem>) {
        let Some(checks) = self.of_claims.get(at) else {
            return;
        };
        for (anchor, check) in claim.anchors.iter().zip(checks) {
            out.extend(of_anchor(claim, anchor, check));
        }
    }
}

fn of_anchor(claim: &Claim, anchor: &Anchor, check: &AnchorCheck) -> Option<Problem> {
    let subject = Subject::Claim(claim.id.clone());
    let words = shortened(&anchor.exact);
    let quote = format!("the quote {words} of claim {}", claim.id);
    let source = &anchor.source;
    Some(match check {
        AnchorCheck::NotHeld | AnchorCheck::Altered | AnchorCheck::Found { .. } => return None,
        AnchorCheck::Orphaned => warning(
            "anchor-orphaned",
            subject,
            format!("{quote} does not stand in source {source}"),
            "look for what the source says, and quote that; it stays as it is until then",
        ),
        AnchorCheck::Ambiguous { count, .. } => warning(
            "anchor-ambiguous",
            subject,
            format!("{quote} fits {count} places in source {source}"),
            "choose the place that is meant, or quote some words more",
        ),
        AnchorCheck::Nearly { words, .. } => warning(
            "anchor-nearly",
            subject,
            format!(
                "{quote} stands in source {source} only nearly: {}",
                differing(words)
            ),
            "take over the words as they stand there, if they still say the same",
        ),
        AnchorCheck::Moved { .. } => note(
            "anchor-moved",
            subject,
            format!("{quote} stands in source {source}, at another place than it says"),
            "anchor it anew",
        ),
        AnchorCheck::Normalised { .. } => note(
            "anchor-normalised",
            subject,
            format!(
                "{quote} stands in source {source} with other quotation marks, spaces or forms of letters"
            ),
            "anchor it anew: it is then quoted as it stands there",
        ),
    })
}

/// The first of the words that differ.
fn differing(words: &[Differing]) -> String {
    let Some(first) = words.first() else {
        return "signs or spaces differ".to_owned();
    };
    let (wanted, found) = (shortened(&first.wanted), shortened(&first.found));
    let rest = match words.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    match (first.wanted.is_empty(), first.found.is_empty()) {
        (true, _) => format!("it has {found} besides{rest}"),
        (_, true) => format!("it has not {wanted}{rest}"),
        _ => format!("it has {found} for {wanted}{rest}"),
    }
}

/// In quotation marks, and cut where it is long.
fn shortened(words: &str) -> String {
    let mut shown: String = words.chars().take(SHOWN).collect();
    if shown.len() < words.len() {
        shown.push('\u{2026}');
    }
    format!("\u{201c}{}\u{201d}", shown.replace(['\n', '\r'], " "))
}

#[cfg(test)]
mod tests {
    use super::super::findings;
    use super::super::tests::{sound, with_claim};
    use super::*;
    use crate::model::fixtures::{anchor, claim_id, source_id};
    use crate::model::{RuleSeverity, Severity};

    const SHA: &str = "abababababababababababababababababababababababababababababababab";

    const TEXT: &str = "The minister said that \u{201c}the words\u{201d} were his. Nobody else spoke, and nobody else spoke.";

    /// The sound scene, whose source names a text, and whose claim quotes this.
    fn quoting(exact: &str) -> Scene {
        let mut scene = sound();
        scene.severities.set("text-not-held", None);
        let mut source = scene.sources.at(0).expect("a source").clone();
        source.sha256 = Some(SHA.to_owned());
        scene.sources.replace(source);
        with_claim(&scene, |claim| claim.anchors = vec![anchor(exact)])
    }

    fn of(scene: &Scene, state: Option<TextState>) -> Vec<Problem> {
        let texts = state.map(|state| (SHA.to_owned(), state));
        findings(scene, &Texts::of(texts))
    }

    fn held() -> TextState {
        TextState::Held(TEXT.into())
    }

    #[test]
    fn what_became_of_a_text_is_told_once_a_source() {
        let scene = quoting("the words");
        assert_eq!(of(&scene, Some(held())), []);
        let unreadable = TextState::Unreadable("it may not be read".to_owned());
        for (state, rule, severity) in [
            (None, "text-not-held", Severity::Note),
            (Some(TextState::Altered), "text-altered", Severity::Error),
            (Some(unreadable), "text-unreadable", Severity::Warning),
        ] {
            let found = of(&scene, state);
            let found: Vec<_> = found
                .iter()
                .map(|it| (it.rule, it.severity, it.subject.clone()))
                .collect();
            assert_eq!(found, [(rule, severity, Subject::Source(source_id("s")))]);
        }
    }

    #[test]
    fn a_source_that_nothing_is_quoted_from_needs_no_text() {
        let scene = with_claim(&quoting("x"), |claim| claim.anchors.clear());
        let rules: Vec<_> = of(&scene, None).iter().map(|it| it.rule).collect();
        assert_eq!(rules, ["source-not-used", "no-anchor"]);
    }

    #[test]
    fn quotes_are_looked_for_in_the_text() {
        for (exact, rule, message) in [
            (
                "a third party",
                "anchor-orphaned",
                "the quote \u{201c}a third party\u{201d} of claim c1 does not stand in source s",
            ),
            (
                "obody else spoke",
                "anchor-ambiguous",
                "the quote \u{201c}obody else spoke\u{201d} of claim c1 fits 2 places in source s",
            ),
            (
                "The minister swore that \u{201c}the words\u{201d}",
                "anchor-nearly",
                "the quote \u{201c}The minister swore that \u{201c}the words\u{201d}\u{201d} of claim c1 stands in source s only nearly: it has \u{201c}said\u{201d} for \u{201c}swore\u{201d}",
            ),
            (
                "\"the words\"",
                "anchor-normalised",
                "the quote \u{201c}\"the words\"\u{201d} of claim c1 stands in source s with other quotation marks, spaces or forms of letters",
            ),
        ] {
            let found = of(&quoting(exact), Some(held()));
            let found: Vec<_> = found
                .iter()
                .map(|it| (it.rule, it.subject.clone(), it.message.as_str()))
                .collect();
            assert_eq!(found, [(rule, Subject::Claim(claim_id("c1")), message)]);
        }
        let moved = with_claim(&quoting("the words"), |claim| {
            claim.anchors[0].start = Some(1);
        });
        let found = of(&moved, Some(held()));
        assert_eq!((found[0].rule, found.len()), ("anchor-moved", 1));
    }

    #[test]
    fn a_long_quote_is_cut_in_the_message() {
        let long = "word ".repeat(500);
        let found = of(&quoting(&long), Some(held()));
        assert!(found[0].message.len() < 200, "{}", found[0].message);
    }

    #[test]
    fn what_a_scene_wants_to_be_worse_is() {
        let mut scene = quoting("a third party");
        scene
            .severities
            .set("anchor-orphaned", Some(RuleSeverity::Error));
        assert_eq!(of(&scene, Some(held()))[0].severity, Severity::Error);
    }
}
