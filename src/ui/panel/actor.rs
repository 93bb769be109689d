//! The head of the right panel for a selected actor.

mod details;

use egui::{Id, Ui};

use crate::edit::Edit;
use crate::evidence::{self, Verdict};
use crate::model::{Actor, ActorId, ActorKind, Subject, TieState, signed};
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{EditField, list_line, named, row_with_end};
use crate::ui::words::{capital, counted, tie_title};

use super::head::{delete, title_ui};

pub(super) use details::place_of;

/// Width of the field for the id, in points.
const ID: f32 = 84.0;

/// Shows names, strengths and ties of an actor; all but the strengths can be
/// changed.
pub(super) fn actor_head_ui(
    ui: &mut Ui,
    session: &Session,
    id: &ActorId,
    commands: &mut Vec<Command>,
) {
    let document = session.document();
    let Some(actor) = document.scene.actors.get(id) else {
        return;
    };
    let looks = Looks::of(ui);
    let ties = document.scene.ties.iter();
    let count = ties.filter(|tie| tie.other_end(id).is_some()).count();
    let words = match count {
        0 => "Delete this actor; the claims on it stay".to_owned(),
        count => format!(
            "Delete this actor, and with it {}; the claims stay",
            counted(count, "tie", "ties")
        ),
    };
    let edit = delete(vec![id.clone()], Vec::new(), Vec::new());
    title_ui(ui, Some((&words, edit)), commands, |ui, commands| {
        name_ui(ui, session, actor, commands);
    });
    ui.spacing_mut().item_spacing.y = 4.0;
    kind_and_id_ui(ui, session, actor, commands);
    if !actor.other_names.is_empty() {
        text::label(ui, &names(actor), &looks.small());
    }
    let strength = document
        .scene
        .actors
        .position(id)
        .and_then(|at| session.strengths().get(at));
    if let Some(strength) = strength {
        let words = format!(
            "Strength +{:.2} \u{2212}{:.2} over its valued ties",
            strength.positive, strength.negative
        );
        text::label(ui, &words, &looks.body());
    }
    offset_ui(ui, actor, commands);
    egui::ScrollArea::vertical()
        .id_salt("ties")
        .max_height(132.0)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for tie in document
                .scene
                .ties
                .iter()
                .filter(|tie| tie.other_end(id).is_some())
            {
                tie_row(ui, session, tie, commands);
            }
        });
    let header = egui::CollapsingHeader::new("Details").id_salt("details of an actor");
    header.show(ui, |ui| details::details_ui(ui, session, actor, commands));
}

/// Where a field of an actor keeps what is typed.
fn field_id(actor: &ActorId, field: &'static str) -> Id {
    Id::unique(("actor", actor.as_str(), field))
}

fn name_ui(ui: &mut Ui, session: &Session, actor: &Actor, commands: &mut Vec<Command>) {
    let id = actor.id.clone();
    ui.vertical(|ui| {
        EditField::line(ui, field_id(&id, "name"), "Name", &actor.name)
            .look(Looks::of(ui).title())
            .ui(ui, session, commands, move |_, name| {
                Ok(Edit::RenameActor {
                    actor: id.clone(),
                    name: name.to_owned(),
                })
            });
    });
}

fn kind_and_id_ui(ui: &mut Ui, session: &Session, actor: &Actor, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        if let Some(kind) = kind_ui(ui, Some(actor.kind)) {
            let actor = actor.id.clone();
            commands.push(Command::Edit(Edit::SetActorKind { actor, kind }));
        }
        ui.add_space(4.0);
        let id = actor.id.clone();
        ui.vertical(|ui| {
            ui.add_space(1.0);
            EditField::line(ui, field_id(&id, "id"), "Id", actor.id.as_str())
                .width(ID)
                .ui(ui, session, commands, move |_, text| {
                    let new = ActorId::new(text.trim()).map_err(|error| error.to_string())?;
                    Ok(Edit::ChangeActorId {
                        actor: id.clone(),
                        id: new,
                    })
                })
                .response
                .on_hover_words(
                    "Its id, which names it in files; the code on the map is made from it",
                );
        });
    });
}

