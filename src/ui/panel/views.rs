//! The saved views in the left panel: shown by a click or by their keys, named,
//! brought up to date, put in order and deleted.

use egui::{Pos2, Rect, Ui, Vec2};
use lucide_icons::Icon;

use crate::model::SavedView;
use crate::session::{Command, Dialog, FindCommand, Session};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{heading, icon_button, key_caps, named, row_with_end};

use super::left::row;

/// Width of the button with the menu, in points.
const MENU: f32 = 28.0;

/// Shows the list, where there are any.
pub(super) fn views_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let views = &session.document().scene.views;
    if views.is_empty() {
        return;
    }
    row_with_end(
        ui,
        24.0,
        |ui| {
            let add = icon_button(ui, Icon::Plus, "Save this view\u{2026}", None, false);
            if add.clicked() {
                commands.push(Command::Show(Dialog::NameView(None)));
            }
        },
        |ui| heading(ui, "Views"),
    );
    ui.add_space(2.0);
    let shown = session.shown_view().map(|view| &view.id);
    for (at, view) in views.iter().enumerate() {
        let is_shown = shown == Some(&view.id);
        let places = (at > 0, at + 1 < views.len());
        view_ui(ui, view, is_shown, places, commands);
    }
    ui.add_space(18.0);
}

fn view_ui(
    ui: &mut Ui,
    view: &SavedView,
    is_shown: bool,
    places: (bool, bool),
    commands: &mut Vec<Command>,
) {
    let (rect, response) = row(ui, is_shown);
    let body = Looks::of(ui).body();
    let middle = rect.center().y;
    let menu = Rect::from_min_max(
        Pos2::new(rect.right() - MENU + 4.0, rect.top()),
        Pos2::new(rect.right() + 4.0, rect.bottom()),
    );
    let mut right = menu.left() - 2.0;
    if let Some(key) = view.key {
        let keys = format!("Alt+{key}");
        right = key_caps(ui, Pos2::new(right, middle), &keys, false) - 8.0;
    }
    let room = f64::from((right - rect.left()).max(10.0));
    let name = crate::text::ellipsize(&view.name, body.text_style(), room);
    let galley = ui
        .painter()
        .layout_job(text::job(&name, &body, f32::INFINITY));
    let place = Pos2::new(rect.left(), middle - galley.size().y / 2.0);
    ui.painter().galley(place, galley, body.color);

    let spoken = match view.key {
        Some(key) => format!("View: {}, Alt+{key}", view.name),
        None => format!("View: {}", view.name),
    };
    response.widget_info(move || {
        egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, is_shown, &spoken)
    });
    if response.clicked() {
        commands.push(Command::Find(FindCommand::ShowView(view.id.clone())));
    }
    response.context_menu(|ui| menu_ui(ui, view, places, commands));
    response.on_hover_words(format!("Shows \u{201c}{}\u{201d}", view.name));
    let builder = egui::UiBuilder::new()
        .max_rect(menu)
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().button_padding = Vec2::new(4.0, 2.0);
        let window = &style::theme(ui.ctx()).window;
        let dots = egui::RichText::new(char::from(Icon::Ellipsis))
            .family(style::icons())
            .size(14.0)
            .color(style::color(window.text_muted));
        let button = egui::Button::new(dots)
            .frame_when_inactive(false)
            .min_size(Vec2::splat(24.0));
        let (response, _) = egui::containers::menu::MenuButton::from_button(button)
            .ui(ui, |ui| menu_ui(ui, view, places, commands));
        named(&response, &format!("More: {}", view.name));
    });
}

/// What can be done with a view.
fn menu_ui(
    ui: &mut Ui,
    view: &SavedView,
    (can_rise, can_sink): (bool, bool),
    commands: &mut Vec<Command>,
) {
    egui::containers::menu::menu_style(ui.style_mut());
    ui.set_min_width(200.0);
    let id = || view.id.clone();
    let mut ask = |command: Command| commands.push(command);
    if ui.button("Rename\u{2026}").clicked() {
        ask(Command::Show(Dialog::NameView(Some(id()))));
    }
    let update = ui
        .button("Update to what is seen")
        .on_hover_text("Keeps what is looked at now under this name");
    if update.clicked() {
        ask(Command::Find(FindCommand::UpdateView(id())));
    }
    ui.menu_button("Key", |ui| {
        for key in 1..=9 {
            let words = format!("Alt+{key}");
            if ui.selectable_label(view.key == Some(key), words).clicked() {
                ask(Command::Find(FindCommand::ViewKey(id(), Some(key))));
                ui.close();
            }
        }
        if ui.selectable_label(view.key.is_none(), "None").clicked() {
            ask(Command::Find(FindCommand::ViewKey(id(), None)));
            ui.close();
        }
    });
    ui.separator();
    for (words, can, is_up) in [("Move up", can_rise, true), ("Move down", can_sink, false)] {
        if ui.add_enabled(can, egui::Button::new(words)).clicked() {
            let view = id();
            ask(Command::Find(FindCommand::MoveView { view, is_up }));
        }
    }
    ui.separator();
    let delete = ui.button("Delete");
    named(&delete, &format!("Delete the view {}", view.name));
    if delete.clicked() {
        ask(Command::Find(FindCommand::DeleteView(id())));
    }
}
