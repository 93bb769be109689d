//! Forms that are not finished, as they are kept for the case of a crash.

use super::Drafts;
use crate::file::recovery::KeptForm;
use crate::model::Scene;

impl Drafts {
    /// What stands in forms and is not part of the scene.
    pub(in crate::session) fn kept(&self) -> Vec<KeptForm> {
        Vec::new()
    }

    /// Takes up the forms that were kept, in this scene.
    pub(in crate::session) fn take_kept(&mut self, _forms: &[KeptForm], _scene: &Scene) {}
}
