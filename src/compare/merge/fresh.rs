//! Ids for what both sides added under one id and is not one thing.

use std::collections::HashMap;

use crate::compare::fields::Compared;
use crate::compare::words;
use crate::model::id::MAX_ID_CHARS;
use crate::model::{
    Claim, ClaimId, Id, Note, SavedView, Scene, Slide, Source, SourceId, Subject, Table,
};

/// Theirs, in which claims, sources, notes, views and slides that ours has added under the
/// same id and that are other ones have ids that neither scene has. A note tells each.
pub(super) fn with_ids_of_its_own(
    base: &Scene,
    ours: &Scene,
    theirs: &Scene,
    notes: &mut Vec<String>,
) -> Scene {
    let is_other_claim = |own: &Claim, other: &Claim| own.statement != other.statement;
    let is_other_source =
        |own: &Source, other: &Source| own.title != other.title && own.url != other.url;
    let claims = fresh_ids([base, ours, theirs], is_other_claim);
    let sources = fresh_ids([base, ours, theirs], is_other_source);
    let map_notes = fresh_ids([base, ours, theirs], |own: &Note, other: &Note| {
        own.text != other.text
    });
    let views = fresh_ids(
        [base, ours, theirs],
        |own: &SavedView, other: &SavedView| own.state != other.state,
    );
    let slides = fresh_ids([base, ours, theirs], |own: &Slide, other: &Slide| {
        own.headline != other.headline || own.view != other.view
    });
    let mut scene = theirs.clone();
    // Nothing refers to notes, views and slides.
    for (old, new) in &map_notes {
        rename(&mut scene.notes, old, |note| note.id = new.clone());
        notes.push(note::<Note, _>(&scene, old, new));
    }
    for (old, new) in &views {
        rename(&mut scene.views, old, |view| view.id = new.clone());
        notes.push(note::<SavedView, _>(&scene, old, new));
    }
    for (old, new) in &slides {
        rename(&mut scene.slides, old, |slide| slide.id = new.clone());
        notes.push(note::<Slide, _>(&scene, old, new));
    }
    if claims.is_empty() && sources.is_empty() {
        return scene;
    }
    for (old, new) in &claims {
        rename(&mut scene.claims, old, |claim| claim.id = new.clone());
    }
    for (old, new) in &sources {
        rename(&mut scene.sources, old, |source| source.id = new.clone());
    }
    for claim in theirs.claims.iter() {
        let id = claims
            .iter()
            .find_map(|(old, new)| (*old == claim.id).then_some(new))
            .unwrap_or(&claim.id);
        follow(&mut scene, id, &claims, &sources);
    }
    slides_follow(&mut scene, &claims);
    for source in theirs.sources.iter() {
        let id = renamed(&source.id, &sources).unwrap_or(&source.id);
        let Some(mut new) = scene.sources.get(id).cloned() else {
            continue;
        };
        for repeated in &mut new.repeats {
            if let Some(now) = renamed(repeated, &sources) {
                *repeated = now.clone();
            }
        }
        if new.repeats != source.repeats {
            scene.sources.replace(new);
        }
    }
    notes.extend(
        claims
            .iter()
            .map(|(old, new)| note::<Claim, _>(&scene, old, new)),
    );
    notes.extend(
        sources
            .iter()
            .map(|(old, new)| note::<Source, _>(&scene, old, new)),
    );
    scene
}

/// The id that a record has now, where it has another one.
fn renamed<'a, K>(id: &Id<K>, all: &'a [(Id<K>, Id<K>)]) -> Option<&'a Id<K>> {
    all.iter().find_map(|(old, new)| (old == id).then_some(new))
}

fn note<R: Compared<Key = Id<K>>, K>(scene: &Scene, old: &Id<K>, new: &Id<K>) -> String {
    let record = R::table(scene).get(new);
    let text = record.map_or_else(String::new, |it| words::text(&words::short(it.gist())));
    let sort = R::SORT.word();
    format!("Both sides added a {sort} {old}; theirs, {text}, is {new} now.")
}

