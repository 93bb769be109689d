//! Three scenes as one: what two people made of one scene.
//!
//! Records are told by their ids, and each field is looked at by itself: what
//! one side changed is taken, and where both changed it differently, that is a
//! [`Conflict`] and ours is kept, unless theirs is preferred. Lists in a claim
//! are merged part by part where their parts can be told apart.
//!
//! A record that one side deleted and the other changed, or needs for something
//! new, stays, and is a conflict too: the merge goes on as if it had not been
//! deleted, nor what went along with it. So no reference dangles in what comes
//! out unless one did before, and no conflict loses anything.
//!
//! Two people number their new claims alike. Claims that both sides added under
//! one id and that do not say the same are two claims: theirs gets an id of its
//! own, which is noted. Sources are two where both title and address differ.

mod deleted;
mod fresh;
pub(super) mod lists;

use std::collections::HashMap;

use super::fields::{Compared, FieldOf, PROPERTIES, Sort};
use super::order::three;
use super::words;
use crate::model::{
    Actor, Claim, Kind, Note, Record, SavedView, Scene, Slide, Source, Subject, Table, Tie,
};
use lists::Context;

/// One of the two sides of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The one that is at hand.
    Ours,
    /// The one that comes in.
    Theirs,
}

impl Side {
    /// The word for it; also its stable name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }

    /// Of two values that of this side.
    pub(super) fn of<T>(self, ours: T, theirs: T) -> T {
        match self {
            Self::Ours => ours,
            Self::Theirs => theirs,
        }
    }
}

/// What both sides changed, each in another way. Names and values may hold any
/// characters: whoever prints them makes them safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What sort of thing it is about.
    pub sort: Sort,
    /// Its id, or the stable name of the property; empty for the order of a
    /// sort.
    pub id: String,
    /// Whom to select for it; the scene where it cannot be selected.
    pub subject: Subject,
    /// What it is called: `Tie Israel – Azerbaijan`.
    pub called: String,
    /// The stable name of the field; `record` for the whole of it, `order` for
    /// the order of a sort.
    pub key: &'static str,
    /// The name of the field for people.
    pub field: String,
    /// What it was, in words; `None` where it was not there.
    pub base: Option<String>,
    /// What it is in ours, in words.
    pub ours: String,
    /// What it is in theirs, in words.
    pub theirs: String,
    /// Whose value the merged scene has.
    pub kept: Side,
}

/// What comes of a merge.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The scene, complete: in each conflict it has one of the two values.
    pub scene: Scene,
    /// What both sides changed, each in another way: properties, actors, ties,
    /// claims, sources, kinds, notes, views and slides, each in the order of the scene.
    pub conflicts: Vec<Conflict>,
    /// What was done that nobody asked for, a sentence each.
    pub notes: Vec<String>,
}

/// One scene of two that came from `base`. In conflicts ours is kept, but what
/// either side needs or changed is not deleted.
pub fn merge(base: &Scene, ours: &Scene, theirs: &Scene) -> Merged {
    merge_with(base, ours, theirs, None)
}

/// As [`merge()`], but in conflicts this side is kept, a deletion included: only
/// what the merged scene needs stays whoever deleted it.
pub fn merge_preferring(side: Side, base: &Scene, ours: &Scene, theirs: &Scene) -> Merged {
    merge_with(base, ours, theirs, Some(side))
}

fn merge_with(base: &Scene, ours: &Scene, theirs: &Scene, prefer: Option<Side>) -> Merged {
    let mut notes = Vec::new();
    let theirs = fresh::with_ids_of_its_own(base, ours, theirs, &mut notes);
    let mut sides = deleted::Sides::new(base, ours.clone(), theirs, prefer);
    sides.keep_changed();
    loop {
        let (scene, mut conflicts) = merge_fields(base, &sides.ours, &sides.theirs, prefer);
        // Each turn brings back at least one record that was deleted.
        if sides.keep_needed(&scene) {
            continue;
        }
        conflicts.extend(sides.conflicts);
        in_scene_order(&mut conflicts, &scene);
        return Merged {
            scene,
            conflicts,
            notes,
        };
    }
}

/// All that can be merged once no deletion is in question.
fn merge_fields(
    base: &Scene,
    ours: &Scene,
    theirs: &Scene,
    prefer: Option<Side>,
) -> (Scene, Vec<Conflict>) {
    let mut merge = Merge {
        context: Context {
            base,
            ours,
            theirs,
            prefer,
        },
        scene: ours.clone(),
        conflicts: Vec::new(),
    };
    merge.properties();
    merge.table::<Actor>();
    merge.table::<Tie>();
    merge.table::<Claim>();
    merge.table::<Source>();
    merge.table::<Kind>();
    merge.table::<Note>();
    merge.table::<SavedView>();
    merge.table::<Slide>();
    merge.free_keys();
    (merge.scene, merge.conflicts)
}

/// A merge on its way.
struct Merge<'a> {
    context: Context<'a>,
    scene: Scene,
    conflicts: Vec<Conflict>,
}

