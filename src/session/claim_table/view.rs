//! How the table of claims is wanted: order, groups, filter, search.

use std::collections::BTreeSet;

use crate::model::{Dyad, Grade, KindId, SourceId, Status};
use crate::session::RankChoice;

use super::QuoteState;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimColumn {
    /// What names the claim.
    Id,
    /// The proposition.
    Statement,
    /// The ties and actors that it bears on.
    BearsOn,
    /// Its kinds.
    Kinds,
    /// Fact, statement, assessment or inference.
    Status,
    /// Who says it.
    Asserter,
    /// The grade of the Admiralty code.
    Grade,
    /// When what it reports happened.
    When,
    /// What it is anchored in.
    Source,
    /// What its quotations came to.
    Quote,
}

impl ClaimColumn {
    /// All, from left to right.
    pub const ALL: [Self; 10] = [
        Self::Id,
        Self::Statement,
        Self::BearsOn,
        Self::Kinds,
        Self::Status,
        Self::Asserter,
        Self::Grade,
        Self::When,
        Self::Source,
        Self::Quote,
    ];

    /// What it says, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Id => "What names the claim in the file.",
            Self::Statement => "The proposition, in the analyst's own words.",
            Self::BearsOn => "The ties and actors that it says something of.",
            Self::Kinds => "What it is about: trade, energy, defence and the like.",
            Self::Status => "Fact, statement, assessment or inference.",
            Self::Asserter => "Who says it; unattributed where nobody is named.",
            Self::Grade => {
                "Reliability of the source, A to F, and credibility of what it says, 1 to 6."
            }
            Self::When => "When what it reports happened.",
            Self::Source => "What it is anchored in.",
            Self::Quote => "Whether its quotation stands in the text of the source.",
        }
    }

    /// What stands above it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Id => "Id",
            Self::Statement => "Statement",
            Self::BearsOn => "Bears on",
            Self::Kinds => "Kinds",
            Self::Status => "Status",
            Self::Asserter => "Asserter",
            Self::Grade => "Grade",
            Self::When => "When",
            Self::Source => "Source",
            Self::Quote => "Quote",
        }
    }
}

/// What claims are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClaimGrouping {
    /// Nothing.
    #[default]
    None,
    /// The dyads that they bear on.
    Dyad,
    /// Their kinds.
    Kind,
    /// The sources that they are anchored in.
    Source,
    /// Their status.
    Status,
    /// Who says them.
    Asserter,
}

impl ClaimGrouping {
    /// All, in the order of a list to choose from.
    pub const ALL: [Self; 6] = [
        Self::None,
        Self::Dyad,
        Self::Kind,
        Self::Source,
        Self::Status,
        Self::Asserter,
    ];

    /// The word for it, as in a list to choose from.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Dyad => "Dyad",
            Self::Kind => "Kind",
            Self::Source => "Source",
            Self::Status => "Status",
            Self::Asserter => "Asserter",
        }
    }
}

/// An order of the table. What has nothing in the column comes last, whichever
/// way it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClaimSort {
    /// By what.
    pub column: ClaimColumn,
    /// Whether it runs from the last to the first.
    pub is_reversed: bool,
}

/// Which claims the table has. Of each list what is in it passes; an empty one
/// lets everything pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    kinds: BTreeSet<KindId>,
    statuses: BTreeSet<Status>,
    sources: BTreeSet<SourceId>,
    asserters: BTreeSet<String>,
    quotes: BTreeSet<QuoteState>,
    ranks: Vec<RankChoice>,
    dyad: Option<Dyad>,
    least_grade: Option<Grade>,
}

impl ClaimFilter {
    /// Whether all claims pass.
    pub fn is_clear(&self) -> bool {
        *self == Self::default()
    }

    /// The kinds of which a claim must have one.
    pub fn kinds(&self) -> &BTreeSet<KindId> {
        &self.kinds
    }

    /// The statuses of which a claim must have one.
    pub fn statuses(&self) -> &BTreeSet<Status> {
        &self.statuses
    }

