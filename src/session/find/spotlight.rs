//! What is looked at while the rest recedes: a focus, or a path.
//!
//! One at a time: both say what recedes. They are a view of the scene, so nothing
//! of it changes, and they follow it: whatever is edited, filtered or looked back
//! from, what is near and what the path is are worked out anew.

pub use crate::analysis::spotlight::PathFound;
use crate::analysis::spotlight::{Lit, lit};
use crate::drawing::Aside;
use crate::model::{ActorId, Filter, Focus, PathOver, PathView, Subject, TieId};
use crate::session::{Level, Session};

/// What a focus or a path follows from.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revisions: [u64; 4],
    filter: Filter,
    focus: Option<Focus>,
    path: Option<PathView>,
}

/// The focus or the path, with what came of it.
#[derive(Default)]
pub(super) struct Spotlight {
    focus: Option<Focus>,
    path: Option<PathView>,
    key: Option<Key>,
    lit: Option<Lit>,
    found: Option<PathFound>,
    revision: u64,
}

impl Session {
    /// The focus; `None` where there is none, or nothing of it is in the scene.
    pub fn focus(&self) -> Option<&Focus> {
        let scene = &self.document.scene;
        self.finding.spotlight.focus.as_ref().filter(|focus| {
            let mut actors = focus.actors.iter();
            let mut ties = focus.ties.iter();
            actors.any(|id| scene.actors.contains(id)) || ties.any(|id| scene.ties.contains(id))
        })
    }

    /// The path that is looked for; `None` where there is none, or one of its ends
    /// is not in the scene.
    pub fn path(&self) -> Option<&PathView> {
        let actors = &self.document.scene.actors;
        let path = self.finding.spotlight.path.as_ref();
        path.filter(|it| actors.contains(&it.from) && actors.contains(&it.to))
    }

    /// The path that was found; `None` where none is looked for, or there is none.
    pub fn path_found(&self) -> Option<&PathFound> {
        self.path()?;
        self.finding.spotlight.found.as_ref()
    }

    /// Whether this actor or tie is on the path that was found.
    pub fn is_on_path(&self, subject: &Subject) -> bool {
        if self.finding.spotlight.found.is_none() {
            return false;
        }
        let lit = self.finding.spotlight.lit.as_ref();
        lit.is_some_and(|lit| match subject {
            Subject::Actor(actor) => lit.actors.contains(actor),
            Subject::Tie(tie) => lit.ties.contains(tie),
            Subject::Scene | Subject::Claim(_) | Subject::Source(_) | Subject::Note(_) => false,
        })
    }

    /// Whether a focus or a path is looked at.
    pub fn has_spotlight(&self) -> bool {
        self.focus().is_some() || self.path().is_some()
    }

    /// Whether what is selected has a focus: an actor or a tie is selected.
    pub fn can_focus(&self) -> bool {
        let selection = &self.selection;
        selection.actors().next().is_some() || selection.ties().next().is_some()
    }

    /// The two actors that are selected, in the order in which they were; `None`
    /// where there are not two.
    pub fn selected_pair(&self) -> Option<[&ActorId; 2]> {
        let mut actors = self.selection.actors();
        let pair = [actors.next()?, actors.next()?];
        actors.next().is_none().then_some(pair)
    }

    /// Lets what is within so many ties of the selected actors and ties stand out;
    /// without any, of what stood out before.
    pub(super) fn set_depth(&mut self, depth: u8) {
        let depth = depth.min(Focus::MOST_DEPTH);
        let before = self.focus().cloned();
        let is_hiding = before.as_ref().is_some_and(|it| it.is_hiding);
        let focus = if self.can_focus() {
            Some(Focus {
                actors: self.selection.actors().cloned().collect(),
                ties: self.selection.ties().cloned().collect(),
                depth,
                is_hiding,
            })
        } else {
            before.map(|focus| Focus { depth, ..focus })
        };
        match focus {
            Some(focus) => self.set_spotlight(Some(focus), None),
            None => self.notify(
                Level::Info,
                "Select an actor or a tie first: then 0 to 9 show what is within so many ties.",
            ),
        }
    }

