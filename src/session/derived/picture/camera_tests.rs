use std::sync::Arc;

use super::*;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::actor_id;
use crate::session::{ArrangeCommand, Command, Inline};

/// The South Caucasus on a canvas of this size.
fn on(width: f64, height: f64) -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    resize(&mut session, width, height);
    session
}

fn resize(session: &mut Session, width: f64, height: f64) {
    session.execute(Command::ResizeCanvas(Size::new(width, height)));
    session.refresh();
}

/// The actors whose discs are not wholly on the canvas.
fn out_of_view(session: &Session) -> Vec<String> {
    let seen = session.view.camera.visible(session.view.canvas.to_rect());
    let drawing = session.derived.drawing().expect("a drawing");
    let marks = drawing.marks.iter();
    let out = marks.filter(|mark| match mark.place {
        MarkPlace::Disc { center, radius } => {
            let disc = Rect::from_center_size(center, Size::new(radius * 2.0, radius * 2.0));
            seen.union(disc) != seen
        }
        _ => false,
    });
    out.map(|mark| mark.subject.to_string()).collect()
}

fn pin(session: &mut Session) {
    session.execute(Command::SelectAll);
    session.execute(Command::Arrange(ArrangeCommand::Pin(true)));
    session.refresh();
}

#[test]
fn a_canvas_that_becomes_smaller_after_a_change_keeps_all_in_view() {
    let mut session = on(700.0, 500.0);
    let before = session.view.camera;
    pin(&mut session);
    assert_eq!(session.view.camera, before, "a change moves nothing");
    resize(&mut session, 700.0, 300.0);
    assert_eq!(out_of_view(&session), Vec::<String>::new());
    // The person's own view stays.
    session.execute(Command::Zoom(4.0));
    let own = session.view.camera;
    resize(&mut session, 700.0, 200.0);
    assert_eq!(session.view.camera, own);
    // And everything is followed again once it is asked for.
    session.execute(Command::Fit);
    pin(&mut session);
    resize(&mut session, 500.0, 300.0);
    assert_eq!(out_of_view(&session), Vec::<String>::new());
}

#[test]
fn a_low_canvas_is_filled_by_the_map_and_not_by_the_world() {
    for (width, height, least) in [
        (428.0, 230.0, 0.15),
        (428.0, 151.0, 0.08),
        (330.0, 140.0, 0.065),
        (240.0, 230.0, 0.08),
    ] {
        let session = on(width, height);
        let zoom = session.view.camera.zoom();
        assert!(zoom >= least, "{width} x {height}: {zoom}");
        assert_eq!(out_of_view(&session), Vec::<String>::new());
    }
}

#[test]
fn what_is_gone_to_is_never_smaller_than_on_the_whole_map() {
    for (width, height) in [
        (1200.0, 800.0),
        (430.0, 230.0),
        (240.0, 200.0),
        (200.0, 90.0),
    ] {
        let mut session = on(width, height);
        let all = session.view.camera;
        let mut show = |subjects: &[Subject]| {
            session
                .camera_showing(subjects)
                .expect("it is drawn")
                .zoom()
                / all.zoom()
        };
        let actor = Subject::Actor(actor_id("ISR"));
        assert!(
            show(std::slice::from_ref(&actor)) >= 1.5,
            "{width} x {height}"
        );
        let tie = Subject::Tie(crate::model::fixtures::tie_id("ISR-KAZ"));
        assert!(show(&[tie]) >= 1.0, "{width} x {height}");
        let far = Subject::Actor(actor_id("KAZ"));
        assert!(show(&[actor, far]) >= 1.0, "{width} x {height}");
    }
}

#[test]
fn several_that_are_selected_are_shown_together() {
    let mut session = on(900.0, 700.0);
    let subjects = ["TUR", "AZE"].map(|id| Subject::Actor(actor_id(id)));
    for subject in &subjects {
        session.execute(Command::ToggleSelect(subject.clone()));
    }
    session.execute(Command::FitSelection);
    session.refresh();
    let out = out_of_view(&session);
    for subject in &subjects {
        assert!(!out.contains(&subject.to_string()), "{out:?}");
    }
}

#[test]
fn a_note_stands_where_it_is_typed_and_covers_no_actor() {
    for (width, height) in [(900.0, 700.0), (430.0, 230.0), (250.0, 240.0)] {
        let mut session = on(width, height);
        session.execute(Command::StartInline(Inline::NewNote { at: None }));
        let Some(Inline::NewNote { at: Some(at) }) = session.inline().cloned() else {
            panic!("it has a place: {:?}", session.inline());
        };
        session.execute(Command::AddNote {
            text: "Talks go on.".to_owned(),
            at: Some(at),
        });
        session.refresh();
        let drawing = session.derived.drawing().expect("a drawing");
        let card = drawing.marks.iter().find_map(|mark| match mark.place {
            MarkPlace::Card(rect) => Some(rect),
            _ => None,
        });
        let card = card.expect("a card");
        assert!(card.center().distance(at) < 1.0, "{at:?}, {card:?}");
        for mark in &drawing.marks {
            if let MarkPlace::Disc { center, radius } = mark.place {
                let disc = Rect::from_center_size(center, Size::new(radius * 2.0, radius * 2.0));
                let common = disc.intersect(card);
                let is_apart = common.width() <= 0.0 || common.height() <= 0.0;
                assert!(is_apart, "{width} x {height}: {}", mark.subject);
            }
        }
    }
}
