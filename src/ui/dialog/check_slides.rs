//! What the check says of the slides, slide by slide, with the way to each and what
//! can be done about it.

use egui::{Align2, FontId, ScrollArea, Sense, Ui, Vec2};
use lucide_icons::Icon;

use crate::drawing::{SlideFinding, SlideFix};
use crate::model::Slide;
use crate::session::{Command, Session, SlidesCommand};
use crate::ui::slides::SlideFindings;
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::{named, row_with_end};
use crate::ui::words::counted;

use super::head_ui;

/// So many slides with something to say are listed.
const MOST: usize = 100;

/// Shows the list.
pub(super) fn check_slides_ui(
    ui: &mut Ui,
    session: &Session,
    findings: &SlideFindings,
    commands: &mut Vec<Command>,
) {
    head_ui(ui, "Check slides", commands);
    let looks = Looks::of(ui);
    let slides = &session.document().scene.slides;
    text::label(ui, &summary(slides.len(), findings), &looks.body());
    ui.add_space(8.0);
    let told = slides
        .iter()
        .filter(|slide| !findings.of(&slide.id).is_empty());
    let rest = told.clone().count().saturating_sub(MOST);
    ScrollArea::vertical()
        .id_salt("check of slides")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for slide in told.take(MOST) {
                let at = slides.position(&slide.id).unwrap_or(0);
                slide_ui(ui, slide, at + 1, findings.of(&slide.id), commands);
            }
            if rest > 0 {
                let words = format!("and {} more", counted(rest, "slide", "slides"));
                text::label(ui, &words, &looks.small());
            }
        });
}

/// In a sentence what there is to do.
fn summary(count: usize, findings: &SlideFindings) -> String {
    if count == 0 {
        return "There are no slides yet. Ctrl+M makes one of what you look at.".to_owned();
    }
    if !findings.is_done() {
        return "Looking at the slides\u{2026}".to_owned();
    }
    match findings.warnings() {
        0 => format!(
            "{}: nothing that they refer to is gone, out of sight, or other than it was when they \
             were made.",
            counted(count, "slide", "slides")
        ),
        warnings => format!(
            "{} before you present. What is marked is gone, out of sight, or other than it was \
             when the slide was made; the rest may be meant so.",
            counted(warnings, "thing to look at", "things to look at")
        ),
    }
}

fn slide_ui(
    ui: &mut Ui,
    slide: &Slide,
    number: usize,
    found: &[SlideFinding],
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    let headline = slide.headline.trim();
    let title = if headline.is_empty() {
        format!("{number}. No headline yet")
    } else {
        format!("{number}. {headline}")
    };
    ui.add_space(4.0);
    row_with_end(
        ui,
        26.0,
        |ui| {
            ui.add_space(10.0);
            let go = ui.button("Go to slide");
            named(&go, &format!("Go to slide {number}"));
            if go.clicked() {
                let choose = SlidesCommand::Choose(slide.id.clone());
                commands.push(Command::Slides(choose));
            }
        },
        |ui| text::line(ui, &title, &looks.body().bold()),
    );
    for (at, finding) in found.iter().enumerate() {
        finding_ui(ui, finding);
        let fix = finding.flaw.fix();
        // One goes for all of its kind, which stand together.
        let next = found.get(at + 1).and_then(|next| next.flaw.fix());
        if let Some(fix) = fix.filter(|fix| next != Some(*fix)) {
            fix_ui(ui, slide, number, fix, commands);
        }
    }
    ui.add_space(4.0);
}

/// A sentence, with a mark where it is worth a word before presenting.
pub(in crate::ui) fn finding_ui(ui: &mut Ui, finding: &SlideFinding) {
    let window = &style::theme(ui.ctx()).window;
    let is_warning = finding.flaw.is_warning();
    let (icon, hue, ink) = if is_warning {
        (Icon::TriangleAlert, window.warning, window.text)
    } else {
        (Icon::Info, window.text_muted, window.text_muted)
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(Vec2::new(16.0, 18.0), Sense::hover());
        let font = FontId::new(13.0, style::icons());
        let hue = style::color(hue);
        let at = rect.center();
        ui.painter()
            .text(at, Align2::CENTER_CENTER, char::from(icon), font, hue);
        ui.vertical(|ui| {
            let look = Look::new(style::size::BODY, style::color(ink));
            text::label(ui, &format!("{}.", finding.message), &look);
        });
    });
}

/// What a fix says on its button, and on hover.
pub(in crate::ui) fn fix_words(fix: SlideFix) -> (&'static str, &'static str) {
    match fix {
        SlideFix::TakeOutGone => (
            "Take out what is gone",
            "Takes what the scene does not have any more off the slide",
        ),
        SlideFix::Renew => (
            "It is still right",
            "What the slide refers to counts as it is now",
        ),
        SlideFix::Unhide => ("Unhide", "Lets the show have it again"),
    }
}

fn fix_ui(ui: &mut Ui, slide: &Slide, number: usize, fix: SlideFix, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.add_space(22.0);
        let (words, meaning) = fix_words(fix);
        let button = ui.small_button(words).on_hover_text(meaning);
        named(&button, &format!("{words}, slide {number}"));
        if button.clicked() {
            let fix = SlidesCommand::Fix(slide.id.clone(), fix);
            commands.push(Command::Slides(fix));
        }
    });
}
