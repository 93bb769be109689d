//! A text that was pasted and is no selection of ours: as what is it meant?

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::edit::TEXT_CHARS;
use crate::model::BearingOn;
use crate::session::{ArrangeCommand, Command, MAX_PASTED_CLAIMS, PastedBy, Session};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::words::counted;

use super::{focused_first, head_ui, main_button};

/// So much of the text is shown, in bytes.
const SHOWN: usize = 3_000;

/// Shows the dialog.
pub(super) fn pasted_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "Paste a text", commands);
    let Some(pasted) = session.pasted() else {
        commands.push(Command::CloseDialog);
        return;
    };
    let looks = Looks::of(ui);
    let words = "The clipboard holds a text that was not copied from a map. As what is it meant?";
    text::label(ui, words, &looks.body());
    ui.add_space(8.0);
    text_ui(ui, &pasted.text, &looks);
    ui.add_space(8.0);
    let on = session.pasted_bears_on().map_or_else(
        || {
            "Claims will bear on nothing yet: drag them onto a tie, or select one tie or actor \
             before you paste."
                .to_owned()
        },
        |on| {
            format!(
                "Claims will bear on {}, neutral until judged.",
                called(&on, session)
            )
        },
    );
    let words = format!("{on} They are graded F6, no basis, and count for nothing until then.");
    text::label(ui, &words, &looks.small());
    ui.add_space(12.0);
    let take = |by| Command::Arrange(ArrangeCommand::TakePastedClaims(by));
    let (paragraphs, lines) = (
        pasted.count(PastedBy::Paragraph),
        pasted.count(PastedBy::Line),
    );
    ui.horizontal_wrapped(|ui| {
        let words = match paragraphs {
            1 => "As 1 claim".to_owned(),
            count => format!("As {count} claims, one a paragraph"),
        };
        let why_not = format!(
            "At most {MAX_PASTED_CLAIMS} claims of {TEXT_CHARS} characters are made at once"
        );
        let fits = pasted.fits(PastedBy::Paragraph);
        let main = ui.add_enabled_ui(fits, |ui| main_button(ui, &words)).inner;
        let main = main.on_disabled_hover_text(&why_not);
        let main = if fits { focused_first(ui, main) } else { main };
        if main.clicked() {
            commands.push(take(PastedBy::Paragraph));
        }
        if lines != paragraphs {
            let words = format!("As {}, one a line", counted(lines, "claim", "claims"));
            let by_line = ui.add_enabled(pasted.fits(PastedBy::Line), egui::Button::new(words));
            if by_line.on_disabled_hover_text(&why_not).clicked() {
                commands.push(take(PastedBy::Line));
            }
        }
        let source = ui.button("As the text of a source");
        let source = if fits {
            source
        } else {
            focused_first(ui, source)
        };
        if source.clicked() {
            commands.push(Command::Arrange(ArrangeCommand::TakePastedText));
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// What claims will bear on, as people call it.
fn called(on: &BearingOn, session: &Session) -> String {
    let scene = &session.document().scene;
    match on {
        BearingOn::Actor(id) => scene.actor_name(id).to_owned(),
        BearingOn::Tie(id) => scene.ties.get(id).map_or_else(
            || id.to_string(),
            |tie| {
                let name = |id| scene.actor_name(id);
                format!("{} \u{2013} {}", name(&tie.from), name(&tie.to))
            },
        ),
    }
}

/// The beginning of the text, in a frame that scrolls.
fn text_ui(ui: &mut Ui, words: &str, looks: &Looks<'_>) {
    let end = words.floor_char_boundary(SHOWN);
    let mut front = words.get(..end).unwrap_or_default().to_owned();
    if end < words.len() {
        front.push('\u{2026}');
    }
    let window = &style::theme(ui.ctx()).window;
    let room = (ui.ctx().content_rect().height() - 380.0).clamp(70.0, 220.0);
    Frame::new()
        .fill(style::color(window.raised))
        .stroke(egui::Stroke::new(1.0, style::color(window.edge)))
        .corner_radius(egui::CornerRadius::same(style::RADIUS))
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical()
                .id_salt("pasted text")
                .max_height(room)
                .auto_shrink([false, true])
                .show(ui, |ui| text::label(ui, &front, &looks.body()));
        });
}
