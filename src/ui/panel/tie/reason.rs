//! A tie without a weight says why: the field for the reason.

use egui::{Id, Ui};

use crate::edit::Edit;
use crate::model::{TieId, TieState};
use crate::session::{Command, Session};
use crate::ui::text::Looks;
use crate::ui::widget::EditField;

/// What is asked for before it is done, for want of a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::panel) enum Reason {
    /// Why nothing is known.
    Unknown,
    /// How it is known that there is no tie.
    None,
}

impl Reason {
    fn question(self) -> &'static str {
        match self {
            Self::Unknown => "Why is nothing known? Enter keeps it",
            Self::None => "How is it known that there is none? Enter keeps it",
        }
    }

    /// The state with this reason.
    fn state(self, reason: &str) -> TieState {
        let reason = reason.to_owned();
        match self {
            Self::Unknown => TieState::Unknown { reason },
            Self::None => TieState::None { reason },
        }
    }
}

/// A reason that is asked for and not given yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    /// For which field.
    field: Id,
    reason: Reason,
    /// Whether the field was not shown yet.
    is_fresh: bool,
}

fn place() -> Id {
    Id::unique("reason that is asked for")
}

/// Asks for a reason.
pub(in crate::ui::panel) fn ask(ui: &Ui, field: Id, reason: Reason) {
    let asked = Asked {
        field,
        reason,
        is_fresh: true,
    };
    ui.data_mut(|data| data.insert_temp(place(), asked));
}

/// Asks no more.
pub(super) fn withdraw(ui: &Ui) {
    ui.data_mut(|data| data.remove::<Asked>(place()));
}

/// What is asked for in this field.
pub(in crate::ui::panel) fn asked(ui: &Ui, field: Id) -> Option<Reason> {
    let asked = ui.data(|data| data.get_temp::<Asked>(place()));
    asked.filter(|it| it.field == field).map(|it| it.reason)
}

/// Shows the field of a reason that is asked for; with the reason the state of
/// all these ties is set.
pub(in crate::ui::panel) fn reason_ui(
    ui: &mut Ui,
    session: &Session,
    field: Id,
    ties: &[TieId],
    commands: &mut Vec<Command>,
) {
    let Some(asked) = ui.data(|data| data.get_temp::<Asked>(place())) else {
        return;
    };
    if asked.field != field {
        // Of what was selected before: what was typed for it is kept by its draft.
        withdraw(ui);
        return;
    }
    let (reason, ties) = (asked.reason, ties.to_vec());
    let edited = EditField::few_lines(ui, field, "Reason", "")
        .hint(reason.question())
        .look(Looks::of(ui).body())
        .new_value()
        .ui(ui, session, commands, move |_, text| {
            let edits = ties.iter().cloned().map(|tie| Edit::SetTieState {
                tie,
                state: reason.state(text),
            });
            Ok(Edit::batch(edits.collect()))
        });
    if asked.is_fresh {
        edited.response.request_focus();
        let asked = Asked {
            is_fresh: false,
            ..asked
        };
        ui.data_mut(|data| data.insert_temp(place(), asked));
    } else if !edited.is_open && !edited.response.has_focus() {
        withdraw(ui);
    }
}
