//! The presenter's own window: this slide and the next, notes, clock, evidence.

mod clock;
mod plan;

use std::sync::Arc;
use std::time::Duration;

use egui::{Color32, CornerRadius, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2};
use kurbo::Size;

use crate::model::Stance;
use crate::session::{Command, EvidenceOf, Session, Show, ShowCommand, ShowScreen, ShownEvidence};
use crate::ui::overlay;
use crate::ui::slides::face::PagePlace;
use crate::ui::slides::pictures::SlidePictures;
use crate::ui::style;
use crate::ui::text;
use crate::ui::words::counted;

use super::keys::evidence_of;
use super::{ShowUi, help, line, notes, spoken};
use clock::clock_ui;
use plan::{Pen, Plan};

/// Texts of cards and headlines are cut off before they are laid out, in characters.
const MOST: usize = 400;

impl ShowUi {
    /// The presenter's window.
    pub(super) fn presenter_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        show: &Show,
        pictures: &mut SlidePictures,
        commands: &mut Vec<Command>,
    ) {
        let rect = super::room(ui);
        let window = &style::theme(ui.ctx()).window;
        ui.painter()
            .rect_filled(rect, 0.0, style::color(window.panel));
        let page = self.stage.page().unwrap_or(self.page);
        let plan = Plan::of(rect, page);
        let pen = Pen {
            unit: plan.unit,
            window,
        };
        self.slide_ui(ui, session, (show, page), pictures, &plan, &pen);
        next_ui(ui, session, (show, page), pictures, &plan, &pen);
        below_ui(ui, session, show, &plan, &pen);
        let top = clock_ui(ui, session, show, &plan, &pen);
        self.evidence_ui(ui, session, show, (&plan, top), &pen);
        self.keys_ui(ui, session, show, &plan, &pen, commands);
        if let ShowScreen::Grid(chosen) = show.screen() {
            let room = rect.with_max_y(plan.keys.top());
            let theme = style::theme(ui.ctx());
            let shown = (show, *chosen);
            self.grid_ui(ui, room, session, shown, (pictures, theme), commands);
        }
        if show.is_listing_keys() {
            help::help_ui(ui, rect);
        }
        super::number_ui(ui, rect, show, style::theme(ui.ctx()));
        // The clocks go on.
        ui.ctx().request_repaint_after(Duration::from_millis(500));
    }

    fn slide_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        (show, page): (&Show, Size),
        pictures: &mut SlidePictures,
        plan: &Plan,
        pen: &Pen,
    ) {
        let painter = ui.painter();
        let place = PagePlace::within(plan.slide, page);
        let picture = show
            .slide()
            .and_then(|id| pictures.picture(ui.ctx(), id, page));
        let paper = super::slide_theme(session).theme().map.sea;
        painter.rect_filled(plan.slide, 0.0, style::color(paper));
        if let Some(picture) = picture {
            pictures.paint(painter, plan.slide, &picture, show.revealed(), 1.0);
        }
        let is_slide = *show.screen() == ShowScreen::Slide;
        if is_slide {
            self.ring(painter, session, show, place);
            self.glow(ui, session, place);
            self.point_in(ui, place);
        } else {
            let veil = style::color(pen.window.panel).gamma_multiply(0.55);
            painter.rect_filled(plan.slide, 0.0, veil);
        }
        let time = ui.input(|input| input.time);
        let red = style::color(pen.window.error);
        if is_slide && self.laser.paint(painter, place, red, time) {
            ui.ctx().request_repaint();
        }
        let stroke = Stroke::new(2.0 * pen.unit, style::color(pen.window.accent));
        painter.rect_stroke(plan.slide, 2.0, stroke, StrokeKind::Outside);
    }

    /// What E would show the claims of.
    fn glow(&self, ui: &Ui, session: &Session, place: PagePlace) {
        let (Some(tie), Some(drawing)) = (&self.hand.pointed, self.stage.drawing()) else {
            return;
        };
        let subject = crate::model::Subject::Tie(tie.clone());
        let mark = drawing.marks.iter().find(|mark| mark.subject == subject);
        if let (Some(mark), Some(camera)) = (mark, self.stage.camera()) {
            let color = super::slide_theme(session).theme().figure.selection;
            let painter = ui.painter().with_clip_rect(place.rect);
            let color = style::color(color.faded(0.3));
            overlay::glow(&painter, mark, place.in_layout(camera), color, 8.0);
        }
    }

    /// What the slide rests on, shortly: as many claims as there is room for.
    fn evidence_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        show: &Show,
        (plan, top): (&Plan, f32),
        pen: &Pen,
    ) {
        let painter = ui.painter();
        let shown = self.on_screen(session, show);
        let scene = &session.document().scene;
        let corner = Pos2::new(plan.aside.left(), top);
        let row = 66.0 * pen.unit;
        let gap = 8.0 * pen.unit;
        if top + 26.0 * pen.unit + row > plan.aside.bottom() {
            return;
        }
        line(painter, corner, "EVIDENCE ON SCREEN", &pen.heading());
        let mut top = top + 26.0 * pen.unit;
        if shown.claims.is_empty() {
            let words = "No footnotes, and no tie that stands out.";
            line(painter, Pos2::new(corner.x, top), words, &pen.muted(14.0));
            return;
        }
        for (number, (place, tie)) in shown.claims.iter().enumerate() {
            let Some(claim) = scene.claims.at(*place) else {
                continue;
            };
            let left = shown.claims.len() - number;
            let bottom = plan.aside.bottom();
            let is_last = top + row + gap + row > bottom && left > 1;
            if is_last || top + row > bottom {
                let words = format!("and {left} more: E shows them");
                if top + 22.0 * pen.unit <= bottom {
                    line(painter, Pos2::new(corner.x, top), &words, &pen.muted(14.0));
                }
                return;
            }
            let card = Rect::from_min_size(
                Pos2::new(corner.x, top),
                Vec2::new(plan.aside.width(), row - 8.0 * pen.unit),
            );
            top = card.bottom() + gap;
            let bearing = tie
                .as_ref()
                .and_then(|tie| claim.bearings_on(tie).next())
                .or_else(|| claim.bearings.first());
            let stance = bearing.map(|it| it.stance);
            let statement: String = claim.statement.chars().take(MOST).collect();
            let meta = format!("{} \u{b7} {}", claim.grade, claim.status.word());
            card_ui(ui, card, (&statement, &meta), hue(ui, stance), pen);
            spoken(ui, card, ("claim", number), &format!("{statement} {meta}"));
        }
    }

    /// The evidence of what is seen: looked for once for each step.
    fn on_screen(&mut self, session: &Session, show: &Show) -> &ShownEvidence {
        let scene = Arc::as_ptr(&session.document().scene).addr();
        let key = (scene, show.at(), show.revealed());
        if self.on_screen.as_ref().is_none_or(|(made, _)| *made != key) {
            self.on_screen = None;
        }
        let make = || (key, session.shown_evidence(show, &EvidenceOf::Slide));
        &self.on_screen.get_or_insert_with(make).1
    }

    /// The keys that are used most, as buttons.
    fn keys_ui(
        &self,
        ui: &Ui,
        session: &Session,
        show: &Show,
        plan: &Plan,
        pen: &Pen,
        commands: &mut Vec<Command>,
    ) {
        let painter = ui.painter();
        painter.rect_filled(plan.keys, 0.0, style::color(pen.window.raised));
        let edge = Stroke::new(1.0, style::color(pen.window.edge));
        painter.hline(plan.keys.x_range(), plan.keys.top(), edge);
        let present = Command::Present;
        let is = |screen: &ShowScreen| show.screen() == screen;
        let is_evidence = matches!(show.screen(), ShowScreen::Evidence { .. });
        let is_grid = matches!(show.screen(), ShowScreen::Grid(_));
        let evidence = ShowCommand::Evidence(if is_evidence {
            EvidenceOf::Slide
        } else {
            evidence_of(session, &self.hand)
        });
        let timer = if show.timer().is_running() {
            "T stop"
        } else {
            "T go on"
        };
        let all = [
            ("\u{2190} Back", false, ShowCommand::Previous),
            ("Next \u{2192}", false, ShowCommand::Next),
            ("B black", is(&ShowScreen::Black), ShowCommand::Black),
            ("K laser", show.has_laser(), ShowCommand::Laser),
            ("E evidence", is_evidence, evidence),
            ("G all slides", is_grid, ShowCommand::Grid),
            (timer, false, ShowCommand::Timer),
            ("S swap screens", show.is_swapped(), ShowCommand::Swap),
            ("? keys", show.is_listing_keys(), ShowCommand::Keys),
            ("Esc end", false, ShowCommand::Leave),
        ];
        let look = pen.muted(15.0);
        let pad = 14.0 * pen.unit;
        let width = |words: &str| crate::text::width(words, look.text_style()) as f32 + 2.0 * pad;
        let total: f32 = all.iter().map(|(words, ..)| width(words)).sum();
        let room = plan.keys.width() - 36.0 * pen.unit;
        let gap = ((room - total) / (all.len() as f32 - 1.0)).clamp(0.0, 24.0 * pen.unit);
        let mut left = plan.keys.left() + 18.0 * pen.unit;
        for (words, is_on, command) in all.clone() {
            let width = width(words);
            let place = Rect::from_min_size(
                Pos2::new(left, plan.keys.top() + 9.0 * pen.unit),
                Vec2::new(width, plan.keys.height() - 18.0 * pen.unit),
            );
            left += width + gap;
            // No stop of the Tab key, which is for ties.
            let id = ui.scope_id().with(("key of the presenter", words));
            let response = ui.interact(place, id, Sense::CLICK);
            response.widget_info(|| {
                egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, words)
            });
            let radius = CornerRadius::same(style::RADIUS);
            if is_on {
                painter.rect_filled(place, radius, style::color(pen.window.accent_faint));
            } else if response.hovered() {
                painter.rect_filled(place, radius, style::color(pen.window.hover));
            }
            let look = if is_on || response.hovered() {
                pen.look(15.0)
            } else {
                look.clone()
            };
            let top = place.center().y - look.size * look.leading / 2.0;
            line(painter, Pos2::new(place.left() + pad, top), words, &look);
            if response.clicked() {
                commands.push(present(command));
            }
        }
    }
}

