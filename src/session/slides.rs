//! Slides while they are made: which one is chosen, and what is done with it.
//!
//! Making and changing them changes the scene and can be undone; choosing one
//! changes nothing but what is looked at.

mod command;

use std::sync::Arc;

use crate::drawing::{SlideFix, as_made, without_gone};
use crate::edit::{Edit, ids};
use crate::model::{ClaimId, Element, Scene, Slide, SlideId, Subject, ViewState};

use super::browse::{BrowseCommand, BrowseTab};
use super::command::PanelSide;
use super::{Level, Selection, Session};

pub use command::{SlideList, SlidesCommand};

/// At most so many characters of a headline stand in the name of a step.
const NAME_CHARS: usize = 40;

/// What is kept of the slides besides the scene.
#[derive(Debug, Default)]
pub(super) struct Slides {
    chosen: Option<SlideId>,
    /// How often the headline was asked for.
    asked: u64,
}

impl Session {
    /// The slide that is chosen: what is selected can be put on it, and its form
    /// stands beside the map while nothing is selected.
    pub fn chosen_slide(&self) -> Option<&Slide> {
        let id = self.slides.chosen.as_ref()?;
        self.document.scene.slides.get(id)
    }

    /// A number that rises whenever the keyboard is to go to the headline of the
    /// chosen slide.
    pub fn headline_asked(&self) -> u64 {
        self.slides.asked
    }

    /// Whether what is looked at is what the chosen slide shows, the camera aside.
    pub fn is_at_slide(&self) -> bool {
        self.chosen_slide().is_some_and(|slide| {
            let frame = slide.view.frame;
            let now = ViewState {
                frame,
                ..self.view_state()
            };
            now == slide.view
        })
    }

    /// The actors and ties that are selected, in the order of their selection.
    pub fn selected_elements(&self) -> Vec<Element> {
        let subjects = self.selection.subjects().iter();
        subjects.filter_map(Element::of).collect()
    }

    /// Whether all that is selected is in this list of the chosen slide.
    pub fn has_selected_on_slide(&self, list: SlideList) -> bool {
        let selected = self.selected_elements();
        let slide = self.chosen_slide();
        !selected.is_empty()
            && slide.is_some_and(|slide| selected.iter().all(|it| list.of(slide).contains(it)))
    }

