//! A field for a list of actors, and beside it what is recognised in it.

use egui::{Align, Key, KeyboardShortcut, Layout, Margin, Modifiers, ScrollArea, Ui, Vec2};

use crate::edit::NAME_CHARS;
use crate::model::Actor;
use crate::session::{ActorList, Command, ListedActor, MAX_LIST_CHARS, MAX_LISTED, Outcome};
use crate::ui::commands::written;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::{TextField, heading, named};
use crate::ui::words::counted;

use super::{head_ui, main_button};

const CREATE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
const HINT: &str = "Type or paste names, one a line or separated by commas";
/// Height of the field and of the preview, in points, where there is room.
const HEIGHT: f32 = 380.0;
/// Height of what stands above and below them, in points.
const AROUND: f32 = 190.0;
/// Height of a row of the preview, in points.
const ROW: f32 = 40.0;
/// Width of the code in it.
const CODE: f32 = 84.0;

/// A list that is being typed. It stays when the dialog is closed, until a
/// scene is made of it.
#[derive(Default)]
pub(super) struct Draft {
    text: String,
    /// What the text comes to.
    list: ActorList,
}

/// Shows the dialog.
pub(super) fn new_from_list_ui(ui: &mut Ui, draft: &mut Draft, commands: &mut Vec<Command>) {
    // Taken before the field sees it: Enter alone begins a line there.
    let is_entered = ui.input_mut(|input| input.consume_shortcut(&CREATE));
    head_ui(ui, "New from a list of actors", commands);
    text::label(
        ui,
        "States are recognised by name in many languages or by ISO code, and come with their place. \
         Everything else is added as an organisation without a place. Ties are yours to draw.",
        &Looks::of(ui).small(),
    );
    ui.add_space(10.0);
    let height = (ui.ctx().content_rect().height() - 120.0 - AROUND).clamp(80.0, HEIGHT);
    let gap = ui.spacing().item_spacing.x;
    ui.spacing_mut().item_spacing.x = 20.0;
    ui.columns_const(|[left, right]| {
        for column in [&mut *left, &mut *right] {
            column.spacing_mut().item_spacing.x = gap;
        }
        heading(left, "Names");
        left.add_space(4.0);
        field_ui(left, draft, height);
        heading(right, "What is recognised");
        right.add_space(4.0);
        preview_ui(right, &draft.list, height);
    });
    ui.spacing_mut().item_spacing.x = gap;
    ui.add_space(10.0);
    text::label(ui, &summary(&draft.list), &Looks::of(ui).body());
    if draft.list.is_cut {
        let words = format!(
            "Only the beginning is used: a list has at most {MAX_LISTED} names and {MAX_LIST_CHARS} characters."
        );
        text::label(ui, &words, &warning(ui));
    }
    ui.add_space(10.0);
    buttons_ui(ui, draft, is_entered, commands);
}

fn field_ui(ui: &mut Ui, draft: &mut Draft, height: f32) {
    ScrollArea::vertical()
        .id_salt("names")
        .auto_shrink([false, false])
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| {
            let field = TextField::multiline(&mut draft.text)
                .hint_text(HINT)
                // One more than is read tells a list that was cut from one that fits.
                .char_limit(MAX_LIST_CHARS + 1)
                .desired_width(f32::INFINITY)
                .min_size(Vec2::new(0.0, height))
                .margin(Margin::symmetric(10, 7));
            let field = ui.add(field);
            named(&field, "Names of actors");
            if field.changed() {
                draft.list = ActorList::parse(&draft.text);
            }
            if ui.memory(|memory| memory.focused().is_none()) {
                field.request_focus();
            }
        });
}

fn preview_ui(ui: &mut Ui, list: &ActorList, height: f32) {
    if list.items.is_empty() {
        ui.add_space(7.0);
        let words =
            "Each name appears here with its code, its own name, and whether it has a place.";
        // A column justifies its text; words with gaps between them read badly.
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            text::label(ui, words, &Looks::of(ui).small());
        });
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("recognised")
        .auto_shrink([false, false])
        .max_height(height)
        .min_scrolled_height(height)
        .show_rows(ui, ROW, list.items.len(), |ui, rows| {
            for item in list.items.get(rows).unwrap_or_default() {
                row_ui(ui, item);
            }
        });
}

