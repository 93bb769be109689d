//! The menu under the pointer.

use egui::{Id, Popup, PopupCloseBehavior, Ui};
use kurbo::Point;

use crate::model::Subject;
use crate::session::{Command, Inline, Session};
use crate::ui::commands::is_bound;
use crate::ui::context;
use crate::ui::paint::Placing;

use super::pointer::marks;
use super::{Canvas, layout_point};

/// What the menu is about.
#[derive(Clone, Debug)]
pub(super) struct MenuTarget {
    subject: Option<Subject>,
    /// Its number: a click elsewhere closes the menu that is open, and must not
    /// close the one that it opens.
    number: u64,
    /// Where it was opened, on screen.
    pos: egui::Pos2,
    /// Whether its first line is to take the focus: a key opened it.
    takes_focus: bool,
    /// What had the focus before, if a key opened it.
    focus_before: Option<Id>,
}

/// What the presses of the pointer's buttons were for: one that finds a menu open
/// closes it, and means nothing beneath it.
#[derive(Debug, Default)]
pub(super) struct Presses {
    closes: bool,
    closed_before: bool,
}

impl Presses {
    /// To be called before anything is shown in a frame.
    pub(super) fn note(&mut self, ctx: &egui::Context) {
        if ctx.input(|input| input.pointer.any_pressed()) {
            self.closed_before = std::mem::replace(&mut self.closes, Popup::is_any_open(ctx));
        }
    }

    /// Whether the last press only closed a menu.
    pub(super) fn closes_menu(&self) -> bool {
        self.closes
    }

    /// Whether both of the last two presses were for what lay beneath them.
    pub(super) fn are_both_meant(&self) -> bool {
        !self.closes && !self.closed_before
    }
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
        if !is_bound("menu") {
            return;
        }
        if let Some(subject) = subject
            && !session.selection().has(subject)
            && is_bound("menu-selects")
        {
            commands.push(Command::Select(subject.clone()));
        }
        let number = self.menu.as_ref().map_or(0, |open| open.number + 1);
        self.menu = Some(MenuTarget {
            subject: subject.cloned(),
            number,
            pos,
            takes_focus: false,
            focus_before: None,
        });
        Popup::open_id(ui.ctx(), menu_id(number));
    }

    /// Opens the menu for what is selected, or for nothing, when the Menu key is
    /// pressed while the map has the focus.
    pub(super) fn open_menu_by_key(
        &mut self,
        ui: &Ui,
        session: &Session,
        rect: egui::Rect,
        placing: Placing,
    ) {
        let is_here = super::has_focus(ui.ctx()) && session.dialog().is_none();
        if !is_here || self.inline.is_some() || Popup::is_any_open(ui.ctx()) {
            return;
        }
        if !context::take_menu_key(ui.ctx()) {
            return;
        }
        let selection = session.selection();
        let subject = selection.subjects().last().cloned();
        let mark = marks(session).find(|mark| Some(&mark.subject) == subject.as_ref());
        let frame = mark.and_then(|mark| super::frame(mark, placing));
        let pos = frame.map_or_else(|| rect.center(), |frame| rect.clamp(frame.center()));
        self.menu = Some(MenuTarget {
            subject,
            number: 0,
            pos,
            takes_focus: true,
            focus_before: ui.memory(|memory| memory.focused()),
        });
        Popup::open_id(ui.ctx(), menu_id(0));
    }

    /// Shows the menu while it is open.
    pub(super) fn menu_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        placing: Placing,
        commands: &mut Vec<Command>,
    ) {
        let Some(target) = &mut self.menu else {
            return;
        };
        let at = layout_point(target.pos, placing);
        let id = menu_id(target.number);
        let popup = Popup::new(id, ui.ctx().clone(), target.pos, ui.layer_id())
            .kind(egui::PopupKind::Menu)
            .open_memory(None)
            .layout(egui::Layout::top_down_justified(egui::Align::Min))
            .close_behavior(PopupCloseBehavior::CloseOnClick)
            .gap(0.0);
        let mut takes_focus = target.takes_focus;
        let shown = popup.show(|ui| {
            context::menu_style(ui);
            match &target.subject {
                Some(subject) => {
                    context::subject_ui(ui, subject, session, &mut takes_focus, commands);
                }
                None => nothing_ui(ui, session, at, &mut takes_focus, commands),
            }
        });
        target.takes_focus = takes_focus;
        if shown.is_none() {
            let before = target.focus_before.take();
            if let Some(focus) = before.filter(|_| ui.memory(|it| it.focused().is_none())) {
                ui.memory_mut(|memory| memory.request_focus(focus));
            }
            self.menu = None;
        }
    }
}

fn menu_id(number: u64) -> Id {
    Id::unique(("menu of the canvas", number))
}

fn nothing_ui(
    ui: &mut Ui,
    session: &Session,
    at: Point,
    takes_focus: &mut bool,
    commands: &mut Vec<Command>,
) {
    let new_actor = ui.button("New actor here\u{2026}");
    context::focus_first(&new_actor, ui, takes_focus);
    if new_actor.clicked() {
        commands.push(Command::StartInline(Inline::NewActor {
            at: Some(at),
            tie_from: None,
        }));
    }
    if ui.button("New note here\u{2026}").clicked() {
        commands.push(Command::StartInline(Inline::NewNote { at: Some(at) }));
    }
    ui.separator();
    context::entries(ui, context::OF_NOTHING, session, takes_focus, commands);
}
