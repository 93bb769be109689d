//! The head of the right panel: title, and the way in for the keyboard.

use egui::{Id, Ui};
use lucide_icons::Icon;

use crate::model::Subject;
use crate::session::Command;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{icon_button, row_with_end};

/// The title of what is selected, with a button that lets go of it.
pub(super) fn title_ui(ui: &mut Ui, title: &str, commands: &mut Vec<Command>) {
    let look = Looks::of(ui).title();
    row_with_end(
        ui,
        26.0,
        |ui| {
            let close = icon_button(ui, Icon::X, "Close", Some("Esc"), false);
            ui.data_mut(|data| data.insert_temp(entrance_place(), close.id));
            if close.clicked() {
                commands.push(Command::Select(Subject::Scene));
            }
        },
        |ui| text::line(ui, title, &look),
    );
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
