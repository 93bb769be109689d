//! Sorting, grouping and filtering all claims.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use crate::evidence::Texts;
use crate::model::{Asserter, BearingOn, Claim, Rank, Scene, Status};
use crate::session::RankChoice;
use crate::session::claim_texts::has_same_names;
use crate::text::fold;

use super::facts::{Facts, QuoteState, bears_on, dyads_of};
use super::view::{ClaimColumn, ClaimFilter, ClaimGrouping, ClaimSort, TableView};

/// What an arrangement is of.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) scene: Arc<Scene>,
    texts: Texts,
    sorts: Vec<ClaimSort>,
    pub(super) grouping: ClaimGrouping,
    filter: ClaimFilter,
}

impl PartialEq for Request {
    fn eq(&self, other: &Self) -> bool {
        is_alike(&self.scene, &other.scene)
            && self.texts.is_copy_of(&other.texts)
            && self.sorts == other.sorts
            && self.grouping == other.grouping
            && self.filter == other.filter
    }
}

/// Whether both scenes make the same table.
fn is_alike(one: &Arc<Scene>, other: &Arc<Scene>) -> bool {
    Arc::ptr_eq(one, other)
        || one.claims.is_copy_of(&other.claims)
            && one.sources.is_copy_of(&other.sources)
            && has_same_names(one, other)
}

/// The claims as they were asked for.
pub(in crate::session) struct Arranged {
    pub(super) request: Request,
    pub(super) facts: Arc<Facts>,
    /// Which claims pass the filter, by their place.
    pub(super) passing: Vec<bool>,
    /// The groups in their order; one where claims are not grouped.
    pub(super) groups: Vec<Group>,
}

impl std::fmt::Debug for Arranged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Arranged")
            .field("groups", &self.groups.len())
            .finish_non_exhaustive()
    }
}

/// Claims under one head, by their places in the scene.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) key: String,
    pub(super) title: String,
    /// In the order that was asked for.
    pub(super) graded: Vec<u32>,
    /// What has no basis to judge, where the order is that of grades.
    pub(super) apart: Vec<u32>,
}

impl Request {
    /// What a person wants of this scene.
    pub(super) fn new(scene: Arc<Scene>, texts: Texts, view: &TableView) -> Self {
        Self {
            scene,
            texts,
            sorts: view.sorts().to_vec(),
            grouping: view.grouping(),
            filter: view.filter().clone(),
        }
    }

    /// Arranges the claims; `facts` are those that were told last.
    pub(super) fn arranged(self, facts: Option<Arc<Facts>>) -> Arranged {
        let facts = Facts::of(&self.scene, &self.texts, facts);
        let quote = |at: usize| facts.quotes.get(at).copied().flatten();
        let claims: Vec<&Claim> = self.scene.claims.iter().collect();
        let passes =
            |(at, claim): (usize, &&Claim)| passes(&self.filter, claim, quote(at), &self.scene);
        let passing: Vec<bool> = claims.iter().enumerate().map(passes).collect();
        let mut order: Vec<u32> = (0_u32..)
            .zip(&passing)
            .filter_map(|(at, passes)| passes.then_some(at))
            .collect();
        // Each sort keeps what the one before left, so the first comes last.
        for sort in self.sorts.iter().rev() {
            sort_by(*sort, &mut order, &claims, &self.scene, &quote);
        }
        let is_by_grade = self
            .sorts
            .first()
            .is_some_and(|sort| sort.column == ClaimColumn::Grade);
        let mut grouper = Grouper::new(self.grouping, &self.scene, &facts);
        for at in order {
            if let Some(claim) = claims.get(at as usize) {
                let is_apart = is_by_grade && claim.grade.factor().is_none();
                grouper.add(at, claim, is_apart);
            }
        }
        let groups = grouper.groups;
        Arranged {
            request: self,
            facts,
            passing,
            groups,
        }
    }
}

/// Whether a claim passes the filter.
fn passes(filter: &ClaimFilter, claim: &Claim, quote: Option<QuoteState>, scene: &Scene) -> bool {
    let rank = match claim.rank {
        Rank::Preferred { .. } => RankChoice::Preferred,
        Rank::Normal => RankChoice::Normal,
        Rank::Deprecated { .. } => RankChoice::Deprecated,
    };
    let has = |is_all: bool, has_one: &dyn Fn() -> bool| is_all || has_one();
    let named = || match &claim.asserter {
        Asserter::Named { name, .. } => filter.asserters().contains(name),
        Asserter::Unattributed { .. } => false,
    };
    has(filter.kinds().is_empty(), &|| {
        claim.kinds.iter().any(|kind| filter.kinds().contains(kind))
    }) && has(filter.statuses().is_empty(), &|| {
        filter.statuses().contains(&claim.status)
    }) && has(filter.sources().is_empty(), &|| {
        let mut anchors = claim.anchors.iter();
        anchors.any(|anchor| filter.sources().contains(&anchor.source))
    }) && has(filter.asserters().is_empty(), &named)
        && has(filter.quotes().is_empty(), &|| {
            quote.is_some_and(|quote| filter.quotes().contains(&quote))
        })
        && has(filter.ranks().is_empty(), &|| {
            filter.ranks().contains(&rank)
        })
        && filter
            .dyad()
            .is_none_or(|dyad| dyads_of(claim, scene).contains(dyad))
        && filter
            .least_grade()
            .is_none_or(|least| claim.grade.is_at_least(least))
}

