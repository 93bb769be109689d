//! Ids for new records: short, readable and free.

use crate::model::id::MAX_ID_CHARS;
use crate::model::{
    ActorId, ClaimId, Id, KindId, NoteId, Record, Scene, SlideId, SourceId, Table, TieId, ViewId,
};

/// An id for an actor that is called almost as this one: `TUR2`, `SOCAR-2`. Short
/// ones get a figure that stands on the disc, where the first four characters do.
pub fn fresh_actor_id(scene: &Scene, like: &ActorId) -> ActorId {
    let like = like.as_str();
    let is_there = |base: &str| ActorId::new(base).is_ok_and(|id| scene.actors.contains(&id));
    let bare = like.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = bare.strip_suffix('-').unwrap_or(bare);
    // "TUR2" is the second TUR where there is one; else that is its name.
    let base = if bare != like && is_there(bare) {
        bare
    } else {
        like
    };
    let is_short = base.chars().count() <= SHORT_CHARS;
    let dash = if is_short && !base.ends_with(|c: char| c.is_ascii_digit()) {
        ""
    } else {
        "-"
    };
    let base: String = base.chars().take(MAX_ID_CHARS - 12).collect();
    let most = scene.actors.len() + 2;
    (2..=most)
        .filter_map(|number| ActorId::new(&format!("{base}{dash}{number}")).ok())
        .find(|id| !scene.actors.contains(id))
        .expect("of more ids than there are actors one is free")
}

/// So many characters leave room for a figure on the disc.
const SHORT_CHARS: usize = 3;

/// An id for a tie between these: `ISR-AZE`, or `ISR-AZE-2` for the second.
pub fn fresh_tie_id(scene: &Scene, from: &ActorId, to: &ActorId) -> TieId {
    fresh(&format!("{from}-{to}"), "tie", &scene.ties)
}

/// An id for a claim, numbered on from the last: `c37` after `c36`.
pub fn fresh_claim_id(scene: &Scene) -> ClaimId {
    let numbers = scene.claims.iter().filter_map(|claim| {
        let digits = claim.id.as_str().strip_prefix('c')?;
        Some((digits.parse::<u32>().ok()?, digits.len()))
    });
    let (last, width) = numbers.max().unwrap_or((0, 2));
    fresh(
        &format!("c{:0width$}", u64::from(last) + 1),
        "c",
        &scene.claims,
    )
}

/// An id for a source, from its title: `trade-at-a-glance`.
pub fn fresh_source_id(scene: &Scene, title: &str) -> SourceId {
    fresh(&slug(title), "source", &scene.sources)
}

/// An id for a kind of claim, from its label: `trade`.
pub fn fresh_kind_id(scene: &Scene, label: &str) -> KindId {
    fresh(&slug(label), "kind", &scene.kinds)
}

/// An id for a note, numbered on from the last: `n2` after `n1`.
pub fn fresh_note_id(scene: &Scene) -> NoteId {
    let numbers = scene.notes.iter().filter_map(|note| {
        let digits = note.id.as_str().strip_prefix('n')?;
        digits.parse::<u32>().ok()
    });
    let last = u64::from(numbers.max().unwrap_or(0));
    fresh(&format!("n{}", last + 1), "n", &scene.notes)
}

/// An id for a saved view, from its name: `hostile-ties`.
pub fn fresh_view_id(scene: &Scene, name: &str) -> ViewId {
    fresh(&slug(name), "view", &scene.views)
}

/// An id for a slide, from its headline: `two-friends-pull-apart`.
pub fn fresh_slide_id(scene: &Scene, headline: &str) -> SlideId {
    fresh(&slug(headline), "slide", &scene.slides)
}

/// At most so many characters of a title stand in an id.
const SLUG_CHARS: usize = 32;

/// Words in small letters with hyphens between; may be empty.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let word = word.to_lowercase();
        if word.is_empty() {
            continue;
        }
        if out.chars().count() + word.chars().count() >= SLUG_CHARS {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word);
    }
    out
}

/// This text as an id or, where it is none or taken, with a number behind it;
/// `other` stands for a text that cannot be an id.
fn fresh<K, R: Record<Key = Id<K>>>(text: &str, other: &str, table: &Table<R>) -> Id<K> {
    let fits = Id::<K>::new(text).is_ok() && text.len() + 12 <= MAX_ID_CHARS;
    let base = if fits { text } else { other };
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    std::iter::once(base.to_owned())
        .chain(numbered)
        .filter_map(|text| Id::new(&text).ok())
        .find(|id| !table.contains(id))
        .expect("of endlessly many ids one is free")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{actor_id, claim, scene, tie};

    #[test]
    fn new_ids_are_readable_and_free() {
        let mut scene = scene(&["ISR", "AZE"]);
        let ends = (actor_id("ISR"), actor_id("AZE"));
        assert_eq!(fresh_tie_id(&scene, &ends.0, &ends.1).as_str(), "ISR-AZE");
        tie(&mut scene, "ISR-AZE", 0.5);
        assert_eq!(fresh_tie_id(&scene, &ends.0, &ends.1).as_str(), "ISR-AZE-2");
        assert_eq!(fresh_claim_id(&scene).as_str(), "c01");
        claim(&mut scene, "c09", "C3", &[]);
        claim(&mut scene, "other", "C3", &[]);
        assert_eq!(fresh_claim_id(&scene).as_str(), "c10");
        claim(&mut scene, "c4294967295", "C3", &[]);
        assert_eq!(fresh_claim_id(&scene).as_str(), "c4294967296");
        assert_eq!(
            fresh_source_id(&scene, "  Trade, at a glance! And much more of the same").as_str(),
            "trade-at-a-glance-and-much-more"
        );
        assert_eq!(fresh_kind_id(&scene, "Trade").as_str(), "trade-2");
        assert_eq!(fresh_note_id(&scene).as_str(), "n1");
        assert_eq!(
            fresh_view_id(&scene, "Hostile ties").as_str(),
            "hostile-ties"
        );
        assert_eq!(fresh_source_id(&scene, "!!!").as_str(), "source");
        let long = ActorId::new(&"x".repeat(60)).expect("an id");
        assert_eq!(fresh_tie_id(&scene, &long, &long).as_str(), "tie");
    }
}
