//! What a claim bears on: a row of chips for each tie or actor.

use egui::{CornerRadius, Frame, Margin, Response, Stroke, Ui, Vec2};
use lucide_icons::Icon;

use super::{Parts, bearing_title};
use crate::model::{ActorId, BearingOn, Magnitude, Scene, Stance};
use crate::session::{BearingDraft, ClaimDraft, ClaimField};
use crate::ui::form::{Entries, Fields, Pick, PickLook, add_button, field_label, step_keys};
use crate::ui::style;
use crate::ui::widget::{icon_button, row_with_end};

pub(super) fn bearings_ui(ui: &mut Ui, draft: &mut ClaimDraft, parts: &mut Parts<'_, '_>) {
    let count = draft.bearings.len();
    ui.push_id("bearings", |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        let mut is_added = false;
        row_with_end(
            ui,
            20.0,
            |ui| {
                let words = if count == 0 {
                    "Tie or actor"
                } else {
                    "Another tie or actor"
                };
                is_added = add_button(ui, words).clicked();
            },
            |ui| field_label(ui, "Bears on"),
        );
        let mut removed = None;
        for (at, bearing) in draft.bearings.iter_mut().enumerate() {
            let number = if count > 1 {
                format!(" {}", at + 1)
            } else {
                String::new()
            };
            if bearing_ui(ui, at, &number, bearing, parts) {
                removed = Some(at);
            }
        }
        if let Some(at) = removed {
            draft.bearings.remove(at);
        }
        if is_added {
            parts
                .fields
                .jump_to(ClaimField::BearingOn(draft.bearings.len()));
            draft.bearings.push(BearingDraft::on(None));
        }
    });
}

/// Shows one bearing; says whether it is to be removed.
fn bearing_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    bearing: &mut BearingDraft,
    parts: &mut Parts<'_, '_>,
) -> bool {
    let scene = &parts.session.document().scene;
    let window = &style::theme(ui.ctx()).window;
    let fields = &mut *parts.fields;
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, style::color(window.line)))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(7, 6));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        let is_removed = ui
            .horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::new(5.0, 5.0);
                on_ui(ui, at, number, bearing, scene, fields);
                stance_ui(ui, at, number, bearing, fields);
                magnitude_ui(ui, at, number, bearing, fields);
                direction_ui(ui, at, number, bearing, scene, fields);
                let words = format!("Remove bearing{number}");
                icon_button(ui, Icon::X, &words, None, false).clicked()
            })
            .inner;
        for field in [
            ClaimField::BearingOn(at),
            ClaimField::Stance(at),
            ClaimField::Magnitude(at),
        ] {
            fields.error_ui(ui, field);
        }
        fields.line(
            ui,
            ClaimField::BearingReason(at),
            &format!("Why this much{number}"),
            "What makes it so much and no more",
            &mut bearing.reason,
        );
        is_removed
    });
    shown.inner
}

fn on_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    bearing: &mut BearingDraft,
    scene: &Scene,
    fields: &mut Fields<'_, ClaimField>,
) {
    let field = ClaimField::BearingOn(at);
    let shown = match &bearing.on {
        Some(on) => bearing_title(on, scene),
        None => "choose\u{2026}".to_owned(),
    };
    let pick = Pick {
        id: fields.id(field),
        name: &format!("Bears on{number}"),
        shown: &shown,
        hover: "The tie or the actor that the claim says something about",
        is_open: bearing.on.is_none(),
        look: PickLook::Chip(style::color(style::theme(ui.ctx()).window.text)),
    };
    let entries = Entries {
        count: scene.ties.len() + scene.actors.len(),
        words: &|place| target_at(scene, place).map(|on| bearing_title(&on, scene)),
        meaning: &|_| String::new(),
        is_chosen: &|place| bearing.on.is_some() && target_at(scene, place) == bearing.on,
    };
    let (picked, response) = pick.ui(ui, &entries);
    fields.note(field, &response);
    if let Some(place) = picked {
        bearing.on = target_at(scene, place);
        bearing.from = None;
    }
}

fn target_at(scene: &Scene, place: usize) -> Option<BearingOn> {
    if let Some(tie) = scene.ties.at(place) {
        return Some(BearingOn::Tie(tie.id.clone()));
    }
    let actor = scene.actors.at(place.checked_sub(scene.ties.len())?)?;
    Some(BearingOn::Actor(actor.id.clone()))
}

/// One value of a few.
struct Few<'a, T> {
    name: &'a str,
    missing: &'a str,
    hover: &'a str,
    all: &'a [(T, String, &'a str)],
    ink: egui::Color32,
}

