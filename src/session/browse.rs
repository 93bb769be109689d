//! Browsing: what the panel below the map shows. Actors and ties as tables, and
//! the numbers of the charts, all of them following filter and day.
//!
//! Only what is seen is kept up to date: a part that nobody looks at costs nothing.

mod actors;
mod charts;
mod find;
mod records;
mod ties;

use std::collections::HashMap;
use std::hash::Hash;

use crate::model::{ActorId, Filter, Subject, TieId};

use super::Session;
use super::command::PanelSide;

pub use actors::{ActorColumn, ActorFacts};
pub use charts::{JudgedPoint, KindRow, StrengthRow, Told};
pub use find::actor_called;
pub use records::{RecordColumn, RecordSort, RecordTable, SortKey};
pub use ties::{TieColumn, TieFacts};

use charts::Charts;
use records::Arrangement;

/// A part of the panel below the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BrowseTab {
    /// Claims by their dates.
    #[default]
    Time,
    /// Actors as a table.
    Actors,
    /// Ties as a table.
    Ties,
    /// Claims as a table.
    Claims,
    /// The strength of actors.
    Strength,
    /// Claims by kind.
    Kinds,
    /// Judged weights against what the claims say.
    Judged,
    /// The slides of the briefing.
    Slides,
}

impl BrowseTab {
    /// All, in the order of their buttons.
    pub const ALL: [Self; 8] = [
        Self::Time,
        Self::Actors,
        Self::Ties,
        Self::Claims,
        Self::Strength,
        Self::Kinds,
        Self::Judged,
        Self::Slides,
    ];

    /// Its name, as on a button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "In time",
            Self::Actors => "Actors",
            Self::Ties => "Ties",
            Self::Claims => "Claims",
            Self::Strength => "Strength",
            Self::Kinds => "Kinds",
            Self::Judged => "Judged and claims",
            Self::Slides => "Slides",
        }
    }

    /// What is spoken of its button: other things are called the same.
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Time => "Claims in time",
            Self::Actors => "Table of actors",
            Self::Ties => "Table of ties",
            Self::Claims => "Table of claims",
            Self::Strength => "Chart of strength",
            Self::Kinds => "Chart of kinds",
            Self::Judged => "Chart of judged weights and claims",
            Self::Slides => "Strip of slides",
        }
    }

    /// What it shows, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Time => "Claims by the dates of what they report",
            Self::Actors => "All actors as a table",
            Self::Ties => "All ties as a table",
            Self::Claims => "All claims as a table",
            Self::Strength => "How much the ties of each actor support and oppose it",
            Self::Kinds => "How many claims of each kind support, strain or do neither",
            Self::Judged => "Judged weights against what the claims say",
            Self::Slides => "The slides of the briefing, in their order",
        }
    }
}

/// Something that a person wants of the panel below the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrowseCommand {
    /// Turn to a part, and open the panel where it is closed.
    Show {
        /// The part.
        tab: BrowseTab,
        /// Whether the keyboard goes there too.
        is_entered: bool,
    },
    /// Sort the actors by a column; again for the other way round.
    SortActors(ActorColumn),
    /// Sort the ties by a column; again for the other way round.
    SortTies(TieColumn),
    /// Do not sort the actors: the order of the file.
    ActorsInFileOrder,
    /// Do not sort the ties: the order of the file.
    TiesInFileOrder,
    /// List only actors with these words in a cell.
    SearchActors(String),
    /// List only ties with these words in a cell.
    SearchTies(String),
}

/// What the panel below the map shows.
#[derive(Default)]
pub struct Browse {
    tab: BrowseTab,
    entered: u64,
    document: u64,
    actors: RecordTable<ActorColumn>,
    ties: RecordTable<TieColumn>,
    actor_facts: Facts<ActorFacts>,
    tie_facts: Facts<TieFacts>,
    charts: Charts,
}

/// What was counted for each record of the scene, in its order.
#[derive(Default)]
struct Facts<F> {
    key: Option<FactsKey>,
    of: Vec<F>,
    revision: u64,
}

/// What counts follow from: scene, claims shown, day, what of it the filter lets
/// pass.
#[derive(Clone, Debug, PartialEq)]
struct FactsKey {
    revisions: [u64; 5],
    filter: Filter,
}

impl<F> Facts<F> {
    fn refresh(&mut self, key: FactsKey, make: impl FnOnce() -> Vec<F>) {
        if self.key.as_ref() != Some(&key) {
            self.of = make();
            self.key = Some(key);
            self.revision += 1;
        }
    }
}

impl Browse {
    /// The part that is seen while the panel is open.
    pub fn tab(&self) -> BrowseTab {
        self.tab
    }

    /// Rises whenever the keyboard is to go to the part that is seen.
    pub fn entered(&self) -> u64 {
        self.entered
    }

    /// The actors; up to date while they are seen.
    pub fn actors(&self) -> &RecordTable<ActorColumn> {
        &self.actors
    }

    /// The ties; up to date while they are seen.
    pub fn ties(&self) -> &RecordTable<TieColumn> {
        &self.ties
    }

    /// Strengths of the actors, the strongest first.
    pub fn strengths(&self) -> &[StrengthRow] {
        &self.charts.strengths
    }

