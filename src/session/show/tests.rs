//! Tests of the state of a show.

use std::sync::Arc;

use super::*;
use crate::edit::Edit;
use crate::file::store::Store;
use crate::model::fixtures::{actor_id, bearing, claim, scene, slide_id, tie, tie_id};
use crate::model::{Magnitude, Stance, ViewState};
use crate::session::Command;

/// Three slides and a hidden one: `one` plain, `two` with two reveals (and one of an
/// actor that is not there), `three` with one.
fn made() -> Scene {
    let mut scene = scene(&["A", "B", "C"]);
    tie(&mut scene, "A-B", 0.5);
    tie(&mut scene, "B-C", -0.5);
    for (id, on) in [("c1", "A-B"), ("c2", "A-B"), ("c3", "B-C")] {
        let on = bearing(on, Stance::Supports, Magnitude::Slight);
        claim(&mut scene, id, "C3", &[on]);
    }
    for (name, reveals) in [
        ("one", vec![]),
        ("hidden", vec![]),
        (
            "two",
            vec![
                Element::Tie(tie_id("A-B")),
                Element::Actor(actor_id("GONE")),
                Element::Actor(actor_id("C")),
            ],
        ),
        ("three", vec![Element::Tie(tie_id("B-C"))]),
    ] {
        let mut slide = Slide::new(slide_id(name), ViewState::default());
        slide.reveals = reveals;
        slide.is_hidden = name == "hidden";
        scene.slides.push(slide).expect("a new slide");
    }
    scene
}

fn session() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(made()))));
    session
}

fn showing() -> Session {
    let mut session = session();
    session.present(ShowCommand::Start);
    session
}

/// The slide and how much of it is revealed.
fn seen(session: &Session) -> (usize, usize) {
    let show = session.show().expect("a show");
    assert_eq!(show.screen(), &ShowScreen::Slide, "the slide is seen");
    (show.at(), show.revealed())
}

#[test]
fn steps_go_through_reveals_and_slides_and_back_the_same_way() {
    let mut session = showing();
    let all = [(0, 0), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)];
    for place in all {
        assert_eq!(seen(&session), place);
        session.present(ShowCommand::Next);
    }
    assert_eq!(seen(&session), (2, 1), "the end stays");
    for place in all.into_iter().rev() {
        assert_eq!(seen(&session), place);
        session.present(ShowCommand::Previous);
    }
    assert_eq!(seen(&session), (0, 0), "so does the beginning");
    session.present(ShowCommand::Last);
    assert_eq!(seen(&session), (2, 1));
    session.present(ShowCommand::First);
    assert_eq!(seen(&session), (0, 0));
}

#[test]
fn black_and_white_give_way_without_a_step() {
    for (command, screen) in [
        (ShowCommand::Black, ShowScreen::Black),
        (ShowCommand::White, ShowScreen::White),
    ] {
        let mut session = showing();
        session.present(ShowCommand::Next);
        for back in [command.clone(), ShowCommand::Next, ShowCommand::Escape] {
            session.present(command.clone());
            assert_eq!(session.show().map(Show::screen), Some(&screen));
            session.present(back);
            assert_eq!(seen(&session), (1, 0));
        }
    }
}

#[test]
fn evidence_goes_back_to_the_very_step() {
    let mut session = showing();
    for _ in 0..2 {
        session.present(ShowCommand::Next);
    }
    let open = || ShowCommand::Evidence(EvidenceOf::Slide);
    for back in [open(), ShowCommand::Escape, ShowCommand::Previous] {
        session.present(open());
        session.present(ShowCommand::Pages(3));
        session.present(back);
        assert_eq!(seen(&session), (1, 1));
    }
    session.present(open());
    session.present(ShowCommand::Pages(3));
    for expected in [1, 2] {
        session.present(ShowCommand::Next);
        let screen = session.show().map(Show::screen);
        let page = match screen {
            Some(ShowScreen::Evidence { page, .. }) => Some(*page),
            _ => None,
        };
        assert_eq!(page, Some(expected));
    }
    session.present(ShowCommand::Previous);
    session.present(ShowCommand::Next);
    session.present(ShowCommand::Next);
    assert_eq!(seen(&session), (1, 1), "after the last page, no step");
}

#[test]
fn escape_goes_one_level_back_and_then_ends() {
    let mut session = showing();
    session.present(ShowCommand::Grid);
    session.present(ShowCommand::Keys);
    session.present(ShowCommand::Digit(2));
    session.present(ShowCommand::Escape);
    let show = session.show().expect("it runs");
    assert_eq!((show.number(), show.is_listing_keys()), (None, true));
    session.present(ShowCommand::Escape);
    assert!(session.show().is_some_and(|it| !it.is_listing_keys()));
    session.present(ShowCommand::Escape);
    assert_eq!(seen(&session), (0, 0));
    session.present(ShowCommand::Escape);
    assert!(session.show().is_none());
}

