//! The evidence desk: the texts of sources, and the claims that rest on them.

mod quotes;

use crate::evidence::anchor_for;
use crate::model::{Anchor, Claim, ClaimId, SourceId, Subject};

use super::draft::{ClaimForm, Form, FormCommand};
use super::{Level, Session};

pub(super) use quotes::KeptQuotes;
pub use quotes::{Quote, QuotedText, Quotes};

/// A part of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskTab {
    /// The text of a source, with what is quoted from it.
    Text,
    /// All claims, as a table.
    Claims,
    /// Which ties rest on which evidence.
    Coverage,
    /// What is thin, missing or likely to mislead.
    Problems,
}

/// A stretch of a text, in Unicode code points from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Where it begins.
    pub start: u64,
    /// Where it ends, exclusive.
    pub end: u64,
}

/// What the text is to be scrolled to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revealed {
    /// Where a quotation of a claim stands.
    Anchor {
        /// The claim.
        claim: ClaimId,
        /// Which of its quotations, from 0.
        anchor: usize,
    },
    /// This stretch.
    Passage(Passage),
}

/// The desk while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// The part that is seen.
    pub tab: DeskTab,
    /// The source whose text is seen; `None` where the scene has none.
    pub source: Option<SourceId>,
    /// What is selected of that text.
    pub selected: Option<Passage>,
    /// What the text was to be scrolled to last.
    pub revealed: Option<Revealed>,
    /// Rises whenever the text is to be scrolled.
    pub reveals: u64,
    /// The claim that the text followed last.
    followed: Option<ClaimId>,
}

impl Desk {
    fn reveal(&mut self, what: Revealed) {
        self.revealed = Some(what);
        self.reveals += 1;
    }

    /// Shows another text.
    fn turn_to(&mut self, source: SourceId) {
        if self.source.as_ref() != Some(&source) {
            self.source = Some(source);
            self.selected = None;
        }
    }
}

impl Session {
    /// The evidence desk, while it is open.
    pub fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    /// Opens the desk at a part; its text is that of the selected claim, or else the
    /// one that was read last.
    pub(super) fn open_desk(&mut self, tab: DeskTab) {
        let desk = self.desk.take().or_else(|| self.desk_before.take());
        let mut desk = desk.unwrap_or(Desk {
            tab,
            source: None,
            selected: None,
            revealed: None,
            reveals: 0,
            followed: None,
        });
        desk.tab = tab;
        self.desk = Some(desk);
        self.dialog = None;
        self.inline = None;
    }

    /// Goes back to the map; the desk is found again as it was.
    pub(super) fn close_desk(&mut self) {
        if let Some(desk) = self.desk.take() {
            self.desk_before = Some(desk);
        }
    }

    /// Shows the text of a source.
    pub(super) fn show_source(&mut self, source: SourceId) {
        if !self.document.scene.sources.contains(&source) {
            return;
        }
        self.open_desk(DeskTab::Text);
        if let Some(desk) = &mut self.desk {
            desk.turn_to(source);
        }
    }

    /// Selects a claim and shows where one of its quotations stands.
    pub(super) fn show_anchor(&mut self, claim: &ClaimId, anchor: usize) {
        self.selection
            .select(Subject::Claim(claim.clone()), &self.document.scene);
        let Some(source) = self.document.scene.claims.get(claim).and_then(|claim| {
            let anchor = claim.anchors.get(anchor)?;
            Some(anchor.source.clone())
        }) else {
            return;
        };
        self.show_source(source);
        if let Some(desk) = &mut self.desk {
            desk.followed = Some(claim.clone());
            desk.reveal(Revealed::Anchor {
                claim: claim.clone(),
                anchor,
            });
        }
    }

    /// Selects a stretch of the text of a source and shows it.
    pub(super) fn show_passage(&mut self, source: SourceId, passage: Passage) {
        self.show_source(source);
        if let Some(desk) = &mut self.desk {
            desk.selected = Some(passage);
            desk.reveal(Revealed::Passage(passage));
        }
    }

    /// Selects a stretch of the text that is seen, or nothing of it.
    pub(super) fn select_text(&mut self, passage: Option<Passage>) {
        if let Some(desk) = &mut self.desk {
            desk.selected = passage;
        }
    }

    /// Opens the form of a claim that is quoted from the selected words: the form
    /// that is open, or else one on what is selected.
    pub(super) fn claim_from_selection(&mut self) {
        let Some(anchor) = self.selected_words() else {
            let words = "Select words of the text first: the claim is quoted from them.";
            self.notify(Level::Info, words);
            return;
        };
        if self.drafts.open_claim().is_none() {
            let on = self.selection.focus().cloned();
            let form = ClaimForm::New(on);
            let is_kept = self.drafts.claim(&form).is_some();
            self.form(FormCommand::Open(Form::Claim(form)));
            if is_kept {
                let words = "The draft that was kept goes on, with these words as a quotation.";
                self.notify(Level::Info, words);
            }
        }
        self.drafts.quote(&anchor);
        self.select_text(None);
    }

    /// Shows the next place of the selected words: in this text, in those of the other
    /// sources, then from the beginning of this one.
    pub(super) fn find_elsewhere(&mut self) {
        if let Some((source, passage)) = self.next_place() {
            self.show_passage(source, passage);
        } else {
            let words = "These words stand nowhere else in the texts that are held.";
            self.notify(Level::Info, words);
        }
    }

