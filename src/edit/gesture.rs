//! An edit in progress: a drag, a slider that is held, a wheel that turns.

use std::sync::Arc;

use super::apply::apply;
use super::error::EditError;
use super::kind::Edit;
use crate::model::Scene;

/// An edit in progress. Each preview is applied to the scene as it was when the
/// gesture was opened, so that a hundred of them are one change.
#[derive(Clone, Debug)]
pub struct Gesture {
    before: Arc<Scene>,
    latest: Option<Latest>,
}

/// The last preview that could be applied.
#[derive(Clone, Debug)]
struct Latest {
    edit: Edit,
    scene: Arc<Scene>,
}

impl Gesture {
    /// Opens a gesture on this scene.
    pub fn open(before: Arc<Scene>) -> Self {
        Self {
            before,
            latest: None,
        }
    }

    /// Shows what the scene would be. A preview that is refused leaves the last
    /// one standing.
    ///
    /// # Errors
    /// As [`apply()`].
    pub fn preview(&mut self, edit: Edit) -> Result<(), EditError> {
        let applied = apply(&self.before, &edit)?;
        self.latest = Some(Latest {
            edit,
            scene: Arc::new(applied.scene),
        });
        Ok(())
    }

    /// The scene before the gesture.
    pub fn before(&self) -> &Arc<Scene> {
        &self.before
    }

    /// The scene as the gesture shows it.
    pub fn scene(&self) -> &Arc<Scene> {
        self.latest.as_ref().map_or(&self.before, |it| &it.scene)
    }

    /// The change that the gesture comes to; `None` where it has none yet.
    pub fn edit(&self) -> Option<&Edit> {
        self.latest.as_ref().map(|it| &it.edit)
    }
}
