//! The head of the desk: what is on it, its parts, and the way back.

use egui::{Button, RichText, Ui};

use crate::session::{Command, Desk, DeskTab, Session};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::row_with_end;
use crate::ui::{commands as table, form};

use super::{TABS, Tab};

/// Shows the head.
pub(super) fn head_ui(ui: &mut Ui, session: &Session, desk: &Desk, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    row_with_end(
        ui,
        style::TOP_BAR,
        |ui| {
            let keys = table::keys_of(ui.ctx(), "evidence").unwrap_or_default();
            let close = ui
                .button("Close")
                .on_hover_text(format!("Back to the map  (Esc, {keys})"));
            if close.clicked() {
                commands.push(Command::CloseDesk);
            }
            ui.add_space(6.0);
            for entry in TABS.iter().rev() {
                if tab_ui(ui, session, entry, desk.tab == entry.tab) {
                    commands.push(Command::OpenDesk(entry.tab));
                }
            }
        },
        |ui| {
            text::line(ui, "Evidence", &looks.title());
            ui.add_space(10.0);
            text::line_where_room(ui, title(session, desk), &looks.small(), 60.0);
        },
    );
}

/// What the part that is seen is about.
fn title<'a>(session: &'a Session, desk: &Desk) -> &'a str {
    let scene = &session.document().scene;
    let source = desk.source.as_ref().and_then(|id| scene.sources.get(id));
    match (desk.tab, source) {
        (DeskTab::Text, Some(source)) => &source.title,
        _ => &scene.title,
    }
}

/// The button of a part; says whether it was pressed.
fn tab_ui(ui: &mut Ui, session: &Session, entry: &Tab, is_on: bool) -> bool {
    let window = &style::theme(ui.ctx()).window;
    let words = match (entry.count)(session) {
        Some(count) => format!("{} {count}", entry.name),
        None => entry.name.to_owned(),
    };
    let mut button = Button::new(RichText::new(&words));
    if is_on {
        button = button.fill(style::color(window.accent_faint));
    }
    let response = ui.add(button);
    form::spoken_as_choice(&response, &words, is_on);
    response.clicked() && !is_on
}