/// Ids of what is another record in theirs than in ours and new in both, with
/// the id that it is to have; in the order of theirs.
fn fresh_ids<R: Compared<Key = Id<K>>, K>(
    [base, ours, theirs]: [&Scene; 3],
    is_other: impl Fn(&R, &R) -> bool,
) -> Vec<(Id<K>, Id<K>)> {
    let tables = [base, ours, theirs].map(R::table);
    let [base, ours, theirs] = tables;
    let mut taken: Vec<Id<K>> = Vec::new();
    let mut renamed = Vec::new();
    for other in theirs.iter() {
        let id = other.key();
        let Some(own) = ours.get(id).filter(|_| !base.contains(id)) else {
            continue;
        };
        if own == other || !is_other(own, other) {
            continue;
        }
        let is_free =
            |id: &Id<K>| !tables.iter().any(|table| table.contains(id)) && !taken.contains(id);
        if let Some(new) = next_ids(id, &tables).find(is_free) {
            taken.push(new.clone());
            renamed.push((id.clone(), new));
        }
    }
    renamed
}

/// Ids in the manner of this one: numbers after the last where it ends in one
/// (`c38` for `c37`), else with a number behind it. Endless.
fn next_ids<R: Compared<Key = Id<K>>, K>(
    id: &Id<K>,
    tables: &[&Table<R>],
) -> impl Iterator<Item = Id<K>> {
    let text = id.as_str();
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(stem.len()..).unwrap_or("");
    let is_numbered = digits.parse::<u32>().is_ok() && !stem.contains(['-', '_', '.', ':']);
    let number_of = |id: &Id<K>| id.as_str().strip_prefix(stem)?.parse::<u64>().ok();
    let ids = tables.iter().flat_map(|table| table.iter());
    let last = ids.filter_map(|it| number_of(it.key())).max().unwrap_or(1);
    let (stem, first, width) = if is_numbered {
        (stem.to_owned(), last.saturating_add(1), digits.len())
    } else {
        let short: String = text.chars().take(MAX_ID_CHARS - 21).collect();
        (format!("{short}-"), 2, 1)
    };
    (first..).filter_map(move |number| Id::new(&format!("{stem}{number:0width$}")).ok())
}

fn rename<R: Compared>(table: &mut Table<R>, old: &R::Key, rename: impl Fn(&mut R)) {
    let Some((place, mut record)) = table.position(old).zip(table.get(old).cloned()) else {
        return;
    };
    rename(&mut record);
    table.remove(old);
    // The new id is free in all three scenes.
    drop(table.insert(place, record));
}

/// Leads the references of a claim to what has another id now.
fn follow(
    scene: &mut Scene,
    claim: &ClaimId,
    claims: &[(ClaimId, ClaimId)],
    sources: &[(SourceId, SourceId)],
) {
    let Some(old) = scene.claims.get(claim) else {
        return;
    };
    let claims: HashMap<_, _> = claims.iter().map(|(old, new)| (old, new)).collect();
    let sources: HashMap<_, _> = sources.iter().map(|(old, new)| (old, new)).collect();
    let mut new = old.clone();
    for linked in new.links_mut().into_iter().flatten() {
        if let Some(now) = claims.get(linked) {
            *linked = (*now).clone();
        }
    }
    for anchor in &mut new.anchors {
        if let Some(now) = sources.get(&anchor.source) {
            anchor.source = (*now).clone();
        }
    }
    if new != *old {
        scene.claims.replace(new);
    }
}

/// Leads the footnotes of slides to claims that have another id now.
fn slides_follow(scene: &mut Scene, claims: &[(ClaimId, ClaimId)]) {
    for old in scene.slides.iter().cloned().collect::<Vec<_>>() {
        let mut new = old.clone();
        let noted = new.footnotes.iter_mut();
        let made = new.as_made.iter_mut().filter_map(|it| match &mut it.of {
            Subject::Claim(id) => Some(id),
            _ => None,
        });
        for id in noted.chain(made) {
            if let Some(now) = renamed(id, claims) {
                *id = now.clone();
            }
        }
        if new != old {
            scene.slides.replace(new);
        }
    }
}
