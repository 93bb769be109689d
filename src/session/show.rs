//! A show: the slides of a scene one after the other, before people.
//!
//! What the audience sees follows from this state alone. The editing view is not
//! touched while a show runs; it is kept all the same, and put back at the end.

mod command;
mod evidence;
#[cfg(test)]
mod tests;
mod timer;

use std::sync::Arc;
use std::time::Duration;

use crate::file::settings::Settings;
use crate::model::{Element, Filter, Scene, Slide, SlideId, TieId};

use super::{Effect, Level, Selection, Session, View};

pub use command::ShowCommand;
pub use evidence::{EvidenceOf, ShownEvidence};
pub use timer::Timer;

/// What the audience sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShowScreen {
    /// The slide.
    Slide,
    /// Nothing, in black.
    Black,
    /// Nothing, in white.
    White,
    /// All slides, with one of them chosen, from 0.
    Grid(usize),
    /// What something rests on.
    Evidence {
        /// What.
        of: EvidenceOf,
        /// Which page of it is seen, from 0.
        page: usize,
        /// How many there are; at least 1.
        pages: usize,
    },
}

/// A show that runs.
#[derive(Clone, Debug)]
pub struct Show {
    slides: Vec<SlideId>,
    at: usize,
    revealed: usize,
    screen: ShowScreen,
    number: Option<usize>,
    marked: Option<TieId>,
    has_laser: bool,
    has_presenter: bool,
    is_swapped: bool,
    is_listing_keys: bool,
    timer: Timer,
    kept: Box<KeptView>,
}

/// The editing view as it was.
#[derive(Clone, Debug)]
struct KeptView {
    view: View,
    filter: Filter,
    selection: Selection,
}

/// What is remembered between shows.
#[derive(Clone, Debug, Default)]
pub(super) struct ShowWishes {
    /// Whether the presenter's window opens with the show even on one screen.
    has_presenter: bool,
    /// Where the last show ended: the slide, and how much of it was revealed.
    last: Option<(SlideId, usize)>,
    /// The slide that was chosen then.
    chosen_then: Option<SlideId>,
}

impl Show {
    /// The slides, in their order; at least one.
    pub fn slides(&self) -> &[SlideId] {
        &self.slides
    }

    /// Which of them it is, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The slide.
    pub fn slide(&self) -> Option<&SlideId> {
        self.slides.get(self.at)
    }

    /// How many of its reveals are shown.
    pub fn revealed(&self) -> usize {
        self.revealed
    }

    /// What the audience sees.
    pub fn screen(&self) -> &ShowScreen {
        &self.screen
    }

    /// The number that is being typed.
    pub fn number(&self) -> Option<usize> {
        self.number
    }

    /// The tie that was chosen with the keyboard.
    pub fn marked(&self) -> Option<&TieId> {
        self.marked.as_ref()
    }

    /// Whether the pointer is a laser.
    pub fn has_laser(&self) -> bool {
        self.has_laser
    }

    /// Whether the presenter has a window.
    pub fn has_presenter(&self) -> bool {
        self.has_presenter
    }

    /// Whether the main window shows what is for the presenter.
    pub fn is_swapped(&self) -> bool {
        self.is_swapped
    }

    /// Whether the keys are listed.
    pub fn is_listing_keys(&self) -> bool {
        self.is_listing_keys
    }

    /// How long the talk has taken.
    pub fn timer(&self) -> Timer {
        self.timer
    }

    /// What the next step leads to: a slide, from 0, and how much of it is revealed;
    /// `None` at the end.
    pub fn next(&self, scene: &Scene) -> Option<(usize, usize)> {
        let reveals = self.slide().map_or(0, |id| reveals_of(scene, id));
        if self.revealed < reveals {
            return Some((self.at, self.revealed + 1));
        }
        (self.at + 1 < self.slides.len()).then_some((self.at + 1, 0))
    }

