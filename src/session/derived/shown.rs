//! Which claims pass the filter.

use std::collections::VecDeque;

use crate::model::Filter;
use crate::session::Session;
use crate::text::Query;

use super::Kept;

/// Which claims pass the filter, by their place in the scene, and a number that
/// rises whenever that changes. What is left out for what it is is told apart
/// from what the search leaves out, so that a keystroke looks at no claim.
#[derive(Default)]
pub(in crate::session) struct Shown {
    passing: Kept<(u64, Filter), Vec<bool>>,
    found: Kept<([u64; 2], String), Vec<bool>>,
    earlier: Earlier,
    mask: Vec<bool>,
    /// The mask before, for its memory.
    spare: Vec<bool>,
    count: usize,
    revision: u64,
}

/// So many searches are kept: a line of letters that are taken back.
const SEARCHES_KEPT: usize = 32;

/// What was found before, so that a letter that is taken back costs nothing.
#[derive(Default)]
struct Earlier {
    /// The claims and the texts of which it was found.
    of: [u64; 2],
    /// The last one at the end.
    found: VecDeque<(String, Vec<bool>)>,
}

impl Earlier {
    /// Forgets what was found in other texts.
    fn hold_for(&mut self, of: [u64; 2]) {
        if self.of != of {
            self.of = of;
            self.found.clear();
        }
    }

    fn get(&self, search: &str) -> Option<&Vec<bool>> {
        let known = self.found.iter().find(|(known, _)| known == search);
        known.map(|(_, found)| found)
    }

    fn keep(&mut self, search: &str, found: &[bool]) {
        if self.found.len() >= SEARCHES_KEPT {
            self.found.pop_front();
        }
        self.found.push_back((search.to_owned(), found.to_vec()));
    }
}

impl Shown {
    /// Whether the claim at this place passes.
    pub(in crate::session) fn has(&self, at: usize) -> bool {
        self.mask.get(at).copied().unwrap_or(false)
    }

    /// How many pass.
    pub(in crate::session) fn count(&self) -> usize {
        self.count
    }

    /// Rises whenever others pass.
    pub(in crate::session) fn revision(&self) -> u64 {
        self.revision
    }

    /// Brings the mask up to date with the session.
    pub(super) fn refresh(&mut self, session: &Session) {
        let (scene, filter) = (&session.document.scene, &session.filter);
        let claims = session.revisions.claims;
        let key = (claims, filter.of_claims());
        let is_other_passing = self.passing.refresh(key, || {
            if filter.chooses_claims() {
                scene.claims.iter().map(|it| filter.passes(it)).collect()
            } else {
                Vec::new()
            }
        });
        let search = filter.search().trim();
        let texts = [claims, session.claim_texts.revision()];
        self.earlier.hold_for(texts);
        let key = (texts, search.to_owned());
        let is_other_found = self.found.refresh_in_place(key, |found| {
            found.clear();
            if search.is_empty() {
                return;
            }
            if let Some(known) = self.earlier.get(search) {
                found.clone_from(known);
                return;
            }
            session.claim_texts.find(&Query::new(search), scene, found);
            self.earlier.keep(search, found);
        });
        if is_other_passing || is_other_found {
            self.put_together(scene.claims.len());
        }
    }

    /// Makes one mask of both.
    fn put_together(&mut self, len: usize) {
        let mut mask = std::mem::take(&mut self.spare);
        mask.clear();
        mask.resize(len, true);
        // A part that leaves nothing out is empty.
        for part in [&self.passing.value, &self.found.value] {
            for (all, one) in mask.iter_mut().zip(part) {
                *all &= *one;
            }
        }
        if mask == self.mask {
            self.spare = mask;
            return;
        }
        self.count = mask.iter().filter(|is_shown| **is_shown).count();
        self.spare = std::mem::replace(&mut self.mask, mask);
        self.revision += 1;
    }
}
