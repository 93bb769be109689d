//! What leads from one scene to another.

use std::collections::HashMap;

use super::fields::{Compared, FieldOf, PROPERTIES, differing};
use super::order::{among, weave};
use crate::model::{Actor, Claim, Kind, Note, Record, SavedView, Scene, Slide, Source, Table, Tie};

/// What leads from one scene to another: everything, each field of each record
/// and the order of the lists. Holds both scenes, which costs nothing: they
/// share what did not change with their copies.
///
/// Records that both scenes share are passed over; all others are compared by
/// value. Two scenes of 20,000 ties that share nothing take some milliseconds.
#[derive(Clone, Debug)]
pub struct Difference {
    pub(super) before: Scene,
    pub(super) after: Scene,
    /// Properties with another value.
    pub properties: Vec<&'static FieldOf<Scene>>,
    /// Of the actors.
    pub actors: Changes<Actor>,
    /// Of the ties.
    pub ties: Changes<Tie>,
    /// Of the claims.
    pub claims: Changes<Claim>,
    /// Of the sources.
    pub sources: Changes<Source>,
    /// Of the kinds of claim.
    pub kinds: Changes<Kind>,
    /// Of the notes.
    pub notes: Changes<Note>,
    /// Of the saved views.
    pub views: Changes<SavedView>,
    /// Of the slides.
    pub slides: Changes<Slide>,
}

/// What leads from one table to another.
#[derive(Clone, Debug)]
pub struct Changes<R: Record + 'static> {
    /// Records that only the second has, in its order.
    pub added: Vec<R::Key>,
    /// Records that only the first has, in its order.
    pub removed: Vec<R::Key>,
    /// Records that differ, in the order of the second.
    pub changed: Vec<Changed<R>>,
    /// Whether the records of both stand in another order.
    pub is_reordered: bool,
}

/// A record with other values.
#[derive(Clone, Debug)]
pub struct Changed<R: Record + 'static> {
    /// Which record.
    pub id: R::Key,
    /// The fields that differ; at least one.
    pub fields: Vec<&'static FieldOf<R>>,
}

impl Difference {
    /// What leads from `before` to `after`.
    pub fn between(before: &Scene, after: &Scene) -> Self {
        Self {
            properties: differing(PROPERTIES, before, after),
            actors: changes_between(before, after),
            ties: changes_between(before, after),
            claims: changes_between(before, after),
            sources: changes_between(before, after),
            kinds: changes_between(before, after),
            notes: changes_between(before, after),
            views: changes_between(before, after),
            slides: changes_between(before, after),
            before: before.clone(),
            after: after.clone(),
        }
    }

    /// The first of the two scenes.
    pub fn before(&self) -> &Scene {
        &self.before
    }

    /// The second of the two scenes.
    pub fn after(&self) -> &Scene {
        &self.after
    }

    /// Whether both scenes are the same.
    pub fn is_empty(&self) -> bool {
        self.properties.is_empty()
            && self.actors.is_empty()
            && self.ties.is_empty()
            && self.claims.is_empty()
            && self.sources.is_empty()
            && self.kinds.is_empty()
            && self.notes.is_empty()
            && self.views.is_empty()
            && self.slides.is_empty()
    }

    /// What these changes make of a scene: of the first one exactly the second.
    /// In another scene, records that are not there are left alone.
    pub fn apply(&self, before: &Scene) -> Scene {
        let mut scene = before.clone();
        for field in &self.properties {
            (field.copy)(&self.after, &mut scene);
        }
        apply_changes(&self.kinds, &self.after, &mut scene);
        apply_changes(&self.actors, &self.after, &mut scene);
        apply_changes(&self.ties, &self.after, &mut scene);
        apply_changes(&self.sources, &self.after, &mut scene);
        apply_changes(&self.claims, &self.after, &mut scene);
        apply_changes(&self.notes, &self.after, &mut scene);
        apply_changes(&self.views, &self.after, &mut scene);
        apply_changes(&self.slides, &self.after, &mut scene);
        scene
    }

    /// The second scene with what was removed put back in its place, so that it
    /// can be drawn. No reference in it dangles unless one did before.
    pub fn union(&self) -> Scene {
        let mut scene = self.after.clone();
        put_back(&self.kinds, &self.before, &mut scene);
        put_back(&self.actors, &self.before, &mut scene);
        put_back(&self.ties, &self.before, &mut scene);
        put_back(&self.sources, &self.before, &mut scene);
        put_back(&self.claims, &self.before, &mut scene);
        put_back(&self.notes, &self.before, &mut scene);
        scene
    }
}

impl<R: Record + 'static> Changes<R> {
    /// Whether both tables are the same.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && !self.is_reordered
    }
}

fn changes_between<R: Compared>(before: &Scene, after: &Scene) -> Changes<R> {
    let (before, after) = (R::table(before), R::table(after));
    let mut changes = Changes {
        added: Vec::new(),
        removed: Vec::new(),
        changed: Vec::new(),
        is_reordered: false,
    };
    if after.is_copy_of(before) {
        return changes;
    }
    let old: HashMap<&R::Key, &R> = before.iter().map(|it| (it.key(), it)).collect();
    let mut kept = Vec::with_capacity(after.len());
    for record in after.iter() {
        let Some(old) = old.get(record.key()) else {
            changes.added.push(record.key().clone());
            continue;
        };
        kept.push(record.key());
        let fields = differing(R::FIELDS, old, record);
        if !fields.is_empty() {
            let id = record.key().clone();
            changes.changed.push(Changed { id, fields });
        }
    }
    let (stayed, gone): (Vec<&R::Key>, Vec<&R::Key>) = before
        .iter()
        .map(Record::key)
        .partition(|key| after.contains(key));
    changes.is_reordered = stayed != kept;
    changes.removed = gone.into_iter().cloned().collect();
    changes
}

