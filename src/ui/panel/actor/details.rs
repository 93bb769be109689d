//! What is seldom needed of an actor: its code, its names in other languages and
//! where it stands on the earth.

use egui::{Id, Ui};
use lucide_icons::Icon;

use crate::edit::Edit;
use crate::model::{Actor, ActorId, Name, Place, Scene};
use crate::session::{Command, Session};
use crate::ui::style;
use crate::ui::text::{self, Looks};
use crate::ui::widget::{EditField, icon_button, number, row_with_end};

use super::super::head::labelled;
use super::field_id;

/// Width of the field for a language, in points.
const LANGUAGE: f32 = 44.0;

/// Shows all of them.
pub(super) fn details_ui(
    ui: &mut Ui,
    session: &Session,
    actor: &Actor,
    commands: &mut Vec<Command>,
) {
    // At least as much stays for the claims.
    let most = (ui.available_height() * 0.5).max(120.0);
    egui::ScrollArea::vertical()
        .id_salt(("details", actor.id.as_str()))
        .max_height(most)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            labelled(ui, "ISO code", |ui| iso_ui(ui, session, actor, commands));
            place_ui(ui, session, actor, commands);
            let words = "Names in other languages; the first is its own";
            text::label(ui, words, &Looks::of(ui).small());
            for (at, name) in actor.other_names.iter().enumerate() {
                name_ui(ui, session, actor, at, name, commands);
            }
            new_name_ui(ui, session, actor, commands);
        });
}

fn iso_ui(ui: &mut Ui, session: &Session, actor: &Actor, commands: &mut Vec<Command>) {
    let id = actor.id.clone();
    let value = actor.iso.as_deref().unwrap_or("");
    EditField::line(ui, field_id(&id, "iso"), "ISO code", value)
        .hint("None; for a state three letters")
        .ui(ui, session, commands, move |_, text| {
            Ok(Edit::SetActorIso {
                actor: id.clone(),
                iso: Some(text.to_owned()),
            })
        });
}

fn place_ui(ui: &mut Ui, session: &Session, actor: &Actor, commands: &mut Vec<Command>) {
    let Some(place) = actor.place else {
        labelled(ui, "Place", |ui| no_place_ui(ui, session, actor, commands));
        return;
    };
    let (lon, lat) = (place.lon_deg(), place.lat_deg());
    labelled(ui, "Longitude", |ui| {
        degrees_ui(
            ui,
            session,
            &actor.id,
            "Longitude",
            lon,
            commands,
            move |lon| Place::new(lon, lat).map_err(|error| error.to_string()),
        );
    });
    labelled(ui, "Latitude", |ui| {
        degrees_ui(
            ui,
            session,
            &actor.id,
            "Latitude",
            lat,
            commands,
            move |lat| Place::new(lon, lat).map_err(|error| error.to_string()),
        );
    });
    labelled(ui, "", |ui| {
        let words = egui::RichText::new("No place").size(style::size::SMALL);
        let hover = "Then it stands in the tray below the map";
        let button = ui.add(egui::Button::new(words)).on_hover_text(hover);
        if button.clicked() {
            let actor = actor.id.clone();
            commands.push(Command::Edit(Edit::SetActorPlace { actor, place: None }));
        }
    });
}

fn degrees_ui(
    ui: &mut Ui,
    session: &Session,
    actor: &ActorId,
    name: &'static str,
    value: f64,
    commands: &mut Vec<Command>,
    place: impl Fn(f64) -> Result<Place, String> + Send + Sync + 'static,
) {
    let id = actor.clone();
    let shown = value.to_string().replace('-', "\u{2212}");
    EditField::line(ui, field_id(actor, name), name, &shown).ui(
        ui,
        session,
        commands,
        move |_, text| {
            Ok(Edit::SetActorPlace {
                actor: id.clone(),
                place: Some(place(degrees(text)?)?),
            })
        },
    );
}

fn degrees(text: &str) -> Result<f64, String> {
    number(text).ok_or_else(|| "write degrees as a number; 44,83 and 44.83 both do".to_owned())
}

/// For an actor without a place: both numbers in one field, for one alone is no
/// place.
fn no_place_ui(ui: &mut Ui, session: &Session, actor: &Actor, commands: &mut Vec<Command>) {
    let id = actor.id.clone();
    EditField::line(ui, field_id(&id, "place"), "Place", "")
        .hint("None; longitude and latitude, as 44,83 41,69")
        .ui(ui, session, commands, move |_, text| {
            Ok(Edit::SetActorPlace {
                actor: id.clone(),
                place: Some(place_of(text)?),
            })
        });
}

