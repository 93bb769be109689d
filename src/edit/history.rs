//! What the scene was before each step.
//!
//! Limitations: the history is a line, not a tree; a new step after an undo
//! forgets what was undone. It lives as long as the document is open and is not
//! saved. It has no limit: scenes share what did not change, so that a step costs
//! some kilobytes.

use std::sync::Arc;

use crate::model::Scene;

/// One entry of the history; `S` is what was selected.
#[derive(Clone, Debug)]
pub struct Step<S> {
    /// What it did, for people: `change weight of Israel – Azerbaijan`.
    pub label: String,
    /// The scene before it.
    pub before: Arc<Scene>,
    /// The scene after it; never an unchanged copy of `before`.
    pub after: Arc<Scene>,
    /// What was selected before it.
    pub selected_before: S,
    /// What was selected after it.
    pub selected_after: S,
}

/// Steps that can be undone and redone. The scene after each step is the scene
/// before the next.
#[derive(Clone, Debug)]
pub struct History<S> {
    done: Vec<Step<S>>,
    /// The last one is redone first.
    undone: Vec<Step<S>>,
}

impl<S> Default for History<S> {
    fn default() -> Self {
        Self {
            done: Vec::new(),
            undone: Vec::new(),
        }
    }
}

impl<S> History<S> {
    /// Adds a step that was just done; what was undone can then not be redone.
    /// A step that changed nothing is not added; says whether it was.
    pub fn push(&mut self, step: Step<S>) -> bool {
        let is_change = !step.after.is_copy_of(&step.before);
        if is_change {
            self.done.push(step);
            self.undone.clear();
        }
        is_change
    }

    /// The step that [`History::undo`] would undo.
    pub fn next_undo(&self) -> Option<&Step<S>> {
        self.done.last()
    }

    /// The step that [`History::redo`] would redo.
    pub fn next_redo(&self) -> Option<&Step<S>> {
        self.undone.last()
    }

    /// Goes one step back and gives that step: its `before` is the scene now.
    pub fn undo(&mut self) -> Option<&Step<S>> {
        let step = self.done.pop()?;
        self.undone.push(step);
        self.undone.last()
    }

    /// Goes one step forward and gives that step: its `after` is the scene now.
    pub fn redo(&mut self) -> Option<&Step<S>> {
        let step = self.undone.pop()?;
        self.done.push(step);
        self.done.last()
    }

    /// How many steps lie between the scene now and the scene that it was at this time,
    /// done or undone since; `None` where no step led from it or to it.
    pub fn steps_from(&self, scene: &Arc<Scene>) -> Option<usize> {
        let done = (self.done.iter().rev()).position(|step| Arc::ptr_eq(&step.before, scene));
        let undone = (self.undone.iter().rev()).position(|step| Arc::ptr_eq(&step.after, scene));
        done.or(undone).map(|at| at + 1)
    }

    /// How many steps can be undone.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether nothing can be undone.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }
}