/// Sorts places by a column; those that are alike keep their order.
fn sort_by<'a>(
    sort: ClaimSort,
    order: &mut [u32],
    claims: &[&'a Claim],
    scene: &'a Scene,
    quote: &dyn Fn(usize) -> Option<QuoteState>,
) {
    let column = sort.column;
    let claim = |at: u32| claims.get(at as usize).copied();
    if matches!(
        column,
        ClaimColumn::Status | ClaimColumn::Grade | ClaimColumn::When | ClaimColumn::Quote
    ) {
        let key = |at: u32| number_of(column, claim(at)?, quote(at as usize));
        sort_keyed(order, sort.is_reversed, key);
    } else {
        let mut folded = HashMap::new();
        let key = |at: u32| words_of(column, claim(at)?, scene, &mut folded);
        sort_keyed(order, sort.is_reversed, key);
    }
}

fn sort_keyed<K: Ord>(order: &mut [u32], is_reversed: bool, mut key: impl FnMut(u32) -> Option<K>) {
    let mut keyed: Vec<(Option<K>, u32)> = order.iter().map(|at| (key(*at), *at)).collect();
    keyed.sort_by(|(one, _), (other, _)| match (one, other) {
        (Some(one), Some(other)) if is_reversed => other.cmp(one),
        (Some(one), Some(other)) => one.cmp(other),
        // What says nothing comes last either way.
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    for (place, (_, at)) in order.iter_mut().zip(keyed) {
        *place = at;
    }
}

/// What orders a claim in a column of few values, or of days.
fn number_of(column: ClaimColumn, claim: &Claim, quote: Option<QuoteState>) -> Option<u64> {
    match column {
        ClaimColumn::Status => Some(claim.status as u64),
        ClaimColumn::Grade => {
            claim.grade.factor()?;
            // The letter first; the two are never made one number of worth.
            let grade = claim.grade;
            Some(
                u64::from(u32::from(grade.reliability.letter())) << 8
                    | u64::from(u32::from(grade.credibility.digit())),
            )
        }
        ClaimColumn::When => {
            let when = claim.when()?;
            let day = |date: jiff::civil::Date| {
                let year = u64::try_from(i32::from(date.year()) + 10_000).unwrap_or(0);
                (year << 9) + u64::try_from(date.day_of_year()).unwrap_or(0)
            };
            Some(day(when.first_day()) << 32 | day(when.last_day()))
        }
        ClaimColumn::Quote => quote.map(|quote| quote as u64),
        _ => None,
    }
}

/// What orders a claim in a column of words.
fn words_of<'a>(
    column: ClaimColumn,
    claim: &'a Claim,
    scene: &'a Scene,
    folded: &mut HashMap<&'a str, String>,
) -> Option<String> {
    // The same few stand in many claims.
    let mut kept = |words: &'a str| folded.entry(words).or_insert_with(|| fold(words)).clone();
    match column {
        ClaimColumn::Id => Some(natural(claim.id.as_str())),
        ClaimColumn::Statement => Some(fold(&claim.statement)),
        ClaimColumn::BearsOn => bears_on(claim, scene).map(|(words, _)| fold(&words)),
        ClaimColumn::Kinds => claim.kinds.first().map(|kind| kept(scene.kind_label(kind))),
        ClaimColumn::Asserter => match &claim.asserter {
            Asserter::Named { name, .. } => Some(kept(name)),
            Asserter::Unattributed { .. } => None,
        },
        ClaimColumn::Source => {
            let source = &claim.anchors.first()?.source;
            let title = scene
                .sources
                .get(source)
                .map(|source| source.title.as_str());
            Some(kept(title.unwrap_or(source.as_str())))
        }
        ClaimColumn::Status | ClaimColumn::Grade | ClaimColumn::When | ClaimColumn::Quote => None,
    }
}

/// A text that sorts as people count: c2 before c10.
fn natural(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::new();
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let is_digit = |c: char| c.is_ascii_digit();
        let words = rest.find(is_digit).unwrap_or(rest.len());
        let (word, after) = rest.split_at(words);
        let digits = after.find(|c| !is_digit(c)).unwrap_or(after.len());
        let (number, after) = after.split_at(digits);
        out.push_str(word);
        if !number.is_empty() {
            // Of two numbers the one with more digits is larger.
            let number = number.trim_start_matches('0');
            out = format!("{out}{:03}{number}", number.len());
        }
        rest = after;
    }
    out
}

