//! The sources of the scene, and the form of one.

use egui::{Frame, Key, Margin, Modifiers, ScrollArea, Sense, Ui, UiBuilder};
use lucide_icons::Icon;

use crate::edit::Edit;
use crate::model::{DateRange, Scene, Source, SourceId, SourceKind};
use crate::session::{
    Command, Content, Dialog, Draft, Form, FormCommand, Session, SourceDraft, SourceField,
    SourceForm,
};
use crate::ui::claims_by_source::ClaimsBySource;
use crate::ui::context::{context_menu, focus_first};
use crate::ui::form::{
    self, Fields, FocusInView, FormState, choice_row, field_label, labelled, pick, remark,
};
use crate::ui::panel::letters;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{icon_button, row_with_end};
use crate::ui::words::counted;

use super::head_ui;

/// The dialog, with what it keeps between frames.
#[derive(Default)]
pub(super) struct SourcesUi {
    shown: Option<SourceForm>,
    /// The field that was asked for last, by its number.
    asked: u64,
    state: FormState<SourceField>,
    focus: FocusInView,
    /// The source whose deletion waits for a second word.
    doomed: Option<SourceId>,
    used: ClaimsBySource,
}

impl SourcesUi {
    /// Forgets what was half done.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        if let Some(draft) = session.drafts().open_source() {
            self.form_ui(ui, session, draft, commands);
        } else {
            self.shown = None;
            self.list_ui(ui, session, commands);
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        head_ui(ui, "Sources", commands);
        self.used.refresh(session);
        let sources = &session.document().scene.sources;
        let has_draft = |form: &SourceForm| {
            let draft = session.drafts().source(form);
            draft.is_some_and(Draft::is_changed)
        };
        let words = if has_draft(&SourceForm::New) {
            "Continue the new source\u{2026}"
        } else {
            "New source\u{2026}"
        };
        if form::save_button(ui, words).clicked() {
            commands.push(open(SourceForm::New));
        }
        ui.add_space(8.0);
        if sources.is_empty() {
            remark(
                ui,
                "This scene has no sources yet. A claim is anchored in one.",
            );
        }
        ScrollArea::vertical()
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (at, source) in sources.iter().enumerate() {
                    let form = SourceForm::Change(source.id.clone());
                    let has_draft = has_draft(&form);
                    self.row_ui(ui, session, at, source, has_draft, commands);
                    ui.add_space(6.0);
                }
            });
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        at: usize,
        source: &Source,
        has_draft: bool,
        commands: &mut Vec<Command>,
    ) {
        let scene = &session.document().scene;
        let looks = Looks::of(ui);
        let used = self.used.count(&source.id);
        let window = &style::theme(ui.ctx()).window;
        let frame = Frame::new()
            .fill(style::color(window.raised))
            .stroke(egui::Stroke::new(1.0, style::color(window.edge)))
            .corner_radius(egui::CornerRadius::same(8))
            .inner_margin(Margin::symmetric(12, 8));
        let builder = UiBuilder::new()
            .sense(Sense::CLICK)
            .id_salt(source.id.as_str());
        let row = ui.scope_builder(builder, |ui| {
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                row_with_end(
                    ui,
                    28.0,
                    |ui| self.row_buttons_ui(ui, at, scene.sources.len(), source, used, commands),
                    |ui| text::line(ui, &source.title, &looks.body().bold()),
                );
                text::label(ui, &source.citation(), &looks.small());
                let rating = &source.rating;
                let mut words = format!(
                    "{}: {} \u{b7} {}",
                    rating.reliability.letter(),
                    rating.reliability.meaning(),
                    counted(used, "claim", "claims")
                );
                if has_draft {
                    words.push_str(" \u{b7} draft kept");
                }
                text::label(ui, &words, &looks.small()).on_hover_words(&rating.reason);
                if self.doomed.as_ref() == Some(&source.id) {
                    self.doomed_ui(ui, source, used, commands);
                }
            })
        });
        context_menu(&row.response, &[], |ui, takes_focus| {
            let edit = ui.button("Edit\u{2026}");
            focus_first(&edit, ui, takes_focus);
            if edit.clicked() {
                commands.push(open(SourceForm::Change(source.id.clone())));
            }
            if ui.button("Show its text").clicked() {
                commands.push(Command::CloseDialog);
                commands.push(Command::ShowSource(source.id.clone()));
            }
            if ui.button("Add its text\u{2026}").clicked() {
                commands.push(Command::Show(Dialog::AddText(Some(source.id.clone()))));
            }
            if ui.button("Copy as citation").clicked() {
                commands.push(Command::Copy(crate::export::citation(source)));
            }
            ui.separator();
            if ui.button("Delete").clicked() {
                self.delete(source, used, commands);
            }
        });
    }

    /// Deletes a source; one that claims are quoted from after a second word.
    fn delete(&mut self, source: &Source, used: usize, commands: &mut Vec<Command>) {
        if used == 0 {
            commands.push(Command::Edit(Edit::delete_source(source.id.clone())));
        } else {
            self.doomed = Some(source.id.clone());
        }
    }

    fn row_buttons_ui(
        &mut self,
        ui: &mut Ui,
        at: usize,
        count: usize,
        source: &Source,
        used: usize,
        commands: &mut Vec<Command>,
    ) {
        let title = &source.title;
        let id = &source.id;
        if icon_button(ui, Icon::Trash2, &format!("Delete {title}"), None, false).clicked() {
            self.delete(source, used, commands);
        }
        let to = |to| {
            let source = id.clone();
            Command::Edit(Edit::MoveSource { source, to })
        };
        ui.add_enabled_ui(at + 1 < count, |ui| {
            if icon_button(
                ui,
                Icon::ArrowDown,
                &format!("Move {title} down"),
                None,
                false,
            )
            .clicked()
            {
                commands.push(to(at + 1));
            }
        });
        ui.add_enabled_ui(at > 0, |ui| {
            if icon_button(ui, Icon::ArrowUp, &format!("Move {title} up"), None, false).clicked() {
                commands.push(to(at.saturating_sub(1)));
            }
        });
        let copy = format!("Copy {title} as citation");
        if icon_button(ui, Icon::Quote, &copy, None, false).clicked() {
            commands.push(Command::Copy(crate::export::citation(source)));
        }
        if icon_button(ui, Icon::Pencil, &format!("Edit {title}"), None, false).clicked() {
            commands.push(open(SourceForm::Change(id.clone())));
        }
    }

    /// What depends on a source, before it is deleted.
    fn doomed_ui(
        &mut self,
        ui: &mut Ui,
        source: &Source,
        used: usize,
        commands: &mut Vec<Command>,
    ) {
        let ink = style::color(style::theme(ui.ctx()).window.warning);
        let words = format!(
            "{} quoted from it. Deleting it takes those quotations away; the claims stay.",
            if used == 1 {
                "1 claim is".to_owned()
            } else {
                format!("{used} claims are")
            }
        );
        text::label(ui, &words, &text::Look::new(style::size::BODY, ink));
        ui.horizontal(|ui| {
            if ui.button("Delete the source").clicked() {
                self.doomed = None;
                commands.push(Command::Edit(Edit::delete_source(source.id.clone())));
            }
            if ui.button("Keep it").clicked() {
                self.doomed = None;
            }
        });
    }

    fn form_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        draft: &Draft<SourceForm, SourceDraft>,
        commands: &mut Vec<Command>,
    ) {
        if self.shown.as_ref() != Some(&draft.form) {
            self.shown = Some(draft.form.clone());
            self.state = FormState::opened_at(SourceField::Title);
            self.asked = 0;
        }
        if let (Some(field), asked) = session.drafts().asked_of_source()
            && self.asked != asked
        {
            self.asked = asked;
            self.state = FormState::opened_at(field);
        }
        let title = match &draft.form {
            SourceForm::New => "New source".to_owned(),
            SourceForm::Change(id) => format!("Source {id}"),
        };
        head_ui(ui, &title, commands);
        let is_save_key = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let mut content = draft.content.clone();
        let mut fields = Fields {
            salt: "source form",
            errors: content.errors(&draft.form, &session.document().scene),
            is_tried: draft.is_tried,
            state: &mut self.state,
        };
        let room = (ui.ctx().content_rect().height() - 260.0).max(80.0);
        ScrollArea::vertical()
            .id_salt("source form")
            .auto_shrink([false, true])
            .max_height(room)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                ui.spacing_mut().item_spacing.y = 10.0;
                fields.error_ui(ui, SourceField::Whole);
                let scene = &session.document().scene;
                fields_ui(ui, &mut content, &draft.form, scene, &mut fields);
                self.focus.follow(ui);
            });
        ui.add_space(12.0);
        let form = Form::Source(draft.form.clone());
        let is_pressed = ui
            .horizontal(|ui| {
                let words = match draft.form {
                    SourceForm::New => "Add source",
                    SourceForm::Change(_) => "Save source",
                };
                let save = form::save_button(ui, words).on_hover_text("Ctrl+Enter");
                if ui.button("Back, keep as draft").clicked() {
                    commands.push(Command::Form(FormCommand::Close(form.clone())));
                }
                if ui.button("Discard").clicked() {
                    commands.push(Command::Form(FormCommand::Discard(form.clone())));
                }
                save.clicked()
            })
            .inner;
        if content != draft.content {
            let content = Content::Source(draft.form.clone(), content);
            commands.push(Command::Form(FormCommand::Change(Box::new(content))));
        }
        if is_save_key || is_pressed {
            fields.jump_to_error();
            commands.push(Command::Form(FormCommand::Save(form)));
        }
    }
}

