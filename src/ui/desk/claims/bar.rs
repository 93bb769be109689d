//! What stands above the table: the search, what claims are grouped by, and what
//! they are filtered by.

use egui::{Id, Key, Margin, Modifiers, Ui};

use crate::edit::NAME_CHARS;
use crate::session::{ClaimGrouping, Command, Session, TableCommand};
use crate::ui::text::{self, Looks};
use crate::ui::widget::{TextField, named, row_with_end};
use crate::ui::words::counted;

use super::facets;

/// Width of the search field, at most, in points.
const SEARCH: f32 = 340.0;

/// Shows it; `find` puts the keyboard into the search. Says whether the keyboard
/// goes on to the table.
pub(super) fn bar_ui(
    ui: &mut Ui,
    session: &Session,
    find: bool,
    commands: &mut Vec<Command>,
) -> bool {
    let (search, goes_on) = row_with_end(
        ui,
        32.0,
        |ui| end_ui(ui, session, commands),
        |ui| search_ui(ui, session, find),
    );
    if let Some(search) = search {
        commands.push(Command::Table(TableCommand::Search(search)));
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        group_ui(ui, session, commands);
        facets::facets_ui(ui, session, commands);
    });
    goes_on
}

/// The search field: what was typed into it, and whether the keyboard goes on.
fn search_ui(ui: &mut Ui, session: &Session, find: bool) -> (Option<String>, bool) {
    let mut search = session.claim_table().view().search().to_owned();
    let width = ui.available_width().min(SEARCH);
    let id = Id::unique("search of the table of claims");
    let goes_on = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::ArrowDown)
                || input.consume_key(Modifiers::NONE, Key::Enter)
        });
    let field = TextField::singleline(&mut search)
        .id(id)
        .char_limit(NAME_CHARS)
        .hint_text("Search claims, quotes, names  (Ctrl+F)")
        .desired_width(width)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(field);
    named(&response, "Search the table of claims");
    if find {
        response.request_focus();
    }
    (response.changed().then_some(search), goes_on)
}

/// How many claims there are, and the way to the map.
fn end_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let table = session.claim_table();
    let map = ui.button("Show on the map");
    let map = map.on_hover_text("Close the desk and filter the map likewise, as far as it can be");
    if map.clicked() {
        commands.push(Command::Table(TableCommand::ShowOnMap));
    }
    ui.add_space(4.0);
    let (shown, all) = table.counts();
    let words = if shown == all {
        counted(all, "claim", "claims")
    } else {
        format!("{shown} of {}", counted(all, "claim", "claims"))
    };
    text::whole_line(ui, &words, &looks.body().bold());
    let busy = if session.is_reading_claims() {
        "Reading the claims\u{2026}"
    } else if table.is_arranging() {
        "Sorting\u{2026}"
    } else {
        ""
    };
    if !busy.is_empty() {
        text::whole_line(ui, busy, &looks.small());
    }
}

/// What claims are grouped by.
fn group_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let view = session.claim_table().view();
    let now = view.grouping();
    let shown = if now == ClaimGrouping::None {
        "Group".to_owned()
    } else {
        format!("By {}", now.label().to_lowercase())
    };
    facets::menu_ui(ui, "Group by", &shown, now != ClaimGrouping::None, |ui| {
        for grouping in ClaimGrouping::ALL {
            let entry = ui.selectable_label(grouping == now, grouping.label());
            if entry.clicked() {
                commands.push(Command::Table(TableCommand::Group(grouping)));
                ui.close();
            }
        }
        if now != ClaimGrouping::None {
            ui.separator();
            for (words, command) in [
                ("Fold all groups", TableCommand::FoldAll),
                ("Unfold all groups", TableCommand::UnfoldAll),
            ] {
                if ui.button(words).clicked() {
                    commands.push(Command::Table(command));
                    ui.close();
                }
            }
        }
    });
    if !view.sorts().is_empty() {
        let order = ui.button("File order");
        let order = order.on_hover_text("Do not sort: the order in which the file has them");
        if order.clicked() {
            commands.push(Command::Table(TableCommand::FileOrder));
        }
    }
}