/// Puts claims into groups, in the order in which they come.
struct Grouper<'a> {
    grouping: ClaimGrouping,
    scene: &'a Scene,
    groups: Vec<Group>,
    /// Where each group is, by its key.
    places: HashMap<String, usize>,
}

impl<'a> Grouper<'a> {
    /// All groups that there may be, empty, in the order of the scene.
    fn new(grouping: ClaimGrouping, scene: &'a Scene, facts: &Facts) -> Self {
        let heads: Vec<(String, String)> = match grouping {
            ClaimGrouping::None => vec![(String::new(), String::new())],
            ClaimGrouping::Dyad => {
                let dyads = facts.dyads.iter();
                let dyads = dyads.map(|(dyad, name)| (dyad.to_string(), name.clone()));
                let actors = scene.actors.iter();
                let actors = actors.map(|it| (actor_key(it.id.as_str()), it.name.clone()));
                dyads.chain(actors).collect()
            }
            ClaimGrouping::Kind => {
                let kinds = scene.kinds.iter();
                kinds
                    .map(|kind| (kind.id.to_string(), kind.label.clone()))
                    .collect()
            }
            ClaimGrouping::Source => {
                let sources = scene.sources.iter();
                sources
                    .map(|it| (it.id.to_string(), it.title.clone()))
                    .collect()
            }
            ClaimGrouping::Status => {
                let heads = Status::ALL.map(|it| (it.word().to_owned(), capital(it.word())));
                heads.to_vec()
            }
            ClaimGrouping::Asserter => {
                let names = facts.asserters.iter();
                names.map(|name| (name.clone(), name.clone())).collect()
            }
        };
        let mut grouper = Self {
            grouping,
            scene,
            groups: Vec::new(),
            places: HashMap::new(),
        };
        for (key, title) in heads {
            grouper.open(key, title);
        }
        grouper
    }

    fn open(&mut self, key: String, title: String) -> usize {
        let place = self.groups.len();
        self.places.insert(key.clone(), place);
        self.groups.push(Group {
            key,
            title,
            ..Group::default()
        });
        place
    }

    fn add(&mut self, at: u32, claim: &Claim, is_apart: bool) {
        let mut keys = self.keys_of(claim);
        if keys.is_empty() {
            // Set apart by a character that no id has.
            keys.push(("\u{1}none".to_owned(), self.none()));
        }
        for (key, title) in keys {
            let known = self.places.get(&key).copied();
            let place = known.unwrap_or_else(|| self.open(key, title));
            let Some(group) = self.groups.get_mut(place) else {
                continue;
            };
            let list = if is_apart {
                &mut group.apart
            } else {
                &mut group.graded
            };
            // A claim stands in a group once.
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }

    /// The groups of a claim, with a title for those that the scene does not have.
    fn keys_of(&self, claim: &Claim) -> Vec<(String, String)> {
        let plain = |key: &str| (key.to_owned(), key.to_owned());
        match self.grouping {
            ClaimGrouping::None => vec![plain("")],
            ClaimGrouping::Dyad => {
                let dyads = dyads_of(claim, self.scene);
                let dyads = dyads.iter().map(|dyad| plain(&dyad.to_string()));
                let on = claim.bearings.iter().map(|bearing| &bearing.on);
                let actors = on.filter_map(|on| match on {
                    BearingOn::Actor(actor) => Some((actor_key(actor.as_str()), actor.to_string())),
                    BearingOn::Tie(_) => None,
                });
                dyads.chain(actors).collect()
            }
            ClaimGrouping::Kind => claim.kinds.iter().map(|it| plain(it.as_str())).collect(),
            ClaimGrouping::Source => {
                let anchors = claim.anchors.iter();
                anchors
                    .map(|anchor| plain(anchor.source.as_str()))
                    .collect()
            }
            ClaimGrouping::Status => vec![plain(claim.status.word())],
            ClaimGrouping::Asserter => match &claim.asserter {
                Asserter::Named { name, .. } => vec![plain(name)],
                Asserter::Unattributed { .. } => Vec::new(),
            },
        }
    }

    /// What the group is called of what has nothing to be grouped by.
    fn none(&self) -> String {
        let words = match self.grouping {
            ClaimGrouping::None | ClaimGrouping::Status => "",
            ClaimGrouping::Dyad => "Bears on nothing",
            ClaimGrouping::Kind => "No kind",
            ClaimGrouping::Source => "No source",
            ClaimGrouping::Asserter => "Unattributed",
        };
        words.to_owned()
    }
}

/// Begins with a character that no id has, nor a dyad.
fn actor_key(id: &str) -> String {
    format!("\u{2}{id}")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
