//! Coverage: which dyads have evidence of which kind, how good, how old and from
//! whose mouth, and which have none.
//!
//! Rows are dyads, columns are kinds of claim. A claim of several kinds stands in
//! the column of each, a claim on several dyads in the row of each: the cells of a
//! row add up to no less than its claims. Claims that are deprecated do not count,
//! and neither do those that were not there yet on the day that is looked back
//! from; both are listed apart. An empty cell is a finding.
//!
//! Takes time in proportion to the bearings of the scene and, where every dyad
//! has a row, to the dyads.

mod row;
mod whole;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::as_of::{AsOf, reported};
use super::estimate::{Estimate, Gap, Verdict};
use super::origins::Origins;
use super::staleness::{as_of_day, days_between, is_stale_age};
use crate::model::{ActorId, Claim, ClaimIndex, Dyad, Grade, KindId, Scene, Stance, TieId};

pub use whole::{EmptyDyads, Whole};

/// Up to this many dyads each has a row of its own; of more, those that have a
/// tie, since nobody settles a million by hand.
pub const EVERY_DYAD: usize = 2_016;

/// What a column is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CoverageColumn {
    /// Claims of this kind.
    Kind(KindId),
    /// Claims of no kind.
    NoKind,
}

/// Some claims of one dyad, taken together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Their positions in [`Scene::claims`], in file order, each once.
    pub claims: Vec<usize>,
    /// How many of them support a tie of the dyad.
    pub supports: usize,
    /// How many strain one. A claim with bearings of both sorts is in both counts.
    pub strains: usize,
    /// How many are neutral towards one.
    pub neutral: usize,
    /// The best grade that has a basis on both axes: of the largest product, then
    /// of the more reliable source. `None` where there is no such grade.
    pub best: Option<Grade>,
    /// The day of the latest report; `None` where none is dated.
    pub newest: Option<Date>,
    /// How many days ago that was. `None` where there is no report with a day, or
    /// no day to look back from.
    pub age_days: Option<u32>,
    /// Whether that is longer ago than the scene allows.
    pub is_stale: bool,
}

impl Tally {
    /// The best grade, or `no basis`; an en dash where there are no claims.
    pub fn best_in_words(&self) -> String {
        match self.best {
            _ if self.claims.is_empty() => "\u{2013}".to_owned(),
            None => "no basis".to_owned(),
            Some(grade) => grade.to_string(),
        }
    }
}

/// The claims of one dyad and one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageCell {
    /// Which of [`Coverage::columns`].
    pub column: usize,
    /// The claims; at least one.
    pub tally: Tally,
}

/// A tie of a dyad and what its claims come to.
#[derive(Clone, Debug, PartialEq)]
pub struct CoveredTie {
    /// The tie.
    pub tie: TieId,
    /// What its claims come to.
    pub verdict: Verdict,
    /// How far its judged weight lies from that, where it lies too far.
    pub gap: Option<Gap>,
}

/// An actor that is heard, and in how many claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The actor: what the asserter of a claim is affiliated with.
    pub actor: ActorId,
    /// How many claims are said in its name.
    pub claims: usize,
}

/// One dyad.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageRow {
    /// The dyad.
    pub dyad: Dyad,
    /// Both actors as people name the pair: in the order of the first tie, else
    /// in that of the actors.
    pub ends: [ActorId; 2],
    /// Its ties in the order of the scene. None: nobody has looked yet.
    pub ties: Vec<CoveredTie>,
    /// The cells that hold claims, in the order of the columns.
    pub cells: Vec<CoverageCell>,
    /// All claims of the dyad that count.
    pub all: Tally,
    /// Who is heard on it: first its own actors, then others, in the scene's order.
    pub heard: Vec<Voice>,
    /// Those of its own two actors that are not, in the order of `ends`.
    pub not_heard: Vec<ActorId>,
    /// How many of the claims nobody is named for.
    pub unattributed: usize,
    /// How many independent origins the claims have.
    pub origins: usize,
    /// Claims that would count were they not deprecated, by position.
    pub deprecated: Vec<usize>,
    /// Claims that do not count by the day that is looked back from, by position.
    pub not_yet: Vec<usize>,
}

impl CoverageRow {
    /// The cell in this column; `None` where no claim stands there.
    pub fn cell(&self, column: usize) -> Option<&Tally> {
        let at = self.cells.binary_search_by_key(&column, |it| it.column);
        Some(&self.cells.get(at.ok()?)?.tally)
    }

    /// Whether nothing counts on this dyad.
    pub fn is_empty(&self) -> bool {
        self.all.claims.is_empty()
    }
}

/// What is covered by claims and what is not. Belongs to the scene, the estimates
/// and the day that it was made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The kinds in the scene's order; last, where there are such claims, no kind.
    pub columns: Vec<CoverageColumn>,
    /// First the dyads with ties, in the order of their first tie, then the others
    /// in the order of [`Scene::dyads`]; of more than [`EVERY_DYAD`], none of them.
    pub rows: Vec<CoverageRow>,
    /// How many dyads without a tie have no row here.
    pub left_out: usize,
    /// The evidence as a whole.
    pub whole: Whole,
}

