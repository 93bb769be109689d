//! The head of the right panel for several selected actors, ties and notes: what is
//! changed is changed for all of them, as one step.

use egui::{Id, Ui};

use crate::edit::Edit;
use crate::model::{Actor, ActorId, NoteId, PathOver, Tie, TieDirection, TieId};
use crate::session::{Command, FindCommand, Session};
use crate::ui::filter_bar::path_words;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{EditField, Segment, WeightBar, error_ui, row_with_end, segments};
use crate::ui::words::counted;

use super::actor::kind_ui;
use super::head::{at_end, delete, labelled, title_ui};
use super::tie::{self, Reason, Said};

/// Width of the field for the number, in points.
const NUMBER: f32 = 72.0;

/// Shows how many of what are selected, and what can be done with all of them.
pub(super) fn several_head_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let (scene, selection) = (&session.document().scene, session.selection());
    let ties: Vec<&Tie> = selection
        .ties()
        .filter_map(|id| scene.ties.get(id))
        .collect();
    let actors: Vec<&Actor> = selection
        .actors()
        .filter_map(|id| scene.actors.get(id))
        .collect();
    let tie_ids: Vec<TieId> = ties.iter().map(|tie| tie.id.clone()).collect();
    let actor_ids: Vec<ActorId> = actors.iter().map(|actor| actor.id.clone()).collect();
    let words = if actors.is_empty() {
        "Delete all of them; the claims stay"
    } else {
        "Delete all of them, and the ties of these actors; the claims stay"
    };
    let notes: Vec<NoteId> = selection.notes().cloned().collect();
    let title = title(ties.len(), actors.len(), notes.len());
    let edit = delete(actor_ids.clone(), tie_ids.clone(), notes);
    title_ui(ui, Some((words, edit)), commands, |ui, _| {
        text::line(ui, &title, &Looks::of(ui).title());
    });
    ui.spacing_mut().item_spacing.y = 4.0;
    if !ties.is_empty() {
        ties_ui(ui, session, &ties, &tie_ids, commands);
    }
    if !actors.is_empty() {
        actors_ui(ui, &actors, &actor_ids, commands);
    }
    if session.selected_pair().is_some() {
        path_ui(ui, session, commands);
    }
}

/// The paths between two actors, and what came of the one that was looked for.
fn path_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let choices = PathOver::ALL;
    let now = session.path().map(|path| path.over);
    labelled(ui, "Path", |ui| {
        let shown = choices.map(|over| match over {
            PathOver::Any => Segment {
                words: "Shortest",
                name: "Shortest path",
                hover: "All ways with the fewest known ties",
                is_on: now == Some(over),
            },
            PathOver::Positive => Segment {
                words: "Supportive",
                name: "Shortest path over supportive ties",
                hover: "All ways with the fewest ties, supportive ones only",
                is_on: now == Some(over),
            },
            PathOver::Strongest => Segment {
                words: "Strongest",
                name: "Strongest path",
                hover: "The way whose weights, without signs, have the greatest product",
                is_on: now == Some(over),
            },
        });
        let chosen = segments(ui, &shown).and_then(|at| choices.get(at).copied());
        if let Some(over) = chosen {
            commands.push(Command::Find(if now == Some(over) {
                FindCommand::EndSpotlight
            } else {
                FindCommand::Path(over)
            }));
        }
    });
    if let Some(words) = path_words(session) {
        text::label(ui, &words, &Looks::of(ui).small());
    }
}

fn title(ties: usize, actors: usize, notes: usize) -> String {
    let parts: Vec<String> = [
        (ties, counted(ties, "tie", "ties")),
        (actors, counted(actors, "actor", "actors")),
        (notes, counted(notes, "note", "notes")),
    ]
    .into_iter()
    .filter_map(|(count, words)| (count > 0).then_some(words))
    .collect();
    format!("{} selected", parts.join(", "))
}