    /// What the step before leads to; `None` at the beginning.
    pub fn previous(&self, scene: &Scene) -> Option<(usize, usize)> {
        if let Some(revealed) = self.revealed.checked_sub(1) {
            return Some((self.at, revealed));
        }
        let at = self.at.checked_sub(1)?;
        let reveals = self.slides.get(at).map_or(0, |id| reveals_of(scene, id));
        Some((at, reveals))
    }

    fn go_to(&mut self, (at, revealed): (usize, usize)) {
        if at != self.at {
            self.marked = None;
        }
        self.at = at.min(self.slides.len().saturating_sub(1));
        self.revealed = revealed;
        self.screen = ShowScreen::Slide;
    }

    fn step(&mut self, scene: &Scene, is_forward: bool) {
        match &mut self.screen {
            ShowScreen::Slide => {
                let to = if is_forward {
                    self.next(scene)
                } else {
                    self.previous(scene)
                };
                if let Some(to) = to {
                    self.go_to(to);
                }
            }
            ShowScreen::Black | ShowScreen::White => self.screen = ShowScreen::Slide,
            ShowScreen::Grid(_) => self.walk(if is_forward { 1 } else { -1 }),
            ShowScreen::Evidence { page, pages, .. } => match page.checked_sub(1) {
                _ if is_forward && *page + 1 < *pages => *page += 1,
                Some(before) if !is_forward => *page = before,
                _ => self.screen = ShowScreen::Slide,
            },
        }
    }

    /// Goes this many slides on in the grid.
    fn walk(&mut self, by: isize) {
        if let ShowScreen::Grid(chosen) = &mut self.screen {
            let last = self.slides.len().saturating_sub(1);
            *chosen = chosen.saturating_add_signed(by).min(last);
        }
    }

    fn toggle(&mut self, screen: ShowScreen) {
        let is_it = match (&self.screen, &screen) {
            (ShowScreen::Grid(_), ShowScreen::Grid(_))
            | (ShowScreen::Evidence { .. }, ShowScreen::Evidence { .. }) => true,
            (one, other) => one == other,
        };
        self.screen = if is_it { ShowScreen::Slide } else { screen };
    }

    fn type_digit(&mut self, digit: u8) {
        let number = self.number.unwrap_or(0);
        let number = number.saturating_mul(10) + usize::from(digit.min(9));
        // Nobody means a slide of a number with six digits.
        self.number = Some(number % 100_000);
    }

    /// Gives up a level; `false` where there is none but the show.
    fn step_out(&mut self) -> bool {
        if self.number.take().is_some() {
            return true;
        }
        if std::mem::take(&mut self.is_listing_keys) {
            return true;
        }
        let is_slide = self.screen == ShowScreen::Slide;
        self.screen = ShowScreen::Slide;
        !is_slide
    }

    /// Lets go of slides that are not there any more; `false` where none is left.
    fn keep_to(&mut self, scene: &Scene) -> bool {
        let now = self.slide().cloned();
        let before = self.slides.len();
        self.slides.retain(|id| scene.slides.contains(id));
        if before != self.slides.len() {
            let place = now.and_then(|id| self.slides.iter().position(|it| *it == id));
            self.at = place.unwrap_or_else(|| self.at.min(self.slides.len().saturating_sub(1)));
        }
        let reveals = self.slide().map_or(0, |id| reveals_of(scene, id));
        self.revealed = self.revealed.min(reveals);
        !self.slides.is_empty()
    }
}

/// How many steps a slide has besides the first: reveals of what is there.
pub fn reveals_of(scene: &Scene, slide: &SlideId) -> usize {
    let slide = scene.slides.get(slide);
    slide.map_or(0, |slide| revealed_by(scene, slide).count())
}

/// What a slide reveals and the scene has, in its order.
fn revealed_by<'a>(scene: &'a Scene, slide: &'a Slide) -> impl Iterator<Item = &'a Element> {
    slide.reveals.iter().filter(|element| match element {
        Element::Actor(id) => scene.actors.contains(id),
        Element::Tie(id) => scene.ties.contains(id),
    })
}

impl Session {
    /// The show, while one runs.
    pub fn show(&self) -> Option<&Show> {
        self.show.as_ref()
    }