/// What the next step leads to.
fn next_ui(
    ui: &Ui,
    session: &Session,
    (show, page): (&Show, Size),
    pictures: &mut SlidePictures,
    plan: &Plan,
    pen: &Pen,
) {
    let painter = ui.painter();
    let scene = &session.document().scene;
    let next = show.next(scene);
    let heading = match next {
        Some((at, _)) if at == show.at() => "NEXT REVEAL",
        Some(_) => "NEXT",
        None => "THE END",
    };
    let above = plan.next.min - Vec2::new(0.0, 24.0 * pen.unit);
    line(painter, above, heading, &pen.heading());
    let id = next.and_then(|(at, reveal)| Some((show.slides().get(at)?, reveal)));
    if let Some((id, reveal)) = id
        && let Some(picture) = pictures.picture(ui.ctx(), id, page)
    {
        pictures.paint(painter, plan.next, &picture, reveal, 1.0);
    } else {
        painter.rect_filled(plan.next, 2.0, style::color(pen.window.raised));
    }
    let edge = Stroke::new(1.0, style::color(pen.window.edge));
    painter.rect_stroke(plan.next, 2.0, edge, StrokeKind::Outside);
    let words = match next.and_then(|(at, _)| show.slides().get(at)) {
        Some(id) => {
            let slide = scene.slides.get(id);
            let words = slide.map_or("", |slide| slide.headline.trim());
            words.chars().take(MOST).collect()
        }
        None => "Nothing comes after this.".to_owned(),
    };
    let look = pen.look(16.0).bold();
    let room = f64::from(plan.aside.width());
    let words = crate::text::ellipsize(&words, look.text_style(), room);
    line(painter, plan.aside.min, &words, &look);
    spoken(ui, plan.next, "next", &format!("{heading}: {words}"));
}

