//! The quotations of a text as marks, and those that have no one place.

use std::collections::HashMap;

use crate::evidence::AnchorCheck;
use crate::model::{Claim, ClaimId, SourceId, Stance, Subject};
use crate::session::{QuotedText, Session, subject_of};

/// A quotation that stands at one place of the text.
pub(super) struct Mark {
    /// Where it begins, in code points.
    pub(super) start: u64,
    /// Where it ends, exclusive.
    pub(super) end: u64,
    /// The claim; `None` for one that is being written.
    pub(super) claim: Option<ClaimId>,
    pub(super) stance: Stance,
    /// What stands beside it: `c17 moved`.
    pub(super) words: String,
}

/// A quotation that is not found as it stands.
pub(super) struct Lost {
    pub(super) claim: ClaimId,
    pub(super) anchor: usize,
    pub(super) exact: String,
    pub(super) check: AnchorCheck,
}

/// What is quoted from one text.
#[derive(Default)]
pub(super) struct Marks {
    /// What they were made of: the source, quotations, claims and selection.
    key: Option<(SourceId, [u64; 2], Option<Subject>)>,
    /// In the order of the text.
    pub(super) marks: Vec<Mark>,
    pub(super) lost: Vec<Lost>,
    /// How many quotations there are.
    pub(super) count: usize,
    by_piece: HashMap<usize, Vec<usize>>,
}

impl Marks {
    /// Makes them again where anything changed.
    pub(super) fn refresh(&mut self, session: &Session, source: &SourceId, text: &QuotedText) {
        let focus = session.selection().focus().cloned();
        let revisions = [
            session.quotes_revision(),
            session.derived().claims_revision(),
        ];
        let key = (source.clone(), revisions, focus);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let about = key.2.clone();
        *self = Self {
            key: Some(key),
            count: text.quotes.len(),
            ..Self::default()
        };
        for quote in &text.quotes {
            let scene = &session.document().scene;
            let Some(claim) = scene.claims.get(&quote.claim) else {
                continue;
            };
            if let Some((start, end)) = quote.check.place() {
                self.marks.push(Mark {
                    start,
                    end,
                    claim: Some(claim.id.clone()),
                    stance: stance(claim, about.as_ref()),
                    words: match state(&quote.check) {
                        Some(state) => format!("{} {state}", claim.id),
                        None => claim.id.to_string(),
                    },
                });
            }
            let is_there = matches!(
                quote.check,
                AnchorCheck::Found { .. } | AnchorCheck::Moved { .. }
            );
            if !is_there && let Some(anchor) = claim.anchors.get(quote.anchor) {
                self.lost.push(Lost {
                    claim: claim.id.clone(),
                    anchor: quote.anchor,
                    exact: anchor.exact.clone(),
                    check: quote.check.clone(),
                });
            }
        }
        self.marks.sort_by_key(|mark| (mark.start, mark.end));
        for (at, mark) in self.marks.iter().enumerate() {
            let pieces = &text.paragraphs;
            let last = pieces.piece_at(mark.end.saturating_sub(1).max(mark.start));
            for piece in pieces.piece_at(mark.start)..=last {
                self.by_piece.entry(piece).or_default().push(at);
            }
        }
    }

    /// The marks that are seen in a piece, in the order of the text.
    pub(super) fn in_piece(&self, piece: usize) -> impl Iterator<Item = &Mark> {
        let places = self.by_piece.get(&piece);
        places
            .into_iter()
            .flatten()
            .filter_map(|at| self.marks.get(*at))
    }

    /// How many quotations stand in the text, as they are or elsewhere than said.
    pub(super) fn found(&self) -> usize {
        self.count.saturating_sub(self.lost.len())
    }
}

/// What is to be said beside a mark; nothing where all is well.
fn state(check: &AnchorCheck) -> Option<&'static str> {
    match check {
        AnchorCheck::Moved { .. } => Some("moved"),
        AnchorCheck::Normalised { .. } => Some("but for marks"),
        AnchorCheck::Nearly { .. } => Some("nearly"),
        AnchorCheck::NotHeld
        | AnchorCheck::Altered
        | AnchorCheck::Found { .. }
        | AnchorCheck::Ambiguous { .. }
        | AnchorCheck::Orphaned => None,
    }
}

/// What a claim says about what is selected, or else first.
fn stance(claim: &Claim, about: Option<&Subject>) -> Stance {
    let is_about = |on: &&crate::model::Bearing| Some(&subject_of(&on.on)) == about;
    let bearing = claim.bearings.iter().find(is_about);
    let bearing = bearing.or_else(|| claim.bearings.first());
    bearing.map_or(Stance::Neutral, |bearing| bearing.stance)
}