/// The place that two numbers with a space or a semicolon between say.
pub(in crate::ui::panel) fn place_of(text: &str) -> Result<Place, String> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ';')
        .map(|part| part.trim_end_matches(','))
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [lon, lat] => Place::new(degrees(lon)?, degrees(lat)?).map_err(|error| error.to_string()),
        _ => Err("write two numbers, longitude and latitude: 44,83 41,69".to_owned()),
    }
}

fn name_ui(
    ui: &mut Ui,
    session: &Session,
    actor: &Actor,
    at: usize,
    name: &Name,
    commands: &mut Vec<Command>,
) {
    let mut changed = None;
    row_with_end(
        ui,
        26.0,
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let remove = format!("Remove {}", name.text);
            if icon_button(ui, Icon::X, &remove, None, false).clicked() {
                let mut names = actor.other_names.clone();
                names.remove(at);
                changed = Some(names);
            }
            let raise = format!("Move {} up", name.text);
            let can_rise = at > 0;
            let up = ui.add_enabled_ui(can_rise, |ui| {
                icon_button(ui, Icon::ArrowUp, &raise, None, false)
            });
            if up.inner.clicked() && can_rise {
                let mut names = actor.other_names.clone();
                names.swap(at - 1, at);
                changed = Some(names);
            }
        },
        |ui| {
            let field = |part: &'static str| name_field_id(&actor.id, at, part);
            let id = actor.id.clone();
            ui.allocate_ui(egui::vec2(LANGUAGE, 24.0), |ui| {
                ui.set_width(LANGUAGE);
                EditField::line(ui, field("language"), "Language", &name.language)
                    .hint("tag")
                    .look(Looks::of(ui).small())
                    .ui(ui, session, commands, move |scene, text| {
                        change_name(scene, &id, at, |name| {
                            text.trim().clone_into(&mut name.language);
                        })
                    });
            });
            let id = actor.id.clone();
            ui.vertical(|ui| {
                EditField::line(ui, field("text"), "Name in another language", &name.text).ui(
                    ui,
                    session,
                    commands,
                    move |scene, text| {
                        change_name(scene, &id, at, |name| text.clone_into(&mut name.text))
                    },
                );
            });
        },
    );
    if let Some(names) = changed {
        let actor = actor.id.clone();
        commands.push(Command::Edit(Edit::SetActorNames { actor, names }));
    }
}

fn name_field_id(actor: &ActorId, at: usize, part: &'static str) -> Id {
    field_id(actor, part).with(at)
}

/// The change of one name among the others, as they are by then.
fn change_name(
    scene: &Scene,
    actor: &ActorId,
    at: usize,
    change: impl FnOnce(&mut Name),
) -> Result<Edit, String> {
    let mut names = names_of(scene, actor);
    change(
        names
            .get_mut(at)
            .ok_or_else(|| "this name is not there any more".to_owned())?,
    );
    let actor = actor.clone();
    Ok(Edit::SetActorNames { actor, names })
}

fn names_of(scene: &Scene, actor: &ActorId) -> Vec<Name> {
    let actor = scene.actors.get(actor);
    actor.map_or_else(Vec::new, |actor| actor.other_names.clone())
}

/// A name that is not there yet: its language and itself in one field, for
/// neither does alone.
fn new_name_ui(ui: &mut Ui, session: &Session, actor: &Actor, commands: &mut Vec<Command>) {
    let id = actor.id.clone();
    EditField::line(ui, field_id(&id, "new name"), "Add a name", "")
        .hint("Add a name: language tag, space, name")
        .ui(ui, session, commands, move |scene, text| {
            let (language, text) =
                text.trim().split_once(char::is_whitespace).ok_or_else(|| {
                    "write the tag of the language, a space and the name, as az Azərbaycan"
                        .to_owned()
                })?;
            let mut names = names_of(scene, &id);
            names.push(Name {
                language: language.to_owned(),
                text: text.trim().to_owned(),
            });
            let actor = id.clone();
            Ok(Edit::SetActorNames { actor, names })
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_two_numbers_however_they_are_set_apart() {
        for text in [
            "44,83 41,69",
            "44.83, 41.69",
            " 44.83;41.69 ",
            "44,83; 41,69",
        ] {
            assert_eq!(
                place_of(text),
                Ok(Place::new(44.83, 41.69).expect("a place")),
                "{text}"
            );
        }
        for text in [
            "",
            "44,83",
            "44.83,41.69,7",
            "1 2 3",
            "a b",
            "200 0",
            "0 91",
        ] {
            assert!(place_of(text).is_err(), "{text}");
        }
    }
}
