//! What is claimed, what it bears on, of what kind and status it is.

use egui::Ui;

use super::{Parts, bearing_title, group_ui};
use crate::model::{ActorId, BearingOn, KindId, Magnitude, Scene, Stance, Status};
use crate::session::{BearingDraft, ClaimDraft, ClaimField, Command, Dialog};
use crate::ui::form::{
    Choice, add_button, choice_row, field_label, labelled, pick, remark, toggle_row,
};

pub(super) fn statement_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let words = &mut draft.statement;
    let hint = "One sentence that can be checked";
    let field = ClaimField::Statement;
    parts
        .fields
        .text(ui, field, "In your own words", hint, words, 3);
}

pub(super) fn bearings_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let mut removed = None;
    let count = draft.bearings.len();
    for (at, bearing) in draft.bearings.iter_mut().enumerate() {
        let number = if count > 1 {
            format!(" {}", at + 1)
        } else {
            String::new()
        };
        if group_ui(ui, &format!("Remove bearing{number}"), |ui| {
            bearing_ui(ui, at, &number, bearing, parts);
        }) {
            removed = Some(at);
        }
    }
    if let Some(at) = removed {
        draft.bearings.remove(at);
    }
    let words = if count == 0 {
        "Bears on a tie or an actor"
    } else {
        "Bears on another tie or actor"
    };
    if add_button(ui, words).clicked() {
        draft.bearings.push(BearingDraft::on(None));
    }
}

fn bearing_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    bearing: &mut BearingDraft,
    parts: &mut Parts<'_, '_>,
) {
    let scene = &parts.session.document().scene;
    let fields = &mut *parts.fields;
    fields.block(ui, ClaimField::BearingOn(at), |ui, fields| {
        let name = format!("Bears on{number}");
        field_label(ui, &name);
        let shown = match &bearing.on {
            Some(on) => bearing_title(on, scene),
            None => "choose\u{2026}".to_owned(),
        };
        let ties = scene.ties.iter().map(|tie| BearingOn::Tie(tie.id.clone()));
        let actors = scene
            .actors
            .iter()
            .map(|actor| BearingOn::Actor(actor.id.clone()));
        let mut entries = TargetNames {
            targets: ties.chain(actors),
            left: scene.ties.len() + scene.actors.len(),
            scene,
            chosen: bearing.on.as_ref(),
        };
        let width = ui.available_width();
        let (picked, response) = pick(ui, &name, &shown, width, &mut entries);
        fields.after(ui, ClaimField::BearingOn(at), &response);
        if let Some(place) = picked {
            bearing.on = target_at(scene, place);
            bearing.from = None;
        }
    });
    fields.block(ui, ClaimField::Stance(at), |ui, fields| {
        let name = format!("Stance{number}");
        field_label(ui, &name);
        let choices = Stance::ALL.map(|stance| {
            let meaning = match stance {
                Stance::Supports => "Speaks for a closer tie",
                Stance::Strains => "Speaks for a more hostile tie",
                Stance::Neutral => "Speaks for neither",
            };
            Choice::new(stance, stance.word(), meaning)
        });
        let response = choice_row(ui, &name, &mut bearing.stance, &choices);
        fields.after(ui, ClaimField::Stance(at), &response);
    });
    fields.block(ui, ClaimField::Magnitude(at), |ui, fields| {
        let name = format!("Magnitude{number}");
        field_label(ui, &name);
        let choices = Magnitude::ALL.map(|it| Choice::new(it, it.word(), it.meaning()));
        let response = choice_row(ui, &name, &mut bearing.magnitude, &choices);
        fields.after(ui, ClaimField::Magnitude(at), &response);
        if let Some(magnitude) = bearing.magnitude {
            remark(ui, magnitude.meaning());
        }
    });
    let directions = directions(scene, bearing.on.as_ref());
    if directions.len() > 1 {
        let salt = ("direction", at);
        labelled(ui, salt, |ui| {
            let name = format!("Direction{number}");
            field_label(ui, &name);
            let mut chosen = Some(bearing.from.clone());
            choice_row(ui, &name, &mut chosen, &directions);
            bearing.from = chosen.flatten();
        });
    }
    fields.line(
        ui,
        ClaimField::BearingReason(at),
        &format!("Why this much{number}"),
        "What makes it so much and no more",
        &mut bearing.reason,
    );
}

