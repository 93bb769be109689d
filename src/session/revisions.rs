//! Numbers that change with the parts of a scene: keys for what follows from
//! them.

use crate::model::Scene;

/// One number for each part; it rises when that part changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Revisions {
    /// Another document.
    pub(super) document: u64,
    /// Anything of the scene.
    pub(super) scene: u64,
    pub(super) actors: u64,
    pub(super) ties: u64,
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
            &mut self.ties,
            &mut self.claims,
            &mut self.kinds,
        ] {
            *part += 1;
        }
    }

    /// The scene is another one of the same document.
    pub(super) fn note_change(&mut self, before: &Scene, after: &Scene) {
        let note = |part: &mut u64, is_same: bool| *part += u64::from(!is_same);
        note(&mut self.scene, after.is_copy_of(before));
        note(&mut self.actors, after.actors.is_copy_of(&before.actors));
        note(&mut self.ties, after.ties.is_copy_of(&before.ties));
        note(&mut self.claims, after.claims.is_copy_of(&before.claims));
        note(&mut self.kinds, after.kinds.is_copy_of(&before.kinds));
    }
}
