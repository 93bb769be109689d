//! Tests of the pictures of slides.

use std::time::{Duration, Instant};

use super::*;
use crate::edit::Edit;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures;
use crate::model::{Slide, ViewState};
use crate::session::Command;

fn session_of(scene: Scene) -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
    session
}

fn id(text: &str) -> SlideId {
    SlideId::new(text).expect("an id")
}

fn with_slides(mut scene: Scene) -> Scene {
    for name in ["one", "two"] {
        let slide = Slide::new(id(name), ViewState::default());
        scene.slides.push(slide).expect("a new slide");
    }
    scene
}

const PAGE: Size = Size::new(1600.0, 900.0);

#[test]
fn a_picture_is_kept_until_its_slide_changes() {
    let mut session = session_of(with_slides(fixtures::scene(&["A", "B"])));
    let (mut pictures, ctx) = (SlidePictures::default(), Context::default());
    let mut both = |session: &Session| {
        pictures.refresh(session);
        ["one", "two"].map(|name| pictures.picture(&ctx, &id(name), PAGE).expect(name))
    };
    let first = both(&session);
    let again = both(&session);
    assert!(Arc::ptr_eq(&first[0], &again[0]), "nothing changed");
    let mut slide = session.document().scene.slides.get(&id("two")).cloned();
    let slide = slide.as_mut().expect("the slide");
    slide.headline = "Another".to_owned();
    session.execute(Command::Edit(Edit::ChangeSlide(Box::new(slide.clone()))));
    let start = Instant::now();
    let now = loop {
        let now = both(&session);
        if !Arc::ptr_eq(&first[1], &now[1]) {
            break now;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "never drawn");
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(
        Arc::ptr_eq(&first[0], &now[0]),
        "the other one is as it was"
    );
}

#[test]
fn a_large_scene_is_drawn_in_the_background() {
    let mut scene = with_slides(fixtures::scene(&["A", "B"]));
    for number in 0..LARGE {
        fixtures::actor(&mut scene, &format!("X{number}"));
    }
    let session = session_of(scene);
    let (mut pictures, ctx) = (SlidePictures::default(), Context::default());
    let start = Instant::now();
    let mut frames = 0;
    while {
        pictures.refresh(&session);
        pictures.picture(&ctx, &id("one"), PAGE).is_none()
    } {
        frames += 1;
        assert!(start.elapsed() < Duration::from_secs(20), "never drawn");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(frames > 0, "it came at once");
    assert!(pictures.picture(&ctx, &id("none"), PAGE).is_none());
}

#[test]
fn reveals_of_a_slide_share_its_basemap() {
    let mut scene = fixtures::scene(&["A", "B"]);
    let mut slide = Slide::new(id("one"), ViewState::default());
    let actor = scene.actors.iter().next().expect("an actor").id.clone();
    slide.reveals.push(crate::model::Element::Actor(actor));
    scene.slides.push(slide).expect("a new slide");
    let session = session_of(scene);
    let (mut pictures, ctx) = (SlidePictures::default(), Context::default());
    pictures.refresh(&session);
    let picture = pictures.picture(&ctx, &id("one"), PAGE).expect("a picture");
    let mut ground = |reveal: usize, scale: f64| {
        let face = pictures
            .face(&ctx, &picture, reveal, scale)
            .expect("a face");
        let face = face.try_borrow().expect("not held");
        face.ground_corners().0
    };
    let first = ground(0, 1.0);
    assert_eq!(ground(1, 1.0), first);
    assert_ne!(ground(1, 2.0), first, "lines are as wide as they should be");
}
