//! A tie that is made for the claim that is written.

use egui::{Id, Ui};

use crate::model::{ActorId, Scene};
use crate::session::Command;
use crate::ui::form::{add_button, pick, save_button};

use super::{Parts, group_ui};

/// The two actors as far as they are chosen.
type Ends = [Option<ActorId>; 2];

/// Shows a button that asks for two actors, and then the choice.
pub(super) fn new_tie_ui(ui: &mut Ui, parts: &mut Parts<'_, '_>) {
    let scene = &parts.session.document().scene;
    if scene.actors.len() < 2 {
        return;
    }
    let place = Id::unique("ends of the new tie");
    let kept: Option<Ends> = ui.data(|data| data.get_temp(place));
    let Some(mut ends) = kept else {
        if add_button(ui, "New tie").clicked() {
            ui.data_mut(|data| data.insert_temp(place, Ends::default()));
        }
        return;
    };
    let mut made = None;
    let is_given_up = group_ui(ui, "No new tie", |ui| {
        for (end, name) in ends.iter_mut().zip(["One actor", "The other actor"]) {
            end_ui(ui, scene, name, end);
        }
        let [one, other] = ends.clone();
        let is_ready = one.is_some() && other.is_some() && one != other;
        let add = ui.add_enabled_ui(is_ready, |ui| save_button(ui, "Add the tie"));
        if add.inner.clicked()
            && let (Some(from), Some(to)) = (one, other)
        {
            made = Some(Command::BearOnNewTie { from, to });
        }
    });
    if made.is_some() || is_given_up {
        ui.data_mut(|data| data.remove::<Ends>(place));
    } else {
        ui.data_mut(|data| data.insert_temp(place, ends));
    }
    parts.commands.extend(made);
}

fn end_ui(ui: &mut Ui, scene: &Scene, name: &str, end: &mut Option<ActorId>) {
    let shown = end
        .as_ref()
        .map_or("choose\u{2026}", |actor| scene.actor_name(actor));
    let mut entries = scene
        .actors
        .iter()
        .map(|actor| (actor.name.clone(), Some(&actor.id) == end.as_ref()))
        .collect::<Vec<_>>()
        .into_iter();
    let width = ui.available_width();
    let (picked, _) = pick(ui, name, shown, width, &mut entries);
    if let Some(actor) = picked.and_then(|at| scene.actors.at(at)) {
        *end = Some(actor.id.clone());
    }
}