    /// The time that commands are carried out at.
    pub fn now(&self) -> Duration {
        self.now
    }

    /// Whether the presenter's window opens with the show even on one screen.
    pub fn wants_presenter(&self) -> bool {
        self.show
            .as_ref()
            .map_or(self.show_wishes.has_presenter, |it| it.has_presenter)
    }

    pub(super) fn present(&mut self, command: ShowCommand) {
        match command {
            ShowCommand::Start => self.start_show(None),
            ShowCommand::StartHere => self.start_show(self.step_here()),
            ShowCommand::SetTheme(theme) => {
                self.settings.slide_theme = theme;
                self.effects.push(Effect::KeepSettings);
            }
            ShowCommand::Plan(minutes) => {
                self.settings.talk_minutes = minutes.min(Settings::MAX_MINUTES);
                self.effects.push(Effect::KeepSettings);
            }
            ShowCommand::Presenter if self.show.is_none() => {
                self.show_wishes.has_presenter = !self.show_wishes.has_presenter;
            }
            command => self.go_on_with_show(&command),
        }
    }

    /// Where "from here" begins: at a slide that was chosen since the last show, else
    /// where that ended.
    fn step_here(&self) -> Option<(SlideId, usize)> {
        let chosen = self.chosen_slide().map(|slide| &slide.id);
        let ShowWishes {
            last, chosen_then, ..
        } = &self.show_wishes;
        match chosen {
            Some(id) if last.is_none() || chosen != chosen_then.as_ref() => Some((id.clone(), 0)),
            _ => last.clone(),
        }
    }

    fn start_show(&mut self, from: Option<(SlideId, usize)>) {
        let (from, revealed) = from.unzip();
        let slides = &self.document.scene.slides;
        let shown: Vec<SlideId> = slides
            .iter()
            .filter(|slide| !slide.is_hidden || Some(&slide.id) == from.as_ref())
            .map(|slide| slide.id.clone())
            .collect();
        if shown.is_empty() {
            let words = if slides.is_empty() {
                "There are no slides yet. \u{201c}New slide from this view\u{201d} makes one of \
                 what the map shows now."
            } else {
                "All slides are hidden. Let one be shown again, then start."
            };
            self.notify(Level::Info, words);
            return;
        }
        let at = from.and_then(|id| shown.iter().position(|it| *it == id));
        let mut timer = Timer::default();
        timer.toggle(self.now);
        self.show = Some(Show {
            slides: shown,
            revealed: at.and(revealed).unwrap_or(0),
            at: at.unwrap_or(0),
            screen: ShowScreen::Slide,
            number: None,
            marked: None,
            has_laser: false,
            has_presenter: self.show_wishes.has_presenter,
            is_swapped: false,
            is_listing_keys: false,
            timer,
            kept: Box::new(KeptView {
                view: self.view.clone(),
                filter: self.filter.clone(),
                selection: self.selection.clone(),
            }),
        });
        // Slides may have lost reveals since.
        self.keep_show_to_scene();
        self.effects.push(Effect::BeginShow);
    }

    fn end_show(&mut self) {
        let Some(show) = self.show.take() else {
            return;
        };
        let seen = show.slide().cloned();
        self.show_wishes.last = seen.map(|slide| (slide, show.revealed));
        self.show_wishes.chosen_then = self.chosen_slide().map(|slide| slide.id.clone());
        let KeptView {
            view,
            filter,
            selection,
        } = *show.kept;
        // What the window is like now stays: size and theme are not the show's.
        let (canvas, theme) = (self.view.canvas, self.view.theme);
        self.view = View {
            canvas,
            theme,
            ..view
        };
        self.filter = filter;
        self.selection = selection;
        self.selection.keep_to(&self.document.scene);
        self.notices.renew(self.now);
        self.effects.push(Effect::EndShow);
    }