/// What the claims of this scene cover.
///
/// The index is the one of the scene, the estimates are those of its ties in
/// order. Without a day to look back from, all claims count that are not
/// deprecated, and ages count back from the scene's own as-of date.
pub fn coverage(
    scene: &Scene,
    index: &ClaimIndex,
    estimates: &[Estimate],
    as_of: Option<AsOf>,
) -> Coverage {
    let maker = Maker::new(scene, as_of);
    let mut rows = tied_rows(scene, estimates);
    let tied: HashSet<Dyad> = rows.iter().map(|row| row.dyad.clone()).collect();
    let actors = scene.actors.len();
    let dyads = actors * actors.saturating_sub(1) / 2;
    let untied = dyads.saturating_sub(tied.len());
    let has_every_dyad = dyads <= EVERY_DYAD;
    if has_every_dyad {
        rows.extend(untied_rows(scene, &tied));
    }
    for row in &mut rows {
        maker.fill(row, index);
    }
    let has_no_kind = rows.iter().any(|row| {
        let last = row.cells.last();
        last.is_some_and(|cell| cell.column == scene.kinds.len())
    });
    let kinds = scene
        .kinds
        .iter()
        .map(|kind| CoverageColumn::Kind(kind.id.clone()));
    let columns = kinds
        .chain(has_no_kind.then_some(CoverageColumn::NoKind))
        .collect();
    let whole = whole::whole(&maker, &rows, dyads);
    Coverage {
        columns,
        rows,
        left_out: if has_every_dyad { 0 } else { untied },
        whole,
    }
}

/// Rows of the dyads that have ties, with the ties in them. Ties of an actor with
/// itself or with one that is not there make no dyad.
fn tied_rows(scene: &Scene, estimates: &[Estimate]) -> Vec<CoverageRow> {
    let mut places: HashMap<Dyad, usize> = HashMap::new();
    let mut rows: Vec<CoverageRow> = Vec::new();
    for (at, tie) in scene.ties.iter().enumerate() {
        let has_ends = scene.actors.contains(&tie.from) && scene.actors.contains(&tie.to);
        if !has_ends || tie.from == tie.to {
            continue;
        }
        let place = *places.entry(tie.dyad()).or_insert_with(|| {
            rows.push(bare_row([tie.from.clone(), tie.to.clone()]));
            rows.len() - 1
        });
        let verdict = estimates.get(at).map_or(Verdict::NoBasis, |it| it.verdict);
        if let Some(row) = rows.get_mut(place) {
            row.ties.push(CoveredTie {
                tie: tie.id.clone(),
                verdict,
                gap: super::estimate::gap_to(scene, tie, verdict),
            });
        }
    }
    rows
}

/// Rows of the other dyads.
fn untied_rows(scene: &Scene, tied: &HashSet<Dyad>) -> Vec<CoverageRow> {
    let mut rows = Vec::new();
    for (at, one) in scene.actors.iter().enumerate() {
        for other in scene.actors.iter().skip(at + 1) {
            let row = bare_row([one.id.clone(), other.id.clone()]);
            if !tied.contains(&row.dyad) {
                rows.push(row);
            }
        }
    }
    rows
}

/// A dyad without ties and claims.
fn bare_row(ends: [ActorId; 2]) -> CoverageRow {
    let [one, other] = ends.clone();
    CoverageRow {
        dyad: Dyad::new(one, other),
        ends,
        ties: Vec::new(),
        cells: Vec::new(),
        all: Tally::default(),
        heard: Vec::new(),
        not_heard: Vec::new(),
        unattributed: 0,
        origins: 0,
        deprecated: Vec::new(),
        not_yet: Vec::new(),
    }
}

/// Whether a claim counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Counts,
    Deprecated,
    NotYet,
}

/// What is needed to fill rows of one scene.
struct Maker<'a> {
    scene: &'a Scene,
    as_of: Option<AsOf>,
    /// The day that ages count back from.
    day: Option<Date>,
    origins: Origins,
}

impl<'a> Maker<'a> {
    fn new(scene: &'a Scene, as_of: Option<AsOf>) -> Self {
        Self {
            scene,
            as_of,
            day: as_of.map_or_else(|| as_of_day(scene), |as_of| Some(as_of.day)),
            origins: Origins::of(scene),
        }
    }

    fn standing(&self, claim: &Claim) -> Standing {
        let is_there = |as_of: AsOf| as_of.counts(claim, self.scene);
        if !self.as_of.is_none_or(is_there) {
            Standing::NotYet
        } else if claim.is_deprecated() {
            Standing::Deprecated
        } else {
            Standing::Counts
        }
    }

    /// Adds a claim that takes these stances.
    fn add(&self, tally: &mut Tally, position: usize, claim: &Claim, stances: &[Stance]) {
        tally.claims.push(position);
        for stance in stances {
            match stance {
                Stance::Supports => tally.supports += 1,
                Stance::Strains => tally.strains += 1,
                Stance::Neutral => tally.neutral += 1,
            }
        }
        tally.best = better(tally.best, claim.grade);
        tally.newest = tally.newest.max(reported(claim, self.scene));
        tally.age_days = tally
            .newest
            .zip(self.day)
            .map(|(newest, day)| days_between(newest, day));
        tally.is_stale = tally
            .age_days
            .is_some_and(|age| is_stale_age(age, self.scene));
    }
}

/// The better of two grades; one without a basis is never the better one.
fn better(best: Option<Grade>, grade: Grade) -> Option<Grade> {
    // Factors are products of fifths: in 25ths they compare without rounding.
    let worth = |grade: Grade| {
        let product = (grade.factor()? * 25.0).round() as u32;
        Some((product, std::cmp::Reverse(grade.reliability)))
    };
    match (best, worth(grade)) {
        (best, None) => best,
        (Some(best), new) if worth(best) >= new => Some(best),
        (_, Some(_)) => Some(grade),
    }
}

#[cfg(test)]
mod tests;
