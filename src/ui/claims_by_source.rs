//! How many claims stand in each source. Counting takes a look at all claims, too
//! much for every row of every frame.

use std::collections::HashMap;

use crate::model::SourceId;
use crate::session::Session;

/// The counts, kept until claims change.
#[derive(Default)]
pub(super) struct ClaimsBySource {
    /// The claims that were counted, by their revision.
    of: Option<u64>,
    claims: HashMap<SourceId, usize>,
}

impl ClaimsBySource {
    /// Counts again where claims changed.
    pub(super) fn refresh(&mut self, session: &Session) {
        let revision = session.derived().claims_revision();
        if self.of == Some(revision) {
            return;
        }
        self.of = Some(revision);
        self.claims.clear();
        for claim in session.document().scene.claims.iter() {
            for (at, anchor) in claim.anchors.iter().enumerate() {
                let mut before = claim.anchors.iter().take(at);
                // A claim with two quotations from one source is one claim.
                if before.all(|it| it.source != anchor.source) {
                    *self.claims.entry(anchor.source.clone()).or_default() += 1;
                }
            }
        }
    }

    /// How many claims stand in this source.
    pub(super) fn count(&self, source: &SourceId) -> usize {
        self.claims.get(source).copied().unwrap_or(0)
    }
}
