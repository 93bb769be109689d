//! A difference in words.

use std::collections::{HashMap, HashSet};

use super::difference::{Changes, Difference, union_order};
use super::fields::{Compared, FieldOf, Sort};
use super::ties::{ClaimChange, TieChange, Trend};
use super::words;
use crate::model::{Actor, Claim, Dyad, Record, Subject, Tie};

/// Values up to so many characters stand in the headline of a property.
const MOST_CHARS: usize = 60;

/// What happened to a record or property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Happened {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It has other values.
    Changed,
    /// Records of its sort stand in another order.
    Reordered,
}

impl Happened {
    /// The word for it, as within a sentence; also its stable name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Reordered => "reordered",
        }
    }
}

/// One thing that differs, in words. Names may hold any characters: whoever
/// prints them makes them safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What sort of thing it is.
    pub sort: Sort,
    /// Its id, or the stable name of the property; empty for the order of a
    /// sort.
    pub id: String,
    /// Whom to select for it; the scene where it cannot be selected.
    pub subject: Subject,
    /// What happened.
    pub happened: Happened,
    /// For ties, which way it went.
    pub trend: Option<Trend>,
    /// One sentence without a full stop: `Tie Israel – Azerbaijan: stronger,
    /// +0.40 to +0.85`.
    pub headline: String,
    /// The fields that differ, where it was changed.
    pub details: Vec<Detail>,
    /// For ties, the claims on it that changed.
    pub claims: Vec<ClaimChange>,
}

/// A field with its value before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The stable name of the field.
    pub key: &'static str,
    /// The name of the field for people.
    pub name: &'static str,
    /// The value before, in words.
    pub before: String,
    /// The value after, in words.
    pub after: String,
}

/// Has the last word on the line of a record, by what it was and what it is.
type Refine<'a, R> = dyn Fn(&mut Line, Option<&R>, Option<&R>) + 'a;

