//! The claims that a slide rests on, in the order of their footnotes.

use std::cell::OnceCell;
use std::collections::HashSet;

use egui::{Id, Ui};
use lucide_icons::Icon;

use crate::model::{Claim, ClaimId, Element, Scene, Slide};
use crate::session::{Command, Session, SlidesCommand};
use crate::ui::form::{Entries, Pick, PickLook};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::{Chip, chip, heading, icon_button, named, row_with_end};

/// Heights of a row, in points.
const ROW: f32 = 26.0;

/// Shows them, with the way to more.
pub(super) fn footnotes_ui(
    ui: &mut Ui,
    session: &Session,
    slide: &Slide,
    commands: &mut Vec<Command>,
) {
    row_with_end(
        ui,
        ROW,
        |ui| add_ui(ui, session, slide, commands),
        |ui| heading(ui, "Footnotes"),
    );
    if slide.footnotes.is_empty() {
        let words = "None yet: which claims does it rest on?";
        text::label(ui, words, &Looks::of(ui).small());
    }
    for (at, id) in slide.footnotes.iter().enumerate() {
        footnote_ui(ui, &session.document().scene, slide, (at, id), commands);
    }
}

fn footnote_ui(
    ui: &mut Ui,
    scene: &Scene,
    slide: &Slide,
    (at, id): (usize, &ClaimId),
    commands: &mut Vec<Command>,
) {
    let claim = scene.claims.get(id);
    row_with_end(
        ui,
        ROW,
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let mut ask = |command| commands.push(Command::Slides(command));
            let words = format!("Take footnote {id} off");
            if icon_button(ui, Icon::X, &words, None, false).clicked() {
                ask(SlidesCommand::Footnote {
                    slide: slide.id.clone(),
                    claim: id.clone(),
                    is_on: false,
                });
            }
            let ways = [
                (
                    Icon::ChevronDown,
                    "later",
                    false,
                    at + 1 < slide.footnotes.len(),
                ),
                (Icon::ChevronUp, "earlier", true, at > 0),
            ];
            for (icon, way, is_up, can) in ways {
                let words = format!("Footnote {id} {way}");
                let button =
                    ui.add_enabled_ui(can, |ui| icon_button(ui, icon, &words, None, false));
                if button.inner.clicked() {
                    ask(SlidesCommand::MoveFootnote {
                        slide: slide.id.clone(),
                        claim: id.clone(),
                        is_up,
                    });
                }
            }
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let looks = Looks::of(ui);
            text::line(ui, &format!("{}.", at + 1), &looks.body().bold());
            if let Some(claim) = claim {
                chip(ui, &claim.grade.to_string(), Chip::plain(ui))
                    .on_hover_words(claim.grade.meaning());
                text::line(
                    ui,
                    &format!("{id} \u{b7} {}", claim.status.word()),
                    &looks.small(),
                );
            }
        },
    );
    if let Some(claim) = claim {
        let look = Looks::of(ui).body().struck(claim.is_deprecated());
        let shown = text::label(ui, &claim.statement, &look);
        let shown = shown.interact(egui::Sense::CLICK);
        if shown.on_hover_words("Shows the claim").clicked() {
            commands.push(Command::SelectClaim(id.clone()));
        }
    } else {
        let window = &style::theme(ui.ctx()).window;
        let look = Look::new(style::size::BODY, style::color(window.warning));
        text::label(ui, &format!("claim {id} (gone)"), &look);
    }
}

/// The places of the claims to choose from: those on what stands out first, then all
/// others.
fn places(scene: &Scene, slide: &Slide) -> Vec<usize> {
    let out: HashSet<&Element> = slide.emphasis.iter().collect();
    let is_on = |claim: &Claim| {
        let mut bearings = claim.bearings.iter();
        bearings.any(|bearing| match &bearing.on {
            crate::model::BearingOn::Tie(id) => out.contains(&Element::Tie(id.clone())),
            crate::model::BearingOn::Actor(id) => out.contains(&Element::Actor(id.clone())),
        })
    };
    let (mut first, rest): (Vec<usize>, Vec<usize>) =
        (0..scene.claims.len()).partition(|at| scene.claims.at(*at).is_some_and(is_on));
    first.extend(rest);
    first
}

fn add_ui(ui: &mut Ui, session: &Session, slide: &Slide, commands: &mut Vec<Command>) {
    let scene = &session.document().scene;
    let id = Id::unique(("slide", slide.id.as_str(), "add footnote"));
    // Only an open list is looked through.
    let order = OnceCell::new();
    let claim = |at: usize| {
        let order = order.get_or_init(|| places(scene, slide));
        scene.claims.at(*order.get(at)?)
    };
    let words = |at: usize| {
        let claim = claim(at).filter(|it| !slide.footnotes.contains(&it.id))?;
        Some(format!("{} \u{b7} {}", claim.grade, claim.statement))
    };
    let meaning = |at: usize| {
        claim(at).map_or_else(String::new, |claim| {
            format!("{} \u{b7} {}", claim.id, claim.status.word())
        })
    };
    let entries = Entries {
        count: scene.claims.len(),
        words: &words,
        meaning: &meaning,
        is_chosen: &|_| false,
    };
    let pick = Pick {
        id,
        name: "Footnotes",
        shown: "Add\u{2026}",
        hover: "",
        is_open: true,
        look: PickLook::Field(78.0),
    };
    let (picked, response) = pick.ui(ui, &entries);
    named(&response, "Add a footnote");
    if let Some(claim) = picked.and_then(claim) {
        commands.push(Command::Slides(SlidesCommand::Footnote {
            slide: slide.id.clone(),
            claim: claim.id.clone(),
            is_on: true,
        }));
    }
}
