//! Lists of cards.

use std::collections::HashSet;

use egui::{Rect, ScrollArea, Ui, Vec2};

use crate::model::{ClaimId, Subject};
use crate::session::{ClaimRow, Command, Session};
use crate::ui::text::{self, Looks};

use super::card::{CardPlace, card_ui};

/// Height of a card that was not shown yet, in points.
const GUESS: f32 = 148.0;
/// How far beyond what is seen cards are laid out: about three of them, since
/// scrolling to the one with the focus takes a frame or two.
const BEYOND: f32 = 3.0 * GUESS;
const GAP: f32 = 8.0;
const HEAD: f32 = 34.0;

/// A list of cards of which only those in view are laid out, so that a hundred
/// thousand claims scroll like thirty. It knows the heights of the cards that
/// were shown and guesses the others.
#[derive(Debug, Default)]
pub(in crate::ui) struct ClaimList {
    /// By the place of the claim in the scene; 0 where it is not known.
    heights: Vec<f32>,
    width: f32,
    revision: Option<u64>,
    shown_claim: Option<ClaimId>,
    /// The card that is to have the keyboard's focus.
    wanted: Option<ClaimId>,
}

impl ClaimList {
    /// Gives the card of this claim the keyboard's focus when it is next shown.
    pub(super) fn focus(&mut self, claim: Option<&ClaimId>) {
        self.wanted = claim.cloned();
        // It is brought into view, or else it is never shown.
        self.shown_claim = None;
    }

    /// Shows the rows in all of the room there is, and brings a claim that was
    /// selected elsewhere into view.
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        rows: &[ClaimRow],
        about: Option<&Subject>,
        commands: &mut Vec<Command>,
    ) {
        self.forget_stale(ui.available_width(), session.derived().claims_revision());
        let mut area = ScrollArea::vertical().auto_shrink([false, false]).id_salt((
            "claims",
            about,
            session.derived().document_revision(),
        ));
        if let Some(offset) = self.offset_of_new_selection(session, rows, ui.available_height()) {
            area = area.vertical_scroll_offset(offset);
        }
        area.show_viewport(ui, |ui, viewport| {
            self.rows_ui(ui, viewport, session, rows, about, commands);
        });
    }

    /// Heights hold for one width and one document.
    fn forget_stale(&mut self, width: f32, revision: u64) {
        if (self.width - width).abs() > 0.5 || self.revision != Some(revision) {
            self.heights.clear();
            self.width = width;
            self.revision = Some(revision);
        }
    }

    fn height(&self, row: &ClaimRow) -> f32 {
        match row {
            ClaimRow::Head(_) => HEAD,
            ClaimRow::Claim(at) => {
                let known = self.heights.get(*at).filter(|height| **height > 0.0);
                known.copied().unwrap_or(GUESS) + GAP
            }
        }
    }

    /// Where to scroll to, when another claim was selected since last asked.
    fn offset_of_new_selection(
        &mut self,
        session: &Session,
        rows: &[ClaimRow],
        room: f32,
    ) -> Option<f32> {
        let selected = session.selection().claim();
        if selected == self.shown_claim.as_ref() {
            return None;
        }
        self.shown_claim = selected.cloned();
        let at = session.document().scene.claims.position(selected?)?;
        let place = rows.iter().position(|row| *row == ClaimRow::Claim(at))?;
        let above: f32 = rows.iter().take(place).map(|row| self.height(row)).sum();
        Some((above - room * 0.25).max(0.0))
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        session: &Session,
        rows: &[ClaimRow],
        about: Option<&Subject>,
        commands: &mut Vec<Command>,
    ) {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let total: f32 = rows.iter().map(|row| self.height(row)).sum();
        let corner = ui.min_rect().left_top();
        let width = ui.available_width();
        ui.set_height(total + GAP);
        // A little beyond what is seen, so that Tab finds the next card there.
        let seen = viewport.top() - BEYOND..=viewport.bottom() + BEYOND;
        let mut drawn = HashSet::new();
        let mut y = 0.0;
        for (place, row) in rows.iter().enumerate() {
            let height = self.height(row);
            if y + height >= *seen.start() && y <= *seen.end() {
                let room =
                    Rect::from_min_size(corner + Vec2::new(0.0, y), Vec2::new(width, height));
                let builder = egui::UiBuilder::new().max_rect(room);
                let claim_at = |place: usize| match rows.get(place) {
                    Some(ClaimRow::Claim(at)) => Some(*at),
                    Some(ClaimRow::Head(_)) | None => None,
                };
                let card_place = CardPlace {
                    // A claim may stand under several dyads.
                    is_first: drawn.insert(row.clone()),
                    before: place.checked_sub(1).and_then(claim_at),
                    after: claim_at(place + 1),
                };
                ui.scope_builder(builder, |ui| {
                    self.row_ui(ui, row, card_place, session, about, commands);
                });
            }
            y += height;
        }
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        row: &ClaimRow,
        place: CardPlace,
        session: &Session,
        about: Option<&Subject>,
        commands: &mut Vec<Command>,
    ) {
        match row {
            ClaimRow::Head(words) => {
                ui.add_space(10.0);
                text::line(ui, words, &Looks::of(ui).heading());
            }
            ClaimRow::Claim(at) => {
                let Some(claim) = session.document().scene.claims.at(*at) else {
                    return;
                };
                let card = card_ui(ui, session, claim, about, place, commands);
                if place.is_first && self.wanted.as_ref() == Some(&claim.id) {
                    self.wanted = None;
                    card.request_focus();
                }
                if card.clicked() {
                    // It is in view, and must not move away under the pointer.
                    self.shown_claim = Some(claim.id.clone());
                }
                let height = card.rect.height();
                if self.heights.len() <= *at {
                    self.heights.resize(*at + 1, 0.0);
                }
                let known = self.heights.get_mut(*at);
                let known = known.map(|known| std::mem::replace(known, height));
                if known.is_none_or(|known| (known - height).abs() > 0.5) {
                    // What was guessed moves what follows: lay out again at once, and
                    // once more where this was the second time already.
                    ui.ctx()
                        .request_discard("a card has another height than was thought");
                    ui.ctx().request_repaint();
                }
            }
        }
    }
}
