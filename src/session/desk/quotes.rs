//! Where every quotation of the scene stands in its source.

use std::collections::HashMap;
use std::sync::Arc;

use crate::evidence::{AnchorCheck, TextState, Texts, check_all};
use crate::model::{Anchor, ClaimId, Scene, Source, SourceId, Table};
use crate::session::Session;
use crate::session::tasks::Done;
use crate::text::Paragraphs;

/// Looking for more quotations than this, or in longer texts, is done in the
/// background.
const FEW_ANCHORS: usize = 100;
/// In bytes.
const SHORT_TEXTS: usize = 40_000;

/// A quotation of a claim, with what looking for it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The claim.
    pub claim: ClaimId,
    /// Which of its quotations, from 0.
    pub anchor: usize,
    /// Where it stands.
    pub check: AnchorCheck,
}

/// The text of a source that is held, with what is quoted from it.
#[derive(Clone, Debug)]
pub struct QuotedText {
    /// The text.
    pub text: Arc<str>,
    /// Its pieces.
    pub paragraphs: Arc<Paragraphs>,
    /// What is quoted from it, in the order of the scene.
    pub quotes: Vec<Quote>,
}

/// All texts that are held, and what became of every quotation.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    texts: HashMap<SourceId, QuotedText>,
    checks: HashMap<ClaimId, Vec<AnchorCheck>>,
}

impl Quotes {
    /// The text of a source, where it is held.
    pub fn text(&self, source: &SourceId) -> Option<&QuotedText> {
        self.texts.get(source)
    }

    /// Whether the text of any source is held.
    pub fn holds_any(&self) -> bool {
        !self.texts.is_empty()
    }

    /// What looking for one of a claim's quotations came to; `None` where it was not
    /// looked for yet.
    pub fn check(&self, claim: &ClaimId, anchor: usize) -> Option<&AnchorCheck> {
        self.checks.get(claim)?.get(anchor)
    }

    /// Looks for every quotation. The pieces of texts that were held before are
    /// taken from there.
    fn of(scene: &Scene, texts: &Texts, before: &Self) -> Self {
        let mut by_source: HashMap<&SourceId, Vec<(&ClaimId, usize, &Anchor)>> = HashMap::new();
        let mut out = Self::default();
        for claim in scene.claims.iter() {
            let unknown = vec![AnchorCheck::NotHeld; claim.anchors.len()];
            out.checks.insert(claim.id.clone(), unknown);
            for (at, anchor) in claim.anchors.iter().enumerate() {
                let quotes = by_source.entry(&anchor.source).or_default();
                quotes.push((&claim.id, at, anchor));
            }
        }
        for source in scene.sources.iter() {
            let quotes = by_source.remove(&source.id).unwrap_or_default();
            let Some(text) = texts.text_of(source) else {
                if matches!(texts.state_of(source), Some(TextState::Altered)) {
                    for (claim, at, _) in quotes {
                        out.note(claim, at, &AnchorCheck::Altered);
                    }
                }
                continue;
            };
            let anchors: Vec<&Anchor> = quotes.iter().map(|(_, _, anchor)| *anchor).collect();
            let checks = check_all(text, &anchors);
            let quotes = quotes.iter().zip(checks);
            let quotes = quotes
                .map(|((claim, at, _), check)| {
                    out.note(claim, *at, &check);
                    Quote {
                        claim: (*claim).clone(),
                        anchor: *at,
                        check,
                    }
                })
                .collect();
            let text = QuotedText {
                text: Arc::clone(text),
                paragraphs: before.paragraphs(source, text),
                quotes,
            };
            out.texts.insert(source.id.clone(), text);
        }
        out
    }

    fn note(&mut self, claim: &ClaimId, anchor: usize, check: &AnchorCheck) {
        let checks = self.checks.get_mut(claim);
        if let Some(place) = checks.and_then(|checks| checks.get_mut(anchor)) {
            *place = check.clone();
        }
    }

    fn paragraphs(&self, source: &Source, text: &Arc<str>) -> Arc<Paragraphs> {
        match self.text(&source.id) {
            Some(known) if Arc::ptr_eq(&known.text, text) => Arc::clone(&known.paragraphs),
            _ => Arc::new(Paragraphs::of(text)),
        }
    }
}

/// What quotations are looked for in: where one of these is another, they are
/// looked for again.
#[derive(Clone)]
pub(in crate::session) struct QuotesOf {
    claims: u64,
    document: u64,
    sources: Table<Source>,
    texts: Texts,
}

