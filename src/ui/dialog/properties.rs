//! Title, as-of date, thresholds and severities of the scene.

use egui::{Grid, Key, Modifiers, ScrollArea, Ui};

use crate::evidence::RULES;
use crate::model::{Basemap, PartialDate, RuleSeverity};
use crate::session::{
    Command, Content, Draft, Form, FormCommand, PropertiesDraft, PropertiesField, Session,
};
use crate::ui::form::{
    self, Choice, Fields, FocusInView, FormState, choice_row, field_label, labelled, pick, remark,
};
use crate::ui::text::{self, Looks};
use crate::ui::widget::{slider, wrapped_check};

use super::head_ui;

/// Between what a rule finds and the list of severities, and width of that list, in
/// points.
const SEVERITY_WIDTHS: [f32; 2] = [16.0, 170.0];

/// The dialog, with what it keeps between frames.
#[derive(Default)]
pub(super) struct PropertiesUi {
    state: FormState<PropertiesField>,
    focus: FocusInView,
    is_shown: bool,
}

impl PropertiesUi {
    /// The dialog was closed.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let Some(draft) = session.drafts().properties() else {
            commands.push(Command::CloseDialog);
            return;
        };
        if !self.is_shown {
            self.is_shown = true;
            self.state = FormState::opened_at(PropertiesField::Title);
        }
        head_ui(ui, "Scene properties", commands);
        let is_save_key = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let mut content = draft.content.clone();
        let mut fields = Fields {
            salt: "properties form",
            errors: content.errors(),
            is_tried: draft.is_tried,
            state: &mut self.state,
        };
        let room = (ui.ctx().content_rect().height() - 250.0).max(80.0);
        ScrollArea::vertical()
            .id_salt("properties form")
            .auto_shrink([false, true])
            .max_height(room)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                ui.spacing_mut().item_spacing.y = 10.0;
                fields_ui(ui, &mut content, &mut fields);
                severities_ui(ui, &mut content);
                let hint = "TLP:AMBER; stands on every slide and picture; empty for none";
                let words = &mut content.handling;
                fields.line(ui, PropertiesField::Handling, "Handling mark", hint, words);
                self.focus.follow(ui);
            });
        ui.add_space(12.0);
        let is_pressed = buttons_ui(ui, draft, commands);
        if content != draft.content {
            let content = Content::Properties(content);
            commands.push(Command::Form(FormCommand::Change(Box::new(content))));
        }
        if is_save_key || is_pressed {
            fields.jump_to_error();
            commands.push(Command::Form(FormCommand::Save(Form::Properties)));
        }
    }
}

fn buttons_ui(
    ui: &mut Ui,
    draft: &Draft<(), PropertiesDraft>,
    commands: &mut Vec<Command>,
) -> bool {
    ui.horizontal(|ui| {
        let apply = form::save_button(ui, "Apply").on_hover_text("Ctrl+Enter");
        if ui.button("Cancel").clicked() {
            commands.push(Command::Form(FormCommand::Discard(Form::Properties)));
        }
        if draft.is_changed() {
            remark(ui, "Not applied yet; closing keeps what is typed");
        }
        apply.clicked()
    })
    .inner
}

fn fields_ui(ui: &mut Ui, draft: &mut PropertiesDraft, fields: &mut Fields<'_, PropertiesField>) {
    fields.line(ui, PropertiesField::Title, "Title", "", &mut draft.title);
    let hint = "2026, 2026-02 or 2026-02-28; empty where no day is meant";
    let words = &mut draft.as_of;
    fields.line(ui, PropertiesField::AsOf, "As of", hint, words);
    if let Ok(date) = PartialDate::read(words) {
        remark(ui, &date.in_words());
    }
    let hint = "What the scene shows and what it rests on";
    let words = &mut draft.description;
    fields.text(
        ui,
        PropertiesField::Description,
        "Description",
        hint,
        words,
        4,
    );
    labelled(ui, "basemap", |ui| {
        field_label(ui, "Basemap");
        let choices = [
            Choice::new(
                Basemap::NaturalEarth,
                "Land and borders",
                "Natural Earth 1:50m",
            ),
            Choice::new(Basemap::Off, "None", "Nothing lies under the actors"),
        ];
        let mut chosen = Some(draft.basemap);
        choice_row(ui, "Basemap", &mut chosen, &choices);
        draft.basemap = chosen.unwrap_or(draft.basemap);
    });
    let words = "Draw unknown ties when the scene is opened";
    wrapped_check(ui, &mut draft.is_showing_unknown, words, words);
    let words = "Show what speaks for and against each tie when the scene is opened";
    wrapped_check(ui, &mut draft.is_showing_evidence, words, words);
    fields.block(ui, PropertiesField::Gap, |ui, fields| {
        let words = &mut draft.gap;
        let label = "Gap between weight and estimate that is reported, from 0 to 2";
        fields.line(ui, PropertiesField::Gap, label, "0.25", words);
        let gap = draft.gap().unwrap_or_default();
        let mut moved = gap;
        slider(ui, &mut moved, 0.0..=2.0, 0.05, "Gap");
        if moved != gap {
            draft.gap = format!("{}", (moved * 100.0).round() / 100.0);
        }
    });
    let words = &mut draft.stale_after_days;
    let label = "Days without a newer report after which a claim is stale";
    fields.line(ui, PropertiesField::StaleAfter, label, "365", words);
}

/// How bad the findings of each rule are held to be.
fn severities_ui(ui: &mut Ui, draft: &mut PropertiesDraft) {
    let looks = Looks::of(ui);
    field_label(ui, "How severe findings are");
    // In a small window what a rule finds takes several lines: a column as wide as the
    // longest would take the dialog out of the window.
    let [gap, list] = SEVERITY_WIDTHS;
    let room = (ui.available_width() - gap - list).max(80.0);
    Grid::new("severities")
        .num_columns(2)
        .spacing([gap, 4.0])
        .show(ui, |ui| {
            for rule in RULES {
                let said = draft.severities.of(rule.name);
                let default = format!("{}, as usual", rule.severity.word());
                let shown = said.map_or_else(|| default.clone(), |it| it.word().to_owned());
                let mut entries = vec![(default, said.is_none())];
                entries.extend(
                    RuleSeverity::ALL
                        .map(|severity| (severity.word().to_owned(), said == Some(severity))),
                );
                let name = format!("Findings: {}", rule.finds);
                let (words, look) = (first_up(rule.finds), looks.body());
                if crate::text::width(&words, look.text_style()) as f32 <= room {
                    text::whole_line(ui, &words, &look);
                } else {
                    ui.vertical(|ui| {
                        ui.set_max_width(room);
                        text::label(ui, &words, &look);
                    });
                }
                let (picked, _) = pick(ui, &name, &shown, list, &mut entries.into_iter());
                if let Some(place) = picked {
                    let severity = place
                        .checked_sub(1)
                        .and_then(|at| RuleSeverity::ALL.get(at));
                    draft.severities.set(rule.name, severity.copied());
                }
                ui.end_row();
            }
        });
}

fn first_up(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
