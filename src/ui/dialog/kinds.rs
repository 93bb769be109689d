//! The kinds of claim.

use egui::{Key, Margin, ScrollArea, Ui};
use lucide_icons::Icon;

use crate::edit::{Edit, NAME_CHARS, ids};
use crate::model::{Kind, KindId};
use crate::session::{Command, Session};
use crate::ui::form::{remark, save_button};
use crate::ui::text::{self, Looks};
use crate::ui::widget::{TextField, icon_button, named, row_with_end};
use crate::ui::words::counted;

use super::head_ui;

/// The dialog, with what is half typed in it.
#[derive(Default)]
pub(super) struct KindsUi {
    renamed: Option<(KindId, String)>,
    added: String,
}

impl KindsUi {
    /// Forgets what was half typed.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        head_ui(ui, "Kinds of claim", commands);
        let scene = &session.document().scene;
        remark(
            ui,
            "In the order of every list. A kind that is deleted is taken from its claims; undo gives it back.",
        );
        ui.add_space(6.0);
        let room = (ui.ctx().content_rect().height() - 300.0).max(80.0);
        ScrollArea::vertical()
            .auto_shrink([false, true])
            .max_height(room)
            .show(ui, |ui| {
                for (at, kind) in scene.kinds.iter().enumerate() {
                    self.row_ui(ui, session, at, kind, commands);
                }
            });
        ui.add_space(8.0);
        self.add_ui(ui, session, commands);
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        at: usize,
        kind: &Kind,
        commands: &mut Vec<Command>,
    ) {
        let counts = session.derived().claims_by_kind();
        let count = counts
            .iter()
            .find(|(id, _)| *id == kind.id)
            .map_or(0, |(_, count)| *count);
        let last = session.document().scene.kinds.len().saturating_sub(1);
        let mut moved = Vec::new();
        ui.push_id(kind.id.as_str(), |ui| {
            row_with_end(
                ui,
                34.0,
                |ui| buttons_ui(ui, at, last, kind, count, &mut moved),
                |ui| self.label_ui(ui, kind, commands),
            );
        });
        commands.extend(moved);
    }

    /// The label, changed in its place.
    fn label_ui(&mut self, ui: &mut Ui, kind: &Kind, commands: &mut Vec<Command>) {
        let mut label = match &self.renamed {
            Some((id, label)) if *id == kind.id => label.clone(),
            _ => kind.label.clone(),
        };
        let edit = TextField::singleline(&mut label)
            .char_limit(NAME_CHARS)
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(9, 6));
        let response = ui.add(edit);
        named(&response, &format!("Label of {}", kind.label));
        if response.changed() {
            self.renamed = Some((kind.id.clone(), label));
        }
        if response.lost_focus()
            && let Some((id, label)) = self.renamed.take_if(|(id, _)| *id == kind.id)
            && label.trim() != kind.label
        {
            commands.push(Command::Edit(Edit::RenameKind { kind: id, label }));
        }
    }

    fn add_ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let mut is_pressed = false;
        let is_entered = row_with_end(
            ui,
            34.0,
            |ui| is_pressed = save_button(ui, "Add kind").clicked(),
            |ui| {
                let edit = TextField::singleline(&mut self.added)
                    .char_limit(NAME_CHARS)
                    .hint_text("Another kind, such as Culture")
                    .desired_width(f32::INFINITY)
                    .margin(Margin::symmetric(9, 6));
                let response = ui.add(edit);
                named(&response, "Label of a new kind");
                let is_entered =
                    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if is_entered {
                    response.request_focus();
                }
                is_entered && !self.added.trim().is_empty()
            },
        );
        let is_added = is_entered || is_pressed;
        if is_added {
            let label = std::mem::take(&mut self.added);
            let id = ids::fresh_kind_id(&session.document().scene, &label);
            commands.push(Command::Edit(Edit::AddKind(Kind { id, label })));
        }
    }
}

fn buttons_ui(
    ui: &mut Ui,
    at: usize,
    last: usize,
    kind: &Kind,
    count: usize,
    commands: &mut Vec<Command>,
) {
    let label = &kind.label;
    let delete = format!("Delete {label}");
    let response = icon_button(ui, Icon::Trash2, &delete, None, false);
    let losers = match count {
        0 => "No claim has it".to_owned(),
        1 => "1 claim loses it".to_owned(),
        many => format!("{many} claims lose it"),
    };
    if response.on_hover_text(losers).clicked() {
        commands.push(Command::Edit(Edit::delete_kind(kind.id.clone())));
    }
    let to = |to| {
        let kind = kind.id.clone();
        Command::Edit(Edit::MoveKind { kind, to })
    };
    ui.add_enabled_ui(at < last, |ui| {
        if icon_button(
            ui,
            Icon::ArrowDown,
            &format!("Move {label} down"),
            None,
            false,
        )
        .clicked()
        {
            commands.push(to(at + 1));
        }
    });
    ui.add_enabled_ui(at > 0, |ui| {
        if icon_button(ui, Icon::ArrowUp, &format!("Move {label} up"), None, false).clicked() {
            commands.push(to(at.saturating_sub(1)));
        }
    });
    let words = counted(count, "claim", "claims");
    ui.add_sized(
        [66.0, 24.0],
        egui::Label::new(text::job(&words, &Looks::of(ui).small(), f32::INFINITY)),
    );
}
