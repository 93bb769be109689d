//! Numbers that change with the parts of a scene: keys for what follows from
//! them.

use crate::model::{Claim, Record, Scene, Table};

/// One number for each part; it rises when that part changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Revisions {
    /// Another document.
    pub(super) document: u64,
    /// Anything of the scene.
    pub(super) scene: u64,
    /// Anything of the scene but its claims.
    pub(super) but_claims: u64,
    pub(super) actors: u64,
    /// Which actors there are, and what they are called.
    pub(super) actor_names: u64,
    pub(super) ties: u64,
    /// Which ties there are, and between whom.
    pub(super) tie_ends: u64,
    pub(super) claims: u64,
    /// Which claims there are, at which places, and what each bears on and how.
    pub(super) claim_bearings: u64,
    /// That, and of which kinds claims are.
    pub(super) claim_kinds: u64,
    /// That, and when what claims report happened.
    pub(super) claim_dates: u64,
    /// That, and which claims speak of which others.
    pub(super) claim_links: u64,
    pub(super) kinds: u64,
}

impl Revisions {
    /// Another document is open.
    pub(super) fn note_document(&mut self) {
        for part in [
            &mut self.document,
            &mut self.scene,
            &mut self.but_claims,
            &mut self.actors,
            &mut self.actor_names,
            &mut self.ties,
            &mut self.tie_ends,
            &mut self.claims,
            &mut self.claim_bearings,
            &mut self.claim_kinds,
            &mut self.claim_dates,
            &mut self.claim_links,
            &mut self.kinds,
        ] {
            *part += 1;
        }
    }

    /// The scene is another one of the same document. Takes time in proportion to
    /// actors, ties or claims where those changed, little of it for each.
    pub(super) fn note_change(&mut self, before: &Scene, after: &Scene) {
        let note = |part: &mut u64, is_same: bool| *part += u64::from(!is_same);
        note(&mut self.scene, after.is_copy_of(before));
        note(&mut self.but_claims, after.is_copy_but_for_claims(before));
        note(&mut self.actors, after.actors.is_copy_of(&before.actors));
        let is_named_alike = are_alike(&before.actors, &after.actors, |one, other| {
            (&one.id, &one.iso, &one.name) == (&other.id, &other.iso, &other.name)
        });
        note(&mut self.actor_names, is_named_alike);
        note(&mut self.ties, after.ties.is_copy_of(&before.ties));
        note(&mut self.tie_ends, has_same_ends(before, after));
        note(&mut self.claims, after.claims.is_copy_of(&before.claims));
        let alike = ClaimsAlike::of(&before.claims, &after.claims);
        note(&mut self.claim_bearings, alike.bearings);
        note(&mut self.claim_kinds, alike.bearings && alike.kinds);
        note(&mut self.claim_dates, alike.bearings && alike.dates);
        note(&mut self.claim_links, alike.bearings && alike.links);
        note(&mut self.kinds, after.kinds.is_copy_of(&before.kinds));
    }
}

/// What is the same of the claims of two tables, claim by claim.
struct ClaimsAlike {
    /// The ids too; where these are not the same, nothing else is told.
    bearings: bool,
    kinds: bool,
    dates: bool,
    links: bool,
}

impl ClaimsAlike {
    fn of(before: &Table<Claim>, after: &Table<Claim>) -> Self {
        let (mut kinds, mut dates, mut links) = (true, true, true);
        let bearings = are_alike(before, after, |one, other| {
            kinds &= one.kinds == other.kinds;
            dates &= one.when() == other.when();
            links &= one.repeats == other.repeats
                && one.contradicts == other.contradicts
                && one.derived_from == other.derived_from;
            bears_alike(one, other)
        });
        Self {
            bearings,
            kinds,
            dates,
            links,
        }
    }
}

/// Whether these are the same claim as far as what it bears on and how.
fn bears_alike(one: &Claim, other: &Claim) -> bool {
    let mut pairs = one.bearings.iter().zip(&other.bearings);
    one.id == other.id
        && one.bearings.len() == other.bearings.len()
        && pairs.all(|(one, other)| one.on == other.on && one.stance == other.stance)
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
    mut is_alike: impl FnMut(&R, &R) -> bool,
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
    use crate::model::fixtures::{actor_id, bearing, claim, claim_id, scene, tie, tie_id};
    use crate::model::{ClaimDate, DateRange, Magnitude, Stance, Weight};

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
            but_claims: 1,
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

    #[test]
    fn of_claims_only_what_was_changed_has_another_number() {
        let mut before = scene(&["A", "B"]);
        tie(&mut before, "A-B", 0.5);
        let on_tie = bearing("A-B", Stance::Supports, Magnitude::Slight);
        claim(&mut before, "c1", "C3", std::slice::from_ref(&on_tie));
        claim(&mut before, "c2", "C3", &[]);
        let changed = |change: fn(&mut Claim)| {
            let mut claim = before.claims.at(0).expect("c1").clone();
            change(&mut claim);
            let edit = Edit::ChangeClaim(Box::new(claim));
            let after = apply(&before, &edit).expect("applied").scene;
            let mut it = Revisions::default();
            it.note_change(&before, &after);
            assert_eq!(it.but_claims, 0, "the rest is as it was");
            let parts = [
                it.claim_bearings,
                it.claim_kinds,
                it.claim_dates,
                it.claim_links,
            ];
            (it.claims, parts)
        };
        let reworded = changed(|claim| claim.statement = "Said anew.".to_owned());
        assert_eq!(reworded, (1, [0, 0, 0, 0]));
        let turned = changed(|claim| {
            if let Some(bearing) = claim.bearings.first_mut() {
                bearing.stance = Stance::Strains;
            }
        });
        assert_eq!(turned, (1, [1, 1, 1, 1]), "places may be others");
        let filed = changed(|claim| claim.kinds.clear());
        assert_eq!(filed, (1, [0, 1, 0, 0]));
        let dated = changed(|claim| {
            claim.date = Some(ClaimDate {
                as_printed: None,
                resolved: DateRange::parse("2025").ok(),
                note: None,
            });
        });
        assert_eq!(dated, (1, [0, 0, 1, 0]));
        let linked = changed(|claim| claim.repeats = vec![claim_id("c2")]);
        assert_eq!(linked, (1, [0, 0, 0, 1]));
    }
}