fn apply_changes<R: Compared>(changes: &Changes<R>, after: &Scene, scene: &mut Scene) {
    let after = R::table(after);
    let table = R::table_mut(scene);
    for key in &changes.removed {
        table.remove(key);
    }
    for changed in &changes.changed {
        let Some((new, old)) = after.get(&changed.id).zip(table.get(&changed.id)) else {
            continue;
        };
        let mut record = old.clone();
        for field in &changed.fields {
            (field.copy)(new, &mut record);
        }
        table.replace(record);
    }
    for key in &changes.added {
        if let Some((place, record)) = after.position(key).zip(after.get(key)) {
            // One that is there already in another scene stays as it is.
            drop(table.insert(place, record.clone()));
        }
    }
    if changes.is_reordered {
        put_in_order(table, after);
    }
}

/// Puts what was removed back in its place.
fn put_back<R: Compared>(changes: &Changes<R>, before: &Scene, scene: &mut Scene) {
    if changes.removed.is_empty() {
        return;
    }
    let before = R::table(before);
    let order = union_order(before, R::table(scene));
    let table = R::table_mut(scene);
    for (place, key) in order.iter().enumerate() {
        if let (false, Some(record)) = (table.contains(key), before.get(key)) {
            drop(table.insert(place, record.clone()));
        }
    }
}

/// Gives the records of a table the order that they have in the other.
fn put_in_order<R: Compared>(table: &mut Table<R>, order: &Table<R>) {
    let keys = order.iter().map(Record::key);
    for (place, key) in among(keys, |key| table.contains(key))
        .into_iter()
        .enumerate()
    {
        table.move_to(key, place);
    }
}

/// The order of the second table, with what only the first has in its place.
pub(super) fn union_order<R: Record>(before: &Table<R>, after: &Table<R>) -> Vec<R::Key> {
    let keys = |table: &Table<R>| table.iter().map(|it| it.key().clone()).collect::<Vec<_>>();
    weave(&keys(after), &keys(before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{actor_id, claim, scene, tie, tie_id};
    use crate::model::{Offset, Weight};

    fn two() -> (Scene, Scene) {
        let mut before = scene(&["A", "B", "C"]);
        tie(&mut before, "A-B", 0.5);
        tie(&mut before, "B-C", -0.5);
        claim(&mut before, "c1", "C3", &[]);
        let mut after = before.clone();
        after.title = "Another".to_owned();
        after.thresholds.gap = 0.5;
        let mut moved = after.actors.get(&actor_id("B")).expect("B").clone();
        moved.offsets.map = Offset::new(1.0, 2.0);
        after.actors.replace(moved);
        after.ties.remove(&tie_id("A-B"));
        tie(&mut after, "A-C", 0.25);
        after.ties.move_to(&tie_id("A-C"), 0);
        claim(&mut after, "c2", "C3", &[]);
        after
            .claims
            .move_to(&crate::model::fixtures::claim_id("c2"), 0);
        (before, after)
    }

    #[test]
    fn a_difference_applied_to_the_first_scene_gives_the_second() {
        let (before, after) = two();
        for (one, other) in [(&before, &after), (&after, &before), (&before, &before)] {
            assert_eq!(&Difference::between(one, other).apply(one), other);
        }
        assert!(Difference::between(&before, &before).is_empty());
        let difference = Difference::between(&before, &after);
        assert!(!difference.is_empty());
        let keys: Vec<&str> = difference.properties.iter().map(|it| it.key).collect();
        assert_eq!(keys, ["title", "thresholds"]);
        assert_eq!(difference.ties.added, [tie_id("A-C")]);
        assert_eq!(difference.ties.removed, [tie_id("A-B")]);
        assert!(
            !difference.ties.is_reordered,
            "additions do not move others"
        );
    }

    #[test]
    fn another_order_is_a_difference_and_is_applied() {
        let before = scene(&["A", "B", "C", "D"]);
        let mut after = before.clone();
        after.actors.move_to(&actor_id("D"), 0);
        after.actors.move_to(&actor_id("B"), 3);
        let difference = Difference::between(&before, &after);
        assert!(difference.actors.is_reordered && !difference.is_empty());
        assert_eq!(difference.apply(&before), after);
    }

    #[test]
    fn records_that_are_equal_and_not_shared_are_no_difference() {
        let (before, _) = two();
        let mut copy = before.clone();
        copy.ties = Table::from_records(before.ties.iter().cloned()).0;
        assert!(!copy.ties.is_copy_of(&before.ties));
        assert!(Difference::between(&before, &copy).is_empty());
    }

    #[test]
    fn the_union_has_what_was_removed_in_its_place() {
        let mut before = scene(&["A", "B", "C"]);
        tie(&mut before, "A-B", 0.5);
        let mut after = before.clone();
        after.ties.remove(&tie_id("A-B"));
        after.actors.remove(&actor_id("B"));
        let union = Difference::between(&before, &after).union();
        assert_eq!(union.actors, before.actors);
        let weight = union.ties.get(&tie_id("A-B")).and_then(|it| it.weight());
        assert_eq!(weight.map(Weight::value), Some(0.5));
        assert!(union.dangling().is_empty());
    }
}
