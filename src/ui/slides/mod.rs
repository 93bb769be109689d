//! Slides in the window: their pictures, the strip of them, and what the check says.

pub(super) mod face;
mod findings;
pub(super) mod pictures;
mod strip;

use egui::Context;
use kurbo::Size;

use crate::drawing::slide_page;
use crate::session::{BrowseTab, Command, Dialog, Session};
use crate::ui::words::counted;

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

    /// Before a show: that something is to be looked at, where it is. The talk does not
    /// wait for it, and neither does it for a scene that takes long to look at.
    pub(super) fn before_show(&mut self, ctx: &Context, session: &Session) -> Option<Command> {
        const TURNS: usize = 20;
        let scene = &session.document().scene;
        for _ in 0..TURNS {
            if let Some(first) = scene.slides.at(0) {
                self.pictures.picture(ctx, &first.id, page());
            }
            self.findings.refresh(ctx, scene, self.pictures.deck());
            if self.findings.is_done() {
                break;
            }
        }
        let count = self.findings.warnings();
        (count > 0).then(|| {
            let things = counted(count, "thing", "things");
            Command::Warn(format!(
                "{things} on the slides to look at, gone, out of sight or changed since they were \
                 made: Present, Check slides lists them."
            ))
        })
    }
}

/// The page that slides are drawn for while they are made.
pub(super) fn page() -> Size {
    slide_page(Size::new(16.0, 9.0))
}
