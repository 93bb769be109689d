//! The table of ties.

use egui::Ui;

use crate::edit::Edit;
use crate::model::{Confidence, Subject, Tie, TieDirection, TieState};
use crate::session::{
    BrowseCommand, Command, RecordColumn as _, Session, TieColumn, TieFacts, actor_called,
};
use crate::ui::hover::hover_ui;
use crate::ui::panel::tie::weight_edit;
use crate::ui::style;
use crate::ui::table::{CellChoice, Editor, Source};
use crate::ui::text::{self, Look, Looks};
use crate::ui::words::capital;

use super::Columned as _;

/// The ties of the scene, as the table shows them.
pub(super) struct TieSource<'a> {
    pub(super) session: &'a Session,
}

impl TieSource<'_> {
    fn place(&self, row: usize) -> Option<usize> {
        self.session.browse().ties().rows().get(row).copied()
    }

    fn tie(&self, row: usize) -> Option<&Tie> {
        self.session.document().scene.ties.at(self.place(row)?)
    }

    /// The tie as it is seen: looking back it may not be there yet.
    fn seen(&self, row: usize) -> Option<&Tie> {
        let tie = self.tie(row)?;
        Some(self.session.seen().ties.get(&tie.id).unwrap_or(tie))
    }

    fn facts(&self, at: usize) -> TieFacts {
        let facts = self.session.browse().tie_facts(at);
        facts.copied().unwrap_or_default()
    }
}

