//! Menus for what is right-clicked, or has the keyboard's focus when the Menu key
//! or Shift+F10 is pressed.
//!
//! Their lines are commands of the table, so that their keys show.

use egui::{Align, Context, Id, Key, Layout, Modifiers, Popup, PopupCloseBehavior};
use egui::{Response, SetOpenCommand, Ui};

use crate::model::Subject;
use crate::session::{Command, Session};

use super::commands as table;
use super::menu::{entry_ui, ring_ui};

/// Least width of a menu, in points.
const WIDTH: f32 = 200.0;

/// Gives the first line of a menu the focus, if that is asked for.
pub(super) fn focus_first(line: &Response, ui: &Ui, takes_focus: &mut bool) {
    if *takes_focus && !ui.is_sizing_pass() {
        line.request_focus();
        *takes_focus = false;
    }
}

/// Whether a key that opens menus was pressed; if so nothing else sees it.
pub(super) fn take_menu_key(ctx: &Context) -> bool {
    ctx.input_mut(|input| {
        input.consume_key(Modifiers::NONE, Key::Menu)
            || input.consume_key(Modifiers::SHIFT, Key::F10)
    })
}

/// Shows a menu at what was right-clicked, or has the focus, itself or one of the
/// others in it, when the Menu key is pressed; says whether it opens now. `content` is told whether its first line is
/// to take the focus.
pub(super) fn context_menu(
    response: &Response,
    others: &[Id],
    content: impl FnOnce(&mut Ui, &mut bool),
) -> bool {
    let ctx = &response.ctx;
    let focus = ctx.memory(|memory| memory.focused());
    let has_focus = focus.is_some_and(|id| id == response.id || others.contains(&id));
    let is_by_key = has_focus && !Popup::is_any_open(ctx) && take_menu_key(ctx);
    let opens = is_by_key || response.secondary_clicked();
    let id = Popup::default_response_id(response).with("menu");
    let key = id.with("by key");
    if opens {
        let opened = is_by_key.then_some(Opened {
            focus,
            is_new: true,
        });
        ctx.data_mut(|data| data.insert_temp(key, opened));
    }
    let by_key = ctx
        .data(|data| data.get_temp::<Option<Opened>>(key))
        .flatten();
    let mut popup = Popup::menu(response)
        .id(id)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .layout(Layout::top_down_justified(Align::Min))
        .gap(0.0)
        .open_memory(opens.then_some(SetOpenCommand::Bool(true)));
    if by_key.is_none() {
        popup = popup.at_pointer_fixed();
    }
    let mut takes_focus = by_key.as_ref().is_some_and(|it| it.is_new);
    let shown = popup.show(|ui| {
        menu_style(ui);
        content(ui, &mut takes_focus);
        takes_focus
    });
    if let Some(opened) = by_key {
        let next = shown.map(|shown| Opened {
            is_new: shown.inner,
            ..opened
        });
        if next.is_none() {
            give_focus_back(ctx, opened.focus);
        }
        ctx.data_mut(|data| data.insert_temp(key, next));
    }
    opens
}

/// A menu that a key opened.
#[derive(Clone, Copy)]
struct Opened {
    /// What had the focus.
    focus: Option<Id>,
    /// Whether its first line still has to get the focus.
    is_new: bool,
}

/// Whoever closed a menu goes on from where it was opened.
fn give_focus_back(ctx: &Context, focus: Option<Id>) {
    if let Some(focus) = focus
        && ctx.memory(|memory| memory.focused().is_none())
    {
        ctx.memory_mut(|memory| memory.request_focus(focus));
    }
}

/// How menus look.
pub(super) fn menu_style(ui: &mut Ui) {
    egui::containers::menu::menu_style(ui.style_mut());
    ui.set_min_width(WIDTH);
}