impl Difference {
    /// Everything that differs: properties, actors, ties, claims, sources, kinds,
    /// notes, views and slides, each in the order of the second scene, those removed where they
    /// stood.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = self.property_lines();
        self.record_lines(&self.actors, &mut lines, &|line, before, after| {
            line.headline = actor_headline(line, before, after);
        });
        self.tie_lines(&mut lines);
        self.record_lines(&self.claims, &mut lines, &|line, before, after| {
            let claim: Option<&Claim> = after.or(before);
            let statement = claim.map_or("", |claim| &claim.statement);
            if line.happened != Happened::Changed {
                let statement = words::text(&words::short(statement.trim()));
                line.headline = format!("{}: {statement}", line.headline);
            }
        });
        self.record_lines(&self.sources, &mut lines, &|_, _, _| {});
        self.record_lines(&self.kinds, &mut lines, &|_, _, _| {});
        self.record_lines(&self.notes, &mut lines, &|_, _, _| {});
        self.record_lines(&self.views, &mut lines, &|_, _, _| {});
        self.record_lines(&self.slides, &mut lines, &|_, _, _| {});
        lines
    }

    /// What differs in one line: `2 ties changed, 1 claim added`; `nothing`.
    pub fn summary(&self) -> String {
        let mut parts = Vec::new();
        match self.properties.as_slice() {
            [] => {}
            [only] => parts.push(format!("{} changed", only.name)),
            several => parts.push(format!("{} properties changed", several.len())),
        }
        summarise(&self.actors, &mut parts);
        summarise(&self.ties, &mut parts);
        summarise(&self.claims, &mut parts);
        summarise(&self.sources, &mut parts);
        summarise(&self.kinds, &mut parts);
        summarise(&self.notes, &mut parts);
        summarise(&self.views, &mut parts);
        summarise(&self.slides, &mut parts);
        if parts.is_empty() {
            return "nothing".to_owned();
        }
        parts.join(", ")
    }

    fn property_lines(&self) -> Vec<Line> {
        let details = self.details(&self.properties, &self.before, &self.after);
        let line = |detail: Detail| {
            let name = capitalised(detail.name);
            let is_short = |words: &str| words.chars().count() <= MOST_CHARS;
            let headline = if is_short(&detail.before) && is_short(&detail.after) {
                format!("{name}: {} to {}", detail.before, detail.after)
            } else {
                format!("{name}: changed")
            };
            Line {
                sort: Sort::Property,
                id: detail.key.to_owned(),
                subject: Subject::Scene,
                happened: Happened::Changed,
                trend: None,
                headline,
                details: vec![detail],
                claims: Vec::new(),
            }
        };
        details.into_iter().map(line).collect()
    }

    fn tie_lines(&self, lines: &mut Vec<Line>) {
        let twins = self.dyads_with_several();
        let mut behind = self.claims_behind();
        let first = lines.len();
        self.record_lines(&self.ties, lines, &|line, before, after| {
            let Some(tie): Option<&Tie> = after.or(before) else {
                return;
            };
            let change = TieChange {
                id: &tie.id,
                trend: Trend::of(before, after),
                before,
                after,
                claims: Vec::new(),
            };
            let scene = if after.is_some() {
                &self.after
            } else {
                &self.before
            };
            let mut name = tie.called(scene);
            if twins.contains(&tie.dyad()) {
                name = format!("{name} ({})", tie.id);
            }
            let mut headline = format!("{name}: {}", change.in_words());
            if change.trend == Trend::Reworded {
                headline = format!("{headline} ({})", names_of(&line.details));
            }
            line.headline = headline;
            line.trend = Some(change.trend);
        });
        for line in lines.iter_mut().skip(first) {
            if let Subject::Tie(tie) = &line.subject {
                line.claims = behind.remove(tie).unwrap_or_default();
            }
        }
    }

    /// Dyads that have several ties, so that their actors do not tell which.
    fn dyads_with_several(&self) -> HashSet<Dyad> {
        let (mut once, mut several) = (HashSet::new(), HashSet::new());
        let gone = self.ties.removed.iter();
        let gone = gone.filter_map(|id| self.before.ties.get(id));
        for tie in self.after.ties.iter().chain(gone) {
            let dyad = tie.dyad();
            if !once.insert(dyad.clone()) {
                several.insert(dyad);
            }
        }
        several
    }

    /// The lines of one table; `refine` has the last word on each.
    fn record_lines<R: Compared>(
        &self,
        changes: &Changes<R>,
        lines: &mut Vec<Line>,
        refine: &Refine<'_, R>,
    ) {
        if changes.is_empty() {
            return;
        }
        let fields: HashMap<&R::Key, &[&'static FieldOf<R>]> = changes
            .changed
            .iter()
            .map(|it| (&it.id, it.fields.as_slice()))
            .collect();
        let happened = happened_to(changes);
        let (before, after) = (R::table(&self.before), R::table(&self.after));
        for key in union_order(before, after) {
            let Some(happened) = happened.get(&key) else {
                continue;
            };
            let (old, new) = (before.get(&key), after.get(&key));
            let details = match (fields.get(&key), old, new) {
                (Some(fields), Some(old), Some(new)) => self.details(fields, old, new),
                _ => Vec::new(),
            };
            let name = match (old, new) {
                (_, Some(new)) => new.called(&self.after),
                (Some(old), None) => old.called(&self.before),
                (None, None) => continue,
            };
            let mut headline = format!("{name}: {}", happened.word());
            if !details.is_empty() {
                headline = format!("{headline} in {}", names_of(&details));
            }
            let mut line = Line {
                sort: R::SORT,
                id: R::id_text(&key).to_owned(),
                subject: R::subject(&key),
                happened: *happened,
                trend: None,
                headline,
                details,
                claims: Vec::new(),
            };
            refine(&mut line, old, new);
            lines.push(line);
        }
        if changes.is_reordered {
            lines.push(order_line::<R>());
        }
    }

    fn details<R>(&self, fields: &[&'static FieldOf<R>], old: &R, new: &R) -> Vec<Detail> {
        let detail = |field: &&'static FieldOf<R>| Detail {
            key: field.key,
            name: field.name,
            before: (field.words)(old, &self.before),
            after: (field.words)(new, &self.after),
        };
        fields.iter().map(detail).collect()
    }
}

/// What happened to which record.
pub(super) fn happened_to<R: Record>(changes: &Changes<R>) -> HashMap<&R::Key, Happened> {
    let added = changes.added.iter().map(|id| (id, Happened::Added));
    let removed = changes.removed.iter().map(|id| (id, Happened::Removed));
    let changed = changes.changed.iter().map(|it| (&it.id, Happened::Changed));
    added.chain(removed).chain(changed).collect()
}

fn order_line<R: Compared>() -> Line {
    Line {
        sort: R::SORT,
        id: String::new(),
        subject: Subject::Scene,
        happened: Happened::Reordered,
        trend: None,
        headline: format!("Order of {}: changed", R::SORT.plural()),
        details: Vec::new(),
        claims: Vec::new(),
    }
}

fn actor_headline(line: &Line, before: Option<&Actor>, after: Option<&Actor>) -> String {
    let (Some(before), Some(after)) = (before, after) else {
        return line.headline.clone();
    };
    if before.name == after.name {
        return line.headline.clone();
    }
    let name = words::name(&before.name, before.id.as_str());
    let now = words::name(&after.name, after.id.as_str());
    let others: Vec<Detail> = line
        .details
        .iter()
        .filter(|it| it.key != "name")
        .cloned()
        .collect();
    let mut headline = format!("Actor {name}: renamed to {now}");
    if !others.is_empty() {
        headline = format!("{headline}, changed in {}", names_of(&others));
    }
    headline
}