impl Source for TieSource<'_> {
    type Column = TieColumn;

    fn name(&self) -> &'static str {
        "ties"
    }

    fn columns(&self) -> &'static [TieColumn] {
        TieColumn::ALL
    }

    fn count(&self) -> usize {
        self.session.browse().ties().rows().len()
    }

    fn subject(&self, row: usize) -> Option<Subject> {
        self.tie(row).map(|it| Subject::Tie(it.id.clone()))
    }

    fn row_of(&self, subject: &Subject) -> Option<usize> {
        let Subject::Tie(id) = subject else {
            return None;
        };
        let place = self.session.document().scene.ties.position(id)?;
        self.session.browse().ties().row_of(place)
    }

    fn title(&self, column: TieColumn) -> &'static str {
        column.title()
    }

    fn meaning(&self, column: TieColumn) -> &'static str {
        column.meaning()
    }

    fn width(&self, column: TieColumn) -> (f32, f32) {
        match column {
            TieColumn::From | TieColumn::To => (104.0, 1.0),
            TieColumn::Direction => (88.0, 0.0),
            TieColumn::Label => (150.0, 2.0),
            TieColumn::State => (180.0, 3.0),
            TieColumn::Estimate => (116.0, 0.0),
            TieColumn::Gap => (56.0, 0.0),
            TieColumn::Confidence => (96.0, 0.0),
            TieColumn::For => (52.0, 0.0),
            TieColumn::Against => (76.0, 0.0),
            TieColumn::Weight | TieColumn::Neutral => (72.0, 0.0),
            TieColumn::Best => (92.0, 0.0),
            TieColumn::Newest => (94.0, 0.0),
        }
    }

    fn is_number(&self, column: TieColumn) -> bool {
        matches!(
            column,
            TieColumn::Weight
                | TieColumn::Estimate
                | TieColumn::Gap
                | TieColumn::For
                | TieColumn::Against
                | TieColumn::Neutral
        )
    }

    fn words(&self, row: usize, column: TieColumn) -> String {
        let Some(at) = self.place(row) else {
            return String::new();
        };
        column.words(self.session, &self.facts(at), at)
    }

    fn look(&self, ui: &Ui, row: usize, column: TieColumn) -> Look {
        let theme = style::theme(ui.ctx());
        let of = |hue| Look::new(12.5, style::color(hue)).bold();
        let facts = self.place(row).map(|at| self.facts(at)).unwrap_or_default();
        match column {
            TieColumn::From | TieColumn::To => Self::plain(ui).bold(),
            TieColumn::Weight => match self.seen(row).and_then(Tie::weight) {
                Some(weight) if weight.is_negative() => of(theme.figure.hostile),
                Some(weight) if weight.is_positive() => of(theme.figure.supportive),
                _ => Self::plain(ui).bold(),
            },
            TieColumn::Estimate => {
                let at = self.place(row);
                let estimate = at.and_then(|at| self.session.estimates().get(at));
                match estimate {
                    Some(estimate) if estimate.verdict.stands() => Self::plain(ui),
                    _ => Self::muted(ui).italic(),
                }
            }
            TieColumn::Gap => Look::new(12.5, style::color(theme.window.warning)).bold(),
            TieColumn::For if facts.supports > 0 => of(theme.figure.supportive),
            TieColumn::Against if facts.strains > 0 => of(theme.figure.hostile),
            TieColumn::Neutral if facts.neutral > 0 => Self::plain(ui),
            TieColumn::Label | TieColumn::Best => Self::plain(ui),
            _ => Self::muted(ui),
        }
    }

    fn spoken(&self, row: usize) -> String {
        let Some(tie) = self.seen(row) else {
            return String::new();
        };
        let scene = &self.session.document().scene;
        let names = format!(
            "{} and {}",
            scene.actor_name(&tie.from),
            scene.actor_name(&tie.to)
        );
        match &tie.state {
            TieState::Valued(weight) => format!("row of {names}, weight {weight}"),
            TieState::Unknown { .. } => format!("row of {names}, unknown"),
            TieState::None { .. } => format!("row of {names}, no tie"),
        }
    }

    fn sorted(&self, column: TieColumn) -> Option<bool> {
        self.session.browse().ties().sorted_by(column)
    }

    fn sort(&self, column: TieColumn) -> Command {
        Command::Browse(BrowseCommand::SortTies(column))
    }

    fn tell(&self, ui: &mut Ui, row: usize, column: TieColumn) {
        let Some(tie) = self.tie(row) else {
            return;
        };
        let subject = match column {
            TieColumn::From => Subject::Actor(tie.from.clone()),
            TieColumn::To => Subject::Actor(tie.to.clone()),
            _ => Subject::Tie(tie.id.clone()),
        };
        if matches!(column, TieColumn::Label | TieColumn::State) {
            ui.set_max_width(320.0);
            let words = self.words(row, column);
            if !words.is_empty() {
                text::label(ui, &capital(&words), &Looks::of(ui).body());
            }
        }
        hover_ui(ui, self.session, &subject);
    }

    fn editor(&self, row: usize, column: TieColumn) -> Editor {
        let Some(tie) = self.tie(row) else {
            return Editor::None("This tie is not there any more.");
        };
        let id = tie.id.clone();
        match column {
            TieColumn::From | TieColumn::To => end_editor(self.session, tie, column),
            TieColumn::Direction => direction_editor(self.session, tie),
            TieColumn::Label => Editor::Text {
                value: tie.label.clone().unwrap_or_default(),
                hint: "A few words",
                make: Box::new(move |_, text| {
                    Ok(Edit::SetTieLabel {
                        tie: id.clone(),
                        label: text.to_owned(),
                    })
                }),
            },
            TieColumn::Weight => Editor::Text {
                value: tie.weight().map(|it| it.to_string()).unwrap_or_default(),
                hint: "\u{2212}1 to 1",
                make: Box::new(move |_, text| weight_edit(text, std::slice::from_ref(&id))),
            },
            TieColumn::Confidence if tie.weight().is_none() => {
                Editor::None("Only a judged tie has a confidence: write its weight first.")
            }
            TieColumn::Confidence => {
                let all = Confidence::ALL.into_iter().map(Some).chain([None]);
                let choice = |confidence: Option<Confidence>| CellChoice {
                    words: capital(confidence.map_or("not said", Confidence::word)),
                    is_now: tie.confidence == confidence,
                    edit: Edit::SetTieConfidence {
                        tie: id.clone(),
                        confidence,
                    },
                };
                Editor::Choice(all.map(choice).collect())
            }
            TieColumn::State => Editor::Text {
                value: match &tie.state {
                    TieState::Valued(weight) => weight.to_string(),
                    TieState::Unknown { reason } => format!("unknown: {reason}"),
                    TieState::None { reason } => format!("none: {reason}"),
                },
                hint: "A weight, unknown: why, or none: how that is known",
                make: Box::new(move |_, text| {
                    let tie = id.clone();
                    match state_of(text) {
                        Some(state) => Ok(Edit::SetTieState { tie, state }),
                        None => weight_edit(text, &[tie]).map_err(|_not_a_weight| {
                            "write a weight from \u{2212}1 to 1, \u{201c}unknown: why\u{201d} or \
                             \u{201c}none: how that is known\u{201d}"
                                .to_owned()
                        }),
                    }
                }),
            },
            TieColumn::Estimate | TieColumn::Gap => {
                Editor::None("This follows from the claims: change or add those.")
            }
            TieColumn::For
            | TieColumn::Against
            | TieColumn::Neutral
            | TieColumn::Best
            | TieColumn::Newest => Editor::None("This is counted, and cannot be written."),
        }
    }
}