    /// Lets the focus reach one tie further, or one less.
    pub(super) fn deepen(&mut self, is_further: bool) {
        match self.focus().cloned() {
            Some(focus) => {
                let depth = if is_further {
                    (focus.depth + 1).min(Focus::MOST_DEPTH)
                } else {
                    focus.depth.saturating_sub(1)
                };
                self.set_spotlight(Some(Focus { depth, ..focus }), None);
            }
            None if is_further => self.set_depth(1),
            None => {}
        }
    }

    /// Hides what is out of the focus, or only dims it.
    pub(super) fn hide_rest(&mut self, is_hiding: bool) {
        if let Some(focus) = &mut self.finding.spotlight.focus {
            focus.is_hiding = is_hiding;
        }
    }

    /// Looks for a path between the two selected actors.
    pub(super) fn find_path(&mut self, over: PathOver) {
        let Some([from, to]) = self.selected_pair() else {
            self.notify(
                Level::Info,
                "Select two actors first: the path leads from the one to the other.",
            );
            return;
        };
        let (from, to) = (from.clone(), to.clone());
        self.set_spotlight(None, Some(PathView { from, to, over }));
    }

    /// Lets these stand out, or nothing: a path goes before a focus.
    pub(in crate::session) fn set_spotlight(
        &mut self,
        focus: Option<Focus>,
        path: Option<PathView>,
    ) {
        let spotlight = &mut self.finding.spotlight;
        spotlight.focus = focus.filter(|_| path.is_none());
        spotlight.path = path;
    }

    /// Works out anew what is looked at where anything that it follows from
    /// changed.
    pub(in crate::session) fn refresh_spotlight(&mut self) {
        let key = Key {
            revisions: [
                self.revisions.ties,
                self.revisions.actor_names,
                self.revisions.document,
                self.hindsight.revision(),
            ],
            filter: {
                let mut filter = self.filter.of_ties();
                filter.set_dimming(false);
                filter
            },
            focus: self.focus().cloned(),
            path: self.path().cloned(),
        };
        if self.finding.spotlight.key.as_ref() == Some(&key) {
            return;
        }
        let (lit, found) = self.lit(&key);
        let spotlight = &mut self.finding.spotlight;
        let is_hiding = |key: &Option<Key>| {
            let focus = key.as_ref().and_then(|it| it.focus.as_ref());
            focus.is_some_and(|it| it.is_hiding)
        };
        let key = Some(key);
        if spotlight.lit != lit || is_hiding(&spotlight.key) != is_hiding(&key) {
            spotlight.revision += 1;
        }
        spotlight.lit = lit;
        spotlight.found = found;
        spotlight.key = key;
    }

    fn lit(&self, key: &Key) -> (Option<Lit>, Option<PathFound>) {
        lit(
            self.seen(),
            &key.filter,
            key.focus.as_ref(),
            key.path.as_ref(),
        )
    }

    /// Changes whenever something else stands out.
    pub fn spotlight_revision(&self) -> u64 {
        self.finding.spotlight.revision
    }

    /// Whether the focus or the path hides this tie.
    pub(in crate::session) fn hides_as_rest(&self, tie: &TieId) -> bool {
        let focus = self.focus();
        focus.is_some_and(|it| it.is_hiding) && !self.is_lit(tie)
    }

    fn is_lit(&self, tie: &TieId) -> bool {
        let lit = self.finding.spotlight.lit.as_ref();
        lit.is_none_or(|lit| lit.ties.contains(tie))
    }

    /// What recedes behind what is looked at, and what the filter leaves out where
    /// that is to be dimmed.
    pub(in crate::session) fn aside(&self) -> Aside {
        let lit = self.finding.spotlight.lit.as_ref();
        if lit.is_none() && !self.filter.is_dimming() {
            return Aside::default();
        }
        let is_hiding = self.focus().is_some_and(|it| it.is_hiding);
        Aside::of(self.seen(), &self.filter, lit, is_hiding)
    }
}

#[cfg(test)]
#[path = "spotlight_tests.rs"]
mod tests;