/// Names of ties and actors, of which only those that are shown are made.
struct TargetNames<'a, I> {
    targets: I,
    left: usize,
    scene: &'a Scene,
    chosen: Option<&'a BearingOn>,
}

impl<I: Iterator<Item = BearingOn>> Iterator for TargetNames<'_, I> {
    type Item = (String, bool);

    fn next(&mut self) -> Option<Self::Item> {
        let target = self.targets.next()?;
        self.left = self.left.saturating_sub(1);
        let is_chosen = self.chosen == Some(&target);
        Some((bearing_title(&target, self.scene), is_chosen))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<I: Iterator<Item = BearingOn>> ExactSizeIterator for TargetNames<'_, I> {}

fn target_at(scene: &Scene, place: usize) -> Option<BearingOn> {
    if let Some(tie) = scene.ties.at(place) {
        return Some(BearingOn::Tie(tie.id.clone()));
    }
    let actor = scene.actors.at(place.checked_sub(scene.ties.len())?)?;
    Some(BearingOn::Actor(actor.id.clone()))
}

/// The directions that a bearing can have.
fn directions(scene: &Scene, on: Option<&BearingOn>) -> Vec<Choice<Option<ActorId>>> {
    let from = |id: &ActorId| {
        let words = format!("from {}", scene.actor_name(id));
        Choice::new(Some(id.clone()), words, "It runs one way")
    };
    let both = Choice::new(None, "both ways", "It runs both ways");
    match on {
        Some(BearingOn::Tie(id)) => match scene.ties.get(id) {
            Some(tie) => vec![both, from(&tie.from), from(&tie.to)],
            None => vec![both],
        },
        Some(BearingOn::Actor(id)) => vec![
            both,
            Choice::new(Some(id.clone()), "outwards", "It runs from this actor"),
        ],
        None => vec![both],
    }
}

pub(super) fn kinds_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let scene = &parts.session.document().scene;
    let commands = &mut *parts.commands;
    parts.fields.block(ui, ClaimField::Kinds, |ui, fields| {
        field_label(ui, "Kinds; the first one chosen is the main one");
        let mut kinds: Vec<KindId> = scene.kinds.iter().map(|kind| kind.id.clone()).collect();
        // One that was deleted stays until it is switched off.
        let gone = draft.kinds.iter().filter(|kind| !kinds.contains(kind));
        let gone: Vec<KindId> = gone.cloned().collect();
        kinds.extend(gone);
        if kinds.is_empty() {
            remark(ui, "This scene has no kinds of claim yet.");
        } else {
            let choices: Vec<Choice<()>> = kinds
                .iter()
                .map(|kind| Choice::new((), scene.kind_label(kind), ""))
                .collect();
            let is_on = |place: usize| {
                let kind = kinds.get(place);
                kind.is_some_and(|kind| draft.kinds.contains(kind))
            };
            let (pressed, response) = toggle_row(ui, "Kind", &choices, is_on);
            fields.after(ui, ClaimField::Kinds, &response);
            if let Some(kind) = pressed.and_then(|place| kinds.get(place)) {
                match draft.kinds.iter().position(|it| it == kind) {
                    Some(at) => {
                        draft.kinds.remove(at);
                    }
                    None => draft.kinds.push(kind.clone()),
                }
            }
        }
        if add_button(ui, "Kinds of claim\u{2026}").clicked() {
            commands.push(Command::Show(Dialog::Kinds));
        }
    });
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