    fn next_place(&self) -> Option<(SourceId, Passage)> {
        let desk = self.desk.as_ref()?;
        let (passage, here) = (desk.selected?, desk.source.as_ref()?);
        let quotes = self.quotes();
        let text = quotes.text(here)?;
        let words = text
            .paragraphs
            .words(&text.text, passage.start, passage.end);
        if words.trim().is_empty() {
            return None;
        }
        let count = words.chars().count() as u64;
        let found = |source: &SourceId, from: usize, to: Option<usize>| {
            let held = quotes.text(source)?;
            let to = to.unwrap_or(held.text.len());
            let at = from + held.text.get(from..to)?.find(words)?;
            let start = held.paragraphs.point_at(&held.text, at);
            let end = start + count;
            Some((source.clone(), Passage { start, end }))
        };
        let byte = |point| text.paragraphs.byte_at(&text.text, point);
        let sources = &self.document.scene.sources;
        let at = sources.position(here).unwrap_or(0);
        let others = sources.iter().skip(at + 1).chain(sources.iter().take(at));
        found(here, byte(passage.end), None)
            .or_else(|| others.map(|it| &it.id).find_map(|id| found(id, 0, None)))
            .or_else(|| found(here, 0, Some(byte(passage.start))))
    }

    /// What is selected of the text, as a quotation of its source.
    fn selected_words(&self) -> Option<Anchor> {
        let desk = self.desk.as_ref()?;
        let passage = desk.selected?;
        let source = desk.source.as_ref()?;
        let text = self.quotes().text(source)?;
        let quotation = anchor_for(&text.text, passage.start, passage.end)?;
        Some(quotation.into_anchor(source.clone()))
    }

    /// Keeps the desk to what the scene has, and shows where the claim stands that
    /// was selected since.
    pub(super) fn follow_at_desk(&mut self) {
        let Some(desk) = &mut self.desk else {
            return;
        };
        let scene = &self.document.scene;
        let is_gone = |source: &SourceId| !scene.sources.contains(source);
        if desk.source.as_ref().is_none_or(is_gone) {
            desk.source = scene.sources.at(0).map(|source| source.id.clone());
            desk.selected = None;
        }
        let selected = self.selection.claim();
        if selected == desk.followed.as_ref() {
            return;
        }
        desk.followed = selected.cloned();
        let Some(claim) = selected.and_then(|id| scene.claims.get(id)) else {
            return;
        };
        if let Some(anchor) = anchor_in(claim, desk.source.as_ref())
            && let Some(source) = claim.anchors.get(anchor).map(|it| it.source.clone())
        {
            desk.turn_to(source);
            desk.reveal(Revealed::Anchor {
                claim: claim.id.clone(),
                anchor,
            });
        }
    }
}

/// The first quotation of a claim from this source, or else its first one.
fn anchor_in(claim: &Claim, source: Option<&SourceId>) -> Option<usize> {
    let here = |anchor: &Anchor| Some(&anchor.source) == source;
    let first = claim.anchors.iter().position(here);
    first.or_else(|| (!claim.anchors.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::edit::Edit;
    use crate::file::settings::Settings;
    use crate::file::store::Store;
    use crate::model::fixtures::{anchor, claim_id, scene, source, source_id};
    use crate::model::{Reliability, fixtures};
    use crate::session::Command;

    /// Two sources; `c1` is quoted from the second.
    fn session() -> Session {
        let mut scene = scene(&["A", "B"]);
        source(&mut scene, "other", Reliability::B);
        fixtures::claim(&mut scene, "c1", "C3", &[]);
        let mut claim = scene.claims.get(&claim_id("c1")).expect("it").clone();
        claim.anchors = vec![Anchor {
            source: source_id("other"),
            ..anchor("words")
        }];
        scene.claims.replace(claim);
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
        session
    }

    fn source_shown(session: &Session) -> Option<&str> {
        session.desk()?.source.as_ref().map(SourceId::as_str)
    }

    #[test]
    fn the_text_is_the_one_that_the_selected_claim_stands_in() {
        let mut session = session();
        session.execute(Command::OpenDesk(DeskTab::Text));
        assert_eq!(source_shown(&session), Some("s"));
        session.execute(Command::SelectClaim(claim_id("c1")));
        assert_eq!(source_shown(&session), Some("other"));
        let desk = session.desk().expect("open").clone();
        assert_eq!(
            desk.revealed,
            Some(Revealed::Anchor {
                claim: claim_id("c1"),
                anchor: 0
            })
        );
        session.execute(Command::ClearSelection);
        assert_eq!(source_shown(&session), Some("other"), "it stays");
        session.execute(Command::CloseDesk);
        assert_eq!(session.desk(), None);
        session.execute(Command::OpenDesk(DeskTab::Text));
        assert_eq!(source_shown(&session), Some("other"), "found as it was");
    }

    #[test]
    fn a_source_that_is_deleted_is_seen_no_more() {
        let mut session = session();
        session.execute(Command::ShowSource(source_id("other")));
        session.execute(Command::SelectText(Some(Passage { start: 1, end: 3 })));
        session.execute(Command::Edit(Edit::delete_source(source_id("other"))));
        assert_eq!(source_shown(&session), Some("s"));
        assert_eq!(session.desk().expect("open").selected, None);
        session.execute(Command::ShowSource(source_id("other")));
        assert_eq!(source_shown(&session), Some("s"), "it is not there");
    }
}
