use std::sync::Arc;

use kurbo::Size;

use super::*;
use crate::file::settings::Settings;
use crate::file::store::Store;
use crate::model::fixtures::{actor_id, claim_id, tie_id};
use crate::model::{Confidence, TieState, Weight};
use crate::session::Command;

fn session() -> Session {
    let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
    session.execute(Command::Edit(blank_slides(&session)));
    session.execute(Command::ResizeCanvas(Size::new(900.0, 700.0)));
    session.refresh();
    session
}

/// The first scene may come with slides; these tests make their own.
fn blank_slides(session: &Session) -> Edit {
    let mut scene = session.document().scene.as_ref().clone();
    scene.slides = crate::model::Table::default();
    Edit::ReplaceScene(Arc::new(scene))
}

fn ask(session: &mut Session, command: SlidesCommand) {
    session.execute(Command::Slides(command));
    session.refresh();
}

fn select(session: &mut Session, subject: Subject) {
    session.execute(Command::Select(subject));
}

fn tie(id: &str) -> Subject {
    Subject::Tie(tie_id(id))
}

fn chosen(session: &Session) -> &Slide {
    session.chosen_slide().expect("one is chosen")
}

fn order(session: &Session) -> Vec<&str> {
    let slides = session.document().scene.slides.iter();
    slides.map(|slide| slide.id.as_str()).collect()
}

/// The slides `slide`, `slide-2` and `slide-3`, the last of them chosen.
fn with_three() -> Session {
    let mut session = session();
    for _ in 0..3 {
        ask(&mut session, SlidesCommand::New);
    }
    session
}

fn id(text: &str) -> SlideId {
    SlideId::new(text).expect(text)
}

#[test]
fn a_new_slide_has_the_view_and_emphasises_what_is_selected() {
    let mut session = session();
    session.execute(Command::FilterLeastWeight(0.2));
    session.execute(Command::ShowUnknown(false));
    select(&mut session, tie("ISR-AZE"));
    session.execute(Command::ToggleSelect(Subject::Actor(actor_id("IRN"))));
    let asked = session.headline_asked();
    ask(&mut session, SlidesCommand::New);
    let slide = chosen(&session);
    assert_eq!(slide.view, session.view_state());
    let elements = [tie("ISR-AZE"), Subject::Actor(actor_id("IRN"))];
    let elements = elements.iter().filter_map(Element::of);
    assert_eq!(slide.emphasis, elements.collect::<Vec<_>>());
    assert_eq!(slide.as_made, as_made(&session.document().scene, slide));
    assert!(session.selection().is_empty(), "its form is seen");
    assert_eq!(session.headline_asked(), asked + 1);
    assert_eq!(session.browsed(), Some(BrowseTab::Slides));
    session.execute(Command::Undo);
    assert!(session.chosen_slide().is_none());
    assert_eq!(session.selection().subjects().len(), 2, "as it was");
}

#[test]
fn new_ones_and_copies_stand_after_the_chosen_one() {
    let mut session = with_three();
    assert_eq!(order(&session), ["slide", "slide-2", "slide-3"]);
    ask(&mut session, SlidesCommand::Choose(id("slide")));
    ask(&mut session, SlidesCommand::New);
    assert_eq!(order(&session), ["slide", "slide-4", "slide-2", "slide-3"]);
    ask(&mut session, SlidesCommand::Duplicate(id("slide-2")));
    assert_eq!(
        order(&session),
        ["slide", "slide-4", "slide-2", "slide-5", "slide-3"]
    );
    assert_eq!(chosen(&session).id, id("slide-5"));
    session.execute(Command::Undo);
    session.execute(Command::Undo);
    assert_eq!(order(&session), ["slide", "slide-2", "slide-3"]);
}