/// Where a merged record comes from.
enum Taken<R> {
    Ours,
    Theirs,
    /// It has fields of both.
    Both(R),
}

impl Merge<'_> {
    fn properties(&mut self) {
        let Context {
            base, ours, theirs, ..
        } = self.context;
        let mut scene = self.scene.clone();
        let about = |field: &FieldOf<Scene>| About {
            sort: Sort::Property,
            id: field.key.to_owned(),
            subject: Subject::Scene,
            called: "Scene".to_owned(),
        };
        self.fields(PROPERTIES, (Some(base), ours, theirs), &mut scene, about);
        self.scene = scene;
    }

    /// Where each side gave a key to a view of its own, the view of the preferred
    /// side keeps it; that the other has none is a conflict.
    fn free_keys(&mut self) {
        let side = self.context.preferred();
        let preferred = side.of(self.context.ours, self.context.theirs);
        let has =
            |view: &SavedView| preferred.views.get(&view.id).and_then(|it| it.key) == view.key;
        let views = || self.scene.views.iter().filter(|view| view.key.is_some());
        let (first, second): (Vec<_>, Vec<_>) = views().partition(|view| has(view));
        let mut keepers: Vec<SavedView> = Vec::new();
        let mut losers = Vec::new();
        for view in first.into_iter().chain(second) {
            match keepers.iter().find(|it| it.key == view.key) {
                Some(keeper) => losers.push((view.clone(), keeper.name.clone())),
                None => keepers.push(view.clone()),
            }
        }
        for (view, keeper) in losers {
            let words = |name: &str| {
                let key = view
                    .key
                    .map_or_else(String::new, |key| format!("Alt+{key}"));
                format!("{key} shows {}", words::text(name))
            };
            let (kept, other) = (words(&keeper), words(&view.name));
            let (ours, theirs) = side.of((kept.clone(), other.clone()), (other, kept));
            self.conflicts.push(Conflict {
                key: "key",
                field: "key".to_owned(),
                base: None,
                ours,
                theirs,
                kept: side,
                ..about(&view, &self.scene).conflict()
            });
            self.scene.views.replace(SavedView { key: None, ..view });
        }
    }

    /// Merges the records of one sort and their order.
    fn table<R: Compared>(&mut self) {
        let Context {
            base, ours, theirs, ..
        } = self.context;
        let (base, ours, theirs) = (R::table(base), R::table(ours), R::table(theirs));
        if theirs.is_copy_of(base) || theirs.is_copy_of(ours) {
            return;
        }
        if ours.is_copy_of(base) {
            *R::table_mut(&mut self.scene) = theirs.clone();
            return;
        }
        let keys = |table: &Table<R>| table.iter().map(|it| it.key().clone()).collect::<Vec<_>>();
        let (base_keys, our_keys, their_keys) = (keys(base), keys(ours), keys(theirs));
        let order = three(
            [&base_keys, &our_keys, &their_keys],
            // What one side deleted is gone: deletions in question were put back.
            |key| !base.contains(key) || ours.contains(key) && theirs.contains(key),
            self.context.prefer,
        );
        let mut taken: HashMap<R::Key, Taken<R>> = HashMap::new();
        for key in &order.keys {
            let record = match (ours.get(key), theirs.get(key)) {
                (Some(own), Some(other)) => self.record(base.get(key), own, other),
                (Some(_), None) => Taken::Ours,
                (None, _) => Taken::Theirs,
            };
            taken.insert(key.clone(), record);
        }
        let lead = order.lead.of(ours, theirs);
        let mut table = lead.clone();
        for key in lead.iter().map(Record::key) {
            if !taken.contains_key(key) {
                table.remove(key);
            }
        }
        for (place, key) in order.keys.iter().enumerate() {
            let from = match taken.remove(key) {
                Some(Taken::Ours) => ours.get(key),
                Some(Taken::Theirs) => theirs.get(key),
                Some(Taken::Both(record)) => {
                    put(&mut table, place, record);
                    continue;
                }
                None => continue,
            };
            let is_there = |record: &R| table.get(key).is_some_and(|it| std::ptr::eq(it, record));
            if let Some(record) = from.filter(|record| !is_there(record)) {
                put(&mut table, place, record.clone());
            }
        }
        *R::table_mut(&mut self.scene) = table;
        if order.is_clash {
            self.conflicts
                .push(order_conflict::<R>(&self.context, order.lead));
        }
    }

    fn record<R: Compared>(&mut self, base: Option<&R>, ours: &R, theirs: &R) -> Taken<R> {
        let is_same = |one: &R, other: &R| std::ptr::eq(one, other) || one == other;
        if is_same(ours, theirs) || base.is_some_and(|base| is_same(base, theirs)) {
            return Taken::Ours;
        }
        if base.is_some_and(|base| is_same(base, ours)) {
            return Taken::Theirs;
        }
        let mut merged = ours.clone();
        let about = about(ours, self.context.ours);
        self.fields(R::FIELDS, (base, ours, theirs), &mut merged, |_| {
            about.clone()
        });
        for (field, kept) in merged.mend(ours, theirs) {
            let conflict = self.conflict(field, (base, ours, theirs), kept, about.clone());
            let what = |it: &Conflict| (it.sort, it.id.clone(), it.key);
            self.conflicts.retain(|it| what(it) != what(&conflict));
            self.conflicts.push(conflict);
        }
        Taken::Both(merged)
    }

    /// Merges every field of ours and theirs into a copy of ours.
    fn fields<R>(
        &mut self,
        fields: &'static [FieldOf<R>],
        (base, ours, theirs): (Option<&R>, &R, &R),
        merged: &mut R,
        about: impl Fn(&FieldOf<R>) -> About,
    ) {
        for field in fields {
            if (field.is_same)(ours, theirs) {
                continue;
            }
            let is_as_before = |side: &R| base.is_some_and(|base| (field.is_same)(base, side));
            if is_as_before(theirs) {
                continue;
            }
            if is_as_before(ours) {
                (field.copy)(theirs, merged);
                continue;
            }
            let parts = field
                .parts
                .and_then(|parts| parts(base, ours, theirs, merged, &self.context));
            let about = about(field);
            let Some(parts) = parts else {
                let kept = self.context.preferred();
                if kept == Side::Theirs {
                    (field.copy)(theirs, merged);
                }
                let conflict = self.conflict(field, (base, ours, theirs), kept, about);
                self.conflicts.push(conflict);
                continue;
            };
            let none = || "not there".to_owned();
            let conflicts = parts.into_iter().map(|part| Conflict {
                key: field.key,
                field: if part.is_order {
                    format!("order of {}", field.name)
                } else {
                    field.name.to_owned()
                },
                base: part.base,
                ours: part.ours.unwrap_or_else(none),
                theirs: part.theirs.unwrap_or_else(none),
                kept: part.kept,
                ..about.clone().conflict()
            });
            self.conflicts.extend(conflicts);
        }
    }

    fn conflict<R>(
        &self,
        field: &FieldOf<R>,
        (base, ours, theirs): (Option<&R>, &R, &R),
        kept: Side,
        about: About,
    ) -> Conflict {
        Conflict {
            key: field.key,
            field: field.name.to_owned(),
            base: base.map(|base| (field.words)(base, self.context.base)),
            ours: (field.words)(ours, self.context.ours),
            theirs: (field.words)(theirs, self.context.theirs),
            kept,
            ..about.conflict()
        }
    }
}

