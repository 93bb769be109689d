//! A tie that is made for the claim that is written.

use egui::{Id, Popup, PopupCloseBehavior, Ui};

use crate::model::{ActorId, Scene};
use crate::session::Command;
use crate::ui::form::{add_button, pick, remark, save_button};

use super::Parts;

/// Shows a button that opens a choice of two actors.
pub(super) fn new_tie_ui(ui: &mut Ui, parts: &mut Parts<'_, '_>) {
    let scene = &parts.session.document().scene;
    if scene.actors.len() < 2 {
        return;
    }
    let opener = add_button(ui, "New tie");
    let mut made = None;
    Popup::menu(&opener)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(250.0);
            remark(ui, "A tie between");
            let place = Id::unique("ends of the new tie");
            let mut ends: [Option<ActorId>; 2] =
                ui.data(|data| data.get_temp(place)).unwrap_or_default();
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
                ends = [None, None];
                ui.close();
            }
            ui.data_mut(|data| data.insert_temp(place, ends));
        });
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
    let (picked, _) = pick(ui, name, shown, 230.0, &mut entries);
    if let Some(actor) = picked.and_then(|at| scene.actors.at(at)) {
        *end = Some(actor.id.clone());
    }
}