    /// The slide after the chosen one, or the one before; where none is chosen the
    /// first or the last.
    pub fn slide_after(&self, is_next: bool) -> Option<&SlideId> {
        let slides = &self.document.scene.slides;
        let chosen = self.chosen_slide().and_then(|it| slides.position(&it.id));
        let at = match (chosen, is_next) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
            (None, true) => 0,
            (None, false) => slides.len().checked_sub(1)?,
        };
        slides.at(at).map(|slide| &slide.id)
    }

    /// Another document is open.
    pub(super) fn forget_slides(&mut self) {
        self.slides.chosen = None;
    }

    pub(super) fn slides_command(&mut self, command: SlidesCommand) {
        match command {
            SlidesCommand::New => self.new_slide(),
            SlidesCommand::Choose(id) => self.choose_slide(&id),
            SlidesCommand::Step { is_next } => {
                if let Some(id) = self.slide_after(is_next).cloned() {
                    self.choose_slide(&id);
                }
            }
            SlidesCommand::EditHeadline(id) => {
                if self.chosen_slide().is_none_or(|slide| slide.id != id) {
                    self.choose_slide(&id);
                }
                self.open_slide_form();
                self.slides.asked += 1;
            }
            SlidesCommand::Leave => self.slides.chosen = None,
            SlidesCommand::Update(id) => {
                let view = self.view_state();
                self.change_slide(&id, "update {} to what is seen", |slide, _| {
                    slide.view = view;
                });
            }
            SlidesCommand::Duplicate(id) => self.duplicate_slide(&id),
            SlidesCommand::Hide(id, is_hidden) => {
                let label = if is_hidden { "hide {}" } else { "unhide {}" };
                self.change_slide(&id, label, |slide, _| slide.is_hidden = is_hidden);
            }
            SlidesCommand::Move { slide, to } => self.move_slide(slide, to),
            SlidesCommand::Delete(id) => self.delete_slide(id),
            SlidesCommand::ToggleSelected(list) => self.toggle_selected(list),
            SlidesCommand::Put {
                slide,
                list,
                element,
            } => {
                let what = element_called(&self.document.scene, &element);
                let label = format!("{} {what} on {{}}", list.verb());
                self.change_slide(&slide, &label, |slide, _| put(slide, list, vec![element]));
            }
            SlidesCommand::TakeOut {
                slide,
                list,
                element,
            } => {
                let what = element_called(&self.document.scene, &element);
                let label = format!("no longer {} {what} on {{}}", list.verb());
                self.change_slide(&slide, &label, |slide, _| {
                    list.of_mut(slide).retain(|it| *it != element);
                });
            }
            SlidesCommand::MoveReveal {
                slide,
                element,
                is_up,
            } => {
                self.change_slide(&slide, "reorder what {} reveals", |slide, _| {
                    step(&mut slide.reveals, &element, is_up);
                });
            }
            SlidesCommand::Footnote {
                slide,
                claim,
                is_on,
            } => self.footnote(&slide, claim, is_on),
            SlidesCommand::MoveFootnote {
                slide,
                claim,
                is_up,
            } => {
                self.change_slide(&slide, "reorder the footnotes of {}", |slide, _| {
                    step(&mut slide.footnotes, &claim, is_up);
                });
            }
            SlidesCommand::Transition(id, ms) => {
                self.change_slide(&id, "change the transition of {}", |slide, _| {
                    slide.transition_ms = ms;
                });
            }
            SlidesCommand::Fix(id, fix) => self.fix_slide(&id, fix),
        }
    }

    fn new_slide(&mut self) {
        let scene = &self.document.scene;
        let id = ids::fresh_slide_id(scene, "");
        let mut slide = Slide::new(id, self.view_state());
        slide.emphasis = self.selected_elements();
        slide.as_made = as_made(scene, &slide);
        if self.add_slide(slide, "add a slide of this view") {
            // Its form comes where what was selected stood.
            self.slides.asked += 1;
        }
    }

    fn duplicate_slide(&mut self, id: &SlideId) {
        let scene = &self.document.scene;
        let Some(slide) = scene.slides.get(id) else {
            return;
        };
        let label = format!("duplicate {}", slide_called(slide));
        let copy = Slide {
            id: ids::fresh_slide_id(scene, &slide.headline),
            ..slide.clone()
        };
        // After the one that it is of, whichever is chosen.
        self.slides.chosen = Some(id.clone());
        self.add_slide(copy, &label);
    }

    /// Adds a slide after the chosen one and chooses it.
    fn add_slide(&mut self, slide: Slide, label: &str) -> bool {
        let slides = &self.document.scene.slides;
        let at = self.chosen_slide().and_then(|it| slides.position(&it.id));
        let id = slide.id.clone();
        let edit = Edit::AddSlide {
            slide: Box::new(slide),
            at: at.map(|at| at + 1),
        };
        let is_added = self.edit_with(&edit, Some(label), |session| {
            session.selection = Selection::default();
        });
        if is_added {
            self.slides.chosen = Some(id);
            self.close_dialog();
            self.open_slide_form();
            if self.browsed() != Some(BrowseTab::Slides) {
                self.browse_by(BrowseCommand::Show {
                    tab: BrowseTab::Slides,
                    is_entered: false,
                });
            }
        }
        is_added
    }

    /// Looks at what a slide shows, and shows its form. What it refers to and the
    /// scene does not have any more has no effect.
    fn choose_slide(&mut self, id: &SlideId) {
        let Some(slide) = self.document.scene.slides.get(id) else {
            return;
        };
        let view = slide.view.clone();
        self.look_at(view);
        self.slides.chosen = Some(id.clone());
        self.open_slide_form();
    }

    /// The form stands in the right panel while nothing is selected.
    fn open_slide_form(&mut self) {
        self.selection = Selection::default();
        self.drafts.close_claim();
        self.bring_up_panel(PanelSide::Right);
    }

    /// One step back: out of what is selected, then out of the slide.
    pub(super) fn step_back(&mut self) {
        if self.selection.is_empty() {
            self.slides.chosen = None;
        } else {
            self.selection.step_back();
        }
    }

    /// Changes a slide in one step; `{}` in its name stands for the slide. What it
    /// newly refers to counts as it is now. Says whether it was done.
    fn change_slide(
        &mut self,
        id: &SlideId,
        label: &str,
        change: impl FnOnce(&mut Slide, &Scene),
    ) -> bool {
        let scene = Arc::clone(&self.document.scene);
        let Some(before) = scene.slides.get(id) else {
            return false;
        };
        let mut slide = before.clone();
        change(&mut slide, &scene);
        keep_as_made(&scene, before, &mut slide);
        if slide == *before {
            return false;
        }
        let label = label.replace("{}", &slide_called(before));
        // What is selected stays: more of it may be put on the slide.
        self.edit_with(&Edit::ChangeSlide(Box::new(slide)), Some(&label), |_| ())
    }

    fn move_slide(&mut self, slide: SlideId, to: usize) {
        let slides = &self.document.scene.slides;
        let Some(at) = slides.position(&slide) else {
            return;
        };
        let to = to.min(slides.len().saturating_sub(1));
        if at != to {
            let called = slides.get(&slide).map_or_else(String::new, slide_called);
            let label = format!("move {called}");
            self.edit_as(&Edit::MoveSlide { slide, to }, Some(&label));
        }
    }

    fn delete_slide(&mut self, id: SlideId) {
        let slides = &self.document.scene.slides;
        let Some(at) = slides.position(&id) else {
            return;
        };
        let label = slides
            .get(&id)
            .map(|it| format!("delete {}", slide_called(it)));
        let before = at.checked_sub(1).and_then(|at| slides.at(at));
        let next = slides.at(at + 1).or(before).map(|it| it.id.clone());
        let is_chosen = self.slides.chosen.as_ref() == Some(&id);
        let edit = Edit::delete_slides(vec![id]);
        let is_done = self.edit_with(&edit, label.as_deref(), |_| ());
        if is_done && is_chosen {
            self.slides.chosen = None;
            if let Some(next) = next {
                self.choose_slide(&next);
            }
        }
    }

    fn toggle_selected(&mut self, list: SlideList) {
        let selected = self.selected_elements();
        let Some(id) = self.chosen_slide().map(|slide| slide.id.clone()) else {
            return;
        };
        if selected.is_empty() {
            return;
        }
        let is_out = self.has_selected_on_slide(list);
        let what = match selected.as_slice() {
            [only] => element_called(&self.document.scene, only),
            many => format!("{} actors and ties", many.len()),
        };
        let no = if is_out { "no longer " } else { "" };
        let label = format!("{no}{} {what} on {{}}", list.verb());
        self.change_slide(&id, &label, |slide, _| {
            if is_out {
                list.of_mut(slide).retain(|it| !selected.contains(it));
            } else {
                put(slide, list, selected);
            }
        });
    }

    fn footnote(&mut self, id: &SlideId, claim: ClaimId, is_on: bool) {
        let label = if is_on {
            format!("footnote {claim} on {{}}")
        } else {
            format!("take footnote {claim} off {{}}")
        };
        self.change_slide(id, &label, |slide, _| {
            slide.footnotes.retain(|it| is_on || *it != claim);
            if is_on && !slide.footnotes.contains(&claim) {
                slide.footnotes.push(claim);
            }
        });
    }

    fn fix_slide(&mut self, id: &SlideId, fix: SlideFix) {
        let is_done = match fix {
            SlideFix::TakeOutGone => {
                self.change_slide(id, "take what is gone off {}", |slide, it| {
                    *slide = without_gone(it, slide);
                })
            }
            SlideFix::Renew => self.change_slide(id, "find {} still right", |slide, scene| {
                slide.as_made = as_made(scene, slide);
            }),
            SlideFix::Unhide => self.change_slide(id, "unhide {}", |slide, _| {
                slide.is_hidden = false;
            }),
        };
        if !is_done {
            self.notify(Level::Info, "There is nothing to do about this slide.");
        }
    }
}