#[test]
fn choosing_one_looks_at_what_it_shows_and_changes_nothing() {
    let mut session = session();
    session.execute(Command::FilterLeastWeight(0.5));
    ask(&mut session, SlidesCommand::New);
    session.execute(Command::ClearFilter);
    ask(&mut session, SlidesCommand::New);
    assert!(session.is_at_slide());
    let steps = session.history().len();
    ask(&mut session, SlidesCommand::Step { is_next: false });
    assert_eq!(chosen(&session).id, id("slide"));
    assert!((session.filter().least_weight() - 0.5).abs() < 1e-9);
    assert_eq!(session.history().len(), steps, "it is no change");
    assert_eq!(session.slide_after(false), None, "it is the first");
    session.execute(Command::FilterLeastWeight(0.7));
    assert!(!session.is_at_slide(), "something else is looked at");
    ask(&mut session, SlidesCommand::Update(id("slide")));
    assert!(session.is_at_slide());
    assert!((chosen(&session).view.filter.least_weight() - 0.7).abs() < 1e-9);
}

#[test]
fn they_are_moved_hidden_and_deleted_and_all_of_it_is_undone() {
    let mut session = with_three();
    let slide = id("slide");
    ask(&mut session, SlidesCommand::Move { slide, to: 9 });
    assert_eq!(order(&session), ["slide-2", "slide-3", "slide"]);
    ask(&mut session, SlidesCommand::Hide(id("slide-3"), true));
    let hidden = |session: &Session| {
        let slide = session.document().scene.slides.get(&id("slide-3"));
        slide.map(|it| it.is_hidden)
    };
    assert_eq!(hidden(&session), Some(true));
    let steps = session.history().len();
    ask(&mut session, SlidesCommand::Hide(id("slide-3"), true));
    assert_eq!(session.history().len(), steps, "it is hidden already");
    ask(&mut session, SlidesCommand::Choose(id("slide-3")));
    ask(&mut session, SlidesCommand::Delete(id("slide-3")));
    assert_eq!(order(&session), ["slide-2", "slide"]);
    assert_eq!(chosen(&session).id, id("slide"), "the next one");
    ask(&mut session, SlidesCommand::Delete(id("slide")));
    assert_eq!(chosen(&session).id, id("slide-2"), "there is no next one");
    ask(&mut session, SlidesCommand::Delete(id("slide-2")));
    assert!(session.chosen_slide().is_none());
    for _ in 0..4 {
        session.execute(Command::Undo);
    }
    assert_eq!(order(&session), ["slide-2", "slide-3", "slide"]);
    assert_eq!(hidden(&session), Some(false));
    session.execute(Command::Undo);
    assert_eq!(order(&session), ["slide", "slide-2", "slide-3"]);
}

#[test]
fn what_is_selected_is_put_on_the_slide_and_taken_off() {
    let mut session = with_three();
    let toggle = SlidesCommand::ToggleSelected;
    select(&mut session, tie("ISR-AZE"));
    ask(&mut session, toggle(SlideList::Emphasis));
    assert!(session.has_selected_on_slide(SlideList::Emphasis));
    assert_eq!(session.selection().subjects(), [tie("ISR-AZE")], "it stays");
    let label = session.history().next_undo().map(|step| step.label.clone());
    assert_eq!(
        label.as_deref(),
        Some("emphasise Israel \u{2013} Azerbaijan on a slide without a headline")
    );
    ask(&mut session, toggle(SlideList::Dimmed));
    assert_eq!(chosen(&session).emphasis, [], "one or the other");
    session.execute(Command::ToggleSelect(tie("ISR-TUR")));
    ask(&mut session, toggle(SlideList::Reveals));
    assert_eq!(chosen(&session).reveals.len(), 2);
    let element = chosen(&session).reveals.last().cloned().expect("two");
    let up = SlidesCommand::MoveReveal {
        slide: id("slide-3"),
        element: element.clone(),
        is_up: true,
    };
    ask(&mut session, up.clone());
    assert_eq!(chosen(&session).reveals.first(), Some(&element));
    let steps = session.history().len();
    ask(&mut session, up);
    assert_eq!(session.history().len(), steps, "it is the first already");
    ask(&mut session, toggle(SlideList::Reveals));
    assert_eq!(chosen(&session).reveals, []);
    ask(
        &mut session,
        SlidesCommand::TakeOut {
            slide: id("slide-3"),
            list: SlideList::Dimmed,
            element: Element::Tie(tie_id("ISR-AZE")),
        },
    );
    assert_eq!(chosen(&session).dimmed, []);
}

