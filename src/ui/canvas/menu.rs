//! The menu under the pointer.

use egui::{Id, Popup, PopupCloseBehavior, Ui};
use kurbo::Point;

use crate::model::Subject;
use crate::session::{Command, Inline, Session};
use crate::ui::commands as table;
use crate::ui::menu::entry_ui;
use crate::ui::paint::Placing;

use super::{Canvas, layout_point};

/// What the menu is about.
#[derive(Clone, Debug)]
pub(super) struct MenuTarget {
    subject: Option<Subject>,
    /// Where it was opened, on screen.
    pos: egui::Pos2,
}

impl Canvas {
    /// Opens the menu for what is under the pointer, which is selected first.
    pub(super) fn open_menu(
        &mut self,
        ui: &Ui,
        session: &Session,
        subject: Option<&Subject>,
        commands: &mut Vec<Command>,
    ) {
        let Some(pos) = ui.ctx().pointer_interact_pos() else {
            return;
        };
        if let Some(subject) = subject
            && !session.selection().has(subject)
        {
            commands.push(Command::Select(subject.clone()));
        }
        self.menu = Some(MenuTarget {
            subject: subject.cloned(),
            pos,
        });
        Popup::open_id(ui.ctx(), menu_id());
    }

    /// Shows the menu while it is open.
    pub(super) fn menu_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        let Some(target) = &self.menu else {
            return;
        };
        let at = layout_point(target.pos, placing);
        let popup = Popup::new(menu_id(), ui.ctx().clone(), target.pos, ui.layer_id())
            .kind(egui::PopupKind::Menu)
            .open_memory(None)
            .layout(egui::Layout::top_down_justified(egui::Align::Min))
            .close_behavior(PopupCloseBehavior::CloseOnClick)
            .gap(0.0);
        let shown = popup.show(|ui| {
            egui::containers::menu::menu_style(ui.style_mut());
            ui.set_min_width(190.0);
            match &target.subject {
                Some(Subject::Actor(_)) => entries(ui, OF_ACTORS, session, commands),
                Some(Subject::Tie(_)) => entries(ui, OF_TIES, session, commands),
                Some(Subject::Note(_)) => entries(ui, OF_NOTES, session, commands),
                _ => nothing_ui(ui, session, at, commands),
            }
        });
        if shown.is_none() {
            self.menu = None;
        }
    }
}

fn menu_id() -> Id {
    Id::unique("menu of the canvas")
}

/// Lines for commands of the table, with their keys; a line between groups.
fn entries(ui: &mut Ui, groups: &[&[&str]], session: &Session, commands: &mut Vec<Command>) {
    for (at, ids) in groups.iter().enumerate() {
        if at > 0 {
            ui.separator();
        }
        for entry in ids.iter().filter_map(|id| table::find(id)) {
            entry_ui(ui, entry, session, commands);
        }
    }
}

fn nothing_ui(ui: &mut Ui, session: &Session, at: Point, commands: &mut Vec<Command>) {
    if ui.button("New actor here\u{2026}").clicked() {
        commands.push(Command::StartInline(Inline::NewActor {
            at: Some(at),
            tie_from: None,
        }));
    }
    if ui.button("New note here\u{2026}").clicked() {
        commands.push(Command::StartInline(Inline::NewNote { at: Some(at) }));
    }
    ui.separator();
    entries(ui, &[&["select-all", "show-everything"]], session, commands);
}

/// What can be done with actors.
const OF_ACTORS: &[&[&str]] = &[&["edit-selection", "put-back", "new-claim"], &["delete"]];

/// What can be done with notes.
const OF_NOTES: &[&[&str]] = &[&["edit-selection"], &["delete"]];

/// What can be done with ties.
const OF_TIES: &[&[&str]] = &[
    &["edit-selection", "new-claim"],
    &["reverse", "directed", "mutual"],
    &["delete"],
];
