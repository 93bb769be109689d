//! In the place of a text that is not held.

use egui::{Frame, Margin, ScrollArea, Sense, Ui};

use crate::evidence::TextState;
use crate::model::Source;
use crate::session::{Command, Dialog, Session};
use crate::ui::form::save_button;
use crate::ui::text::{self, Looks};
use crate::ui::words::counted;

use super::desk_margin;

/// At most so many quotations are listed.
const MOST: usize = 200;

/// Says why no text is seen and what to do; lists what is quoted from it.
pub(super) fn missing_ui(
    ui: &mut Ui,
    session: &Session,
    source: Option<&Source>,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    let margin = Margin {
        top: 20,
        bottom: 20,
        ..desk_margin(ui.available_width())
    };
    ScrollArea::vertical()
        .id_salt("no text")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(560.0));
                text::label(ui, &why(session, source), &looks.body());
                ui.add_space(10.0);
                let words = match source {
                    Some(_) => "Add the text\u{2026}",
                    None => "New source\u{2026}",
                };
                if save_button(ui, words).clicked() {
                    let into = source.map(|source| source.id.clone());
                    commands.push(Command::Show(Dialog::AddText(into)));
                }
                if let Some(source) = source {
                    quotes_ui(ui, session, source, commands);
                }
            });
        });
}

fn why(session: &Session, source: Option<&Source>) -> String {
    let Some(source) = source else {
        return "This scene has no sources yet. Add the text that your claims are to be quoted \
                from."
            .to_owned();
    };
    match session.document().texts().state_of(source) {
        None => "Source text not held: add it to check the quotes.".to_owned(),
        Some(TextState::Altered) => {
            "What lies in the place of this text is not the text that the scene was made with."
                .to_owned()
        }
        Some(TextState::Unreadable(why)) => {
            format!("The text of this source cannot be read: {why}")
        }
        Some(TextState::Held(_)) => "The quotes are looked for\u{2026}".to_owned(),
    }
}

/// What is quoted from a source, as the scene has it.
fn quotes_ui(ui: &mut Ui, session: &Session, source: &Source, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let scene = &session.document().scene;
    let quotes: Vec<_> = scene
        .claims
        .iter()
        .flat_map(|claim| claim.anchors.iter().map(move |anchor| (claim, anchor)))
        .filter(|(_, anchor)| anchor.source == source.id)
        .collect();
    if quotes.is_empty() {
        return;
    }
    ui.add_space(14.0);
    let words = format!(
        "{}, not checked",
        counted(quotes.len(), "quotation", "quotations")
    );
    text::label(ui, &words, &looks.small());
    for (claim, anchor) in quotes.iter().take(MOST) {
        ui.add_space(6.0);
        let is_chosen = session.selection().claim() == Some(&claim.id);
        let builder = egui::UiBuilder::new()
            .id_salt(("quote", claim.id.as_str(), &anchor.exact))
            .sense(Sense::click());
        let shown = ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let look = if is_chosen {
                looks.small().bold()
            } else {
                looks.small()
            };
            text::label(ui, claim.id.as_str(), &look);
            let quote = format!("\u{201c}{}\u{201d}", anchor.exact);
            text::label(ui, &quote, &looks.body().italic());
        });
        let spoken = format!("Quotation of {}", claim.id);
        shown.response.widget_info(|| {
            egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, is_chosen, &spoken)
        });
        if shown.response.clicked() {
            commands.push(Command::SelectClaim(claim.id.clone()));
        }
    }
    if quotes.len() > MOST {
        let words = format!("and {} more", quotes.len() - MOST);
        text::label(ui, &words, &looks.small());
    }
}
