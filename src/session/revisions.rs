//! Numbers that change with the parts of a scene: keys for what follows from
//! them.

use crate::model::{Record, Scene, Table};

/// One number for each part; it rises when that part changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Revisions {
    /// Another document.
    pub(super) document: u64,
    /// Anything of the scene.
    pub(super) scene: u64,
    pub(super) actors: u64,
    /// Which actors there are, and what they are called.
    pub(super) actor_names: u64,
    pub(super) ties: u64,
    /// Which ties there are, and between whom.
    pub(super) tie_ends: u64,
    pub(super) claims: u64,
    pub(super) kinds: u64,
}

impl Revisions {
    /// Another document is open.
    pub(super) fn note_document(&mut self) {
        for part in [
            &mut self.document,
            &mut self.scene,
            &mut self.actors,
            &mut self.actor_names,
            &mut self.ties,
            &mut self.tie_ends,
            &mut self.claims,
            &mut self.kinds,
        ] {
            *part += 1;
        }
    }

    /// The scene is another one of the same document. Takes time in proportion to
    /// actors or ties where those changed, little of it for each.
    pub(super) fn note_change(&mut self, before: &Scene, after: &Scene) {
        let note = |part: &mut u64, is_same: bool| *part += u64::from(!is_same);
        note(&mut self.scene, after.is_copy_of(before));
        note(&mut self.actors, after.actors.is_copy_of(&before.actors));
        let is_named_alike = are_alike(&before.actors, &after.actors, |one, other| {
            (&one.id, &one.iso, &one.name) == (&other.id, &other.iso, &other.name)
        });
        note(&mut self.actor_names, is_named_alike);
        note(&mut self.ties, after.ties.is_copy_of(&before.ties));
        note(&mut self.tie_ends, has_same_ends(before, after));
        note(&mut self.claims, after.claims.is_copy_of(&before.claims));
        note(&mut self.kinds, after.kinds.is_copy_of(&before.kinds));
    }
}

/// Whether both scenes have the same ties, each between the same actors.
pub(super) fn has_same_ends(before: &Scene, after: &Scene) -> bool {
    are_alike(&before.ties, &after.ties, |one, other| {
        (&one.id, &one.from, &one.to) == (&other.id, &other.from, &other.to)
    })
}

/// Whether two tables have as many records, each like the other's at its place.
pub(super) fn are_alike<R: Record>(
    before: &Table<R>,
    after: &Table<R>,
    is_alike: impl Fn(&R, &R) -> bool,
) -> bool {
    // Records that did not change are shared, and need no second look.
    let is_same = |(one, other): (&R, &R)| std::ptr::eq(one, other) || is_alike(one, other);
    after.is_copy_of(before)
        || before.len() == after.len() && before.iter().zip(after.iter()).all(is_same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Edit, apply};
    use crate::model::Weight;
    use crate::model::fixtures::{actor_id, scene, tie, tie_id};

    #[test]
    fn only_what_changed_has_another_number() {
        let mut before = scene(&["A", "B"]);
        tie(&mut before, "A-B", 0.5);
        let noted = |edit: &Edit| {
            let after = apply(&before, edit).expect("applied").scene;
            let mut revisions = Revisions::default();
            revisions.note_change(&before, &after);
            revisions
        };
        let weight = Weight::ZERO;
        let weighed = noted(&Edit::SetTieWeight {
            tie: tie_id("A-B"),
            weight,
        });
        let expected = Revisions {
            scene: 1,
            ties: 1,
            ..Revisions::default()
        };
        assert_eq!(weighed, expected);
        let reversed = noted(&Edit::ReverseTie { tie: tie_id("A-B") });
        assert_eq!((reversed.ties, reversed.tie_ends), (1, 1));
        let named = noted(&Edit::RenameActor {
            actor: actor_id("A"),
            name: "Z".to_owned(),
        });
        assert_eq!((named.actors, named.actor_names, named.ties), (1, 1, 0));
    }
}
