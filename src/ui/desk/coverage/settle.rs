//! Settling a dyad without evidence: unknown, or none, with a reason.

use egui::{Id, Ui};

use crate::edit::settle;
use crate::evidence::CoverageRow;
use crate::model::{ActorId, TieState};
use crate::session::{Command, Covered, Session};
use crate::ui::text::{self, Looks};
use crate::ui::widget::{EditField, one_of};

use super::said;

/// What a dyad without evidence is held to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Held {
    /// Nothing is known.
    #[default]
    Unknown,
    /// It is known that there is no tie.
    None,
}

impl Held {
    fn question(self) -> &'static str {
        match self {
            Self::Unknown => "Where was looked, and what is missing? Enter keeps it",
            Self::None => "How is it known that there is none? Enter keeps it",
        }
    }

    fn state(self, reason: &str) -> TieState {
        let reason = reason.to_owned();
        match self {
            Self::Unknown => TieState::Unknown { reason },
            Self::None => TieState::None { reason },
        }
    }
}

/// What is chosen and not kept yet.
#[derive(Default)]
pub(super) struct Settling {
    held: Held,
    /// The dyads that it was chosen for.
    of: Vec<[ActorId; 2]>,
}

/// Whether this dyad can be settled: nothing counts on it, and no weight is judged.
pub(super) fn can_settle(row: &CoverageRow, covered: &Covered) -> bool {
    let is_judged = row.ties.iter().any(|it| {
        let tie = covered.scene().ties.get(&it.tie);
        tie.is_some_and(|tie| tie.weight().is_some())
    });
    row.is_empty() && !is_judged
}

impl Settling {
    /// Shows the choice and the field for the reason.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        covered: &Covered,
        rows: &[&CoverageRow],
        commands: &mut Vec<Command>,
    ) {
        let dyads: Vec<[ActorId; 2]> = rows.iter().map(|row| row.ends.clone()).collect();
        let scene = covered.scene();
        let only = match rows {
            [row] => said::main_tie(row, scene).map(|(_, tie)| &tie.state),
            _ => None,
        };
        if self.of != dyads {
            self.of.clone_from(&dyads);
            self.held = match only {
                Some(TieState::None { .. }) => Held::None,
                _ => Held::Unknown,
            };
        }
        let choices = [
            (Held::Unknown, "Unknown: no evidence held"),
            (Held::None, "None: known to be none"),
        ];
        if let Some(held) = one_of(ui, "Settle as", self.held, &choices) {
            self.held = held;
        }
        let held = self.held;
        let reason = match (only, held) {
            (Some(TieState::Unknown { reason }), Held::Unknown)
            | (Some(TieState::None { reason }), Held::None) => reason.as_str(),
            _ => "",
        };
        let names: Vec<String> = rows.iter().map(|row| row.dyad.to_string()).collect();
        let field = Id::unique(("reason to settle", names, held == Held::None));
        let field = EditField::few_lines(ui, field, "Reason", reason)
            .hint(held.question())
            .look(Looks::of(ui).body());
        let field = if reason.is_empty() {
            field.new_value()
        } else {
            field
        };
        field.ui(ui, session, commands, move |scene, text| {
            if !text.chars().any(char::is_alphanumeric) {
                return Err(
                    "say why, in a few words: what was looked at, or who says so".to_owned(),
                );
            }
            settle(scene, &dyads, &held.state(text))
                .ok_or_else(|| "these dyads have a judged weight by now".to_owned())
        });
        if rows.len() > 1 {
            let words = "One step, which can be undone as a whole.";
            text::label(ui, words, &Looks::of(ui).small());
        }
    }
}
