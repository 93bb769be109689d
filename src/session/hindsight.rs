//! Looking back: the scene as it was by the day that the view asks for.
//!
//! It is a view: nothing of the scene changes, and there is nothing to undo. What
//! a day comes to is kept for the days looked at last. In a large scene it is told
//! in the background, and what was shown before stays until then.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::civil::Date;

use crate::analysis::strength::{Strength, strengths};
use crate::evidence::{AsOf, Chronicle, Clock, Estimate, Past, When, reported};
use crate::model::{ClaimId, Scene, Subject, TieId};

use super::Session;
use super::command::DayStep;
use super::notice::Level;
use super::revisions::has_same_ends;
use super::tasks::Done;

/// How many days are kept.
const DAYS_KEPT: usize = 12;

/// What is known of the days of the open scene.
#[derive(Default)]
pub(super) struct Hindsight {
    chronicle: Option<Arc<Chronicle>>,
    /// The scene that the chronicle was last found to be of.
    of: Option<Arc<Scene>>,
    /// Days looked at, the last first.
    made: VecDeque<Arc<Past>>,
    shown: Option<Arc<Past>>,
    seen: Option<Seen>,
    is_under_way: bool,
    revision: u64,
    /// The day and the clock that were looked back from last.
    last: Option<AsOf>,
}

/// The scene as it is seen by the day that is shown.
struct Seen {
    of: Arc<Scene>,
    revision: u64,
    scene: Arc<Scene>,
    strengths: Vec<Strength>,
}

impl Hindsight {
    /// Changes whenever another day is shown, or none.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// Another document is open: nothing of the one before holds.
    pub(super) fn forget(&mut self) {
        *self = Self {
            is_under_way: self.is_under_way,
            revision: self.revision + 1,
            ..Self::default()
        };
    }

    /// Whether what is known is of this scene; what is not is forgotten.
    fn keep_to(&mut self, scene: &Arc<Scene>) -> bool {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, scene)) {
            return true;
        }
        let chronicle = self.chronicle.as_ref();
        let is_of = chronicle.is_some_and(|it| is_same_evidence(it.scene(), scene));
        if is_of {
            self.of = Some(Arc::clone(scene));
        } else {
            self.made.clear();
        }
        is_of
    }

    fn chronicle_of(&mut self, scene: &Arc<Scene>) -> Arc<Chronicle> {
        let known = self.keep_to(scene);
        match &self.chronicle {
            Some(chronicle) if known => Arc::clone(chronicle),
            _ => {
                let chronicle = Arc::new(Chronicle::new(Arc::clone(scene)));
                self.of = Some(Arc::clone(scene));
                self.chronicle = Some(Arc::clone(&chronicle));
                chronicle
            }
        }
    }

    /// What was told of this day, if it is kept.
    fn kept(&self, as_of: AsOf) -> Option<Arc<Past>> {
        let mut made = self.made.iter();
        made.find(|past| past.as_of() == as_of).cloned()
    }

    fn keep(&mut self, past: &Arc<Past>) {
        self.made.retain(|it| it.as_of() != past.as_of());
        self.made.push_front(Arc::clone(past));
        self.made.truncate(DAYS_KEPT);
    }

    fn show(&mut self, past: Option<Arc<Past>>) {
        let is_same = match (&self.shown, &past) {
            (None, None) => true,
            (Some(now), Some(next)) => Arc::ptr_eq(now, next),
            _ => false,
        };
        if !is_same {
            self.shown = past;
            self.revision += 1;
        }
    }

    /// Brings up to date how this scene is seen by the day that is shown.
    fn see(&mut self, scene: &Arc<Scene>) {
        let Some(past) = &self.shown else {
            self.seen = None;
            return;
        };
        let is_seen = self
            .seen
            .as_ref()
            .is_some_and(|it| it.revision == self.revision && Arc::ptr_eq(&it.of, scene));
        if !is_seen {
            let seen = past.seen(scene);
            self.seen = Some(Seen {
                of: Arc::clone(scene),
                revision: self.revision,
                strengths: strengths(&seen),
                scene: Arc::new(seen),
            });
        }
    }
}