/// One item: its code, its names, and below them what it is.
fn row_ui(ui: &mut Ui, item: &ListedActor) {
    let looks = Looks::of(ui);
    let size = Vec2::new(ui.available_width(), ROW);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (code, is_new) = match &item.outcome {
                Outcome::New(actor) => (actor.id.as_str(), true),
                Outcome::Repeated(_) | Outcome::Refused(_) => ("\u{2013}", false),
            };
            let code_look = if is_new {
                looks.body().bold()
            } else {
                looks.small()
            };
            ui.allocate_ui(Vec2::new(CODE, ROW), |ui| {
                ui.set_min_width(CODE);
                text::line(ui, code, &code_look);
            });
            ui.vertical(|ui| match &item.outcome {
                Outcome::New(actor) => actor_ui(ui, actor),
                Outcome::Repeated(name) => {
                    text::line(ui, &item.typed, &looks.small().struck(true));
                    text::line(ui, &format!("already in the list: {name}"), &looks.small());
                }
                Outcome::Refused(why) => {
                    text::line(ui, &item.typed, &looks.small());
                    text::line(ui, why, &warning(ui));
                }
            });
        });
    });
}

fn actor_ui(ui: &mut Ui, actor: &Actor) {
    let looks = Looks::of(ui);
    ui.horizontal(|ui| {
        text::line(ui, &actor.name, &looks.body());
        if let Some(other) = actor.own_name().or_else(|| english(actor)) {
            let muted = Look {
                color: looks.small().color,
                ..looks.body()
            };
            text::line(ui, other, &muted);
        }
    });
    text::line(ui, what(actor), &looks.small());
}

/// The English name of an actor that is named in another language.
fn english(actor: &Actor) -> Option<&str> {
    let english = actor.other_names.iter().find(|name| name.language == "en");
    let english = english.map(|name| name.text.as_str());
    english.filter(|english| *english != actor.name)
}

/// What an actor of the list is, in words.
fn what(actor: &Actor) -> &'static str {
    match (&actor.iso, actor.place) {
        (Some(_), Some(_)) => "state, with a place",
        (Some(_), None) => "state, without a place",
        (None, _) => "not recognised: added without a place",
    }
}

/// How many actors there will be, and of what.
fn summary(list: &ActorList) -> String {
    let actors = list.actors().count();
    let states = list.actors().filter(|actor| actor.iso.is_some()).count();
    let count = |is: fn(&Outcome) -> bool| {
        let items = list.items.iter();
        items.filter(|item| is(&item.outcome)).count()
    };
    let repeated = count(|outcome| matches!(outcome, Outcome::Repeated(_)));
    let refused = count(|outcome| matches!(outcome, Outcome::Refused(_)));
    let mut parts = Vec::new();
    if states > 0 {
        parts.push(counted(states, "state", "states"));
    }
    if actors > states {
        parts.push(format!("{} not recognised", actors - states));
    }
    if repeated > 0 {
        parts.push(format!("{repeated} named twice"));
    }
    if refused > 0 {
        parts.push(format!(
            "{refused} left out: at most {NAME_CHARS} characters a name"
        ));
    }
    if parts.is_empty() {
        return "No names yet".to_owned();
    }
    let actors = counted(actors, "actor", "actors");
    format!("{actors}: {}", parts.join(", "))
}

fn warning(ui: &Ui) -> Look {
    let color = style::theme(ui.ctx()).window.warning;
    Look {
        color: style::color(color),
        ..Looks::of(ui).small()
    }
}

fn buttons_ui(ui: &mut Ui, draft: &Draft, is_entered: bool, commands: &mut Vec<Command>) {
    let is_ready = draft.list.actors().next().is_some();
    ui.horizontal(|ui| {
        let create = ui.add_enabled_ui(is_ready, |ui| main_button(ui, "Create the scene"));
        let is_pressed = create
            .inner
            .on_hover_words(written(ui.ctx(), &CREATE))
            .clicked();
        if is_ready && (is_pressed || is_entered) {
            commands.push(Command::NewFromList(draft.text.clone()));
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}