/// The step, and the notes.
fn below_ui(ui: &mut Ui, session: &Session, show: &Show, plan: &Plan, pen: &Pen) {
    let scene = &session.document().scene;
    let slide = show.slide().and_then(|id| scene.slides.get(id));
    let words = step_words(session, show);
    let height = line(ui.painter(), plan.below.min, &words, &pen.muted(15.0)).y;
    let place = Rect::from_min_size(plan.below.min, Vec2::new(plan.below.width(), height));
    spoken(ui, place, "step of the presenter", &words);
    let heading = plan.below.min + Vec2::new(0.0, height + 22.0 * pen.unit);
    line(ui.painter(), heading, "NOTES", &pen.heading());
    let room = Rect::from_min_max(
        heading + Vec2::new(0.0, 24.0 * pen.unit),
        plan.below.right_bottom(),
    );
    let paragraphs = slide.map_or_else(Vec::new, |slide| notes::paragraphs(&slide.notes));
    let builder = egui::UiBuilder::new().max_rect(room).id_salt("notes");
    ui.scope_builder(builder, |ui| {
        ScrollArea::vertical()
            .id_salt(("notes", show.at()))
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_width((room.width() - 14.0).max(1.0));
                ui.spacing_mut().item_spacing.y = 7.0 * pen.unit;
                if paragraphs.is_empty() {
                    text::label(
                        ui,
                        "No notes for this slide.",
                        &pen.notes(pen.window.text_muted),
                    );
                }
                for words in &paragraphs {
                    text::label(ui, words, &pen.notes(pen.window.text));
                }
            });
    });
}