/// A chip for one of a few values; arrow keys to the left and right go on to the
/// next one.
fn few_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    few: &Few<'_, T>,
    value: &mut Option<T>,
    id: egui::Id,
) -> Response {
    let at = few
        .all
        .iter()
        .position(|(it, ..)| value.as_ref() == Some(it));
    let shown = at.and_then(|at| few.all.get(at));
    let pick = Pick {
        id,
        name: few.name,
        shown: shown.map_or(few.missing, |(_, words, _)| words),
        hover: shown.map_or(few.hover, |(_, _, meaning)| meaning),
        is_open: shown.is_none(),
        look: PickLook::Chip(few.ink),
    };
    let entries = Entries {
        count: few.all.len(),
        words: &|place| few.all.get(place).map(|(_, words, _)| words.clone()),
        meaning: &|place| {
            let entry = few.all.get(place);
            entry.map_or_else(String::new, |(_, _, meaning)| (*meaning).to_owned())
        },
        is_chosen: &|place| at == Some(place),
    };
    let (picked, response) = pick.ui(ui, &entries);
    let stepped = step_keys(ui, &response, at, few.all.len());
    if let Some((chosen, ..)) = picked.or(stepped).and_then(|place| few.all.get(place)) {
        *value = Some(chosen.clone());
    }
    response
}

fn stance_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    bearing: &mut BearingDraft,
    fields: &mut Fields<'_, ClaimField>,
) {
    let all = Stance::ALL.map(|stance| {
        let meaning = match stance {
            Stance::Supports => "Speaks for a closer tie",
            Stance::Strains => "Speaks for a more hostile tie",
            Stance::Neutral => "Speaks for neither",
        };
        (stance, stance.word().to_owned(), meaning)
    });
    let theme = style::theme(ui.ctx());
    let hue = match bearing.stance {
        Some(Stance::Supports) => theme.figure.supportive,
        Some(Stance::Strains) => theme.figure.hostile,
        Some(Stance::Neutral) | None => theme.window.text,
    };
    let few = Few {
        name: &format!("Stance{number}"),
        missing: "for or against?",
        hover: "Whether it speaks for a closer tie or for a more hostile one",
        all: &all,
        ink: style::color(hue),
    };
    let field = ClaimField::Stance(at);
    let response = few_ui(ui, &few, &mut bearing.stance, fields.id(field));
    fields.note(field, &response);
}

fn magnitude_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    bearing: &mut BearingDraft,
    fields: &mut Fields<'_, ClaimField>,
) {
    let all = Magnitude::ALL.map(|it| (it, it.word().to_owned(), it.meaning()));
    let few = Few {
        name: &format!("Magnitude{number}"),
        missing: "how much?",
        hover: "How much it says",
        all: &all,
        ink: style::color(style::theme(ui.ctx()).window.text),
    };
    let field = ClaimField::Magnitude(at);
    let response = few_ui(ui, &few, &mut bearing.magnitude, fields.id(field));
    fields.note(field, &response);
}

fn direction_ui(
    ui: &mut Ui,
    at: usize,
    number: &str,
    bearing: &mut BearingDraft,
    scene: &Scene,
    fields: &Fields<'_, ClaimField>,
) {
    let all = directions(scene, bearing.on.as_ref());
    if all.len() < 2 {
        return;
    }
    let few = Few {
        name: &format!("Direction{number}"),
        missing: "choose\u{2026}",
        hover: "Which way it runs",
        all: &all,
        ink: style::color(style::theme(ui.ctx()).window.text),
    };
    let id = fields.id(ClaimField::BearingOn(at)).with("direction");
    let mut chosen = Some(bearing.from.clone());
    few_ui(ui, &few, &mut chosen, id);
    bearing.from = chosen.flatten();
}

/// The directions that a bearing can have.
fn directions(
    scene: &Scene,
    on: Option<&BearingOn>,
) -> Vec<(Option<ActorId>, String, &'static str)> {
    let from = |id: &ActorId| {
        let words = format!("from {}", scene.actor_name(id));
        (Some(id.clone()), words, "It runs one way")
    };
    match on {
        Some(BearingOn::Tie(id)) => {
            let mutual = (None, "mutual".to_owned(), "It runs both ways");
            match scene.ties.get(id) {
                Some(tie) => vec![mutual, from(&tie.from), from(&tie.to)],
                None => vec![mutual],
            }
        }
        Some(BearingOn::Actor(id)) => vec![
            (None, "both ways".to_owned(), "It runs both ways"),
            (
                Some(id.clone()),
                "outwards".to_owned(),
                "It runs from this actor",
            ),
        ],
        None => Vec::new(),
    }
}
