//! How likely something about a tie is, in the words of ICD 203.

use egui::Ui;

use crate::edit::Edit;
use crate::model::{Likelihood, LikelihoodTerm, Tie};
use crate::session::{Command, Session};
use crate::ui::form::{Entries, Pick, PickLook, step_keys};
use crate::ui::text::Looks;
use crate::ui::widget::EditField;

use super::super::head::labelled;
use super::field_id;

/// What stands where nothing is said.
const NOT_SAID: &str = "not said";

/// What was chosen: a term, or none.
struct Chosen(Option<LikelihoodTerm>);

/// Shows the likelihood with its range, and what it is of. One that is chosen
/// waits until it is said what it is of: a likelihood of nothing says nothing.
pub(super) fn likelihood_ui(
    ui: &mut Ui,
    session: &Session,
    tie: &Tie,
    commands: &mut Vec<Command>,
) {
    let waiting = field_id(tie, "likelihood that waits");
    let asked: Option<LikelihoodTerm> = ui.data(|data| data.get_temp(waiting));
    let now = asked.or_else(|| tie.likelihood.as_ref().map(|it| it.term));
    let chosen = labelled(ui, "Likelihood", |ui| term_ui(ui, tie, now));
    if let Some(Chosen(term)) = chosen {
        choose(ui, tie, term, commands);
    }
    let Some(term) = now else {
        return;
    };
    labelled(ui, "of this", |ui| {
        let id = tie.id.clone();
        let of = tie.likelihood.as_ref().map_or("", |it| it.of.as_str());
        let field = EditField::few_lines(
            ui,
            field_id(tie, "likelihood of"),
            "What the likelihood is of",
            of,
        )
        .hint("That the tie still holds at the end of 2026")
        .look(Looks::of(ui).small());
        let edited = field.ui(ui, session, commands, move |_, of| {
            let of = of.trim().to_owned();
            if of.is_empty() {
                return Err("say what is so likely".to_owned());
            }
            Ok(Edit::SetTieLikelihood {
                tie: id.clone(),
                likelihood: Some(Likelihood { term, of }),
            })
        });
        if asked.is_some() {
            let fresh = waiting.with("fresh");
            if ui
                .data_mut(|data| data.remove_temp::<bool>(fresh))
                .is_some()
            {
                edited.response.request_focus();
            } else if tie.likelihood.as_ref().map(|it| it.term) == asked {
                // It was said.
                ui.data_mut(|data| data.remove::<LikelihoodTerm>(waiting));
            }
        }
    });
}

/// Another term was chosen, or none.
fn choose(ui: &Ui, tie: &Tie, term: Option<LikelihoodTerm>, commands: &mut Vec<Command>) {
    let waiting = field_id(tie, "likelihood that waits");
    let set = |likelihood| {
        Command::Edit(Edit::SetTieLikelihood {
            tie: tie.id.clone(),
            likelihood,
        })
    };
    match (term, &tie.likelihood) {
        (None, said) => {
            ui.data_mut(|data| data.remove::<LikelihoodTerm>(waiting));
            if said.is_some() {
                commands.push(set(None));
            }
        }
        (Some(term), Some(said)) => {
            let of = said.of.clone();
            commands.push(set(Some(Likelihood { term, of })));
        }
        (Some(term), None) => ui.data_mut(|data| {
            data.insert_temp(waiting, term);
            data.insert_temp(waiting.with("fresh"), true);
        }),
    }
}

/// Shows the term; gives another that was chosen, or none.
fn term_ui(ui: &mut Ui, tie: &Tie, now: Option<LikelihoodTerm>) -> Option<Chosen> {
    let shown = now.map_or_else(|| NOT_SAID.to_owned(), LikelihoodTerm::with_range);
    // The first entry takes it away.
    let term_at = |place: usize| {
        let at = place.checked_sub(1)?;
        LikelihoodTerm::ALL.get(at).copied()
    };
    let at = now.and_then(|now| LikelihoodTerm::ALL.iter().position(|it| *it == now));
    let count = LikelihoodTerm::ALL.len() + 1;
    let pick = Pick {
        id: field_id(tie, "likelihood"),
        name: "Likelihood",
        shown: &shown,
        hover: "How likely, in the words of ICD 203; not how well founded that is",
        is_open: now.is_none(),
        look: PickLook::Field(ui.available_width()),
    };
    let entries = Entries {
        count,
        words: &|place| match term_at(place) {
            Some(term) => Some(term.with_range()),
            None => Some(NOT_SAID.to_owned()),
        },
        meaning: &|_| String::new(),
        is_chosen: &|place| term_at(place) == now,
    };
    let (picked, response) = pick.ui(ui, &entries);
    let stepped = step_keys(ui, &response, Some(at.map_or(0, |at| at + 1)), count);
    let place = picked.or(stepped)?;
    let term = term_at(place);
    (term != now).then_some(Chosen(term))
}
