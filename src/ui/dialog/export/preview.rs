//! What is about to be handed out, small. It is drawn in the background, and what was
//! drawn before stays until it is there.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{Sense, Stroke, StrokeKind, Ui, Vec2};

use crate::drawing::{Deck, SlidePicture};
use crate::export::{PictureOf, PictureOrder};
use crate::model::Scene;
use crate::session::Session;
use crate::ui::slides::face::{Face, PagePlace};
use crate::ui::style;
use crate::ui::text::{self, Looks};

/// A preview and what it is of.
#[derive(Default)]
pub(super) struct Preview {
    shown: Option<(Wanted, SlidePicture, Option<Face>)>,
    coming: Option<(Wanted, Receiver<Option<SlidePicture>>)>,
}

/// What a preview follows from.
#[derive(Clone)]
struct Wanted {
    scene: Arc<Scene>,
    order: PictureOrder,
}

impl Wanted {
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.scene, &other.scene)
            && self.order.of == other.order.of
            && self.order.page() == other.order.page()
            && self.order.look == other.order.look
            && self.order.handling == other.order.handling
    }
}

impl Preview {
    /// Shows it in this room; nothing but its frame where there is no picture.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        room: Vec2,
        session: &Session,
        order: Option<&PictureOrder>,
    ) {
        let window = &style::theme(ui.ctx()).window;
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview"));
        ui.painter()
            .rect_filled(rect, style::RADIUS, style::color(window.raised));
        let Some(order) = order else {
            centered(ui, rect, "No picture");
            return;
        };
        self.refresh(ui, session, order);
        let Some((_, picture, face)) = &mut self.shown else {
            centered(ui, rect, "Being drawn\u{2026}");
            return;
        };
        let inner = rect.shrink(10.0);
        let place = PagePlace::within(inner, picture.page);
        let density = ui.ctx().pixels_per_point();
        if face.as_ref().is_none_or(|face| !face.fits(place.scale)) {
            *face = Some(Face::new(picture, picture.reveals(), place.scale, density));
        }
        if let Some(face) = face {
            face.paint(ui.painter(), inner, 1.0);
        }
        let edge = Stroke::new(1.0, style::color(window.edge));
        ui.painter()
            .rect_stroke(place.rect, 0.0, edge, StrokeKind::Outside);
    }

    fn refresh(&mut self, ui: &Ui, session: &Session, order: &PictureOrder) {
        let wanted = Wanted {
            scene: Arc::clone(&session.document().scene),
            order: order.clone(),
        };
        if let Some((of, receiver)) = &self.coming {
            match receiver.try_recv() {
                Ok(picture) => {
                    let of = of.clone();
                    self.shown = picture.map(|picture| (of, picture, None));
                    self.coming = None;
                }
                Err(TryRecvError::Disconnected) => self.coming = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        let is_shown = self.shown.as_ref().is_some_and(|it| it.0.is_same(&wanted));
        let is_failed = self.shown.is_none() && self.coming.is_none();
        if is_shown || self.coming.is_some() && !is_failed {
            return;
        }
        let (sender, receiver) = channel();
        let (ctx, of) = (ui.ctx().clone(), wanted.clone());
        let spawned = std::thread::Builder::new()
            .name("preview".to_owned())
            .spawn(move || {
                // Nobody waits any more where the dialog was closed.
                sender.send(wanted.picture()).ok();
                ctx.request_repaint();
            });
        if spawned.is_ok() {
            self.coming = Some((of, receiver));
        }
    }
}

fn centered(ui: &Ui, rect: egui::Rect, words: &str) {
    let job = text::job(words, &Looks::of(ui).small(), rect.width());
    let galley = ui.painter().layout_job(job);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, ui.visuals().text_color());
}

impl Wanted {
    fn picture(&self) -> Option<SlidePicture> {
        let scene = self.order.marked(&self.scene);
        let deck = Deck::new(&scene, self.order.look);
        let page = self.order.page();
        match &self.order.of {
            PictureOf::Map(view) => Some(deck.view_picture(view, page)),
            PictureOf::Slide(id) => deck.picture(id, page),
            PictureOf::Deck => {
                let first = deck.shown().next()?.id.clone();
                deck.picture(&first, page)
            }
        }
    }
}
