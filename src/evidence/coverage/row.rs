//! Filling the row of one dyad.

use std::collections::BTreeMap;

use super::{CoverageCell, CoverageRow, Maker, Standing, Tally, Voice};
use crate::model::{ActorId, Asserter, Claim, ClaimIndex, Stance};

impl Maker<'_> {
    /// Fills in everything that follows from the claims on the row's ties.
    pub(super) fn fill(&self, row: &mut CoverageRow, index: &ClaimIndex) {
        let mut positions: Vec<usize> = row
            .ties
            .iter()
            .flat_map(|tie| index.on_tie(&tie.tie))
            .copied()
            .collect();
        positions.sort_unstable();
        positions.dedup();
        let mut cells: BTreeMap<usize, Tally> = BTreeMap::new();
        let mut counting = Vec::new();
        for position in positions {
            let Some(claim) = self.scene.claims.at(position) else {
                continue;
            };
            match self.standing(claim) {
                Standing::Deprecated => row.deprecated.push(position),
                Standing::NotYet => row.not_yet.push(position),
                Standing::Counts => {
                    let stances = stances(claim, row);
                    self.add(&mut row.all, position, claim, &stances);
                    for column in self.columns_of(claim) {
                        let tally = cells.entry(column).or_default();
                        self.add(tally, position, claim, &stances);
                    }
                    counting.push(claim);
                }
            }
        }
        row.cells = cells
            .into_iter()
            .map(|(column, tally)| CoverageCell { column, tally })
            .collect();
        row.origins = self.origins.of_claims(counting.iter().copied()).len();
        self.voices(row, &counting);
    }

    /// The columns that a claim stands in, in rising order, each once. A kind that
    /// the scene does not have is none.
    fn columns_of(&self, claim: &Claim) -> Vec<usize> {
        let kinds = claim.kinds.iter();
        let mut columns: Vec<usize> = kinds
            .filter_map(|kind| self.scene.kinds.position(kind))
            .collect();
        columns.sort_unstable();
        columns.dedup();
        if columns.is_empty() {
            columns.push(self.scene.kinds.len());
        }
        columns
    }

    /// Who is heard in these claims, and who of the dyad is not.
    fn voices(&self, row: &mut CoverageRow, claims: &[&Claim]) {
        for claim in claims {
            match &claim.asserter {
                Asserter::Unattributed { .. } => row.unattributed += 1,
                Asserter::Named { affiliation, .. } => {
                    let Some(actor) = affiliation else { continue };
                    match row.heard.iter_mut().find(|voice| voice.actor == *actor) {
                        Some(voice) => voice.claims += 1,
                        None => row.heard.push(Voice {
                            actor: actor.clone(),
                            claims: 1,
                        }),
                    }
                }
            }
        }
        let ends = &row.ends;
        row.heard.sort_by_key(|voice| {
            let end = ends.iter().position(|end| *end == voice.actor);
            let place = self.scene.actors.position(&voice.actor);
            (end.unwrap_or(ends.len()), place)
        });
        let is_heard = |end: &ActorId| row.heard.iter().any(|voice| voice.actor == *end);
        row.not_heard = ends.iter().filter(|end| !is_heard(end)).cloned().collect();
    }
}

/// The stances that a claim takes on the ties of this row, each once.
fn stances(claim: &Claim, row: &CoverageRow) -> Vec<Stance> {
    let mut stances: Vec<Stance> = row
        .ties
        .iter()
        .flat_map(|tie| claim.bearings_on(&tie.tie))
        .map(|bearing| bearing.stance)
        .collect();
    stances.sort_unstable();
    stances.dedup();
    stances
}