    /// The sources in one of which a claim must be anchored.
    pub fn sources(&self) -> &BTreeSet<SourceId> {
        &self.sources
    }

    /// Those of whom one must assert a claim, by name.
    pub fn asserters(&self) -> &BTreeSet<String> {
        &self.asserters
    }

    /// What the quotations of a claim must have come to, one of these.
    pub fn quotes(&self) -> &BTreeSet<QuoteState> {
        &self.quotes
    }

    /// The ranks of which a claim must have one.
    pub fn ranks(&self) -> &[RankChoice] {
        &self.ranks
    }

    /// The dyad that a claim must bear on.
    pub fn dyad(&self) -> Option<&Dyad> {
        self.dyad.as_ref()
    }

    /// The grade that a claim must reach on both axes.
    pub fn least_grade(&self) -> Option<Grade> {
        self.least_grade
    }

    /// What of it a map cannot be filtered by, in words.
    pub(super) fn beyond_the_map(&self) -> Vec<&'static str> {
        [
            (!self.statuses.is_empty(), "status"),
            (!self.sources.is_empty(), "source"),
            (!self.asserters.is_empty(), "asserter"),
            (!self.quotes.is_empty(), "quote"),
            (!self.ranks.is_empty(), "rank"),
        ]
        .into_iter()
        .filter_map(|(is_narrow, word)| is_narrow.then_some(word))
        .collect()
    }
}

/// How the table is wanted. The default is all claims in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableView {
    sorts: Vec<ClaimSort>,
    grouping: ClaimGrouping,
    filter: ClaimFilter,
    search: String,
    folded: BTreeSet<String>,
    /// Whether other groups are folded than when the rows were made.
    is_fold_changed: bool,
}

/// What a person wants of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableCommand {
    /// Sort by this column; if it is sorted so, the other way round.
    Sort(ClaimColumn),
    /// The order of the file.
    FileOrder,
    /// Group by this.
    Group(ClaimGrouping),
    /// Fold the claims of this group away, or show them.
    Fold {
        /// Names the group.
        key: String,
        /// Whether they are folded away.
        is_folded: bool,
    },
    /// Fold all groups.
    FoldAll,
    /// Show the claims of all groups.
    UnfoldAll,
    /// Search for these words.
    Search(String),
    /// Let claims of this kind pass, besides others that are let pass, or do not.
    Kind(KindId, bool),
    /// The same for a status.
    Status(Status, bool),
    /// The same for a source.
    Source(SourceId, bool),
    /// The same for who asserts them, by name.
    Asserter(String, bool),
    /// The same for what their quotations came to.
    Quote(QuoteState, bool),
    /// The same for a rank.
    Rank(RankChoice, bool),
    /// Let only claims on this dyad pass; `None` for all.
    Dyad(Option<Dyad>),
    /// Let only claims of at least this grade pass; `None` for all.
    Grade(Option<Grade>),
    /// Let all values of this column pass.
    Clear(ClaimColumn),
    /// Let all ranks pass.
    ClearRanks,
    /// Let all claims pass and search for nothing.
    ClearAll,
    /// Narrow the map to the same claims, as far as it can be.
    ShowOnMap,
}

/// By so many columns the table is sorted at once: by the second where the first
/// says nothing.
const MOST_SORTS: usize = 3;

impl TableView {
    /// The orders, the one asked for last first. Claims that are alike in all of
    /// them stand in the order of the file.
    pub fn sorts(&self) -> &[ClaimSort] {
        &self.sorts
    }

    /// Which way it is sorted by this column, where that was asked for last:
    /// whether from the last to the first.
    pub fn sorted_by(&self, column: ClaimColumn) -> Option<bool> {
        let first = self.sorts.first().filter(|sort| sort.column == column)?;
        Some(first.is_reversed)
    }

    /// What claims are grouped by.
    pub fn grouping(&self) -> ClaimGrouping {
        self.grouping
    }

