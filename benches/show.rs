//! The show on a map of 200 actors and 2,000 ties: no frame may be missed while one
//! slide gives way to another.
//!
//! Slides look at all of the map, at parts of it and at a tie; they are gone through
//! and back by keys, 60 frames a second, each as soon as the one before is at rest.
//! `cargo bench --bench show` prints, beside the frames at rest of the same run, the
//! slowest frame of the transitions, which is to take less than 16.7 ms, and how many
//! take longer. A frame is everything from input to triangles; upload and rasterising
//! are not in these figures.

mod support;
#[path = "support/window.rs"]
mod window;

use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use entente::model::{Element, Frame, Place, Scene, Slide, SlideId, ViewState};

use support::{Random, Size, random_scene};
use window::{Window, key};

const SEED: u64 = 2026;

const SIZE: Size = Size {
    actors: 200,
    ties: 2_000,
    claims_per_tie: 5,
};

/// A frame at 60 a second.
const FRAME: Duration = Duration::from_micros(16_667);
/// So many frames a transition and what is made ready after it have at least.
const FRAMES: usize = 60;

fn main() {
    let mut scene = random_scene(SIZE, &mut Random::new(SEED));
    add_slides(&mut scene);
    let mut window = Window::opening(&scene);
    window.frame(vec![key(Key::F5)]);
    let mut rest = Times::default();
    // The first slides are drawn meanwhile.
    for _ in 0..180 {
        rest.take(|| window.frame(Vec::new()));
    }
    let mut rest = Times::default();
    for _ in 0..120 {
        rest.take(|| window.frame(Vec::new()));
    }
    let mut moving = Times::default();
    let steps = steps(&scene);
    let there = std::iter::repeat_n(Key::PageDown, steps);
    let back = std::iter::repeat_n(Key::PageUp, steps);
    for pressed in there.chain(back) {
        let before = at(&window);
        // A key that is never let go of would only repeat.
        let mut events = vec![key(pressed), let_go(pressed)];
        for _ in 0..FRAMES {
            moving.take(|| window.frame(std::mem::take(&mut events)));
        }
        assert_ne!(at(&window), before, "a step was taken");
    }
    rest.print("at rest");
    moving.print("while slides change");
}

fn let_go(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: false,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// The slide and what is revealed of it.
fn at(window: &Window) -> (usize, usize) {
    let show = window.app.session().show().expect("a show");
    (show.at(), show.revealed())
}

/// How many steps lead from the first to the last.
fn steps(scene: &Scene) -> usize {
    let slides = scene.slides.iter();
    slides.map(|slide| 1 + slide.reveals.len()).sum::<usize>() - 1
}

/// Six slides: all of the map, four parts of it and all again, some with emphasis and
/// reveals.
fn add_slides(scene: &mut Scene) {
    let places: Vec<Place> = scene.actors.iter().filter_map(|it| it.place).collect();
    let ties: Vec<Element> = scene
        .ties
        .iter()
        .take(40)
        .map(|tie| Element::Tie(tie.id.clone()))
        .collect();
    for number in 0..6 {
        let frame = (1..5).contains(&number).then(|| {
            let place = places.get(number * 31 % places.len()).expect("a place");
            Frame::new(*place, 14.0, 8.0).expect("a frame")
        });
        let view = ViewState {
            frame,
            ..ViewState::default()
        };
        let id = SlideId::new(&format!("slide-{number}")).expect("an id");
        let mut slide = Slide::new(id, view);
        slide.headline = format!("Finding number {number}, in a line or two of words");
        "What is to be known about it, in a few words.".clone_into(&mut slide.caption);
        if number % 2 == 1 {
            slide.emphasis.clone_from(&ties);
            slide.reveals = ties.iter().take(2).cloned().collect();
        }
        scene.slides.push(slide).expect("a new slide");
    }
}

/// How long frames took.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    /// Measures a frame, and waits for the next one to be due.
    fn take(&mut self, frame: impl FnOnce() -> usize) {
        let start = Instant::now();
        frame();
        let time = start.elapsed();
        self.0.push(time);
        std::thread::sleep(FRAME.saturating_sub(time));
    }

    #[expect(clippy::print_stdout, reason = "a bench prints what it measures")]
    fn print(mut self, name: &str) {
        self.0.sort();
        let all = self.0.len();
        let ms = |at: usize| self.0.get(at).map_or(0.0, |it| it.as_secs_f64() * 1e3);
        let over = self.0.iter().filter(|time| **time > FRAME).count();
        println!(
            "{name}: {all} frames, median {:.1} ms, p95 {:.1} ms, slowest {:.1} ms, {over} over 16.7 ms",
            ms(all / 2),
            ms(all * 95 / 100),
            ms(all - 1),
        );
    }
}
