//! What changed, ready to be listed: made once for a comparison.

use std::collections::HashMap;

use crate::compare::{ClaimChange, Detail, Difference, Happened, Line, Sort, Trend};
use crate::model::{BearingOn, Claim, ClaimId, Subject};

/// What the list can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Added,
    Removed,
    Stronger,
    Weaker,
    Flipped,
    Other,
}

/// The groups of the list, in their order.
pub(super) const GROUPS: [(Sort, &str); 8] = [
    (Sort::Tie, "Ties"),
    (Sort::Actor, "Actors"),
    (Sort::Claim, "Claims"),
    (Sort::Source, "Sources"),
    (Sort::Kind, "Kinds of claim"),
    (Sort::Note, "Notes"),
    (Sort::View, "Views"),
    (Sort::Property, "Scene"),
];

/// One thing that changed.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) line: Line,
    pub(super) class: Class,
    /// The fields that differ, but for those that the headline tells.
    pub(super) details: Vec<Detail>,
    /// The claims behind it, in words.
    pub(super) claims: Vec<String>,
    /// Where it is on the map; a claim is where it bears.
    pub(super) places: Vec<Subject>,
}

/// Everything that changed, by groups.
#[derive(Debug, Default)]
pub(super) struct Entries {
    all: Vec<Entry>,
    by_place: HashMap<Subject, usize>,
}

impl Class {
    pub(super) const ALL: [Self; 6] = [
        Self::Added,
        Self::Removed,
        Self::Stronger,
        Self::Weaker,
        Self::Flipped,
        Self::Other,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
            Self::Flipped => "flipped",
            Self::Other => "other",
        }
    }

    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Added => "Was not there before",
            Self::Removed => "Is not there any more",
            Self::Stronger => "Ties whose weight went away from 0",
            Self::Weaker => "Ties whose weight went towards 0",
            Self::Flipped => "Ties whose weight changed sign",
            Self::Other => "Judged, withdrawn, reworded, moved, renamed, put in another order",
        }
    }

    fn of(line: &Line) -> Self {
        match (line.trend, line.happened) {
            (Some(Trend::Stronger), _) => Self::Stronger,
            (Some(Trend::Weaker), _) => Self::Weaker,
            (Some(Trend::Flipped), _) => Self::Flipped,
            (_, Happened::Added) => Self::Added,
            (_, Happened::Removed) => Self::Removed,
            (_, Happened::Changed | Happened::Reordered) => Self::Other,
        }
    }
}

impl Entries {
    pub(super) fn of(difference: &Difference) -> Self {
        let mut groups: HashMap<Sort, Vec<Entry>> = HashMap::new();
        for line in difference.lines() {
            let entry = entry(line, difference);
            groups.entry(entry.line.sort).or_default().push(entry);
        }
        let all: Vec<Entry> = GROUPS
            .iter()
            .filter_map(|(sort, _)| groups.remove(sort))
            .flatten()
            .collect();
        let mut by_place = HashMap::new();
        for (at, entry) in all.iter().enumerate() {
            // Ties and actors come before the claims that bear on them.
            for place in &entry.places {
                by_place.entry(place.clone()).or_insert(at);
            }
        }
        Self { all, by_place }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Entry> {
        self.all.get(at)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.all.iter().enumerate()
    }

    /// The first entry about what is at this place of the map.
    pub(super) fn about(&self, place: &Subject) -> Option<usize> {
        self.by_place.get(place).copied()
    }

    pub(super) fn count(&self, class: Class) -> usize {
        self.all.iter().filter(|entry| entry.class == class).count()
    }
}

fn entry(line: Line, difference: &Difference) -> Entry {
    let claims = line.claims.iter();
    Entry {
        class: Class::of(&line),
        details: details(&line),
        claims: claims.map(|it| claim_words(it, difference)).collect(),
        places: places(&line, difference),
        line,
    }
}

fn details(line: &Line) -> Vec<Detail> {
    let tells_weights = matches!(
        line.trend,
        Some(Trend::Stronger | Trend::Weaker | Trend::Flipped)
    );
    let is_told = |detail: &Detail| {
        let values = format!("{} to {}", detail.before, detail.after);
        tells_weights && detail.key == "state"
            || line.sort == Sort::Property && line.headline.ends_with(&values)
    };
    let details = line.details.iter();
    details.filter(|it| !is_told(it)).cloned().collect()
}

/// `Claim c36 added: Trade grew.`
fn claim_words(change: &ClaimChange, difference: &Difference) -> String {
    let [before, after] = both(&change.id, difference);
    let statement = after.or(before).map_or("", |claim| claim.statement.trim());
    format!(
        "Claim {} {}: {statement}",
        change.id,
        change.happened.word()
    )
}

fn both<'a>(id: &ClaimId, difference: &'a Difference) -> [Option<&'a Claim>; 2] {
    [difference.before(), difference.after()].map(|scene| scene.claims.get(id))
}

/// Where the map shows what a line is about.
fn places(line: &Line, difference: &Difference) -> Vec<Subject> {
    match &line.subject {
        Subject::Actor(_) | Subject::Tie(_) | Subject::Note(_) => vec![line.subject.clone()],
        Subject::Claim(id) => {
            let mut places = Vec::new();
            let claims = both(id, difference).into_iter().flatten();
            for bearing in claims.flat_map(|claim| &claim.bearings) {
                let place = match &bearing.on {
                    BearingOn::Tie(tie) => Subject::Tie(tie.clone()),
                    BearingOn::Actor(actor) => Subject::Actor(actor.clone()),
                };
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            places
        }
        Subject::Scene | Subject::Source(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{bearing, claim, scene, tie, tie_id};
    use crate::model::{Magnitude, Stance};

    #[test]
    fn ties_come_first_and_a_claim_is_where_it_bears() {
        let mut before = scene(&["A", "B"]);
        tie(&mut before, "A-B", 0.5);
        let mut after = before.clone();
        after.title = "Another".to_owned();
        let on = bearing("A-B", Stance::Supports, Magnitude::Slight);
        claim(&mut after, "c1", "C3", &[on]);
        let entries = Entries::of(&Difference::between(&before, &after));
        let sorts: Vec<Sort> = entries.iter().map(|(_, it)| it.line.sort).collect();
        assert_eq!(sorts, [Sort::Claim, Sort::Property]);
        // The tie itself is as it was: what is told of it is its claim.
        assert_eq!(entries.about(&Subject::Tie(tie_id("A-B"))), Some(0));
        tie(&mut after, "B-A", -0.5);
        let entries = Entries::of(&Difference::between(&before, &after));
        let first = entries.get(0).expect("the tie");
        assert_eq!((first.line.sort, first.class), (Sort::Tie, Class::Added));
        assert_eq!(entries.count(Class::Added), 2);
        assert_eq!(entries.count(Class::Other), 1);
    }
}
