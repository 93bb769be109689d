//! What is claimed, and of what kind and status it is.

use egui::{Id, Key, Margin, Ui};

use super::Parts;
use crate::edit::{Edit, NAME_CHARS, ids};
use crate::model::{Kind, KindId, Status};
use crate::session::{ClaimDraft, ClaimField, Command};
use crate::text::fold;
use crate::ui::form::{
    Choice, add_button, choice_row, field_label, focus_next, plain_button, remark, take_next_focus,
    toggle_row,
};
use crate::ui::widget::{TextField, named};

/// Beyond so many kinds only the most used ones are shown at first.
const FEW_KINDS: usize = 8;

/// What the chips of kinds keep between frames.
#[derive(Debug, Default)]
pub(super) struct KindsState {
    /// Whether those that are seldom used are shown too.
    are_all_shown: bool,
    /// The name of the kind that is being made.
    new: Option<String>,
}

pub(super) fn statement_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let words = &mut draft.statement;
    let hint = "One sentence that can be checked";
    let field = ClaimField::Statement;
    parts
        .fields
        .text(ui, field, "In your own words", hint, words, 2);
}

pub(super) fn kinds_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let scene = &parts.session.document().scene;
    let state = &mut *parts.kinds;
    let kinds = kinds_in_order(draft, parts.session.derived().claims_by_kind());
    let shown = if state.are_all_shown || kinds.len() <= FEW_KINDS + 1 {
        kinds.len()
    } else {
        // Whatever is chosen is shown, wherever it stands.
        let last = kinds.iter().rposition(|kind| draft.kinds.contains(kind));
        FEW_KINDS.max(last.map_or(0, |at| at + 1))
    };
    let hidden = kinds.len() - shown;
    parts.fields.block(ui, ClaimField::Kinds, |ui, fields| {
        field_label(ui, "Kinds; the first one chosen is the main one");
        if kinds.is_empty() {
            remark(ui, "This scene has no kinds of claim yet.");
        } else {
            let choices: Vec<Choice<()>> = kinds
                .iter()
                .take(shown)
                .map(|kind| Choice {
                    is_main: draft.kinds.first() == Some(kind),
                    ..Choice::new((), scene.kind_label(kind), "")
                })
                .collect();
            let is_on = |place: usize| {
                let kind = kinds.get(place);
                kind.is_some_and(|kind| draft.kinds.contains(kind))
            };
            let (pressed, response) = toggle_row(ui, "Kind", &choices, is_on);
            fields.after(ui, ClaimField::Kinds, &response);
            if let Some(kind) = pressed.and_then(|place| kinds.get(place)) {
                toggle(&mut draft.kinds, kind);
            }
        }
        ui.horizontal(|ui| {
            if hidden > 0 {
                let words = format!("More\u{2026} ({hidden})");
                if plain_button(ui, egui::RichText::new(words)).clicked() {
                    state.are_all_shown = true;
                }
            }
            if state.new.is_none() && add_button(ui, "New kind\u{2026}").clicked() {
                state.new = Some(String::new());
                focus_next(ui, new_kind_id());
            }
        });
    });
    new_kind_ui(ui, draft, parts);
}

fn toggle(kinds: &mut Vec<KindId>, kind: &KindId) {
    match kinds.iter().position(|it| it == kind) {
        Some(at) => {
            kinds.remove(at);
        }
        None => kinds.push(kind.clone()),
    }
}

/// The kinds of the scene, the most used first where there are many; then those
/// of the draft that were deleted, which stay until they are switched off.
fn kinds_in_order(draft: &ClaimDraft, counts: &[(KindId, usize)]) -> Vec<KindId> {
    let mut kinds: Vec<&(KindId, usize)> = counts.iter().collect();
    if kinds.len() > FEW_KINDS + 1 {
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    }
    let mut kinds: Vec<KindId> = kinds.into_iter().map(|(kind, _)| kind.clone()).collect();
    let gone = draft.kinds.iter().filter(|kind| !kinds.contains(kind));
    let gone: Vec<KindId> = gone.cloned().collect();
    kinds.extend(gone);
    kinds
}

fn new_kind_id() -> Id {
    Id::unique("name of the new kind")
}

/// A field for the name of a kind that the scene does not have yet.
fn new_kind_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let Some(label) = &mut parts.kinds.new else {
        return;
    };
    let mut is_done = false;
    ui.horizontal(|ui| {
        let edit = TextField::singleline(label)
            .id(new_kind_id())
            .char_limit(NAME_CHARS)
            .hint_text("Culture")
            .desired_width((ui.available_width() - 150.0).max(80.0))
            .margin(Margin::symmetric(9, 6));
        let response = ui.add(edit);
        named(&response, "Name of the new kind");
        take_next_focus(ui, &response);
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_pressed = ui.button("Add kind").clicked();
        is_done = (is_entered || is_pressed) && !label.trim().is_empty();
    });
    if !is_done {
        return;
    }
    let label = label.trim().to_owned();
    parts.kinds.new = None;
    let scene = &parts.session.document().scene;
    // One that is there already is chosen, not made a second time.
    let folded = fold(&label);
    let known = scene.kinds.iter().find(|kind| fold(&kind.label) == folded);
    let id = known.map_or_else(|| ids::fresh_kind_id(scene, &label), |kind| kind.id.clone());
    if known.is_none() {
        let kind = Kind {
            id: id.clone(),
            label,
        };
        parts.commands.push(Command::Edit(Edit::AddKind(kind)));
    }
    if !draft.kinds.contains(&id) {
        draft.kinds.push(id);
    }
}

pub(super) fn status_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    parts.fields.block(ui, ClaimField::Status, |ui, fields| {
        field_label(ui, "Status");
        let choices = Status::ALL.map(|status| Choice {
            mark: Some(status),
            ..Choice::new(status, status.word(), meaning(status))
        });
        let response = choice_row(ui, "Status", &mut draft.status, &choices);
        fields.after(ui, ClaimField::Status, &response);
        if let Some(status) = draft.status {
            remark(ui, meaning(status));
        }
    });
}

fn meaning(status: Status) -> &'static str {
    match status {
        Status::Fact => "something that happened or is so",
        Status::Statement => "something that somebody said",
        Status::Assessment => "somebody\u{2019}s judgement",
        Status::Inference => "a conclusion drawn from something else",
    }
}
