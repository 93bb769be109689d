//! What stands out on a slide, what recedes and what appears one after the other.

use egui::{Id, Ui};
use lucide_icons::Icon;

use crate::model::{Element, Scene, Slide};
use crate::session::{Command, Session, SlideList, SlidesCommand};
use crate::ui::form::{Entries, Pick, PickLook};
use crate::ui::style;
use crate::ui::text::{self, Look, Looks};
use crate::ui::widget::{heading, icon_button, named, row_with_end};

/// Height of an entry, in points.
const ROW: f32 = 26.0;

/// Shows a list, with the way to put more into it.
pub(super) fn list_ui(
    ui: &mut Ui,
    session: &Session,
    slide: &Slide,
    list: SlideList,
    commands: &mut Vec<Command>,
) {
    let (title, empty) = match list {
        SlideList::Emphasis => (
            "Stands out",
            "Nothing does: all is alike. Select actors and ties on the map and press Emphasise.",
        ),
        SlideList::Dimmed => ("Recedes", "Only what does not stand out."),
        SlideList::Reveals => ("Appears one by one", "All is there from the beginning."),
    };
    row_with_end(
        ui,
        ROW,
        |ui| add_ui(ui, session, slide, list, title, commands),
        |ui| heading(ui, title),
    );
    let elements = list.of(slide);
    if elements.is_empty() {
        text::label(ui, empty, &Looks::of(ui).small());
    }
    for (at, element) in elements.iter().enumerate() {
        let places = (at > 0, at + 1 < elements.len());
        let entry = Entry {
            slide,
            list,
            element,
            at,
            places,
        };
        entry_ui(ui, &session.document().scene, &entry, commands);
    }
}

/// An entry of a list.
struct Entry<'a> {
    slide: &'a Slide,
    list: SlideList,
    element: &'a Element,
    at: usize,
    /// Whether there is one before it, and one after it.
    places: (bool, bool),
}

fn entry_ui(ui: &mut Ui, scene: &Scene, entry: &Entry<'_>, commands: &mut Vec<Command>) {
    let Entry {
        slide,
        list,
        element,
        at,
        places,
    } = *entry;
    let name = called(scene, element);
    row_with_end(
        ui,
        ROW,
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let out = icon_button(
                ui,
                Icon::X,
                &format!("Take {} off", plain(&name)),
                None,
                false,
            );
            if out.clicked() {
                commands.push(Command::Slides(SlidesCommand::TakeOut {
                    slide: slide.id.clone(),
                    list,
                    element: element.clone(),
                }));
            }
            if list == SlideList::Reveals {
                let mut step = |ui: &mut Ui, icon, words: &str, is_up| {
                    let words = format!("{words}: {}", plain(&name));
                    if icon_button(ui, icon, &words, None, false).clicked() {
                        commands.push(Command::Slides(SlidesCommand::MoveReveal {
                            slide: slide.id.clone(),
                            element: element.clone(),
                            is_up,
                        }));
                    }
                };
                let (can_rise, can_sink) = places;
                ui.add_enabled_ui(can_sink, |ui| {
                    step(ui, Icon::ChevronDown, "Reveal later", false);
                });
                ui.add_enabled_ui(can_rise, |ui| {
                    step(ui, Icon::ChevronUp, "Reveal earlier", true);
                });
            }
        },
        |ui| {
            let looks = Looks::of(ui);
            let words = match (&name, list) {
                (Ok(name), SlideList::Reveals) => format!("{}. {name}", at + 1),
                (Ok(name), _) => name.clone(),
                (Err(id), _) => format!("{id} (gone)"),
            };
            let look = if name.is_ok() {
                looks.body()
            } else {
                let window = &style::theme(ui.ctx()).window;
                Look::new(style::size::BODY, style::color(window.warning))
            };
            text::line(ui, &words, &look);
        },
    );
}

fn plain(name: &Result<String, String>) -> &str {
    match name {
        Ok(name) | Err(name) => name,
    }
}

/// What an actor or a tie is called; its id where it is gone.
fn called(scene: &Scene, element: &Element) -> Result<String, String> {
    match element {
        Element::Actor(id) => scene.actors.get(id).map(|actor| actor.name.clone()),
        Element::Tie(id) => scene.ties.get(id).map(|tie| {
            let ends = [&tie.from, &tie.to].map(|id| scene.actor_name(id));
            ends.join(" \u{2013} ")
        }),
    }
    .ok_or_else(|| element.to_string())
}

/// A list of all actors and ties to choose from: first the ties.
fn add_ui(
    ui: &mut Ui,
    session: &Session,
    slide: &Slide,
    list: SlideList,
    title: &str,
    commands: &mut Vec<Command>,
) {
    let scene = &session.document().scene;
    let ties = scene.ties.len();
    let element = |at: usize| -> Option<Element> {
        match at.checked_sub(ties) {
            None => Some(Element::Tie(scene.ties.at(at)?.id.clone())),
            Some(at) => Some(Element::Actor(scene.actors.at(at)?.id.clone())),
        }
    };
    let has = list.of(slide);
    let words = |at: usize| {
        let element = element(at).filter(|it| !has.contains(it))?;
        called(scene, &element).ok()
    };
    let entries = Entries {
        count: ties + scene.actors.len(),
        words: &words,
        meaning: &|_| String::new(),
        is_chosen: &|_| false,
    };
    let pick = Pick {
        id: Id::unique(("slide", slide.id.as_str(), "add", list)),
        name: title,
        shown: "Add\u{2026}",
        hover: "",
        is_open: true,
        look: PickLook::Field(78.0),
    };
    let (picked, response) = pick.ui(ui, &entries);
    named(&response, &format!("Add to: {title}"));
    if let Some(element) = picked.and_then(element) {
        commands.push(Command::Slides(SlidesCommand::Put {
            slide: slide.id.clone(),
            list,
            element,
        }));
    }
}