/// The state without a weight that a text says, with its reason.
fn state_of(text: &str) -> Option<TieState> {
    let (word, reason) = text.split_once(':')?;
    let reason = reason.trim().to_owned();
    match word.trim().to_lowercase().as_str() {
        "unknown" => Some(TieState::Unknown { reason }),
        "none" | "no tie" => Some(TieState::None { reason }),
        _ => None,
    }
}

/// One end of a tie, by the name or the id of an actor.
fn end_editor(session: &Session, tie: &Tie, column: TieColumn) -> Editor {
    let is_from = column == TieColumn::From;
    let end = if is_from { &tie.from } else { &tie.to };
    let id = tie.id.clone();
    Editor::Text {
        value: session.document().scene.actor_name(end).to_owned(),
        hint: "Name or id of an actor",
        make: Box::new(move |scene, text| {
            let actor = actor_called(scene, text)?;
            let tie = scene.ties.get(&id);
            let tie = tie.ok_or_else(|| "this tie is not there any more".to_owned())?;
            let (from, to) = if is_from {
                (actor, tie.to.clone())
            } else {
                (tie.from.clone(), actor)
            };
            let tie = id.clone();
            Ok(Edit::SetTieEnds { tie, from, to })
        }),
    }
}

fn direction_editor(session: &Session, tie: &Tie) -> Editor {
    let scene = &session.document().scene;
    let [from, to] = [&tie.from, &tie.to].map(|end| scene.actor_name(end));
    let set = |direction| Edit::SetTieDirection {
        tie: tie.id.clone(),
        direction,
    };
    let reverse = Edit::ReverseTie {
        tie: tie.id.clone(),
    };
    let is_mutual = tie.direction == TieDirection::Mutual;
    let back = if is_mutual {
        Edit::batch(vec![set(TieDirection::Directed), reverse])
    } else {
        reverse
    };
    Editor::Choice(vec![
        CellChoice {
            words: "\u{2194} Mutual".to_owned(),
            is_now: is_mutual,
            edit: set(TieDirection::Mutual),
        },
        CellChoice {
            words: format!("\u{2192} From {from} to {to}"),
            is_now: !is_mutual,
            edit: set(TieDirection::Directed),
        },
        CellChoice {
            words: format!("\u{2190} From {to} to {from}"),
            is_now: false,
            edit: back,
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_without_a_weight_comes_with_its_reason() {
        let reason = || "not named".to_owned();
        assert_eq!(
            state_of("Unknown: not named"),
            Some(TieState::Unknown { reason: reason() })
        );
        for text in ["none: not named", " no tie :not named "] {
            let expected = Some(TieState::None { reason: reason() });
            assert_eq!(state_of(text), expected, "{text}");
        }
        for text in ["", "unknown", "0.5", "perhaps: so"] {
            assert_eq!(state_of(text), None, "{text}");
        }
    }
}