/// The days on which what claims report happened or was reported, claim by claim.
fn days_of_claims(scene: &Scene) -> impl Iterator<Item = Date> {
    let days = scene.claims.iter().flat_map(|claim| {
        let happened = claim.when().map(|date| date.first_day());
        [happened, reported(claim, scene)]
    });
    days.flatten()
}

/// Whether both scenes have the same claims on the same ties at the same days.
fn is_same_evidence(before: &Scene, now: &Scene) -> bool {
    now.claims.is_copy_of(&before.claims)
        && now.sources.is_copy_of(&before.sources)
        && now.as_of == before.as_of
        && has_same_ends(before, now)
}

impl Session {
    /// The day that is looked back from, as it is shown; `None` in the present. In
    /// a large scene it may be an earlier wish than [`View::as_of`](super::View).
    pub fn past(&self) -> Option<&Past> {
        self.hindsight.shown.as_deref()
    }

    /// The days of the scene; `None` until somebody looks back.
    pub fn chronicle(&self) -> Option<&Chronicle> {
        let chronicle = self.hindsight.chronicle.as_deref();
        chronicle.filter(|_| self.view.as_of.is_some())
    }

    /// Whether the day that is asked for is still being told.
    pub fn is_looking_up(&self) -> bool {
        self.view.as_of != self.past().map(Past::as_of)
    }

    /// The scene as it is seen: looking back, ties that were not there yet are
    /// unknown. What is changed is always the scene of the document.
    pub fn seen(&self) -> &Scene {
        let seen = self.hindsight.seen.as_ref();
        seen.map_or(&self.document.scene, |seen| &seen.scene)
    }

    /// Strengths of the actors in scene order, as they are seen.
    pub fn strengths(&self) -> &[Strength] {
        let seen = self.hindsight.seen.as_ref();
        seen.map_or(&self.document.strengths, |seen| &seen.strengths)
    }

    /// What the claims come to for each tie in scene order, as they are seen.
    pub fn estimates(&self) -> &[Estimate] {
        let past = self.past();
        past.map_or_else(|| self.document.estimates(), Past::estimates)
    }

    /// The same, to be handed to what works in the background.
    pub(super) fn shared_estimates(&self) -> Arc<Vec<Estimate>> {
        let past = self.past().map(Past::shared_estimates);
        Arc::clone(past.unwrap_or_else(|| self.document.shared_estimates()))
    }

    /// What the claims come to for this tie, as they are seen; `None` where the
    /// scene does not have it.
    pub fn estimate_of(&self, tie: &TieId) -> Option<&Estimate> {
        let at = self.document.scene.ties.position(tie)?;
        self.estimates().get(at)
    }

    /// What the claims come to for the selected tie, as they are seen; `None`
    /// where no tie is.
    pub fn estimate(&self) -> Option<&Estimate> {
        match self.selection.focus() {
            Some(Subject::Tie(tie)) => self.estimate_of(tie),
            _ => None,
        }
    }

    /// Whether the claim at this place of the scene is there: in the present each
    /// is.
    pub fn counts(&self, claim: usize) -> bool {
        self.past().is_none_or(|past| past.counts(claim))
    }

    /// Where a claim is on the clock that is looked back on; [`When::By`] in the
    /// present.
    pub fn when(&self, claim: &ClaimId) -> When {
        let at = || self.document.scene.claims.position(claim);
        self.past()
            .and_then(|past| Some(past.when(at()?)))
            .unwrap_or(When::By)
    }

    /// Where looking back begins: at the day and on the clock of last time, else
    /// at the day that the scene describes or its last claim. `None` where nothing
    /// has a date. Takes a look at all claims where the scene has no day.
    pub fn first_look_back(&self) -> Option<AsOf> {
        let scene = &self.document.scene;
        let latest = || days_of_claims(scene).max();
        let day = || scene.as_of.map(|date| date.last_day()).or_else(latest);
        let begin = || {
            let clock = Clock::Reported;
            day().map(|day| AsOf { clock, day })
        };
        self.hindsight.last.or_else(begin)
    }

