//! Slides in the window: their pictures, the strip of them, and what the check says.

pub(super) mod face;
mod findings;
pub(super) mod pictures;
mod strip;

use egui::Context;
use kurbo::Size;

use crate::drawing::slide_page;
use crate::session::{BrowseTab, Dialog, Session};

pub(super) use findings::SlideFindings;
pub(super) use strip::{Strip, edit_headline, has_focus, is_for_the_strip};

use pictures::SlidePictures;

/// What the window keeps of slides between frames.
#[derive(Default)]
pub(super) struct SlidesUi {
    /// Their pictures.
    pub(super) pictures: SlidePictures,
    /// What the check says.
    pub(super) findings: SlideFindings,
    /// The strip.
    pub(super) strip: Strip,
}

impl SlidesUi {
    /// To be called in each frame before anything of it is shown, with the pictures up
    /// to date.
    pub(super) fn refresh(&mut self, ctx: &Context, session: &Session) {
        self.strip.escape(ctx);
        let is_strip = session.browsed() == Some(BrowseTab::Slides);
        let is_asked = session.dialog() == Some(&Dialog::CheckSlides);
        let is_form = session.chosen_slide().is_some();
        if !(is_strip || is_asked || is_form) {
            return;
        }
        let scene = &session.document().scene;
        if let Some(first) = scene.slides.iter().next() {
            // Pictures look at the slides when the first one is asked for.
            self.pictures.picture(ctx, &first.id, page());
        }
        self.findings.refresh(ctx, scene, self.pictures.deck());
    }
}

/// The page that slides are drawn for while they are made.
fn page() -> Size {
    slide_page(Size::new(16.0, 9.0))
}
