//! The menu under the pointer.

use egui::{Id, Popup, PopupCloseBehavior, Ui};
use kurbo::Point;

use crate::edit::Edit;
use crate::model::{Subject, TieDirection};
use crate::session::{Command, Inline, Session};
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
                Some(Subject::Actor(_)) => actor_ui(ui, session, commands),
                Some(Subject::Tie(_)) => tie_ui(ui, session, commands),
                _ => nothing_ui(ui, at, commands),
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

fn entry(ui: &mut Ui, words: &str, command: impl Into<Option<Command>>, out: &mut Vec<Command>) {
    let command = command.into();
    let button = egui::Button::new(words);
    if ui.add_enabled(command.is_some(), button).clicked() {
        out.extend(command);
    }
}

fn nothing_ui(ui: &mut Ui, at: Point, commands: &mut Vec<Command>) {
    let here = Inline::NewActor {
        at: Some(at),
        tie_from: None,
    };
    entry(
        ui,
        "New actor here\u{2026}",
        Command::StartInline(here),
        commands,
    );
    ui.separator();
    entry(ui, "Select all", Command::SelectAll, commands);
    entry(ui, "Show everything", Command::Fit, commands);
}

fn actor_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let only = session.selection().focus().and_then(Inline::of);
    entry(
        ui,
        "Rename\u{2026}",
        only.map(Command::StartInline),
        commands,
    );
    let scene = &session.document().scene;
    let moved: Vec<Edit> = session
        .selection()
        .actors()
        .filter(|id| {
            scene
                .actors
                .get(id)
                .is_some_and(|it| it.offsets.map.is_some())
        })
        .map(|id| Edit::SetActorOffset {
            actor: id.clone(),
            offset: None,
        })
        .collect();
    let back = (!moved.is_empty()).then(|| Command::Edit(Edit::batch(moved)));
    entry(ui, "Put back to its place", back, commands);
    ui.separator();
    entry(ui, "Delete", Command::DeleteSelection, commands);
}

fn tie_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let only = session.selection().focus().and_then(Inline::of);
    entry(
        ui,
        "Edit label\u{2026}",
        only.map(Command::StartInline),
        commands,
    );
    let each = |edit: fn(crate::model::TieId) -> Edit| {
        let ties = session.selection().ties().cloned();
        Command::Edit(Edit::batch(ties.map(edit).collect()))
    };
    ui.separator();
    entry(
        ui,
        "Reverse",
        each(|tie| Edit::ReverseTie { tie }),
        commands,
    );
    entry(
        ui,
        "Make directed",
        each(|tie| Edit::SetTieDirection {
            tie,
            direction: TieDirection::Directed,
        }),
        commands,
    );
    entry(
        ui,
        "Make mutual",
        each(|tie| Edit::SetTieDirection {
            tie,
            direction: TieDirection::Mutual,
        }),
        commands,
    );
    ui.separator();
    entry(ui, "Delete", Command::DeleteSelection, commands);
}
