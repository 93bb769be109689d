//! What the claims cover, kept while the evidence desk shows it.

use std::sync::Arc;

use crate::evidence::{AsOf, Coverage, Estimate, coverage, summary};
use crate::model::{ClaimIndex, Scene, SourceSummary};

use super::tasks::Done;
use super::{DeskTab, Session};

/// What the claims of a scene cover, and what there is to say of its sources.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The scene that it is of.
    scene: Arc<Scene>,
    /// The day that was looked back from.
    as_of: Option<AsOf>,
    /// The matrix and the whole.
    pub coverage: Coverage,
    /// The source summary as it would be drafted now, of all claims whatever day is
    /// looked back from.
    pub drafted: SourceSummary,
}

impl Covered {
    fn of(
        scene: Arc<Scene>,
        as_of: Option<AsOf>,
        (index, estimates): (&ClaimIndex, &[Estimate]),
    ) -> Self {
        let coverage = coverage(&scene, index, estimates, as_of);
        let drafted = match as_of {
            None => summary::draft_of(&scene, &coverage),
            Some(_) => summary::draft(&scene),
        };
        Self {
            scene,
            as_of,
            coverage,
            drafted,
        }
    }

    /// Whether it is of this scene and day.
    fn is_of(&self, scene: &Arc<Scene>, as_of: Option<AsOf>) -> bool {
        Arc::ptr_eq(&self.scene, scene) && self.as_of == as_of
    }

    /// The scene that it is of; positions and ids in it are of that one.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// The day that was looked back from.
    pub fn as_of(&self) -> Option<AsOf> {
        self.as_of
    }

    /// What changed since this statement was written, in words; `None` where
    /// nothing did.
    pub fn moved_on(&self, statement: &SourceSummary) -> Option<String> {
        summary::moved_on(&statement.basis, &self.drafted.basis)
    }
}

/// What is kept of it.
#[derive(Default)]
pub(super) struct CoverageKept {
    covered: Option<Arc<Covered>>,
    /// What was to be worked out in the background last.
    asked: Option<(Arc<Scene>, Option<AsOf>)>,
    is_under_way: bool,
}

impl Session {
    /// What the claims cover: as it was before, while a large scene is looked over
    /// again. `None` until the desk has shown it once.
    pub fn covered(&self) -> Option<&Arc<Covered>> {
        self.coverage.covered.as_ref()
    }

    /// Whether that is being worked out.
    pub fn is_covering(&self) -> bool {
        self.coverage.is_under_way
    }

    /// Brings it up to date where the desk shows it: at once, or in the background
    /// where that would be felt.
    pub(super) fn refresh_coverage(&mut self) {
        let is_seen = self
            .desk()
            .is_some_and(|desk| desk.tab == DeskTab::Coverage);
        if !is_seen || self.gesture.is_some() || self.coverage.is_under_way {
            return;
        }
        // The day whose estimates are at hand.
        let as_of = self.past().map(|past| past.as_of());
        let scene = &self.document.scene;
        let kept = &self.coverage;
        let is_kept = kept
            .covered
            .as_ref()
            .is_some_and(|it| it.is_of(scene, as_of));
        // What fell over would do so again.
        let is_asked = kept
            .asked
            .as_ref()
            .is_some_and(|(of, day)| Arc::ptr_eq(of, scene) && *day == as_of);
        if is_kept || is_asked {
            return;
        }
        let scene = Arc::clone(scene);
        if self.document.is_large() {
            self.coverage.asked = Some((Arc::clone(&scene), as_of));
            let index = self.document.claims.clone();
            let estimates = self.shared_estimates();
            self.coverage.is_under_way = self.tasks.cover(move || {
                let evidence = (&index, estimates.as_slice());
                Done::Covered(Arc::new(Covered::of(scene, as_of, evidence)))
            });
        } else {
            let evidence = (&self.document.claims, self.estimates());
            let covered = Covered::of(scene, as_of, evidence);
            self.coverage.covered = Some(Arc::new(covered));
        }
    }

    /// Takes over what was worked out in the background; where the scene was
    /// changed meanwhile, it is looked over again.
    pub(super) fn take_covered(&mut self, covered: Arc<Covered>) {
        self.coverage.is_under_way = false;
        self.coverage.covered = Some(covered);
    }

    /// Another document is open.
    pub(super) fn forget_coverage(&mut self) {
        self.coverage.covered = None;
        self.coverage.asked = None;
    }

    /// It could not be worked out.
    pub(super) fn end_covering(&mut self) {
        self.coverage.is_under_way = false;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::edit::Edit;
    use crate::file::settings::Settings;
    use crate::file::store::Store;
    use crate::model::fixtures;
    use crate::session::Command;

    fn session() -> Session {
        Session::new(Settings::default(), Store::default(), Arc::new(|| {}))
    }

    fn claims(session: &Session) -> usize {
        session.covered().expect("covered").coverage.whole.claims
    }

    #[test]
    fn it_is_worked_out_when_it_is_seen_and_when_the_scene_changed() {
        let mut session = session();
        session.refresh();
        assert!(session.covered().is_none(), "nobody looks");
        session.execute(Command::OpenDesk(DeskTab::Coverage));
        session.refresh();
        assert_eq!(claims(&session), 36);
        let before = Arc::clone(session.covered().expect("covered"));
        session.refresh();
        assert!(Arc::ptr_eq(&before, session.covered().expect("covered")));
        let id = fixtures::claim_id("c36");
        session.execute(Command::Edit(Edit::delete_claim(id)));
        session.refresh();
        assert_eq!(claims(&session), 35);
        let moved = before.drafted.clone();
        let now = session.covered().expect("covered");
        let words = now.moved_on(&moved).expect("one claim less");
        assert!(words.starts_with("was: 36 claims, "), "{words}");
    }

    #[test]
    fn a_large_scene_is_looked_over_in_the_background() {
        let mut session = session();
        let mut scene = fixtures::scene(&["A", "B"]);
        for number in 0..4_100 {
            fixtures::claim(&mut scene, &format!("c{number}"), "C3", &[]);
        }
        session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
        session.execute(Command::OpenDesk(DeskTab::Coverage));
        session.refresh();
        assert!(session.is_covering());
        while session.is_busy() {
            std::thread::sleep(Duration::from_millis(2));
            session.tick(Duration::ZERO);
        }
        session.refresh();
        assert!(!session.is_covering());
        assert_eq!(claims(&session), 4_100);
    }
}