fn open(form: SourceForm) -> Command {
    Command::Form(FormCommand::Open(Form::Source(form)))
}

/// Picks another source into the list of those that a source repeats.
fn others_ui(ui: &mut Ui, form: &SourceForm, scene: &Scene, repeats: &mut String) {
    let is_other = |source: &&Source| match form {
        SourceForm::New => true,
        SourceForm::Change(id) => source.id != *id,
    };
    let others: Vec<&Source> = scene.sources.iter().filter(is_other).collect();
    if others.is_empty() {
        return;
    }
    let mut entries = others
        .iter()
        .map(|source| (source.title.clone(), false))
        .collect::<Vec<_>>()
        .into_iter();
    let width = ui.available_width();
    let (picked, _) = pick(ui, "Repeats", "Pick a source\u{2026}", width, &mut entries);
    let id = picked
        .and_then(|at| others.get(at))
        .map(|it| it.id.as_str());
    let is_there = |id: &&str| repeats.split(',').any(|it| it.trim() == *id);
    if let Some(id) = id.filter(|id| !is_there(id)) {
        if !repeats.trim().is_empty() {
            repeats.push_str(", ");
        }
        repeats.push_str(id);
    }
}

fn fields_ui(
    ui: &mut Ui,
    draft: &mut SourceDraft,
    form: &SourceForm,
    scene: &Scene,
    fields: &mut Fields<'_, SourceField>,
) {
    let field = SourceField::Title;
    fields.line(ui, field, "Title", "As printed", &mut draft.title);
    labelled(ui, "kind", |ui| {
        field_label(ui, "Type");
        let mut kinds = SourceKind::ALL
            .into_iter()
            .map(|kind| (kind_words(kind).to_owned(), kind == draft.kind))
            .collect::<Vec<_>>()
            .into_iter();
        let width = ui.available_width();
        let (picked, _) = pick(ui, "Type", kind_words(draft.kind), width, &mut kinds);
        if let Some(kind) = picked.and_then(|place| SourceKind::ALL.get(place)) {
            draft.kind = *kind;
        }
    });
    fields.block(ui, SourceField::Rating, |ui, fields| {
        field_label(ui, "How reliable it is");
        let response = choice_row(ui, "Rating", &mut draft.reliability, &letters());
        fields.after(ui, SourceField::Rating, &response);
        if let Some(letter) = draft.reliability {
            remark(ui, letter.meaning());
        }
    });
    let hint = "What is known of how it works";
    let words = &mut draft.rating_reason;
    fields.line(
        ui,
        SourceField::RatingReason,
        "Why this rating",
        hint,
        words,
    );
    pair(ui, |left, right| {
        let hint = "Only where one is named";
        fields.line(left, SourceField::Author, "Author", hint, &mut draft.author);
        let words = &mut draft.container_title;
        fields.line(right, SourceField::Container, "Published in", "", words);
    });
    pair(ui, |left, right| {
        let words = &mut draft.publisher;
        fields.line(left, SourceField::Publisher, "Publisher", "", words);
        let words = &mut draft.publisher_place;
        fields.line(
            right,
            SourceField::Place,
            "Place in the dateline",
            "",
            words,
        );
    });
    pair(ui, |left, right| {
        let words = &mut draft.issued_as_printed;
        fields.line(left, SourceField::Printed, "Date as printed", "", words);
        let words = &mut draft.issued;
        let hint = "2026-01-26";
        fields.line(
            right,
            SourceField::Issued,
            "Date on the calendar",
            hint,
            words,
        );
        if let Ok(date) = DateRange::read(words) {
            remark(right, &date.in_words());
        }
    });
    let words = &mut draft.issued_note;
    fields.line(
        ui,
        SourceField::IssuedNote,
        "How the date was resolved",
        "",
        words,
    );
    pair(ui, |left, right| {
        let words = &mut draft.accessed;
        fields.line(
            left,
            SourceField::Accessed,
            "Retrieved on",
            "2026-01-27",
            words,
        );
        let words = &mut draft.language;
        fields.line(
            right,
            SourceField::Language,
            "Language",
            "en, fa, he",
            words,
        );
    });
    let hint = "https://\u{2026}";
    fields.line(ui, SourceField::Url, "Address", hint, &mut draft.url);
    let words = &mut draft.archive_url;
    fields.line(ui, SourceField::ArchiveUrl, "Archived address", hint, words);
    let hint = "What it leaves out, whom it does not hear";
    let words = &mut draft.descriptor;
    fields.text(
        ui,
        SourceField::Descriptor,
        "What affects its quality",
        hint,
        words,
        2,
    );
    let hint = "A wire report, a press conference";
    let words = &mut draft.origin;
    fields.line(ui, SourceField::Origin, "What it goes back to", hint, words);
    let hint = "Ids of sources, with commas between";
    let words = &mut draft.repeats;
    fields.line(
        ui,
        SourceField::Repeats,
        "Sources that it repeats",
        hint,
        words,
    );
    others_ui(ui, form, scene, &mut draft.repeats);
    let hint = "64 hexadecimal digits, as sha256sum prints them";
    let words = &mut draft.sha256;
    fields.line(ui, SourceField::Sha256, "SHA-256 of the text", hint, words);
}

fn pair(ui: &mut Ui, content: impl FnOnce(&mut Ui, &mut Ui)) {
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            content(left, right);
        }
    });
}

fn kind_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::ArticleNewspaper => "article in a newspaper",
        SourceKind::ArticleJournal => "article in a journal",
        SourceKind::Book => "book",
        SourceKind::Dataset => "data set",
        SourceKind::Interview => "interview",
        SourceKind::Post => "post",
        SourceKind::Report => "report",
        SourceKind::Speech => "speech",
        SourceKind::Webpage => "web page",
    }
}
