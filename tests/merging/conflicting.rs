//! Changes of two sides that get into each other's way.

use entente::compare::{Conflict, Difference, Merged, Side, merge, merge_preferring};
use entente::edit::{Edit, apply};
use entente::file;
use entente::model::{ClaimId, Record, Scene, SourceId, Table};

use crate::random::Random;
use crate::values::{Changed, Key, Values, changed, leaves, order, values};
use crate::{base, each, edited, tell};

const MOST_EDITS: usize = 12;

/// Fields that are merged by their parts.
const PARTED: [&str; 8] = [
    "kinds",
    "bearings",
    "anchors",
    "repeats",
    "contradicts",
    "derived_from",
    "asserter",
    "severities",
];

pub(crate) fn check(count: usize) {
    let [triples, conflicts, deletions, orders, notes] = each(count, |number| {
        let [base, ours, theirs] = triple(number as u64);
        let merged = merge(&base, &ours, &theirs);
        check_kept([&base, &ours, &theirs], &merged);
        check_words([&base, &ours, &theirs], &merged);
        check_whole(&merged.scene);
        for side in [Side::Ours, Side::Theirs] {
            let settled = merge_preferring(side, &base, &ours, &theirs);
            check_whole(&settled.scene);
            assert!(
                settled.conflicts.is_empty() || !merged.conflicts.is_empty(),
                "settling makes no conflicts"
            );
        }
        let of = |key| merged.conflicts.iter().filter(|it| it.key == key).count();
        [
            usize::from(!merged.conflicts.is_empty()),
            merged.conflicts.len(),
            of("record"),
            of("order"),
            merged.notes.len(),
        ]
    });
    tell(&format!(
        "{count} triples: {triples} with conflicts, {conflicts} of them, {deletions} about \
         deletions, {orders} about order; {notes} notes"
    ));
    assert!(triples > count / 3, "there are conflicts");
    assert!(deletions > count / 20, "also about deletions");
    assert!(orders > count / 200, "and about order");
    assert!(notes > count / 20, "and ids given twice");
}

/// For any two scenes: one made from the other by edits, or two strangers.
pub(crate) fn check_differences(count: usize) {
    let [different] = each(count, |number| {
        let [one, two, three] = triple(number as u64);
        let mut random = Random::new(number as u64);
        let stranger = base(&mut random);
        for (before, after) in [(&one, &two), (&two, &three), (&three, &stranger)] {
            let difference = Difference::between(before, after);
            let applied = difference.apply(before);
            assert!(applied == *after, "applied to the first it is the second");
            assert!(
                file::write(&applied) == file::write(after),
                "to the last byte"
            );
            assert_eq!(difference.is_empty(), before == after, "empty or not");
            check_lines(&difference);
            let union = difference.union();
            assert_eq!(union.dangling(), [], "the union can be drawn");
        }
        [usize::from(one != two)]
    });
    assert!(different > count / 2, "most scenes differ");
}

/// Each thing is told once, and no change by the same words for both values.
fn check_lines(difference: &Difference) {
    let lines = difference.lines();
    assert_eq!(lines.is_empty(), difference.is_empty(), "told or not");
    let is_nothing = difference.summary() == "nothing";
    assert_eq!(is_nothing, lines.is_empty(), "told or not");
    let mut seen = std::collections::BTreeSet::new();
    for line in &lines {
        assert!(seen.insert((line.sort, &line.id)), "told once: {line:?}");
        for detail in &line.details {
            assert_ne!(detail.before, detail.after, "{line:?}");
        }
    }
}

pub(crate) fn check_trivial(count: usize) {
    each(count, |number| {
        let [one, two, three] = triple(number as u64);
        for (one, two) in [(&one, &two), (&two, &three), (&three, &one)] {
            for (ours, theirs) in [(one, two), (two, one), (two, two)] {
                let merged = merge(one, ours, theirs);
                assert_eq!(merged.conflicts, [], "one side did nothing");
                assert!(merged.scene == *two, "so it is the other side");
                assert!(merged.notes.is_empty(), "and nothing is to be said");
            }
        }
        []
    });
}

/// A scene and two that were made from it.
fn triple(number: u64) -> [Scene; 3] {
    let mut random = Random::new(number);
    let base = base(&mut random);
    let mut sides = [base.clone(), base.clone()];
    for side in &mut sides {
        for _ in 0..random.below(MOST_EDITS) {
            if let Some((_, after)) = edited(side, &mut random) {
                *side = after;
            }
        }
        if random.one_in(2) {
            add_twin(side);
        }
    }
    let [ours, theirs] = sides;
    [base, ours, theirs]
}

