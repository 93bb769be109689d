//! Changes of two sides that do not touch each other.
//!
//! They are made so: what a step of theirs changes is looked up, and the step is
//! taken only where ours changed none of that, deleted nothing that it names and
//! named nothing that it deletes.

use entente::compare::merge;
use entente::edit::{Edit, apply};
use entente::model::{Claim, Scene};

use crate::random::Random;
use crate::values::{Changed, TABLES, changed, leaves, order, values};
use crate::{base, each, edited, quarry, tell};

/// Something that can be done to a scene and to another one that is like it.
type Step = Box<dyn Fn(&Scene) -> Option<Scene>>;

/// Steps that one side takes.
const MOST_STEPS: usize = 6;

pub(crate) fn check(count: usize) {
    let [own, other, one_record, exact] = each(count, |number| one(number as u64));
    tell(&format!(
        "{count} triples without conflicts: {own} and {other} steps, {one_record} with both \
         sides in one record, {exact} tables in the very order of both lists of steps"
    ));
    assert!(own > count && other > count, "both sides do something");
    assert!(one_record > count / 20, "also to the same record");
}

/// Merges one triple and compares it with the steps of both, one after the
/// other: the same properties, in each table the same records, and the order of
/// [`check_order`].
fn one(number: u64) -> [usize; 4] {
    let mut random = Random::new(number);
    let base = base(&mut random);
    let base_values = values(&base);
    let mut ours = base.clone();
    let mut our_steps = 0;
    for _ in 0..=random.below(MOST_STEPS) {
        if let Some((_, after)) = step(&ours, &mut random) {
            our_steps += usize::from(after != ours);
            ours = after;
        }
    }
    let own = changed(&base_values, &values(&ours));
    let (mut theirs, mut both) = (base.clone(), ours.clone());
    let mut their_steps = 0;
    for _ in 0..2 * MOST_STEPS {
        let Some((step, after)) = step(&theirs, &mut random) else {
            continue;
        };
        let Some(after_both) = step(&both) else {
            continue;
        };
        let (now, then) = (values(&theirs), values(&after));
        let done = changed(&now, &then);
        let other = changed(&base_values, &then);
        let is_alike = done == changed(&values(&both), &values(&after_both));
        if is_alike && are_apart(&own, &other) && keep_order(&base, &ours, &after) {
            their_steps += usize::from(!done.is_empty());
            (theirs, both) = (after, after_both);
        }
    }
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, [], "nothing was done twice");
    assert!(merged.notes.is_empty(), "and nothing added twice");
    let (made, expected) = (values(&merged.scene), values(&both));
    assert_eq!(changed(&expected, &made), Changed::new(), "what both make");
    let exact = check_order([&base, &ours, &theirs, &both], &merged.scene);
    let other = changed(&base_values, &values(&theirs));
    let in_one = in_one_record(&own, &other);
    [our_steps, their_steps, usize::from(in_one), exact]
}

fn step(scene: &Scene, random: &mut Random) -> Option<(Step, Scene)> {
    if random.one_in(3) {
        let step = claim_step(scene, random)?;
        let after = step(scene)?;
        return Some((step, after));
    }
    let (edit, after) = edited(scene, random)?;
    Some((Box::new(move |scene| done(scene, &edit)), after))
}

fn done(scene: &Scene, edit: &Edit) -> Option<Scene> {
    apply(scene, edit).ok().map(|applied| applied.scene)
}