/// `3 of 6 · 2 reveals left`, and what the audience sees else.
fn step_words(session: &Session, show: &Show) -> String {
    let scene = &session.document().scene;
    let mut words = format!("{} of {}", show.at() + 1, show.slides().len());
    let reveals = show
        .slide()
        .map_or(0, |id| crate::session::reveals_of(scene, id));
    let left = reveals.saturating_sub(show.revealed());
    if left > 0 {
        let left = counted(left, "reveal", "reveals");
        words = format!("{words} \u{b7} {left} left");
    }
    match show.screen() {
        ShowScreen::Slide | ShowScreen::Grid(_) => words,
        ShowScreen::Black => format!("{words} \u{b7} the screen is black"),
        ShowScreen::White => format!("{words} \u{b7} the screen is white"),
        ShowScreen::Evidence { page, pages, .. } => {
            format!("{words} \u{b7} evidence, page {} of {pages}", page + 1)
        }
    }
}

fn hue(ui: &Ui, stance: Option<Stance>) -> Color32 {
    let figure = &style::theme(ui.ctx()).figure;
    style::color(match stance {
        Some(Stance::Supports) => figure.supportive,
        Some(Stance::Strains) => figure.hostile,
        Some(Stance::Neutral) | None => figure.neutral,
    })
}

fn card_ui(ui: &Ui, card: Rect, (statement, meta): (&str, &str), hue: Color32, pen: &Pen) {
    let painter = ui.painter();
    painter.rect(
        card,
        CornerRadius::same(style::RADIUS),
        style::color(pen.window.raised),
        Stroke::new(1.0, style::color(pen.window.edge)),
        StrokeKind::Inside,
    );
    let bar = Rect::from_min_max(
        card.left_top() + Vec2::new(0.0, 8.0 * pen.unit),
        card.left_bottom() + Vec2::new(3.0 * pen.unit, -8.0 * pen.unit),
    );
    painter.rect_filled(bar, 0.0, hue);
    let look = pen.look(15.0);
    let inner = card.min + Vec2::new(18.0, 8.0) * pen.unit;
    let room = f64::from(card.width() - 32.0 * pen.unit);
    let words = crate::text::ellipsize(statement, look.text_style(), room.max(10.0));
    line(painter, inner, &words, &look);
    let below = inner + Vec2::new(0.0, 22.0 * pen.unit);
    line(painter, below, meta, &pen.muted(13.0));
}