/// The names of the fields: `label`, `label and weight`, `label, weight and note`.
fn names_of(details: &[Detail]) -> String {
    let names: Vec<&str> = details.iter().map(|detail| detail.name).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn summarise<R: Compared>(changes: &Changes<R>, parts: &mut Vec<String>) {
    for (count, word) in [
        (changes.changed.len(), "changed"),
        (changes.added.len(), "added"),
        (changes.removed.len(), "removed"),
    ] {
        if count > 0 {
            let counted = words::counted(count, R::SORT.word(), R::SORT.plural());
            parts.push(format!("{counted} {word}"));
        }
    }
    if changes.is_reordered {
        parts.push(format!("{} reordered", R::SORT.plural()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{
        actor, actor_id, bearing, claim, claim_id, kind_id, scene, tie, tie_id,
    };
    use crate::model::{Magnitude, Scene, Stance, TieState, Weight};

    fn sample() -> Scene {
        let mut scene = scene(&["Israel", "Azerbaijan", "Kazakhstan"]);
        tie(&mut scene, "Israel-Azerbaijan", 0.4);
        let on = bearing("Israel-Azerbaijan", Stance::Supports, Magnitude::Strong);
        claim(&mut scene, "c36", "C3", &[on]);
        scene
    }

    fn headlines(before: &Scene, after: &Scene) -> Vec<String> {
        let lines = Difference::between(before, after).lines();
        lines.into_iter().map(|line| line.headline).collect()
    }

    #[test]
    fn what_differs_is_told_in_words_and_in_order() {
        let before = sample();
        let mut after = before.clone();
        "South Caucasus".clone_into(&mut after.title);
        after.actors.remove(&actor_id("Kazakhstan"));
        actor(&mut after, "Turkey");
        let weight = Weight::new(0.85).expect("a weight");
        let mut weighed = after.ties.at(0).expect("one").clone();
        weighed.state = TieState::Valued(weight);
        after.ties.replace(weighed);
        let on = bearing("Israel-Azerbaijan", Stance::Supports, Magnitude::Strong);
        claim(&mut after, "c37", "C3", &[on]);
        after.kinds.move_to(&kind_id("diplomacy"), 0);
        assert_eq!(
            headlines(&before, &after),
            [
                "Title: “Untitled scene” to “South Caucasus”",
                "Actor Turkey: added",
                "Actor Kazakhstan: removed",
                "Tie Israel – Azerbaijan: stronger, +0.40 to +0.85",
                "Claim c37: added: “What c37 says.”",
                "Order of kinds: changed",
            ]
        );
        let difference = Difference::between(&before, &after);
        assert_eq!(
            difference.summary(),
            "title changed, 1 actor added, 1 actor removed, 1 tie changed, 1 claim added, \
             kinds reordered"
        );
        let lines = difference.lines();
        let tie = lines.iter().find(|it| it.sort == Sort::Tie).expect("a tie");
        assert_eq!(tie.trend, Some(Trend::Stronger));
        assert_eq!(tie.claims[0].id, claim_id("c37"));
        let detail = Detail {
            key: "state",
            name: "weight",
            before: "+0.40".to_owned(),
            after: "+0.85".to_owned(),
        };
        assert_eq!(tie.details, [detail]);
    }

    #[test]
    fn nothing_is_told_of_two_equal_scenes() {
        let difference = Difference::between(&sample(), &sample());
        assert_eq!(difference.summary(), "nothing");
        assert!(difference.lines().is_empty());
    }

    #[test]
    fn renamed_reworded_and_changed_records_say_what_of_them_changed() {
        let before = sample();
        let mut after = before.clone();
        let mut renamed = after.actors.at(1).expect("one").clone();
        renamed.name = "Azərbaycan".to_owned();
        renamed.iso = Some("AZE".to_owned());
        after.actors.replace(renamed);
        let mut reworded = after.ties.at(0).expect("one").clone();
        reworded.label = Some("Partnership".to_owned());
        reworded.rationale = "read again".to_owned();
        after.ties.replace(reworded);
        let mut changed = after.claims.at(0).expect("one").clone();
        changed.note = Some("doubtful".to_owned());
        after.claims.replace(changed);
        assert_eq!(
            headlines(&before, &after),
            [
                "Actor Azerbaijan: renamed to Azərbaycan, changed in ISO code",
                "Tie Israel – Azərbaycan: reworded (label and rationale)",
                "Claim c36: changed in note",
            ]
        );
    }

    #[test]
    fn of_several_ties_between_two_actors_each_has_its_id() {
        let before = sample();
        let mut after = before.clone();
        let mut second = after.ties.at(0).expect("one").clone();
        second.id = tie_id("other");
        after.ties.push(second).expect("ids differ");
        assert_eq!(
            headlines(&before, &after),
            ["Tie Israel – Azerbaijan (other): added, +0.40"]
        );
    }
}