/// One field of a claim: the edit for it has the whole claim in it, and would
/// take back what the other side did to the rest.
fn claim_step(scene: &Scene, random: &mut Random) -> Option<Step> {
    let at = |scene: &Scene, random: &mut Random| {
        let at = random.below(scene.claims.len().max(1));
        scene.claims.at(at).cloned()
    };
    let id = at(scene, random)?.id;
    let from = at(&random.pick(&quarry().scenes), random)?;
    let which = random.below(7);
    Some(Box::new(move |scene| {
        let mut claim: Claim = scene.claims.get(&id)?.clone();
        match which {
            0 => claim.status = from.status,
            1 => claim.grade = from.grade,
            2 => claim.grade_reason.clone_from(&from.grade_reason),
            3 => claim.note.clone_from(&from.note),
            4 => claim.quantities.clone_from(&from.quantities),
            5 => claim.rank.clone_from(&from.rank),
            _ => claim.date.clone_from(&from.date),
        }
        done(scene, &Edit::ChangeClaim(Box::new(claim)))
    }))
}

/// Whether two sides have nothing to do with each other.
fn are_apart(own: &Changed, other: &Changed) -> bool {
    let is_gone_and_touched = |one: &Changed, two: &Changed| {
        one.iter()
            .filter(|((_, _, field), value)| field.is_empty() && value.is_none())
            .any(|((table, id, _), _)| {
                two.iter().any(|((other_table, other_id, _), value)| {
                    (other_table, other_id) == (table, id)
                        || value.as_ref().is_some_and(|it| leaves(it).contains(id))
                })
            })
    };
    !own.keys().any(|key| other.contains_key(key))
        && !is_gone_and_touched(own, other)
        && !is_gone_and_touched(other, own)
}

/// Whether at most one side puts the records of each table in another order.
fn keep_order(base: &Scene, ours: &Scene, theirs: &Scene) -> bool {
    TABLES
        .iter()
        .all(|table| !(is_reordered(base, ours, table) && is_reordered(base, theirs, table)))
}

/// The ids of the first that the second has too, in the order of the first.
fn shared(one: &[String], other: &[String]) -> Vec<String> {
    one.iter()
        .filter(|id| other.contains(id))
        .cloned()
        .collect()
}

fn is_reordered(base: &Scene, side: &Scene, table: &str) -> bool {
    let (base, side) = (order(base, table), order(side, table));
    shared(&base, &side) != shared(&side, &base)
}

/// Whether a side only put new records at the end.
fn is_only_longer(base: &Scene, side: &Scene, table: &str) -> bool {
    let (base, side) = (order(base, table), order(side, table));
    side.starts_with(&shared(&base, &side))
}

/// Where the steps of each side left the records of a table in their order and
/// put new ones at its end, those of theirs at the end of ours too, or one of them left the table as it was, the merged table is in
/// the order of both lists of steps. Else the records of the side that moved some
/// stand as there, and those of base as in base. Counts the former tables.
fn check_order([base, ours, theirs, both]: [&Scene; 4], merged: &Scene) -> usize {
    let mut exact = 0;
    for table in TABLES {
        let made = order(merged, table);
        let is_still = |side| order(base, table) == order(side, table);
        let is_plain = [(base, ours), (base, theirs), (ours, both)]
            .iter()
            .all(|(before, after)| is_only_longer(before, after, table))
            && !is_reordered(theirs, both, table);
        // Steps that come to nothing in the order of one side may come to something
        // in that of both.
        let expected = match (is_still(ours), is_still(theirs)) {
            (_, true) => Some(ours),
            (true, false) => Some(theirs),
            (false, false) => is_plain.then_some(both),
        };
        if let Some(expected) = expected {
            assert_eq!(made, order(expected, table), "{table}: in that order");
            exact += 1;
            continue;
        }
        let lead = if is_reordered(base, theirs, table) {
            theirs
        } else {
            ours
        };
        let lead = order(lead, table);
        assert_eq!(
            shared(&made, &lead),
            shared(&lead, &made),
            "{table}: in the order of the side that moved some"
        );
    }
    exact
}

fn in_one_record(own: &Changed, other: &Changed) -> bool {
    own.keys().any(|(table, id, _)| {
        !id.is_empty() && other.keys().any(|key| (&key.0, &key.1) == (table, id))
    })
}