    /// Which claims it has.
    pub fn filter(&self) -> &ClaimFilter {
        &self.filter
    }

    /// What is searched for, as typed.
    pub fn search(&self) -> &str {
        &self.search
    }

    /// Whether filter or search may leave claims out.
    pub fn is_narrow(&self) -> bool {
        !self.filter.is_clear() || !self.search.trim().is_empty()
    }

    /// Whether the claims of this group are folded away.
    pub fn is_folded(&self, key: &str) -> bool {
        self.folded.contains(key)
    }

    /// Whether others are folded since last asked.
    pub(super) fn take_folded_change(&mut self) -> bool {
        std::mem::take(&mut self.is_fold_changed)
    }

    /// Folds these groups and no others.
    pub(super) fn fold_all(&mut self, keys: Vec<String>) {
        self.folded = keys.into_iter().collect();
        self.is_fold_changed = true;
    }

    /// Wants it another way.
    pub(super) fn change(&mut self, command: TableCommand) {
        let filter = &mut self.filter;
        match command {
            TableCommand::Sort(column) => self.sort_by(column),
            TableCommand::FileOrder => self.sorts.clear(),
            TableCommand::Group(grouping) => {
                if self.grouping != grouping {
                    self.grouping = grouping;
                    self.fold_all(Vec::new());
                }
            }
            TableCommand::Fold { key, is_folded } => {
                set(&mut self.folded, key, is_folded);
                self.is_fold_changed = true;
            }
            TableCommand::UnfoldAll => self.fold_all(Vec::new()),
            TableCommand::Search(search) => self.search = search,
            TableCommand::Kind(kind, passes) => set(&mut filter.kinds, kind, passes),
            TableCommand::Status(status, passes) => set(&mut filter.statuses, status, passes),
            TableCommand::Source(source, passes) => set(&mut filter.sources, source, passes),
            TableCommand::Asserter(name, passes) => set(&mut filter.asserters, name, passes),
            TableCommand::Quote(quote, passes) => set(&mut filter.quotes, quote, passes),
            TableCommand::Rank(rank, passes) => {
                filter.ranks.retain(|other| *other != rank);
                filter.ranks.extend(passes.then_some(rank));
            }
            TableCommand::Dyad(dyad) => filter.dyad = dyad,
            TableCommand::Grade(least) => filter.least_grade = least,
            TableCommand::Clear(column) => match column {
                ClaimColumn::BearsOn => filter.dyad = None,
                ClaimColumn::Kinds => filter.kinds.clear(),
                ClaimColumn::Status => filter.statuses.clear(),
                ClaimColumn::Asserter => filter.asserters.clear(),
                ClaimColumn::Grade => filter.least_grade = None,
                ClaimColumn::Source => filter.sources.clear(),
                ClaimColumn::Quote => filter.quotes.clear(),
                ClaimColumn::Id | ClaimColumn::Statement | ClaimColumn::When => {}
            },
            TableCommand::ClearRanks => filter.ranks.clear(),
            TableCommand::ClearAll => {
                *filter = ClaimFilter::default();
                self.search.clear();
            }
            // These need more than the wish alone.
            TableCommand::FoldAll | TableCommand::ShowOnMap => {}
        }
    }

    fn sort_by(&mut self, column: ClaimColumn) {
        let before = self.sorts.iter().position(|sort| sort.column == column);
        let is_first = before == Some(0);
        let was_reversed = before.map(|at| self.sorts.remove(at).is_reversed);
        let sort = ClaimSort {
            column,
            is_reversed: is_first && was_reversed == Some(false),
        };
        self.sorts.insert(0, sort);
        self.sorts.truncate(MOST_SORTS);
    }
}

/// Puts `item` among those that pass, or takes it away.
fn set<T: Ord>(passing: &mut BTreeSet<T>, item: T, passes: bool) {
    if passes {
        passing.insert(item);
    } else {
        passing.remove(&item);
    }
}