impl QuotesOf {
    fn is_copy_of(&self, other: &Self) -> bool {
        self.claims == other.claims
            && self.document == other.document
            && self.sources.is_copy_of(&other.sources)
            && self.texts.is_copy_of(&other.texts)
    }
}

/// What is known of the quotations, and of which state of the scene.
#[derive(Default)]
pub(in crate::session) struct KeptQuotes {
    quotes: Arc<Quotes>,
    of: Option<QuotesOf>,
    /// Which search counts: later ones have higher numbers.
    search: u64,
    revision: u64,
}

impl Session {
    /// Where every quotation stands; of a long text as it was a moment ago.
    pub fn quotes(&self) -> &Arc<Quotes> {
        &self.quotes.quotes
    }

    /// Changes whenever [`Session::quotes`] does.
    pub fn quotes_revision(&self) -> u64 {
        self.quotes.revision
    }

    /// Looks for the quotations again where anything changed that they depend on.
    pub(in crate::session) fn refresh_quotes(&mut self) {
        if self.gesture.is_some() {
            return;
        }
        let scene = &self.document.scene;
        let of = QuotesOf {
            claims: self.revisions.claims,
            document: self.revisions.document,
            sources: scene.sources.clone(),
            texts: self.document.texts().clone(),
        };
        let known = self.quotes.of.as_ref();
        if known.is_some_and(|known| known.is_copy_of(&of)) {
            return;
        }
        self.quotes.of = Some(of);
        self.quotes.search += 1;
        let search = self.quotes.search;
        let texts = self.document.texts().clone();
        let held = scene.sources.iter().filter_map(|it| texts.text_of(it));
        let bytes: usize = held.map(|text| text.len()).sum();
        let is_long = bytes > SHORT_TEXTS || scene.claims.len() > FEW_ANCHORS;
        let before = Arc::clone(&self.quotes.quotes);
        if is_long {
            let scene = Arc::clone(scene);
            self.tasks.quote(move || Done::Quoted {
                search,
                quotes: Arc::new(Quotes::of(&scene, &texts, &before)),
            });
        } else {
            let quotes = Quotes::of(scene, &texts, &before);
            self.take_quotes(search, Arc::new(quotes));
        }
    }

    pub(in crate::session) fn take_quotes(&mut self, search: u64, quotes: Arc<Quotes>) {
        if search == self.quotes.search {
            self.quotes.quotes = quotes;
            self.quotes.revision += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::edit::Edit;
    use crate::file::settings::Settings;
    use crate::file::store::Store;
    use crate::model::fixtures::{anchor, claim, claim_id, scene, source_id};
    use crate::session::Command;

    fn session(text: &str) -> Session {
        let mut scene = scene(&["A", "B"]);
        let sum = "ab".repeat(32);
        let mut source = scene.sources.get(&source_id("s")).expect("it").clone();
        source.sha256 = Some(sum.clone());
        scene.sources.replace(source);
        for (id, words) in [("c1", "the sea"), ("c2", "the land")] {
            claim(&mut scene, id, "C3", &[]);
            let mut claim = scene.claims.get(&claim_id(id)).expect(id).clone();
            claim.anchors = vec![anchor(words)];
            scene.claims.replace(claim);
        }
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
        let held = TextState::Held(text.into());
        session.take_texts(Texts::of([(sum, held)]));
        session
    }

    #[test]
    fn quotations_are_found_in_the_text_that_is_held() {
        let mut session = session("At last the sea.");
        session.refresh();
        let quotes = Arc::clone(session.quotes());
        let check = |id: &str| quotes.check(&claim_id(id), 0).cloned();
        let found = AnchorCheck::Found { start: 8, end: 15 };
        assert_eq!(check("c1"), Some(found));
        assert_eq!(check("c2"), Some(AnchorCheck::Orphaned));
        let text = quotes.text(&source_id("s")).expect("held");
        assert_eq!(text.quotes.len(), 2);
        let before = session.quotes_revision();
        session.refresh();
        assert_eq!(session.quotes_revision(), before, "nothing changed");
        session.take_texts(Texts::default());
        session.refresh();
        let check = session.quotes().check(&claim_id("c1"), 0);
        assert_eq!(check, Some(&AnchorCheck::NotHeld));
    }

    #[test]
    fn a_long_text_is_searched_in_the_background() {
        let mut session = session(&"It rains. ".repeat(9_000));
        session.refresh();
        assert!(session.is_busy());
        while session.is_busy() {
            std::thread::sleep(Duration::from_millis(1));
            session.tick(Duration::ZERO);
        }
        let check = session.quotes().check(&claim_id("c1"), 0);
        assert_eq!(check, Some(&AnchorCheck::Orphaned));
    }
}
