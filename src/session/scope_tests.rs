//! What a slide shows of a view is what the canvas shows of it.

use std::sync::Arc;

use kurbo::Size;

use super::{Command, FindCommand, Session};
use crate::drawing::{Deck, DeckLook, NamesShown, OnDiscs, ThemeName};
use crate::evidence::{AsOf, Clock};
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::{PartialDate, Subject, TieClass, TieId, ViewState};

fn session() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::ResizeCanvas(Size::new(1440.0, 900.0)));
    session.refresh();
    session
}

fn select(session: &mut Session, tie: &str) {
    let id = TieId::new(tie).expect("an id");
    session.execute(Command::Select(Subject::Tie(id)));
    session.refresh();
}

/// Asserts that both draw the same figures.
fn assert_same(session: &mut Session, what: &str) {
    session.refresh();
    let deck = Deck::new(
        &session.document().scene,
        DeckLook {
            theme: ThemeName::Dark,
            names: NamesShown::Both,
            discs: OnDiscs::Code,
        },
    );
    let view = ViewState {
        frame: None,
        ..session.view_state()
    };
    let picture = deck.view_picture(&view, Size::new(1440.0, 900.0));
    let drawing = session.derived().drawing().expect("a canvas");
    assert!(!drawing.figures.is_empty(), "{what}");
    let count = |figures: &[crate::drawing::Item]| {
        let mut subjects: Vec<String> = figures
            .iter()
            .filter_map(|item| Some(format!("{:?} {}", item.role, item.subject.as_ref()?)))
            .collect();
        subjects.sort();
        subjects
    };
    assert_eq!(
        count(&drawing.figures),
        count(&picture.drawing.figures),
        "{what}"
    );
}

#[test]
fn a_slide_shows_what_the_canvas_shows() {
    let mut session = session();
    assert_same(&mut session, "everything");
    select(&mut session, "ISR-TUR");
    for depth in [0, 1] {
        session.execute(Command::Find(FindCommand::Depth(depth)));
        assert_same(&mut session, &format!("a focus of depth {depth}"));
    }
    session.execute(Command::Find(FindCommand::HideRest(true)));
    assert_same(&mut session, "a focus that hides");
    session.execute(Command::Find(FindCommand::EndSpotlight));
    let mut filter = session.filter.clone();
    filter.set_class(TieClass::Hostile, false);
    session.filter = filter.clone();
    assert_same(&mut session, "a filter of ties");
    filter.set_dimming(true);
    session.filter = filter.clone();
    assert_same(&mut session, "the same, dimmed");
    filter.set_class(TieClass::Hostile, true);
    filter.set_search("embassy".to_owned());
    session.filter = filter;
    assert_same(&mut session, "a search of claims");
}

#[test]
fn a_slide_looks_back_as_the_canvas_does() {
    let mut session = session();
    for clock in Clock::ALL {
        let date = PartialDate::parse("2025-12-31").expect("a date");
        session.execute(Command::LookBack(AsOf::end_of(clock, date)));
        for _ in 0..200 {
            session.refresh();
            if session
                .past()
                .is_some_and(|past| past.as_of().clock == clock)
            {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        assert_same(&mut session, clock.words());
    }
}