/// What a conflict is about.
#[derive(Clone)]
struct About {
    sort: Sort,
    id: String,
    subject: Subject,
    called: String,
}

impl About {
    /// A conflict about it, still without field and values.
    fn conflict(self) -> Conflict {
        Conflict {
            sort: self.sort,
            id: self.id,
            subject: self.subject,
            called: self.called,
            key: "record",
            field: "record".to_owned(),
            base: None,
            ours: String::new(),
            theirs: String::new(),
            kept: Side::Ours,
        }
    }
}

fn about<R: Compared>(record: &R, scene: &Scene) -> About {
    About {
        sort: R::SORT,
        id: R::id_text(record.key()).to_owned(),
        subject: R::subject(record.key()),
        called: record.called(scene),
    }
}

/// Puts a record in the place of the one with its id, or in at this place.
fn put<R: Record>(table: &mut Table<R>, place: usize, record: R) {
    if table.contains(record.key()) {
        table.replace(record);
    } else {
        // Its id is free.
        drop(table.insert(place, record));
    }
}

fn order_conflict<R: Compared>(context: &Context<'_>, kept: Side) -> Conflict {
    let order = |scene: &Scene| {
        let ids = R::table(scene).iter();
        words::list(&ids.collect::<Vec<_>>(), |it| {
            R::id_text(it.key()).to_owned()
        })
    };
    Conflict {
        sort: R::SORT,
        id: String::new(),
        subject: Subject::Scene,
        called: "Scene".to_owned(),
        key: "order",
        field: format!("order of {}", R::SORT.plural()),
        base: Some(order(context.base)),
        ours: order(context.ours),
        theirs: order(context.theirs),
        kept,
    }
}

/// Puts conflicts in the order of what they are about; those about one thing
/// stay as they are.
fn in_scene_order(conflicts: &mut [Conflict], scene: &Scene) {
    fn places<R: Compared>(scene: &Scene) -> HashMap<(Sort, &str), usize> {
        let records = R::table(scene).iter().enumerate();
        records
            .map(|(place, it)| ((R::SORT, R::id_text(it.key())), place))
            .collect()
    }
    if conflicts.is_empty() {
        return;
    }
    let mut all = places::<Actor>(scene);
    all.extend(places::<Tie>(scene));
    all.extend(places::<Claim>(scene));
    all.extend(places::<Source>(scene));
    all.extend(places::<Kind>(scene));
    conflicts.sort_by_key(|it| {
        let place = all.get(&(it.sort, it.id.as_str()));
        (it.sort, place.copied().unwrap_or(usize::MAX))
    });
}

#[cfg(test)]
mod tests;
