//! The head of the right panel: title, and the way in for the keyboard.

use egui::{Id, Ui};
use lucide_icons::Icon;

use crate::edit::Edit;
use crate::model::{ActorId, NoteId, Subject, TieId};
use crate::session::Command;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{icon_button, row_with_end};

/// Width of what stands before a control, in points.
const LABEL: f32 = 68.0;

/// The title of what is selected, with a button that lets go of it and one that
/// deletes it: what it says, and what it does.
pub(super) fn title_ui(
    ui: &mut Ui,
    delete: Option<(&str, Edit)>,
    commands: &mut Vec<Command>,
    title: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let delete = delete.map(|(words, edit)| (words, Command::Edit(edit)));
    let close = Command::Select(Subject::Scene);
    titled_ui(ui, close, delete, commands, title);
}

/// The same with what the button to the right does, which closes.
pub(super) fn titled_ui(
    ui: &mut Ui,
    close: Command,
    delete: Option<(&str, Command)>,
    commands: &mut Vec<Command>,
    title: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let mut asked = Vec::new();
    row_with_end(
        ui,
        26.0,
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let button = icon_button(ui, Icon::X, "Close", Some("Esc"), false);
            ui.data_mut(|data| data.insert_temp(entrance_place(), button.id));
            if button.clicked() {
                asked.push(close);
            }
            if let Some((words, delete)) = delete
                && icon_button(ui, Icon::Trash2, words, Some("Del"), false).clicked()
            {
                asked.push(delete);
            }
            ui.add_space(8.0);
        },
        |ui| title(ui, commands),
    );
    // What is typed in the title is kept before it is let go of.
    commands.append(&mut asked);
}

/// The change that deletes these actors, ties and notes.
pub(super) fn delete(actors: Vec<ActorId>, ties: Vec<TieId>, notes: Vec<NoteId>) -> Edit {
    Edit::Delete {
        actors,
        ties,
        claims: Vec::new(),
        sources: Vec::new(),
        kinds: Vec::new(),
        notes,
        views: Vec::new(),
        slides: Vec::new(),
    }
}

/// A control with a few words before it.
pub(super) fn labelled<R>(ui: &mut Ui, words: &str, control: impl FnOnce(&mut Ui) -> R) -> R {
    let height = 24.0;
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), height), layout, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let room = egui::vec2(LABEL, height);
        ui.allocate_ui_with_layout(room, layout, |ui| {
            ui.set_min_width(LABEL);
            text::line(ui, words, &Looks::of(ui).small());
        });
        // An error stands beneath the control, not beside it.
        ui.vertical(control).inner
    })
    .inner
}

/// A control of this width at the end of a row; what it says of an error stands
/// beneath it.
pub(super) fn at_end<R>(ui: &mut Ui, width: f32, control: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Max);
    ui.allocate_ui_with_layout(egui::vec2(width, 24.0), layout, |ui| {
        ui.set_width(width);
        control(ui)
    })
    .inner
}

/// Moves the keyboard's focus to the head of the panel, where something is
/// selected and the panel is open.
pub(crate) fn enter(ui: &Ui) {
    let entrance = ui.data(|data| data.get_temp::<Id>(entrance_place()));
    if let Some(entrance) = entrance {
        ui.memory_mut(|memory| memory.request_focus(entrance));
    }
}

/// Where egui keeps which widget is the first of the panel's head.
fn entrance_place() -> Id {
    Id::unique("entrance of the right panel")
}