/// Adds a claim and a source under ids that the other side may give too. What
/// they say follows from what the side has.
fn add_twin(scene: &mut Scene) {
    let mut edits = Vec::new();
    if let Some(source) = scene.sources.iter().next_back() {
        let mut source = source.clone();
        source.id = SourceId::new("report").expect("an id");
        edits.push(Edit::AddSource(Box::new(source)));
    }
    if let Some(claim) = scene.claims.iter().next_back() {
        let mut claim = claim.clone();
        claim.id = ClaimId::new("c900").expect("an id");
        let mut after = claim.clone();
        after.id = ClaimId::new("c901").expect("an id");
        after.repeats = vec![claim.id.clone()];
        for (at, claim) in [(Some(0), claim), (None, after)] {
            let claim = Box::new(claim);
            edits.push(Edit::AddClaim { claim, at });
        }
    }
    for edit in edits {
        if let Ok(applied) = apply(scene, &edit) {
            *scene = applied.scene;
        }
    }
}

/// Every reference leads somewhere, and the file of the scene is read again
/// without a loss.
fn check_whole(scene: &Scene) {
    assert_eq!(scene.dangling(), [], "no reference dangles");
    let reading = file::read(file::write(scene).as_bytes()).expect("a scene");
    assert!(reading.is_complete, "{:?}", reading.problems);
    assert!(reading.scene == *scene, "what is read is what was written");
    check_places(&scene.actors);
    check_places(&scene.ties);
    check_places(&scene.claims);
}

/// Every record is found where it stands.
fn check_places<R: Record>(table: &Table<R>) {
    for (at, record) in table.iter().enumerate() {
        assert_eq!(table.position(record.key()), Some(at), "it is found");
    }
}

/// Whatever a side changed, added or deleted is in the merged scene or listed.
fn check_kept([base, ours, theirs]: [&Scene; 3], merged: &Merged) {
    let [base, ours, theirs, made] = [base, ours, theirs, &merged.scene].map(values);
    let sides = [changed(&base, &ours), changed(&base, &theirs)];
    for (side, other) in [(&sides[0], &sides[1]), (&sides[1], &sides[0])] {
        for (key, value) in side {
            let is_kept = match value {
                None if key.2.is_empty() => !made.contains_key(key) || is_back(key, merged, &base),
                // A field of a record that the side deleted, or one that is not
                // set any more.
                None => {
                    let record = (key.0.clone(), key.1.clone(), String::new());
                    side.contains_key(&record) || is_field_kept(key, None, &base, &made, merged)
                }
                Some(_) => is_field_kept(key, value.as_ref(), &base, &made, merged),
            };
            assert!(is_kept, "{key:?} is neither kept nor listed: {value:?}");
            check_listed((key, value), other, &base, &made, merged);
        }
    }
}

/// Where both sides set one field, each to something else, that is listed.
fn check_listed(
    (key, value): (&Key, &Option<serde_json::Value>),
    other: &Changed,
    base: &Values,
    made: &Values,
    merged: &Merged,
) {
    let differs = other.get(key).is_some_and(|other| other != value);
    let is_record_gone = |changed: &Changed| {
        let record = (key.0.clone(), key.1.clone(), String::new());
        changed.get(&record).is_some_and(Option::is_none)
    };
    if differs
        && !PARTED.contains(&key.2.as_str())
        && !is_record_gone(other)
        && made.contains_key(&(key.0.clone(), key.1.clone(), String::new()))
    {
        assert!(
            is_listed(key, merged) || is_twin(key, base, merged),
            "{key:?} was changed twice and is not listed"
        );
    }
}

fn is_field_kept(
    key: &Key,
    value: Option<&serde_json::Value>,
    base: &Values,
    made: &Values,
    merged: &Merged,
) -> bool {
    let now = made.get(key);
    if now == value || is_listed(key, merged) {
        return true;
    }
    // Theirs may stand under another id.
    if is_twin(key, base, merged)
        && made
            .iter()
            .any(|(it, now)| (&it.0, &it.2) == (&key.0, &key.2) && is_like(now, value, merged))
    {
        return true;
    }
    PARTED.contains(&key.2.as_str()) && {
        let of = |value: Option<&serde_json::Value>| value.map(leaves).unwrap_or_default();
        let (was, is, now) = (of(base.get(key)), of(value), of(now));
        is.iter()
            .all(|leaf| was.contains(leaf) || now.contains(leaf) || is_new_id(leaf, merged))
    }
}