/// Lines for commands of the table, with a line between groups. The first that can
/// be carried out takes the focus, if that is asked for.
pub(super) fn entries(
    ui: &mut Ui,
    groups: &[&[&str]],
    session: &Session,
    takes_focus: &mut bool,
    commands: &mut Vec<Command>,
) {
    for (at, ids) in groups.iter().enumerate() {
        let is_there = |id: &&str| {
            within(id).is_some() || table::find(id).is_some_and(|it| (it.is_shown)(session))
        };
        let ids: Vec<&str> = ids.iter().copied().filter(is_there).collect();
        if at > 0 && !ids.is_empty() {
            ui.separator();
        }
        for id in &ids {
            if let Some((name, groups)) = within(id) {
                let opener = ui.menu_button(name, |ui| {
                    menu_style(ui);
                    entries(ui, groups, session, &mut false, commands);
                });
                ring_ui(ui, &opener.response);
            } else if let Some(entry) = table::find(id) {
                let response = entry_ui(ui, entry, session, commands);
                if *takes_focus && entry.is_enabled(session) && !ui.is_sizing_pass() {
                    response.request_focus();
                    *takes_focus = false;
                }
            }
        }
    }
}

/// Lines for an actor, a tie, a note or a claim; for several things where this is
/// one of several that are selected.
pub(super) fn subject_ui(
    ui: &mut Ui,
    subject: &Subject,
    session: &Session,
    takes_focus: &mut bool,
    commands: &mut Vec<Command>,
) {
    let selection = session.selection();
    let is_one_of_several = selection.has(subject) && selection.subjects().len() > 1;
    let groups = match subject {
        Subject::Claim(_) => OF_CLAIMS,
        _ if is_one_of_several => OF_SEVERAL,
        Subject::Actor(_) => OF_ACTORS,
        Subject::Tie(_) => OF_TIES,
        Subject::Note(_) => OF_NOTES,
        Subject::Scene | Subject::Source(_) => OF_NOTHING,
    };
    entries(ui, groups, session, takes_focus, commands);
}

/// Where the lines for aligning open, and those for the width of a note.
const ALIGN: &str = "align";
const WIDTH_OF_NOTE: &str = "width-of-note";

/// What opens at a line that is no command, and what the line is called.
fn within(id: &str) -> Option<(&'static str, &'static [&'static [&'static str]])> {
    match id {
        ALIGN => Some(("Align", OF_ALIGN)),
        WIDTH_OF_NOTE => Some(("Width", OF_WIDTHS)),
        _ => None,
    }
}

/// What can be done where nothing is.
pub(super) const OF_NOTHING: &[&[&str]] =
    &[&["paste", "select-all"], &["show-everything", "new-slide"]];

/// What can be done with the slide that is chosen.
pub(super) const OF_SLIDES: &[&[&str]] = &[
    &["edit-headline", "update-slide", "duplicate-slide"],
    &["hide-slide", "move-slide-earlier", "move-slide-later"],
    &["new-slide", "check-slides"],
    &["delete-slide"],
];

const OF_ACTORS: &[&[&str]] = &[
    &["edit-selection", "new-claim"],
    &["cut", "copy", "paste", "duplicate"],
    &["pin", "unpin", "put-back", "show-selection"],
    &["slide-emphasise", "slide-dim", "slide-reveal"],
    &["delete"],
];

const OF_TIES: &[&[&str]] = &[
    &["edit-selection", "new-claim"],
    &["give-weight", "reverse", "directed", "mutual"],
    &["cut", "copy", "paste", "duplicate"],
    &["show-selection"],
    &["slide-emphasise", "slide-dim", "slide-reveal"],
    &["delete"],
];

const OF_NOTES: &[&[&str]] = &[
    &["edit-selection", WIDTH_OF_NOTE],
    &["cut", "copy", "paste", "duplicate"],
    &["show-selection"],
    &["delete"],
];

const OF_SEVERAL: &[&[&str]] = &[
    &["new-tie", "reverse", "directed", "mutual"],
    &["cut", "copy", "paste", "duplicate"],
    &[ALIGN, "pin", "unpin", "put-back", "show-selection"],
    &["slide-emphasise", "slide-dim", "slide-reveal"],
    &["delete"],
];

const OF_CLAIMS: &[&[&str]] = &[
    &["edit-claim", "show-quote", "related-claims"],
    &["cut", "copy", "duplicate"],
    &["slide-footnote"],
    &["delete"],
];

const OF_ALIGN: &[&[&str]] = &[
    &["align-left", "align-centre", "align-right"],
    &["align-top", "align-middle", "align-bottom"],
    &["distribute-horizontally", "distribute-vertically"],
];

const OF_WIDTHS: &[&[&str]] = &[&["wider-note", "narrower-note"], &["fit-note"]];