#[test]
fn a_number_and_enter_jump_and_the_grid_is_walked_over() {
    let mut session = showing();
    session.present(ShowCommand::Digit(3));
    session.present(ShowCommand::Enter);
    assert_eq!(seen(&session), (2, 0));
    for digit in [9, 9] {
        session.present(ShowCommand::Digit(digit));
    }
    session.present(ShowCommand::Erase);
    session.present(ShowCommand::Erase);
    session.present(ShowCommand::Erase);
    assert_eq!(seen(&session), (1, 2), "nothing is left to be taken back");
    session.present(ShowCommand::Grid);
    session.present(ShowCommand::Walk(-5));
    session.present(ShowCommand::Next);
    session.present(ShowCommand::Walk(1));
    session.present(ShowCommand::Enter);
    assert_eq!(seen(&session), (2, 0));
    session.present(ShowCommand::Enter);
    assert_eq!(seen(&session), (2, 1), "alone it is the next step");
}

#[test]
fn leaving_puts_the_editing_view_back_and_here_is_where_one_was() {
    let mut session = session();
    session.execute(Command::Select(crate::model::Subject::Tie(tie_id("A-B"))));
    session.execute(Command::ResizeCanvas(kurbo::Size::new(800.0, 600.0)));
    session.refresh();
    session.execute(Command::Zoom(2.0));
    let before = (
        session.view().camera,
        session.filter().clone(),
        session.selection().clone(),
    );
    session.present(ShowCommand::Start);
    session.present(ShowCommand::Next);
    session.execute(Command::ClearSelection);
    session.execute(Command::Zoom(0.5));
    session.present(ShowCommand::Leave);
    let after = (
        session.view().camera,
        session.filter().clone(),
        session.selection().clone(),
    );
    assert_eq!(after, before);
    session.present(ShowCommand::StartHere);
    assert_eq!(seen(&session), (1, 0));
    let effects = session.take_effects();
    let begun = effects.iter().filter(|it| **it == Effect::BeginShow);
    assert_eq!(begun.count(), 2);
    assert!(effects.contains(&Effect::EndShow));
}

#[test]
fn without_slides_it_is_told_what_to_do() {
    let mut session = session();
    let mut none = made();
    none.slides = crate::model::Table::default();
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(none))));
    session.present(ShowCommand::Start);
    assert!(session.show().is_none());
    let told = session.notices().shown().last().map(|it| it.text.clone());
    assert!(told.is_some_and(|it| it.contains("New slide from this view")));
}

#[test]
fn a_show_goes_on_without_what_is_gone() {
    let mut session = showing();
    session.present(ShowCommand::Last);
    let mut fewer = made();
    fewer.slides.remove(&slide_id("one"));
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(fewer))));
    assert_eq!(seen(&session), (1, 1), "the same slide");
    let mut none = made();
    none.slides = crate::model::Table::default();
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(none))));
    assert!(session.show().is_none());
}

#[test]
fn the_clock_of_the_talk_stops_and_begins_anew() {
    let at = |secs| Duration::from_secs(secs);
    let mut session = session();
    session.tick(at(10));
    session.present(ShowCommand::Start);
    let elapsed = |session: &Session| {
        let show = session.show().expect("a show");
        show.timer().elapsed(session.now()).as_secs()
    };
    session.tick(at(15));
    assert_eq!(elapsed(&session), 5);
    session.present(ShowCommand::Timer);
    session.tick(at(60));
    assert_eq!(elapsed(&session), 5);
    session.present(ShowCommand::Timer);
    session.tick(at(70));
    assert_eq!(elapsed(&session), 15);
    session.present(ShowCommand::ResetTimer);
    session.tick(at(71));
    assert_eq!(elapsed(&session), 1);
}

#[test]
fn the_evidence_of_a_slide_is_of_what_is_seen_footnotes_first() {
    let mut session = session();
    let mut with = made();
    let mut two = with.slides.get(&slide_id("two")).cloned().expect("it");
    two.footnotes = vec![crate::model::fixtures::claim_id("c3")];
    with.slides.replace(two);
    session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(with))));
    session.present(ShowCommand::Start);
    session.present(ShowCommand::Next);
    let claims = |session: &Session, of: EvidenceOf| {
        let show = session.show().expect("a show");
        let shown = session.shown_evidence(show, &of).claims;
        shown
            .into_iter()
            .map(|(place, _)| place)
            .collect::<Vec<_>>()
    };
    assert_eq!(claims(&session, EvidenceOf::Slide), [2], "nothing revealed");
    session.present(ShowCommand::Next);
    assert_eq!(claims(&session, EvidenceOf::Slide), [2, 0, 1]);
    assert_eq!(claims(&session, EvidenceOf::Tie(tie_id("A-B"))), [0, 1]);
}

#[test]
fn the_presenters_window_opens_by_itself_with_two_screens_or_by_wish() {
    let mut session = showing();
    assert!(session.show().is_some_and(|it| !it.has_presenter()));
    session.present(ShowCommand::Swap);
    assert!(
        session.show().is_some_and(|it| !it.is_swapped()),
        "one window"
    );
    session.present(ShowCommand::Screens(2));
    session.present(ShowCommand::Swap);
    assert!(
        session
            .show()
            .is_some_and(|it| it.has_presenter() && it.is_swapped())
    );
    session.present(ShowCommand::Presenter);
    assert!(
        session
            .show()
            .is_some_and(|it| !it.has_presenter() && !it.is_swapped())
    );
    session.present(ShowCommand::Leave);
    session.present(ShowCommand::Presenter);
    session.present(ShowCommand::Start);
    assert!(session.show().is_some_and(Show::has_presenter));
}