/// What an actor is, or several are; `None` where they differ. Gives what was
/// chosen.
pub(super) fn kind_ui(ui: &mut Ui, now: Option<ActorKind>) -> Option<ActorKind> {
    let words = now.map_or_else(|| "Different kinds".to_owned(), |kind| capital(kind.word()));
    let mut chosen = None;
    ui.scope(|ui| {
        // At rest it reads as a word, not as a box.
        let rest = &mut ui.visuals_mut().widgets.inactive;
        rest.weak_bg_fill = egui::Color32::TRANSPARENT;
        rest.bg_stroke = egui::Stroke::NONE;
        ui.spacing_mut().button_padding = egui::vec2(0.0, 3.0);
        ui.spacing_mut().icon_width = 12.0;
        let combo = egui::ComboBox::from_id_salt("kind of actor").selected_text(words);
        let shown = combo.width(0.0).show_ui(ui, |ui| {
            ui.spacing_mut().button_padding = egui::vec2(8.0, 4.0);
            for kind in ActorKind::ALL {
                let is_on = now == Some(kind);
                let line = ui.selectable_label(is_on, capital(kind.word()));
                list_line(ui, &line, is_on);
                if line.clicked() && !is_on {
                    chosen = Some(kind);
                }
            }
        });
        named(&shown.response, "Kind of actor");
    });
    chosen
}

/// That the actor was moved by hand, and the way back.
fn offset_ui(ui: &mut Ui, actor: &Actor, commands: &mut Vec<Command>) {
    if actor.offsets.map.is_none() {
        return;
    }
    let words = if actor.place.is_some() {
        "Moved by hand on the map"
    } else {
        "Put on the map by hand"
    };
    row_with_end(
        ui,
        26.0,
        |ui| {
            let hover = "Put it back to where the map has it";
            if ui.button("Put back").on_hover_text(hover).clicked() {
                commands.push(Command::Edit(Edit::SetActorOffset {
                    actor: actor.id.clone(),
                    offset: None,
                }));
            }
        },
        |ui| text::line(ui, words, &Looks::of(ui).small()),
    );
}

/// Its names in other languages.
fn names(actor: &Actor) -> String {
    let names: Vec<&str> = actor
        .other_names
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    names.join(" \u{b7} ")
}

fn tie_row(ui: &mut Ui, session: &Session, tie: &crate::model::Tie, commands: &mut Vec<Command>) {
    let theme = style::theme(ui.ctx());
    let looks = Looks::of(ui);
    let seen = session.seen().ties.get(&tie.id);
    let (value, hue) = match &seen.unwrap_or(tie).state {
        TieState::Valued(weight) if weight.is_negative() => {
            (weight.to_string(), theme.figure.hostile)
        }
        TieState::Valued(weight) if weight.is_positive() => {
            (weight.to_string(), theme.figure.supportive)
        }
        TieState::Valued(weight) => (weight.to_string(), theme.figure.neutral),
        TieState::Unknown { .. } => ("unknown".to_owned(), theme.figure.unknown),
        TieState::None { .. } => ("none".to_owned(), theme.figure.neutral),
    };
    let title = tie_title(&session.document().scene, tie);
    let said = session
        .estimate_of(&tie.id)
        .map_or("", |estimate| match estimate.verdict {
            Verdict::Stands { .. } => "claims say ",
            Verdict::TooLittle { .. } => "too little to say",
            Verdict::NoBasis if estimate.claims() > 0 => "no basis",
            Verdict::NoBasis => "",
        });
    let stands = session.estimate_of(&tie.id).and_then(|estimate| {
        let value = estimate.verdict.value()?;
        estimate.verdict.stands().then(|| signed(value))
    });
    let said = format!("{said}{}", stands.unwrap_or_default());
    let scene = &session.document().scene;
    let estimate = session.document().estimate(&tie.id);
    let gap = estimate.and_then(|estimate| evidence::gap_to(scene, tie, estimate.verdict));
    let said_look = if gap.is_some() {
        text::Look::new(style::size::SMALL, style::color(theme.window.warning))
    } else {
        looks.small()
    };
    let value_look = text::Look::new(style::size::BODY, style::color(hue)).bold();
    row_with_end(
        ui,
        26.0,
        |ui| {
            text::line(ui, &value, &value_look);
            let response = text::line(ui, &said, &said_look);
            if let Some(gap) = gap {
                response.on_hover_words(gap.in_words());
            }
        },
        |ui| {
            let job = text::job(&title, &looks.body(), f32::INFINITY);
            let button = ui.add(egui::Button::new(job).frame(false).truncate());
            named(&button, &format!("Select tie {title}"));
            if button.clicked() {
                commands.push(Command::Select(Subject::Tie(tie.id.clone())));
            }
        },
    );
}