    fn go_on_with_show(&mut self, command: &ShowCommand) {
        let (scene, now) = (Arc::clone(&self.document.scene), self.now);
        let Some(show) = &mut self.show else {
            return;
        };
        let typed = show.number;
        let types = matches!(
            command,
            ShowCommand::Digit(_) | ShowCommand::Erase | ShowCommand::Escape
        ) || matches!(command, ShowCommand::Pages(_) | ShowCommand::Screens(_));
        if !types {
            show.number = None;
        }
        match command {
            ShowCommand::Next => show.step(&scene, true),
            ShowCommand::Previous => show.step(&scene, false),
            ShowCommand::Walk(by) if matches!(show.screen, ShowScreen::Grid(_)) => show.walk(*by),
            ShowCommand::Walk(by) => show.step(&scene, *by > 0),
            ShowCommand::Enter => match (typed, &show.screen) {
                (Some(number), _) => {
                    let last = show.slides.len().saturating_sub(1);
                    show.go_to((number.saturating_sub(1).min(last), 0));
                }
                (None, ShowScreen::Grid(chosen)) => show.go_to((*chosen, 0)),
                (None, _) => show.step(&scene, true),
            },
            ShowCommand::Erase => match show.number {
                Some(number) => show.number = Some(number / 10).filter(|it| *it > 0),
                None => show.step(&scene, false),
            },
            ShowCommand::Digit(digit) => show.type_digit(*digit),
            ShowCommand::First => show.go_to((0, 0)),
            ShowCommand::Last => {
                let last = show.slides.len().saturating_sub(1);
                let reveals = show.slides.last().map_or(0, |id| reveals_of(&scene, id));
                show.go_to((last, reveals));
            }
            ShowCommand::GoTo(at) => show.go_to((*at, 0)),
            ShowCommand::Black => show.toggle(ShowScreen::Black),
            ShowCommand::White => show.toggle(ShowScreen::White),
            ShowCommand::Grid => show.toggle(ShowScreen::Grid(show.at)),
            ShowCommand::Evidence(of) => show.toggle(ShowScreen::Evidence {
                of: of.clone(),
                page: 0,
                pages: 1,
            }),
            ShowCommand::Pages(count) => {
                if let ShowScreen::Evidence { page, pages, .. } = &mut show.screen {
                    *pages = (*count).max(1);
                    *page = (*page).min(*pages - 1);
                }
            }
            ShowCommand::Mark(tie) => show.marked.clone_from(tie),
            ShowCommand::Laser => show.has_laser = !show.has_laser,
            ShowCommand::Timer => show.timer.toggle(now),
            ShowCommand::ResetTimer => show.timer.reset(now),
            ShowCommand::Screens(count) => show.has_presenter |= *count > 1,
            ShowCommand::Presenter => {
                show.has_presenter = !show.has_presenter;
                show.is_swapped &= show.has_presenter;
                self.show_wishes.has_presenter = show.has_presenter;
                self.effects.push(Effect::PlaceShow);
            }
            ShowCommand::Swap => {
                show.is_swapped = !show.is_swapped && show.has_presenter;
            }
            ShowCommand::Keys => show.is_listing_keys = !show.is_listing_keys,
            ShowCommand::Escape => {
                if !show.step_out() {
                    self.end_show();
                }
            }
            ShowCommand::Leave => self.end_show(),
            ShowCommand::Start
            | ShowCommand::StartHere
            | ShowCommand::SetTheme(_)
            | ShowCommand::Plan(_) => {}
        }
    }

    /// Another document is open: a show of the one before is over.
    pub(super) fn forget_show(&mut self) {
        if self.show.take().is_some() {
            self.effects.push(Effect::EndShow);
        }
        let has_presenter = self.show_wishes.has_presenter;
        self.show_wishes = ShowWishes {
            has_presenter,
            ..ShowWishes::default()
        };
    }

    /// The show goes on without what is gone; without any slide it ends.
    pub(super) fn keep_show_to_scene(&mut self) {
        let scene = &self.document.scene;
        if self.show.as_mut().is_some_and(|it| !it.keep_to(scene)) {
            self.end_show();
        }
    }
}