fn ties_ui(
    ui: &mut Ui,
    session: &Session,
    ties: &[&Tie],
    ids: &[TieId],
    commands: &mut Vec<Command>,
) {
    let field = Id::unique(("several ties", ids));
    let valued: Vec<&Tie> = ties
        .iter()
        .copied()
        .filter(|it| it.weight().is_some())
        .collect();
    if !valued.is_empty() {
        weights_ui(ui, session, ties.len(), &valued, field, commands);
    }
    let batch = |edit: &dyn Fn(TieId) -> Edit| {
        Command::Edit(Edit::batch(ids.iter().cloned().map(edit).collect()))
    };
    let reason_field = field.with("reason");
    labelled(ui, "Direction", |ui| {
        ui.horizontal(|ui| {
            let is_all = |direction| ties.iter().all(|tie| tie.direction == direction);
            let choices = [
                ("Mutual", "Make all mutual", TieDirection::Mutual),
                ("Directed", "Make all directed", TieDirection::Directed),
            ];
            let chosen = segments(
                ui,
                &choices.map(|(words, name, direction)| Segment {
                    words,
                    name,
                    hover: "",
                    is_on: is_all(direction),
                }),
            );
            if let Some((.., direction)) = chosen.and_then(|at| choices.get(at)) {
                let direction = *direction;
                commands.push(batch(&|tie| Edit::SetTieDirection { tie, direction }));
            }
            let reverse = [Segment {
                words: "Reverse",
                name: "Reverse all",
                hover: "Swap the ends of each  (Alt+D)",
                is_on: false,
            }];
            if segments(ui, &reverse).is_some() {
                commands.push(batch(&|tie| Edit::ReverseTie { tie }));
            }
        });
    });
    labelled(ui, "State", |ui| {
        let choices = [
            Segment {
                words: "Unknown\u{2026}",
                name: "Mark all as unknown",
                hover: "Asks for the reason, which all of them get",
                is_on: tie::asked(ui, reason_field) == Some(Reason::Unknown),
            },
            Segment {
                words: "No tie\u{2026}",
                name: "Mark all as no tie",
                hover: "Asks how that is known, for all of them",
                is_on: tie::asked(ui, reason_field) == Some(Reason::None),
            },
        ];
        match segments(ui, &choices) {
            Some(0) => tie::ask(ui, reason_field, Reason::Unknown),
            Some(_) => tie::ask(ui, reason_field, Reason::None),
            None => {}
        }
    });
    tie::reason_ui(ui, session, reason_field, ids, commands);
    if valued.is_empty() {
        return;
    }
    let now: Vec<_> = valued.iter().map(|tie| tie.confidence).collect();
    let chosen = labelled(ui, "Confidence", |ui| tie::confidence_segments(ui, &now));
    if let Some(Said(confidence)) = chosen {
        let edits = valued.iter().map(|tie| Edit::SetTieConfidence {
            tie: tie.id.clone(),
            confidence,
        });
        commands.push(Command::Edit(Edit::batch(edits.collect())));
    }
}

/// The weights of those that have one.
fn weights_ui(
    ui: &mut Ui,
    session: &Session,
    count: usize,
    valued: &[&Tie],
    field: Id,
    commands: &mut Vec<Command>,
) {
    let ids: Vec<TieId> = valued.iter().map(|tie| tie.id.clone()).collect();
    let weights = || valued.iter().filter_map(|tie| tie.weight());
    let values = || weights().map(|weight| weight.value());
    let span = (
        values().fold(f64::INFINITY, f64::min),
        values().fold(f64::NEG_INFINITY, f64::max),
    );
    let is_same = span.0 >= span.1;
    let value = weights()
        .next()
        .filter(|_| is_same)
        .map_or_else(String::new, |weight| weight.to_string());
    let words = match valued.len() {
        some if some == count => "Judged weight of all".to_owned(),
        1 => "Judged weight of the valued tie".to_owned(),
        some => format!("Judged weight of the {some} valued ties"),
    };
    let looks = Looks::of(ui);
    let look = if is_same { looks.title() } else { looks.body() };
    let mut error = None;
    row_with_end(
        ui,
        24.0,
        |ui| {
            let ids = ids.clone();
            let edited = at_end(ui, NUMBER, |ui| {
                EditField::line(ui, field.with("weight"), "Weight of all", &value)
                    .hint("mixed")
                    .look(look)
                    .width(NUMBER)
                    .at_right()
                    .ui(ui, session, commands, move |_, text| {
                        tie::weight_edit(text, &ids)
                    })
            });
            error = edited.error;
        },
        |ui| text::line(ui, &words, &looks.small()),
    );
    if let Some(error) = error {
        error_ui(ui, &error);
    }
    let bar = WeightBar {
        id: field.with("bar"),
        weights: span,
        estimate: None,
        name: "judged weights",
    };
    if let Some(turn) = bar.ui(ui, session.gesture().is_some()) {
        commands.extend(tie::turned(turn, &ids));
    }
    ui.add_space(4.0);
}

fn actors_ui(ui: &mut Ui, actors: &[&Actor], ids: &[ActorId], commands: &mut Vec<Command>) {
    let batch = |edit: &dyn Fn(ActorId) -> Edit| {
        Command::Edit(Edit::batch(ids.iter().cloned().map(edit).collect()))
    };
    labelled(ui, "Kind", |ui| {
        let kind = actors.first().map(|actor| actor.kind);
        let now = kind.filter(|kind| actors.iter().all(|actor| actor.kind == *kind));
        if let Some(kind) = kind_ui(ui, now) {
            commands.push(batch(&|actor| Edit::SetActorKind { actor, kind }));
        }
    });
    let moved = actors.iter().filter(|actor| actor.offsets.map.is_some());
    let moved: Vec<ActorId> = moved.map(|actor| actor.id.clone()).collect();
    if moved.is_empty() {
        return;
    }
    let words = format!(
        "{} moved by hand on the map",
        counted(moved.len(), "actor", "actors")
    );
    row_with_end(
        ui,
        26.0,
        |ui| {
            let hover = "Put them back to where the map has them";
            if ui.button("Put back").on_hover_text(hover).clicked() {
                let edits = moved.into_iter().map(|actor| Edit::SetActorOffset {
                    actor,
                    offset: None,
                });
                commands.push(Command::Edit(Edit::batch(edits.collect())));
            }
        },
        |ui| text::line(ui, &words, &Looks::of(ui).small()),
    );
}
