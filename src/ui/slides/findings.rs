//! What the check says of the slides, kept up to date a few slides a frame, so that
//! a long briefing does not hold the window up.

use std::collections::HashMap;
use std::sync::Arc;

use egui::Context;

use crate::drawing::{Deck, SlideFinding, check_slide};
use crate::model::{Scene, SlideId};

/// So many slides times actors, ties and claims are looked at in one frame.
const BUDGET: usize = 40_000;

/// What the check says.
#[derive(Default)]
pub(in crate::ui) struct SlideFindings {
    /// What the findings are of.
    deck: Option<Arc<Deck>>,
    /// The slides that were looked at, by their place.
    next: usize,
    of: HashMap<SlideId, Vec<SlideFinding>>,
    is_done: bool,
}

impl SlideFindings {
    /// Whether all slides were looked at as they are now. Until then what is said of
    /// some is of a moment ago.
    pub(in crate::ui) fn is_done(&self) -> bool {
        self.is_done
    }

    /// Whether anything can be said at all.
    pub(in crate::ui) fn is_begun(&self) -> bool {
        self.deck.is_some()
    }

    /// What is said of a slide, the gravest first.
    pub(in crate::ui) fn of(&self, slide: &SlideId) -> &[SlideFinding] {
        self.of.get(slide).map_or(&[], Vec::as_slice)
    }

    /// How many are said of a slide that are worth a word before presenting.
    pub(in crate::ui) fn warnings_of(&self, slide: &SlideId) -> usize {
        let found = self.of(slide).iter();
        found.filter(|finding| finding.flaw.is_warning()).count()
    }

    /// The same for all slides.
    pub(in crate::ui) fn warnings(&self) -> usize {
        let all = self.of.values().flatten();
        all.filter(|finding| finding.flaw.is_warning()).count()
    }

    /// Looks at some more slides of this scene.
    pub(super) fn refresh(&mut self, ctx: &Context, scene: &Arc<Scene>, deck: Option<&Arc<Deck>>) {
        if scene.slides.is_empty() {
            *self = Self {
                is_done: true,
                ..Self::default()
            };
            return;
        }
        let is_now = |deck: &&Arc<Deck>| Arc::ptr_eq(deck.scene(), scene);
        let Some(deck) = deck.filter(is_now) else {
            // It is being looked at; when that is done a frame comes.
            self.is_done = false;
            return;
        };
        if !self.deck.as_ref().is_some_and(|it| Arc::ptr_eq(it, deck)) {
            self.deck = Some(Arc::clone(deck));
            self.next = 0;
            self.is_done = false;
            self.of.retain(|id, _| scene.slides.contains(id));
        }
        if self.is_done {
            return;
        }
        let records = scene.actors.len() + scene.ties.len() + scene.claims.len();
        let most = (BUDGET / (records + 1)).max(1);
        for slide in scene.slides.iter().skip(self.next).take(most) {
            self.of.insert(slide.id.clone(), check_slide(deck, slide));
        }
        self.next += most;
        self.is_done = self.next >= scene.slides.len();
        if !self.is_done {
            ctx.request_repaint();
        }
    }
}