    /// Whether there is a day to look back from. Goes no further than the first
    /// claim with a date: this is asked in each frame.
    pub fn can_look_back(&self) -> bool {
        let scene = &self.document.scene;
        self.hindsight.last.is_some()
            || scene.as_of.is_some()
            || days_of_claims(scene).next().is_some()
    }

    pub(super) fn look_back(&mut self, as_of: AsOf) {
        // Days beyond these have no name.
        if (1..=9999).contains(&as_of.day.year()) {
            self.view.as_of = Some(as_of);
            self.hindsight.last = Some(as_of);
        }
    }

    pub(super) fn look_back_on(&mut self, clock: Clock) {
        if let Some(as_of) = self.view.as_of {
            self.look_back(AsOf { clock, ..as_of });
        }
    }

    pub(super) fn step_day(&mut self, step: DayStep) {
        let next = self.day_after(step);
        match (self.view.as_of, next) {
            (Some(as_of), Some(day)) => self.look_back(AsOf { day, ..as_of }),
            (Some(as_of), None) if self.chronicle().is_some() => {
                let way = match step {
                    DayStep::Previous => "before",
                    DayStep::Next => "after",
                };
                let day = as_of.day_in_words();
                self.notify(Level::Info, format!("Nothing changes {way} {day}."));
            }
            _ => {}
        }
    }

    /// The next or the previous day on which something changes; `None` where there
    /// is none, or nobody looks back.
    pub fn day_after(&self, step: DayStep) -> Option<Date> {
        let (as_of, chronicle) = (self.view.as_of?, self.chronicle()?);
        match step {
            DayStep::Previous => chronicle.previous(as_of),
            DayStep::Next => chronicle.next(as_of),
        }
    }

    pub(super) fn return_to_now(&mut self) {
        self.view.as_of = None;
    }

    /// Brings what is seen up to date with the day that is asked for.
    pub(super) fn refresh_hindsight(&mut self) {
        self.tell_day();
        self.hindsight.see(&self.document.scene);
    }

    fn tell_day(&mut self) {
        let scene = Arc::clone(&self.document.scene);
        let Some(as_of) = self.view.as_of else {
            self.hindsight.show(None);
            return;
        };
        let is_known = self.hindsight.keep_to(&scene);
        if let Some(past) = self.hindsight.kept(as_of) {
            self.hindsight.show(Some(past));
            return;
        }
        // What was edited is seen at once, as everywhere else.
        let is_edited = !is_known && self.hindsight.shown.is_some();
        if self.document.is_large() && !is_edited {
            self.tell_day_in_background(as_of, is_known);
            return;
        }
        let chronicle = self.hindsight.chronicle_of(&scene);
        let past = Arc::new(Past::of(&chronicle, as_of));
        self.hindsight.keep(&past);
        self.hindsight.show(Some(past));
    }

    fn tell_day_in_background(&mut self, as_of: AsOf, is_known: bool) {
        if self.hindsight.is_under_way {
            // Whoever takes that over asks again.
            return;
        }
        let scene = Arc::clone(&self.document.scene);
        let known = self.hindsight.chronicle.clone().filter(|_| is_known);
        self.hindsight.is_under_way = self.tasks.look_back(move || {
            let chronicle = known.unwrap_or_else(|| Arc::new(Chronicle::new(scene)));
            Done::LookedBack {
                past: Arc::new(Past::of(&chronicle, as_of)),
                chronicle,
            }
        });
    }

    /// Takes over what was told of a day in the background, unless the scene is
    /// another one by now.
    pub(super) fn take_past(&mut self, chronicle: Arc<Chronicle>, past: Arc<Past>) {
        self.hindsight.is_under_way = false;
        let scene = &self.document.scene;
        if !is_same_evidence(chronicle.scene(), scene) {
            return;
        }
        self.hindsight.of = Some(Arc::clone(scene));
        self.hindsight.chronicle = Some(chronicle);
        self.hindsight.keep(&past);
        if self.view.as_of.is_some() {
            self.hindsight.show(Some(past));
        }
    }

    /// What was being told in the background fell over.
    pub(super) fn end_look_back(&mut self) {
        self.hindsight.is_under_way = false;
        // Else it would be tried again in each frame.
        self.view.as_of = None;
    }
}
