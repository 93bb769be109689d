//! The statement on the sources as a whole.

use egui::{Button, CornerRadius, Frame, Id, Margin, RichText, ScrollArea, Stroke, Ui};

use crate::edit::Edit;
use crate::model::SourceSummary;
use crate::session::{Command, Covered, Session};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::{EditField, heading, row_with_end};

/// Usual height of the whole, in points.
pub(super) const HEIGHT: f32 = 168.0;

/// Shows the statement, or proposes one.
pub(super) fn statement_ui(
    ui: &mut Ui,
    session: &Session,
    covered: &Covered,
    commands: &mut Vec<Command>,
) {
    let window = &style::theme(ui.ctx()).window;
    let room = ui.available_height();
    Frame::new()
        .fill(style::color(window.panel))
        .stroke(Stroke::new(1.0, style::color(window.edge)))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(16, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_height((room - 18.0).max(40.0));
            let statement = session.document().scene.source_summary.as_ref();
            head_ui(ui, covered, statement, commands);
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .id_salt("source summary")
                .show(ui, |ui| text_ui(ui, session, covered, statement, commands));
        });
}

fn field() -> Id {
    Id::unique("text of the source summary")
}

/// Whether the text was asked for by its button.
fn asked_for() -> Id {
    Id::unique("source summary is asked for")
}

/// What it is, whether the data moved on, and what can be done.
fn head_ui(
    ui: &mut Ui,
    covered: &Covered,
    statement: Option<&SourceSummary>,
    commands: &mut Vec<Command>,
) {
    row_with_end(
        ui,
        26.0,
        |ui| {
            let Some(statement) = statement else {
                let keep = Button::new(RichText::new("Keep this draft"));
                if ui.add(keep).clicked() {
                    commands.push(set(covered.drafted.clone()));
                }
                return;
            };
            if ui.button("Edit").clicked() {
                ui.data_mut(|data| data.insert_temp(asked_for(), true));
            }
            let is_as_drafted = *statement == covered.drafted;
            let again = ui.add_enabled(!is_as_drafted, Button::new("Draft again"));
            if again
                .on_hover_words(
                    "Puts a statement drafted from the data in its place; can be undone",
                )
                .clicked()
            {
                commands.push(set(covered.drafted.clone()));
            }
        },
        |ui| {
            heading(ui, "Source summary");
            let small = Looks::of(ui).small();
            let window = &style::theme(ui.ctx()).window;
            match statement.map(|it| (it, covered.moved_on(it))) {
                None => {
                    text::line(ui, "drafted from the data, not kept yet", &small);
                }
                Some((_, Some(moved))) => {
                    let warning = Look::new(style::size::SMALL, style::color(window.warning));
                    text::line(ui, &format!("stale: {moved}"), &warning);
                }
                Some((it, None)) if *it == covered.drafted => {
                    text::line(ui, "drafted from the data", &small);
                }
                Some((_, None)) => {
                    text::line(ui, "edited; the data has not moved on since", &small);
                }
            }
        },
    );
}

fn text_ui(
    ui: &mut Ui,
    session: &Session,
    covered: &Covered,
    statement: Option<&SourceSummary>,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    let Some(statement) = statement else {
        text::label(ui, &covered.drafted.text, &looks.body().italic());
        return;
    };
    // Whoever writes has the figures of now before them.
    let basis = covered.drafted.basis.clone();
    let edited = EditField::many_lines(ui, field(), "Source summary", &statement.text)
        .look(looks.body())
        .ui(ui, session, commands, move |_, text| {
            let statement = SourceSummary {
                text: text.to_owned(),
                basis: basis.clone(),
            };
            let is_blank = text.trim().is_empty();
            Ok(Edit::SetSourceSummary((!is_blank).then_some(statement)))
        });
    if ui
        .data_mut(|data| data.remove_temp::<bool>(asked_for()))
        .is_some()
    {
        edited.response.request_focus();
    }
}

fn set(statement: SourceSummary) -> Command {
    Command::Edit(Edit::SetSourceSummary(Some(statement)))
}
