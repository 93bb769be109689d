//! The table of actors.

use egui::Ui;

use crate::edit::Edit;
use crate::model::{Actor, ActorKind, Name, Scene, Subject};
use crate::session::{ActorColumn, ActorFacts, BrowseCommand, Command, RecordColumn as _, Session};
use crate::ui::hover::hover_ui;
use crate::ui::panel::actor::place_of;
use crate::ui::style;
use crate::ui::table::{CellChoice, Editor, Source};
use crate::ui::text::Look;
use crate::ui::words::{capital, counted};

use super::Columned as _;

/// The actors of the scene, as the table shows them.
pub(super) struct ActorSource<'a> {
    pub(super) session: &'a Session,
}

impl ActorSource<'_> {
    fn place(&self, row: usize) -> Option<usize> {
        self.session.browse().actors().rows().get(row).copied()
    }

    fn actor(&self, row: usize) -> Option<&Actor> {
        self.session.document().scene.actors.at(self.place(row)?)
    }

    fn facts(&self, at: usize) -> ActorFacts {
        let facts = self.session.browse().actor_facts(at);
        facts.copied().unwrap_or_default()
    }
}

impl Source for ActorSource<'_> {
    type Column = ActorColumn;

    fn name(&self) -> &'static str {
        "actors"
    }

    fn columns(&self) -> &'static [ActorColumn] {
        ActorColumn::ALL
    }

    fn count(&self) -> usize {
        self.session.browse().actors().rows().len()
    }

    fn subject(&self, row: usize) -> Option<Subject> {
        self.actor(row).map(|it| Subject::Actor(it.id.clone()))
    }

    fn row_of(&self, subject: &Subject) -> Option<usize> {
        let Subject::Actor(id) = subject else {
            return None;
        };
        let place = self.session.document().scene.actors.position(id)?;
        self.session.browse().actors().row_of(place)
    }

    fn title(&self, column: ActorColumn) -> &'static str {
        column.title()
    }

    fn meaning(&self, column: ActorColumn) -> &'static str {
        column.meaning()
    }

    fn width(&self, column: ActorColumn) -> (f32, f32) {
        match column {
            ActorColumn::Name => (140.0, 2.0),
            ActorColumn::OwnName => (110.0, 1.0),
            ActorColumn::Kind => (96.0, 0.0),
            ActorColumn::Iso => (54.0, 0.0),
            ActorColumn::Place => (136.0, 0.5),
            ActorColumn::Positive | ActorColumn::Negative => (82.0, 0.0),
            ActorColumn::Ties => (58.0, 0.0),
            ActorColumn::Claims => (70.0, 0.0),
            ActorColumn::Pinned => (72.0, 0.0),
        }
    }

    fn is_number(&self, column: ActorColumn) -> bool {
        matches!(
            column,
            ActorColumn::Positive | ActorColumn::Negative | ActorColumn::Ties | ActorColumn::Claims
        )
    }

    fn words(&self, row: usize, column: ActorColumn) -> String {
        let Some(at) = self.place(row) else {
            return String::new();
        };
        column.words(self.session, &self.facts(at), at)
    }

    fn look(&self, ui: &Ui, row: usize, column: ActorColumn) -> Look {
        let figure = &style::theme(ui.ctx()).figure;
        let strength = self
            .place(row)
            .and_then(|at| self.session.strengths().get(at).copied())
            .unwrap_or_default();
        match column {
            ActorColumn::Name => Self::plain(ui).bold(),
            ActorColumn::OwnName | ActorColumn::Ties | ActorColumn::Claims => Self::plain(ui),
            ActorColumn::Positive if strength.positive > 0.0 => {
                Look::new(12.5, style::color(figure.supportive)).bold()
            }
            ActorColumn::Negative if strength.negative > 0.0 => {
                Look::new(12.5, style::color(figure.hostile)).bold()
            }
            _ => Self::muted(ui),
        }
    }

    fn spoken(&self, row: usize) -> String {
        let Some(at) = self.place(row) else {
            return String::new();
        };
        let (name, facts) = (self.words(row, ActorColumn::Name), self.facts(at));
        format!(
            "row of {name}, {}, {}",
            counted(facts.ties, "tie", "ties"),
            counted(facts.claims, "claim", "claims")
        )
    }

    fn sorted(&self, column: ActorColumn) -> Option<bool> {
        self.session.browse().actors().sorted_by(column)
    }

    fn sort(&self, column: ActorColumn) -> Command {
        Command::Browse(BrowseCommand::SortActors(column))
    }

    fn tell(&self, ui: &mut Ui, row: usize, _: ActorColumn) {
        if let Some(subject) = self.subject(row) {
            hover_ui(ui, self.session, &subject);
        }
    }

    fn editor(&self, row: usize, column: ActorColumn) -> Editor {
        let Some(actor) = self.actor(row) else {
            return Editor::None("This actor is not there any more.");
        };
        let id = actor.id.clone();
        match column {
            ActorColumn::Name => Editor::Text {
                value: actor.name.clone(),
                hint: "Name",
                make: Box::new(move |_, text| {
                    Ok(Edit::RenameActor {
                        actor: id.clone(),
                        name: text.to_owned(),
                    })
                }),
            },
            ActorColumn::OwnName => {
                let first = actor.other_names.first();
                Editor::Text {
                    value: first.map(|name| name.text.clone()).unwrap_or_default(),
                    hint: "Language tag, space, name",
                    make: Box::new(move |scene, text| own_name(scene, &id, text)),
                }
            }
            ActorColumn::Kind => {
                let choice = |kind: ActorKind| CellChoice {
                    words: capital(kind.word()),
                    is_now: actor.kind == kind,
                    edit: Edit::SetActorKind {
                        actor: id.clone(),
                        kind,
                    },
                };
                Editor::Choice(ActorKind::ALL.into_iter().map(choice).collect())
            }
            ActorColumn::Iso => Editor::Text {
                value: actor.iso.clone().unwrap_or_default(),
                hint: "Three letters",
                make: Box::new(move |_, text| {
                    Ok(Edit::SetActorIso {
                        actor: id.clone(),
                        iso: Some(text.to_owned()),
                    })
                }),
            },
            ActorColumn::Place => Editor::Text {
                value: actor
                    .place
                    .map(|it| format!("{} {}", it.lon_deg(), it.lat_deg()).replace('-', "\u{2212}"))
                    .unwrap_or_default(),
                hint: "44,83 41,69",
                make: Box::new(move |_, text| {
                    let place = match text.trim() {
                        "" => None,
                        text => Some(place_of(text)?),
                    };
                    Ok(Edit::SetActorPlace {
                        actor: id.clone(),
                        place,
                    })
                }),
            },
            ActorColumn::Pinned => {
                let choice = |is_pinned: bool| CellChoice {
                    words: if is_pinned { "Pinned" } else { "Free to move" }.to_owned(),
                    is_now: actor.is_pinned == is_pinned,
                    edit: Edit::SetActorPinned {
                        actor: id.clone(),
                        is_pinned,
                    },
                };
                Editor::Choice([false, true].map(choice).into())
            }
            ActorColumn::Positive | ActorColumn::Negative => {
                Editor::None("Strength follows from the weights of its ties: change those.")
            }
            ActorColumn::Ties | ActorColumn::Claims => {
                Editor::None("This is counted, and cannot be written.")
            }
        }
    }
}

/// The change that gives an actor this name in its own language. Where it has none
/// yet, the tag of the language comes first; without a text the name goes.
fn own_name(scene: &Scene, id: &crate::model::ActorId, text: &str) -> Result<Edit, String> {
    let actor = scene.actors.get(id);
    let mut names = actor.map_or_else(Vec::new, |actor| actor.other_names.clone());
    let text = text.trim();
    match names.first_mut() {
        Some(_) if text.is_empty() => {
            names.remove(0);
        }
        Some(name) => text.clone_into(&mut name.text),
        None if text.is_empty() => {}
        None => {
            let (language, text) = text.split_once(char::is_whitespace).ok_or_else(|| {
                "write the tag of the language, a space and the name, as az Azərbaycan".to_owned()
            })?;
            names.push(Name {
                language: language.to_owned(),
                text: text.trim().to_owned(),
            });
        }
    }
    let actor = id.clone();
    Ok(Edit::SetActorNames { actor, names })
}
