//! The name of a view: of a new one, or of one that is there.

use egui::{Key, Margin, Ui};

use crate::edit::NAME_CHARS;
use crate::model::ViewId;
use crate::session::{Command, FindCommand, Session};
use crate::ui::text::{self, Looks};
use crate::ui::widget::{TextField, named};

use super::{head_ui, main_button};

/// The name that is proposed: what the view is called, or a number.
pub(super) fn proposed(session: &Session, view: Option<&ViewId>) -> String {
    let views = &session.document().scene.views;
    let named = view.and_then(|id| views.get(id));
    named.map_or_else(
        || format!("View {}", views.len() + 1),
        |view| view.name.clone(),
    )
}

/// Shows the dialog; `name` is what was typed so far.
pub(super) fn name_view_ui(
    ui: &mut Ui,
    view: Option<&ViewId>,
    name: &mut String,
    commands: &mut Vec<Command>,
) {
    let (title, words, button) = match view {
        Some(_) => ("Rename the view", "", "Rename"),
        None => (
            "Save this view",
            "What is seen of the map, filters, focus or path, the day and the switches are kept \
             in the scene under this name.",
            "Save the view",
        ),
    };
    head_ui(ui, title, commands);
    if !words.is_empty() {
        text::label(ui, words, &Looks::of(ui).small());
        ui.add_space(8.0);
    }
    let field = TextField::singleline(name)
        .char_limit(NAME_CHARS)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let mut output = field.show(ui);
    let response = output.response.response.clone();
    named(&response, "Name of the view");
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if ui.memory(|memory| memory.focused().is_none()) && !is_entered {
        response.request_focus();
        // What is proposed is typed over.
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::new(0),
            egui::text::CCursor::new(name.chars().count()),
        );
        output.state.cursor.set_char_range(Some(all));
        output.state.store(ui.ctx(), response.id);
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let is_named = !name.trim().is_empty();
        let save = ui.add_enabled_ui(is_named, |ui| main_button(ui, button));
        if is_named && (save.inner.clicked() || is_entered) {
            let name = name.trim().to_owned();
            commands.push(Command::Find(match view {
                Some(id) => FindCommand::RenameView(id.clone(), name),
                None => FindCommand::SaveView(name),
            }));
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}
