//! Two scenes beside each other.

use std::sync::Arc;

use crate::compare::Difference;
use crate::model::Scene;

use super::Session;
use super::tasks::Done;

/// Two scenes and what changed from the one to the other.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What the earlier one is, in words: `the file as it is now`.
    pub before_name: String,
    /// What the later one is, in words.
    pub after_name: String,
    /// What changed; holds both scenes.
    pub difference: Difference,
    /// The later scene with what was removed since the earlier one: what is drawn.
    pub union: Arc<Scene>,
    /// Rises from comparison to comparison.
    pub revision: u64,
}

impl Session {
    /// What is compared, if anything.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// Compares two scenes in the background, then shows what changed.
    pub(super) fn compare(
        &mut self,
        before: Arc<Scene>,
        before_name: String,
        after: Arc<Scene>,
        after_name: String,
    ) {
        self.comparisons += 1;
        let revision = self.comparisons;
        self.tasks.work(move |_| {
            let difference = Difference::between(&before, &after);
            let union = Arc::new(difference.union());
            Done::Compared(Box::new(Comparison {
                before_name,
                after_name,
                difference,
                union,
                revision,
            }))
        });
    }

    /// Shows a comparison, unless another one was asked for since.
    pub(super) fn take_compared(&mut self, comparison: Comparison) {
        if comparison.revision == self.comparisons {
            self.comparison = Some(comparison);
        }
    }

    /// Goes back to where the comparison was asked for.
    pub(super) fn close_comparison(&mut self) {
        self.comparison = None;
    }
}