/// What is newly referred to counts as it is now, and what is not referred to any
/// more is forgotten. Where a change set it all anew, that stays.
fn keep_as_made(scene: &Scene, before: &Slide, slide: &mut Slide) {
    let referred = slide.refers_to();
    let known = before.refers_to();
    slide.as_made.retain(|made| referred.contains(&made.of));
    let now = as_made(scene, slide);
    let new = now.into_iter().filter(|made| !known.contains(&made.of));
    for made in new {
        if !slide.as_made.iter().any(|it| it.of == made.of) {
            slide.as_made.push(made);
        }
    }
}

/// Puts these at the end of a list, each once, and takes them out of the one that
/// says the opposite.
fn put(slide: &mut Slide, list: SlideList, new: Vec<Element>) {
    if let Some(opposite) = list.opposite() {
        opposite.of_mut(slide).retain(|it| !new.contains(it));
    }
    let elements = list.of_mut(slide);
    for element in new {
        if !elements.contains(&element) {
            elements.push(element);
        }
    }
}

/// Moves an entry of a list by one place; at the end it stays.
fn step<T: PartialEq>(list: &mut [T], entry: &T, is_up: bool) {
    let Some(at) = list.iter().position(|it| it == entry) else {
        return;
    };
    let to = if is_up {
        at.checked_sub(1)
    } else {
        Some(at + 1).filter(|to| *to < list.len())
    };
    if let Some(to) = to {
        list.swap(at, to);
    }
}

/// What a slide is called in the name of a step.
fn slide_called(slide: &Slide) -> String {
    let headline = slide.headline.trim();
    if headline.is_empty() {
        return "a slide without a headline".to_owned();
    }
    if headline.chars().count() <= NAME_CHARS {
        return format!("slide {headline}");
    }
    let cut: String = headline.chars().take(NAME_CHARS - 1).collect();
    format!("slide {}\u{2026}", cut.trim_end())
}

/// What an actor or a tie is called in the name of a step.
fn element_called(scene: &Scene, element: &Element) -> String {
    let tie = match element {
        Element::Actor(id) => return scene.actor_name(id).to_owned(),
        Element::Tie(id) => scene.ties.get(id),
    };
    tie.map_or_else(
        || Subject::to_string(&element.subject()),
        |tie| {
            let ends = [&tie.from, &tie.to].map(|id| scene.actor_name(id));
            ends.join(" \u{2013} ")
        },
    )
}

#[cfg(test)]
mod tests;
