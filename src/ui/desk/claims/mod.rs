//! All claims as a table: searched, sorted, grouped and filtered. What is wanted
//! of it lasts in the session; here is only how it is shown.

mod bar;
mod cells;
mod columns;
mod facets;
mod table;

use egui::{Frame, Key, Margin, Modifiers, Ui};

use crate::session::{Command, Session, TableCommand};
use crate::ui::style;
use crate::ui::text::{self, Looks};

use bar::bar_ui;
use table::Table;

/// The part of the desk, with what it keeps between frames.
#[derive(Default)]
pub(in crate::ui) struct ClaimsTab {
    table: Table,
}

impl ClaimsTab {
    /// Shows it below the map, where the room is scarce and keys are for the map
    /// unless the table has the keyboard.
    pub(in crate::ui) fn below_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        is_entered: bool,
        commands: &mut Vec<Command>,
    ) {
        if bar_ui(ui, session, false, commands) || is_entered {
            self.table.go_to_first(session, commands);
        }
        ui.add_space(2.0);
        if session.claim_table().rows().is_empty() {
            empty_ui(ui, session, commands);
        } else {
            self.table.takes_free_keys = false;
            self.table.ui(ui, session, commands);
        }
    }

    /// Shows it in all of the room there is.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let find = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F));
        let margin = Margin {
            left: style::PANEL_MARGIN,
            right: style::PANEL_MARGIN,
            top: 12,
            bottom: 0,
        };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if bar_ui(ui, session, find, commands) {
                self.table.go_to_first(session, commands);
            }
            ui.add_space(8.0);
            if session.claim_table().rows().is_empty() {
                empty_ui(ui, session, commands);
            } else {
                self.table.takes_free_keys = true;
                self.table.ui(ui, session, commands);
            }
        });
    }
}

/// Says why there is nothing, and what to do.
fn empty_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let table = session.claim_table();
    let all = session.document().scene.claims.len();
    let search = table.view().search().trim();
    let words = if all == 0 {
        "This scene has no claims yet. Press C to write one, or select words in the text of a \
         source."
            .to_owned()
    } else if table.is_arranging() {
        "The claims are being sorted\u{2026}".to_owned()
    } else if search.is_empty() {
        "No claim passes the filters. Clear them to see all.".to_owned()
    } else {
        format!(
            "Nothing found for \u{201c}{search}\u{201d}. Try other words, or clear search and \
             filters."
        )
    };
    ui.add_space(16.0);
    text::label(ui, &words, &Looks::of(ui).body());
    if all > 0 && table.view().is_narrow() {
        ui.add_space(8.0);
        if ui.button("Show all claims").clicked() {
            commands.push(Command::Table(TableCommand::ClearAll));
        }
    }
}