    /// Claims by kind, of what is selected or of all.
    pub fn kinds(&self) -> &[KindRow] {
        &self.charts.kinds
    }

    /// What they are on; nothing for all.
    pub fn kinds_focus(&self) -> &[Subject] {
        &self.charts.focus
    }

    /// Judged ties, with what the claims say of each.
    pub fn judged(&self) -> &[JudgedPoint] {
        &self.charts.judged
    }

    /// Where the point of this tie is among [`Self::judged`].
    pub fn judged_of(&self, tie: usize) -> Option<usize> {
        self.charts.judged_of(tie)
    }

    /// What was counted for the actor at this place of the scene.
    pub fn actor_facts(&self, at: usize) -> Option<&ActorFacts> {
        self.actor_facts.of.get(at)
    }

    /// What was counted for the tie at this place of the scene.
    pub fn tie_facts(&self, at: usize) -> Option<&TieFacts> {
        self.tie_facts.of.get(at)
    }
}

impl Session {
    /// What the panel below the map shows.
    pub fn browse(&self) -> &Browse {
        &self.browse
    }

    /// The part of the panel below the map that is seen; `None` where none is.
    pub fn browsed(&self) -> Option<BrowseTab> {
        let is_seen =
            self.shows_panel(PanelSide::Bottom) && self.desk.is_none() && self.comparison.is_none();
        is_seen.then_some(self.browse.tab)
    }

    /// Carries out what the person wants of the panel below the map.
    pub(super) fn browse_by(&mut self, command: BrowseCommand) {
        let browse = &mut self.browse;
        match command {
            BrowseCommand::Show { tab, is_entered } => {
                browse.tab = tab;
                browse.entered += u64::from(is_entered);
                self.bring_up_panel(PanelSide::Bottom);
            }
            BrowseCommand::SortActors(column) => browse.actors.sort_by(column),
            BrowseCommand::SortTies(column) => browse.ties.sort_by(column),
            BrowseCommand::ActorsInFileOrder => browse.actors.unsort(),
            BrowseCommand::TiesInFileOrder => browse.ties.unsort(),
            BrowseCommand::SearchActors(search) => browse.actors.set_search(search),
            BrowseCommand::SearchTies(search) => browse.ties.set_search(search),
        }
    }

    /// Brings what is seen of it up to date.
    pub(super) fn refresh_browse(&mut self) {
        let Some(tab) = self.browsed() else {
            return;
        };
        let mut browse = std::mem::take(&mut self.browse);
        if browse.document != self.revisions.document {
            browse.document = self.revisions.document;
            // Words that were looked for in another scene.
            browse.actors.set_search(String::new());
            browse.ties.set_search(String::new());
        }
        // What a gesture shows is passing: rows would move under the hand. It
        // changes neither which records there are nor their order.
        let is_passing = self.gesture.is_some();
        match tab {
            BrowseTab::Actors if !is_passing => {
                let key = self.facts_key();
                let facts = &mut browse.actor_facts;
                facts.refresh(key, || actors::facts(self));
                let arrangement = Arrangement {
                    facts: facts.revision,
                    passing: None,
                };
                browse.actors.refresh(self, &facts.of, &arrangement);
            }
            BrowseTab::Ties if !is_passing => {
                let key = self.facts_key();
                let facts = &mut browse.tie_facts;
                facts.refresh(key, || ties::facts(self));
                let passing = (!self.filter.is_clear())
                    .then(|| facts.of.iter().map(|fact| fact.passes).collect());
                let arrangement = Arrangement {
                    facts: facts.revision,
                    passing,
                };
                browse.ties.refresh(self, &facts.of, &arrangement);
            }
            BrowseTab::Strength | BrowseTab::Kinds | BrowseTab::Judged => {
                browse.charts.refresh(self, tab);
            }
            BrowseTab::Time
            | BrowseTab::Claims
            | BrowseTab::Actors
            | BrowseTab::Ties
            | BrowseTab::Slides => {}
        }
        self.browse = browse;
    }

    fn facts_key(&self) -> FactsKey {
        FactsKey {
            revisions: [
                self.revisions.scene,
                self.revisions.document,
                self.derived.shown_revision(),
                self.hindsight.revision(),
                u64::from(self.view.is_showing_unknown),
            ],
            filter: self.filter.clone(),
        }
    }

    /// Whether the filter lets a tie pass: as such, and, where claims are narrowed,
    /// by a claim on it that passes.
    pub(super) fn passes_filter(&self, tie: &crate::model::Tie) -> bool {
        if !self.filter.shows_tie(tie) {
            return false;
        }
        if !self.filter.narrows_claims() {
            return true;
        }
        let mut on_it = self.document.claims.on_tie(&tie.id).iter();
        on_it.any(|at| self.derived.shows_claim(*at) && self.counts(*at))
    }
}

/// Counts something for each key.
fn count<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    let mut out = HashMap::new();
    for key in keys {
        *out.entry(key).or_default() += 1;
    }
    out
}

/// The subject of an actor.
fn actor(id: &ActorId) -> Subject {
    Subject::Actor(id.clone())
}

/// The subject of a tie.
fn tie(id: &TieId) -> Subject {
    Subject::Tie(id.clone())
}

#[cfg(test)]
mod tests;
