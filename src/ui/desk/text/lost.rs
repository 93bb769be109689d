//! The quotations that the text does not have as they stand.

use egui::{Frame, Margin, Sense, Ui};

use crate::evidence::AnchorCheck;
use crate::session::Command;
use crate::ui::form::plain_button;
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::words::counted;

use super::marks::Lost;
use super::page::Content;

/// So many are listed until more are asked for.
const FEW: usize = 4;
/// So many are listed at most: the Problems have them all.
const MOST: usize = 200;

/// Lists them; nothing where there are none.
pub(super) fn lost_ui(
    ui: &mut Ui,
    content: &Content<'_>,
    shows_all: &mut bool,
    commands: &mut Vec<Command>,
) {
    let lost = &content.marks.lost;
    ui.add_space(6.0);
    if lost.is_empty() {
        return;
    }
    let window = &style::theme(ui.ctx()).window;
    let frame = Frame::new()
        .fill(style::color(window.panel))
        .stroke(egui::Stroke::new(1.0, style::color(window.edge)))
        .corner_radius(egui::CornerRadius::same(8))
        .inner_margin(Margin::symmetric(14, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        let words = format!(
            "{} not found as they stand",
            counted(lost.len(), "quotation is", "quotations are")
        );
        let words = words.replace(
            "quotation is not found as they stand",
            "quotation is not found as it stands",
        );
        let warning = style::color(window.warning);
        text::label(ui, &words, &Look::new(style::size::BODY, warning).bold());
        let most = if *shows_all { MOST } else { FEW };
        for one in lost.iter().take(most) {
            one_ui(ui, content, one, commands);
        }
        if lost.len() > FEW {
            let words = if *shows_all { "Show fewer" } else { "Show all" };
            if plain_button(ui, egui::RichText::new(words)).clicked() {
                *shows_all = !*shows_all;
            }
        }
    });
    ui.add_space(16.0);
}

fn one_ui(ui: &mut Ui, content: &Content<'_>, lost: &Lost, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let is_chosen = content.session.selection().claim() == Some(&lost.claim);
    let builder = egui::UiBuilder::new()
        .id_salt(("lost", lost.claim.as_str(), lost.anchor))
        .sense(Sense::click());
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let head = format!("{} \u{b7} {}", lost.claim, lost.check.in_words());
        let look = if is_chosen {
            looks.small().bold()
        } else {
            looks.small()
        };
        text::label(ui, &head, &look);
        let quote = format!("\u{201c}{}\u{201d}", lost.exact);
        text::label(ui, &quote, &looks.body().italic());
        for words in differing(&lost.check) {
            text::label(ui, &words, &looks.small());
        }
    });
    let spoken = format!("Quotation of {}: {}", lost.claim, lost.check.in_words());
    shown.response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, is_chosen, &spoken)
    });
    if shown.response.clicked() {
        commands.push(Command::ShowAnchor {
            claim: lost.claim.clone(),
            anchor: lost.anchor,
        });
        if let AnchorCheck::Ambiguous { places, .. } = &lost.check
            && let Some(source) = content.desk.source.clone()
            && let Some((start, end)) = next_place(places, content)
        {
            let passage = crate::session::Passage { start, end };
            commands.push(Command::ShowPassage { source, passage });
        }
    }
}

/// Of several places the one after that which is selected.
fn next_place(places: &[(u64, u64)], content: &Content<'_>) -> Option<(u64, u64)> {
    let now = content.desk.selected.map(|it| (it.start, it.end));
    let at = places.iter().position(|place| Some(*place) == now);
    places
        .get(at.map_or(0, |at| (at + 1) % places.len()))
        .copied()
}

/// What differs, in words.
fn differing(check: &AnchorCheck) -> Vec<String> {
    let AnchorCheck::Nearly { words, .. } = check else {
        return Vec::new();
    };
    let one = |it: &crate::evidence::Differing| match (it.wanted.is_empty(), it.found.is_empty()) {
        (true, _) => format!("the source has \u{201c}{}\u{201d} more", it.found),
        (_, true) => format!("the source does not have \u{201c}{}\u{201d}", it.wanted),
        (false, false) => format!(
            "the source has \u{201c}{}\u{201d} instead of \u{201c}{}\u{201d}",
            it.found, it.wanted
        ),
    };
    words.iter().take(6).map(one).collect()
}