#[test]
fn footnotes_are_added_ordered_and_taken_off() {
    let mut session = with_three();
    let footnote = |claim: &str, is_on| SlidesCommand::Footnote {
        slide: id("slide-3"),
        claim: claim_id(claim),
        is_on,
    };
    for claim in ["c1", "c2", "c1"] {
        ask(&mut session, footnote(claim, true));
    }
    assert_eq!(chosen(&session).footnotes, ["c1", "c2"].map(claim_id));
    let up = SlidesCommand::MoveFootnote {
        slide: id("slide-3"),
        claim: claim_id("c2"),
        is_up: true,
    };
    ask(&mut session, up);
    assert_eq!(chosen(&session).footnotes, ["c2", "c1"].map(claim_id));
    ask(&mut session, footnote("c2", false));
    assert_eq!(chosen(&session).footnotes, [claim_id("c1")]);
}

#[test]
fn what_changed_stays_told_until_it_is_found_right() {
    let mut session = session();
    select(&mut session, tie("ISR-AZE"));
    ask(&mut session, SlidesCommand::New);
    let was = chosen(&session).as_made.clone();
    let scene = &session.document().scene;
    let mut judged = scene.ties.get(&tie_id("ISR-AZE")).expect("there").clone();
    judged.state = TieState::Valued(Weight::new(0.3).expect("a weight"));
    judged.confidence = Some(Confidence::Low);
    let mut changed = scene.as_ref().clone();
    changed.ties.replace(judged);
    let edit = Edit::ReplaceScene(Arc::new(changed));
    session.execute(Command::Edit(edit));
    // Whatever else is done to the slide.
    session.execute(Command::Select(tie("ISR-TUR")));
    let toggle = SlidesCommand::ToggleSelected(SlideList::Emphasis);
    ask(&mut session, toggle);
    ask(&mut session, SlidesCommand::Update(id("slide")));
    let now = &chosen(&session).as_made;
    assert_eq!(now.first(), was.first());
    assert_eq!(now.len(), 2, "what is new counts as it is");
    ask(
        &mut session,
        SlidesCommand::Fix(id("slide"), SlideFix::Renew),
    );
    let now = &chosen(&session).as_made;
    let words = now.first().map(|it| it.was.as_str());
    assert_eq!(words, Some("+0.30, low"));
}

#[test]
fn a_slide_stays_when_what_it_refers_to_is_deleted() {
    let mut session = session();
    select(&mut session, Subject::Actor(actor_id("IRN")));
    ask(&mut session, SlidesCommand::New);
    let before = chosen(&session).clone();
    select(&mut session, Subject::Actor(actor_id("IRN")));
    session.execute(Command::DeleteSelection);
    assert_eq!(*chosen(&session), before);
    let fix = SlidesCommand::Fix(id("slide"), SlideFix::TakeOutGone);
    ask(&mut session, fix);
    assert_eq!(chosen(&session).emphasis, []);
    session.execute(Command::Undo);
    assert_eq!(*chosen(&session), before);
}

#[test]
fn escape_lets_go_of_what_is_selected_and_then_of_the_slide() {
    let mut session = with_three();
    select(&mut session, tie("ISR-AZE"));
    session.execute(Command::ClearSelection);
    assert!(session.chosen_slide().is_some());
    session.execute(Command::ClearSelection);
    assert!(session.chosen_slide().is_none());
    let example = crate::session::Example::SouthCaucasus;
    ask(&mut session, SlidesCommand::Choose(id("slide")));
    session.execute(Command::OpenExample(example));
    session.execute(Command::DiscardThen(crate::session::Then::Open));
    assert!(session.chosen_slide().is_none(), "another document");
}