/// Equal, but for ids that were given anew.
fn is_like(now: &serde_json::Value, value: Option<&serde_json::Value>, merged: &Merged) -> bool {
    let value = value.map(leaves).unwrap_or_default();
    leaves(now) == value
        || value
            .iter()
            .all(|leaf| leaves(now).contains(leaf) || is_new_id(leaf, merged))
}

/// Whether a note says that this id is another one now.
fn is_new_id(id: &str, merged: &Merged) -> bool {
    let told = format!(" {id}; theirs");
    merged.notes.iter().any(|note| note.contains(&told))
}

fn is_twin(key: &Key, base: &Values, merged: &Merged) -> bool {
    let record = (key.0.clone(), key.1.clone(), String::new());
    !base.contains_key(&record) && is_new_id(&key.1, merged)
}

/// Whether there is a conflict about this field, or about its record.
fn is_listed((table, id, field): &Key, merged: &Merged) -> bool {
    let is_about = |conflict: &Conflict| {
        let (sort, about) = match conflict.sort.word() {
            "property" => ("scene".to_owned(), ""),
            word => (format!("{word}s"), conflict.id.as_str()),
        };
        (sort == *table && about == id) && (conflict.key == field || conflict.key == "record")
    };
    merged.conflicts.iter().any(is_about)
}

/// Whether a record that was deleted is back with a word about it or, for a tie,
/// about one of its actors.
fn is_back(key: &Key, merged: &Merged, base: &Values) -> bool {
    if is_listed(key, merged) {
        return true;
    }
    let ends = base.get(&(key.0.clone(), key.1.clone(), "ends".to_owned()));
    ends.is_some_and(|ends| {
        let actor = |id: String| ("actors".to_owned(), id, "record".to_owned());
        leaves(ends)
            .into_iter()
            .any(|id| is_listed(&actor(id), merged))
    })
}

fn is_in(ids: &[String], id: &str) -> bool {
    ids.iter().any(|it| it == id)
}

/// Both values of a conflict are the words that the difference of each side has
/// for them.
fn check_words([base, ours, theirs]: [&Scene; 3], merged: &Merged) {
    let sides = [(ours, Side::Ours), (theirs, Side::Theirs)];
    let told = sides.map(|(scene, side)| (Difference::between(base, scene).lines(), side));
    for conflict in &merged.conflicts {
        assert_ne!(conflict.ours, conflict.theirs, "two values: {conflict:?}");
        if PARTED.contains(&conflict.key) || conflict.base.is_none() {
            continue;
        }
        for (lines, side) in &told {
            let said = match side {
                Side::Ours => &conflict.ours,
                Side::Theirs => &conflict.theirs,
            };
            let line = lines
                .iter()
                .find(|it| it.sort == conflict.sort && it.id == conflict.id);
            match conflict.key {
                "order" => {
                    let scene = if *side == Side::Ours { ours } else { theirs };
                    let table = conflict.sort.plural();
                    // What was deleted and is back stands among them, and what
                    // was added twice under another id.
                    let own = order(scene, table);
                    let said: Vec<&str> = said.split("; ").collect();
                    let is_meant = |id: &str| is_in(&own, id) && !is_new_id(id, merged);
                    let said: Vec<_> = said.iter().filter(|id| is_meant(id)).collect();
                    let own = own.iter().filter(|id| is_meant(id));
                    assert!(said.into_iter().eq(own), "{conflict:?}");
                }
                "record" => {
                    let is_gone = line.is_some_and(|it| it.happened.word() == "removed");
                    assert_eq!(said == "deleted", is_gone, "{conflict:?}");
                }
                key => {
                    let details = line.iter().flat_map(|it| &it.details);
                    let mut words = details.filter(|it| it.key == key);
                    let words = words.next().map(|it| &it.after);
                    // What is judged may yield to what the other side did to the
                    // state.
                    let is_judged = ["confidence", "confidence_basis", "likelihood"].contains(&key);
                    // What a view refers to may be put back, and then has its name.
                    let may_differ = is_judged || key == "view";
                    assert!(words == Some(said) || may_differ, "{conflict:?}: {words:?}");
                }
            }
        }
    }
}
